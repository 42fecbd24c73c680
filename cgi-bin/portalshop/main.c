/*
 * Ordering on the portal: orders, catalogue, cart. A program of its own, so
 * that what other pages start stays small.
 */
#include "shops.h"

#define BUYER PORTAL_ORDERS, FEATURE_PORTAL_ORDERS

static const struct route routes[] = {
	/* Orders, quotes, returns. */
	{ "GET", "/orders", BUYER, LIST_PARAMS, order_list, NULL, 0 },
	{ "GET", "/orders/export.csv", BUYER, LIST_PARAMS, order_csv, NULL, 0 },
	{ "GET", "/orders/#", BUYER, "from", order_page, NULL, 0 },
	{ "GET", "/orders/#/cancel", BUYER, "", order_cancel_page, NULL, 0 },
	{ "POST", "/orders/#/cancel", BUYER, "", order_cancel_post, NULL, 0 },
	{ .method = NULL },
};

static const struct done done[] = {
	{ "canceled", N_("The order is canceled. Nothing will be sent.") },
	{ NULL, NULL },
};

static const struct site shop = PORTAL_SITE(routes, done);

int
main(int argc, char **argv)
{
	return site_main(&shop, argc, argv);
}
