/* The same table of prices through every door: who pays what, and why. */
#include "order_fixture.h"

#include "price_cases.h"

/* ---- the table, in a store */

struct tables {
	struct product item[ITEMS];
	struct account
	    customer[sizeof price_customers / sizeof *price_customers];
	int wrong;
};

static struct tables tables;

static struct account *
who(char c)
{
	for (size_t i = 0; i < sizeof price_customers / sizeof *price_customers;
	     i++)
		if (price_customers[i].who == c)
			return &tables.customer[i];
	return NULL;
}

static void
fill_items(void)
{
	for (int i = 0; i < ITEMS; i++) {
		struct product *p = &tables.item[i];

		*p = (struct product){ .price = price_items[i].price };
		str_copy(p->item_id, sizeof p->item_id, price_items[i].code);
		str_copy(p->name, sizeof p->name, price_items[i].code);
		str_copy(p->uom, sizeof p->uom, price_items[i].uom);
		str_copy(
		    p->currency, sizeof p->currency, price_items[i].currency);
		good(save(&product_entity, p));
	}
	for (size_t i = 0; i < sizeof price_units / sizeof *price_units; i++) {
		struct unit u = { .item_id =
				      tables.item[price_units[i].item].id,
			.factor = price_units[i].factor };

		str_copy(u.uom, sizeof u.uom, price_units[i].uom);
		good(save(&unit_entity, &u));
	}
}

static int64_t
day_of(int64_t day)
{
	return day == OPEN_END ? DATE_NONE : TODAY + day;
}

static void
fill_rows(void)
{
	for (size_t i = 0; i < sizeof price_rows / sizeof *price_rows; i++) {
		struct price p = {
			.item_id = tables.item[price_rows[i].item].id,
			.break_qty = price_rows[i].break_qty,
			.price = price_rows[i].price,
			.effective = day_of(price_rows[i].from),
			.expires = day_of(price_rows[i].to),
			.promotion = price_rows[i].promotion,
		};

		if (price_rows[i].customer != 0)
			p.account_id = who(price_rows[i].customer)->id;
		str_copy(
		    p.price_class, sizeof p.price_class, price_rows[i].class);
		str_copy(p.uom, sizeof p.uom, price_rows[i].uom);
		str_copy(p.currency, sizeof p.currency, price_rows[i].currency);
		good(save(&price_entity, &p));
	}
}

static void
fill(void)
{
	memset(&tables, 0, sizeof tables);
	good(run(seed_body, NULL));
	for (size_t i = 0; i < sizeof price_customers / sizeof *price_customers;
	     i++) {
		struct account *a = &tables.customer[i];

		*a = customer(price_customers[i].code, price_customers[i].code);
		str_copy(a->price_class, sizeof a->price_class,
		    price_customers[i].class);
		if (a->price_class[0] != '\0')
			good(save(&account_entity, a));
	}
	fill_items();
	fill_rows();
}

/* ---- doors */

static void
expect(const struct price_case *c, enum rc rc, int64_t price)
{
	bool found = rc == RC_OK || rc == RC_SAME;

	if (found == (c->price >= 0) && (!found || price == c->price))
		return;
	print_message("%s: answer %d, price %lld instead of %lld\n", c->why,
	    (int)rc, (long long)price, (long long)c->price);
	tables.wrong++;
}

static enum rc
find_body(struct txn *x, void *arg)
{
	(void)arg;
	for (int i = 0; i < PRICE_CASES; i++) {
		const struct price_case *c = &price_cases[i];
		struct price_found found;
		char rule[PRICE_WORDS];
		enum rc rc = price_find(x, who(c->who), &tables.item[c->item],
		    c->uom, c->quantity, c->currency, TODAY + c->day, &found);

		expect(c, rc, found.price);
		if (rc != RC_OK)
			continue;
		price_rule_text(&found, false, rule, sizeof rule);
		if (strcmp(rule, c->rule) == 0)
			continue;
		print_message(
		    "%s: %s\n    instead of %s\n", c->why, rule, c->rule);
		tables.wrong++;
	}
	return RC_OK;
}

static struct sales_order
head_of(const struct price_case *c)
{
	struct sales_order o = { .account_id = who(c->who)->id,
		.order_date = TODAY + c->day };

	str_copy(o.currency, sizeof o.currency, c->currency);
	return o;
}

