/* The second factor: codes, replay, recovery codes, who must have one. */
#include "../../lib/base/totp.h"
#include "../../lib/model/factor.h"
#include "../../lib/model/policy.h"
#include "model_fixture.h"

/* ---- codes of an app */

/* RFC 6238, appendix B: the last six of its eight digits, for SHA-1. */
static void
codes_are_those_of_the_standard(void **state)
{
	static const struct {
		int64_t time;
		const char *code;
	} cases[] = {
		{ 59, "287082" },
		{ 1111111109, "081804" },
		{ 1111111111, "050471" },
		{ 1234567890, "005924" },
		{ 2000000000, "279037" },
		{ 20000000000, "353130" },
	};
	const unsigned char *secret =
	    (const unsigned char *)"12345678901234567890";

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t step = cases[i].time / TOTP_SECONDS;
		char code[7];

		totp_code(secret, cases[i].time, code);
		assert_string_equal(code, cases[i].code);
		assert_int_equal(totp_step(secret, code, cases[i].time), step);
		/* Clocks that differ by a step are fine, by two not. */
		assert_int_equal(
		    totp_step(secret, code, cases[i].time + TOTP_SECONDS),
		    step);
		assert_int_equal(
		    totp_step(secret, code, cases[i].time - TOTP_SECONDS),
		    step);
		assert_int_equal(
		    totp_step(secret, code, cases[i].time + 2 * TOTP_SECONDS),
		    0);
	}
	assert_int_equal(totp_step(secret, "28708", 59), 0);
	assert_int_equal(totp_step(secret, "", 59), 0);
}

