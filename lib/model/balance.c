/*
 * What each customer owes, kept with each document. One read tells the sums;
 * what is overdue changes by itself as days pass, so it is stored with its day
 * and with the day from which on it must be summed anew.
 */
#include "balance.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "balanceparts.h"
#include "invoice.h"
#include "order.h"
#include "payment.h"
#include "summary.h"

#define B struct balance
enum { OURS = F_SYSTEM | F_QUIET | F_PASSING };
/* clang-format off */
static const struct field fields[] = {
{ BALANCE_ID,               INT(B, id),                         N_("Id"),             F_SYSTEM },
{ BALANCE_REV,              INT(B, rev),                        N_("Revision"),       F_SYSTEM },
{ BALANCE_ACCOUNT,          REF(B, account_id),                 N_("Account"),        OURS, .refers = &account_entity },
{ BALANCE_CURRENCY,         TEXT(B, currency),                  N_("Currency"),       OURS },
{ BALANCE_OUTSTANDING,      MONEY_IN(B, outstanding, currency), N_("Outstanding"),    OURS },
{ BALANCE_CREDITS,          MONEY_IN(B, credits, currency),     N_("Credit Memos"),   OURS },
{ BALANCE_UNAPPLIED,        MONEY_IN(B, unapplied, currency),   N_("Unapplied Payments"), OURS },
{ BALANCE_OPEN_ORDERS,      MONEY_IN(B, open_orders, currency), N_("Open Orders"),    OURS },
{ BALANCE_OVERDUE,          MONEY_IN(B, overdue, currency),     N_("Overdue"),        OURS },
{ BALANCE_OVERDUE_ON,       DATE(B, overdue_on),                N_("Overdue As Of"),  OURS },
{ BALANCE_NEXT_DUE,         DATE(B, next_due),                  N_("Next Due Date"),  OURS },
{ BALANCE_OPEN_INVOICES,    COUNT(B, open_invoices),            N_("Number of Open Invoices"), OURS },
{ BALANCE_OPEN_ORDER_COUNT, COUNT(B, open_order_count),         N_("Number of Open Orders"), OURS },
{ BALANCE_OWING,            CHOICE(B, owing),                   N_("Owing"),          OURS, .choices = is_choices },
{ BALANCE_AGES_ON,          DATE(B, ages_on),                   N_("Ages As Of"),     OURS },
{ BALANCE_AGES_RULE,        INT(B, ages_rule),                  N_("Rule of Ages"),   OURS },
{ BALANCE_AGES_UNTIL,       DATE(B, ages_until),                N_("Ages Hold Until"), OURS },
{ BALANCE_AGE0,             MONEY_IN(B, age0, currency),        N_("Not Due"),        OURS },
{ BALANCE_AGE1,             MONEY_IN(B, age1, currency),        N_("First Range"),    OURS },
{ BALANCE_AGE2,             MONEY_IN(B, age2, currency),        N_("Second Range"),   OURS },
{ BALANCE_AGE3,             MONEY_IN(B, age3, currency),        N_("Third Range"),    OURS },
{ BALANCE_AGE4,             MONEY_IN(B, age4, currency),        N_("Over"),           OURS },
{ BALANCE_LATEST,           DATE(B, latest),                    N_("Latest Day"),     OURS },
{ 0 },
};
/* clang-format on */
#undef B

static const struct index indexes[] = {
	{ .number = BALANCE_OF_ACCOUNT,
	    .tags = { BALANCE_ACCOUNT, BALANCE_CURRENCY },
	    .prefix = 1,
	    .unique = true },
	{ .number = BALANCE_IN_ACCOUNT,
	    .tags = { BALANCE_ACCOUNT, BALANCE_CURRENCY },
	    .prefix = 1,
	    .carry = true },
	{ .number = BALANCE_BY_NEXT_DUE, .tags = { BALANCE_NEXT_DUE } },
	{ .number = BALANCE_OWING_ACCOUNT,
	    .tags = { BALANCE_OWING, BALANCE_ACCOUNT },
	    .prefix = 1,
	    .sparse = true },
	{ .number = BALANCE_OWING_OVERDUE,
	    .tags = { BALANCE_OWING, BALANCE_OVERDUE },
	    .prefix = 1,
	    .sparse = true },
	{ 0 },
};

/* Kept by documents alone. */
static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	(void)x;
	(void)rec;
	problem(bad, 0, _("A balance changes with its documents only."));
	return RC_INVALID;
}

const struct entity balance_entity = {
	.number = 35,
	.name = "balance",
	.label = N_("Balance"),
	.plural = N_("Balances"),
	.size = sizeof(struct balance),
	.fields = fields,
	.indexes = indexes,
	.save = save,
};

enum rc
balance_load(
    struct txn *x, int64_t account, const char *currency, struct balance *b)
{
	enum rc rc;

