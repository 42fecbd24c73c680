/* The door: everything that is read there, tried with what is not one's own. */
#include "own_fixture.h"

static bool
none_set(const void *rec, size_t n)
{
	const unsigned char *p = rec;

	for (size_t i = 0; i < n; i++)
		if (p[i] != 0)
			return false;
	return true;
}

static void
one_gets_ones_own(void **state)
{
	struct town t;
	struct visit d;

	(void)state;
	town(&t);
	{
		const struct {
			const struct person *who;
			int64_t id;
			enum rc rc;
		} tries[] = {
			{ &t.maria, t.of_maria.id, RC_OK },
			{ &t.maria, t.of_tom.id, RC_NOTFOUND },
			{ &t.maria, t.of_hanna.id, RC_NOTFOUND },
			{ &t.maria, t.hidden.id, RC_NOTFOUND },
			{ &t.maria, 999, RC_NOTFOUND },
			{ &t.maria, 0, RC_NOTFOUND },
			{ &t.maria, -1, RC_NOTFOUND },
			{ &t.tom, t.of_maria.id, RC_OK },
			{ &t.tom, t.of_tom.id, RC_OK },
			{ &t.tom, t.of_hanna.id, RC_NOTFOUND },
			{ &t.tom, t.hidden.id, RC_NOTFOUND },
			{ &t.hanna, t.of_hanna.id, RC_OK },
			{ &t.hanna, t.of_maria.id, RC_NOTFOUND },
			{ &t.hanna, t.hidden.id, RC_NOTFOUND },
			{ NULL, t.of_maria.id, RC_NOTFOUND },
			{ NULL, t.of_hanna.id, RC_NOTFOUND },
		};

		for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
			struct support_case c = { .id = 0 };

			enter(&d, tries[i].who);
			assert_int_equal(
			    own_get(d.own, &case_entity, tries[i].id, &c),
			    tries[i].rc);
			if (tries[i].rc != RC_OK)
				assert_true(none_set(&c, sizeof c));
			leave(&d);
		}
	}
}

static void
what_is_not_in_the_table_does_not_exist(void **state)
{
	struct town t;
	struct visit d;

	(void)state;
	town(&t);
	enter(&d, &t.hanna);
	for (int i = 0; entities[i] != NULL; i++) {
		const struct entity *e = entities[i];
		struct list l = { .e = e };
		void *rec = calloc(1, e->size);
		bool cut;

		assert_non_null(rec);
		if (e != &case_entity && e != &case_class_entity)
			assert_int_equal(
			    own_get(d.own, e, 1, rec), RC_NOTFOUND);
		assert_int_equal(own_list(d.own, &l, NULL, NULL), RC_NOTFOUND);
		assert_int_equal(own_count(d.own, e, 0, NULL), 0);
		if (e != &case_entity)
			assert_int_equal(
			    own_search(d.own, e, "printer", &cut, NULL, NULL),
			    RC_NOTFOUND);
		free(rec);
	}
	leave(&d);
}

struct seen {
	int n;
	struct support_case at[10];
};

static bool
see(void *arg, const void *rec)
{
	struct seen *s = arg;

	s->at[s->n++] = *(const struct support_case *)rec;
	return s->n < 10;
}

static struct seen
listed(struct visit *d, unsigned index, const struct support_case *like,
    unsigned prefix, enum rc expected)
{
	const struct list l = { .e = &case_entity,
		.index = index,
		.like = like,
		.prefix = prefix };
	struct seen s = { .n = 0 };

	assert_int_equal(own_list(d->own, &l, see, &s), expected);
	return s;
}

/* Whatever a caller asks for: another's account, hidden ones, no prefix. */
static void
lists_hold_ones_own_whatever_is_asked(void **state)
{
	struct town t;
	struct visit d;
	struct seen s;

	(void)state;
	town(&t);
	{
		const struct support_case asked[] = {
			{ .id = 0 },
			{ .account_id = t.hanna.firm.id,
			    .contact_id = t.hanna.contact.id,
			    .hidden = CASE_NO },
			{ .account_id = t.maria.firm.id,
			    .contact_id = t.maria.contact.id,
			    .hidden = CASE_YES },
		};

		for (size_t i = 0; i < 3; i++)
			for (unsigned prefix = 0; prefix < 3; prefix++) {
				enter(&d, &t.maria);
				s = listed(&d, CASE_OF_CONTACT, &asked[i],
				    prefix, RC_OK);
				assert_int_equal(s.n, 1);
				assert_int_equal(s.at[0].id, t.of_maria.id);
				assert_int_equal(
				    own_count(d.own, &case_entity,
					CASE_OF_CONTACT, &asked[i]),
				    1);
				leave(&d);
				enter(&d, &t.tom);
				s = listed(&d, CASE_OF_ACCOUNT, &asked[i],
				    prefix, RC_OK);
				assert_int_equal(s.n, 2);
				s = listed(&d, CASE_OF_CONTACT, &asked[i],
				    prefix, RC_OK);
				assert_int_equal(s.n, 1);
				assert_int_equal(s.at[0].id, t.of_tom.id);
				leave(&d);
				enter(&d, &t.hanna);
				s = listed(&d, CASE_OF_ACCOUNT, &asked[i],
				    prefix, RC_OK);
				assert_int_equal(s.n, 1);
				assert_int_equal(s.at[0].id, t.of_hanna.id);
				leave(&d);
			}
	}
}

