/*
 * What requests are made of: pairs, cookies, paths, multipart bodies. For
 * lib/web and its tests only. What is not well-formed is refused, never mended.
 */
#ifndef POSTERN_PARSE_H
#define POSTERN_PARSE_H

#include <sys/types.h>

#include "request.h"

/* A reader of bytes: like read(2), 0 at the end, -1 with errno. */
struct intake {
	ssize_t (*read)(void *arg, void *to, size_t n);
	void *arg;
	int64_t left;  /* bytes to come; -1: until the end */
	int64_t limit; /* no more than this, all in all */
	int64_t taken;
	bool ended; /* nothing is left to read */
};

/* At least one byte, or 0 at the end; -1 with *status set: 400 when the end
 * came early, 413 above the limit. */
ssize_t intake_read(struct intake *, void *to, size_t n, int *status);

/* Pairs in the order of the request. */
struct pairs {
	struct arena *mem;
	struct param *at;
	int n;
	int most; /* 0: LIMIT_PARAMS */
};

/* Copies name and value; 400 when there are too many or bytes are bad.
 * lines: line ends become "\n". */
int pairs_add(struct pairs *, const char *name, size_t, const char *value,
    size_t, bool lines);

/* a=b&c=d; 0, or the status to refuse with. */
int urlencoded_parse(struct pairs *, const char *, size_t, bool lines);

/* The value of a cookie, or NULL. The first one counts. */
const char *cookie_named(struct arena *, const char *header, const char *name);

/* "/cases/#/files/#" against "/cases/7/files/12". */
struct path_parts {
	int64_t id[2];
	const char *word;
};
bool path_matches(
    struct arena *, const char *pattern, const char *path, struct path_parts *);
/* Nothing but what a path below the prefix may be made of. */
bool path_clean(const char *);

enum { UPLOADS_MAX = 20 };

/* Where files of a multipart body go, and what came of them. */
struct uploads {
	const char *dir; /* spool folder; NULL: a file is refused with 415 */
	struct upload *at;
	int n;
};
/* Reads a whole multipart/form-data body; type is the Content-Type. 0, or the
 * status: 400 413 415, 507 when the spool folder is full. */
int multipart_parse(
    struct pairs *, struct uploads *, struct intake *, const char *type);
/* Removes spool files that nobody took. */
void uploads_clear(struct uploads *);

#endif
