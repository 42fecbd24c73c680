/* Writing CSV: RFC 4180, UTF-8, comma, CRLF, quotes only where needed. */
#ifndef POSTERN_CSVOUT_H
#define POSTERN_CSVOUT_H

#include <stdbool.h>

#include "buf.h"

/*
 * Appends a cell (and a comma when it is not the first of its row). guard: a
 * text that a spreadsheet would run as a formula gets a leading ' (CWE-1236);
 * the importer takes it away again. Numbers are written without guard.
 */
void csv_cell(struct buf *, const char *, bool guard, bool first);
/* The same with another separator. */
void csv_cell_in(
    struct buf *, const char *, char delimiter, bool guard, bool first);
void csv_row_end(struct buf *);

/* Undoes the guard in place. */
void csv_unguard(char *);

#endif
