/*
 * One file or one export, in a process of its own with limits of its own: what
 * goes wrong there costs this file, and no other.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "mem.h"
#include "night.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

/* Address space is what a sanitizer lives on. */
#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

enum { WORDS = RULE_WORDS + 24, PATH = 1200 };

struct command {
	char *word[WORDS];
	int n;
};

static void
add(struct command *c, const char *word)
{
	if (c->n < WORDS - 1)
		c->word[c->n++] = xstrdup(word);
	c->word[c->n] = NULL;
}

static void
add_rest(struct command *c, const struct night_rule *r, int from)
{
	for (int i = from; i < r->n; i++)
		add(c, r->word[i]);
}

static void
add_store(struct command *c, const struct tool *t)
{
	add(c, "--store");
	add(c, tool_home(t));
	if (t->conf_path[0] != '\0') {
		add(c, "--conf");
		add(c, t->conf_path);
	}
}

static void
forget(struct command *c)
{
	for (int i = 0; i < c->n; i++)
		free(c->word[i]);
}

/* ---- the process */

static noreturn void
become(const struct night_conf *conf, struct command *c, int log)
{
	const struct rlimit memory = { (rlim_t)conf->memory << 20,
		(rlim_t)conf->memory << 20 };
	int null = open("/dev/null", O_RDONLY);

	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (conf->memory > 0 && !SANITIZED)
		(void)setrlimit(RLIMIT_AS, &memory);
	/* An alarm outlives exec, and ends who does not expect it. */
	if (conf->minutes > 0)
		alarm((unsigned)conf->minutes * 60);
	if (null < 0 || dup2(null, STDIN_FILENO) < 0 ||
	    dup2(log, STDOUT_FILENO) < 0 || dup2(log, STDERR_FILENO) < 0)
		_exit(TOOL_UNUSABLE);
	execv("/proc/self/exe", c->word);
	_exit(TOOL_UNUSABLE);
}

static void
run_command(struct night *n, struct command *c, const char *log_path,
    struct night_job *job)
{
	int64_t began = clock_now();
	int log =
	    open(log_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int status = 0;
	pid_t pid;

	if (log < 0 || (pid = fork()) < 0) {
		str_printf(job->reason, sizeof job->reason, "%.120s: %s",
		    log < 0 ? log_path : "fork", strerror(errno));
		job->status = TOOL_UNUSABLE;
		if (log >= 0)
			close(log);
		return;
	}
	if (pid == 0)
		become(&n->conf, c, log);
	close(log);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	job->seconds = clock_now() - began;
	if (WIFSIGNALED(status))
		job->signal = WTERMSIG(status);
	else
		job->status = WEXITSTATUS(status);
}

/* ---- what it said */

/* A name or a line from outside, fit for mail, JSON and the ledger. */
static void
clean(char *to, size_t size, const char *s)
{
	size_t good = utf8_check(s, strlen(s));

	str_printf(to, size, "%.*s", (int)good, s);
	for (char *c = to; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = '?';
}

static bool
is_trouble(const char *line)
{
	return strstr(line, ": error ") != NULL ||
	    str_starts(line, "postern: ");
}

/* The first line about trouble, else the last one. */
static void
find_reason(const char *log_path, struct night_job *job)
{
	char line[600], last[600] = "";
	FILE *f;

	if (job->signal != 0) {
		str_printf(job->reason, sizeof job->reason,
		    job->signal == SIGALRM ? _("took too long") :
					     _("ended by signal %d"),
		    job->signal);
		return;
	}
	if ((f = fopen(log_path, "re")) == NULL)
		return;
	while (fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '\0')
			str_copy(last, sizeof last, line);
		if (is_trouble(line))
			break;
	}
	fclose(f);
	clean(job->reason, sizeof job->reason, last);
}

static void
judge(struct night *n, struct night_job *job, const char *log_path)
{
	if (job->signal != 0)
		job->result = NIGHT_FAILED;
	else if (job->status == TOOL_DONE)
		job->result = NIGHT_GOOD;
	else if (job->status == TOOL_REJECTED)
		job->result = strcmp(job->what, "licence") == 0 ?
		    NIGHT_FAILED :
		    NIGHT_REJECTED;
	else if (job->status == TOOL_STORE)
		job->result = NIGHT_STORE;
	else
		job->result = NIGHT_FAILED;
	if (job->result == NIGHT_STORE)
		n->store_trouble = true;
	if (job->result == NIGHT_GOOD)
		(void)unlink(log_path);
	else if (job->reason[0] == '\0')
		find_reason(log_path, job);
}

/* ---- files */

struct night_job *
night_job_add(
    struct night *n, const char *what, const char *name, const char *kind)
{
	struct night_job *job;

