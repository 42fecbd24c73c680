/* What all verbs of the command share. */
#include "tool.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "str.h"
#include "text.h"

static const char default_conf[] = "/etc/postern/postern.conf";

noreturn void
tool_fail(enum tool_exit status, const char *format, ...)
{
	va_list args;

	fflush(stdout);
	fputs("postern: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(status);
}

noreturn void
tool_usage(const struct tool *t, const char *format, ...)
{
	va_list args;

	fprintf(stderr, "postern %s: ", t->verb->words);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fprintf(stderr, _("\nTry: postern %s --help\n"), t->verb->words);
	exit(TOOL_USAGE);
}

/* ---- options */

static noreturn void
help(const struct tool *t)
{
	const struct verb *v = t->verb;

	printf(_("usage: postern %s [OPTION]... %s\n"), v->words,
	    v->operands[0] != '\0' ? _(v->operands) : "");
	printf("\n%s\n\n%s", _(v->summary),
	    v->options[0] != '\0' ? _(v->options) : "");
	fputs(_("  --store DIR          the store's folder\n"
		"  --conf FILE          settings (POSTERN_CONF, then "
		"/etc/postern/postern.conf)\n"
		"  --help               this text\n"),
	    stdout);
	exit(TOOL_DONE);
}

/* The store's engine wants a path that holds wherever it looks from. */
static void
make_whole(struct tool *t)
{
	char here[512], whole[512];

	if (t->store[0] == '\0' || t->store[0] == '/')
		return;
	if (getcwd(here, sizeof here) == NULL ||
	    !str_printf(whole, sizeof whole, "%s/%s", here, t->store))
		tool_fail(TOOL_USAGE, _("%s is too long a path"), t->store);
	str_copy(t->store, sizeof t->store, whole);
}

static void
read_settings(struct tool *t)
{
	const char *path =
	    t->conf_given ? t->conf_path : getenv("POSTERN_CONF");
	char why[700];

	if (path == NULL || path[0] == '\0')
		path = default_conf;
	else
		t->conf_given = true;
	if (!t->conf_given && access(path, F_OK) != 0) {
		t->conf = (struct conf){ .time_zone = "UTC" };
		t->conf_path[0] = '\0';
		make_whole(t);
		return;
	}
	if (!conf_read(path, &t->conf, why, sizeof why))
		tool_fail(TOOL_USAGE, "%s", why);
	if (path != t->conf_path)
		str_copy(t->conf_path, sizeof t->conf_path, path);
	if (t->store[0] == '\0')
		str_copy(t->store, sizeof t->store, t->conf.store);
	make_whole(t);
}

/* Words are easier to remember than letters; -o alone is known to all. */
static const char *
letters(const struct option *options)
{
	for (; options->name != NULL; options++)
		if (strcmp(options->name, "output") == 0)
			return "o:";
	return "";
}

int
tool_next(struct tool *t, const struct option *options)
{
	for (;;) {
		int c = getopt_long(
		    t->argc, t->argv, letters(options), options, NULL);

		switch (c) {
		case OPT_STORE:
			if (!str_copy(t->store, sizeof t->store, optarg))
				tool_usage(
				    t, _("%s is too long a path"), optarg);
			break;
		case OPT_CONF:
			if (!str_copy(
				t->conf_path, sizeof t->conf_path, optarg))
				tool_usage(
				    t, _("%s is too long a path"), optarg);
			t->conf_given = true;
			break;
		case OPT_HELP:
			help(t);
		case '?':
			fprintf(stderr, _("Try: postern %s --help\n"),
			    t->verb->words);
			exit(TOOL_USAGE);
		case -1:
			read_settings(t);
			return c;
		default:
			return c;
		}
	}
}

void
tool_operands(const struct tool *t, int least, int most)
{
	int n = t->argc - optind;

	if (n < least)
		tool_usage(t, _("%s is missing"), _(t->verb->operands));
	if (n > most)
		tool_usage(t, _("%s is one argument too many"),
		    t->argv[optind + most]);
}

/* ---- the store */

bool
tool_beside(const char *place, char *to, size_t size)
{
	char exe[1024], path[1200], *slash, *real;
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);

	if (n <= 0)
		return false;
	exe[n] = '\0';
	if ((slash = strrchr(exe, '/')) == NULL)
		return false;
	*slash = '\0';
	str_printf(path, sizeof path, "%s/%s", exe, place);
	if ((real = realpath(path, NULL)) == NULL)
		return false;
	str_copy(to, size, real);
	free(real);
	return true;
}

