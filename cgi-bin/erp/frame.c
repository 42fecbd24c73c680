/* The shell round every page of the ERP: side bar, top bar, page head. */
#include <string.h>

#include "base/date.h"
#include "docs.h"

enum { RELATIONS = ROLE_CASES | ROLE_CUSTOMERS | LEDGER };

/* What the shell shows of the store; loaded once, while it is open. */
struct frame {
	int64_t waiting;  /* cases that staff must answer */
	int64_t asked;    /* changes that wait for approval */
	const char *tail; /* the record's short name, for the crumbs */
	bool bare;        /* the page was opened without the shell */
	size_t opened;    /* length of the body when main was open */
	const char *news; /* banner of a redirect, for below the head */
};

struct entry {
	const char *nav, *path, *icon, *label, *key;
	int64_t roles, feature;
};

static const struct group {
	const char *title;
	const struct entry entries[15];
} groups[] = {
	{ NULL,
	    { { "home", "/", "home", N_("Home"), "g h", ROLE_STAFF, 0 },
		{ .nav = NULL } } },
	{ N_("Sales"),
	    { { "orders", "/orders", "cart", N_("Orders"), "g o", LEDGER,
		  FEATURE_INVENTORY },
		{ "order-requests", "/order-requests", "message",
		    N_("Order requests"), NULL, LEDGER, FEATURE_INVENTORY },
		{ "shipments", "/shipments", "truck", N_("Shipments"), NULL,
		    LEDGER, FEATURE_INVENTORY },
		{ "order-invoices", "/order-invoices", "file",
		    N_("Invoices of orders"), NULL, LEDGER, FEATURE_INVENTORY },
		{ .nav = NULL } } },
	{ N_("Inventory"),
	    { { "items", "/items", "package", N_("Items"), "g t", LEDGER,
		  FEATURE_INVENTORY },
		{ "categories", "/categories", "list", N_("Categories"), NULL,
		    LEDGER, FEATURE_INVENTORY },
		{ "prices", "/prices", "tag", N_("Sales prices"), NULL, LEDGER,
		    FEATURE_INVENTORY },
		{ "stock", "/stock", "inbox", N_("Inventory summary"), NULL,
		    LEDGER, FEATURE_INVENTORY },
		{ "adjustments", "/adjustments", "refresh", N_("Adjustments"),
		    NULL, LEDGER, FEATURE_INVENTORY },
		{ "warehouses", "/warehouses", "building", N_("Warehouses"),
		    NULL, ROLE_SALES, FEATURE_INVENTORY },
		{ .nav = NULL } } },
	{ N_("Relations"),
	    { { "cases", "/cases", "message", N_("Cases"), "g c", ROLE_CASES,
		  FEATURE_CASES },
		{ "contacts", "/contacts", "users", N_("Contacts"), "g k",
		    RELATIONS, 0 },
		{ "invitations", "/invitations", "user-plus", N_("Invitations"),
		    NULL, ROLE_CUSTOMERS, 0 },
		{ "customers", "/customers", "building", N_("Customers"), "g u",
		    RELATIONS, 0 },
		{ "accounts", "/accounts", "list", N_("Business accounts"),
		    "g a", RELATIONS, 0 },
		{ "locations", "/locations", "pin", N_("Customer locations"),
		    NULL, RELATIONS, 0 },
		{ "approvals", "/approvals", "user-check", N_("Approvals"),
		    NULL, ROLE_CUSTOMERS, 0 },
		{ .nav = NULL } } },
	{ N_("Accounting"),
	    { { "invoices", "/invoices", "file-text", N_("Invoices and memos"),
		  "g i", LEDGER, 0 },
		{ "payments", "/payments", "credit-card", N_("Payments"), "g y",
		    LEDGER, 0 },
		{ "bank", "/bank", "inbox", N_("Bank entries"), "g b", LEDGER,
		    0 },
		{ "ageing", "/ageing", "chart", N_("Ageing"), "g e", LEDGER,
		    0 },
		{ "customer-details", "/customer-details", "panel",
		    N_("Customer details"), NULL, LEDGER, 0 },
		{ "statements", "/statements", "history",
		    N_("Statement history"), NULL, LEDGER, 0 },
		{ "notices", "/notices", "mail", N_("Print/e-mail statements"),
		    NULL, LEDGER, 0 },
		{ .nav = NULL } } },
	{ N_("Customer portal"),
	    { { "why", "/why", "eye", N_("Why can't they see it?"), "g w",
		  RELATIONS, 0 },
		{ "setup", "/setup", "flag", N_("Set up a portal"), "g s",
		    ROLE_PORTAL_ADMIN, 0 },
		{ "portals", "/portals", "globe", N_("Portals"), "g p",
		    ROLE_PORTAL_ADMIN, 0 },
		{ "features", "/features", "sliders", N_("Features"), "g f",
		    ROLE_PORTAL_ADMIN, 0 },
		{ "licence", "/licence", "key", N_("Licences"), "g l",
		    ROLE_PORTAL_ADMIN, 0 },
		{ .nav = NULL } } },
	{ N_("Company"),
	    { { "company", "/company", "building", N_("Our company"), NULL,
		  ROLE_BOOKS, 0 },
		{ "order-types", "/order-types", "list", N_("Order types"),
		    NULL, ROLE_BOOKS, FEATURE_INVENTORY },
		{ "terms", "/terms", "calendar", N_("Credit terms"), NULL,
		    ROLE_BOOKS, 0 },
		{ "taxes", "/taxes", "list", N_("Taxes"), NULL, ROLE_BOOKS, 0 },
		{ "statement-cycles", "/statement-cycles", "refresh",
		    N_("Statement cycles"), NULL, ROLE_BOOKS, 0 },
		{ "processing-centers", "/processing-centers", "credit-card",
		    N_("Processing centers"), NULL, ROLE_ADMIN, 0 },
		{ .nav = NULL } } },
	{ N_("Administration"),
	    { { "users", "/users", "user", N_("Users"), NULL, ROLE_ADMIN, 0 },
		{ "roles", "/roles", "shield", N_("User roles"), NULL,
		    ROLE_ADMIN, 0 },
		{ "user-types", "/user-types", "user-check", N_("User types"),
		    NULL, ROLE_ADMIN, 0 },
		{ "sign-in-policy", "/sign-in-policy", "lock",
		    N_("Sign-in policy"), NULL, ROLE_ADMIN, 0 },
		{ "contact-classes", "/contact-classes", "tag",
		    N_("Contact classes"), NULL, ROLE_ADMIN, 0 },
		{ "case-classes", "/case-classes", "tag", N_("Case classes"),
		    NULL, ROLE_ADMIN, 0 },
		{ "imports", "/exchange/imports", "upload", N_("Imports"), NULL,
		    ROLE_ADMIN, 0 },
		{ "exports", "/exchange/exports", "download", N_("Exports"),
		    NULL, ROLE_ADMIN, 0 },
		{ "outbox", "/outbox", "send", N_("Outgoing mail"), NULL,
		    ROLE_ADMIN, 0 },
		{ "mail-templates", "/mail-templates", "mail",
		    N_("Mail templates"), NULL, ROLE_ADMIN, 0 },
		{ "audit", "/audit", "history", N_("Audit"), NULL, ROLE_ADMIN,
		    0 },
		{ .nav = NULL } } },
};
enum { GROUPS = sizeof groups / sizeof groups[0] };

