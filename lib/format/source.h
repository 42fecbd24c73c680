/*
 * A file of records, opened: its text, its dialect, its header and the layout
 * that knows it, and how its columns write numbers and dates. What follows
 * are its records and their values, however the file is made.
 */
#ifndef POSTERN_SOURCE_H
#define POSTERN_SOURCE_H

#include "cell.h"
#include "layouts.h"
#include "textfile.h"

struct source_options {
	const struct kind *kind;
	const char *path; /* "-": standard input */
	/* A file of lines, and the heading that both have; or NULL. */
	const char *lines_path, *lines_key;
	const char *map_path; /* a map file, or NULL */
	const char *layout;   /* by id, "none", or NULL: found out */
	const char *encoding;
	char delimiter;        /* 0: found out */
	char decimal;          /* . or , or 0: found out */
	enum date_order dates; /* DATES_ANY: found out */
	long header_row;       /* 0: found out; counted in records */
	struct cell_words words;
	struct csv_limits limits;
	bool ignore_unknown;
	/* Of UBL: the OASIS schemas or NULL; what EN 16931 finds is an error.
	 */
	struct ubl_schemas *schemas;
	bool strict;
};

struct source {
	const struct source_options *o;
	struct messages *m;
	struct textfile file;
	struct buf made;          /* text that was made of another format */
	struct csv_place *places; /* where its records come from */
	size_t places_n;
	const char *text; /* file.text, or made */
	size_t n;
	struct csv_dialect dialect;
	struct map own_map;
	struct layouts layouts;
	const struct map *map; /* NULL: our own headings */
	struct cell_words words;
	long header_at;           /* which record the header is; 0: none */
	struct csv_record header; /* raw and line only, once it is open */
	struct csv_cell *numbers; /* the headings of a file without them */
	struct layout layout;
	struct csv_reader *reader;
	long blanks;  /* of the reader, before the last record */
	long footer;  /* line of it, once it was met; 0 */
	bool leaving; /* the last record was left out */
	long passed;  /* records that the layout leaves out */
	struct arena *mem;
};

/*
 * False: it cannot be used, said why. After source_open the header is known,
 * cells included, until source_columns, after which records can be read.
 */
bool source_open(
    struct source *, const struct source_options *, struct messages *);
bool source_columns(struct source *);
/* Is a single heading known? False: said so. */
bool source_known(struct source *);
void source_close(struct source *);

/* The next record that counts; sound or not. */
bool source_next(struct source *, struct csv_record *);
/* From the first one again. */
void source_rewind(struct source *);
/* See cell_value; i is a column of the layout. */
const char *source_value(const struct source *, int i,
    const struct csv_record *, struct arena *, struct cell_fault *);
/* What the file was taken for: "Xero contacts", or "". */
const char *source_layout(const struct source *);

#endif
