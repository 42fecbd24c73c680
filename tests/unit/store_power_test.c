/*
 * Power loss. This program takes the place of the C library's fsync and
 * fdatasync and remembers what each file held when it was last synced. A power
 * loss then leaves, of every block written since, either the old or the new
 * content; which, is a matter of chance. Whatever the chance, all that was
 * committed must be there afterwards, and nothing else.
 */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "store_fixture.h"

enum { BLOCK = 4096, ROUNDS = 25 };

static char shadow[220]; /* the disk's content; empty: nobody looks */

static void
must(bool is)
{
	if (!is)
		abort();
}

/* ---- the disk */

static void
copy_file(const char *from, const char *to)
{
	char bytes[65536];
	int in = open(from, O_RDONLY), out;
	ssize_t n;

	out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	must(in >= 0 && out >= 0);
	while ((n = read(in, bytes, sizeof bytes)) > 0)
		must(write(out, bytes, (size_t)n) == n);
	close(in);
	close(out);
}

/* The file's place under the shadow; false: not a file of the store. */
static bool
shadow_of(const char *path, char *to, size_t size)
{
	const char *name = strrchr(path, '/');

	if (shadow[0] == '\0' || name == NULL ||
	    strncmp(path, home, strlen(home)) != 0)
		return false;
	return str_printf(to, size, "%s%s", shadow, name);
}

static int
synced(int fd, long call)
{
	char proc[60], path[400], to[500];
	struct stat st;
	ssize_t n;

	str_printf(proc, sizeof proc, "/proc/self/fd/%d", fd);
	n = readlink(proc, path, sizeof path - 1);
	if (n > 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		path[n] = '\0';
		if (shadow_of(path, to, sizeof to))
			copy_file(path, to);
	}
	return (int)syscall(call, fd);
}

int
fsync(int fd)
{
	return synced(fd, SYS_fsync);
}

int
fdatasync(int fd)
{
	return synced(fd, SYS_fdatasync);
}

/* ---- the loss */

static unsigned dice;

static bool
by_chance(void)
{
	dice = dice * 1103515245 + 12345;
	return dice >> 16 & 1;
}

/* Of a file with content `now`, what a power loss leaves. */
static void
lose_file(const char *now, const char *synced_as)
{
	char old[BLOCK], new[BLOCK];
	int fd = open(now, O_RDWR), was = open(synced_as, O_RDONLY);
	struct stat st;

	must(fd >= 0 && fstat(fd, &st) == 0);
	for (off_t at = 0; at < st.st_size; at += BLOCK) {
		ssize_t n = pread(fd, new, BLOCK, at);
		ssize_t m = was >= 0 ? pread(was, old, BLOCK, at) : 0;

		must(n > 0 && m >= 0);
		memset(old + m, 0, (size_t)(BLOCK - m));
		if (memcmp(old, new, (size_t)n) != 0 && by_chance())
			must(pwrite(fd, old, (size_t)n, at) == n);
	}
	close(fd);
	if (was >= 0)
		close(was);
}

/* Loses each file or not; what is there then is what is on the disk. */
static void
each_file(const char *folder, const char *beginning, bool lose)
{
	char path[600], as[600];
	struct dirent *d;
	DIR *dir = opendir(folder);

	must(dir != NULL);
	while ((d = readdir(dir)) != NULL) {
		if (!str_starts(d->d_name, beginning))
			continue;
		str_printf(path, sizeof path, "%s/%s", folder, d->d_name);
		str_printf(as, sizeof as, "%s/%s", shadow, d->d_name);
		if (lose)
			lose_file(path, as);
		copy_file(path, as);
	}
	closedir(dir);
}

static void
each_folder(bool lose)
{
	char path[300];

	str_printf(path, sizeof path, "%s/log/old", home);
	each_file(path, "log.", lose);
	str_printf(path, sizeof path, "%s/log", home);
	each_file(path, "log.", lose);
	each_file(home, "postern.db", lose);
}

/* Afterwards the machine is up again, under another boot id. */
static void
lose_power(void)
{
	char path[300];
	int fd;

	each_folder(true);
	str_printf(path, sizeof path, "%s/gate", home);
	fd = open(path, O_RDWR);
	must(fd >= 0 && pwrite(fd, "00000000", 8, 2) == 8);
	close(fd);
}

/* ---- the work */

struct work {
	int number;
	enum rc answer;
};

