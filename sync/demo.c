/* postern demo: an invented company, so that there is something to see. */
#include "demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "class.h"
#include "clock.h"
#include "date.h"
#include "entities.h"
#include "feature.h"
#include "order.h"
#include "order_type.h"
#include "portal.h"
#include "str.h"
#include "text.h"
#include "userfind.h"
#include "verbs.h"

enum { YEAR = 365 };
static const int64_t day = 86400;

/* Ends with the sentences of what was refused, and leaves the store first. */
static void
demo_kept(
    struct demo *d, enum rc rc, const struct problems *bad, const char *what)
{
	if (rc == RC_OK || rc == RC_SAME)
		return;
	store_close(d->s);
	exit(tool_outcome(rc, NULL, bad, what));
}

void
demo_run(struct demo *d, int64_t when, enum channel channel, int64_t user,
    const char *name, enum rc (*body)(struct txn *, void *), void *arg,
    const char *what)
{
	/* Of what is days ago nobody is told today. */
	struct actor actor = { .user = user,
		.channel = channel,
		.quiet = when < d->now - 3 * day };

	str_copy(actor.name, sizeof actor.name, name);
	clock_set(when);
	demo_kept(d, txn_run(d->s, &actor, body, arg), &d->bad, what);
}

/* ---- licences */

/* One pair of keys for all demo companies of this folder. */
static void
make_keys(struct demo *d, char *key_file, size_t size)
{
	char id[LICENCE_KEY_ID_TEXT], why[LICENCE_WHY];

	if (!tool_folders(d->keys, 0755))
		tool_fail(TOOL_UNUSABLE, _("%s cannot be made"), d->keys);
	str_printf(key_file, size, "%s/demo-vendor.key", d->keys);
	if (access(key_file, F_OK) != 0 &&
	    !licence_keygen(d->keys, "demo-vendor", id, why, sizeof why))
		tool_fail(TOOL_UNUSABLE, "%s", why);
}

static void
licence_terms(struct demo *d, int64_t product, struct licence *l)
{
	struct txn *x = store_view(d->s);

	memset(l, 0, sizeof *l);
	l->product = product;
	str_printf(l->number, sizeof l->number, "DEMO-%s-1",
	    product == LICENCE_ERP ? "ERP" : "PORTAL");
	str_copy(l->licensee, sizeof l->licensee, demo_company);
	str_copy(l->edition, sizeof l->edition, "Demo");
	if (!store_setting(x, "instance_id", l->instance, sizeof l->instance))
		str_copy(l->instance, sizeof l->instance, "any");
	l->issued = time_date(clock_now(), "UTC");
	l->valid_from = l->issued;
	l->valid_to = time_date(d->now, "UTC") + YEAR;
	l->warn_days = 30;
	l->grace_days = 14;
	l->erp_users = 10;
	l->portal_users = product == LICENCE_PORTAL ? 100 : 0;
	l->instances = product == LICENCE_PORTAL ? 2 : 0;
	for (const struct feature_fact *f = features; f->bit != 0; f++)
		l->features |= f->bit;
}

/* Today, not in the past: the store knows that it was made today. */
static void
licence_one(struct demo *d, int64_t product)
{
	static struct licence l;
	static struct licence_intake in;
	char key_file[600], why[LICENCE_WHY];

	make_keys(d, key_file, sizeof key_file);
	licence_terms(d, product, &l);
	if (!licence_sign(key_file, &l, why, sizeof why))
		tool_fail(TOOL_UNUSABLE, "%s", why);
	in = (struct licence_intake){ .text = l.text,
		.n = strlen(l.text),
		.keys = d->keys,
		.product = product,
		.apply = true };
	demo_kept(d, txn_run(d->s, &d->t->actor, licences_take, &in), &in.bad,
	    _("licence"));
}

/* ---- features and the portal */

