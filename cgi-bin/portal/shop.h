/* What pages say about orders, on the home page and in the shop alike. */
#ifndef PORTAL_SHOP_H
#define PORTAL_SHOP_H

#include "model/order.h"
#include "pages.h"

/* ---- orderwords.c */

bool offers_orders(const struct req *);
const char *order_path(struct req *, int64_t id, const char *rest);
/* "Quote" */
const char *order_kind(const struct sales_order *);
/* Where it is, in the customer's words. */
void order_pill(struct req *, const struct sales_order *);
/* Received, confirmed ... paid: a list that says where it is. Nothing for what
 * has no such way: quotes, returns, what was canceled. */
void order_steps(struct req *, const struct sales_order *);
/* Why nothing happens to it, and what to do; NULL: nothing keeps it. */
const char *order_waits(const struct sales_order *);

#endif
