/* Lines of orders: what is stored, what item and customer know, rules. */
#include <string.h>

#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "invoice.h"
#include "orderparts.h"
#include "rules.h"
#include "stock.h"
#include "warehouse.h"

/* A line lives in its document. */
static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	(void)x;
	(void)rec;
	problem(bad, 0, _("A line is changed with its document only."));
	return RC_INVALID;
}

/* Quiet: the order is in the audit, and document_put_lines tells of later
 * changes. */
enum { OURS = F_SYSTEM | F_QUIET, PASSING = OURS | F_PASSING };
#define L struct order_line
/* clang-format off */
static const struct field fields[] = {
{ ORDER_LINE_ID,           INT(L, id),             N_("Id"),           F_SYSTEM },
{ ORDER_LINE_REV,          INT(L, rev),            N_("Revision"),     F_SYSTEM },
{ ORDER_LINE_ORDER,        REF(L, order_id),       N_("Order"),        OURS, .refers = &order_entity },
{ ORDER_LINE_NO,           COUNT(L, line_no),      N_("Line Nbr."),    F_QUIET },
{ ORDER_LINE_PRODUCT,      REF(L, item_id),        N_("Inventory ID"), F_QUIET, .refers = &product_entity },
{ ORDER_LINE_DESCRIPTION,  TEXT(L, description),   N_("Description"),  F_QUIET },
{ ORDER_LINE_UOM,          TEXT(L, uom),           N_("UOM"),          F_QUIET },
{ ORDER_LINE_QUANTITY,     QUANTITY(L, quantity),  N_("Order Qty."),   F_REQUIRED | F_QUIET },
{ ORDER_LINE_PRICE,        PRICE(L, unit_price),   N_("Unit Price"),   F_QUIET },
{ ORDER_LINE_MANUAL,       BOOL(L, manual_price),  N_("Manual Price"), F_QUIET },
{ ORDER_LINE_DISCOUNT,     RATE(L, discount_pct),  N_("Discount %"),   F_QUIET },
{ ORDER_LINE_AMOUNT,       MONEY_IN(L, line_amount, currency), N_("Ext. Price"), OURS | F_EXTERNAL },
{ ORDER_LINE_TAX,          REF(L, tax_code),       N_("Tax"),          F_QUIET, .refers = &tax_entity },
{ ORDER_LINE_TAX_CATEGORY, CHOICE(L, tax_category), N_("Tax Category"), F_QUIET, .choices = tax_categories },
{ ORDER_LINE_TAX_RATE,     RATE(L, tax_rate),      N_("Tax Rate %"),   F_QUIET },
{ ORDER_LINE_REQUESTED,    DATE(L, line_requested_date), N_("Requested On"), F_QUIET },
{ ORDER_LINE_PROMISED,     DATE(L, promised_date), N_("Promised On"),  F_QUIET },
{ ORDER_LINE_SHIPPED,      QUANTITY(L, shipped),   N_("Shipped Qty."), F_QUIET },
{ ORDER_LINE_BILLED,       QUANTITY(L, billed),    N_("Billed Qty."),  F_QUIET },
{ ORDER_LINE_CANCELED,     QUANTITY(L, canceled),  N_("Canceled Qty."), F_QUIET },
{ ORDER_LINE_CURRENCY,     TEXT(L, currency),      N_("Currency"),     OURS },
{ ORDER_LINE_NOTE,         NOTE(L, line_note),     N_("Note"),         F_QUIET },
{ ORDER_LINE_AMOUNT_KEPT, BOOL(L, amount_kept),  N_("Amount as Given"), F_QUIET },
{ ORDER_LINE_WAREHOUSE,   REF(L, warehouse),     N_("Warehouse"),    F_QUIET, .refers = &warehouse_entity },
{ ORDER_LINE_PROMISED_QTY, QUANTITY(L, promised_qty), N_("Promised Qty."), PASSING | F_EXTERNAL },
{ ORDER_LINE_PROMISED_BASE, QUANTITY(L, promised_base), N_("Promised of Stock"), PASSING },
{ ORDER_LINE_STOCK,       REF(L, stock_id),      N_("Stock"),        PASSING, .refers = &stock_entity },
{ ORDER_LINE_WAITS,       DATE(L, waits_since),  N_("Waits Since"),  PASSING },
{ ORDER_LINE_PROMISED_BEFORE, DATE(L, promised_before), N_("Promised Before"), OURS },
{ ORDER_LINE_PROMISE_NOTE, TEXT(L, promise_note), N_("Why It Changed"), F_QUIET, .hint = N_("The customer reads it beside the promised date.") },
{ ORDER_LINE_RETURN_OF,   REF(L, return_of_line), N_("Return Of Line"), OURS, .refers = &order_line_entity },
{ 0 },
};
/* clang-format on */
#undef L

