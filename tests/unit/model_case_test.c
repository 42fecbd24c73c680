/* A case's life as a story, and what its verbs refuse. */
#include "model_fixture.h"

/* ---- verbs as transactions */

struct act {
	enum { OPEN, REPLY, ANSWER, NOTE, TAKE, STEP, CLOSE, REOPEN } what;
	struct support_case *c;
	const char *text;
	int64_t status, reason;
	const struct spooled *files;
	int n;
};

static enum rc
act_body(struct txn *x, void *arg)
{
	const struct act *a = arg;

	switch (a->what) {
	case OPEN:
		return case_open(x, a->c, a->text, a->files, a->n, &world.bad);
	case REPLY:
		return case_reply_customer(
		    x, a->c, a->text, a->files, a->n, &world.bad);
	case ANSWER:
	case NOTE:
		return case_reply_staff(x, a->c, a->text, a->what == NOTE,
		    a->status, a->reason, a->files, a->n, &world.bad);
	case TAKE:
		return case_take(x, a->c, &world.bad);
	case STEP:
		return case_step(
		    x, a->c, a->status, a->reason, a->text, &world.bad);
	case CLOSE:
		return case_close_customer(x, a->c, &world.bad);
	case REOPEN:
		return case_reopen_customer(x, a->c, a->text, &world.bad);
	}
	return RC_INVALID;
}

/* The case as it is stored afterwards, kept or not. */
static enum rc
act(struct act a)
{
	enum rc rc;

	memset(&world.bad, 0, sizeof world.bad);
	rc = run(act_body, &a);
	if (a.c->id != 0 && load(&case_entity, a.c->id, a.c) != RC_OK)
		a.c->id = 0;
	return rc;
}

struct tale {
	int n;
	struct activity at[20];
};

static bool
add_activity(void *arg, const void *rec)
{
	struct tale *t = arg;

	t->at[t->n++] = *(const struct activity *)rec;
	return t->n < 20;
}

static void
tell(const struct support_case *c, struct tale *t)
{
	const struct activity like = { .case_id = c->id };
	struct list l = { .e = &activity_entity,
		.index = ACTIVITY_OF_CASE,
		.like = &like,
		.prefix = 1 };
	struct store *s = store_open(world.home, STORE_READ);

	memset(t, 0, sizeof *t);
	assert_int_equal(store_list(store_view(s), &l, add_activity, t), RC_OK);
	store_close(s);
}

/* A customer with one portal user, and the agent. */
struct cast {
	struct account firm;
	struct contact maria;
	struct user customer, agent;
};

static void
cast(struct cast *p)
{
	company();
	p->firm = customer("ALFKI", "Alfreds Futterkiste");
	p->maria = person(p->firm.id, "Maria", "Anders", "maria@example.com");
	p->customer = portal_user(p->maria.id, 0);
	assert_int_equal(load(&contact_entity, p->maria.id, &p->maria), RC_OK);
	assert_int_equal(
	    load(&user_entity, id_of(&user_entity, "agent"), &p->agent), RC_OK);
}

static struct support_case
opened(const struct cast *p, const char *subject)
{
	struct support_case c = { .account_id = p->firm.id,
		.contact_id = p->maria.id,
		.case_class = id_of(&case_class_entity, "SUPISSUE") };

	str_copy(c.subject, sizeof c.subject, subject);
	act_as(&p->customer, CHANNEL_PORTAL);
	good(act((struct act){ OPEN, &c, .text = "It is broken." }));
	return c;
}

static void
is(const struct support_case *c, int64_t status, int64_t reason)
{
	assert_int_equal(c->status, status);
	assert_int_equal(c->reason, reason);
}

