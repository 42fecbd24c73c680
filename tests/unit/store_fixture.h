/* Two small entities, and a store of its own for each test. */
#ifndef POSTERN_STORE_FIXTURE_H
#define POSTERN_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../lib/base/str.h"
#include "../../lib/store/audit.h"
#include "../../lib/store/engine.h"
#include "../../lib/store/store.h"

struct firm {
	int64_t id, rev;
	char code[17];
	char name[61];
	char remark[301];
	int64_t seen;
	char secret[21];
};
enum {
	FIRM_ID = 1,
	FIRM_REV,
	FIRM_CODE,
	FIRM_NAME,
	FIRM_REMARK,
	FIRM_SEEN,
	FIRM_SECRET
};
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
enum { LETTER_OF_FIRM = 1, LETTER_OF_KIND, LETTER_BY_DAY };

#define F struct firm
#define L struct letter
/* clang-format off */
static const struct field firm_fields[] = {
{ FIRM_ID,     INT(F, id),      "Id",     F_SYSTEM },
{ FIRM_REV,    INT(F, rev),     "Rev",    F_SYSTEM },
{ FIRM_CODE,   CODE(F, code),   "Code",   F_SEARCH },
{ FIRM_NAME,   TEXT(F, name),   "Name",   F_REQUIRED | F_SEARCH },
{ FIRM_REMARK, NOTE(F, remark), "Remark", 0 },
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
{ LETTER_BODY,    NOTE(L, body),    "Body",    F_SEARCH },
{ 0 },
};
static const struct index letter_indexes[] = {
	{ .number = LETTER_OF_FIRM, .tags = { LETTER_FIRM, LETTER_DAY },
	  .prefix = 1, .carry = true },
	{ .number = LETTER_OF_KIND,
	  .tags = { LETTER_FIRM, LETTER_KIND, LETTER_DAY }, .prefix = 2 },
	{ .number = LETTER_BY_DAY, .tags = { LETTER_DAY } },
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
static const struct actor ana = { 7, "Ana", CHANNEL_ERP, false };

/* ---- a store for each test */

static char home[200];

static inline void
new_home(void)
{
	const char *tmp = getenv("TMP");

	str_printf(
	    home, sizeof home, "%s/store-XXXXXX", tmp != NULL ? tmp : "/tmp");
	assert_non_null(mkdtemp(home));
}

static inline int
set_up(void **state)
{
	(void)state;
	new_home();
	store_create(home);
	return 0;
}

static inline void
shell(const char *format, const char *a, const char *b)
{
	char command[900];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	str_printf(command, sizeof command, format, a, b);
#pragma GCC diagnostic pop
	assert_int_equal(system(command), 0);
}

static inline void
complain(void *arg, const char *line)
{
	(void)arg;
	print_message("verify: %s\n", line);
}

static inline int
remove_home(void **state)
{
	(void)state;
	shell("rm -rf '%s'%s", home, "");
	return 0;
}

/* Every test leaves a store in order. */
static inline int
tear_down(void **state)
{
	long wrong = store_verify(home, entities, complain, NULL);

	remove_home(state);
	return wrong == 0 ? 0 : -1;
}

/* ---- short words */

typedef enum rc body(struct txn *, void *);

/* One transaction in a session of its own. */
static inline enum rc
run(body *b, void *arg)
{
	struct store *s = store_open(home, STORE_WRITE);
	enum rc rc = txn_run(s, &ana, b, arg);

	store_close(s);
	return rc;
}

static inline enum rc
save_firm(struct txn *x, void *firm)
{
	return store_save(x, &firm_entity, firm, NULL);
}

static inline enum rc
save_letter(struct txn *x, void *letter)
{
	return store_save(x, &letter_entity, letter, NULL);
}

static inline struct firm
new_firm(const char *code, const char *name)
{
	struct firm f = { 0 };

	str_copy(f.code, sizeof f.code, code);
	str_copy(f.name, sizeof f.name, name);
	assert_int_equal(run(save_firm, &f), RC_OK);
	return f;
}

static inline struct letter
new_letter(int64_t firm, int64_t kind, int64_t day, const char *subject)
{
	struct letter l = { .firm = firm, .kind = kind, .day = day };

	str_copy(l.subject, sizeof l.subject, subject);
	assert_int_equal(run(save_letter, &l), RC_OK);
	return l;
}

/* ---- an old copy and all of the log */

static inline void
copy_for_replay(char *copy, size_t size)
{
	str_printf(copy, size, "%s-copy", home);
	shell("mkdir -p '%s/log/old'%s", copy, "");
	shell("cp '%s/postern.db' '%s/'", home, copy);
}

/* Key by key, value by value. Returns how many. */
static inline long
compare(const char *a, const char *b)
{
	struct engine *ga = engine_open(a, ENGINE_READ);
	struct engine *gb = engine_open(b, ENGINE_READ);
	struct cursor *ca = cursor_open(ga, "", 0),
		      *cb = cursor_open(gb, "", 0);
	bool more = cursor_seek(ca, "", 0), also = cursor_seek(cb, "", 0);
	long n = 0;

	while (more && also) {
		assert_int_equal(cursor_key(ca).n, cursor_key(cb).n);
		assert_memory_equal(
		    cursor_key(ca).at, cursor_key(cb).at, cursor_key(ca).n);
		assert_int_equal(cursor_value(ca).n, cursor_value(cb).n);
		if (cursor_value(ca).n > 0)
			assert_memory_equal(cursor_value(ca).at,
			    cursor_value(cb).at, cursor_value(ca).n);
		n++;
		more = cursor_next(ca);
		also = cursor_next(cb);
	}
	assert_false(more || also);
	cursor_close(ca);
	cursor_close(cb);
	assert_true(engine_close(ga));
	assert_true(engine_close(gb));
	return n;
}

/* Replays all of the log onto the copy, compares it with the store. */
static inline long
compare_replayed(const char *copy)
{
	struct engine *g;
	long n;

	shell(
	    "cp '%s'/log/old/log.* '%s/log/' 2>/dev/null || true", home, copy);
	shell("cp '%s'/log/log.* '%s/log/'", home, copy);
	g = engine_open(copy, ENGINE_REPLAY);
	assert_non_null(g);
	assert_true(engine_write_out(g));
	assert_true(engine_checkpoint(g, 0));
	assert_true(engine_close(g));
	n = compare(home, copy);
	shell("rm -rf '%s'%s", copy, "");
	return n;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
