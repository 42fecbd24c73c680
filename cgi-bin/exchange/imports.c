/* Imports: the list, a new upload, the page of one. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exchange.h"

const char *
import_at(struct req *r, int64_t job, const char *rest)
{
	return at(r, "/exchange/imports", job, rest);
}

/* ---- whose they are */

static bool
is_admin(const struct req *r)
{
	return may(r, ROLE_ADMIN);
}

const char *
import_home(const struct req *r)
{
	return is_admin(r) ? "/exchange/imports" : "/bank";
}

enum rc
import_load(struct req *r, struct txn *x, struct job *j)
{
	enum rc rc = store_get(x, &job_entity, r->id, j);

	return rc == RC_OK && !is_admin(r) && strcmp(j->kind, BANK_KIND) != 0 ?
	    RC_NOTFOUND :
	    rc;
}

/* Crumbs and the current entry of the menu. */
static struct head
head_of(const struct req *r, const char *title)
{
	const bool admin = is_admin(r);

	return (struct head){
		.title = title,
		.nav = admin ? "imports" : "bank",
		.screen = admin ? "SM206036" : "AR305500",
		.crumb = admin ? _("Imports") : _("Bank entries"),
		.crumb_path = import_home(r),
	};
}

/* ---- list */

static const struct column columns[] = {
	{ .tag = JOB_FILE_NAME, .how = COL_LINK },
	{ .tag = JOB_KIND, .how = COL_TEXT },
	{ .tag = JOB_STATE, .how = COL_PILL },
	{ .tag = JOB_READ, .how = COL_NUMBER, .hide_small = true },
	{ .tag = JOB_REJECTED, .how = COL_NUMBER },
	{ .tag = JOB_USER, .how = COL_TITLE, .hide_small = true },
	{ .tag = JOB_CREATED, .how = COL_AGO },
	{ .tag = 0 },
};

static const struct tab tabs[] = {
	{ .name = "all",
	    .label = N_("All"),
	    .sorts = { { "new", JOB_CREATED, JOB_BY_CREATED, true },
		{ "old", JOB_CREATED, JOB_BY_CREATED, false },
		{ .name = NULL } },
	    .no_count = true },
	{ .name = NULL },
};

static const struct view view = {
	.e = &job_entity,
	.path = "/exchange/imports",
	.item = "/exchange/imports/",
	.source = &source_store,
	.tabs = tabs,
	.columns = columns,
	.caption = N_("Imports, newest first"),
	.empty_icon = "upload",
	.empty_title = N_("No imports yet"),
	.empty_says =
	    N_("Bring in accounts, contacts, items, orders or invoices from a "
	       "file. It is checked first; nothing is written before you say "
	       "so, and an import can be taken back."),
	.empty_path = "/exchange/imports/new",
	.empty_action = N_("Upload a file"),
};

enum rc
import_list(struct req *r)
{
	return list_page(r, &view, _("Imports"), "imports", "SM206036",
	    "/exchange/imports/new", _("Upload a file"));
}

/* ---- a new one */

static bool
may_bring(const struct req *r, const char *kind)
{
	return look_kind_named(kind) != NULL &&
	    (is_admin(r) || strcmp(kind, BANK_KIND) == 0);
}

static void
kind_select(struct req *r, const char *chosen, const char *error)
{
	const struct kind *k;

	html(r, "<div class=\"field\"><label for=\"f-kind\">");
	text(r, _("What is in it?"));
	html(r, "</label>");
	if (error != NULL) {
		html(r, "<p class=\"errtext\" id=\"f-kind-error\">");
		text(r, error);
		html(r, "</p>");
	}
	html(r, "<select id=\"f-kind\" name=\"kind\" class=\"w-m\"");
	if (error != NULL)
		html(r,
		    " aria-invalid=\"true\" "
		    "aria-describedby=\"f-kind-error\"");
	html(r, ">");
	for (int i = 0; (k = look_kind(i)) != NULL; i++) {
		const char *name = look_kind_name(k);

		if (!may_bring(r, name))
			continue;
		html(r, "<option value=\"");
		text(r, name);
		if (chosen != NULL && strcmp(chosen, name) == 0)
			html(r, "\" selected>");
		else
			html(r, "\">");
		text(r, _(look_kind_label(k)));
		html(r, "</option>");
	}
	html(r, "</select></div>");
}

