/* Orders: how they come in, from screens and files, and what is refused. */
#include "order_fixture.h"

#include "../../lib/model/contact.h"

/* ---- a new order */

static void
an_order_needs_little(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = { .account_id = s.alfki.id };
	struct order_line l[2] = {
		{ .item_id = s.chai.id, .quantity = 10 * ONE },
		{ .item_id = s.chang.id, .quantity = 2500 },
	};
	struct look stored;

	(void)state;
	good(put(&o, l, 2));
	assert_string_equal(o.order_no, "SO000001");
	assert_int_equal(o.order_type, ORDER_SO);
	assert_int_equal(o.status, ORDER_ON_HOLD);
	assert_int_equal(o.order_date, TODAY);
	assert_string_equal(o.currency, "EUR");
	assert_int_equal(o.terms, id_of(&terms_entity, "30D"));
	assert_int_equal(o.shipping_rule, SHIP_BACK_ORDER);
	assert_string_equal(o.bill_name, "Alfreds Futterkiste");
	assert_string_equal(o.bill_line1, "Obere Str. 57");
	assert_string_equal(o.ship_city, "Berlin");
	assert_int_equal(o.channel, CHANNEL_ERP);
	assert_int_equal(o.active, IS_YES);
	/* A draft of our own is nothing the customer has asked for. */
	assert_int_equal(o.shown, IS_NO);

	stored = lines_of(o.id);
	assert_int_equal(stored.n, 2);
	assert_int_equal(stored.lines[1].line_no, 2);
	assert_string_equal(stored.lines[0].description, "ChAI");
	assert_string_equal(stored.lines[0].uom, "EA");
	assert_int_equal(stored.lines[0].unit_price, 180000);
	assert_int_equal(stored.lines[0].manual_price, 0);
	assert_int_equal(stored.lines[0].tax_category, TAX_OUTSIDE);
	assert_int_equal(stored.lines[1].tax_category, TAX_STANDARD);
	assert_int_equal(stored.lines[1].tax_rate, 20000);
	/* 180.00 and 47.50; a fifth of the second is tax. */
	assert_int_equal(stored.lines[0].line_amount, 18000);
	assert_int_equal(stored.lines[1].line_amount, 4750);
	assert_int_equal(o.line_total, 22750);
	assert_int_equal(o.tax_total, 950);
	assert_int_equal(o.total, 23700);
	assert_int_equal(o.unbilled, 23700);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, 23700);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_order_count, 1);
}

static void
a_second_time_is_the_same(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = ordered(&s), before = o;
	struct order_line l = { .item_id = s.chai.id,
		.line_no = 1,
		.quantity = 10 * ONE,
		.unit_price = 180000 };

	(void)state;
	clock_stop(NOON + DAY);
	assert_int_equal(put(&o, &l, 1), RC_SAME);
	assert_int_equal(o.rev, before.rev);
	/* And so is a file's, years later, whatever happened in between. */
	world.actor.channel = CHANNEL_BATCH;
	assert_int_equal(put(&o, &l, 1), RC_SAME);
}

static void
each_type_has_numbers_without_gaps(void **state)
{
	static const char *const first[] = { [ORDER_SO] = "SO000001",
		[ORDER_QT] = "QT000001",
		[ORDER_RC] = "RC000001" };
	struct shop s = open_shop();
	struct sales_order o, bad;

	(void)state;
	for (int64_t type = ORDER_SO; type <= ORDER_RC; type++) {
		struct order_line l = { .item_id = s.chai.id, .quantity = ONE };

		o = (struct sales_order){ .order_type = type,
			.account_id = s.alfki.id };
		good(put(&o, &l, 1));
		assert_string_equal(o.order_no, first[type]);
	}
	/* What is refused takes none. */
	bad = (struct sales_order){ .account_id = s.alfki.id };
	assert_int_equal(
	    put(&bad, &(struct order_line){ .quantity = ONE }, 1), RC_INVALID);
	o = ordered(&s);
	assert_string_equal(o.order_no, "SO000002");
}

static enum rc
order_and_abort(struct txn *x, void *arg)
{
	struct sales_order *o = arg;
	struct order_line l = {
		.description = "Anything", .quantity = ONE, .unit_price = 10000
	};
	enum rc rc = order_put(x, o, &l, 1, &world.bad);

	return rc == RC_OK ? RC_INVALID : rc;
}

