/* What is on hand of an item in a warehouse, and what of it can be had. */
#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/date.h"
#include "../base/text.h"
#include "../store/store.h"
#include "feature.h"
#include "product.h"
#include "rules.h"
#include "stockparts.h"
#include "warehouse.h"

const struct choice stock_statuses[] = {
	{ STOCK_IN, "in_stock", N_("In Stock"), "ok" },
	{ STOCK_LOW, "low", N_("Low"), "warn" },
	{ STOCK_OUT, "out_of_stock", N_("Out of Stock"), "draft" },
	{ STOCK_SHORT, "below_zero", N_("Below Zero"), "bad" },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return stock_save(x, rec, bad);
}

/* Documents move these many times a day: nobody at a form is disturbed. */
enum { OURS = F_SYSTEM | F_QUIET | F_PASSING };
#define S struct stock
/* clang-format off */
static const struct field fields[] = {
{ STOCK_ID,        INT(S, id),             N_("Id"),           F_SYSTEM },
{ STOCK_REV,       INT(S, rev),            N_("Revision"),     F_SYSTEM },
{ STOCK_ITEM,      REF(S, item_id),        N_("Inventory ID"), F_REQUIRED | F_QUIET, .refers = &product_entity },
{ STOCK_WAREHOUSE, REF(S, warehouse),      N_("Warehouse"),    F_REQUIRED | F_QUIET, .refers = &warehouse_entity },
{ STOCK_ON_HAND,   QUANTITY(S, on_hand),   N_("On Hand"),      F_QUIET, .hint = N_("What was counted. A difference is written down as a move.") },
{ STOCK_PROMISED,  QUANTITY(S, promised),  N_("Promised"),     OURS | F_EXTERNAL },
{ STOCK_AVAILABLE, QUANTITY(S, available), N_("Available"),    OURS | F_EXTERNAL },
{ STOCK_STATUS,    CHOICE(S, status),      N_("Status"),       OURS, .choices = stock_statuses },
{ STOCK_LOW_AT,    QUANTITY(S, low_at),    N_("Low At"),       0, .hint = N_("It is called low when no more than this is available.") },
{ STOCK_EXPECTED,  DATE(S, expected),      N_("Expected On"),  0, .hint = N_("When more comes. Customers see this date while nothing is available.") },
{ STOCK_CHANGED,   TIME(S, changed),       N_("Changed On"),   OURS },
{ 0 },
};
/* clang-format on */
#undef S

static const struct index indexes[] = {
	{ .number = STOCK_OF_BOTH,
	    .tags = { STOCK_ITEM, STOCK_WAREHOUSE },
	    .unique = true },
	{ .number = STOCK_OF_ITEM,
	    .tags = { STOCK_ITEM, STOCK_WAREHOUSE },
	    .prefix = 1,
	    .carry = true,
	    .uncounted = true },
	{ .number = STOCK_OF_WAREHOUSE,
	    .tags = { STOCK_WAREHOUSE, STOCK_ITEM },
	    .prefix = 1 },
	{ .number = STOCK_BY_STATUS,
	    .tags = { STOCK_STATUS, STOCK_ITEM },
	    .prefix = 1 },
	{ 0 },
};

const struct entity stock_entity = {
	.number = 51,
	.name = "stock",
	.label = N_("Stock"),
	.plural = N_("Inventory Summary"),
	.size = sizeof(struct stock),
	.fields = fields,
	.indexes = indexes,
	.save = save,
};

