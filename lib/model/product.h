/* Items (IN202500), their units, and sales prices (AR202000). */
#ifndef POSTERN_PRODUCT_H
#define POSTERN_PRODUCT_H

#include "../record/record.h"

enum {
	PRODUCT_ID = 1,
	PRODUCT_REV,
	PRODUCT_CODE,
	PRODUCT_NAME,
	PRODUCT_DESCRIPTION,
	PRODUCT_CLASS,
	PRODUCT_KIND,
	PRODUCT_ACTIVE,
	PRODUCT_UOM,
	PRODUCT_PRICE,
	PRODUCT_CURRENCY,
	PRODUCT_TAX,
	PRODUCT_GTIN,
	PRODUCT_WEIGHT,
	PRODUCT_EXTERNAL_ID,
	PRODUCT_CREATED,
	PRODUCT_CHANGED,
	PRODUCT_DEFAULT_WAREHOUSE,
	PRODUCT_CATEGORY,
	PRODUCT_WEB,
	PRODUCT_PICTURE,
	PRODUCT_PICTURE_TYPE,
	PRODUCT_ON_WEB,
};
enum {
	PRODUCT_BY_CODE = 1,   /* unique */
	PRODUCT_BY_NAME,       /* prefix 0 */
	PRODUCT_BY_ACTIVE,     /* (active) name */
	PRODUCT_OF_CLASS,      /* (class) name */
	PRODUCT_BY_EXTERNAL,   /* unique: external_id */
	PRODUCT_BY_GTIN,       /* (gtin), not unique */
	PRODUCT_IN_CODE_ORDER, /* prefix 0 */
	PRODUCT_OF_TAX,        /* (tax_code) name */
	PRODUCT_BY_ON_WEB,     /* (on_web) name */
	PRODUCT_OF_CATEGORY,   /* (category, on_web) name */
};
enum product_kind { PRODUCT_STOCK = 1, PRODUCT_NON_STOCK };
enum product_status {
	PRODUCT_IS_ACTIVE = 1,
	PRODUCT_NO_SALES,
	PRODUCT_NO_PURCHASES,
	PRODUCT_NO_REQUEST,
	PRODUCT_INACTIVE,
	PRODUCT_TO_DELETE,
};

enum product_web { PRODUCT_SHOWN = 1, PRODUCT_HIDDEN };

struct product {
	int64_t id, rev;
	char item_id[41]; /* the code: case counts not */
	char name[161];
	char description[2001];
	char class[41];
	int64_t kind;
	int64_t active;   /* enum product_status */
	char uom[11];     /* base and sales unit: EA, BOX, KG ... */
	int64_t price;    /* default price, 1/10000 */
	char currency[4]; /* of price; empty: the company's */
	int64_t tax_code; /* REF tax; 0: the company's */
	char gtin[15];
	int64_t weight; /* kilograms, 1/1000, of one uom */
	char external_id[81];
	int64_t created, changed;
	int64_t default_warehouse; /* REF warehouse; 0: the default one */
	int64_t category;          /* REF category */
	int64_t web;               /* enum product_web */
	char picture[33];          /* system: file of the store, "" without */
	char picture_type[21];
	int64_t on_web; /* system: IS_YES: customers can find and buy it */
};

extern const struct entity product_entity;
enum rc product_save(
    struct txn *, struct product *, struct problems *) CHECK_RC;
/* What follows from other fields of the record; for the upgrade. */
void product_mend(void *product);
/* May it be put on a new order? */
bool product_sold(const struct product *);
/* UN/ECE Recommendation 20 code of one of our units: EA -> C62 (BT-130). */
const char *unit_rec20(const char *uom);
/* Ours for one of theirs; itself when we have none. */
const char *unit_ours(const char *rec20);

/* ---- further units of an item: 1 of unit = factor of the item's uom */

enum { UNIT_ID = 1, UNIT_REV, UNIT_PRODUCT, UNIT_UOM, UNIT_FACTOR };
enum { UNIT_OF_PRODUCT = 1 /* unique: (item_id, uom) */, UNIT_IN_PRODUCT };

enum { UNIT_ONE = 1000 }; /* factor of the item's own unit */

struct unit {
	int64_t id, rev;
	int64_t item_id;
	char uom[11];
	int64_t factor; /* 1/1000: a BOX of 12 pieces is 12000 */
};

