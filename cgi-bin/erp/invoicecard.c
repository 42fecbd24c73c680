/* One invoice or memo: facts, lines, sums, payments; and its verbs. */
#include <string.h>

#include "invoices.h"
#include "model/order.h"

enum { RELATIONS_TOO = LEDGER | ROLE_CASES | ROLE_CUSTOMERS };

/* ---- verbs -----------------------------------------------------------------
 */

static bool
can(const void *rec, int64_t to)
{
	const struct invoice *inv = rec;

	return invoice_step_exists(inv->status, to);
}

static bool
may_release(const void *rec)
{
	return can(rec, INVOICE_IS_OPEN) && invoice_may_change(rec);
}

static enum rc
release(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return invoice_release(r->x, rec, bad);
}

static bool
may_remove_hold(const void *rec)
{
	const struct invoice *inv = rec;

	return can(rec, INVOICE_BALANCED) || inv->status == INVOICE_RESERVED;
}

static enum rc
remove_hold(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return invoice_remove_hold(r->x, rec, bad);
}

static bool
may_hold(const void *rec)
{
	const struct invoice *inv = rec;

	return can(rec, INVOICE_ON_HOLD) ||
	    (inv->doc_type == INVOICE_CREDIT && can(rec, INVOICE_RESERVED));
}

static enum rc
hold(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return invoice_hold(r->x, rec, bad);
}

static bool
may_credit(const void *rec)
{
	const struct invoice *inv = rec;

	return inv->doc_type != INVOICE_CREDIT &&
	    (inv->status == INVOICE_IS_OPEN || inv->status == INVOICE_CLOSED);
}

static enum rc
credit(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	return invoice_credit(r->x, rec, made, bad);
}

static bool
may_apply(const void *rec)
{
	const struct invoice *inv = rec;

	return inv->doc_type == INVOICE_CREDIT &&
	    inv->status == INVOICE_IS_OPEN && inv->balance > 0;
}

static bool
may_cancel(const void *rec)
{
	const struct invoice *inv = rec;

	return inv->doc_type != INVOICE_CREDIT && can(rec, INVOICE_CANCELED) &&
	    inv->balance == inv->total;
}

static enum rc
cancel(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	return invoice_cancel(r->x, rec, made, bad);
}

static bool
may_void(const void *rec)
{
	return can(rec, INVOICE_VOIDED);
}

static enum rc
void_it(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return invoice_void(r->x, rec, bad);
}

static bool
may_erase(const void *rec)
{
	return invoice_may_change(rec);
}

static enum rc
erase(struct req *r, void *rec, int64_t *made, struct problems *bad)
{
	(void)made;
	return invoice_erase(r->x, rec, bad);
}

static const struct verb verbs[] = {
	{ .rest = "/release",
	    .label = N_("Release"),
	    .icon = "check",
	    .roles = ROLE_BOOKS,
	    .done = "released",
	    .fits = may_release,
	    .run = release,
	    .asks = N_("Release %s?"),
	    .says = N_("It gets its number, the customer owes its amount and "
		       "sees it on the portal. It can then no longer be "
		       "changed, only taken back by a credit memo."),
	    .keep = N_("Not yet") },
	{ .rest = "/remove-hold",
	    .label = N_("Remove hold"),
	    .icon = "check",
	    .roles = ROLE_BOOKS,
	    .done = "hold-removed",
	    .fits = may_remove_hold,
	    .run = remove_hold },
	{ .rest = "/apply",
	    .label = N_("Apply to invoices"),
	    .icon = "credit-card",
	    .roles = ROLE_BOOKS,
	    .fits = may_apply,
	    .asks = "" }, /* apply.c has its page */
	{ .rest = "/credit",
	    .label = N_("Credit memo"),
	    .icon = "undo",
	    .roles = ROLE_BOOKS,
	    .done = "memo-created",
	    .fits = may_credit,
	    .run = credit,
	    .made = "/invoices" },
	{ .rest = "/hold",
	    .label = N_("Put on hold"),
	    .icon = "clock",
	    .roles = ROLE_BOOKS,
	    .done = "held",
	    .fits = may_hold,
	    .run = hold },
	{ .rest = "/cancel",
	    .label = N_("Cancel invoice"),
	    .icon = "ban",
	    .roles = ROLE_BOOKS,
	    .done = "canceled",
	    .fits = may_cancel,
	    .run = cancel,
	    .asks = N_("Cancel %s?"),
	    .says = N_("A credit memo over its whole amount is released and "
		       "closes it. Both stay in the books; this cannot be "
		       "undone."),
	    .keep = N_("Keep the invoice") },
	{ .rest = "/void",
	    .label = N_("Void draft"),
	    .icon = "ban",
	    .roles = ROLE_BOOKS,
	    .done = "voided",
	    .fits = may_void,
	    .run = void_it,
	    .asks = N_("Void %s?"),
	    .says = N_("The draft stays to be seen but is never released. "
		       "This cannot be undone."),
	    .keep = N_("Keep the draft") },
	{ .rest = "/delete",
	    .label = N_("Delete draft"),
	    .icon = "trash",
	    .roles = ROLE_BOOKS,
	    .done = "deleted",
	    .fits = may_erase,
	    .run = erase,
	    .gone = true,
	    .asks = N_("Delete %s?"),
	    .says = N_("The draft and its lines are taken away for good; only "
		       "the audit remembers them."),
	    .keep = N_("Keep the draft") },
	{ .rest = NULL },
};

