/* What payments pay: finding it, checking it, paying it. */
#include <stdlib.h>
#include <string.h>

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/date.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "balanceparts.h"
#include "invoiceparts.h"
#include "paymentparts.h"

void
paid_add(struct paid *paid, const struct application *a)
{
	paid->at = xrealloc(paid->at, (size_t)(paid->n + 1) * sizeof *a);
	paid->at[paid->n++] = *a;
}

int64_t
paid_sum(const struct paid *paid)
{
	int64_t sum = 0;

	/* Each is at most the amount, and they have been checked. */
	for (int i = 0; i < paid->n; i++)
		if (!amount_add(sum, paid->at[i].applied_amount, &sum))
			return INT64_MAX;
	return sum;
}

/* ---- finding */

static enum rc
find_invoice(struct txn *x, const struct application *a, struct invoice *inv)
{
	if (a->applied_no[0] == '\0')
		return store_get(x, &invoice_entity, a->invoice_id, inv);
	inv->doc_type = a->applied_type;
	(void)str_copy(inv->invoice_no, sizeof inv->invoice_no, a->applied_no);
	return store_find(x, &invoice_entity, INVOICE_BY_NO, inv);
}

static enum rc
find_payment(struct txn *x, const struct application *a, struct payment *p)
{
	if (a->applied_no[0] == '\0')
		return store_get(x, &payment_entity, a->refunded_id, p);
	(void)str_copy(p->payment_no, sizeof p->payment_no, a->applied_no);
	return store_find(x, &payment_entity, PAYMENT_BY_NO, p);
}

bool
target_find(struct txn *x, struct application *a, struct target *t,
    struct problems *bad)
{
	const struct choice *type;

	if (a->applied_type == 0)
		a->applied_type = INVOICE_INVOICE;
	t->invoice.id = t->payment.id = t->left = 0;
	if (a->applied_type == APPLIED_PAYMENT) {
		if (find_payment(x, a, &t->payment) == RC_OK) {
			a->refunded_id = t->payment.id;
			a->invoice_id = 0;
			t->left = t->payment.status == PAYMENT_OPEN ?
			    t->payment.unapplied :
			    0;
			(void)str_copy(a->applied_no, sizeof a->applied_no,
			    t->payment.payment_no);
			return true;
		}
	} else if (find_invoice(x, a, &t->invoice) == RC_OK) {
		a->invoice_id = t->invoice.id;
		a->refunded_id = 0;
		a->applied_type = t->invoice.doc_type;
		t->left = t->invoice.status == INVOICE_IS_OPEN ?
		    t->invoice.balance :
		    0;
		(void)str_copy(
		    a->applied_no, sizeof a->applied_no, t->invoice.invoice_no);
		return true;
	}
	type = choice_of(applied_types, a->applied_type);
	problem(bad, APPLICATION_INVOICE_NO, _("There is no %s %s."),
	    type != NULL ? _(type->label) : "", a->applied_no);
	return false;
}

/* ---- checks */

/* Money comes in for invoices and goes out for what we owe. */
static bool
fits(const struct payment *p, int64_t applied_type)
{
	bool ours =
	    applied_type == INVOICE_CREDIT || applied_type == APPLIED_PAYMENT;

	return ours == (p->payment_type == PAYMENT_REFUND);
}

static void
check_target(const struct payment *p, const struct application *a,
    const struct target *t, struct problems *bad)
{
	bool is_payment = t->payment.id != 0;
	int64_t account =
	    is_payment ? t->payment.account_id : t->invoice.account_id;
	const char *currency =
	    is_payment ? t->payment.currency : t->invoice.currency;

	if (account != p->account_id)
		problem(bad, APPLICATION_INVOICE_NO,
		    _("%s is of another customer."), a->applied_no);
	else if (strcmp(currency, p->currency) != 0)
		problem(bad, APPLICATION_INVOICE_NO,
		    _("%s is in %s, the payment in %s."), a->applied_no,
		    currency, p->currency);
	else if (!fits(p, a->applied_type) ||
	    (is_payment && t->payment.payment_type == PAYMENT_REFUND))
		problem(bad, APPLICATION_DOC_TYPE,
		    p->payment_type == PAYMENT_REFUND ?
			_("A refund returns the money of credit memos and "
			  "payments.") :
			_("A payment pays invoices and debit memos."));
}

