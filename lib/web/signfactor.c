/*
 * The second step of signing in: a code of the app, or one of the recovery
 * codes. Wrong ones count as wrong passwords do, so guessing has to wait; one
 * that was used before is not taken twice, and told of, because somebody may
 * have looked over a shoulder.
 */
#include <string.h>

#include "base/str.h"
#include "form.h"
#include "model/access.h"
#include "model/factor.h"
#include "store/audit.h"
#include "web.h"

struct step {
	struct req *r;
	const char *state, *next, *code;
	struct user user;
	enum factor_answer answer;
	bool gone; /* the first step is over, or does not hold */
	bool in;
	int64_t wait;
};

static enum rc
refused(struct txn *x, struct step *s, const char *why)
{
	enum rc rc;

	audit_event(x, "sign-in refused", s->user.login, s->user.id, why);
	rc = user_missed(x, s->user.id);
	if (rc != RC_OK && rc != RC_SAME)
		return rc;
	return throttle_miss(x, s->r->address, NULL);
}

static enum rc
decide(struct txn *x, void *arg)
{
	struct step *s = arg;
	struct req *r = s->r;
	const char *why = NULL;
	enum rc rc;

	rc = store_get(
	    x, &user_entity, signin_state_user(r, s->state), &s->user);
	s->gone = rc != RC_OK ||
	    !signin_state_of(r, s->state, s->next, &s->user) ||
	    !may_sign_in(x, &s->user, r->site->kind, r->visitor, &why);
	if (s->gone)
		return RC_SAME;
	s->wait = throttle_wait(x, r->address, NULL, r->now);
	if (s->user.locked_until - r->now > s->wait)
		s->wait = s->user.locked_until - r->now;
	if (s->wait > 0)
		return RC_SAME;
	rc = factor_try(x, request_key(r), s->user.id, s->code, &s->answer);
	if (rc != RC_OK)
		return rc;
	if (s->answer == FACTOR_WRONG)
		return refused(x, s, N_("wrong code"));
	if (s->answer == FACTOR_REPLAYED)
		return refused(x, s, N_("code used before"));
	if (s->answer == FACTOR_RECOVERED)
		audit_event(
		    x, "recovery code used", s->user.login, s->user.id, "");
	s->in = true;
	return signin_enter(r, x, s->user.id);
}

static const char *
error_of(const struct step *s)
{
	if (s->wait > 0)
		return _("Too many wrong codes. Please wait some minutes, then "
			 "try again");
	if (*s->code == '\0')
		return _("Enter the code");
	if (s->answer == FACTOR_REPLAYED)
		return _("This code was used already. Wait until the app "
			 "shows the next one");
	return _("This code is wrong. Is the clock of your phone right?");
}

enum rc
signin_code_post(struct req *r)
{
	struct step *s = arena_alloc(r->mem, sizeof *s);
	const char *next = form_value(r, "next");
	const char *code = form_value(r, "code");
	struct actor who = { .channel = r->site->channel };
	struct store *store;
	enum rc rc;

	s->r = r;
	s->state = form_value(r, "state");
	s->next = next != NULL ? next : "";
	s->code = code != NULL ? code : "";
	store = store_open(r->conf->store, STORE_WRITE);
	rc = txn_run(store, &who, decide, s);
	store_close(store);
	if (rc != RC_OK && rc != RC_SAME)
		return rc;
	if (s->gone) {
		redirect(r, "/sign-in", "again");
		return RC_OK;
	}
	if (s->in) {
		redirect(r, s->user.force_change ? "/password" : next, NULL);
		return RC_OK;
	}
	r->out.status = s->wait > 0 ? 429 : 422;
	signin_code_form(r, s->state, s->next, error_of(s));
	return RC_OK;
}

/* A reload of the page with the form: the first step is needed again. */
enum rc
signin_code_page(struct req *r)
{
	redirect(r, r->visitor->signed_in ? r->site->home : "/sign-in", NULL);
	return RC_OK;
}
