/*
 * The second factor: codes from an app (totp.h), each good once, and ten
 * recovery codes for whoever has lost it. One record for each user who has
 * set it up; the app's secret is sealed with the store's key, which is not in
 * the database.
 */
#ifndef POSTERN_FACTOR_H
#define POSTERN_FACTOR_H

#include "../base/password.h"
#include "../base/secret.h"
#include "user.h"

enum {
	FACTOR_ID = 1,
	FACTOR_REV,
	FACTOR_USER,
	FACTOR_SECRET,
	FACTOR_STEP,
	FACTOR_RECOVERY,
};
enum { FACTOR_OF_USER = 1 /* unique */ };
enum { FACTOR_CODES = 10, FACTOR_TYPED = 40 };

struct factor {
	int64_t id, rev;
	int64_t user_id;
	char secret[SEALED_TEXT]; /* sealed for "factor USER" */
	int64_t step;             /* the last one used */
	char recovery[FACTOR_CODES * HASH_TEXT + 1]; /* hashes, one a line */
};

extern const struct entity factor_entity;

enum rc factor_of(struct txn *, int64_t user, struct factor *) CHECK_RC;

/* Must this user set one up before anything else? */
bool factor_due(struct txn *, const struct user *);

/* What a user's secret is sealed for. */
void factor_purpose(int64_t user, char purpose[32]);

/* Ten codes as they are shown, once, and their hashes. */
struct recovery {
	char code[FACTOR_CODES][PASSWORD_ONCE];
};
void recovery_new(struct recovery *);
/* How many a user has left. */
int recovery_left(const struct factor *);

/* From now on it is asked for; sealed and step are those of the code that
 * proved the app. Replaces one there is. */
enum rc factor_set(struct txn *, struct user *, const char *sealed,
    int64_t step, const struct recovery *, struct problems *) CHECK_RC;
enum rc factor_codes(
    struct txn *, const struct user *, const struct recovery *) CHECK_RC;
/* No longer; RC_SAME: there was none. why: for the audit. */
enum rc factor_end(
    struct txn *, struct user *, const char *why, struct problems *) CHECK_RC;

/* ---- factorcheck.c: needs liboath, so page programs do not call it */

enum factor_answer {
	FACTOR_WRONG = 0,
	FACTOR_RIGHT,
	FACTOR_REPLAYED, /* right, but used before: somebody may have seen it */
	FACTOR_RECOVERED,
};
/*
 * Is this what the user's app shows, or one of the recovery codes? What was
 * used is spent in the same transaction. key: the store's.
 */
enum rc factor_try(struct txn *, const unsigned char key[SECRET_KEY],
    int64_t user, const char *typed, enum factor_answer *) CHECK_RC;

#endif
