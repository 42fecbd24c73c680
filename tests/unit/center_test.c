/* Protocols of processing centers: what we ask, what we believe. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/base/secret.h"
#include "../../lib/base/str.h"
#include "../../lib/center/provider.h"

enum { NOW = 1795900000 };

static const struct provider *const stripe = &provider_stripe;

static struct center
a_center(void)
{
	return (struct center){ .provider = CENTER_STRIPE,
		.api_url = "https://api.example",
		.api_key = "sk_test_1",
		.signing_secret = "whsec_1" };
}

static void
a_page_is_asked_for(void **state)
{
	struct center center = a_center();
	struct checkout c = { .token = "TOKEN-1",
		.currency = "EUR",
		.amount = 12345,
		.created = NOW };
	struct center_call call = { .url = "" }, again = { .url = "" };

	(void)state;
	assert_ptr_equal(provider_of(CENTER_STRIPE), stripe);
	assert_null(provider_of(99));
	stripe->begin(&center, &c, "Payment PAY000001 & more",
	    "https://shop.example/portal/pay/1?back=", &call);
	assert_string_equal(
	    call.url, "https://api.example/v1/checkout/sessions");
	assert_non_null(
	    strstr(call.head.data, "Authorization: Bearer sk_test_1\n"));
	assert_non_null(strstr(call.head.data, "Idempotency-Key: TOKEN-1\n"));
	assert_non_null(
	    strstr(call.body.data, "&client_reference_id=TOKEN-1&"));
	assert_non_null(strstr(call.body.data,
	    "success_url=https%3A%2F%2Fshop.example%2Fportal%2Fpay%2F1%3F"
	    "back%3Dpaid&"));
	assert_non_null(strstr(call.body.data, "%5Bunit_amount%5D=12345&"));
	assert_non_null(strstr(call.body.data, "%5Bcurrency%5D=eur&"));
	assert_non_null(
	    strstr(call.body.data, "=Payment%20PAY000001%20%26%20more"));
	/* The same key needs the same words. */
	stripe->begin(&center, &c, "Payment PAY000001 & more",
	    "https://shop.example/portal/pay/1?back=", &again);
	assert_string_equal(call.body.data, again.body.data);
	center_call_free(&call);
	center_call_free(&again);
	memcpy(c.currency, "ISK", 4);
	stripe->begin(&center, &c, "x", "y", &call);
	assert_non_null(strstr(call.body.data, "%5Bunit_amount%5D=1234500&"));
	center_call_free(&call);
}

static void
only_a_page_is_an_answer(void **state)
{
	static const struct {
		const char *answer;
		bool good;
	} tries[] = {
		{ "{\"id\":\"cs_1\",\"url\":\"https://pay.example/1\"}", true },
		{ "{\"id\":\"cs_1\",\"url\":\"http://127.0.0.1:9/1\"}", true },
		{ "{\"id\":\"cs_1\",\"url\":\"http://pay.example/1\"}", false },
		{ "{\"id\":\"cs_1\",\"url\":\"javascript:alert(1)\"}", false },
		{ "{\"id\":\"cs_1\",\"url\":\"https://a/\\\"onclick\"}",
		    false },
		{ "{\"id\":\"cs_1\",\"url\":null}", false },
		{ "{\"url\":\"https://pay.example/1\"}", false },
		{ "{\"error\":{\"message\":\"no\"}}", false },
		{ "[1]", false },
		{ "<html>", false },
		{ "", false },
	};
	char session[201], page[1501];

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
		assert_int_equal(stripe->begun(tries[i].answer,
				     strlen(tries[i].answer), session, page),
		    tries[i].good);
}

/* "t=...,v1=..." as the center would sign it. */
static const char *
signature(const char *secret, int64_t at, const char *message)
{
	static char s[200];
	char signed_text[400], hex[HASH_TEXT];

	str_printf(
	    signed_text, sizeof signed_text, "%lld.%s", (long long)at, message);
	hmac_sha256(secret, signed_text, strlen(signed_text), hex);
	str_printf(s, sizeof s, "t=%lld,v1=%s", (long long)at, hex);
	return s;
}

