/* The predefined roles. */
#include "role.h"

#include "../base/text.h"

#define GUEST true
#define STAFF false

/* Name, label and description, once for both tables. */
#define ROLES(R)                                                               \
	R(ROLE_ADMIN, "administrator", N_("Administrator"),                    \
	    N_("Everything in the ERP: users, licences, features, audit."),    \
	    STAFF)                                                             \
	R(ROLE_PORTAL_ADMIN, "portal_admin", N_("Portal Admin"),               \
	    N_("Portals and the portal licence; no data of customers."),       \
	    STAFF)                                                             \
	R(ROLE_CASES, "case_management", N_("Case Management"),                \
	    N_("Cases: answer, take, close. Reads accounts and contacts."),    \
	    STAFF)                                                             \
	R(ROLE_CUSTOMERS, "customer_management", N_("Customer Management"),    \
	    N_("Accounts, contacts and their portal users."), STAFF)           \
	R(ROLE_SALES, "sales", N_("Sales"),                                    \
	    N_("Items, prices, orders and shipments. Reads invoices and "      \
	       "payments."),                                                   \
	    STAFF)                                                             \
	R(ROLE_BOOKS, "accounting", N_("Accounting"),                          \
	    N_("Invoices, payments, terms and taxes; releases orders from "    \
	       "Credit Hold. Reads orders and shipments."),                    \
	    STAFF)                                                             \
	R(PORTAL_USER, "portal_user", N_("Portal User"),                       \
	    N_("Basic access: sign in on the portal, home, own profile."),     \
	    GUEST)                                                             \
	R(PORTAL_CASES, "portal_case_management",                              \
	    N_("Portal Case Management"),                                      \
	    N_("Creates and tracks support cases."), GUEST)                    \
	R(PORTAL_ORDERS, "portal_order_management",                            \
	    N_("Portal Order Management"),                                     \
	    N_("Places orders and tracks them."), GUEST)                       \
	R(PORTAL_FINANCE, "portal_financial_management",                       \
	    N_("Portal Financial Management"),                                 \
	    N_("Sees invoices, payments and statements."), GUEST)              \
	R(PORTAL_COMPANY, "portal_company_management",                         \
	    N_("Portal Company Management"),                                   \
	    N_("Manages the customer's own users; sees the cases of the "      \
	       "whole company."),                                              \
	    GUEST)                                                             \
	R(PORTAL_MANAGER, "portal_manager", N_("Portal Manager"),              \
	    N_("All portal roles together, for the whole company."), GUEST)

#define FACT(bit, name, label, description, guest)                             \
	{ bit, name, label, description, guest },
#define CHOICE_OF(bit, name, label, description, guest)                        \
	{ bit, name, label, NULL },

const struct role_fact roles[] = { ROLES(FACT){ 0 } };
const struct choice role_choices[] = { ROLES(CHOICE_OF){ 0 } };

int64_t
role_reach(int64_t held)
{
	if (held & PORTAL_MANAGER)
		held |= PORTAL_ROLES;
	if (held & ROLE_ADMIN)
		held |= ROLE_STAFF;
	return held;
}
