/* The types of fields: how each is read from text and printed as text. */
#include "record.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "../base/amount.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../base/utf8.h"

/* ---- numbers */

/* One more decimal digit; false when the number no longer fits. */
static bool
append_digit(int64_t *v, int digit)
{
	return !__builtin_mul_overflow(*v, 10, v) &&
	    !__builtin_add_overflow(*v, digit, v);
}

static bool
whole(const char *s, int64_t *v)
{
	bool minus = *s == '-';
	int64_t n = 0;

	if (minus)
		s++;
	if (*s == '\0')
		return false;
	for (; *s != '\0'; s++)
		if (*s < '0' || *s > '9' || !append_digit(&n, *s - '0'))
			return false;
	*v = minus ? -n : n;
	return true;
}

static const char *
parse_int(const struct field *f, const char *s, void *member)
{
	(void)f;
	return whole(s, member) ? NULL : N_("%s is not a whole number.");
}

static const char *
parse_count(const struct field *f, const char *s, void *member)
{
	int64_t v;

	(void)f;
	if (!whole(s, &v) || v < 0)
		return N_("%s is not a whole number from 0 up.");
	*(int64_t *)member = v;
	return NULL;
}

static void
print_int(const struct field *f, const void *member, char *to, size_t size)
{
	(void)f;
	str_printf(to, size, "%" PRId64, *(const int64_t *)member);
}

/* Stricter than files may be: digits on both sides of a point, nothing that
 * would have to be rounded. */
bool
decimal_parse(const char *s, int decimals, int64_t *v)
{
	const char *point = strchr(s, '.');
	const char *first = *s == '-' ? s + 1 : s;

	if (*first < '0' || *first > '9')
		return false;
	if (point != NULL) {
		size_t n = strlen(point + 1);

		if (n == 0)
			return false;
		/* Zeroes beyond what fits change nothing. */
		if (n > (size_t)decimals &&
		    strspn(point + 1 + decimals, "0") < n - (size_t)decimals)
			return false;
	}
	return amount_parse(s, decimals, v, NULL);
}

void
decimal_print(int64_t v, int decimals, int least, char *to, size_t size)
{
	amount_print(v, decimals, least, to, size);
}

int
currency_decimals(const char *code)
{
	static const char none[] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF "
				   "UGX UYI VND VUV XAF XOF XPF ";
	static const char three[] = "BHD IQD JOD KWD LYD OMR TND ";

	if (strlen(code) != 3)
		return 2;
	return strstr(none, code) != NULL ? 0 : strstr(three, code) ? 3 : 2;
}

bool
money_parse(const char *s, int64_t *v)
{
	return decimal_parse(s, 2, v);
}

void
money_print(int64_t v, char *to, size_t size)
{
	decimal_print(v, 2, 2, to, size);
}

/* Decimals of an amount: those of the currency beside it. */
static int
decimals_of(const struct field *f, const void *member)
{
	if (f->currency == 0)
		return 2;
	return currency_decimals((const char *)member - f->off + f->currency);
}

static const char *
parse_money(const struct field *f, const char *s, void *member)
{
	return decimal_parse(s, decimals_of(f, member), member) ?
	    NULL :
	    N_("%s is not an amount such as 1234.50.");
}

static void
print_money(const struct field *f, const void *member, char *to, size_t size)
{
	int decimals = decimals_of(f, member);

	decimal_print(*(const int64_t *)member, decimals, decimals, to, size);
}

static const char *
parse_price(const struct field *f, const char *s, void *member)
{
	(void)f;
	return decimal_parse(s, 4, member) ?
	    NULL :
	    N_("%s is not a price such as 12.50, with four decimals at most.");
}

static void
print_price(const struct field *f, const void *member, char *to, size_t size)
{
	(void)f;
	decimal_print(*(const int64_t *)member, 4, 2, to, size);
}

static const char *
parse_quantity(const struct field *f, const char *s, void *member)
{
	(void)f;
	return decimal_parse(s, 3, member) ?
	    NULL :
	    N_("%s is not a quantity such as 12 or 1.5, with three decimals "
	       "at most.");
}

