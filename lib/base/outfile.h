/*
 * A file that appears whole or not at all: written beside its place under
 * another name, synced, and moved there. Standard output, pipes and devices
 * get everything at the end, from a file without a name, so that a slow reader
 * never keeps the program waiting in the middle.
 */
#ifndef POSTERN_OUTFILE_H
#define POSTERN_OUTFILE_H

#include <stdbool.h>

#include <stdint.h>

#include "buf.h"

struct outfile {
	struct buf out; /* add to it, then outfile_put */
	int fd;
	char path[512]; /* "": standard output */
	char made[540]; /* its name meanwhile, or "" */
	char why[640];  /* after a failure */
};

/* path NULL or "-": standard output. False: why says it, in all of them. */
bool outfile_open(struct outfile *, const char *path);
/* Writes what has been added, when it is much. */
bool outfile_put(struct outfile *);
/* Writes the rest and gives the file its name. */
bool outfile_close(struct outfile *);
/* Of one that would go to standard output: the whole in a file without a name,
 * from its beginning, which the caller closes. -1: why says it. */
int outfile_take(struct outfile *, int64_t *size);
/* Forgets it; also after a failure, and after outfile_close. */
void outfile_drop(struct outfile *);

#endif
