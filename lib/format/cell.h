/*
 * From the cells of a record to the value of a field: joined, translated,
 * numbers and dates as our own files have them.
 */
#ifndef POSTERN_CELL_H
#define POSTERN_CELL_H

#include "layout.h"

struct cell_words {
	const char *clear;    /* a cell with this word clears the field */
	const char *nullword; /* one with this word is empty; or NULL */
};

struct cell_fault {
	const char *code; /* NULL: none */
	const char *text;
	const char *cell; /* what stood there */
};

/*
 * In mem. NULL: nothing is there and the field is to be left alone, or the
 * fault says what is wrong.
 */
const char *cell_value(const struct column *, const struct csv_record *,
    const struct cell_words *, struct arena *mem, struct cell_fault *);

/* The cell as it stands, without outer blanks, for looking at columns; "" also
 * where a word says so, and where it is longer than any number. */
void cell_peek(const struct column *, const struct csv_record *,
    const struct cell_words *, char to[DETECT_CELL]);

#endif
