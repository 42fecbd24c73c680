/*
 * Uploads in the spool folder: random names, readable by us alone, hashed
 * while they come in. The name the browser sent is only kept as a text.
 */
#include "spool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/die.h"
#include "base/secret.h"
#include "base/str.h"
#include "base/utf8.h"

enum { HASH = 32, ABANDONED = 3600 };

static const char prefix[] = "upload-";

/* Files of requests that were killed; nobody can want them any more. */
static void
sweep(const char *dir)
{
	DIR *d = opendir(dir);
	const struct dirent *e;
	struct stat st;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL)
		if (str_starts(e->d_name, prefix) &&
		    fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) ==
			0 &&
		    st.st_mtime < time(NULL) - ABANDONED)
			(void)unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
}

int
spool_file(const char *dir, char *path, size_t size)
{
	char token[TOKEN_TEXT];

	token_new(token);
	if (!str_printf(path, size, "%s/%s%.24s", dir, prefix, token)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return open(
	    path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
}

/* "C:\photos\x.png" and "../x.png" are "x.png". */
static const char *
last_part(const char *name)
{
	for (const char *s = name; *s != '\0'; s++)
		if (*s == '/' || *s == '\\')
			name = s + 1;
	return name;
}

static int
trouble(const char *path)
{
	if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
		return 507;
	die("spool", "%s: %s", path, strerror(errno));
}

int
spool_begin(struct arena *mem, struct uploads *files, const char *field,
    const char *file_name, struct spool *s)
{
	struct spooled *f;

	if (!utf8_clean(file_name, false) || strlen(field) > 64 ||
	    files->n == UPLOADS_MAX)
		return 400;
	if (files->at == NULL) {
		sweep(files->dir);
		files->at = arena_alloc(mem, UPLOADS_MAX * sizeof *files->at);
	}
	s->to = &files->at[files->n];
	*s->to = (struct upload){ .field = arena_strdup(mem, field) };
	f = &s->to->file;
	file_name = last_part(file_name);
	s->nameless = *file_name == '\0';
	str_copy(f->file_name, sizeof f->file_name,
	    s->nameless ? "file" : file_name);
	s->fd = spool_file(files->dir, f->path, sizeof f->path);
	if (s->fd < 0) {
		int status = trouble(f->path);

		s->to = NULL;
		return status;
	}
	files->n++;
	crypto_generichash_init(&s->hash, NULL, 0, HASH);
	return 0;
}

int
spool_add(struct spool *s, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	crypto_generichash_update(&s->hash, p, n);
	s->to->file.size += (int64_t)n;
	while (n > 0) {
		ssize_t done = write(s->fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return trouble(s->to->file.path);
		p += done;
		n -= (size_t)done;
	}
	return 0;
}

int
spool_end(struct uploads *files, struct spool *s, int status)
{
	unsigned char hash[HASH];

	if (s->to == NULL)
		return status;
	crypto_generichash_final(&s->hash, hash, sizeof hash);
	sodium_bin2hex(
	    s->to->file.hash, sizeof s->to->file.hash, hash, sizeof hash);
	if (close(s->fd) < 0 && status == 0)
		status = trouble(s->to->file.path);
	if (s->nameless && s->to->file.size == 0) {
		(void)unlink(s->to->file.path);
		files->n--;
	}
	return status;
}

void
uploads_clear(struct uploads *files)
{
	for (int i = 0; i < files->n; i++)
		if (files->at[i].file.path[0] != '\0')
			(void)unlink(files->at[i].file.path);
	files->n = 0;
}
