/* One-time passwords by liboath; nobody else includes it. */
#include "totp.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>

#include "die.h"
#include "secret.h"
#include "str.h"

enum { DIGITS = 6, AROUND = 1 };

void
totp_new(unsigned char secret[TOTP_SECRET])
{
	if (sodium_init() < 0)
		die("totp", "libsodium does not start");
	randombytes_buf(secret, TOTP_SECRET);
}

void
totp_text(const unsigned char secret[TOTP_SECRET], char text[TOTP_TEXT])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	unsigned bits = 0, n = 0;
	char *to = text;

	/* 160 bits are 32 letters of 5, with nothing over. */
	for (int i = 0; i < TOTP_SECRET; i++) {
		bits = (bits << 8 | secret[i]) & 0xfff;
		for (n += 8; n >= 5; n -= 5)
			*to++ = letters[bits >> (n - 5) & 31];
	}
	*to = '\0';
}

/* Letters, digits and four signs stay; apps take nothing else for granted. */
static void
escape(const char *s, char *to, size_t size)
{
	static const char hex[] = "0123456789ABCDEF",
			  plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~";
	size_t n = 0;

	for (; *s != '\0' && n + 4 < size; s++) {
		unsigned char c = (unsigned char)*s;

		if (strchr(plain, c) != NULL) {
			to[n++] = *s;
			continue;
		}
		to[n++] = '%';
		to[n++] = hex[c >> 4];
		to[n++] = hex[c & 15];
	}
	to[n] = '\0';
}

void
totp_uri(const unsigned char secret[TOTP_SECRET], const char *issuer,
    const char *login, char uri[TOTP_URI])
{
	char text[TOTP_TEXT], of[161], who[241];

	totp_text(secret, text);
	escape(issuer, of, sizeof of);
	escape(login, who, sizeof who);
	str_printf(uri, TOTP_URI, "otpauth://totp/%s:%s?secret=%s&issuer=%s",
	    of, who, text, of);
	sodium_memzero(text, sizeof text);
}

static void
code_of(const unsigned char secret[TOTP_SECRET], int64_t step, char code[7])
{
	if (oath_hotp_generate((const char *)secret, TOTP_SECRET,
		(uint64_t)step, DIGITS, false, OATH_HOTP_DYNAMIC_TRUNCATION,
		code) != OATH_OK)
		die("totp", "liboath makes no code");
}

void
totp_code(const unsigned char secret[TOTP_SECRET], int64_t time, char code[7])
{
	code_of(secret, time / TOTP_SECONDS, code);
}

int64_t
totp_step(
    const unsigned char secret[TOTP_SECRET], const char *code, int64_t time)
{
	int64_t now = time / TOTP_SECONDS, found = 0;
	char want[7];

	/* All of them, so that time does not tell which. */
	for (int64_t step = now - AROUND; step <= now + AROUND; step++) {
		code_of(secret, step, want);
		if (same_secret(want, code))
			found = step;
	}
	sodium_memzero(want, sizeof want);
	return found;
}
