/*
 * Reading CSV: one record at a time, each with the line and column of every
 * cell. A record that breaks the rules is handed out as such, and costs no
 * other record anything.
 */
#ifndef POSTERN_CSV_H
#define POSTERN_CSV_H

#include <stdbool.h>
#include <stddef.h>

enum {
	CSV_RECORD = 1024 * 1024, /* bytes */
	CSV_CELL = 64 * 1024,
	CSV_COLUMNS = 1000,
	CSV_LINES = 500, /* of one record: ends a forgotten quote */
	CSV_WHY = 160
};

struct csv_cell {
	const char *text; /* NUL at its end */
	size_t n;
	long line, column; /* both from 1, column in bytes */
};

struct csv_record {
	const char *raw; /* as it stands in the file, line end included */
	size_t raw_n;
	long line; /* where it begins */
	int n;
	const struct csv_cell *cells; /* until the next record is read */
	const char *code; /* NULL: sound; else E_QUOTE, E_LIMIT_... */
	long bad_line, bad_column;
	char why[CSV_WHY];
	long odd_line, odd_column; /* a quote inside a cell without quotes */
};

struct csv_limits {
	size_t record, cell; /* bytes; 0: as above */
	int columns;
	long lines;
};

/* Text that was made of another file: where its records come from. */
struct csv_place {
	size_t offset; /* of the record in the text */
	long line;
};

struct csv_reader;

/* text of n bytes is UTF-8 without NUL and stays there. */
struct csv_reader *csv_open(
    const char *text, size_t n, char delimiter, long first_line);
/* Before the first record; the places stay the caller's. */
void csv_limit(struct csv_reader *, const struct csv_limits *);
void csv_places(struct csv_reader *, const struct csv_place *, size_t n);
bool csv_next(struct csv_reader *, struct csv_record *);
long csv_blanks(const struct csv_reader *); /* empty records passed over */
void csv_close(struct csv_reader *);

struct csv_dialect {
	char delimiter;
	size_t skip;     /* bytes of a leading sep= line */
	long first_line; /* of what comes after it */
};

/*
 * The delimiter that gives the header and the records after it one width of
 * two or more; a file without any delimiter has one column. score may be NULL:
 * it says how much one of the first records looks like a header, which beats
 * an even width. False: no delimiter does.
 */
enum { CSV_HEADER_ROWS = 20 };
bool csv_sniff(const char *text, size_t n, struct csv_dialect *,
    int (*score)(void *arg, const struct csv_record *header), void *arg);

#endif
