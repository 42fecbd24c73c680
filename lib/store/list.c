/* Lists: ranges of an index, paged by the key of the last row seen. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../base/die.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "parts.h"

/* ---- places: two digits for the entity, two for the index, then the key */

static const char digits[] = "0123456789abcdef";

static char *
add_hex(char *to, const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		*to++ = digits[p[i] >> 4];
		*to++ = digits[p[i] & 15];
	}
	*to = '\0';
	return to;
}

void
store_place(const struct entity *e, unsigned index, const void *rec,
    char place[PLACE_TEXT])
{
	const struct index *ix = record_index(e, index);
	struct key k;

	assert(index == 0 || ix != NULL);
	if (ix == NULL)
		key_record(&k, e, record_id(rec));
	else
		key_entry(&k, e, ix, rec);
	assert(2 * k.n < PLACE_TEXT);
	add_hex(place, k.at, k.n);
}

static bool
read_place(const char *s, struct key *k)
{
	k->n = 0;
	for (; *s != '\0'; s += 2) {
		const char *a = strchr(digits, s[0]);
		const char *b = s[1] != '\0' ? strchr(digits, s[1]) : NULL;

		if (a == NULL || b == NULL || k->n == KEY_MAX + 16)
			return false;
		key_byte(k, (unsigned)((a - digits) << 4 | (b - digits)));
	}
	return true;
}

/* ---- walking a range */

struct walk {
	struct txn *x;
	struct cursor *c;
	const struct list *l;
	const struct index *ix;
	struct key range; /* what all keys of the list begin with */
	void *rec;
};

static bool
first(struct walk *w, const struct key *after)
{
	struct key k = w->range;

	if (after->n > 0) {
		bool there = cursor_seek(w->c, after->at, after->n);

		if (w->l->backwards)
			return there ? cursor_prev(w->c) : cursor_last(w->c);
		if (there && cursor_key(w->c).n == after->n &&
		    begins_with(cursor_key(w->c), after))
			return cursor_next(w->c);
		return there;
	}
	if (!w->l->backwards)
		return cursor_seek(w->c, k.at, k.n);
	return key_after(&k) && cursor_seek(w->c, k.at, k.n) ?
	    cursor_prev(w->c) :
	    cursor_last(w->c);
}

/* The record behind the cursor's entry. */
static void
load(struct walk *w)
{
	const struct entity *e = w->l->e;
	struct bytes k = cursor_key(w->c), v = cursor_value(w->c);
	bool whole = w->ix == NULL || (w->ix->carry && !w->ix->unique);
	uint64_t id;

	if (whole && record_unpack(e, v.at, v.n, w->rec))
		return;
	if (!whole && w->ix->unique && v.n == 8)
		id = number_at(v.at);
	else if (!whole && !w->ix->unique && k.n >= 10)
		id = number_at((const char *)k.at + k.n - 8);
	else
		id = 0;
	if (!fetch(w->x, e, (int64_t)id, w->rec) && !engine_full(w->x->engine))
		die("store", "index %u of %s is damaged: run postern verify",
		    w->l->index, e->name);
}

static void
walk(struct walk *w, const struct key *after,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	bool more = first(w, after);

	while (more && begins_with(cursor_key(w->c), &w->range)) {
		load(w);
		if (engine_full(w->x->engine) || !each(arg, w->rec))
			break;
		more = w->l->backwards ? cursor_prev(w->c) : cursor_next(w->c);
	}
}

enum rc
store_list(struct txn *x, const struct list *l,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	struct walk w = { .x = x, .l = l, .ix = record_index(l->e, l->index) };
	struct key after = { 0 };

	assert(l->index == 0 ? l->prefix == 0 : w.ix != NULL);
	assert(l->prefix == 0 || l->like != NULL);
	key_start(&w.range, l->e->number, l->index);
	if (w.ix != NULL)
		key_values(&w.range, l->e, w.ix, l->prefix, l->like);
	if (l->after != NULL && l->after[0] != '\0' &&
	    (!read_place(l->after, &after) ||
		!begins_with((struct bytes){ after.at, after.n }, &w.range)))
		return RC_INVALID;
	w.c = cursor_open(x->engine, w.range.at, w.range.n);
	w.rec = xmalloc(l->e->size);
	walk(&w, &after, each, arg);
	cursor_close(w.c);
	free(w.rec);
	return engine_full(x->engine) ? RC_FULL : RC_OK;
}

int64_t
store_count(
    struct txn *x, const struct entity *e, unsigned index, const void *like)
{
	const struct index *ix = record_index(e, index);
	struct key k;

	assert(index == 0 || (ix != NULL && !ix->uncounted));
	assert(ix == NULL || ix->prefix == 0 || like != NULL);
	key_count(&k, e, ix != NULL && index_counted(ix) ? ix : NULL, like);
	return counter_get(x, &k);
}
