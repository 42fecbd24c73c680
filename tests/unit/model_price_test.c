/* Items, their units, and which price somebody pays. */
#include "model_fixture.h"

#include "../../lib/model/product.h"

enum { BOX = 12000, TODAY = NOON / DAY };

static struct product
item(const char *code, int64_t price)
{
	struct product p = { .price = price };

	str_copy(p.item_id, sizeof p.item_id, code);
	str_copy(p.name, sizeof p.name, code);
	good(save(&product_entity, &p));
	return p;
}

/* ---- items and units */

static void
an_item_is_saved(void **state)
{
	struct product p = { .price = -1 };

	(void)state;
	refused(save(&product_entity, &p), PRODUCT_CODE,
	    "Inventory ID is missing.");
	refused(save(&product_entity, &p), PRODUCT_PRICE, "not negative.");
	p = (struct product){
		.item_id = "CHAI", .name = "Chai", .gtin = "4006381333932"
	};
	refused(save(&product_entity, &p), PRODUCT_GTIN, "must fit the others");
	str_copy(p.gtin, sizeof p.gtin, "4006381333931");
	str_copy(p.currency, sizeof p.currency, "EU1");
	refused(save(&product_entity, &p), PRODUCT_CURRENCY, "three letters");
	str_copy(p.currency, sizeof p.currency, "eur");
	p.tax_code = 7;
	refused(save(&product_entity, &p), PRODUCT_TAX, "does not exist.");
	p.tax_code = 0;
	good(save(&product_entity, &p));
	assert_string_equal(p.uom, "EA");
	assert_string_equal(p.currency, "EUR");
	assert_int_equal(p.active, PRODUCT_IS_ACTIVE);
	assert_int_equal(p.kind, PRODUCT_STOCK);
	assert_int_equal(save(&product_entity, &p), RC_SAME);

	/* The case of a code counts not. */
	p = (struct product){ .item_id = "chai", .name = "Tea" };
	assert_int_equal(save(&product_entity, &p), RC_EXISTS);
	p = (struct product){ .item_id = "#7", .name = "Tea" };
	refused(save(&product_entity, &p), PRODUCT_CODE, "begin with #");
}

static void
only_some_statuses_are_sold(void **state)
{
	static const bool sold[] = { [PRODUCT_IS_ACTIVE] = true,
		[PRODUCT_NO_PURCHASES] = true,
		[PRODUCT_NO_REQUEST] = true,
		[PRODUCT_TO_DELETE] = false };

	(void)state;
	for (int64_t s = PRODUCT_IS_ACTIVE; s <= PRODUCT_TO_DELETE; s++) {
		const struct product p = { .active = s };

		assert_int_equal(product_sold(&p), sold[s]);
	}
}

static void
units_have_codes_that_others_know(void **state)
{
	(void)state;
	assert_string_equal(unit_rec20("EA"), "C62");
	assert_string_equal(unit_rec20("pcs"), "C62");
	assert_string_equal(unit_rec20("Box"), "XBX");
	assert_string_equal(unit_rec20("KG"), "KGM");
	assert_string_equal(unit_rec20("KGM"), "KGM");
	assert_string_equal(unit_rec20("HOUR"), "HUR");
	assert_string_equal(unit_rec20("bunch"), "C62");
	assert_string_equal(unit_ours("C62"), "EA");
	assert_string_equal(unit_ours("HUR"), "HOUR");
	assert_string_equal(unit_ours("E48"), "E48");
}

static void
an_item_has_further_units(void **state)
{
	struct product p;
	struct unit u = { .uom = "EA", .factor = BOX };

	(void)state;
	refused(save(&unit_entity, &u), UNIT_PRODUCT, "Item is missing.");
	p = item("CHAI", 180000);
	u.item_id = p.id;
	refused(save(&unit_entity, &u), UNIT_UOM, "it needs no factor.");
	str_copy(u.uom, sizeof u.uom, "BOX");
	u.factor = -1;
	refused(save(&unit_entity, &u), UNIT_FACTOR, "more than 0");
	u.factor = BOX;
	good(save(&unit_entity, &u));
	u = (struct unit){ .item_id = p.id, .uom = "box", .factor = 6000 };
	assert_int_equal(save(&unit_entity, &u), RC_EXISTS);
}

/* ---- prices */

