/*
 * Sales orders (SO301000): order, quote, return, with their lines. The status
 * machine is a table of steps in order_steps.c, the sums are in totals.c.
 */
#ifndef POSTERN_ORDER_H
#define POSTERN_ORDER_H

#include "address.h"
#include "document.h"

struct account;
struct invoice;
struct invoice_line;

enum {
	ORDER_ID = 1,
	ORDER_REV,
	ORDER_TYPE,
	ORDER_NO,
	ORDER_STATUS,
	ORDER_ACCOUNT,
	ORDER_CONTACT,
	ORDER_DATE,
	ORDER_REQUESTED,
	ORDER_EXPIRES,
	ORDER_CUSTOMER_PO,
	ORDER_EXTERNAL_REF,
	ORDER_EXTERNAL_ID,
	ORDER_SUMMARY,
	ORDER_CURRENCY,
	ORDER_TERMS,
	ORDER_SHIP_VIA,
	ORDER_SHIPPING_RULE,
	ADDRESS_TAGS(ORDER_SHIP),
	ADDRESS_TAGS(ORDER_BILL),
	ORDER_CHARGE,
	ORDER_NOTES,
	ORDER_LINE_TOTAL,
	ORDER_TAX_TOTAL,
	ORDER_TOTAL,
	ORDER_UNBILLED,
	ORDER_CHANNEL,
	ORDER_HOLD_REASON,
	ORDER_ACTIVE,
	ORDER_SHOWN,
	ORDER_CREATED,
	ORDER_CHANGED,
	ORDER_COMPLETED_ON,
	ORDER_CHARGE_TAX_CATEGORY,
	ORDER_CHARGE_TAX_RATE,
	ORDER_CHARGE_BILLED,
	ORDER_QUOTE,
	ORDER_UNPAID,
	ORDER_OWN_TYPE,
	ORDER_ACCEPTED_BY,
	ORDER_DECLINED,
	ORDER_RETURN_OF,
	ORDER_TO_PREPAY,
	ORDER_PREPAID,
};

enum order_template { ORDER_SO = 1, ORDER_QT, ORDER_RC };
enum order_status {
	ORDER_ON_HOLD = 1,
	ORDER_CREDIT_HOLD,
	ORDER_AWAITING_PAYMENT,
	ORDER_OPEN,
	ORDER_SHIPPING,
	ORDER_BACK_ORDER,
	ORDER_INVOICED,
	ORDER_COMPLETED,
	ORDER_CANCELED,
	ORDER_EXPIRED,
};
enum shipping_rule {
	SHIP_BACK_ORDER = 1, /* ship what is there, the rest stays open */
	SHIP_COMPLETE,       /* all or nothing */
	SHIP_CANCEL_REST,    /* ship once, drop the rest */
};
/* Why it is on Credit Hold; the portal says it in plain words. */
enum hold_reason {
	HOLD_LIMIT = 1, /* the credit limit would be passed */
	HOLD_OVERDUE,   /* documents are overdue for too long */
	HOLD_ACCOUNT,   /* the account itself is on hold */
};

enum {
	ORDER_BY_NO = 1,    /* unique: (order_type) order_no */
	ORDER_BY_DATE,      /* prefix 0 */
	ORDER_BY_STATUS,    /* (status) order_date */
	ORDER_BY_TYPE,      /* (order_type) order_date */
	ORDER_TYPE_ACTIVE,  /* (order_type, active) order_date */
	ORDER_OF_ACCOUNT,   /* (account_id) order_date: the ERP's tab */
	ORDER_SHOWN_DATE,   /* (account_id, shown) order_date; carry */
	ORDER_SHOWN_ACTIVE, /* (account_id, shown, active) order_date; carry */
	ORDER_OF_PO,        /* (account_id, customer_po) */
	ORDER_BY_EXTERNAL,  /* unique: external_id */
	ORDER_OF_CONTACT,   /* (contact_id) order_date */
	ORDER_OF_TERMS,     /* (terms) order_date */
	ORDER_OF_QUOTE,     /* unique: quote_id */
	ORDER_OWED,         /* (unpaid, account_id, shown) order_date; carry */
	ORDER_SHOWN_TYPE,   /* (account_id, shown, order_type) order_date */
	ORDER_OF_TYPE,      /* (type_code) order_date: of types of our own */
	ORDER_RETURNS_OF,   /* (return_of): what came back of an order */
};

