/* Parts of the pages of Financials. */
#include "money.h"

#include <string.h>

#include "base/date.h"

bool
offers_money(const struct req *r)
{
	return offers(r, PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS);
}

bool
offers_pay(const struct req *r)
{
	return offers_money(r) &&
	    offers(r, PORTAL_FINANCE, FEATURE_PORTAL_PAYMENTS);
}

int64_t
today(const struct req *r)
{
	return time_date(r->now, r->visitor->time_zone);
}

const char *
invoice_path(struct req *r, int64_t id, const char *rest)
{
	return arena_printf(r->mem, "/invoices/%lld%s", (long long)id, rest);
}

const char *
payment_path(struct req *r, int64_t id, const char *rest)
{
	return arena_printf(r->mem, "/payments/%lld%s", (long long)id, rest);
}

const char *
invoice_kind(const struct invoice *inv)
{
	const struct choice *c = choice_of(invoice_types, inv->doc_type);

	return c != NULL ? _(c->label) : "";
}

int64_t
invoice_side(const struct invoice *inv, int64_t amount)
{
	return inv->doc_type == INVOICE_CREDIT ? -amount : amount;
}

/* ---- states ------------------------------------------------------------ */

const char *
due_words(struct req *r, int64_t due)
{
	int64_t left = due - today(r);

	if (left == 0)
		return _("Due today");
	if (left == 1)
		return _("Due tomorrow");
	if (left > 1)
		return arena_printf(
		    r->mem, _("Due in %lld days"), (long long)left);
	if (left == -1)
		return _("1 day overdue");
	return arena_printf(r->mem, _("%lld days overdue"), (long long)-left);
}

static const char *
closed_words(struct req *r, const struct invoice *inv)
{
	char day[DATE_TEXT];

	if (inv->doc_type == INVOICE_CREDIT)
		return _("Used up");
	if (inv->closed_on == 0)
		return _("Paid");
	date_long(
	    time_date(inv->closed_on, r->visitor->time_zone), day, sizeof day);
	return arena_printf(r->mem, _("Paid %s"), day);
}

void
invoice_pill(struct req *r, const struct invoice *inv)
{
	int64_t left = inv->due_date - today(r);

	if (inv->status == INVOICE_CANCELED)
		pill(r, "draft", _("Canceled"));
	else if (inv->status == INVOICE_RESERVED)
		pill(r, "warn", _("Kept back by us"));
	else if (inv->open != IS_YES)
		pill(r, "ok", closed_words(r, inv));
	else if (inv->doc_type == INVOICE_CREDIT)
		pill(r, "info", _("To be used"));
	else if (left < 0)
		pill(r, "bad", due_words(r, inv->due_date));
	else if (left < 3)
		pill(r, "warn", due_words(r, inv->due_date));
	else
		pill(r, "info", due_words(r, inv->due_date));
}

void
payment_pill(struct req *r, const struct payment *p)
{
	switch (p->status) {
	case PAYMENT_PENDING:
		pill(r, "warn",
		    p->method == METHOD_CARD ? _("In progress") :
					       _("Not confirmed yet"));
		break;
	case PAYMENT_OPEN:
		pill(r, "info", _("Partly unused"));
		break;
	case PAYMENT_CLOSED:
		pill(r, "ok",
		    p->payment_type == PAYMENT_REFUND ? _("Paid back") :
							_("Applied"));
		break;
	default:
		if (p->ended == PAYMENT_WITHDRAWN)
			pill(r, "draft", _("Withdrawn"));
		else if (p->ended == PAYMENT_REJECTED)
			pill(r, "bad", _("Not confirmed"));
		else
			pill(r, "draft", _("Voided"));
	}
}

/* ---- what is owed ------------------------------------------------------ */

static bool
keep_debt(void *arg, const void *rec)
{
	const struct balance *b = rec;
	struct debts *d = arg;

	if (strcmp(b->currency, d->at[0].currency) == 0)
		d->at[0] = *b;
	else if (balance_total(b) != 0 || b->outstanding != 0)
		d->at[d->n++] = *b;
	return d->n < DEBTS;
}

enum rc
debts_load(struct req *r, struct debts *d)
{
	const struct list l = {
		.e = &balance_entity, .index = BALANCE_IN_ACCOUNT, .prefix = 1
	};
	struct own *own = mine(r);
	enum rc rc;

	*d = (struct debts){ .n = 1 };
	rc = own_balance(own, r->visitor->account.currency, &d->at[0]);
	if (rc == RC_OK)
		rc = own_list(own, &l, keep_debt, d);
	/* An account that says no currency has that of its documents. */
	if (rc == RC_OK && d->n > 1 && d->at[0].id == 0) {
		d->n--;
		memmove(d->at, d->at + 1, (size_t)d->n * sizeof *d->at);
	}
	for (int i = 0; rc == RC_OK && i < d->n; i++)
		rc = own_overdue(own, &d->at[i], today(r), &d->overdue[i]);
	return rc;
}

