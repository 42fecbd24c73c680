/*
 * Notices: what is to reach a customer on paper or by mail, each customer,
 * kind and date once (AR503500). A statement's is made when the statement is
 * prepared, a reminder's when a document has become late enough (remind).
 * What it says is made from documents when it is sent or printed.
 */
#ifndef POSTERN_NOTICE_H
#define POSTERN_NOTICE_H

#include "../record/record.h"

struct account;
struct statement_cycle;

enum {
	NOTICE_ID = 1,
	NOTICE_REV,
	NOTICE_ACCOUNT,
	NOTICE_KIND,
	NOTICE_DATE,
	NOTICE_LEVEL,
	NOTICE_STATUS,
	NOTICE_RECIPIENT,
	NOTICE_TRIES,
	NOTICE_FAILURES,
	NOTICE_TRIED_ON,
	NOTICE_DONE_ON,
	NOTICE_WHY,
};
enum {
	NOTICE_BY = 1,     /* unique: (account_id, kind) notice_date */
	NOTICE_OF_ACCOUNT, /* (account_id) notice_date */
	NOTICE_BY_STATUS,  /* (status) notice_date */
	NOTICE_BY_DATE,    /* notice_date */
};
enum notice_kind { NOTICE_STATEMENT = 1, NOTICE_REMINDER };
enum notice_status {
	NOTICE_TO_MAIL = 1,
	NOTICE_SENDING, /* handed to the mail system, or about to be */
	NOTICE_MAILED,
	NOTICE_TO_PRINT,
	NOTICE_PRINTED,
	NOTICE_FAILED,   /* somebody has to look at it */
	NOTICE_LEFT_OUT, /* nothing was to be said any more */
};

struct notice {
	int64_t id, rev;
	int64_t account_id;
	int64_t kind;
	int64_t notice_date;
	int64_t level; /* of a reminder: 1, 2, 3 */
	int64_t status;
	char recipient[121];
	int64_t tries, failures; /* of its mail */
	int64_t tried_on, done_on;
	char why[161]; /* of Failed and Left out */
};
extern const struct entity notice_entity;
extern const struct choice notice_statuses[], notice_kinds[];

/* Makes one unless it is there; RC_SAME: it was. by_mail: where there is an
 * address, with a mail in the outbox, else it is to be printed. */
enum rc notice_make(struct txn *, const struct account *, enum notice_kind kind,
    int64_t date, int64_t level, bool by_mail) CHECK_RC;

/* ---- its mail, which is sent as all are (outbox.h) */

struct outbox;
/* A notice's mail goes to the address that holds on that day; gone: there is
 * none. Other mails stay as they are. */
enum rc notice_address_now(struct txn *, struct outbox *, bool *gone) CHECK_RC;
/* The notice stands as its mail does; why: of what failed. */
enum rc notice_follow(
    struct txn *, const struct outbox *, const char *why) CHECK_RC;
/* Nothing was to be said any more. */
enum rc notice_left_out(
    struct txn *, const struct outbox *, const char *why) CHECK_RC;
/* For upgrades: one of an older version gets its mail. */
enum rc notice_mend(struct txn *, void *notice) CHECK_RC;

/* ---- steps of the clerk; rev is the one that was seen */

enum rc notice_printed(
    struct txn *, struct notice *, struct problems *) CHECK_RC;
enum rc notice_print(struct txn *, struct notice *, struct problems *) CHECK_RC;
/* To be sent, again if need be. */
enum rc notice_mail(struct txn *, struct notice *, struct problems *) CHECK_RC;
bool notice_may_become(const struct notice *, int64_t status);

/* ---- remind.c: reminders of what is overdue */

struct remind_run {
	char place[2 * KEY_MAX + 32]; /* PLACE_TEXT */
	int64_t made;
	bool done;
};

/*
 * Makes the notices of reminders that are due today, looking at `most` overdue
 * documents; call it, each time in a transaction of its own, until run->done.
 * A document is reminded of level by level; a customer gets one reminder a
 * day, of the highest level among the documents that came to one.
 */
enum rc remind_prepare(
    struct txn *, struct remind_run *, int64_t today, int most) CHECK_RC;
/* The level that a document is to be reminded of today; 0: none. */
struct invoice;
int64_t remind_level(
    const struct statement_cycle *, const struct invoice *, int64_t today);

#endif
