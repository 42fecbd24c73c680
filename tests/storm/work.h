/*
 * What the processes of a storm do: readers that add up, writers that move
 * amounts, batches that let others in between, readers that stay long. Each
 * tells its parent what was kept and how long it had to wait.
 */
#ifndef POSTERN_WORK_H
#define POSTERN_WORK_H

#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "../../lib/base/die.h"
#include "../../lib/base/str.h"
#include "thing.h"

enum kind { READER, WRITER, BATCH, STAYER, KINDS };

enum news { NEWS_WAITED, NEWS_KEPT, NEWS_FULL, NEWS_BROKEN, NEWS_DIED };

struct message {
	enum news news;
	enum kind kind;
	int worker, step;
	int64_t number; /* of the first of the two moves */
	int64_t waited; /* microseconds */
};

struct job {
	const char *home;
	int pipe, worker;
	int64_t storm; /* tells the names of storms apart */
	enum kind kind;
	unsigned dice;
	int64_t dies; /* so many microseconds after it came in; 0: not so */
};

enum { BATCHES = 10, MOVES = 20, PORTIONS = 30, ROWS = 25 };

static const struct actor storm_actor = { 1, "Storm", CHANNEL_BATCH, false };

static inline int64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static inline unsigned throw(unsigned *dice, unsigned sides)
{
	*dice = *dice * 1103515245 + 12345;
	return (*dice >> 16 & 0x7fff) % sides;
}

static inline void
tell(const struct job *j, struct message m)
{
	m.kind = j->kind;
	m.worker = j->worker;
	if (write(j->pipe, &m, sizeof m) != (ssize_t)sizeof m)
		_exit(7);
}

static inline void
waited_since(const struct job *j, int64_t start)
{
	tell(j,
	    (struct message){
		.news = NEWS_WAITED, .waited = now_us() - start });
}

static inline void
writer_name(
    char *to, size_t size, int64_t storm, int worker, int step, char part)
{
	str_printf(
	    to, size, "%lld-%d-%d%c", (long long)storm, worker, step, part);
}

/* SIGKILL to itself, on any instruction within the store. */
static inline void
die_soon(const struct job *j)
{
	struct sigevent kill_me = { .sigev_notify = SIGEV_SIGNAL,
		.sigev_signo = SIGKILL };
	struct itimerspec when = { .it_value = { .tv_sec = j->dies / 1000000,
				       .tv_nsec =
					   j->dies % 1000000 * 1000 + 1 } };
	timer_t timer;

	if (j->dies == 0)
		return;
	if (timer_create(CLOCK_MONOTONIC, &kill_me, &timer) != 0 ||
	    timer_settime(timer, 0, &when, NULL) != 0)
		_exit(8);
}

/* ---- writing */

struct step {
	struct job *job;
	int first, n;
	int64_t numbers[MOVES];
};

static inline enum rc
one_side(struct txn *x, const struct job *j, int step, int64_t balance,
    int64_t amount, int64_t *number)
{
	static const char *const words[] = { "pump", "valve", "wheel", "gear" };
	struct move m = { .balance = balance, .amount = amount, .day = step };
	struct balance b;
	enum rc rc;

	if ((rc = store_get(x, &balance_entity, balance, &b)) != RC_OK)
		return rc;
	b.amount += amount;
	b.moves++;
	writer_name(m.writer, sizeof m.writer, j->storm, j->worker, step,
	    amount > 0 ? 'a' : 'b');
	str_printf(m.subject, sizeof m.subject, "%s no %d", words[step % 4],
	    j->worker);
	if ((rc = store_number(x, "move", &m.number)) != RC_OK ||
	    (rc = store_save(x, &balance_entity, &b, NULL)) != RC_OK)
		return rc;
	*number = m.number;
	return store_save(x, &move_entity, &m, NULL);
}

