/*
 * Archives: files put one behind the other into a ZIP, stored as they are.
 * Up to 4 GB, which is where the plain format ends.
 */
#ifndef POSTERN_ZIPFILE_H
#define POSTERN_ZIPFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "outfile.h"

struct zipfile {
	struct outfile *out;
	int64_t at;          /* bytes so far */
	int64_t files;       /* so far */
	unsigned date, time; /* of all files, as MS-DOS has them */
	struct buf directory;
};

void zip_begin(struct zipfile *, struct outfile *, int64_t now);
/* Adds a file; its name is UTF-8, with / between folders. False: the archive
 * would be too large, or out->why. */
bool zip_add(struct zipfile *, const char *name, const void *, size_t);
/* The directory; the outfile is still to be closed. False as above. */
bool zip_end(struct zipfile *);

#endif
