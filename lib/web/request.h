/*
 * One request and its reply. Everything in it lives in the request's arena and
 * nothing of it is trusted: names, lengths and characters are checked, values
 * are not.
 */
#ifndef POSTERN_REQUEST_H
#define POSTERN_REQUEST_H

#include "../base/buf.h"
#include "../base/conf.h"
#include "../base/mem.h"
#include "../model/access.h"
#include "../store/store.h"

struct site;
struct route;

enum method { METHOD_GET = 1, METHOD_HEAD, METHOD_POST };

enum {
	LIMIT_BODY = 1024 * 1024,        /* a form without files */
	LIMIT_UPLOAD = 32 * 1024 * 1024, /* a route with ROUTE_UPLOAD */
	LIMIT_FIELD = 64 * 1024,
	LIMIT_PARAMS = 200,
	LIMIT_LINES = 2500, /* parameters of a route with ROUTE_LINES */
	LIMIT_QUERY = 8 * 1024,
};

struct param {
	const char *name, *value; /* decoded, valid UTF-8, no NUL */
	bool used;
};

struct upload {
	const char *field;
	struct spooled file;
};

struct reply {
	int status;       /* 0: nothing rendered yet */
	const char *type; /* default text/html; charset=utf-8 */
	const char *location;
	const char *disposition; /* whole header value */
	const char *cookies[3];
	const char *cache; /* Cache-Control; NULL: no-store */
	int refresh;       /* seconds until the browser looks again; 0 */
	int file;          /* descriptor to send instead of body, or -1 */
	int64_t file_size;
	bool clear_site_data;
	bool no_referrer;    /* the address is a secret */
	const char *form_to; /* origins of other sites a form of this page may
			      * lead to; NULL: none */
	struct buf body;
};

struct req {
	struct arena *mem;
	const struct conf *conf;
	const struct site *site;
	const struct route *route;
	enum method method;
	const char *path; /* below the site's prefix; begins with '/' */
	const char *address, *agent;
	struct param *query; /* of the URL */
	int queries;
	struct param *form; /* of the body */
	int forms;
	struct upload *files;
	int uploads;
	int64_t id, id2;  /* the path's # segments, in order */
	const char *word; /* the path's * segment */
	int64_t now;
	char number[17];             /* request id, as in the log */
	const char *token;           /* session token of the cookie, or NULL */
	const unsigned char *secret; /* the store's secret key, 32 bytes */
	struct visitor *visitor;     /* never NULL once routed */
	struct store *store;
	struct txn *x;  /* open while a handler runs */
	void *data;     /* the site's own */
	void *prepared; /* what a route's prepare step left */
	struct reply out;
};

/* A parameter's value, or NULL. Duplicates were refused, but for names that a
 * route lists with a trailing '+'. */
const char *query_value(const struct req *, const char *name);
const char *form_value(const struct req *, const char *name);
/* The i-th value of a repeated form field, or NULL. */
const char *form_value_at(const struct req *, const char *name, int i);
/* The upload of a field, i-th of it; NULL when none was chosen. */
const struct spooled *form_file(const struct req *, const char *field, int i);
/* A decimal id in a parameter; 0 when missing or malformed. */
int64_t query_id(const struct req *, const char *name);
int64_t form_id(const struct req *, const char *name);

/* "/cases/12" below the site's prefix -> whole path; arena memory. Query pairs
 * are given as name, value, ..., NULL; a pair with value NULL or "" is left
 * out. */
const char *url(struct req *, const char *path, ...);
const char *url_id(
    struct req *, const char *path, int64_t id, const char *rest);

/* 303 after a POST; done: a word of the site's done messages, or NULL. */
void redirect(struct req *, const char *path, const char *done);

/*
 * Slow work in the middle of a GET: the store is let go, work runs, and the
 * store is open again, with the visitor as he is now; nothing read before is
 * current.
 */
void request_apart(struct req *, void (*work)(struct req *, void *), void *arg);
/* Who does what this request does, for the audit. */
struct actor request_actor(const struct req *);

/* A file as a download under this name; the reply closes fd. */
void reply_file(
    struct req *, int fd, int64_t size, const char *type, const char *name);
/* A picture that pages show; not found when there is none (fd < 0), or when it
 * is longer than this. */
enum rc reply_picture(struct req *, int fd, int64_t most, const char *type,
    const char *cache) CHECK_RC;
/* The same as reply_file for what stands in the reply's body. */
void reply_body(struct req *, const char *type, const char *name);

#endif
