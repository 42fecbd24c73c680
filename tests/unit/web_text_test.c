/* Text, times and addresses on their way into a page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/base/date.h"
#include "../../lib/base/str.h"
#include "../../lib/web/web.h"

static enum rc
nothing(struct req *r)
{
	(void)r;
	return RC_OK;
}

static const struct route routes[] = {
	{ "GET", "/", ROLE_SIGNED_IN, 0, "", nothing, NULL, 0 },
	{ "GET", "/cases", ROLE_SIGNED_IN, 0, "tab", nothing, NULL, 0 },
	{ "GET", "/cases/#", ROLE_SIGNED_IN, 0, "", nothing, NULL, 0 },
	{ "POST", "/cases/#/close", ROLE_SIGNED_IN, 0, "", nothing, NULL, 0 },
	{ "GET", "/sign-in", ROLE_ANYBODY, 0, "", nothing, NULL, 0 },
	{ .method = NULL },
};
static const struct site site = {
	.name = "portal",
	.prefix = "/portal",
	.routes = routes,
};

/* A request that was never sent. */
static struct req *
begin(const char *zone)
{
	struct arena *mem = arena_new();
	struct call *c = arena_alloc(mem, sizeof *c);

	c->r.mem = mem;
	c->r.site = &site;
	c->r.visitor = &c->visitor;
	c->r.out.file = -1;
	str_copy(c->visitor.time_zone, sizeof c->visitor.time_zone, zone);
	return &c->r;
}

static void
end(struct req *r)
{
	buf_free(&r->out.body);
	arena_free(r->mem);
}

static const char *
page(const struct req *r)
{
	return r->out.body.data != NULL ? r->out.body.data : "";
}

/* ---- escaping --------------------------------------------------------------
 */

static const struct {
	const char *raw, *escaped;
} texts[] = {
	{ "", "" },
	{ "plain äöü", "plain äöü" },
	{ "<b>", "&lt;b&gt;" },
	{ "\" onload=\"x", "&quot; onload=&quot;x" },
	{ "' onload='x", "&#39; onload=&#39;x" },
	{ "a & b", "a &amp; b" },
	{ "&lt;", "&amp;lt;" },
	{ "<<<", "&lt;&lt;&lt;" },
	{ "</textarea><script>", "&lt;/textarea&gt;&lt;script&gt;" },
};

static void
test_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct req *r = begin("");

		text(r, texts[i].raw);
		assert_string_equal(page(r), texts[i].escaped);
		buf_clear(&r->out.body);
		textf(r, "%s", texts[i].raw);
		assert_string_equal(page(r), texts[i].escaped);
		end(r);
	}
}

static void
test_textf_long(void **state)
{
	struct req *r = begin("");
	char raw[1001];

	(void)state;
	memset(raw, '<', 1000);
	raw[1000] = '\0';
	textf(r, "%s", raw);
	assert_int_equal(r->out.body.len, 4000);
	end(r);
}

#define LINK(url)                                                              \
	"<a href=\"" url "\" rel=\"noopener noreferrer nofollow\">" url "</a>"

static const struct {
	const char *raw, *escaped;
} lines[] = {
	{ "one\ntwo", "one<br>two" },
	{ "<a\n>", "&lt;a<br>&gt;" },
	{ "see http://a.example.", "see " LINK("http://a.example") "." },
	{ "(https://a.example/x?a=1&b=2)",
	    "(" LINK("https://a.example/x?a=1&amp;b=2") ")" },
	{ "http://a\"onclick=\"x", LINK("http://a") "&quot;onclick=&quot;x" },
	{ "http://a'b", LINK("http://a") "&#39;b" },
	{ "http://a<b>", LINK("http://a") "&lt;b&gt;" },
	{ "javascript:alert(1)", "javascript:alert(1)" },
	{ "http://", "http://" },
	{ "https://", "https://" },
	{ "hhttp://a.example", "h" LINK("http://a.example") },
	{ "http://a.example\nhttp://b.example",
	    LINK("http://a.example") "<br>" LINK("http://b.example") },
};

static void
test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct req *r = begin("");

		text_lines(r, lines[i].raw);
		assert_string_equal(page(r), lines[i].escaped);
		end(r);
	}
}

/* ---- times
 * -------------------------------------------------------------------- */

enum { NOON = 1793016000 }; /* 2026-10-26T12:00:00Z, winter in Europe */

static const struct {
	int64_t before; /* seconds before noon */
	const char *zone, *want;
} times[] = {
	{ 0, "UTC", "just now" },
	{ -59, "UTC", "just now" },
	{ 59, "UTC", "just now" },
	{ 60, "UTC", "1 minute ago" },
	{ 119, "UTC", "1 minute ago" },
	{ 120, "UTC", "2 minutes ago" },
	{ 3600, "UTC", "1 hour ago" },
	{ 86400, "UTC", "1 day ago" },
	{ 13 * 86400, "UTC", "13 days ago" },
	{ 20 * 86400, "UTC", ">6 Oct 2026<" },
	{ -3600, "UTC", ">26 Oct 2026<" },
	{ 86400, "Europe/Berlin", "25 Oct 2026, 13:00" },
	{ 2 * 86400, "Europe/Berlin", "24 Oct 2026, 14:00" },
	{ 86400, "America/New_York", "25 Oct 2026, 08:00" },
	{ 86400, "No/Where", "25 Oct 2026, 12:00" },
	{ 86400, "", "25 Oct 2026, 12:00" },
};

