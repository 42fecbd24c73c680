/*
 * View as customer: asks for a pass, and hands it over to the portal in a form
 * that a member of staff sends. It is in no address, and holds a minute.
 */
#include <string.h>

#include "base/secret.h"
#include "erp.h"
#include "model/viewing.h"
#include "model/why.h"

enum { PORTALS = 8 };

struct ways {
	struct req *r;
	struct why_asked asked;
	struct portal at[PORTALS];
	int n;
	char refuses[301]; /* why one of the others does not let them in */
};

/* What keeps a customer from signing in, and not staff from looking. */
static bool
only_the_password(enum why_rule rule)
{
	return rule == WHY_LOCKED || rule == WHY_PASSWORD ||
	    rule == WHY_OWN_PASSWORD;
}

static bool
if_open(void *arg, const void *rec)
{
	struct ways *w = arg;
	struct req *r = w->r;
	const struct portal *p = rec;
	struct why_chain *c = arena_alloc(r->mem, sizeof *c);

	str_copy(w->asked.site_url, sizeof w->asked.site_url, p->url);
	/* A password that is due says nothing of what comes after it. */
	w->asked.user.force_change = w->asked.user.locked_until = 0;
	str_copy(w->asked.user.password_hash,
	    sizeof w->asked.user.password_hash, "*");
	why(r->x, r->now, &w->asked, c);
	if (c->refused < 0 || only_the_password(c->at[c->refused].rule))
		w->at[w->n++] = *p;
	else
		str_copy(w->refuses, sizeof w->refuses, c->at[c->refused].says);
	return w->n < PORTALS;
}

/* "https://portal.example.com" of a URL that goes on with /portal. */
static const char *
origin(struct req *r, const char *address)
{
	const char *host = strstr(address, "://");
	size_t n = host == NULL ? 0 : strcspn(host + 3, "/");

	return host == NULL ?
	    "" :
	    arena_strndup(r->mem, address, (size_t)(host - address) + 3 + n);
}

static void
way(struct req *r, const struct portal *p, const char *pass)
{
	html(r, "<form method=\"post\" target=\"_blank\" action=\"");
	textf(r, "%s/view", p->url);
	html(r, "\">");
	form_hidden(r, "pass", pass);
	html(r, "<button type=\"submit\" class=\"btn primary\">");
	icon(r, "external");
	textf(r, _("Open %s"), p->name);
	html(r, "<span class=\"vh\"> ");
	text(r, _("in a new tab"));
	html(r, "</span></button></form>");
}

static void
show(struct req *r, const struct ways *w, const char *pass)
{
	const struct contact *c = &w->asked.contact;
	const char *back = at(r, "/contacts", c->id, "/user");
	const char *to = "";
	const struct head h = {
		.title = arena_printf(
		    r->mem, _("View the portal as %s"), c->display_name),
		.nav = "contacts",
		.screen = "CR302000",
		.crumb = c->display_name,
		.crumb_path = back,
	};

	for (int i = 0; i < w->n; i++)
		to = arena_printf(r->mem, "%s%s%s", to, i > 0 ? " " : "",
		    origin(r, w->at[i].url));
	r->out.form_to = to;
	page_open(r, &h);
	html(r, "<div class=\"narrow\"><section class=\"card\" aria-label=\"");
	text(r, _("View as customer"));
	html(r, "\"><div class=\"body\"><div class=\"stack\"><p>");
	text(r,
	    _("You see what the customer sees, for a quarter of an hour. You "
	      "can read, and send nothing; profile and password stay the "
	      "customer's own. That you looked is in the audit."));
	html(r, "</p><p class=\"muted\">");
	text(r, _("This page is good for a minute, and once."));
	html(r, "</p><div class=\"acts\">");
	for (int i = 0; i < w->n; i++)
		way(r, &w->at[i], pass);
	button_link(r, back, "btn quiet", NULL, _("Back to the contact"));
	html(r, "</div></div></div></section></div>");
	page_close(r);
}

enum rc
contact_view_post(struct req *r)
{
	const struct list l = { .e = &portal_entity, .index = PORTAL_BY_NAME };
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct ways *w = arena_alloc(r->mem, sizeof *w);
	char token[TOKEN_TEXT], hash[HASH_TEXT];
	enum rc rc = why_contact_is(r->x, r->id, &w->asked);

	w->r = r;
	w->asked.object.area = areas;
	if (rc == RC_OK && w->asked.user.id == 0)
		rc = RC_NOTFOUND;
	if (rc == RC_OK)
		rc = store_list(r->x, &l, if_open, w);
	if (rc != RC_OK)
		return rc;
	if (w->n == 0) {
		problem(bad, 0, "%s",
		    w->refuses[0] != '\0' ? w->refuses :
					    _("There is no portal yet."));
		return refuse(
		    r, RC_INVALID, bad, at(r, "/contacts", r->id, "/user"));
	}
	token_new(token);
	hash_text(token, hash);
	rc = viewing_begin(r->x, r->visitor->user.id, &w->asked.user, hash);
	if (rc == RC_OK)
		show(r, w, token);
	return rc;
}
