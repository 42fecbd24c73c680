/* Stock: what is there, why it changed, and who is promised what. */
#include "stock_fixture.h"

/* ---- warehouses */

static void
one_warehouse_is_the_default(void **state)
{
	struct goods g = open_goods();
	struct warehouse w;

	(void)state;
	assert_true(g.main.preferred);
	assert_false(g.east.preferred);
	g.east.preferred = 1;
	good(save(&warehouse_entity, &g.east));
	assert_int_equal(load(&warehouse_entity, g.main.id, &w), RC_OK);
	assert_false(w.preferred);
	g.east.active = 0;
	refused(save(&warehouse_entity, &g.east), WAREHOUSE_PREFERRED,
	    "must be active");
}

static void
a_second_warehouse_needs_the_feature(void **state)
{
	struct warehouse w = { .active = 1, .code = "WEST" };

	(void)state;
	(void)open_goods();
	features_on(FEATURE_INVENTORY);
	refused(save(&warehouse_entity, &w), WAREHOUSE_ACTIVE,
	    "Multiple Warehouses");
	w.active = 0;
	good(save(&warehouse_entity, &w));
}

/* ---- availability */

static void
nothing_is_counted_without_the_feature(void **state)
{
	struct shop s = open_shop();

	(void)state;
	assert_false(available(&s.chai, 0).tracked);
	features_on(FEATURE_INVENTORY);
	assert_false(available(&s.chai, 0).tracked);
	new_warehouse("MAIN");
	assert_true(available(&s.chai, 0).tracked);
	assert_int_equal(available(&s.chai, 0).available, 0);
	assert_false(available(&s.fee, 0).tracked);
	features_on(0);
	assert_false(available(&s.chai, 0).tracked);
}

static void
what_is_available_is_on_hand_less_promised(void **state)
{
	struct goods g = open_goods();
	struct availability a;

	(void)state;
	receive(g.shop.chai.id, g.main.id, 12 * ONE);
	receive(g.shop.chai.id, g.east.id, 5 * ONE);
	(void)order_of(&g, g.shop.chai.id, 10 * ONE);
	a = available(&g.shop.chai, 0);
	assert_int_equal(a.on_hand, 17 * ONE);
	assert_int_equal(a.promised, 10 * ONE);
	assert_int_equal(a.available, 7 * ONE);
	a = available(&g.shop.chai, warehouse_bit(g.east.id));
	assert_int_equal(a.available, 5 * ONE);
}

static void
a_warehouse_that_is_short_takes_from_no_other(void **state)
{
	struct goods g = open_goods();

	(void)state;
	receive(g.shop.chai.id, g.main.id, 4 * ONE);
	receive(g.shop.chai.id, g.east.id, 3 * ONE);
	(void)order_of(&g, g.shop.chai.id, 4 * ONE);
	receive(g.shop.chai.id, g.main.id, -2 * ONE);
	assert_int_equal(
	    stock_of(g.shop.chai.id, g.main.id).status, STOCK_SHORT);
	assert_int_equal(available(&g.shop.chai, 0).available, 3 * ONE);
}

static void
only_active_warehouses_count(void **state)
{
	struct goods g = open_goods();

	(void)state;
	receive(g.shop.chai.id, g.east.id, 5 * ONE);
	assert_int_equal(load(&warehouse_entity, g.east.id, &g.east), RC_OK);
	g.east.active = 0;
	good(save(&warehouse_entity, &g.east));
	assert_int_equal(available(&g.shop.chai, 0).available, 0);
}

static void
the_nearest_day_is_when_more_is_expected(void **state)
{
	struct goods g = open_goods();
	struct stock main, east;

	(void)state;
	receive(g.shop.chai.id, g.main.id, ONE);
	receive(g.shop.chai.id, g.east.id, ONE);
	main = stock_of(g.shop.chai.id, g.main.id);
	east = stock_of(g.shop.chai.id, g.east.id);
	main.expected = TODAY - 1;
	good(save(&stock_entity, &main));
	assert_int_equal(available(&g.shop.chai, 0).expected, 0);
	east.expected = TODAY + 9;
	good(save(&stock_entity, &east));
	main.expected = TODAY + 4;
	good(save(&stock_entity, &main));
	assert_int_equal(available(&g.shop.chai, 0).expected, TODAY + 4);
}

/* ---- moves */

