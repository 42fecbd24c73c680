/* What is done with orders. */
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/text.h"
#include "../store/audit.h"
#include "../store/store.h"
#include "invoice.h"
#include "order_type.h"
#include "orderparts.h"
#include "rules.h"
#include "shipment.h"
#include "stockparts.h"

/* As stored, when it is what the user saw and may become that. */
static enum rc
begin(struct txn *x, struct sales_order *o, int64_t to, struct order_whole **w,
    struct problems *bad)
{
	enum rc rc = order_take(x, o->id, o->rev, w);

	if (rc != RC_OK)
		return rc;
	*o = (*w)->o;
	return order_step_ok(o, to, bad) ? RC_OK : RC_INVALID;
}

static enum rc
end(struct txn *x, struct order_whole *w, struct sales_order *o,
    struct problems *bad)
{
	enum rc rc = bad->n > 0 ? RC_INVALID : order_give(x, w, bad);

	*o = w->o;
	return rc == RC_SAME ? RC_OK : rc;
}

/* ---- holds */

enum rc
order_release(struct txn *x, struct sales_order *o, struct problems *bad)
{
	struct account *a = txn_scratch(x, sizeof *a);
	struct order_whole *w;
	struct order_type t;
	int64_t reason;
	enum rc rc;

	if ((rc = order_take(x, o->id, o->rev, &w)) != RC_OK)
		return rc;
	if (w->o.status == ORDER_CREDIT_HOLD)
		problem(bad, ORDER_STATUS,
		    _("The order is on Credit Hold: release the credit "
		      "hold."));
	else if (w->o.status != ORDER_ON_HOLD)
		problem(bad, ORDER_STATUS,
		    _("Only an order that is On Hold is released."));
	else if ((rc = order_type_of(x, &w->o, &t)) != RC_OK)
		return rc;
	else if (t.require_po && w->o.customer_po[0] == '\0')
		problem(bad, ORDER_CUSTOMER_PO,
		    _("Orders of type %s need the customer's order number."),
		    t.code);
	if (w->n == 0)
		problem(bad, 0, _("An order needs at least one line."));
	(void)order_account_ok(x, w->o.account_id, ORDER_ACCOUNT, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if ((rc = store_get(x, &account_entity, w->o.account_id, a)) != RC_OK ||
	    (rc = order_credit(x, &w->o, a, &reason)) != RC_OK)
		return rc;
	w->o.hold_reason = reason;
	if (reason != 0)
		w->o.status = ORDER_CREDIT_HOLD;
	else if ((rc = order_goes(x, &w->o)) != RC_OK)
		return rc;
	return end(x, w, o, bad);
}

enum rc
order_hold(struct txn *x, struct sales_order *o, struct problems *bad)
{
	struct order_whole *w;
	enum rc rc = begin(x, o, ORDER_ON_HOLD, &w, bad);

	if (rc != RC_OK)
		return rc;
	if (order_any_billed(w) || order_any_shipped(w))
		problem(bad, ORDER_STATUS,
		    _("Something of this order is shipped or billed."));
	w->o.status = ORDER_ON_HOLD;
	return end(x, w, o, bad);
}

enum rc
order_release_credit(struct txn *x, struct sales_order *o, struct problems *bad)
{
	struct account *a = txn_scratch(x, sizeof *a);
	struct order_whole *w;
	enum rc rc;

	if ((rc = order_take(x, o->id, o->rev, &w)) != RC_OK)
		return rc;
	if (w->o.status != ORDER_CREDIT_HOLD)
		problem(
		    bad, ORDER_STATUS, _("The order is not on Credit Hold."));
	(void)order_account_ok(x, w->o.account_id, ORDER_ACCOUNT, bad);
	if (store_get(x, &account_entity, w->o.account_id, a) == RC_OK &&
	    (a->status == ACCOUNT_HOLD || a->status == ACCOUNT_CREDIT_HOLD))
		problem(bad, ORDER_ACCOUNT,
		    _("%s itself is on hold: release the customer first."),
		    a->name);
	if (bad->n > 0)
		return RC_INVALID;
	if ((rc = order_goes(x, &w->o)) != RC_OK)
		return rc;
	return end(x, w, o, bad);
}

/* ---- the end, and back */

/* What was shipped stays; of the rest nothing is open any more. */
static void
drop_rest(struct order_whole *w)
{
	for (int i = 0; i < w->n; i++)
		w->lines[i].canceled += order_line_open(&w->lines[i]);
}

enum rc
order_cancel(struct txn *x, struct sales_order *o, struct problems *bad)
{
	struct order_whole *w;
	int64_t to;
	enum rc rc;

	if ((rc = order_take(x, o->id, o->rev, &w)) != RC_OK)
		return rc;
	to = w->o.status == ORDER_BACK_ORDER ? ORDER_COMPLETED : ORDER_CANCELED;
	if (w->o.status == ORDER_SHIPPING)
		problem(bad, ORDER_STATUS,
		    _("A shipment is being prepared: confirm or delete it "
		      "first."));
	else if (w->o.status == ORDER_INVOICED)
		problem(bad, ORDER_STATUS,
		    _("An invoice is being prepared: release or delete it "
		      "first."));
	else if (w->o.status == ORDER_COMPLETED)
		problem(bad, ORDER_STATUS,
		    _("The order is Completed: there is nothing to cancel."));
	else if (order_step_ok(&w->o, to, bad) && to == ORDER_CANCELED &&
	    order_any_billed(w))
		problem(bad, ORDER_STATUS,
		    _("Something of this order is billed: credit the invoice "
		      "first."));
	if (bad->n > 0)
		return RC_INVALID;
	drop_rest(w);
	w->o.status = to;
	return end(x, w, o, bad);
}

enum rc
order_reopen(struct txn *x, struct sales_order *o, struct problems *bad)
{
	struct sales_order *made = txn_scratch(x, sizeof *made);
	struct order_whole *w;
	enum rc rc;

	if ((rc = order_take(x, o->id, o->rev, &w)) != RC_OK)
		return rc;
	if (w->o.status != ORDER_CANCELED && w->o.status != ORDER_COMPLETED)
		problem(bad, ORDER_STATUS,
		    _("Only a canceled or completed order is reopened."));
	(void)order_account_ok(x, w->o.account_id, ORDER_ACCOUNT, bad);
	if (order_of_quote(x, w->o.id, made) == RC_OK)
		problem(bad, ORDER_STATUS,
		    _("The quote was accepted as order %s."), made->order_no);
	w->o.declined[0] = '\0';
	for (int i = 0; i < w->n; i++)
		w->lines[i].canceled = 0;
	if (bad->n == 0 && !order_any_open(w))
		problem(bad, ORDER_STATUS,
		    _("Everything was shipped: there is nothing to reopen."));
	if (bad->n > 0)
		return RC_INVALID;
	w->o.status = order_any_shipped(w) || order_any_billed(w) ?
	    ORDER_BACK_ORDER :
	    ORDER_OPEN;
	return end(x, w, o, bad);
}

/* ---- taking away */

enum rc
order_erase(struct txn *x, struct sales_order *o, struct problems *bad)
{
	struct shipment *s = txn_scratch(x, sizeof *s);
	struct invoice *inv = txn_scratch(x, sizeof *inv);
	struct sales_order *made = txn_scratch(x, sizeof *made);
	struct order_whole *w;
	struct freed freed;
	enum rc rc = order_take(x, o->id, o->rev, &w);

	if (rc != RC_OK)
		return rc;
	if (order_of_quote(x, o->id, made) == RC_OK)
		problem(bad, 0, _("The quote was accepted as order %s."),
		    made->order_no);
	s->order_id = inv->order_id = o->id;
	if (store_count(x, &shipment_entity, SHIPMENT_OF_ORDER, s) > 0)
		problem(bad, 0, _("Order %s has shipments."), w->o.order_no);
	if (store_count(x, &invoice_entity, INVOICE_OF_ORDER, inv) > 0)
		problem(bad, 0, _("Order %s has invoices."), w->o.order_no);
	if (bad->n > 0)
		return RC_REFUSED;
	if ((rc = stock_promise(
		 x, &w->o, w->was, w->n, NULL, 0, &freed, bad)) != RC_OK ||
	    (rc = document_erase(x, &order_document, o->id, o->rev)) != RC_OK ||
	    (rc = order_gone(x, &w->old)) != RC_OK)
		return rc;
	return stock_serve_freed(x, &freed);
}
