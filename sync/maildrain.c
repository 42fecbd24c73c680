/*
 * All mail that is due, some at a time, so that the memory does not grow with
 * the queue. One sender at a time; what one that died has left is told first,
 * from the journal.
 */
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "mailing.h"
#include "mem.h"
#include "nightlock.h"
#include "str.h"
#include "text.h"

enum { IN_A_ROW = 3 };

struct drain {
	struct mail_drain *d;
	struct mail_journal journal;
	struct outbox_batch batch;
	enum outbox_end end[OUTBOX_BATCH];
	char why[OUTBOX_BATCH][MAIL_WHY];
	int in_a_row; /* refused, one after the other */
};

/* ---- in the store */

static enum rc
take_some(struct txn *x, void *arg)
{
	struct drain *r = arg;

	return outbox_take(x, &r->batch);
}

static enum rc
hurry(struct txn *x, void *more)
{
	return outbox_hurry(x, more);
}

static enum rc
tell_all(struct txn *x, void *arg)
{
	struct drain *r = arg;
	enum rc rc = RC_OK;

	for (int i = 0; i < r->batch.n && rc == RC_OK; i++)
		rc = outbox_tell(x, r->batch.mail[i].id, r->end[i], r->why[i]);
	return rc;
}

static bool
tell(struct drain *r)
{
	if (tool_run(r->d->t, tell_all, r) == RC_OK)
		return true;
	r->d->trouble = true;
	return false;
}

/* Does a look show something to do? Readers keep nobody waiting. */
static bool
is_wanted(struct drain *r)
{
	struct store *s = tool_open(r->d->t, STORE_READ);
	struct txn *x = store_view(s);
	int64_t next = outbox_next(x);
	bool any = next != 0 && (r->d->all || next <= clock_now());

	if (outbox_left(x, &r->batch) != RC_OK)
		r->d->trouble = true;
	store_close(s);
	return any;
}

/* ---- the steps */

/* What a sender that died has left. */
static void
tell_left(struct drain *r)
{
	for (int i = 0; i < r->batch.n; i++) {
		r->end[i] = mail_journal_end(&r->journal, r->batch.mail[i].id);
		r->d->sent += r->end[i] == OUTBOX_ACCEPTED;
		str_copy(r->why[i], MAIL_WHY, _("The mail system refused it."));
	}
	if (r->batch.n > 0)
		(void)tell(r);
}

static void
send_one(struct drain *r, int i)
{
	const struct outbox *m = &r->batch.mail[i];
	struct mail_made made;

	mail_make(r->d->t, &r->d->conf, m, &made);
	r->end[i] = made.end;
	str_copy(r->why[i], MAIL_WHY, made.why);
	if (made.message == NULL)
		return;
	r->end[i] = mail_hand(&r->journal, &r->d->conf, m->id, made.sender,
	    m->recipient, made.message);
	fclose(made.message);
	if (r->end[i] == OUTBOX_REFUSED)
		str_copy(
		    r->why[i], MAIL_WHY, _("The mail system did not take it."));
	else if (r->end[i] == OUTBOX_IMPOSSIBLE)
		str_copy(r->why[i], MAIL_WHY,
		    _("The mail system knows no such recipient."));
}

static void
count(struct drain *r, int i)
{
	bool refused = r->end[i] == OUTBOX_REFUSED;

	r->d->sent += r->end[i] == OUTBOX_ACCEPTED;
	r->in_a_row = refused ? r->in_a_row + 1 : 0;
	if (!refused && r->end[i] != OUTBOX_IMPOSSIBLE)
		return;
	r->d->refused++;
	str_copy(r->d->why, MAIL_WHY, r->why[i]);
}

/* A mail system that takes nothing is not asked for each of them. */
static void
send_batch(struct drain *r)
{
	for (int i = 0; i < r->batch.n; i++) {
		if (r->in_a_row >= IN_A_ROW) {
			r->end[i] = OUTBOX_NOT_BEGUN;
			continue;
		}
		send_one(r, i);
		count(r, i);
	}
	r->d->stopped = r->in_a_row >= IN_A_ROW;
}

static void
work(struct drain *r)
{
	bool more = is_wanted(r) || r->batch.n > 0;

	tell_left(r);
	for (bool later = r->d->all; later && !r->d->trouble;)
		if (tool_run(r->d->t, hurry, &later) > RC_SAME)
			r->d->trouble = true;
	while (more && !r->d->trouble && !r->d->stopped) {
		if (!mail_journal_begin(&r->journal) ||
		    tool_run(r->d->t, take_some, r) > RC_SAME) {
			r->d->trouble = true;
			return;
		}
		if (r->batch.n == 0)
			return;
		send_batch(r);
		more = tell(r);
	}
}

void
mail_drain(struct mail_drain *d)
{
	struct drain *r = xcalloc(1, sizeof *r);
	struct night_lock lock;
	char path[600], why[700];

	r->d = d;
	d->busy = d->trouble = d->stopped = false;
	d->sent = d->refused = 0;
	d->why[0] = '\0';
	if (!is_wanted(r) && r->batch.n == 0) {
		free(r);
		return;
	}
	str_printf(path, sizeof path, "%s/mail.lock", tool_home(d->t));
	switch (night_lock(&lock, path, why, sizeof why)) {
	case NIGHT_LOCKED:
		if (mail_journal_open(&r->journal, tool_home(d->t))) {
			work(r);
			mail_journal_close(&r->journal);
		} else
			d->trouble = true;
		night_unlock(&lock);
		break;
	case NIGHT_BUSY:
		d->busy = true;
		break;
	default:
		d->trouble = true;
		break;
	}
	free(r);
}

/* ---- what is old */

struct expiry {
	int64_t before;
	bool more;
};

static enum rc
expire_some(struct txn *x, void *arg)
{
	struct expiry *e = arg;

	return outbox_expire(x, e->before, &e->more);
}

bool
mail_expire(struct tool *t, const struct mail_conf *c)
{
	const int64_t day = 86400;
	struct expiry e = { clock_now() - c->keep * day, c->keep > 0 };

	while (e.more)
		if (tool_run(t, expire_some, &e) > RC_SAME)
			return false;
	return true;
}
