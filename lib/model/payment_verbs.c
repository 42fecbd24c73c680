/* What is done with a payment: release, apply, unapply, void, erase. */
#include <stdlib.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "balanceparts.h"
#include "invoiceparts.h"
#include "orderparts.h"
#include "paymentparts.h"
#include "rules.h"

/* ---- keeping */

static bool
is_final(const struct payment *p)
{
	return p->status == PAYMENT_OPEN || p->status == PAYMENT_CLOSED;
}

void
payment_settle(struct payment *p)
{
	p->unapplied = is_final(p) ? p->amount - p->applied : 0;
	if (is_final(p))
		p->status = p->unapplied == 0 ? PAYMENT_CLOSED : PAYMENT_OPEN;
	/* What a customer has seen stays to be seen; a draft that is voided
	 * never was. */
	p->shown = is_final(p) || p->status == PAYMENT_PENDING ||
		(p->status == PAYMENT_VOIDED && p->shown == IS_YES) ?
	    IS_YES :
	    IS_NO;
}

enum rc
payment_keep(struct txn *x, struct payment *p, struct problems *bad)
{
	struct payment old;
	enum rc rc;

	if ((rc = store_get(x, &payment_entity, p->id, &old)) != RC_OK)
		return rc;
	payment_settle(p);
	p->changed = clock_now();
	if ((rc = store_save(x, &payment_entity, p, bad)) > RC_SAME)
		return rc;
	return balance_payment_changed(x, &old, p);
}

static enum rc
add_line(struct txn *x, struct application *a, struct problems *bad)
{
	const struct application like = { .payment_id = a->payment_id };
	struct application last = { .line_no = 0 };
	enum rc rc;

	if (a->payment_id != 0) {
		rc = first_of(x,
		    &(struct list){ .e = &application_entity,
			.index = APPLICATION_OF_PAYMENT,
			.like = &like,
			.prefix = 1,
			.backwards = true },
		    &last);
		if (rc != RC_OK && rc != RC_NOTFOUND)
			return rc;
		a->line_no = last.line_no + 1;
	}
	return store_save(x, &application_entity, a, bad);
}

/* ---- release */

enum rc
payment_finish(
    struct txn *x, struct payment *p, struct paid *paid, struct problems *bad)
{
	struct account a;
	enum rc rc;

	if (p->payment_type == PAYMENT_REFUND && paid_sum(paid) != p->amount) {
		problem(bad, PAYMENT_AMOUNT,
		    _("A refund names the credit memos and payments whose "
		      "money it returns, and these are not its amount."));
		return RC_INVALID;
	}
	if (p->payment_type == PAYMENT_PAYMENT &&
	    store_get(x, &account_entity, p->account_id, &a) == RC_OK &&
	    a.auto_apply && (rc = paid_plan(x, p, paid)) != RC_OK)
		return rc;
	if (p->payment_no[0] == '\0' &&
	    (rc = document_next_number(
		 x, &payment_document, "payment", "PAY", p)) != RC_OK)
		return rc;
	p->released_on = p->id == 0 ? p->created : clock_now();
	p->applied = paid_sum(paid);
	p->status = PAYMENT_OPEN;
	payment_settle(p);
	return RC_OK;
}

enum rc
payment_keep_final(
    struct txn *x, struct payment *p, struct paid *paid, struct problems *bad)
{
	enum rc rc = store_save(x, &payment_entity, p, bad);
	int64_t day = p->payment_date;

	if (rc == RC_OK)
		rc = document_put_lines(
		    x, &payment_document, p->id, paid->at, paid->n, bad);
	for (int i = 0; rc <= RC_SAME && i < paid->n; i++) {
		rc = paid_effect(x, &paid->at[i], 1, bad);
		if (paid->at[i].applied_date > day)
			day = paid->at[i].applied_date;
	}
	if (rc <= RC_SAME)
		rc = balance_dated(x, p->account_id, p->currency, day);
	if (rc <= RC_SAME)
		rc = balance_payment_changed(x, NULL, p);
	return rc == RC_OK ? order_paid(x, p, 1, bad) : rc;
}

static enum rc
release(
    struct txn *x, struct payment *p, struct paid *paid, struct problems *bad)
{
	enum rc rc;