struct sales_order {
	int64_t id, rev;
	int64_t order_type; /* enum order_template */
	char order_no[31];
	int64_t status;
	int64_t account_id;
	int64_t contact_id;
	int64_t order_date;
	int64_t requested_date;
	int64_t expires; /* a quote's last day */
	char customer_po[81];
	char external_ref[81]; /* free text of the other side */
	char external_id[81];  /* key in another system */
	char summary[201];
	char currency[4];
	int64_t terms;
	char ship_via[61];
	int64_t shipping_rule;
	ADDRESS_MEMBERS(ship);
	ADDRESS_MEMBERS(bill);
	int64_t charge_amount; /* freight, before tax */
	int64_t charge_tax_category, charge_tax_rate;
	char notes[2001];
	/* System: kept by order_put and the verbs. */
	int64_t line_total; /* sum of line amounts */
	int64_t tax_total;
	int64_t total;
	int64_t unbilled; /* total of what is neither invoiced nor canceled */
	int64_t charge_billed; /* freight on released invoices */
	int64_t quote_id;      /* REF order: the quote it was made of, or 0 */
	int64_t channel;
	int64_t hold_reason;
	int64_t active; /* IS_YES while something is to be done */
	int64_t shown;  /* IS_YES: on the portal */
	int64_t created, changed, completed_on;
	int64_t unpaid;       /* IS_YES: an invoice of it is open, or 0 */
	int64_t type_code;    /* REF order_type; 0: that of its template */
	char accepted_by[81]; /* who accepted a quote */
	char declined[201];   /* why a quote was declined */
	int64_t return_of;    /* REF order: whose goods come back, or 0 */
	int64_t to_prepay;    /* what is to be paid before it is Open */
	int64_t prepaid;      /* what released payments have brought for it */
};

enum {
	ORDER_LINE_ID = 1,
	ORDER_LINE_REV,
	ORDER_LINE_ORDER,
	ORDER_LINE_NO,
	ORDER_LINE_PRODUCT,
	ORDER_LINE_DESCRIPTION,
	ORDER_LINE_UOM,
	ORDER_LINE_QUANTITY,
	ORDER_LINE_PRICE,
	ORDER_LINE_MANUAL,
	ORDER_LINE_DISCOUNT,
	ORDER_LINE_AMOUNT,
	ORDER_LINE_TAX,
	ORDER_LINE_TAX_CATEGORY,
	ORDER_LINE_TAX_RATE,
	ORDER_LINE_REQUESTED,
	ORDER_LINE_PROMISED,
	ORDER_LINE_SHIPPED,
	ORDER_LINE_BILLED,
	ORDER_LINE_CANCELED,
	ORDER_LINE_CURRENCY,
	ORDER_LINE_NOTE,
	ORDER_LINE_AMOUNT_KEPT,
	ORDER_LINE_WAREHOUSE,
	ORDER_LINE_PROMISED_QTY,
	ORDER_LINE_PROMISED_BASE,
	ORDER_LINE_STOCK,
	ORDER_LINE_WAITS,
	ORDER_LINE_PROMISED_BEFORE,
	ORDER_LINE_PROMISE_NOTE,
	ORDER_LINE_RETURN_OF,
};
enum {
	ORDER_LINE_OF_ORDER = 1, /* (order_id) line_no */
	ORDER_LINE_OF_PRODUCT,   /* (item_id) order_id */
	ORDER_LINE_OF_STOCK,     /* (stock_id) waits_since: claims on it */
	ORDER_LINE_RETURNS_OF,   /* (return_of_line): what came back of it */
};

