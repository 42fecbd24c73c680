/*
 * Promising: which goods are whose. A line of a released order is promised
 * what is there; the rest waits, the oldest order first, until goods come.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/amount.h"
#include "../base/mem.h"
#include "../base/text.h"
#include "../store/store.h"
#include "orderparts.h"
#include "stockparts.h"
#include "warehouse.h"

/* ---- quantities */

int64_t
stock_base(
    struct txn *x, const struct product *p, const char *uom, int64_t quantity)
{
	int64_t base;

	return amount_ratio(quantity, unit_factor(x, p, uom), UNIT_ONE, &base) ?
	    base :
	    0;
}

/* What one may have of so much: a box that is not full is no box. */
static int64_t
fitting(int64_t available, int64_t factor, int64_t wanted)
{
	__int128 most =
	    (__int128)available * UNIT_ONE / (factor > 0 ? factor : 1);

	if (available <= 0 || factor <= 0)
		return 0;
	if (most >= wanted)
		return wanted;
	return factor == UNIT_ONE ? (int64_t)most :
				    (int64_t)most / UNIT_ONE * UNIT_ONE;
}

/* Does an order in this state have a claim on goods? */
bool
order_claims(const struct sales_order *o)
{
	return o->order_type == ORDER_SO &&
	    (o->status == ORDER_OPEN || o->status == ORDER_SHIPPING ||
		o->status == ORDER_BACK_ORDER || o->status == ORDER_INVOICED);
}

/* ---- the record of a line */

