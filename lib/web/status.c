/*
 * Pages that say no, or not now: what happened, what to do about it, and whom
 * to ask. For somebody signed in they stand in the normal frame.
 */
#include <string.h>

#include "base/str.h"
#include "form.h"
#include "model/access.h"
#include "web.h"

/* ---- the card ---------------------------------------------------------------
 */

struct card {
	int status;
	const char *icon, *tone; /* tone NULL: plain */
	const char *title, *says;
	const char *path, *action; /* the button; NULL: home */
};

static void
card(struct req *r, const struct card *c)
{
	html(r,
	    "<section class=\"card status\"><div class=\"body\">\n"
	    "<span class=\"mark");
	if (c->tone != NULL) {
		html(r, " ");
		text(r, c->tone);
	}
	html(r, "\">");
	icon(r, c->icon);
	html(r, "</span>\n<h1>");
	text(r, c->title);
	html(r, "</h1>\n<p>");
	text_lines(r, c->says);
	html(r, "</p>\n<div class=\"acts\">");
	button_link(r, c->path != NULL ? c->path : "/", "btn primary", NULL,
	    c->action != NULL ? c->action : _("Go to the home page"));
	html(r, "</div>\n</div></section>\n");
}

/* Texts of a form that could not be taken, to be copied from here. */
static void
kept(struct req *r)
{
	int n = 0;

	for (int i = 0; i < r->forms; i++) {
		const struct param *p = &r->form[i];

		if (str_listed(
			"token rev password old again confirm code", p->name) ||
		    strlen(p->value) < 2)
			continue;
		if (n++ == 0) {
			html(r,
			    "<section class=\"card\" "
			    "aria-labelledby=\"h-kept\"><header>"
			    "<h2 id=\"h-kept\">");
			text(r, _("What you had written"));
			html(r, "</h2></header><div class=\"body form\">\n");
		}
		html(r, "<div class=\"field\"><label for=\"k-");
		textf(r, "%d", i);
		html(r, "\">");
		text(r, p->name);
		html(r, "</label><textarea id=\"k-");
		textf(r, "%d", i);
		html(r, "\" rows=\"3\" readonly>\n");
		text(r, p->value);
		html(r, "</textarea></div>\n");
	}
	if (n > 0)
		html(r, "</div></section>\n");
}

static void
show(struct req *r, const struct card *c, bool with_form)
{
	struct head h = {
		.title = c->title,
		.bare = !r->visitor->signed_in,
		.wide = true,
		.no_title = true,
	};

	reply_clear(r);
	r->out.status = c->status;
	page_open(r, &h);
	if (!h.bare)
		html(r, "<div class=\"narrow stack\">");
	card(r, c);
	if (with_form)
		kept(r);
	if (!h.bare)
		html(r, "</div>");
	page_close(r);
}

static const char *
icon_of(int status)
{
	return status == 404 ? "search" :
	    status == 403    ? "lock" :
	    status == 429    ? "clock" :
			       "alert";
}

static const char *
tone_of(int status)
{
	return status == 404 || status == 403 ? NULL :
	    status == 429                     ? "warn" :
						"bad";
}

void
page_status(struct req *r, int status, const char *title, const char *sentence)
{
	show(r,
	    &(struct card){
		.status = status,
		.icon = icon_of(status),
		.tone = tone_of(status),
		.title = title,
		.says = sentence,
	    },
	    false);
}

void
status_kept(struct req *r, int status, const char *title, const char *sentence)
{
	show(r,
	    &(struct card){
		.status = status,
		.icon = icon_of(status),
		.tone = tone_of(status),
		.title = title,
		.says = sentence,
	    },
	    true);
}

/* ---- by status
 * ------------------------------------------------------------------ */

static const struct {
	int status;
	const char *title, *says;
} words[] = {
	{ 400, N_("This request cannot be understood"),
	    N_("The address or the form is not one of ours, or it was damaged "
	       "on its way. Go back and try again.") },
	{ 403, N_("You may not do this"),
	    N_("Your user has no right to it. Ask your administrator.") },
	{ 404, N_("Page not found"),
	    N_("There is nothing at this address, or it is not yours to "
	       "see. Check the address, or start from the home page.") },
	{ 405, N_("This address cannot be used that way"),
	    N_("Nothing was changed. Go back and use the buttons of the "
	       "page.") },
	{ 409, N_("Somebody else was faster"),
	    N_("This was changed by somebody else meanwhile. Nothing of "
	       "yours was saved. Open it again and repeat your change.") },
	{ 413, N_("This is too large"),
	    N_("The form or its files are larger than this site accepts. "
	       "Nothing was saved. Go back, choose smaller or fewer files, "
	       "and send it again.") },
	{ 414, N_("This address is too long"),
	    N_("Start from the home page.") },
	{ 415, N_("This form cannot be read"),
	    N_("It was sent in a way this site does not know. Go back and "
	       "send it with your browser.") },
	{ 503, N_("The disk is full"),
	    N_("Nothing was saved, and nothing that was saved before is lost. "
	       "Please tell the administrator, keep this page open, and try "
	       "again later.") },
	{ 0, NULL, NULL },
};