static void
a_secret_is_told_in_letters(void **state)
{
	const unsigned char *secret =
	    (const unsigned char *)"12345678901234567890";
	char letters[TOTP_TEXT], uri[TOTP_URI];

	(void)state;
	totp_text(secret, letters);
	assert_string_equal(letters, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
	totp_uri(secret, "Ha & Co", "a@b.c", uri);
	assert_string_equal(uri,
	    "otpauth://totp/Ha%20%26%20Co:a%40b.c?secret="
	    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Ha%20%26%20Co");
}

static void
what_is_sealed_opens_for_its_purpose_alone(void **state)
{
	unsigned char key[SECRET_KEY] = "a key of thirty-two bytes, or so";
	unsigned char other[SECRET_KEY] = "another key of thirty-two bytes.";
	char text[SEALED_TEXT], got[10];

	(void)state;
	secret_seal(key, "factor 1", "ten bytes!", 10, text);
	assert_true(secret_open(key, "factor 1", text, got, 10));
	assert_memory_equal(got, "ten bytes!", 10);
	assert_false(secret_open(key, "factor 2", text, got, 10));
	assert_false(secret_open(other, "factor 1", text, got, 10));
	assert_false(secret_open(key, "factor 1", text, got, 9));
	text[20] = text[20] == 'A' ? 'B' : 'A';
	assert_false(secret_open(key, "factor 1", text, got, 10));
	assert_false(secret_open(key, "factor 1", "", got, 10));
}

/* ---- a user who has one */

struct with {
	unsigned char key[SECRET_KEY], secret[TOTP_SECRET];
	struct user u;
	struct recovery codes;
	enum factor_answer answer;
	char typed[60];
	int left;
};

static struct with with;

static enum rc
make_user(struct txn *x, void *arg)
{
	struct user *u = &with.u;
	struct user_type t = { .user_type_id = "Employee",
		.linked_entity = LINKED_EMPLOYEE,
		.roles = ROLE_STAFF };
	enum rc rc;

	(void)arg;
	if ((rc = user_type_save(x, &t, &world.bad)) != RC_OK)
		return rc;
	*u = (struct user){ .login = "maria",
		.last_name = "Anders",
		.status = USER_PENDING,
		.roles = ROLE_CASES };
	return user_save(x, u, &world.bad);
}

static enum rc
set_up_factor(struct txn *x, void *arg)
{
	char sealed[SEALED_TEXT], purpose[32];
	int64_t step = NOON / TOTP_SECONDS;

	(void)arg;
	factor_purpose(with.u.id, purpose);
	secret_seal(with.key, purpose, with.secret, TOTP_SECRET, sealed);
	recovery_new(&with.codes);
	return factor_set(x, &with.u, sealed, step, &with.codes, &world.bad);
}

static enum rc
attempt(struct txn *x, void *arg)
{
	struct factor f;
	enum rc rc;

	(void)arg;
	rc = factor_try(x, with.key, with.u.id, with.typed, &with.answer);
	if (rc == RC_OK && factor_of(x, with.u.id, &f) == RC_OK)
		with.left = recovery_left(&f);
	return rc;
}

static enum factor_answer
tried(const char *typed)
{
	str_copy(with.typed, sizeof with.typed, typed);
	assert_int_equal(run(attempt, NULL), RC_OK);
	return with.answer;
}

static void
begin(void)
{
	memset(&with, 0, sizeof with);
	totp_new(with.secret);
	memcpy(with.key, "a key of thirty-two bytes, or so", SECRET_KEY);
	assert_int_equal(run(make_user, NULL), RC_OK);
	assert_int_equal(run(set_up_factor, NULL), RC_OK);
	assert_int_equal(with.u.factor, NOON);
}

static void
a_code_is_good_once(void **state)
{
	char code[7], spaced[9];

	(void)state;
	begin();
	/* The code that set it up is used. */
	totp_code(with.secret, NOON, code);
	assert_int_equal(tried(code), FACTOR_REPLAYED);
	clock_stop(NOON + TOTP_SECONDS);
	totp_code(with.secret, NOON + TOTP_SECONDS, code);
	str_printf(spaced, sizeof spaced, "%.3s %s", code, code + 3);
	assert_int_equal(tried(spaced), FACTOR_RIGHT);
	assert_int_equal(tried(code), FACTOR_REPLAYED);
	/* Nor is an older one good afterwards, though its time is near. */
	totp_code(with.secret, NOON, code);
	assert_int_equal(tried(code), FACTOR_REPLAYED);
	clock_stop(NOON + 5 * TOTP_SECONDS);
	assert_int_equal(tried(code), FACTOR_WRONG);
	assert_int_equal(tried(""), FACTOR_WRONG);
	assert_int_equal(tried("1234567"), FACTOR_WRONG);
	/* With another key, as in a database without its key file. */
	totp_code(with.secret, NOON + 5 * TOTP_SECONDS, code);
	with.key[0] ^= 1;
	assert_int_equal(tried(code), FACTOR_WRONG);
	with.key[0] ^= 1;
	assert_int_equal(tried(code), FACTOR_RIGHT);
}

static void
a_recovery_code_is_good_once(void **state)
{
	char upper[PASSWORD_ONCE];
	int order[] = { 9, 0, 4, 1, 2, 3, 5, 6, 7, 8 };

	(void)state;
	begin();
	for (int i = 0; i < FACTOR_CODES; i++) {
		const char *code = with.codes.code[order[i]];
		int n = 0;

		/* In capitals and without dashes it is the same. */
		for (int j = 0; code[j] != '\0'; j++)
			if (code[j] != '-')
				upper[n++] = code[j] >= 'a' ?
				    (char)(code[j] - 32) :
				    code[j];
		upper[n] = '\0';
		assert_int_equal(tried(i % 2 ? code : upper), FACTOR_RECOVERED);
		assert_int_equal(with.left, FACTOR_CODES - 1 - i);
		assert_int_equal(tried(code), FACTOR_WRONG);
	}
	assert_int_equal(tried("aaaa-bbbb-cccc-dddd"), FACTOR_WRONG);
}

static enum rc
new_codes(struct txn *x, void *arg)
{
	struct recovery *codes = arg;

	recovery_new(codes);
	return factor_codes(x, &with.u, codes);
}

static void
new_recovery_codes_end_the_old_ones(void **state)
{
	struct recovery fresh;

	(void)state;
	begin();
	assert_int_equal(run(new_codes, &fresh), RC_OK);
	assert_int_equal(tried(with.codes.code[3]), FACTOR_WRONG);
	assert_int_equal(tried(fresh.code[3]), FACTOR_RECOVERED);
}

static enum rc
take_away(struct txn *x, void *arg)
{
	(void)arg;
	return factor_end(x, &with.u, "phone lost", &world.bad);
}

static void
it_can_be_taken_away(void **state)
{
	(void)state;
	begin();
	assert_int_equal(run(take_away, NULL), RC_OK);
	assert_int_equal(with.u.factor, 0);
	assert_int_equal(tried(with.codes.code[0]), FACTOR_WRONG);
	assert_int_equal(run(take_away, NULL), RC_SAME);
}

/* ---- who must have one */

static enum rc
ask_due(struct txn *x, void *arg)
{
	*(bool *)arg = factor_due(x, &with.u);
	return RC_SAME;
}

static bool
due(void)
{
	bool is = false;

	assert_int_equal(run(ask_due, &is), RC_SAME);
	return is;
}

static enum rc
trial(struct txn *x, void *arg)
{
	(void)arg;
	return policy_trial(x, &world.bad);
}

static enum rc
type_needs(struct txn *x, void *arg)
{
	struct user_type t;
	enum rc rc = store_get(x, &user_type_entity, with.u.user_type, &t);

	(void)arg;
	t.need_factor = 1;
	return rc == RC_OK ? user_type_save(x, &t, &world.bad) : rc;
}

static void
administrators_must_and_others_when_their_type_says_so(void **state)
{
	(void)state;
	begin();
	assert_false(due());
	with.u.factor = 0;
	assert_false(due());
	with.u.roles = ROLE_ADMIN;
	assert_true(due());
	assert_int_equal(run(trial, NULL), RC_OK);
	assert_false(due());
	assert_int_equal(run(trial, NULL), RC_OK);
	assert_int_equal(run(type_needs, NULL), RC_OK);
	assert_true(due());
	with.u.roles = ROLE_CASES;
	assert_true(due());
	with.u.factor = NOON;
	assert_false(due());
}

static enum rc
set_hours(struct txn *x, void *arg)
{
	struct policy p;
	enum rc rc = policy_load(x, &p);

	if (rc != RC_OK)
		return rc;
	assert_int_equal(p.invitation_hours, POLICY_HOURS_USUAL);
	p.invitation_hours = *(int *)arg;
	return policy_save(x, &p, &world.bad);
}

static void
an_invitation_is_good_for_some_hours(void **state)
{
	int hours[] = { 0, 721, 720 };

	(void)state;
	assert_int_equal(run(set_hours, &hours[0]), RC_INVALID);
	assert_int_equal(run(set_hours, &hours[1]), RC_INVALID);
	memset(&world.bad, 0, sizeof world.bad);
	assert_int_equal(run(set_hours, &hours[2]), RC_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_of_the_standard),
		cmocka_unit_test(a_secret_is_told_in_letters),
		cmocka_unit_test(what_is_sealed_opens_for_its_purpose_alone),
		TEST(a_code_is_good_once),
		TEST(a_recovery_code_is_good_once),
		TEST(new_recovery_codes_end_the_old_ones),
		TEST(it_can_be_taken_away),
		TEST(administrators_must_and_others_when_their_type_says_so),
		TEST(an_invitation_is_good_for_some_hours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
