/* The outbox: who is told of what, in which words, and the steps of sending. */
#include "case_fixture.h"
#include "mail_fixture.h"

static struct cast p;

/* A customer with a portal user, and somebody who looks after cases. */
static void
begin(void)
{
	cast(&p);
	str_copy(p.agent.email, sizeof p.agent.email, "olaf@us.example");
	good(save(&user_entity, &p.agent));
}

static struct support_case
a_case(void)
{
	struct support_case c = { .account_id = p.firm.id,
		.contact_id = p.maria.id,
		.owner = p.agent.id,
		.case_class = id_of(&case_class_entity, "SUPISSUE") };

	str_copy(c.subject, sizeof c.subject, "Label is missing");
	return c;
}

static void
said(int what, struct support_case *c, const char *text)
{
	good(act((struct act){ .what = what, .c = c, .text = text }));
}

static struct support_case
new_case(void)
{
	struct support_case c = a_case();

	act_as(&p.customer, CHANNEL_PORTAL);
	said(OPEN, &c, "There is none on {{box}} 5.");
	return c;
}

static bool
holds(const char *text, const char *part)
{
	if (strstr(text, part) != NULL)
		return true;
	print_message("\"%s\" is not in:\n%s\n", part, text);
	return false;
}

static const char *
whole(const struct outbox *m, const char *hidden)
{
	static char text[9000];
	struct buf b = { 0 };

	outbox_text(m, SITE_URL, hidden, NULL, &b);
	str_copy(text, sizeof text, b.data != NULL ? b.data : "");
	buf_free(&b);
	return text;
}

/* ---- cases */

static void
a_new_case_is_told_to_both_sides(void **state)
{
	struct outbox own;

	(void)state;
	begin();
	(void)new_case();
	assert_int_equal(mails(), 2);
	assert_int_equal(take(false), 2);
	own = batch.mail[0];
	assert_string_equal(own.recipient, "maria@example.com");
	assert_int_equal(own.contact_id, p.maria.id);
	assert_true(own.portal_id != 0);
	assert_true(holds(own.subject, "Label is missing"));
	assert_true(holds(own.text, "There is none on {{box}} 5."));
	assert_true(holds(whole(&own, NULL), SITE_URL "/cases/1"));
	assert_string_equal(batch.mail[1].recipient, "olaf@us.example");
	assert_int_equal(batch.mail[1].portal_id, 0);
	assert_true(holds(batch.mail[1].text, "Customer: Alfreds Futterkiste"));
}

static void
what_staff_says_is_told_and_notes_are_not(void **state)
{
	struct support_case c;

	(void)state;
	begin();
	c = new_case();
	act_as(&p.agent, CHANNEL_ERP);
	said(NOTE, &c, "They always lose them.");
	assert_int_equal(mails(), 2);
	said(ANSWER, &c, "It is on its way.");
	assert_int_equal(newest()->event, MAIL_CASE_ANSWERED);
	assert_true(holds(newest()->text, "It is on its way."));
	good(act((struct act){ .what = STEP,
	    .c = &c,
	    .text = "done",
	    .status = CASE_IS_CLOSED,
	    .reason = REASON_RESOLVED }));
	assert_int_equal(newest()->event, MAIL_CASE_CLOSED);
	act_as(&p.customer, CHANNEL_PORTAL);
	said(REOPEN, &c, "Not yet.");
	assert_int_equal(newest()->event, MAIL_CASE_FOR_STAFF);
	assert_true(holds(newest()->text, "Reopened by the customer"));
	assert_int_equal(mails(), 5);
}

/* ---- who is not told */

static void
nobody_is_told_of_an_import(void **state)
{
	struct support_case c;

	(void)state;
	begin();
	c = a_case();
	said(OPEN, &c, "From another system.");
	assert_int_equal(mails(), 0);
	world.actor.channel = CHANNEL_ERP;
	world.actor.quiet = true;
	c = a_case();
	said(OPEN, &c, "Invented.");
	assert_int_equal(mails(), 0);
}

static enum rc
security_body(struct txn *x, void *to)
{
	return outbox_security(
	    x, &p.customer, to, "Your password was changed.");
}

