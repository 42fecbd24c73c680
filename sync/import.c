/* postern import accounts, contacts. */
#include "import.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "account.h"
#include "contact.h"
#include "str.h"
#include "text.h"
#include "verbs.h"

static const struct option options[] = {
	{ "check", no_argument, NULL, 'c' },
	{ "map", required_argument, NULL, 'm' },
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

static char
delimiter(const struct tool *t, const char *word)
{
	static const struct {
		const char *word;
		char c;
	} words[] = {
		{ "comma", ',' },
		{ "semicolon", ';' },
		{ "tab", '\t' },
		{ "pipe", '|' },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, word) == 0)
			return words[i].c;
	if (strlen(word) != 1 || *word == '"' || *word == '\r' ||
	    *word == '\n' || (unsigned char)*word >= 0x80)
		tool_usage(t,
		    _("a delimiter is comma, semicolon, tab, pipe or one "
		      "character, not %s"),
		    word);
	return *word;
}

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

	if (end == word || *end != '\0' || n < 0)
		tool_usage(t, _("%s is not a number"), word);
	return n;
}

static void
set_one(const struct tool *t, struct order *order, int c)
{
	struct import_options *o = &order->o;

	switch (c) {
	case 'c':
		o->check = true;
		break;
	case 'm':
		o->map_path = optarg;
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
	case 'd':
		o->delimiter = delimiter(t, optarg);
		break;
	case 'e':
		o->encoding = optarg;
		break;
	case 'x':
		o->max_errors = number(t, optarg);
		break;
	case 'i':
		o->ignore_unknown = true;
		break;
	case 'C':
		o->clear = optarg;
		break;
	case 'n':
		o->nullword = optarg;
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
}

static enum tool_exit
run(struct tool *t, const struct entity *e)
{
	static struct order order;
	struct import_counts c;
	int option;

	order.o.e = e;
	order.name = strchr(t->verb->words, ' ') + 1;
	order.o.max_errors = 100;
	while ((option = tool_next(t, options)) != -1)
		set_one(t, &order, option);
	tool_operands(t, 1, 1);
	order.o.path = t->argv[optind];
	order.o.actor = &t->actor;
	if (order.write_map != NULL)
		return write_draft(&order);
	order.o.home = tool_home(t);
	if (!store_exists(order.o.home))
		tool_fail(
		    TOOL_STORE, _("there is no store in %s"), order.o.home);
	if (!import_file(&order.o, &c))
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
	return run(t, &account_entity);
}

enum tool_exit
verb_import_contacts(struct tool *t)
{
	return run(t, &contact_entity);
}
