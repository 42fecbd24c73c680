/* Money that comes before goods go: prepayments, and holds that it ends. */
#include <string.h>

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "balance.h"
#include "order_type.h"
#include "orderparts.h"
#include "payment.h"

enum { HELD_MOST = 100 };

/* Open, or Awaiting Payment while its type wants money first. */
enum rc
order_goes(struct txn *x, struct sales_order *o)
{
	struct order_type t;
	enum rc rc = order_type_of(x, o, &t);

	if (rc != RC_OK)
		return rc;
	if (o->order_type != ORDER_SO ||
	    !amount_percent(o->total, t.prepayment, &o->to_prepay))
		o->to_prepay = 0;
	o->status =
	    o->prepaid < o->to_prepay ? ORDER_AWAITING_PAYMENT : ORDER_OPEN;
	return RC_OK;
}

/* Goods may go before the money has come: whoever says so decides. */
enum rc
order_waive(struct txn *x, struct sales_order *o, struct problems *bad)
{
	struct order_whole *w;
	enum rc rc = order_take(x, o->id, o->rev, &w);

	if (rc != RC_OK)
		return rc;
	if (w->o.status != ORDER_AWAITING_PAYMENT)
		problem(bad, ORDER_STATUS,
		    _("The order does not wait for a payment."));
	(void)order_account_ok(x, w->o.account_id, ORDER_ACCOUNT, bad);
	if (bad->n > 0)
		return RC_INVALID;
	w->o.to_prepay = 0;
	w->o.status = ORDER_OPEN;
	rc = order_give(x, w, bad);
	*o = w->o;
	return rc == RC_SAME ? RC_OK : rc;
}

/* What it still waits for, for a clerk to complete and release. */
enum rc
order_prepay(
    struct txn *x, struct sales_order *o, int64_t *made, struct problems *bad)
{
	struct payment p = { .payment_type = PAYMENT_PREPAYMENT,
		.account_id = o->account_id,
		.payment_date = time_date(clock_now(), ""),
		.method = METHOD_TRANSFER,
		.amount = o->to_prepay - o->prepaid,
		.order_id = o->id };
	enum rc rc;

	if (o->status != ORDER_AWAITING_PAYMENT) {
		problem(bad, ORDER_STATUS,
		    _("The order does not wait for a payment."));
		return RC_INVALID;
	}
	memcpy(p.currency, o->currency, sizeof p.currency);
	str_printf(p.summary, sizeof p.summary, _("In advance of order %s"),
	    o->order_no);
	rc = payment_put(x, &p, NULL, 0, bad);
	*made = p.id;
	return rc;
}

/* ---- a payment for an order
 * --------------------------------------------------- */

static enum rc
pay_order(struct txn *x, const struct payment *p, int64_t amount,
    struct problems *bad)
{
	struct order_whole *w;
	enum rc rc = order_take(x, p->order_id, 0, &w);

	if (rc != RC_OK)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	/* The draft was given to somebody else. */
	if (w->o.account_id != p->account_id ||
	    strcmp(w->o.currency, p->currency) != 0)
		return RC_OK;
	if (!amount_add(w->o.prepaid, amount, &w->o.prepaid))
		return RC_OK;
	if (w->o.status == ORDER_AWAITING_PAYMENT &&
	    w->o.prepaid >= w->o.to_prepay)
		w->o.status = ORDER_OPEN;
	rc = order_give(x, w, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

/* ---- credit holds of its customer
 * --------------------------------------------- */

struct held {
	int64_t id[HELD_MOST];
	int n;
};

static bool
add_held(void *arg, const void *rec)
{
	const struct sales_order *o = rec;
	struct held *h = arg;

	if (o->status == ORDER_CREDIT_HOLD)
		h->id[h->n++] = o->id;
	return h->n < HELD_MOST;
}

/* The check once more, as when it was released. */
static enum rc
try_again(
    struct txn *x, const struct account *a, int64_t id, struct problems *bad)
{
	struct order_whole *w;
	struct order_type t;
	int64_t reason;
	enum rc rc = order_take(x, id, 0, &w);

	if (rc != RC_OK || (rc = order_type_of(x, &w->o, &t)) != RC_OK)
		return rc;
	if (!t.payment_releases)
		return RC_OK;
	if ((rc = order_credit(x, &w->o, a, &reason)) != RC_OK || reason != 0)
		return rc;
	if ((rc = order_goes(x, &w->o)) != RC_OK)
		return rc;
	rc = order_give(x, w, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

static enum rc
release_held(struct txn *x, const struct payment *p, struct problems *bad)
{
	const struct sales_order like = {
		.account_id = p->account_id, .shown = IS_YES, .active = IS_YES
	};
	const struct list active = { .e = &order_entity,
		.index = ORDER_SHOWN_ACTIVE,
		.like = &like,
		.prefix = 3 };
	struct account *a = txn_scratch(x, sizeof *a);
	struct held *h = txn_scratch(x, sizeof *h);
	struct balance b;
	enum rc rc = balance_load(x, p->account_id, p->currency, &b);

	if (rc != RC_OK || b.open_orders == 0)
		return rc;
	h->n = 0;
	if ((rc = store_get(x, &account_entity, p->account_id, a)) != RC_OK ||
	    (rc = store_list(x, &active, add_held, h)) != RC_OK)
		return rc;
	for (int i = 0; rc == RC_OK && i < h->n; i++)
		rc = try_again(x, a, h->id[i], bad);
	return rc;
}

enum rc
order_paid(
    struct txn *x, const struct payment *p, int sign, struct problems *bad)
{
	enum rc rc = RC_OK;

	if (p->payment_type == PAYMENT_REFUND)
		return RC_OK;
	if (p->order_id != 0)
		rc = pay_order(x, p, sign * p->amount, bad);
	return rc == RC_OK && sign > 0 ? release_held(x, p, bad) : rc;
}
