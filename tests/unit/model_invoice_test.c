/* Invoices and memos: steps, numbers, sums, what is final, what a file says. */
#include "books_fixture.h"

/* ---- steps */

static void
the_table_of_steps_is_the_business(void **state)
{
	static const char legal[9][9] = {
		/*             H  C  B  O  R  c  X  V */
		[INVOICE_ON_HOLD] = { 0, 0, 1, 1, 0, 0, 0, 0, 1 },
		[INVOICE_CREDIT_HOLD] = { 0, 1, 0, 1, 0, 0, 0, 0, 1 },
		[INVOICE_BALANCED] = { 0, 1, 0, 0, 1, 0, 1, 0, 1 },
		[INVOICE_IS_OPEN] = { 0, 0, 0, 0, 0, 1, 1, 1, 0 },
		[INVOICE_RESERVED] = { 0, 0, 0, 0, 1, 0, 0, 0, 0 },
		[INVOICE_CLOSED] = { 0, 0, 0, 0, 1, 0, 0, 0, 0 },
	};

	(void)state;
	for (int64_t from = 1; from <= INVOICE_VOIDED; from++)
		for (int64_t to = 1; to <= INVOICE_VOIDED; to++)
			assert_int_equal(
			    invoice_step_exists(from, to), legal[from][to]);
}

static void
a_draft_is_held_and_let_go(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 1000);

	(void)state;
	good(call(put_bill, &b));
	assert_int_equal(b.i.status, INVOICE_ON_HOLD);
	assert_string_equal(b.i.invoice_no, "");
	refused(call(do_invoice_release, &b.i), INVOICE_STATUS,
	    "On Hold and cannot become Open");
	good(call(do_invoice_remove_hold, &b.i));
	assert_int_equal(b.i.status, INVOICE_BALANCED);
	good(call(do_invoice_hold, &b.i));
	good(call(do_invoice_remove_hold, &b.i));
	owes(0, 0, 0);
	good(call(do_invoice_release, &b.i));
	assert_int_equal(b.i.status, INVOICE_IS_OPEN);
	refused(call(do_invoice_hold, &b.i), INVOICE_STATUS, "is released");
	refused(call(do_invoice_release, &b.i), INVOICE_STATUS, "already");
	owes(1000, 0, 0);
}

static void
a_void_draft_is_no_more(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 1000);

	(void)state;
	good(call(put_bill, &b));
	good(call(do_invoice_void, &b.i));
	refused(call(do_invoice_remove_hold, &b.i), INVOICE_STATUS, "Voided");
	b.i.summary[0] = 'x';
	assert_int_equal(call(put_bill, &b), RC_REFUSED);
	b.i = fresh(&b.i);
	good(call(do_invoice_erase, &b.i));
	assert_int_equal(load(&invoice_entity, b.i.id, &b.i), RC_NOTFOUND);
	assert_int_equal(count(&invoice_line_entity, 0, NULL), 0);
}

static void
a_credit_memo_is_reserved(void **state)
{
	struct invoice memo, inv;

	(void)state;
	memo = issue(INVOICE_CREDIT, 500, 0);
	inv = issue(INVOICE_INVOICE, 500, 0);
	good(call(do_invoice_hold, &memo));
	assert_int_equal(memo.status, INVOICE_RESERVED);
	refused(call(do_credit_apply, &(struct applying){ &memo, &inv, 100 }),
	    INVOICE_STATUS, "Only an open credit memo");
	owes(500, 500, 0);
	good(call(do_invoice_remove_hold, &memo));
	good(call(do_credit_apply, &(struct applying){ &memo, &inv, 100 }));
	owes(400, 400, 0);
}

/* ---- release */

static void
release_draws_a_number_of_its_type(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 100);

	(void)state;
	assert_string_equal(
	    issue(INVOICE_INVOICE, 100, 0).invoice_no, "INV000001");
	assert_string_equal(
	    issue(INVOICE_INVOICE, 100, 0).invoice_no, "INV000002");
	assert_string_equal(
	    issue(INVOICE_CREDIT, 100, 0).invoice_no, "CM000001");
	assert_string_equal(
	    issue(INVOICE_DEBIT, 100, 0).invoice_no, "DM000001");
	/* A number that is given is kept. */
	b.i.status = INVOICE_BALANCED;
	str_copy(b.i.invoice_no, sizeof b.i.invoice_no, "INV000003");
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	assert_string_equal(b.i.invoice_no, "INV000003");
	assert_string_equal(
	    issue(INVOICE_INVOICE, 100, 0).invoice_no, "INV000004");
}