static void
every_change_is_a_move(void **state)
{
	struct goods g = open_goods();
	struct stock_move m;
	struct stock s;

	(void)state;
	receive(g.shop.chai.id, 0, 12 * ONE);
	s = stock_of(g.shop.chai.id, g.main.id);
	s.on_hand = 9 * ONE;
	good(save(&stock_entity, &s));
	assert_int_equal(s.on_hand, 9 * ONE);
	assert_int_equal(load(&stock_move_entity, 2, &m), RC_OK);
	assert_int_equal(m.move_kind, MOVE_COUNT);
	assert_int_equal(m.quantity, -3 * ONE);
	assert_int_equal(m.on_hand_after, 9 * ONE);
	assert_string_equal(m.moved_by, "Seller");
	assert_int_equal(save(&stock_entity, &s), RC_SAME);
	assert_int_equal(count(&stock_move_entity, 0, NULL), 2);
}

static void
a_count_of_something_else_is_refused(void **state)
{
	struct goods g = open_goods();
	struct stock s = { .item_id = g.shop.fee.id, .warehouse = g.main.id };
	struct stock old;

	(void)state;
	refused(save(&stock_entity, &s), STOCK_ITEM, "not a stock item");
	s.item_id = g.shop.chai.id;
	s.on_hand = -1;
	refused(save(&stock_entity, &s), STOCK_ON_HAND, "not below zero");
	s.on_hand = 3 * ONE;
	good(save(&stock_entity, &s));
	old = s;
	receive(g.shop.chai.id, g.main.id, ONE);
	assert_int_equal(save(&stock_entity, &old), RC_CONFLICT);
	s = (struct stock){ .item_id = s.item_id, .warehouse = s.warehouse };
	assert_int_equal(save(&stock_entity, &s), RC_EXISTS);
}

static void
adjustments_have_their_rules(void **state)
{
	struct goods g = open_goods();
	struct stock_move m = { .item_id = g.shop.chai.id, .quantity = -ONE };

	(void)state;
	refused(save(&stock_move_entity, &m), MOVE_REASON, "needs a reason");
	m.move_kind = MOVE_RECEIPT;
	refused(save(&stock_move_entity, &m), MOVE_QUANTITY, "brings goods");
	m.move_kind = MOVE_COUNT;
	refused(save(&stock_move_entity, &m), MOVE_KIND, "by hand");
	m.move_kind = MOVE_ADJUSTMENT;
	m.reason = REASON_DAMAGED;
	m.item_id = g.shop.fee.id;
	refused(save(&stock_move_entity, &m), MOVE_ITEM, "not a stock item");
	m.item_id = g.shop.chai.id;
	good(save(&stock_move_entity, &m));
	refused(save(&stock_move_entity, &m), 0, "never changed");
}

/* ---- promises */

static void
a_draft_has_no_claim(void **state)
{
	struct goods g = open_goods();
	struct sales_order o;

	(void)state;
	receive(g.shop.chai.id, g.main.id, 12 * ONE);
	o = ordered(&g.shop);
	holds(g.shop.chai.id, g.main.id, 12 * ONE, 0);
	good(does(RELEASE, &o));
	holds(g.shop.chai.id, g.main.id, 12 * ONE, 10 * ONE);
	good(does(HOLD, &o));
	holds(g.shop.chai.id, g.main.id, 12 * ONE, 0);
	good(does(ERASE, &o));
}

static void
the_rest_is_on_back_order(void **state)
{
	struct goods g = open_goods();
	struct sales_order a, b;
	struct order_line l;

	(void)state;
	receive(g.shop.chai.id, g.main.id, 12 * ONE);
	a = order_of(&g, g.shop.chai.id, 10 * ONE);
	b = order_of(&g, g.shop.chai.id, 10 * ONE);
	assert_int_equal(promised_of(a.id), 10 * ONE);
	l = lines_of(b.id).lines[0];
	assert_int_equal(l.promised_qty, 2 * ONE);
	assert_int_equal(l.waits_since, b.order_date);
	assert_int_equal(l.warehouse, g.main.id);
	holds(g.shop.chai.id, g.main.id, 12 * ONE, 12 * ONE);
	/* What one gives up, the other gets. */
	good(does(CANCEL, &a));
	assert_int_equal(promised_of(b.id), 10 * ONE);
	assert_int_equal(lines_of(b.id).lines[0].waits_since, 0);
	holds(g.shop.chai.id, g.main.id, 12 * ONE, 10 * ONE);
}

