/* One upload on its way into the spool folder. For lib/web only. */
#ifndef POSTERN_SPOOL_H
#define POSTERN_SPOOL_H

#include <sodium.h>

#include "parse.h"

struct spool {
	struct upload *to; /* NULL before spool_begin */
	int fd;
	crypto_generichash_state hash;
	bool nameless;
};

/* All three answer 0 or the status to refuse with. spool_end takes the status
 * so far, and forgets a file that nobody chose (no name, no bytes). */
int spool_begin(struct arena *, struct uploads *, const char *field,
    const char *file_name, struct spool *);
int spool_add(struct spool *, const void *, size_t);
int spool_end(struct uploads *, struct spool *, int status);

/* A new file below dir that only we can read; -1 with errno. */
int spool_file(const char *dir, char *path, size_t size);

#endif
