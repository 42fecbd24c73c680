/* Lines of a document out of a form, and back into the whole document. */
#include <stdlib.h>
#include <string.h>

#include "lines.h"

int
line_cells(const struct line_form *lf, unsigned tags[LINE_CELLS])
{
	int n = 0;

	for (const struct line_col *c = lf->cols; c->tag != 0; c++)
		if (!c->fixed)
			tags[n++] = c->tag;
	for (const unsigned *t = lf->more; t != NULL && *t != 0; t++)
		tags[n++] = *t;
	return n;
}

static void *
record(const struct line_form *lf, void *at, int i)
{
	return (char *)at + (size_t)i * lf->e->size;
}

const void *
line_at(const struct line_form *lf, const struct lines *l, int i)
{
	return record(lf, l->at, i);
}

/* ---- windows ---------------------------------------------------------------
 */

int
line_window(const struct req *r, const char *value, int n)
{
	char *end = NULL;
	long from = value == NULL ? 0 : strtol(value, &end, 10);

	(void)r;
	if (value == NULL || *value == '\0' || *end != '\0' || from < 0 ||
	    from >= n || from % LINE_WINDOW != 0)
		return 0;
	return (int)from;
}

void
lines_show(struct req *r, const struct line_form *lf, const void *stored, int n,
    struct lines *l)
{
	memset(l, 0, sizeof *l);
	l->from = line_window(r, query_value(r, "from"), n);
	l->stored = n;
	l->span = n - l->from < LINE_WINDOW ? n - l->from : LINE_WINDOW;
	l->n = n;
	l->at = arena_alloc(r->mem, (size_t)(n + 1) * lf->e->size);
	if (n > 0)
		memcpy(l->at, stored, (size_t)n * lf->e->size);
	for (int i = 0; i < l->span; i++)
		l->row[l->rows++].at = l->from + i;
	if (!lf->closed)
		l->blank = n == 0 ? LINE_BLANK : 2;
}

/* ---- what was sent
 * ---------------------------------------------------------- */

enum { SENT_ID = LINE_CELLS, SENT_WAS, SENT };

/* Each column of the form from top to bottom. */
struct sent {
	const char *value[SENT][LINE_ROWS];
	int n[SENT];
	bool gone[LINE_ROWS];
	int cells;
	unsigned tags[LINE_CELLS];
};

static int
column_of(const struct line_form *lf, const struct sent *s, const char *name)
{
	if (strcmp(name, "id") == 0)
		return SENT_ID;
	if (strcmp(name, "was") == 0)
		return SENT_WAS;
	for (int i = 0; i < s->cells; i++)
		if (strcmp(record_field(lf->e, s->tags[i])->name, name) == 0)
			return i;
	return -1;
}

/* What is in the fold may be left out by who fills in a form by itself. */
static bool
left_out(const struct line_form *lf, const struct sent *s, int column)
{
	int firm = 0;

	for (const struct line_col *c = lf->cols; c->tag != 0; c++)
		firm += !c->fixed;
	return column >= firm && s->n[column] == 0;
}

/* False when the columns are not of one length: no form of ours sends that. */
static bool
collect(struct req *r, const struct line_form *lf, struct sent *s)
{
	s->cells = line_cells(lf, s->tags);
	for (int i = 0; i < r->forms; i++) {
		const char *name = r->form[i].name;
		int c;

		if (!str_starts(name, "l_"))
			continue;
		if (strcmp(name, "l_del") == 0) {
			char *end;
			long row = strtol(r->form[i].value, &end, 10);

			if (end == r->form[i].value || *end != '\0' ||
			    row < 0 || row >= LINE_ROWS)
				return false;
			s->gone[row] = true;
			continue;
		}
		c = column_of(lf, s, name + 2);
		if (c < 0 || s->n[c] == LINE_ROWS)
			return false;
		s->value[c][s->n[c]++] = r->form[i].value;
	}
	for (int i = 0; i < s->cells; i++)
		if (s->n[i] != s->n[SENT_ID] && !left_out(lf, s, i))
			return false;
	return s->n[SENT_WAS] == s->n[SENT_ID];
}

