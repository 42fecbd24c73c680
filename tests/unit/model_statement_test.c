/*
 * Statements: random histories, each asked about many periods; what comes out
 * is compared with sums made here, in the plainest way, from a list of what
 * was done.
 */
#include "books_fixture.h"

#include "../../lib/model/statement.h"
#include "../../lib/model/summary.h"

enum { DAYS = 120, STEPS = 120, DOCS = 200, START = TODAY - DAYS };

/* What was done, and on which day. */
struct deed {
	int64_t day, due, amount; /* amount: owed more, or less */
	int64_t id;               /* of an invoice; 0: anything else */
	bool memo;
};
struct paying {
	int64_t day, id, amount;
};

static struct {
	struct deed deed[DOCS];
	struct paying paid[DOCS];
	int deeds, payings;
	struct invoice open[DOCS];
	int opens;
} told;

static uint32_t seed;

static int64_t
dice(int64_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % (uint32_t)n;
}

static void
tell(int64_t today, int64_t due, int64_t amount, int64_t id)
{
	told.deed[told.deeds++] =
	    (struct deed){ today, due, amount, id, false };
}

static void
tell_memo(int64_t today, int64_t amount)
{
	tell(today, 0, -amount, 0);
	told.deed[told.deeds - 1].memo = true;
}

static void
buy(int64_t today)
{
	struct bill b = bill_of(INVOICE_INVOICE, 100 + dice(9000));

	b.i.status = INVOICE_BALANCED;
	b.i.invoice_date = today;
	b.i.due_date = today + dice(40);
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	tell(today, b.i.due_date, b.i.total, b.i.id);
	told.open[told.opens++] = b.i;
}

static struct invoice *
one_open(void)
{
	struct invoice *inv;

	if (told.opens == 0)
		return NULL;
	inv = &told.open[dice(told.opens)];
	*inv = fresh(inv);
	return inv->status == INVOICE_IS_OPEN ? inv : NULL;
}

static void
used(int64_t today, const struct invoice *inv, int64_t amount)
{
	told.paid[told.payings++] = (struct paying){ today, inv->id, amount };
}

static void
get_money(int64_t today)
{
	struct money m = money_of(PAYMENT_PAYMENT, 100 + dice(6000));
	struct invoice *inv = one_open();

	m.p.payment_date = today;
	good(call(put_money, &m));
	good(call(do_payment_release, &m.p));
	tell(today, 0, -m.p.amount, 0);
	if (inv != NULL && dice(4) > 0) {
		int64_t part = dice(2) ? inv->balance : 1 + inv->balance / 3;

		if (part > m.p.unapplied)
			part = m.p.unapplied;
		good(apply(&m.p, inv, part));
		used(today, inv, part);
	}
}

static void
credit(int64_t today)
{
	struct bill b = bill_of(INVOICE_CREDIT, 50 + dice(2000));
	struct invoice *inv = one_open();
	struct applying a = { &b.i, inv, 0 };

	b.i.status = INVOICE_BALANCED;
	b.i.invoice_date = today;
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	tell_memo(today, b.i.total);
	if (inv == NULL || dice(2) == 0)
		return;
	a.amount = inv->balance < b.i.balance ? inv->balance : b.i.balance;
	good(call(do_credit_apply, &a));
	used(today, inv, a.amount);
}

static void
call_off(int64_t today)
{
	struct invoice *inv = one_open();
	struct making m = { inv, 0 };

	if (inv == NULL || inv->amount_paid != 0)
		return;
	good(call(do_invoice_cancel, &m));
	tell_memo(today, inv->total);
	used(today, inv, inv->total);
}

/* A payment that is taken back never was. */
static void
bounce(int64_t today)
{
	struct money m = money_of(PAYMENT_PAYMENT, 700);

	m.p.payment_date = today;
	good(call(put_money, &m));
	good(call(do_payment_release, &m.p));
	good(call(do_payment_void, &m.p));
}

