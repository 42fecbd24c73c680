/* postern import KIND FILE... */
#include "import.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "formwords.h"
#include "importshow.h"
#include "mem.h"
#include "str.h"
#include "text.h"
#include "ubl.h"
#include "verbs.h"

enum { OPT_LINES_FILE = 1900, OPT_KEY, OPT_SCHEMAS, OPT_STRICT };
enum { OPT_RECORD = 2000, OPT_CELL, OPT_COLUMNS, OPT_LINES };

static const struct option options[] = {
	{ "check", no_argument, NULL, 'c' },
	{ "map", required_argument, NULL, 'm' },
	{ "layout", required_argument, NULL, 'l' },
	{ "lines", required_argument, NULL, OPT_LINES_FILE },
	{ "key", required_argument, NULL, OPT_KEY },
	{ "schemas", required_argument, NULL, OPT_SCHEMAS },
	{ "strict", no_argument, NULL, OPT_STRICT },
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
	{ "keep-amounts", no_argument, NULL, 'k' },
	{ "plan", required_argument, NULL, 'p' },
	{ "create-missing", required_argument, NULL, 'A' },
	{ "quiet", no_argument, NULL, 'q' },
	TOOL_OPTIONS,
};

struct order {
	struct import_options o;
	const char *write_map, *schemas;
	bool quiet;
};

static enum import_mode
mode(const struct tool *t, const char *word)
{
	static const char *const words[] = { "document", "all", "stop" };

	for (int i = 0; i < 3; i++)
		if (strcmp(words[i], word) == 0)
			return (enum import_mode)(i + 1);
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

/* accounts,products,terms: by the names of kinds. */
static void
missing(const struct tool *t, struct import_options *o, char *list)
{
	char *save = NULL;
	int n = 0;

	for (char *s = strtok_r(list, ",", &save); s != NULL;
	     s = strtok_r(NULL, ",", &save)) {
		const struct kind *k = kind_named(s);

		if (k == NULL || k->e->key == 0 || k->e->title == 0)
			tool_usage(t,
			    _("bare records can be made of accounts, products "
			      "and terms, not of %s"),
			    s);
		if (n == MISSING_MOST)
			tool_usage(t, _("too many kinds: %s"), s);
		o->missing[n++] = k->e;
	}
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
	case OPT_LINES_FILE:
		in->lines_path = optarg;
		break;
	case OPT_STRICT:
		in->strict = true;
		break;
	case OPT_KEY:
		in->lines_key = optarg;
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
	case 'k':
		o->keep_amounts = true;
		break;
	case 'p':
		o->plan = optarg;
		break;
	case 'A':
		missing(t, o, optarg);
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

/* One file; all that is said of it. */
static enum tool_exit
run_file(struct order *order, const char *path)
{
	struct import_options *o = &order->o;
	struct import_counts c;
	struct show show;
	bool good;

	o->in.path = path;
	show_begin(&show, o, order->quiet);
	good = import_file(o, &c);
	show_end(&show);
	if (!order->quiet)
		show_file(&c);
	if (!good)
		return TOOL_UNUSABLE;
	if (!show_counts(o, &c, order->quiet))
		tool_fail(TOOL_STORE, _("the counts do not add up"));
	if (fflush(stdout) != 0)
		tool_fail(TOOL_STORE, _("the summary could not be written"));
	import_reported(o, &c);
	if (c.trouble)
		return TOOL_STORE;
	return c.run.rejected_count > 0 || c.changed ? TOOL_REJECTED :
						       TOOL_DONE;
}

static int
is_shown(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

/* What stands in a folder is many files, in the order of their names. */
static char **
list_files(const struct tool *t, int *n)
{
	char **paths = NULL;

	*n = 0;
	for (int i = optind; i < t->argc; i++) {
		struct dirent **found = NULL;
		int many = scandir(t->argv[i], &found, is_shown, alphasort);

		paths = xrealloc(paths,
		    (size_t)(*n + (many > 0 ? many : 1)) * sizeof *paths);
		if (many < 0)
			paths[(*n)++] = xstrdup(t->argv[i]);
		for (int j = 0; j < many; j++) {
			struct buf path = { 0 };

			buf_printf(
			    &path, "%s/%s", t->argv[i], found[j]->d_name);
			paths[(*n)++] = path.data;
			free(found[j]);
		}
		free(found);
	}
	return paths;
}

/* A file that cannot be used is the end of one, and a reject among many. */
static enum tool_exit
run_files(struct tool *t, struct order *order)
{
	enum tool_exit all = TOOL_DONE;
	bool many = t->argc - optind > 1;
	char **paths;
	int n;

	paths = list_files(t, &n);
	many = many || n != 1 || strcmp(paths[0], t->argv[optind]) != 0;
	for (int i = 0; i < n; i++) {
		enum tool_exit one;

		if (many && !order->quiet)
			printf("%s\n", paths[i]);
		one = run_file(order, paths[i]);
		if (one != TOOL_DONE)
			all = many && one != TOOL_STORE ? TOOL_REJECTED : one;
		if (one == TOOL_STORE)
			break;
	}
	for (int i = 0; i < n; i++)
		free(paths[i]);
	free(paths);
	return all;
}

enum tool_exit
verb_import(struct tool *t)
{
	static struct order order;
	enum tool_exit status;
	int option;

	order.o.max_errors = 100;
	while ((option = tool_next(t, options)) != -1)
		set_one(t, &order, option);
	tool_operands(t, 2, INT_MAX);
	order.o.in.kind = kind_named(t->argv[optind]);
	if (order.o.in.kind == NULL)
		tool_usage(t, _("%s is nothing that can be imported"),
		    t->argv[optind]);
	optind++;
	if ((order.o.in.lines_path == NULL) != (order.o.in.lines_key == NULL))
		tool_usage(t, _("--lines FILE needs --key HEADING"));
	order.o.actor = &t->actor;
	order.o.in.path = t->argv[optind];
	if (order.write_map != NULL)
		return write_draft(&order);
	order.o.home = tool_home(t);
	if (!store_exists(order.o.home))
		tool_fail(
		    TOOL_STORE, _("there is no store in %s"), order.o.home);
	if (order.schemas == NULL && t->conf.ubl_schemas[0] != '\0')
		order.schemas = t->conf.ubl_schemas;
	if (order.schemas != NULL)
		order.o.in.schemas = ubl_schemas_open(order.schemas);
	status = run_files(t, &order);
	ubl_schemas_close(order.o.in.schemas);
	return status;
}
