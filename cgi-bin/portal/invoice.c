/*
 * One invoice or memo as it was issued: lines, taxes, sums, the address it was
 * sent to, and what has been paid.
 */
#include "money.h"

#include <string.h>

#include "model/terms.h"

enum { WINDOW = 200 }; /* lines of a page */

/* ---- facts ------------------------------------------------------------- */

static void
figure(struct req *r, const struct invoice *inv)
{
	html(r, "<div class=\"figure\"><span class=\"lab\">");
	text(r,
	    inv->doc_type == INVOICE_CREDIT ? _("Left to use") :
					      _("Left to pay"));
	html(r, "</span><span class=\"fig\">");
	amount_text(r, inv->balance, inv->currency);
	html(r, "</span>");
	if (inv->balance != inv->total) {
		html(r, "<span class=\"small muted\">");
		textf(
		    r, _("of %s"), amount_words(r, inv->total, inv->currency));
		html(r, "</span>");
	}
	html(r, "</div>");
}

/* It is not paid by that, but nobody needs to pay it again. */
static enum rc
announced(struct req *r, const struct invoice *inv)
{
	int64_t sum;
	enum rc rc;

	if (!offers_pay(r))
		return RC_OK;
	rc = own_announced_on(mine(r), inv, &sum);
	if (rc == RC_OK && sum > 0)
		banner(r, "info", _("A payment is announced."),
		    arena_printf(r->mem,
			_("%s of it will be paid as soon as the money has "
			  "arrived."),
			amount_words(r, sum, inv->currency)));
	return rc;
}

static void
filled(struct req *r, const struct invoice *inv, unsigned tag)
{
	if (!record_empty(record_field(&invoice_entity, tag), inv))
		kv_field(r, &invoice_entity, tag, inv);
}

static void
corrected(struct req *r, const struct invoice *inv)
{
	struct invoice *other;

	if (inv->corrects_invoice_no[0] == '\0')
		return;
	other = arena_alloc(r->mem, sizeof *other);
	html(r, "<div><dt>");
	text(r, _("Corrects invoice"));
	html(r, "</dt><dd>");
	if (inv->corrects != 0 &&
	    own_get(mine(r), &invoice_entity, inv->corrects, other) == RC_OK)
		link_to(r, invoice_path(r, other->id, ""), other->invoice_no);
	else
		text(r, inv->corrects_invoice_no);
	html(r, "</dd></div>");
}

static void
facts(struct req *r, const struct invoice *inv)
{
	static const unsigned tags[] = { INVOICE_DATE, INVOICE_DUE,
		INVOICE_DISCOUNT_DATE, INVOICE_CASH_DISCOUNT, INVOICE_TERMS,
		INVOICE_CUSTOMER_PO, INVOICE_ORDER_NO, INVOICE_DELIVERED,
		INVOICE_BUYER_TAX_ID, 0 };

	card_open(r, "h-facts", _("Document"), NULL, NULL);
	figure(r, inv);
	kv_open(r);
	for (const unsigned *t = tags; *t != 0; t++)
		filled(r, inv, *t);
	corrected(r, inv);
	kv_address(r, &invoice_entity, INVOICE_BILL_NAME, inv, _("Bill to"));
	kv_address(r, &invoice_entity, INVOICE_SHIP_NAME, inv, _("Ship to"));
	kv_close(r);
	card_close(r);
}

/* ---- lines ------------------------------------------------------------- */

static void
number_cell(struct req *r, unsigned tag, const char *label,
    const struct invoice_line *l, const char *unit)
{
	html(r, "<td class=\"num\" data-l=\"");
	text(r, label);
	html(r, "\">");
	number_field(r, record_field(&invoice_line_entity, tag), l);
	text(r, unit);
}

static void
line_row(struct req *r, const struct invoice_line *l)
{
	char code[64];

	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	textf(r, "%lld", (long long)l->line_no);
	html(r, "</th><td>");
	text(r, l->description);
	own_item(mine(r), l, code, sizeof code);
	if (code[0] != '\0') {
		html(r, "<br><span class=\"small muted\">");
		text(r, code);
		html(r, "</span>");
	}
	if (l->line_note[0] != '\0') {
		html(r, "<br><span class=\"small muted\">");
		text_lines(r, l->line_note);
		html(r, "</span>");
	}
	html(r, "</td>");
	number_cell(r, INVOICE_LINE_QUANTITY, _("Quantity"), l,
	    l->uom[0] != '\0' ? arena_printf(r->mem, " %s", l->uom) : "");
	html(r, "</td>");
	number_cell(r, INVOICE_LINE_PRICE, _("Price"), l, "");
	if (l->discount_pct != 0) {
		html(r, "<br><span class=\"small muted\">\u2212");
		number_field(r,
		    record_field(&invoice_line_entity, INVOICE_LINE_DISCOUNT),
		    l);
		html(r, "\u00a0%</span>");
	}
	html(r, "</td>");
	number_cell(r, INVOICE_LINE_TAX_RATE, _("Tax"), l, "\u00a0%");
	html(r, "</td>");
	amount_cell(r, _("Amount"), l->line_amount, l->currency);
	html(r, "</tr>\n");
}

