/* postern demo: our company, what it sells, and at which prices. */
#include <string.h>

#include "catalogue.h"
#include "clock.h"
#include "company.h"
#include "date.h"
#include "demo.h"
#include "product.h"
#include "str.h"
#include "terms.h"
#include "text.h"

int64_t
demo_price(const struct demo_good *g, const char *currency)
{
	const struct demo_rate *r = demo_rates;
	int64_t price;

	while (r->currency != NULL && strcmp(r->currency, currency) != 0)
		r++;
	/* pence x hundredths is 1/10000 */
	price = g->price * (r->currency != NULL ? r->rate : 100);
	/* Nobody prices 17.3827 kronor. */
	if (currency_decimals(currency) == 0)
		return (price + 5000) / 10000 * 10000;
	return (price + 50) / 100 * 100;
}

/* ---- our company and its taxes */

static int64_t
tax_named(struct txn *x, const char *code)
{
	struct tax t = { 0 };

	str_copy(t.tax_code, sizeof t.tax_code, code);
	return store_find(x, &tax_entity, TAX_BY_CODE, &t) == RC_OK ? t.id : 0;
}

static enum rc
add_company(struct txn *x, void *arg)
{
	struct demo *d = arg;
	static struct company c;
	enum rc rc = company_load(x, &c);

	if (rc != RC_OK)
		return rc;
#define COPY(m, v) str_copy(c.m, sizeof c.m, v)
	COPY(legal_name, "Harrow & Pine Supplies Ltd");
	COPY(main_name, demo_company);
	COPY(main_line1, "17 Wapping Wall");
	COPY(main_city, "London");
	COPY(main_postal_code, "E1W 3SF");
	COPY(main_country, "GB");
	COPY(tax_id, "GB412345671");
	COPY(registration_no, "08812345");
	COPY(email, "accounts@harrowandpine.example");
	COPY(phone, "+44 20 7946 0110");
	COPY(website, "https://harrowandpine.example");
	COPY(iban, "GB33BUKB20201555555555");
	COPY(bic, "BUKBGB22");
	COPY(bank_name, "Wapping Mercantile Bank");
	COPY(currency, "GBP");
#undef COPY
	c.tax = tax_named(x, "VAT-S");
	return company_save(x, &c, &d->bad);
}

/* ---- items with their boxes, in a category for each class */

static enum rc
category_of(struct txn *x, struct demo *d, const char *class, int64_t *id)
{
	struct category c = { .id = 0 };
	enum rc rc;

	for (size_t i = 0; class[i] != '\0' && i + 1 < sizeof c.category_id;
	     i++)
		c.category_id[i] = class[i] >= 'a' && class[i] <= 'z' ?
		    class[i] - 'a' + 'A' :
		    class[i];
	rc = store_find(x, &category_entity, CATEGORY_BY_CODE, &c);
	if (rc == RC_NOTFOUND) {
		str_copy(c.name, sizeof c.name, class);
		rc = category_save(x, &c, &d->bad);
	}
	*id = c.id;
	return rc;
}

static enum rc
add_good(struct txn *x, struct demo *d, int i)
{
	const struct demo_good *g = &demo_goods[i];
	struct unit u = { .factor = (int64_t)g->box * 1000 };
	static struct product p;
	enum rc rc;

	p = (struct product){ .active = PRODUCT_IS_ACTIVE,
		.kind = g->weight > 0 ? PRODUCT_STOCK : PRODUCT_NON_STOCK,
		.price = demo_price(g, "GBP"),
		.weight = g->weight };
	str_copy(p.item_id, sizeof p.item_id, g->code);
	str_copy(p.name, sizeof p.name, g->name);
	str_copy(p.class, sizeof p.class, g->class);
	str_copy(p.uom, sizeof p.uom, g->uom);
	str_copy(p.currency, sizeof p.currency, "GBP");
	if ((rc = category_of(x, d, g->class, &p.category)) != RC_OK)
		return rc;
	rc = product_save(x, &p, &d->bad);
	d->goods[i] = p.id;
	if (rc == RC_OK && g->picture != NULL)
		rc = demo_picture(x, d, &p, g->picture);
	if (rc != RC_OK || g->box == 0)
		return rc;
	u.item_id = p.id;
	str_copy(
	    u.uom, sizeof u.uom, strcmp(g->uom, "BOX") == 0 ? "CASE" : "BOX");
	return unit_save(x, &u, &d->bad);
}

static enum rc
add_goods(struct txn *x, void *arg)
{
	struct demo *d = arg;
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && demo_goods[i].code != NULL; i++)
		rc = add_good(x, d, i);
	return rc;
}

/* ---- prices */

static enum rc
add_price(struct txn *x, struct demo *d, int good, const struct price *like,
    const char *currency, int64_t percent)
{
	struct price p = *like;

	p.item_id = d->goods[good];
	str_copy(p.currency, sizeof p.currency, currency);
	p.price = demo_price(&demo_goods[good], currency) * percent / 100;
	if (currency_decimals(currency) == 0)
		p.price = p.price / 10000 * 10000;
	return price_save(x, &p, &d->bad);
}

/* Everything in the currencies that are asked for most; a price class with
 * quantities, a customer with a price of their own, a promotion. */
static enum rc
add_prices(struct txn *x, void *arg)
{
	static const char *const lists[] = { "EUR", "SEK", "USD" };
	struct demo *d = arg;
	struct price base = { .price_type = PRICE_BASE };
	struct price class = { .price_type = PRICE_FOR_CLASS,
		.price_class = "TRADE" };
	struct price own = { .price_type = PRICE_FOR_CUSTOMER,
		.account_id = d->accounts[0].id };
	struct price promotion = { .price_type = PRICE_BASE,
		.promotion = 1,
		.effective = time_date(d->now, "UTC") - 20,
		.expires = time_date(d->now, "UTC") + 10 };
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && demo_goods[i].code != NULL; i++)
		for (int j = 0; rc == RC_OK && j < 3; j++)
			rc = add_price(x, d, i, &base, lists[j], 100);
	for (int i = 0; rc == RC_OK && i < 14; i++)
		for (int j = 0; rc == RC_OK && j < 3; j++) {
			class.break_qty = (int64_t[]){ 0, 50, 250 }[j] * 1000;
			rc = add_price(
			    x, d, i, &class, "EUR", (int[]){ 95, 90, 82 }[j]);
		}
	for (int i = 14; rc == RC_OK && i < 18; i++)
		rc = add_price(x, d, i, &own, "SEK", 88);
	for (int i = 46; rc == RC_OK && i < 49; i++)
		rc = add_price(x, d, i, &promotion, "EUR", 85);
	return rc;
}

void
demo_catalogue(struct demo *d)
{
	const char *name = d->t->actor.name;
	const int64_t when = clock_now();

	demo_run(d, when, CHANNEL_BATCH, 0, name, add_company, d, demo_company);
	demo_run(
	    d, when + 60, CHANNEL_BATCH, 0, name, add_goods, d, _("items"));
	demo_run(
	    d, when + 120, CHANNEL_BATCH, 0, name, add_prices, d, _("prices"));
}
