/* The passes of an import, and what remains to be told of it. */
#include "import.h"

#include <stdlib.h>
#include <string.h>

#include "importparts.h"
#include "str.h"
#include "text.h"

/* ---- what an earlier run has behind it */

/* Numbers of entries, as the journal has them. */
struct numbers {
	struct id_range *at;
	size_t n;
};

struct waits {
	struct numbers put_off, met;
};

static void
add_ranges(struct numbers *n, const char *data)
{
	struct id_range r;

	while (range_next(&data, &r)) {
		n->at = xrealloc(n->at, (n->n + 1) * sizeof *n->at);
		n->at[n->n++] = r;
	}
}

static bool
has_number(const struct numbers *n, int64_t number)
{
	for (size_t i = 0; i < n->n; i++)
		if (number >= n->at[i].first && number <= n->at[i].last)
			return true;
	return false;
}

static bool
take_waits(void *arg, const struct import_change *c)
{
	struct waits *w = arg;

	if (c->what == CHANGE_WAITS)
		add_ranges(&w->put_off, c->data);
	if (c->what == CHANGE_MET)
		add_ranges(&w->met, c->data);
	return true;
}

static void
read_waits(struct import *im, struct waits *w)
{
	struct store *s = store_open(im->o->home, STORE_READ);

	memset(w, 0, sizeof *w);
	if (changes_each(store_view(s), im->run.id, take_waits, w) != RC_OK)
		w->put_off.n = 0;
	store_close(s);
}

/* Units that are done are passed over; those that still wait are kept. */
static void
skip_done(struct import *im)
{
	struct waits w;

	if (im->run.id == 0)
		return;
	read_waits(im, &w);
	while (im->entry_number < im->run.done + im->waiting_n) {
		struct entry u;
		bool waits = has_number(&w.put_off, im->entry_number + 1) &&
		    !has_number(&w.met, im->entry_number + 1);

		arena_free(im->mem);
		im->mem = arena_new();
		if (!entry_skip(im, &u))
			break;
		if (!waits)
			continue;
		im->waiting = xrealloc(im->waiting,
		    (size_t)(im->waiting_n + 1) * sizeof *im->waiting);
		im->waiting[im->waiting_n++] = (struct waiting){
			place_of_record(&u.row->rec, u.row->number), u.number
		};
	}
	free(w.put_off.at);
	free(w.met.at);
}

/* ---- passes */

static void
pass(struct import *im)
{
	im->rows_read = im->entry_number = 0;
	im->n = im->ahead = 0;
	im->patient = true;
	im->waiting_n = 0;
	im->began = im->shown = now_ms();
	memset(im->nulls, 0, (size_t)im->src.layout.n * sizeof *im->nulls);
	memset(im->filled, 0, (size_t)im->src.layout.n * sizeof *im->filled);
	if (im->groups != NULL)
		groups_rewind(im->groups);
	if (!im->dry)
		skip_done(im);
	while (import_batch(im))
		;
	im->run.blank = csv_blanks(im->src.reader);
	im->run.passed = im->src.passed;
	import_rounds(im);
	import_leave(im);
}

/* ---- the end of a run */

static enum rc
write_run(struct txn *x, void *arg)
{
	struct import *im = arg;
	struct problems bad = { 0 };

	return import_run_keep(x, &im->run, &bad);
}

static void
end_run(struct import *im, enum import_state state, const char *why)
{
	struct store *s;
	enum rc rc;

	if (im->counts->trouble)
		return;
	im->run.state = state;
	im->run.warnings = im->m.warnings;
	str_copy(im->run.why, sizeof im->run.why, why);
	messages_sync(&im->m, &im->run.report_size, &im->run.rejects_size);
	s = store_open(im->o->home, STORE_WRITE);
	rc = txn_run(s, im->o->actor, write_run, im);
	store_close(s);
	if (rc == RC_OK)
		return;
	im->counts->trouble = true;
	(void)import_fail(im, "E_STORE", 0, 0,
	    _("what has been done could not be written down; import the "
	      "file again"));
}

