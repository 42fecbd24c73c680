/* postern import accounts, contacts. */
#include "import.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formwords.h"
#include "str.h"
#include "text.h"
#include "verbs.h"

enum { OPT_RECORD = 2000, OPT_CELL, OPT_COLUMNS, OPT_LINES };

static const struct option options[] = {
	{ "check", no_argument, NULL, 'c' },
	{ "map", required_argument, NULL, 'm' },
	{ "layout", required_argument, NULL, 'l' },
	{ "header-row", required_argument, NULL, 'h' },
	{ "decimal", required_argument, NULL, 'D' },
	{ "dates", required_argument, NULL, 'T' },
	{ "max-record", required_argument, NULL, OPT_RECORD },
	{ "max-cell", required_argument, NULL, OPT_CELL },
	{ "max-columns", required_argument, NULL, OPT_COLUMNS },
	{ "max-lines", required_argument, NULL, OPT_LINES },
	{ "write-map", required_argument, NULL, 'w' },
	{ "mode", required_argument, NULL, 'M' },
	{ "report", required_argument, NULL, 'r' },
	{ "rejects", required_argument, NULL, 'R' },
	{ "delimiter", required_argument, NULL, 'd' },
	{ "encoding", required_argument, NULL, 'e' },
	{ "max-errors", required_argument, NULL, 'x' },
	{ "ignore-unknown", no_argument, NULL, 'i' },
	{ "clear", required_argument, NULL, 'C' },
	{ "null-word", required_argument, NULL, 'n' },
	{ "source", required_argument, NULL, 's' },
	{ "quiet", no_argument, NULL, 'q' },
	TOOL_OPTIONS,
};

struct order {
	struct import_options o;
	const char *name; /* accounts */
	const char *write_map;
	bool quiet;
};

static enum import_mode
mode(const struct tool *t, const char *word)
{
	static const char *const words[] = { "document", "all", "stop" };

	for (int i = 0; i < 3; i++)
		if (strcmp(words[i], word) == 0)
			return (enum import_mode)i;
	tool_usage(t, _("a mode is document, all or stop, not %s"), word);
}

static long
number(const struct tool *t, const char *word)
{
	char *end;
	long n = strtol(word, &end, 10);

	if (end == word || *end != '\0' || n < 0 || n > INT_MAX)
		tool_usage(t, _("%s is not a number"), word);
	return n;
}

static enum date_order
dates(const struct tool *t, const char *word)
{
	enum date_order order = date_order_named(word);

	if (order == DATES_ANY)
		tool_usage(t,
		    _("dates are dmy, mdy, ddmmyyyy, mmddyyyy or yyyymmdd, "
		      "not %s"),
		    word);
	return order;
}

/* How a file is written; false: not an option of this sort. */
static bool
set_form(const struct tool *t, struct source_options *in, int c)
{
	switch (c) {
	case 'l':
		in->layout = optarg;
		break;
	case 'h':
		in->header_row = number(t, optarg);
		break;
	case 'd':
		in->delimiter = tool_delimiter(t, optarg);
		break;
	case 'D':
		in->decimal = tool_decimal(t, optarg);
		break;
	case 'T':
		in->dates = dates(t, optarg);
		break;
	case 'e':
		in->encoding = optarg;
		break;
	case OPT_RECORD:
		in->limits.record = (size_t)number(t, optarg);
		break;
	case OPT_CELL:
		in->limits.cell = (size_t)number(t, optarg);
		break;
	case OPT_COLUMNS:
		in->limits.columns = (int)number(t, optarg);
		break;
	case OPT_LINES:
		in->limits.lines = number(t, optarg);
		break;
	default:
		return false;
	}
	return true;
}

