/* Entries of bank statements: what they may mean, and what is made of them. */
#include "books_fixture.h"

#include "../../lib/base/transfer.h"
#include "../../lib/model/bank.h"

static struct bank_entry
entry(int64_t amount, const char *name, const char *account,
    const char *reference, const char *text)
{
	struct bank_entry b = { .booked_date = TODAY + 3, .amount = amount };

	str_copy(b.currency, sizeof b.currency, "EUR");
	str_copy(b.bank_account, sizeof b.bank_account, "DE89 3704");
	str_copy(b.payer_name, sizeof b.payer_name, name);
	str_copy(b.payer_account, sizeof b.payer_account, account);
	str_copy(b.reference, sizeof b.reference, reference);
	str_copy(b.text, sizeof b.text, text);
	good(save(&bank_entry_entity, &b));
	return b;
}

static struct bank_entry
fresh_entry(const struct bank_entry *b)
{
	struct bank_entry now;

	assert_int_equal(load(&bank_entry_entity, b->id, &now), RC_OK);
	return now;
}

static struct bank_proposal found[BANK_PROPOSALS];

static int
proposals(const struct bank_entry *b)
{
	struct store *s = store_open(world.home, STORE_READ);
	int n = bank_propose(store_view(s), b, found);

	store_close(s);
	return n;
}

static void
proposed(int i, enum bank_why why, int64_t account, bool exact, int lines)
{
	assert_int_equal(found[i].why, why);
	assert_int_equal(found[i].account_id, account);
	assert_int_equal(found[i].exact, exact);
	assert_int_equal(found[i].n, lines);
}

static enum rc
do_accept(struct txn *x, void *rec, struct problems *bad)
{
	return bank_accept(x, rec, &found[0], bad);
}

static enum rc
do_ignore(struct txn *x, void *rec, struct problems *bad)
{
	return bank_ignore(x, rec, bad);
}

static enum rc
do_reopen(struct txn *x, void *rec, struct problems *bad)
{
	return bank_reopen(x, rec, bad);
}

struct confirming {
	struct bank_entry *b;
	int64_t account;
	struct bank_line line[3];
	int n;
};

static enum rc
do_confirm(struct txn *x, void *rec, struct problems *bad)
{
	struct confirming *c = rec;

	return bank_confirm(x, c->b, c->account, c->line, c->n, bad);
}

/* ---- saving */

static void
the_same_entry_is_the_same(void **state)
{
	struct bank_entry b = entry(500, "Ann", "FR 76 12", "NOTPROVIDED", "x");
	struct bank_entry again = b;

	(void)state;
	assert_string_equal(b.payer_account, "FR7612");
	assert_string_equal(b.reference, "");
	assert_int_equal(b.value_date, b.booked_date);
	assert_int_equal(save(&bank_entry_entity, &again), RC_SAME);
	bank_entry_ref(&again, 1);
	assert_string_equal(again.entry_ref, b.entry_ref);
	bank_entry_ref(&again, 2);
	assert_string_not_equal(again.entry_ref, b.entry_ref);
	str_copy(again.bank_ref, sizeof again.bank_ref, "7");
	bank_entry_ref(&again, 1);
	b = again;
	b.amount = 1;
	bank_entry_ref(&b, 1);
	assert_string_equal(again.entry_ref, b.entry_ref);
}

static void
what_is_settled_is_not_changed_by_a_file(void **state)
{
	struct bank_entry b = entry(500, "Ann", "", "", "x");
	struct bank_entry again;

	(void)state;
	b.amount = 501;
	assert_int_equal(save(&bank_entry_entity, &b), RC_REFUSED);
	b.amount = 500;
	str_copy(b.text, sizeof b.text, "y");
	good(save(&bank_entry_entity, &b));
	good(call(do_ignore, &b));
	again = b;
	assert_int_equal(save(&bank_entry_entity, &again), RC_SAME);
	str_copy(again.text, sizeof again.text, "z");
	assert_int_equal(save(&bank_entry_entity, &again), RC_REFUSED);
	refused(call(do_ignore, &b), BANK_ENTRY_STATUS, "not open");
	good(call(do_reopen, &b));
	assert_int_equal(b.status, BANK_OPEN);
}

/* ---- proposals */

