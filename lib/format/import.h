/*
 * Importing a file: two passes, in batches, each batch one transaction with
 * its own short session, so that pages are never kept waiting. A run that is
 * killed goes on where it stopped; the same file twice changes nothing.
 */
#ifndef POSTERN_IMPORT_H
#define POSTERN_IMPORT_H

#include <stdint.h>

#include "import_run.h"
#include "source.h"
#include "store.h"

enum { MISSING_MOST = 8 };

/* How far it is; called between batches, at most some times a second. */
struct import_progress {
	bool checking;
	int64_t rows, rejected; /* rows read; records rejected */
	int64_t position, size; /* bytes */
	long ms;                /* since the pass began */
};

struct import_options {
	struct source_options in;
	const char *home; /* of the store */
	const struct actor *actor;
	const char *report, *rejects;
	const char *source;    /* in front of external ids; or NULL */
	enum import_mode mode; /* 0: document by document */
	long max_errors;
	bool check;
	bool keep_amounts; /* of lines, where they are a cent off */
	const char *plan;  /* what a check promised, or NULL */
	/* References to nothing make bare records of these; ends with NULL. */
	const struct entity *missing[MISSING_MOST + 1];
	/* Once a second; the store is not open then. */
	void (*progress)(void *arg, const struct import_progress *);
	void *progress_arg;
	bool progress_enters; /* the store, which must be closed then */
	bool redrawn;         /* by a line that messages must wipe out */
};

struct import_counts {
	struct import_run run; /* what is counted; id 0 of a check */
	long hidden;           /* messages that were not shown */
	long resumed;          /* records that an earlier run had done */
	bool told_again;       /* nothing was done but this report */
	char layout[80];       /* what the file was taken for, or "" */
	long header_at;        /* which record its header is; 0: it has none */
	bool stopped;          /* by the mode, before the end */
	bool trouble;          /* with the store */
	bool changed;          /* not what the plan says; nothing more done */
	char plan[65];         /* of a check */
};

/* False: the file, its header or the map cannot be used; nothing was done. */
bool import_file(const struct import_options *, struct import_counts *);

/*
 * The user has been told. Until then the same import again does nothing but
 * tell the same once more: a kill between the last commit and the last
 * sentence would otherwise hide what was done.
 */
void import_reported(const struct import_options *, struct import_counts *);

/* Writes a draft of a map for the file's header; false as above. */
bool import_draft(const struct import_options *, struct buf *);

#endif
