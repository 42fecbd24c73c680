/* What the files of stock, orders and shipments know of each other. */
#ifndef POSTERN_STOCKPARTS_H
#define POSTERN_STOCKPARTS_H

#include "stock.h"

struct shipment;
struct shipment_line;

/* ---- stock.c */

/* Stores it with what follows from its figures. */
enum rc stock_keep(struct txn *, struct stock *, struct problems *) CHECK_RC;

/* ---- stock_move.c */

/* The move is stored, and on_hand with it. Nobody is promised anything yet. */
enum rc stock_move_put(
    struct txn *, struct stock_move *, struct problems *) CHECK_RC;
/* Stocks of which something has become free; serve them once the lines of
 * the order at hand are stored. */
struct freed {
	int64_t *stock;
	int n;
};
/* Goods leave with a shipment, or come back with a receipt. of: the lines of
 * its order. */
enum rc stock_move_shipment(struct txn *, const struct shipment *,
    const struct shipment_line *, int n, const struct order_line *of, int of_n,
    struct freed *, struct problems *) CHECK_RC;
/* All that moved with a shipment is moved back. */
enum rc stock_move_back(
    struct txn *, int64_t shipment, struct freed *, struct problems *) CHECK_RC;

/* ---- stock_promise.c */

/*
 * Sets warehouse, promised_qty and the rest of each line, and the records'
 * figures, by what the order is now. was: its lines as they are stored.
 */
enum rc stock_promise(struct txn *, const struct sales_order *,
    const struct order_line *was, int old, struct order_line *, int n,
    struct freed *, struct problems *) CHECK_RC;
/* Promises what is there to whoever waits, the oldest order first. */
enum rc stock_serve(struct txn *, int64_t stock) CHECK_RC;
enum rc stock_serve_freed(struct txn *, const struct freed *) CHECK_RC;
/* most: how many there may be in all. */
void stock_freed(struct txn *, struct freed *, int64_t stock, int most);
/* Does an order, as it is now, have a claim on goods? */
bool order_claims(const struct sales_order *);
/* Of a line, 1/1000 of its unit in those of the item's own. */
int64_t stock_base(
    struct txn *, const struct product *, const char *uom, int64_t quantity);

#endif
