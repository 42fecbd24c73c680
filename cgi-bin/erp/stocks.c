/*
 * Stock: what there is of everything (IN401000), of one item, and in one place,
 * with who has a claim on it.
 */
#include "model/stock.h"

#include "items.h"
#include "model/order.h"
#include "model/warehouse.h"

/* ---- all of it -----------------------------------------------------------
 */

#define FIGURES                                                                \
	{ .tag = STOCK_ON_HAND, .how = COL_NUMBER },                           \
	    { .tag = STOCK_PROMISED, .how = COL_NUMBER },                      \
	    { .tag = STOCK_AVAILABLE, .how = COL_NUMBER },                     \
	    { .tag = STOCK_EXPECTED, .how = COL_DATE, .hide_small = true },    \
	{                                                                      \
		.tag = STOCK_STATUS, .how = COL_PILL                           \
	}

static const struct column columns[] = {
	{ .tag = STOCK_ITEM, .label = N_("Item"), .how = COL_LINK },
	{ .tag = STOCK_WAREHOUSE, .how = COL_TEXT },
	FIGURES,
	{ .tag = 0 },
};

static const struct column item_columns[] = {
	{ .tag = STOCK_WAREHOUSE, .how = COL_LINK },
	FIGURES,
	{ .tag = 0 },
};

static const struct stock in = { .status = STOCK_IN },
			  low = { .status = STOCK_LOW },
			  out = { .status = STOCK_OUT },
			  below = { .status = STOCK_SHORT };

#define OF_STATUS                                                              \
	{                                                                      \
		{ "item", STOCK_ITEM, STOCK_BY_STATUS, false },                \
		    { "item-down", STOCK_ITEM, STOCK_BY_STATUS, true },        \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "item", STOCK_ITEM, STOCK_OF_ITEM, false },
		{ "item-down", STOCK_ITEM, STOCK_OF_ITEM, true },
		{ .name = NULL } } },
	{ .name = "in",
	    .label = N_("In Stock"),
	    .like = &in,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "low",
	    .label = N_("Low"),
	    .like = &low,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "out",
	    .label = N_("Out of Stock"),
	    .like = &out,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "below",
	    .label = N_("Below Zero"),
	    .like = &below,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = NULL },
};

static const struct view view = {
	.e = &stock_entity,
	.path = "/stock",
	.item = "/items/",
	.item_by = STOCK_ITEM,
	.item_rest = "/stock",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Stock of each item in each warehouse"),
	.export_path = "/stock/export.csv",
	.empty_icon = "package",
	.empty_title = N_("Nothing here"),
	.empty_says = N_("An item is listed once something of it has come in, "
			 "was counted, or was ordered. A list of what is on "
			 "hand can also be imported: postern import stock "
			 "FILE."),
};

enum rc
stock_list(struct req *r)
{
	return list_page(r, &view, _("Inventory summary"), "stock", "IN401000",
	    may(r, ROLE_SALES) ? "/adjustments/new" : NULL,
	    _("New adjustment"));
}

static const unsigned exported[] = {
	STOCK_ITEM,
	STOCK_WAREHOUSE,
	STOCK_ON_HAND,
	STOCK_PROMISED,
	STOCK_AVAILABLE,
	STOCK_STATUS,
	STOCK_LOW_AT,
	STOCK_EXPECTED,
	0,
};

enum rc
stock_csv(struct req *r)
{
	return list_csv(r, &view, exported, "stock.csv");
}

/* ---- of one item ---------------------------------------------------------
 */

static void
figure(struct req *r, const char *label, int64_t quantity, const char *uom)
{
	const struct stock s = { .on_hand = quantity };

	html(r, "<div><dt>");
	text(r, label);
	html(r, "</dt><dd>");
	number_field(r, record_field(&stock_entity, STOCK_ON_HAND), &s);
	textf(r, " %s", uom);
	html(r, "</dd></div>");
}

/* The sums that catalogue and orders go by. */
static enum rc
sums(struct req *r, const struct product *p)
{
	struct availability a;
	enum rc rc = stock_available(r->x, p, 0, &a);

	if (rc != RC_OK)
		return rc;
	html(r, "<div class=\"body\">");
	if (a.tracked) {
		html(r, "<dl class=\"kv two\">");
		figure(r, _("On Hand"), a.on_hand, p->uom);
		figure(r, _("Promised"), a.promised, p->uom);
		figure(r, _("Available"), a.available, p->uom);
		html(r, "</dl>");
	} else {
		html(r, "<p class=\"muted\">");
		text(r,
		    p->kind != PRODUCT_STOCK ?
			_("It is not a stock item: it can always be "
			  "ordered.") :
			_("No stock is kept, because there is no warehouse: it "
			  "can always be ordered."));
		html(r, "</p>");
	}
	html(r, "</div>");
	return RC_OK;
}

