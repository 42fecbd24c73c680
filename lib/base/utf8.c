/* UTF-8 by utf8proc; nobody else includes it. */
#include "utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "str.h"

/* Letters that decomposition leaves whole, as people type them without. */
static const struct {
	utf8proc_int32_t letter;
	const char *plain;
} letters[] = {
	{ 0x00df, "ss" },
	{ 0x00e6, "ae" },
	{ 0x00f0, "d" },
	{ 0x00f8, "o" },
	{ 0x00fe, "th" },
	{ 0x0111, "d" },
	{ 0x0127, "h" },
	{ 0x0131, "i" },
	{ 0x0138, "k" },
	{ 0x0142, "l" },
	{ 0x014b, "n" },
	{ 0x0153, "oe" },
	{ 0x0167, "t" },
	{ 0x0180, "b" },
	{ 0x01dd, "e" },
	{ 0x0259, "e" },
};

/* Eight letters of ASCII and no NUL among them. */
static bool
plain_eight(const char *s)
{
	uint64_t v;

	memcpy(&v, s, sizeof v);
	return ((v | ((v - 0x0101010101010101u) & ~v)) & 0x8080808080808080u) ==
	    0;
}

size_t
utf8_check(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n) {
		utf8proc_int32_t c = (unsigned char)s[i];
		utf8proc_ssize_t k = 1;

		if (n - i >= 8 && plain_eight(s + i)) {
			i += 8;
			continue;
		}
		if (c >= 0x80) {
			k = utf8proc_iterate((const utf8proc_uint8_t *)s + i,
			    (utf8proc_ssize_t)(n - i), &c);
			if (k <= 0)
				return i;
		} else if (c == 0)
			return i;
		i += (size_t)k;
	}
	return n;
}

bool
utf8_clean(const char *s, bool lines)
{
	size_t n = strlen(s);

	if (utf8_check(s, n) != n)
		return false;
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == 0x7f ||
		    (c < 0x20 &&
			!(lines && (c == '\t' || c == '\n' || c == '\r'))))
			return false;
		if (c == 0xc2 && (unsigned char)s[1] < 0xa0)
			return false; /* the C1 control characters */
	}
	return true;
}

bool
utf8_nfc(const char *s, char *to, size_t size)
{
	utf8proc_uint8_t *out = NULL;
	const char *c = s;
	bool fits;

	while (*c != '\0' && (unsigned char)*c < 0x80)
		c++;
	if (*c == '\0')
		return str_copy(to, size, s);
	if (utf8proc_map((const utf8proc_uint8_t *)s, 0, &out,
		UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE) < 0)
		return str_copy(to, size, s);
	fits = str_copy(to, size, (const char *)out);
	free(out);
	return fits;
}

static const char *
plain(utf8proc_int32_t c)
{
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (letters[i].letter == c)
			return letters[i].plain;
	return NULL;
}

/* Most text is ASCII, and then folding needs no tables. */
static bool
fold_ascii(const char *s, char *to, size_t size)
{
	size_t n = 0;
	bool gap = false;

	for (; *s != '\0' && n + 1 < size; s++) {
		unsigned char c = (unsigned char)*s;

		if (c >= 0x80)
			return false;
		if (c <= ' ' || c == 0x7f) {
			gap = n > 0;
			continue;
		}
		if (gap && n + 2 < size)
			to[n++] = ' ';
		gap = false;
		to[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	to[n] = '\0';
	return true;
}

void
utf8_fold(const char *s, char *to, size_t size)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t len, i = 0;
	size_t n = 0;
	bool gap = false;

	if (fold_ascii(s, to, size))
		return;
	len = utf8proc_map((const utf8proc_uint8_t *)s, 0, &out,
	    UTF8PROC_NULLTERM | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
		UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STRIPMARK);
	if (len < 0) {
		str_copy(to, size, s);
		return;
	}
	while (i < len) {
		utf8proc_int32_t c;
		utf8proc_ssize_t k = utf8proc_iterate(out + i, len - i, &c);
		const char *piece;
		size_t m;

		if (k <= 0)
			break;
		if (c <= ' ') {
			gap = n > 0;
			i += k;
			continue;
		}
		piece = plain(c);
		m = piece != NULL ? strlen(piece) : (size_t)k;
		if (n + m + (gap ? 1 : 0) + 1 > size)
			break;
		if (gap)
			to[n++] = ' ';
		gap = false;
		memcpy(
		    to + n, piece != NULL ? piece : (const char *)out + i, m);
		n += m;
		i += k;
	}
	to[n] = '\0';
	free(out);
}

size_t
utf8_length(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}
