/*
 * A list of what somebody wants, as it is pasted or comes from a spreadsheet:
 * a line for each, with a number, a quantity and perhaps a unit, apart by tabs,
 * semicolons, commas or blanks. A line that begins a table is left out.
 */
#ifndef POSTERN_ORDERLIST_H
#define POSTERN_ORDERLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct order_wish {
	int line;         /* from 1 */
	char number[61];  /* as written */
	int64_t quantity; /* 1/1000; 1000 when none is written, 0: no number */
	char uom[11];
};

/*
 * Reads up to `most` lines. Returns how many there are, which may be more. Text
 * beyond a member's size is cut: such a number is none of ours.
 */
int order_list_read(
    const char *text, size_t n, struct order_wish *wish, int most);

#endif
