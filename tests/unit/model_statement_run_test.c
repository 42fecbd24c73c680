/* Statements of a cycle: once for each account and day, killed or not. */
#include "books_fixture.h"

#include "../../lib/model/statement.h"
#include "../../lib/model/statement_run.h"

static struct statement_cycle cycle;

static void
put_on_cycle(struct account *a)
{
	a->statement_cycle = cycle.id;
	good(save(&account_entity, a));
}

/* Every Monday; TODAY is one. */
static void
begin(void)
{
	day(TODAY);
	cycle = (struct statement_cycle){
		.schedule = CYCLE_WEEKLY, .day = 1, .active = 1
	};
	str_copy(cycle.cycle_id, sizeof cycle.cycle_id, "WEEK");
	good(save(&statement_cycle_entity, &cycle));
	put_on_cycle(&firm);
	put_on_cycle(&other);
}

struct asking {
	struct statement_run *run;
	int64_t today;
	int most;
};

static enum rc
prepare_body(struct txn *x, void *arg)
{
	const struct asking *a = arg;

	return statement_prepare(x, a->run, a->today, a->most);
}

/* Up to so many transactions; how many statements came of it. */
static int64_t
prepare(int64_t today, int most, int steps)
{
	struct statement_run run_ = { .done = false };
	struct asking a = { &run_, today, most };

	while (steps-- > 0 && !run_.done)
		good(run(prepare_body, &a));
	return run_.prepared;
}

/* Of a day; id 0: there is none. */
static struct statement
of_day(int64_t account, int64_t date)
{
	struct statement s = { .account_id = account, .statement_date = date };
	struct store *store = store_open(world.home, STORE_READ);

	str_copy(s.currency, sizeof s.currency, "EUR");
	if (store_find(store_view(store), &statement_entity, STATEMENT_BY,
		&s) != RC_OK)
		s = (struct statement){ .id = 0 };
	store_close(store);
	return s;
}

static void
a_day_is_prepared_once_it_has_passed(void **state)
{
	struct statement s;

	(void)state;
	begin();
	issue(INVOICE_INVOICE, 1000, TODAY - 3);
	issue(INVOICE_INVOICE, 500, TODAY + 3);
	receive(200);
	/* Last Monday; nothing was owed then. */
	assert_int_equal(prepare(TODAY, 10, 9), 0);
	assert_int_equal(prepare(TODAY + 1, 10, 9), 1);
	s = of_day(firm.id, TODAY);
	assert_int_equal(s.balance, 1300);
	assert_int_equal(s.charged, 1500);
	assert_int_equal(s.paid, 200);
	assert_int_equal(s.overdue, 1000);
	assert_int_equal(s.age0, 500);
	assert_int_equal(s.age1, 1000);
	assert_int_equal(s.unused, 200);
	assert_int_equal(of_day(other.id, TODAY).id, 0);
	/* Once. */
	assert_int_equal(prepare(TODAY + 1, 10, 9), 0);
	assert_int_equal(prepare(TODAY + 6, 10, 9), 0);
}

static void
the_next_one_begins_where_the_last_ended(void **state)
{
	struct statement s;

	(void)state;
	begin();
	issue(INVOICE_INVOICE, 1000, TODAY + 30);
	assert_int_equal(prepare(TODAY + 1, 10, 9), 1);
	day(TODAY + 20);
	/* Two Mondays were missed. */
	assert_int_equal(prepare(TODAY + 20, 10, 9), 2);
	s = of_day(firm.id, TODAY + 14);
	assert_int_equal(s.from_date, TODAY + 8);
	assert_int_equal(s.opening, 1000);
	assert_int_equal(s.balance, 1000);
}

/* Whoever goes on after a death does the rest, and nothing twice. */
static void
a_run_cut_short_is_gone_on_with(void **state)
{
	struct account up;

	(void)state;
	begin();
	cycle.print_empty = 1;
	good(save(&statement_cycle_entity, &cycle));
	issue(INVOICE_INVOICE, 1000, TODAY + 3);
	up = firm;
	firm = other;
	issue(INVOICE_INVOICE, 700, TODAY + 3);
	firm = up;
	(void)prepare(TODAY, 10, 9);
	assert_int_equal(prepare(TODAY + 1, 1, 1), 1);
	assert_int_equal(prepare(TODAY + 1, 1, 9), 1);
	assert_int_equal(prepare(TODAY + 1, 1, 9), 0);
	assert_int_equal(of_day(firm.id, TODAY).balance, 1000);
	assert_int_equal(of_day(other.id, TODAY).balance, 700);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS(a_day_is_prepared_once_it_has_passed),
		BOOKS(the_next_one_begins_where_the_last_ended),
		BOOKS(a_run_cut_short_is_gone_on_with),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
