/*
 * The frame of the portal: head of the document, top bar with navigation and
 * user menu, banners that concern the whole portal, footer.
 */
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/str.h"
#include "money.h"
#include "own/ownshop.h"
#include "own/ownswitch.h"
#include "shop.h"

/* What the site keeps with a request. */
struct site_data {
	struct own *own;
	const struct beside *beside; /* of the page head, or NULL */
};

void
frame_enter(struct req *r)
{
	struct site_data *d = arena_alloc(r->mem, sizeof *d);

	d->own = own_new(r->mem, r->x, r->visitor);
	r->data = d;
}

struct own *
mine(const struct req *r)
{
	const struct site_data *d = r->data;

	return d->own;
}

void
page_with(struct req *r, const struct head *h, const struct beside *beside)
{
	struct site_data *d = r->data;

	d->beside = beside;
	page_open(r, h);
}

bool
offers(const struct req *r, int64_t role, int64_t feature)
{
	return r->visitor->signed_in && (r->visitor->roles & role) != 0 &&
	    (feature == 0 || (r->visitor->features & feature) != 0);
}

bool
offers_cases(const struct req *r)
{
	return offers(r, PORTAL_CASES, FEATURE_PORTAL_CASES);
}

const char *
portal_name(const struct req *r)
{
	if (r->visitor != NULL && r->visitor->portal.id != 0)
		return r->visitor->portal.name;
	if (r->conf != NULL && r->conf->company[0] != '\0')
		return r->conf->company;
	return _("Customer portal");
}

/* ---- parts of pages ---------------------------------------------------- */

void
card_open(struct req *r, const char *id, const char *title, const char *path,
    const char *label)
{
	html(r, "<section class=\"card\" aria-labelledby=\"");
	text(r, id);
	html(r, "\"><header><h2 id=\"");
	text(r, id);
	html(r, "\">");
	text(r, title);
	html(r, "</h2>");
	if (path != NULL && page_shown(r->visitor, path)) {
		html(r, "<a class=\"small\" href=\"");
		text(r, url(r, path, NULL));
		html(r, "\">");
		text(r, label);
		html(r, "</a>");
	}
	html(r, "</header><div class=\"body\">");
}

void
card_close(struct req *r)
{
	html(r, "</div></section>");
}

void
form_star(struct req *r)
{
	html(r, "<p class=\"small muted\">");
	text(r, _("Fields with"));
	html(r,
	    " <span class=\"req\" aria-hidden=\"true\">*</span>"
	    "<span class=\"vh\">");
	text(r, _("a star"));
	html(r, "</span> ");
	text(r, _("must be filled in."));
	html(r, "</p>");
}

/* ---- head of the document ---------------------------------------------- */

static const char *
theme_word(const struct visitor *v)
{
	int64_t theme = v->portal.theme;

	if (v->signed_in && v->user.theme != 0)
		theme = v->user.theme;
	return theme == THEME_DARK ? "dark" :
	    theme == THEME_LIGHT   ? "light" :
				     NULL;
}

static void
document_head(struct req *r, const struct head *h)
{
	const struct site_data *d = r->data;
	const struct beside *b = d->beside;
	const char *theme = theme_word(r->visitor);
	const char *colors = theme_address(r);

	html(r, "<!DOCTYPE html>\n<html lang=\"en\" data-app=\"portal\"");
	if (theme != NULL) {
		html(r, " data-theme=\"");
		text(r, theme);
		html(r, "\"");
	}
	html(r,
	    ">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n<title>");
	if (r->out.status == 422 || r->out.status == 409) {
		text(r, _("Error:"));
		html(r, " ");
	}
	if (b != NULL && b->number != NULL)
		textf(r, "%s: ", b->number);
	text(r, h->title);
	html(r, ", ");
	text(r, portal_name(r));
	html(r, "</title>\n<link rel=\"preload\" href=\"");
	text(r, static_url(r, "common/fonts/inter-latin.woff2"));
	html(r,
	    "\" as=\"font\" type=\"font/woff2\" crossorigin>\n"
	    "<link rel=\"stylesheet\" href=\"");
	text(r, static_url(r, "common/app.css"));
	html(r, "\">\n");
	if (colors != NULL) {
		html(r, "<link rel=\"stylesheet\" href=\"");
		text(r, colors);
		html(r, "\">\n");
	}
	html(r, "<link rel=\"icon\" href=\"");
	text(r, static_url(r, "common/logo-portal.svg"));
	html(r, "\" type=\"image/svg+xml\">\n<script src=\"");
	text(r, static_url(r, "common/app.js"));
	html(r, "\" defer></script>\n</head>\n");
}

