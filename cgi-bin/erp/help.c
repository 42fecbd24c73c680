/* Help: keys, screens, and what the statuses mean. */
#include "erp.h"

struct word {
	const char *tone, *label, *says;
};

static const struct word case_words[] = {
	{ "info", N_("New"),
	    N_("Opened by a customer or by staff; nobody has "
	       "answered yet.") },
	{ "ok", N_("Open"), N_("We are at work on it.") },
	{ "warn", N_("Pending Customer"),
	    N_("We asked something, or wait for a confirmation. A message of "
	       "the customer opens the case again.") },
	{ NULL, N_("Closed"),
	    N_("Finished. The customer may reopen it within "
	       "the days that its class allows.") },
	{ NULL, N_("Released"), N_("Closed for good and handed to billing.") },
	{ .label = NULL },
};

static const struct word user_words[] = {
	{ "draft", N_("Not Created"), N_("The contact has no portal user.") },
	{ "warn", N_("Pending Activation"),
	    N_("The user exists, and staff must activate it first.") },
	{ "ok", N_("Active"), N_("The user may sign in.") },
	{ "ok", N_("Online"), N_("The user is signed in now.") },
	{ NULL, N_("Disabled"),
	    N_("The user cannot sign in until somebody "
	       "enables it.") },
	{ "bad", N_("Temporarily Locked"),
	    N_("Too many wrong passwords. It ends by itself; Unlock User ends "
	       "it at once.") },
	{ .label = NULL },
};

static const struct word licence_words[] = {
	{ "ok", N_("Valid"), N_("Everything that it covers can be used.") },
	{ "warn", N_("Expires Soon"),
	    N_("Works as before. Order a new one now.") },
	{ "warn", N_("Grace Period"), N_("Over, but works a few days more.") },
	{ "bad", N_("Expired"),
	    N_("Portal: customers can read, not write. "
	       "ERP: the limits of a trial hold.") },
	{ "bad", N_("Rejected"),
	    N_("Made for another instance, or more "
	       "portals stand than it allows.") },
	{ "draft", N_("Invalid"),
	    N_("No licence: the limits of a trial "
	       "hold.") },
	{ .label = NULL },
};

static void
words(struct req *r, const char *id, const char *title, const struct word *w)
{
	card_open(r, id, title);
	html(r, "<dl class=\"kv\">");
	for (; w->label != NULL; w++) {
		html(r, "<div><dt>");
		pill(r, w->tone, _(w->label));
		html(r, "</dt><dd>");
		text(r, _(w->says));
		html(r, "</dd></div>");
	}
	html(r, "</dl>");
	card_close(r);
}

static void
keys(struct req *r)
{
	static const struct {
		const char *keys, *says;
	} table[] = {
		{ "/", N_("Search everything") },
		{ "g h", N_("Go to Home") },
		{ "g c", N_("Go to Cases") },
		{ "g k", N_("Go to Contacts") },
		{ "g u", N_("Go to Customers") },
		{ "g p", N_("Go to Portals") },
		{ "n", N_("New record, on a list") },
		{ "e", N_("Edit, on a record") },
		{ "j", N_("Next row, on a list") },
		{ "k", N_("Previous row, on a list") },
		{ "?", N_("Show the keys of this page") },
		{ NULL, NULL },
	};

	card_open(r, "h-keys", _("Keys"));
	html(r, "<div class=\"stack\"><dl class=\"kv side-by\">");
	for (int i = 0; table[i].keys != NULL; i++) {
		html(r, "<div><dt><kbd>");
		text(r, table[i].keys);
		html(r, "</kbd></dt><dd>");
		text(r, _(table[i].says));
		html(r, "</dd></div>");
	}
	html(r, "</dl><p class=\"small muted\">");
	text(r,
	    _("Single keys can be turned off in your profile. Every page "
	      "works without them and without JavaScript."));
	html(r, "</p></div>");
	card_close(r);
}

static void
screen_table(struct req *r)
{
	card_open(r, "h-numbers", _("Screen numbers"));
	html(r, "<div class=\"stack\"><p class=\"small muted\">");
	text(r,
	    _("Type a number into the search box, or put it behind the "
	      "site's address."));
	html(r, "</p><dl class=\"kv side-by\">");
	for (const struct screen *s = screens; s->id != NULL; s++) {
		if (!screen_shown(r, s))
			continue;
		html(r, "<div><dt><span class=\"mono\">");
		text(r, s->id);
		html(r, "</span></dt><dd>");
		link_to(r, s->path, _(s->title));
		html(r, "</dd></div>");
	}
	html(r, "</dl></div>");
	card_close(r);
}

enum rc
help_page(struct req *r)
{
	const struct head h = { .title = _("Help"), .nav = "help" };

	page_open(r, &h);
	html(r, "<div class=\"cols half\"><div class=\"stack\">");
	words(r, "h-cases", _("Statuses of cases"), case_words);
	words(r, "h-users", _("Statuses of users"), user_words);
	words(r, "h-licences", _("Statuses of licences"), licence_words);
	html(r, "</div><div class=\"stack\">");
	keys(r);
	screen_table(r);
	card_open(r, "h-contact", _("Whom to ask"));
	html(r, "<p>");
	text(r,
	    _("Questions about your rights and passwords: an administrator "
	      "of this company. When a page shows an incident number, give "
	      "it to them: it is in the site's log."));
	html(r, "</p>");
	card_close(r);
	html(r, "</div></div>");
	page_close(r);
	return RC_OK;
}
