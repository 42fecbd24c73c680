/* Invoices and memos (AR301000) and invoices of orders (SO303000): lists. */
#include "invoices.h"

#include <string.h>

#include "model/account.h"

/* ---- when it is due --------------------------------------------------------
 */

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

void
due_pill(struct req *r, const struct invoice *inv)
{
	int64_t left = inv->due_date - today(r);

	if (inv->open != IS_YES || inv->status != INVOICE_IS_OPEN ||
	    inv->doc_type == INVOICE_CREDIT)
		pill_choice(
		    r, record_field(&invoice_entity, INVOICE_STATUS), inv);
	else if (left < 0)
		pill(r, "bad", due_words(r, inv->due_date));
	else if (left < 3)
		pill(r, "warn", due_words(r, inv->due_date));
	else
		pill(r, "info", due_words(r, inv->due_date));
}

/* ---- columns ---------------------------------------------------------------
 */

#define MONEY_COLUMNS                                                          \
	{ .tag = INVOICE_DATE, .how = COL_DATE },                              \
	    { .tag = INVOICE_DUE, .how = COL_DATE, .hide_small = true },       \
	    { .tag = INVOICE_TOTAL,                                            \
		    .how = COL_OWN,                                            \
		    .right = true,                                             \
		    .hide_small = true },                                      \
	    { .tag = INVOICE_BALANCE, .how = COL_OWN, .right = true },         \
	{                                                                      \
		.tag = INVOICE_STATUS, .how = COL_OWN                          \
	}

static const struct column columns[] = {
	{ .tag = INVOICE_NO, .how = COL_LINK },
	{ .tag = INVOICE_ACCOUNT, .how = COL_TITLE },
	{ .tag = INVOICE_TYPE, .how = COL_TEXT, .hide_small = true },
	MONEY_COLUMNS,
	{ .tag = 0 },
};

static const struct column account_columns[] = {
	{ .tag = INVOICE_NO, .how = COL_LINK },
	{ .tag = INVOICE_TYPE, .how = COL_TEXT },
	MONEY_COLUMNS,
	{ .tag = 0 },
};

/* Memos are on the other side: a minus before them. */
void
invoice_cell(struct req *r, const struct column *c, const void *rec)
{
	const struct invoice *inv = rec;
	int64_t sign = inv->doc_type == INVOICE_CREDIT ? -1 : 1;

	if (c->tag == INVOICE_STATUS)
		due_pill(r, inv);
	else if (c->tag == INVOICE_TOTAL)
		amount_text(r, sign * inv->total, inv->currency);
	else if (inv->issued == IS_YES)
		amount_text(r, sign * inv->balance, inv->currency);
}

/* ---- tabs ------------------------------------------------------------------
 */

