/* postern export KIND: what is asked for, and where it goes. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "account.h"
#include "clock.h"
#include "date.h"
#include "exporting.h"
#include "formwords.h"
#include "str.h"
#include "text.h"
#include "verbs.h"

enum { OPT_RAW = 2000, OPT_BOM, OPT_FROM, OPT_TO, OPT_ASIDE, OPT_SCHEMAS };

static const struct option options[] = {
	{ "output", required_argument, NULL, 'o' },
	{ "format", required_argument, NULL, 'f' },
	{ "account", required_argument, NULL, 'a' },
	{ "status", required_argument, NULL, 's' },
	{ "from", required_argument, NULL, OPT_FROM },
	{ "to", required_argument, NULL, OPT_TO },
	{ "since", required_argument, NULL, 'S' },
	{ "name", required_argument, NULL, 'n' },
	{ "columns", required_argument, NULL, 'c' },
	{ "delimiter", required_argument, NULL, 'd' },
	{ "decimal", required_argument, NULL, 'D' },
	{ "quarantine", required_argument, NULL, OPT_ASIDE },
	{ "schemas", required_argument, NULL, OPT_SCHEMAS },
	{ "raw", no_argument, NULL, OPT_RAW },
	{ "bom", no_argument, NULL, OPT_BOM },
	{ "quiet", no_argument, NULL, 'q' },
	TOOL_OPTIONS,
};

/* ---- options */

static enum export_format
format_named(const struct tool *t, const char *name)
{
	enum export_format f;

	if (!export_format_named(name, &f))
		tool_usage(t, _("there is no format %s"), name);
	return f;
}

static void
set_one(const struct tool *t, struct exporting *g, int c)
{
	switch (c) {
	case 'o':
		g->output = optarg;
		break;
	case 'f':
		g->file.format = format_named(t, optarg);
		break;
	case 'a':
		g->account = optarg;
		break;
	case 's':
		g->status = optarg;
		break;
	case OPT_FROM:
		g->from = optarg;
		break;
	case OPT_TO:
		g->to = optarg;
		break;
	case 'S':
		g->since = optarg;
		break;
	case 'n':
		g->name = optarg;
		break;
	case 'c':
		g->columns = optarg;
		break;
	case 'd':
		g->delimiter = tool_delimiter(t, optarg);
		break;
	case 'D':
		g->decimal = tool_decimal(t, optarg);
		break;
	case OPT_ASIDE:
		g->quarantine = optarg;
		break;
	case OPT_SCHEMAS:
		g->schemas = optarg;
		break;
	case OPT_RAW:
		g->raw = true;
		break;
	case OPT_BOM:
		g->bom = true;
		break;
	default:
		g->quiet = true;
		break;
	}
}

/* ---- what they mean for the kind */

static int64_t
date(const struct tool *t, const struct exporting *g, const char *text)
{
	int64_t day;

	if (text == NULL)
		return 0;
	if (g->kind->date == 0 && !g->kind->period)
		tool_usage(t, _("%s have no date"), g->kind->name);
	if (!date_parse(text, &day))
		tool_usage(t, _("%s is not a date such as 2026-11-23"), text);
	return day;
}

static void
add_status(const struct tool *t, struct export *x, const char *word)
{
	const struct field *f = export_status_field(x->kind);
	const struct choice *c;

	if (f == NULL)
		tool_usage(t, _("%s have no status"), x->kind->name);
	if ((c = choice_named(f->choices, word)) == NULL)
		tool_usage(
		    t, _("%s is not a status of %s"), word, x->kind->name);
	if (x->only.statuses == sizeof x->only.status / sizeof(int64_t))
		tool_usage(t, _("%s is one status too many"), word);
	x->only.status[x->only.statuses++] = c->value;
}

static void
choose_statuses(const struct tool *t, struct export *x, const char *list)
{
	char word[64];

	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, ",");

		str_printf(
		    word, sizeof word, "%.*s", n < 63 ? (int)n : 63, list);
		add_status(t, x, word);
		list += n;
		list += *list == ',';
	}
}