static enum rc
write_reported(struct txn *x, void *arg)
{
	struct import_run *run = arg, now;
	struct problems bad = { 0 };
	enum rc rc = store_get(x, &import_run_entity, run->id, &now);

	if (rc != RC_OK || now.state != IMPORT_DONE)
		return rc;
	now.state = IMPORT_REPORTED;
	rc = import_run_keep(x, &now, &bad);
	*run = now;
	return rc;
}

void
import_reported(const struct import_options *o, struct import_counts *counts)
{
	struct store *s;
	enum rc rc;

	if (counts->run.id == 0 || counts->run.state != IMPORT_DONE ||
	    counts->trouble)
		return;
	s = store_open(o->home, STORE_WRITE);
	rc = txn_run(s, o->actor, write_reported, &counts->run);
	store_close(s);
	if (rc != RC_OK)
		counts->trouble = true;
}

/* ---- all of it */

static void
take_counts(struct import *im)
{
	struct import_counts *c = im->counts;

	im->run.warnings = im->m.warnings;
	c->run = im->run;
	c->hidden = im->m.hidden;
}

/* False: the store is another one than when the file was checked. */
static bool
as_planned(struct import *im)
{
	if (im->o->plan == NULL || strcmp(im->o->plan, im->counts->plan) == 0)
		return true;
	im->counts->changed = true;
	return import_fail(im, "E_CHANGED", 0, 0,
	    _("the file would not do what was found when it was checked: "
	      "the store, the file or the options have changed; check it "
	      "again"));
}

/* Nothing is kept of what a pass that writes nothing has counted. */
static void
give_up(struct import *im, const char *why)
{
	struct import_run found = im->run;

	take_counts(im);
	import_run_anew(&im->run);
	im->run.rejected_count = found.rejected_count;
	im->run.lines_rejected = found.lines_rejected;
	im->run.lines_read = found.lines_read;
	im->run.done = found.done;
	memcpy(im->run.reasons, found.reasons, sizeof found.reasons);
	end_run(im, IMPORT_FAILED, why);
	im->counts->run = im->run;
}

/* A pass that writes nothing; false: none is to follow. */
static bool
dry_pass(struct import *im)
{
	const struct import_options *o = im->o;
	bool bad;

	im->dry = im->first = true;
	im->silent = !o->check && o->mode != IMPORT_ALL;
	plan_begin(im);
	pass(im);
	plan_end(im, im->counts->plan);
	im->dry = im->silent = false;
	if (o->check) {
		warn_nulls(im);
		take_counts(im);
		return false;
	}
	bad = o->mode == IMPORT_ALL && im->run.rejected_count > 0;
	if (bad || !as_planned(im)) {
		im->counts->stopped = bad;
		give_up(im,
		    bad ? _("a record was bad, and it was all or nothing") :
			  _("not what had been found when it was checked"));
		return false;
	}
	im->planned = o->plan != NULL;
	im->first = o->mode != IMPORT_ALL;
	import_run_anew(&im->run);
	source_rewind(&im->src);
	return true;
}

static void
run_passes(struct import *im)
{
	const struct import_options *o = im->o;
	bool fresh = im->run.id == 0;

	im->entries = xcalloc(BATCH_MOST, sizeof *im->entries);
	im->nulls = xcalloc((size_t)im->src.layout.n + 1, sizeof *im->nulls);
	im->filled = xcalloc((size_t)im->src.layout.n + 1, sizeof *im->filled);
	im->first = true;
	if (im->doc != NULL)
		groups_find(im);
	if ((o->check || (fresh && (o->mode == IMPORT_ALL || o->plan))) &&
	    !dry_pass(im))
		return;
	if (!im->run.stopped)
		pass(im);
	if (im->counts->changed)
		end_run(im, IMPORT_FAILED,
		    _("something changed while it was applied"));
	else {
		warn_nulls(im);
		im->counts->stopped = im->run.stopped;
		end_run(im, IMPORT_DONE, "");
	}
	take_counts(im);
}

bool
import_file(const struct import_options *o, struct import_counts *counts)
{
	struct import im;
	bool good;

	good = import_open(&im, o, counts) && source_known(&im.src) &&
	    source_columns(&im.src) && import_open_run(&im);
	if (good && im.run.state == IMPORT_DONE) {
		counts->told_again = true;
		counts->stopped = im.run.stopped;
		counts->run = im.run;
	} else if (good)
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
