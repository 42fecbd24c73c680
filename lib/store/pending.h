/*
 * What the transaction of a batch has yet to write. Each key that is put costs
 * a search from the root; held back and given away in the order of keys,
 * neighbours are written one after the other on one page. Keys are held by
 * section, their first two bytes, so that a list can be read of which nothing
 * is held any more, while all else goes on being held.
 */
#ifndef POSTERN_PENDING_H
#define POSTERN_PENDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pending;

/* Of one key; it lives until it is given away. */
struct held {
	struct held *next; /* of the same place in the table */
	uint64_t hash;
	const unsigned char *key;
	unsigned char *value;
	uint32_t n, size, room; /* bytes of key and value, room for these */
	bool gone;              /* the key is to be taken away */
	bool perhaps;           /* and may never have been there */
	bool given;
};

struct pending *pending_new(void);
void pending_free(struct pending *);
void pending_clear(struct pending *);
/* How many keys have been held since it was cleared. */
size_t pending_count(const struct pending *);

/* hash: of the key. NULL: nothing of it is held. */
const struct held *pending_find(
    const struct pending *, uint64_t hash, const void *key, size_t);
void pending_put(struct pending *, uint64_t hash, const void *key, size_t,
    const void *value, size_t);
void pending_drop(struct pending *, uint64_t hash, const void *key, size_t);

/* Gives what is held, in the order of keys: of the section of keys that begin
 * so, or, with fewer than two bytes, all of it. */
void pending_give(struct pending *, const void *begin, size_t,
    void (*write)(void *arg, const struct held *), void *arg);

#endif
