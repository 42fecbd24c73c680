/* The page where a customer pays: documents with amounts, and the ways. */
#include <string.h>

#include "base/str.h"
#include "base/transfer.h"
#include "pay.h"
#include "web/control.h"

/* ---- documents --------------------------------------------------------- */

static const char *
error_of(const struct pay *p, int row)
{
	for (int i = 0; i < p->bad.n; i++)
		if (p->bad.at[i].row == row)
			return p->bad.at[i].text;
	return NULL;
}

static void
amount_input(struct req *r, const struct pay *p, int i)
{
	const struct pay_row *row = &p->row[i];
	const char *error = error_of(p, i + 1);
	const char *id = arena_printf(r->mem, "line-%d", i + 1);
	const char *error_id = arena_printf(r->mem, "line-%d-error", i + 1);
	int decimals = currency_decimals(p->currency);
	char amount[MONEY_TEXT];

	decimal_print(row->amount, decimals, decimals, amount, sizeof amount);
	html(r, "<input type=\"text\" inputmode=\"decimal\" class=\"num w-s\"");
	attribute(r, "id", id);
	attribute(r, "name", "amount");
	attribute(r, "value",
	    row->typed != NULL && p->bad.n > 0 ? row->typed : amount);
	attribute(r, "aria-label",
	    arena_printf(
		r->mem, _("Amount to pay of %s"), row->inv->invoice_no));
	html(r, " autocomplete=\"off\"");
	if (error != NULL) {
		html(r, " aria-invalid=\"true\"");
		attribute(r, "aria-describedby", error_id);
	}
	html(r, ">");
	if (error == NULL)
		return;
	html(r, "<p class=\"errtext\"");
	attribute(r, "id", error_id);
	html(r, ">");
	text(r, error);
	html(r, "</p>");
}

static void
document_row(struct req *r, const struct pay *p, int i)
{
	const struct pay_row *row = &p->row[i];
	const struct invoice *inv = row->inv;

	html(r, "<tr><th scope=\"row\" class=\"nowrap\">");
	link_to(r, invoice_path(r, inv->id, ""), inv->invoice_no);
	html(r, "</th><td>");
	invoice_pill(r, inv);
	html(r, "</td><td class=\"num\" data-l=\"");
	text(r, _("Open"));
	html(r, "\">");
	amount_text(r, inv->balance, inv->currency);
	if (row->announced > 0) {
		html(r, "<br><span class=\"small muted\">");
		textf(r, _("%s announced already"),
		    amount_words(r, row->announced, ""));
		html(r, "</span>");
	}
	html(r, "</td><td class=\"num\" data-l=\"");
	text(r, _("To pay"));
	html(r, "\">");
	form_hidden(r, "id", arena_printf(r->mem, "%lld", (long long)inv->id));
	amount_input(r, p, i);
	html(r, "</td></tr>\n");
}

static void
document_table(struct req *r, const struct pay *p)
{
	static const char *const heads[] = { N_("Number"), N_("Due"),
		N_(">Open"), N_(">To pay"), NULL };

	table_open(r, "h-documents", _("What you pay"), heads);
	for (int i = 0; i < p->n; i++)
		document_row(r, p, i);
	html(r, "</tbody></table></div><footer>");
	form_button(r, "btn", "do", "update", "refresh", _("Update the total"));
	html(r, "<span class=\"small muted\">");
	text(r, _("An amount can be lowered; 0 leaves the document out."));
	html(r, "</span></footer></section>");
}

/* What was asked for and is not on the page. */
static void
remarks(struct req *r, const struct pay *p)
{
	if (p->more)
		banner(r, "info", _("These are not all."),
		    _("One payment pays up to 90 documents: those due first "
		      "are here, the others are left for the next one."));
	if (p->left_out > 0)
		banner(r, "info", _("Something was left out."),
		    _("Credit memos, and what is paid already, cannot be "
		      "paid."));
	if (p->others == NULL)
		return;
	html(r, "<div class=\"banner info\">");
	icon(r, "info");
	html(r, "<p>");
	text(r, _("A payment has one currency."));
	html(r, " <a href=\"");
	text(r, url(r, p->others, NULL));
	html(r, "\">");
	text(r, _("Pay the others separately"));
	html(r, "</a></p></div>");
}

/* ---- ways -------------------------------------------------------------- */

/* What is said to us with the money: the reference of the one document, or
 * the numbers of all that go in. */
static void
words_of(struct req *r, const struct pay *p, struct transfer_words *w)
{
	char *reference = arena_alloc(r->mem, TRANSFER_REFERENCE);
	const struct invoice *only = NULL;
	const char *text = "";
	int n = 0;

	for (int i = 0; i < p->n; i++)
		if (p->row[i].amount > 0) {
			only = p->row[i].inv;
			text = arena_printf(r->mem, "%s%s%s", text,
			    n++ > 0 ? " " : "", only->invoice_no);
		}
	*w = (struct transfer_words){ p->sum, p->currency, "", text };
	if (n == 1 && transfer_reference(only->invoice_no, reference))
		w->reference = reference;
	/* Longer than a transfer can carry: announced, it has a number. */
	if (strlen(text) > 140)
		w->text = "";
}

static void
total_card(struct req *r, const struct pay *p)
{
	int n = 0;

	for (int i = 0; i < p->n; i++)
		n += p->row[i].amount > 0;
	card_open(r, "h-total", _("Payment total"), NULL, NULL);
	html(r, "<p class=\"figure\"><span class=\"fig\">");
	amount_text(r, p->sum, p->currency);
	html(r, "</span><span class=\"small muted\">");
	textn(r, N_("for %lu document"), N_("for %lu documents"), n);
	html(r, "</span></p>");
	card_close(r);
}

