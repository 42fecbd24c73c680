/*
 * storm HOME PHASE SECONDS: many short processes on one store, then a
 * reckoning.
 *
 *   open   nobody is killed
 *   kill   one in five is, at a moment of chance while it waits or is within;
 *          sometimes all at once
 *   long   readers stay, batches run, writers must get through
 *   full   the disk fills up and empties again and again (HOME on a small
 *          file system of its own, or LIMIT=1: files may not grow)
 *
 * Prints figures and one TAP line.
 */
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "../../lib/base/mem.h"
#include "work.h"

enum {
	CROWD = 8,           /* processes at a time */
	PATIENCE = 10000000, /* microseconds; then a process counts as hung */
	FULL_MOST = 96 * 1024 * 1024,
	WAIT_MOST = 5000000, /* what nobody may have to wait */
};

struct phase {
	const char *name;
	unsigned shares[KINDS]; /* of 100, what is started */
	unsigned killed;        /* of 100 */
	bool full;
};

static const struct phase phases[] = {
	{ "open", { 60, 38, 2, 0 }, 0, false },
	{ "kill", { 52, 44, 3, 1 }, 20, false },
	{ "long", { 50, 40, 3, 7 }, 0, false },
	{ "full", { 50, 45, 5, 0 }, 5, true },
	{ 0 },
};

struct process {
	pid_t pid; /* 0: a free place */
	enum kind kind;
	int64_t start, kill_at;
};

struct storm {
	const char *home;
	char log[300]; /* what the processes complain of */
	const struct phase *phase;
	struct process crowd[CROWD];
	int64_t life[KINDS]; /* how long they lived lately */
	int pipe[2];
	unsigned dice;
	int64_t number, end, next_massacre, next_turn;
	int started, killed, hung, failed, broken, full, died, turns;
	bool limited, filled;
	int64_t limit;
	struct message *kept;
	int kept_n, kept_size;
	int64_t *waits[KINDS];
	int waits_n[KINDS], waits_size[KINDS];
};

/* ---- news */

static void
take(struct storm *s, const struct message *m)
{
	int64_t **waits = &s->waits[m->kind];
	int *n = &s->waits_n[m->kind], *size = &s->waits_size[m->kind];

	switch (m->news) {
	case NEWS_KEPT:
		if (s->kept_n == s->kept_size) {
			s->kept_size = s->kept_size * 2 + 1024;
			s->kept = xrealloc(
			    s->kept, (size_t)s->kept_size * sizeof *s->kept);
		}
		s->kept[s->kept_n++] = *m;
		break;
	case NEWS_WAITED:
		if (*n == *size) {
			*size = *size * 2 + 1024;
			*waits =
			    xrealloc(*waits, (size_t)*size * sizeof **waits);
		}
		(*waits)[(*n)++] = m->waited;
		break;
	case NEWS_FULL:
		s->full++;
		break;
	case NEWS_DIED:
		s->died++;
		break;
	case NEWS_BROKEN:
		s->broken++;
		break;
	}
}

static void
listen(struct storm *s, int timeout)
{
	struct pollfd p = { .fd = s->pipe[0], .events = POLLIN };
	struct message m;

	while (poll(&p, 1, timeout) > 0 &&
	    read(s->pipe[0], &m, sizeof m) == (ssize_t)sizeof m) {
		take(s, &m);
		timeout = 0;
	}
}

/* ---- processes */

static enum kind
some_kind(struct storm *s)
{
	unsigned n = throw(&s->dice, 100);
	int kind = READER;

	while (kind < STAYER && n >= s->phase->shares[kind])
		n -= s->phase->shares[kind++];
	return (enum kind)kind;
}

