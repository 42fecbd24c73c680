/* Heads and feet of pages: who writes to whom about what. */
#include "printparts.h"
#include "str.h"
#include "text.h"

enum {
	LOGO_WIDTH = 170 * PT,
	LOGO_HEIGHT = 46 * PT,
	ADDRESS = 128 * PT, /* a window in the envelope begins here */
	ADDRESS_WIDTH = 240 * PT,
	FACTS_WIDTH = 205 * PT,
	FACTS_LABELS = 92 * PT,
	FIGURES = 46 * PT,
	FOOT_WIDTH = 155 * PT,
};

static int
lines(struct flow *f, enum style style, const struct print_block *b, int x,
    int y, int width)
{
	int top = y;

	for (int i = 0; i < b->n; i++)
		y += draw_text(f->d, style, LEFT, b->line[i], x, y, width);
	return y - top;
}

/* ---- the first page */

static void
firm(struct flow *f)
{
	const struct print_doc *p = f->p;
	int w, h;

	if (p->logo != NULL) {
		draw_begin(f->d, "Figure");
		if (draw_picture(f->d, p->logo, p->logo_size, MARGIN, TOP,
			LOGO_WIDTH, LOGO_HEIGHT, &w, &h)) {
			draw_end(f->d, "Figure");
			return;
		}
		draw_end(f->d, "Figure");
	}
	draw_begin(f->d, "P");
	draw_text(f->d, STYLE_FIRM, LEFT, p->firm, MARGIN, TOP, ADDRESS_WIDTH);
	draw_end(f->d, "P");
}

static void
title(struct flow *f)
{
	const struct print_doc *p = f->p;
	char kind[120];
	int x = f->width - MARGIN - ADDRESS_WIDTH;
	int y = TOP - 3 * PT;

	str_printf(
	    kind, sizeof kind, p->draft ? _("Draft: %s") : "%s", p->kind);
	draw_begin(f->d, "H1");
	y += draw_text(f->d, STYLE_TITLE, RIGHT, kind, x, y, ADDRESS_WIDTH);
	if (p->number != NULL)
		draw_text(f->d, STYLE_NUMBER, RIGHT, p->number, x, y + 2 * PT,
		    ADDRESS_WIDTH);
	draw_end(f->d, "H1");
}

static int
address(struct flow *f)
{
	const struct print_doc *p = f->p;
	int y = ADDRESS;

	draw_begin(f->d, "P");
	y += draw_text(
		 f->d, STYLE_TINY, LEFT, p->sender, MARGIN, y, ADDRESS_WIDTH) +
	    5 * PT;
	draw_end(f->d, "P");
	draw_begin(f->d, "P");
	y += lines(f, STYLE_TEXT, &p->to, MARGIN, y, ADDRESS_WIDTH);
	draw_end(f->d, "P");
	if (p->ship_label == NULL || p->ship.n == 0)
		return y;
	y += 10 * PT;
	draw_begin(f->d, "P");
	y += draw_text(
	    f->d, STYLE_LABEL, LEFT, p->ship_label, MARGIN, y, ADDRESS_WIDTH);
	y += lines(f, STYLE_SMALL, &p->ship, MARGIN, y + PT, ADDRESS_WIDTH);
	draw_end(f->d, "P");
	return y;
}

static int
figures(struct flow *f)
{
	const struct print_doc *p = f->p;
	int each;

	if (p->figures == 0)
		return 0;
	each = (f->inner - 2 * PAD) / p->figures;
	draw_box(f->d, SOFT, MARGIN, f->y, f->inner, FIGURES);
	draw_begin(f->d, "Table");
	for (int i = 0; i < p->figures; i++) {
		const struct print_pair *v = &p->figure[i];
		int x = MARGIN + 2 * PAD + i * each;

		draw_begin(f->d, "TR");
		draw_begin(f->d, "TH");
		draw_text(f->d, STYLE_LABEL, LEFT, v->label, x, f->y + 8 * PT,
		    each - PAD);
		draw_end(f->d, "TH");
		draw_begin(f->d, "TD");
		draw_text(f->d, STYLE_FIGURE, LEFT, v->value, x, f->y + 21 * PT,
		    each - PAD);
		draw_end(f->d, "TD");
		draw_end(f->d, "TR");
	}
	draw_end(f->d, "Table");
	return FIGURES;
}

static void
stamp(struct flow *f)
{
	if (f->p->draft)
		draw_stamp(
		    f->d, STYLE_DRAFT, _("Draft"), f->width / 2, f->height / 2);
}

void
print_first_head(struct flow *f)
{
	int left, right;

	stamp(f);
	firm(f);
	title(f);
	left = address(f);
	right = ADDRESS +
	    print_pairs(f, &f->p->facts, f->width - MARGIN - FACTS_WIDTH,
		ADDRESS, FACTS_WIDTH, FACTS_LABELS, LEFT);
	f->y = (left > right ? left : right) + GAP + 6 * PT;
	flow_part(f, figures);
}

/* ---- the others */

void
print_later_head(struct flow *f)
{
	const struct print_doc *p = f->p;
	char what[200];
	int half = f->inner / 2;

	stamp(f);
	str_printf(what, sizeof what, "%s %s", p->kind,
	    p->number != NULL ? p->number : "");
	draw_text(f->d, STYLE_SMALL, LEFT, p->firm, MARGIN, 36 * PT, half);
	draw_text(f->d, STYLE_SMALL, RIGHT, what, MARGIN + half, 36 * PT, half);
	draw_rule(f->d, LINE, MARGIN, 52 * PT, f->inner, PT / 2);
}

void
print_foot(struct flow *f)
{
	int y = f->height - 82 * PT;
	char page[80];

	draw_rule(f->d, LINE, MARGIN, y - 8 * PT, f->inner, PT / 2);
	for (int i = 0; i < PRINT_FEET; i++)
		lines(f, STYLE_TINY, &f->p->foot[i],
		    MARGIN + i * (f->inner - FOOT_WIDTH) / (PRINT_FEET - 1), y,
		    FOOT_WIDTH);
	str_printf(page, sizeof page, _("Page %d of %d"), f->page, f->pages);
	draw_text(f->d, STYLE_SMALL, RIGHT, page, MARGIN, f->height - 30 * PT,
	    f->inner);
}
