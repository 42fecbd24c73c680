/*
 * The keys of the one btree, comparable byte by byte:
 *
 *   entity 0 id                      the packed record
 *   entity INDEX values              unique: the id
 *   entity INDEX values id           else: empty, or the packed record (carry)
 *   entity KEY_COUNT index values    how many records; see index.c
 *   entity KEY_WORD scope word 0 ~id empty; so that newest come first
 *   entity KEY_LAST_ID               the highest id ever given
 *   255 SYSTEM_... name              settings, sequences, files
 *
 * entity and INDEX are a byte, ids and scopes eight bytes, highest first;
 * values are of record_key, of which no one is the beginning of another. So
 * each list is a range, and no range reaches into the next.
 */
#ifndef POSTERN_KEYS_H
#define POSTERN_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../record/record.h"
#include "engine.h"

enum {
	KIND_RECORD = 0,
	KIND_INDEX_MAX = 99,
	KIND_COUNT = 200,
	KIND_WORD = 201,
	KIND_LAST_ID = 202,

	ENTITY_SYSTEM = 255,
	SYSTEM_FORMAT = 0,
	SYSTEM_SETTING = 1,
	SYSTEM_SEQUENCE = 2,
	SYSTEM_FILE = 3,
	SYSTEM_GENERATION = 4,
};

struct key {
	size_t n;
	unsigned char at[KEY_MAX + 64];
};

void key_start(struct key *, unsigned entity, unsigned kind);
void key_byte(struct key *, unsigned);
void key_bytes(struct key *, const void *, size_t);
void key_number(struct key *, uint64_t); /* eight bytes, highest first */

/* The first n values of an index, from rec. */
void key_values(struct key *, const struct entity *, const struct index *,
    unsigned n, const void *rec);
/* A whole entry of an index, from rec. */
void key_entry(
    struct key *, const struct entity *, const struct index *, const void *rec);
void key_record(struct key *, const struct entity *, int64_t id);

/* The least key behind all that begin with this one; false: there is none. */
bool key_after(struct key *);

uint64_t number_at(const void *);
bool begins_with(struct bytes, const struct key *);

#endif
