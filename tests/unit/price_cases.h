/*
 * Who pays what, and why: the table of prices, and what is asked of it. Days
 * are counted from today, 23 Nov 2026; quantities are 1/1000, prices 1/10000.
 */
#ifndef POSTERN_PRICE_CASES_H
#define POSTERN_PRICE_CASES_H

#include <stddef.h>
#include <stdint.h>

#include "../../lib/model/product.h"

enum { OPEN_END = -9999 }; /* no first or last day */

/* Items: of what unit, at which default price. */
enum { CHAI, RICE, DOLL, PEN, SOAP, GIFT, ITEMS };
static const struct {
	const char *code, *uom;
	int64_t price;
	const char *currency;
} price_items[ITEMS] = {
	[CHAI] = { "CHAI", "EA", 990000, "" },
	[RICE] = { "RICE", "KG", 25000, "EUR" },
	[DOLL] = { "DOLL", "EA", 300000, "USD" },
	[PEN] = { "PEN", "EA", 12345, "" },
	[SOAP] = { "SOAP", "EA", 50000, "" },
	[GIFT] = { "GIFT", "EA", 0, "" },
};

static const struct {
	int item;
	const char *uom;
	int64_t factor;
} price_units[] = {
	{ CHAI, "BOX", 12000 },
	{ RICE, "SACK", 25000 },
	{ RICE, "G", 1 },
	{ PEN, "SET", 3000 },
	{ SOAP, "BOX", 3000 },
	{ SOAP, "CASE", 144000 },
};

/* Customers: N has nothing of its own, G is of class GOLD, S of SILVER; A, of
 * class GOLD, and B have prices of their own. */
static const struct {
	char who;
	const char *code, *class;
} price_customers[] = {
	{ 'N', "NOBODY", "" },
	{ 'G', "GOLDEN", "GOLD" },
	{ 'S', "SILVERY", "silver" },
	{ 'A', "ALFKI", "Gold" },
	{ 'B', "BONAP", "" },
};

static const struct {
	int item;
	char customer;     /* of a customer price */
	const char *class; /* of a class price */
	const char *uom;
	int64_t break_qty, price;
	const char *currency;
	int64_t from, to;
	int promotion;
} price_rows[] = {
	{ CHAI, 0, "", "EA", 0, 180000, "EUR", OPEN_END, OPEN_END, 0 },
	{ CHAI, 0, "", "EA", 10000, 170000, "EUR", OPEN_END, OPEN_END, 0 },
	{ CHAI, 0, "", "EA", 50000, 160000, "EUR", OPEN_END, OPEN_END, 0 },
	{ CHAI, 0, "", "EA", 0, 200000, "USD", OPEN_END, OPEN_END, 0 },
	{ CHAI, 0, "", "EA", 0, 155000, "EUR", -9, -1, 1 },
	{ CHAI, 0, "", "EA", 0, 185000, "EUR", 10, OPEN_END, 0 },
	{ CHAI, 0, "", "EA", 100000, 158000, "EUR", OPEN_END, -20, 0 },
	{ CHAI, 0, "", "BOX", 0, 1800000, "GBP", OPEN_END, OPEN_END, 0 },
	{ CHAI, 0, "", "BOX", 5000, 1700000, "GBP", OPEN_END, OPEN_END, 0 },
	{ CHAI, 0, "", "EA", 0, 160000, "GBP", 30, OPEN_END, 0 },
	{ CHAI, 0, "GOLD", "EA", 20000, 150000, "EUR", OPEN_END, OPEN_END, 0 },
	{ CHAI, 0, "GOLD", "EA", 30000, 140000, "EUR", OPEN_END, OPEN_END, 0 },
	{ CHAI, 0, "GOLD", "EA", 20000, 145000, "EUR", 0, 0, 1 },
	{ CHAI, 0, "SILVER", "EA", 0, 175000, "EUR", OPEN_END, OPEN_END, 0 },
	{ CHAI, 0, "SILVER", "EA", 0, 190000, "USD", -30, 30, 0 },
	{ CHAI, 'A', "", "EA", 0, 175000, "EUR", OPEN_END, OPEN_END, 0 },
	{ CHAI, 'A', "", "EA", 0, 172000, "EUR", -5, OPEN_END, 0 },
	{ CHAI, 'A', "", "EA", 100000, 130000, "EUR", -5, 5, 0 },
	{ CHAI, 'B', "", "BOX", 0, 1900000, "EUR", OPEN_END, OPEN_END, 0 },
	{ RICE, 0, "", "KG", 0, 24000, "EUR", OPEN_END, OPEN_END, 0 },
	{ RICE, 0, "", "SACK", 0, 550000, "EUR", OPEN_END, OPEN_END, 0 },
	{ RICE, 0, "", "SACK", 10000, 500000, "EUR", OPEN_END, OPEN_END, 0 },
	{ RICE, 0, "", "SACK", 0, 600000, "USD", OPEN_END, OPEN_END, 0 },
	{ RICE, 0, "", "KG", 0, 26000, "USD", OPEN_END, -1, 0 },
	{ RICE, 0, "GOLD", "G", 0, 21, "EUR", OPEN_END, OPEN_END, 0 },
	{ RICE, 'A', "", "KG", 500, 20000, "EUR", OPEN_END, OPEN_END, 0 },
	{ DOLL, 0, "", "EA", 0, 250000, "EUR", 0, 7, 1 },
	{ DOLL, 0, "", "EA", 5000, 240000, "EUR", 0, 7, 0 },
	{ DOLL, 'B', "", "EA", 0, 0, "EUR", OPEN_END, OPEN_END, 0 },
	{ DOLL, 'A', "", "EA", 0, 220000, "EUR", -1, 1, 1 },
	{ DOLL, 'A', "", "EA", 10000, 210000, "EUR", 0, OPEN_END, 1 },
	{ SOAP, 0, "", "BOX", 0, 100000, "EUR", OPEN_END, OPEN_END, 0 },
	{ SOAP, 0, "", "CASE", 1000, 4320000, "EUR", OPEN_END, OPEN_END, 0 },
};

