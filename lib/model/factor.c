/* The second factor: its record, who must have one, recovery codes. */
#include "factor.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/audit.h"
#include "../store/store.h"
#include "outbox.h"
#include "policy.h"

#define F struct factor
#define HIDDEN (F_SYSTEM | F_QUIET | F_SECRET)
/* clang-format off */
static const struct field fields[] = {
{ FACTOR_ID,       INT(F, id),        N_("Id"),             F_SYSTEM },
{ FACTOR_REV,      INT(F, rev),       N_("Revision"),       F_SYSTEM },
{ FACTOR_USER,     REF(F, user_id),   N_("User"),           F_SYSTEM | F_QUIET, .refers = &user_entity },
{ FACTOR_SECRET,   TEXT(F, secret),   N_("Secret"),         HIDDEN },
{ FACTOR_STEP,     COUNT(F, step),    N_("Last Code"),      HIDDEN | F_PASSING },
{ FACTOR_RECOVERY, NOTE(F, recovery), N_("Recovery Codes"), HIDDEN | F_PASSING },
{ 0 },
};
/* clang-format on */
#undef F

static const struct index indexes[] = {
	{ .number = FACTOR_OF_USER, .tags = { FACTOR_USER }, .unique = true },
	{ 0 },
};

const struct entity factor_entity = {
	.number = 66,
	.name = "factor",
	.label = N_("Second Factor"),
	.plural = N_("Second Factors"),
	.size = sizeof(struct factor),
	.fields = fields,
	.indexes = indexes,
};

enum rc
factor_of(struct txn *x, int64_t user, struct factor *f)
{
	*f = (struct factor){ .user_id = user };
	return store_find(x, &factor_entity, FACTOR_OF_USER, f);
}

bool
factor_due(struct txn *x, const struct user *u)
{
	struct user_type type;
	struct policy p;

	if (u->factor != 0)
		return false;
	if (role_reach(u->roles) & ROLE_ADMIN &&
	    (policy_load(x, &p) != RC_OK || !p.free_admins))
		return true;
	return u->user_type != 0 &&
	    store_get(x, &user_type_entity, u->user_type, &type) == RC_OK &&
	    type.need_factor;
}

void
factor_purpose(int64_t user, char purpose[32])
{
	str_printf(purpose, 32, "factor %lld", (long long)user);
}

/* ---- recovery codes */

void
recovery_new(struct recovery *r)
{
	for (int i = 0; i < FACTOR_CODES; i++)
		password_once(r->code[i]);
}

/* They have 75 random bits, so that a fast hash is enough. */
static void
hash_codes(const struct recovery *r, struct factor *f)
{
	char hash[HASH_TEXT];
	char *to = f->recovery;

	for (int i = 0; i < FACTOR_CODES; i++) {
		hash_text(r->code[i], hash);
		memcpy(to, hash, HASH_TEXT - 1);
		to += HASH_TEXT;
		to[-1] = i + 1 < FACTOR_CODES ? '\n' : '\0';
	}
}

int
recovery_left(const struct factor *f)
{
	return f->recovery[0] == '\0' ?
	    0 :
	    (int)((strlen(f->recovery) + 1) / HASH_TEXT);
}

/* ---- on and off */

enum rc
factor_set(struct txn *x, struct user *u, const char *sealed, int64_t step,
    const struct recovery *codes, struct problems *bad)
{
	struct factor f;
	enum rc rc = factor_of(x, u->id, &f);

	if (rc == RC_NOTFOUND)
		f = (struct factor){ .user_id = u->id };
	else if (rc != RC_OK)
		return rc;
	str_copy(f.secret, sizeof f.secret, sealed);
	f.step = step;
	hash_codes(codes, &f);
	if ((rc = store_save(x, &factor_entity, &f, bad)) != RC_OK)
		return rc;
	audit_event(x, "second factor set up", u->login, u->id, "");
	u->factor = clock_now();
	if ((rc = store_save(x, &user_entity, u, bad)) != RC_OK)
		return rc;
	return outbox_security(x, u, NULL,
	    _("A second factor was set up: codes of an app are asked for at "
	      "the sign-in."));
}

enum rc
factor_codes(struct txn *x, const struct user *u, const struct recovery *codes)
{
	struct factor f;
	enum rc rc = factor_of(x, u->id, &f);

	if (rc != RC_OK)
		return rc;
	hash_codes(codes, &f);
	audit_event(x, "recovery codes made", u->login, u->id, "");
	if ((rc = store_save(x, &factor_entity, &f, NULL)) != RC_OK)
		return rc;
	return outbox_security(x, u, NULL,
	    _("New recovery codes were made; the old ones are worthless."));
}

enum rc
factor_end(struct txn *x, struct user *u, const char *why, struct problems *bad)
{
	struct factor f;
	enum rc rc = factor_of(x, u->id, &f);

	if (rc == RC_OK)
		rc = store_delete(x, &factor_entity, f.id);
	if (rc != RC_OK && rc != RC_NOTFOUND)
		return rc;
	if (u->factor == 0)
		return RC_SAME;
	audit_event(x, "second factor taken away", u->login, u->id, why);
	u->factor = 0;
	if ((rc = store_save(x, &user_entity, u, bad)) != RC_OK)
		return rc;
	return outbox_security(x, u, NULL,
	    _("The second factor was taken away: the password alone is "
	      "enough to sign in."));
}
