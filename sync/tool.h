/* What all verbs of the command share: options, the store, how to end. */
#ifndef POSTERN_TOOL_H
#define POSTERN_TOOL_H

#include <getopt.h>
#include <stdnoreturn.h>

#include "conf.h"
#include "record.h"
#include "store.h"

/* Exit statuses; postern(1). */
enum tool_exit {
	TOOL_DONE = 0,
	TOOL_REJECTED = 1, /* some of it could not be done */
	TOOL_USAGE = 2,
	TOOL_UNUSABLE = 3, /* a file cannot be used; nothing was done */
	TOOL_STORE = 4,    /* the store is missing, full or damaged */
	TOOL_BUSY = 5,     /* another one is at it; nothing was done */
};

struct verb;

struct tool {
	const struct verb *verb;
	int argc; /* argv[0] is the verb; tool_next moves options in front */
	char **argv;
	struct conf conf;
	bool conf_given;
	char conf_path[512]; /* empty: no file was found */
	char store[512];
	struct actor actor;
};

/* A verb takes no more than its words; several words make several verbs. */
struct verb {
	const char *words; /* "user add" */
	enum tool_exit (*run)(struct tool *);
	const char *operands; /* N_("LOGIN") */
	const char *summary;  /* N_() one line */
	const char *options;  /* N_() the rest of --help */
};

enum { OPT_STORE = 1000, OPT_CONF, OPT_HELP };
#define TOOL_OPTIONS                                                           \
	{ "store", required_argument, NULL, OPT_STORE },                       \
	    { "conf", required_argument, NULL, OPT_CONF },                     \
	    { "help", no_argument, NULL, OPT_HELP },                           \
	{                                                                      \
		NULL, 0, NULL, 0                                               \
	}

/* The next option of the verb's own, -1 after the last; then the settings
 * are read and t->argv[optind] is the first operand. */
int tool_next(struct tool *, const struct option *);
/* As many operands as this, or usage. */
void tool_operands(const struct tool *, int least, int most);

/* A sentence on standard error, and the end. */
noreturn void tool_fail(enum tool_exit, const char *, ...)
    __attribute__((format(printf, 2, 3)));
noreturn void tool_usage(const struct tool *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

/* The real path of something whose place is known from this program's own
 * folder ("../htdocs"); false, and nothing, when it is not there. */
bool tool_beside(const char *place, char *to, size_t size);

/* The store's folder; ends with a sentence where none is named. */
const char *tool_home(const struct tool *);
/* Opens it; ends with a sentence when there is none. */
struct store *tool_open(const struct tool *, enum store_session);

/* Runs body in a write session of its own. */
enum rc tool_run(const struct tool *, enum rc (*body)(struct txn *, void *),
    void *arg) CHECK_RC;
/*
 * What an outcome means for the exit status, with its sentences on standard
 * error: the problems, or one for each rc.
 */
enum tool_exit tool_outcome(
    enum rc, const struct entity *, const struct problems *, const char *what);

/* Adds a line "SITE LOGIN PASSWORD" to a file of mode 0600. */
void tool_credentials(const char *path, const char *site, const char *login,
    const char *password);
/* The first line of a file, "-" for standard input. */
void tool_first_line(const char *path, char *to, size_t size);
/* A whole file of at most limit bytes; the caller frees b. */
bool tool_file(const char *path, size_t limit, struct buf *b);

/* The folder above all folders of path exists afterwards. */
bool tool_folders(const char *path, unsigned mode);

#endif