static void
a_price_is_saved(void **state)
{
	struct price p = { .price_type = PRICE_FOR_CUSTOMER, .price = 100 };
	struct product chai;
	struct account alfki;

	(void)state;
	refused(save(&price_entity, &p), PRICE_PRODUCT, "Item is missing.");
	refused(save(&price_entity, &p), PRICE_ACCOUNT, "for which customer");
	chai = item("CHAI", 180000);
	alfki = customer("ALFKI", "Alfreds Futterkiste");
	p = (struct price){ .item_id = chai.id,
		.price_type = PRICE_FOR_CLASS,
		.price = -1,
		.break_qty = -1,
		.effective = TODAY,
		.expires = TODAY - 1,
		.uom = "BOX" };
	refused(save(&price_entity, &p), PRICE_CLASS, "which price class");
	refused(save(&price_entity, &p), PRICE_PRICE, "not negative.");
	refused(save(&price_entity, &p), PRICE_BREAK, "not negative.");
	refused(save(&price_entity, &p), PRICE_EXPIRES, "would expire before");
	refused(save(&price_entity, &p), PRICE_UOM, "CHAI has no unit BOX");

	/* Left empty: number, type, unit, currency. */
	p = (struct price){
		.item_id = chai.id, .account_id = alfki.id, .price = 170000
	};
	good(save(&price_entity, &p));
	assert_string_equal(p.price_id, "P000001");
	assert_int_equal(p.price_type, PRICE_FOR_CUSTOMER);
	assert_string_equal(p.uom, "EA");
	assert_string_equal(p.currency, "EUR");
	assert_int_equal(save(&price_entity, &p), RC_SAME);

	/* The same once more, under another number. */
	p.id = p.rev = 0;
	p.price = 160000;
	p.price_id[0] = '\0';
	assert_int_equal(save(&price_entity, &p), RC_EXISTS);
	assert_non_null(strstr(problem_of(&world.bad, 0), "Price P000001"));
}

/* The rows of the table: who, for whom, of what. */
static const struct {
	int64_t type;
	const char *uom;
	int64_t break_qty, price;
	const char *currency;
	int64_t effective, expires, promotion;
} rows[] = {
	{ PRICE_BASE, "EA", 0, 180000, "EUR", 0, 0, 0 },
	{ PRICE_BASE, "EA", 10000, 170000, "EUR", 0, 0, 0 },
	{ PRICE_BASE, "EA", 50000, 160000, "EUR", 0, 0, 0 },
	{ PRICE_BASE, "EA", 0, 200000, "USD", 0, 0, 0 },
	{ PRICE_BASE, "EA", 0, 155000, "EUR", TODAY - 9, TODAY - 1, 1 },
	{ PRICE_FOR_CLASS, "EA", 20000, 150000, "EUR", 0, 0, 0 },
	{ PRICE_FOR_CLASS, "EA", 30000, 140000, "EUR", 0, 0, 0 },
	{ PRICE_FOR_CLASS, "EA", 20000, 145000, "EUR", TODAY, TODAY, 1 },
	{ PRICE_FOR_CUSTOMER, "EA", 0, 175000, "EUR", 0, 0, 0 },
	{ PRICE_FOR_CUSTOMER, "EA", 0, 172000, "EUR", TODAY - 5, 0, 0 },
	{ PRICE_BASE, "BOX", 0, 1800000, "GBP", 0, 0, 0 },
};

/* The customer: N nobody's, C in the price class, A with prices of its own. */
static const struct {
	const char *why;
	char who;
	const char *uom;
	int64_t quantity, day;
	const char *currency;
	int64_t price, type;
} asks[] = {
	{ "base", 'N', "EA", 1000, TODAY, "EUR", 180000, PRICE_BASE },
	{ "just below a break", 'N', "", 9999, TODAY, "EUR", 180000,
	    PRICE_BASE },
	{ "on a break", 'N', "EA", 10000, TODAY, "EUR", 170000, PRICE_BASE },
	{ "the largest break", 'N', "EA", 99000, TODAY, "EUR", 160000,
	    PRICE_BASE },
	{ "a return, by its size", 'N', "EA", -10000, TODAY, "EUR", 170000,
	    PRICE_BASE },
	{ "another currency", 'N', "EA", 1000, TODAY, "USD", 200000,
	    PRICE_BASE },
	{ "a promotion, first day", 'N', "EA", 50000, TODAY - 9, "EUR", 155000,
	    PRICE_BASE },
	{ "and last day", 'N', "EA", 1000, TODAY - 1, "EUR", 155000,
	    PRICE_BASE },
	{ "and the day before", 'N', "EA", 1000, TODAY - 10, "EUR", 180000,
	    PRICE_BASE },
	{ "class, too few: base", 'C', "EA", 19000, TODAY, "EUR", 170000,
	    PRICE_BASE },
	{ "class before base, promotion before break", 'C', "EA", 30000, TODAY,
	    "EUR", 145000, PRICE_FOR_CLASS },
	{ "class, the larger break", 'C', "EA", 30000, TODAY + 1, "EUR", 140000,
	    PRICE_FOR_CLASS },
	{ "customer before class, the later row", 'A', "EA", 30000, TODAY,
	    "EUR", 172000, PRICE_FOR_CUSTOMER },
	{ "before that was effective", 'A', "EA", 30000, TODAY - 6, "EUR",
	    175000, PRICE_FOR_CUSTOMER },
	{ "boxes, from the price of one", 'N', "BOX", 1000, TODAY, "EUR",
	    2040000, PRICE_BASE },
	{ "one, from the price of a box", 'N', "EA", 12000, TODAY, "GBP",
	    150000, PRICE_BASE },
	{ "none in this currency", 'N', "EA", 1000, TODAY, "SEK", -1, 0 },
	{ "no such unit", 'N', "KG", 1000, TODAY, "EUR", -1, 0 },
};

