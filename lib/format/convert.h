/*
 * Files that are no tables, as tables: a header and one row a record, in CSV
 * with commas, with the lines they came from. Layouts know their headings.
 */
#ifndef POSTERN_CONVERT_H
#define POSTERN_CONVERT_H

#include <stdbool.h>

#include "buf.h"
#include "csv.h"

struct converted {
	struct buf text;
	struct csv_place *places; /* convert_free */
	size_t n;
	bool guessed; /* an encoding that was not said */
	long line;    /* where */
};
void convert_free(struct converted *);
/* The next row was made of this line. */
void convert_place(struct converted *, long line);

/*
 * QuickBooks Desktop's IIF. kind is what is wanted of it: accounts, products,
 * invoices. False: the file has no such section.
 */
bool iif_is(const char *text, size_t n);
bool iif_table(
    const char *text, size_t n, const char *kind, struct converted *);

/* vCards, any number of them, of versions 2.1, 3.0 and 4.0. */
bool vcard_is(const char *text, size_t n);
void vcard_table(const char *text, size_t n, struct converted *);

#endif
