/* The way in for payments, from editors and files. */
#include <stdlib.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "company.h"
#include "paymentparts.h"
#include "rules.h"

/* Lines in memory that can grow; the caller's keep their places. */
static struct paid
copy_of(const struct application *lines, int n)
{
	struct paid paid = { xcalloc((size_t)n + 1, sizeof *lines), n };

	if (n > 0)
		memcpy(paid.at, lines, (size_t)n * sizeof *lines);
	return paid;
}

static void
fill(struct txn *x, struct payment *p, const struct account *a)
{
	struct company company;

	if (p->payment_type == 0)
		p->payment_type = PAYMENT_PAYMENT;
	if (p->payment_date == DATE_NONE)
		p->payment_date = time_date(clock_now(), "");
	if (p->currency[0] == '\0' && a->id != 0)
		memcpy(p->currency, a->currency, sizeof p->currency);
	if (p->currency[0] == '\0' && company_load(x, &company) == RC_OK)
		memcpy(p->currency, company.currency, sizeof p->currency);
}

static void
check_head(struct txn *x, struct payment *p, struct problems *bad)
{
	struct account a;

	if (!refers_to(x, &payment_entity, p, PAYMENT_ACCOUNT, &a, bad))
		a = (struct account){ .id = 0 };
	fill(x, p, &a);
	check_currency(p->currency, PAYMENT_CURRENCY, bad);
	record_check(&payment_entity, p, bad);
	if (p->amount < 0)
		problem(bad, PAYMENT_AMOUNT,
		    _("The amount is above 0: money that goes out is a "
		      "refund."));
	/* What a file brings has happened. */
	if (a.id != 0 && a.status == ACCOUNT_INACTIVE &&
	    txn_actor(x)->channel != CHANNEL_BATCH)
		problem(bad, PAYMENT_ACCOUNT, _("The account %s is inactive."),
		    a.account_id);
}

static void
prepare(struct txn *x, struct payment *p, struct paid *paid, bool final,
    struct problems *bad)
{
	document_number_lines(&payment_document, paid->at, paid->n, bad);
	check_head(x, p, bad);
	if (bad->n == 0)
		paid_check(x, p, paid, final, bad);
}

/* ---- a new one */

static void
begin(struct txn *x, struct payment *p)
{
	p->rev = 0;
	p->applied = p->unapplied = 0;
	p->channel = txn_actor(x)->channel;
	p->created = p->changed = clock_now();
	p->released_on = p->ended = 0;
	p->reason[0] = '\0';
	p->shown = IS_NO;
}

/* Which status a new one gets, before it may be released. */
static int64_t
first_status(const struct payment *p, bool batch, struct problems *bad)
{
	if (p->channel == CHANNEL_PORTAL)
		return PAYMENT_PENDING;
	switch (p->status) {
	case PAYMENT_ON_HOLD:
	case PAYMENT_BALANCED:
	case PAYMENT_PENDING:
		return p->status;
	case 0:
		return PAYMENT_BALANCED;
	case PAYMENT_VOIDED:
		if (batch)
			return PAYMENT_VOIDED;
		break;
	default: /* Open and Closed follow from what is applied */
		if (batch)
			return PAYMENT_BALANCED;
	}
	problem(bad, PAYMENT_STATUS,
	    _("A new payment is On Hold, Balanced or Pending Processing."));
	return PAYMENT_ON_HOLD;
}

static enum rc
keep_new(
    struct txn *x, struct payment *p, struct paid *paid, struct problems *bad)
{
	enum rc rc;

