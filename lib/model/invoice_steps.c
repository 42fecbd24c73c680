/* The status of invoices and memos: which step is legal. */
#include <stddef.h>

#include "../base/text.h"
#include "invoiceparts.h"

const struct choice invoice_types[] = {
	{ INVOICE_INVOICE, "invoice", N_("Invoice"), NULL },
	{ INVOICE_CREDIT, "credit", N_("Credit Memo"), "info" },
	{ INVOICE_DEBIT, "debit", N_("Debit Memo"), NULL },
	{ 0 },
};

const struct choice invoice_statuses[] = {
	{ INVOICE_ON_HOLD, "on_hold", N_("On Hold"), "draft" },
	{ INVOICE_CREDIT_HOLD, "credit_hold", N_("Credit Hold"), "bad" },
	{ INVOICE_BALANCED, "balanced", N_("Balanced"), "draft" },
	{ INVOICE_IS_OPEN, "open", N_("Open"), "info" },
	{ INVOICE_RESERVED, "reserved", N_("Reserved"), "warn" },
	{ INVOICE_CLOSED, "closed", N_("Closed"), "ok" },
	{ INVOICE_CANCELED, "canceled", N_("Canceled"), "draft" },
	{ INVOICE_VOIDED, "voided", N_("Voided"), "draft" },
	{ 0 },
};

/* Drafts become Open when they are released; Closed when nothing is left. */
static const struct {
	int64_t from, to;
} steps[] = {
	{ INVOICE_ON_HOLD, INVOICE_BALANCED },
	{ INVOICE_ON_HOLD, INVOICE_CREDIT_HOLD },
	{ INVOICE_ON_HOLD, INVOICE_VOIDED },
	{ INVOICE_CREDIT_HOLD, INVOICE_ON_HOLD },
	{ INVOICE_CREDIT_HOLD, INVOICE_BALANCED },
	{ INVOICE_CREDIT_HOLD, INVOICE_VOIDED },
	{ INVOICE_BALANCED, INVOICE_ON_HOLD },
	{ INVOICE_BALANCED, INVOICE_IS_OPEN },
	{ INVOICE_BALANCED, INVOICE_CLOSED },
	{ INVOICE_BALANCED, INVOICE_VOIDED },
	{ INVOICE_IS_OPEN, INVOICE_CLOSED },
	{ INVOICE_IS_OPEN, INVOICE_CANCELED },
	{ INVOICE_IS_OPEN, INVOICE_RESERVED },
	{ INVOICE_RESERVED, INVOICE_IS_OPEN },
	{ INVOICE_CLOSED, INVOICE_IS_OPEN },
};

bool
invoice_step_exists(int64_t from, int64_t to)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].from == from && steps[i].to == to)
			return true;
	return false;
}

bool
invoice_may_change(const struct invoice *inv)
{
	return inv->issued != IS_YES && inv->status != INVOICE_VOIDED;
}

bool
invoice_step_ok(const struct invoice *inv, int64_t to, struct problems *bad)
{
	if (invoice_step_exists(inv->status, to))
		return true;
	problem(bad, INVOICE_STATUS,
	    _("This document is %s and cannot become %s."),
	    _(choice_of(invoice_statuses, inv->status)->label),
	    _(choice_of(invoice_statuses, to)->label));
	return false;
}
