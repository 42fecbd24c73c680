/*
 * The typed form of a licence: the lines of the text packed into few bytes,
 * the signature, a check sum against slips of the pen, all as base64url in
 * groups. "." stands for base64url's "-", which separates the groups.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "licenceparts.h"
#include "mem.h"
#include "str.h"
#include "text.h"

enum { GROUP = 6, SUM_BYTES = 3, WHOLE = 0, PACKED = 1, KEY_TEXT_MAX = 8000 };

/* ---- small numbers and texts */

static void
add_number(struct buf *b, uint64_t v)
{
	for (; v >= 0x80; v >>= 7)
		buf_char(b, (char)(v | 0x80));
	buf_char(b, (char)v);
}

struct bytes {
	const unsigned char *at, *end;
};

static bool
take_number(struct bytes *p, int64_t *v)
{
	uint64_t n = 0;

	for (unsigned shift = 0; p->at < p->end && shift <= 56; shift += 7) {
		unsigned char c = *p->at++;

		n |= (uint64_t)(c & 0x7f) << shift;
		if (c < 0x80) {
			*v = (int64_t)n;
			return true;
		}
	}
	return false;
}

static bool
take_text(struct bytes *p, char *to, size_t size)
{
	int64_t n;

	if (!take_number(p, &n) || n < 0 || (uint64_t)n >= size ||
	    n > p->end - p->at || memchr(p->at, '\0', (size_t)n) != NULL)
		return false;
	memcpy(to, p->at, (size_t)n);
	to[n] = '\0';
	p->at += n;
	return true;
}

/* ---- packing */

static void
pack(const struct licence *l, const unsigned char *id,
    const unsigned char *signature, struct buf *b)
{
	buf_char(b, PACKED);
	for (const struct licence_line *line = licence_lines;
	     line->name != NULL; line++) {
		const char *at = (const char *)l + line->off;
		int64_t number;

		if (line->kind == LINE_FORMAT)
			continue;
		if (line->kind == LINE_TEXT) {
			add_number(b, strlen(at));
			buf_str(b, at);
			continue;
		}
		memcpy(&number, at, sizeof number);
		add_number(b, (uint64_t)number);
	}
	buf_add(b, id, KEY_ID_BYTES);
	buf_add(b, signature, SIGNATURE_BYTES);
}

static bool
unpack(struct bytes p, struct buf *text)
{
	struct licence *l = xcalloc(1, sizeof *l);
	bool good = true;

	for (const struct licence_line *line = licence_lines;
	     good && line->name != NULL; line++) {
		char *at = (char *)l + line->off;
		int64_t number = 0;

		if (line->kind == LINE_FORMAT)
			continue;
		if (line->kind == LINE_TEXT)
			good = take_text(&p, at, line->size);
		else if ((good = take_number(&p, &number)))
			memcpy(at, &number, sizeof number);
		if (line->kind == LINE_DATE && good)
			good = number >= 0 && number < 2932897;
	}
	good = good && p.end - p.at == KEY_ID_BYTES + SIGNATURE_BYTES;
	if (good) {
		licence_write(l, text);
		licence_signature_line(p.at, p.at + KEY_ID_BYTES, text);
	}
	free(l);
	return good;
}

/* ---- the characters of a key */

static void
add_sum(struct buf *b)
{
	unsigned char sum[crypto_generichash_BYTES];

	crypto_generichash(
	    sum, sizeof sum, (const unsigned char *)b->data, b->len, NULL, 0);
	buf_add(b, sum, SUM_BYTES);
}

static void
add_groups(const struct buf *bytes, struct buf *key)
{
	size_t size = sodium_base64_ENCODED_LEN(
	    bytes->len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *text = xmalloc(size);

	sodium_bin2base64(text, size, (const unsigned char *)bytes->data,
	    bytes->len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	for (size_t i = 0; text[i] != '\0'; i++) {
		if (i > 0 && i % GROUP == 0)
			buf_char(key, '-');
		buf_char(key, text[i] == '-' ? '.' : text[i]);
	}
	free(text);
}

/* The id and the signature from the last line of a sound text. */
static bool
last_line(const char *text, unsigned char id[KEY_ID_BYTES],
    unsigned char signature[SIGNATURE_BYTES])
{
	size_t n = strlen(text);
	char why[LICENCE_WHY];
	const char *line;

	if (n == 0)
		return false;
	for (line = text + n - 1; line > text && line[-1] != '\n'; line--)
		;
	return licence_signature_parse(line, (size_t)(text + n - 1 - line), id,
	    signature, why, sizeof why);
}

/* Packed where that gives the very same text again, else whole. */
void
licence_key(const struct licence *l, struct buf *key)
{
	unsigned char id[KEY_ID_BYTES], signature[SIGNATURE_BYTES];
	struct buf bytes = { 0 }, again = { 0 };

	if (last_line(l->text, id, signature)) {
		struct bytes p;

		pack(l, id, signature, &bytes);
		p.at = (const unsigned char *)bytes.data + 1;
		p.end = (const unsigned char *)bytes.data + bytes.len;
		if (!unpack(p, &again) || strcmp(again.data, l->text) != 0)
			buf_clear(&bytes);
	}
	if (bytes.len == 0) {
		buf_char(&bytes, WHOLE);
		buf_str(&bytes, l->text);
	}
	add_sum(&bytes);
	add_groups(&bytes, key);
	buf_free(&bytes);
	buf_free(&again);
}

/* The bytes of a key; 0 when it holds anything that no key holds. */
static size_t
key_bytes(const char *key, size_t n, unsigned char *to, size_t size)
{
	char text[KEY_TEXT_MAX + 1];
	size_t len = 0, got;

	for (size_t i = 0; i < n; i++) {
		if (key[i] == '-' || key[i] == ' ' || key[i] == '\n' ||
		    key[i] == '\r' || key[i] == '\t')
			continue;
		if (len == KEY_TEXT_MAX || key[i] == '\0')
			return 0;
		text[len++] = key[i] == '.' ? '-' : key[i];
	}
	text[len] = '\0';
	if (len == 0 ||
	    sodium_base642bin(to, size, text, len, NULL, &got, NULL,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return 0;
	return got;
}

static bool
sum_fits(const unsigned char *bytes, size_t n)
{
	unsigned char sum[crypto_generichash_BYTES];

	crypto_generichash(sum, sizeof sum, bytes, n, NULL, 0);
	return memcmp(sum, bytes + n, SUM_BYTES) == 0;
}

bool
licence_unkey(
    const char *key, size_t n, struct buf *text, char *why, size_t size)
{
	unsigned char bytes[KEY_TEXT_MAX];
	size_t len;
	struct bytes p;

	if (n > LICENCE_FILE_MAX) {
		str_printf(why, size,
		    _("This is too long for a licence or a licence key."));
		return false;
	}
	len = key_bytes(key, n, bytes, sizeof bytes);
	if (len <= 1 + SUM_BYTES || !sum_fits(bytes, len - SUM_BYTES)) {
		str_printf(why, size,
		    _("This is neither a licence nor a licence key; a key may "
		      "be mistyped or incomplete."));
		return false;
	}
	p.at = bytes + 1;
	p.end = bytes + len - SUM_BYTES;
	if (bytes[0] == WHOLE)
		buf_add(text, p.at, (size_t)(p.end - p.at));
	else if (bytes[0] != PACKED || !unpack(p, text)) {
		str_printf(why, size,
		    _("This licence key has a form that this version does "
		      "not know. Update the program."));
		return false;
	}
	return true;
}
