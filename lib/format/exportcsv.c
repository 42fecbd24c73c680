/* Exports as CSV. */
#include "exportcsv.h"

#include <string.h>

#include "csvout.h"
#include "str.h"

void
export_csv_init(struct export_csv *c, const struct export_kind *k)
{
	*c = (struct export_csv){ .delimiter = ',', .decimal = '.' };
	c->columns = export_columns(k, c->column);
}

static const struct export_column *
column_named(const struct export_csv *all, const char *name)
{
	for (int i = 0; i < all->columns; i++)
		if (strcmp(all->column[i].f->name, name) == 0)
			return &all->column[i];
	return NULL;
}

bool
export_csv_choose(struct export_csv *c, const char *list, char bad[64])
{
	const struct export_csv all = *c;

	c->columns = 0;
	while (*list != '\0') {
		size_t n = strcspn(list, ",");
		const struct export_column *column;

		str_printf(bad, 64, "%.*s", n < 63 ? (int)n : 63, list);
		column = column_named(&all, bad);
		if (column == NULL || c->columns == EXPORT_COLUMNS)
			return false;
		c->column[c->columns++] = *column;
		list += n;
		list += *list == ',';
	}
	return c->columns > 0;
}

void
export_csv_begin(struct export_csv *c, struct outfile *out)
{
	struct buf *b = &out->out;

	c->out = out;
	c->by_line = false;
	if (c->bom)
		buf_str(b, "\xef\xbb\xbf");
	for (int i = 0; i < c->columns; i++) {
		c->by_line |= c->column[i].of_line;
		csv_cell_in(
		    b, c->column[i].f->name, c->delimiter, false, i == 0);
	}
	csv_row_end(b);
}

/* Texts are somebody's words; a code may be, too. */
static bool
is_guarded(const struct export_csv *c, const struct field *f)
{
	return !c->raw &&
	    (f->type->storage == STORE_TEXT || f->type == &type_ref);
}

static void
add_cell(struct export *x, struct export_csv *c, int i, const void *rec)
{
	const struct field *f = c->column[i].f;
	const char *s = rec != NULL ? export_text(x, f, rec) : "";
	char number[64];
	char *point;

	if (c->decimal != '.' && export_is_amount(f)) {
		str_copy(number, sizeof number, s);
		if ((point = strchr(number, '.')) != NULL)
			*point = c->decimal;
		s = number;
	}
	csv_cell_in(&c->out->out, s, c->delimiter, is_guarded(c, f), i == 0);
}

static void
add_row(struct export *x, const void *head, const void *line)
{
	struct export_csv *c = x->arg;

	for (int i = 0; i < c->columns; i++)
		add_cell(x, c, i, c->column[i].of_line ? line : head);
	csv_row_end(&c->out->out);
}

void
export_csv_record(struct export *x, const void *head, const void *lines, int n)
{
	struct export_csv *c = x->arg;

	if (!c->by_line || n == 0) {
		add_row(x, head, NULL);
		return;
	}
	for (int i = 0; i < n; i++)
		add_row(x, head,
		    (const char *)lines + (size_t)i * x->kind->doc->line->size);
}
