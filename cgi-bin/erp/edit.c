/*
 * One form on one record: shown, read, saved, and shown again with the reasons
 * when it was refused. Somebody else's save in between is told field by field.
 */
#include <string.h>

#include "base/date.h"
#include "erp.h"

void
form_two(struct req *r, const char *path)
{
	html(r, "<form class=\"form two\" method=\"post\" action=\"");
	text(r, url(r, path, NULL));
	html(r, "\" novalidate data-warn>");
	form_token(r);
}

void
edit_status(struct req *r, enum rc rc)
{
	r->out.status = rc == RC_CONFLICT ? 409 : 422;
}

/* What others saved since the visitor's page was made: the newest rows of the
 * record in the audit, as many as the revision has grown. */
struct since {
	char name[81]; /* who was last */
	int64_t time;
	int64_t left;     /* rows to look at */
	struct buf names; /* "\nphone\t...": the fields, and their values */
};

static bool
keep_row(void *arg, const void *rec)
{
	const struct audit *a = rec;
	struct since *s = arg;

	if (s->time == 0) {
		str_copy(s->name, sizeof s->name, a->user_name);
		s->time = a->time;
	}
	buf_char(&s->names, '\n');
	buf_str(&s->names, a->changes);
	return --s->left > 0;
}

static void
saved_since(struct req *r, const struct entity *e, int64_t id, struct since *s)
{
	struct audit like = { .record = id };
	struct list l = {
		.e = &audit_entity,
		.index = AUDIT_BY_RECORD,
		.like = &like,
		.prefix = 2,
		.backwards = true,
	};

	str_copy(like.entity, sizeof like.entity, e->name);
	if (store_list(r->x, &l, keep_row, s) != RC_OK || s->name[0] == '\0')
		str_copy(s->name, sizeof s->name, _("Somebody else"));
}

static bool
was_changed(struct req *r, const struct since *s, const struct field *f)
{
	return s->names.len == 0 ||
	    strstr(s->names.data, arena_printf(r->mem, "\n%s\t", f->name)) !=
	    NULL;
}

static void
tell_difference(struct req *r, const struct field *f, const void *mine,
    const void *theirs, const char *who, struct problems *bad)
{
	char *a = arena_alloc(r->mem, FIELD_TEXT);
	char *b = arena_alloc(r->mem, FIELD_TEXT);

	refer_print(r->x, f, mine, a, FIELD_TEXT);
	refer_print(r->x, f, theirs, b, FIELD_TEXT);
	if (strcmp(a, b) == 0)
		return;
	if (f->type == &type_choice) {
		const struct choice *c =
		    choice_of(f->choices, record_int(f, theirs));
		str_copy(b, FIELD_TEXT, c == NULL ? "" : _(c->label));
	}
	if (f->type == &type_bool)
		str_copy(
		    b, FIELD_TEXT, record_int(f, theirs) ? _("Yes") : _("No"));
	if (*b == '\0')
		problem(bad, f->tag, _("%s: %s left this empty."), _(f->label),
		    who);
	else
		problem(
		    bad, f->tag, _("%s: %s saved “%s”."), _(f->label), who, b);
}

void
edit_conflict(struct req *r, const struct entity *e, const struct part *parts,
    void *rec, struct problems *bad)
{
	void *theirs = arena_alloc(r->mem, e->size);
	struct since s = { .left = 1 };
	char when[64];

	if (store_get(r->x, e, record_id(rec), theirs) != RC_OK)
		return;
	if (record_rev(theirs) > record_rev(rec))
		s.left = record_rev(theirs) - record_rev(rec);
	saved_since(r, e, record_id(rec), &s);
	time_long(s.time, r->visitor->time_zone, when, sizeof when);
	bad->n = 0;
	problem(bad, 0,
	    _("%s saved this record at %s, while you had it open. Your input "
	      "is kept below. Save again to put it in place of theirs."),
	    s.name, when);
	for (; parts->tags != NULL; parts++)
		for (const unsigned *tag = parts->tags; *tag != 0; tag++) {
			const struct field *f = record_field(e, *tag);
			if (was_changed(r, &s, f))
				tell_difference(r, f, rec, theirs, s.name, bad);
		}
	buf_free(&s.names);
	record_set_int(record_field(e, TAG_REV), rec, record_rev(theirs));
}

static bool
read_parts(
    struct req *r, const struct edit *ed, void *rec, struct problems *bad)
{
	bool good = true;

	for (const struct part *p = ed->parts; p->tags != NULL; p++)
		if (!form_read(r, ed->e, p->tags, rec, bad))
			good = false;
	if (ed->read_more != NULL && !ed->read_more(r, rec, bad))
		good = false;
	return good;
}

enum rc
edit_save(struct req *r, const struct edit *ed, void *rec, struct problems *bad)
{
	enum rc rc;

	if (r->id != 0) {
		rc = store_get(r->x, ed->e, r->id, rec);
		if (rc != RC_OK)
			return rc;
	} else if (ed->begin != NULL) {
		ed->begin(r, rec);
	}
	if (!read_parts(r, ed, rec, bad))
		return RC_INVALID;
	rc = ed->e->save(r->x, rec, bad);
	if (rc == RC_CONFLICT)
		edit_conflict(r, ed->e, ed->parts, rec, bad);
	return rc;
}

