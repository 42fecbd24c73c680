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

static const struct route routes[] = {
	{ "GET", "/company", MANAGER, "", company_page, NULL, 0 },
	{ "POST", "/company", MANAGER, PROFILE, company_post, NULL, 0 },
	{ "GET", "/company/changes/new", MANAGER, "", change_new, NULL, 0 },
	{ "POST", "/company/changes/new", MANAGER,
	    "name legal_name tax_id registration_no email note",
	    change_new_post, NULL, ROUTE_ONCE },
	{ "GET", "/company/changes/#", MANAGER, "", change_page, NULL, 0 },
	{ "POST", "/company/changes/#/withdraw", MANAGER, "",
	    change_withdraw_post, NULL, 0 },
	{ .method = NULL },
};

static const struct done done[] = {
	{ "saved", N_("It is saved, and we see it too.") },
	{ "asked",
	    N_("We have your request. You see here what becomes of it.") },
	{ "withdrawn", N_("The request is withdrawn. Nothing was changed.") },
	{ NULL, NULL },
};

static const struct site company = PORTAL_SITE(routes, done);

int
main(int argc, char **argv)
{
	return site_main(&company, argc, argv);
}
