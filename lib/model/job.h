/*
 * Jobs: files that came in by a page (SM206036), what was found in them, and
 * what became of it; and the profiles by which files of one kind are read.
 */
#ifndef POSTERN_JOB_H
#define POSTERN_JOB_H

#include "../record/record.h"

enum {
	PROFILE_ID = 1,
	PROFILE_REV,
	PROFILE_NAME,
	PROFILE_KIND,
	PROFILE_MAP,
	PROFILE_CHANGED,
};
enum { PROFILE_BY_NAME = 1 /* unique */, PROFILE_OF_KIND /* (kind) name */ };

enum { JOB_MAP = 12001 };

struct import_profile {
	int64_t id, rev;
	char name[81];
	char kind[33];     /* "accounts" */
	char map[JOB_MAP]; /* a map file: postern-csv(5) */
	int64_t changed;
};

extern const struct entity import_profile_entity;
enum rc import_profile_save(
    struct txn *, struct import_profile *, struct problems *) CHECK_RC;

enum {
	JOB_ID = 1,
	JOB_REV,
	JOB_KIND,
	JOB_FILE_NAME,
	JOB_STORED_AS,
	JOB_SIZE,
	JOB_HASH,
	JOB_MAP_TEXT,
	JOB_DECIMAL,
	JOB_DATES,
	JOB_MODE,
	JOB_CREATE_MISSING,
	JOB_STATE,
	JOB_LAYOUT,
	JOB_PLAN,
	JOB_RUN,
	JOB_READ,
	JOB_CREATED_COUNT,
	JOB_UPDATED,
	JOB_UNCHANGED,
	JOB_REJECTED,
	JOB_WARNINGS,
	JOB_REPORT,
	JOB_REJECTS,
	JOB_MESSAGE,
	JOB_USER,
	JOB_CREATED,
	JOB_STARTED,
	JOB_BEAT,
	JOB_FINISHED,
	JOB_PROGRESS,
	JOB_TOTAL,
};
enum {
	JOB_BY_CREATED = 1, /* prefix 0 */
	JOB_BY_STATE,       /* (state) created */
};
enum job_state {
	JOB_UPLOADED = 1, /* columns are to be matched */
	JOB_CHECKING,
	JOB_CHECKED, /* the report is there, nothing is written */
	JOB_APPLYING,
	JOB_DONE,
	JOB_UNDOING,
	JOB_UNDONE,
	JOB_FAILED, /* the file cannot be used: message says why */
	JOB_DISCARDED,
};
enum job_mode { JOB_DOCUMENT = 1, JOB_ALL, JOB_STOP };
enum job_decimal { JOB_DECIMAL_POINT = 1, JOB_DECIMAL_COMMA };
enum job_dates { JOB_DATES_DMY = 1, JOB_DATES_MDY };

struct job {
	int64_t id, rev;
	char kind[33];
	char file_name[181];
	char stored_as[41]; /* store_file_open */
	int64_t size;
	char hash[65];
	char map[JOB_MAP]; /* empty: our own headings, or a known layout */
	int64_t decimal;   /* 0: found out */
	int64_t dates;     /* 0: found out */
	int64_t mode;
	int64_t create_missing; /* bool */
	int64_t state;
	char layout[81]; /* what the file was taken for */
	char plan[65];   /* of the check; apply does exactly this */
	int64_t run;     /* number of the run that applied it */
	int64_t read, created_count, updated, unchanged, rejected, warnings;
	char report_as[41], rejects_as[41]; /* stored files, or "" */
	char message[401];
	int64_t user; /* REF user */
	int64_t created, started, beat, finished;
	int64_t progress, total; /* bytes, or records; total 0: not known */
};

extern const struct entity job_entity;
extern const struct choice job_states[], job_modes[], job_decimals[],
    job_dates[];

/* Any change of a job: checks the step of its state against the table. */
enum rc job_save(struct txn *, struct job *, struct problems *) CHECK_RC;
bool job_step_exists(int64_t from, int64_t to);
/* Something runs that should show a sign of life. */
bool job_runs(const struct job *);
/* It runs, but has shown none for a while: its process is gone. */
enum { JOB_SILENT = 60 };
bool job_lost(const struct job *, int64_t now);

#endif
