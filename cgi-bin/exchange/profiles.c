/* Profiles: how files of one sort are matched. */
#include <string.h>

#include "exchange.h"

static const struct column columns[] = {
	{ .tag = PROFILE_NAME, .how = COL_LINK },
	{ .tag = PROFILE_KIND, .how = COL_TEXT },
	{ .tag = PROFILE_CHANGED, .how = COL_AGO },
	{ .tag = 0 },
};

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "name", PROFILE_NAME, PROFILE_BY_NAME, false },
		{ "name-down", PROFILE_NAME, PROFILE_BY_NAME, true },
		{ .name = NULL } },
	    .no_count = true },
	{ .name = NULL },
};

static const struct view view = {
	.e = &import_profile_entity,
	.path = "/exchange/profiles",
	.item = "/exchange/profiles/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Import profiles by name"),
	.empty_icon = "sliders",
	.empty_title = N_("No profiles yet"),
	.empty_says = N_("A profile is kept when the columns of a file are "
			 "matched, under the name given there."),
	.empty_path = "/exchange/imports/new",
	.empty_action = N_("Upload a file"),
};

enum rc
profile_list(struct req *r)
{
	return list_page(
	    r, &view, _("Import profiles"), "imports", "SM206025", NULL, NULL);
}

static const unsigned editable[] = { PROFILE_NAME, PROFILE_MAP, 0 };
static const struct part parts[] = {
	{ NULL, editable, NULL },
	{ .tags = NULL },
};
static const struct edit edit = {
	.e = &import_profile_entity,
	.list = "/exchange/profiles",
	.list_title = N_("Import profiles"),
	.nav = "imports",
	.screen = "SM206025",
	.save = N_("Save profile"),
	.parts = parts,
};

enum rc
profile_edit(struct req *r)
{
	return edit_get(r, &edit);
}

enum rc
profile_post(struct req *r)
{
	return edit_post(r, &edit);
}
