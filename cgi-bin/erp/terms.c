/* Credit terms (CS206500), taxes (TX205000), statement cycles (AR202800). */
#include "model/terms.h"

#include "erp.h"
#include "model/balance.h"

/* A short list: one view, by code. */
#define BY_CODE(tag_, index_)                                                  \
	{                                                                      \
		{ .name = "all",                                               \
			.label = N_("All"),                                    \
			.sorts = { { "code", tag_, index_, false },            \
			    { "code-down", tag_, index_, true },               \
			    { .name = NULL } } },                              \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

/* ---- terms ---------------------------------------------------------------
 */

static const struct column terms_columns[] = {
	{ .tag = TERMS_CODE, .how = COL_LINK },
	{ .tag = TERMS_DESCRIPTION, .how = COL_TEXT },
	{ .tag = TERMS_DUE_KIND, .how = COL_TEXT, .hide_small = true },
	{ .tag = TERMS_DUE_DAYS, .how = COL_NUMBER },
	{ .tag = TERMS_DISCOUNT_PCT, .how = COL_NUMBER, .hide_small = true },
	{ .tag = TERMS_ACTIVE, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct tab terms_tabs[] = BY_CODE(TERMS_CODE, TERMS_BY_CODE);

static const struct view terms_view = {
	.e = &terms_entity,
	.path = "/terms",
	.item = "/terms/",
	.source = &source_store,
	.tabs = terms_tabs,
	.columns = terms_columns,
	.caption = N_("Credit terms by code"),
	.export_path = "/terms/export.csv",
	.empty_icon = "calendar",
	.empty_title = N_("No credit terms yet"),
	.empty_says = N_("Terms say when an invoice is due, and which cash "
			 "discount may be taken until when."),
	.empty_path = "/terms/new",
	.empty_action = N_("New terms"),
};

static const unsigned terms_fields[] = {
	TERMS_CODE,
	TERMS_DESCRIPTION,
	TERMS_DUE_KIND,
	TERMS_DUE_DAYS,
	TERMS_DISCOUNT_DAYS,
	TERMS_DISCOUNT_PCT,
	TERMS_ACTIVE,
	0,
};

static const struct part terms_parts[] = {
	{ NULL, terms_fields, NULL },
	{ .tags = NULL },
};

static void
fresh_terms(struct req *r, void *rec)
{
	struct terms *t = rec;

	(void)r;
	t->due_kind = DUE_AFTER_DAYS;
	t->due_days = 30;
	t->active = 1;
}

static const struct edit terms_card = {
	.e = &terms_entity,
	.list = "/terms",
	.list_title = N_("Credit terms"),
	.nav = "terms",
	.screen = "CS206500",
	.fresh = N_("New terms"),
	.save = N_("Save terms"),
	.parts = terms_parts,
	.begin = fresh_terms,
};

enum rc
terms_list(struct req *r)
{
	return list_page(r, &terms_view, _("Credit terms"), "terms", "CS206500",
	    "/terms/new", _("New terms"));
}

enum rc
terms_csv(struct req *r)
{
	return list_csv(r, &terms_view, terms_fields, "terms.csv");
}

enum rc
terms_edit(struct req *r)
{
	return edit_get(r, &terms_card);
}

enum rc
terms_post(struct req *r)
{
	return edit_post(r, &terms_card);
}

/* ---- taxes ---------------------------------------------------------------
 */

static const struct column tax_columns[] = {
	{ .tag = TAX_CODE, .how = COL_LINK },
	{ .tag = TAX_DESCRIPTION, .how = COL_TEXT },
	{ .tag = TAX_CATEGORY, .how = COL_TEXT, .hide_small = true },
	{ .tag = TAX_RATE, .how = COL_NUMBER },
	{ .tag = TAX_ACTIVE, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct tab tax_tabs[] = BY_CODE(TAX_CODE, TAX_BY_CODE);

static const struct view tax_view = {
	.e = &tax_entity,
	.path = "/taxes",
	.item = "/taxes/",
	.source = &source_store,
	.tabs = tax_tabs,
	.columns = tax_columns,
	.caption = N_("Taxes by code"),
	.export_path = "/taxes/export.csv",
	.empty_icon = "tag",
	.empty_title = N_("No taxes yet"),
	.empty_says = N_("A tax is a category and a rate, as invoices and "
			 "e-invoices name them."),
	.empty_path = "/taxes/new",
	.empty_action = N_("New tax"),
};

static const unsigned tax_fields[] = {
	TAX_CODE,
	TAX_DESCRIPTION,
	TAX_CATEGORY,
	TAX_RATE,
	TAX_REASON_CODE,
	TAX_REASON,
	TAX_ACTIVE,
	0,
};

static const struct part tax_parts[] = {
	{ NULL, tax_fields, NULL },
	{ .tags = NULL },
};

static void
fresh_tax(struct req *r, void *rec)
{
	struct tax *t = rec;

	(void)r;
	t->category = TAX_STANDARD;
	t->active = 1;
}

static const struct edit tax_card = {
	.e = &tax_entity,
	.list = "/taxes",
	.list_title = N_("Taxes"),
	.nav = "taxes",
	.screen = "TX205000",
	.fresh = N_("New tax"),
	.save = N_("Save tax"),
	.parts = tax_parts,
	.begin = fresh_tax,
};

enum rc
tax_list(struct req *r)
{
	return list_page(r, &tax_view, _("Taxes"), "taxes", "TX205000",
	    "/taxes/new", _("New tax"));
}

enum rc
tax_csv(struct req *r)
{
	return list_csv(r, &tax_view, tax_fields, "taxes.csv");
}

enum rc
tax_edit(struct req *r)
{
	return edit_get(r, &tax_card);
}

enum rc
tax_post(struct req *r)
{
	return edit_post(r, &tax_card);
}

/* ---- statement cycles
 * --------------------------------------------------------- */

static const struct column cycle_columns[] = {
	{ .tag = CYCLE_CODE, .how = COL_LINK },
	{ .tag = CYCLE_DESCRIPTION, .how = COL_TEXT },
	{ .tag = CYCLE_SCHEDULE, .how = COL_TEXT },
	{ .tag = CYCLE_LAST, .how = COL_DATE },
	{ .tag = CYCLE_ACTIVE, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct tab cycle_tabs[] = BY_CODE(CYCLE_CODE, CYCLE_BY_CODE);

static const struct view cycle_view = {
	.e = &statement_cycle_entity,
	.path = "/statement-cycles",
	.item = "/statement-cycles/",
	.source = &source_store,
	.tabs = cycle_tabs,
	.columns = cycle_columns,
	.caption = N_("Statement cycles by code"),
	.export_path = "/statement-cycles/export.csv",
	.empty_icon = "calendar",
	.empty_title = N_("No statement cycles yet"),
	.empty_says = N_("A cycle says when its customers get a statement of "
			 "what they owe, and how it is aged."),
	.empty_path = "/statement-cycles/new",
	.empty_action = N_("New statement cycle"),
};

static const unsigned cycle_fields[] = {
	CYCLE_CODE,
	CYCLE_DESCRIPTION,
	CYCLE_SCHEDULE,
	CYCLE_DAY,
	CYCLE_AGE_BY,
	CYCLE_DAYS1,
	CYCLE_DAYS2,
	CYCLE_DAYS3,
	CYCLE_PRINT_EMPTY,
	CYCLE_MAIL,
	CYCLE_REMIND1,
	CYCLE_REMIND2,
	CYCLE_REMIND3,
	CYCLE_ACTIVE,
	0,
};

static const struct part cycle_parts[] = {
	{ NULL, cycle_fields, NULL },
	{ .tags = NULL },
};

static void
fresh_cycle(struct req *r, void *rec)
{
	struct statement_cycle *c = rec;

	(void)r;
	c->schedule = CYCLE_END_OF_MONTH;
	c->age_by = AGE_BY_DUE_DATE;
	c->days1 = 30;
	c->days2 = 60;
	c->days3 = 90;
	c->active = 1;
}

static const struct edit cycle_card = {
	.e = &statement_cycle_entity,
	.list = "/statement-cycles",
	.list_title = N_("Statement cycles"),
	.nav = "statement-cycles",
	.screen = "AR202800",
	.fresh = N_("New statement cycle"),
	.save = N_("Save statement cycle"),
	.parts = cycle_parts,
	.begin = fresh_cycle,
};

enum rc
cycle_list(struct req *r)
{
	return list_page(r, &cycle_view, _("Statement cycles"),
	    "statement-cycles", "AR202800", "/statement-cycles/new",
	    _("New statement cycle"));
}

enum rc
cycle_csv(struct req *r)
{
	return list_csv(r, &cycle_view, cycle_fields, "statement-cycles.csv");
}

enum rc
cycle_edit(struct req *r)
{
	return edit_get(r, &cycle_card);
}

enum rc
cycle_post(struct req *r)
{
	return edit_post(r, &cycle_card);
}
