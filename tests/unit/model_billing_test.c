/* From an order that needs no shipment to its invoice, and back. */
#include "books_fixture.h"

#include "../../lib/model/order.h"

struct sale {
	struct sales_order o;
	struct order_line l[4];
	int n;
	int64_t made;
};

static enum rc
put_sale(struct txn *x, void *rec, struct problems *bad)
{
	struct sale *s = rec;

	return order_put(x, &s->o, s->l, s->n, bad);
}

static enum rc
release_sale(struct txn *x, void *rec, struct problems *bad)
{
	struct sale *s = rec;

	return order_release(x, &s->o, bad);
}

static enum rc
bill_sale(struct txn *x, void *rec, struct problems *bad)
{
	struct sale *s = rec;

	return invoice_from_order(x, &s->o, &s->made, bad);
}

static struct sales_order
fresh_order(const struct sale *s)
{
	struct sales_order o;

	assert_int_equal(load(&order_entity, s->o.id, &o), RC_OK);
	return o;
}

static struct invoice
made_by(const struct sale *s)
{
	return fresh(&(struct invoice){ .id = s->made });
}

/* An hour of advice at 80.00 and travel at 20.50, with freight; Open. */
static struct sale
advice(int64_t type)
{
	struct sale s = { .o = { .order_type = type,
			      .account_id = firm.id,
			      .order_date = TODAY,
			      .charge_amount = 500 },
		.l = { { .quantity = 1000,
			   .unit_price = 800000,
			   .description = "Advice" },
		    { .quantity = 2000,
			.unit_price = 102500,
			.description = "Travel" } },
		.n = 2 };

	str_copy(s.o.customer_po, sizeof s.o.customer_po, "PO 7");
	good(call(put_sale, &s));
	good(call(release_sale, &s));
	return s;
}

static void
an_order_is_billed_and_done(void **state)
{
	struct sale s = advice(ORDER_SO);
	struct invoice inv;

	(void)state;
	assert_int_equal(balance_of(firm.id).open_orders, 10550);
	assert_int_equal(balance_of(firm.id).open_order_count, 1);
	good(call(bill_sale, &s));
	assert_int_equal(fresh_order(&s).status, ORDER_INVOICED);
	inv = made_by(&s);
	assert_int_equal(inv.status, INVOICE_BALANCED);
	assert_int_equal(inv.doc_type, INVOICE_INVOICE);
	assert_int_equal(inv.total, 10550);
	assert_string_equal(inv.order_no, "SO000001");
	assert_string_equal(inv.customer_po, "PO 7");
	owes(0, 0, 0);
	good(call(do_invoice_release, &inv));
	owes(10550, 0, 0);
	assert_int_equal(fresh_order(&s).status, ORDER_COMPLETED);
	assert_int_equal(fresh_order(&s).unbilled, 0);
	assert_int_equal(balance_of(firm.id).open_orders, 0);
	assert_int_equal(balance_of(firm.id).open_order_count, 0);
	s.o = fresh_order(&s);
	refused(call(bill_sale, &s), 0, "Everything of this order");
}

static void
a_draft_that_is_voided_lets_its_order_go(void **state)
{
	struct sale s = advice(ORDER_SO);
	struct invoice inv;

	(void)state;
	good(call(bill_sale, &s));
	inv = made_by(&s);
	good(call(do_invoice_void, &inv));
	assert_int_equal(fresh_order(&s).status, ORDER_OPEN);
	s.o = fresh_order(&s);
	good(call(bill_sale, &s));
	inv = made_by(&s);
	good(call(do_invoice_erase, &inv));
	assert_int_equal(fresh_order(&s).status, ORDER_OPEN);
}

static void
a_canceled_invoice_can_be_written_again(void **state)
{
	struct sale s = advice(ORDER_SO);
	struct making m = { 0 };
	struct invoice inv;

	(void)state;
	good(call(bill_sale, &s));
	inv = made_by(&s);
	good(call(do_invoice_release, &inv));
	m.from = &inv;
	good(call(do_invoice_cancel, &m));
	owes(0, 0, 0);
	assert_int_equal(fresh_order(&s).status, ORDER_OPEN);
	assert_int_equal(balance_of(firm.id).open_orders, 10550);
	s.o = fresh_order(&s);
	good(call(bill_sale, &s));
	assert_int_equal(made_by(&s).total, 10550);
}

