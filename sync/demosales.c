/*
 * postern demo: half a year of orders, shipments, invoices and payments. Each
 * order gets a plan of days when it is made, and the days are then lived
 * through one after the other, so that numbers rise with the dates.
 */
#include <stdlib.h>
#include <string.h>

#include "balance.h"
#include "clock.h"
#include "date.h"
#include "demo.h"
#include "invoice.h"
#include "notice.h"
#include "order.h"
#include "outbox.h"
#include "payment.h"
#include "product.h"
#include "shipment.h"
#include "statement_run.h"
#include "str.h"
#include "text.h"

enum { ORDERS = 200, NEVER = DEMO_DAYS + 1, BUYERS = 13, MOST_LINES = 6 };
enum { COUNTED = DEMO_DAYS - 3 }; /* the day the stock is counted */

/* Days are counted from the beginning of the books. */
struct plan {
	int account; /* of demo_accounts */
	int made, released, shipped, billed, paid;
	int64_t type;
	bool part;      /* the first shipment leaves something behind */
	bool half_paid; /* a part of the invoice is paid */
	int64_t order, shipment, invoice;
};

struct sales {
	struct demo *d;
	struct plan plan[ORDERS];
	int day, until;
	uint64_t seed;
	int64_t start; /* a date */
};

/* The same company every time. */
static int
chance(struct sales *s, int n)
{
	s->seed = s->seed * 6364136223846793005U + 1442695040888963407U;
	return (int)(s->seed >> 33) % n;
}

/* ---- the plan */

static void
plan_one(struct sales *s, struct plan *p, int i)
{
	*p = (struct plan){ .account = chance(s, BUYERS),
		.type = i % 25 == 7 ? ORDER_QT : ORDER_SO };
	/* Who is on hold does not order much. */
	if (demo_accounts[p->account].status != ACCOUNT_ACTIVE &&
	    chance(s, 3) > 0)
		p->account = chance(s, 4);
	p->made = 4 + i * (DEMO_DAYS - 4) / ORDERS;
	p->released = p->made + chance(s, 2);
	p->shipped = p->released + 1 + chance(s, 4);
	p->billed = p->shipped + chance(s, 2);
	p->paid = p->billed + 8 + chance(s, 30);
	p->part = chance(s, 9) == 0;
	p->half_paid = chance(s, 12) == 0;
	/* Who does not pay for long gets nothing more. */
	if (chance(s, 4) == 0)
		p->paid = p->made > DEMO_DAYS - 80 ? NEVER : p->billed + 45;
	/* The last days are still on somebody's desk. */
	if (i > ORDERS - 4)
		p->released = NEVER;
	if (p->released == NEVER || p->type == ORDER_QT || i % 40 == 21)
		p->shipped = NEVER;
	if (p->shipped == NEVER || i % 50 == 33)
		p->billed = NEVER;
	if (p->billed == NEVER)
		p->paid = NEVER;
}

/* ---- orders */

static const char *const purposes[] = { "Stock for the warehouse",
	"Refit of the packing room", "Autumn season", "Trade fair",
	"New workshop", "Replacement for damaged goods", "", "", NULL };

static void
fill_lines(
    struct sales *s, const char *currency, struct order_line *lines, int *n)
{
	bool big;

	*n = 1 + chance(s, MOST_LINES);
	for (int i = 0; i < *n; i++) {
		int good = chance(s, 60);
		const struct demo_good *g = &demo_goods[good];

		big = g->price > 5000;
		lines[i] = (struct order_line){
			.item_id = s->d->goods[good],
			.quantity =
			    INT64_C(1000) * (big ? 1 : 5 * (1 + chance(s, 12))),
			.discount_pct = chance(s, 8) == 0 ? 5000 : 0,
		};
		/* Only some currencies have a price list. */
		if (strcmp(currency, "EUR") != 0 &&
		    strcmp(currency, "SEK") != 0 &&
		    strcmp(currency, "USD") != 0 &&
		    strcmp(currency, "GBP") != 0)
			lines[i].unit_price = demo_price(g, currency);
	}
}

