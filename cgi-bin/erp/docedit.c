/*
 * The form of a document with lines: shown, read, calculated or saved, and
 * shown again with everything that was typed.
 */
#include <string.h>

#include "docs.h"

/* One request on the form. */
struct editing {
	const struct docedit *ed;
	void *head;
	struct lines lines;
	const struct problems *bad; /* NULL: nothing was sent */
	bool computed;              /* the sums are those of what is shown */
};

static const struct document *
kind(const struct docedit *ed)
{
	return ed->doc->d;
}

/* ---- the page --------------------------------------------------------------
 */

static void
parts(struct req *r, const struct docedit *ed, const struct part *p,
    const void *head, const struct problems *bad)
{
	for (; p->tags != NULL; p++) {
		if (p->title != NULL) {
			html(r, "<h2>");
			text(r, _(p->title));
			html(r, "</h2>");
		}
		form_fields(r, kind(ed)->head, p->tags, head, bad);
		if (p->more != NULL)
			p->more(r, head, bad);
	}
}

/* A problem stands in the fold: it must be open. */
static bool
in_fold(const struct docedit *ed, const struct problems *bad)
{
	for (const struct part *p = ed->more; bad != NULL && p->tags != NULL;
	     p++)
		for (const unsigned *t = p->tags; *t != 0; t++)
			if (problem_of(bad, *t) != NULL)
				return true;
	return false;
}

static void
fold(struct req *r, const struct docedit *ed, const struct editing *e)
{
	if (ed->more == NULL)
		return;
	html(r, "<section class=\"card\"><div class=\"body\"><details");
	if (in_fold(ed, e->bad))
		html(r, " open");
	html(r, "><summary class=\"btn\">");
	text(r, _(ed->fold));
	html(r, "</summary><div class=\"form two\">");
	parts(r, ed, ed->more, e->head, e->bad);
	html(r, "</div></details></div></section>");
}

static void
below(struct req *r, const struct editing *e)
{
	const struct docedit *ed = e->ed;

	/* The script fills it in while lines are typed. */
	if (ed->sums != NULL) {
		html(r, "<div class=\"sums-row\" id=\"sums\">");
		if (e->computed && e->lines.n > 0)
			ed->sums(r, e->head, e->lines.at, e->lines.n);
		html(r, "</div>");
	}
	fold(r, ed, e);
}

static void
the_form(struct req *r, const struct editing *e, const char *path,
    const char *cancel)
{
	const struct docedit *ed = e->ed;

	html(r, "<form class=\"stack\" method=\"post\" action=\"");
	text(r, url(r, path, NULL));
	if (ed->sums != NULL && ed->lines != NULL)
		html(r, "\" novalidate data-warn data-reckon>");
	else
		html(r, "\" novalidate data-warn>");
	form_token(r);
	if (r->id != 0)
		form_rev(r, e->head);
	if (ed->lines != NULL) {
		/* What the Enter key does. */
		html(r,
		    "<button type=\"submit\" name=\"do\" "
		    "value=\"calculate\" class=\"vh\" tabindex=\"-1\">");
		text(r, _("Calculate"));
		html(r, "</button>");
	}
	html(r,
	    "<section class=\"card\"><div class=\"body\">"
	    "<div class=\"form two\">");
	parts(r, ed, ed->main, e->head, e->bad);
	html(r, "</div></div></section>");
	if (ed->lines != NULL)
		lines_card(r, ed->lines, e->head, &e->lines, path, e->bad);
	below(r, e);
	html(r, "<div class=\"acts\">");
	form_button(r, "btn primary", "do", "save", NULL, _(ed->save));
	button_link(r, cancel, "btn quiet", NULL, _("Cancel"));
	html(r, "</div></form>");
}

static void
edit_page(struct req *r, const struct editing *e)
{
	const struct docedit *ed = e->ed;
	const struct doc *d = ed->doc;
	const char *back = r->id == 0 ? d->list : at(r, d->list, r->id, "");
	const char *name = doc_name(d, e->head);
	const struct head h = {
		.title = r->id == 0 ? _(d->nameless) :
				      arena_printf(r->mem, _("Edit %s"), name),
		.nav = d->nav,
		.screen = d->screen,
		.crumb = r->id == 0 ? _(d->list_title) : name,
		.crumb_path = back,
	};

	if (r->id != 0)
		head_tail(r, _("Edit"));
	page_open(r, &h);
	form_errors(
	    r, &(struct form_bad){ kind(ed)->head, e->bad }, e->bad != NULL);
	the_form(r, e,
	    r->id == 0 ? at(r, d->list, 0, "/new") :
			 at(r, d->list, r->id, "/edit"),
	    back);
	page_close(r);
}

/* ---- GET
 * ------------------------------------------------------------------------ */

static enum rc
stored_lines(struct req *r, const struct docedit *ed, void **lines, int *n)
{
	*lines = NULL;
	*n = 0;
	if (r->id == 0 || ed->lines == NULL)
		return RC_OK;
	return document_lines(r->x, kind(ed), r->id, lines, n);
}

