/* Reminders and notices: each once, level by level, killed or not. */
#include "books_fixture.h"
#include "mail_fixture.h"

#include "../../lib/model/notice.h"
#include "../../lib/model/statement_run.h"

static struct statement_cycle cycle;

/* Statements on Mondays, by mail; reminders after 5, 15 and 30 days. */
static void
begin(void)
{
	day(TODAY);
	cycle = (struct statement_cycle){ .schedule = CYCLE_WEEKLY,
		.day = 1,
		.by_mail = 1,
		.remind1 = 5,
		.remind2 = 15,
		.remind3 = 30,
		.active = 1 };
	str_copy(cycle.cycle_id, sizeof cycle.cycle_id, "WEEK");
	good(save(&statement_cycle_entity, &cycle));
	firm.statement_cycle = cycle.id;
	str_copy(firm.email, sizeof firm.email, "books@firm.example");
	good(save(&account_entity, &firm));
	other.statement_cycle = cycle.id;
	good(save(&account_entity, &other));
}

struct reminding {
	struct remind_run run;
	int64_t today;
	int most;
};

static enum rc
remind_body(struct txn *x, void *arg)
{
	struct reminding *r = arg;

	return remind_prepare(x, &r->run, r->today, r->most);
}

static int64_t
remind(int64_t today, int most)
{
	struct reminding r = { .today = today, .most = most };

	day(today);
	while (!r.run.done)
		good(run(remind_body, &r));
	return r.run.made;
}

/* The notice of a customer, kind and day; id 0: there is none. */
static struct notice
notice_of(const struct account *a, enum notice_kind kind, int64_t date)
{
	struct notice n = {
		.account_id = a->id, .kind = kind, .notice_date = date
	};
	struct store *s = store_open(world.home, STORE_READ);

	if (store_find(store_view(s), &notice_entity, NOTICE_BY, &n) != RC_OK)
		n = (struct notice){ .id = 0 };
	store_close(s);
	return n;
}

static void
a_document_is_reminded_of_level_by_level(void **state)
{
	struct invoice late;

	(void)state;
	begin();
	late = issue(INVOICE_INVOICE, 1000, TODAY);
	(void)issue(INVOICE_CREDIT, 100, TODAY - 300);
	assert_int_equal(remind(TODAY + 4, 10), 0);
	assert_int_equal(remind(TODAY + 5, 10), 1);
	assert_int_equal(notice_of(&firm, NOTICE_REMINDER, TODAY + 5).level, 1);
	assert_int_equal(notice_of(&firm, NOTICE_REMINDER, TODAY + 5).status,
	    NOTICE_TO_MAIL);
	/* Once, however often the night is run. */
	assert_int_equal(remind(TODAY + 5, 1), 0);
	assert_int_equal(remind(TODAY + 6, 10), 0);
	assert_int_equal(fresh(&late).reminded, 1);
	assert_int_equal(remind(TODAY + 15, 10), 1);
	assert_int_equal(
	    notice_of(&firm, NOTICE_REMINDER, TODAY + 15).level, 2);
	assert_int_equal(remind(TODAY + 30, 10), 1);
	assert_int_equal(remind(TODAY + 90, 10), 0);
	assert_int_equal(fresh(&late).reminded, 3);
}

/* A document that is old when reminders are switched on begins gently. */
static void
what_is_very_late_still_gets_its_time_between_two(void **state)
{
	(void)state;
	begin();
	(void)issue(INVOICE_INVOICE, 1000, TODAY - 100);
	assert_int_equal(remind(TODAY, 10), 1);
	assert_int_equal(notice_of(&firm, NOTICE_REMINDER, TODAY).level, 1);
	assert_int_equal(remind(TODAY + 9, 10), 0);
	assert_int_equal(remind(TODAY + 10, 10), 1);
	assert_int_equal(
	    notice_of(&firm, NOTICE_REMINDER, TODAY + 10).level, 2);
}

static void
a_customer_gets_one_a_day_of_the_highest_level(void **state)
{
	struct account up;

	(void)state;
	begin();
	(void)issue(INVOICE_INVOICE, 1000, TODAY - 10);
	assert_int_equal(remind(TODAY - 5, 10), 1);
	(void)issue(INVOICE_INVOICE, 500, TODAY);
	up = firm;
	firm = other;
	(void)issue(INVOICE_INVOICE, 700, TODAY);
	firm = up;
	/* Document by document, as a short night would. */
	assert_int_equal(remind(TODAY + 5, 1), 2);
	assert_int_equal(notice_of(&firm, NOTICE_REMINDER, TODAY + 5).level, 2);
	assert_int_equal(
	    notice_of(&other, NOTICE_REMINDER, TODAY + 5).level, 1);
	/* Without an address it is to be printed. */
	assert_int_equal(notice_of(&other, NOTICE_REMINDER, TODAY + 5).status,
	    NOTICE_TO_PRINT);
}

static void
what_is_paid_is_not_reminded_of(void **state)
{
	struct invoice inv;
	struct payment p;

	(void)state;
	begin();
	inv = issue(INVOICE_INVOICE, 1000, TODAY);
	p = receive(1000);
	good(apply(&p, &inv, 1000));
	assert_int_equal(remind(TODAY + 50, 10), 0);
}

/* ---- sending */

static int64_t
one_to_mail(void)
{
	begin();
	world.actor.quiet = true;
	(void)issue(INVOICE_INVOICE, 1000, TODAY);
	world.actor.quiet = false;
	assert_int_equal(remind(TODAY + 5, 10), 1);
	return notice_of(&firm, NOTICE_REMINDER, TODAY + 5).id;
}

