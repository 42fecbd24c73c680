/*
 * multipart/form-data: fields to memory, files to the spool folder. Stricter
 * than mail: no transfer encodings, no nesting, no text before the first or
 * after the last boundary; a body that lacks its last boundary was cut off.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "spool.h"

enum { BOUNDARY = 70, HEADERS = 4096, WINDOW = 64 * 1024 };

struct stream {
	struct pairs *pairs;
	struct uploads *files;
	struct intake *in;
	char delimiter[BOUNDARY + 5]; /* CR LF - - boundary */
	size_t delimiter_len;
	char *window;
	size_t from, to; /* what of the window is not used yet */
	int parts;
};

struct part {
	char *name, *file_name; /* NULL: absent */
	bool is_file;
};

/* ---- the window -----------------------------------------------------------
 */

/* At least n bytes in the window; 400 when the body ends before. */
static int
need(struct stream *s, size_t n)
{
	int status = 0;

	while (s->to - s->from < n) {
		ssize_t got;

		if (s->from > 0) {
			memmove(
			    s->window, s->window + s->from, s->to - s->from);
			s->to -= s->from;
			s->from = 0;
		}
		got = intake_read(
		    s->in, s->window + s->to, WINDOW - s->to, &status);
		if (got < 0)
			return status;
		if (got == 0)
			return 400;
		s->to += (size_t)got;
	}
	return 0;
}

static const char *
at(const struct stream *s)
{
	return s->window + s->from;
}

/* ---- headers of a part ----------------------------------------------------
 */

/* The three characters that browsers escape in names; in place. */
static void
unescape(char *s)
{
	char *to = s;

	while (*s != '\0') {
		if (str_starts(s, "%22") || str_starts(s, "%0D") ||
		    str_starts(s, "%0A")) {
			*to++ = s[1] == '2' ? '"' : s[2] == 'D' ? '\r' : '\n';
			s += 3;
		} else {
			*to++ = *s++;
		}
	}
	*to = '\0';
}

/* One `; name="value"`; NULL when it is malformed. */
static char *
parameter(char *s, struct part *p, int *status)
{
	char **to, *value, *end;

	*status = 400;
	s += 1 + strspn(s + 1, " ");
	if (str_starts(s, "name=\"")) {
		to = &p->name;
		value = s + 6;
	} else if (str_starts(s, "filename=\"")) {
		to = &p->file_name;
		value = s + 10;
	} else {
		return NULL;
	}
	end = strchr(value, '"');
	if (end == NULL || *to != NULL)
		return NULL;
	*end = '\0';
	*to = value;
	*status = 0;
	return end + 1;
}

static int
disposition(char *s, struct part *p)
{
	int status = 0;

	if (p->name != NULL || !str_starts(s, "form-data"))
		return 400;
	s += strlen("form-data");
	while (*s == ';')
		if ((s = parameter(s, p, &status)) == NULL)
			return status;
	if (*s != '\0' || p->name == NULL)
		return 400;
	unescape(p->name);
	if (p->file_name != NULL)
		unescape(p->file_name);
	p->is_file = p->file_name != NULL;
	return 0;
}

/* Whether a header other than Content-Disposition is one we can pass over. */
static bool
harmless(const char *name, const char *value)
{
	if (str_same(name, "Content-Transfer-Encoding"))
		return str_same(value, "binary") || str_same(value, "8bit") ||
		    str_same(value, "7bit");
	if (str_same(name, "Content-Type"))
		return strncasecmp(value, "multipart/", 10) != 0;
	return true;
}

static int
header(char *line, struct part *p)
{
	char *colon = strchr(line, ':'), *value;

	if (colon == NULL || colon == line)
		return 400;
	*colon = '\0';
	for (char *c = line; *c != '\0'; c++)
		if (!isalnum((unsigned char)*c) && *c != '-')
			return 400;
	value = colon + 1 + strspn(colon + 1, " \t");
	if (str_same(line, "Content-Disposition"))
		return disposition(value, p);
	return harmless(line, value) ? 0 : 400;
}

/* Reads the headers into text, where the part's names then point. */
static int
headers(struct stream *s, char text[HEADERS + 1], struct part *p)
{
	char *end = NULL, *line = text, *next;
	size_t n = 4;
	int status = 0;

	while (end == NULL && status == 0) {
		if ((status = need(s, n)) != 0)
			return status;
		n = s->to - s->from;
		end = memmem(at(s), n < HEADERS ? n : HEADERS, "\r\n\r\n", 4);
		if (end == NULL && n++ >= HEADERS)
			return 400;
	}
	n = (size_t)(end - at(s));
	memcpy(text, at(s), n);
	text[n] = '\0';
	s->from += n + 4;
	if (strlen(text) != n)
		return 400;
	for (; line != NULL && status == 0; line = next) {
		next = strstr(line, "\r\n");
		if (next != NULL) {
			*next = '\0';
			next += 2;
		}
		if (strpbrk(line, "\r\n") != NULL)
			return 400;
		status = header(line, p);
	}
	return status != 0 || p->name != NULL ? status : 400;
}

