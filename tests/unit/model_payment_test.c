/* Payments: what they pay, in which order, and how it is taken back. */
#include "books_fixture.h"

static void
the_table_of_steps_is_the_business(void **state)
{
	static const char legal[7][7] = {
		/*             H  B  P  O  c  V */
		[PAYMENT_ON_HOLD] = { 0, 0, 1, 0, 0, 0, 1 },
		[PAYMENT_BALANCED] = { 0, 1, 0, 1, 1, 1, 1 },
		[PAYMENT_PENDING] = { 0, 0, 0, 0, 1, 1, 1 },
		[PAYMENT_OPEN] = { 0, 0, 0, 0, 0, 1, 1 },
		[PAYMENT_CLOSED] = { 0, 0, 0, 0, 1, 0, 1 },
	};

	(void)state;
	for (int64_t from = 1; from <= PAYMENT_VOIDED; from++)
		for (int64_t to = 1; to <= PAYMENT_VOIDED; to++)
			assert_int_equal(
			    payment_step_exists(from, to), legal[from][to]);
}

static void
a_payment_pays_in_parts(void **state)
{
	struct invoice inv, second;
	struct payment p;

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, 0);
	second = issue(INVOICE_DEBIT, 500, 0);
	p = receive(1200);
	assert_string_equal(p.payment_no, "PAY000001");
	assert_int_equal(p.status, PAYMENT_OPEN);
	owes(1500, 0, 1200);
	good(apply(&p, &inv, 700));
	assert_int_equal(inv.balance, 300);
	assert_int_equal(inv.status, INVOICE_IS_OPEN);
	owes(800, 0, 500);
	good(apply(&p, &inv, 300));
	assert_int_equal(inv.status, INVOICE_CLOSED);
	assert_int_equal(inv.closed_on, NOON);
	good(apply(&p, &second, 200));
	assert_int_equal(p.status, PAYMENT_CLOSED);
	assert_int_equal(p.unapplied, 0);
	owes(300, 0, 0);
	assert_int_equal(balance_of(firm.id).open_invoices, 1);
}

static void
never_more_than_either_side_has(void **state)
{
	struct invoice inv, memo, theirs;
	struct payment p;
	struct bill b;

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, 0);
	memo = issue(INVOICE_CREDIT, 1000, 0);
	p = receive(600);
	refused(apply(&p, &inv, 601), APPLICATION_AMOUNT, "less money left");
	refused(apply(&p, &inv, 0), APPLICATION_AMOUNT, "above 0");
	refused(apply(&p, &inv, -1), APPLICATION_AMOUNT, "above 0");
	refused(apply(&p, &memo, 1), 0, "Only invoices and debit memos");
	good(apply(&p, &inv, 500));
	p = receive(900);
	refused(apply(&p, &inv, 501), APPLICATION_AMOUNT, "less to pay");
	b = bill_of(INVOICE_INVOICE, 100);
	good(call(put_bill, &b));
	refused(apply(&p, &b.i, 1), 0, "has nothing open");
	b = bill_of(INVOICE_INVOICE, 100);
	b.i.status = INVOICE_BALANCED;
	b.i.account_id = other.id;
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	theirs = b.i;
	refused(apply(&p, &theirs, 1), 0, "different customers");
	b = bill_of(INVOICE_INVOICE, 100);
	b.i.status = INVOICE_BALANCED;
	str_copy(b.i.currency, 4, "USD");
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	refused(apply(&p, &b.i, 1), 0, "different currencies");
	owes(500, 1000, 1000);
}

static void
two_people_apply_the_same_money(void **state)
{
	struct invoice inv;
	struct payment p, mine;

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, 0);
	p = mine = receive(600);
	good(apply(&p, &inv, 600));
	assert_int_equal(apply(&mine, &inv, 100), RC_CONFLICT);
	owes(400, 0, 0);
}

