/* Undoing an import. */
#include "import_undo.h"

#include <stdlib.h>
#include <string.h>

#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "balance.h"
#include "document.h"
#include "entities.h"
#include "import_change.h"
#include "invoice.h"
#include "order.h"
#include "payment.h"
#include "referrer.h"
#include "stock.h"

enum { BATCH = 200, ONE_LINE = 400 };

/* What the run made of one entity. */
struct made {
	const struct entity *e;
	struct id_range *at; /* as they were written: ids rise */
	size_t n;
};

struct undoing {
	const struct undo_options *o;
	struct undo_counts *counts;
	struct made *made;
	int made_n;
	struct txn *x;
	int left; /* of the batch */
	bool more;
	struct problems bad;
};

/* ---- saying */

static void
tell(struct undoing *u, const struct entity *e, int64_t id, const char *why)
{
	struct referrer r = { e, id };
	char name[240], line[ONE_LINE];

	referrer_print(u->x, &r, name, sizeof name);
	str_printf(line, sizeof line, "%s: %s", name, why);
	u->counts->in_the_way++;
	u->o->tell(u->o->arg, line);
}

/* ---- what the run made */

static struct made *
made_of(struct undoing *u, const struct entity *e)
{
	for (int i = 0; i < u->made_n; i++)
		if (u->made[i].e == e)
			return &u->made[i];
	return NULL;
}

static void
add_made(struct undoing *u, const struct entity *e, const char *data)
{
	struct made *m = made_of(u, e);
	struct id_range r;

	if (m == NULL) {
		u->made = xrealloc(
		    u->made, (size_t)(u->made_n + 1) * sizeof *u->made);
		m = &u->made[u->made_n++];
		*m = (struct made){ .e = e };
	}
	while (range_next(&data, &r)) {
		if (m->n % 64 == 0)
			m->at = xrealloc(m->at, (m->n + 64) * sizeof *m->at);
		m->at[m->n++] = r;
		u->counts->made += r.last - r.first + 1;
	}
}

static bool
take_change(void *arg, const struct import_change *c)
{
	const struct entity *e = entity_named(c->entity);
	struct undoing *u = arg;

	if (c->what == CHANGE_CREATED && e != NULL)
		add_made(u, e, c->data);
	if (c->what == CHANGE_UPDATED && c->part == 0)
		u->counts->changed++;
	return true;
}

static int
by_first(const void *a, const void *b)
{
	const struct id_range *p = a, *q = b;

	return p->first < q->first ? -1 : p->first > q->first;
}

static bool
was_made(const struct undoing *u, const struct entity *e, int64_t id)
{
	for (int i = 0; i < u->made_n; i++) {
		const struct made *m = &u->made[i];
		size_t low = 0, high = m->n;

		if (m->e != e)
			continue;
		while (low < high) {
			size_t mid = (low + high) / 2;

			if (m->at[mid].last < id)
				low = mid + 1;
			else
				high = mid;
		}
		return low < m->n && m->at[low].first <= id;
	}
	return false;
}

/* A record that the same run made goes with it; a line goes with its head. */
static bool
is_ours(void *arg, const struct entity *e, const void *rec)
{
	const struct undoing *u = arg;

	for (int i = 0; documents[i] != NULL; i++)
		if (documents[i]->line == e)
			return was_made(u, documents[i]->head,
			    record_int(
				record_field(e, documents[i]->line_head), rec));
	/* What was counted goes with its record. */
	if (e == &stock_move_entity)
		return was_made(u, &stock_entity,
		    ((const struct stock_move *)rec)->stock_id);
	return was_made(u, e, record_id(rec));
}

/* ---- what stands in the way */

/* Payments come and go, and change what is final no more than its balance:
 * whether they are there is asked when it is taken away. */
static bool
only_payments_change(const struct entity *e, const void *rec)
{
	if (e == &invoice_entity)
		return ((const struct invoice *)rec)->issued == IS_YES;
	return false;
}

