/*
 * The request as the web server hands it over: environment and standard input.
 * Nothing is opened here but the spool folder, and nothing of it is believed.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/secret.h"
#include "base/str.h"
#include "base/utf8.h"
#include "web.h"

enum { ADDRESS = 45, AGENT = 160, CHUNK = 64 * 1024, PAGE = 32 * 1024 };

struct call *
call_of(struct req *r)
{
	return (struct call *)r; /* r is its first member */
}

static const char *
env(const char *name)
{
	const char *s = secure_getenv(name);

	return s != NULL ? s : "";
}

/* At most n bytes of a header that is only kept as a text. */
static const char *
remark(struct arena *mem, const char *s, size_t n)
{
	char *copy = arena_alloc(mem, n + 1);

	str_copy(copy, n + 1, s);
	return utf8_clean(copy, false) ? copy : "";
}

static void
number(char to[17])
{
	uint64_t n = 0;

	if (getrandom(&n, sizeof n, GRND_NONBLOCK) != sizeof n)
		n = (uint64_t)clock_now() << 20 ^ (uint64_t)getpid();
	str_printf(to, 17, "%016" PRIx64, n);
}

static void
method(struct call *c)
{
	c->method = env("REQUEST_METHOD");
	if (strcmp(c->method, "GET") == 0)
		c->r.method = METHOD_GET;
	else if (strcmp(c->method, "HEAD") == 0)
		c->r.method = METHOD_HEAD;
	else if (strcmp(c->method, "POST") == 0)
		c->r.method = METHOD_POST;
}

/* "/erp" and "/erp/" are both home; elsewhere a last slash means nothing. */
static int
path(struct call *c)
{
	const char *s = env("PATH_INFO");

	c->r.path = *s == '\0' ? "/" : arena_strdup(c->r.mem, s);
	return path_clean(c->r.path) ? 0 : 404;
}

static void
cookies(struct call *c)
{
	const char *header = env("HTTP_COOKIE");
	const char *name = arena_printf(c->r.mem, "%s-form", c->r.site->cookie);

	c->r.token = cookie_named(c->r.mem, header, c->r.site->cookie);
	if (c->r.token != NULL && !token_wellformed(c->r.token))
		c->r.token = NULL;
	c->nonce = cookie_named(c->r.mem, header, name);
	if (c->nonce != NULL && !token_wellformed(c->nonce))
		c->nonce = NULL;
}

static ssize_t
standard_input(void *arg, void *to, size_t n)
{
	(void)arg;
	return read(STDIN_FILENO, to, n);
}

/* A decimal length; -1: none given, -2: not a length. */
static int64_t
length(const char *s)
{
	int64_t n = 0;

	if (*s == '\0')
		return -1;
	if (strlen(s) > 18 || strspn(s, "0123456789") != strlen(s))
		return -2;
	for (; *s != '\0'; s++)
		n = n * 10 + (*s - '0');
	return n;
}

static int
intake(struct call *c)
{
	const char *s = env("CONTENT_LENGTH");

	c->in = (struct intake){ .read = standard_input, .left = length(s) };
	c->in.limit = LIMIT_BODY;
	if (c->in.left == -2) {
		c->in.ended = true;
		return 400;
	}
	/* Chunked, a length is not known; otherwise there is no body. */
	if (c->in.left < 0 && *env("HTTP_TRANSFER_ENCODING") == '\0')
		c->in.left = 0;
	return 0;
}

int
request_read(struct call *c)
{
	struct req *r = &c->r;
	int status;

	number(r->number);
	r->now = clock_now();
	r->out.file = -1;
	/* Most pages fit; growing to it would copy each step. */
	r->out.body = (struct buf){ xmalloc(PAGE), 0, PAGE };
	r->out.body.data[0] = '\0';
	r->visitor = &c->visitor;
	r->address = remark(r->mem, env("REMOTE_ADDR"), ADDRESS);
	r->agent = remark(r->mem, env("HTTP_USER_AGENT"), AGENT);
	c->type = env("CONTENT_TYPE");
	c->query = env("QUERY_STRING");
	cookies(c);
	method(c);
	if ((status = intake(c)) != 0)
		return status;
	return path(c);
}

/* ---- parameters
 * --------------------------------------------------------------- */

/* 0: not allowed; 1: once; 2: as often as one likes. */
static int
allowed(const char *list, const char *name)
{
	char many[80];

	if (str_listed(list, name))
		return 1;
	str_printf(many, sizeof many, "%s+", name);
	return str_listed(list, many) ? 2 : 0;
}

static int
check(const struct pairs *p, const char *list, const char *always)
{
	for (int i = 0; i < p->n; i++) {
		int often = str_listed(always, p->at[i].name) ?
		    1 :
		    allowed(list, p->at[i].name);

		if (often == 0)
			return 400;
		for (int j = 0; often == 1 && j < i; j++)
			if (strcmp(p->at[i].name, p->at[j].name) == 0)
				return 400;
	}
	return 0;
}

