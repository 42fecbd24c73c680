/* The rules of EN 16931 for lines, allowances, charges and sums. */
#include <string.h>

#include "text.h"
#include "ublrules.h"

/* No amount is too large to be added up here. */
static __int128
value(const struct ubl_number *v)
{
	return v->given ? v->v : 0;
}

static void
check_decimals(struct check *c, const struct ubl_number *v, const char *rule)
{
	claim(c, v->decimals <= AMOUNT_PLACES, v->line, rule,
	    _("The amount has more than two decimals."));
}

/* ---- allowances and charges */

/* The rules differ in number only: of the document and of a line, each for
 * an allowance and for a charge. */
static const struct charge_rules {
	const char *amount, *category, *reason, *reason_too;
	const char *amount_decimals, *base_decimals;
	const char *codes, *list;
} charge_rules[2][2] = {
	{
	    { "BR-31", "BR-32", "BR-33", "BR-CO-21", "BR-DEC-01", "BR-DEC-02",
		"BR-CL-19", "allowance" },
	    { "BR-36", "BR-37", "BR-38", "BR-CO-22", "BR-DEC-05", "BR-DEC-06",
		"BR-CL-20", "charge" },
	},
	{
	    { "BR-41", NULL, "BR-42", "BR-CO-23", "BR-DEC-24", "BR-DEC-25",
		"BR-CL-19", "allowance" },
	    { "BR-43", NULL, "BR-44", "BR-CO-24", "BR-DEC-27", "BR-DEC-28",
		"BR-CL-20", "charge" },
	},
};

static void
check_charge(struct check *c, const struct ubl_charge *a)
{
	bool charge = a->charge.v != 0, why;
	const struct charge_rules *r = &charge_rules[c->row != NULL][charge];

	why = a->reason.s != NULL || a->code.s != NULL;
	claim(c, a->amount.given, a->line, r->amount,
	    charge ? _("A charge has no amount.") :
		     _("An allowance has no amount."));
	if (r->category != NULL)
		claim(c, vat_code(&a->category) != NULL, a->line, r->category,
		    charge ? _("A charge has no VAT category.") :
			     _("An allowance has no VAT category."));
	claim(c, why, a->line, r->reason,
	    charge ? _("A charge has neither a reason nor its code.") :
		     _("An allowance has neither a reason nor its code."));
	claim(c, why, a->line, r->reason_too,
	    charge ? _("A charge has neither a reason nor its code.") :
		     _("An allowance has neither a reason nor its code."));
	check_decimals(c, &a->amount, r->amount_decimals);
	check_decimals(c, &a->base, r->base_decimals);
	if (a->code.s != NULL)
		claim(c, ubl_listed(r->list, a->code.s), a->code.line, r->codes,
		    charge ? _("%s is not a reason of a charge (UNTDID "
			       "7161).") :
			     _("%s is not a reason of an allowance (UNTDID "
			       "5189)."),
		    a->code.s);
}

void
check_charges(struct check *c)
{
	for (int i = 0; i < c->d->charges_n; i++)
		check_charge(c, &c->d->charges[i]);
}

/* ---- lines */

static void
check_item(struct check *c, const struct ubl_item *t)
{
	claim(c, t->name.s != NULL, c->row->line, "BR-25",
	    _("The item has no name."));
	claim(c, vat_code(&t->category) != NULL, c->row->line, "BR-CO-04",
	    _("The item has no VAT category."));
	claim(c, t->category.line > 0 || t->category.id.s != NULL, c->row->line,
	    "UBL-SR-48",
	    _("The item has no tax category; exactly one is wanted."));
	claim(c, t->standard_id.s == NULL || t->standard_id.scheme != NULL,
	    t->standard_id.line, "BR-64",
	    _("The item's standard identifier has no scheme."));
	for (int i = 0; i < t->classes_n; i++)
		claim(c, t->classes[i].scheme != NULL, t->classes[i].line,
		    "BR-65",
		    _("The item is classified without saying by what "
		      "list."));
	for (int i = 0; i < t->properties_n; i++)
		claim(c,
		    t->properties[i].name.s != NULL &&
			t->properties[i].value.s != NULL,
		    t->properties[i].line, "BR-54",
		    _("A property of the item lacks its name or its "
		      "value."));
}