static enum rc
release_and_fail(struct txn *x, void *rec, struct problems *bad)
{
	enum rc rc = invoice_release(x, rec, bad);

	return rc == RC_OK ? RC_REFUSED : rc;
}

static void
an_abort_leaves_no_gap(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 100);
	struct invoice again;

	(void)state;
	b.i.status = INVOICE_BALANCED;
	good(call(put_bill, &b));
	again = b.i;
	assert_int_equal(call(release_and_fail, &b.i), RC_REFUSED);
	assert_string_equal(b.i.invoice_no, "INV000001");
	assert_int_equal(fresh(&again).status, INVOICE_BALANCED);
	owes(0, 0, 0);
	good(call(do_invoice_release, &again));
	assert_string_equal(again.invoice_no, "INV000001");
}

static void
release_says_when_it_is_due(void **state)
{
	struct terms t = { .terms_id = "2-10",
		.due_kind = DUE_AFTER_DAYS,
		.due_days = 30,
		.discount_days = 10,
		.discount_pct = 2000,
		.active = 1 };
	struct bill b = bill_of(INVOICE_INVOICE, 12345);

	(void)state;
	good(save(&terms_entity, &t));
	b.i.terms = t.id;
	b.i.status = INVOICE_BALANCED;
	good(call(put_bill, &b));
	assert_int_equal(b.i.due_date, DATE_NONE);
	good(call(do_invoice_release, &b.i));
	assert_int_equal(b.i.due_date, TODAY + 30);
	assert_int_equal(b.i.discount_date, TODAY + 10);
	assert_int_equal(b.i.cash_discount, 247); /* 246.90 */
	assert_int_equal(b.i.issued, IS_YES);
	assert_int_equal(b.i.open, IS_YES);
	assert_int_equal(b.i.issued_on, NOON);
	assert_int_equal(b.i.balance, 12345);
	assert_int_equal(issue(INVOICE_CREDIT, 1, 0).due_date, DATE_NONE);
}

static void
what_costs_nothing_is_closed_at_once(void **state)
{
	struct invoice inv;

	(void)state;
	firm.status = ACCOUNT_ACTIVE;
	struct bill b = bill_of(INVOICE_INVOICE, 100);
	b.l[0].unit_price = 0;
	b.i.status = INVOICE_BALANCED;
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	inv = fresh(&b.i);
	assert_int_equal(inv.status, INVOICE_CLOSED);
	assert_int_equal(inv.open, IS_NO);
	assert_int_equal(inv.closed_on, NOON);
	owes(0, 0, 0);
}

/* ---- rules of put */

static void
lines_are_checked_one_by_one(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 100);

	(void)state;
	b.n = 5;
	b.l[1].quantity = 1000; /* neither item nor text */
	str_copy(b.l[2].description, 9, "Dear");
	b.l[2].quantity = 1000;
	b.l[2].unit_price = -1;
	str_copy(b.l[3].description, 9, "Taxed");
	b.l[3].quantity = 1000;
	b.l[3].tax_category = TAX_STANDARD;
	str_copy(b.l[4].description, 9, "None");
	b.l[4].item_id = 77;
	assert_int_equal(call(put_bill, &b), RC_INVALID);
	assert_int_equal(world.bad.n, 5);
	assert_int_equal(world.bad.at[0].row, 2);
	assert_string_equal(
	    world.bad.at[0].text, "A line needs an item or a description.");
	assert_int_equal(world.bad.at[1].row, 3);
	assert_string_equal(world.bad.at[1].text,
	    "A price is never negative; goods taken back have a negative "
	    "quantity.");
	assert_int_equal(world.bad.at[2].row, 4);
	assert_string_equal(world.bad.at[2].text,
	    "This tax category needs a rate above 0; without tax it is Z, E "
	    "or O.");
	assert_int_equal(world.bad.at[3].row, 5);
	assert_int_equal(world.bad.at[4].row, 5);
	assert_int_equal(count(&invoice_entity, 0, NULL), 0);
}

static void
goods_taken_back_on_an_invoice(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 1000);

	(void)state;
	b.n = 2;
	b.l[1] = b.l[0];
	b.l[1].quantity = -4000;
	good(call(put_bill, &b));
	assert_int_equal(b.i.total, 600);
	b.l[1].quantity = -14000;
	refused(call(put_bill, &b), INVOICE_TOTAL, "make it a credit memo");
	b.i.doc_type = INVOICE_CREDIT;
	refused(call(put_bill, &b), INVOICE_TOTAL, "its type gives the sign");
}

