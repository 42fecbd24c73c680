/* One business account: overview, contacts, cases, audit. */
#include <string.h>

#include "docs.h"
#include "model/account.h"
#include "model/balance.h"
#include "model/case.h"
#include "model/contact.h"
#include "reports.h"

static const struct record_tab tabs[] = {
	{ "", N_("Overview"), 0, 0 },
	{ "/contacts", N_("Contacts"), 0, 0 },
	{ "/orders", N_("Orders"), LEDGER, FEATURE_INVENTORY },
	{ "/invoices", N_("Invoices"), LEDGER, 0 },
	{ "/payments", N_("Payments"), LEDGER, 0 },
	{ "/details", N_("Balance"), LEDGER, 0 },
	{ "/statements", N_("Statements"), LEDGER, 0 },
	{ "/cases", N_("Cases"), ROLE_CASES, FEATURE_CASES },
	{ "/audit", N_("Audit"), ROLE_ADMIN, 0 },
	{ .label = NULL },
};

static bool
is_customer(const struct account *a)
{
	return a->type == ACCOUNT_CUSTOMER;
}

static void
buttons(struct req *r, const struct account *a)
{
	const char *key = arena_printf(r->mem, "%lld", (long long)a->id);

	if (is_customer(a) && may(r, ROLE_SALES) &&
	    (r->visitor->features & FEATURE_INVENTORY))
		button_link(r,
		    arena_printf(r->mem, "/orders/new?account=%s", key), "btn",
		    "cart", _("New order"));
	if (!may(r, ROLE_CUSTOMERS))
		return;
	html(r, "<a class=\"btn\" data-key=\"e\" href=\"");
	text(r, url(r, at(r, "/accounts", a->id, "/edit"), NULL));
	html(r, "\">");
	icon(r, "edit");
	text(r, _("Edit"));
	html(r, "</a>");
	if (!is_customer(a)) {
		html(r, "<form method=\"post\" action=\"");
		text(r, url(r, at(r, "/accounts", a->id, "/extend"), NULL));
		html(r, "\">");
		form_token(r);
		form_rev(r, a);
		html(r, "<button type=\"submit\" class=\"btn primary\">");
		text(r, _("Extend as customer"));
		html(r, "</button></form>");
		return;
	}
	html(r, "<a class=\"btn primary\" data-key=\"n\" href=\"");
	text(r, url(r, "/contacts/new", "account", key, NULL));
	html(r, "\">");
	icon(r, "plus");
	text(r, _("New contact"));
	html(r, "</a>");
}

static enum rc
load(struct req *r, struct account *a)
{
	return store_get(r->x, &account_entity, r->id, a);
}

static void figures(struct req *, const struct account *);

/* Head and tabs of the record; the card stays open. */
static void
begin(
    struct req *r, const struct account *a, const char *tab, const char *title)
{
	struct head h = {
		.title = title,
		.nav = "accounts",
		.screen = "CR303000",
		.crumb = _("Business accounts"),
		.crumb_path = "/accounts",
	};

	if (is_customer(a)) {
		h.nav = "customers";
		h.screen = "AR303000";
		h.crumb = _("Customers");
		h.crumb_path = "/customers";
	}
	head_begin_pill(
	    r, &h, record_field(&account_entity, ACCOUNT_STATUS), a);
	buttons(r, a);
	head_end(r);
	if (*tab == '\0' || strcmp(tab, "/details") == 0)
		figures(r, a);
	html(r, "<div class=\"card flush\">");
	record_tabs(r, "/accounts", a->id, tabs, tab);
}

static void
facts(struct req *r, const char *id, const char *title, const unsigned *tags,
    const struct account *a)
{
	bool any = false;

	for (const unsigned *t = tags; *t != 0; t++)
		any |= !record_empty(record_field(&account_entity, *t), a);
	if (!any)
		return;
	html(r, "<div class=\"body\"><div class=\"stack\"><h2 id=\"");
	text(r, id);
	html(r, "\">");
	text(r, title);
	html(r, "</h2><dl class=\"kv two\" aria-labelledby=\"");
	text(r, id);
	html(r, "\">");
	for (const unsigned *t = tags; *t != 0; t++)
		if (!record_empty(record_field(&account_entity, *t), a))
			kv_field(r, &account_entity, *t, a);
	html(r, "</dl></div></div>");
}