static void
look_made(struct undoing *u, const struct entity *e, int64_t id, int64_t rev)
{
	void *rec = txn_scratch(u->x, e->size);
	struct referrer by;
	char name[240], why[ONE_LINE];

	/* Somebody has taken it away: that is what is wanted. */
	if (store_get(u->x, e, id, rec) != RC_OK)
		return;
	if (!only_payments_change(e, rec) &&
	    !change_still(u->x, e, id, record_rev(rec), rev)) {
		tell(u, e, id, _("it was changed since"));
		return;
	}
	if (referrer_find(u->x, e, id, is_ours, u, &by) != RC_OK)
		return;
	referrer_print(u->x, &by, name, sizeof name);
	str_printf(why, sizeof why, _("%s is built on it"), name);
	tell(u, e, id, why);
}

static bool
look_changed(void *arg, const struct import_change *c)
{
	const struct entity *e = entity_named(c->entity);
	struct undoing *u = arg;
	void *rec;

	if (c->what != CHANGE_UPDATED || c->part != 0 || e == NULL)
		return true;
	rec = xmalloc(e->size);
	if (store_get(u->x, e, c->record, rec) != RC_OK)
		tell(u, e, c->record, _("it was taken away since"));
	else if (!change_still(
		     u->x, e, c->record, record_rev(rec), c->made_rev))
		tell(u, e, c->record, _("it was changed since"));
	free(rec);
	return true;
}

static void
look_range(struct undoing *u, struct store **s, const struct entity *e,
    const struct id_range *r)
{
	for (int64_t id = r->first; id <= r->last; id++) {
		if (--u->left < 0) {
			/* Others get in, and what was read is let go. */
			store_close(*s);
			*s = store_open(u->o->home, STORE_READ);
			u->x = store_view(*s);
			u->left = BATCH;
		}
		look_made(u, e, id, r->rev);
	}
}

static enum rc
look_through(struct undoing *u)
{
	struct store *s = store_open(u->o->home, STORE_READ);
	enum rc rc;

	u->x = store_view(s);
	u->left = BATCH;
	rc = changes_each(u->x, u->o->run, take_change, u);
	for (int i = 0; i < u->made_n; i++)
		qsort(u->made[i].at, u->made[i].n, sizeof *u->made[i].at,
		    by_first);
	if (rc == RC_OK)
		rc = changes_each(u->x, u->o->run, look_changed, u);
	for (int i = 0; rc == RC_OK && i < u->made_n; i++)
		for (size_t j = 0; j < u->made[i].n; j++)
			look_range(u, &s, u->made[i].e, &u->made[i].at[j]);
	store_close(s);
	u->x = NULL;
	return rc;
}

/* ---- taking away */

static bool
take_id(void *arg, const void *rec)
{
	*(int64_t *)arg = record_id(rec);
	return false;
}

/* All records of a list. */
static enum rc
erase_list(struct txn *x, const struct list *l)
{
	enum rc rc = RC_OK;

	for (int64_t id = 1; rc == RC_OK && id != 0;) {
		id = 0;
		rc = store_list(x, l, take_id, &id);
		if (rc == RC_OK && id != 0)
			rc = store_delete(x, l->e, id);
	}
	return rc;
}

/* The summary of a customer without documents goes with the customer. */
static enum rc
erase_balances(struct txn *x, int64_t account)
{
	const struct balance like = { .account_id = account };
	const struct list l = { .e = &balance_entity,
		.index = BALANCE_IN_ACCOUNT,
		.like = &like,
		.prefix = 1 };

	return erase_list(x, &l);
}

/* What was counted goes with the record of it. */
static enum rc
erase_moves(struct txn *x, int64_t stock)
{
	const struct stock_move like = { .stock_id = stock };
	const struct list l = { .e = &stock_move_entity,
		.index = MOVE_OF_STOCK,
		.like = &like,
		.prefix = 1 };

	return erase_list(x, &l);
}

