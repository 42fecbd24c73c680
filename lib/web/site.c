/* The whole program of a site: limits, configuration, request, reply, end. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "web.h"

enum { LAST_SECONDS = 10, FILES = 64 };

/* A sanitizer has more to say about a crash than our page. */
#ifdef __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

/* What the hook of die must know; set once, before anything can fail. */
static const struct site *dying_site;
static struct call *dying_call;

static void
incident_page(const char *incident)
{
	const char *method = getenv("REQUEST_METHOD");

	if (dying_call != NULL)
		uploads_clear(&dying_call->files);
	reply_incident(dying_site, incident,
	    method != NULL && strcmp(method, "HEAD") == 0);
}

/*
 * A page that takes longer than its limit is stuck. Whoever looks at the flag
 * can still make an error page; else the process ends a little later, wherever
 * it is: the store survives any death, and the kernel opens the gate.
 */
static volatile sig_atomic_t late;

static void
too_late(int sig)
{
	static const char line[] = "postern: a request took too long\n";

	(void)sig;
	if (!late) {
		late = 1;
		alarm(LAST_SECONDS);
		return;
	}
	(void)!write(STDERR_FILENO, line, sizeof line - 1);
	_exit(70);
}

void
time_limit(unsigned seconds)
{
	alarm(seconds);
}

void
time_check(void)
{
	if (late)
		die("web", "the request took too long");
}

/* A failed assertion, a bad address: a page with a number, as for the rest. */
static void
crashed(int sig)
{
	die("web", "signal %d", sig);
}

static void
catch_crashes(void)
{
	static const int crashes[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL,
		0 };
	struct sigaction once = { .sa_handler = crashed,
		.sa_flags = SA_RESETHAND | SA_NODEFER };

	for (int i = 0; crashes[i] != 0; i++)
		sigaction(crashes[i], &once, NULL);
}

static void
limits(void)
{
	struct sigaction alarmed = { .sa_handler = too_late,
		.sa_flags = SA_RESTART };
	struct rlimit none = { 0, 0 }, files = { FILES, FILES };

	umask(077);
	sigaction(SIGALRM, &alarmed, NULL);
	time_limit(SECONDS_BODY);
	setrlimit(RLIMIT_CORE, &none);
	setrlimit(RLIMIT_NOFILE, &files);
	signal(SIGPIPE, SIG_IGN);
}

static void
configure(struct call *c)
{
	const char *path = secure_getenv("POSTERN_CONF");
	char why[700];

	if (path == NULL)
		path = "/etc/postern/postern.conf";
	if (!conf_read(path, &c->conf, why, sizeof why))
		die("web", "%s", why);
	c->r.conf = &c->conf;
	log_open(c->r.site->name, c->conf.log[0] != '\0' ? c->conf.log : NULL);
}

static int
tool(const struct site *site, int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--routes") == 0) {
		route_print(site);
		return ferror(stdout) || fflush(stdout) != 0;
	}
	fprintf(stderr, "%s\nusage: %s --routes\n",
	    _("This program answers requests of a web server (CGI)."),
	    argc > 0 ? argv[0] : site->name);
	return 2;
}

int
site_main(const struct site *site, int argc, char **argv)
{
	struct arena *mem;
	struct call *c;

	if (getenv("GATEWAY_INTERFACE") == NULL)
		return tool(site, argc, argv);
	dying_site = site;
	die_hook(incident_page);
	if (!SANITIZED)
		mem_huge();
	limits();
	mem = arena_new();
	c = arena_alloc(mem, sizeof *c);
	c->r.mem = mem;
	c->r.site = site;
	dying_call = c;
	if (!SANITIZED)
		catch_crashes();
	configure(c);
	site_answer(c);
	uploads_clear(&c->files);
	dying_call = NULL;
	die_hook(NULL); /* after the first byte no page can follow */
	time_limit(0);
	reply_send(c);
	reply_clear(&c->r);
	buf_free(&c->r.out.body);
	arena_free(mem);
	return 0;
}
