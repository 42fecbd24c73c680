/*
 * Money of a payment or a credit memo to open documents: a page with an amount
 * for each of them, and what was applied as a table.
 */
#include <stdlib.h>
#include <string.h>

#include "invoices.h"
#include "web/control.h"

enum { OFFERED = 200 };

/* Who pays: one of the two. */
struct payer {
	const struct doc *doc;
	struct payment *payment;
	struct invoice *memo;
	int64_t account, left;
	char currency[4];
};

static enum rc
load(struct req *r, struct payer *p)
{
	enum rc rc;

	p->doc = str_starts(r->path, "/payments") ? &payment_doc : &invoice_doc;
	if (p->doc == &payment_doc) {
		p->payment = arena_alloc(r->mem, sizeof *p->payment);
		rc = store_get(r->x, &payment_entity, r->id, p->payment);
		p->account = p->payment->account_id;
		p->left = p->payment->unapplied;
		str_copy(p->currency, sizeof p->currency, p->payment->currency);
		return rc;
	}
	p->memo = arena_alloc(r->mem, sizeof *p->memo);
	rc = store_get(r->x, &invoice_entity, r->id, p->memo);
	p->account = p->memo->account_id;
	p->left = p->memo->balance;
	str_copy(p->currency, sizeof p->currency, p->memo->currency);
	return rc;
}

static const void *
head_of(const struct payer *p)
{
	return p->payment != NULL ? (const void *)p->payment : p->memo;
}

static const char *
back_to(struct req *r, const struct payer *p)
{
	return at(r, p->doc->list, r->id, "");
}

/* ---- what can be paid
 * --------------------------------------------------------
 */

struct open_docs {
	const struct payer *p;
	struct invoice *at;
	int n;
	bool more;
};

static bool
keep(void *arg, const void *rec)
{
	struct open_docs *o = arg;
	const struct invoice *inv = rec;

	if (inv->doc_type == INVOICE_CREDIT || inv->status != INVOICE_IS_OPEN ||
	    strcmp(inv->currency, o->p->currency) != 0)
		return true;
	if (o->n == OFFERED) {
		o->more = true;
		return false;
	}
	o->at[o->n++] = *inv;
	return true;
}

static enum rc
find_open(struct req *r, const struct payer *p, struct open_docs *o)
{
	const struct invoice like = { .account_id = p->account,
		.open = IS_YES };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OPEN_DUE,
		.like = &like,
		.prefix = 2 };

	o->p = p;
	o->at = arena_alloc(r->mem, OFFERED * sizeof *o->at);
	return store_list(r->x, &l, keep, o);
}

/* ---- the page
 * -------------------------------------------------------------------------- */

/* The oldest first, as far as the money goes; what was typed, if anything. */
static const char *
suggested(struct req *r, const struct invoice *inv, int i, int64_t *left)
{
	const char *typed =
	    r->method == METHOD_POST ? form_value_at(r, "l_amount", i) : NULL;
	int decimals = currency_decimals(inv->currency);
	int64_t part = inv->balance < *left ? inv->balance : *left;
	char *to;

	if (typed != NULL)
		return typed;
	*left -= part;
	if (part == 0)
		return "";
	to = arena_alloc(r->mem, MONEY_TEXT);
	decimal_print(part, decimals, decimals, to, MONEY_TEXT);
	return to;
}