static bool
same_target(const struct application *a, const struct application *b)
{
	return a->invoice_id == b->invoice_id &&
	    a->refunded_id == b->refunded_id;
}

/* With the lines before it that have the same target. */
static int64_t
wanted(const struct paid *paid, int i)
{
	int64_t sum = paid->at[i].applied_amount;

	for (int j = 0; j < i; j++)
		if (same_target(&paid->at[j], &paid->at[i]) &&
		    !amount_add(sum, paid->at[j].applied_amount, &sum))
			return INT64_MAX;
	return sum;
}

void
application_over(
    const struct application *a, int64_t left, struct problems *bad)
{
	char open[MONEY_TEXT];
	int decimals = currency_decimals(a->currency);

	decimal_print(left, decimals, decimals, open, sizeof open);
	if (left <= 0)
		problem(bad, APPLICATION_INVOICE_NO, _("%s has nothing open."),
		    a->applied_no);
	else
		problem(bad, APPLICATION_AMOUNT, _("%s has only %s %s open."),
		    a->applied_no, open, a->currency);
}

void
paid_check(struct txn *x, const struct payment *p, struct paid *paid,
    bool final, struct problems *bad)
{
	for (int i = 0; i < paid->n; i++) {
		struct application *a = &paid->at[i];
		struct problems own;
		struct target t;

		own.n = 0;
		memcpy(a->currency, p->currency, sizeof a->currency);
		if (a->applied_date == 0)
			a->applied_date = p->payment_date;
		if (target_find(x, a, &t, &own))
			check_target(p, a, &t, &own);
		record_check(&application_entity, a, &own);
		if (a->applied_amount < 0)
			problem(&own, APPLICATION_AMOUNT,
			    _("An amount to apply is above 0."));
		if (final && own.n == 0 && wanted(paid, i) > t.left)
			application_over(a, t.left, &own);
		for (int j = 0; j < own.n; j++)
			problem_in(
			    bad, i + 1, own.at[j].tag, "%s", own.at[j].text);
	}
	if (bad->n == 0 && paid_sum(paid) > p->amount)
		problem(bad, PAYMENT_AMOUNT,
		    _("More is applied than the payment has."));
}

void
paid_trim(struct txn *x, struct paid *paid)
{
	struct paid kept = { paid->at, 0 };

	for (int i = 0; i < paid->n; i++) {
		struct application a = paid->at[i];
		struct problems none = { .n = 0 };
		struct target t;
		int64_t over;

		if (!target_find(x, &a, &t, &none))
			continue;
		kept.at[kept.n] = a;
		over = wanted(&kept, kept.n) - t.left;
		if (over > 0)
			kept.at[kept.n].applied_amount -= over;
		if (kept.at[kept.n].applied_amount > 0)
			kept.n++;
	}
	paid->n = kept.n;
}

/* ---- by itself */

struct plan {
	const struct payment *p;
	struct paid *paid;
	int64_t left;
};

static bool
add_oldest(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct plan *plan = arg;
	struct application a = { .invoice_id = inv->id,
		.applied_type = inv->doc_type,
		.applied_date = plan->p->payment_date };
	int64_t open = inv->balance;

	if (inv->doc_type == INVOICE_CREDIT || inv->status != INVOICE_IS_OPEN ||
	    strcmp(inv->currency, plan->p->currency) != 0)
		return true;
	for (int i = 0; i < plan->paid->n; i++)
		if (plan->paid->at[i].invoice_id == inv->id)
			open -= plan->paid->at[i].applied_amount;
	if (open <= 0)
		return true;
	a.applied_amount = open < plan->left ? open : plan->left;
	(void)str_copy(a.applied_no, sizeof a.applied_no, inv->invoice_no);
	memcpy(a.currency, inv->currency, sizeof a.currency);
	paid_add(plan->paid, &a);
	plan->left -= a.applied_amount;
	return plan->left > 0 && plan->paid->n < LINES_MOST;
}

