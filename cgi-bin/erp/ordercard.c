/* One order: facts, lines, sums, what it led to. */
#include <string.h>

#include "base/date.h"
#include "model/order_request.h"
#include "model/payment.h"
#include "model/terms.h"
#include "orders.h"

enum { RELATIONS_TOO = LEDGER | ROLE_CASES | ROLE_CUSTOMERS };

/* ---- facts -----------------------------------------------------------------
 */

static const unsigned top[] = { ORDER_OWN_TYPE, ORDER_DATE, ORDER_REQUESTED,
	ORDER_EXPIRES, ORDER_CUSTOMER_PO, ORDER_EXTERNAL_REF, 0 };
static const unsigned rest[] = { ORDER_TERMS, ORDER_SHIP_VIA,
	ORDER_SHIPPING_RULE, ORDER_CHANNEL, ORDER_CREATED, ORDER_COMPLETED_ON,
	ORDER_EXTERNAL_ID, 0 };

static const char *
unbilled_words(struct req *r, const struct sales_order *o)
{
	if (o->order_type == ORDER_QT || o->unbilled == 0 ||
	    o->unbilled == o->total)
		return NULL;
	return arena_printf(r->mem, _("%s not invoiced yet"),
	    amount_words(r, o->unbilled, o->currency));
}

static void
facts(struct req *r, const struct sales_order *o)
{
	const struct entity *e = &order_entity;

	card_open(r, "h-facts", _("Order"));
	doc_figure(r, _("Total"), o->total, o->currency, unbilled_words(r, o));
	html(r, "<dl class=\"kv\">");
	doc_link(r, e, ORDER_ACCOUNT, o, "/accounts", RELATIONS_TOO);
	doc_link(r, e, ORDER_CONTACT, o, "/contacts", RELATIONS_TOO);
	if (o->type_code == 0)
		kv_field(r, e, ORDER_TYPE, o);
	doc_facts(r, e, top, o);
	doc_facts(r, e, rest, o);
	kv_address(r, e, ORDER_SHIP_NAME, o, _("Ship to"));
	kv_address(r, e, ORDER_BILL_NAME, o, _("Bill to"));
	html(r, "</dl>");
	card_close(r);
}

static void
money_first(struct req *r, const struct sales_order *o)
{
	if (o->status != ORDER_AWAITING_PAYMENT)
		return;
	banner(r, "warn",
	    arena_printf(r->mem, _("%s is to be paid in advance."),
		amount_words(r, o->to_prepay, o->currency)),
	    o->prepaid == 0 ? _("The order goes on when the money has come.") :
			      arena_printf(r->mem, _("%s of it has come."),
				  amount_words(r, o->prepaid, o->currency)));
}

/* What has become of a quote. */
static void
quote_banner(struct req *r, const struct sales_order *o)
{
	char day[DATE_TEXT];

	if (o->declined[0] != '\0')
		banner(r, "warn", _("The customer declined the quote."),
		    o->declined);
	else if (o->accepted_by[0] != '\0')
		banner(r, "ok",
		    arena_printf(r->mem, _("Accepted by %s."), o->accepted_by),
		    NULL);
	else if (o->order_type == ORDER_QT && o->status == ORDER_OPEN) {
		date_long(o->expires, day, sizeof day);
		banner(r, "info", _("The quote is with the customer."),
		    o->expires == DATE_NONE ?
			_("It can be accepted until it is canceled.") :
			arena_printf(
			    r->mem, _("It can be accepted until %s."), day));
	}
}

/* Why it waits, and who can do something about it. */
static void
hold_banner(struct req *r, const struct sales_order *o)
{
	const struct choice *c = choice_of(hold_reasons, o->hold_reason);

	if (o->status != ORDER_CREDIT_HOLD || c == NULL)
		return;
	banner(r, "warn", arena_printf(r->mem, "%s.", _(c->label)),
	    may(r, ROLE_BOOKS) ?
		_("The order waits until the credit hold is released.") :
		_("The order waits until Accounting releases it."));
}

