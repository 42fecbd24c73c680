/* Locations (AR303020): where a company is delivered to, and the addresses a
 * location had before. */
#include <assert.h>

#include "base/str.h"
#include "companies.h"

static const unsigned named[] = { LOCATION_DESCRIPTION, LOCATION_ACTIVE,
	LOCATION_PHONE, 0 };
static const unsigned address[] = { LOCATION_SHIP_NAME, LOCATION_SHIP_ATTENTION,
	LOCATION_SHIP_LINE1, LOCATION_SHIP_LINE2, LOCATION_SHIP_POSTAL_CODE,
	LOCATION_SHIP_CITY, LOCATION_SHIP_REGION, LOCATION_SHIP_COUNTRY, 0 };

#define SORTS(index)                                                           \
	{                                                                      \
		{ "name", LOCATION_DESCRIPTION, (index), false },              \
		    { "name-down", LOCATION_DESCRIPTION, (index), true },      \
		{                                                              \
			.name = NULL                                           \
		}                                                              \
	}

static const struct location used = { .active = IS_YES },
			     unused = { .active = IS_NO };

static const struct tab tabs[] = {
	{ .name = "active",
	    .label = N_("Active"),
	    .like = &used,
	    .prefix = 2,
	    .sorts = SORTS(LOCATION_IN_USE) },
	{ .name = "inactive",
	    .label = N_("Inactive"),
	    .like = &unused,
	    .prefix = 2,
	    .sorts = SORTS(LOCATION_IN_USE) },
	{ .name = NULL },
};

static const struct column columns[] = {
	{ .tag = LOCATION_DESCRIPTION, .label = N_("Name"), .how = COL_LINK },
	{ .tag = LOCATION_SHIP_LINE1, .label = N_("Address"), .how = COL_TEXT },
	{ .tag = LOCATION_SHIP_CITY, .how = COL_TEXT },
	{ .tag = LOCATION_SHIP_COUNTRY, .how = COL_TEXT, .hide_small = true },
	{ .tag = LOCATION_CODE, .how = COL_TEXT, .hide_small = true },
	{ .tag = 0 },
};

static const struct view view = {
	.e = &location_entity,
	.path = "/company/locations",
	.item = "/company/locations/",
	.source = &source_own,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Where your company is delivered to"),
	.empty_icon = "pin",
	.empty_title = N_("No locations here"),
	.empty_says = N_("Places besides your delivery address that orders "
			 "can be sent to: another shop, a warehouse."),
};

static void
new_button(struct req *r, const void *arg)
{
	(void)arg;
	if (!r->visitor->read_only)
		button_link(r, "/company/locations/new", "btn primary", "plus",
		    _("New location"));
}

enum rc
location_list(struct req *r)
{
	enum rc rc;

	page_with(r,
	    &(struct head){
		.title = _("Locations"),
		.nav = "locations",
		.lead = r->visitor->account.name,
	    },
	    &(struct beside){ .acts = new_button });
	rc = list_show(r, &view);
	page_close(r);
	return rc;
}

/* ---- one location ------------------------------------------------------ */

static const char *
path_of(struct req *r, int64_t id)
{
	return arena_printf(r->mem, "/company/locations/%lld", (long long)id);
}

static void
location_form(struct req *r, const struct location *l, const char *path,
    const struct problems *bad)
{
	assert(l != NULL);
	card_open(r, "h-place", _("Location"), NULL, NULL);
	form_open(r, path);
	if (l->id != 0)
		form_rev(r, l);
	form_star(r);
	html(r, "<div class=\"form two\">");
	form_fields(r, &location_entity, named, l, bad);
	html(r, "<h2>");
	text(r, _("Address"));
	html(r, "</h2>");
	form_fields(r, &location_entity, address, l, bad);
	html(r, "</div>");
	if (!r->visitor->read_only) {
		html(r, "<div class=\"acts\">");
		form_submit(
		    r, l->id == 0 ? _("Add location") : _("Save location"));
		button_link(
		    r, "/company/locations", "btn quiet", NULL, _("Cancel"));
		html(r, "</div>");
	}
	form_close(r);
	card_close(r);
}

