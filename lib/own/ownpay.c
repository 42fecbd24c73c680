/* How a customer pays: what may be paid, announcing it, taking it back. */
#include <string.h>

#include "../base/amount.h"
#include "../model/company.h"
#include "../model/invoice.h"
#include "../model/payment.h"
#include "ownparts.h"

bool
own_may_pay(struct own *o)
{
	const struct payment mine = { .account_id = o->v->account.id,
		.shown = IS_YES };

	return !o->v->child &&
	    (o->v->features & FEATURE_PORTAL_PAYMENTS) != 0 &&
	    document_shown(o->v, &payment_entity, &mine);
}

enum rc
own_payee(struct own *o, struct company *c)
{
	memset(c, 0, sizeof *c);
	return own_may_pay(o) ? company_load(o->x, c) : RC_NOTFOUND;
}

enum rc
own_announced_on(struct own *o, const struct invoice *inv, int64_t *sum)
{
	*sum = 0;
	if (!own_may_pay(o) || !document_shown(o->v, &invoice_entity, inv))
		return RC_NOTFOUND;
	return payment_announced_on(o->x, inv->id, sum);
}

struct announced {
	const char *currency;
	int64_t sum, n;
};

static bool
add_announced(void *arg, const void *rec)
{
	const struct payment *p = rec;
	struct announced *a = arg;

	if (strcmp(p->currency, a->currency) == 0 &&
	    p->payment_type != PAYMENT_REFUND &&
	    amount_add(a->sum, p->amount, &a->sum))
		a->n++;
	return true;
}

enum rc
own_announced(struct own *o, const char *currency, int64_t *sum, int64_t *n)
{
	const struct payment like = { .account_id = o->v->account.id,
		.status = PAYMENT_PENDING };
	const struct list l = { .e = &payment_entity,
		.index = PAYMENT_IN_STATUS,
		.like = &like,
		.prefix = 2 };
	struct announced a = { currency, 0, 0 };
	enum rc rc =
	    own_may_pay(o) ? store_list(o->x, &l, add_announced, &a) : RC_OK;

	*sum = a.sum;
	*n = a.n;
	return rc;
}

enum rc
own_announce(struct own *o, struct payment *p, const struct own_wish *wish,
    int n, struct problems *bad)
{
	struct application *lines =
	    arena_alloc(o->mem, (size_t)(n + 1) * sizeof *lines);
	enum rc rc = own_may_pay(o) ? RC_OK : RC_NOTFOUND;

	for (int i = 0; rc == RC_OK && i < n; i++) {
		struct invoice inv;

		rc = own_get(o, &invoice_entity, wish[i].invoice_id, &inv);
		if (rc != RC_OK)
			break;
		lines[i] = (struct application){ .invoice_id = inv.id,
			.applied_type = inv.doc_type,
			.applied_amount = wish[i].amount };
		memcpy(lines[i].applied_no, inv.invoice_no,
		    sizeof lines[i].applied_no);
		if (i == 0)
			memcpy(p->currency, inv.currency, sizeof p->currency);
	}
	p->account_id = o->v->account.id;
	return rc == RC_OK ? payment_announce(o->x, p, lines, n, bad) : rc;
}

enum rc
own_withdraw(struct own *o, int64_t id, int64_t rev, struct problems *bad)
{
	struct payment p;
	enum rc rc =
	    own_may_pay(o) ? own_get(o, &payment_entity, id, &p) : RC_NOTFOUND;

	if (rc != RC_OK)
		return rc;
	/* What a clerk has entered is no word of the customer's. */
	if (p.channel != CHANNEL_PORTAL)
		return RC_NOTFOUND;
	if (p.rev != rev)
		return RC_CONFLICT;
	return payment_withdraw(o->x, &p, bad);
}
