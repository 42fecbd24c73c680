/*
 * A dry pass undoes every batch, so the store cannot see that payments of two
 * batches together pay more than a document owes. What those of earlier batches
 * would have paid is remembered here, by document.
 */
#include <stdlib.h>
#include <string.h>

#include "importparts.h"
#include "invoice.h"
#include "mem.h"
#include "payment.h"

struct one {
	const struct entity *e; /* NULL: an empty place */
	int64_t id, sum;
};

struct paid_sums {
	struct one *at; /* by hash */
	size_t n, size;
	struct one *batch; /* of the batch that is looked at */
	size_t batch_n, batch_size;
};

static struct one *
place(struct one *at, size_t size, const struct one *key)
{
	size_t i = (size_t)key->id * 31 + key->e->number;

	while (at[i % size].e != NULL &&
	    (at[i % size].e != key->e || at[i % size].id != key->id))
		i++;
	return &at[i % size];
}

static void
grow(struct paid_sums *s)
{
	size_t size = s->size == 0 ? 256 : 2 * s->size;
	struct one *at = xcalloc(size, sizeof *at);

	for (size_t i = 0; i < s->size; i++)
		if (s->at[i].e != NULL)
			*place(at, size, &s->at[i]) = s->at[i];
	free(s->at);
	s->at = at;
	s->size = size;
}

static void
add(struct paid_sums *s, const struct one *more)
{
	struct one *to;

	if (2 * s->n >= s->size)
		grow(s);
	to = place(s->at, s->size, more);
	if (to->e == NULL) {
		*to = (struct one){ more->e, more->id, 0 };
		s->n++;
	}
	to->sum += more->sum;
}

static int64_t
before(const struct paid_sums *s, const struct one *key)
{
	return s->size == 0 ? 0 : place(s->at, s->size, key)->sum;
}

/* ---- of one payment */

/* What a line pays, and what is left of that in this batch. */
static bool
target(
    struct txn *x, const struct application *a, struct one *key, int64_t *left)
{
	struct invoice inv;
	struct payment p;

	*key = (struct one){ a->refunded_id != 0 ? &payment_entity :
						   &invoice_entity,
		a->refunded_id != 0 ? a->refunded_id : a->invoice_id,
		a->applied_amount };
	if (key->e == &payment_entity) {
		if (store_get(x, key->e, key->id, &p) != RC_OK)
			return false;
		*left = p.unapplied;
	} else {
		if (store_get(x, key->e, key->id, &inv) != RC_OK)
			return false;
		*left = inv.balance;
	}
	return true;
}

static void
hold(struct paid_sums *s, const struct one *one)
{
	if (s->batch_n == s->batch_size) {
		s->batch_size = s->batch_size == 0 ? 64 : 2 * s->batch_size;
		s->batch = xrealloc(s->batch, s->batch_size * sizeof *s->batch);
	}
	s->batch[s->batch_n++] = *one;
}

/* What a payment finds by itself goes elsewhere then, or stays unused. */
static void
hold_most(struct paid_sums *s, const struct one *one, int64_t left)
{
	struct one some = *one;

	left += one->sum - before(s, one);
	if (some.sum > left)
		some.sum = left;
	if (some.sum > 0)
		hold(s, &some);
}

/* False: more than is left. */
static bool
hold_line(struct paid_sums *s, struct txn *x, const struct application *a,
    bool own, struct problems *bad)
{
	struct one key;
	int64_t left;

	if (!target(x, a, &key, &left))
		return true;
	if (!own)
		hold_most(s, &key, left);
	else if (left >= before(s, &key))
		hold(s, &key);
	else {
		application_over(a, left + key.sum - before(s, &key), bad);
		return false;
	}
	return true;
}

enum rc
paid_fits(struct import *im, struct txn *x, const struct payment *p, int own,
    struct problems *bad)
{
	struct problems over = { .n = 0 };
	struct application *lines;
	size_t held;
	void *taken;
	int n, i = 0;
	enum rc rc;

	if (p->status != PAYMENT_OPEN && p->status != PAYMENT_CLOSED)
		return RC_OK;
	if (im->paid == NULL)
		im->paid = xcalloc(1, sizeof *im->paid);
	held = im->paid->batch_n;
	rc = document_take_lines(x, &payment_document, p->id, &taken, &n);
	if (rc != RC_OK)
		return rc;
	lines = taken;
	while (i < n && hold_line(im->paid, x, &lines[i], i < own, &over))
		i++;
	free(taken);
	if (over.n == 0)
		return RC_OK;
	im->paid->batch_n = held;
	problem_in(bad, i + 1, over.at[0].tag, "%s", over.at[0].text);
	return RC_INVALID;
}

/* ---- of a batch */

void
paid_begin(struct import *im)
{
	if (im->paid != NULL)
		im->paid->batch_n = 0;
}

void
paid_keep(struct import *im)
{
	struct paid_sums *s = im->paid;

	for (size_t i = 0; s != NULL && i < s->batch_n; i++)
		add(s, &s->batch[i]);
	paid_begin(im);
}

void
paid_free(struct import *im)
{
	if (im->paid == NULL)
		return;
	free(im->paid->at);
	free(im->paid->batch);
	free(im->paid);
	im->paid = NULL;
}
