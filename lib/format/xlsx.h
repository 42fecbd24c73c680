/*
 * Writing spreadsheets (Office Open XML), row by row, in little memory. Texts
 * are texts whatever they begin with: no cell is ever a formula.
 */
#ifndef POSTERN_XLSX_H
#define POSTERN_XLSX_H

#include <stdbool.h>
#include <stdint.h>

#include "outfile.h"

struct xlsx;

/* A workbook with a sheet of this name, in a file of TMPDIR until it is
 * handed over. NULL: why says it. */
struct xlsx *xlsx_open(const char *sheet, char *why, size_t size);
/* Before the first row: the heads, which stay in sight, and how many
 * characters wide the columns are. */
void xlsx_head(
    struct xlsx *, const char *const *names, const int *widths, int n);

/* The next cell of the row; empty texts and dates of 0 leave it empty. */
void xlsx_text(struct xlsx *, const char *);
/* "-1234.50": a number that is shown with so many decimals; -1: as it is. */
void xlsx_number(struct xlsx *, const char *, int decimals);
void xlsx_date(struct xlsx *, int64_t date);
void xlsx_row_end(struct xlsx *);

/* The whole into out. False: why says it. */
bool xlsx_close(struct xlsx *, struct outfile *out, char *why, size_t size);
/* Without a result. */
void xlsx_drop(struct xlsx *);

#endif
