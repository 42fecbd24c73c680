/*
 * Whether a POST comes from a page of ours. Each form carries a token: a hash,
 * under the store's secret key, of the session's token, or, before anybody has
 * signed in, of a nonce kept in a cookie. It is masked with fresh random bytes
 * for each page, so that compression tells nothing about it (BREACH).
 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/die.h"
#include "base/secret.h"
#include "base/str.h"
#include "web.h"

enum { BYTES = 32, TEXT = 2 * BYTES * 4 / 3 + 4 };

const unsigned char *
request_key(struct req *r)
{
	struct call *c = call_of(r);
	char path[600];
	ssize_t n;
	int fd;

	if (c->has_key)
		return c->key;
	str_printf(path, sizeof path, "%s/secret.key", c->conf.store);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		die("web", "%s: %s", path, strerror(errno));
	n = read(fd, c->key, sizeof c->key);
	close(fd);
	if (n != sizeof c->key)
		die("web", "%s is not a key", path);
	c->has_key = true;
	c->r.secret = c->key;
	return c->key;
}

/* What a page of this session, or of this nonce, must bring back. A page that
 * was made for another account than the one chosen now is none of ours: what
 * is typed there must not reach the wrong customer. */
static void
expected(struct call *c, bool session, unsigned char bytes[BYTES])
{
	char hex[HASH_TEXT];
	const char *of = session ? c->r.token : c->nonce;
	const char *what = !session ? "sign-in" :
				      arena_printf(c->r.mem, "form %lld",
					  (long long)c->r.visitor->account.id);

	hash_keyed(request_key(&c->r), what, of, hex);
	sodium_hex2bin(bytes, BYTES, hex, HASH_TEXT - 1, NULL, NULL, NULL);
}

static void
new_nonce(struct call *c)
{
	char nonce[TOKEN_TEXT];

	token_new(nonce);
	c->nonce = arena_strdup(c->r.mem, nonce);
	c->new_nonce = true;
	set_cookie(&c->r, arena_printf(c->r.mem, "%s-form", c->r.site->cookie),
	    nonce, 0, "Lax");
}

/* One for all forms of a page. */
const char *
token_value(struct req *r)
{
	struct call *c = call_of(r);
	bool in = r->visitor->signed_in;
	unsigned char bytes[2 * BYTES];
	char *text;

	if (c->token[in] != NULL)
		return c->token[in];
	if (!in && c->nonce == NULL)
		new_nonce(c);
	expected(c, in, bytes + BYTES);
	randombytes_buf(bytes, BYTES);
	for (int i = 0; i < BYTES; i++)
		bytes[BYTES + i] ^= bytes[i];
	text = arena_alloc(r->mem, TEXT);
	sodium_bin2base64(text, TEXT, bytes, sizeof bytes,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return c->token[in] = text;
}

static bool
matches(struct call *c, const char *text, bool session)
{
	unsigned char got[2 * BYTES], want[BYTES];
	size_t n;

	if (sodium_base642bin(got, sizeof got, text, strlen(text), NULL, &n,
		NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
	    n != sizeof got)
		return false;
	expected(c, session, want);
	for (int i = 0; i < BYTES; i++)
		got[i] ^= got[BYTES + i];
	return sodium_memcmp(got, want, BYTES) == 0;
}

/* What browsers say about where a request began; older ones say less. */
static bool
from_here(void)
{
	const char *where = secure_getenv("HTTP_SEC_FETCH_SITE");
	const char *origin = secure_getenv("HTTP_ORIGIN");
	const char *host = secure_getenv("HTTP_HOST");

	if (where != NULL)
		return strcmp(where, "same-origin") == 0 ||
		    strcmp(where, "none") == 0;
	if (origin == NULL)
		return true;
	if (str_starts(origin, "https://"))
		origin += 8;
	else if (str_starts(origin, "http://"))
		origin += 7;
	else
		return false;
	return host != NULL && str_same(origin, host);
}

bool
token_good(struct call *c)
{
	const char *text = form_value(&c->r, "token");

	if (text == NULL || !from_here())
		return false;
	if (c->r.visitor->signed_in && matches(c, text, true))
		return true;
	return (c->r.route->roles & ROLE_ANYBODY) && c->nonce != NULL &&
	    matches(c, text, false);
}