static const char *
name(const void *rec)
{
	const struct invoice *inv = rec;

	return inv->invoice_no;
}

static bool
is_issued(const void *rec)
{
	const struct invoice *inv = rec;

	return inv->issued == IS_YES;
}

const struct doc invoice_doc = {
	.d = &invoice_document,
	.list = "/invoices",
	.list_title = N_("Invoices and memos"),
	.nav = "invoices",
	.screen = "AR301000",
	.verbs = verbs,
	.name = name,
	.nameless = N_("Draft"),
	.prints = true,
	.seen = true,
	.ubl = is_issued,
};

enum rc
invoice_verb(struct req *r)
{
	return verb_post(r, &invoice_doc);
}

enum rc
invoice_verb_page(struct req *r)
{
	return verb_page(r, &invoice_doc);
}

enum rc
invoice_audit(struct req *r)
{
	return doc_audit(r, &invoice_doc);
}

/* ---- facts -----------------------------------------------------------------
 */

static void
figures(struct req *r, const struct invoice *inv)
{
	if (inv->issued != IS_YES) {
		doc_figure(r, _("Total"), inv->total, inv->currency, NULL);
		return;
	}
	doc_figure(r,
	    inv->doc_type == INVOICE_CREDIT ? _("Left to apply") :
					      _("Left to pay"),
	    inv->balance, inv->currency,
	    inv->balance == inv->total ?
		NULL :
		arena_printf(r->mem, _("of %s"),
		    amount_words(r, inv->total, inv->currency)));
	if (inv->open == IS_YES && inv->doc_type != INVOICE_CREDIT) {
		html(r, "<p>");
		due_pill(r, inv);
		html(r, "</p>");
	}
}

static void
facts(struct req *r, const struct invoice *inv)
{
	static const unsigned top[] = { INVOICE_DATE, INVOICE_DUE,
		INVOICE_DISCOUNT_DATE, INVOICE_CASH_DISCOUNT,
		INVOICE_CUSTOMER_PO, 0 };
	static const unsigned rest[] = { INVOICE_TERMS, INVOICE_BUYER_TAX_ID,
		INVOICE_DELIVERED, INVOICE_EXTERNAL_ID, INVOICE_CREATED,
		INVOICE_ISSUED_ON, INVOICE_CLOSED_ON, 0 };
	const struct entity *e = &invoice_entity;

	card_open(r, "h-facts", _("Document"));
	figures(r, inv);
	html(r, "<dl class=\"kv\">");
	doc_link(r, e, INVOICE_ACCOUNT, inv, "/accounts", RELATIONS_TOO);
	doc_facts(r, e, top, inv);
	if (inv->order_id != 0)
		doc_link(r, e, INVOICE_ORDER, inv, "/orders", LEDGER);
	else if (inv->order_no[0] != '\0')
		kv_field(r, e, INVOICE_ORDER_NO, inv);
	if (inv->corrects != 0)
		doc_link(r, e, INVOICE_CORRECTS, inv, "/invoices", LEDGER);
	else if (inv->corrects_invoice_no[0] != '\0')
		kv_field(r, e, INVOICE_CORRECTS_NO, inv);
	doc_facts(r, e, rest, inv);
	kv_address(r, e, INVOICE_BILL_NAME, inv, _("Bill to"));
	kv_address(r, e, INVOICE_SHIP_NAME, inv, _("Ship to"));
	html(r, "</dl>");
	card_close(r);
}

/* ---- lines
 * ---------------------------------------------------------------------------
 */

void
line_text(
    struct req *r, int64_t item, const char *description, const char *note)
{
	const struct field *f =
	    record_field(&invoice_line_entity, INVOICE_LINE_PRODUCT);
	const struct invoice_line like = { .item_id = item };
	char code[FIELD_TEXT];

	text(r, description);
	if (item != 0 && (r->visitor->features & FEATURE_INVENTORY)) {
		refer_key(r->x, f, &like, code, sizeof code);
		html(r, "<br><span class=\"small\">");
		link_to(r, at(r, "/items", item, ""), code);
		html(r, "</span>");
	}
	if (*note != '\0') {
		html(r, "<br><span class=\"small muted\">");
		text_lines(r, note);
		html(r, "</span>");
	}
}

