/*
 * Berkeley DB: environment, file, log and transactions.
 *
 * The environment is private: cache and transaction table are plain memory of
 * this process, there is no lock region, and nothing a dead process could leave
 * locked. A reader has no environment on disk at all.
 *
 * A session makes one sync, that of the log at commit. Its pages are then
 * written but not synced: they are in the kernel's memory, where the next
 * process finds them. When the machine dies the gate's mark no longer holds
 * and the log is replayed from the last checkpoint. The library believes that
 * a process before us had synced all it wrote, which is not so; hence
 *  - before any checkpoint, also the one a recovery ends with, the file is
 *    synced here, and
 *  - no log file is left for the next one with an unsynced end: a process that
 *    died may have done so, so recovery first syncs the log as well.
 *
 * Log files are small because opening an environment reads the newest one to
 * its end: 0.15 ms at 256 KB, 20 ms at 10 MB.
 *
 * Transaction ids start anew in each session. Opening an environment without
 * recovery logs that reset (a "txn_recycle" record), so that replaying years
 * of log keeps the transactions of different sessions apart.
 */
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/die.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "engineparts.h"
#include "sync.h"

enum {
	PAGE_SIZE = 4096, /* as the file system's, so that none is torn */
	READ_CACHE = 1024 * 1024,
	WRITE_CACHE = 8 * 1024 * 1024,
	BATCH_CACHE = 40 * 1024 * 1024,
	LOG_FILE = 256 * 1024,
	LOG_MARGIN = 8 * 1024, /* more than opening and closing write */
};

/* ---- outcomes */

static bool
out_of_space(int rc)
{
	return rc == ENOSPC || rc == EDQUOT || rc == EFBIG;
}

_Noreturn void
engine_broken(const struct engine *g, const char *doing, int rc)
{
	die("store", "%s/" FILE_NAME ": %s: %s%s%s", g->home, doing,
	    db_strerror(rc), g->why[0] != '\0' ? ": " : "", g->why);
}

bool
engine_sorted(struct engine *g, const char *doing, int rc)
{
	if (rc == 0)
		return true;
	/* A full disk may reach us as the panic it caused a call before. */
	if (!out_of_space(rc) && !(rc == DB_RUNRECOVERY && g->full))
		engine_broken(g, doing, rc);
	g->full = true;
	return false;
}

static void
keep_message(const DB_ENV *env, const char *prefix, const char *message)
{
	struct engine *g = env->app_private;

	(void)prefix;
	if (strstr(message, strerror(ENOSPC)) != NULL ||
	    strstr(message, strerror(EFBIG)) != NULL ||
	    strstr(message, strerror(EDQUOT)) != NULL)
		g->full = true;
	if (g->why[0] == '\0')
		str_copy(g->why, sizeof g->why, message);
}

/* ---- opening and closing */

static int
set_up(struct engine *g, enum engine_mode mode)
{
	u_int32_t cache = mode == ENGINE_READ ? READ_CACHE :
	    mode == ENGINE_BATCH              ? BATCH_CACHE :
						WRITE_CACHE;
	DB_ENV *env = g->env;
	int rc;

	env->app_private = g;
	env->set_errcall(env, keep_message);
	/* Small: readers copy few pages, and a map costs more than that. */
	if ((rc = env->set_mp_mmapsize(env, 1)) != 0 ||
	    (rc = env->set_cachesize(env, 0, cache, 1)) != 0 ||
	    (rc = env->set_tmp_dir(env, g->home)) != 0)
		return rc;
	if ((mode == ENGINE_RECOVER || mode == ENGINE_REPLAY) &&
	    (rc = sync_store(g->home, FILE_NAME)) != 0)
		return rc;
	if (mode == ENGINE_READ)
		return env->open(
		    env, g->home, DB_CREATE | DB_PRIVATE | DB_INIT_MPOOL, 0600);
	if ((rc = env->set_lg_dir(env, "log")) != 0 ||
	    (rc = env->set_lg_max(env, LOG_FILE)) != 0)
		return rc;
	return env->open(env, g->home,
	    DB_CREATE | DB_PRIVATE | DB_INIT_MPOOL | DB_INIT_LOG | DB_INIT_TXN |
		(mode == ENGINE_RECOVER       ? DB_RECOVER :
			mode == ENGINE_REPLAY ? DB_RECOVER_FATAL :
						0),
	    0600);
}

/* The order is that of the library's own comparison, which goes byte by byte
 * and took a tenth of an import. */
static int
compare(DB *db, const DBT *a, const DBT *b)
{
	size_t n = a->size < b->size ? a->size : b->size;
	int order = n > 0 ? memcmp(a->data, b->data, n) : 0;

	(void)db;
	return order != 0 ? order : a->size < b->size ? -1 : a->size > b->size;
}

