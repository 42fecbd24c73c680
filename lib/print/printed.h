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

/* ---- statements: what they say is worked out elsewhere */

struct printed_entry {
	int64_t date;
	const char *kind, *number; /* "Invoice", "INV000042" */
	const char *text;          /* below it, or NULL */
	int64_t due;               /* 0: none */
	int64_t amount;            /* negative: a credit or a payment */
	int64_t balance;           /* after it */
};
enum { PRINTED_AGES = 6 };
struct printed_age {
	const char *label; /* "1-30 days" */
	int64_t amount;
};
struct printed_statement {
	char currency[4];
	int64_t from, to; /* from 0: from the beginning */
	int64_t opening, closing, overdue;
	const struct printed_entry *entry;
	int entries;
	struct printed_age age[PRINTED_AGES];
	int ages;
	/* What all of it is without a running balance: open documents, with
	 * what is left of each in balance. */
	bool open_items;
};
enum rc printed_statement(struct txn *, struct arena *, const struct account *,
    const struct printed_statement *, struct print_doc *) CHECK_RC;

/* "Invoice INV000042.pdf", or "Draft.pdf": for a download. */
const char *printed_name(struct arena *, const struct print_doc *);

#endif
