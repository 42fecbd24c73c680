/* One person of a company (SP201020): how to reach them, what they may do on
 * the portal, and what the manager does about it. */
#include <string.h>

#include "companies.h"

static const unsigned about[] = { CONTACT_TITLE, CONTACT_JOB_TITLE,
	CONTACT_FIRST_NAME, CONTACT_LAST_NAME, CONTACT_EMAIL,
	CONTACT_DEPARTMENT, CONTACT_PHONE, CONTACT_MOBILE, 0 };
static const unsigned where[] = { CONTACT_LINE1, CONTACT_LINE2,
	CONTACT_POSTAL_CODE, CONTACT_CITY, CONTACT_REGION, CONTACT_COUNTRY, 0 };

struct sheet {
	struct contact c; /* as typed, when the form was refused */
	struct contact stored;
	struct own_login login;
	const struct problems *bad, *bad_access;
	int64_t roles; /* as ticked */
};

static const char *
path_of(struct req *r, int64_t id, const char *rest)
{
	return arena_printf(
	    r->mem, "/company/people/%lld%s", (long long)id, rest);
}

/* ---- about the person -------------------------------------------------- */

static void
person_form(struct req *r, const struct sheet *s, const char *path)
{
	form_open(r, path);
	if (s->stored.id != 0)
		form_rev(r, &s->c);
	card_open(r, "h-about", _("About the person"), NULL, NULL);
	html(r, "<div class=\"stack\">");
	form_star(r);
	html(r, "<div class=\"form two\">");
	form_fields(r, &contact_entity, about, &s->c, s->bad);
	html(r, "</div></div>");
	card_close(r);
	card_open(
	    r, "h-where", _("Another address than the company's"), NULL, NULL);
	html(r, "<div class=\"form two\">");
	form_fields(r, &contact_entity, where, &s->c, s->bad);
	html(r, "</div>");
	card_close(r);
	if (!r->visitor->read_only) {
		html(r, "<div class=\"acts\">");
		form_submit(
		    r, s->stored.id == 0 ? _("Add person") : _("Save person"));
		button_link(
		    r, "/company/people", "btn quiet", NULL, _("Cancel"));
		html(r, "</div>");
	}
	form_close(r);
}

/* ---- access ------------------------------------------------------------ */

static void
access_facts(struct req *r, const struct own_login *l)
{
	html(r, "<dl class=\"kv\"><div><dt>");
	text(r, _("Access to the portal"));
	html(r, "</dt><dd>");
	access_pill(r, l);
	html(r, "</dd></div>");
	if (l->login[0] != '\0')
		kv_text(r, _("Login"), l->login);
	if (l->login[0] != '\0') {
		html(r, "<div><dt>");
		text(r, _("Last sign-in"));
		html(r, "</dt><dd>");
		if (l->last_login != 0)
			time_text(r, l->last_login);
		else
			text(r, _("Never"));
		html(r, "</dd></div>");
	}
	html(r, "</dl>");
}

static void
roles_form(struct req *r, const struct sheet *s)
{
	const struct own_login *l = &s->login;
	const struct user u = { .rev = l->rev, .roles = s->roles };

	form_open(r, path_of(r, s->stored.id, "/access"));
	if (l->rev != 0)
		form_rev(r, &u);
	form_bits(r, &user_entity, USER_ROLES, &u, l->may_have, s->bad_access);
	html(r, "<div class=\"acts\">");
	form_submit(r,
	    l->standing == STANDING_NOT_CREATED ||
		    l->standing == STANDING_DISABLED ?
		_("Give access") :
		_("Save roles"));
	html(r, "</div>");
	form_close(r);
}

static void
access_buttons(struct req *r, const struct sheet *s)
{
	enum user_standing now = s->login.standing;
	int64_t id = s->stored.id;

	html(r, "<div class=\"acts-list\">");
	if (now == STANDING_LOCKED)
		button_post(r, path_of(r, id, "/unlock"), "btn", "unlock",
		    _("Unlock"), NULL);
	if (now != STANDING_DISABLED && s->login.fresh)
		button_post(r, path_of(r, id, "/invite"), "btn", "mail",
		    _("Invite again"), NULL);
	if (now != STANDING_DISABLED) {
		button_post(r, path_of(r, id, "/reset"), "btn", "key",
		    _("Reset password"), NULL);
		button_post(r, path_of(r, id, "/revoke"), "btn danger", "ban",
		    _("Revoke access"), NULL);
	}
	html(r, "</div>");
}

