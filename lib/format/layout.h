/*
 * Which cell of a file feeds which field: by our own headings, or by a map
 * file; see postern-csv(5).
 */
#ifndef POSTERN_LAYOUT_H
#define POSTERN_LAYOUT_H

#include "messages.h"
#include "record.h"

enum { HEADING = 200, MAP_TEXT = 400, FIELD_NAME = 40, MAP_WHY = 300 };

/* A line of a map file. */
struct map_rule {
	int line;
	bool constant, skip;
	char heading[HEADING];
	char after[MAP_TEXT];      /* added to the cell; or the constant */
	char field[2][FIELD_NAME]; /* two: all words but the last, the last */
};
struct map {
	int n;
	struct map_rule *rules; /* map_free */
	bool skip_rest;         /* "* = -" */
	char hash[65];          /* of its text */
};

bool map_read(const char *text, size_t n, const char *name, struct map *,
    char *why, size_t size);
void map_free(struct map *);

enum cell_part { PART_WHOLE, PART_BUT_LAST, PART_LAST };

struct column {
	const struct field *field;
	int cell; /* -1: none, text is a constant */
	enum cell_part part;
	const char *text; /* added behind, or the constant; "" */
};
struct layout {
	const struct entity *e;
	int width; /* cells of the header */
	int n;
	struct column *columns; /* layout_free */
};

/*
 * False when the header cannot be used; the messages say why. map NULL: our
 * own headings.
 */
bool layout_make(const struct entity *, const struct map *,
    const struct csv_record *header, bool ignore_unknown, struct messages *,
    struct layout *);
void layout_free(struct layout *);

/* How many headings are known, for csv_sniff. */
struct layout_known {
	const struct entity *e;
	const struct map *map;
};
int layout_score(void *known, const struct csv_record *header);

/* The draft of a map file for a header. */
void layout_draft(
    const struct entity *, const struct csv_record *header, struct buf *);

/* Two headings are the same when these are. */
void heading_key(const char *heading, char *key, size_t size);

#endif
