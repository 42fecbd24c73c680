/*
 * The journal of imports: one record for each run, written in the same
 * transaction as the records it counts, so that a run that was killed goes on
 * where it stopped and counts nothing twice. Its id is the number people know
 * a run by. What a run made and changed is in import_change.h.
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
	IMPORT_RUN_KIND,
	IMPORT_RUN_MODE,
	IMPORT_RUN_SOURCE,
	IMPORT_RUN_LAYOUT,
	IMPORT_RUN_ACTOR,
	IMPORT_RUN_PLAN,
	IMPORT_RUN_WARNINGS,
	IMPORT_RUN_BLANK,
	IMPORT_RUN_PASSED,
	IMPORT_RUN_MADE,
	IMPORT_RUN_LINES,
	IMPORT_RUN_LINES_TAKEN,
	IMPORT_RUN_LINES_UNCHANGED,
	IMPORT_RUN_LINES_REJECTED,
	IMPORT_RUN_REASONS,
	IMPORT_RUN_STOPPED,
	IMPORT_RUN_SIZE,
	IMPORT_RUN_POSITION,
	IMPORT_RUN_UNDONE_COUNT,
	IMPORT_RUN_WHY,
	IMPORT_RUN_MOVED,
};
enum {
	/* 1 was a unique index on the key. */
	IMPORT_RUN_BY_START = 2, /* prefix 0 */
	IMPORT_RUN_OF_KEY,       /* (key) */
};
enum import_state {
	IMPORT_RUNNING = 1, /* or cut short */
	IMPORT_DONE,        /* applied, but nobody has been told yet */
	IMPORT_REPORTED,
	IMPORT_UNDOING,
	IMPORT_UNDONE,
	IMPORT_FAILED, /* given up; see why */
};
enum import_mode {
	IMPORT_DOCUMENT = 1, /* bad records are rejected, the others taken */
	IMPORT_ALL,          /* one bad record, and nothing is taken */
	IMPORT_STOP,         /* up to the first bad record */
};

struct import_run {
	int64_t id, rev;
	char key[65]; /* hash of the file, the kind and the options */
	char entity[33];
	char file_name[181];
	int64_t state;
	int64_t done; /* records or documents that are behind it */
	int64_t created_count, updated_count, unchanged_count, rejected_count;
	int64_t rejects_size, report_size; /* bytes written by then */
	int64_t started, finished;
	char kind[33];
	int64_t mode;
	char source[41];  /* of external ids */
	char layout[81];  /* what the file was taken for */
	char actor[81];   /* who */
	char plan[65];    /* the plan it was bound to, or empty */
	int64_t warnings; /* and messages */
	int64_t blank, passed;
	int64_t made_count; /* bare records, for references to nothing */
	/* Of documents, in lines. */
	int64_t lines_read, lines_taken, lines_unchanged, lines_rejected;
	char reasons[401]; /* "E_REF 3 40 E_SUM 1 2": documents, lines */
	int64_t stopped;   /* by its mode, before the end */
	int64_t file_size, position; /* bytes: how far it is */
	int64_t undone_count;
	char why[241];
	int64_t moved; /* time of the last batch */
};

extern const struct entity import_run_entity;
extern const struct choice import_states[], import_modes[];

/*
 * The run of this key that was cut short or that nobody was told of, or a new
 * one; either way it is ready for import_run_keep.
 */
void import_run_begin(struct txn *, struct import_run *);
/* The same run from its beginning, as a new one. */
void import_run_anew(struct import_run *);
/* RC_CONFLICT: another process is at it. */
enum rc import_run_keep(
    struct txn *, struct import_run *, struct problems *) CHECK_RC;

/* One more record, with so many lines, rejected for this reason. */
void import_run_reason(struct import_run *, const char *code, int64_t lines);

#endif