/* ---- side bar */

void
frame_enter(struct req *r)
{
	struct frame *f = arena_alloc(r->mem, sizeof *f);
	const struct support_case new = { .status = CASE_IS_NEW };
	const struct support_case open = { .status = CASE_IS_OPEN };

	if (r->visitor->signed_in && sees_cases(r))
		f->waiting =
		    store_count(r->x, &case_entity, CASE_BY_STATUS, &new) +
		    store_count(r->x, &case_entity, CASE_BY_STATUS, &open);
	if (r->visitor->signed_in && may(r, ROLE_CUSTOMERS))
		f->asked = approvals_waiting(r);
	r->data = f;
}

static void
nav_entry(struct req *r, const struct entry *e, const char *current)
{
	const struct frame *f = r->data;
	int64_t n = strcmp(e->nav, "cases") == 0 ? f->waiting :
	    strcmp(e->nav, "approvals") == 0     ? f->asked :
						   0;

	html(r, "<li><a href=\"");
	text(r, url(r, e->path, NULL));
	if (e->key != NULL) {
		html(r, "\" data-key=\"");
		text(r, e->key);
	}
	if (current != NULL && strcmp(current, e->nav) == 0)
		html(r, "\" aria-current=\"page");
	html(r, "\">");
	icon(r, e->icon);
	html(r, "<span data-label>");
	text(r, _(e->label));
	html(r, "</span>");
	if (n > 0) {
		html(r, "<span class=\"count\">");
		textf(r, "%lld", (long long)n);
		html(r, "<span class=\"vh\"> ");
		text(r, _("waiting"));
		html(r, "</span></span>");
	}
	html(r, "</a></li>");
}

