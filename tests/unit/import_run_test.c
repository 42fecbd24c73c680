/* The journal of imports: its states, and what it takes to undo a run. */
#include "model_fixture.h"

#include "../../lib/model/balance.h"
#include "../../lib/model/import_change.h"
#include "../../lib/model/import_run.h"
#include "../../lib/model/invoice.h"
#include "../../lib/model/order.h"
#include "../../lib/model/payment.h"
#include "../../lib/model/product.h"
#include "../../lib/model/referrer.h"
#include "../../lib/model/terms.h"

static struct import_run
a_run(void)
{
	struct import_run r = { .mode = IMPORT_DOCUMENT };

	str_copy(r.key, sizeof r.key, "the file and its options");
	str_copy(r.entity, sizeof r.entity, "account");
	str_copy(r.kind, sizeof r.kind, "accounts");
	str_copy(r.file_name, sizeof r.file_name, "customers.csv");
	return r;
}

/* As a process that imports the same file finds it. */
static struct import_run
begin(void)
{
	struct import_run r = a_run();
	struct store *s = store_open(world.home, STORE_READ);

	import_run_begin(store_view(s), &r);
	store_close(s);
	return r;
}

static enum rc
keep_body(struct txn *x, void *arg)
{
	memset(&world.bad, 0, sizeof world.bad);
	return import_run_keep(x, arg, &world.bad);
}

static enum rc
keep(struct import_run *r)
{
	return run(keep_body, r);
}

static void
a_run_that_was_cut_short_is_taken_up(void **state)
{
	struct import_run r = begin(), again;

	(void)state;
	assert_int_equal(r.id, 0);
	assert_int_equal(r.state, IMPORT_RUNNING);
	r.done = r.created_count = 500;
	assert_int_equal(keep(&r), RC_OK);
	again = begin();
	assert_int_equal(again.id, r.id);
	assert_int_equal(again.done, 500);
	assert_int_equal(again.created_count, 500);
}

/* Killed behind the last commit and before the summary: the next one tells
 * what was done, and does not begin anew. */
static void
a_run_nobody_was_told_of_is_told_again(void **state)
{
	struct import_run r = begin(), again;

	(void)state;
	r.done = 3000;
	r.created_count = 2970;
	r.rejected_count = 30;
	r.state = IMPORT_DONE;
	assert_int_equal(keep(&r), RC_OK);
	assert_true(r.finished > 0);
	again = begin();
	assert_int_equal(again.id, r.id);
	assert_int_equal(again.state, IMPORT_DONE);
	assert_int_equal(again.created_count, 2970);
	assert_int_equal(again.rejected_count, 30);
}

static void
a_run_that_was_told_is_history(void **state)
{
	static const enum import_state over[] = { IMPORT_REPORTED,
		IMPORT_FAILED, IMPORT_UNDOING, IMPORT_UNDONE };
	int64_t last = 0;

	(void)state;
	for (size_t i = 0; i < sizeof over / sizeof *over; i++) {
		struct import_run r = begin();

		assert_int_equal(r.id, 0);
		assert_int_equal(r.done, 0);
		assert_int_equal(r.state, IMPORT_RUNNING);
		r.state = over[i];
		r.done = 7;
		assert_int_equal(keep(&r), RC_OK);
		assert_true(r.id > last);
		last = r.id;
	}
	/* Four runs of one file are four records. */
	assert_int_equal(last, 4);
}

static void
two_at_once_are_noticed(void **state)
{
	struct import_run a = begin(), b = begin();

	(void)state;
	assert_int_equal(keep(&a), RC_OK);
	assert_int_equal(keep(&b), RC_CONFLICT);
	/* One that took the same run up, and one that went on meanwhile. */
	b = begin();
	a.done = 10;
	assert_int_equal(keep(&a), RC_OK);
	b.done = 10;
	b.created_count = 10;
	assert_int_equal(keep(&b), RC_CONFLICT);
}

static void
reasons_add_up(void **state)
{
	struct import_run r = a_run();

	(void)state;
	import_run_reason(&r, "E_REF", 3);
	import_run_reason(&r, "E_SUM", 10);
	import_run_reason(&r, "E_REF", 4);
	assert_string_equal(r.reasons, "E_REF 2 7 E_SUM 1 10");
}

/* ---- changes */

enum { ROWS = 3000 };

