/* The two passes of an import, its batches and its journal. */
#include "import.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "importparts.h"
#include "str.h"
#include "text.h"

/* A batch may hold the store so long; then pages get their turn. */
enum { BATCH_MS = 40 };

/* ---- one batch */

/* The next record: of the file, or of those that waited. */
static bool
next_record(struct import *im, struct csv_record *rec, long *number)
{
	const struct waiting *w;

	if (im->again == NULL) {
		if (!source_next(&im->src, rec))
			return false;
		*number = ++im->counts->read + im->counts->skipped;
		return true;
	}
	if (im->next >= im->again_n)
		return false;
	w = &im->again[im->next++];
	csv_close(im->src.reader);
	im->src.reader =
	    csv_open(w->raw, w->raw_n, im->src.dialect.delimiter, w->line);
	csv_limit(im->src.reader, &im->o->in.limits);
	*number = w->number;
	return csv_next(im->src.reader, rec);
}

/* Warnings are given once, by the first pass there is. */
static bool
first_pass(const struct import *im)
{
	return im->dry || im->o->mode != IMPORT_ALL;
}

static void
read_batch(struct import *im)
{
	struct csv_record rec;
	long number;

	arena_free(im->mem);
	im->mem = arena_new();
	im->n = 0;
	while (im->n < im->batch && next_record(im, &rec, &number)) {
		struct row *row = &im->rows[im->n++];

		*row = (struct row){ .number = number };
		row_prepare(im, row, &rec);
		if (rec.odd_line == 0 || im->again != NULL || !first_pass(im))
			continue;
		message(&im->m,
		    &(struct message){ .warning = true,
			.code = "W_QUOTE",
			.line = rec.odd_line,
			.column = rec.odd_column,
			.record = row->number,
			.text = _("a quote inside a cell is kept as it is") });
	}
}

struct body {
	struct import *im;
	bool found; /* new bad rows */
	bool last;  /* batch of this round */
	struct problems bad;
};

/* What the rows that were looked at add up to. */
static void
count_rows(const struct import *im, struct import_run *run)
{
	for (int i = 0; i < im->n; i++) {
		const struct row *row = &im->rows[i];

		if (row->waits)
			continue;
		run->done++;
		if (row->bad)
			run->rejected_count++;
		else if (row->rc == RC_SAME)
			run->unchanged_count++;
		else if (row->created)
			run->created_count++;
		else
			run->updated_count++;
	}
}

/* Nothing behind the first bad row counts, where one ends it all. */
static void
cut_batch(struct body *b, int i)
{
	b->im->n = i + 1;
	b->im->counts->stopped = true;
	b->last = true;
}

/*
 * All rows that are not known to be bad. Where a new bad one turns up the
 * others are looked at too, and then everything is undone: the next try
 * leaves the bad ones out, so that they leave no trace.
 */
/* One row inside the transaction; false ends it. */
static bool
apply_row(struct body *b, struct txn *x, struct row *row, enum rc *rc)
{
	row->waits = false;
	*rc = row->broken ? RC_INVALID : row_apply(b->im, x, row);
	if (*rc == RC_OK || *rc == RC_SAME || row->waits)
		return true;
	if (*rc == RC_FULL)
		return false;
	if (row->faults == 0)
		row_fault(row, -1, "E_RULE", _("refused"));
	row->bad = b->found = true;
	return true;
}

/*
 * All rows that are not known to be bad. Where a new bad one turns up the
 * others are looked at too, and then everything is undone: the next try
 * leaves the bad ones out, so that they leave no trace.
 *
 * While rows wait, the journal says that nothing is done: what is in the
 * store already is found unchanged when the run is taken up.
 */
