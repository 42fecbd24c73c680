/* The table of inputs for the lines of a document. */
#include <string.h>

#include "lines.h"
#include "web/control.h"

enum { OFFERS = 200, TAXES = 40 };

/* What all rows of one table share. */
struct table {
	struct req *r;
	const struct line_form *lf;
	const void *head;
	const struct lines *l;
	const struct problems *bad;
	unsigned tags[LINE_CELLS];
	int cells;
	bool items; /* there is a list of items to choose from */
	/* Codes of the taxes; n 0: too many for a select. */
	char tax[TAXES][64];
	int n;
	bool cut;
};

static const struct field *
field_of(const struct table *t, unsigned tag)
{
	return record_field(t->lf->e, tag);
}

/* ---- values ----------------------------------------------------------------
 */

static const char *
stored_text(struct table *t, unsigned tag, const void *rec)
{
	const struct field *f = field_of(t, tag);
	char *to;

	if (f->type->storage == STORE_TEXT)
		return record_text(f, rec);
	/* No price means: find it. Nothing is a price, too. */
	if (record_int(f, rec) == 0 && tag != t->lf->price)
		return "";
	to = arena_alloc(t->r->mem, 128);
	refer_print(t->r->x, f, rec, to, 128);
	return to;
}

static const char *
cell_text(struct table *t, const struct line_row *row, int i)
{
	if (row == NULL)
		return "";
	if (row->wrong[i])
		return row->typed[i];
	return stored_text(t, t->tags[i], line_at(t->lf, t->l, row->at));
}

/* As lineform.c compares it with what comes back. */
static const char *
was_text(struct table *t, const struct line_row *row)
{
	const struct line_form *lf = t->lf;
	const void *rec;
	bool typed;

	if (row == NULL || lf->price == 0)
		return "";
	rec = line_at(lf, t->l, row->at);
	typed =
	    lf->manual != 0 && record_int(field_of(t, lf->manual), rec) != 0;
	return arena_printf(t->r->mem, "%s\t%s\t%s\t%s\t%s\t%s",
	    typed ? "" : stored_text(t, lf->price, rec),
	    stored_text(t, lf->quantity, rec), stored_text(t, lf->uom, rec),
	    stored_text(t, lf->tax, rec), stored_text(t, lf->item, rec),
	    stored_text(t, lf->description, rec));
}

/* ---- what is wrong in a line
 * ------------------------------------------------------ */

static bool
is_wrong(const struct table *t, int line, unsigned tag)
{
	for (int i = 0; t->bad != NULL && i < t->bad->n; i++)
		if (t->bad->at[i].row == line &&
		    (tag == 0 || t->bad->at[i].tag == tag))
			return true;
	return false;
}

static void
line_problems(struct table *t, int line, int columns)
{
	struct req *r = t->r;

	html(r, "<tr class=\"err\"><td");
	attribute_number(r, "colspan", columns);
	html(r, "><ul id=\"line-");
	textf(r, "%d-error", line);
	html(r, "\" class=\"line-err\">");
	for (int i = 0; i < t->bad->n; i++)
		if (t->bad->at[i].row == line) {
			html(r, "<li class=\"errtext\">");
			text(r, t->bad->at[i].text);
			html(r, "</li>");
		}
	html(r, "</ul></td></tr>\n");
}

/* ---- inputs
 * ----------------------------------------------------------------------- */

/* Attributes that every input of a row has. line: 0 in an empty row. */
static void
input_names(
    struct table *t, const struct field *f, int line, int row, bool first)
{
	struct req *r = t->r;

	if (first && line != 0)
		attribute(r, "id", arena_printf(r->mem, "line-%d", line));
	else
		attribute(
		    r, "id", arena_printf(r->mem, "l%d-%s", row, f->name));
	attribute(r, "name", arena_printf(r->mem, "l_%s", f->name));
	attribute(r, "aria-label",
	    line != 0 ?
		arena_printf(r->mem, _("%s, line %d"), _(f->label), line) :
		arena_printf(
		    r->mem, _("%s, new line %d"), _(f->label), row + 1));
	if (line != 0 && is_wrong(t, line, f->tag)) {
		html(r, " aria-invalid=\"true\"");
		attribute(r, "aria-describedby",
		    arena_printf(r->mem, "line-%d-error", line));
	}
}

