/*
 * Sums of documents, as formats.md section 5 and EN 16931 want them: integers,
 * half up (half away from zero below it), tax for each category and rate.
 */
#include "../base/amount.h"
#include "invoice.h"

bool
line_amount(int64_t quantity, int64_t price, int64_t discount_pct, int exponent,
    int64_t *amount)
{
	int64_t gross, discount, by = 1;

	for (int i = exponent; i < QUANTITY_PLACES + PRICE_PLACES; i++)
		by *= 10;
	return amount_ratio(quantity, price, by, &gross) &&
	    amount_percent(gross, discount_pct, &discount) &&
	    amount_subtract(gross, discount, amount);
}

/* Two cents, in the smallest unit of a currency; nothing where it has none. */
static int64_t
two_cents(int exponent)
{
	int64_t most = exponent < 2 ? 0 : 2;

	for (int i = 2; i < exponent; i++)
		most *= 10;
	return most;
}

bool
line_amount_kept(int64_t quantity, int64_t price, int64_t discount_pct,
    const char *currency, int64_t *kept, int64_t *amount)
{
	int exponent = currency_decimals(currency);
	int64_t computed, off, most = two_cents(exponent);

	if (!line_amount(quantity, price, discount_pct, exponent, &computed))
		return false;
	if (*kept != 0 && amount_subtract(*amount, computed, &off) &&
	    off >= -most && off <= most)
		return true;
	*kept = 0;
	*amount = computed;
	return true;
}

bool
invoice_line_amount(struct invoice_line *l)
{
	return line_amount_kept(l->quantity, l->unit_price, l->discount_pct,
	    l->currency, &l->amount_kept, &l->line_amount);
}

static struct tax_row *
row_of(struct totals *t, int64_t category, int64_t rate)
{
	for (int i = 0; i < t->n; i++)
		if (t->row[i].category == category && t->row[i].rate == rate)
			return &t->row[i];
	if (t->n == TAX_ROWS)
		return NULL;
	t->row[t->n] = (struct tax_row){ .category = category, .rate = rate };
	return &t->row[t->n++];
}

void
totals_add(struct totals *t, int64_t amount, int64_t category, int64_t rate,
    bool charge)
{
	struct tax_row *row = row_of(t, category, rate);
	int64_t *sum = charge ? &t->charges : &t->lines;

	if (row == NULL || !amount_add(*sum, amount, sum) ||
	    !amount_add(row->taxable, amount, &row->taxable))
		t->too_big = true;
}

void
totals_end(struct totals *t)
{
	t->tax = 0;
	for (int i = 0; i < t->n; i++) {
		struct tax_row *row = &t->row[i];

		if (!amount_percent(row->taxable, row->rate, &row->tax) ||
		    !amount_add(t->tax, row->tax, &t->tax))
			t->too_big = true;
	}
	if (!amount_add(t->lines, t->charges, &t->net) ||
	    !amount_add(t->net, t->tax, &t->total))
		t->too_big = true;
}

void
invoice_totals(const struct invoice *inv, const struct invoice_line *lines,
    int n, struct totals *t)
{
	*t = (struct totals){ 0 };
	for (int i = 0; i < n; i++)
		totals_add(t, lines[i].line_amount, lines[i].tax_category,
		    lines[i].tax_rate, false);
	if (inv->charge_amount != 0)
		totals_add(t, inv->charge_amount, inv->charge_tax_category,
		    inv->charge_tax_rate, true);
	totals_end(t);
}
