/* For which company one acts: those that the login may choose. */
#include "companies.h"
#include "own/ownswitch.h"

static bool
choice_row(void *arg, const struct own_choice *c)
{
	struct req *r = arg;

	html(r, "<li>");
	icon(r, "building");
	html(r, "<span>");
	text(r, c->name);
	if (c->child) {
		html(r, "<br><span class=\"small muted\">");
		text(r, _("Documents only"));
		html(r, "</span>");
	}
	html(r, "</span>");
	if (c->now)
		pill(r, "ok", _("Chosen"));
	else
		button_post(r, "/company/switch", "btn sm", NULL, _("Choose"),
		    "account",
		    arena_printf(r->mem, "%lld", (long long)c->account), NULL);
	html(r, "</li>");
	return true;
}

enum rc
switch_page(struct req *r)
{
	enum rc rc;

	page_open(r,
	    &(struct head){
		.title = _("Switch company"),
		.nav = "switch",
		.lead = _("All pages are for the company you choose, until "
			  "you choose another or sign out."),
	    });
	html(r, "<div class=\"narrow stack\">");
	card_open(r, "h-choices", _("Your companies"), NULL, NULL);
	html(r, "<ul class=\"todo\">");
	rc = own_choices(mine(r), choice_row, r);
	html(r, "</ul>");
	card_close(r);
	html(r, "</div>");
	page_close(r);
	return rc;
}

enum rc
switch_post(struct req *r)
{
	enum rc rc = own_switch(mine(r), form_id(r, "account"));

	if (rc == RC_OK || rc == RC_SAME)
		redirect(r, "/", "switched");
	return rc;
}
