/* Roles: who may use which route. Predefined; users hold a set of them. */
#ifndef POSTERN_ROLE_H
#define POSTERN_ROLE_H

#include "../record/record.h"

enum role {
	ROLE_NOBODY = 0,         /* a route without a role lets nobody in */
	ROLE_ANYBODY = 1 << 0,   /* needs no sign-in; never held by a user */
	ROLE_SIGNED_IN = 1 << 1, /* every user who signed in on this site */

	ROLE_ADMIN = 1 << 2, /* Administrator: everything in the ERP */
	ROLE_PORTAL_ADMIN = 1
	    << 3,                /* portals, portal licence; no customer data */
	ROLE_CASES = 1 << 4,     /* Case Management */
	ROLE_CUSTOMERS = 1 << 5, /* Customer Management */
	ROLE_SALES = 1 << 6,     /* Sales: items, prices, orders, shipments */
	ROLE_BOOKS = 1 << 7,     /* Accounting: invoices, payments, taxes */
	ROLE_STAFF = ROLE_ADMIN | ROLE_PORTAL_ADMIN | ROLE_CASES |
	    ROLE_CUSTOMERS | ROLE_SALES | ROLE_BOOKS,

	PORTAL_USER = 1 << 20,    /* mandatory for signing in on a portal */
	PORTAL_CASES = 1 << 21,   /* Portal Case Management */
	PORTAL_ORDERS = 1 << 22,  /* Portal Order Management */
	PORTAL_FINANCE = 1 << 23, /* Portal Financial Management */
	PORTAL_COMPANY = 1 << 24, /* Portal Company Management */
	PORTAL_MANAGER =
	    1 << 25, /* Portal Manager: all portal roles, whole company */
	PORTAL_ROLES = PORTAL_USER | PORTAL_CASES | PORTAL_ORDERS |
	    PORTAL_FINANCE | PORTAL_COMPANY | PORTAL_MANAGER,
};

struct role_fact {
	int64_t bit;
	const char *name;        /* portal_case_management */
	const char *label;       /* N_("Portal Case Management") */
	const char *description; /* N_() */
	bool guest;              /* may be given to contacts' users */
};

extern const struct role_fact roles[];     /* ends with bit 0 */
extern const struct choice role_choices[]; /* the same, for BITS fields */

/* PORTAL_MANAGER means all portal roles; ROLE_ADMIN means all staff roles. */
int64_t role_reach(int64_t held);

#endif
