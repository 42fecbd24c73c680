/* Warehouses (IN204000): list and form. */
#include "model/warehouse.h"

#include "erp.h"

static const struct column columns[] = {
	{ .tag = WAREHOUSE_CODE, .how = COL_LINK },
	{ .tag = WAREHOUSE_NAME, .how = COL_TEXT },
	{ .tag = WAREHOUSE_SITE_CITY, .how = COL_TEXT, .hide_small = true },
	{ .tag = WAREHOUSE_PREFERRED, .how = COL_PILL },
	{ .tag = WAREHOUSE_ACTIVE, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "code", WAREHOUSE_CODE, WAREHOUSE_IN_CODE_ORDER,
			   false },
		{ "code-down", WAREHOUSE_CODE, WAREHOUSE_IN_CODE_ORDER, true },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view view = {
	.e = &warehouse_entity,
	.path = "/warehouses",
	.item = "/warehouses/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Warehouses by code"),
	.export_path = "/warehouses/export.csv",
	.empty_icon = "building",
	.empty_title = N_("No warehouse yet"),
	.empty_says = N_("With the first warehouse, stock is kept: orders are "
			 "promised what is on hand, and only that is shipped. "
			 "Until then every order ships whole."),
	.empty_path = "/warehouses/new",
	.empty_action = N_("New warehouse"),
};

enum rc
warehouse_list(struct req *r)
{
	return list_page(r, &view, _("Warehouses"), "warehouses", "IN204000",
	    "/warehouses/new", _("New warehouse"));
}

static const unsigned general[] = {
	WAREHOUSE_CODE,
	WAREHOUSE_NAME,
	WAREHOUSE_ACTIVE,
	WAREHOUSE_PREFERRED,
	0,
};

static const unsigned address[] = {
	WAREHOUSE_SITE_NAME,
	WAREHOUSE_SITE_ATTENTION,
	WAREHOUSE_SITE_LINE1,
	WAREHOUSE_SITE_LINE2,
	WAREHOUSE_SITE_CITY,
	WAREHOUSE_SITE_REGION,
	WAREHOUSE_SITE_POSTAL_CODE,
	WAREHOUSE_SITE_COUNTRY,
	0,
};

static const struct part parts[] = {
	{ N_("General"), general, NULL },
	{ N_("Address"), address, NULL },
	{ .tags = NULL },
};

static void
begin(struct req *r, void *rec)
{
	struct warehouse *w = rec;

	(void)r;
	w->active = 1;
}

static const struct edit card = {
	.e = &warehouse_entity,
	.list = "/warehouses",
	.list_title = N_("Warehouses"),
	.nav = "warehouses",
	.screen = "IN204000",
	.fresh = N_("New warehouse"),
	.save = N_("Save warehouse"),
	.parts = parts,
	.begin = begin,
};

enum rc
warehouse_edit(struct req *r)
{
	return edit_get(r, &card);
}

enum rc
warehouse_post(struct req *r)
{
	return edit_post(r, &card);
}

static const unsigned exported[] = {
	WAREHOUSE_CODE,
	WAREHOUSE_NAME,
	WAREHOUSE_ACTIVE,
	WAREHOUSE_PREFERRED,
	WAREHOUSE_SITE_NAME,
	WAREHOUSE_SITE_ATTENTION,
	WAREHOUSE_SITE_LINE1,
	WAREHOUSE_SITE_LINE2,
	WAREHOUSE_SITE_CITY,
	WAREHOUSE_SITE_REGION,
	WAREHOUSE_SITE_POSTAL_CODE,
	WAREHOUSE_SITE_COUNTRY,
	0,
};

enum rc
warehouse_csv(struct req *r)
{
	return list_csv(r, &view, exported, "warehouses.csv");
}
