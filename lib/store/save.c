/* Records: fetching, saving, deleting, and what follows from a change. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../base/die.h"
#include "../base/mem.h"
#include "../base/text.h"
#include "parts.h"

bool
fetch(struct txn *x, const struct entity *e, int64_t id, void *rec)
{
	struct bytes v;
	struct key k;

	key_record(&k, e, id);
	if (id <= 0 || !engine_get(x->engine, k.at, k.n, &v))
		return false;
	if (!record_unpack(e, v.at, v.n, rec) || record_id(rec) != id)
		die("store", "%s %lld is damaged: run postern verify", e->name,
		    (long long)id);
	return true;
}

enum rc
store_get(struct txn *x, const struct entity *e, int64_t id, void *rec)
{
	return fetch(x, e, id, rec) ? RC_OK : RC_NOTFOUND;
}

int64_t
find_id(
    struct txn *x, const struct entity *e, const struct index *ix, void *rec)
{
	struct bytes v;
	struct key k;

	if (record_unindexed(e, ix, rec))
		return 0;
	key_entry(&k, e, ix, rec);
	return engine_get(x->engine, k.at, k.n, &v) && v.n == 8 ?
	    (int64_t)number_at(v.at) :
	    0;
}

enum rc
store_find(struct txn *x, const struct entity *e, unsigned index, void *rec)
{
	const struct index *ix = record_index(e, index);
	struct bytes v;
	struct key k;

	assert(ix != NULL && ix->unique);
	if (record_unindexed(e, ix, rec))
		return RC_NOTFOUND;
	key_entry(&k, e, ix, rec);
	if (!engine_get(x->engine, k.at, k.n, &v))
		return RC_NOTFOUND;
	if (v.n == 8 && fetch(x, e, (int64_t)number_at(v.at), rec))
		return RC_OK;
	if (engine_full(x->engine))
		return RC_FULL;
	die("store", "index %u of %s is damaged: run postern verify", index,
	    e->name);
}

void
replace(struct txn *x, const struct entity *e, const void *from, const void *to)
{
	struct buf packed = { 0 };
	struct key k;

	key_record(&k, e, record_id(to != NULL ? to : from));
	if (to != NULL) {
		record_pack(e, to, &packed);
		engine_put(x->engine, k.at, k.n, packed.data, packed.len);
	} else
		engine_delete(x->engine, k.at, k.n);
	index_replace(x, e, from, to, &packed);
	words_replace(x, e, from, to);
	buf_free(&packed);
}

static bool
same(const struct entity *e, const void *a, const void *b)
{
	struct buf pa = { 0 }, pb = { 0 };
	bool equal;

	record_pack(e, a, &pa);
	record_pack(e, b, &pb);
	equal = pa.len == pb.len && memcmp(pa.data, pb.data, pa.len) == 0;
	buf_free(&pa);
	buf_free(&pb);
	return equal;
}

/* Something differs but for what changes in passing. */
static bool
raises_rev(const struct entity *e, const void *from, const void *rec)
{
	for (const struct field *f = e->fields; f->tag != 0; f++)
		if (!(f->flags & F_PASSING) &&
		    (f->type->storage == STORE_INT ?
			    record_int(f, from) != record_int(f, rec) :
			    strcmp(record_text(f, from), record_text(f, rec)) !=
				0))
			return true;
	return false;
}

static enum rc
taken(const struct entity *e, unsigned tag, struct problems *bad)
{
	if (bad != NULL)
		problem(bad, tag, _("Another %s has this %s."), _(e->label),
		    _(record_field(e, tag)->label));
	return RC_EXISTS;
}

/* Nothing is written before all checks are passed: the caller may go on. */
static enum rc
save(struct txn *x, const struct entity *e, void *from, void *rec,
    struct problems *bad)
{
	int64_t *id_rev = rec; /* every record begins with id, rev */
	bool new = id_rev[0] == 0;
	struct key last;
	unsigned tag;

	if (!new) {
		if (!fetch(x, e, id_rev[0], from))
			return engine_full(x->engine) ? RC_FULL : RC_NOTFOUND;
		if (record_rev(from) != id_rev[1])
			return RC_CONFLICT;
		if (same(e, from, rec))
			return RC_SAME;
	}
	if ((tag = index_taken(x, e, rec)) != 0)
		return taken(e, tag, bad);
	if (new) {
		key_start(&last, e->number, KIND_LAST_ID);
		id_rev[0] = counter_add(x, &last, 1);
		id_rev[1] = 0;
	}
	id_rev[1] += new || raises_rev(e, from, rec);
	replace(x, e, new ? NULL : from, rec);
	audit_change(x, e, new ? NULL : from, rec);
	return engine_full(x->engine) ? RC_FULL : RC_OK;
}

enum rc
store_save(
    struct txn *x, const struct entity *e, void *rec, struct problems *bad)
{
	void *from = xmalloc(e->size);
	enum rc rc;

	assert(x->actor != NULL);
	rc = save(x, e, from, rec, bad);
	free(from);
	return rc;
}

enum rc
store_delete(struct txn *x, const struct entity *e, int64_t id)
{
	void *from = xmalloc(e->size);
	enum rc rc = RC_NOTFOUND;

	assert(x->actor != NULL);
	if (fetch(x, e, id, from)) {
		replace(x, e, from, NULL);
		audit_change(x, e, from, NULL);
		rc = RC_OK;
	}
	free(from);
	return engine_full(x->engine) ? RC_FULL : rc;
}

enum rc
store_complete(struct txn *x, const struct entity *e, const void *rec,
    struct problems *bad)
{
	struct buf packed = { 0 };
	unsigned tag = index_taken(x, e, rec);

	assert(x->actor != NULL);
	if (tag != 0)
		return taken(e, tag, bad);
	record_pack(e, rec, &packed);
	index_complete(x, e, rec, &packed);
	words_complete(x, e, rec);
	buf_free(&packed);
	return engine_full(x->engine) ? RC_FULL : RC_OK;
}
