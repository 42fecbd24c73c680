/* What the files of invoices and payments know of each other. */
#ifndef POSTERN_INVOICEPARTS_H
#define POSTERN_INVOICEPARTS_H

#include "invoice.h"
#include "known.h"

/* ---- invoice_line.c */

/* Defaults and checks of line i (from 0), and its amount. */
void line_prepare(struct txn *, struct known *, const struct invoice *,
    struct invoice_line *, int i, struct problems *);

/* ---- invoice_put.c */

void invoice_fill(
    struct txn *, struct known *, struct invoice *, struct problems *);

/* ---- invoice_verbs.c */

/*
 * Everything that makes it final, before it is saved: checks, number, dates,
 * balance. RC_INVALID with sentences.
 */
enum rc invoice_issue(struct txn *, struct invoice *, int n /* lines */,
    struct problems *) CHECK_RC;
/* Open or Closed, by the balance. `closed` is the status without a balance. */
void invoice_settle(struct invoice *, int64_t closed);
/*
 * So much more is paid (or used, of a credit memo); below 0: less. Saves it,
 * its balance, and the account that was there for once.
 */
enum rc invoice_pay(struct txn *, struct invoice *, int64_t amount,
    int64_t closed, struct problems *) CHECK_RC;
/* "A Credit Memo that is Open cannot become Voided.", unless it can. */
bool invoice_step_ok(const struct invoice *, int64_t to, struct problems *);

/* ---- payment_lines.c */

/* By the applications: of released payments, by and of credit memos. */
struct paid_by {
	int64_t payments, credits;
	int64_t last; /* day on which one of them counts */
};
enum rc invoice_paid_by(struct txn *, int64_t id, struct paid_by *) CHECK_RC;
/* How much of a payment refunds have returned. */
enum rc payment_refunded(struct txn *, int64_t id, int64_t *) CHECK_RC;

/* ---- payment_verbs.c */

/* The memo closes with the invoice that it cancels. */
enum rc credit_cancels(struct txn *, struct invoice *memo, struct invoice *,
    struct problems *) CHECK_RC;

#endif
