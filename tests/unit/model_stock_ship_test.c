/* Goods that leave and come back: what that does to stock and promises. */
#include "stock_fixture.h"

static struct shipment
shipped(struct sales_order *o)
{
	int64_t made;

	good(makes(SHIP, o, &made));
	return shipment_at(made);
}

/* A released order of ten chai and four chang, of which there are so many. */
static struct sales_order
two_lines(const struct goods *g, int64_t rule, int64_t chai, int64_t chang)
{
	struct sales_order o = { .account_id = g->shop.alfki.id,
		.shipping_rule = rule };
	struct order_line l[2] = {
		{ .item_id = g->shop.chai.id, .quantity = 10 * ONE },
		{ .item_id = g->shop.chang.id, .quantity = 4 * ONE },
	};

	if (chai > 0)
		receive(g->shop.chai.id, g->main.id, chai);
	if (chang > 0)
		receive(g->shop.chang.id, g->main.id, chang);
	good(put(&o, l, 2));
	good(does(RELEASE, &o));
	return o;
}

static int64_t
line_quantity(int64_t shipment, int i)
{
	struct shipment_line l;

	assert_int_equal(load(&shipment_line_entity, shipment + i, &l), RC_OK);
	return l.quantity;
}

/* ---- leaving */

static void
a_shipment_takes_what_is_promised(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = two_lines(&g, SHIP_BACK_ORDER, 6 * ONE, 9 * ONE);
	struct shipment s = shipped(&o);

	(void)state;
	assert_int_equal(s.quantity, 10 * ONE);
	assert_int_equal(s.warehouse, g.main.id);
	assert_int_equal(line_quantity(1, 0), 6 * ONE);
	assert_int_equal(line_quantity(1, 1), 4 * ONE);
	holds(g.shop.chai.id, g.main.id, 6 * ONE, 6 * ONE);
	good(does(CONFIRM, &s));
	holds(g.shop.chai.id, g.main.id, 0, 0);
	holds(g.shop.chang.id, g.main.id, 5 * ONE, 0);
	o = order_at(o.id);
	assert_int_equal(o.status, ORDER_BACK_ORDER);
	/* The rest waits, gets what comes, and leaves. */
	refused(makes(SHIP, &o, &(int64_t){ 0 }), 0, "Nothing of order");
	receive(g.shop.chai.id, g.main.id, 7 * ONE);
	holds(g.shop.chai.id, g.main.id, 7 * ONE, 4 * ONE);
	o = order_at(o.id);
	s = shipped(&o);
	good(does(CONFIRM, &s));
	assert_int_equal(order_at(o.id).status, ORDER_COMPLETED);
	holds(g.shop.chai.id, g.main.id, 3 * ONE, 0);
}

static void
all_or_nothing(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = two_lines(&g, SHIP_COMPLETE, 9 * ONE, 9 * ONE);
	struct shipment s;
	int64_t made;

	(void)state;
	refused(makes(SHIP, &o, &made), 0, "ships complete");
	holds(g.shop.chai.id, g.main.id, 9 * ONE, 9 * ONE);
	receive(g.shop.chai.id, g.main.id, ONE);
	s = shipped(&o);
	good(does(CONFIRM, &s));
	assert_int_equal(order_at(o.id).status, ORDER_COMPLETED);
}

static void
the_rest_is_dropped(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = two_lines(&g, SHIP_CANCEL_REST, 6 * ONE, 0);
	struct shipment s = shipped(&o);

	(void)state;
	good(does(CONFIRM, &s));
	assert_int_equal(order_at(o.id).status, ORDER_COMPLETED);
	assert_int_equal(lines_of(o.id).lines[0].canceled, 4 * ONE);
	assert_int_equal(lines_of(o.id).lines[1].canceled, 4 * ONE);
	holds(g.shop.chai.id, g.main.id, 0, 0);
	receive(g.shop.chang.id, g.main.id, 4 * ONE);
	holds(g.shop.chang.id, g.main.id, 4 * ONE, 0);
}

static void
each_warehouse_has_a_shipment_of_its_own(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = { .account_id = g.shop.alfki.id,
		.shipping_rule = SHIP_COMPLETE };
	struct order_line l[3] = {
		{ .item_id = g.shop.chai.id, .quantity = 3 * ONE },
		{ .item_id = g.shop.fee.id, .quantity = ONE },
		{ .item_id = g.shop.chang.id, .quantity = 2 * ONE },
	};
	struct shipment first, second;

	(void)state;
	receive(g.shop.chai.id, g.main.id, 3 * ONE);
	receive(g.shop.chang.id, g.east.id, 2 * ONE);
	good(put(&o, l, 3));
	good(does(RELEASE, &o));
	first = shipped(&o);
	assert_int_equal(count(&shipment_entity, 0, NULL), 2);
	assert_int_equal(first.warehouse, g.main.id);
	assert_int_equal(first.quantity, 4 * ONE);
	second = shipment_at(first.id + 1);
	assert_int_equal(second.warehouse, g.east.id);
	good(does(CONFIRM, &first));
	assert_int_equal(order_at(o.id).status, ORDER_SHIPPING);
	good(does(CONFIRM, &second));
	assert_int_equal(order_at(o.id).status, ORDER_COMPLETED);
	holds(g.shop.chai.id, g.main.id, 0, 0);
	holds(g.shop.chang.id, g.east.id, 0, 0);
}

