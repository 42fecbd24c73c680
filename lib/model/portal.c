/* Portals: the table, their rules, and which sites have answered. */
#include "portal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "center.h"
#include "class.h"
#include "order.h"
#include "order_type.h"
#include "rules.h"
#include "user.h"
#include "warehouse.h"

static const struct choice portal_types[] = {
	{ PORTAL_CUSTOMER, "customer_portal", N_("Customer Portal"), NULL },
	{ 0 },
};

static const struct choice access_roles[] = {
	{ PORTAL_USER, "portal_user", N_("Portal User"), NULL },
	{ PORTAL_CASES, "portal_case_management", N_("Portal Case Management"),
	    NULL },
	{ PORTAL_ORDERS, "portal_order_management",
	    N_("Portal Order Management"), NULL },
	{ PORTAL_FINANCE, "portal_financial_management",
	    N_("Portal Financial Management"), NULL },
	{ PORTAL_COMPANY, "portal_company_management",
	    N_("Portal Company Management"), NULL },
	{ PORTAL_MANAGER, "portal_manager", N_("Portal Manager"), NULL },
	{ 0 },
};

const struct choice portal_categories[] = {
	{ FEATURE_PORTAL_SYSTEM, "system", N_("System: home, profile, company"),
	    NULL },
	{ FEATURE_PORTAL_CASES, "case_management", N_("Case Management"),
	    NULL },
	{ FEATURE_PORTAL_ORDERS, "b2b_ordering", N_("B2B Ordering"), NULL },
	{ FEATURE_PORTAL_FINANCIALS, "financials", N_("Financials"), NULL },
	{ FEATURE_PORTAL_PAYMENTS, "payments", N_("Payments"), NULL },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return portal_save(x, rec, bad);
}

