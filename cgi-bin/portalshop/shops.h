/* What the pages of ordering share. */
#ifndef PORTAL_SHOPS_H
#define PORTAL_SHOPS_H

#include "../portal/money.h"
#include "../portal/pages.h"
#include "../portal/shop.h"
#include "own/ownshop.h"

/* ---- shopparts.c */

/* 1/1000 as people write it. */
const char *quantity_words(struct req *, int64_t quantity);
/* "12.50 EUR"; with more decimals where the price has them. */
void price_text(struct req *, int64_t price, const char *currency);
/* In stock, out of stock, or how many, as the portal says it. */
void stock_pill(struct req *, const struct product *, const struct own_stock *);
/* Its picture, or a drawing where there is none. */
void item_picture(struct req *, const struct product *);
const char *item_path(struct req *, const struct product *, const char *rest);
/* A quantity that was typed, 1/1000; false: it is none. */
bool quantity_typed(const char *, int64_t *);
/* The shipping rule, as a customer would say it. */
extern const struct choice order_preferences[];
/* A page that asks before something is done: path is posted with the revision
 * of rec. kept leads back. */
struct question {
	const char *title, *says;
	const char *path, *act, *back, *kept;
	const char *button; /* "btn danger" */
	const char *mark, *icon;
	const struct entity *e;
	const void *rec;
	const struct problems *bad;                          /* or NULL */
	void (*more)(struct req *, const struct question *); /* or NULL */
};
void ask_page(struct req *, const struct question *);

/* ---- quick.c: the form for pasted numbers, below the cart */

void quick_form(struct req *, const struct problems *bad);

/* ---- handlers */

handler order_list, order_csv;
handler order_page, order_cancel_page, order_cancel_post;
handler order_again_post, order_ask_page, order_ask_post;
handler quote_accept_page, quote_accept_post, quote_decline_page,
    quote_decline_post;
handler catalogue_page, category_page;
handler item_page, item_add_post, item_picture_file;
handler cart_page, cart_post, quick_page, quick_post;
handler place_page, place_post;

#endif
