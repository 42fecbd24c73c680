/*
 * What each customer owes, one record for each currency, kept in the same
 * transaction as every document, so that a home page is one read; and the
 * cycles of statements.
 */
#ifndef POSTERN_BALANCE_H
#define POSTERN_BALANCE_H

#include "../record/record.h"

struct account;

enum {
	BALANCE_ID = 1,
	BALANCE_REV,
	BALANCE_ACCOUNT,
	BALANCE_CURRENCY,
	BALANCE_OUTSTANDING,
	BALANCE_CREDITS,
	BALANCE_UNAPPLIED,
	BALANCE_OPEN_ORDERS,
	BALANCE_OVERDUE,
	BALANCE_OVERDUE_ON,
	BALANCE_NEXT_DUE,
	BALANCE_OPEN_INVOICES,
	BALANCE_OPEN_ORDER_COUNT,
	BALANCE_OWING,
	BALANCE_AGES_ON,
	BALANCE_AGES_RULE,
	BALANCE_AGES_UNTIL,
	BALANCE_AGE0,
	BALANCE_AGE1,
	BALANCE_AGE2,
	BALANCE_AGE3,
	BALANCE_AGE4,
	BALANCE_LATEST,
};
enum {
	BALANCE_OF_ACCOUNT = 1, /* unique: (account_id) currency */
	BALANCE_IN_ACCOUNT,     /* (account_id) currency; carry */
	BALANCE_BY_NEXT_DUE,    /* next_due: what the night refreshes */
	BALANCE_OWING_ACCOUNT,  /* (owing) account_id */
	BALANCE_OWING_OVERDUE,  /* (owing) overdue */
};

struct balance {
	int64_t id, rev;
	int64_t account_id;
	char currency[4];
	int64_t outstanding; /* balances of issued invoices and debit memos */
	int64_t credits;     /* balances of issued credit memos */
	int64_t unapplied;   /* of released payments */
	int64_t open_orders; /* unbilled totals of active sales orders */
	int64_t overdue;     /* of outstanding, on overdue_on */
	int64_t overdue_on;  /* a date */
	int64_t next_due;    /* first due date from overdue_on on; 0 none: when
			      * it has passed, overdue must be summed anew */
	int64_t open_invoices, open_order_count;
	int64_t owing; /* IS_YES: one of the first three is not 0 */
	/* What is open by age, on ages_on and until the day ages_until (0: for
	 * ever); ages_on 0: it is not kept. The rule is the cycle's. */
	int64_t ages_on, ages_rule, ages_until;
	int64_t age0, age1, age2, age3, age4;
	int64_t latest; /* day of a document that was of a day to come */
};

extern const struct entity balance_entity;

/* One read; zeroes (with account and currency) when there is none. */
enum rc balance_load(struct txn *, int64_t account, const char *currency,
    struct balance *) CHECK_RC;
/* Overdue as of a day; reads the overdue documents only when the stored sum
 * is of another day and a due date has passed since. */
enum rc balance_overdue(
    struct txn *, const struct balance *, int64_t today, int64_t *) CHECK_RC;
/* outstanding - credits - unapplied */
int64_t balance_total(const struct balance *);
/* credit_limit - total - open orders; false: the account has no limit. */
bool balance_credit_left(
    const struct balance *, const struct account *, int64_t *);
/* Sums overdue anew for every record whose next_due has passed; the night
 * calls it, at most `most` records a transaction; *more tells of others. */
enum rc balance_refresh(
    struct txn *, int64_t today, int most, bool *more) CHECK_RC;

/* Recomputes every summary, every invoice's paid amount, every order's totals
 * from documents and compares; lines of what is wrong go to tell. */
struct store;
long books_verify(
    struct store *, void (*tell)(void *arg, const char *line), void *arg);

/* ---- statement cycles (AR202800) */

enum {
	CYCLE_ID = 1,
	CYCLE_REV,
	CYCLE_CODE,
	CYCLE_DESCRIPTION,
	CYCLE_SCHEDULE,
	CYCLE_DAY,
	CYCLE_AGE_BY,
	CYCLE_DAYS1,
	CYCLE_DAYS2,
	CYCLE_DAYS3,
	CYCLE_PRINT_EMPTY,
	CYCLE_LAST,
	CYCLE_ACTIVE,
	CYCLE_MAIL,
	CYCLE_REMIND1,
	CYCLE_REMIND2,
	CYCLE_REMIND3,
};
enum { CYCLE_BY_CODE = 1 /* unique */ };
enum cycle_schedule {
	CYCLE_WEEKLY = 1,
	CYCLE_TWICE_A_MONTH,
	CYCLE_DAY_OF_MONTH,
	CYCLE_END_OF_MONTH,
};
enum cycle_age { AGE_BY_DUE_DATE = 1, AGE_BY_DOCUMENT_DATE };

struct statement_cycle {
	int64_t id, rev;
	char cycle_id[31];
	char description[121];
	int64_t schedule;
	int64_t day; /* of the week (1 Monday) or of the month */
	int64_t age_by;
	int64_t days1, days2, days3; /* ends of the ranges: 30, 60, 90 */
	int64_t print_empty;
	int64_t last_date; /* system */
	int64_t active;
	int64_t by_mail; /* bool */
	/* Days after the due date of the first, second and third reminder;
	 * 0: there is none, nor any after it. */
	int64_t remind1, remind2, remind3;
};
extern const struct entity statement_cycle_entity;
enum rc statement_cycle_save(
    struct txn *, struct statement_cycle *, struct problems *) CHECK_RC;
/* The first statement date after a day. */
int64_t statement_next(const struct statement_cycle *, int64_t after);

#endif
