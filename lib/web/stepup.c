/*
 * The password again, for what changes whom the company trusts (ASVS 3.7.1):
 * rights, addresses, factors, bank data. It is asked for in between, on a page
 * that carries the form which was sent, so that nothing typed is lost; once
 * given it is good for five minutes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/password.h"
#include "base/str.h"
#include "form.h"
#include "model/access.h"
#include "store/audit.h"
#include "web.h"

static void
carry(struct req *r)
{
	for (int i = 0; i < r->forms; i++)
		if (!str_listed("token confirm", r->form[i].name))
			form_hidden(r, r->form[i].name, r->form[i].value);
}

static void
ask(struct req *r, int status, const char *error)
{
	const struct signin_line line = { "confirm", error };
	const struct head h = { .title = _("Your password, please"),
		.bare = true,
		.no_title = true };

	r->out.status = status;
	page_open(r, &h);
	html(r, "<section class=\"card\"><div class=\"body\">\n<h1>");
	text(r, h.title);
	html(r, "</h1><p class=\"muted\">");
	text(r,
	    _("What you are about to save is protected: show that it is "
	      "you. Your input is kept."));
	html(r, "</p>\n");
	signin_errors(r, &line, 1);
	form_open(r, r->path);
	carry(r);
	form_input(r,
	    &(struct input){
		.name = "confirm",
		.label = _("Password"),
		.type = "password",
		.autocomplete = "current-password",
		.error = error,
		.required = true,
		.max = PASSWORD_MAX,
	    });
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Confirm and save"));
	button_link(r, r->site->home, "btn quiet", NULL, _("Cancel"));
	html(r, "</div>");
	form_close(r);
	html(r, "</div></section>\n");
	page_close(r);
}

/* Of many tries that come at once, only the first are looked at. */
static enum rc
may_try(struct txn *x, const struct visitor *v)
{
	struct user u;
	enum rc rc = store_get(x, &user_entity, v->user.id, &u);

	return rc == RC_OK && u.locked_until > clock_now() ? RC_REFUSED : rc;
}

static enum rc
noted(struct txn *x, void *arg)
{
	const struct visitor *v = arg;
	enum rc rc = may_try(x, v);

	return rc == RC_OK ? session_refresh(x, v->session.id) : rc;
}

static enum rc
missed(struct txn *x, void *arg)
{
	const struct visitor *v = arg;
	enum rc rc = may_try(x, v);

	if (rc != RC_OK)
		return rc;
	audit_event(
	    x, "password asked again, wrong", v->user.login, v->user.id, "");
	return user_missed(x, v->user.id);
}

/* The page needs the store for its frame, and nobody has it open. */
static void
ask_again(struct call *c, int status, const char *error)
{
	c->r.store = store_open(c->conf.store, STORE_READ);
	session_load(c, store_view(c->r.store));
	ask(&c->r, status, error);
	c->r.x = NULL;
	store_close(c->r.store);
	c->r.store = NULL;
}

static enum rc
write_down(struct call *c, enum rc (*what)(struct txn *, void *))
{
	struct actor who = session_actor(&c->r);
	struct store *s = store_open(c->conf.store, STORE_WRITE);
	enum rc rc = txn_run(s, &who, what, c->r.visitor);

	store_close(s);
	return rc;
}

static void
too_many(struct call *c)
{
	ask_again(c, 429,
	    _("Too many wrong passwords. Please wait some minutes, then try "
	      "again"));
}

bool
stepup_passed(struct call *c)
{
	struct req *r = &c->r;
	const struct visitor *v = r->visitor;
	const char *typed = form_value(r, "confirm");
	enum rc rc;

	if (!(r->route->flags & ROUTE_FRESH) ||
	    session_is_fresh(&v->session, r->now))
		return true;
	if (typed == NULL || *typed == '\0') {
		ask_again(c, typed == NULL ? 403 : 422,
		    typed == NULL ? NULL : _("Enter your password"));
		return false;
	}
	/* Guessing goes as slowly here as at the sign-in. */
	if (v->user.locked_until > r->now) {
		too_many(c);
		return false;
	}
	if (!password_matches(typed, v->user.password_hash, c->conf.spool)) {
		(void)!write_down(c, missed);
		ask_again(c, 422, _("This is not your password"));
		return false;
	}
	rc = write_down(c, noted);
	if (rc != RC_OK && rc != RC_SAME)
		too_many(c);
	return rc == RC_OK || rc == RC_SAME;
}