static enum rc
features_on(struct txn *x, void *arg)
{
	struct demo *d = arg;
	enum rc rc = switches_modify(x,
	    FEATURE_CASES | FEATURE_PORTAL | FEATURE_PORTAL_CASES |
		FEATURE_PORTAL_FINANCIALS | FEATURE_PORTAL_PAYMENTS |
		FEATURE_PORTAL_SYSTEM | FEATURE_PORTAL_ORDERS |
		FEATURE_INVENTORY | FEATURE_WAREHOUSES |
		FEATURE_VOLUME_PRICING | FEATURE_UNITS,
	    &d->bad);

	return rc == RC_OK || rc == RC_SAME ? switches_enable(x, &d->bad) : rc;
}

static int64_t
case_class_named(struct txn *x, const char *code)
{
	struct case_class c = { 0 };

	str_copy(c.case_class_id, sizeof c.case_class_id, code);
	return store_find(x, &case_class_entity, CASE_CLASS_BY_CODE, &c) ==
		RC_OK ?
	    c.id :
	    0;
}

static int64_t
contact_class_named(struct txn *x, const char *code)
{
	struct contact_class c = { 0 };

	str_copy(c.class_id, sizeof c.class_id, code);
	return store_find(x, &contact_class_entity, CONTACT_CLASS_BY_CODE,
		   &c) == RC_OK ?
	    c.id :
	    0;
}

/* Orders of the portal go on by themselves when credit allows it. */
static enum rc
add_order_type(struct txn *x, struct demo *d)
{
	struct order_type t = { .template = ORDER_SO,
		.credit_hold = 1,
		.payment_releases = 1,
		.active = 1 };

	str_copy(t.code, sizeof t.code, "WO");
	str_copy(t.description, sizeof t.description, "Order of the portal");
	str_copy(t.prefix, sizeof t.prefix, "SO");
	return order_type_save(x, &t, &d->bad);
}

static enum rc
portal_on(struct txn *x, void *arg)
{
	struct demo *d = arg;
	struct portal p = { .online = 1,
		.portal_type = PORTAL_CUSTOMER,
		.access_role = PORTAL_CASES,
		.categories = FEATURE_PORTAL_SYSTEM | FEATURE_PORTAL_CASES |
		    FEATURE_PORTAL_FINANCIALS | FEATURE_PORTAL_PAYMENTS |
		    FEATURE_PORTAL_ORDERS,
		.show_quantities = 1,
		.out_of_stock = 1,
		.theme = THEME_SYSTEM,
		.show_message = 1 };
	enum rc rc;

	str_copy(p.name, sizeof p.name, "Harrow & Pine Customer Portal");
	str_copy(p.url, sizeof p.url, d->portal_url);
	str_copy(p.instance, sizeof p.instance, "demo");
	str_copy(p.description, sizeof p.description,
	    "Support for all customers of Harrow & Pine Supplies");
	p.user_type = user_type_named(x, "Portal External User");
	p.case_class = case_class_named(x, "SUPISSUE");
	p.contact_class = contact_class_named(x, "CUSTOMER");
	str_copy(p.order_type, sizeof p.order_type, "WO");
	str_copy(p.color, sizeof p.color, "#1f5a4c");
	str_copy(p.message, sizeof p.message,
	    "We are closed from 24 December to 2 January. Cases opened in "
	    "these days are answered from the 4th on.");
	str_copy(p.support_contact, sizeof p.support_contact, "Maya Okonkwo");
	str_copy(p.support_phone, sizeof p.support_phone, "+44 20 7946 0112");
	str_copy(p.support_email, sizeof p.support_email,
	    "support@harrowandpine.example");
	str_copy(p.support_hours, sizeof p.support_hours,
	    "Monday to Friday, 8:00 to 17:00");
	str_copy(p.time_zone, sizeof p.time_zone, "Europe/London");
	d->case_class = p.case_class;
	rc = add_order_type(x, d);
	return rc == RC_OK ? portal_save(x, &p, &d->bad) : rc;
}

/* ---- the verb */

