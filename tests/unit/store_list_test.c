/* Lists, places and searching, against the same questions asked the slow way.
 */
#include "store_fixture.h"

enum { FIRMS = 3, LETTERS = 120, MOST = 400 };

struct ids {
	int n, most;
	int64_t at[MOST];
	int64_t day[MOST];
	char place[PLACE_TEXT];
	unsigned index;
};

static bool
collect(void *arg, const void *rec)
{
	struct ids *ids = arg;
	const struct letter *l = rec;

	assert_in_range(ids->n, 0, MOST - 1);
	ids->day[ids->n] = l->day;
	ids->at[ids->n++] = l->id;
	store_place(&letter_entity, ids->index, rec, ids->place);
	return ids->most == 0 || ids->n % ids->most != 0;
}

static bool
collect_firm(void *arg, const void *rec)
{
	struct ids *ids = arg;

	ids->at[ids->n++] = record_id(rec);
	return true;
}

static enum rc
save_many(struct txn *x, void *arg)
{
	(void)arg;
	for (int i = 0; i < LETTERS; i++) {
		struct letter l = { .firm = i % FIRMS + 1,
			.kind = i % 2 + 1,
			.day = i * 37 % 50 - 20 };

		assert_int_equal(
		    store_save(x, &letter_entity, &l, NULL), RC_OK);
	}
	return RC_OK;
}

static enum rc
delete_some(struct txn *x, void *arg)
{
	(void)arg;
	for (int64_t id = 7; id <= LETTERS; id += 7)
		assert_int_equal(store_delete(x, &letter_entity, id), RC_OK);
	return RC_OK;
}

static void
fill(void)
{
	assert_int_equal(run(save_many, NULL), RC_OK);
	assert_int_equal(run(delete_some, NULL), RC_OK);
}

/* All of a list, in pages of `page`, compared with one walk of all. */
static void
page_through(struct txn *x, struct list l, int page, const struct ids *want)
{
	struct ids got = { .most = page, .index = l.index };

	for (int before = -1; got.n != before;) {
		before = got.n;
		l.after = got.place;
		assert_int_equal(store_list(x, &l, collect, &got), RC_OK);
	}
	assert_int_equal(got.n, want->n);
	assert_memory_equal(
	    got.at, want->at, (size_t)want->n * sizeof *want->at);
}

static void
check_list(
    struct txn *x, unsigned index, const struct letter *like, unsigned prefix)
{
	struct list l = { .e = &letter_entity,
		.index = index,
		.like = like,
		.prefix = prefix };
	struct ids up = { .index = index }, down = { .index = index };
	int expected = 0;
	struct letter rec;

	assert_int_equal(store_list(x, &l, collect, &up), RC_OK);
	l.backwards = true;
	assert_int_equal(store_list(x, &l, collect, &down), RC_OK);
	for (int64_t id = 1; id <= LETTERS; id++)
		if (store_get(x, &letter_entity, id, &rec) == RC_OK &&
		    (prefix < 1 || rec.firm == like->firm) &&
		    (prefix < 2 || rec.kind == like->kind))
			expected++;
	assert_int_equal(up.n, expected);
	assert_int_equal(down.n, expected);
	for (int i = 0; i < up.n; i++) {
		assert_int_equal(up.at[i], down.at[up.n - 1 - i]);
		if (i > 0 && index != 0 &&
		    (index != LETTER_OF_KIND || prefix == 2))
			assert_true(up.day[i - 1] < up.day[i] ||
			    (up.day[i - 1] == up.day[i] &&
				up.at[i - 1] < up.at[i]));
	}
	for (int page = 1; page <= 8; page += 3) {
		l.backwards = true;
		page_through(x, l, page, &down);
		l.backwards = false;
		page_through(x, l, page, &up);
	}
}

static void
lists_are_whole_in_order_and_paged(void **state)
{
	struct store *s;
	struct txn *x;

	(void)state;
	fill();
	s = store_open(home, STORE_READ);
	x = store_view(s);
	check_list(x, 0, NULL, 0);
	check_list(x, LETTER_BY_DAY, NULL, 0);
	for (int64_t firm = 0; firm <= FIRMS + 1; firm++)
		for (int64_t kind = 1; kind <= 2; kind++) {
			struct letter like = { .firm = firm, .kind = kind };

			check_list(x, LETTER_OF_FIRM, &like, 1);
			check_list(x, LETTER_OF_KIND, &like, 2);
			check_list(x, LETTER_OF_KIND, &like, 1);
		}
	store_close(s);
}

