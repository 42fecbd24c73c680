/* What a customer may change about the company, and what must be asked for. */
#include "own_fixture.h"

#include "../../lib/model/invoice.h"
#include "../../lib/own/owncompany.h"

/* A transaction at the door. */
struct deed {
	const struct person *who;
	enum rc (*what)(struct own *, struct deed *);
	struct account a;
	struct change_request q;
	int64_t id, rev;
};

static enum rc
deed_body(struct txn *x, void *arg)
{
	struct arena *mem = arena_new();
	struct deed *deed = arg;
	struct visitor v;
	enum rc rc;

	visitor_load(
	    x, SITE_PORTAL, SITE_URL, &deed->who->session, clock_now(), "", &v);
	rc = deed->what(own_new(mem, x, &v), deed);
	arena_free(mem);
	return rc;
}

static enum rc
doing(struct deed *deed)
{
	memset(&world.bad, 0, sizeof world.bad);
	world.actor = (struct actor){ deed->who->user.id, "Customer",
		CHANNEL_PORTAL, false };
	return run(deed_body, deed);
}

static enum rc
save_company(struct own *o, struct deed *d)
{
	return own_company_save(o, &d->a, &world.bad);
}

static enum rc
ask(struct own *o, struct deed *d)
{
	return own_change_ask(o, &d->q, &world.bad);
}

static enum rc
withdraw(struct own *o, struct deed *d)
{
	return own_change_withdraw(o, d->id, d->rev, &world.bad);
}

static enum rc
peep(struct own *o, struct deed *d)
{
	return own_get(o, &change_request_entity, d->id, &d->q);
}

static bool
count_row(void *arg, const void *rec)
{
	const struct change_request *q = rec;
	struct deed *d = arg;

	d->rev++;
	assert_int_equal(q->account_id, d->who->firm.id);
	return true;
}

static enum rc
list_all(struct own *o, struct deed *d)
{
	/* Somebody else's account in the request is nobody's business. */
	const struct change_request like = { .account_id = 1 };
	const struct list l = { .e = &change_request_entity,
		.index = ASKED_OF_ACCOUNT,
		.like = &like,
		.prefix = 1 };

	d->rev = 0;
	return own_list(o, &l, count_row, d);
}

static struct account
firm(const struct person *p)
{
	struct account a;

	assert_int_equal(load(&account_entity, p->firm.id, &a), RC_OK);
	return a;
}

static enum rc
issue(struct txn *x, void *arg)
{
	struct invoice inv = { .account_id = *(const int64_t *)arg,
		.issued = IS_YES };

	return store_save(x, &invoice_entity, &inv, &world.bad);
}

/* ---- the profile */

static void
who_manages_changes_how_to_reach_the_company(void **state)
{
	struct town t;
	struct deed d;

	(void)state;
	town(&t);
	d = (struct deed){ &t.tom, save_company, .a = firm(&t.tom) };
	str_copy(d.a.phone, sizeof d.a.phone, "+46 8 1");
	str_copy(d.a.bill_city, sizeof d.a.bill_city, "Bergen");
	str_copy(d.a.name, sizeof d.a.name, "Alfreds");
	/* None of these is a customer's to change. */
	str_copy(d.a.tax_id, sizeof d.a.tax_id, "SE1");
	str_copy(d.a.email, sizeof d.a.email, "x@example.com");
	d.a.credit_limit = 5;
	d.a.id = t.hanna.firm.id;
	good(doing(&d));
	d.a = firm(&t.tom);
	assert_string_equal(d.a.phone, "+46 8 1");
	assert_string_equal(d.a.bill_city, "Bergen");
	assert_string_equal(d.a.name, "Alfreds");
	assert_string_equal(d.a.tax_id, "");
	assert_string_equal(d.a.email, "");
	assert_int_equal(d.a.credit_limit, 0);
	assert_string_equal(firm(&t.hanna).phone, "");
	/* A colleague without the role, and a form that is too old. */
	d = (struct deed){ &t.maria, save_company, .a = firm(&t.tom) };
	assert_int_equal(doing(&d), RC_NOTFOUND);
	d = (struct deed){ &t.tom, save_company, .a = firm(&t.tom) };
	d.a.rev--;
	str_copy(d.a.phone, sizeof d.a.phone, "+46 8 2");
	assert_int_equal(doing(&d), RC_CONFLICT);
}

static void
the_name_is_locked_once_something_was_issued(void **state)
{
	struct town t;
	struct deed d;

	(void)state;
	town(&t);
	good(run(issue, &t.tom.firm.id));
	d = (struct deed){ &t.tom, save_company, .a = firm(&t.tom) };
	str_copy(d.a.name, sizeof d.a.name, "Other");
	str_copy(d.a.phone, sizeof d.a.phone, "+46 8 1");
	good(doing(&d));
	assert_string_equal(firm(&t.tom).name, "Alfreds Futterkiste");
	assert_string_equal(firm(&t.tom).phone, "+46 8 1");
}

/* ---- asking */

static struct change_request
wish(const struct person *p, const char *tax_id)
{
	struct account a = firm(p);
	struct change_request q = { .note = "Since January." };

	change_begin(&a, &q);
	str_copy(q.tax_id, sizeof q.tax_id, tax_id);
	return q;
}

