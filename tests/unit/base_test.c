/* Dates, text, folding, amounts, settings: tables of cases with a why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../lib/base/buf.h"
#include "../../lib/base/conf.h"
#include "../../lib/base/date.h"
#include "../../lib/base/mem.h"
#include "../../lib/base/str.h"
#include "../../lib/base/utf8.h"

static void
dates_are_read_and_printed(void **state)
{
	static const struct {
		const char *why, *text;
		bool good;
		int64_t days;
	} cases[] = {
		{ "the first day", "1970-01-01", true, 0 },
		{ "a leap day", "2024-02-29", true, 19782 },
		{ "no leap day in 2023", "2023-02-29", false, 0 },
		{ "no leap day in 1900", "1900-02-29", false, 0 },
		{ "the day before", "1900-02-28", true, -25509 },
		{ "before the first day", "1969-12-31", true, -1 },
		{ "month 13", "2024-13-01", false, 0 },
		{ "day 31 of a short month", "2024-04-31", false, 0 },
		{ "too short", "2024-4-1", false, 0 },
		{ "something behind", "2024-04-01 ", false, 0 },
		{ "letters", "2024-ab-01", false, 0 },
		{ "the last year", "9999-12-31", true, 2932896 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t days = 0;
		char again[DATE_TEXT];

		if (date_parse(cases[i].text, &days) != cases[i].good)
			fail_msg("%s: %s", cases[i].why, cases[i].text);
		if (!cases[i].good)
			continue;
		if (days != cases[i].days)
			fail_msg("%s: %ld days", cases[i].why, (long)days);
		date_iso(days, again, sizeof again);
		assert_string_equal(again, cases[i].text);
	}
}

static void
times_follow_the_zone(void **state)
{
	char text[TIME_TEXT];
	int64_t t;

	(void)state;
	assert_true(time_parse("2026-07-01T23:30:05Z", &t));
	time_iso(t, text, sizeof text);
	assert_string_equal(text, "2026-07-01T23:30:05Z");
	time_long(t, "UTC", text, sizeof text);
	assert_string_equal(text, "1 Jul 2026, 23:30");
	time_long(t, "../../etc/passwd", text, sizeof text);
	assert_string_equal(text, "1 Jul 2026, 23:30");
	if (time_zone_known("Europe/Berlin")) {
		int64_t day;

		time_long(t, "Europe/Berlin", text, sizeof text);
		assert_string_equal(text, "2 Jul 2026, 01:30");
		assert_true(date_parse("2026-07-02", &day));
		assert_int_equal(time_date(t, "Europe/Berlin"), day);
	}
	assert_false(time_parse("2026-07-01T24:00:00Z", &t));
	assert_false(time_parse("2026-07-01 10:00:00Z", &t));
	assert_false(time_parse("2026-07-01T10:00:00", &t));
}

static void
texts_are_cut_between_characters(void **state)
{
	char to[6];

	(void)state;
	assert_true(str_copy(to, sizeof to, "abcde"));
	assert_false(str_copy(to, sizeof to, "abcd\xc3\xa9"));
	assert_string_equal(to, "abcd");
	assert_true(str_listed("tab sort q", "sort"));
	assert_false(str_listed("tab sort q", "sor"));
	assert_false(str_listed("tab sort q", ""));
	assert_true(str_same("ALFKI", "alfki"));
	assert_false(str_same("ALFKI", "alfk"));
}

static void
folding_joins_what_people_mean(void **state)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
		{ "Hotel  Åsgård", "hotel asgard" },
		{ "ŁÓDŹ Kawa", "lodz kawa" },
		{ "Großhandel", "grosshandel" },
		{ "  outer blanks  ", "outer blanks" },
		{ "Æbleskiver Ørsted", "aebleskiver orsted" },
		{ "Ｆｕｌｌ width", "full width" },
		{ "Île-de-France", "ile-de-france" },
		{ "Тест", "тест" },
		{ "", "" },
	};
	char folded[64];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		utf8_fold(cases[i].text, folded, sizeof folded);
		assert_string_equal(folded, cases[i].folded);
	}
	utf8_fold("abcdefgh", folded, 5);
	assert_string_equal(folded, "abcd");
	utf8_fold("żółw żółw", folded, 7);
	assert_string_equal(folded, "zolw z");
}

static void
only_clean_text_comes_in(void **state)
{
	(void)state;
	assert_true(utf8_clean("plain", false));
	assert_true(utf8_clean("Zoë Ωmega 漢字 🙂", false));
	assert_false(utf8_clean("line\nbreak", false));
	assert_true(utf8_clean("line\nbreak", true));
	assert_false(utf8_clean("bell\a", true));
	assert_false(utf8_clean("\xff", true));
	assert_false(utf8_clean("overlong \xc0\xaf", true));
	assert_false(utf8_clean("surrogate \xed\xa0\x80", true));
	assert_false(utf8_clean("next line \xc2\x85", true));
	assert_int_equal(utf8_check("ab\xffyz", 5), 2);
	assert_int_equal(utf8_length("Zoë"), 3);
}

static void
the_same_letter_is_stored_one_way(void **state)
{
	char to[16];

	(void)state;
	assert_true(utf8_nfc("e\xcc\x81", to, sizeof to));
	assert_string_equal(to, "\xc3\xa9");
	assert_false(utf8_nfc("a long line of text", to, sizeof to));
}

static void
arenas_and_buffers_grow(void **state)
{
	struct arena *a = arena_new();
	struct buf b = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++) {
		char *s = arena_printf(a, "%d", i);

		assert_int_equal(atoi(s), i);
		buf_printf(&b, "%d,", i);
	}
	memset(arena_alloc(a, 100000), 1, 100000);
	assert_int_equal(b.len, 3890);
	assert_string_equal(arena_strndup(a, "abcdef", 3), "abc");
	buf_clear(&b);
	assert_string_equal(b.data, "");
	buf_free(&b);
	arena_free(a);
}

static void
settings_name_their_mistakes(void **state)
{
	char path[] = "/tmp/postern-conf-XXXXXX", why[200];
	struct conf c;
	FILE *f;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	f = fdopen(fd, "w");
	fputs("# a comment\n\nstore = /srv/postern \nlog=/tmp/x\n", f);
	fflush(f);
	assert_true(conf_read(path, &c, why, sizeof why));
	assert_string_equal(c.store, "/srv/postern");
	assert_string_equal(c.log, "/tmp/x");
	assert_string_equal(c.time_zone, "UTC");
	fputs("stroe = /srv\n", f);
	fclose(f);
	assert_false(conf_read(path, &c, why, sizeof why));
	assert_non_null(strstr(why, "line 5"));
	unlink(path);
	assert_false(conf_read(path, &c, why, sizeof why));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_read_and_printed),
		cmocka_unit_test(times_follow_the_zone),
		cmocka_unit_test(texts_are_cut_between_characters),
		cmocka_unit_test(folding_joins_what_people_mean),
		cmocka_unit_test(only_clean_text_comes_in),
		cmocka_unit_test(the_same_letter_is_stored_one_way),
		cmocka_unit_test(arenas_and_buffers_grow),
		cmocka_unit_test(settings_name_their_mistakes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