/* ---- lines
 * ---------------------------------------------------------------------------
 */

static void
number(struct req *r, unsigned tag, const struct order_line *l)
{
	number_field(r, record_field(&order_line_entity, tag), l);
}

/* What has become of the quantity: shipped, still open, dropped. */
static void
progress(struct req *r, const struct order_line *l)
{
	struct order_line left = { .quantity = order_line_open(l) };

	if (l->shipped == 0 && l->canceled == 0)
		return;
	html(r, "<br><span class=\"small muted\">");
	number(r, ORDER_LINE_SHIPPED, l);
	text(r, _(" shipped"));
	if (left.quantity != 0) {
		html(r, ", ");
		number(r, ORDER_LINE_QUANTITY, &left);
		text(r, _(" open"));
	}
	if (l->canceled != 0) {
		html(r, ", ");
		number(r, ORDER_LINE_CANCELED, l);
		text(r, _(" canceled"));
	}
	html(r, "</span>");
}

static void
promise(struct req *r, const struct order_line *l)
{
	if (l->promised_date == 0)
		return;
	html(r, "<br><span class=\"small muted\">");
	text(r, _("Promised for "));
	date_text(r, l->promised_date);
	html(r, "</span>");
}

/* Discount, and why the price is what it is. */
static void
price_words(struct req *r, const struct order_line *l)
{
	struct sales_order *o;

	if (l->discount_pct != 0) {
		html(r, "<br><span class=\"small muted\">\u2212");
		number(r, ORDER_LINE_DISCOUNT, l);
		html(r, "\u00a0%</span>");
	}
	if (l->item_id == 0)
		return;
	o = arena_alloc(r->mem, sizeof *o);
	if (store_get(r->x, &order_entity, l->order_id, o) != RC_OK)
		return;
	html(r, "<div class=\"says small muted\">");
	order_price_rule(r, o, l, false);
	html(r, "</div>");
}

static void
line_cell(struct req *r, const struct column *c, const void *rec)
{
	const struct order_line *l = rec;

	switch (c->tag) {
	case ORDER_LINE_DESCRIPTION:
		line_text(r, l->item_id, l->description, l->line_note);
		promise(r, l);
		break;
	case ORDER_LINE_QUANTITY:
		number(r, c->tag, l);
		textf(r, " %s", l->uom);
		progress(r, l);
		html(r, "<div class=\"says small muted\">");
		order_line_goods(r, l);
		html(r, "</div>");
		break;
	default:
		number(r, ORDER_LINE_PRICE, l);
		price_words(r, l);
	}
}

static const struct column columns[] = {
	{ .tag = ORDER_LINE_NO, .label = N_("Line"), .how = COL_LINK },
	{ .tag = ORDER_LINE_DESCRIPTION, .how = COL_OWN },
	{ .tag = ORDER_LINE_QUANTITY, .how = COL_OWN, .right = true },
	{ .tag = ORDER_LINE_PRICE, .how = COL_OWN, .right = true },
	{ .tag = ORDER_LINE_TAX_RATE, .label = N_("Tax"), .how = COL_NUMBER },
	{ .tag = ORDER_LINE_AMOUNT, .how = COL_AMOUNT },
	{ .tag = 0 },
};

/* ---- sums
 * ----------------------------------------------------------------------------
 */

void
order_sums_box(struct req *r, const void *head, const void *lines, int n)
{
	const struct sales_order *o = head;
	const struct order_line *l = lines;
	struct totals t = { 0 };

	for (int i = 0; i < n; i++)
		totals_add(&t, l[i].line_amount, l[i].tax_category,
		    l[i].tax_rate, false);
	if (o->charge_amount != 0)
		totals_add(&t, o->charge_amount, o->charge_tax_category,
		    o->charge_tax_rate, true);
	totals_end(&t);
	sums_box(r, o->currency, &t, -1);
}

/* ---- what it led to
 * ------------------------------------------------------------------ */