static struct change_request
asked(const struct person *p, const char *tax_id)
{
	struct deed d = { p, ask, .q = wish(p, tax_id) };

	good(doing(&d));
	return d.q;
}

struct decision {
	struct change_request q;
	int64_t account_rev;
	const char *reason;
};

static enum rc
approve(struct txn *x, void *arg)
{
	struct decision *d = arg;

	return change_approve(x, &d->q, d->account_rev, &world.bad);
}

static enum rc
decline(struct txn *x, void *arg)
{
	struct decision *d = arg;

	return change_decline(x, &d->q, d->reason, &world.bad);
}

static enum rc
deciding(enum rc (*how)(struct txn *, void *), struct decision *d)
{
	memset(&world.bad, 0, sizeof world.bad);
	world.actor = (struct actor){ 0, "Mara Kovac", CHANNEL_ERP, false };
	return run(how, d);
}

static void
an_approved_change_is_made(void **state)
{
	struct town t;
	struct decision d = { .reason = NULL };

	(void)state;
	town(&t);
	d.q = asked(&t.tom, "SE556677");
	assert_int_equal(d.q.contact_id, t.tom.contact.id);
	assert_string_equal(firm(&t.tom).tax_id, "");
	/* The account was changed after it was looked at. */
	d.account_rev = firm(&t.tom).rev - 1;
	assert_int_equal(deciding(approve, &d), RC_CONFLICT);
	d.account_rev++;
	good(deciding(approve, &d));
	assert_string_equal(firm(&t.tom).tax_id, "SE556677");
	assert_string_equal(firm(&t.tom).name, "Alfreds Futterkiste");
	assert_int_equal(load(&change_request_entity, d.q.id, &d.q), RC_OK);
	assert_int_equal(d.q.status, ASKED_IS_APPROVED);
	assert_string_equal(d.q.decided_by, "Mara Kovac");
	assert_int_equal(d.q.decided, NOON);
	refused(deciding(approve, &d), 0, "decided already");
	/* And now there is room for another one. */
	(void)asked(&t.tom, "SE556688");
}

static void
a_declined_change_says_why(void **state)
{
	struct town t;
	struct decision d = { .reason = "" };

	(void)state;
	town(&t);
	d.q = asked(&t.tom, "SE1");
	refused(deciding(decline, &d), ASKED_REASON, "Say why");
	d.q.rev--;
	d.reason = "No such number.";
	assert_int_equal(deciding(decline, &d), RC_CONFLICT);
	d.q.rev = 1;
	good(deciding(decline, &d));
	assert_string_equal(firm(&t.tom).tax_id, "");
	assert_int_equal(load(&change_request_entity, d.q.id, &d.q), RC_OK);
	assert_int_equal(d.q.status, ASKED_IS_DECLINED);
	assert_string_equal(d.q.reason, "No such number.");
}

static void
one_change_waits_at_a_time(void **state)
{
	struct town t;
	struct deed d;

	(void)state;
	town(&t);
	d = (struct deed){ &t.tom, ask, .q = wish(&t.tom, "") };
	refused(doing(&d), 0, "Nothing differs");
	d = (struct deed){ &t.tom, ask, .q = wish(&t.tom, "SE1") };
	d.q.name[0] = '\0';
	refused(doing(&d), ASKED_NAME, "Company Name");
	d.q = asked(&t.tom, "SE1");
	/* Another customer's does not stand in the way. */
	(void)asked(&t.hanna, "SE2");
	d = (struct deed){ &t.tom, ask, .id = d.q.id, .q = wish(&t.tom, "X") };
	refused(doing(&d), 0, "waits for approval already");
	d.what = withdraw;
	d.rev = 1;
	good(doing(&d));
	(void)asked(&t.tom, "SE3");
}

static void
requests_of_others_are_not_there(void **state)
{
	struct town t;
	struct deed d = { .rev = 1 };

	(void)state;
	town(&t);
	d.id = asked(&t.tom, "SE1").id;
	d.who = &t.hanna; /* another customer's manager */
	d.what = peep;
	assert_int_equal(doing(&d), RC_NOTFOUND);
	assert_int_equal(d.q.id, 0);
	d.what = withdraw;
	assert_int_equal(doing(&d), RC_NOTFOUND);
	d.what = list_all;
	assert_int_equal(doing(&d), RC_OK);
	assert_int_equal(d.rev, 0);
	d.who = &t.maria; /* a colleague without the role */
	assert_int_equal(doing(&d), RC_NOTFOUND);
	d.what = peep;
	assert_int_equal(doing(&d), RC_NOTFOUND);
	d.what = ask;
	d.q = wish(&t.maria, "SE2");
	assert_int_equal(doing(&d), RC_NOTFOUND);
	d.who = &t.tom;
	d.what = list_all;
	assert_int_equal(doing(&d), RC_OK);
	assert_int_equal(d.rev, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_manages_changes_how_to_reach_the_company),
		TEST(the_name_is_locked_once_something_was_issued),
		TEST(an_approved_change_is_made),
		TEST(a_declined_change_says_why),
		TEST(one_change_waits_at_a_time),
		TEST(requests_of_others_are_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
