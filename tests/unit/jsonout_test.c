/* JSON as it is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../lib/base/jsonout.h"

static void
texts_are_escaped(void **state)
{
	static const struct {
		const char *text, *json;
	} cases[] = {
		{ "", "\"\"" },
		{ "plain", "\"plain\"" },
		{ "Zoë €", "\"Zoë €\"" },
		{ "a \"b\" c", "\"a \\\"b\\\" c\"" },
		{ "back\\slash", "\"back\\\\slash\"" },
		{ "one\ntwo\ttab", "\"one\\u000atwo\\u0009tab\"" },
		{ "\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\"" },
		{ "</script>", "\"</script>\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out = { .data = NULL };
		struct json j = { .out = &out };

		json_text(&j, NULL, cases[i].text);
		assert_string_equal(out.data, cases[i].json);
		buf_free(&out);
	}
}

/* A comma stands between two values, and nowhere else. */
static void
commas_stand_between(void **state)
{
	struct buf out = { .data = NULL };
	struct json j = { .out = &out };

	(void)state;
	json_open(&j, NULL, '{');
	json_text(&j, "a\"", "b");
	json_open(&j, "none", '[');
	json_close(&j, ']');
	json_open(&j, "two", '[');
	json_int(&j, NULL, INT64_MIN);
	json_open(&j, NULL, '{');
	json_int(&j, "n", 0);
	json_close(&j, '}');
	json_int(&j, NULL, INT64_MAX);
	json_close(&j, ']');
	json_int(&j, "last", -1);
	json_close(&j, '}');
	assert_string_equal(out.data,
	    "{\"a\\\"\":\"b\",\"none\":[],\"two\":[-9223372036854775808,"
	    "{\"n\":0},9223372036854775807],\"last\":-1}");
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_escaped),
		cmocka_unit_test(commas_stand_between),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