	payment_settle(p);
	if ((rc = store_save(x, &payment_entity, p, bad)) != RC_OK)
		return rc;
	rc = document_put_lines(
	    x, &payment_document, p->id, paid->at, paid->n, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

static enum rc
put_new(
    struct txn *x, struct payment *p, struct paid *paid, struct problems *bad)
{
	bool batch = txn_actor(x)->channel == CHANNEL_BATCH;
	bool release = batch &&
	    (p->status == 0 || p->status == PAYMENT_OPEN ||
		p->status == PAYMENT_CLOSED);
	enum rc rc;

	begin(x, p);
	p->status = first_status(p, batch, bad);
	prepare(x, p, paid, release, bad);
	if (p->status == PAYMENT_VOIDED && paid->n > 0)
		problem(bad, PAYMENT_STATUS,
		    _("A voided payment pays nothing: leave its lines out."));
	if (bad->n > 0)
		return RC_INVALID;
	if (!release)
		return keep_new(x, p, paid, bad);
	rc = payment_finish(x, p, paid, bad);
	return rc == RC_OK ? payment_keep_final(x, p, paid, bad) : rc;
}

/* ---- a draft again */

static enum rc
put_draft(struct txn *x, const struct payment *old, struct payment *p,
    struct paid *paid, struct problems *bad)
{
	int64_t wanted = p->status;
	enum rc head, rc;

	p->status = old->status;
	p->applied = old->applied;
	p->unapplied = old->unapplied;
	p->channel = old->channel;
	p->shown = old->shown;
	p->created = old->created;
	p->changed = old->changed;
	p->released_on = old->released_on;
	p->ended = old->ended;
	p->order_id = old->order_id;
	memcpy(p->reason, old->reason, sizeof p->reason);
	prepare(x, p, paid, false, bad);
	if (wanted == PAYMENT_ON_HOLD || wanted == PAYMENT_BALANCED ||
	    wanted == PAYMENT_PENDING) {
		if (wanted != old->status &&
		    !payment_step_exists(old->status, wanted))
			problem(bad, PAYMENT_STATUS,
			    _("This payment cannot become %s."),
			    _(choice_of(payment_statuses, wanted)->label));
		p->status = wanted;
	} else if (wanted != 0)
		problem(bad, PAYMENT_STATUS,
		    _("The status follows from Release and Void."));
	if (bad->n > 0)
		return RC_INVALID;
	payment_settle(p);
	if (would_change(x, &payment_entity, p))
		p->changed = clock_now();
	head = store_save(x, &payment_entity, p, bad);
	if (head > RC_SAME)
		return head;
	rc = document_put_lines(
	    x, &payment_document, p->id, paid->at, paid->n, bad);
	if (rc != RC_OK || head != RC_SAME)
		return rc > RC_SAME ? rc : head;
	/* Twice in a second as well. */
	p->changed = clock_now() > p->changed ? clock_now() : p->changed + 1;
	rc = store_save(x, &payment_entity, p, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

/* ---- a final one */

/* What is left empty says nothing; status and sums live on. */
static const struct field *
contradicts(const struct payment *old, const struct payment *new)
{
	for (const struct field *f = payment_entity.fields; f->tag != 0; f++) {
		if (f->flags & F_SYSTEM || f->tag == PAYMENT_STATUS ||
		    record_empty(f, new))
			continue;
		if (f->type->storage == STORE_INT ?
			record_int(f, old) != record_int(f, new) :
			strcmp(record_text(f, old), record_text(f, new)) != 0)
			return f;
	}
	return NULL;
}

static bool
is_stored(const struct application *was, int n, const struct application *a)
{
	for (int i = 0; i < n; i++)
		if (strcmp(was[i].applied_no, a->applied_no) == 0 &&
		    (a->applied_type == 0 ||
			was[i].applied_type == a->applied_type) &&
		    was[i].applied_amount == a->applied_amount)
			return true;
	return false;
}

static enum rc
put_final(struct txn *x, const struct payment *old, struct payment *p,
    const struct paid *paid, struct problems *bad)
{
	const struct field *f = contradicts(old, p);
	void *was;
	int n;
	enum rc rc;

	rc = document_take_lines(x, &payment_document, old->id, &was, &n);
	for (int i = 0; rc == RC_OK && f == NULL && i < paid->n; i++)
		if (!is_stored(was, n, &paid->at[i]))
			f = record_field(&payment_entity, PAYMENT_APPLIED);
	free(was);
	if (rc != RC_OK)
		return rc;
	if (f == NULL) {
		*p = *old;
		return RC_SAME;
	}
	problem(bad, f->tag,
	    _("Payment %s is final, and its %s cannot be changed."),
	    old->payment_no, _(f->label));
	return RC_REFUSED;
}

static enum rc
put(struct txn *x, struct payment *p, struct paid *paid, struct problems *bad)
{
	struct payment old;
	enum rc rc;

	if (p->id == 0)
		return put_new(x, p, paid, bad);
	if ((rc = store_get(x, &payment_entity, p->id, &old)) != RC_OK)
		return rc;
	if (old.rev != p->rev)
		return RC_CONFLICT;
	return payment_may_change(&old) ? put_draft(x, &old, p, paid, bad) :
					  put_final(x, &old, p, paid, bad);
}

enum rc
payment_put(struct txn *x, struct payment *p, struct application *lines, int n,
    struct problems *bad)
{
	struct paid paid = copy_of(lines, n);
	enum rc rc = put(x, p, &paid, bad);

	free(paid.at);
	return rc;
}
