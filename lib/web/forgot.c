/*
 * A forgotten password. Whoever asks gets the same answer after the same work,
 * whether there is such a login or not; a mail goes to the address on record
 * alone. Who asks often has to wait, as at the sign-in.
 */
#include <string.h>

#include "base/str.h"
#include "form.h"
#include "model/access.h"
#include "model/ticket.h"
#include "store/audit.h"
#include "web.h"

struct wish {
	struct req *r;
	const char *login;
	int64_t wait;
};

static void
page(struct req *r, const char *error)
{
	const struct signin_line line = { "login", error };
	const char *login = form_value(r, "login");

	signin_open(r, _("Password forgotten?"),
	    _("Enter your login. We mail a link to your address, with which "
	      "you choose a new password."));
	signin_errors(r, &line, 1);
	form_open(r, "/forgot");
	form_input(r,
	    &(struct input){
		.name = "login",
		.label = _("Login"),
		.type = "text",
		.value = login != NULL ? login : "",
		.autocomplete = "username",
		.error = error,
		.required = true,
		.max = 120,
	    });
	html(r, "<button type=\"submit\" class=\"btn primary block\">");
	text(r, _("Mail me a link"));
	html(r, "</button>");
	form_close(r);
	html(r, "<p class=\"small\">");
	link_to(r, "/sign-in", _("Back to the sign-in"));
	html(r, "</p>");
	signin_close(r);
}

enum rc
forgot_page(struct req *r)
{
	if (r->visitor->signed_in)
		redirect(r, r->site->home, NULL);
	else
		page(r, NULL);
	return RC_OK;
}

/* The throttle's names for asking: apart from those of wrong passwords. */
static const char *
asking(const struct wish *w, const char *what)
{
	return arena_printf(w->r->mem, "forgot %s", what);
}

static enum rc
ask(struct txn *x, void *arg)
{
	struct wish *w = arg;
	struct req *r = w->r;
	const char *from = asking(w, r->address), *of = asking(w, w->login);
	struct user u = { .id = 0 };
	enum rc rc;

	w->wait = throttle_wait(x, from, of, r->now);
	if (w->wait > 0)
		return RC_SAME;
	if ((rc = throttle_miss(x, from, of)) != RC_OK)
		return rc;
	str_copy(u.login, sizeof u.login, w->login);
	if (store_find(x, &user_entity, USER_BY_LOGIN, &u) != RC_OK ||
	    (u.guest == USER_IS_GUEST) != (r->site->kind == SITE_PORTAL)) {
		audit_event(x, "link for a new password refused", "", 0,
		    N_("unknown login"));
		return RC_OK;
	}
	rc = reset_send(x, &u);
	return rc == RC_SAME ? RC_OK : rc;
}

enum rc
forgot_post(struct req *r)
{
	const char *login = form_value(r, "login");
	struct wish w = { .r = r };
	struct actor who = { .channel = r->site->channel };
	struct store *s;
	enum rc rc;

	w.login = login == NULL ? "" : str_trim(arena_strdup(r->mem, login));
	if (*w.login == '\0') {
		r->out.status = 422;
		page(r, _("Enter your login"));
		return RC_OK;
	}
	s = store_open(r->conf->store, STORE_WRITE);
	rc = txn_run(s, &who, ask, &w);
	store_close(s);
	if (rc != RC_OK && rc != RC_SAME)
		return rc;
	if (w.wait > 0) {
		call_of(r)->retry = (int)w.wait;
		r->out.status = 429;
		page(r,
		    _("You have asked often. Please wait some minutes, then "
		      "try again"));
		return RC_OK;
	}
	redirect(r, "/sign-in", "mailed");
	return RC_OK;
}
