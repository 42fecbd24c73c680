/* What customers ask about their orders. */
#include "order_request.h"

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "contact.h"
#include "order.h"

const struct choice request_statuses[] = {
	{ REQUEST_WAITS, "waits", N_("Waits for an answer"), "warn" },
	{ REQUEST_ANSWERED, "answered", N_("Answered"), "ok" },
	{ 0 },
};

enum { OURS = F_SYSTEM };
#define R struct order_request
/* clang-format off */
static const struct field fields[] = {
{ ORDER_REQUEST_ID,       INT(R, id),           N_("Id"),       F_SYSTEM },
{ ORDER_REQUEST_REV,      INT(R, rev),          N_("Revision"), F_SYSTEM },
{ ORDER_REQUEST_ORDER,    REF(R, order_id),     N_("Order"),    OURS, .refers = &order_entity },
{ ORDER_REQUEST_ACCOUNT,  REF(R, account_id),   N_("Customer"), OURS, .refers = &account_entity },
{ ORDER_REQUEST_CONTACT,  REF(R, contact_id),   N_("Contact"),  OURS, .refers = &contact_entity },
{ ORDER_REQUEST_TEXT,     NOTE(R, text),        N_("Request"),  OURS },
{ ORDER_REQUEST_ASKED,    TIME(R, asked),       N_("Asked On"), OURS },
{ ORDER_REQUEST_STATUS,   CHOICE(R, status),    N_("Status"),   OURS, .choices = request_statuses },
{ ORDER_REQUEST_ANSWER,   NOTE(R, answer),      N_("Answer"),   0 },
{ ORDER_REQUEST_ANSWERED, TIME(R, answered),    N_("Answered On"), OURS },
{ ORDER_REQUEST_BY,       TEXT(R, answered_by), N_("Answered By"), OURS },
{ 0 },
};
/* clang-format on */
#undef R

static const struct index indexes[] = {
	{ .number = ORDER_REQUEST_OF_ORDER,
	    .tags = { ORDER_REQUEST_ORDER },
	    .prefix = 1 },
	{ .number = ORDER_REQUEST_BY_STATUS,
	    .tags = { ORDER_REQUEST_STATUS, ORDER_REQUEST_ASKED },
	    .prefix = 1 },
	{ .number = ORDER_REQUEST_OF_ACCOUNT,
	    .tags = { ORDER_REQUEST_ACCOUNT, ORDER_REQUEST_ASKED },
	    .prefix = 1 },
	{ .number = ORDER_REQUEST_OF_CONTACT,
	    .tags = { ORDER_REQUEST_CONTACT },
	    .prefix = 1,
	    .sparse = true },
	{ 0 },
};

const struct entity order_request_entity = {
	.number = 59,
	.name = "order_request",
	.label = N_("Order Request"),
	.plural = N_("Order Requests"),
	.size = sizeof(struct order_request),
	.fields = fields,
	.indexes = indexes,
};

static bool
find_waiting(void *arg, const void *rec)
{
	const struct order_request *q = rec;
	bool *waits = arg;

	*waits = q->status == REQUEST_WAITS;
	return !*waits;
}

static enum rc
waits(struct txn *x, int64_t order, bool *any)
{
	struct order_request *like = txn_scratch(x, sizeof *like);
	const struct list l = { .e = &order_request_entity,
		.index = ORDER_REQUEST_OF_ORDER,
		.like = like,
		.prefix = 1 };

	like->order_id = order;
	*any = false;
	return store_list(x, &l, find_waiting, any);
}

enum rc
order_request_ask(struct txn *x, const struct sales_order *o, int64_t contact,
    const char *text, struct problems *bad)
{
	struct order_request *q = txn_scratch(x, sizeof *q);
	bool any;
	enum rc rc = waits(x, o->id, &any);

	if (rc != RC_OK)
		return rc;
	if (o->active != IS_YES)
		problem(bad, 0, _("This order is over."));
	else if (any)
		problem(bad, 0,
		    _("We have a request about this order already, and will "
		      "answer it first."));
	if (text[0] == '\0')
		problem(bad, ORDER_REQUEST_TEXT, _("Say what you need."));
	else if (!str_copy(q->text, sizeof q->text, text))
		problem(bad, ORDER_REQUEST_TEXT, _("This is too long."));
	q->order_id = o->id;
	q->account_id = o->account_id;
	q->contact_id = contact;
	q->asked = clock_now();
	q->status = REQUEST_WAITS;
	record_check(&order_request_entity, q, bad);
	return bad->n > 0 ? RC_INVALID :
			    store_save(x, &order_request_entity, q, bad);
}

enum rc
order_request_answer(struct txn *x, struct order_request *q, const char *answer,
    struct problems *bad)
{
	struct order_request *stored = txn_scratch(x, sizeof *stored);
	enum rc rc = store_get(x, &order_request_entity, q->id, stored);

	if (rc != RC_OK)
		return rc;
	if (stored->rev != q->rev)
		return RC_CONFLICT;
	*q = *stored;
	if (q->status == REQUEST_ANSWERED)
		problem(bad, 0, _("It is answered already."));
	if (answer[0] == '\0')
		problem(bad, ORDER_REQUEST_ANSWER,
		    _("Write an answer; the customer reads it."));
	else if (!str_copy(q->answer, sizeof q->answer, answer))
		problem(bad, ORDER_REQUEST_ANSWER, _("This is too long."));
	q->status = REQUEST_ANSWERED;
	q->answered = clock_now();
	str_copy(q->answered_by, sizeof q->answered_by, txn_actor(x)->name);
	record_check(&order_request_entity, q, bad);
	return bad->n > 0 ? RC_INVALID :
			    store_save(x, &order_request_entity, q, bad);
}
