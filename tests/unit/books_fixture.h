/* A company that sells: customers, documents, and books that add up. */
#ifndef POSTERN_BOOKS_FIXTURE_H
#define POSTERN_BOOKS_FIXTURE_H

#include "../../lib/model/balance.h"
#include "../../lib/model/invoice.h"
#include "../../lib/model/payment.h"
#include "../../lib/model/product.h"
#include "../../lib/model/terms.h"
#include "model_fixture.h"

enum { TODAY = 20780 };

/* ---- verbs, as call() wants them */

#define DO(verb)                                                               \
	static inline enum rc do_##verb(                                       \
	    struct txn *x, void *rec, struct problems *bad)                    \
	{                                                                      \
		return verb(x, rec, bad);                                      \
	}
DO(invoice_release)
DO(invoice_hold)
DO(invoice_remove_hold)
DO(invoice_void)
DO(invoice_erase)
DO(payment_release)
DO(payment_void)
DO(payment_erase)
DO(payment_auto_apply)
DO(payment_unapply)
#undef DO

struct applying {
	void *from; /* payment or memo */
	struct invoice *to;
	int64_t amount;
};

static inline enum rc
do_payment_apply(struct txn *x, void *rec, struct problems *bad)
{
	struct applying *a = rec;

	return payment_apply(x, a->from, a->to, a->amount, bad);
}

static inline enum rc
do_credit_apply(struct txn *x, void *rec, struct problems *bad)
{
	struct applying *a = rec;

	return credit_apply(x, a->from, a->to, a->amount, bad);
}

struct making {
	struct invoice *from;
	int64_t made;
};

static inline enum rc
do_invoice_credit(struct txn *x, void *rec, struct problems *bad)
{
	struct making *m = rec;

	return invoice_credit(x, m->from, &m->made, bad);
}

static inline enum rc
do_invoice_cancel(struct txn *x, void *rec, struct problems *bad)
{
	struct making *m = rec;

	return invoice_cancel(x, m->from, &m->made, bad);
}

/* ---- a company */

static struct account firm, other;
static int64_t terms30;

static inline struct account
new_account(const char *code)
{
	struct account a = { .status = ACCOUNT_ACTIVE };

	str_copy(a.account_id, sizeof a.account_id, code);
	str_printf(a.name, sizeof a.name, "%s Ltd", code);
	str_copy(a.currency, sizeof a.currency, "EUR");
	str_copy(a.bill_line1, sizeof a.bill_line1, "1 High Street");
	str_copy(a.bill_country, sizeof a.bill_country, "GB");
	good(save(&account_entity, &a));
	return a;
}

static inline int
open_books(void **state)
{
	set_up(state);
	assert_int_equal(run(seed_body, NULL), RC_OK);
	world.actor = (struct actor){ 0, "Ana", CHANNEL_ERP, false };
	terms30 = id_of(&terms_entity, "30D");
	firm = new_account("FIRM");
	other = new_account("OTHER");
	return 0;
}

static inline long
books_wrong(void)
{
	struct store *s = store_open(world.home, STORE_READ);
	long wrong = books_verify(s, complain, NULL);

	store_close(s);
	return wrong;
}

/* Whatever a test did, the sums are those of the documents. */
static inline int
close_books(void **state)
{
	long wrong = books_wrong();

	return tear_down(state) == 0 && wrong == 0 ? 0 : -1;
}

#define BOOKS(name)                                                            \
	cmocka_unit_test_setup_teardown(name, open_books, close_books)

static inline void
day(int64_t date)
{
	clock_stop(date * DAY + DAY / 2);
}

static inline void
channel(enum channel c)
{
	world.actor.channel = c;
}

/* ---- documents */

struct bill {
	struct invoice i;
	struct invoice_line l[30];
	int n;
};

static inline enum rc
put_bill(struct txn *x, void *rec, struct problems *bad)
{
	struct bill *b = rec;

	return invoice_document.put(x, &b->i, b->l, b->n, bad);
}

/* Of one line: that many at 1.00, without tax. */
static inline struct bill
bill_of(int64_t type, int64_t amount)
{
	struct bill b = { .i = { .doc_type = type,
			      .account_id = firm.id,
			      .invoice_date = TODAY },
		.l = { { .quantity = amount * 10, .unit_price = 10000 } },
		.n = 1 };

	str_copy(b.l[0].description, sizeof b.l[0].description, "Goods");
	return b;
}

static inline struct invoice
fresh(const struct invoice *inv)
{
	struct invoice now;

	assert_int_equal(load(&invoice_entity, inv->id, &now), RC_OK);
	return now;
}

static inline struct payment
fresh_payment(const struct payment *p)
{
	struct payment now;

	assert_int_equal(load(&payment_entity, p->id, &now), RC_OK);
	return now;
}

/* Released. */
static inline struct invoice
issue(int64_t type, int64_t amount, int64_t due)
{
	struct bill b = bill_of(type, amount);

	b.i.status = INVOICE_BALANCED;
	b.i.due_date = due;
	if (due != 0 && due < TODAY)
		b.i.invoice_date = due;
	good(call(put_bill, &b));
	good(call(do_invoice_release, &b.i));
	return b.i;
}

struct money {
	struct payment p;
	struct application l[8];
	int n;
};

static inline enum rc
put_money(struct txn *x, void *rec, struct problems *bad)
{
	struct money *m = rec;

	return payment_document.put(x, &m->p, m->l, m->n, bad);
}

static inline struct money
money_of(int64_t type, int64_t amount)
{
	return (struct money){ .p = { .payment_type = type,
				   .account_id = firm.id,
				   .payment_date = TODAY,
				   .amount = amount } };
}

static inline void
pays(struct money *m, int64_t type, const char *no, int64_t amount)
{
	struct application *a = &m->l[m->n++];

	a->applied_type = type;
	str_copy(a->applied_no, sizeof a->applied_no, no);
	a->applied_amount = amount;
}

/* Released, unapplied. */
static inline struct payment
receive(int64_t amount)
{
	struct money m = money_of(PAYMENT_PAYMENT, amount);

	good(call(put_money, &m));
	if (m.p.status == PAYMENT_BALANCED)
		good(call(do_payment_release, &m.p));
	return m.p;
}

static inline enum rc
apply(struct payment *p, struct invoice *inv, int64_t amount)
{
	return call(do_payment_apply, &(struct applying){ p, inv, amount });
}

static inline struct balance
balance_of(int64_t account)
{
	struct store *s = store_open(world.home, STORE_READ);
	struct balance b;

	assert_int_equal(
	    balance_load(store_view(s), account, "EUR", &b), RC_OK);
	store_close(s);
	return b;
}

/* outstanding, credits, unapplied of the firm. */
static inline void
owes(int64_t outstanding, int64_t credits, int64_t unapplied)
{
	struct balance b = balance_of(firm.id);

	if (b.outstanding != outstanding || b.credits != credits ||
	    b.unapplied != unapplied)
		fail_msg("owes %ld, has credits %ld, unapplied %ld",
		    (long)b.outstanding, (long)b.credits, (long)b.unapplied);
}

#endif
