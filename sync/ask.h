/* Questions on a terminal, and the same answers as options. */
#ifndef POSTERN_ASK_H
#define POSTERN_ASK_H

#include <stdbool.h>
#include <stddef.h>

enum { ANSWER = 512 };

/* NULL when the answer will do, else a sentence; may tidy the answer up. */
typedef const char *ask_check(void *arg, char answer[ANSWER]);

struct ask {
	const char *option;   /* its long option: "instance" */
	const char *question; /* translated */
	ask_check *check;
	void *arg;
};

/*
 * answer comes with the option's value (given) or a default. Not given and
 * interactive: the question is put until an answer will do. Otherwise an
 * answer that will not do ends the command with its sentence. yes: the
 * default is taken without asking.
 */
void ask(const struct ask *, bool given, bool interactive, char answer[ANSWER]);

#endif