static void
nav_group(struct req *r, const struct group *g, const char *current)
{
	bool any = false;

	for (const struct entry *e = g->entries; e->nav != NULL; e++) {
		if (!may(r, e->roles) ||
		    (e->feature & ~r->visitor->features) != 0)
			continue;
		if (!any) {
			html(r, "<div>");
			if (g->title != NULL) {
				html(r, "<h2>");
				text(r, _(g->title));
				html(r, "</h2>");
			}
			html(r, "<ul>");
		}
		any = true;
		nav_entry(r, e, current);
	}
	if (any)
		html(r, "</ul></div>");
}

static const char *
brand(struct req *r)
{
	if (r->conf->company[0] == '\0')
		return "Postern ERP";
	return arena_printf(r->mem, _("%s ERP"), r->conf->company);
}

static void
brand_link(struct req *r)
{
	html(r, "<a class=\"brand\" href=\"");
	text(r, url(r, "/", NULL));
	html(r, "\"><img src=\"");
	text(r, static_url(r, "common/logo-erp.svg"));
	html(r, "\" alt=\"\" width=\"32\" height=\"32\">");
	text(r, brand(r));
	html(r, "</a>");
}

static void
side_bar(struct req *r, const char *current)
{
	html(r, "<nav class=\"side\" id=\"mainnav\" aria-label=\"");
	text(r, _("Main"));
	html(r, "\"><a class=\"btn quiet menu-close\" href=\"#main\">");
	icon(r, "close");
	text(r, _("Close"));
	html(r, "</a>");
	brand_link(r);
	for (int i = 0; i < GROUPS; i++)
		nav_group(r, &groups[i], current);
	html(r, "</nav>");
}

/* ---- top bar */

static void
search_box(struct req *r)
{
	html(r, "<a class=\"btn quiet menu-link\" href=\"#mainnav\">");
	icon(r, "menu");
	text(r, _("Menu"));
	html(r, "</a><form class=\"search\" role=\"search\" action=\"");
	text(r, url(r, "/search", NULL));
	html(r, "\" method=\"get\"><label class=\"vh\" for=\"gs\">");
	text(r, _("Search everything"));
	html(r, "</label>");
	icon(r, "search");
	html(r, "<input id=\"gs\" name=\"q\" type=\"search\" placeholder=\"");
	text(r, _("Order, invoice, customer, case or screen"));
	html(r, "\" data-key=\"/\" data-key-label=\"");
	text(r, _("Search"));
	html(r,
	    "\"><kbd aria-hidden=\"true\">/</kbd><button "
	    "type=\"submit\" class=\"vh\" tabindex=\"-1\">");
	text(r, _("Search"));
	html(r, "</button></form>");
}

static void
theme_form(struct req *r)
{
	html(r, "<form class=\"sep\" method=\"post\" action=\"");
	text(r, url(r, "/me/theme", NULL));
	html(r, "\">");
	form_token(r);
	if (r->method != METHOD_POST)
		form_hidden(r, "back", r->path);
	for (const struct choice *c = themes; c->value != 0; c++) {
		html(r, "<button type=\"submit\" name=\"theme\" value=\"");
		text(r, c->name);
		if (c->value == r->visitor->user.theme)
			html(r, "\" aria-current=\"true");
		html(r, "\">");
		icon(r, "theme");
		textf(r, _("Theme: %s"), _(c->label));
		html(r, "</button>");
	}
	html(r, "</form>");
}

