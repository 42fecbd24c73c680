/* Viewing a portal as a customer: the pass, its session, and who is meant. */
#include "own_fixture.h"

#include "../../lib/model/viewing.h"

static struct town t;

struct asking {
	int64_t viewer;
	const char *hash;
	struct viewing got;
};

static enum rc
begin_viewing(struct txn *x, void *arg)
{
	const struct asking *a = arg;

	return viewing_begin(x, a->viewer, &t.maria.user, a->hash);
}

static enum rc
take(struct txn *x, void *arg)
{
	struct asking *a = arg;

	return viewing_take(x, a->hash, &a->got);
}

static void
a_pass_is_good_once_and_for_a_minute(void **state)
{
	struct user clerk;
	struct asking a = { .hash = "one" }, b = { .hash = "two" };

	(void)state;
	town(&t);
	clerk = staff("clerk", ROLE_CUSTOMERS);
	a.viewer = b.viewer = clerk.id;
	assert_int_equal(run(take, &a), RC_NOTFOUND);
	good(run(begin_viewing, &a));
	good(run(take, &a));
	assert_int_equal(a.got.user_id, t.maria.user.id);
	assert_int_equal(a.got.viewer, clerk.id);
	assert_int_equal(run(take, &a), RC_NOTFOUND);

	good(run(begin_viewing, &a));
	clock_stop(clock_now() + VIEWING_PASS);
	assert_int_equal(run(take, &a), RC_NOTFOUND);
	good(run(begin_viewing, &b));
	/* What is over went with the next one. */
	assert_int_equal(count(&viewing_entity, VIEWING_BY_AGE, NULL), 1);
	clock_stop(clock_now() + VIEWING_PASS - 1);
	good(run(take, &b));
}

static void
not_everybody_of_the_staff_may_look(void **state)
{
	struct user u = { .status = USER_ACTIVE, .guest = USER_IS_STAFF };

	(void)state;
	assert_false(may_view(&u));
	u.roles = ROLE_CASES | ROLE_BOOKS | ROLE_SALES | ROLE_PORTAL_ADMIN;
	assert_false(may_view(&u));
	u.roles = ROLE_CUSTOMERS;
	assert_true(may_view(&u));
	u.roles = ROLE_ADMIN;
	assert_true(may_view(&u));
	u.status = USER_DISABLED;
	assert_false(may_view(&u));
	u.status = USER_ACTIVE;
	u.guest = USER_IS_GUEST;
	assert_false(may_view(&u));
}

static struct visitor
looks(const struct session *s)
{
	struct store *store = store_open(world.home, STORE_READ);
	struct visitor v;

	visitor_load(
	    store_view(store), SITE_PORTAL, SITE_URL, s, clock_now(), "", &v);
	store_close(store);
	return v;
}

static struct session
session_of(const struct user *viewer)
{
	struct session s = { .user_id = viewer->id,
		.as_user = t.maria.user.id,
		.site = SITE_PORTAL,
		.portal_id = t.maria.session.portal_id };

	str_copy(s.token_hash, sizeof s.token_hash, "viewing");
	good(run(begin_body, &s));
	return s;
}

static void
the_session_is_the_viewers_and_reads(void **state)
{
	struct user clerk;
	struct session s;
	struct visitor v;

	(void)state;
	town(&t);
	clerk = staff("clerk", ROLE_CUSTOMERS);
	t.maria.user.force_change = 1;
	good(save(&user_entity, &t.maria.user));
	s = session_of(&clerk);
	v = looks(&s);
	assert_true(v.signed_in && v.read_only);
	assert_int_equal(v.viewer.id, clerk.id);
	assert_int_equal(v.user.id, t.maria.user.id);
	assert_int_equal(v.account.id, t.maria.firm.id);
	assert_true(case_shown(&v, &t.of_maria));
	assert_false(case_shown(&v, &t.of_tom));
	assert_int_equal(
	    may_use(&v, SITE_PORTAL, PORTAL_CASES, FEATURE_PORTAL_CASES, false),
	    MAY);
	assert_int_equal(
	    may_use(&v, SITE_PORTAL, PORTAL_CASES, FEATURE_PORTAL_CASES, true),
	    MAY_NOT_READ_ONLY);
	/* A quarter of an hour, however busy. */
	clock_stop(clock_now() + SESSION_VIEWING - 1);
	assert_true(looks(&s).signed_in);
	clock_stop(clock_now() + 1);
	s.last_seen = clock_now();
	v = looks(&s);
	assert_true(!v.signed_in && v.viewer.id == 0 && !v.read_only);
}

static void
it_ends_with_either_of_the_two(void **state)
{
	struct user clerk;
	struct session s;

	(void)state;
	town(&t);
	clerk = staff("clerk", ROLE_CUSTOMERS);
	s = session_of(&clerk);
	assert_true(looks(&s).signed_in);
	clerk.roles = ROLE_CASES;
	good(save(&user_entity, &clerk));
	assert_false(looks(&s).signed_in);
	clerk.roles = ROLE_CUSTOMERS;
	good(save(&user_entity, &clerk));
	assert_true(looks(&s).signed_in);
	assert_int_equal(
	    load(&user_entity, t.maria.user.id, &t.maria.user), RC_OK);
	t.maria.user.status = USER_DISABLED;
	good(save(&user_entity, &t.maria.user));
	assert_false(looks(&s).signed_in);
	/* Such a session opens nothing in the ERP. */
	s.site = SITE_ERP;
	assert_false(looks(&s).signed_in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_pass_is_good_once_and_for_a_minute),
		TEST(not_everybody_of_the_staff_may_look),
		TEST(the_session_is_the_viewers_and_reads),
		TEST(it_ends_with_either_of_the_two),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
