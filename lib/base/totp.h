/*
 * Time-based one-time passwords (RFC 6238) as every authenticator app makes
 * them: SHA-1, a new one each 30 seconds, six digits.
 */
#ifndef POSTERN_TOTP_H
#define POSTERN_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TOTP_SECRET = 20, /* bytes */
	TOTP_SECONDS = 30,
	TOTP_TEXT = 33, /* the secret in letters, and a NUL */
	TOTP_URI = 600,
};

void totp_new(unsigned char secret[TOTP_SECRET]);

/* In the letters that are typed into an app (base32). */
void totp_text(const unsigned char secret[TOTP_SECRET], char text[TOTP_TEXT]);

/* The address that an app reads from a code: whose, and of what. */
void totp_uri(const unsigned char secret[TOTP_SECRET], const char *issuer,
    const char *login, char uri[TOTP_URI]);

/* What an app shows at this time. */
void totp_code(
    const unsigned char secret[TOTP_SECRET], int64_t time, char code[7]);

/*
 * The step of 30 seconds a code belongs to: this one, the one before or the
 * one after, since clocks differ. 0: none of them. Whoever asks refuses a step
 * that was used (ASVS 2.8.4).
 */
int64_t totp_step(
    const unsigned char secret[TOTP_SECRET], const char *code, int64_t time);

#endif
