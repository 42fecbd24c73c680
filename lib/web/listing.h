/* A list as one request asks for it. For lib/web only. */
#ifndef POSTERN_LISTING_H
#define POSTERN_LISTING_H

#include "list.h"

enum { TITLES = 64 };

struct listing {
	struct req *r;
	const struct view *v;
	const struct tab *tab;
	const struct sort *sort;
	const char *q, *after, *before; /* NULL: not given */
	int rows;

	const void **rec; /* of this page */
	int n;
	bool more;     /* rows beyond the page, the way it was read */
	bool cut;      /* a search that may have missed some */
	int64_t count; /* of the tab; -1: not known */

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
/* The rows of the page. */
enum rc listing_load(struct listing *) CHECK_RC;
/* The record is one of the tab. */
bool listing_selects(const struct listing *, const void *rec);
struct list listing_range(const struct listing *);

/* The address of this list with other parameters; sort NULL: the tab's first.
 */
const char *listing_url(struct listing *, const char *path, const struct tab *,
    const struct sort *, const char *after, const char *before);

/* list_rows.c */
void listing_table(struct listing *);

#endif