/* ---- the plain sums */

static int64_t
plain_owed(int64_t last)
{
	int64_t sum = 0;

	for (int i = 0; i < told.deeds; i++)
		if (told.deed[i].day <= last)
			sum += told.deed[i].amount;
	return sum;
}

static void
plain_ages(int64_t last, int64_t sum[AGES])
{
	for (int i = 0; i < told.deeds; i++) {
		const struct deed *d = &told.deed[i];
		int64_t open = d->amount, late = last - d->due;

		if (d->id == 0 || d->day > last)
			continue;
		for (int j = 0; j < told.payings; j++)
			if (told.paid[j].id == d->id &&
			    told.paid[j].day <= last)
				open -= told.paid[j].amount;
		sum[late <= 0      ? 0 :
			late <= 30 ? 1 :
			late <= 60 ? 2 :
			late <= 90 ? 3 :
				     4] += open;
	}
}

static struct statement_sheet
ask(int64_t from, int64_t to)
{
	struct store *s = store_open(world.home, STORE_READ);
	struct statement_sheet sheet;

	assert_int_equal(
	    statement_make(store_view(s), &firm, "EUR", from, to, &sheet),
	    RC_OK);
	store_close(s);
	return sheet;
}

static void
check(int64_t from, int64_t to)
{
	struct statement_sheet s = ask(from, to);
	int64_t ages[AGES] = { 0 }, all = 0, running = s.opening;

	assert_int_equal(s.opening, plain_owed(from - 1));
	assert_int_equal(s.closing, plain_owed(to));
	assert_int_equal(s.opening + s.charged - s.paid, s.closing);
	for (int i = 0; i < s.n; i++) {
		running += s.entry[i].amount;
		assert_int_equal(s.entry[i].balance, running);
		assert_true(s.entry[i].date >= from && s.entry[i].date <= to);
		assert_true(i == 0 || s.entry[i - 1].date <= s.entry[i].date);
	}
	assert_int_equal(running, s.closing);
	plain_ages(to, ages);
	for (int i = 0; i < AGES; i++) {
		assert_int_equal(s.age.sum[i], ages[i]);
		all += ages[i];
	}
	assert_int_equal(s.age.total, all);
	assert_true(s.unused >= 0);
	statement_free(&s);
}

/* ---- tests */

static void
live(uint32_t from)
{
	seed = from;
	memset(&told, 0, sizeof told);
	for (int i = 0; i < STEPS; i++) {
		int64_t today = START + (int64_t)i * DAYS / STEPS;

		day(today);
		switch (dice(10)) {
		case 0:
		case 1:
		case 2:
		case 3:
			buy(today);
			break;
		case 4:
		case 5:
		case 6:
			get_money(today);
			break;
		case 7:
			credit(today);
			break;
		case 8:
			call_off(today);
			break;
		default:
			bounce(today);
		}
	}
	day(TODAY);
}

static void
any_period_of_any_history_adds_up(void **state)
{
	(void)state;
	live(7);
	check(START - 10, TODAY);
	check(TODAY, TODAY);
	for (int i = 0; i < 60; i++) {
		int64_t from = START - 5 + dice(DAYS);

		check(from, from + dice(50));
	}
}

static void
another_history(void **state)
{
	(void)state;
	live(1866);
	for (int i = 0; i < 60; i++) {
		int64_t from = START - 5 + dice(DAYS);

		check(from, from + dice(DAYS));
	}
}

