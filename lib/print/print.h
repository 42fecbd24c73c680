/*
 * Documents on paper. A print_doc is all that a document says, as text, in the
 * order it is read in; it knows nothing of records and nothing of points. It
 * is made of a record while the store is open (printed.h), and drawn when the
 * store is closed.
 */
#ifndef POSTERN_PRINT_H
#define POSTERN_PRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

enum {
	PRINT_LINES = 10,
	PRINT_PAIRS = 14,
	PRINT_FIGURES = 4,
	PRINT_COLUMNS = 8,
	PRINT_FEET = 3,
	PRINT_TAX_ROWS = 24
};

struct print_pair {
	const char *label, *value;
	bool strong;
	const char *link; /* address of the value, or NULL */
};
struct print_pairs {
	struct print_pair at[PRINT_PAIRS];
	int n;
};
struct print_block {
	const char *line[PRINT_LINES];
	int n;
};

struct print_column {
	const char *label;
	int width; /* points; 0: what the others leave, for one of them */
	bool right;
};
struct print_row {
	const char *cell[PRINT_COLUMNS]; /* NULL: empty */
	const char *small; /* below the cell of the widest column, or NULL */
	const char *carry; /* the last column's total up to here, or NULL */
	bool strong;
};
struct print_table {
	struct print_column column[PRINT_COLUMNS];
	int columns;
	struct print_row *row;
	int rows;
};

struct print_doc {
	const char *kind;   /* "Invoice" */
	const char *number; /* or NULL */
	const char *language;
	int64_t date;
	bool letter; /* the paper of North America instead of A4 */
	bool draft;

	const char *firm;
	const char *logo; /* PNG, or NULL */
	size_t logo_size;
	const char *sender; /* one line above the address */
	struct print_block to;
	const char *ship_label; /* NULL: goods go there, too */
	struct print_block ship;
	struct print_pairs facts;
	struct print_pair figure[PRINT_FIGURES];
	int figures;
	const char *text; /* above the table, or NULL */

	struct print_table table;
	struct print_table beside; /* left of the sums: taxes */
	struct print_pairs sums;
	const char *below_label;
	struct print_table below; /* as wide as the page: ageing */
	const char *notes;        /* paragraphs, one a line; or NULL */

	const char *pay_label; /* NULL: nothing is to be paid */
	struct print_pairs pay;
	const char *code;    /* for a QR code, or NULL */
	const char *code_is; /* what it is good for */
	struct print_block foot[PRINT_FEET];
};

/* Adds the PDF to out. The same document gives the same bytes. */
void print_pdf(const struct print_doc *, struct buf *out);

#endif
