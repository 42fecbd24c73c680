/*
 * A password of one's own: by choice, or because the one at hand was given out
 * by staff. Both hashes are made while the store is closed; all sessions end,
 * and this one goes on under a new token.
 */
#include <string.h>

#include "base/password.h"
#include "base/str.h"
#include "form.h"
#include "model/access.h"
#include "web.h"

/* What the prepare step leaves for the handler. */
struct change {
	const char *old_error, *new_error, *again_error;
	char was[PASSWORD_HASH], hash[PASSWORD_HASH];
	bool missed; /* the present password was given wrongly */
};

static bool
good(const struct change *c)
{
	return c->old_error == NULL && c->new_error == NULL &&
	    c->again_error == NULL;
}

/* ---- the page
 * ---------------------------------------------------------------- */

static void
summary(struct req *r, const struct change *c)
{
	const struct signin_line lines[] = { { "old", c->old_error },
		{ "password", c->new_error }, { "again", c->again_error } };

	signin_errors(r, lines, sizeof lines / sizeof *lines);
}

static void
field(struct req *r, const char *name, const char *label, const char *hint,
    const char *autocomplete, const char *error)
{
	form_input(r,
	    &(struct input){
		.name = name,
		.label = label,
		.hint = hint,
		.type = "password",
		.autocomplete = autocomplete,
		.error = error,
		.required = true,
	    });
}

static void
fields(struct req *r, const struct change *c, bool forced)
{
	html(r, "<form class=\"form\" method=\"post\" action=\"");
	text(r, url(r, "/password", NULL));
	html(r, "\" novalidate>\n");
	form_token(r);
	/* So that password managers know whose it is. */
	html(r,
	    "<input type=\"text\" name=\"username\" hidden disabled "
	    "autocomplete=\"username\" value=\"");
	text(r, r->visitor->user.login);
	html(r, "\">");
	if (!forced)
		field(r, "old", _("Present password"), NULL, "current-password",
		    c->old_error);
	field(r, "password", _("New password"),
	    _("12 characters or more. A few words that do not belong "
	      "together are good."),
	    "new-password", c->new_error);
	field(r, "again", _("New password again"), NULL, "new-password",
	    c->again_error);
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Set password"));
	if (!forced)
		button_link(r, r->site->home, "btn quiet", NULL, _("Cancel"));
	html(r, "</div></form>\n");
}

static void
sign_out(struct req *r)
{
	html(r, "<form method=\"post\" action=\"");
	text(r, url(r, "/sign-out", NULL));
	html(r, "\">");
	form_token(r);
	html(r, "<button type=\"submit\" class=\"btn quiet\">");
	text(r, _("Sign out"));
	html(r, "</button></form>\n");
}

static void
page(struct req *r, const struct change *c)
{
	bool forced = r->visitor->user.force_change != 0;
	const struct head h = {
		.title =
		    forced ? _("Set your own password") : _("Change password"),
		.lead = _("All your other sessions end, also on other "
			  "devices."),
		.bare = forced,
		.no_title = forced,
	};

	r->out.status = good(c) ? 200 : 422;
	page_open(r, &h);
	if (!forced) {
		html(r, "<div class=\"narrow stack\">");
		summary(r, c);
	}
	html(r, "<section class=\"card\"");
	if (!forced) {
		html(r, " aria-label=\"");
		text(r, h.title);
		html(r, "\"");
	}
	html(r, "><div class=\"body\">\n");
	if (forced) {
		html(r, "<h1>");
		text(r, h.title);
		html(r, "</h1><p class=\"muted\">");
		text(r,
		    _("The password you have was made by us. Choose one "
		      "that only you know."));
		html(r, "</p>\n");
		summary(r, c);
	}
	fields(r, c, forced);
	html(r, "</div></section>\n");
	if (forced)
		sign_out(r);
	else
		html(r, "</div>");
	page_close(r);
}

enum rc
password_page(struct req *r)
{
	page(r, &(struct change){ .hash = "" });
	return RC_OK;
}

/* ---- the change
 * ------------------------------------------------------------------ */

static const char *
value(const struct req *r, const char *name)
{
	const char *s = form_value(r, name);

	return s != NULL ? s : "";
}

/* Guessing goes as slowly here as at the sign-in. */
static void
check_old(struct req *r, struct change *c)
{
	const struct user *u = &r->visitor->user;

	if (u->force_change)
		return;
	if (u->locked_until > r->now) {
		c->old_error = _("Too many wrong passwords. Please wait some "
				 "minutes, then try again");
		return;
	}
	c->missed = !password_matches(
	    value(r, "old"), u->password_hash, r->conf->spool);
	if (c->missed)
		c->old_error = _("This is not your present password");
}

enum rc
password_prepare(struct req *r)
{
	struct change *c = arena_alloc(r->mem, sizeof *c);
	const struct user *u = &r->visitor->user;
	const char *dir = r->conf->spool, *new = value(r, "password");
	const char *company = r->site->kind == SITE_PORTAL ?
	    r->visitor->account.name :
	    r->conf->company;

	r->prepared = c;
	str_copy(c->was, sizeof c->was, u->password_hash);
	if (*new == '\0')
		c->new_error = _("Enter a new password");
	else
		c->new_error = password_refused(new, u->login, company);
	if (c->new_error == NULL && strcmp(new, value(r, "again")) != 0)
		c->again_error = _("The two new passwords differ");
	check_old(r, c);
	if (good(c) && password_matches(new, u->password_hash, dir))
		c->new_error = _("Choose another one than before");
	if (good(c))
		password_hash(new, dir, c->hash);
	return RC_OK;
}

enum rc
password_post(struct req *r)
{
	struct change *c = r->prepared;
	struct user *u = arena_alloc(r->mem, sizeof *u);
	struct problems bad = { .n = 0 };
	enum rc rc;

	if (!good(c)) {
		page(r, c);
		return c->missed ? user_missed(r->x, r->visitor->user.id) :
				   RC_INVALID;
	}
	rc = store_get(r->x, &user_entity, r->visitor->user.id, u);
	if (rc != RC_OK)
		return rc;
	/* Of many tries that come at once, only the first are looked at. */
	if (!u->force_change && u->locked_until > r->now)
		return RC_CONFLICT;
	/* Somebody set another one while ours was hashed. */
	if (strcmp(u->password_hash, c->was) != 0)
		return RC_CONFLICT;
	rc = user_set_password(r->x, u, c->hash, false, 0, &bad);
	if (rc == RC_OK)
		rc = signin_session(r, r->x, u);
	if (rc == RC_OK)
		redirect(r, r->site->home, "password");
	return rc;
}
