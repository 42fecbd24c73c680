/*
 * Berkeley DB: keys, values and cursors.
 *
 * A batch holds back what it writes (pending.h) and remembers what it has read
 * (memory.h); everybody else writes and reads the file at once.
 */
#include <assert.h>
#include <stdlib.h>

#include "../base/hash.h"
#include "../base/mem.h"
#include "engineparts.h"

/* So many keys are written at a time: whoever comes to wait waits for these. */
enum { HELD_MOST = 16384 };

struct cursor {
	struct engine *g;
	DBC *dbc;
	DBT key, value;
};

static DBT
dbt(const void *at, size_t n)
{
	DBT d = { 0 };

	d.data = (void *)(uintptr_t)at;
	d.size = (u_int32_t)n;
	return d;
}

/* ---- what a batch holds back */

struct settling {
	struct engine *g;
	DBC *dbc;
};

static void
write_held(void *arg, const struct held *h)
{
	struct settling *s = arg;
	struct engine *g = s->g;
	DBT k = dbt(h->key, h->n), v = dbt(h->value, h->size);
	int rc;

	if (g->full)
		return;
	if (!h->gone) {
		rc = s->dbc->put(s->dbc, &k, &v, DB_KEYLAST);
		(void)engine_sorted(g, "put", rc);
		return;
	}
	rc = g->db->del(g->db, g->txn, &k, 0);
	if (rc != DB_NOTFOUND || !h->perhaps)
		(void)engine_sorted(g, "delete", rc);
}

void
engine_settle(struct engine *g, const void *begin, size_t n)
{
	struct settling s = { .g = g };

	if (g->pending == NULL || pending_count(g->pending) == 0)
		return;
	/* It stays on the page it has written last. */
	if (!g->full &&
	    engine_sorted(g, "put",
		g->db->cursor(g->db, g->txn, &s.dbc, DB_CURSOR_BULK))) {
		pending_give(g->pending, begin, n, write_held, &s);
		(void)s.dbc->close(s.dbc);
	}
}

/* While a cursor is open only keys that are held already are; it would not
 * see the others. */
static bool
holds_back(struct engine *g, uint64_t hash, const void *key, size_t n)
{
	if (g->pending == NULL ||
	    (g->cursors > 0 && pending_find(g->pending, hash, key, n) == NULL))
		return false;
	if (pending_count(g->pending) >= HELD_MOST)
		engine_settle(g, NULL, 0);
	return true;
}

/* ---- keys and values */

/* True when it is known without the file; at NULL: that there is none. */
static bool
known(struct engine *g, uint64_t hash, const void *key, size_t n,
    struct bytes *value)
{
	const struct held *h;

	if (g->memory == NULL)
		return false;
	if (memory_has(g->memory, hash, key, n, value))
		return true;
	if ((h = pending_find(g->pending, hash, key, n)) == NULL)
		return false;
	*value = (struct bytes){ h->gone ? NULL : h->value, h->size };
	return true;
}

bool
engine_get(struct engine *g, const void *key, size_t n, struct bytes *value)
{
	uint64_t hash = g->memory != NULL ? hash_bytes(key, n) : 0;
	DBT k = dbt(key, n), v = { 0 };
	int rc;

	if (g->full)
		return false;
	if (known(g, hash, key, n, value))
		return value->at != NULL;
	rc = g->db->get(g->db, g->txn, &k, &v, 0);
	if (rc != DB_NOTFOUND && !engine_sorted(g, "get", rc))
		return false;
	*value = (struct bytes){ rc != 0 ? NULL :
		    v.size > 0           ? v.data :
					   "",
		rc == 0 ? v.size : 0 };
	memory_keep(g->memory, hash, key, n, *value);
	return rc == 0;
}

void
engine_put(
    struct engine *g, const void *key, size_t n, const void *value, size_t size)
{
	uint64_t hash = g->memory != NULL ? hash_bytes(key, n) : 0;
	DBT k = dbt(key, n), v = dbt(value, size);

	assert(g->txn != NULL || g->full);
	g->changes++;
	memory_write(g->memory, hash, key, n,
	    (struct bytes){ size > 0 ? value : "", size });
	if (g->full)
		return;
	if (holds_back(g, hash, key, n))
		pending_put(g->pending, hash, key, n, value, size);
	else
		(void)engine_sorted(
		    g, "put", g->db->put(g->db, g->txn, &k, &v, 0));
}

void
engine_delete(struct engine *g, const void *key, size_t n)
{
	uint64_t hash = g->memory != NULL ? hash_bytes(key, n) : 0;
	DBT k = dbt(key, n);

	assert(g->txn != NULL || g->full);
	g->changes++;
	memory_write(g->memory, hash, key, n, (struct bytes){ NULL, 0 });
	if (g->full)
		return;
	if (holds_back(g, hash, key, n))
		pending_drop(g->pending, hash, key, n);
	else
		(void)engine_sorted(
		    g, "delete", g->db->del(g->db, g->txn, &k, 0));
}

/* ---- cursors */

struct cursor *
cursor_open(struct engine *g, const void *begin, size_t n)
{
	struct cursor *c = xcalloc(1, sizeof *c);

	c->g = g;
	engine_settle(g, begin, n);
	g->cursors++;
	if (!engine_sorted(g, "read", g->db->cursor(g->db, g->txn, &c->dbc, 0)))
		c->dbc = NULL;
	return c;
}

static bool
move(struct cursor *c, u_int32_t how)
{
	int rc;

	if (c->g->full || c->dbc == NULL)
		return false;
	rc = c->dbc->get(c->dbc, &c->key, &c->value, how);
	return rc != DB_NOTFOUND && engine_sorted(c->g, "read", rc);
}

bool
cursor_seek(struct cursor *c, const void *key, size_t n)
{
	c->key = dbt(key, n);
	return move(c, DB_SET_RANGE);
}

bool
cursor_last(struct cursor *c)
{
	return move(c, DB_LAST);
}

bool
cursor_next(struct cursor *c)
{
	return move(c, DB_NEXT);
}

bool
cursor_prev(struct cursor *c)
{
	return move(c, DB_PREV);
}

struct bytes
cursor_key(const struct cursor *c)
{
	return (struct bytes){ c->key.data, c->key.size };
}

struct bytes
cursor_value(const struct cursor *c)
{
	return (struct bytes){ c->value.data, c->value.size };
}

void
cursor_close(struct cursor *c)
{
	c->g->cursors--;
	if (c->dbc != NULL)
		(void)c->dbc->close(c->dbc);
	free(c);
}
