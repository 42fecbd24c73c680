/* Checkouts: what a processing center tells is booked once, whenever it comes.
 */
#include "books_fixture.h"

#include "../../lib/model/center.h"
#include "../../lib/model/checkout.h"

static struct center center;

static void
open_center(void)
{
	center = (struct center){ .provider = CENTER_STRIPE, .active = 1 };
	str_copy(center.center_id, sizeof center.center_id, "CARDS");
	str_copy(center.description, sizeof center.description, "Card");
	str_copy(center.api_key, sizeof center.api_key, "sk_1");
	str_copy(center.signing_secret, sizeof center.signing_secret, "wh_1");
	good(save(&center_entity, &center));
}

/* Of one invoice, by card. */
struct paying {
	struct invoice inv;
	int64_t amount;
	struct payment p;
	struct checkout c;
};

static enum rc
do_begin(struct txn *x, void *rec, struct problems *bad)
{
	struct paying *w = rec;
	struct application line = { .invoice_id = w->inv.id,
		.applied_type = w->inv.doc_type,
		.applied_amount = w->amount };
	enum rc rc;

	w->p = (struct payment){ .account_id = firm.id, .method = METHOD_CARD };
	memcpy(w->p.currency, w->inv.currency, sizeof w->p.currency);
	memcpy(line.applied_no, w->inv.invoice_no, sizeof line.applied_no);
	rc = payment_announce(x, &w->p, &line, 1, bad);
	return rc == RC_OK ? checkout_begin(x, &center, &w->p, &w->c, bad) : rc;
}

static enum rc
do_opened(struct txn *x, void *rec, struct problems *bad)
{
	struct paying *w = rec;

	return checkout_opened(
	    x, w->c.id, "cs_1", "https://pay.example/cs_1", bad);
}

static enum rc
do_take(struct txn *x, void *rec, struct problems *bad)
{
	return checkout_take(x, &center, rec, bad);
}

static enum rc
do_withdraw(struct txn *x, void *rec, struct problems *bad)
{
	return payment_withdraw(x, rec, bad);
}

static struct paying
begin(int64_t open, int64_t amount)
{
	struct paying w = { .inv = issue(INVOICE_INVOICE, open, TODAY + 9),
		.amount = amount };

	open_center();
	good(call(do_begin, &w));
	good(call(do_opened, &w));
	assert_int_equal(load(&checkout_entity, w.c.id, &w.c), RC_OK);
	return w;
}

static struct checkout_news
news(const struct paying *w, const char *event, int64_t kind)
{
	struct checkout_news n = { .kind = kind, .amount = w->amount };

	str_copy(n.event, sizeof n.event, event);
	str_copy(n.token, sizeof n.token, w->c.token);
	str_copy(n.session, sizeof n.session, "cs_1");
	str_copy(n.payment, sizeof n.payment, "pi_1");
	str_copy(n.currency, sizeof n.currency, "EUR");
	return n;
}

static struct news
kept(const char *event)
{
	struct news n = { .center_id = center.id };
	struct store *s = store_open(world.home, STORE_READ);

	str_copy(n.event, sizeof n.event, event);
	assert_int_equal(
	    store_find(store_view(s), &news_entity, NEWS_BY_EVENT, &n), RC_OK);
	store_close(s);
	return n;
}

/* ---- tests */

static void
an_active_center_needs_its_secrets(void **state)
{
	struct center c = { .provider = CENTER_STRIPE };

	(void)state;
	str_copy(c.center_id, sizeof c.center_id, "CARDS");
	str_copy(c.description, sizeof c.description, "Card");
	good(save(&center_entity, &c));
	assert_string_equal(c.api_url, "https://api.stripe.com");
	c.active = 1;
	refused(save(&center_entity, &c), CENTER_API_KEY, "needs its API key");
	str_copy(c.api_key, sizeof c.api_key, "sk 1");
	refused(save(&center_entity, &c), CENTER_API_KEY, "without blanks");
	str_copy(c.api_key, sizeof c.api_key, "sk_1");
	refused(save(&center_entity, &c), CENTER_SIGNING_SECRET, "needs its");
	str_copy(c.signing_secret, sizeof c.signing_secret, "wh_1");
	str_copy(c.api_url, sizeof c.api_url, "http://pay.example");
	refused(save(&center_entity, &c), CENTER_API_URL, "https://");
	str_copy(c.api_url, sizeof c.api_url, "http://localhost.pay.example");
	refused(save(&center_entity, &c), CENTER_API_URL, "https://");
	str_copy(c.api_url, sizeof c.api_url, "http://127.0.0.1:9999/");
	good(save(&center_entity, &c));
	assert_string_equal(c.api_url, "http://127.0.0.1:9999");
}

static void
money_is_booked_once(void **state)
{
	struct paying w = begin(1000, 600);
	struct checkout_news n = news(&w, "evt_1", NEWS_PAID);

	(void)state;
	owes(1000, 0, 0);
	good(call(do_take, &n));
	w.p = fresh_payment(&w.p);
	assert_int_equal(w.p.status, PAYMENT_CLOSED);
	assert_string_equal(w.p.reference, "pi_1");
	assert_string_equal(w.p.external_id, "CARDS pi_1");
	owes(400, 0, 0);
	/* Doubled, replayed, and told under another number. */
	assert_int_equal(call(do_take, &n), RC_SAME);
	n = news(&w, "evt_2", NEWS_PAID);
	good(call(do_take, &n));
	assert_int_equal(kept("evt_2").outcome, NEWS_IDLE);
	n = news(&w, "evt_3", NEWS_FAILED);
	good(call(do_take, &n));
	owes(400, 0, 0);
	assert_int_equal(count(&payment_entity, 0, NULL), 1);
	assert_int_equal(load(&checkout_entity, w.c.id, &w.c), RC_OK);
	assert_int_equal(w.c.status, CHECKOUT_PAID);
}

