/*
 * cairo and Pango. They count in floating point; nothing of ours does, so
 * lengths are turned into their numbers here, at each call, and amounts never
 * come here but as text.
 */
#include "draw.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "die.h"
#include "fonts.h"
#include "mem.h"
#include "pdflanguage.h"
#include "str.h"

/* A text that was set; most are met again, when a page that was measured is
 * drawn. */
struct laid {
	PangoLayout *layout; /* NULL: a free place */
	enum style style;
	enum align align;
	int width;
	char *text;
};
enum { LAID = 512 };

struct draw {
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoLayout *layout; /* what all others are copies of */
	struct laid laid[LAID];
	PangoFontDescription *font[STYLES];
	bool dry;
	struct buf made, *out;
	char language[16];
};

/*
 * What Inter does not have (other scripts) comes from whatever installed font
 * does.
 */
#define FAMILIES "Inter, Noto Sans, DejaVu Sans, Droid Sans Fallback"

static const struct look {
	int size; /* of 1/10 pt */
	PangoWeight weight;
	enum colour colour;
} looks[STYLES] = {
	[STYLE_TEXT] = { 90, PANGO_WEIGHT_NORMAL, INK },
	[STYLE_STRONG] = { 90, PANGO_WEIGHT_SEMIBOLD, INK },
	[STYLE_SMALL] = { 78, PANGO_WEIGHT_NORMAL, MUTED },
	[STYLE_LABEL] = { 78, PANGO_WEIGHT_MEDIUM, MUTED },
	[STYLE_TINY] = { 70, PANGO_WEIGHT_NORMAL, MUTED },
	[STYLE_TITLE] = { 200, PANGO_WEIGHT_SEMIBOLD, INK },
	[STYLE_NUMBER] = { 110, PANGO_WEIGHT_MEDIUM, MUTED },
	[STYLE_FIRM] = { 150, PANGO_WEIGHT_SEMIBOLD, ACCENT },
	[STYLE_HEAD] = { 100, PANGO_WEIGHT_SEMIBOLD, INK },
	[STYLE_FIGURE] = { 130, PANGO_WEIGHT_SEMIBOLD, INK },
	[STYLE_DRAFT] = { 1300, PANGO_WEIGHT_BOLD, PALE },
};

/* Those of the pages, in the light. */
static const unsigned colours[COLOURS] = {
	[INK] = 0x17202e,
	[MUTED] = 0x525f75,
	[LINE] = 0xdde2e9,
	[SOFT] = 0xf3f5f8,
	[ACCENT] = 0x0b6b66,
	[PALE] = 0xe9edf2,
	[WHITE] = 0xffffff,
};

/*
 * What fontconfig knows of the installed fonts it keeps until the process
 * ends, and Pango goes on using it: no leak of ours. The sanitizer asks here.
 */
#if defined(__SANITIZE_ADDRESS__)
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\n";
}
const char *__lsan_default_options(void);
const char *
__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

static_assert((int)PT == (int)PANGO_SCALE, "Pango counts as we do");

static double
points(int length)
{
	return (double)length / PT;
}

/* ---- the file */