static const char *
parse_rate(const struct field *f, const char *s, void *member)
{
	(void)f;
	return decimal_parse(s, 3, member) ?
	    NULL :
	    N_("%s is not a percentage such as 19 or 7.5, with three decimals "
	       "at most.");
}

/* Quantities and percentages, without needless zeroes. */
static void
print_thousandths(
    const struct field *f, const void *member, char *to, size_t size)
{
	(void)f;
	decimal_print(*(const int64_t *)member, 3, 0, to, size);
}

static const char *
parse_bool(const struct field *f, const char *s, void *member)
{
	static const char *const yes[] = { "1", "yes", "true", "on", "y",
		NULL };
	static const char *const no[] = { "0", "no", "false", "off", "n",
		NULL };

	(void)f;
	for (int i = 0; yes[i] != NULL; i++)
		if (str_same(s, yes[i])) {
			*(int64_t *)member = 1;
			return NULL;
		}
	for (int i = 0; no[i] != NULL; i++)
		if (str_same(s, no[i])) {
			*(int64_t *)member = 0;
			return NULL;
		}
	return N_("%s is neither yes nor no.");
}

static void
print_bool(const struct field *f, const void *member, char *to, size_t size)
{
	(void)f;
	str_copy(to, size, *(const int64_t *)member != 0 ? "yes" : "no");
}

/* ---- dates and times */

static const char *
parse_date(const struct field *f, const char *s, void *member)
{
	(void)f;
	return date_parse(s, member) ?
	    NULL :
	    N_("%s is not a date such as 2026-11-23.");
}

static void
print_date(const struct field *f, const void *member, char *to, size_t size)
{
	int64_t date = *(const int64_t *)member;

	(void)f;
	if (date == DATE_NONE)
		str_copy(to, size, "");
	else
		date_iso(date, to, size);
}

static const char *
parse_time(const struct field *f, const char *s, void *member)
{
	(void)f;
	return time_parse(s, member) ?
	    NULL :
	    N_("%s is not a time such as 2026-11-23T20:00:00Z.");
}

static void
print_time(const struct field *f, const void *member, char *to, size_t size)
{
	int64_t t = *(const int64_t *)member;

	(void)f;
	if (t == 0)
		str_copy(to, size, "");
	else
		time_iso(t, to, size);
}

/* ---- choices */

const struct choice *
choice_of(const struct choice *c, int64_t value)
{
	for (; c != NULL && c->value != 0; c++)
		if (c->value == value)
			return c;
	return NULL;
}

const struct choice *
choice_named(const struct choice *c, const char *name)
{
	for (; c != NULL && c->value != 0; c++)
		if (str_same(c->name, name))
			return c;
	return NULL;
}

static const char *
parse_choice(const struct field *f, const char *s, void *member)
{
	const struct choice *c = choice_named(f->choices, s);

	if (c == NULL)
		return N_("%s is not one of the values to choose from.");
	*(int64_t *)member = c->value;
	return NULL;
}

static void
print_choice(const struct field *f, const void *member, char *to, size_t size)
{
	const struct choice *c =
	    choice_of(f->choices, *(const int64_t *)member);

	str_copy(to, size, c != NULL ? c->name : "");
}

static const char *
parse_bits(const struct field *f, const char *s, void *member)
{
	int64_t bits = 0;

	while (*s != '\0') {
		size_t n = strcspn(s, " ");
		char name[64];

		if (n > 0 && n < sizeof name) {
			const struct choice *c;

			memcpy(name, s, n);
			name[n] = '\0';
			if ((c = choice_named(f->choices, name)) == NULL)
				return N_("%s has a value that does not "
					  "exist.");
			bits |= c->value;
		}
		s += n;
		s += strspn(s, " ");
	}
	*(int64_t *)member = bits;
	return NULL;
}

static void
print_bits(const struct field *f, const void *member, char *to, size_t size)
{
	int64_t bits = *(const int64_t *)member;
	struct buf b = { 0 };

	for (const struct choice *c = f->choices; c->value != 0; c++)
		if (bits & c->value) {
			if (b.len > 0)
				buf_char(&b, ' ');
			buf_str(&b, c->name);
		}
	str_copy(to, size, b.data != NULL ? b.data : "");
	buf_free(&b);
}

