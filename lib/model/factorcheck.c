/* Is this code the user's? What was used is spent. */
#include <sodium.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../base/totp.h"
#include "../store/store.h"
#include "factor.h"
#include "outbox.h"

/* As typed: with blanks and dashes or without, in any case. */
static size_t
plain(const char *typed, char to[FACTOR_TYPED])
{
	size_t n = 0;

	for (; *typed != '\0' && n < FACTOR_TYPED - 1; typed++)
		if (*typed != ' ' && *typed != '-')
			to[n++] = *typed;
	to[n] = '\0';
	str_lower(to);
	return n;
}

/* "abcdefghjkmnpqrs" as it was shown, in groups of four. */
static void
grouped(const char *code, char to[PASSWORD_ONCE])
{
	str_printf(to, PASSWORD_ONCE, "%.4s-%.4s-%.4s-%.4s", code, code + 4,
	    code + 8, code + 12);
}

/* Takes the code's hash away; false when it is not there. */
static bool
spend(struct factor *f, const char *code)
{
	char shown[PASSWORD_ONCE], hash[HASH_TEXT], *line;

	grouped(code, shown);
	hash_text(shown, hash);
	if ((line = strstr(f->recovery, hash)) == NULL)
		return false;
	if (line[HASH_TEXT - 1] == '\n')
		memmove(line, line + HASH_TEXT, strlen(line + HASH_TEXT) + 1);
	else if (line > f->recovery)
		line[-1] = '\0';
	else
		*line = '\0';
	return true;
}

static enum factor_answer
judge(const unsigned char key[SECRET_KEY], struct factor *f, const char *typed)
{
	unsigned char secret[TOTP_SECRET];
	char code[FACTOR_TYPED], purpose[32];
	size_t n = plain(typed, code);
	int64_t step;

	if (n == 16)
		return spend(f, code) ? FACTOR_RECOVERED : FACTOR_WRONG;
	factor_purpose(f->user_id, purpose);
	if (n != 6 ||
	    !secret_open(key, purpose, f->secret, secret, sizeof secret))
		return FACTOR_WRONG;
	step = totp_step(secret, code, clock_now());
	sodium_memzero(secret, sizeof secret);
	if (step == 0)
		return FACTOR_WRONG;
	if (step <= f->step)
		return FACTOR_REPLAYED;
	f->step = step;
	return FACTOR_RIGHT;
}

static enum rc
tell(struct txn *x, int64_t user, const char *sentence)
{
	struct user u;
	enum rc rc = store_get(x, &user_entity, user, &u);

	return rc == RC_OK ? outbox_security(x, &u, NULL, sentence) : rc;
}

enum rc
factor_try(struct txn *x, const unsigned char key[SECRET_KEY], int64_t user,
    const char *typed, enum factor_answer *answer)
{
	struct factor f;
	enum rc rc = factor_of(x, user, &f);

	*answer = FACTOR_WRONG;
	if (rc != RC_OK)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	*answer = judge(key, &f, typed);
	if (*answer == FACTOR_REPLAYED)
		return tell(x, user,
		    _("A code of your app that had been used already was "
		      "entered again, and refused. If it was not you, "
		      "somebody knows your password: change it."));
	if (*answer == FACTOR_WRONG)
		return RC_OK;
	if ((rc = store_save(x, &factor_entity, &f, NULL)) != RC_OK ||
	    *answer != FACTOR_RECOVERED)
		return rc;
	return tell(x, user, _("A recovery code was used to sign in."));
}
