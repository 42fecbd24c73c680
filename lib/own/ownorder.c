/* A customer's orders: what they led to, and what the customer may do. */
#include "../base/date.h"
#include "../model/invoice.h"
#include "../model/order.h"
#include "../model/product.h"
#include "../model/shipment.h"
#include "../model/stock.h"
#include "../model/warehouse.h"
#include "../store/refer.h"
#include "ownparts.h"

static bool
shown(const struct own *o, const struct sales_order *order)
{
	return document_shown(o->v, &order_entity, order);
}

enum rc
own_order_lines(
    struct own *o, const struct sales_order *order, void **lines, int *n)
{
	*n = 0;
	return shown(o, order) ?
	    document_lines(o->x, &order_document, order->id, lines, n) :
	    RC_NOTFOUND;
}

void
own_order_item(
    struct own *o, const struct order_line *line, char *to, size_t size)
{
	refer_key(o->x, record_field(&order_line_entity, ORDER_LINE_PRODUCT),
	    line, to, size);
}

int64_t
own_line_expected(struct own *o, const struct order_line *l)
{
	struct product *p = arena_alloc(o->mem, sizeof *p);
	struct availability a;

	if (l->promised_date != DATE_NONE)
		return l->promised_date;
	if (l->item_id == 0 || l->promised_qty >= order_line_open(l) ||
	    store_get(o->x, &product_entity, l->item_id, p) != RC_OK ||
	    stock_available(o->x, p,
		l->warehouse != 0 ? warehouse_bit(l->warehouse) :
				    o->v->portal.warehouses,
		&a) != RC_OK ||
	    !a.tracked)
		return DATE_NONE;
	return a.expected;
}

/* ---- what they led to */

struct led_to {
	const struct own *own;
	bool (*each)(void *, const void *);
	void *arg;
};

/* What has left the house, or come back. */
static bool
pass_shipment(void *arg, const void *rec)
{
	const struct shipment *s = rec;
	const struct led_to *l = arg;

	return s->shown != IS_YES || s->account_id != l->own->v->account.id ||
	    l->each(l->arg, rec);
}

enum rc
own_order_shipments(struct own *o, const struct sales_order *order,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	const struct shipment like = { .order_id = order->id };
	const struct list l = { .e = &shipment_entity,
		.index = SHIPMENT_OF_ORDER,
		.like = &like,
		.prefix = 1 };
	struct led_to to = { o, each, arg };

	return shown(o, order) ? store_list(o->x, &l, pass_shipment, &to) :
				 RC_NOTFOUND;
}

enum rc
own_packages(struct own *o, const struct shipment *s,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	const struct package like = { .shipment_id = s->id };
	const struct list l = { .e = &package_entity,
		.index = PACKAGE_OF_SHIPMENT,
		.like = &like,
		.prefix = 1 };

	if (s->shown != IS_YES || s->account_id != o->v->account.id)
		return RC_NOTFOUND;
	return store_list(o->x, &l, each, arg);
}

static bool
pass_invoice(void *arg, const void *rec)
{
	const struct led_to *l = arg;

	return !document_shown(l->own->v, &invoice_entity, rec) ||
	    l->each(l->arg, rec);
}

enum rc
own_order_invoices(struct own *o, const struct sales_order *order,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	const struct invoice like = { .order_id = order->id };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OF_ORDER,
		.like = &like,
		.prefix = 1 };
	struct led_to to = { o, each, arg };

	return shown(o, order) ? store_list(o->x, &l, pass_invoice, &to) :
				 RC_NOTFOUND;
}

/* ---- taking it back */

bool
own_may_cancel(const struct sales_order *o, const struct order_line *l, int n)
{
	if (o->order_type != ORDER_SO || !order_may_change(o))
		return false;
	for (int i = 0; i < n; i++)
		if (l[i].shipped != 0 || l[i].billed != 0)
			return false;
	return true;
}

enum rc
own_order_cancel(struct own *o, int64_t id, int64_t rev, struct problems *bad)
{
	struct sales_order *order = arena_alloc(o->mem, sizeof *order);
	void *lines;
	int n;
	enum rc rc = own_get(o, &order_entity, id, order);

	if (rc == RC_OK)
		rc = own_order_lines(o, order, &lines, &n);
	if (rc != RC_OK)
		return rc;
	if (order->rev != rev)
		return RC_CONFLICT;
	return own_may_cancel(order, lines, n) ?
	    order_cancel(o->x, order, bad) :
	    RC_REFUSED;
}
