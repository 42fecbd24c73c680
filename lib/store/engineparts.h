/* What the two files that know Berkeley DB share; nobody else includes it. */
#ifndef POSTERN_ENGINEPARTS_H
#define POSTERN_ENGINEPARTS_H

#include <db.h>

#include "engine.h"
#include "memory.h"
#include "pending.h"

#define FILE_NAME "postern.db"

struct engine {
	DB_ENV *env;
	DB *db;
	DB_TXN *txn;
	bool writing, full;
	int64_t changes;
	char why[240]; /* the library's last message */
	/* Of a batch, or NULL. */
	struct memory *memory;
	struct pending *pending;
	int cursors; /* open ones: what is written now is written at once */
	char home[512];
};

_Noreturn void engine_broken(const struct engine *, const char *doing, int rc);
/* True when all is well, false when the disk is full; ends otherwise. */
bool engine_sorted(struct engine *, const char *doing, int rc);

/* Writes what is held back of the keys that begin so; fewer than two bytes:
 * all of it. */
void engine_settle(struct engine *, const void *begin, size_t);

#endif
