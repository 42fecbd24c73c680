/* Field tables: packing, checks, types, keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/record/record.h"

struct thing {
	int64_t id, rev;
	char code[9];
	char name[21];
	int64_t amount;
	int64_t day;
	int64_t kind;
	int64_t set;
	char mail[31];
	char remark[41];
	char site[40]; /* fills the struct: it is compared as memory */
};

enum { ID = 1, REV, CODE_, NAME, AMOUNT, DAY, KIND, SET, MAIL, REMARK, SITE };

static const struct choice kinds[] = {
	{ 1, "round", "Round", NULL },
	{ 2, "square", "Square", NULL },
	{ 4, "flat", "Flat", NULL },
	{ 0 },
};

#define T struct thing
/* clang-format off */
static const struct field fields[] = {
{ ID,     INT(T, id),       "Id",     F_SYSTEM },
{ REV,    INT(T, rev),      "Rev",    F_SYSTEM },
{ CODE_,  CODE(T, code),    "Code",   F_REQUIRED },
{ NAME,   TEXT(T, name),    "Name",   F_REQUIRED },
{ AMOUNT, MONEY(T, amount), "Amount", 0 },
{ DAY,    DATE(T, day),     "Day",    0 },
{ KIND,   CHOICE(T, kind),  "Kind",   0, .choices = kinds },
{ SET,    BITS(T, set),     "Set",    0, .choices = kinds },
{ MAIL,   EMAIL(T, mail),   "E-mail", 0 },
{ REMARK, NOTE(T, remark),  "Remark", 0 },
{ SITE,   URL(T, site),     "Site",   0 },
{ 0 },
};
/* clang-format on */
#undef T

static const struct index indexes[] = {
	{ .number = 1, .tags = { CODE_ }, .unique = true },
	{ .number = 2, .tags = { KIND, NAME }, .prefix = 1 },
	{ 0 },
};

static const struct entity thing_entity = { 99, "thing", "Thing", "Things",
	sizeof(struct thing), fields, indexes, CODE_, NAME, 0, NULL };

static void
a_record_survives_the_disk(void **state)
{
	struct thing a = { 7, 3, "X-1", "Zoë", -123456, 20000, 2, 5,
		"a@b.example", "two\nlines", "https://a.example" };
	struct thing b;
	struct buf bytes = { 0 };

	(void)state;
	record_pack(&thing_entity, &a, &bytes);
	assert_true(record_unpack(&thing_entity, bytes.data, bytes.len, &b));
	assert_memory_equal(&a, &b, sizeof a);
	for (size_t n = 0; n < bytes.len; n++) /* cut short: refused or less */
		if (record_unpack(&thing_entity, bytes.data, n, &b))
			assert_memory_not_equal(&a, &b, sizeof a);
	buf_free(&bytes);
}

static void
extremes_survive_the_disk(void **state)
{
	static const int64_t values[] = { INT64_MIN, INT64_MIN + 1, -1, 1, 63,
		64, -64, -65, INT64_MAX };

	(void)state;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct thing a = { .id = 1, .amount = values[i] }, b;
		struct buf bytes = { 0 };

		record_pack(&thing_entity, &a, &bytes);
		assert_true(
		    record_unpack(&thing_entity, bytes.data, bytes.len, &b));
		assert_true(b.amount == values[i]);
		buf_free(&bytes);
	}
}

static void
unknown_fields_are_skipped(void **state)
{
	static const char bytes[] = "\x01\x01\x02" /* id 1 */
				    "\x63\x03new"  /* a tag of tomorrow */
				    "\x04\x03Zoe";
	struct thing a;

	(void)state;
	assert_true(record_unpack(&thing_entity, bytes, sizeof bytes - 1, &a));
	assert_int_equal(a.id, 1);
	assert_string_equal(a.name, "Zoe");
}

static void
checks_collect_all_problems(void **state)
{
	struct thing a = { .kind = 3 };
	struct problems bad = { 0 };

	(void)state;
	record_check(&thing_entity, &a, &bad);
	assert_int_equal(bad.n, 3);
	assert_string_equal(problem_of(&bad, CODE_), "Code is missing.");
	assert_string_equal(problem_of(&bad, KIND),
	    "Kind is not one of the values to choose from.");
	assert_null(problem_of(&bad, AMOUNT));
}

