/* Sending: which mails are due, and what became of them. */
#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "notice.h"
#include "outboxparts.h"
#include "template.h"

/* ---- which --------------------------------------------------------------- */

struct gathering {
	struct outbox_batch *to;
	int64_t until; /* next_try; 0: any */
};

static bool
gather(void *arg, const void *rec)
{
	const struct outbox *m = rec;
	struct gathering *g = arg;

	if (g->until != 0 && m->next_try > g->until)
		return false;
	g->to->mail[g->to->n++] = *m;
	return g->to->n < OUTBOX_BATCH;
}

enum rc
outbox_left(struct txn *x, struct outbox_batch *b)
{
	const struct outbox like = { .status = OUTBOX_SENDING };
	const struct list l = { .e = &outbox_entity,
		.index = OUTBOX_BY_STATUS,
		.like = &like,
		.prefix = 1 };
	struct gathering g = { b, 0 };

	b->n = 0;
	return store_list(x, &l, gather, &g);
}

/* The address of a notice is that of the day it is sent; it may have none. */
static enum rc
mark(struct txn *x, struct outbox *m, bool *gone)
{
	enum rc rc;

	m->status = OUTBOX_SENDING;
	m->next_try = 0;
	m->tries++;
	m->tried_on = clock_now();
	if ((rc = notice_address_now(x, m, gone)) != RC_OK)
		return rc;
	if (*gone)
		return outbox_drop(x, m, _("There is no address any more."));
	rc = outbox_keep(x, m);
	return rc == RC_OK ? notice_follow(x, m, "") : rc;
}

enum rc
outbox_take(struct txn *x, struct outbox_batch *b)
{
	const struct list due = { .e = &outbox_entity, .index = OUTBOX_DUE };
	struct gathering g = { b, clock_now() };
	int kept = 0;
	enum rc rc;

	b->n = 0;
	if ((rc = store_list(x, &due, gather, &g)) != RC_OK)
		return rc;
	for (int i = 0; i < b->n; i++) {
		bool gone = false;

		if ((rc = mark(x, &b->mail[i], &gone)) != RC_OK)
			return rc;
		if (!gone && kept++ != i)
			b->mail[kept - 1] = b->mail[i];
	}
	b->n = kept;
	return RC_OK;
}

enum rc
outbox_hurry(struct txn *x, bool *more)
{
	const struct outbox now = { .id = INT64_MAX, .next_try = clock_now() };
	struct outbox_batch *b = txn_scratch(x, sizeof *b);
	struct gathering g = { b, 0 };
	char place[PLACE_TEXT];
	const struct list later = {
		.e = &outbox_entity, .index = OUTBOX_DUE, .after = place
	};
	enum rc rc;

	store_place(&outbox_entity, OUTBOX_DUE, &now, place);
	rc = store_list(x, &later, gather, &g);
	for (int i = 0; rc == RC_OK && i < b->n; i++) {
		b->mail[i].next_try = now.next_try;
		rc = outbox_keep(x, &b->mail[i]);
	}
	*more = b->n == OUTBOX_BATCH;
	return rc;
}

static bool
take_time(void *arg, const void *rec)
{
	*(int64_t *)arg = ((const struct outbox *)rec)->next_try;
	return false;
}

int64_t
outbox_next(struct txn *x)
{
	const struct list due = { .e = &outbox_entity, .index = OUTBOX_DUE };
	int64_t at = 0;

	return store_list(x, &due, take_time, &at) == RC_OK ? at : 0;
}

/* ---- what became of it ----------------------------------------------------
 */

static void
done(struct outbox *m, int64_t status, const char *note)
{
	m->status = status;
	m->next_try = 0;
	m->done_on = clock_now();
	/* Nobody can be let in by a link that nobody keeps. */
	if (m->secret)
		m->link[0] = '\0';
	outbox_note(m, note);
}

static void
again(struct outbox *m, int64_t status, int64_t when, const char *note)
{
	m->status = status;
	m->next_try = when;
	if (note != NULL)
		outbox_note(m, note);
}

