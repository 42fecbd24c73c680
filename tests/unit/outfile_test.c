/* Files that appear whole or not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../lib/base/outfile.h"
#include "../../lib/base/str.h"

static char dir[] = "/tmp/outfile_test.XXXXXX";
static char path[300];

static size_t
size_of(const char *name)
{
	struct stat st;

	return stat(name, &st) == 0 ? (size_t)st.st_size : 0;
}

/* How many names the folder holds. */
static int
names(void)
{
	char command[400], line[20] = "";
	FILE *f;

	str_printf(command, sizeof command, "ls -A %s | wc -l", dir);
	f = popen(command, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	pclose(f);
	return atoi(line);
}

static int
begin(void **state)
{
	(void)state;
	str_printf(path, sizeof path, "%s/out", dir);
	(void)unlink(path);
	return 0;
}

static void
it_has_its_name_when_it_is_whole(void **state)
{
	struct outfile o;
	char got[16] = "";
	FILE *f;

	(void)state;
	assert_true(outfile_open(&o, path));
	buf_str(&o.out, "one ");
	assert_true(outfile_put(&o));
	buf_str(&o.out, "two\n");
	assert_int_equal(access(path, F_OK), -1);
	assert_true(outfile_close(&o));
	outfile_drop(&o);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(got, sizeof got, f));
	fclose(f);
	assert_string_equal(got, "one two\n");
	assert_int_equal(names(), 1);
}

static void
much_is_written_meanwhile(void **state)
{
	enum { PARTS = 300, PART = 1000 };
	struct outfile o;
	char part[PART];

	(void)state;
	memset(part, 'x', sizeof part);
	assert_true(outfile_open(&o, path));
	for (int i = 0; i < PARTS; i++) {
		buf_add(&o.out, part, sizeof part);
		assert_true(outfile_put(&o));
		/* Never all of it in memory. */
		assert_in_range(o.out.len, 0, 70000);
	}
	assert_true(outfile_close(&o));
	assert_int_equal(size_of(path), PARTS * PART);
}

static void
what_is_dropped_was_never_there(void **state)
{
	struct outfile o;
	FILE *f = fopen(path, "w");

	(void)state;
	assert_non_null(f);
	fputs("old", f);
	fclose(f);
	assert_true(outfile_open(&o, path));
	buf_str(&o.out, "newer");
	outfile_drop(&o);
	outfile_drop(&o);
	assert_int_equal(size_of(path), 3);
	assert_int_equal(names(), 1);
}

static void
a_folder_that_is_none_is_named(void **state)
{
	struct outfile o;

	(void)state;
	str_printf(path, sizeof path, "%s/none/out", dir);
	assert_false(outfile_open(&o, path));
	assert_non_null(strstr(o.why, "/none/out: "));
	outfile_drop(&o);
	assert_int_equal(names(), 0);
}

/* A device gets all of it at the end, and says what it thinks of it. */
static void
a_full_disk_is_said(void **state)
{
	struct outfile o;

	(void)state;
	if (access("/dev/full", W_OK) != 0)
		skip();
	assert_true(outfile_open(&o, "/dev/full"));
	buf_str(&o.out, "lost");
	assert_true(outfile_put(&o));
	assert_false(outfile_close(&o));
	assert_non_null(strstr(o.why, "/dev/full: "));
	outfile_drop(&o);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(it_has_its_name_when_it_is_whole, begin),
		cmocka_unit_test_setup(much_is_written_meanwhile, begin),
		cmocka_unit_test_setup(what_is_dropped_was_never_there, begin),
		cmocka_unit_test_setup(a_folder_that_is_none_is_named, begin),
		cmocka_unit_test_setup(a_full_disk_is_said, begin),
	};
	int failed;

	if (mkdtemp(dir) == NULL)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	str_printf(path, sizeof path, "%s/out", dir);
	(void)unlink(path);
	(void)rmdir(dir);
	return failed;
}
