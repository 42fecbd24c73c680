/* Business accounts (CR303000) and customers (AR303000): lists and forms. */
#include <string.h>

#include "erp.h"
#include "model/account.h"

/* ---- lists ----------------------------------------------------------------
 */

static const struct column columns[] = {
	{ .tag = ACCOUNT_CODE, .how = COL_LINK },
	{ .tag = ACCOUNT_NAME, .how = COL_TEXT },
	{ .tag = ACCOUNT_TYPE, .how = COL_TEXT, .hide_small = true },
	{ .tag = ACCOUNT_BILL_CITY, .how = COL_TEXT },
	{ .tag = ACCOUNT_BILL_COUNTRY, .how = COL_TEXT, .hide_small = true },
	{ .tag = ACCOUNT_PHONE, .how = COL_TEXT, .hide_small = true },
	{ .tag = ACCOUNT_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct account active = { .status = ACCOUNT_ACTIVE },
			    prospect = { .status = ACCOUNT_PROSPECT },
			    hold = { .status = ACCOUNT_HOLD },
			    inactive = { .status = ACCOUNT_INACTIVE };

#define BY_NAME(index)                                                         \
	{                                                                      \
		{ "name", ACCOUNT_NAME, index, false },                        \
		    { "name-down", ACCOUNT_NAME, index, true },                \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct tab tabs[] = {
	{ .name = "active",
	    .label = N_("Active"),
	    .like = &active,
	    .prefix = 1,
	    .sorts = BY_NAME(ACCOUNT_BY_STATUS) },
	{ .name = "prospect",
	    .label = N_("Prospects"),
	    .like = &prospect,
	    .prefix = 1,
	    .sorts = BY_NAME(ACCOUNT_BY_STATUS) },
	{ .name = "hold",
	    .label = N_("On hold"),
	    .like = &hold,
	    .prefix = 1,
	    .sorts = BY_NAME(ACCOUNT_BY_STATUS) },
	{ .name = "inactive",
	    .label = N_("Inactive"),
	    .like = &inactive,
	    .prefix = 1,
	    .sorts = BY_NAME(ACCOUNT_BY_STATUS) },
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "name", ACCOUNT_NAME, ACCOUNT_BY_NAME, false },
		{ "name-down", ACCOUNT_NAME, ACCOUNT_BY_NAME, true },
		{ "code", ACCOUNT_CODE, ACCOUNT_IN_CODE_ORDER, false },
		{ "code-down", ACCOUNT_CODE, ACCOUNT_IN_CODE_ORDER, true },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct account customer = { .type = ACCOUNT_CUSTOMER },
			    customer_active = { .type = ACCOUNT_CUSTOMER,
				    .status = ACCOUNT_ACTIVE },
			    customer_hold = { .type = ACCOUNT_CUSTOMER,
				    .status = ACCOUNT_HOLD },
			    customer_credit = { .type = ACCOUNT_CUSTOMER,
				    .status = ACCOUNT_CREDIT_HOLD },
			    customer_inactive = { .type = ACCOUNT_CUSTOMER,
				    .status = ACCOUNT_INACTIVE };

static const struct tab customer_tabs[] = {
	{ .name = "active",
	    .label = N_("Active"),
	    .like = &customer_active,
	    .prefix = 2,
	    .sorts = BY_NAME(ACCOUNT_TYPE_STATUS) },
	{ .name = "hold",
	    .label = N_("On hold"),
	    .like = &customer_hold,
	    .prefix = 2,
	    .sorts = BY_NAME(ACCOUNT_TYPE_STATUS) },
	{ .name = "credit-hold",
	    .label = N_("Credit hold"),
	    .like = &customer_credit,
	    .prefix = 2,
	    .sorts = BY_NAME(ACCOUNT_TYPE_STATUS) },
	{ .name = "inactive",
	    .label = N_("Inactive"),
	    .like = &customer_inactive,
	    .prefix = 2,
	    .sorts = BY_NAME(ACCOUNT_TYPE_STATUS) },
	{ .name = "all",
	    .label = N_("All"),
	    .like = &customer,
	    .prefix = 1,
	    .sorts = BY_NAME(ACCOUNT_BY_TYPE) },
	{ .name = NULL },
};

static const struct view account_view = {
	.e = &account_entity,
	.path = "/accounts",
	.item = "/accounts/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Business accounts by name"),
	.search_hint = N_("Number, name or city"),
	.export_path = "/accounts/export.csv",
	.empty_icon = "building",
	.empty_title = N_("No business accounts here"),
	.empty_says = N_("The companies you deal with are kept here. A list "
			 "of them can also be imported: postern import "
			 "accounts FILE."),
	.empty_path = "/accounts/new",
	.empty_action = N_("New business account"),
};

static const struct view customer_view = {
	.e = &account_entity,
	.path = "/customers",
	.item = "/accounts/",
	.source = &source_store,
	.tabs = customer_tabs,
	.columns = columns,
	.caption = N_("Customers by name"),
	.search_hint = N_("Number, name or city"),
	.export_path = "/customers/export.csv",
	.empty_icon = "building",
	.empty_title = N_("No customers here"),
	.empty_says = N_("The companies that buy from you are kept here. Their "
			 "contacts can get a portal user."),
	.empty_path = "/customers/new",
	.empty_action = N_("New customer"),
};

enum rc
account_list(struct req *r)
{
	bool edits = may(r, ROLE_CUSTOMERS);

	return list_page(r, &account_view, _("Business accounts"), "accounts",
	    "CR303000", edits ? "/accounts/new" : NULL,
	    _("New business account"));
}

enum rc
customer_list(struct req *r)
{
	bool edits = may(r, ROLE_CUSTOMERS);

	return list_page(r, &customer_view, _("Customers"), "customers",
	    "AR303000", edits ? "/customers/new" : NULL, _("New customer"));
}

/* ---- the form ---------------------------------------------------------------
 */

static const unsigned general[] = {
	ACCOUNT_CODE,
	ACCOUNT_NAME,
	ACCOUNT_LEGAL_NAME,
	ACCOUNT_STATUS,
	ACCOUNT_CLASS,
	ACCOUNT_OWNER,
	ACCOUNT_PARENT,
	ACCOUNT_PARENT_SEES,
	ACCOUNT_PRIMARY_CONTACT,
	0,
};

static const unsigned reach[] = {
	ACCOUNT_EMAIL,
	ACCOUNT_WEBSITE,
	ACCOUNT_PHONE,
	ACCOUNT_PHONE2,
	ACCOUNT_FAX,
	0,
};

static const unsigned billing[] = {
	ACCOUNT_BILL_ATTENTION,
	ACCOUNT_BILL_COUNTRY,
	ACCOUNT_BILL_LINE1,
	ACCOUNT_BILL_LINE2,
	ACCOUNT_BILL_POSTAL_CODE,
	ACCOUNT_BILL_CITY,
	ACCOUNT_BILL_REGION,
	0,
};

static const unsigned shipping[] = {
	ACCOUNT_SHIP_ATTENTION,
	ACCOUNT_SHIP_COUNTRY,
	ACCOUNT_SHIP_LINE1,
	ACCOUNT_SHIP_LINE2,
	ACCOUNT_SHIP_POSTAL_CODE,
	ACCOUNT_SHIP_CITY,
	ACCOUNT_SHIP_REGION,
	ACCOUNT_SHIP_VIA,
	ACCOUNT_SHIPPING_RULE,
	0,
};

static const unsigned finance[] = {
	ACCOUNT_CURRENCY,
	ACCOUNT_TERMS,
	ACCOUNT_CREDIT_LIMIT,
	ACCOUNT_PRICE_CLASS,
	ACCOUNT_TAX,
	ACCOUNT_STATEMENT_CYCLE,
	ACCOUNT_AUTO_APPLY,
	ACCOUNT_TAX_ID,
	ACCOUNT_REGISTRATION_NO,
	ACCOUNT_ENDPOINT_SCHEME,
	ACCOUNT_ENDPOINT_ID,
	0,
};

static const unsigned other[] = { ACCOUNT_EXTERNAL_ID, ACCOUNT_NOTES, 0 };

static const struct part parts[] = {
	{ N_("General"), general, NULL },
	{ N_("How to reach them"), reach, NULL },
	{ N_("Billing address"), billing, NULL },
	{ N_("Shipping address"), shipping, NULL },
	{ N_("Finance"), finance, NULL },
	{ N_("Other"), other, NULL },
	{ .tags = NULL },
};

static void
begin(struct req *r, void *rec)
{
	struct account *a = rec;

	a->type = str_starts(r->path, "/customers") ? ACCOUNT_CUSTOMER :
						      ACCOUNT_BUSINESS;
	a->status =
	    a->type == ACCOUNT_CUSTOMER ? ACCOUNT_ACTIVE : ACCOUNT_PROSPECT;
}

static const struct edit account_card = {
	.e = &account_entity,
	.list = "/accounts",
	.list_title = N_("Business accounts"),
	.nav = "accounts",
	.screen = "CR303000",
	.fresh = N_("New business account"),
	.save = N_("Save business account"),
	.parts = parts,
	.begin = begin,
};

static const struct edit customer_card = {
	.e = &account_entity,
	.list = "/customers",
	.list_title = N_("Customers"),
	.nav = "customers",
	.screen = "AR303000",
	.fresh = N_("New customer"),
	.save = N_("Save customer"),
	.parts = parts,
	.begin = begin,
};

enum rc
account_new(struct req *r)
{
	return edit_get(r, &account_card);
}

enum rc
customer_new(struct req *r)
{
	return edit_get(r, &customer_card);
}

static const struct edit *
card_of(const struct account *a)
{
	return a->type == ACCOUNT_CUSTOMER ? &customer_card : &account_card;
}

static void
form_page(struct req *r, const struct account *a, const struct problems *bad)
{
	const struct edit *ed = card_of(a);
	const char *back =
	    a->id == 0 ? ed->list : at(r, "/accounts", a->id, "");
	const struct head h = {
		.title = a->id == 0 ?
		    _(ed->fresh) :
		    arena_printf(r->mem, _("Edit %s"), a->name),
		.nav = ed->nav,
		.screen = ed->screen,
		.crumb = a->id == 0 ? _(ed->list_title) : a->account_id,
		.crumb_path = back,
	};

	page_open(r, &h);
	form_errors(r, &(struct form_bad){ &account_entity, bad }, bad != NULL);
	html(r, "<section class=\"card\"><div class=\"body\">");
	edit_form(r, ed,
	    a->id == 0 ? at(r, ed->list, 0, "/new") :
			 at(r, "/accounts", a->id, "/edit"),
	    back, a, bad);
	html(r, "</div></section>");
	page_close(r);
}

static enum rc
form_post(struct req *r, const struct edit *ed)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = edit_save(r, ed, a, bad);

	switch (rc) {
	case RC_OK:
	case RC_SAME:
		redirect(r, at(r, "/accounts", a->id, ""),
		    r->id == 0 ? "created" : "saved");
		return rc;
	case RC_INVALID:
	case RC_EXISTS:
	case RC_CONFLICT:
		a->id = r->id;
		edit_status(r, rc);
		form_page(r, a, bad);
		return rc;
	default:
		return rc;
	}
}

enum rc
account_new_post(struct req *r)
{
	return form_post(r, &account_card);
}

enum rc
customer_new_post(struct req *r)
{
	return form_post(r, &customer_card);
}

enum rc
account_edit(struct req *r)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	enum rc rc = store_get(r->x, &account_entity, r->id, a);

	if (rc == RC_OK)
		form_page(r, a, NULL);
	return rc;
}

