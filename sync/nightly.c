/*
 * postern nightly: one command for cron. What lies in the exchange folder goes
 * in, file by file, statements and reminders reach the customers, what the
 * settings name goes out, and what was good and
 * what was not is written down, told, and seen by whoever watches.
 */
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "balance.h"
#include "clock.h"
#include "date.h"
#include "export_job.h"
#include "licence.h"
#include "mem.h"
#include "night.h"
#include "order.h"
#include "statement_run.h"
#include "str.h"
#include "text.h"
#include "upgrade.h"
#include "verbs.h"

/* ---- the ledger */

struct opening {
	struct night *n;
	struct problems bad;
};

static enum rc
begin_run(struct txn *x, void *arg)
{
	struct opening *o = arg;
	struct night *n = o->n;

	licence_clock(x, clock_now());
	return batch_run_begin(x, &n->run, n->conf.keep, &n->cut, &o->bad);
}

struct closing {
	struct night *n;
	char was[32]; /* the state people were told of last */
	bool told;    /* remember the new one */
	struct problems bad;
};

static enum rc
end_run(struct txn *x, void *arg)
{
	struct closing *c = arg;

	return batch_run_end(x, &c->n->run, &c->bad);
}

static const char told_setting[] = "nightly:told";

static void
read_told(struct tool *t, struct closing *c)
{
	struct store *s = tool_open(t, STORE_READ);

	if (!store_setting(store_view(s), told_setting, c->was, sizeof c->was))
		str_copy(c->was, sizeof c->was, "ok");
	store_close(s);
}

static enum rc
keep_told(struct txn *x, void *arg)
{
	const struct closing *c = arg;

	store_set_setting(
	    x, told_setting, choice_of(batch_states, c->n->run.state)->name);
	return RC_OK;
}

/* ---- what changes with the day: sums, quotes */

enum { AT_ONCE = 200, ACCOUNTS_AT_ONCE = 20 };

static enum rc
refresh_some(struct txn *x, void *more)
{
	return balance_refresh(x, time_date(clock_now(), "UTC"), AT_ONCE, more);
}

static enum rc
expire_some(struct txn *x, void *more)
{
	struct problems bad = { .n = 0 };

	return order_expire(
	    x, time_date(clock_now(), "UTC"), AT_ONCE, more, &bad);
}

/* What another version has written. */
static enum rc
bring_up_some(struct txn *x, void *more)
{
	struct problems bad = { .n = 0 };
	struct upgrade u = { .more = false };
	enum rc rc = RC_SAME;

	if (upgrade_wanted(x))
		rc = upgrade_some(x, AT_ONCE, &u, &bad);
	*(bool *)more = u.more;
	return rc;
}

/* All of it, a transaction for some. */
static void
all_of(
    struct night *n, enum rc (*some)(struct txn *, void *), const char *trouble)
{
	bool more = true;

	while (more && !n->store_trouble)
		if (tool_run(n->t, some, &more) > RC_SAME) {
			str_copy(n->trouble, sizeof n->trouble, trouble);
			n->store_trouble = true;
		}
}

static void
refresh(struct night *n)
{
	all_of(n, bring_up_some,
	    _("records of an older version could not be brought up to date "
	      "(postern upgrade says more)"));
	all_of(n, refresh_some, _("what is overdue could not be summed anew"));
	all_of(n, expire_some, _("quotes could not be ended"));
}

/* ---- exports of pages, which are kept for some time */

static enum rc
expire_export(struct txn *x, void *expiry)
{
	return export_job_expire(x, expiry);
}

static void
expire_exports(struct night *n)
{
	const int64_t day = 86400;
	struct export_expiry e = { .before =
				       clock_now() - n->conf.export_days * day,
		.more = n->conf.export_days > 0 };

	while (e.more && !n->store_trouble)
		if (tool_run(n->t, expire_export, &e) > RC_SAME) {
			str_copy(n->trouble, sizeof n->trouble,
			    _("old exports could not be taken away"));
			n->store_trouble = true;
		}
}

/* ---- statements of cycles whose day has passed */