static bool
proves(const char *sig, const char *message)
{
	return stripe->proves("whsec_1", sig, message, strlen(message), NOW);
}

static void
only_what_is_signed_and_fresh_is_believed(void **state)
{
	char other[300];

	(void)state;
	assert_true(proves(signature("whsec_1", NOW, "{}"), "{}"));
	assert_true(proves(signature("whsec_1", NOW - 299, "{}"), "{}"));
	assert_false(proves(signature("whsec_1", NOW - 301, "{}"), "{}"));
	assert_false(proves(signature("whsec_1", NOW + 301, "{}"), "{}"));
	assert_false(proves(signature("whsec_2", NOW, "{}"), "{}"));
	assert_false(proves(signature("whsec_1", NOW, "{}"), "{} "));
	/* While a secret is changed there are two. */
	str_printf(other, sizeof other, "t=%lld,v1=%064d,%s", (long long)NOW, 0,
	    strchr(signature("whsec_1", NOW, "{}"), ',') + 1);
	assert_true(proves(other, "{}"));
	str_printf(other, sizeof other, "t=%lld,v0=%s", (long long)NOW,
	    strstr(signature("whsec_1", NOW, "{}"), "v1=") + 3);
	assert_false(proves(other, "{}"));
	assert_false(proves("", "{}"));
	assert_false(proves("t=,v1=", "{}"));
	assert_false(proves("t=99999999999999999999,v1=0", "{}"));
	assert_false(
	    stripe->proves("", signature("", NOW, "{}"), "{}", 2, NOW));
}

/* The known answer of RFC 4231, test case 2. */
static void
the_hash_is_the_one_of_the_books(void **state)
{
	char hex[HASH_TEXT];

	(void)state;
	hmac_sha256("Jefe", "what do ya want for nothing?", 28, hex);
	assert_string_equal(hex,
	    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

static int64_t
kind(const char *type, const char *status)
{
	struct checkout_news n;
	char s[400];

	str_printf(s, sizeof s,
	    "{\"id\":\"evt_1\",\"type\":\"%s\",\"data\":{\"object\":{"
	    "\"id\":\"cs_1\",\"client_reference_id\":\"TOKEN-1\","
	    "\"amount_total\":1234,\"currency\":\"eur\","
	    "\"payment_intent\":\"pi_1\",\"payment_status\":\"%s\"}}}",
	    type, status);
	assert_true(stripe->news(s, strlen(s), &n));
	assert_string_equal(n.event, "evt_1");
	assert_string_equal(n.token, "TOKEN-1");
	assert_string_equal(n.session, "cs_1");
	assert_string_equal(n.payment, "pi_1");
	assert_string_equal(n.currency, "EUR");
	assert_int_equal(n.amount, 1234);
	return n.kind;
}

static void
messages_say_what_came_of_it(void **state)
{
	static const char broken[] = "{\"id\":\"evt_1\"";
	static const char small[] = "{\"id\":\"evt_1\",\"data\":[]}";
	static const char none[] = "{\"data\":{\"object\":{}}}";
	struct checkout_news n;

	(void)state;
	assert_int_equal(kind("checkout.session.completed", "paid"), NEWS_PAID);
	assert_int_equal(
	    kind("checkout.session.completed", "unpaid"), NEWS_WAITS);
	assert_int_equal(
	    kind("checkout.session.async_payment_succeeded", "paid"),
	    NEWS_PAID);
	assert_int_equal(
	    kind("checkout.session.async_payment_failed", "unpaid"),
	    NEWS_FAILED);
	assert_int_equal(
	    kind("checkout.session.expired", "unpaid"), NEWS_FAILED);
	assert_int_equal(kind("charge.refunded", "paid"), 0);
	assert_false(stripe->news(broken, strlen(broken), &n));
	assert_true(stripe->news(small, strlen(small), &n));
	assert_int_equal(n.kind, 0);
	assert_false(stripe->news(none, strlen(none), &n));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_asked_for),
		cmocka_unit_test(only_a_page_is_an_answer),
		cmocka_unit_test(only_what_is_signed_and_fresh_is_believed),
		cmocka_unit_test(the_hash_is_the_one_of_the_books),
		cmocka_unit_test(messages_say_what_came_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
