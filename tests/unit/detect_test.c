/* How columns write numbers and dates, and cells as our own text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/format/detect.h"

/* ---- numbers */

static const struct {
	const char *cell;
	char decimal;
	const char *want; /* NULL: refused */
} numbers[] = {
	{ "0", '.', "0" },
	{ "1234.56", '.', "1234.56" },
	{ "1,234.56", '.', "1234.56" },
	{ "1.234,56", ',', "1234.56" },
	{ "1.234.567,89", ',', "1234567.89" },
	{ "1 234,56", ',', "1234.56" },
	{ "1\xc2\xa0"
	  "234,56",
	    ',', "1234.56" },
	{ "1\xe2\x80\xaf"
	  "234\xe2\x80\xaf"
	  "567",
	    ',', "1234567" },
	{ "1'234.50", '.', "1234.5" },
	{ "$1,234.56", '.', "1234.56" },
	{ "-$5.00", '.', "-5" },
	{ "$-5.00", '.', "-5" },
	{ "€ 5", '.', "5" },
	{ "5,00 €", ',', "5" },
	{ "5,00 EUR", ',', "5" },
	{ "CHF 5.50", '.', "5.5" },
	{ "$4.00 ", '.', "4" },
	{ "+7", '.', "7" },
	{ "7-", '.', "-7" },
	{ "\xe2\x88\x92"
	  "7",
	    '.', "-7" },
	{ "(1,234.50)", '.', "-1234.5" },
	{ "($32000.00)", '.', "-32000" },
	{ "$ 32.000,00", ',', "32000" },
	{ "-0", '.', "0" },
	{ "-0.00", '.', "0" },
	{ "007", '.', "7" },
	{ ".5", '.', "0.5" },
	{ "14.0000", '.', "14" },
	{ "0,611553068", ',', "0.611553068" },
	{ "", '.', NULL },
	{ " ", '.', NULL },
	{ "-", '.', NULL },
	{ "$", '.', NULL },
	{ "NaN", '.', NULL },
	{ "INF", '.', NULL },
	{ "-INF", '.', NULL },
	{ "0x1F", '.', NULL },
	{ "-2.00E-02", '.', NULL },
	{ "3E+3", '.', NULL },
	{ "4e4", '.', NULL },
	{ "95%", '.', NULL },
	{ "5.", '.', NULL },
	{ "1,23", '.', NULL },
	{ "1,2345", '.', NULL },
	{ "12,34,567", '.', NULL },
	{ "0,123", '.', NULL },
	{ "1,234,56", ',', NULL },
	{ "1.234.56", '.', NULL },
	{ "1 234'567", '.', NULL },
	{ "30 00.00", '.', NULL },
	{ "--5", '.', NULL },
	{ "(-5)", '.', NULL },
	{ "(5", '.', NULL },
	{ "5)", '.', NULL },
	{ "5 6x", '.', NULL },
	{ "$$5", '.', NULL },
	{ "1.2.3", '.', NULL },
	{ "five", '.', NULL },
};

static void
test_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char to[NUMBER_TEXT] = "";
		const char *why = number_plain(
		    numbers[i].cell, numbers[i].decimal, false, to);

		if ((why == NULL) != (numbers[i].want != NULL) ||
		    (why == NULL && strcmp(to, numbers[i].want) != 0))
			fail_msg("\"%s\": %s", numbers[i].cell,
			    why != NULL ? why : to);
	}
}

