/* Programs that tests start. */
#ifndef TESTS_CHILD_H
#define TESTS_CHILD_H

#include <sys/types.h>

/*
 * Starts a program without arguments, with these files and exactly this
 * environment ("NAME=value", ends with NULL). Ends this process with a
 * sentence when it cannot be started.
 */
pid_t child_start(const char *program, const char *input, const char *output,
    const char *errors, char *const *environment);

#endif