static void
start(struct storm *s, struct process *p)
{
	/* Microseconds that each is within the store, or somewhat more. */
	static const int64_t within[KINDS] = { 200, 1500, 80000, 500000 };
	struct job j = { .home = s->home,
		.pipe = s->pipe[1],
		.worker = s->started,
		.storm = s->number,
		.kind = some_kind(s),
		.dice = (unsigned)s->started * 77 + 5 };

	*p = (struct process){ .kind = j.kind, .start = now_us() };
	if (throw(&s->dice, 100) >= s->phase->killed)
		;
	else if (throw(&s->dice, 4) == 0)
		p->kill_at =
		    p->start + throw(&s->dice, 1200) * s->life[j.kind] / 1000;
	else
		j.dies = throw(&s->dice, 1000) * within[j.kind] / 1000 + 1;
	p->pid = fork();
	if (p->pid < 0) {
		perror("fork");
		exit(1);
	}
	if (p->pid == 0) {
		if (s->filled && s->limited) {
			struct rlimit limit = { (rlim_t)s->limit,
				(rlim_t)s->limit };

			setrlimit(RLIMIT_FSIZE, &limit);
		}
		log_open("storm", s->log);
		work(&j);
	}
	s->started++;
}

static void
ended(struct storm *s, struct process *p, int status)
{
	if (WIFEXITED(status))
		s->life[p->kind] +=
		    (now_us() - p->start - s->life[p->kind]) / 8;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		s->killed++;
	else if (!WIFEXITED(status) ||
	    (WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != 9))
		s->failed++;
	p->pid = 0;
}

static void
look_after(struct storm *s)
{
	int64_t now = now_us();
	bool massacre = s->phase->killed >= 20 && now > s->next_massacre;
	int status;

	for (struct process *p = s->crowd; p < s->crowd + CROWD; p++) {
		if (p->pid == 0) {
			if (now < s->end)
				start(s, p);
			continue;
		}
		if (waitpid(p->pid, &status, WNOHANG) == p->pid) {
			ended(s, p, status);
			continue;
		}
		if (now > p->start + PATIENCE && p->kind != STAYER) {
			s->hung++;
			s->killed--;
			p->kill_at = 1;
			p->start = now;
		}
		if (massacre || (p->kill_at != 0 && now > p->kill_at))
			kill(p->pid, SIGKILL);
	}
	if (massacre)
		s->next_massacre = now + 1000000 + throw(&s->dice, 1000) * 1000;
}

static bool
anybody(const struct storm *s)
{
	for (int i = 0; i < CROWD; i++)
		if (s->crowd[i].pid != 0)
			return true;
	return false;
}

/* ---- filling the disk */

static void
filler_path(const struct storm *s, char *path, size_t size)
{
	str_printf(path, size, "%s/../filler", s->home);
}

static void
fill_disk(struct storm *s)
{
	static const char block[65536];
	char path[600];
	struct stat st;
	size_t step = sizeof block;
	int fd;

	if (s->limited) {
		str_printf(path, sizeof path, "%s/postern.db", s->home);
		s->limit = stat(path, &st) == 0 ? st.st_size : 0;
		if (s->limit < 4 * 1024 * 1024)
			s->limit = 4 * 1024 * 1024;
		return;
	}
	filler_path(s, path, sizeof path);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	/* To the last block, or leaving a little. */
	if (throw(&s->dice, 2) == 0)
		step = 4096;
	while (step >= 512) {
		if (write(fd, block, step) <= 0)
			step /= 2;
		if (step == sizeof block / 2 && throw(&s->dice, 2) == 0)
			break;
	}
	close(fd);
}

/* As after a backup: what only a restored one would need may go. */
static void
remove_old_logs(const struct storm *s)
{
	char path[600], file[900];
	struct dirent *d;
	DIR *dir;

	str_printf(path, sizeof path, "%s/log/old", s->home);
	if ((dir = opendir(path)) == NULL)
		return;
	while ((d = readdir(dir)) != NULL) {
		str_printf(file, sizeof file, "%s/%s", path, d->d_name);
		unlink(file);
	}
	closedir(dir);
}

