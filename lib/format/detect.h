/*
 * How a file writes numbers and dates. That is decided for a whole column,
 * from all its cells, never for one cell: 1,234 and 3/4/2026 mean two things.
 * Cells then become what the types of fields read: 1234.56, 2026-11-23.
 */
#ifndef POSTERN_DETECT_H
#define POSTERN_DETECT_H

#include <stdbool.h>
#include <stddef.h>

enum date_order {
	DATES_ANY, /* not known, or not needed */
	DATES_DMY,
	DATES_MDY,
	DATES_DDMMYYYY, /* eight digits; only where a map says so */
	DATES_MMDDYYYY,
	DATES_YYYYMMDD,
};

enum { DETECT_CELL = 64 };

/* A cell that was seen, for sentences. */
struct detect_cell {
	long line, column;
	char text[DETECT_CELL];
};

/* What the cells of one column say; zeroed to begin with. */
struct detect {
	/* The first cell that can only be read this way: decimal point or
	 * day first; decimal comma or month first; that can be read both
	 * ways. line 0: none. */
	struct detect_cell one, other, both;
	char sign; /* of the first cell that reads both ways: . or , */
};

void detect_number(struct detect *, const char *cell, long line, long column);
void detect_date(struct detect *, const char *cell, long line, long column);

enum verdict {
	DETECT_NONE, /* any reading gives the same */
	DETECT_ONE,
	DETECT_OTHER,
	DETECT_BOTH,   /* nothing decides it */
	DETECT_AGAINST /* cells contradict each other */
};
enum verdict detect_verdict(const struct detect *);

enum { NUMBER_TEXT = 64, WHEN_TEXT = 32 };

/*
 * A cell as 1234.56; percent: a sign for it may stand behind. NULL, or a
 * translated sentence why it is none.
 */
const char *number_plain(
    const char *cell, char decimal, bool percent, char to[NUMBER_TEXT]);
/* Plain numbers: the opposite; a hundred times as much. False: too long. */
void number_negate(char number[NUMBER_TEXT]);
bool number_percent(char number[NUMBER_TEXT]);

/* A cell as 2026-11-23, or with time as 2026-11-23T20:00:00Z. False: none. */
bool date_plain(
    const char *cell, enum date_order, bool time, char to[WHEN_TEXT]);

/* "dmy", "mdy", "mmddyyyy" ...; DATES_ANY: no such word. */
enum date_order date_order_named(const char *word);
const char *date_order_name(enum date_order);

#endif
