/*
 * Texts people type: every type's parse, and what it took prints and parses
 * again to the same; folding and dates keep to their buffers.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lib/base/date.h"
#include "../../lib/base/str.h"
#include "../../lib/base/utf8.h"
#include "../../lib/record/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct all {
	int64_t id, rev, count, money, flag, date, time, choice, bits;
	int64_t price, quantity, rate, yen;
	char text[61], code[31], email[61], phone[31], url[81], note[161],
	    color[8], currency[4];
};

static const struct choice choices[] = {
	{ 1, "one", "One", NULL },
	{ 2, "two", "Two", NULL },
	{ 4, "four", "Four", NULL },
	{ 0 },
};

#define T struct all
/* clang-format off */
static const struct field fields[] = {
{ 1,  INT(T, id),        "id",     0 },
{ 2,  INT(T, rev),       "rev",    0 },
{ 3,  COUNT(T, count),   "count",  0 },
{ 4,  MONEY(T, money),   "money",  0 },
{ 5,  BOOL(T, flag),     "flag",   0 },
{ 6,  DATE(T, date),     "date",   0 },
{ 7,  TIME(T, time),     "time",   0 },
{ 8,  CHOICE(T, choice), "choice", 0, .choices = choices },
{ 9,  BITS(T, bits),     "bits",   0, .choices = choices },
{ 10, TEXT(T, text),     "text",   0 },
{ 11, CODE(T, code),     "code",   0 },
{ 12, EMAIL(T, email),   "email",  0 },
{ 13, PHONE(T, phone),   "phone",  0 },
{ 14, URL(T, url),       "url",    0 },
{ 15, NOTE(T, note),     "note",   0 },
{ 16, COLOR(T, color),   "color",  0 },
{ 17, PRICE(T, price),   "price",  0 },
{ 18, QUANTITY(T, quantity), "quantity", 0 },
{ 19, RATE(T, rate),     "rate",   0 },
{ 20, MONEY_IN(T, yen, currency), "yen", 0 },
{ 0 },
};
/* clang-format on */
#undef T

static void
again(const struct field *f, const char *s)
{
	struct all a = { 0 }, b = { 0 };
	char once[FIELD_TEXT], twice[FIELD_TEXT];

	if (field_parse(f, s, &a) != NULL)
		return;
	field_print(f, &a, once, sizeof once);
	if (field_parse(f, once, &b) != NULL)
		abort();
	field_print(f, &b, twice, sizeof twice);
	if (strcmp(once, twice) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char s[300], folded[40], cut[7];

	if (n >= sizeof s)
		return 0;
	memcpy(s, bytes, n);
	s[n] = '\0';
	for (const struct field *f = fields; f->tag != 0; f++)
		again(f, s);
	utf8_fold(s, folded, sizeof folded);
	str_copy(cut, sizeof cut, s);
	if (utf8_check(s, strlen(s)) == strlen(s) &&
	    (utf8_check(folded, strlen(folded)) != strlen(folded) ||
		utf8_check(cut, strlen(cut)) != strlen(cut)))
		abort(); /* a character was split */
	str_trim(s);
	return 0;
}
