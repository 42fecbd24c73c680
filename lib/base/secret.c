/* Tokens and hashes by libsodium. */
#include "secret.h"

#include <sodium.h>
#include <string.h>

#include "die.h"

enum { HASH_BYTES = 32, TOKEN_BYTES = 32 };

static void
ready(void)
{
	if (sodium_init() < 0)
		die("secret", "libsodium does not start");
}

void
token_new(char token[TOKEN_TEXT])
{
	unsigned char bytes[TOKEN_BYTES];

	ready();
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(token, TOKEN_TEXT, bytes, sizeof bytes,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof bytes);
}

bool
token_wellformed(const char *s)
{
	return strlen(s) == TOKEN_TEXT - 1 &&
	    strspn(s,
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789-_") == TOKEN_TEXT - 1;
}

void
hash_text(const char *text, char hex[HASH_TEXT])
{
	unsigned char hash[HASH_BYTES];

	crypto_generichash(hash, sizeof hash, (const unsigned char *)text,
	    strlen(text), NULL, 0);
	sodium_bin2hex(hex, HASH_TEXT, hash, sizeof hash);
}

void
hash_sha256(const void *bytes, size_t n, char hex[HASH_TEXT])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, bytes, n);
	sodium_bin2hex(hex, HASH_TEXT, hash, sizeof hash);
}

void
hash_keyed(const unsigned char key[SECRET_KEY], const char *part,
    const char *text, char hex[HASH_TEXT])
{
	unsigned char hash[HASH_BYTES];
	crypto_generichash_state state;

	/* With its NUL, so that no part can run into the text. */
	crypto_generichash_init(&state, key, SECRET_KEY, sizeof hash);
	crypto_generichash_update(
	    &state, (const unsigned char *)part, strlen(part) + 1);
	crypto_generichash_update(
	    &state, (const unsigned char *)text, strlen(text));
	crypto_generichash_final(&state, hash, sizeof hash);
	sodium_bin2hex(hex, HASH_TEXT, hash, sizeof hash);
}

void
hmac_sha256(const char *key, const void *bytes, size_t n, char hex[HASH_TEXT])
{
	unsigned char hash[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(
	    &state, (const unsigned char *)key, strlen(key));
	crypto_auth_hmacsha256_update(&state, bytes, n);
	crypto_auth_hmacsha256_final(&state, hash);
	sodium_bin2hex(hex, HASH_TEXT, hash, sizeof hash);
}

bool
same_secret(const char *a, const char *b)
{
	size_t n = strlen(a);

	return n == strlen(b) && sodium_memcmp(a, b, n) == 0;
}