enum rc
paid_plan(struct txn *x, const struct payment *p, struct paid *paid)
{
	const struct invoice like = { .account_id = p->account_id,
		.open = IS_YES };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OPEN_DUE,
		.like = &like,
		.prefix = 2 };
	struct plan plan = {
		.p = p, .paid = paid, .left = p->amount - paid_sum(paid)
	};

	return plan.left > 0 ? store_list(x, &l, add_oldest, &plan) : RC_OK;
}

/* ---- effect */

static enum rc
use_payment(struct txn *x, int64_t id, int64_t amount, struct problems *bad)
{
	struct payment p, old;
	enum rc rc = store_get(x, &payment_entity, id, &p);

	if (rc != RC_OK)
		return rc;
	old = p;
	p.applied += amount;
	payment_settle(&p);
	p.changed = clock_now();
	if ((rc = store_save(x, &payment_entity, &p, bad)) != RC_OK)
		return rc;
	return balance_payment_changed(x, &old, &p);
}

enum rc
paid_effect(
    struct txn *x, const struct application *a, int sign, struct problems *bad)
{
	struct invoice inv;
	enum rc rc;

	if (a->refunded_id != 0)
		return use_payment(
		    x, a->refunded_id, sign * a->applied_amount, bad);
	if ((rc = store_get(x, &invoice_entity, a->invoice_id, &inv)) != RC_OK)
		return rc;
	return invoice_pay(
	    x, &inv, sign * a->applied_amount, INVOICE_CLOSED, bad);
}

/* ---- all that was applied to a document */

struct adding {
	struct txn *x;
	struct paid_by *by;
	enum rc rc;
};

enum rc
application_counts(struct txn *x, const struct application *a, int64_t *day)
{
	struct invoice memo;
	struct payment p;
	enum rc rc;

	*day = DATE_NONE;
	if (a->payment_id == 0) {
		rc = store_get(x, &invoice_entity, a->credit_id, &memo);
		if (rc == RC_OK)
			*day = memo.invoice_date;
	} else {
		rc = store_get(x, &payment_entity, a->payment_id, &p);
		if (rc != RC_OK ||
		    (p.status != PAYMENT_OPEN && p.status != PAYMENT_CLOSED))
			return rc;
		*day = p.payment_date;
	}
	if (*day < a->applied_date)
		*day = a->applied_date;
	return rc;
}

static bool
add_application(void *arg, const void *rec)
{
	const struct application *a = rec;
	struct adding *to = arg;
	int64_t day = DATE_NONE;

	to->rc = application_counts(to->x, a, &day);
	if (day != DATE_NONE)
		*(a->payment_id == 0 ? &to->by->credits : &to->by->payments) +=
		    a->applied_amount;
	if (day > to->by->last)
		to->by->last = day;
	return to->rc == RC_OK;
}

static enum rc
add_applications(struct txn *x, unsigned index, const struct application *like,
    struct paid_by *by)
{
	const struct list l = { .e = &application_entity,
		.index = index,
		.like = like,
		.prefix = 1 };
	struct adding to = { x, by, RC_OK };
	enum rc rc = store_list(x, &l, add_application, &to);

	return rc == RC_OK ? to.rc : rc;
}

enum rc
invoice_paid_by(struct txn *x, int64_t id, struct paid_by *by)
{
	const struct application like = { .invoice_id = id, .credit_id = id };
	enum rc rc;

	*by = (struct paid_by){ 0 };
	rc = add_applications(x, APPLICATION_OF_INVOICE, &like, by);
	return rc == RC_OK ?
	    add_applications(x, APPLICATION_OF_CREDIT, &like, by) :
	    rc;
}

enum rc
payment_refunded(struct txn *x, int64_t id, int64_t *sum)
{
	const struct application like = { .refunded_id = id };
	struct paid_by by = { 0 };
	enum rc rc = add_applications(x, APPLICATION_OF_REFUNDED, &like, &by);

	*sum = by.payments;
	return rc;
}
