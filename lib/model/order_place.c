/* From a cart to an order. */
#include "order_place.h"

#include <string.h>

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "order_type.h"
#include "outbox.h"
#include "product.h"
#include "stock.h"
#include "warehouse.h"

/* ---- what may be ordered */

static void
print_quantity(int64_t n, char *to, size_t size)
{
	decimal_print(n, 3, 0, to, size);
}

/* Of an item that must be there: so much, of all lines together. */
static enum rc
check_stock(struct txn *x, const struct placing *p, const struct product *item,
    const struct order_line *l, int row, struct problems *bad)
{
	struct availability a;
	int64_t wanted = 0, factor = unit_factor(x, item, l->uom), base, have;
	char text[AMOUNT_TEXT];
	enum rc rc = stock_available(x, item, p->portal->warehouses, &a);

	if (rc != RC_OK || !a.tracked || factor == 0)
		return rc;
	for (int i = 0; i < row; i++)
		if (p->lines[i].item_id == item->id &&
		    amount_ratio(p->lines[i].quantity,
			unit_factor(x, item, p->lines[i].uom), UNIT_ONE,
			&base) &&
		    !amount_add(wanted, base, &wanted))
			wanted = INT64_MAX;
	if (wanted <= a.available)
		return RC_OK;
	if (!p->portal->show_quantities ||
	    !amount_ratio(a.available, UNIT_ONE, factor, &have)) {
		problem_in(bad, row, ORDER_LINE_QUANTITY,
		    _("There is not so much of %s at the moment."),
		    item->item_id);
		return RC_OK;
	}
	print_quantity(have, text, sizeof text);
	problem_in(bad, row, ORDER_LINE_QUANTITY,
	    _("Only %s %s of %s can be ordered at the moment."), text, l->uom,
	    item->item_id);
	return RC_OK;
}

/* Where it is taken from: only what this portal shows. */
static enum rc
choose_warehouse(struct txn *x, const struct placing *p,
    const struct product *item, struct order_line *l)
{
	int64_t factor = unit_factor(x, item, l->uom), base, set;
	struct availability a;
	enum rc rc;

	if (!stock_tracked(x, item) ||
	    !amount_ratio(l->quantity, factor, UNIT_ONE, &base))
		return RC_OK;
	set = p->portal->default_warehouse == 0 ?
	    0 :
	    warehouse_bit(p->portal->default_warehouse);
	if (set != 0) {
		rc = stock_available(x, item, set, &a);
		if (rc != RC_OK)
			return rc;
		if (a.available >= base) {
			l->warehouse = p->portal->default_warehouse;
			return RC_OK;
		}
	}
	return stock_warehouse(
	    x, item, p->portal->warehouses, base, &l->warehouse);
}

static enum rc
take_line(struct txn *x, struct placing *p, const struct cart_line *from,
    struct order_line *l, struct problems *bad)
{
	struct product *item = txn_scratch(x, sizeof *item);
	enum rc rc = store_get(x, &product_entity, from->item_id, item);
	int row = ++p->n;

	*l = (struct order_line){ .line_no = row,
		.item_id = from->item_id,
		.quantity = from->quantity };
	str_copy(l->uom, sizeof l->uom, from->uom);
	if (rc == RC_NOTFOUND || (rc == RC_OK && item->on_web != IS_YES)) {
		problem_in(bad, row, ORDER_LINE_PRODUCT,
		    _("This item is no longer sold: remove it."));
		return RC_OK;
	}
	if (rc == RC_OK && !p->quote && !p->portal->out_of_stock)
		rc = check_stock(x, p, item, l, row, bad);
	return rc == RC_OK ? choose_warehouse(x, p, item, l) : rc;
}

/* ---- preparing */