enum rc
stock_at(struct txn *x, int64_t item, int64_t warehouse, struct stock *s)
{
	enum rc rc;

	*s = (struct stock){ .item_id = item, .warehouse = warehouse };
	rc = store_find(x, &stock_entity, STOCK_OF_BOTH, s);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

/* ---- keeping it */

static int64_t
status_of(const struct stock *s)
{
	if (s->available < 0 || s->on_hand < 0)
		return STOCK_SHORT;
	if (s->available == 0)
		return STOCK_OUT;
	return s->available <= s->low_at ? STOCK_LOW : STOCK_IN;
}

enum rc
stock_keep(struct txn *x, struct stock *s, struct problems *bad)
{
	if (!amount_subtract(s->on_hand, s->promised, &s->available)) {
		problem(bad, STOCK_ON_HAND, _("The quantity is too large."));
		return RC_INVALID;
	}
	s->status = status_of(s);
	if (would_change(x, &stock_entity, s))
		s->changed = clock_now();
	return store_save(x, &stock_entity, s, bad);
}

/* What only verbs change is as it is stored. */
static enum rc
keep_system(struct txn *x, struct stock *s, struct problems *bad)
{
	struct stock old;
	enum rc rc = s->id != 0 ? store_get(x, &stock_entity, s->id, &old) :
				  stock_at(x, s->item_id, s->warehouse, &old);

	if (rc != RC_OK)
		return rc;
	if (s->id != 0 && old.rev != s->rev)
		return RC_CONFLICT;
	if (s->id == 0 && old.id != 0) {
		problem(bad, STOCK_WAREHOUSE,
		    _("There is stock of this item in this warehouse already: "
		      "change that."));
		return RC_EXISTS;
	}
	if (s->id != 0) {
		s->item_id = old.item_id;
		s->warehouse = old.warehouse;
	}
	s->on_hand = old.on_hand;
	s->promised = old.promised;
	s->changed = old.changed;
	return RC_OK;
}

enum rc
stock_save(struct txn *x, struct stock *s, struct problems *bad)
{
	struct stock_move m = { .move_kind = MOVE_COUNT };
	int64_t counted = s->on_hand;
	struct product p;
	struct warehouse w;
	enum rc rc, kept;

	record_check(&stock_entity, s, bad);
	(void)refers_to(x, &stock_entity, s, STOCK_WAREHOUSE, &w, bad);
	if (refers_to(x, &stock_entity, s, STOCK_ITEM, &p, bad) &&
	    p.kind != PRODUCT_STOCK)
		problem(bad, STOCK_ITEM,
		    _("%s is not a stock item: nothing is kept of it."),
		    p.item_id);
	if (counted < 0)
		problem(bad, STOCK_ON_HAND,
		    _("What was counted is not below zero."));
	if (s->low_at < 0)
		problem(
		    bad, STOCK_LOW_AT, _("The quantity is not below zero."));
	if (bad->n > 0)
		return RC_INVALID;
	if ((rc = keep_system(x, s, bad)) != RC_OK)
		return rc;
	kept = stock_keep(x, s, bad);
	if (kept > RC_SAME || counted == s->on_hand)
		return kept;
	m.item_id = s->item_id;
	m.warehouse = s->warehouse;
	m.quantity = counted - s->on_hand;
	if ((rc = stock_move_put(x, &m, bad)) != RC_OK ||
	    (rc = stock_serve(x, s->id)) != RC_OK)
		return rc;
	return store_get(x, &stock_entity, s->id, s);
}

/* ---- what can be had */

bool
stock_kept(struct txn *x)
{
	struct switches s;

	return switches_load(x, &s) == RC_OK &&
	    (s.enabled & FEATURE_INVENTORY) != 0 &&
	    store_count(x, &warehouse_entity, 0, NULL) > 0;
}

bool
stock_tracked(struct txn *x, const struct product *p)
{
	return p->kind == PRODUCT_STOCK && stock_kept(x);
}

struct adding {
	int64_t warehouses, today;
	struct availability *to;
};

static bool
add(void *arg, const void *rec)
{
	const struct stock *s = rec;
	struct adding *a = arg;
	struct availability *to = a->to;

	if ((a->warehouses & warehouse_bit(s->warehouse)) == 0)
		return true;
	if (!amount_add(to->on_hand, s->on_hand, &to->on_hand) ||
	    !amount_add(to->promised, s->promised, &to->promised))
		return false;
	/* A place that is short takes nothing from another one. */
	if (s->available > 0 &&
	    !amount_add(to->available, s->available, &to->available))
		return false;
	if (s->expected >= a->today &&
	    (to->expected == DATE_NONE || s->expected < to->expected))
		to->expected = s->expected;
	return true;
}

enum rc
stock_available(struct txn *x, const struct product *p, int64_t warehouses,
    struct availability *to)
{
	const struct stock like = { .item_id = p->id };
	const struct list l = { .e = &stock_entity,
		.index = STOCK_OF_ITEM,
		.like = &like,
		.prefix = 1 };
	struct adding a = { .today = time_date(clock_now(), ""), .to = to };
	enum rc rc;

	*to = (struct availability){ .tracked = stock_tracked(x, p) };
	if (!to->tracked)
		return RC_OK;
	rc = warehouses_active(x, warehouses, &a.warehouses);
	return rc == RC_OK ? store_list(x, &l, add, &a) : rc;
}

/* ---- which warehouse */

struct choosing {
	int64_t active, wanted;
	int64_t own;           /* the item's, else the default */
	int64_t most, of_most; /* where most is, and how much */
	int64_t enough;        /* the first that has all of it */
	bool own_has;
};

static bool
consider(void *arg, const void *rec)
{
	const struct stock *s = rec;
	struct choosing *c = arg;

	if ((c->active & warehouse_bit(s->warehouse)) == 0)
		return true;
	if (s->warehouse == c->own)
		c->own_has = s->available >= c->wanted;
	if (c->enough == 0 && s->available >= c->wanted)
		c->enough = s->warehouse;
	if (s->available > c->of_most) {
		c->most = s->warehouse;
		c->of_most = s->available;
	}
	return true;
}

struct finding {
	int64_t active, first, preferred;
};

static bool
find_preferred(void *arg, const void *rec)
{
	const struct warehouse *w = rec;
	struct finding *f = arg;

	if ((f->active & warehouse_bit(w->id)) == 0)
		return true;
	if (f->first == 0)
		f->first = w->id;
	if (w->preferred)
		f->preferred = w->id;
	return true;
}

/* The item's, the default, or the first by its code. */
static enum rc
own_warehouse(
    struct txn *x, const struct product *p, int64_t active, int64_t *own)
{
	const struct list l = { .e = &warehouse_entity,
		.index = WAREHOUSE_IN_CODE_ORDER };
	struct finding f = { .active = active };
	enum rc rc;

	*own = p->default_warehouse;
	if (*own != 0 && (active & warehouse_bit(*own)) != 0)
		return RC_OK;
	rc = store_list(x, &l, find_preferred, &f);
	*own = f.preferred != 0 ? f.preferred : f.first;
	return rc;
}

enum rc
stock_warehouse(struct txn *x, const struct product *p, int64_t warehouses,
    int64_t quantity, int64_t *warehouse)
{
	const struct stock like = { .item_id = p->id };
	const struct list l = { .e = &stock_entity,
		.index = STOCK_OF_ITEM,
		.like = &like,
		.prefix = 1 };
	struct choosing c = { .wanted = quantity };
	enum rc rc = warehouses_active(x, warehouses, &c.active);

	if (rc == RC_OK)
		rc = own_warehouse(x, p, c.active, &c.own);
	if (rc == RC_OK)
		rc = store_list(x, &l, consider, &c);
	*warehouse = c.own_has || (c.enough == 0 && c.most == 0) ? c.own :
	    c.enough != 0                                        ? c.enough :
								   c.most;
	return rc;
}
