/* What is done with shipments, and what that does to their orders. */
#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "invoice.h"
#include "orderparts.h"
#include "outbox.h"
#include "shipmentparts.h"
#include "stockparts.h"

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

/* What comes back comes as it comes. */
static int64_t
rule_of(const struct sales_order *o)
{
	return o->order_type == ORDER_SO ? o->shipping_rule : SHIP_BACK_ORDER;
}

/* What of each line can leave now, and whether the order may. */
static enum rc
look(struct txn *x, const struct order_whole *w, int64_t **ready,
    struct problems *bad)
{
	int64_t *to = txn_scratch(x, (size_t)(w->n + 1) * sizeof *to);
	bool any = false, whole = true;

	for (int i = 0; i < w->n; i++) {
		enum rc rc = order_line_shippable(x, &w->lines[i], &to[i]);

		if (rc != RC_OK)
			return rc;
		whole = whole && to[i] == order_line_open(&w->lines[i]);
		any = any || to[i] != 0;
	}
	*ready = to;
	if (!any)
		problem(bad, 0, _("Nothing of order %s can be shipped now."),
		    w->o.order_no);
	else if (!whole && rule_of(&w->o) == SHIP_COMPLETE)
		problem(bad, 0,
		    _("Order %s ships complete, and not all of it can be "
		      "shipped now."),
		    w->o.order_no);
	return bad->n > 0 ? RC_INVALID : RC_OK;
}

/* Which place a line leaves; 0: it goes with any. */
static int64_t
place_of(const struct order_line *l)
{
	return l->stock_id != 0 ? l->warehouse : 0;
}

/* Of line `first` and all later ones that leave the same place, or any. */
static enum rc
create_one(struct txn *x, const struct order_whole *w, int64_t *ready,
    int first, int64_t *made, struct problems *bad)
{
	struct shipment *s = txn_scratch(x, sizeof *s);
	struct shipment_line *lines =
	    txn_scratch(x, (size_t)(w->n + 1) * sizeof *lines);
	int64_t place = 0;
	int n = 0;
	enum rc rc;

	for (int i = first; i < w->n; i++) {
		int64_t own = place_of(&w->lines[i]);

		if (ready[i] == 0 || (own != 0 && place != 0 && own != place))
			continue;
		if (own != 0)
			place = own;
		lines[n].order_line_id = w->lines[i].id;
		lines[n++].quantity = ready[i];
		ready[i] = 0;
	}
	s->order_id = w->o.id;
	rc = shipment_put(x, s, lines, n, bad);
	if (*made == 0)
		*made = s->id;
	return rc;
}

enum rc
shipment_create(
    struct txn *x, struct sales_order *o, int64_t *made, struct problems *bad)
{
	struct order_whole *w;
	int64_t *ready;
	enum rc rc = order_take(x, o->id, o->rev, &w);

	/* Goods that came before stock was kept are promised now. */
	if (rc == RC_OK && w->o.order_type == ORDER_SO)
		rc = order_give(x, w, bad);
	if (rc > RC_SAME || (rc = look(x, w, &ready, bad)) != RC_OK)
		return rc;
	*made = 0;
	for (int i = 0; rc == RC_OK && i < w->n; i++)
		if (ready[i] != 0)
			rc = create_one(x, w, ready, i, made, bad);
	return rc == RC_OK ? store_get(x, &order_entity, o->id, o) : rc;
}

/* ---- the goods leave, and come back */

/* Is anything open that no other shipment in the house takes? */
static enum rc
leaves_out(struct txn *x, const struct load *l, bool *any)
{
	*any = false;
	for (int i = 0; i < l->order->n; i++) {
		const struct order_line *of = &l->order->lines[i];
		int64_t underway;
		enum rc rc;

		if (order_line_open(of) == 0)
			continue;
		rc = shipment_underway(x, of->id, l->s.id, &underway);
		if (rc != RC_OK)
			return rc;
		*any = *any || underway != order_line_open(of);
	}
	return RC_OK;
}

