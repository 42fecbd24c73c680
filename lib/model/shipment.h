/* Shipments (SO302000): what left the house for one order. */
#ifndef POSTERN_SHIPMENT_H
#define POSTERN_SHIPMENT_H

#include "address.h"
#include "document.h"

struct sales_order;

enum {
	SHIPMENT_ID = 1,
	SHIPMENT_REV,
	SHIPMENT_NO,
	SHIPMENT_STATUS,
	SHIPMENT_OPERATION,
	SHIPMENT_ORDER,
	SHIPMENT_ACCOUNT,
	SHIPMENT_DATE,
	ADDRESS_TAGS(SHIPMENT_SHIP),
	SHIPMENT_VIA,
	SHIPMENT_SUMMARY,
	SHIPMENT_QUANTITY,
	SHIPMENT_WEIGHT,
	SHIPMENT_PACKAGES,
	SHIPMENT_INVOICE,
	SHIPMENT_SHOWN,
	SHIPMENT_CREATED,
	SHIPMENT_CHANGED,
	SHIPMENT_WAREHOUSE,
};
enum shipment_status {
	SHIPMENT_ON_HOLD = 1,
	SHIPMENT_OPEN,
	SHIPMENT_CONFIRMED,
	SHIPMENT_INVOICED,
	SHIPMENT_COMPLETED,
};
enum shipment_operation { SHIPMENT_ISSUE = 1, SHIPMENT_RECEIPT };
enum {
	SHIPMENT_BY_NO = 1,  /* unique */
	SHIPMENT_BY_DATE,    /* prefix 0 */
	SHIPMENT_BY_STATUS,  /* (status) ship_date */
	SHIPMENT_OF_ORDER,   /* (order_id) ship_date */
	SHIPMENT_OF_ACCOUNT, /* (account_id) ship_date */
	SHIPMENT_OF_SHOWN,   /* (account_id, shown) ship_date; carry */
	SHIPMENT_OF_INVOICE, /* (invoice_id) */
};

struct shipment {
	int64_t id, rev;
	char shipment_no[31];
	int64_t status;
	int64_t operation;
	int64_t order_id;
	int64_t account_id;
	int64_t ship_date;
	ADDRESS_MEMBERS(ship);
	char ship_via[61];
	char summary[201];
	int64_t quantity; /* system: 1/1000 */
	int64_t weight;   /* system: kilograms, 1/1000 */
	int64_t packages; /* system */
	int64_t invoice_id;
	int64_t shown; /* system: IS_YES once confirmed */
	int64_t created, changed;
	int64_t warehouse; /* system: which goods go out of, or 0 */
};

enum {
	SHIPMENT_LINE_ID = 1,
	SHIPMENT_LINE_REV,
	SHIPMENT_LINE_SHIPMENT,
	SHIPMENT_LINE_NO,
	SHIPMENT_LINE_ORDER_LINE,
	SHIPMENT_LINE_PRODUCT,
	SHIPMENT_LINE_DESCRIPTION,
	SHIPMENT_LINE_UOM,
	SHIPMENT_LINE_QUANTITY,
};
enum {
	SHIPMENT_LINE_OF_SHIPMENT = 1, /* (shipment_id) line_no */
	SHIPMENT_LINE_OF_ORDER_LINE,   /* (order_line_id) shipment_id */
	SHIPMENT_LINE_OF_PRODUCT,      /* (item_id) */
};
struct shipment_line {
	int64_t id, rev;
	int64_t shipment_id;
	int64_t line_no;
	int64_t order_line_id;
	int64_t item_id;
	char description[201];
	char uom[11];
	int64_t quantity; /* 1/1000 */
};

enum {
	PACKAGE_ID = 1,
	PACKAGE_REV,
	PACKAGE_SHIPMENT,
	PACKAGE_NO,
	PACKAGE_DESCRIPTION,
	PACKAGE_WEIGHT,
	PACKAGE_TRACKING,
	PACKAGE_URL,
};
enum { PACKAGE_OF_SHIPMENT = 1 /* (shipment_id) package_no */ };
struct package {
	int64_t id, rev;
	int64_t shipment_id;
	int64_t package_no;
	char description[121];
	int64_t weight; /* kilograms, 1/1000 */
	char tracking_no[61];
	char tracking_url[301];
};

extern const struct entity shipment_entity, shipment_line_entity,
    package_entity;
extern const struct document shipment_document;
extern const struct choice shipment_statuses[], shipment_operations[];

/* document.put, while Open or On Hold. */
enum rc shipment_put(struct txn *, struct shipment *, struct shipment_line *,
    int n, struct problems *) CHECK_RC;
/*
 * A shipment of all of an order that can leave now, one for each warehouse;
 * made is the first. The order is Shipping. Of a return: a receipt of all that
 * is to come back.
 */
enum rc shipment_create(struct txn *, struct sales_order *, int64_t *made,
    struct problems *) CHECK_RC;
/* Goods have left, or are back: quantities go to the order's lines and are
 * taken off stock, or put there; the order becomes Completed or Back Order by
 * its shipping rule. */
enum rc shipment_confirm(
    struct txn *, struct shipment *, struct problems *) CHECK_RC;
/* Confirmed -> Open again. */
enum rc shipment_correct(
    struct txn *, struct shipment *, struct problems *) CHECK_RC;
/* Prepares the invoice (Balanced) of a confirmed shipment, the credit memo of
 * a receipt. */
enum rc shipment_invoice(
    struct txn *, struct shipment *, int64_t *made, struct problems *) CHECK_RC;
/* Still in the house. */
bool shipment_may_change(const struct shipment *);
/* Taken away, while its shipment is not confirmed. */
enum rc package_erase(
    struct txn *, const struct package *, struct problems *) CHECK_RC;
enum rc package_save(
    struct txn *, struct package *, struct problems *) CHECK_RC;
enum rc shipment_erase(
    struct txn *, struct shipment *, struct problems *) CHECK_RC;
bool shipment_step_exists(int64_t from, int64_t to);

#endif
