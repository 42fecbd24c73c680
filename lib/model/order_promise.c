/* When what is open of an order will come: dates customers are told. */
#include <string.h>

#include "../base/date.h"
#include "../base/text.h"
#include "orderparts.h"

static const struct order_line *
said(const struct order_line *lines, int n, int64_t id)
{
	for (int i = 0; i < n; i++)
		if (lines[i].id == id)
			return &lines[i];
	return NULL;
}

bool
order_may_promise(const struct sales_order *o)
{
	return o->order_type == ORDER_SO && o->active == IS_YES;
}

enum rc
order_promise(struct txn *x, struct sales_order *order,
    const struct order_line *lines, int n, struct problems *bad)
{
	struct order_whole *w;
	enum rc rc = order_take(x, order->id, order->rev, &w);

	if (rc != RC_OK)
		return rc;
	*order = w->o;
	if (!order_may_promise(order)) {
		problem(bad, 0, _("Nothing is open of this order."));
		return RC_INVALID;
	}
	for (int i = 0; i < w->n; i++) {
		struct order_line *l = &w->lines[i];
		const struct order_line *to = said(lines, n, l->id);

		if (to == NULL || order_line_open(l) == 0)
			continue;
		if (to->promised_date != DATE_NONE &&
		    to->promised_date < order->order_date)
			problem_in(bad, i + 1, ORDER_LINE_PROMISED,
			    _("This day lies before the order."));
		order_line_promise(l, to->promised_date);
		memcpy(
		    l->promise_note, to->promise_note, sizeof l->promise_note);
	}
	return bad->n > 0 ? RC_INVALID : order_give(x, w, bad);
}
