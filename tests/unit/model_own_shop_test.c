/* The door to the catalogue and the cart: what is hidden, what others pay, and
 * placing a state of the cart once. */
#include "order_fixture.h"

#include "../../lib/own/ownshop.h"

struct town {
	struct shop s;
	struct account blaus;
	struct visitor v, other;
};

static struct visitor
buyer(const struct account *a, int64_t user)
{
	return (struct visitor){ .signed_in = true,
		.account = *a,
		.user = { .id = user },
		.features = FEATURE_PORTAL | FEATURE_PORTAL_ORDERS,
		.roles = PORTAL_USER | PORTAL_ORDERS };
}

static struct town
town(void)
{
	struct town t = { .s = open_shop() };
	struct price p = { .price_type = PRICE_FOR_CUSTOMER,
		.item_id = t.s.chai.id,
		.break_qty = 10 * ONE,
		.price = 150000 };
	struct cross_reference c = { .item_id = t.s.chang.id,
		.kind = XREF_CUSTOMER };

	t.blaus = customer("BLAUS", "Blauer See");
	str_copy(t.blaus.currency, sizeof t.blaus.currency, "EUR");
	good(save(&account_entity, &t.blaus));
	p.account_id = t.blaus.id;
	str_copy(p.currency, sizeof p.currency, "EUR");
	good(save(&price_entity, &p));
	c.account_id = t.blaus.id;
	str_copy(c.value, sizeof c.value, "Blau-7");
	good(save(&cross_reference_entity, &c));
	t.s.fee.web = PRODUCT_HIDDEN;
	good(save(&product_entity, &t.s.fee));
	t.v = buyer(&t.s.alfki, 1);
	t.other = buyer(&t.blaus, 2);
	world.actor.channel = CHANNEL_PORTAL;
	return t;
}

/* ---- through the door, as a transaction */

struct wish {
	const struct visitor *v;
	enum { FIND, ADD, PRICE, PLACE, CART } what;
	const char *text;
	const struct product *item;
	int64_t quantity, rev, total;
	struct price_found price;
	struct cart cart;
	struct placing p;
	int n;
};

static bool
count_one(void *arg, const void *rec)
{
	assert_int_equal(((const struct product *)rec)->on_web, IS_YES);
	++*(int *)arg;
	return true;
}

static enum rc
do_wish(struct own *own, struct wish *w)
{
	struct cart_line line = { .item_id = w->item != NULL ? w->item->id : 0,
		.quantity = w->quantity };
	bool cut;

	switch (w->what) {
	case FIND:
		return own_find(own, w->text, &cut, count_one, &w->n);
	case ADD:
		return own_cart_add(own, &line, 1, &world.bad);
	case PRICE:
		return own_price(own, w->item, "", w->quantity, &w->price);
	case PLACE:
		return own_place(own, &w->p, w->rev, w->total, &world.bad);
	case CART:
		return own_cart(own, &w->cart);
	}
	return RC_INVALID;
}

static enum rc
wish_body(struct txn *x, void *arg)
{
	struct wish *w = arg;
	struct arena *mem = arena_new();
	enum rc rc = do_wish(own_new(mem, x, w->v), w);

	arena_free(mem);
	return rc;
}

static enum rc
asks(struct wish *w)
{
	memset(&world.bad, 0, sizeof world.bad);
	return run(wish_body, w);
}

static int
finds(const struct visitor *v, const char *text)
{
	struct wish *w = xcalloc(1, sizeof *w);
	int n;

	*w = (struct wish){ .v = v, .what = FIND, .text = text };
	good(asks(w));
	n = w->n;
	free(w);
	return n;
}

static enum rc
adds(const struct visitor *v, const struct product *p, int64_t quantity)
{
	struct wish *w = xcalloc(1, sizeof *w);
	enum rc rc;

	*w = (struct wish){
		.v = v, .what = ADD, .item = p, .quantity = quantity
	};
	rc = asks(w);
	free(w);
	return rc;
}

static struct cart
cart_now(const struct visitor *v)
{
	struct wish *w = xcalloc(1, sizeof *w);
	struct cart c;

	*w = (struct wish){ .v = v, .what = CART };
	good(asks(w));
	c = w->cart;
	free(w);
	return c;
}

static enum rc
places(const struct visitor *v, int64_t rev, int64_t total, int64_t *order)
{
	struct wish *w = xcalloc(1, sizeof *w);
	enum rc rc;

	*w = (struct wish){ .v = v, .what = PLACE, .rev = rev, .total = total };
	rc = asks(w);
	*order = w->p.o.id;
	free(w);
	return rc;
}

/* ---- tests */

static void
hidden_items_and_part_numbers_of_others_are_not_there(void **state)
{
	struct town t = town();
	struct visitor none = t.v;

	(void)state;
	assert_int_equal(finds(&t.v, "CHAI"), 1);
	assert_int_equal(finds(&t.v, "ch\xc3\xa1"), 2);
	assert_int_equal(finds(&t.v, "fee"), 0);
	assert_int_equal(adds(&t.v, &t.s.fee, ONE), RC_INVALID);
	assert_int_equal(finds(&t.other, "blau-7"), 1);
	assert_int_equal(finds(&t.v, "Blau-7"), 0);
	none.roles = PORTAL_USER | PORTAL_FINANCE;
	assert_int_equal(adds(&none, &t.s.chai, ONE), RC_NOTFOUND);
}

static void
everybody_has_a_price_of_ones_own(void **state)
{
	struct town t = town();
	struct wish *w = xcalloc(1, sizeof *w);

	(void)state;
	assert_int_equal(load(&product_entity, t.s.chai.id, &t.s.chai), RC_OK);
	*w = (struct wish){ .v = &t.v,
		.what = PRICE,
		.item = &t.s.chai,
		.quantity = 10 * ONE };
	good(asks(w));
	assert_int_equal(w->price.price, 180000);
	w->v = &t.other;
	good(asks(w));
	assert_int_equal(w->price.price, 150000);
	free(w);
}

static void
a_state_of_the_cart_becomes_one_order(void **state)
{
	struct town t = town();
	struct cart c;
	int64_t first, again;

	(void)state;
	good(adds(&t.v, &t.s.chai, 2 * ONE));
	good(adds(&t.v, &t.s.chai, 3 * ONE));
	c = cart_now(&t.v);
	assert_int_equal(c.lines, 1);
	assert_int_equal(cart_now(&t.other).lines, 0);
	/* Shown before the second one was added, or with another total. */
	assert_int_equal(places(&t.v, c.rev - 1, 9000, &first), RC_CONFLICT);
	assert_int_equal(places(&t.v, c.rev, 1, &first), RC_INVALID);
	assert_int_equal(cart_now(&t.v).lines, 1);
	good(places(&t.v, c.rev, 9000, &first));
	assert_int_equal(order_at(first).total, 9000);
	assert_int_equal(order_at(first).channel, CHANNEL_PORTAL);
	assert_int_equal(cart_now(&t.v).lines, 0);
	assert_int_equal(places(&t.v, c.rev, 9000, &again), RC_EXISTS);
	assert_int_equal(again, first);
	assert_int_equal(
	    places(&t.v, cart_now(&t.v).rev, 0, &again), RC_NOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(hidden_items_and_part_numbers_of_others_are_not_there),
		TEST(everybody_has_a_price_of_ones_own),
		TEST(a_state_of_the_cart_becomes_one_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
