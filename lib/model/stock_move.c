/* Why what is on hand has changed: one record for each change, kept for good.
 */
#include <string.h>

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "order.h"
#include "product.h"
#include "rules.h"
#include "shipment.h"
#include "stockparts.h"
#include "warehouse.h"

const struct choice move_kinds[] = {
	{ MOVE_ADJUSTMENT, "adjustment", N_("Adjustment"), NULL },
	{ MOVE_RECEIPT, "receipt", N_("Receipt"), "ok" },
	{ MOVE_COUNT, "count", N_("Count"), "info" },
	{ MOVE_ISSUE, "issue", N_("Shipment"), NULL },
	{ MOVE_RETURN, "return", N_("Return"), "warn" },
	{ MOVE_CORRECTION, "correction", N_("Correction"), "warn" },
	{ 0 },
};

const struct choice move_reasons[] = {
	{ REASON_DAMAGED, "damaged", N_("Damaged"), NULL },
	{ REASON_LOST, "lost", N_("Lost"), NULL },
	{ REASON_FOUND, "found", N_("Found"), NULL },
	{ REASON_OWN_USE, "own_use", N_("Own Use"), NULL },
	{ REASON_SCRAPPED, "scrapped", N_("Scrapped"), NULL },
	{ REASON_OTHER, "other", N_("Other"), NULL },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return stock_adjust(x, rec, bad);
}

enum { OURS = F_SYSTEM | F_QUIET };
#define M struct stock_move
/* clang-format off */
static const struct field fields[] = {
{ MOVE_ID,        INT(M, id),                 N_("Id"),           F_SYSTEM },
{ MOVE_REV,       INT(M, rev),                N_("Revision"),     F_SYSTEM },
{ MOVE_STOCK,     REF(M, stock_id),           N_("Stock"),        OURS, .refers = &stock_entity },
{ MOVE_ITEM,      REF(M, item_id),            N_("Inventory ID"), F_REQUIRED | F_QUIET, .refers = &product_entity },
{ MOVE_WAREHOUSE, REF(M, warehouse),          N_("Warehouse"),    F_QUIET, .refers = &warehouse_entity, .hint = N_("Left empty, the item's own, else the default one.") },
{ MOVE_KIND,      CHOICE(M, move_kind),       N_("Type"),         F_QUIET, .choices = move_kinds },
{ MOVE_QUANTITY,  QUANTITY(M, quantity),      N_("Quantity"),     F_REQUIRED | F_QUIET, .hint = N_("In the item's own unit. With a minus sign, goods go.") },
{ MOVE_AFTER,     QUANTITY(M, on_hand_after), N_("On Hand After"), OURS },
{ MOVE_REASON,    CHOICE(M, reason),          N_("Reason"),       F_QUIET, .choices = move_reasons },
{ MOVE_NOTE,      TEXT(M, note),              N_("Description"),  F_QUIET },
{ MOVE_SHIPMENT,  REF(M, shipment_id),        N_("Shipment"),     OURS, .refers = &shipment_entity },
{ MOVE_MOVED,     TIME(M, moved),             N_("When"),         OURS },
{ MOVE_BY,        TEXT(M, moved_by),          N_("By"),           OURS },
{ 0 },
};
/* clang-format on */
#undef M

static const struct index indexes[] = {
	{ .number = MOVE_OF_STOCK,
	    .tags = { MOVE_STOCK },
	    .prefix = 1,
	    .uncounted = true },
	{ .number = MOVE_OF_ITEM, .tags = { MOVE_ITEM }, .prefix = 1 },
	{ .number = MOVE_OF_WAREHOUSE,
	    .tags = { MOVE_WAREHOUSE },
	    .prefix = 1 },
	{ .number = MOVE_OF_SHIPMENT,
	    .tags = { MOVE_SHIPMENT },
	    .prefix = 1,
	    .sparse = true },
	{ .number = MOVE_BY_KIND, .tags = { MOVE_KIND }, .prefix = 1 },
	{ 0 },
};

const struct entity stock_move_entity = {
	.number = 52,
	.name = "stock_move",
	.label = N_("Stock Move"),
	.plural = N_("Adjustments"),
	.size = sizeof(struct stock_move),
	.fields = fields,
	.indexes = indexes,
	.title = MOVE_NOTE,
	.save = save,
};

/* ---- one move */

enum rc
stock_move_put(struct txn *x, struct stock_move *m, struct problems *bad)
{
	const struct actor *by = txn_actor(x);
	struct stock s;
	enum rc rc = stock_at(x, m->item_id, m->warehouse, &s);

	if (rc != RC_OK)
		return rc;
	if (!amount_add(s.on_hand, m->quantity, &s.on_hand)) {
		problem(bad, MOVE_QUANTITY, _("The quantity is too large."));
		return RC_INVALID;
	}
	if ((rc = stock_keep(x, &s, bad)) > RC_SAME)
		return rc;
	m->stock_id = s.id;
	m->on_hand_after = s.on_hand;
	m->moved = clock_now();
	str_copy(m->moved_by, sizeof m->moved_by, by->name);
	return store_save(x, &stock_move_entity, m, bad);
}

/* ---- by hand */