static enum rc
erase_plain(struct undoing *u, const struct entity *e, int64_t id)
{
	struct referrer by;
	enum rc rc = referrer_find(u->x, e, id, NULL, NULL, &by);
	char name[240];

	if (rc == RC_OK) {
		referrer_print(u->x, &by, name, sizeof name);
		problem(&u->bad, 0, _("%s is built on it."), name);
		return RC_REFUSED;
	}
	if (rc == RC_NOTFOUND)
		rc = e == &account_entity ? erase_balances(u->x, id) : RC_OK;
	return rc == RC_OK ? store_delete(u->x, e, id) : rc;
}

static enum rc
erase(struct undoing *u, const struct entity *e, int64_t id, int64_t rev)
{
	void *rec = txn_scratch(u->x, e->size);
	enum rc rc;

	if (store_get(u->x, e, id, rec) != RC_OK)
		return RC_OK;
	if (!only_payments_change(e, rec) &&
	    !change_still(u->x, e, id, record_rev(rec), rev)) {
		problem(&u->bad, 0, _("It was changed since."));
		return RC_REFUSED;
	}
	if (e == &order_entity)
		return order_erase(u->x, rec, &u->bad);
	if (e == &invoice_entity)
		return invoice_erase(u->x, rec, &u->bad);
	if (e == &payment_entity)
		return payment_erase(u->x, rec, &u->bad);
	if (e == &stock_entity && (rc = erase_moves(u->x, id)) != RC_OK)
		return rc;
	return erase_plain(u, e, id);
}

/* The last range of a list of ranges, cut off; false: there is none. */
static bool
cut_last(char *data, struct id_range *r)
{
	char *gap = strrchr(data, ' ');
	const char *s = gap != NULL ? gap + 1 : data;
	bool any = range_next(&s, r);

	if (gap != NULL)
		*gap = '\0';
	else
		data[0] = '\0';
	return any;
}

static void
put_back_range(char *data, size_t size, const struct id_range *r)
{
	size_t n = strlen(data);

	str_printf(data + n, size - n, "%s%lld-%lld:%lld", n > 0 ? " " : "",
	    (long long)r->first, (long long)r->last, (long long)r->rev);
}

static void
stop(struct undoing *u, const struct entity *e, int64_t id)
{
	tell(u, e, id,
	    u->bad.n > 0 ? u->bad.at[0].text : _("it cannot be undone."));
}

static enum rc
undo_made(struct undoing *u, struct import_change *c)
{
	const struct entity *e = entity_named(c->entity);
	struct id_range r;
	enum rc rc = RC_OK;

	while (
	    rc == RC_OK && u->left > 0 && e != NULL && cut_last(c->data, &r)) {
		for (; rc == RC_OK && u->left > 0 && r.last >= r.first;
		     r.last--, u->left--, u->counts->run.undone_count++)
			if ((rc = erase(u, e, r.last, r.rev)) > RC_SAME) {
				stop(u, e, r.last);
				return rc;
			}
		if (r.last >= r.first)
			put_back_range(c->data, sizeof c->data, &r);
	}
	return c->data[0] == '\0' ? change_done(u->x, c) :
				    change_rest(u->x, c, &u->bad);
}

/* ---- putting back */

static void
set_id_rev(void *rec, int64_t id, int64_t rev)
{
	int64_t *id_rev = rec; /* every record begins with id, rev */

	id_rev[0] = id;
	id_rev[1] = rev;
}

static enum rc
put_back_document(struct undoing *u, const struct document *d,
    const struct buf *before, size_t at, void *head)
{
	size_t size = d->line->size;
	char *lines = NULL;
	int n = 0;
	enum rc rc;

	for (;;) {
		lines = xrealloc(lines, (size_t)(n + 1) * size);
		if (!image_next(before, &at, d->line, lines + (size_t)n * size))
			break;
		n++;
	}
	rc = d->put(u->x, head, lines, n, &u->bad);
	free(lines);
	return rc;
}

static enum rc
undo_changed(
    struct undoing *u, const struct import_change *c, const struct buf *before)
{
	const struct entity *e = entity_named(c->entity);
	const struct document *d = e != NULL ? document_of(e) : NULL;
	void *now, *rec;
	int64_t was;
	size_t at = 0;
	enum rc rc;

