/*
 * The journal of imports: one record for each file, written in the same
 * transaction as the records it counts, so that a run that was killed goes on
 * where it stopped and counts nothing twice.
 */
#ifndef POSTERN_IMPORT_RUN_H
#define POSTERN_IMPORT_RUN_H

#include "../record/record.h"

enum {
	IMPORT_RUN_ID = 1,
	IMPORT_RUN_REV,
	IMPORT_RUN_KEY,
	IMPORT_RUN_ENTITY,
	IMPORT_RUN_FILE,
	IMPORT_RUN_STATE,
	IMPORT_RUN_DONE,
	IMPORT_RUN_CREATED,
	IMPORT_RUN_UPDATED,
	IMPORT_RUN_UNCHANGED,
	IMPORT_RUN_REJECTED,
	IMPORT_RUN_REJECTS_SIZE,
	IMPORT_RUN_REPORT_SIZE,
	IMPORT_RUN_STARTED,
	IMPORT_RUN_FINISHED,
};
enum { IMPORT_RUN_BY_KEY = 1 /* unique */, IMPORT_RUN_BY_START };
enum import_state { IMPORT_RUNNING = 1, IMPORT_DONE };

struct import_run {
	int64_t id, rev;
	char key[65]; /* hash of the file, the entity and the options */
	char entity[33];
	char file_name[181];
	int64_t state;
	int64_t done; /* records of the file that are behind it */
	int64_t created_count, updated_count, unchanged_count, rejected_count;
	int64_t rejects_size, report_size; /* bytes written by then */
	int64_t started, finished;
};

extern const struct entity import_run_entity;

/*
 * The run of this key that was cut short, or a new one; either way it is
 * ready for import_run_keep.
 */
void import_run_begin(struct txn *, struct import_run *);
enum rc import_run_keep(
    struct txn *, struct import_run *, struct problems *) CHECK_RC;

#endif