/* ---- the content of a part ------------------------------------------------
 */

/* Where content goes. */
struct sink {
	struct buf *text;
	struct spool *file;
};

static int
put(const struct sink *to, const void *p, size_t n)
{
	if (to->file != NULL)
		return spool_add(to->file, p, n);
	if (to->text->len + n > LIMIT_FIELD)
		return 413;
	buf_add(to->text, p, n);
	return 0;
}

/* All up to the next delimiter, which is used up. */
static int
content(struct stream *s, const struct sink *to)
{
	size_t keep = s->delimiter_len - 1;
	int status = 0;

	while (status == 0) {
		size_t n;
		const char *end;

		if ((status = need(s, s->delimiter_len)) != 0)
			return status;
		n = s->to - s->from;
		end = memmem(at(s), n, s->delimiter, s->delimiter_len);
		if (end != NULL) {
			n = (size_t)(end - at(s));
			status = put(to, at(s), n);
			s->from += n + s->delimiter_len;
			return status;
		}
		status = put(to, at(s), n - keep);
		s->from += n - keep;
	}
	return status;
}

static int
text_part(struct stream *s, const struct part *p)
{
	struct buf text = { 0 };
	int status = content(s, &(struct sink){ .text = &text });

	if (status == 0)
		status = pairs_add(s->pairs, p->name, strlen(p->name),
		    text.data != NULL ? text.data : "", text.len, true);
	buf_free(&text);
	return status;
}

static int
file_part(struct stream *s, const struct part *p)
{
	struct spool file = { 0 };
	int status;

	if (s->files->dir == NULL)
		return 415;
	status =
	    spool_begin(s->pairs->mem, s->files, p->name, p->file_name, &file);
	if (status == 0)
		status = content(s, &(struct sink){ .file = &file });
	return spool_end(s->files, &file, status);
}

/* ---- the whole ------------------------------------------------------------
 */

/* The boundary of a Content-Type into the delimiter. */
static bool
boundary(struct stream *s, const char *type)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	    "'()+_,-./:=? ";
	const char *b = strcasestr(type, "boundary=");
	size_t n;

	if (b == NULL)
		return false;
	b += strlen("boundary=");
	if (*b == '"') {
		n = strspn(++b, letters);
		if (b[n] != '"' || b[n + 1] != '\0')
			return false;
	} else {
		n = strcspn(b, "; ");
		if (b[n] != '\0' || strspn(b, letters) < n)
			return false;
	}
	if (n < 1 || n > BOUNDARY || b[n - 1] == ' ')
		return false;
	memcpy(s->delimiter, "\r\n--", 4);
	memcpy(s->delimiter + 4, b, n);
	s->delimiter_len = n + 4;
	return true;
}

static int
part(struct stream *s)
{
	char text[HEADERS + 1];
	struct part p = { 0 };
	int status = headers(s, text, &p);

	if (status != 0)
		return status;
	if (++s->parts > LIMIT_PARAMS)
		return 400;
	return p.is_file ? file_part(s, &p) : text_part(s, &p);
}

/* After the last boundary there is a line end, or nothing. */
static int
ending(struct stream *s)
{
	int status = need(s, 1);

	if (status == 400 && s->from == s->to && s->in->left <= 0)
		return 0;
	if (status == 0)
		status = need(s, 2);
	if (status != 0 || memcmp(at(s), "\r\n", 2) != 0)
		return status != 0 ? status : 400;
	s->from += 2;
	return need(s, 1) == 400 && s->from == s->to && s->in->left <= 0 ? 0 :
									   400;
}

static int
parts(struct stream *s)
{
	size_t n = s->delimiter_len - 2;
	int status = need(s, n);

	if (status != 0 || memcmp(at(s), s->delimiter + 2, n) != 0)
		return status != 0 ? status : 400;
	s->from += n;
	for (;;) {
		if ((status = need(s, 2)) != 0)
			return status;
		if (memcmp(at(s), "--", 2) == 0) {
			s->from += 2;
			return ending(s);
		}
		if (memcmp(at(s), "\r\n", 2) != 0)
			return 400;
		s->from += 2;
		if ((status = part(s)) != 0)
			return status;
	}
}

int
multipart_parse(struct pairs *pairs, struct uploads *files, struct intake *in,
    const char *type)
{
	struct stream s = { .pairs = pairs, .files = files, .in = in };
	int status;

	if (!boundary(&s, type))
		return 400;
	s.window = xmalloc(WINDOW);
	status = parts(&s);
	free(s.window);
	return status;
}
