/*
 * The way of a request through a site: what must hold before a handler runs is
 * checked here, in the same order for every route, and refusals are answered
 * here. Nothing is sent before the store is closed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/str.h"
#include "web.h"

/* ---- the table -------------------------------------------------------------
 */

int
route_find(struct call *c)
{
	struct req *r = &c->r;
	struct path_parts parts;

	for (const struct route *t = r->site->routes; t->method != NULL; t++) {
		bool post = strcmp(t->method, "POST") == 0;

		if (!path_matches(r->mem, t->path, r->path, &parts))
			continue;
		c->allow |= post ? 2 : 1;
		if (r->method == 0 || post != (r->method == METHOD_POST) ||
		    r->route != NULL)
			continue;
		r->route = t;
		r->id = parts.id[0];
		r->id2 = parts.id[1];
		r->word = parts.word;
	}
	if (r->route != NULL)
		return 0;
	return c->allow != 0 ? 405 : 404;
}

void
route_print(const struct site *s)
{
	for (const struct route *t = s->routes; t->method != NULL; t++)
		printf("%s\t%s\t%llx\t%llx\t%x\t%s\n", t->method, t->path,
		    (unsigned long long)t->roles,
		    (unsigned long long)t->feature, t->flags, t->params);
}

/* ---- the store, around a step
 * ------------------------------------------------- */

static struct txn *
enter(struct call *c, enum store_session how)
{
	c->r.store = store_open(c->conf.store, how);
	return store_view(c->r.store);
}

static void
leave(struct call *c)
{
	c->r.x = NULL;
	store_close(c->r.store);
	c->r.store = NULL;
}

void
request_apart(struct req *r, void (*work)(struct req *, void *), void *arg)
{
	struct call *c = call_of(r);

	leave(c);
	work(r, arg);
	session_load(c, enter(c, STORE_READ));
}

struct actor
request_actor(const struct req *r)
{
	return session_actor(r);
}

/* A page that says no, in the frame of the site. */
static void
refuse(struct call *c, int status)
{
	session_load(c, enter(c, STORE_READ));
	status_page(&c->r, status);
	leave(c);
}

static bool
rendered(const struct req *r)
{
	return r->out.status != 0;
}

/* What a handler answered and what it rendered must fit together. */
static void
settle(struct req *r, enum rc rc)
{
	bool good = rc == RC_OK || rc == RC_SAME;

	time_check();
	/* A form that is shown again goes with the refusal; half a page of a
	 * GET does not. */
	if (rc == RC_FULL ||
	    (!good && (!rendered(r) || r->method != METHOD_POST))) {
		reply_clear(r);
		status_of(r, rc);
	}
	if (!rendered(r))
		die("web", "no answer from %s %s", r->route->method,
		    r->route->path);
}

/* ---- GET
 * ---------------------------------------------------------------------- */

static void
run_self(struct call *c)
{
	enum rc rc;

	leave(c);
	rc = c->r.route->run(&c->r);
	if (rendered(&c->r))
		return;
	session_load(c, enter(c, STORE_READ));
	settle(&c->r, rc);
	leave(c);
}

static void
answer_get(struct call *c)
{
	struct req *r = &c->r;
	enum refusal no;

	session_load(c, enter(c, STORE_READ));
	no = session_may(c);
	if (no != MAY)
		page_refusal(r, no, r->route);
	else if (r->route->flags & ROUTE_SELF)
		run_self(c);
	else
		settle(r, r->route->run(r));
	if (r->store != NULL)
		leave(c);
	session_seen(c);
}

/* ---- POST
 * ----------------------------------------------------------------------- */

/* Nobody is let near the writing session who may not write. */
static bool
first_look(struct call *c)
{
	struct req *r = &c->r;
	enum refusal no;

	session_load(c, enter(c, STORE_READ));
	no = session_may(c);
	if (no != MAY)
		page_refusal(r, no, r->route);
	else if (!(r->route->flags & ROUTE_PASS) && !token_good(c))
		status_kept(r, 403, _("This form can no longer be sent"),
		    _("It was open for too long, or was opened before you "
		      "signed in. Nothing was saved. Open the page again and "
		      "send it from there."));
	leave(c);
	return !rendered(r);
}

static enum rc
body(struct txn *x, void *arg)
{
	struct call *c = arg;
	enum refusal no;
	enum rc rc;

	session_load(c, x);
	/* The session or a right may have ended since the first look. */
	no = session_may(c);
	if (no != MAY) {
		page_refusal(&c->r, no, c->r.route);
		return RC_REFUSED;
	}
	if (once_answered(&c->r))
		return RC_SAME;
	rc = c->r.route->run(&c->r);
	if (rc == RC_OK || rc == RC_SAME) {
		enum rc kept = once_keep(&c->r);

		rc = kept == RC_OK || kept == RC_SAME ? rc : kept;
	}
	return rc;
}

static void
run_writing(struct call *c)
{
	struct req *r = &c->r;
	struct actor who = session_actor(r);
	enum rc rc;

	enter(c, STORE_WRITE);
	rc = txn_run(r->store, &who, body, c);
	if (rc == RC_FULL || !rendered(r))
		session_load(c, store_view(r->store));
	settle(r, rc);
	leave(c);
}

static void
answer_post(struct call *c)
{
	struct req *r = &c->r;
	enum rc rc = RC_OK;

	if (!first_look(c) || !stepup_passed(c))
		return;
	if (r->route->prepare != NULL)
		rc = r->route->prepare(r);
	if (rendered(r))
		return;
	if (rc != RC_OK) {
		session_load(c, enter(c, STORE_READ));
		settle(r, rc);
		leave(c);
	} else if (r->route->flags & ROUTE_SELF) {
		enter(c, STORE_READ);
		run_self(c);
	} else {
		run_writing(c);
	}
	session_seen(c);
}

/* ---- both
 * ------------------------------------------------------------------------ */

/* "/cases/" is "/cases". */
static bool
slash(struct call *c)
{
	size_t n = strlen(c->r.path);
	const char *info = secure_getenv("PATH_INFO");

	if (c->r.method == METHOD_POST || info == NULL || !str_ends(info, "/"))
		return false;
	c->r.path = n > 1 ? arena_strndup(c->r.mem, c->r.path, n - 1) : "/";
	if (route_find(c) != 0)
		return false;
	c->r.out.status = 301;
	c->r.out.location = url(&c->r, c->r.path, NULL);
	return true;
}

void
site_answer(struct call *c)
{
	struct req *r = &c->r;
	int status = request_read(c);

	log_request(r->number);
	if (status == 0 && slash(c))
		return;
	if (status == 0)
		status = route_find(c);
	if (status == 0)
		status = request_query(c);
	if (status == 0 && r->method == METHOD_POST) {
		/* Who brings no session has nothing to upload either. */
		if (!(r->route->roles & ROLE_ANYBODY) && r->token == NULL) {
			page_refusal(r, MAY_NOT_SIGN_IN_FIRST, r->route);
			return;
		}
		status = request_body(c);
	}
	time_limit(SECONDS_PAGE);
	if (status != 0)
		refuse(c, status);
	else if (r->method == METHOD_POST)
		answer_post(c);
	else
		answer_get(c);
}