static void
unapplied_money_is_owed_again(void **state)
{
	struct application a;
	struct invoice inv;
	struct payment p;

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, 0);
	p = receive(1000);
	good(apply(&p, &inv, 1000));
	owes(0, 0, 0);
	assert_int_equal(load(&application_entity, 1, &a), RC_OK);
	good(call(do_payment_unapply, &a));
	inv = fresh(&inv);
	assert_int_equal(inv.status, INVOICE_IS_OPEN);
	assert_int_equal(inv.closed_on, 0);
	assert_int_equal(fresh_payment(&p).status, PAYMENT_OPEN);
	owes(1000, 0, 1000);
	assert_int_equal(call(do_payment_unapply, &a), RC_NOTFOUND);
}

static void
a_credit_memo_is_unapplied_too(void **state)
{
	struct application a;
	struct invoice inv, memo;

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, 0);
	memo = issue(INVOICE_CREDIT, 300, 0);
	good(call(do_credit_apply, &(struct applying){ &memo, &inv, 300 }));
	owes(700, 0, 0);
	assert_int_equal(load(&application_entity, 1, &a), RC_OK);
	assert_int_equal(a.credit_id, memo.id);
	good(call(do_payment_unapply, &a));
	owes(1000, 300, 0);
	assert_int_equal(fresh(&memo).status, INVOICE_IS_OPEN);
	refused(call(do_credit_apply, &(struct applying){ &memo, &inv, 301 }),
	    INVOICE_STATUS, "Only an open credit memo");
	memo = fresh(&memo);
	inv = fresh(&inv);
	refused(call(do_credit_apply, &(struct applying){ &memo, &inv, 301 }),
	    APPLICATION_AMOUNT, "less money left");
}

static void
a_void_payment_has_paid_nothing(void **state)
{
	struct invoice inv, second;
	struct payment p;

	(void)state;
	inv = issue(INVOICE_INVOICE, 600, 0);
	second = issue(INVOICE_INVOICE, 600, 0);
	p = receive(1000);
	good(apply(&p, &inv, 600));
	good(apply(&p, &second, 400));
	good(call(do_payment_void, &p));
	assert_int_equal(p.status, PAYMENT_VOIDED);
	assert_int_equal(fresh(&inv).balance, 600);
	assert_int_equal(fresh(&second).balance, 600);
	assert_int_equal(count(&application_entity, 0, NULL), 0);
	owes(1200, 0, 0);
	refused(call(do_payment_void, &p), PAYMENT_STATUS, "voided");
	refused(apply(&p, &inv, 1), PAYMENT_STATUS, "no money");
}

/* ---- lines of a payment */

/* Closed becomes Open as well, when money is unapplied. */
static void
a_document_is_released_once(void **state)
{
	struct money m = money_of(PAYMENT_PAYMENT, 400);
	struct invoice inv, memo;

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, 0);
	memo = issue(INVOICE_CREDIT, 100, 0);
	pays(&m, INVOICE_INVOICE, inv.invoice_no, 400);
	good(call(put_money, &m));
	good(call(do_payment_release, &m.p));
	assert_int_equal(m.p.status, PAYMENT_CLOSED);
	refused(call(do_payment_release, &m.p), PAYMENT_STATUS,
	    "is Closed and cannot be released");
	good(call(do_invoice_hold, &memo));
	refused(call(do_invoice_release, &memo), INVOICE_STATUS,
	    "released already");
	inv = fresh(&inv);
	m.p = receive(600);
	good(apply(&m.p, &inv, 600));
	refused(
	    call(do_invoice_release, &inv), INVOICE_STATUS, "released already");
	owes(0, 100, 0);
}

static void
a_draft_of_a_refund_holds_nothing(void **state)
{
	struct money m = money_of(PAYMENT_REFUND, 300);
	struct payment p;

	(void)state;
	p = receive(300);
	pays(&m, APPLIED_PAYMENT, p.payment_no, 300);
	good(call(put_money, &m));
	good(call(do_payment_void, &m.p));
	good(call(do_payment_void, &p));
	owes(0, 0, 0);
}

