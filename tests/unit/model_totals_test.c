/* Sums of documents: rounding, discounts, several rates, freight, limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/model/invoice.h"
#include "../../lib/model/order.h"
#include "../../lib/model/terms.h"

static void
lines_are_rounded_half_up(void **state)
{
	static const struct {
		const char *why;
		int64_t quantity, price, discount;
		int exponent;
		int64_t amount;
	} cases[] = {
		{ "3 x 18.60", 3000, 186000, 0, 2, 5580 },
		{ "0.5 x 0.01 is half a cent", 500, 100, 0, 2, 1 },
		{ "0.499 x 0.01", 499, 100, 0, 2, 0 },
		{ "a price of four decimals", 10000, 12345, 0, 2, 1235 },
		{ "15 % of 42.40 is 6.36", 5000, 84800, 15000, 2, 3604 },
		{ "the discount is rounded, then taken off", 1000, 1500, 50000,
		    2, 7 },
		{ "a third off", 3000, 100000, 33333, 2, 2000 },
		{ "given for nothing", 2000, 99900, 100000, 2, 0 },
		{ "taken back", -3000, 186000, 0, 2, -5580 },
		{ "taken back, half a cent", -500, 100, 0, 2, -1 },
		{ "yen have no decimals", 3000, 1000000, 0, 0, 300 },
		{ "half a yen", 500, 10000, 0, 0, 1 },
		{ "dinars have three", 1500, 12345, 0, 3, 1852 },
		{ "a free line", 7000, 0, 10000, 2, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t amount = -77;

		if (!line_amount(cases[i].quantity, cases[i].price,
			cases[i].discount, cases[i].exponent, &amount) ||
		    amount != cases[i].amount)
			fail_msg("%s: %ld", cases[i].why, (long)amount);
	}
}

/* Of orders and invoices alike: history's amounts, as far as they make sense.
 */
static void
a_kept_amount_stays_while_it_is_two_cents_off(void **state)
{
	static const struct {
		const char *currency;
		int64_t given, amount, kept;
	} cases[] = {
		{ "EUR", 5580, 5580, 1 },
		{ "EUR", 5582, 5582, 1 },
		{ "EUR", 5578, 5578, 1 },
		{ "EUR", 5583, 5580, 0 },
		{ "EUR", 5577, 5580, 0 },
		{ "JPY", 56, 56, 1 },
		{ "JPY", 57, 56, 0 },
		{ "KWD", 55820, 55820, 1 },
		{ "KWD", 55821, 55800, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sales_order o = { .order_type = ORDER_SO };
		struct order_line l = { .quantity = 3000,
			.unit_price = 186000,
			.line_amount = cases[i].given,
			.amount_kept = 1 };

		memcpy(l.currency, cases[i].currency, sizeof l.currency);
		assert_true(order_sums(&o, &l, 1));
		assert_int_equal(l.line_amount, cases[i].amount);
		assert_int_equal(l.amount_kept, cases[i].kept);
		assert_int_equal(o.line_total, cases[i].amount);
		assert_int_equal(o.unbilled, cases[i].amount);
	}
}

static void
an_amount_that_does_not_fit_is_said(void **state)
{
	struct totals t = { 0 };
	int64_t amount = 77;

	(void)state;
	assert_false(line_amount(INT64_MAX, INT64_MAX, 0, 2, &amount));
	assert_int_equal(amount, 77);
	totals_add(&t, INT64_MAX, TAX_STANDARD, 19000, false);
	assert_false(t.too_big);
	totals_end(&t);
	assert_true(t.too_big); /* with its tax */
	t = (struct totals){ 0 };
	totals_add(&t, INT64_MAX, TAX_OUTSIDE, 0, false);
	totals_add(&t, 1, TAX_OUTSIDE, 0, false);
	assert_true(t.too_big);
	t = (struct totals){ 0 };
	for (int i = 0; i < TAX_ROWS; i++)
		totals_add(&t, 1, TAX_STANDARD, 1000 + i, false);
	assert_false(t.too_big);
	totals_add(&t, 1, TAX_STANDARD, 99000, false);
	assert_true(t.too_big);
}

static struct invoice_line
line(int64_t amount, int64_t category, int64_t rate)
{
	return (struct invoice_line){ .line_amount = amount,
		.tax_category = category,
		.tax_rate = rate };
}

/* Tax is rounded once for each rate, not once a line. */
static void
tax_is_of_each_rate_and_category(void **state)
{
	const struct invoice_line lines[] = {
		line(1003, TAX_STANDARD, 19000),
		line(1003, TAX_STANDARD, 19000),
		line(999, TAX_STANDARD, 7000),
		line(500, TAX_ZERO, 0),
		line(-100, TAX_STANDARD, 7000),
		line(250, TAX_EXEMPT, 0),
	};
	const struct invoice inv = { .charge_amount = 490,
		.charge_tax_category = TAX_STANDARD,
		.charge_tax_rate = 19000 };
	struct totals t;

	(void)state;
	invoice_totals(&inv, lines, 6, &t);
	assert_int_equal(t.n, 4);
	assert_int_equal(t.row[0].taxable, 1003 + 1003 + 490);
	assert_int_equal(t.row[0].tax, 474); /* 4.7424 */
	assert_int_equal(t.row[1].taxable, 899);
	assert_int_equal(t.row[1].tax, 63); /* 0.6293 */
	assert_int_equal(t.row[2].category, TAX_ZERO);
	assert_int_equal(t.row[2].tax, 0);
	assert_int_equal(t.row[3].category, TAX_EXEMPT);
	assert_int_equal(t.lines, 3655);
	assert_int_equal(t.charges, 490);
	assert_int_equal(t.net, 4145);
	assert_int_equal(t.tax, 474 + 63);
	assert_int_equal(t.total, 4145 + 474 + 63);
	assert_false(t.too_big);
}

static void
half_a_cent_of_tax_goes_up(void **state)
{
	static const struct {
		int64_t taxable, rate, tax;
	} cases[] = {
		{ 50, 19000, 10 },   /* 0.095 */
		{ -50, 19000, -10 }, /* and back again */
		{ 50, 7000, 4 },     /* 0.035 */
		{ 10, 7000, 1 },     /* 0.007 */
		{ 1000, 8250, 83 },  /* 0.825 */
		{ 0, 19000, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct totals t = { 0 };

		totals_add(
		    &t, cases[i].taxable, TAX_STANDARD, cases[i].rate, false);
		totals_end(&t);
		assert_int_equal(t.tax, cases[i].tax);
	}
}

static void
nothing_adds_up_to_nothing(void **state)
{
	struct totals t;

	(void)state;
	invoice_totals(&(struct invoice){ 0 }, NULL, 0, &t);
	assert_int_equal(t.n, 0);
	assert_int_equal(t.total, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_rounded_half_up),
		cmocka_unit_test(a_kept_amount_stays_while_it_is_two_cents_off),
		cmocka_unit_test(an_amount_that_does_not_fit_is_said),
		cmocka_unit_test(tax_is_of_each_rate_and_category),
		cmocka_unit_test(half_a_cent_of_tax_goes_up),
		cmocka_unit_test(nothing_adds_up_to_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
