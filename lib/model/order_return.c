/* Returns: what comes back of an order, never more than was shipped of it. */
#include <string.h>

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "orderparts.h"

/* ---- how much can come back
 * ---------------------------------------------------- */

struct back {
	struct txn *x;
	int64_t except;  /* an order whose lines do not count */
	int64_t already; /* 1/1000 */
	enum rc rc;
};

static bool
add_back(void *arg, const void *rec)
{
	const struct order_line *l = rec;
	struct back *b = arg;

	if (l->order_id != b->except)
		b->already += l->quantity - l->canceled;
	return true;
}

/* What orders but one take back of a line. */
static enum rc
returned(
    struct txn *x, const struct order_line *l, int64_t except, int64_t *already)
{
	const struct order_line like = { .return_of_line = l->id };
	const struct list back = { .e = &order_line_entity,
		.index = ORDER_LINE_RETURNS_OF,
		.like = &like,
		.prefix = 1 };
	struct back b = { .x = x, .except = except };
	enum rc rc = store_list(x, &back, add_back, &b);

	*already = b.already;
	return rc;
}

enum rc
order_line_returnable(
    struct txn *x, const struct order_line *l, int64_t except, int64_t *left)
{
	int64_t already;
	enum rc rc = returned(x, l, except, &already);

	*left = l->shipped > already ? l->shipped - already : 0;
	return rc;
}

enum rc
order_line_kept(struct txn *x, const struct order_line *l, bool *enough)
{
	int64_t already;
	enum rc rc = returned(x, l, 0, &already);

	*enough = l->shipped >= already;
	return rc;
}

/* All that this order takes back of a line. */
static int64_t
wanted(const struct order_line *lines, int n, int64_t of)
{
	int64_t sum = 0;

	for (int i = 0; i < n; i++)
		if (lines[i].return_of_line == of)
			sum += lines[i].quantity - lines[i].canceled;
	return sum;
}

static void
too_much(
    const struct order_line *of, int64_t left, int row, struct problems *bad)
{
	char quantity[AMOUNT_TEXT];

	amount_print(left, QUANTITY_PLACES, 0, quantity, sizeof quantity);
	problem_in(bad, row, ORDER_LINE_QUANTITY,
	    _("Only %s %s can come back: no more was shipped, or has come "
	      "back already."),
	    quantity, of->uom);
}

enum rc
order_return_check(struct txn *x, const struct sales_order *o,
    const struct order_line *lines, int n, struct problems *bad)
{
	struct order_line *of = txn_scratch(x, sizeof *of);

	for (int i = 0; i < n; i++) {
		const struct order_line *l = &lines[i];
		int64_t left;
		enum rc rc;

		if (l->return_of_line == 0)
			continue;
		rc = store_get(x, &order_line_entity, l->return_of_line, of);
		if (rc == RC_OK)
			rc = order_line_returnable(x, of, o->id, &left);
		if (rc != RC_OK)
			return rc;
		if (l->item_id != of->item_id || !str_same(l->uom, of->uom))
			problem_in(bad, i + 1, ORDER_LINE_PRODUCT,
			    _("What comes back is what was shipped, in the "
			      "same unit."));
		else if (wanted(lines, n, of->id) > left)
			too_much(of, left, i + 1, bad);
	}
	return RC_OK;
}

/* ---- making one
 * ---------------------------------------------------------------- */

static void
copy_head(
    const struct sales_order *from, const char *why, struct sales_order *o)
{
	*o = *from;
	o->id = o->rev = 0;
	o->order_type = ORDER_RC;
	o->type_code = 0;
	o->order_no[0] = o->external_id[0] = '\0';
	o->status = 0;
	o->order_date = time_date(clock_now(), "");
	o->requested_date = o->expires = DATE_NONE;
	o->charge_amount = 0;
	o->quote_id = o->to_prepay = o->prepaid = 0;
	o->accepted_by[0] = o->declined[0] = o->notes[0] = '\0';
	o->return_of = from->id;
	if (*why != '\0')
		str_copy(o->summary, sizeof o->summary, why);
	else
		str_printf(o->summary, sizeof o->summary, _("Return of %s"),
		    from->order_no);
}

/* At the price at which it went. */
static struct order_line
copy_line(const struct order_line *from, int64_t quantity)
{
	struct order_line l = { .item_id = from->item_id,
		.quantity = quantity,
		.unit_price = from->unit_price,
		.manual_price = 1,
		.discount_pct = from->discount_pct,
		.tax_code = from->tax_code,
		.tax_category = from->tax_category,
		.tax_rate = from->tax_rate,
		.return_of_line = from->id };

	str_copy(l.description, sizeof l.description, from->description);
	str_copy(l.uom, sizeof l.uom, from->uom);
	if (quantity == from->quantity && from->amount_kept) {
		l.amount_kept = 1;
		l.line_amount = from->line_amount;
	}
	return l;
}

static const struct order_line *
line_of(const struct order_whole *w, int64_t id)
{
	for (int i = 0; i < w->n; i++)
		if (w->lines[i].id == id)
			return &w->lines[i];
	return NULL;
}

enum rc
order_return(struct txn *x, struct sales_order *order,
    const struct order_back *back, int n, const char *why, int64_t *made,
    struct problems *bad)
{
	struct sales_order *o = txn_scratch(x, sizeof *o);
	struct order_line *lines;
	struct order_whole *w;
	int count = 0;
	enum rc rc = order_take(x, order->id, order->rev, &w);

	if (rc != RC_OK)
		return rc;
	*order = w->o;
	lines = txn_scratch(x, (size_t)(n + 1) * sizeof *lines);
	for (int i = 0; i < n; i++) {
		const struct order_line *of = line_of(w, back[i].line_id);

		if (of != NULL && back[i].quantity > 0)
			lines[count++] = copy_line(of, back[i].quantity);
	}
	if (w->o.order_type != ORDER_SO)
		problem(bad, 0, _("Only goods of a sales order come back."));
	else if (count == 0)
		problem(bad, 0, _("Say how much of which line comes back."));
	if (bad->n > 0)
		return RC_INVALID;
	copy_head(&w->o, why, o);
	rc = order_put(x, o, lines, count, bad);
	*made = o->id;
	return rc;
}
