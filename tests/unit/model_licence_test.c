/* Licences: statuses on every day, limits, keeping and applying; features. */
#include "model_fixture.h"

/* ---- the status, a pure function */

enum { DAY0 = 20000 };

static struct licence
plain(int64_t product)
{
	return (struct licence){
		.product = product,
		.instance = "7K3F",
		.valid_from = DAY0,
		.valid_to = DAY0 + 100,
		.warn_days = 30,
		.grace_days = 14,
		.instances = 2,
	};
}

static void
status_on_every_day(void **state)
{
	static const struct {
		const char *why;
		int64_t today, latest; /* days after DAY0 */
		enum licence_status status;
		int64_t left; /* days; -2: not asked */
	} days[] = {
		{ "the day before", -1, 0 - DAY0, LICENCE_INVALID, -1 },
		{ "the first day", 0, 0, LICENCE_VALID, 71 },
		{ "the last calm day", 70, 70, LICENCE_VALID, 1 },
		{ "the first day of warning", 71, 71, LICENCE_EXPIRES_SOON,
		    30 },
		{ "the last day", 100, 100, LICENCE_EXPIRES_SOON, 1 },
		{ "the first day of grace", 101, 101, LICENCE_GRACE, 14 },
		{ "the last day of grace", 114, 114, LICENCE_GRACE, 1 },
		{ "over", 115, 115, LICENCE_EXPIRED, -1 },
		{ "long over", 5000, 5000, LICENCE_EXPIRED, -1 },
		{ "the clock was turned back", 10, 120, LICENCE_EXPIRED, -2 },
		{ "and back before the start", -5, 50, LICENCE_VALID, -2 },
	};
	struct licence l = plain(LICENCE_ERP);

	(void)state;
	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		int64_t today = DAY0 + days[i].today;
		char says[241];

		if (licence_status(&l, today, DAY0 + days[i].latest, "7K3F",
			0) != days[i].status)
			fail_msg("%s", days[i].why);
		if (days[i].left != -2 &&
		    licence_days_left(&l, today) != days[i].left)
			fail_msg("days left, %s: %d", days[i].why,
			    (int)licence_days_left(&l, today));
		licence_sentence(
		    &l, days[i].status, today, 0, says, sizeof says);
		assert_true(str_ends(says, "."));
	}
	assert_int_equal(
	    licence_status(NULL, DAY0, 0, "7K3F", 0), LICENCE_INVALID);
	assert_int_equal(licence_days_left(NULL, DAY0), -1);
}

static void
a_licence_without_warning_or_grace_ends_at_once(void **state)
{
	struct licence l = plain(LICENCE_ERP);

	(void)state;
	l.warn_days = l.grace_days = 0;
	assert_int_equal(
	    licence_status(&l, DAY0 + 100, 0, "7K3F", 0), LICENCE_VALID);
	assert_int_equal(
	    licence_status(&l, DAY0 + 101, 0, "7K3F", 0), LICENCE_EXPIRED);
	assert_int_equal(licence_days_left(&l, DAY0 + 100), 1);
}

