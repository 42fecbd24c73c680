/* XML from strangers: what is read, what is refused, what is written. */
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

#include "../../lib/base/buf.h"
#include "../../lib/base/mem.h"
#include "../../lib/base/str.h"
#include "../../lib/format/xml.h"
#include "../../lib/format/xmlwrite.h"

static const char bomb[] = "<!DOCTYPE a [<!ENTITY b \"0123456789\"><!ENTITY c "
			   "\"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d "
			   "\"&c;&c;&c;&c;&c;&c;&c;&c;\">]><a>&d;</a>";

static void
documents_are_refused_with_a_reason(void **state)
{
	static const struct {
		const char *why, *text, *code, *says;
		long line, column;
	} cases[] = {
		{ "nothing", "", "X_WELLFORMED", "empty", 0, 0 },
		{ "blanks", " \n ", "X_WELLFORMED", "Start tag", 2, 2 },
		{ "no XML", "Dear Sir", "X_WELLFORMED", "'<'", 1, 1 },
		{ "not closed", "<a>\n<b></a>", "X_WELLFORMED",
		    "mismatch: b line 2 and a", 2, 8 },
		{ "two roots", "<a/>\n<b/>", "X_WELLFORMED", "Extra", 2, 1 },
		{ "an unknown prefix", "<a:b/>", "X_WELLFORMED", "prefix a", 1,
		    5 },
		{ "an entity nobody knows", "<a>\n  &nbsp;</a>", "X_WELLFORMED",
		    "'nbsp' not defined", 2, 9 },
		{ "bytes that are not UTF-8", "<a>\xff</a>", "X_WELLFORMED",
		    "not proper UTF-8", 1, 4 },
		{ "a control character", "<a>&#1;</a>", "X_WELLFORMED", "", 1,
		    8 },
		{ "a DOCTYPE", "<?xml version='1.0'?>\n<!DOCTYPE a><a/>",
		    "X_DOCTYPE", "DOCTYPE", 2, 12 },
		{ "a file from inside",
		    "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "X_DOCTYPE",
		    "DOCTYPE", 1, 40 },
		{ "an entity that grows", bomb, "X_DOCTYPE", "DOCTYPE", 1, 13 },
		{ "a DOCTYPE not finished",
		    "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://[::1]/'> %p;",
		    "X_DOCTYPE", "DOCTYPE", 1, 13 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct xml_fault f;
		struct xml_tree *tree =
		    xml_parse(cases[i].text, strlen(cases[i].text), &f);

		if (tree != NULL)
			fail_msg("%s: was read", cases[i].why);
		if (strcmp(f.code, cases[i].code) != 0 ||
		    strstr(f.text, cases[i].says) == NULL ||
		    f.line != cases[i].line || f.column != cases[i].column)
			fail_msg("%s: %s %ld:%ld %s", cases[i].why, f.code,
			    f.line, f.column, f.text);
	}
}

static void
the_kind_is_in_the_first_tag(void **state)
{
	static const struct {
		const char *text, *code, *name, *space;
		long line;
	} cases[] = {
		{ "<a/>", NULL, "a", "", 1 },
		{ "\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n"
		  "<p:Invoice xmlns:p='urn:x'><no end",
		    NULL, "Invoice", "urn:x", 3 },
		{ "<?xml version='1.0' encoding='ISO-8859-1'?><\xe4/>", NULL,
		    "\xc3\xa4", "", 1 },
		{ "%PDF-1.4\n", "X_KIND", "", "", 0 },
		{ "PK\003\004", "X_KIND", "", "", 0 },
		{ "<!DOCTYPE a><a/>", "X_DOCTYPE", "", "", 1 },
		{ "{}", "X_WELLFORMED", "", "", 1 },
		{ "", "X_WELLFORMED", "", "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct xml_kind kind;
		struct xml_fault f = { 0 };
		bool good =
		    xml_kind(cases[i].text, strlen(cases[i].text), &kind, &f);

		assert_int_equal(good, cases[i].code == NULL);
		assert_string_equal(kind.name, cases[i].name);
		assert_string_equal(kind.space, cases[i].space);
		if (good)
			assert_int_equal(kind.line, cases[i].line);
		else
			assert_string_equal(f.code, cases[i].code);
	}
}

static void
the_first_tag_may_be_far_down(void **state)
{
	enum { FAR = 20000 };
	struct buf b = { 0 };
	struct xml_kind kind;
	struct xml_fault f;

	(void)state;
	for (int lines = FAR - 3; lines < FAR; lines++) {
		buf_clear(&b);
		buf_str(&b, "<!--");
		for (int i = 0; i < lines; i++)
			buf_char(&b, '\n');
		buf_str(&b, "--><first xmlns='urn:x'><second/></first>");
		assert_true(xml_kind(b.data, b.len, &kind, &f));
		assert_string_equal(kind.name, "first");
		assert_string_equal(kind.space, "urn:x");
		assert_int_equal(kind.line, lines + 1);
	}
	/* Cut within the tag at first. */
	for (size_t n = 16 * 1024 - 20; n < 16 * 1024 + 2; n++) {
		buf_clear(&b);
		while (b.len < n)
			buf_char(&b, '\n');
		buf_str(&b, "<first xmlns='urn:x'/>");
		assert_true(xml_kind(b.data, b.len, &kind, &f));
		assert_string_equal(kind.name, "first");
		assert_string_equal(kind.space, "urn:x");
	}
	buf_free(&b);
}

static void
a_tree_is_walked(void **state)
{
	static const char text[] =
	    "<?xml version='1.0' encoding='ISO-8859-1'?>\n"
	    "<o xmlns='urn:o' xmlns:i='urn:i'>\n"
	    "  <!-- nothing -->\n"
	    "  <i:price currency='EUR' i:currency='USD'>1<!-- x -->2"
	    "<![CDATA[<3]]></i:price>\n"
	    "  <price>n\xf6 &amp;&#9;&lt;</price>\n"
	    "</o>\n";
	struct arena *mem = arena_new();
	struct xml_fault f;
	struct xml_tree *tree = xml_parse(text, strlen(text), &f);
	const struct xml_node *root, *n;

	(void)state;
	assert_non_null(tree);
	root = xml_root(tree);
	assert_true(xml_is(root, "urn:o", "o"));
	assert_false(xml_is(root, "", "o"));
	n = xml_first(root);
	assert_string_equal(xml_name(n), "price");
	assert_string_equal(xml_space(n), "urn:i");
	assert_string_equal(xml_attribute(n, "currency"), "EUR");
	assert_null(xml_attribute(n, "unit"));
	assert_string_equal(xml_text(n, mem), "12<3");
	assert_int_equal(xml_line(n), 4);
	assert_ptr_equal(xml_next(n), xml_child(root, "urn:o", "price"));
	n = xml_next(n);
	assert_string_equal(xml_text(n, mem), "n\xc3\xb6 &\t<");
	assert_null(xml_first(n));
	assert_null(xml_next(n));
	assert_null(xml_child(root, "urn:o", "cost"));
	xml_tree_free(tree);
	arena_free(mem);
}

static void
what_is_written_is_read(void **state)
{
	static const char all[] = "a & b < c > d \"e\" 'f' \xc3\xbc\n\tg";
	struct buf b = { 0 };
	struct xml_writer w;
	struct xml_fault f;
	struct xml_tree *tree;
	struct arena *mem = arena_new();

	(void)state;
	xml_begin(&w, &b);
	xml_open(&w, "root");
	xml_attribute_add(&w, "all", all);
	xml_element(&w, "text", "unit", "C62", all);
	xml_open(&w, "empty");
	xml_close(&w);
	xml_element(&w, "none", NULL, NULL, "");
	xml_close(&w);
	xml_end(&w);
	assert_non_null(strstr(b.data, "\n  <text unit=\"C62\">a &amp; b"));
	assert_non_null(strstr(b.data, "\n  <empty/>\n  <none></none>\n</"));
	tree = xml_parse(b.data, b.len, &f);
	assert_non_null(tree);
	assert_string_equal(xml_attribute(xml_root(tree), "all"), all);
	assert_string_equal(
	    xml_text(xml_child(xml_root(tree), "", "text"), mem), all);
	xml_tree_free(tree);
	arena_free(mem);
	buf_free(&b);
}

static void
lines_far_down_are_right(void **state)
{
	enum { LINES = 70000 };
	struct buf b = { 0 };
	struct xml_fault f;
	struct xml_tree *tree;
	const struct xml_node *n;
	long i = 0;

	(void)state;
	buf_str(&b, "<a>");
	for (int line = 1; line < LINES; line++)
		buf_str(&b, "<b>x</b>\n");
	buf_str(&b, "</a>");
	tree = xml_parse(b.data, b.len, &f);
	assert_non_null(tree);
	for (n = xml_first(xml_root(tree)); n != NULL; n = xml_next(n))
		if (labs(xml_line(n) - ++i) > 1)
			fail_msg("%ld told as %ld", i, xml_line(n));
	assert_int_equal(i, LINES - 1);
	xml_tree_free(tree);
	buf_free(&b);
}

/* ---- schemas */

static char folder[40] = "/tmp/postern xml-XXXXXX";

static void
put(const char *name, const char *text)
{
	char path[200];
	FILE *f;

	str_printf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

#define XSD_HEAD                                                               \
	"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' "              \
	"targetNamespace='urn:o' xmlns='urn:o' "                               \
	"elementFormDefault='qualified'>"

static int
make_schemas(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(folder));
	put("outside.xsd",
	    XSD_HEAD "<xs:element name='o' type='xs:string'/></xs:schema>");
	strcat(folder, "/in");
	assert_int_equal(mkdir(folder, 0700), 0);
	put("types.xsd",
	    XSD_HEAD "<xs:simpleType name='day'><xs:restriction "
		     "base='xs:date'/></xs:simpleType></xs:schema>");
	put("o.xsd",
	    XSD_HEAD
	    "<xs:include schemaLocation='types.xsd'/><xs:element "
	    "name='o'><xs:complexType><xs:sequence><xs:element name='day' "
	    "type='day'/><xs:element name='a' minOccurs='0'/><xs:element "
	    "name='b' minOccurs='0'/><xs:element name='c' minOccurs='0'/>"
	    "<xs:element name='d'/></xs:sequence></xs:complexType>"
	    "</xs:element></xs:schema>");
	put("up.xsd",
	    XSD_HEAD "<xs:include schemaLocation='../outside.xsd'/>"
		     "<xs:element name='x' type='nothing'/></xs:schema>");
	return 0;
}

static int
remove_schemas(void **state)
{
	static const char *const names[] = { "types.xsd", "o.xsd", "up.xsd" };
	char path[200];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		str_printf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
	*strrchr(folder, '/') = '\0';
	str_printf(path, sizeof path, "%s/outside.xsd", folder);
	unlink(path);
	return rmdir(folder);
}

static void
documents_are_checked_against_a_schema(void **state)
{
	static const struct {
		const char *why, *text;
		int n;
		const char *code, *says;
		long line, column;
	} cases[] = {
		{ "good", "<o xmlns='urn:o'><day>2026-01-02</day><d/></o>", 0,
		    NULL, NULL, 0, 0 },
		{ "a wrong value and a wrong element",
		    "<o xmlns='urn:o'>\n<day>soon</day>\n  <e/></o>", 2,
		    "X_XSD", "'soon' is not a valid value", 2, 0 },
		{ "one that is missing",
		    "<o xmlns='urn:o'>\n<day>2026-01-02</day>\n  <e/></o>", 1,
		    "X_XSD",
		    "Element 'e': This element is not expected. "
		    "Expected is one of ( a, b, c, ...)",
		    3, 5 },
		{ "another namespace", "<o/>", 1, "X_XSD",
		    "No matching global declaration", 1, 3 },
		{ "not closed", "<o xmlns='urn:o'>\n<day>2026-01-02</day></o",
		    1, "X_WELLFORMED", "expected '>'", 2, 25 },
		{ "a DOCTYPE", "<!DOCTYPE o><o xmlns='urn:o'/>", 1, "X_DOCTYPE",
		    "DOCTYPE", 1, 12 },
		{ "empty", "", 1, "X_WELLFORMED", "empty", 0, 0 },
	};
	struct xml_fault f;
	struct xml_schema *s = xml_schema_load(folder, "o.xsd", &f);

	(void)state;
	if (s == NULL)
		fail_msg("%s", f.text);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct xml_faults all = { .most = 9 };
		bool good =
		    xml_validate(s, cases[i].text, strlen(cases[i].text), &all);

		if (good != (cases[i].n == 0) || all.n != cases[i].n)
			fail_msg("%s: %d faults, %s", cases[i].why, all.n,
			    all.n > 0 ? all.at[0].text : "");
		if (all.n > 0 &&
		    (strcmp(all.at[0].code, cases[i].code) != 0 ||
			strstr(all.at[0].text, cases[i].says) == NULL ||
			all.at[0].line != cases[i].line ||
			(cases[i].column > 0 &&
			    all.at[0].column != cases[i].column)))
			fail_msg("%s: %s %ld:%ld %s", cases[i].why,
			    all.at[0].code, all.at[0].line, all.at[0].column,
			    all.at[0].text);
		xml_faults_free(&all);
	}
	xml_schema_free(s);
}

static void
schemas_come_from_their_folder_only(void **state)
{
	struct xml_fault f;

	(void)state;
	assert_null(xml_schema_load(folder, "up.xsd", &f));
	assert_non_null(strstr(f.text, "outside.xsd"));
	assert_null(xml_schema_load(folder, "../outside.xsd", &f));
	assert_null(xml_schema_load(folder, "none.xsd", &f));
	assert_null(xml_schema_load("/nonexistent", "o.xsd", &f));
	assert_non_null(strstr(f.text, "/nonexistent: No such file"));
}

static void
more_faults_than_wanted_are_counted(void **state)
{
	struct xml_faults all = { .most = 2 };
	struct xml_fault f = { .code = "X_XSD" };

	(void)state;
	for (int i = 0; i < 5; i++) {
		f.line = i;
		xml_faults_add(&all, &f);
	}
	assert_int_equal(all.n, 5);
	assert_int_equal(xml_faults_kept(&all), 2);
	assert_int_equal(all.at[1].line, 1);
	xml_faults_free(&all);
}

static void
large_files_are_not_read(void **state)
{
	struct buf b = { 0 };
	struct xml_fault f;
	char path[200];

	(void)state;
	str_printf(path, sizeof path, "%s/o.xsd", folder);
	assert_false(xml_load(path, 100, &b, &f));
	assert_string_equal(f.code, "E_LIMIT");
	buf_clear(&b);
	assert_true(xml_load(path, XML_LIMIT, &b, &f));
	assert_true(b.len > 100);
	assert_false(xml_load("/nonexistent", XML_LIMIT, &b, &f));
	assert_null(f.code);
	assert_false(xml_load("/", XML_LIMIT, &b, &f));
	assert_non_null(strstr(f.text, "directory"));
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(documents_are_refused_with_a_reason),
		cmocka_unit_test(the_kind_is_in_the_first_tag),
		cmocka_unit_test(the_first_tag_may_be_far_down),
		cmocka_unit_test(a_tree_is_walked),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(lines_far_down_are_right),
		cmocka_unit_test(documents_are_checked_against_a_schema),
		cmocka_unit_test(schemas_come_from_their_folder_only),
		cmocka_unit_test(more_faults_than_wanted_are_counted),
		cmocka_unit_test(large_files_are_not_read),
	};

	return cmocka_run_group_tests(tests, make_schemas, remove_schemas);
}