static void
a_case_goes_its_way(void **state)
{
	struct support_case c;
	struct cast p;
	struct tale t;

	(void)state;
	cast(&p);
	c = opened(&p, "Printer");
	assert_string_equal(c.case_id, "CS-000001");
	is(&c, CASE_IS_NEW, REASON_OPENED_ON_PORTAL);
	assert_int_equal(c.portal_state, PORTAL_STATE_WITH_US);
	assert_int_equal(c.active, CASE_YES);
	assert_int_equal(c.hidden, CASE_NO);
	assert_int_equal(c.last_incoming, clock_now());

	act_as(&p.agent, CHANNEL_ERP);
	clock_set(NOON + 60);
	good(act((struct act){ .what = TAKE, .c = &c }));
	is(&c, CASE_IS_NEW, REASON_ASSIGNED);
	assert_int_equal(c.owner, p.agent.id);
	good(act((struct act){
	    STEP, &c, .status = CASE_IS_OPEN, .reason = REASON_IN_PROCESS }));
	good(act((struct act){ NOTE, &c, .text = "A known fault." }));
	is(&c, CASE_IS_OPEN, REASON_IN_PROCESS);
	clock_set(NOON + 120);
	good(act((struct act){ ANSWER, &c, .text = "Which model?",
	    .status = CASE_IS_PENDING, .reason = REASON_MORE_INFO }));
	is(&c, CASE_IS_PENDING, REASON_MORE_INFO);
	assert_int_equal(c.portal_state, PORTAL_STATE_WITH_YOU);
	assert_int_equal(c.last_outgoing, clock_now());

	act_as(&p.customer, CHANNEL_PORTAL);
	clock_set(NOON + 180);
	good(act((struct act){ REPLY, &c, .text = "The blue one." }));
	is(&c, CASE_IS_OPEN, REASON_UPDATED);
	good(act((struct act){ .what = CLOSE, .c = &c }));
	is(&c, CASE_IS_CLOSED, REASON_CLOSED_ON_PORTAL);
	assert_int_equal(c.closed_on, clock_now());
	assert_int_equal(c.active, CASE_NO);
	assert_int_equal(c.portal_state, PORTAL_STATE_CLOSED);
	clock_set(NOON + 20 * DAY);
	good(act((struct act){ REOPEN, &c, .text = "Broken again." }));
	is(&c, CASE_IS_OPEN, REASON_REOPENED_ON_PORTAL);
	assert_int_equal(c.closed_on, 0);

	tell(&c, &t);
	assert_int_equal(t.n, 11);
	assert_int_equal(t.at[0].kind, ACTIVITY_DESCRIPTION);
	assert_string_equal(t.at[0].author, "Maria Anders");
	assert_int_equal(t.at[0].contact_id, p.maria.id);
	assert_int_equal(t.at[0].internal, CASE_NO);
	assert_string_equal(t.at[1].description, "agent took the case.");
	assert_int_equal(t.at[1].internal, CASE_YES);
	assert_string_equal(t.at[2].description, "Open: In Process");
	assert_int_equal(t.at[3].kind, ACTIVITY_NOTE);
	assert_int_equal(t.at[3].internal, CASE_YES);
	assert_int_equal(t.at[4].kind, ACTIVITY_MESSAGE);
	assert_int_equal(t.at[4].contact_id, 0);
	assert_string_equal(
	    t.at[5].description, "Pending Customer: More Info Requested");
	assert_int_equal(t.at[5].internal, CASE_NO);
	assert_string_equal(t.at[7].description, "Open: Updated");
	assert_string_equal(t.at[8].description, "Closed: Closed on Portal");
	assert_string_equal(t.at[9].description, "Broken again.");
	assert_string_equal(t.at[10].description, "Open: Reopened on Portal");
}

static void
a_note_leaves_no_trace_on_the_portal(void **state)
{
	struct support_case c, before;
	struct cast p;

	(void)state;
	cast(&p);
	c = before = opened(&p, "Printer");
	clock_set(NOON + 3600);
	act_as(&p.agent, CHANNEL_ERP);
	good(act((struct act){ NOTE, &c, .text = "Do not tell them." }));
	assert_int_equal(c.last_activity, before.last_activity);
	assert_int_equal(c.rev, before.rev);
}

static void
two_people_clash_with_a_sentence(void **state)
{
	struct support_case c, stale;
	struct cast p;
	struct tale t;

	(void)state;
	cast(&p);
	c = stale = opened(&p, "Printer");
	clock_set(NOON + 60);
	good(act((struct act){ REPLY, &c, .text = "And the scanner." }));
	act_as(&p.agent, CHANNEL_ERP);
	assert_int_equal(
	    act((struct act){ ANSWER, &stale, .text = "Only the printer?" }),
	    RC_CONFLICT);
	tell(&c, &t);
	assert_int_equal(t.n, 2);
}

