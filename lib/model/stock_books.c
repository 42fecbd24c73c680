/* Does the stock add up? On hand from moves, promised from lines of orders. */
#include <inttypes.h>
#include <string.h>

#include "../base/amount.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "booksparts.h"
#include "order.h"
#include "product.h"
#include "stockparts.h"
#include "warehouse.h"

struct sums {
	int64_t moved, promised;
	bool bad;
};

static bool
add_move(void *arg, const void *rec)
{
	const struct stock_move *m = rec;
	struct sums *sum = arg;

	sum->bad =
	    sum->bad || !amount_add(sum->moved, m->quantity, &sum->moved);
	return !sum->bad;
}

static bool
add_promise(void *arg, const void *rec)
{
	const struct order_line *l = rec;
	struct sums *sum = arg;

	sum->bad = sum->bad ||
	    !amount_add(sum->promised, l->promised_base, &sum->promised);
	return !sum->bad;
}

/* "CHAI in MAIN" */
static void
name_of(struct txn *x, const struct stock *s, char *to, size_t size)
{
	struct product p = { .id = 0 };
	struct warehouse w = { .id = 0 };

	if (store_get(x, &product_entity, s->item_id, &p) != RC_OK)
		str_printf(
		    p.item_id, sizeof p.item_id, "#%" PRId64, s->item_id);
	if (store_get(x, &warehouse_entity, s->warehouse, &w) != RC_OK)
		str_printf(w.code, sizeof w.code, "#%" PRId64, s->warehouse);
	str_printf(to, size, _("%s in %s"), p.item_id, w.code);
}

static void
compare(struct care *care, const struct stock *s, const char *figure,
    int64_t stored, int64_t summed)
{
	char a[AMOUNT_TEXT], b[AMOUNT_TEXT], name[120];

	if (stored == summed)
		return;
	name_of(care->x, s, name, sizeof name);
	amount_print(stored, QUANTITY_PLACES, 0, a, sizeof a);
	amount_print(summed, QUANTITY_PLACES, 0, b, sizeof b);
	books_wrong(care,
	    _("Stock of %s: the quantity %s is %s and should be "
	      "%s"),
	    name, figure, a, b);
}

void
books_check_stock(struct care *care, const void *rec)
{
	const struct stock *s = rec;
	const struct stock_move move = { .stock_id = s->id };
	const struct order_line line = { .stock_id = s->id };
	const struct list moves = { .e = &stock_move_entity,
		.index = MOVE_OF_STOCK,
		.like = &move,
		.prefix = 1 };
	const struct list lines = { .e = &order_line_entity,
		.index = ORDER_LINE_OF_STOCK,
		.like = &line,
		.prefix = 1 };
	struct sums sum = { .moved = 0 };

	if (store_list(care->x, &moves, add_move, &sum) != RC_OK ||
	    store_list(care->x, &lines, add_promise, &sum) != RC_OK)
		return;
	compare(care, s, _("on hand"), s->on_hand, sum.moved);
	compare(care, s, _("promised"), s->promised, sum.promised);
	compare(
	    care, s, _("available"), s->available, s->on_hand - s->promised);
}

void
books_check_promises(struct care *care, const struct sales_order *o,
    const struct order_line *lines, int n)
{
	for (int i = 0; i < n; i++) {
		const struct order_line *l = &lines[i];

		if (l->promised_qty == 0 && l->promised_base == 0 &&
		    l->waits_since == 0)
			continue;
		if (!order_claims(o) || l->promised_qty < 0 ||
		    l->promised_qty > order_line_open(l) || l->stock_id == 0)
			books_wrong(care,
			    _("Order %s line %" PRId64
			      ": more is promised than is open"),
			    o->order_no, l->line_no);
	}
}
