/*
 * The pages behind mailed links: an invitation, a new password. Whoever has the
 * link may set a password, once; it stands in the path of the page alone, which
 * sends no referrer. One that has expired can be sent anew, to the same
 * address and nobody else's.
 */
#include <string.h>

#include "base/password.h"
#include "base/str.h"
#include "form.h"
#include "model/access.h"
#include "model/ticket.h"
#include "web.h"

/* What the prepare step leaves for the handler. */
struct entry {
	struct ticket t;
	struct user u;
	bool found;
	const char *new_error, *again_error;
	char hash[PASSWORD_HASH];
};

static const char *
path_of(struct req *r, const char *rest)
{
	return arena_printf(r->mem, "/%s/%s%s",
	    str_starts(r->path, "/welcome/") ? "welcome" : "reset", r->word,
	    rest);
}

static bool
is_invitation(const struct req *r)
{
	return str_starts(r->path, "/welcome/");
}

/* Of the right kind, and of a user of this site. */
static bool
load(struct req *r, struct txn *x, struct entry *e)
{
	e->found = ticket_find(x, r->word, &e->t) == RC_OK &&
	    (e->t.kind == TICKET_INVITATION) == is_invitation(r) &&
	    store_get(x, &user_entity, e->t.user_id, &e->u) == RC_OK &&
	    (e->u.guest == USER_IS_GUEST) == (r->site->kind == SITE_PORTAL);
	return e->found;
}

static bool
good(const struct entry *e, int64_t now)
{
	return e->found && ticket_standing(&e->t, now) <= TICKET_IS_OPENED &&
	    e->u.status != USER_DISABLED;
}

/* ---- a link that is no longer good */

static void
over_page(struct req *r, const struct entry *e)
{
	bool expired = e->found &&
	    ticket_standing(&e->t, r->now) == TICKET_IS_EXPIRED &&
	    e->u.status != USER_DISABLED;

	r->out.status = 403;
	signin_open(r,
	    expired ? _("This link has expired") :
		      _("This link is no longer good"),
	    expired ? _("We can mail you a new one, to the address that this "
			"one went to.") :
		      _("It was used already, or a newer one took its place. "
			"Look for the newest mail from us, or sign in."));
	html(r, "<div class=\"acts\">");
	if (expired)
		button_post(r, path_of(r, "/again"), "btn primary", "mail",
		    _("Mail me a new link"), NULL);
	button_link(
	    r, "/sign-in", expired ? "btn" : "btn primary", NULL, _("Sign in"));
	html(r, "</div>");
	signin_close(r);
}

/* ---- the form */

static void
password_input(struct req *r, const char *name, const char *label,
    const char *hint, const char *error)
{
	form_input(r,
	    &(struct input){
		.name = name,
		.label = label,
		.hint = hint,
		.type = "password",
		.autocomplete = "new-password",
		.error = error,
		.required = true,
	    });
}

static void
form_page(struct req *r, const struct entry *e)
{
	const struct signin_line lines[] = { { "password", e->new_error },
		{ "again", e->again_error } };
	char name[200];

	user_name(&e->u, name, sizeof name);
	signin_open(r,
	    is_invitation(r) ? arena_printf(r->mem, _("Welcome, %s"), name) :
			       _("Choose a new password"),
	    is_invitation(r) ?
		_("Choose a password of your own, and you are in.") :
		_("All your sessions end, also on other devices."));
	signin_errors(r, lines, sizeof lines / sizeof *lines);
	kv_open(r);
	kv_text(r, _("Login"), e->u.login);
	kv_close(r);
	form_open(r, path_of(r, ""));
	/* So that password managers know whose it is. */
	html(r,
	    "<input type=\"text\" name=\"username\" hidden disabled "
	    "autocomplete=\"username\" value=\"");
	text(r, e->u.login);
	html(r, "\">");
	password_input(r, "password", _("New password"),
	    _("12 characters or more. A few words that do not belong "
	      "together are good."),
	    e->new_error);
	password_input(
	    r, "again", _("New password again"), NULL, e->again_error);
	html(r, "<button type=\"submit\" class=\"btn primary block\">");
	text(r, _("Set password"));
	html(r, "</button>");
	form_close(r);
	signin_close(r);
}