static void
counts_are_right(void **state)
{
	struct letter like = { .firm = 2, .kind = 1 };
	struct ids ids = { 0 };
	struct list l = { .e = &letter_entity,
		.index = LETTER_OF_KIND,
		.like = &like,
		.prefix = 2 };
	struct store *s;
	struct txn *x;

	(void)state;
	fill();
	s = store_open(home, STORE_READ);
	x = store_view(s);
	assert_int_equal(store_list(x, &l, collect, &ids), RC_OK);
	assert_int_equal(
	    store_count(x, &letter_entity, LETTER_OF_KIND, &like), ids.n);
	assert_int_equal(
	    store_count(x, &letter_entity, 0, NULL), LETTERS - LETTERS / 7);
	assert_int_equal(store_count(x, &letter_entity, LETTER_BY_DAY, NULL),
	    LETTERS - LETTERS / 7);
	like.firm = 99;
	assert_int_equal(
	    store_count(x, &letter_entity, LETTER_OF_KIND, &like), 0);
	store_close(s);
}

static void
a_place_of_elsewhere_is_refused(void **state)
{
	struct letter like = { .firm = 1, .kind = 1 },
		      other = { .id = 5, .firm = 2, .kind = 1, .day = 3 };
	struct list l = { .e = &letter_entity,
		.index = LETTER_OF_KIND,
		.like = &like,
		.prefix = 2 };
	char place[PLACE_TEXT], endless[3000];
	const char *const bad[] = { "x", "5", "5b", "zz", "5b02", "5b2",
		"../../etc/passwd", "%", place, endless };
	struct ids ids = { 0 };
	struct store *s;

	(void)state;
	fill();
	store_place(&letter_entity, LETTER_OF_KIND, &other, place);
	memset(endless, 'a', sizeof endless - 1);
	endless[sizeof endless - 1] = '\0';
	s = store_open(home, STORE_READ);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		l.after = bad[i];
		assert_int_equal(
		    store_list(store_view(s), &l, collect, &ids), RC_INVALID);
	}
	assert_int_equal(ids.n, 0);
	/* A place whose record is gone still says where to go on. */
	other = (struct letter){ .id = 7, .firm = 1, .kind = 1, .day = 0 };
	store_place(&letter_entity, LETTER_OF_KIND, &other, place);
	l.after = place;
	assert_int_equal(store_list(store_view(s), &l, collect, &ids), RC_OK);
	for (int i = 0; i < ids.n; i++)
		assert_true(
		    ids.day[i] > 0 || (ids.day[i] == 0 && ids.at[i] > 7));
	assert_true(ids.n > 0);
	store_close(s);
}

static void
unique_indexes_are_lists_too(void **state)
{
	struct list l = { .e = &firm_entity, .index = FIRM_BY_CODE };
	struct firm a = new_firm("B", "Ünal"), b = new_firm("A", "Zoë"),
		    c = new_firm("", "Älg");
	struct ids ids = { 0 };
	char place[PLACE_TEXT];
	struct store *s;

	(void)state;
	s = store_open(home, STORE_READ);
	assert_int_equal(
	    store_list(store_view(s), &l, collect_firm, &ids), RC_OK);
	assert_int_equal(ids.n, 2);
	assert_int_equal(ids.at[0], b.id);
	assert_int_equal(
	    store_count(store_view(s), &firm_entity, FIRM_BY_CODE, NULL), 2);
	store_place(&firm_entity, FIRM_BY_CODE, &b, place);
	l.after = place;
	ids.n = 0;
	assert_int_equal(
	    store_list(store_view(s), &l, collect_firm, &ids), RC_OK);
	assert_int_equal(ids.n, 1);
	assert_int_equal(ids.at[0], a.id);
	l = (struct list){ .e = &firm_entity, .index = FIRM_BY_NAME };
	ids.n = 0;
	assert_int_equal(
	    store_list(store_view(s), &l, collect_firm, &ids), RC_OK);
	assert_int_equal(ids.n, 3);
	assert_int_equal(ids.at[0], c.id); /* alg, unal, zoe */
	assert_int_equal(ids.at[2], b.id);
	store_close(s);
}

/* ---- searching */

static struct ids
found(int64_t scope, const char *text, bool *cut)
{
	struct ids ids = { 0 };
	struct store *s = store_open(home, STORE_READ);

	assert_int_equal(store_search(store_view(s), &letter_entity, scope,
			     text, cut, collect, &ids),
	    RC_OK);
	store_close(s);
	return ids;
}

