/* A new export: what, how, and off it goes. */
#include <string.h>

#include "exports.h"

static const struct head head_new = {
	.nav = "exports",
	.screen = "SM207036",
	.crumb_path = "/exchange/exports",
};

static void
open_page(struct req *r, const char *title)
{
	struct head h = head_new;

	h.title = title;
	h.crumb = _("Exports");
	page_open(r, &h);
}

/* ---- first: what */

static void
profile_row(struct req *r, const struct export_job *j)
{
	const struct export_kind *k = export_kind_named(j->kind);

	if (k == NULL || !kind_shown(r, k))
		return;
	html(r, "<li><a href=\"");
	text(r,
	    url(r, "/exchange/exports/new", "profile",
		arena_printf(r->mem, "%lld", (long long)j->id), NULL));
	html(r, "\">");
	text(r, j->name);
	html(r, "</a> <span class=\"muted\">");
	text(r, export_kind_label(k));
	html(r, "</span></li>");
}

struct shown {
	struct req *r;
	int n;
};

enum { PROFILES = 50 };

static bool
show_profile(void *arg, const void *rec)
{
	struct shown *s = arg;

	if (s->n++ == 0) {
		card_open(s->r, "h-profiles", _("As kept under a name"));
		html(s->r, "<ul>");
	}
	profile_row(s->r, rec);
	return s->n < PROFILES;
}

static void
profiles(struct req *r)
{
	const struct export_job *like = &(struct export_job){ .profile = 1 };
	const struct list l = { .e = &export_job_entity,
		.index = EXPORT_JOB_BY_PROFILE,
		.like = like,
		.prefix = 1,
		.backwards = true };
	struct shown s = { .r = r };

	if (store_list(r->x, &l, show_profile, &s) == RC_OK && s.n > 0) {
		html(r, "</ul>");
		card_close(r);
	}
}

static void
choose_kind(struct req *r)
{
	open_page(r, _("Export something"));
	html(r, "<div class=\"stack\">");
	card_open(r, "h-kind", _("What?"));
	html(r, "<form class=\"form\" method=\"get\" action=\"");
	text(r, url(r, "/exchange/exports/new", NULL));
	html(r, "\"><div class=\"field\"><label for=\"f-kind\">");
	text(r, _("What is to be exported?"));
	html(r, "</label><select id=\"f-kind\" name=\"kind\" class=\"w-m\">");
	for (const struct export_kind *k = export_kinds; k->name != NULL; k++) {
		if (!kind_shown(r, k))
			continue;
		html(r, "<option value=\"");
		text(r, k->name);
		html(r, "\">");
		text(r, export_kind_label(k));
		html(r, "</option>");
	}
	html(r, "</select></div><div class=\"acts\">");
	form_submit(r, _("Go on"));
	button_link(r, "/exchange/exports", "btn quiet", NULL, _("Cancel"));
	html(r, "</div></form>");
	card_close(r);
	profiles(r);
	html(r, "</div>");
	page_close(r);
}

/* ---- then: how */

static void
wish_form(struct req *r, const struct export_job *j, const char *name,
    const struct problems *bad)
{
	const struct export_kind *k = export_kind_named(j->kind);
	unsigned form[WISH_TAGS], filter[WISH_TAGS];

	wish_tags(k, form, filter);
	form_two(r, "/exchange/exports/new");
	form_hidden(r, "kind", j->kind);
	wish_format(r, j, bad);
	form_fields(r, &export_job_entity, filter, j, bad);
	wish_statuses(r, j, bad);
	if (form[0] != 0) {
		html(r,
		    "<details class=\"wide\"><summary class=\"btn sm quiet\">");
		icon(r, "sliders");
		text(r, _("More options"));
		html(r, "</summary>");
		form_fields(r, &export_job_entity, form, j, bad);
		html(r, "</details>");
	}
	form_input(r,
	    &(struct input){ .name = "name",
		.label = _("Keep this as a profile"),
		.hint = _("A name, so that the same can be exported again. "
			  "Left empty, nothing is kept."),
		.type = "text",
		.value = name,
		.max = 80 });
	html(r, "<div class=\"acts\">");
	form_submit(r, _("Export"));
	button_link(r, "/exchange/exports", "btn quiet", NULL, _("Cancel"));
	html(r, "</div>");
	form_close(r);
}

static void
show_form(struct req *r, const struct export_job *j, const char *name,
    const struct problems *bad)
{
	const struct export_kind *k = export_kind_named(j->kind);

	open_page(
	    r, arena_printf(r->mem, _("Export: %s"), export_kind_label(k)));
	if (bad != NULL)
		form_errors(
		    r, &(struct form_bad){ &export_job_entity, bad }, 1);
	html(r, "<section class=\"card\" aria-label=\"");
	text(r, export_kind_label(k));
	html(r, "\"><div class=\"body\">");
	wish_form(r, j, name, bad);
	html(r, "</div></section>");
	page_close(r);
}

