/* The walk over what is exported. */
#include "export.h"

#include <stdlib.h>

#include "mem.h"
#include "str.h"

/* Records and lines between two breaths for those who want to write. */
enum { PORTION = 500, SMALL_PORTION = 100 };

struct walk {
	struct export *x;
	const char *home;
	struct store *s;
	int portion;
	const struct field *account, *status, *changed, *date;
	void *like; /* of children */
	char after[PLACE_TEXT];
	int n;
	enum rc rc;
};

static bool
has_status(const struct export_filter *only, int64_t value)
{
	if (only->statuses == 0)
		return true;
	for (int i = 0; i < only->statuses; i++)
		if (only->status[i] == value)
			return true;
	return false;
}

static bool
in_dates(const struct export_filter *only, int64_t date)
{
	return (only->from == 0 || date >= only->from) &&
	    (only->to == 0 || date <= only->to);
}

static bool
is_wanted(const struct walk *w, const void *rec)
{
	const struct export_filter *only = &w->x->only;

	if (only->account != 0 && record_int(w->account, rec) != only->account)
		return false;
	if (w->changed != NULL && record_int(w->changed, rec) < only->since)
		return false;
	if (w->date != NULL && !in_dates(only, record_int(w->date, rec)))
		return false;
	return w->status == NULL ||
	    has_status(only, record_int(w->status, rec));
}

static void
hand_over(struct walk *w, const void *rec)
{
	const struct document *d = w->x->kind->doc;
	void *lines = NULL;
	int n = 0;

	w->n++;
	if (!is_wanted(w, rec))
		return;
	if (d != NULL)
		w->rc =
		    document_take_lines(w->x->x, d, record_id(rec), &lines, &n);
	if (w->rc == RC_OK) {
		w->x->records++;
		w->x->record(w->x, rec, lines, n);
	}
	w->n += n;
	free(lines);
}

static bool
take_child(void *arg, const void *rec)
{
	struct walk *w = arg;

	hand_over(w, rec);
	return w->rc == RC_OK;
}

static void
take_children(struct walk *w, const void *parent)
{
	const struct export_kind *k = w->x->kind;
	const struct index *ix = record_index(k->e, k->of_parent);
	const struct list l = {
		.e = k->e, .index = k->of_parent, .like = w->like, .prefix = 1
	};
	enum rc rc;

	record_set_int(
	    record_field(k->e, ix->tags[0]), w->like, record_id(parent));
	w->n++;
	rc = store_list(w->x->x, &l, take_child, w);
	if (w->rc == RC_OK)
		w->rc = rc;
}

static bool
take(void *arg, const void *rec)
{
	struct walk *w = arg;
	const struct export_kind *k = w->x->kind;
	const struct export_kind *outer = k->under != NULL ? k->under : k;

	if (k->under != NULL)
		take_children(w, rec);
	else
		hand_over(w, rec);
	if (w->rc != RC_OK)
		return false;
	if (w->n < w->portion)
		return true;
	store_place(outer->e, outer->index, rec, w->after);
	return false;
}

/* False: no more is wanted. */
static bool
between(struct walk *w)
{
	struct export *x = w->x;
	bool more;

	if (!x->apart) {
		more = x->portion(x);
		if (more && store_pause(w->s))
			export_names_forget(x->names);
		return more;
	}
	store_close(w->s);
	more = x->portion(x);
	w->s = store_open(w->home, STORE_READ);
	export_names_forget(x->names);
	return more;
}

static enum rc
walk(struct walk *w)
{
	struct export *x = w->x;
	const struct export_kind *k = x->kind;
	const struct export_kind *outer = k->under != NULL ? k->under : k;
	enum rc rc;

	do {
		char after[PLACE_TEXT];
		const struct list from = {
			.e = outer->e, .index = outer->index, .after = after
		};

		str_copy(after, sizeof after, w->after);
		w->n = 0;
		x->x = store_view(w->s);
		rc = store_list(x->x, &from, take, w);
		if (rc == RC_OK)
			rc = w->rc;
		if (rc == RC_OK && !between(w))
			rc = RC_REFUSED;
	} while (rc == RC_OK && w->n >= w->portion);
	return rc;
}

enum rc
export_run(const char *home, struct export *x)
{
	const struct export_kind *k = x->kind;
	struct walk w = { .x = x,
		.home = home,
		.portion = x->apart ? SMALL_PORTION : PORTION };
	enum rc rc;

	w.account = export_account_field(k);
	w.changed = x->only.since != 0 ? export_changed_field(k) : NULL;
	w.status = x->only.statuses > 0 ? export_status_field(k) : NULL;
	w.date = k->date != 0 ? record_field(k->e, k->date) : NULL;
	w.like = xcalloc(1, k->e->size);
	x->names = export_names_new();
	x->cell = xmalloc(FIELD_TEXT);
	w.s = store_open(home, STORE_READ);
	rc = walk(&w);
	store_close(w.s);
	free(x->cell);
	export_names_free(x->names);
	free(w.like);
	return rc;
}
