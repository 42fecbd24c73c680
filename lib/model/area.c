/* The pages of a portal: what each needs, and which a portal leaves out. */
#include "area.h"

#include <string.h>

#include "../base/text.h"
#include "access.h"
#include "invoice.h"
#include "order.h"
#include "payment.h"
#include "product.h"

#define SUPPORT PORTAL_CASES, FEATURE_PORTAL_CASES
#define BOOKS PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS
#define PAYING                                                                 \
	PORTAL_FINANCE, FEATURE_PORTAL_FINANCIALS | FEATURE_PORTAL_PAYMENTS
#define BUYING PORTAL_ORDERS, FEATURE_PORTAL_ORDERS

/* tests/cgi/why.sh compares them with the routes of the portal's programs. */
/* clang-format off */
const struct area areas[] = {
	{ "home", "/", N_("Home"), NULL, PORTAL_USER, 0, false, 0 },
	{ "profile", "/profile", N_("My profile"), NULL, PORTAL_USER, FEATURE_PORTAL_SYSTEM, false, PAGE_PROFILE },
	{ "company", "/company", N_("Company"), NULL, PORTAL_COMPANY, FEATURE_PORTAL_SYSTEM, false, PAGE_COMPANY },
	{ "switch", "/company/switch", N_("Choosing the company"), NULL, PORTAL_USER, 0, false, 0 },
	{ "catalogue", "/catalogue", N_("Catalogue"), &product_entity, BUYING, false, PAGE_CATALOGUE },
	{ "cart", "/cart", N_("Cart"), NULL, BUYING, false, 0 },
	{ "place-order", "/cart/order", N_("Placing an order"), NULL, BUYING, true, 0 },
	{ "orders", "/orders", N_("Orders"), &order_entity, BUYING, false, PAGE_ORDERS },
	{ "balance", "/balance", N_("Balance overview"), NULL, BOOKS, false, PAGE_BALANCE },
	{ "invoices", "/invoices", N_("Invoices"), &invoice_entity, BOOKS, false, 0 },
	{ "payments", "/payments", N_("Payments"), &payment_entity, BOOKS, false, PAGE_PAYMENTS },
	{ "statement", "/statement", N_("Statement"), NULL, BOOKS, false, PAGE_STATEMENT },
	{ "pay", "/pay", N_("Paying"), &payment_entity, PAYING, true, 0 },
	{ "cases", "/cases", N_("Cases"), &case_entity, SUPPORT, false, 0 },
	{ "new-case", "/cases/new", N_("New case"), NULL, SUPPORT, true, PAGE_NEW_CASE },
	{ .name = NULL },
};
/* clang-format on */

/* The same pages, as a portal's record names them. */
const struct choice portal_pages[] = {
	{ PAGE_PROFILE, "profile", N_("My profile"), NULL },
	{ PAGE_COMPANY, "company", N_("Company"), NULL },
	{ PAGE_CATALOGUE, "catalogue", N_("Catalogue"), NULL },
	{ PAGE_ORDERS, "orders", N_("Orders"), NULL },
	{ PAGE_BALANCE, "balance", N_("Balance overview"), NULL },
	{ PAGE_PAYMENTS, "payments", N_("Payments"), NULL },
	{ PAGE_STATEMENT, "statement", N_("Statement"), NULL },
	{ PAGE_NEW_CASE, "new_case", N_("New case"), NULL },
	{ 0 },
};

/* The one with the longest path that this address goes on with. */
const struct area *
area_at(const char *address)
{
	const struct area *found = NULL;
	size_t most = 0;

	for (const struct area *a = areas; a->name != NULL; a++) {
		size_t n = strlen(a->path);

		if (strncmp(address, a->path, n) == 0 && n > most &&
		    (n == 1 ? strspn(address, "/") == strlen(address) :
			      address[n] == '/' || address[n] == '\0')) {
			found = a;
			most = n;
		}
	}
	return found;
}

bool
page_shown(const struct visitor *v, const char *path)
{
	const struct area *a = area_at(path);

	return a == NULL || (v->portal.hidden & a->page) == 0;
}

const char *
landing_path(const struct visitor *site, const struct user *u)
{
	int64_t held = role_reach(u->roles);

	for (const struct area *a = areas; a->name != NULL; a++)
		if (a->page != 0 && a->page == site->portal.home)
			return (held & a->roles) != 0 &&
				(site->features & a->feature) == a->feature &&
				page_shown(site, a->path) ?
			    a->path :
			    "/";
	return "/";
}
