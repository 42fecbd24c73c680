/* The store seen from above: records, numbers, audit, references, files. */
#include <fcntl.h>
#include <sys/stat.h>

#include "../../lib/store/refer.h"
#include "store_fixture.h"

/* ---- records */

static void
a_record_is_found_again(void **state)
{
	struct firm a = new_firm("ALFKI", "Alfreds Futterkiste"), b = { 0 };
	struct store *s = store_open(home, STORE_READ);
	struct txn *x = store_view(s);

	(void)state;
	assert_int_equal(a.id, 1);
	assert_int_equal(a.rev, 1);
	assert_int_equal(store_get(x, &firm_entity, 1, &b), RC_OK);
	assert_string_equal(b.name, "Alfreds Futterkiste");
	assert_int_equal(store_get(x, &firm_entity, 2, &b), RC_NOTFOUND);
	assert_int_equal(store_get(x, &firm_entity, 0, &b), RC_NOTFOUND);
	assert_int_equal(store_get(x, &firm_entity, -1, &b), RC_NOTFOUND);
	b = (struct firm){ .code = "alfki" };
	assert_int_equal(store_find(x, &firm_entity, FIRM_BY_CODE, &b), RC_OK);
	assert_int_equal(b.id, 1);
	b = (struct firm){ .code = "ALFK" };
	assert_int_equal(
	    store_find(x, &firm_entity, FIRM_BY_CODE, &b), RC_NOTFOUND);
	b = (struct firm){ .code = "" };
	assert_int_equal(
	    store_find(x, &firm_entity, FIRM_BY_CODE, &b), RC_NOTFOUND);
	assert_int_equal(store_count(x, &firm_entity, 0, NULL), 1);
	store_close(s);
}

static void
a_long_record_survives(void **state)
{
	struct letter l = { .firm = 1, .kind = 1 }, m;
	struct store *s;

	(void)state;
	memset(l.body, 'x', sizeof l.body - 1);
	assert_int_equal(run(save_letter, &l), RC_OK);
	s = store_open(home, STORE_READ);
	assert_int_equal(
	    store_get(store_view(s), &letter_entity, 1, &m), RC_OK);
	assert_memory_equal(&l, &m, sizeof l);
	store_close(s);
}

static void
the_second_of_two_editors_is_told(void **state)
{
	struct firm a = new_firm("A", "First"), b = a;

	(void)state;
	str_copy(a.name, sizeof a.name, "Second");
	assert_int_equal(run(save_firm, &a), RC_OK);
	assert_int_equal(a.rev, 2);
	assert_int_equal(run(save_firm, &a), RC_SAME);
	assert_int_equal(a.rev, 2);
	str_copy(b.name, sizeof b.name, "Third");
	assert_int_equal(run(save_firm, &b), RC_CONFLICT);
	b.id = 77;
	assert_int_equal(run(save_firm, &b), RC_NOTFOUND);
}

struct trial {
	struct firm f;
	struct problems bad;
};

static enum rc
save_trial(struct txn *x, void *arg)
{
	struct trial *t = arg;

	return store_save(x, &firm_entity, &t->f, &t->bad);
}

static void
a_code_belongs_to_one_firm(void **state)
{
	struct firm a = new_firm("ALFKI", "One"), b = new_firm("BERGS", "Two");
	struct trial t = { .f = { .code = "alfki", .name = "Three" } };

	(void)state;
	assert_int_equal(run(save_trial, &t), RC_EXISTS);
	assert_string_equal(
	    problem_of(&t.bad, FIRM_CODE), "Another Firm has this Code.");
	assert_int_equal(t.f.id, 0);
	t = (struct trial){ .f = b };
	str_copy(t.f.code, sizeof t.f.code, "ALFKI");
	assert_int_equal(run(save_trial, &t), RC_EXISTS);
	/* Giving it up makes it free; no code at all is nobody's. */
	a.code[0] = '\0';
	assert_int_equal(run(save_firm, &a), RC_OK);
	assert_int_equal(run(save_firm, &t.f), RC_OK);
	new_firm("", "Four");
}

static enum rc
delete_firm(struct txn *x, void *id)
{
	return store_delete(x, &firm_entity, *(int64_t *)id);
}