static void
lines_card(struct req *r, const struct invoice *inv,
    const struct invoice_line *lines, int n)
{
	static const char *const heads[] = { N_("Line"), N_("Description"),
		N_(">Quantity"), N_(">Price"), N_(">Tax"), N_(">Amount"),
		NULL };
	int64_t asked = query_id(r, "from");
	int from = asked < n ? (int)asked / WINDOW * WINDOW : 0;

	table_open(r, "h-lines", _("Lines"), heads);
	for (int i = from; i < n && i < from + WINDOW; i++)
		line_row(r, &lines[i]);
	html(r, "</tbody></table></div>");
	line_pager(r, invoice_path(r, inv->id, ""), from, WINDOW, n);
	html(r, "</section>");
}

/* ---- sums -------------------------------------------------------------- */

static void
sums_card(struct req *r, const struct invoice *inv,
    const struct invoice_line *lines, int n)
{
	struct totals *t = arena_alloc(r->mem, sizeof *t);
	const char *c = inv->currency;

	invoice_totals(inv, lines, n, t);
	html(r, "<div class=\"sums-row\">");
	card_open(r, "h-sums", _("Totals"), NULL, NULL);
	html(r, "<dl class=\"sums\">");
	sum_row(r, _("Lines"), t->lines, c, false);
	if (t->charges != 0)
		sum_row(r, _("Freight"), t->charges, c, false);
	for (int i = 0; i < t->n; i++) {
		const struct tax_row *tax = &t->row[i];

		sum_row(r,
		    tax_words(r, choice_of(tax_categories, tax->category),
			tax->rate, tax->taxable, c),
		    tax->tax, c, false);
	}
	sum_row(r, _("Total"), inv->total, c, true);
	sum_row(r,
	    inv->doc_type == INVOICE_CREDIT ? _("Used so far") :
					      _("Paid so far"),
	    inv->amount_paid, c, false);
	sum_row(r, _("Left"), inv->balance, c, true);
	html(r, "</dl>");
	card_close(r);
	html(r, "</div>");
}

/* ---- what was paid, and what corrects it ------------------------------- */

static enum rc
paid_card(struct req *r, const struct invoice *inv)
{
	struct applied_card c = { .r = r,
		.title = inv->doc_type == INVOICE_CREDIT ? _("Used for") :
							   _("Paid by"),
		.currency = inv->currency };
	enum rc rc = own_applied_invoice(mine(r), inv, applied_row, &c);

	applied_end(&c);
	if (inv->paid_before != 0) {
		html(r, "<p class=\"muted\">");
		textf(r, _("%s was paid before we kept payments here."),
		    amount_words(r, inv->paid_before, inv->currency));
		html(r, "</p>");
	}
	return rc;
}

struct memo_card {
	struct req *r;
	int n;
};

static bool
memo_row(void *arg, const void *rec)
{
	static const char *const heads[] = { N_("Document"), N_("Kind"),
		N_("Issued"), N_(">Amount"), N_("Status"), NULL };
	const struct invoice *memo = rec;
	struct memo_card *c = arg;
	struct req *r = c->r;

	if (c->n++ == 0)
		table_open(r, "h-memos", _("Corrected by"), heads);
	bill_row(
	    r, memo, _("Issued"), memo->invoice_date, _("Amount"), memo->total);
	return true;
}

static enum rc
memos_card(struct req *r, const struct invoice *inv)
{
	struct memo_card c = { .r = r };
	enum rc rc = own_memos(mine(r), inv, memo_row, &c);

	if (c.n > 0)
		table_close(r);
	return rc;
}

/* ---- the page ---------------------------------------------------------- */

static void
state(struct req *r, const void *arg)
{
	invoice_pill(r, arg);
}

/* As it was issued. */
static void
downloads(struct req *r, const void *arg)
{
	const struct invoice *inv = arg;

	if (offers_pay(r) && inv->doc_type != INVOICE_CREDIT &&
	    inv->status == INVOICE_IS_OPEN && inv->balance > 0)
		button_link(r,
		    arena_printf(r->mem, "/pay?id=%lld", (long long)inv->id),
		    "btn primary", "credit-card", _("Pay"));
	button_link(
	    r, invoice_path(r, inv->id, "/pdf"), "btn", "download", _("PDF"));
	button_link(r, invoice_path(r, inv->id, "/ubl"), "btn", "download",
	    _("E-invoice"));
}

static enum rc
load(struct req *r, struct invoice *inv, struct invoice_line **lines, int *n)
{
	void *found = NULL;
	enum rc rc = own_get(mine(r), &invoice_entity, r->id, inv);

	if (rc == RC_OK)
		rc = own_lines(mine(r), inv, &found, n);
	*lines = found;
	return rc;
}

enum rc
invoice_page(struct req *r)
{
	struct invoice *inv = arena_alloc(r->mem, sizeof *inv);
	struct invoice_line *lines;
	int n;
	enum rc rc = load(r, inv, &lines, &n);

	if (rc != RC_OK)
		return rc;
	page_with(r,
	    &(struct head){
		.title = arena_printf(
		    r->mem, "%s %s", invoice_kind(inv), inv->invoice_no),
		.nav = "balance",
		.crumb = _("Balance overview"),
		.crumb_path = "/balance",
		.lead = inv->summary[0] != '\0' ? inv->summary : NULL,
	    },
	    &(struct beside){ .title = state, .acts = downloads, .arg = inv });
	rc = announced(r, inv);
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts(r, inv);
	html(r, "</div><div class=\"stack\">");
	lines_card(r, inv, lines, n);
	sums_card(r, inv, lines, n);
	if (rc == RC_OK)
		rc = paid_card(r, inv);
	if (rc == RC_OK)
		rc = memos_card(r, inv);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}
