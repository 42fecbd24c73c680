/*
 * Paying on the portal (SP314002): every address below /pay. A program of its
 * own, because it draws codes that phones read.
 */
#include "pay.h"

#define PAYER PORTAL_FINANCE, FEATURE_PORTAL_PAYMENTS

static const struct route routes[] = {
	{ "GET", "/pay", PAYER, "id+ amount+ currency", pay_page, NULL, 0 },
	{ "POST", "/pay", PAYER, "id+ amount+ summary do", pay_post, NULL,
	    ROUTE_ONCE },
	{ "GET", "/pay/#", PAYER, "back", pay_announced, NULL, 0 },
	{ "POST", "/pay/#/withdraw", PAYER, "", pay_withdraw_post, NULL, 0 },
	{ .method = NULL },
};

static const struct done done[] = {
	{ "announced",
	    N_("Thank you, we have noted it. It is confirmed as soon as the "
	       "money has arrived.") },
	{ NULL, NULL },
};

static const struct site pay = PORTAL_SITE(routes, done);

int
main(int argc, char **argv)
{
	return site_main(&pay, argc, argv);
}