static void
numbers_are_found_however_they_are_written(void **state)
{
	struct invoice a = issue(INVOICE_INVOICE, 3000, TODAY + 30);
	struct invoice b = issue(INVOICE_INVOICE, 2000, TODAY + 31);
	char reference[TRANSFER_REFERENCE];
	const char *texts[] = { "INV000001", "invoice inv-1, thank you",
		"Inv 000 001", "re: inv/000001.", "INV1" };
	struct bank_entry e;

	(void)state;
	assert_string_equal(a.invoice_no, "INV000001");
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		e = entry(3000, "", "", "", texts[i]);
		assert_int_equal(proposals(&e), 1);
		proposed(0, BANK_BY_NUMBER, firm.id, true, 1);
		assert_int_equal(found[0].line[0].invoice_id, a.id);
		assert_int_equal(found[0].line[0].amount, 3000);
	}
	assert_true(transfer_reference(b.invoice_no, reference));
	e = entry(2000, "", "", reference, "");
	assert_int_equal(proposals(&e), 1);
	assert_int_equal(found[0].line[0].invoice_id, b.id);
	/* Both together, and more or less than both. */
	e = entry(5000, "", "", "INV000002", "INV000001");
	proposals(&e);
	proposed(0, BANK_BY_NUMBER, firm.id, true, 2);
	e = entry(4000, "", "", "INV000001", "INV000002");
	proposals(&e);
	proposed(0, BANK_BY_NUMBER, firm.id, false, 2);
	assert_int_equal(found[0].line[1].amount, 1000);
	e = entry(9000, "", "", "INV000001", "");
	proposals(&e);
	proposed(0, BANK_BY_NUMBER, firm.id, false, 1);
	/* Digits alone mean it only if the amount does. */
	e = entry(3000, "", "", "", "customer 000001");
	proposals(&e);
	proposed(0, BANK_BY_NUMBER, firm.id, false, 1);
	e = entry(3001, "", "", "", "customer 000001");
	assert_int_equal(proposals(&e), 0);
}

static void
another_currency_is_another_thing(void **state)
{
	struct bank_entry e;

	(void)state;
	issue(INVOICE_INVOICE, 3000, TODAY + 30);
	e = entry(3000, "", "", "INV000001", "");
	str_copy(e.currency, sizeof e.currency, "USD");
	assert_int_equal(proposals(&e), 0);
}

static void
a_confirmed_entry_pays_and_can_be_opened_again(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 3000, TODAY + 30);
	struct bank_entry e = entry(3000, "Ann", "FR76", "INV000001", "");
	struct payment p;

	(void)state;
	assert_int_equal(proposals(&e), 1);
	good(call(do_accept, &e));
	e = fresh_entry(&e);
	assert_int_equal(e.status, BANK_MATCHED);
	assert_int_equal(load(&payment_entity, e.payment_id, &p), RC_OK);
	assert_int_equal(p.status, PAYMENT_CLOSED);
	assert_int_equal(p.payment_date, TODAY + 3);
	assert_int_equal(p.method, METHOD_TRANSFER);
	assert_string_equal(p.reference, "INV000001");
	assert_string_equal(p.summary, "Ann");
	assert_int_equal(fresh(&inv).status, INVOICE_CLOSED);
	assert_int_equal(count(&bank_entry_entity, BANK_OF_PAYMENT, NULL), 1);
	good(call(do_reopen, &e));
	assert_int_equal(fresh_payment(&p).status, PAYMENT_VOIDED);
	assert_int_equal(fresh(&inv).balance, 3000);
	assert_int_equal(fresh_entry(&e).status, BANK_OPEN);
	assert_int_equal(proposals(&e), 1);
}

static void
a_payer_is_known_by_his_account(void **state)
{
	struct invoice a = issue(INVOICE_INVOICE, 1000, TODAY + 10);
	struct invoice b = issue(INVOICE_INVOICE, 2000, TODAY + 20);
	struct bank_entry e = entry(1500, "Ann", "FR76", "", "");
	struct confirming c = {
		.b = &e, .account = firm.id, .line = { { b.id, 1500 } }, .n = 1
	};

	(void)state;
	assert_int_equal(proposals(&e), 0);
	good(call(do_confirm, &c));
	/* The one of this balance. */
	e = entry(500, "Ann", "fr 76", "", "next");
	assert_int_equal(proposals(&e), 1);
	proposed(0, BANK_BY_PAYER, firm.id, true, 1);
	assert_int_equal(found[0].line[0].invoice_id, b.id);
	/* All there is. */
	e = entry(1500, "Ann", "FR76", "", "all");
	proposals(&e);
	proposed(0, BANK_BY_PAYER, firm.id, true, 2);
	/* The oldest first. */
	e = entry(1200, "Ann", "FR76", "", "part");
	proposals(&e);
	proposed(0, BANK_BY_PAYER, firm.id, false, 2);
	assert_int_equal(found[0].line[0].invoice_id, a.id);
	assert_int_equal(found[0].line[1].amount, 200);
	/* More than is owed stays unapplied. */
	e = entry(9000, "Ann", "FR76", "", "more");
	proposals(&e);
	good(call(do_accept, &e));
	assert_int_equal(fresh(&a).balance, 0);
	assert_int_equal(books_wrong(), 0);
}

static void
a_payer_is_known_by_his_name(void **state)
{
	struct bank_entry e = entry(700, "firm  LTD", "", "", "");

	(void)state;
	assert_int_equal(proposals(&e), 1);
	proposed(0, BANK_BY_NAME, firm.id, false, 0);
	issue(INVOICE_INVOICE, 700, TODAY + 10);
	proposals(&e);
	proposed(0, BANK_BY_NAME, firm.id, false, 1);
}

/* ---- payments that are there */

