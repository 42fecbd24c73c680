/* What is done with shipments, and what that does to their orders. */
#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "invoice.h"
#include "orderparts.h"
#include "shipmentparts.h"

/* A shipment with its lines and its order. */
struct load {
	struct shipment s, old;
	struct shipment_line *lines;
	int n;
	struct order_whole *order;
};

static enum rc
take(struct txn *x, struct shipment *s, int64_t to, struct load **load,
    struct problems *bad)
{
	struct load *l = txn_scratch(x, sizeof *l);
	void *lines;
	enum rc rc = store_get(x, &shipment_entity, s->id, &l->s);

	if (rc == RC_OK && l->s.rev != s->rev)
		rc = RC_CONFLICT;
	if (rc == RC_OK)
		rc =
		    document_lines(x, &shipment_document, s->id, &lines, &l->n);
	if (rc == RC_OK)
		rc = order_take(x, l->s.order_id, 0, &l->order);
	if (rc != RC_OK)
		return rc;
	*s = l->old = l->s;
	l->lines = lines;
	*load = l;
	if (to != 0)
		(void)shipment_step_ok(&l->s, to, bad);
	(void)order_account_ok(x, l->s.account_id, SHIPMENT_ACCOUNT, bad);
	return bad->n > 0 ? RC_INVALID : RC_OK;
}

static enum rc
give(struct txn *x, struct load *l, struct shipment *s, struct problems *bad)
{
	enum rc rc = order_give(x, l->order, bad);

	if (rc > RC_SAME)
		return rc;
	rc = shipment_keep(x, &l->old, &l->s, bad);
	*s = l->s;
	return rc == RC_SAME ? RC_OK : rc;
}

static struct order_line *
line_of(struct order_whole *w, int64_t id)
{
	for (int i = 0; i < w->n; i++)
		if (w->lines[i].id == id)
			return &w->lines[i];
	return NULL;
}

/* ---- making one */

enum rc
shipment_create(
    struct txn *x, struct sales_order *o, int64_t *made, struct problems *bad)
{
	struct shipment *s = txn_scratch(x, sizeof *s);
	struct shipment_line *lines;
	struct order_whole *w;
	bool whole = true;
	int n = 0;
	enum rc rc = order_take(x, o->id, o->rev, &w);

	if (rc != RC_OK)
		return rc;
	lines = txn_scratch(x, (size_t)(w->n + 1) * sizeof *lines);
	for (int i = 0; i < w->n; i++) {
		int64_t quantity;

		rc = order_line_shippable(x, &w->lines[i], &quantity);
		if (rc != RC_OK)
			return rc;
		whole = whole && quantity == order_line_open(&w->lines[i]);
		if (quantity == 0)
			continue;
		lines[n].order_line_id = w->lines[i].id;
		lines[n++].quantity = quantity;
	}
	if (n == 0)
		problem(bad, 0, _("Nothing of order %s can be shipped now."),
		    w->o.order_no);
	else if (!whole && w->o.shipping_rule == SHIP_COMPLETE)
		problem(bad, 0,
		    _("Order %s ships complete, and not all of it can be "
		      "shipped now."),
		    w->o.order_no);
	if (bad->n > 0)
		return RC_INVALID;
	s->order_id = o->id;
	if ((rc = shipment_put(x, s, lines, n, bad)) != RC_OK)
		return rc;
	*made = s->id;
	return store_get(x, &order_entity, o->id, o);
}

/* ---- the goods leave, and come back */

/* By the shipping rule: what is open stays open, is dropped, or may not be. */
static void
finish_order(struct order_whole *w, bool waits, struct problems *bad)
{
	bool open;

	if (w->o.shipping_rule == SHIP_CANCEL_REST && !waits)
		for (int i = 0; i < w->n; i++)
			w->lines[i].canceled += order_line_open(&w->lines[i]);
	open = order_any_open(w);
	if (open && w->o.shipping_rule == SHIP_COMPLETE)
		problem(bad, 0,
		    _("Order %s ships complete: this shipment leaves "
		      "something out."),
		    w->o.order_no);
	w->o.status = waits ? ORDER_SHIPPING :
	    open            ? ORDER_BACK_ORDER :
			      ORDER_COMPLETED;
}

