/* Random tokens, keyed hashes and comparison in constant time (libsodium). */
#ifndef POSTERN_SECRET_H
#define POSTERN_SECRET_H

#include <stdbool.h>
#include <stddef.h>

enum { TOKEN_TEXT = 44, HASH_TEXT = 65, SECRET_KEY = 32 };

/* 256 random bits as 43 characters for a URL or cookie. */
void token_new(char token[TOKEN_TEXT]);
bool token_wellformed(const char *);

/* BLAKE2b-256 as 64 hexadecimal digits. */
void hash_text(const char *text, char hex[HASH_TEXT]);

/* SHA-256 of bytes, as others compute it, too. */
void hash_sha256(const void *bytes, size_t n, char hex[HASH_TEXT]);

/* The same as hash_text under a key, for what separate parts must not be mixed.
 */
void hash_keyed(const unsigned char key[SECRET_KEY], const char *part,
    const char *text, char hex[HASH_TEXT]);

/* HMAC-SHA-256 under a key of any length, as 64 hexadecimal digits. */
void hmac_sha256(
    const char *key, const void *bytes, size_t n, char hex[HASH_TEXT]);

bool same_secret(const char *, const char *);

/*
 * A short secret sealed for a purpose ("factor 12"), as text of SEALED_TEXT
 * characters at most; without the key, and for another purpose, nobody opens
 * it. n: up to SEALED_MOST bytes.
 */
enum { SEALED_MOST = 64, SEALED_TEXT = 141 };
void secret_seal(const unsigned char key[SECRET_KEY], const char *purpose,
    const void *bytes, size_t n, char text[SEALED_TEXT]);
bool secret_open(const unsigned char key[SECRET_KEY], const char *purpose,
    const char *text, void *bytes, size_t n);

#endif
