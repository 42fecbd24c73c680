/* Orders (SP504010): what is under way, what is not paid, all of them. */
#include "shops.h"

static const struct sales_order active = { .active = IS_YES },
				owed = { .unpaid = IS_YES },
				quotes = { .order_type = ORDER_QT },
				all = { .shown = IS_YES };

#define SORTS(index)                                                           \
	{                                                                      \
		{ "newest", ORDER_DATE, (index), true },                       \
		    { "oldest", ORDER_DATE, (index), false },                  \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct tab tabs[] = {
	{ .name = "open",
	    .label = N_("Open"),
	    .like = &active,
	    .prefix = 3,
	    .sorts = SORTS(ORDER_SHOWN_ACTIVE) },
	{ .name = "unpaid",
	    .label = N_("Unpaid"),
	    .like = &owed,
	    .prefix = 3,
	    .sorts = SORTS(ORDER_OWED) },
	{ .name = "quotes",
	    .label = N_("Quotes"),
	    .like = &quotes,
	    .prefix = 3,
	    .sorts = SORTS(ORDER_SHOWN_TYPE) },
	{ .name = "all",
	    .label = N_("All"),
	    .like = &all,
	    .prefix = 2,
	    .sorts = SORTS(ORDER_SHOWN_DATE) },
	{ .name = NULL },
};

static const struct column columns[] = {
	{ .tag = ORDER_NO, .label = N_("Number"), .how = COL_LINK },
	{ .tag = ORDER_TYPE, .label = N_("Kind"), .how = COL_OWN },
	{ .tag = ORDER_CUSTOMER_PO,
	    .label = N_("Your reference"),
	    .how = COL_TEXT,
	    .hide_small = true },
	{ .tag = ORDER_DATE, .label = N_("Ordered"), .how = COL_DATE },
	{ .tag = ORDER_REQUESTED,
	    .label = N_("Wanted for"),
	    .how = COL_DATE,
	    .hide_small = true },
	{ .tag = ORDER_TOTAL, .label = N_("Total"), .how = COL_AMOUNT },
	{ .tag = ORDER_UNBILLED,
	    .label = N_("Not invoiced"),
	    .how = COL_OWN,
	    .right = true,
	    .hide_small = true },
	{ .tag = ORDER_STATUS, .how = COL_OWN },
	{ .tag = 0 },
};

static void
cell(struct req *r, const struct column *c, const void *rec)
{
	const struct sales_order *o = rec;

	if (c->tag == ORDER_TYPE)
		text(r, order_kind(o));
	else if (c->tag == ORDER_STATUS)
		order_pill(r, o);
	else if (o->order_type == ORDER_SO)
		amount_text(r, o->unbilled, o->currency);
}

static const struct view view = {
	.e = &order_entity,
	.path = "/orders",
	.item = "/orders/",
	.source = &source_own,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Your orders"),
	.search_hint = N_("Number, your reference or words"),
	.export_path = "/orders/export.csv",
	.empty_icon = "package",
	.empty_title = N_("No orders here"),
	.empty_says = N_("Your orders appear here as soon as you place one, "
			 "or we enter one for you."),
	.cell = cell,
};

enum rc
order_list(struct req *r)
{
	enum rc rc;

	page_open(r,
	    &(struct head){
		.title = _("Orders"),
		.nav = "orders",
		.lead = r->visitor->account.name,
	    });
	rc = list_show(r, &view);
	page_close(r);
	return rc;
}

enum rc
order_csv(struct req *r)
{
	static const unsigned tags[] = { ORDER_NO, ORDER_TYPE, ORDER_STATUS,
		ORDER_DATE, ORDER_REQUESTED, ORDER_CUSTOMER_PO, ORDER_SUMMARY,
		ORDER_CURRENCY, ORDER_LINE_TOTAL, ORDER_CHARGE, ORDER_TAX_TOTAL,
		ORDER_TOTAL, ORDER_UNBILLED, 0 };

	return list_csv(r, &view, tags, "orders.csv");
}