static const unsigned general[] = {
	ACCOUNT_CODE,
	ACCOUNT_LEGAL_NAME,
	ACCOUNT_TYPE,
	ACCOUNT_CLASS,
	ACCOUNT_OWNER,
	ACCOUNT_PARENT,
	ACCOUNT_PRIMARY_CONTACT,
	ACCOUNT_EXTERNAL_ID,
	ACCOUNT_CREATED,
	ACCOUNT_CHANGED,
	0,
};

static const unsigned reach[] = {
	ACCOUNT_EMAIL,
	ACCOUNT_PHONE,
	ACCOUNT_PHONE2,
	ACCOUNT_FAX,
	ACCOUNT_WEBSITE,
	0,
};

static const unsigned finance[] = {
	ACCOUNT_CURRENCY,
	ACCOUNT_TERMS,
	ACCOUNT_CREDIT_LIMIT,
	ACCOUNT_PRICE_CLASS,
	ACCOUNT_TAX,
	ACCOUNT_SHIPPING_RULE,
	ACCOUNT_SHIP_VIA,
	ACCOUNT_STATEMENT_CYCLE,
	ACCOUNT_TAX_ID,
	ACCOUNT_REGISTRATION_NO,
	ACCOUNT_ENDPOINT_SCHEME,
	ACCOUNT_ENDPOINT_ID,
	0,
};

/* Seven lines of an address, the empty ones left out. */
static void
address(struct req *r, const char *title, const unsigned *tags,
    const struct account *a)
{
	bool any = false;
	char line[FIELD_TEXT];

	html(r, "<div><dt>");
	text(r, title);
	html(r, "</dt><dd>");
	for (; *tags != 0; tags++) {
		const struct field *f = record_field(&account_entity, *tags);
		if (record_empty(f, a))
			continue;
		if (any)
			html(r, "<br>");
		any = true;
		field_print(f, a, line, sizeof line);
		text(r, line);
	}
	if (!any)
		text(r, _("None"));
	html(r, "</dd></div>");
}

static void
addresses(struct req *r, const struct account *a)
{
	static const unsigned bill[] = {
		ACCOUNT_BILL_ATTENTION,
		ACCOUNT_BILL_LINE1,
		ACCOUNT_BILL_LINE2,
		ACCOUNT_BILL_POSTAL_CODE,
		ACCOUNT_BILL_CITY,
		ACCOUNT_BILL_REGION,
		ACCOUNT_BILL_COUNTRY,
		0,
	};
	static const unsigned ship[] = {
		ACCOUNT_SHIP_ATTENTION,
		ACCOUNT_SHIP_LINE1,
		ACCOUNT_SHIP_LINE2,
		ACCOUNT_SHIP_POSTAL_CODE,
		ACCOUNT_SHIP_CITY,
		ACCOUNT_SHIP_REGION,
		ACCOUNT_SHIP_COUNTRY,
		0,
	};

	html(r, "<div class=\"body\"><div class=\"stack\"><h2>");
	text(r, _("Addresses"));
	html(r, "</h2><dl class=\"kv two\">");
	address(r, _("Billing address"), bill, a);
	address(r, _("Shipping address"), ship, a);
	html(r, "</dl></div></div>");
}

/* ---- what they owe: one read a currency
 * -------------------------------------------------- */

static void
money_figure(struct req *r, const struct account *a, const char *rest,
    const char *label, int64_t amount, const char *currency, const char *says,
    bool bad)
{
	if (bad)
		html(r, "<a class=\"card kpi bad\" href=\"");
	else
		html(r, "<a class=\"card kpi\" href=\"");
	text(r, url(r, at(r, "/accounts", a->id, rest), NULL));
	html(r, "\"><span class=\"lab\">");
	text(r, label);
	html(r, "</span><span class=\"fig\">");
	amount_text(r, amount, currency);
	html(r, "</span><span class=\"small muted\">");
	text(r, says);
	html(r, "</span></a>");
}