static void
test_number_changes(void **state)
{
	static const struct {
		const char *plain, *opposite, *percent;
	} cases[] = {
		{ "0", "0", "0" },
		{ "0.15", "-0.15", "15" },
		{ "-0.15", "0.15", "-15" },
		{ "1", "-1", "100" },
		{ "0.125", "-0.125", "12.5" },
		{ "0.0725", "-0.0725", "7.25" },
		{ "12.5", "-12.5", "1250" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char to[NUMBER_TEXT];

		strcpy(to, cases[i].plain);
		number_negate(to);
		assert_string_equal(to, cases[i].opposite);
		strcpy(to, cases[i].plain);
		assert_true(number_percent(to));
		assert_string_equal(to, cases[i].percent);
	}
}

static void
test_percent_sign(void **state)
{
	char to[NUMBER_TEXT];

	(void)state;
	assert_null(number_plain("19 %", '.', true, to));
	assert_string_equal(to, "19");
	assert_non_null(number_plain("19 %%", '.', true, to));
	assert_non_null(number_plain("% 19", '.', true, to));
}

/* Longer than any number: refused, and nothing is written behind the end. */
static void
test_long_numbers(void **state)
{
	char cell[300], to[NUMBER_TEXT];

	(void)state;
	for (size_t n = 1; n + 1 < sizeof cell; n++) {
		memset(cell, '9', n);
		cell[n] = '\0';
		if (number_plain(cell, '.', false, to) == NULL) {
			assert_string_equal(to, cell);
			(void)number_percent(to);
			number_negate(to);
			assert_true(strlen(to) < NUMBER_TEXT);
		} else
			assert_true(n > 50);
	}
}

static const struct {
	const char *why, *cells[4];
	enum verdict want;
} columns[] = {
	{ "whole numbers", { "1", "22", "-3" }, DETECT_NONE },
	{ "decimal point", { "1", "2.50" }, DETECT_ONE },
	{ "decimal comma", { "1", "2,50" }, DETECT_OTHER },
	{ "thousands and point", { "1,234.56" }, DETECT_ONE },
	{ "thousands and comma", { "1.234,56" }, DETECT_OTHER },
	{ "twice the same sign", { "1,234,567" }, DETECT_ONE },
	{ "twice a point", { "1.234.567" }, DETECT_OTHER },
	{ "one cell decides for others", { "1,234", "5,678", "9.5" },
	    DETECT_ONE },
	{ "could be both", { "1,234", "5,678", "9" }, DETECT_BOTH },
	{ "could be both, with a point", { "1.234", "9" }, DETECT_BOTH },
	{ "a leading zero is a fraction", { "0,123" }, DETECT_OTHER },
	{ "four digits before", { "1234,567" }, DETECT_OTHER },
	{ "contradiction", { "1.50", "1,50" }, DETECT_AGAINST },
	{ "blanks for thousands decide nothing", { "1 234" }, DETECT_NONE },
	{ "what is no number says nothing", { "x,50", "NaN", "1,2,3" },
	    DETECT_NONE },
};

static void
test_number_columns(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		struct detect d = { .sign = '\0' };

		for (int j = 0; j < 4 && columns[i].cells[j] != NULL; j++)
			detect_number(&d, columns[i].cells[j], j + 2, 1);
		if (detect_verdict(&d) != columns[i].want)
			fail_msg(
			    "%s: %d", columns[i].why, (int)detect_verdict(&d));
	}
}

/* ---- dates */

