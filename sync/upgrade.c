/*
 * postern upgrade: what this version keeps in the store and an earlier one did
 * not, for all records there are. The night does the same.
 */
#include <inttypes.h>
#include <stdio.h>

#include "text.h"
#include "upgrade.h"
#include "verbs.h"

enum { AT_ONCE = 500 };

struct work {
	struct upgrade u;
	struct problems bad;
	const struct entity *e; /* the kind at hand, and what came of it */
	int64_t seen, mended;
};

static enum rc
some(struct txn *x, void *arg)
{
	struct work *w = arg;

	w->bad.n = 0;
	return upgrade_some(x, AT_ONCE, &w->u, &w->bad);
}

static void
tell_kind(const struct work *w)
{
	if (w->e != NULL && w->seen > 0)
		printf(_("%s: %" PRId64 " looked at, %" PRId64 " changed\n"),
		    _(w->e->plural), w->seen, w->mended);
}

static void
add_up(struct work *w, bool quiet)
{
	if (w->u.e != w->e) {
		if (!quiet)
			tell_kind(w);
		w->e = w->u.e;
		w->seen = w->mended = 0;
	}
	w->seen += w->u.seen;
	w->mended += w->u.mended;
}

static enum tool_exit
upgrade(const struct tool *t, bool quiet)
{
	struct work w = { .e = NULL };
	struct store *s = tool_open(t, STORE_READ);
	enum rc rc = RC_OK;

	w.u.more = upgrade_wanted(store_view(s));
	store_close(s);
	if (!w.u.more)
		return TOOL_DONE;
	s = tool_open(t, STORE_BATCH);
	while (w.u.more && rc <= RC_SAME) {
		rc = txn_run(s, &t->actor, some, &w);
		add_up(&w, quiet);
		(void)store_pause(s);
	}
	store_close(s);
	return tool_outcome(rc, w.u.e, &w.bad, _("upgrade"));
}

enum tool_exit
verb_upgrade(struct tool *t)
{
	static const struct option options[] = {
		{ "quiet", no_argument, NULL, 'q' },
		TOOL_OPTIONS,
	};
	bool quiet = false;
	enum tool_exit status;

	while (tool_next(t, options) != -1)
		quiet = true;
	tool_operands(t, 0, 0);
	status = upgrade(t, quiet);
	if (status == TOOL_DONE && !quiet)
		printf(_("%s is as this version keeps it\n"), tool_home(t));
	return status;
}
