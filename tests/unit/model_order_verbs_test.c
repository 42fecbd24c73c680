/* What is done with orders, and the customer's credit. */
#include "order_fixture.h"

/* ---- the table of steps */

static const int64_t legal[][2] = {
	{ 0, ORDER_ON_HOLD },
	{ ORDER_ON_HOLD, ORDER_CREDIT_HOLD },
	{ ORDER_ON_HOLD, ORDER_AWAITING_PAYMENT },
	{ ORDER_ON_HOLD, ORDER_OPEN },
	{ ORDER_ON_HOLD, ORDER_CANCELED },
	{ ORDER_CREDIT_HOLD, ORDER_ON_HOLD },
	{ ORDER_CREDIT_HOLD, ORDER_AWAITING_PAYMENT },
	{ ORDER_CREDIT_HOLD, ORDER_OPEN },
	{ ORDER_CREDIT_HOLD, ORDER_CANCELED },
	{ ORDER_AWAITING_PAYMENT, ORDER_ON_HOLD },
	{ ORDER_AWAITING_PAYMENT, ORDER_OPEN },
	{ ORDER_AWAITING_PAYMENT, ORDER_CANCELED },
	{ ORDER_OPEN, ORDER_ON_HOLD },
	{ ORDER_OPEN, ORDER_SHIPPING },
	{ ORDER_OPEN, ORDER_BACK_ORDER },
	{ ORDER_OPEN, ORDER_INVOICED },
	{ ORDER_OPEN, ORDER_COMPLETED },
	{ ORDER_OPEN, ORDER_CANCELED },
	{ ORDER_OPEN, ORDER_EXPIRED },
	{ ORDER_BACK_ORDER, ORDER_SHIPPING },
	{ ORDER_BACK_ORDER, ORDER_COMPLETED },
	{ ORDER_SHIPPING, ORDER_OPEN },
	{ ORDER_SHIPPING, ORDER_BACK_ORDER },
	{ ORDER_SHIPPING, ORDER_COMPLETED },
	{ ORDER_INVOICED, ORDER_OPEN },
	{ ORDER_INVOICED, ORDER_COMPLETED },
	{ ORDER_COMPLETED, ORDER_SHIPPING },
	{ ORDER_COMPLETED, ORDER_BACK_ORDER },
	{ ORDER_COMPLETED, ORDER_OPEN },
	{ ORDER_CANCELED, ORDER_OPEN },
};

static void
every_other_step_is_illegal(void **state)
{
	(void)state;
	for (int64_t from = 0; from <= ORDER_EXPIRED; from++)
		for (int64_t to = 0; to <= ORDER_EXPIRED; to++) {
			bool listed = false;

			for (size_t i = 0; i < sizeof legal / sizeof *legal;
			     i++)
				listed = listed ||
				    (legal[i][0] == from && legal[i][1] == to);
			assert_int_equal(order_step_exists(from, to), listed);
		}
}

/* Which verb leads where; 0: it is refused. */
static const struct {
	int64_t status;
	int64_t release, hold, cancel, reopen;
} verbs[] = {
	{ ORDER_ON_HOLD, ORDER_OPEN, 0, ORDER_CANCELED, 0 },
	{ ORDER_CREDIT_HOLD, 0, ORDER_ON_HOLD, ORDER_CANCELED, 0 },
	{ ORDER_OPEN, 0, ORDER_ON_HOLD, ORDER_CANCELED, 0 },
	{ ORDER_SHIPPING, 0, 0, 0, 0 },
	{ ORDER_BACK_ORDER, 0, 0, ORDER_COMPLETED, 0 },
	{ ORDER_INVOICED, 0, 0, 0, 0 },
	{ ORDER_CANCELED, 0, 0, 0, ORDER_OPEN },
};

/* An order that has come in with that status. */
static struct sales_order
with_status(const struct shop *s, int64_t status)
{
	struct sales_order o = { .account_id = s->alfki.id, .status = status };
	struct order_line l = {
		.item_id = s->chai.id, .quantity = ONE, .unit_price = 10000
	};

	world.actor.channel = CHANNEL_BATCH;
	good(put(&o, &l, 1));
	world.actor.channel = CHANNEL_ERP;
	assert_int_equal(o.status, status);
	return o;
}

