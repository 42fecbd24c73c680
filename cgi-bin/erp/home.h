/* The parts of the home page. */
#ifndef ERP_HOME_H
#define ERP_HOME_H

#include "erp.h"

/* A number that leads to its list; it warns when it is not 0. */
void home_figure(struct req *, const char *list, const char *tab,
    const char *label, int64_t n, const char *says, bool warns);

void home_orders(struct req *); /* of orders and shipments */
void home_books(struct req *);  /* of invoices and payments */
void home_charts(struct req *); /* sales by month, open by age */

#endif
