/* Home: what is owed, what is late, and the last invoices. */
#include "homeparts.h"

#include "base/date.h"
#include "model/statement.h"
#include "money.h"
#include "web/chart.h"

struct home_money {
	struct debts debts;
	struct ageing age; /* of the first currency, today */
	struct invoice last[RECENT];
	int n;
};

static bool
keep_invoice(void *arg, const void *rec)
{
	struct home_money *m = arg;

	m->last[m->n++] = *(const struct invoice *)rec;
	return m->n < RECENT;
}

enum rc
home_money_load(struct req *r, struct home_money **to)
{
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_ISSUED_DATE,
		.prefix = 2,
		.backwards = true };
	struct home_money *m;
	enum rc rc;

	*to = NULL;
	if (!offers_money(r))
		return RC_OK;
	m = arena_alloc(r->mem, sizeof *m);
	if ((rc = debts_load(r, &m->debts)) != RC_OK ||
	    (rc = own_ageing(
		 mine(r), m->debts.at[0].currency, today(r), &m->age)) != RC_OK)
		return rc;
	*to = m;
	return own_list(mine(r), &l, keep_invoice, m);
}

/* ---- late -------------------------------------------------------------- */

static const char *
all_overdue(struct req *r, const struct home_money *m)
{
	const char *s = "";

	for (int i = 0; i < m->debts.n; i++)
		if (m->debts.overdue[i] > 0)
			s = arena_printf(r->mem, "%s%s%s", s,
			    *s != '\0' ? _(" and ") : "",
			    amount_words(r, m->debts.overdue[i],
				m->debts.at[i].currency));
	return s;
}

static const char *
late_words(struct req *r, const struct home_money *m)
{
	int64_t days =
	    m->age.oldest != DATE_NONE ? today(r) - m->age.oldest : 0;

	if (days == 1)
		return _("The oldest is 1 day late");
	if (days > 1)
		return arena_printf(
		    r->mem, _("The oldest is %lld days late"), (long long)days);
	return _("Nothing is late");
}

void
home_overdue(struct req *r, const struct home_money *m)
{
	const char *sums = all_overdue(r, m);

	if (*sums == '\0')
		return;
	html(r, "<div class=\"banner warn\">");
	icon(r, "warning");
	html(r, "<p><strong>");
	text(r, _("Invoices are overdue."));
	html(r, "</strong> ");
	textf(r, _("%s should have been paid by now."), sums);
	html(r, "</p>");
	button_link(r, "/balance", "btn primary", NULL, _("Review"));
	html(r, "</div>");
}

/* ---- figures ----------------------------------------------------------- */

static void
count_figure(struct req *r, const char *path, const char *label, int64_t n,
    const char *says, bool warn)
{
	if (path != NULL)
		html(r, "<a class=\"card kpi");
	else
		html(r, "<div class=\"card kpi");
	if (warn)
		html(r, " warn");
	if (path != NULL) {
		html(r, "\" href=\"");
		text(r, url(r, path, NULL));
	}
	html(r, "\"><span class=\"lab\">");
	text(r, label);
	html(r, "</span><span class=\"fig\">");
	textf(r, "%lld", (long long)n);
	html(r, "</span><span class=\"small muted\">");
	text(r, says);
	html(r, "</span>");
	if (path != NULL)
		html(r, "</a>");
	else
		html(r, "</div>");
}

static const char *
others(struct req *r, const struct home_money *m)
{
	const struct balance *b = &m->debts.at[0];
	const char *s = b->open_invoices == 1 ?
	    _("1 open invoice") :
	    arena_printf(
		r->mem, _("%lld open invoices"), (long long)b->open_invoices);

	for (int i = 1; i < m->debts.n; i++)
		s = arena_printf(r->mem, _("%s, and %s"), s,
		    amount_words(r, m->debts.at[i].outstanding,
			m->debts.at[i].currency));
	return s;
}

void
home_money_figures(
    struct req *r, const struct home_money *m, int64_t cases, int64_t with_you)
{
	const struct balance *b = &m->debts.at[0];
	int64_t late = m->debts.overdue[0];

	html(r, "<div class=\"kpis\">");
	money_figure(r, "/balance", _("To be paid"), b->outstanding,
	    b->currency, others(r, m), NULL);
	money_figure(r, "/balance", _("Overdue"), late, b->currency,
	    late_words(r, m), late > 0 ? "bad" : NULL);
	count_figure(r, NULL, _("Orders under way"), b->open_order_count,
	    b->open_orders != 0 ?
		arena_printf(r->mem, _("Not invoiced yet: %s"),
		    amount_words(r, b->open_orders, b->currency)) :
		_("Nothing on order"),
	    false);
	if (cases >= 0)
		count_figure(r, "/cases", _("Open cases"), cases,
		    with_you > 0 ? _("We need your answer") :
				   _("Nothing to do"),
		    with_you > 0);
	else
		money_figure(r, "/payments", _("Credits and unused payments"),
		    b->credits + b->unapplied, b->currency,
		    _("Can still be used"), NULL);
	html(r, "</div>\n");
}

