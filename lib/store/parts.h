/* What the files of lib/store know of each other; for nobody else. */
#ifndef POSTERN_PARTS_H
#define POSTERN_PARTS_H

#include "audit.h"
#include "engine.h"
#include "keys.h"
#include "store.h"

struct counters;
struct words;

struct txn {
	struct store *s;
	struct engine *engine;
	const struct actor *actor; /* NULL: only for reading */
	struct counters *counters;
	char chain[65]; /* hash of the last audit row; empty: not read yet */
	int64_t added;  /* to counters, so often */
	struct words *words; /* room for three, once it was needed */
	struct audit *row;   /* and for one */
};

const char *store_home(const struct txn *);
/* In a writing session. False: the disk is full. */
bool store_checkpoint(struct store *);

/* ---- counter.c: numbers in the store that change often */

/*
 * In a transaction they are kept in memory and written at its end, so that
 * 500 rows that each raise the same count write it once.
 */
struct counters *counters_new(void);
void counters_free(struct counters *);
void counters_write(struct txn *);
int64_t counter_get(struct txn *, const struct key *);
int64_t counter_add(struct txn *, const struct key *, int64_t);

/* ---- save.c */

/* The stored record; false when there is none. Ends when it is damaged. */
bool fetch(struct txn *, const struct entity *, int64_t id, void *rec);
/* The id that a unique index has for rec's values; 0: none. */
int64_t find_id(
    struct txn *, const struct entity *, const struct index *, void *rec);
/*
 * Puts, replaces or takes away (to NULL) a record with all that follows from
 * it, but without the audit. Uniqueness has been checked.
 */
void replace(
    struct txn *, const struct entity *, const void *from, const void *to);

/* ---- index.c */

/* The tag whose unique value another record has, or 0. */
unsigned index_taken(struct txn *, const struct entity *, const void *rec);
void index_replace(struct txn *, const struct entity *, const void *from,
    const void *to, const struct buf *packed);
/* What the record asks for and has not got. */
void index_complete(struct txn *, const struct entity *, const void *rec,
    const struct buf *packed);
/* True when the store counts each list of this index. */
bool index_counted(const struct index *);
void key_count(struct key *, const struct entity *, const struct index *,
    const void *like);

/* ---- words.c */

enum { WORDS_MAX = 256, WORD_SIZE = 61 };

struct words {
	int n;
	bool unfinished; /* the text ends in the middle of the last one */
	char at[WORDS_MAX][WORD_SIZE];
};

/* The first WORDS_MAX different words of a text, folded. */
void words_add(struct words *, const char *text);
/* Of all F_SEARCH fields, sorted. */
void words_of(const struct entity *, const void *rec, struct words *);
void words_replace(
    struct txn *, const struct entity *, const void *from, const void *to);
/* Those that the record asks for and has not got. */
void words_complete(struct txn *, const struct entity *, const void *rec);
/* The value of the entity's scope field, or 0. */
int64_t scope_of(const struct entity *, const void *rec);
void key_word(struct key *, const struct entity *, int64_t scope,
    const char *word, bool whole);

/* ---- audit.c */

void audit_change(
    struct txn *, const struct entity *, const void *from, const void *to);
/* The row's hash, given that of the row before; its own does not count. */
void audit_hash(struct audit *, const char *before, char hash[65]);

/* ---- copy.c */

/*
 * All records, as they are at one moment, into the folder `to`, which others
 * hardly notice. An engine can be opened there. False: no space.
 */
bool copy_make(const char *home, const char *to);
void copy_remove(const char *to);

/* ---- file.c */

void secret_create(const char *home);
/* Tells of files that are missing, removes those that nobody knows. */
void files_check(
    struct txn *, void (*tell)(void *arg, const char *line), void *arg);

#endif