static struct editing *
begin(struct req *r, const struct docedit *ed)
{
	struct editing *e = arena_alloc(r->mem, sizeof *e);

	e->ed = ed;
	e->head = arena_alloc(r->mem, kind(ed)->head->size);
	return e;
}

enum rc
doc_new(struct req *r, const struct docedit *ed)
{
	struct editing *e = begin(r, ed);

	if (ed->begin != NULL)
		ed->begin(r, e->head);
	if (ed->lines != NULL)
		lines_show(r, ed->lines, NULL, 0, &e->lines);
	edit_page(r, e);
	return RC_OK;
}

/* Told as a page: the document is no longer one that can be changed. */
static enum rc
is_final(struct req *r, const struct docedit *ed)
{
	struct problems bad = { .n = 0 };
	enum rc rc;

	problem(&bad, 0, "%s", _(ed->fixed));
	rc = refuse(r, RC_INVALID, &bad, at(r, ed->doc->list, r->id, ""));
	/* Only a POST has something to undo. */
	return r->method == METHOD_POST ? rc : RC_OK;
}

enum rc
doc_edit(struct req *r, const struct docedit *ed)
{
	struct editing *e = begin(r, ed);
	void *lines;
	int n;
	enum rc rc = store_get(r->x, kind(ed)->head, r->id, e->head);

	if (rc != RC_OK)
		return rc;
	if (!ed->may_change(e->head))
		return is_final(r, ed);
	if ((rc = stored_lines(r, ed, &lines, &n)) != RC_OK)
		return rc;
	if (ed->lines != NULL)
		lines_show(r, ed->lines, lines, n, &e->lines);
	e->computed = true;
	edit_page(r, e);
	return RC_OK;
}

/* ---- POST
 * ----------------------------------------------------------------------- */

static bool
read_parts(struct req *r, const struct docedit *ed, const struct part *p,
    void *head, struct problems *bad)
{
	bool good = true;

	for (; p != NULL && p->tags != NULL; p++)
		good = form_read(r, kind(ed)->head, p->tags, head, bad) && good;
	return good;
}

/* The currency decides how amounts are read, and the account knows it. */
static void
early_currency(struct req *r, const struct docedit *ed, void *head)
{
	const unsigned account[] = { ed->account, 0 };
	const unsigned currency[] = { ed->currency, 0 };
	const struct entity *e = kind(ed)->head;
	struct problems ignored = { .n = 0 };
	void *copy;

	if (ed->currency == 0 || ed->defaults == NULL || r->id != 0)
		return;
	copy = arena_alloc(r->mem, e->size);
	memcpy(copy, head, e->size);
	(void)form_read(r, e, account, copy, &ignored);
	(void)form_read(r, e, currency, copy, &ignored);
	ignored.n = 0;
	if (ed->defaults(r, copy, &ignored) == RC_OK)
		record_set_text(record_field(e, ed->currency), head,
		    record_text(record_field(e, ed->currency), copy));
}

static const char *
currency_of(const struct docedit *ed, const void *head)
{
	return ed->currency == 0 ?
	    "" :
	    record_text(record_field(kind(ed)->head, ed->currency), head);
}

/* Another account: what came from the one before and was left as it was is
 * taken from the new one. */
static void
follow(const struct docedit *ed, const void *was, void *head)
{
	const struct entity *e = kind(ed)->head;
	const struct field *f = record_field(e, ed->account);

	if (f == NULL || record_int(f, was) == record_int(f, head))
		return;
	for (const unsigned *t = ed->follows; *t != 0; t++) {
		f = record_field(e, *t);
		if (memcmp((const char *)was + f->off,
			(const char *)head + f->off, f->size) == 0)
			memset((char *)head + f->off, 0, f->size);
	}
}

static bool
read_all(struct req *r, struct editing *e, const void *stored, int n,
    struct problems *bad)
{
	const struct docedit *ed = e->ed;
	void *was = arena_alloc(r->mem, kind(ed)->head->size);
	bool good;

	early_currency(r, ed, e->head);
	memcpy(was, e->head, kind(ed)->head->size);
	good = read_parts(r, ed, ed->main, e->head, bad);
	good = read_parts(r, ed, ed->more, e->head, bad) && good;
	if (r->id != 0 && ed->account != 0 && ed->follows != NULL)
		follow(ed, was, e->head);
	if (r->id != 0 && ed->settle != NULL)
		ed->settle(was, e->head);
	if (ed->lines != NULL)
		good = lines_read(r, ed->lines, stored, n,
			   currency_of(ed, e->head), &e->lines, bad) &&
		    good;
	return good;
}