static void
tax_select(struct table *t, const struct field *f, const char *value, int line,
    int row)
{
	struct req *r = t->r;
	bool found = *value == '\0';

	html(r, "<select");
	input_names(t, f, line, row, false);
	html(r, ">");
	control_option(r, "", "\u2013", found);
	for (int i = 0; i < t->n; i++) {
		bool chosen = strcmp(t->tax[i], value) == 0;

		control_option(r, t->tax[i], t->tax[i], chosen);
		found |= chosen;
	}
	if (!found)
		control_option(r, value, value, true);
	html(r, "</select>");
}

static void
choice_select(struct table *t, const struct field *f, const char *value,
    int line, int row, bool first)
{
	struct req *r = t->r;

	html(r, "<select");
	input_names(t, f, line, row, first);
	html(r, ">");
	control_option(r, "", "\u2013", *value == '\0');
	for (const struct choice *c = f->choices; c->value != 0; c++)
		control_option(
		    r, c->name, _(c->label), strcmp(c->name, value) == 0);
	html(r, "</select>");
}

static void
input(struct table *t, int i, const char *value, int line, int row)
{
	const struct field *f = field_of(t, t->tags[i]);
	struct req *r = t->r;

	if (f->type == &type_choice) {
		choice_select(t, f, value, line, row, i == 0);
		return;
	}
	if (f->tag == t->lf->tax && t->n > 0) {
		tax_select(t, f, value, line, row);
		return;
	}
	html(r, "<input");
	attribute(r, "type", f->type == &type_date ? "date" : "text");
	if (f->type->storage == STORE_TEXT)
		attribute_number(r, "maxlength", (long long)f->size - 1);
	else if (is_amount(f))
		html(r, " inputmode=\"decimal\"");
	if (is_amount(f))
		html(r, " class=\"num\"");
	attribute(r, "value", value);
	input_names(t, f, line, row, i == 0);
	html(r, " autocomplete=\"off\"");
	if (f->tag == t->lf->item && t->items)
		html(r, " list=\"l-items\"");
	html(r, ">");
}

/* ---- rows
 * ------------------------------------------------------------------------- */

static void
fold(struct table *t, const struct line_row *row, int line, int at)
{
	struct req *r = t->r;
	bool open = false;
	int first = 0;

	if (t->lf->more == NULL)
		return;
	for (const unsigned *tag = t->lf->more; *tag != 0; tag++)
		open |= line != 0 && is_wrong(t, line, *tag);
	while (t->tags[first] != t->lf->more[0])
		first++;
	html(r, "<details");
	if (open)
		html(r, " open");
	html(r, "><summary class=\"small\">");
	text(r, _(t->lf->fold));
	for (int i = first; i < t->cells; i++)
		if (*cell_text(t, row, i) != '\0') {
			html(r, " <span class=\"dot\">");
			text(r, _("filled in"));
			html(r, "</span>");
			break;
		}
	html(r, "</summary>");
	for (int i = first; i < t->cells; i++) {
		html(r, "<span class=\"lab\">");
		text(r, _(field_of(t, t->tags[i])->label));
		html(r, "</span>");
		input(t, i, cell_text(t, row, i), line, at);
	}
	html(r, "</details>");
}

static void
fixed_cell(struct table *t, const struct field *f, const struct line_row *row)
{
	char to[FIELD_TEXT];

	if (row == NULL)
		return; /* a line yet to be filled in */
	if (is_amount(f)) {
		number_field(t->r, f, line_at(t->lf, t->l, row->at));
		return;
	}
	refer_print(t->r->x, f, line_at(t->lf, t->l, row->at), to, sizeof to);
	text(t->r, to);
}

