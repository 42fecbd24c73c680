/* Exports: the history, the page of one, its file. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exports.h"

const char *
export_at(struct req *r, int64_t job, const char *rest)
{
	return at(r, "/exchange/exports", job, rest);
}

/* ---- list */

static const struct column columns[] = {
	{ .tag = EXPORT_JOB_FILE_NAME, .how = COL_LINK },
	{ .tag = EXPORT_JOB_STATE, .how = COL_PILL },
	{ .tag = EXPORT_JOB_RECORDS, .how = COL_NUMBER },
	{ .tag = EXPORT_JOB_USER, .how = COL_TITLE, .hide_small = true },
	{ .tag = EXPORT_JOB_CREATED, .how = COL_AGO },
	{ .tag = 0 },
};

static const struct export_job done_ones = { .profile = 0 };
static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .like = &done_ones,
	    .prefix = 1,
	    .sorts = { { "new", EXPORT_JOB_CREATED, EXPORT_JOB_BY_PROFILE,
			   true },
		{ "old", EXPORT_JOB_CREATED, EXPORT_JOB_BY_PROFILE, false },
		{ .name = NULL } } },
	{ .name = NULL },
};

static const struct view view = {
	.e = &export_job_entity,
	.path = "/exchange/exports",
	.item = "/exchange/exports/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Exports, newest first"),
	.empty_icon = "download",
	.empty_title = N_("No exports yet"),
	.empty_says =
	    N_("Take out accounts, contacts, items, orders, invoices or "
	       "payments as CSV, spreadsheet, XML or UBL."),
	.empty_path = "/exchange/exports/new",
	.empty_action = N_("Export something"),
};

enum rc
export_list(struct req *r)
{
	const struct head h = {
		.title = _("Exports"), .nav = "exports", .screen = "SM207036"
	};
	enum rc rc;

	head_begin(r, &h);
	button_link(
	    r, "/exchange/export-profiles", "btn", "sliders", _("Profiles"));
	html(r, "<a class=\"btn primary\" data-key=\"n\" href=\"");
	text(r, url(r, "/exchange/exports/new", NULL));
	html(r, "\">");
	icon(r, "plus");
	text(r, _("Export something"));
	html(r, "</a>");
	head_end(r);
	rc = list_show(r, &view);
	page_close(r);
	return rc;
}

/* ---- one export */

static void
progress_card(struct req *r, const struct export_job *j)
{
	bool lost = export_job_lost(j, r->now);

	card_open(r, "h-progress", _("The file is being written"));
	html(r, "<div class=\"stack\">");
	if (j->total > 0) {
		html(r, "<progress max=\"");
		textf(r, "%lld", (long long)j->total);
		html(r, "\" value=\"");
		textf(r, "%lld", (long long)j->records);
		html(r, "\" aria-labelledby=\"h-progress\"></progress>");
	}
	html(r, "<p>");
	textn(
	    r, N_("%lu record so far."), N_("%lu records so far."), j->records);
	html(r, "</p><p class=\"muted\">");
	if (lost)
		text(r,
		    _("It has shown no sign of life for a while: its process "
		      "is gone. Nothing was written; begin again."));
	else
		text(r,
		    _("This page looks again by itself. You may leave "
		      "it; the work goes on."));
	html(r, "</p><div class=\"acts\">");
	if (lost)
		button_post(r, export_at(r, j->id, "/again"), "btn primary",
		    "refresh", _("Begin again"), NULL);
	else
		button_link(r, export_at(r, j->id, ""), "btn", "refresh",
		    _("Look again"));
	html(r, "</div></div>");
	card_close(r);
	if (!lost)
		r->out.refresh = 2;
}

