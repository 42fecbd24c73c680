/* Who may do what, in a fixed order of questions. */
#include "access.h"

#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "grant.h"
#include "viewing.h"

/* ---- the visitor */

static void
load_site(struct txn *x, enum site_kind kind, const char *site_url, int64_t now,
    struct visitor *v)
{
	struct switches on;

	licences_load(x, now, &v->licences);
	if (switches_load(x, &on) != RC_OK)
		memset(&on, 0, sizeof on);
	v->switched = feature_close(on.enabled & v->licences.features);
	v->features = v->switched;
	if (kind != SITE_PORTAL)
		return;
	if (site_url == NULL || portal_by_url(x, site_url, &v->portal) != RC_OK)
		memset(&v->portal, 0, sizeof v->portal);
	v->features &= v->portal.categories | ~(int64_t)FEATURE_PORTAL_ALL |
	    FEATURE_PORTAL;
	v->read_only = v->licences.portal_status == LICENCE_EXPIRED;
}

/* Staff who views a portal as a customer reads, and sets no password. */
static bool
load_viewer(struct txn *x, enum site_kind kind, struct visitor *v)
{
	struct user staff;

	if (kind != SITE_PORTAL ||
	    store_get(x, &user_entity, v->session.user_id, &staff) != RC_OK ||
	    !may_view(&staff))
		return false;
	v->viewer.id = staff.id;
	user_name(&staff, v->viewer.name, sizeof v->viewer.name);
	v->read_only = true;
	return true;
}

/* The user behind a live session, who is still welcome on this site. */
static bool
load_user(struct txn *x, enum site_kind kind, struct visitor *v)
{
	struct user *u = &v->user;

	if ((v->session.as_user != 0 && !load_viewer(x, kind, v)) ||
	    store_get(x, &user_entity,
		v->viewer.id != 0 ? v->session.as_user : v->session.user_id,
		u) != RC_OK ||
	    u->status != USER_ACTIVE ||
	    u->guest != (kind == SITE_PORTAL ? USER_IS_GUEST : USER_IS_STAFF))
		return false;
	if (v->viewer.id != 0)
		u->force_change = 0;
	if (kind != SITE_PORTAL)
		return true;
	return v->session.portal_id == v->portal.id &&
	    store_get(x, &contact_entity, u->contact_id, &v->contact) ==
	    RC_OK &&
	    v->contact.active == CONTACT_IS_ACTIVE &&
	    v->contact.account_id == u->account_id &&
	    store_get(x, &account_entity, u->account_id, &v->account) ==
	    RC_OK &&
	    v->account.status != ACCOUNT_INACTIVE;
}

/* ---- for whom */

static bool
open_account(struct txn *x, int64_t id, struct account *a)
{
	return store_get(x, &account_entity, id, a) == RC_OK &&
	    a->status != ACCOUNT_INACTIVE;
}

/* A further customer, as the contact that the person is there. */
static bool
by_grant(struct txn *x, int64_t account, struct visitor *v)
{
	struct grant g = { .user_id = v->user.id, .account_id = account };
	struct user_type type;
	struct contact c;
	struct account a;

	if (!(v->user.roles & PORTAL_USER) ||
	    store_get(x, &user_type_entity, v->user.user_type, &type) !=
		RC_OK ||
	    store_find(x, &grant_entity, GRANT_OF_USER, &g) != RC_OK ||
	    store_get(x, &contact_entity, g.contact_id, &c) != RC_OK ||
	    c.active != CONTACT_IS_ACTIVE || c.account_id != account ||
	    !open_account(x, account, &a))
		return false;
	v->contact = c;
	v->account = a;
	v->granted = g.roles & type.roles;
	return true;
}

/* An account right below, which allows it. */
static void
by_parent(struct txn *x, int64_t account, struct visitor *v)
{
	struct account a;

	if (!open_account(x, account, &a) || a.parent_account_id != v->home ||
	    !a.parent_sees)
		return;
	v->account = a;
	v->child = true;
	v->read_only = true;
}

/* The account that the session has chosen, as long as it may be; else one's
 * own. */
static void
choose(struct txn *x, struct visitor *v)
{
	int64_t account = v->session.account_id;

	v->home = v->account.id;
	if (account != 0 && account != v->home && !by_grant(x, account, v))
		by_parent(x, account, v);
}

