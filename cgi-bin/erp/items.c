/* Items (IN202500): list and export. */
#include "items.h"

static const struct column columns[] = {
	{ .tag = PRODUCT_CODE, .how = COL_LINK },
	{ .tag = PRODUCT_NAME, .how = COL_TEXT },
	{ .tag = PRODUCT_CLASS, .how = COL_TEXT, .hide_small = true },
	{ .tag = PRODUCT_UOM, .how = COL_TEXT },
	{ .tag = PRODUCT_PRICE, .how = COL_OWN, .right = true },
	{ .tag = PRODUCT_ACTIVE, .how = COL_PILL },
	{ .tag = 0 },
};

static void
cell(struct req *r, const struct column *c, const void *rec)
{
	(void)c;
	item_price(r, rec);
}

static const struct product active = { .active = PRODUCT_IS_ACTIVE },
			    no_sales = { .active = PRODUCT_NO_SALES },
			    inactive = { .active = PRODUCT_INACTIVE };

#define OF_STATUS                                                              \
	{                                                                      \
		{ "name", PRODUCT_NAME, PRODUCT_BY_ACTIVE, false },            \
		    { "name-down", PRODUCT_NAME, PRODUCT_BY_ACTIVE, true },    \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct tab tabs[] = {
	{ .name = "active",
	    .label = N_("Active"),
	    .like = &active,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "no-sales",
	    .label = N_("No Sales"),
	    .like = &no_sales,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "inactive",
	    .label = N_("Inactive"),
	    .like = &inactive,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "code", PRODUCT_CODE, PRODUCT_IN_CODE_ORDER, false },
		{ "code-down", PRODUCT_CODE, PRODUCT_IN_CODE_ORDER, true },
		{ "name", PRODUCT_NAME, PRODUCT_BY_NAME, false },
		{ "name-down", PRODUCT_NAME, PRODUCT_BY_NAME, true },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view view = {
	.e = &product_entity,
	.path = "/items",
	.item = "/items/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Items by name"),
	.search_hint = N_("Inventory ID, name or GTIN"),
	.export_path = "/items/export.csv",
	.empty_icon = "package",
	.empty_title = N_("No items here"),
	.empty_says = N_("What you sell: goods and services, with unit, price "
			 "and tax. A list of them can also be imported: "
			 "postern import products FILE."),
	.empty_path = "/items/new",
	.empty_action = N_("New item"),
	.cell = cell,
};

enum rc
item_list(struct req *r)
{
	return list_page(r, &view, _("Items"), "items", "IN202500",
	    may(r, ROLE_SALES) ? "/items/new" : NULL, _("New item"));
}

static const unsigned exported[] = {
	PRODUCT_CODE,
	PRODUCT_NAME,
	PRODUCT_DESCRIPTION,
	PRODUCT_CLASS,
	PRODUCT_KIND,
	PRODUCT_UOM,
	PRODUCT_PRICE,
	PRODUCT_CURRENCY,
	PRODUCT_TAX,
	PRODUCT_GTIN,
	PRODUCT_WEIGHT,
	PRODUCT_ACTIVE,
	PRODUCT_EXTERNAL_ID,
	PRODUCT_CATEGORY,
	PRODUCT_WEB,
	0,
};

enum rc
item_csv(struct req *r)
{
	return list_csv(r, &view, exported, "products.csv");
}