/* ---- top bar ----------------------------------------------------------- */

static void
brand(struct req *r, bool large)
{
	bool own;
	const char *logo = brand_logo(r, &own);

	html(r, "<img src=\"");
	text(r, logo);
	html(r, "\" alt=\"\"");
	if (own)
		html(r, " class=\"wide-logo\"");
	else if (large)
		html(r, " width=\"44\" height=\"44\"");
	else
		html(r, " width=\"32\" height=\"32\"");
	html(r, ">");
	text(r, portal_name(r));
}

static void
nav_link(struct req *r, const struct head *h, const char *name,
    const char *path, const char *label)
{
	if (!page_shown(r->visitor, path))
		return;
	html(r, "<li><a href=\"");
	text(r, url(r, path, NULL));
	html(r, "\"");
	if (h->nav != NULL && strcmp(h->nav, name) == 0)
		html(r, " aria-current=\"page\"");
	html(r, ">");
	text(r, label);
	html(r, "</a></li>");
}

static bool
is_one_of(const char *nav, const char *a, const char *b, const char *c)
{
	return nav != NULL &&
	    (strcmp(nav, a) == 0 || strcmp(nav, b) == 0 || strcmp(nav, c) == 0);
}

static void
submenu_open(struct req *r, const char *label, bool current)
{
	html(r, "<li><details class=\"menu");
	if (current)
		html(r, " current");
	html(r, "\"><summary>");
	text(r, label);
	html(r, " ");
	icon(r, "chevron-down");
	html(r, "</summary><ul class=\"menu-list\">");
}

static void
navigation(struct req *r, const struct head *h)
{
	html(r, "<nav aria-label=\"");
	text(r, _("Main"));
	html(r, "\"><ul class=\"nav\">");
	nav_link(r, h, "home", "/", _("Home"));
	if (offers_orders(r) && !r->visitor->child) {
		submenu_open(
		    r, _("Shop"), is_one_of(h->nav, "catalogue", "quick", ""));
		nav_link(r, h, "catalogue", "/catalogue", _("Catalogue"));
		nav_link(r, h, "quick", "/cart/quick", _("Quick order"));
		html(r, "</ul></details></li>");
	}
	if (offers_orders(r))
		nav_link(r, h, "orders", "/orders", _("Orders"));
	if (offers_money(r)) {
		submenu_open(r, _("Financials"),
		    is_one_of(h->nav, "balance", "payments", "statement"));
		nav_link(r, h, "balance", "/balance", _("Balance overview"));
		nav_link(r, h, "payments", "/payments", _("Payments"));
		nav_link(r, h, "statement", "/statement", _("Statement"));
		html(r, "</ul></details></li>");
	}
	if (offers_cases(r)) {
		submenu_open(
		    r, _("Support"), is_one_of(h->nav, "cases", "new", ""));
		nav_link(r, h, "cases", "/cases", _("Cases"));
		nav_link(r, h, "new", "/cases/new", _("New case"));
		html(r, "</ul></details></li>");
	}
	html(r, "</ul></nav>");
}

/* Light or dark: one button, for the one that is not shown. Somebody who
 * leaves it to the system chooses on the profile page. */
static void
theme_button(struct req *r)
{
	bool dark = r->visitor->user.theme == THEME_DARK;

	html(r, "<form method=\"post\" action=\"");
	text(r, url(r, "/theme", NULL));
	html(r, "\">");
	form_token(r);
	form_hidden(r, "theme", dark ? "light" : "dark");
	if (r->method != METHOD_POST)
		form_hidden(r, "back", r->path);
	html(r, "<button type=\"submit\">");
	icon(r, "theme");
	text(r, dark ? _("Light colours") : _("Dark colours"));
	html(r, "</button></form>");
}