static void
result_card(struct req *r, const struct export_job *j)
{
	if (j->state == EXPORT_FAILED) {
		banner(
		    r, "bad", _("The file could not be written."), j->message);
		return;
	}
	if (j->refused > 0)
		banner(r, "warn", _("Some documents are not valid."),
		    _("They are in the folder quarantine of the archive, each "
		      "with the reason."));
	card_open(r, "h-file", _("File"));
	html(r, "<div class=\"stack\"><p>");
	textn(r, N_("%lu record"), N_("%lu records"), j->records);
	if (j->refused > 0) {
		html(r, ", ");
		textn(r, N_("%lu not valid"), N_("%lu not valid"), j->refused);
	}
	html(r, ", ");
	size_text(r, j->size);
	html(r, "</p><div class=\"acts\">");
	button_link(r, export_at(r, j->id, "/file"), "btn primary", "download",
	    _("Download"));
	html(r, "</div></div>");
	card_close(r);
}

/* What was asked for, as far as something was. */
static void
facts(struct req *r, const struct export_job *j)
{
	static const unsigned tags[] = { EXPORT_JOB_FORMAT,
		EXPORT_JOB_DELIMITER, EXPORT_JOB_DECIMAL, EXPORT_JOB_BOM,
		EXPORT_JOB_RAW, EXPORT_JOB_COLUMNS, EXPORT_JOB_ACCOUNT,
		EXPORT_JOB_STATUSES, EXPORT_JOB_FROM, EXPORT_JOB_TO,
		EXPORT_JOB_SINCE, EXPORT_JOB_USER, EXPORT_JOB_CREATED,
		EXPORT_JOB_FINISHED, 0 };
	const struct export_kind *k = export_kind_named(j->kind);

	card_open(r, "h-facts", _("Facts"));
	html(r, "<dl class=\"kv\">");
	kv_text(r, _(record_field(&export_job_entity, EXPORT_JOB_KIND)->label),
	    k != NULL ? export_kind_label(k) : j->kind);
	for (const unsigned *tag = tags; *tag != 0; tag++)
		if (!record_empty(record_field(&export_job_entity, *tag), j))
			kv_field(r, &export_job_entity, *tag, j);
	html(r, "</dl>");
	card_close(r);
}

static void
show(struct req *r, const struct export_job *j)
{
	const struct head h = {
		.title = j->file_name,
		.nav = "exports",
		.screen = "SM207036",
		.crumb = _("Exports"),
		.crumb_path = "/exchange/exports",
	};

	head_begin_pill(
	    r, &h, record_field(&export_job_entity, EXPORT_JOB_STATE), j);
	if (j->state != EXPORT_RUNNING)
		button_post(r, export_at(r, j->id, "/again"), "btn", "refresh",
		    _("Export again"), NULL);
	head_end(r);
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts(r, j);
	html(r, "</div><div class=\"stack\">");
	if (j->state == EXPORT_RUNNING)
		progress_card(r, j);
	else
		result_card(r, j);
	html(r, "</div></div>");
	page_close(r);
}

/* A profile is no export. */
enum rc
export_load(struct req *r, struct export_job *j, bool profile)
{
	enum rc rc = store_get(r->x, &export_job_entity, r->id, j);

	return rc == RC_OK && (j->profile != 0) != profile ? RC_NOTFOUND : rc;
}

enum rc
export_page(struct req *r)
{
	struct export_job *j = arena_alloc(r->mem, sizeof *j);
	enum rc rc = export_load(r, j, false);

	if (rc == RC_OK)
		show(r, j);
	return rc;
}

enum rc
export_file_get(struct req *r)
{
	struct export_job *j = arena_alloc(r->mem, sizeof *j);
	enum rc rc = export_load(r, j, false);
	struct stat st;
	int fd;

	if (rc != RC_OK)
		return rc;
	fd = j->stored_as[0] != '\0' ? store_file_open(r->x, j->stored_as) : -1;
	if (fd < 0)
		return RC_NOTFOUND;
	if (fstat(fd, &st) != 0) {
		close(fd);
		return RC_NOTFOUND;
	}
	reply_file(r, fd, st.st_size,
	    strcmp(strrchr(j->file_name, '.'), ".csv") == 0 ?
		"text/csv" :
		"application/octet-stream",
	    j->file_name);
	return RC_OK;
}
