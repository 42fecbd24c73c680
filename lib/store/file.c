/* Attachments: files of their own under home/files, known by a key each. */
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/die.h"
#include "../base/str.h"
#include "parts.h"

enum { NAME_LENGTH = 32 };

static bool
name_wellformed(const char *name)
{
	return strlen(name) == NAME_LENGTH &&
	    strspn(name, "0123456789abcdef") == NAME_LENGTH;
}

static void
key_file(struct key *k, const char *name)
{
	key_start(k, ENTITY_SYSTEM, SYSTEM_FILE);
	key_bytes(k, name, strlen(name));
}

static bool
out_of_space(void)
{
	return errno == ENOSPC || errno == EDQUOT || errno == EFBIG;
}

static bool
synced(int fd)
{
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

/* False with errno. */
static bool
take(const char *spool, const char *dir, const char *path)
{
	return synced(open(spool, O_RDONLY | O_CLOEXEC)) &&
	    chmod(spool, 0600) == 0 &&
	    (mkdir(dir, 0700) == 0 || errno == EEXIST) &&
	    rename(spool, path) == 0 &&
	    synced(open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

enum rc
store_file_add(struct txn *x, const char *spool, char *name, size_t size)
{
	unsigned char random[NAME_LENGTH / 2];
	char dir[600], path[700];
	struct key k;

	assert(x->actor != NULL && size > NAME_LENGTH);
	if (sodium_init() < 0)
		die("store", "no random numbers");
	randombytes_buf(random, sizeof random);
	sodium_bin2hex(name, size, random, sizeof random);
	str_printf(dir, sizeof dir, "%s/files/%.2s", store_home(x), name);
	str_printf(path, sizeof path, "%s/%s", dir, name);
	if (!take(spool, dir, path)) {
		if (!out_of_space())
			die("store", "%s to %s: %s", spool, path,
			    strerror(errno));
		return RC_FULL;
	}
	key_file(&k, name);
	engine_put(x->engine, k.at, k.n, NULL, 0);
	return engine_full(x->engine) ? RC_FULL : RC_OK;
}

void
store_file_drop(struct txn *x, const char *name)
{
	struct key k;

	assert(x->actor != NULL && name_wellformed(name));
	key_file(&k, name);
	engine_delete(x->engine, k.at, k.n);
}

void
store_file_clear(struct txn *x, const char *name)
{
	char path[700];
	struct bytes v;
	struct key k;

	if (!name_wellformed(name))
		return;
	key_file(&k, name);
	if (engine_get(x->engine, k.at, k.n, &v))
		return;
	str_printf(
	    path, sizeof path, "%s/files/%.2s/%s", store_home(x), name, name);
	(void)unlink(path);
}

int
store_file_open(struct txn *x, const char *name)
{
	char path[700];

	if (!name_wellformed(name))
		return -1;
	str_printf(
	    path, sizeof path, "%s/files/%.2s/%s", store_home(x), name, name);
	return open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

/* ---- care */

static void
find_missing(
    struct txn *x, void (*tell)(void *arg, const char *line), void *arg)
{
	struct cursor *c = cursor_open(x->engine, "", 0);
	struct key k;
	bool more;

	key_start(&k, ENTITY_SYSTEM, SYSTEM_FILE);
	for (more = cursor_seek(c, k.at, k.n);
	     more && begins_with(cursor_key(c), &k); more = cursor_next(c)) {
		char name[NAME_LENGTH + 1] = "", line[100];
		struct bytes b = cursor_key(c);
		int fd;

		if (b.n == k.n + NAME_LENGTH)
			memcpy(name, (const char *)b.at + k.n, NAME_LENGTH);
		if ((fd = store_file_open(x, name)) >= 0) {
			close(fd);
			continue;
		}
		str_printf(line, sizeof line, "the file %s is missing", name);
		tell(arg, line);
	}
	cursor_close(c);
}

/* Nobody writes meanwhile, so a file without a key belongs to a transaction
 * that was not kept. */
static void
remove_strangers(struct txn *x, const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *d;

	while (dir != NULL && (d = readdir(dir)) != NULL) {
		char file[900];
		struct bytes v;
		struct key k;

		if (d->d_type != DT_REG)
			continue;
		str_printf(file, sizeof file, "%s/%s", path, d->d_name);
		key_file(&k, d->d_name);
		if (!name_wellformed(d->d_name) ||
		    !engine_get(x->engine, k.at, k.n, &v))
			unlink(file);
	}
	if (dir != NULL)
		closedir(dir);
}

void
files_check(struct txn *x, void (*tell)(void *arg, const char *line), void *arg)
{
	char path[700];

	find_missing(x, tell, arg);
	for (unsigned i = 0; i < 256; i++) {
		str_printf(
		    path, sizeof path, "%s/files/%02x", store_home(x), i);
		remove_strangers(x, path);
	}
}

/* ---- the secret key */

void
secret_create(const char *home)
{
	unsigned char secret[32];
	char path[600];
	int fd;

	if (sodium_init() < 0)
		die("store", "no random numbers");
	randombytes_buf(secret, sizeof secret);
	str_printf(path, sizeof path, "%s/secret.key", home);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, secret, sizeof secret) != sizeof secret ||
	    !synced(fd))
		die("store", "%s: %s", path, strerror(errno));
	sodium_memzero(secret, sizeof secret);
}
