/* Payments that customers announce: who may, how much, and how it ends. */
#include "books_fixture.h"

#include "../../lib/base/transfer.h"
#include "../../lib/model/bank.h"
#include "../../lib/own/own.h"

static struct visitor
payer(void)
{
	return (struct visitor){
		.signed_in = true,
		.account = firm,
		.features = FEATURE_PORTAL | FEATURE_PORTAL_FINANCIALS |
		    FEATURE_PORTAL_PAYMENTS,
		.roles = PORTAL_USER | PORTAL_FINANCE,
	};
}

/* One go at the door. */
struct wish {
	struct visitor v;
	struct own_wish at[4];
	int n;
	int64_t method;
	struct payment made;
	enum rc (*what)(struct own *, struct wish *);
};

static enum rc
announce(struct own *o, struct wish *w)
{
	w->made = (struct payment){ .method = w->method ? w->method :
							  METHOD_TRANSFER };
	return own_announce(o, &w->made, w->at, w->n, &world.bad);
}

static enum rc
withdraw(struct own *o, struct wish *w)
{
	return own_withdraw(o, w->made.id, w->made.rev, &world.bad);
}

static enum rc
at_the_door(struct txn *x, void *arg)
{
	struct arena *mem = arena_new();
	struct wish *w = arg;
	enum rc rc = w->what(own_new(mem, x, &w->v), w);

	arena_free(mem);
	return rc;
}

static enum rc
at(struct wish *w, enum rc (*what)(struct own *, struct wish *))
{
	enum rc rc;

	memset(&world.bad, 0, sizeof world.bad);
	w->what = what;
	channel(CHANNEL_PORTAL);
	rc = run(at_the_door, w);
	channel(CHANNEL_ERP);
	return rc;
}

static struct wish
wish_for(const struct invoice *inv, int64_t amount)
{
	return (
	    struct wish){ .v = payer(), .at = { { inv->id, amount } }, .n = 1 };
}

static void
says(int i, const char *part)
{
	assert_true(i < world.bad.n);
	if (strstr(world.bad.at[i].text, part) == NULL)
		fail_msg("\"%s\" lacks \"%s\"", world.bad.at[i].text, part);
}

static int64_t
announced_on(const struct invoice *inv)
{
	struct store *s = store_open(world.home, STORE_READ);
	int64_t sum;

	assert_int_equal(
	    payment_announced_on(store_view(s), inv->id, &sum), RC_OK);
	store_close(s);
	return sum;
}

struct rejecting {
	struct payment *p;
	const char *reason;
};

static enum rc
do_reject(struct txn *x, void *rec, struct problems *bad)
{
	struct rejecting *j = rec;

	return payment_reject(x, j->p, j->reason, bad);
}

/* ---- announcing */

static void
it_waits_and_counts_nowhere(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 9);
	struct wish w = wish_for(&inv, 600);
	char reference[TRANSFER_REFERENCE];

	(void)state;
	assert_int_equal(at(&w, announce), RC_OK);
	assert_int_equal(w.made.status, PAYMENT_PENDING);
	assert_int_equal(w.made.amount, 600);
	assert_int_equal(w.made.channel, CHANNEL_PORTAL);
	assert_string_equal(w.made.payment_no, "PAY000001");
	assert_true(transfer_reference(inv.invoice_no, reference));
	assert_string_equal(w.made.reference, reference);
	owes(1000, 0, 0);
	assert_int_equal(fresh(&inv).balance, 1000);
	assert_int_equal(announced_on(&inv), 600);
	good(call(do_payment_release, &w.made));
	assert_string_equal(w.made.payment_no, "PAY000001");
	assert_int_equal(w.made.status, PAYMENT_CLOSED);
	owes(400, 0, 0);
	assert_int_equal(announced_on(&inv), 0);
}

static void
several_have_a_reference_of_their_own(void **state)
{
	struct invoice a = issue(INVOICE_INVOICE, 1000, TODAY + 9);
	struct invoice b = issue(INVOICE_DEBIT, 500, TODAY + 9);
	struct wish w = wish_for(&a, 1000);
	char reference[TRANSFER_REFERENCE];

	(void)state;
	w.at[w.n++] = (struct own_wish){ b.id, 200 };
	assert_int_equal(at(&w, announce), RC_OK);
	assert_int_equal(w.made.amount, 1200);
	assert_true(transfer_reference(w.made.payment_no, reference));
	assert_string_equal(w.made.reference, reference);
}

