/* Reminders and notices: each once, level by level, killed or not. */
#include "books_fixture.h"

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

struct taking {
	char place[2 * KEY_MAX + 32];
	struct notice n;
	bool took;
};

static enum rc
take_body(struct txn *x, void *arg)
{
	struct taking *t = arg;
	enum rc rc = notice_take(x, t->place, &t->n);

	t->took = rc == RC_OK;
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

static bool
take(struct taking *t)
{
	good(run(take_body, t));
	return t->took;
}

static enum rc
sent_body(struct txn *x, void *arg)
{
	return notice_sent(x, *(int64_t *)arg);
}

static enum rc
refused_body(struct txn *x, void *arg)
{
	return notice_refused(x, *(int64_t *)arg, "no");
}

static int64_t
one_to_mail(void)
{
	begin();
	(void)issue(INVOICE_INVOICE, 1000, TODAY);
	assert_int_equal(remind(TODAY + 5, 10), 1);
	return notice_of(&firm, NOTICE_REMINDER, TODAY + 5).id;
}

static int64_t
status_of(void)
{
	return notice_of(&firm, NOTICE_REMINDER, TODAY + 5).status;
}

static void
a_notice_is_marked_before_it_is_sent(void **state)
{
	struct taking t = { .place = "" };
	int64_t id = one_to_mail();

	(void)state;
	assert_true(take(&t));
	assert_int_equal(t.n.id, id);
	assert_string_equal(t.n.recipient, "books@firm.example");
	assert_int_equal(status_of(), NOTICE_SENDING);
	good(run(sent_body, &id));
	assert_int_equal(status_of(), NOTICE_MAILED);
	assert_false(take(&t));
	t = (struct taking){ .place = "" };
	assert_false(take(&t));
	assert_int_equal(run(sent_body, &id), RC_CONFLICT);
}

/* Nobody can know whether it had left: once more, but never a third time. */
static void
a_night_that_died_sends_once_more_at_most(void **state)
{
	struct taking t = { .place = "" };

	(void)state;
	(void)one_to_mail();
	assert_true(take(&t));
	t = (struct taking){ .place = "" };
	assert_true(take(&t));
	assert_int_equal(t.n.tries, 2);
	t = (struct taking){ .place = "" };
	assert_false(take(&t));
	assert_int_equal(status_of(), NOTICE_FAILED);
}

static void
what_the_mail_system_refuses_is_tried_some_nights(void **state)
{
	int64_t id = one_to_mail();

	(void)state;
	for (int night = 0; night < NOTICE_FAILURES_MOST; night++) {
		struct taking t = { .place = "" };

		assert_int_equal(status_of(), NOTICE_TO_MAIL);
		assert_true(take(&t));
		good(run(refused_body, &id));
		/* Not again in the same night. */
		assert_false(take(&t));
	}
	assert_int_equal(status_of(), NOTICE_FAILED);
}

/* An address that is gone meanwhile: somebody has to print it. */
static void
without_an_address_it_is_printed(void **state)
{
	struct taking t = { .place = "" };

	(void)state;
	(void)one_to_mail();
	assert_int_equal(load(&account_entity, firm.id, &firm), RC_OK);
	firm.email[0] = '\0';
	good(save(&account_entity, &firm));
	assert_false(take(&t));
	assert_int_equal(status_of(), NOTICE_TO_PRINT);
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
		BOOKS(what_the_mail_system_refuses_is_tried_some_nights),
		BOOKS(without_an_address_it_is_printed),
		BOOKS(a_statement_makes_a_notice_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
