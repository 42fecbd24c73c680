/* The store's care of itself: deaths, damage, formats, replayed logs. */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "../../lib/base/die.h"
#include "store_fixture.h"

/* ---- what others see of a process that ends */

/* Runs work in a child; its exit status, and what it wrote to stderr. */
static int
child(void (*work)(void), char *said, size_t size)
{
	int status, out[2];
	size_t n = 0;
	ssize_t got;
	pid_t pid;

	assert_int_equal(pipe(out), 0);
	fflush(NULL);
	assert_true((pid = fork()) >= 0);
	if (pid == 0) {
		dup2(out[1], STDERR_FILENO);
		close(out[0]);
		close(out[1]);
		work();
		_exit(0);
	}
	close(out[1]);
	while (n + 1 < size && (got = read(out[0], said + n, size - n - 1)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	close(out[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void
open_to_read(void)
{
	store_close(store_open(home, STORE_READ));
}

static void
open_nowhere(void)
{
	store_close(store_open("/nowhere/at/all", STORE_READ));
}

static void
create_again(void)
{
	store_create(home);
}

static void
what_cannot_be_opened_says_why(void **state)
{
	char said[2000];

	(void)state;
	assert_int_not_equal(child(open_nowhere, said, sizeof said), 0);
	assert_non_null(strstr(said, "there is no store in /nowhere/at/all"));
	assert_false(store_exists("/nowhere/at/all"));
	assert_true(store_exists(home));
	assert_int_not_equal(child(create_again, said, sizeof said), 0);
	assert_non_null(strstr(said, "there already is a store in"));
}

static void
a_store_is_private(void **state)
{
	static const char *const names[] = { "", "/postern.db", "/secret.key",
		"/gate", "/log/log.0000000001", "/files" };
	char path[300];
	struct stat st;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		str_printf(path, sizeof path, "%s%s", home, names[i]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 077, 0);
	}
	str_printf(path, sizeof path, "%s/secret.key", home);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, 32);
}

static void
an_unfinished_store_can_be_made_anew(void **state)
{
	char from[300], to[300];

	(void)state;
	str_printf(from, sizeof from, "%s/gate", home);
	str_printf(to, sizeof to, "%s/gate.new", home);
	assert_int_equal(rename(from, to), 0);
	assert_false(store_exists(home));
	store_create(home);
	assert_true(store_exists(home));
}

/* ---- meddling with the bytes below */

static void
meddle(const void *key, size_t n, const void *value, size_t size)
{
	struct engine *g = engine_open(home, ENGINE_WRITE);

	assert_non_null(g);
	engine_begin(g);
	if (value != NULL)
		engine_put(g, key, n, value, size);
	else
		engine_delete(g, key, n);
	assert_true(engine_commit(g));
	assert_true(engine_write_out(g));
	assert_true(engine_close(g));
}

static void
a_newer_format_is_refused(void **state)
{
	char said[2000];

	(void)state;
	meddle("\xff\0", 2, "\0\0\0\0\0\0\0\2", 8);
	assert_int_not_equal(child(open_to_read, said, sizeof said), 0);
	assert_non_null(strstr(said,
	    "has format 2 and this program knows formats up to 1: "
	    "install the version of Postern that wrote it"));
	meddle("\xff\0", 2, "\0\0\0\0\0\0\0\1", 8);
	assert_int_equal(child(open_to_read, said, sizeof said), 0);
}

static void
keep_lines(void *arg, const char *line)
{
	char *all = arg;
	size_t n = strlen(all);

	str_printf(all + n, 4000 - n, "%s\n", line);
}

static const struct damage {
	const char *key;
	size_t n;
	const char *value; /* NULL: the key is taken away */
	size_t size;
	const char *says;
} damages[] = {
	{ "\x5a\0\0\0\0\0\0\0\0\1", 10, "\1\1\2\2\1\2\4\1Y", 9,
	    "firm 1 has an entry too many in index 1" },
	{ "\x5a\0\0\0\0\0\0\0\0\1", 10, "\1\1\4", 3, "firm 1 cannot be read" },
	{ "\x5a\0\0\0\0\0\0\0\0\1", 10, "\1\xff\1", 3,
	    "firm 1 cannot be read" },
	{ "\x5a\1x\0", 4, NULL, 0, "firm 1 is missing in index 1" },
	{ "\x5a\1x\0", 4, "\0\0\0\0\0\0\0\2", 8, "firm 1 is wrong in index 1" },
	{ "\x5a\1other\0", 8, "\0\0\0\0\0\0\0\1", 8,
	    "firm 1 has an entry too many in index 1" },
	{ "\x5a\2other\0\0\0\0\0\0\0\0\1", 16, "", 0,
	    "firm 1 has an entry too many in index 2" },
	{ "\x5a\xc8\0", 3, "\0\0\0\0\0\0\0\2", 8,
	    "firm: 1 records are counted as 2" },
	{ "\x5a\xca", 2, "\0\0\0\0\0\0\0\0", 8,
	    "firm: the highest id is behind" },
	{ "\x5a\xc9\0\0\0\0\0\0\0\0y\0\xff\xff\xff\xff\xff\xff\xff\xfe", 20,
	    NULL, 0, "firm 1 is not found by the word y" },
	{ "\x5a\xc9\0\0\0\0\0\0\0\0z\0\xff\xff\xff\xff\xff\xff\xff\xfe", 20, "",
	    0, "firm 1 has a word too many" },
	{ "\x5b\xc8\1\x80\0\0\0\0\0\0\1", 11, "\0\0\0\0\0\0\0\5", 8,
	    "index 1 of letter: a list of 1 is counted as 5" },
	{ "\x5b\xc8\1\x80\0\0\0\0\0\0\2", 11, "\0\0\0\0\0\0\0\5", 8,
	    "index 1 of letter: an empty list is counted" },
	{ "\x5b\1\x80\0\0\0\0\0\0\1\x80\0\0\0\0\0\0\1"
	  "\0\0\0\0\0\0\0\1",
	    26, "stale", 5, "letter 1 is wrong in index 1" },
	{ "\xc8\0\0\0\0\0\0\0\0\1", 10, NULL, 0,
	    "the audit lacks what stood before entry 2" },
	{ "\xc8\0\0\0\0\0\0\0\0\2", 10, NULL, 0,
	    "the audit lacks its last entries" },
	{ "\xc8\0\0\0\0\0\0\0\0\1", 10, "\1\1\2\2\1\2\7\1\x8", 9,
	    "audit entry 1 is not as it was written" },
	{ "\x60\0\0\0\0\0\0\0\0\1", 10, "\1\1\2", 3,
	    "there are keys of an unknown entity, 96" },
	{ "\x5a\x21z", 3, "", 0, "firm has keys of an unknown kind, 33" },
	{ "\xff\3"
	  "0123456789abcdef0123456789abcdef",
	    34, "", 0, "the file 0123456789abcdef0123456789abcdef is missing" },
};

static void
damage_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
		char said[4000] = "";
		struct firm f;

		remove_home(NULL);
		set_up(NULL);
		f = new_firm("X", "y");
		new_letter(f.id, 1, 1, "q");
		assert_int_equal(
		    store_verify(home, entities, keep_lines, said), 0);
		meddle(damages[i].key, damages[i].n, damages[i].value,
		    damages[i].size);
		assert_true(store_verify(home, entities, keep_lines, said) > 0);
		if (strstr(said, damages[i].says) == NULL)
			fail_msg("case %zu: not said: %s\n%s", i,
			    damages[i].says, said);
	}
}

/* In a child: the library gives up some memory over a damaged page. */
static void
verify_to_fail(void)
{
	char said[4000] = "";

	_exit(store_verify(home, entities, keep_lines, said) > 0 ? 5 : 0);
}

static void
a_damaged_page_is_found(void **state)
{
	char path[300], said[4000];
	int fd;

	(void)state;
	for (int i = 0; i < 60; i++) {
		char code[20];

		str_printf(code, sizeof code, "F%d", i);
		new_firm(code, "Firm");
	}
	str_printf(path, sizeof path, "%s/postern.db", home);
	assert_true((fd = open(path, O_RDWR)) >= 0);
	assert_int_equal(pwrite(fd, "garbage garbage", 15, 3 * 4096 + 8), 15);
	close(fd);
	assert_int_equal(child(verify_to_fail, said, sizeof said), 5);
}

/* ---- deaths */

static enum rc
die_within(struct txn *x, void *arg)
{
	struct firm f = { .name = "Never" };

	(void)arg;
	assert_int_equal(store_save(x, &firm_entity, &f, NULL), RC_OK);
	kill(getpid(), SIGKILL);
	return RC_OK;
}

static void
die_writing(void)
{
	(void)run(die_within, NULL);
}

static void
die_after_commit(void)
{
	struct firm f = { .code = "LATE", .name = "Committed" };
	struct store *s = store_open(home, STORE_WRITE);

	if (txn_run(s, &ana, save_firm, &f) == RC_OK)
		kill(getpid(), SIGKILL);
}

static void
the_dead_leave_no_trace_but_what_they_committed(void **state)
{
	struct firm f = { .code = "LATE" };
	struct store *s;
	char said[100];

	(void)state;
	new_firm("FIRST", "First");
	assert_int_equal(child(die_writing, said, sizeof said), -SIGKILL);
	assert_int_equal(child(die_after_commit, said, sizeof said), -SIGKILL);
	assert_int_equal(child(die_writing, said, sizeof said), -SIGKILL);
	s = store_open(home, STORE_READ);
	assert_int_equal(store_count(store_view(s), &firm_entity, 0, NULL), 2);
	assert_int_equal(
	    store_find(store_view(s), &firm_entity, FIRM_BY_CODE, &f), RC_OK);
	assert_int_equal(f.id, 2);
	store_close(s);
}

static void
another_boot_is_another_machine(void **state)
{
	char path[300], said[10] = "";
	int fd;

	(void)state;
	new_firm("FIRST", "First");
	str_printf(path, sizeof path, "%s/gate", home);
	assert_true((fd = open(path, O_RDWR)) >= 0);
	assert_int_equal(pwrite(fd, "c 00000000-", 11, 0), 11);
	close(fd);
	assert_int_equal(child(open_to_read, said, sizeof said), 0);
	assert_true((fd = open(path, O_RDONLY)) >= 0);
	assert_int_equal(pread(fd, said, 3, 0), 3);
	close(fd);
	assert_memory_equal(said, "c ", 2);
	assert_true(said[2] != '0' || store_exists(home));
}

static void
signals_wait_until_the_store_is_closed(void **state)
{
	struct store *s = store_open(home, STORE_WRITE);
	struct firm f = { .code = "A", .name = "A" };
	sigset_t pending;

	(void)state;
	signal(SIGTERM, SIG_IGN); /* it must not end this program later */
	signal(SIGTERM, SIG_DFL);
	kill(getpid(), SIGTERM);
	assert_int_equal(txn_run(s, &ana, save_firm, &f), RC_OK);
	sigpending(&pending);
	assert_true(sigismember(&pending, SIGTERM));
	signal(SIGTERM, SIG_IGN);
	store_close(s);
	signal(SIGTERM, SIG_DFL);
}

/* ---- no space */

/* Writes until a file may not grow any more; says each thing that was kept. */
static void
write_until_full(void)
{
	const struct rlimit limit = { 4200000, 4200000 };
	struct letter l;
	int kept = 0;

	setrlimit(RLIMIT_FSIZE, &limit);
	do {
		l = (struct letter){ .firm = 1, .kind = 1, .day = kept };
		memset(l.body, 'a' + kept % 26, sizeof l.body - 1);
		if (run(save_letter, &l) != RC_OK)
			break;
		fprintf(stderr, "kept %d\n", ++kept);
	} while (kept < 5000);
}

static void
what_was_kept_outlives_a_full_disk(void **state)
{
	static char said[100000];
	struct store *s;
	char *last;
	int kept;

	(void)state;
	(void)child(write_until_full, said, sizeof said);
	for (kept = 0; (last = strstr(said, "kept ")) != NULL; last[0] = '-')
		kept = atoi(last + 5);
	assert_in_range(kept, 100, 4999);
	s = store_open(home, STORE_READ);
	assert_int_equal(
	    store_count(store_view(s), &letter_entity, 0, NULL), kept);
	store_close(s);
	new_letter(1, 1, 1, "goes on");
}

/* ---- the log */

struct session {
	int kind, number;
};

static enum rc
work(struct txn *x, void *arg)
{
	const struct session *s = arg;
	struct firm f = { 0 };
	int64_t n;

	for (int i = 0; i < 3 + s->number % 5; i++) {
		enum rc rc;

		f = (struct firm){ .seen = s->number };
		str_printf(f.code, sizeof f.code, "F%d", s->number % 40 + i);
		if (store_find(x, &firm_entity, FIRM_BY_CODE, &f) != RC_OK)
			f.id = f.rev = 0;
		str_printf(f.name, sizeof f.name, "Name %d %d", s->number, i);
		rc = store_save(x, &firm_entity, &f, NULL);
		assert_true(rc == RC_OK || rc == RC_SAME);
	}
	assert_int_equal(store_number(x, "number", &n), RC_OK);
	if (s->kind == 2) {
		if (s->number % 2 == 0)
			_exit(3);
		kill(getpid(), SIGKILL);
	}
	return s->kind == 1 ? RC_REFUSED : RC_OK;
}

/* One process: commits, aborts, and sometimes a death at each of the places. */
static void
one_life(int number)
{
	struct store *s = store_open(home, STORE_WRITE);

	for (int i = 0; i < 4; i++) {
		struct session w = { (number * 7 + i * 3) % 6, number * 4 + i };

		if (txn_run(s, &ana, work, &w) == RC_FULL)
			abort();
		if (number % 9 == 8 && i == 2)
			_exit(4); /* committed, but no page written */
		store_pause(s);
	}
	store_close(s);
	_exit(0);
}

/*
 * Transaction ids are the same in each session. An old copy and all of the log
 * must give today's store nevertheless.
 */
static void
all_of_the_log_gives_the_same_store(void **state)
{
	char copy[220];

	(void)state;
	copy_for_replay(copy, sizeof copy);
	for (int number = 0; number < 120; number++) {
		pid_t pid = fork();
		int status;

		assert_true(pid >= 0);
		if (pid == 0)
			one_life(number);
		assert_int_equal(waitpid(pid, &status, 0), pid);
	}
	store_close(store_open(home, STORE_READ)); /* mends, if need be */
	assert_true(compare_replayed(copy) > 200);
}

int
main(void)
{
#define ROUGH(name) cmocka_unit_test_setup_teardown(name, set_up, remove_home)
	const struct CMUnitTest tests[] = {
		TEST(what_cannot_be_opened_says_why),
		TEST(a_store_is_private),
		TEST(an_unfinished_store_can_be_made_anew),
		TEST(a_newer_format_is_refused),
		ROUGH(damage_is_found),
		ROUGH(a_damaged_page_is_found),
		TEST(the_dead_leave_no_trace_but_what_they_committed),
		TEST(another_boot_is_another_machine),
		TEST(signals_wait_until_the_store_is_closed),
		TEST(what_was_kept_outlives_a_full_disk),
		TEST(all_of_the_log_gives_the_same_store),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