static enum rc
seen(struct txn *x, void *arg)
{
	const struct entry *e = arg;

	return ticket_seen(x, e->t.id);
}

/* Looking at it is noted, which may fail: the page is there all the same. */
static void
note_seen(struct req *r, struct entry *e)
{
	struct actor who = { .channel = r->site->channel };
	struct store *s = store_open(r->conf->store, STORE_WRITE);

	(void)!txn_run(s, &who, seen, e);
	store_close(s);
}

enum rc
ticket_page(struct req *r)
{
	struct entry *e = arena_alloc(r->mem, sizeof *e);
	struct store *s = store_open(r->conf->store, STORE_READ);

	r->out.no_referrer = true;
	load(r, store_view(s), e);
	store_close(s);
	if (!good(e, r->now)) {
		over_page(r, e);
		return RC_OK;
	}
	if (e->t.status == TICKET_IS_SENT && r->method == METHOD_GET)
		note_seen(r, e);
	form_page(r, e);
	return RC_OK;
}

/* ---- the password */

enum rc
ticket_prepare(struct req *r)
{
	struct entry *e = arena_alloc(r->mem, sizeof *e);
	const char *new = form_value(r, "password");
	const char *again = form_value(r, "again");
	struct store *s = store_open(r->conf->store, STORE_READ);

	r->prepared = e;
	load(r, store_view(s), e);
	store_close(s);
	if (!good(e, r->now))
		return RC_OK;
	if (new == NULL || *new == '\0')
		e->new_error = _("Enter a new password");
	else
		e->new_error =
		    password_refused(new, e->u.login, r->conf->company);
	if (e->new_error == NULL &&
	    (new == NULL || again == NULL || strcmp(new, again) != 0))
		e->again_error = _("The two new passwords differ");
	if (e->new_error == NULL && e->again_error == NULL)
		password_hash(new, r->conf->spool, e->hash);
	return RC_OK;
}

/* An invited person is in at once; who had a password signs in with the new
 * one, and with the second factor that may be asked for. */
static enum rc
enter(struct req *r, const struct user *u)
{
	if (!is_invitation(r) || u->factor != 0 ||
	    session_site(call_of(r)) != MAY ||
	    !may_sign_in(r->x, u, r->site->kind, r->visitor, NULL)) {
		redirect(r, "/sign-in", "password-set");
		return RC_OK;
	}
	redirect(r, r->site->home, NULL);
	return signin_enter(r, r->x, u->id);
}

enum rc
ticket_post(struct req *r)
{
	struct entry *e = r->prepared;
	struct problems bad = { .n = 0 };
	enum rc rc;

	r->out.no_referrer = true;
	if (!load(r, r->x, e) || !good(e, r->now)) {
		over_page(r, e);
		return RC_REFUSED;
	}
	if (e->hash[0] == '\0') {
		r->out.status = 422;
		form_page(r, e);
		return RC_INVALID;
	}
	rc = ticket_use(r->x, &e->t, e->hash, &e->u, &bad);
	if (rc == RC_OK)
		return enter(r, &e->u);
	if (rc == RC_INVALID) {
		page_status(r, 403, _("You cannot come in yet"),
		    bad.n > 0 ? bad.at[0].text : "");
	}
	return rc;
}

enum rc
ticket_again_post(struct req *r)
{
	struct entry *e = arena_alloc(r->mem, sizeof *e);
	enum rc rc;

	r->out.no_referrer = true;
	if (!load(r, r->x, e) ||
	    (rc = ticket_again(r->x, &e->t)) == RC_REFUSED) {
		over_page(r, e);
		return RC_REFUSED;
	}
	if (rc == RC_OK)
		redirect(r, "/sign-in", "mailed");
	return rc;
}
