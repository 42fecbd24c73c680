/* Processes side by side: turns at the gate, a copy made meanwhile. */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "../../lib/store/parts.h"
#include "store_fixture.h"

static void
wait_a_moment(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
}

static pid_t
in_background(int (*task)(void))
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(task());
	return pid;
}

static int
write_a_firm(void)
{
	struct firm f = { .code = "W", .name = "Writer" };

	return run(save_firm, &f) == RC_OK ? 0 : 1;
}

/* 0: the writer that came before was let in before. */
static int
count_firms(void)
{
	struct store *s = store_open(home, STORE_READ);
	int64_t n = store_count(store_view(s), &firm_entity, 0, NULL);

	store_close(s);
	return n == 1 ? 0 : 1;
}

static void
a_waiting_writer_goes_before_later_readers(void **state)
{
	struct store *s = store_open(home, STORE_READ);
	pid_t writer, reader;
	int status;

	(void)state;
	writer = in_background(write_a_firm);
	wait_a_moment();
	reader = in_background(count_firms);
	wait_a_moment();
	assert_int_equal(waitpid(reader, &status, WNOHANG), 0);
	store_pause(s); /* lets the writer pass */
	assert_int_equal(store_count(store_view(s), &firm_entity, 0, NULL), 1);
	store_close(s);
	assert_int_equal(waitpid(writer, &status, 0), writer);
	assert_int_equal(status, 0);
	assert_int_equal(waitpid(reader, &status, 0), reader);
	assert_int_equal(status, 0);
}

static int
only_read(void)
{
	store_close(store_open(home, STORE_READ));
	return 0;
}

static void
readers_share(void **state)
{
	struct store *s = store_open(home, STORE_READ);
	pid_t reader = in_background(only_read);
	int status;

	(void)state;
	assert_int_equal(waitpid(reader, &status, 0), reader);
	assert_int_equal(status, 0);
	store_close(s);
}

/* ---- a copy */

enum { LETTERS = 2500 };

static enum rc
save_letters(struct txn *x, void *arg)
{
	(void)arg;
	for (int i = 0; i < LETTERS; i++) {
		struct letter l = { .firm = 1, .kind = 1, .day = i };

		memset(l.body, 'a' + i % 26, sizeof l.body - 1);
		assert_int_equal(
		    store_save(x, &letter_entity, &l, NULL), RC_OK);
	}
	return RC_OK;
}

/* Two letters far apart always have the same day. */
static enum rc
change_two(struct txn *x, void *arg)
{
	int i = *(int *)arg, day = i + 10000;
	int64_t ids[2] = { i % (LETTERS / 2) + 1, LETTERS - i % (LETTERS / 2) };

	for (int n = 0; n < 2; n++) {
		struct letter l;

		if (store_get(x, &letter_entity, ids[n], &l) != RC_OK)
			return RC_NOTFOUND;
		l.day = day;
		if (store_save(x, &letter_entity, &l, NULL) != RC_OK)
			return RC_REFUSED;
	}
	return RC_OK;
}

static int
write_on_and_on(void)
{
	for (int i = 0;; i++)
		if (run(change_two, &i) != RC_OK)
			return 1;
}

static void
check_pairs(const char *of)
{
	struct store *s = store_open(of, STORE_READ);
	struct letter a, b;

	for (int64_t id = 1; id <= LETTERS / 2; id++) {
		assert_int_equal(
		    store_get(store_view(s), &letter_entity, id, &a), RC_OK);
		assert_int_equal(store_get(store_view(s), &letter_entity,
				     LETTERS + 1 - id, &b),
		    RC_OK);
		assert_true((a.day < 10000 && b.day < 10000) || a.day == b.day);
	}
	store_close(s);
}

static void
a_copy_is_of_one_moment(void **state)
{
	char copy[220];
	int status;
	pid_t pid;

	(void)state;
	str_printf(copy, sizeof copy, "%s-of", home);
	new_firm("ALFKI", "Alfred");
	assert_int_equal(run(save_letters, NULL), RC_OK);
	pid = in_background(write_on_and_on);
	for (int i = 0; i < 3; i++) {
		wait_a_moment();
		assert_true(copy_make(home, copy));
		shell("cp -r '%s'/gate '%s'/", home, copy);
		check_pairs(copy);
		assert_int_equal(
		    store_verify(copy, entities, complain, NULL), 0);
	}
	assert_int_equal(waitpid(pid, &status, WNOHANG), 0);
	kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	shell("rm -rf '%s'%s", copy, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_waiting_writer_goes_before_later_readers),
		TEST(readers_share),
		TEST(a_copy_is_of_one_moment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
