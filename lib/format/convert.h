/*
 * Files that are no tables, as tables: a header and one row a record, in CSV
 * with commas, with the lines they came from. Layouts know their headings.
 */
#ifndef POSTERN_CONVERT_H
#define POSTERN_CONVERT_H

#include <stdbool.h>

#include "buf.h"
#include "csv.h"

enum { CONVERT_WHY = 240 };
struct convert_note {
	const char *code; /* W_BALANCE */
	long line;
	char text[CONVERT_WHY];
};

struct converted {
	struct buf text;
	struct csv_place *places; /* convert_free */
	size_t n;
	bool guessed;               /* an encoding that was not said */
	long line;                  /* where */
	struct convert_note *notes; /* what is odd, and no fault */
	int notes_n;
};
void convert_free(struct converted *);
/* The next row was made of this line. */
void convert_place(struct converted *, long line);

/* A sentence about a line. */
void convert_note(struct converted *, const char *code, long line, const char *,
    ...) __attribute__((format(printf, 4, 5)));

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

/*
 * Bank statements, as rows of bank_entries: camt.053 and camt.054 of ISO 20022,
 * any version, and OFX 1 (SGML) and 2 (XML). False: f says why.
 */
struct xml_fault;
bool camt_is(const char *text, size_t n);
bool camt_table(
    const char *text, size_t n, struct converted *, struct xml_fault *f);
bool ofx_is(const char *text, size_t n);
bool ofx_table(
    const char *text, size_t n, struct converted *, struct xml_fault *f);

#endif
