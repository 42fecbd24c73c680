/* Sales orders (SO301000): list, export, and the verbs of an order. */
#include "orders.h"

#include "bulk.h"
#include "model/account.h"

/* ---- list ------------------------------------------------------------------
 */

const struct column order_columns[] = {
	{ .tag = ORDER_NO, .how = COL_LINK },
	{ .tag = ORDER_ACCOUNT, .how = COL_TITLE },
	{ .tag = ORDER_DATE, .how = COL_DATE },
	{ .tag = ORDER_REQUESTED, .how = COL_DATE, .hide_small = true },
	{ .tag = ORDER_CUSTOMER_PO, .how = COL_TEXT, .hide_small = true },
	{ .tag = ORDER_TOTAL, .how = COL_AMOUNT },
	{ .tag = ORDER_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

const struct column account_order_columns[] = {
	{ .tag = ORDER_NO, .how = COL_LINK },
	{ .tag = ORDER_SUMMARY, .how = COL_TEXT },
	{ .tag = ORDER_DATE, .how = COL_DATE },
	{ .tag = ORDER_REQUESTED, .how = COL_DATE, .hide_small = true },
	{ .tag = ORDER_CUSTOMER_PO, .how = COL_TEXT, .hide_small = true },
	{ .tag = ORDER_TOTAL, .how = COL_AMOUNT },
	{ .tag = ORDER_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

#define OF_STATUS                                                              \
	{                                                                      \
		{ "newest", ORDER_DATE, ORDER_BY_STATUS, true },               \
		    { "oldest", ORDER_DATE, ORDER_BY_STATUS, false },          \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct sales_order open = { .status = ORDER_OPEN },
				on_hold = { .status = ORDER_ON_HOLD },
				credit_hold = { .status = ORDER_CREDIT_HOLD },
				awaiting = { .status = ORDER_AWAITING_PAYMENT },
				shipping = { .status = ORDER_SHIPPING },
				back_order = { .status = ORDER_BACK_ORDER },
				completed = { .status = ORDER_COMPLETED },
				quotes = { .order_type = ORDER_QT };

static const struct tab tabs[] = {
	{ .name = "open",
	    .label = N_("Open"),
	    .like = &open,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "hold",
	    .label = N_("On Hold"),
	    .like = &on_hold,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "credit-hold",
	    .label = N_("Credit Hold"),
	    .like = &credit_hold,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "awaiting-payment",
	    .label = N_("Awaiting Payment"),
	    .like = &awaiting,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "shipping",
	    .label = N_("Shipping"),
	    .like = &shipping,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "back-order",
	    .label = N_("Back Order"),
	    .like = &back_order,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "completed",
	    .label = N_("Completed"),
	    .like = &completed,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "quotes",
	    .label = N_("Quotes"),
	    .like = &quotes,
	    .prefix = 1,
	    .sorts = { { "newest", ORDER_DATE, ORDER_BY_TYPE, true },
		{ "oldest", ORDER_DATE, ORDER_BY_TYPE, false },
		{ .name = NULL } } },
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "newest", ORDER_DATE, ORDER_BY_DATE, true },
		{ "oldest", ORDER_DATE, ORDER_BY_DATE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static void
box(struct req *r, const void *rec)
{
	bulk_box(r, doc_name(&order_doc, rec));
}

static const struct view view = {
	.e = &order_entity,
	.path = "/orders",
	.item = "/orders/",
	.source = &source_store,
	.tabs = tabs,
	.columns = order_columns,
	.caption = N_("Orders, newest first"),
	.search_hint = N_("Number, customer's number or words"),
	.export_path = "/orders/export.csv",
	.empty_icon = "cart",
	.empty_title = N_("No orders here"),
	.empty_says = N_("What customers order stands here: entered by you, "
			 "placed on the portal, or read from a file."),
	.empty_path = "/orders/new",
	.empty_action = N_("New order"),
	.select_path = "/orders/chosen",
	.box = box,
	.bulk = bulk_bar,
};

enum rc
order_list(struct req *r)
{
	return list_page(r, &view, _("Orders"), "orders", "SO301000",
	    may(r, ROLE_SALES) ? "/orders/new" : NULL, _("New order"));
}

static const unsigned exported[] = {
	ORDER_TYPE,
	ORDER_NO,
	ORDER_STATUS,
	ORDER_ACCOUNT,
	ORDER_CONTACT,
	ORDER_DATE,
	ORDER_REQUESTED,
	ORDER_CUSTOMER_PO,
	ORDER_EXTERNAL_REF,
	ORDER_SUMMARY,
	ORDER_CURRENCY,
	ORDER_TERMS,
	ORDER_SHIP_VIA,
	ORDER_SHIPPING_RULE,
	ORDER_CHARGE,
	ORDER_LINE_TOTAL,
	ORDER_TAX_TOTAL,
	ORDER_TOTAL,
	ORDER_UNBILLED,
	0,
};

enum rc
order_csv(struct req *r)
{
	return list_csv(r, &view, exported, "orders.csv");
}

/* ---- verbs -----------------------------------------------------------------
 */

static bool
can(const void *rec, int64_t from, int64_t to)
{
	const struct sales_order *o = rec;

	return (from == 0 || o->status == from) &&
	    order_step_exists(o->status, to);
}

static bool
may_release(const void *rec)
{
	return can(rec, ORDER_ON_HOLD, ORDER_OPEN);
}

static enum rc
release(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return order_release(r->x, rec, bad);
}

static bool
may_release_credit(const void *rec)
{
	return can(rec, ORDER_CREDIT_HOLD, ORDER_OPEN);
}

static enum rc
release_credit(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return order_release_credit(r->x, rec, bad);
}

static bool
waits_for_money(const void *rec)
{
	return can(rec, ORDER_AWAITING_PAYMENT, ORDER_OPEN);
}

static enum rc
waive(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return order_waive(r->x, rec, bad);
}

static enum rc
prepay(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	return order_prepay(r->x, rec, made, bad);
}

static bool
may_ship(const void *rec)
{
	const struct sales_order *o = rec;

	/* Back to Shipping is the way of a shipment that is corrected. */
	return o->order_type == ORDER_SO && can(o, 0, ORDER_SHIPPING) &&
	    o->status != ORDER_COMPLETED;
}

/* Goods that come back are received. */
static bool
may_receive(const void *rec)
{
	const struct sales_order *o = rec;

	return o->order_type == ORDER_RC && can(o, 0, ORDER_SHIPPING) &&
	    o->status != ORDER_COMPLETED;
}

/* Something may have been shipped; orderreturn.c has its page. */
static bool
may_return(const void *rec)
{
	const struct sales_order *o = rec;

	return o->order_type == ORDER_SO &&
	    (o->status == ORDER_COMPLETED || o->status == ORDER_BACK_ORDER);
}

static enum rc
ship(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	return shipment_create(r->x, rec, made, bad);
}

static bool
may_invoice(const void *rec)
{
	const struct sales_order *o = rec;

	return o->order_type != ORDER_QT && can(o, ORDER_OPEN, ORDER_INVOICED);
}

static enum rc
invoice(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	return invoice_from_order(r->x, rec, made, bad);
}

static bool
may_order(const void *rec)
{
	const struct sales_order *o = rec;

	return o->order_type == ORDER_QT && can(o, ORDER_OPEN, ORDER_COMPLETED);
}

static enum rc
from_quote(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	return order_from_quote(r->x, rec, made, bad);
}

static enum rc
decline(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	const char *reason = form_value(r, "reason");

	(void)made;
	return order_decline(r->x, rec, reason != NULL ? reason : "", bad);
}

static bool
may_hold(const void *rec)
{
	return can(rec, 0, ORDER_ON_HOLD);
}

static enum rc
hold(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return order_hold(r->x, rec, bad);
}

static bool
may_reopen(const void *rec)
{
	return can(rec, ORDER_CANCELED, ORDER_OPEN) ||
	    can(rec, ORDER_COMPLETED, ORDER_OPEN);
}

static enum rc
reopen(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return order_reopen(r->x, rec, bad);
}

static bool
may_cancel(const void *rec)
{
	return can(rec, 0, ORDER_CANCELED);
}

static enum rc
cancel(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return order_cancel(r->x, rec, bad);
}

static bool
may_erase(const void *rec)
{
	const struct sales_order *o = rec;

	return o->status == ORDER_ON_HOLD;
}

static enum rc
erase(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return order_erase(r->x, rec, bad);
}

static bool
may_promise(const void *rec)
{
	return order_may_promise(rec);
}

static const struct verb verbs[] = {
	{ .rest = "/release",
	    .label = N_("Remove hold"),
	    .icon = "check",
	    .roles = ROLE_SALES,
	    .done = "hold-removed",
	    .fits = may_release,
	    .bulk = true,
	    .run = release },
	{ .rest = "/release-credit",
	    .label = N_("Release credit hold"),
	    .icon = "check",
	    .roles = ROLE_BOOKS,
	    .done = "credit-released",
	    .fits = may_release_credit,
	    .bulk = true,
	    .run = release_credit },
	{ .rest = "/waive",
	    .label = N_("Open without prepayment"),
	    .icon = "check",
	    .roles = ROLE_BOOKS,
	    .done = "payment-waived",
	    .fits = waits_for_money,
	    .run = waive,
	    .asks = N_("Open order %s before it is paid?"),
	    .says = N_("The order goes on at once; what it waited for is not "
		       "asked for any more."),
	    .keep = N_("Keep waiting") },
	{ .rest = "/prepay",
	    .label = N_("Record the prepayment"),
	    .icon = "credit-card",
	    .roles = ROLE_BOOKS,
	    .done = "created",
	    .fits = waits_for_money,
	    .run = prepay,
	    .made = "/payments" },
	{ .rest = "/ship",
	    .label = N_("Create shipment"),
	    .icon = "truck",
	    .roles = ROLE_SALES,
	    .done = "shipment-created",
	    .fits = may_ship,
	    .bulk = true,
	    .run = ship,
	    .made = "/shipments" },
	{ .rest = "/receive",
	    .label = N_("Create receipt"),
	    .icon = "package",
	    .roles = ROLE_SALES,
	    .done = "shipment-created",
	    .fits = may_receive,
	    .bulk = true,
	    .run = ship,
	    .made = "/shipments" },
	{ .rest = "/order",
	    .label = N_("Make an order of it"),
	    .icon = "cart",
	    .roles = ROLE_SALES,
	    .done = "order-created",
	    .fits = may_order,
	    .run = from_quote,
	    .made = "/orders" },
	{ .rest = "/decline",
	    .label = N_("Decline quote"),
	    .icon = "ban",
	    .roles = ROLE_SALES,
	    .done = "declined",
	    .fits = may_order,
	    .run = decline,
	    .asks = N_("Was quote %s declined?"),
	    .says = N_("It can no longer be accepted. The customer sees it as "
		       "declined, with the reason."),
	    .keep = N_("Keep the quote open"),
	    .reason = N_("Reason") },
	{ .rest = "/return",
	    .label = N_("Return goods"),
	    .icon = "undo",
	    .roles = ROLE_SALES,
	    .fits = may_return,
	    .asks = "" },
	{ .rest = "/promises",
	    .label = N_("Promised dates"),
	    .icon = "calendar",
	    .roles = ROLE_SALES,
	    .fits = may_promise,
	    .asks = "" },
	{ .rest = "/reopen",
	    .label = N_("Reopen"),
	    .icon = "undo",
	    .roles = ROLE_SALES,
	    .done = "reopened-order",
	    .fits = may_reopen,
	    .run = reopen },
	{ .rest = "/invoice",
	    .label = N_("Prepare invoice"),
	    .icon = "file-text",
	    .roles = LEDGER,
	    .done = "invoice-created",
	    .fits = may_invoice,
	    .bulk = true,
	    .run = invoice,
	    .made = "/invoices" },
	{ .rest = "/hold",
	    .label = N_("Put on hold"),
	    .icon = "clock",
	    .roles = ROLE_SALES,
	    .done = "held",
	    .fits = may_hold,
	    .bulk = true,
	    .run = hold },
	{ .rest = "/cancel",
	    .label = N_("Cancel order"),
	    .icon = "ban",
	    .roles = ROLE_SALES,
	    .done = "canceled",
	    .fits = may_cancel,
	    .run = cancel,
	    .asks = N_("Cancel order %s?"),
	    .says = N_("Nothing more of it is shipped or invoiced, and the "
		       "customer sees it as Canceled. It can be reopened."),
	    .keep = N_("Keep the order") },
	{ .rest = "/delete",
	    .label = N_("Delete order"),
	    .icon = "trash",
	    .roles = ROLE_SALES,
	    .done = "deleted",
	    .fits = may_erase,
	    .run = erase,
	    .gone = true,
	    .asks = N_("Delete order %s?"),
	    .says = N_("The order and its lines are taken away for good; only "
		       "the audit remembers them. An order that a customer "
		       "knows of is better canceled."),
	    .keep = N_("Keep the order") },
	{ .rest = NULL },
};

static const char *
name(const void *rec)
{
	const struct sales_order *o = rec;

	return o->order_no;
}

static bool
is_told(const void *rec)
{
	const struct sales_order *o = rec;

	return o->order_type == ORDER_SO && o->shown == IS_YES;
}

const struct doc order_doc = {
	.d = &order_document,
	.list = "/orders",
	.list_title = N_("Orders"),
	.nav = "orders",
	.screen = "SO301000",
	.verbs = verbs,
	.seen = true,
	.name = name,
	.nameless = N_("New order"),
	.prints = true,
	.ubl = is_told,
	.ubl_label = N_("Order response (UBL)"),
};

enum rc
order_verb(struct req *r)
{
	return verb_post(r, &order_doc);
}

enum rc
order_verb_page(struct req *r)
{
	return verb_page(r, &order_doc);
}

enum rc
order_chosen(struct req *r)
{
	return bulk_chosen(r, &order_doc, N_("Chosen orders"));
}

enum rc
order_step_post(struct req *r)
{
	return bulk_step(r, &order_doc);
}

enum rc
order_audit(struct req *r)
{
	return doc_audit(r, &order_doc);
}

/* ---- the customer's tab
 * -------------------------------------------------------------- */

enum rc
order_tab(struct req *r)
{
	const struct sales_order like = { .account_id = r->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .sorts = { { "newest", ORDER_DATE, ORDER_OF_ACCOUNT, true },
			{ "oldest", ORDER_DATE, ORDER_OF_ACCOUNT, false },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	const struct view v = {
		.e = &order_entity,
		.path = at(r, "/accounts", r->id, "/orders"),
		.item = "/orders/",
		.source = &source_store,
		.tabs = all,
		.columns = account_order_columns,
		.caption = N_("Orders of this customer, newest first"),
		.empty_icon = "cart",
		.empty_title = N_("No orders yet"),
		.empty_says = N_("What this customer orders stands here."),
		.empty_path = may(r, ROLE_SALES) ?
		    arena_printf(
			r->mem, "/orders/new?account=%lld", (long long)r->id) :
		    NULL,
		.empty_action = N_("New order"),
	};

	return list_show(r, &v);
}
