/*
 * Signing in and out. A wrong password and an unknown login get the same
 * answer after the same time; who guesses has to wait longer and longer. The
 * password is hashed while the store is closed.
 */
#include <string.h>

#include "base/password.h"
#include "base/secret.h"
#include "base/str.h"
#include "form.h"
#include "model/access.h"
#include "model/factor.h"
#include "store/audit.h"
#include "web.h"

/* One try to sign in. */
struct attempt {
	struct call *c;
	const char *login, *password;
	struct user user;
	bool known;                   /* the login exists */
	bool matches;                 /* and the password is its */
	bool in;                      /* and it may sign in here */
	bool half;                    /* but a second factor is missing */
	int64_t wait;                 /* seconds before the try is looked at */
	char new_hash[PASSWORD_HASH]; /* the settings of hashing have changed */
};

/* What the page has to say above its form. */
struct message {
	int status;
	const char *error, *login_error, *password_error;
	const char *tone, *strong, *rest; /* a banner instead */
};

/* ---- the page ---------------------------------------------------------------
 */

static void
summary(struct req *r, const struct message *m)
{
	const struct signin_line lines[] = { { "login", m->error },
		{ "login", m->login_error },
		{ "password", m->password_error } };

	signin_errors(r, lines, sizeof lines / sizeof *lines);
}

static void
fields(struct req *r, const struct message *m)
{
	const char *login = form_value(r, "login");
	const char *next = r->method == METHOD_POST ? form_value(r, "next") :
						      query_value(r, "next");

	html(r, "<form class=\"form\" method=\"post\" action=\"");
	text(r, url(r, "/sign-in", NULL));
	html(r, "\" novalidate>\n");
	form_token(r);
	if (next_good(r, next))
		form_hidden(r, "next", next);
	form_input(r,
	    &(struct input){
		.name = "login",
		.label = _("Login"),
		.type = "text",
		.value = login != NULL ? login : "",
		.autocomplete = "username",
		.error = m->login_error,
		.required = true,
		.max = 120,
	    });
	form_input(r,
	    &(struct input){
		.name = "password",
		.label = _("Password"),
		.type = "password",
		.autocomplete = "current-password",
		.error = m->password_error,
		.required = true,
		.max = PASSWORD_MAX,
	    });
	html(r, "<button type=\"submit\" class=\"btn primary block\">");
	text(r, _("Sign in"));
	html(r, "</button></form>\n");
}

static void
page(struct req *r, const struct message *m, enum refusal no)
{
	bool portal = r->site->kind == SITE_PORTAL;

	r->out.status = m->status != 0 ? m->status : 200;
	signin_open(r, _("Sign in"), portal ? _("Customer portal") : _("ERP"));
	summary(r, m);
	if (m->tone != NULL)
		banner(r, m->tone, m->strong, m->rest);
	if (no == MAY)
		fields(r, m);
	html(r, "</div></section>\n");
	html(r, "<p class=\"small\">");
	link_to(r, "/forgot", _("Password forgotten?"));
	html(r, "</p><p class=\"small muted\">");
	text(r,
	    portal ? _("No account? Ask your contact with us.") :
		     _("No account? Ask your administrator."));
	html(r, "</p>\n");
	page_close(r);
}

/* A site that lets nobody in says why. */
static bool
closed(struct req *r)
{
	enum refusal no = session_site(call_of(r));
	const struct portal *p = &r->visitor->portal;
	char until[64] = "";

	if (no == MAY)
		return false;
	if (no == MAY_NOT_OFFLINE && p->offline_until > r->now)
		time_words(r, p->offline_until, until, sizeof until);
	page(r,
	    &(struct message){
		.status = r->method == METHOD_POST ? 503 : 200,
		.tone = "warn",
		.strong = refusal_title(r, no),
		.rest = until[0] == '\0' ?
		    refusal_says(r, no, NULL) :
		    arena_printf(r->mem, _("%s Planned until %s."),
			refusal_says(r, no, NULL), until),
	    },
	    no);
	return true;
}

/* What led here. */
static const struct {
	const char *word, *tone, *says;
} news[] = {
	{ "signed-out", "ok", N_("You have signed out.") },
	{ "again", "warn",
	    N_("That took too long. Please begin again with your password.") },
	{ "mailed", "ok",
	    N_("If there is such a login, a mail with a link is on its way to "
	       "its address. It may take some minutes.") },
	{ "password-set", "ok",
	    N_("Your password is set. Sign in with it now.") },
	{ NULL, NULL, NULL },
};

