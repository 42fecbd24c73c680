/*
 * How customers stand (AR402000, AR631000): what each owes in a currency, by
 * age as of today, what of it is overdue, and what is unused. A row is made
 * of the kept balance and of the open documents when it is asked for; the list
 * is that of the balances that are not zero, so a page of it costs its rows.
 */
#ifndef POSTERN_STANDING_H
#define POSTERN_STANDING_H

#include "../record/record.h"

struct list;

/* Tags of what selects and sorts are those of the balance: places of one are
 * places of the other. */
enum {
	STANDING_ID = 1,
	STANDING_REV,
	STANDING_ACCOUNT,
	STANDING_NAME,
	STANDING_CURRENCY,
	STANDING_OPEN,
	STANDING_AGE0,
	STANDING_AGE1,
	STANDING_AGE2,
	STANDING_AGE3,
	STANDING_AGE4,
	STANDING_OVERDUE,
	STANDING_OLDEST,
	STANDING_DOCUMENTS,
	STANDING_UNUSED,
	STANDING_BALANCE,
	STANDING_OPEN_ORDERS,
	STANDING_LIMIT,
	STANDING_OWING,
	STANDING_SORTED,
};

struct standing {
	int64_t id, rev; /* of the balance */
	int64_t account_id;
	char account_name[121];
	char currency[4];
	int64_t open; /* of invoices and debit memos up to today */
	int64_t age0, age1, age2, age3, age4;
	int64_t overdue;    /* past the due date, whatever ages count by */
	int64_t oldest_due; /* of what is overdue; 0: nothing is */
	int64_t documents;
	int64_t unused;  /* credits and payments without a document */
	int64_t balance; /* as every other page has it */
	int64_t open_orders;
	int64_t credit_limit; /* in the customer's own currency; 0: none */
	int64_t owing;
	int64_t sorted; /* overdue as it is kept, which the index has */
};
extern const struct entity standing_entity; /* never stored */

/* The rows of a list of balances, by the index of either. */
enum rc standing_list(struct txn *, const struct list *, int64_t today,
    bool (*each)(void *arg, const void *standing), void *arg) CHECK_RC;
/* Those of one account, however they are. */
enum rc standing_of(struct txn *, int64_t account, int64_t today,
    bool (*each)(void *arg, const void *standing), void *arg) CHECK_RC;
/* How many are not zero. */
int64_t standing_count(struct txn *);

#endif
