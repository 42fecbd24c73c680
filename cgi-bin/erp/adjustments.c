/* Adjustments (IN303000): moves of stock, and the form that makes one. */
#include "items.h"
#include "model/order.h"
#include "model/stock.h"
#include "model/warehouse.h"

/* ---- lists ---------------------------------------------------------------
 */

#define MOVED                                                                  \
	{ .tag = MOVE_WAREHOUSE, .how = COL_TEXT },                            \
	    { .tag = MOVE_QUANTITY, .how = COL_NUMBER },                       \
	    { .tag = MOVE_AFTER, .how = COL_NUMBER, .hide_small = true },      \
	    { .tag = MOVE_BY, .how = COL_TEXT, .hide_small = true },           \
	    { .tag = MOVE_MOVED, .how = COL_TIME },                            \
	{                                                                      \
		.tag = MOVE_KIND, .how = COL_PILL                              \
	}

static const struct column columns[] = {
	{ .tag = MOVE_ITEM, .label = N_("Item"), .how = COL_LINK },
	MOVED,
	{ .tag = 0 },
};

static const struct column item_columns[] = {
	{ .tag = MOVE_ID, .label = N_("Nbr."), .how = COL_LINK },
	MOVED,
	{ .tag = 0 },
};

static const struct stock_move adjusted = { .move_kind = MOVE_ADJUSTMENT },
			       received = { .move_kind = MOVE_RECEIPT },
			       counted = { .move_kind = MOVE_COUNT },
			       issued = { .move_kind = MOVE_ISSUE },
			       returned = { .move_kind = MOVE_RETURN };

#define OF_KIND                                                                \
	{                                                                      \
		{ "newest", MOVE_MOVED, MOVE_BY_KIND, true },                  \
		    { "oldest", MOVE_MOVED, MOVE_BY_KIND, false },             \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "newest", MOVE_MOVED, 0, true },
		{ "oldest", MOVE_MOVED, 0, false }, { .name = NULL } } },
	{ .name = "adjustments",
	    .label = N_("Adjustments"),
	    .like = &adjusted,
	    .prefix = 1,
	    .sorts = OF_KIND },
	{ .name = "receipts",
	    .label = N_("Receipts"),
	    .like = &received,
	    .prefix = 1,
	    .sorts = OF_KIND },
	{ .name = "counts",
	    .label = N_("Counts"),
	    .like = &counted,
	    .prefix = 1,
	    .sorts = OF_KIND },
	{ .name = "shipments",
	    .label = N_("Shipments"),
	    .like = &issued,
	    .prefix = 1,
	    .sorts = OF_KIND },
	{ .name = "returns",
	    .label = N_("Returns"),
	    .like = &returned,
	    .prefix = 1,
	    .sorts = OF_KIND },
	{ .name = NULL },
};

static const struct view view = {
	.e = &stock_move_entity,
	.path = "/adjustments",
	.item = "/adjustments/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Moves of stock, newest first"),
	.export_path = "/adjustments/export.csv",
	.empty_icon = "refresh",
	.empty_title = N_("Nothing has moved"),
	.empty_says = N_("Each change of what is on hand is listed here: what "
			 "came, what was counted, what left, what came back."),
};

enum rc
adjustment_list(struct req *r)
{
	return list_page(r, &view, _("Adjustments"), "adjustments", "IN303000",
	    may(r, ROLE_SALES) ? "/adjustments/new" : NULL,
	    _("New adjustment"));
}

static const unsigned exported[] = {
	MOVE_ID,
	MOVE_MOVED,
	MOVE_KIND,
	MOVE_ITEM,
	MOVE_WAREHOUSE,
	MOVE_QUANTITY,
	MOVE_AFTER,
	MOVE_REASON,
	MOVE_NOTE,
	MOVE_SHIPMENT,
	MOVE_BY,
	0,
};

enum rc
adjustment_csv(struct req *r)
{
	return list_csv(r, &view, exported, "adjustments.csv");
}