enum rc
signin_page(struct req *r)
{
	const char *done = query_value(r, "done");
	struct message m = { .status = 200 };

	if (r->visitor->signed_in) {
		redirect(r, r->site->home, NULL);
		return RC_OK;
	}
	if (closed(r))
		return RC_OK;
	for (int i = 0; done != NULL && news[i].word != NULL; i++)
		if (strcmp(done, news[i].word) == 0) {
			m.tone = news[i].tone;
			m.rest = _(news[i].says);
		}
	page(r, &m, MAY);
	return RC_OK;
}

/* ---- the try
 * -------------------------------------------------------------------- */

/* Seconds until a try is looked at again; 0: go on. */
static int64_t
waits(struct txn *x, const struct attempt *a)
{
	const struct req *r = &a->c->r;
	int64_t wait = throttle_wait(x, r->address, a->login, r->now);
	int64_t locked = a->known ? a->user.locked_until - r->now : 0;

	return locked > wait ? locked : wait;
}

static void
look_up(struct attempt *a)
{
	struct store *s = store_open(a->c->conf.store, STORE_READ);
	struct txn *x = store_view(s);

	str_copy(a->user.login, sizeof a->user.login, a->login);
	a->known =
	    store_find(x, &user_entity, USER_BY_LOGIN, &a->user) == RC_OK;
	a->wait = waits(x, a);
	store_close(s);
}

static void
compare(struct attempt *a)
{
	const char *dir = a->c->conf.spool;
	const char *hash = a->known ? a->user.password_hash : NULL;

	a->matches = password_matches(a->password, hash, dir);
	if (a->matches && password_outdated(hash))
		password_hash(a->password, dir, a->new_hash);
}

static enum rc
miss(struct txn *x, struct attempt *a, const char *why)
{
	const char *address = a->c->r.address;
	enum rc rc = RC_OK;

	audit_event(x, "sign-in refused", a->known ? a->user.login : "",
	    a->known ? a->user.id : 0, why);
	if (a->known && !a->matches)
		rc = user_missed(x, a->user.id);
	if (rc != RC_OK && rc != RC_SAME)
		return rc;
	return throttle_miss(x, address, a->known ? NULL : a->login);
}

static enum rc
rehash(struct txn *x, struct attempt *a)
{
	struct problems bad = { .n = 0 };
	enum rc rc;

	if (a->new_hash[0] == '\0')
		return RC_OK;
	str_copy(
	    a->user.password_hash, sizeof a->user.password_hash, a->new_hash);
	rc = store_save(x, &user_entity, &a->user, &bad);
	return rc == RC_SAME ? RC_OK : rc;
}

enum rc
signin_enter(struct req *r, struct txn *x, int64_t user)
{
	enum rc rc = user_signed_in(x, user);
	struct user u;

	if (rc == RC_OK && r->visitor->signed_in) {
		rc = session_end(x, r->visitor->session.id);
		rc = rc == RC_NOTFOUND ? RC_OK : rc;
	}
	if (rc == RC_OK)
		rc = store_get(x, &user_entity, user, &u);
	if (rc == RC_OK)
		rc = signin_session(r, x, &u);
	if (rc == RC_OK)
		audit_event(x, "sign-in", u.login, u.id, r->address);
	return rc;
}

/* A portal may lead to a page of its own choice. */
static const char *
landing(const struct req *r, const struct user *u)
{
	return r->site->kind == SITE_PORTAL ? landing_path(r->visitor, u) :
					      r->site->home;
}

/* Which pages there are is known here, and not where the code is checked. */
static void
ask_code(struct req *r, const struct attempt *a, const char *next)
{
	if (!next_good(r, next))
		next = landing(r, &a->user);
	signin_code_form(r, signin_state(r, &a->user, next), next, NULL);
}

/* The user may have changed while the password was hashed; and of many tries
 * that come at once, only the first are looked at. */
static enum rc
decide(struct txn *x, void *arg)
{
	struct attempt *a = arg;
	const char *why = N_("wrong password");
	char hash[PASSWORD_HASH];
	enum rc rc;

	str_copy(hash, sizeof hash, a->user.password_hash);
	if (a->known &&
	    (store_get(x, &user_entity, a->user.id, &a->user) != RC_OK ||
		strcmp(hash, a->user.password_hash) != 0))
		a->matches = false;
	if ((a->wait = waits(x, a)) > 0)
		return RC_SAME;
	if (!a->known)
		return miss(x, a, N_("unknown login"));
	a->in = a->matches &&
	    may_sign_in(x, &a->user, a->c->r.site->kind, a->c->r.visitor, &why);
	if (!a->in)
		return miss(x, a, why);
	a->half = a->user.factor != 0;
	if ((rc = rehash(x, a)) != RC_OK || a->half)
		return rc;
	return signin_enter(&a->c->r, x, a->user.id);
}

