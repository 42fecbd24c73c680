/* One item: its form, its prices, its units, its audit. */
#include "items.h"
#include "model/company.h"

void
item_price(struct req *r, const struct product *p)
{
	const struct field *f = record_field(&product_entity, PRODUCT_PRICE);
	struct company ours;

	if (p->price == 0)
		return;
	number_field(r, f, p);
	html(r, " <span class=\"cur\">");
	if (p->currency[0] != '\0')
		text(r, p->currency);
	else if (company_load(r->x, &ours) == RC_OK)
		text(r, ours.currency);
	html(r, "</span>");
}

/* ---- the form --------------------------------------------------------------
 */

static const unsigned general[] = {
	PRODUCT_CODE,
	PRODUCT_NAME,
	PRODUCT_ACTIVE,
	PRODUCT_KIND,
	PRODUCT_CLASS,
	PRODUCT_DESCRIPTION,
	PRODUCT_CATEGORY,
	PRODUCT_WEB,
	0,
};

static const unsigned selling[] = {
	PRODUCT_PRICE,
	PRODUCT_CURRENCY,
	PRODUCT_UOM,
	PRODUCT_TAX,
	PRODUCT_WEIGHT,
	0,
};

static const unsigned numbers[] = {
	PRODUCT_GTIN,
	PRODUCT_EXTERNAL_ID,
	0,
};

static const unsigned storing[] = { PRODUCT_DEFAULT_WAREHOUSE, 0 };

static const struct part parts[] = {
	{ N_("General"), general, NULL },
	{ N_("Selling"), selling, NULL },
	{ N_("Stock"), storing, NULL },
	{ N_("Other numbers"), numbers, NULL },
	{ .tags = NULL },
};

static const struct record_tab tabs[] = {
	{ "", N_("General"), 0, 0 },
	{ "/prices", N_("Prices"), 0, 0 },
	{ "/units", N_("Units"), 0, FEATURE_UNITS },
	{ "/stock", N_("Stock"), 0, 0 },
	{ "/moves", N_("Moves"), 0, 0 },
	{ "/references", N_("Numbers"), 0, 0 },
	{ "/picture", N_("Picture"), 0, 0 },
	{ "/audit", N_("Audit"), ROLE_ADMIN, 0 },
	{ .label = NULL },
};

static void
begin(struct req *r, void *rec)
{
	struct product *p = rec;

	(void)r;
	p->kind = PRODUCT_STOCK;
	p->active = PRODUCT_IS_ACTIVE;
	p->web = PRODUCT_SHOWN;
}

static const char *
lead(struct req *r, const void *rec)
{
	const struct product *p = rec;

	(void)r;
	return p->item_id;
}

static void
buttons(struct req *r, const void *rec)
{
	why_object_button(r, "btn quiet", "/items", record_id(rec));
	if (may(r, ROLE_SALES))
		button_link(r,
		    arena_printf(r->mem, "/prices/new?item=%lld",
			(long long)record_id(rec)),
		    "btn", "plus", _("New price"));
}

static const struct edit card = {
	.e = &product_entity,
	.list = "/items",
	.list_title = N_("Items"),
	.nav = "items",
	.screen = "IN202500",
	.fresh = N_("New item"),
	.save = N_("Save item"),
	.parts = parts,
	.begin = begin,
	.tabs = tabs,
	.lead = lead,
	.buttons = buttons,
};

void
item_tab(
    struct req *r, const struct product *p, const char *tab, const char *title)
{
	const struct head h = {
		.title = title,
		.nav = "items",
		.screen = "IN202500",
		.crumb = _("Items"),
		.crumb_path = "/items",
		.lead = lead(r, p),
	};

	head_begin_pill(
	    r, &h, record_field(&product_entity, PRODUCT_ACTIVE), p);
	buttons(r, p);
	head_end(r);
	html(r, "<div class=\"card flush\">");
	record_tabs(r, "/items", p->id, tabs, tab);
}

enum rc
item_load(struct req *r, struct product **p)
{
	*p = arena_alloc(r->mem, sizeof **p);
	return store_get(r->x, &product_entity, r->id, *p);
}

