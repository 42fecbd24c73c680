/*
 * Berkeley DB as this store uses it: one btree of byte-comparable keys, in an
 * environment private to the process. Whoever opens an engine holds the gate.
 * What cannot be handled ends the program; a full disk is a state of the engine
 * (engine_full), which the transaction asks about at its end.
 */
#ifndef POSTERN_ENGINE_H
#define POSTERN_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct engine;
struct cursor;

struct bytes {
	const void *at;
	size_t n;
};

enum engine_mode {
	ENGINE_READ,    /* no log, nothing is ever written */
	ENGINE_WRITE,   /* the store was left in order */
	ENGINE_BATCH,   /* the same, with more memory */
	ENGINE_RECOVER, /* it was not: the log is replayed first */
	ENGINE_REPLAY,  /* all of the log, onto an old copy of the store */
	ENGINE_CREATE,
};

/* NULL when the disk is full. */
struct engine *engine_open(const char *home, enum engine_mode);
/* Hands every page to the kernel. False when the disk is full; may be tried
 * again, as may the next. */
bool engine_write_out(struct engine *);
/*
 * When more than kb of log were written since the last one (0: in any case),
 * syncs every page and moves the log files out of the way that only a restored
 * backup would need: opening takes longer the more log it finds.
 */
bool engine_checkpoint(struct engine *, unsigned kb);
/* Ends an engine that was written out, or reads. False when something was left
 * undone. */
bool engine_close(struct engine *);
/* Ends an engine whatever its state, as the death of the process would. */
void engine_drop(struct engine *);

void engine_begin(struct engine *);
/* Returns when the log is on disk. False: full, and the engine must be dropped;
 * the transaction may still turn out to be kept. */
bool engine_commit(struct engine *);
void engine_abort(struct engine *);
int64_t engine_changes(const struct engine *); /* since engine_begin */
bool engine_full(const struct engine *);

/* The value lives until the next call of any engine function. */
bool engine_get(struct engine *, const void *key, size_t, struct bytes *);
void engine_put(struct engine *, const void *key, size_t, const void *, size_t);
void engine_delete(struct engine *, const void *key, size_t);

/* Over keys that begin so; fewer than two bytes: over all of them. Key and
 * value live until the next call of any engine function. */
struct cursor *cursor_open(struct engine *, const void *begin, size_t);
bool cursor_seek(struct cursor *, const void *key, size_t); /* at or after */
bool cursor_last(struct cursor *);
bool cursor_next(struct cursor *);
bool cursor_prev(struct cursor *);
struct bytes cursor_key(const struct cursor *);
struct bytes cursor_value(const struct cursor *);
void cursor_close(struct cursor *);

/* Checks the structure of every page; lines go to tell. Returns how many. */
long engine_verify(
    const char *home, void (*tell)(void *arg, const char *line), void *arg);

/* Versions of the library, for `postern doctor`. */
const char *engine_version(void);

#endif
