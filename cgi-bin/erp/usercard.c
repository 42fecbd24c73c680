/* One user: form, roles, verbs, sessions, audit. */
#include "erp.h"
#include "model/session.h"

static const struct record_tab tabs[] = {
	{ "", N_("General"), 0, 0 },
	{ "/audit", N_("Audit"), 0, 0 },
	{ .label = NULL },
};

static const unsigned fields[] = {
	USER_LOGIN,
	USER_EMAIL,
	USER_FIRST_NAME,
	USER_LAST_NAME,
	USER_TYPE,
	USER_MAX_SESSIONS,
	USER_FORCE_CHANGE,
	USER_COMMENT,
	0,
};

static const struct part parts[] = {
	{ NULL, fields, NULL },
	{ .tags = NULL },
};

static void
begin(struct req *r, const struct user *u, const char *tab, const char *title)
{
	const struct head h = {
		.title = title,
		.nav = "users",
		.screen = "SM201010",
		.crumb = _("Users"),
		.crumb_path = "/users",
	};

	head_begin(r, &h);
	why_contact_button(r, "btn quiet", u->contact_id);
	user_buttons(r, u, at(r, "/users", u->id, ""));
	head_end(r);
	html(r, "<div class=\"card flush\">");
	record_tabs(r, "/users", u->id, tabs, tab);
}

/* The roles that the user's type permits. */
static int64_t
permitted(struct req *r, const struct user *u)
{
	struct user_type t;

	if (store_get(r->x, &user_type_entity, u->user_type, &t) == RC_OK)
		return t.roles;
	return u->guest == USER_IS_GUEST ? PORTAL_ROLES : ROLE_STAFF;
}

/* ---- the card
 * ------------------------------------------------------------------ */

static void
linked(struct req *r, const struct user *u)
{
	char name[FIELD_TEXT];

	html(r, "<p class=\"small\">");
	link_to(r, at(r, "/audit/by", u->id, ""), _("What this user changed"));
	html(r, "</p>");
	if (u->contact_id == 0)
		return;
	refer_title(r->x, record_field(&user_entity, USER_CONTACT), u, name,
	    sizeof name);
	html(r, "<dl class=\"kv\"><div><dt>");
	text(r, _("Linked contact"));
	html(r, "</dt><dd>");
	link_to(r, at(r, "/contacts", u->contact_id, "/user"), name);
	html(r, "</dd></div></dl>");
}

static void
show(struct req *r, const struct user *u, const struct problems *bad)
{
	char name[200];
	struct user stored = *u;

	if (bad != NULL &&
	    store_get(r->x, &user_entity, u->id, &stored) != RC_OK)
		stored = *u;
	user_name(&stored, name, sizeof name);
	begin(r, &stored, "", name);
	html(r, "<div class=\"body\"><div class=\"stack\">");
	form_errors(r, &(struct form_bad){ &user_entity, bad }, bad != NULL);
	html(r, "<div class=\"cols\">");
	form_two(r, at(r, "/users", u->id, ""));
	form_rev(r, u);
	form_fields(r, &user_entity, fields, u, bad);
	role_boxes(r, u->roles, permitted(r, u), bad);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Save user"));
	button_link(r, "/users", "btn quiet", NULL, _("Cancel"));
	html(r, "</div></form><div class=\"stack\">");
	linked(r, &stored);
	user_facts(r, &stored);
	html(r, "</div></div></div></div></div>");
	sessions_card(r, &stored, at(r, "/users", u->id, "/sessions"));
	page_close(r);
}

enum rc
user_page(struct req *r)
{
	struct user *u = arena_alloc(r->mem, sizeof *u);
	enum rc rc = store_get(r->x, &user_entity, r->id, u);

	if (rc == RC_OK)
		show(r, u, NULL);
	return rc;
}

enum rc
user_post(struct req *r)
{
	struct user *u = arena_alloc(r->mem, sizeof *u);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = store_get(r->x, &user_entity, r->id, u);
	bool good;

	if (rc != RC_OK)
		return rc;
	good = form_read(r, &user_entity, fields, u, bad);
	if (!form_read_bits(
		r, &user_entity, USER_ROLES, permitted(r, u), u, bad))
		good = false;
	rc = good ? user_save(r->x, u, bad) : RC_INVALID;
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, at(r, "/users", u->id, ""), "saved");
		return rc;
	}
	if (rc == RC_CONFLICT)
		edit_conflict(r, &user_entity, parts, u, bad);
	edit_status(r, rc);
	show(r, u, bad);
	return rc;
}

enum rc
user_audit(struct req *r)
{
	struct user *u = arena_alloc(r->mem, sizeof *u);
	char name[200];
	enum rc rc = store_get(r->x, &user_entity, r->id, u);

	if (rc != RC_OK)
		return rc;
	user_name(u, name, sizeof name);
	begin(r, u, "/audit", arena_printf(r->mem, _("Audit of %s"), name));
	html(r, "</div>");
	rc = audit_of(r, &user_entity, r->id, at(r, "/users", r->id, "/audit"));
	page_close(r);
	return rc;
}

/* ---- verbs
 * ----------------------------------------------------------------------- */

static enum rc
verb(struct req *r, enum user_verb what)
{
	struct user *u = arena_alloc(r->mem, sizeof *u);
	enum rc rc = store_get(r->x, &user_entity, r->id, u);
	char name[200];
	struct head h = {
		.nav = "users",
		.screen = "SM201010",
		.crumb_path = at(r, "/users", r->id, ""),
	};

	if (rc != RC_OK)
		return rc;
	user_name(u, name, sizeof name);
	h.title = arena_printf(r->mem, _("One-time password of %s"), name);
	h.crumb = arena_strdup(r->mem, name);
	return user_do(r, what, u, at(r, "/users", r->id, ""), &h);
}

enum rc
user_reset_post(struct req *r)
{
	return verb(r, VERB_RESET);
}

enum rc
user_activate_post(struct req *r)
{
	return verb(r, VERB_ACTIVATE);
}

enum rc
user_enable_post(struct req *r)
{
	return verb(r, VERB_ENABLE);
}

enum rc
user_disable_post(struct req *r)
{
	return verb(r, VERB_DISABLE);
}

enum rc
user_unlock_post(struct req *r)
{
	return verb(r, VERB_UNLOCK);
}

enum rc
user_invite_post(struct req *r)
{
	return verb(r, VERB_INVITE);
}

enum rc
user_factor_post(struct req *r)
{
	return verb(r, VERB_FACTOR);
}

enum rc
user_session_end(struct req *r)
{
	struct session s;
	enum rc rc = store_get(r->x, &session_entity, r->id2, &s);

	if (rc == RC_OK && s.user_id != r->id)
		rc = RC_NOTFOUND;
	if (rc == RC_OK)
		rc = session_end(r->x, s.id);
	if (rc == RC_OK)
		redirect(r, at(r, "/users", r->id, ""), "session-ended");
	return rc;
}

enum rc
user_sessions_end(struct req *r)
{
	struct user u;
	enum rc rc = store_get(r->x, &user_entity, r->id, &u);

	if (rc == RC_OK)
		rc = session_end_all(r->x, u.id, r->visitor->session.id);
	if (rc == RC_OK)
		redirect(r, at(r, "/users", r->id, ""), "sessions-ended");
	return rc;
}