static enum rc
statements_some(struct txn *x, void *run)
{
	return statement_prepare(
	    x, run, time_date(clock_now(), "UTC"), ACCOUNTS_AT_ONCE);
}

static void
prepare_statements(struct night *n)
{
	struct statement_run run = { .done = false };

	while (!run.done && !n->store_trouble)
		if (tool_run(n->t, statements_some, &run) > RC_SAME) {
			str_copy(n->trouble, sizeof n->trouble,
			    _("statements could not be prepared"));
			n->store_trouble = true;
		}
}

/* ---- the folder */

static void
make_folders(struct night *n)
{
	static const char *const folders[] = { "in", "done", "failed", "out" };
	char path[600];

	for (int i = 0; i < 4; i++) {
		str_printf(
		    path, sizeof path, "%s/%s", n->conf.exchange, folders[i]);
		if (!tool_folders(path, 0700))
			tool_fail(
			    TOOL_UNUSABLE, "%s: %s", path, strerror(errno));
	}
}

struct names {
	char **at;
	int n;
};

/* Hidden names and those of files on their way are not looked at. */
static bool
is_ready(const struct night *n, const char *name)
{
	static const char *const endings[] = { ".part", ".tmp", ".filepart",
		"~", NULL };
	char path[1200];
	struct stat st;

	if (name[0] == '.')
		return false;
	for (int i = 0; endings[i] != NULL; i++)
		if (str_ends(name, endings[i]))
			return false;
	return str_printf(
		   path, sizeof path, "%s/in/%s", n->conf.exchange, name) &&
	    lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    clock_now() - st.st_mtime >= n->conf.settle;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
read_folder(const struct night *n, struct names *names)
{
	const struct dirent *e;
	char path[600];
	DIR *d;

	str_printf(path, sizeof path, "%s/in", n->conf.exchange);
	d = opendir(path);
	if (d == NULL)
		tool_fail(TOOL_UNUSABLE, "%s: %s", path, strerror(errno));
	while ((e = readdir(d)) != NULL) {
		if (!is_ready(n, e->d_name))
			continue;
		names->at = xrealloc(
		    names->at, (size_t)(names->n + 1) * sizeof *names->at);
		names->at[names->n++] = xstrdup(e->d_name);
	}
	closedir(d);
	if (names->n > 0)
		qsort(names->at, (size_t)names->n, sizeof *names->at, by_name);
}

/* Rule by rule, so that accounts come before their invoices; within a rule by
 * name. A name is the first rule's that it fits. */
static void
bring_in(struct night *n)
{
	struct names names = { .n = 0 };

	read_folder(n, &names);
	for (int i = 0; i < n->conf.imports; i++)
		for (int k = 0; k < names.n && !n->store_trouble; k++) {
			if (names.at[k] == NULL ||
			    fnmatch(n->conf.import[i].word[0], names.at[k],
				FNM_CASEFOLD) != 0)
				continue;
			night_file(n, &n->conf.import[i], names.at[k]);
			free(names.at[k]);
			names.at[k] = NULL;
		}
	for (int k = 0; k < names.n; k++) {
		if (names.at[k] != NULL && !n->store_trouble)
			night_stranger(n, names.at[k]);
		free(names.at[k]);
	}
	free(names.at);
}

/* ---- the whole */

static void
sum_up(struct night *n)
{
	struct batch_run *r = &n->run;

	for (int i = 0; i < n->jobs; i++) {
		const struct night_job *job = &n->job[i];

		r->exports += strcmp(job->what, "export") == 0;
		r->files += strcmp(job->what, "import") == 0 ||
		    strcmp(job->what, "licence") == 0;
		r->rejected += job->result == NIGHT_REJECTED;
		r->failed += job->result >= NIGHT_FAILED;
	}
	if (r->failed > 0 || n->store_trouble)
		r->state = BATCH_FAILED;
	else
		r->state = r->rejected > 0 ? BATCH_REJECTED : BATCH_OK;
	if (r->state == BATCH_OK && !night_mark_good(n))
		r->state = BATCH_FAILED;
	night_summary(n, r->summary, sizeof r->summary);
	night_details(n, r->details, sizeof r->details);
}

/* Mail, where the state is not the one that was told last. */
static void
tell_people(struct night *n)
{
	const char *is = choice_of(batch_states, n->run.state)->name;
	struct closing c = { .n = n };

	read_told(n->t, &c);
	if (strcmp(c.was, is) == 0 || !night_mail(n, c.was, is))
		return;
	if (tool_run(n->t, keep_told, &c) != RC_OK)
		n->store_trouble = true;
}

static enum tool_exit
status_of(const struct night *n)
{
	if (n->store_trouble)
		return TOOL_STORE;
	if (n->run.state == BATCH_FAILED)
		return TOOL_UNUSABLE;
	return n->run.state == BATCH_REJECTED ? TOOL_REJECTED : TOOL_DONE;
}

static void
start(struct night *n)
{
	struct opening o = { .n = n };
	int year, month, day;
	int64_t now = clock_now(), today = time_date(now, "UTC");

	date_split(today, &year, &month, &day);
	str_printf(n->stamp, sizeof n->stamp, "%04d%02d%02dT%02d%02d%02dZ",
	    year, month, day, (int)(now % 86400 / 3600), (int)(now % 3600 / 60),
	    (int)(now % 60));
	night_host(n->run.host, sizeof n->run.host);
	n->run.pid = getpid();
	if (tool_run(n->t, begin_run, &o) != RC_OK)
		tool_fail(TOOL_STORE,
		    _("the ledger of nights cannot be written: %s"),
		    o.bad.n > 0 ? o.bad.at[0].text : _("the disk is full"));
}

static void
report(const struct night *n, bool json, bool quiet)
{
	if (json) {
		night_json(n, (int)status_of(n));
		return;
	}
	if (!quiet || n->run.state != BATCH_OK)
		printf("%s\n", n->run.summary);
	if (n->lock.stale[0] != '\0')
		fprintf(stderr, _("postern: took over the lock of %s\n"),
		    n->lock.stale);
	if (n->run.details[0] != '\0')
		fputs(n->run.details, stderr);
	if (n->trouble[0] != '\0' && strstr(n->run.details, n->trouble) == NULL)
		fprintf(stderr, "postern: %s\n", n->trouble);
}

static void
lock(struct night *n)
{
	char path[540], why[640];

	str_printf(path, sizeof path, "%s/nightly.lock", n->conf.exchange);
	switch (night_lock(&n->lock, path, why, sizeof why)) {
	case NIGHT_LOCKED:
		return;
	case NIGHT_BUSY:
		tool_fail(
		    TOOL_BUSY, _("another night is still at it: %s"), why);
	default:
		tool_fail(TOOL_UNUSABLE, "%s", why);
	}
}

static void
work(struct night *n)
{
	struct closing c = { .n = n };

	start(n);
	refresh(n);
	if (!n->store_trouble)
		bring_in(n);
	prepare_statements(n);
	night_remind(n);
	night_post(n);
	expire_exports(n);
	for (int i = 0; i < n->conf.exports && !n->store_trouble; i++)
		night_export(n, &n->conf.export[i]);
	sum_up(n);
	if (tool_run(n->t, end_run, &c) != RC_OK)
		n->store_trouble = true;
	tell_people(n);
}

enum tool_exit
verb_nightly(struct tool *t)
{
	static const struct option options[] = {
		{ "json", no_argument, NULL, 'j' },
		{ "quiet", no_argument, NULL, 'q' },
		TOOL_OPTIONS,
	};
	static struct night n;
	bool json = false, quiet = false;
	enum tool_exit status;
	int c;

	while ((c = tool_next(t, options)) != -1)
		*(c == 'j' ? &json : &quiet) = true;
	tool_operands(t, 0, 0);
	(void)tool_home(t);
	n.t = t;
	night_read_conf(t, &n.conf);
	make_folders(&n);
	lock(&n);
	work(&n);
	status = status_of(&n);
	report(&n, json, quiet);
	night_unlock(&n.lock);
	free(n.job);
	return status;
}
