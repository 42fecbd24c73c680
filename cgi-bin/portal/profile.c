/* My profile: how to reach me, how the portal looks, where I am signed in. */
#include <string.h>

#include "base/str.h"
#include "pages.h"

static const unsigned reach[] = { CONTACT_TITLE, CONTACT_JOB_TITLE,
	CONTACT_PHONE, CONTACT_MOBILE, CONTACT_MAILS_OFF, 0 };
static const unsigned look[] = { USER_THEME, 0 };
static const unsigned zone[] = { USER_TIME_ZONE, 0 };

/* ---- cards ------------------------------------------------------------- */

static void
reach_card(struct req *r, const struct contact *c, const struct problems *bad)
{
	card_open(r, "h-reach", _("About you"), NULL, NULL);
	form_open(r, "/profile");
	form_rev(r, c);
	kv_open(r);
	kv_text(r, _("Name"), c->display_name);
	kv_text(r, _("Company"), r->visitor->account.name);
	kv_text(r, _("E-mail"), c->email);
	kv_close(r);
	html(r, "<p class=\"small muted\">");
	text(r,
	    _("Name, company and e-mail address are changed by your "
	      "contact with us, because your login depends on them."));
	html(r, "</p>");
	form_fields(r, &contact_entity, reach, c, bad);
	if (!r->visitor->read_only) {
		html(r, "<div class=\"acts\">");
		form_submit(r, _("Save profile"));
		html(r, "</div>");
	}
	form_close(r);
	card_close(r);
}

static void
look_card(struct req *r, const struct user *u, const struct problems *bad)
{
	card_open(r, "h-look", _("Colours and time"), NULL, NULL);
	form_open(r, "/profile/look");
	form_rev(r, u);
	form_fields(r, &user_entity, look, u, bad);
	form_zone(r, &user_entity, USER_TIME_ZONE, u, bad);
	if (!r->visitor->read_only) {
		html(r, "<div class=\"acts\">");
		form_submit(r, _("Save settings"));
		html(r, "</div>");
	}
	form_close(r);
	card_close(r);
}

static void
password_card(struct req *r)
{
	const struct user *u = &r->visitor->user;

	card_open(r, "h-password", _("Signing in"), NULL, NULL);
	html(r, "<div class=\"form\">");
	kv_open(r);
	kv_text(r, _("Login"), u->login);
	if (u->password_changed != 0) {
		html(r, "<div><dt>");
		text(r, _("Password set"));
		html(r, "</dt><dd>");
		time_text(r, u->password_changed);
		html(r, "</dd></div>");
	}
	html(r, "<div><dt>");
	text(r, _("Second factor"));
	html(r, "</dt><dd>");
	if (u->factor != 0) {
		text(r, _("in use since"));
		html(r, " ");
		time_text(r, u->factor);
	} else
		text(r, _("none"));
	html(r, "</dd></div>");
	kv_close(r);
	html(r, "<div class=\"acts\">");
	button_link(r, "/password", "btn", "key", _("Change password"));
	button_link(r, "/factor", "btn", "shield",
	    u->factor != 0 ? _("Second factor") : _("Set up a second factor"));
	html(r, "</div></div>");
	card_close(r);
}

/* ---- sessions ---------------------------------------------------------- */

/* "Firefox on Windows": enough to know one's own browser again. */
static const char *
browser(struct req *r, const char *agent)
{
	static const struct {
		const char *sign, *name;
	} browsers[] = { { "Edg", "Edge" }, { "OPR/", "Opera" },
		{ "Firefox/", "Firefox" }, { "Chrome/", "Chrome" },
		{ "Safari/", "Safari" }, { NULL, NULL } },
	  systems[] = { { "Android", "Android" }, { "iPhone", "iPhone" },
		  { "iPad", "iPad" }, { "Windows", "Windows" },
		  { "Mac OS", "macOS" }, { "Linux", "Linux" }, { NULL, NULL } };
	const char *b = NULL, *s = NULL;

	for (int i = 0; browsers[i].sign != NULL && b == NULL; i++)
		if (strstr(agent, browsers[i].sign) != NULL)
			b = browsers[i].name;
	for (int i = 0; systems[i].sign != NULL && s == NULL; i++)
		if (strstr(agent, systems[i].sign) != NULL)
			s = systems[i].name;
	if (b == NULL)
		return _("Another program");
	if (s == NULL)
		return b;
	return arena_printf(r->mem, _("%s on %s"), b, s);
}

struct rows {
	struct req *r;
	int n;
};

