/*
 * The rules of EN 16931 for the categories of VAT. They are ten for each
 * category, alike but for a few facts, which stand in a table.
 */
#include <string.h>

#include "text.h"
#include "ublrules.h"

enum rate {
	RATE_ABOVE, /* more than 0 % */
	RATE_ANY,   /* 0 % or more */
	RATE_ZERO,
	RATE_NONE, /* no rate at all */
};
enum {
	SELLER_ANY = 1, /* VAT or other tax identifier, or the agent's */
	SELLER_VAT = 2, /* VAT identifier, or the agent's */
	BUYER_VAT = 4,
	BUYER_ANY = 8, /* VAT identifier or that of a register */
	NO_VAT_ID = 16,
};

static const struct category {
	const char *code, *rules; /* BR-"rules"-01 */
	const char *name;
	enum rate rate;
	unsigned needs;
	bool reason; /* of exemption: wanted, or forbidden */
} categories[] = {
	{ "S", "S", N_("standard rated"), RATE_ABOVE, SELLER_ANY, false },
	{ "Z", "Z", N_("zero rated"), RATE_ZERO, SELLER_ANY, false },
	{ "E", "E", N_("exempt from VAT"), RATE_ZERO, SELLER_ANY, true },
	{ "AE", "AE", N_("reverse charge"), RATE_ZERO, SELLER_ANY | BUYER_ANY,
	    true },
	{ "K", "IC", N_("intra-community supply"), RATE_ZERO,
	    SELLER_VAT | BUYER_VAT, true },
	{ "G", "G", N_("export outside the EU"), RATE_ZERO, SELLER_VAT, true },
	{ "O", "O", N_("not subject to VAT"), RATE_NONE, NO_VAT_ID, true },
	{ "L", "AF", N_("IGIC"), RATE_ANY, SELLER_ANY, false },
	{ "M", "AG", N_("IPSI"), RATE_ANY, SELLER_ANY, false },
	{ NULL, NULL, NULL, RATE_NONE, 0, false },
};

/* Where a category stands decides which of the ten. */
enum { LINE, ALLOWANCE, CHARGE };

enum {
	TOLERANCE = 100,   /* minor units; less than this may be off */
	HALF_PERCENT = 500 /* of a rate */
};

static __int128
value(const struct ubl_number *v)
{
	return v->given ? v->v : 0;
}

static bool
is_of(const struct ubl_category *k, const struct category *g)
{
	const char *code = vat_code(k);

	return code != NULL && strcmp(code, g->code) == 0;
}

static const char *
rule(const struct category *g, int number, char to[UBL_RULE])
{
	str_printf(to, UBL_RULE, "BR-%s-%02d", g->rules, number);
	return to;
}

/* ---- one use of a category */

static bool
rate_fits(const struct category *g, const struct ubl_number *rate)
{
	switch (g->rate) {
	case RATE_ABOVE:
		return rate->given && rate->v > 0;
	case RATE_ANY:
		return rate->given && rate->v >= 0;
	case RATE_ZERO:
		return rate->given && rate->v == 0;
	default:
		return !rate->given;
	}
}

static void
check_rate(struct check *c, const struct category *g,
    const struct ubl_category *k, const char *id)
{
	const char *name = _(g->name);
	bool fits = rate_fits(g, &k->percent);

	switch (g->rate) {
	case RATE_ABOVE:
		claim(c, fits, k->line, id,
		    _("What is %s needs a rate above 0 %%."), name);
		break;
	case RATE_ANY:
		claim(c, fits, k->line, id,
		    _("What is %s needs a rate of 0 %% or more."), name);
		break;
	case RATE_ZERO:
		claim(c, fits, k->line, id,
		    _("What is %s needs a rate of 0 %%."), name);
		break;
	case RATE_NONE:
		claim(c, fits, k->line, id, _("What is %s has no rate of VAT."),
		    name);
		break;
	}
}

static bool
parties_fit(const struct ubl_document *d, unsigned needs)
{
	const struct ubl_party *s = &d->seller, *b = &d->buyer;
	bool agent = vat_id(&d->agent, false) != NULL;
	bool seller = vat_id(s, false) != NULL;
	bool buyer = vat_id(b, false) != NULL;

	if ((needs & NO_VAT_ID) != 0)
		return !agent && !seller && !buyer;
	if ((needs & SELLER_ANY) != 0 && !agent && vat_id(s, true) == NULL)
		return false;
	if ((needs & SELLER_VAT) != 0 && !agent && !seller)
		return false;
	if ((needs & BUYER_VAT) != 0 && !buyer)
		return false;
	return (needs & BUYER_ANY) == 0 || buyer || b->legal_id.s != NULL;
}

static void
check_ids(struct check *c, const struct category *g,
    const struct ubl_category *k, const char *id)
{
	const char *name = _(g->name);
	bool fits = parties_fit(c->d, g->needs);

	if ((g->needs & NO_VAT_ID) != 0)
		claim(c, fits, k->line, id,
		    _("What is %s forbids VAT identifiers of seller and "
		      "buyer."),
		    name);
	else if ((g->needs & (BUYER_VAT | BUYER_ANY)) != 0)
		claim(c, fits, k->line, id,
		    _("What is %s needs tax identifiers of both seller and "
		      "buyer."),
		    name);
	else
		claim(c, fits, k->line, id,
		    _("What is %s needs a tax identifier of the seller."),
		    name);
}