void
status_page(struct req *r, int status)
{
	int i = 0;

	if (status == 507)
		status = 503;
	while (words[i].status != 0 && words[i].status != status)
		i++;
	if (words[i].status == 0)
		i = 0;
	if (status >= 409 && r->method == METHOD_POST)
		status_kept(
		    r, words[i].status, _(words[i].title), _(words[i].says));
	else
		page_status(
		    r, words[i].status, _(words[i].title), _(words[i].says));
}

void
status_of(struct req *r, enum rc rc)
{
	switch (rc) {
	case RC_NOTFOUND:
		status_page(r, 404);
		break;
	case RC_REFUSED:
		status_page(r, 403);
		break;
	case RC_CONFLICT:
	case RC_EXISTS:
		status_page(r, 409);
		break;
	case RC_FULL:
		status_page(r, 503);
		break;
	case RC_OK:
	case RC_SAME:
	case RC_INVALID:
		status_page(r, 400);
		break;
	}
}

/* ---- by refusal
 * --------------------------------------------------------------------- */

static const char *
feature_label(int64_t feature)
{
	for (const struct feature_fact *f = features; f->bit != 0; f++)
		if (f->bit & feature)
			return _(f->label);
	return _("This part");
}

/* "Please ask Tom Reilly, +44 20 7946 0000, support@example.com." */
static const char *
whom_to_ask(struct req *r)
{
	const struct portal *p = &r->visitor->portal;
	struct buf b = { 0 };
	const char *line;

	if (r->site->kind != SITE_PORTAL)
		return _("Please ask your administrator.");
	if (p->support_contact[0] != '\0')
		buf_str(&b, p->support_contact);
	if (p->support_phone[0] != '\0')
		buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", p->support_phone);
	if (p->support_email[0] != '\0')
		buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", p->support_email);
	line = b.len == 0 ? _("Please ask your contact with us.") :
			    arena_printf(r->mem, _("Please ask %s."), b.data);
	buf_free(&b);
	return line;
}

static const char *
offline_says(struct req *r)
{
	const struct portal *p = &r->visitor->portal;

	return p->offline_message[0] != '\0' ?
	    p->offline_message :
	    _("We are working on it. Your data is safe. Please come back "
	      "later.");
}

const char *
refusal_title(struct req *r, enum refusal no)
{
	bool portal = r->site->kind == SITE_PORTAL;

	switch (no) {
	case MAY_NOT_WRONG_SITE:
		return _("This address is not a portal");
	case MAY_NOT_OFFLINE:
		return _("The portal is closed at the moment");
	case MAY_NOT_UNLICENSED:
		return portal ? _("The portal is not licensed") :
				_("The ERP is not licensed");
	case MAY_NOT_FEATURE:
		return _("This is switched off");
	case MAY_NOT_CATEGORY:
		return _("This portal does not offer this");
	case MAY_NOT_ROLE:
		return _("You have no right to this page");
	case MAY_NOT_READ_ONLY:
		return _("You can read, but not change");
	case MAY_NOT_VIEWING:
		return _("This is the customer's own");
	case MAY:
	case MAY_NOT_SIGN_IN_FIRST:
	case MAY_NOT_NEW_PASSWORD:
	case MAY_NOT_FACTOR:
		break;
	}
	return _("You may not do this");
}

static const char *
wrong_site(struct req *r)
{
	const char *site = r->conf->site_url;

	return arena_printf(r->mem,
	    _("No portal of this company has the address %s. For the "
	      "administrator: compare it, letter by letter, with Portal URL "
	      "under Portals in the ERP; the server's postern.conf has it as "
	      "site_url."),
	    site[0] != '\0' ? site : _("(none is set)"));
}

static const char *
unlicensed(struct req *r)
{
	return r->site->kind == SITE_PORTAL ?
	    _("It will open as soon as the company has activated a licence "
	      "for it. For the administrator: Activate License in the ERP "
	      "shows what is missing.") :
	    _("Activate a licence, or reduce the number of active users.");
}