static void
a_licence_is_for_its_instance_and_so_many_portals(void **state)
{
	static const struct {
		const char *instance;
		int64_t product, deployed;
		enum licence_status status;
	} cases[] = {
		{ "7K3F", LICENCE_PORTAL, 0, LICENCE_VALID },
		{ "7K3F", LICENCE_PORTAL, 2, LICENCE_VALID },
		{ "7K3F", LICENCE_PORTAL, 3, LICENCE_REJECTED },
		{ "7K3F", LICENCE_ERP, 3, LICENCE_VALID },
		{ "any", LICENCE_PORTAL, 2, LICENCE_VALID },
		{ "any", LICENCE_PORTAL, 3, LICENCE_REJECTED },
		{ "ZZZZ", LICENCE_ERP, 0, LICENCE_REJECTED },
		{ "ZZZZ", LICENCE_PORTAL, 1, LICENCE_REJECTED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct licence l = plain(cases[i].product);
		char says[241];

		str_copy(l.instance, sizeof l.instance, cases[i].instance);
		assert_int_equal(
		    licence_status(&l, DAY0, DAY0, "7K3F", cases[i].deployed),
		    cases[i].status);
		licence_sentence(
		    &l, cases[i].status, DAY0, 0, says, sizeof says);
		if (cases[i].status == LICENCE_REJECTED)
			assert_non_null(strstr(
			    says, cases[i].deployed > 2 ? "portals" : "ZZZZ"));
	}
}

/* ---- in a store */

static struct licences
now_in_force(void)
{
	struct store *s = store_open(world.home, STORE_READ);
	struct licences all;

	licences_load(store_view(s), clock_now(), &all);
	store_close(s);
	return all;
}

static void
a_company_without_licences_is_a_trial(void **state)
{
	struct licences all;

	(void)state;
	good(run(seed_body, NULL));
	all = now_in_force();
	assert_int_equal(all.erp_status, LICENCE_INVALID);
	assert_int_equal(all.portal_status, LICENCE_INVALID);
	assert_int_equal(all.erp_users, TRIAL_ERP_USERS);
	assert_int_equal(all.portal_users, TRIAL_PORTAL_USERS);
	assert_true(all.features & FEATURE_CASES);
	assert_false(all.features & FEATURE_PORTAL);
	staff("a", ROLE_ADMIN);
	staff("b", ROLE_CASES);
	{
		struct user c = { .login = "c", .roles = ROLE_CASES };

		refused(save(&user_entity, &c), 0, "allows 2 active ERP");
	}
}

static void
each_licence_covers_its_product_only(void **state)
{
	struct licence l;
	struct licences all;

	(void)state;
	good(run(seed_body, NULL));
	l = licence_for(LICENCE_ERP);
	l.features |= FEATURE_PORTAL | FEATURE_PORTAL_CASES;
	good(run(licence_body, &l));
	all = now_in_force();
	assert_int_equal(all.erp_users, 10);
	assert_false(all.features & FEATURE_PORTAL_ALL);
	l = licence_for(LICENCE_PORTAL);
	l.features = FEATURE_PORTAL_CASES | FEATURE_TWO_FACTOR;
	good(run(licence_body, &l));
	all = now_in_force();
	assert_true(all.features & FEATURE_PORTAL);
	assert_true(all.features & FEATURE_PORTAL_SYSTEM);
	assert_true(all.features & FEATURE_PORTAL_CASES);
	assert_false(all.features & FEATURE_PORTAL_ORDERS);
	assert_false(all.features & FEATURE_TWO_FACTOR);
	assert_int_equal(all.portal_users, 10);
}

static void
an_expired_portal_keeps_its_users(void **state)
{
	struct licences all;

	(void)state;
	company();
	clock_stop(NOON + 400 * DAY);
	all = now_in_force();
	assert_int_equal(all.portal_status, LICENCE_EXPIRED);
	assert_int_equal(all.erp_status, LICENCE_EXPIRED);
	assert_int_equal(all.portal_users, 10);
	assert_true(all.features & FEATURE_PORTAL_CASES);
	assert_int_equal(all.erp_users, TRIAL_ERP_USERS);
}

static enum rc
clock_body(struct txn *x, void *arg)
{
	(void)arg;
	licence_clock(x, clock_now());
	return RC_OK;
}

static void
a_clock_turned_back_gains_nothing(void **state)
{
	(void)state;
	company();
	clock_stop(NOON + 400 * DAY);
	good(run(clock_body, NULL));
	clock_stop(NOON);
	good(run(clock_body, NULL));
	assert_int_equal(now_in_force().erp_status, LICENCE_EXPIRED);
}

static enum rc
keep_body(struct txn *x, void *arg)
{
	return licence_keep(x, arg, &world.bad);
}

static enum rc
apply_body(struct txn *x, void *arg)
{
	return licence_apply(x, *(const int64_t *)arg, &world.bad);
}

static enum rc
discard_body(struct txn *x, void *arg)
{
	return licence_discard(x, *(const int64_t *)arg);
}

static enum rc
remove_body(struct txn *x, void *arg)
{
	return licence_remove(x, *(const int64_t *)arg);
}

static void
a_licence_waits_until_it_is_applied(void **state)
{
	struct licence l = licence_for(LICENCE_ERP);
	int64_t erp = LICENCE_ERP;

	(void)state;
	good(run(seed_body, NULL));
	assert_int_equal(run(apply_body, &erp), RC_NOTFOUND);
	memset(&world.bad, 0, sizeof world.bad);
	good(run(keep_body, &l));
	assert_int_equal(now_in_force().erp_status, LICENCE_INVALID);
	l.erp_users = 20; /* a second one takes the place of the first */
	str_copy(l.text, sizeof l.text, "other");
	good(run(keep_body, &l));
	assert_int_equal(count(&licence_entity, 0, NULL), 1);
	good(run(apply_body, &erp));
	assert_int_equal(now_in_force().erp_users, 20);
	assert_int_equal(run(discard_body, &erp), RC_NOTFOUND);

	refused(run(keep_body, &l), 0, "in force already");
	memset(&world.bad, 0, sizeof world.bad);
	l.issued -= 1;
	str_copy(l.text, sizeof l.text, "older");
	refused(run(keep_body, &l), LICENCE_ISSUED, "older than the one");
	memset(&world.bad, 0, sizeof world.bad);
	l.issued += 2;
	good(run(keep_body, &l));
	good(run(apply_body, &erp));
	assert_int_equal(count(&licence_entity, 0, NULL), 1);
	good(run(remove_body, &erp));
	assert_int_equal(now_in_force().erp_status, LICENCE_INVALID);
	assert_int_equal(run(remove_body, &erp), RC_NOTFOUND);
}

static void
a_useless_licence_is_not_applied(void **state)
{
	static const struct {
		int64_t from, to; /* days from today */
		const char *instance, *says;
	} cases[] = {
		{ 1, 100, "any", "not valid before" },
		{ -100, -20, "any", "expired on" },
		{ -1, 100, "elsewhere", "elsewhere" },
	};

	(void)state;
	good(run(seed_body, NULL));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct licence l = licence_for(LICENCE_PORTAL);
		int64_t today = time_date(clock_now(), "");

		l.valid_from = today + cases[i].from;
		l.valid_to = today + cases[i].to;
		str_copy(l.instance, sizeof l.instance, cases[i].instance);
		memset(&world.bad, 0, sizeof world.bad);
		refused(run(licence_body, &l), 0, cases[i].says);
	}
}