static cairo_status_t
take(void *closure, const unsigned char *bytes, unsigned n)
{
	buf_add(closure, bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

static void
say(const struct draw *d, cairo_pdf_metadata_t what, const char *text)
{
	if (text != NULL && *text != '\0')
		cairo_pdf_surface_set_metadata(d->surface, what, text);
}

/* The day of the document and not today, so that the same document is the
 * same file. */
static void
say_about(const struct draw *d, const struct draw_about *about)
{
	char day[DATE_TEXT], time[TIME_TEXT];

	date_iso(about->date, day, sizeof day);
	str_printf(time, sizeof time, "%sT00:00:00Z", day);
	say(d, CAIRO_PDF_METADATA_TITLE, about->title);
	say(d, CAIRO_PDF_METADATA_AUTHOR, about->author);
	say(d, CAIRO_PDF_METADATA_SUBJECT, about->subject);
	say(d, CAIRO_PDF_METADATA_CREATOR, "Postern");
	say(d, CAIRO_PDF_METADATA_CREATE_DATE, time);
}

static void
make_fonts(struct draw *d)
{
	for (int i = 0; i < STYLES; i++) {
		PangoFontDescription *f = pango_font_description_new();
		int size = looks[i].size * PANGO_SCALE / 10;

		pango_font_description_set_family_static(f, FAMILIES);
		pango_font_description_set_absolute_size(f, size);
		pango_font_description_set_weight(f, looks[i].weight);
		d->font[i] = f;
	}
}

/* Figures of one width, so that amounts stand under each other. */
static void
make_layout(struct draw *d)
{
	PangoAttrList *attributes = pango_attr_list_new();

	pango_attr_list_insert(
	    attributes, pango_attr_font_features_new("tnum=1"));
	d->layout = pango_cairo_create_layout(d->cr);
	pango_context_set_round_glyph_positions(
	    pango_layout_get_context(d->layout), FALSE);
	pango_context_set_language(pango_layout_get_context(d->layout),
	    pango_language_from_string(d->language));
	pango_layout_set_attributes(d->layout, attributes);
	pango_layout_set_wrap(d->layout, PANGO_WRAP_WORD_CHAR);
	/* A name from right to left still begins where its column does. */
	pango_layout_set_auto_dir(d->layout, FALSE);
	pango_attr_list_unref(attributes);
}

struct draw *
draw_open(const struct draw_about *about, struct buf *out)
{
	struct draw *d = xcalloc(1, sizeof *d);

	fonts_begin();
	d->out = out;
	str_copy(d->language, sizeof d->language, about->language);
	d->surface = cairo_pdf_surface_create_for_stream(
	    take, &d->made, points(about->width), points(about->height));
	cairo_pdf_surface_restrict_to_version(
	    d->surface, CAIRO_PDF_VERSION_1_5);
	say_about(d, about);
	d->cr = cairo_create(d->surface);
	make_fonts(d);
	make_layout(d);
	cairo_tag_begin(d->cr, "Document", NULL);
	return d;
}

static void
must(cairo_status_t status)
{
	if (status != CAIRO_STATUS_SUCCESS)
		die("print", "%s", cairo_status_to_string(status));
}

static void
let_go(struct laid *l)
{
	if (l->layout == NULL)
		return;
	g_object_unref(l->layout);
	free(l->text);
	l->layout = NULL;
}

void
draw_close(struct draw *d)
{
	cairo_tag_end(d->cr, "Document");
	must(cairo_status(d->cr));
	cairo_destroy(d->cr);
	cairo_surface_finish(d->surface);
	must(cairo_surface_status(d->surface));
	cairo_surface_destroy(d->surface);
	for (int i = 0; i < LAID; i++)
		let_go(&d->laid[i]);
	g_object_unref(d->layout);
	for (int i = 0; i < STYLES; i++)
		pango_font_description_free(d->font[i]);
	pdf_say_language(&d->made, d->language);
	buf_add(d->out, d->made.data, d->made.len);
	buf_free(&d->made);
	free(d);
}

void
draw_dry(struct draw *d, bool dry)
{
	d->dry = dry;
}

void
draw_next_page(struct draw *d)
{
	if (!d->dry)
		cairo_show_page(d->cr);
}

/* ---- text */

static void
paint(struct draw *d, enum colour colour)
{
	unsigned c = colours[colour];

	cairo_set_source_rgb(
	    d->cr, (c >> 16) / 255., (c >> 8 & 0xff) / 255., (c & 0xff) / 255.);
}

static unsigned
place_of(enum style style, enum align align, const char *s, int width)
{
	unsigned h = (unsigned)style * 31 + (unsigned)align;

	h = h * 16777619 ^ (unsigned)width;
	while (*s != '\0')
		h = (h ^ (unsigned char)*s++) * 16777619;
	return h % LAID;
}

/* width 0: one line. */
static PangoLayout *
lay_out(struct draw *d, enum style style, enum align align, const char *s,
    int width)
{
	static const PangoAlignment sides[] = {
		[LEFT] = PANGO_ALIGN_LEFT,
		[RIGHT] = PANGO_ALIGN_RIGHT,
		[CENTER] = PANGO_ALIGN_CENTER,
	};
	struct laid *l = &d->laid[place_of(style, align, s, width)];

	if (l->layout != NULL && l->style == style && l->align == align &&
	    l->width == width && strcmp(l->text, s) == 0)
		return l->layout;
	let_go(l);
	*l = (struct laid){ .layout = pango_layout_copy(d->layout),
		.style = style,
		.align = align,
		.width = width,
		.text = xstrdup(s) };
	pango_layout_set_font_description(l->layout, d->font[style]);
	pango_layout_set_width(l->layout, width > 0 ? width : -1);
	pango_layout_set_alignment(l->layout, sides[align]);
	pango_layout_set_text(l->layout, s, -1);
	return l->layout;
}

static int
laid_height(PangoLayout *layout)
{
	int width, height;

	pango_layout_get_size(layout, &width, &height);
	return height;
}

int
draw_text(struct draw *d, enum style style, enum align align, const char *s,
    int x, int y, int width)
{
	PangoLayout *layout = lay_out(d, style, align, s, width);

	if (!d->dry && *s != '\0') {
		paint(d, looks[style].colour);
		cairo_move_to(d->cr, points(x), points(y));
		pango_cairo_show_layout(d->cr, layout);
	}
	return laid_height(layout);
}

int
draw_height(struct draw *d, enum style style, const char *s, int width)
{
	return laid_height(lay_out(d, style, LEFT, s, width));
}

int
draw_width(struct draw *d, enum style style, const char *s)
{
	int width, height;

	pango_layout_get_size(lay_out(d, style, LEFT, s, 0), &width, &height);
	return width;
}

void
draw_stamp(struct draw *d, enum style style, const char *s, int x, int y)
{
	PangoLayout *layout = lay_out(d, style, LEFT, s, 0);
	int width, height;

	pango_layout_get_size(layout, &width, &height);
	if (d->dry)
		return;
	cairo_save(d->cr);
	paint(d, looks[style].colour);
	cairo_translate(d->cr, points(x), points(y));
	cairo_rotate(d->cr, -0.9);
	cairo_move_to(d->cr, -points(width) / 2, -points(height) / 2);
	pango_cairo_show_layout(d->cr, layout);
	cairo_restore(d->cr);
}

/* ---- shapes */

void
draw_rule(
    struct draw *d, enum colour colour, int x, int y, int width, int thick)
{
	if (d->dry)
		return;
	paint(d, colour);
	cairo_rectangle(
	    d->cr, points(x), points(y), points(width), points(thick));
	cairo_fill(d->cr);
}

void
draw_box(struct draw *d, enum colour colour, int x, int y, int w, int h)
{
	const double r = 6, quarter = 1.57079632679489661923;
	const double left = points(x), top = points(y);
	const double right = points(x + w), bottom = points(y + h);

	if (d->dry)
		return;
	paint(d, colour);
	cairo_new_path(d->cr);
	cairo_arc(d->cr, right - r, top + r, r, -quarter, 0);
	cairo_arc(d->cr, right - r, bottom - r, r, 0, quarter);
	cairo_arc(d->cr, left + r, bottom - r, r, quarter, 2 * quarter);
	cairo_arc(d->cr, left + r, top + r, r, 2 * quarter, 3 * quarter);
	cairo_close_path(d->cr);
	cairo_fill(d->cr);
}

/* ---- pictures */

struct feed {
	const char *at;
	size_t left;
};

static cairo_status_t
give(void *closure, unsigned char *to, unsigned n)
{
	struct feed *f = closure;

	if (n > f->left)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(to, f->at, n);
	f->at += n;
	f->left -= n;
	return CAIRO_STATUS_SUCCESS;
}

bool
draw_picture(struct draw *d, const char *png, size_t n, int x, int y, int w,
    int h, int *width, int *height)
{
	struct feed f = { png, n };
	cairo_surface_t *s =
	    cairo_image_surface_create_from_png_stream(give, &f);
	int pw, ph;
	double scale;

	if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS) {
		cairo_surface_destroy(s);
		return false;
	}
	pw = cairo_image_surface_get_width(s);
	ph = cairo_image_surface_get_height(s);
	if ((int64_t)pw * h > (int64_t)ph * w) {
		*width = w;
		*height = (int)((int64_t)ph * w / pw);
	} else {
		*height = h;
		*width = (int)((int64_t)pw * h / ph);
	}
	scale = points(*height) / ph;
	if (!d->dry) {
		cairo_save(d->cr);
		cairo_translate(d->cr, points(x), points(y));
		cairo_scale(d->cr, scale, scale);
		cairo_set_source_surface(d->cr, s, 0, 0);
		/* cairo_paint is an error inside of a tag. */
		cairo_rectangle(d->cr, 0, 0, pw, ph);
		cairo_fill(d->cr);
		cairo_restore(d->cr);
	}
	cairo_surface_destroy(s);
	return true;
}

void
draw_squares(struct draw *d, const unsigned char *square, int side, int x,
    int y, int size)
{
	const double one = points(size) / side;

	if (d->dry)
		return;
	paint(d, INK);
	for (int i = 0; i < side * side; i++)
		if (square[i] & 1)
			cairo_rectangle(d->cr, points(x) + one * (i % side),
			    points(y) + one * (int)(i / side), one, one);
	cairo_fill(d->cr);
}

/* ---- tags */

void
draw_begin(struct draw *d, const char *tag)
{
	if (!d->dry)
		cairo_tag_begin(d->cr, tag, NULL);
}

void
draw_end(struct draw *d, const char *tag)
{
	if (!d->dry)
		cairo_tag_end(d->cr, tag);
}

void
draw_begin_link(struct draw *d, const char *address)
{
	char attributes[400];

	if (d->dry)
		return;
	str_printf(attributes, sizeof attributes, "uri='%s'", address);
	cairo_tag_begin(d->cr, CAIRO_TAG_LINK, attributes);
}

void
draw_end_link(struct draw *d)
{
	draw_end(d, CAIRO_TAG_LINK);
}
