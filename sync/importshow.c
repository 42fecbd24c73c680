/* What postern import says on the terminal. */
#include "importshow.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "str.h"
#include "text.h"

enum { EVERY_TERMINAL = 200, EVERY_LINE = 10000, BAR = 24 };

/* ---- how far it is */

/* "3 s", "12 min". */
static void
duration(long s, char to[32])
{
	if (s < 100)
		str_printf(to, 32, _("%ld s"), s);
	else
		str_printf(to, 32, _("%ld min"), (s + 30) / 60);
}

static void
draw(struct show *show, const struct import_progress *p)
{
	int64_t size = p->size > 0 ? p->size : 1;
	long filled = (long)(p->position * BAR / size);
	char bar[BAR + 1], left[32] = "";

	memset(bar, '.', BAR);
	memset(bar, '#', (size_t)(filled < BAR ? filled : BAR));
	bar[BAR] = '\0';
	if (p->position > 0 && p->ms > 1000)
		duration((long)(p->ms * (p->size - p->position) / p->position /
			     1000),
		    left);
	if (show->terminal)
		fprintf(stderr, "\r[%s] ", bar);
	fprintf(stderr,
	    p->checking ?
		_("checked: %lld rows, %lld a second, %lld rejected") :
		_("imported: %lld rows, %lld a second, %lld "
		  "rejected"),
	    (long long)p->rows,
	    (long long)(p->rows * 1000 / (p->ms > 0 ? p->ms : 1)),
	    (long long)p->rejected);
	if (left[0] != '\0')
		fprintf(stderr, _(", %s left"), left);
	fputs(show->terminal ? "\033[K" : "\n", stderr);
	show->drawn = true;
}

static void
progress(void *arg, const struct import_progress *p)
{
	struct show *show = arg;

	if (p->ms < show->last) /* another pass has begun */
		show->last = 0;
	if (p->ms - show->last < show->every)
		return;
	show->last = p->ms;
	draw(show, p);
}

void
show_begin(struct show *show, struct import_options *o, bool quiet)
{
	*show = (struct show){ .terminal = isatty(STDERR_FILENO) };
	show->every = show->terminal ? EVERY_TERMINAL : EVERY_LINE;
	o->progress = quiet ? NULL : progress;
	o->progress_arg = show;
	o->redrawn = !quiet && show->terminal;
}

void
show_end(const struct show *show)
{
	if (show->drawn && show->terminal)
		fputs("\r\033[K", stderr);
}

/* ---- what came of it */

void
show_file(const struct import_counts *c)
{
	if (c->layout[0] != '\0')
		printf(_("taken as: %s\n"), c->layout);
	if (c->header_at > 1)
		printf(_("the header is record %ld\n"), c->header_at);
}

/* "E_REF 3 40 E_SUM 1 2": records and lines by reason. */
static void
show_reasons(const struct import_run *run, bool lines)
{
	const char *s = run->reasons;
	char code[32];
	long long records, of_lines;
	int used;

	while (sscanf(s, "%31s %lld %lld%n", code, &records, &of_lines,
		   &used) == 3) {
		if (lines)
			printf(_("rejected for %s: %lld, lines %lld\n"), code,
			    records, of_lines);
		else
			printf(_("rejected for %s: %lld\n"), code, records);
		s += used;
	}
}

static void
show_lines(const struct import_run *run)
{
	printf(_("lines: %lld read, %lld taken, %lld unchanged, %lld "
		 "rejected\n"),
	    (long long)run->lines_read, (long long)run->lines_taken,
	    (long long)run->lines_unchanged, (long long)run->lines_rejected);
}

static void
summary(const struct import_options *o, const struct import_counts *c)
{
	const struct import_run *run = &c->run;

	if (c->told_again)
		printf(_("run %lld was done, and nobody had been told\n"),
		    (long long)run->id);
	else if (c->resumed > 0)
		printf(_("taken up after record %ld\n"), c->resumed);
	printf(o->check ?
		_("%s: %lld read, %lld would be created, %lld updated, %lld "
		  "unchanged, %lld rejected\n") :
		_("%s: %lld read, %lld created, %lld updated, %lld unchanged, "
		  "%lld rejected\n"),
	    o->in.kind->name, (long long)run->done,
	    (long long)run->created_count, (long long)run->updated_count,
	    (long long)run->unchanged_count, (long long)run->rejected_count);
	if (run->lines_read > 0)
		show_lines(run);
	if (run->rejected_count > 0)
		show_reasons(run, run->lines_read > 0);
	if (run->made_count > 0)
		printf(_("bare records for references to nothing: %lld\n"),
		    (long long)run->made_count);
	if (run->blank > 0)
		printf(_("%lld empty records were passed over\n"),
		    (long long)run->blank);
	if (run->passed > 0)
		printf(_("%lld records of another sort were passed over\n"),
		    (long long)run->passed);
	if (o->check && !c->stopped)
		printf(_("plan: %s\n"), c->plan);
	if (run->id != 0 && run->created_count + run->updated_count > 0)
		printf(_("run: %lld\n"), (long long)run->id);
}

bool
show_counts(
    const struct import_options *o, const struct import_counts *c, bool quiet)
{
	const struct import_run *run = &c->run;

	if (c->hidden > 0)
		fprintf(stderr, _("and %ld more messages\n"), c->hidden);
	if (!quiet)
		summary(o, c);
	fflush(stdout);
	if (run->state == IMPORT_FAILED && !c->changed)
		fprintf(stderr, _("postern: nothing was imported\n"));
	return c->trouble || run->state == IMPORT_FAILED ||
	    (run->done ==
		    run->created_count + run->updated_count +
			run->unchanged_count + run->rejected_count &&
		run->lines_read ==
		    run->lines_taken + run->lines_unchanged +
			run->lines_rejected);
}
