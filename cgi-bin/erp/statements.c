/* Statement history (AR404600), and preparing statements (AR503000). */
#include "reports.h"

#include "base/date.h"
#include "model/account.h"
#include "model/balance.h"
#include "model/notice.h"
#include "model/statement_run.h"

/* ---- history ---------------------------------------------------------------
 */

static const unsigned tags[] = {
	STATEMENT_DATE,
	STATEMENT_FROM,
	STATEMENT_ACCOUNT,
	STATEMENT_CYCLE,
	STATEMENT_CURRENCY,
	STATEMENT_OPENING,
	STATEMENT_CHARGED,
	STATEMENT_PAID,
	STATEMENT_BALANCE,
	STATEMENT_OVERDUE,
	STATEMENT_AGE0,
	STATEMENT_AGE1,
	STATEMENT_AGE2,
	STATEMENT_AGE3,
	STATEMENT_AGE4,
	STATEMENT_UNUSED,
	STATEMENT_PREPARED,
	0,
};

#define MONEY_COLUMNS                                                          \
	{ .tag = STATEMENT_BALANCE, .how = COL_AMOUNT },                       \
	    { .tag = STATEMENT_OVERDUE,                                        \
		    .how = COL_AMOUNT,                                         \
		    .hide_small = true },                                      \
	    { .tag = STATEMENT_PREPARED,                                       \
		    .how = COL_TIME,                                           \
		    .hide_small = true },                                      \
	{                                                                      \
		.tag = STATEMENT_REV, .label = N_("Delivery"), .how = COL_OWN  \
	}

static const struct column columns[] = {
	{ .tag = STATEMENT_DATE, .how = COL_LINK },
	{ .tag = STATEMENT_ACCOUNT, .how = COL_TITLE },
	{ .tag = STATEMENT_CYCLE, .how = COL_TITLE, .hide_small = true },
	MONEY_COLUMNS,
	{ .tag = 0 },
};

static const struct column account_columns[] = {
	{ .tag = STATEMENT_DATE, .how = COL_LINK },
	{ .tag = STATEMENT_FROM, .how = COL_DATE, .hide_small = true },
	MONEY_COLUMNS,
	{ .tag = 0 },
};