static void
a_deleted_record_leaves_nothing(void **state)
{
	struct firm a = new_firm("ALFKI", "One"), b = { .code = "ALFKI" };
	struct store *s;
	int64_t none = 9;

	(void)state;
	assert_int_equal(run(delete_firm, &a.id), RC_OK);
	assert_int_equal(run(delete_firm, &a.id), RC_NOTFOUND);
	assert_int_equal(run(delete_firm, &none), RC_NOTFOUND);
	s = store_open(home, STORE_READ);
	assert_int_equal(
	    store_get(store_view(s), &firm_entity, 1, &b), RC_NOTFOUND);
	assert_int_equal(
	    store_find(store_view(s), &firm_entity, FIRM_BY_CODE, &b),
	    RC_NOTFOUND);
	assert_int_equal(store_count(store_view(s), &firm_entity, 0, NULL), 0);
	store_close(s);
	/* Its id is not given again. */
	assert_int_equal(new_firm("ALFKI", "Two").id, 2);
}

/* ---- transactions */

static enum rc
save_and_refuse(struct txn *x, void *firm)
{
	struct firm f = *(struct firm *)firm;
	int64_t n;

	assert_int_equal(store_save(x, &firm_entity, &f, NULL), RC_OK);
	assert_int_equal(store_number(x, "invoice", &n), RC_OK);
	store_set_setting(x, "mood", "bad");
	audit_event(x, "tried", "nothing", 0, NULL);
	return RC_INVALID;
}

static enum rc
take_number(struct txn *x, void *n)
{
	return store_number(x, "invoice", n);
}

static void
what_is_refused_never_was(void **state)
{
	struct firm f = { .code = "A", .name = "A" };
	struct store *s;
	char mood[10];
	int64_t n;

	(void)state;
	assert_int_equal(run(take_number, &n), RC_OK);
	assert_int_equal(n, 1);
	assert_int_equal(run(save_and_refuse, &f), RC_INVALID);
	s = store_open(home, STORE_WRITE);
	assert_int_equal(txn_run(s, &ana, save_and_refuse, &f), RC_INVALID);
	assert_int_equal(store_count(store_view(s), &firm_entity, 0, NULL), 0);
	assert_int_equal(store_count(store_view(s), &audit_entity, 0, NULL), 0);
	assert_false(store_setting(store_view(s), "mood", mood, sizeof mood));
	assert_int_equal(txn_run(s, &ana, take_number, &n), RC_OK);
	assert_int_equal(n, 2); /* no gap */
	store_close(s);
}

static enum rc
set_mood(struct txn *x, void *mood)
{
	store_set_setting(x, "mood", mood);
	return RC_SAME;
}

static void
settings_are_kept(void **state)
{
	char good[] = "good", none[] = "", mood[10];
	struct store *s;

	(void)state;
	assert_int_equal(run(set_mood, good), RC_SAME);
	s = store_open(home, STORE_WRITE);
	assert_true(store_setting(store_view(s), "mood", mood, sizeof mood));
	assert_string_equal(mood, "good");
	assert_int_equal(txn_run(s, &ana, set_mood, none), RC_SAME);
	assert_true(store_setting(store_view(s), "mood", mood, sizeof mood));
	assert_string_equal(mood, "");
	assert_false(store_setting(store_view(s), "moo", mood, sizeof mood));
	store_close(s);
}

static enum rc
save_three(struct txn *x, void *arg)
{
	struct firm f = { .code = "A", .name = "A" }, g = f;
	struct letter like = { .firm = 1, .kind = 1 }, l = like;

	(void)arg;
	assert_int_equal(store_save(x, &firm_entity, &f, NULL), RC_OK);
	assert_int_equal(store_save(x, &firm_entity, &g, NULL), RC_EXISTS);
	assert_int_equal(store_save(x, &letter_entity, &l, NULL), RC_OK);
	assert_int_equal(store_get(x, &firm_entity, f.id, &g), RC_OK);
	assert_int_equal(store_count(x, &letter_entity, 0, NULL), 1);
	assert_int_equal(
	    store_count(x, &letter_entity, LETTER_OF_KIND, &like), 1);
	assert_string_equal(txn_actor(x)->name, "Ana");
	return RC_OK;
}

static void
a_transaction_sees_its_own_changes(void **state)
{
	(void)state;
	assert_int_equal(run(save_three, NULL), RC_OK);
}

