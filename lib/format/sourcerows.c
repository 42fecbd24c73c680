/* The records of an open file: which count, and how their columns write. */
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "source.h"
#include "str.h"
#include "text.h"

/* ---- which records count */

enum { FOOTER_MOST = 10 };

/* Too few cells for a record, or of many cells only the first. */
static bool
is_remark(const struct source *s, const struct csv_record *rec)
{
	int full = rec->n;

	if (rec->code != NULL)
		return false;
	while (full > 0 && rec->cells[full - 1].n == 0)
		full--;
	return rec->n < s->layout.width || (full < 2 && s->layout.width > 2);
}

/*
 * Remarks at the very end, after an empty line, are a footer: "Report created
 * by ...".
 */
static bool
is_footer(const struct source *s, const struct csv_record *rec)
{
	const char *from = rec->raw + rec->raw_n;
	struct csv_reader *r;
	struct csv_record next;
	bool footer = true;

	if (csv_blanks(s->reader) == s->blanks || !is_remark(s, rec))
		return false;
	r = csv_open(
	    from, s->n - (size_t)(from - s->text), s->dialect.delimiter, 1);
	for (int i = 0; footer && csv_next(r, &next); i++)
		footer = i < FOOTER_MOST && is_remark(s, &next);
	csv_close(r);
	return footer;
}

static void
tell_footer(struct source *s, const struct csv_record *rec)
{
	if (s->footer == 0)
		message(s->m,
		    &(struct message){ .warning = true,
			.code = "W_FOOTER",
			.line = rec->line,
			.column = 1,
			.value = rec->cells[0].text,
			.text = _("from here on the file is taken for a "
				  "footer") });
	s->footer = rec->line;
}

/* Where a document's own cells stand in its first row only, an empty one
 * goes with the row above. */
static bool
left_out(struct source *s, const struct csv_record *rec)
{
	const struct map *m = s->map;
	char cell[HEADING];
	const char *text;

	if (m == NULL || m->only == NULL || s->layout.only < 0 ||
	    rec->code != NULL || s->layout.only >= rec->n)
		return false;
	str_copy(cell, sizeof cell, rec->cells[s->layout.only].text);
	text = str_trim(cell);
	if (m->once && *text == '\0')
		return s->leaving;
	s->leaving = true;
	for (int i = 0; s->leaving && i < m->only_n; i++)
		s->leaving = strcmp(m->only_value[i], "*") == 0 ?
		    *text == '\0' :
		    !str_same(m->only_value[i], text);
	return s->leaving;
}

bool
source_next(struct source *s, struct csv_record *rec)
{
	while (csv_next(s->reader, rec)) {
		if (s->text == s->file.text)
			textfile_passed(&s->file, rec->raw);
		if (is_footer(s, rec)) {
			tell_footer(s, rec);
			return false;
		}
		s->blanks = csv_blanks(s->reader);
		if (!left_out(s, rec))
			return true;
		s->passed++;
	}
	return false;
}

const char *
source_value(const struct source *s, int i, const struct csv_record *rec,
    struct arena *mem, struct cell_fault *fault)
{
	return cell_value(&s->layout.columns[i], rec, &s->words, mem, fault);
}

/* ---- how columns write */

struct looking {
	struct source *s;
	struct detect *at; /* by column */
	bool good;
};

/* What a user's map says is said; what a layout says is a custom. */
static bool
said(const struct source *s)
{
	return s->map != NULL && !s->map->shipped;
}

static char
said_decimal(const struct source *s)
{
	if (s->o->decimal != '\0')
		return s->o->decimal;
	return said(s) ? s->map->decimal : '\0';
}

static enum date_order
said_dates(const struct source *s, const struct column *c)
{
	if (c->rule != NULL && c->rule->dates != DATES_ANY)
		return c->rule->dates;
	if (s->o->dates != DATES_ANY)
		return s->o->dates;
	return said(s) ? s->map->dates : DATES_ANY;
}

/* Has this column to be looked through? */
static bool
asks(const struct source *s, const struct column *c)
{
	if (c->cell < 0)
		return false;
	return (c->number && said_decimal(s) == '\0') ||
	    (c->date && said_dates(s, c) == DATES_ANY);
}

static void
look(struct looking *k)
{
	struct source *s = k->s;
	char cell[DETECT_CELL];
	struct csv_record rec;

	while (source_next(s, &rec)) {
		if (rec.code != NULL)
			continue;
		for (int i = 0; i < s->layout.n; i++) {
			const struct column *c = &s->layout.columns[i];
			const struct csv_cell *at;

			if (!asks(s, c))
				continue;
			cell_peek(c, &rec, &s->words, cell);
			if (cell[0] == '\0')
				continue;
			at = &rec.cells[c->cell];
			if (c->number)
				detect_number(
				    &k->at[i], cell, at->line, at->column);
			else
				detect_date(
				    &k->at[i], cell, at->line, at->column);
		}
	}
}

