/* Bodies of forms with files, whole and in pieces, and what limits them. */
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_multipart),
		cmocka_unit_test(test_boundary),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_intake),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
