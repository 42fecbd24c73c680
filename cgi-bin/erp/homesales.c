/* Home: what waits in the sales ledger. */
#include <string.h>

#include "home.h"
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

enum { CURRENCIES = 8, LOOKED_AT = 2000 };

struct late {
	struct req *r;
	int64_t sum[CURRENCIES];
	char currency[CURRENCIES][4];
	int n, currencies, looked;
	bool cut;
};

static void
add(struct late *l, const struct invoice *inv)
{
	int i = 0;

	while (i < l->currencies && strcmp(l->currency[i], inv->currency) != 0)
		i++;
	if (i == CURRENCIES)
		return;
	if (i == l->currencies)
		str_copy(l->currency[l->currencies++], 4, inv->currency);
	l->sum[i] += inv->balance;
}

static bool
late_one(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct late *l = arg;

	if (inv->due_date >= today(l->r))
		return false;
	if (++l->looked > LOOKED_AT) {
		l->cut = true;
		return false;
	}
	if (inv->doc_type != INVOICE_CREDIT) {
		l->n++;
		add(l, inv);
	}
	return true;
}

static const char *
late_words(struct req *r, const struct late *l)
{
	const char *s = "";

	if (l->n == 0)
		return _("Nothing is late");
	for (int i = 0; i < l->currencies && i < 3; i++)
		s = arena_printf(r->mem, "%s%s%s", s, i > 0 ? ", " : "",
		    amount_words(r, l->sum[i], l->currency[i]));
	return l->cut || l->currencies > 3 ?
	    arena_printf(r->mem, _("%s and more"), s) :
	    s;
}

void
home_books(struct req *r)
{
	const struct invoice like = { .open = IS_YES };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_ALL_OPEN_DUE,
		.like = &like,
		.prefix = 1 };
	struct late late = { .r = r };

	if (store_list(r->x, &l, late_one, &late) != RC_OK)
		late.n = 0;
	html(r, "<div class=\"kpis\">");
	home_figure(r, "/invoices", "overdue", _("Overdue invoices"), late.n,
	    late_words(r, &late), true);
	home_figure(r, "/invoices", "drafts", _("Invoices to release"),
	    invoices_in(r, INVOICE_BALANCED), _("Prepared, not final yet"),
	    false);
	home_figure(r, "/payments", "balanced", _("Payments to release"),
	    payments_in(r, PAYMENT_BALANCED) + payments_in(r, PAYMENT_PENDING),
	    _("Entered, not final yet"), false);
	home_figure(r, "/payments", "unapplied", _("Unapplied payments"),
	    payments_in(r, PAYMENT_OPEN), _("Money without a document"), false);
	html(r, "</div>");
}
