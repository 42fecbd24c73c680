/* Categories of items (IN204060): what the catalogue of portals is sorted by.
 */
#include "items.h"
#include "model/catalogue.h"

static const struct column columns[] = {
	{ .tag = CATEGORY_CODE, .how = COL_LINK },
	{ .tag = CATEGORY_NAME, .how = COL_TEXT },
	{ .tag = CATEGORY_PARENT, .how = COL_TITLE },
	{ .tag = CATEGORY_POSITION, .how = COL_NUMBER, .hide_small = true },
	{ .tag = 0 },
};

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "code", CATEGORY_CODE, CATEGORY_IN_CODE_ORDER, false },
		{ "code-down", CATEGORY_CODE, CATEGORY_IN_CODE_ORDER, true },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view view = {
	.e = &category_entity,
	.path = "/categories",
	.item = "/categories/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Categories by code"),
	.search_hint = N_("Code or name"),
	.export_path = "/categories/export.csv",
	.empty_icon = "list",
	.empty_title = N_("No categories yet"),
	.empty_says = N_("Customers find items in the catalogue by category, "
			 "and by searching. An item names its category on its "
			 "card."),
	.empty_path = "/categories/new",
	.empty_action = N_("New category"),
};

static const unsigned all[] = { CATEGORY_CODE, CATEGORY_NAME, CATEGORY_PARENT,
	CATEGORY_POSITION, 0 };

static const struct part parts[] = {
	{ NULL, all, NULL },
	{ .tags = NULL },
};

static void
buttons(struct req *r, const void *rec)
{
	if (may(r, ROLE_SALES))
		button_link(r, at(r, "/categories", record_id(rec), "/delete"),
		    "btn", "trash", _("Delete category"));
}

static const struct edit card = {
	.e = &category_entity,
	.list = "/categories",
	.list_title = N_("Categories"),
	.nav = "categories",
	.screen = "IN204060",
	.fresh = N_("New category"),
	.save = N_("Save category"),
	.parts = parts,
	.buttons = buttons,
};

enum rc
category_list(struct req *r)
{
	return list_page(r, &view, _("Categories"), "categories", "IN204060",
	    may(r, ROLE_SALES) ? "/categories/new" : NULL, _("New category"));
}

enum rc
category_csv(struct req *r)
{
	return list_csv(r, &view, all, "categories.csv");
}

enum rc
category_edit(struct req *r)
{
	return edit_get(r, &card);
}

enum rc
category_post(struct req *r)
{
	return edit_post(r, &card);
}