static void
what_account_and_item_know(void **state)
{
	struct tax t = { .tax_code = "VAT19",
		.category = TAX_STANDARD,
		.rate = 19000,
		.active = 1 };
	struct product p = { .item_id = "CHAI",
		.name = "Chai",
		.uom = "BOX",
		.price = 180000,
		.kind = PRODUCT_NON_STOCK,
		.active = PRODUCT_IS_ACTIVE };
	struct bill b = { .i = { .account_id = firm.id }, .n = 1 };

	(void)state;
	good(save(&tax_entity, &t));
	p.tax_code = t.id;
	good(save(&product_entity, &p));
	b.i.account_id = firm.id;
	b.l[0].item_id = p.id;
	b.l[0].quantity = 2000;
	b.l[0].unit_price = 186000;
	good(call(put_bill, &b));
	assert_int_equal(b.i.doc_type, INVOICE_INVOICE);
	assert_int_equal(b.i.invoice_date, TODAY);
	assert_string_equal(b.i.currency, "EUR");
	assert_string_equal(b.i.bill_name, "FIRM Ltd");
	assert_string_equal(b.i.bill_line1, "1 High Street");
	assert_string_equal(b.i.bill_country, "GB");
	assert_string_equal(b.l[0].description, "Chai");
	assert_string_equal(b.l[0].uom, "BOX");
	assert_int_equal(b.l[0].tax_rate, 19000);
	assert_int_equal(b.l[0].line_amount, 3720);
	assert_int_equal(b.i.tax_total, 707); /* 706.80 */
	assert_int_equal(b.i.total, 4427);
}

static void
a_customer_on_credit_hold_gets_no_invoice(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 100);
	struct bill memo = bill_of(INVOICE_CREDIT, 100);

	(void)state;
	firm.status = ACCOUNT_CREDIT_HOLD;
	good(save(&account_entity, &firm));
	good(call(put_bill, &b));
	assert_int_equal(b.i.status, INVOICE_CREDIT_HOLD);
	refused(call(do_invoice_remove_hold, &b.i), INVOICE_ACCOUNT,
	    "on Credit Hold");
	refused(
	    call(do_invoice_release, &b.i), INVOICE_ACCOUNT, "no new invoices");
	memo.i.status = INVOICE_BALANCED;
	good(call(put_bill, &memo));
	good(call(do_invoice_release, &memo.i));
	firm.status = ACCOUNT_ACTIVE;
	good(save(&account_entity, &firm));
	good(call(do_invoice_remove_hold, &b.i));
	good(call(do_invoice_release, &b.i));
}

static void
an_inactive_account_is_an_error(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 100);

	(void)state;
	firm.status = ACCOUNT_INACTIVE;
	good(save(&account_entity, &firm));
	refused(call(put_bill, &b), INVOICE_ACCOUNT, "inactive");
	b.i.account_id = 99;
	refused(call(put_bill, &b), INVOICE_ACCOUNT, "does not exist");
}

static void
two_people_at_one_draft(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 100), mine;

	(void)state;
	good(call(put_bill, &b));
	mine = b;
	str_copy(b.l[0].line_note, 9, "a note");
	good(call(put_bill, &b)); /* only a line has changed */
	mine.l[0].quantity = 5;
	assert_int_equal(call(put_bill, &mine), RC_CONFLICT);
	assert_int_equal(call(put_bill, &b), RC_SAME);
}

/* ---- final */

static void
what_is_issued_is_not_changed(void **state)
{
	struct bill b = bill_of(INVOICE_INVOICE, 100);

	(void)state;
	b.i.status = INVOICE_BALANCED;
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	assert_int_equal(call(put_bill, &b), RC_SAME);
	b.l[0].quantity++;
	assert_int_equal(call(put_bill, &b), RC_REFUSED);
	assert_int_equal(world.bad.at[0].row, 1);
	assert_string_equal(world.bad.at[0].text,
	    "Invoice INV000001 is final, and its Quantity cannot be changed: "
	    "make a credit memo.");
	b.l[0].quantity--;
	str_copy(b.i.customer_po, sizeof b.i.customer_po, "PO1");
	assert_int_equal(call(put_bill, &b), RC_REFUSED);
	assert_int_equal(world.bad.at[0].tag, INVOICE_CUSTOMER_PO);
	b.i = fresh(&b.i);
	b.n = 2;
	b.l[1] = b.l[0];
	b.l[1].line_no = 2;
	assert_int_equal(call(put_bill, &b), RC_REFUSED);
	refused(call(do_invoice_erase, &b.i), 0, "make a credit memo");
	refused(call(do_invoice_void, &b.i), INVOICE_STATUS, "cannot become");
}

