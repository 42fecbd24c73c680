/* What a customer says about an order or a quote. */
#include "../model/order_request.h"
#include "ownparts.h"
#include "ownshop.h"

enum rc
own_requests(struct own *o, const struct sales_order *order,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	struct order_request *like = arena_alloc(o->mem, sizeof *like);
	const struct list l = { .e = &order_request_entity,
		.index = ORDER_REQUEST_OF_ORDER,
		.like = like,
		.prefix = 1 };

	like->order_id = order->id;
	return document_shown(o->v, &order_entity, order) ?
	    store_list(o->x, &l, each, arg) :
	    RC_NOTFOUND;
}

enum rc
own_ask(struct own *o, int64_t id, const char *text, struct problems *bad)
{
	struct sales_order *order = arena_alloc(o->mem, sizeof *order);
	enum rc rc = own_get(o, &order_entity, id, order);

	return rc == RC_OK ?
	    order_request_ask(o->x, order, o->v->contact.id, text, bad) :
	    rc;
}

/* An offer that was made: one that is asked for has no answer yet. */
static enum rc
open_quote(struct own *o, int64_t id, int64_t rev, struct sales_order *q)
{
	enum rc rc = own_get(o, &order_entity, id, q);

	if (rc != RC_OK)
		return rc;
	if (q->order_type != ORDER_QT)
		return RC_NOTFOUND;
	return q->rev == rev ? RC_OK : RC_CONFLICT;
}

enum rc
own_accept(struct own *o, int64_t quote, int64_t rev, const char *name,
    int64_t *made, struct problems *bad)
{
	struct sales_order *q = arena_alloc(o->mem, sizeof *q);
	enum rc rc = open_quote(o, quote, rev, q);

	return rc == RC_OK ? order_accept(o->x, q, name, made, bad) : rc;
}

enum rc
own_decline(struct own *o, int64_t quote, int64_t rev, const char *reason,
    struct problems *bad)
{
	struct sales_order *q = arena_alloc(o->mem, sizeof *q);
	enum rc rc = open_quote(o, quote, rev, q);

	return rc == RC_OK ? order_decline(o->x, q, reason, bad) : rc;
}
