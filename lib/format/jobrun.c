/* Checking, importing and taking back a file that came in by a page. */
#include "jobrun.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "account.h"
#include "clock.h"
#include "import.h"
#include "import_undo.h"
#include "product.h"
#include "str.h"
#include "terms.h"
#include "text.h"

/* What the work needs around it: files beside the store. */
struct work {
	const char *home;
	const struct actor *actor;
	struct job job;
	char file[64]; /* what was uploaded, as a path */
	char map[620], report[620], rejects[620];
	int fd;
	bool imports; /* and does not take back */
	time_t shown; /* when the job's record last said how far it is */
	struct import_options options;
	struct import_counts counts; /* run.id 0: none was begun */
};

enum rc
jobrun_begin(struct txn *x, struct job *j, int64_t state, int64_t now,
    struct problems *bad)
{
	enum rc rc;

	j->state = state;
	j->started = j->beat = now;
	j->finished = 0;
	j->message[0] = '\0';
	j->progress = j->total = 0;
	if (state == JOB_CHECKING) {
		j->read = j->created_count = j->updated = 0;
		j->unchanged = j->rejected = j->warnings = 0;
		j->plan[0] = '\0';
	}
	rc = job_save(x, j, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

/* ---- files */

/* The same each time: a run that is taken up goes on with its files. */
static void
name_file(const char *spool, const char *what, int64_t job, char path[620])
{
	str_printf(path, 620, "%s/job-%lld-%s", spool, (long long)job, what);
}

static bool
write_map(const struct work *w)
{
	FILE *f = fopen(w->map, "we");
	bool good = f != NULL && fputs(w->job.map, f) >= 0;

	if (f != NULL)
		good = fclose(f) == 0 && good;
	return good;
}

static bool
prepare(struct work *w, const char *spool, int64_t id)
{
	struct store *s = store_open(w->home, STORE_READ);
	struct txn *x = store_view(s);
	bool good = store_get(x, &job_entity, id, &w->job) == RC_OK;

	w->fd = good ? store_file_open(x, w->job.stored_as) : -1;
	store_close(s);
	if (!good || !job_runs(&w->job))
		return false;
	str_printf(w->file, sizeof w->file, "/proc/self/fd/%d", w->fd);
	name_file(spool, "map", id, w->map);
	name_file(spool, "report.csv", id, w->report);
	name_file(spool, "rejects", id, w->rejects);
	return true;
}

static void
clear_up(const struct work *w)
{
	if (w->fd >= 0)
		close(w->fd);
	(void)unlink(w->map);
	(void)unlink(w->report);
	(void)unlink(w->rejects);
}

/* ---- the end of it, in the store */

static enum rc
keep_file(struct txn *x, const char *path, char *name, size_t size)
{
	name[0] = '\0';
	if (access(path, R_OK) != 0)
		return RC_OK;
	return store_file_add(x, path, name, size);
}

static enum rc
finish(struct txn *x, void *arg)
{
	struct work *w = arg;
	struct problems bad = { .n = 0 };
	struct job *j = &w->job;
	struct job *stored = txn_scratch(x, sizeof *stored);
	enum rc rc = store_get(x, &job_entity, j->id, stored);

	if (rc != RC_OK)
		return rc;
	j->rev = stored->rev;
	j->finished = j->beat = clock_now();
	if (w->imports) {
		rc = keep_file(x, w->report, j->report_as, sizeof j->report_as);
		if (rc == RC_OK)
			rc = keep_file(
			    x, w->rejects, j->rejects_as, sizeof j->rejects_as);
		if (rc != RC_OK)
			return rc;
	}
	rc = job_save(x, j, &bad);
	return rc == RC_SAME ? RC_OK : rc;
}

static void
end(struct work *w)
{
	struct store *s = store_open(w->home, STORE_WRITE);
	/* What cannot be noted shows as a job that has gone silent. */
	enum rc rc = txn_run(s, w->actor, finish, w);

	(void)rc;
	store_close(s);
}

/* ---- signs of life */

enum { SHOW_EACH = 2 }; /* seconds */

struct sign {
	const struct work *w;
	const struct import_progress *p; /* NULL: it lives, no more */
};

static enum rc
show_sign(struct txn *x, void *arg)
{
	const struct sign *s = arg;
	struct problems bad = { .n = 0 };
	struct job *j = txn_scratch(x, sizeof *j);
	enum rc rc = store_get(x, &job_entity, s->w->job.id, j);

	if (rc != RC_OK)
		return rc;
	j->beat = clock_now();
	if (s->p != NULL) {
		j->progress = s->p->position;
		j->total = s->p->size;
		j->read = s->p->rows;
		j->rejected = s->p->rejected;
	}
	return job_save(x, j, &bad);
}

static void
progress(void *arg, const struct import_progress *p)
{
	struct work *w = arg;
	struct sign sign = { w, p };
	struct store *s;
	enum rc rc;

	if (clock_now() - w->shown < SHOW_EACH)
		return;
	w->shown = clock_now();
	s = store_open(w->home, STORE_WRITE);
	rc = txn_run(s, w->actor, show_sign, &sign);
	(void)rc; /* the work matters more */
	store_close(s);
}

/* ---- checking and importing */

static void
set_options(struct work *w, struct import_options *o)
{
	const struct job *j = &w->job;

	memset(o, 0, sizeof *o);
	o->in.kind = kind_named(j->kind);
	o->in.path = w->file;
	o->in.map_path = j->map[0] != '\0' ? w->map : NULL;
	o->in.decimal = j->decimal == JOB_DECIMAL_POINT ? '.' :
	    j->decimal == JOB_DECIMAL_COMMA             ? ',' :
							  '\0';
	o->in.dates = j->dates == JOB_DATES_DMY ? DATES_DMY :
	    j->dates == JOB_DATES_MDY           ? DATES_MDY :
						  DATES_ANY;
	o->home = w->home;
	o->actor = w->actor;
	o->report = w->report;
	o->rejects = w->rejects;
	o->mode = j->mode == JOB_ALL ? IMPORT_ALL :
	    j->mode == JOB_STOP      ? IMPORT_STOP :
				       IMPORT_DOCUMENT;
	o->check = j->state == JOB_CHECKING;
	/* The page that said what would be done is kept to. */
	o->plan = o->check ? NULL : j->plan;
	if (j->create_missing) {
		o->missing[0] = &account_entity;
		o->missing[1] = &product_entity;
		o->missing[2] = &terms_entity;
	}
	o->progress = progress;
	o->progress_arg = w;
	o->progress_enters = true;
}

static void
take_counts(struct job *j, const struct import_counts *c)
{
	j->read = c->run.done;
	j->created_count = c->run.created_count;
	j->updated = c->run.updated_count;
	j->unchanged = c->run.unchanged_count;
	j->rejected = c->run.rejected_count;
	j->warnings = c->run.warnings;
	j->run = c->run.id;
	if (j->state == JOB_CHECKING)
		str_copy(j->plan, sizeof j->plan, c->plan);
	str_copy(j->layout, sizeof j->layout, c->layout);
}

static void
import(struct work *w)
{
	struct job *j = &w->job;
	struct import_options *o = &w->options;
	struct import_counts *c = &w->counts;
	bool good;

	set_options(w, o);
	if (w->fd < 0 || o->in.kind == NULL ||
	    (o->in.map_path != NULL && !write_map(w))) {
		str_copy(j->message, sizeof j->message,
		    _("The file is gone. Upload it again."));
		j->state = JOB_FAILED;
		return;
	}
	good = import_file(o, c);
	take_counts(j, c);
	if (c->changed) {
		str_copy(j->message, sizeof j->message,
		    _("Other records have changed since the file was checked, "
		      "and it would no longer do what was shown. Match or "
		      "check it again."));
		j->state = JOB_CHECKED;
		return;
	}
	if (!good || c->trouble) {
		str_copy(j->message, sizeof j->message,
		    c->trouble ?
			_("The disk is full, or another import of this file "
			  "is running. Apply it again; it goes on where it "
			  "stopped.") :
			_("The file cannot be used as it was matched; the "
			  "report says why."));
		j->state = c->trouble && j->state == JOB_APPLYING ?
		    JOB_CHECKED :
		    JOB_FAILED;
		return;
	}
	j->state = j->state == JOB_CHECKING ? JOB_CHECKED : JOB_DONE;
}

/* ---- taking back */

static void
first_obstacle(void *arg, const char *sentence)
{
	struct job *j = arg;

	if (j->message[0] == '\0')
		str_copy(j->message, sizeof j->message, sentence);
}

static void
undo(struct work *w)
{
	struct job *j = &w->job;
	const struct undo_options o = { .home = w->home,
		.actor = w->actor,
		.run = j->run,
		.tell = first_obstacle,
		.arg = j };
	struct undo_counts counts;
	enum rc rc = import_undo(&o, &counts);

	j->state = rc == RC_OK ? JOB_UNDONE : JOB_DONE;
	if (rc != RC_OK && j->message[0] == '\0')
		str_copy(j->message, sizeof j->message,
		    rc == RC_FULL ? _("The disk is full. Take it back again "
				      "when there is room; it goes on where "
				      "it stopped.") :
				    _("It could not be taken back."));
}

void
jobrun(
    const char *home, const char *spool, const struct actor *actor, int64_t job)
{
	struct work *w = xcalloc(1, sizeof *w);

	w->home = home;
	w->actor = actor;
	if (prepare(w, spool, job)) {
		if (w->job.state == JOB_UNDOING) {
			undo(w);
			end(w);
		} else {
			w->imports = true;
			import(w);
			end(w);
			import_reported(&w->options, &w->counts);
		}
	}
	clear_up(w);
	free(w);
}
