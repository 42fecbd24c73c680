/* Reading CSV: records, places, faults, delimiters; and writing it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/base/buf.h"
#include "../../lib/base/csvout.h"
#include "../../lib/format/country.h"
#include "../../lib/format/csv.h"
#include "../../lib/format/layout.h"

/* Records as text: line(cell|cell ...) or line!CODE@line:column. */
static void
show(const char *text, char delimiter, struct buf *b)
{
	struct csv_reader *r = csv_open(text, strlen(text), delimiter, 1);
	struct csv_record rec;
	size_t bytes = 0;

	while (csv_next(r, &rec)) {
		bytes += rec.raw_n;
		if (rec.code != NULL) {
			buf_printf(b, "%ld!%s@%ld:%ld ", rec.line, rec.code,
			    rec.bad_line, rec.bad_column);
			continue;
		}
		buf_printf(b, "%ld(", rec.line);
		for (int i = 0; i < rec.n; i++)
			buf_printf(
			    b, "%s%s", i > 0 ? "|" : "", rec.cells[i].text);
		buf_printf(b, ")%s ", rec.odd_line != 0 ? "?" : "");
	}
	assert_true(bytes <= strlen(text));
	csv_close(r);
}

static const struct {
	const char *why, *text, *want;
} reads[] = {
	{ "plain", "a,b\nc,d\n", "1(a|b) 2(c|d) " },
	{ "CRLF, CR, LF mixed", "a,b\r\nc,d\re,f\ng,h",
	    "1(a|b) 2(c|d) 3(e|f) 4(g|h) " },
	{ "no end", "a,b", "1(a|b) " },
	{ "empty last cell", "a,\n,b\n", "1(a|) 2(|b) " },
	{ "blank records", "a,b\n\n,\n  , \n\nc,d\n", "1(a|b) 6(c|d) " },
	{ "blanks belong to cells", " a , b \n", "1( a | b ) " },
	{ "quotes", "\"a,b\",\"c\"\"d\"\n", "1(a,b|c\"d) " },
	{ "empty and quoted empty", "a,\"\"\n", "1(a|) " },
	{ "lines in a cell", "a,\"b\nc\r\nd\"\ne,f\n",
	    "1(a|b\nc\r\nd) 4(e|f) " },
	{ "blanks after a quote", "\"a\" ,\"b\"\t\nc,d\n", "1(a|b) 2(c|d) " },
	{ "a quote inside", "12\" nail,b\n", "1(12\" nail|b)? " },
	{ "a quote inside and a quoted cell", "12\",\"b,c\"\n",
	    "1(12\"|b,c)? " },
	{ "text after a quote", "\"a\"b,c\nd,e\n", "1!E_QUOTE@1:4 2(d|e) " },
	{ "never closed", "a,\"b\nc,d\ne,f\n", "1!E_QUOTE@1:3 2(c|d) 3(e|f) " },
	{ "never closed, second cell line", "\"a\nb\",\"c\nd,e\n",
	    "1!E_QUOTE@2:4 3(d|e) " },
	{ "never closed at the end", "a,b\nc,\"d", "1(a|b) 2!E_QUOTE@2:3 " },
	{ "only a quote", "\"", "1!E_QUOTE@1:1 " },
	{ "only line ends", "\n\r\r\n\n", "" },
	{ "quoted empty cells alone", "\"\"\n\"\",\"\"\na\n", "3(a) " },
};

static void
test_reads(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof reads / sizeof *reads; i++) {
		struct buf b = { 0 };

		show(reads[i].text, ',', &b);
		if (strcmp(b.data != NULL ? b.data : "", reads[i].want) != 0)
			fail_msg("%s: %s", reads[i].why, b.data);
		buf_free(&b);
	}
}

static void
test_places(void **state)
{
	const char text[] = "a,\"b\r\nb\",c\nd,\xc3\xa9\xc3\xa9,e\n";
	struct csv_reader *r = csv_open(text, sizeof text - 1, ',', 5);
	struct csv_record rec;

	(void)state;
	assert_true(csv_next(r, &rec));
	assert_int_equal(rec.cells[1].line, 5);
	assert_int_equal(rec.cells[1].column, 3);
	assert_int_equal(rec.cells[2].line, 6);
	assert_int_equal(rec.cells[2].column, 4);
	assert_true(csv_next(r, &rec));
	assert_int_equal(rec.line, 7);
	assert_int_equal(rec.cells[2].column, 8); /* in bytes */
	assert_false(csv_next(r, &rec));
	csv_close(r);
}

