/*
 * Exports that were asked for on a page (SM207036), what became of each, and
 * the wishes that are kept under a name for the next time: profiles.
 */
#ifndef POSTERN_EXPORT_JOB_H
#define POSTERN_EXPORT_JOB_H

#include "../record/record.h"

enum {
	EXPORT_JOB_ID = 1,
	EXPORT_JOB_REV,
	EXPORT_JOB_NAME,
	EXPORT_JOB_KIND,
	EXPORT_JOB_FORMAT,
	EXPORT_JOB_DELIMITER,
	EXPORT_JOB_DECIMAL,
	EXPORT_JOB_BOM,
	EXPORT_JOB_RAW,
	EXPORT_JOB_COLUMNS,
	EXPORT_JOB_ACCOUNT,
	EXPORT_JOB_STATUSES,
	EXPORT_JOB_FROM,
	EXPORT_JOB_TO,
	EXPORT_JOB_SINCE,
	EXPORT_JOB_PROFILE,
	EXPORT_JOB_STATE,
	EXPORT_JOB_FILE_NAME,
	EXPORT_JOB_STORED_AS,
	EXPORT_JOB_SIZE,
	EXPORT_JOB_RECORDS,
	EXPORT_JOB_REFUSED,
	EXPORT_JOB_TOTAL,
	EXPORT_JOB_MESSAGE,
	EXPORT_JOB_USER,
	EXPORT_JOB_CREATED,
	EXPORT_JOB_STARTED,
	EXPORT_JOB_BEAT,
	EXPORT_JOB_FINISHED,
};
enum {
	EXPORT_JOB_BY_NAME = 1, /* unique: profiles alone have names */
	EXPORT_JOB_BY_PROFILE,  /* (profile) created */
};
enum export_job_state { EXPORT_RUNNING = 1, EXPORT_DONE, EXPORT_FAILED };

struct export_job {
	int64_t id, rev;
	char name[81];      /* of a profile, or "" */
	char kind[33];      /* "orders" */
	int64_t format;     /* enum export_format, and one */
	int64_t delimiter;  /* 0: the one that goes with the decimal sign */
	int64_t decimal;    /* 0: a point */
	int64_t bom, raw;   /* bool */
	char columns[1001]; /* "a,b,c"; empty: all */
	int64_t account_id; /* REF account; 0: all */
	char statuses[401]; /* "open,completed"; empty: all */
	int64_t date_from, date_to, changed_since; /* 0: open */
	int64_t profile; /* bool: what is kept for the next time */
	/* From here on of what is no profile. */
	int64_t state;
	char file_name[121];
	char stored_as[41]; /* store_file_open, or "" */
	int64_t size;
	int64_t records; /* so far, or written */
	int64_t refused; /* documents that are not valid, set aside */
	int64_t total;   /* looked at, as far as it is known; 0: it is not */
	char message[401];
	int64_t user; /* REF user */
	int64_t created, started, beat, finished;
};

extern const struct entity export_job_entity;
extern const struct choice export_states[], export_formats[],
    export_delimiters[], export_decimals[];

/* Any change. A new one that is no profile begins to run. */
enum rc export_job_save(
    struct txn *, struct export_job *, struct problems *) CHECK_RC;
/* It runs, but has shown no sign of life for a while (JOB_SILENT). */
bool export_job_lost(const struct export_job *, int64_t now);
/*
 * Takes away the oldest export that was made before a time, with its file;
 * profiles stay. Call it in transactions of their own until more is false;
 * zeroed but for before to begin.
 */
struct export_expiry {
	int64_t before;
	char gone[41]; /* file of the last one */
	bool more;
	int64_t taken;
};
enum rc export_job_expire(struct txn *, struct export_expiry *) CHECK_RC;
/* A copy of the wishes alone. */
void export_job_wishes(const struct export_job *from, struct export_job *to);

#endif
