/* Sales prices (AR202000): list and form. */
#include "items.h"

/* For whom: everybody, a price class, a customer. */
void
price_cell(struct req *r, const struct column *c, const void *rec)
{
	const struct price *p = rec;
	char name[FIELD_TEXT];

	if (c->tag == PRICE_PRICE) {
		number_field(r, record_field(&price_entity, PRICE_PRICE), p);
		html(r, " <span class=\"cur\">");
		text(r, p->currency);
		html(r, "</span>");
		if (p->uom[0] != '\0')
			textf(r, _(" per %s"), p->uom);
		return;
	}
	if (p->price_type == PRICE_FOR_CUSTOMER) {
		refer_title(r->x, record_field(&price_entity, PRICE_ACCOUNT), p,
		    name, sizeof name);
		text(r, name);
	} else if (p->price_type == PRICE_FOR_CLASS) {
		text(r, p->price_class);
	} else {
		html(r, "<span class=\"muted\">");
		text(r, _("Everybody"));
		html(r, "</span>");
	}
	if (p->promotion) {
		html(r, " ");
		pill(r, "info", _("Promotion"));
	}
}

#define OWN_COLUMNS                                                            \
	{ .tag = PRICE_TYPE, .how = COL_TEXT },                                \
	    { .tag = PRICE_ACCOUNT, .label = N_("For"), .how = COL_OWN },      \
	    { .tag = PRICE_BREAK, .label = N_("From"), .how = COL_NUMBER },    \
	    { .tag = PRICE_PRICE, .how = COL_OWN, .right = true },             \
	    { .tag = PRICE_EFFECTIVE,                                          \
		    .label = N_("Effective"),                                  \
		    .how = COL_DATE,                                           \
		    .hide_small = true },                                      \
	{                                                                      \
		.tag = PRICE_EXPIRES, .label = N_("Expires"), .how = COL_DATE, \
		.hide_small = true                                             \
	}

const struct column price_columns[] = {
	{ .tag = PRICE_CODE, .how = COL_LINK },
	{ .tag = PRICE_PRODUCT, .how = COL_TITLE },
	OWN_COLUMNS,
	{ .tag = 0 },
};

const struct column item_price_columns[] = {
	{ .tag = PRICE_CODE, .how = COL_LINK },
	OWN_COLUMNS,
	{ .tag = 0 },
};

static const struct price base = { .price_type = PRICE_BASE },
			  of_class = { .price_type = PRICE_FOR_CLASS },
			  of_customer = { .price_type = PRICE_FOR_CUSTOMER };

