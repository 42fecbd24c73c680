/* What customers ask about their orders: a queue, and the answers. */
#include "docs.h"
#include "model/order.h"
#include "model/order_request.h"

static const struct order_request waits = { .status = REQUEST_WAITS },
				  answered = { .status = REQUEST_ANSWERED };

#define SORTS                                                                  \
	{                                                                      \
		{ "oldest", ORDER_REQUEST_ASKED, ORDER_REQUEST_BY_STATUS,      \
			false },                                               \
		    { "newest", ORDER_REQUEST_ASKED, ORDER_REQUEST_BY_STATUS,  \
			    true },                                            \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct tab tabs[] = {
	{ .name = "waits",
	    .label = N_("Waiting for an answer"),
	    .like = &waits,
	    .prefix = 1,
	    .sorts = SORTS },
	{ .name = "answered",
	    .label = N_("Answered"),
	    .like = &answered,
	    .prefix = 1,
	    .sorts = SORTS },
	{ .name = NULL },
};

static const struct column columns[] = {
	{ .tag = ORDER_REQUEST_ASKED, .how = COL_OWN },
	{ .tag = ORDER_REQUEST_ORDER, .how = COL_TITLE },
	{ .tag = ORDER_REQUEST_ACCOUNT, .how = COL_TITLE },
	{ .tag = ORDER_REQUEST_TEXT, .how = COL_TEXT },
	{ .tag = ORDER_REQUEST_STATUS, .how = COL_PILL },
	{ .tag = 0 },
};

static void
cell(struct req *r, const struct column *c, const void *rec)
{
	const struct order_request *q = rec;

	(void)c;
	html(r, "<a href=\"");
	text(r, url(r, at(r, "/order-requests", q->id, ""), NULL));
	html(r, "\">");
	time_text(r, q->asked);
	html(r, "</a>");
}

static const struct view view = {
	.e = &order_request_entity,
	.path = "/order-requests",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Requests about orders"),
	.empty_icon = "message",
	.empty_title = N_("No requests here"),
	.empty_says = N_("When a customer asks on the portal to change an "
			 "order, it waits here for an answer."),
	.cell = cell,
};

enum rc
order_request_list(struct req *r)
{
	return list_page(r, &view, _("Order requests"), "order-requests",
	    "SO301010", NULL, NULL);
}

/* ---- one request ------------------------------------------------------- */

static void
answer_form(
    struct req *r, const struct order_request *q, const struct problems *bad)
{
	static const unsigned tags[] = { ORDER_REQUEST_ANSWER, 0 };

	card_open(r, "h-answer", _("Answer"));
	form_open(r, at(r, "/order-requests", q->id, ""));
	form_rev(r, q);
	form_fields(r, &order_request_entity, tags, q, bad);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Send answer"));
	html(r, "</div>");
	form_close(r);
	card_close(r);
}

static void
show(struct req *r, const struct order_request *q, const struct problems *bad)
{
	static const unsigned facts[] = { ORDER_REQUEST_ASKED,
		ORDER_REQUEST_CONTACT, ORDER_REQUEST_ANSWERED, ORDER_REQUEST_BY,
		0 };
	const struct entity *e = &order_request_entity;
	const struct head h = {
		.title = _("Request about an order"),
		.nav = "order-requests",
		.screen = "SO301010",
		.crumb = _("Order requests"),
		.crumb_path = "/order-requests",
	};

	head_begin_pill(r, &h, record_field(e, ORDER_REQUEST_STATUS), q);
	head_end(r);
	form_errors(r, &(struct form_bad){ e, bad }, bad != NULL);
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	card_open(r, "h-facts", _("Request"));
	html(r, "<dl class=\"kv\">");
	doc_link(r, e, ORDER_REQUEST_ORDER, q, "/orders", LEDGER);
	doc_link(r, e, ORDER_REQUEST_ACCOUNT, q, "/accounts", LEDGER);
	doc_facts(r, e, facts, q);
	html(r, "</dl>");
	card_close(r);
	html(r, "</div><div class=\"stack\">");
	doc_text(r, "h-text", _("What the customer asks"), q->text);
	doc_text(r, "h-said", _("What we answered"), q->answer);
	if (q->status == REQUEST_WAITS && may(r, ROLE_SALES))
		answer_form(r, q, bad);
	html(r, "</div></div>");
	page_close(r);
}

enum rc
order_request_page(struct req *r)
{
	struct order_request *q = arena_alloc(r->mem, sizeof *q);
	enum rc rc = store_get(r->x, &order_request_entity, r->id, q);

	if (rc == RC_OK)
		show(r, q, NULL);
	return rc;
}

enum rc
order_request_post(struct req *r)
{
	struct order_request *q = arena_alloc(r->mem, sizeof *q);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *answer = form_value(r, "answer");
	enum rc rc = store_get(r->x, &order_request_entity, r->id, q);

	if (rc != RC_OK)
		return rc;
	if (!form_read_rev(r, q))
		return RC_INVALID;
	rc = order_request_answer(r->x, q, answer == NULL ? "" : answer, bad);
	if (rc == RC_OK)
		redirect(r, at(r, "/order-requests", r->id, ""), "saved");
	if (rc == RC_INVALID) {
		edit_status(r, rc);
		q->answer[0] = '\0';
		q->status = REQUEST_WAITS;
		show(r, q, bad);
	}
	return rc;
}
