/* Work that outlives the request that asked for it. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/die.h"
#include "exchange.h"

/* Nothing of the request may stay open: the server waits for its end. */
static void
let_go(void)
{
	int null = open("/dev/null", O_RDWR);

	for (int fd = 0; fd < 3; fd++)
		if (null >= 0)
			dup2(null, fd);
	for (int fd = 3; fd < 64; fd++)
		close(fd);
	alarm(0);
	signal(SIGALRM, SIG_DFL);
	die_hook(NULL);
}

void
copies_to(const struct req *r)
{
	setenv("TMPDIR", r->conf->spool, 1);
}

static void
work(struct req *r, worker *run, int64_t job)
{
	struct actor who = { .user = r->visitor->user.id,
		.channel = CHANNEL_BATCH };

	str_copy(who.name, sizeof who.name, r->visitor->name);
	copies_to(r);
	let_go();
	run(r->conf, &who, job);
	_exit(0);
}

void
background(struct req *r, worker *run, int64_t job)
{
	pid_t child = fork();

	if (child < 0)
		die("exchange", "no process for the work");
	if (child > 0) {
		(void)waitpid(child, NULL, 0);
		return;
	}
	/* A session of its own, and nobody's child: the server ends what it
	 * started when the visitor leaves. */
	setsid();
	if (fork() == 0)
		work(r, run, job);
	_exit(0);
}
