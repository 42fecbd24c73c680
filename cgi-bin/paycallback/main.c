/*
 * What processing centers tell us: POST /portal/pay/callback/ID, from a
 * machine, without session or token. The message is proved before anybody waits
 * for it: the center's secret is read in a short reading session, and only what
 * bears its signature opens the store for writing. The answer is a status, for
 * the center to come again or not.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/die.h"
#include "base/mem.h"
#include "base/str.h"
#include "center/provider.h"
#include "store/store.h"

enum { MESSAGE_MOST = 256 * 1024, SECONDS = 30, ID_DIGITS = 18 };

struct message {
	struct center center;
	const struct provider *provider;
	char *body;
	size_t n;
	struct checkout_news news;
	struct problems bad;
};

static const char *
header(const char *name)
{
	const char *s = secure_getenv(name);

	return s == NULL ? "" : s;
}

/* ---- answering */

static int
answer(int status, const char *reason)
{
	printf("Status: %d %s\r\nContent-Type: text/plain; charset=utf-8\r\n"
	       "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
	       "\r\n%s\n",
	    status, reason, reason);
	return fflush(stdout) == 0 ? 0 : 1;
}

/* The center comes again later. */
static void
incident(const char *number)
{
	(void)number;
	(void)answer(500, "Internal Server Error");
	_exit(70);
}

/* ---- reading */

/* "/pay/callback/12" */
static int64_t
center_of_path(void)
{
	const char *path = header("PATH_INFO"), *id;

	if (!str_starts(path, "/pay/callback/"))
		return 0;
	id = path + strlen("/pay/callback/");
	if (*id < '1' || *id > '9' || strlen(id) > ID_DIGITS ||
	    id[strspn(id, "0123456789")] != '\0')
		return 0;
	return strtoll(id, NULL, 10);
}

/* 0, or the status to refuse with. */
static int
read_body(struct message *m)
{
	const char *s = header("CONTENT_LENGTH");
	size_t want;

	if (*s == '\0' || s[strspn(s, "0123456789")] != '\0')
		return 411;
	if (strlen(s) > 9 || (want = strtoul(s, NULL, 10)) > MESSAGE_MOST)
		return 413;
	m->body = xmalloc(want + 1);
	while (m->n < want) {
		ssize_t n = read(STDIN_FILENO, m->body + m->n, want - m->n);

		if (n == 0 || (n < 0 && errno != EINTR))
			return 400;
		m->n += n > 0 ? (size_t)n : 0;
	}
	m->body[m->n] = '\0';
	return 0;
}

/* ---- the store */

static bool
load_center(const struct conf *conf, int64_t id, struct message *m)
{
	struct store *s = store_open(conf->store, STORE_READ);
	enum rc rc = store_get(store_view(s), &center_entity, id, &m->center);

	store_close(s);
	if (rc == RC_OK)
		m->provider = provider_of(m->center.provider);
	/* One that was switched off still tells of what was paid before. */
	return m->provider != NULL && m->center.signing_secret[0] != '\0';
}

static enum rc
take(struct txn *x, void *arg)
{
	struct message *m = arg;

	return checkout_take(x, &m->center, &m->news, &m->bad);
}

static int
take_news(const struct conf *conf, struct message *m)
{
	struct actor who = { .user = 0, .channel = CHANNEL_PORTAL };
	struct store *s;
	enum rc rc;

	(void)str_copy(who.name, sizeof who.name, m->center.description);
	s = store_open(conf->store, STORE_WRITE);
	rc = txn_run(s, &who, take, m);
	store_close(s);
	switch (rc) {
	case RC_OK:
		log_line("info", "%s: message %s taken", m->center.center_id,
		    m->news.event);
		return answer(200, "OK");
	case RC_SAME:
		return answer(200, "OK, known");
	case RC_NOTFOUND:
		return answer(200, "OK, nothing of ours");
	default:
		log_line("error", "%s: message %s: %s", m->center.center_id,
		    m->news.event,
		    m->bad.n > 0 ? m->bad.at[0].text : "could not be taken");
		return answer(503, "Service Unavailable");
	}
}

/* ---- all of it */

static void
limits(void)
{
	struct rlimit none = { 0, 0 };

	umask(077);
	setrlimit(RLIMIT_CORE, &none);
	alarm(SECONDS);
}

static void
configure(struct conf *conf)
{
	const char *path = secure_getenv("POSTERN_CONF");
	char why[700];

	if (path == NULL)
		path = "/etc/postern/postern.conf";
	if (!conf_read(path, conf, why, sizeof why))
		die("callback", "%s", why);
	log_open("callback", conf->log[0] != '\0' ? conf->log : NULL);
}

static int
run(const struct conf *conf, struct message *m)
{
	int64_t id = center_of_path();
	int status;

	if (strcmp(header("REQUEST_METHOD"), "POST") != 0)
		return answer(405, "Method Not Allowed");
	if (id == 0)
		return answer(404, "Not Found");
	if ((status = read_body(m)) != 0)
		return answer(status, "Bad Request");
	if (!load_center(conf, id, m))
		return answer(404, "Not Found");
	if (!m->provider->proves(m->center.signing_secret,
		header(m->provider->signature), m->body, m->n, clock_now())) {
		log_line("warning", "%s: a message without a good signature",
		    m->center.center_id);
		return answer(400, "Bad Request");
	}
	if (!m->provider->news(m->body, m->n, &m->news))
		return answer(400, "Bad Request");
	if (m->news.kind == 0)
		return answer(200, "OK, nothing of ours");
	return take_news(conf, m);
}

/* What tests ask of every program of a site. */
static int
tool(int argc, char **argv)
{
	if (argc != 2 || strcmp(argv[1], "--routes") != 0)
		return 2;
	return puts("POST\t/pay/callback/#") < 0 || fflush(stdout) != 0;
}

int
main(int argc, char **argv)
{
	struct message *m;
	struct conf conf;
	int status;

	if (getenv("GATEWAY_INTERFACE") == NULL)
		return tool(argc, argv);
	m = xcalloc(1, sizeof *m);
	limits();
	die_hook(incident);
	configure(&conf);
	status = run(&conf, m);
	free(m->body);
	free(m);
	return status;
}
