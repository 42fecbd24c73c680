/*
 * What can be exported: each kind with the order of its records and the
 * columns they have in files. The columns are those that files may bring, and
 * the sums that files have for people.
 */
#ifndef POSTERN_EXPORTKIND_H
#define POSTERN_EXPORTKIND_H

#include "document.h"

enum export_format {
	EXPORT_CSV,
	EXPORT_XML,
	EXPORT_XLSX,
	EXPORT_VCARD,
	EXPORT_UBL,
};

struct export_kind {
	const char *name; /* "orders": in commands, file names, our own XML */
	const struct entity *e;
	unsigned index;             /* its records in the order of the file */
	const struct document *doc; /* or NULL */
	const struct export_kind *under; /* they belong to records of this */
	unsigned of_parent;              /* index of theirs: (parent) */
	unsigned date;                   /* tag of the document's date, or 0 */
	bool period;                     /* it is about --from to --to */
	unsigned formats;                /* bits 1 << enum export_format */
	const char *label; /* N_(); NULL: the plural of its records */
	int64_t feature;   /* without which nobody has such, or 0 */
};

extern const struct export_kind export_kinds[]; /* ends with name NULL */

/* By name, or NULL. */
const struct export_kind *export_kind_named(const char *name);
/* The name of one record: "order". */
const char *export_record_name(const struct export_kind *);
/* "Sales Orders": for people, translated. */
const char *export_kind_label(const struct export_kind *);

/* What --account and --status look at, or NULL. */
const struct field *export_account_field(const struct export_kind *);
const struct field *export_status_field(const struct export_kind *);
/* When it was changed last, or NULL. */
const struct field *export_changed_field(const struct export_kind *);

struct export_column {
	const struct field *f;
	bool of_line;
};

enum { EXPORT_COLUMNS = 160 };

/* The columns of a kind, in order: the head's, the lines'. How many. */
int export_columns(
    const struct export_kind *, struct export_column[EXPORT_COLUMNS]);
/* Does a file show this field? */
bool export_shows(const struct field *);

#endif
