/* "Why can't they see it?": a customer's user, a thing, and the rules between
 * them, as lib/model/why.h finds them. */
#include <string.h>

#include "docs.h"
#include "model/portal.h"
#include "model/why.h"

enum { ASKERS = ROLE_CASES | ROLE_CUSTOMERS | LEDGER, USERS_SHOWN = 50 };

/* What the address asks, and what could not be understood. */
struct question {
	struct why_asked asked;
	const char *user, *object, *portal; /* as typed, or "" */
	const char *no_user, *no_object;    /* a sentence, or NULL */
	bool has_user, has_object;
};

void
why_object_button(
    struct req *r, const char *class, const char *list, int64_t id)
{
	if (may(r, ASKERS))
		button_link(r,
		    arena_printf(
			r->mem, "/why?object=%s/%lld", list, (long long)id),
		    class, "eye", _("Who sees it?"));
}

void
why_contact_button(struct req *r, const char *class, int64_t contact)
{
	if (may(r, ASKERS) && contact != 0)
		button_link(r,
		    arena_printf(
			r->mem, "/why?contact=%lld", (long long)contact),
		    class, "eye", _("What do they see?"));
}

/* ---- the question */

static const char *
typed(struct req *r, const char *name)
{
	const char *s = query_value(r, name);

	return s == NULL ? "" : str_trim(arena_strdup(r->mem, s));
}

static void
find_user(struct req *r, struct question *q)
{
	int64_t contact = query_id(r, "contact");
	enum rc rc = RC_NOTFOUND;

	if (contact != 0 &&
	    (rc = why_contact_is(r->x, contact, &q->asked)) == RC_OK)
		q->user = q->asked.user.id != 0 ? q->asked.user.login :
						  q->asked.contact.contact_id;
	else if (q->user[0] != '\0')
		rc = why_user(r->x, q->user, &q->asked);
	q->has_user = rc == RC_OK;
	if (!q->has_user && q->user[0] != '\0')
		q->no_user = _("There is no login, contact or e-mail address "
			       "like this.");
}

static struct question *
question(struct req *r)
{
	struct question *q = arena_alloc(r->mem, sizeof *q);

	q->user = typed(r, "user");
	q->object = typed(r, "object");
	q->portal = typed(r, "portal");
	find_user(r, q);
	q->has_object = q->object[0] != '\0' &&
	    why_object(r->x, q->object, &q->asked.object) == RC_OK;
	if (!q->has_object && q->object[0] != '\0')
		q->no_object = _("There is nothing with this number, name or "
				 "address.");
	if (q->portal[0] == '\0' && q->has_object &&
	    why_portal(r->x, q->object, &q->asked) == RC_OK)
		return q;
	if (why_portal(r->x, q->portal, &q->asked) != RC_OK)
		q->asked.site_url[0] = '\0';
	return q;
}

/* ---- the form */

struct portals {
	struct req *r;
	const struct question *q;
	bool any;
};

static bool
portal_option(void *arg, const void *rec)
{
	const struct portal *p = rec;
	struct portals *all = arg;
	struct req *r = all->r;

	if (!all->any) {
		html(r, "<div><label for=\"f-portal\">");
		text(r, _("Portal"));
		html(r, "</label><select id=\"f-portal\" name=\"portal\">");
	}
	all->any = true;
	html(r, "<option value=\"");
	text(r, p->name);
	html(r, "\"");
	if (strcmp(p->url, all->q->asked.site_url) == 0)
		html(r, " selected");
	html(r, ">");
	text(r, p->name);
	html(r, "</option>");
	return true;
}

static void
form(struct req *r, const struct question *q)
{
	const struct list l = { .e = &portal_entity, .index = PORTAL_BY_NAME };
	struct portals all = { r, q, false };

	html(r,
	    "<section class=\"card\"><div class=\"body\">"
	    "<form class=\"form two\" method=\"get\" action=\"");
	text(r, url(r, "/why", NULL));
	html(r, "\">");
	form_input(r,
	    &(struct input){ .name = "user",
		.label = _("Who?"),
		.hint = _("A login, a contact's id or an e-mail address."),
		.type = "text",
		.value = q->user,
		.error = q->no_user,
		.max = 120 });
	form_input(r,
	    &(struct input){ .name = "object",
		.label = _("What?"),
		.hint = _("A number, a page such as “cases”, or the address "
			  "that the customer sees."),
		.type = "text",
		.value = q->object,
		.error = q->no_object,
		.max = 300 });
	if (store_list(r->x, &l, portal_option, &all) == RC_OK && all.any)
		html(r, "</select></div>");
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Ask"));
	html(r, "</div></form></div></section>");
}

/* ---- the answer for many: rows of a table */

static const char *
question_path(struct req *r, const char *user, const char *object,
    const struct question *q)
{
	return url(r, "/why", "user", user, "object", object, "portal",
	    q->portal, NULL);
}

static void
table_open(struct req *r, const char *title, const char *first)
{
	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-all\">"
	    "<header><h2 id=\"h-all\">");
	text(r, title);
	html(r,
	    "</h2></header><div class=\"tablewrap\"><table class=\"resp\">"
	    "<caption class=\"vh\">");
	text(r, title);
	html(r, "</caption><thead><tr><th scope=\"col\">");
	text(r, first);
	html(r, "</th><th scope=\"col\">");
	text(r, _("Seen"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("What refuses"));
	html(r, "</th></tr></thead><tbody>");
}

