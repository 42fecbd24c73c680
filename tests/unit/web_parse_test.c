/* What requests are made of: pairs, cookies, paths, multipart bodies. */
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
#include "../../lib/web/parse.h"

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
print(const struct pairs *p, char *to, size_t size)
{
	size_t n = 0;

	to[0] = '\0';
	for (int i = 0; i < p->n; i++)
		n += (size_t)snprintf(
		    to + n, size - n, "%s=%s;", p->at[i].name, p->at[i].value);
}

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

/* ---- multipart
 * ------------------------------------------------------------------------ */

/* A body that comes in pieces of a few bytes. */
struct pieces {
	const char *at;
	size_t left, step;
};

static ssize_t
piece(void *arg, void *to, size_t n)
{
	struct pieces *p = arg;

	if (n > p->step)
		n = p->step;
	if (n > p->left)
		n = p->left;
	memcpy(to, p->at, n);
	p->at += n;
	p->left -= n;
	return (ssize_t)n;
}

#define PART(headers, value) "--B\r\n" headers "\r\n\r\n" value "\r\n"
#define FIELD(name, value)                                                     \
	PART("Content-Disposition: form-data; name=\"" name "\"", value)
#define FILE_(name, value)                                                     \
	PART("Content-Disposition: form-data; name=\"f\"; filename=\"" name    \
	     "\"\r\nContent-Type: image/png",                                  \
	    value)
#define END "--B--\r\n"

static const struct {
	const char *why, *body;
	int status;
	const char *want; /* pairs, then name:size of files */
} bodies[] = {
	{ "one field", FIELD("a", "1") END, 0, "a=1;" },
	{ "without a line end after it", FIELD("a", "1") "--B--", 0, "a=1;" },
	{ "nothing at all", END, 0, "" },
	{ "an empty value", FIELD("a", "") END, 0, "a=;" },
	{ "a boundary that is almost one",
	    FIELD("a", "\r\n--A\r\n--\r\n-B--B\r\r\n") END, 0,
	    "a=\n--A\n--\n-B--B\n\n;" },
	{ "two fields", FIELD("a", "1") FIELD("b", "x\r\ny") END, 0,
	    "a=1;b=x\ny;" },
	{ "a file", FILE_("x.png", "\r\n\r\n--") END, 0, "x.png:6;" },
	{ "an empty file with a name", FILE_("x.png", "") END, 0, "x.png:0;" },
	{ "no file chosen", FILE_("", "") END, 0, "" },
	{ "a file without a name", FILE_("", "abc") END, 0, "file:3;" },
	{ "a path of Windows", FILE_("C:\\a\\b.png", "1") END, 0, "b.png:1;" },
	{ "a path that leads away", FILE_("../../etc/passwd", "1") END, 0,
	    "passwd:1;" },
	{ "escapes of browsers", FILE_("a%22b%41.png", "1") END, 0,
	    "a\"b%41.png:1;" },
	{ "a backslash is a letter", FIELD("a", "\\\"") END, 0, "a=\\\";" },
	{ "headers in any case",
	    PART("content-disposition: form-data; name=\"a\"", "1") END, 0,
	    "a=1;" },
	{ "a known harmless header",
	    PART("Content-Disposition: form-data; name=\"a\"\r\n"
		 "Content-Transfer-Encoding: binary",
		"1") END,
	    0, "a=1;" },
	{ "no last boundary", FIELD("a", "1"), 400, NULL },
	{ "cut off in a value",
	    "--B\r\nContent-Disposition: form-data; "
	    "name=\"a\"\r\n\r\n12",
	    400, NULL },
	{ "cut off in the headers", "--B\r\nContent-Dis", 400, NULL },
	{ "cut off in the boundary", FIELD("a", "1") "--B-", 400, NULL },
	{ "empty", "", 400, NULL },
	{ "text before", "x\r\n" FIELD("a", "1") END, 400, NULL },
	{ "text after", FIELD("a", "1") END "x", 400, NULL },
	{ "junk after a boundary", "--B \r\n", 400, NULL },
	{ "no headers", "--B\r\n\r\n1\r\n" END, 400, NULL },
	{ "no name", PART("Content-Disposition: form-data", "1") END, 400,
	    NULL },
	{ "no disposition", PART("Content-Type: text/plain", "1") END, 400,
	    NULL },
	{ "two names",
	    PART("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "1")
		END,
	    400, NULL },
	{ "two dispositions",
	    PART("Content-Disposition: form-data; name=\"a\"\r\n"
		 "Content-Disposition: form-data; name=\"b\"",
		"1") END,
	    400, NULL },
	{ "a name without quotes",
	    PART("Content-Disposition: form-data; name=a", "1") END, 400,
	    NULL },
	{ "a name in another code",
	    PART("Content-Disposition: form-data; name=\"a\"; "
		 "filename*=UTF-8''x",
		"1") END,
	    400, NULL },
	{ "an attachment",
	    PART("Content-Disposition: attachment; name=\"a\"", "1") END, 400,
	    NULL },
	{ "quoted-printable",
	    PART("Content-Disposition: form-data; name=\"a\"\r\n"
		 "Content-Transfer-Encoding: quoted-printable",
		"1") END,
	    400, NULL },
	{ "nesting",
	    PART("Content-Disposition: form-data; name=\"a\"\r\n"
		 "Content-Type: Multipart/mixed; boundary=C",
		"1") END,
	    400, NULL },
	{ "a header without a name",
	    PART("Content-Disposition: form-data; name=\"a\"\r\n: x", "1") END,
	    400, NULL },
	{ "a folded header",
	    PART("Content-Disposition: form-data;\r\n name=\"a\"", "1") END,
	    400, NULL },
	{ "bad UTF-8", FIELD("a", "\xff") END, 400, NULL },
	{ "a control character in a file name", FILE_("a\001b", "1") END, 400,
	    NULL },
};

static int
parse(struct pairs *p, struct uploads *u, const char *body, size_t n,
    size_t step, const char *type, bool length)
{
	struct pieces bytes = { body, n, step };
	struct intake in = {
		.read = piece,
		.arg = &bytes,
		.left = length ? (int64_t)n : -1,
		.limit = LIMIT_UPLOAD,
	};

	return multipart_parse(p, u, &in, type);
}

static void
print_files(const struct uploads *u, char *to, size_t size)
{
	size_t n = strlen(to);

	for (int i = 0; i < u->n; i++)
		n += (size_t)snprintf(to + n, size - n, "%s:%d;",
		    u->at[i].file.file_name, (int)u->at[i].file.size);
}

static void
try_body(const char *dir, size_t i, size_t step, bool length)
{
	struct pairs p = { .mem = arena_new() };
	struct uploads u = { .dir = dir };
	char got[300];
	int status = parse(&p, &u, bodies[i].body, strlen(bodies[i].body), step,
	    "multipart/form-data; boundary=B", length);

	print(&p, got, sizeof got);
	print_files(&u, got, sizeof got);
	if (status != bodies[i].status ||
	    (status == 0 && strcmp(got, bodies[i].want) != 0))
		fail_msg("%s, in pieces of %zu: %d, %s", bodies[i].why, step,
		    status, got);
	uploads_clear(&u);
	arena_free(p.mem);
}

static void
test_multipart(void **state)
{
	char dir[] = "/tmp/web-parse.XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		for (size_t step = 1; step < 40; step += step < 8 ? 1 : 7) {
			try_body(dir, i, step, true);
			try_body(dir, i, step, false);
		}
	/* Nothing was left behind. */
	assert_int_equal(rmdir(dir), 0);
}

