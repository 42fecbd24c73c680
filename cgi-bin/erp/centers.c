/* Processing centers (CA205000). Keys and secrets go in and never come out. */
#include <string.h>

#include "erp.h"
#include "model/center.h"
#include "model/checkout.h"
#include "model/payment.h"
#include "model/portal.h"

static const struct column columns[] = {
	{ .tag = CENTER_CODE, .how = COL_LINK },
	{ .tag = CENTER_DESCRIPTION, .how = COL_TEXT },
	{ .tag = CENTER_PROVIDER, .how = COL_TEXT },
	{ .tag = CENTER_ACTIVE, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "code", CENTER_CODE, CENTER_BY_CODE, false },
		{ "code-down", CENTER_CODE, CENTER_BY_CODE, true },
		{ .name = NULL } },
	    .no_count = true },
	{ .name = NULL },
};

static const struct view view = {
	.e = &center_entity,
	.path = "/processing-centers",
	.item = "/processing-centers/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Processing centers by code"),
	.export_path = "/processing-centers/export.csv",
	.empty_icon = "credit-card",
	.empty_title = N_("No processing centers yet"),
	.empty_says = N_("A processing center takes cards for us, on pages of "
			 "its own. A portal names the one it works with."),
	.empty_path = "/processing-centers/new",
	.empty_action = N_("New processing center"),
};

enum rc
center_list(struct req *r)
{
	return list_page(r, &view, _("Processing centers"),
	    "processing-centers", "CA205000", "/processing-centers/new",
	    _("New processing center"));
}

enum rc
center_csv(struct req *r)
{
	static const unsigned exported[] = { CENTER_CODE, CENTER_DESCRIPTION,
		CENTER_PROVIDER, CENTER_ACTIVE, CENTER_API_URL, 0 };

	return list_csv(r, &view, exported, "processing-centers.csv");
}

/* ---- the form ---------------------------------------------------------- */

static const unsigned fields[] = {
	CENTER_CODE,
	CENTER_DESCRIPTION,
	CENTER_PROVIDER,
	CENTER_API_URL,
	CENTER_ACTIVE,
	0,
};

static void
secret_input(struct req *r, unsigned tag, const struct center *c,
    const struct problems *bad)
{
	const struct field *f = record_field(&center_entity, tag);

	form_input(r,
	    &(struct input){ .name = f->name,
		.label = _(f->label),
		.hint = record_empty(f, c) ?
		    _("Not set yet.") :
		    _("It is set, and not shown again. Left empty, it stays "
		      "as it is."),
		.type = "password",
		.autocomplete = "off",
		.error = bad != NULL ? problem_of(bad, tag) : NULL,
		.max = (int)f->size - 1 });
}

static void
secrets(struct req *r, const void *rec, const struct problems *bad)
{
	secret_input(r, CENTER_API_KEY, rec, bad);
	secret_input(r, CENTER_SIGNING_SECRET, rec, bad);
}

static bool
take_secret(struct req *r, unsigned tag, void *rec, struct problems *bad)
{
	const struct field *f = record_field(&center_entity, tag);
	const char *typed = form_value(r, f->name);

	if (typed == NULL || *typed == '\0' || record_set_text(f, rec, typed))
		return true;
	problem(bad, tag, _("This is too long."));
	return false;
}

static bool
read_secrets(struct req *r, void *rec, struct problems *bad)
{
	bool key = take_secret(r, CENTER_API_KEY, rec, bad);

	return take_secret(r, CENTER_SIGNING_SECRET, rec, bad) && key;
}

static void
begin(struct req *r, void *rec)
{
	struct center *c = rec;

	(void)r;
	c->provider = CENTER_STRIPE;
}

static const unsigned nothing[] = { 0 };

static const struct part parts[] = {
	{ NULL, fields, NULL },
	{ N_("Secrets"), nothing, secrets },
	{ .tags = NULL },
};

/* ---- what the center has to know, and what it told --------------------- */

struct portals {
	struct req *r;
	const struct center *c;
	int n;
};

static bool
portal_address(void *arg, const void *rec)
{
	const struct portal *p = rec;
	struct portals *to = arg;

	if (p->center != to->c->id)
		return true;
	to->n++;
	html(to->r, "<code class=\"key\">");
	textf(to->r, "%s/pay/callback/%lld", p->url, (long long)to->c->id);
	html(to->r, "</code>");
	return true;
}

