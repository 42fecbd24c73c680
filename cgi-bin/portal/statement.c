/*
 * The statement of any period, made when it is asked for (SP324010): what was
 * owed, what came, what was paid, and what is open by age.
 */
#include "money.h"

#include <string.h>

#include "base/csvout.h"
#include "base/date.h"
#include "base/str.h"
#include "model/statement.h"
#include "model/statement_run.h"
#include "web/chart.h"

enum { SHOWN = 1000 };

/* ---- what is asked for ------------------------------------------------- */

struct asked {
	int64_t from, to;
	char currency[4];
	const char *wrong; /* a sentence, or NULL */
};

static int64_t
first_of_month(int64_t day, int months_back)
{
	int year, month, of_month;

	date_split(day, &year, &month, &of_month);
	day -= of_month - 1;
	for (; months_back > 0; months_back--) {
		date_split(day - 1, &year, &month, &of_month);
		day -= of_month;
	}
	return day;
}

static bool
day_of(struct req *r, const char *name, int64_t otherwise, int64_t *day)
{
	const char *s = query_value(r, name);

	*day = otherwise;
	if (s == NULL || *s == '\0')
		return true;
	return date_parse(s, day);
}

static bool
is_currency(const char *s)
{
	return strlen(s) == 3 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

/* Without a word: this month and the two before it, in the main currency. */
static struct asked
read_asked(struct req *r, const struct debts *d)
{
	const char *currency = query_value(r, "currency");
	int64_t from = first_of_month(today(r), 2);
	struct asked a = { .from = from, .to = today(r) };

	str_copy(a.currency, sizeof a.currency, d->at[0].currency);
	if (currency != NULL && is_currency(currency))
		str_copy(a.currency, sizeof a.currency, currency);
	if (!day_of(r, "from", from, &a.from) ||
	    !day_of(r, "to", today(r), &a.to))
		a.wrong = _("Enter both days as dates, such as 2026-01-31.");
	else if (a.from > a.to)
		a.wrong = _("The first day is after the last one.");
	if (a.wrong != NULL) {
		a.from = from;
		a.to = today(r);
	}
	return a;
}

/* ---- asking ------------------------------------------------------------ */

static const char *
iso(struct req *r, int64_t day)
{
	char *to = arena_alloc(r->mem, DATE_TEXT);

	date_iso(day, to, DATE_TEXT);
	return to;
}

static const char *
period_url(struct req *r, const char *path, int64_t from, int64_t to,
    const char *currency)
{
	return url(r, path, "from", iso(r, from), "to", iso(r, to), "currency",
	    currency, NULL);
}

static void
quick_link(struct req *r, const struct asked *a, const char *label,
    int64_t from, int64_t to)
{
	html(r, "<a class=\"chip\" href=\"");
	text(r, period_url(r, "/statement", from, to, a->currency));
	html(r, "\">");
	text(r, label);
	html(r, "</a>");
}

static void
date_input(struct req *r, const char *name, const char *label, int64_t day)
{
	html(r, "<div><label for=\"f-");
	text(r, name);
	html(r, "\">");
	text(r, label);
	html(r, "</label><input type=\"date\" id=\"f-");
	text(r, name);
	html(r, "\" name=\"");
	text(r, name);
	html(r, "\" value=\"");
	text(r, iso(r, day));
	html(r, "\"></div>");
}

static void
currency_input(struct req *r, const struct asked *a, const struct debts *d)
{
	if (d->n < 2) {
		form_hidden(r, "currency", a->currency);
		return;
	}
	html(r, "<div><label for=\"f-currency\">");
	text(r, _("Currency"));
	html(r, "</label><select id=\"f-currency\" name=\"currency\">");
	for (int i = 0; i < d->n; i++) {
		if (strcmp(d->at[i].currency, a->currency) == 0)
			html(r, "<option selected>");
		else
			html(r, "<option>");
		text(r, d->at[i].currency);
		html(r, "</option>");
	}
	html(r, "</select></div>");
}

static void
period_form(struct req *r, const struct asked *a, const struct debts *d)
{
	int64_t now = today(r), month = first_of_month(now, 0);
	int64_t last = first_of_month(now, 1), year;
	int y, m, day;

	date_split(now, &y, &m, &day);
	year = first_of_month(now, m - 1);
	html(r, "<section class=\"card no-print\" aria-label=\"");
	text(r, _("Period"));
	html(r, "\"><form class=\"filters\" method=\"get\" action=\"");
	text(r, url(r, "/statement", NULL));
	html(r, "\">");
	date_input(r, "from", _("From"), a->from);
	date_input(r, "to", _("To"), a->to);
	currency_input(r, a, d);
	html(r,
	    "<div class=\"go\"><button type=\"submit\" "
	    "class=\"btn primary\">");
	text(r, _("Show statement"));
	html(r, "</button></div></form><div class=\"chips\">");
	quick_link(r, a, _("This month"), month, now);
	quick_link(r, a, _("Last month"), last, month - 1);
	quick_link(r, a, _("This year"), year, now);
	quick_link(
	    r, a, _("Last year"), first_of_month(now, m - 1 + 12), year - 1);
	html(r, "</div></section>\n");
}

/* ---- the statement ----------------------------------------------------- */

static const char *
kind_of(const struct statement_entry *e)
{
	const struct choice *c =
	    choice_of(e->invoice != 0 ? invoice_types : payment_types, e->type);

	return c != NULL ? _(c->label) : "";
}

static const char *
path_of(struct req *r, const struct statement_entry *e)
{
	return e->invoice != 0 ? invoice_path(r, e->invoice, "") :
				 payment_path(r, e->payment, "");
}

static void
edge_row(struct req *r, const char *label, int64_t day, int64_t balance,
    const char *currency)
{
	html(r, "<tr class=\"edge\"><th scope=\"row\">");
	text(r, label);
	html(r, "</th>");
	date_cell(r, _("Date"), day);
	html(r,
	    "<td class=\"hide-s\"></td><td class=\"hide-s\"></td>"
	    "<td class=\"hide-s\"></td>");
	amount_cell(r, _("Balance"), balance, currency);
	html(r, "</tr>\n");
}

static void
entry_row(struct req *r, const struct statement_entry *e, const char *currency)
{
	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	link_to(r, path_of(r, e), e->number);
	html(r, "</th>");
	date_cell(r, _("Date"), e->date);
	html(r, "<td>");
	text(r, kind_of(e));
	if (e->note[0] != '\0') {
		html(r, "<br><span class=\"small muted\">");
		text(r, e->note);
		html(r, "</span>");
	}
	html(r, "</td><td class=\"nowrap hide-s\" data-l=\"");
	text(r, _("Due"));
	html(r, "\">");
	if (e->invoice != 0 && e->type != INVOICE_CREDIT)
		date_text(r, e->due);
	html(r, "</td>");
	amount_cell(r, _("Amount"), e->amount, currency);
	amount_cell(r, _("Balance"), e->balance, currency);
	html(r, "</tr>\n");
}

static void
entries(struct req *r, const struct statement_sheet *s)
{
	static const char *const heads[] = { N_("Document"), N_("Date"),
		N_("Kind"), N_("Due"), N_(">Amount"), N_(">Balance"), NULL };

	table_open(r, "h-entries", _("Entries"), heads);
	edge_row(r, _("Balance before"), s->from, s->opening, s->currency);
	for (int i = 0; i < s->n && i < SHOWN; i++)
		entry_row(r, &s->entry[i], s->currency);
	edge_row(r, _("Balance at the end"), s->to, s->closing, s->currency);
	html(r, "</tbody></table></div>");
	if (s->n > SHOWN) {
		html(r, "<p class=\"body muted\">");
		textf(r,
		    _("The first %d of %d entries are shown. The download "
		      "has all of them."),
		    SHOWN, s->n);
		html(r, "</p>");
	}
	html(r, "</section>");
}

static void
figures(struct req *r, const struct statement_sheet *s)
{
	const char *c = s->currency;
	char from[DATE_TEXT], to[DATE_TEXT];

	date_long(s->from, from, sizeof from);
	date_long(s->to, to, sizeof to);
	html(r, "<div class=\"kpis\">");
	money_figure(r, NULL, _("Balance before"), s->opening, c,
	    arena_printf(r->mem, _("Before %s"), from), NULL);
	money_figure(r, NULL, _("Charged"), s->charged, c,
	    _("Invoices, debit memos, refunds"), NULL);
	money_figure(r, NULL, _("Paid"), s->paid, c,
	    _("Payments and credit memos"), NULL);
	money_figure(r, NULL, _("Balance at the end"), s->closing, c, to, NULL);
	html(r, "</div>");
}

static void
ages(struct req *r, const struct statement_sheet *s)
{
	char to[DATE_TEXT];

	date_long(s->to, to, sizeof to);
	card_open(r, "h-ages",
	    arena_printf(r->mem, _("Open on %s, by age"), to), NULL, NULL);
	chart_ages(r, s->age.until, s->age.sum, s->currency);
	if (s->unused != 0) {
		html(r, "<p class=\"small muted\">");
		textf(r,
		    _("Credits and payments not used for an invoice yet: %s. "
		      "They are taken off the balance."),
		    amount_words(r, s->unused, s->currency));
		html(r, "</p>");
	}
	card_close(r);
}

/* ---- those that were prepared ------------------------------------------ */

enum { PREPARED = 12 };

struct history {
	struct req *r;
	int n;
};

static bool
history_row(void *arg, const void *rec)
{
	static const char *const heads[] = { N_("Date"), N_(">Balance before"),
		N_(">Charged"), N_(">Paid"), N_(">Balance"), N_(">Overdue"),
		NULL };
	const struct statement *s = rec;
	struct history *h = arg;
	struct req *r = h->r;
	char day[DATE_TEXT];

	if (h->n++ == 0)
		table_open(r, "h-history", _("Earlier statements"), heads);
	date_long(s->statement_date, day, sizeof day);
	html(r, "<tr><th scope=\"row\" class=\"nowrap\"><a href=\"");
	text(r,
	    period_url(
		r, "/statement", s->from_date, s->statement_date, s->currency));
	html(r, "\">");
	text(r, day);
	html(r, "</a></th>");
	amount_cell(r, _("Balance before"), s->opening, s->currency);
	amount_cell(r, _("Charged"), s->charged, s->currency);
	amount_cell(r, _("Paid"), s->paid, s->currency);
	amount_cell(r, _("Balance"), s->balance, s->currency);
	amount_cell(r, _("Overdue"), s->overdue, s->currency);
	html(r, "</tr>\n");
	return h->n < PREPARED;
}

static enum rc
history(struct req *r)
{
	const struct list l = { .e = &statement_entity,
		.index = STATEMENT_OF_ACCOUNT,
		.prefix = 1,
		.backwards = true };
	struct history h = { .r = r };
	enum rc rc = own_list(mine(r), &l, history_row, &h);

	if (h.n > 0)
		table_close(r);
	return rc;
}

struct sheet {
	struct asked asked;
	struct debts debts;
	struct statement_sheet s;
};

static void
download_as(
    struct req *r, const struct asked *a, const char *path, const char *label)
{
	html(r, "<a class=\"btn\" href=\"");
	text(r, period_url(r, path, a->from, a->to, a->currency));
	html(r, "\">");
	icon(r, "download");
	text(r, label);
	html(r, "</a>");
}

static void
download(struct req *r, const void *arg)
{
	const struct sheet *sheet = arg;

	download_as(r, &sheet->asked, "/statement/pdf", _("PDF"));
	download_as(
	    r, &sheet->asked, "/statement/export.csv", _("Download CSV"));
}

static enum rc
load(struct req *r, struct sheet *sheet)
{
	struct asked *a = &sheet->asked;
	enum rc rc = debts_load(r, &sheet->debts);

	if (rc != RC_OK)
		return rc;
	*a = read_asked(r, &sheet->debts);
	rc = own_statement(mine(r), a->currency, a->from, a->to, &sheet->s);
	if (rc != RC_REFUSED)
		return rc;
	statement_free(&sheet->s);
	a->wrong = _("There are too many documents since then: choose a later "
		     "first day.");
	a->from = a->to;
	return own_statement(mine(r), a->currency, a->from, a->to, &sheet->s);
}

enum rc
statement_page(struct req *r)
{
	struct sheet *sheet = arena_alloc(r->mem, sizeof *sheet);
	const struct statement_sheet *s = &sheet->s;
	enum rc rc = load(r, sheet);

	if (rc == RC_OK) {
		page_with(r,
		    &(struct head){
			.title = _("Statement"),
			.nav = "statement",
			.lead = r->visitor->account.name,
		    },
		    &(struct beside){ .acts = download, .arg = sheet });
		if (sheet->asked.wrong != NULL)
			banner(r, "bad", sheet->asked.wrong,
			    _("Here is another period."));
		period_form(r, &sheet->asked, &sheet->debts);
		figures(r, s);
		ages(r, s);
		entries(r, s);
		rc = history(r);
		page_close(r);
	}
	statement_free(&sheet->s);
	return rc;
}

/* ---- as a file --------------------------------------------------------- */

static void
csv_row(struct buf *b, const char *const *cells)
{
	for (int i = 0; cells[i] != NULL; i++)
		csv_cell(b, cells[i], i >= 2 && i <= 3, i == 0);
	csv_row_end(b);
}

static const char *
csv_amount(struct req *r, int64_t amount, const char *currency)
{
	char *to = arena_alloc(r->mem, MONEY_TEXT);
	int decimals = currency_decimals(currency);

	decimal_print(amount, decimals, decimals, to, MONEY_TEXT);
	return to;
}

static const char *
type_name(const struct statement_entry *e)
{
	const struct choice *c =
	    choice_of(e->invoice != 0 ? invoice_types : payment_types, e->type);

	return c != NULL ? c->name : "";
}

static void
csv_all(struct req *r, const struct statement_sheet *s)
{
	struct buf *b = &r->out.body;
	const char *c = s->currency;

	csv_row(b,
	    (const char *[]){ "date", "type", "number", "reference", "due_date",
		"currency", "amount", "balance", NULL });
	csv_row(b,
	    (const char *[]){ iso(r, s->from), "opening", "", "", "", c, "",
		csv_amount(r, s->opening, c), NULL });
	for (int i = 0; i < s->n; i++) {
		const struct statement_entry *e = &s->entry[i];

		csv_row(b,
		    (const char *[]){ iso(r, e->date), type_name(e), e->number,
			e->note, e->due != DATE_NONE ? iso(r, e->due) : "", c,
			csv_amount(r, e->amount, c),
			csv_amount(r, e->balance, c), NULL });
	}
	csv_row(b,
	    (const char *[]){ iso(r, s->to), "closing", "", "", "", c, "",
		csv_amount(r, s->closing, c), NULL });
}

enum rc
statement_csv(struct req *r)
{
	struct sheet *sheet = arena_alloc(r->mem, sizeof *sheet);
	enum rc rc = load(r, sheet);

	if (rc == RC_OK && sheet->asked.wrong != NULL)
		rc = RC_INVALID;
	if (rc == RC_OK) {
		csv_all(r, &sheet->s);
		reply_file(r, -1, 0, "text/csv", "statement.csv");
		r->out.type = "text/csv; charset=utf-8; header=present";
	}
	statement_free(&sheet->s);
	return rc;
}
