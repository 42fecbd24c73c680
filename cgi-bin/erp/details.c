/*
 * Customer details (AR402000): what one customer owes, by age, and the
 * documents it comes from, with the statement of any period.
 */
#include "invoices.h"
#include "reports.h"

#include "base/date.h"
#include "model/account.h"
#include "model/balance.h"
#include "model/standing.h"
#include "model/statement.h"
#include "web/chart.h"

/* ---- by age ----------------------------------------------------------------
 */

struct ages {
	struct req *r;
	struct ageing range;
	int n, drawn;
	char currency[4]; /* the first */
	int64_t day;
	const char *wrong; /* a sentence: the day that was asked for is none */
};

static bool
show_ages(void *arg, const void *rec)
{
	const struct standing *s = rec;
	struct ages *a = arg;
	const int64_t sum[] = { s->age0, s->age1, s->age2, s->age3, s->age4 };

	if (a->n++ == 0)
		str_copy(a->currency, sizeof a->currency, s->currency);
	if (s->documents == 0)
		return true;
	a->drawn++;
	chart_ages(a->r, a->range.until, sum, s->currency);
	return true;
}

static void
date_input(struct req *r, const char *name, const char *label, int64_t day,
    const char *error)
{
	char *value = arena_alloc(r->mem, DATE_TEXT);

	date_iso(day, value, DATE_TEXT);
	form_input(r,
	    &(struct input){ .name = name,
		.label = label,
		.type = "date",
		.value = value,
		.error = error,
		.required = true });
}

/* Of this month and the one before it, unless another period is chosen. */
static void
statement_form(struct req *r, const char *currency)
{
	int year, month, day;

	date_split(today(r), &year, &month, &day);
	html(r, "<form class=\"filters\" method=\"get\" action=\"");
	text(r, url(r, at(r, "/accounts", r->id, "/statement/pdf"), NULL));
	html(r, "\">");
	date_input(r, "from", _("From"), today(r) - day + 1, NULL);
	date_input(r, "to", _("To"), today(r), NULL);
	form_input(r,
	    &(struct input){ .name = "currency",
		.label = _("Currency"),
		.type = "text",
		.value = currency,
		.required = true,
		.max = 3 });
	html(r, "<div class=\"go\">");
	form_button(r, "btn", NULL, NULL, "download", _("Statement as PDF"));
	html(r, "</div></form>");
}

/* Today, or the day that is asked for. */
static void
read_day(struct req *r, struct ages *a)
{
	const char *on = query_value(r, "on");

	a->day = today(r);
	if (on == NULL || *on == '\0')
		return;
	if (!date_parse(on, &a->day))
		a->wrong = _("Enter a date, such as 2026-01-31.");
	else if (a->day > today(r)) {
		a->day = today(r);
		a->wrong = _("This day has not come yet.");
	}
}

static void
day_form(struct req *r, const struct ages *a)
{
	html(r, "<form class=\"filters\" method=\"get\" action=\"");
	text(r, url(r, at(r, "/accounts", r->id, "/details"), NULL));
	html(r, "\">");
	date_input(r, "on", _("As of"), a->day, a->wrong);
	html(r, "<div class=\"go\">");
	form_button(r, "btn", NULL, NULL, "calendar", _("Show that day"));
	html(r, "</div></form>");
}

static enum rc
ages(struct req *r)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	struct ages shown = { .r = r };
	enum rc rc = store_get(r->x, &account_entity, r->id, a);

	if (rc != RC_OK || (rc = ageing_of(r->x, a, &shown.range)) != RC_OK)
		return rc;
	read_day(r, &shown);
	card_open(r, "h-ages", _("By age"));
	html(r, "<div class=\"stack\">");
	day_form(r, &shown);
	rc = standing_of(r->x, a->id, shown.day, show_ages, &shown);
	if (shown.drawn == 0) {
		html(r, "<p class=\"muted\">");
		if (shown.day == today(r))
			text(r, _("Nothing is open."));
		else
			text(r, _("Nothing was open on that day."));
		html(r, "</p>");
	}
	statement_form(r, shown.n > 0 ? shown.currency : a->currency);
	html(r, "</div>");
	card_close(r);
	return rc;
}

