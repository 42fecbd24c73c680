/*
 * What files of documents say besides what is stored: sums that are compared
 * with our own, and other names of customers and items.
 */
#ifndef POSTERN_IMPORTEXTRA_H
#define POSTERN_IMPORTEXTRA_H

#include "record.h"

enum {
	EXTRA_TOTAL = 3,
	EXTRA_TAX_TOTAL,
	EXTRA_AMOUNT_PAID,
	EXTRA_BALANCE,
	EXTRA_ACCOUNT_NAME,
	EXTRA_ACCOUNT_TAX_ID,
	EXTRA_ACCOUNT_ENDPOINT,
	EXTRA_ACCOUNT_CODE,
	EXTRA_OF_LINE = 100, /* from here on: of the line */
	EXTRA_LINE_AMOUNT = EXTRA_OF_LINE,
	EXTRA_ITEM_NAME,
	EXTRA_ITEM_GTIN,
	EXTRA_BUYERS_ITEM_ID,
	EXTRA_ITEM_CODE,
};

struct import_extra {
	int64_t id, rev; /* not used: every record begins with them */
	char currency[4];
	int64_t total, tax_total, amount_paid, balance;
	char account_name[161];
	char account_tax_id[61];
	char account_endpoint[81]; /* "0088:1234567890123" */
	char account_code[61];     /* ours, unless it is not */
	int64_t line_amount;
	char item_name[201];
	char item_gtin[31];
	char buyers_item_id[81];
	char item_code[81]; /* ours, unless it is not */
};

extern const struct field order_extra[], invoice_extra[];

#endif
