/*
 * Which heading of a file feeds which field: guessed, chosen by hand, or kept
 * as a profile for the next file of the same sort.
 */
#include <string.h>
#include <unistd.h>

#include "exchange.h"
#include "importverbs.h"

/* The stored file, looked at; false with a sentence. */
static bool
look(struct req *r, const struct job *j, struct look *l, char *why, size_t size)
{
	const struct kind *kind = look_kind_named(j->kind);
	int fd = store_file_open(r->x, j->stored_as);
	char path[64];
	bool good;

	if (fd < 0 || kind == NULL) {
		str_copy(why, size, _("The file is gone."));
		return false;
	}
	str_printf(path, sizeof path, "/proc/self/fd/%d", fd);
	copies_to(r);
	good = look_at(path, kind, r->mem, l, why, size);
	close(fd);
	return good;
}

/* ---- the form */

static void
field_options(struct req *r, const struct kind *kind, const char *chosen)
{
	struct look_step step = { 0 };
	const struct field *f;
	bool lines = false, of_line, grouped = false;

	html(r, "<option value=\"\">");
	text(r, _("(leave out)"));
	html(r, "</option>");
	if (strchr(chosen, ' ') != NULL) {
		html(r, "<option value=\"");
		text(r, chosen);
		html(r, "\" selected>");
		text(r, _("Full name: first and last"));
		html(r, "</option>");
	}
	while ((f = look_field(kind, &step, &of_line)) != NULL) {
		if (of_line && !lines) {
			html(r, "<optgroup label=\"");
			text(r, _("Lines"));
			html(r, "\">");
			grouped = lines = true;
		}
		html(r, "<option value=\"");
		text(r, f->name);
		if (strcmp(f->name, chosen) == 0)
			html(r, "\" selected>");
		else
			html(r, "\">");
		text(r, _(f->label));
		html(r, "</option>");
	}
	if (grouped)
		html(r, "</optgroup>");
}

static void
column_row(struct req *r, const struct kind *kind, const struct look_column *c)
{
	const char *heading =
	    c->heading[0] != '\0' ? c->heading : _("(no heading)");
	bool any = false;

	html(r, "<tr><th scope=\"row\">");
	text(r, heading);
	html(r, "</th><td class=\"muted small\">");
	for (int i = 0; i < LOOK_SAMPLES; i++) {
		if (c->sample[i][0] == '\0')
			continue;
		if (any)
			html(r, "<br>");
		any = true;
		textf(r, "%.60s", c->sample[i]);
	}
	html(r, "</td><td><select name=\"field\" aria-label=\"");
	textf(r, _("Field for %s"), heading);
	html(r, "\">");
	field_options(r, kind, c->field);
	html(r, "</select></td></tr>");
}

static void
columns_table(struct req *r, const struct kind *kind, const struct look *l)
{
	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\"><thead><tr><th scope=\"col\">");
	text(r, _("Heading in the file"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("First values"));
	html(r, "</th><th scope=\"col\">");
	text(r, _("Field"));
	html(r, "</th></tr></thead><tbody>");
	for (int i = 0; i < l->n; i++)
		column_row(r, kind, &l->at[i]);
	html(r, "</tbody></table></div>");
}

struct profiles {
	struct req *r;
	int n;
};

static bool
profile_option(void *arg, const void *rec)
{
	const struct import_profile *p = rec;
	struct profiles *all = arg;
	struct req *r = all->r;

	if (all->n++ == 0) {
		html(r, "<div class=\"field\"><label for=\"f-profile\">");
		text(r, _("A saved profile"));
		html(r,
		    "</label><select id=\"f-profile\" name=\"profile\" "
		    "class=\"w-m\"><option value=\"\">");
		text(r, _("None: use the table below"));
		html(r, "</option>");
	}
	html(r, "<option value=\"");
	textf(r, "%lld", (long long)p->id);
	html(r, "\">");
	text(r, p->name);
	html(r, "</option>");
	return true;
}

static void
profile_select(struct req *r, const char *kind)
{
	struct import_profile *like = arena_alloc(r->mem, sizeof *like);
	struct profiles all = { .r = r };
	const struct list l = { .e = &import_profile_entity,
		.index = PROFILE_OF_KIND,
		.like = like,
		.prefix = 1 };

	str_copy(like->kind, sizeof like->kind, kind);
	if (store_list(r->x, &l, profile_option, &all) == RC_OK && all.n > 0)
		html(r, "</select></div>");
}

static void
how_choice(struct req *r, const struct look *l)
{
	if (l->layout[0] == '\0') {
		form_hidden(r, "how", "match");
		return;
	}
	html(r, "<fieldset class=\"box\"><legend>");
	text(r, _("Columns"));
	html(r,
	    "</legend><div class=\"checks\"><div class=\"check\"><input "
	    "type=\"radio\" id=\"f-how-known\" name=\"how\" value=\"known\" "
	    "checked><label for=\"f-how-known\">");
	textf(r, _("Take it as %s"), l->layout);
	html(r,
	    "</label></div><div class=\"check\"><input type=\"radio\" "
	    "id=\"f-how-match\" name=\"how\" value=\"match\"><label "
	    "for=\"f-how-match\">");
	text(r, _("Match the columns as in the table below"));
	html(r, "</label></div></div></fieldset>");
}