static void
goods_that_come_go_to_the_oldest_order(void **state)
{
	struct goods g = open_goods();
	struct sales_order o[3];
	int64_t rev;

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct order_line l = { .item_id = g.shop.chai.id,
			.quantity = 4 * ONE };

		o[i] = (struct sales_order){ .account_id = g.shop.alfki.id,
			.order_date = TODAY - i };
		good(put(&o[i], &l, 1));
		good(does(RELEASE, &o[i]));
	}
	rev = order_at(o[2].id).rev;
	receive(g.shop.chai.id, g.main.id, 6 * ONE);
	assert_int_equal(promised_of(o[2].id), 4 * ONE);
	assert_int_equal(promised_of(o[1].id), 2 * ONE);
	assert_int_equal(promised_of(o[0].id), 0);
	/* Nobody who edits that order is disturbed. */
	assert_int_equal(order_at(o[2].id).rev, rev);
	assert_int_equal(lines_of(o[2].id).lines[0].rev, 2);
	receive(g.shop.chai.id, g.main.id, 6 * ONE);
	assert_int_equal(promised_of(o[0].id), 4 * ONE);
	holds(g.shop.chai.id, g.main.id, 12 * ONE, 12 * ONE);
}

static void
a_line_that_changes_keeps_its_place(void **state)
{
	struct goods g = open_goods();
	struct sales_order a, b;
	struct look lines;

	(void)state;
	receive(g.shop.chai.id, g.main.id, 10 * ONE);
	a = order_of(&g, g.shop.chai.id, 8 * ONE);
	b = order_of(&g, g.shop.chai.id, 8 * ONE);
	lines = lines_of(a.id);
	lines.lines[0].quantity = 5 * ONE;
	good(put(&a, lines.lines, 1));
	assert_int_equal(promised_of(a.id), 5 * ONE);
	assert_int_equal(promised_of(b.id), 5 * ONE);
	lines = lines_of(a.id);
	lines.lines[0].quantity = 7 * ONE;
	good(put(&a, lines.lines, 1));
	assert_int_equal(promised_of(a.id), 5 * ONE);
	/* Its line becomes another item's. */
	lines = lines_of(a.id);
	lines.lines[0].item_id = g.shop.chang.id;
	good(put(&a, lines.lines, 1));
	assert_int_equal(promised_of(a.id), 0);
	assert_int_equal(promised_of(b.id), 8 * ONE);
	holds(g.shop.chai.id, g.main.id, 10 * ONE, 8 * ONE);
	holds(g.shop.chang.id, g.main.id, 0, 0);
}

static void
a_line_is_taken_away(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = { .account_id = g.shop.alfki.id };
	struct order_line l[2] = {
		{ .item_id = g.shop.chai.id, .quantity = 2 * ONE },
		{ .item_id = g.shop.chang.id, .quantity = 3 * ONE },
	};
	struct look lines;

	(void)state;
	receive(g.shop.chai.id, g.main.id, 10 * ONE);
	receive(g.shop.chang.id, g.main.id, 10 * ONE);
	good(put(&o, l, 2));
	good(does(RELEASE, &o));
	lines = lines_of(o.id);
	good(put(&o, &lines.lines[1], 1));
	holds(g.shop.chai.id, g.main.id, 10 * ONE, 0);
	holds(g.shop.chang.id, g.main.id, 10 * ONE, 3 * ONE);
}

static void
a_line_goes_where_it_can_be_had_whole(void **state)
{
	struct goods g = open_goods();
	struct sales_order o;

	(void)state;
	receive(g.shop.chai.id, g.main.id, 3 * ONE);
	receive(g.shop.chai.id, g.east.id, 8 * ONE);
	o = order_of(&g, g.shop.chai.id, 2 * ONE);
	assert_int_equal(lines_of(o.id).lines[0].warehouse, g.main.id);
	o = order_of(&g, g.shop.chai.id, 7 * ONE);
	assert_int_equal(lines_of(o.id).lines[0].warehouse, g.east.id);
	g.shop.chai.default_warehouse = g.east.id;
	good(save(&product_entity, &g.shop.chai));
	o = order_of(&g, g.shop.chai.id, ONE);
	assert_int_equal(lines_of(o.id).lines[0].warehouse, g.east.id);
}

static void
boxes_are_promised_whole(void **state)
{
	struct goods g = open_goods();
	struct unit box = {
		.item_id = g.shop.chai.id, .uom = "BOX", .factor = 12 * UNIT_ONE
	};
	struct sales_order o = { .account_id = g.shop.alfki.id };
	struct order_line l = {
		.item_id = g.shop.chai.id, .uom = "BOX", .quantity = 3 * ONE
	};

	(void)state;
	good(save(&unit_entity, &box));
	receive(g.shop.chai.id, g.main.id, 30 * ONE);
	good(put(&o, &l, 1));
	good(does(RELEASE, &o));
	l = lines_of(o.id).lines[0];
	assert_int_equal(l.promised_qty, 2 * ONE);
	assert_int_equal(l.promised_base, 24 * ONE);
	holds(g.shop.chai.id, g.main.id, 30 * ONE, 24 * ONE);
	/* The box becomes a larger one: what was promised stays what it was. */
	box.factor = 20 * UNIT_ONE;
	good(save(&unit_entity, &box));
	good(does(CANCEL, &o));
	holds(g.shop.chai.id, g.main.id, 30 * ONE, 0);
}