static const struct {
	const char *cell;
	enum date_order order;
	const char *want; /* NULL: refused */
} dates[] = {
	{ "2026-11-23", DATES_ANY, "2026-11-23" },
	{ "2026/11/3", DATES_ANY, "2026-11-03" },
	{ "2026-11-23", DATES_MDY, "2026-11-23" },
	{ "1996-07-04 00:00:00", DATES_ANY, "1996-07-04" },
	{ "2025-12-01T10:37:22Z", DATES_ANY, "2025-12-01" },
	{ "2025-12-01T23:37:22.123+02:00", DATES_ANY, "2025-12-01" },
	{ "04.07.1996", DATES_ANY, "1996-07-04" },
	{ "4.7.96", DATES_MDY, "1996-07-04" },
	{ "04/07/1996", DATES_DMY, "1996-07-04" },
	{ "04/07/1996", DATES_MDY, "1996-04-07" },
	{ "7/4/1996", DATES_MDY, "1996-07-04" },
	{ "7/4/1996 12:00:00 AM", DATES_MDY, "1996-07-04" },
	{ "01-02-13", DATES_DMY, "2013-02-01" },
	{ "1/2/69", DATES_DMY, "2069-02-01" },
	{ "1/2/70", DATES_DMY, "1970-02-01" },
	{ "5/5/2020", DATES_ANY, "2020-05-05" },
	{ "14-Mar-14", DATES_ANY, "2014-03-14" },
	{ "7-Mar-14", DATES_ANY, "2014-03-07" },
	{ "14 March 2014", DATES_ANY, "2014-03-14" },
	{ "Jan 28 2021", DATES_ANY, "2021-01-28" },
	{ "January 28, 2021", DATES_ANY, "2021-01-28" },
	{ "Sept. 5, 2021", DATES_ANY, "2021-09-05" },
	{ "29/02/2024", DATES_DMY, "2024-02-29" },
	{ "03182009", DATES_MMDDYYYY, "2009-03-18" },
	{ "18032009", DATES_DDMMYYYY, "2009-03-18" },
	{ "20090318", DATES_YYYYMMDD, "2009-03-18" },
	{ "", DATES_DMY, NULL },
	{ "03182009", DATES_ANY, NULL },
	{ "03182009", DATES_MDY, NULL },
	{ "2009-03-18", DATES_MMDDYYYY, NULL },
	{ "04/07/1996", DATES_ANY, NULL },
	{ "13/14/2024", DATES_DMY, NULL },
	{ "31/04/2024", DATES_DMY, NULL },
	{ "29/02/2023", DATES_DMY, NULL },
	{ "2024-13-01", DATES_ANY, NULL },
	{ "2024-1-1x", DATES_ANY, NULL },
	{ "1/2", DATES_DMY, NULL },
	{ "1/2/3", DATES_DMY, NULL },
	{ "1/2-2024", DATES_DMY, NULL },
	{ "Foo 28 2021", DATES_ANY, NULL },
	{ "2024-01-01 25:00", DATES_ANY, NULL },
	{ "2024-01-01 13:00 PM", DATES_ANY, NULL },
	{ "45000", DATES_ANY, NULL },
	{ "yesterday", DATES_ANY, NULL },
};

static void
test_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		char to[WHEN_TEXT] = "";
		bool good =
		    date_plain(dates[i].cell, dates[i].order, false, to);

		if (good != (dates[i].want != NULL) ||
		    (good && strcmp(to, dates[i].want) != 0))
			fail_msg("\"%s\": %s", dates[i].cell, to);
	}
}

static void
test_times(void **state)
{
	static const char *const cases[][2] = {
		{ "2010-12-01 08:26:00", "2010-12-01T08:26:00Z" },
		{ "2010-12-01", "2010-12-01T00:00:00Z" },
		{ "2010-12-01T08:26+02:00", "2010-12-01T06:26:00Z" },
		{ "2010-12-01T23:30:00-0100", "2010-12-02T00:30:00Z" },
		{ "13.12.2010 7:05 PM", "2010-12-13T19:05:00Z" },
		{ "13.12.2010 12:05 AM", "2010-12-13T00:05:00Z" },
	};
	char to[WHEN_TEXT];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(date_plain(cases[i][0], DATES_ANY, true, to));
		assert_string_equal(to, cases[i][1]);
	}
}

static const struct {
	const char *why, *cells[4];
	enum verdict want;
} orders[] = {
	{ "ISO", { "2026-11-23", "2026-01-02" }, DETECT_NONE },
	{ "dots", { "04.07.1996" }, DETECT_NONE },
	{ "day first", { "01/02/2024", "13/02/2024" }, DETECT_ONE },
	{ "month first", { "01/02/2024", "02/13/2024" }, DETECT_OTHER },
	{ "not said", { "01/02/2024", "03/04/2024" }, DETECT_BOTH },
	{ "the same either way", { "05/05/2024" }, DETECT_NONE },
	{ "contradiction", { "13/02/2024", "02/13/2024" }, DETECT_AGAINST },
	{ "neither", { "13/14/2024" }, DETECT_NONE },
};

static void
test_date_columns(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		struct detect d = { .sign = '\0' };

		for (int j = 0; j < 4 && orders[i].cells[j] != NULL; j++)
			detect_date(&d, orders[i].cells[j], j + 2, 1);
		if (detect_verdict(&d) != orders[i].want)
			fail_msg(
			    "%s: %d", orders[i].why, (int)detect_verdict(&d));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_number_changes),
		cmocka_unit_test(test_percent_sign),
		cmocka_unit_test(test_long_numbers),
		cmocka_unit_test(test_number_columns),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_date_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
