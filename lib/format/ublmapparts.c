/* Parties, addresses and lines: what several documents have in common. */
#include "ublmapparts.h"

#include <string.h>

#include "product.h"
#include "str.h"
#include "terms.h"
#include "text.h"

enum rc
ublmap_start(struct ublmap *m, struct txn *x)
{
	*m = (struct ublmap){ .x = x };
	return company_load(x, &m->company);
}

bool
map_amount(struct ublmap *m, struct ubl_document *d, int64_t amount,
    struct ubl_number *to)
{
	int decimals = currency_decimals(d->currency.s);
	int64_t two, back;

	if (!amount_rescale(amount, decimals, AMOUNT_PLACES, &two) ||
	    !amount_rescale(two, AMOUNT_PLACES, decimals, &back) ||
	    back != amount) {
		str_printf(m->why, sizeof m->why,
		    _("an amount in %s does not fit into two decimals"),
		    d->currency.s);
		return false;
	}
	*to = ubl_count(two);
	return true;
}

/* ---- parties */

static void
map_address(
    struct ubl_document *d, struct ubl_address *to, const struct map_address *a)
{
	to->street = ubl_say(d, a->line1);
	to->street2 = ubl_say(d, a->line2);
	to->city = ubl_say(d, a->city);
	to->zone = ubl_say(d, a->postal_code);
	to->region = ubl_say(d, a->region);
	to->country = ubl_say(d, a->country);
}

static const char *
first_of(const char *a, const char *b)
{
	return a[0] != '\0' ? a : b;
}

static void
add_tax_id(struct ubl_document *d, struct ubl_party *p, const char *id)
{
	struct ubl_tax_id *tax;

	if (id[0] == '\0')
		return;
	tax = ubl_add(d, &p->taxes, &p->taxes_n);
	tax->company = ubl_say(d, id);
	tax->scheme = ubl_say(d, "VAT");
}

void
map_seller(struct ublmap *m, struct ubl_document *d, bool full)
{
	const struct company *c = &m->company;
	struct ubl_party *p = &d->seller;
	const struct map_address a = MAP_ADDRESS(c, main);

	p->endpoint = ubl_say_as(d, c->endpoint_scheme, c->endpoint_id);
	p->name = ubl_say(d, c->main_name);
	map_address(d, &p->address, &a);
	p->legal_name = ubl_say(d, first_of(c->legal_name, c->main_name));
	if (!full)
		return;
	if (c->code[0] != '\0')
		*ubl_add(d, &p->ids, &p->ids_n) = ubl_say(d, c->code);
	add_tax_id(d, p, c->tax_id);
	p->legal_id = ubl_say(d, c->registration_no);
	p->contact.name = ubl_say(d, c->main_attention);
	p->contact.phone = ubl_say(d, c->phone);
	p->contact.mail = ubl_say(d, c->email);
}

bool
map_account(struct ublmap *m, int64_t id, struct account *a)
{
	if (store_get(m->x, &account_entity, id, a) == RC_OK)
		return true;
	str_copy(m->why, sizeof m->why, _("its account does not exist"));
	return false;
}

void
map_buyer(struct ublmap *m, struct ubl_document *d, const struct account *acc,
    const struct map_address *a)
{
	struct ubl_party *p = &d->buyer;

	(void)m;
	p->endpoint = ubl_say_as(d, acc->endpoint_scheme, acc->endpoint_id);
	*ubl_add(d, &p->ids, &p->ids_n) = ubl_say(d, acc->account_id);
	p->name = ubl_say(d, acc->name);
	map_address(d, &p->address, a);
	p->legal_name =
	    ubl_say(d, first_of(a->name, first_of(acc->legal_name, acc->name)));
	p->legal_id = ubl_say(d, acc->registration_no);
	p->contact.name = ubl_say(d, a->attention);
	p->contact.phone = ubl_say(d, acc->phone);
	p->contact.mail = ubl_say(d, acc->email);
}

void
map_delivery(
    struct ubl_document *d, const struct map_address *a, const char *buyer)
{
	map_address(d, &d->delivery.address, a);
	if (strcmp(a->name, buyer) != 0)
		d->delivery.name = ubl_say(d, a->name);
}

