/* What a customer says about an order: again, change it, yes or no. */
#include <string.h>

#include "model/order_request.h"
#include "shops.h"

static enum rc
load(struct req *r, struct sales_order **o)
{
	*o = arena_alloc(r->mem, sizeof **o);
	return own_get(mine(r), &order_entity, r->id, *o);
}

/* ---- once more --------------------------------------------------------- */

enum rc
order_again_post(struct req *r)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct sales_order *o;
	int left;
	enum rc rc = load(r, &o);

	if (rc == RC_OK)
		rc = own_cart_again(mine(r), o, form_id(r, "line"), &left, bad);
	if (rc == RC_OK)
		redirect(r, "/cart", left > 0 ? "again-some" : "again");
	if (rc == RC_INVALID)
		redirect(r, "/cart", "again-none");
	return rc;
}

/* ---- a question -------------------------------------------------------- */

static void
text_field(struct req *r, const struct question *q)
{
	const struct problems *bad = q->bad;

	html(r, "<div class=\"form\">");
	form_input(r,
	    &(struct input){ .name = "text",
		.label = _("What should be changed?"),
		.type = "textarea",
		.value = form_value(r, "text"),
		.error =
		    bad == NULL ? NULL : problem_of(bad, ORDER_REQUEST_TEXT) });
	html(r, "</div>");
}

static void
show_ask(struct req *r, const struct sales_order *o, const struct problems *bad)
{
	ask_page(r,
	    &(struct question){
		.title =
		    arena_printf(r->mem, _("Change order %s"), o->order_no),
		.says = _("We see your request beside the order and answer "
			  "here. Until then the order stays as it is."),
		.path = order_path(r, o->id, "/ask"),
		.act = _("Send request"),
		.back = order_path(r, o->id, ""),
		.kept = _("Leave it as it is"),
		.button = "btn primary",
		.icon = "edit",
		.e = &order_request_entity,
		.rec = o,
		.bad = bad,
		.more = text_field,
	    });
}

enum rc
order_ask_page(struct req *r)
{
	struct sales_order *o;
	enum rc rc = load(r, &o);

	if (rc == RC_OK)
		show_ask(r, o, NULL);
	return rc;
}

enum rc
order_ask_post(struct req *r)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *said = form_value(r, "text");
	struct sales_order *o;
	enum rc rc = own_ask(mine(r), r->id, said == NULL ? "" : said, bad);

	if (rc == RC_OK)
		redirect(r, order_path(r, r->id, ""), "sent");
	if (rc == RC_INVALID && load(r, &o) == RC_OK) {
		r->out.status = 422;
		show_ask(r, o, bad);
	}
	return rc;
}

/* ---- yes or no --------------------------------------------------------- */

static void
name_field(struct req *r, const struct question *q)
{
	const char *was = form_value(r, "name");
	const struct problems *bad = q->bad;

	html(r, "<div class=\"form\">");
	form_input(r,
	    &(struct input){ .name = "name",
		.label = _("Your name"),
		.hint = _("It stands under the answer."),
		.type = "text",
		.value = was != NULL ? was : r->visitor->name,
		.autocomplete = "name",
		.error =
		    bad == NULL ? NULL : problem_of(bad, ORDER_ACCEPTED_BY),
		.max = 80 });
	html(r, "</div>");
}

static void
reason_field(struct req *r, const struct question *q)
{
	const struct problems *bad = q->bad;

	html(r, "<div class=\"form\">");
	form_input(r,
	    &(struct input){ .name = "reason",
		.label = _("Why"),
		.hint = _("It helps us to make a better offer."),
		.type = "text",
		.value = form_value(r, "reason"),
		.error = bad == NULL ? NULL : problem_of(bad, ORDER_DECLINED),
		.max = 200 });
	html(r, "</div>");
}

static void
show_answer(struct req *r, const struct sales_order *o, bool declines,
    const struct problems *bad)
{
	ask_page(r,
	    &(struct question){
		.title = arena_printf(r->mem,
		    declines ? _("Decline quote %s?") : _("Accept quote %s?"),
		    o->order_no),
		.says = declines ?
		    _("The offer ends. You can ask for another one.") :
		    arena_printf(r->mem,
			_("It becomes an order of %s, at the prices that were "
			  "offered."),
			amount_words(r, o->total, o->currency)),
		.path = order_path(r, o->id, declines ? "/decline" : "/accept"),
		.act = declines ? _("Decline") : _("Accept and order"),
		.back = order_path(r, o->id, ""),
		.kept = _("Not now"),
		.button = declines ? "btn danger" : "btn primary",
		.mark = declines ? "bad" : NULL,
		.icon = declines ? "ban" : "check",
		.e = &order_entity,
		.rec = o,
		.bad = bad,
		.more = declines ? reason_field : name_field,
	    });
}

static enum rc
answer_page(struct req *r, bool declines)
{
	struct sales_order *o;
	enum rc rc = load(r, &o);

	if (rc != RC_OK)
		return rc;
	if (o->order_type != ORDER_QT)
		return RC_NOTFOUND;
	if (o->status == ORDER_OPEN)
		show_answer(r, o, declines, NULL);
	else
		redirect(r, order_path(r, o->id, ""), NULL);
	return RC_OK;
}

static enum rc
answer_post(struct req *r, bool declines)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct sales_order seen = { .id = r->id }, *o;
	const char *name = form_value(r, "name");
	const char *reason = form_value(r, "reason");
	int64_t made = r->id;
	enum rc rc;

	if (!form_read_rev(r, &seen))
		return RC_INVALID;
	rc = declines ? own_decline(mine(r), r->id, seen.rev,
			    reason == NULL ? "" : reason, bad) :
			own_accept(mine(r), r->id, seen.rev,
			    name == NULL ? "" : name, &made, bad);
	if (rc == RC_OK)
		redirect(r, order_path(r, made, ""),
		    declines ? "declined" : "accepted");
	if (rc == RC_INVALID && load(r, &o) == RC_OK) {
		r->out.status = 422;
		show_answer(r, o, declines, bad);
	}
	return rc;
}

enum rc
quote_accept_page(struct req *r)
{
	return answer_page(r, false);
}

enum rc
quote_accept_post(struct req *r)
{
	return answer_post(r, false);
}

enum rc
quote_decline_page(struct req *r)
{
	return answer_page(r, true);
}

enum rc
quote_decline_post(struct req *r)
{
	return answer_post(r, true);
}