static void
access_card(struct req *r, const struct sheet *s)
{
	const struct own_login *l = &s->login;

	card_open(r, "h-access", _("Access"), NULL, NULL);
	html(r, "<div class=\"stack\">");
	access_facts(r, l);
	if (l->standing == STANDING_PENDING)
		banner(r, "info", _("We activate this login soon."), NULL);
	if (l->self)
		banner(r, "info", _("This is yourself."),
		    _("Your roles are set by a colleague who manages the "
		      "company, or by us."));
	else if (s->stored.active != CONTACT_IS_ACTIVE)
		banner(r, "info", _("This person is inactive."),
		    _("Set the person active to give access."));
	else if (l->elsewhere && !r->visitor->read_only) {
		banner(r, "info",
		    _("This person signs in with a login of another company."),
		    _("We have let it in for yours."));
		html(r, "<div class=\"acts-list\">");
		button_post(r, path_of(r, s->stored.id, "/revoke"),
		    "btn danger", "ban", _("Revoke access"), NULL);
		html(r, "</div>");
	} else if (!r->visitor->read_only) {
		roles_form(r, s);
		if (l->standing != STANDING_NOT_CREATED)
			access_buttons(r, s);
	}
	html(r, "</div>");
	card_close(r);
}

/* ---- the page ---------------------------------------------------------- */

static void
person_pill(struct req *r, const void *arg)
{
	pill_choice(r, record_field(&contact_entity, CONTACT_ACTIVE), arg);
}

static void
person_acts(struct req *r, const void *arg)
{
	const struct contact *c = arg;
	bool on = c->active == CONTACT_IS_ACTIVE;

	if (r->visitor->read_only || c->id == r->visitor->contact.id)
		return;
	button_post(r, path_of(r, c->id, on ? "/deactivate" : "/activate"),
	    "btn", on ? "ban" : "user-check",
	    on ? _("Deactivate") : _("Set active"), "rev",
	    arena_printf(r->mem, "%lld", (long long)c->rev), NULL);
}

static void
show(struct req *r, const struct sheet *s)
{
	page_with(r,
	    &(struct head){
		.title = s->stored.display_name,
		.nav = "people",
		.crumb = _("People"),
		.crumb_path = "/company/people",
	    },
	    &(struct beside){
		.title = person_pill, .acts = person_acts, .arg = &s->stored });
	form_errors(r,
	    (struct form_bad[]){
		{ &contact_entity, s->bad }, { &user_entity, s->bad_access } },
	    2);
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	person_form(r, s, path_of(r, s->stored.id, ""));
	html(r, "</div><div class=\"stack\">");
	access_card(r, s);
	html(r, "</div></div>");
	page_close(r);
}

static enum rc
load(struct req *r, struct sheet *s)
{
	enum rc rc = own_get(mine(r), &contact_entity, r->id, &s->stored);

	if (rc != RC_OK)
		return rc;
	s->c = s->stored;
	rc = own_login(mine(r), &s->stored, &s->login);
	s->roles = s->login.roles;
	return rc;
}

enum rc
person_page(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	enum rc rc = load(r, s);

	if (rc == RC_OK)
		show(r, s);
	return rc;
}

/* A form that was refused is shown again; whatever was begun is undone. */
static enum rc
again(struct req *r, struct sheet *s, enum rc rc)
{
	if (rc != RC_INVALID && rc != RC_EXISTS && rc != RC_CONFLICT)
		return rc;
	r->out.status = rc == RC_CONFLICT ? 409 : 422;
	show(r, s);
	return rc;
}

static bool
read_person(struct req *r, struct contact *c, struct problems *bad)
{
	bool good = form_read(r, &contact_entity, about, c, bad);

	return form_read(r, &contact_entity, where, c, bad) && good;
}

enum rc
person_post(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = load(r, s);

	if (rc != RC_OK)
		return rc;
	s->bad = bad;
	rc = read_person(r, &s->c, bad) ? own_person_save(mine(r), &s->c, bad) :
					  RC_INVALID;
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, path_of(r, r->id, ""), "saved");
		return rc;
	}
	if (rc == RC_CONFLICT) {
		s->c.rev = s->stored.rev;
		somebody_saved(bad);
	}
	return again(r, s, rc);
}

/* ---- a new one --------------------------------------------------------- */

