/* Orders and shipments as transactions, and a shop to place them in. */
#ifndef POSTERN_ORDER_FIXTURE_H
#define POSTERN_ORDER_FIXTURE_H

#include "model_fixture.h"

#include "../../lib/model/balance.h"
#include "../../lib/model/company.h"
#include "../../lib/model/invoice.h"
#include "../../lib/model/order.h"
#include "../../lib/model/product.h"
#include "../../lib/model/shipment.h"
#include "../../lib/model/terms.h"

enum { TODAY = NOON / DAY, ONE = 1000 };

/* ---- any verb as a transaction */

struct deed {
	enum {
		PUT,
		RELEASE,
		HOLD,
		RELEASE_CREDIT,
		CANCEL,
		REOPEN,
		ACCEPT,
		ERASE,
		SHIP,
		PUT_SHIPMENT,
		CONFIRM,
		CORRECT,
		BILL,
		ERASE_SHIPMENT,
		RELEASE_INVOICE,
		ERASE_INVOICE,
		TAKE_BACK,
		BILL_ORDER,
		EXPIRE,
	} what;
	void *rec, *lines;
	int n;
	int64_t made;
	bool more;
};

static inline enum rc
deed_body(struct txn *x, void *arg)
{
	struct deed *d = arg;
	struct problems *bad = &world.bad;

	switch (d->what) {
	case PUT:
		return order_put(x, d->rec, d->lines, d->n, bad);
	case RELEASE:
		return order_release(x, d->rec, bad);
	case HOLD:
		return order_hold(x, d->rec, bad);
	case RELEASE_CREDIT:
		return order_release_credit(x, d->rec, bad);
	case CANCEL:
		return order_cancel(x, d->rec, bad);
	case REOPEN:
		return order_reopen(x, d->rec, bad);
	case ACCEPT:
		return order_from_quote(x, d->rec, &d->made, bad);
	case ERASE:
		return order_erase(x, d->rec, bad);
	case SHIP:
		return shipment_create(x, d->rec, &d->made, bad);
	case PUT_SHIPMENT:
		return shipment_put(x, d->rec, d->lines, d->n, bad);
	case CONFIRM:
		return shipment_confirm(x, d->rec, bad);
	case CORRECT:
		return shipment_correct(x, d->rec, bad);
	case BILL:
		return shipment_invoice(x, d->rec, &d->made, bad);
	case ERASE_SHIPMENT:
		return shipment_erase(x, d->rec, bad);
	case RELEASE_INVOICE:
		return invoice_release(x, d->rec, bad);
	case TAKE_BACK:
		return invoice_cancel(x, d->rec, &d->made, bad);
	case ERASE_INVOICE:
		return invoice_erase(x, d->rec, bad);
	case BILL_ORDER:
		return invoice_from_order(x, d->rec, &d->made, bad);
	case EXPIRE:
		return order_expire(x, TODAY + 1, d->n, &d->more, bad);
	}
	return RC_INVALID;
}

static inline enum rc
act(struct deed *d)
{
	memset(&world.bad, 0, sizeof world.bad);
	return run(deed_body, d);
}

static inline enum rc
does(int what, void *rec)
{
	struct deed d = { .what = what, .rec = rec };

	return act(&d);
}

static inline enum rc
makes(int what, void *rec, int64_t *made)
{
	struct deed d = { .what = what, .rec = rec };
	enum rc rc = act(&d);

	*made = d.made;
	return rc;
}

static inline enum rc
put(struct sales_order *o, struct order_line *lines, int n)
{
	struct deed d = { .what = PUT, .rec = o, .lines = lines, .n = n };

	return act(&d);
}

/* A sentence about line `row`. */
static inline void
refused_in(enum rc rc, int row, unsigned tag, const char *part)
{
	assert_true(rc == RC_INVALID || rc == RC_REFUSED);
	for (int i = 0; i < world.bad.n; i++)
		if (world.bad.at[i].row == row && world.bad.at[i].tag == tag &&
		    strstr(world.bad.at[i].text, part) != NULL)
			return;
	for (int i = 0; i < world.bad.n; i++)
		print_message("got %d, %u: %s\n", world.bad.at[i].row,
		    world.bad.at[i].tag, world.bad.at[i].text);
	fail_msg("no sentence in line %d: %s", row, part);
}