static bool
session_row(void *arg, const void *rec)
{
	struct rows *rows = arg;
	struct req *r = rows->r;
	const struct session *s = rec;
	bool this = s->id == r->visitor->session.id;

	rows->n++;
	html(r, "<li>");
	icon(r, "globe");
	html(r, "<span>");
	text(r, browser(r, s->agent));
	html(r, "<br><span class=\"small muted\">");
	text(r, s->address);
	html(r, ", ");
	text(r, _("signed in"));
	html(r, " ");
	time_text(r, s->created);
	html(r, "</span></span>");
	if (this)
		pill(r, "ok", _("This one"));
	else
		button_post(r,
		    arena_printf(
			r->mem, "/profile/sessions/%lld/end", (long long)s->id),
		    "btn sm", NULL, _("End"), NULL);
	html(r, "</li>");
	return true;
}

static enum rc
sessions_card(struct req *r)
{
	struct rows rows = { r, 0 };
	enum rc rc;

	card_open(r, "h-sessions", _("Where you are signed in"), NULL, NULL);
	html(r, "<div class=\"form\"><ul class=\"todo\">");
	rc = own_sessions(mine(r), session_row, &rows);
	html(r, "</ul>");
	if (rows.n > 1) {
		html(r, "<div class=\"acts\">");
		button_post(r, "/profile/sessions/end", "btn", "log-out",
		    _("End all others"), NULL);
		html(r, "</div>");
	}
	html(r, "</div>");
	card_close(r);
	return rc;
}

/* ---- page -------------------------------------------------------------- */

/* c or u as typed, when a form was refused; else as stored. */
static enum rc
show(struct req *r, const struct contact *c, const struct user *u,
    const struct problems *bad)
{
	enum rc rc;

	page_open(
	    r, &(struct head){ .title = _("My profile"), .nav = "profile" });
	form_errors(r,
	    &(struct form_bad){
		c != NULL ? &contact_entity : &user_entity, bad },
	    bad != NULL);
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	reach_card(
	    r, c != NULL ? c : &r->visitor->contact, c != NULL ? bad : NULL);
	html(r, "</div><div class=\"stack\">");
	look_card(r, u != NULL ? u : &r->visitor->user, u != NULL ? bad : NULL);
	password_card(r);
	rc = sessions_card(r);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

enum rc
profile_page(struct req *r)
{
	return show(r, NULL, NULL, NULL);
}

static enum rc
finish(struct req *r, enum rc rc, struct problems *bad, const struct contact *c,
    const struct user *u)
{
	enum rc shown;

	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, "/profile", "saved");
		return rc;
	}
	if (rc == RC_CONFLICT)
		somebody_saved(bad);
	if (rc != RC_INVALID && rc != RC_CONFLICT)
		return rc;
	r->out.status = rc == RC_CONFLICT ? 409 : 422;
	shown = show(r, c, u, bad);
	return shown == RC_OK ? rc : shown;
}

enum rc
profile_post(struct req *r)
{
	struct contact *c = arena_alloc(r->mem, sizeof *c);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = RC_INVALID;

	*c = r->visitor->contact;
	if (form_read(r, &contact_entity, reach, c, bad))
		rc = own_profile(mine(r), c, bad);
	if (rc == RC_CONFLICT)
		c->rev = r->visitor->contact.rev;
	return finish(r, rc, bad, c, NULL);
}

enum rc
profile_look_post(struct req *r)
{
	struct user *u = arena_alloc(r->mem, sizeof *u);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = RC_INVALID;

	*u = r->visitor->user;
	if (form_read(r, &user_entity, look, u, bad) &&
	    form_read(r, &user_entity, zone, u, bad))
		rc = own_settings(mine(r), u, bad);
	if (rc == RC_CONFLICT)
		u->rev = r->visitor->user.rev;
	return finish(r, rc, bad, NULL, u);
}

/* The switch in the user menu: back to the page it was used on. */
enum rc
theme_post(struct req *r)
{
	const char *word = form_value(r, "theme");
	const char *back = form_value(r, "back");
	const struct choice *to =
	    word == NULL ? NULL : choice_named(themes, word);
	struct user *u = arena_alloc(r->mem, sizeof *u);
	struct problems bad = { .n = 0 };
	enum rc rc;

	if (to == NULL)
		return RC_INVALID;
	if (back == NULL || back[0] != '/' || back[1] == '/' ||
	    strpbrk(back, "\\?#") != NULL)
		back = "/";
	*u = r->visitor->user;
	u->theme = to->value;
	rc = own_settings(mine(r), u, &bad);
	if (rc == RC_OK || rc == RC_SAME)
		redirect(r, back, NULL);
	return rc;
}

enum rc
session_end_post(struct req *r)
{
	enum rc rc = own_session_end(mine(r), r->id);

	if (rc == RC_OK)
		redirect(r, "/profile", "ended");
	return rc;
}

enum rc
sessions_end_post(struct req *r)
{
	enum rc rc = own_sessions_end(mine(r));

	if (rc == RC_OK || rc == RC_SAME)
		redirect(r, "/profile", "ended-all");
	return rc;
}
