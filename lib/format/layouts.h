/*
 * The layouts of other systems that the program brings: map files of
 * data/maps with a name and tell-tale headings.
 */
#ifndef POSTERN_LAYOUTS_H
#define POSTERN_LAYOUTS_H

#include "layout.h"

/* Made from data/maps when the program is built; sorted by id. */
struct layout_text {
	const char *id; /* the file's name without .map */
	const char *text;
};
extern const struct layout_text layout_texts[];
extern const unsigned layout_texts_n;

struct layouts {
	unsigned n;
	struct map *map; /* as in layout_texts */
};

void layouts_load(struct layouts *);
void layouts_free(struct layouts *);

/* By id, or NULL. */
const struct map *layouts_named(const struct layouts *, const char *id);
/*
 * The layout of this kind that the header has the tell-tales of, and of
 * several the one that knows most of it; NULL: none. kind NULL: of any.
 */
const struct map *layouts_find(const struct layouts *, const struct kind *,
    const struct csv_record *header);
/* The ids of a kind's layouts, with blanks between. */
void layouts_list(const struct layouts *, const struct kind *, struct buf *);

#endif