/* Of the parties it is enough to complain once. */
static void
check_use(struct check *c, const struct category *g,
    const struct ubl_category *k, int where, int *uses)
{
	char id[UBL_RULE];

	if (!is_of(k, g))
		return;
	if (uses[where]++ == 0)
		check_ids(c, g, k, rule(g, 2 + where, id));
	check_rate(c, g, k, rule(g, 5 + where, id));
}

/* ---- the breakdown */

/* What the lines, allowances and charges of a category and a rate make, and
 * how many there are. */
static __int128
sum_of(const struct ubl_document *d, const struct category *g,
    const struct ubl_number *rate, int *n)
{
	bool by_rate = g->rate == RATE_ABOVE || g->rate == RATE_ANY;
	__int128 sum = 0;

	*n = 0;
	for (int i = 0; i < d->lines_n; i++) {
		const struct ubl_category *k = &d->lines[i].item.category;

		if (!is_of(k, g) || (by_rate && k->percent.v != rate->v))
			continue;
		sum += value(&d->lines[i].amount);
		++*n;
	}
	for (int i = 0; i < d->charges_n; i++) {
		const struct ubl_charge *a = &d->charges[i];

		if (!is_of(&a->category, g) ||
		    (by_rate && a->category.percent.v != rate->v))
			continue;
		sum +=
		    a->charge.v != 0 ? value(&a->amount) : -value(&a->amount);
		++*n;
	}
	return sum;
}

/* Signs do not count: on a negative document both are. */
static __int128
size_of(__int128 v)
{
	return v < 0 ? -v : v;
}

static __int128
distance(__int128 a, __int128 b)
{
	return size_of(a - b);
}

/* Is it the VAT at this rate, or nearly so? Below half a percent none is
 * expected. */
static bool
is_vat_of(const struct ubl_tax *t, int64_t *tax)
{
	const struct ubl_number *rate = &t->category.percent;

	*tax = 0;
	if (size_of(rate->v) < HALF_PERCENT)
		return size_of(value(&t->amount)) < TOLERANCE / 2;
	return amount_percent(t->taxable.v, rate->v, tax) &&
	    distance(size_of(value(&t->amount)), size_of(*tax)) < TOLERANCE;
}

static void
check_part(struct check *c, const struct category *g, const struct ubl_tax *t)
{
	const struct ubl_category *k = &t->category;
	bool by_rate = g->rate == RATE_ABOVE || g->rate == RATE_ANY;
	bool reason = k->code.s != NULL || k->text.s != NULL;
	char id[UBL_RULE], a[AMOUNT_TEXT], b[AMOUNT_TEXT];
	int64_t tax = 0;
	int n;
	__int128 sum = sum_of(c->d, g, &k->percent, &n);

	claim(c, distance(value(&t->taxable), sum) < (by_rate ? TOLERANCE : 1),
	    t->taxable.line, rule(g, 8, id),
	    _("What is %s is stated as %s, but lines, allowances and charges "
	      "make %s."),
	    _(g->name), shown(value(&t->taxable), a), shown(sum, b));
	if (by_rate)
		claim(c,
		    amount_percent(t->taxable.v, k->percent.v, &tax) &&
			distance(size_of(value(&t->amount)), size_of(tax)) <
			    TOLERANCE,
		    t->amount.line, rule(g, 9, id),
		    _("The VAT on what is %s is stated as %s, but the rate "
		      "makes %s."),
		    _(g->name), shown(value(&t->amount), a), shown(tax, b));
	else
		claim(c, t->amount.v == 0, t->amount.line, rule(g, 9, id),
		    _("There can be no VAT on what is %s."), _(g->name));
	if (g->reason)
		claim(c, reason, k->line, rule(g, 10, id),
		    _("What is %s needs a reason of exemption or its code."),
		    _(g->name));
	else
		claim(c, !reason, k->line, rule(g, 10, id),
		    _("What is %s cannot have a reason of exemption."),
		    _(g->name));
}

static void
check_category(struct check *c, const struct category *g)
{
	const struct ubl_document *d = c->d;
	bool many = g->rate == RATE_ABOVE || g->rate == RATE_ANY, used;
	int uses[] = { 0, 0, 0 }, parts = 0;
	char id[UBL_RULE];

	for (int i = 0; i < d->lines_n; i++) {
		c->row = &d->lines[i];
		check_use(c, g, &d->lines[i].item.category, LINE, uses);
	}
	c->row = NULL;
	for (int i = 0; i < d->charges_n; i++)
		check_use(c, g, &d->charges[i].category,
		    d->charges[i].charge.v != 0 ? CHARGE : ALLOWANCE, uses);
	for (int i = 0; i < d->tax_totals_n; i++)
		for (int k = 0; k < d->tax_totals[i].taxes_n; k++)
			if (is_of(&d->tax_totals[i].taxes[k].category, g)) {
				check_part(c, g, &d->tax_totals[i].taxes[k]);
				parts++;
			}
	used = uses[LINE] + uses[ALLOWANCE] + uses[CHARGE] > 0;
	claim(c, parts > 0 || !used, d->line, rule(g, 1, id),
	    _("The breakdown of VAT lacks what is %s."), _(g->name));
	claim(c, used || parts == 0 || !many, d->line, rule(g, 1, id),
	    _("The breakdown of VAT has what is %s, but no line is."),
	    _(g->name));
	claim(c, many || parts < 2, d->line, rule(g, 1, id),
	    _("The breakdown of VAT has what is %s more than once."),
	    _(g->name));
}