static void
test_times(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		struct req *r = begin(times[i].zone);

		r->now = NOON;
		time_ago(r, NOON - times[i].before);
		if (strstr(page(r), times[i].want) == NULL)
			fail_msg("%s: %s", times[i].want, page(r));
		end(r);
	}
}

static void
test_time_input(void **state)
{
	static const char *const zones[] = { "UTC", "Europe/Berlin",
		"America/New_York", "Asia/Kathmandu", "No/Where", "" };
	char typed[32];
	int64_t t;

	(void)state;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		for (int64_t day = -200; day < 200; day += 7) {
			int64_t was = NOON + day * 86400;

			time_input(was, zones[i], typed, sizeof typed);
			assert_true(time_input_parse(typed, zones[i], &t));
			assert_int_equal(t, was);
		}
	assert_true(time_input_parse("2026-10-26T14:00", "Europe/Berlin", &t));
	assert_int_equal(t, NOON + 3600);
	assert_false(time_input_parse("2026-10-26", "UTC", &t));
	assert_false(time_input_parse("2026-02-30T10:00", "UTC", &t));
	assert_false(time_input_parse("", "UTC", &t));
	time_input(0, "UTC", typed, sizeof typed);
	assert_string_equal(typed, "");
}

static const struct {
	int64_t bytes;
	const char *want;
} sizes[] = {
	{ 0, "0 bytes" },
	{ 1, "1 byte" },
	{ 999, "999 bytes" },
	{ 1000, "1 kB" },
	{ 240400, "240 kB" },
	{ 1200000, "1.2 MB" },
	{ 10485760, "10.4 MB" },
};

static void
test_sizes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct req *r = begin("");

		size_text(r, sizes[i].bytes);
		assert_string_equal(page(r), sizes[i].want);
		end(r);
	}
}

/* ---- addresses
 * --------------------------------------------------------------- */

static void
test_amounts(void **state)
{
	static const struct {
		int64_t amount;
		const char *currency, *want;
	} cases[] = {
		{ 0, "EUR", "0.00 EUR" },
		{ 99999, "EUR", "999.99 EUR" },
		{ 128460, "EUR", "1,284.60 EUR" },
		{ -123456789, "USD", "-1,234,567.89 USD" },
		{ 1234567, "JPY", "1,234,567 JPY" },
		{ 1000, "BHD", "1.000 BHD" },
		{ 100000, "", "1,000.00" },
		{ INT64_MIN, "EUR", "-92,233,720,368,547,758.08 EUR" },
	};
	struct req *r = begin("");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
		    amount_words(r, cases[i].amount, cases[i].currency),
		    cases[i].want);
	amount_text(r, 128460, "EUR");
	assert_string_equal(page(r), "1,284.60 <span class=\"cur\">EUR</span>");
	end(r);
}

static void
test_url(void **state)
{
	struct req *r = begin("");

	(void)state;
	assert_string_equal(url(r, "/", NULL), "/portal");
	assert_string_equal(url(r, "/cases", NULL), "/portal/cases");
	assert_string_equal(url(r, "/cases", "q", "a b&c=ä", "x", NULL, "y", "",
				"z", "1", NULL),
	    "/portal/cases?q=a%20b%26c%3D%C3%A4&z=1");
	assert_string_equal(
	    url(r, "/", "done", "saved", NULL), "/portal?done=saved");
	assert_string_equal(url(r, "/cases?tab=all", "q", "1", NULL),
	    "/portal/cases?tab=all&q=1");
	assert_string_equal(
	    url_id(r, "/cases/", 12, "/close"), "/portal/cases/12/close");
	end(r);
}

static const struct {
	const char *next;
	bool good;
} nexts[] = {
	{ "/", true },
	{ "/cases", true },
	{ "/cases?tab=all", true },
	{ "/cases/12", true },
	{ NULL, false },
	{ "", false },
	{ "cases", false },
	{ "//evil.example", false },
	{ "/\\evil.example", false },
	{ "https://evil.example", false },
	{ "/cases\r\nSet-Cookie: a=b", false },
	{ "/cases#x", false },
	{ "/sign-in", false },
	{ "/cases/12/close", false },
	{ "/nowhere", false },
	{ "/cases/../x", false },
};

static void
test_next(void **state)
{
	struct req *r = begin("");

	(void)state;
	for (size_t i = 0; i < sizeof nexts / sizeof *nexts; i++)
		if (next_good(r, nexts[i].next) != nexts[i].good)
			fail_msg("%s", nexts[i].next);
	end(r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_textf_long),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_time_input),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_amounts),
		cmocka_unit_test(test_url),
		cmocka_unit_test(test_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
