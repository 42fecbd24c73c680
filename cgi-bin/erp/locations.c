/* Customer locations (AR303020): all of them, those of an account, one. */
#include <string.h>

#include "docs.h"
#include "model/account.h"
#include "model/location.h"

#define SORTS(index)                                                           \
	{                                                                      \
		{ "name", LOCATION_DESCRIPTION, (index), false },              \
		    { "name-down", LOCATION_DESCRIPTION, (index), true },      \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct column columns[] = {
	{ .tag = LOCATION_DESCRIPTION, .how = COL_LINK },
	{ .tag = LOCATION_ACCOUNT, .how = COL_TITLE },
	{ .tag = LOCATION_SHIP_LINE1, .how = COL_TEXT },
	{ .tag = LOCATION_SHIP_CITY, .how = COL_TEXT },
	{ .tag = LOCATION_SHIP_COUNTRY, .how = COL_TEXT, .hide_small = true },
	{ .tag = LOCATION_ACTIVE, .how = COL_PILL },
	{ .tag = 0 },
};

static const struct tab tabs[] = {
	{ .name = "all", .label = N_("All"), .sorts = SORTS(LOCATION_BY_NAME) },
	{ .name = NULL },
};

static const struct view view = {
	.e = &location_entity,
	.path = "/locations",
	.item = "/locations/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Places that customers are delivered to"),
	.empty_icon = "pin",
	.empty_title = N_("No locations yet"),
	.empty_says = N_("Places besides a customer's delivery address that "
			 "orders can be sent to. Customers keep their own on "
			 "the portal."),
};

enum rc
location_list(struct req *r)
{
	return list_page(r, &view, _("Customer locations"), "locations",
	    "AR303020", may(r, ROLE_CUSTOMERS) ? "/locations/new" : NULL,
	    _("New location"));
}

/* ---- one location ------------------------------------------------------ */

static const unsigned head_tags[] = { LOCATION_ACCOUNT, LOCATION_CODE,
	LOCATION_DESCRIPTION, LOCATION_ACTIVE, LOCATION_PHONE, 0 };
static const unsigned address_tags[] = { LOCATION_SHIP_NAME,
	LOCATION_SHIP_ATTENTION, LOCATION_SHIP_LINE1, LOCATION_SHIP_LINE2,
	LOCATION_SHIP_POSTAL_CODE, LOCATION_SHIP_CITY, LOCATION_SHIP_REGION,
	LOCATION_SHIP_COUNTRY, 0 };
static const struct part parts[] = {
	{ NULL, head_tags, NULL },
	{ N_("Address"), address_tags, NULL },
	{ .tags = NULL },
};

static void
begin(struct req *r, void *rec)
{
	struct location *l = rec;

	l->active = IS_YES;
	l->account_id = query_id(r, "account");
}

static bool
version_row(void *arg, const void *rec)
{
	const struct location_version *v = rec;
	struct req *r = arg;

	html(r, "<li>");
	icon(r, "pin");
	html(r, "<span>");
	textf(r, "%s, %s %s %s", v->ship_line1, v->ship_postal_code,
	    v->ship_city, v->ship_country);
	html(r, "<br><span class=\"small muted\">");
	text(r, _("since"));
	html(r, " ");
	time_text(r, v->since);
	html(r, ", ");
	text(r, v->made_by);
	html(r, "</span></span></li>");
	return true;
}

static void
versions(struct req *r, const void *rec)
{
	const struct location_version like = { .location = record_id(rec) };
	const struct list l = { .e = &location_version_entity,
		.index = LOCATION_VERSIONS,
		.like = &like,
		.prefix = 1,
		.backwards = true };
	enum rc rc;

	card_open(r, "h-versions", _("Addresses over time"));
	html(r, "<ul class=\"todo\">");
	rc = store_list(r->x, &l, version_row, r);
	html(r, "</ul>");
	if (rc == RC_OK)
		html(r, "<p class=\"small muted\">");
	else
		html(r, "<p>");
	text(r, _("Documents keep the address they were made with."));
	html(r, "</p>");
	card_close(r);
}

static const struct edit location_edit_of = {
	.e = &location_entity,
	.list = "/locations",
	.list_title = N_("Customer locations"),
	.nav = "locations",
	.screen = "AR303020",
	.fresh = N_("New location"),
	.save = N_("Save location"),
	.parts = parts,
	.begin = begin,
	.aside = versions,
};

enum rc
location_edit(struct req *r)
{
	return edit_get(r, &location_edit_of);
}

enum rc
location_post(struct req *r)
{
	return edit_post(r, &location_edit_of);
}