/* ---- rules of their own */

static void
check_breakdown(struct check *c, const struct ubl_tax *t)
{
	const char *code = vat_code(&t->category);
	char a[AMOUNT_TEXT], b[AMOUNT_TEXT];
	int64_t tax = 0;

	claim(c, t->taxable.given, t->line, "BR-45",
	    _("A part of the VAT breakdown has no taxable amount."));
	claim(c, t->amount.given, t->line, "BR-46",
	    _("A part of the VAT breakdown has no amount of VAT."));
	claim(c, code != NULL, t->line, "BR-47",
	    _("A part of the VAT breakdown has no VAT category."));
	claim(c,
	    t->category.percent.given ||
		(code != NULL && strcmp(code, "O") == 0),
	    t->line, "BR-48", _("A part of the VAT breakdown has no rate."));
	claim(c, t->taxable.decimals <= AMOUNT_PLACES, t->taxable.line,
	    "BR-DEC-19", _("The amount has more than two decimals."));
	claim(c, t->amount.decimals <= AMOUNT_PLACES, t->amount.line,
	    "BR-DEC-20", _("The amount has more than two decimals."));
	claim(c, is_vat_of(t, &tax), t->amount.line, "BR-CO-17",
	    _("The VAT of a category is stated as %s, but taxable amount and "
	      "rate make %s."),
	    shown(value(&t->amount), a), shown(tax, b));
}

static bool
is_other(const struct ubl_category *k, const char *code)
{
	const char *is = vat_code(k);

	return is != NULL && strcmp(is, code) != 0;
}

/* How many parts of the breakdown have this code; "" counts all. */
static int
parts_of(const struct ubl_document *d, const char *code)
{
	int n = 0;

	for (int i = 0; i < d->tax_totals_n; i++)
		for (int k = 0; k < d->tax_totals[i].taxes_n; k++) {
			const char *is =
			    vat_code(&d->tax_totals[i].taxes[k].category);

			n += *code == '\0' ||
			    (is != NULL && strcmp(is, code) == 0);
		}
	return n;
}

/* What is not subject to VAT stands alone on a document. */
static void
check_outside(struct check *c)
{
	const struct ubl_document *d = c->d;

	claim(c, parts_of(d, "") == parts_of(d, "O"), d->line, "BR-O-11",
	    _("What is not subject to VAT cannot stand beside another "
	      "category."));
	for (int i = 0; i < d->lines_n; i++) {
		c->row = &d->lines[i];
		claim(c, !is_other(&c->row->item.category, "O"), c->row->line,
		    "BR-O-12",
		    _("The document is not subject to VAT, but this line "
		      "is."));
	}
	c->row = NULL;
	for (int i = 0; i < d->charges_n; i++)
		claim(c, !is_other(&d->charges[i].category, "O"),
		    d->charges[i].line,
		    d->charges[i].charge.v != 0 ? "BR-O-14" : "BR-O-13",
		    _("The document is not subject to VAT, but this "
		      "allowance or charge is."));
}

static void
check_supply(struct check *c)
{
	const struct ubl_document *d = c->d;

	claim(c,
	    d->delivery.date.given || d->period.start.given ||
		d->period.end.given,
	    d->line, "BR-IC-11",
	    _("An intra-community supply needs a date of delivery or a "
	      "period."));
	claim(c, d->delivery.address.country.s != NULL, d->line, "BR-IC-12",
	    _("An intra-community supply needs the country of delivery."));
}

static bool
is_italian(const struct ubl_address *a)
{
	return a->country.s == NULL || strcmp(a->country.s, "IT") == 0;
}

void
check_vat(struct check *c)
{
	const struct ubl_document *d = c->d;

	for (int i = 0; i < d->tax_totals_n; i++)
		for (int k = 0; k < d->tax_totals[i].taxes_n; k++)
			check_breakdown(c, &d->tax_totals[i].taxes[k]);
	for (const struct category *g = categories; g->code != NULL; g++)
		check_category(c, g);
	if (parts_of(d, "O") > 0)
		check_outside(c);
	if (parts_of(d, "K") > 0)
		check_supply(c);
	if (parts_of(d, "B") == 0)
		return;
	claim(c,
	    is_italian(&d->seller.address) && is_italian(&d->buyer.address),
	    d->line, "BR-B-01",
	    _("Split payment is for invoices within Italy only."));
	claim(c, parts_of(d, "S") == 0, d->line, "BR-B-02",
	    _("Split payment cannot stand beside what is standard rated."));
}
