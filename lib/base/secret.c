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

/* ---- sealing */

enum { NONCE = crypto_secretbox_NONCEBYTES, MAC = crypto_secretbox_MACBYTES };

/* A key for each purpose, so that what is sealed for one opens no other. */
static void
key_for(const unsigned char key[SECRET_KEY], const char *purpose,
    unsigned char own[SECRET_KEY])
{
	crypto_generichash(own, SECRET_KEY, (const unsigned char *)purpose,
	    strlen(purpose), key, SECRET_KEY);
}

void
secret_seal(const unsigned char key[SECRET_KEY], const char *purpose,
    const void *bytes, size_t n, char text[SEALED_TEXT])
{
	unsigned char own[SECRET_KEY], box[NONCE + MAC + SEALED_MOST];

	if (n > SEALED_MOST)
		die("secret", "%zu bytes are too many to seal", n);
	ready();
	key_for(key, purpose, own);
	randombytes_buf(box, NONCE);
	crypto_secretbox_easy(box + NONCE, bytes, n, box, own);
	sodium_bin2base64(text, SEALED_TEXT, box, NONCE + MAC + n,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(own, sizeof own);
}

bool
secret_open(const unsigned char key[SECRET_KEY], const char *purpose,
    const char *text, void *bytes, size_t n)
{
	unsigned char own[SECRET_KEY], box[NONCE + MAC + SEALED_MOST];
	size_t got;
	bool good;

	ready();
	if (n > SEALED_MOST ||
	    sodium_base642bin(box, sizeof box, text, strlen(text), NULL, &got,
		NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
	    got != NONCE + MAC + n)
		return false;
	key_for(key, purpose, own);
	good = crypto_secretbox_open_easy(
		   bytes, box + NONCE, MAC + n, box, own) == 0;
	sodium_memzero(own, sizeof own);
	return good;
}
