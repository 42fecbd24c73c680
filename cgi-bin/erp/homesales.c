/* Home: what waits in the sales ledger. */
#include <string.h>

#include "home.h"
#include "model/bank.h"
#include "model/summary.h"
#include "orders.h"

static int64_t
orders_in(struct req *r, int64_t status)
{
	const struct sales_order like = { .status = status };

	return store_count(r->x, &order_entity, ORDER_BY_STATUS, &like);
}

static int64_t
shipments_in(struct req *r, int64_t status)
{
	const struct shipment like = { .status = status };

	return store_count(r->x, &shipment_entity, SHIPMENT_BY_STATUS, &like);
}

static int64_t
invoices_in(struct req *r, int64_t status)
{
	const struct invoice like = { .status = status };

	return store_count(r->x, &invoice_entity, INVOICE_BY_STATUS, &like);
}

static int64_t
payments_in(struct req *r, int64_t status)
{
	const struct payment like = { .status = status };

	return store_count(r->x, &payment_entity, PAYMENT_BY_STATUS, &like);
}

void
home_orders(struct req *r)
{
	int64_t open = orders_in(r, ORDER_OPEN);
	int64_t back = orders_in(r, ORDER_BACK_ORDER);
	int64_t hold = orders_in(r, ORDER_ON_HOLD);
	int64_t credit = orders_in(r, ORDER_CREDIT_HOLD);
	int64_t confirm = shipments_in(r, SHIPMENT_OPEN);
	int64_t bill = shipments_in(r, SHIPMENT_CONFIRMED);

	html(r, "<div class=\"kpis\">");
	home_figure(r, "/orders", "hold", _("Orders to check"), hold,
	    _("On Hold, nobody has released them"), true);
	home_figure(r, "/orders", "credit-hold", _("On credit hold"), credit,
	    _("Accounting has to decide"), true);
	home_figure(r, "/orders", open > 0 ? "open" : "back-order",
	    _("Orders to ship"), open + back,
	    arena_printf(r->mem, _("%lld open, %lld back orders"),
		(long long)open, (long long)back),
	    false);
	home_figure(r, "/shipments", confirm > 0 ? "open" : "confirmed",
	    _("Shipments under way"), confirm + bill,
	    arena_printf(r->mem, _("%lld to confirm, %lld to invoice"),
		(long long)confirm, (long long)bill),
	    false);
	html(r, "</div>");
}

/* ---- overdue: a sum for each currency
 * ---------------------------------------------------- */

enum { CURRENCIES = 8, NAMED = 3 };

struct late {
	int64_t n;
	const char *words;
};

static struct late
late_ones(struct req *r)
{
	struct late late = { 0, "" };
	char currency[CURRENCIES][4];
	struct summary_ages now;
	int n, named = 0;

	if (summary_currencies(r->x, currency, CURRENCIES, &n) != RC_OK)
		n = 0;
	for (int i = 0; i < n; i++) {
		int64_t sum = 0;

		if (summary_ages(r->x, currency[i], today(r), &now) != RC_OK ||
		    now.late == 0)
			continue;
		for (int j = 1; j < SUMMARY_AGES; j++)
			sum += now.sum[j];
		late.n += now.late;
		if (named++ < NAMED)
			late.words = arena_printf(r->mem, "%s%s%s", late.words,
			    named > 1 ? ", " : "",
			    amount_words(r, sum, currency[i]));
	}
	if (late.n == 0)
		late.words = _("Nothing is late");
	else if (named > NAMED)
		late.words = arena_printf(r->mem, _("%s and more"), late.words);
	return late;
}

void
home_books(struct req *r)
{
	const struct bank_entry open = { .status = BANK_OPEN };
	struct late late = late_ones(r);
	int64_t unmatched =
	    store_count(r->x, &bank_entry_entity, BANK_BY_STATUS, &open);
	int64_t announced = payments_in(r, PAYMENT_PENDING);

	html(r, "<div class=\"kpis\">");
	home_figure(r, "/invoices", "overdue", _("Overdue invoices"), late.n,
	    late.words, true);
	home_figure(r, "/invoices", "drafts", _("Invoices to release"),
	    invoices_in(r, INVOICE_BALANCED), _("Prepared, not final yet"),
	    false);
	if (announced > 0)
		home_figure(r, "/payments", "pending", _("Announced payments"),
		    announced, _("Customers say they have paid"), false);
	else
		home_figure(r, "/payments", "balanced",
		    _("Payments to release"), payments_in(r, PAYMENT_BALANCED),
		    _("Entered, not final yet"), false);
	/* What the bank says comes first: it may be what is unapplied. */
	if (unmatched > 0)
		home_figure(r, "/bank", "open", _("Bank entries to match"),
		    unmatched, _("Not matched with a payment yet"), false);
	else
		home_figure(r, "/payments", "unapplied",
		    _("Unapplied payments"), payments_in(r, PAYMENT_OPEN),
		    _("Money without a document"), false);
	html(r, "</div>");
}
