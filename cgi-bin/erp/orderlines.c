/* What is known beside a line of an order: the rule of its price. */
#include "model/account.h"
#include "model/product.h"
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
order_price_rule(
    struct req *r, const struct sales_order *o, const struct order_line *l)
{
	struct price_found found;
	struct order_line list = *l;
	char rule[PRICE_WORDS];

	if (find(r, o, l, &found) != RC_OK)
		return;
	price_rule_text(&found, false, rule, sizeof rule);
	if (found.price == l->unit_price) {
		text(r, rule);
		return;
	}
	list.unit_price = found.price;
	text(r, l->manual_price ? _("By hand.") : _("Of an earlier list."));
	html(r, " ");
	text(r, rule);
	html(r, ": ");
	number_field(
	    r, record_field(&order_line_entity, ORDER_LINE_PRICE), &list);
}

/* ---- the form
 * -------------------------------------------------------------- */

void
order_line_beside(
    struct req *r, const void *order, const void *line, unsigned tag)
{
	if (tag != ORDER_LINE_PRICE)
		return;
	html(r, "<div class=\"says small muted\">");
	if (line != NULL)
		order_price_rule(r, order, line);
	html(r, "</div>");
}
