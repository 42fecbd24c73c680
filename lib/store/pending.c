/* Keys and values that wait, by hash for reading, by section for writing. */
#include "pending.h"

#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"

/* BLOCK: fresh memory for each transaction would cost more than all of this,
 * so what was taken once is kept. */
enum { PLACES = 32768, SECTIONS = 65536, BLOCK = 256 * 1024 };

struct block {
	struct block *next;
	size_t used, size;
	unsigned char at[];
};

/* rank: the eight bytes behind the section's; most keys differ there. */
struct entry {
	uint64_t rank;
	struct held *held;
};

struct section {
	unsigned id;
	bool mixed; /* they did not come in order */
	size_t n, size;
	struct entry *at;
};

struct pending {
	struct held *place[PLACES];
	uint16_t number[SECTIONS]; /* of the section, from 1; 0: none yet */
	struct section *sections;
	size_t sections_n;
	struct block *first, *block; /* block: the one in use */
	size_t n;
};

struct pending *
pending_new(void)
{
	return xcalloc(1, sizeof(struct pending));
}

void
pending_free(struct pending *p)
{
	if (p == NULL)
		return;
	while (p->first != NULL) {
		struct block *next = p->first->next;

		free(p->first);
		p->first = next;
	}
	for (size_t i = 0; i < p->sections_n; i++)
		free(p->sections[i].at);
	free(p->sections);
	free(p);
}

void
pending_clear(struct pending *p)
{
	if (p == NULL || p->n == 0)
		return;
	memset(p->place, 0, sizeof p->place);
	for (size_t i = 0; i < p->sections_n; i++) {
		p->sections[i].n = 0;
		p->sections[i].mixed = false;
	}
	for (struct block *b = p->first; b != NULL; b = b->next)
		b->used = 0;
	p->block = p->first;
	p->n = 0;
}

size_t
pending_count(const struct pending *p)
{
	return p->n;
}

/* ---- memory */

static struct block *
block_new(size_t n)
{
	struct block *b;
	size_t size = n > BLOCK ? n : BLOCK;

	b = xmalloc(sizeof *b + size);
	b->next = NULL;
	b->used = 0;
	b->size = size;
	return b;
}

static void *
room_for(struct pending *p, size_t n)
{
	struct block *b = p->block;

	n = (n + 7) / 8 * 8;
	while (b != NULL && b->size - b->used < n && b->next != NULL)
		b = b->next;
	if (b == NULL)
		b = p->first = block_new(n);
	else if (b->size - b->used < n)
		b = b->next = block_new(n);
	p->block = b;
	b->used += n;
	return b->at + b->used - n;
}

/* ---- holding */

static struct held *
find(const struct pending *p, uint64_t hash, const void *key, size_t n)
{
	struct held *h = p->place[hash % PLACES];

	while (h != NULL &&
	    (h->hash != hash || h->n != n || memcmp(h->key, key, n) != 0))
		h = h->next;
	return h;
}

const struct held *
pending_find(const struct pending *p, uint64_t hash, const void *key, size_t n)
{
	const struct held *h = find(p, hash, key, n);

	return h == NULL || h->given ? NULL : h;
}

static uint64_t
rank_of(const unsigned char *key, size_t n)
{
	uint64_t rank = 0;

	for (size_t i = 2; i < 10; i++)
		rank = rank << 8 | (i < n ? key[i] : 0);
	return rank;
}

static unsigned
section_id(const unsigned char *key, size_t n)
{
	return (n > 0 ? key[0] * 256u : 0) + (n > 1 ? key[1] : 0);
}

static struct section *
section_of(struct pending *p, unsigned id)
{
	if (p->number[id] == 0) {
		p->sections = xrealloc(
		    p->sections, (p->sections_n + 1) * sizeof *p->sections);
		p->sections[p->sections_n++] = (struct section){ .id = id };
		p->number[id] = (uint16_t)p->sections_n;
	}
	return &p->sections[p->number[id] - 1];
}

static int
by_key(const void *a, const void *b)
{
	const struct entry *p = a, *q = b;
	uint32_t n = p->held->n < q->held->n ? p->held->n : q->held->n;
	int order;

	if (p->rank != q->rank)
		return p->rank < q->rank ? -1 : 1;
	order = memcmp(p->held->key, q->held->key, n);
	return order != 0           ? order :
	    p->held->n < q->held->n ? -1 :
				      p->held->n > q->held->n;
}

static void
enlist(struct pending *p, struct held *h)
{
	struct section *s = section_of(p, section_id(h->key, h->n));
	struct entry e = { rank_of(h->key, h->n), h };

	if (s->n == s->size) {
		s->size = s->size == 0 ? 64 : 2 * s->size;
		s->at = xrealloc(s->at, s->size * sizeof *s->at);
	}
	s->mixed = s->mixed || (s->n > 0 && by_key(&s->at[s->n - 1], &e) > 0);
	s->at[s->n++] = e;
	h->given = false;
}

/* What is held of the key from now on. */
static struct held *
hold(struct pending *p, uint64_t hash, const void *key, size_t n, size_t size)
{
	struct held *h = find(p, hash, key, n);
	unsigned char *copy;

	if (h == NULL) {
		h = room_for(p, sizeof *h + n + size);
		copy = (unsigned char *)(h + 1);
		*h = (struct held){ .next = p->place[hash % PLACES],
			.hash = hash,
			.key = memcpy(copy, key, n),
			.n = (uint32_t)n,
			.value = copy + n,
			.room = (uint32_t)size };
		p->place[hash % PLACES] = h;
		p->n++;
		enlist(p, h);
	} else if (h->given) {
		h->perhaps = false;
		enlist(p, h);
	}
	if (size > h->room) {
		h->value = room_for(p, size);
		h->room = (uint32_t)size;
	}
	return h;
}

void
pending_put(struct pending *p, uint64_t hash, const void *key, size_t n,
    const void *value, size_t size)
{
	struct held *h = hold(p, hash, key, n, size);

	if (size > 0)
		memcpy(h->value, value, size);
	h->size = (uint32_t)size;
	h->gone = false;
	h->perhaps = true;
}

void
pending_drop(struct pending *p, uint64_t hash, const void *key, size_t n)
{
	hold(p, hash, key, n, 0)->gone = true;
}

/* ---- giving */

static void
give(struct section *s, void (*write)(void *, const struct held *), void *arg)
{
	if (s->mixed)
		qsort(s->at, s->n, sizeof *s->at, by_key);
	for (size_t i = 0; i < s->n; i++) {
		s->at[i].held->given = true;
		write(arg, s->at[i].held);
	}
	s->n = 0;
	s->mixed = false;
}

void
pending_give(struct pending *p, const void *begin, size_t n,
    void (*write)(void *arg, const struct held *), void *arg)
{
	if (n >= 2) {
		unsigned id = section_id(begin, n);

		if (p->number[id] != 0)
			give(section_of(p, id), write, arg);
		return;
	}
	for (unsigned id = 0; id < SECTIONS; id++)
		if (p->number[id] != 0)
			give(section_of(p, id), write, arg);
	pending_clear(p);
}