static int64_t
status_of(void)
{
	return notice_of(&firm, NOTICE_REMINDER, TODAY + 5).status;
}

/* The only mail there is. */
static int64_t
mail_of(void)
{
	assert_int_equal(mails(), 1);
	return newest()->id;
}

static void
a_notice_is_marked_before_it_is_sent(void **state)
{
	int64_t id = one_to_mail();

	(void)state;
	assert_int_equal(take(false), 1);
	assert_int_equal(batch.mail[0].about_id, id);
	assert_int_equal(batch.mail[0].event, MAIL_REMINDER);
	assert_string_equal(batch.mail[0].recipient, "books@firm.example");
	assert_int_equal(status_of(), NOTICE_SENDING);
	good(tell_end(mail_of(), OUTBOX_ACCEPTED));
	assert_int_equal(status_of(), NOTICE_MAILED);
	assert_int_equal(take(true), 0);
	assert_int_equal(tell_end(mail_of(), OUTBOX_ACCEPTED), RC_CONFLICT);
}

/* Nobody can know whether it had left: once more, but never a third time. */
static void
a_night_that_died_sends_once_more_at_most(void **state)
{
	(void)state;
	(void)one_to_mail();
	assert_int_equal(take(false), 1);
	assert_int_equal(left(), 1);
	good(tell_end(mail_of(), OUTBOX_CUT_SHORT));
	assert_int_equal(status_of(), NOTICE_TO_MAIL);
	assert_int_equal(take(false), 1);
	assert_int_equal(batch.mail[0].tries, 2);
	assert_int_equal(left(), 1);
	good(tell_end(mail_of(), OUTBOX_CUT_SHORT));
	assert_int_equal(take(true), 0);
	assert_int_equal(status_of(), NOTICE_FAILED);
}

static void
what_the_mail_system_refuses_is_tried_for_some_days(void **state)
{
	(void)state;
	(void)one_to_mail();
	for (int n = 0; n < OUTBOX_FAILURES_MOST; n++) {
		assert_int_equal(status_of(), NOTICE_TO_MAIL);
		assert_int_equal(take(false), 1);
		good(tell_end(mail_of(), OUTBOX_REFUSED));
		/* Not again at once. */
		assert_int_equal(take(false), 0);
		clock_stop(clock_now() + DAY);
	}
	assert_int_equal(status_of(), NOTICE_FAILED);
	assert_int_equal(take(true), 0);
}

/* An address that is gone meanwhile: somebody has to print it. */
static void
without_an_address_it_is_printed(void **state)
{
	(void)state;
	(void)one_to_mail();
	assert_int_equal(load(&account_entity, firm.id, &firm), RC_OK);
	firm.email[0] = '\0';
	good(save(&account_entity, &firm));
	assert_int_equal(take(false), 0);
	assert_int_equal(status_of(), NOTICE_TO_PRINT);
	assert_int_equal(mail_status(mail_of()), OUTBOX_CANCELLED);
}

static enum rc
print_verb(struct txn *x, void *rec, struct problems *bad)
{
	return notice_print(x, rec, bad);
}

static enum rc
mail_verb(struct txn *x, void *rec, struct problems *bad)
{
	return notice_mail(x, rec, bad);
}

/* The clerk's steps and the mail's go together. */
static void
what_is_printed_instead_is_not_mailed(void **state)
{
	struct notice n;

	(void)state;
	(void)one_to_mail();
	n = notice_of(&firm, NOTICE_REMINDER, TODAY + 5);
	good(call(print_verb, &n));
	assert_int_equal(status_of(), NOTICE_TO_PRINT);
	assert_int_equal(mail_status(mail_of()), OUTBOX_CANCELLED);
	assert_int_equal(take(true), 0);
	n = notice_of(&firm, NOTICE_REMINDER, TODAY + 5);
	good(call(mail_verb, &n));
	assert_int_equal(mails(), 2);
	assert_int_equal(take(true), 1);
	good(tell_end(newest()->id, OUTBOX_NEEDLESS));
	assert_int_equal(status_of(), NOTICE_LEFT_OUT);
}

/* ---- statements */

static enum rc
prepare_body(struct txn *x, void *arg)
{
	struct statement_run all = { .done = false };
	enum rc rc = RC_OK;

	while (rc == RC_OK && !all.done)
		rc = statement_prepare(x, &all, *(int64_t *)arg, 10);
	return rc;
}

static void
a_statement_makes_a_notice_once(void **state)
{
	int64_t today = TODAY + 1;
	struct notice n;

	(void)state;
	begin();
	(void)issue(INVOICE_INVOICE, 1000, TODAY + 3);
	good(run(prepare_body, &today));
	n = notice_of(&firm, NOTICE_STATEMENT, TODAY);
	assert_int_equal(n.status, NOTICE_TO_MAIL);
	good(run(prepare_body, &today));
	assert_int_equal(notice_of(&firm, NOTICE_STATEMENT, TODAY).rev, n.rev);
	assert_int_equal(notice_of(&other, NOTICE_STATEMENT, TODAY).id, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS(a_document_is_reminded_of_level_by_level),
		BOOKS(what_is_very_late_still_gets_its_time_between_two),
		BOOKS(a_customer_gets_one_a_day_of_the_highest_level),
		BOOKS(what_is_paid_is_not_reminded_of),
		BOOKS(a_notice_is_marked_before_it_is_sent),
		BOOKS(a_night_that_died_sends_once_more_at_most),
		BOOKS(what_the_mail_system_refuses_is_tried_for_some_days),
		BOOKS(without_an_address_it_is_printed),
		BOOKS(what_is_printed_instead_is_not_mailed),
		BOOKS(a_statement_makes_a_notice_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
