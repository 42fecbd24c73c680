/* Statements prepared by cycle, each account and day once. */
#include "statement_run.h"

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "balance.h"
#include "notice.h"
#include "statement.h"

/* ---- what is stored ---------------------------------------------------- */

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	(void)x;
	(void)rec;
	problem(bad, 0, _("A statement is prepared from its documents only."));
	return RC_INVALID;
}

#define S struct statement
enum { OURS = F_SYSTEM | F_QUIET };
/* clang-format off */
static const struct field fields[] = {
{ STATEMENT_ID,       INT(S, id),                     N_("Id"),              F_SYSTEM },
{ STATEMENT_REV,      INT(S, rev),                    N_("Revision"),        F_SYSTEM },
{ STATEMENT_ACCOUNT,  REF(S, account_id),             N_("Customer"),        OURS, .refers = &account_entity },
{ STATEMENT_CYCLE,    REF(S, cycle),                  N_("Statement Cycle"), OURS, .refers = &statement_cycle_entity },
{ STATEMENT_FROM,     DATE(S, from_date),             N_("From"),            OURS },
{ STATEMENT_DATE,     DATE(S, statement_date),        N_("Statement Date"),  OURS },
{ STATEMENT_CURRENCY, TEXT(S, currency),              N_("Currency"),        OURS },
{ STATEMENT_OPENING,  MONEY_IN(S, opening, currency), N_("Balance Before"),  OURS },
{ STATEMENT_CHARGED,  MONEY_IN(S, charged, currency), N_("Charged"),         OURS },
{ STATEMENT_PAID,     MONEY_IN(S, paid, currency),    N_("Paid"),            OURS },
{ STATEMENT_BALANCE,  MONEY_IN(S, balance, currency), N_("Statement Balance"), OURS },
{ STATEMENT_OVERDUE,  MONEY_IN(S, overdue, currency), N_("Overdue Balance"), OURS },
{ STATEMENT_AGE0,     MONEY_IN(S, age0, currency),    N_("Not Due"),         OURS },
{ STATEMENT_AGE1,     MONEY_IN(S, age1, currency),    N_("First Range"),     OURS },
{ STATEMENT_AGE2,     MONEY_IN(S, age2, currency),    N_("Second Range"),    OURS },
{ STATEMENT_AGE3,     MONEY_IN(S, age3, currency),    N_("Third Range"),     OURS },
{ STATEMENT_AGE4,     MONEY_IN(S, age4, currency),    N_("Over"),            OURS },
{ STATEMENT_UNUSED,   MONEY_IN(S, unused, currency),  N_("Unused Credits and Payments"), OURS },
{ STATEMENT_PREPARED, TIME(S, prepared_on),           N_("Prepared On"),     OURS },
{ 0 },
};
/* clang-format on */
#undef S

static const struct index indexes[] = {
	{ .number = STATEMENT_BY,
	    .tags = { STATEMENT_ACCOUNT, STATEMENT_DATE, STATEMENT_CURRENCY },
	    .prefix = 1,
	    .unique = true },
	{ .number = STATEMENT_OF_ACCOUNT,
	    .tags = { STATEMENT_ACCOUNT, STATEMENT_DATE },
	    .prefix = 1,
	    .carry = true },
	{ .number = STATEMENT_BY_DATE, .tags = { STATEMENT_DATE } },
	{ .number = STATEMENT_OF_CYCLE,
	    .tags = { STATEMENT_CYCLE, STATEMENT_DATE },
	    .prefix = 1 },
	{ 0 },
};

const struct entity statement_entity = {
	.number = 34,
	.name = "statement",
	.label = N_("Statement"),
	.plural = N_("Statements"),
	.size = sizeof(struct statement),
	.fields = fields,
	.indexes = indexes,
	.save = save,
};

/* ---- one account ------------------------------------------------------- */

enum { CURRENCIES = 40, PERIOD = 31 };

struct sums {
	struct balance at[CURRENCIES];
	int n;
};

static bool
add_sum(void *arg, const void *rec)
{
	struct sums *s = arg;

	s->at[s->n++] = *(const struct balance *)rec;
	return s->n < CURRENCIES;
}

static bool
take_newest(void *arg, const void *rec)
{
	*(struct statement *)arg = *(const struct statement *)rec;
	return false;
}

/* The day behind the account's last statement; without one, a month. */
static enum rc
first_day(struct txn *x, int64_t account, int64_t date, int64_t *from)
{
	const struct statement like = { .account_id = account };
	const struct list l = { .e = &statement_entity,
		.index = STATEMENT_OF_ACCOUNT,
		.like = &like,
		.prefix = 1,
		.backwards = true };
	struct statement last = { .id = 0 };
	enum rc rc = store_list(x, &l, take_newest, &last);

	*from = last.id != 0 && last.statement_date < date ?
	    last.statement_date + 1 :
	    date - PERIOD + 1;
	return rc;
}

static struct statement
from_sheet(const struct statement_sheet *s, int64_t cycle)
{
	struct statement made = { .account_id = s->account_id,
		.cycle = cycle,
		.from_date = s->from,
		.statement_date = s->to,
		.opening = s->opening,
		.charged = s->charged,
		.paid = s->paid,
		.balance = s->closing,
		.overdue = s->age.total - s->age.sum[0],
		.age0 = s->age.sum[0],
		.age1 = s->age.sum[1],
		.age2 = s->age.sum[2],
		.age3 = s->age.sum[3],
		.age4 = s->age.sum[4],
		.unused = s->unused,
		.prepared_on = clock_now() };

	str_copy(made.currency, sizeof made.currency, s->currency);
	return made;
}

