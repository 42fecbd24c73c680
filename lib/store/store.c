/*
 * Sessions and transactions: who is inside, what state the files are in, and
 * what happens when the disk is full or a process before us has died.
 *
 * The folder of a store:
 *   gate         locks and mark, see gate.c
 *   postern.db   every record and index
 *   log/         what recovery needs; log/old/ what a restored backup needs
 *   reserve      space given up when recovery finds the disk full
 *   files/xx/    attachments
 *   secret.key   32 random bytes
 */
#include "store.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../base/die.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "gate.h"
#include "parts.h"

enum {
	FORMAT = 1,
	RESERVE = 4 * 1024 * 1024,
	SESSION_KB = 64,  /* log after which a session makes a checkpoint */
	BATCH_KB = 16384, /* the same, while a batch is under way */
};

static const int held[] = { SIGTERM, SIGHUP, SIGINT, SIGPIPE, SIGXCPU, 0 };

struct store {
	char home[512];
	struct gate *gate;
	enum store_session how; /* STORE_READ or STORE_WRITE */
	bool batch;
	struct engine *engine;
	bool writing; /* the engine is one that writes */
	bool running; /* a transaction is */
	bool full;    /* only reading is possible */
	struct arena *mem;
	struct txn view, run;
	struct actor actor;
	sigset_t signals;
	struct sigaction too_large;
};

/* Which process has the store open: one has only one, because closing any
 * descriptor of the gate would drop its locks. */
static pid_t open_in;

const char *
store_home(const struct txn *x)
{
	return x->s->home;
}

/* ---- the reserve */

/* A reader must get its page although the disk is full, and for that recovery
 * may have to write; so nothing is written unless the reserve is there. */
static bool
reserve_filled(const char *home)
{
	char path[600];
	struct stat st;
	bool ok;
	int fd;

	str_printf(path, sizeof path, "%s/reserve", home);
	if (stat(path, &st) == 0 && st.st_size >= RESERVE)
		return true;
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	ok = posix_fallocate(fd, 0, RESERVE) == 0;
	close(fd);
	if (!ok)
		unlink(path);
	return ok;
}

static void
reserve_release(const char *home)
{
	char path[600];

	str_printf(path, sizeof path, "%s/reserve", home);
	unlink(path);
}

static _Noreturn void
die_full(const struct store *s)
{
	die("store",
	    _("the disk of %s is full; nothing that was saved is "
	      "lost, and all goes on when there is space"),
	    s->home);
}

/* ---- coming in and going out, within the gate */

static void
check_format(struct store *s)
{
	struct bytes v;
	struct key k;
	int64_t format;

	key_start(&k, ENTITY_SYSTEM, SYSTEM_FORMAT);
	if (!engine_get(s->engine, k.at, k.n, &v) || v.n != 8)
		die("store", "%s/postern.db is not a store of Postern",
		    s->home);
	format = (int64_t)number_at(v.at);
	if (format > FORMAT)
		die("store",
		    _("the store %s has format %lld and this program knows "
		      "formats up to %d: install the version of Postern that "
		      "wrote it, or a newer one"),
		    s->home, (long long)format, FORMAT);
}

static void
attach(struct store *s, struct engine *g, bool writing)
{
	if (g == NULL)
		die_full(s);
	s->engine = g;
	s->writing = writing;
	s->view = (struct txn){ .s = s, .engine = g };
}

/* Hands all pages over; the second try has the reserve's space. */
static bool
settle(struct store *s, struct engine *g)
{
	unsigned kb = s->batch ? BATCH_KB : SESSION_KB;

	if (engine_write_out(g) && engine_checkpoint(g, kb))
		return true;
	reserve_release(s->home);
	return engine_write_out(g) && engine_checkpoint(g, kb);
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool
recovered(struct store *s)
{
	struct engine *g = engine_open(s->home, ENGINE_RECOVER);

	if (g == NULL)
		return false;
	if (!engine_write_out(g) || !engine_checkpoint(g, 0)) {
		engine_drop(g);
		return false;
	}
	return engine_close(g) && gate_mark(s->gate, true);
}

/*
 * Brings a store in order that a dead process, a dead machine or a full disk
 * left behind. Alone within the gate, with no engine open.
 */
static void
mend(struct store *s)
{
	int64_t start = now_ms();

	if (!recovered(s)) {
		reserve_release(s->home);
		if (!recovered(s))
			die_full(s);
	}
	log_line("notice",
	    "%s: recovered in %lld ms, after a death or a full disk", s->home,
	    (long long)(now_ms() - start));
}

static void
open_writing(struct store *s)
{
	enum engine_mode mode = s->batch ? ENGINE_BATCH : ENGINE_WRITE;
	struct engine *g = NULL;

	if (!gate_clean(s->gate))
		mend(s);
	s->full = !reserve_filled(s->home) || !gate_mark(s->gate, false);
	if (!s->full && (g = engine_open(s->home, mode)) == NULL) {
		s->full = true;
		mend(s);
	}
	if (g != NULL)
		attach(s, g, true);
	else
		attach(s, engine_open(s->home, ENGINE_READ), false);
}

/* While a process is inside it is not ended by a signal it could have waited
 * with; an oversized file is an error code. SIGKILL and SIGALRM are free. */
static void
hold_signals(struct store *s)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	sigset_t set;

	sigemptyset(&set);
	for (int i = 0; held[i] != 0; i++)
		sigaddset(&set, held[i]);
	sigprocmask(SIG_BLOCK, &set, &s->signals);
	sigaction(SIGXFSZ, &ignore, &s->too_large);
}