static void
figures_of(struct req *r, const struct account *a, const struct balance *b)
{
	int64_t overdue, left;
	bool limited = strcmp(b->currency, a->currency) == 0 &&
	    balance_credit_left(b, a, &left);

	if (balance_overdue(r->x, b, today(r), &overdue) != RC_OK)
		overdue = b->overdue;
	html(r, "<div class=\"kpis\">");
	money_figure(r, a, "/invoices", _("Balance"), balance_total(b),
	    b->currency,
	    arena_printf(
		r->mem, _("%lld open documents"), (long long)b->open_invoices),
	    false);
	money_figure(r, a, "/invoices", _("Overdue"), overdue, b->currency,
	    overdue > 0 ? _("Past its due date") : _("Nothing is late"),
	    overdue > 0);
	money_figure(r, a, "/payments", _("Unapplied"), b->unapplied,
	    b->currency, _("Paid, not yet applied"), false);
	if (limited)
		money_figure(r, a, "/orders", _("Credit left"), left,
		    b->currency,
		    arena_printf(r->mem, _("of %s, %s in open orders"),
			amount_words(r, a->credit_limit, a->currency),
			amount_words(r, b->open_orders, b->currency)),
		    left < 0);
	else
		money_figure(r, a, "/orders", _("Open orders"), b->open_orders,
		    b->currency, _("Not invoiced yet"), false);
	html(r, "</div>");
}

enum { CURRENCIES = 6 };

struct owed {
	struct balance at[CURRENCIES];
	int n;
};

static bool
keep_balance(void *arg, const void *rec)
{
	struct owed *o = arg;

	o->at[o->n++] = *(const struct balance *)rec;
	return o->n < CURRENCIES;
}

/* What the customer owes, where documents exist; else in their currency. */
static void
figures(struct req *r, const struct account *a)
{
	const struct balance like = { .account_id = a->id };
	const struct list l = { .e = &balance_entity,
		.index = BALANCE_IN_ACCOUNT,
		.like = &like,
		.prefix = 1 };
	struct owed *o = arena_alloc(r->mem, sizeof *o);

	if (!is_customer(a) || !may(r, LEDGER))
		return;
	if (store_list(r->x, &l, keep_balance, o) != RC_OK)
		return;
	if (o->n == 0 && a->currency[0] != '\0' &&
	    balance_load(r->x, a->id, a->currency, &o->at[0]) == RC_OK)
		o->n = 1;
	for (int i = 0; i < o->n; i++)
		figures_of(r, a, &o->at[i]);
}

enum rc
account_page(struct req *r)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	enum rc rc = load(r, a);

	if (rc != RC_OK)
		return rc;
	begin(r, a, "", a->name);
	facts(r, "h-general", _("General"), general, a);
	facts(r, "h-reach", _("How to reach them"), reach, a);
	addresses(r, a);
	facts(r, "h-finance", _("Finance"), finance, a);
	if (a->notes[0] != '\0') {
		html(r, "<div class=\"body\"><div class=\"stack\"><h2>");
		text(r, _("Notes"));
		html(r, "</h2><div class=\"text\">");
		text_lines(r, a->notes);
		html(r, "</div></div></div>");
	}
	html(r, "</div>");
	page_close(r);
	return RC_OK;
}

/* ---- tabs that are lists
 * ----------------------------------------------------- */

static const struct column contact_columns[] = {
	{ .tag = CONTACT_DISPLAY_NAME, .how = COL_LINK },
	{ .tag = CONTACT_JOB_TITLE, .how = COL_TEXT },
	{ .tag = CONTACT_EMAIL, .how = COL_TEXT },
	{ .tag = CONTACT_PHONE, .how = COL_TEXT, .hide_small = true },
	{ .tag = CONTACT_ACTIVE, .how = COL_PILL },
	{ .tag = 0 },
};