static struct order_line
line_of(const struct price_case *c)
{
	struct order_line l = { .item_id = tables.item[c->item].id,
		.quantity = c->quantity };

	str_copy(l.uom, sizeof l.uom, c->uom);
	return l;
}

static enum rc
defaults_body(struct txn *x, void *arg)
{
	(void)arg;
	for (int i = 0; i < PRICE_CASES; i++) {
		const struct price_case *c = &price_cases[i];
		struct sales_order o = head_of(c);
		struct order_line l = line_of(c);
		struct problems bad = { .n = 0 };
		enum rc rc = order_line_defaults(x, &o, &l, &bad);

		expect(c, rc, l.unit_price);
	}
	return RC_OK;
}

/* Less than something is not ordered. */
static enum rc
order_body(struct txn *x, void *arg)
{
	(void)arg;
	for (int i = 0; i < PRICE_CASES; i++) {
		const struct price_case *c = &price_cases[i];
		struct sales_order o = head_of(c);
		struct order_line l = line_of(c);
		struct problems bad = { .n = 0 };
		enum rc rc;

		if (c->quantity <= 0)
			continue;
		rc = order_put(x, &o, &l, 1, &bad);
		expect(c, rc, l.unit_price);
		assert_true(c->price < 0 || l.manual_price == 0);
	}
	return RC_OK;
}

/* An invoice without a price is one that somebody types. */
static enum rc
invoice_body(struct txn *x, void *arg)
{
	(void)arg;
	for (int i = 0; i < PRICE_CASES; i++) {
		const struct price_case *c = &price_cases[i];
		struct invoice inv = { .account_id = who(c->who)->id,
			.invoice_date = TODAY + c->day };
		struct invoice_line l = { .item_id = tables.item[c->item].id,
			.quantity = c->quantity };
		struct problems bad = { .n = 0 };
		enum rc rc;

		str_copy(inv.currency, sizeof inv.currency, c->currency);
		str_copy(l.uom, sizeof l.uom, c->uom);
		rc = invoice_line_defaults(x, &inv, &l, &bad);
		if (c->price >= 0)
			expect(c, rc, l.unit_price);
		else
			assert_int_equal(l.unit_price, 0);
	}
	return RC_OK;
}

/* ---- tests */

static void through(enum rc (*door)(struct txn *, void *))
{
	fill();
	good(run(door, NULL));
	if (tables.wrong > 0)
		fail_msg(
		    "%d of %d cases are wrong", tables.wrong, (int)PRICE_CASES);
}

static void
the_one_function_finds_each(void **state)
{
	(void)state;
	assert_true(PRICE_CASES >= 60);
	through(find_body);
}

static void
an_editor_finds_each(void **state)
{
	(void)state;
	through(defaults_body);
}

static void
a_file_finds_each(void **state)
{
	(void)state;
	world.actor.channel = CHANNEL_BATCH;
	through(order_body);
}

static void
a_buyer_finds_each(void **state)
{
	(void)state;
	world.actor.channel = CHANNEL_PORTAL;
	through(order_body);
}

static void
an_invoice_finds_each(void **state)
{
	(void)state;
	through(invoice_body);
}

/* Classes are nothing that customers read about themselves. */
static void
customers_read_other_words(void **state)
{
	static const struct {
		struct price_found found;
		const char *words;
	} cases[] = {
		{ { .type = 0 }, "List price" },
		{ { .type = PRICE_BASE, .break_qty = 10000 },
		    "List price, 10+" },
		{ { .type = PRICE_BASE, .promotion = true, .expires = TODAY },
		    "Promotion until 23 Nov 2026" },
		{ { .type = PRICE_FOR_CLASS, .price_class = "POOR" },
		    "Your price" },
		{ { .type = PRICE_FOR_CUSTOMER, .promotion = true },
		    "Promotion for you" },
		{ { .type = PRICE_FOR_CUSTOMER,
		      .effective = TODAY,
		      .break_qty = 2500,
		      .converted = true,
		      .uom = "KG" },
		    "Your price from 23 Nov 2026, 2.5+ KG, converted from KG" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char words[PRICE_WORDS];

		price_rule_text(&cases[i].found, true, words, sizeof words);
		assert_string_equal(words, cases[i].words);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_one_function_finds_each),
		TEST(an_editor_finds_each),
		TEST(a_file_finds_each),
		TEST(a_buyer_finds_each),
		TEST(an_invoice_finds_each),
		TEST(customers_read_other_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