bool
may_switch(struct txn *x, const struct visitor *v, int64_t account)
{
	struct visitor *try = txn_scratch(x, sizeof *try);

	*try = *v;
	try->session.account_id = account;
	try->granted = 0;
	try->child = false;
	if (!v->signed_in || v->portal.id == 0 ||
	    !load_user(x, SITE_PORTAL, try))
		return false;
	choose(x, try);
	return try->account.id == account;
}

static void
set_roles(enum site_kind kind, struct visitor *v)
{
	int64_t reach =
	    role_reach(v->granted != 0 ? v->granted : v->user.roles);

	if (kind == SITE_ERP) {
		v->roles = reach & ROLE_STAFF;
		return;
	}
	/* Without Portal User the other portal roles open nothing. */
	v->roles = reach & PORTAL_USER ? reach & PORTAL_ROLES : 0;
	if (v->child)
		v->roles &= PORTAL_USER | PORTAL_FINANCE | PORTAL_ORDERS;
	v->whole_company = (v->roles & (PORTAL_MANAGER | PORTAL_COMPANY)) != 0;
}

void
visitor_load(struct txn *x, enum site_kind kind, const char *site_url,
    const struct session *s, int64_t now, const char *zone, struct visitor *v)
{
	const char *own = "";

	memset(v, 0, sizeof *v);
	load_site(x, kind, site_url, now, v);
	if (s != NULL && session_live(s, now) && s->site == (int64_t)kind) {
		v->session = *s;
		v->signed_in = load_user(x, kind, v);
	}
	if (v->signed_in) {
		if (kind == SITE_PORTAL)
			choose(x, v);
		set_roles(kind, v);
		own = v->user.time_zone;
		if (kind == SITE_PORTAL)
			str_copy(
			    v->name, sizeof v->name, v->contact.display_name);
		else
			user_name(&v->user, v->name, sizeof v->name);
	} else {
		memset(&v->session, 0, sizeof v->session);
		memset(&v->viewer, 0, sizeof v->viewer);
		memset(&v->user, 0, sizeof v->user);
		memset(&v->contact, 0, sizeof v->contact);
		memset(&v->account, 0, sizeof v->account);
	}
	if (own[0] == '\0')
		own = v->portal.time_zone;
	if (own[0] == '\0')
		own = zone != NULL ? zone : "";
	str_copy(v->time_zone, sizeof v->time_zone, own);
}

/* ---- the decision about a route */

/* What a portal refuses whoever asks. */
static enum refusal
portal_refuses(const struct visitor *v, int64_t feature)
{
	int64_t needs = feature | FEATURE_PORTAL;

	if (v->portal.id == 0)
		return MAY_NOT_WRONG_SITE;
	if (!v->portal.online)
		return MAY_NOT_OFFLINE;
	if (v->licences.portal_status == LICENCE_INVALID ||
	    v->licences.portal_status == LICENCE_REJECTED)
		return MAY_NOT_UNLICENSED;
	if ((v->switched & needs) != needs)
		return MAY_NOT_FEATURE;
	if ((v->features & feature) != feature)
		return MAY_NOT_CATEGORY;
	return MAY;
}

enum refusal
may_use(const struct visitor *v, enum site_kind kind, int64_t roles_needed,
    int64_t feature, bool writes)
{
	bool anybody = (roles_needed & ROLE_ANYBODY) != 0;
	enum refusal no = MAY;

	if (!anybody && !v->signed_in)
		return MAY_NOT_SIGN_IN_FIRST;
	if (!anybody && v->user.force_change)
		return MAY_NOT_NEW_PASSWORD;
	if (!anybody && v->session.enrol)
		return MAY_NOT_FACTOR;
	if (kind == SITE_PORTAL)
		no = portal_refuses(v, feature);
	else if ((v->features & feature) != feature)
		no = MAY_NOT_FEATURE;
	if (no != MAY)
		return no;
	if (!anybody && (roles_needed & ROLE_SIGNED_IN) == 0 &&
	    (roles_needed & v->roles) == 0)
		return MAY_NOT_ROLE;
	if (writes && v->read_only)
		return MAY_NOT_READ_ONLY;
	return MAY;
}

