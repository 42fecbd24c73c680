/* Where a price came from, in words: "Customer price from 1 Sep 2026, 10+". */
#include "../base/amount.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "product.h"

enum { WORDS = 120 };

/* By enum price_type: for the staff, and for the customer, to whom price
 * classes are nothing; first without, then with a promotion. */
static const struct {
	const char *staff[2], *customer[2];
} kinds[] = {
	[0] = { { N_("Default price"), N_("Default price") },
	    { N_("List price"), N_("List price") } },
	[PRICE_BASE] = { { N_("Base price"), N_("Promotion") },
	    { N_("List price"), N_("Promotion") } },
	[PRICE_FOR_CLASS] = { { N_("Price class"), N_("Promotion of class") },
	    { N_("Your price"), N_("Promotion for you") } },
	[PRICE_FOR_CUSTOMER] = { { N_("Customer price"),
				     N_("Customer promotion") },
	    { N_("Your price"), N_("Promotion for you") } },
};

static void
print_kind(const struct price_found *f, bool customer, char to[WORDS])
{
	const char *const *pair =
	    customer ? kinds[f->type].customer : kinds[f->type].staff;
	const char *kind = _(pair[f->promotion]);

	if (!customer && f->type == PRICE_FOR_CLASS)
		str_printf(to, WORDS, "%s %s", kind, f->price_class);
	else
		str_copy(to, WORDS, kind);
}

static void
add_days(const struct price_found *f, char to[WORDS])
{
	char kind[WORDS], from[DATE_TEXT], until[DATE_TEXT];

	str_copy(kind, sizeof kind, to);
	date_long(f->effective, from, sizeof from);
	date_long(f->expires, until, sizeof until);
	if (f->effective != DATE_NONE && f->expires != DATE_NONE)
		str_printf(to, WORDS, _("%s from %s to %s"), kind, from, until);
	else if (f->effective != DATE_NONE)
		str_printf(to, WORDS, _("%s from %s"), kind, from);
	else if (f->expires != DATE_NONE)
		str_printf(to, WORDS, _("%s until %s"), kind, until);
}

/* "10+", and of what when that is not the unit asked for. */
static void
add_break(const struct price_found *f, char to[WORDS])
{
	char before[WORDS], quantity[AMOUNT_TEXT];

	if (f->break_qty == 0)
		return;
	str_copy(before, sizeof before, to);
	amount_print(
	    f->break_qty, QUANTITY_PLACES, 0, quantity, sizeof quantity);
	if (f->converted)
		str_printf(
		    to, WORDS, _("%s, %s+ %s"), before, quantity, f->uom);
	else
		str_printf(to, WORDS, _("%s, %s+"), before, quantity);
}

void
price_rule_text(
    const struct price_found *f, bool customer, char *to, size_t size)
{
	char words[WORDS];

	print_kind(f, customer, words);
	add_days(f, words);
	add_break(f, words);
	if (f->converted)
		str_printf(to, size, _("%s, converted from %s"), words, f->uom);
	else
		str_copy(to, size, words);
}