static const struct price_case {
	const char *why;
	char who;
	int item;
	const char *uom; /* "": the item's */
	int64_t quantity, day;
	const char *currency;
	int64_t price; /* -1: there is none */
	const char *rule;
} price_cases[] = {
	/* Breaks. */
	{ "one at the base price", 'N', CHAI, "EA", 1000, 0, "EUR", 180000,
	    "Base price" },
	{ "a part of one", 'N', CHAI, "EA", 1, 0, "EUR", 180000, "Base price" },
	{ "none at all", 'N', CHAI, "EA", 0, 0, "EUR", 180000, "Base price" },
	{ "just below a break", 'N', CHAI, "", 9999, 0, "EUR", 180000,
	    "Base price" },
	{ "on a break", 'N', CHAI, "EA", 10000, 0, "EUR", 170000,
	    "Base price, 10+" },
	{ "between two", 'N', CHAI, "EA", 49999, 0, "EUR", 170000,
	    "Base price, 10+" },
	{ "the largest", 'N', CHAI, "EA", 50000, 0, "EUR", 160000,
	    "Base price, 50+" },
	{ "far above it", 'N', CHAI, "EA", 9999999, 0, "EUR", 160000,
	    "Base price, 50+" },
	{ "a return, by its size", 'N', CHAI, "EA", -10000, 0, "EUR", 170000,
	    "Base price, 10+" },
	{ "a return of one", 'N', CHAI, "EA", -1000, 0, "EUR", 180000,
	    "Base price" },
	{ "the unit in small letters", 'N', CHAI, "ea", 10000, 0, "EUR", 170000,
	    "Base price, 10+" },
	/* Dates. */
	{ "the last day of an old break", 'N', CHAI, "EA", 100000, -20, "EUR",
	    158000, "Base price until 3 Nov 2026, 100+" },
	{ "the day after it", 'N', CHAI, "EA", 100000, -19, "EUR", 160000,
	    "Base price, 50+" },
	{ "the day before a new price", 'N', CHAI, "EA", 1000, 9, "EUR", 180000,
	    "Base price" },
	{ "its first day", 'N', CHAI, "EA", 1000, 10, "EUR", 185000,
	    "Base price from 3 Dec 2026" },
	{ "long after it", 'N', CHAI, "EA", 1000, 4000, "EUR", 185000,
	    "Base price from 3 Dec 2026" },
	{ "a break outlives it", 'N', CHAI, "EA", 10000, 10, "EUR", 170000,
	    "Base price, 10+" },
	/* Promotions. */
	{ "the day before a promotion", 'N', CHAI, "EA", 1000, -10, "EUR",
	    180000, "Base price" },
	{ "its first day", 'N', CHAI, "EA", 1000, -9, "EUR", 155000,
	    "Promotion from 14 Nov 2026 to 22 Nov 2026" },
	{ "it comes before a break", 'N', CHAI, "EA", 50000, -5, "EUR", 155000,
	    "Promotion from 14 Nov 2026 to 22 Nov 2026" },
	{ "its last day", 'N', CHAI, "EA", 1000, -1, "EUR", 155000,
	    "Promotion from 14 Nov 2026 to 22 Nov 2026" },
	{ "not in another currency", 'N', CHAI, "EA", 1000, -5, "USD", 200000,
	    "Base price" },
	{ "no base promotion before a class price", 'S', CHAI, "EA", 1000, -5,
	    "EUR", 175000, "Price class SILVER" },
	{ "a promotion where there is no class price", 'G', CHAI, "EA", 1000,
	    -5, "EUR", 155000, "Promotion from 14 Nov 2026 to 22 Nov 2026" },
	{ "it comes before a cheaper break", 'N', DOLL, "EA", 5000, 0, "EUR",
	    250000, "Promotion from 23 Nov 2026 to 30 Nov 2026" },
	{ "two promotions: the larger break", 'A', DOLL, "EA", 10000, 0, "EUR",
	    210000, "Customer promotion from 23 Nov 2026, 10+" },
	{ "two promotions, too few for one", 'A', DOLL, "EA", 9000, 0, "EUR",
	    220000, "Customer promotion from 22 Nov 2026 to 24 Nov 2026" },
	{ "everybody's promotion, when one's own is over", 'A', DOLL, "EA",
	    1000, 2, "EUR", 250000,
	    "Promotion from 23 Nov 2026 to 30 Nov 2026" },
	/* Classes. */
	{ "class, too few: base", 'G', CHAI, "EA", 19000, 0, "EUR", 170000,
	    "Base price, 10+" },
	{ "class, its promotion of one day", 'G', CHAI, "EA", 20000, 0, "EUR",
	    145000,
	    "Promotion of class GOLD from 23 Nov 2026 to 23 Nov 2026, "
	    "20+" },
	{ "it comes before the larger break", 'G', CHAI, "EA", 30000, 0, "EUR",
	    145000,
	    "Promotion of class GOLD from 23 Nov 2026 to 23 Nov 2026, "
	    "20+" },
	{ "class, the first break", 'G', CHAI, "EA", 29000, 1, "EUR", 150000,
	    "Price class GOLD, 20+" },
	{ "class, the larger break", 'G', CHAI, "EA", 30000, 1, "EUR", 140000,
	    "Price class GOLD, 30+" },
	{ "class before a cheaper base price", 'S', CHAI, "EA", 50000, 0, "EUR",
	    175000, "Price class SILVER" },
	{ "another class", 'S', CHAI, "EA", 30000, 0, "EUR", 175000,
	    "Price class SILVER" },
	{ "class in another currency", 'S', CHAI, "EA", 1000, 0, "USD", 190000,
	    "Price class SILVER from 24 Oct 2026 to 23 Dec 2026" },
	{ "before it", 'S', CHAI, "EA", 1000, -31, "USD", 200000,
	    "Base price" },
	{ "after it", 'S', CHAI, "EA", 1000, 31, "USD", 200000, "Base price" },
	{ "nobody's class", 'N', CHAI, "EA", 30000, 1, "EUR", 170000,
	    "Base price, 10+" },
	/* Customers. */
	{ "customer before class, the later row", 'A', CHAI, "EA", 30000, 0,
	    "EUR", 172000, "Customer price from 18 Nov 2026" },
	{ "before that was effective", 'A', CHAI, "EA", 30000, -6, "EUR",
	    175000, "Customer price" },
	{ "customer's own break", 'A', CHAI, "EA", 100000, 0, "EUR", 130000,
	    "Customer price from 18 Nov 2026 to 28 Nov 2026, 100+" },
	{ "after its last day", 'A', CHAI, "EA", 100000, 6, "EUR", 172000,
	    "Customer price from 18 Nov 2026" },
	{ "another's price is not one's own", 'G', CHAI, "EA", 100000, 1, "EUR",
	    140000, "Price class GOLD, 30+" },
	{ "no own price in dollars", 'A', CHAI, "EA", 1000, 0, "USD", 200000,
	    "Base price" },
	{ "nothing is a price, too", 'B', DOLL, "EA", 1000, 0, "EUR", 0,
	    "Customer price" },
	/* Units. */
	{ "boxes from the price of one, by pieces", 'N', CHAI, "BOX", 1000, 0,
	    "EUR", 2040000, "Base price, 10+ EA, converted from EA" },
	{ "five boxes are sixty pieces", 'N', CHAI, "BOX", 5000, 0, "EUR",
	    1920000, "Base price, 50+ EA, converted from EA" },
	{ "half a box is six", 'N', CHAI, "BOX", 500, 0, "EUR", 2160000,
	    "Base price, converted from EA" },
	{ "one from the price of a box", 'N', CHAI, "EA", 12000, 0, "GBP",
	    150000, "Base price, converted from BOX" },
	{ "too few for a break of boxes", 'N', CHAI, "EA", 59000, 0, "GBP",
	    150000, "Base price, converted from BOX" },
	{ "enough for it", 'N', CHAI, "EA", 60000, 0, "GBP", 141667,
	    "Base price, 5+ BOX, converted from BOX" },
	{ "boxes by the box", 'N', CHAI, "BOX", 5000, 0, "GBP", 1700000,
	    "Base price, 5+" },
	{ "the unit asked for comes first", 'N', CHAI, "EA", 60000, 30, "GBP",
	    160000, "Base price from 23 Dec 2026" },
	{ "customer's boxes by the box", 'B', CHAI, "BOX", 1000, 0, "EUR",
	    1900000, "Customer price" },
	{ "any price in the unit before one's own converted", 'B', CHAI, "EA",
	    1000, 0, "EUR", 180000, "Base price" },
	{ "a kilogram", 'N', RICE, "", 1000, 0, "EUR", 24000, "Base price" },
	{ "a sack", 'N', RICE, "SACK", 9000, 0, "EUR", 550000, "Base price" },
	{ "ten sacks", 'N', RICE, "SACK", 10000, 0, "EUR", 500000,
	    "Base price, 10+" },
	{ "250 kg are ten sacks, but kg have a price", 'N', RICE, "KG", 250000,
	    0, "EUR", 24000, "Base price" },
	{ "grams by the kilogram or the sack: the sack's break", 'N', RICE, "G",
	    250000000, 0, "EUR", 20,
	    "Base price, 10+ SACK, converted from SACK" },
	{ "kilograms from dollars a sack", 'N', RICE, "KG", 1000, 0, "USD",
	    24000, "Base price, converted from SACK" },
	{ "while there was a price of a kilogram", 'N', RICE, "KG", 1000, -1,
	    "USD", 26000, "Base price until 22 Nov 2026" },
	{ "a class price of a gram", 'G', RICE, "G", 1000, 0, "EUR", 21,
	    "Price class GOLD" },
	{ "a base price in the unit before a class converted", 'G', RICE, "KG",
	    1000, 0, "EUR", 24000, "Base price" },
	{ "a break of half a kilogram", 'A', RICE, "KG", 500, 0, "EUR", 20000,
	    "Customer price, 0.5+" },
	{ "below it", 'A', RICE, "KG", 499, 0, "EUR", 24000, "Base price" },
	{ "a third of a box, rounded", 'N', SOAP, "EA", 1000, 0, "EUR", 33333,
	    "Base price, converted from BOX" },
	{ "a case is 144 pieces", 'N', SOAP, "EA", 144000, 0, "EUR", 30000,
	    "Base price, 1+ CASE, converted from CASE" },
	{ "a case of 48 boxes", 'N', SOAP, "CASE", 500, 0, "EUR", 4800000,
	    "Base price, converted from BOX" },
	{ "no such unit", 'N', CHAI, "KG", 1000, 0, "EUR", -1, "" },
	/* Default prices, and none. */
	{ "the item's default price", 'N', PEN, "EA", 1000, 0, "EUR", 12345,
	    "Default price" },
	{ "a set of three", 'A', PEN, "SET", 1000, 0, "EUR", 37035,
	    "Default price, converted from EA" },
	{ "a default price in dollars", 'N', DOLL, "EA", 1000, 8, "USD", 300000,
	    "Default price" },
	{ "no default price in another currency", 'N', PEN, "EA", 1000, 0,
	    "USD", -1, "" },
	{ "none after a promotion", 'N', DOLL, "EA", 1000, 8, "EUR", -1, "" },
	{ "none before one", 'N', DOLL, "EA", 1000, -1, "EUR", -1, "" },
	{ "no row, no default", 'A', GIFT, "EA", 1000, 0, "EUR", -1, "" },
	{ "none in this currency", 'N', CHAI, "EA", 1000, 0, "SEK", -1, "" },
};

enum { PRICE_CASES = sizeof price_cases / sizeof *price_cases };

#endif
