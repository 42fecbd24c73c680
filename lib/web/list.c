/* A whole list: tabs, search, table, pager, and what stands there instead. */
#include <string.h>

#include "control.h"
#include "listing.h"
#include "web.h"

/* ---- tabs -------------------------------------------------------------------
 */

static const char *
address_of(struct listing *l, const struct tab *t)
{
	struct listing there = *l;

	if (t->other == NULL)
		return listing_url(l, l->v->path, t, NULL, NULL, NULL);
	there.v = t->other;
	there.q = NULL;
	return listing_url(&there, t->other->path,
	    listing_tab(t->other, t->name), NULL, NULL, NULL);
}

static void
tab(struct listing *l, const struct tab *t)
{
	struct req *r = l->r;
	int64_t n = t == l->tab ? l->count : listing_count(l, t);

	html(r, "<li><a href=\"");
	text(r, address_of(l, t));
	html(r, "\"");
	if (t == l->tab)
		html(r, " aria-current=\"page\"");
	html(r, ">");
	text(r, _(t->label));
	if (n >= 0) {
		html(r, "<span class=\"n\">");
		text_number(r, n);
		html(r, "</span>");
	}
	html(r, "</a></li>");
}

static void
tabs(struct listing *l)
{
	struct req *r = l->r;

	if (l->v->tabs[1].name == NULL)
		return;
	html(r, "<nav aria-label=\"");
	text(r, _("Views of the list"));
	html(r, "\"><ul class=\"tabs\">");
	for (const struct tab *t = l->v->tabs; t->name != NULL; t++)
		tab(l, t);
	html(r, "</ul></nav>\n");
}

/* ---- search
 * ------------------------------------------------------------------ */

static void
hidden(struct req *r, const char *name, const char *value)
{
	html(r, "<input type=\"hidden\"");
	attribute(r, "name", name);
	attribute(r, "value", value);
	html(r, ">");
}

/* What a form by GET must keep; with rows and search, or without. */
static void
keep(struct listing *l, bool rows)
{
	if (l->tab != listing_tab(l->v, NULL))
		hidden(l->r, "tab", l->tab->name);
	if (l->sort != l->tab->sorts)
		hidden(l->r, "sort", l->sort->name);
	if (rows && l->rows != LIST_ROWS)
		hidden(l->r, "rows", arena_printf(l->r->mem, "%d", l->rows));
	if (!rows && l->q != NULL)
		hidden(l->r, "q", l->q);
}

/* The same list without the search. */
static const char *
all_of(struct listing *l)
{
	struct listing plain = *l;

	plain.q = NULL;
	return listing_url(&plain, l->v->path, l->tab, l->sort, NULL, NULL);
}

static void
search(struct listing *l)
{
	struct req *r = l->r;

	if (l->v->search_hint == NULL)
		return;
	html(r, "<form class=\"filters\" method=\"get\" action=\"");
	text(r, url(r, l->v->path, NULL));
	html(r, "\">");
	keep(l, true);
	html(r, "<div class=\"q\"><label for=\"q\">");
	text(r, _("Search in list"));
	html(r, "</label><input id=\"q\" name=\"q\" type=\"search\"");
	attribute(r, "value", l->q != NULL ? l->q : "");
	attribute(r, "placeholder", _(l->v->search_hint));
	html(r,
	    " maxlength=\"200\"></div>\n<div class=\"go\">"
	    "<button type=\"submit\" class=\"btn\">");
	text(r, _("Search"));
	html(r, "</button>");
	if (l->q != NULL) {
		html(r, "<a class=\"btn quiet\" href=\"");
		text(r, all_of(l));
		html(r, "\">");
		text(r, _("Clear"));
		html(r, "</a>");
	}
	html(r, "</div></form>\n");
}

/* ---- nothing to show
 * ------------------------------------------------------------- */

static void
nothing(struct listing *l, const char *icon_name, const char *title,
    const char *says, const char *label)
{
	struct req *r = l->r;

	html(r, "<div class=\"empty\">");
	icon(r, icon_name);
	html(r, "<h2>");
	text(r, title);
	html(r, "</h2><p>");
	text(r, says);
	html(r, "</p>\n<div class=\"acts\"><a class=\"btn\" href=\"");
	text(r, all_of(l));
	html(r, "\">");
	text(r, label);
	html(r, "</a></div></div>\n");
}

static void
empty(struct listing *l)
{
	const struct view *v = l->v;

	if (l->q != NULL && l->after != NULL)
		nothing(l, "search", _("No more rows"),
		    _("All that was found is on the pages before."),
		    _("Clear the search"));
	else if (l->q != NULL)
		nothing(l, "search", _("Nothing found"),
		    l->cut ? _("There are too many rows with these words to "
			       "look at all of them. Add a word.") :
			     _("No row of this view holds all of these "
			       "words. Try fewer of them, or another view."),
		    _("Clear the search"));
	else if (l->after != NULL || l->before != NULL)
		nothing(l, "list", _("No more rows"),
		    _("What stood here has been changed or moved."),
		    _("To the first rows"));
	else
		empty_state(l->r, v->empty_icon, _(v->empty_title),
		    _(v->empty_says), v->empty_path,
		    v->empty_action != NULL ? _(v->empty_action) : NULL);
}

/* ---- pager
 * ----------------------------------------------------------------------- */

