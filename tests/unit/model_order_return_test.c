/* Returns: what comes back of what was shipped, and no more. */
#include "order_fixture.h"

struct ask {
	struct sales_order *o;
	struct order_back back[4];
	int n;
	const char *why;
	int64_t made;
};

static enum rc
return_body(struct txn *x, void *arg)
{
	struct ask *a = arg;

	return order_return(
	    x, a->o, a->back, a->n, a->why, &a->made, &world.bad);
}

/* The first line of an order, so much of it. */
static struct ask
asked(struct sales_order *o, int64_t quantity)
{
	struct look l = lines_of(o->id);

	return (struct ask){ .o = o,
		.back = { { l.lines[0].id, quantity } },
		.n = 1,
		.why = "" };
}

static enum rc
returns(struct ask *a)
{
	memset(&world.bad, 0, sizeof world.bad);
	return run(return_body, a);
}

/* Ten chai at 18.00 less 10 %, six of them shipped. */
static struct sales_order
shipped(const struct shop *s)
{
	struct sales_order o = { .account_id = s->alfki.id };
	struct order_line l = { .item_id = s->chai.id,
		.quantity = 10 * ONE,
		.discount_pct = 10000 };
	struct shipment sh;
	struct shipment_line line;
	int64_t made;
	struct look at;

	good(put(&o, &l, 1));
	good(does(RELEASE, &o));
	good(makes(SHIP, &o, &made));
	sh = shipment_at(made);
	at = lines_of(o.id);
	line = (struct shipment_line){ .order_line_id = at.lines[0].id,
		.quantity = 6 * ONE };
	good(act(&(struct deed){
	    .what = PUT_SHIPMENT, .rec = &sh, .lines = &line, .n = 1 }));
	good(does(CONFIRM, &sh));
	return order_at(o.id);
}

static void
goods_come_back_and_are_credited(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = shipped(&s), back;
	struct ask a = asked(&o, 4 * ONE);
	struct look at;
	struct shipment sh;
	struct invoice inv;
	int64_t made;

	(void)state;
	good(returns(&a));
	back = order_at(a.made);
	at = lines_of(a.made);
	assert_int_equal(back.order_type, ORDER_RC);
	assert_string_equal(back.order_no, "RC000001");
	assert_string_equal(back.summary, "Return of SO000001");
	assert_int_equal(back.return_of, o.id);
	assert_int_equal(at.lines[0].unit_price, 180000);
	assert_int_equal(at.lines[0].discount_pct, 10000);
	assert_int_equal(back.line_total, 6480);

	good(does(RELEASE, &back));
	good(makes(SHIP, &back, &made));
	sh = shipment_at(made);
	assert_int_equal(sh.operation, SHIPMENT_RECEIPT);
	good(does(CONFIRM, &sh));
	good(makes(BILL, &sh, &made));
	assert_int_equal(load(&invoice_entity, made, &inv), RC_OK);
	assert_int_equal(inv.doc_type, INVOICE_CREDIT);
	assert_int_equal(inv.total, back.total);
	good(does(RELEASE_INVOICE, &inv));
	assert_int_equal(order_at(back.id).status, ORDER_COMPLETED);
}

static void
no_more_than_was_shipped(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = shipped(&s), back;
	struct ask a = asked(&o, 7 * ONE);
	struct look at;

	(void)state;
	refused_in(
	    returns(&a), 1, ORDER_LINE_QUANTITY, "Only 6 EA can come back");
	a = asked(&o, 4 * ONE);
	good(returns(&a));
	a = asked(&o, 3 * ONE);
	refused_in(
	    returns(&a), 1, ORDER_LINE_QUANTITY, "Only 2 EA can come back");
	/* Twice in one return is once the sum. */
	a.back[0].quantity = a.back[1].quantity = 2 * ONE;
	a.back[1].line_id = a.back[0].line_id;
	a.n = 2;
	refused_in(
	    returns(&a), 1, ORDER_LINE_QUANTITY, "Only 2 EA can come back");
	a.n = 1;
	good(returns(&a));
	/* A draft does not grow beyond it either. */
	back = order_at(a.made);
	at = lines_of(back.id);
	at.lines[0].quantity = 3 * ONE;
	refused_in(put(&back, at.lines, 1), 1, ORDER_LINE_QUANTITY,
	    "Only 2 EA can come back");
	at.lines[0].quantity = ONE;
	good(put(&back, at.lines, 1));
	a = asked(&o, 2 * ONE);
	refused_in(
	    returns(&a), 1, ORDER_LINE_QUANTITY, "Only 1 EA can come back");
	/* What is canceled comes back another time. */
	good(does(CANCEL, &back));
	good(returns(&a));
}

/* What comes back has left: its shipment is not taken back before it. */
static void
the_shipment_of_a_return_stays(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = shipped(&s), back;
	struct ask a = asked(&o, 4 * ONE);
	struct shipment sh = shipment_at(1);

	(void)state;
	good(returns(&a));
	assert_int_equal(does(CORRECT, &sh), RC_INVALID);
	assert_non_null(strstr(
	    problem_of(&world.bad, SHIPMENT_STATUS), "cancel that first"));
	assert_int_equal(shipment_at(1).status, SHIPMENT_CONFIRMED);
	back = order_at(a.made);
	good(does(CANCEL, &back));
	sh = shipment_at(1);
	good(does(CORRECT, &sh));
	assert_int_equal(lines_of(o.id).lines[0].shipped, 0);
}

static void
only_goods_that_went(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = opened(&s), back;
	struct ask a = asked(&o, ONE);

	(void)state;
	refused_in(
	    returns(&a), 1, ORDER_LINE_QUANTITY, "Only 0 EA can come back");
	a.back[0].quantity = 0;
	assert_int_equal(returns(&a), RC_INVALID);
	assert_non_null(strstr(problem_of(&world.bad, 0), "how much of which"));
	o = shipped(&s);
	a = asked(&o, ONE);
	a.why = "Broken";
	good(returns(&a));
	back = order_at(a.made);
	assert_string_equal(back.summary, "Broken");
	a = asked(&back, ONE);
	assert_int_equal(returns(&a), RC_INVALID);
	assert_non_null(strstr(problem_of(&world.bad, 0), "of a sales order"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(goods_come_back_and_are_credited),
		TEST(no_more_than_was_shipped),
		TEST(the_shipment_of_a_return_stays),
		TEST(only_goods_that_went),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
