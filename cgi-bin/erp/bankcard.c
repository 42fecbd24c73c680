/* One bank entry: what it says, what it may mean, and a form to confirm it. */
#include <stdlib.h>

#include "bankentries.h"
#include "web/control.h"

static void
facts(struct req *r, const struct bank_entry *b)
{
	static const unsigned tags[] = { BANK_ENTRY_BOOKED, BANK_ENTRY_VALUE,
		BANK_ENTRY_PAYER_NAME, BANK_ENTRY_PAYER_ACCOUNT,
		BANK_ENTRY_REFERENCE, BANK_ENTRY_TEXT, BANK_ENTRY_ACCOUNT,
		BANK_ENTRY_BANK_REF, BANK_ENTRY_FROM, 0 };

	card_open(r, "h-facts", _("Bank entry"));
	doc_figure(r, b->amount < 0 ? _("Went out") : _("Came in"), b->amount,
	    b->currency, NULL);
	html(r, "<dl class=\"kv\">");
	doc_facts(r, &bank_entry_entity, tags, b);
	html(r, "</dl>");
	card_close(r);
}

/* ---- proposals -------------------------------------------------------------
 */

static const char *
number(struct req *r, int64_t n)
{
	return arena_printf(r->mem, "%lld", (long long)n);
}

static void
open_form(struct req *r, const struct bank_entry *b)
{
	html(r, "<form method=\"post\" action=\"");
	text(r, url(r, at(r, "/bank", b->id, "/confirm"), NULL));
	html(r, "\" novalidate>");
	form_token(r);
	form_rev(r, b);
}

static void
hidden_lines(struct req *r, const struct bank_proposal *p, const char *currency)
{
	int decimals = currency_decimals(currency);

	for (int i = 0; i < p->n; i++) {
		char amount[MONEY_TEXT];

		decimal_print(p->line[i].amount, decimals, decimals, amount,
		    sizeof amount);
		form_hidden(r, "l_invoice", number(r, p->line[i].invoice_id));
		form_hidden(r, "l_amount", amount);
	}
}

static void
proposal(struct req *r, const struct bank_entry *b,
    const struct bank_proposal *p, int i)
{
	html(r, "<tr><th scope=\"row\">");
	bank_customer(r, p->account_id);
	html(r, "<br><span class=\"small muted\">");
	text(r, _(bank_why_says(p->why)));
	html(r, "</span></th><td data-l=\"");
	text(r, p->payment_id != 0 ? _("Payment") : _("Pays"));
	html(r, "\">");
	bank_pays(r, p, b->currency);
	html(r, "</td><td>");
	if (p->exact)
		pill(r, "ok", _("Exact"));
	html(r, "</td><td class=\"c-end\">");
	if (may(r, ROLE_BOOKS)) {
		open_form(r, b);
		if (p->payment_id != 0)
			form_hidden(r, "payment", number(r, p->payment_id));
		else
			form_hidden(r, "account", number(r, p->account_id));
		hidden_lines(r, p, b->currency);
		if (i == 0)
			html(r, "<button class=\"btn sm primary\"");
		else
			html(r, "<button class=\"btn sm\"");
		html(r, " type=\"submit\">");
		text(r, _("Confirm"));
		html(r, "<span class=\"vh\"> ");
		textf(r, "%d", i + 1);
		html(r, "</span></button></form>");
	}
	html(r, "</td></tr>");
}

static void
proposals_card(struct req *r, const struct bank_entry *b,
    const struct bank_proposal *all, int n)
{
	const char *heads[] = { _("Customer"), _("Pays"), _("Certain") };

	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-means\">"
	    "<header><h2 id=\"h-means\">");
	text(r, _("What it may be"));
	html(r, "</h2></header>");
	if (n == 0) {
		html(r, "<p class=\"body muted\">");
		text(r,
		    b->amount < 0 ?
			_("No refund of this amount is known. Ignore what is "
			  "no business with a customer, such as a fee.") :
			_("Nothing is known of the payer. Choose the customer "
			  "below."));
		html(r, "</p></section>");
		return;
	}
	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\"><caption "
	    "class=\"vh\">");
	text(r, _("Proposals, best first"));
	html(r, "</caption><thead><tr>");
	for (int i = 0; i < 3; i++) {
		html(r, "<th scope=\"col\">");
		text(r, heads[i]);
		html(r, "</th>");
	}
	html(r, "<th scope=\"col\"><span class=\"vh\">");
	text(r, _("Action"));
	html(r, "</span></th></tr></thead><tbody>");
	for (int i = 0; i < n; i++)
		proposal(r, b, &all[i], i);
	html(r, "</tbody></table></div></section>");
}