static enum rc
write_down(struct attempt *a)
{
	struct call *c = a->c;
	struct actor who = { .channel = c->r.site->channel };
	struct store *s = store_open(c->conf.store, STORE_WRITE);
	enum rc rc;

	if (a->matches) {
		char name[200];

		user_name(&a->user, name, sizeof name);
		who.user = a->user.id;
		str_copy(who.name, sizeof who.name, name);
	}
	rc = txn_run(s, &who, decide, a);
	store_close(s);
	return rc;
}

static void
wait_page(struct req *r, int64_t seconds)
{
	unsigned long n = (unsigned long)(seconds + 59) / 60;

	call_of(r)->retry = (int)seconds;
	page(r,
	    &(struct message){
		.status = 429,
		.tone = "warn",
		.strong = _("Too many wrong passwords."),
		.rest = arena_printf(r->mem,
		    ngettext("Please wait %lu minute, then try again.",
			"Please wait %lu minutes, then try again.", n),
		    n),
	    },
	    MAY);
}

static bool
complete(struct req *r, const struct attempt *a)
{
	if (*a->login != '\0' && *a->password != '\0')
		return true;
	page(r,
	    &(struct message){
		.status = 422,
		.login_error = *a->login == '\0' ? _("Enter your login") : NULL,
		.password_error =
		    *a->password == '\0' ? _("Enter your password") : NULL,
	    },
	    MAY);
	return false;
}

enum rc
signin_post(struct req *r)
{
	struct attempt *a = arena_alloc(r->mem, sizeof *a);
	const char *login = form_value(r, "login");
	const char *password = form_value(r, "password");
	const char *next = form_value(r, "next");
	enum rc rc;

	a->c = call_of(r);
	a->login = login == NULL ? "" : str_trim(arena_strdup(r->mem, login));
	a->password = password == NULL ? "" : password;
	if (closed(r) || !complete(r, a))
		return RC_OK;
	look_up(a);
	if (a->wait > 0) {
		wait_page(r, a->wait);
		return RC_OK;
	}
	compare(a);
	rc = write_down(a);
	if (rc != RC_OK && rc != RC_SAME)
		return rc;
	if (a->wait > 0)
		wait_page(r, a->wait);
	else if (a->half)
		ask_code(r, a, next);
	else if (a->in)
		redirect(r,
		    a->user.force_change   ? "/password" :
			next_good(r, next) ? next :
					     landing(r, &a->user),
		    NULL);
	else
		page(r,
		    &(struct message){
			.status = 422,
			.error = _("The login or the password is wrong."),
		    },
		    MAY);
	return RC_OK;
}

static enum rc
new_session(struct req *r, struct txn *x, struct session *s, int64_t most)
{
	char token[TOKEN_TEXT];
	enum rc rc;

	s->site = r->site->kind;
	s->portal_id = r->visitor->portal.id;
	token_new(token);
	hash_text(token, s->token_hash);
	str_copy(s->address, sizeof s->address, r->address);
	str_copy(s->agent, sizeof s->agent, r->agent);
	rc = session_begin(x, s, most);
	if (rc == RC_OK)
		set_cookie(r, r->site->cookie, token, 0,
		    r->site->kind == SITE_ERP ? "Strict" : "Lax");
	return rc;
}

enum rc
signin_session(struct req *r, struct txn *x, const struct user *u)
{
	struct session s = { .user_id = u->id, .enrol = factor_due(x, u) };

	return new_session(r, x, &s, u->max_sessions);
}

enum rc
signin_viewing(struct req *r, struct txn *x, const struct user *viewer,
    const struct user *as)
{
	struct session s = { .user_id = viewer->id, .as_user = as->id };

	return new_session(r, x, &s, 0);
}

/* ---- signing out
 * ------------------------------------------------------------------ */

enum rc
signout_post(struct req *r)
{
	const struct visitor *v = r->visitor;
	enum rc rc = session_end(r->x, v->session.id);

	if (rc != RC_OK && rc != RC_NOTFOUND)
		return rc;
	if (v->viewer.id != 0)
		audit_event(r->x, "view as customer", v->user.login, v->user.id,
		    _("ended"));
	else
		audit_event(
		    r->x, "sign-out", v->user.login, v->user.id, r->address);
	set_cookie(r, r->site->cookie, "", -1,
	    r->site->kind == SITE_ERP ? "Strict" : "Lax");
	r->out.clear_site_data = true;
	redirect(r, "/sign-in", "signed-out");
	return RC_OK;
}
