/* How customers stand, from balances and open documents. */
#include "standing.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "balance.h"
#include "document.h"
#include "statement.h"

#define S struct standing
/* clang-format off */
static const struct field fields[] = {
{ STANDING_ID,          INT(S, id),                        N_("Id"),              F_SYSTEM },
{ STANDING_REV,         INT(S, rev),                       N_("Revision"),        F_SYSTEM },
{ STANDING_ACCOUNT,     REF(S, account_id),                N_("Customer"),        F_SYSTEM, .refers = &account_entity },
{ STANDING_NAME,        TEXT(S, account_name),             N_("Customer Name"),   F_SYSTEM },
{ STANDING_CURRENCY,    TEXT(S, currency),                 N_("Currency"),        F_SYSTEM },
{ STANDING_OPEN,        MONEY_IN(S, open, currency),       N_("Open"),            F_SYSTEM },
{ STANDING_AGE0,        MONEY_IN(S, age0, currency),       N_("Not Due"),         F_SYSTEM },
{ STANDING_AGE1,        MONEY_IN(S, age1, currency),       N_("First Range"),     F_SYSTEM },
{ STANDING_AGE2,        MONEY_IN(S, age2, currency),       N_("Second Range"),    F_SYSTEM },
{ STANDING_AGE3,        MONEY_IN(S, age3, currency),       N_("Third Range"),     F_SYSTEM },
{ STANDING_AGE4,        MONEY_IN(S, age4, currency),       N_("Over"),            F_SYSTEM },
{ STANDING_OVERDUE,     MONEY_IN(S, overdue, currency),    N_("Overdue"),         F_SYSTEM },
{ STANDING_OLDEST,      DATE(S, oldest_due),               N_("Oldest Due Date"), F_SYSTEM },
{ STANDING_DOCUMENTS,   COUNT(S, documents),               N_("Open Documents"),  F_SYSTEM },
{ STANDING_UNUSED,      MONEY_IN(S, unused, currency),     N_("Unused Credits"),  F_SYSTEM },
{ STANDING_BALANCE,     MONEY_IN(S, balance, currency),    N_("Balance"),         F_SYSTEM },
{ STANDING_OPEN_ORDERS, MONEY_IN(S, open_orders, currency), N_("Open Orders"),    F_SYSTEM },
{ STANDING_LIMIT,       MONEY_IN(S, credit_limit, currency), N_("Credit Limit"),  F_SYSTEM },
{ STANDING_OWING,       CHOICE(S, owing),                  N_("Owing"),           F_SYSTEM, .choices = is_choices },
{ STANDING_SORTED,      MONEY_IN(S, sorted, currency),     N_("Overdue"),         F_SYSTEM },
{ 0 },
};
/* clang-format on */
#undef S

/* The balance's own two, with its numbers and kinds of values. */
static const struct index indexes[] = {
	{ .number = BALANCE_OWING_ACCOUNT,
	    .tags = { STANDING_OWING, STANDING_ACCOUNT },
	    .prefix = 1,
	    .sparse = true },
	{ .number = BALANCE_OWING_OVERDUE,
	    .tags = { STANDING_OWING, STANDING_SORTED },
	    .prefix = 1,
	    .sparse = true },
	{ 0 },
};

const struct entity standing_entity = {
	.number = 35,
	.name = "standing",
	.label = N_("Balance"),
	.plural = N_("Balances"),
	.size = sizeof(struct standing),
	.fields = fields,
	.indexes = indexes,
};

struct making {
	struct txn *x;
	int64_t today;
	bool (*each)(void *, const void *);
	void *arg;
	struct account account; /* of the row before: they come together */
	enum rc rc;
};

static enum rc
make(struct making *m, const struct balance *b, struct standing *s)
{
	const struct account *a = &m->account;
	struct ageing age;
	enum rc rc;

	if (a->id != b->account_id &&
	    (rc = store_get(
		 m->x, &account_entity, b->account_id, &m->account)) != RC_OK)
		return rc;
	*s = (struct standing){ .id = b->id,
		.rev = b->rev,
		.account_id = b->account_id,
		.unused = b->credits + b->unapplied,
		.balance = balance_total(b),
		.open_orders = b->open_orders,
		.owing = b->owing,
		.sorted = b->overdue };
	str_copy(s->account_name, sizeof s->account_name, a->name);
	str_copy(s->currency, sizeof s->currency, b->currency);
	if (strcmp(a->currency, b->currency) == 0)
		s->credit_limit = a->credit_limit;
	if ((rc = balance_overdue(m->x, b, m->today, &s->overdue)) != RC_OK)
		return rc;
	/* On an earlier day something may have been open. */
	if (b->open_invoices == 0 && m->today >= time_date(clock_now(), ""))
		return RC_OK;
	if ((rc = ageing_of(m->x, a, &age)) != RC_OK ||
	    (rc = ageing_sum(m->x, a->id, b->currency, m->today, &age)) !=
		RC_OK)
		return rc;
	s->open = age.total;
	s->age0 = age.sum[0];
	s->age1 = age.sum[1];
	s->age2 = age.sum[2];
	s->age3 = age.sum[3];
	s->age4 = age.sum[4];
	s->oldest_due = age.oldest;
	s->documents = age.documents;
	return RC_OK;
}

static bool
take(void *arg, const void *rec)
{
	struct making *m = arg;
	struct standing s;

	m->rc = make(m, rec, &s);
	return m->rc == RC_OK && m->each(m->arg, &s);
}

static enum rc
rows(struct txn *x, const struct list *l, int64_t today,
    bool (*each)(void *, const void *), void *arg)
{
	struct making *m = txn_scratch(x, sizeof *m);
	enum rc rc;

	*m =
	    (struct making){ .x = x, .today = today, .each = each, .arg = arg };
	rc = store_list(x, l, take, m);
	return rc == RC_OK ? m->rc : rc;
}

enum rc
standing_list(struct txn *x, const struct list *l, int64_t today,
    bool (*each)(void *, const void *), void *arg)
{
	const struct balance owing = { .owing = IS_YES };
	struct list balances = *l;

	balances.e = &balance_entity;
	balances.like = &owing;
	balances.prefix = 1;
	return rows(x, &balances, today, each, arg);
}

enum rc
standing_of(struct txn *x, int64_t account, int64_t today,
    bool (*each)(void *, const void *), void *arg)
{
	const struct balance like = { .account_id = account };
	const struct list l = { .e = &balance_entity,
		.index = BALANCE_IN_ACCOUNT,
		.like = &like,
		.prefix = 1 };

	return rows(x, &l, today, each, arg);
}

int64_t
standing_count(struct txn *x)
{
	const struct balance owing = { .owing = IS_YES };

	return store_count(x, &balance_entity, BALANCE_OWING_ACCOUNT, &owing);
}