static void
lists_of_others_are_no_lists(void **state)
{
	static const unsigned never[] = { CASE_BY_NUMBER, CASE_BY_ACTIVITY,
		CASE_BY_STATUS, CASE_BY_OWNER, CASE_BY_ACTIVE, CASE_IN_ACCOUNT,
		CASE_OF_CLASS };
	struct support_case like = { .status = CASE_IS_NEW };
	struct town t;
	struct visit d;

	(void)state;
	town(&t);
	enter(&d, &t.tom);
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		listed(&d, never[i], &like, 0, RC_NOTFOUND);
		assert_int_equal(
		    own_count(d.own, &case_entity, never[i], &like), 0);
	}
	leave(&d);
	enter(&d, &t.maria); /* only her own, by her roles */
	listed(&d, CASE_OF_ACCOUNT, &like, 2, RC_NOTFOUND);
	listed(&d, CASE_OF_ACCOUNT_STATE, &like, 2, RC_NOTFOUND);
	assert_int_equal(
	    own_count(d.own, &case_entity, CASE_OF_ACCOUNT, &like), 0);
	leave(&d);
	enter(&d, NULL);
	listed(&d, CASE_OF_ACCOUNT, &like, 2, RC_NOTFOUND);
	listed(&d, CASE_OF_CONTACT, &like, 2, RC_NOTFOUND);
	leave(&d);
}

static void
states_select_below_the_owner(void **state)
{
	struct support_case like = { .portal_state = PORTAL_STATE_WITH_US };
	struct town t;
	struct visit d;
	struct seen s;

	(void)state;
	town(&t);
	enter(&d, &t.tom);
	s = listed(&d, CASE_OF_ACCOUNT_STATE, &like, 3, RC_OK);
	assert_int_equal(s.n, 2);
	assert_int_equal(
	    own_count(d.own, &case_entity, CASE_OF_ACCOUNT_STATE, &like), 2);
	like.portal_state = PORTAL_STATE_CLOSED;
	s = listed(&d, CASE_OF_ACCOUNT_STATE, &like, 3, RC_OK);
	assert_int_equal(s.n, 0);
	leave(&d);
}

/* A place of another customer's list is none of this one's. */
static void
places_do_not_lead_next_door(void **state)
{
	struct list l = {
		.e = &case_entity, .index = CASE_OF_ACCOUNT, .prefix = 2
	};
	char place[PLACE_TEXT];
	struct seen s = { .n = 0 };
	struct town t;
	struct visit d;

	(void)state;
	town(&t);
	store_place(&case_entity, CASE_OF_ACCOUNT, &t.of_hanna, place);
	l.after = place;
	enter(&d, &t.tom);
	assert_int_equal(own_list(d.own, &l, see, &s), RC_INVALID);
	assert_int_equal(s.n, 0);
	leave(&d);
}

static void
searching_finds_ones_own(void **state)
{
	struct town t;
	struct visit d;
	struct seen s;
	bool cut;

	(void)state;
	town(&t);
	{
		const struct {
			const struct person *who;
			int n;
		} tries[] = { { &t.maria, 1 }, { &t.tom, 2 }, { &t.hanna, 1 } };

		for (size_t i = 0; i < 3; i++) {
			s.n = 0;
			enter(&d, tries[i].who);
			assert_int_equal(own_search(d.own, &case_entity,
					     "printer", &cut, see, &s),
			    RC_OK);
			assert_int_equal(s.n, tries[i].n);
			s.n = 0;
			assert_int_equal(own_search(d.own, &case_entity,
					     "secret", &cut, see, &s),
			    RC_OK);
			assert_int_equal(s.n, 0);
			leave(&d);
		}
	}
	enter(&d, NULL);
	assert_int_equal(
	    own_search(d.own, &case_entity, "printer", &cut, see, &s),
	    RC_NOTFOUND);
	leave(&d);
}