static void
what_is_not_allowed_is_refused(void **state)
{
	struct support_case c;
	struct cast p;
	struct tale t;

	(void)state;
	cast(&p);
	c = opened(&p, "Printer");
	refused(act((struct act){ REPLY, &c, .text = " \n" }), ACTIVITY_TEXT,
	    "Write a message");
	act_as(&p.agent, CHANNEL_ERP);
	refused(act((struct act){ STEP, &c, .status = CASE_IS_PENDING,
		    .reason = REASON_MORE_INFO }),
	    CASE_STATUS, "that is New cannot become Pending Customer");
	refused(act((struct act){ STEP, &c, .status = CASE_IS_CLOSED,
		    .reason = REASON_IN_PROCESS }),
	    CASE_REASON, "fits the status Closed");
	refused(act((struct act){ STEP, &c, .status = CASE_IS_CLOSED,
		    .reason = REASON_CLOSED_ON_PORTAL }),
	    CASE_REASON, "fits the status Closed");
	good(act((struct act){ STEP, &c, .status = CASE_IS_CLOSED,
	    .reason = REASON_RESOLVED, .text = "Changed the drum." }));
	assert_string_equal(c.closure_notes, "Changed the drum.");
	refused(
	    act((struct act){ .what = TAKE, .c = &c }), 0, "Reopen it before");
	good(act((struct act){ STEP, &c, .status = CASE_IS_RELEASED }));
	is(&c, CASE_IS_RELEASED, REASON_RESOLVED);
	refused(act((struct act){ ANSWER, &c, .text = "More." }), 0, "final");
	good(act((struct act){ NOTE, &c, .text = "Paid." }));
	str_copy(c.subject, sizeof c.subject, "Changed");
	refused(save(&case_entity, &c), 0, "final");

	act_as(&p.customer, CHANNEL_PORTAL);
	refused(
	    act((struct act){ .what = CLOSE, .c = &c }), 0, "closed already");
	refused(act((struct act){ REPLY, &c, .text = "Hello?" }), 0,
	    "can no longer be reopened");
	tell(&c, &t);
	assert_int_equal(t.n, 4);
}

static void
a_closed_case_stays_closed_after_the_window(void **state)
{
	struct support_case c;
	struct cast p;

	(void)state;
	cast(&p);
	c = opened(&p, "Printer");
	good(act((struct act){ .what = CLOSE, .c = &c }));
	clock_set(NOON + 31 * DAY);
	refused(act((struct act){ REOPEN, &c, .text = "Again." }), 0,
	    "closed on 23 Nov 2026");
	is(&c, CASE_IS_CLOSED, REASON_CLOSED_ON_PORTAL);
	/* Staff may, whenever they like. */
	act_as(&p.agent, CHANNEL_ERP);
	good(act((struct act){
	    STEP, &c, .status = CASE_IS_OPEN, .reason = REASON_IN_PROCESS }));
}

static void
closure_notes_bind_staff_only(void **state)
{
	struct case_class class;
	struct support_case c;
	struct cast p;

	(void)state;
	cast(&p);
	assert_int_equal(load(&case_class_entity,
			     id_of(&case_class_entity, "SUPISSUE"), &class),
	    RC_OK);
	class.require_closure_notes = 1;
	good(save(&case_class_entity, &class));
	c = opened(&p, "Printer");
	act_as(&p.agent, CHANNEL_ERP);
	refused(act((struct act){ STEP, &c, .status = CASE_IS_CLOSED,
		    .reason = REASON_RESOLVED }),
	    CASE_CLOSURE_NOTES, "SUPISSUE need closure notes");
	act_as(&p.customer, CHANNEL_PORTAL);
	good(act((struct act){ .what = CLOSE, .c = &c }));
}

/* ---- opening */

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
		TEST(a_case_goes_its_way),
		TEST(a_note_leaves_no_trace_on_the_portal),
		TEST(two_people_clash_with_a_sentence),
		TEST(what_is_not_allowed_is_refused),
		TEST(a_closed_case_stays_closed_after_the_window),
		TEST(closure_notes_bind_staff_only),
		TEST(a_new_case_needs_its_people),
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
