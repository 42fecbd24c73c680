/* The table of a list: heads that sort, and cells by the kind of column. */
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "control.h"
#include "listing.h"
#include "store/refer.h"
#include "web.h"

/* ---- heads
 * ------------------------------------------------------------------- */

static const char *
label_of(const struct listing *l, const struct column *c)
{
	return c->label != NULL ? _(c->label) :
				  _(record_field(l->v->e, c->tag)->label);
}

/* The order that a click on the head gives: the other way round, when the list
 * already stands in this column's order. */
static const struct sort *
sort_for(const struct listing *l, unsigned tag)
{
	const struct sort *first = NULL;

	for (const struct sort *s = l->tab->sorts; s->name != NULL; s++)
		if (s->tag == tag && s != l->sort)
			return s;
		else if (s->tag == tag)
			first = s;
	return first;
}

static bool
is_last(const struct column *c)
{
	return c[1].tag == 0;
}

/* At the end of its row, and beside the title on phones. */
static bool
at_end(const struct column *c)
{
	return is_last(c) && (c->how == COL_PILL || c->how == COL_OWN);
}

static const char *
class_of(const struct column *c)
{
	if (at_end(c))
		return "c-end";
	switch (c->how) {
	case COL_LINK:
	case COL_AGO:
	case COL_TIME:
	case COL_DATE:
		return c->hide_small ? "nowrap hide-s" : "nowrap";
	case COL_AMOUNT:
	case COL_NUMBER:
		return c->hide_small ? "num hide-s" : "num";
	case COL_OWN:
		if (c->right)
			return c->hide_small ? "num hide-s" : "num";
		break;
	case COL_TEXT:
	case COL_PILL:
	case COL_TITLE:
		break;
	}
	return c->hide_small ? "hide-s" : NULL;
}

static void
class_attribute(struct req *r, const struct column *c)
{
	const char *class = class_of(c);

	if (class == NULL)
		return;
	html(r, " class=\"");
	text(r, class);
	html(r, "\"");
}

static void
head_cell(struct listing *l, const struct column *c)
{
	struct req *r = l->r;
	const struct sort *s = l->q == NULL ? sort_for(l, c->tag) : NULL;
	bool current = l->q == NULL && l->sort->tag == c->tag;

	html(r, "<th scope=\"col\"");
	class_attribute(r, c);
	if (current && l->sort->backwards)
		html(r, " aria-sort=\"descending\"");
	else if (current)
		html(r, " aria-sort=\"ascending\"");
	html(r, ">");
	if (s != NULL) {
		html(r, "<a class=\"sort\" href=\"");
		text(r, listing_url(l, l->v->path, l->tab, s, NULL, NULL));
		html(r, "\">");
	}
	text(r, label_of(l, c));
	if (current && l->sort->backwards)
		html(r, " <span aria-hidden=\"true\">▼</span>");
	else if (current)
		html(r, " <span aria-hidden=\"true\">▲</span>");
	if (s != NULL)
		html(r, "</a>");
	html(r, "</th>");
}

/* ---- cells
 * -------------------------------------------------------------------- */

static const char *
title_text(struct listing *l, const struct field *f, const void *rec)
{
	int64_t id = record_int(f, rec);
	struct title *t;
	char *to;

	if (id == 0)
		return "";
	for (int i = 0; i < l->titled; i++)
		if (l->titles[i].id == id && l->titles[i].f == f)
			return l->titles[i].text;
	to = arena_alloc(l->r->mem, 256);
	refer_title(l->r->x, f, rec, to, 256);
	t = &l->titles[l->titled < TITLES ? l->titled++ : TITLES - 1];
	*t = (struct title){ f, id, to };
	return to;
}

static void
plain(struct listing *l, const struct field *f, const void *rec)
{
	char *to;

	if (f->type->storage == STORE_TEXT) {
		text(l->r, record_text(f, rec));
	} else if (f->type == &type_ref) {
		text(l->r, title_text(l, f, rec));
	} else if (f->type == &type_choice) {
		const struct choice *c =
		    choice_of(f->choices, record_int(f, rec));

		if (c != NULL)
			text(l->r, _(c->label));
	} else if (f->type == &type_bool) {
		text(l->r, record_int(f, rec) != 0 ? _("Yes") : _("No"));
	} else if (is_amount(f)) {
		amount_field(l->r, f, rec);
	} else if (f->type == &type_date) {
		date_text(l->r, record_int(f, rec));
	} else {
		to = arena_alloc(l->r->mem, 256);
		field_print(f, rec, to, 256);
		text(l->r, to);
	}
}