static bool
shipment_row(void *arg, const void *rec)
{
	struct linked *l = arg;
	const struct shipment *s = rec;

	linked_add(l,
	    &(struct linked_row){
		.path = at(l->r, "/shipments", s->id, ""),
		.number = s->shipment_no,
		.kind = _("Shipment"),
		.date = s->ship_date,
		.status = record_field(&shipment_entity, SHIPMENT_STATUS),
		.rec = s,
	    });
	return true;
}

/* Invoices of an order and the payments that paid them. */
enum { SEEN = 100 };
struct paying {
	struct linked *l;
	int64_t invoice[SEEN], payment[SEEN];
	int invoices, payments;
};

static bool
invoice_row(void *arg, const void *rec)
{
	struct paying *p = arg;
	const struct invoice *i = rec;
	const struct choice *kind = choice_of(invoice_types, i->doc_type);

	linked_add(p->l,
	    &(struct linked_row){
		.path = at(p->l->r, "/invoices", i->id, ""),
		.number = i->invoice_no[0] != '\0' ? i->invoice_no : _("draft"),
		.kind = kind != NULL ? _(kind->label) : "",
		.date = i->invoice_date,
		.amount = i->total,
		.currency = i->currency,
		.status = record_field(&invoice_entity, INVOICE_STATUS),
		.rec = i,
	    });
	p->invoice[p->invoices++] = i->id;
	return p->invoices < SEEN;
}

static bool
application_of(void *arg, const void *rec)
{
	struct paying *p = arg;
	const struct application *a = rec;

	for (int i = 0; i < p->payments; i++)
		if (p->payment[i] == a->payment_id)
			return true;
	if (a->payment_id != 0)
		p->payment[p->payments++] = a->payment_id;
	return p->payments < SEEN;
}

static bool
advance_of(void *arg, const void *rec)
{
	const struct application like = { .payment_id = record_id(rec) };

	return application_of(arg, &like);
}

static void
payment_row(struct linked *l, int64_t id)
{
	struct payment *p = arena_alloc(l->r->mem, sizeof *p);
	const struct choice *kind;

	if (store_get(l->r->x, &payment_entity, id, p) != RC_OK)
		return;
	kind = choice_of(payment_types, p->payment_type);
	linked_add(l,
	    &(struct linked_row){
		.path = at(l->r, "/payments", p->id, ""),
		.number = p->payment_no,
		.kind = kind != NULL ? _(kind->label) : "",
		.date = p->payment_date,
		.amount = p->amount,
		.currency = p->currency,
		.status = record_field(&payment_entity, PAYMENT_STATUS),
		.rec = p,
	    });
}

static bool
order_row(void *arg, const void *rec)
{
	struct linked *l = arg;
	const struct sales_order *o = rec;
	const struct choice *kind = choice_of(order_types, o->order_type);

	linked_add(l,
	    &(struct linked_row){
		.path = at(l->r, "/orders", o->id, ""),
		.number = o->order_no,
		.kind = kind != NULL ? _(kind->label) : "",
		.date = o->order_date,
		.amount = o->total,
		.currency = o->currency,
		.status = record_field(&order_entity, ORDER_STATUS),
		.rec = o,
	    });
	return true;
}

/* The quote it was made of, or the order that was made of it. */
static void
quote_row(struct linked *l, const struct sales_order *o)
{
	struct sales_order *other = arena_alloc(l->r->mem, sizeof *other);
	enum rc rc = RC_NOTFOUND;

	if (o->quote_id != 0)
		rc = store_get(l->r->x, &order_entity, o->quote_id, other);
	else if (o->order_type == ORDER_QT)
		rc = order_of_quote(l->r->x, o->id, other);
	if (rc == RC_OK)
		(void)order_row(l, other);
}

/* The order it returns goods of, and what came back of it. */
static enum rc
return_rows(struct linked *l, const struct sales_order *o)
{
	const struct sales_order like = { .return_of = o->id };
	const struct list back = { .e = &order_entity,
		.index = ORDER_RETURNS_OF,
		.like = &like,
		.prefix = 1 };
	struct sales_order *of = arena_alloc(l->r->mem, sizeof *of);

	if (o->return_of != 0 &&
	    store_get(l->r->x, &order_entity, o->return_of, of) == RC_OK)
		(void)order_row(l, of);
	return store_list(l->r->x, &back, order_row, l);
}