/* The company's sums, which are kept, against those made from documents. */
static void
the_company_has_the_same_ages(void **state)
{
	int64_t ages[AGES] = { 0 }, net[6], sold = 0;
	struct summary_ages kept;
	char currency[3][4];
	struct store *s;
	int n;

	(void)state;
	live(4711);
	plain_ages(TODAY, ages);
	for (int i = 0; i < told.deeds; i++)
		if (told.deed[i].id != 0)
			sold += told.deed[i].amount;
	s = store_open(world.home, STORE_READ);
	assert_int_equal(
	    summary_ages(store_view(s), "EUR", TODAY, &kept), RC_OK);
	assert_memory_equal(kept.sum, ages, sizeof ages);
	assert_true(
	    (kept.late > 0) == (ages[1] + ages[2] + ages[3] + ages[4] > 0));
	assert_int_equal(
	    summary_currencies(store_view(s), currency, 3, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_string_equal(currency[0], "EUR");
	assert_int_equal(
	    summary_months(store_view(s), "EUR", TODAY, net, 6), RC_OK);
	store_close(s);
	for (int i = 0; i < told.deeds; i++)
		if (told.deed[i].id == 0 && told.deed[i].memo)
			sold += told.deed[i].amount;
	for (int i = 0; i < 6; i++)
		sold -= net[i];
	assert_int_equal(sold, 0);
}

/* A file may date money ahead; until that day it has not come. */
static void
money_dated_ahead_comes_on_its_day(void **state)
{
	struct money m = money_of(PAYMENT_PAYMENT, 1000);
	struct statement_sheet s;
	struct invoice inv;

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, TODAY - 5);
	pays(&m, INVOICE_INVOICE, inv.invoice_no, 1000);
	m.l[0].applied_date = TODAY + 10;
	good(call(put_money, &m));
	good(call(do_payment_release, &m.p));
	inv = fresh(&inv);
	assert_int_equal(inv.status, INVOICE_CLOSED);
	assert_int_equal(time_date(inv.closed_on, ""), TODAY + 10);
	day(TODAY + 30);
	s = ask(TODAY, TODAY + 9);
	assert_int_equal(s.age.total, 1000);
	assert_int_equal(s.unused, 1000);
	statement_free(&s);
	s = ask(TODAY, TODAY + 10);
	assert_int_equal(s.age.total, 0);
	statement_free(&s);
}

static void
nothing_is_a_statement_too(void **state)
{
	struct statement_sheet s;

	(void)state;
	s = ask(TODAY - 30, TODAY);
	assert_int_equal(s.n, 0);
	assert_int_equal(s.opening, 0);
	assert_int_equal(s.closing, 0);
	assert_int_equal(s.age.total, 0);
	statement_free(&s);
}

static void
ranges_are_those_of_the_cycle(void **state)
{
	struct statement_cycle c = { .schedule = CYCLE_END_OF_MONTH,
		.age_by = AGE_BY_DOCUMENT_DATE,
		.days1 = 10,
		.days2 = 20,
		.days3 = 40,
		.active = 1 };
	struct statement_sheet s;
	struct bill b = bill_of(INVOICE_INVOICE, 500);

	(void)state;
	str_copy(c.cycle_id, sizeof c.cycle_id, "TENS");
	good(save(&statement_cycle_entity, &c));
	firm.statement_cycle = c.id;
	good(save(&account_entity, &firm));
	b.i.status = INVOICE_BALANCED;
	b.i.invoice_date = TODAY - 21;
	b.i.due_date = TODAY + 10;
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	s = ask(TODAY - 30, TODAY);
	assert_int_equal(s.age.sum[3], 500);
	assert_int_equal(s.age.total, 500);
	statement_free(&s);
}

static int
open_at_today(void **state)
{
	int rc = open_books(state);

	day(TODAY);
	return rc;
}

#define TODAYS(name)                                                           \
	cmocka_unit_test_setup_teardown(name, open_at_today, close_books)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TODAYS(any_period_of_any_history_adds_up),
		TODAYS(another_history),
		TODAYS(the_company_has_the_same_ages),
		TODAYS(money_dated_ahead_comes_on_its_day),
		TODAYS(nothing_is_a_statement_too),
		TODAYS(ranges_are_those_of_the_cycle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