/* ---- by hand ---------------------------------------------------------------
 */

static void
choose_customer(struct req *r, const struct bank_entry *b, const char *code,
    const char *error)
{
	html(r, "<form class=\"body\" method=\"get\" action=\"");
	text(r, url(r, at(r, "/bank", b->id, ""), NULL));
	html(r, "\">");
	html(r, "<div class=\"stack\">");
	form_input(r,
	    &(struct input){ .name = "customer",
		.label = _("Customer"),
		.hint = _("The customer's number, such as C000012."),
		.type = "text",
		.value = code,
		.error = error,
		.max = 30 });
	html(r, "<div class=\"acts\">");
	form_button(r, "btn", NULL, NULL, "search", _("Show open documents"));
	html(r, "</div></div></form>");
}

static void
by_hand_card(struct req *r, const struct bank_entry *b, const struct account *a,
    const struct problems *bad)
{
	const char *typed = query_value(r, "customer");
	const char *error = NULL;
	bool more = false;
	int n;

	if (typed != NULL && *typed != '\0' && a->id == 0)
		error = _("There is no such customer.");
	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-hand\">"
	    "<header><h2 id=\"h-hand\">");
	text(r, _("By hand"));
	html(r, "</h2></header>");
	choose_customer(r, b, a->id != 0 ? a->account_id : typed, error);
	if (a->id != 0) {
		open_form(r, b);
		form_hidden(r, "account", number(r, a->id));
		n = apply_rows(r, a->id, b->currency, b->amount, bad, &more);
		if (n == 0) {
			html(r, "<p class=\"body muted\">");
			text(r,
			    _("This customer has no open documents in this "
			      "currency: the money stays unapplied."));
			html(r, "</p>");
		}
		html(r, "<footer>");
		form_submit(r,
		    arena_printf(
			r->mem, _("Confirm as payment of %s"), a->name));
		if (more) {
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

/* The one that was asked for, or the likeliest. */
static void
find_customer(
    struct req *r, const struct bank_proposal *best, int n, struct account *a)
{
	const char *code = query_value(r, "customer");
	int64_t id = r->method == METHOD_POST ? form_id(r, "account") :
	    n > 0                             ? best->account_id :
						0;

	a->id = 0;
	if (code != NULL && *code != '\0') {
		if (!str_copy(a->account_id, sizeof a->account_id, code) ||
		    store_find(r->x, &account_entity, ACCOUNT_BY_CODE, a) !=
			RC_OK)
			a->id = 0;
	} else if (id != 0 && store_get(r->x, &account_entity, id, a) != RC_OK)
		a->id = 0;
}

/* ---- page ------------------------------------------------------------------
 */

static void
open_cards(
    struct req *r, const struct bank_entry *b, const struct problems *bad)
{
	struct bank_proposal all[BANK_PROPOSALS];
	struct account *a = arena_alloc(r->mem, sizeof *a);
	int n = bank_propose(r->x, b, all);

	proposals_card(r, b, all, n);
	if (b->amount < 0 || !may(r, ROLE_BOOKS))
		return;
	find_customer(r, all, n, a);
	by_hand_card(r, b, a, bad);
}

static void
settled_card(struct req *r, const struct bank_entry *b)
{
	struct payment *p = arena_alloc(r->mem, sizeof *p);

	card_open(r, "h-settled", _("What became of it"));
	html(r, "<div class=\"body\"><p>");
	if (b->status == BANK_IGNORED)
		text(r, _("It is ignored: no payment of a customer."));
	else if (store_get(r->x, &payment_entity, b->payment_id, p) == RC_OK) {
		bank_customer(r, p->account_id);
		html(r, ": ");
		link_to(r, at(r, "/payments", p->id, ""),
		    arena_printf(r->mem, _("Payment %s"), p->payment_no));
		html(r, " ");
		pill_choice(
		    r, record_field(&payment_entity, PAYMENT_STATUS), p);
	}
	html(r, "</p></div>");
	card_close(r);
}

/* To ignore it is not the first thing to do, so it is no main button. */
static void
page_head(struct req *r, const struct bank_entry *b)
{
	const char *rest = b->status == BANK_OPEN ? "/ignore" : "/reopen";
	const struct head h = {
		.title = doc_name(&bank_doc, b),
		.nav = "bank",
		.screen = bank_doc.screen,
		.crumb = _("Bank entries"),
		.crumb_path = "/bank",
	};

	head_begin_pill(
	    r, &h, record_field(&bank_entry_entity, BANK_ENTRY_STATUS), b);
	if (may(r, ROLE_ADMIN))
		button_link(r, at(r, "/bank", b->id, "/audit"), "btn quiet",
		    "history", _("Audit"));
	if (may(r, ROLE_BOOKS) && b->status == BANK_OPEN)
		button_post(r, at(r, "/bank", b->id, rest), "btn", "ban",
		    _("Ignore"), "rev", number(r, b->rev), NULL);
	else if (may(r, ROLE_BOOKS))
		button_link(r, at(r, "/bank", b->id, rest), "btn", "undo",
		    _("Open again"));
	head_end(r);
}

static enum rc
show(struct req *r, const struct bank_entry *b, const struct problems *bad)
{
	page_head(r, b);
	if (bad != NULL)
		form_errors(r, &(struct form_bad){ NULL, bad }, 1);
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts(r, b);
	html(r, "</div><div class=\"stack\">");
	if (b->status == BANK_OPEN)
		open_cards(r, b, bad);
	else
		settled_card(r, b);
	html(r, "</div></div>");
	page_close(r);
	return RC_OK;
}

enum rc
bank_page(struct req *r)
{
	struct bank_entry *b = arena_alloc(r->mem, sizeof *b);
	enum rc rc = store_get(r->x, &bank_entry_entity, r->id, b);

	return rc == RC_OK ? show(r, b, NULL) : rc;
}

/* ---- confirming ------------------------------------------------------------
 */

enum { ROWS = 200 };

/* Rows with an amount; row: which of the form each is, for sentences. */
static enum rc
read_lines(struct req *r, const struct bank_entry *b, struct bank_line *line,
    int *row, int *n, struct problems *bad)
{
	const char *id, *typed;

	*n = 0;
	for (int i = 0; (id = form_value_at(r, "l_invoice", i)) != NULL; i++) {
		int64_t amount;
		char *s;

		if ((typed = form_value_at(r, "l_amount", i)) == NULL ||
		    *n == ROWS)
			return RC_INVALID;
		s = str_trim(arena_strdup(r->mem, typed));
		if (*s == '\0')
			continue;
		if (!decimal_parse(
			s, currency_decimals(b->currency), &amount)) {
			problem_in(
			    bad, i + 1, 0, _("%.40s is not an amount."), s);
			continue;
		}
		if (amount == 0)
			continue;
		line[*n] = (struct bank_line){ strtoll(id, NULL, 10), amount };
		row[(*n)++] = i + 1;
	}
	return bad->n > 0 ? RC_INVALID : RC_OK;
}

static enum rc
confirm(struct req *r, struct bank_entry *b, struct problems *bad)
{
	struct bank_line *line = arena_alloc(r->mem, ROWS * sizeof *line);
	int *row = arena_alloc(r->mem, ROWS * sizeof *row);
	int64_t payment = form_id(r, "payment");
	int n;
	enum rc rc;

	if (payment != 0)
		return bank_confirm_payment(r->x, b, payment, bad);
	if ((rc = read_lines(r, b, line, row, &n, bad)) != RC_OK)
		return rc;
	rc = bank_confirm(r->x, b, form_id(r, "account"), line, n, bad);
	for (int i = 0; i < bad->n; i++)
		if (bad->at[i].row > 0 && bad->at[i].row <= n)
			bad->at[i].row = row[bad->at[i].row - 1];
	return rc;
}

enum rc
bank_confirm_post(struct req *r)
{
	struct bank_entry *b = arena_alloc(r->mem, sizeof *b);
	struct bank_entry was;
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = store_get(r->x, &bank_entry_entity, r->id, b);

	if (rc != RC_OK)
		return rc;
	if (!form_read_rev(r, b))
		return RC_INVALID;
	was = *b;
	rc = confirm(r, b, bad);
	if (rc == RC_OK) {
		redirect(r, at(r, "/bank", b->id, ""), "entry-confirmed");
		return rc;
	}
	if (bad->n == 0)
		return refuse(r, rc, bad, at(r, "/bank", r->id, ""));
	edit_status(r, rc);
	(void)show(r, &was, bad);
	return rc;
}