static void
values_are_read_strictly(void **state)
{
	static const struct {
		const char *field, *text, *again; /* NULL: refused */
	} cases[] = {
		{ "amount", "12.5", "12.50" },
		{ "amount", "-0.05", "-0.05" },
		{ "amount", "1,5", NULL },
		{ "amount", "1.234", NULL },
		{ "amount", "92233720368547758.07", "92233720368547758.07" },
		{ "amount", "999999999999999999999", NULL },
		{ "amount", ".5", NULL },
		{ "amount", "5.", NULL },
		{ "day", "2026-11-23", "2026-11-23" },
		{ "day", "23.11.2026", NULL },
		{ "kind", "SQUARE", "square" },
		{ "kind", "2", NULL },
		{ "set", "flat round", "round flat" },
		{ "set", "flat thick", NULL },
		{ "mail", "a@b.example", "a@b.example" },
		{ "mail", "a@b", NULL },
		{ "mail", "a b@c.example", NULL },
		{ "mail", "a@b@c.example", NULL },
		{ "site", "https://a.example/x", "https://a.example/x" },
		{ "site", "HTTP://A.example", "HTTP://A.example" },
		{ "site", "javascript:alert(1)", NULL },
		{ "site", "httpx://a.example", NULL },
		{ "site", "http://a.example/\"x", NULL },
		{ "code", "AB-1/x", "AB-1/x" },
		{ "code", "<b>", NULL },
		{ "name", "two\nlines", NULL },
		{ "name", "a name that is much too long", NULL },
		{ "remark", "two\nlines", "two\nlines" },
		{ "name", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct field *f =
		    record_named(&thing_entity, cases[i].field);
		struct thing a = { 0 };
		char again[64];
		const char *why = field_parse(f, cases[i].text, &a);

		if ((why == NULL) != (cases[i].again != NULL))
			fail_msg("%s = %s", cases[i].field, cases[i].text);
		if (why != NULL)
			continue;
		field_print(f, &a, again, sizeof again);
		assert_string_equal(again, cases[i].again);
	}
}

static int
compare(const struct thing *a, const struct thing *b)
{
	const struct index *ix = record_index(&thing_entity, 2);
	struct buf ka = { 0 }, kb = { 0 };
	size_t n;
	int c;

	record_key(&thing_entity, ix, INDEX_TAGS, a, &ka);
	record_key(&thing_entity, ix, INDEX_TAGS, b, &kb);
	n = ka.len < kb.len ? ka.len : kb.len;
	c = memcmp(ka.data, kb.data, n);
	buf_free(&ka);
	buf_free(&kb);
	return c;
}

static void
keys_sort_as_people_expect(void **state)
{
	struct thing apfel = { .kind = 1, .name = "Apfel" };
	struct thing umlaut = { .kind = 1, .name = "Äpfel" };
	struct thing zoo = { .kind = 1, .name = "zoo" };
	struct thing later = { .kind = 2, .name = "aaa" };
	struct thing minus = { .kind = -5, .name = "aaa" };

	(void)state;
	assert_int_equal(compare(&apfel, &umlaut), 0);
	assert_true(compare(&apfel, &zoo) < 0);
	assert_true(compare(&zoo, &later) < 0);
	assert_true(compare(&minus, &apfel) < 0);
	assert_true(record_unindexed(
	    &thing_entity, record_index(&thing_entity, 1), &zoo));
	assert_ptr_equal(record_key_index(&thing_entity, CODE_), &indexes[0]);
}

static void
decimals_are_read_and_printed_exactly(void **state)
{
	static const struct {
		const char *text;
		int decimals, least;
		int64_t value;
		const char *printed; /* NULL: refused */
	} cases[] = {
		{ "18.6", 4, 2, 186000, "18.60" },
		{ "0.0001", 4, 2, 1, "0.0001" },
		{ "12.340", 2, 2, 1234, "12.34" },
		{ "12.345", 2, 2, 0, NULL },
		{ "-0.05", 2, 2, -5, "-0.05" },
		{ "1.5", 3, 0, 1500, "1.5" },
		{ "12", 3, 0, 12000, "12" },
		{ "100", 0, 0, 100, "100" },
		{ "100.0", 0, 0, 100, "100" },
		{ "100.5", 0, 0, 0, NULL },
		{ "1.", 2, 2, 0, NULL },
		{ ".5", 2, 2, 0, NULL },
		{ "1,5", 2, 2, 0, NULL },
		{ "92233720368547758.08", 2, 2, 0, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[MONEY_TEXT];
		int64_t v = 0;

		assert_int_equal(
		    decimal_parse(cases[i].text, cases[i].decimals, &v),
		    cases[i].printed != NULL);
		if (cases[i].printed == NULL)
			continue;
		assert_int_equal(v, cases[i].value);
		decimal_print(
		    v, cases[i].decimals, cases[i].least, text, sizeof text);
		assert_string_equal(text, cases[i].printed);
	}
}

struct bill {
	int64_t id, rev, total;
	char currency[4];
};

static void
an_amount_has_the_decimals_of_its_currency(void **state)
{
	static const struct field total = { 3,
		MONEY_IN(struct bill, total, currency), "Total", 0 };
	struct bill b = { .total = 1234, .currency = "JPY" };
	char text[MONEY_TEXT];

	(void)state;
	field_print(&total, &b, text, sizeof text);
	assert_string_equal(text, "1234");
	assert_non_null(field_parse(&total, "12.34", &b));
	strcpy(b.currency, "EUR");
	field_print(&total, &b, text, sizeof text);
	assert_string_equal(text, "12.34");
	strcpy(b.currency, "KWD");
	assert_null(field_parse(&total, "1.234", &b));
	assert_int_equal(b.total, 1234);
}

static void
sentences_about_lines_are_not_about_the_head(void **state)
{
	struct problems bad = { .n = 0 };

	(void)state;
	problem_in(&bad, 2, AMOUNT, "Line %d is wrong.", 2);
	assert_null(problem_of(&bad, AMOUNT));
	problem(&bad, AMOUNT, "The head is wrong.");
	assert_string_equal(problem_of(&bad, AMOUNT), "The head is wrong.");
	assert_int_equal(bad.at[0].row, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decimals_are_read_and_printed_exactly),
		cmocka_unit_test(an_amount_has_the_decimals_of_its_currency),
		cmocka_unit_test(sentences_about_lines_are_not_about_the_head),
		cmocka_unit_test(a_record_survives_the_disk),
		cmocka_unit_test(extremes_survive_the_disk),
		cmocka_unit_test(unknown_fields_are_skipped),
		cmocka_unit_test(checks_collect_all_problems),
		cmocka_unit_test(values_are_read_strictly),
		cmocka_unit_test(keys_sort_as_people_expect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