struct ask {
	const struct account *a;
	const struct product *item;
	const char *uom, *currency;
	int64_t quantity, date;
	struct price_found found;
};

static enum rc
ask_body(struct txn *x, void *arg)
{
	struct ask *q = arg;

	return price_find(x, q->a, q->item, q->uom, q->quantity, q->currency,
	    q->date, &q->found);
}

static void
fill_table(const struct product *chai, struct account *with)
{
	struct unit box = { .item_id = chai->id, .uom = "BOX", .factor = BOX };

	good(save(&unit_entity, &box));
	str_copy(with->price_class, sizeof with->price_class, "GOLD");
	good(save(&account_entity, with));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct price p = { .item_id = chai->id,
			.price_type = rows[i].type,
			.break_qty = rows[i].break_qty,
			.price = rows[i].price,
			.effective = rows[i].effective,
			.expires = rows[i].expires,
			.promotion = rows[i].promotion };

		str_copy(p.uom, sizeof p.uom, rows[i].uom);
		str_copy(p.currency, sizeof p.currency, rows[i].currency);
		if (p.price_type == PRICE_FOR_CUSTOMER)
			p.account_id = with->id;
		if (p.price_type == PRICE_FOR_CLASS)
			str_copy(p.price_class, sizeof p.price_class, "GOLD");
		good(save(&price_entity, &p));
	}
}

static void
the_nearest_price_is_found(void **state)
{
	struct product chai = item("CHAI", 990000);
	struct account own = customer("ALFKI", "Alfreds Futterkiste"), class,
		       none = customer("BONAP", "Bon app'");

	(void)state;
	fill_table(&chai, &own);
	class = customer("CHOPS", "Chop-suey Chinese");
	str_copy(class.price_class, sizeof class.price_class, "gold");
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		struct ask q = { .a = asks[i].who == 'A' ? &own :
			    asks[i].who == 'C'           ? &class :
							   &none,
			.item = &chai,
			.uom = asks[i].uom,
			.currency = asks[i].currency,
			.quantity = asks[i].quantity,
			.date = asks[i].day };
		enum rc rc = run(ask_body, &q);

		if (rc != (asks[i].price < 0 ? RC_NOTFOUND : RC_OK) ||
		    (rc == RC_OK &&
			(q.found.price != asks[i].price ||
			    q.found.type != asks[i].type)))
			fail_msg("%s: answer %d, price %lld of type %lld",
			    asks[i].why, (int)rc, (long long)q.found.price,
			    (long long)q.found.type);
	}
}

static void
without_a_row_the_default_price_is_taken(void **state)
{
	struct product chai = item("CHAI", 180000), free = item("GIFT", 0);
	struct unit box = { .item_id = chai.id, .uom = "BOX", .factor = BOX };
	struct ask q = { .item = &chai,
		.uom = "",
		.currency = "EUR",
		.quantity = 1000,
		.date = TODAY };

	(void)state;
	good(save(&unit_entity, &box));
	good(run(ask_body, &q));
	assert_int_equal(q.found.price, 180000);
	assert_int_equal(q.found.type, 0);
	assert_false(q.found.converted);
	q.uom = "BOX";
	good(run(ask_body, &q));
	assert_int_equal(q.found.price, 2160000);
	assert_true(q.found.converted);

	/* In the company's currency only, for the item names none. */
	q.currency = "USD";
	assert_int_equal(run(ask_body, &q), RC_NOTFOUND);
	q.currency = "EUR";
	q.item = &free;
	q.uom = "EA";
	assert_int_equal(run(ask_body, &q), RC_NOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_item_is_saved),
		TEST(only_some_statuses_are_sold),
		TEST(units_have_codes_that_others_know),
		TEST(an_item_has_further_units),
		TEST(a_price_is_saved),
		TEST(the_nearest_price_is_found),
		TEST(without_a_row_the_default_price_is_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