static enum rc
make_order(struct txn *x, struct sales *s, struct plan *p, int i)
{
	const struct demo_account *a = &demo_accounts[p->account];
	static struct order_line lines[MOST_LINES];
	static struct sales_order o;
	int n;
	enum rc rc;

	o = (struct sales_order){ .order_type = p->type,
		.account_id = s->d->accounts[p->account].id,
		.order_date = s->start + p->made };
	o.requested_date = o.order_date + 5 + chance(s, 10);
	if (p->type == ORDER_QT)
		o.expires = o.order_date + 30;
	str_copy(o.summary, sizeof o.summary, purposes[chance(s, 8)]);
	if (chance(s, 3) > 0)
		str_printf(
		    o.customer_po, sizeof o.customer_po, "PO-%d", 4100 + i * 7);
	fill_lines(s, a->currency, lines, &n);
	if ((rc = order_defaults(x, &o, &s->d->bad)) != RC_OK)
		return rc;
	if (chance(s, 3) == 0)
		o.charge_amount = INT64_C(100) * (12 + chance(s, 30));
	if (currency_decimals(o.currency) == 0)
		o.charge_amount /= 100;
	for (int j = 0; rc == RC_OK && j < n; j++)
		rc = order_line_defaults(x, &o, &lines[j], &s->d->bad);
	if (rc == RC_OK)
		rc = order_put(x, &o, lines, n, &s->d->bad);
	p->order = o.id;
	return rc;
}

/* What cannot go on is left as it stands: an inactive customer, a hold. */
static enum rc
let_be(struct sales *s, enum rc rc)
{
	if (rc != RC_INVALID && rc != RC_REFUSED)
		return rc == RC_SAME ? RC_OK : rc;
	s->d->bad.n = 0;
	return RC_OK;
}

static enum rc
release_order(struct txn *x, struct sales *s, struct plan *p)
{
	static struct sales_order o;
	enum rc rc = store_get(x, &order_entity, p->order, &o);

	return rc == RC_OK ? let_be(s, order_release(x, &o, &s->d->bad)) : rc;
}

/* Accounting looks at most of what is held for its credit. */
static enum rc
release_credit(struct txn *x, struct sales *s, struct plan *p, int i)
{
	static struct sales_order o;
	enum rc rc = store_get(x, &order_entity, p->order, &o);

	if (rc != RC_OK || o.status != ORDER_CREDIT_HOLD || i % 5 == 0)
		return rc;
	return let_be(s, order_release_credit(x, &o, &s->d->bad));
}

/* ---- shipments */

/* Half of the first line stays behind. */
static enum rc
leave_some(struct txn *x, struct sales *s, struct shipment *sh)
{
	void *lines;
	struct shipment_line *l;
	int n;
	enum rc rc = document_lines(x, &shipment_document, sh->id, &lines, &n);

	if (rc != RC_OK || n == 0)
		return rc;
	l = lines;
	if (l[0].quantity < 2000)
		return RC_OK;
	l[0].quantity = l[0].quantity / 2000 * 1000;
	rc = shipment_put(x, sh, l, n, &s->d->bad);
	return rc == RC_SAME ? RC_OK : rc;
}

static enum rc
add_package(struct txn *x, struct sales *s, const struct shipment *sh)
{
	struct package p = { .shipment_id = sh->id,
		.weight = INT64_C(1000) * (2 + chance(s, 28)) };

	str_copy(p.description, sizeof p.description, "Parcel");
	str_printf(p.tracking_no, sizeof p.tracking_no, "HP%09dGB",
	    100000000 + chance(s, 800000000));
	str_printf(p.tracking_url, sizeof p.tracking_url,
	    "https://parcels.example/track/%s", p.tracking_no);
	return package_save(x, &p, &s->d->bad);
}