#define P struct portal
/* clang-format off */
static const struct field fields[] = {
{ PORTAL_ID,              INT(P, id),              N_("Id"),             F_SYSTEM },
{ PORTAL_REV,             INT(P, rev),             N_("Revision"),       F_SYSTEM },
{ PORTAL_NAME,            TEXT(P, name),           N_("Portal Name"),    F_REQUIRED | F_SEARCH, .hint = N_("Customers see it on every page.") },
{ PORTAL_URL,             URL(P, url),             N_("Portal URL"),     F_REQUIRED, .hint = N_("Exactly the address that customers type, such as https://portal.example.com/portal. It must be that of the deployed site.") },
{ PORTAL_INSTANCE,        TEXT(P, instance),       N_("Instance Name"),  0, .hint = N_("The name that was given when the site was deployed.") },
{ PORTAL_ONLINE,          BOOL(P, online),         N_("Online"),         0, .hint = N_("Off: customers see the message for being offline; the ERP goes on.") },
{ PORTAL_DESCRIPTION,     TEXT(P, description),    N_("Portal Description"), 0 },
{ PORTAL_TYPE,            CHOICE(P, portal_type),  N_("Portal Type"),    0, .choices = portal_types },
{ PORTAL_ACCESS_ROLE,     CHOICE(P, access_role),  N_("Portal Access Role"), F_REQUIRED, .choices = access_roles, .hint = N_("New portal users get it in addition to the roles of their user type.") },
{ PORTAL_CATEGORIES,      BITS(P, categories),     N_("Categories"),     0, .choices = portal_categories },
{ PORTAL_USER_TYPE,       REF(P, user_type),       N_("User Type"),      F_REQUIRED, .refers = &user_type_entity },
{ PORTAL_CASE_CLASS,      REF(P, case_class),      N_("Default Case Class"), F_REQUIRED, .refers = &case_class_entity },
{ PORTAL_CONTACT_CLASS,   REF(P, contact_class),   N_("Default Contact Class"), F_REQUIRED, .refers = &contact_class_entity },
{ PORTAL_ORDER_TYPE,      CODE(P, order_type),     N_("Sales Order Type"), 0, .hint = N_("Two letters, such as SO.") },
{ PORTAL_SHOW_QUANTITIES, BOOL(P, show_quantities), N_("Show Available Quantities"), 0 },
{ PORTAL_THEME,           CHOICE(P, theme),        N_("Interface Theme"), 0, .choices = themes },
{ PORTAL_COLOR,           COLOR(P, color),         N_("Primary Color"),  0, .hint = N_("Such as #007acc; pages correct it where text would be hard to read.") },
{ PORTAL_SHOW_MESSAGE,    BOOL(P, show_message),   N_("Display Top Message"), 0 },
{ PORTAL_MESSAGE,         NOTE(P, message),        N_("Top Message"),    0 },
{ PORTAL_OFFLINE_MESSAGE, NOTE(P, offline_message), N_("Message While Offline"), 0 },
{ PORTAL_OFFLINE_UNTIL,   TIME(P, offline_until),  N_("Back Online At"), 0, .hint = N_("Leave it empty when it is not known.") },
{ PORTAL_SUPPORT_CONTACT, TEXT(P, support_contact), N_("Contact for Customers"), 0 },
{ PORTAL_SUPPORT_PHONE,   PHONE(P, support_phone), N_("Phone for Customers"), 0 },
{ PORTAL_SUPPORT_EMAIL,   EMAIL(P, support_email), N_("E-mail for Customers"), 0 },
{ PORTAL_SUPPORT_HOURS,   TEXT(P, support_hours),  N_("Hours"),          0, .hint = N_("Such as Monday to Friday, 9 to 17.") },
{ PORTAL_TIME_ZONE,       TEXT(P, time_zone),      N_("Time Zone"),      0, .hint = N_("For users who have not chosen one.") },
{ PORTAL_CENTER,          REF(P, center),          N_("Processing Center"), 0, .refers = &center_entity, .hint = N_("Who takes cards on this portal; left empty, nobody does.") },
{ PORTAL_LAST_ANSWER,     TIME(P, last_answer),    N_("Last Answer"),    F_SYSTEM | F_QUIET | F_PASSING },
{ PORTAL_WAREHOUSES,      INT(P, warehouses),      N_("Visible Warehouses"), F_SYSTEM },
{ PORTAL_DEFAULT_WAREHOUSE, REF(P, default_warehouse), N_("Default Warehouse"), 0, .refers = &warehouse_entity, .hint = N_("Taken from first, when it has enough.") },
{ PORTAL_OUT_OF_STOCK,    BOOL(P, out_of_stock),   N_("Order What Is Out of Stock"), 0, .hint = N_("Off: no more can be ordered than is there.") },
{ PORTAL_HIDDEN,          BITS(P, hidden),         N_("Pages Left Out"), 0, .choices = portal_pages },
{ PORTAL_HOME,            CHOICE(P, home),         N_("Default Home Form"), 0, .choices = portal_pages, .hint = N_("Where customers are led after the sign-in. Left empty, or not for them: the home page.") },
{ PORTAL_SHOW_CATALOG,    BOOL(P, show_catalog),   N_("Display Go to Catalog Button"), 0, .hint = N_("On the home page, for those who may order.") },
{ PORTAL_CATALOG_TEXT,    TEXT(P, catalog_text),   N_("Text beside the Button"), 0 },
{ PORTAL_HELP,            NOTE(P, help),           N_("Help Text"),      0, .hint = N_("What the help page says. Left empty: our own words. An empty line begins a paragraph.") },
{ 0 },
};
/* clang-format on */
#undef P

static const struct index indexes[] = {
	{ .number = PORTAL_BY_NAME, .tags = { PORTAL_NAME }, .unique = true },
	{ .number = PORTAL_BY_URL, .tags = { PORTAL_URL }, .unique = true },
	{ 0 },
};

const struct entity portal_entity = {
	.number = 11,
	.name = "portal",
	.label = N_("Portal"),
	.plural = N_("Portals"),
	.size = sizeof(struct portal),
	.fields = fields,
	.indexes = indexes,
	.key = PORTAL_NAME,
	.title = PORTAL_NAME,
	.save = save,
};