static void
money_that_takes_days_is_waited_for(void **state)
{
	struct paying w = begin(1000, 1000);
	struct checkout_news n = news(&w, "evt_1", NEWS_WAITS);

	(void)state;
	good(call(do_take, &n));
	assert_int_equal(fresh_payment(&w.p).status, PAYMENT_PENDING);
	n = news(&w, "evt_2", NEWS_PAID);
	good(call(do_take, &n));
	owes(0, 0, 0);
}

static void
what_is_not_completed_makes_room(void **state)
{
	struct paying w = begin(1000, 1000), again = w;
	struct checkout_news n = news(&w, "evt_1", NEWS_FAILED);

	(void)state;
	good(call(do_take, &n));
	assert_int_equal(fresh_payment(&w.p).status, PAYMENT_VOIDED);
	assert_int_equal(fresh_payment(&w.p).ended, PAYMENT_WITHDRAWN);
	good(call(do_begin, &again));
	owes(1000, 0, 0);
}

/* Withdrawn in one window, paid in the other: the money has come. */
static void
money_for_a_withdrawn_one_is_not_lost(void **state)
{
	struct paying w = begin(1000, 1000);
	struct checkout_news n = news(&w, "evt_1", NEWS_PAID);
	struct payment p = receive(700), anew;

	(void)state;
	good(call(do_withdraw, &w.p));
	good(apply(&p, &w.inv, 700));
	good(call(do_take, &n));
	assert_int_equal(load(&checkout_entity, w.c.id, &w.c), RC_OK);
	assert_int_equal(w.c.status, CHECKOUT_PAID);
	assert_int_equal(load(&payment_entity, w.c.made, &anew), RC_OK);
	assert_int_equal(anew.status, PAYMENT_OPEN);
	assert_int_equal(anew.applied, 300);
	assert_int_equal(anew.unapplied, 700);
	assert_int_equal(anew.shown, IS_YES);
	owes(0, 0, 700);
	assert_int_equal(call(do_take, &n), RC_SAME);
	n = news(&w, "evt_2", NEWS_PAID);
	good(call(do_take, &n));
	owes(0, 0, 700);
}

static void
a_clerk_was_faster(void **state)
{
	struct paying w = begin(1000, 1000);
	struct checkout_news n = news(&w, "evt_1", NEWS_PAID);

	(void)state;
	good(call(do_payment_release, &w.p));
	good(call(do_take, &n));
	owes(0, 0, 0);
	assert_int_equal(count(&payment_entity, 0, NULL), 1);
}

static void
what_does_not_fit_is_left_to_people(void **state)
{
	struct paying w = begin(1000, 1000);
	struct checkout_news n = news(&w, "evt_1", NEWS_PAID);

	(void)state;
	n.amount = 999;
	good(call(do_take, &n));
	assert_int_equal(kept("evt_1").outcome, NEWS_ODD);
	n = news(&w, "evt_2", NEWS_PAID);
	str_copy(n.currency, sizeof n.currency, "USD");
	good(call(do_take, &n));
	assert_int_equal(kept("evt_2").outcome, NEWS_ODD);
	assert_int_equal(fresh_payment(&w.p).status, PAYMENT_PENDING);
	owes(1000, 0, 0);
	/* What is about nothing of ours is not even kept. */
	n = news(&w, "evt_3", NEWS_PAID);
	n.token[0] = 'x';
	assert_int_equal(call(do_take, &n), RC_NOTFOUND);
	n = news(&w, "evt_4", NEWS_PAID);
	str_copy(n.session, sizeof n.session, "cs_other");
	assert_int_equal(call(do_take, &n), RC_NOTFOUND);
	n = news(&w, "evt_5", 0);
	assert_int_equal(call(do_take, &n), RC_NOTFOUND);
	assert_int_equal(count(&news_entity, 0, NULL), 2);
}

static void
another_center_cannot_speak_for_it(void **state)
{
	struct paying w = begin(1000, 1000);
	struct checkout_news n = news(&w, "evt_1", NEWS_PAID);

	(void)state;
	center.id = center.rev = 0;
	str_copy(center.center_id, sizeof center.center_id, "OTHER");
	good(save(&center_entity, &center));
	assert_int_equal(call(do_take, &n), RC_NOTFOUND);
	owes(1000, 0, 0);
}

static void
a_page_is_opened_once(void **state)
{
	struct paying w = begin(1000, 1000), second;

	(void)state;
	assert_int_equal(call(do_opened, &w), RC_SAME);
	second = w;
	second.inv = issue(INVOICE_INVOICE, 100, TODAY + 9);
	second.amount = 100;
	center.active = 0;
	refused(call(do_begin, &second), 0, "not open now");
	center.active = 1;
	good(call(do_begin, &second));
	/* The center's numbers are unique, too. */
	assert_int_equal(call(do_opened, &second), RC_EXISTS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS(an_active_center_needs_its_secrets),
		BOOKS(money_is_booked_once),
		BOOKS(money_that_takes_days_is_waited_for),
		BOOKS(what_is_not_completed_makes_room),
		BOOKS(money_for_a_withdrawn_one_is_not_lost),
		BOOKS(a_clerk_was_faster),
		BOOKS(what_does_not_fit_is_left_to_people),
		BOOKS(another_center_cannot_speak_for_it),
		BOOKS(a_page_is_opened_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