static enum rc
ship(struct txn *x, struct sales *s, struct plan *p)
{
	static struct sales_order o;
	static struct shipment sh;
	enum rc rc = store_get(x, &order_entity, p->order, &o);

	if (rc != RC_OK || o.status != ORDER_OPEN)
		return rc;
	/* What has nothing in stock waits. */
	rc = let_be(s, shipment_create(x, &o, &p->shipment, &s->d->bad));
	if (rc != RC_OK || p->shipment == 0)
		return rc;
	rc = store_get(x, &shipment_entity, p->shipment, &sh);
	if (rc == RC_OK && p->part)
		rc = leave_some(x, s, &sh);
	if (rc == RC_OK)
		rc = add_package(x, s, &sh);
	if (rc == RC_OK)
		rc = store_get(x, &shipment_entity, p->shipment, &sh);
	/* The newest ones are packed and wait for the carrier. */
	if (rc == RC_OK && s->day < DEMO_DAYS - 3)
		rc = shipment_confirm(x, &sh, &s->d->bad);
	return rc;
}

/* ---- invoices and payments */

static enum rc
bill(struct txn *x, struct sales *s, struct plan *p)
{
	static struct shipment sh;
	static struct invoice inv;
	enum rc rc;

	if (p->shipment == 0)
		return RC_OK;
	rc = store_get(x, &shipment_entity, p->shipment, &sh);
	if (rc != RC_OK || sh.status != SHIPMENT_CONFIRMED)
		return rc;
	rc = let_be(s, shipment_invoice(x, &sh, &p->invoice, &s->d->bad));
	if (rc != RC_OK || p->invoice == 0)
		return rc;
	rc = store_get(x, &invoice_entity, p->invoice, &inv);
	if (rc == RC_OK && s->day < DEMO_DAYS - 5)
		rc = let_be(s, invoice_release(x, &inv, &s->d->bad));
	return rc;
}

static enum rc
pay(struct txn *x, struct sales *s, struct plan *p)
{
	static struct invoice inv;
	struct payment pay = { .payment_type = PAYMENT_PAYMENT,
		.method = METHOD_TRANSFER,
		.payment_date = s->start + s->day };
	bool tried;
	enum rc rc;

	if (p->invoice == 0)
		return RC_OK;
	rc = store_get(x, &invoice_entity, p->invoice, &inv);
	if (rc != RC_OK || inv.open != IS_YES)
		return rc;
	/* The customer to try the portal with pays well, and is late once. */
	tried = inv.account_id == s->d->accounts[0].id;
	if (tried && s->day > DEMO_DAYS - 20)
		return RC_OK;
	pay.account_id = inv.account_id;
	pay.amount = p->half_paid ? inv.balance / 2 : inv.balance;
	str_copy(pay.currency, sizeof pay.currency, inv.currency);
	str_printf(pay.reference, sizeof pay.reference, "%s", inv.invoice_no);
	rc = payment_put(x, &pay, NULL, 0, &s->d->bad);
	if (rc == RC_OK)
		rc = payment_release(x, &pay, &s->d->bad);
	/* Some money comes without a word of what it is for. */
	if (rc == RC_OK && (chance(s, 25) > 0 || tried))
		rc = payment_apply(x, &pay, &inv, pay.amount, &s->d->bad);
	return rc;
}

/* A few documents of other kinds, so that each of them is to be seen. */
static enum rc
oddities(struct txn *x, struct sales *s, struct plan *p, int i)
{
	static struct sales_order o;
	static struct invoice inv;
	int64_t made = 0;
	enum rc rc = RC_OK;

	if (i % 40 == 21) {
		rc = store_get(x, &order_entity, p->order, &o);
		if (rc == RC_OK && order_step_exists(o.status, ORDER_CANCELED))
			rc = order_cancel(x, &o, &s->d->bad);
		return rc == RC_SAME ? RC_OK : rc;
	}
	if (i % 60 != 17 || p->invoice == 0)
		return RC_OK;
	rc = store_get(x, &invoice_entity, p->invoice, &inv);
	if (rc != RC_OK || inv.issued != IS_YES)
		return rc;
	rc = let_be(s, invoice_credit(x, &inv, &made, &s->d->bad));
	if (rc != RC_OK || made == 0)
		return rc;
	rc = store_get(x, &invoice_entity, made, &inv);
	return rc == RC_OK && i < 100 ?
	    let_be(s, invoice_release(x, &inv, &s->d->bad)) :
	    rc;
}

