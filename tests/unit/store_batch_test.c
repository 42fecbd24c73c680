/* A batch: one session, many transactions, and what it remembers. */
#include <sys/wait.h>

#include "store_fixture.h"

static void
name_is(struct store *s, int64_t id, const char *name)
{
	struct firm f;

	assert_int_equal(store_get(store_view(s), &firm_entity, id, &f), RC_OK);
	assert_string_equal(f.name, name);
}

struct rename {
	struct firm f;
	enum rc answer;
	int64_t before, after; /* writes */
};

static enum rc
rename_firm(struct txn *x, void *arg)
{
	struct rename *r = arg;
	enum rc rc;

	r->before = txn_writes(x);
	rc = store_save(x, &firm_entity, &r->f, NULL);
	r->after = txn_writes(x);
	return rc == RC_OK ? r->answer : rc;
}

static enum rc
renamed(struct store *s, int64_t id, const char *name, enum rc answer)
{
	struct rename r = { .answer = answer };

	assert_int_equal(
	    store_get(store_view(s), &firm_entity, id, &r.f), RC_OK);
	str_copy(r.f.name, sizeof r.f.name, name);
	return txn_run(s, &ana, rename_firm, &r);
}

static void
what_is_read_again_is_what_was_written(void **state)
{
	int64_t id = new_firm("A", "Before").id;
	struct store *s = store_open(home, STORE_BATCH);

	(void)state;
	name_is(s, id, "Before");
	assert_int_equal(renamed(s, id, "After", RC_OK), RC_OK);
	name_is(s, id, "After");
	assert_int_equal(renamed(s, id, "Never", RC_REFUSED), RC_REFUSED);
	name_is(s, id, "After");
	store_close(s);
	s = store_open(home, STORE_READ);
	name_is(s, id, "After");
	store_close(s);
}

static enum rc
delete_firm(struct txn *x, void *arg)
{
	return store_delete(x, &firm_entity, *(int64_t *)arg);
}

static void
what_is_taken_away_is_gone(void **state)
{
	int64_t id = new_firm("A", "Gone").id;
	struct store *s = store_open(home, STORE_BATCH);
	struct firm f = { .code = "A" };

	(void)state;
	name_is(s, id, "Gone");
	assert_int_equal(
	    store_find(store_view(s), &firm_entity, FIRM_BY_CODE, &f), RC_OK);
	assert_int_equal(txn_run(s, &ana, delete_firm, &id), RC_OK);
	assert_int_equal(
	    store_get(store_view(s), &firm_entity, id, &f), RC_NOTFOUND);
	str_copy(f.code, sizeof f.code, "A");
	assert_int_equal(
	    store_find(store_view(s), &firm_entity, FIRM_BY_CODE, &f),
	    RC_NOTFOUND);
	store_close(s);
}

static enum rc
refuse_again(struct txn *x, void *arg)
{
	struct rename *r = arg;

	r->before = txn_writes(x);
	assert_int_equal(store_save(x, &firm_entity, &r->f, NULL), RC_EXISTS);
	r->after = txn_writes(x);
	return RC_REFUSED;
}

static void
a_refused_record_has_written_nothing(void **state)
{
	struct rename r = { .f = new_firm("A", "One"), .answer = RC_OK };
	struct store *s = store_open(home, STORE_BATCH);

	(void)state;
	str_copy(r.f.name, sizeof r.f.name, "Two");
	assert_int_equal(txn_run(s, &ana, rename_firm, &r), RC_OK);
	assert_true(r.after > r.before);
	r.f.id = r.f.rev = 0;
	assert_int_equal(txn_run(s, &ana, refuse_again, &r), RC_REFUSED);
	assert_int_equal(r.after, r.before);
	store_close(s);
}

/* Somebody else's process, between two transactions of ours. */
static void
others_are_let_in_and_seen(void **state)
{
	int64_t id = new_firm("A", "Ours").id;
	struct store *s = store_open(home, STORE_BATCH);
	pid_t pid;
	int status;

	(void)state;
	name_is(s, id, "Ours");
	assert_false(store_wanted(s));
	fflush(NULL);
	if ((pid = fork()) == 0) {
		struct store *t = store_open(home, STORE_WRITE);
		enum rc rc = renamed(t, id, "Theirs", RC_OK);

		store_close(t);
		_exit(rc == RC_OK ? 0 : 1);
	}
	while (!store_wanted(s))
		usleep(1000);
	assert_true(store_pause(s));
	name_is(s, id, "Theirs");
	store_close(s);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

/* ---- an index that leaves out what has no first value */

static const struct index by_seen[] = {
	{ .number = 1,
	    .tags = { FIRM_SEEN, FIRM_NAME },
	    .prefix = 1,
	    .sparse = true },
	{ 0 },
};
static const struct entity seen_entity = { 90, "firm", "Firm", "Firms",
	sizeof(struct firm), firm_fields, by_seen, 0, FIRM_NAME, 0, NULL };

static enum rc
save_seen(struct txn *x, void *firm)
{
	return store_save(x, &seen_entity, firm, NULL);
}

static void
entries_are(int64_t seen, int64_t n)
{
	struct firm like = { .seen = seen };
	struct store *s = store_open(home, STORE_READ);

	assert_int_equal(store_count(store_view(s), &seen_entity, 1, &like), n);
	store_close(s);
}

static int
tear_down_seen(void **state)
{
	static const struct entity *const only[] = { &seen_entity, NULL };
	long wrong = store_verify(home, only, complain, NULL);

	remove_home(state);
	return wrong == 0 ? 0 : -1;
}

static void
a_sparse_index_has_what_has_a_value(void **state)
{
	struct firm f = { .name = "A" };

	(void)state;
	assert_int_equal(run(save_seen, &f), RC_OK);
	entries_are(0, 0);
	f.seen = 5;
	assert_int_equal(run(save_seen, &f), RC_OK);
	entries_are(5, 1);
	f.seen = 0;
	assert_int_equal(run(save_seen, &f), RC_OK);
	entries_are(5, 0);
	entries_are(0, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_read_again_is_what_was_written),
		TEST(what_is_taken_away_is_gone),
		TEST(a_refused_record_has_written_nothing),
		TEST(others_are_let_in_and_seen),
		cmocka_unit_test_setup_teardown(
		    a_sparse_index_has_what_has_a_value, set_up,
		    tear_down_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