static void
cell(struct table *t, const struct line_col *c, const struct line_row *row,
    int *i, int line, int at)
{
	const struct field *f = field_of(t, c->tag);
	struct req *r = t->r;

	html(r, "<td");
	attribute(r, "class", c->class);
	attribute(r, "data-l", _(f->label));
	html(r, ">");
	if (c->fixed) {
		fixed_cell(t, f, row);
	} else {
		input(t, *i, cell_text(t, row, *i), line, at);
		++*i;
	}
	if (t->lf->beside != NULL)
		t->lf->beside(r, t->head,
		    row == NULL ? NULL : line_at(t->lf, t->l, row->at), c->tag);
	if (c == t->lf->cols + 1)
		fold(t, row, line, at);
	html(r, "</td>");
}

static void
remove_box(struct table *t, int line, int at)
{
	struct req *r = t->r;

	html(r,
	    "<td class=\"c-del\"><label><input type=\"checkbox\" "
	    "name=\"l_del\"");
	attribute_number(r, "value", at);
	html(r, "><span class=\"vh\">");
	if (line != 0)
		textf(r, _("Remove line %d"), line);
	else
		textf(r, _("Leave out new line %d"), at + 1);
	html(r, "</span></label></td>");
}

static void
hidden_cells(struct table *t, const struct line_row *row)
{
	int64_t id = row == NULL ? 0 : record_id(line_at(t->lf, t->l, row->at));

	form_hidden(
	    t->r, "l_id", arena_printf(t->r->mem, "%lld", (long long)id));
	form_hidden(t->r, "l_was", was_text(t, row));
}

/* at: which row of the form; row NULL: an empty one. */
static void
table_row(struct table *t, const struct line_row *row, int at, int columns)
{
	int line = row == NULL ? 0 : row->at + 1, i = 0;
	struct req *r = t->r;

	html(r, "<tr><th scope=\"row\" class=\"c-no\">");
	hidden_cells(t, row);
	if (line != 0)
		textf(r, "%d", line);
	else
		text(r, _("new"));
	html(r, "</th>");
	for (const struct line_col *c = t->lf->cols; c->tag != 0; c++)
		cell(t, c, row, &i, line, at);
	if (t->lf->amount != 0) {
		const struct field *f = field_of(t, t->lf->amount);

		html(r, "<td class=\"num c-sum\"");
		attribute(r, "data-l", _(f->label));
		html(r, ">");
		fixed_cell(t, f, row);
		html(r, "</td>");
	}
	remove_box(t, line, at);
	html(r, "</tr>\n");
	if (line != 0 && is_wrong(t, line, 0))
		line_problems(t, line, columns);
}

/* ---- choices
 * ------------------------------------------------------------------------ */

static bool
keep_tax(void *arg, const void *rec)
{
	struct table *t = arg;
	const struct entity *e = field_of(t, t->lf->tax)->refers;

	if (t->n == TAXES) {
		t->cut = true;
		return false;
	}
	field_print(
	    record_field(e, e->key), rec, t->tax[t->n++], sizeof t->tax[0]);
	return true;
}

static void
load_taxes(struct table *t)
{
	const struct entity *e;
	struct list l;

	if (t->lf->tax == 0)
		return;
	e = field_of(t, t->lf->tax)->refers;
	l = (struct list){ .e = e,
		.index = record_key_index(e, e->key)->number };
	if (store_list(t->r->x, &l, keep_tax, t) != RC_OK || t->cut)
		t->n = 0;
}

static bool
offer_item(void *arg, const void *rec)
{
	struct table *t = arg;
	const struct entity *e = field_of(t, t->lf->item)->refers;
	char code[128], name[256];

	field_print(record_field(e, e->key), rec, code, sizeof code);
	field_print(record_field(e, e->title), rec, name, sizeof name);
	control_option(t->r, code, name, false);
	return true;
}