static void
pill_cell(struct listing *l, const struct field *f, const void *rec)
{
	if (f->type == &type_choice)
		pill_choice(l->r, f, rec);
	else if (record_int(f, rec) != 0)
		pill(l->r, "ok", _("Yes"));
	else
		pill(l->r, NULL, _("No"));
}

static void
content(struct listing *l, const struct column *c, const void *rec)
{
	struct req *r = l->r;
	const struct field *f = record_field(l->v->e, c->tag);

	switch (c->how) {
	case COL_TEXT:
	case COL_LINK:
	case COL_NUMBER:
	case COL_AMOUNT:
	case COL_TITLE:
		plain(l, f, rec);
		break;
	case COL_PILL:
		pill_cell(l, f, rec);
		break;
	case COL_AGO:
		time_ago(r, record_int(f, rec));
		break;
	case COL_TIME:
		time_text(r, record_int(f, rec));
		break;
	case COL_DATE:
		date_text(r, record_int(f, rec));
		break;
	case COL_OWN:
		l->v->cell(r, c, rec);
		break;
	}
}

static int64_t
linked_id(const struct view *v, const void *rec)
{
	return v->item_by == 0 ?
	    record_id(rec) :
	    record_int(record_field(v->e, v->item_by), rec);
}

static void
link_cell(struct listing *l, const struct column *c, const void *rec)
{
	struct req *r = l->r;
	size_t before;

	/* Numbers stay in one piece, names of others may not. */
	if (l->v->item_by == 0)
		html(r, "<th scope=\"row\" class=\"nowrap\">");
	else
		html(r, "<th scope=\"row\">");
	if (l->v->item != NULL) {
		html(r, "<a href=\"");
		text(r,
		    url_id(
			r, l->v->item, linked_id(l->v, rec), l->v->item_rest));
		html(r, "\">");
	}
	before = r->out.body.len;
	content(l, c, rec);
	if (r->out.body.len == before)
		textf(r, "#%" PRId64, record_id(rec));
	if (l->v->item != NULL)
		html(r, "</a>");
	html(r, "</th>");
}

static void
box_cell(struct listing *l, const void *rec)
{
	struct req *r = l->r;

	html(r, "<td class=\"c-check\"><input type=\"checkbox\" name=\"id\"");
	attribute_number(r, "value", record_id(rec));
	l->v->box(r, rec);
	html(r, "></td>");
}

void
listing_row(struct listing *l, const void *rec)
{
	struct req *r = l->r;
	bool subject = true; /* the first text speaks for itself */

	html(r, "<tr>");
	if (l->v->select_path != NULL)
		box_cell(l, rec);
	for (const struct column *c = l->v->columns; c->tag != 0; c++) {
		if (c->how == COL_LINK) {
			link_cell(l, c, rec);
			continue;
		}
		html(r, "<td");
		class_attribute(r, c);
		if (!at_end(c) && !(subject && c->how == COL_TEXT)) {
			html(r, " data-l=\"");
			text(r, label_of(l, c));
			html(r, "\"");
		}
		if (c->how == COL_TEXT)
			subject = false;
		html(r, ">");
		content(l, c, rec);
		html(r, "</td>");
	}
	html(r, "</tr>\n");
}

/* Only a script can choose all at once. */
static void
box_head(struct req *r)
{
	html(r,
	    "<td class=\"c-check\"><input type=\"checkbox\" "
	    "data-all=\"id\"");
	attribute(r, "aria-label", _("Select all on this page"));
	html(r, " hidden></td>");
}

void
listing_head(struct listing *l)
{
	struct req *r = l->r;

	if (l->v->select_path != NULL) {
		html(r, "<form method=\"get\" action=\"");
		text(r, url(r, l->v->select_path, NULL));
		html(r, "\">");
		l->v->bulk(r);
	}
	html(r,
	    "<div class=\"tablewrap\"><table class=\"resp\" data-rows>"
	    "<caption class=\"vh\">");
	text(r, _(l->v->caption));
	html(r, "</caption>\n<thead><tr>");
	if (l->v->select_path != NULL)
		box_head(r);
	for (const struct column *c = l->v->columns; c->tag != 0; c++)
		head_cell(l, c);
	html(r, "</tr></thead>\n<tbody>");
}

void
listing_end(struct listing *l)
{
	struct req *r = l->r;

	html(r, "</tbody></table></div>\n");
	if (l->v->select_path != NULL)
		html(r, "</form>\n");
}