static void
check_line_period(struct check *c, const struct ubl_period *p)
{
	claim(c, !p->start.given || !p->end.given || p->start.v <= p->end.v,
	    p->line, "BR-30", _("The period ends before it starts."));
	claim(c, p->line == 0 || p->start.given || p->end.given, p->line,
	    "BR-CO-20", _("The period has neither start nor end."));
}

static void
check_line(struct check *c, const struct ubl_line *l)
{
	claim(c, l->id.s != NULL, l->line, "BR-21",
	    _("The line has no identifier."));
	claim(c, l->quantity.given, l->line, "BR-22",
	    _("The line has no quantity."));
	claim(c, l->quantity.unit != NULL, l->line, "BR-23",
	    _("The quantity has no unit."));
	claim(
	    c, l->amount.given, l->line, "BR-24", _("The line has no amount."));
	check_decimals(c, &l->amount, "BR-DEC-23");
	claim(c, l->price.amount.given, l->line, "BR-26",
	    _("The line has no price."));
	claim(c, l->price.amount.v >= 0, l->price.amount.line, "BR-27",
	    _("The price is negative."));
	claim(c, l->price.gross.v >= 0, l->price.gross.line, "BR-28",
	    _("The gross price is negative."));
	claim(c, l->notes_n < 2, l->line, "UBL-SR-34",
	    _("The line has more than one note."));
	check_line_period(c, &l->period);
	check_item(c, &l->item);
	for (int i = 0; i < l->charges_n; i++)
		check_charge(c, &l->charges[i]);
}

void
check_lines(struct check *c)
{
	for (int i = 0; i < c->d->lines_n; i++) {
		c->row = &c->d->lines[i];
		check_line(c, c->row);
	}
	c->row = NULL;
}

/* ---- totals */

static void
check_present(struct check *c)
{
	const struct ubl_totals *t = &c->d->totals;

	claim(c, t->lines.given, t->line, "BR-12",
	    _("The sum of the lines is missing."));
	claim(c, t->exclusive.given, t->line, "BR-13",
	    _("The total without VAT is missing."));
	claim(c, t->inclusive.given, t->line, "BR-14",
	    _("The total with VAT is missing."));
	claim(c, t->payable.given, t->line, "BR-15",
	    _("The amount due is missing."));
	check_decimals(c, &t->lines, "BR-DEC-09");
	check_decimals(c, &t->allowances, "BR-DEC-10");
	check_decimals(c, &t->charges, "BR-DEC-11");
	check_decimals(c, &t->exclusive, "BR-DEC-12");
	check_decimals(c, &t->inclusive, "BR-DEC-14");
	check_decimals(c, &t->prepaid, "BR-DEC-16");
	check_decimals(c, &t->rounding, "BR-DEC-17");
	check_decimals(c, &t->payable, "BR-DEC-18");
}

static __int128
sum_charges(const struct ubl_document *d, bool charge, int *n)
{
	__int128 sum = 0;

	*n = 0;
	for (int i = 0; i < d->charges_n; i++)
		if ((d->charges[i].charge.v != 0) == charge) {
			sum += value(&d->charges[i].amount);
			++*n;
		}
	return sum;
}