/* How much waits to be ordered. */
static void
cart_link(struct req *r, const struct head *h)
{
	int64_t n;

	if (!offers_orders(r) || r->visitor->child)
		return;
	n = own_cart_count(mine(r));
	html(r, "<a class=\"btn quiet cart-link\" href=\"");
	text(r, url(r, "/cart", NULL));
	html(r, "\"");
	if (h->nav != NULL && strcmp(h->nav, "cart") == 0)
		html(r, " aria-current=\"page\"");
	html(r, ">");
	icon(r, "cart");
	html(r, "<span class=\"vh\">");
	text(r, _("Cart"));
	html(r, "</span>");
	if (n > 0) {
		html(r, "<span class=\"count\">");
		textf(r, "%lld", (long long)n);
		html(r, "</span><span class=\"vh\"> ");
		text(r, n == 1 ? _("line") : _("lines"));
		html(r, "</span>");
	}
	html(r, "</a>");
}

static void
menu_link(
    struct req *r, const char *path, const char *icon_name, const char *label)
{
	if (!page_shown(r->visitor, path))
		return;
	html(r, "<a href=\"");
	text(r, url(r, path, NULL));
	html(r, "\">");
	icon(r, icon_name);
	text(r, label);
	html(r, "</a>");
}

static void
user_menu(struct req *r)
{
	if (r->visitor->viewer.id != 0)
		return; /* the bar above says who, and leads out */
	html(r, "<details class=\"menu end who\"><summary>");
	avatar(r, r->visitor->name);
	html(r, "<span class=\"n\"><span class=\"strong\">");
	text(r, r->visitor->name);
	html(r, "</span><br><span class=\"muted\">");
	text(r, r->visitor->account.name);
	html(r, "</span></span>");
	icon(r, "chevron-down");
	html(r, "</summary>\n<div class=\"menu-list\">");
	menu_link(r, "/profile", "user", _("My profile"));
	if (offers(r, PORTAL_COMPANY, FEATURE_PORTAL_SYSTEM)) {
		menu_link(r, "/company", "building", _("Company profile"));
		menu_link(r, "/company/people", "users", _("People"));
		menu_link(r, "/company/locations", "pin", _("Locations"));
	}
	if (own_may_switch(mine(r)))
		menu_link(r, "/company/switch", "refresh", _("Switch company"));
	theme_button(r);
	html(r, "<form class=\"sep\" method=\"post\" action=\"");
	text(r, url(r, "/sign-out", NULL));
	html(r, "\">");
	form_token(r);
	html(r, "<button type=\"submit\">");
	icon(r, "log-out");
	text(r, _("Sign out"));
	html(r, "</button></form></div></details>");
}

/* ---- banners of the whole portal --------------------------------------- */

/* Whoever views as a customer must never take it for his own. */
static void
viewing_bar(struct req *r)
{
	const struct visitor *v = r->visitor;

	if (v->viewer.id == 0)
		return;
	html(r, "<section class=\"viewing\" aria-label=\"");
	text(r, _("Viewing as a customer"));
	html(r, "\"><p>");
	icon(r, "eye");
	html(r, "<span><strong>");
	textf(
	    r, _("You view this portal as %s, %s."), v->name, v->account.name);
	html(r, "</strong> ");
	text(r, _("You can read, and send nothing, until"));
	html(r, " ");
	time_text(r, v->session.created + SESSION_VIEWING);
	html(r, ".</span></p>");
	button_post(r, "/sign-out", "btn sm", "close", _("End viewing"), NULL);
	html(r, "</section>\n");
}

