/* Arithmetic with decimals: 128 bits inside, half away from zero. */
#include "amount.h"

#include <assert.h>
#include <string.h>

#include "mem.h"
#include "str.h"

enum { MOST_PLACES = 18, DIGITS = 20 };

static int64_t
power(int places)
{
	int64_t p = 1;

	assert(places >= 0 && places <= MOST_PLACES);
	while (places-- > 0)
		p *= 10;
	return p;
}

bool
amount_add(int64_t a, int64_t b, int64_t *sum)
{
	int64_t s;

	if (__builtin_add_overflow(a, b, &s))
		return false;
	*sum = s;
	return true;
}

bool
amount_subtract(int64_t a, int64_t b, int64_t *difference)
{
	int64_t d;

	if (__builtin_sub_overflow(a, b, &d))
		return false;
	*difference = d;
	return true;
}

static bool
divide(__int128 n, __int128 by, int64_t *result)
{
	__int128 q, rest;

	assert(by != 0);
	if (by < 0) {
		n = -n;
		by = -by;
	}
	q = n / by;
	rest = n % by;
	if (2 * rest >= by)
		q++;
	else if (-2 * rest >= by)
		q--;
	if (q > INT64_MAX || q < INT64_MIN)
		return false;
	*result = (int64_t)q;
	return true;
}

bool
amount_ratio(int64_t a, int64_t b, int64_t by, int64_t *result)
{
	return divide((__int128)a * b, by, result);
}

bool
amount_mul(int64_t quantity, int64_t price, int64_t *amount)
{
	return amount_ratio(quantity, price,
	    power(QUANTITY_PLACES + PRICE_PLACES - AMOUNT_PLACES), amount);
}

bool
amount_percent(int64_t amount, int64_t percent, int64_t *part)
{
	return amount_ratio(amount, percent, power(PERCENT_PLACES + 2), part);
}

bool
amount_rescale(int64_t v, int from, int to, int64_t *result)
{
	return from > to ? divide(v, power(from - to), result) :
			   amount_ratio(v, power(to - from), 1, result);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits at s into v, at most so many; false: too large. */
static bool
take(const char **s, int most, int64_t *v, int *n)
{
	for (*n = 0; is_digit(**s) && *n < most; (*s)++, (*n)++)
		if (__builtin_mul_overflow(*v, 10, v) ||
		    __builtin_sub_overflow(*v, **s - '0', v))
			return false;
	return true;
}

/* Counts downwards from 0, because there is one more number on that side. */
bool
amount_parse(const char *s, int places, int64_t *result, int *written)
{
	bool minus = *s == '-', up = false;
	int whole, kept = 0, more = 0;
	int64_t v = 0;

	assert(places >= 0 && places <= MOST_PLACES);
	if (*s == '-' || *s == '+')
		s++;
	if (!take(&s, 1 << 20, &v, &whole))
		return false;
	if (*s == '.') {
		s++;
		if (!take(&s, places, &v, &kept))
			return false;
		up = *s >= '5' && is_digit(*s);
		for (; is_digit(*s); s++)
			more++;
	}
	if (*s != '\0' || whole + kept + more == 0 ||
	    __builtin_mul_overflow(v, power(places - kept), &v) ||
	    (up && __builtin_sub_overflow(v, 1, &v)) ||
	    (!minus && __builtin_sub_overflow(0, v, &v)))
		return false;
	*result = v;
	if (written != NULL)
		*written = kept + more;
	return true;
}

void
amount_print(int64_t v, int places, int least, char *to, size_t size)
{
	uint64_t u = v < 0 ? -(uint64_t)v : (uint64_t)v;
	char text[DIGITS + MOST_PLACES + 4];
	char *p = text + sizeof text - 1;

	assert(places >= 0 && places <= MOST_PLACES && least <= places);
	*p = '\0';
	for (; places > least && u % 10 == 0; places--)
		u /= 10;
	for (int i = 0; i < places; i++, u /= 10)
		*--p = (char)('0' + u % 10);
	if (places > 0)
		*--p = '.';
	do
		*--p = (char)('0' + u % 10);
	while ((u /= 10) > 0);
	if (v < 0)
		*--p = '-';
	str_copy(to, size, p);
}

const char *
amount_grouped(struct arena *mem, const char *number, const char *minus)
{
	size_t sign = *number == '-';
	size_t whole = strcspn(number + sign, "."), n = strlen(number);
	char *to = arena_alloc(mem, n + n / 3 + strlen(minus) + 1), *p = to;

	if (sign)
		p = stpcpy(p, minus);
	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0)
			*p++ = ',';
		*p++ = number[sign + i];
	}
	memcpy(p, number + sign + whole, n - sign - whole + 1);
	return to;
}
