/* The signed-in user's own settings: theme, time zone, keys. */
#include <string.h>

#include "erp.h"
#include "model/session.h"

static const unsigned fields[] = { USER_THEME, USER_KEYS_OFF, 0 };

static void
show(struct req *r, const struct user *u, const struct problems *bad)
{
	const struct head h = { .title = _("My profile"), .nav = "me" };
	char name[200];

	user_name(u, name, sizeof name);
	page_open(r, &h);
	form_errors(r, &(struct form_bad){ &user_entity, bad }, bad != NULL);
	html(r, "<div class=\"cols\">");
	card_open(r, "h-settings", _("Settings"));
	form_open(r, "/me");
	form_rev(r, u);
	form_zone(r, &user_entity, USER_TIME_ZONE, u, bad);
	form_fields(r, &user_entity, fields, u, bad);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Save settings"));
	html(r, "</div>");
	form_close(r);
	card_close(r);
	card_open(r, "h-login", _("Signing in"));
	html(r, "<div class=\"stack\">");
	kv_open(r);
	kv_text(r, _("Name"), name);
	kv_text(r, _("Login"), u->login);
	kv_text(r, _("E-mail"), u->email);
	html(r, "<div><dt>");
	text(r, _("Roles"));
	html(r, "</dt><dd>");
	for (const struct role_fact *f = roles; f->bit != 0; f++)
		if (u->roles & f->bit) {
			text(r, _(f->label));
			html(r, "<br>");
		}
	html(r, "</dd></div>");
	kv_close(r);
	html(r, "<p class=\"small muted\">");
	text(r, _("An administrator changes name, login and roles."));
	html(r, "</p><div class=\"acts\">");
	button_link(r, "/password", "btn", "key", _("Change password"));
	button_link(r, "/factor", "btn", "shield",
	    u->factor != 0 ? _("Second factor") : _("Set up a second factor"));
	html(r, "</div></div>");
	card_close(r);
	html(r, "</div>");
	sessions_card(r, u, "/me/sessions");
	page_close(r);
}

static enum rc
load(struct req *r, struct user *u)
{
	return store_get(r->x, &user_entity, r->visitor->user.id, u);
}

enum rc
me_page(struct req *r)
{
	struct user *u = arena_alloc(r->mem, sizeof *u);
	enum rc rc = load(r, u);

	if (rc == RC_OK)
		show(r, u, NULL);
	return rc;
}

enum rc
me_post(struct req *r)
{
	static const unsigned zone[] = { USER_TIME_ZONE, 0 };
	static const struct part parts[] = { { NULL, fields, NULL },
		{ NULL, zone, NULL }, { .tags = NULL } };
	struct user *u = arena_alloc(r->mem, sizeof *u);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = load(r, u);
	bool good;

	if (rc != RC_OK)
		return rc;
	good = form_read(r, &user_entity, fields, u, bad);
	if (!form_read(r, &user_entity, zone, u, bad))
		good = false;
	rc = good ? user_save(r->x, u, bad) : RC_INVALID;
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, "/me", "saved");
		return rc;
	}
	if (rc == RC_CONFLICT)
		edit_conflict(r, &user_entity, parts, u, bad);
	edit_status(r, rc);
	show(r, u, bad);
	return rc;
}

/* The switch in the user menu: back to the page it was used on. */
enum rc
me_theme(struct req *r)
{
	const char *word = form_value(r, "theme");
	const char *back = form_value(r, "back");
	const struct choice *c =
	    word == NULL ? NULL : choice_named(themes, word);
	struct user *u = arena_alloc(r->mem, sizeof *u);
	struct problems bad = { .n = 0 };
	enum rc rc = load(r, u);

	if (rc != RC_OK)
		return rc;
	if (c == NULL)
		return RC_INVALID;
	if (back == NULL || back[0] != '/' || back[1] == '/' ||
	    strpbrk(back, "\\?#\r\n") != NULL)
		back = "/";
	u->theme = c->value;
	rc = user_save(r->x, u, &bad);
	if (rc != RC_OK && rc != RC_SAME)
		return refuse(r, rc, &bad, "/me");
	redirect(r, back, NULL);
	return rc;
}

enum rc
me_session_end(struct req *r)
{
	struct session s;
	enum rc rc = store_get(r->x, &session_entity, r->id, &s);

	if (rc == RC_OK && s.user_id != r->visitor->user.id)
		rc = RC_NOTFOUND;
	if (rc == RC_OK)
		rc = session_end(r->x, s.id);
	if (rc == RC_OK)
		redirect(r, "/me", "session-ended");
	return rc;
}

enum rc
me_sessions_end(struct req *r)
{
	enum rc rc =
	    session_end_all(r->x, r->visitor->user.id, r->visitor->session.id);

	if (rc == RC_OK)
		redirect(r, "/me", "my-sessions-ended");
	return rc;
}