static bool
version_row(void *arg, const void *rec)
{
	const struct location_version *v = rec;
	struct req *r = arg;

	html(r, "<li>");
	icon(r, "pin");
	html(r, "<span>");
	textf(r, "%s, %s %s", v->ship_line1, v->ship_postal_code, v->ship_city);
	html(r, "<br><span class=\"small muted\">");
	text(r, _("since"));
	html(r, " ");
	time_text(r, v->since);
	html(r, ", ");
	text(r, v->made_by);
	html(r, "</span></span></li>");
	return true;
}

static enum rc
versions_card(struct req *r, const struct location *l)
{
	enum rc rc;

	card_open(r, "h-versions", _("Addresses over time"), NULL, NULL);
	html(r, "<div class=\"stack\"><ul class=\"todo\">");
	rc = own_location_versions(mine(r), l, version_row, r);
	html(r, "</ul><p class=\"small muted\">");
	text(r, _("Orders and invoices keep the address they were made with."));
	html(r, "</p></div>");
	card_close(r);
	return rc;
}

/* stored: as it is; NULL: a new one. */
static enum rc
show(struct req *r, const struct location *l, const struct location *stored,
    const struct problems *bad)
{
	enum rc rc = RC_OK;

	page_open(r,
	    &(struct head){
		.title =
		    stored == NULL ? _("New location") : stored->description,
		.nav = "locations",
		.crumb = _("Locations"),
		.crumb_path = "/company/locations",
	    });
	form_errors(
	    r, &(struct form_bad){ &location_entity, bad }, bad != NULL);
	html(r, "<div class=\"cols\"><div class=\"stack\">");
	location_form(r, l,
	    stored == NULL ? "/company/locations/new" : path_of(r, stored->id),
	    bad);
	html(r, "</div><div class=\"stack\">");
	if (stored != NULL)
		rc = versions_card(r, stored);
	html(r, "</div></div>");
	page_close(r);
	return rc;
}

enum rc
location_new(struct req *r)
{
	struct location *l = arena_alloc(r->mem, sizeof *l);

	l->active = IS_YES;
	str_copy(l->ship_name, sizeof l->ship_name, r->visitor->account.name);
	str_copy(l->ship_country, sizeof l->ship_country,
	    r->visitor->account.ship_country);
	return show(r, l, NULL, NULL);
}

enum rc
location_page(struct req *r)
{
	struct location *l = arena_alloc(r->mem, sizeof *l);
	enum rc rc = own_get(mine(r), &location_entity, r->id, l);

	return rc == RC_OK ? show(r, l, l, NULL) : rc;
}

enum rc
location_post(struct req *r)
{
	struct location *l = arena_alloc(r->mem, sizeof *l);
	struct location *stored = NULL;
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = RC_OK, shown;

	if (r->id != 0) {
		stored = arena_alloc(r->mem, sizeof *stored);
		rc = own_get(mine(r), &location_entity, r->id, stored);
		*l = *stored;
	}
	if (rc != RC_OK)
		return rc;
	rc = form_read(r, &location_entity, named, l, bad) &
		form_read(r, &location_entity, address, l, bad) ?
	    own_location_save(mine(r), l, bad) :
	    RC_INVALID;
	if (rc == RC_OK || rc == RC_SAME) {
		redirect(r, path_of(r, l->id), "saved");
		return rc;
	}
	if (stored == NULL)
		l->id = 0;
	else
		l->rev = stored->rev;
	if (rc == RC_CONFLICT)
		somebody_saved(bad);
	if (rc != RC_INVALID && rc != RC_CONFLICT)
		return rc;
	r->out.status = rc == RC_CONFLICT ? 409 : 422;
	shown = show(r, l, stored, bad);
	return shown == RC_OK ? rc : shown;
}