static void
never_more_than_is_open_and_not_announced(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 9);
	struct wish w = wish_for(&inv, 1001);

	(void)state;
	assert_int_equal(at(&w, announce), RC_INVALID);
	says(0, "has only 10.00 EUR open");
	assert_int_equal(world.bad.at[0].row, 1);
	w = wish_for(&inv, 700);
	assert_int_equal(at(&w, announce), RC_OK);
	/* The other window, or a colleague. */
	assert_int_equal(at(&w, announce), RC_INVALID);
	says(0, "7.00 of it are announced already");
	w = wish_for(&inv, 300);
	assert_int_equal(at(&w, announce), RC_OK);
	assert_int_equal(count(&payment_entity, 0, NULL), 2);
	/* What a refused one had drawn is not lost. */
	assert_string_equal(w.made.payment_no, "PAY000002");
	/* The same document twice in one payment counts together. */
	inv = issue(INVOICE_INVOICE, 1000, TODAY + 9);
	w = wish_for(&inv, 600);
	w.at[w.n++] = (struct own_wish){ inv.id, 600 };
	assert_int_equal(at(&w, announce), RC_INVALID);
	w.n = 0;
	assert_int_equal(at(&w, announce), RC_INVALID);
	w = wish_for(&inv, 0);
	assert_int_equal(at(&w, announce), RC_INVALID);
	w = wish_for(&inv, -5);
	assert_int_equal(at(&w, announce), RC_INVALID);
	w = wish_for(&inv, INT64_MAX);
	w.at[w.n++] = (struct own_wish){ inv.id, INT64_MAX };
	assert_int_equal(at(&w, announce), RC_INVALID);
}

static void
one_payment_has_one_currency(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 9);
	struct bill b = bill_of(INVOICE_INVOICE, 300);
	struct invoice memo = issue(INVOICE_CREDIT, 100, 0);
	struct wish w = wish_for(&inv, 1000);

	(void)state;
	b.i.status = INVOICE_BALANCED;
	str_copy(b.i.currency, 4, "USD");
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	w.at[w.n++] = (struct own_wish){ b.i.id, 300 };
	assert_int_equal(at(&w, announce), RC_INVALID);
	says(0, "USD, the payment in EUR");
	w = wish_for(&memo, 100);
	assert_int_equal(at(&w, announce), RC_INVALID);
	says(0, "pays invoices and debit memos");
	assert_int_equal(count(&payment_entity, 0, NULL), 0);
}

/* Each fault alone closes the door, and looks like nothing being there. */
static void
who_may_not_pay_finds_nothing(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 9);
	struct wish good_one = wish_for(&inv, 100), w[6];

	(void)state;
	assert_int_equal(at(&good_one, announce), RC_OK);
	for (int i = 0; i < 6; i++)
		w[i] = wish_for(&inv, 100);
	w[0].v.features &= ~FEATURE_PORTAL_PAYMENTS;
	w[1].v.features &= ~FEATURE_PORTAL_FINANCIALS;
	w[2].v.roles &= ~PORTAL_FINANCE;
	w[3].v.signed_in = false;
	w[4].v.account = other;
	w[5].at[0].invoice_id = 999;
	for (int i = 0; i < 6; i++) {
		assert_int_equal(at(&w[i], announce), RC_NOTFOUND);
		w[i].made = good_one.made;
		if (i < 5)
			assert_int_equal(at(&w[i], withdraw), RC_NOTFOUND);
	}
	assert_int_equal(count(&payment_entity, 0, NULL), 1);
	assert_int_equal(announced_on(&inv), 100);
}

/* ---- how it ends */

static void
it_can_be_withdrawn_until_it_is_confirmed(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 9);
	struct wish w = wish_for(&inv, 1000), stale;
	struct money draft = money_of(PAYMENT_PAYMENT, 100);

	(void)state;
	assert_int_equal(at(&w, announce), RC_OK);
	stale = w;
	stale.made.rev += 1;
	assert_int_equal(at(&stale, withdraw), RC_CONFLICT);
	assert_int_equal(at(&w, withdraw), RC_OK);
	w.made = fresh_payment(&w.made);
	assert_int_equal(w.made.status, PAYMENT_VOIDED);
	assert_int_equal(w.made.ended, PAYMENT_WITHDRAWN);
	assert_int_equal(w.made.shown, IS_YES);
	assert_int_equal(announced_on(&inv), 0);
	assert_int_equal(at(&w, withdraw), RC_INVALID);
	refused(call(do_payment_release, &w.made), PAYMENT_STATUS, "Voided");
	/* It makes room for another. */
	assert_int_equal(at(&w, announce), RC_OK);
	good(call(do_payment_release, &w.made));
	assert_int_equal(at(&w, withdraw), RC_INVALID);
	owes(0, 0, 0);
	/* What a clerk waits for is not the customer's to take back. */
	draft.p.status = PAYMENT_PENDING;
	good(call(put_money, &draft));
	w.made = draft.p;
	assert_int_equal(at(&w, withdraw), RC_NOTFOUND);
}

static void
a_rejected_one_says_why(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 9);
	struct wish w = wish_for(&inv, 1000);
	struct rejecting j = { &w.made, "" };

	(void)state;
	assert_int_equal(at(&w, announce), RC_OK);
	refused(call(do_reject, &j), PAYMENT_REASON, "Say why");
	j.reason = "No such money came.";
	good(call(do_reject, &j));
	w.made = fresh_payment(&w.made);
	assert_int_equal(w.made.status, PAYMENT_VOIDED);
	assert_int_equal(w.made.ended, PAYMENT_REJECTED);
	assert_string_equal(w.made.reason, "No such money came.");
	refused(call(do_reject, &j), PAYMENT_STATUS, "only an announced one");
	owes(1000, 0, 0);
}

