/*
 * Passwords: yescrypt through libcrypt. Slow on purpose (about 70 ms, 67 MB):
 * never call these while the store is open.
 */
#ifndef POSTERN_PASSWORD_H
#define POSTERN_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

enum {
	PASSWORD_HASH = 160,
	PASSWORD_MIN = 12,
	PASSWORD_MAX = 128,
	PASSWORD_ONCE = 24
};

/*
 * At most two processes hash at a time (lock files in dir); a third waits its
 * turn. dir NULL: no limit, for the command line.
 */
void password_hash(
    const char *password, const char *dir, char hash[PASSWORD_HASH]);

/* hash NULL or empty: the same time is spent, and the answer is no. */
bool password_matches(const char *password, const char *hash, const char *dir);

/* True when the hash was made with other settings than today's. */
bool password_outdated(const char *hash);

/*
 * NULL when the password is good, else a translated sentence: length 12 to 128
 * characters, not one of the common ones, not the login or company
 * (OWASP ASVS 2.1).
 */
const char *password_refused(
    const char *password, const char *login, const char *company);

/* A random password a person can read and type: four groups of letters and
 * digits, 75 bits. */
void password_once(char password[PASSWORD_ONCE]);

#endif