static void
turn(struct storm *s)
{
	char path[600];
	struct stat st;

	if (now_us() < s->next_turn)
		return;
	/* What is kept must leave room for filling and emptying. */
	str_printf(path, sizeof path, "%s/postern.db", s->home);
	if (s->phase->full && stat(path, &st) == 0 && st.st_size > FULL_MOST)
		s->end = now_us();
	if (!s->phase->full)
		remove_old_logs(s);
	else if (!s->filled)
		fill_disk(s);
	else {
		filler_path(s, path, sizeof path);
		unlink(path);
		remove_old_logs(s);
	}
	s->filled = !s->filled;
	s->turns++;
	s->next_turn = now_us() + 300000 + throw(&s->dice, 700) * 1000;
}

/* ---- the reckoning */

struct reckoning {
	int64_t sum[ACCOUNTS + 1], count[ACCOUNTS + 1], next;
	int wrong;
};

static bool
reckon_move(void *arg, const void *rec)
{
	const struct move *m = rec;
	struct reckoning *r = arg;

	if (m->number != r->next++) {
		r->wrong++;
		r->next = m->number + 1;
	}
	if (m->balance < 1 || m->balance > ACCOUNTS) {
		r->wrong++;
		return true;
	}
	r->sum[m->balance] += m->amount;
	r->count[m->balance]++;
	return true;
}

static bool
reckon_balance(void *arg, const void *rec)
{
	const struct balance *b = rec;
	struct reckoning *r = arg;

	if (b->amount != r->sum[b->id] || b->moves != r->count[b->id])
		r->wrong++;
	return true;
}

/* Numbers without a gap, and each balance the sum of its moves. */
static int
reckon(struct txn *x)
{
	struct list moves = { .e = &move_entity, .index = MOVE_BY_NUMBER },
		    balances = { .e = &balance_entity };
	struct reckoning r = { .next = 1 };

	if (store_list(x, &moves, reckon_move, &r) != RC_OK ||
	    store_list(x, &balances, reckon_balance, &r) != RC_OK)
		return 1;
	return r.wrong;
}

static int
count_lines(const struct storm *s, const char *with)
{
	FILE *in = fopen(s->log, "r");
	char line[1400];
	int n = 0;

	while (in != NULL && fgets(line, sizeof line, in) != NULL)
		n += strstr(line, with) != NULL;
	if (in != NULL)
		fclose(in);
	return n;
}

static int
count_lost(struct txn *x, const struct storm *s)
{
	int lost = 0;

	for (int i = 0; i < s->kept_n; i++) {
		const struct message *k = &s->kept[i];
		struct move m = { 0 };

		writer_name(m.writer, sizeof m.writer, s->number, k->worker,
		    k->step, 'a');
		if (store_find(x, &move_entity, MOVE_BY_WRITER, &m) != RC_OK ||
		    m.number != k->number)
			lost++;
	}
	return lost;
}

static void
tell_wrong(void *arg, const char *line)
{
	(void)arg;
	printf("# %s\n", line);
}

static int
by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Returns how many waited too long. */
static int
print_waits(const struct storm *s)
{
	static const char *const names[KINDS] = { "readers", "page writers",
		"batch writers", "long readers" };
	int late = 0;

	for (int k = 0; k < KINDS; k++) {
		int n = s->waits_n[k];
		int64_t *w = s->waits[k];

		if (n == 0)
			continue;
		qsort(w, (size_t)n, sizeof *w, by_size);
		for (int i = n; i > 0 && w[i - 1] > WAIT_MOST; i--)
			late++;
		printf("#   %-14s %7d waits: median %8.3f ms, 99 %% %8.3f ms, "
		       "most %8.3f ms\n",
		    names[k], n, (double)w[n / 2] / 1e3,
		    (double)w[n - n / 100 - 1] / 1e3, (double)w[n - 1] / 1e3);
	}
	return late;
}