static void
portal_banners(struct req *r, const struct head *h)
{
	const struct portal *p = &r->visitor->portal;

	if (r->visitor->child)
		banner(r, "info",
		    arena_printf(r->mem, _("You read the documents of %s."),
			r->visitor->account.name),
		    _("To order or pay, switch back to your own company."));
	else if (r->visitor->read_only && r->visitor->viewer.id == 0)
		banner(r, "warn", _("You can read and export, but not send."),
		    _("The licence of this portal has ended. Please call or "
		      "write to us if something is urgent."));
	if (p->show_message && p->message[0] != '\0' && h->nav != NULL &&
	    (strcmp(h->nav, "home") == 0 || strcmp(h->nav, "new") == 0)) {
		html(r, "<div class=\"banner info\">");
		icon(r, "info");
		html(r, "<p>");
		text_lines(r, p->message);
		html(r, "</p></div>");
	}
}

/* ---- page -------------------------------------------------------------- */

static void
page_title(struct req *r, const struct head *h)
{
	const struct site_data *d = r->data;
	const struct beside none = { .arg = NULL };
	const struct beside *b = d->beside != NULL ? d->beside : &none;

	html(r, "<div class=\"head\"><div>");
	if (h->crumb != NULL) {
		html(r, "<p class=\"crumb\">");
		link_to(r, h->crumb_path, h->crumb);
		html(r, " / ");
		text(r, b->number != NULL ? b->number : h->title);
		html(r, "</p>");
	}
	html(r, "<div class=\"title\"><h1>");
	text(r, h->title);
	html(r, "</h1>");
	if (b->title != NULL)
		b->title(r, b->arg);
	html(r, "</div>");
	if (h->lead != NULL) {
		html(r, "<p class=\"muted\">");
		text(r, h->lead);
		html(r, "</p>");
	}
	if (b->lead != NULL)
		b->lead(r, b->arg);
	html(r, "</div>");
	if (b->acts != NULL) {
		html(r, "<div class=\"acts\">");
		b->acts(r, b->arg);
		html(r, "</div>");
	}
	html(r, "</div>\n");
}

static void
skip_link(struct req *r)
{
	html(r, "<a class=\"skip\" href=\"#main\">");
	text(r, _("Skip to main content"));
	html(r, "</a>\n");
}

static void
open_bare(struct req *r, const struct head *h)
{
	html(r, "<body class=\"solo\">\n");
	skip_link(r);
	viewing_bar(r);
	if (h->wide)
		html(r,
		    "<main id=\"main\" class=\"sign wider\" "
		    "tabindex=\"-1\">\n<p class=\"brand\">");
	else
		html(r,
		    "<main id=\"main\" class=\"sign\" "
		    "tabindex=\"-1\">\n<p class=\"brand\">");
	brand(r, true);
	html(r, "</p>\n");
}

void
frame_open(struct req *r, const struct head *h)
{
	document_head(r, h);
	if (h->bare || !r->visitor->signed_in) {
		open_bare(r, h);
		return;
	}
	html(r, "<body>\n");
	skip_link(r);
	viewing_bar(r);
	html(r,
	    "<header class=\"top\"><div class=\"in\">\n"
	    "<a class=\"brand\" href=\"");
	text(r, url(r, "/", NULL));
	html(r, "\">");
	brand(r, false);
	html(r, "</a>\n");
	navigation(r, h);
	html(r, "\n");
	cart_link(r, h);
	user_menu(r);
	html(r,
	    "\n</div></header>\n"
	    "<main id=\"main\" class=\"page\" tabindex=\"-1\">\n");
	if (!h->no_title)
		page_title(r, h);
	portal_banners(r, h);
}

static void
footer_link(struct req *r, const char *path, const char *label)
{
	html(r, "<a href=\"");
	text(r, url(r, path, NULL));
	html(r, "\">");
	text(r, label);
	html(r, "</a>");
}

void
frame_close(struct req *r)
{
	html(r, "\n</main>\n<footer class=\"site\"><div class=\"in\"><span>");
	text(r, portal_name(r));
	html(r, "</span>");
	footer_link(r, "/help", _("Help"));
	footer_link(r, "/privacy", _("Privacy"));
	footer_link(r, "/accessibility", _("Accessibility"));
	html(r, "</div></footer>\n</body></html>\n");
}
