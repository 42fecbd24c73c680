/* What the files that make documents of records share; nobody else includes
 * it. */
#ifndef POSTERN_PRINTEDPARTS_H
#define POSTERN_PRINTEDPARTS_H

#include "company.h"
#include "printed.h"

struct maker {
	struct txn *x;
	struct arena *mem;
	struct print_doc *p;
	struct company company;
	struct account account;
	const char *currency;
	int decimals;
};

/* The company round the document, and whose account it is. */
enum rc maker_start(struct maker *, struct txn *, struct arena *,
    int64_t account, const char *currency, struct print_doc *) CHECK_RC;

/* All in memory of the arena. */
const char *paper_amount(struct maker *, int64_t);   /* 1,234.50 */
const char *paper_money(struct maker *, int64_t);    /* 1,234.50 EUR */
const char *paper_price(struct maker *, int64_t);    /* 0.0125 */
const char *paper_quantity(struct maker *, int64_t); /* 2.5 */
const char *paper_rate(struct maker *, int64_t);     /* 19 % */
const char *paper_date(struct maker *, int64_t);     /* 23 Nov 2026 */
const char *paper_text(struct maker *, const char *);
/* "Amount (EUR)" */
const char *paper_in_currency(struct maker *, const char *label);

/* Left out where the value is NULL or empty. */
void paper_pair(
    struct maker *, struct print_pairs *, const char *label, const char *value);
void paper_sum(struct maker *, const char *label, int64_t amount, bool strong);
void paper_line(struct maker *, struct print_block *, const char *);
void paper_figure(struct maker *, const char *label, const char *value);

struct paper_address {
	const char *name, *attention, *line1, *line2, *city, *region,
	    *postal_code, *country;
};
#define PAPER_ADDRESS(rec, p)                                                  \
	(struct paper_address)                                                 \
	{                                                                      \
		(rec)->p##_name, (rec)->p##_attention, (rec)->p##_line1,       \
		    (rec)->p##_line2, (rec)->p##_city, (rec)->p##_region,      \
		    (rec)->p##_postal_code, (rec)->p##_country                 \
	}
/* As it is written in its country; ours is left out. */
void paper_to(
    struct maker *, struct print_block *, const struct paper_address *);
/* The account, as it is now. */
void paper_to_account(struct maker *);
/* Our bank account, among what is to be paid how. */
void paper_bank(struct maker *);
/* Where the goods go, unless that is the other address. */
void paper_ship(struct maker *, const struct paper_address *bill,
    const struct paper_address *ship);

/* ---- lines with prices, of invoices and orders */

struct paper_row {
	int64_t no, item_id, quantity, unit_price, discount_pct, amount;
	int64_t category, rate;
	const char *description, *uom, *note;
};
/* Columns as the rows need them, and the rows. */
void paper_rows(struct maker *, const struct paper_row *, int n);
/* The code of an item, or NULL. */
const char *paper_item(struct maker *, int64_t item);
/* The small table of taxes, and the sums. */
void paper_taxes(struct maker *, const struct totals *);
const char *paper_category(int64_t category);

#endif
