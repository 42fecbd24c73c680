/* Profiles: how files of one sort are matched, and what is exported again. */
#include <string.h>

#include "exports.h"

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

/* Both lists lead to each other. */
static enum rc
both_lists(struct req *r, const struct view *v, const struct head *h,
    const char *other_path, const char *other)
{
	enum rc rc;

	head_begin(r, h);
	button_link(r, other_path, "btn", "sliders", other);
	head_end(r);
	rc = list_show(r, v);
	page_close(r);
	return rc;
}

enum rc
profile_list(struct req *r)
{
	const struct head h = { .title = _("Import profiles"),
		.nav = "imports",
		.screen = "SM206025" };

	return both_lists(
	    r, &view, &h, "/exchange/export-profiles", _("Export profiles"));
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

/* ---- of exports */

static const struct column export_columns_shown[] = {
	{ .tag = EXPORT_JOB_NAME, .how = COL_LINK },
	{ .tag = EXPORT_JOB_KIND, .how = COL_TEXT },
	{ .tag = EXPORT_JOB_FORMAT, .how = COL_TEXT },
	{ .tag = EXPORT_JOB_CREATED, .how = COL_AGO },
	{ .tag = 0 },
};

static const struct export_job kept = { .profile = 1 };
static const struct tab export_tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .like = &kept,
	    .prefix = 1,
	    .sorts = { { "new", EXPORT_JOB_CREATED, EXPORT_JOB_BY_PROFILE,
			   true },
		{ "old", EXPORT_JOB_CREATED, EXPORT_JOB_BY_PROFILE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view export_view = {
	.e = &export_job_entity,
	.path = "/exchange/export-profiles",
	.item = "/exchange/export-profiles/",
	.source = &source_store,
	.tabs = export_tabs,
	.columns = export_columns_shown,
	.caption = N_("Export profiles, newest first"),
	.empty_icon = "sliders",
	.empty_title = N_("No profiles yet"),
	.empty_says = N_("A profile is kept when something is exported, under "
			 "the name given there."),
	.empty_path = "/exchange/exports/new",
	.empty_action = N_("Export something"),
};

enum rc
export_profile_list(struct req *r)
{
	const struct head h = { .title = _("Export profiles"),
		.nav = "exports",
		.screen = "SM207025" };

	return both_lists(
	    r, &export_view, &h, "/exchange/profiles", _("Import profiles"));
}

static void
export_buttons(struct req *r, const void *rec)
{
	const struct export_job *j = rec;

	html(r, "<a class=\"btn\" href=\"");
	text(r,
	    url(r, "/exchange/exports/new", "profile",
		arena_printf(r->mem, "%lld", (long long)j->id), NULL));
	html(r, "\">");
	icon(r, "download");
	text(r, _("Export"));
	html(r, "</a>");
}

/* The form of a profile depends on its kind. */
struct profile_form {
	struct edit edit;
	struct part parts[5];
	unsigned form[WISH_TAGS], filter[WISH_TAGS];
	struct export_job j;
};

static const unsigned export_name[] = { EXPORT_JOB_NAME, 0 }, none[] = { 0 };

static enum rc
make_form(struct req *r, struct profile_form *f)
{
	const struct export_kind *k;
	enum rc rc = export_load(r, &f->j, true);

	if (rc != RC_OK)
		return rc;
	if ((k = export_kind_named(f->j.kind)) == NULL || !kind_shown(r, k))
		return RC_NOTFOUND;
	wish_tags(k, f->form, f->filter);
	f->parts[0] = (struct part){ NULL, export_name, wish_format };
	f->parts[1] = (struct part){ NULL, f->filter, wish_statuses };
	f->parts[2] =
	    (struct part){ NULL, f->form[0] != 0 ? f->form : none, NULL };
	f->edit = (struct edit){ .e = &export_job_entity,
		.list = "/exchange/export-profiles",
		.list_title = N_("Export profiles"),
		.nav = "exports",
		.screen = "SM207025",
		.save = N_("Save profile"),
		.parts = f->parts,
		.buttons = export_buttons,
		.read_more = wish_read };
	return RC_OK;
}

enum rc
export_profile_edit(struct req *r)
{
	struct profile_form *f = arena_alloc(r->mem, sizeof *f);
	enum rc rc = make_form(r, f);

	return rc == RC_OK ? edit_get(r, &f->edit) : rc;
}

enum rc
export_profile_post(struct req *r)
{
	struct profile_form *f = arena_alloc(r->mem, sizeof *f);
	enum rc rc = make_form(r, f);

	return rc == RC_OK ? edit_post(r, &f->edit) : rc;
}
