/*
 * Stores that an earlier version has written: fields that came later and follow
 * from others, and indexes that came later, for the records of then. Each is
 * done once; a store that is new has nothing of it to do.
 */
#ifndef POSTERN_UPGRADE_H
#define POSTERN_UPGRADE_H

#include "../record/record.h"

/* What came of one portion. */
struct upgrade {
	const struct entity *e; /* NULL: there was nothing left to do */
	int64_t seen, mended;
	bool more;
};

/* One read. */
bool upgrade_wanted(struct txn *);
/*
 * At most `most` records of one kind, going on where the last portion ended, be
 * it in another process that died since. RC_EXISTS, with a sentence: two
 * records have what must be unique now.
 */
enum rc upgrade_some(
    struct txn *, int most, struct upgrade *, struct problems *) CHECK_RC;
/* Of a new store: all is as this version has it. */
void upgrade_none(struct txn *);

#endif