enum rc
shipment_confirm(struct txn *x, struct shipment *s, struct problems *bad)
{
	struct load *l;
	bool waits;
	enum rc rc = take(x, s, SHIPMENT_CONFIRMED, &l, bad);

	if (rc != RC_OK)
		return rc;
	if (l->n == 0)
		problem(bad, 0, _("The shipment has no lines."));
	for (int i = 0; i < l->n; i++) {
		struct order_line *of =
		    line_of(l->order, l->lines[i].order_line_id);

		if (of != NULL)
			of->shipped += l->lines[i].quantity;
	}
	if ((rc = shipment_waits(x, l->s.order_id, l->s.id, &waits)) != RC_OK)
		return rc;
	finish_order(l->order, waits, bad);
	if (bad->n > 0)
		return RC_INVALID;
	l->s.status = SHIPMENT_CONFIRMED;
	return give(x, l, s, bad);
}

enum rc
shipment_correct(struct txn *x, struct shipment *s, struct problems *bad)
{
	struct load *l;
	enum rc rc = take(x, s, SHIPMENT_OPEN, &l, bad);

	if (rc != RC_OK)
		return rc;
	if (l->s.status != SHIPMENT_CONFIRMED) {
		problem(bad, SHIPMENT_STATUS,
		    _("Only a confirmed shipment is corrected."));
		return RC_INVALID;
	}
	for (int i = 0; i < l->n; i++) {
		struct order_line *of =
		    line_of(l->order, l->lines[i].order_line_id);

		if (of != NULL)
			of->shipped -= l->lines[i].quantity;
	}
	/* The rest was dropped when this one left. */
	if (l->order->o.shipping_rule == SHIP_CANCEL_REST)
		for (int i = 0; i < l->order->n; i++)
			l->order->lines[i].canceled = 0;
	l->order->o.status = ORDER_SHIPPING;
	l->s.status = SHIPMENT_OPEN;
	return give(x, l, s, bad);
}

/* ---- billing */

/* Freight goes onto one invoice: none is there that was not taken back. */
static bool
has_freight(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	bool *found = arg;

	*found = inv->doc_type == INVOICE_INVOICE && inv->charge_amount != 0 &&
	    inv->status != INVOICE_CANCELED && inv->status != INVOICE_VOIDED;
	return !*found;
}

static enum rc
freight_billed(struct txn *x, int64_t order, bool *billed)
{
	struct invoice *like = txn_scratch(x, sizeof *like);
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OF_ORDER,
		.like = like,
		.prefix = 1 };

	*billed = false;
	like->order_id = order;
	return store_list(x, &l, has_freight, billed);
}

static void
copy_head(const struct load *l, struct invoice *inv)
{
	const struct sales_order *o = &l->order->o;

	inv->doc_type = INVOICE_INVOICE;
	inv->status = INVOICE_BALANCED;
	inv->account_id = o->account_id;
	inv->terms = o->terms;
	inv->order_id = o->id;
	inv->delivered = l->s.ship_date;
	str_copy(inv->currency, sizeof inv->currency, o->currency);
	str_copy(inv->order_no, sizeof inv->order_no, o->order_no);
	str_copy(inv->customer_po, sizeof inv->customer_po, o->customer_po);
	str_copy(inv->summary, sizeof inv->summary, o->summary);
#define COPY(m, from) str_copy(inv->m, sizeof inv->m, (from)->m)
	COPY(bill_name, o);
	COPY(bill_attention, o);
	COPY(bill_line1, o);
	COPY(bill_line2, o);
	COPY(bill_city, o);
	COPY(bill_region, o);
	COPY(bill_postal_code, o);
	COPY(bill_country, o);
	COPY(ship_name, &l->s);
	COPY(ship_attention, &l->s);
	COPY(ship_line1, &l->s);
	COPY(ship_line2, &l->s);
	COPY(ship_city, &l->s);
	COPY(ship_region, &l->s);
	COPY(ship_postal_code, &l->s);
	COPY(ship_country, &l->s);
#undef COPY
}

