/* The ledger of nights, and exports that were asked for on a page. */
#include "model_fixture.h"

#include "../../lib/model/batch_run.h"
#include "../../lib/model/export_job.h"
#include "../../lib/model/job.h"

/* ---- nights */

enum { KEEP = 3 };

struct night {
	struct batch_run run;
	int64_t cut;
};

static enum rc
begin_body(struct txn *x, void *arg)
{
	struct night *n = arg;

	return batch_run_begin(x, &n->run, KEEP, &n->cut, &world.bad);
}

static enum rc
end_body(struct txn *x, void *arg)
{
	struct night *n = arg;

	n->run.state = BATCH_OK;
	return batch_run_end(x, &n->run, &world.bad);
}

static struct batch_run
run_of(int64_t id)
{
	struct batch_run r = { .id = 0 };
	struct store *s = store_open(world.home, STORE_READ);

	if (store_get(store_view(s), &batch_run_entity, id, &r) != RC_OK)
		r.id = 0;
	store_close(s);
	return r;
}

static void
a_night_begins_and_ends(void **state)
{
	struct night n = { .run = { .id = 0 } };
	struct batch_run r;

	(void)state;
	good(run(begin_body, &n));
	assert_int_equal(n.cut, 0);
	assert_int_equal(run_of(n.run.id).state, BATCH_RUNNING);
	clock_stop(NOON + 60);
	good(run(end_body, &n));
	r = run_of(n.run.id);
	assert_int_equal(r.state, BATCH_OK);
	assert_int_equal(r.started, NOON);
	assert_int_equal(r.finished, NOON + 60);
}

static void
one_that_never_ended_was_cut_short(void **state)
{
	struct night first = { .run = { .id = 0 } }, second = first;

	(void)state;
	good(run(begin_body, &first));
	clock_stop(NOON + DAY);
	good(run(begin_body, &second));
	assert_int_equal(second.cut, NOON);
	assert_int_equal(run_of(first.run.id).state, BATCH_CUT);
	assert_int_equal(run_of(second.run.id).state, BATCH_RUNNING);
}

static void
the_newest_are_kept(void **state)
{
	int64_t ids[6];

	(void)state;
	for (int i = 0; i < 6; i++) {
		struct night n = { .run = { .id = 0 } };

		clock_stop(NOON + i * DAY);
		good(run(begin_body, &n));
		good(run(end_body, &n));
		ids[i] = n.run.id;
	}
	for (int i = 0; i < 6; i++)
		assert_int_equal(run_of(ids[i]).id, i >= 6 - KEEP ? ids[i] : 0);
}

/* ---- exports */

static enum rc
save_export(struct txn *x, void *rec, struct problems *bad)
{
	return export_job_save(x, rec, bad);
}

static void
an_export_runs_from_the_start(void **state)
{
	struct export_job j = { .kind = "orders", .format = 1 };

	(void)state;
	good(call(save_export, &j));
	assert_int_equal(j.state, EXPORT_RUNNING);
	assert_int_equal(j.created, NOON);
	assert_false(export_job_lost(&j, NOON + JOB_SILENT));
	assert_true(export_job_lost(&j, NOON + JOB_SILENT + 1));
	j.state = EXPORT_DONE;
	good(call(save_export, &j));
	assert_false(export_job_lost(&j, NOON + DAY));
}

static void
a_profile_needs_a_name_and_never_runs(void **state)
{
	struct export_job j = { .kind = "orders", .format = 1, .profile = 1 };
	struct export_job again = j, copy;

	(void)state;
	refused(call(save_export, &j), EXPORT_JOB_NAME, "Enter a name.");
	str_copy(j.name, sizeof j.name, "Monthly");
	j.date_from = 20;
	j.date_to = 10;
	refused(call(save_export, &j), EXPORT_JOB_TO, "before the first");
	j.date_to = 30;
	good(call(save_export, &j));
	assert_int_equal(j.state, 0);
	assert_string_equal(j.file_name, "Monthly");
	str_copy(again.name, sizeof again.name, "monthly");
	assert_int_equal(call(save_export, &again), RC_EXISTS);

	export_job_wishes(&j, &copy);
	assert_int_equal(copy.id, 0);
	assert_int_equal(copy.profile, 0);
	assert_string_equal(copy.name, "");
	assert_int_equal(copy.date_from, 20);
	good(call(save_export, &copy));
	assert_int_equal(copy.state, EXPORT_RUNNING);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_night_begins_and_ends),
		TEST(one_that_never_ended_was_cut_short),
		TEST(the_newest_are_kept),
		TEST(an_export_runs_from_the_start),
		TEST(a_profile_needs_a_name_and_never_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
