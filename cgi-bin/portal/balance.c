/*
 * Balance Overview (SP314010): what is owed, by currency, and the documents it
 * comes from; payments (SP334000) are its third tab. Rows can be chosen and
 * added up.
 */
#include "money.h"

#include <stdlib.h>
#include <string.h>

static const struct view invoices, payments;

/* ---- lists ------------------------------------------------------------- */

static const struct invoice to_pay = { .open = IS_YES },
			    issued = { .issued = IS_YES };
static const struct payment received = { .shown = IS_YES };

#define OPEN_LABEL N_("Open")
#define ALL_LABEL N_("All invoices")
#define PAID_LABEL N_("Payments")

static const struct tab invoice_tabs[] = {
	{ .name = "open",
	    .label = OPEN_LABEL,
	    .like = &to_pay,
	    .prefix = 2,
	    .sorts = { { "due", INVOICE_DUE, INVOICE_OPEN_DUE, false },
		{ "due-down", INVOICE_DUE, INVOICE_OPEN_DUE, true },
		{ .name = NULL } } },
	{ .name = "all",
	    .label = ALL_LABEL,
	    .like = &issued,
	    .prefix = 2,
	    .sorts = { { "newest", INVOICE_DATE, INVOICE_ISSUED_DATE, true },
		{ "oldest", INVOICE_DATE, INVOICE_ISSUED_DATE, false },
		{ .name = NULL } } },
	{ .name = "payments", .label = PAID_LABEL, .other = &payments },
	{ .name = NULL },
};

