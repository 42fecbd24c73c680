/* The orders under way, with how far each is. */
#include "homeparts.h"
#include "shop.h"

enum { UNDER_WAY = 3 };

struct home_orders {
	struct sales_order at[UNDER_WAY];
	int n;
};

static bool
keep(void *arg, const void *rec)
{
	struct home_orders *h = arg;

	h->at[h->n++] = *(const struct sales_order *)rec;
	return h->n < UNDER_WAY;
}

enum rc
home_orders_load(struct req *r, struct home_orders **to)
{
	static const struct sales_order active = { .active = IS_YES };
	const struct list l = { .e = &order_entity,
		.index = ORDER_SHOWN_ACTIVE,
		.like = &active,
		.prefix = 3,
		.backwards = true };

	*to = NULL;
	if (!offers_orders(r))
		return RC_OK;
	*to = arena_alloc(r->mem, sizeof **to);
	return own_list(mine(r), &l, keep, *to);
}

static void
order_row(struct req *r, const struct sales_order *o)
{
	const char *waits = order_waits(o);

	html(r, "<div class=\"way\"><p class=\"row\"><span>");
	link_to(r, order_path(r, o->id, ""), o->order_no);
	html(r, " <span class=\"muted\">");
	if (o->customer_po[0] != '\0')
		textf(r, _("your ref. %s"), o->customer_po);
	else
		text(r, o->summary);
	html(r, "</span></span><span class=\"strong\">");
	amount_text(r, o->total, o->currency);
	html(r, "</span></p>");
	if (o->order_type == ORDER_SO)
		order_steps(r, o);
	else {
		html(r, "<p>");
		order_pill(r, o);
		html(r, "</p>");
	}
	if (waits != NULL) {
		html(r, "<p class=\"small muted\">");
		text(r, waits);
		html(r, "</p>");
	}
	html(r, "</div>");
}

void
home_orders(struct req *r, const struct home_orders *h)
{
	if (h == NULL)
		return;
	card_open(
	    r, "h-orders", _("Orders on the way"), "/orders", _("All orders"));
	if (h->n == 0)
		empty_state(r, "package", _("Nothing is on the way"),
		    _("Your orders appear here until they are done."),
		    r->visitor->read_only ? NULL : "/catalogue",
		    _("Order goods"));
	for (int i = 0; i < h->n; i++)
		order_row(r, &h->at[i]);
	card_close(r);
}
