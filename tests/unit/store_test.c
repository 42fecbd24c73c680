/* The store: records, indexes, lists, searching, transactions, audit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../lib/base/str.h"
#include "../../lib/store/audit.h"
#include "../../lib/store/refer.h"
#include "../../lib/store/store.h"

/* ---- two entities: firms, and letters of firms */

struct firm {
	int64_t id, rev;
	char code[17];
	char name[61];
	int64_t seen;
	char secret[21];
};
enum { FIRM_ID = 1, FIRM_REV, FIRM_CODE, FIRM_NAME, FIRM_SEEN, FIRM_SECRET };
enum { FIRM_BY_CODE = 1, FIRM_BY_NAME };

struct letter {
	int64_t id, rev;
	int64_t firm;
	int64_t kind;
	int64_t day;
	char subject[81];
	char body[4001];
};
enum {
	LETTER_ID = 1,
	LETTER_REV,
	LETTER_FIRM,
	LETTER_KIND,
	LETTER_DAY,
	LETTER_SUBJECT,
	LETTER_BODY
};
enum { LETTER_OF_FIRM = 1, LETTER_OF_KIND };

#define F struct firm
#define L struct letter
/* clang-format off */
static const struct field firm_fields[] = {
{ FIRM_ID,     INT(F, id),      "Id",     F_SYSTEM },
{ FIRM_REV,    INT(F, rev),     "Rev",    F_SYSTEM },
{ FIRM_CODE,   CODE(F, code),   "Code",   F_REQUIRED | F_SEARCH },
{ FIRM_NAME,   TEXT(F, name),   "Name",   F_REQUIRED | F_SEARCH },
{ FIRM_SEEN,   TIME(F, seen),   "Seen",   F_QUIET },
{ FIRM_SECRET, TEXT(F, secret), "Secret", F_SECRET },
{ 0 },
};
static const struct index firm_indexes[] = {
	{ .number = FIRM_BY_CODE, .tags = { FIRM_CODE }, .unique = true },
	{ .number = FIRM_BY_NAME, .tags = { FIRM_NAME } },
	{ 0 },
};
static const struct entity firm_entity = { 90, "firm", "Firm", "Firms",
	sizeof(F), firm_fields, firm_indexes, FIRM_CODE, FIRM_NAME, 0, NULL };

static const struct choice kinds[] = {
	{ 1, "letter", "Letter", NULL },
	{ 2, "note", "Note", NULL },
	{ 0 },
};
static const struct field letter_fields[] = {
{ LETTER_ID,      INT(L, id),       "Id",      F_SYSTEM },
{ LETTER_REV,     INT(L, rev),      "Rev",     F_SYSTEM },
{ LETTER_FIRM,    REF(L, firm),     "Firm",    F_REQUIRED, .refers = &firm_entity },
{ LETTER_KIND,    CHOICE(L, kind),  "Kind",    F_REQUIRED, .choices = kinds },
{ LETTER_DAY,     INT(L, day),      "Day",     0 },
{ LETTER_SUBJECT, TEXT(L, subject), "Subject", F_SEARCH },
{ LETTER_BODY,    NOTE(L, body),    "Body",    0 },
{ 0 },
};
static const struct index letter_indexes[] = {
	{ .number = LETTER_OF_FIRM, .tags = { LETTER_FIRM, LETTER_DAY },
	  .prefix = 1, .carry = true },
	{ .number = LETTER_OF_KIND,
	  .tags = { LETTER_FIRM, LETTER_KIND, LETTER_DAY }, .prefix = 2 },
	{ 0 },
};
static const struct entity letter_entity = { 91, "letter", "Letter", "Letters",
	sizeof(L), letter_fields, letter_indexes, 0, LETTER_SUBJECT,
	LETTER_FIRM, NULL };
/* clang-format on */
#undef F
#undef L

static const struct entity *const entities[] = { &firm_entity, &letter_entity,
	NULL };
static const struct actor ana = { 7, "Ana", CHANNEL_ERP };

/* ---- a store for each test */

static char home[200];

static int
set_up(void **state)
{
	const char *tmp = getenv("TMP");

	(void)state;
	str_printf(
	    home, sizeof home, "%s/store-XXXXXX", tmp != NULL ? tmp : "/tmp");
	assert_non_null(mkdtemp(home));
	store_create(home);
	return 0;
}

static void
complain(void *arg, const char *line)
{
	(void)arg;
	print_message("verify: %s\n", line);
}

static int
tear_down(void **state)
{
	char command[260];
	long wrong = store_verify(home, entities, complain, NULL);

	(void)state;
	str_printf(command, sizeof command, "rm -rf '%s'", home);
	return wrong == 0 && system(command) == 0 ? 0 : -1;
}

/* ---- short words for the tests */

typedef enum rc body(struct txn *, void *);

static enum rc
run(body *b, void *arg)
{
	struct store *s = store_open(home, STORE_WRITE);
	enum rc rc = txn_run(s, &ana, b, arg);

	store_close(s);
	return rc;
}

static enum rc
save_firm(struct txn *x, void *firm)
{
	return store_save(x, &firm_entity, firm, NULL);
}

static enum rc
save_letter(struct txn *x, void *letter)
{
	return store_save(x, &letter_entity, letter, NULL);
}

static struct firm
firm(const char *code, const char *name)
{
	struct firm f = { 0 };

	str_copy(f.code, sizeof f.code, code);
	str_copy(f.name, sizeof f.name, name);
	return f;
}

static void
a_record_is_found_again(void **state)
{
	struct firm a = firm("ALFKI", "Alfreds Futterkiste"), b = { 0 };
	struct store *s;
	struct txn *x;

	(void)state;
	assert_int_equal(run(save_firm, &a), RC_OK);
	assert_int_equal(a.id, 1);
	assert_int_equal(a.rev, 1);
	s = store_open(home, STORE_READ);
	x = store_view(s);
	assert_int_equal(store_get(x, &firm_entity, 1, &b), RC_OK);
	assert_string_equal(b.name, "Alfreds Futterkiste");
	assert_int_equal(store_get(x, &firm_entity, 2, &b), RC_NOTFOUND);
	assert_int_equal(store_get(x, &firm_entity, -1, &b), RC_NOTFOUND);
	b = firm("alfki", "");
	assert_int_equal(store_find(x, &firm_entity, FIRM_BY_CODE, &b), RC_OK);
	assert_int_equal(b.id, 1);
	assert_int_equal(store_count(x, &firm_entity, 0, NULL), 1);
	store_close(s);
}

static void
letters_are_found(void **state)
{
	struct firm a = firm("ALFKI", "Alfreds Futterkiste");
	struct letter l = {
		.firm = 1, .kind = 1, .day = 5, .subject = "Broken wheel"
	};

	(void)state;
	assert_int_equal(run(save_firm, &a), RC_OK);
	assert_int_equal(run(save_letter, &l), RC_OK);
	assert_int_equal(run(save_letter, &l), RC_SAME);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_record_is_found_again),
		TEST(letters_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