struct order_line {
	int64_t id, rev;
	int64_t order_id;
	int64_t line_no;
	int64_t item_id; /* 0: a line of text and price alone */
	char description[201];
	char uom[11];
	int64_t quantity;   /* 1/1000 */
	int64_t unit_price; /* 1/10000 */
	int64_t manual_price;
	int64_t discount_pct; /* 1/1000 percent */
	int64_t line_amount;  /* minor units, after discount, before tax */
	int64_t tax_code;     /* REF tax */
	int64_t tax_category, tax_rate;
	int64_t line_requested_date, promised_date;
	/* 1/1000: kept by shipments and invoices. Of an order that comes in as
	 * history they are what the file says. */
	int64_t shipped, billed, canceled;
	char currency[4]; /* system: the order's */
	char line_note[501];
	int64_t amount_kept; /* bool: line_amount is history's, a cent off */
	int64_t warehouse;   /* 0: any; set when something is promised */
	/* System, kept by stock_promise: how much of what is open is promised,
	 * in the line's unit and in the item's own; the rest of it is on back
	 * order. All 0 where no stock is kept. */
	int64_t promised_qty, promised_base;
	int64_t stock_id;    /* REF stock: what it has a claim on */
	int64_t waits_since; /* the order's date while some is on back order */
	int64_t promised_before; /* system: promised_date before it changed */
	char promise_note[121];  /* why; the customer reads it */
	int64_t return_of_line; /* id of the line whose goods come back, or 0 */
};

extern const struct entity order_entity, order_line_entity;
extern const struct document order_document;
extern const struct choice order_types[], order_statuses[], shipping_rules[],
    hold_reasons[];

/*
 * document.put: drafts and open orders nothing has been shipped of; of others
 * RC_SAME when nothing is contradicted, else RC_REFUSED. New ones are numbered
 * (SO000001) unless a number is given, and left On Hold. A status given to a
 * new order in the batch channel is taken as history: open, completed and
 * canceled orders come in as such, with what the lines say of shipped, billed
 * and canceled quantities; a completed one whose lines say nothing was shipped
 * and billed in full. A later file can make an order nothing was built on
 * completed or canceled; other changes of status have their verbs.
 */
enum rc order_put(struct txn *, struct sales_order *, struct order_line *,
    int n, struct problems *) CHECK_RC;

/* Fills what the account knows (addresses, currency, terms, rule) where the
 * order says nothing. */
enum rc order_defaults(
    struct txn *, struct sales_order *, struct problems *) CHECK_RC;
/* Fills what item and customer know where the line says nothing: text, unit,
 * price, tax. A price that is given is kept, and then manual; so is a price
 * of 0 that says manual_price. */
enum rc order_line_defaults(struct txn *, const struct sales_order *,
    struct order_line *, struct problems *) CHECK_RC;

/* ---- verbs; the order comes loaded, rev is the one the user saw */

/* On Hold -> Open, or Credit Hold with its reason. */
enum rc order_release(
    struct txn *, struct sales_order *, struct problems *) CHECK_RC;
enum rc order_hold(
    struct txn *, struct sales_order *, struct problems *) CHECK_RC;
/* Credit Hold -> Open, by staff; refused while the account is on hold. */
enum rc order_release_credit(
    struct txn *, struct sales_order *, struct problems *) CHECK_RC;
/* Awaiting Payment -> Open, by staff: it goes before the money comes. */
enum rc order_waive(
    struct txn *, struct sales_order *, struct problems *) CHECK_RC;
/* A draft of the payment that it waits for; *made is its id. */
enum rc order_prepay(struct txn *, struct sales_order *, int64_t *made,
    struct problems *) CHECK_RC;
enum rc order_cancel(
    struct txn *, struct sales_order *, struct problems *) CHECK_RC;
enum rc order_reopen(
    struct txn *, struct sales_order *, struct problems *) CHECK_RC;
/* A quote becomes a new order (id in *made); the quote is Completed. */
enum rc order_from_quote(struct txn *, struct sales_order *, int64_t *made,
    struct problems *) CHECK_RC;
/*
 * By the customer, who gives a name: the quote becomes an order (id in *made),
 * which is released as far as its type and the credit check let it.
 */
enum rc order_accept(struct txn *, struct sales_order *quote, const char *name,
    int64_t *made, struct problems *) CHECK_RC;
