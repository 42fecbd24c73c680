/*
 * One order, quote or return (SP504000), to be read: how far it is, its lines
 * with what is promised of each, and what it led to.
 */
#include "model/order_request.h"
#include "model/shipment.h"
#include "model/terms.h"
#include "shops.h"

enum { WINDOW = 200 }; /* lines of a page */

/* An order with all its lines. */
struct sheet {
	struct sales_order o;
	const struct order_line *l;
	int n;
};

static enum rc
load(struct req *r, struct sheet **to)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	void *lines = NULL;
	enum rc rc = own_get(mine(r), &order_entity, r->id, &s->o);

	if (rc == RC_OK)
		rc = own_order_lines(mine(r), &s->o, &lines, &s->n);
	s->l = lines;
	*to = s;
	return rc;
}

/* ---- facts ------------------------------------------------------------- */

static void
figure(struct req *r, const struct sales_order *o)
{
	html(r, "<div class=\"figure\"><span class=\"lab\">");
	text(r, _("Total"));
	html(r, "</span><span class=\"fig\">");
	amount_text(r, o->total, o->currency);
	html(r, "</span>");
	if (o->order_type == ORDER_SO && o->unbilled != 0 &&
	    o->unbilled != o->total) {
		html(r, "<span class=\"small muted\">");
		textf(r, _("%s not invoiced yet"),
		    amount_words(r, o->unbilled, o->currency));
		html(r, "</span>");
	}
	html(r, "</div>");
}

static const char *
preference(int64_t rule)
{
	const struct choice *c = choice_of(order_preferences, rule);

	return c != NULL ? _(c->label) : "";
}

static void
facts(struct req *r, const struct sales_order *o)
{
	static const unsigned tags[] = { ORDER_DATE, ORDER_REQUESTED,
		ORDER_EXPIRES, ORDER_CUSTOMER_PO, ORDER_CONTACT, ORDER_TERMS,
		ORDER_SHIP_VIA, 0 };

	card_open(r, "h-facts", order_kind(o), NULL, NULL);
	figure(r, o);
	kv_open(r);
	for (const unsigned *t = tags; *t != 0; t++)
		if (!record_empty(record_field(&order_entity, *t), o))
			kv_field(r, &order_entity, *t, o);
	if (o->order_type == ORDER_SO)
		kv_text(r, _("Shipping"), preference(o->shipping_rule));
	kv_address(r, &order_entity, ORDER_SHIP_NAME, o, _("Ship to"));
	kv_address(r, &order_entity, ORDER_BILL_NAME, o, _("Bill to"));
	kv_close(r);
	card_close(r);
}

/* ---- how far it is ----------------------------------------------------- */

static void
way(struct req *r, const struct sales_order *o)
{
	const char *waits = order_waits(o);

	if (waits != NULL)
		banner(r, o->status == ORDER_ON_HOLD ? "info" : "warn",
		    o->status == ORDER_ON_HOLD ? _("We have your order.") :
						 _("Your order waits."),
		    waits);
	if (o->order_type != ORDER_SO || o->status == ORDER_CANCELED)
		return;
	card_open(r, "h-way", _("How far it is"), NULL, NULL);
	order_steps(r, o);
	card_close(r);
}

/* ---- lines ------------------------------------------------------------- */

static void
quantity(struct req *r, int64_t n, const char *unit)
{
	const struct order_line l = { .quantity = n };

	number_field(
	    r, record_field(&order_line_entity, ORDER_LINE_QUANTITY), &l);
	if (unit != NULL)
		textf(r, " %s", unit);
}

static void
quantity_cell(struct req *r, const char *label, int64_t n, const char *unit)
{
	html(r, "<td class=\"num\" data-l=\"");
	text(r, label);
	html(r, "\">");
	quantity(r, n, unit);
	html(r, "</td>");
}

/* When the rest of a line comes, and why that changed. */
static void
promise(struct req *r, const struct sales_order *o, const struct order_line *l)
{
	bool late =
	    l->promised_before != 0 && l->promised_before < l->promised_date;
	int64_t day;

	if (o->order_type != ORDER_SO || o->active != IS_YES ||
	    order_line_open(l) == 0)
		return;
	html(r, "<br><span class=\"small muted\">");
	if ((day = own_line_expected(mine(r), l)) != 0) {
		text(r, _("Expected"));
		html(r, " ");
		date_text(r, day);
		if (late) {
			html(r, ", ");
			text(r, _("before that"));
			html(r, " ");
			date_text(r, l->promised_before);
		}
	} else if (o->status == ORDER_BACK_ORDER)
		text(r, _("We wait for goods and send it as soon as we can."));
	if (l->promise_note[0] != '\0') {
		html(r, "<br>");
		text(r, l->promise_note);
	}
	html(r, "</span>");
}

