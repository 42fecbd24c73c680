/* The way in for shipments, from editors and from their orders. */
#include <stdlib.h>
#include <string.h>

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/date.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "orderparts.h"
#include "rules.h"
#include "shipmentparts.h"
#include "stock.h"

/* ---- what can be shipped of a line */

struct underway {
	struct txn *x;
	int64_t except, quantity;
};

static bool
add_underway(void *arg, const void *rec)
{
	const struct shipment_line *l = rec;
	struct underway *u = arg;
	struct shipment s;

	if (l->shipment_id != u->except &&
	    store_get(u->x, &shipment_entity, l->shipment_id, &s) == RC_OK &&
	    shipment_may_change(&s))
		u->quantity += l->quantity;
	return true;
}

enum rc
shipment_underway(
    struct txn *x, int64_t order_line, int64_t except, int64_t *quantity)
{
	const struct shipment_line like = { .order_line_id = order_line };
	const struct list l = { .e = &shipment_line_entity,
		.index = SHIPMENT_LINE_OF_ORDER_LINE,
		.like = &like,
		.prefix = 1 };
	struct underway u = { .x = x, .except = except };
	enum rc rc = store_list(x, &l, add_underway, &u);

	*quantity = u.quantity;
	return rc;
}

/* Does it leave only as far as it is promised? */
static bool
needs_promise(struct txn *x, const struct order_line *line)
{
	struct sales_order *o;
	struct product *p;

	if (line->item_id == 0 || !stock_kept(x))
		return false;
	if (line->stock_id != 0)
		return true;
	o = txn_scratch(x, sizeof *o);
	p = txn_scratch(x, sizeof *p);
	return store_get(x, &order_entity, line->order_id, o) == RC_OK &&
	    o->order_type == ORDER_SO &&
	    store_get(x, &product_entity, line->item_id, p) == RC_OK &&
	    p->kind == PRODUCT_STOCK;
}

/* What is open, and promised where stock is kept, but not twice. */
enum rc
order_line_shippable(
    struct txn *x, const struct order_line *line, int64_t *quantity)
{
	int64_t underway;
	enum rc rc = shipment_underway(x, line->id, 0, &underway);

	*quantity =
	    needs_promise(x, line) ? line->promised_qty : order_line_open(line);
	*quantity -= underway;
	return rc;
}

/* ---- lines */

static const struct order_line *
order_line_of(const struct order_whole *w, int64_t id)
{
	for (int i = 0; i < w->n; i++)
		if (w->lines[i].id == id)
			return &w->lines[i];
	return NULL;
}

/* What this shipment has of the order's line already. */
static int64_t
own_part(const struct shipment_line *was, int count, int64_t order_line)
{
	int64_t sum = 0;

	for (int i = 0; i < count; i++)
		if (was[i].order_line_id == order_line)
			sum += was[i].quantity;
	return sum;
}

static enum rc
check_quantity(struct txn *x, const struct order_line *of,
    const struct shipment_line *lines, int i, const struct shipment_line *was,
    int count, struct problems *bad)
{
	int sign = of->quantity < 0 ? -1 : 1;
	int64_t most, wanted = own_part(lines, i + 1, of->id);
	char text[32];
	enum rc rc = order_line_shippable(x, of, &most);

	if (rc != RC_OK)
		return rc;
	most += own_part(was, count, of->id);
	if (sign * lines[i].quantity <= 0 || sign * wanted > sign * most) {
		amount_print(most, QUANTITY_PLACES, 0, text, sizeof text);
		problem_in(bad, i + 1, SHIPMENT_LINE_QUANTITY,
		    _("Of %s only %s can be shipped."), of->description, text);
	}
	return RC_OK;
}

/* Kilograms of a line, as far as the item says. */
static int64_t
weight_of(struct txn *x, const struct shipment_line *l)
{
	struct product *p = txn_scratch(x, sizeof *p);
	int64_t one, all;

	if (l->item_id == 0 ||
	    store_get(x, &product_entity, l->item_id, p) != RC_OK ||
	    p->weight == 0 ||
	    !amount_ratio(
		p->weight, unit_factor(x, p, l->uom), UNIT_ONE, &one) ||
	    !amount_ratio(one, l->quantity, UNIT_ONE, &all))
		return 0;
	return all;
}

