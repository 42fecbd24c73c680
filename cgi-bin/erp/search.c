/* Search everything: screens by number or name, then records by their words. */
#include <string.h>

#include "docs.h"
#include "model/account.h"
#include "model/order.h"
#include "model/payment.h"
#include "model/portal.h"
#include "model/product.h"

enum { EACH = 8 };

static const struct kind {
	const struct entity *e;
	const char *list;
	const char *icon;
	int64_t roles;
	int64_t feature;
} kinds[] = {
	{ &case_entity, "/cases", "message", ROLE_CASES, FEATURE_CASES },
	{ &account_entity, "/accounts", "building",
	    ROLE_CASES | ROLE_CUSTOMERS | LEDGER, 0 },
	{ &contact_entity, "/contacts", "users",
	    ROLE_CASES | ROLE_CUSTOMERS | LEDGER, 0 },
	{ &order_entity, "/orders", "cart", LEDGER, FEATURE_INVENTORY },
	{ &invoice_entity, "/invoices", "file-text", LEDGER, 0 },
	{ &payment_entity, "/payments", "credit-card", LEDGER, 0 },
	{ &product_entity, "/items", "package", LEDGER, FEATURE_INVENTORY },
	{ &user_entity, "/users", "user", ROLE_ADMIN, 0 },
	{ &portal_entity, "/portals", "globe", ROLE_PORTAL_ADMIN, 0 },
	{ NULL, NULL, NULL, 0, 0 },
};

struct hits {
	struct req *r;
	const struct kind *k;
	int n;
	bool more;
};

static void
open_group(struct hits *h)
{
	struct req *r = h->r;

	html(r, "<section class=\"card\" aria-labelledby=\"h-");
	text(r, h->k->e->name);
	html(r, "\"><header><h2 id=\"h-");
	text(r, h->k->e->name);
	html(r, "\">");
	text(r, _(h->k->e->plural));
	html(r, "</h2></header><div class=\"body\"><ul class=\"todo\">");
}

/* What it is called: its title, its code, or a draft's id. */
static void
hit_name(const struct entity *e, const void *rec, char *to, size_t size)
{
	const struct field *key = record_field(e, e->key);
	const struct field *title = record_field(e, e->title);

	*to = '\0';
	if (title != NULL)
		field_print(title, rec, to, size);
	if (*to == '\0' && key != NULL)
		field_print(key, rec, to, size);
	if (*to == '\0')
		str_printf(to, size, "#%lld", (long long)record_id(rec));
}

/* A line below it: whose it is, or its code. */
static void
hit_says(struct req *r, const struct entity *e, const void *rec)
{
	const struct field *key = record_field(e, e->key);
	const struct field *scope = record_field(e, e->scope);
	char name[FIELD_TEXT] = "";

	if (scope != NULL && scope->refers != NULL)
		refer_title(r->x, scope, rec, name, sizeof name);
	if (key != NULL && e->title != 0) {
		text(r, record_text(key, rec));
		if (*name != '\0')
			html(r, ", ");
	}
	text(r, name);
}

static bool
hit(void *arg, const void *rec)
{
	struct hits *h = arg;
	struct req *r = h->r;
	const struct entity *e = h->k->e;
	char name[FIELD_TEXT];

	if (h->n == EACH) {
		h->more = true;
		return false;
	}
	if (h->n++ == 0)
		open_group(h);
	hit_name(e, rec, name, sizeof name);
	html(r, "<li>");
	icon(r, h->k->icon);
	html(r, "<span>");
	link_to(r, at(r, h->k->list, record_id(rec), ""), name);
	html(r, "<br><span class=\"small muted\">");
	hit_says(r, e, rec);
	html(r, "</span></span></li>");
	return true;
}

static int
search_kind(struct req *r, const struct kind *k, const char *q)
{
	struct hits h = { .r = r, .k = k };
	bool cut = false;

	if (store_search(r->x, k->e, 0, q, &cut, hit, &h) != RC_OK || h.n == 0)
		return 0;
	html(r, "</ul></div>");
	if (h.more && strcmp(k->list, "/portals") != 0) {
		html(r, "<footer><a href=\"");
		text(r, url(r, k->list, "tab", "all", "q", q, NULL));
		html(r, "\">");
		textf(r, _("All matches in %s"), _(k->e->plural));
		html(r, "</a></footer>");
	}
	html(r, "</section>");
	return h.n;
}

/* Screens whose number or title begins with the words. */
static int
search_screens(struct req *r, const char *q)
{
	size_t len = strlen(q);
	int n = 0;

	for (const struct screen *s = screens; s->id != NULL; s++) {
		if (!screen_shown(r, s) ||
		    (strncasecmp(s->id, q, len) != 0 &&
			strcasestr(_(s->title), q) == NULL))
			continue;
		if (n++ == 0) {
			html(r,
			    "<section class=\"card\" "
			    "aria-labelledby=\"h-screens\"><header>"
			    "<h2 id=\"h-screens\">");
			text(r, _("Screens"));
			html(r,
			    "</h2></header><div class=\"body\">"
			    "<ul class=\"todo\">");
		}
		html(r, "<li>");
		icon(r, s->icon);
		html(r, "<span>");
		link_to(r, s->path, _(s->title));
		html(r, "<br><span class=\"small muted\">");
		text(r, s->id);
		html(r, "</span></span></li>");
	}
	if (n > 0)
		html(r, "</ul></div></section>");
	return n;
}

static void
results(struct req *r, const char *q)
{
	int n;

	html(r, "<div class=\"stack narrow\">");
	n = search_screens(r, q);
	for (const struct kind *k = kinds; k->e != NULL; k++)
		if (may(r, k->roles) &&
		    (k->feature & ~r->visitor->features) == 0)
			n += search_kind(r, k, q);
	if (n == 0) {
		html(r, "<section class=\"card\">");
		empty_state(r, "search", _("Nothing found"),
		    _("Every word must begin a word of the record. Try fewer "
		      "words, or the number of a case, contact or screen."),
		    NULL, NULL);
		html(r, "</section>");
	}
	html(r, "</div>");
}

enum rc
search_page(struct req *r)
{
	const char *typed = query_value(r, "q");
	char *q = arena_strdup(r->mem, typed == NULL ? "" : typed);
	const struct screen *s;
	struct head h = { .title = _("Search") };

	q = str_trim(q);
	s = screen_named(r, q);
	if (s != NULL) {
		redirect(r, s->path, NULL);
		return RC_OK;
	}
	if (*q != '\0')
		h.title = arena_printf(r->mem, _("Search: %s"), q);
	page_open(r, &h);
	if (*q != '\0') {
		results(r, q);
	} else {
		html(r, "<section class=\"card narrow\">");
		empty_state(r, "search", _("What are you looking for?"),
		    _("Type a case, a customer, a contact or a screen number "
		      "into the search box above."),
		    NULL, NULL);
		html(r, "</section>");
	}
	page_close(r);
	return RC_OK;
}