/* By the shipping rule: what is open stays open, is dropped, or may not be. */
static enum rc
finish_order(struct txn *x, struct load *l, struct problems *bad)
{
	struct order_whole *w = l->order;
	int64_t rule = rule_of(&w->o);
	bool waits, out;
	enum rc rc = shipment_waits(x, l->s.order_id, l->s.id, &waits);

	if (rc != RC_OK || (rc = leaves_out(x, l, &out)) != RC_OK)
		return rc;
	if (rule == SHIP_CANCEL_REST && !waits)
		for (int i = 0; i < w->n; i++)
			w->lines[i].canceled += order_line_open(&w->lines[i]);
	if (out && rule == SHIP_COMPLETE)
		problem(bad, 0,
		    _("Order %s ships complete: this shipment leaves "
		      "something out."),
		    w->o.order_no);
	w->o.status = waits   ? ORDER_SHIPPING :
	    order_any_open(w) ? ORDER_BACK_ORDER :
				ORDER_COMPLETED;
	return bad->n > 0 ? RC_INVALID : RC_OK;
}

enum rc
shipment_confirm(struct txn *x, struct shipment *s, struct problems *bad)
{
	struct freed freed;
	struct load *l;
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
	if ((rc = finish_order(x, l, bad)) != RC_OK ||
	    (rc = stock_move_shipment(x, &l->s, l->lines, l->n, l->order->lines,
		 l->order->n, &freed, bad)) != RC_OK)
		return rc;
	l->s.status = SHIPMENT_CONFIRMED;
	if ((rc = give(x, l, s, bad)) != RC_OK ||
	    (rc = mail_shipment(x, s)) != RC_OK)
		return rc;
	return stock_serve_freed(x, &freed);
}

/* The lines are as if it had never left; what is on a return has to have. */
static enum rc
check_returns(struct txn *x, struct load *l, struct problems *bad)
{
	bool enough = true;
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && enough && i < l->order->n; i++)
		rc = order_line_kept(x, &l->order->lines[i], &enough);
	if (rc == RC_OK && !enough) {
		problem(bad, SHIPMENT_STATUS,
		    _("Goods of this shipment are on a return: cancel that "
		      "first."));
		rc = RC_INVALID;
	}
	return rc;
}

enum rc
shipment_correct(struct txn *x, struct shipment *s, struct problems *bad)
{
	struct freed freed;
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
	if ((rc = check_returns(x, l, bad)) != RC_OK)
		return rc;
	/* The rest was dropped when this one left. */
	if (rule_of(&l->order->o) == SHIP_CANCEL_REST)
		for (int i = 0; i < l->order->n; i++)
			l->order->lines[i].canceled = 0;
	l->order->o.status = ORDER_SHIPPING;
	l->s.status = SHIPMENT_OPEN;
	if ((rc = stock_move_back(x, l->s.id, &freed, bad)) != RC_OK ||
	    (rc = give(x, l, s, bad)) != RC_OK)
		return rc;
	return stock_serve_freed(x, &freed);
}

/* ---- billing */

struct freight {
	int64_t doc_type;
	bool found;
};

/* Freight goes onto one invoice: none is there that was not taken back. */
static bool
has_freight(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct freight *f = arg;

	f->found = inv->doc_type == f->doc_type && inv->charge_amount != 0 &&
	    inv->status != INVOICE_CANCELED && inv->status != INVOICE_VOIDED;
	return !f->found;
}

static int64_t
billed_as(const struct sales_order *o)
{
	return o->order_type == ORDER_RC ? INVOICE_CREDIT : INVOICE_INVOICE;
}

static enum rc
freight_billed(struct txn *x, const struct sales_order *o, bool *billed)
{
	struct invoice *like = txn_scratch(x, sizeof *like);
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OF_ORDER,
		.like = like,
		.prefix = 1 };

	struct freight f = { .doc_type = billed_as(o) };
	enum rc rc;

	like->order_id = o->id;
	rc = store_list(x, &l, has_freight, &f);
	*billed = f.found;
	return rc;
}

static void
copy_head(const struct load *l, struct invoice *inv)
{
	const struct sales_order *o = &l->order->o;

	inv->doc_type = billed_as(o);
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
	    (rc = freight_billed(x, &l->order->o, &billed)) != RC_OK)
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
