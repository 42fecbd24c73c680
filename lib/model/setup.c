/*
 * Set up a portal: what is there and what is missing, in the order in which
 * people do it. Counts and first records only, so that it stays cheap.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "class.h"
#include "contact.h"
#include "licence.h"
#include "portal.h"
#include "rules.h"
#include "user.h"

/* What the steps look at, loaded once. */
struct setup {
	struct txn *x;
	int64_t now;
	bool defined; /* there is a portal record */
	struct portal portal;
	struct licences licences;
	struct switches switches;
	int n;
	struct setup_step *to;
};

/* The next step; blocked when that of an earlier index is not done. */
static void step(struct setup *, int group, bool done, int after,
    const char *title, const char *link, const char *says, ...)
    __attribute__((format(printf, 7, 8)));

static void
step(struct setup *s, int group, bool done, int after, const char *title,
    const char *link, const char *says, ...)
{
	struct setup_step *to = &s->to[s->n++];
	char text[400];
	va_list args;

	memset(to, 0, sizeof *to);
	to->group = group;
	to->state = done                                  ? STEP_DONE :
	    after >= 0 && s->to[after].state != STEP_DONE ? STEP_BLOCKED :
							    STEP_TODO;
	str_copy(to->title, sizeof to->title, title);
	str_copy(to->link, sizeof to->link, link);
	va_start(args, says);
	vsnprintf(text, sizeof text, says, args);
	va_end(args);
	str_copy(to->says, sizeof to->says, text);
}

/* ---- 1: deploy the instance, activate the licences */

/* A site that asked for pages, but under a URL that no record has. */
static bool
stray(const struct setup *s, char url[201])
{
	char text[240];
	const char *blank;

	if (!store_setting(s->x, "stray_site", text, sizeof text) ||
	    (blank = strchr(text, ' ')) == NULL)
		return false;
	str_copy(url, 201, blank + 1);
	return true;
}

static void
deploy_steps(struct setup *s)
{
	bool answers = s->defined && s->portal.last_answer != 0;
	char url[201], when[64];
	bool other = stray(s, url);

	if (answers) {
		time_long(s->portal.last_answer, "", when, sizeof when);
		step(s, 1, true, -1, _("Deploy the portal's site"), "/portals",
		    _("%s answered, last on %s (UTC)."), s->portal.url, when);
	} else if (other) {
		step(s, 1, true, -1, _("Deploy the portal's site"), "/portals",
		    _("A site answers at %s."), url);
	} else {
		step(s, 1, false, -1, _("Deploy the portal's site"), "",
		    _("No site has answered yet. Run “postern portal deploy” "
		      "on the server, restart the web server, and open the "
		      "portal's URL once."));
	}
}

static void
licence_step(struct setup *s, bool portal)
{
	const struct licence *l =
	    portal ? &s->licences.portal : &s->licences.erp;
	enum licence_status status =
	    portal ? s->licences.portal_status : s->licences.erp_status;
	struct licence waiting;
	char says[241];
	bool waits = licence_of(s->x, portal ? LICENCE_PORTAL : LICENCE_ERP,
			 LICENCE_VERIFIED, &waiting) == RC_OK;
	bool done = status == LICENCE_VALID || status == LICENCE_GRACE ||
	    status == LICENCE_EXPIRES_SOON;

	if (!done && waits)
		str_copy(says, sizeof says,
		    _("A licence was verified and waits. Press Apply "
		      "License."));
	else
		licence_sentence(
		    l, status, time_date(s->now, ""), 0, says, sizeof says);
	step(s, 1, done, -1,
	    portal ? _("Activate the portal's licence") :
		     _("Activate the ERP's licence"),
	    "/licence", "%s", says);
}

/* ---- 2: switch features on, define the portal */

static void
feature_step(struct setup *s, int64_t bit, const char *title, int after)
{
	bool on = (s->switches.enabled & bit) != 0;
	bool covered = (s->licences.features & bit) != 0;

	if (on && covered)
		step(s, 2, true, after, title, "/features", "%s",
		    _("It is on."));
	else if (!covered)
		step(s, 2, false, after, title, "/licence", "%s",
		    _("The portal's licence does not cover it."));
	else if (s->switches.pending & bit)
		step(s, 2, false, after, title, "/features", "%s",
		    _("It is ticked and waits. Press Enable."));
	else
		step(s, 2, false, after, title, "/features", "%s",
		    _("Tick it with Modify, then press Enable."));
}

static void
portal_link(const struct setup *s, char link[81])
{
	if (s->defined)
		str_printf(link, 81, "/portals/%lld", (long long)s->portal.id);
	else
		str_copy(link, 81, "/portals/new");
}

static void
define_step(struct setup *s, int after)
{
	const struct portal *p = &s->portal;
	bool cases = (p->categories & FEATURE_PORTAL_CASES) != 0;
	char link[81];

	portal_link(s, link);
	if (!s->defined)
		step(s, 2, false, after, _("Define the portal"), link, "%s",
		    _("There is no portal yet: give its name, URL, default "
		      "classes and user type."));
	else if (!p->online)
		step(s, 2, false, after, _("Define the portal"), link,
		    _("%s is offline. Tick Online."), p->name);
	else if (!cases)
		step(s, 2, false, after, _("Define the portal"), link,
		    _("%s does not show Case Management. Tick it under "
		      "General."),
		    p->name);
	else
		step(s, 2, true, after, _("Define the portal"), link,
		    _("%s is online."), p->name);
}

