/* Mail as bytes: heads, texts and files, whatever is in them. */
#include "../../lib/format/mail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
addresses_are_one_and_plain(void **state)
{
	static const struct {
		const char *address;
		bool good;
	} cases[] = {
		{ "books@firm.example", true },
		{ "a.b+c@firm.example", true },
		{ "", false },
		{ "firm.example", false },
		{ "@firm.example", false },
		{ "a@", false },
		{ "-f@firm.example", false },
		{ "a@b.example, c@d.example", false },
		{ "a@b@c", false },
		{ "a@b\nBcc: c@d", false },
		{ "<a@b>", false },
		{ "a\xc3\xa9@b.example", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (mail_address(cases[i].address) != cases[i].good)
			fail_msg("%s", cases[i].address);
}

static void
a_mail_is_ascii_in_short_lines(void **state)
{
	char bytes[200];
	struct buf pdf = { bytes, sizeof bytes, sizeof bytes };
	struct mail m = {
		.from = "us@example.com",
		.from_name = "M\xc3\xbcller & S\xc3\xb6hne \xe4\xb8\xad\xe6\x9d"
			     "\x91\xe7\xb4\x99\xe6\xa5\xad\xe6\xa0\xaa\xe5\xbc"
			     "\x8f\xe4\xbc\x9a\xe7\xa4\xbe",
		.to = "you@example.com",
		.subject = "Statement 31 Oct 2026",
		.id = "7.1@example.com",
		.text = "Gr\xc3\xbc\xc3\x9f"
			"e\n.\nFrom me\n",
		.file = { { "Statement \"x\"\n.pdf", "application/pdf",
		    &pdf } },
		.files = 1,
	};
	struct buf b = { 0 };
	int column = 0;

	(void)state;
	memset(bytes, 0xff, sizeof bytes);
	mail_write(&m, &b);
	for (size_t i = 0; i < b.len; i++) {
		column = b.data[i] == '\n' ? 0 : column + 1;
		assert_true((b.data[i] & 0x80) == 0 && column <= 78);
	}
	assert_non_null(strstr(b.data, "\nTo: you@example.com\n"));
	assert_non_null(strstr(b.data, "\nSubject: Statement 31 Oct 2026\n"));
	assert_non_null(strstr(b.data, "\nMessage-ID: <7.1@example.com>\n"));
	assert_non_null(strstr(b.data, "filename=\"Statement _x__.pdf\""));
	/* "Gruesse ..." */
	assert_non_null(strstr(b.data, "\nR3LDvMOfZQouCkZyb20gbWUK\n"));
	buf_free(&b);
}

static void
a_head_cannot_be_ended_from_within(void **state)
{
	struct buf b = { 0 };
	struct mail m = { .from = "us@example.com",
		.to = "you@example.com",
		.subject = "Hello\nBcc: all@example.com",
		.id = "1@example.com",
		.text = "x" };

	(void)state;
	mail_write(&m, &b);
	assert_null(strstr(b.data, "Bcc"));
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_one_and_plain),
		cmocka_unit_test(a_mail_is_ascii_in_short_lines),
		cmocka_unit_test(a_head_cannot_be_ended_from_within),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
