/*
 * A customer's company on the portal: what it is called, where it is, who
 * works there. A program of its own, so that what other pages start stays
 * small.
 */
#include "companies.h"

#define MANAGER PORTAL_COMPANY, FEATURE_PORTAL_SYSTEM

#define PROFILE                                                                \
	"name phone phone2 fax website bill_attention bill_line1 bill_line2 "  \
	"bill_city bill_region bill_postal_code bill_country ship_attention "  \
	"ship_line1 ship_line2 ship_city ship_region ship_postal_code "        \
	"ship_country"

#define PERSON                                                                 \
	"title job_title first_name last_name email department phone mobile "  \
	"line1 line2 city region postal_code country"

#define LOCATION                                                               \
	"description active phone ship_name ship_attention ship_line1 "        \
	"ship_line2 ship_city ship_region ship_postal_code ship_country"

static const struct route routes[] = {
	{ "GET", "/company", MANAGER, "", company_page, NULL, 0 },
	{ "POST", "/company", MANAGER, PROFILE, company_post, NULL, 0 },
	{ "GET", "/company/switch", PORTAL_USER, 0, "", switch_page, NULL, 0 },
	{ "POST", "/company/switch", PORTAL_USER, 0, "account", switch_post,
	    NULL, ROUTE_EXPIRED_OK },
	{ "GET", "/company/changes/new", MANAGER, "", change_new, NULL, 0 },
	{ "POST", "/company/changes/new", MANAGER,
	    "name legal_name tax_id registration_no email note",
	    change_new_post, NULL, ROUTE_ONCE },
	{ "GET", "/company/changes/#", MANAGER, "", change_page, NULL, 0 },
	{ "POST", "/company/changes/#/withdraw", MANAGER, "",
	    change_withdraw_post, NULL, 0 },

	/* Where it is delivered to. */
	{ "GET", "/company/locations", MANAGER, LIST_PARAMS, location_list,
	    NULL, 0 },
	{ "GET", "/company/locations/new", MANAGER, "", location_new, NULL, 0 },
	{ "POST", "/company/locations/new", MANAGER, LOCATION, location_post,
	    NULL, ROUTE_ONCE },
	{ "GET", "/company/locations/#", MANAGER, "", location_page, NULL, 0 },
	{ "POST", "/company/locations/#", MANAGER, LOCATION, location_post,
	    NULL, 0 },

	/* People and their logins. To give access the password is asked for
	 * again; to take it away it never is. */
	{ "GET", "/company/people", MANAGER, LIST_PARAMS, people_list, NULL,
	    0 },
	{ "GET", "/company/people/new", MANAGER, "", person_new, NULL, 0 },
	{ "POST", "/company/people/new", MANAGER, PERSON, person_new_post, NULL,
	    ROUTE_ONCE },
	{ "GET", "/company/people/#", MANAGER, "", person_page, NULL, 0 },
	{ "POST", "/company/people/#", MANAGER, PERSON, person_post, NULL,
	    ROUTE_FRESH },
	{ "POST", "/company/people/#/activate", MANAGER, "", person_activate,
	    NULL, ROUTE_FRESH },
	{ "POST", "/company/people/#/deactivate", MANAGER, "",
	    person_deactivate, NULL, ROUTE_EXPIRED_OK },
	{ "POST", "/company/people/#/access", MANAGER, "roles+", person_access,
	    NULL, ROUTE_FRESH },
	{ "POST", "/company/people/#/invite", MANAGER, "", person_invite, NULL,
	    0 },
	{ "POST", "/company/people/#/revoke", MANAGER, "", person_revoke, NULL,
	    ROUTE_EXPIRED_OK },
	{ "POST", "/company/people/#/unlock", MANAGER, "", person_unlock, NULL,
	    0 },
	{ "POST", "/company/people/#/reset", MANAGER, "", person_reset,
	    once_prepare, ROUTE_FRESH },
	{ .method = NULL },
};

static const struct done done[] = {
	{ "saved", N_("It is saved, and we see it too.") },
	{ "asked",
	    N_("We have your request. You see here what becomes of it.") },
	{ "withdrawn", N_("The request is withdrawn. Nothing was changed.") },
	{ "added", N_("The person is added. Now give access, if you like.") },
	{ "set-active", N_("The person is active again.") },
	{ "deactivated",
	    N_("The person is inactive and can no longer sign in.") },
	{ "access",
	    N_("The access is saved. It holds from the next page on.") },
	{ "revoked", N_("The access is revoked. Open sessions have ended.") },
	{ "invited",
	    N_("The invitation is on its way by mail; its link leads to a "
	       "password of their own.") },
	{ "unlocked", N_("The login is unlocked.") },
	{ NULL, NULL },
};

static const struct site company = PORTAL_SITE(routes, done);

int
main(int argc, char **argv)
{
	return site_main(&company, argc, argv);
}
