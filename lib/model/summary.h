/*
 * Sums of the whole company, kept in the transaction of each document, so that
 * a home page reads some dozens of records however many documents there are:
 * what was sold in each month, and what is open by due date.
 */
#ifndef POSTERN_SUMMARY_H
#define POSTERN_SUMMARY_H

#include "../record/record.h"

struct invoice;

enum {
	SALES_MONTH_ID = 1,
	SALES_MONTH_REV,
	SALES_MONTH_CURRENCY,
	SALES_MONTH_MONTH,
	SALES_MONTH_NET,
	SALES_MONTH_DOCUMENTS,
};
enum { SALES_MONTH_BY = 1 /* unique: (currency) month */ };
struct sales_month {
	int64_t id, rev;
	char currency[4];
	int64_t month;     /* its first day */
	int64_t net;       /* issued, without tax, credit memos taken off */
	int64_t documents; /* how many were issued */
};

enum {
	DUE_DAY_ID = 1,
	DUE_DAY_REV,
	DUE_DAY_CURRENCY,
	DUE_DAY_DATE,
	DUE_DAY_OUTSTANDING,
	DUE_DAY_DOCUMENTS,
};
enum { DUE_DAY_BY = 1 /* unique: (currency) due_date */ };
struct due_day {
	int64_t id, rev;
	char currency[4];
	int64_t due_date;
	int64_t outstanding; /* balances of open invoices and debit memos */
	int64_t documents;
};

extern const struct entity sales_month_entity, due_day_entity;

/* For balance.c, with each invoice that is kept: NULL as there. RC_REFUSED:
 * a sum would not fit. */
enum rc summary_invoice_changed(struct txn *, const struct invoice *old,
    const struct invoice *new) CHECK_RC;

/* Net sales of n months in a row, the last one that of a day; oldest first. */
enum rc summary_months(struct txn *, const char *currency, int64_t day,
    int64_t *net, int n) CHECK_RC;
int64_t month_of(int64_t day);                 /* its first day */
int64_t month_before(int64_t month, int back); /* so many earlier */

/* Open amounts of a currency on a day: not due, to 30, 60, 90 days late, more.
 */
enum { SUMMARY_AGES = 5 };
struct summary_ages {
	int64_t sum[SUMMARY_AGES];
	int64_t late; /* how many documents are */
};
enum rc summary_ages(struct txn *, const char *currency, int64_t day,
    struct summary_ages *) CHECK_RC;
/* The currencies something is or was open in, at most `most`. */
enum rc summary_currencies(
    struct txn *, char (*currency)[4], int most, int *n) CHECK_RC;

#endif
