/*
 * The keys a file has brought so far. Their hashes are keyed by nothing: who
 * makes two keys of one file clash harms that file only.
 */
#include <stdlib.h>

#include "importparts.h"

uint64_t
key_hash(const char *key)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (; *key != '\0'; key++)
		h = (h ^ (unsigned char)*key) * 0x100000001b3u;
	return h == 0 ? 1 : h;
}

static size_t
place_of(const struct key_set *s, uint64_t hash)
{
	size_t i = hash & (s->size - 1);

	while (s->at[i].hash != 0 && s->at[i].hash != hash)
		i = (i + 1) & (s->size - 1);
	return i;
}

static void
grow(struct key_set *s)
{
	struct key_set old = *s;

	s->size = old.size == 0 ? 1024 : 2 * old.size;
	s->at = xcalloc(s->size, sizeof *s->at);
	for (size_t i = 0; i < old.size; i++)
		if (old.at[i].hash != 0)
			s->at[place_of(s, old.at[i].hash)] = old.at[i];
	free(old.at);
}

long
key_set_add(struct key_set *s, const char *key, long line)
{
	uint64_t hash = key_hash(key);
	size_t i;

	if (2 * s->n >= s->size)
		grow(s);
	i = place_of(s, hash);
	if (s->at[i].hash != 0)
		return s->at[i].line;
	s->at[i].hash = hash;
	s->at[i].line = line;
	s->n++;
	return 0;
}

bool
key_set_has(const struct key_set *s, const char *key)
{
	return s->size > 0 && s->at[place_of(s, key_hash(key))].hash != 0;
}

void
key_set_free(struct key_set *s)
{
	free(s->at);
	*s = (struct key_set){ .n = 0 };
}