static void
scratch_is_zeroed(void **state)
{
	struct store *s = store_open(home, STORE_READ);
	char *p = txn_scratch(store_view(s), 5000);

	(void)state;
	for (int i = 0; i < 5000; i++)
		assert_int_equal(p[i], 0);
	store_close(s);
}

static void
a_pause_keeps_the_session(void **state)
{
	struct firm f = { .code = "A", .name = "A" };
	struct store *s = store_open(home, STORE_WRITE);

	(void)state;
	for (int i = 0; i < 3; i++) {
		str_printf(f.name, sizeof f.name, "Name %d", i);
		assert_int_equal(txn_run(s, &ana, save_firm, &f), RC_OK);
		store_pause(s);
	}
	store_close(s);
	assert_int_equal(f.rev, 3);
}

/* ---- audit */

static void
last_audit(struct audit *row)
{
	struct store *s = store_open(home, STORE_READ);
	int64_t n = store_count(store_view(s), &audit_entity, 0, NULL);

	memset(row, 0, sizeof *row);
	if (n > 0)
		assert_int_equal(
		    store_get(store_view(s), &audit_entity, n, row), RC_OK);
	store_close(s);
}

static void
changes_are_in_the_audit(void **state)
{
	struct firm f = new_firm("ALFKI", "Alfred");
	struct audit row;

	(void)state;
	last_audit(&row);
	assert_int_equal(row.id, 1);
	assert_int_equal(row.user, 7);
	assert_string_equal(row.user_name, "Ana");
	assert_int_equal(row.channel, CHANNEL_ERP);
	assert_int_equal(row.action, AUDIT_CREATE);
	assert_string_equal(row.entity, "firm");
	assert_int_equal(row.record, 1);
	assert_string_equal(row.title, "ALFKI");
	assert_string_equal(row.changes, "code\t\tALFKI\nname\t\tAlfred\n");
	str_copy(f.name, sizeof f.name, "Bert");
	str_copy(f.remark, sizeof f.remark, "two\nlines\tand \\");
	str_copy(f.secret, sizeof f.secret, "Sesame");
	f.seen = 5;
	assert_int_equal(run(save_firm, &f), RC_OK);
	last_audit(&row);
	assert_int_equal(row.action, AUDIT_CHANGE);
	assert_string_equal(row.changes,
	    "name\tAlfred\tBert\n"
	    "remark\t\ttwo\\nlines\\tand \\\\\n"
	    "secret\t\t******\n");
	assert_int_equal(run(delete_firm, &f.id), RC_OK);
	last_audit(&row);
	assert_int_equal(row.id, 3);
	assert_int_equal(row.action, AUDIT_DELETE);
}

static void
quiet_changes_are_not(void **state)
{
	struct firm f = new_firm("ALFKI", "Alfred");
	struct audit row;

	(void)state;
	f.seen = 99;
	assert_int_equal(run(save_firm, &f), RC_OK);
	last_audit(&row);
	assert_int_equal(row.id, 1);
}

static void
references_are_audited_by_code(void **state)
{
	struct firm f = new_firm("ALFKI", "Alfred");
	struct audit row;

	(void)state;
	new_letter(f.id, 2, 5, "Hello");
	last_audit(&row);
	assert_string_equal(row.changes,
	    "firm\t\tALFKI\nkind\t\tnote\nday\t\t5\nsubject\t\tHello\n");
}

static enum rc
tell_event(struct txn *x, void *arg)
{
	(void)arg;
	audit_event(x, "sign-in refused", "eva", 0, "wrong password");
	return RC_OK;
}

static void
events_are_in_the_audit(void **state)
{
	struct audit row;

	(void)state;
	assert_int_equal(run(tell_event, NULL), RC_OK);
	last_audit(&row);
	assert_int_equal(row.action, AUDIT_EVENT);
	assert_string_equal(row.entity, "sign-in refused");
	assert_string_equal(row.title, "eva");
	assert_string_equal(row.changes, "wrong password");
	assert_int_equal(strlen(row.chain), 64);
}

