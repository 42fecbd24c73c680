/* A lock that only one process of all hosts holds, and that says who. */
#ifndef POSTERN_NIGHTLOCK_H
#define POSTERN_NIGHTLOCK_H

#include <stddef.h>

struct night_lock {
	int fd;
	char stale[200]; /* who left it behind; "": nobody */
};
enum night_locked { NIGHT_LOCKED, NIGHT_BUSY, NIGHT_NO_LOCK };
/* why: who has it, or what is wrong. */
enum night_locked night_lock(
    struct night_lock *, const char *path, char *why, size_t size);
void night_unlock(struct night_lock *);
void night_host(char *to, size_t size);

#endif
