/*
 * A payment that a processing center takes. The first look at its page asks the
 * center for one of its own, with the store closed; asked twice, it gives the
 * same. From there a link leads on, not a redirect: a form of ours may not end
 * on a foreign site.
 */
#include <string.h>

#include "base/die.h"
#include "base/str.h"
#include "center/provider.h"
#include "center/send.h"
#include "pay.h"

struct card {
	const struct payment *p;
	struct checkout c;
	struct center center;
	bool failed; /* the center gave no page */
};

/* ---- asking the center ------------------------------------------------- */

static bool
ask(struct req *r, const struct card *k, char session[201], char page[1501])
{
	const struct provider *with = provider_of(k->center.provider);
	struct center_call call = { .url = "" };
	struct buf answer = { 0 };
	char why[160] = "";
	long status = 0;
	bool good;

	with->begin(&k->center, &k->c,
	    arena_printf(r->mem, _("Payment %s"), k->p->payment_no),
	    arena_printf(r->mem, "%s/pay/%lld?back=", r->conf->site_url,
		(long long)k->p->id),
	    &call);
	good = center_send(&call, &status, &answer, why, sizeof why);
	if (good && status != 200)
		str_printf(why, sizeof why, "it answers with %ld", status);
	good = good && status == 200 &&
	    with->begun(answer.data, answer.len, session, page);
	if (!good)
		log_line("error", "%s gives no page: %s", k->center.center_id,
		    why[0] != '\0' ? why : "its answer makes no sense");
	center_call_free(&call);
	buf_free(&answer);
	return good;
}

static void
open_it(struct req *r, void *arg)
{
	const struct actor who = request_actor(r);
	struct card *k = arg;
	char session[201], page[1501];
	enum rc rc;

	k->failed = true;
	if (!ask(r, k, session, page))
		return;
	rc = own_checkout_opened(r->conf->store, &who, &k->c, session, page);
	k->failed = rc != RC_OK && rc != RC_SAME;
}

/* What it is now: the store was closed, and the customer may be another. */
static enum rc
look_again(struct req *r, struct card *k, struct payment *now)
{
	enum rc rc = own_get(mine(r), &payment_entity, k->p->id, now);

	k->p = now;
	return rc == RC_OK ? own_checkout(mine(r), now, &k->c, &k->center) : rc;
}

/* ---- the page ---------------------------------------------------------- */

static bool
is_back(const struct req *r, const char *how)
{
	const char *back = query_value(r, "back");

	return back != NULL && strcmp(back, how) == 0;
}

static void
says(struct req *r, const struct card *k)
{
	html(r, "<p>");
	if (k->failed)
		text(r,
		    _("The page of the processing center cannot be reached "
		      "now. Please try again in a moment, or withdraw this "
		      "payment and pay in another way."));
	else if (is_back(r, "paid"))
		text(r,
		    _("Your payment is being confirmed. This page looks again "
		      "by itself; you may also leave it."));
	else
		text(r,
		    _("You are led to the page of our processing center, and "
		      "back when you have paid."));
	html(r, "</p>");
}

static void
way_on(struct req *r, const struct card *k)
{
	card_open(r, "h-way", k->center.description, NULL, NULL);
	html(r, "<div class=\"form\">");
	says(r, k);
	html(r, "<div>");
	if (k->failed || k->c.status == CHECKOUT_STARTED) {
		button_link(r,
		    arena_printf(r->mem, "/pay/%lld", (long long)k->p->id),
		    "btn primary", "refresh", _("Try again"));
	} else if (!is_back(r, "paid")) {
		html(r, "<a class=\"btn primary\" rel=\"noreferrer\" href=\"");
		text(r, k->c.address);
		html(r, "\">");
		icon(r, "external");
		text(r, _("Continue to the payment page"));
		html(r, "</a>");
	}
	html(r, "</div></div>");
	card_close(r);
}

static void
pill_of(struct req *r, const void *arg)
{
	payment_pill(r, arg);
}

static enum rc
show(struct req *r, const struct card *k)
{
	enum rc rc;

	if (is_back(r, "paid") && !k->failed)
		r->out.refresh = 5;
	page_with(r,
	    &(struct head){
		.title = arena_printf(r->mem, _("Pay %s"), k->p->payment_no),
		.nav = "payments",
		.crumb = _("Payments"),
		.crumb_path = "/payments",
	    },
	    &(struct beside){ .title = pill_of,
		.acts = is_back(r, "paid") ? NULL : pay_withdraw,
		.arg = k->p });
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	pay_facts(r, k->p);
	html(r, "</div><div class=\"stack\">");
	way_on(r, k);
	rc = intended_card(r, k->p);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

enum rc
card_page(struct req *r, const struct payment *p)
{
	struct card *k = arena_alloc(r->mem, sizeof *k);
	enum rc rc;

	k->p = p;
	rc = own_checkout(mine(r), p, &k->c, &k->center);
	/* A card that a clerk has entered goes another way. */
	if (rc == RC_NOTFOUND) {
		redirect(r, payment_path(r, p->id, ""), NULL);
		return RC_OK;
	}
	/* Nobody who only looks asks a center for a page. */
	k->failed = r->visitor->viewer.id != 0;
	if (rc == RC_OK && k->c.status == CHECKOUT_STARTED && !k->failed) {
		request_apart(r, open_it, k);
		rc = look_again(
		    r, k, arena_alloc(r->mem, sizeof(struct payment)));
	}
	if (rc != RC_OK)
		return rc;
	if (k->p->status != PAYMENT_PENDING) {
		redirect(r, payment_path(r, k->p->id, ""), NULL);
		return RC_OK;
	}
	return show(r, k);
}
