/* A payment that is announced: what it is for, how to make it, taking it
 * back. */
#include <string.h>

#include "pay.h"

void
pay_facts(struct req *r, const struct payment *p)
{
	static const unsigned tags[] = { PAYMENT_DATE, PAYMENT_METHOD,
		PAYMENT_SUMMARY, 0 };

	card_open(r, "h-facts", _("Payment"), NULL, NULL);
	html(r, "<p class=\"figure\"><span class=\"lab\">");
	text(r, _("Amount"));
	html(r, "</span><span class=\"fig\">");
	amount_text(r, p->amount, p->currency);
	html(r, "</span></p>");
	kv_open(r);
	for (const unsigned *t = tags; *t != 0; t++)
		if (!record_empty(record_field(&payment_entity, *t), p))
			kv_field(r, &payment_entity, *t, p);
	kv_close(r);
	html(r, "<p>");
	text(r,
	    _("It changes your balance when the money has arrived and we have "
	      "confirmed it."));
	html(r, "</p>");
	card_close(r);
}

static void
title_pill(struct req *r, const void *arg)
{
	payment_pill(r, arg);
}

void
pay_withdraw(struct req *r, const void *arg)
{
	const struct payment *p = arg;

	if (p->channel == CHANNEL_PORTAL)
		button_post(r,
		    arena_printf(
			r->mem, "/pay/%lld/withdraw", (long long)p->id),
		    "btn", "undo", _("Withdraw"), "rev",
		    arena_printf(r->mem, "%lld", (long long)p->rev), NULL);
}

enum rc
pay_announced(struct req *r)
{
	struct payment *p = arena_alloc(r->mem, sizeof *p);
	struct company *payee = arena_alloc(r->mem, sizeof *payee);
	enum rc rc = own_get(mine(r), &payment_entity, r->id, p);

	if (rc != RC_OK || (rc = own_payee(mine(r), payee)) != RC_OK)
		return rc;
	if (p->status != PAYMENT_PENDING) {
		redirect(r, payment_path(r, p->id, ""), NULL);
		return RC_OK;
	}
	if (p->method == METHOD_CARD)
		return card_page(r, p);
	page_with(r,
	    &(struct head){
		.title =
		    arena_printf(r->mem, _("How to pay %s"), p->payment_no),
		.nav = "payments",
		.crumb = _("Payments"),
		.crumb_path = "/payments",
	    },
	    &(struct beside){
		.title = title_pill, .acts = pay_withdraw, .arg = p });
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	pay_facts(r, p);
	html(r, "</div><div class=\"stack\">");
	rc = intended_card(r, p);
	transfer_card(r, payee,
	    &(struct transfer_words){
		p->amount, p->currency, p->reference, p->payment_no });
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

enum rc
pay_withdraw_post(struct req *r)
{
	struct payment seen = { .id = r->id };
	struct problems bad = { .n = 0 };
	enum rc rc;

	if (!form_read_rev(r, &seen))
		return RC_INVALID;
	rc = own_withdraw(mine(r), seen.id, seen.rev, &bad);
	if (rc == RC_OK)
		redirect(r, payment_path(r, seen.id, ""), "withdrawn");
	else if (rc == RC_INVALID)
		page_status(r, 409, _("It could not be withdrawn"),
		    bad.n > 0 ? bad.at[0].text : "");
	return rc;
}
