/* How customers stand: the ageing report (AR631000), and the list that leads
 * to each one's details (AR402000). */
#include "reports.h"

#include <string.h>

#include "model/balance.h"
#include "model/standing.h"
#include "web/chart.h"

/* ---- rows ------------------------------------------------------------------
 */

static enum rc
rows(struct req *r, const struct list *l, bool (*each)(void *, const void *),
    void *arg)
{
	return standing_list(r->x, l, today(r), each, arg);
}

static int64_t
number_of(
    struct req *r, const struct entity *e, unsigned index, const void *like)
{
	(void)e;
	(void)index;
	(void)like;
	return standing_count(r->x);
}

static const struct source source = { rows, number_of, NULL };

static const struct standing owing = { .owing = IS_YES };

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .like = &owing,
	    .prefix = 1,
	    .sorts = { { "overdue", STANDING_OVERDUE, BALANCE_OWING_OVERDUE,
			   true },
		{ "customer", STANDING_NAME, BALANCE_OWING_ACCOUNT, false },
		{ "customer-down", STANDING_NAME, BALANCE_OWING_ACCOUNT, true },
		{ "least", STANDING_OVERDUE, BALANCE_OWING_OVERDUE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view base = {
	.e = &standing_entity,
	.item = "/accounts/",
	.item_by = STANDING_ACCOUNT,
	.item_rest = "/details",
	.source = &source,
	.tabs = tabs,
	.empty_icon = "check",
	.empty_title = N_("Nobody owes anything"),
	.empty_says = N_("Customers with open invoices, credits or unused "
			 "payments stand here."),
};

/* ---- by age ----------------------------------------------------------------
 */

static const unsigned ageing_tags[] = {
	STANDING_ACCOUNT,
	STANDING_NAME,
	STANDING_CURRENCY,
	STANDING_DOCUMENTS,
	STANDING_AGE0,
	STANDING_AGE1,
	STANDING_AGE2,
	STANDING_AGE3,
	STANDING_AGE4,
	STANDING_OPEN,
	STANDING_UNUSED,
	STANDING_BALANCE,
	STANDING_OVERDUE,
	STANDING_OLDEST,
	0,
};

static const struct column ageing_columns[] = {
	{ .tag = STANDING_NAME, .how = COL_LINK },
	{ .tag = STANDING_AGE0, .how = COL_OWN, .right = true },
	{ .tag = STANDING_AGE1, .how = COL_OWN, .right = true },
	{ .tag = STANDING_AGE2, .how = COL_OWN, .right = true },
	{ .tag = STANDING_AGE3, .how = COL_OWN, .right = true },
	{ .tag = STANDING_AGE4, .how = COL_OWN, .right = true },
	{ .tag = STANDING_OVERDUE, .how = COL_OWN, .right = true },
	{ .tag = STANDING_OPEN, .how = COL_AMOUNT },
	{ .tag = 0 },
};
enum { FIRST_AGE = 1 };

/* The currency stands once in a row, with the sum. */
static void
age_cell(struct req *r, const struct column *c, const void *rec)
{
	number_field(r, record_field(&standing_entity, c->tag), rec);
}

struct ranges {
	int64_t until[CHART_AGES - 2];
	bool any, differ;
};

static bool
add_ranges(void *arg, const void *rec)
{
	const struct statement_cycle *c = rec;
	struct ranges *all = arg;
	const int64_t own[] = { c->days1, c->days2, c->days3 };

	if (!all->any)
		memcpy(all->until, own, sizeof own);
	all->differ |= memcmp(all->until, own, sizeof own) != 0;
	all->any = true;
	return true;
}

/* The heads say days where these are the same for all cycles. */
static void
name_ranges(struct req *r, struct column *c)
{
	const struct list l = { .e = &statement_cycle_entity };
	struct ranges all = { .until = { 30, 60, 90 } };

	if (store_list(r->x, &l, add_ranges, &all) != RC_OK || all.differ)
		return;
	for (int i = 0; i < CHART_AGES; i++)
		c[FIRST_AGE + i].label = chart_age_label(r, all.until, i);
}

void
ageing_report(struct req *r, struct report *to)
{
	struct column *c = arena_alloc(r->mem, sizeof ageing_columns);

	memcpy(c, ageing_columns, sizeof ageing_columns);
	name_ranges(r, c);
	*to = (struct report){ base, ageing_tags, "ageing" };
	to->view.path = "/ageing";
	to->view.columns = c;
	to->view.cell = age_cell;
	to->view.caption = N_("What customers owe, by age");
	to->view.export_path = "/ageing/export.csv";
	to->view.xlsx_path = "/ageing/xlsx";
}

enum rc
ageing_page(struct req *r)
{
	const struct head h = {
		.title = _("Ageing"),
		.nav = "ageing",
		.screen = "AR631000",
		.lead = _("As of today, each customer by the ranges of the "
			  "statement cycle."),
	};
	struct report *report = arena_alloc(r->mem, sizeof *report);
	enum rc rc;

	ageing_report(r, report);
	page_open(r, &h);
	home_ages(r);
	rc = list_show(r, &report->view);
	page_close(r);
	return rc;
}

enum rc
ageing_csv(struct req *r)
{
	return report_csv(r, ageing_report);
}

/* ---- customer details ------------------------------------------------------
 */

static const unsigned standing_tags[] = {
	STANDING_ACCOUNT,
	STANDING_NAME,
	STANDING_CURRENCY,
	STANDING_BALANCE,
	STANDING_OPEN,
	STANDING_OVERDUE,
	STANDING_OLDEST,
	STANDING_UNUSED,
	STANDING_OPEN_ORDERS,
	STANDING_LIMIT,
	0,
};

static const struct column standing_columns[] = {
	{ .tag = STANDING_NAME, .how = COL_LINK },
	{ .tag = STANDING_OPEN, .how = COL_AMOUNT, .hide_small = true },
	{ .tag = STANDING_OVERDUE, .how = COL_AMOUNT },
	{ .tag = STANDING_OLDEST, .how = COL_DATE, .hide_small = true },
	{ .tag = STANDING_UNUSED, .how = COL_AMOUNT, .hide_small = true },
	{ .tag = STANDING_OPEN_ORDERS, .how = COL_AMOUNT, .hide_small = true },
	{ .tag = STANDING_LIMIT, .how = COL_AMOUNT, .hide_small = true },
	{ .tag = STANDING_BALANCE, .how = COL_AMOUNT },
	{ .tag = 0 },
};

void
standing_report(struct req *r, struct report *to)
{
	(void)r;
	*to = (struct report){ base, standing_tags, "customer-details" };
	to->view.path = "/customer-details";
	to->view.columns = standing_columns;
	to->view.caption = N_("Customers whose balance is not zero");
	to->view.export_path = "/customer-details/export.csv";
	to->view.xlsx_path = "/customer-details/xlsx";
}

enum rc
standing_page(struct req *r)
{
	struct report *report = arena_alloc(r->mem, sizeof *report);

	standing_report(r, report);
	return list_page(r, &report->view, _("Customer details"),
	    "customer-details", "AR402000", NULL, NULL);
}

enum rc
standing_csv(struct req *r)
{
	return report_csv(r, standing_report);
}

/* ---- any report ------------------------------------------------------------
 */

enum rc
report_csv(struct req *r, void (*fill)(struct req *, struct report *))
{
	struct report *report = arena_alloc(r->mem, sizeof *report);

	fill(r, report);
	return list_csv(r, &report->view, report->tags,
	    arena_printf(r->mem, "%s.csv", report->file));
}