static void
description(
    struct req *r, const struct sales_order *o, const struct order_line *l)
{
	char code[64];

	own_order_item(mine(r), l, code, sizeof code);
	text(r, l->description);
	if (code[0] != '\0') {
		html(r, "<br><span class=\"small muted\">");
		text(r, code);
		html(r, "</span>");
	}
	if (l->line_note[0] != '\0') {
		html(r, "<br><span class=\"small\">");
		text_lines(r, l->line_note);
		html(r, "</span>");
	}
	promise(r, o, l);
	if (o->order_type == ORDER_SO && l->item_id != 0 &&
	    !r->visitor->read_only)
		button_post(r, order_path(r, o->id, "/again"), "btn sm quiet",
		    "refresh", _("Again"), "line",
		    arena_printf(r->mem, "%lld", (long long)l->id), NULL);
}

static void
line_row(struct req *r, const struct sales_order *o, const struct order_line *l)
{
	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	textf(r, "%lld", (long long)l->line_no);
	html(r, "</th><td>");
	description(r, o, l);
	html(r, "</td>");
	quantity_cell(r, _("Ordered"), l->quantity, l->uom);
	if (o->order_type == ORDER_SO) {
		quantity_cell(r, _("Shipped"), l->shipped, NULL);
		quantity_cell(r, _("Open"), order_line_open(l), NULL);
	}
	html(r, "<td class=\"num\" data-l=\"");
	text(r, _("Price"));
	html(r, "\">");
	number_field(r, record_field(&order_line_entity, ORDER_LINE_PRICE), l);
	if (l->discount_pct != 0) {
		html(r, "<br><span class=\"small muted\">\u2212");
		number_field(r,
		    record_field(&order_line_entity, ORDER_LINE_DISCOUNT), l);
		html(r, "\u00a0%</span>");
	}
	html(r, "</td>");
	amount_cell(r, _("Amount"), l->line_amount, o->currency);
	html(r, "</tr>\n");
}

static void
lines_card(struct req *r, const struct sheet *s)
{
	static const char *const of_order[] = { N_("Line"), N_("Item"),
		N_(">Ordered"), N_(">Shipped"), N_(">Open"), N_(">Price"),
		N_(">Amount"), NULL };
	static const char *const of_others[] = { N_("Line"), N_("Item"),
		N_(">Quantity"), N_(">Price"), N_(">Amount"), NULL };
	int64_t asked = query_id(r, "from");
	int from = asked < s->n ? (int)asked / WINDOW * WINDOW : 0;

	table_open(r, "h-lines", _("Lines"),
	    s->o.order_type == ORDER_SO ? of_order : of_others);
	for (int i = from; i < s->n && i < from + WINDOW; i++)
		line_row(r, &s->o, &s->l[i]);
	html(r, "</tbody></table></div>");
	line_pager(r, order_path(r, s->o.id, ""), from, WINDOW, s->n);
	html(r, "</section>");
}

static void
sums_card(struct req *r, const struct sheet *s)
{
	struct totals *t = arena_alloc(r->mem, sizeof *t);
	const struct sales_order *o = &s->o;
	const char *c = o->currency;

	for (int i = 0; i < s->n; i++)
		totals_add(t, s->l[i].line_amount, s->l[i].tax_category,
		    s->l[i].tax_rate, false);
	if (o->charge_amount != 0)
		totals_add(t, o->charge_amount, o->charge_tax_category,
		    o->charge_tax_rate, true);
	totals_end(t);
	html(r, "<div class=\"sums-row\">");
	card_open(r, "h-sums", _("Totals"), NULL, NULL);
	html(r, "<dl class=\"sums\">");
	sum_row(r, _("Lines"), t->lines, c, false);
	if (t->charges != 0)
		sum_row(r, _("Freight"), t->charges, c, false);
	for (int i = 0; i < t->n; i++)
		sum_row(r,
		    tax_words(r, choice_of(tax_categories, t->row[i].category),
			t->row[i].rate, t->row[i].taxable, c),
		    t->row[i].tax, c, false);
	sum_row(r, _("Total"), o->total, c, true);
	html(r, "</dl>");
	card_close(r);
	html(r, "</div>");
}

/* ---- what it led to ---------------------------------------------------- */

struct part {
	struct req *r;
	int n;
	enum rc rc;
};

