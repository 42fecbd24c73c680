/*
 * A first look at a file that somebody wants to import: its headings, some of
 * its cells, what it is taken for; and the map that a person's choice makes.
 */
#ifndef POSTERN_LOOK_H
#define POSTERN_LOOK_H

#include "mem.h"
#include "record.h"

struct kind;

enum { LOOK_SAMPLES = 3, LOOK_COLUMNS = 300 };

struct look_column {
	const char *heading;
	const char *sample[LOOK_SAMPLES]; /* "" where there is none */
	const char *field;                /* the likely one, or "" */
};
struct look {
	int n;
	struct look_column *at;
	const char *layout;   /* what it is taken for, or "" */
	const char *encoding; /* what it is written in */
	long header_at;       /* which record its header is */
};

/*
 * All of it in mem. False: this is no file of records; why receives the
 * sentence. path may be a /proc/self/fd one.
 */
bool look_at(const char *path, const struct kind *, struct arena *,
    struct look *, char *why, size_t size);

/* A map file: heading i feeds field[i], "" feeds nothing. */
void look_map(const struct look *, const char *const *field, struct buf *);

/* A field that a file of this kind may bring, for choosing; or NULL at the
 * end. needed: the kind cannot do without. */
struct look_step {
	int part;
	const struct field *next;
};
const struct field *look_field(
    const struct kind *, struct look_step *, bool *of_line);

/* The name of the kind at i (accounts, contacts ...), or NULL. */
const struct kind *look_kind(int i);
const struct kind *look_kind_named(const char *name);
const char *look_kind_name(const struct kind *);  /* accounts */
const char *look_kind_label(const struct kind *); /* N_("Accounts") */

#endif
