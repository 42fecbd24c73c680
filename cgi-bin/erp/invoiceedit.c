/* The form of an invoice or memo with its lines. */
#include "invoices.h"
#include "model/account.h"

static const unsigned head_fields[] = {
	INVOICE_ACCOUNT,
	INVOICE_TYPE,
	INVOICE_DATE,
	INVOICE_DUE,
	INVOICE_CUSTOMER_PO,
	INVOICE_SUMMARY,
	0,
};
static const struct part main_parts[] = {
	{ NULL, head_fields, NULL },
	{ .tags = NULL },
};

static const unsigned terms[] = {
	INVOICE_NO,
	INVOICE_CURRENCY,
	INVOICE_TERMS,
	INVOICE_ORDER_NO,
	INVOICE_CORRECTS_NO,
	INVOICE_DELIVERED,
	INVOICE_CHARGE,
	INVOICE_CHARGE_TAX_CATEGORY,
	INVOICE_CHARGE_TAX_RATE,
	INVOICE_BUYER_TAX_ID,
	0,
};
static const unsigned bill[] = { INVOICE_BILL_NAME, INVOICE_BILL_ATTENTION,
	INVOICE_BILL_LINE1, INVOICE_BILL_LINE2, INVOICE_BILL_POSTAL_CODE,
	INVOICE_BILL_CITY, INVOICE_BILL_REGION, INVOICE_BILL_COUNTRY, 0 };
static const unsigned ship[] = { INVOICE_SHIP_NAME, INVOICE_SHIP_ATTENTION,
	INVOICE_SHIP_LINE1, INVOICE_SHIP_LINE2, INVOICE_SHIP_POSTAL_CODE,
	INVOICE_SHIP_CITY, INVOICE_SHIP_REGION, INVOICE_SHIP_COUNTRY, 0 };
static const unsigned notes[] = { INVOICE_NOTES, 0 };

static const struct part more[] = {
	{ N_("Terms and freight"), terms, NULL },
	{ N_("Bill to"), bill, NULL },
	{ N_("Ship to"), ship, NULL },
	{ N_("Notes"), notes, NULL },
	{ .tags = NULL },
};

static const unsigned follows[] = { INVOICE_CURRENCY, INVOICE_TERMS,
	INVOICE_BUYER_TAX_ID, ADDRESS_TAGS(INVOICE_BILL),
	ADDRESS_TAGS(INVOICE_SHIP), 0 };

static const struct line_col cols[] = {
	{ INVOICE_LINE_PRODUCT, "c-item", false },
	{ INVOICE_LINE_DESCRIPTION, "c-text", false },
	{ INVOICE_LINE_QUANTITY, "num", false },
	{ INVOICE_LINE_UOM, "c-uom", false },
	{ INVOICE_LINE_PRICE, "num", false },
	{ INVOICE_LINE_DISCOUNT, "num c-pct", false },
	{ INVOICE_LINE_TAX, "c-tax", false },
	{ 0, NULL, false },
};
static const unsigned line_more[] = { INVOICE_LINE_NOTE, 0 };

static const struct line_form line_form = {
	.e = &invoice_line_entity,
	.title = N_("Lines"),
	.cols = cols,
	.more = line_more,
	.fold = N_("Note"),
	.amount = INVOICE_LINE_AMOUNT,
	.item = INVOICE_LINE_PRODUCT,
	.description = INVOICE_LINE_DESCRIPTION,
	.quantity = INVOICE_LINE_QUANTITY,
	.uom = INVOICE_LINE_UOM,
	.price = INVOICE_LINE_PRICE,
	.tax = INVOICE_LINE_TAX,
	.category = INVOICE_LINE_TAX_CATEGORY,
	.rate = INVOICE_LINE_TAX_RATE,
};

static void
begin(struct req *r, void *rec)
{
	struct invoice *inv = rec;
	struct account a;
	int64_t account = query_id(r, "account");

	inv->doc_type = INVOICE_INVOICE;
	inv->status = INVOICE_BALANCED; /* who writes it has looked at it */
	inv->invoice_date = today(r);
	if (account != 0 &&
	    store_get(r->x, &account_entity, account, &a) == RC_OK)
		inv->account_id = a.id;
}

/* Another date or other terms: the due date that came of them goes along. */
static void
settle(const void *before, void *head)
{
	const struct invoice *was = before;
	struct invoice *inv = head;

	if (inv->due_date == was->due_date &&
	    (inv->invoice_date != was->invoice_date ||
		inv->terms != was->terms || inv->account_id != was->account_id))
		inv->due_date = 0;
}

static bool
may_change(const void *rec)
{
	return invoice_may_change(rec);
}

static enum rc
defaults(struct req *r, void *rec, struct problems *bad)
{
	return invoice_defaults(r->x, rec, bad);
}

static enum rc
line_defaults(struct req *r, const void *head, void *line, struct problems *bad)
{
	return invoice_line_defaults(r->x, head, line, bad);
}

static void
sums(struct req *r, const void *head, const void *lines, int n)
{
	const struct invoice *inv = head;
	struct totals t;

	invoice_totals(inv, lines, n, &t);
	sums_box(r, inv->currency, &t, -1);
}

static const struct docedit editor = {
	.doc = &invoice_doc,
	.fresh = N_("New invoice"),
	.save = N_("Save draft"),
	.lines = &line_form,
	.main = main_parts,
	.more = more,
	.fold = N_("Terms, freight and addresses"),
	.may_change = may_change,
	.fixed = N_("This document is released and can no longer be changed. "
		    "A credit memo takes it back."),
	.begin = begin,
	.settle = settle,
	.defaults = defaults,
	.line_defaults = line_defaults,
	.sums = sums,
	.account = INVOICE_ACCOUNT,
	.currency = INVOICE_CURRENCY,
	.follows = follows,
};

enum rc
invoice_new(struct req *r)
{
	return doc_new(r, &editor);
}

enum rc
invoice_edit(struct req *r)
{
	return doc_edit(r, &editor);
}

enum rc
invoice_post(struct req *r)
{
	return doc_edit_post(r, &editor);
}
