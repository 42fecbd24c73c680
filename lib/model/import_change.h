/*
 * What a run of an import made and changed, so that it can be undone, and
 * which rows of the file still wait for others, so that it can go on after a
 * kill. Written in the transaction of the batch, compactly: records made one
 * after the other are one range of ids.
 */
#ifndef POSTERN_IMPORT_CHANGE_H
#define POSTERN_IMPORT_CHANGE_H

#include "../record/record.h"

enum {
	CHANGE_ID = 1,
	CHANGE_REV,
	CHANGE_RUN,
	CHANGE_WHAT,
	CHANGE_ENTITY,
	CHANGE_RECORD,
	CHANGE_MADE_REV,
	CHANGE_PART,
	CHANGE_DATA,
};
enum {
	CHANGE_OF_RUN = 1, /* (run_id) */
	CHANGE_OF_RECORD,  /* (entity, record) */
};

enum change_what {
	CHANGE_CREATED = 1, /* data: "7-12:1 20-20:3", ids and their revision */
	CHANGE_UPDATED,     /* data: the record before, see below */
	CHANGE_WAITS,       /* data: numbers of rows that wait, as ranges */
	CHANGE_MET,         /* the same: they wait no longer */
	CHANGE_RESTORED,    /* undoing put it back: made_rev is now what
			     * revision `part` was */
};

struct import_change {
	int64_t id, rev;
	int64_t run_id;
	int64_t what;
	char entity[33];
	int64_t record;   /* CHANGE_UPDATED: its id */
	int64_t made_rev; /* CHANGE_UPDATED: its revision after the import */
	int64_t part;     /* CHANGE_UPDATED: which piece of data, from 0 */
	char data[8001];
};

extern const struct entity import_change_entity;

/* What one batch does; zeroed to begin with. */
struct changes {
	struct change_list {
		const struct entity *e; /* NULL: rows */
		enum change_what what;
		int64_t first, last, rev; /* the range that still grows */
		struct buf data;
	} * lists;
	int n;
	struct changed {
		const struct entity *e;
		int64_t record, made_rev;
		char *before; /* base64 */
	} * updated;
	int updated_n;
};
void changes_clear(struct changes *);
/* A record was made; rev: as it is when the batch ends. */
void changes_created(
    struct changes *, const struct entity *, int64_t id, int64_t rev);
/* A row of the file waits, or waits no longer. */
void changes_row(struct changes *, enum change_what, int64_t number);

/*
 * A record was changed. before: the bytes of image_add, of the record and
 * then of its lines.
 */
void changes_updated(struct changes *, const struct entity *, int64_t id,
    int64_t made_rev, const struct buf *before);
void image_add(struct buf *, const struct entity *, const void *rec);
/* The next record of an image, from *at on; false: no more, or damaged. */
bool image_next(
    const struct buf *, size_t *at, const struct entity *, void *rec);

/*
 * Writes them for a run, in the transaction of the batch. last: what the file
 * is about; it may point to the others, so it is undone before them.
 */
enum rc changes_keep(struct txn *, int64_t run, const struct entity *last,
    struct changes *, struct problems *) CHECK_RC;

/* ---- reading */

/* The next range of data, "7-12:1" (rev 0 where there is none). */
struct id_range {
	int64_t first, last, rev;
};
bool range_next(const char **data, struct id_range *);

/*
 * The last change of a run that is still recorded, RC_NOTFOUND: none is left.
 * For CHANGE_UPDATED all parts together, in before.
 */
enum rc change_last(struct txn *, int64_t run, struct import_change *,
    struct buf *before) CHECK_RC;
/* Is a record still as a run left it? Not if its revision is another one,
 * unless undoing a later run brought it back there. */
bool change_still(struct txn *, const struct entity *, int64_t id, int64_t rev,
    int64_t made_rev);
/* Revision rev is what revision was is. */
enum rc change_restored(struct txn *, const struct entity *, int64_t id,
    int64_t rev, int64_t was, struct problems *) CHECK_RC;
/* What is left of a change whose ranges are undone from the end. */
enum rc change_rest(
    struct txn *, struct import_change *, struct problems *) CHECK_RC;
/* The records of a change are taken away. */
enum rc change_done(struct txn *, const struct import_change *) CHECK_RC;
/* Every record of a run, oldest first. */
enum rc changes_each(struct txn *, int64_t run,
    bool (*each)(void *arg, const struct import_change *), void *arg) CHECK_RC;

#endif
