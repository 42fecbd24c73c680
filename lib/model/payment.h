/*
 * Payments and applications (AR302000): money received or returned, and which
 * documents it pays. A credit memo pays documents too: then `credit_id` is
 * set and payment_id is 0.
 */
#ifndef POSTERN_PAYMENT_H
#define POSTERN_PAYMENT_H

#include "document.h"

struct invoice;

enum {
	PAYMENT_ID = 1,
	PAYMENT_REV,
	PAYMENT_NO,
	PAYMENT_TYPE,
	PAYMENT_STATUS,
	PAYMENT_ACCOUNT,
	PAYMENT_DATE,
	PAYMENT_METHOD,
	PAYMENT_REFERENCE,
	PAYMENT_CURRENCY,
	PAYMENT_AMOUNT,
	PAYMENT_SUMMARY,
	PAYMENT_EXTERNAL_ID,
	PAYMENT_APPLIED,
	PAYMENT_UNAPPLIED,
	PAYMENT_CHANNEL,
	PAYMENT_SHOWN,
	PAYMENT_CREATED,
	PAYMENT_CHANGED,
	PAYMENT_RELEASED_ON,
	PAYMENT_ENDED,
	PAYMENT_REASON,
	PAYMENT_ORDER,
};
enum payment_type { PAYMENT_PAYMENT = 1, PAYMENT_PREPAYMENT, PAYMENT_REFUND };
enum payment_status {
	PAYMENT_ON_HOLD = 1,
	PAYMENT_BALANCED,
	PAYMENT_PENDING, /* Pending Processing: the customer says so */
	PAYMENT_OPEN,
	PAYMENT_CLOSED,
	PAYMENT_VOIDED,
};
/* How an announced payment came to nothing. */
enum payment_ended { PAYMENT_WITHDRAWN = 1, PAYMENT_REJECTED };
enum payment_method {
	METHOD_TRANSFER = 1,
	METHOD_CARD,
	METHOD_DIRECT_DEBIT,
	METHOD_CHECK,
	METHOD_CASH,
	METHOD_OTHER,
};
enum {
	PAYMENT_BY_NO = 1,   /* unique */
	PAYMENT_BY_DATE,     /* prefix 0 */
	PAYMENT_BY_STATUS,   /* (status) payment_date */
	PAYMENT_OF_ACCOUNT,  /* (account_id) payment_date */
	PAYMENT_SHOWN_DATE,  /* (account_id, shown) payment_date; carry */
	PAYMENT_BY_EXTERNAL, /* unique: external_id */
	PAYMENT_IN_STATUS,   /* (account_id, status) payment_date */
	PAYMENT_OF_ORDER,    /* (order_id) payment_date: in advance */
};

struct payment {
	int64_t id, rev;
	char payment_no[31];
	int64_t payment_type;
	int64_t status;
	int64_t account_id;
	int64_t payment_date;
	int64_t method;
	char reference[81]; /* of the bank, or of the cheque */
	char currency[4];
	int64_t amount;
	char summary[201];
	char external_id[81];
	int64_t applied;   /* system */
	int64_t unapplied; /* system: amount - applied, once released */
	int64_t channel;
	int64_t shown; /* system: IS_YES when pending, open, closed, or voided
			* after it was one of these */
	int64_t created, changed, released_on;
	int64_t ended;    /* system: of a voided one that was announced */
	char reason[201]; /* system: why it was rejected */
	int64_t order_id; /* system: REF order, paid in advance; or 0 */
};

