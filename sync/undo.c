/* postern undo RUN */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "import_undo.h"
#include "text.h"
#include "verbs.h"

enum { SHOWN = 20 };

struct said {
	long n;
};

static void
tell(void *arg, const char *sentence)
{
	struct said *said = arg;

	if (said->n++ < SHOWN)
		fprintf(stderr, "%s\n", sentence);
}

static int64_t
run_number(const struct tool *t, const char *word)
{
	char *end;
	long long n;

	errno = 0;
	n = strtoll(word, &end, 10);
	if (errno != 0 || end == word || *end != '\0' || n <= 0)
		tool_usage(t, _("%s is not the number of a run"), word);
	return n;
}

static enum tool_exit
refused(const struct said *said, const struct undo_options *o)
{
	if (said->n > SHOWN)
		fprintf(
		    stderr, _("and %ld more in the way\n"), said->n - SHOWN);
	fprintf(stderr, _("postern: run %lld cannot be undone\n"),
	    (long long)o->run);
	return TOOL_REJECTED;
}

enum tool_exit
verb_undo(struct tool *t)
{
	static const struct option options[] = {
		{ "check", no_argument, NULL, 'c' },
		TOOL_OPTIONS,
	};
	struct said said = { 0 };
	struct undo_options o = { .tell = tell, .arg = &said };
	struct undo_counts counts;
	enum rc rc;

	while (tool_next(t, options) != -1)
		o.check = true;
	tool_operands(t, 1, 1);
	o.run = run_number(t, t->argv[optind]);
	o.home = tool_home(t);
	o.actor = &t->actor;
	if (!store_exists(o.home))
		tool_fail(TOOL_STORE, _("there is no store in %s"), o.home);
	rc = import_undo(&o, &counts);
	if (rc == RC_NOTFOUND)
		tool_fail(
		    TOOL_UNUSABLE, _("there is no run %s"), t->argv[optind]);
	if (rc == RC_REFUSED)
		return refused(&said, &o);
	if (rc != RC_OK)
		return tool_outcome(rc, NULL, NULL, t->argv[optind]);
	printf(o.check ? _("run %lld: %lld records would be taken away, %lld "
			   "put back\n") :
			 _("run %lld: %lld records taken away, %lld put "
			   "back\n"),
	    (long long)o.run, (long long)counts.made,
	    (long long)counts.changed);
	return TOOL_DONE;
}
