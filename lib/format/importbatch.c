/*
 * Batches of an import: so many entries at a time, each batch a transaction.
 * While nobody waits they are large and the store stays open; as soon as
 * somebody does, the batch ends with the entry it is at.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "importparts.h"
#include "text.h"

/* A batch may hold the store so long when others wait; and so often it tells
 * how far it is and lets signals in. */
enum { TURN_MS = 15, SHOW_MS = 1000 };

struct body {
	struct import *im;
	long start;            /* ms */
	struct import_run run; /* after it */
	bool found;            /* new bad entries */
	bool differs;          /* from the plan */
	bool last;             /* batch of this round */
	struct problems bad;
};

long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- counting */

static void
count_lines(
    const struct import *im, const struct entry *u, struct import_run *run)
{
	int64_t n = im->doc != NULL ? u->n : 0;

	run->lines_read += n;
	if (u->bad) {
		run->lines_rejected += n;
		import_run_reason(run, entry_reason(u), n);
	} else if (u->rc == RC_SAME)
		run->lines_unchanged += n;
	else
		run->lines_taken += n;
}

/* What the entries that were looked at add up to. */
static void
count_entries(const struct import *im, struct import_run *run)
{
	for (int i = 0; i < im->n; i++) {
		const struct entry *u = &im->entries[i];

		if (u->waits)
			continue;
		run->done++;
		if (u->bad)
			run->rejected_count++;
		else if (u->rc == RC_SAME)
			run->unchanged_count++;
		else if (u->created)
			run->created_count++;
		else
			run->updated_count++;
		if (!im->dry)
			run->made_count += u->made;
		count_lines(im, u, run);
	}
	if (im->n > 0)
		run->position = im->entries[im->n - 1].at;
}

/* ---- inside the transaction */

/* The entries behind this one are for the next batch. */
static void
cut_batch(struct import *im, int i)
{
	im->ahead += im->n - (i + 1);
	im->n = i + 1;
}

/* Nothing behind the first bad one counts, where one ends it all. */
static void
stop_here(struct body *b, int i)
{
	cut_batch(b->im, i);
	b->last = true;
	b->run.stopped = 1;
}

static bool
time_is_up(const struct body *b)
{
	return now_ms() - b->start >= TURN_MS && store_wanted(b->im->s);
}

/* One entry; false ends it. */
static bool
apply_entry(struct body *b, struct txn *x, struct entry *u, enum rc *rc)
{
	int64_t written = txn_writes(x);

	u->waits = false;
	u->made = 0;
	*rc = entry_apply(b->im, x, u);
	if (*rc == RC_OK || *rc == RC_SAME || u->waits)
		return true;
	if (*rc == RC_FULL)
		return false;
	if (entry_faults(u) == 0)
		row_fault(&u->row[0], -1, "E_RULE", _("refused"));
	u->bad = true;
	/* What has written nothing need not be undone. */
	b->found = b->found || txn_writes(x) != written;
	return true;
}

static bool
all_agree(const struct import *im)
{
	for (int i = 0; i < im->n; i++)
		if (!im->entries[i].waits && !plan_agrees(im, &im->entries[i]))
			return false;
	return true;
}

/* Bad entries say so once. */
static void
reject_entries(struct import *im)
{
	for (int i = 0; i < im->n && !im->silent; i++) {
		struct entry *u = &im->entries[i];

		if (u->bad && !u->told)
			entry_reject(im, u);
		u->told = u->bad;
	}
}

/* On disk before the commit, as all that is said of a batch: what was said
 * after it would be missing where a run is taken up. */
static void
warn_entries(struct body *b)
{
	struct import *im = b->im;

	reject_entries(im);
	for (int i = 0; i < im->n; i++)
		if (!im->entries[i].bad && !im->entries[i].waits)
			entry_warn(im, &im->entries[i]);
	messages_sync(&im->m, &b->run.report_size, &b->run.rejects_size);
}

/* The run, and what it takes to undo it or to go on. */
static enum rc
keep_run(struct body *b, struct txn *x)
{
	struct import *im = b->im;
	enum rc rc;

	warn_entries(b);
	b->run.warnings = im->m.warnings;
	count_entries(im, &b->run);
	if ((rc = import_run_keep(x, &b->run, &b->bad)) != RC_OK)
		return rc;
	for (int i = 0; i < im->n; i++) {
		const struct entry *u = &im->entries[i];

		if (u->waits && im->again == NULL)
			changes_row(&im->changes, CHANGE_WAITS, u->number);
		if (!u->waits && im->again != NULL)
			changes_row(&im->changes, CHANGE_MET, u->number);
	}
	return changes_keep(x, b->run.id, im->e, &im->changes, &b->bad);
}

/*
 * All entries that are not known to be bad. Where a new bad one turns up the
 * others are looked at too, and then everything is undone: the next try
 * leaves the bad ones out, so that they leave no trace.
 */
