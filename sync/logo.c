/* postern logo: what documents are headed with. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "buf.h"
#include "company.h"
#include "die.h"
#include "str.h"
#include "text.h"
#include "verbs.h"

struct logo {
	const struct buf *png;
	const char *home;
	struct problems bad;
};

/* Into the store's own folder first: a file moves only within a disk. */
static enum rc
set_logo(struct txn *x, void *arg)
{
	struct logo *l = arg;
	char path[700];
	FILE *f;
	enum rc rc;

	str_printf(path, sizeof path, "%s/files/logo.new", l->home);
	f = fopen(path, "wbe");
	if (f == NULL ||
	    fwrite(l->png->data, 1, l->png->len, f) != l->png->len ||
	    fclose(f) != 0)
		die("logo", "%s: %s", path, strerror(errno));
	rc = company_logo_set(x, path, &l->bad);
	if (rc != RC_OK)
		(void)unlink(path);
	return rc;
}

enum tool_exit
verb_logo(struct tool *t)
{
	static const struct option options[] = { TOOL_OPTIONS };
	struct buf png = { 0 };
	struct logo l = { .png = &png, .home = NULL };
	enum rc rc;

	while (tool_next(t, options) != -1)
		;
	tool_operands(t, 1, 1);
	if (!tool_file(t->argv[optind], COMPANY_LOGO_MOST, &png) ||
	    png.len == 0)
		tool_fail(TOOL_UNUSABLE, _("%s is not a PNG of at most 1 MB"),
		    t->argv[optind]);
	l.home = tool_home(t);
	rc = tool_run(t, set_logo, &l);
	buf_free(&png);
	return tool_outcome(rc, &company_entity, &l.bad, t->argv[optind]);
}