static void
address_card(struct req *r, const struct center *c)
{
	static const char *const messages[] = { "checkout.session.completed",
		"checkout.session.async_payment_succeeded",
		"checkout.session.async_payment_failed",
		"checkout.session.expired" };
	struct portals p = { r, c, 0 };
	enum rc rc;

	card_open(r, "h-address", _("Where it sends its messages"));
	html(r, "<p>");
	text(r,
	    _("Enter this address at the provider, for the messages below. "
	      "The signing secret is what the provider then shows."));
	html(r, "</p>");
	rc = store_list(r->x,
	    &(struct list){ .e = &portal_entity, .index = PORTAL_BY_NAME },
	    portal_address, &p);
	if (rc != RC_OK || p.n == 0) {
		html(r, "<p>");
		text(r,
		    _("No portal works with this processing center yet: "
		      "choose it in the portal's record."));
		html(r, "</p>");
	}
	html(r, "<p>");
	text(r, _("Messages:"));
	html(r, "</p>");
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
		html(r, "<code class=\"key\">");
		text(r, messages[i]);
		html(r, "</code>");
	}
	card_close(r);
}

enum { TOLD = 20 };
struct told {
	struct req *r;
	int n;
};

static bool
told_row(void *arg, const void *rec)
{
	const struct news *n = rec;
	struct told *t = arg;
	struct req *r = t->r;
	struct checkout c;
	struct payment p;

	html(r, "<tr><td class=\"nowrap\">");
	time_text(r, n->created);
	html(r, "</td><th scope=\"row\">");
	text(r, n->event);
	html(r, "</th><td>");
	pill_choice(r, record_field(&news_entity, NEWS_KIND), n);
	html(r, "</td><td>");
	pill_choice(r, record_field(&news_entity, NEWS_OUTCOME), n);
	html(r, "</td><td>");
	if (store_get(r->x, &checkout_entity, n->checkout_id, &c) == RC_OK &&
	    store_get(r->x, &payment_entity,
		c.made != 0 ? c.made : c.payment_id, &p) == RC_OK)
		link_to(r, at(r, "/payments", p.id, ""), p.payment_no);
	html(r, "</td></tr>");
	return ++t->n < TOLD;
}

static enum rc
told_card(struct req *r, const struct center *c)
{
	const struct news like = { .center_id = c->id };
	const char *heads[] = { _("Received"), _("Message"), _("Says"),
		_("What we did"), _("Payment") };
	struct told t = { r, 0 };
	enum rc rc;

	if (store_count(r->x, &news_entity, NEWS_OF_CENTER, &like) == 0)
		return RC_OK;
	html(r,
	    "<section class=\"card flush\" aria-labelledby=\"h-told\">"
	    "<header><h2 id=\"h-told\">");
	text(r, _("Its last messages"));
	html(r,
	    "</h2></header><div class=\"tablewrap\"><table><caption "
	    "class=\"vh\">");
	text(r, _("Messages, newest first"));
	html(r, "</caption><thead><tr>");
	for (int i = 0; i < 5; i++) {
		html(r, "<th scope=\"col\">");
		text(r, heads[i]);
		html(r, "</th>");
	}
	html(r, "</tr></thead><tbody>");
	rc = store_list(r->x,
	    &(struct list){ .e = &news_entity,
		.index = NEWS_OF_CENTER,
		.like = &like,
		.prefix = 1,
		.backwards = true },
	    told_row, &t);
	html(r, "</tbody></table></div></section>");
	return rc;
}

static void
below(struct req *r, const void *rec)
{
	address_card(r, rec);
	if (told_card(r, rec) != RC_OK)
		banner(r, "warn", _("The messages could not be read."), "");
}

static const struct edit card = {
	.e = &center_entity,
	.list = "/processing-centers",
	.list_title = N_("Processing centers"),
	.nav = "processing-centers",
	.screen = "CA205000",
	.fresh = N_("New processing center"),
	.save = N_("Save processing center"),
	.parts = parts,
	.begin = begin,
	.read_more = read_secrets,
	.aside = below,
};

enum rc
center_edit(struct req *r)
{
	return edit_get(r, &card);
}

enum rc
center_post(struct req *r)
{
	return edit_post(r, &card);
}