const char *
tool_home(const struct tool *t)
{
	if (t->store[0] == '\0')
		tool_usage(t,
		    _("which store? Give --store DIR, or --conf FILE "
		      "with the setting store"));
	return t->store;
}

struct store *
tool_open(const struct tool *t, enum store_session how)
{
	const char *home = tool_home(t);

	if (!store_exists(home))
		tool_fail(TOOL_STORE,
		    _("there is no store in %s (postern init "
		      "makes one)"),
		    home);
	return store_open(home, how);
}

enum rc
tool_run(const struct tool *t, enum rc (*body)(struct txn *, void *), void *arg)
{
	struct store *s = tool_open(t, STORE_WRITE);
	enum rc rc = txn_run(s, &t->actor, body, arg);

	store_close(s);
	return rc;
}

enum tool_exit
tool_outcome(enum rc rc, const struct entity *e, const struct problems *bad,
    const char *what)
{
	if (rc == RC_OK || rc == RC_SAME)
		return TOOL_DONE;
	fflush(stdout);
	for (int i = 0; bad != NULL && i < bad->n; i++) {
		const struct field *f = e != NULL && bad->at[i].tag != 0 ?
		    record_field(e, bad->at[i].tag) :
		    NULL;

		fprintf(stderr, "postern: %s: %s%s%s\n", what,
		    f != NULL ? f->name : "", f != NULL ? ": " : "",
		    bad->at[i].text);
	}
	if (rc == RC_FULL)
		tool_fail(TOOL_STORE,
		    _("%s: the disk is full; nothing was "
		      "changed"),
		    what);
	if (bad != NULL && bad->n > 0)
		return TOOL_REJECTED;
	switch (rc) {
	case RC_NOTFOUND:
		tool_fail(TOOL_REJECTED, _("%s: there is none"), what);
	case RC_EXISTS:
		tool_fail(TOOL_REJECTED, _("%s: there is one already"), what);
	case RC_CONFLICT:
		tool_fail(TOOL_REJECTED,
		    _("%s: somebody changed it meanwhile; "
		      "try again"),
		    what);
	default:
		tool_fail(TOOL_REJECTED, _("%s: refused"), what);
	}
}

/* ---- files */

void
tool_credentials(
    const char *path, const char *site, const char *login, const char *password)
{
	int fd = open(
	    path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0 || fchmod(fd, 0600) != 0 ||
	    dprintf(fd, "%s %s %s\n", site, login, password) < 0)
		tool_fail(TOOL_UNUSABLE, "%s: %s", path, strerror(errno));
	close(fd);
}

/* "-" by its descriptor: a socket has no name to be opened by. */
static FILE *
input(const char *path)
{
	return strcmp(path, "-") == 0 ? fdopen(dup(STDIN_FILENO), "r") :
					fopen(path, "re");
}

void
tool_first_line(const char *path, char *to, size_t size)
{
	FILE *f = input(path);
	bool good = f != NULL && fgets(to, (int)size, f) != NULL;
	size_t n;

	if (f != NULL)
		fclose(f);
	if (!good)
		tool_fail(
		    TOOL_UNUSABLE, _("%s cannot be read, or is empty"), path);
	n = strcspn(to, "\r\n");
	if (to[n] == '\0' && n + 1 == size)
		tool_fail(
		    TOOL_UNUSABLE, _("%s: the first line is too long"), path);
	to[n] = '\0';
}

bool
tool_file(const char *path, size_t limit, struct buf *b)
{
	FILE *f = input(path);
	char piece[4096];
	size_t n;
	bool good;

	if (f == NULL)
		return false;
	while (b->len <= limit && (n = fread(piece, 1, sizeof piece, f)) > 0)
		buf_add(b, piece, n);
	good = !ferror(f) && b->len <= limit;
	fclose(f);
	return good;
}

bool
tool_folders(const char *path, unsigned mode)
{
	char part[1024];

	if (!str_copy(part, sizeof part, path))
		return false;
	for (char *s = part + 1;; s++) {
		char c = *s;

		if (c != '/' && c != '\0')
			continue;
		*s = '\0';
		if (mkdir(part, mode) != 0 && errno != EEXIST)
			return false;
		*s = c;
		if (c == '\0')
			return true;
	}
}
