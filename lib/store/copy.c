/*
 * A copy of all records at one moment, made while others go on working: a
 * checkpoint, the file in portions, and last the log since the checkpoint,
 * whose replay turns pages of many moments into those of the last one.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/die.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "parts.h"

enum { PORTION = 4 * 1024 * 1024, LOG_NAME = 32 };

static bool
out_of_space(void)
{
	return errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
}

/* False when the disk is full; anything else ends. */
static bool
fine(bool ok, const char *path)
{
	if (!ok && !out_of_space())
		die("store", "%s: %s", path, strerror(errno));
	return ok;
}

/* The log files of a folder, from one name on. */
static bool
each_log(const char *folder, const char *from,
    bool (*each)(const char *path, const char *name, void *arg), void *arg)
{
	DIR *dir = opendir(folder);
	struct dirent *d;
	bool ok = dir != NULL || errno == ENOENT || fine(false, folder);

	while (ok && dir != NULL && (d = readdir(dir)) != NULL) {
		char path[900];

		if (!str_starts(d->d_name, "log.") ||
		    strcmp(d->d_name, from) < 0)
			continue;
		str_printf(path, sizeof path, "%s/%s", folder, d->d_name);
		ok = each(path, d->d_name, arg);
	}
	if (dir != NULL)
		closedir(dir);
	return ok;
}

static bool
keep_lowest(const char *path, const char *name, void *lowest)
{
	char *s = lowest;

	(void)path;
	if (s[0] == '\0' || strcmp(name, s) < 0)
		str_copy(s, LOG_NAME, name);
	return true;
}

/* One portion at most; *n tells how much it was. */
static bool
copy_portion(int in, int out, off_t at, size_t *n)
{
	char *bytes = xmalloc(PORTION);
	ssize_t got = pread(in, bytes, PORTION, at), put = 0;

	*n = 0;
	while (got > 0 && *n < (size_t)got &&
	    (put = pwrite(out, bytes + *n, (size_t)got - *n, at + (off_t)*n)) >=
		0)
		*n += (size_t)put;
	free(bytes);
	return got >= 0 && put >= 0;
}

/* s NULL: at one go. */
static bool
copy_file(const char *from, const char *to, struct store *s)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool ok = fine(in >= 0, from) && fine(out >= 0, to);
	off_t at = 0;
	size_t n = 1;

	while (ok && n > 0) {
		ok = fine(copy_portion(in, out, at, &n), to);
		at += (off_t)n;
		if (s != NULL && n == PORTION)
			store_pause(s);
	}
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	return ok;
}

static bool
copy_log(const char *path, const char *name, void *arg)
{
	const char *const *to = arg;
	char target[900];

	str_printf(target, sizeof target, "%s/log/%s", *to, name);
	return copy_file(path, target, NULL);
}

static bool
copy_within(
    struct store *s, const char *home, const char *to, const char *first_log)
{
	char from[600], target[600];
	struct engine *g;
	bool ok;

	str_printf(from, sizeof from, "%s/postern.db", home);
	str_printf(target, sizeof target, "%s/postern.db", to);
	ok = copy_file(from, target, s);
	str_printf(from, sizeof from, "%s/log", home);
	str_printf(target, sizeof target, "%s/log/old", home);
	ok = ok && each_log(from, first_log, copy_log, &to) &&
	    each_log(target, first_log, copy_log, &to);
	store_close(s);
	if (!ok || (g = engine_open(to, ENGINE_REPLAY)) == NULL)
		return false;
	if (engine_write_out(g))
		return engine_close(g);
	engine_drop(g);
	return false;
}

static bool
make_folder(const char *to, const char *name)
{
	char path[600];

	str_printf(path, sizeof path, "%s%s", to, name);
	return fine(mkdir(path, 0700) == 0 || errno == EEXIST, path);
}

bool
copy_make(const char *home, const char *to)
{
	char first_log[LOG_NAME] = "", folder[600];
	struct store *s;
	bool ok;

	copy_remove(to);
	str_printf(folder, sizeof folder, "%s/log", home);
	s = store_open(home, STORE_WRITE);
	ok = make_folder(to, "") && make_folder(to, "/log") &&
	    make_folder(to, "/log/old") && store_checkpoint(s) &&
	    each_log(folder, "", keep_lowest, first_log);
	store_close(s);
	return ok &&
	    copy_within(store_open(home, STORE_READ), home, to, first_log);
}

static bool
remove_log(const char *path, const char *name, void *arg)
{
	(void)name;
	(void)arg;
	unlink(path);
	return true;
}

void
copy_remove(const char *to)
{
	static const char *const folders[] = { "/log/old", "/log", "" };
	char path[600];

	for (int i = 0; i < 3; i++) {
		str_printf(path, sizeof path, "%s%s", to, folders[i]);
		if (access(path, F_OK) != 0)
			continue;
		if (i < 2)
			(void)each_log(path, "", remove_log, NULL);
		else {
			str_printf(path, sizeof path, "%s/postern.db", to);
			unlink(path);
			str_copy(path, sizeof path, to);
		}
		rmdir(path);
	}
}