static void
show_new(struct req *r, const char *kind, const char *kind_error,
    const char *file_error)
{
	const struct head h = head_of(r, _("Upload a file"));

	page_open(r, &h);
	if (kind_error != NULL || file_error != NULL)
		banner(r, "bad", kind_error != NULL ? kind_error : file_error,
		    NULL);
	card_open(r, "h-upload", _("File"));
	html(r, "<div class=\"body\">");
	form_open_upload(r, "/exchange/imports/new");
	kind_select(r, kind, kind_error);
	form_input(r,
	    &(struct input){ .name = "file",
		.label = _("File"),
		.hint = _(
		    "CSV, XML, UBL, IIF, vCard, camt or OFX, up to 32 MB. Larger "
		    "files are imported with the command postern "
		    "import."),
		.type = "file",
		.error = file_error,
		.required = true,
		.accept = ".csv,.txt,.tsv,.xml,.iif,.vcf,.ofx,.qfx,text/csv" });
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Upload and look at it"));
	button_link(r, import_home(r), "btn quiet", NULL, _("Cancel"));
	html(r, "</div>");
	form_close(r);
	html(r, "</div>");
	card_close(r);
	page_close(r);
}

enum rc
import_new(struct req *r)
{
	show_new(r, query_value(r, "kind"), NULL, NULL);
	return RC_OK;
}

enum rc
import_new_post(struct req *r)
{
	const struct spooled *s = form_file(r, "file", 0);
	const char *kind = form_value(r, "kind");
	struct job *j = arena_alloc(r->mem, sizeof *j);
	struct problems bad = { .n = 0 };
	enum rc rc;

	if (kind == NULL || !may_bring(r, kind) || s == NULL || s->size == 0) {
		r->out.status = 422;
		show_new(r, kind,
		    kind == NULL || !may_bring(r, kind) ?
			_("Choose what the file holds.") :
			NULL,
		    s == NULL        ? _("Choose a file.") :
			s->size == 0 ? _("This file is empty.") :
				       NULL);
		return RC_INVALID;
	}
	*j = (struct job){ .state = JOB_UPLOADED,
		.size = s->size,
		.user = r->visitor->user.id };
	str_copy(j->kind, sizeof j->kind, kind);
	str_copy(j->file_name, sizeof j->file_name, s->file_name);
	str_copy(j->hash, sizeof j->hash, s->hash);
	rc = store_file_add(r->x, s->path, j->stored_as, sizeof j->stored_as);
	if (rc == RC_OK)
		rc = job_save(r->x, j, &bad);
	if (rc == RC_OK)
		redirect(r, import_at(r, j->id, ""), NULL);
	return rc;
}

/* ---- one import */

static void
progress_card(struct req *r, const struct job *j)
{
	bool lost = job_lost(j, r->now);

	card_open(r, "h-progress",
	    j->state == JOB_CHECKING     ? _("The file is being checked") :
		j->state == JOB_APPLYING ? _("The file is being imported") :
					   _("The import is being taken back"));
	html(r, "<div class=\"body stack\">");
	if (j->total > 0) {
		html(r, "<progress max=\"");
		textf(r, "%lld", (long long)j->total);
		html(r, "\" value=\"");
		textf(r, "%lld", (long long)j->progress);
		html(r, "\" aria-labelledby=\"h-progress\"></progress>");
	}
	html(r, "<p>");
	textf(r, _("%lld records so far, %lld rejected."), (long long)j->read,
	    (long long)j->rejected);
	html(r, "</p><p class=\"muted\">");
	if (lost)
		text(r,
		    _("It has shown no sign of life for a while: its process "
		      "is gone. It goes on where it stopped; nothing is done "
		      "twice."));
	else
		text(r,
		    _("This page looks again by itself. You may leave "
		      "it; the work goes on."));
	html(r, "</p><div class=\"acts\">");
	if (lost)
		button_post(r,
		    import_at(r, j->id,
			j->state == JOB_CHECKING     ? "/check" :
			    j->state == JOB_APPLYING ? "/apply" :
						       "/undo"),
		    "btn primary", "refresh", _("Go on"), NULL);
	else
		button_link(r, import_at(r, j->id, ""), "btn", "refresh",
		    _("Look again"));
	html(r, "</div></div>");
	card_close(r);
	if (!lost)
		r->out.refresh = 2;
}

