/* What is done with an import: check, apply, take back, discard. */
#include <string.h>

#include "exchange.h"
#include "importverbs.h"

static void
import_work(const struct conf *conf, const struct actor *who, int64_t job)
{
	jobrun(conf->store, conf->spool, who, job);
}

enum rc
import_start(struct req *r, enum rc (*body)(struct txn *, void *), void *arg,
    const struct problems *bad)
{
	struct actor who = { .user = r->visitor->user.id,
		.channel = CHANNEL_ERP };
	struct store *s;
	enum rc rc;

	str_copy(who.name, sizeof who.name, r->visitor->name);
	s = store_open(r->conf->store, STORE_WRITE);
	rc = txn_run(s, &who, body, arg);
	store_close(s);
	r->x = NULL;
	if (rc == RC_OK) {
		background(r, import_work, r->id);
		redirect(r, import_at(r, r->id, ""), NULL);
	} else if (bad->n > 0) {
		page_status(
		    r, 422, _("This cannot be done now"), bad->at[0].text);
	}
	return rc;
}

/* ---- one step of a job */

struct step {
	struct req *r;
	int64_t to;
	struct problems bad;
};

/* A step that is taken again: its process is gone. */
static bool
again(const struct job *j, int64_t to, int64_t now)
{
	return j->state == to && job_lost(j, now);
}

static enum rc
begin(struct txn *x, void *arg)
{
	struct step *s = arg;
	struct job *j = txn_scratch(x, sizeof *j);
	enum rc rc = import_load(s->r, x, j);

	if (rc != RC_OK)
		return rc;
	if (j->state == s->to && !again(j, s->to, s->r->now)) {
		problem(&s->bad, 0, _("This is being done already."));
		return RC_INVALID;
	}
	return jobrun_begin(x, j, s->to, s->r->now, &s->bad);
}

static enum rc
start(struct req *r, int64_t to)
{
	struct step *s = arena_alloc(r->mem, sizeof *s);

	s->r = r;
	s->to = to;
	return import_start(r, begin, s, &s->bad);
}

enum rc
import_check_post(struct req *r)
{
	return start(r, JOB_CHECKING);
}

enum rc
import_apply_post(struct req *r)
{
	return start(r, JOB_APPLYING);
}

enum rc
import_undo_post(struct req *r)
{
	return start(r, JOB_UNDOING);
}

/* ---- steps without a process */

static enum rc
set_state(struct req *r, int64_t to, const char *path, const char *done)
{
	struct job *j = arena_alloc(r->mem, sizeof *j);
	struct problems bad = { .n = 0 };
	enum rc rc = import_load(r, r->x, j);

	if (rc != RC_OK)
		return rc;
	j->state = to;
	j->message[0] = '\0';
	rc = job_save(r->x, j, &bad);
	if (rc != RC_OK && rc != RC_SAME)
		return refuse(r, rc, &bad, path);
	redirect(r, path, done);
	return rc;
}

enum rc
import_again_post(struct req *r)
{
	return set_state(r, JOB_UPLOADED, import_at(r, r->id, ""), "again");
}

enum rc
import_discard_post(struct req *r)
{
	return set_state(r, JOB_DISCARDED, import_home(r), "discarded");
}

/* ---- taking back */

enum rc
import_undo_page(struct req *r)
{
	struct job *j = arena_alloc(r->mem, sizeof *j);
	struct head h = {
		.nav = "imports",
		.screen = "SM206036",
		.crumb_path = import_at(r, r->id, ""),
		.no_title = true,
	};
	enum rc rc = import_load(r, r->x, j);

	if (rc != RC_OK)
		return rc;
	if (!job_step_exists(j->state, JOB_UNDOING))
		return RC_NOTFOUND;
	h.title = _("Take this import back?");
	h.crumb = j->file_name;
	page_open(r, &h);
	html(r,
	    "<div class=\"narrow\"><section class=\"card status\">"
	    "<div class=\"body\"><span class=\"mark bad\">");
	icon(r, "undo");
	html(r, "</span><h1>");
	text(r, h.title);
	html(r, "</h1><p>");
	textf(r,
	    _("%lld records it created are deleted, %lld it changed become "
	      "what they were. Nothing is taken back when somebody has built "
	      "on it since: then you are told what stands in the way."),
	    (long long)j->created_count, (long long)j->updated);
	html(r, "</p><div class=\"acts\">");
	button_post(r, import_at(r, j->id, "/undo"), "btn primary", "undo",
	    _("Take it back"), NULL);
	button_link(r, import_at(r, j->id, ""), "btn quiet", NULL, _("Cancel"));
	html(r, "</div></div></section></div>");
	page_close(r);
	return RC_OK;
}