static void
more_than_is_promised_does_not_leave(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = two_lines(&g, SHIP_BACK_ORDER, 6 * ONE, 0);
	struct shipment s = shipped(&o);
	struct shipment_line l = { .order_line_id = lines_of(o.id).lines[0].id,
		.quantity = 7 * ONE };
	struct deed d = {
		.what = PUT_SHIPMENT, .rec = &s, .lines = &l, .n = 1
	};

	(void)state;
	refused_in(act(&d), 1, SHIPMENT_LINE_QUANTITY, "only 6 can");
	l.quantity = 5 * ONE;
	good(act(&d));
	good(does(CONFIRM, &s));
	/* What was left behind is still this order's. */
	holds(g.shop.chai.id, g.main.id, ONE, ONE);
}

static void
a_shipment_that_is_deleted_gives_nothing_up(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = two_lines(&g, SHIP_BACK_ORDER, 6 * ONE, 0);
	struct shipment s = shipped(&o);

	(void)state;
	good(does(ERASE_SHIPMENT, &s));
	assert_int_equal(order_at(o.id).status, ORDER_OPEN);
	holds(g.shop.chai.id, g.main.id, 6 * ONE, 6 * ONE);
}

static void
a_corrected_shipment_has_its_goods_again(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = { .account_id = g.shop.alfki.id };
	struct order_line l[2] = {
		{ .item_id = g.shop.chai.id, .quantity = 5 * ONE },
		{ .item_id = g.shop.chai.id, .quantity = 5 * ONE },
	};
	struct sales_order other;
	struct shipment s;

	(void)state;
	receive(g.shop.chai.id, g.main.id, 5 * ONE);
	good(put(&o, l, 2));
	good(does(RELEASE, &o));
	other = order_of(&g, g.shop.chai.id, 5 * ONE);
	s = shipped(&o);
	good(does(CONFIRM, &s));
	holds(g.shop.chai.id, g.main.id, 0, 0);
	/* Neither its other line nor the other order gets them. */
	good(does(CORRECT, &s));
	holds(g.shop.chai.id, g.main.id, 5 * ONE, 5 * ONE);
	assert_int_equal(promised_of(o.id), 5 * ONE);
	assert_int_equal(promised_of(other.id), 0);
	good(does(CONFIRM, &s));
	holds(g.shop.chai.id, g.main.id, 0, 0);
}

static void
corrected_in_part_the_rest_goes_to_others(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = two_lines(&g, SHIP_CANCEL_REST, 10 * ONE, 0);
	struct sales_order other = order_of(&g, g.shop.chai.id, 5 * ONE);
	struct shipment s = shipped(&o);
	struct shipment_line l = { .order_line_id = lines_of(o.id).lines[0].id,
		.quantity = 8 * ONE };
	struct deed d = {
		.what = PUT_SHIPMENT, .rec = &s, .lines = &l, .n = 1
	};

	(void)state;
	good(does(CONFIRM, &s));
	good(does(CORRECT, &s));
	good(act(&d));
	good(does(CONFIRM, &s));
	/* Two were dropped, and are there. */
	holds(g.shop.chai.id, g.main.id, 2 * ONE, 2 * ONE);
	assert_int_equal(promised_of(other.id), 2 * ONE);
}

static void
goods_that_came_before_stock_was_kept_are_promised_when_shipped(void **state)
{
	struct shop shop = open_shop();
	struct sales_order o = opened(&shop);
	struct warehouse w;
	struct shipment s;

	(void)state;
	features_on(FEATURE_INVENTORY);
	w = new_warehouse("MAIN");
	refused(makes(SHIP, &o, &(int64_t){ 0 }), 0, "Nothing of order");
	receive(shop.chai.id, w.id, 12 * ONE);
	s = shipped(&o);
	assert_int_equal(s.quantity, 10 * ONE);
	good(does(CONFIRM, &s));
	holds(shop.chai.id, w.id, 2 * ONE, 0);
}

static void
without_the_feature_all_leaves_and_nothing_moves(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = two_lines(&g, SHIP_BACK_ORDER, 6 * ONE, 0);
	struct shipment s;

	(void)state;
	features_on(0);
	s = shipped(&o);
	assert_int_equal(s.quantity, 14 * ONE);
	good(does(CONFIRM, &s));
	holds(g.shop.chai.id, g.main.id, 6 * ONE, 0);
	good(does(CORRECT, &s));
	holds(g.shop.chai.id, g.main.id, 6 * ONE, 0);
}