#define OF_TYPE                                                                \
	{                                                                      \
		{ "item", PRICE_PRODUCT, PRICE_BY_TYPE, false },               \
		    { "item-down", PRICE_PRODUCT, PRICE_BY_TYPE, true },       \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct tab tabs[] = {
	{ .name = "base",
	    .label = N_("Base"),
	    .like = &base,
	    .prefix = 1,
	    .sorts = OF_TYPE },
	{ .name = "class",
	    .label = N_("Price classes"),
	    .like = &of_class,
	    .prefix = 1,
	    .sorts = OF_TYPE },
	{ .name = "customer",
	    .label = N_("Customers"),
	    .like = &of_customer,
	    .prefix = 1,
	    .sorts = OF_TYPE },
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "number", PRICE_CODE, PRICE_BY_CODE, false },
		{ "number-down", PRICE_CODE, PRICE_BY_CODE, true },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view view = {
	.e = &price_entity,
	.path = "/prices",
	.item = "/prices/",
	.source = &source_store,
	.tabs = tabs,
	.columns = price_columns,
	.caption = N_("Sales prices by item"),
	.export_path = "/prices/export.csv",
	.empty_icon = "tag",
	.empty_title = N_("No sales prices here"),
	.empty_says = N_("Without one, an item has its default price. A sales "
			 "price can be for everybody, for a price class or "
			 "for one customer, and from a quantity on."),
	.empty_path = "/prices/new",
	.empty_action = N_("New price"),
	.cell = price_cell,
};

enum rc
price_list(struct req *r)
{
	return list_page(r, &view, _("Sales prices"), "prices", "AR202000",
	    may(r, ROLE_SALES) ? "/prices/new" : NULL, _("New price"));
}

/* ---- the form --------------------------------------------------------------
 */

static const unsigned whom[] = {
	PRICE_CODE,
	PRICE_TYPE,
	PRICE_ACCOUNT,
	PRICE_CLASS,
	0,
};

static const unsigned what[] = {
	PRICE_PRODUCT,
	PRICE_UOM,
	PRICE_PRICE,
	PRICE_CURRENCY,
	0,
};

static const unsigned by_quantity[] = { PRICE_BREAK, 0 };

static const unsigned dates[] = {
	PRICE_EFFECTIVE,
	PRICE_EXPIRES,
	PRICE_PROMOTION,
	0,
};

static const struct part parts[] = {
	{ N_("For whom"), whom, NULL },
	{ N_("What"), what, NULL },
	{ N_("From which quantity"), by_quantity, NULL },
	{ N_("When"), dates, NULL },
	{ .tags = NULL },
};

/* Without Volume Pricing there is no quantity to enter. */
static const struct part plain_parts[] = {
	{ N_("For whom"), whom, NULL },
	{ N_("What"), what, NULL },
	{ N_("When"), dates, NULL },
	{ .tags = NULL },
};

static void
begin(struct req *r, void *rec)
{
	struct price *p = rec;
	struct product item;
	int64_t id = query_id(r, "item");

	p->price_type = PRICE_BASE;
	if (id != 0 && store_get(r->x, &product_entity, id, &item) == RC_OK) {
		p->item_id = item.id;
		str_copy(p->currency, sizeof p->currency, item.currency);
	}
}

static void
buttons(struct req *r, const void *rec)
{
	button_link(r, at(r, "/prices", record_id(rec), "/delete"), "btn",
	    "trash", _("Delete price"));
}

static struct edit
card(const struct req *r)
{
	return (struct edit){
		.e = &price_entity,
		.list = "/prices",
		.list_title = N_("Sales prices"),
		.nav = "prices",
		.screen = "AR202000",
		.fresh = N_("New price"),
		.save = N_("Save price"),
		.parts = r->visitor->features & FEATURE_VOLUME_PRICING ?
		    parts :
		    plain_parts,
		.begin = begin,
		.buttons = buttons,
	};
}

/* Staff who may only look. */
static enum rc
show_only(struct req *r)
{
	struct price *p = arena_alloc(r->mem, sizeof *p);
	enum rc rc = store_get(r->x, &price_entity, r->id, p);
	struct head h = { .nav = "prices",
		.screen = "AR202000",
		.crumb = _("Sales prices"),
		.crumb_path = "/prices" };

	if (rc != RC_OK)
		return rc;
	h.title = arena_printf(r->mem, _("Price %s"), p->price_id);
	page_open(r, &h);
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, h.title);
	html(r, "\"><div class=\"body\"><dl class=\"kv two\">");
	for (const struct part *part = parts; part->tags != NULL; part++)
		doc_facts(r, &price_entity, part->tags, p);
	html(r, "</dl></div></section>");
	page_close(r);
	return RC_OK;
}

enum rc
price_edit(struct req *r)
{
	const struct edit ed = card(r);

	return r->id == 0 || may(r, ROLE_SALES) ? edit_get(r, &ed) :
						  show_only(r);
}

enum rc
price_post(struct req *r)
{
	const struct edit ed = card(r);

	return edit_post(r, &ed);
}

static const unsigned exported[] = {
	PRICE_CODE,
	PRICE_TYPE,
	PRICE_ACCOUNT,
	PRICE_CLASS,
	PRICE_PRODUCT,
	PRICE_UOM,
	PRICE_BREAK,
	PRICE_PRICE,
	PRICE_CURRENCY,
	PRICE_EFFECTIVE,
	PRICE_EXPIRES,
	PRICE_PROMOTION,
	0,
};

enum rc
price_csv(struct req *r)
{
	return list_csv(r, &view, exported, "prices.csv");
}
