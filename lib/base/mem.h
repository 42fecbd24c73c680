/*
 * Memory that is either there or ends the program, and arenas: memory that
 * lives as long as one request, one transaction or one imported record.
 */
#ifndef POSTERN_MEM_H
#define POSTERN_MEM_H

#include <stdarg.h>
#include <stddef.h>

/* For a process that will end soon; once, before it takes any memory. */
void mem_huge(void);

void *xmalloc(size_t);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *, size_t);
char *xstrdup(const char *);

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *); /* and all that came from it */

/* All three never return NULL; the memory is zeroed and aligned for any type.
 */
void *arena_alloc(struct arena *, size_t);
char *arena_strndup(struct arena *, const char *, size_t);
char *arena_strdup(struct arena *, const char *);
char *arena_printf(struct arena *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *, const char *, va_list)
    __attribute__((format(printf, 2, 0)));

#endif
