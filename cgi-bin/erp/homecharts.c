/* Home: sales by month and what is open by age, from the company's sums. */
#include "home.h"

#include "base/date.h"
#include "model/company.h"
#include "model/summary.h"
#include "reports.h"
#include "web/chart.h"

enum { MONTHS = 13, YEAR = 12, CURRENCIES = 4 };

static void
sales(struct req *r, const char *currency)
{
	int64_t net[MONTHS + YEAR], month = month_of(today(r));
	struct chart_month *m = arena_alloc(r->mem, MONTHS * sizeof *m);
	bool any = false;

	if (summary_months(r->x, currency, today(r), net, MONTHS + YEAR) !=
	    RC_OK)
		return;
	for (int i = MONTHS - 1; i >= 0; i--) {
		int day;

		date_split(month, &m[i].year, &m[i].month, &day);
		m[i].amount = net[i + YEAR];
		m[i].before = net[i];
		any = any || net[i + YEAR] != 0 || net[i] != 0;
		month = month_before(month, 1);
	}
	card_open(r, "h-sales",
	    arena_printf(r->mem, _("Sales per month, %s"), currency));
	if (any)
		chart_months(r, _("Sales per month"), m, MONTHS, currency);
	else
		empty_state(r, "chart", _("No sales yet"),
		    _("Invoices and memos appear here, without tax, when they "
		      "are released."),
		    NULL, NULL);
	card_close(r);
}

static void
ages(struct req *r, char (*currency)[4], int n)
{
	static const int64_t until[] = { 30, 60, 90 };
	struct summary_ages now;

	if (n == 0)
		return;
	card_open(r, "h-ages", _("Open invoices by age"));
	html(r, "<div class=\"stack\">");
	for (int i = 0; i < n; i++)
		if (summary_ages(r->x, currency[i], today(r), &now) == RC_OK)
			chart_ages(r, until, now.sum, currency[i]);
	html(r, "</div>");
	card_close(r);
}

void
home_ages(struct req *r)
{
	char currency[CURRENCIES][4];
	int n;

	if (summary_currencies(r->x, currency, CURRENCIES, &n) == RC_OK)
		ages(r, currency, n);
}

void
home_charts(struct req *r)
{
	struct company c;

	if (company_load(r->x, &c) != RC_OK)
		return;
	sales(r, c.currency);
	home_ages(r);
}
