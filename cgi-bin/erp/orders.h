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

#endif