	if (e == NULL)
		return change_done(u->x, c);
	now = txn_scratch(u->x, e->size);
	rec = txn_scratch(u->x, e->size);
	if (store_get(u->x, e, c->record, now) != RC_OK ||
	    !image_next(before, &at, e, rec) ||
	    !change_still(u->x, e, c->record, record_rev(now), c->made_rev)) {
		problem(&u->bad, 0, _("It was changed since."));
		stop(u, e, c->record);
		return RC_REFUSED;
	}
	was = record_rev(rec);
	set_id_rev(rec, c->record, record_rev(now));
	rc = d != NULL ? put_back_document(u, d, before, at, rec) :
			 e->save(u->x, rec, &u->bad);
	if (rc > RC_SAME) {
		stop(u, e, c->record);
		return rc;
	}
	u->left--;
	u->counts->run.undone_count++;
	rc = change_restored(u->x, e, c->record, record_rev(rec), was, &u->bad);
	return rc == RC_OK ? change_done(u->x, c) : rc;
}

/* ---- batches */

static enum rc
undo_one(struct undoing *u)
{
	struct import_change *c = txn_scratch(u->x, sizeof *c);
	struct buf before = { 0 };
	enum rc rc = change_last(u->x, u->o->run, c, &before);

	if (rc == RC_NOTFOUND) {
		u->more = false;
		rc = RC_OK;
	} else if (rc == RC_OK && c->what == CHANGE_CREATED)
		rc = undo_made(u, c);
	else if (rc == RC_OK && c->what == CHANGE_UPDATED)
		rc = undo_changed(u, c, &before);
	else if (rc == RC_OK)
		rc = change_done(u->x, c);
	buf_free(&before);
	return rc;
}

static enum rc
undo_batch(struct txn *x, void *arg)
{
	struct undoing *u = arg;
	struct import_run *run = &u->counts->run, now;
	enum rc rc = store_get(x, &import_run_entity, u->o->run, &now);

	u->x = x;
	u->left = BATCH;
	u->bad.n = 0;
	*run = now;
	run->state = IMPORT_UNDOING;
	while (rc == RC_OK && u->more && u->left > 0)
		rc = undo_one(u);
	if (rc > RC_SAME)
		return rc;
	if (!u->more)
		run->state = IMPORT_UNDONE;
	return import_run_keep(x, run, &u->bad);
}

static enum rc
undo_all(struct undoing *u)
{
	enum rc rc = RC_OK;

	for (u->more = true; u->more && rc == RC_OK;) {
		struct store *s = store_open(u->o->home, STORE_WRITE);

		rc = txn_run(s, u->o->actor, undo_batch, u);
		store_close(s);
	}
	return rc == RC_INVALID || rc == RC_EXISTS ? RC_REFUSED : rc;
}

static enum rc
load_run(struct undoing *u)
{
	struct store *s = store_open(u->o->home, STORE_READ);
	enum rc rc = store_get(
	    store_view(s), &import_run_entity, u->o->run, &u->counts->run);

	store_close(s);
	if (rc != RC_OK || u->counts->run.state != IMPORT_UNDONE)
		return rc;
	u->o->tell(u->o->arg, _("it has been undone before"));
	return RC_REFUSED;
}

enum rc
import_undo(const struct undo_options *o, struct undo_counts *counts)
{
	struct undoing u = { .o = o, .counts = counts };
	enum rc rc;

	memset(counts, 0, sizeof *counts);
	if ((rc = load_run(&u)) != RC_OK)
		return rc;
	rc = look_through(&u);
	if (rc == RC_OK && counts->in_the_way > 0)
		rc = RC_REFUSED;
	if (rc == RC_OK && !o->check)
		rc = undo_all(&u);
	for (int i = 0; i < u.made_n; i++)
		free(u.made[i].at);
	free(u.made);
	return rc;
}
