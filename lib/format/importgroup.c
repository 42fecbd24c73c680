/*
 * Which rows make one document. A first look through the file notes, for each
 * document, where its rows begin and end, by a hash of what it is called; so
 * rows need not stand together, and yet no more than one document is held at a
 * time, and of those whose rows are scattered only the places of the rows.
 */
#include <stdlib.h>
#include <string.h>

#include "importparts.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

struct group {
	uint64_t hash;
	long first, last, rows; /* numbers of rows, from 1; how many */
	long kept;              /* last of its places, from 1; 0: none */
	bool suspect; /* stands behind a row that cannot be told apart */
};

struct kept {
	struct place place;
	long before; /* of the same document, from 1; 0: none */
};

struct groups {
	struct group *at;
	size_t n, size;
	struct kept *kept;
	long kept_n;

	/* The row before. */
	uint64_t prev;
	char number[KEY_TEXT], kind[KEY_TEXT];
	bool broken;
	long rows;

	int number_column, kind_column, external_column;
	struct arena *mem;
	int mem_rows;
};

/* ---- the table */

static size_t
slot(const struct groups *g, uint64_t hash)
{
	size_t i = hash & (g->size - 1);

	while (g->at[i].hash != 0 && g->at[i].hash != hash)
		i = (i + 1) & (g->size - 1);
	return i;
}

static void
grow(struct groups *g)
{
	struct groups old = *g;

	g->size = old.size == 0 ? 1024 : 2 * old.size;
	g->at = xcalloc(g->size, sizeof *g->at);
	for (size_t i = 0; i < old.size; i++)
		if (old.at[i].hash != 0)
			g->at[slot(g, old.at[i].hash)] = old.at[i];
	free(old.at);
}

static struct group *
group_of(struct groups *g, uint64_t hash)
{
	struct group *at;

	if (2 * g->n >= g->size)
		grow(g);
	at = &g->at[slot(g, hash)];
	if (at->hash == 0) {
		at->hash = hash;
		g->n++;
	}
	return at;
}

/* ---- what a row is called */

static const char *
cell_text(struct import *im, struct groups *g, int column,
    const struct csv_record *rec)
{
	struct cell_fault fault;
	const char *s = column >= 0 ?
	    source_value(&im->src, column, rec, g->mem, &fault) :
	    NULL;

	return s != NULL ? s : "";
}

/* A row that says nothing is about the document before it. */
static uint64_t
continued(struct groups *g)
{
	char own[32];

	if (g->prev != 0)
		return g->prev;
	str_printf(own, sizeof own, "row:%ld", g->rows);
	return g->prev = key_hash(own);
}

static uint64_t
called(struct groups *g, const char *what, const char *kind, const char *name)
{
	char key[2 * KEY_TEXT], folded[2 * KEY_TEXT];

	str_printf(key, sizeof key, "%s:%s:%s", what, kind, name);
	utf8_fold(key, folded, sizeof folded);
	return g->prev = key_hash(folded);
}

/* Numbers the row, too. */
static uint64_t
group_key(struct import *im, struct groups *g, const struct csv_record *rec)
{
	const char *number, *kind, *external;

	g->rows++;
	if (g->mem_rows++ == 1000) {
		arena_free(g->mem);
		g->mem = arena_new();
		g->mem_rows = 0;
	}
	if (rec->code != NULL || rec->n < im->src.layout.width) {
		g->broken = true;
		return continued(g);
	}
	number = cell_text(im, g, g->number_column, rec);
	kind = cell_text(im, g, g->kind_column, rec);
	external = cell_text(im, g, g->external_column, rec);
	if (number[0] == '\0' && external[0] == '\0')
		return continued(g);
	/* The type, too, may stand in the first row only. */
	if (kind[0] == '\0' && str_same(number, g->number))
		kind = g->kind;
	if (number[0] == '\0')
		return called(g, "external", "", external);
	if (kind != g->kind)
		str_copy(g->kind, sizeof g->kind, kind);
	str_copy(g->number, sizeof g->number, number);
	return called(g, "number", g->kind, g->number);
}

/* ---- the first look */