static void
what_a_contact_does_not_want_is_not_sent(void **state)
{
	char old[] = "old@firm.example";

	(void)state;
	begin();
	p.maria.mails_off = MAILS_CASES;
	good(save(&contact_entity, &p.maria));
	(void)new_case();
	assert_int_equal(mails(), 1); /* to the owner */
	p.maria.mails_off = MAILS_ORDERS;
	p.maria.do_not_email = 1;
	act_as_system();
	good(save(&contact_entity, &p.maria));
	(void)new_case();
	assert_int_equal(mails(), 2);
	/* What concerns the account's safety is. */
	good(run(security_body, NULL));
	assert_int_equal(mails(), 3);
	assert_string_equal(newest()->recipient, "maria@example.com");
	assert_true(holds(newest()->text, "Your password was changed."));
	good(run(security_body, old));
	assert_string_equal(newest()->recipient, "old@firm.example");
}

/* ---- links that let their reader in */

static enum rc
invite_body(struct txn *x, void *arg)
{
	struct outbox_about about = {
		.contact = p.maria.id,
		.link = "/welcome/S3CRET",
		.secret = true,
		.value = { { "login", "ana" }, { "until", "tomorrow" } },
	};

	(void)arg;
	return outbox_event(x, MAIL_INVITATION, &about);
}

static enum rc
resend_verb(struct txn *x, void *rec, struct problems *bad)
{
	return outbox_resend(x, rec, bad);
}

static void
a_secret_link_is_forgotten_once_it_was_sent(void **state)
{
	struct outbox m;

	(void)state;
	begin();
	(void)new_case();
	good(run(invite_body, NULL));
	/* It goes before all others, and nobody else reads it. */
	assert_int_equal(take(false), 3);
	assert_int_equal(batch.mail[0].event, MAIL_INVITATION);
	assert_null(strstr(batch.mail[0].text, "S3CRET"));
	assert_true(
	    holds(whole(&batch.mail[0], NULL), SITE_URL "/welcome/S3CRET"));
	assert_true(holds(whole(&batch.mail[0], "(a link)"), "(a link)"));
	assert_null(strstr(whole(&batch.mail[0], "(a link)"), "S3CRET"));
	/* The inviter is not known: his paragraph is left out. */
	assert_null(strstr(batch.mail[0].text, "invites"));
	good(tell_end(batch.mail[0].id, OUTBOX_ACCEPTED));
	assert_int_equal(load(&outbox_entity, batch.mail[0].id, &m), RC_OK);
	assert_string_equal(m.link, "");
	assert_null(strstr(whole(&m, NULL), "here:"));
	refused(call(resend_verb, &m), 0, "send a new one");
}

/* ---- sending */

static void
waits_grow_and_end(void **state)
{
	int64_t wait = 0;
	struct outbox m;

	(void)state;
	begin();
	good(run(invite_body, NULL));
	for (int n = 1; n < OUTBOX_FAILURES_MOST; n++) {
		assert_int_equal(take(false), 1);
		good(tell_end(batch.mail[0].id, OUTBOX_REFUSED));
		assert_int_equal(
		    load(&outbox_entity, batch.mail[0].id, &m), RC_OK);
		assert_int_equal(m.status, OUTBOX_FAILED);
		assert_true(m.next_try - clock_now() >= wait);
		wait = m.next_try - clock_now();
		assert_int_equal(take(false), 0);
		clock_stop(m.next_try);
	}
	assert_int_equal(take(false), 1);
	good(tell_end(batch.mail[0].id, OUTBOX_REFUSED));
	assert_int_equal(mail_status(m.id), OUTBOX_DEAD);
	assert_int_equal(take(true), 0);
}

static void
what_was_not_begun_costs_no_try(void **state)
{
	(void)state;
	begin();
	(void)new_case();
	for (int n = 0; n < 5; n++) {
		assert_int_equal(take(false), 2);
		assert_int_equal(batch.mail[0].tries, 1);
		good(tell_end(batch.mail[0].id, OUTBOX_NOT_BEGUN));
		good(tell_end(batch.mail[1].id, OUTBOX_NOT_BEGUN));
	}
}

static enum rc
cancel_verb(struct txn *x, void *rec, struct problems *bad)
{
	return outbox_cancel(x, rec, bad);
}

static enum rc
expire_body(struct txn *x, void *more)
{
	return outbox_expire(x, clock_now() - DAY, more);
}

