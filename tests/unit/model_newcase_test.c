/* New cases and what they need; their classes; files that come with them. */
#include "case_fixture.h"

static void
a_new_case_needs_its_people(void **state)
{
	struct support_case c = { .subject = "Printer" };
	struct account other;
	struct contact hanna;
	struct cast p;

	(void)state;
	cast(&p);
	act_as(&p.agent, CHANNEL_ERP);
	refused(
	    act((struct act){ OPEN, &c, .text = "x" }), CASE_CLASS, "missing");
	c.case_class = id_of(&case_class_entity, "SUPISSUE");
	refused(act((struct act){ OPEN, &c, .text = "" }), ACTIVITY_TEXT,
	    "Describe");
	refused(act((struct act){ OPEN, &c, .text = "x" }), CASE_ACCOUNT,
	    "need a business account");
	other = customer("BLAUS", "Blauer See");
	hanna = person(other.id, "Hanna", "Moos", "");
	c.account_id = p.firm.id;
	c.contact_id = hanna.id;
	refused(act((struct act){ OPEN, &c, .text = "x" }), CASE_CONTACT,
	    "Hanna Moos works for another");
	c.contact_id = 999;
	refused(act((struct act){ OPEN, &c, .text = "x" }), CASE_CONTACT,
	    "does not exist");
	c.contact_id = 0;
	c.owner = p.customer.id;
	refused(act((struct act){ OPEN, &c, .text = "x" }), CASE_OWNER,
	    "our staff");

	/* The only active contact, and the account of a contact. */
	c.owner = p.agent.id;
	good(act((struct act){ OPEN, &c, .text = "x" }));
	assert_int_equal(c.contact_id, p.maria.id);
	is(&c, CASE_IS_NEW, REASON_ASSIGNED);
	assert_int_equal(c.severity, SEVERITY_MEDIUM);
	assert_int_equal(c.priority, PRIORITY_MEDIUM);
	c = (struct support_case){ .subject = "Scanner",
		.case_class = c.case_class,
		.contact_id = hanna.id };
	good(act((struct act){ OPEN, &c, .text = "x" }));
	assert_int_equal(c.account_id, other.id);
	is(&c, CASE_IS_NEW, REASON_UNASSIGNED);

	other.status = ACCOUNT_INACTIVE;
	good(save(&account_entity, &other));
	refused(act((struct act){ OPEN, &c, .text = "x" }), CASE_ACCOUNT,
	    "Blauer See is inactive");
}

static void
a_new_case_tells_whether_it_is_taken(void **state)
{
	struct support_case c = { .subject = "Printer" };
	struct case_class class;
	struct cast p;

	(void)state;
	cast(&p);
	act_as(&p.agent, CHANNEL_ERP);
	c.case_class = id_of(&case_class_entity, "SUPISSUE");
	c.account_id = p.firm.id;
	good(save(&case_entity, &c));
	assert_string_equal(c.case_id, "CS-000001");
	is(&c, CASE_IS_NEW, REASON_UNASSIGNED);
	c.owner = p.agent.id;
	good(save(&case_entity, &c));
	is(&c, CASE_IS_NEW, REASON_ASSIGNED);
	c.owner = 0;
	good(save(&case_entity, &c));
	is(&c, CASE_IS_NEW, REASON_UNASSIGNED);

	/* A class no longer in use stays where it is, and is not chosen. */
	assert_int_equal(load(&case_class_entity, c.case_class, &class), RC_OK);
	class.active = 0;
	good(save(&case_class_entity, &class));
	str_copy(c.subject, sizeof c.subject, "Blue printer");
	good(save(&case_entity, &c));
	c = (struct support_case){ .subject = "Scanner",
		.case_class = class.id,
		.account_id = p.firm.id };
	refused(act((struct act){ OPEN, &c, .text = "x" }), CASE_CLASS,
	    "no longer active");
}

static void
the_primary_contact_comes_first(void **state)
{
	struct support_case c = { .subject = "Printer" };
	struct contact uwe;
	struct cast p;

	(void)state;
	cast(&p);
	uwe = person(p.firm.id, "Uwe", "Klein", "");
	c.case_class = id_of(&case_class_entity, "SUPISSUE");
	c.account_id = p.firm.id;
	refused(act((struct act){ OPEN, &c, .text = "x" }), CASE_CONTACT,
	    "need a contact");
	p.firm.primary_contact = uwe.id;
	good(save(&account_entity, &p.firm));
	good(act((struct act){ OPEN, &c, .text = "x" }));
	assert_int_equal(c.contact_id, uwe.id);
}