/* What the columns of numbers, or of dates, agree on, if they do. */
static enum verdict
agreed(const struct looking *k, bool numbers)
{
	bool one = false, other = false;

	for (int i = 0; i < k->s->layout.n; i++) {
		enum verdict v = detect_verdict(&k->at[i]);

		if (k->s->layout.columns[i].number != numbers)
			continue;
		one = one || v == DETECT_ONE;
		other = other || v == DETECT_OTHER;
	}
	return one == other ? DETECT_NONE : one ? DETECT_ONE : DETECT_OTHER;
}

static void
refuse(struct looking *k, int i, const char *code, const char *ask)
{
	const struct detect *d = &k->at[i];
	const struct detect_cell *c = d->one.line != 0 ? &d->other : &d->both;
	char why[400];

	if (d->one.line != 0)
		str_printf(why, sizeof why,
		    _("line %ld of this column has \"%s\", and the two do not "
		      "go together; %s"),
		    d->one.line, d->one.text, ask);
	else
		str_printf(why, sizeof why,
		    _("all that is in this column can be read in two ways; "
		      "%s"),
		    ask);
	message(k->s->m,
	    &(struct message){ .code = code,
		.line = c->line,
		.column = c->column,
		.field = k->s->layout.columns[i].field->name,
		.value = c->text,
		.text = why });
	k->good = false;
}

static void
decide_number(struct looking *k, int i)
{
	struct source *s = k->s;
	struct column *c = &s->layout.columns[i];
	enum verdict v = detect_verdict(&k->at[i]);

	if (said_decimal(s) != '\0') {
		c->decimal = said_decimal(s);
		return;
	}
	if (v == DETECT_BOTH && agreed(k, true) != DETECT_NONE)
		v = agreed(k, true);
	if (v == DETECT_BOTH && s->map != NULL && s->map->decimal != '\0')
		v = s->map->decimal == '.' ? DETECT_ONE : DETECT_OTHER;
	/* Our own files write a point, and quantities with three decimals. */
	if (v == DETECT_BOTH && s->map == NULL && k->at[i].sign == '.')
		v = DETECT_ONE;
	if (v == DETECT_BOTH || v == DETECT_AGAINST)
		refuse(k, i, "E_DECIMAL",
		    _("say --decimal point or --decimal comma"));
	c->decimal = v == DETECT_OTHER ? ',' : '.';
}

static void
warn_dates(struct looking *k, int i)
{
	const struct detect *d = &k->at[i];
	char why[MAP_WHY];

	str_printf(why, sizeof why,
	    _("no date tells whether day or month comes first; it is taken "
	      "as %s, as in other files of %s (--dates says otherwise)"),
	    date_order_name(k->s->map->dates), k->s->map->name);
	message(k->s->m,
	    &(struct message){ .warning = true,
		.code = "W_DATES",
		.line = d->both.line,
		.column = d->both.column,
		.field = k->s->layout.columns[i].field->name,
		.value = d->both.text,
		.text = why });
}

static void
decide_date(struct looking *k, int i)
{
	struct source *s = k->s;
	struct column *c = &s->layout.columns[i];
	enum verdict v = detect_verdict(&k->at[i]);

	c->dates = said_dates(s, c);
	if (c->dates != DATES_ANY)
		return;
	if (v == DETECT_BOTH && agreed(k, false) != DETECT_NONE)
		v = agreed(k, false);
	if (v == DETECT_BOTH && s->map != NULL && s->map->dates != DATES_ANY) {
		c->dates = s->map->dates;
		warn_dates(k, i);
		return;
	}
	if (v == DETECT_BOTH || v == DETECT_AGAINST)
		refuse(k, i, "E_DATES", _("say --dates dmy or --dates mdy"));
	c->dates = v == DETECT_ONE ? DATES_DMY :
	    v == DETECT_OTHER      ? DATES_MDY :
				     DATES_ANY;
}

bool
source_columns(struct source *s)
{
	struct looking k = { .s = s, .good = true };
	bool any = false;

	if (!source_known(s) ||
	    !layout_make(s->o->kind, s->map, &s->header, s->o->ignore_unknown,
		s->m, &s->layout))
		return false;
	k.at = xcalloc((size_t)s->layout.n + 1, sizeof *k.at);
	for (int i = 0; i < s->layout.n; i++)
		any = any || asks(s, &s->layout.columns[i]);
	if (any)
		look(&k);
	for (int i = 0; i < s->layout.n; i++) {
		if (s->layout.columns[i].number)
			decide_number(&k, i);
		else if (s->layout.columns[i].date)
			decide_date(&k, i);
	}
	free(k.at);
	if (any)
		source_rewind(s);
	return k.good;
}
