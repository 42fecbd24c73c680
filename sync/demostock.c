/*
 * postern demo: two warehouses and what is in them. More comes each week where
 * there is little; three days before the end everything is counted, and some of
 * it is low, or out, so that the newest orders wait for goods.
 */
#include <string.h>

#include "demo.h"
#include "stock.h"
#include "str.h"
#include "warehouse.h"

enum { ONE = 1000 };

static const struct {
	const char *code, *name, *line1, *city, *postal_code;
} places[] = {
	{ "LONDON", "Wapping warehouse", "17 Wapping Wall", "London",
	    "E1W 3SF" },
	{ "LEEDS", "Leeds depot", "4 Hunslet Road", "Leeds", "LS10 1JQ" },
};
enum { PLACES = sizeof places / sizeof *places };

static bool
is_goods(int i)
{
	return demo_goods[i].weight > 0;
}

/* All is in London, where orders are packed; Leeds keeps some in reserve. */
static bool
is_in(int good, int place)
{
	return place == 0 || good % 3 == 0;
}

static enum rc
add_warehouse(struct txn *x, struct demo *d, int i)
{
	struct warehouse w = { .active = 1, .preferred = i == 0 };
	enum rc rc;

	str_copy(w.code, sizeof w.code, places[i].code);
	str_copy(w.name, sizeof w.name, places[i].name);
	str_copy(w.site_name, sizeof w.site_name, demo_company);
	str_copy(w.site_line1, sizeof w.site_line1, places[i].line1);
	str_copy(w.site_city, sizeof w.site_city, places[i].city);
	str_copy(w.site_postal_code, sizeof w.site_postal_code,
	    places[i].postal_code);
	str_copy(w.site_country, sizeof w.site_country, "GB");
	rc = warehouse_save(x, &w, &d->bad);
	d->warehouses[i] = w.id;
	return rc;
}

/* What a week may need: small things are ordered by the dozen. */
static int64_t
enough(int good)
{
	return demo_goods[good].price > 5000 ? 12 * ONE : 360 * ONE;
}

static enum rc
receive(struct txn *x, struct demo *d, int good, int place, const char *note)
{
	struct stock_move m = { .item_id = d->goods[good],
		.warehouse = d->warehouses[place],
		.move_kind = MOVE_RECEIPT,
		.quantity = enough(good) };

	str_copy(m.note, sizeof m.note, note);
	return stock_adjust(x, &m, &d->bad);
}

enum rc
demo_stock_open(struct txn *x, struct demo *d)
{
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < PLACES; i++)
		rc = add_warehouse(x, d, i);
	for (int i = 0; rc == RC_OK && demo_goods[i].code != NULL; i++)
		for (int j = 0; rc == RC_OK && is_goods(i) && j < PLACES; j++)
			if (is_in(i, j))
				rc = receive(x, d, i, j, "Opening stock");
	return rc;
}

enum rc
demo_stock_week(struct txn *x, struct demo *d)
{
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && demo_goods[i].code != NULL; i++)
		for (int j = 0; rc == RC_OK && is_goods(i) && j < PLACES; j++) {
			struct stock s;

			rc = stock_at(x, d->goods[i], d->warehouses[j], &s);
			if (rc == RC_OK && s.id != 0 && s.available < enough(i))
				rc = receive(x, d, i, j, "From the maker");
		}
	return rc;
}

/* What a count finds for sale of an item in one of its places. */
static int64_t
found(int good, int place, const struct stock *s)
{
	if (good % 11 == 4)
		return 0;
	if (good % 11 == 8)
		return place == 0 ? 3 * ONE : 0;
	return s->available - (good % 4 == 1 ? good % 3 * ONE : 0);
}

static enum rc
count_in(struct txn *x, struct demo *d, int good, int place, int64_t today)
{
	struct stock s;
	enum rc rc = stock_at(x, d->goods[good], d->warehouses[place], &s);
	int64_t left;

	if (rc != RC_OK || s.id == 0)
		return rc;
	left = found(good, place, &s);
	s.on_hand = s.promised + left;
	s.low_at = demo_goods[good].price > 5000 ? 4 * ONE : 50 * ONE;
	/* Where there is none, some is under way; one was miscounted. */
	if (left == 0 && good % 2 == 0)
		s.expected = today + 6 + good % 9;
	if (good % 25 == 13 && s.promised > ONE)
		s.on_hand = s.promised - ONE;
	rc = stock_save(x, &s, &d->bad);
	return rc == RC_SAME ? RC_OK : rc;
}

enum rc
demo_stock_count(struct txn *x, struct demo *d, int64_t today)
{
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && demo_goods[i].code != NULL; i++)
		for (int j = 0; rc == RC_OK && is_goods(i) && j < PLACES; j++)
			rc = count_in(x, d, i, j, today);
	return rc;
}
