/* Lists of wanted items, as they are pasted and as spreadsheets write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/base/orderlist.h"

static void
every_way_of_writing_a_line_is_read(void **state)
{
	static const struct {
		const char *text, *number, *uom;
		int64_t quantity;
		const char *why;
	} cases[] = {
		{ "BX-S 5", "BX-S", "", 5000, "blanks" },
		{ "  BX-S   5  BOX ", "BX-S", "BOX", 5000, "many blanks" },
		{ "BX-S\t5", "BX-S", "", 5000, "a tab" },
		{ "BX-S;2,5;KG", "BX-S", "KG", 2500, "a comma in a number" },
		{ "BX-S,7", "BX-S", "", 7000, "commas" },
		{ "\"BX \"\"S\"\"\",7", "BX \"S\"", "", 7000, "quotes" },
		{ "BX-S", "BX-S", "", 1000, "no quantity is one" },
		{ "BX-S\r\n", "BX-S", "", 1000, "a line end of others" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct order_wish w;
		const char *s = cases[i].text;

		if (order_list_read(s, strlen(s), &w, 1) != 1 ||
		    strcmp(w.number, cases[i].number) != 0 ||
		    strcmp(w.uom, cases[i].uom) != 0 ||
		    w.quantity != cases[i].quantity)
			fail_msg("%s: \"%s\", %lld \"%s\"", cases[i].why,
			    w.number, (long long)w.quantity, w.uom);
	}
}

static void
heads_are_left_out_and_bad_quantities_told(void **state)
{
	static const char text[] =
	    "\xef\xbb\xbfitem;quantity\n\nA;1\nB;none\nC;-2\n";
	struct order_wish w[2];

	(void)state;
	/* More than fit are counted. */
	assert_int_equal(order_list_read(text, strlen(text), w, 2), 3);
	assert_string_equal(w[0].number, "A");
	assert_int_equal(w[0].line, 3);
	assert_int_equal(w[1].quantity, 0);
	assert_int_equal(order_list_read("", 0, w, 2), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_way_of_writing_a_line_is_read),
		cmocka_unit_test(heads_are_left_out_and_bad_quantities_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