static void
verb_leads_to(const struct shop *s, int64_t status, int what, int64_t to)
{
	struct sales_order o = with_status(s, status);
	enum rc rc = does(what, &o);

	if (to == 0)
		refused(rc, ORDER_STATUS, "");
	else
		good(rc);
	assert_int_equal(order_at(o.id).status, to != 0 ? to : status);
}

static void
each_verb_fits_some_statuses(void **state)
{
	struct shop s = open_shop();

	(void)state;
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		verb_leads_to(&s, verbs[i].status, RELEASE, verbs[i].release);
		verb_leads_to(&s, verbs[i].status, HOLD, verbs[i].hold);
		verb_leads_to(&s, verbs[i].status, CANCEL, verbs[i].cancel);
		verb_leads_to(&s, verbs[i].status, REOPEN, verbs[i].reopen);
	}
}

/* ---- release, hold, cancel, reopen */

static void
an_order_is_released_and_held_again(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = ordered(&s), old = o;

	(void)state;
	good(does(RELEASE, &o));
	assert_int_equal(o.status, ORDER_OPEN);
	assert_int_equal(o.shown, IS_YES);
	assert_int_equal(does(HOLD, &old), RC_CONFLICT);
	good(does(HOLD, &o));
	assert_int_equal(o.status, ORDER_ON_HOLD);
	assert_int_equal(o.shown, IS_NO);
	good(put(&o, NULL, 0));
	refused(does(RELEASE, &o), 0, "needs at least one line.");
}

static void
a_canceled_order_asks_for_nothing(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = opened(&s);

	(void)state;
	good(does(CANCEL, &o));
	assert_int_equal(o.status, ORDER_CANCELED);
	assert_int_equal(o.active, IS_NO);
	assert_int_equal(o.unbilled, 0);
	assert_int_equal(o.total, 18000);
	assert_int_equal(lines_of(o.id).lines[0].canceled, 10 * ONE);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, 0);
	good(does(REOPEN, &o));
	assert_int_equal(o.status, ORDER_OPEN);
	assert_int_equal(o.unbilled, 18000);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, 18000);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_order_count, 1);
}

static void
nothing_is_done_for_an_inactive_account(void **state)
{
	struct shop s = open_shop();
	struct sales_order held = ordered(&s), open = opened(&s);
	int64_t made;

	(void)state;
	s.alfki.status = ACCOUNT_INACTIVE;
	good(save(&account_entity, &s.alfki));
	refused(does(RELEASE, &held), ORDER_ACCOUNT, "ALFKI is inactive");
	refused(makes(SHIP, &open, &made), SHIPMENT_ORDER, "ALFKI is inactive");
	good(does(CANCEL, &open));
	refused(does(REOPEN, &open), ORDER_ACCOUNT, "ALFKI is inactive");
}

/* ---- credit */

static void
the_limit_counts_what_is_on_order(void **state)
{
	struct shop s = open_shop();
	struct sales_order first, second;
	struct look was;

	(void)state;
	s.alfki.credit_limit = 36000;
	good(save(&account_entity, &s.alfki));
	first = opened(&s);   /* 180.00 */
	second = ordered(&s); /* 360.00 in all: just enough */
	good(does(RELEASE, &second));
	assert_int_equal(second.status, ORDER_OPEN);
	good(does(HOLD, &second));
	s.alfki.credit_limit--;
	good(save(&account_entity, &s.alfki));
	good(does(RELEASE, &second));
	assert_int_equal(second.status, ORDER_CREDIT_HOLD);
	assert_int_equal(second.hold_reason, HOLD_LIMIT);
	refused(does(RELEASE, &second), ORDER_STATUS, "release the credit");
	/* An open order does not grow past it either. */
	was = lines_of(first.id);
	was.lines[0].quantity = 20 * ONE;
	refused(put(&first, was.lines, 1), ORDER_TOTAL,
	    "no longer pass the credit check (Credit limit exceeded).");
	/* Our own people decide. */
	good(does(RELEASE_CREDIT, &second));
	assert_int_equal(second.status, ORDER_OPEN);
	assert_int_equal(second.hold_reason, 0);
	refused(
	    does(RELEASE_CREDIT, &second), ORDER_STATUS, "not on Credit Hold.");
}