static void
release_signals(struct store *s)
{
	sigaction(SIGXFSZ, &s->too_large, NULL);
	sigprocmask(SIG_SETMASK, &s->signals, NULL);
}

static void
come_in(struct store *s)
{
	gate_enter(s->gate, s->how);
	hold_signals(s);
	while (s->how == STORE_READ && !gate_clean(s->gate)) {
		gate_leave(s->gate);
		gate_enter(s->gate, STORE_WRITE);
		if (!gate_clean(s->gate))
			mend(s);
		gate_leave(s->gate);
		gate_enter(s->gate, STORE_READ);
	}
	if (s->how == STORE_READ)
		attach(s, engine_open(s->home, ENGINE_READ), false);
	else
		open_writing(s);
	check_format(s);
}

/* A mark that stays dirty is nothing worse than a recovery. */
static void
go_out(struct store *s)
{
	if (!s->writing)
		(void)engine_close(s->engine);
	else if (!settle(s, s->engine))
		engine_drop(s->engine);
	else if (engine_close(s->engine))
		(void)gate_mark(s->gate, true);
	s->engine = NULL;
	gate_leave(s->gate);
	release_signals(s);
}

/* ---- sessions */

/*
 * An administrator's command as root must not leave a log file that the pages
 * cannot write, so what it makes within belongs to the owner of the store.
 */
static void
act_as_owner(struct store *s)
{
	struct stat st;
	char *real;

	if (geteuid() != 0 || stat(s->home, &st) != 0 || st.st_uid == 0)
		return;
	/* The path that led here may be one that only root can go. */
	if ((real = realpath(s->home, NULL)) != NULL)
		(void)str_copy(s->home, sizeof s->home, real);
	free(real);
	setfsgid(st.st_gid);
	setfsuid(st.st_uid);
}

static void
act_as_self(void)
{
	if (geteuid() != 0)
		return;
	setfsuid(geteuid());
	setfsgid(getegid());
}

bool
store_exists(const char *home)
{
	char path[600];

	str_printf(path, sizeof path, "%s/gate", home);
	return access(path, F_OK) == 0;
}

struct store *
store_open(const char *home, enum store_session how)
{
	struct store *s = xcalloc(1, sizeof *s);

	assert(open_in != getpid());
	if (!str_copy(s->home, sizeof s->home, home) ||
	    (s->gate = gate_open(home)) == NULL)
		die("store", _("there is no store in %s"), home);
	open_in = getpid();
	s->how = how == STORE_BATCH ? STORE_WRITE : how;
	s->batch = how == STORE_BATCH;
	s->mem = arena_new();
	act_as_owner(s);
	come_in(s);
	return s;
}

void
store_close(struct store *s)
{
	assert(!s->running);
	go_out(s);
	act_as_self();
	gate_close(s->gate);
	open_in = 0;
	arena_free(s->mem);
	free(s);
}

bool
store_pause(struct store *s)
{
	assert(!s->running);
	if (!gate_wanted(s->gate) &&
	    (!s->writing || engine_checkpoint(s->engine, BATCH_KB)))
		return false;
	go_out(s);
	come_in(s);
	return true;
}

bool
store_wanted(const struct store *s)
{
	return gate_wanted(s->gate);
}

bool
store_signalled(const struct store *s)
{
	sigset_t waiting;

	sigpending(&waiting);
	for (int i = 0; held[i] != 0; i++)
		if (sigismember(&waiting, held[i]) &&
		    !sigismember(&s->signals, held[i]))
			return true;
	return false;
}

bool
store_checkpoint(struct store *s)
{
	return s->writing && engine_checkpoint(s->engine, 0);
}

struct txn *
store_view(struct store *s)
{
	return &s->view;
}

void *
txn_scratch(struct txn *x, size_t size)
{
	return arena_alloc(x->s->mem, size);
}

int64_t
txn_writes(const struct txn *x)
{
	return engine_changes(x->engine) + x->added;
}

