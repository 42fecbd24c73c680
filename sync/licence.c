/* postern licence show, install, enter, apply, remove: a store's licences. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "date.h"
#include "feature.h"
#include "licences.h"
#include "str.h"
#include "text.h"
#include "verbs.h"

/* ---- what several verbs need */

int64_t
licences_product(const struct tool *t, const char *word)
{
	if (str_same(word, "ERP"))
		return LICENCE_ERP;
	if (str_same(word, "PORTAL"))
		return LICENCE_PORTAL;
	tool_usage(t, _("a product is ERP or PORTAL, not %s"), word);
}

const char *
licences_word(int64_t product)
{
	return product == LICENCE_ERP ? "ERP" : "PORTAL";
}

const char *
licences_keys(const struct tool *t, const char *keys)
{
	if (keys == NULL)
		keys = t->conf.vendor_keys;
	if (keys[0] == '\0')
		tool_usage(t,
		    _("where are the vendors' keys? Give "
		      "--vendor-keys DIR, or --conf FILE with the "
		      "setting vendor_keys"));
	return keys;
}

/* The latest day the store has seen; licence_clock keeps it. */
static int64_t
licences_latest(struct txn *x)
{
	char day[24];

	return store_setting(x, "latest_day", day, sizeof day) ?
	    strtoll(day, NULL, 10) :
	    0;
}

void
licences_rules(
    struct txn *x, char *instance, size_t size, struct licence_rules *rules)
{
	if (!store_setting(x, "instance_id", instance, size))
		instance[0] = '\0';
	rules->instance = instance;
	rules->today = time_date(clock_now(), "UTC");
	rules->latest = licences_latest(x);
}

enum rc
licences_take(struct txn *x, void *arg)
{
	struct licence_intake *in = arg;
	struct licence_rules rules = { .keys = in->keys,
		.product = in->product };
	char instance[80], why[LICENCE_WHY];
	enum rc rc;

	licences_rules(x, instance, sizeof instance, &rules);
	if (!licence_read(
		in->text, in->n, &rules, &in->licence, why, sizeof why)) {
		problem(&in->bad, 0, "%s", why);
		return RC_INVALID;
	}
	licence_clock(x, clock_now());
	rc = licence_keep(x, &in->licence, &in->bad);
	if (in->apply && (rc == RC_OK || rc == RC_SAME))
		rc = licence_apply(x, in->licence.product, &in->bad);
	return rc;
}

/* ---- install, enter */

static enum tool_exit
take(struct tool *t, struct licence_intake *in, const char *what)
{
	enum tool_exit status = tool_outcome(
	    tool_run(t, licences_take, in), &licence_entity, &in->bad, what);

	if (status != TOOL_DONE)
		return status;
	if (in->apply)
		printf(_("The %s licence %s is in force.\n"),
		    licences_word(in->licence.product), in->licence.number);
	else
		printf(_("The %s licence %s is genuine. Next: postern licence "
			 "apply %s\n"),
		    licences_word(in->licence.product), in->licence.number,
		    licences_word(in->licence.product));
	return TOOL_DONE;
}

static const struct option take_options[] = {
	{ "product", required_argument, NULL, 'p' },
	{ "apply", no_argument, NULL, 'a' },
	{ "vendor-keys", required_argument, NULL, 'k' },
	TOOL_OPTIONS,
};

static void
take_arguments(struct tool *t, struct licence_intake *in)
{
	const char *keys = NULL;
	int c;

	while ((c = tool_next(t, take_options)) != -1) {
		if (c == 'p')
			in->product = licences_product(t, optarg);
		else if (c == 'a')
			in->apply = true;
		else
			keys = optarg;
	}
	in->keys = licences_keys(t, keys);
}

enum tool_exit
verb_licence_install(struct tool *t)
{
	static struct licence_intake in;
	struct buf text = { 0 };
	enum tool_exit status;
	const char *path;

	take_arguments(t, &in);
	tool_operands(t, 1, 1);
	path = t->argv[optind];
	if (!tool_file(path, LICENCE_FILE_MAX, &text))
		tool_fail(TOOL_UNUSABLE,
		    _("%s cannot be read, or is too long for a licence"), path);
	in.text = text.data != NULL ? text.data : "";
	in.n = text.len;
	status = take(t, &in, path);
	buf_free(&text);
	return status;
}

enum tool_exit
verb_licence_enter(struct tool *t)
{
	static struct licence_intake in;
	struct buf key = { 0 };
	enum tool_exit status;

	take_arguments(t, &in);
	if (optind == t->argc) {
		if (!tool_file("-", LICENCE_FILE_MAX, &key))
			tool_fail(TOOL_UNUSABLE, _("the key is too long"));
	}
	for (; optind < t->argc; optind++)
		buf_printf(&key, "%s ", t->argv[optind]);
	in.text = key.data != NULL ? key.data : "";
	in.n = key.len;
	status = take(t, &in, _("key"));
	buf_free(&key);
	return status;
}

/* ---- apply, remove */

struct step {
	int64_t product;
	bool remove, waiting;
	struct problems bad;
};

