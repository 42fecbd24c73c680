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

/* What mail programs show; nothing of a text becomes markup. */
static void
a_text_is_html_with_links_and_nothing_else(void **state)
{
	static const struct {
		const char *text, *part, *not_there;
	} cases[] = {
		{ "a < b & \"c\"", "a &lt; b &amp; &quot;c&quot;", "a < b" },
		{ "<script>x</script>", "&lt;script&gt;", "<script>" },
		{ "one\ntwo\n\nthree\n", ">one<br>\ntwo</p>", "three<br>" },
		{ "See https://a.example/x?a=1&b=2.",
		    "href=\"https://a.example/x?a=1&amp;b=2\"", "b=2." },
		{ "Here:\nhttps://a.example/t", "display:inline-block",
		    "<br>" },
		{ "javascript:alert(1)", "javascript:alert(1)", "href" },
		{ "https://a.example/\"onx=\"", "https://a.example/</a>&quot;",
		    "/\"onx" },
	};
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_clear(&b);
		mail_html("T", cases[i].text, "Us & Co", "#ffee00", &b);
		if (strstr(b.data, cases[i].part) == NULL ||
		    strstr(b.data, cases[i].not_there) != NULL)
			fail_msg("%s: %s", cases[i].text, b.data);
	}
	assert_non_null(strstr(b.data, "Us &amp; Co"));
	assert_non_null(strstr(b.data, "solid #ffee00"));
	/* A colour that is none is not put into a style. */
	buf_clear(&b);
	mail_html("T", "x", "", "red;}", &b);
	assert_null(strstr(b.data, "red"));
	buf_free(&b);
}

static void
both_forms_stand_side_by_side(void **state)
{
	struct buf b = { 0 };
	struct mail m = { .from = "us@example.com",
		.to = "you@example.com",
		.to_name = "You, there",
		.subject = "Hello",
		.id = "1@example.com",
		.text = "x",
		.html = "<p>x</p>" };

	(void)state;
	mail_write(&m, &b);
	assert_non_null(strstr(b.data, "multipart/alternative"));
	assert_non_null(strstr(b.data, "text/plain"));
	assert_non_null(strstr(b.data, "text/html"));
	assert_non_null(strstr(b.data, "\n <you@example.com>\n"));
	assert_null(strstr(b.data, "You, there"));
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_one_and_plain),
		cmocka_unit_test(a_mail_is_ascii_in_short_lines),
		cmocka_unit_test(a_head_cannot_be_ended_from_within),
		cmocka_unit_test(a_text_is_html_with_links_and_nothing_else),
		cmocka_unit_test(both_forms_stand_side_by_side),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