enum rc
account_edit_post(struct req *r)
{
	return form_post(r, &account_card);
}

enum rc
account_extend_post(struct req *r)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	struct problems bad = { .n = 0 };
	const char *back = at(r, "/accounts", r->id, "");
	enum rc rc = store_get(r->x, &account_entity, r->id, a);

	if (rc != RC_OK)
		return rc;
	if (!form_read_rev(r, a))
		return RC_INVALID;
	rc = account_extend(r->x, a, &bad);
	if (rc != RC_OK && rc != RC_SAME)
		return refuse(r, rc, &bad, back);
	redirect(r, back, "extended");
	return rc;
}

/* ---- export
 * ------------------------------------------------------------------ */

static const unsigned exported[] = {
	ACCOUNT_CODE,
	ACCOUNT_NAME,
	ACCOUNT_LEGAL_NAME,
	ACCOUNT_TYPE,
	ACCOUNT_CLASS,
	ACCOUNT_STATUS,
	ACCOUNT_PARENT,
	ACCOUNT_PARENT_SEES,
	ACCOUNT_OWNER,
	ACCOUNT_PRIMARY_CONTACT,
	ACCOUNT_TAX_ID,
	ACCOUNT_REGISTRATION_NO,
	ACCOUNT_CURRENCY,
	ACCOUNT_TERMS,
	ACCOUNT_CREDIT_LIMIT,
	ACCOUNT_PRICE_CLASS,
	ACCOUNT_EMAIL,
	ACCOUNT_PHONE,
	ACCOUNT_PHONE2,
	ACCOUNT_FAX,
	ACCOUNT_WEBSITE,
	ACCOUNT_BILL_ATTENTION,
	ACCOUNT_BILL_LINE1,
	ACCOUNT_BILL_LINE2,
	ACCOUNT_BILL_CITY,
	ACCOUNT_BILL_REGION,
	ACCOUNT_BILL_POSTAL_CODE,
	ACCOUNT_BILL_COUNTRY,
	ACCOUNT_SHIP_ATTENTION,
	ACCOUNT_SHIP_LINE1,
	ACCOUNT_SHIP_LINE2,
	ACCOUNT_SHIP_CITY,
	ACCOUNT_SHIP_REGION,
	ACCOUNT_SHIP_POSTAL_CODE,
	ACCOUNT_SHIP_COUNTRY,
	ACCOUNT_ENDPOINT_SCHEME,
	ACCOUNT_ENDPOINT_ID,
	ACCOUNT_TAX,
	ACCOUNT_SHIPPING_RULE,
	ACCOUNT_SHIP_VIA,
	ACCOUNT_STATEMENT_CYCLE,
	ACCOUNT_AUTO_APPLY,
	ACCOUNT_EXTERNAL_ID,
	ACCOUNT_NOTES,
	0,
};

enum rc
account_csv(struct req *r)
{
	return list_csv(r, &account_view, exported, "accounts.csv");
}

enum rc
customer_csv(struct req *r)
{
	return list_csv(r, &customer_view, exported, "customers.csv");
}
