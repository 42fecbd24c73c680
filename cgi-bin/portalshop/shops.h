/* What the pages of ordering share. */
#ifndef PORTAL_SHOPS_H
#define PORTAL_SHOPS_H

#include "../portal/money.h"
#include "../portal/pages.h"
#include "../portal/shop.h"

/* The shipping rule, as a customer would say it. */
const char *order_preference(int64_t rule);

/* ---- handlers */

handler order_list, order_csv;
handler order_page, order_cancel_page, order_cancel_post;

#endif
