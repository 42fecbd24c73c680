/* What the files of orders and shipments know of each other. */
#ifndef POSTERN_ORDERPARTS_H
#define POSTERN_ORDERPARTS_H

#include "known.h"
#include "order.h"

/* ---- order_steps.c */

/* "An order that is Completed cannot become On Hold.", unless it can. */
bool order_step_ok(
    const struct sales_order *, int64_t to, struct problems *bad);
/* active, shown, completed_on: what follows from status and sums. */
void order_derive(struct sales_order *);
/* Nothing more can happen to it by itself. */
bool order_over(int64_t status);

/* ---- order_line.c */

/* Defaults of line i (from 0); old: as stored, or NULL. */
void order_line_fill(struct txn *, struct known *, const struct sales_order *,
    struct order_line *, const struct order_line *old, int i,
    struct problems *);
/* history: it happened elsewhere or before, so that today's items do not
 * matter. */
void order_line_check(struct txn *, struct known *, const struct sales_order *,
    struct order_line *, bool history, int i, struct problems *);

/* Its rest comes on another day; the one before is remembered. */
void order_line_promise(struct order_line *, int64_t date);

/* ---- order_billing.c */

/* For upgrades: what is derived of the invoices made of it. */
enum rc order_mend(struct txn *, void *order) CHECK_RC;

/* ---- order_return.c */

/* For put: no line takes back more than was shipped of the one it names. */
enum rc order_return_check(struct txn *, const struct sales_order *,
    const struct order_line *, int n, struct problems *) CHECK_RC;

/* Is at least as much shipped of a line, as it is here, as comes back? */
enum rc order_line_kept(
    struct txn *, const struct order_line *, bool *enough) CHECK_RC;

/* ---- order_paid.c */

struct payment;
/* Open, or Awaiting Payment while its type wants money first. */
enum rc order_goes(struct txn *, struct sales_order *) CHECK_RC;
/*
 * Released (sign 1): the order it pays in advance goes on, and so do orders on
 * Credit Hold that pass the check now, when their type says so. Taken back
 * (sign -1): it is not paid in advance any more.
 */
enum rc order_paid(
    struct txn *, const struct payment *, int sign, struct problems *) CHECK_RC;

/* ---- order_whole.c: an order with its lines, while something happens to it */

struct order_whole {
	struct sales_order o, old;
	struct order_line *lines;
	const struct order_line *was; /* the lines as they are stored */
	int n;
};

/* As stored; RC_CONFLICT when it is no longer of the revision seen (0: any). */
enum rc order_take(
    struct txn *, int64_t id, int64_t rev, struct order_whole **) CHECK_RC;
/* Sums, what follows, lines, head, the account's summary. */
enum rc order_give(
    struct txn *, struct order_whole *, struct problems *) CHECK_RC;
/* Head and summary alone. old NULL: it is new. */
enum rc order_keep(struct txn *, const struct sales_order *old,
    struct sales_order *, struct problems *) CHECK_RC;
/* It was taken away: the summary follows. */
enum rc order_gone(struct txn *, const struct sales_order *old) CHECK_RC;
/* Any attempt to process something of an inactive account is an error. */
bool order_account_ok(
    struct txn *, int64_t account, unsigned tag, struct problems *);
/* Anything open, shipped, billed on any of its lines. */
bool order_any_open(const struct order_whole *);
bool order_any_shipped(const struct order_whole *);
bool order_any_billed(const struct order_whole *);

#endif