enum rc
account_contacts(struct req *r)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	const struct contact like = { .account_id = r->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .sorts = { { "name", CONTACT_DISPLAY_NAME,
				   CONTACT_OF_ACCOUNT, false },
			{ "name-down", CONTACT_DISPLAY_NAME, CONTACT_OF_ACCOUNT,
			    true },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	const struct view v = {
		.e = &contact_entity,
		.path = at(r, "/accounts", r->id, "/contacts"),
		.item = "/contacts/",
		.source = &source_store,
		.tabs = all,
		.columns = contact_columns,
		.caption = N_("Contacts of this account"),
		.empty_icon = "users",
		.empty_title = N_("No contacts yet"),
		.empty_says = N_("The people of this company whom you talk "
				 "to. A contact can get a portal user."),
		.empty_path = may(r, ROLE_CUSTOMERS) ?
		    arena_printf(r->mem, "/contacts/new?account=%lld",
			(long long)r->id) :
		    NULL,
		.empty_action = N_("New contact"),
	};
	enum rc rc = load(r, a);

	if (rc != RC_OK)
		return rc;
	begin(r, a, "/contacts",
	    arena_printf(r->mem, _("Contacts of %s"), a->name));
	html(r, "</div>");
	rc = list_show(r, &v);
	page_close(r);
	return rc;
}

static const struct column case_columns[] = {
	{ .tag = CASE_NUMBER, .how = COL_LINK },
	{ .tag = CASE_SUBJECT, .how = COL_TEXT },
	{ .tag = CASE_CONTACT, .how = COL_TITLE },
	{ .tag = CASE_SEVERITY, .how = COL_PILL, .hide_small = true },
	{ .tag = CASE_LAST_ACTIVITY, .how = COL_AGO },
	{ .tag = CASE_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

enum rc
account_cases(struct req *r)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	const struct support_case like = { .account_id = r->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .sorts = { { "newest", CASE_LAST_ACTIVITY, CASE_IN_ACCOUNT,
				   true },
			{ "oldest", CASE_LAST_ACTIVITY, CASE_IN_ACCOUNT,
			    false },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	const struct view v = {
		.e = &case_entity,
		.path = at(r, "/accounts", r->id, "/cases"),
		.item = "/cases/",
		.source = &source_store,
		.tabs = all,
		.columns = case_columns,
		.caption = N_("Cases of this account, last activity first"),
		.empty_icon = "message",
		.empty_title = N_("No cases yet"),
		.empty_says = N_("Cases that this customer opens on the "
				 "portal, or that you open for them, stand "
				 "here."),
		.empty_path = "/cases/new",
		.empty_action = N_("New case"),
	};
	enum rc rc = load(r, a);

	if (rc != RC_OK)
		return rc;
	begin(r, a, "/cases", arena_printf(r->mem, _("Cases of %s"), a->name));
	html(r, "</div>");
	rc = list_show(r, &v);
	page_close(r);
	return rc;
}

/* A tab of documents: each kind's own file has its list. */
static enum rc
documents_tab(struct req *r, const char *tab, const char *title,
    enum rc (*list)(struct req *))
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	enum rc rc = load(r, a);

	if (rc != RC_OK)
		return rc;
	begin(r, a, tab, arena_printf(r->mem, "%s: %s", a->name, title));
	html(r, "</div>");
	rc = list(r);
	page_close(r);
	return rc;
}

enum rc
account_orders(struct req *r)
{
	return documents_tab(r, "/orders", _("Orders"), order_tab);
}

enum rc
account_invoices(struct req *r)
{
	return documents_tab(r, "/invoices", _("Invoices"), invoice_tab);
}

enum rc
account_payments(struct req *r)
{
	return documents_tab(r, "/payments", _("Payments"), payment_tab);
}

enum rc
account_details(struct req *r)
{
	return documents_tab(r, "/details", _("Balance"), details_tab);
}

enum rc
account_statements(struct req *r)
{
	return documents_tab(r, "/statements", _("Statements"), statement_tab);
}

enum rc
account_audit(struct req *r)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);
	enum rc rc = load(r, a);

	if (rc != RC_OK)
		return rc;
	begin(r, a, "/audit", arena_printf(r->mem, _("Audit of %s"), a->name));
	html(r, "</div>");
	rc = audit_of(
	    r, &account_entity, r->id, at(r, "/accounts", r->id, "/audit"));
	page_close(r);
	return rc;
}
