/* A growing run of bytes. */
#include "buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "mem.h"

static void
room(struct buf *b, size_t more)
{
	size_t size = b->size > 0 ? b->size : 256;

	if (more > SIZE_MAX / 2 - b->len)
		die("memory", "an unreasonable size");
	while (size < b->len + more + 1)
		size *= 2;
	if (size != b->size) {
		b->data = xrealloc(b->data, size);
		b->size = size;
	}
}

void
buf_add(struct buf *b, const void *p, size_t n)
{
	if (b->size - b->len <= n)
		room(b, n);
	if (n > 0)
		memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_char(struct buf *b, char c)
{
	if (b->size - b->len < 2)
		room(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

void
buf_printf(struct buf *b, const char *format, ...)
{
	va_list args, again;
	int n;

	room(b, 128);
	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(b->data + b->len, b->size - b->len, format, args);
	va_end(args);
	if (n < 0)
		die("memory", "a text could not be formatted");
	if ((size_t)n >= b->size - b->len) {
		room(b, (size_t)n);
		vsnprintf(b->data + b->len, (size_t)n + 1, format, again);
	}
	va_end(again);
	b->len += (size_t)n;
}

void
buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->data != NULL)
		b->data[0] = '\0';
}

void
buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){ 0 };
}