/* The carrier's page of a parcel, or its number alone. */
static bool
package_line(void *arg, const void *rec)
{
	const struct package *p = rec;
	const struct part *c = arg;
	struct req *r = c->r;

	html(r, "<br><span class=\"small\">");
	icon(r, "package");
	html(r, " ");
	if (p->tracking_url[0] != '\0') {
		html(r, "<a rel=\"noopener noreferrer\" href=\"");
		text(r, p->tracking_url);
		html(r, "\">");
		textf(r, _("Track parcel %s"), p->tracking_no);
		html(r, "</a>");
	} else if (p->tracking_no[0] != '\0') {
		textf(r, _("Parcel %s"), p->tracking_no);
	} else {
		text(r, _("A parcel without a tracking number"));
	}
	if (p->description[0] != '\0')
		textf(r, ", %s", p->description);
	html(r, "</span>");
	return true;
}

static bool
shipment_row(void *arg, const void *rec)
{
	static const char *const heads[] = { N_("Number"), N_("Shipped"),
		N_("How"), N_(">Quantity"), NULL };
	const struct shipment *s = rec;
	struct part *c = arg;
	struct req *r = c->r;

	if (c->n++ == 0)
		table_open(r, "h-shipments", _("Shipments"), heads);
	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	text(r, s->shipment_no);
	html(r, "</th>");
	date_cell(r, _("Shipped"), s->ship_date);
	html(r, "<td>");
	text(r, s->ship_via[0] != '\0' ? s->ship_via : _("As agreed"));
	c->rc = own_packages(mine(r), s, package_line, c);
	html(r, "</td>");
	quantity_cell(r, _("Quantity"), s->quantity, NULL);
	html(r, "</tr>\n");
	return c->rc == RC_OK;
}

static enum rc
shipments(struct req *r, const struct sales_order *o)
{
	struct part c = { r, 0, RC_OK };
	enum rc rc = own_order_shipments(mine(r), o, shipment_row, &c);

	if (c.n > 0)
		table_close(r);
	return rc == RC_OK ? c.rc : rc;
}

enum { MOST_INVOICES = 100 };

struct bills {
	struct req *r;
	struct invoice *at[MOST_INVOICES];
	int n;
};

static bool
keep_bill(void *arg, const void *rec)
{
	struct bills *b = arg;

	b->at[b->n] = arena_alloc(b->r->mem, sizeof *b->at[b->n]);
	*b->at[b->n++] = *(const struct invoice *)rec;
	return b->n < MOST_INVOICES;
}

/* Invoices and what paid them, for those who may see the company's money. */
static enum rc
bills(struct req *r, const struct sales_order *o)
{
	static const char *const heads[] = { N_("Number"), N_("Kind"),
		N_("Issued"), N_(">Amount"), N_("Status"), NULL };
	struct applied_card paid = {
		.r = r, .title = _("Payments"), .currency = o->currency
	};
	struct bills *b = arena_alloc(r->mem, sizeof *b);
	enum rc rc;

	b->r = r;
	rc = own_order_invoices(mine(r), o, keep_bill, b);
	if (b->n > 0) {
		table_open(r, "h-invoices", _("Invoices"), heads);
		for (int i = 0; i < b->n; i++)
			bill_row(r, b->at[i], _("Issued"),
			    b->at[i]->invoice_date, _("Amount"),
			    b->at[i]->total);
		table_close(r);
	}
	for (int i = 0; rc == RC_OK && i < b->n; i++)
		if (b->at[i]->doc_type != INVOICE_CREDIT)
			rc = own_applied_invoice(
			    mine(r), b->at[i], applied_row, &paid);
	applied_end(&paid);
	return rc;
}

struct asked {
	struct req *r;
	int n;
};

static bool
request_item(void *arg, const void *rec)
{
	const struct order_request *q = rec;
	struct asked *a = arg;
	struct req *r = a->r;

	if (a->n++ == 0)
		card_open(r, "h-asked", _("What you asked"), NULL, NULL);
	html(r, "<div class=\"way\"><p class=\"small muted\">");
	time_text(r, q->asked);
	html(r, " ");
	if (q->status == REQUEST_WAITS)
		pill(r, "warn", _("We will answer"));
	html(r, "</p><p>");
	text_lines(r, q->text);
	html(r, "</p>");
	if (q->answer[0] != '\0') {
		html(r, "<p class=\"small muted\">");
		textf(r, _("%s answered"), q->answered_by);
		html(r, " ");
		time_text(r, q->answered);
		html(r, "</p><p>");
		text_lines(r, q->answer);
		html(r, "</p>");
	}
	html(r, "</div>");
	return true;
}

static enum rc
requests(struct req *r, const struct sales_order *o)
{
	struct asked a = { r, 0 };
	enum rc rc = own_requests(mine(r), o, request_item, &a);

	if (a.n > 0)
		card_close(r);
	return rc;
}

/* What was answered to a quote. */
static void
answer(struct req *r, const struct sales_order *o)
{
	bool yes = o->accepted_by[0] != '\0';

	if (!yes && o->declined[0] == '\0')
		return;
	card_open(r, "h-answer", _("Your answer"), NULL, NULL);
	html(r, "<p>");
	if (yes)
		textf(r, _("Accepted by %s."), o->accepted_by);
	else
		textf(r, _("Declined: %s"), o->declined);
	html(r, "</p>");
	card_close(r);
}