/* The id of an account by its code. */
static int64_t
account_named(const struct tool *t, const struct exporting *g)
{
	struct account a = { 0 };
	struct store *s;
	enum rc rc;

	if (g->account == NULL)
		return 0;
	if (export_account_field(g->kind) == NULL)
		tool_usage(t, _("%s do not belong to accounts"), g->kind->name);
	str_copy(a.account_id, sizeof a.account_id, g->account);
	s = tool_open(t, STORE_READ);
	rc = store_find(store_view(s), &account_entity, ACCOUNT_BY_CODE, &a);
	store_close(s);
	if (rc != RC_OK)
		tool_fail(
		    TOOL_UNUSABLE, _("there is no account %s"), g->account);
	return a.id;
}

static const char *
setting_name(const struct exporting *g, char *to, size_t size)
{
	str_printf(to, size, "export:%.60s",
	    g->name != NULL ? g->name : g->default_name);
	return to;
}

/* A date, a time, or "last": the beginning of the last run of this name. */
static int64_t
since(const struct tool *t, const struct exporting *g)
{
	char setting[80], text[64] = "";
	int64_t when = 0;
	struct store *s;

	if (g->since == NULL)
		return 0;
	if (export_changed_field(g->kind) == NULL)
		tool_usage(t, _("%s do not tell when they were changed"),
		    g->kind->name);
	if (strcmp(g->since, "last") == 0) {
		s = tool_open(t, STORE_READ);
		(void)store_setting(store_view(s),
		    setting_name(g, setting, sizeof setting), text,
		    sizeof text);
		store_close(s);
		return text[0] != '\0' && time_parse(text, &when) ? when : 0;
	}
	if (date_parse(g->since, &when))
		return when * 86400;
	if (!time_parse(g->since, &when))
		tool_usage(t, _("--since is last, a date or a time, not %s"),
		    g->since);
	return when;
}

static enum rc
remember_run(struct txn *x, void *arg)
{
	const struct exporting *g = arg;
	char setting[80], text[TIME_TEXT];

	time_iso(g->began, text, sizeof text);
	store_set_setting(x, setting_name(g, setting, sizeof setting), text);
	return RC_OK;
}

/* ---- where it goes */

/* A folder gets a file named after the kind. */
static const char *
output_path(
    const struct tool *t, const struct exporting *g, char *to, size_t size)
{
	struct stat st;

	if (g->output == NULL || strcmp(g->output, "-") == 0)
		return NULL;
	if (stat(g->output, &st) != 0 || !S_ISDIR(st.st_mode))
		return g->output;
	if (!str_printf(to, size, "%s/%s.%s", g->output, g->kind->name,
		export_format_ending(g->file.format)))
		tool_usage(t, _("%s is too long a path"), g->output);
	return to;
}

static void
set_csv(const struct tool *t, struct exporting *g)
{
	char bad[64];

	export_csv_init(&g->file.csv, g->kind);
	if (g->columns != NULL &&
	    !export_csv_choose(&g->file.csv, g->columns, bad))
		tool_usage(t,
		    _("%s have no column %s; postern describe lists "
		      "them"),
		    g->kind->name, bad);
	if (g->decimal != 0)
		g->file.csv.decimal = g->decimal;
	g->file.csv.delimiter = g->delimiter != 0 ? g->delimiter :
	    g->file.csv.decimal == ','            ? ';' :
						    ',';
	g->file.csv.raw = g->raw;
	g->file.csv.bom = g->bom;
}

static enum rc
write_file(struct tool *t, struct exporting *g)
{
	char path[600];
	enum rc rc = export_file_write(
	    &g->file, tool_home(t), output_path(t, g, path, sizeof path));

	if (rc == RC_REFUSED)
		tool_fail(TOOL_UNUSABLE, "%s", g->file.why);
	return rc;
}

