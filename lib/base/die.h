/*
 * The end for a broken world: one line in the log, then the hook (a whole
 * error page, a failed test), then exit. Also the log itself.
 */
#ifndef POSTERN_DIE_H
#define POSTERN_DIE_H

#include <stdnoreturn.h>

/* what: the part that failed ("store"); the rest says why. */
noreturn void die(const char *what, const char *why, ...)
    __attribute__((format(printf, 2, 3)));

/* Runs after the line is logged, with the incident number; may not return. */
void die_hook(void (*)(const char *incident));

/*
 * Where lines go: a file opened for append at each line, or stderr when path
 * is NULL. request is printed in each line; neither string is copied.
 */
void log_open(const char *program, const char *path);
void log_request(const char *request);
void log_line(const char *level, const char *, ...)
    __attribute__((format(printf, 2, 3)));

#endif
