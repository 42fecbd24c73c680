/* ZIP archives: byte for byte, and as another program reads them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "zipfile.h"

enum { NOON = 1795953600 }; /* 29 November 2026, 12:00 */

static char path[] = "/tmp/zipfile_test.XXXXXX";

static size_t
read_back(unsigned char *to, size_t size)
{
	FILE *f = fopen(path, "rb");
	size_t n;

	assert_non_null(f);
	n = fread(to, 1, size, f);
	fclose(f);
	return n;
}

static void
an_empty_one_is_its_end(void **state)
{
	static const unsigned char end[22] = "PK\5\6";
	unsigned char got[64];
	struct outfile out;
	struct zipfile z;

	(void)state;
	assert_true(outfile_open(&out, path));
	zip_begin(&z, &out, NOON);
	assert_true(zip_end(&z));
	assert_true(outfile_close(&out));
	assert_int_equal(read_back(got, sizeof got), sizeof end);
	assert_memory_equal(got, end, sizeof end);
}

static void
a_file_stands_in_it_as_it_is(void **state)
{
	/* The check value of CRC-32: 123456789 gives cbf43926. */
	static const unsigned char head[] = "PK\3\4\x14\0\0\x08\0\0\0\x60\x7d"
					    "\x5d\x26\x39\xf4\xcb\x09\0\0\0"
					    "\x09\0\0\0\x05\0\0\0a/\xc3\xa9";
	unsigned char got[512];
	struct outfile out;
	struct zipfile z;
	size_t n;

	(void)state;
	assert_true(outfile_open(&out, path));
	zip_begin(&z, &out, NOON);
	assert_true(zip_add(&z, "a/\xc3\xa9!", "123456789", 9));
	assert_true(zip_add(&z, "b", "", 0));
	assert_int_equal(z.files, 2);
	assert_true(zip_end(&z));
	assert_true(outfile_close(&out));
	n = read_back(got, sizeof got);
	assert_memory_equal(got, head, sizeof head - 1);
	assert_memory_equal(got + sizeof head, "123456789", 9);
	/* Heads of 30, directory entries of 46, names of 5 and 1, the end. */
	assert_int_equal(n, 2 * 30 + 2 * 46 + 2 * 6 + 9 + 22);
	assert_memory_equal(got + n - 22, "PK\5\6\0\0\0\0\2\0\2\0", 12);
	assert_int_equal(got[n - 10], 2 * 46 + 6);    /* the directory's size */
	assert_int_equal(got[n - 6], 2 * 30 + 6 + 9); /* and where it is */
}

/* Sixty-five thousand and some names are what the plain format can count. */
static void
too_many_are_refused(void **state)
{
	struct outfile out;
	struct zipfile z;

	(void)state;
	assert_true(outfile_open(&out, path));
	zip_begin(&z, &out, 0);
	for (int i = 0; i < 65535; i++)
		assert_true(zip_add(&z, "x", "", 0));
	assert_false(zip_add(&z, "x", "", 0));
	assert_non_null(strstr(out.why, "Choose fewer"));
	assert_true(zip_end(&z));
	outfile_drop(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_one_is_its_end),
		cmocka_unit_test(a_file_stands_in_it_as_it_is),
		cmocka_unit_test(too_many_are_refused),
	};
	int fd = mkstemp(path), failed;

	if (fd < 0)
		return 1;
	close(fd);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	return failed;
}
