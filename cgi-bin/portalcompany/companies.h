/* What the pages of a customer's company share. */
#ifndef PORTAL_COMPANIES_H
#define PORTAL_COMPANIES_H

#include "../portal/pages.h"
#include "own/owncompany.h"

/* ---- profile.c */

handler company_page, company_post;

/* ---- changes.c */

/* The newest requests, as a card; nothing when there are none. */
enum rc changes_card(struct req *) CHECK_RC;
handler change_new, change_new_post, change_page, change_withdraw_post;

#endif
