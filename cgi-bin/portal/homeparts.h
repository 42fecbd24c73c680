/* The parts of the home page. */
#ifndef PORTAL_HOMEPARTS_H
#define PORTAL_HOMEPARTS_H

#include "pages.h"

enum { RECENT = 5 };

/* ---- homemoney.c: what is owed */

struct home_money;

/* NULL when the visitor has no Financials. */
enum rc home_money_load(struct req *, struct home_money **) CHECK_RC;
/* "Invoices are overdue", if they are. */
void home_overdue(struct req *, const struct home_money *);
/* Figures; cases: how many are open, below 0: none are offered. */
void home_money_figures(
    struct req *, const struct home_money *, int64_t cases, int64_t with_you);
void home_ages(struct req *, const struct home_money *);
void home_invoices(struct req *, const struct home_money *);
void home_credit(struct req *, const struct home_money *);

/* ---- homeorders.c: what is under way */

struct home_orders;

/* NULL when the visitor has no orders to see. */
enum rc home_orders_load(struct req *, struct home_orders **) CHECK_RC;
void home_orders(struct req *, const struct home_orders *);

/* <section class="card flush"> with a link at the right of its title. */
void home_card(struct req *, const char *id, const char *title,
    const char *path, const char *label);

#endif
