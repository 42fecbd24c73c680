/* What the screens of orders and shipments share. */
#ifndef ERP_ORDERS_H
#define ERP_ORDERS_H

#include "invoices.h"
#include "model/order.h"
#include "model/shipment.h"

extern const struct doc order_doc, shipment_doc;

/* Columns of lists, here and on the customer's card. */
extern const struct column order_columns[], account_order_columns[],
    shipment_columns[];

/* The box of sums of an order: what is stored, tax by rate. */
void order_sums_box(struct req *, const void *order, const void *lines, int n);

/* ---- orderlines.c: what is known beside a line -------------------------- */

/* The rule that gives the line its price, or what the list says instead;
 * always: the price of the list as well. */
void order_price_rule(struct req *, const struct sales_order *,
    const struct order_line *, bool always);
/* How much of what is open is promised, and what waits; nothing where no stock
 * is kept. */
void order_line_goods(struct req *, const struct order_line *);
/* Below the inputs of a line; for the line's form. */
void order_line_beside(
    struct req *, const void *order, const void *line, unsigned tag);

#endif