/* Staff who may only look. */
static enum rc
show_only(struct req *r)
{
	struct product *p;
	enum rc rc = item_load(r, &p);

	if (rc != RC_OK)
		return rc;
	item_tab(r, p, "", p->name);
	html(r, "<div class=\"body\"><dl class=\"kv two\">");
	for (const struct part *part = parts; part->tags != NULL; part++)
		doc_facts(r, &product_entity, part->tags, p);
	html(r, "</dl></div></div>");
	page_close(r);
	return RC_OK;
}

enum rc
item_edit(struct req *r)
{
	return r->id == 0 || may(r, ROLE_SALES) ? edit_get(r, &card) :
						  show_only(r);
}

enum rc
item_post(struct req *r)
{
	return edit_post(r, &card);
}

enum rc
item_audit(struct req *r)
{
	struct product *p;
	enum rc rc = item_load(r, &p);

	if (rc != RC_OK)
		return rc;
	item_tab(
	    r, p, "/audit", arena_printf(r->mem, _("Audit of %s"), p->name));
	html(r, "</div>");
	rc = audit_of(
	    r, &product_entity, r->id, at(r, "/items", r->id, "/audit"));
	page_close(r);
	return rc;
}

/* ---- prices of the item
 * ------------------------------------------------------------ */

enum rc
item_prices(struct req *r)
{
	const struct price like = { .item_id = r->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .sorts = { { "type", PRICE_TYPE, PRICE_OF_PRODUCT, false },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	const struct view v = {
		.e = &price_entity,
		.path = at(r, "/items", r->id, "/prices"),
		.item = "/prices/",
		.source = &source_store,
		.tabs = all,
		.columns = item_price_columns,
		.caption = N_("Prices of this item"),
		.empty_icon = "tag",
		.empty_title = N_("No prices of its own"),
		.empty_says = N_("Everybody pays the item's default price. A "
				 "price can be for all, for a price class or "
				 "for one customer, from a quantity on."),
		.empty_path = may(r, ROLE_SALES) ?
		    arena_printf(
			r->mem, "/prices/new?item=%lld", (long long)r->id) :
		    NULL,
		.empty_action = N_("New price"),
		.cell = price_cell,
	};
	struct product *p;
	enum rc rc = item_load(r, &p);

	if (rc != RC_OK)
		return rc;
	item_tab(
	    r, p, "/prices", arena_printf(r->mem, _("Prices of %s"), p->name));
	html(r, "</div>");
	rc = list_show(r, &v);
	page_close(r);
	return rc;
}

/* ---- units of the item
 * ------------------------------------------------------------- */

static const struct column unit_columns[] = {
	{ .tag = UNIT_UOM, .how = COL_LINK },
	{ .tag = UNIT_FACTOR, .how = COL_OWN },
	{ .tag = 0 },
};

/* "12 EA" */
static void
unit_cell(struct req *r, const struct column *c, const void *rec)
{
	const struct unit *u = rec;
	struct product p;

	number_field(r, record_field(&unit_entity, c->tag), u);
	if (store_get(r->x, &product_entity, u->item_id, &p) == RC_OK)
		textf(r, " %s", p.uom);
}

static const unsigned unit_fields[] = { UNIT_UOM, UNIT_FACTOR, 0 };

static const struct part unit_parts[] = {
	{ NULL, unit_fields, NULL },
	{ .tags = NULL },
};

static void
unit_form(struct req *r, const struct unit *u, const struct problems *bad)
{
	card_open(r, "h-unit", _("Another unit"));
	form_open(r, at(r, "/items", u->item_id, "/units"));
	form_fields(r, &unit_entity, unit_fields, u, bad);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Add unit"));
	html(r, "</div>");
	form_close(r);
	card_close(r);
}

static enum rc
units_page(struct req *r, const struct product *p, const struct unit *u,
    const struct problems *bad)
{
	const struct unit like = { .item_id = p->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .sorts = { { "unit", UNIT_UOM, UNIT_IN_PRODUCT, false },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	const struct view v = {
		.e = &unit_entity,
		.path = at(r, "/items", p->id, "/units"),
		.item = may(r, ROLE_SALES) ? "/units/" : NULL,
		.source = &source_store,
		.tabs = all,
		.columns = unit_columns,
		.caption = N_("Further units of this item"),
		.empty_icon = "package",
		.empty_title = N_("No further units"),
		.empty_says = N_("The item is sold by its own unit. Boxes and "
				 "pallets that hold several of it are kept "
				 "here."),
		.cell = unit_cell,
	};
	enum rc rc;

	item_tab(
	    r, p, "/units", arena_printf(r->mem, _("Units of %s"), p->name));
	html(r, "</div>");
	form_errors(r, &(struct form_bad){ &unit_entity, bad }, bad != NULL);
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	rc = list_show(r, &v);
	html(r, "</div><div class=\"stack\">");
	if (may(r, ROLE_SALES))
		unit_form(r, u, bad);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

enum rc
item_units(struct req *r)
{
	const struct unit u = { .item_id = r->id };
	struct product *p;
	enum rc rc = item_load(r, &p);

	return rc == RC_OK ? units_page(r, p, &u, NULL) : rc;
}

enum rc
item_units_post(struct req *r)
{
	struct unit *u = arena_alloc(r->mem, sizeof *u);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct product *p;
	enum rc rc = item_load(r, &p), shown;

	if (rc != RC_OK)
		return rc;
	u->item_id = p->id;
	rc = form_read(r, &unit_entity, unit_fields, u, bad) ?
	    unit_save(r->x, u, bad) :
	    RC_INVALID;
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, at(r, "/items", p->id, "/units"), "saved");
		return rc;
	}
	edit_status(r, rc);
	shown = units_page(r, p, u, bad);
	return shown == RC_OK ? rc : shown;
}

static const struct edit unit_card = {
	.e = &unit_entity,
	.list = "/units",
	.list_title = N_("Items"),
	.nav = "items",
	.screen = "IN202500",
	.save = N_("Save unit"),
	.parts = unit_parts,
};

static void
unit_page(struct req *r, const struct unit *u, const struct problems *bad)
{
	const char *back = at(r, "/items", u->item_id, "/units");
	char item[FIELD_TEXT];
	struct head h = {
		.nav = "items", .screen = "IN202500", .crumb_path = back
	};

	refer_title(r->x, record_field(&unit_entity, UNIT_PRODUCT), u, item,
	    sizeof item);
	h.title = arena_printf(r->mem, _("Unit %s of %s"), u->uom, item);
	h.crumb = _("Units");
	head_begin(r, &h);
	button_link(r, at(r, "/units", u->id, "/delete"), "btn", "trash",
	    _("Delete unit"));
	head_end(r);
	form_errors(r, &(struct form_bad){ &unit_entity, bad }, bad != NULL);
	html(r, "<section class=\"card narrow\" aria-label=\"");
	text(r, h.title);
	html(r, "\"><div class=\"body\">");
	edit_form(r, &unit_card, at(r, "/units", u->id, ""), back, u, bad);
	html(r, "</div></section>");
	page_close(r);
}

enum rc
unit_edit(struct req *r)
{
	struct unit *u = arena_alloc(r->mem, sizeof *u);
	enum rc rc = store_get(r->x, &unit_entity, r->id, u);

	if (rc == RC_OK)
		unit_page(r, u, NULL);
	return rc;
}

enum rc
unit_post(struct req *r)
{
	struct unit *u = arena_alloc(r->mem, sizeof *u);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = edit_save(r, &unit_card, u, bad);

	switch (rc) {
	case RC_OK:
	case RC_SAME:
		redirect(r, at(r, "/items", u->item_id, "/units"), "saved");
		return rc;
	case RC_INVALID:
	case RC_EXISTS:
	case RC_CONFLICT:
		edit_status(r, rc);
		unit_page(r, u, bad);
		return rc;
	default:
		return rc;
	}
}
