/*
 * What a request asks of a list, and the rows of its page. Pages begin and end
 * at places (keys of an index), so that no row is ever skipped over by
 * counting.
 */
#include "listing.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "web.h"

/* ---- parameters ---------------------------------------------------------- */

static const char *
given(const struct req *r, const char *name)
{
	const char *s = query_value(r, name);

	return s != NULL && *s != '\0' ? s : NULL;
}

const struct tab *
listing_tab(const struct view *v, const char *name)
{
	for (const struct tab *t = v->tabs; t->name != NULL; t++)
		if (t->other == NULL &&
		    (name == NULL || strcmp(t->name, name) == 0))
			return t;
	return NULL;
}

static bool
choose_tab(struct listing *l)
{
	l->tab = listing_tab(l->v, given(l->r, "tab"));
	return l->tab != NULL;
}

static bool
choose_sort(struct listing *l)
{
	const char *name = given(l->r, "sort");

	for (l->sort = l->tab->sorts; l->sort->name != NULL; l->sort++)
		if (name == NULL || strcmp(l->sort->name, name) == 0)
			return true;
	return false;
}

int
listing_most(const struct view *v)
{
	return v->select_path != NULL ? ROWS_CHOSEN : ROWS_MOST;
}

static bool
choose_rows(struct listing *l)
{
	static const int choices[] = { 25, 50, 100, 250, 0 };
	const char *s = given(l->r, "rows");
	int64_t n = query_id(l->r, "rows");

	l->rows = LIST_ROWS;
	if (s == NULL)
		return true;
	for (int i = 0; choices[i] != 0; i++)
		if (choices[i] == n && n <= listing_most(l->v)) {
			l->rows = choices[i];
			return true;
		}
	return false;
}

bool
listing_read(struct req *r, const struct view *v, struct listing *l)
{
	*l = (struct listing){ .r = r, .v = v, .count = -1 };
	if (!choose_tab(l) || !choose_sort(l) || !choose_rows(l))
		return false;
	l->q = v->search_hint != NULL ? given(r, "q") : NULL;
	l->after = given(r, "after");
	l->before = given(r, "before");
	if (l->after != NULL && l->before != NULL)
		return false;
	/* Found rows are in no index's order: their place is an id. */
	return l->q == NULL ||
	    (l->before == NULL &&
		(l->after == NULL || query_id(r, "after") != 0));
}

const char *
listing_url(struct listing *l, const char *path, const struct tab *tab,
    const struct sort *sort, const char *after, const char *before)
{
	char rows[8];

	str_printf(rows, sizeof rows, "%d", l->rows);
	return url(l->r, path, "tab",
	    tab == listing_tab(l->v, NULL) ? NULL : tab->name, "sort",
	    sort == NULL || sort == tab->sorts ? NULL : sort->name, "q", l->q,
	    "rows", l->rows == LIST_ROWS ? NULL : rows, "after", after,
	    "before", before, NULL);
}

/* ---- rows -------------------------------------------------------------------
 */

static bool
same_value(const struct field *f, const void *a, const void *b)
{
	if (f->type->storage == STORE_INT)
		return record_int(f, a) == record_int(f, b);
	return strcmp(record_text(f, a), record_text(f, b)) == 0;
}

bool
listing_selects(const struct listing *l, const void *rec)
{
	const struct view *v = l->v;
	const struct index *ix = record_index(v->e, l->sort->index);

	for (unsigned i = 0; ix != NULL && i < l->tab->prefix; i++) {
		const struct field *f = record_field(v->e, ix->tags[i]);

		/* Whose rows they are, the portal's door says itself. */
		if (v->source != &source_store && record_empty(f, l->tab->like))
			continue;
		if (!same_value(f, rec, l->tab->like))
			return false;
	}
	return true;
}

static void
copy(struct listing *l, void **to, const void *rec)
{
	if (*to == NULL)
		*to = arena_alloc(l->r->mem, l->v->e->size);
	memcpy(*to, rec, l->v->e->size);
}

/* Rows are written as they come; only those of a page that is read backwards
 * have to wait. */
static bool
each(void *arg, const void *rec)
{
	struct listing *l = arg;
	void *waits = NULL;

	if (l->n == l->rows) {
		l->more = true;
		return false;
	}
	if (l->before != NULL) {
		copy(l, &waits, rec);
		l->kept[l->n++] = waits;
		return true;
	}
	copy(l, l->n++ == 0 ? &l->first : &l->last, rec);
	listing_row(l, rec);
	return true;
}

static bool
each_found(void *arg, const void *rec)
{
	struct listing *l = arg;

	if (l->after != NULL && record_id(rec) >= query_id(l->r, "after"))
		return true;
	return listing_selects(l, rec) ? each(l, rec) : true;
}

struct list
listing_range(const struct listing *l)
{
	return (struct list){
		.e = l->v->e,
		.index = l->sort->index,
		.like = l->tab->like,
		.prefix = l->tab->prefix,
		.backwards = l->sort->backwards,
		.after = l->after,
	};
}

int64_t
listing_count(struct listing *l, const struct tab *t)
{
	const struct view *v = l->v;

	if (t->other != NULL) {
		v = t->other;
		t = listing_tab(v, t->name);
	}
	if (t == NULL || t->no_count)
		return -1;
	if (t->prefix == 0)
		return v->source->count(l->r, v->e, 0, NULL);
	return v->source->count(l->r, v->e, t->sorts[0].index, t->like);
}

static enum rc
rows_before(struct listing *l)
{
	struct list range = listing_range(l);
	enum rc rc;

	l->kept = arena_alloc(l->r->mem, (size_t)l->rows * sizeof *l->kept);
	range.backwards = !range.backwards;
	range.after = l->before;
	rc = l->v->source->list(l->r, &range, each, l);
	for (int i = l->n - 1; i >= 0; i--) {
		if (i == l->n - 1)
			copy(l, &l->first, l->kept[i]);
		copy(l, &l->last, l->kept[i]);
		listing_row(l, l->kept[i]);
	}
	return rc;
}

enum rc
listing_rows(struct listing *l)
{
	const struct view *v = l->v;
	struct list range = listing_range(l);

	if (l->q != NULL)
		return v->source->search(
		    l->r, v->e, l->q, &l->cut, each_found, l);
	if (l->before != NULL)
		return rows_before(l);
	return v->source->list(l->r, &range, each, l);
}

/* ---- the source of the ERP
 * ------------------------------------------------------- */

static enum rc
store_rows(struct req *r, const struct list *l,
    bool (*take)(void *, const void *), void *arg)
{
	return store_list(r->x, l, take, arg);
}

static int64_t
store_number_of(
    struct req *r, const struct entity *e, unsigned index, const void *like)
{
	return store_count(r->x, e, index, like);
}

static enum rc
store_found(struct req *r, const struct entity *e, const char *words, bool *cut,
    bool (*take)(void *, const void *), void *arg)
{
	return store_search(r->x, e, 0, words, cut, take, arg);
}

const struct source source_store = { store_rows, store_number_of, store_found };