/* ---- looking */

struct look {
	int64_t id;
	struct order_line lines[20];
	int n;
	char currency[4];
	struct balance b;
};

static inline enum rc
lines_body(struct txn *x, void *arg)
{
	struct look *l = arg;
	void *lines;
	enum rc rc = document_lines(x, &order_document, l->id, &lines, &l->n);

	assert_true(l->n <= 20);
	if (rc == RC_OK && l->n > 0)
		memcpy(l->lines, lines, (size_t)l->n * sizeof *l->lines);
	return rc;
}

/* The lines as they are stored. */
static inline struct look
lines_of(int64_t order)
{
	struct look l = { .id = order };

	good(run(lines_body, &l));
	return l;
}

static inline enum rc
balance_body(struct txn *x, void *arg)
{
	struct look *l = arg;

	return balance_load(x, l->id, l->currency, &l->b);
}

static inline struct balance
balance_of(int64_t account, const char *currency)
{
	struct look l = { .id = account };

	str_copy(l.currency, sizeof l.currency, currency);
	good(run(balance_body, &l));
	return l.b;
}

/* The order as it is stored. */
static inline struct sales_order
order_at(int64_t id)
{
	struct sales_order o;

	assert_int_equal(load(&order_entity, id, &o), RC_OK);
	return o;
}

static inline struct shipment
shipment_at(int64_t id)
{
	struct shipment s;

	assert_int_equal(load(&shipment_entity, id, &s), RC_OK);
	return s;
}

/* ---- the shop: chai at 18.00, chang at 19.00 with 20 % tax, a fee */

struct shop {
	struct account alfki;
	struct product chai, chang, fee;
};

static inline struct product
new_item(const char *code, int64_t price, int64_t kind)
{
	struct product p = { .price = price, .kind = kind };

	str_copy(p.item_id, sizeof p.item_id, code);
	str_copy(p.name, sizeof p.name, code);
	p.name[1] |= 0x20;
	good(save(&product_entity, &p));
	return p;
}

static inline struct shop
open_shop(void)
{
	struct shop s;

	good(run(seed_body, NULL));
	staff("seller", ROLE_ADMIN);
	world.actor = (struct actor){ 1, "Seller", CHANNEL_ERP, false };
	s.chai = new_item("CHAI", 180000, PRODUCT_STOCK);
	s.chang = new_item("CHANG", 190000, PRODUCT_STOCK);
	s.chang.tax_code = id_of(&tax_entity, "VAT-S");
	s.chang.weight = 1500;
	good(save(&product_entity, &s.chang));
	s.fee = new_item("FEE", 50000, PRODUCT_NON_STOCK);
	s.alfki = customer("ALFKI", "Alfreds Futterkiste");
	str_copy(
	    s.alfki.bill_line1, sizeof s.alfki.bill_line1, "Obere Str. 57");
	str_copy(s.alfki.bill_city, sizeof s.alfki.bill_city, "Berlin");
	str_copy(s.alfki.currency, sizeof s.alfki.currency, "EUR");
	good(save(&account_entity, &s.alfki));
	return s;
}

/* An order of ten chai, stored and On Hold. */
static inline struct sales_order
ordered(const struct shop *s)
{
	struct sales_order o = { .account_id = s->alfki.id };
	struct order_line l = { .item_id = s->chai.id, .quantity = 10 * ONE };

	good(put(&o, &l, 1));
	return o;
}

/* Released, Open. */
static inline struct sales_order
opened(const struct shop *s)
{
	struct sales_order o = ordered(s);

	good(does(RELEASE, &o));
	assert_int_equal(o.status, ORDER_OPEN);
	return o;
}

#endif
