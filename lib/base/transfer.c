/* References and codes of bank transfers. */
#include "transfer.h"

#include <string.h>

#include "str.h"

enum {
	REFERENCE_LETTERS = 21, /* behind RF and its digits */
	NAME_LETTERS = 70,
	TEXT_LETTERS = 140,
	LEAST = 1,
};
static const int64_t MOST = 99999999999; /* 999,999,999.99 */

static int
value(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c - 'A' + 10;
}

/* ISO 7064, MOD 97-10: letters count as two digits. */
static int
modulo(const char *s)
{
	int rest = 0;

	for (; *s != '\0'; s++)
		rest = (rest * (value(*s) < 10 ? 10 : 100) + value(*s)) % 97;
	return rest;
}

bool
transfer_reference(const char *number, char to[TRANSFER_REFERENCE])
{
	char plain[REFERENCE_LETTERS + 1], whole[REFERENCE_LETTERS + 8];
	int n = 0;

	for (const char *s = number; *s != '\0'; s++) {
		char c = *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s;
		bool fits = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');

		if (!fits && strchr("-/. _", c) == NULL)
			return false;
		if (fits && n == REFERENCE_LETTERS)
			return false;
		if (fits)
			plain[n++] = c;
	}
	plain[n] = '\0';
	str_printf(whole, sizeof whole, "%sRF00", plain);
	str_printf(
	    to, TRANSFER_REFERENCE, "RF%02d%s", 98 - modulo(whole), plain);
	return n > 0;
}

void
transfer_iban_print(const char *iban, char *to, size_t size)
{
	size_t n = 0;

	for (size_t i = 0; iban[i] != '\0' && n + 2 < size; i++) {
		if (i > 0 && i % 4 == 0)
			to[n++] = ' ';
		to[n++] = iban[i];
	}
	to[n] = '\0';
}

/* So many characters at most, and no line ends. */
static const char *
cut(const char *s, int letters, char *to, size_t size)
{
	size_t n = 0;

	for (; *s != '\0' && n + 1 < size; s++) {
		bool first = ((unsigned char)*s & 0xc0) != 0x80;

		if (first && letters-- == 0)
			break;
		to[n++] = *s == '\n' || *s == '\r' ? ' ' : *s;
	}
	to[n] = '\0';
	return to;
}

bool
transfer_code(const struct transfer *t, char to[TRANSFER_CODE])
{
	char name[NAME_LETTERS * 4 + 1], text[TEXT_LETTERS * 4 + 1];

	if (t->name[0] == '\0' || t->iban[0] == '\0' || t->amount < LEAST ||
	    t->amount > MOST)
		return false;
	return str_printf(to, TRANSFER_CODE,
	    "BCD\n002\n1\nSCT\n%s\n%s\n%s\nEUR%lld.%02lld\n\n%s\n%s", t->bic,
	    cut(t->name, NAME_LETTERS, name, sizeof name), t->iban,
	    (long long)(t->amount / 100), (long long)(t->amount % 100),
	    t->reference != NULL ? t->reference : "",
	    t->reference != NULL || t->text == NULL ?
		"" :
		cut(t->text, TEXT_LETTERS, text, sizeof text));
}