/* By the customer, or for one, with a reason: the quote is Canceled. */
enum rc order_decline(struct txn *, struct sales_order *quote,
    const char *reason, struct problems *) CHECK_RC;
/* The order that was made of a quote. */
enum rc order_of_quote(
    struct txn *, int64_t quote, struct sales_order *made) CHECK_RC;
/*
 * Open quotes whose last day lies before this one are Expired: `most` of them
 * at once; *more: there are others.
 */
enum rc order_expire(struct txn *, int64_t day, int most, bool *more,
    struct problems *) CHECK_RC;
/* ---- returns (order_return.c) */

struct order_back {
	int64_t line_id;  /* of the order whose goods come back */
	int64_t quantity; /* 1/1000, in its unit */
};
/* A return of lines of an order, at the prices at which they went; why may be
 * empty. Goods come back with its receipt, money with the credit memo. */
enum rc order_return(struct txn *, struct sales_order *,
    const struct order_back *, int n, const char *why, int64_t *made,
    struct problems *) CHECK_RC;
/* What was shipped of a line and is on no return, but for one order's. */
enum rc order_line_returnable(struct txn *, const struct order_line *,
    int64_t except_order, int64_t *left) CHECK_RC;

/* Taken away with its lines, while nothing was built on it. */
enum rc order_erase(
    struct txn *, struct sales_order *, struct problems *) CHECK_RC;

/*
 * Promised dates, and why they changed, of lines that are open; whatever else
 * the lines given say is not looked at. Problems tell the line, from 1.
 */
enum rc order_promise(struct txn *, struct sales_order *,
    const struct order_line *, int n, struct problems *) CHECK_RC;
/* A sales order that is under way. */
bool order_may_promise(const struct sales_order *);
bool order_step_exists(int64_t from, int64_t to);
bool order_may_change(const struct sales_order *);
/* Open quantity of a line, 1/1000: neither shipped nor canceled. */
int64_t order_line_open(const struct order_line *);
/* Neither invoiced nor canceled. */
int64_t order_line_unbilled(const struct order_line *);
/* What can be shipped of it now: open and on no other shipment. */
enum rc order_line_shippable(
    struct txn *, const struct order_line *, int64_t *) CHECK_RC;
/* Line amounts, totals and unbilled, from everything else; false: an amount
 * does not fit. */
bool order_sums(struct sales_order *, struct order_line *, int n);
/* Stock items are shipped before they are billed; services and returns not. */
bool order_needs_shipment(
    struct txn *, const struct sales_order *, const struct order_line *, int n);

/*
 * Another order of this account has the same customer order number: for a
 * question to whoever enters it. number, when not NULL, receives that order's.
 */
bool order_po_taken(struct txn *, int64_t account, const char *po,
    int64_t except_id, char number[31]);

/* ---- why an order may not go on (order_credit.c) */

/* Documents may be overdue for so many days before orders are held. */
enum { CREDIT_OVERDUE_DAYS = 30 };
/* enum hold_reason, or 0. */
enum rc order_credit(struct txn *, const struct sales_order *,
    const struct account *, int64_t *reason) CHECK_RC;

/* ---- billing (order_billing.c): what invoices tell their order */

/* An invoice was issued, paid, or taken away: is its order unpaid now? */
enum rc order_invoice_changed(struct txn *, const struct invoice *) CHECK_RC;

/* A draft invoice of everything was made: Open -> Invoiced. */
enum rc order_invoice_made(
    struct txn *, struct sales_order *, struct problems *) CHECK_RC;
/* A draft was voided or erased: its order and shipments are as before it. */
enum rc order_invoice_gone(
    struct txn *, const struct invoice *, struct problems *) CHECK_RC;
/*
 * Released (sign 1): billed quantities grow, shipments and order are Completed
 * when all is done. Canceled (sign -1): it can be billed again. Lines without
 * order_line_id do not count, nor do corrections (credit memos of an invoice).
 */
enum rc order_invoiced(struct txn *, const struct invoice *,
    const struct invoice_line *, int n, int sign, struct problems *) CHECK_RC;

#endif