void
map_terms(struct ublmap *m, struct ubl_document *d, int64_t terms)
{
	struct terms t;

	if (terms != 0 && store_get(m->x, &terms_entity, terms, &t) == RC_OK)
		d->terms = ubl_say(d, t.description);
}

/* ---- lines */

void
map_category(struct ubl_document *d, struct ubl_category *to, int64_t category,
    int64_t rate)
{
	const struct choice *c = choice_of(tax_categories, category);
	char code[8] = "";

	for (size_t i = 0; c != NULL && i < sizeof code - 1; i++) {
		char letter = c->name[i];

		code[i] = letter >= 'a' && letter <= 'z' ?
		    (char)(letter - 'a' + 'A') :
		    letter;
		if (letter == '\0')
			break;
	}
	to->id = ubl_say(d, code);
	if (category != TAX_OUTSIDE)
		to->percent = ubl_count(rate);
	to->scheme = ubl_say(d, "VAT");
}

void
map_item(struct ublmap *m, struct ubl_document *d, const struct map_line *l,
    bool described, struct ubl_item *to)
{
	struct product p = { 0 };
	const char *name;

	if (l->item_id != 0 &&
	    store_get(m->x, &product_entity, l->item_id, &p) != RC_OK)
		p = (struct product){ 0 };
	name = first_of(l->description, first_of(p.name, p.item_id));
	to->name = ubl_say(d, name);
	to->seller_id = ubl_say(d, p.item_id);
	to->standard_id = ubl_say_as(d, "0160", p.gtin);
	if (!described)
		return;
	if (strcmp(p.description, name) != 0)
		to->description = ubl_say(d, p.description);
	map_category(d, &to->category, l->category, l->rate);
}

/* Quantity by price, before the discount, as minor units. */
static bool
gross_amount(
    const struct ubl_document *d, const struct map_line *l, int64_t *gross)
{
	return line_amount(l->quantity, l->unit_price, 0,
	    currency_decimals(d->currency.s), gross);
}

static bool
map_discount(struct ublmap *m, struct ubl_document *d, const struct map_line *l,
    struct ubl_line *to)
{
	struct ubl_charge *c;
	int64_t gross, discount;

	if (l->discount_pct == 0)
		return true;
	if (!gross_amount(d, l, &gross) ||
	    !amount_subtract(gross, l->amount, &discount)) {
		str_copy(m->why, sizeof m->why, _("an amount is too large"));
		return false;
	}
	c = ubl_add(d, &to->charges, &to->charges_n);
	c->charge = ubl_count(0);
	c->code = ubl_say(d, "95");
	c->reason = ubl_say(d, "Discount");
	c->percent = ubl_count(l->discount_pct);
	return map_amount(m, d, discount, &c->amount) &&
	    map_amount(m, d, gross, &c->base);
}

bool
map_line(struct ublmap *m, struct ubl_document *d, const struct map_line *l,
    struct ubl_line *to)
{
	char id[24];
	int64_t price;

	str_printf(id, sizeof id, "%lld", (long long)l->no);
	to->id = ubl_say(d, id);
	if (l->note[0] != '\0')
		*ubl_add(d, &to->notes, &to->notes_n) = ubl_say(d, l->note);
	to->quantity = ubl_units(d, l->quantity, unit_rec20(l->uom));
	map_item(m, d, l, true, &to->item);
	if (!amount_rescale(
		l->unit_price, PRICE_PLACES, UBL_PRICE_PLACES, &price)) {
		str_copy(m->why, sizeof m->why, _("a price is too large"));
		return false;
	}
	to->price.amount = ubl_count(price);
	return map_amount(m, d, l->amount, &to->amount) &&
	    map_discount(m, d, l, to);
}

bool
map_freight(struct ublmap *m, struct ubl_document *d, int64_t amount,
    int64_t category, int64_t rate)
{
	struct ubl_charge *c;

	if (amount == 0)
		return true;
	c = ubl_add(d, &d->charges, &d->charges_n);
	c->charge = ubl_count(1);
	c->code = ubl_say(d, "FC");
	c->reason = ubl_say(d, "Freight");
	map_category(d, &c->category, category, rate);
	return map_amount(m, d, amount, &c->amount);
}
