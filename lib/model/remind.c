/*
 * Reminders: which documents have come to which level, from the overdue ones
 * by due date. The level of a document stands with it, the customer's notice
 * of the day beside; both are written in one transaction.
 */
#include <stdlib.h>

#include "../base/str.h"
#include "../store/store.h"
#include "account.h"
#include "balance.h"
#include "invoice.h"
#include "notice.h"

/* Days after the due date; 0: there is no such level. */
static int64_t
days_of(const struct statement_cycle *c, int64_t level)
{
	const int64_t days[] = { 0, c->remind1, c->remind2, c->remind3, 0 };

	return days[level];
}

int64_t
remind_level(
    const struct statement_cycle *c, const struct invoice *inv, int64_t today)
{
	int64_t next = inv->reminded + 1;
	int64_t days;

	if (inv->doc_type == INVOICE_CREDIT || inv->open != IS_YES || next > 3)
		return 0;
	days = days_of(c, next);
	if (days == 0 || today - inv->due_date < days)
		return 0;
	/* Late to begin with, it still has its time between two letters. */
	if (next > 1 && today - inv->reminded_on < days - days_of(c, next - 1))
		return 0;
	return next;
}

/* ---- one customer ------------------------------------------------------ */

enum { DOCUMENTS = 2000 };

struct late {
	const struct statement_cycle *cycle;
	int64_t today;
	int64_t level; /* the highest */
	int n;
	int64_t id[DOCUMENTS];
};

static bool
add_late(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct late *late = arg;
	int64_t level = remind_level(late->cycle, inv, late->today);

	if (inv->due_date >= late->today)
		return false;
	if (level == 0)
		return true;
	if (level > late->level)
		late->level = level;
	late->id[late->n++] = inv->id;
	return late->n < DOCUMENTS;
}

static enum rc
mark(struct txn *x, const struct late *late)
{
	struct invoice *inv = txn_scratch(x, sizeof *inv);
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < late->n; i++) {
		rc = store_get(x, &invoice_entity, late->id[i], inv);
		if (rc != RC_OK)
			return rc;
		inv->reminded++;
		inv->reminded_on = late->today;
		rc = store_save(x, &invoice_entity, inv, NULL);
	}
	return rc;
}

static enum rc
remind(struct txn *x, const struct account *a, const struct statement_cycle *c,
    struct remind_run *run, int64_t today)
{
	const struct invoice like = { .account_id = a->id, .open = IS_YES };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OPEN_DUE,
		.like = &like,
		.prefix = 2 };
	struct late *late = txn_scratch(x, sizeof *late);
	enum rc rc;

	*late = (struct late){ .cycle = c, .today = today };
	if ((rc = store_list(x, &l, add_late, late)) != RC_OK || late->n == 0)
		return rc;
	rc = notice_make(x, a, NOTICE_REMINDER, today, late->level, true);
	/* Of this day there is one: another day then. */
	if (rc != RC_OK)
		return rc == RC_SAME ? RC_OK : rc;
	run->made++;
	return mark(x, late);
}

/* ---- all customers ----------------------------------------------------- */

struct walk {
	struct txn *x;
	int64_t today;
	int most, n;
	char *place;
	bool end;
	int64_t *account; /* of documents that could be reminded of */
	int accounts;
};

static bool
add_account(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct walk *w = arg;

	if (inv->due_date >= w->today) {
		w->end = true;
		return false;
	}
	w->n++;
	store_place(&invoice_entity, INVOICE_ALL_OPEN_DUE, inv, w->place);
	if (inv->doc_type != INVOICE_CREDIT && inv->reminded < 3)
		w->account[w->accounts++] = inv->account_id;
	return w->n < w->most;
}

static int
by_number(const void *a, const void *b)
{
	int64_t l = *(const int64_t *)a, r = *(const int64_t *)b;

	return l < r ? -1 : l > r;
}

static enum rc
one(struct txn *x, int64_t id, struct remind_run *run, int64_t today)
{
	struct account *a = txn_scratch(x, sizeof *a);
	struct statement_cycle c;
	enum rc rc = store_get(x, &account_entity, id, a);

	if (rc != RC_OK || a->statement_cycle == 0)
		return rc;
	rc = store_get(x, &statement_cycle_entity, a->statement_cycle, &c);
	if (rc != RC_OK || !c.active || c.remind1 == 0)
		return rc;
	return remind(x, a, &c, run, today);
}

enum rc
remind_prepare(struct txn *x, struct remind_run *run, int64_t today, int most)
{
	const struct invoice like = { .open = IS_YES };
	char after[PLACE_TEXT];
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_ALL_OPEN_DUE,
		.like = &like,
		.prefix = 1,
		.after = after };
	struct walk w = { .x = x, .today = today, .most = most };
	enum rc rc;

	_Static_assert(sizeof run->place == PLACE_TEXT, "a place fits");
	str_copy(after, sizeof after, run->place);
	w.place = run->place;
	w.account = txn_scratch(x, (size_t)most * sizeof *w.account);
	rc = store_list(x, &l, add_account, &w);
	if (w.accounts > 1)
		qsort(w.account, (size_t)w.accounts, sizeof *w.account,
		    by_number);
	for (int i = 0; rc == RC_OK && i < w.accounts; i++)
		if (i == 0 || w.account[i] != w.account[i - 1])
			rc = one(x, w.account[i], run, today);
	run->done = rc == RC_OK && (w.end || w.n < most);
	return rc;
}