/* What can be done now, in the head. */
static void
buttons(struct req *r, const struct job *j)
{
	if (job_step_exists(j->state, JOB_DISCARDED))
		button_post(r, import_at(r, j->id, "/discard"), "btn quiet",
		    "trash", _("Discard"), NULL);
	if (j->state == JOB_CHECKED)
		button_post(r, import_at(r, j->id, "/again"), "btn", "sliders",
		    _("Match again"), NULL);
	if (j->state == JOB_CHECKED && j->created_count + j->updated > 0)
		button_post(r, import_at(r, j->id, "/apply"), "btn primary",
		    "check", _("Import now"), NULL);
	if (j->state == JOB_DONE && j->run != 0)
		button_link(r, import_at(r, j->id, "/undo"), "btn", "undo",
		    _("Take back"));
}

static void
facts(struct req *r, const struct job *j)
{
	card_open(r, "h-facts", _("Facts"));
	html(r, "<div class=\"body\"><dl class=\"kv\">");
	kv_field(r, &job_entity, JOB_KIND, j);
	kv_text(r, _("Taken as"),
	    j->map[0] != '\0'        ? _("Columns matched by hand") :
		j->layout[0] != '\0' ? j->layout :
				       _("Our own headings"));
	kv_field(r, &job_entity, JOB_MODE, j);
	html(r, "<div><dt>");
	text(r, _("File"));
	html(r, "</dt><dd>");
	link_to(r, import_at(r, j->id, "/file"), j->file_name);
	html(r, " <span class=\"muted\">");
	size_text(r, j->size);
	html(r, "</span></dd></div>");
	kv_field(r, &job_entity, JOB_CREATED, j);
	if (j->finished != 0)
		kv_field(r, &job_entity, JOB_FINISHED, j);
	if (j->run != 0)
		kv_field(r, &job_entity, JOB_RUN, j);
	html(r, "</dl></div>");
	card_close(r);
}

static void
show(struct req *r, const struct job *j, const struct problems *bad)
{
	const struct head h = head_of(r, j->file_name);

	head_begin_pill(r, &h, record_field(&job_entity, JOB_STATE), j);
	buttons(r, j);
	head_end(r);
	if (j->message[0] != '\0')
		banner(r, j->state == JOB_FAILED ? "bad" : "warn", j->message,
		    NULL);
	html(r, "<div class=\"cols facts\"><div class=\"stack first\">");
	facts(r, j);
	html(r, "</div><div class=\"stack\">");
	if (job_runs(j))
		progress_card(r, j);
	else if (j->state == JOB_UPLOADED || j->state == JOB_FAILED)
		match_card(r, j, bad);
	else
		report_cards(r, j);
	html(r, "</div></div>");
	page_close(r);
}

enum rc
import_page(struct req *r)
{
	struct job *j = arena_alloc(r->mem, sizeof *j);
	enum rc rc = import_load(r, r->x, j);

	if (rc == RC_OK)
		show(r, j, NULL);
	return rc;
}

/* ---- its files */

static enum rc
send_stored(struct req *r, const char *stored, const char *name)
{
	int fd = stored[0] != '\0' ? store_file_open(r->x, stored) : -1;
	struct stat st;

	if (fd < 0)
		return RC_NOTFOUND;
	if (fstat(fd, &st) != 0) {
		close(fd);
		return RC_NOTFOUND;
	}
	reply_file(r, fd, st.st_size, "application/octet-stream", name);
	return RC_OK;
}

enum rc
import_file_get(struct req *r)
{
	struct job *j = arena_alloc(r->mem, sizeof *j);
	enum rc rc = import_load(r, r->x, j);

	return rc == RC_OK ? send_stored(r, j->stored_as, j->file_name) : rc;
}

enum rc
import_report_get(struct req *r)
{
	struct job *j = arena_alloc(r->mem, sizeof *j);
	enum rc rc = import_load(r, r->x, j);

	if (rc != RC_OK)
		return rc;
	return send_stored(r, j->report_as,
	    arena_printf(r->mem, "report-%lld.csv", (long long)j->id));
}

enum rc
import_rejects_get(struct req *r)
{
	struct job *j = arena_alloc(r->mem, sizeof *j);
	enum rc rc = import_load(r, r->x, j);

	if (rc != RC_OK)
		return rc;
	return send_stored(r, j->rejects_as,
	    arena_printf(r->mem, "rejected-%s", j->file_name));
}
