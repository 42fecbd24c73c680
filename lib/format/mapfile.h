/*
 * Map files: which headings of another system feed which fields, and what is
 * done to the cells on the way; postern-csv(5). A layout is a map that knows
 * its files by their headings.
 */
#ifndef POSTERN_MAPFILE_H
#define POSTERN_MAPFILE_H

#include "detect.h"
#include "mem.h"

enum {
	HEADING = 200,
	MAP_TEXT = 400,
	FIELD_NAME = 40,
	MAP_WHY = 300,
	MAP_TERMS = 8,
	MAP_WORDS = 8
};

enum map_does {
	MAP_INTEGER = 1, /* 17850.0 is 17850 */
	MAP_NEGATE = 2,
	MAP_PERCENT = 4,  /* 0.15 is 15 */
	MAP_BRACKET = 8,  /* [P011] Name is P011 */
	MAP_KNOWN = 16,   /* a reference to nothing is left out */
	MAP_ONELINE = 32, /* line ends become commas */
	MAP_SIGNED = 64   /* 33.50D: a word behind it says which way it went */
};

struct map_term {
	bool literal; /* text to put in between */
	const char *text;
};
struct map_value {
	const char *from; /* "*": whatever else */
	const char *to;   /* "": as if the cell were empty */
};

/* A line of a map file that feeds a field. */
struct map_rule {
	int line;
	bool constant, skip;
	bool either; /* the first term that is not empty, not all joined */
	int terms;
	struct map_term term[MAP_TERMS];
	char field[2][FIELD_NAME]; /* two: all words but the last, the last */
	unsigned does;
	int pad;
	/* NULL where not given; text is the constant. */
	const char *text, *prefix, *strip, *first, *instead;
	enum date_order dates;
	int values;
	struct map_value *value;
};

struct map {
	int n;
	struct map_rule *rules;
	bool skip_rest; /* "* = -" */
	char hash[65];  /* of its text */

	/* What makes it a layout. */
	const char *name, *kind; /* NULL: not said */
	bool shipped;            /* one of ours, which knows many years */
	int needs;
	/* Its tell-tale headings; "A | B": one of them is enough. */
	const char *need[MAP_WORDS];
	enum date_order dates;
	char decimal;   /* 0: not said */
	bool once;      /* a document's own cells stand in its first row only */
	bool no_header; /* headings are numbers of columns */
	bool negative_credits; /* credit memos have quantities below 0 */
	bool by_name;     /* records without an id are found by their name */
	const char *only; /* rows count where this column has one of: */
	int only_n;
	const char *only_value[MAP_WORDS];

	struct arena *mem; /* of all its texts; map_free */
};

bool map_read(const char *text, size_t n, const char *name, struct map *,
    char *why, size_t size);
void map_free(struct map *);

/* The word in the place of a field that says more about the rule, or not. */
bool map_is_option(const char *word);

#endif