/* A shipment leaves one place: that of its first line that has one. */
static void
check_warehouse(struct shipment *s, const struct order_line *of, int i,
    struct problems *bad)
{
	if (of->stock_id == 0 || of->warehouse == s->warehouse)
		return;
	if (s->warehouse == 0)
		s->warehouse = of->warehouse;
	else
		problem_in(bad, i + 1, SHIPMENT_LINE_ORDER_LINE,
		    _("%s comes from another warehouse: it needs a shipment "
		      "of its own."),
		    of->description);
}

static enum rc
check_lines(struct txn *x, const struct order_whole *w, struct shipment *s,
    struct shipment_line *lines, int n, const struct shipment_line *was,
    int count, struct problems *bad)
{
	s->quantity = s->weight = 0;
	s->warehouse = 0;
	for (int i = 0; i < n; i++) {
		struct shipment_line *l = &lines[i];
		const struct order_line *of =
		    order_line_of(w, l->order_line_id);
		enum rc rc;

		if (of == NULL) {
			problem_in(bad, i + 1, SHIPMENT_LINE_ORDER_LINE,
			    _("Order %s has no such line."), w->o.order_no);
			continue;
		}
		check_warehouse(s, of, i, bad);
		l->item_id = of->item_id;
		str_copy(l->uom, sizeof l->uom, of->uom);
		if (l->description[0] == '\0')
			str_copy(l->description, sizeof l->description,
			    of->description);
		rc = check_quantity(x, of, lines, i, was, count, bad);
		if (rc != RC_OK)
			return rc;
		if (!amount_add(s->quantity, l->quantity, &s->quantity) ||
		    !amount_add(s->weight, weight_of(x, l), &s->weight))
			problem_in(bad, i + 1, SHIPMENT_LINE_QUANTITY,
			    _("The quantity is too large."));
	}
	return RC_OK;
}

/* ---- the head */

#define FILL(to, from)                                                         \
	do {                                                                   \
		if ((to)[0] == '\0')                                           \
			str_copy(to, sizeof(to), from);                        \
	} while (0)

static void
fill_head(struct shipment *s, const struct sales_order *o)
{
	s->account_id = o->account_id;
	s->operation =
	    o->order_type == ORDER_RC ? SHIPMENT_RECEIPT : SHIPMENT_ISSUE;
	if (s->status == 0)
		s->status = SHIPMENT_OPEN;
	if (s->ship_date == DATE_NONE)
		s->ship_date = time_date(clock_now(), "");
	FILL(s->ship_via, o->ship_via);
	if (s->ship_line1[0] != '\0' || s->ship_city[0] != '\0')
		return;
	FILL(s->ship_name, o->ship_name);
	FILL(s->ship_attention, o->ship_attention);
	FILL(s->ship_line1, o->ship_line1);
	FILL(s->ship_line2, o->ship_line2);
	FILL(s->ship_city, o->ship_city);
	FILL(s->ship_region, o->ship_region);
	FILL(s->ship_postal_code, o->ship_postal_code);
	FILL(s->ship_country, o->ship_country);
}

static void
check_head(struct txn *x, const struct shipment *old, struct shipment *s,
    const struct sales_order *o, struct problems *bad)
{
	record_check(&shipment_entity, s, bad);
	check_country(s->ship_country, SHIPMENT_SHIP_COUNTRY, bad);
	(void)order_account_ok(x, o->account_id, SHIPMENT_ORDER, bad);
	if (o->order_type == ORDER_QT)
		problem(bad, SHIPMENT_ORDER,
		    _("A quote is not shipped: make an order of it."));
	else if (old->id == 0 && o->status != ORDER_SHIPPING &&
	    !order_step_exists(o->status, ORDER_SHIPPING))
		problem(bad, SHIPMENT_ORDER,
		    _("Order %s is %s: it cannot be shipped."), o->order_no,
		    _(choice_of(order_statuses, o->status)->label));
	if (!shipment_may_change(s))
		problem(bad, SHIPMENT_STATUS,
		    _("A shipment is Open or On Hold until it is "
		      "confirmed."));
}