static void
refused_cases_take_no_number(void **state)
{
	struct support_case c = { .subject = "Printer" };
	struct cast p;

	(void)state;
	cast(&p);
	refused(act((struct act){ OPEN, &c, .text = "x" }), CASE_CLASS, "");
	c = opened(&p, "Printer");
	assert_string_equal(c.case_id, "CS-000001");
}

static void
customers_choose_public_classes_only(void **state)
{
	struct support_case c = { .subject = "Printer" };
	struct cast p;

	(void)state;
	cast(&p);
	c.account_id = p.firm.id;
	c.contact_id = p.maria.id;
	c.case_class = id_of(&case_class_entity, "INTERNAL");
	act_as(&p.customer, CHANNEL_PORTAL);
	refused(act((struct act){ OPEN, &c, .text = "x" }), CASE_CLASS,
	    "one of the classes");
	act_as(&p.agent, CHANNEL_ERP);
	good(act((struct act){ OPEN, &c, .text = "x" }));
	assert_int_equal(c.hidden, CASE_YES);
}

static void
cases_follow_their_class(void **state)
{
	const struct support_case hidden = { .hidden = CASE_YES };
	struct case_class class;
	struct support_case c;
	struct cast p;

	(void)state;
	(void)hidden;
	cast(&p);
	c = opened(&p, "Printer");
	assert_int_equal(load(&case_class_entity, c.case_class, &class), RC_OK);
	class.internal = 1;
	good(save(&case_class_entity, &class));
	assert_int_equal(load(&case_entity, c.id, &c), RC_OK);
	assert_int_equal(c.hidden, CASE_YES);
	class.internal = 0;
	good(save(&case_class_entity, &class));
	assert_int_equal(load(&case_entity, c.id, &c), RC_OK);
	assert_int_equal(c.hidden, CASE_NO);
}

static enum rc
many_body(struct txn *x, void *arg)
{
	struct support_case *c = arg;

	for (int i = 0; i <= CASES_AT_ONCE; i++) {
		enum rc rc = case_open(x, c, "x", NULL, 0, &world.bad);

		if (rc != RC_OK)
			return rc;
	}
	return RC_OK;
}

static void
a_class_of_too_many_cases_keeps_its_kind(void **state)
{
	struct case_class class;
	struct support_case c = { .subject = "Printer" };
	struct cast p;

	(void)state;
	cast(&p);
	c.case_class = id_of(&case_class_entity, "SUPISSUE");
	c.account_id = p.firm.id;
	good(run(many_body, &c));
	assert_int_equal(load(&case_class_entity, c.case_class, &class), RC_OK);
	class.internal = 1;
	refused(
	    save(&case_class_entity, &class), CASE_CLASS_INTERNAL, "501 cases");
}

static void
facts_are_saved_but_no_status(void **state)
{
	struct support_case c;
	struct cast p;

	(void)state;
	cast(&p);
	c = opened(&p, "Printer");
	act_as(&p.agent, CHANNEL_ERP);
	c.severity = SEVERITY_URGENT;
	good(save(&case_entity, &c));
	assert_int_equal(save(&case_entity, &c), RC_SAME);
	c.status = CASE_IS_CLOSED;
	refused(save(&case_entity, &c), CASE_STATUS, "its own step");
}

/* A contact who has moved on must not keep a case from being closed. */
static void
old_cases_stay_workable(void **state)
{
	struct support_case c;
	struct account other;
	struct cast p;

	(void)state;
	cast(&p);
	c = opened(&p, "Printer");
	act_as_system();
	other = customer("BLAUS", "Blauer See");
	p.maria.account_id = other.id;
	good(save(&contact_entity, &p.maria));
	act_as(&p.agent, CHANNEL_ERP);
	good(act((struct act){ ANSWER, &c, .text = "We will see." }));
	good(act((struct act){
	    STEP, &c, .status = CASE_IS_CLOSED, .reason = REASON_ABANDONED }));
}

/* ---- files */

