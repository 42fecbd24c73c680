/* Lines of documents: numbering, keeping, taking away, telling the audit. */
#include "../../lib/model/document.h"

#include "model_fixture.h"

/* clang-format off */
struct bill { int64_t id, rev; char no[31]; };
struct item { int64_t id, rev; int64_t bill, line_no; char text[31]; int64_t quantity; };

static const struct field bill_fields[] = {
{ 1, INT(struct bill, id),  "Id",     F_SYSTEM },
{ 2, INT(struct bill, rev), "Rev",    F_SYSTEM },
{ 3, TEXT(struct bill, no), "Number", 0 },
{ 0 },
};
static const struct index bill_indexes[] = {
	{ .number = 1, .tags = { 3 }, .unique = true },
	{ 0 },
};
static const struct entity bill_entity = { 90, "bill", "Bill", "Bills",
	sizeof(struct bill), bill_fields, bill_indexes, 3, 0, 0, NULL };

static const struct field item_fields[] = {
{ 1, INT(struct item, id),            "Id",       F_SYSTEM },
{ 2, INT(struct item, rev),           "Rev",      F_SYSTEM },
{ 3, REF(struct item, bill),          "Bill",     F_SYSTEM | F_QUIET, .refers = &bill_entity },
{ 4, INT(struct item, line_no),       "Line",     F_QUIET },
{ 5, TEXT(struct item, text),         "Text",     F_QUIET },
{ 6, QUANTITY(struct item, quantity), "Quantity", F_QUIET },
{ 0 },
};
static const struct index item_indexes[] = {
	{ .number = 1, .tags = { 3, 4 }, .prefix = 1 },
	{ 0 },
};
static const struct entity item_entity = { 91, "item", "Item", "Items",
	sizeof(struct item), item_fields, item_indexes, 0, 0, 0, NULL };
static const struct document bills = { .head = &bill_entity,
	.line = &item_entity, .number = 3, .by_number = 1, .line_head = 3,
	.line_no = 4, .lines = 1 };
/* clang-format on */

static struct bill bill;

static int
with_bill(void **state)
{
	set_up(state);
	bill = (struct bill){ .no = "B1" };
	return 0;
}

static int
without_bill(void **state)
{
	static const struct entity *const own[] = { &bill_entity, &item_entity,
		NULL };
	char command[300];
	long wrong;

	(void)state;
	wrong = store_verify(world.home, own, complain, NULL);
	str_printf(command, sizeof command, "rm -rf '%s'", world.home);
	clock_set(0);
	return system(command) == 0 && wrong == 0 ? 0 : -1;
}

struct given {
	struct item *lines;
	int n;
};

static enum rc
put(struct txn *x, void *arg)
{
	struct given *g = arg;
	enum rc rc = RC_OK;

	world.bad.n = 0;
	if (bill.id == 0)
		rc = store_save(x, &bill_entity, &bill, &world.bad);
	return rc != RC_OK ?
	    rc :
	    document_put_lines(x, &bills, bill.id, g->lines, g->n, &world.bad);
}

static enum rc
put_lines(struct item *lines, int n)
{
	return run(put, &(struct given){ lines, n });
}

/* "1 a 2, 2 b 1": number, text, quantity. */
static void
expect(const char *expected)
{
	struct buf b = { 0 };
	void *lines;
	int n;

	world.s = store_open(world.home, STORE_READ);
	assert_int_equal(
	    document_lines(store_view(world.s), &bills, bill.id, &lines, &n),
	    RC_OK);
	for (int i = 0; i < n; i++) {
		const struct item *l = (const struct item *)lines + i;

		buf_printf(&b, "%s%lld %s %lld", i > 0 ? ", " : "",
		    (long long)l->line_no, l->text, (long long)l->quantity);
	}
	store_close(world.s);
	assert_string_equal(b.data != NULL ? b.data : "", expected);
	buf_free(&b);
}

static void
lines_are_numbered_in_order(void **state)
{
	struct item lines[] = { { .text = "a" }, { .text = "b" },
		{ .text = "c", .line_no = 10 }, { .text = "d" } };

	(void)state;
	assert_int_equal(put_lines(lines, 4), RC_OK);
	assert_int_equal(lines[0].bill, bill.id);
	/* New numbers stand behind all that are given. */
	expect("10 c 0, 11 a 0, 12 b 0, 13 d 0");
}

static void
the_same_lines_change_nothing(void **state)
{
	struct item lines[] = { { .text = "a" }, { .text = "b" } };
	struct item again[] = { { .text = "a" }, { .text = "b" } };

	(void)state;
	assert_int_equal(put_lines(lines, 2), RC_OK);
	assert_int_equal(put_lines(again, 2), RC_SAME);
	assert_int_equal(again[1].id, lines[1].id);
	assert_int_equal(put_lines(NULL, 0), RC_OK);
	expect("");
	assert_int_equal(put_lines(NULL, 0), RC_SAME);
}

