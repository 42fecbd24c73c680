/*
 * Statements that were prepared (AR503000, AR404600): the figures of an
 * account, a day and a currency as they were then, made by the night for each
 * cycle whose day has passed. The document itself is made again when asked.
 */
#ifndef POSTERN_STATEMENT_RUN_H
#define POSTERN_STATEMENT_RUN_H

#include "../record/record.h"

enum {
	STATEMENT_ID = 1,
	STATEMENT_REV,
	STATEMENT_ACCOUNT,
	STATEMENT_CYCLE,
	STATEMENT_FROM,
	STATEMENT_DATE,
	STATEMENT_CURRENCY,
	STATEMENT_OPENING,
	STATEMENT_CHARGED,
	STATEMENT_PAID,
	STATEMENT_BALANCE,
	STATEMENT_OVERDUE,
	STATEMENT_AGE0,
	STATEMENT_AGE1,
	STATEMENT_AGE2,
	STATEMENT_AGE3,
	STATEMENT_AGE4,
	STATEMENT_UNUSED,
	STATEMENT_PREPARED,
};
enum {
	STATEMENT_BY = 1,     /* unique: (account_id) statement_date currency */
	STATEMENT_OF_ACCOUNT, /* (account_id) statement_date; carry */
	STATEMENT_BY_DATE,    /* statement_date */
	STATEMENT_OF_CYCLE,   /* (cycle) statement_date */
};

struct statement {
	int64_t id, rev;
	int64_t account_id;
	int64_t cycle;                     /* REF statement_cycle */
	int64_t from_date, statement_date; /* both included */
	char currency[4];
	int64_t opening, charged, paid, balance;
	int64_t overdue; /* of what is open by age */
	int64_t age0, age1, age2, age3, age4;
	int64_t unused; /* credits and payments without a document */
	int64_t prepared_on;
};
extern const struct entity statement_entity;

/* Where a preparation stands; zeroed to begin. */
struct statement_run {
	int64_t cycle, date;          /* at work; 0: to be found */
	char place[2 * KEY_MAX + 32]; /* PLACE_TEXT */
	int64_t prepared;             /* statements so far */
	bool done;
};

/*
 * Prepares statements of at most `most` accounts; call it, each time in a
 * transaction of its own, until run->done. A cycle's day is prepared once it
 * has passed. What is there already stays as it is, so a run that was cut
 * short is gone on with, and another one does nothing.
 */
enum rc statement_prepare(
    struct txn *, struct statement_run *, int64_t today, int most) CHECK_RC;

/* The day that a cycle's statements are to be prepared for next: DATE_NONE
 * when a new cycle has none behind it yet. It is prepared when it has passed.
 */
struct statement_cycle;
int64_t statement_due(const struct statement_cycle *, int64_t today);

#endif