static const struct index indexes[] = {
	{ .number = ORDER_LINE_OF_ORDER,
	    .tags = { ORDER_LINE_ORDER, ORDER_LINE_NO },
	    .prefix = 1,
	    .uncounted = true },
	{ .number = ORDER_LINE_OF_PRODUCT,
	    .tags = { ORDER_LINE_PRODUCT, ORDER_LINE_ORDER },
	    .prefix = 1,
	    .uncounted = true },
	{ .number = ORDER_LINE_OF_STOCK,
	    .tags = { ORDER_LINE_STOCK, ORDER_LINE_WAITS },
	    .prefix = 1,
	    .sparse = true,
	    .uncounted = true },
	{ .number = ORDER_LINE_RETURNS_OF,
	    .tags = { ORDER_LINE_RETURN_OF },
	    .prefix = 1,
	    .sparse = true,
	    .uncounted = true },
	{ 0 },
};

const struct entity order_line_entity = {
	.number = 25,
	.name = "order_line",
	.label = N_("Order Line"),
	.plural = N_("Order Lines"),
	.size = sizeof(struct order_line),
	.fields = fields,
	.indexes = indexes,
	.title = ORDER_LINE_DESCRIPTION,
	.save = save,
};

/* ---- what item and customer know */

/* Another item brings its own text, unit and tax, unless these were changed
 * with it; another tax its own category and rate. */
static void
forget(struct order_line *l, const struct order_line *old)
{
	if (l->item_id != old->item_id) {
		if (strcmp(l->description, old->description) == 0)
			l->description[0] = '\0';
		if (strcmp(l->uom, old->uom) == 0)
			l->uom[0] = '\0';
		if (l->tax_code == old->tax_code)
			l->tax_code = 0;
	}
	if (l->tax_code != old->tax_code &&
	    l->tax_category == old->tax_category &&
	    l->tax_rate == old->tax_rate)
		l->tax_category = l->tax_rate = 0;
}

/*
 * A price that was given or changed by hand is kept and called manual. Ours is
 * looked up once, and again only when item, unit or quantity change, so that
 * nobody's open order gets dearer by itself.
 */
static bool
wants_price(struct txn *x, struct order_line *l, const struct order_line *old)
{
	if (old != NULL && l->unit_price == old->unit_price) {
		/* Files do not say which of their prices were typed. */
		if (old->manual_price && txn_actor(x)->channel == CHANNEL_BATCH)
			l->manual_price = 1;
		return !l->manual_price &&
		    (old->manual_price || l->item_id != old->item_id ||
			l->quantity != old->quantity ||
			!str_same(l->uom, old->uom));
	}
	if (l->unit_price != 0)
		l->manual_price = 1;
	return !l->manual_price;
}

static void
find_price(struct txn *x, const struct known *k, const struct sales_order *o,
    const struct product *item, struct order_line *l, struct problems *bad)
{
	struct price_found found;

	if (price_find(x, &k->account, item, l->uom, l->quantity, o->currency,
		o->order_date, &found) == RC_OK)
		l->unit_price = found.price;
	else
		problem(bad, ORDER_LINE_PRICE,
		    _("There is no price of %s in %s: enter one."),
		    item->item_id, o->currency);
}

static void
fill_item(struct txn *x, struct known *k, const struct sales_order *o,
    struct order_line *l, const struct order_line *old, struct problems *bad)
{
	const struct product *item = known_product(x, k, l->item_id);

	if (item == NULL) {
		if (l->item_id != 0)
			problem(bad, ORDER_LINE_PRODUCT,
			    _("%s: this record does not exist."),
			    _("Inventory ID"));
		return;
	}
	if (l->description[0] == '\0')
		str_copy(l->description, sizeof l->description, item->name);
	if (l->uom[0] == '\0')
		str_copy(l->uom, sizeof l->uom, item->uom);
	unit_settle(x, item, l->uom, sizeof l->uom);
	if (wants_price(x, l, old))
		find_price(x, k, o, item, l, bad);
}

static void
fill_tax(
    struct txn *x, struct known *k, struct order_line *l, struct problems *bad)
{
	const struct tax *t;

