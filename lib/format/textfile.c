/* Text files in any encoding. */
#include "textfile.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

enum { PIECE = 65536, LET_GO = 4 * 1024 * 1024 };

static const struct {
	const char *bytes;
	size_t n;
	const char *encoding;
} marks[] = {
	{ "\xef\xbb\xbf", 3, "UTF-8" },
	{ "\xff\xfe", 2, "UTF-16LE" },
	{ "\xfe\xff", 2, "UTF-16BE" },
	{ NULL, 0, NULL },
};

/* Cards are known by their first word, also where they lack a mark. */
static const struct {
	const char *bytes;
	const char *encoding;
} starts[] = {
	{ "\0B\0E\0G\0I\0N\0:", "UTF-16BE" },
	{ "B\0E\0G\0I\0N\0:\0", "UTF-16LE" },
};
enum { START = 12 };

/* ---- nameless files */

static int
nameless(void)
{
	const char *dir = getenv("TMPDIR");
	char path[600];
	int fd;

	if (dir == NULL || dir[0] == '\0')
		dir = "/tmp";
	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0) {
		str_printf(path, sizeof path, "%s/postern-XXXXXX", dir);
		fd = mkostemp(path, O_CLOEXEC);
		if (fd >= 0)
			unlink(path);
	}
	if (fd < 0)
		die("import", "%s: %s", dir, strerror(errno));
	return fd;
}

static void
put(int fd, const char *s, size_t n)
{
	while (n > 0) {
		ssize_t k = write(fd, s, n);

		if (k <= 0)
			die("import", "no room for a copy of the file: %s",
			    strerror(errno));
		s += k;
		n -= (size_t)k;
	}
}

/* The file's bytes; the descriptor is closed. */
static const char *
map(int fd, size_t *n)
{
	struct stat st;
	void *p;

	if (fstat(fd, &st) != 0)
		die("import", "%s", strerror(errno));
	*n = (size_t)st.st_size;
	p = *n == 0 ? NULL : mmap(NULL, *n, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		die("import", "%s", strerror(errno));
	close(fd);
	return p;
}

/* Whole pages between the two are read from the file again when they are asked
 * for: a file of any size takes little memory. */
static void
let_go(const char *from, const char *to)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t a = ((uintptr_t)from + page - 1) / page * page;
	uintptr_t z = (uintptr_t)to / page * page;

	if (z > a)
		(void)madvise((void *)a, z - a, MADV_DONTNEED);
}

void
textfile_passed(struct textfile *t, const char *p)
{
	if (p < t->passed)
		t->passed = p;
	if (p - t->passed < LET_GO)
		return;
	let_go(t->passed, p);
	t->passed = p;
}

/* utf8_check, a portion at a time. */
static size_t
check(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n) {
		size_t end = n - i > LET_GO ? i + LET_GO : n, good;

		while (end < n && ((unsigned char)s[end] & 0xc0) == 0x80)
			end++;
		good = utf8_check(s + i, end - i);
		let_go(s + i, s + i + good);
		i += good;
		if (i < end)
			break;
	}
	return i;
}

/* ---- reading */