/* ---- texts */

static const char *
keep(const struct field *f, const char *s, void *member)
{
	if (!utf8_clean(s, f->type == &type_note))
		return N_("%s contains characters that cannot be stored.");
	if (!utf8_nfc(s, member, f->size))
		return N_("%s is too long.");
	return NULL;
}

static void
print_text(const struct field *f, const void *member, char *to, size_t size)
{
	(void)f;
	str_copy(to, size, member);
}

static const char *
parse_code(const struct field *f, const char *s, void *member)
{
	for (const char *c = s; *c != '\0'; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
			(*c >= '0' && *c <= '9') || strchr("._-/ ", *c)))
			return N_("%s may hold letters A to Z, digits, blanks "
				  "and . _ - / only.");
	return keep(f, s, member);
}

/* One @, something on both sides, a dot in the domain, no blanks: enough to
 * catch slips; whether mail arrives only mail can tell. */
static const char *
parse_email(const struct field *f, const char *s, void *member)
{
	const char *at = strchr(s, '@');
	size_t n = strlen(s);

	if (*s != '\0' &&
	    (at == NULL || at == s || strchr(at + 1, '@') != NULL ||
		strpbrk(s, " \t,;<>\"()") != NULL ||
		strchr(at + 1, '.') == NULL || at[1] == '.' || s[n - 1] == '.'))
		return N_("%s is not an e-mail address such as "
			  "name@example.com.");
	return keep(f, s, member);
}

static const char *
parse_phone(const struct field *f, const char *s, void *member)
{
	if (*s != '\0' && strpbrk(s, "0123456789") == NULL)
		return N_("%s is not a phone number.");
	return keep(f, s, member);
}

static const char *
parse_url(const struct field *f, const char *s, void *member)
{
	if (*s != '\0' &&
	    ((strncasecmp(s, "http://", 7) != 0 &&
		 strncasecmp(s, "https://", 8) != 0) ||
		strpbrk(s, " \t\"'<>\\^`{|}") != NULL))
		return N_("%s is not a web address such as "
			  "https://www.example.com.");
	return keep(f, s, member);
}

static const char *
parse_color(const struct field *f, const char *s, void *member)
{
	if (*s != '\0' &&
	    (s[0] != '#' || strlen(s) != 7 ||
		strspn(s + 1, "0123456789abcdefABCDEF") != 6))
		return N_("%s is not a colour such as #007acc.");
	return keep(f, s, member);
}

#define INT_TYPE(n, parse, print)                                              \
	const struct type type_##n = { #n, STORE_INT, parse, print }
#define TEXT_TYPE(n, parse)                                                    \
	const struct type type_##n = { #n, STORE_TEXT, parse, print_text }

INT_TYPE(int, parse_int, print_int);
INT_TYPE(count, parse_count, print_int);
INT_TYPE(money, parse_money, print_money);
INT_TYPE(price, parse_price, print_price);
INT_TYPE(quantity, parse_quantity, print_thousandths);
INT_TYPE(rate, parse_rate, print_thousandths);
INT_TYPE(bool, parse_bool, print_bool);
INT_TYPE(date, parse_date, print_date);
INT_TYPE(time, parse_time, print_time);
INT_TYPE(choice, parse_choice, print_choice);
INT_TYPE(bits, parse_bits, print_bits);
INT_TYPE(ref, parse_count, print_int);
TEXT_TYPE(text, keep);
TEXT_TYPE(code, parse_code);
TEXT_TYPE(email, parse_email);
TEXT_TYPE(phone, parse_phone);
TEXT_TYPE(url, parse_url);
TEXT_TYPE(note, keep);
TEXT_TYPE(color, parse_color);

/* ---- one field */

void
field_print(const struct field *f, const void *rec, char *to, size_t size)
{
	f->type->print(f, (const char *)rec + f->off, to, size);
}

const char *
field_parse(const struct field *f, const char *text, void *rec)
{
	char *member = (char *)rec + f->off;
	const char *sentence;

	if (*text == '\0') {
		memset(member, 0, f->size);
		return NULL;
	}
	sentence = f->type->parse(f, text, member);
	return sentence != NULL ? _(sentence) : NULL;
}