/* ---- what hangs on a case */

struct texts {
	int n;
	bool bad;
};

static bool
read_activity(void *arg, const void *rec)
{
	const struct activity *a = rec;
	struct texts *t = arg;

	t->n++;
	t->bad = t->bad || a->internal != CASE_NO ||
	    strstr(a->description, "difficult") != NULL;
	return true;
}

static bool
read_file(void *arg, const void *rec)
{
	const struct attachment *a = rec;
	struct texts *t = arg;

	t->n++;
	t->bad = t->bad || strcmp(a->file_name, "shown.txt") != 0;
	return true;
}

static void
notes_and_their_files_stay_inside(void **state)
{
	struct texts said = { 0, false }, files = { 0, false };
	struct attachment a;
	struct town t;
	struct visit d;
	char text[8] = "";
	int fd;

	(void)state;
	town(&t);
	enter(&d, &t.maria);
	assert_int_equal(
	    own_activities(d.own, &t.of_maria, read_activity, &said), RC_OK);
	assert_int_equal(said.n, 1);
	assert_false(said.bad);
	assert_int_equal(
	    own_attachments(d.own, &t.of_maria, read_file, &files), RC_OK);
	assert_int_equal(files.n, 1);
	assert_false(files.bad);
	assert_int_equal(
	    own_attachment_open(d.own, t.of_maria.id, t.file.id, &a, &fd),
	    RC_OK);
	assert_int_equal(read(fd, text, sizeof text), 5);
	assert_string_equal(text, "text\n");
	close(fd);
	assert_int_equal(
	    own_attachment_open(d.own, t.of_maria.id, t.secret.id, &a, &fd),
	    RC_NOTFOUND);
	assert_int_equal(fd, -1);
	assert_true(none_set(&a, sizeof a));
	assert_int_equal(
	    own_attachment_open(d.own, t.of_maria.id, 999, &a, &fd),
	    RC_NOTFOUND);
	leave(&d);
}

static void
files_of_others_are_not_opened(void **state)
{
	struct attachment a;
	struct town t;
	struct visit d;
	int fd;

	(void)state;
	town(&t);
	enter(&d, &t.hanna);
	/* By their case, and by one's own with their number. */
	assert_int_equal(
	    own_attachment_open(d.own, t.of_maria.id, t.file.id, &a, &fd),
	    RC_NOTFOUND);
	assert_int_equal(
	    own_attachment_open(d.own, t.of_hanna.id, t.file.id, &a, &fd),
	    RC_NOTFOUND);
	assert_int_equal(
	    own_activities(d.own, &t.of_maria, read_activity, NULL),
	    RC_NOTFOUND);
	assert_int_equal(
	    own_attachments(d.own, &t.of_maria, read_file, NULL), RC_NOTFOUND);
	leave(&d);
}

static bool
count_class(void *arg, const void *rec)
{
	const struct case_class *c = rec;

	assert_false(c->internal);
	++*(int *)arg;
	return true;
}

static void
only_public_classes_are_offered(void **state)
{
	const struct list l = { .e = &case_class_entity,
		.index = CASE_CLASS_BY_CODE };
	struct case_class class;
	struct town t;
	struct visit d;
	int64_t until;
	int n = 0;

	(void)state;
	town(&t);
	enter(&d, &t.maria);
	assert_int_equal(own_list(d.own, &l, count_class, &n), RC_OK);
	assert_int_equal(n, 2);
	assert_int_equal(
	    own_count(d.own, &case_class_entity, CASE_CLASS_BY_CODE, NULL), 2);
	assert_int_equal(
	    own_get(d.own, &case_class_entity, t.of_maria.case_class, &class),
	    RC_OK);
	assert_int_equal(
	    own_get(d.own, &case_class_entity, t.hidden.case_class, &class),
	    RC_NOTFOUND);
	assert_false(own_may_reopen(d.own, &t.of_maria, &until));
	leave(&d);
	enter(&d, NULL);
	assert_int_equal(own_list(d.own, &l, count_class, &n), RC_NOTFOUND);
	leave(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_gets_ones_own),
		TEST(what_is_not_in_the_table_does_not_exist),
		TEST(lists_hold_ones_own_whatever_is_asked),
		TEST(lists_of_others_are_no_lists),
		TEST(states_select_below_the_owner),
		TEST(places_do_not_lead_next_door),
		TEST(searching_finds_ones_own),
		TEST(notes_and_their_files_stay_inside),
		TEST(files_of_others_are_not_opened),
		TEST(only_public_classes_are_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