static void
show_new(struct req *r, const struct sheet *s)
{
	page_open(r,
	    &(struct head){
		.title = _("New person"),
		.nav = "people",
		.crumb = _("People"),
		.crumb_path = "/company/people",
		.lead = _("A colleague of yours. Access to the portal is the "
			  "next step."),
	    });
	form_errors(
	    r, &(struct form_bad){ &contact_entity, s->bad }, s->bad != NULL);
	html(r, "<div class=\"narrow stack\">");
	person_form(r, s, "/company/people/new");
	html(r, "</div>");
	page_close(r);
}

enum rc
person_new(struct req *r)
{
	show_new(r, arena_alloc(r->mem, sizeof(struct sheet)));
	return RC_OK;
}

enum rc
person_new_post(struct req *r)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = RC_INVALID;

	s->bad = bad;
	if (read_person(r, &s->c, bad))
		rc = own_person_save(mine(r), &s->c, bad);
	if (rc == RC_OK)
		redirect(r, path_of(r, s->c.id, ""), "added");
	if (rc == RC_INVALID) {
		r->out.status = 422;
		show_new(r, s);
	}
	return rc;
}

/* ---- what is done about a person ---------------------------------------- */

/* The sentence of a refused step stands on the person's page. */
static enum rc
step(struct req *r, enum rc rc, const struct problems *bad, const char *done)
{
	struct sheet *s = arena_alloc(r->mem, sizeof *s);

	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, path_of(r, r->id, ""), done);
		return rc;
	}
	if (rc == RC_NOTFOUND || load(r, s) != RC_OK)
		return rc;
	s->bad_access = bad;
	return again(r, s, rc);
}

static enum rc
set_active(struct req *r, bool on)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct contact seen = { .id = r->id };
	enum rc rc;

	if (!form_read_rev(r, &seen))
		return RC_INVALID;
	rc = own_person_active(mine(r), r->id, seen.rev, on, bad);
	if (rc == RC_CONFLICT)
		somebody_saved(bad);
	return step(r, rc, bad, on ? "set-active" : "deactivated");
}

enum rc
person_activate(struct req *r)
{
	return set_active(r, true);
}

enum rc
person_deactivate(struct req *r)
{
	return set_active(r, false);
}

enum rc
person_revoke(struct req *r)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);

	return step(r, own_access_take(mine(r), r->id, bad), bad, "revoked");
}

enum rc
person_invite(struct req *r)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);

	return step(r, own_access_invite(mine(r), r->id, bad), bad, "invited");
}

enum rc
person_unlock(struct req *r)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);

	return step(r, own_access_unlock(mine(r), r->id, bad), bad, "unlocked");
}

static void
secret_page(struct req *r, const struct user *u, const char *password)
{
	page_open(r,
	    &(struct head){
		.title = _("One-time password"),
		.nav = "people",
		.crumb = _("People"),
		.crumb_path = "/company/people",
	    });
	html(r, "<div class=\"narrow\"><section class=\"card\" aria-label=\"");
	text(r, _("One-time password"));
	html(r, "\"><div class=\"body\"><div class=\"stack\">");
	once_secret(r, u->login, password);
	html(r, "<div class=\"acts\">");
	button_link(r, path_of(r, r->id, ""), "btn primary", NULL, _("Done"));
	html(r, "</div></div></div></section></div>");
	page_close(r);
}

/* Roles of a login; a new one is invited by mail. */
enum rc
person_access(struct req *r)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct user *u = arena_alloc(r->mem, sizeof *u);
	struct user typed = { .id = 0 };
	enum rc rc;

	/* Who had no login when the page was made has none to compare. */
	if ((form_value(r, "rev") != NULL && !form_read_rev(r, &typed)) ||
	    !form_read_bits(
		r, &user_entity, USER_ROLES, PORTAL_ROLES, &typed, bad))
		return RC_INVALID;
	rc = own_access_give(mine(r), r->id, typed.rev, typed.roles, u, bad);
	if (rc == RC_OK && u->password_hash[0] == '\0')
		return step(
		    r, own_access_invite(mine(r), r->id, bad), bad, "invited");
	if (rc == RC_CONFLICT)
		somebody_saved(bad);
	return step(r, rc, bad, "access");
}

enum rc
person_reset(struct req *r)
{
	const struct once *once = r->prepared;
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	struct user *u = arena_alloc(r->mem, sizeof *u);
	enum rc rc = own_access_reset(mine(r), r->id, once->hash, u, bad);

	if (rc != RC_OK)
		return step(r, rc, bad, NULL);
	secret_page(r, u, once->password);
	return rc;
}
