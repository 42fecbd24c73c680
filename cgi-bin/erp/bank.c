/* Bank entries: list, steps, and all that are certain at once. */
#include "bankentries.h"

#include <stdlib.h>

/* ---- list ------------------------------------------------------------------
 */

static const struct column columns[] = {
	{ .tag = BANK_ENTRY_BOOKED, .how = COL_LINK },
	{ .tag = BANK_ENTRY_PAYER_NAME, .how = COL_TEXT },
	{ .tag = BANK_ENTRY_REFERENCE, .how = COL_TEXT, .hide_small = true },
	{ .tag = BANK_ENTRY_TEXT, .how = COL_TEXT, .hide_small = true },
	{ .tag = BANK_ENTRY_AMOUNT, .how = COL_AMOUNT },
	{ .tag = BANK_ENTRY_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

#define OF_STATUS                                                              \
	{                                                                      \
		{ "newest", BANK_ENTRY_BOOKED, BANK_BY_STATUS, true },         \
		    { "oldest", BANK_ENTRY_BOOKED, BANK_BY_STATUS, false },    \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct bank_entry open = { .status = BANK_OPEN },
			       matched = { .status = BANK_MATCHED },
			       ignored = { .status = BANK_IGNORED };

static const struct tab tabs[] = {
	{ .name = "open",
	    .label = N_("Open"),
	    .like = &open,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "matched",
	    .label = N_("Matched"),
	    .like = &matched,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "ignored",
	    .label = N_("Ignored"),
	    .like = &ignored,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "newest", BANK_ENTRY_BOOKED, BANK_BY_DATE, true },
		{ "oldest", BANK_ENTRY_BOOKED, BANK_BY_DATE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view view = {
	.e = &bank_entry_entity,
	.path = "/bank",
	.item = "/bank/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Bank entries, newest first"),
	.search_hint = N_("Payer, account, reference or words"),
	.export_path = "/bank/export.csv",
	.empty_icon = "inbox",
	.empty_title = N_("No bank entries here"),
	.empty_says = N_("Statements of the bank come in as files: camt.053, "
			 "camt.054, OFX or CSV. Each entry is then matched "
			 "with the payment that it is."),
};

enum rc
bank_list(struct req *r)
{
	const struct head h = {
		.title = _("Bank entries"),
		.nav = "bank",
		.screen = "AR305500",
	};
	enum rc rc;

	head_begin(r, &h);
	if (may(r, ROLE_BOOKS))
		button_link(r, "/exchange/imports/new?kind=bank_entries", "btn",
		    "upload", _("Upload a bank file"));
	if (may(r, ROLE_BOOKS))
		button_link(r, "/bank/exact", "btn primary", "check",
		    _("Confirm all exact matches"));
	head_end(r);
	rc = list_show(r, &view);
	page_close(r);
	return rc;
}

static const unsigned exported[] = {
	BANK_ENTRY_BOOKED,
	BANK_ENTRY_VALUE,
	BANK_ENTRY_STATUS,
	BANK_ENTRY_ACCOUNT,
	BANK_ENTRY_BANK_REF,
	BANK_ENTRY_CURRENCY,
	BANK_ENTRY_AMOUNT,
	BANK_ENTRY_PAYER_NAME,
	BANK_ENTRY_PAYER_ACCOUNT,
	BANK_ENTRY_REFERENCE,
	BANK_ENTRY_TEXT,
	BANK_ENTRY_PAYMENT_NO,
	0,
};

enum rc
bank_csv(struct req *r)
{
	return list_csv(r, &view, exported, "bank-entries.csv");
}

/* ---- steps -----------------------------------------------------------------
 */

static bool
is_open(const void *rec)
{
	return ((const struct bank_entry *)rec)->status == BANK_OPEN;
}

static bool
is_settled(const void *rec)
{
	return !is_open(rec);
}

static enum rc
ignore(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return bank_ignore(r->x, rec, bad);
}

static enum rc
reopen(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return bank_reopen(r->x, rec, bad);
}

static const struct verb verbs[] = {
	{ .rest = "/ignore",
	    .label = N_("Ignore"),
	    .icon = "ban",
	    .roles = ROLE_BOOKS,
	    .done = "ignored",
	    .fits = is_open,
	    .run = ignore },
	{ .rest = "/reopen",
	    .label = N_("Open again"),
	    .icon = "undo",
	    .roles = ROLE_BOOKS,
	    .done = "reopened-entry",
	    .fits = is_settled,
	    .run = reopen,
	    .asks = N_("Open the bank entry of %s again?"),
	    .says = N_("A payment that was made of it, or released by it, is "
		       "voided, and what it paid is open again. A payment "
		       "that had been recorded before stays."),
	    .keep = N_("Leave it") },
	{ .rest = NULL },
};

static const char *
name(const void *rec)
{
	return ((const struct bank_entry *)rec)->payer_name;
}

static const struct document as_document = { .head = &bank_entry_entity };

const struct doc bank_doc = {
	.d = &as_document,
	.list = "/bank",
	.list_title = N_("Bank entries"),
	.nav = "bank",
	.screen = "AR305500",
	.verbs = verbs,
	.name = name,
	.nameless = N_("Bank entry"),
};

enum rc
bank_verb(struct req *r)
{
	return verb_post(r, &bank_doc);
}

enum rc
bank_verb_page(struct req *r)
{
	return verb_page(r, &bank_doc);
}

enum rc
bank_audit(struct req *r)
{
	return doc_audit(r, &bank_doc);
}

/* ---- what a proposal comes to ----------------------------------------------
 */

void
bank_customer(struct req *r, int64_t account)
{
	struct account *a = arena_alloc(r->mem, sizeof *a);

	if (store_get(r->x, &account_entity, account, a) == RC_OK)
		link_to(r, at(r, "/accounts", a->id, ""), a->name);
}

void
bank_pays(struct req *r, const struct bank_proposal *p, const char *currency)
{
	struct payment *paid = arena_alloc(r->mem, sizeof *paid);

	if (p->payment_id != 0 &&
	    store_get(r->x, &payment_entity, p->payment_id, paid) == RC_OK)
		link_to(r, at(r, "/payments", paid->id, ""),
		    paid->payment_no[0] != '\0' ? paid->payment_no :
						  _("Draft"));
	for (int i = 0; i < p->n; i++) {
		struct invoice *inv = arena_alloc(r->mem, sizeof *inv);

		if (store_get(r->x, &invoice_entity, p->line[i].invoice_id,
			inv) != RC_OK)
			continue;
		if (i > 0)
			html(r, "<br>");
		link_to(r, at(r, "/invoices", inv->id, ""), inv->invoice_no);
		html(r, " ");
		amount_text(r, p->line[i].amount, currency);
	}
	if (p->payment_id == 0 && p->n == 0)
		text(r, _("Nothing: it stays unapplied"));
}

/* ---- all that are certain --------------------------------------------------
 */

enum { LOOKED_AT = 100 };

struct exact {
	int64_t id[LOOKED_AT];
	int n, shown;
};

static bool
keep_id(void *arg, const void *rec)
{
	struct exact *e = arg;

	e->id[e->n++] = record_id(rec);
	return e->n < LOOKED_AT;
}

/* Its best proposal, where that is beyond doubt. */
static bool
certain(struct req *r, const struct bank_entry *b, struct bank_proposal *p)
{
	struct bank_proposal all[BANK_PROPOSALS];
	int n = bank_propose(r->x, b, all);

	if (n > 0)
		*p = all[0];
	return n > 0 && p->exact;
}

static void
exact_head(struct req *r)
{
	const char *heads[] = { _("Confirm"), _("Booked On"), _("Payer"),
		_("Customer"), _("Pays"), _("Amount") };

	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\"><caption "
	    "class=\"vh\">");
	text(r, _("Entries whose meaning is certain, oldest first"));
	html(r, "</caption><thead><tr>");
	for (int i = 0; i < 6; i++) {
		if (i == 5)
			html(r, "<th scope=\"col\" class=\"num\">");
		else
			html(r, "<th scope=\"col\">");
		text(r, heads[i]);
		html(r, "</th>");
	}
	html(r, "</tr></thead><tbody>");
}

static void
cell(struct req *r, const char *label)
{
	html(r, "<td data-l=\"");
	text(r, label);
	html(r, "\">");
}

static void
exact_row(
    struct req *r, const struct bank_entry *b, const struct bank_proposal *p)
{
	html(r, "<tr><td><input type=\"checkbox\" name=\"id\" value=\"");
	textf(r, "%lld", (long long)b->id);
	html(r, "\" checked aria-label=\"");
	textf(r, _("Confirm %s of %s"), amount_words(r, b->amount, b->currency),
	    b->payer_name);
	html(r, "\"></td><th scope=\"row\" class=\"nowrap\"><a href=\"");
	text(r, url(r, at(r, "/bank", b->id, ""), NULL));
	html(r, "\">");
	date_text(r, b->booked_date);
	html(r, "</a></th>");
	cell(r, _("Payer"));
	text(r, b->payer_name);
	html(r, "</td>");
	cell(r, _("Customer"));
	bank_customer(r, p->account_id);
	html(r, "</td>");
	cell(r, _("Pays"));
	bank_pays(r, p, b->currency);
	html(r, "</td><td class=\"num\" data-l=\"");
	text(r, _("Amount"));
	html(r, "\">");
	amount_text(r, b->amount, b->currency);
	html(r, "</td></tr>");
}

static void
exact_rows(struct req *r, struct exact *e)
{
	for (int i = 0; i < e->n; i++) {
		struct bank_entry *b = arena_alloc(r->mem, sizeof *b);
		struct bank_proposal p;

		if (store_get(r->x, &bank_entry_entity, e->id[i], b) != RC_OK ||
		    !certain(r, b, &p))
			continue;
		if (e->shown++ == 0) {
			html(r, "<form method=\"post\" action=\"");
			text(r, url(r, "/bank/exact", NULL));
			html(r, "\">");
			form_token(r);
			exact_head(r);
		}
		exact_row(r, b, &p);
	}
	if (e->shown == 0)
		return;
	html(r, "</tbody></table></div><footer>");
	form_submit(r, _("Confirm those chosen"));
	button_link(r, "/bank", "btn quiet", NULL, _("Cancel"));
	html(r, "</footer></form>");
}

enum rc
bank_exact(struct req *r)
{
	const struct list l = { .e = &bank_entry_entity,
		.index = BANK_BY_STATUS,
		.like = &open,
		.prefix = 1 };
	const struct head h = {
		.title = _("Confirm all exact matches"),
		.nav = "bank",
		.screen = "AR305500",
		.crumb = _("Bank entries"),
		.crumb_path = "/bank",
		.lead = _("The oldest open entries whose payer and documents "
			  "are certain, and whose amount is exactly theirs."),
	};
	struct exact e = { .n = 0 };
	enum rc rc = store_list(r->x, &l, keep_id, &e);

	if (rc != RC_OK)
		return rc;
	page_open(r, &h);
	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-exact\">"
	    "<header><h2 id=\"h-exact\">");
	text(r, _("Certain entries"));
	html(r, "</h2></header>");
	exact_rows(r, &e);
	if (e.shown == 0)
		empty_state(r, "check", _("Nothing is certain"),
		    _("The open entries have to be looked at one by one."),
		    "/bank", _("Bank entries"));
	html(r, "</section>");
	page_close(r);
	return RC_OK;
}

/* One that is not certain any more is left open. */
static enum rc
confirm_one(struct req *r, const char *id, struct problems *bad)
{
	struct bank_entry *b = arena_alloc(r->mem, sizeof *b);
	struct bank_proposal p;
	enum rc rc =
	    store_get(r->x, &bank_entry_entity, strtoll(id, NULL, 10), b);

	if (rc != RC_OK)
		return rc;
	return certain(r, b, &p) ? bank_accept(r->x, b, &p, bad) : RC_SAME;
}

enum rc
bank_exact_post(struct req *r)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc all = RC_SAME;
	const char *id;

	for (int i = 0; (id = form_value_at(r, "id", i)) != NULL; i++) {
		enum rc rc =
		    i < LOOKED_AT ? confirm_one(r, id, bad) : RC_INVALID;

		if (rc != RC_OK && rc != RC_SAME)
			return refuse(r, rc, bad, "/bank/exact");
		if (rc == RC_OK)
			all = RC_OK;
	}
	redirect(r, "/bank", all == RC_OK ? "entries-confirmed" : NULL);
	return all;
}