static void
lines_take_effect_with_the_release(void **state)
{
	struct invoice inv, second;
	struct money m = money_of(PAYMENT_PAYMENT, 1500);

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, 0);
	second = issue(INVOICE_INVOICE, 1000, 0);
	pays(&m, INVOICE_INVOICE, "INV000001", 1000);
	pays(&m, INVOICE_INVOICE, "INV000002", 200);
	good(call(put_money, &m));
	assert_int_equal(m.p.status, PAYMENT_BALANCED);
	assert_string_equal(m.p.payment_no, "");
	owes(2000, 0, 0);
	good(call(do_payment_release, &m.p));
	owes(800, 0, 300);
	assert_int_equal(m.p.applied, 1200);
	assert_int_equal(fresh(&inv).status, INVOICE_CLOSED);
	assert_int_equal(fresh(&second).balance, 800);
	refused(call(do_payment_release, &m.p), PAYMENT_STATUS, "is Open");
}

static void
lines_are_checked_one_by_one(void **state)
{
	struct money m = money_of(PAYMENT_PAYMENT, 900);

	(void)state;
	(void)issue(INVOICE_INVOICE, 1000, 0);
	(void)issue(INVOICE_CREDIT, 1000, 0);
	pays(&m, INVOICE_INVOICE, "NONE", 1);
	pays(&m, INVOICE_CREDIT, "CM000001", 1);
	pays(&m, INVOICE_INVOICE, "INV000001", 0);
	pays(&m, INVOICE_INVOICE, "INV000001", -5);
	assert_int_equal(call(put_money, &m), RC_INVALID);
	assert_int_equal(world.bad.n, 4);
	assert_string_equal(world.bad.at[0].text, "There is no Invoice NONE.");
	assert_string_equal(
	    world.bad.at[1].text, "A payment pays invoices and debit memos.");
	assert_string_equal(world.bad.at[2].text, "Amount Paid is missing.");
	assert_string_equal(
	    world.bad.at[3].text, "An amount to apply is above 0.");
	m.n = 0;
	pays(&m, INVOICE_INVOICE, "INV000001", 901);
	refused(call(put_money, &m), PAYMENT_AMOUNT, "More is applied");
}

/* Two lines of one document count together. */
static void
release_looks_at_what_is_left(void **state)
{
	struct money m = money_of(PAYMENT_PAYMENT, 1500);

	(void)state;
	(void)issue(INVOICE_INVOICE, 1000, 0);
	pays(&m, INVOICE_INVOICE, "INV000001", 600);
	pays(&m, INVOICE_INVOICE, "INV000001", 600);
	good(call(put_money, &m));
	assert_int_equal(call(do_payment_release, &m.p), RC_INVALID);
	assert_int_equal(world.bad.at[0].row, 2);
	assert_string_equal(
	    world.bad.at[0].text, "INV000001 has only 10.00 EUR open.");
	m.p = fresh_payment(&m.p);
	m.l[1].applied_amount = 400;
	good(call(put_money, &m));
	good(call(do_payment_release, &m.p));
	owes(0, 0, 500);
}

static void
a_draft_says_hold_or_not(void **state)
{
	struct money m = money_of(PAYMENT_PAYMENT, 100);

	(void)state;
	m.p.status = PAYMENT_ON_HOLD;
	good(call(put_money, &m));
	refused(call(do_payment_release, &m.p), PAYMENT_STATUS, "On Hold");
	m.p.status = PAYMENT_BALANCED;
	good(call(put_money, &m));
	assert_int_equal(call(put_money, &m), RC_SAME);
	m.p.status = PAYMENT_CLOSED;
	refused(call(put_money, &m), PAYMENT_STATUS, "follows from Release");
	m.p = fresh_payment(&m.p);
	good(call(do_payment_erase, &m.p));
	assert_int_equal(count(&payment_entity, 0, NULL), 0);
}

static void
nothing_is_released_twice(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 3);
	struct money m = money_of(PAYMENT_PAYMENT, 300);

	(void)state;
	pays(&m, INVOICE_INVOICE, inv.invoice_no, 300);
	good(call(put_money, &m));
	good(call(do_payment_release, &m.p));
	m.p = fresh_payment(&m.p);
	assert_int_equal(m.p.status, PAYMENT_CLOSED);
	refused(call(do_payment_release, &m.p), PAYMENT_STATUS, "is Closed");
	assert_int_equal(fresh(&inv).balance, 700);
}

