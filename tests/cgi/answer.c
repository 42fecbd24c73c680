/*
 * One request to a page program, and its answer in parts: what a script would
 * need four programs for, each as dear as a page.
 *
 *     answer PROGRAM INPUT OUT HEADS PAGE ERRORS NAME=VALUE ...
 *
 * (of two values of a name the later one) writes to the files: the answer as
 * it came; its headers without CR; what follows the empty line; what else was
 * said. The exit status is the program's; with a value KILL_MS it is killed
 * after so many milliseconds.
 */
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../lib/child.h"

static FILE *
opened(const char *path, const char *how)
{
	FILE *f = fopen(path, how);

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	return f;
}

/* Headers end at the first empty line; what follows is left as it is. */
static void
split(char **to)
{
	FILE *out = opened(to[0], "r");
	FILE *heads = opened(to[1], "w");
	FILE *page = opened(to[2], "w");
	char *line = NULL, block[BUFSIZ];
	size_t size = 0, got;
	ssize_t n;

	while ((n = getline(&line, &size, out)) > 0) {
		if (n > 1 && line[n - 2] == '\r')
			strcpy(line + n - 2, "\n");
		fputs(line, heads);
		if (line[0] == '\n')
			break;
	}
	free(line);
	while ((got = fread(block, 1, sizeof block, out)) > 0)
		fwrite(block, 1, got, page);
	fclose(out);
	if (fclose(heads) != 0 || fclose(page) != 0) {
		perror(to[2]);
		exit(1);
	}
}

/* One value a name: the later one. */
static void
settle(char **environment)
{
	char **to = environment;

	for (char **pair = environment; *pair != NULL; pair++) {
		size_t name = strcspn(*pair, "=") + 1;
		bool again = false;

		for (char **later = pair + 1; *later != NULL; later++)
			again = again || strncmp(*later, *pair, name) == 0;
		if (!again)
			*to++ = *pair;
	}
	*to = NULL;
}

static pid_t child;

static void
kill_child(int signal)
{
	(void)signal;
	kill(child, SIGKILL);
}

/* When it is to be killed; the value is not the program's. */
static void
set_clock(char **environment)
{
	struct itimerval when = { .it_value = { 0, 0 } };
	char **to = environment;
	long ms = 0;

	for (char **pair = environment; *pair != NULL; pair++)
		if (strncmp(*pair, "KILL_MS=", 8) == 0)
			ms = strtol(*pair + 8, NULL, 10);
		else
			*to++ = *pair;
	*to = NULL;
	if (ms <= 0)
		return;
	when.it_value.tv_sec = ms / 1000;
	when.it_value.tv_usec = ms % 1000 * 1000;
	signal(SIGALRM, kill_child);
	setitimer(ITIMER_REAL, &when, NULL);
}

int
main(int argc, char **argv)
{
	sigset_t rings;
	int status;

	assert(argc > 6);
	settle(argv + 7);
	sigemptyset(&rings);
	sigaddset(&rings, SIGALRM);
	sigprocmask(SIG_BLOCK, &rings, NULL);
	set_clock(argv + 7);
	child = child_start(argv[1], argv[2], argv[3], argv[6], argv + 7);
	sigprocmask(SIG_UNBLOCK, &rings, NULL);
	while (waitpid(child, &status, 0) != child)
		assert(errno == EINTR);
	split(argv + 3);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
