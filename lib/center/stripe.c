/*
 * Stripe Checkout: a session is made by a form, the customer pays on its page,
 * and events, signed with HMAC-SHA-256, tell what came of it.
 */
#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "provider.h"
#include "secret.h"
#include "str.h"

enum {
	TOLERANCE = 300,       /* seconds that a message may be old */
	OPEN_FOR = 2 * 60 * 60 /* seconds that the page can be used */
};

/* ---- amounts: minor units, but for currencies that once had some */

static int
extra_zeros(const char *currency)
{
	return strcasecmp(currency, "ISK") == 0 ||
		strcasecmp(currency, "UGX") == 0 ?
	    100 :
	    1;
}

/* ---- beginning */

static void
escaped(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++)
		if (isalnum((unsigned char)*s) || strchr("-_.~", *s) != NULL)
			buf_char(b, *s);
		else
			buf_printf(b, "%%%02X", (unsigned char)*s);
}

static void
pair(struct buf *b, const char *name, const char *value)
{
	if (b->len > 0)
		buf_char(b, '&');
	escaped(b, name);
	buf_char(b, '=');
	escaped(b, value);
}

static void
pair_number(struct buf *b, const char *name, int64_t value)
{
	char s[24];

	str_printf(s, sizeof s, "%lld", (long long)value);
	pair(b, name, s);
}

static void
begin(const struct center *center, const struct checkout *c, const char *title,
    const char *back, struct center_call *call)
{
	static const char price[] = "line_items[0][price_data]";
	char name[80], to[400], currency[4];
	struct buf *b = &call->body;

	for (int i = 0; i < 4; i++)
		currency[i] = (char)tolower((unsigned char)c->currency[i]);
	str_printf(call->url, sizeof call->url, "%s/v1/checkout/sessions",
	    center->api_url);
	buf_printf(&call->head,
	    "Authorization: Bearer %s\nIdempotency-Key: %s\n"
	    "Content-Type: application/x-www-form-urlencoded\n",
	    center->api_key, c->token);
	pair(b, "mode", "payment");
	str_printf(to, sizeof to, "%spaid", back);
	pair(b, "success_url", to);
	str_printf(to, sizeof to, "%sleft", back);
	pair(b, "cancel_url", to);
	pair(b, "client_reference_id", c->token);
	pair_number(b, "expires_at", c->created + OPEN_FOR);
	pair(b, "line_items[0][quantity]", "1");
	str_printf(name, sizeof name, "%s[currency]", price);
	pair(b, name, currency);
	str_printf(name, sizeof name, "%s[unit_amount]", price);
	pair_number(b, name, c->amount * extra_zeros(currency));
	str_printf(name, sizeof name, "%s[product_data][name]", price);
	pair(b, name, title);
}

/* ---- reading */

/* A string member that fits; "" when it is missing, null or too long. */
static void
take(const json_t *from, const char *name, char *to, size_t size)
{
	const char *s = json_string_value(json_object_get(from, name));

	to[0] = '\0';
	if (s != NULL && !str_copy(to, size, s))
		to[0] = '\0';
}

static json_t *
loaded(const char *bytes, size_t n)
{
	return json_loadb(bytes, n, JSON_REJECT_DUPLICATES, NULL);
}

static bool
begun(const char *answer, size_t n, char session[201], char page[1501])
{
	json_t *all = loaded(answer, n);

	take(all, "id", session, 201);
	take(all, "url", page, 1501);
	json_decref(all);
	return session[0] != '\0' && center_address_good(page);
}

/* ---- proving: "t=1492774577,v1=5257a869...,v1=...,v0=..." */

static bool
is_signed(const char *signature, const char *wanted)
{
	bool good = false;

	for (const char *at = signature; *at != '\0';) {
		size_t n = strcspn(at, ",");
		char one[HASH_TEXT];

		/* All are looked at: the time tells nothing. */
		if (n == 3 + HASH_TEXT - 1 && strncmp(at, "v1=", 3) == 0) {
			memcpy(one, at + 3, HASH_TEXT - 1);
			one[HASH_TEXT - 1] = '\0';
			if (same_secret(one, wanted))
				good = true;
		}
		at += n + (at[n] == ',');
	}
	return good;
}

static bool
proves(const char *secret, const char *signature, const char *message, size_t n,
    int64_t now)
{
	char wanted[HASH_TEXT];
	struct buf b = { 0 };
	const char *digits;
	size_t length;
	int64_t at;

	if (secret[0] == '\0' || strncmp(signature, "t=", 2) != 0)
		return false;
	digits = signature + 2;
	length = strspn(digits, "0123456789");
	if (length == 0 || length > 15 || digits[length] != ',')
		return false;
	at = strtoll(digits, NULL, 10);
	if (at < now - TOLERANCE || at > now + TOLERANCE)
		return false;
	buf_add(&b, digits, length);
	buf_char(&b, '.');
	buf_add(&b, message, n);
	hmac_sha256(secret, b.data, b.len, wanted);
	buf_free(&b);
	return is_signed(digits + length + 1, wanted);
}

/* ---- news */

static int64_t
kind_of(const json_t *event, const json_t *session)
{
	char type[80], status[40];

	take(event, "type", type, sizeof type);
	take(session, "payment_status", status, sizeof status);
	if (strcmp(type, "checkout.session.completed") == 0)
		return strcmp(status, "paid") == 0 ? NEWS_PAID : NEWS_WAITS;
	if (strcmp(type, "checkout.session.async_payment_succeeded") == 0)
		return NEWS_PAID;
	if (strcmp(type, "checkout.session.async_payment_failed") == 0 ||
	    strcmp(type, "checkout.session.expired") == 0)
		return NEWS_FAILED;
	return 0;
}

static void
take_money(const json_t *session, struct checkout_news *n)
{
	int64_t amount =
	    json_integer_value(json_object_get(session, "amount_total"));

	take(session, "currency", n->currency, sizeof n->currency);
	for (char *s = n->currency; *s != '\0'; s++)
		*s = (char)toupper((unsigned char)*s);
	if (amount % extra_zeros(n->currency) == 0)
		n->amount = amount / extra_zeros(n->currency);
}

static bool
news(const char *message, size_t length, struct checkout_news *n)
{
	json_t *event = loaded(message, length);
	const json_t *session =
	    json_object_get(json_object_get(event, "data"), "object");

	memset(n, 0, sizeof *n);
	take(event, "id", n->event, sizeof n->event);
	if (json_is_object(session)) {
		n->kind = kind_of(event, session);
		take(session, "id", n->session, sizeof n->session);
		take(session, "client_reference_id", n->token, sizeof n->token);
		take(session, "payment_intent", n->payment, sizeof n->payment);
		take_money(session, n);
	}
	json_decref(event);
	return n->event[0] != '\0';
}

const struct provider provider_stripe = {
	.id = CENTER_STRIPE,
	.begin = begin,
	.begun = begun,
	.signature = "HTTP_STRIPE_SIGNATURE",
	.proves = proves,
	.news = news,
};