static void
people_cancel_and_send_again(void **state)
{
	struct outbox m;
	char message[45];
	bool more;

	(void)state;
	begin();
	(void)new_case();
	assert_int_equal(load(&outbox_entity, 1, &m), RC_OK);
	str_copy(message, sizeof message, m.message);
	good(call(cancel_verb, &m));
	assert_int_equal(take(false), 1);
	refused(call(cancel_verb, &m), 0, "waits");
	good(call(resend_verb, &m));
	assert_true(strcmp(message, m.message) != 0);
	m.rev--;
	assert_int_equal(call(cancel_verb, &m), RC_CONFLICT);
	assert_int_equal(take(false), 1);
	good(tell_end(1, OUTBOX_ACCEPTED));
	good(tell_end(2, OUTBOX_IMPOSSIBLE));
	good(run(expire_body, &more));
	assert_int_equal(mails(), 2);
	clock_stop(NOON + 3 * DAY);
	good(run(expire_body, &more));
	assert_int_equal(mails(), 0);
	assert_false(more);
}

/* ---- templates */

static struct mail_template
template_of(enum mail_event event, const char *subject, const char *text)
{
	struct mail_template t = { .event = event };

	str_copy(t.subject, sizeof t.subject, subject);
	str_copy(t.text, sizeof t.text, text);
	return t;
}

static enum rc
reset_body(struct txn *x, void *arg)
{
	const struct mail_template *t = arg;

	return template_reset(x, t->id, t->rev);
}

static void
a_template_says_it_in_our_words_for_one_portal_or_all(void **state)
{
	struct mail_template all = template_of(MAIL_CASE_CREATED,
				 "All: {{ subject }}", "Got it."),
			     own = template_of(MAIL_CASE_CREATED, "Own", "Hi");

	(void)state;
	begin();
	good(save(&template_entity, &all));
	(void)new_case();
	assert_int_equal(load(&outbox_entity, 1, &batch.mail[0]), RC_OK);
	assert_string_equal(batch.mail[0].subject, "All: Label is missing");
	act_as_system();
	own.portal_id = 1;
	good(save(&template_entity, &own));
	(void)new_case();
	assert_int_equal(load(&outbox_entity, 3, &batch.mail[0]), RC_OK);
	assert_string_equal(batch.mail[0].subject, "Own");
	good(run(reset_body, &own));
	all.off = 1;
	act_as_system();
	good(save(&template_entity, &all));
	(void)new_case();
	assert_int_equal(mails(), 5);
}

static void
what_an_event_does_not_know_is_refused(void **state)
{
	struct mail_template t =
	    template_of(MAIL_SECURITY, "{{what}}", "{{number}}");

	(void)state;
	begin();
	refused(save(&template_entity, &t), TEMPLATE_TEXT, "{{number}}");
	str_copy(t.text, sizeof t.text, "{{what");
	refused(save(&template_entity, &t), TEMPLATE_TEXT, "not a placeholder");
	str_copy(t.text, sizeof t.text, "{{what}} {{name}}");
	t.off = 1;
	refused(save(&template_entity, &t), TEMPLATE_OFF, "always sent");
	t.off = 0;
	good(save(&template_entity, &t));
}

/* A default that could not be saved as it is would be a trap. */
static void
defaults_are_templates_like_others(void **state)
{
	struct buf b = { 0 };

	(void)state;
	begin();
	for (const struct mail_fact *f = mail_facts; f->event != 0; f++) {
		struct mail_template t;

		template_default(f->event, 0, &t);
		good(save(&template_entity, &t));
		buf_clear(&b);
		template_fill(t.text, f->value, mail_common, &b);
		assert_null(strstr(b.data, "{{"));
		assert_non_null(choice_of(mail_events, f->event));
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_case_is_told_to_both_sides),
		TEST(what_staff_says_is_told_and_notes_are_not),
		TEST(nobody_is_told_of_an_import),
		TEST(what_a_contact_does_not_want_is_not_sent),
		TEST(a_secret_link_is_forgotten_once_it_was_sent),
		TEST(waits_grow_and_end),
		TEST(what_was_not_begun_costs_no_try),
		TEST(people_cancel_and_send_again),
		TEST(a_template_says_it_in_our_words_for_one_portal_or_all),
		TEST(what_an_event_does_not_know_is_refused),
		TEST(defaults_are_templates_like_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