const char *
refusal_says(struct req *r, enum refusal no, const struct route *t)
{
	int64_t feature = t != NULL ? t->feature : 0;

	switch (no) {
	case MAY_NOT_WRONG_SITE:
		return wrong_site(r);
	case MAY_NOT_OFFLINE:
		return offline_says(r);
	case MAY_NOT_UNLICENSED:
		return unlicensed(r);
	case MAY_NOT_FEATURE:
		return arena_printf(r->mem, _("%s is switched off. %s"),
		    feature_label(feature != 0 ? feature : FEATURE_PORTAL),
		    whom_to_ask(r));
	case MAY_NOT_CATEGORY:
		return arena_printf(r->mem,
		    _("%s is not part of this portal. %s"),
		    (feature & ~r->visitor->features) == 0 ?
			_("This page") :
			feature_label(feature),
		    whom_to_ask(r));
	case MAY_NOT_ROLE:
		return arena_printf(r->mem,
		    _("It needs the role %s, which your user does not have. "
		      "%s"),
		    role_missing(t != NULL ? t->roles : PORTAL_USER),
		    whom_to_ask(r));
	case MAY_NOT_READ_ONLY:
		if (r->visitor->child)
			return _("You read the documents of a company below "
				 "yours. To order, pay or change something, "
				 "switch back to your own company.");
		return arena_printf(r->mem,
		    _("The licence of this portal has ended. Everything can "
		      "still be read and exported. %s"),
		    whom_to_ask(r));
	case MAY_NOT_VIEWING:
		return r->method == METHOD_POST ?
		    _("You view the portal as a customer: you can read all "
		      "that the customer reads, and send nothing.") :
		    _("Profile, password and sessions are shown to nobody but "
		      "the customer.");
	case MAY:
	case MAY_NOT_SIGN_IN_FIRST:
	case MAY_NOT_NEW_PASSWORD:
	case MAY_NOT_FACTOR:
		break;
	}
	return _("Your user has no right to it. Ask your administrator.");
}

/* What was typed while the session ended is not lost. */
static void
sign_in_first(struct req *r)
{
	struct call *c = call_of(r);
	const char *next = r->path;

	if (r->forms > 0) {
		show(r,
		    &(struct card){
			.status = 403,
			.icon = "clock",
			.tone = "warn",
			.title = _("You are no longer signed in"),
			.says = _("Nothing was saved. Your text is kept "
				  "below: sign in in another tab, then copy "
				  "it from here."),
			.path = "/sign-in",
			.action = _("Sign in"),
		    },
		    true);
		return;
	}
	if (*c->query != '\0' && r->method != METHOD_POST)
		next = arena_printf(r->mem, "%s?%s", r->path, c->query);
	if (r->method == METHOD_POST || strcmp(r->path, "/") == 0 ||
	    !next_good(r, next))
		next = NULL;
	r->out.status = 303;
	r->out.location = url(r, "/sign-in", "next", next, NULL);
}

void
page_refusal(struct req *r, enum refusal no, const struct route *t)
{
	static const struct {
		int status;
		const char *icon, *tone;
	} looks[] = {
		[MAY_NOT_WRONG_SITE] = { 503, "globe", "warn" },
		[MAY_NOT_OFFLINE] = { 503, "power", "warn" },
		[MAY_NOT_UNLICENSED] = { 503, "key", "warn" },
		[MAY_NOT_FEATURE] = { 403, "ban", "warn" },
		[MAY_NOT_CATEGORY] = { 403, "ban", "warn" },
		[MAY_NOT_ROLE] = { 403, "lock", NULL },
		[MAY_NOT_READ_ONLY] = { 403, "lock", "warn" },
		[MAY_NOT_VIEWING] = { 403, "eye", "warn" },
	};

	if (no == MAY_NOT_SIGN_IN_FIRST) {
		sign_in_first(r);
		return;
	}
	if (no == MAY_NOT_NEW_PASSWORD) {
		redirect(r, "/password", NULL);
		return;
	}
	if (no == MAY_NOT_FACTOR) {
		redirect(r, "/factor", NULL);
		return;
	}
	show(r,
	    &(struct card){
		.status = looks[no].status,
		.icon = looks[no].icon,
		.tone = looks[no].tone,
		.title = refusal_title(r, no),
		.says = refusal_says(r, no, t),
	    },
	    r->method == METHOD_POST);
}
