/*
 * Ages that are kept: of an account with many open documents, what is open in
 * each range of days, in its balance, so that nobody reads the documents to
 * show them. Like what is overdue they are of a day, and hold until a document
 * moves on to another range.
 */
#include <stdlib.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../store/store.h"
#include "account.h"
#include "balance.h"
#include "balanceparts.h"
#include "invoice.h"
#include "statement.h"

/* With fewer it is as quick to read them. */
enum { MANY = 8, DAYS_MOST = 100000 };

int
ageing_range(const struct ageing *age, int64_t days)
{
	int i = 0;

	if (days <= 0)
		return 0;
	while (i < AGES - 2 && days > age->until[i])
		i++;
	return i + 1;
}

/* ---- the rule that they are kept by, in one number; 0: none */

static int64_t
rule_of(const struct ageing *age)
{
	int64_t rule = age->by;

	for (int i = 0; i < AGES - 2; i++) {
		if (age->until[i] < 0 || age->until[i] >= DAYS_MOST)
			return 0;
		rule = rule * DAYS_MOST + age->until[i];
	}
	return rule;
}

static void
rule_take(int64_t rule, struct ageing *age)
{
	*age = (struct ageing){ .by = 0 };
	for (int i = AGES - 3; i >= 0; i--) {
		age->until[i] = rule % DAYS_MOST;
		rule /= DAYS_MOST;
	}
	age->by = rule;
}

/* ---- a document more, or less */

static int64_t
since(const struct ageing *age, const struct invoice *inv)
{
	return age->by == AGE_BY_DOCUMENT_DATE ? inv->invoice_date :
						 inv->due_date;
}

/* The first day on which it is of another range; 0: it stays. */
static int64_t
moves_on(const struct ageing *age, int64_t from, int range)
{
	return range > AGES - 2 ? 0 :
	    range == 0          ? from + 1 :
				  from + age->until[range - 1] + 1;
}

void
ages_add(struct balance *b, const struct invoice *inv, int sign)
{
	int64_t *sum[AGES] = { &b->age0, &b->age1, &b->age2, &b->age3,
		&b->age4 };
	struct ageing age;
	int64_t from, next;
	int range;

	if (b->ages_on == 0 || inv->doc_type == INVOICE_CREDIT)
		return;
	rule_take(b->ages_rule, &age);
	from = since(&age, inv);
	range = ageing_range(&age, b->ages_on - from);
	*sum[range] += sign * inv->balance;
	next = moves_on(&age, from, range);
	if (sign > 0 && next != 0 &&
	    (b->ages_until == 0 || next <= b->ages_until))
		b->ages_until = next - 1;
}

/* ---- to a day */

struct adding {
	struct balance *b;
	int64_t except;
};

static bool
add(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct adding *a = arg;

	if (inv->id != a->except && strcmp(inv->currency, a->b->currency) == 0)
		ages_add(a->b, inv, 1);
	return true;
}

static void
begin(struct balance *b, int64_t day, int64_t rule)
{
	b->ages_on = rule != 0 ? day : 0;
	b->ages_rule = rule;
	b->ages_until = 0;
	b->age0 = b->age1 = b->age2 = b->age3 = b->age4 = 0;
}

static bool
holds(const struct balance *b, int64_t day, int64_t rule)
{
	return b->ages_on != 0 && b->ages_rule == rule && b->ages_on <= day &&
	    (b->ages_until == 0 || day <= b->ages_until);
}

enum rc
ages_to_day(struct txn *x, struct balance *b, int64_t day,
    const struct invoice *old, int64_t except)
{
	const struct invoice like = { .account_id = b->account_id,
		.open = IS_YES };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OPEN_DUE,
		.like = &like,
		.prefix = 2 };
	struct adding a = { b, except };
	struct account account;
	struct ageing age;
	enum rc rc;

	/* In whichever currency: they are read together. */
	if (store_count(x, &invoice_entity, INVOICE_OPEN_DUE, &like) < MANY) {
		begin(b, 0, 0);
		return RC_OK;
	}
	rc = store_get(x, &account_entity, b->account_id, &account);
	if (rc == RC_OK)
		rc = ageing_of(x, &account, &age);
	if (rc != RC_OK)
		return rc;
	if (holds(b, day, rule_of(&age))) {
		b->ages_on = day;
		return RC_OK;
	}
	begin(b, day, rule_of(&age));
	if (b->ages_on == 0)
		return RC_OK;
	if (old != NULL)
		ages_add(b, old, 1);
	return store_list(x, &l, add, &a);
}

/* ---- answering */

struct finding {
	const char *currency;
	int64_t day, oldest;
};

static bool
find_oldest(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct finding *f = arg;

	if (inv->due_date >= f->day)
		return false;
	if (inv->doc_type == INVOICE_CREDIT ||
	    strcmp(inv->currency, f->currency) != 0)
		return true;
	f->oldest = inv->due_date;
	return false;
}

/* Those that are due some day come behind those that are not. */
static enum rc
oldest_of(
    struct txn *x, const struct balance *b, struct ageing *age, int64_t day)
{
	const struct invoice like = {
		.account_id = b->account_id, .open = IS_YES, .id = INT64_MAX
	};
	char place[PLACE_TEXT];
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OPEN_DUE,
		.like = &like,
		.prefix = 2,
		.after = place };
	struct finding f = { b->currency, day, 0 };
	enum rc rc;

	store_place(&invoice_entity, INVOICE_OPEN_DUE, &like, place);
	rc = store_list(x, &l, find_oldest, &f);
	age->oldest = f.oldest;
	return rc;
}

/* Now, and so on every day to come. */
static bool
nothing_open(const struct balance *b, int64_t day)
{
	return b->open_invoices == 0 && day >= time_date(clock_now(), "");
}

enum rc
ages_kept(struct txn *x, int64_t account, const char *currency, int64_t day,
    struct ageing *age)
{
	struct balance b;
	enum rc rc = balance_load(x, account, currency, &b);

	if (rc != RC_OK)
		return rc;
	if (b.latest > day ||
	    (!holds(&b, day, rule_of(age)) && !nothing_open(&b, day)))
		return RC_NOTFOUND;
	age->sum[0] = b.age0;
	age->sum[1] = b.age1;
	age->sum[2] = b.age2;
	age->sum[3] = b.age3;
	age->sum[4] = b.age4;
	age->total = 0;
	for (int i = 0; i < AGES; i++)
		age->total += age->sum[i];
	age->documents = b.open_invoices;
	age->oldest = DATE_NONE;
	return b.open_invoices > 0 ? oldest_of(x, &b, age, day) : RC_OK;
}