enum rc
item_moves(struct req *r)
{
	const struct stock_move like = { .item_id = r->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .sorts = { { "newest", MOVE_MOVED, MOVE_OF_ITEM, true },
			{ "oldest", MOVE_MOVED, MOVE_OF_ITEM, false },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	const struct view v = {
		.e = &stock_move_entity,
		.path = at(r, "/items", r->id, "/moves"),
		.item = "/adjustments/",
		.source = &source_store,
		.tabs = all,
		.columns = item_columns,
		.caption = N_("Moves of this item, newest first"),
		.empty_icon = "refresh",
		.empty_title = N_("Nothing of it has moved"),
		.empty_says = N_("What comes, is counted, leaves or comes back "
				 "is listed here."),
	};
	struct product *p;
	enum rc rc = item_load(r, &p);

	if (rc != RC_OK)
		return rc;
	item_tab(
	    r, p, "/moves", arena_printf(r->mem, _("Moves of %s"), p->name));
	html(r, "</div>");
	rc = list_show(r, &v);
	page_close(r);
	return rc;
}

/* ---- one move ------------------------------------------------------------
 */

static const unsigned facts[] = {
	MOVE_QUANTITY,
	MOVE_AFTER,
	MOVE_REASON,
	MOVE_NOTE,
	MOVE_MOVED,
	MOVE_BY,
	0,
};

enum rc
adjustment_page(struct req *r)
{
	struct stock_move *m = arena_alloc(r->mem, sizeof *m);
	enum rc rc = store_get(r->x, &stock_move_entity, r->id, m);
	struct head h = { .nav = "adjustments",
		.screen = "IN303000",
		.crumb = _("Adjustments"),
		.crumb_path = "/adjustments" };

	if (rc != RC_OK)
		return rc;
	h.title = arena_printf(r->mem, _("Move %lld"), (long long)m->id);
	head_begin_pill(r, &h, record_field(&stock_move_entity, MOVE_KIND), m);
	head_end(r);
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, h.title);
	html(r, "\"><div class=\"body\"><dl class=\"kv two\">");
	doc_link(r, &stock_move_entity, MOVE_ITEM, m, "/items", LEDGER);
	doc_link(r, &stock_move_entity, MOVE_WAREHOUSE, m, "/warehouses",
	    ROLE_SALES);
	doc_link(r, &stock_move_entity, MOVE_SHIPMENT, m, "/shipments", LEDGER);
	doc_facts(r, &stock_move_entity, facts, m);
	html(r, "</dl></div></section>");
	page_close(r);
	return RC_OK;
}

/* ---- a new one -----------------------------------------------------------
 */

/* What is entered by hand; the other kinds come of documents. */
static const struct choice by_hand[] = {
	{ MOVE_RECEIPT, "receipt", N_("Receipt"), NULL },
	{ MOVE_ADJUSTMENT, "adjustment", N_("Adjustment"), NULL },
	{ 0 },
};

static void
kind_field(struct req *r, const void *rec, const struct problems *bad)
{
	const struct field *f = record_field(&stock_move_entity, MOVE_KIND);

	form_select(r, f->name, _(f->label),
	    _("A receipt brings goods; an adjustment has a reason."), by_hand,
	    record_int(f, rec), bad != NULL ? problem_of(bad, f->tag) : NULL);
}

static const unsigned kind[] = { MOVE_KIND, 0 };

static bool
read_kind(struct req *r, void *rec, struct problems *bad)
{
	return form_read(r, &stock_move_entity, kind, rec, bad);
}

static const unsigned what[] = {
	MOVE_ITEM,
	MOVE_WAREHOUSE,
	MOVE_QUANTITY,
	0,
};

static const unsigned why[] = { MOVE_REASON, MOVE_NOTE, 0 };

static const struct part parts[] = {
	{ N_("What"), what, kind_field },
	{ N_("Why"), why, NULL },
	{ .tags = NULL },
};

static void
begin(struct req *r, void *rec)
{
	struct stock_move *m = rec;

	m->move_kind = MOVE_RECEIPT;
	m->item_id = query_id(r, "item");
	m->warehouse = query_id(r, "warehouse");
}

static const struct edit card = {
	.e = &stock_move_entity,
	.list = "/adjustments",
	.list_title = N_("Adjustments"),
	.nav = "adjustments",
	.screen = "IN303000",
	.fresh = N_("New adjustment"),
	.save = N_("Save adjustment"),
	.parts = parts,
	.begin = begin,
	.read_more = read_kind,
};

enum rc
adjustment_new(struct req *r)
{
	return edit_get(r, &card);
}

enum rc
adjustment_post(struct req *r)
{
	return edit_post(r, &card);
}