void
groups_rewind(struct groups *g)
{
	g->prev = 0;
	g->number[0] = g->kind[0] = '\0';
	g->broken = false;
	g->rows = 0;
	g->kept_n = 0;
	for (size_t i = 0; i < g->size; i++)
		g->at[i].kept = 0;
}

void
groups_find(struct import *im)
{
	struct groups *g = im->groups = xcalloc(1, sizeof *g);
	const struct field *external = external_field(im->e);
	struct csv_record rec;

	g->mem = arena_new();
	g->number_column = column_of(im, KIND_RECORD, im->doc->number);
	g->kind_column =
	    im->doc->kind != 0 ? column_of(im, KIND_RECORD, im->doc->kind) : -1;
	g->external_column =
	    external != NULL ? column_of(im, KIND_RECORD, external->tag) : -1;
	while (source_next(&im->src, &rec)) {
		bool behind = g->broken;
		uint64_t prev = g->prev;
		struct group *at;

		g->broken = false;
		at = group_of(g, group_key(im, g, &rec));
		if (at->rows++ == 0)
			at->first = g->rows;
		at->last = g->rows;
		at->suspect |= behind && at->hash != prev;
	}
	source_rewind(&im->src);
	groups_rewind(g);
}

void
groups_free(struct groups *g)
{
	if (g == NULL)
		return;
	free(g->at);
	free(g->kept);
	arena_free(g->mem);
	free(g);
}

/* ---- one document after the other */

static void
keep_place(struct groups *g, struct group *at, const struct csv_record *rec)
{
	g->kept = xrealloc(g->kept, (size_t)(g->kept_n + 1) * sizeof *g->kept);
	g->kept[g->kept_n++] =
	    (struct kept){ place_of_record(rec, g->rows), at->kept };
	at->kept = g->kept_n;
}

static void
start_entry(struct import *im, const struct group *at, struct entry *u)
{
	u->number = ++im->entry_number;
	u->n = (int)at->rows;
	u->row = arena_alloc(im->mem, (size_t)at->rows * sizeof *u->row);
}

static void
take_row(struct import *im, struct entry *u, int i,
    const struct csv_record *rec, long number, bool wanted)
{
	u->row[i].number = number;
	if (wanted)
		row_prepare(im, &u->row[i], rec);
}

/* All its rows stand one behind the other; the first has been read. */
static void
take_adjacent(
    struct import *im, struct entry *u, struct csv_record *rec, bool wanted)
{
	struct groups *g = im->groups;

	for (int i = 0;; i++) {
		take_row(im, u, i, rec, g->rows, wanted);
		im->at = (rec->raw - im->src.text) + (int64_t)rec->raw_n;
		if (i + 1 == u->n || !source_next(&im->src, rec))
			break;
		g->rows++;
	}
}

static void
take_scattered(
    struct import *im, const struct group *at, struct entry *u, bool wanted)
{
	const struct groups *g = im->groups;
	long k = at->kept;

	for (int i = u->n - 1; i >= 0; i--, k = g->kept[k - 1].before) {
		const struct kept *kept = &g->kept[k - 1];
		struct csv_record rec = { .line = kept->place.line };

		if (wanted)
			place_read(im, &kept->place, &rec);
		take_row(im, u, i, &rec, kept->place.number, wanted);
	}
}

bool
group_next(struct import *im, struct entry *u, bool wanted)
{
	struct groups *g = im->groups;
	struct csv_record rec;
	struct group *at;

	for (;;) {
		if (!source_next(&im->src, &rec))
			return false;
		at = group_of(g, group_key(im, g, &rec));
		im->rows_read = g->rows;
		if (at->last - at->first + 1 == at->rows) {
			start_entry(im, at, u);
			take_adjacent(im, u, &rec, wanted);
			break;
		}
		keep_place(g, at, &rec);
		if (at->last == g->rows) {
			start_entry(im, at, u);
			take_scattered(im, at, u, wanted);
			break;
		}
	}
	im->rows_read = g->rows;
	if (at->suspect && wanted)
		row_fault(&u->row[0], -1, "E_NEIGHBOUR",
		    _("the record before it cannot be read and may be a line "
		      "of it"));
	return true;
}
