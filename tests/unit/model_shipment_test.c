/* Shipments: what leaves the house, and what that does to orders and bills. */
#include "order_fixture.h"

/* ---- the table of steps */

static void
every_other_step_is_illegal(void **state)
{
	static const int64_t legal[][2] = {
		{ 0, SHIPMENT_ON_HOLD },
		{ 0, SHIPMENT_OPEN },
		{ SHIPMENT_ON_HOLD, SHIPMENT_OPEN },
		{ SHIPMENT_OPEN, SHIPMENT_ON_HOLD },
		{ SHIPMENT_OPEN, SHIPMENT_CONFIRMED },
		{ SHIPMENT_CONFIRMED, SHIPMENT_OPEN },
		{ SHIPMENT_CONFIRMED, SHIPMENT_INVOICED },
		{ SHIPMENT_INVOICED, SHIPMENT_CONFIRMED },
		{ SHIPMENT_INVOICED, SHIPMENT_COMPLETED },
		{ SHIPMENT_COMPLETED, SHIPMENT_CONFIRMED },
	};

	(void)state;
	for (int64_t from = 0; from <= SHIPMENT_COMPLETED; from++)
		for (int64_t to = 0; to <= SHIPMENT_COMPLETED; to++) {
			bool listed = false;

			for (size_t i = 0; i < sizeof legal / sizeof *legal;
			     i++)
				listed = listed ||
				    (legal[i][0] == from && legal[i][1] == to);
			assert_int_equal(
			    shipment_step_exists(from, to), listed);
		}
}

/* ---- orders to ship: ten chai, four chang */

static struct sales_order
two_lines(const struct shop *s, int64_t rule, int64_t freight)
{
	struct sales_order o = { .account_id = s->alfki.id,
		.shipping_rule = rule,
		.charge_amount = freight };
	struct order_line l[2] = {
		{ .item_id = s->chai.id, .quantity = 10 * ONE },
		{ .item_id = s->chang.id, .quantity = 4 * ONE },
	};

	good(put(&o, l, 2));
	good(does(RELEASE, &o));
	return o;
}

static struct shipment
shipped(struct sales_order *o)
{
	int64_t made;

	good(makes(SHIP, o, &made));
	return shipment_at(made);
}

/* So much of the first line, so much of the second. */
static enum rc
put_part(struct shipment *s, const struct sales_order *o, int64_t first,
    int64_t second)
{
	struct look of = lines_of(o->id);
	struct shipment_line l[2] = { 0 };
	struct deed d = { .what = PUT_SHIPMENT, .rec = s, .lines = l };

	s->order_id = o->id;
	if (first != 0)
		l[d.n++] =
		    (struct shipment_line){ .order_line_id = of.lines[0].id,
			    .quantity = first };
	if (second != 0)
		l[d.n++] =
		    (struct shipment_line){ .order_line_id = of.lines[1].id,
			    .quantity = second };
	return act(&d);
}

static void
a_whole_order_is_shipped(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_BACK_ORDER, 0);
	struct shipment sh = shipped(&o);
	struct look of;
	int64_t made;

	(void)state;
	assert_string_equal(sh.shipment_no, "SH000001");
	assert_int_equal(sh.status, SHIPMENT_OPEN);
	assert_int_equal(sh.operation, SHIPMENT_ISSUE);
	assert_int_equal(sh.account_id, s.alfki.id);
	assert_int_equal(sh.ship_date, TODAY);
	assert_string_equal(sh.ship_city, "Berlin");
	assert_int_equal(sh.quantity, 14 * ONE);
	assert_int_equal(sh.weight, 6 * ONE); /* four times 1.5 kg */
	assert_int_equal(sh.shown, IS_NO);
	assert_int_equal(o.status, ORDER_SHIPPING);
	/* What stands on a shipment is not shipped twice. */
	refused(makes(SHIP, &o, &made), 0, "Nothing of order SO000001");

	good(does(CONFIRM, &sh));
	assert_int_equal(sh.status, SHIPMENT_CONFIRMED);
	assert_int_equal(sh.shown, IS_YES);
	o = order_at(o.id);
	assert_int_equal(o.status, ORDER_COMPLETED);
	assert_int_equal(o.completed_on, NOON);
	of = lines_of(o.id);
	assert_int_equal(of.lines[0].shipped, 10 * ONE);
	assert_int_equal(of.lines[1].shipped, 4 * ONE);
	/* It is still to be billed, and counts against the credit. */
	assert_int_equal(o.active, IS_YES);
	assert_int_equal(o.unbilled, 18000 + 7600 + 1520);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, o.unbilled);
	refused(does(CONFIRM, &sh), SHIPMENT_STATUS,
	    "A shipment that is Confirmed cannot become Confirmed.");
}

