/*
 * The ledger of nights: one record for each run of postern nightly, made when
 * it begins and finished when it ends, so that a run that was cut short is
 * seen as such.
 */
#ifndef POSTERN_BATCH_RUN_H
#define POSTERN_BATCH_RUN_H

#include "../record/record.h"

enum {
	BATCH_RUN_ID = 1,
	BATCH_RUN_REV,
	BATCH_RUN_STARTED,
	BATCH_RUN_FINISHED,
	BATCH_RUN_STATE,
	BATCH_RUN_HOST,
	BATCH_RUN_PID,
	BATCH_RUN_FILES,
	BATCH_RUN_EXPORTS,
	BATCH_RUN_REJECTED,
	BATCH_RUN_FAILED,
	BATCH_RUN_SUMMARY,
	BATCH_RUN_DETAILS,
};
enum { BATCH_RUN_BY_START = 1 /* prefix 0 */ };
enum batch_state {
	BATCH_RUNNING = 1,
	BATCH_OK,       /* all done, or nothing to do */
	BATCH_REJECTED, /* some records or documents were refused */
	BATCH_FAILED,   /* a file, an export or the store could not be used */
	BATCH_CUT,      /* it never said that it had ended */
};

enum { BATCH_DETAILS = 4001 };

struct batch_run {
	int64_t id, rev;
	int64_t started, finished;
	int64_t state;
	char host[65];
	int64_t pid;
	int64_t files, exports;   /* done */
	int64_t rejected, failed; /* of these */
	char summary[241];
	char details[BATCH_DETAILS]; /* a line for each that was not good */
};

extern const struct entity batch_run_entity;
extern const struct choice batch_states[];

/*
 * A new run, at this moment. One that is still running is none any more, for
 * the caller holds the lock: it is called cut short, and *cut receives when it
 * began (0: there was none). Of the finished ones the newest `keep` are kept.
 */
enum rc batch_run_begin(struct txn *, struct batch_run *, int keep,
    int64_t *cut, struct problems *) CHECK_RC;
enum rc batch_run_end(
    struct txn *, struct batch_run *, struct problems *) CHECK_RC;

#endif
