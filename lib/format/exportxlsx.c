/* Exports as spreadsheets. */
#include "exportxlsx.h"

#include <string.h>

enum { NARROW = 6, WIDE = 40, DATE_WIDE = 11 };

int
xlsx_width(const struct field *f)
{
	int head = (int)strlen(f->name) + 2, text = DATE_WIDE;

	if (f->type->storage == STORE_TEXT)
		text = f->size < WIDE ? (int)f->size : WIDE * 3 / 4;
	else if (export_is_amount(f))
		text = DATE_WIDE + 3;
	text = text > head ? text : head;
	return text < NARROW ? NARROW : text;
}

bool
export_xlsx_begin(struct export_xlsx *s, const struct export_kind *k,
    struct export_csv *table)
{
	const char *names[EXPORT_COLUMNS];
	int widths[EXPORT_COLUMNS];

	s->table = table;
	s->x = xlsx_open(k->name, s->why, sizeof s->why);
	if (s->x == NULL)
		return false;
	table->by_line = false;
	for (int i = 0; i < table->columns; i++) {
		names[i] = table->column[i].f->name;
		widths[i] = xlsx_width(table->column[i].f);
		table->by_line |= table->column[i].of_line;
	}
	xlsx_head(s->x, names, widths, table->columns);
	return true;
}

static int
decimals_of(const struct field *f, const void *rec)
{
	if (f->type != &type_money)
		return f->type == &type_price ? 2 : -1;
	return f->currency == 0 ?
	    2 :
	    currency_decimals((const char *)rec + f->currency);
}

/* A price with more decimals than two is shown as it is. */
static int
shown_decimals(const struct field *f, const void *rec, const char *text)
{
	const char *point = strchr(text, '.');
	int n = decimals_of(f, rec);

	return n >= 0 && point != NULL && (int)strlen(point + 1) > n ? -1 : n;
}

void
xlsx_field(
    struct xlsx *to, const struct field *f, const void *rec, const char *text)
{
	if (f->type == &type_date)
		xlsx_date(to, record_int(f, rec));
	else if (export_is_amount(f) || f->type == &type_int ||
	    f->type == &type_count)
		xlsx_number(to, text, shown_decimals(f, rec, text));
	else
		xlsx_text(to, text);
}

static void
add_cell(
    struct export *x, struct xlsx *to, const struct field *f, const void *rec)
{
	if (rec == NULL)
		xlsx_text(to, "");
	else
		xlsx_field(to, f, rec, export_text(x, f, rec));
}

static void
add_row(struct export *x, const void *head, const void *line)
{
	struct export_xlsx *s = x->arg;
	const struct export_csv *t = s->table;

	for (int i = 0; i < t->columns; i++)
		add_cell(x, s->x, t->column[i].f,
		    t->column[i].of_line ? line : head);
	xlsx_row_end(s->x);
}

void
export_xlsx_record(struct export *x, const void *head, const void *lines, int n)
{
	const struct export_xlsx *s = x->arg;

	if (!s->table->by_line || n == 0) {
		add_row(x, head, NULL);
		return;
	}
	for (int i = 0; i < n; i++)
		add_row(x, head,
		    (const char *)lines + (size_t)i * x->kind->doc->line->size);
}

bool
export_xlsx_end(struct export_xlsx *s, struct outfile *out)
{
	return xlsx_close(s->x, out, s->why, sizeof s->why);
}