/* ---- documents -------------------------------------------------------------
 */

static const unsigned tags[] = {
	INVOICE_ACCOUNT,
	INVOICE_TYPE,
	INVOICE_NO,
	INVOICE_STATUS,
	INVOICE_DATE,
	INVOICE_DUE,
	INVOICE_CUSTOMER_PO,
	INVOICE_CURRENCY,
	INVOICE_TOTAL,
	INVOICE_AMOUNT_PAID,
	INVOICE_BALANCE,
	INVOICE_REMINDED,
	INVOICE_REMINDED_ON,
	0,
};

static const struct column columns[] = {
	{ .tag = INVOICE_NO, .how = COL_LINK },
	{ .tag = INVOICE_TYPE, .how = COL_TEXT, .hide_small = true },
	{ .tag = INVOICE_DATE, .how = COL_DATE },
	{ .tag = INVOICE_DUE, .how = COL_DATE, .hide_small = true },
	{ .tag = INVOICE_TOTAL,
	    .how = COL_OWN,
	    .right = true,
	    .hide_small = true },
	{ .tag = INVOICE_BALANCE, .how = COL_OWN, .right = true },
	{ .tag = INVOICE_REMINDED, .how = COL_OWN, .hide_small = true },
	{ .tag = INVOICE_STATUS, .how = COL_OWN },
	{ .tag = 0 },
};

static void
cell(struct req *r, const struct column *c, const void *rec)
{
	const struct invoice *inv = rec;

	if (c->tag != INVOICE_REMINDED) {
		invoice_cell(r, c, rec);
		return;
	}
	if (inv->reminded == 0)
		return;
	textf(r, _("Level %lld, "), (long long)inv->reminded);
	date_text(r, inv->reminded_on);
}

void
details_report(struct req *r, struct report *to)
{
	struct invoice *open = arena_alloc(r->mem, sizeof *open);
	struct tab *tab = arena_alloc(r->mem, 3 * sizeof *tab);

	*open = (struct invoice){ .account_id = r->id, .open = IS_YES };
	tab[0] = (struct tab){ .name = "open",
		.label = N_("Open"),
		.like = open,
		.prefix = 2,
		.sorts = { { "due", INVOICE_DUE, INVOICE_OPEN_DUE, false },
		    { "due-down", INVOICE_DUE, INVOICE_OPEN_DUE, true },
		    { .name = NULL } } };
	tab[1] = (struct tab){ .name = "all",
		.label = N_("All"),
		.like = open,
		.prefix = 1,
		.sorts = { { "newest", INVOICE_DATE, INVOICE_OF_ACCOUNT, true },
		    { "oldest", INVOICE_DATE, INVOICE_OF_ACCOUNT, false },
		    { .name = NULL } } };
	*to = (struct report){ .tags = tags, .file = "customer-documents" };
	to->view = (struct view){
		.e = &invoice_entity,
		.path = at(r, "/accounts", r->id, "/details"),
		.item = "/invoices/",
		.source = &source_store,
		.tabs = tab,
		.columns = columns,
		.caption = N_("Invoices and memos of this customer"),
		.export_path = at(r, "/accounts", r->id, "/details/export.csv"),
		.xlsx_path = at(r, "/accounts", r->id, "/details/xlsx"),
		.empty_icon = "file-text",
		.empty_title = N_("Nothing is open"),
		.empty_says = N_("All that this customer was asked to pay is "
				 "paid."),
		.cell = cell,
	};
}

enum rc
details_tab(struct req *r)
{
	struct report *report = arena_alloc(r->mem, sizeof *report);
	enum rc rc = ages(r);

	if (rc != RC_OK)
		return rc;
	details_report(r, report);
	return list_show(r, &report->view);
}

enum rc
details_csv(struct req *r)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	enum rc rc = store_get(r->x, &account_entity, r->id, a);

	return rc == RC_OK ? report_csv(r, details_report) : rc;
}
