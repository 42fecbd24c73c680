/* Where a user is signed in: on the card of the user, and on one's own. */
#include "erp.h"
#include "model/session.h"

struct rows {
	struct req *r;
	const char *path; /* "/users/5/sessions" */
	int n;
};

static bool
session_row(void *arg, const void *rec)
{
	const struct session *s = rec;
	struct rows *rows = arg;
	struct req *r = rows->r;

	if (!session_live(s, r->now))
		return true;
	rows->n++;
	html(r, "<tr><th scope=\"row\">");
	text(r,
	    s->site == SITE_ERP ? _("ERP") :
		s->as_user != 0 ? _("Portal, as a customer") :
				  _("Portal"));
	html(r, "</th><td class=\"nowrap\" data-l=\"");
	text(r, _("Since"));
	html(r, "\">");
	time_text(r, s->created);
	html(r, "</td><td class=\"nowrap\" data-l=\"");
	text(r, _("Last seen"));
	html(r, "\">");
	time_ago(r, s->last_seen);
	html(r, "</td><td data-l=\"");
	text(r, _("Address"));
	html(r, "\">");
	text(r, s->address);
	html(r, "</td><td class=\"hide-s\">");
	text(r, s->agent);
	html(r, "</td><td class=\"c-end\">");
	if (s->id == r->visitor->session.id)
		text(r, _("This one"));
	else
		button_post(r,
		    arena_printf(
			r->mem, "%s/%lld/end", rows->path, (long long)s->id),
		    "btn sm", NULL, _("End"), NULL);
	html(r, "</td></tr>");
	return true;
}

void
sessions_card(struct req *r, const struct user *u, const char *path)
{
	const struct session like = { .user_id = u->id };
	const struct list l = {
		.e = &session_entity,
		.index = SESSION_OF_USER,
		.like = &like,
		.prefix = 1,
		.backwards = true,
	};
	struct rows rows = { .r = r, .path = path };
	bool mine = u->id == r->visitor->user.id;
	size_t start;

	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-sessions\">"
	    "<header><h2 id=\"h-sessions\">");
	text(r, mine ? _("Where you are signed in") : _("Sessions"));
	html(r, "</h2>");
	button_post(r, arena_printf(r->mem, "%s/end", path), "btn sm",
	    "log-out", mine ? _("End all others") : _("End all"), NULL);
	html(r, "</header>");
	start = r->out.body.len;
	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\"><caption "
	    "class=\"vh\">");
	text(r, _("Browsers in which this user is signed in"));
	html(r, "</caption><thead><tr><th scope=\"col\">");
	text(r, _("Site"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Since"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Last seen"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Address"));
	html(r, "</th><th scope=\"col\" class=\"hide-s\">");
	text(r, _("Browser"));
	html(r, "</th><th scope=\"col\"><span class=\"vh\">");
	text(r, _("Action"));
	html(r, "</span></th></tr></thead><tbody>");
	if (store_list(r->x, &l, session_row, &rows) != RC_OK || rows.n == 0) {
		r->out.body.len = start;
		r->out.body.data[start] = '\0';
		html(r, "<div class=\"body\"><p class=\"muted\">");
		text(r, _("This user is not signed in anywhere."));
		html(r, "</p></div></section>");
		return;
	}
	html(r, "</tbody></table></div></section>");
}
