/*
 * Random histories of orders, shipments and goods: whatever is done in
 * whatever order, the figures add up, no piece is promised twice, and nobody
 * waits for what is there. FIRST is where chance begins.
 */
#include "stock_fixture.h"

enum { ORDERS = 6, DEEDS = 300 };

static uint64_t seed;

static int
chance(int n)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (int)(seed >> 33) % n;
}

struct history {
	struct goods g;
	int64_t order[ORDERS];
	int64_t shipment; /* the newest */
};

/* Refusals are as good as success: the rules have tests of their own. */
static void
expected(enum rc rc)
{
	if (rc != RC_OK && rc != RC_SAME && rc != RC_INVALID &&
	    rc != RC_REFUSED)
		fail_msg("answer %d", rc);
}

static int64_t
some_item(const struct history *h)
{
	return chance(2) == 0 ? h->g.shop.chai.id : h->g.shop.chang.id;
}

static int64_t
some_place(const struct history *h)
{
	return chance(3) == 0 ? h->g.east.id : h->g.main.id;
}

/* A new order, or other lines of one. */
static void
write_order(struct history *h, int i)
{
	struct sales_order o = { .account_id = h->g.shop.alfki.id,
		.shipping_rule = 1 + chance(3),
		.order_date = TODAY - chance(30) };
	struct order_line l[3] = { { .id = 0 } };
	int n = 1 + chance(3);

	if (h->order[i] != 0) {
		struct sales_order old = order_at(h->order[i]);

		/* One that is on its way is left to it. */
		if (order_may_change(&old))
			o = old;
	}
	for (int j = 0; j < n; j++)
		l[j] = (struct order_line){ .item_id = some_item(h),
			.quantity = (1 + chance(9)) * ONE,
			.warehouse = chance(2) == 0 ? some_place(h) : 0 };
	expected(put(&o, l, n));
	h->order[i] = o.id;
}

static void
do_order(struct history *h, int i, int what)
{
	struct sales_order o;

	if (load(&order_entity, h->order[i], &o) != RC_OK)
		return;
	expected(does(what, &o));
	if (what == ERASE && load(&order_entity, h->order[i], &o) != RC_OK)
		h->order[i] = 0;
}

static void
ship_order(struct history *h, int i)
{
	struct sales_order o;
	int64_t made = 0;

	if (load(&order_entity, h->order[i], &o) == RC_OK)
		expected(makes(SHIP, &o, &made));
	if (made != 0)
		h->shipment = made;
}

/* One of the newest. */
static void
do_shipment(const struct history *h, int what)
{
	struct shipment s;
	int64_t id = h->shipment - chance(4);

	if (load(&shipment_entity, id, &s) == RC_OK)
		expected(does(what, &s));
}

static void
one_deed(struct history *h)
{
	static const int of_order[] = { RELEASE, RELEASE, HOLD, CANCEL, REOPEN,
		ERASE };
	static const int of_shipment[] = { CONFIRM, CONFIRM, CONFIRM, CORRECT,
		ERASE_SHIPMENT };
	int i = chance(ORDERS);

	switch (chance(8)) {
	case 0:
	case 1:
		write_order(h, i);
		break;
	case 2:
		ship_order(h, i);
		break;
	case 3:
	case 4:
		do_shipment(h, of_shipment[chance(5)]);
		break;
	case 5:
		receive(some_item(h), some_place(h), (1 + chance(6)) * ONE);
		break;
	default:
		do_order(h, i, of_order[chance(6)]);
	}
}

/* ---- what must be true after each of them */

struct seen {
	bool waits;
};

static bool
see_line(void *arg, const void *rec)
{
	const struct order_line *l = rec;
	struct seen *s = arg;

	s->waits = s->waits || l->waits_since != 0;
	return true;
}

static enum rc
waits_body(struct txn *x, void *arg)
{
	const struct stock *stock = arg;
	const struct order_line like = { .stock_id = stock->id };
	const struct list l = { .e = &order_line_entity,
		.index = ORDER_LINE_OF_STOCK,
		.like = &like,
		.prefix = 1 };
	struct seen s = { false };
	enum rc rc = store_list(x, &l, see_line, &s);

	if (s.waits && stock->available > 0)
		fail_msg("somebody waits for what is there");
	return rc;
}

static void
holds_together(const struct history *h)
{
	const int64_t items[] = { h->g.shop.chai.id, h->g.shop.chang.id };
	const int64_t places[] = { h->g.main.id, h->g.east.id };
	struct store *s = store_open(world.home, STORE_READ);
	long wrong = books_verify(s, complain, NULL);

	store_close(s);
	assert_int_equal(wrong, 0);
	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 2; j++) {
			struct stock at = stock_of(items[i], places[j]);

			if (at.available < 0)
				fail_msg("%lld are promised twice",
				    (long long)-at.available);
			if (at.id != 0)
				good(run(waits_body, &at));
		}
}

static void
any_history_adds_up(void **state)
{
	struct history h = { .g = open_goods() };
	const char *first = getenv("FIRST");

	(void)state;
	seed = first != NULL ? strtoull(first, NULL, 10) : 7;
	for (int i = 0; i < DEEDS; i++) {
		one_deed(&h);
		holds_together(&h);
	}
	/* Goods did come and go, as chance has it otherwise. */
	if (first != NULL)
		return;
	assert_true(count(&stock_move_entity, MOVE_BY_KIND,
			&(struct stock_move){ .move_kind = MOVE_RECEIPT }) > 9);
	assert_true(count(&stock_move_entity, MOVE_BY_KIND,
			&(struct stock_move){ .move_kind = MOVE_ISSUE }) > 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		GOODS_TEST(any_history_adds_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