/* The type of the portal says what becomes of its orders. */
static enum rc
fill_head(struct txn *x, struct placing *p)
{
	struct sales_order *o = &p->o;
	struct order_type t = { .id = 0 };
	enum rc rc = p->quote || p->portal->order_type[0] == '\0' ?
	    RC_OK :
	    order_type_find(x, p->portal->order_type, &t);

	if (rc != RC_OK && rc != RC_NOTFOUND)
		return rc;
	o->order_type = p->quote ? ORDER_QT : ORDER_SO;
	o->type_code = rc == RC_OK && t.template == ORDER_SO ? t.id : 0;
	o->account_id = p->account->id;
	o->contact_id = p->contact;
	o->order_date = time_date(clock_now(), p->portal->time_zone);
	return RC_OK;
}

/* What order_line_defaults finds is about one line; which one it is not told.
 * An offer can be asked for what has no price yet. */
static enum rc
fill_line(struct txn *x, struct placing *p, int i, struct problems *bad)
{
	struct problems *own = txn_scratch(x, sizeof *own);
	struct order_line *l = &p->lines[i];
	enum rc rc = order_line_defaults(x, &p->o, l, own);

	if (rc != RC_INVALID)
		return rc;
	if (p->quote && problem_of(own, ORDER_LINE_PRICE) != NULL) {
		l->manual_price = 1;
		return RC_OK;
	}
	for (int j = 0; j < own->n; j++)
		problem_in(bad, i + 1, own->at[j].tag, "%s",
		    own->at[j].tag == ORDER_LINE_PRICE ?
			_("It has no price for you: ask us for a quote.") :
			own->at[j].text);
	return RC_OK;
}

enum rc
order_prepare(struct txn *x, struct placing *p, const struct cart *c,
    struct problems *bad)
{
	struct cart_line *from;
	int n, before = bad->n;
	enum rc rc = cart_lines(x, c, &from, &n);

	p->n = 0;
	if (rc == RC_OK && n == 0)
		rc = RC_NOTFOUND;
	if (rc != RC_OK)
		return rc;
	if ((rc = fill_head(x, p)) == RC_OK)
		rc = order_defaults(x, &p->o, bad);
	if (rc != RC_OK && rc != RC_INVALID)
		return rc;
	for (int i = 0; i < n; i++) {
		if ((rc = take_line(x, p, &from[i], &p->lines[i], bad)) !=
			RC_OK ||
		    (rc = fill_line(x, p, i, bad)) != RC_OK)
			return rc;
	}
	if (!order_sums(&p->o, p->lines, p->n))
		problem(bad, ORDER_TOTAL, _("The total is too large."));
	return bad->n > before ? RC_INVALID : RC_OK;
}

/* ---- placing */

static enum rc
check_head(const struct placing *p, int64_t total, struct problems *bad)
{
	if (p->account->status == ACCOUNT_INACTIVE)
		problem(bad, 0,
		    _("Your account is closed for orders. Please ask us."));
	if (p->o.requested_date != DATE_NONE &&
	    p->o.requested_date < p->o.order_date)
		problem(bad, ORDER_REQUESTED, _("This day has passed."));
	if (!p->quote && p->o.total != total)
		problem(bad, ORDER_TOTAL,
		    _("Prices have changed while you were ordering. Look at "
		      "the new total, then place the order."));
	return bad->n > 0 ? RC_INVALID : RC_OK;
}

enum rc
order_place(struct txn *x, struct placing *p, struct cart *c, int64_t total,
    struct problems *bad)
{
	enum rc rc = order_prepare(x, p, c, bad);

	if (rc == RC_OK)
		rc = check_head(p, total, bad);
	/* Found anew, as of any new order, so that they are not "manual". */
	for (int i = 0; rc == RC_OK && i < p->n; i++)
		if (!p->lines[i].manual_price)
			p->lines[i].unit_price = 0;
	if (rc == RC_OK)
		rc = order_put(x, &p->o, p->lines, p->n, bad);
	if (rc == RC_OK && !p->quote)
		rc = mail_order(x, MAIL_ORDER_PLACED, &p->o);
	return rc == RC_OK ? cart_clear(x, c, p->o.id) : rc;
}
