/* A document from its first page to its last. */
#include "print.h"

#include "mem.h"
#include "printparts.h"
#include "str.h"

enum {
	A4_WIDTH = 609562, /* 210 and 297 mm */
	A4_HEIGHT = 862095,
	LETTER_WIDTH = 612 * PT,
	LETTER_HEIGHT = 792 * PT,
};

int
flow_bottom(const struct flow *f)
{
	return f->height - FOOT;
}

void
flow_next_page(struct flow *f)
{
	print_foot(f);
	draw_next_page(f->d);
	f->page++;
	print_later_head(f);
	f->y = TOP_LATER;
}

int
flow_measure(struct flow *f, int (*part)(struct flow *))
{
	bool was = f->dry;
	int height;

	/* A part measures parts of its own. */
	draw_dry(f->d, f->dry = true);
	height = part(f);
	draw_dry(f->d, f->dry = was);
	return height;
}

void
flow_part(struct flow *f, int (*part)(struct flow *))
{
	int height = flow_measure(f, part);

	if (height == 0)
		return;
	if (f->y + height > flow_bottom(f))
		flow_next_page(f);
	f->y += part(f) + GAP;
}

static int
words(struct flow *f)
{
	int height;

	if (f->p->text == NULL || f->p->text[0] == '\0')
		return 0;
	draw_begin(f->d, "P");
	height = draw_text(
	    f->d, STYLE_TEXT, LEFT, f->p->text, MARGIN, f->y, f->inner);
	draw_end(f->d, "P");
	return height;
}

static void
all(struct flow *f, bool dry)
{
	f->dry = dry;
	draw_dry(f->d, dry);
	f->page = 1;
	print_first_head(f);
	flow_part(f, words);
	print_table(f, &f->p->table, flow_measure(f, print_sums));
	print_end(f);
	print_foot(f);
	draw_next_page(f->d);
	f->pages = f->page;
}

void
print_pdf(const struct print_doc *p, struct buf *out)
{
	char title[200];
	struct draw_about about = { .title = title,
		.author = p->firm,
		.subject = p->to.n > 0 ? p->to.line[0] : "",
		.language = p->language,
		.date = p->date };
	struct flow f = { .p = p };

	str_printf(title, sizeof title, "%s%s%s", p->kind,
	    p->number != NULL ? " " : "", p->number != NULL ? p->number : "");
	f.width = about.width = p->letter ? LETTER_WIDTH : A4_WIDTH;
	f.height = about.height = p->letter ? LETTER_HEIGHT : A4_HEIGHT;
	f.inner = f.width - 2 * MARGIN;
	f.d = draw_open(&about, out);
	all(&f, true);
	all(&f, false);
	draw_close(f.d);
}
