/* Memory that cannot fail, and arenas of chained blocks. */
#include "mem.h"

#include <malloc.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "die.h"

enum {
	BLOCK = 16 * 1024,
	HUGE_PAGE = 2 * 1024 * 1024,
	AT_HAND = 256 * 1024, /* more than the heap has before it grows */
	USUAL = 192 * 1024,   /* what a page of a site takes */
};

struct block {
	struct block *next;
	size_t used, size;
	_Alignas(max_align_t) unsigned char data[];
};

struct arena {
	struct block *head;
};

/*
 * A process that lives for a millisecond spends most of it on its page faults,
 * so the heap goes on in one huge page: what lies before its border is taken,
 * never touched and never given back. Where there are no huge pages, what is
 * usually needed comes in one call.
 */
void
mem_huge(void)
{
	static char *before[2];
	uintptr_t end, border;

	mallopt(M_MMAP_THRESHOLD, 4 * HUGE_PAGE);
	mallopt(M_TOP_PAD, 2 * HUGE_PAGE);
	before[0] = xmalloc(AT_HAND);
	end = (uintptr_t)before[0] + malloc_usable_size(before[0]);
	border = (end + HUGE_PAGE) / HUGE_PAGE * HUGE_PAGE;
	(void)madvise((void *)border, HUGE_PAGE, MADV_HUGEPAGE);
	before[1] = xmalloc(border - end);
	(void)madvise((void *)border, USUAL, MADV_POPULATE_WRITE);
}

void *
xmalloc(size_t n)
{
	void *p = malloc(n > 0 ? n : 1);

	if (p == NULL)
		die("memory", "out of memory");
	return p;
}

void *
xcalloc(size_t n, size_t size)
{
	void *p = calloc(n > 0 ? n : 1, size > 0 ? size : 1);

	if (p == NULL)
		die("memory", "out of memory");
	return p;
}

void *
xrealloc(void *old, size_t n)
{
	void *p = realloc(old, n > 0 ? n : 1);

	if (p == NULL)
		die("memory", "out of memory");
	return p;
}

char *
xstrdup(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(xmalloc(n), s, n);
}

struct arena *
arena_new(void)
{
	return xcalloc(1, sizeof(struct arena));
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	while (a->head != NULL) {
		struct block *next = a->head->next;

		free(a->head);
		a->head = next;
	}
	free(a);
}

void *
arena_alloc(struct arena *a, size_t n)
{
	struct block *b = a->head;
	size_t room = alignof(max_align_t);
	void *p;

	if (n > SIZE_MAX / 2)
		die("memory", "an unreasonable size");
	n = (n + room - 1) / room * room;
	if (b == NULL || b->size - b->used < n) {
		size_t size = n > BLOCK ? n : BLOCK;

		b = xcalloc(1, sizeof *b + size);
		b->size = size;
		b->next = a->head;
		a->head = b;
	}
	p = b->data + b->used;
	b->used += n;
	return p;
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	if (n > 0)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_vprintf(struct arena *a, const char *format, va_list args)
{
	char text[256], *p;
	va_list again;
	int n;

	va_copy(again, args);
	n = vsnprintf(text, sizeof text, format, args);
	if (n < 0)
		die("memory", "a text could not be formatted");
	if ((size_t)n < sizeof text)
		p = arena_strndup(a, text, (size_t)n);
	else {
		p = arena_alloc(a, (size_t)n + 1);
		vsnprintf(p, (size_t)n + 1, format, again);
	}
	va_end(again);
	return p;
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
	va_list args;
	char *p;

	va_start(args, format);
	p = arena_vprintf(a, format, args);
	va_end(args);
	return p;
}
