/*
 * What an import says: one line each on standard error, stable and easy to
 * search, the same as CSV in a report, and the rejected records as a file
 * that can be mended and imported again.
 */
#ifndef POSTERN_MESSAGES_H
#define POSTERN_MESSAGES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "csv.h"
#include "textfile.h"

enum { VALUE_SHOWN = 60 };

struct messages {
	const char *file; /* as lines name it */
	long max;         /* lines on standard error */
	long shown, hidden;
	long errors, warnings;
	FILE *report, *rejects; /* NULL: none wanted */
	bool opened;            /* messages_open was called */
	bool redrawn;     /* the terminal's last line tells how far it is */
	struct buf early; /* rows for a report that is not open yet */
};

struct message {
	bool warning;
	const char *code; /* E_DATE */
	long line, column, record;
	const char *field, *value; /* NULL: none */
	const char *text;
};

/*
 * Opens the two files; kept >= 0: a run goes on, and what the files have
 * beyond so many bytes is cut off. False with a sentence when that cannot be.
 */
bool messages_open(struct messages *, const char *report, int64_t report_kept,
    const char *rejects, int64_t rejects_kept, char *why, size_t size);
/* Both on disk; their sizes. */
void messages_sync(struct messages *, int64_t *report, int64_t *rejects);
void messages_close(struct messages *);
/* A report of what was said so far, where there will be no other. */
void messages_only_report(struct messages *, const char *report);

void message(struct messages *, const struct message *);

struct source;
/* The head of the reject file: mark, sep= line, header. */
void reject_header(struct messages *, const struct source *);
/* codes: what the record was rejected for, blanks in between. */
void reject_record(struct messages *, const struct source *,
    const struct csv_record *, const char *codes);

#endif