static void
expect_limit(char *text, size_t n, const char *code)
{
	struct csv_reader *r = csv_open(text, n, ',', 1);
	struct csv_record rec;

	assert_true(csv_next(r, &rec));
	if (rec.code == NULL || strcmp(rec.code, code) != 0)
		fail_msg("%s, wanted %s", rec.code, code);
	assert_true(csv_next(r, &rec));
	assert_null(rec.code);
	assert_string_equal(rec.cells[0].text, "z");
	assert_false(csv_next(r, &rec));
	csv_close(r);
}

static void
test_limits(void **state)
{
	size_t n = CSV_CELL + 10;
	char *text = malloc(n + 10);

	(void)state;
	assert_non_null(text);
	memset(text, 'x', n);
	memcpy(text + n, "\nz\n", 3);
	expect_limit(text, n + 3, "E_LIMIT_CELL");
	text[0] = '"';
	text[n - 1] = '"';
	expect_limit(text, n + 3, "E_LIMIT_CELL");
	memset(text, ',', CSV_COLUMNS + 1);
	text[0] = 'x';
	memcpy(text + CSV_COLUMNS + 1, "\nz\n", 3);
	expect_limit(text, CSV_COLUMNS + 4, "E_LIMIT_COLUMNS");
	free(text);
}

/* A forgotten quote swallows no more than its own line. */
static void
test_forgotten_quote(void **state)
{
	struct buf b = { 0 };
	struct csv_reader *r;
	struct csv_record rec;
	long good = 0, bad = 0;

	(void)state;
	buf_str(&b, "a,\"b\n");
	for (int i = 0; i < 2000; i++)
		buf_str(&b, "c,d\n");
	r = csv_open(b.data, b.len, ',', 1);
	while (csv_next(r, &rec)) {
		good += rec.code == NULL;
		bad += rec.code != NULL;
	}
	csv_close(r);
	buf_free(&b);
	assert_int_equal(good, 2000);
	assert_int_equal(bad, 1);
}

static const struct {
	const char *why, *text;
	char want; /* 0: none */
	size_t skip;
} sniffs[] = {
	{ "comma", "a,b\n1,2\n", ',', 0 },
	{ "semicolon, decimal comma", "a;b\n1,5;2,5\n3;4\n", ';', 0 },
	{ "tab", "a\tb\n1,2\t3\n", '\t', 0 },
	{ "pipe", "a|b|c\n1|2|3\n", '|', 0 },
	{ "quoted separators", "a,b\n\"1;2;3\",4\n", ',', 0 },
	{ "said", "sep=|\r\na|b\r\n", '|', 7 },
	{ "said, one column uneven", "sep=;\na;b\n1\n", ';', 6 },
	{ "one column", "one\ntwo\n", ',', 0 },
	{ "none", "one,a\ntwo;b\n", 0, 0 },
	{ "titles above", "Title\n\na;b\n1;2\n3;4\n", ';', 0 },
};

static void
test_sniff(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sniffs / sizeof *sniffs; i++) {
		struct csv_dialect d;
		bool found = csv_sniff(
		    sniffs[i].text, strlen(sniffs[i].text), &d, NULL, NULL);

		if (found != (sniffs[i].want != 0) ||
		    d.delimiter != sniffs[i].want || d.skip != sniffs[i].skip)
			fail_msg("%s: '%c'", sniffs[i].why, d.delimiter);
	}
}

static const struct {
	const char *text, *cell;
} cells[] = {
	{ "plain", "plain" },
	{ "", "" },
	{ "a,b", "\"a,b\"" },
	{ "say \"hi\"", "\"say \"\"hi\"\"\"" },
	{ "two\nlines", "\"two\nlines\"" },
	{ " blank", "\" blank\"" },
	{ "\\N", "\"\\N\"" },
	{ "=1+1", "'=1+1" },
	{ "+44 20 7946 0000", "'+44 20 7946 0000" },
	{ "-", "'-" },
	{ "@x", "'@x" },
	{ "\xef\xbc\x9d"
	  "1",
	    "'\xef\xbc\x9d"
	    "1" },
	{ "'=1", "''=1" },
	{ "'plain", "'plain" },
	{ "  =1", "\"'  =1\"" },
};

