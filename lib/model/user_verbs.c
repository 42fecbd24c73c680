/* What happens to users: activation, locks, passwords, misses; and what has to
 * follow when one changes. */
#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/audit.h"
#include "../store/store.h"
#include "contact.h"
#include "licence.h"
#include "outbox.h"
#include "rules.h"
#include "session.h"
#include "ticket.h"
#include "userparts.h"

/* ---- limits */

void
user_check_limit(struct txn *x, const struct user *u, struct problems *bad)
{
	bool guest = u->guest == USER_IS_GUEST;
	struct user like = { .guest = u->guest, .status = USER_ACTIVE };
	struct licences licences;
	int64_t limit;

	licences_load(x, clock_now(), &licences);
	limit = guest ? licences.portal_users : licences.erp_users;
	if (store_count(x, &user_entity, USER_GUEST_STATUS, &like) < limit)
		return;
	if (txn_actor(x)->channel == CHANNEL_PORTAL)
		problem(bad, 0,
		    _("No more people can get access at the moment. Please "
		      "ask us."));
	else if (guest && licences.portal_status == LICENCE_INVALID)
		problem(bad, 0,
		    _("There is no portal licence, so there can be no active "
		      "portal users. Activate one under Activate License."));
	else if (guest)
		problem(bad, 0,
		    _("The licence allows %lld active portal users, and there "
		      "are so many. Disable one, or apply a larger licence."),
		    (long long)limit);
	else
		problem(bad, 0,
		    _("The licence allows %lld active ERP users, and there "
		      "are so many. Disable one, or apply a larger licence."),
		    (long long)limit);
}

/* ---- the last administrator */

struct admins {
	struct txn *x;
	int64_t but;
	bool found;
};

static bool
is_admin(void *arg, const void *rec)
{
	const struct member *m = rec;
	struct admins *a = arg;
	struct user u;

	if (m->user_id != a->but &&
	    store_get(a->x, &user_entity, m->user_id, &u) == RC_OK &&
	    u.status == USER_ACTIVE)
		a->found = true;
	return !a->found;
}

static bool
other_admin(struct txn *x, int64_t but)
{
	const struct member like = { .role = ROLE_ADMIN };
	const struct list l = { .e = &member_entity,
		.index = MEMBER_OF_ROLE,
		.like = &like,
		.prefix = 1 };
	struct admins a = { x, but, false };

	return store_list(x, &l, is_admin, &a) == RC_OK && a.found;
}

void
user_check_admin(struct txn *x, const struct user *old, const struct user *u,
    struct problems *bad)
{
	bool was = old->status == USER_ACTIVE && old->roles & ROLE_ADMIN;
	bool is = u->status == USER_ACTIVE && u->roles & ROLE_ADMIN;

	if (!was || is)
		return;
	if (txn_actor(x)->user == u->id)
		problem(bad, USER_ROLES,
		    _("You cannot take the role Administrator from yourself. "
		      "Ask another administrator."));
	else if (!other_admin(x, u->id))
		problem(bad, USER_ROLES,
		    _("This is the last active administrator. Make somebody "
		      "else one first."));
}

/* ---- what follows a change */

static enum rc
set_member(struct txn *x, int64_t user, int64_t role, bool holds)
{
	struct member m = { .user_id = user, .role = role };
	enum rc rc = store_find(x, &member_entity, MEMBER_BY_USER, &m);

	if (rc == RC_OK)
		return holds ? RC_OK : store_delete(x, &member_entity, m.id);
	if (rc != RC_NOTFOUND || !holds)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	m = (struct member){ .user_id = user, .role = role };
	return store_save(x, &member_entity, &m, NULL);
}

enum rc
user_follow_up(struct txn *x, const struct user *old, const struct user *u)
{
	int64_t differ = old->roles ^ u->roles;
	enum rc rc;

	for (const struct role_fact *f = roles; f->bit != 0; f++)
		if (differ & f->bit &&
		    (rc = set_member(
			 x, u->id, f->bit, (u->roles & f->bit) != 0)) != RC_OK)
			return rc;
	if (u->status != USER_ACTIVE && old->status == USER_ACTIVE)
		return session_end_all(x, u->id, 0);
	return RC_OK;
}

enum rc
user_follow(struct txn *x, const struct contact *c)
{
	struct problems bad = { .n = 0 };
	struct user old, u;
	enum rc rc;

	if ((rc = store_get(x, &user_entity, c->user_id, &u)) != RC_OK)
		return rc;
	old = u;
	str_copy(u.first_name, sizeof u.first_name, c->first_name);
	str_copy(u.last_name, sizeof u.last_name, c->last_name);
	str_copy(u.email, sizeof u.email, c->email);
	u.account_id = c->account_id;
	if (c->active == CONTACT_IS_INACTIVE)
		u.status = USER_DISABLED;
	rc = store_save(x, &user_entity, &u, &bad);
	if (rc == RC_SAME)
		return RC_OK;
	if (rc != RC_OK || (rc = user_tell_moved(x, &old, &u)) != RC_OK)
		return rc;
	return user_follow_up(x, &old, &u);
}

