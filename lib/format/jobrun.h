/*
 * The work of a job (lib/model/job.h), done by a process of its own that may
 * die at any line: whoever asks again lets it go on where it stopped.
 */
#ifndef POSTERN_JOBRUN_H
#define POSTERN_JOBRUN_H

#include "job.h"
#include "store.h"

/* The job's next state, and its counts from the beginning. */
enum rc jobrun_begin(struct txn *, struct job *, int64_t state, int64_t now,
    struct problems *) CHECK_RC;

/*
 * Does what the job's state says (checking, applying, undoing) and brings it
 * into the state that follows. spool: a folder on the store's disk. No store
 * is open.
 */
void jobrun(
    const char *home, const char *spool, const struct actor *, int64_t job);

#endif
