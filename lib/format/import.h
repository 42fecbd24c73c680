/*
 * Importing a CSV file: two passes, in batches, each batch one transaction
 * with its own short session, so that pages are never kept waiting. A run
 * that is killed goes on where it stopped; the same file twice changes
 * nothing.
 */
#ifndef POSTERN_IMPORT_H
#define POSTERN_IMPORT_H

#include <stdint.h>

#include "source.h"
#include "store.h"

enum import_mode {
	IMPORT_DOCUMENT, /* bad records are rejected, the others are taken */
	IMPORT_ALL,      /* one bad record, and nothing is taken */
	IMPORT_STOP,     /* up to the first bad record */
};

struct import_options {
	struct source_options in;
	const char *home; /* of the store */
	const struct actor *actor;
	const char *report, *rejects;
	const char *source; /* in front of external ids; or NULL */
	enum import_mode mode;
	long max_errors;
	bool check;
};

struct import_counts {
	long read, blank, created, updated, unchanged, rejected;
	long warnings, hidden; /* messages; and how many were not shown */
	long resumed;          /* records that an earlier run had done */
	long skipped;
	long passed;     /* records that the layout leaves out */
	char layout[80]; /* what the file was taken for, or "" */
	long header_at;  /* which record its header is; 0: it has none */
	bool stopped;    /* by the mode, before the end */
	bool trouble;    /* with the store */
};

/* False: the file, its header or the map cannot be used; nothing was done. */
bool import_file(const struct import_options *, struct import_counts *);

/* Writes a draft of a map for the file's header; false as above. */
bool import_draft(const struct import_options *, struct buf *);

#endif
