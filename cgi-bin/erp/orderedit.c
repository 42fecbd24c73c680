/* The form of an order with its lines. */
#include "model/account.h"
#include "model/contact.h"
#include "model/order_type.h"
#include "model/stock.h"
#include "orders.h"

static const unsigned main_new[] = {
	ORDER_ACCOUNT,
	ORDER_OWN_TYPE,
	ORDER_CUSTOMER_PO,
	ORDER_DATE,
	ORDER_REQUESTED,
	ORDER_SUMMARY,
	0,
};

/* Of a store whose types have no records yet. */
static const unsigned main_plain[] = {
	ORDER_ACCOUNT,
	ORDER_TYPE,
	ORDER_CUSTOMER_PO,
	ORDER_DATE,
	ORDER_REQUESTED,
	ORDER_SUMMARY,
	0,
};

/* The type gave it its number. */
static const unsigned main_old[] = {
	ORDER_ACCOUNT,
	ORDER_CUSTOMER_PO,
	ORDER_DATE,
	ORDER_REQUESTED,
	ORDER_SUMMARY,
	0,
};

static const struct part parts_new[] = {
	{ NULL, main_new, NULL },
	{ .tags = NULL },
};
static const struct part parts_plain[] = {
	{ NULL, main_plain, NULL },
	{ .tags = NULL },
};
static const struct part parts_old[] = {
	{ NULL, main_old, NULL },
	{ .tags = NULL },
};

static const unsigned terms[] = {
	ORDER_CONTACT,
	ORDER_CURRENCY,
	ORDER_TERMS,
	ORDER_CHARGE,
	ORDER_CHARGE_TAX_CATEGORY,
	ORDER_CHARGE_TAX_RATE,
	ORDER_SHIPPING_RULE,
	ORDER_SHIP_VIA,
	ORDER_EXPIRES,
	ORDER_EXTERNAL_REF,
	0,
};
static const unsigned ship[] = { ORDER_SHIP_NAME, ORDER_SHIP_ATTENTION,
	ORDER_SHIP_LINE1, ORDER_SHIP_LINE2, ORDER_SHIP_POSTAL_CODE,
	ORDER_SHIP_CITY, ORDER_SHIP_REGION, ORDER_SHIP_COUNTRY, 0 };
static const unsigned bill[] = { ORDER_BILL_NAME, ORDER_BILL_ATTENTION,
	ORDER_BILL_LINE1, ORDER_BILL_LINE2, ORDER_BILL_POSTAL_CODE,
	ORDER_BILL_CITY, ORDER_BILL_REGION, ORDER_BILL_COUNTRY, 0 };
static const unsigned notes[] = { ORDER_NOTES, 0 };

static const struct part more[] = {
	{ N_("Terms and shipping"), terms, NULL },
	{ N_("Ship to"), ship, NULL },
	{ N_("Bill to"), bill, NULL },
	{ N_("Notes"), notes, NULL },
	{ .tags = NULL },
};

static const unsigned follows[] = { ORDER_CONTACT, ORDER_CURRENCY, ORDER_TERMS,
	ORDER_SHIPPING_RULE, ORDER_SHIP_VIA, ADDRESS_TAGS(ORDER_SHIP),
	ADDRESS_TAGS(ORDER_BILL), 0 };

static const struct line_col cols[] = {
	{ ORDER_LINE_PRODUCT, "c-item", false },
	{ ORDER_LINE_DESCRIPTION, "c-text", false },
	{ ORDER_LINE_QUANTITY, "num", false },
	{ ORDER_LINE_UOM, "c-uom", false },
	{ ORDER_LINE_PRICE, "num", false },
	{ ORDER_LINE_DISCOUNT, "num c-pct", false },
	{ ORDER_LINE_TAX, "c-tax", false },
	{ 0, NULL, false },
};
static const unsigned line_more[] = {
	ORDER_LINE_REQUESTED,
	ORDER_LINE_PROMISED,
	ORDER_LINE_NOTE,
	0,
};
static const unsigned stock_more[] = {
	ORDER_LINE_WAREHOUSE,
	ORDER_LINE_REQUESTED,
	ORDER_LINE_PROMISED,
	ORDER_LINE_NOTE,
	0,
};

static const struct line_form line_form = {
	.e = &order_line_entity,
	.title = N_("Lines"),
	.cols = cols,
	.more = line_more,
	.fold = N_("Dates and note"),
	.amount = ORDER_LINE_AMOUNT,
	.item = ORDER_LINE_PRODUCT,
	.description = ORDER_LINE_DESCRIPTION,
	.quantity = ORDER_LINE_QUANTITY,
	.uom = ORDER_LINE_UOM,
	.price = ORDER_LINE_PRICE,
	.tax = ORDER_LINE_TAX,
	.manual = ORDER_LINE_MANUAL,
	.category = ORDER_LINE_TAX_CATEGORY,
	.rate = ORDER_LINE_TAX_RATE,
	.beside = order_line_beside,
};

static void
begin(struct req *r, void *rec)
{
	struct sales_order *o = rec;
	const char *type = query_value(r, "type");
	struct order_type t;
	struct account a;
	int64_t account = query_id(r, "account");

	if (order_type_find(r->x, type != NULL ? type : "SO", &t) == RC_OK) {
		o->type_code = t.id;
		/* Where there is a record, the form says it. */
		if (t.id == 0)
			o->order_type = t.template;
	}
	o->order_date = today(r);
	if (account != 0 &&
	    store_get(r->x, &account_entity, account, &a) == RC_OK)
		o->account_id = a.id;
}

static bool
may_change(const void *rec)
{
	return order_may_change(rec);
}

static enum rc
defaults(struct req *r, void *rec, struct problems *bad)
{
	return order_defaults(r->x, rec, bad);
}

static enum rc
line_defaults(struct req *r, const void *head, void *line, struct problems *bad)
{
	return order_line_defaults(r->x, head, line, bad);
}

static const struct part *
parts_of(struct req *r)
{
	if (r->id != 0)
		return parts_old;
	return store_count(r->x, &order_type_entity, 0, NULL) > 0 ? parts_new :
								    parts_plain;
}

/* A line may name its warehouse where there are any. */
static const struct line_form *
form_of(struct req *r)
{
	struct line_form *with;

	if (!stock_kept(r->x))
		return &line_form;
	with = arena_alloc(r->mem, sizeof *with);
	*with = line_form;
	with->more = stock_more;
	with->fold = N_("Warehouse, dates, note");
	return with;
}

static struct docedit
editor(struct req *r)
{
	return (struct docedit){
		.doc = &order_doc,
		.fresh = N_("New order"),
		.save = N_("Save order"),
		.lines = form_of(r),
		.main = parts_of(r),
		.more = more,
		.fold = N_("Terms, shipping and addresses"),
		.may_change = may_change,
		.fixed = N_("This order can no longer be changed: something "
			    "has been shipped of it, or it is closed."),
		.begin = begin,
		.defaults = defaults,
		.line_defaults = line_defaults,
		.sums = order_sums_box,
		.account = ORDER_ACCOUNT,
		.currency = ORDER_CURRENCY,
		.follows = follows,
	};
}

enum rc
order_new(struct req *r)
{
	const struct docedit ed = editor(r);

	return doc_new(r, &ed);
}

enum rc
order_edit(struct req *r)
{
	const struct docedit ed = editor(r);

	return doc_edit(r, &ed);
}

enum rc
order_post(struct req *r)
{
	const struct docedit ed = editor(r);

	return doc_edit_post(r, &ed);
}