static void
open_row(struct req *r, const struct invoice *inv, const char *value,
    const char *error)
{
	const char *id = arena_printf(r->mem, "%lld", (long long)inv->id);

	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	link_to(r, at(r, "/invoices", inv->id, ""), inv->invoice_no);
	html(r, "</th><td class=\"nowrap\" data-l=\"");
	text(r, _("Date"));
	html(r, "\">");
	date_text(r, inv->invoice_date);
	html(r, "</td><td>");
	due_pill(r, inv);
	html(r, "</td><td class=\"num\" data-l=\"");
	text(r, _("Balance"));
	html(r, "\">");
	amount_text(r, inv->balance, inv->currency);
	html(r, "</td><td class=\"num\">");
	form_hidden(r, "l_invoice", id);
	html(
	    r, "<input type=\"text\" inputmode=\"decimal\" class=\"num w-xs\"");
	attribute(r, "id", arena_printf(r->mem, "f-amount-%s", id));
	attribute(r, "name", "l_amount");
	attribute(r, "value", value);
	attribute(r, "aria-label",
	    arena_printf(r->mem, _("Amount for %s"), inv->invoice_no));
	html(r, " autocomplete=\"off\"");
	if (error != NULL) {
		html(r, " aria-invalid=\"true\"");
		attribute(r, "aria-describedby",
		    arena_printf(r->mem, "f-amount-%s-error", id));
	}
	html(r, ">");
	if (error != NULL) {
		html(r, "<p class=\"errtext\"");
		attribute(
		    r, "id", arena_printf(r->mem, "f-amount-%s-error", id));
		html(r, ">");
		text(r, error);
		html(r, "</p>");
	}
	html(r, "</td></tr>");
}

static const char *
error_of(const struct problems *bad, int row)
{
	for (int i = 0; bad != NULL && i < bad->n; i++)
		if (bad->at[i].row == row)
			return bad->at[i].text;
	return NULL;
}

static void
open_table(struct req *r, const struct payer *p, const struct open_docs *o,
    const struct problems *bad)
{
	const char *heads[] = { _("Document"), _("Date"), _("Due"),
		_("Balance"), _("Amount to apply") };
	int64_t left = p->left;

	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\"><caption "
	    "class=\"vh\">");
	text(r, _("Open documents, oldest due date first"));
	html(r, "</caption><thead><tr>");
	for (int i = 0; i < 5; i++) {
		if (i > 2)
			html(r, "<th scope=\"col\" class=\"num\">");
		else
			html(r, "<th scope=\"col\">");
		text(r, heads[i]);
		html(r, "</th>");
	}
	html(r, "</tr></thead><tbody>");
	for (int i = 0; i < o->n; i++)
		open_row(r, &o->at[i], suggested(r, &o->at[i], i, &left),
		    error_of(bad, i + 1));
	html(r, "</tbody></table></div>");
}

int
apply_rows(struct req *r, int64_t account, const char *currency, int64_t left,
    const struct problems *bad, bool *more)
{
	struct payer p = { .account = account, .left = left };
	struct open_docs o = { .n = 0 };

	(void)str_copy(p.currency, sizeof p.currency, currency);
	if (find_open(r, &p, &o) != RC_OK || o.n == 0)
		return 0;
	*more = o.more;
	open_table(r, &p, &o, bad);
	return o.n;
}

static void
page_body(struct req *r, const struct payer *p, const struct open_docs *o,
    const struct problems *bad)
{
	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-open\">"
	    "<header><h2 id=\"h-open\">");
	text(r, _("Open documents"));
	html(r, "</h2><span>");
	textf(r, _("%s to apply"), amount_words(r, p->left, p->currency));
	html(r, "</span></header>");
	if (o->n == 0) {
		empty_state(r, "check", _("Nothing is open"),
		    _("This customer has no open documents in this "
		      "currency."),
		    NULL, NULL);
	} else {
		html(r, "<form method=\"post\" action=\"");
		text(r, url(r, at(r, p->doc->list, r->id, "/apply"), NULL));
		html(r, "\" novalidate data-warn>");
		form_token(r);
		form_rev(r, head_of(p));
		open_table(r, p, o, bad);
		html(r, "<footer>");
		form_submit(r, _("Apply"));
		button_link(r, back_to(r, p), "btn quiet", NULL, _("Cancel"));
		if (o->more) {
			html(r, "<span class=\"small muted\">");
			text(r,
			    _("There are more open documents; the oldest are "
			      "shown."));
			html(r, "</span>");
		}
		html(r, "</footer></form>");
	}
	html(r, "</section>");
}

