/*
 * Stock: what is on hand of an item in a warehouse, what of it is promised to
 * customers, and why that changed (IN303000).
 *
 * Stock is kept of stock items as soon as the feature Inventory is on and there
 * is a warehouse; until then nothing here does anything, and every order ships
 * whole. Two figures, each kept in the transaction of the document that moves
 * it: on_hand is the sum of its moves, promised that of the order lines that
 * name the record. `postern verify` adds both up.
 */
#ifndef POSTERN_STOCK_H
#define POSTERN_STOCK_H

#include "../record/record.h"

struct order_line;
struct product;
struct sales_order;

/* ---- one item in one warehouse */

enum {
	STOCK_ID = 1,
	STOCK_REV,
	STOCK_ITEM,
	STOCK_WAREHOUSE,
	STOCK_ON_HAND,
	STOCK_PROMISED,
	STOCK_AVAILABLE,
	STOCK_STATUS,
	STOCK_LOW_AT,
	STOCK_EXPECTED,
	STOCK_CHANGED,
};
enum {
	STOCK_OF_BOTH = 1,  /* unique: (item_id, warehouse) */
	STOCK_OF_ITEM,      /* (item_id) warehouse; carry */
	STOCK_OF_WAREHOUSE, /* (warehouse) item_id */
	STOCK_BY_STATUS,    /* (status) item_id */
};
enum stock_status { STOCK_IN = 1, STOCK_LOW, STOCK_OUT, STOCK_SHORT };

/* Quantities are 1/1000 of the item's own unit. */
struct stock {
	int64_t id, rev;
	int64_t item_id;
	int64_t warehouse;
	int64_t on_hand;
	int64_t promised;  /* system */
	int64_t available; /* system: on_hand - promised; may be below zero */
	int64_t status;    /* system */
	int64_t low_at;    /* available down to this is low */
	int64_t expected;  /* date: when more comes, as somebody says; or 0 */
	int64_t changed;
};
extern const struct entity stock_entity;
extern const struct choice stock_statuses[];

/* From a form or a file: on_hand is what was counted; a difference is a move,
 * and what is more goes to whoever waits. */
enum rc stock_save(struct txn *, struct stock *, struct problems *) CHECK_RC;
/* The record of an item in a warehouse; of none that is stored, a new one
 * (id 0) with its two references. */
enum rc stock_at(
    struct txn *, int64_t item, int64_t warehouse, struct stock *) CHECK_RC;

/* ---- availability: the one function for catalogue, cart, order and ERP */

struct availability {
	int64_t on_hand, promised;
	int64_t available; /* never below zero */
	bool tracked;      /* false: always available, whatever is ordered */
	int64_t expected;  /* the first day more is expected, or 0 */
};
/* Of the set's warehouses that are active (warehouse_bit; 0: all). */
enum rc stock_available(struct txn *, const struct product *,
    int64_t warehouses, struct availability *) CHECK_RC;
/* Is stock kept at all: feature and a warehouse. */
bool stock_kept(struct txn *);
/* Is it kept of this item? */
bool stock_tracked(struct txn *, const struct product *);
/*
 * Which warehouse of the set a line goes to that names none: the item's, else
 * the default, when it has so much (1/1000 of the item's own unit); else one
 * that has; else the one with most; 0: there is none.
 */
enum rc stock_warehouse(struct txn *, const struct product *,
    int64_t warehouses, int64_t quantity, int64_t *warehouse) CHECK_RC;

/* ---- moves: why on_hand changed */

enum {
	MOVE_ID = 1,
	MOVE_REV,
	MOVE_STOCK,
	MOVE_ITEM,
	MOVE_WAREHOUSE,
	MOVE_KIND,
	MOVE_QUANTITY,
	MOVE_AFTER,
	MOVE_REASON,
	MOVE_NOTE,
	MOVE_SHIPMENT,
	MOVE_MOVED,
	MOVE_BY,
};
enum {
	MOVE_OF_STOCK = 1, /* (stock_id) */
	MOVE_OF_ITEM,      /* (item_id) */
	MOVE_OF_WAREHOUSE, /* (warehouse) */
	MOVE_OF_SHIPMENT,  /* (shipment_id), sparse */
	MOVE_BY_KIND,      /* (move_kind) */
};
enum move_kind {
	MOVE_ADJUSTMENT = 1,
	MOVE_RECEIPT, /* goods that were bought or made */
	MOVE_COUNT,
	MOVE_ISSUE,      /* a shipment */
	MOVE_RETURN,     /* goods that came back */
	MOVE_CORRECTION, /* a shipment or return is taken back */
};
enum move_reason {
	REASON_DAMAGED = 1,
	REASON_LOST,
	REASON_FOUND,
	REASON_OWN_USE,
	REASON_SCRAPPED,
	REASON_OTHER,
};
struct stock_move {
	int64_t id, rev;
	int64_t stock_id; /* system */
	int64_t item_id;
	int64_t warehouse; /* left empty: the item's, else the default */
	int64_t move_kind;
	int64_t quantity;      /* below zero: goods go */
	int64_t on_hand_after; /* system */
	int64_t reason;
	char note[201];
	int64_t shipment_id; /* system */
	int64_t moved;       /* system: when */
	char moved_by[81];   /* system */
};
extern const struct entity stock_move_entity;
extern const struct choice move_kinds[], move_reasons[];

/* An adjustment or a receipt, from a form; moves are never changed. */
enum rc stock_adjust(
    struct txn *, struct stock_move *, struct problems *) CHECK_RC;

#endif
