/* What the files that check the books share. */
#ifndef POSTERN_BOOKSPARTS_H
#define POSTERN_BOOKSPARTS_H

#include <stdint.h>

#include "../record/record.h"

struct order_line;
struct sales_order;
struct store;

struct care {
	struct store *s;
	struct txn *x;
	void (*tell)(void *arg, const char *line);
	void *arg;
	long wrong;
};

/* ---- books.c */

__attribute__((format(printf, 2, 3))) void books_wrong(
    struct care *, const char *sentence, ...);
/* All records of a kind, in portions; others are let in between them. */
void books_walk(struct care *, const struct entity *,
    void (*each)(struct care *, const void *rec));

/* ---- stock_books.c */

/* Figures from moves and lines. */
void books_check_stock(struct care *, const void *stock);
/* What an order's lines are promised fits what the order is. */
void books_check_promises(struct care *, const struct sales_order *,
    const struct order_line *, int n);

#endif
