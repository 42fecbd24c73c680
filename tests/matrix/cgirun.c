/*
 * Runs programs for the matrix: a process as large as node takes longer to
 * fork than a page takes to be made. A request is strings, each ended by NUL:
 *
 *     number, program, input, output, errors, NAME=value ..., ""
 *
 * read from standard input; input, output and errors are files. As soon as the
 * program has ended, a line says "number status signal microseconds". Many run
 * at a time. It ends with its input.
 */
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../lib/child.h"

enum { NUMBER, PROGRAM, INPUT, OUTPUT, ERRORS, ENVIRON, WORDS = 100 };
enum { RUNNING = 64, ROOM = 1 << 20 };

struct running {
	pid_t pid; /* 0: free */
	char number[24];
	struct timespec began;
};

struct runner {
	char in[ROOM];
	size_t len;
	bool over; /* nothing more comes */
	struct running at[RUNNING];
};

static void
child_ended(int signal)
{
	(void)signal; /* it wakes ppoll */
}

static long long
microseconds_since(const struct timespec *began)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - began->tv_sec) * 1000000LL +
	    (now.tv_nsec - began->tv_nsec) / 1000;
}

/* What children leave, whoever has ended. */
static void
reap(struct runner *r)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < RUNNING; i++)
			if (r->at[i].pid == pid) {
				printf("%s %d %d %lld\n", r->at[i].number,
				    WIFEXITED(status) ? WEXITSTATUS(status) :
							-1,
				    WIFSIGNALED(status) ? WTERMSIG(status) : 0,
				    microseconds_since(&r->at[i].began));
				r->at[i].pid = 0;
			}
	fflush(stdout);
}

static void
run(struct runner *r, char **word)
{
	struct running *free = r->at;

	while (free->pid != 0)
		assert(++free < r->at + RUNNING);
	assert(strlen(word[NUMBER]) < sizeof free->number);
	strcpy(free->number, word[NUMBER]);
	clock_gettime(CLOCK_MONOTONIC, &free->began);
	free->pid = child_start(word[PROGRAM], word[INPUT], word[OUTPUT],
	    word[ERRORS], word + ENVIRON);
}

/* The requests that have come whole. */
static void
take(struct runner *r)
{
	char *word[WORDS + 1], *at = r->in, *rest = r->in, *end;
	int n = 0;

	while (
	    (end = memchr(at, '\0', (size_t)(r->in + r->len - at))) != NULL) {
		if (end > at) {
			assert(n < WORDS);
			word[n++] = at;
		} else {
			assert(n >= ENVIRON);
			word[n] = NULL;
			run(r, word);
			n = 0;
			rest = end + 1;
		}
		at = end + 1;
	}
	r->len -= (size_t)(rest - r->in);
	memmove(r->in, rest, r->len);
}

static void
hear(struct runner *r)
{
	ssize_t n = read(STDIN_FILENO, r->in + r->len, ROOM - r->len);

	assert(r->len < ROOM);
	if (n > 0) {
		r->len += (size_t)n;
		take(r);
	} else if (n == 0 || errno != EINTR) {
		r->over = true;
	}
}

int
main(void)
{
	static struct runner r;
	struct sigaction action = { .sa_handler = child_ended };
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	sigset_t child, open;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, &open);
	sigaction(SIGCHLD, &action, NULL);
	while (!r.over) {
		if (ppoll(&in, 1, NULL, &open) > 0)
			hear(&r);
		reap(&r);
	}
	return 0;
}
