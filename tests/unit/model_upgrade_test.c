/* A store that an older version has written is brought up to date, once. */
#include "books_fixture.h"

#include "../../lib/model/order.h"
#include "../../lib/model/upgrade.h"

/* ---- what the older version knew: payments without their last index */

enum { INDEXES_MOST = 20 };

static struct index few[INDEXES_MOST];
static struct entity old_payment;

static void
remember_older_version(void)
{
	int n = 0;

	for (const struct index *ix = payment_entity.indexes; ix->number != 0;
	     ix++)
		if (ix->number != PAYMENT_IN_STATUS)
			few[n++] = *ix;
	few[n].number = 0;
	old_payment = payment_entity;
	old_payment.indexes = few;
}

static enum rc
save_old_payment(struct txn *x, void *rec, struct problems *bad)
{
	return store_save(x, &old_payment, rec, bad);
}

static enum rc
save_payment(struct txn *x, void *rec, struct problems *bad)
{
	return store_save(x, &payment_entity, rec, bad);
}

static struct payment
announce_then(int number)
{
	struct payment p = { .payment_type = PAYMENT_PAYMENT,
		.status = PAYMENT_PENDING,
		.account_id = firm.id,
		.payment_date = TODAY,
		.method = METHOD_TRANSFER,
		.amount = 100 };

	str_copy(p.currency, sizeof p.currency, "EUR");
	str_printf(p.payment_no, sizeof p.payment_no, "OLD%d", number);
	good(call(save_old_payment, &p));
	return p;
}

static enum rc
forget_owing(struct txn *x, void *rec, struct problems *bad)
{
	struct balance *b = rec;

	b->owing = 0;
	return store_save(x, &balance_entity, b, bad);
}

/* An order whose invoice is open: then nobody asked whether it was paid. */
static struct sales_order old_order;

static enum rc
save_old_order(struct txn *x, void *rec, struct problems *bad)
{
	return store_save(x, &order_entity, rec, bad);
}

static enum rc
save_old_invoice(struct txn *x, void *rec, struct problems *bad)
{
	return store_save(x, &invoice_entity, rec, bad);
}

static struct sales_order
loaded_order(void)
{
	struct store *s = store_open(world.home, STORE_READ);
	struct sales_order o;

	good(store_get(store_view(s), &order_entity, old_order.id, &o));
	store_close(s);
	return o;
}

static void
order_then(struct invoice inv)
{
	old_order = (struct sales_order){ .order_type = ORDER_SO,
		.status = ORDER_COMPLETED,
		.account_id = firm.id,
		.order_date = TODAY,
		.order_no = "OLD-SO",
		.currency = "EUR" };
	good(call(save_old_order, &old_order));
	inv.order_id = old_order.id;
	good(call(save_old_invoice, &inv));
}

/* An open invoice of an order, and announced payments. */
static struct payment
older_store(int payments)
{
	struct payment first = { .id = 0 };
	struct balance b;

	remember_older_version();
	order_then(issue(INVOICE_INVOICE, 1000, TODAY + 10));
	b = balance_of(firm.id);
	good(call(forget_owing, &b));
	for (int i = 0; i < payments; i++) {
		struct payment p = announce_then(i + 1);

		if (i == 0)
			first = p;
	}
	return first;
}

/* ---- looking, and doing it */

static bool
wanted(void)
{
	struct store *s = store_open(world.home, STORE_READ);
	bool is = upgrade_wanted(store_view(s));

	store_close(s);
	return is;
}

static long
store_wrong(void)
{
	return store_verify(world.home, entities, complain, NULL);
}

static int64_t
pending(void)
{
	const struct payment like = { .account_id = firm.id,
		.status = PAYMENT_PENDING };

	return count(&payment_entity, PAYMENT_IN_STATUS, &like);
}

struct step {
	int most;
	struct upgrade u;
};

static enum rc
upgrade_body(struct txn *x, void *arg)
{
	struct step *s = arg;

	return upgrade_some(x, s->most, &s->u, &world.bad);
}

