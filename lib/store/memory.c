/* What was read: a table in which a newer key takes an older one's place. */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"

enum { PLACES = 16384, VALUE_MOST = 1024 };

struct place {
	size_t key, value, size; /* bytes; key 0: nothing is here */
	bool none;               /* the store has no such key */
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
place_of(struct memory *m, uint64_t hash)
{
	return &m->place[hash % PLACES];
}

static bool
is_of(const struct place *p, const void *key, size_t n)
{
	return p->key == n && memcmp(p->at, key, n) == 0;
}

bool
memory_has(struct memory *m, uint64_t hash, const void *key, size_t n,
    struct bytes *value)
{
	const struct place *p = place_of(m, hash);

	if (!is_of(p, key, n))
		return false;
	*value = (struct bytes){ p->none ? NULL : p->at + n, p->value };
	return true;
}

void
memory_keep(struct memory *m, uint64_t hash, const void *key, size_t n,
    struct bytes value)
{
	struct place *p = m != NULL ? place_of(m, hash) : NULL;

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
	p->none = value.at == NULL;
}

void
memory_write(struct memory *m, uint64_t hash, const void *key, size_t n,
    struct bytes value)
{
	if (m != NULL && is_of(place_of(m, hash), key, n))
		memory_keep(m, hash, key, n, value);
}
