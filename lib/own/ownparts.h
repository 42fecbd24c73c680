/* What the files of the door know of each other. */
#ifndef POSTERN_OWNPARTS_H
#define POSTERN_OWNPARTS_H

#include "own.h"

struct own {
	struct arena *mem;
	struct txn *x;
	const struct visitor *v;
};

/* ---- owncompany.c */

/* The text of one field, as it was typed, into a record. */
void own_take_over(
    const struct entity *, unsigned tag, const void *typed, void *rec);
/* Rows of the table of what there is to see. */

bool manages(const struct visitor *);
bool shown_change(const struct visitor *, const void *rec);
bool force_change(const struct visitor *, void *like);
bool shown_location(const struct visitor *, const void *rec);
bool force_location(const struct visitor *, void *like);
bool shown_person(const struct visitor *, const void *rec);
bool force_person(const struct visitor *, void *like);

#endif