	n->job = xrealloc(n->job, (size_t)(n->jobs + 1) * sizeof *n->job);
	job = &n->job[n->jobs++];
	*job = (struct night_job){ .what = what };
	clean(job->name, sizeof job->name, name);
	str_copy(job->kind, sizeof job->kind, kind);
	return job;
}

static void
path_of(const struct night *n, char *to, const char *folder, const char *name,
    const char *ending)
{
	(void)str_printf(to, PATH, "%s/%s/%s-%.250s%s", n->conf.exchange,
	    folder, n->stamp, name, ending);
}

static void
move(struct night *n, struct night_job *job, const char *name,
    const char *folder)
{
	char from[PATH], to[PATH];

	(void)str_printf(from, sizeof from, "%s/in/%s", n->conf.exchange, name);
	path_of(n, to, folder, name, "");
	if (rename(from, to) == 0) {
		str_printf(job->moved, sizeof job->moved, "%s/%s-%.200s",
		    folder, n->stamp, job->name);
		return;
	}
	/* It would come again every night. */
	job->result = NIGHT_FAILED;
	str_printf(job->reason, sizeof job->reason,
	    _("it cannot be moved to %s: %s"), folder, strerror(errno));
}

void
night_file(struct night *n, const struct night_rule *r, const char *name)
{
	bool licence = strcmp(r->word[1], "licence") == 0;
	struct night_job *job =
	    night_job_add(n, licence ? "licence" : "import", name, r->word[1]);
	struct command c = { .n = 0 };
	char file[PATH], log[PATH], report[PATH], rejects[PATH];

	(void)str_printf(file, sizeof file, "%s/in/%s", n->conf.exchange, name);
	path_of(n, log, "failed", name, ".log");
	path_of(n, report, "failed", name, ".report.csv");
	path_of(n, rejects, "failed", name, ".rejects.csv");
	add(&c, "postern");
	add(&c, licence ? "licence" : "import");
	if (licence)
		add(&c, "install");
	add_rest(&c, r, 2);
	add_store(&c, n->t);
	if (!licence) {
		add(&c, "--report");
		add(&c, report);
		add(&c, "--rejects");
		add(&c, rejects);
		add(&c, r->word[1]);
	}
	add(&c, file);
	run_command(n, &c, log, job);
	forget(&c);
	judge(n, job, log);
	if (job->result == NIGHT_GOOD)
		(void)unlink(report);
	if (job->result != NIGHT_REJECTED)
		(void)unlink(rejects);
	/* Trouble with the store is not the file's: it is tried again. */
	if (job->result != NIGHT_STORE)
		move(n, job, name,
		    job->result == NIGHT_FAILED ? "failed" : "done");
}

void
night_stranger(struct night *n, const char *name)
{
	struct night_job *job = night_job_add(n, "import", name, "");

	job->result = NIGHT_FAILED;
	str_copy(job->reason, sizeof job->reason,
	    _("no rule of nightly_import is about it"));
	move(n, job, name, "failed");
}

/* Into out/, and what is not valid into failed/, unless the rule says. */
static void
add_places(struct command *c, const struct night *n, const struct night_rule *r)
{
	bool ubl = night_rule_has(r, "ubl");
	char path[PATH];

	if (!night_rule_has(r, "-o") && !night_rule_has(r, "--output")) {
		(void)str_printf(path, sizeof path, "%s/out%s%s",
		    n->conf.exchange, ubl ? "/" : "", ubl ? r->word[0] : "");
		add(c, "--output");
		add(c, path);
	}
	if (ubl && !night_rule_has(r, "--quarantine")) {
		(void)str_printf(path, sizeof path, "%s/failed/%s",
		    n->conf.exchange, r->word[0]);
		add(c, "--quarantine");
		add(c, path);
	}
}

void
night_export(struct night *n, const struct night_rule *r)
{
	struct night_job *job =
	    night_job_add(n, "export", r->word[0], r->word[0]);
	struct command c = { .n = 0 };
	char log[PATH], name[80];

	str_printf(name, sizeof name, "export-%s-%d", r->word[0], n->jobs);
	path_of(n, log, "failed", name, ".log");
	add(&c, "postern");
	add(&c, "export");
	add_rest(&c, r, 1);
	add_places(&c, n, r);
	add_store(&c, n->t);
	add(&c, r->word[0]);
	run_command(n, &c, log, job);
	forget(&c);
	judge(n, job, log);
}
