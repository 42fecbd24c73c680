/*
 * What one customer may buy, and its cart. Prices are those of the visitor's
 * account, availability is what the portal's warehouses have, and a hidden
 * item is one that does not exist.
 */
#ifndef POSTERN_OWNSHOP_H
#define POSTERN_OWNSHOP_H

#include "../model/cart.h"
#include "../model/catalogue.h"
#include "../model/order_place.h"
#include "own.h"

/* May this visitor order here? Without it everything below is RC_NOTFOUND. */
bool own_may_order(const struct own *);

/* ---- catalogue (owncatalogue.c): with own_get and own_list of items and
 * categories, whose first values that name what is shown are put in */

/* The place of an item in the list of its category, or of all: for links. */
void own_item_place(
    const struct product *, bool in_category, char place[PLACE_TEXT]);
/* catalogue_search and catalogue_exact for the visitor's account. */
enum rc own_find(struct own *, const char *text, bool *cut,
    bool (*each)(void *arg, const void *product), void *arg) CHECK_RC;
enum rc own_find_one(
    struct own *, const char *number, struct product *, char uom[11]) CHECK_RC;
/* The currency the visitor buys in. */
enum rc own_currency(struct own *, char currency[4]) CHECK_RC;
/* price_find for the visitor, today; RC_NOTFOUND: ask for a quote. */
enum rc own_price(struct own *, const struct product *, const char *uom,
    int64_t quantity, struct price_found *) CHECK_RC;
enum rc own_price_steps(struct own *, const struct product *, const char *uom,
    struct price_step[BREAKS_MOST], int *n) CHECK_RC;
/* Units it can be bought in, its own first. */
enum { UNITS_MOST = 12 };
enum rc own_units(struct own *, const struct product *, struct unit[UNITS_MOST],
    int *n) CHECK_RC;

struct own_stock {
	bool tracked;     /* false: always there */
	bool in_stock;    /* some */
	bool may_wait;    /* more than there is can be ordered */
	int64_t quantity; /* of the item's unit, or -1: not told here */
	int64_t expected; /* day, or 0 */
};
enum rc own_stock(
    struct own *, const struct product *, struct own_stock *) CHECK_RC;
/* The picture of an item that own_get gave, for reading; -1: none. */
int own_picture_open(struct own *, const struct product *);

/* ---- cart (owncart.c) */

/* The visitor's cart; how many lines it has, for the frame of pages. */
enum rc own_cart(struct own *, struct cart *) CHECK_RC;
int64_t own_cart_count(struct own *);
enum rc own_cart_lines(struct own *, struct cart_line **lines, int *n) CHECK_RC;
/* cart_add of items that are shown; others are told of as missing. */
enum rc own_cart_add(
    struct own *, const struct cart_line *, int n, struct problems *) CHECK_RC;
/* cart_set of one's own cart. */
enum rc own_cart_set(struct own *, int64_t line, int64_t was, int64_t quantity,
    struct problems *) CHECK_RC;
enum rc own_cart_clear(struct own *) CHECK_RC;
/* All that an order had, or one line (0: all), once more. *left: so many
 * are no longer sold. */
enum rc own_cart_again(struct own *, const struct sales_order *, int64_t line,
    int *left, struct problems *) CHECK_RC;

/* Is it in the state that was shown? RC_CONFLICT: in another one now.
 * RC_EXISTS: that state became an order already. */
enum rc own_cart_state(struct own *, int64_t rev, int64_t *order) CHECK_RC;
/* order_prepare and order_place of one's own cart; p->o brings what the
 * customer says. rev: of own_cart_state, whose answers it gives, with the
 * order in p->o.id. */
enum rc own_prepare(struct own *, struct placing *, struct problems *) CHECK_RC;
enum rc own_place(struct own *, struct placing *, int64_t rev, int64_t total,
    struct problems *) CHECK_RC;
/* order_po_taken in one's own account. */
bool own_po_taken(struct own *, const char *po, char number[31]);

/* ---- about orders (ownask.c) */

/* Requests about an order that own_get gave, oldest first. */
enum rc own_requests(struct own *, const struct sales_order *,
    bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;
enum rc own_ask(
    struct own *, int64_t order, const char *text, struct problems *) CHECK_RC;
/* order_accept and order_decline of one's own open quote. */
enum rc own_accept(struct own *, int64_t quote, int64_t rev, const char *name,
    int64_t *made, struct problems *) CHECK_RC;
enum rc own_decline(struct own *, int64_t quote, int64_t rev,
    const char *reason, struct problems *) CHECK_RC;

#endif