static enum rc
step(struct txn *x, void *arg)
{
	struct step *s = arg;

	licence_clock(x, clock_now());
	if (!s->remove)
		return licence_apply(x, s->product, &s->bad);
	return s->waiting ? licence_discard(x, s->product) :
			    licence_remove(x, s->product);
}

static enum tool_exit
run_step(struct tool *t, struct step *s)
{
	static const struct option options[] = {
		{ "waiting", no_argument, NULL, 'w' },
		TOOL_OPTIONS,
	};
	enum tool_exit status;
	int c;

	while ((c = tool_next(t, options)) != -1)
		s->waiting = c == 'w';
	tool_operands(t, 1, 1);
	s->product = licences_product(t, t->argv[optind]);
	status = tool_outcome(tool_run(t, step, s), &licence_entity, &s->bad,
	    licences_word(s->product));
	if (status == TOOL_DONE)
		printf(s->remove ? _("The %s licence is deleted.\n") :
				   _("The %s licence is in force.\n"),
		    licences_word(s->product));
	return status;
}

enum tool_exit
verb_licence_apply(struct tool *t)
{
	static struct step s;

	return run_step(t, &s);
}

enum tool_exit
verb_licence_remove(struct tool *t)
{
	static struct step s = { .remove = true };

	return run_step(t, &s);
}

/* ---- show */

static void
show_one(const struct licence *l, const char *status)
{
	char issued[DATE_TEXT], from[DATE_TEXT], to[DATE_TEXT];

	date_iso(l->issued, issued, sizeof issued);
	date_iso(l->valid_from, from, sizeof from);
	date_iso(l->valid_to, to, sizeof to);
	printf("%s  %s  %s\n", licences_word(l->product), l->number, status);
	printf(_("  licensee   %s, %s\n"), l->licensee, l->edition);
	printf(_("  instance   %s\n"), l->instance);
	printf(_("  issued     %s, valid %s to %s\n"), issued, from, to);
	printf(_("  limits     %lld ERP users, %lld portal users, %lld "
		 "portals\n"),
	    (long long)l->erp_users, (long long)l->portal_users,
	    (long long)l->instances);
	printf(_("  features  "));
	for (const struct feature_fact *f = features; f->bit != 0; f++)
		if (l->features & f->bit)
			printf(" %s", f->name);
	printf(_("\n  signed by  %s\n"), l->key_id);
}

static enum tool_exit
show_file(const char *path, bool as_key)
{
	static struct licence l;
	struct buf text = { 0 }, key = { 0 };
	char why[LICENCE_WHY];
	bool good;

	if (!tool_file(path, LICENCE_FILE_MAX, &text))
		tool_fail(TOOL_UNUSABLE,
		    _("%s cannot be read, or is too long for a licence"), path);
	good = licence_parse(
	    text.data != NULL ? text.data : "", text.len, &l, why, sizeof why);
	buf_free(&text);
	if (!good)
		tool_fail(TOOL_UNUSABLE, "%s: %s", path, why);
	if (as_key) {
		licence_key(&l, &key);
		printf("%s\n", key.data);
		buf_free(&key);
	} else
		show_one(&l, _("(not checked)"));
	return TOOL_DONE;
}

static void
show_waiting(struct txn *x, int64_t product)
{
	static struct licence l;

	if (licence_of(x, product, LICENCE_VERIFIED, &l) == RC_OK)
		show_one(&l, _("genuine, waits for licence apply"));
}

static void
show_in_force(
    struct txn *x, const struct licence *l, int64_t product, int64_t status)
{
	const struct choice *word = choice_of(licence_statuses, status);
	int64_t today = time_date(clock_now(), "UTC");
	char says[400];

	licence_sentence(l->id != 0 ? l : NULL, (enum licence_status)status,
	    today, licences_latest(x), says, sizeof says);
	if (l->id != 0)
		show_one(l, word != NULL ? _(word->label) : "");
	else
		printf("%s  %s\n", licences_word(product),
		    word != NULL ? _(word->label) : "");
	printf("  %s\n", says);
}

enum tool_exit
verb_licence_show(struct tool *t)
{
	static const struct option options[] = {
		{ "as-key", no_argument, NULL, 'a' },
		{ "vendor-keys", required_argument, NULL, 'k' },
		TOOL_OPTIONS,
	};
	static struct licences ls;
	bool as_key = false;
	char instance[80];
	struct store *s;
	struct txn *x;
	int c;

	while ((c = tool_next(t, options)) != -1)
		as_key |= c == 'a';
	tool_operands(t, 0, 1);
	if (optind < t->argc)
		return show_file(t->argv[optind], as_key);
	s = tool_open(t, STORE_READ);
	x = store_view(s);
	licences_load(x, clock_now(), &ls);
	if (store_setting(x, "instance_id", instance, sizeof instance))
		printf(_("This store is the instance %s\n"), instance);
	show_in_force(x, &ls.erp, LICENCE_ERP, ls.erp_status);
	show_waiting(x, LICENCE_ERP);
	show_in_force(x, &ls.portal, LICENCE_PORTAL, ls.portal_status);
	show_waiting(x, LICENCE_PORTAL);
	store_close(s);
	return TOOL_DONE;
}