#define OF_STATUS                                                              \
	{                                                                      \
		{ "newest", INVOICE_DATE, INVOICE_BY_STATUS, true },           \
		    { "oldest", INVOICE_DATE, INVOICE_BY_STATUS, false },      \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct invoice balanced = { .status = INVOICE_BALANCED },
			    on_hold = { .status = INVOICE_ON_HOLD },
			    overdue = { .open = IS_YES },
			    to_be_paid = { .open = IS_YES },
			    closed = { .status = INVOICE_CLOSED },
			    credits = { .doc_type = INVOICE_CREDIT };

static const struct tab tabs[] = {
	{ .name = "open",
	    .label = N_("Open"),
	    .like = &to_be_paid,
	    .prefix = 1,
	    .sorts = { { "due", INVOICE_DUE, INVOICE_ALL_OPEN_DUE, false },
		{ "due-down", INVOICE_DUE, INVOICE_ALL_OPEN_DUE, true },
		{ .name = NULL } } },
	{ .name = "overdue",
	    .label = N_("Overdue"),
	    .like = &overdue,
	    .prefix = 1,
	    .no_count = true,
	    .sorts = { { "due", INVOICE_DUE, INVOICE_ALL_OPEN_DUE, false },
		{ .name = NULL } } },
	{ .name = "drafts",
	    .label = N_("To release"),
	    .like = &balanced,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "hold",
	    .label = N_("On Hold"),
	    .like = &on_hold,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "closed",
	    .label = N_("Closed"),
	    .like = &closed,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "memos",
	    .label = N_("Credit memos"),
	    .like = &credits,
	    .prefix = 1,
	    .sorts = { { "newest", INVOICE_DATE, INVOICE_BY_TYPE, true },
		{ "oldest", INVOICE_DATE, INVOICE_BY_TYPE, false },
		{ .name = NULL } } },
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "newest", INVOICE_DATE, INVOICE_BY_DATE, true },
		{ "oldest", INVOICE_DATE, INVOICE_BY_DATE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

/* ---- rows that end before their index does
 * ------------------------------------------ */

/* Overdue: open, by due date, up to yesterday. Of orders: by order, down to
 * those that have none. */
struct until {
	struct req *r;
	bool (*ends)(const struct until *, const struct invoice *);
	bool (*each)(void *, const void *);
	void *arg;
	bool stop; /* false: what is not wanted is passed over */
};

static bool
not_overdue(const struct until *u, const struct invoice *inv)
{
	return inv->due_date >= today(u->r);
}

static bool
no_order(const struct until *u, const struct invoice *inv)
{
	(void)u;
	return inv->order_id == 0;
}

static bool
wanted(void *arg, const void *rec)
{
	struct until *u = arg;
	const struct invoice *inv = rec;

	if (u->ends(u, inv))
		return !u->stop;
	/* A memo is never late, whatever its date. */
	if (u->ends == not_overdue && inv->doc_type == INVOICE_CREDIT)
		return true;
	return u->each(u->arg, rec);
}

static enum rc
rows(struct req *r, const struct list *l, bool (*each)(void *, const void *),
    void *arg)
{
	struct until u = { r, not_overdue, each, arg, true };

	return l->like == &overdue ? store_list(r->x, l, wanted, &u) :
				     store_list(r->x, l, each, arg);
}

static bool
asks_overdue(const struct req *r)
{
	const char *tab = query_value(r, "tab");

	return tab != NULL && strcmp(tab, "overdue") == 0;
}

static enum rc
found(struct req *r, const struct entity *e, const char *words, bool *cut,
    bool (*each)(void *, const void *), void *arg)
{
	struct until u = { r, not_overdue, each, arg, false };

	return asks_overdue(r) ?
	    store_search(r->x, e, 0, words, cut, wanted, &u) :
	    store_search(r->x, e, 0, words, cut, each, arg);
}

static int64_t
number_of(
    struct req *r, const struct entity *e, unsigned index, const void *like)
{
	return store_count(r->x, e, index, like);
}

static const struct source source = { rows, number_of, found };

static enum rc
order_rows(struct req *r, const struct list *l,
    bool (*each)(void *, const void *), void *arg)
{
	struct until u = { r, no_order, each, arg, l->backwards };

	return store_list(r->x, l, wanted, &u);
}

static enum rc
order_found(struct req *r, const struct entity *e, const char *words, bool *cut,
    bool (*each)(void *, const void *), void *arg)
{
	struct until u = { r, no_order, each, arg, false };

	return store_search(r->x, e, 0, words, cut, wanted, &u);
}

static const struct source order_source = { order_rows, number_of,
	order_found };

/* ---- lists -----------------------------------------------------------------
 */

static const struct view view = {
	.e = &invoice_entity,
	.path = "/invoices",
	.item = "/invoices/",
	.source = &source,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Invoices and memos"),
	.search_hint = N_("Number, customer's number or words"),
	.export_path = "/invoices/export.csv",
	.empty_icon = "file-text",
	.empty_title = N_("No invoices here"),
	.empty_says = N_("An invoice is prepared from a shipment or an order, "
			 "or written by hand, and is final once released."),
	.empty_path = "/invoices/new",
	.empty_action = N_("New invoice"),
	.cell = invoice_cell,
};

static const struct tab order_tabs[] = {
	{ .name = "orders",
	    .label = N_("Of orders"),
	    .no_count = true,
	    .sorts = { { "newest", INVOICE_ORDER_NO, INVOICE_OF_ORDER, true },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct column order_columns[] = {
	{ .tag = INVOICE_NO, .how = COL_LINK },
	{ .tag = INVOICE_ORDER_NO, .how = COL_TEXT },
	{ .tag = INVOICE_ACCOUNT, .how = COL_TITLE },
	MONEY_COLUMNS,
	{ .tag = 0 },
};

static const struct view order_view = {
	.e = &invoice_entity,
	.path = "/order-invoices",
	.item = "/invoices/",
	.source = &order_source,
	.tabs = order_tabs,
	.columns = order_columns,
	.caption = N_("Invoices of orders, newest order first"),
	.search_hint = N_("Number, customer's number or words"),
	.export_path = "/order-invoices/export.csv",
	.empty_icon = "file-text",
	.empty_title = N_("No invoices of orders here"),
	.empty_says = N_("The page of a confirmed shipment has the button that "
			 "prepares its invoice."),
	.empty_path = "/shipments?tab=confirmed",
	.empty_action = N_("Confirmed shipments"),
	.cell = invoice_cell,
};

enum rc
invoice_list(struct req *r)
{
	return list_page(r, &view, _("Invoices and memos"), "invoices",
	    "AR301000", may(r, ROLE_BOOKS) ? "/invoices/new" : NULL,
	    _("New invoice"));
}

enum rc
order_invoice_list(struct req *r)
{
	return list_page(r, &order_view, _("Invoices of orders"),
	    "order-invoices", "SO303000", NULL, NULL);
}

static const unsigned exported[] = {
	INVOICE_TYPE,
	INVOICE_NO,
	INVOICE_STATUS,
	INVOICE_ACCOUNT,
	INVOICE_DATE,
	INVOICE_DUE,
	INVOICE_TERMS,
	INVOICE_CURRENCY,
	INVOICE_ORDER_NO,
	INVOICE_CUSTOMER_PO,
	INVOICE_CORRECTS_NO,
	INVOICE_SUMMARY,
	INVOICE_CHARGE,
	INVOICE_LINE_TOTAL,
	INVOICE_TAX_TOTAL,
	INVOICE_TOTAL,
	INVOICE_AMOUNT_PAID,
	INVOICE_BALANCE,
	0,
};

enum rc
invoice_csv(struct req *r)
{
	return list_csv(r, &view, exported, "invoices.csv");
}

enum rc
order_invoice_csv(struct req *r)
{
	return list_csv(r, &order_view, exported, "order-invoices.csv");
}

/* The customer's tab. */
enum rc
invoice_tab(struct req *r)
{
	const struct invoice like = { .account_id = r->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .sorts = { { "newest", INVOICE_DATE, INVOICE_OF_ACCOUNT,
				   true },
			{ "oldest", INVOICE_DATE, INVOICE_OF_ACCOUNT, false },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	const struct view v = {
		.e = &invoice_entity,
		.path = at(r, "/accounts", r->id, "/invoices"),
		.item = "/invoices/",
		.source = &source_store,
		.tabs = all,
		.columns = account_columns,
		.caption = N_("Invoices and memos of this customer, newest "
			      "first"),
		.empty_icon = "file-text",
		.empty_title = N_("No invoices yet"),
		.empty_says = N_("What this customer is asked to pay stands "
				 "here."),
		.empty_path = may(r, ROLE_BOOKS) ?
		    arena_printf(r->mem, "/invoices/new?account=%lld",
			(long long)r->id) :
		    NULL,
		.empty_action = N_("New invoice"),
		.cell = invoice_cell,
	};

	return list_show(r, &v);
}