static bool
blank(const char *s)
{
	return s[strspn(s, " \t\n")] == '\0';
}

static bool
row_empty(const struct sent *s, int row)
{
	for (int i = 0; i < s->cells; i++)
		if (s->value[i][row] != NULL && !blank(s->value[i][row]))
			return false;
	return true;
}

/* The cell of a tag in a row, or NULL when the form has none, or left it out.
 */
static const char **
cell(struct sent *s, unsigned tag, int row)
{
	for (int i = 0; i < s->cells; i++)
		if (tag != 0 && s->tags[i] == tag)
			return s->value[i][row] != NULL ? &s->value[i][row] :
							  NULL;
	return NULL;
}

/* ---- what the model finds again
 * ------------------------------------------------ */

/* The row as it was shown: price, quantity, uom, tax, item, description, with
 * tabs between; the price is empty when somebody had typed it. */
struct was {
	char *price, *quantity, *uom, *tax, *item, *description;
};

static bool
split_was(struct req *r, const char *s, struct was *w)
{
	char **part[] = { &w->price, &w->quantity, &w->uom, &w->tax, &w->item };
	char *p = arena_strdup(r->mem, s);

	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		*part[i] = p;
		if ((p = strchr(p, '\t')) == NULL)
			return false;
		*p++ = '\0';
	}
	w->description = p;
	return true;
}

static bool
is_still(const char **typed, const char *was)
{
	return typed != NULL && strcmp(*typed, was) == 0;
}

static void
forget(const char **typed, const char *was)
{
	if (is_still(typed, was))
		*typed = "";
}

/*
 * A price that nobody typed follows the item, the unit and the quantity; text,
 * unit and tax that nobody changed follow the item. True: the price was typed.
 */
static bool
follow(struct req *r, const struct line_form *lf, struct sent *s, int row)
{
	const char **item = cell(s, lf->item, row);
	const char **price = cell(s, lf->price, row);
	struct was w;
	bool other, found;

	if (price == NULL || blank(*price))
		return false;
	if (item == NULL || !split_was(r, s->value[SENT_WAS][row], &w))
		return true;
	other = strcmp(*item, w.item) != 0;
	found = *w.price != '\0' && strcmp(*price, w.price) == 0;
	if (found &&
	    (other || !is_still(cell(s, lf->quantity, row), w.quantity) ||
		!is_still(cell(s, lf->uom, row), w.uom)))
		*price = "";
	if (other && *w.item != '\0') {
		forget(cell(s, lf->description, row), w.description);
		forget(cell(s, lf->uom, row), w.uom);
		forget(cell(s, lf->tax, row), w.tax);
	}
	return !found;
}

/* ---- reading
 * -------------------------------------------------------------------- */

/* The stored line of this id, from *next on: they come in their order. */
static const void *
stored_line(const struct line_form *lf, const void *stored, int end,
    const char *id, int *next)
{
	int64_t want = strtoll(id, NULL, 10);

	for (int i = *next; want != 0 && i < end; i++) {
		const void *rec =
		    (const char *)stored + (size_t)i * lf->e->size;
		if (record_id(rec) == want) {
			*next = i + 1;
			return rec;
		}
	}
	return NULL;
}

static void
read_row(struct req *r, const struct line_form *lf, const struct sent *s,
    int row, struct lines *l, struct problems *bad)
{
	struct line_row *to = &l->row[row];
	void *rec = record(lf, l->at, to->at);

	for (int i = 0; i < s->cells; i++) {
		const struct field *f = record_field(lf->e, s->tags[i]);
		struct problems one = { .n = 0 };

		if (to->typed[i] == NULL)
			continue;
		if (form_read_value(r, f, to->typed[i], rec, &one))
			continue;
		to->wrong[i] = true;
		problem_in(bad, to->at + 1, f->tag, "%s", one.at[0].text);
	}
}

/* Amounts are read with the decimals of the document's currency. */
static void
set_currency(const struct line_form *lf, void *rec, const char *currency)
{
	for (const struct field *f = lf->e->fields; f->tag != 0; f++)
		if (f->currency != 0)
			str_copy((char *)rec + f->currency, 4, currency);
}