	*b = (struct balance){ .account_id = account };
	str_copy(b->currency, sizeof b->currency, currency);
	rc = store_find(x, &balance_entity, BALANCE_OF_ACCOUNT, b);
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

int64_t
balance_total(const struct balance *b)
{
	return b->outstanding - b->credits - b->unapplied;
}

bool
balance_credit_left(
    const struct balance *b, const struct account *a, int64_t *left)
{
	if (a->credit_limit == 0)
		return false;
	*left = a->credit_limit - balance_total(b) - b->open_orders;
	return true;
}

/* ---- overdue */

/* Credit memos are due to nobody. */
static bool
may_be_overdue(const struct invoice *inv, const char *currency)
{
	return inv->doc_type != INVOICE_CREDIT &&
	    strcmp(inv->currency, currency) == 0;
}

static bool
counts(const struct invoice *inv)
{
	return inv != NULL && inv->issued == IS_YES && inv->balance != 0;
}

static int64_t
overdue_part(const struct invoice *inv, const struct balance *b, int64_t day)
{
	return counts(inv) && may_be_overdue(inv, b->currency) &&
		inv->due_date < day ?
	    inv->balance :
	    0;
}

struct overdue {
	const char *currency;
	int64_t today, except;
	int64_t sum, next;
};

static bool
add_overdue(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct overdue *o = arg;

	if (inv->id == o->except || !may_be_overdue(inv, o->currency))
		return true;
	if (inv->due_date >= o->today) {
		o->next = inv->due_date;
		return false;
	}
	o->sum += inv->balance;
	return true;
}

/* Reads the overdue documents, and one more. */
static enum rc
sum_overdue(struct txn *x, const struct balance *b, struct overdue *o)
{
	const struct invoice like = { .account_id = b->account_id,
		.open = IS_YES };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OPEN_DUE,
		.like = &like,
		.prefix = 2 };

	o->currency = b->currency;
	return store_list(x, &l, add_overdue, o);
}

/* False when the stored sum still holds on that day. */
static bool
overdue_stale(const struct balance *b, int64_t today)
{
	if (b->overdue_on == today)
		return false;
	return b->overdue_on > today ||
	    (b->next_due != DATE_NONE && b->next_due < today);
}

enum rc
balance_overdue(
    struct txn *x, const struct balance *b, int64_t today, int64_t *sum)
{
	struct overdue o = { .today = today };
	enum rc rc;

	*sum = b->overdue;
	if (!overdue_stale(b, today))
		return RC_OK;
	rc = sum_overdue(x, b, &o);
	*sum = o.sum;
	return rc;
}

/* To a day; a document that changes counts as it was, old (or NULL). */
static enum rc
to_today(struct txn *x, struct balance *b, int64_t today,
    const struct invoice *old, int64_t except)
{
	struct overdue o = { .today = today, .except = except };
	enum rc rc;

	if (overdue_stale(b, today)) {
		if ((rc = sum_overdue(x, b, &o)) != RC_OK)
			return rc;
		b->overdue = o.sum + overdue_part(old, b, today);
		b->next_due = o.next;
	}
	b->overdue_on = today;
	return ages_to_day(x, b, today, counts(old) ? old : NULL, except);
}

/* ---- following documents */

static int64_t
today(void)
{
	return time_date(clock_now(), "");
}

void
balance_mend(void *rec)
{
	struct balance *b = rec;

	b->owing = b->outstanding != 0 || b->credits != 0 || b->unapplied != 0 ?
	    IS_YES :
	    0;
}

static enum rc
keep(struct txn *x, struct balance *b)
{
	enum rc rc;

	balance_mend(b);
	/* The night looks at those whose next due date has passed. */
	if (b->ages_on != 0 && b->ages_until != 0 &&
	    (b->next_due == DATE_NONE || b->ages_until < b->next_due))
		b->next_due = b->ages_until;
	rc = store_save(x, &balance_entity, b, NULL);
	return rc == RC_SAME ? RC_OK : rc;
}

/* What a document adds to the record, or takes away. False: it does not fit. */
static bool
add_invoice(struct balance *b, const struct invoice *inv, int sign)
{
	int64_t v = sign * inv->balance, overdue;

	if (inv->doc_type == INVOICE_CREDIT)
		return amount_add(b->credits, v, &b->credits);
	ages_add(b, inv, sign);
	overdue = sign * overdue_part(inv, b, b->overdue_on);
	b->open_invoices += sign;
	if (inv->due_date >= b->overdue_on && sign > 0 &&
	    (b->next_due == DATE_NONE || inv->due_date < b->next_due))
		b->next_due = inv->due_date;
	return amount_add(b->outstanding, v, &b->outstanding) &&
	    amount_add(b->overdue, overdue, &b->overdue);
}

/* Until such a day a document is not to be counted, or still to be. */
static void
note_day(struct balance *b, int64_t date, int64_t day)
{
	if (date > day && date > b->latest)
		b->latest = date;
}

