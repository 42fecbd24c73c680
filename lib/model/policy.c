/* The sign-in policy: the table, and its limits. */
#include "policy.h"

#include "../base/clock.h"
#include "../base/text.h"
#include "../store/store.h"
#include "rules.h"

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return policy_save(x, rec, bad);
}

#define P struct policy
/* clang-format off */
static const struct field fields[] = {
{ POLICY_ID,               INT(P, id),                 N_("Id"),       F_SYSTEM },
{ POLICY_REV,              INT(P, rev),                N_("Revision"), F_SYSTEM },
{ POLICY_FREE_ADMINS,      BOOL(P, free_admins),       N_("Administrators May Do Without a Second Factor"), 0, .hint = N_("Off: an administrator without one reaches only the page that sets it up. For trials, where nothing is real.") },
{ POLICY_INVITATION_HOURS, COUNT(P, invitation_hours), N_("Hours an Invitation Is Good For"), F_REQUIRED, .hint = N_("From 1 to 720. Links for a new password are good for one hour.") },
{ POLICY_CHANGED,          TIME(P, changed),           N_("Changed On"), F_SYSTEM | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef P

const struct entity policy_entity = {
	.number = 67,
	.name = "sign_in_policy",
	.label = N_("Sign-in Policy"),
	.plural = N_("Sign-in Policies"),
	.size = sizeof(struct policy),
	.fields = fields,
	.save = save,
};

enum rc
policy_load(struct txn *x, struct policy *p)
{
	enum rc rc = store_get(x, &policy_entity, 1, p);

	if (rc != RC_NOTFOUND)
		return rc;
	*p = (struct policy){ .invitation_hours = POLICY_HOURS_USUAL };
	return RC_OK;
}

enum rc
policy_save(struct txn *x, struct policy *p, struct problems *bad)
{
	record_check(&policy_entity, p, bad);
	if (p->invitation_hours < 1 || p->invitation_hours > POLICY_HOURS_MOST)
		problem(bad, POLICY_INVITATION_HOURS,
		    _("Enter from 1 to %d hours."), POLICY_HOURS_MOST);
	if (bad->n > 0)
		return RC_INVALID;
	if (would_change(x, &policy_entity, p))
		p->changed = clock_now();
	return store_save(x, &policy_entity, p, bad);
}

enum rc
policy_trial(struct txn *x, struct problems *bad)
{
	struct policy p;
	enum rc rc = policy_load(x, &p);

	if (rc != RC_OK)
		return rc;
	p.free_admins = 1;
	rc = policy_save(x, &p, bad);
	return rc == RC_SAME ? RC_OK : rc;
}