static void
the_rest_stays_on_back_order(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_BACK_ORDER, 0);
	struct shipment sh = { 0 }, rest;
	struct look of;

	(void)state;
	good(put_part(&sh, &o, 6 * ONE, 0));
	good(does(CONFIRM, &sh));
	o = order_at(o.id);
	assert_int_equal(o.status, ORDER_BACK_ORDER);
	rest = shipped(&o);
	assert_int_equal(rest.quantity, 8 * ONE);
	assert_int_equal(o.status, ORDER_SHIPPING);
	good(does(CONFIRM, &rest));
	assert_int_equal(order_at(o.id).status, ORDER_COMPLETED);
	of = lines_of(o.id);
	assert_int_equal(of.lines[0].shipped, 10 * ONE);
	assert_int_equal(of.lines[1].shipped, 4 * ONE);
}

static void
two_shipments_wait_for_each_other(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_BACK_ORDER, 0);
	struct shipment one = { 0 }, two;

	(void)state;
	good(put_part(&one, &o, 6 * ONE, 0));
	o = order_at(o.id);
	two = shipped(&o);
	assert_int_equal(two.quantity, 8 * ONE);
	good(does(CONFIRM, &one));
	assert_int_equal(order_at(o.id).status, ORDER_SHIPPING);
	good(does(CONFIRM, &two));
	assert_int_equal(order_at(o.id).status, ORDER_COMPLETED);
}

static void
all_or_nothing(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_COMPLETE, 0);
	struct shipment sh = { 0 };
	int64_t made;

	(void)state;
	good(put_part(&sh, &o, 10 * ONE, 3 * ONE));
	o = order_at(o.id);
	refused(makes(SHIP, &o, &made), 0, "ships complete, and not all");
	refused(does(CONFIRM, &sh), 0, "leaves something out.");
	good(put_part(&sh, &o, 10 * ONE, 4 * ONE));
	good(does(CONFIRM, &sh));
	assert_int_equal(order_at(o.id).status, ORDER_COMPLETED);
}

static void
shipped_once_and_the_rest_is_dropped(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_CANCEL_REST, 0);
	struct shipment sh = { 0 };
	struct look of;

	(void)state;
	good(put_part(&sh, &o, 6 * ONE, 0));
	good(does(CONFIRM, &sh));
	o = order_at(o.id);
	assert_int_equal(o.status, ORDER_COMPLETED);
	of = lines_of(o.id);
	assert_int_equal(of.lines[0].canceled, 4 * ONE);
	assert_int_equal(of.lines[1].canceled, 4 * ONE);
	assert_int_equal(o.unbilled, 10800);
	/* When it was a mistake the rest is wanted again. */
	good(does(CORRECT, &sh));
	assert_int_equal(sh.status, SHIPMENT_OPEN);
	assert_int_equal(sh.shown, IS_NO);
	o = order_at(o.id);
	assert_int_equal(o.status, ORDER_SHIPPING);
	of = lines_of(o.id);
	assert_int_equal(of.lines[0].shipped, 0);
	assert_int_equal(of.lines[1].canceled, 0);
	assert_int_equal(o.unbilled, o.total);
}

static void
a_back_order_can_be_given_up(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_BACK_ORDER, 0);
	struct shipment sh = { 0 };

	(void)state;
	good(put_part(&sh, &o, 6 * ONE, 0));
	good(does(CONFIRM, &sh));
	o = order_at(o.id);
	good(does(CANCEL, &o));
	assert_int_equal(o.status, ORDER_COMPLETED);
	assert_int_equal(o.unbilled, 10800);
	good(does(REOPEN, &o));
	assert_int_equal(o.status, ORDER_BACK_ORDER);
	assert_int_equal(o.unbilled, o.total);
}

/* ---- refusals */

