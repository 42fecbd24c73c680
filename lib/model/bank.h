/*
 * What our bank says: entries of its statements, and the payments they are.
 * Files bring them; a person, or an exact match, confirms what they mean.
 */
#ifndef POSTERN_BANK_H
#define POSTERN_BANK_H

#include "../record/record.h"

struct payment;

enum {
	BANK_ENTRY_ID = 1,
	BANK_ENTRY_REV,
	BANK_ENTRY_REF,
	BANK_ENTRY_ACCOUNT,
	BANK_ENTRY_BANK_REF,
	BANK_ENTRY_STATUS,
	BANK_ENTRY_BOOKED,
	BANK_ENTRY_VALUE,
	BANK_ENTRY_CURRENCY,
	BANK_ENTRY_AMOUNT,
	BANK_ENTRY_PAYER_NAME,
	BANK_ENTRY_PAYER_ACCOUNT,
	BANK_ENTRY_REFERENCE,
	BANK_ENTRY_TEXT,
	BANK_ENTRY_PAYMENT,
	BANK_ENTRY_FROM,
	BANK_ENTRY_CREATED,
	BANK_ENTRY_CHANGED,
	BANK_ENTRY_PAYMENT_NO,
};
enum bank_status { BANK_OPEN = 1, BANK_MATCHED, BANK_IGNORED };
/* How a matched entry came by its payment. */
enum bank_from {
	BANK_MADE = 1, /* the payment was made of it */
	BANK_RELEASED, /* it was announced, or a draft, and released by it */
	BANK_FOUND,    /* it had been recorded and released before */
};
enum {
	BANK_BY_REF = 1, /* unique */
	BANK_BY_STATUS,  /* (status) booked_date */
	BANK_BY_DATE,    /* prefix 0 */
	BANK_OF_PAYER,   /* (payer_account, status) booked_date */
	BANK_OF_PAYMENT, /* unique: payment_id */
};

struct bank_entry {
	int64_t id, rev;
	char entry_ref[41];    /* system: what tells entries apart */
	char bank_account[41]; /* ours */
	char bank_ref[81];     /* the bank's own number of the entry, or "" */
	int64_t status;        /* system */
	int64_t booked_date, value_date;
	char currency[4];
	int64_t amount;         /* below 0: money that went out */
	char payer_name[141];   /* or who was paid */
	char payer_account[41]; /* without blanks */
	char reference[141];    /* structured, or end to end */
	char text[501];
	int64_t payment_id; /* system */
	int64_t from;       /* system */
	int64_t created, changed;
	char payment_no[31]; /* system: the payment's, for files */
};

extern const struct entity bank_entry_entity;
extern const struct choice bank_statuses[];

/*
 * Sets entry_ref: of our account and the bank's number, or, without one, of
 * all that the bank says; the nth that is so within a file.
 */
void bank_entry_ref(struct bank_entry *, int nth);
/*
 * The way in for files. What is matched or ignored, and an amount, is not
 * changed any more: RC_REFUSED with a sentence.
 */
enum rc bank_entry_save(
    struct txn *, struct bank_entry *, struct problems *) CHECK_RC;

/* ---- what an open entry may mean */

enum bank_why {
	BANK_BY_NUMBER = 1, /* it names documents */
	BANK_BY_ANNOUNCED,  /* the customer said that so much would come */
	BANK_BY_RECORDED,   /* a payment is there already */
	BANK_BY_PAYER,      /* the same bank account paid before */
	BANK_BY_NAME,       /* the payer is called like the customer */
	BANK_BY_REFUND,     /* we owed so much */
};
enum { BANK_LINES = 20, BANK_PROPOSALS = 6 };

struct bank_line {
	int64_t invoice_id, amount;
};
struct bank_proposal {
	enum bank_why why;
	int64_t account_id;
	int64_t payment_id; /* a stored payment or refund, or 0: a new one */
	bool exact; /* certain enough to be confirmed without a question */
	int n;
	struct bank_line line[BANK_LINES]; /* what a new payment pays */
};

/* Best first; returns how many. Reads a bounded number of records. */
int bank_propose(
    struct txn *, const struct bank_entry *, struct bank_proposal *);
/* A sentence for it, N_(). */
const char *bank_why_says(enum bank_why);

/* ---- verbs; rev is the one the user saw */

/* A released payment of the whole entry by account, which pays the lines; what
 * is left stays unapplied. Problems about line n have row n. */
enum rc bank_confirm(struct txn *, struct bank_entry *, int64_t account,
    const struct bank_line *, int n, struct problems *) CHECK_RC;
/* A stored payment or refund of the same amount: a draft or an announced one
 * is released with it. */
enum rc bank_confirm_payment(struct txn *, struct bank_entry *, int64_t payment,
    struct problems *) CHECK_RC;
/* As proposed. */
enum rc bank_accept(struct txn *, struct bank_entry *,
    const struct bank_proposal *, struct problems *) CHECK_RC;
enum rc bank_ignore(
    struct txn *, struct bank_entry *, struct problems *) CHECK_RC;
/* Open again; a payment that was made of it or released by it is voided. */
enum rc bank_reopen(
    struct txn *, struct bank_entry *, struct problems *) CHECK_RC;
/* The entry that a payment was matched with; RC_NOTFOUND. */
enum rc bank_entry_of(
    struct txn *, int64_t payment, struct bank_entry *) CHECK_RC;

#endif
