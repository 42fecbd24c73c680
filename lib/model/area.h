/* The pages of a portal. */
#ifndef POSTERN_AREA_H
#define POSTERN_AREA_H

#include "portal.h"

/* A page of the portal, or all pages below it, and what they need. */
struct area {
	const char *name;       /* "cases" */
	const char *path;       /* "/cases" */
	const char *label;      /* N_() */
	const struct entity *e; /* what #s below it are, or NULL */
	int64_t roles, feature;
	bool sends;   /* it is there for sending something */
	int64_t page; /* enum portal_page, of those that can be left out */
};
extern const struct area areas[]; /* ends with name NULL */

/* The one that an address below the site's prefix belongs to; or NULL. */
const struct area *area_at(const char *address);

#endif