const char *
role_missing(int64_t needed)
{
	for (const struct role_fact *f = roles; f->bit != 0; f++)
		if (f->bit & needed)
			return _(f->label);
	return "";
}

/* ---- signing in */

static enum no_entry
contact_refuses(struct txn *x, const struct user *u)
{
	struct contact c;
	struct account a;

	if (store_get(x, &contact_entity, u->contact_id, &c) != RC_OK)
		return NO_ENTRY_NO_CONTACT;
	if (c.active != CONTACT_IS_ACTIVE)
		return NO_ENTRY_CONTACT;
	if (c.account_id == 0 ||
	    store_get(x, &account_entity, c.account_id, &a) != RC_OK)
		return NO_ENTRY_NO_ACCOUNT;
	if (a.status == ACCOUNT_INACTIVE)
		return NO_ENTRY_ACCOUNT;
	if ((role_reach(u->roles) & PORTAL_USER) == 0)
		return NO_ENTRY_ROLE;
	return ENTRY;
}

static bool
for_programs(struct txn *x, const struct user *u)
{
	struct user_type type;

	return u->user_type != 0 &&
	    store_get(x, &user_type_entity, u->user_type, &type) == RC_OK &&
	    type.login_type == LOGIN_API;
}

enum no_entry
entry_refused(struct txn *x, const struct user *u, enum site_kind kind,
    const struct visitor *site)
{
	if (u->status == USER_PENDING)
		return NO_ENTRY_PENDING;
	if (u->status != USER_ACTIVE)
		return NO_ENTRY_DISABLED;
	if (kind == SITE_ERP && u->guest != USER_IS_STAFF)
		return NO_ENTRY_STAFF_ONLY;
	if (kind == SITE_PORTAL && u->guest != USER_IS_GUEST)
		return NO_ENTRY_GUESTS_ONLY;
	if (kind == SITE_PORTAL && site->portal.id == 0)
		return NO_ENTRY_SITE;
	if (for_programs(x, u))
		return NO_ENTRY_PROGRAM;
	return kind == SITE_PORTAL ? contact_refuses(x, u) : ENTRY;
}

const char *
entry_says(enum no_entry no)
{
	static const char *const says[] = {
		[NO_ENTRY_PENDING] = N_("The user waits for activation."),
		[NO_ENTRY_DISABLED] = N_("The user is disabled."),
		[NO_ENTRY_STAFF_ONLY] =
		    N_("Portal users cannot sign in to the ERP."),
		[NO_ENTRY_GUESTS_ONLY] =
		    N_("Staff cannot sign in on a portal."),
		[NO_ENTRY_SITE] = N_("No portal has this URL."),
		[NO_ENTRY_PROGRAM] =
		    N_("The user's type allows programs only, no pages."),
		[NO_ENTRY_NO_CONTACT] =
		    N_("The user's contact no longer exists."),
		[NO_ENTRY_CONTACT] = N_("The user's contact is inactive."),
		[NO_ENTRY_NO_ACCOUNT] =
		    N_("The contact is not linked to a business account."),
		[NO_ENTRY_ACCOUNT] =
		    N_("The contact's business account is inactive."),
		[NO_ENTRY_ROLE] =
		    N_("The user does not have the role Portal User."),
	};

	return no == ENTRY ? NULL : _(says[no]);
}

bool
may_sign_in(struct txn *x, const struct user *u, enum site_kind kind,
    const struct visitor *site, const char **why)
{
	enum no_entry no = entry_refused(x, u, kind, site);

	if (why != NULL)
		*why = entry_says(no);
	return no == ENTRY;
}

/* ---- cases */

enum unseen
case_unseen(const struct visitor *v, const struct support_case *c)
{
	if (!v->signed_in || v->account.id == 0)
		return UNSEEN_NOBODY;
	if (c->account_id != v->account.id)
		return UNSEEN_ACCOUNT;
	if (c->hidden != CASE_NO)
		return UNSEEN_INTERNAL;
	if (!v->whole_company && c->contact_id != v->contact.id)
		return UNSEEN_COLLEAGUE;
	return IS_SEEN;
}

bool
case_shown(const struct visitor *v, const struct support_case *c)
{
	return case_unseen(v, c) == IS_SEEN;
}
