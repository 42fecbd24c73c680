/*
 * UBL documents as rows. Each line says what our own would: one price for one
 * unit, one discount in percent. Where a line of UBL says more (a price for a
 * hundred, charges, amounts off) it is told so that its amount stays what it
 * is, for that is what was billed.
 */
#include <string.h>

#include "amount.h"
#include "invoice.h"
#include "product.h"
#include "record.h"
#include "str.h"
#include "text.h"
#include "ublimportparts.h"

/* ---- lines */

/* A line as ours has it. */
struct terms_of_line {
	int64_t quantity, price, discount, amount;
};

static bool
makes(const struct terms_of_line *t, int exponent)
{
	int64_t amount;

	return line_amount(
		   t->quantity, t->price, t->discount, exponent, &amount) &&
	    amount == t->amount;
}

/* The price of one unit; rounded where ours has fewer decimals. */
static bool
unit_price(const struct ubl_price *p, int64_t *price)
{
	int64_t by =
	    p->quantity.given && p->quantity.v > 0 ? p->quantity.v : 1000;

	return amount_ratio(p->amount.v, 1000, by, price) &&
	    amount_rescale(*price, UBL_PRICE_PLACES, PRICE_PLACES, price);
}

/* All allowances of a line as one discount. */
static int64_t
discount_of(
    const struct ubl_line *l, const struct terms_of_line *t, int exponent)
{
	int64_t gross, off = 0, pct;

	if (l->charges_n == 1 && !l->charges[0].charge.v &&
	    l->charges[0].percent.given)
		return l->charges[0].percent.v;
	for (int i = 0; i < l->charges_n; i++)
		off += l->charges[i].charge.v ? -l->charges[i].amount.v :
						l->charges[i].amount.v;
	if (off <= 0 ||
	    !line_amount(t->quantity, t->price, 0, exponent, &gross) ||
	    gross == 0 || !amount_ratio(off, 100000, gross, &pct))
		return 0;
	return pct;
}

/*
 * Price and discount as they are, where they make the amount; else a price
 * that makes it without a discount; else one of whatever it is.
 */
static void
settle(const struct ubl_line *l, int exponent, struct terms_of_line *t)
{
	t->quantity = l->quantity.given ? l->quantity.v : 1000;
	t->price = t->discount = 0;
	if (unit_price(&l->price, &t->price) && t->price >= 0) {
		t->discount = discount_of(l, t, exponent);
		if (!l->amount.given || makes(t, exponent))
			return;
	}
	t->discount = 0;
	if (t->quantity != 0 &&
	    amount_ratio(t->amount, 100000, t->quantity, &t->price) &&
	    t->price >= 0 && makes(t, exponent))
		return;
	t->quantity = t->amount < 0 ? -1000 : 1000;
	t->price = (t->amount < 0 ? -t->amount : t->amount) * 100;
}

static bool
same_quantity(const struct ubl_line *l, const struct terms_of_line *t)
{
	return !l->quantity.given || l->quantity.v == t->quantity;
}

/* What the line said before it was told otherwise. */
static void
say_original(struct ubl_row *r, const struct ubl_line *l)
{
	char quantity[AMOUNT_TEXT], price[AMOUNT_TEXT], note[160];

	amount_print(
	    l->quantity.v, QUANTITY_PLACES, 0, quantity, sizeof quantity);
	amount_print(
	    l->price.amount.v, UBL_PRICE_PLACES, 0, price, sizeof price);
	str_printf(note, sizeof note, _("%s %s at %s"), quantity,
	    l->quantity.unit != NULL ? l->quantity.unit : "", price);
	say(r, "line_note", note);
}

static void
say_item(struct ubl_row *r, const struct ubl_item *item)
{
	char number[CELL];

	say_cut(r, "item_code", &item->seller_id, 81);
	say_cut(r, "buyers_item_id", &item->buyer_id, 81);
	say_cut(r, "item_gtin", &item->standard_id, 31);
	say_cut(r, "item_name", &item->name, 161);
	str_copy(number, 201,
	    item->name.s != NULL            ? item->name.s :
		item->description.s != NULL ? item->description.s :
					      "");
	say(r, "description", number);
}

void
say_line(struct ubl_row *r, const struct ubl_document *d,
    const struct ubl_line *l, int no)
{
	int exponent =
	    currency_decimals(d->currency.s != NULL ? d->currency.s : "EUR");
	struct terms_of_line t = { .amount = l->amount.v };
	char number[24];

	if (exponent != AMOUNT_PLACES &&
	    !amount_rescale(t.amount, AMOUNT_PLACES, exponent, &t.amount))
		exponent = AMOUNT_PLACES;
	settle(l, exponent, &t);
	str_printf(number, sizeof number, "%d", no);
	say(r, "line_no", number);
	say_item(r, &l->item);
	say(r, "uom",
	    l->quantity.unit != NULL ? unit_ours(l->quantity.unit) : "");
	say_notes(r, "line_note", l->notes, l->notes_n, 501);
	if (!same_quantity(l, &t))
		say_original(r, l);
	say_number(r, "quantity", t.quantity, QUANTITY_PLACES);
	/* An order that names no price asks for ours. */
	if (l->price.amount.given || l->amount.given)
		say_number(r, "unit_price", t.price, PRICE_PLACES);
	if (t.discount != 0)
		say_number(r, "discount_pct", t.discount, PERCENT_PLACES);
	say_amount(r, "line_amount", &l->amount);
	say_category(r, d, "tax_category", "tax_rate", &l->item.category);
	say_date(r, "line_requested_date", &l->requested.end);
}

/* An allowance or charge of the whole document, as a line of its own. */
void
say_charge_line(struct ubl_row *r, const struct ubl_document *d,
    const struct ubl_charge *c, int no)
{
	char number[24];

	str_printf(number, sizeof number, "%d", no);
	say(r, "line_no", number);
	say(r, "description",
	    c->reason.s != NULL ? c->reason.s :
		c->charge.v     ? _("Charge") :
				  _("Allowance"));
	say(r, "quantity",
	    (c->charge.v != 0) == (c->amount.v >= 0) ? "1" : "-1");
	say_number(r, "unit_price",
	    c->amount.v < 0 ? -c->amount.v : c->amount.v, AMOUNT_PLACES);
	say_category(r, d, "tax_category", "tax_rate", &c->category);
}