static void
user_menu(struct req *r)
{
	html(r, "<details class=\"menu end who\"><summary>");
	avatar(r, r->visitor->name);
	html(r, "<span class=\"n\"><span class=\"strong\">");
	text(r, r->visitor->name);
	html(r, "</span></span>");
	icon(r, "chevron-down");
	html(r, "</summary><div class=\"menu-list\"><a href=\"");
	text(r, url(r, "/me", NULL));
	html(r, "\">");
	icon(r, "user");
	text(r, _("My profile"));
	html(r, "</a><button type=\"button\" data-keys-list hidden>");
	icon(r, "keyboard");
	text(r, _("Keyboard shortcuts"));
	html(r, "</button>");
	theme_form(r);
	html(r, "<form class=\"sep\" method=\"post\" action=\"");
	text(r, url(r, "/sign-out", NULL));
	html(r, "\">");
	form_token(r);
	html(r, "<button type=\"submit\">");
	icon(r, "log-out");
	text(r, _("Sign out"));
	html(r, "</button></form></div></details>");
}

static void
top_bar(struct req *r)
{
	html(r, "<header class=\"bar\">");
	search_box(r);
	html(r, "<div class=\"right\"><a class=\"btn quiet\" href=\"");
	text(r, url(r, "/help", NULL));
	html(r, "\">");
	icon(r, "help");
	text(r, _("Help"));
	html(r, "</a>");
	user_menu(r);
	html(r, "</div></header>");
}

/* ---- licences that need somebody */

static const char *
licence_tone(enum licence_status s)
{
	return s == LICENCE_EXPIRED || s == LICENCE_REJECTED ? "bad" : "warn";
}

static void
licence_banner(struct req *r, const char *name, const struct licence *l,
    enum licence_status s)
{
	char says[300];

	if (s == LICENCE_VALID)
		return;
	licence_sentence(
	    l->id == 0 ? NULL : l, s, today(r), today(r), says, sizeof says);
	if (strcmp(licence_tone(s), "bad") == 0)
		html(r, "<div class=\"banner bad\">");
	else
		html(r, "<div class=\"banner warn\">");
	icon(r, "key");
	html(r, "<p><strong>");
	text(r, name);
	html(r, "</strong> ");
	text(r, says);
	html(r, "</p>");
	button_link(r, "/licence", "btn", NULL, _("Licences"));
	html(r, "</div>");
}

static void
licence_banners(struct req *r, const struct head *h)
{
	const struct licences *l = &r->visitor->licences;

	if (!may(r, ROLE_PORTAL_ADMIN) ||
	    (h->nav != NULL && strcmp(h->nav, "licence") == 0))
		return;
	licence_banner(r, _("ERP licence:"), &l->erp, l->erp_status);
	licence_banner(r, _("Portal licence:"), &l->portal, l->portal_status);
}

/* ---- page head */

/* The title of the group that holds this entry of the side bar, or NULL. */
static const char *
group_of(const char *nav)
{
	for (int i = 0; nav != NULL && i < GROUPS; i++)
		for (const struct entry *e = groups[i].entries; e->nav != NULL;
		     e++)
			if (strcmp(e->nav, nav) == 0)
				return groups[i].title;
	return NULL;
}

void
head_tail(struct req *r, const char *name)
{
	struct frame *f = r->data;

	f->tail = name;
}

static void
crumbs(struct req *r, const struct head *h)
{
	const char *group = group_of(h->nav);
	const struct frame *f = r->data;

	if (h->crumb == NULL && h->screen == NULL && group == NULL)
		return;
	html(r, "<p class=\"crumb\">");
	if (h->crumb != NULL)
		link_to(r, h->crumb_path, h->crumb);
	else if (group != NULL)
		text(r, _(group));
	if (h->crumb != NULL || group != NULL)
		html(r, " / ");
	text(r, f->tail != NULL ? f->tail : h->title);
	if (h->screen != NULL) {
		html(r, " <span class=\"sid\">");
		text(r, h->screen);
		html(r, "</span>");
	}
	html(r, "</p>");
}

static void
head_left(struct req *r, const struct head *h, const struct field *pill_of,
    const void *rec)
{
	html(r, "<div class=\"head\"><div>");
	crumbs(r, h);
	html(r, "<div class=\"title\"><h1>");
	text(r, h->title);
	html(r, "</h1>");
	if (pill_of != NULL)
		pill_choice(r, pill_of, rec);
	html(r, "</div>");
	if (h->lead != NULL && *h->lead != '\0') {
		html(r, "<p class=\"muted\">");
		text(r, h->lead);
		html(r, "</p>");
	}
	html(r, "</div>");
}

