/*
 * Setting up a second factor: a code for the app, proof that the app has it,
 * ten recovery codes; new codes, and the end of it. The secret waits in the
 * form, sealed for its user, so that looking at the page changes nothing.
 */
#include <sodium.h>
#include <string.h>

#include "base/secret.h"
#include "base/str.h"
#include "base/totp.h"
#include "form.h"
#include "model/access.h"
#include "model/factor.h"
#include "web.h"

/* Whose codes these are, as apps show it. */
static const char *
issuer(const struct req *r)
{
	if (r->site->kind == SITE_PORTAL)
		return r->visitor->portal.name;
	return r->conf->company[0] != '\0' ? r->conf->company : "Postern ERP";
}

/* Sealed for this user until the app has proved to have it. */
static void
purpose_of(const struct req *r, char purpose[32])
{
	factor_purpose(r->visitor->user.id, purpose);
}

/* ---- setting up */

static void
steps(struct req *r, const unsigned char secret[TOTP_SECRET])
{
	char letters[TOTP_TEXT], uri[TOTP_URI];

	totp_text(secret, letters);
	totp_uri(secret, issuer(r), r->visitor->user.login, uri);
	html(r, "<ol class=\"walk\"><li>");
	text(r,
	    _("Install an authenticator app on your phone, if you have none. "
	      "Any will do."));
	html(r, "</li><li>");
	text(r, _("Scan this code with it."));
	if (r->site->code != NULL)
		r->site->code(
		    r, uri, _("Code that sets up your authenticator app"));
	html(r, "<details><summary>");
	text(r, _("I cannot scan it"));
	html(r, "</summary><p>");
	text(r, _("Type this key into the app:"));
	html(r, " <code class=\"key\">");
	for (int i = 0; letters[i] != '\0'; i += 4) {
		if (i > 0)
			html(r, " ");
		textf(r, "%.4s", letters + i);
	}
	html(r, "</code></p><p>");
	html(r, "<a href=\"");
	text(r, uri);
	html(r, "\">");
	text(r, _("Open it in an app on this device"));
	html(r, "</a></p></details></li><li>");
	text(r, _("Enter the six digits that the app shows now."));
	html(r, "</li></ol>\n");
	sodium_memzero(letters, sizeof letters);
}

/* Opened bare while it is due, in the site's frame otherwise. */
static void
begin(struct req *r, const char *title, const char *lead)
{
	bool due = r->visitor->session.enrol != 0;
	const struct head h = {
		.title = title,
		.lead = due ? NULL : lead,
		.bare = due,
		.wide = due,
		.no_title = due,
		.nav = r->site->kind == SITE_PORTAL ? "profile" : "me",
	};

	page_open(r, &h);
	if (!due)
		html(r, "<div class=\"narrow stack\">");
	html(r, "<section class=\"card\"");
	if (!due) {
		html(r, " aria-label=\"");
		text(r, title);
		html(r, "\"");
	}
	html(r, "><div class=\"body\"><div class=\"stack\">\n");
	if (due) {
		html(r, "<h1>");
		text(r, title);
		html(r, "</h1><p class=\"muted\">");
		text(r, lead);
		html(r, "</p>\n");
	}
}

static void
end(struct req *r)
{
	html(r, "</div></div></section>\n");
	if (!r->visitor->session.enrol)
		html(r, "</div>");
	page_close(r);
}

static void
setup(struct req *r, const unsigned char secret[TOTP_SECRET],
    const char *sealed, const char *error)
{
	const struct signin_line line = { "code", error };
	bool due = r->visitor->session.enrol != 0;

	begin(r, _("Set up a second factor"),
	    due ?
		_("Your user needs one. Whoever learns your password can then "
		  "not sign in without your phone.") :
		_("Whoever learns your password can then not sign in without "
		  "your phone."));
	signin_errors(r, &line, 1);
	steps(r, secret);
	form_open(r, "/factor");
	form_hidden(r, "sealed", sealed);
	form_input(r,
	    &(struct input){
		.name = "code",
		.label = _("Code"),
		.type = "text",
		.autocomplete = "one-time-code",
		.error = error,
		.required = true,
		.max = 12,
	    });
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Turn it on"));
	if (!due)
		button_link(r,
		    r->site->kind == SITE_PORTAL ? "/profile" : "/me",
		    "btn quiet", NULL, _("Cancel"));
	html(r, "</div>");
	form_close(r);
	if (due)
		button_post(
		    r, "/sign-out", "btn quiet", NULL, _("Sign out"), NULL);
	end(r);
}

/* ---- in use */

static enum rc
in_use(struct req *r)
{
	const struct user *u = &r->visitor->user;
	struct factor f;
	enum rc rc = factor_of(r->x, u->id, &f);
	int left;

	if (rc != RC_OK)
		return rc;
	left = recovery_left(&f);
	begin(r, _("Second factor"),
	    _("At each sign-in you are asked for a code of your app."));
	kv_open(r);
	html(r, "<div><dt>");
	text(r, _("In use since"));
	html(r, "</dt><dd>");
	time_text(r, u->factor);
	html(r, "</dd></div>");
	html(r, "<div><dt>");
	text(r, _("Recovery codes left"));
	html(r, "</dt><dd>");
	textf(r, "%d", left);
	html(r, "</dd></div>");
	kv_close(r);
	if (left < 3)
		banner(r, "warn", _("Few recovery codes are left."),
		    _("Make new ones before you need them."));
	html(r, "<div class=\"acts\">");
	button_post(r, "/factor/codes", "btn", "refresh",
	    _("New recovery codes"), NULL);
	button_post(
	    r, "/factor/end", "btn danger", "ban", _("Turn it off"), NULL);
	html(r, "</div><p class=\"small muted\">");
	text(r,
	    _("New recovery codes make the old ones worthless. For another "
	      "phone, turn it off and set it up again."));
	html(r, "</p>");
	end(r);
	return RC_OK;
}