/* ---- features */

static void
parents_and_needs_close_a_set(void **state)
{
	enum { ALWAYS = FEATURE_FINANCIALS | FEATURE_AUDIT };
	static const struct {
		int64_t set, closed;
	} sets[] = {
		{ 0, ALWAYS },
		{ FEATURE_CASES, ALWAYS | FEATURE_CASES },
		{ FEATURE_PORTAL,
		    ALWAYS | FEATURE_PORTAL | FEATURE_PORTAL_SYSTEM },
		{ FEATURE_PORTAL_CASES | FEATURE_CASES,
		    ALWAYS | FEATURE_CASES },
		{ FEATURE_PORTAL_CASES | FEATURE_PORTAL,
		    ALWAYS | FEATURE_PORTAL | FEATURE_PORTAL_SYSTEM },
		{ FEATURE_PORTAL_CASES | FEATURE_PORTAL | FEATURE_CASES,
		    ALWAYS | FEATURE_PORTAL | FEATURE_PORTAL_SYSTEM |
			FEATURE_PORTAL_CASES | FEATURE_CASES },
		{ FEATURE_PORTAL | FEATURE_PORTAL_PAYMENTS,
		    ALWAYS | FEATURE_PORTAL | FEATURE_PORTAL_SYSTEM },
		{ FEATURE_PORTAL_SYSTEM, ALWAYS },
	};

	(void)state;
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		assert_true(feature_close(sets[i].set) == sets[i].closed);
		assert_true(feature_close(sets[i].closed) == sets[i].closed);
	}
}

