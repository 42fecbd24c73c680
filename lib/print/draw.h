/*
 * Drawing on the pages of a PDF: text in any script, lines, boxes, pictures,
 * and the tags that say what is what. The only part of the program that knows
 * cairo and Pango. All lengths are whole 1/1024 of a point from the upper left
 * corner.
 */
#ifndef POSTERN_DRAW_H
#define POSTERN_DRAW_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"

enum { PT = 1024 };

enum style {
	STYLE_TEXT,
	STYLE_STRONG,
	STYLE_SMALL,  /* muted */
	STYLE_LABEL,  /* muted, of tables and facts */
	STYLE_TINY,   /* muted: foot, line above the address */
	STYLE_TITLE,  /* what kind of document it is */
	STYLE_NUMBER, /* beside it */
	STYLE_FIRM,   /* the company, where there is no logo */
	STYLE_HEAD,   /* above a part */
	STYLE_FIGURE, /* large amounts */
	STYLE_DRAFT,
	STYLES
};
enum colour { INK, MUTED, LINE, SOFT, ACCENT, PALE, WHITE, COLOURS };
enum align { LEFT, RIGHT, CENTER };

struct draw;

struct draw_about {
	int width, height;
	const char *title, *author, *subject, *language;
	int64_t date;
};

/* The PDF is added to out by draw_close. */
struct draw *draw_open(const struct draw_about *, struct buf *out);
void draw_close(struct draw *);

/* While dry, nothing is drawn and everything is measured as if it were. */
void draw_dry(struct draw *, bool dry);
void draw_next_page(struct draw *);

/* Text in lines of that width; returns how high it is. */
int draw_text(struct draw *, enum style, enum align, const char *, int x, int y,
    int width);
int draw_height(struct draw *, enum style, const char *, int width);
/* How wide it is on one line. */
int draw_width(struct draw *, enum style, const char *);

/* Across the page, about a point. */
void draw_stamp(struct draw *, enum style, const char *, int x, int y);

void draw_rule(struct draw *, enum colour, int x, int y, int width, int thick);
/* With round corners. */
void draw_box(struct draw *, enum colour, int x, int y, int w, int h);

/* A PNG, as large as fits into the box; false when it is none. */
bool draw_picture(struct draw *, const char *png, size_t n, int x, int y, int w,
    int h, int *width, int *height);
/* side * side squares, row by row; an odd number is a dark one. */
void draw_squares(
    struct draw *, const unsigned char *, int side, int x, int y, int size);

/* "Table", "TR", "TH", "TD", "H1", "H2", "P", "Figure": what comes until
 * draw_end of the same. */
void draw_begin(struct draw *, const char *tag);
void draw_end(struct draw *, const char *tag);
/* The same for a link. */
void draw_begin_link(struct draw *, const char *address);
void draw_end_link(struct draw *);

#endif
