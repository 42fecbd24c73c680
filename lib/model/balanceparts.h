/*
 * How documents keep the record of their account and currency: called once for
 * each document that was saved, in the same transaction. NULL: it was not
 * there before, or is no longer. For lib/model alone.
 */
#ifndef POSTERN_BALANCEPARTS_H
#define POSTERN_BALANCEPARTS_H

#include "../record/record.h"

struct invoice;
struct payment;
struct sales_order;

/* RC_REFUSED: the sum would not fit. */
enum rc balance_invoice_changed(struct txn *, const struct invoice *old,
    const struct invoice *new) CHECK_RC;
enum rc balance_payment_changed(struct txn *, const struct payment *old,
    const struct payment *new) CHECK_RC;
/* Unbilled totals of active orders of the type SO. */
enum rc balance_order_changed(struct txn *, const struct sales_order *old,
    const struct sales_order *new) CHECK_RC;

/* What follows from other fields of the record; for the upgrade. */
void balance_mend(void *balance);

#endif
