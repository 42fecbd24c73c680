/* The door to documents: issued ones of one's own firm, and nothing else. */
#include "books_fixture.h"

#include "../../lib/own/own.h"

/* Somebody of the firm who may see its money. */
static struct visitor
bookkeeper(void)
{
	return (struct visitor){
		.signed_in = true,
		.account = firm,
		.features = FEATURE_PORTAL | FEATURE_PORTAL_FINANCIALS,
		.roles = PORTAL_USER | PORTAL_FINANCE,
	};
}

struct visit {
	struct store *s;
	struct arena *mem;
	struct own *own;
};

static struct visit
enter(const struct visitor *v)
{
	struct visit d = { store_open(world.home, STORE_READ), arena_new(),
		NULL };

	d.own = own_new(d.mem, store_view(d.s), v);
	return d;
}

static void
leave(struct visit *d)
{
	arena_free(d->mem);
	store_close(d->s);
}

static enum rc
look(const struct visitor *v, const struct entity *e, int64_t id)
{
	struct visit d = enter(v);
	void *rec = arena_alloc(d.mem, e->size);
	enum rc rc = own_get(d.own, e, id, rec);

	assert_true(rc == RC_OK || record_id(rec) == 0);
	leave(&d);
	return rc;
}

static bool
count_one(void *arg, const void *rec)
{
	(void)rec;
	++*(int *)arg;
	return true;
}

static int
listed(const struct visitor *v, const struct entity *e, unsigned index)
{
	/* Whatever is asked for, the owner is put in. */
	const struct invoice like = { .account_id = other.id };
	struct list l = { .e = e, .index = index };
	struct visit d = enter(v);
	int n = 0;
	enum rc rc;

	if (e == &invoice_entity)
		l.like = &like;
	rc = own_list(d.own, &l, count_one, &n);
	assert_true(rc == RC_OK || (rc == RC_NOTFOUND && n == 0));
	if (rc == RC_OK)
		assert_int_equal(own_count(d.own, e, index, NULL), n);
	else
		assert_int_equal(own_count(d.own, e, index, NULL), 0);
	leave(&d);
	return rc == RC_OK ? n : -1;
}

/* ---- tests */

static void
only_issued_documents_are_shown(void **state)
{
	const int64_t states[] = { INVOICE_ON_HOLD, INVOICE_BALANCED };
	struct visitor v = bookkeeper();
	struct invoice inv;
	struct bill b;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		b = bill_of(INVOICE_INVOICE, 1000);
		b.i.status = states[i];
		good(call(put_bill, &b));
		assert_int_equal(
		    look(&v, &invoice_entity, b.i.id), RC_NOTFOUND);
	}
	good(call(do_invoice_void, &b.i));
	assert_int_equal(look(&v, &invoice_entity, b.i.id), RC_NOTFOUND);
	inv = issue(INVOICE_INVOICE, 1000, TODAY + 3);
	assert_int_equal(look(&v, &invoice_entity, inv.id), RC_OK);
	inv = issue(INVOICE_CREDIT, 200, 0);
	assert_int_equal(look(&v, &invoice_entity, inv.id), RC_OK);
	assert_int_equal(look(&v, &invoice_entity, 999), RC_NOTFOUND);
	assert_int_equal(listed(&v, &invoice_entity, INVOICE_ISSUED_DATE), 2);
	assert_int_equal(listed(&v, &invoice_entity, INVOICE_OPEN_DUE), 2);
	assert_int_equal(listed(&v, &invoice_entity, INVOICE_BY_DATE), -1);
	assert_int_equal(listed(&v, &invoice_entity, INVOICE_OF_ACCOUNT), -1);
	assert_int_equal(listed(&v, &invoice_entity, 0), -1);
}

static void
a_payment_is_shown_once_it_counts(void **state)
{
	struct visitor v = bookkeeper();
	struct money draft = money_of(PAYMENT_PAYMENT, 300);
	struct payment p;

	(void)state;
	good(call(put_money, &draft));
	assert_int_equal(look(&v, &payment_entity, draft.p.id), RC_NOTFOUND);
	good(call(do_payment_void, &draft.p));
	assert_int_equal(look(&v, &payment_entity, draft.p.id), RC_NOTFOUND);
	p = receive(500);
	assert_int_equal(look(&v, &payment_entity, p.id), RC_OK);
	good(call(do_payment_void, &p));
	assert_int_equal(look(&v, &payment_entity, p.id), RC_OK);
	assert_int_equal(listed(&v, &payment_entity, PAYMENT_SHOWN_DATE), 1);
	assert_int_equal(listed(&v, &payment_entity, PAYMENT_OF_ACCOUNT), -1);
}

/* Each fault alone closes every door. */
static void
who_may_not_sees_nothing(void **state)
{
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 3);
	struct payment p = receive(400);
	struct account below = new_account("BELOW");
	struct visitor v[6];
	struct balance b;
	struct visit d;

	(void)state;
	below.parent_account_id = firm.id;
	good(save(&account_entity, &below));
	for (int i = 0; i < 6; i++)
		v[i] = bookkeeper();
	v[0].signed_in = false;
	v[1].features = FEATURE_PORTAL | FEATURE_PORTAL_CASES;
	v[2].roles = PORTAL_USER | PORTAL_CASES | PORTAL_COMPANY;
	v[3].account = other;
	v[4].account = below;
	v[5].account = (struct account){ .id = 0 };
	for (int i = 0; i < 6; i++) {
		assert_int_equal(
		    look(&v[i], &invoice_entity, inv.id), RC_NOTFOUND);
		assert_int_equal(
		    look(&v[i], &payment_entity, p.id), RC_NOTFOUND);
		assert_true(
		    listed(&v[i], &invoice_entity, INVOICE_ISSUED_DATE) <= 0);
		assert_true(
		    listed(&v[i], &payment_entity, PAYMENT_SHOWN_DATE) <= 0);
		d = enter(&v[i]);
		assert_true(own_balance(d.own, "EUR", &b) == RC_NOTFOUND ||
		    b.outstanding == 0);
		leave(&d);
	}
}