static void
keep_system(const struct shipment *old, struct shipment *s)
{
	s->order_id = old->order_id;
	s->packages = old->packages;
	s->invoice_id = old->invoice_id;
	s->created = old->created;
	s->changed = old->changed;
	if (s->shipment_no[0] == '\0')
		str_copy(
		    s->shipment_no, sizeof s->shipment_no, old->shipment_no);
	if (s->status == 0)
		s->status = old->status;
}

/* The order is being shipped from the first shipment on. */
static enum rc
start_order(struct txn *x, struct order_whole *w, struct problems *bad)
{
	enum rc rc;

	if (w->o.status == ORDER_SHIPPING)
		return RC_OK;
	w->o.status = ORDER_SHIPPING;
	rc = order_keep(x, &w->old, &w->o, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

static enum rc
store_new(struct txn *x, struct order_whole *w, struct shipment *s,
    struct shipment_line *lines, int n, struct problems *bad)
{
	enum rc rc;

	s->rev = 0;
	s->packages = s->invoice_id = 0;
	s->created = clock_now();
	if (s->shipment_no[0] == '\0' &&
	    (rc = document_next_number(
		 x, &shipment_document, "shipment", "SH", s)) != RC_OK)
		return rc;
	if ((rc = shipment_keep(x, NULL, s, bad)) != RC_OK)
		return rc;
	rc = document_put_lines(x, &shipment_document, s->id, lines, n, bad);
	return rc > RC_SAME ? rc : start_order(x, w, bad);
}

static enum rc
store_again(struct txn *x, const struct shipment *old, struct shipment *s,
    struct shipment_line *lines, int n, struct problems *bad)
{
	enum rc head, rc;

	rc = document_put_lines(x, &shipment_document, s->id, lines, n, bad);
	if (rc > RC_SAME)
		return rc;
	if (rc == RC_OK)
		s->changed = clock_now();
	head = shipment_keep(x, old, s, bad);
	return head == RC_SAME ? rc : head;
}

/* The lines of one that is stored, or none. */
static enum rc
load_old(struct txn *x, struct shipment *s, struct shipment *old, void **was,
    int *count, struct problems *bad)
{
	enum rc rc;

	if (s->id == 0)
		return RC_OK;
	if ((rc = store_get(x, &shipment_entity, s->id, old)) != RC_OK)
		return rc;
	if (old->rev != s->rev)
		return RC_CONFLICT;
	if (!shipment_may_change(old)) {
		problem(bad, SHIPMENT_STATUS,
		    _("The shipment is %s and can no longer be changed."),
		    _(choice_of(shipment_statuses, old->status)->label));
		return RC_REFUSED;
	}
	keep_system(old, s);
	return document_lines(x, &shipment_document, s->id, was, count);
}

enum rc
shipment_put(struct txn *x, struct shipment *s, struct shipment_line *lines,
    int n, struct problems *bad)
{
	struct shipment *old = txn_scratch(x, sizeof *old);
	struct order_whole *w;
	void *was = NULL;
	int count = 0;
	enum rc rc = load_old(x, s, old, &was, &count, bad);

	if (rc != RC_OK)
		return rc;
	if ((rc = order_take(x, s->order_id, 0, &w)) == RC_NOTFOUND) {
		problem(bad, SHIPMENT_ORDER,
		    _("%s: this record does not exist."), _("Order"));
		return RC_INVALID;
	}
	if (rc != RC_OK)
		return rc;
	document_number_lines(&shipment_document, lines, n, bad);
	fill_head(s, &w->o);
	check_head(x, old, s, &w->o, bad);
	rc = check_lines(x, w, s, lines, n, was, count, bad);
	if (rc != RC_OK || bad->n > 0)
		return rc != RC_OK ? rc : RC_INVALID;
	return s->id == 0 ? store_new(x, w, s, lines, n, bad) :
			    store_again(x, old, s, lines, n, bad);
}
