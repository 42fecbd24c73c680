/* The password again: when it is asked for, and what is let through. */
/* lib/web has a struct of that name, too. */
#define call fixture_call
#include "model_fixture.h"
#undef call

#include "../../lib/base/password.h"
#include "../../lib/web/web.h"

static struct call *c;
static struct route route = { .method = "POST", .path = "/users/#" };

static void
opened(struct req *r, const struct head *h)
{
	buf_str(&r->out.body, h->title);
}

static void
closed(struct req *r)
{
	(void)r;
}

static const struct site site = { .kind = SITE_ERP,
	.channel = CHANNEL_ERP,
	.name = "erp",
	.prefix = "/erp",
	.cookie = "__Host-erp",
	.open = opened,
	.close = closed,
	.home = "/" };

struct who {
	struct user u;
	struct session s;
};

static enum rc
make(struct txn *x, void *arg)
{
	struct who *w = arg;
	struct user_type t = { .user_type_id = "Employee",
		.linked_entity = LINKED_EMPLOYEE,
		.roles = ROLE_STAFF };
	enum rc rc;

	if ((rc = user_type_save(x, &t, &world.bad)) != RC_OK)
		return rc;
	w->u = (struct user){ .login = "maria",
		.last_name = "Anders",
		.status = USER_PENDING,
		.roles = ROLE_CASES };
	password_hash("a long old sentence", NULL, w->u.password_hash);
	if ((rc = user_save(x, &w->u, &world.bad)) != RC_OK)
		return rc;
	w->s = (struct session){ .user_id = w->u.id, .site = SITE_ERP };
	str_copy(w->s.token_hash, sizeof w->s.token_hash, "t");
	return session_begin(x, &w->s, 3);
}

/* A POST of a form, so many seconds after the sign-in. */
static bool
passes(const struct who *w, unsigned flags, int64_t later, const char *confirm)
{
	static struct param form[3];
	struct req *r = &c->r;
	bool passed;

	route.flags = flags;
	clock_stop(NOON + later);
	memset(&r->out, 0, sizeof r->out);
	r->out.file = -1;
	r->site = &site;
	r->route = &route;
	r->method = METHOD_POST;
	r->path = "/users/5";
	r->now = NOON + later;
	r->conf = &c->conf;
	r->visitor = &c->visitor;
	form[0] = (struct param){ "first_name", "Ida", false };
	form[1] = (struct param){ "token", "x", false };
	form[2] = (struct param){ "confirm", confirm, false };
	r->form = form;
	r->forms = confirm == NULL ? 2 : 3;
	str_copy(c->conf.store, sizeof c->conf.store, world.home);
	str_copy(c->conf.spool, sizeof c->conf.spool, world.home);
	c->visitor = (struct visitor){
		.signed_in = true, .user = w->u, .session = w->s
	};
	passed = stepup_passed(c);
	assert_true(passed == (r->out.status == 0));
	return passed;
}

static bool
shows(const char *what)
{
	return c->r.out.body.data != NULL &&
	    strstr(c->r.out.body.data, what) != NULL;
}

static void
it_is_asked_for_when_it_was_given_long_ago(void **state)
{
	struct who w;
	struct session s;

	(void)state;
	c = calloc(1, sizeof *c);
	c->r.mem = arena_new();
	assert_int_equal(run(make, &w), RC_OK);
	/* Not of a route that is not so, and not at once. */
	assert_true(passes(&w, 0, 3600, NULL));
	assert_true(passes(&w, ROUTE_FRESH, 299, NULL));
	/* Then it is, and the form is carried along without its token. */
	assert_false(passes(&w, ROUTE_FRESH, 300, NULL));
	assert_int_equal(c->r.out.status, 403);
	assert_true(shows("name=\"first_name\" value=\"Ida\""));
	assert_true(shows("name=\"confirm\""));
	assert_false(shows("value=\"x\""));
	buf_free(&c->r.out.body);
	assert_false(passes(&w, ROUTE_FRESH, 300, "a wrong old sentence"));
	assert_int_equal(c->r.out.status, 422);
	assert_false(shows("a wrong old sentence"));
	buf_free(&c->r.out.body);
	load(&user_entity, w.u.id, &w.u);
	assert_int_equal(w.u.misses, 1);
	assert_true(passes(&w, ROUTE_FRESH, 300, "a long old sentence"));
	load(&session_entity, w.s.id, &s);
	assert_int_equal(s.fresh, NOON + 300);
	/* Somebody who guesses has to wait. */
	w.u.locked_until = NOON + 900;
	assert_false(passes(&w, ROUTE_FRESH, 300, "a long old sentence"));
	assert_int_equal(c->r.out.status, 429);
	buf_free(&c->r.out.body);
	arena_free(c->r.mem);
	free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_asked_for_when_it_was_given_long_ago),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