/* What the customer asked about it. */
static bool
request_row(void *arg, const void *rec)
{
	const struct order_request *q = rec;
	struct linked *l = arg;

	linked_add(l,
	    &(struct linked_row){
		.path = at(l->r, "/order-requests", q->id, ""),
		.number = _("Request"),
		.kind = _("Asked by the customer"),
		.date = time_date(q->asked, l->r->visitor->time_zone),
		.status =
		    record_field(&order_request_entity, ORDER_REQUEST_STATUS),
		.rec = q,
	    });
	return true;
}

static enum rc
linked(struct req *r, const struct sales_order *o)
{
	struct order_request *about = arena_alloc(r->mem, sizeof *about);
	const struct list requests = { .e = &order_request_entity,
		.index = ORDER_REQUEST_OF_ORDER,
		.like = about,
		.prefix = 1 };
	const struct shipment of = { .order_id = o->id };
	const struct invoice billed = { .order_id = o->id };
	const struct list shipments = { .e = &shipment_entity,
		.index = SHIPMENT_OF_ORDER,
		.like = &of,
		.prefix = 1 };
	const struct list invoices = { .e = &invoice_entity,
		.index = INVOICE_OF_ORDER,
		.like = &billed,
		.prefix = 1 };
	const struct payment before = { .order_id = o->id };
	const struct list advance = { .e = &payment_entity,
		.index = PAYMENT_OF_ORDER,
		.like = &before,
		.prefix = 1 };
	struct linked l = { .r = r };
	struct paying *p = arena_alloc(r->mem, sizeof *p);
	enum rc rc;

	quote_row(&l, o);
	rc = return_rows(&l, o);
	about->order_id = o->id;
	if (rc == RC_OK)
		rc = store_list(r->x, &requests, request_row, &l);
	if (rc == RC_OK)
		rc = store_list(r->x, &shipments, shipment_row, &l);
	p->l = &l;
	if (rc == RC_OK)
		rc = store_list(r->x, &invoices, invoice_row, p);
	for (int i = 0; rc == RC_OK && i < p->invoices; i++) {
		const struct application like = { .invoice_id = p->invoice[i] };
		const struct list paid = { .e = &application_entity,
			.index = APPLICATION_OF_INVOICE,
			.like = &like,
			.prefix = 1 };

		rc = store_list(r->x, &paid, application_of, p);
	}
	if (rc == RC_OK)
		rc = store_list(r->x, &advance, advance_of, p);
	for (int i = 0; i < p->payments; i++)
		payment_row(&l, p->payment[i]);
	linked_end(&l);
	return rc;
}

/* ---- the page
 * ------------------------------------------------------------------------ */

enum rc
order_page(struct req *r)
{
	void *head, *lines;
	const struct sales_order *o;
	int n;
	enum rc rc = doc_load(r, &order_doc, &head, &lines, &n);
	const struct choice *kind;

	if (rc != RC_OK)
		return rc;
	o = head;
	kind = choice_of(order_types, o->order_type);
	doc_head(r, &order_doc, o,
	    arena_printf(r->mem, "%s %s", kind != NULL ? _(kind->label) : "",
		o->order_no),
	    may(r, ROLE_SALES) && order_may_change(o));
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts(r, o);
	html(r, "</div><div class=\"stack\">");
	hold_banner(r, o);
	money_first(r, o);
	quote_banner(r, o);
	if (o->summary[0] != '\0') {
		html(r, "<p class=\"strong\">");
		text(r, o->summary);
		html(r, "</p>");
	}
	doc_lines(r, at(r, "/orders", o->id, ""), &order_line_entity, columns,
	    lines, n, line_cell);
	html(r, "<div class=\"sums-row\">");
	order_sums_box(r, o, lines, n);
	html(r, "</div>");
	rc = linked(r, o);
	doc_text(r, "h-notes", _("Notes"), o->notes);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}