static void
what_is_no_shipment(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_BACK_ORDER, 0),
			   held = ordered(&s);
	struct shipment sh = { .order_id = 99 };
	struct deed d = { .what = PUT_SHIPMENT, .rec = &sh };

	(void)state;
	refused(act(&d), SHIPMENT_ORDER, "does not exist.");
	sh = (struct shipment){ 0 };
	refused_in(put_part(&sh, &o, 11 * ONE, 0), 1, SHIPMENT_LINE_QUANTITY,
	    "Of ChAI only 10 can be shipped.");
	refused_in(put_part(&sh, &o, ONE, -ONE), 2, SHIPMENT_LINE_QUANTITY,
	    "Of ChANG only 4 can be shipped.");
	refused(put_part(&sh, &held, ONE, 0), SHIPMENT_ORDER,
	    "Order SO000002 is On Hold: it cannot be shipped.");
	sh = (struct shipment){ .status = SHIPMENT_CONFIRMED };
	refused(put_part(&sh, &o, ONE, 0), SHIPMENT_STATUS,
	    "Open or On Hold until it is confirmed.");
	sh = (struct shipment){ 0 };
	good(put_part(&sh, &o, 0, 0));
	refused(does(CONFIRM, &sh), 0, "The shipment has no lines.");
}

static void
a_shipment_waits_on_hold(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_BACK_ORDER, 0);
	struct shipment sh = shipped(&o);

	(void)state;
	sh.status = SHIPMENT_ON_HOLD;
	good(put_part(&sh, &o, 10 * ONE, 4 * ONE));
	assert_int_equal(put_part(&sh, &o, 10 * ONE, 4 * ONE), RC_SAME);
	refused(does(CONFIRM, &sh), SHIPMENT_STATUS,
	    "A shipment that is On Hold cannot become Confirmed.");
	sh.status = SHIPMENT_OPEN;
	good(put_part(&sh, &o, 10 * ONE, 4 * ONE));
	good(does(CONFIRM, &sh));
	assert_int_equal(put_part(&sh, &o, ONE, 0), RC_REFUSED);
	assert_int_equal(does(ERASE_SHIPMENT, &sh), RC_REFUSED);
}

static void
a_shipment_is_deleted(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_BACK_ORDER, 0);
	struct shipment sh = shipped(&o);
	struct package p = { .shipment_id = sh.id };

	(void)state;
	good(save(&package_entity, &p));
	sh = shipment_at(sh.id);
	good(does(ERASE_SHIPMENT, &sh));
	assert_int_equal(order_at(o.id).status, ORDER_OPEN);
	assert_int_equal(count(&shipment_line_entity, 0, NULL), 0);
	assert_int_equal(count(&package_entity, 0, NULL), 0);
}

static void
packages_have_tracking_numbers(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_BACK_ORDER, 0);
	struct shipment sh = shipped(&o);
	struct package p = { .weight = -1 }, q;

	(void)state;
	refused(save(&package_entity, &p), PACKAGE_SHIPMENT, "is missing.");
	refused(save(&package_entity, &p), PACKAGE_WEIGHT, "not negative.");
	p = (struct package){
		.shipment_id = sh.id, .weight = 2500, .tracking_no = "1Z 999"
	};
	q = (struct package){ .shipment_id = sh.id };
	good(save(&package_entity, &p));
	good(save(&package_entity, &q));
	assert_int_equal(q.package_no, 2);
	sh = shipment_at(sh.id);
	assert_int_equal(sh.packages, 2);
	/* Known only when the carrier has come. */
	good(does(CONFIRM, &sh));
	str_copy(q.tracking_no, sizeof q.tracking_no, "1Z 998");
	good(save(&package_entity, &q));
	assert_int_equal(save(&package_entity, &q), RC_SAME);
}

/* ---- billing */

static struct invoice
invoice_at(int64_t id)
{
	struct invoice inv;

	assert_int_equal(load(&invoice_entity, id, &inv), RC_OK);
	return inv;
}

