/* An order with its lines, while something happens to it. */
#include <string.h>

#include "../base/clock.h"
#include "../base/text.h"
#include "../store/store.h"
#include "balanceparts.h"
#include "orderparts.h"
#include "outbox.h"
#include "stockparts.h"

enum rc
order_take(struct txn *x, int64_t id, int64_t rev, struct order_whole **to)
{
	struct order_whole *w = txn_scratch(x, sizeof *w);
	struct order_line *was;
	void *lines;
	enum rc rc = store_get(x, &order_entity, id, &w->o);

	if (rc == RC_OK && rev != 0 && rev != w->o.rev)
		rc = RC_CONFLICT;
	if (rc == RC_OK)
		rc = document_lines(x, &order_document, id, &lines, &w->n);
	if (rc != RC_OK)
		return rc;
	w->lines = lines;
	was = txn_scratch(x, (size_t)(w->n + 1) * sizeof *was);
	if (w->n > 0)
		memcpy(was, lines, (size_t)w->n * sizeof *was);
	w->was = was;
	w->old = w->o;
	*to = w;
	return RC_OK;
}

static bool
differs(const struct sales_order *old, const struct sales_order *o)
{
	for (const struct field *f = order_entity.fields; f->tag != 0; f++)
		if (f->type->storage == STORE_INT ?
			record_int(f, old) != record_int(f, o) :
			strcmp(record_text(f, old), record_text(f, o)) != 0)
			return true;
	return false;
}

enum rc
order_keep(struct txn *x, const struct sales_order *old, struct sales_order *o,
    struct problems *bad)
{
	enum rc rc = order_mend(x, o);

	if (rc != RC_OK)
		return rc;
	order_derive(o);
	if (o->status == ORDER_COMPLETED && old != NULL &&
	    old->status != ORDER_COMPLETED)
		o->completed_on = clock_now();
	if (old == NULL || differs(old, o))
		o->changed = clock_now();
	if ((rc = store_save(x, &order_entity, o, bad)) != RC_OK)
		return rc;
	if ((rc = balance_order_changed(x, old, o)) == RC_REFUSED) {
		problem(bad, ORDER_TOTAL,
		    _("The sum of this customer's orders is too large."));
		rc = RC_INVALID;
	}
	return rc;
}

enum rc
order_gone(struct txn *x, const struct sales_order *old)
{
	return balance_order_changed(x, old, NULL);
}

/* It goes on: by us, or because what was asked for was paid. Who places an
 * order that goes at once is told that it was placed. */
static bool
is_confirmed(struct txn *x, const struct order_whole *w)
{
	int64_t from = w->old.status;

	if (w->o.order_type != ORDER_SO || w->o.status != ORDER_OPEN)
		return false;
	return from == ORDER_AWAITING_PAYMENT ||
	    (txn_actor(x)->channel == CHANNEL_ERP &&
		(from == ORDER_ON_HOLD || from == ORDER_CREDIT_HOLD));
}

enum rc
order_give(struct txn *x, struct order_whole *w, struct problems *bad)
{
	struct freed freed;
	bool any = false;
	enum rc rc;

	if (!order_sums(&w->o, w->lines, w->n)) {
		problem(bad, ORDER_TOTAL, _("The total is too large."));
		return RC_INVALID;
	}
	rc = stock_promise(x, &w->o, w->was, w->n, w->lines, w->n, &freed, bad);
	if (rc != RC_OK)
		return rc;
	for (int i = 0; i < w->n; i++) {
		rc = store_save(x, &order_line_entity, &w->lines[i], bad);
		if (rc > RC_SAME)
			return rc;
		any = any || rc == RC_OK;
	}
	rc = order_keep(x, &w->old, &w->o, bad);
	if (rc > RC_SAME)
		return rc;
	any = any || rc == RC_OK;
	if (is_confirmed(x, w) &&
	    (rc = mail_order(x, MAIL_ORDER_CONFIRMED, &w->o)) != RC_OK)
		return rc;
	rc = stock_serve_freed(x, &freed);
	return rc == RC_OK && !any ? RC_SAME : rc;
}

bool
order_account_ok(
    struct txn *x, int64_t account, unsigned tag, struct problems *bad)
{
	struct account *a = txn_scratch(x, sizeof *a);

	if (store_get(x, &account_entity, account, a) != RC_OK ||
	    a->status != ACCOUNT_INACTIVE)
		return true;
	problem(bad, tag,
	    _("The account %s is inactive: nothing can be done for it."),
	    a->account_id);
	return false;
}

bool
order_any_open(const struct order_whole *w)
{
	for (int i = 0; i < w->n; i++)
		if (order_line_open(&w->lines[i]) != 0)
			return true;
	return false;
}

bool
order_any_shipped(const struct order_whole *w)
{
	for (int i = 0; i < w->n; i++)
		if (w->lines[i].shipped != 0)
			return true;
	return false;
}

bool
order_any_billed(const struct order_whole *w)
{
	for (int i = 0; i < w->n; i++)
		if (w->lines[i].billed != 0)
			return true;
	return false;
}
