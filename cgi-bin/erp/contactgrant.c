/* A contact whose login is of another customer: let in here, or no more. */
#include "erp.h"
#include "model/grant.h"

static const char *
path_of(struct req *r, const struct contact *c, const char *rest)
{
	return at(
	    r, "/contacts", c->id, arena_printf(r->mem, "/user/grant%s", rest));
}

bool
grant_card(struct req *r, const struct contact *c)
{
	struct grant g;
	struct user u;

	if (grant_of_contact(r->x, c->id, &g) != RC_OK ||
	    store_get(r->x, &user_entity, g.user_id, &u) != RC_OK)
		return false;
	banner(r, "info", _("This contact signs in with another login."),
	    _("It is the login of another customer's contact, let in here."));
	html(r, "<dl class=\"kv side-by\">");
	kv_text(r, _("Login"), u.login);
	kv_field(r, &user_entity, USER_ACCOUNT, &u);
	kv_field(r, &grant_entity, GRANT_ROLES, &g);
	kv_field(r, &grant_entity, GRANT_CREATED, &g);
	kv_text(r, _("Made by"), g.made_by);
	html(r, "</dl><div class=\"acts\">");
	button_post(r, path_of(r, c, "/end"), "btn danger", "ban",
	    _("Let in no more"), NULL);
	html(r, "</div>");
	return true;
}

void
grant_form(struct req *r, const struct contact *c)
{
	html(r, "<details class=\"fold\"><summary>");
	text(r, _("This person has a login at another customer"));
	html(r, "</summary>");
	form_open(r, path_of(r, c, ""));
	form_input(r,
	    &(struct input){ .name = "grant_login",
		.label = _("That login"),
		.hint = _("It is let in for this customer, too, and chooses "
			  "after signing in."),
		.type = "text",
		.max = 120 });
	html(r, "<fieldset class=\"box\"><legend>");
	text(r, _("Roles at this customer"));
	html(r, "</legend><div class=\"checks\">");
	for (const struct role_fact *f = roles; f->bit != 0; f++) {
		if (!f->guest || f->bit == PORTAL_USER)
			continue;
		html(r,
		    "<div class=\"check\"><input type=\"checkbox\" "
		    "name=\"roles\" id=\"f-grant-");
		text(r, f->name);
		html(r, "\" value=\"");
		text(r, f->name);
		html(r, "\"><label for=\"f-grant-");
		text(r, f->name);
		html(r, "\">");
		text(r, _(f->label));
		html(r, "</label></div>");
	}
	html(r, "</div></fieldset><div class=\"acts\">");
	form_button(r, "btn", NULL, NULL, "user-plus", _("Let in"));
	html(r, "</div>");
	form_close(r);
	html(r, "</details>");
}

enum rc
contact_grant(struct req *r)
{
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *login = form_value(r, "grant_login");
	const char *back = at(r, "/contacts", r->id, "/user");
	struct grant g = { .contact_id = r->id };
	struct user ticked = { .id = 0 };
	struct contact c;
	enum rc rc = store_get(r->x, &contact_entity, r->id, &c);

	if (rc != RC_OK)
		return rc;
	if (!form_read_bits(
		r, &user_entity, USER_ROLES, PORTAL_ROLES, &ticked, bad))
		return RC_INVALID;
	g.roles = ticked.roles;
	rc = grant_make(r->x, &g, login == NULL ? "" : login, bad);
	if (rc != RC_OK)
		return refuse(r, rc, bad, back);
	redirect(r, back, "saved");
	return rc;
}

enum rc
contact_grant_end(struct req *r)
{
	enum rc rc = grant_end(r->x, r->id);

	if (rc == RC_OK)
		redirect(r, at(r, "/contacts", r->id, "/user"), "saved");
	return rc;
}