static void
announce_card(struct req *r)
{
	card_open(r, "h-announce", _("I have paid"), NULL, NULL);
	html(r, "<div class=\"form\"><p>");
	text(r,
	    _("You have transferred the money, or are just about to? Tell us, "
	      "and nobody asks you for it again. It is confirmed as soon as "
	      "it has arrived."));
	html(r, "</p>");
	form_input(r,
	    &(struct input){ .name = "summary",
		.label = _("Note for us (optional)"),
		.type = "text",
		.value = form_value(r, "summary"),
		.max = 200 });
	html(r, "<div>");
	form_button(
	    r, "btn primary", "do", "announce", "check", _("I have paid"));
	html(r, "</div></div>");
	card_close(r);
}

static void
card_card(struct req *r, const struct pay *p)
{
	if (p->center == NULL)
		return;
	card_open(r, "h-card", p->center, NULL, NULL);
	html(r, "<div class=\"form\"><p>");
	text(r,
	    _("You pay on the page of our processing center and come back "
	      "here. We never see the number of a card."));
	html(r, "</p><div>");
	form_button(
	    r, "btn primary", "do", "card", "credit-card", _("Pay now"));
	html(r, "</div></div>");
	card_close(r);
}

static void
ways(struct req *r, const struct pay *p)
{
	struct transfer_words w;

	/* What cannot be read has no sum to be transferred. */
	if (p->bad.n == 0) {
		total_card(r, p);
		words_of(r, p, &w);
		if (p->sum > 0)
			transfer_card(r, &p->payee, &w);
	}
	announce_card(r);
	card_card(r, p);
}

/* ---- the page ---------------------------------------------------------- */

static void
nothing(struct req *r)
{
	html(r, "<section class=\"card\"><div class=\"body\">");
	empty_state(r, "check", _("Nothing to pay"),
	    _("What you have chosen is paid, or there is nothing open in this "
	      "currency."),
	    "/balance", _("To the balance overview"));
	html(r, "</div></section>");
}

static void
show(struct req *r, const struct pay *p)
{
	page_open(r,
	    &(struct head){
		.title = _("Pay"),
		.nav = "balance",
		.crumb = _("Balance overview"),
		.crumb_path = "/balance",
		.lead = p->all ? _("All that is open, oldest first.") : NULL,
	    });
	form_errors(r, &(struct form_bad){ NULL, &p->bad }, 1);
	remarks(r, p);
	if (p->n == 0) {
		nothing(r);
	} else {
		html(r, "<form method=\"post\" action=\"");
		text(r, url(r, "/pay", NULL));
		html(r, "\" novalidate data-warn><div class=\"cols\">");
		form_token(r);
		html(r, "<div class=\"stack\">");
		document_table(r, p);
		html(r, "</div><div class=\"stack\">");
		ways(r, p);
		html(r, "</div></div></form>");
	}
	page_close(r);
}

enum rc
pay_page(struct req *r)
{
	struct pay *p = arena_alloc(r->mem, sizeof *p);
	enum rc rc = pay_load(r, p);

	if (rc == RC_OK)
		show(r, p);
	return rc;
}

/* ---- announcing -------------------------------------------------------- */

/* Problems of wishes are told beside the documents they are of. */
static enum rc
announce(struct req *r, struct pay *p, bool card, struct payment *made)
{
	struct own_wish wish[PAY_DOCUMENTS];
	int row[PAY_DOCUMENTS], n = 0;
	const char *summary = form_value(r, "summary");
	enum rc rc;

	for (int i = 0; i < p->n; i++)
		if (p->row[i].amount > 0) {
			wish[n] = (struct own_wish){ p->row[i].inv->id,
				p->row[i].amount };
			row[n++] = i + 1;
		}
	made->method = METHOD_TRANSFER;
	if (summary != NULL &&
	    !str_copy(made->summary, sizeof made->summary, summary))
		problem(&p->bad, 0, _("The note is too long."));
	rc = (card ? own_checkout_begin : own_announce)(
	    mine(r), made, wish, n, &p->bad);
	for (int i = 0; i < p->bad.n; i++)
		if (p->bad.at[i].row > 0)
			p->bad.at[i].row = row[p->bad.at[i].row - 1];
	return rc == RC_OK && p->bad.n > 0 ? RC_INVALID : rc;
}

enum rc
pay_post(struct req *r)
{
	struct pay *p = arena_alloc(r->mem, sizeof *p);
	struct payment *made = arena_alloc(r->mem, sizeof *made);
	const char *wish = form_value(r, "do");
	bool card = wish != NULL && strcmp(wish, "card") == 0;
	enum rc rc = pay_load(r, p);

	if (rc != RC_OK)
		return rc;
	if (p->bad.n > 0) {
		rc = RC_INVALID;
	} else if (card || (wish != NULL && strcmp(wish, "announce") == 0)) {
		rc = announce(r, p, card, made);
		if (rc == RC_OK)
			redirect(r,
			    arena_printf(
				r->mem, "/pay/%lld", (long long)made->id),
			    card ? NULL : "announced");
	} else {
		redirect(r, pay_path(r, p), NULL);
	}
	if (rc == RC_INVALID) {
		r->out.status = 422;
		show(r, p);
	}
	return rc;
}