static void
words_are_found_newest_first(void **state)
{
	static const struct {
		const char *why;
		int64_t scope;
		const char *text;
		int n;
		int64_t ids[4];
	} cases[] = {
		{ "a whole word", 0, "pump ", 3, { 4, 2, 1 } },
		{ "the beginning of one", 0, "pu", 3, { 4, 2, 1 } },
		{ "case and accents do not matter", 0, "CAFE", 1, { 3 } },
		{ "nor on the other side", 0, "Pümp", 3, { 4, 2, 1 } },
		{ "both words", 0, "blue pump", 2, { 4, 1 } },
		{ "in any order", 0, "pump blue", 2, { 4, 1 } },
		{ "the last one unfinished", 0, "pump bl", 2, { 4, 1 } },
		{ "the first one not", 0, "pum blue", 0, { 0 } },
		{ "only within a scope", 2, "pump", 1, { 4 } },
		{ "also two words", 2, "blue pump", 1, { 4 } },
		{ "an empty scope", 9, "pump", 0, { 0 } },
		{ "numbers with signs", 0, "CS-000123", 1, { 3 } },
		{ "nothing", 0, "", 0, { 0 } },
		{ "only signs", 0, " - / ", 0, { 0 } },
		{ "the same word twice", 0, "pump pump", 3, { 4, 2, 1 } },
		{ "other script", 0, "насос", 1, { 5 } },
		{ "a word of a long text", 0, "needle", 1, { 6 } },
		{ "none of a secret", 0, "zebra", 0, { 0 } },
	};
	struct letter hay = { .firm = 1, .kind = 1 };

	(void)state;
	new_letter(1, 1, 1, "Blue pump leaks");
	new_letter(1, 1, 2, "Pump, red");
	new_letter(1, 1, 3, "Café machine CS-000123");
	new_letter(2, 1, 4, "A PUMP that is blue");
	new_letter(3, 1, 5, "Насос сломан");
	for (int i = 0; i < 150; i++)
		str_printf(hay.body + strlen(hay.body),
		    sizeof hay.body - strlen(hay.body), "straw%d ", i);
	str_printf(hay.body + strlen(hay.body),
	    sizeof hay.body - strlen(hay.body), "needle");
	assert_int_equal(run(save_letter, &hay), RC_OK);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool cut = true;
		struct ids ids = found(cases[i].scope, cases[i].text, &cut);

		if (ids.n != cases[i].n ||
		    memcmp(ids.at, cases[i].ids,
			(size_t)ids.n * sizeof *ids.at) != 0)
			fail_msg("%s", cases[i].why);
		assert_false(cut);
	}
}

static void
changed_words_are_found_anew(void **state)
{
	struct letter l = new_letter(1, 1, 1, "Old wheel");
	bool cut;

	(void)state;
	str_copy(l.subject, sizeof l.subject, "New wheel");
	l.firm = 2;
	assert_int_equal(run(save_letter, &l), RC_OK);
	assert_int_equal(found(0, "old", &cut).n, 0);
	assert_int_equal(found(0, "new", &cut).n, 1);
	assert_int_equal(found(1, "wheel", &cut).n, 0);
	assert_int_equal(found(2, "wheel", &cut).n, 1);
}

static enum rc
save_crowd(struct txn *x, void *arg)
{
	(void)arg;
	for (int i = 0; i < 2500; i++) {
		struct letter l = { .firm = 1, .kind = 1 };

		str_printf(l.subject, sizeof l.subject, "crowd n%d %s", i,
		    i == 10 ? "odd" : "even");
		assert_int_equal(
		    store_save(x, &letter_entity, &l, NULL), RC_OK);
	}
	return RC_OK;
}

static bool
stop_at_25(void *arg, const void *rec)
{
	struct ids *ids = arg;

	ids->at[ids->n++] = record_id(rec);
	return ids->n < 25;
}

static void
a_crowd_is_cut_but_the_rare_is_found(void **state)
{
	struct ids ids = { 0 };
	struct store *s;
	bool cut;

	(void)state;
	assert_int_equal(run(save_crowd, NULL), RC_OK);
	assert_int_equal(found(1, "crowd odd", &cut).at[0], 11);
	assert_false(cut);
	assert_int_equal(found(0, "odd crowd ", &cut).n, 1);
	assert_false(cut);
	s = store_open(home, STORE_READ);
	assert_int_equal(store_search(store_view(s), &letter_entity, 0,
			     "crowd ", &cut, stop_at_25, &ids),
	    RC_OK);
	assert_int_equal(ids.n, 25);
	assert_int_equal(ids.at[0], 2500);
	assert_int_equal(ids.at[24], 2476);
	ids.n = 0;
	assert_int_equal(store_search(store_view(s), &letter_entity, 0, "n",
			     &cut, stop_at_25, &ids),
	    RC_OK);
	assert_true(cut);
	assert_int_equal(ids.n, 25);
	store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lists_are_whole_in_order_and_paged),
		TEST(counts_are_right),
		TEST(a_place_of_elsewhere_is_refused),
		TEST(unique_indexes_are_lists_too),
		TEST(words_are_found_newest_first),
		TEST(changed_words_are_found_anew),
		TEST(a_crowd_is_cut_but_the_rare_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
