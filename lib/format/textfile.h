/*
 * A text file as UTF-8, whatever it was written in. A copy is taken first, so
 * that all passes over it read the same bytes; it lies in a nameless file,
 * not in memory of ours.
 */
#ifndef POSTERN_TEXTFILE_H
#define POSTERN_TEXTFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

enum { TEXTFILE_WHY = 300, TEXTFILE_HASH = 65 };

struct textfile {
	const char *text; /* n bytes of valid UTF-8, without a mark in front */
	size_t n;
	char encoding[32]; /* what it was */
	bool mark;         /* it began with a byte order mark */
	bool guessed;      /* windows-1252, because of the byte below */
	long line, column;
	unsigned byte;
	char hash[TEXTFILE_HASH]; /* SHA-256 of the file as it is */
	const char *passed;       /* up to here memory was given back */
	size_t mapped;
	const void *map;
};

struct text_fault {
	const char *code; /* E_ENCODING, or NULL: cannot be read at all */
	long line, column;
	char why[TEXTFILE_WHY];
};

/*
 * path "-" is standard input. encoding NULL: by the mark, else UTF-8 if all
 * of it is, else windows-1252.
 */
bool textfile_open(const char *path, const char *encoding, struct textfile *,
    struct text_fault *);
/* What lies before p is not needed for now: its memory is given back. */
void textfile_passed(struct textfile *, const char *p);
void textfile_close(struct textfile *);

/* Text of it back in the file's own encoding. */
void textfile_encode(
    const struct textfile *, const char *s, size_t n, struct buf *);
/* The mark that stood in front, in the file's own encoding. */
void textfile_mark(const struct textfile *, struct buf *);

#endif
