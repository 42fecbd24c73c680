/* Programs that tests start: no shell, and no copy of this process. */
#include "child.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

pid_t
child_start(const char *program, const char *input, const char *output,
    const char *errors, char *const *environment)
{
	enum { MODE = 0600, WRITE = O_WRONLY | O_CREAT | O_TRUNC };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	char *name = strdup(program), *argv[] = { name, NULL };
	sigset_t none;
	pid_t pid;
	int error;

	sigemptyset(&none);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, input, O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 1, output, WRITE, MODE);
	posix_spawn_file_actions_addopen(&files, 2, errors, WRITE, MODE);
	error = posix_spawn(&pid, program, &files, &attr, argv, environment);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	free(name);
	if (error != 0) {
		fprintf(stderr, "%s: %s\n", program, strerror(error));
		exit(1);
	}
	return pid;
}
