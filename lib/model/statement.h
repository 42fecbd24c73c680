/*
 * Statements: what an account owed on a day, what was added and paid in a
 * period, and how old the open documents were. For screens, portal and night
 * alike, made from documents each time it is asked.
 */
#ifndef POSTERN_STATEMENT_H
#define POSTERN_STATEMENT_H

#include "../record/record.h"

struct account;
struct statement_cycle;

/* Not due, three ranges of days late, over. */
enum { AGES = 5, STATEMENT_MOST = 20000 };

struct ageing {
	int64_t by;              /* enum cycle_age */
	int64_t until[AGES - 2]; /* last day of each range: 30, 60, 90 */
	int64_t sum[AGES];       /* of open invoices and debit memos */
	int64_t total;           /* of these */
	int64_t oldest; /* due date of the one that is latest; 0: none */
	int64_t documents;
};

struct statement_entry {
	int64_t date, due;        /* due 0: a payment */
	int64_t invoice, payment; /* id of one of them, the other 0 */
	int64_t type;             /* enum invoice_type or payment_type */
	char number[31];
	char note[81];   /* the customer's order, the bank's reference */
	int64_t amount;  /* what it adds to what is owed; paid ones below 0 */
	int64_t balance; /* after it */
};

struct statement_sheet {
	int64_t account_id;
	char currency[4];
	int64_t from, to;
	int64_t opening, charged, paid, closing; /* paid is above 0 */
	struct ageing age;                       /* on the last day */
	int64_t unused; /* credits and unused payments: age.total - closing */
	struct statement_entry *entry; /* oldest first */
	int n;
};

/* The ranges of an account's cycle, or 30, 60, 90 by due date. */
enum rc ageing_of(
    struct txn *, const struct account *, struct ageing *) CHECK_RC;
/* Sums what is open on a day, as of then: what was paid later was open. */
enum rc ageing_sum(struct txn *, int64_t account, const char *currency,
    int64_t day, struct ageing *) CHECK_RC;

/*
 * The statement of a period, both days included. RC_REFUSED: more than
 * STATEMENT_MOST documents. Reads documents back to the first day by their
 * index: what was owed before is what is owed now less all that came since.
 * Free it with statement_free, whatever the answer.
 */
enum rc statement_make(struct txn *, const struct account *,
    const char *currency, int64_t from, int64_t to,
    struct statement_sheet *) CHECK_RC;
void statement_free(struct statement_sheet *);

#endif
