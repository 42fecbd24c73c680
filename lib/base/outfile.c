/* Files that appear whole or not at all. */
#include "outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "str.h"

enum { MUCH = 64 * 1024 };

static bool
failed(struct outfile *o, const char *name)
{
	str_printf(o->why, sizeof o->why, "%.500s: %s", name, strerror(errno));
	return false;
}

static const char *
shown_name(const struct outfile *o)
{
	return o->path[0] != '\0' ? o->path : "-";
}

/* Something else than a plain file stands there: a pipe, a device. */
static bool
is_other(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static bool
open_nameless(struct outfile *o)
{
	const char *dir = getenv("TMPDIR");
	char name[540];

	if (dir == NULL || dir[0] == '\0' ||
	    !str_printf(name, sizeof name, "%s/postern.XXXXXX", dir))
		str_copy(name, sizeof name, "/tmp/postern.XXXXXX");
	o->fd = mkostemp(name, O_CLOEXEC);
	if (o->fd < 0)
		return failed(o, name);
	(void)unlink(name);
	return true;
}

bool
outfile_open(struct outfile *o, const char *path)
{
	*o = (struct outfile){ .fd = -1 };
	if (path == NULL || strcmp(path, "-") == 0)
		return open_nameless(o);
	if (!str_copy(o->path, sizeof o->path, path)) {
		errno = ENAMETOOLONG;
		return failed(o, path);
	}
	if (is_other(path))
		return open_nameless(o);
	str_printf(o->made, sizeof o->made, "%s.XXXXXX", path);
	o->fd = mkostemp(o->made, O_CLOEXEC);
	if (o->fd >= 0)
		return true;
	o->made[0] = '\0';
	return failed(o, path);
}

static bool
write_all(struct outfile *o, int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return failed(o, shown_name(o));
		p += done;
		n -= (size_t)done;
	}
	return true;
}

static bool
flush_out(struct outfile *o)
{
	bool good = write_all(o, o->fd, o->out.data, o->out.len);

	buf_clear(&o->out);
	return good;
}

bool
outfile_put(struct outfile *o)
{
	return o->out.len < MUCH || flush_out(o);
}

/* The nameless file to whoever waits for it. */
static bool
hand_over(struct outfile *o)
{
	static const size_t size = MUCH;
	int to = o->path[0] == '\0' ? STDOUT_FILENO :
				      open(o->path, O_WRONLY | O_CLOEXEC);
	char *part;
	ssize_t n;
	bool good = true;

	if (to < 0 || lseek(o->fd, 0, SEEK_SET) < 0)
		return failed(o, shown_name(o));
	part = malloc(size);
	if (part == NULL)
		return failed(o, shown_name(o));
	while (good && (n = read(o->fd, part, size)) > 0)
		good = write_all(o, to, part, (size_t)n);
	free(part);
	if (to != STDOUT_FILENO && close(to) != 0 && good)
		good = failed(o, shown_name(o));
	return good;
}

/* So that the new name, too, is there after a power cut. */
static void
sync_folder(const char *path)
{
	char dir[512];
	char *slash;
	int fd;

	str_copy(dir, sizeof dir, path);
	slash = strrchr(dir, '/');
	if (slash == dir)
		dir[1] = '\0';
	else if (slash != NULL)
		*slash = '\0';
	fd =
	    open(slash != NULL ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	(void)fsync(fd);
	close(fd);
}

bool
outfile_close(struct outfile *o)
{
	bool good = flush_out(o);

	if (good && o->made[0] == '\0')
		good = hand_over(o);
	else if (good && fsync(o->fd) != 0)
		good = failed(o, o->path);
	if (o->fd >= 0 && close(o->fd) != 0 && good)
		good = failed(o, shown_name(o));
	o->fd = -1;
	if (good && o->made[0] != '\0') {
		if (rename(o->made, o->path) != 0)
			good = failed(o, o->path);
		else
			o->made[0] = '\0';
	}
	if (good && o->path[0] != '\0')
		sync_folder(o->path);
	outfile_drop(o);
	return good;
}

int
outfile_take(struct outfile *o, int64_t *size)
{
	int fd = -1;

	if (flush_out(o) && (*size = lseek(o->fd, 0, SEEK_CUR)) >= 0 &&
	    lseek(o->fd, 0, SEEK_SET) == 0) {
		fd = o->fd;
		o->fd = -1;
	} else {
		(void)failed(o, shown_name(o));
	}
	outfile_drop(o);
	return fd;
}

void
outfile_drop(struct outfile *o)
{
	if (o->fd >= 0)
		close(o->fd);
	o->fd = -1;
	if (o->made[0] != '\0')
		(void)unlink(o->made);
	o->made[0] = '\0';
	buf_free(&o->out);
}