static enum rc
change(struct txn *x, void *arg)
{
	const struct work *w = arg;
	struct firm f = { 0 };

	str_printf(f.code, sizeof f.code, "F%d", w->number % 17);
	if (store_find(x, &firm_entity, FIRM_BY_CODE, &f) != RC_OK)
		f.id = f.rev = 0;
	str_printf(f.name, sizeof f.name, "Name %d %d", w->number, (int)f.rev);
	memset(f.remark, 'a' + w->number % 26, (size_t)w->number * 37 % 300);
	f.remark[(size_t)w->number * 37 % 300] = '\0';
	assert_int_equal(store_save(x, &firm_entity, &f, NULL), RC_OK);
	for (int i = 0; i < w->number % 4; i++) {
		struct letter l = { .firm = f.id, .kind = 1, .day = w->number };

		str_printf(
		    l.subject, sizeof l.subject, "No %d of %d", i, w->number);
		memset(l.body, 'b', (size_t)w->number * 101 % 3000);
		assert_int_equal(
		    store_save(x, &letter_entity, &l, NULL), RC_OK);
	}
	return w->answer;
}

enum { LIFE_CHANGES = 3 };

/* What one process does; the audit rows it leaves are counted alike by it and
 * by who started it. */
static bool
plan(int number, int i, struct work *w)
{
	if (number % 7 == 6 || i > number % LIFE_CHANGES)
		return false; /* comes in, and only looks */
	w->number = number * LIFE_CHANGES + i;
	w->answer = (number + i) % 5 == 4 ? RC_REFUSED : RC_OK;
	return true;
}

static void
one_life(int number)
{
	struct store *s = store_open(home, STORE_WRITE);
	struct work w;

	for (int i = 0; plan(number, i, &w); i++) {
		must(txn_run(s, &ana, change, &w) == w.answer);
		if (number % 11 == 10)
			_exit(0); /* dies with its pages in the cache */
	}
	store_close(s);
	_exit(0);
}

static int
rows_of(int number)
{
	struct work w;
	int n = 0;

	for (int i = 0; plan(number, i, &w); i++) {
		if (w.answer == RC_OK)
			n += 1 + w.number % 4;
		if (number % 11 == 10)
			break;
	}
	return n;
}

static int64_t
count_audit(void)
{
	struct store *s = store_open(home, STORE_READ);
	int64_t n = store_count(store_view(s), &audit_entity, 0, NULL);

	store_close(s);
	return n;
}

/* From here on there is a disk that remembers. */
static void
watch(void)
{
	str_printf(shadow, sizeof shadow, "%s-disk", home);
	shell("mkdir '%s'%s", shadow, "");
	each_folder(false);
}

static void
look_away(void)
{
	shell("rm -rf '%s'%s", shadow, "");
	shadow[0] = '\0';
}

static void
lives(int from, int n)
{
	for (int number = from; number < from + n; number++) {
		int status;
		pid_t pid;

		fflush(NULL);
		if ((pid = fork()) == 0)
			one_life(number);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_int_equal(status, 0);
	}
}

static void
power_may_be_lost_at_any_time(void **state)
{
	char copy[220];
	int rows = 0;

	(void)state;
	copy_for_replay(copy, sizeof copy);
	watch();
	for (int round = 0; round < ROUNDS; round++) {
		dice = (unsigned)round + 1;
		lives(round * 20, 1 + round % 19);
		for (int i = 0; i < 1 + round % 19; i++)
			rows += rows_of(round * 20 + i);
		lose_power();
		assert_int_equal(count_audit(), rows);
		assert_int_equal(
		    store_verify(home, entities, complain, NULL), 0);
	}
	assert_true(compare_replayed(copy) > 1000);
	look_away();
}

/* Its own pages are none, those of the sessions before it may not be synced. */
static void
an_idle_session_may_make_the_checkpoint(void **state)
{
	(void)state;
	watch();
	for (int round = 0; round < 4; round++) {
		dice = (unsigned)round;
		lives(1, 1);
		for (int i = 0; i < 300; i++)
			store_close(store_open(home, STORE_WRITE));
		lose_power();
		assert_int_equal(count_audit(), (round + 1) * rows_of(1));
		assert_int_equal(
		    store_verify(home, entities, complain, NULL), 0);
	}
	look_away();
}

/* It finds nothing to do, yet ends with a checkpoint. */
static void
a_recovery_may_be_followed_by_a_power_loss(void **state)
{
	char path[300];
	int fd;

	(void)state;
	watch();
	for (int round = 0; round < 4; round++) {
		dice = (unsigned)round;
		lives(1, 1);
		str_printf(path, sizeof path, "%s/gate", home);
		fd = open(path, O_RDWR);
		must(fd >= 0 && pwrite(fd, "d", 1, 0) == 1);
		close(fd);
		store_close(store_open(home, STORE_READ));
		lose_power();
		assert_int_equal(count_audit(), (round + 1) * rows_of(1));
		assert_int_equal(
		    store_verify(home, entities, complain, NULL), 0);
	}
	look_away();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(power_may_be_lost_at_any_time),
		TEST(an_idle_session_may_make_the_checkpoint),
		TEST(a_recovery_may_be_followed_by_a_power_loss),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