static inline enum rc
move_amounts(struct txn *x, void *arg)
{
	struct step *s = arg;

	for (int i = 0; i < s->n; i++) {
		int64_t from = throw(&s->job->dice, ACCOUNTS) + 1;
		int64_t to = from % ACCOUNTS + 1, second;
		enum rc rc;

		rc = one_side(
		    x, s->job, s->first + i, from, 100, &s->numbers[i]);
		if (rc == RC_OK)
			rc = one_side(
			    x, s->job, s->first + i, to, -100, &second);
		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

/* Nothing is told before txn_run has answered. */
static inline void
move_and_tell(struct store *store, struct job *j, int first, int n)
{
	struct step s = { .job = j, .first = first, .n = n };
	int64_t start = now_us();
	enum rc rc = txn_run(store, &storm_actor, move_amounts, &s);

	waited_since(j, start);
	if (rc == RC_FULL)
		tell(j, (struct message){ .news = NEWS_FULL });
	else if (rc != RC_OK)
		tell(j, (struct message){ .news = NEWS_BROKEN });
	for (int i = 0; rc == RC_OK && i < n; i++)
		tell(j,
		    (struct message){ .news = NEWS_KEPT,
			.step = first + i,
			.number = s.numbers[i] });
}

static inline void
work_writing(struct job *j)
{
	int64_t start = now_us();
	struct store *s = store_open(j->home, STORE_WRITE);

	die_soon(j);
	waited_since(j, start);
	for (int i = 0; i < (j->kind == BATCH ? BATCHES : 1); i++) {
		if (i > 0) {
			start = now_us();
			store_pause(s);
			waited_since(j, start);
		}
		move_and_tell(s, j, i * MOVES, j->kind == BATCH ? MOVES : 1);
	}
	store_close(s);
}

/* ---- reading */

static inline bool
add_up(void *arg, const void *rec)
{
	*(int64_t *)arg += ((const struct balance *)rec)->amount;
	return true;
}

static inline bool
count_rows(void *arg, const void *rec)
{
	(void)rec;
	return --*(int *)arg > 0;
}

/* Whoever looks, and whenever: amounts are only moved. */
static inline bool
adds_up(struct txn *x, unsigned *dice, int rows)
{
	struct move like = { .balance = throw(dice, ACCOUNTS) + 1 };
	struct list all = { .e = &balance_entity },
		    some = { .e = &move_entity,
			    .index = MOVE_OF_BALANCE,
			    .like = &like,
			    .prefix = 1,
			    .backwards = true };
	int64_t sum = 0;

	return store_list(x, &all, add_up, &sum) == RC_OK && sum == 0 &&
	    store_list(x, &some, count_rows, &rows) == RC_OK;
}

static inline void
work_reading(struct job *j)
{
	int64_t start = now_us();
	struct store *s = store_open(j->home, STORE_READ);

	die_soon(j);
	waited_since(j, start);
	for (int i = 0; i < (j->kind == STAYER ? PORTIONS : 1); i++) {
		if (i > 0) {
			start = now_us();
			store_pause(s);
			waited_since(j, start);
		}
		for (start = now_us(); adds_up(store_view(s), &j->dice,
			 j->kind == STAYER ? 2000 : ROWS);)
			if (j->kind != STAYER || now_us() > start + 20000)
				goto next;
		tell(j, (struct message){ .news = NEWS_BROKEN });
	next:;
	}
	store_close(s);
}

/* ---- a process */

/* For die's hook, which has no argument; a worker has one job. */
static struct job *the_job;

static inline void
tell_death(const char *incident)
{
	(void)incident;
	tell(the_job, (struct message){ .news = NEWS_DIED });
	_exit(9);
}

static inline _Noreturn void
work(struct job *j)
{
	the_job = j;
	die_hook(tell_death);
	if (j->kind == WRITER || j->kind == BATCH)
		work_writing(j);
	else
		work_reading(j);
	_exit(0);
}

#endif