static enum rc
apply_page(struct req *r, const struct payer *p, const struct problems *bad)
{
	struct open_docs o = { .n = 0 };
	const struct head h = {
		.title = arena_printf(
		    r->mem, _("Apply %s"), doc_name(p->doc, head_of(p))),
		.nav = p->doc->nav,
		.screen = p->doc->screen,
		.crumb = doc_name(p->doc, head_of(p)),
		.crumb_path = back_to(r, p),
	};
	enum rc rc = find_open(r, p, &o);

	if (rc != RC_OK)
		return rc;
	head_tail(r, _("Apply"));
	page_open(r, &h);
	form_errors(r, &(struct form_bad){ NULL, bad }, bad != NULL);
	page_body(r, p, &o, bad);
	page_close(r);
	return RC_OK;
}

enum rc
payment_apply_page(struct req *r)
{
	struct payer p = { .left = 0 };
	enum rc rc = load(r, &p);

	if (rc != RC_OK)
		return rc;
	if (p.left <= 0) {
		redirect(r, back_to(r, &p), NULL);
		return RC_OK;
	}
	return apply_page(r, &p, NULL);
}

enum rc
invoice_apply(struct req *r)
{
	struct payer p = { .left = 0 };
	enum rc rc = load(r, &p);

	if (rc != RC_OK)
		return rc;
	if (p.memo->doc_type != INVOICE_CREDIT || p.left <= 0 ||
	    p.memo->status != INVOICE_IS_OPEN) {
		redirect(r, back_to(r, &p), NULL);
		return RC_OK;
	}
	return apply_page(r, &p, NULL);
}

/* ---- applying
 * -----------------------------------------------------------------------------
 */

/* One row of the form. A refusal is told beside it. */
static enum rc
apply_row(struct req *r, struct payer *p, int row, const char *id,
    const char *typed, struct problems *bad)
{
	struct invoice *inv = arena_alloc(r->mem, sizeof *inv);
	struct problems one = { .n = 0 };
	int64_t amount;
	char *s = str_trim(arena_strdup(r->mem, typed));
	enum rc rc;

	if (*s == '\0')
		return RC_SAME;
	if (!decimal_parse(s, currency_decimals(p->currency), &amount)) {
		problem_in(bad, row, 0, _("%.40s is not an amount."), s);
		return RC_INVALID;
	}
	if (amount == 0)
		return RC_SAME;
	rc = store_get(r->x, &invoice_entity, strtoll(id, NULL, 10), inv);
	if (rc != RC_OK)
		return rc;
	rc = p->payment != NULL ?
	    payment_apply(r->x, p->payment, inv, amount, &one) :
	    credit_apply(r->x, p->memo, inv, amount, &one);
	for (int i = 0; i < one.n; i++)
		problem_in(bad, row, 0, "%s", one.at[i].text);
	return rc;
}

static enum rc
apply_all(struct req *r, struct payer *p, struct problems *bad)
{
	enum rc all = RC_SAME;
	const char *id, *typed;

	for (int i = 0; (id = form_value_at(r, "l_invoice", i)) != NULL; i++) {
		enum rc rc;

		typed = form_value_at(r, "l_amount", i);
		if (typed == NULL)
			return RC_INVALID;
		rc = apply_row(r, p, i + 1, id, typed, bad);
		if (rc != RC_OK && rc != RC_SAME)
			return rc;
		if (rc == RC_OK)
			all = RC_OK;
	}
	return all;
}

static enum rc
apply_post(struct req *r)
{
	struct payer p = { .left = 0 };
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = load(r, &p), shown;

	if (rc != RC_OK)
		return rc;
	if (!form_read_rev(
		r, p.payment != NULL ? (void *)p.payment : (void *)p.memo))
		return RC_INVALID;
	rc = apply_all(r, &p, bad);
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, back_to(r, &p), rc == RC_OK ? "applied" : NULL);
		return rc;
	}
	if (bad->n == 0)
		return refuse(r, rc, bad, back_to(r, &p));
	edit_status(r, rc);
	shown = apply_page(r, &p, bad);
	return shown == RC_OK ? rc : shown;
}

enum rc
payment_apply_post(struct req *r)
{
	return apply_post(r);
}

enum rc
invoice_apply_post(struct req *r)
{
	return apply_post(r);
}

/* ---- taking it back
 * ------------------------------------------------------------------------- */