/* 5 minutes, 15, an hour, 3 hours, 6, 12, a day: it took two days at last. */
static void
refuse(struct outbox *m, const char *why)
{
	static const int64_t waits[] = { 5, 15, 60, 180, 360, 720, 1440 };
	enum { WAITS = sizeof waits / sizeof *waits };
	int64_t n = m->failures++;

	if (m->failures >= OUTBOX_FAILURES_MOST) {
		done(m, OUTBOX_DEAD, why);
		return;
	}
	m->tries = 0; /* it did not leave the house */
	again(m, OUTBOX_FAILED,
	    clock_now() + 60 * waits[n < WAITS ? n : WAITS - 1], why);
}

static void
tell(struct outbox *m, enum outbox_end end, const char *why)
{
	switch (end) {
	case OUTBOX_ACCEPTED:
		done(m, OUTBOX_SENT, _("Taken by the mail system."));
		break;
	case OUTBOX_REFUSED:
		refuse(m, why);
		break;
	case OUTBOX_IMPOSSIBLE:
		done(m, OUTBOX_DEAD, why);
		break;
	case OUTBOX_CUT_SHORT:
		if (m->tries < OUTBOX_TRIES_MOST)
			again(m, OUTBOX_WAITING, 1,
			    _("Sending it was cut short: once more."));
		else
			done(m, OUTBOX_DEAD,
			    _("Sending it was cut short twice; it may have "
			      "arrived."));
		break;
	case OUTBOX_NOT_BEGUN:
		m->tries--;
		again(m, m->failures > 0 ? OUTBOX_FAILED : OUTBOX_WAITING, 1,
		    NULL);
		break;
	case OUTBOX_NEEDLESS:
	default:
		done(m, OUTBOX_CANCELLED, why);
		break;
	}
}

enum rc
outbox_tell(struct txn *x, int64_t id, enum outbox_end end, const char *why)
{
	struct outbox *m = txn_scratch(x, sizeof *m);
	enum rc rc = store_get(x, &outbox_entity, id, m);

	if (rc == RC_OK && m->status != OUTBOX_SENDING)
		rc = RC_CONFLICT;
	if (rc != RC_OK)
		return rc;
	why = why != NULL ? why : "";
	tell(m, end, why);
	if ((rc = outbox_keep(x, m)) != RC_OK)
		return rc;
	return end == OUTBOX_NEEDLESS ? notice_left_out(x, m, why) :
					notice_follow(x, m, why);
}

/* ---- the words, whole -----------------------------------------------------
 */

void
outbox_text(const struct outbox *m, const char *base, const char *hidden,
    const struct mail_value *values, struct buf *to)
{
	struct buf link = { 0 };
	struct mail_value own[] = { { "link", "" }, { NULL, NULL } };

	if (m->secret && hidden != NULL)
		own[0].value = hidden;
	else if (m->link[0] != '\0' && base[0] != '\0') {
		buf_printf(&link, "%s%s", base, m->link);
		own[0].value = link.data;
	}
	template_fill(m->text, own, values, to);
	buf_free(&link);
}

/* ---- taking away -----------------------------------------------------------
 */

enum { EXPIRE_AT_ONCE = 200 };

struct expiring {
	int64_t before, id[EXPIRE_AT_ONCE];
	int n;
};

static bool
is_old(void *arg, const void *rec)
{
	const struct outbox *m = rec;
	struct expiring *e = arg;

	if (m->created >= e->before)
		return false;
	e->id[e->n++] = m->id;
	return e->n < EXPIRE_AT_ONCE;
}

enum rc
outbox_expire(struct txn *x, int64_t before, bool *more)
{
	static const int64_t over[] = { OUTBOX_SENT, OUTBOX_CANCELLED,
		OUTBOX_DEAD };
	struct expiring e = { .before = before };
	enum rc rc = RC_OK;

	for (int i = 0; i < 3 && rc == RC_OK && e.n < EXPIRE_AT_ONCE; i++) {
		const struct outbox like = { .status = over[i] };
		const struct list l = { .e = &outbox_entity,
			.index = OUTBOX_BY_STATUS,
			.like = &like,
			.prefix = 1 };

		rc = store_list(x, &l, is_old, &e);
	}
	for (int i = 0; i < e.n && rc == RC_OK; i++)
		rc = store_delete(x, &outbox_entity, e.id[i]);
	*more = e.n == EXPIRE_AT_ONCE;
	return rc;
}
