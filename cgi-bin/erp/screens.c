/* Screens by their numbers: "CR306000" in the address and in the search box. */
#include <strings.h>

#include "docs.h"

enum { RELATIONS = ROLE_CASES | ROLE_CUSTOMERS | LEDGER };

const struct screen screens[] = {
	{ "CR306000", N_("Cases"), "/cases", ROLE_CASES, "message",
	    FEATURE_CASES },
	{ "CR302000", N_("Contacts"), "/contacts", RELATIONS, "users", 0 },
	{ "CR302010", N_("Invitations"), "/invitations", ROLE_CUSTOMERS,
	    "user-plus", 0 },
	{ "AR303000", N_("Customers"), "/customers", RELATIONS, "building", 0 },
	{ "CR303000", N_("Business accounts"), "/accounts", RELATIONS,
	    "building", 0 },
	{ "AR303020", N_("Customer locations"), "/locations", RELATIONS, "pin",
	    0 },
	{ "EP503010", N_("Approvals"), "/approvals", ROLE_CUSTOMERS,
	    "user-check", 0 },
	{ "SO301000", N_("Orders"), "/orders", LEDGER, "cart",
	    FEATURE_INVENTORY },
	{ "SO302000", N_("Shipments"), "/shipments", LEDGER, "truck",
	    FEATURE_INVENTORY },
	{ "SO303000", N_("Invoices of orders"), "/order-invoices", LEDGER,
	    "file", FEATURE_INVENTORY },
	{ "AR301000", N_("Invoices and memos"), "/invoices", LEDGER,
	    "file-text", 0 },
	{ "AR302000", N_("Payments"), "/payments", LEDGER, "credit-card", 0 },
	{ "AR631000", N_("Ageing"), "/ageing", LEDGER, "chart", 0 },
	{ "AR402000", N_("Customer details"), "/customer-details", LEDGER,
	    "panel", 0 },
	{ "AR404600", N_("Statement history"), "/statements", LEDGER, "history",
	    0 },
	{ "AR503000", N_("Prepare statements"), "/statements/prepare",
	    ROLE_BOOKS, "refresh", 0 },
	{ "AR503500", N_("Print/e-mail statements"), "/notices", LEDGER, "mail",
	    0 },
	{ "AR305500", N_("Bank entries"), "/bank", LEDGER, "inbox", 0 },
	{ "IN202500", N_("Items"), "/items", LEDGER, "package",
	    FEATURE_INVENTORY },
	{ "IN401000", N_("Inventory summary"), "/stock", LEDGER, "inbox",
	    FEATURE_INVENTORY },
	{ "IN303000", N_("Adjustments"), "/adjustments", LEDGER, "refresh",
	    FEATURE_INVENTORY },
	{ "IN204000", N_("Warehouses"), "/warehouses", ROLE_SALES, "building",
	    FEATURE_INVENTORY },
	{ "IN204060", N_("Categories"), "/categories", LEDGER, "list",
	    FEATURE_INVENTORY },
	{ "SO301010", N_("Order requests"), "/order-requests", LEDGER,
	    "message", FEATURE_INVENTORY },
	{ "AR202000", N_("Sales prices"), "/prices", LEDGER, "tag",
	    FEATURE_INVENTORY },
	{ "SO201000", N_("Order types"), "/order-types", ROLE_BOOKS, "list",
	    FEATURE_INVENTORY },
	{ "CS206500", N_("Credit terms"), "/terms", ROLE_BOOKS, "calendar", 0 },
	{ "TX205000", N_("Taxes"), "/taxes", ROLE_BOOKS, "list", 0 },
	{ "AR202800", N_("Statement cycles"), "/statement-cycles", ROLE_BOOKS,
	    "refresh", 0 },
	{ "CA205000", N_("Processing centers"), "/processing-centers",
	    ROLE_ADMIN, "credit-card", 0 },
	{ "CS101500", N_("Our company"), "/company", ROLE_BOOKS, "building",
	    0 },
	{ "SP701000", N_("Portals"), "/portals", ROLE_PORTAL_ADMIN, "globe",
	    0 },
	{ "SP7010PL", N_("Portals"), "/portals", ROLE_PORTAL_ADMIN, "globe",
	    0 },
	{ "CS100000", N_("Enable/Disable Features"), "/features",
	    ROLE_PORTAL_ADMIN, "sliders", 0 },
	{ "SM201510", N_("Activate License"), "/licence", ROLE_PORTAL_ADMIN,
	    "key", 0 },
	{ "CO409070", N_("Outgoing mail"), "/outbox", ROLE_ADMIN, "send", 0 },
	{ "SM204003", N_("Mail templates"), "/mail-templates", ROLE_ADMIN,
	    "mail", 0 },
	{ "SM201010", N_("Users"), "/users", ROLE_ADMIN, "user", 0 },
	{ "SM201005", N_("User roles"), "/roles", ROLE_ADMIN, "shield", 0 },
	{ "EP202500", N_("User types"), "/user-types", ROLE_ADMIN, "user-check",
	    0 },
	{ "SM201060", N_("Sign-in policy"), "/sign-in-policy", ROLE_ADMIN,
	    "lock", 0 },
	{ "CR205000", N_("Contact classes"), "/contact-classes", ROLE_ADMIN,
	    "tag", 0 },
	{ "CR206000", N_("Case classes"), "/case-classes", ROLE_ADMIN, "tag",
	    0 },
	{ "SM206036", N_("Import by Scenario"), "/exchange/imports", ROLE_ADMIN,
	    "upload", 0 },
	{ "SM206025", N_("Import profiles"), "/exchange/profiles", ROLE_ADMIN,
	    "sliders", 0 },
	{ "SM207036", N_("Export by Scenario"), "/exchange/exports", ROLE_ADMIN,
	    "download", 0 },
	{ "SM207025", N_("Export profiles"), "/exchange/export-profiles",
	    ROLE_ADMIN, "sliders", 0 },
	{ "SM205530", N_("Audit"), "/audit", ROLE_ADMIN, "history", 0 },
	{ .id = NULL },
};

bool
screen_shown(const struct req *r, const struct screen *s)
{
	return may(r, s->roles) && (s->feature & ~r->visitor->features) == 0;
}

const struct screen *
screen_named(const struct req *r, const char *name)
{
	for (const struct screen *s = screens; s->id != NULL; s++)
		if (screen_shown(r, s) &&
		    (strcasecmp(name, s->id) == 0 ||
			strcasecmp(name, _(s->title)) == 0))
			return s;
	return NULL;
}

enum rc
screen_jump(struct req *r)
{
	for (const struct screen *s = screens; s->id != NULL; s++)
		if (strcasecmp(r->word, s->id) == 0) {
			redirect(r, s->path, NULL);
			return RC_OK;
		}
	return RC_NOTFOUND;
}