static void
no_limit_is_none(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = ordered(&s);

	(void)state;
	assert_int_equal(s.alfki.credit_limit, 0);
	good(does(RELEASE, &o));
	assert_int_equal(o.status, ORDER_OPEN);
}

static void
a_customer_on_hold_keeps_its_orders(void **state)
{
	static const int64_t held[] = { ACCOUNT_HOLD, ACCOUNT_CREDIT_HOLD };
	struct shop s = open_shop();

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct sales_order o = ordered(&s);

		s.alfki.status = held[i];
		good(save(&account_entity, &s.alfki));
		good(does(RELEASE, &o));
		assert_int_equal(o.status, ORDER_CREDIT_HOLD);
		assert_int_equal(o.hold_reason, HOLD_ACCOUNT);
		refused(does(RELEASE_CREDIT, &o), ORDER_ACCOUNT,
		    "release the customer first.");
	}
}

struct bill {
	struct invoice inv;
	struct invoice_line line;
};

static enum rc
bill_body(struct txn *x, void *arg)
{
	struct bill *b = arg;

	return invoice_put(x, &b->inv, &b->line, 1, &world.bad);
}

/* An invoice of another system, unpaid. */
static void
owes(const struct shop *s, const char *no, int64_t due, int64_t price)
{
	struct bill b = {
		.inv = { .account_id = s->alfki.id,
		    .invoice_date = due,
		    .due_date = due },
		.line = { .description = "Long ago",
		    .quantity = ONE,
		    .unit_price = price },
	};

	str_copy(b.inv.invoice_no, sizeof b.inv.invoice_no, no);
	world.actor.channel = CHANNEL_BATCH;
	good(run(bill_body, &b));
	world.actor.channel = CHANNEL_ERP;
}

static void
documents_overdue_for_too_long_hold_orders(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = ordered(&s),
			   quote = { .order_type = ORDER_QT,
				   .account_id = s.alfki.id };
	struct order_line l = { .item_id = s.chai.id, .quantity = ONE };

	(void)state;
	owes(&s, "R-1", TODAY - CREDIT_OVERDUE_DAYS, 10000);
	good(does(RELEASE, &o));
	assert_int_equal(o.status, ORDER_OPEN);
	good(does(HOLD, &o));
	owes(&s, "R-2", TODAY - CREDIT_OVERDUE_DAYS - 1, 10000);
	good(does(RELEASE, &o));
	assert_int_equal(o.status, ORDER_CREDIT_HOLD);
	assert_int_equal(o.hold_reason, HOLD_OVERDUE);
	/* An offer promises no goods yet. */
	good(put(&quote, &l, 1));
	good(does(RELEASE, &quote));
	assert_int_equal(quote.status, ORDER_OPEN);
}

static void
what_is_owed_counts_too(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = ordered(&s);

	(void)state;
	s.alfki.credit_limit = 20000;
	good(save(&account_entity, &s.alfki));
	owes(&s, "R-1", TODAY, 200000); /* 20.00 */
	good(does(RELEASE, &o));
	assert_int_equal(o.status, ORDER_OPEN);
	good(does(HOLD, &o));
	owes(&s, "R-2", TODAY, 100);
	good(does(RELEASE, &o));
	assert_int_equal(o.status, ORDER_CREDIT_HOLD);
	assert_int_equal(o.hold_reason, HOLD_LIMIT);
}

/* ---- quotes */

static struct sales_order
quoted(const struct shop *s, int64_t expires)
{
	struct sales_order o = { .order_type = ORDER_QT,
		.account_id = s->alfki.id,
		.expires = expires };
	struct order_line l = { .item_id = s->chai.id, .quantity = 10 * ONE };

	good(put(&o, &l, 1));
	good(does(RELEASE, &o));
	return o;
}