enum {
	APPLICATION_ID = 1,
	APPLICATION_REV,
	APPLICATION_PAYMENT,
	APPLICATION_NO,
	APPLICATION_CREDIT,
	APPLICATION_INVOICE,
	APPLICATION_DOC_TYPE,
	APPLICATION_INVOICE_NO,
	APPLICATION_AMOUNT,
	APPLICATION_DATE,
	APPLICATION_CURRENCY,
	APPLICATION_REFUNDED,
};
/* enum invoice_type, and for refunds: */
enum { APPLIED_PAYMENT = 4 };
enum {
	APPLICATION_OF_PAYMENT = 1, /* (payment_id) line_no */
	APPLICATION_OF_INVOICE,     /* (invoice_id) date */
	APPLICATION_OF_CREDIT,      /* (credit_id) date */
	APPLICATION_OF_REFUNDED,    /* (refunded_id) date */
};
struct application {
	int64_t id, rev;
	int64_t payment_id;
	int64_t line_no;
	int64_t credit_id;    /* REF invoice: the memo that pays */
	int64_t invoice_id;   /* REF invoice: what is paid */
	int64_t applied_type; /* what is paid, as files name it */
	char applied_no[31];
	int64_t applied_amount;
	int64_t applied_date;
	char currency[4];
	int64_t refunded_id; /* REF payment: whose money a refund returns */
};

extern const struct entity payment_entity, application_entity;
extern const struct document payment_document;
extern const struct choice payment_types[], payment_statuses[],
    payment_methods[], payment_endings[], applied_types[];

/*
 * document.put: lines are applications, by type and number. They take effect
 * when the payment is released. In the batch channel a new one is released at
 * once, unless its status says hold, balanced or pending. A final one: RC_SAME
 * when nothing contradicts what is stored, else RC_REFUSED.
 *
 * A refund is money that goes out. Its lines say where that money was: in
 * credit memos, or in payments that were not used up; together they are its
 * amount, so it is Closed when it is released.
 */
enum rc payment_put(struct txn *, struct payment *, struct application *, int n,
    struct problems *) CHECK_RC;

/* ---- verbs */

/*
 * What was announced is paid as far as it is still open; the rest of the money
 * stays unapplied. Lines that staff wrote are refused when they are too much.
 */
enum rc payment_release(
    struct txn *, struct payment *, struct problems *) CHECK_RC;
/* Pays amount of an open document; both sides and the summary follow. */
enum rc payment_apply(struct txn *, struct payment *, struct invoice *,
    int64_t amount, struct problems *) CHECK_RC;
enum rc credit_apply(struct txn *, struct invoice *memo, struct invoice *,
    int64_t amount, struct problems *) CHECK_RC;
/* To the open documents of the account, oldest due date first. */
enum rc payment_auto_apply(
    struct txn *, struct payment *, struct problems *) CHECK_RC;
enum rc payment_unapply(
    struct txn *, struct application *, struct problems *) CHECK_RC;
/* Unapplies everything, then Voided. Refused while a refund took of it. */
enum rc payment_void(
    struct txn *, struct payment *, struct problems *) CHECK_RC;
/* A draft, or an imported one that nobody changed since; what it paid is open
 * again. */
enum rc payment_erase(
    struct txn *, struct payment *, struct problems *) CHECK_RC;
/* The sentence for one that pays more than what is left. */
void application_over(
    const struct application *, int64_t left, struct problems *);
/*
 * The day from which an application counts: never before the payment or memo
 * that brought the money, whatever a file says. DATE_NONE: it does not, being
 * the line of a draft.
 */
enum rc application_counts(
    struct txn *, const struct application *, int64_t *day) CHECK_RC;
/* ---- what a customer announces (payment_announce.c)
 *
 * It is Pending Processing, has its number and the reference the payer is to
 * give, and counts nowhere until it is released: by a clerk, by an entry of the
 * bank, or by a processing center. It can be withdrawn or rejected until then.
 */

/*
 * p: account, currency, method and summary; the amount is that of its lines.
 * Together with what is announced already no document gets more than is open.
 */
enum rc payment_announce(struct txn *, struct payment *, struct application *,
    int n, struct problems *) CHECK_RC;
/* How much of a document announced payments are to pay. */
enum rc payment_announced_on(
    struct txn *, int64_t invoice, int64_t *sum) CHECK_RC;
enum rc payment_withdraw(
    struct txn *, struct payment *, struct problems *) CHECK_RC;
/* The customer reads the reason. */
enum rc payment_reject(struct txn *, struct payment *, const char *reason,
    struct problems *) CHECK_RC;

bool payment_step_exists(int64_t from, int64_t to);
bool payment_may_change(const struct payment *);

#endif
