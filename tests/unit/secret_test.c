/* Passwords, tokens, hashes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/base/password.h"
#include "../../lib/base/secret.h"

static const struct {
	const char *why, *password;
	bool good;
} passwords[] = {
	{ "a few words", "correct horse battery", true },
	{ "letters of many scripts", "Ελληνικά λόγια 7", true },
	{ "one-time form", "kx3v-9mqd-2w7h-pnrt", true },
	{ "too short by one", "r7#kqpz2m!x", false },
	{ "twelve characters, not bytes", "ääääzzöö12üü", true },
	{ "on the list", "1qaz2wsx3edc4rfv", false },
	{ "on the list, in capitals", "MotherFucker", false },
	{ "a common word with digits", "Password1234", false },
	{ "clever letters", "P@ssw0rd!2026", false },
	{ "digits in front and behind", "12dragons2026", false },
	{ "a common word, digits in front", "2026!dragon!", false },
	{ "repeated", "tulip9tulip9tulip9", false },
	{ "upwards", "abcdefghijklmn", false },
	{ "downwards", "98765432109876", false },
	{ "four letters only", "abbaabcdabba", false },
	{ "the login", "Maria.Anders-1999", false },
	{ "the company", "harrowandpine harrow-pine", false },
	{ "a control character", "correct\thorse battery", false },
	{ "bad UTF-8", "correct horse \xff battery", false },
};

static void
test_refused(void **state)
{
	char longest[140];

	(void)state;
	for (size_t i = 0; i < sizeof passwords / sizeof *passwords; i++) {
		const char *no = password_refused(passwords[i].password,
		    "maria.anders@example.com", "Harrow & Pine");

		if ((no == NULL) != passwords[i].good)
			fail_msg("%s: %s", passwords[i].why,
			    no != NULL ? no : "accepted");
	}
	for (int i = 0; i < 128; i++)
		longest[i] = (char)('a' + i * i % 23);
	longest[128] = '\0';
	assert_null(password_refused(longest, "", NULL));
	longest[128] = 'q';
	longest[129] = '\0';
	assert_non_null(password_refused(longest, "", NULL));
}

static void
test_every_line_is_found(void **state)
{
	char line[200];
	FILE *f = fopen("data/common-passwords.txt", "r");
	long n = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		n++;
		if (strlen(line) >= PASSWORD_MIN &&
		    password_refused(line, "", NULL) == NULL)
			fail_msg("%s is accepted", line);
	}
	fclose(f);
	assert_true(n > 10000);
}

static void
test_hash(void **state)
{
	char a[PASSWORD_HASH], b[PASSWORD_HASH];

	(void)state;
	password_hash("na\xc3\xafve caf\xc3\xa9 door", NULL, a);
	password_hash("na\xc3\xafve caf\xc3\xa9 door", NULL, b);
	assert_string_not_equal(a, b);
	assert_false(password_outdated(a));
	assert_true(password_matches("na\xc3\xafve caf\xc3\xa9 door", a, "."));
	/* the same letters, decomposed */
	assert_true(
	    password_matches("nai\xcc\x88ve cafe\xcc\x81 door", a, NULL));
	assert_false(password_matches("naive cafe door", a, NULL));
	assert_false(password_matches("x", NULL, NULL));
	assert_false(password_matches("x", "", NULL));
	/* MD5, which libcrypt still knows, is not taken */
	assert_false(password_matches(
	    "password", "$1$abcdefgh$irWbblnpmw.5z7wgBnprh0", NULL));
	assert_true(password_outdated("$y$j9T$abc$def"));
	remove("hashing-0");
	remove("hashing-1");
}

static void
test_once(void **state)
{
	char a[PASSWORD_ONCE], b[PASSWORD_ONCE];

	(void)state;
	password_once(a);
	password_once(b);
	assert_int_equal(strlen(a), 19);
	assert_string_not_equal(a, b);
	assert_null(password_refused(a, "admin", "Company"));
}

static void
test_tokens(void **state)
{
	unsigned char key[SECRET_KEY] = { 1 };
	char a[TOKEN_TEXT], b[TOKEN_TEXT], h[HASH_TEXT], k[HASH_TEXT];

	(void)state;
	token_new(a);
	token_new(b);
	assert_true(token_wellformed(a));
	assert_string_not_equal(a, b);
	a[0] = '+';
	assert_false(token_wellformed(a));
	assert_false(token_wellformed(""));
	hash_text("", h);
	assert_string_equal(h,
	    "0e5751c026e543b2e8ab2eb06099daa1"
	    "d1e5df47778f7787faab45cdf12fe3a8");
	hash_keyed(key, "ab", "c", h);
	hash_keyed(key, "a", "bc", k);
	assert_string_not_equal(h, k);
	assert_true(same_secret("abc", "abc"));
	assert_false(same_secret("abc", "abd"));
	assert_false(same_secret("abc", "ab"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_every_line_is_found),
		cmocka_unit_test(test_hash),
		cmocka_unit_test(test_once),
		cmocka_unit_test(test_tokens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