enum rc
item_stock(struct req *r)
{
	const struct stock like = { .item_id = r->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .no_count = true,
		    .sorts = { { "warehouse", STOCK_WAREHOUSE, STOCK_OF_ITEM,
				   false },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	const struct view v = {
		.e = &stock_entity,
		.path = at(r, "/items", r->id, "/stock"),
		.item = may(r, ROLE_SALES) ? "/stock/" : NULL,
		.source = &source_store,
		.tabs = all,
		.columns = item_columns,
		.caption = N_("Stock of this item by warehouse"),
		.empty_icon = "package",
		.empty_title = N_("Nothing has come in yet"),
		.empty_says = N_("Goods come in by a receipt, a count or a "
				 "return."),
		.empty_path = may(r, ROLE_SALES) ?
		    arena_printf(r->mem, "/adjustments/new?item=%lld",
			(long long)r->id) :
		    NULL,
		.empty_action = N_("New adjustment"),
	};
	struct product *p;
	enum rc rc = item_load(r, &p);

	if (rc != RC_OK)
		return rc;
	item_tab(
	    r, p, "/stock", arena_printf(r->mem, _("Stock of %s"), p->name));
	if ((rc = sums(r, p)) != RC_OK)
		return rc;
	html(r, "</div>");
	rc = list_show(r, &v);
	page_close(r);
	return rc;
}

/* ---- in one place --------------------------------------------------------
 */

static const unsigned counted[] = {
	STOCK_ON_HAND,
	STOCK_LOW_AT,
	STOCK_EXPECTED,
	0,
};

static const struct part parts[] = {
	{ NULL, counted, NULL },
	{ .tags = NULL },
};

static const struct edit card = {
	.e = &stock_entity,
	.list = "/stock",
	.list_title = N_("Inventory summary"),
	.nav = "stock",
	.screen = "IN401000",
	.save = N_("Save count"),
	.parts = parts,
};

static const struct column claim_columns[] = {
	{ .tag = ORDER_LINE_ORDER, .how = COL_LINK },
	{ .tag = ORDER_LINE_QUANTITY, .how = COL_NUMBER },
	{ .tag = ORDER_LINE_PROMISED_QTY, .how = COL_NUMBER },
	{ .tag = ORDER_LINE_UOM, .how = COL_TEXT },
	{ .tag = ORDER_LINE_WAITS, .how = COL_DATE },
	{ .tag = 0 },
};

/* Those who have all first, then those who wait, the oldest first. */
static enum rc
claims(struct req *r, const struct stock *s)
{
	const struct order_line like = { .stock_id = s->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .no_count = true,
		    .sorts = { { "waits", ORDER_LINE_WAITS, ORDER_LINE_OF_STOCK,
				   false },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	const struct view v = {
		.e = &order_line_entity,
		.path = at(r, "/stock", s->id, ""),
		.item = "/orders/",
		.item_by = ORDER_LINE_ORDER,
		.source = &source_store,
		.tabs = all,
		.columns = claim_columns,
		.caption = N_("Orders with a claim on it"),
		.empty_icon = "cart",
		.empty_title = N_("No order has a claim on it"),
		.empty_says = N_("Released orders are promised what is on "
				 "hand, and wait for the rest."),
	};

	return list_show(r, &v);
}

static enum rc
stock_page(struct req *r, const struct stock *s, const struct problems *bad)
{
	const char *back = at(r, "/items", s->item_id, "/stock");
	char item[FIELD_TEXT], place[FIELD_TEXT];
	const struct head h = { .nav = "stock",
		.screen = "IN401000",
		.crumb = _("Stock"),
		.crumb_path = back };
	struct head own = h;
	enum rc rc;

	refer_title(r->x, record_field(&stock_entity, STOCK_ITEM), s, item,
	    sizeof item);
	refer_title(r->x, record_field(&stock_entity, STOCK_WAREHOUSE), s,
	    place, sizeof place);
	own.title = arena_printf(r->mem, _("%s in %s"), item, place);
	head_begin_pill(r, &own, record_field(&stock_entity, STOCK_STATUS), s);
	button_link(r,
	    arena_printf(r->mem, "/adjustments/new?item=%lld&warehouse=%lld",
		(long long)s->item_id, (long long)s->warehouse),
	    "btn", "plus", _("New adjustment"));
	head_end(r);
	form_errors(r, &(struct form_bad){ &stock_entity, bad }, bad != NULL);
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	html(r, "<h2>");
	text(r, _("Orders with a claim on it"));
	html(r, "</h2>");
	rc = claims(r, s);
	html(r, "</div><div class=\"stack\">");
	card_open(r, "h-count", _("Count"));
	edit_form(r, &card, at(r, "/stock", s->id, ""), back, s, bad);
	card_close(r);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

enum rc
stock_edit(struct req *r)
{
	struct stock *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc = store_get(r->x, &stock_entity, r->id, s);

	return rc == RC_OK ? stock_page(r, s, NULL) : rc;
}

enum rc
stock_post(struct req *r)
{
	struct stock *s = arena_alloc(r->mem, sizeof *s);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = edit_save(r, &card, s, bad), shown;

	switch (rc) {
	case RC_OK:
	case RC_SAME:
		redirect(r, at(r, "/items", s->item_id, "/stock"), "saved");
		return rc;
	case RC_INVALID:
	case RC_EXISTS:
	case RC_CONFLICT:
		edit_status(r, rc);
		shown = stock_page(r, s, bad);
		return shown == RC_OK ? rc : shown;
	default:
		return rc;
	}
}