static void
check(struct txn *x, struct stock_move *m, struct problems *bad)
{
	struct product p;
	struct warehouse w;

	record_check(&stock_move_entity, m, bad);
	if (refers_to(x, &stock_move_entity, m, MOVE_ITEM, &p, bad)) {
		if (p.kind != PRODUCT_STOCK)
			problem(bad, MOVE_ITEM,
			    _("%s is not a stock item: nothing is kept of "
			      "it."),
			    p.item_id);
		else if (m->warehouse == 0 &&
		    stock_warehouse(x, &p, 0, 0, &m->warehouse) == RC_OK &&
		    m->warehouse == 0)
			problem(bad, MOVE_WAREHOUSE,
			    _("There is no active warehouse: enter one "
			      "first."));
	}
	if (refers_to(x, &stock_move_entity, m, MOVE_WAREHOUSE, &w, bad) &&
	    !w.active && m->quantity > 0)
		problem(bad, MOVE_WAREHOUSE,
		    _("%s is not active: nothing comes in."), w.code);
	if (m->move_kind == MOVE_RECEIPT && m->quantity < 0)
		problem(bad, MOVE_QUANTITY,
		    _("A receipt brings goods; what goes is an "
		      "adjustment."));
	if (m->move_kind == MOVE_ADJUSTMENT && m->reason == 0)
		problem(bad, MOVE_REASON, _("An adjustment needs a reason."));
}

enum rc
stock_adjust(struct txn *x, struct stock_move *m, struct problems *bad)
{
	enum rc rc;

	if (m->id != 0) {
		problem(bad, 0,
		    _("A move is never changed: enter another one that takes "
		      "it back."));
		return RC_INVALID;
	}
	if (m->move_kind == 0)
		m->move_kind = MOVE_ADJUSTMENT;
	if (m->move_kind != MOVE_ADJUSTMENT && m->move_kind != MOVE_RECEIPT)
		problem(bad, MOVE_KIND,
		    _("Only adjustments and receipts are entered by hand."));
	check(x, m, bad);
	if (bad->n > 0)
		return RC_INVALID;
	m->shipment_id = 0;
	if ((rc = stock_move_put(x, m, bad)) != RC_OK)
		return rc;
	return m->quantity > 0 ? stock_serve(x, m->stock_id) : RC_OK;
}

/* ---- of a shipment */

static const struct order_line *
line_of(const struct order_line *of, int n, int64_t id)
{
	for (int i = 0; i < n; i++)
		if (of[i].id == id)
			return &of[i];
	return NULL;
}

/* Where its goods are; those of a return go where the item has its place. */
static enum rc
warehouse_of(struct txn *x, const struct product *p, const struct order_line *l,
    int64_t *warehouse)
{
	*warehouse = l->warehouse;
	return *warehouse != 0 ? RC_OK : stock_warehouse(x, p, 0, 0, warehouse);
}

static enum rc
move_line(struct txn *x, const struct shipment *s,
    const struct shipment_line *l, const struct order_line *of,
    struct stock_move *m, struct problems *bad)
{
	struct product *p = txn_scratch(x, sizeof *p);
	int64_t base;
	enum rc rc;

	*m = (struct stock_move){ .item_id = l->item_id, .shipment_id = s->id };
	if (of == NULL || l->item_id == 0 ||
	    store_get(x, &product_entity, l->item_id, p) != RC_OK ||
	    p->kind != PRODUCT_STOCK)
		return RC_OK;
	base = stock_base(x, p, l->uom, l->quantity);
	if ((rc = warehouse_of(x, p, of, &m->warehouse)) != RC_OK ||
	    m->warehouse == 0 || base == 0)
		return rc;
	m->move_kind =
	    s->operation == SHIPMENT_RECEIPT ? MOVE_RETURN : MOVE_ISSUE;
	m->quantity = s->operation == SHIPMENT_RECEIPT ? base : -base;
	return stock_move_put(x, m, bad);
}

enum rc
stock_move_shipment(struct txn *x, const struct shipment *s,
    const struct shipment_line *lines, int n, const struct order_line *of,
    int of_n, struct freed *freed, struct problems *bad)
{
	enum rc rc = RC_OK;

	*freed = (struct freed){ .n = 0 };
	if (!stock_kept(x))
		return RC_OK;
	for (int i = 0; rc == RC_OK && i < n; i++) {
		struct stock_move m;

		rc = move_line(x, s, &lines[i],
		    line_of(of, of_n, lines[i].order_line_id), &m, bad);
		if (rc == RC_OK && m.quantity > 0)
			stock_freed(x, freed, m.stock_id, n);
	}
	return rc;
}

struct moves {
	int n;
	struct stock_move at[2 * LINES_MOST];
};

static bool
add(void *arg, const void *rec)
{
	const struct stock_move *m = rec;
	struct moves *all = arg;

	/* One record of stock has one entry, with all that moved. */
	for (int i = 0; i < all->n; i++)
		if (all->at[i].stock_id == m->stock_id) {
			all->at[i].quantity += m->quantity;
			return true;
		}
	all->at[all->n++] = *m;
	return all->n < 2 * LINES_MOST;
}

enum rc
stock_move_back(
    struct txn *x, int64_t shipment, struct freed *freed, struct problems *bad)
{
	const struct stock_move like = { .shipment_id = shipment };
	const struct list l = { .e = &stock_move_entity,
		.index = MOVE_OF_SHIPMENT,
		.like = &like,
		.prefix = 1 };
	struct moves *all;
	enum rc rc;

	*freed = (struct freed){ .n = 0 };
	if (store_count(x, &stock_move_entity, MOVE_OF_SHIPMENT, &like) == 0)
		return RC_OK;
	all = txn_scratch(x, sizeof *all);
	rc = store_list(x, &l, add, all);
	for (int i = 0; rc == RC_OK && i < all->n; i++) {
		struct stock_move m = { .move_kind = MOVE_CORRECTION,
			.item_id = all->at[i].item_id,
			.warehouse = all->at[i].warehouse,
			.quantity = -all->at[i].quantity,
			.shipment_id = shipment };

		if (m.quantity != 0)
			rc = stock_move_put(x, &m, bad);
		if (m.quantity > 0)
			stock_freed(x, freed, m.stock_id, all->n);
	}
	return rc;
}
