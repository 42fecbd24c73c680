/* What invoices tell their order: what is billed, and what is no longer. */
#include "../base/text.h"
#include "../store/store.h"
#include "invoice.h"
#include "orderparts.h"
#include "rules.h"
#include "shipmentparts.h"

bool
order_needs_shipment(struct txn *x, const struct sales_order *o,
    const struct order_line *lines, int n)
{
	struct product *p = txn_scratch(x, sizeof *p);

	if (o->order_type != ORDER_SO)
		return false;
	for (int i = 0; i < n; i++)
		if (lines[i].item_id != 0 &&
		    store_get(x, &product_entity, lines[i].item_id, p) ==
			RC_OK &&
		    p->kind == PRODUCT_STOCK)
			return true;
	return false;
}

/* ---- is it paid? */

static bool
find_open(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	bool *owed = arg;

	*owed = inv->open == IS_YES && inv->doc_type != INVOICE_CREDIT;
	return !*owed;
}

static enum rc
order_owed(struct txn *x, const struct sales_order *o, bool *owed)
{
	const struct invoice like = { .order_id = o->id };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OF_ORDER,
		.like = &like,
		.prefix = 1 };

	*owed = o->status == ORDER_AWAITING_PAYMENT;
	return *owed || o->id == 0 ? RC_OK : store_list(x, &l, find_open, owed);
}

enum rc
order_mend(struct txn *x, void *rec)
{
	struct sales_order *o = rec;
	bool owed;
	enum rc rc = order_owed(x, o, &owed);

	if (rc == RC_OK)
		o->unpaid = owed ? IS_YES : 0;
	return rc;
}

enum rc
order_invoice_changed(struct txn *x, const struct invoice *inv)
{
	struct sales_order *o;
	int64_t was;
	enum rc rc;

	if (inv->order_id == 0)
		return RC_OK;
	o = txn_scratch(x, sizeof *o);
	if ((rc = store_get(x, &order_entity, inv->order_id, o)) != RC_OK)
		return rc == RC_NOTFOUND ? RC_OK : rc;
	was = o->unpaid;
	if ((rc = order_mend(x, o)) != RC_OK || o->unpaid == was)
		return rc;
	return store_save(x, &order_entity, o, NULL);
}

enum rc
order_invoice_made(struct txn *x, struct sales_order *o, struct problems *bad)
{
	struct order_whole *w;
	enum rc rc = order_take(x, o->id, o->rev, &w);

	if (rc != RC_OK)
		return rc;
	(void)order_account_ok(x, w->o.account_id, ORDER_ACCOUNT, bad);
	if (!order_step_ok(&w->o, ORDER_INVOICED, bad) || bad->n > 0)
		return RC_INVALID;
	w->o.status = ORDER_INVOICED;
	rc = order_keep(x, &w->old, &w->o, bad);
	*o = w->o;
	return rc;
}

enum rc
order_invoice_gone(
    struct txn *x, const struct invoice *inv, struct problems *bad)
{
	struct order_whole *w;
	enum rc rc = shipments_of_invoice(x, inv->id, SHIPMENT_CONFIRMED, bad);

	if (rc != RC_OK || inv->order_id == 0)
		return rc;
	rc = order_take(x, inv->order_id, 0, &w);
	if (rc == RC_NOTFOUND || (rc == RC_OK && w->o.status != ORDER_INVOICED))
		return RC_OK;
	if (rc != RC_OK)
		return rc;
	w->o.status = ORDER_OPEN;
	rc = order_keep(x, &w->old, &w->o, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

/* A credit memo bills a return; of a sale it is a correction, and what it
 * credits is not sold again. */
static bool
bills(const struct invoice *inv, const struct sales_order *o)
{
	return o->order_type == ORDER_RC ? inv->doc_type == INVOICE_CREDIT :
					   inv->doc_type == INVOICE_INVOICE;
}

static bool
add_lines(
    struct order_whole *w, const struct invoice_line *lines, int n, int sign)
{
	bool any = false;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < w->n; j++)
			if (lines[i].order_line_id == w->lines[j].id) {
				w->lines[j].billed += sign * lines[i].quantity;
				any = true;
			}
	return any;
}

/* An order that is billed without a shipment is done when all is billed. */
static void
follow(struct order_whole *w, int sign)
{
	bool rest = false;

	for (int i = 0; i < w->n; i++)
		rest = rest || order_line_unbilled(&w->lines[i]) != 0;
	if (sign > 0 && w->o.status == ORDER_INVOICED)
		w->o.status = rest ? ORDER_OPEN : ORDER_COMPLETED;
	else if (sign < 0 && w->o.status == ORDER_COMPLETED &&
	    !order_any_shipped(w))
		w->o.status = ORDER_OPEN;
}

enum rc
order_invoiced(struct txn *x, const struct invoice *inv,
    const struct invoice_line *lines, int n, int sign, struct problems *bad)
{
	struct order_whole *w;
	enum rc rc;

	if (inv->order_id == 0)
		return RC_OK;
	rc = order_take(x, inv->order_id, 0, &w);
	if (rc == RC_NOTFOUND || (rc == RC_OK && !bills(inv, &w->o)))
		return RC_OK;
	if (rc != RC_OK)
		return rc;
	if (!add_lines(w, lines, n, sign))
		return RC_OK;
	w->o.charge_billed += sign * inv->charge_amount;
	follow(w, sign);
	rc = order_give(x, w, bad);
	if (rc > RC_SAME)
		return rc;
	return shipments_of_invoice(x, inv->id,
	    sign > 0 ? SHIPMENT_COMPLETED : SHIPMENT_CONFIRMED, bad);
}
