/* Addresses of our own pages. */
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/str.h"
#include "web.h"

/* Escapes what may not stand in a query. */
static void
escape(struct buf *b, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || strchr("-._~/", c) != NULL) {
			buf_char(b, *s);
		} else {
			buf_char(b, '%');
			buf_char(b, hex[c >> 4]);
			buf_char(b, hex[c & 15]);
		}
	}
}

static const char *
below_prefix(struct req *r, const char *path)
{
	size_t n = strlen(r->site->prefix), m = strlen(path);
	char *to;

	if (strcmp(path, "/") == 0)
		return r->site->prefix;
	to = arena_alloc(r->mem, n + m + 1);
	memcpy(to, r->site->prefix, n);
	memcpy(to + n, path, m + 1);
	return to;
}

const char *
url(struct req *r, const char *path, ...)
{
	const char *whole = below_prefix(r, path), *name, *value;
	struct buf b = { 0 };
	va_list args;

	va_start(args, path);
	while ((name = va_arg(args, const char *)) != NULL) {
		value = va_arg(args, const char *);
		if (value == NULL || *value == '\0')
			continue;
		if (b.len == 0)
			buf_str(&b, whole);
		buf_char(&b,
		    b.len == strlen(whole) && strchr(path, '?') == NULL ? '?' :
									  '&');
		buf_str(&b, name);
		buf_char(&b, '=');
		escape(&b, value);
	}
	va_end(args);
	if (b.len > 0)
		whole = arena_strndup(r->mem, b.data, b.len);
	buf_free(&b);
	return whole;
}

const char *
url_id(struct req *r, const char *path, int64_t id, const char *rest)
{
	const char *parts[] = { r->site->prefix, path, NULL,
		rest != NULL ? rest : "" };
	char digits[24], *s = digits + sizeof digits - 1, *to;
	size_t n = 0;

	*s = '\0';
	for (uint64_t u = (uint64_t)id;
	     s == digits + sizeof digits - 1 || u > 0; u /= 10)
		*--s = (char)('0' + u % 10);
	parts[2] = s;
	for (int i = 0; i < 4; i++)
		n += strlen(parts[i]);
	to = arena_alloc(r->mem, n + 1);
	n = 0;
	for (int i = 0; i < 4; i++) {
		size_t len = strlen(parts[i]);

		memcpy(to + n, parts[i], len);
		n += len;
	}
	return to;
}

void
redirect(struct req *r, const char *path, const char *done)
{
	buf_clear(&r->out.body);
	r->out.status = 303;
	r->out.location = url(r, path, "done", done, NULL);
}

bool
next_good(const struct req *r, const char *s)
{
	struct path_parts parts;
	char *path;

	if (s == NULL || strlen(s) > 1024 ||
	    strspn(s,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789/?=&._~%+-") != strlen(s))
		return false;
	path = arena_strndup(r->mem, s, strcspn(s, "?"));
	if (!path_clean(path))
		return false;
	for (const struct route *t = r->site->routes; t->method != NULL; t++)
		if (strcmp(t->method, "GET") == 0 &&
		    !(t->roles & ROLE_ANYBODY) &&
		    path_matches(r->mem, t->path, path, &parts))
			return true;
	return false;
}