/* In one transaction: a document that is refused, then one that is fine. */
static enum rc
refused_then_good(struct txn *x, void *arg)
{
	struct sales_order *o = arg, bad = *o;
	struct order_line none = { .quantity = ONE },
			  l = { .description = "Anything",
				  .quantity = ONE,
				  .unit_price = 10000 };

	if (order_put(x, &bad, &none, 1, &world.bad) != RC_INVALID)
		return RC_INVALID;
	memset(&world.bad, 0, sizeof world.bad);
	return order_put(x, o, &l, 1, &world.bad);
}

static void
a_number_given_back_is_drawn_again(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = { .account_id = s.alfki.id };
	struct order_line l = { .item_id = s.chai.id, .quantity = ONE };

	(void)state;
	assert_int_equal(run(order_and_abort, &o), RC_INVALID);
	assert_string_equal(o.order_no, "SO000001");
	o = (struct sales_order){ .account_id = s.alfki.id };
	good(run(refused_then_good, &o));
	assert_string_equal(o.order_no, "SO000001");

	/* A number that a file brought is left out. */
	o = (struct sales_order){ .account_id = s.alfki.id,
		.order_no = "SO000002" };
	good(put(&o, &l, 1));
	o = ordered(&s);
	assert_string_equal(o.order_no, "SO000003");
	o = (struct sales_order){ .account_id = s.alfki.id,
		.order_no = "so000002" };
	assert_int_equal(put(&o, &l, 1), RC_EXISTS);
}

static void
what_makes_no_order(void **state)
{
	struct shop s = open_shop();
	struct account other = customer("BONAP", "Bon app'");
	struct contact bon = person(other.id, "Laurence", "Lebihan", "");
	struct sales_order o = { 0 };
	struct order_line l[2] = { { .quantity = 0 }, { .quantity = ONE } };

	(void)state;
	refused(put(&o, NULL, 0), ORDER_ACCOUNT, "Customer is missing.");
	o.account_id = 99;
	refused(put(&o, NULL, 0), ORDER_ACCOUNT, "does not exist.");
	o = (struct sales_order){ .account_id = s.alfki.id,
		.contact_id = bon.id,
		.status = ORDER_OPEN,
		.expires = TODAY - 1,
		.charge_amount = -1,
		.currency = "E1R",
		.ship_country = "GER" };
	refused(put(&o, l, 2), ORDER_CONTACT, "works for another");
	refused(put(&o, l, 2), ORDER_STATUS, "On Hold until it is released.");
	refused(put(&o, l, 2), ORDER_EXPIRES, "expire before its own date.");
	refused(put(&o, l, 2), ORDER_CHARGE, "Freight is not negative.");
	refused(put(&o, l, 2), ORDER_CURRENCY, "three letters");
	refused_in(put(&o, l, 2), 1, ORDER_LINE_QUANTITY, "is missing.");
	refused_in(put(&o, l, 2), 2, ORDER_LINE_DESCRIPTION, "item or a desc");

	o = (struct sales_order){ .account_id = s.alfki.id };
	l[0] = (struct order_line){ .item_id = s.chai.id,
		.quantity = -ONE,
		.uom = "BOX",
		.unit_price = -1,
		.discount_pct = 100001,
		.line_no = 7 };
	l[1] = (struct order_line){ .item_id = 99,
		.quantity = ONE,
		.tax_category = TAX_ZERO,
		.tax_rate = 19000,
		.line_no = 7 };
	refused_in(put(&o, l, 2), 1, ORDER_LINE_QUANTITY, "are a return.");
	refused_in(put(&o, l, 2), 1, ORDER_LINE_UOM, "CHAI has no unit BOX");
	refused_in(put(&o, l, 2), 1, ORDER_LINE_PRICE, "never negative.");
	refused_in(put(&o, l, 2), 1, ORDER_LINE_DISCOUNT, "0 and 100");
	refused_in(put(&o, l, 2), 2, ORDER_LINE_NO, "given twice.");
	refused_in(put(&o, l, 2), 2, ORDER_LINE_PRODUCT, "does not exist.");
	refused_in(put(&o, l, 2), 2, ORDER_LINE_TAX_RATE, "has no rate.");
}

