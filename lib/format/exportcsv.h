/* Exports as CSV: one row a record, or one a line of a document. */
#ifndef POSTERN_EXPORTCSV_H
#define POSTERN_EXPORTCSV_H

#include "export.h"
#include "outfile.h"

struct export_csv {
	char delimiter; /* between cells */
	char decimal;   /* . or , */
	bool raw;       /* nothing in front of what a spreadsheet would run */
	bool bom;       /* for spreadsheets that take other files for latin-1 */
	struct export_column column[EXPORT_COLUMNS];
	int columns;
	bool by_line; /* a column of lines is among them: one row a line */
	/* From here on private. */
	struct outfile *out;
};

/* All columns of the kind, commas and points. */
void export_csv_init(struct export_csv *, const struct export_kind *);
/* Only these, "a,b,c", in this order; false: bad receives a name it does not
 * know. */
bool export_csv_choose(struct export_csv *, const char *list, char bad[64]);
/* The header row. */
void export_csv_begin(struct export_csv *, struct outfile *);
/* An export's record; its arg is the struct export_csv. */
void export_csv_record(
    struct export *, const void *head, const void *lines, int n);

#endif
