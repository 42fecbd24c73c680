/* The status machine of cases pair by pair, and what files may be. */
#include "model_fixture.h"

/* ---- the table of steps, pair by pair */

static void
only_these_steps_exist(void **state)
{
	static const struct {
		int64_t from, to;
		bool staff, customer;
	} legal[] = {
		{ 0, CASE_IS_NEW, true, true },
		{ CASE_IS_NEW, CASE_IS_OPEN, true, false },
		{ CASE_IS_NEW, CASE_IS_CLOSED, true, true },
		{ CASE_IS_OPEN, CASE_IS_PENDING, true, false },
		{ CASE_IS_OPEN, CASE_IS_CLOSED, true, true },
		{ CASE_IS_PENDING, CASE_IS_OPEN, true, true },
		{ CASE_IS_PENDING, CASE_IS_CLOSED, true, true },
		{ CASE_IS_CLOSED, CASE_IS_OPEN, true, true },
		{ CASE_IS_CLOSED, CASE_IS_RELEASED, true, false },
	};

	(void)state;
	for (int64_t from = 0; from <= CASE_IS_RELEASED; from++)
		for (int64_t to = 0; to <= CASE_IS_RELEASED; to++) {
			bool by_staff = false, by_customer = false;

			for (size_t i = 0; i < sizeof legal / sizeof *legal;
			     i++)
				if (legal[i].from == from &&
				    legal[i].to == to) {
					by_staff = legal[i].staff;
					by_customer = legal[i].customer;
				}
			assert_int_equal(
			    case_step_exists(from, to, BY_STAFF), by_staff);
			assert_int_equal(
			    case_step_exists(from, to, BY_CUSTOMER),
			    by_customer);
		}
}

static void
only_these_reasons_fit(void **state)
{
	enum { S = 1, C = 2 }; /* staff may give it, customers' steps have it */
	static const char fits[CASE_IS_RELEASED + 1]
			      [REASON_REOPENED_ON_PORTAL + 1] = {
		[CASE_IS_NEW] = {
			[REASON_UNASSIGNED] = S,
			[REASON_ASSIGNED] = S,
			[REASON_OPENED_ON_PORTAL] = C,
		},
		[CASE_IS_OPEN] = {
			[REASON_IN_PROCESS] = S,
			[REASON_UPDATED] = S | C,
			[REASON_IN_ESCALATION] = S,
			[REASON_PENDING_CLOSURE] = S,
			[REASON_ASSIGNED] = S,
			[REASON_REOPENED_ON_PORTAL] = C,
		},
		[CASE_IS_PENDING] = {
			[REASON_MORE_INFO] = S,
			[REASON_WAITING_CONFIRMATION] = S,
			[REASON_PENDING_CLOSURE] = S,
		},
		[CASE_IS_CLOSED] = {
			[REASON_RESOLVED] = S,
			[REASON_REJECTED] = S,
			[REASON_CANCELED] = S,
			[REASON_ABANDONED] = S,
			[REASON_DUPLICATE] = S,
			[REASON_CLOSED_ON_PORTAL] = C,
		},
		[CASE_IS_RELEASED] = {
			[REASON_RESOLVED] = S,
			[REASON_REJECTED] = S,
			[REASON_CANCELED] = S,
			[REASON_ABANDONED] = S,
			[REASON_DUPLICATE] = S,
			[REASON_CLOSED_ON_PORTAL] = S,
		},
	};

	(void)state;
	for (int64_t s = 0; s <= CASE_IS_RELEASED; s++)
		for (int64_t r = 0; r <= REASON_REOPENED_ON_PORTAL; r++) {
			assert_int_equal(case_reason_fits(s, r, BY_STAFF),
			    (fits[s][r] & S) != 0);
			assert_int_equal(case_reason_fits(s, r, BY_CUSTOMER),
			    (fits[s][r] & C) != 0);
		}
	assert_int_equal(case_reasons(-1)[0], 0);
	assert_int_equal(case_reasons(99)[0], 0);
}

static void
the_window_for_reopening_ends(void **state)
{
	static const struct {
		const char *why;
		int64_t status, limited, days, later;
		bool may;
		int64_t until; /* days after closing */
	} cases[] = {
		{ "no limit", CASE_IS_CLOSED, 0, 0, 5000, true, -1 },
		{ "the same day", CASE_IS_CLOSED, 1, 1, 0, true, 1 },
		{ "the last day", CASE_IS_CLOSED, 1, 30, 30, true, 30 },
		{ "a day late", CASE_IS_CLOSED, 1, 30, 31, false, 30 },
		{ "not closed", CASE_IS_OPEN, 0, 0, 0, false, -1 },
		{ "released is final", CASE_IS_RELEASED, 0, 0, 0, false, -1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct case_class class = {
			.reopen_limited = cases[i].limited,
			.reopen_days = cases[i].days,
		};
		struct support_case c = { .status = cases[i].status,
			.closed_on = NOON };
		int64_t until = 77, day = time_date(NOON, "");

		clock_stop(NOON + cases[i].later * DAY);
		if (case_may_reopen(&c, &class, &until) != cases[i].may)
			fail_msg("%s", cases[i].why);
		assert_int_equal(
		    until, cases[i].until < 0 ? 0 : day + cases[i].until);
	}
	clock_set(0);
}

/* ---- files */

static void
types_are_told_by_content(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		const char *type;
	} files[] = {
		{ "\x89PNG\r\n\x1a\n....", 12, "image/png" },
		{ "\xff\xd8\xff\xe0", 4, "image/jpeg" },
		{ "%PDF-1.7\n", 9, "application/pdf" },
		{ "Hello,\r\n\tworld\n", 15, "text/plain" },
		{ "\xef\xbb\xbfname;city\n", 13, "text/plain" },
		{ "Stra\xdf"
		  "e",
		    6, "text/plain" }, /* not UTF-8, still text */
		{ "<svg onload=alert(1)>", 21, NULL },
		{ "\xef\xbb\xbf  \r\n<!doctype html>", 22, NULL },
		{ "GIF89a\x01\x00", 8, NULL },
		{ "MZ\x90\x00\x03", 5, NULL },
		{ "a\0b", 3, NULL },
		{ "\x89PN", 3, "text/plain" },
		{ " \n", 2, NULL },
		{ "", 0, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const char *type = attachment_type(
		    (const unsigned char *)files[i].bytes, files[i].n);

		if (files[i].type == NULL)
			assert_null(type);
		else
			assert_string_equal(type, files[i].type);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_these_steps_exist),
		cmocka_unit_test(only_these_reasons_fit),
		cmocka_unit_test(the_window_for_reopening_ends),
		cmocka_unit_test(types_are_told_by_content),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
