/* A shop that keeps stock: two warehouses and the verbs of goods. */
#ifndef POSTERN_STOCK_FIXTURE_H
#define POSTERN_STOCK_FIXTURE_H

#include "order_fixture.h"

#include "../../lib/model/stock.h"
#include "../../lib/model/warehouse.h"

static inline enum rc
features_body(struct txn *x, void *arg)
{
	struct switches s;
	enum rc rc = switches_load(x, &s);

	s.enabled = s.pending = *(const int64_t *)arg;
	return rc == RC_OK ? store_save(x, &switches_entity, &s, NULL) : rc;
}

/* Exactly these; licences are another test's subject. */
static inline void
features_on(int64_t set)
{
	enum rc rc = run(features_body, &set);

	assert_true(rc == RC_OK || rc == RC_SAME);
}

static inline struct warehouse
new_warehouse(const char *code)
{
	struct warehouse w = { .active = 1 };

	str_copy(w.code, sizeof w.code, code);
	good(save(&warehouse_entity, &w));
	return w;
}

struct goods {
	struct shop shop;
	struct warehouse main, east;
};

static inline struct goods
open_goods(void)
{
	struct goods g = { .shop = open_shop() };

	features_on(FEATURE_INVENTORY | FEATURE_WAREHOUSES | FEATURE_UNITS);
	g.main = new_warehouse("MAIN");
	g.east = new_warehouse("EAST");
	return g;
}

/* Goods come (or go) by hand. */
static inline void
receive(int64_t item, int64_t warehouse, int64_t quantity)
{
	struct stock_move m = { .item_id = item,
		.warehouse = warehouse,
		.quantity = quantity,
		.move_kind = quantity < 0 ? MOVE_ADJUSTMENT : MOVE_RECEIPT,
		.reason = quantity < 0 ? REASON_LOST : 0 };

	good(save(&stock_move_entity, &m));
}

struct at {
	int64_t item, warehouse;
	struct stock s;
};

static inline enum rc
at_body(struct txn *x, void *arg)
{
	struct at *at = arg;

	return stock_at(x, at->item, at->warehouse, &at->s);
}

static inline struct stock
stock_of(int64_t item, int64_t warehouse)
{
	struct at at = { .item = item, .warehouse = warehouse };

	good(run(at_body, &at));
	return at.s;
}

/* Both figures of an item in a warehouse. */
static inline void
holds(int64_t item, int64_t warehouse, int64_t on_hand, int64_t promised)
{
	struct stock s = stock_of(item, warehouse);

	if (s.on_hand != on_hand || s.promised != promised)
		fail_msg("on hand %lld, promised %lld", (long long)s.on_hand,
		    (long long)s.promised);
	assert_int_equal(s.available, on_hand - promised);
}

struct asked {
	const struct product *p;
	int64_t set;
	struct availability a;
};

static inline enum rc
asked_body(struct txn *x, void *arg)
{
	struct asked *q = arg;

	return stock_available(x, q->p, q->set, &q->a);
}

static inline struct availability
available(const struct product *p, int64_t set)
{
	struct asked q = { .p = p, .set = set };

	good(run(asked_body, &q));
	return q.a;
}

/* A released order of one line. */
static inline struct sales_order
order_of(const struct goods *g, int64_t item, int64_t quantity)
{
	struct sales_order o = { .account_id = g->shop.alfki.id };
	struct order_line l = { .item_id = item, .quantity = quantity };

	good(put(&o, &l, 1));
	good(does(RELEASE, &o));
	return o;
}

/* After each test the books add up as well. */
static inline int
close_goods(void **state)
{
	struct store *s = store_open(world.home, STORE_READ);
	long wrong = books_verify(s, complain, NULL);

	store_close(s);
	return tear_down(state) == 0 && wrong == 0 ? 0 : -1;
}

#define GOODS_TEST(name)                                                       \
	cmocka_unit_test_setup_teardown(name, set_up, close_goods)

static inline int64_t
promised_of(int64_t order)
{
	return lines_of(order).lines[0].promised_qty;
}

#endif
