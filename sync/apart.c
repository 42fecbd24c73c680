/*
 * What postern leaves to postern-print. Drawing needs Pango and all that stands
 * below it, and to load these takes ten times as long as most verbs do; so the
 * program that has them is started for the verbs that draw, and for no other.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text.h"
#include "verbs.h"

static enum tool_exit
leave(struct tool *t)
{
	char program[1024];
	char **argv = calloc((size_t)t->argc + 2, sizeof *argv);

	if (argv == NULL)
		tool_fail(TOOL_STORE, _("there is no memory"));
	if (!tool_beside("postern-print", program, sizeof program) &&
	    !tool_beside(
		"../lib/postern/postern-print", program, sizeof program))
		tool_fail(TOOL_UNUSABLE,
		    _("postern-print is missing: install Postern again"));
	argv[0] = t->argv[0];
	argv[1] = strdup(t->verb->words);
	memcpy(argv + 2, t->argv + 1, (size_t)(t->argc - 1) * sizeof *argv);
	execv(program, argv);
	tool_fail(TOOL_UNUSABLE, "%s: %s", program, strerror(errno));
}

enum tool_exit
verb_document(struct tool *t)
{
	return leave(t);
}

enum tool_exit
verb_mail(struct tool *t)
{
	return leave(t);
}

enum tool_exit
verb_nightly(struct tool *t)
{
	return leave(t);
}