static void
a_credit_memo_of_an_invoice(void **state)
{
	struct invoice inv, memo;
	struct making m;

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, 0);
	m = (struct making){ &inv, 0 };
	good(call(do_invoice_credit, &m));
	assert_int_equal(load(&invoice_entity, m.made, &memo), RC_OK);
	assert_int_equal(memo.doc_type, INVOICE_CREDIT);
	assert_int_equal(memo.status, INVOICE_ON_HOLD);
	assert_int_equal(memo.total, 1000);
	assert_int_equal(memo.corrects, inv.id);
	assert_string_equal(memo.corrects_invoice_no, "INV000001");
	owes(1000, 0, 0);
	good(call(do_invoice_remove_hold, &memo));
	good(call(do_invoice_release, &memo));
	owes(1000, 1000, 0);
	good(call(do_credit_apply, &(struct applying){ &memo, &inv, 1000 }));
	assert_int_equal(inv.status, INVOICE_CLOSED);
	assert_int_equal(memo.status, INVOICE_CLOSED);
	owes(0, 0, 0);
	m.from = &memo;
	refused(call(do_invoice_credit, &m), INVOICE_STATUS, "Only an invoice");
}

static void
a_canceled_invoice_and_its_memo_close_together(void **state)
{
	struct invoice inv, memo, paid;
	struct payment p;
	struct making m;

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, 0);
	m = (struct making){ &inv, 0 };
	good(call(do_invoice_cancel, &m));
	memo = fresh(&(struct invoice){ .id = m.made });
	assert_int_equal(fresh(&inv).status, INVOICE_CANCELED);
	assert_int_equal(memo.status, INVOICE_CLOSED);
	assert_string_equal(memo.invoice_no, "CM000001");
	owes(0, 0, 0);
	refused(call(do_invoice_cancel, &m), INVOICE_STATUS, "cannot become");
	paid = issue(INVOICE_INVOICE, 1000, 0);
	p = receive(400);
	good(apply(&p, &paid, 400));
	m.from = &paid;
	refused(call(do_invoice_cancel, &m), INVOICE_BALANCE, "unapply");
	m.from = &memo;
	refused(call(do_invoice_cancel, &m), INVOICE_TYPE, "credit memo");
}

static void
a_canceled_invoice_stays_canceled(void **state)
{
	struct invoice inv = { 0 };
	struct application a = { 0 };
	struct making m;

	(void)state;
	inv = issue(INVOICE_INVOICE, 1000, 0);
	m = (struct making){ &inv, 0 };
	good(call(do_invoice_cancel, &m));
	assert_int_equal(load(&application_entity, 1, &a), RC_OK);
	refused(call(do_payment_unapply, &a), 0, "final");
}

/* ---- files */

static struct bill
imported(const char *no, int64_t amount)
{
	struct bill b = bill_of(INVOICE_INVOICE, amount);

	channel(CHANNEL_BATCH);
	str_copy(b.i.invoice_no, sizeof b.i.invoice_no, no);
	return b;
}

static void
a_file_brings_issued_documents(void **state)
{
	struct bill b = imported("10248", 1000), again, next;

	(void)state;
	b.i.amount_paid = 300;
	again = b;
	good(call(put_bill, &b));
	assert_int_equal(b.i.status, INVOICE_IS_OPEN);
	assert_int_equal(b.i.paid_before, 300);
	assert_int_equal(b.i.amount_paid, 300);
	assert_int_equal(b.i.balance, 700);
	owes(700, 0, 0);
	again.i.id = b.i.id;
	again.i.rev = b.i.rev;
	assert_int_equal(call(put_bill, &again), RC_SAME);
	assert_int_equal(again.i.balance, 700);
	next = imported("10248", 2000);
	next.i.id = b.i.id;
	next.i.rev = b.i.rev;
	assert_int_equal(call(put_bill, &next), RC_REFUSED);
	next = imported("10248", 1000);
	assert_int_equal(call(put_bill, &next), RC_EXISTS);
	owes(700, 0, 0);
	/* The next number of our own is not disturbed. */
	channel(CHANNEL_ERP);
	assert_string_equal(
	    issue(INVOICE_INVOICE, 1, 0).invoice_no, "INV000001");
}