static void
line_cell(struct req *r, const struct column *c, const void *rec)
{
	const struct invoice_line *l = rec;

	if (c->tag == INVOICE_LINE_DESCRIPTION) {
		line_text(r, l->item_id, l->description, l->line_note);
		return;
	}
	number_field(r, record_field(&invoice_line_entity, c->tag), l);
	if (c->tag == INVOICE_LINE_QUANTITY)
		textf(r, " %s", l->uom);
	if (c->tag == INVOICE_LINE_PRICE && l->discount_pct != 0) {
		html(r, "<br><span class=\"small muted\">\u2212");
		number_field(r,
		    record_field(&invoice_line_entity, INVOICE_LINE_DISCOUNT),
		    l);
		html(r, "\u00a0%</span>");
	}
}

static const struct column columns[] = {
	{ .tag = INVOICE_LINE_NO, .label = N_("Line"), .how = COL_LINK },
	{ .tag = INVOICE_LINE_DESCRIPTION, .how = COL_OWN },
	{ .tag = INVOICE_LINE_QUANTITY, .how = COL_OWN, .right = true },
	{ .tag = INVOICE_LINE_PRICE, .how = COL_OWN, .right = true },
	{ .tag = INVOICE_LINE_TAX_RATE, .label = N_("Tax"), .how = COL_NUMBER },
	{ .tag = INVOICE_LINE_AMOUNT, .how = COL_AMOUNT },
	{ .tag = 0 },
};

/* ---- the page
 * ------------------------------------------------------------------------ */

static enum rc
paid_by(struct req *r, const struct invoice *inv)
{
	const struct application to = { .invoice_id = inv->id };
	const struct application from = { .credit_id = inv->id };
	const bool memo = inv->doc_type == INVOICE_CREDIT;
	const struct list l = {
		.e = &application_entity,
		.index = memo ? APPLICATION_OF_CREDIT : APPLICATION_OF_INVOICE,
		.like = memo ? &from : &to,
		.prefix = 1,
	};

	return applications_card(r, &l, memo ? _("Applied to") : _("Paid by"),
	    at(r, "/invoices", inv->id, "/unapply"),
	    may(r, ROLE_BOOKS) && inv->status != INVOICE_CANCELED);
}

static bool
memo_row(void *arg, const void *rec)
{
	struct linked *l = arg;
	const struct invoice *memo = rec;
	const struct choice *kind = choice_of(invoice_types, memo->doc_type);

	linked_add(l,
	    &(struct linked_row){
		.path = at(l->r, "/invoices", memo->id, ""),
		.number = doc_name(&invoice_doc, memo),
		.kind = kind != NULL ? _(kind->label) : "",
		.date = memo->invoice_date,
		.amount = memo->total,
		.currency = memo->currency,
		.status = record_field(&invoice_entity, INVOICE_STATUS),
		.rec = memo,
	    });
	return true;
}

static enum rc
memos(struct req *r, const struct invoice *inv)
{
	const struct invoice like = { .corrects = inv->id };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OF_CORRECTED,
		.like = &like,
		.prefix = 1 };
	struct linked found = { .r = r };
	enum rc rc = store_list(r->x, &l, memo_row, &found);

	linked_end(&found);
	return rc;
}

enum rc
invoice_page(struct req *r)
{
	void *head, *lines;
	const struct invoice *inv;
	const struct choice *kind;
	struct totals t;
	int n;
	enum rc rc = doc_load(r, &invoice_doc, &head, &lines, &n);

	if (rc != RC_OK)
		return rc;
	inv = head;
	kind = choice_of(invoice_types, inv->doc_type);
	doc_head(r, &invoice_doc, inv,
	    arena_printf(r->mem, "%s %s", kind != NULL ? _(kind->label) : "",
		doc_name(&invoice_doc, inv)),
	    may(r, ROLE_BOOKS) && invoice_may_change(inv));
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts(r, inv);
	html(r, "</div><div class=\"stack\">");
	if (inv->summary[0] != '\0') {
		html(r, "<p class=\"strong\">");
		text(r, inv->summary);
		html(r, "</p>");
	}
	doc_lines(r, at(r, "/invoices", inv->id, ""), &invoice_line_entity,
	    columns, lines, n, line_cell);
	html(r, "<div class=\"sums-row\">");
	invoice_totals(inv, lines, n, &t);
	sums_box(r, inv->currency, &t,
	    inv->issued == IS_YES ? inv->amount_paid : -1);
	html(r, "</div>");
	rc = paid_by(r, inv);
	if (rc == RC_OK)
		rc = memos(r, inv);
	doc_text(r, "h-notes", _("Notes"), inv->notes);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}