static void
who_may_order(void **state)
{
	struct shop s = open_shop();
	struct account a = { .type = ACCOUNT_BUSINESS,
		.status = ACCOUNT_PROSPECT };
	struct sales_order o = { 0 };
	struct order_line l = { .item_id = s.chai.id, .quantity = ONE };

	(void)state;
	str_copy(a.account_id, sizeof a.account_id, "NEW");
	str_copy(a.name, sizeof a.name, "New one");
	good(save(&account_entity, &a));
	o.account_id = a.id;
	refused(put(&o, &l, 1), ORDER_ACCOUNT, "extend it as customer.");
	o.order_type = ORDER_QT; /* an offer it may have */
	good(put(&o, &l, 1));

	s.alfki.status = ACCOUNT_INACTIVE;
	good(save(&account_entity, &s.alfki));
	o = (struct sales_order){ .account_id = s.alfki.id };
	l.id = 0;
	refused(put(&o, &l, 1), ORDER_ACCOUNT, "ALFKI is inactive");
	s.chai.active = PRODUCT_NO_SALES;
	good(save(&product_entity, &s.chai));
	refused_in(put(&o, &l, 1), 1, ORDER_LINE_PRODUCT, "CHAI is not sold.");
}

/* ---- prices */

static void
a_price_is_looked_up_once(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = ordered(&s);
	struct look was = lines_of(o.id);
	struct order_line *l = was.lines;

	(void)state;
	s.chai.price = 200000;
	good(save(&product_entity, &s.chai));
	str_copy(l->line_note, sizeof l->line_note, "Ring twice");
	good(put(&o, l, 1));
	assert_int_equal(lines_of(o.id).lines[0].unit_price, 180000);
	/* Another quantity is another price. */
	l->quantity = 20 * ONE;
	good(put(&o, l, 1));
	assert_int_equal(lines_of(o.id).lines[0].unit_price, 200000);
	assert_int_equal(o.total, 400000 / 10);
	/* What somebody typed stays. */
	l->unit_price = 150000;
	good(put(&o, l, 1));
	l->quantity = 30 * ONE;
	good(put(&o, l, 1));
	was = lines_of(o.id);
	assert_int_equal(was.lines[0].unit_price, 150000);
	assert_int_equal(was.lines[0].manual_price, 1);
	/* Until the mark is taken away. */
	l->manual_price = 0;
	good(put(&o, l, 1));
	assert_int_equal(lines_of(o.id).lines[0].unit_price, 200000);
}

static void
a_price_of_another_currency_is_none(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = { .account_id = s.alfki.id, .currency = "USD" };
	struct order_line l = { .item_id = s.chai.id, .quantity = ONE };

	(void)state;
	refused_in(put(&o, &l, 1), 1, ORDER_LINE_PRICE,
	    "There is no price of CHAI in USD: enter one.");
	l.manual_price = 1; /* for nothing */
	good(put(&o, &l, 1));
	assert_int_equal(o.total, 0);
}

static void
another_item_brings_its_own(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = ordered(&s);
	struct look was = lines_of(o.id);

	(void)state;
	was.lines[0].item_id = s.chang.id;
	good(put(&o, was.lines, 1));
	was = lines_of(o.id);
	assert_string_equal(was.lines[0].description, "ChANG");
	assert_int_equal(was.lines[0].unit_price, 190000);
	assert_int_equal(was.lines[0].tax_rate, 20000);
	assert_int_equal(o.total, 22800);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, 22800);
}

/* ---- freight and taxes */

static void
freight_is_taxed_as_the_goods_are(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = { .account_id = s.alfki.id,
		.charge_amount = 1000 };
	struct order_line l = { .item_id = s.chang.id, .quantity = ONE };

	(void)state;
	good(put(&o, &l, 1));
	assert_int_equal(o.charge_tax_category, TAX_STANDARD);
	assert_int_equal(o.line_total, 1900);
	assert_int_equal(o.tax_total, 580);
	assert_int_equal(o.total, 3480);
	/* Unless the customer has a tax of its own. */
	s.alfki.tax = id_of(&tax_entity, "VAT-AE");
	good(save(&account_entity, &s.alfki));
	o = (struct sales_order){ .account_id = s.alfki.id,
		.charge_amount = 1000 };
	l = (struct order_line){ .item_id = s.chang.id, .quantity = ONE };
	good(put(&o, &l, 1));
	assert_int_equal(o.charge_tax_category, TAX_REVERSE_CHARGE);
	assert_int_equal(
	    lines_of(o.id).lines[0].tax_category, TAX_REVERSE_CHARGE);
	assert_int_equal(o.tax_total, 0);
	assert_int_equal(o.total, 2900);
}

