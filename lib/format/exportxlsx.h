/* Exports as spreadsheets: the rows and columns of CSV. */
#ifndef POSTERN_EXPORTXLSX_H
#define POSTERN_EXPORTXLSX_H

#include "exportcsv.h"
#include "xlsx.h"

struct export_xlsx {
	struct xlsx *x;
	struct export_csv *table; /* the columns chosen */
	char why[400];
};

/* How wide a column of the field is, in characters. */
int xlsx_width(const struct field *);
/* A cell of it; text: the value as files have it. */
void xlsx_field(
    struct xlsx *, const struct field *, const void *rec, const char *text);

/* False: why says it. */
bool export_xlsx_begin(
    struct export_xlsx *, const struct export_kind *, struct export_csv *);
/* An export's record; its arg is the struct export_xlsx. */
void export_xlsx_record(
    struct export *, const void *head, const void *lines, int n);
bool export_xlsx_end(struct export_xlsx *, struct outfile *);

#endif