static enum rc
apply_rows(struct txn *x, void *arg)
{
	struct body *b = arg;
	struct import *im = b->im;
	struct import_run run = im->run, kept;
	bool waits = im->waiting_n > 0 || im->again != NULL;
	enum rc rc;

	b->found = false;
	for (int i = 0; i < im->n; i++) {
		struct row *row = &im->rows[i];

		if (row->bad)
			continue;
		if (!apply_row(b, x, row, &rc))
			return rc;
		waits = waits || row->waits;
		if (row->bad && im->o->mode == IMPORT_STOP)
			cut_batch(b, i);
	}
	if (b->found || im->dry)
		return RC_INVALID;
	count_rows(im, &run);
	kept = run;
	if (waits)
		forget_counts(&kept);
	if ((rc = import_run_keep(x, &kept, &b->bad)) != RC_OK)
		return rc;
	run.id = kept.id;
	run.rev = kept.rev;
	im->run = run;
	return rc;
}

/* Bad rows say so once, and on disk, before the commit that counts them. */
static void
tell_rows(struct import *im)
{
	for (int i = 0; i < im->n; i++) {
		struct row *row = &im->rows[i];

		if (row->bad && !row->told)
			row_reject(im, row);
		row->told = row->bad;
		if (!row->bad && row->unknown != 0 && first_pass(im))
			row_warn(im, row);
	}
	messages_sync(&im->m, &im->run.report_size, &im->run.rejects_size);
}

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* The next batch takes about as long as it may. */
static void
fit_batch(struct import *im, long ms)
{
	long n = im->n * (long)BATCH_MS / (ms > 0 ? ms : 1);

	if (im->n < im->batch)
		return;
	if (n > 2L * im->batch)
		n = 2L * im->batch;
	im->batch = n < 1 ? 1 : n > BATCH_MOST ? BATCH_MOST : (int)n;
}

/* One try in a session of its own. */
static enum rc
try_rows(struct import *im, struct body *b)
{
	struct store *s = store_open(im->o->home, STORE_WRITE);
	long start = now_ms();
	enum rc rc = txn_run(s, im->o->actor, apply_rows, b);

	store_close(s);
	fit_batch(im, now_ms() - start);
	return rc;
}

/* A batch that cannot be kept for another reason than its rows. */
static void
batch_trouble(struct import *im, enum rc rc)
{
	im->counts->trouble = true;
	(void)import_fail(im, "E_STORE", 0, 0,
	    rc == RC_FULL ? _("the disk is full; import the file again when "
			      "there is room, it goes on from here") :
			    _("another import of this file is running"));
}

/* Those that wait get their turn when the file has been read. */
static void
put_off(struct import *im)
{
	for (int i = 0; i < im->n; i++) {
		const struct row *row = &im->rows[i];

		if (!row->waits || row->bad)
			continue;
		im->waiting = xrealloc(im->waiting,
		    (size_t)(im->waiting_n + 1) * sizeof *im->waiting);
		im->waiting[im->waiting_n++] = (struct waiting){ row->rec.raw,
			row->rec.raw_n, row->rec.line, row->number };
	}
}

/* False: there is no more after this one. */
static bool
run_batch(struct import *im)
{
	struct body b = { .im = im };
	int asked = im->batch;
	enum rc rc;

	read_batch(im);
	if (im->n == 0)
		return false;
	b.last = im->n < asked;
	do {
		rc = try_rows(im, &b);
		tell_rows(im);
	} while (rc == RC_INVALID && b.found && !im->dry);
	if (im->dry && rc == RC_INVALID)
		count_rows(im, &im->run);
	else if (rc != RC_OK)
		batch_trouble(im, rc);
	put_off(im);
	return !b.last && !im->counts->trouble;
}

/* ---- passes */

/* Over the rows that wait, as long as that brings something. */
static void
rounds(struct import *im)
{
	while (
	    im->waiting_n > 0 && !im->counts->trouble && !im->counts->stopped) {
		struct waiting *list = im->waiting;
		int n = im->waiting_n;

		im->again = list;
		im->again_n = n;
		im->next = 0;
		im->waiting = NULL;
		im->waiting_n = 0;
		while (run_batch(im))
			;
		free(list);
		if (im->waiting_n == n)
			im->patient = false;
	}
	im->again = NULL;
}

