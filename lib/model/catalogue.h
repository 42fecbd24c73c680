/*
 * The catalogue: categories of items, the numbers an item is also known by,
 * and finding what a customer may buy.
 */
#ifndef POSTERN_CATALOGUE_H
#define POSTERN_CATALOGUE_H

#include "product.h"

/* ---- categories (IN204060): a tree */

enum {
	CATEGORY_ID = 1,
	CATEGORY_REV,
	CATEGORY_CODE,
	CATEGORY_NAME,
	CATEGORY_PARENT,
	CATEGORY_POSITION,
	CATEGORY_CHANGED,
};
enum {
	CATEGORY_BY_CODE = 1,   /* unique */
	CATEGORY_OF_PARENT,     /* (parent) position, name */
	CATEGORY_IN_CODE_ORDER, /* prefix 0 */
};
enum { CATEGORY_DEPTH = 6 };

struct category {
	int64_t id, rev;
	char category_id[31];
	char name[81];
	int64_t parent;   /* REF category; 0: at the top */
	int64_t position; /* among its like: lower comes first */
	int64_t changed;
};
extern const struct entity category_entity;
enum rc category_save(
    struct txn *, struct category *, struct problems *) CHECK_RC;
/* Taken away, while nothing is in it. */
enum rc category_erase(
    struct txn *, const struct category *, struct problems *) CHECK_RC;

/* ---- cross references: other numbers of an item */

enum {
	XREF_ID = 1,
	XREF_REV,
	XREF_ITEM,
	XREF_KIND,
	XREF_ACCOUNT,
	XREF_VALUE,
	XREF_UOM,
	XREF_CHANGED,
};
enum {
	XREF_BY_VALUE = 1, /* (value), not unique */
	XREF_OF_ITEM,      /* (item_id) value */
	XREF_OF_ACCOUNT,   /* (account_id) value */
};
enum xref_kind { XREF_BARCODE = 1, XREF_GTIN, XREF_CUSTOMER, XREF_OTHER };

struct cross_reference {
	int64_t id, rev;
	int64_t item_id;
	int64_t kind;
	int64_t account_id; /* XREF_CUSTOMER: whose part number it is */
	char value[61];
	char uom[11]; /* what a bar code is on; empty: the item's unit */
	int64_t changed;
};
extern const struct entity cross_reference_entity;
extern const struct choice xref_kinds[];
enum rc cross_reference_save(
    struct txn *, struct cross_reference *, struct problems *) CHECK_RC;
enum rc cross_reference_erase(
    struct txn *, const struct cross_reference *, struct problems *) CHECK_RC;

/* ---- pictures of items: PNG or JPEG */

enum { PICTURE_MOST = 1024 * 1024 };
enum rc product_picture_set(struct txn *, struct product *, const char *spool,
    struct problems *) CHECK_RC;
enum rc product_picture_drop(
    struct txn *, struct product *, struct problems *) CHECK_RC;

/* ---- finding */

enum { FOUND_MOST = 100 };
/*
 * Items on the portal that a customer means by this text: its own part number,
 * a bar code, the item's number, then words of number and name, whatever their
 * case and accents; each once. By key, never by looking at all items. *cut:
 * there may be more.
 */
enum rc catalogue_search(struct txn *, int64_t account, const char *text,
    bool *cut, bool (*each)(void *arg, const void *product),
    void *arg) CHECK_RC;
/* The one item of this number, of whatever kind; RC_NOTFOUND: none, or hidden.
 * uom receives the unit of a bar code, or "". */
enum rc catalogue_exact(struct txn *, int64_t account, const char *number,
    struct product *, char uom[11]) CHECK_RC;

/* Quantities from which an item costs something else, for one customer. */
enum { BREAKS_MOST = 12 };
struct price_step {
	int64_t from; /* 1/1000 */
	struct price_found found;
};
enum rc price_steps(struct txn *, const struct account *,
    const struct product *, const char *uom, const char *currency, int64_t date,
    struct price_step[BREAKS_MOST], int *n) CHECK_RC;

#endif
