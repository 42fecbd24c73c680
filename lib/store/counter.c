/* Counts, sequences and highest ids: eight bytes each, highest first. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../base/die.h"
#include "../base/hash.h"
#include "../base/mem.h"
#include "parts.h"

enum { BUCKETS = 256 }; /* at first */

struct counter {
	struct counter *next;
	int64_t value, stored;
	struct key key;
};

struct counters {
	struct arena *mem;
	struct counter **bucket;
	size_t buckets, n; /* buckets: a power of two */
};

struct counters *
counters_new(void)
{
	struct counters *cs = xcalloc(1, sizeof *cs);

	cs->mem = arena_new();
	cs->buckets = BUCKETS;
	cs->bucket = xcalloc(cs->buckets, sizeof(struct counter *));
	return cs;
}

void
counters_free(struct counters *cs)
{
	arena_free(cs->mem);
	free(cs->bucket);
	free(cs);
}

static struct counter **
bucket_of(struct counters *cs, const struct key *k)
{
	return &cs->bucket[hash_bytes(k->at, k->n) & (cs->buckets - 1)];
}

static void
grow(struct counters *cs)
{
	struct counters old = *cs;

	cs->buckets *= 4;
	cs->bucket = xcalloc(cs->buckets, sizeof(struct counter *));
	for (size_t i = 0; i < old.buckets; i++)
		for (struct counter *c = old.bucket[i], *next; c != NULL;
		     c = next) {
			struct counter **first = bucket_of(cs, &c->key);

			next = c->next;
			c->next = *first;
			*first = c;
		}
	free(old.bucket);
}

static int64_t
stored_value(struct txn *x, const struct key *k)
{
	struct bytes v;

	if (!engine_get(x->engine, k->at, k->n, &v))
		return 0;
	if (v.n != 8)
		die("store", "a damaged counter: run postern verify");
	return (int64_t)number_at(v.at);
}

static struct counter *
counter_at(struct txn *x, const struct key *k)
{
	struct counter **first = bucket_of(x->counters, k), *c;

	for (c = *first; c != NULL; c = c->next)
		if (c->key.n == k->n && memcmp(c->key.at, k->at, k->n) == 0)
			return c;
	if (x->counters->n++ == x->counters->buckets) {
		grow(x->counters);
		first = bucket_of(x->counters, k);
	}
	c = arena_alloc(x->counters->mem, sizeof *c);
	c->key.n = k->n;
	memcpy(c->key.at, k->at, k->n);
	c->value = c->stored = stored_value(x, k);
	c->next = *first;
	*first = c;
	return c;
}

int64_t
counter_get(struct txn *x, const struct key *k)
{
	return x->counters != NULL ? counter_at(x, k)->value :
				     stored_value(x, k);
}

int64_t
counter_add(struct txn *x, const struct key *k, int64_t n)
{
	struct counter *c = counter_at(x, k);

	assert(x->actor != NULL);
	x->added++;
	if (__builtin_add_overflow(c->value, n, &c->value) || c->value < 0)
		die("store", "a damaged counter: run postern verify");
	return c->value;
}

static void
write_counter(struct txn *x, struct counter *c)
{
	struct key value = { 0 };

	key_number(&value, (uint64_t)c->value);
	if (c->value != 0)
		engine_put(x->engine, c->key.at, c->key.n, value.at, value.n);
	else
		engine_delete(x->engine, c->key.at, c->key.n);
}

void
counters_write(struct txn *x)
{
	for (size_t i = 0; i < x->counters->buckets; i++)
		for (struct counter *c = x->counters->bucket[i]; c != NULL;
		     c = c->next)
			if (c->value != c->stored)
				write_counter(x, c);
}