void
match_card(struct req *r, const struct job *j, const struct problems *bad)
{
	static const unsigned options[] = { JOB_MODE, JOB_DECIMAL, JOB_DATES,
		JOB_CREATE_MISSING, 0 };
	const struct kind *kind = look_kind_named(j->kind);
	struct look l;
	char why[400];

	if (!look(r, j, &l, why, sizeof why)) {
		banner(r, "bad", why, NULL);
		return;
	}
	if (bad != NULL)
		form_errors(r, &(struct form_bad){ &job_entity, bad }, 1);
	card_open(r, "h-match", _("Which heading feeds which field?"));
	html(r, "<div class=\"body\">");
	form_open(r, import_at(r, j->id, "/match"));
	how_choice(r, &l);
	profile_select(r, j->kind);
	columns_table(r, kind, &l);
	form_input(r,
	    &(struct input){ .name = "profile_name",
		.label = _("Keep this as a profile"),
		.hint = _("A name, so that the next file of this sort is "
			  "matched at once. Left empty, nothing is kept."),
		.type = "text",
		.value = "",
		.max = 80 });
	html(r, "<details><summary class=\"btn sm quiet\">");
	icon(r, "sliders");
	text(r, _("More options"));
	html(r, "</summary>");
	form_fields(r, &job_entity, options, j, bad);
	html(r, "</details><div class=\"acts\">");
	form_submit(r, _("Check the file"));
	html(r, "</div><p class=\"hint\">");
	text(r, _("Checking writes nothing."));
	html(r, "</p>");
	form_close(r);
	html(r, "</div>");
	card_close(r);
}

/* ---- what was chosen */

struct choice_made {
	struct req *r;
	struct job j;
	struct problems bad;
};

static void
take_profile(struct choice_made *m, int64_t id)
{
	struct import_profile *p = arena_alloc(m->r->mem, sizeof *p);

	if (store_get(m->r->x, &import_profile_entity, id, p) == RC_OK &&
	    strcmp(p->kind, m->j.kind) == 0)
		str_copy(m->j.map, sizeof m->j.map, p->map);
	else
		problem(&m->bad, 0, _("This profile no longer exists."));
}

static void
keep_profile(struct choice_made *m, const char *name)
{
	struct import_profile *p = arena_alloc(m->r->mem, sizeof *p);
	struct problems bad = { .n = 0 };
	enum rc rc;

	str_copy(p->name, sizeof p->name, name);
	if (store_find(m->r->x, &import_profile_entity, PROFILE_BY_NAME, p) !=
	    RC_OK)
		*p = (struct import_profile){ .id = 0 };
	if (p->id != 0 && strcmp(p->kind, m->j.kind) != 0) {
		problem(&m->bad, 0,
		    _("A profile of this name is about something else."));
		return;
	}
	str_copy(p->name, sizeof p->name, name);
	str_copy(p->kind, sizeof p->kind, m->j.kind);
	str_copy(p->map, sizeof p->map, m->j.map);
	rc = import_profile_save(m->r->x, p, &bad);
	if (rc != RC_OK && rc != RC_SAME)
		problem(&m->bad, 0, "%s",
		    bad.n > 0 ? bad.at[0].text :
				_("The profile could not be kept."));
}

static void
take_columns(struct choice_made *m)
{
	const char *fields[LOOK_COLUMNS];
	const char *name = form_value(m->r, "profile_name");
	struct buf map = { 0 };
	struct look l;
	char why[400];

	if (!look(m->r, &m->j, &l, why, sizeof why)) {
		problem(&m->bad, 0, "%s", why);
		return;
	}
	for (int i = 0; i < l.n; i++) {
		const char *v = form_value_at(m->r, "field", i);

		fields[i] = v != NULL ? v : "";
	}
	look_map(&l, fields, &map);
	if (!str_copy(m->j.map, sizeof m->j.map, map.data))
		problem(&m->bad, 0,
		    _("This file has too many columns to be "
		      "matched by hand; use a map file with "
		      "the command postern import."));
	buf_free(&map);
	if (m->bad.n == 0 && name != NULL && *name != '\0')
		keep_profile(m, name);
}

static enum rc
choose(struct txn *x, void *arg)
{
	static const unsigned options[] = { JOB_MODE, JOB_DECIMAL, JOB_DATES,
		JOB_CREATE_MISSING, 0 };
	struct choice_made *m = arg;
	struct req *r = m->r;
	const char *how = form_value(r, "how");
	int64_t profile = form_id(r, "profile");
	enum rc rc;

	r->x = x;
	if ((rc = import_load(r, x, &m->j)) != RC_OK)
		return rc;
	if (!form_read(r, &job_entity, options, &m->j, &m->bad))
		return RC_INVALID;
	m->j.map[0] = '\0';
	if (profile != 0)
		take_profile(m, profile);
	else if (how == NULL || strcmp(how, "known") != 0)
		take_columns(m);
	if (m->bad.n > 0)
		return RC_INVALID;
	return jobrun_begin(x, &m->j, JOB_CHECKING, r->now, &m->bad);
}

enum rc
import_match_post(struct req *r)
{
	struct choice_made *m = arena_alloc(r->mem, sizeof *m);

	m->r = r;
	return import_start(r, choose, m, &m->bad);
}
