/* The status of an order: which step is legal, and what follows from it. */
#include <stddef.h>

#include "../base/text.h"
#include "../store/store.h"
#include "orderparts.h"

const struct choice order_types[] = {
	{ ORDER_SO, "so", N_("Sales Order"), NULL },
	{ ORDER_QT, "qt", N_("Quote"), "info" },
	{ ORDER_RC, "rc", N_("Return for Credit"), "warn" },
	{ 0 },
};

const struct choice order_statuses[] = {
	{ ORDER_ON_HOLD, "on_hold", N_("On Hold"), "draft" },
	{ ORDER_CREDIT_HOLD, "credit_hold", N_("Credit Hold"), "bad" },
	{ ORDER_AWAITING_PAYMENT, "awaiting_payment", N_("Awaiting Payment"),
	    "warn" },
	{ ORDER_OPEN, "open", N_("Open"), "info" },
	{ ORDER_SHIPPING, "shipping", N_("Shipping"), "info" },
	{ ORDER_BACK_ORDER, "back_order", N_("Back Order"), "warn" },
	{ ORDER_INVOICED, "invoiced", N_("Invoiced"), "ok" },
	{ ORDER_COMPLETED, "completed", N_("Completed"), "ok" },
	{ ORDER_CANCELED, "canceled", N_("Canceled"), "draft" },
	{ ORDER_EXPIRED, "expired", N_("Expired"), "draft" },
	{ 0 },
};

const struct choice shipping_rules[] = {
	{ SHIP_BACK_ORDER, "back_order", N_("Back Order Allowed"), NULL },
	{ SHIP_COMPLETE, "complete", N_("Ship Complete"), NULL },
	{ SHIP_CANCEL_REST, "cancel_rest", N_("Cancel Remainder"), NULL },
	{ 0 },
};

const struct choice hold_reasons[] = {
	{ HOLD_LIMIT, "limit", N_("Credit limit exceeded"), "bad" },
	{ HOLD_OVERDUE, "overdue", N_("Overdue documents"), "bad" },
	{ HOLD_ACCOUNT, "account", N_("Customer on hold"), "bad" },
	{ 0 },
};

/* From 0: a new order. */
static const struct {
	int64_t from, to;
} steps[] = {
	{ 0, ORDER_ON_HOLD },
	{ ORDER_ON_HOLD, ORDER_CREDIT_HOLD },
	{ ORDER_ON_HOLD, ORDER_AWAITING_PAYMENT },
	{ ORDER_ON_HOLD, ORDER_OPEN },
	{ ORDER_ON_HOLD, ORDER_CANCELED },
	{ ORDER_CREDIT_HOLD, ORDER_ON_HOLD },
	{ ORDER_CREDIT_HOLD, ORDER_AWAITING_PAYMENT },
	{ ORDER_CREDIT_HOLD, ORDER_OPEN },
	{ ORDER_CREDIT_HOLD, ORDER_CANCELED },
	{ ORDER_AWAITING_PAYMENT, ORDER_ON_HOLD },
	{ ORDER_AWAITING_PAYMENT, ORDER_OPEN },
	{ ORDER_AWAITING_PAYMENT, ORDER_CANCELED },
	{ ORDER_OPEN, ORDER_ON_HOLD },
	{ ORDER_OPEN, ORDER_SHIPPING },
	{ ORDER_OPEN, ORDER_BACK_ORDER },
	{ ORDER_OPEN, ORDER_INVOICED },
	{ ORDER_OPEN, ORDER_COMPLETED }, /* a quote that was accepted */
	{ ORDER_OPEN, ORDER_CANCELED },
	{ ORDER_OPEN, ORDER_EXPIRED }, /* a quote */
	{ ORDER_BACK_ORDER, ORDER_SHIPPING },
	{ ORDER_BACK_ORDER, ORDER_COMPLETED }, /* the rest is dropped */
	{ ORDER_SHIPPING, ORDER_OPEN },        /* the shipment is dropped */
	{ ORDER_SHIPPING, ORDER_BACK_ORDER },
	{ ORDER_SHIPPING, ORDER_COMPLETED },
	{ ORDER_INVOICED, ORDER_OPEN }, /* the invoice is dropped */
	{ ORDER_INVOICED, ORDER_COMPLETED },
	{ ORDER_COMPLETED, ORDER_SHIPPING }, /* a shipment is corrected */
	{ ORDER_COMPLETED, ORDER_BACK_ORDER },
	{ ORDER_COMPLETED, ORDER_OPEN },
	{ ORDER_CANCELED, ORDER_OPEN },
};

bool
order_step_exists(int64_t from, int64_t to)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].from == from && steps[i].to == to)
			return true;
	return false;
}

bool
order_step_ok(const struct sales_order *o, int64_t to, struct problems *bad)
{
	if (order_step_exists(o->status, to))
		return true;
	problem(bad, ORDER_STATUS, _("An order that is %s cannot become %s."),
	    _(choice_of(order_statuses, o->status)->label),
	    _(choice_of(order_statuses, to)->label));
	return false;
}

bool
order_over(int64_t status)
{
	return status == ORDER_COMPLETED || status == ORDER_CANCELED ||
	    status == ORDER_EXPIRED;
}

bool
order_may_change(const struct sales_order *o)
{
	return o->status == ORDER_ON_HOLD || o->status == ORDER_CREDIT_HOLD ||
	    o->status == ORDER_AWAITING_PAYMENT || o->status == ORDER_OPEN;
}

int64_t
order_line_open(const struct order_line *l)
{
	return l->quantity - l->shipped - l->canceled;
}

int64_t
order_line_unbilled(const struct order_line *l)
{
	return l->quantity - l->billed - l->canceled;
}

void
order_derive(struct sales_order *o)
{
	bool billing = o->order_type != ORDER_QT &&
	    o->status == ORDER_COMPLETED && o->unbilled != 0;
	bool draft = o->status == ORDER_ON_HOLD && o->channel != CHANNEL_PORTAL;

	o->active = !order_over(o->status) || billing ? IS_YES : IS_NO;
	/* A draft of our own staff is nothing the customer has asked for. */
	o->shown = draft ? IS_NO : IS_YES;
	if (o->status != ORDER_CREDIT_HOLD)
		o->hold_reason = 0;
	if (o->status != ORDER_COMPLETED)
		o->completed_on = 0;
}
