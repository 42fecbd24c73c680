/* Pairs of a query or a form without files: application/x-www-form-urlencoded.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "parse.h"

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* In place of a copy; returns the length, or -1. */
static ptrdiff_t
decode(char *to, const char *s, size_t n)
{
	char *start = to;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '+') {
			*to++ = ' ';
		} else if (s[i] == '%') {
			int high = i + 2 < n ? digit(s[i + 1]) : -1;
			int low = high >= 0 ? digit(s[i + 2]) : -1;

			if (low < 0)
				return -1;
			*to++ = (char)(high << 4 | low);
			i += 2;
		} else {
			*to++ = s[i];
		}
	}
	return to - start;
}

/* Browsers send line ends as CR LF; inside there is only LF. */
static size_t
unify_lines(char *s, size_t n)
{
	size_t to = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] != '\r')
			s[to++] = s[i];
		else if (i + 1 == n || s[i + 1] != '\n')
			s[to++] = '\n';
	}
	return to;
}

static bool
good_name(const char *s, size_t n)
{
	if (n == 0 || n > 64)
		return false;
	for (size_t i = 0; i < n; i++)
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789_-", s[i]) ==
			NULL ||
		    s[i] == '\0')
			return false;
	return true;
}

int
pairs_add(struct pairs *p, const char *name, size_t name_len, const char *value,
    size_t n, bool lines)
{
	int most = p->most > 0 ? p->most : LIMIT_PARAMS;
	char *copy;

	if (p->n == most || !good_name(name, name_len))
		return 400;
	if (n > LIMIT_FIELD)
		return 413;
	if (utf8_check(value, n) != n)
		return 400;
	if (p->at == NULL)
		p->at = arena_alloc(p->mem, (size_t)most * sizeof *p->at);
	copy = arena_strndup(p->mem, value, n);
	if (lines)
		copy[unify_lines(copy, n)] = '\0';
	p->at[p->n++] = (struct param){
		.name = arena_strndup(p->mem, name, name_len),
		.value = copy,
	};
	return 0;
}

static int
pair(struct pairs *p, const char *s, size_t n, char *room, bool lines)
{
	const char *equals = memchr(s, '=', n);
	size_t len = equals != NULL ? (size_t)(equals - s) : n;
	ptrdiff_t name, value = 0;

	name = decode(room, s, len);
	if (name < 0)
		return 400;
	if (equals != NULL)
		value = decode(room + name, equals + 1, n - len - 1);
	if (value < 0)
		return 400;
	return pairs_add(
	    p, room, (size_t)name, room + name, (size_t)value, lines);
}

int
urlencoded_parse(struct pairs *p, const char *s, size_t n, bool lines)
{
	char *room = xmalloc(n + 1);
	int status = 0;

	while (n > 0 && status == 0) {
		const char *amp = memchr(s, '&', n);
		size_t len = amp != NULL ? (size_t)(amp - s) : n;

		if (len > 0)
			status = pair(p, s, len, room, lines);
		else
			status = 400; /* "a=b&&c=d" was made by nobody's form */
		s += len + (amp != NULL);
		n -= len + (amp != NULL);
		if (amp != NULL && n == 0)
			status = 400;
	}
	free(room);
	return status;
}