/* ---- what the nights do */

enum { AT_ONCE = 500 };

/* What is old has reached the customers. */
static enum rc
mail(struct txn *x)
{
	struct outbox_batch *b = txn_scratch(x, sizeof *b);
	enum rc rc = outbox_take(x, b);

	while (rc == RC_OK && b->n > 0) {
		for (int i = 0; rc == RC_OK && i < b->n; i++)
			rc = outbox_tell(x, b->mail[i].id, OUTBOX_ACCEPTED, "");
		if (rc == RC_OK)
			rc = outbox_take(x, b);
	}
	return rc;
}

static enum rc
night(struct txn *x, const struct sales *s)
{
	int64_t today = s->start + s->day - 1;
	struct statement_run statements = { .done = false };
	struct remind_run reminders = { .done = false };
	bool more = true;
	enum rc rc = RC_OK;

	while (rc == RC_OK && more)
		rc = balance_refresh(x, today, AT_ONCE, &more);
	while (rc == RC_OK && !reminders.done)
		rc = remind_prepare(x, &reminders, today, AT_ONCE);
	while (rc == RC_OK && !statements.done)
		rc = statement_prepare(x, &statements, today, AT_ONCE);
	return rc == RC_OK && s->day < DEMO_DAYS - 14 ? mail(x) : rc;
}

/* ---- day by day */

static enum rc
live(struct txn *x, struct sales *s, int i)
{
	struct plan *p = &s->plan[i];
	enum rc rc = RC_OK;

	if (p->made == s->day)
		rc = make_order(x, s, p, i);
	if (rc == RC_OK && p->order != 0 && p->released == s->day)
		rc = release_order(x, s, p);
	if (rc == RC_OK && p->order != 0 && p->released + 1 == s->day)
		rc = release_credit(x, s, p, i);
	if (rc == RC_OK && p->order != 0 && p->shipped == s->day)
		rc = ship(x, s, p);
	if (rc == RC_OK && p->billed == s->day)
		rc = bill(x, s, p);
	if (rc == RC_OK && p->paid == s->day)
		rc = pay(x, s, p);
	if (rc == RC_OK && p->order != 0 && p->released + 6 == s->day)
		rc = oddities(x, s, p, i);
	return rc;
}

/* A week is one transaction: two hundred of them would be two hundred times
 * waiting for the disk. */
static enum rc
week(struct txn *x, void *arg)
{
	struct sales *s = arg;
	const int64_t noon = 43200, day = 86400;
	enum rc rc = RC_OK;

	for (; rc == RC_OK && s->day < s->until; s->day++) {
		clock_set((s->start + s->day) * day + noon);
		if (s->day == 0)
			rc = demo_stock_open(x, s->d);
		else if (s->day % 7 == 0 && s->day < COUNTED)
			rc = demo_stock_week(x, s->d);
		if (s->day == COUNTED)
			rc = demo_stock_count(x, s->d, s->start + s->day);
		for (int i = 0; rc == RC_OK && i < ORDERS; i++)
			rc = live(x, s, i);
	}
	return rc == RC_OK ? night(x, s) : rc;
}

void
demo_sales(struct demo *d)
{
	static struct sales s;

	s.d = d;
	s.seed = 1866;
	s.start = time_date(d->now, "UTC") - DEMO_DAYS;
	for (int i = 0; i < ORDERS; i++)
		plan_one(&s, &s.plan[i], i);
	while (s.day <= DEMO_DAYS) {
		s.until = s.day + 7 <= DEMO_DAYS ? s.day + 7 : DEMO_DAYS + 1;
		demo_run(d, d->now - (int64_t)(DEMO_DAYS - s.day) * 86400,
		    CHANNEL_ERP, d->staff[DEMO_CLERK].id,
		    d->staff[DEMO_CLERK].name, week, &s, _("orders"));
	}
}
