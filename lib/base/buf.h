/* A run of bytes that grows; always ends in a NUL that is not counted. */
#ifndef POSTERN_BUF_H
#define POSTERN_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char *data; /* NULL while empty */
	size_t len, size;
};

void buf_add(struct buf *, const void *, size_t);
void buf_str(struct buf *, const char *);
void buf_char(struct buf *, char);
void buf_printf(struct buf *, const char *, ...)
    __attribute__((format(printf, 2, 3)));
void buf_clear(struct buf *); /* empty, memory kept */
void buf_free(struct buf *);

#endif