static void
lines_are_changed_added_and_taken_away(void **state)
{
	struct item lines[] = { { .text = "a" }, { .text = "b" },
		{ .text = "c" } };
	struct item next[] = { { .text = "a", .quantity = 5, .line_no = 1 },
		{ .text = "c", .line_no = 3 }, { .text = "e" } };

	(void)state;
	assert_int_equal(put_lines(lines, 3), RC_OK);
	assert_int_equal(put_lines(next, 3), RC_OK);
	expect("1 a 5, 3 c 0, 4 e 0");
	assert_int_equal(next[0].id, lines[0].id);
	assert_int_equal(next[1].id, lines[2].id);
}

/* An editor that moved a line keeps its id. */
static void
a_line_with_its_id_may_be_renumbered(void **state)
{
	struct item lines[] = { { .text = "a" }, { .text = "b" } };
	struct item moved[2];

	(void)state;
	assert_int_equal(put_lines(lines, 2), RC_OK);
	moved[0] = lines[1];
	moved[0].line_no = 1;
	moved[1] = lines[0];
	moved[1].line_no = 2;
	assert_int_equal(put_lines(moved, 2), RC_OK);
	expect("1 b 0, 2 a 0");
	assert_int_equal(moved[0].id, lines[1].id);
}

/* An id that is not of this document means nothing. */
static void
a_foreign_id_is_not_taken(void **state)
{
	struct item lines[] = { { .text = "a" } };
	struct item other[] = { { .text = "x" } };
	struct bill first;

	(void)state;
	assert_int_equal(put_lines(lines, 1), RC_OK);
	first = bill;
	bill = (struct bill){ .no = "B2" };
	other[0].id = lines[0].id;
	assert_int_equal(put_lines(other, 1), RC_OK);
	assert_int_not_equal(other[0].id, lines[0].id);
	bill = first;
	expect("1 a 0");
}

static void
a_number_given_twice_is_a_problem_of_its_line(void **state)
{
	struct item lines[] = { { .line_no = 2 }, { .line_no = 1 },
		{ .line_no = 2 } };
	struct item below[] = { { .line_no = -1 } };

	(void)state;
	assert_int_equal(put_lines(lines, 3), RC_INVALID);
	assert_int_equal(world.bad.at[0].row, 3);
	assert_string_equal(
	    world.bad.at[0].text, "The line number 2 is given twice.");
	assert_int_equal(put_lines(below, 1), RC_INVALID);
	assert_int_equal(world.bad.at[0].row, 1);
}

struct told {
	int n;
	char last[200];
};

static bool
keep_told(void *arg, const void *rec)
{
	const struct audit *a = rec;
	struct told *t = arg;

	t->n++;
	str_copy(t->last, sizeof t->last, a->changes);
	return true;
}

static void
later_changes_are_in_the_audit_of_the_document(void **state)
{
	struct item lines[] = { { .text = "a" }, { .text = "b" } };
	struct item next[] = { { .text = "A", .quantity = 1500 } };
	struct audit like = { .entity = "bill" };
	const struct list l = { .e = &audit_entity,
		.index = AUDIT_BY_RECORD,
		.like = &like,
		.prefix = 2 };
	struct told told = { 0 };

	(void)state;
	assert_int_equal(put_lines(lines, 2), RC_OK);
	assert_int_equal(put_lines(next, 1), RC_OK);
	like.record = bill.id;
	world.s = store_open(world.home, STORE_READ);
	assert_int_equal(
	    store_list(store_view(world.s), &l, keep_told, &told), RC_OK);
	assert_int_equal(
	    store_count(store_view(world.s), &audit_entity, 0, NULL),
	    2); /* none of lines */
	store_close(world.s);
	assert_int_equal(told.n, 2);
	assert_string_equal(told.last,
	    "1 text\ta\tA\n1 quantity\t\t1.5\n2 line_no\t2\t\n2 text\tb\t\n");
}

static enum rc
draw(struct txn *x, void *arg)
{
	bill = (struct bill){ 0 };
	return document_next_number(x, &bills, "bill", "B", &bill) == RC_OK &&
		store_save(x, &bill_entity, &bill, &world.bad) == RC_OK &&
		arg == NULL ?
	    RC_OK :
	    RC_REFUSED;
}

static void
numbers_have_no_gaps_and_skip_what_a_file_brought(void **state)
{
	(void)state;
	bill = (struct bill){ .no = "B000002" };
	assert_int_equal(put_lines(NULL, 0), RC_SAME);
	assert_int_equal(run(draw, NULL), RC_OK);
	assert_string_equal(bill.no, "B000001");
	assert_int_equal(run(draw, &bill), RC_REFUSED);
	assert_string_equal(bill.no, "B000003");
	assert_int_equal(run(draw, NULL), RC_OK);
	assert_string_equal(bill.no, "B000003");
}

#define WITH_BILL(name)                                                        \
	cmocka_unit_test_setup_teardown(name, with_bill, without_bill)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_BILL(lines_are_numbered_in_order),
		WITH_BILL(the_same_lines_change_nothing),
		WITH_BILL(lines_are_changed_added_and_taken_away),
		WITH_BILL(a_line_with_its_id_may_be_renumbered),
		WITH_BILL(a_foreign_id_is_not_taken),
		WITH_BILL(a_number_given_twice_is_a_problem_of_its_line),
		WITH_BILL(later_changes_are_in_the_audit_of_the_document),
		WITH_BILL(numbers_have_no_gaps_and_skip_what_a_file_brought),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
