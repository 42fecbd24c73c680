/* What a request says in one line: pairs, cookies, paths. */
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

#include "web_fixture.h"

#include "../../lib/base/str.h"

/* ---- pairs --------------------------------------------------------------- */

static const struct {
	const char *why, *text, *want; /* name=value; want NULL: refused */
} pairs[] = {
	{ "nothing", "", "" },
	{ "one", "a=1", "a=1;" },
	{ "two", "a=1&b=2", "a=1;b=2;" },
	{ "no value", "a=", "a=;" },
	{ "no equals sign", "a", "a=;" },
	{ "a value with one", "a=b=c", "a=b=c;" },
	{ "blank and plus", "a=b+c%2Bd%20e", "a=b c+d e;" },
	{ "small and capital digits", "a=%c3%A4", "a=ä;" },
	{ "line ends become one", "a=1%0D%0A2%0D3%0A4", "a=1\n2\n3\n4;" },
	{ "an escaped name", "%61=1", "a=1;" },
	{ "duplicates are somebody else's matter", "a=1&a=2", "a=1;a=2;" },
	{ "half an escape", "a=%4", NULL },
	{ "an escape without digits", "a=%", NULL },
	{ "not hexadecimal", "a=%g1", NULL },
	{ "a sign in an escape", "a=%+1", NULL },
	{ "an empty pair", "a=1&&b=2", NULL },
	{ "an empty pair at the end", "a=1&", NULL },
	{ "no name", "=1", NULL },
	{ "a name with a bracket", "a[]=1", NULL },
	{ "a name in capitals", "A=1", NULL },
	{ "NUL", "a=%00", NULL },
	{ "NUL in a name", "a%00=1", NULL },
	{ "a lonely continuation byte", "a=%80", NULL },
	{ "an overlong slash", "a=%c0%af", NULL },
	{ "half a surrogate", "a=%ed%a0%80", NULL },
	{ "beyond Unicode", "a=%f4%90%80%80", NULL },
	{ "cut off in a character", "a=%e2%82", NULL },
};

static void
test_urlencoded(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct pairs p = { .mem = arena_new() };
		char got[200];
		int status = urlencoded_parse(
		    &p, pairs[i].text, strlen(pairs[i].text), true);

		print(&p, got, sizeof got);
		if (pairs[i].want == NULL ?
			status != 400 :
			status != 0 || strcmp(got, pairs[i].want) != 0)
			fail_msg("%s: %d, %s", pairs[i].why, status, got);
		arena_free(p.mem);
	}
}

static void
test_many(void **state)
{
	struct pairs p = { .mem = arena_new() };
	struct buf b = { 0 };

	(void)state;
	for (int i = 0; i < LIMIT_PARAMS; i++)
		buf_str(&b, i == 0 ? "a=1" : "&a=1");
	assert_int_equal(urlencoded_parse(&p, b.data, b.len, false), 0);
	assert_int_equal(p.n, LIMIT_PARAMS);
	p.n = 0;
	buf_str(&b, "&a=1");
	assert_int_equal(urlencoded_parse(&p, b.data, b.len, false), 400);
	p = (struct pairs){ .mem = p.mem, .most = LIMIT_LINES };
	assert_int_equal(urlencoded_parse(&p, b.data, b.len, false), 0);
	assert_int_equal(p.n, LIMIT_PARAMS + 1);
	p.n = 0;
	buf_clear(&b);
	buf_str(&b, "a=");
	for (int i = 0; i < LIMIT_FIELD; i++)
		buf_char(&b, 'x');
	assert_int_equal(urlencoded_parse(&p, b.data, b.len, false), 0);
	p.n = 0;
	buf_char(&b, 'x');
	assert_int_equal(urlencoded_parse(&p, b.data, b.len, false), 413);
	buf_free(&b);
	arena_free(p.mem);
}

/* ---- cookies
 * -------------------------------------------------------------------- */

static const struct {
	const char *header, *want;
} cookies[] = {
	{ NULL, NULL },
	{ "", NULL },
	{ "s=1", "1" },
	{ "a=2; s=1", "1" },
	{ "a=2;s=1", "1" },
	{ "as=2; s=1", "1" },
	{ "s-form=2; s=1", "1" },
	{ "s=1; s=2", "1" },
	{ "s=", "" },
	{ "s", NULL },
	{ "ss=1", NULL },
	{ "; ; s=1", "1" },
	{ "S=1", NULL },
	{ "a=s=1", NULL },
};

static void
test_cookies(void **state)
{
	struct arena *mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cookies / sizeof *cookies; i++) {
		const char *got = cookie_named(mem, cookies[i].header, "s");

		if ((got == NULL) != (cookies[i].want == NULL) ||
		    (got != NULL && strcmp(got, cookies[i].want) != 0))
			fail_msg("%s: %s", cookies[i].header, got);
	}
	arena_free(mem);
}

/* ---- paths
 * ------------------------------------------------------------------------- */

static const struct {
	const char *pattern, *path;
	bool match;
	int64_t id, id2;
	const char *word;
} paths[] = {
	{ "/", "/", true, 0, 0, NULL },
	{ "/", "", false, 0, 0, NULL },
	{ "/cases", "/cases", true, 0, 0, NULL },
	{ "/cases", "/cases/", false, 0, 0, NULL },
	{ "/cases", "/casesx", false, 0, 0, NULL },
	{ "/cases/#", "/cases/7", true, 7, 0, NULL },
	{ "/cases/#", "/cases/123456789012345678", true, 123456789012345678, 0,
	    NULL },
	{ "/cases/#", "/cases/1234567890123456789", false, 0, 0, NULL },
	{ "/cases/#", "/cases/0", false, 0, 0, NULL },
	{ "/cases/#", "/cases/07", false, 0, 0, NULL },
	{ "/cases/#", "/cases/-7", false, 0, 0, NULL },
	{ "/cases/#", "/cases/", false, 0, 0, NULL },
	{ "/cases/#", "/cases/7x", false, 0, 0, NULL },
	{ "/cases/#/files/#", "/cases/7/files/12", true, 7, 12, NULL },
	{ "/cases/#/files/#", "/cases/7/files/", false, 0, 0, NULL },
	{ "/#/#/#", "/1/2/3", false, 0, 0, NULL },
	{ "/brand/*", "/brand/logo.svg", true, 0, 0, "logo.svg" },
	{ "/brand/*", "/brand/", false, 0, 0, NULL },
	{ "/brand/*", "/brand/a/b", false, 0, 0, NULL },
	{ "/brand/*", "/brand/a b", false, 0, 0, NULL },
	{ "/audit/*/#", "/audit/case/9", true, 9, 0, "case" },
};

static void
test_paths(void **state)
{
	struct arena *mem = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct path_parts got;
		bool match =
		    path_matches(mem, paths[i].pattern, paths[i].path, &got);

		if (match != paths[i].match)
			fail_msg("%s %s", paths[i].pattern, paths[i].path);
		if (!match)
			continue;
		assert_int_equal(got.id[0], paths[i].id);
		assert_int_equal(got.id[1], paths[i].id2);
		if (paths[i].word != NULL)
			assert_string_equal(got.word, paths[i].word);
	}
	assert_true(path_clean("/a/b.c_d-e"));
	assert_false(path_clean("a"));
	assert_false(path_clean("//a"));
	assert_false(path_clean("/a//b"));
	assert_false(path_clean("/a%b"));
	assert_false(path_clean("/\xc3\xa4"));
	arena_free(mem);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_urlencoded),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_cookies),
		cmocka_unit_test(test_paths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