static void
test_write_and_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		struct buf b = { 0 };
		struct csv_reader *r;
		struct csv_record rec;
		char back[100];

		csv_cell(&b, "x", false, true);
		csv_cell(&b, cells[i].text, true, false);
		csv_row_end(&b);
		b.data[b.len - 2] = '\0';
		assert_string_equal(b.data + 2, cells[i].cell);
		r = csv_open(b.data, b.len - 2, ',', 1);
		assert_true(csv_next(r, &rec));
		assert_int_equal(rec.n, 2);
		strcpy(back, rec.cells[1].text);
		csv_unguard(back);
		assert_string_equal(back, cells[i].text);
		csv_close(r);
		buf_free(&b);
	}
}

static void
test_headings(void **state)
{
	static const char *const same[][2] = {
		{ "account_id", "Account ID" },
		{ "*InvoiceNo", "Invoice number" },
		{ "invoice_number", "Invoice Nbr." },
		{ "Customer #", "customer_no" },
		{ "bill_line1", " Bill Line 1 " },
	};
	char a[100], b[100];

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		heading_key(same[i][0], a, sizeof a);
		heading_key(same[i][1], b, sizeof b);
		assert_string_equal(a, b);
	}
}

static const struct {
	const char *text;
	const char *wrong; /* NULL: a good map */
} maps[] = {
	{ "A = name\n", NULL },
	{ "# note\n\n  A=name # behind\r\n", NULL },
	{ "A + \"-1\" = contact_id\n", NULL },
	{ "Full Name = first_name last_name\n", NULL },
	{ "\"Ext. = Nbr\"\"s\" = external_id\n", NULL },
	{ "= status \"active\"\n", NULL },
	{ "A = -\n* = -\n", NULL },
	{ "A\n", "m:1" },
	{ "A = \n", "m:1" },
	{ "ok = name\nA = Name\n", "m:2" },
	{ "A = a b c\n", "m:1" },
	{ "= status active\n", "m:1" },
	{ "A + 1 = name\n", NULL },
	{ "A + = name\n", "m:1" },
	{ "\"A = name\n", "m:1" },
	{ "A + \"x\" = -\n", "m:1" },
};

static void
test_maps(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
		char why[MAP_WHY] = "";
		struct map m;
		bool good = map_read(maps[i].text, strlen(maps[i].text), "m",
		    &m, why, sizeof why);

		if (good != (maps[i].wrong == NULL) ||
		    (!good && strncmp(why, maps[i].wrong, 3) != 0))
			fail_msg("%s: %s", maps[i].text, why);
		if (good)
			map_free(&m);
	}
}

static void
test_map_rules(void **state)
{
	const char text[] = "CustomerID + \"-1\" = contact_id\n"
			    "\"a = b\" = first_name last_name\n"
			    "= status \" two  words \"\n";
	char why[MAP_WHY];
	struct map m;

	(void)state;
	assert_true(map_read(text, sizeof text - 1, "m", &m, why, sizeof why));
	assert_int_equal(m.n, 3);
	assert_string_equal(m.rules[0].term[0].text, "CustomerID");
	assert_string_equal(m.rules[0].term[1].text, "-1");
	assert_string_equal(m.rules[1].term[0].text, "a = b");
	assert_string_equal(m.rules[1].field[1], "last_name");
	assert_true(m.rules[2].constant);
	assert_string_equal(m.rules[2].text, " two  words ");
	map_free(&m);
}

static void
test_countries(void **state)
{
	static const char *const known[][2] = {
		{ "Germany", "DE" },
		{ "germany", "DE" },
		{ "DEU", "DE" },
		{ "de", "DE" },
		{ "UK", "GB" },
		{ "USA", "US" },
		{ "EIRE", "IE" },
		{ "Côte d'Ivoire", "CI" },
		{ "cote d'ivoire", "CI" },
		{ "T\xc3\xbcrkiye", "TR" },
		{ "Venezuela", "VE" },
		{ "Russian Federation", "RU" },
	};
	char code[COUNTRY_CODE], name[80];

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (!country_code(known[i][0], code) ||
		    strcmp(code, known[i][1]) != 0)
			fail_msg("%s: %s", known[i][0], code);
	}
	assert_false(country_code("Atlantis", code));
	assert_false(country_code("ZZ", code));
	assert_false(country_code("", code));
	assert_true(country_name("GB", name, sizeof name));
	assert_string_equal(name, "United Kingdom");
	assert_false(country_name("ZZ", name, sizeof name));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_forgotten_quote),
		cmocka_unit_test(test_sniff),
		cmocka_unit_test(test_write_and_back),
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_maps),
		cmocka_unit_test(test_map_rules),
		cmocka_unit_test(test_countries),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