static void
what_was_announced_is_confirmed(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 3000, TODAY + 30);
	struct money m = money_of(PAYMENT_PAYMENT, 3000);
	struct bank_entry e;

	(void)state;
	pays(&m, INVOICE_INVOICE, inv.invoice_no, 3000);
	channel(CHANNEL_PORTAL);
	good(call(put_money, &m));
	channel(CHANNEL_ERP);
	assert_int_equal(m.p.status, PAYMENT_PENDING);
	e = entry(3000, "", "", "", "nothing known");
	assert_int_equal(proposals(&e), 1);
	proposed(0, BANK_BY_ANNOUNCED, firm.id, false, 0);
	e = entry(3000, "", "", "INV000001", "");
	assert_int_equal(proposals(&e), 2);
	proposed(0, BANK_BY_ANNOUNCED, firm.id, true, 0);
	assert_int_equal(found[0].payment_id, m.p.id);
	proposed(1, BANK_BY_NUMBER, firm.id, true, 1);
	good(call(do_accept, &e));
	m.p = fresh_payment(&m.p);
	assert_int_equal(m.p.status, PAYMENT_CLOSED);
	assert_int_equal(m.p.payment_date, TODAY + 3);
	assert_int_equal(fresh(&inv).status, INVOICE_CLOSED);
	/* It is not there for a second one. */
	e = entry(3000, "", "", "INV000001", "again");
	assert_int_equal(proposals(&e), 1);
	proposed(0, BANK_BY_NUMBER, firm.id, false, 0);
}

static void
what_was_recorded_is_not_made_twice(void **state)
{
	struct payment p = receive(4000);
	struct bank_entry e = entry(4000, "FIRM Ltd", "", "", "");

	(void)state;
	assert_int_equal(proposals(&e), 2);
	proposed(0, BANK_BY_RECORDED, firm.id, false, 0);
	good(call(do_accept, &e));
	assert_int_equal(fresh_entry(&e).payment_id, p.id);
	assert_int_equal(count(&payment_entity, 0, NULL), 1);
	good(call(do_reopen, &e));
	assert_int_equal(fresh_payment(&p).status, PAYMENT_OPEN);
	/* One payment is one entry. */
	proposals(&e);
	good(call(do_accept, &e));
	e = entry(4000, "FIRM Ltd", "", "", "2");
	refused(call(do_accept, &e), 0, "another bank entry");
}

static void
refunds_go_out(void **state)
{
	struct money m = money_of(PAYMENT_REFUND, 1000);
	struct payment p = receive(1000);
	struct bank_entry e;
	struct confirming c = { .b = &e, .account = firm.id };

	(void)state;
	pays(&m, APPLIED_PAYMENT, p.payment_no, 1000);
	good(call(put_money, &m));
	e = entry(-1000, "FIRM Ltd", "", "", "");
	refused(call(do_confirm, &c), BANK_ENTRY_AMOUNT, "went out");
	assert_int_equal(proposals(&e), 1);
	proposed(0, BANK_BY_REFUND, firm.id, false, 0);
	good(call(do_accept, &e));
	assert_int_equal(fresh_payment(&m.p).status, PAYMENT_CLOSED);
	assert_int_equal(fresh_entry(&e).from, BANK_RELEASED);
	e = entry(-2000, "Bank", "", "", "fee");
	assert_int_equal(proposals(&e), 0);
	good(call(do_ignore, &e));
}

static void
lines_that_do_not_fit_are_refused(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 10);
	struct bank_entry e = entry(3000, "", "", "", "");
	struct confirming c = { .b = &e,
		.account = firm.id,
		.line = { { inv.id, 1001 } },
		.n = 1 };

	(void)state;
	assert_int_equal(call(do_confirm, &c), RC_INVALID);
	assert_int_equal(world.bad.at[0].row, 1);
	c.line[0].amount = -5;
	assert_int_equal(call(do_confirm, &c), RC_INVALID);
	c.line[0] = (struct bank_line){ 999, 5 };
	assert_int_equal(call(do_confirm, &c), RC_INVALID);
	c.line[0] = (struct bank_line){ inv.id, 5 };
	c.account = other.id;
	assert_int_equal(call(do_confirm, &c), RC_INVALID);
	assert_int_equal(count(&payment_entity, 0, NULL), 0);
	/* Somebody else was faster. */
	c.account = firm.id;
	good(call(do_confirm, &c));
	e.status = BANK_OPEN;
	e.rev--;
	assert_int_equal(call(do_confirm, &c), RC_CONFLICT);
	assert_int_equal(count(&payment_entity, 0, NULL), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS(the_same_entry_is_the_same),
		BOOKS(what_is_settled_is_not_changed_by_a_file),
		BOOKS(numbers_are_found_however_they_are_written),
		BOOKS(another_currency_is_another_thing),
		BOOKS(a_confirmed_entry_pays_and_can_be_opened_again),
		BOOKS(a_payer_is_known_by_his_account),
		BOOKS(a_payer_is_known_by_his_name),
		BOOKS(what_was_announced_is_confirmed),
		BOOKS(what_was_recorded_is_not_made_twice),
		BOOKS(refunds_go_out),
		BOOKS(lines_that_do_not_fit_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
