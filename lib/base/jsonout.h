/* Writing JSON: UTF-8, one value after the other, no floating point. */
#ifndef POSTERN_JSONOUT_H
#define POSTERN_JSONOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"

struct json {
	struct buf *out;
	bool more; /* a comma goes in front of the next value */
};

/* name NULL: in a list. open and close are { and }, or [ and ]. */
void json_open(struct json *, const char *name, char open);
void json_close(struct json *, char close);
/* s is clean UTF-8. */
void json_text(struct json *, const char *name, const char *s);
void json_int(struct json *, const char *name, int64_t);

#endif
