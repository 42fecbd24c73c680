/*
 * Carts: what a portal user means to order for an account. Kept in the store,
 * so that it is there on the next day, at the other desk and in the other tab.
 * Each change raises rev: a form tells which state of the cart it showed.
 */
#ifndef POSTERN_CART_H
#define POSTERN_CART_H

#include "../record/record.h"

enum {
	CART_ID = 1,
	CART_REV,
	CART_ACCOUNT,
	CART_USER,
	CART_LINES,
	CART_CHANGES,
	CART_PLACED_REV,
	CART_PLACED_ORDER,
	CART_CHANGED,
};
enum {
	CART_OF_BOTH = 1, /* unique: (account_id, user_id) */
	CART_OF_USER,     /* (user_id) */
};

struct cart {
	int64_t id, rev;
	int64_t account_id, user_id;
	int64_t lines;   /* how many */
	int64_t changes; /* so that rev is raised by every one */
	/* The state that became an order, and which: whoever sends that state
	 * once more is led there. */
	int64_t placed_rev, placed_order;
	int64_t changed;
};

enum {
	CART_LINE_ID = 1,
	CART_LINE_REV,
	CART_LINE_CART,
	CART_LINE_NO,
	CART_LINE_ITEM,
	CART_LINE_UOM,
	CART_LINE_QUANTITY,
};
enum {
	CART_LINE_OF_CART = 1, /* (cart_id) line_no */
	CART_LINE_OF_ITEM,     /* (item_id) */
};
struct cart_line {
	int64_t id, rev;
	int64_t cart_id;
	int64_t line_no;
	int64_t item_id;
	char uom[11];
	int64_t quantity; /* 1/1000 */
};

extern const struct entity cart_entity, cart_line_entity;

enum { CART_MOST = 500, CART_QUANTITY_MOST = 1000000 };

/* Of this user for this account; of none that is kept, an empty one (id 0). */
enum rc cart_of(
    struct txn *, int64_t account, int64_t user, struct cart *) CHECK_RC;
/* In order, in memory of the session. */
enum rc cart_lines(struct txn *, const struct cart *, struct cart_line **lines,
    int *n) CHECK_RC;
/*
 * Item, unit ("": the item's) and quantity of each wish come in; the same item
 * in the same unit becomes one line. All or nothing; problems have the row of
 * their wish, from 1. What may be bought is the caller's to know.
 */
enum rc cart_add(struct txn *, struct cart *, const struct cart_line *wish,
    int n, struct problems *) CHECK_RC;
/*
 * A line gets another quantity, 0: it goes. was is the quantity that was seen:
 * RC_CONFLICT when it is another one now, RC_SAME when nothing is to be done.
 */
enum rc cart_set(struct txn *, struct cart *, int64_t line, int64_t was,
    int64_t quantity, struct problems *) CHECK_RC;
/* Emptied. order: what it became, or 0. */
enum rc cart_clear(struct txn *, struct cart *, int64_t order) CHECK_RC;

#endif
