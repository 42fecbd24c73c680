/* What an account owes as days pass; statement cycles; books that are wrong. */
#include "books_fixture.h"

#include "../../lib/model/statement.h"
#include "../../lib/model/summary.h"

static int64_t
overdue_on(int64_t date)
{
	struct store *s = store_open(world.home, STORE_READ);
	struct balance b;
	int64_t sum = -1;

	assert_int_equal(
	    balance_load(store_view(s), firm.id, "EUR", &b), RC_OK);
	assert_int_equal(balance_overdue(store_view(s), &b, date, &sum), RC_OK);
	store_close(s);
	return sum;
}

static void
nobody_owes_before_the_first_document(void **state)
{
	struct balance b;
	int64_t left = 0;

	(void)state;
	b = balance_of(firm.id);
	assert_int_equal(b.id, 0);
	assert_int_equal(b.account_id, firm.id);
	assert_string_equal(b.currency, "EUR");
	assert_int_equal(balance_total(&b), 0);
	assert_false(balance_credit_left(&b, &firm, &left));
	assert_int_equal(count(&balance_entity, 0, NULL), 0);
}

static bool
seen(void *arg, const void *rec)
{
	(void)rec;
	*(bool *)arg = true;
	return false;
}

static bool
in_audit(const char *entity, int64_t id)
{
	struct audit like = { .record = id };
	const struct list l = { .e = &audit_entity,
		.index = AUDIT_BY_RECORD,
		.like = &like,
		.prefix = 2 };
	struct store *s = store_open(world.home, STORE_READ);
	bool found = false;

	str_copy(like.entity, sizeof like.entity, entity);
	good(store_list(store_view(s), &l, seen, &found));
	store_close(s);
	return found;
}

static void
one_record_tells_all(void **state)
{
	struct balance b;
	int64_t left = 0;

	(void)state;
	(void)issue(INVOICE_INVOICE, 1000, TODAY + 10);
	(void)issue(INVOICE_DEBIT, 200, TODAY - 1);
	(void)issue(INVOICE_CREDIT, 150, 0);
	(void)receive(70);
	b = balance_of(firm.id);
	assert_int_equal(b.outstanding, 1200);
	assert_int_equal(b.credits, 150);
	assert_int_equal(b.unapplied, 70);
	assert_int_equal(b.overdue, 200);
	assert_int_equal(b.overdue_on, TODAY);
	assert_int_equal(b.next_due, TODAY + 10);
	assert_int_equal(b.open_invoices, 2);
	assert_int_equal(balance_total(&b), 980);
	firm.credit_limit = 2000;
	assert_true(balance_credit_left(&b, &firm, &left));
	assert_int_equal(left, 1020);
	/* The audit has no word of it. */
	assert_false(in_audit("balance", b.id));
}

/* Due on a day, overdue from the next on. */
static void
overdue_grows_as_days_pass(void **state)
{
	struct invoice first, second;
	struct payment p;

	(void)state;
	first = issue(INVOICE_INVOICE, 100, TODAY + 1);
	second = issue(INVOICE_INVOICE, 50, TODAY + 3);
	assert_int_equal(overdue_on(TODAY), 0);
	assert_int_equal(overdue_on(TODAY + 1), 0);
	assert_int_equal(overdue_on(TODAY + 2), 100);
	assert_int_equal(overdue_on(TODAY + 3), 100);
	assert_int_equal(overdue_on(TODAY + 4), 150);
	/* Paying sums it anew, to the day. */
	day(TODAY + 2);
	p = receive(120);
	good(apply(&p, &first, 30));
	assert_int_equal(balance_of(firm.id).overdue, 70);
	assert_int_equal(balance_of(firm.id).overdue_on, TODAY + 2);
	day(TODAY + 5);
	good(apply(&p, &second, 50));
	assert_int_equal(balance_of(firm.id).overdue, 70);
	assert_int_equal(balance_of(firm.id).next_due, DATE_NONE);
	p = fresh_payment(&p);
	first = fresh(&first);
	good(apply(&p, &first, 40));
	assert_int_equal(balance_of(firm.id).overdue, 30);
	assert_int_equal(overdue_on(TODAY + 9), 30);
	/* A clock set back is no trouble. */
	assert_int_equal(overdue_on(TODAY + 1), 0);
}

static enum rc
refresh(struct txn *x, void *arg)
{
	return balance_refresh(x, time_date(clock_now(), ""), 1, (bool *)arg);
}