extern const struct entity unit_entity;
/* Taken away; rev is the one the user saw. A unit that a price or a line of a
 * document is in stays. */
enum rc unit_erase(
    struct txn *, const struct unit *, struct problems *) CHECK_RC;
enum rc unit_save(struct txn *, struct unit *, struct problems *) CHECK_RC;
/* Factor of a unit of an item, 1/1000; 0: it has no such unit. */
int64_t unit_factor(struct txn *, const struct product *, const char *uom);
/*
 * A unit the item does not have becomes the one it has that means the same by
 * its code of Recommendation 20, as when an order that came as a file says EA,
 * C62 or H87. It stays as it is when there is none, or several.
 */
void unit_settle(struct txn *, const struct product *, char *uom, size_t size);

/* ---- sales prices */

enum {
	PRICE_ID = 1,
	PRICE_REV,
	PRICE_CODE,
	PRICE_TYPE,
	PRICE_ACCOUNT,
	PRICE_CLASS,
	PRICE_PRODUCT,
	PRICE_UOM,
	PRICE_BREAK,
	PRICE_PRICE,
	PRICE_CURRENCY,
	PRICE_EFFECTIVE,
	PRICE_EXPIRES,
	PRICE_PROMOTION,
	PRICE_SAME,
	PRICE_CHANGED,
};
enum {
	PRICE_BY_CODE = 1, /* unique */
	PRICE_BY_SAME,     /* unique: what tells two rows apart */
	PRICE_OF_PRODUCT,  /* (item_id) type, break_qty */
	PRICE_OF_ACCOUNT,  /* (account_id) item_id */
	PRICE_OF_CLASS,    /* (price_class) item_id */
	PRICE_BY_TYPE,     /* (price_type) item_id */
};
enum price_type { PRICE_BASE = 1, PRICE_FOR_CLASS, PRICE_FOR_CUSTOMER };

struct price {
	int64_t id, rev;
	char price_id[31]; /* left empty, it takes the next number */
	int64_t price_type;
	int64_t account_id;   /* PRICE_FOR_CUSTOMER */
	char price_class[31]; /* PRICE_FOR_CLASS */
	int64_t item_id;
	char uom[11];      /* empty: the item's */
	int64_t break_qty; /* 1/1000: from this quantity on */
	int64_t price;     /* 1/10000 */
	char currency[4];
	int64_t effective, expires; /* dates, both included; 0: open */
	int64_t promotion;          /* bool */
	char same[161];             /* system: folded natural key */
	int64_t changed;
};

extern const struct entity price_entity;
extern const struct choice price_types[];
enum rc price_erase(
    struct txn *, const struct price *, struct problems *) CHECK_RC;
enum rc price_save(struct txn *, struct price *, struct problems *) CHECK_RC;
/* The stored row for the same item, customer, unit, quantity, currency and
 * date, over p; RC_NOTFOUND, and its natural key in p->same. */
enum rc price_same(struct txn *, struct price *) CHECK_RC;

struct account;
/* Where a price came from, so that it can be shown. */
struct price_found {
	int64_t price;     /* 1/10000 for one of the unit asked for */
	int64_t type;      /* enum price_type; 0: the item's default price */
	int64_t row;       /* REF price; 0: the item's default price */
	int64_t break_qty; /* 1/1000, of uom */
	int64_t effective, expires;
	char uom[11];         /* of the row, or the item's */
	char price_class[31]; /* PRICE_FOR_CLASS */
	bool promotion;
	bool converted; /* from another unit */
};
/*
 * The one price function (catalogue, cart, order, import, ERP). Customer,
 * then price class, then base; within a type a promotion first, then the
 * largest break not above quantity (1/1000); then other units converted; then
 * the item's default price. RC_NOTFOUND: no price in this currency.
 */
enum rc price_find(struct txn *, const struct account *, const struct product *,
    const char *uom, int64_t quantity, const char *currency, int64_t date,
    struct price_found *) CHECK_RC;
/*
 * The rule that gave the price, PRICE_WORDS bytes at most: "Customer price from
 * 1 Sep 2026, 10+". customer: as the customer reads it ("Your price, 10+").
 */
enum { PRICE_WORDS = 160 };
void price_rule_text(
    const struct price_found *, bool customer, char *to, size_t size);

#endif