static bool
copy_in(const char *path, int to, char hash[TEXTFILE_HASH], char *why)
{
	int from = strcmp(path, "-") == 0 ? STDIN_FILENO :
					    open(path, O_RDONLY | O_CLOEXEC);
	unsigned char digest[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;
	char piece[PIECE];
	ssize_t n = -1;

	crypto_hash_sha256_init(&state);
	while (from >= 0 && (n = read(from, piece, sizeof piece)) > 0) {
		put(to, piece, (size_t)n);
		crypto_hash_sha256_update(
		    &state, (unsigned char *)piece, (size_t)n);
	}
	if (n < 0)
		str_printf(why, TEXTFILE_WHY, _("%s cannot be read: %s"), path,
		    strerror(errno));
	if (from > STDIN_FILENO)
		close(from);
	crypto_hash_sha256_final(&state, digest);
	sodium_bin2hex(hash, TEXTFILE_HASH, digest, sizeof digest);
	return n == 0;
}

/* Line and column, from 1, of the byte at offset. */
static void
place(const char *s, size_t offset, long *line, long *column)
{
	size_t start = 0;

	*line = 1;
	for (size_t i = 0; i < offset; i++)
		if (s[i] == '\n' ||
		    (s[i] == '\r' && (i + 1 >= offset || s[i + 1] != '\n'))) {
			++*line;
			start = i + 1;
		}
	*column = (long)(offset - start) + 1;
}

static void
bad_byte(struct text_fault *f, const char *encoding, unsigned byte)
{
	f->code = "E_ENCODING";
	str_printf(
	    f->why, sizeof f->why, _("byte 0x%02x is not %s"), byte, encoding);
}

/* ---- converting */

/*
 * From any encoding to UTF-8 into fd. False at a byte sequence that is none;
 * *at is its offset in s.
 */
static bool
convert(iconv_t cd, const char *s, size_t n, int fd, size_t *at)
{
	char *in = (char *)(uintptr_t)s, out[PIECE];
	size_t left = n;

	for (;;) {
		char *to = out;
		size_t room = sizeof out;
		size_t rc = iconv(cd, left > 0 ? &in : NULL, &left, &to, &room);
		int error = rc == (size_t)-1 ? errno : 0;

		put(fd, out, sizeof out - room);
		if (error != 0 && error != E2BIG) {
			*at = n - left;
			return false;
		}
		if (error == 0 && left == 0 && in == s + n)
			return true;
	}
}

#if !defined __clang__
/* gcc's analyzer counts the -1 of a failed iconv_open as something to free. */
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak"
#endif

static bool
to_utf8(struct textfile *t, const char *raw, size_t n, struct text_fault *f)
{
	int fd = nameless();
	iconv_t cd = iconv_open("UTF-8", t->encoding);
	size_t at = n;
	bool good = false;

	if (cd == (iconv_t)-1)
		str_printf(f->why, sizeof f->why,
		    _("the encoding %s is not known here"), t->encoding);
	else {
		good = convert(cd, raw, n, fd, &at);
		iconv_close(cd);
	}
	t->map = map(fd, &t->mapped);
	t->text = t->map != NULL ? t->map : "";
	t->n = t->mapped;
	if (!good && at < n) {
		/* What was converted so far tells the place. */
		place(t->text, t->n, &f->line, &f->column);
		bad_byte(f, t->encoding, (unsigned char)raw[at]);
	}
	return good;
}

/* ---- which encoding */

static size_t
find_mark(struct textfile *t, const char *raw, size_t n)
{
	for (int i = 0; marks[i].bytes != NULL; i++)
		if (n >= marks[i].n &&
		    memcmp(raw, marks[i].bytes, marks[i].n) == 0) {
			str_copy(
			    t->encoding, sizeof t->encoding, marks[i].encoding);
			t->mark = true;
			return marks[i].n;
		}
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (n > START && memcmp(raw, starts[i].bytes, START) == 0)
			str_copy(t->encoding, sizeof t->encoding,
			    starts[i].encoding);
	return 0;
}

static bool
is_utf8_name(const char *name)
{
	return str_same(name, "UTF-8") || str_same(name, "UTF8");
}

/* UTF-8 as it is, or what to take it for. False: refused. */
static bool
settle(struct textfile *t, const char *raw, size_t n, const char *given,
    struct text_fault *f)
{
	size_t bad;

	if (given != NULL && !is_utf8_name(given)) {
		str_copy(t->encoding, sizeof t->encoding, given);
		return true;
	}
	if (t->encoding[0] != '\0' && strcmp(t->encoding, "UTF-8") != 0)
		return true;
	str_copy(t->encoding, sizeof t->encoding, "UTF-8");
	bad = check(raw, n);
	if (bad == n)
		return true;
	place(raw, bad, &f->line, &f->column);
	if (memchr(raw, '\0', n) != NULL) {
		f->code = "E_ENCODING";
		str_printf(f->why, sizeof f->why,
		    _("this is not a text file: it holds NUL bytes"));
		return false;
	}
	if (given != NULL || t->mark) {
		bad_byte(f, "UTF-8", (unsigned char)raw[bad]);
		return false;
	}
	t->guessed = true;
	t->line = f->line;
	t->column = f->column;
	t->byte = (unsigned char)raw[bad];
	str_copy(t->encoding, sizeof t->encoding, "WINDOWS-1252");
	return true;
}

bool
textfile_open(const char *path, const char *encoding, struct textfile *t,
    struct text_fault *f)
{
	const char *raw;
	size_t n, skip;
	bool good;
	int fd;

	memset(t, 0, sizeof *t);
	memset(f, 0, sizeof *f);
	fd = nameless();
	if (!copy_in(path, fd, t->hash, f->why)) {
		close(fd);
		return false;
	}
	raw = map(fd, &n);
	skip = n > 0 ? find_mark(t, raw, n) : 0;
	good = n == 0 || settle(t, raw + skip, n - skip, encoding, f);
	if (good && n > 0 && !is_utf8_name(t->encoding)) {
		good = to_utf8(t, raw + skip, n - skip, f);
		munmap((void *)(uintptr_t)raw, n);
	} else {
		t->map = raw;
		t->mapped = n;
		t->text = n > 0 ? raw + skip : "";
		t->n = n - skip;
	}
	if (good && !is_utf8_name(t->encoding) &&
	    check(t->text, t->n) != t->n) {
		place(t->text, check(t->text, t->n), &f->line, &f->column);
		bad_byte(f, "text", 0);
		good = false;
	}
	t->passed = t->text;
	if (!good)
		textfile_close(t);
	return good;
}

void
textfile_close(struct textfile *t)
{
	if (t->map != NULL)
		munmap((void *)(uintptr_t)t->map, t->mapped);
	t->map = NULL;
	t->text = NULL;
	t->n = 0;
}

/* ---- and back */

void
textfile_mark(const struct textfile *t, struct buf *b)
{
	for (int i = 0; t->mark && marks[i].bytes != NULL; i++)
		if (strcmp(marks[i].encoding, t->encoding) == 0)
			buf_add(b, marks[i].bytes, marks[i].n);
}

void
textfile_encode(
    const struct textfile *t, const char *s, size_t n, struct buf *b)
{
	char *in = (char *)(uintptr_t)s, out[1024];
	iconv_t cd;

	if (is_utf8_name(t->encoding)) {
		buf_add(b, s, n);
		return;
	}
	if ((cd = iconv_open(t->encoding, "UTF-8")) == (iconv_t)-1)
		die("import", "the encoding %s is gone", t->encoding);
	while (n > 0) {
		char *to = out;
		size_t room = sizeof out;
		size_t rc = iconv(cd, &in, &n, &to, &room);

		buf_add(b, out, sizeof out - room);
		if (rc == (size_t)-1 && errno != E2BIG) {
			/* A letter of our own sentences that it lacks. */
			textfile_encode(t, "?", 1, b);
			do {
				in++;
				n--;
			} while (n > 0 && ((unsigned char)*in & 0xc0) == 0x80);
		}
	}
	iconv_close(cd);
}
