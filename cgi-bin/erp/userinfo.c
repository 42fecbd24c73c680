/*
 * What the User Info of a contact and the Users screen share: standing,
 * buttons, roles, and the page that shows a one-time password.
 */
#include "erp.h"
#include "model/factor.h"
#include "model/session.h"
#include "model/ticket.h"
#include "model/viewing.h"

static enum user_standing
standing(struct req *r, const struct user *u)
{
	return user_standing(u, session_online(r->x, u->id, r->now), r->now);
}

void
staff_name(struct req *r, int64_t id, char *to, size_t size)
{
	struct user u;

	str_copy(to, size, "");
	if (id != 0 && store_get(r->x, &user_entity, id, &u) == RC_OK)
		user_name(&u, to, size);
}

void
user_pill(struct req *r, const struct user *u)
{
	const struct choice *c = choice_of(user_standings, standing(r, u));

	if (c != NULL)
		pill(r, c->tone, _(c->label));
}

void
user_buttons(struct req *r, const struct user *u, const char *path)
{
	enum user_standing s = standing(r, u);

	if (s == STANDING_PENDING)
		button_post(r, arena_printf(r->mem, "%s/activate", path), "btn",
		    "user-check", _("Activate"), NULL);
	if (s == STANDING_DISABLED)
		button_post(r, arena_printf(r->mem, "%s/enable", path), "btn",
		    "check", _("Enable"), NULL);
	if (s == STANDING_LOCKED)
		button_post(r, arena_printf(r->mem, "%s/unlock", path), "btn",
		    "unlock", _("Unlock User"), NULL);
	if (s != STANDING_DISABLED && s != STANDING_PENDING &&
	    u->contact_id != 0 && may(r, ROLE_VIEWERS))
		button_post(r, at(r, "/contacts", u->contact_id, "/view"),
		    "btn", "eye", _("View as customer"), NULL);
	if (invitation_possible(u))
		button_post(r, arena_printf(r->mem, "%s/invite", path), "btn",
		    "mail", _("Send Invitation"), NULL);
	if (u->factor != 0)
		button_post(r, arena_printf(r->mem, "%s/factor", path), "btn",
		    "shield", _("Take Second Factor Away"), NULL);
	if (s != STANDING_DISABLED && u->id != r->visitor->user.id)
		button_post(r, arena_printf(r->mem, "%s/disable", path),
		    "btn danger", "ban", _("Disable"), NULL);
	button_post(r, arena_printf(r->mem, "%s/reset", path), "btn primary",
	    "key", _("Reset Password"), NULL);
}

static void
fact_time(struct req *r, const char *label, int64_t t, const char *never)
{
	html(r, "<div><dt>");
	text(r, label);
	html(r, "</dt><dd>");
	if (t != 0)
		time_text(r, t);
	else
		text(r, never);
	html(r, "</dd></div>");
}

/* What became of the last mailed link. */
static void
ticket_fact(struct req *r, const struct user *u)
{
	const struct choice *c;
	struct ticket t;

	if (ticket_newest(r->x, u->id, &t) != RC_OK)
		return;
	c = choice_of(ticket_standings, ticket_standing(&t, r->now));
	html(r, "<div><dt>");
	text(r,
	    t.kind == TICKET_INVITATION ? _("Invitation") :
					  _("Link for a new password"));
	html(r, "</dt><dd>");
	pill(r, c->tone, _(c->label));
	html(r, " ");
	time_ago(r,
	    t.ended != 0      ? t.ended :
		t.opened != 0 ? t.opened :
				t.created);
	html(r, "</dd></div>");
}

void
user_facts(struct req *r, const struct user *u)
{
	html(r, "<dl class=\"kv\"><div><dt>");
	text(r, _("Status"));
	html(r, "</dt><dd>");
	user_pill(r, u);
	html(r, "</dd></div>");
	if (u->locked_until > r->now)
		fact_time(r, _("Locked until"), u->locked_until, "");
	fact_time(r, _("Created"), u->created, _("Unknown"));
	fact_time(r, _("Last sign-in"), u->last_login, _("Never"));
	fact_time(r, _("Password set"), u->password_changed,
	    u->password_hash[0] == '\0' ? _("No password yet") : _("Never"));
	ticket_fact(r, u);
	fact_time(r, _("Second factor since"), u->factor, _("None"));
	if (u->force_change)
		kv_text(r, _("At the next sign-in"), _("Must set a new one"));
	if (u->last_lockout != 0)
		fact_time(r, _("Last lockout"), u->last_lockout, "");
	html(r, "</dl>");
}