/* ---- changing */

static void
an_open_order_can_be_changed(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = opened(&s), other = o;
	struct look was = lines_of(o.id);

	(void)state;
	was.lines[0].quantity = 5 * ONE;
	good(put(&o, was.lines, 1));
	assert_int_equal(o.status, ORDER_OPEN);
	assert_int_equal(o.total, 9000);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, 9000);
	/* Somebody who had the card open before is told. */
	assert_int_equal(put(&other, was.lines, 1), RC_CONFLICT);
	/* Nor does the status change by the way. */
	o.status = ORDER_COMPLETED;
	refused(put(&o, was.lines, 1), ORDER_STATUS, "by its own step");
	/* Lines that are left out are gone. */
	o = order_at(o.id);
	good(put(&o, NULL, 0));
	assert_int_equal(o.total, 0);
	assert_int_equal(lines_of(o.id).n, 0);
}

static void
a_shipped_order_is_fixed(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = opened(&s), same;
	struct look was;
	int64_t shipment;

	(void)state;
	good(makes(SHIP, &o, &shipment));
	was = lines_of(o.id);
	same = o;
	assert_int_equal(put(&same, was.lines, 1), RC_SAME);
	/* A file that says less says nothing else. */
	same = (struct sales_order){ .id = o.id,
		.rev = o.rev,
		.order_type = ORDER_SO,
		.order_no = "SO000001",
		.status = ORDER_OPEN };
	assert_int_equal(
	    put(&same,
		&(struct order_line){ .line_no = 1, .quantity = 10 * ONE }, 1),
	    RC_SAME);
	was.lines[0].quantity = 11 * ONE;
	same = o;
	refused_in(put(&same, was.lines, 1), 1, ORDER_LINE_QUANTITY,
	    "The order is Shipping and can no longer be changed.");
	was.lines[0].quantity = 10 * ONE;
	same = o;
	str_copy(same.notes, sizeof same.notes, "Later");
	assert_int_equal(put(&same, was.lines, 1), RC_REFUSED);
	assert_int_equal(put(&o, NULL, 0), RC_REFUSED);
}

/* ---- files */

static void
history_comes_in_as_it_was(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = { .account_id = s.alfki.id,
		.order_no = "10248",
		.order_date = TODAY - 900,
		.charge_amount = 3238,
		.status = ORDER_COMPLETED };
	struct order_line l[2] = {
		{ .item_id = s.chai.id,
		    .quantity = 12 * ONE,
		    .unit_price = 140000,
		    .discount_pct = 15000,
		    .uom = "crate" },
		{ .item_id = s.chang.id, .quantity = ONE },
	};
	struct look was;

	(void)state;
	world.actor.channel = CHANNEL_BATCH;
	/* What is no longer true today does not matter. */
	s.alfki.status = ACCOUNT_INACTIVE;
	good(save(&account_entity, &s.alfki));
	s.chang.active = PRODUCT_INACTIVE;
	good(save(&product_entity, &s.chang));
	good(put(&o, l, 2));
	assert_int_equal(o.status, ORDER_COMPLETED);
	assert_string_equal(o.order_no, "10248");
	assert_int_equal(o.active, IS_NO);
	assert_int_equal(o.shown, IS_YES);
	assert_int_equal(o.unbilled, 0);
	was = lines_of(o.id);
	assert_int_equal(was.lines[0].shipped, 12 * ONE);
	assert_int_equal(was.lines[0].billed, 12 * ONE);
	assert_int_equal(was.lines[0].line_amount, 14280);
	/* A price of 0 was a price. */
	assert_int_equal(was.lines[1].unit_price, 0);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, 0);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_order_count, 0);
	refused(does(REOPEN, &o), ORDER_ACCOUNT, "ALFKI is inactive");
	s.alfki.status = ACCOUNT_ACTIVE;
	good(save(&account_entity, &s.alfki));
	refused(does(REOPEN, &o), ORDER_STATUS, "nothing to reopen.");

	/* Once more. */
	for (int i = 0; i < 2; i++)
		l[i] = (struct order_line){ .item_id = was.lines[i].item_id,
			.quantity = was.lines[i].quantity,
			.unit_price = was.lines[i].unit_price };
	assert_int_equal(put(&o, l, 2), RC_SAME);
}

