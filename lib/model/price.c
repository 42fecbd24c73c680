/* Sales prices: the table, and the one function that finds a price. */
#include <string.h>

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "company.h"
#include "product.h"
#include "rules.h"

const struct choice price_types[] = {
	{ PRICE_BASE, "base", N_("Base"), NULL },
	{ PRICE_FOR_CLASS, "class", N_("Customer Price Class"), "info" },
	{ PRICE_FOR_CUSTOMER, "customer", N_("Customer"), "ok" },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return price_save(x, rec, bad);
}

#define P struct price
/* clang-format off */
static const struct field fields[] = {
{ PRICE_ID,        INT(P, id),             N_("Id"),             F_SYSTEM },
{ PRICE_REV,       INT(P, rev),            N_("Revision"),       F_SYSTEM },
{ PRICE_CODE,      CODE(P, price_id),      N_("Price ID"),       F_REQUIRED, .hint = N_("Left empty, it takes the next number.") },
{ PRICE_TYPE,      CHOICE(P, price_type),  N_("Price Type"),     0, .choices = price_types },
{ PRICE_ACCOUNT,   REF(P, account_id),     N_("Customer"),       0, .refers = &account_entity },
{ PRICE_CLASS,     TEXT(P, price_class),   N_("Price Class"),    0 },
{ PRICE_PRODUCT,   REF(P, item_id),        N_("Item"),           F_REQUIRED, .refers = &product_entity },
{ PRICE_UOM,       TEXT(P, uom),           N_("Unit"),           0, .hint = N_("Left empty, the item's.") },
{ PRICE_BREAK,     QUANTITY(P, break_qty), N_("Break Quantity"), 0, .hint = N_("The price holds from this quantity on.") },
{ PRICE_PRICE,     PRICE(P, price),        N_("Price"),          0 },
{ PRICE_CURRENCY,  TEXT(P, currency),      N_("Currency"),       0, .hint = N_("Left empty, the company's.") },
{ PRICE_EFFECTIVE, DATE(P, effective),     N_("Effective Date"), 0 },
{ PRICE_EXPIRES,   DATE(P, expires),       N_("Expiration Date"), 0, .hint = N_("The last day on which the price holds.") },
{ PRICE_PROMOTION, BOOL(P, promotion),     N_("Promotion"),      0, .hint = N_("Comes before other prices of the same type.") },
{ PRICE_SAME,      TEXT(P, same),          N_("Natural Key"),    F_SYSTEM | F_QUIET },
{ PRICE_CHANGED,   TIME(P, changed),       N_("Changed On"),     F_SYSTEM | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef P

static const struct index indexes[] = {
	{ .number = PRICE_BY_CODE, .tags = { PRICE_CODE }, .unique = true },
	{ .number = PRICE_BY_SAME, .tags = { PRICE_SAME }, .unique = true },
	{ .number = PRICE_OF_PRODUCT,
	    .tags = { PRICE_PRODUCT, PRICE_TYPE, PRICE_BREAK },
	    .prefix = 1 },
	{ .number = PRICE_OF_ACCOUNT,
	    .tags = { PRICE_ACCOUNT, PRICE_PRODUCT },
	    .prefix = 1 },
	{ .number = PRICE_OF_CLASS,
	    .tags = { PRICE_CLASS, PRICE_PRODUCT },
	    .prefix = 1 },
	{ .number = PRICE_BY_TYPE,
	    .tags = { PRICE_TYPE, PRICE_PRODUCT },
	    .prefix = 1 },
	{ 0 },
};

const struct entity price_entity = {
	.number = 23,
	.name = "price",
	.label = N_("Sales Price"),
	.plural = N_("Sales Prices"),
	.size = sizeof(struct price),
	.fields = fields,
	.indexes = indexes,
	.key = PRICE_CODE,
	.save = save,
};

/* ---- saving */

/* What a type does not use is emptied, so that it tells no rows apart. */
static void
check_type(struct txn *x, struct price *p, struct problems *bad)
{
	struct account a;

	if (p->price_type == 0)
		p->price_type = p->account_id != 0 ? PRICE_FOR_CUSTOMER :
		    p->price_class[0] != '\0'      ? PRICE_FOR_CLASS :
						     PRICE_BASE;
	if (p->price_type != PRICE_FOR_CUSTOMER)
		p->account_id = 0;
	else if (p->account_id == 0)
		problem(bad, PRICE_ACCOUNT,
		    _("Say for which customer the price is."));
	else
		(void)refers_to(x, &price_entity, p, PRICE_ACCOUNT, &a, bad);
	if (p->price_type != PRICE_FOR_CLASS)
		p->price_class[0] = '\0';
	else if (p->price_class[0] == '\0')
		problem(bad, PRICE_CLASS,
		    _("Say for which price class the price is."));
}

static void
check_item(struct txn *x, struct price *p, struct problems *bad)
{
	struct product item;

	if (!refers_to(x, &price_entity, p, PRICE_PRODUCT, &item, bad))
		return;
	if (p->uom[0] == '\0')
		str_copy(p->uom, sizeof p->uom, item.uom);
	else if (unit_factor(x, &item, p->uom) == 0)
		problem(bad, PRICE_UOM,
		    _("%s has no unit %s: enter the unit first."), item.item_id,
		    p->uom);
}

static void
set_same(struct price *p)
{
	str_printf(p->same, sizeof p->same, "%lld %lld %s %lld %s %lld %d %s",
	    (long long)p->price_type, (long long)p->item_id, p->uom,
	    (long long)p->break_qty, p->currency, (long long)p->effective,
	    p->promotion != 0,
	    p->price_type == PRICE_FOR_CLASS ? p->price_class : "");
	if (p->account_id != 0) {
		size_t n = strlen(p->same);

		str_printf(p->same + n, sizeof p->same - n, "%lld",
		    (long long)p->account_id);
	}
}

static enum rc
set_currency(struct txn *x, struct price *p)
{
	struct company c;
	enum rc rc;

	if (p->currency[0] != '\0')
		return RC_OK;
	if ((rc = company_load(x, &c)) == RC_OK)
		str_copy(p->currency, sizeof p->currency, c.currency);
	return rc;
}

enum rc
price_same(struct txn *x, struct price *p)
{
	struct product item;
	struct price found;
	enum rc rc;

	if (p->price_type == 0)
		p->price_type = p->account_id != 0 ? PRICE_FOR_CUSTOMER :
		    p->price_class[0] != '\0'      ? PRICE_FOR_CLASS :
						     PRICE_BASE;
	if (p->price_type != PRICE_FOR_CUSTOMER)
		p->account_id = 0;
	if (p->uom[0] == '\0' &&
	    store_get(x, &product_entity, p->item_id, &item) == RC_OK)
		str_copy(p->uom, sizeof p->uom, item.uom);
	if ((rc = set_currency(x, p)) != RC_OK)
		return rc;
	set_same(p);
	found = *p;
	if ((rc = store_find(x, &price_entity, PRICE_BY_SAME, &found)) == RC_OK)
		*p = found;
	return rc;
}

/* The same row under another number is the store's RC_EXISTS: here in words
 * that say what is the same. */
static bool
is_double(struct txn *x, const struct price *p, struct problems *bad)
{
	struct price other = *p;

	if (store_find(x, &price_entity, PRICE_BY_SAME, &other) != RC_OK ||
	    other.id == p->id)
		return false;
	problem(bad, 0,
	    _("Price %s is for the same item, customer, unit, quantity, "
	      "currency and date: change that one."),
	    other.price_id);
	return true;
}

enum rc
price_save(struct txn *x, struct price *p, struct problems *bad)
{
	bool numbered = p->price_id[0] == '\0' && p->id == 0;
	enum rc rc;

	if (numbered &&
	    (rc = next_code(x, "price", "P", &price_entity, p)) != RC_OK)
		return rc;
	if ((rc = set_currency(x, p)) != RC_OK)
		return rc;
	check_type(x, p, bad);
	check_item(x, p, bad);
	check_currency(p->currency, PRICE_CURRENCY, bad);
	record_check(&price_entity, p, bad);
	if (p->price < 0)
		problem(bad, PRICE_PRICE, _("A price is not negative."));
	if (p->break_qty < 0)
		problem(
		    bad, PRICE_BREAK, _("A break quantity is not negative."));
	if (p->expires != DATE_NONE && p->expires < p->effective)
		problem(bad, PRICE_EXPIRES,
		    _("The price would expire before it is effective."));
	if (bad->n > 0)
		return RC_INVALID;
	set_same(p);
	if (is_double(x, p, bad))
		return RC_EXISTS;
	if (would_change(x, &price_entity, p))
		p->changed = clock_now();
	return store_save(x, &price_entity, p, bad);
}

/* ---- finding */

/* What is asked for, and the best row so far. */
struct search {
	struct txn *x;
	const struct product *item;
	const char *uom, *currency;
	int64_t quantity, factor, date;
	bool other_units; /* rows of other units, converted */
	int64_t type;
	bool found;
	struct price best;
	int64_t best_factor;
};

/* Promotion, then the larger break, then the later row. */
static bool
better(const struct search *s, const struct price *p, int64_t factor)
{
	int64_t a, b;

	if (!s->found)
		return true;
	if ((p->promotion != 0) != (s->best.promotion != 0))
		return p->promotion != 0;
	/* Breaks of two units compare as quantities of the item's own. */
	if (!amount_ratio(p->break_qty, factor, UNIT_ONE, &a) ||
	    !amount_ratio(s->best.break_qty, s->best_factor, UNIT_ONE, &b))
		return false;
	if (a != b)
		return a > b;
	if (p->effective != s->best.effective)
		return p->effective > s->best.effective;
	return p->id > s->best.id;
}

static bool
weigh(void *arg, const void *rec)
{
	struct search *s = arg;
	const struct price *p = rec;
	bool same = str_same(p->uom, s->uom);
	int64_t factor = s->factor, quantity = s->quantity;

	if (p->price_type != s->type || same == s->other_units ||
	    strcmp(p->currency, s->currency) != 0 || p->effective > s->date ||
	    (p->expires != DATE_NONE && p->expires < s->date))
		return true;
	if (!same) {
		factor = unit_factor(s->x, s->item, p->uom);
		if (factor == 0 ||
		    !amount_ratio(s->quantity, s->factor, factor, &quantity))
			return true;
	}
	if (p->break_qty <= quantity && better(s, p, factor)) {
		s->best = *p;
		s->best_factor = factor;
		s->found = true;
	}
	return true;
}

static enum rc
search_type(struct search *s, const struct account *a, int64_t type)
{
	struct price like = { .item_id = s->item->id, .price_type = type };
	struct list l = { .e = &price_entity, .like = &like, .prefix = 2 };

	s->type = type;
	if (type == PRICE_FOR_CUSTOMER) {
		like.account_id = a->id;
		l.index = PRICE_OF_ACCOUNT;
	} else if (type == PRICE_FOR_CLASS) {
		str_copy(
		    like.price_class, sizeof like.price_class, a->price_class);
		l.index = PRICE_OF_CLASS;
	} else
		l.index = PRICE_OF_PRODUCT;
	return store_list(s->x, &l, weigh, s);
}

/* Customer, price class, base: in the unit asked for, then in others. */
static enum rc
search_rows(struct search *s, const struct account *a)
{
	static const int64_t types[] = { PRICE_FOR_CUSTOMER, PRICE_FOR_CLASS,
		PRICE_BASE };

	for (int other = 0; other < 2; other++) {
		s->other_units = other == 1;
		for (int i = 0; i < 3; i++) {
			enum rc rc;

			if ((types[i] == PRICE_FOR_CUSTOMER &&
				(a == NULL || a->id == 0)) ||
			    (types[i] == PRICE_FOR_CLASS &&
				(a == NULL || a->price_class[0] == '\0')))
				continue;
			if ((rc = search_type(s, a, types[i])) != RC_OK ||
			    s->found)
				return rc;
		}
	}
	return RC_OK;
}

/* The item's default price, when it is in this currency. */
static enum rc
default_price(const struct search *s, struct price_found *to)
{
	char currency[4];

	str_copy(currency, sizeof currency, s->item->currency);
	if (currency[0] == '\0') {
		struct company c;
		enum rc rc = company_load(s->x, &c);

		if (rc != RC_OK)
			return rc;
		str_copy(currency, sizeof currency, c.currency);
	}
	if (s->item->price == 0 || strcmp(currency, s->currency) != 0 ||
	    !amount_ratio(s->item->price, s->factor, UNIT_ONE, &to->price))
		return RC_NOTFOUND;
	to->converted = s->factor != UNIT_ONE;
	str_copy(to->uom, sizeof to->uom, s->item->uom);
	return RC_OK;
}

enum rc
price_find(struct txn *x, const struct account *a, const struct product *item,
    const char *uom, int64_t quantity, const char *currency, int64_t date,
    struct price_found *to)
{
	struct search s = { .x = x,
		.item = item,
		.uom = uom[0] != '\0' ? uom : item->uom,
		.currency = currency,
		/* What comes back has the price at which it went. */
		.quantity = quantity < 0 ? -quantity : quantity,
		.factor = unit_factor(x, item, uom),
		.date = date };
	enum rc rc;

	memset(to, 0, sizeof *to);
	if (s.factor == 0)
		return RC_NOTFOUND;
	if ((rc = search_rows(&s, a)) != RC_OK)
		return rc;
	if (!s.found)
		return default_price(&s, to);
	to->row = s.best.id;
	str_copy(to->uom, sizeof to->uom, s.best.uom);
	str_copy(to->price_class, sizeof to->price_class, s.best.price_class);
	to->converted = s.other_units;
	if (!amount_ratio(s.best.price, s.factor, s.best_factor, &to->price))
		return RC_NOTFOUND;
	to->type = s.best.price_type;
	to->break_qty = s.best.break_qty;
	to->effective = s.best.effective;
	to->expires = s.best.expires;
	to->promotion = s.best.promotion != 0;
	return RC_OK;
}

enum rc
price_erase(struct txn *x, const struct price *p, struct problems *bad)
{
	struct price stored;
	enum rc rc = store_get(x, &price_entity, p->id, &stored);

	(void)bad; /* nothing is built on a price */
	if (rc == RC_OK && stored.rev != p->rev)
		return RC_CONFLICT;
	return rc == RC_OK ? store_delete(x, &price_entity, p->id) : rc;
}
