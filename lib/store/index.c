/* Index entries and the counts of their lists. */
#include <string.h>

#include "parts.h"

bool
index_counted(const struct index *ix)
{
	return !ix->uncounted && (ix->prefix > 0 || ix->unique);
}

void
key_count(struct key *k, const struct entity *e, const struct index *ix,
    const void *like)
{
	key_start(k, e->number, KIND_COUNT);
	key_byte(k, ix == NULL ? 0 : ix->number);
	if (ix != NULL)
		key_values(k, e, ix, ix->prefix, like);
}

/* The entry's key; n 0 when the index leaves the record out. */
static void
entry_of(struct key *k, const struct entity *e, const struct index *ix,
    const void *rec)
{
	k->n = 0;
	if (rec != NULL && !record_unindexed(e, ix, rec))
		key_entry(k, e, ix, rec);
}

static unsigned
last_tag(const struct index *ix)
{
	unsigned tag = 0;

	for (int i = 0; i < INDEX_TAGS && ix->tags[i] != 0; i++)
		tag = ix->tags[i];
	return tag;
}

unsigned
index_taken(struct txn *x, const struct entity *e, const void *rec)
{
	for (const struct index *ix = e->indexes; ix != NULL && ix->number != 0;
	     ix++) {
		struct bytes v;
		struct key k;

		if (!ix->unique)
			continue;
		entry_of(&k, e, ix, rec);
		if (k.n > 0 && engine_get(x->engine, k.at, k.n, &v) &&
		    v.n == 8 && (int64_t)number_at(v.at) != record_id(rec))
			return last_tag(ix);
	}
	return 0;
}

static void
count(struct txn *x, const struct entity *e, const struct index *ix,
    const void *from, const void *to)
{
	struct key was = { 0 }, is = { 0 };

	if (from != NULL)
		key_count(&was, e, ix, from);
	if (to != NULL)
		key_count(&is, e, ix, to);
	if (was.n == is.n && memcmp(was.at, is.at, was.n) == 0)
		return;
	if (from != NULL)
		(void)counter_add(x, &was, -1);
	if (to != NULL)
		(void)counter_add(x, &is, 1);
}

/*
 * An index may have come after the record did, and have nothing of it until the
 * store is upgraded: what is not there is neither counted nor put in passing.
 */
static void
replace_entry(struct txn *x, const struct entity *e, const struct index *ix,
    const void *from, const void *to, const struct buf *packed)
{
	struct key was, is, id = { 0 };
	struct bytes v;
	bool moved, there;

	entry_of(&was, e, ix, from);
	entry_of(&is, e, ix, to);
	moved = was.n != is.n || memcmp(was.at, is.at, was.n) != 0;
	if (!moved && (!ix->carry || ix->unique))
		return;
	there = was.n > 0 && engine_get(x->engine, was.at, was.n, &v);
	if (there && moved)
		engine_delete(x->engine, was.at, was.n);
	if (is.n > 0 && ix->unique) {
		key_number(&id, (uint64_t)record_id(to));
		engine_put(x->engine, is.at, is.n, id.at, id.n);
	} else if (is.n > 0 && ix->carry && (there || moved))
		engine_put(x->engine, is.at, is.n, packed->data, packed->len);
	else if (is.n > 0 && moved)
		engine_put(x->engine, is.at, is.n, NULL, 0);
	if (index_counted(ix) && moved)
		count(x, e, ix, there ? from : NULL, is.n > 0 ? to : NULL);
}

void
index_replace(struct txn *x, const struct entity *e, const void *from,
    const void *to, const struct buf *packed)
{
	for (const struct index *ix = e->indexes; ix != NULL && ix->number != 0;
	     ix++)
		replace_entry(x, e, ix, from, to, packed);
	count(x, e, NULL, from, to);
}

void
index_complete(struct txn *x, const struct entity *e, const void *rec,
    const struct buf *packed)
{
	for (const struct index *ix = e->indexes; ix != NULL && ix->number != 0;
	     ix++) {
		struct bytes v;
		struct key k;

		entry_of(&k, e, ix, rec);
		if (k.n > 0 && !engine_get(x->engine, k.at, k.n, &v))
			replace_entry(x, e, ix, NULL, rec, packed);
	}
}
