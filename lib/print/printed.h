/*
 * Our records as documents to print. All that is said is copied into the
 * arena, so that the store can be closed before anything is drawn. Amounts
 * that change after a document is issued (what is left to pay) are not among
 * it.
 */
#ifndef POSTERN_PRINTED_H
#define POSTERN_PRINTED_H

#include "account.h"
#include "invoice.h"
#include "mem.h"
#include "order.h"
#include "print.h"
#include "shipment.h"
#include "store.h"

/* Invoice, credit memo, debit memo; a draft unless it is issued. */
enum rc printed_invoice(struct txn *, struct arena *, const struct invoice *,
    struct print_doc *) CHECK_RC;
/* Order confirmation, quote, return. */
enum rc printed_order(struct txn *, struct arena *, const struct sales_order *,
    struct print_doc *) CHECK_RC;
/* Delivery note. */
enum rc printed_shipment(struct txn *, struct arena *, const struct shipment *,
    struct print_doc *) CHECK_RC;

/* Statement of a period, with what is open by age. */
struct statement_sheet;
enum rc printed_statement(struct txn *, struct arena *, const struct account *,
    const struct statement_sheet *, struct print_doc *) CHECK_RC;

/* What was due before a day and is open, with how late it is; level: of the
 * reminder. rows 0 in its table: nothing. */
enum rc printed_reminder(struct txn *, struct arena *, const struct account *,
    const char *currency, int64_t day, int64_t level,
    struct print_doc *) CHECK_RC;

/* "Invoice INV000042.pdf", or "Draft.pdf": for a download. */
const char *printed_name(struct arena *, const struct print_doc *);

#endif
