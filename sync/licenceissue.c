/* postern licence keygen, issue: the vendor's side. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "date.h"
#include "feature.h"
#include "licences.h"
#include "str.h"
#include "text.h"
#include "verbs.h"

enum tool_exit
verb_licence_keygen(struct tool *t)
{
	static const struct option options[] = {
		{ "dir", required_argument, NULL, 'd' },
		TOOL_OPTIONS,
	};
	char id[LICENCE_KEY_ID_TEXT], why[LICENCE_WHY];
	const char *dir = ".", *name;

	while (tool_next(t, options) != -1)
		dir = optarg;
	tool_operands(t, 1, 1);
	name = t->argv[optind];
	if (strchr(name, '/') != NULL || name[0] == '.' || name[0] == '\0')
		tool_usage(t, _("%s is not a name for keys"), name);
	if (!licence_keygen(dir, name, id, why, sizeof why))
		tool_fail(TOOL_UNUSABLE, "%s", why);
	printf(_("key %s\n"
		 "secret: %s/%s.key   keep it, and keep it apart\n"
		 "public: %s/%s.pub   goes into vendor_keys of every store\n"),
	    id, dir, name, dir, name);
	return TOOL_DONE;
}

/* ---- issue */

struct order {
	const char *key, *output;
	bool as_key;
	struct licence licence;
};

enum {
	NUMBER = 1200,
	LICENSEE,
	EDITION,
	INSTANCE,
	ISSUED,
	VALID_FROM,
	VALID_TO,
	WARN_DAYS,
	GRACE_DAYS,
	ERP_USERS,
	PORTAL_USERS,
	INSTANCES,
	FEATURES,
};

static void
set_text(const struct tool *t, char *to, size_t size)
{
	if (strpbrk(optarg, "\r\n") != NULL || optarg[0] == '\0' ||
	    optarg[0] == ' ' || !str_copy(to, size, optarg))
		tool_usage(t, _("\"%s\" is empty, or too long a text"), optarg);
}

static void
set_date(const struct tool *t, int64_t *to)
{
	if (!date_parse(optarg, to))
		tool_usage(t, _("%s is not a date such as 2026-11-23"), optarg);
}

static void
set_count(const struct tool *t, int64_t *to)
{
	char *end;
	long n = strtol(optarg, &end, 10);

	if (end == optarg || *end != '\0' || n < 0 || n > 1000000)
		tool_usage(
		    t, _("%s is not a number from 0 to 1000000"), optarg);
	*to = n;
}

static void
set_features(const struct tool *t, int64_t *to)
{
	char list[2000];

	if (!str_copy(list, sizeof list, optarg))
		tool_usage(t, _("the list of features is too long"));
	*to = 0;
	for (const struct feature_fact *f = features; f->bit != 0; f++)
		if (strcmp(list, "all") == 0 || str_listed(list, f->name))
			*to |= f->bit;
	for (char *word = strtok(list, " "); word != NULL;
	     word = strtok(NULL, " ")) {
		const struct feature_fact *f = features;

		while (f->bit != 0 && strcmp(f->name, word) != 0)
			f++;
		if (f->bit == 0 && strcmp(word, "all") != 0)
			tool_usage(t, _("there is no feature %s"), word);
	}
}

