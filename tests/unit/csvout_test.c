/* CSV cells as they are written, and as they are read back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../lib/base/csvout.h"
#include "../../lib/base/str.h"

static const struct {
	const char *text, *cell;
} cells[] = {
	{ "", "" },
	{ "plain", "plain" },
	{ "a,b", "\"a,b\"" },
	{ "a \"b\"", "\"a \"\"b\"\"\"" },
	{ " outer", "\" outer\"" },
	{ "two\nlines", "\"two\nlines\"" },
	{ "\\N", "\"\\N\"" },
	{ "=1+1", "'=1+1" },
	{ "+44 20", "'+44 20" },
	{ "-5", "'-5" },
	{ "@x", "'@x" },
	{ "\tx", "\"'\tx\"" },
	{ "\rx", "\"'\rx\"" },
	{ " =1", "\"' =1\"" },
	{ "\xc2\xa0=1", "'\xc2\xa0=1" },
	{ "\xef\xbc\x9d"
	  "1",
	    "'\xef\xbc\x9d"
	    "1" },
	{ "'=1", "''=1" },
	{ "''=1", "'''=1" },
	{ "'x", "'x" },
	{ "a=1", "a=1" },
	{ "a\n=1", "\"a\n'=1\"" },
};

static void
test_csv(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		struct buf b = { 0 };
		char back[64];

		csv_cell(&b, cells[i].text, true, true);
		assert_string_equal(
		    b.data != NULL ? b.data : "", cells[i].cell);
		buf_free(&b);
		csv_cell(&b, cells[i].text, true, true);
		str_copy(back, sizeof back, cells[i].text);
		csv_unguard(back);
		/* What needs no guard is not changed by taking it away. */
		if (strchr(cells[i].cell, '\'') == NULL)
			assert_string_equal(back, cells[i].text);
		buf_free(&b);
	}
}

/* Guarded and taken away again, every text is as before. */
static void
test_csv_back(void **state)
{
	static const char letters[] = "='+ \nx\t@";

	(void)state;
	for (int i = 0; i < 8 * 8 * 8 * 8; i++) {
		char text[] = { letters[i & 7], letters[i >> 3 & 7],
			letters[i >> 6 & 7], letters[i >> 9 & 7], '\0' };
		struct buf b = { 0 };
		char *back;

		csv_cell(&b, text, true, true);
		back = b.data;
		if (*back == '"') {
			back++;
			b.data[b.len - 1] = '\0';
		}
		csv_unguard(back);
		assert_string_equal(back, text);
		buf_free(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_csv_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
