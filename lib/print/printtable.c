/*
 * Tables: lines of documents over several pages, and small ones of two or
 * three rows. For who hears the document, each page's part is a table of its
 * own with its heads.
 */
#include "printparts.h"
#include "text.h"

enum { HEAD = 20 * PT };

/* ---- columns */

struct grid {
	struct flow *f;
	const struct print_table *t;
	int x[PRINT_COLUMNS], width[PRINT_COLUMNS];
	int wide; /* the column that takes what the others leave */
	int left, across;
};

static void
grid_make(struct grid *g, struct flow *f, const struct print_table *t, int x,
    int width)
{
	int rest = width;

	*g = (struct grid){ .f = f, .t = t, .left = x, .across = width };
	for (int i = 0; i < t->columns; i++) {
		g->width[i] = t->column[i].width * PT;
		rest -= g->width[i];
		if (g->width[i] == 0)
			g->wide = i;
	}
	g->width[g->wide] += rest;
	for (int i = 0; i < t->columns; i++) {
		g->x[i] = x;
		x += g->width[i];
	}
}

static int
cell(const struct grid *g, int i, enum style style, const char *s, int y)
{
	return draw_text(g->f->d, style, g->t->column[i].right ? RIGHT : LEFT,
	    s, g->x[i] + PAD, y, g->width[i] - 2 * PAD);
}

static void
head(const struct grid *g, int y)
{
	struct draw *d = g->f->d;

	draw_box(d, SOFT, g->left, y, g->across, HEAD);
	draw_begin(d, "TR");
	for (int i = 0; i < g->t->columns; i++) {
		draw_begin(d, "TH");
		cell(g, i, STYLE_LABEL, g->t->column[i].label, y + PAD_ROW);
		draw_end(d, "TH");
	}
	draw_end(d, "TR");
}

/* ---- rows */

static enum style
style_of(const struct print_row *r)
{
	return r->strong ? STYLE_STRONG : STYLE_TEXT;
}

static int
row_height(const struct grid *g, const struct print_row *r)
{
	int most = 0;

	for (int i = 0; i < g->t->columns; i++) {
		int inner = g->width[i] - 2 * PAD, h = 0;

		if (r->cell[i] != NULL)
			h = draw_height(
			    g->f->d, style_of(r), r->cell[i], inner);
		if (i == g->wide && r->small != NULL)
			h += draw_height(g->f->d, STYLE_SMALL, r->small, inner);
		most = h > most ? h : most;
	}
	return most + 2 * PAD_ROW;
}

static void
row(const struct grid *g, const struct print_row *r, int y)
{
	struct draw *d = g->f->d;

	draw_begin(d, "TR");
	for (int i = 0; i < g->t->columns; i++) {
		int at = y + PAD_ROW;

		draw_begin(d, "TD");
		if (r->cell[i] != NULL)
			at += cell(g, i, style_of(r), r->cell[i], at);
		if (i == g->wide && r->small != NULL)
			cell(g, i, STYLE_SMALL, r->small, at);
		draw_end(d, "TD");
	}
	draw_end(d, "TR");
}

/* The total so far, in the last column. */
static int
carried(const struct grid *g, const char *label, const char *amount, int y)
{
	struct draw *d = g->f->d;
	int last = g->t->columns - 1, h;

	draw_begin(d, "TR");
	draw_begin(d, "TD");
	draw_text(d, STYLE_SMALL, RIGHT, label, g->left, y + PAD_ROW,
	    g->x[last] - g->left);
	draw_end(d, "TD");
	draw_begin(d, "TD");
	h = cell(g, last, STYLE_STRONG, amount, y + PAD_ROW);
	draw_end(d, "TD");
	draw_end(d, "TR");
	return h + 2 * PAD_ROW;
}

/* ---- over pages */

static void
begin(const struct grid *g, const char *carry)
{
	struct flow *f = g->f;

	draw_begin(f->d, "Table");
	head(g, f->y);
	f->y += HEAD;
	if (carry != NULL) {
		f->y += carried(g, _("Brought forward"), carry, f->y);
		draw_rule(f->d, LINE, MARGIN, f->y, f->inner, PT / 2);
	}
}

static void
break_page(const struct grid *g, const char *carry)
{
	struct flow *f = g->f;

	if (carry != NULL)
		carried(g, _("Carried forward"), carry, f->y);
	draw_end(f->d, "Table");
	flow_next_page(f);
	begin(g, carry);
}

void
print_table(struct flow *f, const struct print_table *t, int tail)
{
	const char *carry = NULL;
	struct grid g;
	int on_page = 0;

	if (t->columns == 0)
		return;
	grid_make(&g, f, t, MARGIN, f->inner);
	begin(&g, NULL);
	for (int i = 0; i < t->rows; i++) {
		const struct print_row *r = &t->row[i];
		int h = row_height(&g, r);
		/* Behind the last row come the sums, behind others maybe the
		 * total so far. */
		int after = i + 1 == t->rows ? GAP + tail : HEAD;

		if (on_page > 0 && f->y + h + after > flow_bottom(f)) {
			break_page(&g, carry);
			on_page = 0;
		}
		row(&g, r, f->y);
		f->y += h;
		draw_rule(f->d, LINE, MARGIN, f->y, f->inner, PT / 2);
		carry = r->carry;
		on_page++;
	}
	draw_end(f->d, "Table");
	f->y += GAP;
}

/* ---- small ones */

int
print_small_table(
    struct flow *f, const struct print_table *t, int x, int y, int width)
{
	int top = y;
	struct grid g;

	if (t->rows == 0)
		return 0;
	grid_make(&g, f, t, x, width);
	draw_begin(f->d, "Table");
	head(&g, y);
	y += HEAD;
	for (int i = 0; i < t->rows; i++) {
		int h = row_height(&g, &t->row[i]) - PAD_ROW;

		row(&g, &t->row[i], y);
		y += h;
	}
	draw_end(f->d, "Table");
	return y - top;
}

static void
value(struct flow *f, const struct print_pair *v, enum align align, int x,
    int y, int width)
{
	enum style style = v->strong ? STYLE_STRONG : STYLE_TEXT;

	if (v->link != NULL)
		draw_begin_link(f->d, v->link);
	draw_text(f->d, style, align, v->value, x, y, width);
	if (v->link != NULL)
		draw_end_link(f->d);
}

int
print_pairs(struct flow *f, const struct print_pairs *p, int x, int y,
    int width, int labels, enum align align)
{
	int top = y;

	if (p->n > 0)
		draw_begin(f->d, "Table");
	for (int i = 0; i < p->n; i++) {
		const struct print_pair *v = &p->at[i];
		int l = draw_height(f->d, STYLE_LABEL, v->label, labels);
		int h = draw_height(f->d, v->strong ? STYLE_STRONG : STYLE_TEXT,
		    v->value, width - labels);

		draw_begin(f->d, "TR");
		draw_begin(f->d, "TH");
		if (v->strong && i > 0) {
			draw_rule(f->d, LINE, x, y, width, PT / 2);
			y += 4 * PT;
		}
		/* Smaller letters on the same line. */
		draw_text(f->d, v->strong ? STYLE_STRONG : STYLE_LABEL, LEFT,
		    v->label, x, v->strong ? y : y + PT, labels);
		draw_end(f->d, "TH");
		draw_begin(f->d, "TD");
		value(f, v, align, x + labels, y, width - labels);
		draw_end(f->d, "TD");
		draw_end(f->d, "TR");
		y += (h > l ? h : l) + 3 * PT;
	}
	if (p->n > 0)
		draw_end(f->d, "Table");
	return y - top;
}