void
store_forget(struct store *s)
{
	assert(!s->running);
	arena_free(s->mem);
	s->mem = arena_new();
}

const struct actor *
txn_actor(const struct txn *x)
{
	return x->actor;
}

/* ---- transactions */

static int64_t
generation(struct store *s)
{
	struct key k;

	key_start(&k, ENTITY_SYSTEM, SYSTEM_GENERATION);
	return counter_get(&s->view, &k);
}

/*
 * The log could not be written. The engine is given up and the log decides:
 * what the failed sync left there may hold the commit or not, and the
 * generation, which each transaction raises, tells. From here on the session
 * only reads.
 */
static bool
kept_after_full(struct store *s, int64_t expected)
{
	engine_drop(s->engine);
	s->engine = NULL;
	mend(s);
	attach(s, engine_open(s->home, ENGINE_READ), false);
	s->full = true;
	return generation(s) == expected;
}

/* The generation it leaves; 0 when nothing was changed. */
static int64_t
finish(struct txn *x)
{
	struct key k, value = { 0 };
	int64_t next;

	counters_write(x);
	if (engine_changes(x->engine) == 0)
		return 0;
	key_start(&k, ENTITY_SYSTEM, SYSTEM_GENERATION);
	next = counter_get(x, &k) + 1;
	key_number(&value, (uint64_t)next);
	engine_put(x->engine, k.at, k.n, value.at, value.n);
	return next;
}

enum rc
txn_run(struct store *s, const struct actor *actor,
    enum rc (*body)(struct txn *, void *), void *arg)
{
	struct txn *x = &s->run;
	int64_t next = 0;
	enum rc rc;

	assert(s->how == STORE_WRITE && !s->running);
	if (s->full)
		return RC_FULL;
	s->actor = *actor;
	*x = (struct txn){ .s = s,
		.engine = s->engine,
		.actor = &s->actor,
		.counters = counters_new() };
	s->running = true;
	engine_begin(s->engine);
	rc = body(x, arg);
	if ((rc == RC_OK || rc == RC_SAME) && !engine_full(s->engine))
		next = finish(x);
	if (next != 0 && !engine_full(s->engine))
		(void)engine_commit(s->engine);
	else {
		engine_abort(s->engine);
		next = -1;
	}
	s->running = false;
	counters_free(x->counters);
	free(x->words);
	free(x->row);
	if (engine_full(s->engine) && !kept_after_full(s, next))
		rc = RC_FULL;
	return rc;
}

/* ---- making a store */

static void
make_folder(const char *home, const char *name)
{
	char path[600];

	str_printf(path, sizeof path, "%s%s", home, name);
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		die("store", "%s: %s", path, strerror(errno));
}

/* What an earlier attempt left that did not come to its end. */
static void
empty_folder(const char *home, const char *name)
{
	char path[600], file[900];
	struct dirent *d;
	DIR *dir;

	str_printf(path, sizeof path, "%s%s", home, name);
	if ((dir = opendir(path)) == NULL)
		die("store", "%s: %s", path, strerror(errno));
	while ((d = readdir(dir)) != NULL)
		if (d->d_type == DT_REG && !str_starts(d->d_name, "gate")) {
			str_printf(file, sizeof file, "%s/%s", path, d->d_name);
			unlink(file);
		}
	closedir(dir);
}

static enum rc
write_format(struct txn *x, void *arg)
{
	struct key k, value = { 0 };

	(void)arg;
	key_start(&k, ENTITY_SYSTEM, SYSTEM_FORMAT);
	key_number(&value, FORMAT);
	engine_put(x->engine, k.at, k.n, value.at, value.n);
	return RC_OK;
}

static void
fill(struct store *s)
{
	static const struct actor nobody = { 0 };

	attach(s, engine_open(s->home, ENGINE_CREATE), true);
	if (!reserve_filled(s->home) ||
	    txn_run(s, &nobody, write_format, NULL) != RC_OK ||
	    !engine_write_out(s->engine) || !engine_checkpoint(s->engine, 0) ||
	    !engine_close(s->engine))
		die_full(s);
}

void
store_create(const char *home)
{
	struct store s = { .how = STORE_WRITE };

	if (store_exists(home))
		die("store", _("there already is a store in %s"), home);
	if (!str_copy(s.home, sizeof s.home, home))
		die("store", "the path %s is too long", home);
	make_folder(home, "");
	s.gate = gate_create(home);
	make_folder(home, "/files");
	make_folder(home, "/log");
	make_folder(home, "/log/old");
	empty_folder(home, "");
	empty_folder(home, "/log");
	empty_folder(home, "/log/old");
	secret_create(home);
	fill(&s);
	if (!gate_mark(s.gate, true))
		die_full(&s);
	gate_publish(s.gate, home);
	gate_close(s.gate);
}
