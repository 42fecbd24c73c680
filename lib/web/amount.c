/* Amounts as people read them: digits in groups, the currency behind. */
#include <string.h>

#include "../base/amount.h"
#include "web.h"

static const char *
money_words(struct req *r, int64_t amount, const char *currency)
{
	int decimals = currency_decimals(currency);
	char digits[MONEY_TEXT];

	decimal_print(amount, decimals, decimals, digits, sizeof digits);
	return amount_grouped(r->mem, digits, "-");
}

static void
with_currency(struct req *r, const char *number, const char *currency)
{
	text(r, number);
	if (*currency == '\0')
		return;
	html(r, " <span class=\"cur\">");
	text(r, currency);
	html(r, "</span>");
}

void
amount_text(struct req *r, int64_t amount, const char *currency)
{
	with_currency(r, money_words(r, amount, currency), currency);
}

const char *
amount_words(struct req *r, int64_t amount, const char *currency)
{
	const char *number = money_words(r, amount, currency);

	return *currency == '\0' ?
	    number :
	    arena_printf(r->mem, "%s %s", number, currency);
}

bool
is_amount(const struct field *f)
{
	return f->type == &type_money || f->type == &type_price ||
	    f->type == &type_quantity || f->type == &type_rate;
}

void
number_field(struct req *r, const struct field *f, const void *rec)
{
	char digits[MONEY_TEXT];

	field_print(f, rec, digits, sizeof digits);
	text(r, amount_grouped(r->mem, digits, "-"));
}

void
amount_field(struct req *r, const struct field *f, const void *rec)
{
	char digits[MONEY_TEXT];

	field_print(f, rec, digits, sizeof digits);
	with_currency(r, amount_grouped(r->mem, digits, "-"),
	    f->currency != 0 ? (const char *)rec + f->currency : "");
	if (f->type == &type_rate)
		html(r, "\u00a0%");
}
