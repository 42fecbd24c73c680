/* Paying on the page of a processing center. */
#include <string.h>

#include "../model/center.h"
#include "../model/checkout.h"
#include "../model/payment.h"
#include "ownparts.h"

enum rc
own_center(struct own *o, struct center *c)
{
	enum rc rc = own_may_pay(o) ?
	    store_get(o->x, &center_entity, o->v->portal.center, c) :
	    RC_NOTFOUND;

	if (rc == RC_OK && c->active)
		return RC_OK;
	memset(c, 0, sizeof *c);
	return rc == RC_OK ? RC_NOTFOUND : rc;
}

enum rc
own_checkout_begin(struct own *o, struct payment *p,
    const struct own_wish *wish, int n, struct problems *bad)
{
	struct center center;
	struct checkout c;
	enum rc rc = own_center(o, &center);

	p->method = METHOD_CARD;
	if (rc == RC_OK)
		rc = own_announce(o, p, wish, n, bad);
	return rc == RC_OK ? checkout_begin(o->x, &center, p, &c, bad) : rc;
}

enum rc
own_checkout(struct own *o, const struct payment *p, struct checkout *c,
    struct center *center)
{
	struct payment mine;
	enum rc rc = own_may_pay(o) ?
	    own_get(o, &payment_entity, p->id, &mine) :
	    RC_NOTFOUND;

	if (rc == RC_OK)
		rc = checkout_of(o->x, mine.id, c);
	return rc == RC_OK ?
	    store_get(o->x, &center_entity, c->center_id, center) :
	    rc;
}

struct opened {
	int64_t id;
	const char *session, *page;
	struct problems bad;
};

static enum rc
opened(struct txn *x, void *arg)
{
	struct opened *o = arg;

	return checkout_opened(x, o->id, o->session, o->page, &o->bad);
}

enum rc
own_checkout_opened(const char *home, const struct actor *who,
    const struct checkout *c, const char *session, const char *page)
{
	struct opened o = { c->id, session, page, { .n = 0 } };
	struct store *s = store_open(home, STORE_WRITE);
	enum rc rc = txn_run(s, who, opened, &o);

	store_close(s);
	return rc;
}