/* What became of the notice that brings it. */
static void
cell(struct req *r, const struct column *c, const void *rec)
{
	const struct statement *s = rec;
	struct notice *n = arena_alloc(r->mem, sizeof *n);

	(void)c;
	*n = (struct notice){ .account_id = s->account_id,
		.kind = NOTICE_STATEMENT,
		.notice_date = s->statement_date };
	if (store_find(r->x, &notice_entity, NOTICE_BY, n) == RC_OK)
		pill_choice(r, record_field(&notice_entity, NOTICE_STATUS), n);
}

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "newest", STATEMENT_DATE, STATEMENT_BY_DATE, true },
		{ "oldest", STATEMENT_DATE, STATEMENT_BY_DATE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view base = {
	.e = &statement_entity,
	.item = "/statements/",
	.item_rest = "/pdf",
	.source = &source_store,
	.empty_icon = "file-text",
	.empty_title = N_("No statements yet"),
	.empty_says = N_("Statements of a cycle are prepared in the night "
			 "after its day."),
	.cell = cell,
};

void
statement_report(struct req *r, struct report *to)
{
	*to = (struct report){ base, tags, "statements" };
	to->view.path = "/statements";
	to->view.tabs = tabs;
	to->view.columns = columns;
	to->view.caption = N_("Statements that were prepared");
	to->view.export_path = "/statements/export.csv";
	to->view.xlsx_path = "/statements/xlsx";
	if (may(r, ROLE_BOOKS)) {
		to->view.empty_path = "/statements/prepare";
		to->view.empty_action = N_("Prepare statements");
	}
}

enum rc
statement_list(struct req *r)
{
	struct report *report = arena_alloc(r->mem, sizeof *report);
	const struct head h = {
		.title = _("Statement history"),
		.nav = "statements",
		.screen = "AR404600",
	};
	enum rc rc;

	statement_report(r, report);
	head_begin(r, &h);
	if (may(r, ROLE_BOOKS))
		button_link(r, "/statements/prepare", "btn", "refresh",
		    _("Prepare statements"));
	head_end(r);
	rc = list_show(r, &report->view);
	page_close(r);
	return rc;
}

enum rc
statement_csv(struct req *r)
{
	return report_csv(r, statement_report);
}

enum rc
statement_tab(struct req *r)
{
	const struct statement like = { .account_id = r->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .sorts = { { "newest", STATEMENT_DATE, STATEMENT_OF_ACCOUNT,
				   true },
			{ "oldest", STATEMENT_DATE, STATEMENT_OF_ACCOUNT,
			    false },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	struct view v = base;

	v.path = at(r, "/accounts", r->id, "/statements");
	v.tabs = all;
	v.columns = account_columns;
	v.caption = N_("Statements of this customer, newest first");
	return list_show(r, &v);
}

/* ---- preparing -------------------------------------------------------------
 */

/* Customers looked at for one press of the button. */
enum { AT_ONCE = 100 };

struct preparing {
	struct req *r;
	int n;
};

/* The button that goes on with a preparation begins where it stopped. */
static void
prepare_button(struct req *r, const struct statement_cycle *c, int64_t due)
{
	const char *place = query_value(r, "place");
	bool goes_on = place != NULL && query_id(r, "cycle") == c->id;

	if (due == DATE_NONE || due >= today(r)) {
		text(r, due == DATE_NONE ? _("Not active") : _("Not yet"));
		return;
	}
	button_post(r, "/statements/prepare", "btn sm primary", NULL,
	    goes_on ? _("Go on") : _("Prepare"), "cycle",
	    arena_printf(r->mem, "%lld", (long long)c->id), "place",
	    goes_on ? place : "", "day",
	    arena_printf(r->mem, "%lld", (long long)due), NULL);
}

static void
cell_open(struct req *r, const char *label)
{
	html(r, "<td data-l=\"");
	text(r, label);
	html(r, "\">");
}

static bool
prepare_row(void *arg, const void *rec)
{
	const struct statement_cycle *c = rec;
	struct preparing *p = arg;
	struct req *r = p->r;
	const struct account like = { .statement_cycle = c->id };
	int64_t due = c->active ? statement_due(c, today(r)) : DATE_NONE;

	/* A new cycle without a day behind it has one before it. */
	if (c->active && due == DATE_NONE)
		due = statement_next(c, today(r) - 1);
	p->n++;
	html(r, "<tr><th scope=\"row\">");
	link_to(r, at(r, "/statement-cycles", c->id, ""), c->cycle_id);
	html(r, "</th><td>");
	text(r, c->description);
	html(r, "</td>");
	cell_open(r, _("Customers"));
	textf(r, "%lld",
	    (long long)store_count(
		r->x, &account_entity, ACCOUNT_OF_CYCLE, &like));
	html(r, "</td>");
	cell_open(r, _("Last statement"));
	date_text(r, c->last_date);
	html(r, "</td>");
	cell_open(r, _("Next statement"));
	date_text(r, due);
	html(r, "</td>");
	html(r, "<td class=\"c-end\">");
	prepare_button(r, c, due);
	html(r, "</td></tr>");
	return true;
}

static void
prepare_heads(struct req *r)
{
	const char *heads[] = { _("Cycle"), _("Description"), _("Customers"),
		_("Last statement"), _("Next statement"), _("Prepare") };

	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-cycles\">"
	    "<header><h2 id=\"h-cycles\">");
	text(r, _("Cycles"));
	html(r,
	    "</h2></header><div class=\"tablewrap\"><table class=\"resp\">"
	    "<thead><tr>");
	for (int i = 0; i < 6; i++) {
		html(r, "<th scope=\"col\">");
		text(r, heads[i]);
		html(r, "</th>");
	}
	html(r, "</tr></thead><tbody>");
}

enum rc
statement_prepare_page(struct req *r)
{
	const struct head h = {
		.title = _("Prepare statements"),
		.nav = "statements",
		.screen = "AR503000",
		.crumb = _("Statement history"),
		.crumb_path = "/statements",
		.lead = _("The night prepares the statements of each cycle "
			  "once its day has passed; here it can be done by "
			  "hand. What is there already stays as it is."),
	};
	const struct list l = { .e = &statement_cycle_entity,
		.index = CYCLE_BY_CODE };
	struct preparing p = { .r = r };
	enum rc rc;

	page_open(r, &h);
	if (query_value(r, "place") != NULL)
		banner(r, "info", _("There are more customers."),
		    _("The button goes on with them."));
	prepare_heads(r);
	rc = store_list(r->x, &l, prepare_row, &p);
	html(r, "</tbody></table></div>");
	if (p.n == 0)
		empty_state(r, "calendar", _("No statement cycles yet"),
		    _("A cycle says when its customers get a statement."),
		    "/statement-cycles/new", _("New statement cycle"));
	html(r, "</section>");
	page_close(r);
	return rc;
}

enum rc
statement_prepare_post(struct req *r)
{
	const char *place = form_value(r, "place");
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct statement_cycle c;
	struct statement_run run = { .cycle = form_id(r, "cycle") };
	enum rc rc = store_get(r->x, &statement_cycle_entity, run.cycle, &c);

	if (rc != RC_OK)
		return rc;
	run.date = c.active ? statement_due(&c, today(r)) : DATE_NONE;
	if (run.date == DATE_NONE || run.date >= today(r)) {
		problem(bad, 0,
		    _("The day of this cycle's next statement has not passed "
		      "yet."));
		return refuse(r, RC_INVALID, bad, "/statements/prepare");
	}
	/* A place is one of the day that was at work. */
	if (place != NULL && form_id(r, "day") == run.date &&
	    !str_copy(run.place, sizeof run.place, place))
		return RC_INVALID;
	rc = statement_prepare(r->x, &run, today(r), AT_ONCE);
	if (rc != RC_OK)
		return rc;
	if (run.cycle == 0)
		redirect(r, "/statements", "prepared");
	else
		redirect(r,
		    arena_printf(r->mem,
			"/statements/prepare?cycle=%lld&place=%s",
			(long long)run.cycle, run.place),
		    NULL);
	return RC_OK;
}
