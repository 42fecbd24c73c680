/* A batch: one session, many transactions, and what it remembers. */
#include <sys/wait.h>

#include "../../lib/base/clock.h"
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

/* ---- what is held back is written as if it had not been */

/* The same steps for the same seed, in one transaction: more keys than are
 * held at a time, and each step looks at what others have left. */
struct steps {
	uint64_t seed;
	int64_t firm[40], letter[400];
	int listed;
};

static unsigned
dice(struct steps *m, unsigned sides)
{
	m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(m->seed >> 33) % sides;
}

static bool
count_letter(void *arg, const void *rec)
{
	(void)rec;
	++*(int *)arg;
	return true;
}

static void
letters_are(struct txn *x, struct letter *like, struct steps *m)
{
	struct list l = { .e = &letter_entity,
		.index = LETTER_OF_FIRM,
		.like = like,
		.prefix = 1,
		.backwards = dice(m, 2) == 1 };
	int n = 0;

	assert_int_equal(store_list(x, &l, count_letter, &n), RC_OK);
	assert_int_equal(
	    n, store_count(x, &letter_entity, LETTER_OF_FIRM, like));
	m->listed += n;
}

static void
step_firm(struct txn *x, struct steps *m)
{
	int i = (int)dice(m, 40);
	struct firm f = { 0 };

	if (m->firm[i] != 0)
		assert_int_equal(
		    store_get(x, &firm_entity, m->firm[i], &f), RC_OK);
	str_printf(f.code, sizeof f.code, "F%d", i);
	str_printf(f.name, sizeof f.name, "Name %u of %d", dice(m, 1000), i);
	assert_true(store_save(x, &firm_entity, &f, NULL) <= RC_SAME);
	m->firm[i] = f.id;
	memset(&f, 0, sizeof f);
	str_printf(f.code, sizeof f.code, "F%d", i);
	assert_int_equal(store_find(x, &firm_entity, FIRM_BY_CODE, &f), RC_OK);
	assert_int_equal(f.id, m->firm[i]);
}

static void
step_letter(struct txn *x, struct steps *m)
{
	int i = (int)dice(m, 400);
	struct letter l = { .firm = 0 };

	if (m->letter[i] != 0 && dice(m, 4) == 0) {
		assert_int_equal(
		    store_delete(x, &letter_entity, m->letter[i]), RC_OK);
		assert_int_equal(store_get(x, &letter_entity, m->letter[i], &l),
		    RC_NOTFOUND);
		m->letter[i] = 0;
		return;
	}
	if (m->letter[i] != 0)
		assert_int_equal(
		    store_get(x, &letter_entity, m->letter[i], &l), RC_OK);
	l.firm = m->firm[dice(m, 40)];
	l.kind = 1 + dice(m, 2);
	l.day = dice(m, 100);
	str_printf(l.subject, sizeof l.subject, "Words %u and %u, or %u",
	    dice(m, 100), dice(m, 100), dice(m, 9));
	assert_true(store_save(x, &letter_entity, &l, NULL) <= RC_SAME);
	m->letter[i] = l.id;
	if (l.firm != 0 && dice(m, 50) == 0)
		letters_are(x, &l, m);
}

static enum rc
many_steps(struct txn *x, void *arg)
{
	struct steps *m = arg;

	for (int i = 0; i < 4000; i++) {
		if (dice(m, 5) == 0)
			step_firm(x, m);
		else
			step_letter(x, m);
	}
	return RC_OK;
}

static void
take_steps(enum store_session how, struct steps *m)
{
	struct store *s = store_open(home, how);

	assert_int_equal(txn_run(s, &ana, many_steps, m), RC_OK);
	assert_int_equal(txn_run(s, &ana, many_steps, m), RC_OK);
	store_close(s);
}

static void
a_batch_writes_what_others_write(void **state)
{
	struct steps one = { .seed = 7 }, two = { .seed = 7 };
	char first[sizeof home];

	clock_stop(1764000000);
	str_copy(first, sizeof first, home);
	take_steps(STORE_WRITE, &one);
	new_home();
	store_create(home);
	take_steps(STORE_BATCH, &two);
	clock_set(0);
	assert_true(one.listed > 100);
	assert_int_equal(one.listed, two.listed);
	assert_true(compare(first, home) > 10000);
	shell("rm -rf '%s'%s", first, "");
	(void)state;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_read_again_is_what_was_written),
		TEST(what_is_taken_away_is_gone),
		TEST(a_refused_record_has_written_nothing),
		TEST(others_are_let_in_and_seen),
		TEST(a_batch_writes_what_others_write),
		cmocka_unit_test_setup_teardown(
		    a_sparse_index_has_what_has_a_value, set_up,
		    tear_down_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