/* ---- races */

/* A clerk applies other money in between: what is announced pays what is left,
 * and not a cent is lost. */
static void
what_is_left_over_stays_unapplied(void **state)
{
	struct invoice a = issue(INVOICE_INVOICE, 1000, TODAY + 1);
	struct invoice b = issue(INVOICE_INVOICE, 500, TODAY + 2);
	struct invoice c = issue(INVOICE_INVOICE, 300, TODAY + 3);
	struct wish w = wish_for(&a, 1000);
	struct payment p;

	(void)state;
	w.at[w.n++] = (struct own_wish){ b.id, 500 };
	w.at[w.n++] = (struct own_wish){ c.id, 300 };
	assert_int_equal(at(&w, announce), RC_OK);
	p = receive(1200);
	good(apply(&p, &a, 700));
	good(apply(&p, &b, 500));
	good(call(do_payment_release, &w.made));
	w.made = fresh_payment(&w.made);
	assert_int_equal(w.made.status, PAYMENT_OPEN);
	assert_int_equal(w.made.applied, 600);
	assert_int_equal(w.made.unapplied, 1200);
	owes(0, 0, 1200);
	assert_int_equal(count(&application_entity, 0, NULL), 4);
}

static void
all_of_it_may_be_left_over(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 1);
	struct wish w = wish_for(&inv, 1000);
	struct payment p;

	(void)state;
	assert_int_equal(at(&w, announce), RC_OK);
	p = receive(1000);
	good(apply(&p, &inv, 1000));
	good(call(do_payment_release, &w.made));
	assert_int_equal(w.made.unapplied, 1000);
	owes(0, 0, 1000);
	/* Two clerks confirm it: the second one hears of it. */
	refused(call(do_payment_release, &w.made), PAYMENT_STATUS, "is Open");
}

static void
the_loser_of_a_race_is_told(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 1);
	struct wish w = wish_for(&inv, 1000);
	struct payment seen;

	(void)state;
	assert_int_equal(at(&w, announce), RC_OK);
	seen = w.made;
	assert_int_equal(at(&w, withdraw), RC_OK);
	assert_int_equal(call(do_payment_release, &seen), RC_CONFLICT);
	owes(1000, 0, 0);
}

/* ---- the bank knows the reference */

static struct bank_proposal found[BANK_PROPOSALS];

static int
proposals(const char *reference, int64_t amount)
{
	struct bank_entry b = { .booked_date = TODAY, .amount = amount };
	struct store *s;
	int n;

	str_copy(b.currency, sizeof b.currency, "EUR");
	str_copy(b.reference, sizeof b.reference, reference);
	good(save(&bank_entry_entity, &b));
	s = store_open(world.home, STORE_READ);
	n = bank_propose(store_view(s), &b, found);
	store_close(s);
	return n;
}

static void
the_bank_finds_it_by_its_reference(void **state)
{
	struct invoice a = issue(INVOICE_INVOICE, 1000, TODAY + 1);
	struct invoice b = issue(INVOICE_INVOICE, 500, TODAY + 2);
	struct wish w = wish_for(&a, 500), second;

	(void)state;
	w.at[w.n++] = (struct own_wish){ b.id, 200 };
	assert_int_equal(at(&w, announce), RC_OK);
	second = wish_for(&a, 400);
	second.at[second.n++] = (struct own_wish){ b.id, 300 };
	assert_int_equal(at(&second, announce), RC_OK);
	/* Of two of the same amount, the one that is named. */
	assert_true(proposals(second.made.reference, 700) >= 1);
	assert_int_equal(found[0].payment_id, second.made.id);
	assert_int_equal(found[0].why, BANK_BY_ANNOUNCED);
	assert_true(found[0].exact);
	assert_true(proposals("rf pay 000001", 700) >= 1);
	assert_int_equal(found[0].payment_id, w.made.id);
	/* Another amount tells at least who it was. */
	assert_true(proposals(w.made.reference, 900) >= 1);
	assert_int_equal(found[0].payment_id, 0);
	assert_int_equal(found[0].account_id, firm.id);
}

static void
a_card_is_no_business_of_the_bank(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 1);
	struct wish w = wish_for(&inv, 777);

	(void)state;
	w.method = METHOD_CARD;
	assert_int_equal(at(&w, announce), RC_OK);
	assert_string_equal(w.made.reference, "");
	assert_int_equal(proposals(w.made.payment_no, 777), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS(it_waits_and_counts_nowhere),
		BOOKS(several_have_a_reference_of_their_own),
		BOOKS(never_more_than_is_open_and_not_announced),
		BOOKS(one_payment_has_one_currency),
		BOOKS(who_may_not_pay_finds_nothing),
		BOOKS(it_can_be_withdrawn_until_it_is_confirmed),
		BOOKS(a_rejected_one_says_why),
		BOOKS(what_is_left_over_stays_unapplied),
		BOOKS(all_of_it_may_be_left_over),
		BOOKS(the_loser_of_a_race_is_told),
		BOOKS(the_bank_finds_it_by_its_reference),
		BOOKS(a_card_is_no_business_of_the_bank),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