/* ---- addresses */

/* The end of host[:port] or [v6][:port]; NULL when it is none. */
static const char *
host_end(const char *host)
{
	const char *end = host;

	if (*end == '[') {
		end += 1 + strspn(end + 1, "0123456789abcdefABCDEF:.");
		if (*end++ != ']')
			return NULL;
	} else
		end += strspn(end,
		    "abcdefghijklmnopqrstuvwxyz"
		    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
	return end == host ? NULL : end;
}

bool
portal_url_normal(const char *url, char *to, size_t size)
{
	bool tls = strncasecmp(url, "https://", 8) == 0;
	const char *host = url + (tls ? 8 : 7), *end, *path;
	char name[201], port[8] = "", rest[201];
	size_t n;
	long number;

	if (!tls && strncasecmp(url, "http://", 7) != 0)
		return false;
	if ((end = host_end(host)) == NULL ||
	    (size_t)(end - host) >= sizeof name)
		return false;
	memcpy(name, host, (size_t)(end - host));
	name[end - host] = '\0';
	str_lower(name);
	path = end;
	if (*end == ':') {
		n = strspn(end + 1, "0123456789");
		number = strtol(end + 1, NULL, 10);
		if (n == 0 || n > 5 || number < 1 || number > 65535)
			return false;
		path = end + 1 + n;
		if (number != (tls ? 443 : 80))
			str_printf(port, sizeof port, ":%ld", number);
	}
	if ((*path != '\0' && *path != '/') ||
	    strpbrk(path, "?#%\\ ") != NULL ||
	    !str_copy(rest, sizeof rest, path))
		return false;
	for (n = strlen(rest); n > 0 && rest[n - 1] == '/'; n--)
		rest[n - 1] = '\0';
	return str_printf(to, size, "%s%s%s%s", tls ? "https://" : "http://",
	    name, port, rest);
}

enum rc
portal_by_url(struct txn *x, const char *url, struct portal *p)
{
	char normal[sizeof p->url];

	if (!portal_url_normal(url, normal, sizeof normal))
		return RC_NOTFOUND;
	memset(p, 0, sizeof *p);
	str_copy(p->url, sizeof p->url, normal);
	return store_find(x, &portal_entity, PORTAL_BY_URL, p);
}

/* ---- rules */

static void
check_url(struct portal *p, struct problems *bad)
{
	char normal[sizeof p->url];

	if (p->url[0] == '\0')
		return;
	if (!portal_url_normal(p->url, normal, sizeof normal)) {
		problem(bad, PORTAL_URL,
		    _("This is not the address of a site, such as "
		      "https://portal.example.com/portal."));
		return;
	}
	str_copy(p->url, sizeof p->url, normal);
	if (!str_ends(normal, "/portal"))
		problem(
		    bad, PORTAL_URL, _("The URL of a portal ends in /portal."));
}

static void
check_defaults(struct txn *x, const struct portal *p, struct problems *bad)
{
	struct contact_class contacts;
	struct case_class cases;
	struct user_type type;

	if (refers_to(x, &portal_entity, p, PORTAL_USER_TYPE, &type, bad) &&
	    type.linked_entity != LINKED_CONTACT)
		problem(bad, PORTAL_USER_TYPE,
		    _("%s is a type for our staff. Choose one for contacts."),
		    type.user_type_id);
	if (refers_to(x, &portal_entity, p, PORTAL_CASE_CLASS, &cases, bad)) {
		if (cases.internal)
			problem(bad, PORTAL_CASE_CLASS,
			    _("The class %s is internal: customers could not "
			      "see their cases."),
			    cases.case_class_id);
		else if (!cases.active)
			problem(bad, PORTAL_CASE_CLASS,
			    _("The class %s is no longer active."),
			    cases.case_class_id);
	}
	if (refers_to(
		x, &portal_entity, p, PORTAL_CONTACT_CLASS, &contacts, bad) &&
	    contacts.internal)
		problem(bad, PORTAL_CONTACT_CLASS,
		    _("The class %s is internal: choose one for customers."),
		    contacts.class_id);
}

static void
set_defaults(struct portal *p)
{
	if (p->portal_type == 0)
		p->portal_type = PORTAL_CUSTOMER;
	if (p->access_role == 0 && p->id == 0)
		p->access_role = PORTAL_CASES;
	if (p->theme == 0)
		p->theme = THEME_SYSTEM;
	if (p->color[0] == '\0')
		str_copy(p->color, sizeof p->color, "#007acc");
}

/* At another address nobody has answered yet. */
static bool
url_changes(struct txn *x, const struct portal *p)
{
	struct portal old;

	return p->id != 0 &&
	    store_get(x, &portal_entity, p->id, &old) == RC_OK &&
	    strcmp(old.url, p->url) != 0;
}

/* Orders that customers place are of this type. */
static void
check_order_type(struct txn *x, const struct portal *p, struct problems *bad)
{
	struct order_type t;

	if (p->order_type[0] == '\0')
		return;
	if (order_type_find(x, p->order_type, &t) != RC_OK || !t.active)
		problem(bad, PORTAL_ORDER_TYPE,
		    _("There is no active order type %s."), p->order_type);
	else if (t.template != ORDER_SO)
		problem(bad, PORTAL_ORDER_TYPE,
		    _("%s is not a type of sales orders."), t.code);
}

enum rc
portal_save(struct txn *x, struct portal *p, struct problems *bad)
{
	set_defaults(p);
	record_check(&portal_entity, p, bad);
	check_url(p, bad);
	check_defaults(x, p, bad);
	check_order_type(x, p, bad);
	if (p->time_zone[0] != '\0' && !time_zone_known(p->time_zone))
		problem(bad, PORTAL_TIME_ZONE,
		    _("There is no such time zone. Try Europe/Berlin."));
	if (p->home != 0 && (p->home & p->hidden) != 0)
		problem(bad, PORTAL_HOME,
		    _("This page is left out: it cannot be the home form."));
	if (p->show_message && p->message[0] == '\0')
		problem(bad, PORTAL_MESSAGE,
		    _("Enter the message that is to be displayed."));
	if (bad->n > 0)
		return RC_INVALID;
	if (url_changes(x, p))
		p->last_answer = 0;
	return store_save(x, &portal_entity, p, bad);
}

/* ---- sites that answer */

static const char stray_site[] = "stray_site"; /* "time URL" */

enum rc
portal_answered(struct txn *x, int64_t portal)
{
	int64_t now = clock_now();
	struct portal p;
	enum rc rc;

	if ((rc = store_get(x, &portal_entity, portal, &p)) != RC_OK)
		return rc;
	if (now - p.last_answer < PORTAL_ANSWER)
		return RC_SAME;
	p.last_answer = now;
	return store_save(x, &portal_entity, &p, NULL);
}

bool
site_answer_due(struct txn *x, const char *site_url, int64_t now)
{
	char text[240];
	struct portal p;

	if (portal_by_url(x, site_url, &p) == RC_OK)
		return now - p.last_answer >= PORTAL_ANSWER;
	return !store_setting(x, stray_site, text, sizeof text) ||
	    now - strtoll(text, NULL, 10) >= PORTAL_ANSWER;
}

enum rc
site_answered(struct txn *x, const char *site_url)
{
	int64_t now = clock_now();
	char text[240];
	struct portal p;

	if (!site_answer_due(x, site_url, now))
		return RC_SAME;
	if (portal_by_url(x, site_url, &p) == RC_OK)
		return portal_answered(x, p.id);
	str_printf(text, sizeof text, "%lld %s", (long long)now, site_url);
	store_set_setting(x, stray_site, text);
	return RC_OK;
}