static void
set_one(const struct tool *t, struct order *o, int c)
{
	struct licence *l = &o->licence;

	switch (c) {
	case 'k':
		o->key = optarg;
		break;
	case 'o':
		o->output = optarg;
		break;
	case 'a':
		o->as_key = true;
		break;
	case 'p':
		l->product = licences_product(t, optarg);
		break;
	case NUMBER:
		set_text(t, l->number, sizeof l->number);
		break;
	case LICENSEE:
		set_text(t, l->licensee, sizeof l->licensee);
		break;
	case EDITION:
		set_text(t, l->edition, sizeof l->edition);
		break;
	case INSTANCE:
		set_text(t, l->instance, sizeof l->instance);
		break;
	case ISSUED:
		set_date(t, &l->issued);
		break;
	case VALID_FROM:
		set_date(t, &l->valid_from);
		break;
	case VALID_TO:
		set_date(t, &l->valid_to);
		break;
	case WARN_DAYS:
		set_count(t, &l->warn_days);
		break;
	case GRACE_DAYS:
		set_count(t, &l->grace_days);
		break;
	case ERP_USERS:
		set_count(t, &l->erp_users);
		break;
	case PORTAL_USERS:
		set_count(t, &l->portal_users);
		break;
	case INSTANCES:
		set_count(t, &l->instances);
		break;
	default:
		set_features(t, &l->features);
		break;
	}
}

static void
defaults(struct licence *l)
{
	int64_t today = time_date(clock_now(), "UTC");

	l->issued = l->valid_from = today;
	l->warn_days = 30;
	l->grace_days = 14;
	l->erp_users = 5;
	l->portal_users = 50;
	l->instances = 1;
	str_copy(l->edition, sizeof l->edition, "Standard");
	str_copy(l->instance, sizeof l->instance, "any");
	for (const struct feature_fact *f = features; f->bit != 0; f++)
		l->features |= f->bit;
}

static void
put_out(const struct order *o)
{
	struct buf key = { 0 };
	const char *text = o->licence.text;
	int fd = STDOUT_FILENO;

	if (o->as_key) {
		licence_key(&o->licence, &key);
		buf_char(&key, '\n');
		text = key.data;
	}
	if (o->output != NULL)
		fd = open(
		    o->output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text) ||
	    (fd != STDOUT_FILENO && close(fd) != 0))
		tool_fail(TOOL_UNUSABLE, "%s: %s",
		    o->output != NULL ? o->output : "-", strerror(errno));
	buf_free(&key);
}

enum tool_exit
verb_licence_issue(struct tool *t)
{
	static const struct option options[] = {
		{ "key", required_argument, NULL, 'k' },
		{ "output", required_argument, NULL, 'o' },
		{ "as-key", no_argument, NULL, 'a' },
		{ "product", required_argument, NULL, 'p' },
		{ "number", required_argument, NULL, NUMBER },
		{ "licensee", required_argument, NULL, LICENSEE },
		{ "edition", required_argument, NULL, EDITION },
		{ "instance", required_argument, NULL, INSTANCE },
		{ "issued", required_argument, NULL, ISSUED },
		{ "valid-from", required_argument, NULL, VALID_FROM },
		{ "valid-to", required_argument, NULL, VALID_TO },
		{ "warn-days", required_argument, NULL, WARN_DAYS },
		{ "grace-days", required_argument, NULL, GRACE_DAYS },
		{ "erp-users", required_argument, NULL, ERP_USERS },
		{ "portal-users", required_argument, NULL, PORTAL_USERS },
		{ "instances", required_argument, NULL, INSTANCES },
		{ "features", required_argument, NULL, FEATURES },
		TOOL_OPTIONS,
	};
	static struct order o;
	struct licence *l = &o.licence;
	char why[LICENCE_WHY];
	int c;

	defaults(l);
	while ((c = tool_next(t, options)) != -1)
		set_one(t, &o, c);
	tool_operands(t, 0, 0);
	if (o.key == NULL || l->product == 0 || l->number[0] == '\0' ||
	    l->licensee[0] == '\0')
		tool_usage(t,
		    _("--key, --product, --number and --licensee are needed"));
	if (l->valid_to == 0)
		l->valid_to = l->valid_from + 365;
	if (l->valid_to < l->valid_from)
		tool_usage(t, _("it would end before it begins"));
	if (!licence_sign(o.key, l, why, sizeof why))
		tool_fail(TOOL_UNUSABLE, "%s", why);
	put_out(&o);
	return TOOL_DONE;
}
