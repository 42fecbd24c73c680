/*
 * Invoices, debit and credit memos (AR301000, SO303000). Amounts of a credit
 * memo are positive: the type gives the sign.
 */
#ifndef POSTERN_INVOICE_H
#define POSTERN_INVOICE_H

#include "address.h"
#include "document.h"

struct sales_order;

enum {
	INVOICE_ID = 1,
	INVOICE_REV,
	INVOICE_TYPE,
	INVOICE_NO,
	INVOICE_STATUS,
	INVOICE_ACCOUNT,
	INVOICE_DATE,
	INVOICE_DUE,
	INVOICE_DISCOUNT_DATE,
	INVOICE_TERMS,
	INVOICE_CURRENCY,
	INVOICE_ORDER_NO,
	INVOICE_ORDER,
	INVOICE_CUSTOMER_PO,
	INVOICE_CORRECTS_NO,
	INVOICE_CORRECTS,
	INVOICE_SUMMARY,
	INVOICE_EXTERNAL_ID,
	ADDRESS_TAGS(INVOICE_BILL),
	ADDRESS_TAGS(INVOICE_SHIP),
	INVOICE_BUYER_TAX_ID,
	INVOICE_DELIVERED,
	INVOICE_CHARGE,
	INVOICE_CHARGE_TAX_CATEGORY,
	INVOICE_CHARGE_TAX_RATE,
	INVOICE_LINE_TOTAL,
	INVOICE_TAX_TOTAL,
	INVOICE_TOTAL,
	INVOICE_PAID_BEFORE,
	INVOICE_AMOUNT_PAID,
	INVOICE_BALANCE,
	INVOICE_CASH_DISCOUNT,
	INVOICE_CHANNEL,
	INVOICE_ISSUED,
	INVOICE_OPEN,
	INVOICE_CREATED,
	INVOICE_CHANGED,
	INVOICE_ISSUED_ON,
	INVOICE_CLOSED_ON,
	INVOICE_NOTES,
	INVOICE_REMINDED,
	INVOICE_REMINDED_ON,
};

enum invoice_type { INVOICE_INVOICE = 1, INVOICE_CREDIT, INVOICE_DEBIT };
enum invoice_status {
	INVOICE_ON_HOLD = 1,
	INVOICE_CREDIT_HOLD,
	INVOICE_BALANCED,
	INVOICE_IS_OPEN,
	INVOICE_RESERVED,
	INVOICE_CLOSED,
	INVOICE_CANCELED,
	INVOICE_VOIDED,
};
enum {
	INVOICE_BY_NO = 1,    /* unique: (doc_type) invoice_no */
	INVOICE_BY_DATE,      /* prefix 0 */
	INVOICE_BY_STATUS,    /* (status) invoice_date */
	INVOICE_BY_TYPE,      /* (doc_type) invoice_date */
	INVOICE_OF_ACCOUNT,   /* (account_id) invoice_date: the ERP's tab */
	INVOICE_ISSUED_DATE,  /* (account_id, issued) invoice_date; carry */
	INVOICE_OPEN_DUE,     /* (account_id, open) due_date; carry */
	INVOICE_ALL_OPEN_DUE, /* (open) due_date */
	INVOICE_OF_ORDER,     /* (order_id) */
	INVOICE_OF_CORRECTED, /* (corrects) */
	INVOICE_BY_EXTERNAL,  /* unique: external_id */
	INVOICE_OF_TERMS,     /* (terms) invoice_date */
	INVOICE_OF_CLOSED,    /* (account_id) closed_on */
};

struct invoice {
	int64_t id, rev;
	int64_t doc_type;
	char invoice_no[31]; /* empty until it is released, unless given */
	int64_t status;
	int64_t account_id;
	int64_t invoice_date;
	int64_t due_date;
	int64_t discount_date; /* 0: no cash discount */
	int64_t terms;
	char currency[4];
	char order_no[31]; /* as printed; order_id when it is one of ours */
	int64_t order_id;
	char customer_po[81];
	char corrects_invoice_no[31]; /* of a memo: the invoice (BT-25) */
	int64_t corrects;
	char summary[201];
	char external_id[81];
	ADDRESS_MEMBERS(bill); /* bill_name: the buyer's legal name, BT-44 */
	ADDRESS_MEMBERS(ship);
	char buyer_tax_id[31];
	int64_t delivered;     /* date, BT-72 */
	int64_t charge_amount; /* freight before tax, BT-99 */
	int64_t charge_tax_category, charge_tax_rate;
	/* System. Totals are computed while it can change, then stored. */
	int64_t line_total;  /* BT-106 */
	int64_t tax_total;   /* BT-110 */
	int64_t total;       /* BT-112 */
	int64_t paid_before; /* of an imported one: paid in the old system */
	int64_t amount_paid; /* paid_before and all applications */
	int64_t balance;     /* total - amount_paid; 0 until issued */
	int64_t cash_discount;
	int64_t channel;
	int64_t issued; /* IS_YES: customers may see it */
	int64_t open;   /* IS_YES: issued and balance is not 0 */
	int64_t created, changed, issued_on;
	int64_t closed_on; /* when the last money for it counted; 0: unknown */
	char notes[2001];
	int64_t reminded;    /* level of the last reminder: 1, 2, 3; 0 none */
	int64_t reminded_on; /* a date */
};