static const struct {
	const char *type;
	bool good;
} types[] = {
	{ "multipart/form-data; boundary=B", true },
	{ "multipart/form-data; Boundary=\"B\"", true },
	{ "multipart/form-data; boundary=B ", false },
	{ "multipart/form-data; boundary=", false },
	{ "multipart/form-data", false },
	{ "multipart/form-data; boundary=\"B", false },
	{ "multipart/form-data; boundary=B; charset=x", false },
	{ "multipart/form-data; boundary=\"B \"", false },
	{ "multipart/form-data; boundary=B\\", false },
};

static void
test_boundary(void **state)
{
	static const char body[] = FIELD("a", "1") END;

	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct pairs p = { .mem = arena_new() };
		struct uploads u = { .dir = NULL };
		int status = parse(
		    &p, &u, body, sizeof body - 1, 100, types[i].type, true);

		if ((status == 0) != types[i].good)
			fail_msg("%s: %d", types[i].type, status);
		arena_free(p.mem);
	}
}

/* Larger than the window, with boundaries that straddle its end. */
static void
test_large(void **state)
{
	static const char head[] = "--B\r\nContent-Disposition: form-data; "
				   "name=\"f\"; filename=\"x\"\r\n\r\n";
	char dir[] = "/tmp/web-parse.XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	for (size_t size = 65450; size < 65550; size++) {
		struct pairs p = { .mem = arena_new() };
		struct uploads u = { .dir = dir };
		struct buf b = { 0 };
		struct stat st;

		buf_str(&b, head);
		for (size_t i = 0; i < size; i++)
			buf_char(&b,
			    i % 3 == 0     ? '\r' :
				i % 3 == 1 ? '\n' :
					     '-');
		buf_str(&b, "\r\n--B--\r\n");
		assert_int_equal(parse(&p, &u, b.data, b.len, 100000,
				     "multipart/form-data; boundary=B", true),
		    0);
		assert_int_equal(u.n, 1);
		assert_int_equal(u.at[0].file.size, size);
		assert_int_equal(stat(u.at[0].file.path, &st), 0);
		assert_int_equal(st.st_size, size);
		assert_int_equal(st.st_mode & 07777, 0600);
		assert_int_equal(strlen(u.at[0].file.hash), 64);
		uploads_clear(&u);
		buf_free(&b);
		arena_free(p.mem);
	}
	assert_int_equal(rmdir(dir), 0);
}

/* A reader that fails, and one that brings more than is allowed. */
static ssize_t
broken(void *arg, void *to, size_t n)
{
	(void)arg;
	(void)to;
	(void)n;
	return -1;
}

static ssize_t
endless(void *arg, void *to, size_t n)
{
	(void)arg;
	memset(to, 'x', n);
	return (ssize_t)n;
}

static void
test_intake(void **state)
{
	struct pairs p = { .mem = arena_new() };
	struct uploads u = { .dir = NULL };
	struct intake gone = { .read = broken, .left = 100, .limit = 1000 };
	struct intake much = { .read = endless, .left = -1, .limit = 100000 };
	struct intake shorter = { .read = piece,
		.arg = &(struct pieces){ FIELD("a", "1") END, 20, 100 },
		.left = 100,
		.limit = 1000 };
	const char *type = "multipart/form-data; boundary=xxxx";

	(void)state;
	assert_int_equal(multipart_parse(&p, &u, &gone, type), 400);
	assert_int_equal(multipart_parse(&p, &u, &shorter,
			     "multipart/form-data; boundary=B"),
	    400);
	assert_int_equal(multipart_parse(&p, &u, &much, type), 400);
	assert_true(much.taken <= 100000 + 65536);
	arena_free(p.mem);
}

/* ---- CSV cells
 * -------------------------------------------------------------------- */

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
		cmocka_unit_test(test_urlencoded),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_cookies),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_multipart),
		cmocka_unit_test(test_boundary),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_intake),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_csv_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