/* What account, item and customer know, where nothing was typed. */
static enum rc
fill(struct req *r, struct editing *e, struct problems *bad)
{
	const struct docedit *ed = e->ed;
	enum rc rc = RC_OK;

	if (ed->defaults != NULL)
		rc = ed->defaults(r, e->head, bad);
	for (int i = 0;
	     rc == RC_OK && ed->line_defaults != NULL && i < e->lines.n; i++) {
		struct problems one = { .n = 0 };
		void *line =
		    (char *)e->lines.at + (size_t)i * kind(ed)->line->size;

		rc = ed->line_defaults(r, e->head, line, &one);
		for (int j = 0; j < one.n; j++)
			problem_in(
			    bad, i + 1, one.at[j].tag, "%s", one.at[j].text);
		if (rc == RC_INVALID)
			rc = RC_OK; /* the other lines are filled, too */
	}
	return rc == RC_OK && bad->n > 0 ? RC_INVALID : rc;
}

/* A refused or only calculated new document has no number yet. */
static void
undo(struct req *r, struct editing *e, const void *as_read)
{
	const struct document *d = kind(e->ed);
	void *head = e->head;

	record_set_int(record_field(d->head, TAG_ID), head, r->id);
	record_set_int(
	    record_field(d->head, TAG_REV), head, record_rev(as_read));
	if (r->id == 0 && d->number != 0)
		record_set_text(record_field(d->head, d->number), head,
		    record_text(record_field(d->head, d->number), as_read));
	if (e->ed->lines != NULL)
		lines_undo(e->ed->lines, &e->lines);
}

static enum rc
show_again(struct req *r, struct editing *e, const struct problems *bad,
    enum rc rc, int status)
{
	e->bad = bad;
	r->out.status = status;
	edit_page(r, e);
	return rc == RC_OK || rc == RC_SAME ? RC_INVALID : rc;
}

static enum rc
add_rows(struct req *r, struct editing *e)
{
	struct problems *none = arena_alloc(r->mem, sizeof *none);

	if (e->lines.blank < LINE_BLANK)
		e->lines.blank = 0;
	e->lines.blank += LINE_BLANK;
	return show_again(r, e, none, RC_INVALID, 200);
}

static void
tell_conflict(struct req *r, struct editing *e, struct problems *bad)
{
	void *theirs = arena_alloc(r->mem, kind(e->ed)->head->size);

	bad->n = 0;
	problem(bad, 0,
	    _("Somebody else saved this document while you had it open. Your "
	      "input is kept below. Save again to put it in place of "
	      "theirs."));
	if (store_get(r->x, kind(e->ed)->head, r->id, theirs) == RC_OK)
		record_set_int(record_field(kind(e->ed)->head, TAG_REV),
		    e->head, record_rev(theirs));
}

static enum rc
put(struct req *r, struct editing *e, bool save, struct problems *bad)
{
	const struct docedit *ed = e->ed;
	void *as_read = arena_alloc(r->mem, kind(ed)->head->size);
	enum rc rc = fill(r, e, bad);

	memcpy(as_read, e->head, kind(ed)->head->size);
	if (rc == RC_OK)
		rc = kind(ed)->put(r->x, e->head, e->lines.at, e->lines.n, bad);
	if (save && (rc == RC_OK || rc == RC_SAME)) {
		redirect(r, at(r, ed->doc->list, record_id(e->head), ""),
		    r->id == 0 ? "created" : "saved");
		return rc;
	}
	if (rc != RC_OK && rc != RC_SAME && rc != RC_INVALID &&
	    rc != RC_EXISTS && rc != RC_CONFLICT &&
	    !(rc == RC_REFUSED && bad->n > 0))
		return rc;
	undo(r, e, as_read);
	e->computed = rc == RC_OK || rc == RC_SAME;
	if (rc == RC_CONFLICT)
		tell_conflict(r, e, bad);
	return show_again(r, e, bad, rc,
	    e->computed           ? 200 :
		rc == RC_CONFLICT ? 409 :
				    422);
}

enum rc
doc_edit_post(struct req *r, const struct docedit *ed)
{
	struct editing *e = begin(r, ed);
	struct problems *bad = arena_alloc(r->mem, sizeof *bad);
	const char *act = form_value(r, "do");
	bool good, rows = act != NULL && strcmp(act, "rows") == 0;
	void *lines;
	int n;
	enum rc rc = RC_OK;

	if (r->id != 0)
		rc = store_get(r->x, kind(ed)->head, r->id, e->head);
	else if (ed->begin != NULL)
		ed->begin(r, e->head);
	if (rc != RC_OK)
		return rc;
	if (r->id != 0 && !ed->may_change(e->head))
		return is_final(r, ed);
	if ((rc = stored_lines(r, ed, &lines, &n)) != RC_OK)
		return rc;
	good = read_all(r, e, lines, n, bad);
	if (rows)
		return add_rows(r, e);
	if (!good)
		return show_again(r, e, bad, RC_INVALID, 422);
	return put(r, e, act == NULL || strcmp(act, "calculate") != 0, bad);
}
