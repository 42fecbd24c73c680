/* When the open lines of an order will come, and why that changed: the one
 * thing that can be said of an order of which something has left already. */
#include "lines.h"
#include "orders.h"

static const struct line_col cols[] = {
	{ ORDER_LINE_DESCRIPTION, NULL, true },
	{ ORDER_LINE_QUANTITY, "num", true },
	{ ORDER_LINE_SHIPPED, "num", true },
	{ ORDER_LINE_PROMISED_QTY, "num", true },
	{ ORDER_LINE_PROMISED, "w-s", false },
	{ ORDER_LINE_PROMISE_NOTE, NULL, false },
	{ 0, NULL, false },
};
static const struct line_form form = {
	.e = &order_line_entity,
	.title = N_("Lines"),
	.cols = cols,
	.closed = true,
	.says = N_("The customer reads dates and reasons on the portal, "
		   "together with the date that was promised before."),
};

static const char *
path(struct req *r)
{
	return at(r, "/orders", r->id, "/promises");
}

static void
show(struct req *r, const struct sales_order *o, const struct lines *lines,
    const struct problems *bad)
{
	const char *back = at(r, "/orders", r->id, "");
	const struct head h = {
		.title = arena_printf(
		    r->mem, _("Promised dates of %s"), o->order_no),
		.nav = "orders",
		.screen = "SO301000",
		.crumb = o->order_no,
		.crumb_path = back,
	};

	head_tail(r, _("Promised dates"));
	page_open(r, &h);
	form_errors(r, &(struct form_bad){ &order_entity, bad }, bad != NULL);
	html(r, "<form class=\"stack\" method=\"post\" action=\"");
	text(r, url(r, path(r), NULL));
	html(r, "\" novalidate data-warn>");
	form_token(r);
	form_rev(r, o);
	lines_card(r, &form, o, lines, path(r), bad);
	html(r, "<div class=\"acts\">");
	form_button(
	    r, "btn primary", "do", "save", NULL, _("Save promised dates"));
	button_link(r, back, "btn quiet", NULL, _("Cancel"));
	html(r, "</div></form>");
	page_close(r);
}

static enum rc
load(struct req *r, struct sales_order **o, void **lines, int *n)
{
	void *head;
	enum rc rc = doc_load(r, &order_doc, &head, lines, n);

	*o = head;
	return rc;
}

enum rc
order_promises_page(struct req *r)
{
	struct lines *shown = arena_alloc(r->mem, sizeof *shown);
	struct problems bad = { .n = 0 };
	struct sales_order *o;
	void *lines;
	int n;
	enum rc rc = load(r, &o, &lines, &n);

	if (rc != RC_OK)
		return rc;
	if (!order_may_promise(o)) {
		problem(&bad, 0, _("Nothing is open of this order."));
		rc = refuse(r, RC_INVALID, &bad, at(r, "/orders", r->id, ""));
		return rc == RC_INVALID ? RC_OK : rc;
	}
	lines_show(r, &form, lines, n, shown);
	show(r, o, shown, NULL);
	return RC_OK;
}

enum rc
order_promises_post(struct req *r)
{
	struct lines *sent = arena_alloc(r->mem, sizeof *sent);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct sales_order *o;
	void *lines;
	int n;
	enum rc rc = load(r, &o, &lines, &n);

	if (rc != RC_OK)
		return rc;
	if (!form_read_rev(r, o))
		return RC_INVALID;
	rc = RC_INVALID;
	if (lines_read(r, &form, lines, n, o->currency, sent, bad))
		rc = order_promise(r->x, o, sent->at, sent->n, bad);
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, at(r, "/orders", r->id, ""), "saved");
		return rc;
	}
	if (rc != RC_INVALID || sent->n == 0 || !order_may_promise(o))
		return refuse(r, rc, bad, at(r, "/orders", r->id, ""));
	r->out.status = 422;
	show(r, o, sent, bad);
	return rc;
}