/* How much of b tells it from a; only with the library's comparison does it
 * know that by itself. */
static size_t
prefix(DB *db, const DBT *a, const DBT *b)
{
	const unsigned char *p = a->data, *q = b->data;
	size_t i = 0;

	(void)db;
	while (i < a->size && i < b->size && p[i] == q[i])
		i++;
	return i < b->size ? i + 1 : i;
}

static int
open_file(struct engine *g, enum engine_mode mode)
{
	u_int32_t flags = mode == ENGINE_READ ? DB_RDONLY :
	    mode == ENGINE_CREATE ? DB_AUTO_COMMIT | DB_CREATE | DB_EXCL :
				    DB_AUTO_COMMIT;
	int rc;

	if ((rc = db_create(&g->db, g->env, 0)) != 0 ||
	    (rc = g->db->set_bt_compare(g->db, compare)) != 0 ||
	    (rc = g->db->set_bt_prefix(g->db, prefix)) != 0)
		return rc;
	if (mode == ENGINE_CREATE &&
	    (rc = g->db->set_pagesize(g->db, PAGE_SIZE)) != 0)
		return rc;
	return g->db->open(g->db, NULL, FILE_NAME, NULL, DB_BTREE, flags, 0600);
}

struct engine *
engine_open(const char *home, enum engine_mode mode)
{
	struct engine *g = xcalloc(1, sizeof *g);
	int rc;

	g->writing = mode != ENGINE_READ;
	if (!str_copy(g->home, sizeof g->home, home))
		die("store", "the path %s is too long", home);
	if ((rc = db_env_create(&g->env, 0)) != 0)
		engine_broken(g, "create", rc);
	if (!engine_sorted(g, "open", set_up(g, mode)) ||
	    !engine_sorted(g, "open", open_file(g, mode))) {
		engine_drop(g);
		return NULL;
	}
	g->why[0] = '\0';
	if (mode == ENGINE_BATCH) {
		g->memory = memory_new();
		g->pending = pending_new();
	}
	return g;
}

/*
 * The library names the files that recovery can do without. Renaming is not
 * synced: a file that comes back after a power loss is moved again.
 */
static void
archive_log(struct engine *g)
{
	char **names, to[700];
	int rc = g->env->log_archive(g->env, &names, DB_ARCH_ABS);

	if (rc != 0)
		engine_broken(g, "log", rc);
	if (names == NULL)
		return;
	str_printf(to, sizeof to, "%s/log/old", g->home);
	(void)mkdir(to, 0700);
	for (char **p = names; *p != NULL; p++) {
		str_printf(to, sizeof to, "%s/log/old/%s", g->home,
		    strrchr(*p, '/') + 1);
		if (rename(*p, to) != 0)
			log_line("warning", "%s: %s", to, strerror(errno));
	}
	free(names);
}

bool
engine_write_out(struct engine *g)
{
	DB_MPOOL_STAT *pool;
	bool clean;
	int written;

	assert(g->txn == NULL);
	/* Writes, each page after its log, and does not sync the file. */
	if (!engine_sorted(
		g, "write", g->env->memp_trickle(g->env, 100, &written)) ||
	    !engine_sorted(
		g, "write", g->env->memp_stat(g->env, &pool, NULL, 0)))
		return false;
	clean = pool->st_page_dirty == 0;
	free(pool);
	if (!clean &&
	    !engine_sorted(g, "write", g->env->memp_sync(g->env, NULL)))
		return false;
	g->full = false;
	return true;
}

/* The end of the log and the last checkpoint; the library's own count of what
 * lies between begins anew with each environment. */
static void
log_state(struct engine *g, int64_t *since_checkpoint, int64_t *left_in_file)
{
	DB_TXN_STAT *txns;
	DB_LOG_STAT *log = NULL;
	int rc;

	if ((rc = g->env->txn_stat(g->env, &txns, 0)) != 0 ||
	    (rc = g->env->log_stat(g->env, &log, 0)) != 0)
		engine_broken(g, "log", rc);
	*since_checkpoint =
	    ((int64_t)log->st_cur_file - txns->st_last_ckp.file) * LOG_FILE +
	    log->st_cur_offset - txns->st_last_ckp.offset;
	*left_in_file = LOG_FILE - (int64_t)log->st_cur_offset;
	free(txns);
	free(log);
}

