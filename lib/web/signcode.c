/*
 * Between the two steps of signing in: the page that asks for a code, and what
 * it carries from the first step to the second. There is no half session: the
 * state names the user, ends after ten minutes and is signed together with the
 * password's hash, so that a new password ends it, too.
 */
#include <stdlib.h>
#include <string.h>

#include "base/secret.h"
#include "base/str.h"
#include "form.h"
#include "model/factor.h"
#include "web.h"

enum { STATE_SECONDS = 600 };

/* ---- the pages before somebody is signed in */

void
signin_errors(struct req *r, const struct signin_line *lines, int n)
{
	int some = 0;

	for (int i = 0; i < n; i++)
		some += lines[i].sentence != NULL;
	if (some == 0)
		return;
	html(r,
	    "<div class=\"errors\" role=\"alert\" tabindex=\"-1\" "
	    "data-focus>\n<h2>");
	text(r, _("There is a problem"));
	html(r, "</h2>\n<ul>");
	for (int i = 0; i < n; i++) {
		if (lines[i].sentence == NULL)
			continue;
		html(r, "<li><a href=\"#f-");
		text(r, lines[i].field);
		html(r, "\">");
		text(r, lines[i].sentence);
		html(r, "</a></li>");
	}
	html(r, "</ul></div>\n");
}

void
signin_open(struct req *r, const char *title, const char *lead)
{
	page_open(r,
	    &(struct head){ .title = title, .bare = true, .no_title = true });
	html(r, "<section class=\"card\"><div class=\"body\">\n<h1>");
	text(r, title);
	html(r, "</h1>");
	if (lead != NULL) {
		html(r, "<p class=\"muted\">");
		text(r, lead);
		html(r, "</p>\n");
	}
}

void
signin_close(struct req *r)
{
	html(r, "</div></section>\n");
	page_close(r);
}

/* ---- the state: "ID.END.MAC" */

static void
sign(struct req *r, const struct user *u, long long end, const char *next,
    char mac[HASH_TEXT])
{
	hash_keyed(request_key(r), "second factor",
	    arena_printf(r->mem, "%lld %lld %s %s", (long long)u->id, end,
		u->password_hash, next),
	    mac);
}

const char *
signin_state(struct req *r, const struct user *u, const char *next)
{
	long long end = (long long)r->now + STATE_SECONDS;
	char mac[HASH_TEXT];

	sign(r, u, end, next, mac);
	return arena_printf(r->mem, "%lld.%lld.%s", (long long)u->id, end, mac);
}

static bool
parts_of(const char *state, long long *id, long long *end, const char **mac)
{
	char *rest;

	if (state == NULL || strlen(state) > 120)
		return false;
	*id = strtoll(state, &rest, 10);
	if (*id <= 0 || *rest != '.')
		return false;
	*end = strtoll(rest + 1, &rest, 10);
	*mac = rest + 1;
	return *rest == '.';
}

int64_t
signin_state_user(struct req *r, const char *state)
{
	long long id, end;
	const char *mac;

	return parts_of(state, &id, &end, &mac) && end > r->now ? id : 0;
}

bool
signin_state_of(
    struct req *r, const char *state, const char *next, const struct user *u)
{
	long long id, end;
	char want[HASH_TEXT];
	const char *mac;

	if (!parts_of(state, &id, &end, &mac) || id != u->id || end <= r->now)
		return false;
	sign(r, u, end, next, want);
	return same_secret(want, mac);
}

/* ---- the page */

void
signin_code_form(
    struct req *r, const char *state, const char *next, const char *error)
{
	const struct signin_line line = { "code", error };

	signin_open(r, _("Your code, please"),
	    _("The password is right. Now enter the six digits that your "
	      "authenticator app shows, or one of your recovery codes."));
	signin_errors(r, &line, 1);
	form_open(r, "/sign-in/code");
	form_hidden(r, "state", state);
	form_hidden(r, "next", next);
	form_input(r,
	    &(struct input){
		.name = "code",
		.label = _("Code"),
		.type = "text",
		.autocomplete = "one-time-code",
		.error = error,
		.required = true,
		.max = FACTOR_TYPED - 1,
	    });
	html(r, "<button type=\"submit\" class=\"btn primary block\">");
	text(r, _("Sign in"));
	html(r, "</button>");
	form_close(r);
	html(r, "<p class=\"small muted\">");
	text(r,
	    r->site->kind == SITE_PORTAL ?
		_("App and recovery codes lost? Your contact with us can "
		  "take the second factor away.") :
		_("App and recovery codes lost? An administrator can take the "
		  "second factor away."));
	html(r, "</p>");
	signin_close(r);
}