static enum rc
prepare(struct txn *x, const struct account *a, const struct statement_cycle *c,
    const char *currency, int64_t from, struct statement_run *run)
{
	struct statement made = { .account_id = a->id,
		.statement_date = run->date };
	struct statement_sheet sheet;
	bool empty;
	enum rc rc;

	str_copy(made.currency, sizeof made.currency, currency);
	rc = store_find(x, &statement_entity, STATEMENT_BY, &made);
	if (rc != RC_NOTFOUND)
		return rc;
	rc = statement_make(x, a, currency, from, run->date, &sheet);
	empty = sheet.n == 0 && sheet.closing == 0 && sheet.age.total == 0;
	if (rc == RC_OK && (!empty || c->print_empty)) {
		made = from_sheet(&sheet, c->id);
		rc = store_save(x, &statement_entity, &made, NULL);
		run->prepared++;
	}
	statement_free(&sheet);
	/* One that is too long to be made is no reason to make no other. */
	return rc == RC_REFUSED ? RC_OK : rc;
}

static enum rc
prepare_account(struct txn *x, int64_t id, const struct statement_cycle *c,
    struct statement_run *run)
{
	const struct balance like = { .account_id = id };
	const struct list l = { .e = &balance_entity,
		.index = BALANCE_IN_ACCOUNT,
		.like = &like,
		.prefix = 1 };
	struct sums *sums = txn_scratch(x, sizeof *sums);
	struct account a;
	int64_t from, before = run->prepared;
	enum rc rc;

	if ((rc = store_get(x, &account_entity, id, &a)) != RC_OK ||
	    (rc = first_day(x, id, run->date, &from)) != RC_OK ||
	    (rc = store_list(x, &l, add_sum, sums)) != RC_OK)
		return rc;
	for (int i = 0; rc == RC_OK && i < sums->n; i++)
		rc = prepare(x, &a, c, sums->at[i].currency, from, run);
	if (rc != RC_OK || run->prepared == before)
		return rc;
	/* One for all currencies. */
	rc =
	    notice_make(x, &a, NOTICE_STATEMENT, run->date, 0, c->by_mail != 0);
	return rc == RC_SAME ? RC_OK : rc;
}

/* ---- a cycle ----------------------------------------------------------- */

struct finding {
	struct statement_run *run;
	int64_t today;
};

/* A new cycle begins with the last of its days that has passed. */
int64_t
statement_due(const struct statement_cycle *c, int64_t today)
{
	int64_t after = c->last_date, date, found = DATE_NONE;

	if (after != DATE_NONE)
		return statement_next(c, after);
	for (date = statement_next(c, today - INT64_C(2) * PERIOD - 1);
	     date != DATE_NONE && date < today; date = statement_next(c, date))
		found = date;
	return found;
}

static bool
find_cycle(void *arg, const void *rec)
{
	const struct statement_cycle *c = rec;
	struct finding *f = arg;
	int64_t date = c->active ? statement_due(c, f->today) : DATE_NONE;

	if (date == DATE_NONE || date >= f->today)
		return true;
	f->run->cycle = c->id;
	f->run->date = date;
	return false;
}

struct some {
	int64_t *id;
	int n, most;
	char *place;
};

static bool
add_account(void *arg, const void *rec)
{
	struct some *s = arg;

	s->id[s->n++] = record_id(rec);
	store_place(&account_entity, ACCOUNT_OF_CYCLE, rec, s->place);
	return s->n < s->most;
}

static enum rc
end_cycle(struct txn *x, struct statement_cycle *c, struct statement_run *run)
{
	enum rc rc;

	c->last_date = run->date;
	rc = store_save(x, &statement_cycle_entity, c, NULL);
	run->cycle = run->date = 0;
	run->place[0] = '\0';
	return rc == RC_SAME ? RC_OK : rc;
}

static enum rc
go_on(struct txn *x, struct statement_run *run, int most)
{
	const struct account like = { .statement_cycle = run->cycle };
	struct some s = { txn_scratch(x, (size_t)most * sizeof *s.id), 0, most,
		run->place };
	char after[PLACE_TEXT];
	const struct list l = { .e = &account_entity,
		.index = ACCOUNT_OF_CYCLE,
		.like = &like,
		.prefix = 1,
		.after = after };
	struct statement_cycle c;
	enum rc rc;

	_Static_assert(sizeof run->place == PLACE_TEXT, "a place fits");
	str_copy(after, sizeof after, run->place);
	rc = store_get(x, &statement_cycle_entity, run->cycle, &c);
	if (rc == RC_OK)
		rc = store_list(x, &l, add_account, &s);
	for (int i = 0; rc == RC_OK && i < s.n; i++)
		rc = prepare_account(x, s.id[i], &c, run);
	return rc == RC_OK && s.n < most ? end_cycle(x, &c, run) : rc;
}

enum rc
statement_prepare(
    struct txn *x, struct statement_run *run, int64_t today, int most)
{
	const struct list cycles = { .e = &statement_cycle_entity };
	struct finding f = { run, today };
	enum rc rc = RC_OK;

	if (run->cycle == 0)
		rc = store_list(x, &cycles, find_cycle, &f);
	run->done = rc == RC_OK && run->cycle == 0;
	return rc != RC_OK || run->done ? rc : go_on(x, run, most);
}