/* page_open has written what a redirect says; it belongs below the head. */
static void
take_news(struct req *r)
{
	struct frame *f = r->data;
	struct buf *b = &r->out.body;

	f->news =
	    arena_strndup(r->mem, b->data + f->opened, b->len - f->opened);
	b->len = f->opened;
	b->data[b->len] = '\0';
}

void
head_begin_pill(struct req *r, const struct head *h,
    const struct field *pill_of, const void *rec)
{
	struct head own = *h;

	own.no_title = true;
	page_open(r, &own);
	take_news(r);
	head_left(r, h, pill_of, rec);
	html(r, "<div class=\"acts\">");
}

void
head_begin(struct req *r, const struct head *h)
{
	head_begin_pill(r, h, NULL, NULL);
}

void
head_end(struct req *r)
{
	const struct frame *f = r->data;

	html(r, "</div></div>");
	page_raw(r, f->news, strlen(f->news));
}

/* ---- the frame */

static void
document_head(struct req *r, const struct head *h)
{
	const struct visitor *v = r->visitor;
	bool in = v != NULL && v->signed_in;

	html(r, "<!DOCTYPE html><html lang=\"en\" data-app=\"erp\"");
	if (in && v->user.theme == THEME_LIGHT)
		html(r, " data-theme=\"light\"");
	if (in && v->user.theme == THEME_DARK)
		html(r, " data-theme=\"dark\"");
	html(r,
	    "><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\"><title>");
	if (r->out.status == 422 || r->out.status == 409)
		text(r, _("Error: "));
	text(r, h->title);
	if (h->crumb != NULL) {
		html(r, ", ");
		text(r, h->crumb);
	}
	html(r, ", ");
	text(r, brand(r));
	html(r, "</title><link rel=\"preload\" href=\"");
	text(r, static_url(r, "common/fonts/inter-latin.woff2"));
	html(r,
	    "\" as=\"font\" type=\"font/woff2\" crossorigin>"
	    "<link rel=\"stylesheet\" href=\"");
	text(r, static_url(r, "common/app.css"));
	html(r, "\"><link rel=\"icon\" href=\"");
	text(r, static_url(r, "common/favicon.svg"));
	html(r, "\" type=\"image/svg+xml\"><script src=\"");
	text(r, static_url(r, "common/app.js"));
	html(r, "\" defer></script></head>");
}

static void
skip_link(struct req *r)
{
	html(r, "<a class=\"skip\" href=\"#main\">");
	text(r, _("Skip to main content"));
	html(r, "</a>");
}

static void
open_bare(struct req *r, const struct head *h)
{
	html(r, "<body class=\"solo\">");
	skip_link(r);
	if (h->wide)
		html(r,
		    "<main id=\"main\" class=\"sign wider\" "
		    "tabindex=\"-1\">");
	else
		html(r,
		    "<main id=\"main\" class=\"sign\" "
		    "tabindex=\"-1\">");
	html(r, "<p class=\"brand\"><img src=\"");
	text(r, static_url(r, "common/logo-erp.svg"));
	html(r, "\" alt=\"\" width=\"44\" height=\"44\">");
	text(r, brand(r));
	html(r, "</p>");
}

void
frame_open(struct req *r, const struct head *h)
{
	struct frame *f = r->data;

	if (f == NULL)
		r->data = f = arena_alloc(r->mem, sizeof *f);
	document_head(r, h);
	f->bare = h->bare || r->visitor == NULL || !r->visitor->signed_in;
	if (f->bare) {
		open_bare(r, h);
		return;
	}
	html(r, "<body");
	if (!r->visitor->user.keys_off)
		html(r, " data-keys=\"\"");
	html(r, " data-keys-title=\"");
	text(r, _("Keyboard shortcuts"));
	html(r, "\" data-close=\"");
	text(r, _("Close"));
	html(r, "\">");
	skip_link(r);
	html(r, "<div class=\"shell\">");
	side_bar(r, h->nav);
	html(r, "<div>");
	top_bar(r);
	html(r, "<main id=\"main\" class=\"work\" tabindex=\"-1\">");
	licence_banners(r, h);
	if (!h->no_title) {
		head_left(r, h, NULL, NULL);
		html(r, "</div>");
	}
	f->opened = r->out.body.len;
}

void
frame_close(struct req *r)
{
	const struct frame *f = r->data;

	html(r, "</main>");
	if (!f->bare)
		html(r, "</div></div>");
	html(r, "</body></html>");
}
