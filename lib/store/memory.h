/*
 * What an engine has read, for a batch, which reads the same customers and
 * items again and again, and asks for what is not there: a tenth of what a
 * search in the btree takes. NULL remembers nothing, but is not asked.
 */
#ifndef POSTERN_MEMORY_H
#define POSTERN_MEMORY_H

#include "engine.h"

struct memory;

struct memory *memory_new(void);
void memory_free(struct memory *);
void memory_clear(struct memory *);
/*
 * By a hash of the key; a value at NULL says that there is none. The value
 * lives until the next call.
 */
bool memory_has(
    struct memory *, uint64_t hash, const void *key, size_t, struct bytes *);
void memory_keep(
    struct memory *, uint64_t hash, const void *key, size_t, struct bytes);
/* A key is written, or taken away: what is remembered of it follows. */
void memory_write(
    struct memory *, uint64_t hash, const void *key, size_t, struct bytes);

#endif