static enum rc
apply_entries(struct txn *x, void *arg)
{
	struct body *b = arg;
	struct import *im = b->im;
	enum rc rc;

	b->found = false;
	b->run = im->run;
	changes_clear(&im->changes);
	paid_begin(im);
	for (int i = 0; i < im->n; i++) {
		struct entry *u = &im->entries[i];

		if (!u->bad && !apply_entry(b, x, u, &rc))
			return rc;
		if (u->bad && im->o->mode == IMPORT_STOP)
			stop_here(b, i);
		else if (time_is_up(b))
			cut_batch(im, i);
	}
	if (b->found || im->dry)
		return RC_INVALID;
	b->differs = im->planned && !all_agree(im);
	return b->differs ? RC_INVALID : keep_run(b, x);
}

/* ---- around it */

/* On disk, too, before the next try. */
static void
tell_entries(struct import *im)
{
	if (im->silent)
		return;
	reject_entries(im);
	messages_sync(&im->m, &im->run.report_size, &im->run.rejects_size);
}

/* What they would become. */
static void
settle(struct import *im)
{
	for (int i = 0; i < im->n; i++) {
		struct entry *u = &im->entries[i];

		if (!u->waits && !u->bad)
			entry_warn(im, u);
		if (!u->waits)
			plan_entry(im, u);
	}
	paid_keep(im);
}

/* Into the store, unless one is inside; whoever waits comes first. */
static void
come_in(struct import *im)
{
	if (im->s == NULL)
		im->s = store_open(im->o->home, STORE_BATCH);
	else
		(void)store_pause(im->s);
}

void
import_leave(struct import *im)
{
	if (im->s != NULL)
		store_close(im->s);
	im->s = NULL;
}

/* Between two entries that are only read. */
static void
give_way(struct import *im)
{
	if (im->s != NULL && store_wanted(im->s))
		import_leave(im);
}

/* One try. */
static enum rc
try_entries(struct import *im, struct body *b)
{
	enum rc rc;

	come_in(im);
	b->start = now_ms();
	rc = txn_run(im->s, im->o->actor, apply_entries, b);
	store_forget(im->s);
	return rc;
}

/* A batch that cannot be kept for another reason than its entries. */
static void
batch_trouble(struct import *im, const struct body *b, enum rc rc)
{
	if (b->differs) {
		im->counts->changed = true;
		(void)import_fail(im, "E_CHANGED", im->entries[0].row->rec.line,
		    1,
		    _("a record from here on would not become what was found "
		      "when the file was checked: somebody changed something "
		      "meanwhile; nothing more was done"));
		return;
	}
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
		const struct entry *u = &im->entries[i];

		if (!u->waits || u->bad)
			continue;
		im->waiting = xrealloc(im->waiting,
		    (size_t)(im->waiting_n + 1) * sizeof *im->waiting);
		im->waiting[im->waiting_n++] = (struct waiting){
			place_of_record(&u->row->rec, u->row->number), u->number
		};
	}
}

static void
tell_progress(struct import *im)
{
	struct import_progress p = { .checking = im->dry,
		.rows = im->rows_read,
		.rejected = im->run.rejected_count,
		.position = im->at,
		.size = (int64_t)im->src.n,
		.ms = now_ms() - im->began };

	if (now_ms() - im->shown < SHOW_MS)
		return;
	/* What is in memory is lost, so not without need. */
	if (im->o->progress_enters || (im->s != NULL && store_signalled(im->s)))
		import_leave(im);
	if (im->o->progress != NULL)
		im->o->progress(im->o->progress_arg, &p);
	im->shown = now_ms();
}

/* The entries that were left over, or the next of the file. */
static void
read_batch(struct import *im)
{
	int rows = 0;

	if (im->ahead > 0) {
		memmove(im->entries, im->entries + im->n,
		    (size_t)im->ahead * sizeof *im->entries);
		im->n = im->ahead;
		im->ahead = 0;
		return;
	}
	arena_free(im->mem);
	im->mem = arena_new();
	im->n = 0;
	im->more = true;
	while (im->more && rows < BATCH_MOST) {
		struct entry *u = &im->entries[im->n];

		im->more = entry_next(im, u);
		if (!im->more)
			break;
		give_way(im);
		u->at = im->at;
		rows += u->n;
		im->n++;
	}
}

bool
import_batch(struct import *im)
{
	struct body b = { .im = im };
	enum rc rc;

	read_batch(im);
	if (im->n == 0)
		return false;
	do {
		tell_entries(im);
		rc = try_entries(im, &b);
	} while (rc == RC_INVALID && b.found);
	if (im->dry && rc == RC_INVALID) {
		tell_entries(im);
		settle(im);
		count_entries(im, &im->run);
		im->run.stopped = b.run.stopped;
	} else if (rc != RC_OK)
		batch_trouble(im, &b, rc);
	else
		im->run = b.run;
	put_off(im);
	tell_progress(im);
	return (im->more || im->ahead > 0) && !b.last && !im->counts->trouble &&
	    !im->counts->changed;
}

void
import_rounds(struct import *im)
{
	while (im->waiting_n > 0 && !im->counts->trouble &&
	    !im->counts->changed && !im->run.stopped) {
		struct waiting *list = im->waiting;
		int n = im->waiting_n;

		im->again = list;
		im->again_n = n;
		im->next = im->ahead = 0;
		im->waiting = NULL;
		im->waiting_n = 0;
		while (import_batch(im))
			;
		free(list);
		if (im->waiting_n == n)
			im->patient = false;
	}
	im->again = NULL;
}
