/* What comes after the lines: sums, taxes, words, and how to pay. */
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "printparts.h"
#include "qr.h"

enum {
	BESIDE_WIDTH = 252 * PT,
	SUMS_LABELS = 110 * PT,
	PAY_LABELS = 84 * PT,
	CODE = 86 * PT,
	BOX = 12 * PT, /* inside of a box */
};

int
print_sums(struct flow *f)
{
	int x = f->width - MARGIN - SUMS_WIDTH;
	int left, right;

	left = print_small_table(f, &f->p->beside, MARGIN, f->y, BESIDE_WIDTH);
	right = print_pairs(f, &f->p->sums, x, f->y + PAD_ROW, SUMS_WIDTH - PAD,
	    SUMS_LABELS, RIGHT);
	return left > right ? left : right;
}

static int
below(struct flow *f)
{
	const struct print_doc *p = f->p;
	int y = f->y;

	if (p->below.rows == 0)
		return 0;
	draw_begin(f->d, "H2");
	y += draw_text(
		 f->d, STYLE_HEAD, LEFT, p->below_label, MARGIN, y, f->inner) +
	    PAD_ROW;
	draw_end(f->d, "H2");
	y += print_small_table(f, &p->below, MARGIN, y, f->inner);
	return y - f->y;
}

/* ---- words */

/* Paragraph by paragraph, so that many of them may take many pages. */
static void
notes(struct flow *f)
{
	const char *s = f->p->notes;

	while (s != NULL && *s != '\0') {
		size_t n = strcspn(s, "\n");
		struct buf b = { 0 };
		int h;

		buf_add(&b, s, n);
		buf_char(&b, '\0');
		h = draw_height(f->d, STYLE_TEXT, b.data, f->inner);
		if (f->y + h > flow_bottom(f))
			flow_next_page(f);
		draw_begin(f->d, "P");
		f->y += draw_text(f->d, STYLE_TEXT, LEFT, b.data, MARGIN, f->y,
			    f->inner) +
		    4 * PT;
		draw_end(f->d, "P");
		buf_free(&b);
		s += n + (s[n] == '\n');
	}
	if (f->p->notes != NULL)
		f->y += GAP;
}

/* ---- paying */

static int
code(struct flow *f, int x, int y)
{
	unsigned char *squares;
	int side, h;

	if (f->p->code == NULL || (side = qr_make(f->p->code, &squares)) == 0)
		return 0;
	/* A reader wants four squares of light around. */
	draw_box(f->d, WHITE, x - PAD, y - PAD, CODE + 2 * PAD, CODE + 2 * PAD);
	draw_begin(f->d, "Figure");
	draw_squares(f->d, squares, side, x, y, CODE);
	draw_end(f->d, "Figure");
	free(squares);
	h = CODE + 9 * PT;
	draw_begin(f->d, "P");
	h += draw_text(f->d, STYLE_TINY, CENTER, f->p->code_is, x - PAD, y + h,
	    CODE + 2 * PAD);
	draw_end(f->d, "P");
	return h;
}

static int
pay_contents(struct flow *f)
{
	const struct print_doc *p = f->p;
	int room = f->inner - 2 * BOX - (p->code != NULL ? CODE + 2 * BOX : 0);
	int y = f->y + BOX, right = 0;

	draw_begin(f->d, "H2");
	y += draw_text(
		 f->d, STYLE_HEAD, LEFT, p->pay_label, MARGIN + BOX, y, room) +
	    PAD_ROW;
	draw_end(f->d, "H2");
	y += print_pairs(f, &p->pay, MARGIN + BOX, y, room, PAY_LABELS, LEFT);
	if (p->code != NULL)
		right =
		    code(f, f->width - MARGIN - BOX - CODE, f->y + BOX) + BOX;
	return y - f->y > right ? y - f->y : right;
}

static int
pay(struct flow *f)
{
	int h;

	if (f->p->pay_label == NULL)
		return 0;
	h = flow_measure(f, pay_contents) + BOX;
	draw_box(f->d, SOFT, MARGIN, f->y, f->inner, h);
	pay_contents(f);
	return h;
}

void
print_end(struct flow *f)
{
	flow_part(f, print_sums);
	flow_part(f, below);
	notes(f);
	flow_part(f, pay);
}
