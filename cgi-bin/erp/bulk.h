/*
 * Work on many documents at once: rows chosen in a list, a page that says what
 * can be done with them, and one that says what became of each. Each is a
 * transaction of its own, so that one that is refused keeps no other back, and
 * brings its revision, so that nothing is done twice.
 */
#ifndef ERP_BULK_H
#define ERP_BULK_H

#include "docs.h"

#define BULK_ROUTES(path, feature, chosen, post)                               \
	{ "GET", path "/chosen", LEDGER, feature, "id+", chosen, NULL, 0 },    \
	{                                                                      \
		"POST", path "/step", LEDGER, feature, "item+ do", post, NULL, \
		    ROUTE_SELF | ROUTE_LINES                                   \
	}

/* For the view of a list whose rows can be chosen. */
void bulk_bar(struct req *);
void bulk_box(struct req *, const char *name);

/* title: N_("Chosen orders"). */
enum rc bulk_chosen(
    struct req *, const struct doc *, const char *title) CHECK_RC;
enum rc bulk_step(struct req *, const struct doc *) CHECK_RC;

#endif