static void
a_feature_that_is_off_promises_nothing(void **state)
{
	struct goods g = open_goods();
	struct sales_order a, b;

	(void)state;
	receive(g.shop.chai.id, g.main.id, 12 * ONE);
	a = order_of(&g, g.shop.chai.id, 5 * ONE);
	features_on(0);
	b = order_of(&g, g.shop.chai.id, 5 * ONE);
	assert_int_equal(promised_of(b.id), 0);
	good(does(CANCEL, &a));
	holds(g.shop.chai.id, g.main.id, 12 * ONE, 0);
}

static void
quotes_and_returns_have_no_claim(void **state)
{
	struct goods g = open_goods();
	struct sales_order q = { .account_id = g.shop.alfki.id,
		.order_type = ORDER_QT };
	struct order_line l = { .item_id = g.shop.chai.id, .quantity = ONE };
	int64_t made;

	(void)state;
	receive(g.shop.chai.id, g.main.id, 12 * ONE);
	good(put(&q, &l, 1));
	good(does(RELEASE, &q));
	assert_int_equal(promised_of(q.id), 0);
	good(makes(ACCEPT, &q, &made));
	q = order_at(made);
	good(does(RELEASE, &q));
	assert_int_equal(promised_of(made), ONE);
}

static void
history_that_is_open_waits_like_any_other(void **state)
{
	struct goods g = open_goods();
	struct sales_order o = { .account_id = g.shop.alfki.id,
		.order_date = TODAY - 90,
		.status = ORDER_BACK_ORDER };
	struct order_line l = { .item_id = g.shop.chai.id,
		.quantity = 9 * ONE,
		.unit_price = 10000,
		.shipped = 4 * ONE };

	(void)state;
	act_as_system();
	good(put(&o, &l, 1));
	receive(g.shop.chai.id, g.main.id, 20 * ONE);
	assert_int_equal(promised_of(o.id), 5 * ONE);
	l = lines_of(o.id).lines[0];
	/* The other system says it is over. */
	o.status = ORDER_COMPLETED;
	assert_int_equal(put(&o, &l, 1), RC_SAME);
	holds(g.shop.chai.id, g.main.id, 20 * ONE, 5 * ONE);
}

static void
a_closed_warehouse_promises_nothing_more(void **state)
{
	struct goods g = open_goods();
	struct sales_order o;

	(void)state;
	o = order_of(&g, g.shop.chai.id, 5 * ONE);
	assert_int_equal(lines_of(o.id).lines[0].warehouse, g.main.id);
	g.east.preferred = 1;
	good(save(&warehouse_entity, &g.east));
	assert_int_equal(load(&warehouse_entity, g.main.id, &g.main), RC_OK);
	g.main.active = 0;
	good(save(&warehouse_entity, &g.main));
	{
		struct stock s = stock_of(g.shop.chai.id, g.main.id);

		s.on_hand = 3 * ONE;
		good(save(&stock_entity, &s));
	}
	assert_int_equal(promised_of(o.id), 0);
	holds(g.shop.chai.id, g.main.id, 3 * ONE, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		GOODS_TEST(one_warehouse_is_the_default),
		GOODS_TEST(a_second_warehouse_needs_the_feature),
		GOODS_TEST(nothing_is_counted_without_the_feature),
		GOODS_TEST(what_is_available_is_on_hand_less_promised),
		GOODS_TEST(a_warehouse_that_is_short_takes_from_no_other),
		GOODS_TEST(only_active_warehouses_count),
		GOODS_TEST(the_nearest_day_is_when_more_is_expected),
		GOODS_TEST(every_change_is_a_move),
		GOODS_TEST(a_count_of_something_else_is_refused),
		GOODS_TEST(adjustments_have_their_rules),
		GOODS_TEST(a_draft_has_no_claim),
		GOODS_TEST(the_rest_is_on_back_order),
		GOODS_TEST(goods_that_come_go_to_the_oldest_order),
		GOODS_TEST(a_line_that_changes_keeps_its_place),
		GOODS_TEST(a_line_is_taken_away),
		GOODS_TEST(a_line_goes_where_it_can_be_had_whole),
		GOODS_TEST(boxes_are_promised_whole),
		GOODS_TEST(a_feature_that_is_off_promises_nothing),
		GOODS_TEST(quotes_and_returns_have_no_claim),
		GOODS_TEST(history_that_is_open_waits_like_any_other),
		GOODS_TEST(a_closed_warehouse_promises_nothing_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