bool
engine_checkpoint(struct engine *g, unsigned kb)
{
	int64_t since, left;

	log_state(g, &since, &left);
	if (kb != 0 && since <= (int64_t)kb * 1024)
		return true;
	if (!engine_write_out(g) ||
	    !engine_sorted(g, "sync", sync_path(g->home, FILE_NAME)) ||
	    !engine_sorted(g, "checkpoint",
		g->env->txn_checkpoint(g->env, 0, 0, DB_FORCE)))
		return false;
	archive_log(g);
	return true;
}

static int
no_sync(int fd)
{
	(void)fd;
	return 0;
}

/*
 * The library would sync log and file once more on its way out. All that must
 * be durable is so since the commit, and all pages have been handed over, so
 * the two syncs are switched off meanwhile; they took half of a session. Not
 * near the end of a log file, which must be synced before the next is begun.
 */
bool
engine_close(struct engine *g)
{
	int64_t since, left = 0;
	int rc;

	assert(g->txn == NULL);
	if (g->writing)
		log_state(g, &since, &left);
	if (left > LOG_MARGIN)
		db_env_set_func_fsync(no_sync);
	rc = g->db->close(g->db, DB_NOSYNC);
	g->db = NULL;
	if (rc == 0) {
		rc = g->env->close(g->env, 0);
		g->env = NULL;
	}
	db_env_set_func_fsync(NULL);
	if (rc != 0 && !engine_sorted(g, "close", rc)) {
		engine_drop(g);
		return false;
	}
	memory_free(g->memory);
	pending_free(g->pending);
	free(g);
	return true;
}

/*
 * In a panic the library gives up its handles and writes nothing any more, a
 * commit record that is still in its buffer above all. It also gives up some
 * memory, which is the price of a rare case.
 */
void
engine_drop(struct engine *g)
{
	if (g->env != NULL) {
		(void)g->env->set_flags(g->env, DB_PANIC_ENVIRONMENT, 1);
		if (g->db != NULL)
			(void)g->db->close(g->db, DB_NOSYNC);
		(void)g->env->close(g->env, 0);
	}
	memory_free(g->memory);
	pending_free(g->pending);
	free(g);
}

/* ---- transactions */

void
engine_begin(struct engine *g)
{
	assert(g->writing && g->txn == NULL);
	g->changes = 0;
	g->why[0] = '\0';
	if (!engine_sorted(
		g, "begin", g->env->txn_begin(g->env, NULL, &g->txn, 0)))
		g->txn = NULL;
}

bool
engine_commit(struct engine *g)
{
	DB_TXN *txn = g->txn;

	engine_settle(g, NULL, 0);
	if (g->full) {
		engine_abort(g);
		return false;
	}
	g->txn = NULL;
	return engine_sorted(g, "commit", txn->commit(txn, DB_TXN_SYNC));
}

void
engine_abort(struct engine *g)
{
	DB_TXN *txn = g->txn;

	g->txn = NULL;
	memory_clear(g->memory);
	pending_clear(g->pending);
	if (txn != NULL)
		(void)engine_sorted(g, "abort", txn->abort(txn));
}

int64_t
engine_changes(const struct engine *g)
{
	return g->changes;
}

bool
engine_full(const struct engine *g)
{
	return g->full;
}

/* ---- care */

struct telling {
	void (*tell)(void *, const char *);
	void *arg;
	long n;
};

static void
tell_message(const DB_ENV *env, const char *prefix, const char *message)
{
	struct telling *t = env->app_private;

	(void)prefix;
	t->tell(t->arg, message);
	t->n++;
}

long
engine_verify(
    const char *home, void (*tell)(void *arg, const char *line), void *arg)
{
	struct telling t = { tell, arg, 0 };
	DB_ENV *env;
	DB *db;
	int rc;

	if ((rc = db_env_create(&env, 0)) != 0)
		die("store", "%s", db_strerror(rc));
	env->app_private = &t;
	env->set_errcall(env, tell_message);
	if ((rc = env->set_cachesize(env, 0, WRITE_CACHE, 1)) != 0 ||
	    (rc = env->set_tmp_dir(env, home)) != 0 ||
	    (rc = env->open(env, home, DB_CREATE | DB_PRIVATE | DB_INIT_MPOOL,
		 0600)) != 0 ||
	    (rc = db_create(&db, env, 0)) != 0)
		die("store", "%s: %s", home, db_strerror(rc));
	/* The handle is gone after verify, whatever it answers. */
	rc = db->verify(db, FILE_NAME, NULL, NULL, 0);
	if (rc != 0 && t.n == 0)
		tell_message(env, NULL, db_strerror(rc));
	(void)env->close(env, 0);
	return t.n;
}

const char *
engine_version(void)
{
	return db_version(NULL, NULL, NULL);
}