void
money_figure(struct req *r, const char *path, const char *label, int64_t amount,
    const char *currency, const char *says, const char *tone)
{
	if (path != NULL)
		html(r, "<a class=\"card kpi");
	else
		html(r, "<div class=\"card kpi");
	if (tone != NULL) {
		html(r, " ");
		text(r, tone);
	}
	if (path != NULL) {
		html(r, "\" href=\"");
		text(r, url(r, path, NULL));
	}
	html(r, "\"><span class=\"lab\">");
	text(r, label);
	html(r, "</span><span class=\"fig\">");
	amount_text(r, amount, currency);
	html(r, "</span><span class=\"small muted\">");
	text(r, says);
	html(r, "</span>");
	if (path != NULL)
		html(r, "</a>");
	else
		html(r, "</div>");
}

/* ---- tables ------------------------------------------------------------ */

void
table_open(
    struct req *r, const char *id, const char *title, const char *const *heads)
{
	html(r, "<section class=\"card flush\" aria-labelledby=\"");
	text(r, id);
	html(r, "\"><header><h2 id=\"");
	text(r, id);
	html(r, "\">");
	text(r, title);
	html(r,
	    "</h2></header><div class=\"tablewrap\"><table class=\"resp\">"
	    "<caption class=\"vh\">");
	text(r, title);
	html(r, "</caption><thead><tr>");
	for (; *heads != NULL; heads++) {
		if (**heads == '>')
			html(r, "<th scope=\"col\" class=\"num\">");
		else
			html(r, "<th scope=\"col\">");
		text(r, _(**heads == '>' ? *heads + 1 : *heads));
		html(r, "</th>");
	}
	html(r, "</tr></thead>\n<tbody>");
}

void
table_close(struct req *r)
{
	html(r, "</tbody></table></div></section>");
}

void
amount_cell(
    struct req *r, const char *label, int64_t amount, const char *currency)
{
	html(r, "<td class=\"num\" data-l=\"");
	text(r, label);
	html(r, "\">");
	amount_text(r, amount, currency);
	html(r, "</td>");
}

void
bill_row(struct req *r, const struct invoice *inv, const char *when,
    int64_t date, const char *what, int64_t amount)
{
	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	link_to(r, invoice_path(r, inv->id, ""), inv->invoice_no);
	html(r, "</th><td>");
	text(r, invoice_kind(inv));
	html(r, "</td>");
	date_cell(r, when, date);
	amount_cell(r, what, invoice_side(inv, amount), inv->currency);
	html(r, "<td class=\"c-end\">");
	invoice_pill(r, inv);
	html(r, "</td></tr>\n");
}

void
date_cell(struct req *r, const char *label, int64_t date)
{
	html(r, "<td class=\"nowrap\" data-l=\"");
	text(r, label);
	html(r, "\">");
	date_text(r, date);
	html(r, "</td>");
}

/* ---- what paid what ---------------------------------------------------- */

static void
document_head(struct req *r, const struct own_applied *a)
{
	const struct choice *type;

	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	if (a->invoice != NULL) {
		link_to(r, invoice_path(r, a->invoice->id, ""),
		    a->invoice->invoice_no);
		html(r, "</th><td>");
		text(r, invoice_kind(a->invoice));
	} else {
		link_to(r, payment_path(r, a->payment->id, ""),
		    a->payment->payment_no);
		html(r, "</th><td>");
		type = choice_of(payment_types, a->payment->payment_type);
		text(r, type != NULL ? _(type->label) : "");
		if (a->payment->reference[0] != '\0') {
			html(r, "<br><span class=\"small muted\">");
			text(r, a->payment->reference);
			html(r, "</span>");
		}
	}
	html(r, "</td>");
}

bool
applied_row(void *arg, const struct own_applied *a)
{
	static const char *const heads[] = { N_("Document"), N_("Kind"),
		N_("On"), N_(">Amount"), NULL };
	struct applied_card *c = arg;

	if (c->n++ == 0)
		table_open(c->r, "h-applied", c->title, heads);
	document_head(c->r, a);
	date_cell(c->r, _("On"), a->date);
	amount_cell(c->r, _("Amount"), a->amount, c->currency);
	html(c->r, "</tr>\n");
	return true;
}

void
applied_end(struct applied_card *c)
{
	if (c->n > 0)
		table_close(c->r);
}

enum rc
intended_card(struct req *r, const struct payment *p)
{
	struct applied_card c = {
		.r = r, .title = _("Meant for"), .currency = p->currency
	};
	enum rc rc = own_intended(mine(r), p, applied_row, &c);

	applied_end(&c);
	return rc;
}