/* Columns and separators are matters of tables. */
static void
check_form(const struct tool *t, const struct exporting *g)
{
	if ((g->columns != NULL && g->file.format != EXPORT_CSV &&
		g->file.format != EXPORT_XLSX) ||
	    (g->file.format != EXPORT_CSV &&
		(g->delimiter != 0 || g->decimal != 0 || g->raw || g->bom)))
		tool_usage(t,
		    _("%s files have no columns, delimiters ... to "
		      "choose"),
		    export_format_name(g->file.format));
}

/* ---- a file for each document */

static void
tell_bad(void *arg, const char *line)
{
	(void)arg;
	fprintf(stderr, "postern: %s\n", line);
}

static enum rc
write_documents(struct tool *t, struct exporting *g)
{
	struct export_ubl *u = &g->ubl;
	char aside[600];
	enum rc rc;

	if (g->output == NULL)
		tool_usage(t,
		    _("UBL is a file for each document; --output "
		      "names the folder"));
	if (g->kind->period &&
	    (g->file.x.only.from == 0 || g->file.x.only.to == 0))
		tool_usage(t, _("%s need --from and --to"), g->kind->name);
	if (!tool_folders(g->output, 0700))
		tool_fail(TOOL_UNUSABLE, "%s: %s", g->output, strerror(errno));
	str_printf(aside, sizeof aside, "%.500s/quarantine", g->output);
	u->dir = g->output;
	u->quarantine = g->quarantine != NULL ? g->quarantine : aside;
	u->schemas = g->schemas != NULL    ? g->schemas :
	    t->conf.ubl_schemas[0] != '\0' ? t->conf.ubl_schemas :
					     NULL;
	u->tell = tell_bad;
	export_ubl_begin(u, &g->file.x);
	rc = export_run(tool_home(t), &g->file.x);
	export_ubl_end(u);
	if (rc == RC_REFUSED)
		tool_fail(TOOL_UNUSABLE, "%s", u->why);
	g->file.x.records = u->written;
	return rc;
}

static void
prepare(struct tool *t, struct exporting *g)
{
	g->kind = g->file.x.kind = export_kind_named(t->argv[optind]);
	if (g->kind == NULL)
		tool_usage(t, _("%s cannot be exported"), t->argv[optind]);
	if ((g->kind->formats & 1u << g->file.format) == 0)
		tool_usage(t, _("%s cannot be written as %s"), g->kind->name,
		    export_format_ending(g->file.format));
	str_printf(g->default_name, sizeof g->default_name, "%s.%s",
	    g->kind->name, export_format_ending(g->file.format));
	check_form(t, g);
	set_csv(t, g);
	g->file.x.only.from = date(t, g, g->from);
	g->file.x.only.to = date(t, g, g->to);
	choose_statuses(t, &g->file.x, g->status);
	(void)tool_home(t);
	g->file.x.only.account = account_named(t, g);
	g->file.x.only.since = since(t, g);
	g->began = clock_now();
}

enum tool_exit
verb_export(struct tool *t)
{
	static struct exporting g;
	int c;
	enum rc rc;

	while ((c = tool_next(t, options)) != -1)
		set_one(t, &g, c);
	tool_operands(t, 1, 1);
	prepare(t, &g);
	rc = g.file.format == EXPORT_UBL ? write_documents(t, &g) :
					   write_file(t, &g);
	/* What is bad is tried again, with all since then. */
	if (rc == RC_OK && g.ubl.bad == 0 && g.since != NULL &&
	    strcmp(g.since, "last") == 0)
		rc = tool_run(t, remember_run, &g);
	if (rc == RC_OK && !g.quiet && g.output != NULL)
		printf(_("%s: %ld written\n"), g.kind->name, g.file.x.records);
	if (rc == RC_OK && g.ubl.bad > 0)
		fprintf(stderr, _("postern: %ld in %s\n"), g.ubl.bad,
		    g.quarantine != NULL ? g.quarantine : _("quarantine"));
	if (rc == RC_OK && g.ubl.bad > 0)
		return TOOL_REJECTED;
	return tool_outcome(rc, NULL, NULL, g.kind->name);
}
