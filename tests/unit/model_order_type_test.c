/* Order types: what an order does by itself; quotes that are answered. */
#include "order_fixture.h"

#include "../../lib/model/order_type.h"
#include "../../lib/model/payment.h"

/* ---- verbs with more than a record */

struct answer {
	struct sales_order *o;
	const char *says;
	int64_t made;
};

static enum rc
accept_body(struct txn *x, void *arg)
{
	struct answer *a = arg;

	return order_accept(x, a->o, a->says, &a->made, &world.bad);
}

static enum rc
decline_body(struct txn *x, void *arg)
{
	struct answer *a = arg;

	return order_decline(x, a->o, a->says, &world.bad);
}

static enum rc
prepay_body(struct txn *x, void *arg)
{
	struct answer *a = arg;

	return order_prepay(x, a->o, &a->made, &world.bad);
}

static enum rc
answers(enum rc (*body)(struct txn *, void *), struct answer *a)
{
	memset(&world.bad, 0, sizeof world.bad);
	return run(body, a);
}

static enum rc
waive(struct txn *x, void *rec, struct problems *bad)
{
	return order_waive(x, rec, bad);
}

static enum rc
pay(struct txn *x, void *rec, struct problems *bad)
{
	return payment_release(x, rec, bad);
}

static enum rc
void_it(struct txn *x, void *rec, struct problems *bad)
{
	return payment_void(x, rec, bad);
}

static struct order_type
new_type(const char *code, int64_t template)
{
	struct order_type t = { .template = template, .hold = 1, .active = 1 };

	str_copy(t.code, sizeof t.code, code);
	if (template == ORDER_SO)
		t.credit_hold = 1;
	return t;
}

static struct order_type
type_named(const char *code)
{
	struct order_type t;

	assert_int_equal(
	    load(&order_type_entity, id_of(&order_type_entity, code), &t),
	    RC_OK);
	return t;
}

/* An order of ten chai, 180.00, of this type. */
static struct sales_order
of_type(const struct shop *s, const struct order_type *t)
{
	struct sales_order o = { .account_id = s->alfki.id,
		.type_code = t->id };
	struct order_line l = { .item_id = s->chai.id, .quantity = 10 * ONE };

	good(put(&o, &l, 1));
	return order_at(o.id);
}

/* ---- records */

static void
three_are_there_from_the_start(void **state)
{
	static const char *const codes[] = { "SO", "QT", "RC" };

	(void)state;
	(void)open_shop();
	for (int i = 0; i < 3; i++) {
		struct order_type t = type_named(codes[i]);

		assert_int_equal(t.template, ORDER_SO + i);
		assert_int_equal(t.active, 1);
		t.active = 0;
		refused(save(&order_type_entity, &t), ORDER_TYPE_IS_ACTIVE,
		    "always there");
	}
}

static void
a_type_is_saved(void **state)
{
	struct order_type t = new_type("w", ORDER_SO);

	(void)state;
	(void)open_shop();
	refused(save(&order_type_entity, &t), ORDER_TYPE_CODE, "two letters");
	t = new_type("W-", ORDER_SO);
	refused(save(&order_type_entity, &t), ORDER_TYPE_CODE, "two letters");
	t = new_type("we", ORDER_QT);
	t.prepayment = 30000;
	refused(save(&order_type_entity, &t), ORDER_TYPE_PREPAYMENT,
	    "Only sales orders");
	t.prepayment = 0;
	t.credit_hold = 1;
	refused(save(&order_type_entity, &t), ORDER_TYPE_CREDIT_HOLD,
	    "sales orders only");
	t = new_type("we", ORDER_SO);
	t.prepayment = 100001;
	refused(save(&order_type_entity, &t), ORDER_TYPE_PREPAYMENT,
	    "between 0 and 100");
	t.prepayment = 0;
	str_copy(t.prefix, sizeof t.prefix, "W1");
	refused(
	    save(&order_type_entity, &t), ORDER_TYPE_PREFIX, "with letters");
	str_copy(t.prefix, sizeof t.prefix, "web-");
	good(save(&order_type_entity, &t));
	assert_string_equal(t.code, "WE");
	assert_string_equal(t.prefix, "WEB-");
	t.template = ORDER_QT;
	t.credit_hold = 0;
	refused(save(&order_type_entity, &t), ORDER_TYPE_TEMPLATE,
	    "of that template already");
}

/* ---- numbers and templates */