static int
check_files(const struct uploads *u, const char *list)
{
	for (int i = 0; i < u->n; i++) {
		int often = allowed(list, u->at[i].field);

		if (often == 0)
			return 400;
		for (int j = 0; often == 1 && j < i; j++)
			if (strcmp(u->at[i].field, u->at[j].field) == 0)
				return 400;
	}
	return 0;
}

int
request_query(struct call *c)
{
	struct pairs p = { .mem = c->r.mem };
	size_t n = strlen(c->query);
	int status;

	if (n > LIMIT_QUERY)
		return 414;
	/* What a POST changes stands in its body, so that it is not in logs. */
	if (c->r.method == METHOD_POST)
		return n == 0 ? 0 : 400;
	status = urlencoded_parse(&p, c->query, n, false);
	if (status == 0)
		status = check(&p, c->r.route->params, "done");
	c->r.query = p.at;
	c->r.queries = status == 0 ? p.n : 0;
	return status;
}

/* ---- body -------------------------------------------------------------------
 */

/* A whole form without files. */
static int
plain_form(struct call *c, struct pairs *p)
{
	struct buf b = { 0 };
	char *chunk = xmalloc(CHUNK);
	int status = 0;
	ssize_t n;

	while ((n = intake_read(&c->in, chunk, CHUNK, &status)) > 0)
		buf_add(&b, chunk, (size_t)n);
	if (status == 0 && b.len > 0)
		status = urlencoded_parse(p, b.data, b.len, true);
	free(chunk);
	buf_free(&b);
	return status;
}

static bool
is_type(const char *type, const char *want)
{
	size_t n = strlen(want);

	return strncasecmp(type, want, n) == 0 &&
	    (type[n] == '\0' || type[n] == ';' || type[n] == ' ');
}

static int
parse_body(struct call *c, struct pairs *p)
{
	bool upload = c->r.route->flags & ROUTE_UPLOAD;

	if (is_type(c->type, "application/x-www-form-urlencoded"))
		return plain_form(c, p);
	if (upload && is_type(c->type, "multipart/form-data")) {
		c->files.dir = c->conf.spool;
		return multipart_parse(p, &c->files, &c->in, c->type);
	}
	return c->in.left == 0 && *c->type == '\0' ? 0 : 415;
}

int
request_body(struct call *c)
{
	struct pairs p = { .mem = c->r.mem };
	int status;

	/* An editor of 150 lines with 13 inputs each, and its head. */
	if (c->r.route->flags & ROUTE_LINES)
		p.most = LIMIT_LINES;
	c->in.limit =
	    c->r.route->flags & ROUTE_UPLOAD ? LIMIT_UPLOAD : LIMIT_BODY;
	if (c->in.left > c->in.limit)
		return 413;
	status = parse_body(c, &p);
	c->r.form = p.at;
	c->r.forms = p.n; /* even then: a page may show what was typed */
	c->r.files = c->files.at;
	c->r.uploads = c->files.n;
	if (status == 0)
		status = check(&p, c->r.route->params,
		    c->r.route->flags & ROUTE_FRESH ? "token rev confirm" :
						      "token rev");
	if (status == 0)
		status = check_files(&c->files, c->r.route->params);
	return status;
}

void
request_drain(struct call *c)
{
	char *chunk;
	int status = 0;

	if (c->in.left == 0 || c->in.ended)
		return;
	chunk = xmalloc(CHUNK);
	c->in.limit = (int64_t)2 * LIMIT_UPLOAD;
	while (intake_read(&c->in, chunk, CHUNK, &status) > 0)
		;
	free(chunk);
}

/* ---- asked by handlers
 * ------------------------------------------------------- */

static const char *
value_at(struct param *p, int n, const char *name, int nth)
{
	for (int i = 0; i < n; i++)
		if (strcmp(p[i].name, name) == 0 && nth-- == 0) {
			p[i].used = true;
			return p[i].value;
		}
	return NULL;
}

const char *
query_value(const struct req *r, const char *name)
{
	return value_at(r->query, r->queries, name, 0);
}

const char *
form_value(const struct req *r, const char *name)
{
	return value_at(r->form, r->forms, name, 0);
}

const char *
form_value_at(const struct req *r, const char *name, int i)
{
	return value_at(r->form, r->forms, name, i);
}

const struct spooled *
form_file(const struct req *r, const char *field, int nth)
{
	for (int i = 0; i < r->uploads; i++)
		if (strcmp(r->files[i].field, field) == 0 && nth-- == 0)
			return &r->files[i].file;
	return NULL;
}

static int64_t
id_of(const char *s)
{
	int64_t n = s != NULL ? length(s) : 0;

	return n > 0 && s[0] != '0' ? n : 0;
}

int64_t
query_id(const struct req *r, const char *name)
{
	return id_of(query_value(r, name));
}

int64_t
form_id(const struct req *r, const char *name)
{
	return id_of(form_value(r, name));
}