/* ---- standing */

/* Saves a change of status with all the rules. */
static enum rc
set_status(struct txn *x, struct user *u, int64_t status, struct problems *bad)
{
	u->status = status;
	return user_save(x, u, bad);
}

enum rc
user_activate(struct txn *x, struct user *u, struct problems *bad)
{
	if (u->status != USER_PENDING) {
		problem(bad, USER_STATUS,
		    _("Only a user who is pending can be activated."));
		return RC_INVALID;
	}
	return set_status(x, u, USER_ACTIVE, bad);
}

enum rc
user_enable(struct txn *x, struct user *u, struct problems *bad)
{
	struct contact c;

	if (u->status != USER_DISABLED) {
		problem(bad, USER_STATUS,
		    _("Only a disabled user can be enabled."));
		return RC_INVALID;
	}
	if (refers_to(x, &user_entity, u, USER_CONTACT, &c, bad) &&
	    c.active != CONTACT_IS_ACTIVE)
		problem(bad, USER_STATUS,
		    _("The contact is inactive. Set it active first."));
	return set_status(x, u, USER_ACTIVE, bad);
}

enum rc
user_disable(struct txn *x, struct user *u, struct problems *bad)
{
	if (u->status == USER_DISABLED) {
		problem(bad, USER_STATUS, _("This user is disabled."));
		return RC_INVALID;
	}
	if (txn_actor(x)->user == u->id) {
		problem(bad, USER_STATUS,
		    _("You cannot disable yourself. Ask another "
		      "administrator."));
		return RC_INVALID;
	}
	return set_status(x, u, USER_DISABLED, bad);
}

enum rc
user_unlock(struct txn *x, struct user *u, struct problems *bad)
{
	if (u->locked_until <= clock_now()) {
		problem(bad, USER_STATUS, _("This user is not locked."));
		return RC_INVALID;
	}
	u->locked_until = 0;
	u->misses = 0;
	audit_event(x, "user unlocked", u->login, u->id, "");
	return store_save(x, &user_entity, u, bad);
}

enum rc
user_set_password(struct txn *x, struct user *u, const char *hash, bool once,
    int64_t keep, struct problems *bad)
{
	bool first = u->password_hash[0] == '\0';
	enum rc rc;

	str_copy(u->password_hash, sizeof u->password_hash, hash);
	u->force_change = once;
	u->password_changed = clock_now();
	u->misses = 0;
	u->locked_until = 0;
	if ((rc = store_save(x, &user_entity, u, bad)) != RC_OK ||
	    (rc = tickets_end(x, u->id)) != RC_OK)
		return rc;
	if (!first &&
	    (rc = outbox_security(x, u, NULL,
		 once ? _("A one-time password was made for your "
			  "login.") :
			_("The password of your login was "
			  "changed."))) != RC_OK)
		return rc;
	return session_end_all(x, u->id, keep);
}

enum rc
user_tell_moved(struct txn *x, const struct user *old, const struct user *u)
{
	enum rc rc;

	if (old->id == 0 || old->email[0] == '\0' ||
	    str_same(old->email, u->email))
		return RC_OK;
	/* A link in the old mailbox opens nothing any more. */
	if ((rc = tickets_end(x, u->id)) != RC_OK)
		return rc;
	return outbox_security(x, old, old->email,
	    _("The e-mail address of your login was changed. This mail went "
	      "to the old one."));
}

/* ---- signing in */

enum { MISSES_FREE = 5, DELAY_FIRST = 30, DELAY_MOST = 15 * 60 };

int64_t
user_delay(int64_t misses)
{
	int64_t delay = DELAY_FIRST;

	if (misses < MISSES_FREE)
		return 0;
	for (int64_t n = MISSES_FREE; n < misses && delay < DELAY_MOST; n++)
		delay *= 2;
	return delay < DELAY_MOST ? delay : DELAY_MOST;
}

enum rc
user_missed(struct txn *x, int64_t user)
{
	struct problems bad = { .n = 0 };
	int64_t now = clock_now(), delay;
	struct user u;
	enum rc rc;

	if ((rc = store_get(x, &user_entity, user, &u)) != RC_OK)
		return rc;
	/* They fade as those of an unknown login do. */
	if (u.last_lockout != 0 && now - u.last_lockout > THROTTLE_FORGET)
		u.misses = 0;
	u.misses++;
	if ((delay = user_delay(u.misses)) > 0) {
		u.locked_until = now + delay;
		u.last_lockout = now;
	}
	return store_save(x, &user_entity, &u, &bad);
}

enum rc
user_signed_in(struct txn *x, int64_t user)
{
	struct problems bad = { .n = 0 };
	struct user u;
	enum rc rc;

	if ((rc = store_get(x, &user_entity, user, &u)) != RC_OK)
		return rc;
	u.misses = 0;
	u.locked_until = 0;
	u.last_login = clock_now();
	rc = store_save(x, &user_entity, &u, &bad);
	return rc == RC_SAME ? RC_OK : rc;
}
