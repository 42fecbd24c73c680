/* What the files that read UBL as rows share; nobody else includes it. */
#ifndef POSTERN_UBLIMPORTPARTS_H
#define POSTERN_UBLIMPORTPARTS_H

#include "ublimport.h"

enum { CELL = 2400, COLUMNS = 60 };

/* The headings of both kinds, or of one. */
struct ubl_heading {
	const char *name;
	enum ubl_kind only; /* UBL_NONE: both */
};
extern const struct ubl_heading ubl_headings[]; /* ends with name NULL */

/* A row of the table, a cell for each heading. */
struct ubl_row {
	char *cell[COLUMNS]; /* NULL: empty */
	struct arena *mem;
};

void say(struct ubl_row *, const char *heading, const char *);
void say_text(struct ubl_row *, const char *heading, const struct ubl_text *);
/* Cut where ours are shorter; not inside a letter. */
void say_cut(struct ubl_row *, const char *heading, const struct ubl_text *,
    size_t size);
void say_number(struct ubl_row *, const char *heading, int64_t, int places);
void say_amount(
    struct ubl_row *, const char *heading, const struct ubl_number *);
void say_date(struct ubl_row *, const char *heading, const struct ubl_number *);
void say_notes(struct ubl_row *, const char *heading, const struct ubl_text *,
    int n, size_t size);
void say_category(struct ubl_row *, const struct ubl_document *,
    const char *category, const char *rate, const struct ubl_category *);

/* ---- ublimportline.c */

void say_line(struct ubl_row *, const struct ubl_document *,
    const struct ubl_line *, int no);
/* An allowance or charge of the whole document, as a line of its own. */
void say_charge_line(struct ubl_row *, const struct ubl_document *,
    const struct ubl_charge *, int no);

#endif