static void
position(struct listing *l)
{
	struct req *r = l->r;
	bool first = l->after == NULL && l->before == NULL;

	html(r, "<span class=\"muted\">");
	if (l->q != NULL && first && !l->more)
		textn(r, N_("%lu row found"), N_("%lu rows found"), l->n);
	else if (l->q != NULL)
		textn(r, N_("%lu of the rows found"),
		    N_("%lu of the rows found"), l->n);
	else if (first && l->count >= 0)
		textf(r, _("Rows 1 to %d of %lld"), l->n, (long long)l->count);
	else if (l->count >= 0)
		textf(r, _("%d of %lld rows"), l->n, (long long)l->count);
	else
		textn(r, N_("%lu row"), N_("%lu rows"), l->n);
	if (l->cut) {
		html(r, ". ");
		text(r,
		    _("There may be more: add a word to narrow the "
		      "search."));
	}
	html(r, "</span>\n");
}

static void
rows_form(struct listing *l)
{
	static const int choices[] = { 25, 50, 100, 250, 0 };
	struct req *r = l->r;

	html(r, "<form method=\"get\" action=\"");
	text(r, url(r, l->v->path, NULL));
	html(r, "\">");
	keep(l, false);
	html(r, "<label for=\"rows\">");
	text(r, _("Rows per page"));
	html(r, "</label><select id=\"rows\" name=\"rows\">");
	for (int i = 0; choices[i] != 0 && choices[i] <= listing_most(l->v);
	     i++) {
		const char *n = arena_printf(r->mem, "%d", choices[i]);

		control_option(r, n, n, choices[i] == l->rows);
	}
	html(r, "</select><button type=\"submit\" class=\"btn sm\">");
	text(r, _("Show"));
	html(r, "</button></form>\n");
}

static void
step(struct req *r, const char *to, const char *label)
{
	if (to == NULL) {
		html(r, "<span>");
		text(r, label);
		html(r, "</span>");
		return;
	}
	html(r, "<a href=\"");
	text(r, to);
	html(r, "\">");
	text(r, label);
	html(r, "</a>");
}

/* The place of a row, as the next request shall name it. */
static const char *
place_of(struct listing *l, const void *rec)
{
	char *place;

	if (l->q != NULL)
		return arena_printf(
		    l->r->mem, "%lld", (long long)record_id(rec));
	place = arena_alloc(l->r->mem, PLACE_TEXT);
	store_place(l->v->e, l->sort->index, rec, place);
	return place;
}

/* Lists of what happened last are read by age. */
static bool
by_age(const struct listing *l)
{
	return l->sort->backwards &&
	    record_field(l->v->e, l->sort->tag)->type == &type_time;
}

static void
steps(struct listing *l)
{
	const struct view *v = l->v;
	struct req *r = l->r;
	bool forward = l->before == NULL;
	bool start = l->after == NULL && l->before == NULL;
	bool back = forward ? !start : l->more;
	bool on = forward ? l->more : true;
	const char *before = NULL, *after = NULL;

	if (back && l->q == NULL)
		before = listing_url(
		    l, v->path, l->tab, l->sort, NULL, place_of(l, l->first));
	if (on)
		after = listing_url(l, v->path, l->tab, l->sort,
		    place_of(l, l->n == 1 ? l->first : l->last), NULL);
	html(r, "<nav aria-label=\"");
	text(r, _("Pages"));
	html(r, "\">");
	step(r,
	    back ? listing_url(l, v->path, l->tab, l->sort, NULL, NULL) : NULL,
	    _("First"));
	if (l->q == NULL)
		step(r, before, by_age(l) ? _("Newer") : _("Previous"));
	step(r, after, by_age(l) ? _("Older") : _("Next"));
	html(r, "</nav>");
}

static void
export_link(struct listing *l)
{
	struct req *r = l->r;

	if (l->v->export_path == NULL)
		return;
	html(r, "<a class=\"btn sm\" href=\"");
	text(r, listing_url(l, l->v->export_path, l->tab, l->sort, NULL, NULL));
	html(r, "\">");
	icon(r, "download");
	if (l->q == NULL && l->count >= 0)
		textn(r, N_("Export %lu row"), N_("Export %lu rows"), l->count);
	else
		text(r, _("Export"));
	html(r, "</a>\n");
	if (l->v->xlsx_path == NULL)
		return;
	html(r, "<a class=\"btn sm\" href=\"");
	text(r, listing_url(l, l->v->xlsx_path, l->tab, l->sort, NULL, NULL));
	html(r, "\">");
	text(r, _("As a spreadsheet"));
	html(r, "</a>\n");
}

static void
pager(struct listing *l)
{
	struct req *r = l->r;
	bool several = l->more || l->after != NULL || l->before != NULL;

	html(r, "<div class=\"pager\">");
	position(l);
	export_link(l);
	if (several || l->rows != LIST_ROWS)
		rows_form(l);
	if (several)
		steps(l);
	html(r, "</div>\n");
}

enum rc
list_show(struct req *r, const struct view *v)
{
	struct listing *l = arena_alloc(r->mem, sizeof *l);
	size_t table;
	enum rc rc;

	if (!listing_read(r, v, l))
		return RC_INVALID;
	l->count = listing_count(l, l->tab);
	html(r, "<section class=\"card flush\" aria-label=\"");
	text(r, _(v->caption));
	html(r, "\">\n");
	tabs(l);
	if (l->q != NULL || l->count != 0)
		search(l);
	table = r->out.body.len;
	listing_head(l);
	rc = listing_rows(l);
	if (rc != RC_OK)
		return rc;
	listing_end(l);
	if (l->n == 0) {
		r->out.body.len = table;
		r->out.body.data[table] = '\0';
		empty(l);
	} else {
		pager(l);
	}
	html(r, "</section>\n");
	return RC_OK;
}