static void
the_night_brings_overdue_up_to_date(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 300);
	bool more = true;

	(void)state;
	(void)issue(INVOICE_INVOICE, 100, TODAY + 1);
	b.i.account_id = other.id;
	b.i.status = INVOICE_BALANCED;
	b.i.due_date = TODAY + 2;
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	good(run(refresh, &more));
	assert_false(more);
	assert_int_equal(balance_of(firm.id).overdue, 0);
	day(TODAY + 3);
	good(run(refresh, &more));
	assert_true(more);
	good(run(refresh, &more));
	assert_false(more);
	assert_int_equal(balance_of(firm.id).overdue, 100);
	assert_int_equal(balance_of(other.id).overdue, 300);
	good(run(refresh, &more));
}

static void
each_currency_has_its_own(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 100);
	struct balance usd;
	struct store *s;

	(void)state;
	(void)issue(INVOICE_INVOICE, 700, TODAY - 1);
	b.i.status = INVOICE_BALANCED;
	str_copy(b.i.currency, 4, "USD");
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	s = store_open(world.home, STORE_READ);
	assert_int_equal(
	    balance_load(store_view(s), firm.id, "USD", &usd), RC_OK);
	store_close(s);
	assert_int_equal(usd.outstanding, 100);
	assert_int_equal(usd.overdue, 0);
	owes(700, 0, 0);
}

/* A file's draft may say what another system was paid. */
static void
no_more_is_paid_than_the_total(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 100);

	(void)state;
	channel(CHANNEL_BATCH);
	str_copy(b.i.invoice_no, sizeof b.i.invoice_no, "OLD-1");
	b.i.status = INVOICE_BALANCED;
	b.i.paid_before = 101;
	good(call(put_bill, &b));
	channel(CHANNEL_ERP);
	refused(call(do_invoice_release, &b.i), INVOICE_AMOUNT_PAID,
	    "not between 0 and the total");
	owes(0, 0, 0);
}

/* ---- books that are wrong */

static char told[10][600];
static int n_told;

static void
hear(void *arg, const char *line)
{
	(void)arg;
	if (n_told < 10)
		str_copy(told[n_told++], sizeof told[0], line);
}

static void
books_say(const char *line)
{
	struct store *s = store_open(world.home, STORE_READ);
	long wrong;

	n_told = 0;
	wrong = books_verify(s, hear, NULL);
	store_close(s);
	assert_int_equal(wrong, n_told);
	for (int i = 0; i < n_told; i++)
		if (strcmp(told[i], line) == 0)
			return;
	for (int i = 0; i < n_told; i++)
		print_message("told: %s\n", told[i]);
	fail_msg("not told: %s", line);
}

/* Behind the model's back. */
struct damage {
	const struct entity *e;
	int64_t id;
	unsigned tag;
	int64_t more;
};

static enum rc
spoil(struct txn *x, void *arg)
{
	struct damage *d = arg;
	const struct field *f = record_field(d->e, d->tag);
	void *rec = txn_scratch(x, d->e->size);

	if (store_get(x, d->e, d->id, rec) != RC_OK)
		return RC_NOTFOUND;
	record_set_int(f, rec, record_int(f, rec) + d->more);
	return store_save(x, d->e, rec, NULL);
}

static void
damaged_books_are_named(void **state)
{
	static const struct {
		const struct entity *e;
		int64_t id;
		unsigned tag;
		const char *said;
	} cases[] = {
		{ &invoice_entity, 1, INVOICE_TOTAL,
		    "Invoice INV000001: the total is 10.01 EUR and should be "
		    "10.00" },
		{ &invoice_entity, 1, INVOICE_LINE_TOTAL,
		    "Invoice INV000001: the detail total is 10.01 EUR and "
		    "should be 10.00" },
		{ &invoice_entity, 1, INVOICE_AMOUNT_PAID,
		    "Invoice INV000001: the amount paid is 4.01 EUR and should "
		    "be 4.00" },
		{ &invoice_entity, 1, INVOICE_BALANCE,
		    "Invoice INV000001: the balance is 6.01 EUR and should be "
		    "6.00" },
		{ &invoice_line_entity, 1, INVOICE_LINE_AMOUNT,
		    "Invoice INV000001 line 1: the amount is 10.01 EUR and "
		    "should be 10.00" },
		{ &payment_entity, 1, PAYMENT_APPLIED,
		    "Payment PAY000001: the applied amount is 4.01 EUR and "
		    "should be 4.00" },
		{ &payment_entity, 1, PAYMENT_UNAPPLIED,
		    "Account FIRM: the unapplied money is 1.00 EUR and should "
		    "be 1.01" },
		{ &balance_entity, 1, BALANCE_OVERDUE,
		    "Account FIRM: the overdue amount is 6.01 EUR and should "
		    "be 6.00" },
		{ &balance_entity, 1, BALANCE_OPEN_INVOICES,
		    "Account FIRM: the numbers of its open documents in EUR "
		    "are wrong" },
		{ &balance_entity, 1, BALANCE_OPEN_ORDERS,
		    "Account FIRM: the sum of open orders is 0.01 EUR and "
		    "should be 0.00" },
		{ &balance_entity, 1, BALANCE_NEXT_DUE,
		    "Account FIRM: a due date in EUR would be overlooked" },
		{ &sales_month_entity, 1, SALES_MONTH_NET,
		    "Month 2026-11-01: the net sales is 10.02 EUR and should "
		    "be 10.01" },
		{ &sales_month_entity, 1, SALES_MONTH_DOCUMENTS,
		    "Month 2026-11-01: the number of documents in EUR is "
		    "wrong" },
		{ &due_day_entity, 1, DUE_DAY_OUTSTANDING,
		    "Due date 2026-11-22: the outstanding amount is 6.01 EUR "
		    "and should be 6.00" },
		{ &due_day_entity, 1, DUE_DAY_DOCUMENTS,
		    "Due date 2026-11-22: the number of documents in EUR is "
		    "wrong" },
		{ &application_entity, 1, APPLICATION_AMOUNT,
		    "Payment PAY000001: the applied amount is 4.00 EUR and "
		    "should be 4.01" },
	};
	struct invoice inv;
	struct payment p;

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, TODAY - 1);
	(void)issue(INVOICE_INVOICE, 1, TODAY + 1);
	p = receive(500);
	good(apply(&p, &inv, 400));
	assert_int_equal(books_wrong(), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct damage d = { cases[i].e, cases[i].id, cases[i].tag, 1 };

		good(run(spoil, &d));
		books_say(cases[i].said);
		d.more = -d.more;
		good(run(spoil, &d));
	}
	assert_int_equal(books_wrong(), 0);
}