static struct spooled
spool(const char *name, const char *bytes, size_t n)
{
	struct spooled f = { .size = (int64_t)n, .hash = "00" };
	static int number;
	FILE *out;

	str_printf(f.path, sizeof f.path, "%s/spool-%d", world.home, number++);
	str_copy(f.file_name, sizeof f.file_name, name);
	assert_non_null(out = fopen(f.path, "w"));
	assert_int_equal(fwrite(bytes, 1, n, out), n);
	assert_int_equal(fclose(out), 0);
	return f;
}

static bool
first_attachment(void *arg, const void *rec)
{
	*(struct attachment *)arg = *(const struct attachment *)rec;
	return false;
}

static void
files_come_with_a_message(void **state)
{
	struct spooled files[2], page;
	struct attachment a = { .id = 0 };
	const struct attachment like = { .case_id = 1 };
	struct list l = { .e = &attachment_entity,
		.index = ATTACHMENT_OF_CASE,
		.like = &like,
		.prefix = 1 };
	struct support_case c;
	struct store *s;
	struct cast p;
	char text[20] = "";
	int fd;

	(void)state;
	cast(&p);
	c = opened(&p, "Printer");
	page = spool("x.svg", "<svg/>", 6);
	refused(act((struct act){
		    REPLY, &c, .text = "See.", .files = &page, .n = 1 }),
	    ATTACHMENT_NAME, "x.svg is of a type");
	files[0] = spool("C:\\temp\\page.html", "just text", 9);
	files[1] = spool("list.csv", "a;b\n", 4);
	good(act(
	    (struct act){ REPLY, &c, .text = "See.", .files = files, .n = 2 }));
	assert_int_equal(access(files[0].path, F_OK), -1);

	s = store_open(world.home, STORE_READ);
	assert_int_equal(
	    store_list(store_view(s), &l, first_attachment, &a), RC_OK);
	assert_string_equal(a.file_name, "page.html.txt");
	assert_string_equal(a.media_type, "text/plain");
	assert_int_equal(a.internal, CASE_NO);
	fd = store_file_open(store_view(s), a.stored_as);
	assert_true(fd >= 0);
	assert_int_equal(read(fd, text, sizeof text), 9);
	assert_string_equal(text, "just text");
	close(fd);
	l.backwards = true;
	assert_int_equal(
	    store_list(store_view(s), &l, first_attachment, &a), RC_OK);
	assert_string_equal(a.file_name, "list.csv");
	assert_string_equal(a.media_type, "text/csv");
	store_close(s);
	unlink(page.path);
}

static void
too_much_is_refused(void **state)
{
	struct spooled many[CASE_UPLOADS + 1], empty;
	struct support_case c;
	struct cast p;
	char *text = malloc(20000);

	(void)state;
	cast(&p);
	c = opened(&p, "Printer");
	for (int i = 0; i <= CASE_UPLOADS; i++)
		many[i] = spool("a.txt", "a", 1);
	refused(act((struct act){ REPLY, &c, .text = "x", .files = many,
		    .n = CASE_UPLOADS + 1 }),
	    ATTACHMENT_NAME, "at most 5 files");
	many[0].size = CASE_UPLOAD_SIZE + 1;
	refused(
	    act((struct act){ REPLY, &c, .text = "x", .files = many, .n = 1 }),
	    ATTACHMENT_NAME, "larger than 10 MB");
	empty = spool("empty.txt", "", 0);
	refused(act((struct act){
		    REPLY, &c, .text = "x", .files = &empty, .n = 1 }),
	    ATTACHMENT_NAME, "is empty");
	assert_non_null(text);
	memset(text, 'x', 20000);
	text[10000] = '\0';
	good(act((struct act){ REPLY, &c, .text = text }));
	text[10000] = 'x';
	text[10001] = '\0';
	refused(act((struct act){ REPLY, &c, .text = text }), ACTIVITY_TEXT,
	    "too long");
	refused(act((struct act){ REPLY, &c,
		    .text = "a\x01"
			    "b" }),
	    ACTIVITY_TEXT, "characters that cannot be stored");
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_case_needs_its_people),
		TEST(a_new_case_tells_whether_it_is_taken),
		TEST(the_primary_contact_comes_first),
		TEST(refused_cases_take_no_number),
		TEST(customers_choose_public_classes_only),
		TEST(cases_follow_their_class),
		TEST(a_class_of_too_many_cases_keeps_its_kind),
		TEST(facts_are_saved_but_no_status),
		TEST(old_cases_stay_workable),
		TEST(files_come_with_a_message),
		TEST(too_much_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