	if (l->tax_code != 0 || (l->tax_category == 0 && l->tax_rate == 0)) {
		t = known_tax(
		    x, k, l->tax_code, known_product(x, k, l->item_id));
		if (l->tax_code != 0 && t == NULL)
			problem(bad, ORDER_LINE_TAX,
			    _("%s: this record does not exist."), _("Tax"));
		if (t != NULL)
			l->tax_code = t->id;
		tax_fill(t, &l->tax_category, &l->tax_rate);
	}
	tax_fill(NULL, &l->tax_category, &l->tax_rate);
}

void
order_line_promise(struct order_line *l, int64_t date)
{
	if (l->promised_date != DATE_NONE && l->promised_date != date)
		l->promised_before = l->promised_date;
	l->promised_date = date;
}

static void
fill(struct txn *x, struct known *k, const struct sales_order *o,
    struct order_line *l, const struct order_line *old, struct problems *bad)
{
	if (old != NULL)
		forget(l, old);
	if (old != NULL) {
		int64_t date = l->promised_date;

		l->promised_date = old->promised_date;
		order_line_promise(l, date);
	}
	memcpy(l->currency, o->currency, sizeof l->currency);
	fill_item(x, k, o, l, old, bad);
	fill_tax(x, k, l, bad);
}

static void
in_row(const struct problems *own, int i, struct problems *bad)
{
	for (int j = 0; j < own->n; j++)
		problem_in(bad, i + 1, own->at[j].tag, "%s", own->at[j].text);
}

void
order_line_fill(struct txn *x, struct known *k, const struct sales_order *o,
    struct order_line *l, const struct order_line *old, int i,
    struct problems *bad)
{
	struct problems own;

	own.n = 0;
	fill(x, k, o, l, old, &own);
	in_row(&own, i, bad);
}

enum rc
order_line_defaults(struct txn *x, const struct sales_order *o,
    struct order_line *l, struct problems *bad)
{
	struct known *k = txn_scratch(x, sizeof *k);
	int before = bad->n;

	known_start(x, o->account_id, k);
	fill(x, k, o, l, NULL, bad);
	return bad->n > before ? RC_INVALID : RC_OK;
}

/* ---- rules */

/* What is true of items today, and need not have been when it happened. */
static void
check_item(struct txn *x, const struct product *item,
    const struct sales_order *o, const struct order_line *l,
    struct problems *bad)
{
	if (o->order_type != ORDER_RC && !product_sold(item))
		problem(bad, ORDER_LINE_PRODUCT, _("%s is not sold."),
		    item->item_id);
	if (unit_factor(x, item, l->uom) == 0)
		problem(bad, ORDER_LINE_UOM,
		    _("%s has no unit %s: enter the unit first."),
		    item->item_id, l->uom);
	/* Discounts and fees may take away; goods that come back are a
	 * return. */
	if (item->kind == PRODUCT_STOCK && l->quantity < 0)
		problem(bad, ORDER_LINE_QUANTITY,
		    _("The quantity is below zero: goods that come back are a "
		      "return."));
}

static void
check(struct txn *x, struct known *k, const struct sales_order *o,
    struct order_line *l, bool history, struct problems *bad)
{
	const char *wrong = tax_wrong(l->tax_category, l->tax_rate);
	const struct product *item = known_product(x, k, l->item_id);
	struct warehouse w;

	record_check(&order_line_entity, l, bad);
	if (item != NULL && !history)
		check_item(x, item, o, l, bad);
	if (l->warehouse != 0 &&
	    refers_to(
		x, &order_line_entity, l, ORDER_LINE_WAREHOUSE, &w, bad) &&
	    !w.active && !history)
		problem(bad, ORDER_LINE_WAREHOUSE,
		    _("%s is not active: nothing is sent from there."), w.code);
	if (l->unit_price < 0)
		problem(bad, ORDER_LINE_PRICE, _("A price is never negative."));
	if (l->discount_pct < 0 || l->discount_pct > 100000)
		problem(bad, ORDER_LINE_DISCOUNT,
		    _("A discount is between 0 and 100 percent."));
	if (l->description[0] == '\0')
		problem(bad, ORDER_LINE_DESCRIPTION,
		    _("A line needs an item or a description."));
	if (wrong != NULL)
		problem(bad, ORDER_LINE_TAX_RATE, "%s", wrong);
}

void
order_line_check(struct txn *x, struct known *k, const struct sales_order *o,
    struct order_line *l, bool history, int i, struct problems *bad)
{
	struct problems own;

	own.n = 0;
	check(x, k, o, l, history, &own);
	in_row(&own, i, bad);
}
