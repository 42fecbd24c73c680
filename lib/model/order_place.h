/*
 * Placing what is in a cart: an order, or a quote that is asked for. Prices,
 * defaults, what may be ordered, credit and promise are decided here, in the
 * transaction that also empties the cart; nothing of it comes from a request.
 */
#ifndef POSTERN_ORDER_PLACE_H
#define POSTERN_ORDER_PLACE_H

#include "cart.h"
#include "order.h"
#include "portal.h"

struct account;

struct placing {
	const struct account *account;
	const struct portal *portal;
	int64_t contact;
	bool quote; /* asks for an offer instead */
	/* What the customer says: address, rule, reference, date, note; the
	 * rest is filled in. */
	struct sales_order o;
	struct order_line lines[CART_MOST];
	int n;
};

/*
 * The order that the lines of a cart would be, as order_put would make it:
 * prices, taxes, sums. Nothing is stored. Problems have the row of their line;
 * RC_INVALID with any. RC_NOTFOUND: the cart is empty.
 */
enum rc order_prepare(struct txn *, struct placing *, const struct cart *,
    struct problems *) CHECK_RC;

/*
 * Makes it: o has number and status then, the cart is empty and remembers the
 * order. total is the one that was shown (of a quote it does not matter): with
 * another one, RC_INVALID and a sentence.
 */
enum rc order_place(struct txn *, struct placing *, struct cart *,
    int64_t total, struct problems *) CHECK_RC;

#endif