	if (p->status == PAYMENT_PENDING && p->payment_type != PAYMENT_REFUND)
		paid_trim(x, paid);
	paid_check(x, p, paid, true, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if ((rc = payment_finish(x, p, paid, bad)) != RC_OK)
		return rc;
	p->changed = clock_now();
	return payment_keep_final(x, p, paid, bad);
}

/* Those of the payment as stored; the caller frees paid->at. */
static enum rc
load_lines(struct txn *x, const struct payment *p, struct paid *paid)
{
	void *lines;
	enum rc rc =
	    document_take_lines(x, &payment_document, p->id, &lines, &paid->n);

	paid->at = lines;
	return rc;
}

enum rc
payment_release(struct txn *x, struct payment *p, struct problems *bad)
{
	struct account a;
	struct paid paid;
	enum rc rc;

	/* A closed one may be open again, but not released again. */
	if (!payment_may_change(p) ||
	    !payment_step_exists(p->status, PAYMENT_OPEN))
		problem(bad, PAYMENT_STATUS,
		    _("This payment is %s and cannot be released."),
		    _(choice_of(payment_statuses, p->status)->label));
	if (refers_to(x, &payment_entity, p, PAYMENT_ACCOUNT, &a, bad) &&
	    a.status == ACCOUNT_INACTIVE)
		problem(bad, PAYMENT_ACCOUNT, _("The account %s is inactive."),
		    a.account_id);
	if (bad->n > 0)
		return RC_INVALID;
	rc = load_lines(x, p, &paid);
	if (rc == RC_OK)
		rc = release(x, p, &paid, bad);
	free(paid.at);
	return rc;
}

/* ---- apply */

static void
check_apply(const struct invoice *inv, int64_t account, const char *currency,
    int64_t left, int64_t amount, struct problems *bad)
{
	if (inv->account_id != account)
		problem(bad, 0, _("The two are of different customers."));
	else if (strcmp(inv->currency, currency) != 0)
		problem(bad, 0, _("The two are in different currencies."));
	else if (inv->doc_type == INVOICE_CREDIT)
		problem(bad, 0, _("Only invoices and debit memos are paid."));
	else if (inv->status != INVOICE_IS_OPEN)
		problem(bad, 0, _("%s has nothing open."),
		    inv->invoice_no[0] != '\0' ? inv->invoice_no :
						 _("The draft"));
	if (bad->n > 0)
		return;
	if (amount <= 0)
		problem(bad, APPLICATION_AMOUNT,
		    _("An amount to apply is above 0."));
	else if (amount > left)
		problem(bad, APPLICATION_AMOUNT,
		    _("There is less money left than that."));
	else if (amount > inv->balance)
		problem(bad, APPLICATION_AMOUNT,
		    _("There is less to pay than that."));
}

static struct application
application_of(const struct invoice *inv, int64_t amount)
{
	struct application a = { .invoice_id = inv->id,
		.applied_type = inv->doc_type,
		.applied_amount = amount,
		.applied_date = time_date(clock_now(), "") };

	(void)str_copy(a.applied_no, sizeof a.applied_no, inv->invoice_no);
	memcpy(a.currency, inv->currency, sizeof a.currency);
	return a;
}

enum rc
payment_apply(struct txn *x, struct payment *p, struct invoice *inv,
    int64_t amount, struct problems *bad)
{
	struct application a = application_of(inv, amount);
	enum rc rc;

	if (p->status != PAYMENT_OPEN || p->payment_type == PAYMENT_REFUND)
		problem(bad, PAYMENT_STATUS,
		    _("This payment has no money to apply."));
	else
		check_apply(
		    inv, p->account_id, p->currency, p->unapplied, amount, bad);
	if (bad->n > 0)
		return RC_INVALID;
	a.payment_id = p->id;
	p->applied += amount;
	if ((rc = payment_keep(x, p, bad)) != RC_OK ||
	    (rc = add_line(x, &a, bad)) != RC_OK)
		return rc;
	return invoice_pay(x, inv, amount, INVOICE_CLOSED, bad);
}

static enum rc
apply_credit(struct txn *x, struct invoice *memo, struct invoice *inv,
    int64_t amount, int64_t closed, struct problems *bad)
{
	struct application a = application_of(inv, amount);
	enum rc rc;

	if (memo->doc_type != INVOICE_CREDIT || memo->status != INVOICE_IS_OPEN)
		problem(bad, INVOICE_STATUS,
		    _("Only an open credit memo can be applied."));
	else
		check_apply(inv, memo->account_id, memo->currency,
		    memo->balance, amount, bad);
	if (bad->n > 0)
		return RC_INVALID;
	a.credit_id = memo->id;
	if ((rc = add_line(x, &a, bad)) != RC_OK ||
	    (rc = invoice_pay(x, memo, amount, INVOICE_CLOSED, bad)) != RC_OK)
		return rc;
	return invoice_pay(x, inv, amount, closed, bad);
}

enum rc
credit_apply(struct txn *x, struct invoice *memo, struct invoice *inv,
    int64_t amount, struct problems *bad)
{
	return apply_credit(x, memo, inv, amount, INVOICE_CLOSED, bad);
}

enum rc
credit_cancels(struct txn *x, struct invoice *memo, struct invoice *inv,
    struct problems *bad)
{
	return apply_credit(x, memo, inv, inv->balance, INVOICE_CANCELED, bad);
}

enum rc
payment_auto_apply(struct txn *x, struct payment *p, struct problems *bad)
{
	struct paid paid = { NULL, 0 };
	struct payment rest = *p;
	enum rc rc;

	if (p->status != PAYMENT_OPEN || p->payment_type == PAYMENT_REFUND) {
		problem(bad, PAYMENT_STATUS,
		    _("This payment has no money to apply."));
		return RC_INVALID;
	}
	rest.amount = p->unapplied;
	rc = paid_plan(x, &rest, &paid);
	if (rc == RC_OK && paid.n == 0)
		rc = RC_SAME;
	for (int i = 0; rc == RC_OK && i < paid.n; i++) {
		struct invoice inv;

		rc = store_get(x, &invoice_entity, paid.at[i].invoice_id, &inv);
		if (rc == RC_OK)
			rc = payment_apply(
			    x, p, &inv, paid.at[i].applied_amount, bad);
	}
	free(paid.at);
	return rc;
}

/* ---- unapply, void, erase */

static enum rc
unapply_from(struct txn *x, const struct application *a, struct problems *bad)
{
	struct invoice memo;
	struct payment p;
	enum rc rc;

	if (a->payment_id == 0) {
		rc = store_get(x, &invoice_entity, a->credit_id, &memo);
		return rc != RC_OK ? rc :
				     invoice_pay(x, &memo, -a->applied_amount,
					 INVOICE_CLOSED, bad);
	}
	if ((rc = store_get(x, &payment_entity, a->payment_id, &p)) != RC_OK)
		return rc;
	if (p.payment_type == PAYMENT_REFUND)
		problem(
		    bad, 0, _("A refund is taken back as a whole: void it."));
	else if (!is_final(&p))
		problem(bad, 0,
		    _("The payment is not released: change its lines."));
	if (bad->n > 0)
		return RC_INVALID;
	p.applied -= a->applied_amount;
	return payment_keep(x, &p, bad);
}

enum rc
payment_unapply(struct txn *x, struct application *given, struct problems *bad)
{
	struct application a;
	struct invoice inv;
	enum rc rc;

	/* The stored one: what somebody else has unapplied is gone. */
	if ((rc = store_get(x, &application_entity, given->id, &a)) != RC_OK)
		return rc;
	if (a.rev != given->rev)
		return RC_CONFLICT;
	if (a.invoice_id != 0) {
		rc = store_get(x, &invoice_entity, a.invoice_id, &inv);
		if (rc != RC_OK)
			return rc;
		if (inv.status == INVOICE_CANCELED) {
			problem(bad, 0,
			    _("%s was canceled by this memo, and that is "
			      "final."),
			    inv.invoice_no);
			return RC_INVALID;
		}
	}
	if ((rc = unapply_from(x, &a, bad)) != RC_OK ||
	    (rc = paid_effect(x, &a, -1, bad)) != RC_OK)
		return rc;
	return store_delete(x, &application_entity, a.id);
}

/* Its applications are undone and gone. */
static enum rc
take_back(struct txn *x, const struct payment *p, struct problems *bad)
{
	struct paid paid;
	enum rc rc = load_lines(x, p, &paid);

	for (int i = 0; rc == RC_OK && i < paid.n; i++)
		if ((rc = paid_effect(x, &paid.at[i], -1, bad)) == RC_OK)
			rc =
			    store_delete(x, &application_entity, paid.at[i].id);
	free(paid.at);
	return rc == RC_OK ? order_paid(x, p, -1, bad) : rc;
}

static bool
refunded(struct txn *x, const struct payment *p)
{
	const struct application like = { .refunded_id = p->id };

	return store_count(
		   x, &application_entity, APPLICATION_OF_REFUNDED, &like) > 0;
}

enum rc
payment_void(struct txn *x, struct payment *p, struct problems *bad)
{
	bool final = is_final(p);
	int64_t returned;
	enum rc rc = payment_refunded(x, p->id, &returned);

	if (rc != RC_OK)
		return rc;
	if (!payment_step_exists(p->status, PAYMENT_VOIDED))
		problem(bad, PAYMENT_STATUS, _("This payment is voided."));
	else if (returned != 0)
		problem(bad, 0,
		    _("A refund has returned money of this payment: void the "
		      "refund first."));
	if (bad->n > 0)
		return RC_INVALID;
	p->status = PAYMENT_VOIDED;
	p->applied = 0;
	rc = payment_keep(x, p, bad);
	return rc == RC_OK && final ? take_back(x, p, bad) : rc;
}

enum rc
payment_erase(struct txn *x, struct payment *p, struct problems *bad)
{
	bool final = is_final(p);
	enum rc rc;

	if (!payment_may_change(p) &&
	    (p->channel != CHANNEL_BATCH || p->rev != 1 || refunded(x, p))) {
		problem(bad, 0,
		    _("It has been released, and something was built on it: "
		      "void it."));
		return RC_INVALID;
	}
	rc = final ? take_back(x, p, bad) : RC_OK;
	if (rc == RC_OK)
		rc = document_erase(x, &payment_document, p->id, p->rev);
	return rc == RC_OK ? balance_payment_changed(x, p, NULL) : rc;
}
