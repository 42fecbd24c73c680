/*
 * Checkouts: an announced payment on its way through a processing center, and
 * what the center has told of it. The center may tell it late, twice, or in
 * another order; the money is booked once.
 */
#ifndef POSTERN_CHECKOUT_H
#define POSTERN_CHECKOUT_H

#include "../record/record.h"

struct center;
struct payment;

enum {
	CHECKOUT_ID = 1,
	CHECKOUT_REV,
	CHECKOUT_TOKEN,
	CHECKOUT_CENTER,
	CHECKOUT_PAYMENT,
	CHECKOUT_STATUS,
	CHECKOUT_SESSION,
	CHECKOUT_ADDRESS,
	CHECKOUT_CURRENCY,
	CHECKOUT_AMOUNT,
	CHECKOUT_MADE,
	CHECKOUT_CREATED,
	CHECKOUT_CHANGED,
};
enum checkout_status {
	CHECKOUT_STARTED = 1, /* the center does not know of it yet */
	CHECKOUT_OPEN,        /* it has a page, where the customer may pay */
	CHECKOUT_PAID,
	CHECKOUT_ENDED, /* nothing was paid, and the page is closed */
};
enum {
	CHECKOUT_BY_TOKEN = 1, /* unique */
	CHECKOUT_BY_SESSION,   /* unique */
	CHECKOUT_OF_PAYMENT,   /* unique: payment_id */
	CHECKOUT_OF_CENTER,    /* (center_id) created */
	CHECKOUT_OF_MADE,      /* unique: made */
};
struct checkout {
	int64_t id, rev;
	char token[44]; /* what it is called between the center and us */
	int64_t center_id;
	int64_t payment_id;
	int64_t status;
	char session[201];  /* what the center calls it */
	char address[1501]; /* of the center's page */
	char currency[4];
	int64_t amount;
	int64_t made; /* REF payment: instead of one that was taken back */
	int64_t created, changed;
};

enum {
	NEWS_ID = 1,
	NEWS_REV,
	NEWS_EVENT,
	NEWS_CENTER,
	NEWS_KIND,
	NEWS_OUTCOME,
	NEWS_CHECKOUT,
	NEWS_CREATED,
};
enum news_kind {
	NEWS_PAID = 1,
	NEWS_WAITS, /* the customer is done, the money takes some days */
	NEWS_FAILED,
};
enum news_outcome {
	NEWS_TAKEN = 1,
	NEWS_IDLE, /* it changes nothing any more */
	NEWS_ODD,  /* another amount or currency than was asked for */
};
enum {
	NEWS_BY_EVENT = 1, /* unique: (center_id) event */
	NEWS_OF_CENTER,    /* (center_id) created */
	NEWS_OF_CHECKOUT,  /* (checkout_id) created */
};
/* One message of a center, kept so that it counts once. */
struct news {
	int64_t id, rev;
	char event[121];
	int64_t center_id;
	int64_t kind, outcome;
	int64_t checkout_id;
	int64_t created;
};

extern const struct entity checkout_entity, news_entity;

/* What a center says, read from its message. */
struct checkout_news {
	int64_t kind; /* 0: nothing of ours */
	char event[121], token[44], session[201];
	char payment[61]; /* what the center calls the money */
	char currency[4];
	int64_t amount;
};

/* For an announced payment by card. */
enum rc checkout_begin(struct txn *, const struct center *,
    const struct payment *, struct checkout *, struct problems *) CHECK_RC;
/* The center has given it a page; the same again is RC_SAME. */
enum rc checkout_opened(struct txn *, int64_t id, const char *session,
    const char *address, struct problems *) CHECK_RC;
/*
 * Paid: the announced payment is released. One that was withdrawn or rejected
 * in between is made anew, because the money has come. RC_SAME: this message
 * was taken before. RC_NOTFOUND: it is about nothing of ours.
 */
enum rc checkout_take(struct txn *, const struct center *,
    const struct checkout_news *, struct problems *) CHECK_RC;
/* Of a payment; RC_NOTFOUND. */
enum rc checkout_of(struct txn *, int64_t payment, struct checkout *) CHECK_RC;

#endif