/* More or less of it is promised. */
static enum rc
add_promised(struct txn *x, int64_t stock, int64_t more, struct problems *bad)
{
	struct stock s;
	enum rc rc;

	if (more == 0)
		return RC_OK;
	if ((rc = store_get(x, &stock_entity, stock, &s)) != RC_OK)
		return rc;
	if (!amount_add(s.promised, more, &s.promised)) {
		problem(bad, 0, _("The quantity is too large."));
		return RC_INVALID;
	}
	rc = stock_keep(x, &s, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

void
stock_freed(struct txn *x, struct freed *f, int64_t stock, int most)
{
	for (int i = 0; i < f->n; i++)
		if (f->stock[i] == stock)
			return;
	if (f->stock == NULL)
		f->stock = txn_scratch(x, (size_t)most * sizeof *f->stock);
	f->stock[f->n++] = stock;
}

/* Of a warehouse that was closed nothing is promised any more. */
static bool
goes_out(struct txn *x, const struct stock *s)
{
	struct warehouse w;

	return store_get(x, &warehouse_entity, s->warehouse, &w) == RC_OK &&
	    w.active;
}

/* A line takes of what is available, and waits for the rest. */
static enum rc
take(struct txn *x, const struct sales_order *o, const struct product *p,
    struct stock *s, struct order_line *l)
{
	int64_t wanted = order_line_open(l) - l->promised_qty;
	int64_t factor = unit_factor(x, p, l->uom);
	int64_t got = fitting(s->available, factor, wanted), base;

	if (got > 0 && !goes_out(x, s))
		got = 0;
	if (got > 0) {
		base = stock_base(x, p, l->uom, got);
		if (!amount_add(s->promised, base, &s->promised) ||
		    !amount_add(l->promised_base, base, &l->promised_base))
			return RC_INVALID;
		l->promised_qty += got;
		s->available -= base;
	}
	l->stock_id = s->id;
	l->waits_since = got < wanted ? o->order_date : 0;
	return RC_OK;
}

/* ---- what a line keeps of what it had */

/* Of each old line the new one that comes of it, or NULL. Most lines keep their
 * places, so the search begins there. The caller frees. */
static struct order_line **
follow(const struct order_line *was, int old, struct order_line *lines, int n)
{
	struct order_line **now =
	    xcalloc((size_t)old + 1, sizeof(struct order_line *));

	for (int j = 0; j < n; j++) {
		struct order_line *l = &lines[j];

		for (int k = 0; k < old; k++) {
			int i = (j + k) % old;

			if (l->id != 0 ? l->id != was[i].id :
					 l->line_no != was[i].line_no)
				continue;
			now[i] = l;
			break;
		}
	}
	return now;
}

static bool
is_same(const struct order_line *old, const struct order_line *l)
{
	return old->item_id == l->item_id && old->warehouse == l->warehouse &&
	    strcmp(old->uom, l->uom) == 0;
}

/* What was promised and has now been shipped is promised no longer. */
static void
keep(struct txn *x, const struct order_line *old, struct order_line *l,
    const struct product *p)
{
	int64_t shipped = l->shipped - old->shipped;
	int64_t kept = old->promised_qty - (shipped > 0 ? shipped : 0);

	if (kept > order_line_open(l))
		kept = order_line_open(l);
	if (kept <= 0)
		return;
	l->stock_id = old->stock_id;
	l->promised_qty = kept;
	l->promised_base = kept == old->promised_qty ?
	    old->promised_base :
	    stock_base(x, p, l->uom, kept);
}

/* The old line's part is given back or kept; l begins with what is kept. */
static enum rc
carry_over(struct txn *x, struct known *k, const struct sales_order *o,
    const struct order_line *old, struct order_line *l, struct freed *freed,
    int most, struct problems *bad)
{
	const struct product *p = NULL;
	enum rc rc;

	if (l != NULL && l->warehouse == 0 && l->item_id == old->item_id)
		l->warehouse = old->warehouse;
	if (old->stock_id == 0 || old->promised_base == 0)
		return RC_OK;
	if (l != NULL && order_claims(o) && is_same(old, l) &&
	    (p = known_product(x, k, l->item_id)) != NULL)
		keep(x, old, l, p);
	if (l != NULL && l->promised_base == old->promised_base)
		return RC_OK;
	rc = add_promised(x, old->stock_id,
	    (l != NULL ? l->promised_base : 0) - old->promised_base, bad);
	stock_freed(x, freed, old->stock_id, most);
	return rc;
}

/* ---- all lines of an order */

static bool
wants(const struct order_line *l)
{
	return l->item_id != 0 && order_line_open(l) > l->promised_qty;
}

static enum rc
promise_line(struct txn *x, struct known *k, const struct sales_order *o,
    struct order_line *l, struct problems *bad)
{
	const struct product *p = known_product(x, k, l->item_id);
	struct stock s;
	enum rc rc = RC_OK;

	if (p == NULL || p->kind != PRODUCT_STOCK)
		return RC_OK;
	if (l->warehouse == 0)
		rc = stock_warehouse(x, p, 0,
		    stock_base(x, p, l->uom, order_line_open(l)),
		    &l->warehouse);
	if (rc != RC_OK || l->warehouse == 0)
		return rc;
	if ((rc = stock_at(x, p->id, l->warehouse, &s)) != RC_OK)
		return rc;
	/* What was never there can be waited for, too. */
	if (s.id == 0 && (rc = stock_keep(x, &s, bad)) != RC_OK)
		return rc;
	if ((rc = take(x, o, p, &s, l)) != RC_OK) {
		problem(bad, 0, _("The quantity is too large."));
		return rc;
	}
	rc = stock_keep(x, &s, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

static void
clear(struct order_line *l)
{
	l->promised_qty = l->promised_base = 0;
	l->stock_id = l->waits_since = 0;
}

enum rc
stock_promise(struct txn *x, const struct sales_order *o,
    const struct order_line *was, int old, struct order_line *lines, int n,
    struct freed *freed, struct problems *bad)
{
	struct order_line **now = follow(was, old, lines, n);
	struct known k;
	bool any = false;
	enum rc rc = RC_OK;

	*freed = (struct freed){ .n = 0 };
	k.product.id = 0;
	for (int i = 0; i < n; i++)
		clear(&lines[i]);
	for (int i = 0; rc == RC_OK && i < old; i++)
		rc = carry_over(x, &k, o, &was[i], now[i], freed, old, bad);
	/* What a shipment that is corrected brings back was this line's. */
	for (int i = 0; rc == RC_OK && i < old; i++)
		if (now[i] != NULL && now[i]->shipped < was[i].shipped &&
		    wants(now[i]) && order_claims(o) && stock_kept(x))
			rc = promise_line(x, &k, o, now[i], bad);
	free(now);
	for (int i = 0; i < n; i++)
		any = any || wants(&lines[i]);
	if (rc != RC_OK || !any || !order_claims(o) || !stock_kept(x))
		return rc;
	for (int i = 0; rc == RC_OK && i < n; i++)
		if (wants(&lines[i]))
			rc = promise_line(x, &k, o, &lines[i], bad);
	return rc;
}

/* ---- goods that have come */

/* Who is further behind is served when goods come again. */
enum { SERVED_AT_ONCE = 2000 };

struct queue {
	int n;
	int64_t line[SERVED_AT_ONCE];
};

static bool
add_waiting(void *arg, const void *rec)
{
	struct queue *q = arg;

	q->line[q->n++] = record_id(rec);
	return q->n < SERVED_AT_ONCE;
}

/* Behind the lines that have all: those who wait have a day. */
static enum rc
who_waits(struct txn *x, int64_t stock, struct queue *q)
{
	const struct order_line none = { .id = INT64_MAX, .stock_id = stock };
	char place[PLACE_TEXT];
	const struct list l = { .e = &order_line_entity,
		.index = ORDER_LINE_OF_STOCK,
		.like = &none,
		.prefix = 1,
		.after = place };

	store_place(&order_line_entity, ORDER_LINE_OF_STOCK, &none, place);
	return store_list(x, &l, add_waiting, q);
}

static enum rc
serve_line(
    struct txn *x, const struct product *p, int64_t line, struct stock *s)
{
	struct sales_order *o = txn_scratch(x, sizeof *o);
	struct order_line l;
	enum rc rc = store_get(x, &order_line_entity, line, &l);

	if (rc == RC_OK)
		rc = store_get(x, &order_entity, l.order_id, o);
	if (rc != RC_OK || !order_claims(o))
		return rc == RC_NOTFOUND ? RC_OK : rc;
	if ((rc = take(x, o, p, s, &l)) != RC_OK)
		return rc;
	rc = store_save(x, &order_line_entity, &l, NULL);
	return rc == RC_SAME ? RC_OK : rc;
}

enum rc
stock_serve(struct txn *x, int64_t stock)
{
	struct product *p;
	struct queue *q;
	struct stock s;
	enum rc rc = store_get(x, &stock_entity, stock, &s);

	if (rc != RC_OK || s.available <= 0 || !stock_kept(x))
		return rc;
	p = txn_scratch(x, sizeof *p);
	q = txn_scratch(x, sizeof *q);
	if ((rc = store_get(x, &product_entity, s.item_id, p)) != RC_OK ||
	    (rc = who_waits(x, stock, q)) != RC_OK)
		return rc;
	for (int i = 0; rc == RC_OK && i < q->n && s.available > 0; i++)
		rc = serve_line(x, p, q->line[i], &s);
	if (rc == RC_OK)
		rc = stock_keep(x, &s, NULL);
	return rc == RC_SAME ? RC_OK : rc;
}

enum rc
stock_serve_freed(struct txn *x, const struct freed *freed)
{
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < freed->n; i++)
		rc = stock_serve(x, freed->stock[i]);
	return rc;
}