/* ---- cards ------------------------------------------------------------- */

void
home_ages(struct req *r, const struct home_money *m)
{
	const struct balance *b = &m->debts.at[0];

	card_open(r, "h-age", _("What you owe, by age"), "/statement",
	    _("Statement"));
	chart_ages(r, m->age.until, m->age.sum, b->currency);
	card_close(r);
}

static void
invoice_row(struct req *r, const struct invoice *inv)
{
	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	link_to(r, invoice_path(r, inv->id, ""), inv->invoice_no);
	html(r, "</th><td class=\"nowrap hide-s\">");
	date_text(r, inv->invoice_date);
	html(r, "</td><td class=\"nowrap hide-s\">");
	if (inv->doc_type != INVOICE_CREDIT)
		date_text(r, inv->due_date);
	html(r, "</td>");
	amount_cell(
	    r, _("Open"), invoice_side(inv, inv->balance), inv->currency);
	html(r, "<td class=\"c-end\">");
	invoice_pill(r, inv);
	html(r, "</td><td class=\"num\"><a href=\"");
	text(r, url(r, invoice_path(r, inv->id, "/pdf"), NULL));
	html(r, "\" aria-label=\"");
	textf(r, _("%s as PDF"), inv->invoice_no);
	html(r, "\">PDF</a></td></tr>\n");
}

void
home_invoices(struct req *r, const struct home_money *m)
{
	static const char *const heads[] = { N_("Number"), N_("Issued"),
		N_("Due"), NULL };

	home_card(r, "h-invoices", _("Recent invoices"), "/balance",
	    _("All invoices"));
	if (m->n == 0) {
		empty_state(r, "file-text", _("No invoices yet"),
		    _("Your invoices appear here when we issue them."), NULL,
		    NULL);
		html(r, "</section>");
		return;
	}
	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\">"
	    "<caption class=\"vh\">");
	text(r, _("The most recent invoices"));
	html(r, "</caption><thead><tr>");
	for (int i = 0; heads[i] != NULL; i++) {
		if (i == 0)
			html(r, "<th scope=\"col\">");
		else
			html(r, "<th scope=\"col\" class=\"hide-s\">");
		text(r, _(heads[i]));
		html(r, "</th>");
	}
	html(r, "<th scope=\"col\" class=\"num\">");
	text(r, _("Open"));
	html(r, "</th><th scope=\"col\" class=\"c-end\">");
	text(r, _("Status"));
	html(r, "</th><th scope=\"col\" class=\"num\"><span class=\"vh\">");
	text(r, _("Download"));
	html(r, "</span></th></tr></thead><tbody>");
	for (int i = 0; i < m->n; i++)
		invoice_row(r, &m->last[i]);
	html(r, "</tbody></table></div></section>");
}

void
home_credit(struct req *r, const struct home_money *m)
{
	const struct balance *b = &m->debts.at[0];
	int64_t limit = r->visitor->account.credit_limit, left, used, percent;

	if (!balance_credit_left(b, &r->visitor->account, &left))
		return;
	used = limit - left > 0 ? limit - left : 0;
	percent = used >= limit ? 100 : used * 100 / limit;
	card_open(r, "h-credit", _("Credit used"), NULL, NULL);
	html(r,
	    "<div class=\"meter\"><svg viewBox=\"0 0 100 8\" "
	    "preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
	textf(
	    r, _("%lld percent of the credit limit used"), (long long)percent);
	if (percent >= 90)
		html(r,
		    "\"><rect class=\"track\" width=\"100\" height=\"8\"/>"
		    "<rect class=\"mfill full\" height=\"8\" width=\"");
	else
		html(r,
		    "\"><rect class=\"track\" width=\"100\" height=\"8\"/>"
		    "<rect class=\"mfill\" height=\"8\" width=\"");
	textf(r, "%lld", (long long)percent);
	html(r, "\"/></svg></div><p class=\"small muted\">");
	textf(r, _("%s of %s, orders under way included"),
	    amount_words(r, used, b->currency),
	    amount_words(r, limit, b->currency));
	html(r, "</p>");
	card_close(r);
}