/* ---- coming back */

static void
a_receipt_puts_goods_back(void **state)
{
	struct goods g = open_goods();
	struct sales_order waits = order_of(&g, g.shop.chai.id, 3 * ONE);
	struct sales_order o = { .account_id = g.shop.alfki.id,
		.order_type = ORDER_RC };
	struct order_line l = { .item_id = g.shop.chai.id,
		.quantity = 4 * ONE };
	struct shipment s;
	struct invoice inv;
	int64_t memo;

	(void)state;
	good(put(&o, &l, 1));
	good(does(RELEASE, &o));
	holds(g.shop.chai.id, g.main.id, 0, 0);
	s = shipped(&o);
	assert_int_equal(s.operation, SHIPMENT_RECEIPT);
	good(does(CONFIRM, &s));
	holds(g.shop.chai.id, g.main.id, 4 * ONE, 3 * ONE);
	assert_int_equal(promised_of(waits.id), 3 * ONE);
	o = order_at(o.id);
	assert_int_equal(o.status, ORDER_COMPLETED);
	assert_int_equal(o.active, IS_YES);
	good(makes(BILL, &s, &memo));
	assert_int_equal(load(&invoice_entity, memo, &inv), RC_OK);
	assert_int_equal(inv.doc_type, INVOICE_CREDIT);
	good(does(RELEASE_INVOICE, &inv));
	assert_int_equal(shipment_at(s.id).status, SHIPMENT_COMPLETED);
	assert_int_equal(order_at(o.id).active, IS_NO);
	assert_int_equal(
	    lines_of(o.id).lines[0].billed, lines_of(o.id).lines[0].quantity);
}

static void
a_receipt_is_corrected(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = { .account_id = g.shop.alfki.id,
		.order_type = ORDER_RC };
	struct order_line l = { .item_id = g.shop.chai.id,
		.quantity = 4 * ONE };
	struct shipment s;

	(void)state;
	good(put(&o, &l, 1));
	good(does(RELEASE, &o));
	s = shipped(&o);
	good(does(CONFIRM, &s));
	good(does(CORRECT, &s));
	holds(g.shop.chai.id, g.main.id, 0, 0);
	assert_int_equal(order_at(o.id).status, ORDER_SHIPPING);
	good(does(ERASE_SHIPMENT, &s));
	assert_int_equal(order_at(o.id).status, ORDER_OPEN);
}

/* ---- what verify sees */

static enum rc
spoil_body(struct txn *x, void *arg)
{
	struct stock s;
	enum rc rc = store_get(x, &stock_entity, 1, &s);

	(void)arg;
	s.promised += ONE;
	s.on_hand += ONE;
	return rc == RC_OK ? store_save(x, &stock_entity, &s, NULL) : rc;
}

enum { TOLD = 2000 };

static void
keep_line(void *arg, const char *line)
{
	char *told = arg;
	size_t n = strlen(told);

	str_printf(told + n, TOLD - n, "%s\n", line);
}

static void
verify_tells_figures_that_do_not_add_up(void **state)
{
	struct goods g = open_goods();
	struct store *s;
	char told[TOLD] = "";
	long wrong;

	(void)state;
	receive(g.shop.chai.id, g.main.id, 12 * ONE);
	(void)order_of(&g, g.shop.chai.id, 5 * ONE);
	good(run(spoil_body, NULL));
	s = store_open(world.home, STORE_READ);
	wrong = books_verify(s, keep_line, told);
	store_close(s);
	assert_int_equal(wrong, 2);
	assert_non_null(strstr(told,
	    "Stock of CHAI in MAIN: the quantity on hand is 13 and should be "
	    "12"));
	assert_non_null(
	    strstr(told, "the quantity promised is 6 and should be 5"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		GOODS_TEST(a_shipment_takes_what_is_promised),
		GOODS_TEST(all_or_nothing),
		GOODS_TEST(the_rest_is_dropped),
		GOODS_TEST(each_warehouse_has_a_shipment_of_its_own),
		GOODS_TEST(more_than_is_promised_does_not_leave),
		GOODS_TEST(a_shipment_that_is_deleted_gives_nothing_up),
		GOODS_TEST(a_corrected_shipment_has_its_goods_again),
		GOODS_TEST(corrected_in_part_the_rest_goes_to_others),
		GOODS_TEST(
		    goods_that_came_before_stock_was_kept_are_promised_when_shipped),
		GOODS_TEST(without_the_feature_all_leaves_and_nothing_moves),
		GOODS_TEST(a_receipt_puts_goods_back),
		GOODS_TEST(a_receipt_is_corrected),
		TEST(verify_tells_figures_that_do_not_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
