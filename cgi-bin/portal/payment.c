/* One payment, and what it paid (SP334000). */
#include "money.h"

static void
figure(struct req *r, const char *label, int64_t amount, const char *currency,
    const char *says)
{
	html(r, "<div class=\"figure\"><span class=\"lab\">");
	text(r, label);
	html(r, "</span><span class=\"fig\">");
	amount_text(r, amount, currency);
	html(r, "</span>");
	if (says != NULL) {
		html(r, "<span class=\"small muted\">");
		text(r, says);
		html(r, "</span>");
	}
	html(r, "</div>");
}

static void
facts(struct req *r, const struct payment *p)
{
	static const unsigned tags[] = { PAYMENT_DATE, PAYMENT_METHOD,
		PAYMENT_REFERENCE, PAYMENT_SUMMARY, PAYMENT_REASON, 0 };
	const struct entity *e = &payment_entity;

	card_open(r, "h-facts", _("Payment"), NULL, NULL);
	figure(r, _("Amount"), p->amount, p->currency,
	    p->unapplied != 0 ?
		arena_printf(r->mem, _("%s of it can still be used"),
		    amount_words(r, p->unapplied, p->currency)) :
		NULL);
	kv_open(r);
	for (const unsigned *t = tags; *t != 0; t++)
		if (!record_empty(record_field(e, *t), p))
			kv_field(r, e, *t, p);
	kv_close(r);
	card_close(r);
}

/* Why there is no table of what it paid. */
static const char *
no_rows(const struct payment *p)
{
	if (p->status == PAYMENT_PENDING)
		return _("We have not seen this money yet. As soon as it has "
			 "arrived, it is confirmed here.");
	if (p->ended == PAYMENT_REJECTED)
		return _("We could not find this payment. The reason stands "
			 "beside it.");
	if (p->ended == PAYMENT_WITHDRAWN)
		return _("You have withdrawn this payment, and it counts for "
			 "nothing.");
	if (p->status == PAYMENT_VOIDED)
		return _("This payment was taken back and counts for nothing.");
	return _("This payment has not been used for an invoice yet.");
}

static enum rc
used_for(struct req *r, const struct payment *p)
{
	struct applied_card c = { .r = r,
		.title = p->payment_type == PAYMENT_REFUND ? _("Paid back of") :
							     _("Used for"),
		.currency = p->currency };
	enum rc rc = own_applied_payment(mine(r), p, applied_row, &c);

	applied_end(&c);
	if (rc == RC_OK && c.n == 0) {
		html(r, "<section class=\"card\"><div class=\"body\">");
		empty_state(r, "credit-card", _("Nothing paid with it"),
		    no_rows(p), NULL, NULL);
		html(r, "</div></section>");
	}
	return rc;
}

/* The bank account and the way back are pages of the program that pays. */
static void
to_pay(struct req *r, const void *arg)
{
	const struct payment *p = arg;

	if (p->status == PAYMENT_PENDING && offers_pay(r))
		button_link(r,
		    arena_printf(r->mem, "/pay/%lld", (long long)p->id), "btn",
		    "credit-card", _("How to pay it, or withdraw"));
}

static void
state(struct req *r, const void *arg)
{
	payment_pill(r, arg);
}

enum rc
payment_page(struct req *r)
{
	struct payment *p = arena_alloc(r->mem, sizeof *p);
	const struct choice *type;
	enum rc rc = own_get(mine(r), &payment_entity, r->id, p);

	if (rc != RC_OK)
		return rc;
	type = choice_of(payment_types, p->payment_type);
	page_with(r,
	    &(struct head){
		.title = arena_printf(r->mem, "%s %s",
		    type != NULL ? _(type->label) : "", p->payment_no),
		.nav = "payments",
		.crumb = _("Payments"),
		.crumb_path = "/payments",
	    },
	    &(struct beside){ .title = state, .acts = to_pay, .arg = p });
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts(r, p);
	html(r, "</div><div class=\"stack\">");
	rc = used_for(r, p);
	if (rc == RC_OK)
		rc = intended_card(r, p);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}