/* A tax that was taken away is found anew with its category and rate. */
static void
forget_tax(const struct line_form *lf, const void *old, void *rec)
{
	const struct field *f;

	if (lf->category == 0 || old == NULL)
		return;
	f = record_field(lf->e, lf->tax);
	if (record_empty(f, rec) && !record_empty(f, old)) {
		record_set_int(record_field(lf->e, lf->category), rec, 0);
		record_set_int(record_field(lf->e, lf->rate), rec, 0);
	}
}

static void
append(const struct line_form *lf, struct lines *l, const void *rec)
{
	memcpy(record(lf, l->at, l->n++), rec, lf->e->size);
}

static void
append_stored(const struct line_form *lf, struct lines *l, const void *stored,
    int from, int to)
{
	for (int i = from; i < to; i++)
		append(lf, l, (const char *)stored + (size_t)i * lf->e->size);
}

/* One row with something in it. */
static void
take_row(struct req *r, const struct line_form *lf, struct sent *s, int row,
    const void *old, const char *currency, struct lines *l,
    struct problems *bad)
{
	void *rec = record(lf, l->at, l->n);
	bool manual = follow(r, lf, s, row);

	l->row[row].at = l->n++;
	if (old != NULL)
		memcpy(rec, old, lf->e->size);
	set_currency(lf, rec, currency);
	for (int i = 0; i < s->cells; i++)
		l->row[row].typed[i] = s->value[i][row];
	read_row(r, lf, s, row, l, bad);
	forget_tax(lf, old, rec);
	if (lf->manual != 0)
		record_set_int(record_field(lf->e, lf->manual), rec, manual);
}

/* The window that the form was made from. */
static bool
read_window(struct req *r, int stored, struct lines *l)
{
	int64_t from = form_id(r, "from"), span = form_id(r, "span");

	if (from > stored || span > stored - from)
		return false;
	l->from = (int)from;
	l->span = (int)span;
	l->stored = stored;
	return true;
}

static void
keep_ids(struct req *r, const struct line_form *lf, struct lines *l)
{
	l->ids = arena_alloc(r->mem, (size_t)(l->n + 1) * sizeof *l->ids);
	for (int i = 0; i < l->n; i++)
		l->ids[i] = record_id(line_at(lf, l, i));
}

bool
lines_read(struct req *r, const struct line_form *lf, const void *stored, int n,
    const char *currency, struct lines *l, struct problems *bad)
{
	struct sent *s = arena_alloc(r->mem, sizeof *s);
	int before = bad->n, next;

	memset(l, 0, sizeof *l);
	l->at = arena_alloc(r->mem, (size_t)(n + LINE_ROWS) * lf->e->size);
	if (!collect(r, lf, s) || !read_window(r, n, l)) {
		problem(bad, 0, "%s",
		    _("This form was damaged. Open the page again."));
		return false;
	}
	append_stored(lf, l, stored, 0, l->from);
	next = l->from;
	for (int row = 0; row < s->n[SENT_ID]; row++) {
		const void *old = stored_line(lf, stored, l->from + l->span,
		    s->value[SENT_ID][row], &next);

		l->rows = row + 1;
		l->row[row].at = -1;
		if (s->gone[row])
			continue;
		if (!row_empty(s, row))
			take_row(r, lf, s, row, old, currency, l, bad);
		else
			l->blank++;
	}
	append_stored(lf, l, stored, l->from + l->span, n);
	keep_ids(r, lf, l);
	return bad->n == before;
}

/* A line that was not there before the form came. */
static bool
is_new(const struct lines *l, int i)
{
	return l->ids != NULL && l->ids[i] == 0;
}

void
lines_undo(const struct line_form *lf, struct lines *l)
{
	for (int i = 0; i < l->n; i++)
		if (is_new(l, i)) {
			void *rec = record(lf, l->at, i);

			record_set_int(record_field(lf->e, TAG_ID), rec, 0);
			record_set_int(record_field(lf->e, TAG_REV), rec, 0);
		}
}