/* The application is one of this document's. */
static bool
is_of(const struct req *r, const struct application *a)
{
	return str_starts(r->path, "/payments") ?
	    a->payment_id == r->id :
	    a->invoice_id == r->id || a->credit_id == r->id;
}

static enum rc
unapply_post(struct req *r, const char *list)
{
	struct application *a = arena_alloc(r->mem, sizeof *a);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *back = at(r, list, r->id, "");
	enum rc rc =
	    store_get(r->x, &application_entity, form_id(r, "application"), a);

	if (rc != RC_OK)
		return rc;
	if (!is_of(r, a))
		return RC_NOTFOUND;
	rc = payment_unapply(r->x, a, bad);
	if (rc != RC_OK && rc != RC_SAME)
		return refuse(r, rc, bad, back);
	redirect(r, back, "unapplied");
	return rc;
}

enum rc
payment_unapply_post(struct req *r)
{
	return unapply_post(r, "/payments");
}

enum rc
invoice_unapply_post(struct req *r)
{
	return unapply_post(r, "/invoices");
}

/* ---- the table of what was applied
 * ------------------------------------------------------------- */

struct applied {
	struct req *r;
	const char *unapply;
	bool edits;
	int n;
};

/* The other side, seen from the page that shows the row. */
static void
other_side(struct req *r, const struct application *a)
{
	bool from_payment = str_starts(r->path, "/payments");
	bool to_invoice = from_payment || a->credit_id == r->id;
	unsigned tag = to_invoice ? APPLICATION_INVOICE :
	    a->payment_id != 0    ? APPLICATION_PAYMENT :
				    APPLICATION_CREDIT;
	const struct field *f = record_field(&application_entity, tag);
	char name[FIELD_TEXT];

	if (record_empty(f, a)) {
		text(r, a->applied_no);
		return;
	}
	if (tag == APPLICATION_PAYMENT)
		refer_key(r->x, f, a, name, sizeof name);
	else
		refer_title(r->x, f, a, name, sizeof name);
	link_to(r,
	    at(r, tag == APPLICATION_PAYMENT ? "/payments" : "/invoices",
		record_int(f, a), ""),
	    name);
}

static void
applied_heads(struct req *r)
{
	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\"><caption "
	    "class=\"vh\">");
	text(r, _("Applications"));
	html(r, "</caption><thead><tr><th scope=\"col\">");
	text(r, _("Document"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Applied on"));
	html(r, "</th><th scope=\"col\" class=\"num\">");
	text(r, _("Amount"));
	html(r, "</th><th scope=\"col\"><span class=\"vh\">");
	text(r, _("Action"));
	html(r, "</span></th></tr></thead><tbody>");
}

static bool
applied_row(void *arg, const void *rec)
{
	struct applied *t = arg;
	const struct application *a = rec;
	struct req *r = t->r;

	if (t->n++ == 0)
		applied_heads(r);
	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	other_side(r, a);
	html(r, "</th><td class=\"nowrap\">");
	date_text(r, a->applied_date);
	html(r, "</td><td class=\"num\">");
	amount_text(r, a->applied_amount, a->currency);
	html(r, "</td><td class=\"c-end\">");
	if (t->edits)
		button_post(r, t->unapply, "btn sm", NULL, _("Unapply"),
		    "application",
		    arena_printf(r->mem, "%lld", (long long)a->id), NULL);
	html(r, "</td></tr>");
	return true;
}

enum rc
applications_card(struct req *r, const struct list *l, const char *title,
    const char *unapply, bool edits)
{
	struct applied t = { .r = r, .unapply = unapply, .edits = edits };
	enum rc rc;

	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-applied\">"
	    "<header><h2 id=\"h-applied\">");
	text(r, title);
	html(r, "</h2></header>");
	rc = store_list(r->x, l, applied_row, &t);
	if (t.n > 0) {
		html(r, "</tbody></table></div>");
	} else {
		html(r, "<p class=\"body muted\">");
		text(r, _("Nothing has been applied."));
		html(r, "</p>");
	}
	html(r, "</section>");
	return rc;
}
