/* What the files that draw a document share; nobody else includes it. */
#ifndef POSTERN_PRINTPARTS_H
#define POSTERN_PRINTPARTS_H

#include "draw.h"
#include "print.h"

enum {
	MARGIN = 50 * PT,      /* left and right */
	TOP = 42 * PT,         /* of the first page */
	TOP_LATER = 66 * PT,   /* of those after it */
	FOOT = 100 * PT,       /* kept free at the end of a page */
	PAD = 6 * PT,          /* left and right in a cell */
	PAD_ROW = 5 * PT,      /* above and below */
	GAP = 14 * PT,         /* between parts */
	SUMS_WIDTH = 216 * PT, /* at the right */
};

/* Where drawing is. Everything is drawn twice: first dry, to know how many
 * pages it takes. */
struct flow {
	struct draw *d;
	const struct print_doc *p;
	int width, height; /* of a page */
	int inner;         /* between the margins */
	int page, pages;
	int y;
	bool dry;
};

/* Where parts must have ended. */
int flow_bottom(const struct flow *);
void flow_next_page(struct flow *);
/* How high a part would be; it is drawn at f->y and returns its height. */
int flow_measure(struct flow *, int (*part)(struct flow *));
/* Draws a part, on the next page when it does not fit into this one. */
void flow_part(struct flow *, int (*part)(struct flow *));

/* ---- printhead.c: what stands round the contents of a page */

void print_first_head(struct flow *);
void print_later_head(struct flow *);
void print_foot(struct flow *);

/* ---- printtable.c */

/*
 * At f->y, over as many pages as it takes, with its head on each and the
 * total carried over. tail: how high is what must not stand alone behind it.
 */
void print_table(struct flow *, const struct print_table *, int tail);
/* One that is never broken; returns its height. */
int print_small_table(
    struct flow *, const struct print_table *, int x, int y, int width);
/* Labels at the left, values at the right; returns the height. */
int print_pairs(struct flow *, const struct print_pairs *, int x, int y,
    int width, int labels, enum align);

/* ---- printend.c: what comes after the table */

int print_sums(struct flow *);
void print_end(struct flow *);

#endif