static void
a_shipment_is_billed_with_freight_once(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_BACK_ORDER, 1000);
	struct shipment one = { 0 }, two;
	struct invoice first, second;
	int64_t made;

	(void)state;
	good(put_part(&one, &o, 6 * ONE, 0));
	good(does(CONFIRM, &one));
	o = order_at(o.id);
	two = shipped(&o);
	good(does(CONFIRM, &two));
	good(makes(BILL, &one, &made));
	first = invoice_at(made);
	assert_int_equal(first.status, INVOICE_BALANCED);
	assert_int_equal(first.order_id, o.id);
	assert_string_equal(first.order_no, "SO000001");
	assert_int_equal(first.charge_amount, 1000);
	assert_int_equal(first.total, 10800 + 1000);
	assert_int_equal(one.status, SHIPMENT_INVOICED);
	assert_int_equal(one.invoice_id, first.id);
	good(makes(BILL, &two, &made));
	second = invoice_at(made);
	assert_int_equal(second.charge_amount, 0);
	assert_int_equal(second.total, 7200 + 7600 + 1520);
	refused(makes(BILL, &two, &made), SHIPMENT_STATUS,
	    "A shipment that is Invoiced cannot become Invoiced.");

	/* A draft bills nothing yet. */
	assert_int_equal(order_at(o.id).unbilled, order_at(o.id).total);
	good(does(RELEASE_INVOICE, &first));
	o = order_at(o.id);
	assert_int_equal(lines_of(o.id).lines[0].billed, 6 * ONE);
	assert_int_equal(o.charge_billed, 1000);
	assert_int_equal(o.unbilled, second.total);
	assert_int_equal(shipment_at(one.id).status, SHIPMENT_COMPLETED);
	assert_int_equal(shipment_at(two.id).status, SHIPMENT_INVOICED);
	good(does(RELEASE_INVOICE, &second));
	o = order_at(o.id);
	assert_int_equal(o.status, ORDER_COMPLETED);
	assert_int_equal(o.unbilled, 0);
	assert_int_equal(o.active, IS_NO);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, 0);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_order_count, 0);

	/* Canceled: it is billed anew. */
	first = invoice_at(first.id);
	good(does(TAKE_BACK, &first));
	o = order_at(o.id);
	assert_int_equal(lines_of(o.id).lines[0].billed, 4 * ONE);
	assert_int_equal(o.unbilled, first.total);
	one = shipment_at(one.id);
	assert_int_equal(one.status, SHIPMENT_CONFIRMED);
	assert_int_equal(one.invoice_id, 0);
}

static void
a_draft_that_is_gone_leaves_the_shipment(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = two_lines(&s, SHIP_BACK_ORDER, 0);
	struct shipment sh = shipped(&o);
	struct invoice inv;
	int64_t made;

	(void)state;
	good(does(CONFIRM, &sh));
	good(makes(BILL, &sh, &made));
	inv = invoice_at(made);
	good(does(ERASE_INVOICE, &inv));
	sh = shipment_at(sh.id);
	assert_int_equal(sh.status, SHIPMENT_CONFIRMED);
	assert_int_equal(sh.invoice_id, 0);
	good(does(CORRECT, &sh));
}

/* ---- billing without a shipment */

static void
services_and_returns_are_billed_at_once(void **state)
{
	struct shop s = open_shop();
	struct sales_order fee = { .account_id = s.alfki.id },
			   back = { .order_type = ORDER_RC,
				   .account_id = s.alfki.id };
	struct order_line f = { .item_id = s.fee.id, .quantity = 2 * ONE },
			  b = { .item_id = s.chai.id, .quantity = ONE };
	struct invoice inv;
	int64_t made;

	(void)state;
	good(put(&fee, &f, 1));
	good(does(RELEASE, &fee));
	good(makes(BILL_ORDER, &fee, &made));
	assert_int_equal(order_at(fee.id).status, ORDER_INVOICED);
	inv = invoice_at(made);
	good(does(RELEASE_INVOICE, &inv));
	fee = order_at(fee.id);
	assert_int_equal(fee.status, ORDER_COMPLETED);
	assert_int_equal(fee.unbilled, 0);
	/* Canceled, it can be billed again. */
	good(does(TAKE_BACK, &inv));
	fee = order_at(fee.id);
	assert_int_equal(fee.status, ORDER_OPEN);
	assert_int_equal(fee.unbilled, 1000);

	good(put(&back, &b, 1));
	good(does(RELEASE, &back));
	good(makes(BILL_ORDER, &back, &made));
	inv = invoice_at(made);
	assert_int_equal(inv.doc_type, INVOICE_CREDIT);
	good(does(RELEASE_INVOICE, &inv));
	assert_int_equal(order_at(back.id).status, ORDER_COMPLETED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_other_step_is_illegal),
		TEST(a_whole_order_is_shipped),
		TEST(the_rest_stays_on_back_order),
		TEST(two_shipments_wait_for_each_other),
		TEST(all_or_nothing),
		TEST(shipped_once_and_the_rest_is_dropped),
		TEST(a_back_order_can_be_given_up),
		TEST(what_is_no_shipment),
		TEST(a_shipment_waits_on_hold),
		TEST(a_shipment_is_deleted),
		TEST(packages_have_tracking_numbers),
		TEST(a_shipment_is_billed_with_freight_once),
		TEST(a_draft_that_is_gone_leaves_the_shipment),
		TEST(services_and_returns_are_billed_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