static void
table_row(struct req *r, const struct question *q, const char *path,
    const char *label)
{
	struct why_chain *c = arena_alloc(r->mem, sizeof *c);

	why(r->x, r->now, &q->asked, c);
	html(r, "<tr><th scope=\"row\"><a href=\"");
	text(r, path);
	html(r, "\">");
	text(r, label);
	html(r, "</a></th><td data-l=\"");
	text(r, _("Seen"));
	html(r, "\">");
	if (c->refused < 0)
		pill(r, "ok", _("Yes"));
	else
		pill(r, "bad", _("No"));
	html(r, "</td><td data-l=\"");
	text(r, _("What refuses"));
	html(r, "\">");
	text(r, c->refused < 0 ? _("Nothing") : c->at[c->refused].says);
	html(r, "</td></tr>");
}

static void
table_close(struct req *r)
{
	html(r, "</tbody></table></div></section>");
}

/* What one user sees. */
static void
pages_of(struct req *r, struct question *q)
{
	table_open(r,
	    arena_printf(r->mem, _("What %s sees"),
		q->asked.contact.id != 0 ? q->asked.contact.display_name :
					   q->asked.user.login),
	    _("Page"));
	for (const struct area *a = areas; a->name != NULL; a++) {
		q->asked.object = (struct why_object){ .area = a };
		table_row(
		    r, q, question_path(r, q->user, a->name, q), _(a->label));
	}
	table_close(r);
}

struct users {
	struct req *r;
	struct question *q;
	int n;
};

static bool
user_row(void *arg, const void *rec)
{
	struct users *all = arg;
	struct question *q = all->q;
	const struct user *u = rec;
	char name[200];

	if (all->n++ == USERS_SHOWN)
		return false;
	why_user_is(all->r->x, u, &q->asked);
	user_name(u, name, sizeof name);
	table_row(
	    all->r, q, question_path(all->r, u->login, q->object, q), name);
	return true;
}

/* Who of a customer sees one thing. */
static void
users_of(struct req *r, struct question *q)
{
	const struct user like = { .account_id = q->asked.object.account_id };
	const struct list l = { .e = &user_entity,
		.index = USER_OF_ACCOUNT,
		.like = &like,
		.prefix = 1 };
	struct users all = { r, q, 0 };
	size_t start = r->out.body.len;

	table_open(r,
	    arena_printf(r->mem, _("Who sees %s"), q->asked.object.name),
	    _("User"));
	if (store_list(r->x, &l, user_row, &all) == RC_OK && all.n > 0) {
		table_close(r);
		return;
	}
	r->out.body.len = start;
	r->out.body.data[start] = '\0';
	html(r, "<section class=\"card\">");
	empty_state(r, "users", _("Nobody sees it"),
	    _("No contact of this business account has a user. Users are "
	      "made on the tab User Info of a contact."),
	    arena_printf(r->mem, "/accounts/%lld/contacts",
		(long long)q->asked.object.account_id),
	    _("Contacts of the account"));
	html(r, "</section>");
}

/* ---- the answer for one: the chain */

static void
verdict(struct req *r, const struct why_step *s)
{
	switch (s->verdict) {
	case WHY_PASSED:
		pill(r, "ok", _("Passed"));
		break;
	case WHY_REFUSED:
		pill(r, "bad", _("Refuses"));
		break;
	case WHY_NOT_ASKED:
		pill(r, "draft", _("Not asked"));
		break;
	}
	if (s->verdict != WHY_REFUSED || s->link[0] == '\0')
		return;
	html(r, "<a class=\"btn sm primary\" href=\"");
	text(r, url(r, s->link, NULL));
	html(r, "\">");
	text(r, _("Go there"));
	html(r, "</a>");
}

static void
step(struct req *r, const struct why_step *s)
{
	if (s->verdict == WHY_PASSED)
		html(r, "<li class=\"done\">");
	else if (s->verdict == WHY_REFUSED)
		html(r, "<li class=\"blocked\">");
	else
		html(r, "<li>");
	if (s->verdict == WHY_REFUSED)
		html(r, "<div><p class=\"strong\">");
	else
		html(r, "<div><p class=\"muted\">");
	text(r, s->says);
	html(r, "</p></div><div class=\"end\">");
	verdict(r, s);
	html(r, "</div></li>");
}

static void
chain(struct req *r, const struct question *q)
{
	struct why_chain *c = arena_alloc(r->mem, sizeof *c);
	const struct why_asked *a = &q->asked;
	const char *who =
	    a->contact.id != 0 ? a->contact.display_name : a->user.login;

	why(r->x, r->now, a, c);
	if (c->refused < 0)
		banner(r, "ok",
		    arena_printf(
			r->mem, _("%s can see %s."), who, a->object.name),
		    _("Nothing refuses."));
	else
		banner(r, "bad",
		    arena_printf(
			r->mem, _("%s cannot see %s."), who, a->object.name),
		    c->at[c->refused].says);
	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-rules\">"
	    "<header><h2 id=\"h-rules\">");
	text(r, _("The rules, in the order of asking"));
	html(r, "</h2></header><ol class=\"checklist\">");
	for (int i = 0; i < c->n; i++)
		step(r, &c->at[i]);
	html(r, "</ol></section>");
}

enum rc
why_page(struct req *r)
{
	struct question *q = question(r);
	const struct head h = {
		.title = _("Why can't they see it?"),
		.nav = "why",
		.lead = _("A user of the portal, something on it, and the "
			  "first rule that refuses."),
	};

	page_open(r, &h);
	html(r, "<div class=\"stack narrow\">");
	form(r, q);
	if (q->no_user != NULL || q->no_object != NULL)
		;
	else if (q->has_user && q->has_object)
		chain(r, q);
	else if (q->has_user)
		pages_of(r, q);
	else if (q->has_object && q->asked.object.account_id != 0)
		users_of(r, q);
	html(r, "</div>");
	page_close(r);
	return RC_OK;
}
