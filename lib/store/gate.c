/*
 * Locks and mark live in one file, home/gate.
 *
 * Two bytes far behind its end are locked. TURNSTILE is held exclusively by
 * everybody, reader or writer, from the moment it is first in the queue until
 * it is through GATE, which readers share. So a writer that waits for readers
 * to leave keeps later readers out, and nobody starves; the kernel wakes those
 * who wait at the turnstile in the order of their coming.
 *
 * The mark is a letter, 'c' or 'd', and the boot id of the kernel under which
 * it was set. It is never synced, and need not be:
 *  - When a writer dies, its 'd' is in the page cache, which outlives the
 *    process; everybody sees it. So are the pages it wrote.
 *  - When the machine dies, the boot id changes; whatever mark reached the
 *    disk is from another boot and counts as dirty. The log, which was synced
 *    at each commit, is replayed.
 * 'd' is one byte and so either there or not. 'c' is written last, after the
 * boot id, after every page.
 */
#include "gate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/die.h"
#include "../base/mem.h"
#include "../base/str.h"

enum { BOOT_ID = BOOT_TEXT - 1, TURNSTILE = 4096, GATE };

struct gate {
	int fd;
	char boot[BOOT_ID + 1]; /* empty: unknown, nothing is ever clean */
};

void
gate_boot(char boot[BOOT_TEXT])
{
	int fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);

	boot[0] = '\0';
	if (fd < 0)
		return;
	if (read(fd, boot, BOOT_ID) != BOOT_ID)
		boot[0] = '\0';
	else
		boot[BOOT_ID] = '\0';
	close(fd);
}

static struct gate *
gate_at(int fd)
{
	struct gate *g = xcalloc(1, sizeof *g);

	g->fd = fd;
	gate_boot(g->boot);
	return g;
}

struct gate *
gate_open(const char *home)
{
	char path[600];
	int fd;

	str_printf(path, sizeof path, "%s/gate", home);
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return NULL;
	if (fd < 0)
		die("store", "%s: %s", path, strerror(errno));
	return gate_at(fd);
}

void
gate_close(struct gate *g)
{
	close(g->fd);
	free(g);
}

/* ---- making a store */

static int
lock(int fd, short type, off_t byte, int how)
{
	struct flock l = { .l_type = type,
		.l_whence = SEEK_SET,
		.l_start = byte,
		.l_len = 1 };
	int rc;

	do
		rc = fcntl(fd, how, &l);
	while (rc != 0 && errno == EINTR);
	return rc;
}

struct gate *
gate_create(const char *home)
{
	char path[600], mark[BOOT_ID + 4];
	int fd;

	str_printf(path, sizeof path, "%s/gate.new", home);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		die("store", "%s: %s", path, strerror(errno));
	if (lock(fd, F_WRLCK, GATE, F_SETLK) != 0)
		die("store", "%s is being made by another process", home);
	snprintf(mark, sizeof mark, "d %*s\n", BOOT_ID, "");
	if (pwrite(fd, mark, strlen(mark), 0) != (ssize_t)strlen(mark))
		die("store", "%s: %s", path, strerror(errno));
	return gate_at(fd);
}

void
gate_publish(struct gate *g, const char *home)
{
	char from[600], to[600];
	int dir;

	str_printf(from, sizeof from, "%s/gate.new", home);
	str_printf(to, sizeof to, "%s/gate", home);
	if (fsync(g->fd) != 0 || rename(from, to) != 0 ||
	    (dir = open(home, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		die("store", "%s: %s", to, strerror(errno));
	fsync(dir);
	close(dir);
}

/* ---- passing */

static void
wait_for(struct gate *g, short type, off_t byte)
{
	if (lock(g->fd, type, byte, F_SETLKW) != 0)
		die("store", "gate: %s", strerror(errno));
}

static void
let_go(struct gate *g, off_t byte)
{
	if (lock(g->fd, F_UNLCK, byte, F_SETLK) != 0)
		die("store", "gate: %s", strerror(errno));
}

void
gate_enter(struct gate *g, enum store_session how)
{
	wait_for(g, F_WRLCK, TURNSTILE);
	wait_for(g, how == STORE_WRITE ? F_WRLCK : F_RDLCK, GATE);
	let_go(g, TURNSTILE);
}

void
gate_leave(struct gate *g)
{
	let_go(g, GATE);
}

bool
gate_wanted(const struct gate *g)
{
	struct flock l = { .l_type = F_WRLCK,
		.l_whence = SEEK_SET,
		.l_start = TURNSTILE,
		.l_len = 1 };

	return fcntl(g->fd, F_GETLK, &l) != 0 || l.l_type != F_UNLCK;
}

/* ---- the mark */

bool
gate_clean(const struct gate *g)
{
	char mark[BOOT_ID + 2];

	return pread(g->fd, mark, sizeof mark, 0) == sizeof mark &&
	    mark[0] == 'c' && g->boot[0] != '\0' &&
	    memcmp(mark + 2, g->boot, BOOT_ID) == 0;
}

bool
gate_mark(struct gate *g, bool clean)
{
	if (!clean)
		return pwrite(g->fd, "d", 1, 0) == 1;
	return pwrite(g->fd, g->boot, strlen(g->boot), 2) ==
	    (ssize_t)strlen(g->boot) &&
	    pwrite(g->fd, "c", 1, 0) == 1;
}