static void
arguments(struct demo *d)
{
	static const struct option options[] = {
		{ "portal-url", required_argument, NULL, 'u' },
		{ "keys", required_argument, NULL, 'k' },
		{ "credentials", required_argument, NULL, 'c' },
		{ "cases", required_argument, NULL, 'n' },
		{ "cases-own", required_argument, NULL, 'o' },
		TOOL_OPTIONS,
	};
	static char keys[600];
	char *end = NULL;
	int c;

	d->portal_url = "http://127.0.0.1:8081/portal";
	d->cases_own = -1;
	while ((c = tool_next(d->t, options)) != -1) {
		if (c == 'u')
			d->portal_url = optarg;
		else if (c == 'k')
			d->keys = optarg;
		else if (c == 'c')
			d->credentials = optarg;
		else {
			long n = strtol(optarg, &end, 10);

			if (*end != '\0' || n < 0)
				tool_usage(
				    d->t, _("%s is not a number"), optarg);
			*(c == 'n' ? &d->cases : &d->cases_own) = n;
		}
	}
	tool_operands(d->t, 0, 0);
	if (d->cases_own < 0)
		d->cases_own = d->cases < 10000 ? d->cases : 10000;
	if (d->cases < d->cases_own)
		d->cases = d->cases_own;
	if (d->keys == NULL && d->t->conf.vendor_keys[0] != '\0')
		d->keys = d->t->conf.vendor_keys;
	if (d->keys == NULL) {
		str_printf(keys, sizeof keys, "%s.keys", tool_home(d->t));
		d->keys = keys;
	}
}

static void
tell(const struct demo *d)
{
	const struct {
		const char *site, *login, *password;
	} lines[] = {
		{ "erp", d->admin.name, d->admin.password },
		{ "portal", d->customer.name, d->customer.password },
		/* Who manages that customer's company. */
		{ "manager", demo_users[1].email, d->shared },
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		printf("%s %s %s\n", lines[i].site, lines[i].login,
		    lines[i].password);
		if (d->credentials != NULL)
			tool_credentials(d->credentials, lines[i].site,
			    lines[i].login, lines[i].password);
	}
	printf(_("The other users' password: %s\n"), d->shared);
}

/* As init leaves it: one user, and nobody to do business with. */
static bool
is_empty(struct txn *x)
{
	return store_count(x, &account_entity, 0, NULL) == 0 &&
	    store_count(x, &portal_entity, 0, NULL) == 0 &&
	    store_count(x, &user_entity, 0, NULL) <= 1;
}

enum tool_exit
verb_demo(struct tool *t)
{
	static struct demo d;
	int64_t start;

	d.t = t;
	d.now = clock_now();
	start = d.now - DEMO_DAYS * day;
	arguments(&d);
	d.admin.keep = d.customer.keep = true;
	d.admin.name = "admin";
	d.customer.name = demo_users[0].email;
	login_prepare(&d.admin, &t->conf);
	login_prepare(&d.customer, &t->conf);
	password_once(d.shared);
	password_hash(d.shared, NULL, d.hash);

	d.s = tool_open(t, STORE_WRITE);
	if (!is_empty(store_view(d.s))) {
		store_close(d.s);
		tool_fail(TOOL_REJECTED,
		    _("%s is not an empty company; nothing was changed"),
		    tool_home(t));
	}
	licence_one(&d, LICENCE_ERP);
	licence_one(&d, LICENCE_PORTAL);
	demo_run(&d, start, CHANNEL_BATCH, 0, t->actor.name, features_on, &d,
	    _("features"));
	demo_run(&d, start, CHANNEL_BATCH, 0, t->actor.name, portal_on, &d,
	    _("portal"));
	demo_people(&d);
	demo_catalogue(&d);
	demo_sales(&d);
	demo_bank(&d);
	demo_mass(&d);
	demo_history(&d);
	clock_set(0);
	store_close(d.s);
	tell(&d);
	return TOOL_DONE;
}
