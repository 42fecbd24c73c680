/*
 * The customer portal: its routes, on one page. What a customer may see of the
 * store goes through lib/own; nothing here can reach it in another way.
 */
#include "money.h"

#define CASE_FIELDS "subject case_class severity description files+"
#define PROFILE_FIELDS "title job_title phone mobile mails_off+"

static const struct route routes[] = {
	{ "GET", "/", PORTAL_USER, 0, "", home_page, NULL, 0 },

	/* Signing in and out. */
	{ "GET", "/sign-in", ROLE_ANYBODY, 0, "next", signin_page, NULL,
	    ROUTE_OFFLINE_OK },
	{ "POST", "/sign-in", ROLE_ANYBODY, 0, "login password next",
	    signin_post, NULL,
	    ROUTE_SELF | ROUTE_OFFLINE_OK | ROUTE_EXPIRED_OK },
	{ "POST", "/sign-out", ROLE_SIGNED_IN, 0, "", signout_post, NULL,
	    ROUTE_NEW_PASSWORD | ROUTE_OFFLINE_OK | ROUTE_EXPIRED_OK |
		ROUTE_LEAVES },
	{ "GET", "/password", ROLE_SIGNED_IN, 0, "", password_page, NULL,
	    ROUTE_NEW_PASSWORD | ROUTE_PRIVATE },
	{ "POST", "/password", ROLE_SIGNED_IN, 0, "old password again",
	    password_post, password_prepare,
	    ROUTE_NEW_PASSWORD | ROUTE_EXPIRED_OK | ROUTE_PRIVATE },
	{ "POST", "/view", ROLE_ANYBODY, 0, "pass", view_post, NULL,
	    ROUTE_SELF | ROUTE_PASS },

	/* Support. */
	{ "GET", "/cases", PORTAL_CASES, FEATURE_PORTAL_CASES, LIST_PARAMS,
	    case_list, NULL, 0 },
	{ "GET", "/cases/mine", PORTAL_CASES, FEATURE_PORTAL_CASES, LIST_PARAMS,
	    case_list_mine, NULL, 0 },
	{ "GET", "/cases/export.csv", PORTAL_CASES, FEATURE_PORTAL_CASES,
	    LIST_PARAMS, case_csv, NULL, 0 },
	{ "GET", "/cases/mine/export.csv", PORTAL_CASES, FEATURE_PORTAL_CASES,
	    LIST_PARAMS, case_csv_mine, NULL, 0 },
	{ "GET", "/cases/new", PORTAL_CASES, FEATURE_PORTAL_CASES, "about",
	    case_new, NULL, 0 },
	{ "POST", "/cases/new", PORTAL_CASES, FEATURE_PORTAL_CASES, CASE_FIELDS,
	    case_new_post, NULL, ROUTE_UPLOAD | ROUTE_ONCE },
	{ "GET", "/cases/#", PORTAL_CASES, FEATURE_PORTAL_CASES, "", case_page,
	    NULL, 0 },
	{ "POST", "/cases/#/reply", PORTAL_CASES, FEATURE_PORTAL_CASES,
	    "description files+", case_reply_post, NULL,
	    ROUTE_UPLOAD | ROUTE_ONCE },
	{ "GET", "/cases/#/close", PORTAL_CASES, FEATURE_PORTAL_CASES, "",
	    case_close_page, NULL, 0 },
	{ "POST", "/cases/#/close", PORTAL_CASES, FEATURE_PORTAL_CASES, "",
	    case_close_post, NULL, 0 },
	{ "POST", "/cases/#/reopen", PORTAL_CASES, FEATURE_PORTAL_CASES,
	    "description", case_reopen_post, NULL, 0 },
	{ "GET", "/cases/#/files/#", PORTAL_CASES, FEATURE_PORTAL_CASES, "",
	    case_file, NULL, 0 },

	/* Financials. */
	{ "GET", "/balance", PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS,
	    LIST_PARAMS, balance_list, NULL, 0 },
	{ "GET", "/balance/export.csv", PORTAL_FINANCE,
	    FEATURE_PORTAL_FINANCIALS, LIST_PARAMS, balance_csv, NULL, 0 },
	{ "GET", "/balance/chosen", PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS,
	    "id+", balance_chosen, NULL, 0 },
	{ "GET", "/invoices/#", PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS,
	    "from", invoice_page, NULL, 0 },
	{ "GET", "/payments", PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS,
	    LIST_PARAMS, payment_list, NULL, 0 },
	{ "GET", "/payments/export.csv", PORTAL_FINANCE,
	    FEATURE_PORTAL_FINANCIALS, LIST_PARAMS, payment_csv, NULL, 0 },
	{ "GET", "/payments/#", PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS, "",
	    payment_page, NULL, 0 },
	{ "GET", "/statement", PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS,
	    "from to currency", statement_page, NULL, 0 },
	{ "GET", "/statement/export.csv", PORTAL_FINANCE,
	    FEATURE_PORTAL_FINANCIALS, "from to currency", statement_csv, NULL,
	    0 },

	/* My profile. */
	{ "GET", "/profile", PORTAL_USER, FEATURE_PORTAL_SYSTEM, "",
	    profile_page, NULL, ROUTE_PRIVATE },
	{ "POST", "/profile", PORTAL_USER, FEATURE_PORTAL_SYSTEM,
	    PROFILE_FIELDS, profile_post, NULL, ROUTE_PRIVATE },
	{ "POST", "/profile/look", PORTAL_USER, FEATURE_PORTAL_SYSTEM,
	    "time_zone theme", profile_look_post, NULL, ROUTE_PRIVATE },
	{ "POST", "/profile/sessions/end", PORTAL_USER, FEATURE_PORTAL_SYSTEM,
	    "", sessions_end_post, NULL, ROUTE_EXPIRED_OK | ROUTE_PRIVATE },
	{ "POST", "/profile/sessions/#/end", PORTAL_USER, FEATURE_PORTAL_SYSTEM,
	    "", session_end_post, NULL, ROUTE_EXPIRED_OK | ROUTE_PRIVATE },
	{ "POST", "/theme", PORTAL_USER, FEATURE_PORTAL_SYSTEM, "theme back",
	    theme_post, NULL, ROUTE_EXPIRED_OK },

	/* For everybody, signed in or not. */
	{ "GET", "/help", ROLE_ANYBODY, 0, "", help_page, NULL,
	    ROUTE_OFFLINE_OK },
	{ "GET", "/privacy", ROLE_ANYBODY, 0, "", privacy_page, NULL,
	    ROUTE_OFFLINE_OK },
	{ "GET", "/accessibility", ROLE_ANYBODY, 0, "", accessibility_page,
	    NULL, ROUTE_OFFLINE_OK },
	{ "GET", "/theme.css", ROLE_ANYBODY, 0, "color", theme_css, NULL,
	    ROUTE_OFFLINE_OK },
	{ "GET", "/brand/*", ROLE_ANYBODY, 0, "v", brand_file, NULL,
	    ROUTE_OFFLINE_OK },
	{ .method = NULL },
};

static const struct done done[] = {
	{ "sent", N_("Your case was sent. We answer here, on this page.") },
	{ "replied", N_("Your message was sent.") },
	{ "closed", N_("The case is closed. Thank you.") },
	{ "reopened",
	    N_("The case is open again, and your message was sent.") },
	{ "saved", N_("Your profile was saved.") },
	{ "password",
	    N_("Your new password is in force. Your other sessions "
	       "have ended.") },
	{ "ended", N_("The session has ended.") },
	{ "withdrawn", N_("The payment was withdrawn.") },
	{ "switched", N_("All pages are for this company now.") },
	{ "ended-all", N_("All your other sessions have ended.") },
	{ NULL, NULL },
};

static const struct site site = PORTAL_SITE(routes, done);

int
main(int argc, char **argv)
{
	return site_main(&site, argc, argv);
}
