/* Exports that were kept long enough go, with their files; profiles stay. */
#include "model_fixture.h"

#include "../../lib/model/export_job.h"

struct keeping {
	struct export_job job;
	char spool[300];
};

static enum rc
keep_body(struct txn *x, void *arg)
{
	struct keeping *k = arg;
	struct problems bad = { .n = 0 };
	enum rc rc = RC_OK;

	if (k->spool[0] != '\0')
		rc = store_file_add(
		    x, k->spool, k->job.stored_as, sizeof k->job.stored_as);
	return rc == RC_OK ? export_job_save(x, &k->job, &bad) : rc;
}

static struct export_job
exported(int64_t when, bool profile)
{
	struct keeping k = { .job = { .profile = profile, .format = 1 } };
	FILE *f;

	clock_stop(when);
	str_copy(k.job.kind, sizeof k.job.kind, "accounts");
	if (profile)
		str_copy(k.job.name, sizeof k.job.name, "Mine");
	else {
		str_printf(k.spool, sizeof k.spool, "%s/spooled", world.home);
		assert_non_null(f = fopen(k.spool, "w"));
		fputs("rows", f);
		assert_int_equal(fclose(f), 0);
	}
	good(run(keep_body, &k));
	return k.job;
}

static enum rc
expire_body(struct txn *x, void *arg)
{
	return export_job_expire(x, arg);
}

static bool
is_there(const struct export_job *j)
{
	struct store *s = store_open(world.home, STORE_READ);
	int fd = j->stored_as[0] != '\0' ?
	    store_file_open(store_view(s), j->stored_as) :
	    -1;

	store_close(s);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static void
what_is_old_goes_with_its_file(void **state)
{
	struct export_job old = exported(NOON - 100 * DAY, false);
	struct export_job older = exported(NOON - 200 * DAY, false);
	struct export_job profile = exported(NOON - 300 * DAY, true);
	struct export_job new = exported(NOON - 10 * DAY, false);
	struct export_expiry e = { .before = NOON - 90 * DAY, .more = true };

	(void)state;
	clock_stop(NOON);
	assert_true(is_there(&old));
	while (e.more)
		good(run(expire_body, &e));
	assert_int_equal(e.taken, 2);
	assert_int_equal(load(&export_job_entity, old.id, &old), RC_NOTFOUND);
	assert_int_equal(
	    load(&export_job_entity, older.id, &older), RC_NOTFOUND);
	assert_int_equal(load(&export_job_entity, profile.id, &profile), RC_OK);
	assert_int_equal(load(&export_job_entity, new.id, &new), RC_OK);
	assert_true(is_there(&new));
	assert_false(is_there(&old));
	assert_false(is_there(&older));
	assert_int_equal(store_verify(world.home, entities, complain, NULL), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    what_is_old_goes_with_its_file, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
