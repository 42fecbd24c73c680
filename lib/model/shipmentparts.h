/* What the files of shipments and orders know of each other. */
#ifndef POSTERN_SHIPMENTPARTS_H
#define POSTERN_SHIPMENTPARTS_H

#include "shipment.h"

/* ---- shipment_steps.c */

bool shipment_step_ok(const struct shipment *, int64_t to, struct problems *);

/* ---- shipment.c */

/* Saves the head, with what follows from its status. old NULL: it is new. */
enum rc shipment_keep(struct txn *, const struct shipment *old,
    struct shipment *, struct problems *) CHECK_RC;
/* Every shipment that is on an invoice becomes that; Confirmed ones are then
 * on none. */
enum rc shipments_of_invoice(
    struct txn *, int64_t invoice, int64_t to, struct problems *) CHECK_RC;
/* Another shipment of the order is still in the house. */
enum rc shipment_waits(
    struct txn *, int64_t order, int64_t except, bool *waits) CHECK_RC;

/* ---- shipment_put.c */

/* What of a line is on shipments in the house, but for one of them (0). */
enum rc shipment_underway(struct txn *, int64_t order_line, int64_t except,
    int64_t *quantity) CHECK_RC;

#endif