enum {
	INVOICE_LINE_ID = 1,
	INVOICE_LINE_REV,
	INVOICE_LINE_INVOICE,
	INVOICE_LINE_NO,
	INVOICE_LINE_PRODUCT,
	INVOICE_LINE_DESCRIPTION,
	INVOICE_LINE_UOM,
	INVOICE_LINE_QUANTITY,
	INVOICE_LINE_PRICE,
	INVOICE_LINE_DISCOUNT,
	INVOICE_LINE_AMOUNT,
	INVOICE_LINE_TAX,
	INVOICE_LINE_TAX_CATEGORY,
	INVOICE_LINE_TAX_RATE,
	INVOICE_LINE_ORDER_LINE,
	INVOICE_LINE_SHIPMENT,
	INVOICE_LINE_CURRENCY,
	INVOICE_LINE_NOTE,
	INVOICE_LINE_AMOUNT_KEPT,
};
enum {
	INVOICE_LINE_OF_INVOICE = 1, /* (invoice_id) line_no */
	INVOICE_LINE_OF_PRODUCT,     /* (item_id) invoice_id */
};
struct invoice_line {
	int64_t id, rev;
	int64_t invoice_id;
	int64_t line_no;
	int64_t item_id;
	char description[201];
	char uom[11];
	int64_t quantity;     /* 1/1000 */
	int64_t unit_price;   /* 1/10000, never negative (BR-27) */
	int64_t discount_pct; /* 1/1000 percent */
	int64_t line_amount;  /* BT-131 */
	int64_t tax_code;
	int64_t tax_category, tax_rate; /* BT-151, BT-152 */
	int64_t order_line_id, shipment_id;
	char currency[4]; /* system: the invoice's */
	char line_note[501];
	int64_t amount_kept; /* bool: line_amount is history's, a cent off */
};

extern const struct entity invoice_entity, invoice_line_entity;
extern const struct document invoice_document;
extern const struct choice invoice_types[], invoice_statuses[];

/*
 * document.put. A draft (On Hold, Balanced) is changed as wished. A new one
 * in the batch channel that has its number is released at once with that
 * number (status on_hold or balanced keeps it a draft); amount_paid is then
 * taken as paid_before. An issued document: RC_SAME when identical, else
 * RC_REFUSED with a sentence.
 */
enum rc invoice_put(struct txn *, struct invoice *, struct invoice_line *,
    int n, struct problems *) CHECK_RC;
/* What account, order and item know, where the document says nothing; put does
 * it too, but for the price of a line, where it takes 0 for what is meant. */
enum rc invoice_defaults(
    struct txn *, struct invoice *, struct problems *) CHECK_RC;
enum rc invoice_line_defaults(struct txn *, const struct invoice *,
    struct invoice_line *, struct problems *) CHECK_RC;

/* ---- verbs; the invoice comes loaded, rev is the one the user saw */

enum rc invoice_hold(
    struct txn *, struct invoice *, struct problems *) CHECK_RC;
enum rc invoice_remove_hold(
    struct txn *, struct invoice *, struct problems *) CHECK_RC;
/* Final: number drawn, totals frozen, balance set, summary raised. */
enum rc invoice_release(
    struct txn *, struct invoice *, struct problems *) CHECK_RC;
/* A draft credit memo with the lines of an issued invoice. */
enum rc invoice_credit(struct txn *, const struct invoice *, int64_t *made,
    struct problems *) CHECK_RC;
/* Open and unpaid -> Canceled, by a credit memo that closes with it. */
enum rc invoice_cancel(
    struct txn *, struct invoice *, int64_t *memo, struct problems *) CHECK_RC;
enum rc invoice_void(
    struct txn *, struct invoice *, struct problems *) CHECK_RC;
/* A draft, or an imported one that nothing was built on. */
enum rc invoice_erase(
    struct txn *, struct invoice *, struct problems *) CHECK_RC;
/* A Balanced invoice of an order that needs no shipment, or a credit memo of
 * a return. */
enum rc invoice_from_order(struct txn *, struct sales_order *, int64_t *made,
    struct problems *) CHECK_RC;

/* What was paid otherwise than by payments we know: before, or by credit memos
 * (of a memo: used so). Files of invoices bring it as paid_before; those of
 * payments bring the rest. */
enum rc invoice_paid_elsewhere(
    struct txn *, const struct invoice *, int64_t *) CHECK_RC;

bool invoice_step_exists(int64_t from, int64_t to);
bool invoice_may_change(const struct invoice *);

/* ---- sums (formats.md section 5; EN 16931 BR-CO-10 to 17) */

struct tax_row { /* BG-23 */
	int64_t category, rate;
	int64_t taxable, tax;
};
enum { TAX_ROWS = 20 };
struct totals {
	int64_t lines;   /* BT-106 */
	int64_t charges; /* BT-108 */
	int64_t net;     /* BT-109 */
	int64_t tax;     /* BT-110 */
	int64_t total;   /* BT-112 */
	int n;
	struct tax_row row[TAX_ROWS];
	bool too_big; /* an amount does not fit, or too many rates */
};
/*
 * Amount of a line: quantity x price rounded half up, minus the discount
 * rounded half up. exponent: decimals of the currency. False: does not fit.
 */
bool line_amount(int64_t quantity, int64_t price, int64_t discount_pct,
    int exponent, int64_t *);
/* The same into *amount; one that is kept stays as long as it is no more than
 * two cents off, else it is kept no more. */
bool line_amount_kept(int64_t quantity, int64_t price, int64_t discount_pct,
    const char *currency, int64_t *kept, int64_t *amount);
/* The same of a line, into its line_amount; one that is kept stays as long as
 * it is no more than 0.02 off. */
bool invoice_line_amount(struct invoice_line *);
void totals_add(struct totals *, int64_t amount, int64_t category, int64_t rate,
    bool charge);
/* Tax of each row, rounded half up, and the sums. */
void totals_end(struct totals *);
void invoice_totals(const struct invoice *, const struct invoice_line *, int n,
    struct totals *);

#endif
