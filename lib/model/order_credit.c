/* Why an order may not go on: the customer's standing. */
#include <string.h>

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/date.h"
#include "../store/store.h"
#include "account.h"
#include "balance.h"
#include "invoice.h"
#include "order.h"
#include "order_type.h"
#include "orderparts.h"

/* ---- overdue for too long */

struct overdue {
	int64_t before;
	bool found;
};

/* In the order of their due dates; credit memos are due to nobody. */
static bool
is_late(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct overdue *o = arg;

	if (inv->due_date >= o->before)
		return false;
	o->found = inv->doc_type != INVOICE_CREDIT;
	return !o->found;
}

static enum rc
overdue_too_long(struct txn *x, int64_t account, bool *late)
{
	struct invoice *like = txn_scratch(x, sizeof *like);
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OPEN_DUE,
		.like = like,
		.prefix = 2 };
	struct overdue o = { .before = time_date(clock_now(), "") -
		    CREDIT_OVERDUE_DAYS };
	enum rc rc;

	like->account_id = account;
	like->open = IS_YES;
	rc = store_list(x, &l, is_late, &o);
	*late = o.found;
	return rc;
}

/* ---- the limit */

/*
 * What is owed, what is on order, and this one. An order that is stored is in
 * the sum of open orders already, by what it was then. A limit says nothing
 * of other currencies than the account's: there are no rates here.
 */
static enum rc
over_limit(struct txn *x, const struct sales_order *o, const struct account *a,
    bool *over)
{
	struct sales_order old = { .id = 0 };
	struct balance b;
	int64_t left;
	enum rc rc;

	*over = false;
	if (a->currency[0] != '\0' && strcmp(a->currency, o->currency) != 0)
		return RC_OK;
	if ((rc = balance_load(x, a->id, o->currency, &b)) != RC_OK)
		return rc;
	if (o->id != 0 && store_get(x, &order_entity, o->id, &old) == RC_OK &&
	    old.active == IS_YES && old.account_id == a->id &&
	    strcmp(old.currency, o->currency) == 0)
		b.open_orders -= old.unbilled;
	if (!amount_add(b.open_orders, o->unbilled, &b.open_orders))
		*over = a->credit_limit != 0;
	else if (balance_credit_left(&b, a, &left))
		*over = left < 0;
	return RC_OK;
}

enum rc
order_credit(struct txn *x, const struct sales_order *o,
    const struct account *a, int64_t *reason)
{
	bool late = false, over = false;
	struct order_type t;
	enum rc rc;

	*reason = 0;
	if (o->order_type != ORDER_SO)
		return RC_OK;
	if (a->status == ACCOUNT_HOLD || a->status == ACCOUNT_CREDIT_HOLD) {
		*reason = HOLD_ACCOUNT;
		return RC_OK;
	}
	if ((rc = order_type_of(x, o, &t)) != RC_OK || !t.credit_hold)
		return rc;
	if ((rc = over_limit(x, o, a, &over)) != RC_OK ||
	    (!over && (rc = overdue_too_long(x, a->id, &late)) != RC_OK))
		return rc;
	*reason = over ? HOLD_LIMIT : late ? HOLD_OVERDUE : 0;
	return RC_OK;
}