static void
a_file_can_say_what_was_done_of_an_order(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = { .account_id = s.alfki.id,
		.order_no = "B-7",
		.status = ORDER_BACK_ORDER };
	struct order_line l = { .item_id = s.chai.id,
		.quantity = 10 * ONE,
		.unit_price = 180000,
		.shipped = 11 * ONE };

	(void)state;
	world.actor.channel = CHANNEL_BATCH;
	refused_in(put(&o, &l, 1), 1, ORDER_LINE_SHIPPED, "than was ordered.");
	l.shipped = 4 * ONE;
	l.billed = 4 * ONE;
	o.status = ORDER_BACK_ORDER;
	good(put(&o, &l, 1));
	assert_int_equal(o.status, ORDER_BACK_ORDER);
	assert_int_equal(o.unbilled, 10800);
	/* Canceled in the other system: nothing is open any more. */
	o = (struct sales_order){ .account_id = s.alfki.id,
		.order_no = "B-8",
		.status = ORDER_CANCELED };
	l = (struct order_line){
		.item_id = s.chai.id, .quantity = 10 * ONE, .unit_price = 180000
	};
	good(put(&o, &l, 1));
	assert_int_equal(lines_of(o.id).lines[0].canceled, 10 * ONE);
	assert_int_equal(o.unbilled, 0);
	assert_int_equal(o.total, 18000);
	assert_int_equal(o.active, IS_NO);
}

static void
a_later_file_can_end_an_order(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = ordered(&s), p = ordered(&s);
	struct order_line l = { .quantity = 10 * ONE, .line_no = 1 };

	(void)state;
	world.actor.channel = CHANNEL_BATCH;
	o.status = ORDER_OPEN; /* has its own verb: not taken, not refused */
	l.item_id = s.chai.id;
	l.unit_price = 180000;
	assert_int_equal(put(&o, &l, 1), RC_SAME);
	assert_int_equal(o.status, ORDER_ON_HOLD);
	o.status = ORDER_COMPLETED;
	good(put(&o, &l, 1));
	assert_int_equal(o.status, ORDER_COMPLETED);
	assert_int_equal(o.unbilled, 0);
	p.status = ORDER_CANCELED;
	good(put(&p, &l, 1));
	assert_int_equal(p.status, ORDER_CANCELED);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_orders, 0);
	assert_int_equal(balance_of(s.alfki.id, "EUR").open_order_count, 0);
}

/* ---- the customer's own number */

struct po {
	int64_t account, except;
	const char *po;
	char number[31];
	bool taken;
};

static enum rc
po_body(struct txn *x, void *arg)
{
	struct po *p = arg;

	p->taken = order_po_taken(x, p->account, p->po, p->except, p->number);
	return RC_OK;
}

static void
a_customers_number_twice_is_a_question(void **state)
{
	struct shop s = open_shop();
	struct sales_order o = { .account_id = s.alfki.id,
		.customer_po = "PO-77" };
	struct order_line l = { .item_id = s.chai.id, .quantity = ONE };
	struct po p = { .account = s.alfki.id, .po = "po-77" };

	(void)state;
	good(put(&o, &l, 1));
	good(run(po_body, &p));
	assert_true(p.taken);
	assert_string_equal(p.number, "SO000001");
	p.except = o.id; /* itself */
	good(run(po_body, &p));
	assert_false(p.taken);
	p = (struct po){ .account = s.alfki.id, .po = "" };
	good(run(po_body, &p));
	assert_false(p.taken);
	p = (struct po){ .account = s.alfki.id, .po = "PO-77" };
	good(does(CANCEL, &o));
	good(run(po_body, &p));
	assert_false(p.taken);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_order_needs_little),
		TEST(a_second_time_is_the_same),
		TEST(each_type_has_numbers_without_gaps),
		TEST(a_number_given_back_is_drawn_again),
		TEST(what_makes_no_order),
		TEST(who_may_order),
		TEST(a_price_is_looked_up_once),
		TEST(a_price_of_another_currency_is_none),
		TEST(another_item_brings_its_own),
		TEST(freight_is_taxed_as_the_goods_are),
		TEST(an_open_order_can_be_changed),
		TEST(a_shipped_order_is_fixed),
		TEST(history_comes_in_as_it_was),
		TEST(a_file_can_say_what_was_done_of_an_order),
		TEST(a_later_file_can_end_an_order),
		TEST(a_customers_number_twice_is_a_question),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