static void
pass(struct import *im)
{
	im->counts->read = 0;
	im->batch = BATCH_FIRST;
	im->patient = true;
	memset(im->nulls, 0, (size_t)im->src.layout.n * sizeof *im->nulls);
	memset(im->filled, 0, (size_t)im->src.layout.n * sizeof *im->filled);
	while (run_batch(im))
		;
	im->counts->blank = csv_blanks(im->src.reader);
	im->counts->passed = im->src.passed;
	rounds(im);
}

static enum rc
write_end(struct txn *x, void *arg)
{
	struct import *im = arg;
	struct problems bad = { 0 };

	im->run.state = IMPORT_DONE;
	return import_run_keep(x, &im->run, &bad);
}

static void
end_run(struct import *im)
{
	struct store *s;
	enum rc rc;

	if (im->counts->trouble)
		return;
	s = store_open(im->o->home, STORE_WRITE);
	rc = txn_run(s, im->o->actor, write_end, im);
	store_close(s);
	if (rc != RC_OK)
		batch_trouble(im, rc);
}

/* Records that an earlier run has behind it. */
static void
skip_done(struct import *im)
{
	struct csv_record rec;

	while (
	    im->counts->skipped < im->run.done && source_next(&im->src, &rec)) {
		struct row row = { .number = ++im->counts->skipped };

		arena_free(im->mem);
		im->mem = arena_new();
		row_prepare(im, &row, &rec);
		row_skip(im, &row);
	}
}

/* A column of nothing but NULL is rarely meant so. */
static void
warn_nulls(struct import *im)
{
	for (int i = 0; i < im->src.layout.n; i++)
		if (im->filled[i] > 0 && im->nulls[i] == im->filled[i])
			message(&im->m,
			    &(struct message){ .warning = true,
				.code = "W_NULL",
				.line = im->src.header.line,
				.field = im->src.layout.columns[i].field->name,
				.text = _("every cell of this column that is "
					  "not empty says NULL or the like; "
					  "--null-word takes it for "
					  "empty") });
}

static void
take_counts(struct import *im)
{
	struct import_counts *c = im->counts;

	c->created = im->run.created_count;
	c->updated = im->run.updated_count;
	c->unchanged = im->run.unchanged_count;
	c->rejected = im->run.rejected_count;
	c->read += c->skipped;
	c->warnings = im->m.warnings;
	c->hidden = im->m.hidden;
}

static void
run_passes(struct import *im)
{
	const struct import_options *o = im->o;

	im->rows = xcalloc(BATCH_MOST, sizeof *im->rows);
	im->nulls = xcalloc((size_t)im->src.layout.n + 1, sizeof *im->nulls);
	im->filled = xcalloc((size_t)im->src.layout.n + 1, sizeof *im->filled);
	if (o->check || (o->mode == IMPORT_ALL && im->run.done == 0)) {
		im->dry = true;
		pass(im);
		im->dry = false;
		if (o->check)
			warn_nulls(im);
		if (o->check || im->run.rejected_count > 0) {
			im->counts->stopped = !o->check;
			take_counts(im);
			if (!o->check)
				im->counts->created = im->counts->updated =
				    im->counts->unchanged = 0;
			return;
		}
		forget_counts(&im->run);
		source_rewind(&im->src);
	}
	skip_done(im);
	pass(im);
	end_run(im);
	warn_nulls(im);
	take_counts(im);
}

bool
import_file(const struct import_options *o, struct import_counts *counts)
{
	struct import im;
	bool good;

	good = import_open(&im, o, counts) && source_columns(&im.src) &&
	    import_open_run(&im);
	if (good)
		run_passes(&im);
	else
		messages_only_report(&im.m, o->report);
	import_close(&im);
	return good;
}

bool
import_draft(const struct import_options *o, struct buf *b)
{
	struct import_counts counts;
	struct import im;
	bool good = import_open(&im, o, &counts);

	if (good)
		layout_draft(o->in.kind, im.src.map, &im.src.header, b);
	import_close(&im);
	return good;
}
