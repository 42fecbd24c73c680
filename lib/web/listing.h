/* A list as one request asks for it. For lib/web only. */
#ifndef POSTERN_LISTING_H
#define POSTERN_LISTING_H

#include "list.h"

/* Rows of a page; those that can be chosen are sent in one address. */
enum { TITLES = 64, ROWS_MOST = 250, ROWS_CHOSEN = 100 };

struct listing {
	struct req *r;
	const struct view *v;
	const struct tab *tab;
	const struct sort *sort;
	const char *q, *after, *before; /* NULL: not given */
	int rows;

	int n;              /* rows of this page */
	void *first, *last; /* copies of two of them */
	const void **kept;  /* all of them, when they come in reverse */
	bool more;          /* rows beyond the page, the way it was read */
	bool cut;           /* a search that may have missed some */
	int64_t count;      /* of the tab; -1: not known */

	/* Titles of references, which repeat from row to row. */
	struct title {
		const struct field *f;
		int64_t id;
		const char *text;
	} titles[TITLES];
	int titled;
};

/* What the parameters ask for; false when they are none of ours. */
bool listing_read(struct req *, const struct view *, struct listing *);
/* The tab of this name, or the one that is shown without a word. */
const struct tab *listing_tab(const struct view *, const char *name);
/* How many rows a page of it may have. */
int listing_most(const struct view *);
/* Writes the rows of the page, in their order. */
enum rc listing_rows(struct listing *) CHECK_RC;
int64_t listing_count(struct listing *, const struct tab *); /* -1: unknown */
/* The record is one of the tab. */
bool listing_selects(const struct listing *, const void *rec);
struct list listing_range(const struct listing *);

/* The address of this list with other parameters; sort NULL: the tab's first.
 */
const char *listing_url(struct listing *, const char *path, const struct tab *,
    const struct sort *, const char *after, const char *before);

/* list_rows.c: what stands before, for, and after the rows */
void listing_head(struct listing *);
void listing_row(struct listing *, const void *rec);
void listing_end(struct listing *);

#endif