static void
copy_line(const struct order_line *of, const struct shipment_line *l,
    struct invoice_line *to)
{
	to->item_id = of->item_id;
	str_copy(to->description, sizeof to->description, l->description);
	str_copy(to->uom, sizeof to->uom, of->uom);
	to->quantity = l->quantity;
	to->unit_price = of->unit_price;
	to->discount_pct = of->discount_pct;
	to->tax_code = of->tax_code;
	to->tax_category = of->tax_category;
	to->tax_rate = of->tax_rate;
	to->order_line_id = of->id;
	to->shipment_id = l->shipment_id;
	str_copy(to->line_note, sizeof to->line_note, of->line_note);
}

enum rc
shipment_invoice(
    struct txn *x, struct shipment *s, int64_t *made, struct problems *bad)
{
	struct invoice *inv = txn_scratch(x, sizeof *inv);
	struct invoice_line *lines;
	struct load *l;
	bool billed;
	int n = 0;
	enum rc rc = take(x, s, SHIPMENT_INVOICED, &l, bad);

	if (rc != RC_OK ||
	    (rc = freight_billed(x, l->s.order_id, &billed)) != RC_OK)
		return rc;
	copy_head(l, inv);
	if (!billed) {
		inv->charge_amount = l->order->o.charge_amount;
		inv->charge_tax_category = l->order->o.charge_tax_category;
		inv->charge_tax_rate = l->order->o.charge_tax_rate;
	}
	lines = txn_scratch(x, (size_t)(l->n + 1) * sizeof *lines);
	for (int i = 0; i < l->n; i++) {
		const struct order_line *of =
		    line_of(l->order, l->lines[i].order_line_id);

		if (of != NULL)
			copy_line(of, &l->lines[i], &lines[n++]);
	}
	if ((rc = invoice_put(x, inv, lines, n, bad)) != RC_OK)
		return rc;
	*made = inv->id;
	l->s.status = SHIPMENT_INVOICED;
	l->s.invoice_id = inv->id;
	rc = shipment_keep(x, &l->old, &l->s, bad);
	*s = l->s;
	return rc;
}

/* ---- taking away */

struct packages {
	int n;
	int64_t id[LINES_MOST];
};

static bool
add_package(void *arg, const void *rec)
{
	struct packages *all = arg;

	all->id[all->n++] = record_id(rec);
	return all->n < LINES_MOST;
}

static enum rc
erase_packages(struct txn *x, int64_t shipment)
{
	const struct package like = { .shipment_id = shipment };
	const struct list l = { .e = &package_entity,
		.index = PACKAGE_OF_SHIPMENT,
		.like = &like,
		.prefix = 1 };
	struct packages *all = txn_scratch(x, sizeof *all);
	enum rc rc = store_list(x, &l, add_package, all);

	for (int i = 0; rc == RC_OK && i < all->n; i++)
		rc = store_delete(x, &package_entity, all->id[i]);
	return rc;
}

enum rc
shipment_erase(struct txn *x, struct shipment *s, struct problems *bad)
{
	struct load *l;
	bool waits;
	enum rc rc = take(x, s, 0, &l, bad);

	if (rc != RC_OK)
		return rc;
	if (!shipment_may_change(&l->s)) {
		problem(bad, SHIPMENT_STATUS,
		    _("Shipment %s has left the house: correct it first."),
		    l->s.shipment_no);
		return RC_REFUSED;
	}
	if ((rc = erase_packages(x, s->id)) != RC_OK ||
	    (rc = document_erase(x, &shipment_document, s->id, s->rev)) !=
		RC_OK ||
	    (rc = shipment_waits(x, l->s.order_id, s->id, &waits)) != RC_OK)
		return rc;
	if (!waits)
		l->order->o.status =
		    order_any_shipped(l->order) ? ORDER_BACK_ORDER : ORDER_OPEN;
	rc = order_give(x, l->order, bad);
	return rc == RC_SAME ? RC_OK : rc;
}