enum rc
export_new(struct req *r)
{
	struct export_job *j = arena_alloc(r->mem, sizeof *j);
	const char *kind = query_value(r, "kind");
	int64_t profile = query_id(r, "profile");
	const struct export_kind *k;
	enum rc rc;

	if (profile != 0) {
		rc = store_get(r->x, &export_job_entity, profile, j);
		if (rc != RC_OK || !j->profile)
			return RC_NOTFOUND;
		kind = j->kind;
	} else if (kind != NULL)
		str_copy(j->kind, sizeof j->kind, kind);
	k = kind != NULL ? export_kind_named(kind) : NULL;
	if (k == NULL || !kind_shown(r, k))
		choose_kind(r);
	else
		show_form(r, j, "", NULL);
	return RC_OK;
}

/* ---- and off it goes */

struct wish {
	struct req *r;
	struct export_job j;
	struct problems bad;
};

static enum rc
keep_profile(struct wish *w, const char *name)
{
	struct export_job *p = arena_alloc(w->r->mem, sizeof *p);
	int64_t id, rev, created;
	enum rc rc;

	str_copy(p->name, sizeof p->name, name);
	rc = store_find(w->r->x, &export_job_entity, EXPORT_JOB_BY_NAME, p);
	if (rc != RC_OK)
		*p = (struct export_job){ .id = 0 };
	id = p->id;
	rev = p->rev;
	created = p->created;
	export_job_wishes(&w->j, p);
	p->id = id;
	p->rev = rev;
	p->created = created;
	p->profile = 1;
	str_copy(p->name, sizeof p->name, name);
	rc = export_job_save(w->r->x, p, &w->bad);
	return rc == RC_SAME ? RC_OK : rc;
}

static bool
read_wish(struct wish *w)
{
	struct req *r = w->r;
	const char *kind = form_value(r, "kind");
	const struct export_kind *k;
	unsigned form[WISH_TAGS], filter[WISH_TAGS];
	bool good = true;

	str_copy(w->j.kind, sizeof w->j.kind, kind != NULL ? kind : "");
	if ((k = export_kind_named(w->j.kind)) != NULL) {
		wish_tags(k, form, filter);
		good = form_read(r, &export_job_entity, form, &w->j, &w->bad);
		good =
		    form_read(r, &export_job_entity, filter, &w->j, &w->bad) &&
		    good;
	}
	return wish_read(r, &w->j, &w->bad) && good;
}

static enum rc
begin(struct txn *x, void *arg)
{
	struct wish *w = arg;
	struct req *r = w->r;
	const char *name = form_value(r, "name");
	enum rc rc = RC_OK;

	r->x = x;
	if (!read_wish(w))
		return RC_INVALID;
	if (name != NULL && *str_trim(arena_strdup(r->mem, name)) != '\0')
		rc = keep_profile(w, str_trim(arena_strdup(r->mem, name)));
	if (rc != RC_OK)
		return rc;
	export_wish_file(&w->j, today(r));
	w->j.user = r->visitor->user.id;
	return export_job_save(x, &w->j, &w->bad);
}

/* The same once more: the one that was lost, or a new one. */
static enum rc
begin_again(struct txn *x, void *arg)
{
	struct wish *w = arg;
	struct req *r = w->r;
	struct export_job *was = txn_scratch(x, sizeof *was);
	enum rc rc;

	r->x = x;
	if ((rc = export_load(r, was, false)) != RC_OK)
		return rc;
	if (was->state == EXPORT_RUNNING && !export_job_lost(was, r->now)) {
		problem(&w->bad, 0, _("This is being done already."));
		return RC_INVALID;
	}
	if (was->state == EXPORT_RUNNING) {
		w->j = *was;
		w->j.beat = r->now;
	} else {
		export_job_wishes(was, &w->j);
		export_wish_file(&w->j, today(r));
		w->j.user = r->visitor->user.id;
	}
	return export_job_save(x, &w->j, &w->bad);
}

static enum rc
start(struct req *r, enum rc (*body)(struct txn *, void *), struct wish *w)
{
	struct actor who = { .user = r->visitor->user.id,
		.channel = CHANNEL_ERP };
	struct store *s = store_open(r->conf->store, STORE_WRITE);
	enum rc rc;

	str_copy(who.name, sizeof who.name, r->visitor->name);
	w->r = r;
	rc = txn_run(s, &who, body, w);
	store_close(s);
	r->x = NULL;
	if (rc == RC_OK) {
		background(r, exportwork, w->j.id);
		redirect(r, export_at(r, w->j.id, ""), NULL);
	}
	return rc;
}

/* The form again, which needs to look things up. */
static void
show_again(struct req *r, struct wish *w)
{
	const char *name = form_value(r, "name");
	struct store *s = store_open(r->conf->store, STORE_READ);

	r->x = store_view(s);
	r->out.status = 422;
	if (export_kind_named(w->j.kind) == NULL)
		choose_kind(r);
	else
		show_form(r, &w->j, name != NULL ? name : "", &w->bad);
	r->x = NULL;
	store_close(s);
}

enum rc
export_new_post(struct req *r)
{
	struct wish *w = arena_alloc(r->mem, sizeof *w);
	enum rc rc = start(r, begin, w);

	if (w->bad.n > 0)
		show_again(r, w);
	return rc;
}

enum rc
export_again_post(struct req *r)
{
	struct wish *w = arena_alloc(r->mem, sizeof *w);
	enum rc rc = start(r, begin_again, w);

	if (w->bad.n > 0)
		page_status(
		    r, 422, _("This cannot be done now"), w->bad.at[0].text);
	return rc;
}