/* Each portion by a process of its own. How many payments were looked at. */
static int64_t
bring_up(int most, int portions)
{
	struct step s = { .most = most, .u = { .more = true } };
	int64_t payments = 0;

	while (s.u.more && portions-- > 0) {
		good(run(upgrade_body, &s));
		if (s.u.e == &payment_entity)
			payments += s.u.seen;
	}
	return payments;
}

static enum rc
nothing_to_mend(struct txn *x, void *arg)
{
	(void)arg;
	upgrade_none(x);
	return RC_OK;
}

/* ---- */

static void
an_old_store_is_brought_up_to_date(void **state)
{
	(void)state;
	(void)older_store(3);
	assert_true(wanted());
	assert_true(store_wrong() > 0);
	assert_true(books_wrong() > 0);
	assert_int_equal(pending(), 0);
	(void)bring_up(100, 1000);
	assert_false(wanted());
	assert_int_equal(store_wrong(), 0);
	assert_int_equal(books_wrong(), 0);
	assert_int_equal(pending(), 3);
	assert_int_equal(balance_of(firm.id).owing, IS_YES);
	assert_int_equal(loaded_order().unpaid, IS_YES);
}

static void
each_record_once_however_often_it_is_cut_short(void **state)
{
	int64_t payments = 0;

	(void)state;
	(void)older_store(7);
	while (wanted())
		payments += bring_up(2, 1);
	assert_int_equal(payments, 7);
	assert_int_equal(pending(), 7);
}

static void
what_was_done_is_not_done_again(void **state)
{
	(void)state;
	(void)older_store(2);
	(void)bring_up(100, 1000);
	assert_int_equal(bring_up(100, 1000), 0);
	assert_int_equal(pending(), 2);
}

static void
a_new_store_has_nothing_to_mend(void **state)
{
	(void)state;
	assert_true(wanted());
	good(run(nothing_to_mend, NULL));
	assert_false(wanted());
}

/* Pages go on before anybody has upgraded: an entry that never was is neither
 * taken away nor counted. */
static void
old_records_may_change_before(void **state)
{
	struct payment p = older_store(2), q;

	(void)state;
	good(call(do_payment_release, &p));
	assert_int_equal(pending(), 0);
	q = fresh_payment(&p);
	str_copy(q.summary, sizeof q.summary, "Changed");
	good(call(save_payment, &q));
	(void)announce_then(3);
	(void)bring_up(1, 1000);
	assert_int_equal(pending(), 2);
	assert_int_equal(store_wrong(), 0);
}

static struct entity bare_terms;

static enum rc
save_bare_terms(struct txn *x, void *rec, struct problems *bad)
{
	return store_save(x, &bare_terms, rec, bad);
}

static enum rc
delete_bare_terms(struct txn *x, void *rec, struct problems *bad)
{
	(void)bad;
	return store_delete(x, &bare_terms, record_id(rec));
}

/* Two that must differ now: somebody has to look at them. */
static void
what_must_differ_and_does_not_is_told(void **state)
{
	static const struct index none[] = { { .number = 0 } };
	struct step s = { .most = 100, .u = { .more = true } };
	struct terms t;
	enum rc rc = RC_OK;

	(void)state;
	bare_terms = terms_entity;
	bare_terms.indexes = none;
	assert_int_equal(load(&terms_entity, terms30, &t), RC_OK);
	t.id = t.rev = 0;
	good(call(save_bare_terms, &t));
	while (rc == RC_OK && s.u.more)
		rc = run(upgrade_body, &s);
	assert_int_equal(rc, RC_EXISTS);
	assert_ptr_equal(s.u.e, &terms_entity);
	assert_int_equal(world.bad.n, 1);
	assert_true(wanted());
	good(call(delete_bare_terms, &t));
	(void)bring_up(100, 1000);
	assert_false(wanted());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS(an_old_store_is_brought_up_to_date),
		BOOKS(each_record_once_however_often_it_is_cut_short),
		BOOKS(what_was_done_is_not_done_again),
		BOOKS(a_new_store_has_nothing_to_mend),
		BOOKS(old_records_may_change_before),
		BOOKS(what_must_differ_and_does_not_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