static void
many_changes_fit(void **state)
{
	struct letter l = { .firm = 1, .kind = 1 };
	struct audit row;

	(void)state;
	memset(l.body, 'y', sizeof l.body - 1);
	assert_int_equal(run(save_letter, &l), RC_OK);
	last_audit(&row);
	assert_non_null(strstr(row.changes, "yyy...\n"));
	assert_in_range(strlen(row.changes), 400, 600);
}

/* ---- references */

static void
references_are_read_and_shown_by_code(void **state)
{
	const struct field *f = record_field(&letter_entity, LETTER_FIRM);
	struct firm coded = new_firm("ALFKI", "Alfreds Futterkiste");
	struct firm bare = new_firm("", "Nameless");
	struct letter l = { 0 };
	struct store *s = store_open(home, STORE_READ);
	struct txn *x = store_view(s);
	char text[100];

	(void)state;
	assert_null(refer_parse(x, f, "alfki", &l));
	assert_int_equal(l.firm, coded.id);
	refer_print(x, f, &l, text, sizeof text);
	assert_string_equal(text, "ALFKI");
	refer_title(x, f, &l, text, sizeof text);
	assert_string_equal(text, "Alfreds Futterkiste");
	assert_string_equal(
	    refer_parse(x, f, "ALFKX", &l), "There is no Firm ALFKX.");
	assert_int_equal(l.firm, coded.id);
	assert_non_null(refer_parse(x, f, "#99", &l));
	assert_non_null(refer_parse(x, f, "#", &l));
	assert_null(refer_parse(x, f, "#2", &l));
	assert_int_equal(l.firm, bare.id);
	refer_key(x, f, &l, text, sizeof text);
	assert_string_equal(text, "#2");
	assert_null(refer_parse(x, f, "", &l));
	assert_int_equal(l.firm, 0);
	refer_key(x, f, &l, text, sizeof text);
	assert_string_equal(text, "");
	store_close(s);
}

/* ---- files */

struct filing {
	char spool[300], name[33];
	bool refuse;
};

static enum rc
add_file(struct txn *x, void *arg)
{
	struct filing *f = arg;
	enum rc rc = store_file_add(x, f->spool, f->name, sizeof f->name);

	return f->refuse ? RC_REFUSED : rc;
}

static void
spool(struct filing *f)
{
	FILE *to;

	str_printf(f->spool, sizeof f->spool, "%s/spooled", home);
	assert_non_null(to = fopen(f->spool, "w"));
	fputs("a picture", to);
	assert_int_equal(fclose(to), 0);
}

static int
file_of(const struct filing *f)
{
	struct store *s = store_open(home, STORE_READ);
	int fd = store_file_open(store_view(s), f->name);

	store_close(s);
	return fd;
}

static void
a_file_is_kept_or_an_orphan(void **state)
{
	struct filing kept = { 0 }, orphan = { .refuse = true };
	char text[20] = "";
	struct stat st;
	int fd;

	(void)state;
	spool(&kept);
	assert_int_equal(run(add_file, &kept), RC_OK);
	spool(&orphan);
	assert_int_equal(run(add_file, &orphan), RC_REFUSED);
	assert_true(access(kept.spool, F_OK) != 0);
	assert_int_equal(store_verify(home, entities, complain, NULL), 0);
	assert_int_equal(file_of(&orphan), -1); /* removed */
	assert_true((fd = file_of(&kept)) >= 0);
	assert_int_equal(read(fd, text, sizeof text - 1), 9);
	assert_string_equal(text, "a picture");
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	close(fd);
	str_copy(kept.name, sizeof kept.name, "../secret.key");
	assert_int_equal(file_of(&kept), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_record_is_found_again),
		TEST(a_long_record_survives),
		TEST(the_second_of_two_editors_is_told),
		TEST(a_code_belongs_to_one_firm),
		TEST(a_deleted_record_leaves_nothing),
		TEST(what_is_refused_never_was),
		TEST(settings_are_kept),
		TEST(a_transaction_sees_its_own_changes),
		TEST(scratch_is_zeroed),
		TEST(a_pause_keeps_the_session),
		TEST(changes_are_in_the_audit),
		TEST(quiet_changes_are_not),
		TEST(references_are_audited_by_code),
		TEST(events_are_in_the_audit),
		TEST(many_changes_fit),
		TEST(references_are_read_and_shown_by_code),
		TEST(a_file_is_kept_or_an_orphan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