void
edit_form(struct req *r, const struct edit *ed, const char *path,
    const char *cancel, const void *rec, const struct problems *bad)
{
	form_two(r, path);
	if (record_id(rec) != 0)
		form_rev(r, rec);
	html(r, "<p class=\"small muted wide\">");
	text(r, _("Fields with "));
	html(r,
	    "<span class=\"req\" aria-hidden=\"true\">*</span>"
	    "<span class=\"vh\">");
	text(r, _("a star"));
	html(r, "</span> ");
	text(r, _("must be filled in."));
	html(r, "</p>");
	for (const struct part *p = ed->parts; p->tags != NULL; p++) {
		if (p->title != NULL) {
			html(r, "<h2>");
			text(r, _(p->title));
			html(r, "</h2>");
		}
		form_fields(r, ed->e, p->tags, rec, bad);
		if (p->more != NULL)
			p->more(r, rec, bad);
	}
	html(r, "<div class=\"acts\">");
	form_submit(r, _(ed->save));
	if (cancel != NULL)
		button_link(r, cancel, "btn quiet", NULL, _("Cancel"));
	html(r, "</div></form>");
}

/* The name of a record in its page head. */
static const char *
record_title(struct req *r, const struct entity *e, const void *rec)
{
	const struct field *f =
	    record_field(e, e->title != 0 ? e->title : e->key);
	char *to = arena_alloc(r->mem, FIELD_TEXT);

	field_print(f, rec, to, FIELD_TEXT);
	return to;
}

static void
edit_page(struct req *r, const struct edit *ed, const void *rec,
    const struct problems *bad)
{
	int64_t id = record_id(rec);
	void *stored = arena_alloc(r->mem, ed->e->size);
	struct head h = {
		.title = id == 0 ? _(ed->fresh) : NULL,
		.nav = ed->nav,
		.screen = ed->screen,
		.crumb = _(ed->list_title),
		.crumb_path = ed->list,
	};

	/* The head names the record as it is, not as it was typed. */
	if (id != 0) {
		if (bad == NULL || store_get(r->x, ed->e, id, stored) != RC_OK)
			memcpy(stored, rec, ed->e->size);
		h.title = record_title(r, ed->e, stored);
	}
	if (id != 0 && ed->lead != NULL)
		h.lead = ed->lead(r, stored);
	head_begin(r, &h);
	if (id != 0 && ed->buttons != NULL)
		ed->buttons(r, stored);
	head_end(r);
	form_errors(r, &(struct form_bad){ ed->e, bad }, bad != NULL);
	html(r, "<section class=\"card flush\" aria-label=\"");
	text(r, h.title);
	html(r, "\">");
	if (id != 0 && ed->tabs != NULL)
		record_tabs(r, ed->list, id, ed->tabs, "");
	html(r, "<div class=\"body\">");
	edit_form(r, ed,
	    id == 0 ? at(r, ed->list, 0, "/new") : at(r, ed->list, id, ""),
	    ed->list, rec, bad);
	html(r, "</div></section>");
	if (id != 0 && ed->aside != NULL)
		ed->aside(r, stored);
	page_close(r);
}

enum rc
edit_get(struct req *r, const struct edit *ed)
{
	void *rec = arena_alloc(r->mem, ed->e->size);
	enum rc rc;

	if (r->id != 0) {
		rc = store_get(r->x, ed->e, r->id, rec);
		if (rc != RC_OK)
			return rc;
	} else if (ed->begin != NULL) {
		ed->begin(r, rec);
	}
	edit_page(r, ed, rec, NULL);
	return RC_OK;
}

enum rc
edit_post(struct req *r, const struct edit *ed)
{
	void *rec = arena_alloc(r->mem, ed->e->size);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	enum rc rc = edit_save(r, ed, rec, bad);

	switch (rc) {
	case RC_OK:
	case RC_SAME:
		redirect(r, at(r, ed->list, record_id(rec), ""),
		    r->id == 0 ? "created" : "saved");
		return rc;
	case RC_INVALID:
	case RC_EXISTS:
	case RC_CONFLICT:
		/* A refused new record has no number yet. */
		if (r->id == 0)
			record_set_int(record_field(ed->e, TAG_ID), rec, 0);
		edit_status(r, rc);
		edit_page(r, ed, rec, bad);
		return rc;
	default:
		return rc;
	}
}

enum rc
refuse(struct req *r, enum rc rc, const struct problems *bad, const char *back)
{
	const char *why = bad->n > 0 ? bad->at[0].text : NULL;
	const struct head h = {
		.title = _("This could not be done"),
		.crumb = _("Back"),
		.crumb_path = back,
	};

	if (why == NULL && rc == RC_CONFLICT)
		why = _("Somebody else changed this record meanwhile. Look at "
			"it again, then decide.");
	if (why == NULL)
		return rc;
	edit_status(r, rc);
	page_open(r, &h);
	banner(r, "bad", why, NULL);
	html(r, "<div class=\"acts\">");
	button_link(r, back, "btn primary", NULL, _("Go back"));
	html(r, "</div>");
	page_close(r);
	return rc;
}
