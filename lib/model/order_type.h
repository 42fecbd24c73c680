/*
 * Order types (SO201000): what an order of this type does by itself. Each is
 * of a template, enum order_template, that says what it is: a sale, a quote, a
 * return. SO, QT and RC are there without a record, with the settings they
 * had before there were records.
 */
#ifndef POSTERN_ORDER_TYPE_H
#define POSTERN_ORDER_TYPE_H

#include "../record/record.h"

struct sales_order;

enum {
	ORDER_TYPE_ID = 1,
	ORDER_TYPE_REV,
	ORDER_TYPE_CODE,
	ORDER_TYPE_DESCRIPTION,
	ORDER_TYPE_TEMPLATE,
	ORDER_TYPE_PREFIX,
	ORDER_TYPE_HOLD,
	ORDER_TYPE_CREDIT_HOLD,
	ORDER_TYPE_PAYMENT_RELEASES,
	ORDER_TYPE_REQUIRE_PO,
	ORDER_TYPE_PREPAYMENT,
	ORDER_TYPE_IS_ACTIVE,
};
enum { ORDER_TYPE_BY_CODE = 1 /* unique */ };

struct order_type {
	int64_t id, rev;
	char code[3]; /* SO */
	char description[61];
	int64_t template;    /* enum order_template */
	char prefix[11];     /* of its numbers; types of one share a sequence */
	int64_t hold;        /* bool: a new one waits On Hold for its release */
	int64_t credit_hold; /* bool: Credit Hold when the check fails */
	int64_t payment_releases; /* bool: money that comes ends that hold */
	int64_t require_po;       /* bool: a customer order number */
	int64_t prepayment;       /* 1/1000 percent, before it is Open */
	int64_t active;
};

extern const struct entity order_type_entity;
enum rc order_type_save(
    struct txn *, struct order_type *, struct problems *) CHECK_RC;
/* By its code; SO, QT, RC always. */
enum rc order_type_find(
    struct txn *, const char *code, struct order_type *) CHECK_RC;
/* The type of an order, which may be of none but its template. */
enum rc order_type_of(
    struct txn *, const struct sales_order *, struct order_type *) CHECK_RC;
/* For put: the template of a new order is that of its type, which is active. */
enum rc order_type_fill(
    struct txn *, struct sales_order *, struct problems *) CHECK_RC;
/* For put, when nothing can go wrong any more: the next number of its type,
 * unless it has one. */
enum rc order_type_number(struct txn *, const struct order_type *,
    struct sales_order *, struct problems *) CHECK_RC;
/* Records of SO, QT and RC, where there are none. RC_SAME: there are. */
enum rc order_type_seed(struct txn *, struct problems *) CHECK_RC;

#endif