static void
check_added(struct check *c)
{
	const struct ubl_totals *t = &c->d->totals;
	char a[AMOUNT_TEXT], b[AMOUNT_TEXT];
	__int128 sum = 0;
	int n;

	for (int i = 0; i < c->d->lines_n; i++)
		sum += value(&c->d->lines[i].amount);
	claim(c, value(&t->lines) == sum, t->lines.line, "BR-CO-10",
	    _("The sum of the lines is stated as %s, but they add up to "
	      "%s."),
	    shown(t->lines.v, a), shown(sum, b));
	sum = sum_charges(c->d, false, &n);
	claim(c, t->allowances.given ? t->allowances.v == sum : n == 0, t->line,
	    "BR-CO-11",
	    _("The sum of the allowances is stated as %s, but they add up to "
	      "%s."),
	    shown(value(&t->allowances), a), shown(sum, b));
	sum = sum_charges(c->d, true, &n);
	claim(c, t->charges.given ? t->charges.v == sum : n == 0, t->line,
	    "BR-CO-12",
	    _("The sum of the charges is stated as %s, but they add up to "
	      "%s."),
	    shown(value(&t->charges), a), shown(sum, b));
	sum = value(&t->lines) - value(&t->allowances) + value(&t->charges);
	claim(c, value(&t->exclusive) == sum, t->exclusive.line, "BR-CO-13",
	    _("The total without VAT is stated as %s, but lines, allowances "
	      "and charges make %s."),
	    shown(t->exclusive.v, a), shown(sum, b));
	sum = value(&t->inclusive) - value(&t->prepaid) + value(&t->rounding);
	claim(c, value(&t->payable) == sum, t->payable.line, "BR-CO-16",
	    _("The amount due is stated as %s, but total, prepayment and "
	      "rounding make %s."),
	    shown(t->payable.v, a), shown(sum, b));
}

static void
check_tax_total(struct check *c, const struct ubl_tax_total *t)
{
	char a[AMOUNT_TEXT], b[AMOUNT_TEXT];
	__int128 sum = 0;

	check_decimals(
	    c, &t->amount, is_main(c->d, t) ? "BR-DEC-13" : "BR-DEC-15");
	for (int i = 0; i < t->taxes_n; i++)
		sum += value(&t->taxes[i].amount);
	claim(c, t->taxes_n == 0 || value(&t->amount) == sum, t->amount.line,
	    "BR-CO-14",
	    _("The total of VAT is stated as %s, but the breakdown adds up "
	      "to %s."),
	    shown(t->amount.v, a), shown(sum, b));
}

static bool
is_in(const struct ubl_document *d, const struct ubl_tax_total *t,
    const struct ubl_text *currency)
{
	const char *unit =
	    t->amount.unit != NULL ? t->amount.unit : d->currency.s;

	return unit != NULL && strcmp(unit, currency->s) == 0;
}

/* With the VAT in the document's currency, which is stated once. */
static void
check_inclusive(struct check *c)
{
	const struct ubl_document *d = c->d;
	const struct ubl_number *stated = &d->totals.inclusive;
	char a[AMOUNT_TEXT], b[AMOUNT_TEXT];
	__int128 sum = value(&d->totals.exclusive);
	int n = 0;

	if (d->currency.s == NULL)
		return;
	for (int i = 0; i < d->tax_totals_n; i++)
		if (is_main(d, &d->tax_totals[i])) {
			sum += value(&d->tax_totals[i].amount);
			n++;
		}
	if (n == 1)
		claim(c, value(stated) == sum, stated->line, "BR-CO-15",
		    _("The total with VAT is stated as %s, but total and VAT "
		      "make %s."),
		    shown(value(stated), a), shown(sum, b));
	else
		claim(c, false, d->line, "BR-CO-15",
		    _("There are %d totals of VAT in the document's "
		      "currency; there must be one."),
		    n);
}

void
check_totals(struct check *c)
{
	const struct ubl_document *d = c->d;
	bool foreign = d->tax_currency.s == NULL;
	int parts = 0;

	check_present(c);
	check_added(c);
	check_inclusive(c);
	for (int i = 0; i < d->tax_totals_n; i++) {
		check_tax_total(c, &d->tax_totals[i]);
		parts += d->tax_totals[i].taxes_n;
		foreign =
		    foreign || is_in(d, &d->tax_totals[i], &d->tax_currency);
	}
	claim(c, parts > 0, d->line, "BR-CO-18",
	    _("The VAT is not broken down by category."));
	claim(c, foreign, d->tax_currency.line, "BR-53",
	    _("The total of VAT in the accounting currency is missing."));
}
