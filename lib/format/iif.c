/*
 * IIF: sections of tab-separated rows, each named by its first cell and
 * introduced by a row of headings, !CUST. A document is a TRNS row, its SPL
 * rows, and ENDTRNS. It becomes one row for each SPL, the cells of TRNS in
 * front of each, and SPL before the headings of the others.
 *
 * Amounts are those of a ledger, in which an invoice credits sales: its lines
 * are negative, and a credit memo the other way round. Rows here have the
 * signs of a bill, positive in both.
 */
#include <stdlib.h>
#include <string.h>

#include "convert.h"
#include "csvout.h"
#include "mem.h"
#include "str.h"

enum { NAMES = 400 };

/* Headings of a section, as its last header row gave them. */
struct names {
	int n;
	int at[NAMES]; /* which output column each cell is */
};

struct line {
	long line;
	const char **cell; /* by output column */
};

struct iif {
	struct converted *to;
	struct arena *mem;
	const char *section, *lines; /* TRNS, SPL; lines NULL: no documents */
	struct names main, spl;
	int n; /* output columns */
	const char *name[NAMES];
	bool header; /* is written; columns are fixed */
	struct line doc;
	bool open;
	int lines_n;
	struct line *line;
};

static int
output_column(struct iif *k, const char *name)
{
	for (int i = 0; i < k->n; i++)
		if (strcmp(k->name[i], name) == 0)
			return i;
	if (k->header || k->n >= NAMES)
		return -1;
	k->name[k->n] = name;
	return k->n++;
}

static void
take_names(struct iif *k, struct names *to, const struct csv_record *rec,
    const char *before)
{
	to->n = rec->n < NAMES ? rec->n : NAMES;
	for (int i = 1; i < to->n; i++)
		to->at[i] = rec->cells[i].n == 0 ?
		    -1 :
		    output_column(k,
			arena_printf(
			    k->mem, "%s%s", before, rec->cells[i].text));
}

static const char *
cell(const struct iif *k, const struct line *l, const char *name)
{
	for (int i = 0; i < k->n; i++)
		if (strcmp(k->name[i], name) == 0)
			return l->cell[i];
	return "";
}

static void
set_cell(
    const struct iif *k, struct line *l, const char *name, const char *value)
{
	for (int i = 0; i < k->n; i++)
		if (strcmp(k->name[i], name) == 0)
			l->cell[i] = value;
}

static struct line
take_line(
    struct iif *k, const struct names *names, const struct csv_record *rec)
{
	struct line l = { .line = rec->line,
		.cell = arena_alloc(k->mem, NAMES * sizeof *l.cell) };

	for (int i = 0; i < NAMES; i++)
		l.cell[i] = "";
	for (int i = 1; i < names->n && i < rec->n; i++)
		if (names->at[i] >= 0)
			l.cell[names->at[i]] =
			    arena_strdup(k->mem, rec->cells[i].text);
	return l;
}

static void
put_header(struct iif *k)
{
	if (k->header)
		return;
	if (k->lines != NULL)
		(void)output_column(k, "TAXTOTAL");
	convert_place(k->to, 1);
	for (int i = 0; i < k->n; i++)
		csv_cell(&k->to->text, k->name[i], false, i == 0);
	csv_row_end(&k->to->text);
	k->header = true;
}

/* The document's cells, and where it has none the line's. */
static void
put_row(struct iif *k, const struct line *doc, const struct line *line)
{
	convert_place(k->to, line->line);
	for (int i = 0; i < k->n; i++)
		csv_cell(&k->to->text,
		    doc->cell[i][0] != '\0' ? doc->cell[i] : line->cell[i],
		    false, i == 0);
	csv_row_end(&k->to->text);
}

/* ---- signs */

static const char *
opposite(struct iif *k, const char *number)
{
	if (*number == '-')
		return number + 1;
	if (strpbrk(number, "123456789") == NULL)
		return number;
	return arena_printf(k->mem, "-%s", number);
}

static void
turn(struct iif *k, struct line *l, const char *name)
{
	set_cell(k, l, name, opposite(k, cell(k, l, name)));
}

/* Sales tax that the program has put in by itself is the document's. */
static bool
is_tax(const struct iif *k, const struct line *l)
{
	return str_same(cell(k, l, "SPL EXTRA"), "AUTOSTAX");
}

static void
end_document(struct iif *k)
{
	int rows = 0, taxes = 0;
	bool memo;

	if (!k->open)
		return;
	k->open = false;
	memo = str_same(cell(k, &k->doc, "TRNSTYPE"), "CREDIT MEMO");
	if (memo)
		turn(k, &k->doc, "AMOUNT");
	for (int i = 0; i < k->lines_n; i++) {
		struct line *l = &k->line[i];

		if (!memo) {
			turn(k, l, "SPL AMOUNT");
			turn(k, l, "SPL QNTY");
		}
		if (is_tax(k, l))
			set_cell(k, &k->doc, "TAXTOTAL",
			    ++taxes == 1 ? cell(k, l, "SPL AMOUNT") : "");
	}
	for (int i = 0; i < k->lines_n; i++)
		if (!is_tax(k, &k->line[i])) {
			put_row(k, &k->doc, &k->line[i]);
			rows++;
		}
	if (rows == 0)
		put_row(k, &k->doc, &k->doc);
	k->lines_n = 0;
}

/* ---- rows */

static void
take_row(struct iif *k, const struct csv_record *rec)
{
	const char *what = rec->cells[0].text;

	if (*what == '!') {
		if (str_same(what + 1, k->section))
			take_names(k, &k->main, rec, "");
		else if (k->lines != NULL && str_same(what + 1, k->lines))
			take_names(k, &k->spl, rec, "SPL ");
		return;
	}
	if (str_same(what, k->section)) {
		put_header(k);
		end_document(k);
		k->doc = take_line(k, &k->main, rec);
		k->open = k->lines != NULL;
		if (!k->open)
			put_row(k, &k->doc, &k->doc);
	} else if (k->open && str_same(what, k->lines)) {
		k->line = xrealloc(
		    k->line, (size_t)(k->lines_n + 1) * sizeof *k->line);
		k->line[k->lines_n++] = take_line(k, &k->spl, rec);
	} else if (k->open)
		end_document(k);
}

bool
iif_is(const char *text, size_t n)
{
	size_t i = 0, name;

	while (i < n && strchr("\r\n \t", text[i]) != NULL)
		i++;
	if (i + 2 >= n || text[i++] != '!')
		return false;
	for (name = 0;
	     i + name < n && text[i + name] >= 'A' && text[i + name] <= 'Z';)
		name++;
	return name > 1 && i + name < n && text[i + name] == '\t';
}

bool
iif_table(const char *text, size_t n, const char *kind, struct converted *to)
{
	static const struct {
		const char *kind, *section, *lines;
	} sections[] = {
		{ "accounts", "CUST", NULL },
		{ "products", "INVITEM", NULL },
		{ "invoices", "TRNS", "SPL" },
	};
	struct iif k = { .to = to, .mem = arena_new() };
	struct csv_reader *r = csv_open(text, n, '\t', 1);
	struct csv_record rec;

	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (strcmp(sections[i].kind, kind) == 0) {
			k.section = sections[i].section;
			k.lines = sections[i].lines;
		}
	while (k.section != NULL && csv_next(r, &rec))
		if (rec.code == NULL)
			take_row(&k, &rec);
	end_document(&k);
	csv_close(r);
	free(k.line);
	arena_free(k.mem);
	return k.header;
}
