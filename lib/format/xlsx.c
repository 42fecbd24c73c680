/*
 * Spreadsheets, by libxlsxwriter. Its numbers are binary floating point, as
 * those of every spreadsheet are; so one with more digits than that can hold
 * is written as a text.
 */
#include "xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "date.h"
#include "mem.h"
#include "str.h"
#include "text.h"

enum { DIGITS = 15, FORMATS = 5, COLUMNS = 256, NAME = 31, PART = 64 * 1024 };

struct xlsx {
	char path[300];
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *head, *date, *decimals[FORMATS];
	char name[NAME + 1];
	char *heads[COLUMNS];
	int widths[COLUMNS];
	int columns, sheets;
	lxw_row_t row;
	lxw_col_t column;
	lxw_error error; /* the first */
};

/* ---- the book */

static bool
make_path(struct xlsx *x, char *why, size_t size)
{
	const char *dir = getenv("TMPDIR");
	int fd;

	if (dir == NULL || dir[0] == '\0' ||
	    !str_printf(x->path, sizeof x->path, "%s/postern.XXXXXX", dir))
		str_copy(x->path, sizeof x->path, "/tmp/postern.XXXXXX");
	fd = mkostemp(x->path, O_CLOEXEC);
	if (fd < 0) {
		str_printf(why, size, "%.200s: %s", x->path, strerror(errno));
		return false;
	}
	close(fd);
	return true;
}

static void
make_formats(struct xlsx *x)
{
	static const char *const forms[FORMATS] = { "0", "0.0", "0.00", "0.000",
		"0.0000" };

	x->head = workbook_add_format(x->book);
	format_set_bold(x->head);
	x->date = workbook_add_format(x->book);
	format_set_num_format(x->date, "yyyy-mm-dd");
	for (int i = 0; i < FORMATS; i++) {
		x->decimals[i] = workbook_add_format(x->book);
		format_set_num_format(x->decimals[i], forms[i]);
	}
}

struct xlsx *
xlsx_open(const char *sheet, char *why, size_t size)
{
	struct xlsx *x = xcalloc(1, sizeof *x);
	lxw_workbook_options options = { .constant_memory = LXW_TRUE,
		.tmpdir = getenv("TMPDIR"),
		.use_zip64 = LXW_FALSE };

	str_copy(x->name, sizeof x->name, sheet);
	if (!make_path(x, why, size)) {
		free(x);
		return NULL;
	}
	x->book = workbook_new_opt(x->path, &options);
	if (x->book == NULL) {
		str_printf(why, size, "%.200s: %s", x->path, strerror(errno));
		(void)unlink(x->path);
		free(x);
		return NULL;
	}
	make_formats(x);
	return x;
}

static void
keep_error(struct xlsx *x, lxw_error error)
{
	if (x->error == LXW_NO_ERROR)
		x->error = error;
}

/* ---- sheets: a further one when a sheet is full */

static void
add_sheet(struct xlsx *x)
{
	char name[NAME + 12];

	x->sheets++;
	str_copy(name, sizeof name, x->name);
	if (x->sheets > 1)
		str_printf(name, sizeof name, "%.24s %d", x->name, x->sheets);
	x->sheet = workbook_add_worksheet(x->book, name);
	if (x->sheet == NULL) {
		keep_error(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return;
	}
	for (int i = 0; i < x->columns; i++) {
		lxw_col_t at = (lxw_col_t)i;

		keep_error(x,
		    worksheet_set_column(x->sheet, at, at, x->widths[i], NULL));
		keep_error(x,
		    worksheet_write_string(
			x->sheet, 0, at, x->heads[i], x->head));
	}
	worksheet_freeze_panes(x->sheet, 1, 0);
	x->row = 1;
	x->column = 0;
}

void
xlsx_head(struct xlsx *x, const char *const *names, const int *widths, int n)
{
	x->columns = n < COLUMNS ? n : COLUMNS;
	for (int i = 0; i < x->columns; i++) {
		x->heads[i] = xstrdup(names[i]);
		x->widths[i] = widths[i];
	}
	add_sheet(x);
}

/* ---- cells */

void
xlsx_text(struct xlsx *x, const char *s)
{
	lxw_col_t at = x->column++;

	if (s[0] != '\0' && x->sheet != NULL)
		keep_error(
		    x, worksheet_write_string(x->sheet, x->row, at, s, NULL));
}

static bool
has_room(const char *s)
{
	int n = 0;

	for (; *s != '\0'; s++)
		n += *s >= '0' && *s <= '9';
	return n <= DIGITS;
}

void
xlsx_number(struct xlsx *x, const char *s, int decimals)
{
	lxw_format *format =
	    decimals >= 0 && decimals < FORMATS ? x->decimals[decimals] : NULL;

	if (s[0] == '\0' || !has_room(s)) {
		xlsx_text(x, s);
		return;
	}
	if (x->sheet != NULL)
		keep_error(x,
		    worksheet_write_number(
			x->sheet, x->row, x->column, strtod(s, NULL), format));
	x->column++;
}

void
xlsx_date(struct xlsx *x, int64_t date)
{
	lxw_datetime when = { 0 };
	char text[DATE_TEXT];

	if (date == DATE_NONE) {
		x->column++;
		return;
	}
	date_split(date, &when.year, &when.month, &when.day);
	/* Spreadsheets begin in 1900, and think that a leap year. */
	if (when.year < 1901) {
		date_iso(date, text, sizeof text);
		xlsx_text(x, text);
		return;
	}
	if (x->sheet != NULL)
		keep_error(x,
		    worksheet_write_datetime(
			x->sheet, x->row, x->column, &when, x->date));
	x->column++;
}

void
xlsx_row_end(struct xlsx *x)
{
	x->column = 0;
	if (++x->row == LXW_ROW_MAX)
		add_sheet(x);
}

/* ---- the end */

static void
forget(struct xlsx *x)
{
	(void)unlink(x->path);
	for (int i = 0; i < x->columns; i++)
		free(x->heads[i]);
	free(x);
}

static bool
copy(const char *path, struct outfile *out, char *why, size_t size)
{
	FILE *f = fopen(path, "re");
	char *part = xmalloc(PART);
	bool good = f != NULL;
	size_t n;

	while (good && (n = fread(part, 1, PART, f)) > 0) {
		buf_add(&out->out, part, n);
		if (!outfile_put(out)) {
			str_copy(why, size, out->why);
			good = false;
		}
	}
	if (f == NULL || ferror(f)) {
		str_printf(why, size, "%.200s: %s", path, strerror(errno));
		good = false;
	}
	if (f != NULL)
		fclose(f);
	free(part);
	return good;
}

bool
xlsx_close(struct xlsx *x, struct outfile *out, char *why, size_t size)
{
	lxw_error closed = workbook_close(x->book);
	bool good;

	keep_error(x, closed);
	good = x->error == LXW_NO_ERROR;
	if (good)
		good = copy(x->path, out, why, size);
	else
		str_printf(why, size, _("the spreadsheet: %s"),
		    lxw_strerror(x->error));
	forget(x);
	return good;
}

void
xlsx_drop(struct xlsx *x)
{
	if (x == NULL)
		return;
	(void)workbook_close(x->book);
	forget(x);
}
