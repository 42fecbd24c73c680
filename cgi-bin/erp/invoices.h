/* What the screens of invoices and payments share. */
#ifndef ERP_INVOICES_H
#define ERP_INVOICES_H

#include "docs.h"
#include "model/invoice.h"
#include "model/payment.h"

extern const struct doc invoice_doc, payment_doc;

/* "Due in 8 days", "49 days overdue"; the status of what is not open. */
void due_pill(struct req *, const struct invoice *);
const char *due_words(struct req *, int64_t due);
/* A COL_OWN cell of a list of invoices: status, or what a memo takes off. */
void invoice_cell(struct req *, const struct column *, const void *rec);

/* Cell of a line: its text, the item's code below it, its note. */
void line_text(
    struct req *, int64_t item, const char *description, const char *note);

/* ---- apply.c: money of a payment or credit memo to open documents -------- */

/* Where money was applied: rows of a payment, of an invoice or of a memo. */
enum rc applications_card(struct req *, const struct list *, const char *title,
    const char *back, bool edits) CHECK_RC;
/* Rows of a form, l_invoice and l_amount, for the open documents of an account,
 * in a table; filled in oldest first. Returns how many. */
int apply_rows(struct req *, int64_t account, const char *currency,
    int64_t left, const struct problems *, bool *more);

#endif
