/* Payments and applications (AR302000): list, verbs, form. */
#include "invoices.h"
#include "model/account.h"
#include "model/bank.h"
#include "model/company.h"

/* ---- list ------------------------------------------------------------------
 */

static const struct column columns[] = {
	{ .tag = PAYMENT_NO, .how = COL_LINK },
	{ .tag = PAYMENT_ACCOUNT, .how = COL_TITLE },
	{ .tag = PAYMENT_TYPE, .how = COL_TEXT, .hide_small = true },
	{ .tag = PAYMENT_DATE, .how = COL_DATE },
	{ .tag = PAYMENT_REFERENCE, .how = COL_TEXT, .hide_small = true },
	{ .tag = PAYMENT_AMOUNT, .how = COL_AMOUNT },
	{ .tag = PAYMENT_UNAPPLIED,
	    .label = N_("Unapplied"),
	    .how = COL_AMOUNT,
	    .hide_small = true },
	{ .tag = PAYMENT_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct column account_columns[] = {
	{ .tag = PAYMENT_NO, .how = COL_LINK },
	{ .tag = PAYMENT_TYPE, .how = COL_TEXT },
	{ .tag = PAYMENT_DATE, .how = COL_DATE },
	{ .tag = PAYMENT_METHOD, .how = COL_TEXT, .hide_small = true },
	{ .tag = PAYMENT_REFERENCE, .how = COL_TEXT, .hide_small = true },
	{ .tag = PAYMENT_AMOUNT, .how = COL_AMOUNT },
	{ .tag = PAYMENT_UNAPPLIED,
	    .label = N_("Unapplied"),
	    .how = COL_AMOUNT },
	{ .tag = PAYMENT_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

#define OF_STATUS                                                              \
	{                                                                      \
		{ "newest", PAYMENT_DATE, PAYMENT_BY_STATUS, true },           \
		    { "oldest", PAYMENT_DATE, PAYMENT_BY_STATUS, false },      \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct payment unapplied = { .status = PAYMENT_OPEN },
			    balanced = { .status = PAYMENT_BALANCED },
			    pending = { .status = PAYMENT_PENDING },
			    closed = { .status = PAYMENT_CLOSED },
			    voided = { .status = PAYMENT_VOIDED };

static const struct tab tabs[] = {
	{ .name = "unapplied",
	    .label = N_("Unapplied"),
	    .like = &unapplied,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "balanced",
	    .label = N_("To release"),
	    .like = &balanced,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "pending",
	    .label = N_("Announced"),
	    .like = &pending,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "closed",
	    .label = N_("Closed"),
	    .like = &closed,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "voided",
	    .label = N_("Voided"),
	    .like = &voided,
	    .prefix = 1,
	    .sorts = OF_STATUS },
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "newest", PAYMENT_DATE, PAYMENT_BY_DATE, true },
		{ "oldest", PAYMENT_DATE, PAYMENT_BY_DATE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view view = {
	.e = &payment_entity,
	.path = "/payments",
	.item = "/payments/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Payments, newest first"),
	.search_hint = N_("Number, reference of the bank or words"),
	.export_path = "/payments/export.csv",
	.empty_icon = "credit-card",
	.empty_title = N_("No payments here"),
	.empty_says = N_("Money that came in or went back, and which "
			 "documents it pays."),
	.empty_path = "/payments/new",
	.empty_action = N_("New payment"),
};

enum rc
payment_list(struct req *r)
{
	return list_page(r, &view, _("Payments"), "payments", "AR302000",
	    may(r, ROLE_BOOKS) ? "/payments/new" : NULL, _("New payment"));
}

static const unsigned exported[] = {
	PAYMENT_NO,
	PAYMENT_TYPE,
	PAYMENT_STATUS,
	PAYMENT_ACCOUNT,
	PAYMENT_DATE,
	PAYMENT_METHOD,
	PAYMENT_REFERENCE,
	PAYMENT_CURRENCY,
	PAYMENT_AMOUNT,
	PAYMENT_SUMMARY,
	PAYMENT_APPLIED,
	PAYMENT_UNAPPLIED,
	PAYMENT_EXTERNAL_ID,
	0,
};

enum rc
payment_csv(struct req *r)
{
	return list_csv(r, &view, exported, "payments.csv");
}

/* The customer's tab. */
enum rc
payment_tab(struct req *r)
{
	const struct payment like = { .account_id = r->id };
	const struct tab all[] = {
		{ .name = "all",
		    .label = N_("All"),
		    .like = &like,
		    .prefix = 1,
		    .sorts = { { "newest", PAYMENT_DATE, PAYMENT_OF_ACCOUNT,
				   true },
			{ "oldest", PAYMENT_DATE, PAYMENT_OF_ACCOUNT, false },
			{ .name = NULL } } },
		{ .name = NULL },
	};
	const struct view v = {
		.e = &payment_entity,
		.path = at(r, "/accounts", r->id, "/payments"),
		.item = "/payments/",
		.source = &source_store,
		.tabs = all,
		.columns = account_columns,
		.caption = N_("Payments of this customer, newest first"),
		.empty_icon = "credit-card",
		.empty_title = N_("No payments yet"),
		.empty_says = N_("What this customer has paid stands here."),
		.empty_path = may(r, ROLE_BOOKS) ?
		    arena_printf(r->mem, "/payments/new?account=%lld",
			(long long)r->id) :
		    NULL,
		.empty_action = N_("New payment"),
	};

	return list_show(r, &v);
}

/* ---- verbs -----------------------------------------------------------------
 */

static bool
may_release(const void *rec)
{
	const struct payment *p = rec;

	return p->status == PAYMENT_BALANCED &&
	    payment_step_exists(p->status, PAYMENT_OPEN);
}

static bool
is_announced(const void *rec)
{
	const struct payment *p = rec;

	return p->status == PAYMENT_PENDING;
}

static enum rc
release(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return payment_release(r->x, rec, bad);
}

static bool
may_apply(const void *rec)
{
	const struct payment *p = rec;

	return p->status == PAYMENT_OPEN && p->unapplied > 0 &&
	    p->payment_type != PAYMENT_REFUND;
}

static enum rc
auto_apply(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return payment_auto_apply(r->x, rec, bad);
}

static bool
may_void(const void *rec)
{
	const struct payment *p = rec;

	return !is_announced(p) &&
	    payment_step_exists(p->status, PAYMENT_VOIDED);
}

static enum rc
void_it(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return payment_void(r->x, rec, bad);
}

static enum rc
reject(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	const char *reason = form_value(r, "reason");

	(void)made;
	return payment_reject(r->x, rec, reason == NULL ? "" : reason, bad);
}

static bool
may_change(const void *rec)
{
	const struct payment *p = rec;

	return p->status == PAYMENT_ON_HOLD || p->status == PAYMENT_BALANCED;
}

static enum rc
erase(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return payment_erase(r->x, rec, bad);
}

static const struct verb verbs[] = {
	{ .rest = "/release",
	    .label = N_("Release"),
	    .icon = "check",
	    .roles = ROLE_BOOKS,
	    .done = "released",
	    .fits = may_release,
	    .run = release,
	    .asks = N_("Release payment %s?"),
	    .says = N_("It gets its number and counts in the customer's "
		       "balance. From then on it can be applied and voided, "
		       "but not changed."),
	    .keep = N_("Not yet") },
	{ .rest = "/confirm",
	    .label = N_("Confirm"),
	    .icon = "check",
	    .roles = ROLE_BOOKS,
	    .done = "payment-confirmed",
	    .fits = is_announced,
	    .run = release,
	    .asks = N_("Has the money of payment %s arrived?"),
	    .says = N_("It pays the documents that were announced, as far as "
		       "they are still open; the rest stays to be applied."),
	    .keep = N_("Not yet") },
	{ .rest = "/reject",
	    .label = N_("Reject"),
	    .icon = "ban",
	    .roles = ROLE_BOOKS,
	    .done = "rejected",
	    .fits = is_announced,
	    .run = reject,
	    .asks = N_("Reject payment %s?"),
	    .says = N_("The money has not come. The customer sees that it is "
		       "not confirmed, and why."),
	    .keep = N_("Keep waiting"),
	    .reason = N_("Reason, for the customer") },
	{ .rest = "/apply",
	    .label = N_("Apply"),
	    .icon = "credit-card",
	    .roles = ROLE_BOOKS,
	    .fits = may_apply,
	    .asks = "" }, /* apply.c has its page */
	{ .rest = "/auto-apply",
	    .label = N_("Apply to the oldest"),
	    .icon = "refresh",
	    .roles = ROLE_BOOKS,
	    .done = "applied",
	    .fits = may_apply,
	    .run = auto_apply },
	{ .rest = "/void",
	    .label = N_("Void payment"),
	    .icon = "ban",
	    .roles = ROLE_BOOKS,
	    .done = "voided",
	    .fits = may_void,
	    .run = void_it,
	    .asks = N_("Void payment %s?"),
	    .says = N_("What it paid is open again. The payment stays to be "
		       "seen as Voided; this cannot be undone."),
	    .keep = N_("Keep the payment") },
	{ .rest = "/delete",
	    .label = N_("Delete draft"),
	    .icon = "trash",
	    .roles = ROLE_BOOKS,
	    .done = "deleted",
	    .fits = may_change,
	    .run = erase,
	    .gone = true,
	    .asks = N_("Delete payment %s?"),
	    .says = N_("The draft is taken away for good; only the audit "
		       "remembers it."),
	    .keep = N_("Keep the draft") },
	{ .rest = NULL },
};

static const char *
name(const void *rec)
{
	const struct payment *p = rec;

	return p->payment_no;
}

const struct doc payment_doc = {
	.d = &payment_document,
	.list = "/payments",
	.list_title = N_("Payments"),
	.nav = "payments",
	.screen = "AR302000",
	.verbs = verbs,
	.seen = true,
	.name = name,
	.nameless = N_("Draft"),
};

enum rc
payment_verb(struct req *r)
{
	return verb_post(r, &payment_doc);
}

enum rc
payment_verb_page(struct req *r)
{
	return verb_page(r, &payment_doc);
}

enum rc
payment_audit(struct req *r)
{
	return doc_audit(r, &payment_doc);
}

/* ---- form ------------------------------------------------------------------
 */

static const unsigned head_fields[] = {
	PAYMENT_ACCOUNT,
	PAYMENT_TYPE,
	PAYMENT_CURRENCY,
	PAYMENT_AMOUNT,
	PAYMENT_DATE,
	PAYMENT_METHOD,
	PAYMENT_REFERENCE,
	PAYMENT_SUMMARY,
	0,
};

static const struct part main_parts[] = {
	{ NULL, head_fields, NULL },
	{ .tags = NULL },
};

static const struct line_col cols[] = {
	{ APPLICATION_DOC_TYPE, NULL, false },
	{ APPLICATION_INVOICE_NO, NULL, false },
	{ APPLICATION_AMOUNT, "num", false },
	{ 0, NULL, false },
};

static const struct line_form line_form = {
	.e = &application_entity,
	.title = N_("Documents to apply it to"),
	.cols = cols,
	.says = N_("May stay empty: money can be applied after the release, "
		   "too. A refund names the credit memos and payments that "
		   "it returns."),
};

static void
begin(struct req *r, void *rec)
{
	struct payment *p = rec;
	struct account a;
	int64_t account = query_id(r, "account");

	p->payment_type = PAYMENT_PAYMENT;
	p->method = METHOD_TRANSFER;
	p->payment_date = today(r);
	if (account != 0 &&
	    store_get(r->x, &account_entity, account, &a) == RC_OK)
		p->account_id = a.id;
}

/* The currency in which the customer is billed. */
static enum rc
defaults(struct req *r, void *rec, struct problems *bad)
{
	struct payment *p = rec;
	struct company *ours = arena_alloc(r->mem, sizeof *ours);
	struct account *a = arena_alloc(r->mem, sizeof *a);
	enum rc rc;

	(void)bad;
	if (p->currency[0] != '\0')
		return RC_OK;
	if (p->account_id != 0 &&
	    store_get(r->x, &account_entity, p->account_id, a) == RC_OK)
		str_copy(p->currency, sizeof p->currency, a->currency);
	if (p->currency[0] != '\0')
		return RC_OK;
	if ((rc = company_load(r->x, ours)) == RC_OK)
		str_copy(p->currency, sizeof p->currency, ours->currency);
	return rc;
}

static const struct docedit editor = {
	.doc = &payment_doc,
	.fresh = N_("New payment"),
	.save = N_("Save payment"),
	.lines = &line_form,
	.main = main_parts,
	.may_change = may_change,
	.fixed = N_("This payment is released and can no longer be changed. "
		    "It can be applied, unapplied and voided."),
	.begin = begin,
	.defaults = defaults,
	.account = PAYMENT_ACCOUNT,
	.currency = PAYMENT_CURRENCY,
};

enum rc
payment_new(struct req *r)
{
	return doc_new(r, &editor);
}

enum rc
payment_edit(struct req *r)
{
	return doc_edit(r, &editor);
}

enum rc
payment_post(struct req *r)
{
	return doc_edit_post(r, &editor);
}

/* ---- page ------------------------------------------------------------------
 */

static void
facts(struct req *r, const struct payment *p)
{
	static const unsigned tags[] = { PAYMENT_DATE, PAYMENT_METHOD,
		PAYMENT_REFERENCE, PAYMENT_APPLIED, PAYMENT_UNAPPLIED,
		PAYMENT_EXTERNAL_ID, PAYMENT_CHANNEL, PAYMENT_CREATED,
		PAYMENT_RELEASED_ON, PAYMENT_ENDED, PAYMENT_REASON, 0 };
	struct bank_entry *b = arena_alloc(r->mem, sizeof *b);

	card_open(r, "h-facts", _("Payment"));
	doc_figure(r, _("Amount"), p->amount, p->currency,
	    p->unapplied != 0 && p->unapplied != p->amount ?
		arena_printf(r->mem, _("%s not applied yet"),
		    amount_words(r, p->unapplied, p->currency)) :
		NULL);
	html(r, "<dl class=\"kv\">");
	doc_link(r, &payment_entity, PAYMENT_ACCOUNT, p, "/accounts",
	    LEDGER | ROLE_CASES | ROLE_CUSTOMERS);
	doc_facts(r, &payment_entity, tags, p);
	if (bank_entry_of(r->x, p->id, b) == RC_OK) {
		html(r, "<div><dt>");
		text(r, _("Bank entry"));
		html(r, "</dt><dd>");
		link_to(r, at(r, "/bank", b->id, ""),
		    b->payer_name[0] != '\0' ? b->payer_name : _("Entry"));
		html(r, "</dd></div>");
	}
	html(r, "</dl>");
	card_close(r);
}

enum rc
payment_page(struct req *r)
{
	struct payment *p = arena_alloc(r->mem, sizeof *p);
	const struct application like = { .payment_id = r->id };
	const struct list l = { .e = &application_entity,
		.index = APPLICATION_OF_PAYMENT,
		.like = &like,
		.prefix = 1 };
	const struct choice *kind;
	bool released;
	enum rc rc = store_get(r->x, &payment_entity, r->id, p);

	if (rc != RC_OK)
		return rc;
	kind = choice_of(payment_types, p->payment_type);
	released = p->status == PAYMENT_OPEN || p->status == PAYMENT_CLOSED;
	doc_head(r, &payment_doc, p,
	    arena_printf(r->mem, "%s %s", kind != NULL ? _(kind->label) : "",
		doc_name(&payment_doc, p)),
	    may(r, ROLE_BOOKS) && may_change(p));
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts(r, p);
	html(r, "</div><div class=\"stack\">");
	if (p->summary[0] != '\0') {
		html(r, "<p class=\"strong\">");
		text(r, p->summary);
		html(r, "</p>");
	}
	rc = applications_card(r, &l, _("Documents it pays"),
	    at(r, "/payments", p->id, "/unapply"),
	    released && may(r, ROLE_BOOKS) &&
		p->payment_type != PAYMENT_REFUND);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}
