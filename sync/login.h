/* Passwords given to or made by the command. */
#ifndef POSTERN_LOGIN_H
#define POSTERN_LOGIN_H

#include "password.h"
#include "tool.h"

struct login {
	const char *name;
	const char *password_file; /* NULL: make one */
	const char *credentials;   /* NULL: none */
	bool keep;                 /* no new one at the first sign-in */
	char password[4 * PASSWORD_MAX + 2];
	char hash[PASSWORD_HASH];
};

enum { OPT_PASSWORD_FILE = 1100, OPT_KEEP, OPT_CREDENTIALS };
#define LOGIN_OPTIONS                                                          \
	{ "password-file", required_argument, NULL, OPT_PASSWORD_FILE },       \
	    { "keep-password", no_argument, NULL, OPT_KEEP },                  \
	{                                                                      \
		"credentials", required_argument, NULL, OPT_CREDENTIALS        \
	}

/* False when c is none of these options. */
bool login_option(struct login *, int c);
/* Reads or makes the password and hashes it: slow, before the store opens. */
void login_prepare(struct login *, const struct conf *);
/* Writes the credentials, or prints the password made. */
void login_tell(const struct login *, const char *site);

#endif
