/*
 * How documents keep the record of their account and currency: called once for
 * each document that was saved, in the same transaction. NULL: it was not
 * there before, or is no longer. For lib/model alone.
 */
#ifndef POSTERN_BALANCEPARTS_H
#define POSTERN_BALANCEPARTS_H

#include "../record/record.h"

struct ageing;
struct balance;
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

/* Money is booked for a day: one to come makes ages wait for it. */
enum rc balance_dated(
    struct txn *, int64_t account, const char *currency, int64_t day) CHECK_RC;

/* ---- balance_ages.c: what is open by age, where that is kept */

/* The range that so many days belong to. */
int ageing_range(const struct ageing *, int64_t days);
/* Keeps them, as of a day, but for one document; old: its part, or NULL. */
enum rc ages_to_day(struct txn *, struct balance *, int64_t day,
    const struct invoice *old, int64_t except) CHECK_RC;
void ages_add(struct balance *, const struct invoice *, int sign);
/* By the rule that age brings. RC_NOTFOUND: they must be read. */
enum rc ages_kept(struct txn *, int64_t account, const char *currency,
    int64_t day, struct ageing *) CHECK_RC;

/* What follows from other fields of the record; for the upgrade. */
void balance_mend(void *balance);

#endif
