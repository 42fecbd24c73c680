/*
 * Arithmetic with numbers that have a fixed number of decimals, kept as
 * integers. Each function returns false, and leaves the result alone, when it
 * does not fit 64 bits; what lies half-way is rounded away from zero.
 */
#ifndef POSTERN_AMOUNT_H
#define POSTERN_AMOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	AMOUNT_PLACES = 2,   /* money: minor units */
	PRICE_PLACES = 4,    /* a price of one unit */
	QUANTITY_PLACES = 3, /* of goods */
	PERCENT_PLACES = 3,  /* of percent points: 19 % is 19000 */
	AMOUNT_TEXT = 32     /* bytes for any of them */
};

#define AMOUNT_CHECK __attribute__((warn_unused_result))

AMOUNT_CHECK bool amount_add(int64_t, int64_t, int64_t *sum);
AMOUNT_CHECK bool amount_subtract(int64_t, int64_t, int64_t *difference);

/* a * b / by; by is not 0. */
AMOUNT_CHECK bool amount_ratio(int64_t a, int64_t b, int64_t by, int64_t *);

/* A quantity at a price, as money. */
AMOUNT_CHECK bool amount_mul(int64_t quantity, int64_t price, int64_t *amount);

/* So much percent of an amount, as money. */
AMOUNT_CHECK bool amount_percent(
    int64_t amount, int64_t percent, int64_t *part);

/* The same number with more or fewer places; 0 to 18 each. */
AMOUNT_CHECK bool amount_rescale(int64_t, int from, int to, int64_t *);

/*
 * "-12.5" with 2 places is -1250: a sign, digits, a point, digits, nothing
 * else. Decimals beyond the places are rounded. written, when not NULL,
 * receives the number of decimals in the text.
 */
AMOUNT_CHECK bool amount_parse(
    const char *, int places, int64_t *, int *written);

/* At least so many decimals, more only where they are not 0. */
void amount_print(int64_t, int places, int least, char *to, size_t size);

/*
 * "-1234567.50" with a comma after each three digits of its whole part, in the
 * arena; minus is put for the sign.
 */
struct arena;
const char *amount_grouped(
    struct arena *, const char *number, const char *minus);

#endif