/* ---- statement cycles */

static int64_t
date(const char *iso)
{
	int64_t d = 0;

	assert_true(date_parse(iso, &d));
	return d;
}

static void
a_cycle_knows_its_next_day(void **state)
{
	static const struct {
		int64_t schedule, day;
		const char *after, *next;
	} cases[] = {
		{ CYCLE_WEEKLY, 1, "2026-11-23", "2026-11-30" },
		{ CYCLE_WEEKLY, 1, "2026-11-22", "2026-11-23" },
		{ CYCLE_WEEKLY, 7, "2026-11-23", "2026-11-29" },
		{ CYCLE_TWICE_A_MONTH, 0, "2026-11-14", "2026-11-15" },
		{ CYCLE_TWICE_A_MONTH, 0, "2026-11-15", "2026-11-30" },
		{ CYCLE_TWICE_A_MONTH, 0, "2026-11-30", "2026-12-15" },
		{ CYCLE_DAY_OF_MONTH, 10, "2026-11-09", "2026-11-10" },
		{ CYCLE_DAY_OF_MONTH, 10, "2026-11-10", "2026-12-10" },
		{ CYCLE_DAY_OF_MONTH, 31, "2027-01-31", "2027-02-28" },
		{ CYCLE_DAY_OF_MONTH, 30, "2027-02-28", "2027-03-30" },
		{ CYCLE_END_OF_MONTH, 0, "2027-02-27", "2027-02-28" },
		{ CYCLE_END_OF_MONTH, 0, "2027-02-28", "2027-03-31" },
		{ CYCLE_END_OF_MONTH, 0, "2028-02-28", "2028-02-29" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct statement_cycle c = { .schedule = cases[i].schedule,
			.day = cases[i].day };
		char iso[DATE_TEXT];

		date_iso(
		    statement_next(&c, date(cases[i].after)), iso, sizeof iso);
		assert_string_equal(iso, cases[i].next);
	}
}

static void
a_cycle_is_checked(void **state)
{
	struct statement_cycle c = {
		.cycle_id = "MON", .schedule = CYCLE_WEEKLY, .day = 8
	};

	(void)state;
	assert_int_not_equal(id_of(&statement_cycle_entity, "EOM"), 0);
	refused(save(&statement_cycle_entity, &c), CYCLE_DAY,
	    "which day of the week");
	c.schedule = CYCLE_DAY_OF_MONTH;
	c.day = 0;
	refused(save(&statement_cycle_entity, &c), CYCLE_DAY,
	    "which day of the month");
	c.day = 1;
	c.days1 = 30;
	c.days2 = 20;
	refused(save(&statement_cycle_entity, &c), CYCLE_DAYS1,
	    "Each range ends later");
	c.days1 = c.days2 = c.days3 = 0;
	good(save(&statement_cycle_entity, &c));
	assert_int_equal(c.days3, 90);
	assert_int_equal(c.age_by, AGE_BY_DUE_DATE);
}

/* ---- ages */

static struct ageing
ages_on(int64_t date)
{
	struct store *s = store_open(world.home, STORE_READ);
	struct ageing age;

	good(ageing_of(store_view(s), &firm, &age));
	good(ageing_sum(store_view(s), firm.id, "EUR", date, &age));
	store_close(s);
	return age;
}

static void
ages_are(int64_t date, int64_t a, int64_t b, int64_t c, int64_t oldest)
{
	struct ageing age = ages_on(date);

	assert_int_equal(age.sum[0], a);
	assert_int_equal(age.sum[1], b);
	assert_int_equal(age.sum[2], c);
	assert_int_equal(age.total, a + b + c);
	assert_int_equal(age.oldest, oldest);
}

enum { MANY = 12 };

/* Due in 1, 2 ... days, 100 each; one is late by 3 days. */
static void
many(void)
{
	(void)issue(INVOICE_INVOICE, 50, TODAY - 3);
	for (int i = 1; i <= MANY; i++)
		(void)issue(INVOICE_INVOICE, 100, TODAY + i);
}

static void
ages_of_many_documents_are_kept(void **state)
{
	struct invoice late;
	struct payment p;

	(void)state;
	many();
	late = issue(INVOICE_INVOICE, 7, TODAY - 40);
	assert_int_equal(balance_of(firm.id).ages_on, TODAY);
	assert_int_equal(balance_of(firm.id).ages_until, TODAY + 1);
	ages_are(TODAY, 1200, 50, 7, TODAY - 40);
	(void)issue(INVOICE_CREDIT, 500, 0);
	ages_are(TODAY, 1200, 50, 7, TODAY - 40);
	p = receive(7);
	good(apply(&p, &late, 7));
	ages_are(TODAY, 1200, 50, 0, TODAY - 3);
	/* Nobody wrote since: they are read. */
	ages_are(TODAY + 5, 800, 450, 0, TODAY - 3);
	ages_are(TODAY - 1, 0, 50, 7, TODAY - 40);
}

static enum rc
refresh_all(struct txn *x, void *more)
{
	return balance_refresh(x, TODAY + 5, 10, more);
}

static void
the_night_brings_ages_to_its_day(void **state)
{
	bool more;

	(void)state;
	many();
	day(TODAY + 5);
	assert_int_equal(run(refresh_all, &more), RC_OK);
	assert_int_equal(balance_of(firm.id).ages_on, TODAY + 5);
	assert_int_equal(balance_of(firm.id).age1, 450);
	ages_are(TODAY + 5, 800, 450, 0, TODAY - 3);
}

/* Money of tomorrow has not paid today. */
static void
ages_wait_for_days_to_come(void **state)
{
	struct money m = money_of(PAYMENT_PAYMENT, 100);
	struct invoice first;

	(void)state;
	first = issue(INVOICE_INVOICE, 100, TODAY - 1);
	many();
	m.p.payment_date = TODAY + 2;
	pays(&m, INVOICE_INVOICE, first.invoice_no, 100);
	good(call(put_money, &m));
	good(call(do_payment_release, &m.p));
	assert_int_equal(balance_of(firm.id).latest, TODAY + 2);
	ages_are(TODAY, 1200, 150, 0, TODAY - 3);
	ages_are(TODAY + 2, 1100, 150, 0, TODAY - 3);
}

/* A cycle with other ranges: what is kept is not by its rule. */
static void
ages_follow_the_cycle(void **state)
{
	struct statement_cycle c = { .schedule = CYCLE_WEEKLY,
		.day = 1,
		.age_by = AGE_BY_DUE_DATE,
		.days1 = 2,
		.days2 = 60,
		.days3 = 90,
		.active = 1 };

	(void)state;
	many();
	str_copy(c.cycle_id, sizeof c.cycle_id, "SHORT");
	str_copy(c.description, sizeof c.description, "Short");
	good(save(&statement_cycle_entity, &c));
	firm.statement_cycle = c.id;
	good(save(&account_entity, &firm));
	ages_are(TODAY, 1200, 0, 50, TODAY - 3);
	(void)issue(INVOICE_INVOICE, 10, TODAY - 1);
	assert_int_equal(balance_of(firm.id).age2, 50);
	ages_are(TODAY, 1200, 10, 50, TODAY - 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS(nobody_owes_before_the_first_document),
		BOOKS(one_record_tells_all),
		BOOKS(overdue_grows_as_days_pass),
		BOOKS(the_night_brings_overdue_up_to_date),
		BOOKS(each_currency_has_its_own),
		BOOKS(no_more_is_paid_than_the_total),
		BOOKS(damaged_books_are_named),
		cmocka_unit_test(a_cycle_knows_its_next_day),
		BOOKS(a_cycle_is_checked),
		BOOKS(ages_of_many_documents_are_kept),
		BOOKS(the_night_brings_ages_to_its_day),
		BOOKS(ages_wait_for_days_to_come),
		BOOKS(ages_follow_the_cycle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
