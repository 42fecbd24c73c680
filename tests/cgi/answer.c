/*
 * One request to a page program, and its answer in parts: what a script would
 * need four programs for, each as dear as a page.
 *
 *     answer PROGRAM INPUT FOLDER NAME=VALUE ...
 *
 * (of two values of a name the later one) leaves in the folder: out, the answer
 * as it came; heads, its headers without CR; page, what follows the empty line;
 * err, what else was said. The exit status is the program's.
 */
#include <assert.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "../lib/child.h"

static const char *
in_folder(const char *folder, const char *name)
{
	static char path[4][PATH_MAX];
	static int n;
	char *to = path[n++ % 4];

	snprintf(to, PATH_MAX, "%s/%s", folder, name);
	return to;
}

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
split(const char *folder)
{
	FILE *out = opened(in_folder(folder, "out"), "r");
	FILE *heads = opened(in_folder(folder, "heads"), "w");
	FILE *page = opened(in_folder(folder, "page"), "w");
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
		perror(folder);
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

int
main(int argc, char **argv)
{
	int status;
	pid_t pid;

	assert(argc > 3);
	settle(argv + 4);
	pid = child_start(argv[1], argv[2], in_folder(argv[3], "out"),
	    in_folder(argv[3], "err"), argv + 4);
	if (waitpid(pid, &status, 0) != pid) {
		perror("waitpid");
		return 1;
	}
	split(argv[3]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
