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
	{ "POST", "/orders/#/again", BUYER, "line", order_again_post, NULL,
	    ROUTE_ONCE },
	{ "GET", "/orders/#/ask", BUYER, "", order_ask_page, NULL, 0 },
	{ "POST", "/orders/#/ask", BUYER, "text", order_ask_post, NULL,
	    ROUTE_ONCE },
	{ "GET", "/orders/#/accept", BUYER, "", quote_accept_page, NULL, 0 },
	{ "POST", "/orders/#/accept", BUYER, "name", quote_accept_post, NULL,
	    ROUTE_ONCE },
	{ "GET", "/orders/#/decline", BUYER, "", quote_decline_page, NULL, 0 },
	{ "POST", "/orders/#/decline", BUYER, "reason", quote_decline_post,
	    NULL, 0 },

	/* What can be bought. */
	{ "GET", "/catalogue", BUYER, "q after", catalogue_page, NULL, 0 },
	{ "GET", "/catalogue/in/#", BUYER, "after", category_page, NULL, 0 },
	{ "GET", "/catalogue/#", BUYER, "", item_page, NULL, 0 },
	{ "GET", "/catalogue/#/picture", BUYER, "v", item_picture_file, NULL,
	    0 },
	{ "POST", "/catalogue/#/add", BUYER, "quantity uom category",
	    item_add_post, NULL, ROUTE_ONCE },

	/* The cart, and what becomes of it. */
	{ "GET", "/cart", BUYER, "", cart_page, NULL, 0 },
	{ "POST", "/cart", BUYER, "l_id+ l_was+ l_quantity+ do", cart_post,
	    NULL, ROUTE_LINES },
	{ "GET", "/cart/quick", BUYER, "", quick_page, NULL, 0 },
	{ "POST", "/cart/quick", BUYER, "list file", quick_post, NULL,
	    ROUTE_UPLOAD | ROUTE_ONCE },
	{ "GET", "/cart/order", BUYER, "quote", place_page, NULL, 0 },
	{ "POST", "/cart/order", BUYER,
	    "quote total customer_po po_again requested_date shipping_rule "
	    "summary notes elsewhere ship_name ship_attention ship_line1 "
	    "ship_line2 ship_city ship_region ship_postal_code ship_country "
	    "location",
	    place_post, NULL, ROUTE_ONCE },
	{ .method = NULL },
};

static const struct done done[] = {
	{ "canceled", N_("The order is canceled. Nothing will be sent.") },
	{ "added", N_("It is in your cart.") },
	{ "updated", N_("Your cart was updated.") },
	{ "changed", N_("Your cart was changed in another window.") },
	{ "again", N_("It is in your cart, at today's prices.") },
	{ "again-some",
	    N_("It is in your cart, at today's prices. What is no longer sold "
	       "was left out.") },
	{ "again-none", N_("It could not be put into your cart.") },
	{ "placed",
	    N_("Thank you, we have your order. You can follow it here.") },
	{ "placed-once",
	    N_("This was ordered already, and nothing is ordered twice. Here "
	       "is the order.") },
	{ "asked", N_("Thank you, we have your request and send an offer.") },
	{ "sent", N_("Your request was sent. We answer here.") },
	{ "accepted", N_("Thank you. The quote has become this order.") },
	{ "declined", N_("The quote is declined.") },
	{ NULL, NULL },
};

static const struct site shop = PORTAL_SITE(routes, done);

int
main(int argc, char **argv)
{
	return site_main(&shop, argc, argv);
}