void
role_boxes(
    struct req *r, int64_t held, int64_t among, const struct problems *bad)
{
	const char *error = bad == NULL ? NULL : problem_of(bad, USER_ROLES);

	html(r, "<fieldset class=\"box\" id=\"f-roles\"><legend>");
	text(r, _("Assigned Roles"));
	html(r, "</legend>");
	if (error != NULL) {
		html(r, "<p class=\"errtext\">");
		text(r, error);
		html(r, "</p>");
	}
	html(r, "<div class=\"checks\">");
	for (const struct role_fact *f = roles; f->bit != 0; f++) {
		if ((f->bit & among) == 0)
			continue;
		html(r,
		    "<div class=\"check\"><input type=\"checkbox\" "
		    "name=\"roles\" id=\"f-roles-");
		text(r, f->name);
		html(r, "\" value=\"");
		text(r, f->name);
		html(r, "\"");
		if (held & f->bit)
			html(r, " checked");
		html(r, "><label for=\"f-roles-");
		text(r, f->name);
		html(r, "\">");
		text(r, _(f->label));
		html(r, "</label><p class=\"hint\">");
		text(r, _(f->description));
		html(r, "</p></div>");
	}
	html(r, "</div></fieldset>");
}

void
once_page(struct req *r, const struct user *u, const char *password,
    const char *back, const struct head *head)
{
	page_open(r, head);
	html(r,
	    "<div class=\"narrow\"><section class=\"card\" "
	    "aria-label=\"");
	text(r, _("One-time password"));
	html(r, "\"><div class=\"body\"><div class=\"stack\">");
	once_secret(r, u->login, password);
	if (u->status == USER_PENDING)
		banner(r, "warn", _("This user is not active yet."),
		    _("Activate the user before they sign in."));
	if (u->status == USER_DISABLED)
		banner(r, "warn", _("This user is disabled."),
		    _("Enable the user before they sign in."));
	html(r, "<div class=\"acts\">");
	button_link(r, back, "btn primary", NULL, _("Done"));
	html(r, "</div></div></div></section></div>");
	page_close(r);
}

enum rc
user_do(struct req *r, enum user_verb verb, struct user *u, const char *back,
    const struct head *head)
{
	static const char *const done[] = {
		[VERB_ACTIVATE] = "activated",
		[VERB_ENABLE] = "enabled",
		[VERB_DISABLE] = "disabled",
		[VERB_UNLOCK] = "unlocked",
		[VERB_FACTOR] = "factor-away",
		[VERB_INVITE] = "invited",
	};
	const struct once *once = r->prepared;
	struct problems bad = { .n = 0 };
	enum rc rc = RC_REFUSED;

	switch (verb) {
	case VERB_RESET:
		rc = user_set_password(r->x, u, once->hash, true, 0, &bad);
		break;
	case VERB_ACTIVATE:
		rc = user_activate(r->x, u, &bad);
		break;
	case VERB_ENABLE:
		rc = user_enable(r->x, u, &bad);
		break;
	case VERB_DISABLE:
		rc = user_disable(r->x, u, &bad);
		break;
	case VERB_UNLOCK:
		rc = user_unlock(r->x, u, &bad);
		break;
	case VERB_INVITE:
		rc = invitation_send(r->x, u, &bad);
		break;
	case VERB_FACTOR:
		rc = factor_end(r->x, u, "by staff", &bad);
		if (rc == RC_OK)
			rc = session_end_all(
			    r->x, u->id, r->visitor->session.id);
		break;
	}
	if (rc != RC_OK && rc != RC_SAME)
		return refuse(r, rc, &bad, back);
	if (verb == VERB_RESET)
		once_page(r, u, once->password, back, head);
	else
		redirect(r, back, done[verb]);
	return rc;
}
