/* User roles (SM201005): what each is for, and who holds it. */
#include <string.h>

#include "erp.h"

enum { MEMBERS_SHOWN = 200 };

static int64_t
members(struct req *r, int64_t role)
{
	const struct member like = { .role = role };

	return store_count(r->x, &member_entity, MEMBER_OF_ROLE, &like);
}

void
heads_open(struct req *r, const char *caption, const char *const *heads)
{
	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\"><caption "
	    "class=\"vh\">");
	text(r, caption);
	html(r, "</caption><thead><tr>");
	for (; *heads != NULL; heads++) {
		html(r, "<th scope=\"col\">");
		text(r, _(*heads));
		html(r, "</th>");
	}
	html(r, "</tr></thead><tbody>");
}

enum rc
role_list(struct req *r)
{
	static const char *const heads[] = { N_("Role"), N_("Description"),
		N_("Users"), N_("For"), NULL };
	const struct head h = {
		.title = _("User roles"),
		.nav = "roles",
		.screen = "SM201005",
		.lead = _("Roles open parts of the two sites. Users get them "
			  "on their card, portal users on the User Info tab "
			  "of their contact."),
	};

	page_open(r, &h);
	html(r, "<section class=\"card flush\" aria-label=\"");
	text(r, h.title);
	html(r, "\">");
	heads_open(r, h.title, heads);
	for (const struct role_fact *f = roles; f->bit != 0; f++) {
		html(r, "<tr><th scope=\"row\">");
		link_to(
		    r, arena_printf(r->mem, "/roles/%s", f->name), _(f->label));
		html(r, "</th><td>");
		text(r, _(f->description));
		html(r, "</td><td data-l=\"");
		text(r, _("Users"));
		html(r, "\">");
		textf(r, "%lld", (long long)members(r, f->bit));
		html(r, "</td><td class=\"c-end\">");
		text(r, f->guest ? _("Portal") : _("Staff"));
		html(r, "</td></tr>");
	}
	html(r, "</tbody></table></div></section>");
	page_close(r);
	return RC_OK;
}

struct rows {
	struct req *r;
	int n;
};

static bool
member_row(void *arg, const void *rec)
{
	const struct member *m = rec;
	struct rows *rows = arg;
	struct req *r = rows->r;
	struct user *u = arena_alloc(r->mem, sizeof *u);
	char name[200], company[FIELD_TEXT];

	if (store_get(r->x, &user_entity, m->user_id, u) != RC_OK)
		return true;
	user_name(u, name, sizeof name);
	refer_title(r->x, record_field(&user_entity, USER_ACCOUNT), u, company,
	    sizeof company);
	html(r, "<tr><th scope=\"row\">");
	link_to(r, at(r, "/users", u->id, ""), u->login);
	html(r, "</th><td>");
	text(r, name);
	html(r, "</td><td>");
	text(r, company);
	html(r, "</td><td class=\"c-end\">");
	user_pill(r, u);
	html(r, "</td></tr>");
	return ++rows->n < MEMBERS_SHOWN;
}

static void
member_table(struct req *r, const struct role_fact *f)
{
	static const char *const heads[] = { N_("Login"), N_("Name"),
		N_("Business account"), N_("Status"), NULL };
	const struct member like = { .role = f->bit };
	const struct list l = {
		.e = &member_entity,
		.index = MEMBER_OF_ROLE,
		.like = &like,
		.prefix = 1,
	};
	struct rows rows = { .r = r };
	int64_t all = members(r, f->bit);

	if (all == 0) {
		empty_state(r, "users", _("Nobody holds this role"),
		    f->guest ?
			_("Give it to a portal user on the User Info tab of "
			  "their contact.") :
			_("Give it to a staff user on their card."),
		    f->guest ? "/contacts" : "/users",
		    f->guest ? _("Contacts") : _("Users"));
		return;
	}
	heads_open(r, _("Users who hold this role"), heads);
	if (store_list(r->x, &l, member_row, &rows) != RC_OK)
		rows.n = 0;
	html(r, "</tbody></table></div>");
	if (all > rows.n) {
		html(r, "<div class=\"pager\"><span class=\"muted\">");
		textf(
		    r, _("The first %d of %lld users"), rows.n, (long long)all);
		html(r, "</span></div>");
	}
}

enum rc
role_page(struct req *r)
{
	struct head h = {
		.nav = "roles",
		.screen = "SM201005",
		.crumb = _("User roles"),
		.crumb_path = "/roles",
	};

	for (const struct role_fact *f = roles; f->bit != 0; f++) {
		if (strcmp(f->name, r->word) != 0)
			continue;
		h.title = _(f->label);
		h.lead = _(f->description);
		page_open(r, &h);
		html(r, "<section class=\"card flush\" aria-label=\"");
		text(r, _("Users"));
		html(r, "\">");
		member_table(r, f);
		html(r, "</section>");
		page_close(r);
		return RC_OK;
	}
	return RC_NOTFOUND;
}