enum rc
balance_dated(
    struct txn *x, int64_t account, const char *currency, int64_t date)
{
	struct balance b;
	enum rc rc;

	if (date <= today())
		return RC_OK;
	if ((rc = balance_load(x, account, currency, &b)) != RC_OK)
		return rc;
	note_day(&b, date, today());
	return keep(x, &b);
}

enum rc
balance_invoice_changed(
    struct txn *x, const struct invoice *old, const struct invoice *new)
{
	const struct invoice *any = new != NULL ? new : old;
	int64_t day = today();
	struct balance b;
	enum rc rc = summary_invoice_changed(x, old, new);

	if (rc == RC_OK)
		rc = order_invoice_changed(x, any);
	if (rc != RC_OK || (!counts(old) && !counts(new)))
		return rc;
	rc = balance_load(x, any->account_id, any->currency, &b);
	if (rc == RC_OK)
		rc = to_today(x, &b, day, old, any->id);
	if (rc != RC_OK)
		return rc;
	if ((counts(old) && !add_invoice(&b, old, -1)) ||
	    (counts(new) && !add_invoice(&b, new, 1)))
		return RC_REFUSED;
	note_day(&b, any->invoice_date, day);
	return keep(x, &b);
}

static int64_t
unapplied_of(const struct payment *p)
{
	return p != NULL &&
		(p->status == PAYMENT_OPEN || p->status == PAYMENT_CLOSED) ?
	    p->unapplied :
	    0;
}

enum rc
balance_payment_changed(
    struct txn *x, const struct payment *old, const struct payment *new)
{
	const struct payment *any = new != NULL ? new : old;
	int64_t more = unapplied_of(new) - unapplied_of(old);
	struct balance b;
	enum rc rc;

	if (more == 0)
		return RC_OK;
	rc = balance_load(x, any->account_id, any->currency, &b);
	if (rc == RC_OK)
		rc = to_today(x, &b, today(), NULL, 0);
	if (rc != RC_OK)
		return rc;
	if (!amount_add(b.unapplied, more, &b.unapplied))
		return RC_REFUSED;
	return keep(x, &b);
}

static bool
order_counts(const struct sales_order *o)
{
	return o != NULL && o->order_type == ORDER_SO && o->active == IS_YES;
}

static enum rc
add_order(struct txn *x, const struct sales_order *o, int64_t unbilled,
    int64_t number)
{
	struct balance b;
	enum rc rc;

	if (unbilled == 0 && number == 0)
		return RC_OK;
	rc = balance_load(x, o->account_id, o->currency, &b);
	if (rc == RC_OK)
		rc = to_today(x, &b, today(), NULL, 0);
	if (rc != RC_OK)
		return rc;
	b.open_order_count += number;
	if (!amount_add(b.open_orders, unbilled, &b.open_orders))
		return RC_REFUSED;
	return keep(x, &b);
}

enum rc
balance_order_changed(
    struct txn *x, const struct sales_order *old, const struct sales_order *new)
{
	bool was = order_counts(old), is = order_counts(new);
	enum rc rc = RC_OK;

	if (was && is &&
	    old->account_id ==
		new->account_id &&strcmp(old->currency, new->currency) == 0)
		return add_order(x, new, new->unbilled - old->unbilled, 0);
	if (was)
		rc = add_order(x, old, -old->unbilled, -1);
	if (is && rc == RC_OK)
		rc = add_order(x, new, new->unbilled, 1);
	return rc;
}

/* ---- the night */

struct passed {
	int64_t today;
	int most, n;
	bool more;
	int64_t *id;
};

static bool
add_passed(void *arg, const void *rec)
{
	const struct balance *b = rec;
	struct passed *p = arg;

	if (b->next_due >= p->today)
		return false;
	p->more = p->n == p->most;
	if (!p->more)
		p->id[p->n++] = b->id;
	return !p->more;
}

enum rc
balance_refresh(struct txn *x, int64_t day, int most, bool *more)
{
	/* Behind all that have no next due date. */
	const struct balance none = { .id = INT64_MAX };
	char place[PLACE_TEXT];
	const struct list l = { .e = &balance_entity,
		.index = BALANCE_BY_NEXT_DUE,
		.after = place };
	struct passed p = { .today = day, .most = most };
	enum rc rc;

	assert(most > 0);
	p.id = txn_scratch(x, (size_t)most * sizeof *p.id);
	store_place(&balance_entity, BALANCE_BY_NEXT_DUE, &none, place);
	rc = store_list(x, &l, add_passed, &p);
	*more = p.more;
	for (int i = 0; rc == RC_OK && i < p.n; i++) {
		struct balance b;

		if ((rc = store_get(x, &balance_entity, p.id[i], &b)) !=
			RC_OK ||
		    (rc = to_today(x, &b, day, NULL, 0)) != RC_OK)
			return rc;
		rc = keep(x, &b);
	}
	return rc;
}