static void
notes(struct req *r, const struct sales_order *o)
{
	if (o->channel != CHANNEL_PORTAL || o->notes[0] == '\0')
		return;
	card_open(r, "h-notes", _("Your note"), NULL, NULL);
	html(r, "<p>");
	text_lines(r, o->notes);
	html(r, "</p>");
	card_close(r);
}

/* ---- the page ---------------------------------------------------------- */

static void
state(struct req *r, const void *arg)
{
	order_pill(r, &((const struct sheet *)arg)->o);
}

static void
acts(struct req *r, const void *arg)
{
	const struct sheet *s = arg;
	bool writes = !r->visitor->read_only;

	if (writes && s->o.order_type == ORDER_QT &&
	    s->o.status == ORDER_OPEN) {
		button_link(r, order_path(r, s->o.id, "/accept"), "btn primary",
		    "check", _("Accept"));
		button_link(r, order_path(r, s->o.id, "/decline"), "btn", "ban",
		    _("Decline"));
	}
	if (writes && s->o.order_type == ORDER_SO)
		button_post(r, order_path(r, s->o.id, "/again"), "btn",
		    "refresh", _("Order again"), NULL);
	if (writes && s->o.active == IS_YES && s->o.status != ORDER_COMPLETED)
		button_link(r, order_path(r, s->o.id, "/ask"), "btn", "edit",
		    _("Ask to change"));
	button_link(
	    r, order_path(r, s->o.id, "/pdf"), "btn", "download", _("PDF"));
	if (s->o.order_type == ORDER_SO)
		button_link(r, order_path(r, s->o.id, "/ubl"), "btn",
		    "download", _("UBL"));
	if (writes && own_may_cancel(&s->o, s->l, s->n))
		button_link(r, order_path(r, s->o.id, "/cancel"), "btn", "ban",
		    _("Cancel"));
}

enum rc
order_page(struct req *r)
{
	struct sheet *s;
	enum rc rc = load(r, &s);

	if (rc != RC_OK)
		return rc;
	page_with(r,
	    &(struct head){
		.title = arena_printf(
		    r->mem, "%s %s", order_kind(&s->o), s->o.order_no),
		.nav = "orders",
		.crumb = _("Orders"),
		.crumb_path = "/orders",
		.lead = s->o.summary[0] != '\0' ? s->o.summary : NULL,
	    },
	    &(struct beside){ .title = state, .acts = acts, .arg = s });
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts(r, &s->o);
	html(r, "</div><div class=\"stack\">");
	way(r, &s->o);
	lines_card(r, s);
	sums_card(r, s);
	rc = shipments(r, &s->o);
	if (rc == RC_OK)
		rc = bills(r, &s->o);
	if (rc == RC_OK)
		rc = requests(r, &s->o);
	answer(r, &s->o);
	notes(r, &s->o);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

/* ---- canceling --------------------------------------------------------- */

static void
show_cancel(struct req *r, const struct sheet *s, const struct problems *bad)
{
	ask_page(r,
	    &(struct question){
		.title =
		    arena_printf(r->mem, _("Cancel order %s?"), s->o.order_no),
		.says = _("Nothing of it is sent, and nothing is to be paid. "
			  "It stays readable here, and can be ordered again."),
		.path = order_path(r, s->o.id, "/cancel"),
		.act = _("Cancel order"),
		.back = order_path(r, s->o.id, ""),
		.kept = _("Keep the order"),
		.button = "btn danger",
		.mark = "bad",
		.icon = "ban",
		.e = &order_entity,
		.rec = &s->o,
		.bad = bad,
	    });
}

enum rc
order_cancel_page(struct req *r)
{
	struct sheet *s;
	enum rc rc = load(r, &s);

	if (rc != RC_OK)
		return rc;
	if (own_may_cancel(&s->o, s->l, s->n))
		show_cancel(r, s, NULL);
	else
		redirect(r, order_path(r, s->o.id, ""), NULL);
	return RC_OK;
}

enum rc
order_cancel_post(struct req *r)
{
	struct sales_order seen = { .id = r->id };
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct sheet *s;
	enum rc rc;

	if (!form_read_rev(r, &seen))
		return RC_INVALID;
	rc = own_order_cancel(mine(r), r->id, seen.rev, bad);
	if (rc == RC_OK)
		redirect(r, order_path(r, r->id, ""), "canceled");
	if (rc == RC_INVALID && load(r, &s) == RC_OK) {
		r->out.status = 422;
		show_cancel(r, s, bad);
	}
	return rc;
}