static enum rc
changes_body(struct txn *x, void *arg)
{
	struct changes c = { .n = 0 };
	struct buf before = { 0 };
	struct account a = { .id = 9, .rev = 4 };
	enum rc rc;

	for (int64_t i = 1; i <= 2 * ROWS; i++)
		changes_created(&c, &account_entity, i, i % 3 == 0 ? 2 : 1);
	for (int64_t i = 1; i <= 300; i += 2)
		changes_row(&c, CHANGE_WAITS, i);
	str_copy(a.name, sizeof a.name, "Before");
	memset(a.notes, 'n', 2000);
	for (int i = 0; i < 6; i++)
		image_add(&before, &account_entity, &a);
	changes_updated(&c, &account_entity, 9, 5, &before);
	memset(&world.bad, 0, sizeof world.bad);
	rc = changes_keep(x, *(int64_t *)arg, &account_entity, &c, &world.bad);
	changes_clear(&c);
	buf_free(&before);
	return rc;
}

struct found {
	int64_t created, rev2, waits;
};

static bool
add_up(void *arg, const struct import_change *c)
{
	struct found *f = arg;
	const char *data = c->data;
	struct id_range r;

	while (c->what != CHANGE_UPDATED && range_next(&data, &r)) {
		int64_t n = r.last - r.first + 1;

		if (c->what == CHANGE_WAITS)
			f->waits += n;
		else {
			f->created += n;
			f->rev2 += r.rev == 2 ? n : 0;
		}
	}
	return true;
}

static enum rc
take_last(struct txn *x, void *arg)
{
	struct import_change c;
	struct buf before = { 0 };
	int64_t *run_id = arg;
	struct account a;
	size_t at = 0;
	int n = 0;
	enum rc rc = change_last(x, *run_id, &c, &before);

	assert_int_equal(rc, RC_OK);
	assert_int_equal(c.what, CHANGE_UPDATED);
	assert_int_equal(c.record, 9);
	assert_int_equal(c.made_rev, 5);
	assert_true(c.part > 0);
	while (image_next(&before, &at, &account_entity, &a)) {
		assert_string_equal(a.name, "Before");
		assert_int_equal(strlen(a.notes), 2000);
		assert_int_equal(a.rev, 4);
		n++;
	}
	assert_int_equal(n, 6);
	assert_int_equal(change_done(x, &c), RC_OK);
	assert_int_equal(change_last(x, *run_id, &c, &before), RC_OK);
	assert_int_not_equal(c.what, CHANGE_UPDATED);
	buf_free(&before);
	return RC_OK;
}

static void
what_a_batch_did_comes_back(void **state)
{
	struct import_run r = begin();
	struct found f = { 0 };
	struct store *s;

	(void)state;
	assert_int_equal(keep(&r), RC_OK);
	assert_int_equal(run(changes_body, &r.id), RC_OK);
	s = store_open(world.home, STORE_READ);
	assert_int_equal(changes_each(store_view(s), r.id, add_up, &f), RC_OK);
	store_close(s);
	assert_int_equal(f.created, 2 * ROWS);
	assert_int_equal(f.rev2, 2 * ROWS / 3);
	assert_int_equal(f.waits, 150);
	assert_int_equal(run(take_last, &r.id), RC_OK);
}

/* ---- what points to what files bring */

static void
whatever_points_to_it_is_found(void **state)
{
	static const struct entity *const brought[] = { &account_entity,
		&contact_entity, &product_entity, &unit_entity, &price_entity,
		&terms_entity, &tax_entity, &statement_cycle_entity,
		&order_entity, &invoice_entity, &payment_entity, NULL };

	(void)state;
	for (int i = 0; entities[i] != NULL; i++)
		for (const struct field *f = entities[i]->fields; f->tag != 0;
		     f++)
			for (int j = 0; brought[j] != NULL; j++)
				if (f->type == &type_ref &&
				    f->refers == brought[j] &&
				    referrer_way(entities[i], f) ==
					REFERRER_UNKNOWN)
					fail_msg("%s.%s: no index begins with "
						 "it; see referrer.c",
					    entities[i]->name, f->name);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_run_that_was_cut_short_is_taken_up),
		TEST(a_run_nobody_was_told_of_is_told_again),
		TEST(a_run_that_was_told_is_history),
		TEST(two_at_once_are_noticed),
		TEST(reasons_add_up),
		TEST(what_a_batch_did_comes_back),
		TEST(whatever_points_to_it_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
