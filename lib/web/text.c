/* Text on its way into markup: one escaper for content and attributes alike. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "web.h"

void
page_raw(struct req *r, const char *s, size_t n)
{
	struct buf *b = &r->out.body;

	/* Nearly always there is room; a page is some thousand pieces. */
	if (b->size - b->len <= n) {
		buf_add(b, s, n);
		return;
	}
	memcpy(b->data + b->len, s, n);
	b->len += n;
	b->data[b->len] = '\0';
}

/* What stands for a character; the empty string: itself. */
static const char entities[256][8] = {
	['&'] = "&amp;",
	['<'] = "&lt;",
	['>'] = "&gt;",
	['"'] = "&quot;",
	['\''] = "&#39;",
};

static void
escape(struct req *r, const char *s, size_t n)
{
	const char *end = s + n;

	while (s < end) {
		const char *from = s, *to;

		while (s < end && entities[(unsigned char)*s][0] == '\0')
			s++;
		if (s > from)
			page_raw(r, from, (size_t)(s - from));
		if (s < end) {
			to = entities[(unsigned char)*s++];
			page_raw(r, to, strlen(to));
		}
	}
}

void
text(struct req *r, const char *s)
{
	escape(r, s, strlen(s));
}

void
textf(struct req *r, const char *format, ...)
{
	char small[256];
	va_list args, again;
	int n;

	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(small, sizeof small, format, args);
	va_end(args);
	if (n >= 0 && (size_t)n < sizeof small)
		text(r, small);
	else
		text(r, arena_vprintf(r->mem, format, again));
	va_end(again);
}

/* Where a number stands in a sentence: no printf, for lists are full of them.
 */
void
text_number(struct req *r, int64_t n)
{
	char digits[24], *s = digits + sizeof digits;
	uint64_t u = n < 0 ? -(uint64_t)n : (uint64_t)n;

	do
		*--s = (char)('0' + u % 10);
	while ((u /= 10) > 0);
	if (n < 0)
		*--s = '-';
	page_raw(r, s, (size_t)(digits + sizeof digits - s));
}

void
textn(struct req *r, const char *one, const char *many, int64_t n)
{
	const char *s = n == 1 ? one : many, *at;

	if (text_translates)
		s = ngettext(one, many, (unsigned long)n);
	at = strstr(s, "%lu");
	if (at == NULL) {
		text(r, s);
		return;
	}
	escape(r, s, (size_t)(at - s));
	text_number(r, n);
	text(r, at + 3);
}

/* The length of a web address at s, without a full stop or bracket that
 * belongs to the sentence; 0: there is none. */
static size_t
address(const char *s)
{
	size_t n, scheme;

	if (strncmp(s, "http://", 7) == 0)
		scheme = 7;
	else if (strncmp(s, "https://", 8) == 0)
		scheme = 8;
	else
		return 0;
	n = strcspn(s, " \t\r\n<>\"'");
	while (n > 0 && strchr(".,;:!?)]}", s[n - 1]) != NULL)
		n--;
	return n > scheme ? n : 0;
}

void
text_lines(struct req *r, const char *s)
{
	const char *from = s;

	while (*s != '\0') {
		size_t n = *s == 'h' ? address(s) : 0;

		if (n == 0 && *s != '\n') {
			s++;
			continue;
		}
		escape(r, from, (size_t)(s - from));
		if (n == 0) {
			html(r,
			    "<br>"); /* class text would show a newline too */
			n = 1;
		} else {
			html(r, "<a href=\"");
			escape(r, s, n);
			html(r, "\" rel=\"noopener noreferrer nofollow\">");
			escape(r, s, n);
			html(r, "</a>");
		}
		s += n;
		from = s;
	}
	escape(r, from, (size_t)(s - from));
}
