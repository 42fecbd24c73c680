/* What a customer asks about an order: to change it, or a question. */
#ifndef POSTERN_ORDER_REQUEST_H
#define POSTERN_ORDER_REQUEST_H

#include "../record/record.h"

struct sales_order;

enum {
	ORDER_REQUEST_ID = 1,
	ORDER_REQUEST_REV,
	ORDER_REQUEST_ORDER,
	ORDER_REQUEST_ACCOUNT,
	ORDER_REQUEST_CONTACT,
	ORDER_REQUEST_TEXT,
	ORDER_REQUEST_ASKED,
	ORDER_REQUEST_STATUS,
	ORDER_REQUEST_ANSWER,
	ORDER_REQUEST_ANSWERED,
	ORDER_REQUEST_BY,
};
enum {
	ORDER_REQUEST_OF_ORDER = 1, /* (order_id) */
	ORDER_REQUEST_BY_STATUS,    /* (status) asked */
	ORDER_REQUEST_OF_ACCOUNT,   /* (account_id) asked */
	ORDER_REQUEST_OF_CONTACT,   /* (contact_id) */
};
enum request_status { REQUEST_WAITS = 1, REQUEST_ANSWERED };

struct order_request {
	int64_t id, rev;
	int64_t order_id, account_id, contact_id;
	char text[2001];
	int64_t asked;
	int64_t status;
	char answer[2001];
	int64_t answered;
	char answered_by[81];
};
extern const struct entity order_request_entity;
extern const struct choice request_statuses[];

/* Of an order that is not over; one at a time. */
enum rc order_request_ask(struct txn *, const struct sales_order *,
    int64_t contact, const char *text, struct problems *) CHECK_RC;
/* rev is the one that was seen. */
enum rc order_request_answer(struct txn *, struct order_request *,
    const char *answer, struct problems *) CHECK_RC;

#endif