static struct switches
now_on(void)
{
	struct store *s = store_open(world.home, STORE_READ);
	struct switches on;

	assert_int_equal(switches_load(store_view(s), &on), RC_OK);
	store_close(s);
	return on;
}

static enum rc
modify_body(struct txn *x, void *arg)
{
	return switches_modify(x, *(const int64_t *)arg, &world.bad);
}

static enum rc
enable_body(struct txn *x, void *arg)
{
	(void)arg;
	return switches_enable(x, &world.bad);
}

static enum rc
drop_body(struct txn *x, void *arg)
{
	(void)arg;
	return switches_discard(x);
}

static void
features_are_ticked_then_enabled(void **state)
{
	int64_t set = FEATURE_CASES | FEATURE_PORTAL | FEATURE_PORTAL_CASES;

	(void)state;
	good(run(seed_body, NULL));
	assert_true(now_on().enabled & FEATURE_CASES);
	refused(run(modify_body, &set), SWITCHES_PENDING,
	    "licence does not cover Modern Customer Portal");
	memset(&world.bad, 0, sizeof world.bad);
	license(LICENCE_PORTAL);
	good(run(modify_body, &set));
	assert_int_equal(now_on().activation_status, SWITCHES_WAITING);
	assert_false(now_on().enabled & FEATURE_PORTAL);
	good(run(drop_body, NULL));
	assert_int_equal(now_on().activation_status, SWITCHES_VALIDATED);
	good(run(modify_body, &set));
	good(run(enable_body, NULL));
	assert_true(now_on().enabled & FEATURE_PORTAL_CASES);
	assert_int_equal(now_on().activation_status, SWITCHES_VALIDATED);
	assert_int_equal(run(enable_body, NULL), RC_SAME);

	set = FEATURE_CASES | FEATURE_PORTAL_CASES; /* the parent is off */
	good(run(modify_body, &set));
	good(run(enable_body, NULL));
	assert_false(now_on().enabled & FEATURE_PORTAL_ALL);
	set = FEATURE_PORTAL | FEATURE_PORTAL_CASES;
	refused(run(modify_body, &set), SWITCHES_PENDING,
	    "needs Case Management: tick");
	memset(&world.bad, 0, sizeof world.bad);
	set = FEATURE_DUPLICATES;
	refused(run(modify_body, &set), SWITCHES_PENDING,
	    "not part of this release");
}

static void
a_licence_that_went_stops_enabling(void **state)
{
	int64_t set = FEATURE_CASES | FEATURE_PORTAL, portal = LICENCE_PORTAL;

	(void)state;
	good(run(seed_body, NULL));
	license(LICENCE_PORTAL);
	good(run(modify_body, &set));
	good(run(remove_body, &portal));
	refused(run(enable_body, NULL), SWITCHES_PENDING, "does not cover");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status_on_every_day),
		cmocka_unit_test(
		    a_licence_without_warning_or_grace_ends_at_once),
		cmocka_unit_test(
		    a_licence_is_for_its_instance_and_so_many_portals),
		TEST(a_company_without_licences_is_a_trial),
		TEST(each_licence_covers_its_product_only),
		TEST(an_expired_portal_keeps_its_users),
		TEST(a_clock_turned_back_gains_nothing),
		TEST(a_licence_waits_until_it_is_applied),
		TEST(a_useless_licence_is_not_applied),
		cmocka_unit_test(parents_and_needs_close_a_set),
		TEST(features_are_ticked_then_enabled),
		TEST(a_licence_that_went_stops_enabling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