static void
url_step(struct setup *s, int after)
{
	const char *title = _("Check that the URLs match");
	char link[81], url[201];

	portal_link(s, link);
	if (s->defined && s->portal.last_answer != 0)
		step(s, 2, true, after, title, link,
		    _("The site at %s uses this record."), s->portal.url);
	else if (s->defined && stray(s, url))
		step(s, 2, false, after, title, link,
		    _("The site answers at %s, but the record says %s. Make "
		      "them the same."),
		    url, s->portal.url);
	else if (s->defined)
		step(s, 2, false, after, title, link,
		    _("Open %s once; the site then shows up here."),
		    s->portal.url);
	else
		step(s, 2, false, after, title, link, "%s",
		    _("The record's URL must be that of the site."));
}

/* ---- 3: users and roles */

static int64_t
customers(struct setup *s)
{
	const struct account like = { .type = ACCOUNT_CUSTOMER,
		.status = ACCOUNT_ACTIVE };

	return store_count(s->x, &account_entity, ACCOUNT_TYPE_STATUS, &like);
}

static void
customer_step(struct setup *s)
{
	int64_t n = customers(s);

	if (n > 0)
		step(s, 3, true, -1, _("Enter a customer"), "/customers",
		    _("%lld active customers."), (long long)n);
	else
		step(s, 3, false, -1, _("Enter a customer"), "/customers/new",
		    "%s", _("There is no active customer yet."));
}

/* Contacts without an account come first in the list of accounts. */
static void
contact_step(struct setup *s, int after)
{
	const struct contact none = { .account_id = 0 };
	int64_t n = store_count(s->x, &contact_entity, 0, NULL) -
	    store_count(s->x, &contact_entity, CONTACT_OF_ACCOUNT, &none);

	if (n > 0)
		step(s, 3, true, after, _("Enter a contact of the customer"),
		    "/contacts", _("%lld contacts are linked to an account."),
		    (long long)n);
	else
		step(s, 3, false, after, _("Enter a contact of the customer"),
		    "/contacts/new", "%s",
		    _("No contact is linked to a business account yet."));
}

static void
user_step(struct setup *s, int after)
{
	const struct user like = { .guest = USER_IS_GUEST,
		.status = USER_ACTIVE };
	int64_t n = store_count(s->x, &user_entity, USER_GUEST_STATUS, &like);

	if (n > 0)
		step(s, 3, true, after, _("Create a portal user"), "/users",
		    _("%lld portal users are active."), (long long)n);
	else
		step(s, 3, false, after, _("Create a portal user"), "/contacts",
		    "%s",
		    _("Open a contact, choose User Info, create the user and "
		      "press Reset Password."));
}

struct seeker {
	struct txn *x;
	int looked;
	bool found;
};

/* An active user who may sign in and do something there. */
static bool
useful(void *arg, const void *rec)
{
	const struct member *m = rec;
	struct seeker *s = arg;
	struct user u;

	if (store_get(s->x, &user_entity, m->user_id, &u) == RC_OK &&
	    u.status == USER_ACTIVE) {
		int64_t reach = role_reach(u.roles);

		s->found =
		    (reach & PORTAL_USER) != 0 && (reach & PORTAL_CASES) != 0;
	}
	return !s->found && ++s->looked < 50;
}

static bool
anyone(struct setup *s, int64_t role)
{
	const struct member like = { .role = role };
	const struct list l = { .e = &member_entity,
		.index = MEMBER_OF_ROLE,
		.like = &like,
		.prefix = 1,
		.backwards = true };
	struct seeker seeker = { s->x, 0, false };

	return store_list(s->x, &l, useful, &seeker) == RC_OK && seeker.found;
}

static void
role_step(struct setup *s, int after)
{
	bool done = anyone(s, PORTAL_CASES) || anyone(s, PORTAL_MANAGER);

	step(s, 3, done, after, _("Give the user roles"),
	    done ? "/roles" : "/contacts", "%s",
	    done ? _("A portal user has Portal User and Portal Case "
		     "Management.") :
		   _("Assign Portal User and Portal Case Management on the "
		     "User Info tab of the contact."));
}

/* ---- all of them */

int
setup_steps(struct txn *x, int64_t now, struct setup_step to[SETUP_STEPS])
{
	const struct list newest = { .e = &portal_entity, .backwards = true };
	struct setup *s = txn_scratch(x, sizeof *s);

	s->x = x;
	s->now = now;
	s->to = to;
	s->defined = first_of(x, &newest, &s->portal) == RC_OK;
	licences_load(x, now, &s->licences);
	if (switches_load(x, &s->switches) != RC_OK)
		memset(&s->switches, 0, sizeof s->switches);

	deploy_steps(s);        /* 0 */
	licence_step(s, false); /* 1 */
	licence_step(s, true);  /* 2 */
	feature_step(s, FEATURE_PORTAL, _("Enable Modern Customer Portal"), 2);
	feature_step(s, FEATURE_PORTAL_CASES,
	    _("Enable Case Management (Modern Portal)"), 3);
	define_step(s, -1); /* 5 */
	url_step(s, 5);
	customer_step(s); /* 7 */
	contact_step(s, 7);
	user_step(s, 8);
	role_step(s, 9);
	return s->n;
}
