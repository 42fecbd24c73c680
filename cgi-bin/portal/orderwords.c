/* Orders in the customer's words: what a status means to them. */
#include "shop.h"

bool
offers_orders(const struct req *r)
{
	return offers(r, PORTAL_ORDERS, FEATURE_PORTAL_ORDERS);
}

const char *
order_path(struct req *r, int64_t id, const char *rest)
{
	return arena_printf(r->mem, "/orders/%lld%s", (long long)id, rest);
}

const char *
order_kind(const struct sales_order *o)
{
	return o->order_type == ORDER_QT ? _("Quote") :
	    o->order_type == ORDER_RC    ? _("Return") :
					   _("Order");
}

/* ---- states ------------------------------------------------------------ */

struct words {
	int64_t status;
	const char *tone, *label;
};

static const struct words of_order[] = {
	{ ORDER_ON_HOLD, "info", N_("Received") },
	{ ORDER_CREDIT_HOLD, "warn", N_("On hold") },
	{ ORDER_AWAITING_PAYMENT, "warn", N_("Waiting for payment") },
	{ ORDER_OPEN, "info", N_("Confirmed") },
	{ ORDER_SHIPPING, "info", N_("Being prepared") },
	{ ORDER_BACK_ORDER, "warn", N_("Waiting for goods") },
	{ ORDER_INVOICED, "ok", N_("Invoiced") },
	{ ORDER_COMPLETED, "ok", N_("Completed") },
	{ ORDER_CANCELED, "draft", N_("Canceled") },
	{ 0, NULL, NULL },
};

static const struct words of_quote[] = {
	{ ORDER_ON_HOLD, "info", N_("We are at work") },
	{ ORDER_OPEN, "warn", N_("Waiting for your answer") },
	{ ORDER_COMPLETED, "ok", N_("Accepted") },
	{ ORDER_CANCELED, "draft", N_("Declined") },
	{ ORDER_EXPIRED, "draft", N_("Expired") },
	{ 0, NULL, NULL },
};

static const struct words of_return[] = {
	{ ORDER_ON_HOLD, "info", N_("Received") },
	{ ORDER_OPEN, "info", N_("We expect the goods") },
	{ ORDER_SHIPPING, "info", N_("We expect the goods") },
	{ ORDER_INVOICED, "info", N_("Being credited") },
	{ ORDER_COMPLETED, "ok", N_("Credited") },
	{ ORDER_CANCELED, "draft", N_("Canceled") },
	{ 0, NULL, NULL },
};

static bool
partly(const struct sales_order *o)
{
	return o->status == ORDER_BACK_ORDER && o->unbilled != o->total;
}

void
order_pill(struct req *r, const struct sales_order *o)
{
	const struct words *w = o->order_type == ORDER_QT ? of_quote :
	    o->order_type == ORDER_RC                     ? of_return :
							    of_order;

	while (w->status != 0 && w->status != o->status)
		w++;
	if (partly(o))
		pill(r, "warn", _("Partly shipped"));
	else if (w->status != 0)
		pill(r, w->tone, _(w->label));
}

const char *
order_waits(const struct sales_order *o)
{
	if (o->order_type == ORDER_QT)
		return NULL;
	if (o->status == ORDER_AWAITING_PAYMENT)
		return _("We go on as soon as your payment has arrived.");
	if (o->status == ORDER_ON_HOLD)
		return _("We look at it before we confirm it. You need not do "
			 "anything.");
	if (o->status != ORDER_CREDIT_HOLD)
		return NULL;
	switch (o->hold_reason) {
	case HOLD_LIMIT:
		return _("With it, your credit limit would be exceeded. A "
			 "payment makes room; or ask us.");
	case HOLD_OVERDUE:
		return _("Invoices have been overdue for a long time. Please "
			 "pay them, or ask us.");
	default:
		return _("We cannot deliver on account at the moment. Please "
			 "ask us.");
	}
}

/* ---- the way of an order ----------------------------------------------- */

enum step { RECEIVED, CONFIRMED, PREPARING, SHIPPED, INVOICED, PAID, STEPS };

/* How far it is; -1: it goes no such way. */
static int
reached(const struct sales_order *o)
{
	if (o->order_type != ORDER_SO)
		return -1;
	switch (o->status) {
	case ORDER_ON_HOLD:
	case ORDER_CREDIT_HOLD:
	case ORDER_AWAITING_PAYMENT:
		return RECEIVED;
	case ORDER_OPEN:
		return CONFIRMED;
	case ORDER_SHIPPING:
		return PREPARING;
	case ORDER_BACK_ORDER:
		return partly(o) ? SHIPPED : PREPARING;
	case ORDER_INVOICED:
		return INVOICED;
	case ORDER_COMPLETED:
		return o->unbilled != 0 ? SHIPPED :
		    o->unpaid == IS_YES ? INVOICED :
					  PAID;
	default:
		return -1;
	}
}

void
order_steps(struct req *r, const struct sales_order *o)
{
	static const char *const names[STEPS] = { N_("Received"),
		N_("Confirmed"), N_("Preparing"), N_("Shipped"), N_("Invoiced"),
		N_("Paid") };
	int at = reached(o);

	if (at < 0)
		return;
	html(r, "<ol class=\"steps\">");
	for (int i = 0; i < STEPS; i++) {
		if (i < at || at == PAID)
			html(r, "<li class=\"done\">");
		else if (i == at)
			html(r, "<li class=\"now\" aria-current=\"step\">");
		else
			html(r, "<li>");
		html(r, "<span>");
		text(r,
		    i == SHIPPED && at == SHIPPED && partly(o) ?
			_("Partly shipped") :
			_(names[i]));
		html(r, "</span></li>");
	}
	html(r, "</ol>");
}
