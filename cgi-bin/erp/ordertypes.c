/* Order types (SO201000). */
#include "erp.h"
#include "model/order.h"
#include "model/order_type.h"

static const struct column columns[] = {
	{ .tag = ORDER_TYPE_CODE, .how = COL_LINK },
	{ .tag = ORDER_TYPE_DESCRIPTION, .how = COL_TEXT },
	{ .tag = ORDER_TYPE_TEMPLATE, .how = COL_TEXT },
	{ .tag = ORDER_TYPE_HOLD, .how = COL_TEXT, .hide_small = true },
	{ .tag = ORDER_TYPE_PREPAYMENT, .how = COL_NUMBER, .hide_small = true },
	{ .tag = ORDER_TYPE_IS_ACTIVE, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "code", ORDER_TYPE_CODE, ORDER_TYPE_BY_CODE, false },
		{ "code-down", ORDER_TYPE_CODE, ORDER_TYPE_BY_CODE, true },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view view = {
	.e = &order_type_entity,
	.path = "/order-types",
	.item = "/order-types/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Order types by code"),
	.export_path = "/order-types/export.csv",
	.empty_icon = "list",
	.empty_title = N_("SO, QT and RC, as they always were"),
	.empty_says = N_("Sales orders, quotes and returns work without a "
			 "record of their type. Save one to change what its "
			 "orders do by themselves, or to add a type."),
	.empty_path = "/order-types/new",
	.empty_action = N_("New order type"),
};

static const unsigned main_fields[] = {
	ORDER_TYPE_CODE,
	ORDER_TYPE_DESCRIPTION,
	ORDER_TYPE_TEMPLATE,
	ORDER_TYPE_PREFIX,
	ORDER_TYPE_IS_ACTIVE,
	0,
};
static const unsigned entry_fields[] = {
	ORDER_TYPE_HOLD,
	ORDER_TYPE_REQUIRE_PO,
	0,
};
static const unsigned credit_fields[] = {
	ORDER_TYPE_CREDIT_HOLD,
	ORDER_TYPE_PAYMENT_RELEASES,
	ORDER_TYPE_PREPAYMENT,
	0,
};

static const struct part parts[] = {
	{ NULL, main_fields, NULL },
	{ N_("When an order is entered"), entry_fields, NULL },
	{ N_("Before it goes on"), credit_fields, NULL },
	{ .tags = NULL },
};

static const unsigned exported[] = {
	ORDER_TYPE_CODE,
	ORDER_TYPE_DESCRIPTION,
	ORDER_TYPE_TEMPLATE,
	ORDER_TYPE_PREFIX,
	ORDER_TYPE_HOLD,
	ORDER_TYPE_CREDIT_HOLD,
	ORDER_TYPE_PAYMENT_RELEASES,
	ORDER_TYPE_REQUIRE_PO,
	ORDER_TYPE_PREPAYMENT,
	ORDER_TYPE_IS_ACTIVE,
	0,
};

static void
fresh(struct req *r, void *rec)
{
	struct order_type *t = rec;

	(void)r;
	t->template = ORDER_SO;
	t->hold = t->credit_hold = 1;
	t->active = 1;
}

static const struct edit card = {
	.e = &order_type_entity,
	.list = "/order-types",
	.list_title = N_("Order types"),
	.nav = "order-types",
	.screen = "SO201000",
	.fresh = N_("New order type"),
	.save = N_("Save order type"),
	.parts = parts,
	.begin = fresh,
};

enum rc
order_type_list(struct req *r)
{
	return list_page(r, &view, _("Order types"), "order-types", "SO201000",
	    "/order-types/new", _("New order type"));
}

enum rc
order_type_csv(struct req *r)
{
	return list_csv(r, &view, exported, "order-types.csv");
}

enum rc
order_type_edit(struct req *r)
{
	return edit_get(r, &card);
}

enum rc
order_type_post(struct req *r)
{
	return edit_post(r, &card);
}
