/* What was read: a table in which a newer key takes an older one's place. */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"

enum { PLACES = 16384, VALUE_MOST = 1024 };

struct place {
	size_t key, value, size; /* bytes; key 0: nothing is here */
	unsigned char *at;       /* key, then value */
};

struct memory {
	struct place place[PLACES];
};

struct memory *
memory_new(void)
{
	return xcalloc(1, sizeof(struct memory));
}

void
memory_free(struct memory *m)
{
	for (int i = 0; m != NULL && i < PLACES; i++)
		free(m->place[i].at);
	free(m);
}

void
memory_clear(struct memory *m)
{
	for (int i = 0; m != NULL && i < PLACES; i++)
		m->place[i].key = 0;
}

static struct place *
place_of(struct memory *m, const unsigned char *key, size_t n)
{
	uint32_t h = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < n; i++)
		h = (h ^ key[i]) * 16777619u;
	return &m->place[(h ^ h >> 15) % PLACES];
}

bool
memory_has(struct memory *m, const void *key, size_t n, struct bytes *value)
{
	const struct place *p = m != NULL ? place_of(m, key, n) : NULL;

	if (p == NULL || p->key != n || memcmp(p->at, key, n) != 0)
		return false;
	*value = (struct bytes){ p->at + n, p->value };
	return true;
}

void
memory_keep(struct memory *m, const void *key, size_t n, struct bytes value)
{
	struct place *p = m != NULL ? place_of(m, key, n) : NULL;

	if (p == NULL)
		return;
	p->key = 0;
	if (value.n > VALUE_MOST)
		return;
	if (p->size < n + value.n) {
		free(p->at);
		p->size = n + value.n;
		p->at = xmalloc(p->size);
	}
	memcpy(p->at, key, n);
	if (value.n > 0)
		memcpy(p->at + n, value.at, value.n);
	p->key = n;
	p->value = value.n;
}

void
memory_write(
    struct memory *m, const void *key, size_t n, const void *value, size_t size)
{
	struct bytes old;

	if (memory_has(m, key, n, &old))
		memory_keep(m, key, n, (struct bytes){ value, size });
}

void
memory_drop(struct memory *m, const void *key, size_t n)
{
	struct bytes old;

	if (memory_has(m, key, n, &old))
		place_of(m, key, n)->key = 0;
}