/* A firm sees nothing of the firms below it. */
static void
children_keep_their_books(void **state)
{
	struct account below = new_account("BELOW"), up = firm;
	struct visitor v = bookkeeper();
	struct invoice inv;

	(void)state;
	below.parent_account_id = up.id;
	good(save(&account_entity, &below));
	firm = below;
	inv = issue(INVOICE_INVOICE, 1000, TODAY + 3);
	firm = up;
	assert_int_equal(look(&v, &invoice_entity, inv.id), RC_NOTFOUND);
	assert_int_equal(listed(&v, &invoice_entity, INVOICE_ISSUED_DATE), 0);
	v.account = below;
	assert_int_equal(look(&v, &invoice_entity, inv.id), RC_OK);
}

struct sum {
	int64_t invoices, payments;
	int n;
};

static bool
add(void *arg, const struct own_applied *a)
{
	struct sum *s = arg;

	s->n++;
	if (a->invoice != NULL)
		s->invoices += a->amount;
	if (a->payment != NULL)
		s->payments += a->amount;
	return true;
}

static void
what_paid_what_is_told_from_both_ends(void **state)
{
	struct visitor v = bookkeeper();
	struct invoice inv = issue(INVOICE_INVOICE, 1000, TODAY + 3);
	struct invoice memo = issue(INVOICE_CREDIT, 200, 0);
	struct payment p = receive(500);
	struct money draft = money_of(PAYMENT_PAYMENT, 100);
	struct applying credit = { &memo, &inv, 150 };
	struct sum of_inv = { 0 }, of_memo = { 0 }, of_p = { 0 };
	struct visit d;

	(void)state;
	good(apply(&p, &inv, 400));
	inv = fresh(&inv);
	good(call(do_credit_apply, &credit));
	/* A draft says what it will pay, and has paid nothing. */
	pays(&draft, INVOICE_INVOICE, inv.invoice_no, 100);
	good(call(put_money, &draft));
	inv = fresh(&inv);
	memo = fresh(&memo);
	p = fresh_payment(&p);
	d = enter(&v);
	assert_int_equal(own_applied_invoice(d.own, &inv, add, &of_inv), RC_OK);
	assert_int_equal(
	    own_applied_invoice(d.own, &memo, add, &of_memo), RC_OK);
	assert_int_equal(own_applied_payment(d.own, &p, add, &of_p), RC_OK);
	assert_int_equal(
	    own_applied_payment(d.own, &draft.p, add, &of_p), RC_NOTFOUND);
	leave(&d);
	assert_int_equal(of_inv.n, 2);
	assert_int_equal(of_inv.payments, 400);
	assert_int_equal(of_inv.invoices, 150);
	assert_int_equal(of_memo.n, 1);
	assert_int_equal(of_memo.invoices, 150);
	assert_int_equal(of_p.n, 1);
	assert_int_equal(of_p.invoices, 400);
	v.account = other;
	d = enter(&v);
	assert_int_equal(
	    own_applied_invoice(d.own, &inv, add, &of_inv), RC_NOTFOUND);
	assert_int_equal(
	    own_applied_payment(d.own, &p, add, &of_p), RC_NOTFOUND);
	leave(&d);
	assert_int_equal(of_inv.n, 2);
}

static void
a_refund_is_told_from_both_ends(void **state)
{
	struct visitor v = bookkeeper();
	struct payment p = receive(500);
	struct money back = money_of(PAYMENT_REFUND, 200);
	struct sum of_p = { 0 }, of_back = { 0 };
	struct visit d;

	(void)state;
	pays(&back, APPLIED_PAYMENT, p.payment_no, 200);
	good(call(put_money, &back));
	good(call(do_payment_release, &back.p));
	p = fresh_payment(&p);
	d = enter(&v);
	assert_int_equal(own_applied_payment(d.own, &p, add, &of_p), RC_OK);
	assert_int_equal(
	    own_applied_payment(d.own, &back.p, add, &of_back), RC_OK);
	leave(&d);
	assert_int_equal(of_p.n, 1);
	assert_int_equal(of_p.payments, 200);
	assert_int_equal(of_back.n, 1);
	assert_int_equal(of_back.payments, 200);
}

static void
figures_are_those_of_the_record(void **state)
{
	struct visitor v = bookkeeper();
	struct balance b;
	struct visit d;
	int64_t overdue;
	void *lines;
	struct invoice inv;
	int n;

	(void)state;
	issue(INVOICE_INVOICE, 1000, TODAY - 3);
	inv = issue(INVOICE_INVOICE, 700, TODAY + 3);
	d = enter(&v);
	assert_int_equal(own_balance(d.own, "EUR", &b), RC_OK);
	assert_int_equal(own_overdue(d.own, &b, TODAY, &overdue), RC_OK);
	assert_int_equal(b.outstanding, 1700);
	assert_int_equal(overdue, 1000);
	assert_int_equal(own_lines(d.own, &inv, &lines, &n), RC_OK);
	assert_int_equal(n, 1);
	leave(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS(only_issued_documents_are_shown),
		BOOKS(a_payment_is_shown_once_it_counts),
		BOOKS(who_may_not_sees_nothing),
		BOOKS(children_keep_their_books),
		BOOKS(what_paid_what_is_told_from_both_ends),
		BOOKS(a_refund_is_told_from_both_ends),
		BOOKS(figures_are_those_of_the_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
