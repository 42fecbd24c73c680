/* Decimals as integers: rounding, limits, text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/base/amount.h"
#include "../../lib/base/mem.h"

static void
halves_go_away_from_zero(void **state)
{
	static const struct {
		int64_t a, b, by, result;
	} cases[] = {
		{ 5, 1, 10, 1 },
		{ 4, 1, 10, 0 },
		{ -5, 1, 10, -1 },
		{ -4, 1, 10, 0 },
		{ 15, 1, 10, 2 },
		{ -15, 1, 10, -2 },
		{ 5, 1, -10, -1 },
		{ -5, 1, -10, 1 },
		{ 1, 1, 3, 0 },
		{ 2, 1, 3, 1 },
		{ INT64_MAX, INT64_MAX, INT64_MAX, INT64_MAX },
		{ INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t r = 77;

		assert_true(
		    amount_ratio(cases[i].a, cases[i].b, cases[i].by, &r));
		assert_int_equal(r, cases[i].result);
	}
}

static void
goods_and_percents_become_money(void **state)
{
	int64_t r;

	(void)state;
	/* 15 at 16.80, less 15 percent */
	assert_true(amount_mul(15000, 168000, &r));
	assert_int_equal(r, 25200);
	assert_true(amount_percent(r, 15000, &r));
	assert_int_equal(r, 3780);
	/* 0.333 at 0.05: 0.01665 */
	assert_true(amount_mul(333, 500, &r));
	assert_int_equal(r, 2);
	assert_true(amount_mul(-333, 500, &r));
	assert_int_equal(r, -2);
	/* 7.7 percent of 0.65: 0.05005 */
	assert_true(amount_percent(65, 7700, &r));
	assert_int_equal(r, 5);
	/* 5 percent of 0.10: half a cent */
	assert_true(amount_percent(10, 5000, &r));
	assert_int_equal(r, 1);
}

static void
what_does_not_fit_is_said(void **state)
{
	int64_t r = 77;

	(void)state;
	assert_false(amount_add(INT64_MAX, 1, &r));
	assert_false(amount_subtract(INT64_MIN, 1, &r));
	assert_false(amount_mul(INT64_MAX, INT64_MAX, &r));
	assert_false(amount_ratio(INT64_MIN, 1, -1, &r));
	assert_false(amount_percent(INT64_MAX, 200000, &r));
	assert_false(amount_rescale(INT64_MAX, 2, 4, &r));
	assert_int_equal(r, 77);
	assert_true(amount_add(INT64_MAX, -1, &r));
	assert_true(amount_subtract(INT64_MIN, -1, &r));
	assert_true(amount_percent(INT64_MAX, 100000, &r));
	assert_int_equal(r, INT64_MAX);
	assert_true(amount_rescale(12345, 4, 2, &r));
	assert_int_equal(r, 123);
	assert_true(amount_rescale(-12350, 4, 2, &r));
	assert_int_equal(r, -124);
	assert_true(amount_rescale(-124, 2, 6, &r));
	assert_int_equal(r, -1240000);
}

static void
text_is_read(void **state)
{
	static const struct {
		const char *why, *text;
		int places;
		bool good;
		int64_t v;
		int written;
	} cases[] = {
		{ "whole", "12", 2, true, 1200, 0 },
		{ "below zero", "-12.5", 2, true, -1250, 1 },
		{ "a plus", "+1.05", 2, true, 105, 2 },
		{ "no digit before the point", ".5", 2, true, 50, 1 },
		{ "none behind it", "5.", 2, true, 500, 0 },
		{ "rounded", "1.005", 2, true, 101, 3 },
		{ "rounded down", "1.0049", 2, true, 100, 4 },
		{ "rounded away from zero", "-1.005", 2, true, -101, 3 },
		{ "noughts too many", "1.0000", 2, true, 100, 4 },
		{ "no places", "2.5", 0, true, 3, 1 },
		{ "the largest", "92233720368547758.07", 2, true, INT64_MAX,
		    2 },
		{ "the smallest", "-92233720368547758.08", 2, true, INT64_MIN,
		    2 },
		{ "one more", "92233720368547758.08", 2, false, 0, 0 },
		{ "one less", "-92233720368547758.09", 2, false, 0, 0 },
		{ "rounded over the edge", "92233720368547758.075", 2, false, 0,
		    0 },
		{ "empty", "", 2, false, 0, 0 },
		{ "a point", ".", 2, false, 0, 0 },
		{ "a sign", "-", 2, false, 0, 0 },
		{ "two signs", "--1", 2, false, 0, 0 },
		{ "a blank", "1 ", 2, false, 0, 0 },
		{ "a comma", "1,5", 2, false, 0, 0 },
		{ "two points", "1.2.3", 2, false, 0, 0 },
		{ "an exponent", "1e3", 2, false, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t v = 77;
		int written = 77;

		if (amount_parse(cases[i].text, cases[i].places, &v,
			&written) != cases[i].good)
			fail_msg("%s: %s", cases[i].why, cases[i].text);
		if (v != (cases[i].good ? cases[i].v : 77) ||
		    written != (cases[i].good ? cases[i].written : 77))
			fail_msg("%s: %s gave %ld, %d", cases[i].why,
			    cases[i].text, (long)v, written);
	}
}

static void
text_is_written(void **state)
{
	static const struct {
		int64_t v;
		int places, least;
		const char *text;
	} cases[] = {
		{ 1250, 2, 2, "12.50" },
		{ -5, 2, 2, "-0.05" },
		{ 0, 2, 2, "0.00" },
		{ 77000, 4, 0, "7.7" },
		{ 33333, 4, 2, "3.3333" },
		{ 20000, 3, 0, "20" },
		{ 0, 3, 0, "0" },
		{ 12, 0, 0, "12" },
		{ INT64_MAX, 2, 2, "92233720368547758.07" },
		{ INT64_MIN, 2, 2, "-92233720368547758.08" },
		{ INT64_MIN, 18, 0, "-9.223372036854775808" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[AMOUNT_TEXT];
		int64_t again;

		amount_print(cases[i].v, cases[i].places, cases[i].least, text,
		    sizeof text);
		assert_string_equal(text, cases[i].text);
		assert_true(amount_parse(text, cases[i].places, &again, NULL));
		assert_int_equal(again, cases[i].v);
	}
}

static void
digits_stand_in_threes(void **state)
{
	static const struct {
		const char *number, *text;
	} cases[] = {
		{ "0", "0" },
		{ "999.999", "999.999" },
		{ "1000", "1,000" },
		{ "-1234567.50", "\u22121,234,567.50" },
		{ "-12", "\u221212" },
	};
	struct arena *mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
		    amount_grouped(mem, cases[i].number, "\u2212"),
		    cases[i].text);
	arena_free(mem);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(halves_go_away_from_zero),
		cmocka_unit_test(goods_and_percents_become_money),
		cmocka_unit_test(what_does_not_fit_is_said),
		cmocka_unit_test(text_is_read),
		cmocka_unit_test(text_is_written),
		cmocka_unit_test(digits_stand_in_threes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
