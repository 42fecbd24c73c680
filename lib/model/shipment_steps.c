/* The status of a shipment: which step is legal. */
#include <stddef.h>

#include "../base/text.h"
#include "shipmentparts.h"

const struct choice shipment_statuses[] = {
	{ SHIPMENT_ON_HOLD, "on_hold", N_("On Hold"), "draft" },
	{ SHIPMENT_OPEN, "open", N_("Open"), "info" },
	{ SHIPMENT_CONFIRMED, "confirmed", N_("Confirmed"), "ok" },
	{ SHIPMENT_INVOICED, "invoiced", N_("Invoiced"), "ok" },
	{ SHIPMENT_COMPLETED, "completed", N_("Completed"), "draft" },
	{ 0 },
};

const struct choice shipment_operations[] = {
	{ SHIPMENT_ISSUE, "issue", N_("Issue"), NULL },
	{ SHIPMENT_RECEIPT, "receipt", N_("Receipt"), NULL },
	{ 0 },
};

/* From 0: a new shipment. */
static const struct {
	int64_t from, to;
} steps[] = {
	{ 0, SHIPMENT_ON_HOLD }, { 0, SHIPMENT_OPEN },
	{ SHIPMENT_ON_HOLD, SHIPMENT_OPEN },
	{ SHIPMENT_OPEN, SHIPMENT_ON_HOLD },
	{ SHIPMENT_OPEN, SHIPMENT_CONFIRMED },
	{ SHIPMENT_CONFIRMED, SHIPMENT_OPEN }, /* Correct Shipment */
	{ SHIPMENT_CONFIRMED, SHIPMENT_INVOICED },
	{ SHIPMENT_INVOICED, SHIPMENT_CONFIRMED }, /* the draft is gone */
	{ SHIPMENT_INVOICED, SHIPMENT_COMPLETED },
	{ SHIPMENT_COMPLETED, SHIPMENT_CONFIRMED }, /* invoice canceled */
};

bool
shipment_step_exists(int64_t from, int64_t to)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].from == from && steps[i].to == to)
			return true;
	return false;
}

bool
shipment_step_ok(const struct shipment *s, int64_t to, struct problems *bad)
{
	if (shipment_step_exists(s->status, to))
		return true;
	problem(bad, SHIPMENT_STATUS,
	    _("A shipment that is %s cannot become %s."),
	    _(choice_of(shipment_statuses, s->status)->label),
	    _(choice_of(shipment_statuses, to)->label));
	return false;
}

bool
shipment_may_change(const struct shipment *s)
{
	return s->status == SHIPMENT_ON_HOLD || s->status == SHIPMENT_OPEN;
}