static void
what_a_customer_announces_is_pending(void **state)
{
	struct money m = money_of(PAYMENT_PAYMENT, 100);

	(void)state;
	channel(CHANNEL_PORTAL);
	m.p.status = PAYMENT_OPEN;
	good(call(put_money, &m));
	assert_int_equal(m.p.status, PAYMENT_PENDING);
	assert_int_equal(m.p.shown, IS_YES);
	owes(0, 0, 0);
	channel(CHANNEL_ERP);
	good(call(do_payment_release, &m.p));
	owes(0, 0, 100);
}

/* ---- by itself */

static void
the_oldest_debt_is_paid_first(void **state)
{
	struct invoice late, early, middle;
	struct payment p;

	(void)state;
	(void)issue(INVOICE_CREDIT, 50, 0);
	late = issue(INVOICE_INVOICE, 100, TODAY + 30);
	early = issue(INVOICE_INVOICE, 100, TODAY - 30);
	middle = issue(INVOICE_INVOICE, 100, TODAY + 1);
	p = receive(250);
	good(call(do_payment_auto_apply, &p));
	assert_int_equal(fresh(&early).balance, 0);
	assert_int_equal(fresh(&middle).balance, 0);
	assert_int_equal(fresh(&late).balance, 50);
	assert_int_equal(fresh_payment(&p).status, PAYMENT_CLOSED);
	owes(50, 50, 0);
	p = receive(70);
	good(call(do_payment_auto_apply, &p));
	assert_int_equal(p.unapplied, 20);
	assert_int_equal(call(do_payment_auto_apply, &p), RC_SAME);
	owes(0, 50, 20);
}

static void
an_account_may_want_it_at_release(void **state)
{
	struct money m = money_of(PAYMENT_PAYMENT, 250);
	struct money pre = money_of(PAYMENT_PREPAYMENT, 100);
	struct invoice early, late;

	(void)state;
	firm.auto_apply = 1;
	good(save(&account_entity, &firm));
	early = issue(INVOICE_INVOICE, 100, TODAY);
	late = issue(INVOICE_INVOICE, 200, TODAY + 1);
	pays(&m, INVOICE_INVOICE, late.invoice_no, 60);
	good(call(put_money, &m));
	good(call(do_payment_release, &m.p));
	assert_int_equal(fresh(&early).balance, 0);
	assert_int_equal(fresh(&late).balance, 50);
	owes(50, 0, 0);
	/* A prepayment waits for what it was paid for. */
	good(call(put_money, &pre));
	good(call(do_payment_release, &pre.p));
	owes(50, 0, 100);
}

/* ---- refunds */

static void
a_refund_returns_unapplied_money(void **state)
{
	struct money m = money_of(PAYMENT_REFUND, 500);
	struct invoice memo;
	struct payment p;

	(void)state;
	memo = issue(INVOICE_CREDIT, 300, 0);
	p = receive(400);
	owes(0, 300, 400);
	good(call(put_money, &m));
	refused(call(do_payment_release, &m.p), PAYMENT_AMOUNT,
	    "whose money it returns");
	m.p = fresh_payment(&m.p);
	pays(&m, INVOICE_CREDIT, "CM000001", 300);
	pays(&m, APPLIED_PAYMENT, "PAY000001", 200);
	good(call(put_money, &m));
	good(call(do_payment_release, &m.p));
	assert_int_equal(m.p.status, PAYMENT_CLOSED);
	assert_int_equal(fresh(&memo).status, INVOICE_CLOSED);
	p = fresh_payment(&p);
	assert_int_equal(p.unapplied, 200);
	owes(0, 0, 200);
	refused(call(do_payment_void, &p), 0, "void the refund first");
	good(call(do_payment_void, &m.p));
	owes(0, 300, 400);
	p = fresh_payment(&p);
	good(call(do_payment_void, &p));
	owes(0, 300, 0);
}

static void
a_refund_pays_no_invoice(void **state)
{
	struct money m = money_of(PAYMENT_REFUND, 100);

	(void)state;
	(void)issue(INVOICE_INVOICE, 100, 0);
	pays(&m, INVOICE_INVOICE, "INV000001", 100);
	assert_int_equal(call(put_money, &m), RC_INVALID);
	assert_string_equal(world.bad.at[0].text,
	    "A refund returns the money of credit memos and payments.");
	m.n = 0;
	m.p.amount = -100;
	refused(call(put_money, &m), PAYMENT_AMOUNT, "is a refund");
}