enum rc
factor_page(struct req *r)
{
	unsigned char secret[TOTP_SECRET];
	char sealed[SEALED_TEXT], purpose[32];

	if (r->visitor->user.factor != 0)
		return in_use(r);
	totp_new(secret);
	purpose_of(r, purpose);
	secret_seal(request_key(r), purpose, secret, sizeof secret, sealed);
	setup(r, secret, sealed, NULL);
	sodium_memzero(secret, sizeof secret);
	return RC_OK;
}

/* ---- what is shown once */

static void
codes_page(struct req *r, const struct recovery *codes)
{
	const struct head h = { .title = _("Your recovery codes"),
		.bare = true,
		.wide = true,
		.no_title = true };

	page_open(r, &h);
	html(r,
	    "<section class=\"card\"><div class=\"body\">"
	    "<div class=\"stack\">\n<h1>");
	text(r, h.title);
	html(r, "</h1><p>");
	text(r,
	    _("Each of them lets you in once when your phone is lost. They "
	      "are shown only now: print them, or keep them in your password "
	      "manager."));
	html(r, "</p><ul class=\"codes\" id=\"codes\">");
	for (int i = 0; i < FACTOR_CODES; i++) {
		html(r, "<li><code>");
		text(r, codes->code[i]);
		html(r, "</code></li>\n");
	}
	html(r,
	    "</ul><div class=\"acts\"><button type=\"button\" "
	    "class=\"btn\" data-copy=\"codes\" data-done=\"");
	text(r, _("Copied"));
	html(r, "\" hidden>");
	text(r, _("Copy"));
	html(r, "</button>");
	button_link(r, r->site->home, "btn primary", NULL,
	    _("I have kept them: go on"));
	html(r, "</div></div></div></section>\n");
	page_close(r);
}

/* Under a new session, as after any change of what signs somebody in. */
static enum rc
renew(struct req *r, const struct user *u)
{
	enum rc rc = session_end_all(r->x, u->id, 0);

	return rc == RC_OK ? signin_session(r, r->x, u) : rc;
}

static const char *
wrong_code(const unsigned char secret[TOTP_SECRET], const char *typed,
    int64_t now, int64_t *step)
{
	char code[13];
	int n = 0;

	for (; *typed != '\0' && n < 12; typed++)
		if (*typed != ' ' && *typed != '-')
			code[n++] = *typed;
	code[n] = '\0';
	*step = totp_step(secret, code, now);
	if (n == 0)
		return _("Enter the code that the app shows");
	return *step != 0 ? NULL :
			    _("The app shows another code. Scan the code above "
			      "once more, and see whether the clock of your "
			      "phone is right");
}

enum rc
factor_post(struct req *r)
{
	struct recovery *codes = arena_alloc(r->mem, sizeof *codes);
	struct user *u = arena_alloc(r->mem, sizeof *u);
	const char *sealed = form_value(r, "sealed");
	const char *typed = form_value(r, "code"), *error;
	struct problems bad = { .n = 0 };
	unsigned char secret[TOTP_SECRET];
	char purpose[32];
	int64_t step;
	enum rc rc;

	*u = r->visitor->user;
	purpose_of(r, purpose);
	if (u->factor != 0) {
		redirect(r, "/factor", NULL);
		return RC_SAME;
	}
	if (sealed == NULL ||
	    !secret_open(
		request_key(r), purpose, sealed, secret, sizeof secret))
		return RC_INVALID;
	error = wrong_code(secret, typed != NULL ? typed : "", r->now, &step);
	if (error != NULL) {
		r->out.status = 422;
		setup(r, secret, sealed, error);
		rc = RC_INVALID;
	} else {
		recovery_new(codes);
		rc = factor_set(r->x, u, sealed, step, codes, &bad);
		if (rc == RC_OK)
			rc = renew(r, u);
		if (rc == RC_OK)
			codes_page(r, codes);
	}
	sodium_memzero(secret, sizeof secret);
	return rc;
}

enum rc
factor_codes_post(struct req *r)
{
	struct recovery *codes = arena_alloc(r->mem, sizeof *codes);
	enum rc rc;

	recovery_new(codes);
	rc = factor_codes(r->x, &r->visitor->user, codes);
	if (rc == RC_OK)
		codes_page(r, codes);
	return rc;
}

enum rc
factor_end_post(struct req *r)
{
	struct user *u = arena_alloc(r->mem, sizeof *u);
	struct problems bad = { .n = 0 };
	enum rc rc;

	*u = r->visitor->user;
	rc = factor_end(r->x, u, "by the user", &bad);
	if (rc == RC_OK)
		rc = renew(r, u);
	if (rc == RC_OK || rc == RC_SAME)
		redirect(r, "/factor", NULL);
	return rc;
}
