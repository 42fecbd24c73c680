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

/* ---- switch.c */

handler switch_page, switch_post;

/* ---- locations.c */

handler location_list, location_new, location_page, location_post;

/* ---- people.c, person.c */

void access_pill(struct req *, const struct own_login *);
handler people_list;
handler person_new, person_new_post, person_page, person_post;
handler person_activate, person_deactivate;
handler person_access, person_invite, person_revoke, person_unlock,
    person_reset;

#endif
