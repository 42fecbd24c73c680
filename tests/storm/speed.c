/*
 * speed HOME RECORDS: fills a new store and prints what sessions cost in it.
 * Times are medians, of sessions of one process; starting one comes on top.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../lib/base/str.h"
#include "thing.h"

enum { BATCH = 500, TIMES = 400, ROWS = 25 };

static const struct actor actor = { 1, "Speed", CHANNEL_BATCH, false };

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
print(const char *what, double *ms, int n)
{
	qsort(ms, (size_t)n, sizeof *ms, by_size);
	printf("%-44s %9.3f ms   95 %%: %8.3f   most: %8.3f\n", what, ms[n / 2],
	    ms[n * 95 / 100], ms[n - 1]);
}

/* ---- filling */

static enum rc
add_balances(struct txn *x, void *arg)
{
	enum rc rc = RC_OK;

	(void)arg;
	for (int i = 1; i <= ACCOUNTS && rc == RC_OK; i++) {
		struct balance b = { 0 };

		str_printf(b.code, sizeof b.code, "B%d", i);
		rc = store_save(x, &balance_entity, &b, NULL);
	}
	return rc;
}

static enum rc
add_move(struct txn *x, int64_t i)
{
	static const char *const words[] = { "pump", "valve", "wheel", "gear",
		"spring", "lever", "shaft", "bolt" };
	struct move m = { .balance = i % ACCOUNTS + 1,
		.day = i * 7919 % 1000003,
		.amount = i };
	enum rc rc;

	str_printf(m.writer, sizeof m.writer, "W%lld", (long long)i);
	str_printf(m.subject, sizeof m.subject,
	    "The %s of %s no %lld is broken", words[i % 8], words[i / 8 % 8],
	    (long long)i);
	if ((rc = store_number(x, "move", &m.number)) != RC_OK)
		return rc;
	return store_save(x, &move_entity, &m, NULL);
}

struct batch {
	int64_t next, last;
};

static enum rc
add_batch(struct txn *x, void *arg)
{
	struct batch *b = arg;
	enum rc rc = RC_OK;

	for (int i = 0; i < BATCH && b->next <= b->last && rc == RC_OK; i++)
		rc = add_move(x, b->next++);
	return rc;
}

static void
check(enum rc rc)
{
	if (rc != RC_OK && rc != RC_SAME) {
		fprintf(stderr, "rc %d\n", (int)rc);
		exit(1);
	}
}

static void
fill(const char *home, int64_t n)
{
	struct batch b = { 1, n };
	double start = now();
	struct store *s;

	store_create(home);
	s = store_open(home, STORE_WRITE);
	check(txn_run(s, &actor, add_balances, NULL));
	while (b.next <= b.last) {
		check(txn_run(s, &actor, add_batch, &b));
		store_pause(s);
	}
	store_close(s);
	printf("%lld records with five indexes, audit and words: %.1f s\n",
	    (long long)n, (now() - start) / 1e3);
}

/* ---- measuring */

static bool
take_some(void *arg, const void *rec)
{
	(void)rec;
	return --*(int *)arg > 0;
}

static void
read_one(struct txn *x, int i, int64_t n)
{
	struct move m;

	check(store_get(x, &move_entity, (int64_t)i * 7919 % n + 1, &m));
}

static void
list_newest(struct txn *x, int i, int64_t n)
{
	struct move like = { .balance = i % ACCOUNTS + 1 };
	struct list l = { .e = &move_entity,
		.index = MOVE_OF_BALANCE,
		.like = &like,
		.prefix = 1,
		.backwards = true };
	int rows = ROWS;

	(void)n;
	check(store_list(x, &l, take_some, &rows));
}

static void
list_middle(struct txn *x, int i, int64_t n)
{
	struct move like = { .day = (int64_t)i * 7907 % n };
	struct list l = { .e = &move_entity, .index = MOVE_BY_DAY };
	char place[PLACE_TEXT];
	int rows = ROWS;

	store_place(&move_entity, MOVE_BY_DAY, &like, place);
	l.after = place;
	check(store_list(x, &l, take_some, &rows));
}

static void
search_one(struct txn *x, int i, int64_t n)
{
	char text[60];
	int rows = ROWS;
	bool cut;

	str_printf(
	    text, sizeof text, "wheel %lld", (long long)i * 7919 % n + 1);
	check(store_search(x, &move_entity, 0, text, &cut, take_some, &rows));
}

static void
search_common(struct txn *x, int i, int64_t n)
{
	int rows = ROWS;
	bool cut;

	(void)n;
	check(store_search(x, &move_entity, i % ACCOUNTS + 1, "pump valve bro",
	    &cut, take_some, &rows));
}

static void
measure(const char *home, const char *what,
    void (*work)(struct txn *, int, int64_t), int64_t n)
{
	double ms[TIMES];

	for (int i = 0; i < TIMES; i++) {
		double start = now();
		struct store *s = store_open(home, STORE_READ);

		work(store_view(s), i, n);
		store_close(s);
		ms[i] = now() - start;
	}
	print(what, ms, TIMES);
}

static enum rc
write_one(struct txn *x, void *arg)
{
	return add_move(x, (*(int64_t *)arg)++);
}

static void
measure_writing(const char *home, int64_t n)
{
	double ms[TIMES];
	struct store *s = store_open(home, STORE_READ);
	int64_t next = store_count(store_view(s), &move_entity, 0, NULL) + 1;

	(void)n;
	store_close(s);
	for (int i = 0; i < TIMES; i++) {
		double start = now();

		s = store_open(home, STORE_WRITE);
		check(txn_run(s, &actor, write_one, &next));
		store_close(s);
		ms[i] = now() - start;
	}
	print("write session, one record saved", ms, TIMES);
}

static void
measure_idle(const char *home)
{
	double ms[TIMES];

	for (int i = 0; i < TIMES; i++) {
		double start = now();

		store_close(store_open(home, STORE_WRITE));
		ms[i] = now() - start;
	}
	print("write session, nothing saved", ms, TIMES);
}

int
main(int argc, char **argv)
{
	int64_t n;

	if (argc != 3 || (n = atoll(argv[2])) < 1000) {
		fprintf(stderr, "usage: speed HOME RECORDS (1000 or more)\n");
		return 2;
	}
	if (!store_exists(argv[1]))
		fill(argv[1], n);
	measure(argv[1], "read session, one record", read_one, n);
	measure(argv[1], "read session, 25 newest of a carry index",
	    list_newest, n);
	measure(argv[1], "read session, 25 in the middle of an index",
	    list_middle, n);
	measure(argv[1], "read session, search for one", search_one, n);
	measure(
	    argv[1], "read session, search for common words", search_common, n);
	measure_writing(argv[1], n);
	measure_idle(argv[1]);
	return 0;
}
