/*
 * Which cell of a file feeds which field: by our own headings, or by a map;
 * see postern-csv(5).
 */
#ifndef POSTERN_LAYOUT_H
#define POSTERN_LAYOUT_H

#include "kind.h"
#include "mapfile.h"
#include "messages.h"

enum cell_part { PART_WHOLE, PART_BUT_LAST, PART_LAST };

struct column {
	const struct field *field;
	enum kind_part of;
	int cell; /* the first that feeds it; -1: none, a constant */
	enum cell_part part;
	const struct map_rule *rule; /* NULL: one cell, as it is */
	int cells[MAP_TERMS];        /* for each term; -1: not in the file */
	bool number, date;           /* by the field's type */
	/* How this column writes; set from all its cells. */
	char decimal;
	enum date_order dates;
};
struct layout {
	const struct kind *kind;
	const struct map *map; /* NULL: our own headings */
	int width;             /* cells of the header */
	int n;
	struct column *columns; /* layout_free */
	int only;               /* the cell that map->only names, or -1 */
};

/*
 * False when the header cannot be used; the messages say why. map NULL: our
 * own headings.
 */
bool layout_make(const struct kind *, const struct map *,
    const struct csv_record *header, bool ignore_unknown, struct messages *,
    struct layout *);
void layout_free(struct layout *);

/* The cell with this heading, or with one of "A | B"; or -1. */
int layout_cell(const struct csv_record *header, const char *heading);
/* How many headings of a possible header are known. */
int layout_score(
    const struct kind *, const struct map *, const struct csv_record *header);
/* Is this a header of ours, with all that a kind cannot do without? */
bool layout_is_own(const struct kind *, const struct csv_record *header);
/* Are all tell-tale headings of the map there? */
bool layout_fits(const struct map *, const struct csv_record *header);

/* The draft of a map file for a header; map: a layout that knows it, or NULL.
 */
void layout_draft(const struct kind *, const struct map *,
    const struct csv_record *header, struct buf *);
/* The field that one of our own headings, or a usual word for it, means, or
 * two of them for a full name; NULL: nothing comes to mind. */
const char *layout_guess(const struct kind *, const char *heading);
/* The known headings that look most like this one. */
void layout_nearest(
    const struct kind *, const struct map *, const char *heading, struct buf *);

/* Two headings are the same when these are. */
void heading_key(const char *heading, char *key, size_t size);
bool heading_same(const char *a, const char *b);

#endif
