/* Guessing passwords: what it costs, by user, address and over all. */
#include "model_fixture.h"

static void
misses_cost_more_and_more_but_never_all(void **state)
{
	static const int64_t delays[] = { 0, 0, 0, 0, 0, 30, 60, 120, 240, 480,
		900, 900 };

	(void)state;
	for (int64_t n = 0; n < 12; n++)
		assert_int_equal(user_delay(n), delays[n]);
	assert_int_equal(user_delay(INT64_MAX), 900);
	assert_int_equal(user_delay(-5), 0);
}

struct miss {
	const char *address, *login;
};

static enum rc
miss_body(struct txn *x, void *arg)
{
	const struct miss *m = arg;

	return throttle_miss(x, m->address, m->login);
}

static int64_t
wait(const char *address, const char *login)
{
	struct store *s = store_open(world.home, STORE_READ);
	int64_t t = throttle_wait(store_view(s), address, login, clock_now());

	store_close(s);
	return t;
}

static void
guessing_gets_slow_from_everywhere(void **state)
{
	struct miss m = { "192.0.2.1", "maria" };

	(void)state;
	assert_int_equal(wait("192.0.2.1", "maria"), 0);
	for (int i = 0; i < 5; i++)
		good(run(miss_body, &m));
	/* The login waits, from whichever address; others do not. */
	assert_int_equal(wait("192.0.2.1", "MARIA"), 30);
	assert_int_equal(wait("192.0.2.2", "maria"), 30);
	assert_int_equal(wait("192.0.2.1", "uwe"), 0);
	m.login = NULL;
	for (int i = 0; i < 5; i++)
		good(run(miss_body, &m));
	/* The address waits, whatever the login. */
	assert_int_equal(wait("192.0.2.1", "uwe"), 30);
	assert_int_equal(wait("192.0.2.2", "uwe"), 0);
	clock_stop(NOON + 3700);
	assert_int_equal(wait("192.0.2.1", "maria"), 0);
	good(run(miss_body, &m));
	assert_int_equal(wait("192.0.2.1", "maria"), 0);
}

static void
many_addresses_together_get_slow(void **state)
{
	(void)state;
	for (int i = 0; i < 60; i++) {
		char address[32];
		struct miss m = { address, NULL };

		str_printf(address, sizeof address, "192.0.2.%d", i);
		good(run(miss_body, &m));
	}
	assert_int_equal(wait("198.51.100.7", "maria"), 10);
	clock_stop(NOON + 10);
	assert_int_equal(wait("198.51.100.7", "maria"), 0);
	/* Old ones are cleared away by new ones. */
	clock_stop(NOON + 2 * DAY);
	for (int i = 0; i < 5; i++) {
		struct miss m = { "198.51.100.7", NULL };

		good(run(miss_body, &m));
	}
	assert_true(count(&throttle_entity, 0, NULL) < 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(misses_cost_more_and_more_but_never_all),
		TEST(guessing_gets_slow_from_everywhere),
		TEST(many_addresses_together_get_slow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