static const struct tab payment_tabs[] = {
	{ .name = "open", .label = OPEN_LABEL, .other = &invoices },
	{ .name = "all", .label = ALL_LABEL, .other = &invoices },
	{ .name = "payments",
	    .label = PAID_LABEL,
	    .like = &received,
	    .prefix = 2,
	    .sorts = { { "newest", PAYMENT_DATE, PAYMENT_SHOWN_DATE, true },
		{ "oldest", PAYMENT_DATE, PAYMENT_SHOWN_DATE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct column invoice_columns[] = {
	{ .tag = INVOICE_NO, .label = N_("Number"), .how = COL_LINK },
	{ .tag = INVOICE_TYPE, .how = COL_TEXT },
	{ .tag = INVOICE_CUSTOMER_PO,
	    .label = N_("Your reference"),
	    .how = COL_TEXT,
	    .hide_small = true },
	{ .tag = INVOICE_DATE,
	    .label = N_("Issued"),
	    .how = COL_DATE,
	    .hide_small = true },
	{ .tag = INVOICE_DUE, .label = N_("Due"), .how = COL_DATE },
	{ .tag = INVOICE_TOTAL,
	    .label = N_("Amount"),
	    .how = COL_OWN,
	    .right = true,
	    .hide_small = true },
	{ .tag = INVOICE_BALANCE,
	    .label = N_("Open"),
	    .how = COL_OWN,
	    .right = true },
	{ .tag = INVOICE_STATUS, .how = COL_OWN },
	{ .tag = 0 },
};

static const struct column payment_columns[] = {
	{ .tag = PAYMENT_NO, .label = N_("Number"), .how = COL_LINK },
	{ .tag = PAYMENT_TYPE, .how = COL_TEXT },
	{ .tag = PAYMENT_DATE, .label = N_("Date"), .how = COL_DATE },
	{ .tag = PAYMENT_METHOD,
	    .label = N_("Method"),
	    .how = COL_TEXT,
	    .hide_small = true },
	{ .tag = PAYMENT_REFERENCE,
	    .label = N_("Reference"),
	    .how = COL_TEXT,
	    .hide_small = true },
	{ .tag = PAYMENT_AMOUNT, .label = N_("Amount"), .how = COL_AMOUNT },
	{ .tag = PAYMENT_UNAPPLIED,
	    .label = N_("Unused"),
	    .how = COL_AMOUNT,
	    .hide_small = true },
	{ .tag = PAYMENT_STATUS, .how = COL_OWN },
	{ .tag = 0 },
};

static void
invoice_cell(struct req *r, const struct column *c, const void *rec)
{
	const struct invoice *inv = rec;

	if (c->tag == INVOICE_STATUS)
		invoice_pill(r, inv);
	else
		amount_text(r,
		    invoice_side(inv,
			c->tag == INVOICE_TOTAL ? inv->total : inv->balance),
		    inv->currency);
}

static void
payment_cell(struct req *r, const struct column *c, const void *rec)
{
	(void)c;
	payment_pill(r, rec);
}

/* ---- choosing ---------------------------------------------------------- */

static void
box(struct req *r, const void *rec)
{
	const struct invoice *inv = rec;

	html(r, " data-amount=\"");
	textf(r, "%lld", (long long)invoice_side(inv, inv->balance));
	html(r, "\" data-currency=\"");
	text(r, inv->currency);
	html(r, "\" data-decimals=\"");
	textf(r, "%d", currency_decimals(inv->currency));
	html(r, "\" aria-label=\"");
	textf(r, _("Choose %s"), inv->invoice_no);
	html(r, "\"");
}

static void
bulk(struct req *r)
{
	html(r, "<div class=\"bulk\" role=\"group\" aria-label=\"");
	text(r, _("Chosen documents"));
	html(r, "\"><span data-live hidden><strong><span data-count>0</span> ");
	text(r, _("chosen"));
	html(r,
	    "</strong> <output data-sum></output></span>"
	    "<button type=\"submit\" class=\"btn sm\">");
	text(r, _("Add up the chosen ones"));
	html(r, "</button>");
	if (offers_pay(r)) {
		html(r,
		    "<button type=\"submit\" class=\"btn primary sm\" "
		    "formaction=\"");
		text(r, url(r, "/pay", NULL));
		html(r, "\">");
		text(r, _("Pay the chosen ones"));
		html(r, "</button>");
	}
	html(r, "<button type=\"submit\" class=\"btn sm\" formaction=\"");
	text(r, url(r, "/invoices/zip", NULL));
	html(r, "\">");
	text(r, _("Download the chosen ones (ZIP)"));
	html(r, "</button></div>");
}

static const struct view invoices = {
	.e = &invoice_entity,
	.path = "/balance",
	.item = "/invoices/",
	.source = &source_own,
	.tabs = invoice_tabs,
	.columns = invoice_columns,
	.caption = N_("Your invoices and memos"),
	.search_hint = N_("Number, your reference or words"),
	.export_path = "/balance/export.csv",
	.empty_icon = "file-text",
	.empty_title = N_("Nothing here"),
	.empty_says = N_("Your invoices appear here when we issue them; what "
			 "is paid moves to All invoices."),
	.select_path = "/balance/chosen",
	.box = box,
	.bulk = bulk,
	.cell = invoice_cell,
};

static const struct view payments = {
	.e = &payment_entity,
	.path = "/payments",
	.item = "/payments/",
	.source = &source_own,
	.tabs = payment_tabs,
	.columns = payment_columns,
	.caption = N_("Your payments"),
	.search_hint = N_("Number, bank reference or words"),
	.export_path = "/payments/export.csv",
	.empty_icon = "credit-card",
	.empty_title = N_("No payments yet"),
	.empty_says = N_("What you paid appears here when it has arrived."),
	.cell = payment_cell,
};

/* ---- figures ----------------------------------------------------------- */

static const char *
count_words(struct req *r, int64_t n)
{
	if (n == 1)
		return _("1 open invoice");
	return arena_printf(r->mem, _("%lld open invoices"), (long long)n);
}

static void
debt(struct req *r, const struct balance *b, int64_t overdue)
{
	const char *c = b->currency;
	int64_t total = balance_total(b);

	html(r, "<div class=\"kpis\">");
	money_figure(r, NULL, total < 0 ? _("In your favour") : _("Balance"),
	    total < 0 ? -total : total, c,
	    _("Open invoices less credits and unused payments"), NULL);
	money_figure(r, NULL, _("Open invoices"), b->outstanding, c,
	    count_words(r, b->open_invoices), NULL);
	money_figure(r, NULL, _("Overdue"), overdue, c,
	    overdue > 0 ? _("Please pay these first") : _("Nothing is late"),
	    overdue > 0 ? "bad" : NULL);
	money_figure(r, NULL, _("Credits and unused payments"),
	    b->credits + b->unapplied, c, _("Can still be used"), NULL);
	html(r, "</div>");
}

/* Paying it all, and what is announced: that changes no figure above. */
static enum rc
paying(struct req *r, const struct balance *b)
{
	int64_t sum, n;
	enum rc rc;

	if (!offers_pay(r))
		return RC_OK;
	rc = own_announced(mine(r), b->currency, &sum, &n);
	if (rc != RC_OK || (n == 0 && b->outstanding <= 0))
		return rc;
	html(r, "<div class=\"acts\">");
	if (b->outstanding > 0)
		button_link(r,
		    arena_printf(r->mem, "/pay?currency=%s", b->currency),
		    "btn primary", "credit-card", _("Pay all that is open"));
	if (n > 0) {
		html(r, "<p>");
		textf(r,
		    _("You have announced %s, which is not confirmed yet."),
		    amount_words(r, sum, b->currency));
		html(r, "</p>");
	}
	html(r, "</div>");
	return RC_OK;
}

static enum rc
debts(struct req *r)
{
	struct debts *d = arena_alloc(r->mem, sizeof *d);
	enum rc rc = debts_load(r, d);

	for (int i = 0; rc == RC_OK && i < d->n; i++) {
		if (d->n > 1) {
			html(r, "<h2>");
			textf(r, _("In %s"), d->at[i].currency);
			html(r, "</h2>");
		}
		debt(r, &d->at[i], d->overdue[i]);
		rc = paying(r, &d->at[i]);
	}
	return rc;
}

/* ---- pages ------------------------------------------------------------- */

static enum rc
overview(struct req *r, const struct view *v)
{
	enum rc rc;

	page_open(r,
	    &(struct head){
		.title = v == &payments ? _("Payments") : _("Balance overview"),
		.nav = v == &payments ? "payments" : "balance",
		.lead = r->visitor->account.name,
	    });
	rc = debts(r);
	if (rc == RC_OK)
		rc = list_show(r, v);
	page_close(r);
	return rc;
}

enum rc
balance_list(struct req *r)
{
	return overview(r, &invoices);
}

enum rc
payment_list(struct req *r)
{
	return overview(r, &payments);
}

enum rc
balance_csv(struct req *r)
{
	static const unsigned tags[] = { INVOICE_NO, INVOICE_TYPE,
		INVOICE_STATUS, INVOICE_DATE, INVOICE_DUE, INVOICE_ORDER_NO,
		INVOICE_CUSTOMER_PO, INVOICE_CORRECTS_NO, INVOICE_SUMMARY,
		INVOICE_CURRENCY, INVOICE_LINE_TOTAL, INVOICE_CHARGE,
		INVOICE_TAX_TOTAL, INVOICE_TOTAL, INVOICE_AMOUNT_PAID,
		INVOICE_BALANCE, 0 };

	return list_csv(r, &invoices, tags, "invoices.csv");
}

enum rc
payment_csv(struct req *r)
{
	static const unsigned tags[] = { PAYMENT_NO, PAYMENT_TYPE,
		PAYMENT_STATUS, PAYMENT_DATE, PAYMENT_METHOD, PAYMENT_REFERENCE,
		PAYMENT_SUMMARY, PAYMENT_CURRENCY, PAYMENT_AMOUNT,
		PAYMENT_APPLIED, PAYMENT_UNAPPLIED, 0 };

	return list_csv(r, &payments, tags, "payments.csv");
}

/* ---- the chosen ones --------------------------------------------------- */

struct chosen {
	int n, currencies;
	const struct invoice *at[LIMIT_PARAMS];
	int64_t sum[DEBTS];
	char currency[DEBTS][4];
};

static void
count_in(struct chosen *c, const struct invoice *inv)
{
	int i = 0;

	while (i < c->currencies && strcmp(c->currency[i], inv->currency) != 0)
		i++;
	if (i == DEBTS)
		return;
	if (i == c->currencies)
		memcpy(c->currency[c->currencies++], inv->currency,
		    sizeof inv->currency);
	c->sum[i] += invoice_side(inv, inv->balance);
	c->at[c->n++] = inv;
}

static bool
is_chosen(const struct chosen *c, int64_t id)
{
	for (int i = 0; i < c->n; i++)
		if (c->at[i]->id == id)
			return true;
	return false;
}

/* Every document of the address, once; one that is not there ends it all. */
static enum rc
chosen_load(struct req *r, struct chosen *c)
{
	for (int i = 0; i < r->queries; i++) {
		const char *s = r->query[i].value;
		int64_t id = strtoll(s, NULL, 10);
		struct invoice *inv = arena_alloc(r->mem, sizeof *inv);
		enum rc rc;

		if (*s == '\0' || s[strspn(s, "0123456789")] != '\0')
			return RC_NOTFOUND;
		if ((rc = own_get(mine(r), &invoice_entity, id, inv)) != RC_OK)
			return rc;
		if (!is_chosen(c, id))
			count_in(c, inv);
	}
	return RC_OK;
}

static void
chosen_table(struct req *r, const struct chosen *c)
{
	static const char *const heads[] = { N_("Number"), N_("Kind"),
		N_("Due"), N_(">Open"), N_("Status"), NULL };

	table_open(r, "h-chosen", _("Documents"), heads);
	for (int i = 0; i < c->n; i++)
		bill_row(r, c->at[i], _("Due"), c->at[i]->due_date, _("Open"),
		    c->at[i]->balance);
	table_close(r);
}

static void
chosen_sums(struct req *r, const struct chosen *c)
{
	html(r, "<div class=\"kpis\">");
	for (int i = 0; i < c->currencies; i++)
		money_figure(r, NULL, _("Together"), c->sum[i], c->currency[i],
		    _("Open amounts, credits taken off"), NULL);
	html(r, "</div>");
}

static void
chosen_acts(struct req *r, const void *arg)
{
	const struct chosen *c = arg;
	const char *path = "/pay";

	if (c->n == 0 || !offers_pay(r))
		return;
	for (int i = 0; i < c->n; i++)
		path = arena_printf(r->mem, "%s%cid=%lld", path,
		    i == 0 ? '?' : '&', (long long)c->at[i]->id);
	button_link(r, path, "btn primary", "credit-card", _("Pay these"));
}

enum rc
balance_chosen(struct req *r)
{
	struct chosen *c = arena_alloc(r->mem, sizeof *c);
	enum rc rc = chosen_load(r, c);

	if (rc != RC_OK)
		return rc;
	page_with(r,
	    &(struct head){
		.title = _("Chosen documents"),
		.nav = "balance",
		.crumb = _("Balance overview"),
		.crumb_path = "/balance",
	    },
	    &(struct beside){ .acts = chosen_acts, .arg = c });
	if (c->n > 0) {
		chosen_sums(r, c);
		chosen_table(r, c);
	} else {
		html(r, "<section class=\"card\"><div class=\"body\">");
		empty_state(r, "list", _("Nothing is chosen"),
		    _("Tick documents in the list to see what they come to."),
		    "/balance", _("To the list"));
		html(r, "</div></section>");
	}
	page_close(r);
	return RC_OK;
}
