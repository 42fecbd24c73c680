/* What the screens of items and prices share. */
#ifndef ERP_ITEMS_H
#define ERP_ITEMS_H

#include "docs.h"
#include "model/product.h"

/* The default price with its currency; the company's where none is given. */
void item_price(struct req *, const struct product *);

/* The item of the address. */
enum rc item_load(struct req *, struct product **) CHECK_RC;
/* Its head and tabs; the card stays open. */
void item_tab(
    struct req *, const struct product *, const char *tab, const char *title);

/* Columns of a list of prices; those of one item leave the item out. */
extern const struct column price_columns[];
extern const struct column item_price_columns[];
void price_cell(struct req *, const struct column *, const void *rec);

#endif