static void
an_order_is_of_its_type(void **state)
{
	struct shop s = open_shop();
	struct order_type web = new_type("WE", ORDER_SO),
			  offer = new_type("OF", ORDER_QT), so;
	struct sales_order o;
	struct order_line l = { .item_id = s.chai.id, .quantity = ONE };

	(void)state;
	str_copy(web.prefix, sizeof web.prefix, "WEB");
	good(save(&order_type_entity, &web));
	good(save(&order_type_entity, &offer));
	o = of_type(&s, &web);
	assert_string_equal(o.order_no, "WEB000001");
	assert_int_equal(o.order_type, ORDER_SO);
	o = of_type(&s, &offer);
	assert_string_equal(o.order_no, "OF000001");
	assert_int_equal(o.order_type, ORDER_QT);
	so = type_named("SO");
	o = of_type(&s, &so);
	assert_string_equal(o.order_no, "SO000001");
	o = (struct sales_order){ .account_id = s.alfki.id,
		.type_code = web.id,
		.order_type = ORDER_RC };
	refused(put(&o, &l, 1), ORDER_OWN_TYPE, "WE is of the template Sales");
	web.active = 0;
	good(save(&order_type_entity, &web));
	o = (struct sales_order){ .account_id = s.alfki.id,
		.type_code = web.id };
	refused(put(&o, &l, 1), ORDER_OWN_TYPE, "no longer used");
	o.type_code = 999;
	refused(put(&o, &l, 1), ORDER_OWN_TYPE, "does not exist");
}

/* ---- what it does by itself */

static void
a_type_that_holds_nothing_releases_at_once(void **state)
{
	struct shop s = open_shop();
	struct order_type t = new_type("FA", ORDER_SO);
	struct sales_order o = { .account_id = s.alfki.id };

	(void)state;
	t.hold = 0;
	good(save(&order_type_entity, &t));
	assert_int_equal(of_type(&s, &t).status, ORDER_OPEN);
	/* Without lines it is a draft still. */
	o.type_code = t.id;
	good(put(&o, NULL, 0));
	assert_int_equal(order_at(o.id).status, ORDER_ON_HOLD);
	/* The check is the same. */
	s.alfki.credit_limit = 20000;
	good(save(&account_entity, &s.alfki));
	o = of_type(&s, &t);
	assert_int_equal(o.status, ORDER_CREDIT_HOLD);
	assert_int_equal(o.hold_reason, HOLD_LIMIT);
	/* Unless the type asks for none; a customer on hold waits all the
	 * same. */
	t.credit_hold = 0;
	good(save(&order_type_entity, &t));
	assert_int_equal(of_type(&s, &t).status, ORDER_OPEN);
	s.alfki.status = ACCOUNT_HOLD;
	good(save(&account_entity, &s.alfki));
	assert_int_equal(of_type(&s, &t).hold_reason, HOLD_ACCOUNT);
}

static void
a_type_may_want_the_customers_number(void **state)
{
	struct shop s = open_shop();
	struct order_type t = type_named("SO");
	struct sales_order o = ordered(&s);
	struct order_line l = { .item_id = s.chai.id, .quantity = ONE };

	(void)state;
	t.require_po = 1;
	good(save(&order_type_entity, &t));
	refused(does(RELEASE, &o), ORDER_CUSTOMER_PO, "type SO need the");
	o = (struct sales_order){ .account_id = s.alfki.id };
	refused(put(&o, &l, 1), ORDER_CUSTOMER_PO, "type SO need the");
	str_copy(o.customer_po, sizeof o.customer_po, "PO-1");
	good(put(&o, &l, 1));
	good(does(RELEASE, &o));
}

/* ---- money */

static enum rc
draft_body(struct txn *x, void *arg)
{
	return payment_put(x, arg, NULL, 0, &world.bad);
}

static void
receive(const struct shop *s, int64_t amount)
{
	struct payment p = { .payment_type = PAYMENT_PAYMENT,
		.account_id = s->alfki.id,
		.payment_date = TODAY,
		.currency = "EUR",
		.amount = amount };

	good(run(draft_body, &p));
	good(call(pay, &p));
}

static void
money_ends_a_credit_hold(void **state)
{
	struct shop s = open_shop();
	struct order_type t = type_named("SO");
	struct sales_order o;

	(void)state;
	s.alfki.credit_limit = 10000;
	good(save(&account_entity, &s.alfki));
	o = ordered(&s);
	good(does(RELEASE, &o));
	assert_int_equal(o.status, ORDER_CREDIT_HOLD);
	/* The type does not say so. */
	receive(&s, 5000);
	assert_int_equal(order_at(o.id).status, ORDER_CREDIT_HOLD);
	t.payment_releases = 1;
	good(save(&order_type_entity, &t));
	receive(&s, 2000);
	assert_int_equal(order_at(o.id).status, ORDER_CREDIT_HOLD);
	receive(&s, 1000);
	o = order_at(o.id);
	assert_int_equal(o.status, ORDER_OPEN);
	assert_int_equal(o.hold_reason, 0);
}