static void
an_accepted_quote_is_an_order_at_its_prices(void **state)
{
	struct shop s = open_shop();
	struct sales_order quote = quoted(&s, TODAY), o;
	int64_t made;

	(void)state;
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, 0);
	s.chai.price = 990000;
	good(save(&product_entity, &s.chai));
	good(makes(ACCEPT, &quote, &made));
	o = order_at(made);
	assert_int_equal(o.order_type, ORDER_SO);
	assert_string_equal(o.order_no, "SO000001");
	assert_int_equal(o.status, ORDER_ON_HOLD);
	assert_int_equal(o.expires, 0);
	assert_int_equal(o.total, 18000);
	assert_int_equal(lines_of(made).lines[0].unit_price, 180000);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, 18000);
	quote = order_at(quote.id);
	assert_int_equal(quote.status, ORDER_COMPLETED);
	assert_int_equal(quote.active, IS_NO);
	assert_int_equal(lines_of(quote.id).n, 1);
	assert_int_equal(o.quote_id, quote.id);
	refused(does(REOPEN, &quote), ORDER_STATUS, "as order SO000001.");
	assert_int_equal(does(ERASE, &quote), RC_REFUSED);
	refused(makes(ACCEPT, &quote, &made), ORDER_STATUS,
	    "Only an open quote can be accepted.");
}

static void
not_every_quote_can_be_accepted(void **state)
{
	struct shop s = open_shop();
	struct sales_order quote = quoted(&s, TODAY), o = opened(&s);
	int64_t made;

	(void)state;
	clock_stop(NOON + DAY);
	refused(makes(ACCEPT, &quote, &made), ORDER_EXPIRES,
	    "The quote expired on 23 Nov 2026.");
	refused(makes(ACCEPT, &o, &made), ORDER_TYPE, "Only a quote");
	refused(makes(SHIP, &quote, &made), SHIPMENT_ORDER,
	    "A quote is not shipped");
}

/* As the night of the day after has it, one at a time. */
static void
a_quote_nobody_accepts_expires(void **state)
{
	struct shop s = open_shop();
	struct sales_order over[] = { quoted(&s, TODAY), quoted(&s, TODAY) };
	struct sales_order good_one = quoted(&s, TODAY + 1),
			   no_end = quoted(&s, 0), held = quoted(&s, TODAY);
	struct deed d = { .what = EXPIRE, .n = 1 };
	int64_t made;

	(void)state;
	good(does(HOLD, &held));
	good(act(&d));
	assert_true(d.more);
	good(act(&d));
	assert_false(d.more);
	for (int i = 0; i < 2; i++) {
		over[i] = order_at(over[i].id);
		assert_int_equal(over[i].status, ORDER_EXPIRED);
		assert_int_equal(over[i].active, IS_NO);
	}
	assert_int_equal(order_at(good_one.id).status, ORDER_OPEN);
	assert_int_equal(order_at(no_end.id).status, ORDER_OPEN);
	assert_int_equal(order_at(held.id).status, ORDER_ON_HOLD);
	refused(makes(ACCEPT, &over[0], &made), ORDER_STATUS,
	    "Only an open quote can be accepted.");
	/* Again: nothing is left to do. */
	good(act(&d));
	assert_int_equal(order_at(over[0].id).rev, over[0].rev);
}

/* ---- taking away */

static void
an_order_nothing_was_built_on_can_be_taken_away(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = opened(&s), gone = ordered(&s);
	int64_t made;

	(void)state;
	good(makes(SHIP, &o, &made));
	assert_int_equal(does(ERASE, &o), RC_REFUSED);
	assert_non_null(strstr(problem_of(&world.bad, 0), "has shipments."));
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_order_count, 2);
	good(does(ERASE, &gone));
	assert_int_equal(load(&order_entity, gone.id, &o), RC_NOTFOUND);
	assert_int_equal(lines_of(gone.id).n, 0);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_order_count, 1);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, 18000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_other_step_is_illegal),
		TEST(each_verb_fits_some_statuses),
		TEST(an_order_is_released_and_held_again),
		TEST(a_canceled_order_asks_for_nothing),
		TEST(nothing_is_done_for_an_inactive_account),
		TEST(the_limit_counts_what_is_on_order),
		TEST(no_limit_is_none),
		TEST(a_customer_on_hold_keeps_its_orders),
		TEST(documents_overdue_for_too_long_hold_orders),
		TEST(what_is_owed_counts_too),
		TEST(an_accepted_quote_is_an_order_at_its_prices),
		TEST(not_every_quote_can_be_accepted),
		TEST(a_quote_nobody_accepts_expires),
		TEST(an_order_nothing_was_built_on_can_be_taken_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