static void
a_file_says_how_far_a_document_is(void **state)
{
	static const struct {
		int64_t status, paid, result, balance;
	} cases[] = {
		{ 0, 0, INVOICE_IS_OPEN, 1000 },
		{ 0, 1000, INVOICE_CLOSED, 0 },
		{ INVOICE_IS_OPEN, 1000, INVOICE_CLOSED, 0 },
		{ INVOICE_CLOSED, 0, INVOICE_IS_OPEN, 1000 },
		{ INVOICE_CANCELED, 0, INVOICE_CANCELED, 0 },
		{ INVOICE_ON_HOLD, 0, INVOICE_ON_HOLD, 0 },
		{ INVOICE_BALANCED, 0, INVOICE_BALANCED, 0 },
		{ INVOICE_CREDIT_HOLD, 0, INVOICE_CREDIT_HOLD, 0 },
		{ INVOICE_VOIDED, 0, INVOICE_VOIDED, 0 },
	};
	char no[8];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str_printf(no, sizeof no, "X%zu", i);
		struct bill b = imported(no, 1000);

		b.i.status = cases[i].status;
		b.i.amount_paid = cases[i].paid;
		good(call(put_bill, &b));
		assert_int_equal(b.i.status, cases[i].result);
		assert_int_equal(b.i.balance, cases[i].balance);
	}
	owes(2000, 0, 0);
	struct bill b = imported("TOO", 1000);
	b.i.amount_paid = 1001;
	refused(call(put_bill, &b), INVOICE_AMOUNT_PAID, "not between");
}

static void
what_a_file_brought_can_be_taken_back(void **state)
{
	struct bill b = imported("1", 1000), paid = imported("2", 1000);
	struct payment p;

	(void)state;
	good(call(put_bill, &b));
	good(call(put_bill, &paid));
	p = receive(10);
	good(apply(&p, &paid.i, 10));
	refused(call(do_invoice_erase, &paid.i), 0, "something was built");
	good(call(do_invoice_erase, &b.i));
	owes(990, 0, 0);
}

static void
a_draft_that_a_file_says_was_issued(void **state)
{
	struct bill b = imported("7", 1000);

	(void)state;
	b.i.status = INVOICE_ON_HOLD;
	good(call(put_bill, &b));
	b.i.status = INVOICE_IS_OPEN;
	good(call(put_bill, &b));
	assert_int_equal(b.i.status, INVOICE_IS_OPEN);
	owes(1000, 0, 0);
}

static void
a_buyer_who_comes_once(void **state)
{
	struct invoice inv, second;
	struct payment p;

	(void)state;
	firm.status = ACCOUNT_ONE_TIME;
	good(save(&account_entity, &firm));
	inv = issue(INVOICE_INVOICE, 500, 0);
	second = issue(INVOICE_INVOICE, 100, 0);
	p = receive(600);
	good(apply(&p, &inv, 500));
	assert_int_equal(load(&account_entity, firm.id, &firm), RC_OK);
	assert_int_equal(firm.status, ACCOUNT_ONE_TIME);
	good(apply(&p, &second, 100));
	assert_int_equal(load(&account_entity, firm.id, &firm), RC_OK);
	assert_int_equal(firm.status, ACCOUNT_INACTIVE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_of_steps_is_the_business),
		BOOKS(a_draft_is_held_and_let_go),
		BOOKS(a_void_draft_is_no_more),
		BOOKS(a_credit_memo_is_reserved),
		BOOKS(release_draws_a_number_of_its_type),
		BOOKS(an_abort_leaves_no_gap),
		BOOKS(release_says_when_it_is_due),
		BOOKS(what_costs_nothing_is_closed_at_once),
		BOOKS(lines_are_checked_one_by_one),
		BOOKS(goods_taken_back_on_an_invoice),
		BOOKS(what_account_and_item_know),
		BOOKS(a_customer_on_credit_hold_gets_no_invoice),
		BOOKS(an_inactive_account_is_an_error),
		BOOKS(two_people_at_one_draft),
		BOOKS(what_is_issued_is_not_changed),
		BOOKS(a_credit_memo_of_an_invoice),
		BOOKS(a_canceled_invoice_and_its_memo_close_together),
		BOOKS(a_canceled_invoice_stays_canceled),
		BOOKS(a_file_brings_issued_documents),
		BOOKS(a_file_says_how_far_a_document_is),
		BOOKS(what_a_file_brought_can_be_taken_back),
		BOOKS(a_draft_that_a_file_says_was_issued),
		BOOKS(a_buyer_who_comes_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