/* A draft memo of another invoice says nothing of the order. */
static void
a_correction_does_not_touch_the_order(void **state)
{
	struct sale s = advice(ORDER_SO);
	struct making m = { 0 };
	struct invoice inv, memo;

	(void)state;
	good(call(bill_sale, &s));
	inv = made_by(&s);
	good(call(do_invoice_release, &inv));
	m.from = &inv;
	good(call(do_invoice_credit, &m));
	memo = fresh(&(struct invoice){ .id = m.made });
	good(call(do_invoice_void, &memo));
	assert_int_equal(fresh_order(&s).status, ORDER_COMPLETED);
}

static void
a_return_becomes_a_credit_memo(void **state)
{
	struct sale s = advice(ORDER_RC);
	struct invoice memo;

	(void)state;
	assert_int_equal(balance_of(firm.id).open_orders, 0);
	good(call(bill_sale, &s));
	memo = made_by(&s);
	assert_int_equal(memo.doc_type, INVOICE_CREDIT);
	good(call(do_invoice_release, &memo));
	owes(0, 10550, 0);
	assert_int_equal(fresh_order(&s).status, ORDER_COMPLETED);
}

static void
goods_are_shipped_before_they_are_billed(void **state)
{
	struct product p = { .item_id = "CHAI",
		.name = "Chai",
		.uom = "EA",
		.price = 10000,
		.kind = PRODUCT_STOCK,
		.active = PRODUCT_IS_ACTIVE };
	struct sale s = { .n = 1 };

	(void)state;
	good(save(&product_entity, &p));
	s.o = (struct sales_order){ .order_type = ORDER_SO,
		.account_id = firm.id,
		.order_date = TODAY };
	s.l[0] = (struct order_line){ .item_id = p.id, .quantity = 1000 };
	good(call(put_sale, &s));
	good(call(release_sale, &s));
	refused(call(bill_sale, &s), 0, "shipped first");
}

/* What the customer sees as not paid, without disturbing who edits it. */
static void
an_order_is_unpaid_as_long_as_an_invoice_of_it_is_open(void **state)
{
	struct sale s = advice(ORDER_SO);
	struct invoice inv;
	struct payment p;
	int64_t rev;

	(void)state;
	assert_int_equal(fresh_order(&s).unpaid, 0);
	good(call(bill_sale, &s));
	assert_int_equal(fresh_order(&s).unpaid, 0);
	inv = made_by(&s);
	good(call(do_invoice_release, &inv));
	assert_int_equal(fresh_order(&s).unpaid, IS_YES);
	rev = fresh_order(&s).rev;
	p = receive(10550);
	good(apply(&p, &inv, 10550));
	assert_int_equal(fresh_order(&s).unpaid, 0);
	assert_int_equal(fresh_order(&s).rev, rev);
}

static enum rc
spoil_order(struct txn *x, void *arg)
{
	struct sales_order *o = txn_scratch(x, sizeof *o);

	if (store_get(x, &order_entity, *(int64_t *)arg, o) != RC_OK)
		return RC_NOTFOUND;
	o->unbilled = o->unbilled == 10550 ? 10551 : 10550;
	return store_save(x, &order_entity, o, NULL);
}

static void
an_order_that_does_not_add_up_is_named(void **state)
{
	struct sale s = advice(ORDER_SO);

	(void)state;
	good(run(spoil_order, &s.o.id));
	/* The order itself, and what its account has ordered. */
	assert_int_equal(books_wrong(), 2);
	good(run(spoil_order, &s.o.id));
	assert_int_equal(books_wrong(), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS(an_order_is_billed_and_done),
		BOOKS(a_draft_that_is_voided_lets_its_order_go),
		BOOKS(a_canceled_invoice_can_be_written_again),
		BOOKS(a_correction_does_not_touch_the_order),
		BOOKS(a_return_becomes_a_credit_memo),
		BOOKS(goods_are_shipped_before_they_are_billed),
		BOOKS(an_order_is_unpaid_as_long_as_an_invoice_of_it_is_open),
		BOOKS(an_order_that_does_not_add_up_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