static bool
settle_up(struct storm *s, double seconds)
{
	int64_t begun = now_us();
	struct store *store = store_open(s->home, STORE_READ);
	int wrong = reckon(store_view(store)), late;
	int lost = count_lost(store_view(store), s);
	int64_t moves = store_count(store_view(store), &move_entity, 0, NULL);
	long faults;
	bool good;

	store_close(store);
	faults = store_verify(s->home, thing_entities, tell_wrong, NULL);
	printf("# %s storm, %.0f s: %d processes, %d killed, %d recoveries; "
	       "%d transfers acknowledged, %lld moves in the store\n",
	    s->phase->name, seconds, s->started, s->killed,
	    count_lines(s, ": recovered in "), s->kept_n, (long long)moves);
	if (s->phase->full)
		printf("#   the disk %s %d times; %d transactions answered "
		       "that it is full, %d processes ended with a sentence\n",
		    s->limited ? "(file size limit) filled" : "filled",
		    (s->turns + 1) / 2, s->full, s->died);
	late = print_waits(s);
	printf("#   hung %d, failed %d, inconsistent reads %d, lost %d, "
	       "waited over 5 s %d, sums or numbers wrong %d, verify %ld "
	       "(%.1f s)\n",
	    s->hung, s->failed, s->broken, lost, late, wrong, faults,
	    (double)(now_us() - begun) / 1e6);
	good = s->hung + s->failed + s->broken + lost + late + wrong == 0 &&
	    faults == 0 && s->kept_n > 0 && (s->phase->full || s->died == 0) &&
	    (!s->phase->full || s->full + s->died > 0);
	printf("%s - %s storm\n", good ? "ok" : "not ok", s->phase->name);
	return good;
}

/* ---- beginning */

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

static void
make_store(const char *home)
{
	struct store *s;

	if (store_exists(home))
		return;
	store_create(home);
	s = store_open(home, STORE_WRITE);
	if (txn_run(s, &storm_actor, add_balances, NULL) != RC_OK)
		exit(1);
	store_close(s);
}

/* When the disk has space again, the next who comes can write. */
static bool
heals(struct storm *s)
{
	static const struct phase calm = { "full", { 0, 100, 0, 0 }, 0, true };
	const struct phase *was = s->phase;
	struct process p;
	int before = s->kept_n, status;

	s->next_turn = 0;
	if (s->filled)
		turn(s);
	s->phase = &calm;
	start(s, &p);
	waitpid(p.pid, &status, 0);
	listen(s, 0);
	s->phase = was;
	return s->kept_n > before;
}

int
main(int argc, char **argv)
{
	struct storm s = { .limited = getenv("LIMIT") != NULL };
	int64_t begun;

	for (s.phase = phases; argc == 4 && s.phase->name != NULL; s.phase++)
		if (strcmp(s.phase->name, argv[2]) == 0)
			break;
	if (argc != 4 || s.phase->name == NULL) {
		fprintf(stderr,
		    "usage: storm HOME open|kill|long|full "
		    "SECONDS\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	s.home = argv[1];
	str_printf(s.log, sizeof s.log, "%s.log", s.home);
	unlink(s.log);
	make_store(s.home);
	if (pipe2(s.pipe, O_CLOEXEC) != 0) {
		perror("pipe");
		return 1;
	}
	s.number = (int64_t)time(NULL);
	s.dice = (unsigned)s.number;
	begun = now_us();
	s.end = begun + atoll(argv[3]) * 1000000;
	s.next_massacre = begun + 1000000;
	do {
		turn(&s);
		look_after(&s);
		listen(&s, 1);
	} while (now_us() < s.end || anybody(&s));
	if (s.phase->full && !heals(&s)) {
		printf("not ok - it heals when there is space\n");
		return 1;
	}
	listen(&s, 0);
	return settle_up(&s, (double)(now_us() - begun) / 1e6) ? 0 : 1;
}