/* ---- files */

static void
a_file_brings_payments_that_count(void **state)
{
	struct money m = money_of(PAYMENT_PAYMENT, 1000), again;
	struct invoice inv;

	(void)state;
	inv = issue(INVOICE_INVOICE, 700, 0);
	channel(CHANNEL_BATCH);
	str_copy(m.p.payment_no, sizeof m.p.payment_no, "ZE-17");
	pays(&m, INVOICE_INVOICE, inv.invoice_no, 700);
	again = m;
	good(call(put_money, &m));
	assert_int_equal(m.p.status, PAYMENT_OPEN);
	owes(0, 0, 300);
	again.p.id = m.p.id;
	again.p.rev = m.p.rev;
	assert_int_equal(call(put_money, &again), RC_SAME);
	again.l[0].applied_amount = 600;
	assert_int_equal(call(put_money, &again), RC_REFUSED);
	assert_string_equal(world.bad.at[0].text,
	    "Payment ZE-17 is final, and its Applied to Documents cannot be "
	    "changed.");
	/* Without a number it draws one. */
	m = money_of(PAYMENT_PAYMENT, 1);
	good(call(put_money, &m));
	assert_string_equal(m.p.payment_no, "PAY000001");
}

static void
a_file_that_is_refused_has_changed_nothing(void **state)
{
	struct money m = money_of(PAYMENT_PAYMENT, 1000);

	(void)state;
	(void)issue(INVOICE_INVOICE, 700, 0);
	channel(CHANNEL_BATCH);
	pays(&m, INVOICE_INVOICE, "INV000001", 500);
	pays(&m, INVOICE_INVOICE, "INV000001", 201);
	assert_int_equal(call(put_money, &m), RC_INVALID);
	assert_int_equal(count(&payment_entity, 0, NULL), 0);
	owes(700, 0, 0);
}

static void
what_a_file_brought_can_be_taken_back(void **state)
{
	struct money m = money_of(PAYMENT_PAYMENT, 1000);
	struct invoice inv, second;

	(void)state;
	inv = issue(INVOICE_INVOICE, 700, 0);
	second = issue(INVOICE_INVOICE, 100, 0);
	channel(CHANNEL_BATCH);
	pays(&m, INVOICE_INVOICE, inv.invoice_no, 700);
	good(call(put_money, &m));
	good(call(do_payment_erase, &m.p));
	owes(800, 0, 0);
	assert_int_equal(fresh(&inv).status, INVOICE_IS_OPEN);
	assert_int_equal(count(&application_entity, 0, NULL), 0);
	m.p = (struct payment){ .account_id = firm.id, .amount = 1000 };
	m.l[0].id = 0;
	good(call(put_money, &m));
	good(apply(&m.p, &second, 100));
	refused(call(do_payment_erase, &m.p), 0, "void it");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_of_steps_is_the_business),
		BOOKS(a_payment_pays_in_parts),
		BOOKS(never_more_than_either_side_has),
		BOOKS(two_people_apply_the_same_money),
		BOOKS(unapplied_money_is_owed_again),
		BOOKS(a_credit_memo_is_unapplied_too),
		BOOKS(a_void_payment_has_paid_nothing),
		BOOKS(a_document_is_released_once),
		BOOKS(a_draft_of_a_refund_holds_nothing),
		BOOKS(lines_take_effect_with_the_release),
		BOOKS(lines_are_checked_one_by_one),
		BOOKS(release_looks_at_what_is_left),
		BOOKS(a_draft_says_hold_or_not),
		BOOKS(nothing_is_released_twice),
		BOOKS(what_a_customer_announces_is_pending),
		BOOKS(the_oldest_debt_is_paid_first),
		BOOKS(an_account_may_want_it_at_release),
		BOOKS(a_refund_returns_unapplied_money),
		BOOKS(a_refund_pays_no_invoice),
		BOOKS(a_file_brings_payments_that_count),
		BOOKS(a_file_that_is_refused_has_changed_nothing),
		BOOKS(what_a_file_brought_can_be_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
