/* What is known beside a line of an order: the rule of its price, and goods. */
#include "model/account.h"
#include "model/product.h"
#include "model/stock.h"
#include "model/warehouse.h"
#include "orders.h"

/* ---- prices ----------------------------------------------------------------
 */

static enum rc
find(struct req *r, const struct sales_order *o, const struct order_line *l,
    struct price_found *to)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	struct product *item = arena_alloc(r->mem, sizeof *item);

	if (l->item_id == 0 ||
	    store_get(r->x, &product_entity, l->item_id, item) != RC_OK)
		return RC_NOTFOUND;
	/* Without a customer there are prices for everybody. */
	if (o->account_id != 0 &&
	    store_get(r->x, &account_entity, o->account_id, a) != RC_OK)
		return RC_NOTFOUND;
	return price_find(
	    r->x, a, item, l->uom, l->quantity, o->currency, o->order_date, to);
}

void
order_price_rule(struct req *r, const struct sales_order *o,
    const struct order_line *l, bool always)
{
	struct price_found found;
	struct order_line list = *l;
	char rule[PRICE_WORDS];
	bool same;

	if (find(r, o, l, &found) != RC_OK)
		return;
	price_rule_text(&found, false, rule, sizeof rule);
	same = found.price == l->unit_price;
	list.unit_price = found.price;
	if (!same) {
		text(r,
		    l->manual_price ? _("By hand.") : _("Of an earlier list."));
		html(r, " ");
	}
	text(r, rule);
	if (same && !always)
		return;
	html(r, ": ");
	number_field(
	    r, record_field(&order_line_entity, ORDER_LINE_PRICE), &list);
}

/* ---- goods
 * ---------------------------------------------------------------------- */

static void
quantity(struct req *r, int64_t n, const char *uom)
{
	const struct order_line of = { .quantity = n };

	number_field(
	    r, record_field(&order_line_entity, ORDER_LINE_QUANTITY), &of);
	textf(r, " %s", uom);
}

void
order_line_goods(struct req *r, const struct order_line *l)
{
	int64_t open = order_line_open(l);

	if (l->stock_id == 0 || open <= 0)
		return;
	quantity(r, l->promised_qty, l->uom);
	text(r, _(" promised"));
	if (l->promised_qty >= open)
		return;
	html(r, ", ");
	quantity(r, open - l->promised_qty, l->uom);
	text(r, _(" on back order"));
}

/* What is there for it, in the item's own unit. */
static void
available(struct req *r, const struct order_line *l)
{
	struct product *item = arena_alloc(r->mem, sizeof *item);
	struct availability a;
	int64_t set = l->warehouse != 0 ? warehouse_bit(l->warehouse) : 0;

	if (l->item_id == 0 ||
	    store_get(r->x, &product_entity, l->item_id, item) != RC_OK ||
	    stock_available(r->x, item, set, &a) != RC_OK || !a.tracked)
		return;
	quantity(r, a.available, item->uom);
	text(r, _(" available"));
	if (a.available > 0 || a.expected == 0)
		return;
	text(r, _(", more on "));
	date_text(r, a.expected);
}

/* ---- the form
 * -------------------------------------------------------------- */

void
order_line_beside(
    struct req *r, const void *order, const void *line, unsigned tag)
{
	if (tag != ORDER_LINE_PRICE && tag != ORDER_LINE_QUANTITY)
		return;
	html(r, "<div class=\"says small muted\">");
	if (line != NULL && tag == ORDER_LINE_PRICE)
		order_price_rule(r, order, line, true);
	else if (line != NULL)
		available(r, line);
	html(r, "</div>");
}