static void
offer_items(struct table *t)
{
	const struct entity *e;
	struct list l;

	if (t->lf->item == 0 || t->lf->closed)
		return;
	e = field_of(t, t->lf->item)->refers;
	if (store_count(t->r->x, e, 0, NULL) > OFFERS)
		return;
	t->items = true;
	l = (struct list){ .e = e,
		.index = record_key_index(e, e->key)->number };
	html(t->r, "<datalist id=\"l-items\">");
	if (store_list(t->r->x, &l, offer_item, t) != RC_OK)
		t->items = false;
	html(t->r, "</datalist>");
}

/* ---- the card
 * ------------------------------------------------------------------------ */

static int
heads(struct table *t)
{
	struct req *r = t->r;
	int n = 2;

	html(r,
	    "<thead><tr><th scope=\"col\" class=\"c-no\"><span "
	    "class=\"vh\">");
	text(r, _("Line"));
	html(r, "</span></th>");
	for (const struct line_col *c = t->lf->cols; c->tag != 0; c++, n++) {
		html(r, "<th scope=\"col\"");
		attribute(r, "class", c->class);
		html(r, ">");
		text(r, _(field_of(t, c->tag)->label));
		html(r, "</th>");
	}
	if (t->lf->amount != 0) {
		html(r, "<th scope=\"col\" class=\"num c-sum\">");
		text(r, _(field_of(t, t->lf->amount)->label));
		html(r, "</th>");
		n++;
	}
	html(r, "<th scope=\"col\" class=\"c-del\">");
	icon(r, "trash");
	html(r, "<span class=\"vh\">");
	text(r, _("Remove"));
	html(r, "</span></th></tr></thead>\n<tbody>");
	return n;
}

static void
foot(struct table *t, const char *path)
{
	struct req *r = t->r;

	if (t->l->stored > LINE_WINDOW) {
		html(r, "<p class=\"body small muted\">");
		text(r,
		    _("Save before you go to other lines: each page of lines "
		      "is a form of its own."));
		html(r, "</p>");
	}
	line_pager(r, path, t->l->from, LINE_WINDOW, t->l->stored);
	html(r, "<footer>");
	if (!t->lf->closed)
		form_button(r, "btn", "do", "rows", "plus", _("Add rows"));
	if (t->lf->amount != 0)
		form_button(
		    r, "btn", "do", "calculate", "refresh", _("Calculate"));
	html(r, "<span class=\"small muted\">");
	if (t->lf->says != NULL)
		text(r, _(t->lf->says));
	else if (t->lf->price != 0)
		text(r,
		    _("Text, unit, price and tax that are left empty are "
		      "taken from the item and the price list."));
	html(r, "</span></footer>");
}

void
lines_card(struct req *r, const struct line_form *lf, const void *head,
    const struct lines *l, const char *path, const struct problems *bad)
{
	struct table *t = arena_alloc(r->mem, sizeof *t);
	int columns, at = 0;

	*t = (struct table){
		.r = r, .lf = lf, .head = head, .l = l, .bad = bad
	};
	t->cells = line_cells(lf, t->tags);
	load_taxes(t);
	form_hidden(r, "from", arena_printf(r->mem, "%d", l->from));
	form_hidden(r, "span", arena_printf(r->mem, "%d", l->span));
	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-lines\">"
	    "<header><h2 id=\"h-lines\">");
	text(r, _(lf->title));
	html(r, "</h2></header>");
	offer_items(t);
	html(r,
	    "<div class=\"tablewrap\"><table class=\"lines\">"
	    "<caption class=\"vh\">");
	text(r, _(lf->title));
	html(r, "</caption>");
	columns = heads(t);
	for (int i = 0; i < l->rows; i++)
		if (l->row[i].at >= 0)
			table_row(t, &l->row[i], at++, columns);
	for (int i = 0; i < l->blank && at < LINE_ROWS; i++)
		table_row(t, NULL, at++, columns);
	html(r, "</tbody></table></div>");
	foot(t, path);
	html(r, "</section>");
}
