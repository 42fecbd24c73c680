/* A case's life as a story, and what its verbs refuse. */
#include "case_fixture.h"

/* All that was said and done, in order, and who sees it. */
static void
check_tale(const struct support_case *c, const struct cast *p)
{
	struct tale t;

	tell(c, &t);
	assert_int_equal(t.n, 11);
	assert_int_equal(t.at[0].kind, ACTIVITY_DESCRIPTION);
	assert_string_equal(t.at[0].author, "Maria Anders");
	assert_int_equal(t.at[0].contact_id, p->maria.id);
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
a_case_goes_its_way(void **state)
{
	struct support_case c;
	struct cast p;

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
	clock_stop(NOON + 60);
	good(act((struct act){ .what = TAKE, .c = &c }));
	is(&c, CASE_IS_NEW, REASON_ASSIGNED);
	assert_int_equal(c.owner, p.agent.id);
	good(act((struct act){
	    STEP, &c, .status = CASE_IS_OPEN, .reason = REASON_IN_PROCESS }));
	good(act((struct act){ NOTE, &c, .text = "A known fault." }));
	is(&c, CASE_IS_OPEN, REASON_IN_PROCESS);
	clock_stop(NOON + 120);
	good(act((struct act){ ANSWER, &c, .text = "Which model?",
	    .status = CASE_IS_PENDING, .reason = REASON_MORE_INFO }));
	is(&c, CASE_IS_PENDING, REASON_MORE_INFO);
	assert_int_equal(c.portal_state, PORTAL_STATE_WITH_YOU);
	assert_int_equal(c.last_outgoing, clock_now());

	act_as(&p.customer, CHANNEL_PORTAL);
	clock_stop(NOON + 180);
	good(act((struct act){ REPLY, &c, .text = "The blue one." }));
	is(&c, CASE_IS_OPEN, REASON_UPDATED);
	good(act((struct act){ .what = CLOSE, .c = &c }));
	is(&c, CASE_IS_CLOSED, REASON_CLOSED_ON_PORTAL);
	assert_int_equal(c.closed_on, clock_now());
	assert_int_equal(c.active, CASE_NO);
	assert_int_equal(c.portal_state, PORTAL_STATE_CLOSED);
	clock_stop(NOON + 20 * DAY);
	good(act((struct act){ REOPEN, &c, .text = "Broken again." }));
	is(&c, CASE_IS_OPEN, REASON_REOPENED_ON_PORTAL);
	assert_int_equal(c.closed_on, 0);

	check_tale(&c, &p);
}

static void
a_note_leaves_no_trace_on_the_portal(void **state)
{
	struct support_case c, before;
	struct cast p;

	(void)state;
	cast(&p);
	c = before = opened(&p, "Printer");
	clock_stop(NOON + 3600);
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
	clock_stop(NOON + 60);
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
	clock_stop(NOON + 31 * DAY);
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

static void
small_steps_stay_between_staff(void **state)
{
	struct support_case c;
	struct cast p;
	struct tale t;
	char notes[1100];

	(void)state;
	cast(&p);
	c = opened(&p, "Printer");
	refused(act((struct act){ REOPEN, &c, .text = "x" }), 0, "is open");
	act_as(&p.agent, CHANNEL_ERP);
	good(act((struct act){ .what = TAKE, .c = &c }));
	refused(act((struct act){ .what = TAKE, .c = &c }), CASE_OWNER,
	    "own this case already");
	good(act((struct act){
	    STEP, &c, .status = CASE_IS_OPEN, .reason = REASON_IN_PROCESS }));
	assert_int_equal(act((struct act){ STEP, &c, .status = CASE_IS_OPEN,
			     .reason = REASON_IN_PROCESS }),
	    RC_SAME);
	/* A new reason alone is told to staff, not to the customer. */
	good(act((struct act){ STEP, &c, .status = CASE_IS_OPEN,
	    .reason = REASON_IN_ESCALATION }));
	is(&c, CASE_IS_OPEN, REASON_IN_ESCALATION);
	tell(&c, &t);
	assert_string_equal(t.at[t.n - 1].description, "Reason: In Escalation");
	assert_int_equal(t.at[t.n - 1].internal, CASE_YES);
	/* Taking over a case that waits for the customer lets it wait. */
	good(act((struct act){
	    STEP, &c, .status = CASE_IS_PENDING, .reason = REASON_MORE_INFO }));
	world.actor.user = id_of(&user_entity, "admin");
	good(act((struct act){ .what = TAKE, .c = &c }));
	is(&c, CASE_IS_PENDING, REASON_MORE_INFO);
	memset(notes, 'n', sizeof notes);
	notes[sizeof notes - 1] = '\0';
	refused(act((struct act){ STEP, &c, .status = CASE_IS_CLOSED,
		    .reason = REASON_RESOLVED, .text = notes }),
	    CASE_CLOSURE_NOTES, "too long");
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
		TEST(small_steps_stay_between_staff),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