static void
set_one(const struct tool *t, struct order *order, int c)
{
	struct import_options *o = &order->o;

	if (set_form(t, &o->in, c))
		return;
	switch (c) {
	case 'c':
		o->check = true;
		break;
	case 'm':
		o->in.map_path = optarg;
		break;
	case 'w':
		order->write_map = optarg;
		break;
	case 'M':
		o->mode = mode(t, optarg);
		break;
	case 'r':
		o->report = optarg;
		break;
	case 'R':
		o->rejects = optarg;
		break;
	case 'x':
		o->max_errors = number(t, optarg);
		break;
	case 'i':
		o->in.ignore_unknown = true;
		break;
	case 'C':
		o->in.words.clear = optarg;
		break;
	case 'n':
		o->in.words.nullword = optarg;
		break;
	case 's':
		o->source = optarg;
		break;
	default:
		order->quiet = true;
		break;
	}
}

static enum tool_exit
write_draft(const struct order *order)
{
	struct buf b = { 0 };
	int fd = STDOUT_FILENO;
	bool good;

	if (!import_draft(&order->o, &b))
		return TOOL_UNUSABLE;
	if (strcmp(order->write_map, "-") != 0)
		fd = open(order->write_map,
		    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	good = fd >= 0 && write(fd, b.data, b.len) == (ssize_t)b.len;
	buf_free(&b);
	if (!good)
		tool_fail(
		    TOOL_UNUSABLE, "%s: %s", order->write_map, strerror(errno));
	if (fd != STDOUT_FILENO)
		close(fd);
	return TOOL_DONE;
}

/* What was found out about the file. */
static void
taken_as(const struct import_counts *c)
{
	if (c->layout[0] != '\0')
		printf(_("taken as: %s\n"), c->layout);
	if (c->header_at > 1)
		printf(_("the header is record %ld\n"), c->header_at);
}

static void
summary(const struct order *order, const struct import_counts *c)
{
	if (c->resumed > 0)
		printf(_("taken up after record %ld\n"), c->resumed);
	printf(order->o.check ?
		_("%s: %ld read, %ld would be created, %ld updated, %ld "
		  "unchanged, %ld rejected\n") :
		_("%s: %ld read, %ld created, %ld updated, %ld unchanged, %ld "
		  "rejected\n"),
	    order->name, c->read, c->created, c->updated, c->unchanged,
	    c->rejected);
	if (c->blank > 0)
		printf(_("%ld empty records were passed over\n"), c->blank);
	if (c->passed > 0)
		printf(_("%ld records of another sort were passed over\n"),
		    c->passed);
}

static enum tool_exit
run(struct tool *t, const struct kind *kind)
{
	static struct order order;
	struct import_counts c;
	bool good;
	int option;

	order.o.in.kind = kind;
	order.name = strchr(t->verb->words, ' ') + 1;
	order.o.max_errors = 100;
	while ((option = tool_next(t, options)) != -1)
		set_one(t, &order, option);
	tool_operands(t, 1, 1);
	order.o.in.path = t->argv[optind];
	order.o.actor = &t->actor;
	if (order.write_map != NULL)
		return write_draft(&order);
	order.o.home = tool_home(t);
	if (!store_exists(order.o.home))
		tool_fail(
		    TOOL_STORE, _("there is no store in %s"), order.o.home);
	good = import_file(&order.o, &c);
	if (!order.quiet)
		taken_as(&c);
	if (!good)
		return TOOL_UNUSABLE;
	if (c.hidden > 0)
		fprintf(stderr, _("and %ld more messages\n"), c.hidden);
	if (!order.quiet)
		summary(&order, &c);
	if (c.stopped && order.o.mode == IMPORT_ALL)
		fprintf(stderr, _("postern: nothing was imported\n"));
	if (c.trouble)
		return TOOL_STORE;
	if (!c.stopped &&
	    c.read != c.created + c.updated + c.unchanged + c.rejected)
		tool_fail(TOOL_STORE, _("the counts do not add up"));
	return c.rejected > 0 ? TOOL_REJECTED : TOOL_DONE;
}

enum tool_exit
verb_import_accounts(struct tool *t)
{
	return run(t, &kind_accounts);
}

enum tool_exit
verb_import_contacts(struct tool *t)
{
	return run(t, &kind_contacts);
}