static void
money_first(void **state)
{
	struct shop s = open_shop();
	struct order_type t = new_type("PP", ORDER_SO);
	struct sales_order o;
	struct payment p;
	struct answer a = { .o = &o };

	(void)state;
	t.prepayment = 30000;
	good(save(&order_type_entity, &t));
	o = of_type(&s, &t);
	good(does(RELEASE, &o));
	assert_int_equal(o.status, ORDER_AWAITING_PAYMENT);
	assert_int_equal(o.to_prepay, 5400);
	/* Money for nothing in particular does not count. */
	receive(&s, 90000);
	o = order_at(o.id);
	assert_int_equal(o.status, ORDER_AWAITING_PAYMENT);
	good(answers(prepay_body, &a));
	assert_int_equal(load(&payment_entity, a.made, &p), RC_OK);
	assert_int_equal(p.amount, 5400);
	assert_int_equal(p.payment_type, PAYMENT_PREPAYMENT);
	good(call(pay, &p));
	o = order_at(o.id);
	assert_int_equal(o.status, ORDER_OPEN);
	assert_int_equal(o.prepaid, 5400);
	/* It is not closed again, but the sum is true. */
	good(call(void_it, &p));
	assert_int_equal(order_at(o.id).prepaid, 0);
	assert_int_equal(order_at(o.id).status, ORDER_OPEN);
	o = order_at(o.id);
	assert_int_equal(answers(prepay_body, &a), RC_INVALID);

	o = of_type(&s, &t);
	good(does(RELEASE, &o));
	good(call(waive, &o));
	assert_int_equal(o.status, ORDER_OPEN);
	refused(call(waive, &o), ORDER_STATUS, "does not wait");
}

/* ---- quotes */

static struct sales_order
quoted(const struct shop *s)
{
	struct order_type t = type_named("QT");
	struct sales_order o = of_type(s, &t);

	good(does(RELEASE, &o));
	return o;
}

static void
a_quote_is_accepted_by_somebody(void **state)
{
	struct shop s = open_shop();
	struct sales_order q = quoted(&s), o;
	struct answer a = { .o = &q, .says = "" };

	(void)state;
	refused(answers(accept_body, &a), ORDER_ACCEPTED_BY, "Say who");
	a.says = "Maria Anders";
	good(answers(accept_body, &a));
	o = order_at(a.made);
	q = order_at(q.id);
	assert_string_equal(q.accepted_by, "Maria Anders");
	assert_int_equal(q.status, ORDER_COMPLETED);
	assert_int_equal(o.status, ORDER_OPEN);
	assert_int_equal(o.order_type, ORDER_SO);
	assert_int_equal(o.quote_id, q.id);
	refused(answers(accept_body, &a), ORDER_STATUS, "Only an open quote");
	refused(answers(decline_body, &a), ORDER_STATUS, "Only an open quote");
}

static void
a_quote_is_declined_for_a_reason(void **state)
{
	struct shop s = open_shop();
	struct sales_order q = quoted(&s), o = opened(&s);
	struct answer a = { .o = &q, .says = "" };

	(void)state;
	refused(answers(decline_body, &a), ORDER_DECLINED, "Say why");
	a.says = "Too dear";
	good(answers(decline_body, &a));
	q = order_at(q.id);
	assert_string_equal(q.declined, "Too dear");
	assert_int_equal(q.status, ORDER_CANCELED);
	assert_int_equal(q.unbilled, 0);
	/* Offered once more, it is not declined any longer. */
	good(does(REOPEN, &q));
	assert_string_equal(q.declined, "");
	a.o = &o;
	refused(answers(decline_body, &a), ORDER_STATUS, "Only an open quote");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(three_are_there_from_the_start),
		TEST(a_type_is_saved),
		TEST(an_order_is_of_its_type),
		TEST(a_type_that_holds_nothing_releases_at_once),
		TEST(a_type_may_want_the_customers_number),
		TEST(money_ends_a_credit_hold),
		TEST(money_first),
		TEST(a_quote_is_accepted_by_somebody),
		TEST(a_quote_is_declined_for_a_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
