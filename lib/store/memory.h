/*
 * What an engine has read, for a batch, which reads the same customers and
 * items again and again: a tenth of what a search in the btree takes. Every
 * function may be given NULL, which remembers nothing.
 */
#ifndef POSTERN_MEMORY_H
#define POSTERN_MEMORY_H

#include "engine.h"

struct memory;

struct memory *memory_new(void);
void memory_free(struct memory *);
void memory_clear(struct memory *);
/* The value lives until the next call. */
bool memory_has(struct memory *, const void *key, size_t, struct bytes *);
void memory_keep(struct memory *, const void *key, size_t, struct bytes);
/* A key is written, or taken away: what is remembered of it follows. */
void memory_write(
    struct memory *, const void *key, size_t, const void *value, size_t);
void memory_drop(struct memory *, const void *key, size_t);

#endif
