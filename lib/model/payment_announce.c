/* What customers say they have paid, or will: pending, and it counts nowhere
 * until the money was seen. */
#include <string.h>

#include "../base/amount.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../base/transfer.h"
#include "../store/store.h"
#include "paymentparts.h"

/* ---- what is announced of a document */

struct adding {
	struct txn *x;
	int64_t sum;
};

static bool
add_pending(void *arg, const void *rec)
{
	const struct application *a = rec;
	struct adding *to = arg;
	struct payment p;

	if (a->payment_id != 0 &&
	    store_get(to->x, &payment_entity, a->payment_id, &p) == RC_OK &&
	    p.status == PAYMENT_PENDING &&
	    !amount_add(to->sum, a->applied_amount, &to->sum))
		to->sum = INT64_MAX;
	return true;
}

enum rc
payment_announced_on(struct txn *x, int64_t invoice, int64_t *sum)
{
	const struct application like = { .invoice_id = invoice };
	const struct list l = { .e = &application_entity,
		.index = APPLICATION_OF_INVOICE,
		.like = &like,
		.prefix = 1 };
	struct adding to = { x, 0 };
	enum rc rc = store_list(x, &l, add_pending, &to);

	*sum = to.sum;
	return rc;
}

/* ---- announcing */

/*
 * Two people of one company, or one in two windows, announce the same money:
 * the second gets a sentence. What this payment itself announces is counted
 * already, and no other customer's document comes here.
 */
static enum rc
check_announced(
    struct txn *x, const struct application *a, int row, struct problems *bad)
{
	struct invoice inv;
	int64_t sum, open;
	char left[MONEY_TEXT], said[MONEY_TEXT];
	int decimals = currency_decimals(a->currency);
	enum rc rc = store_get(x, &invoice_entity, a->invoice_id, &inv);

	if (rc != RC_OK ||
	    (rc = payment_announced_on(x, inv.id, &sum)) != RC_OK)
		return rc;
	open = inv.status == INVOICE_IS_OPEN ? inv.balance : 0;
	if (sum <= open)
		return RC_OK;
	decimal_print(open, decimals, decimals, left, sizeof left);
	decimal_print(
	    sum - a->applied_amount, decimals, decimals, said, sizeof said);
	if (open == 0)
		problem_in(bad, row, APPLICATION_INVOICE_NO,
		    _("%s has nothing open."), inv.invoice_no);
	else if (sum == a->applied_amount)
		problem_in(bad, row, APPLICATION_AMOUNT,
		    _("%s has only %s %s open."), inv.invoice_no, left,
		    inv.currency);
	else
		problem_in(bad, row, APPLICATION_AMOUNT,
		    _("%s has %s %s open, and %s of it are announced "
		      "already."),
		    inv.invoice_no, left, inv.currency, said);
	return RC_OK;
}

/* The payer is to give one reference: of the document, or, when there are
 * several, of this payment. */
static void
set_reference(struct payment *p, const struct application *lines, int n)
{
	char reference[TRANSFER_REFERENCE];

	if (p->method == METHOD_TRANSFER &&
	    transfer_reference(
		n == 1 ? lines[0].applied_no : p->payment_no, reference))
		(void)str_copy(p->reference, sizeof p->reference, reference);
}

static bool
add_up(struct payment *p, const struct application *lines, int n,
    struct problems *bad)
{
	p->amount = 0;
	if (n == 0)
		problem(bad, 0, _("Say at least of one document how much."));
	for (int i = 0; i < n; i++)
		if (lines[i].applied_amount <= 0)
			problem_in(bad, i + 1, APPLICATION_AMOUNT,
			    _("An amount to apply is above 0."));
		else if (!amount_add(
			     p->amount, lines[i].applied_amount, &p->amount))
			problem_in(bad, i + 1, APPLICATION_AMOUNT,
			    _("This is too much."));
	return bad->n == 0;
}

enum rc
payment_announce(struct txn *x, struct payment *p, struct application *lines,
    int n, struct problems *bad)
{
	enum rc rc;

	p->id = p->rev = 0;
	p->payment_type = PAYMENT_PAYMENT;
	p->status = PAYMENT_PENDING;
	for (int i = 0; i < n; i++) {
		struct problems told_by_put = { .n = 0 };
		struct target t;

		(void)target_find(x, &lines[i], &t, &told_by_put);
	}
	if (!add_up(p, lines, n, bad))
		return RC_INVALID;
	rc = document_next_number(x, &payment_document, "payment", "PAY", p);
	if (rc != RC_OK)
		return rc;
	set_reference(p, lines, n);
	rc = payment_put(x, p, lines, n, bad);
	for (int i = 0; rc == RC_OK && i < n; i++) {
		memcpy(
		    lines[i].currency, p->currency, sizeof lines[i].currency);
		rc = check_announced(x, &lines[i], i + 1, bad);
	}
	return rc == RC_OK && bad->n > 0 ? RC_INVALID : rc;
}

/* ---- and not */

static enum rc
end(struct txn *x, struct payment *p, enum payment_ended how,
    struct problems *bad)
{
	if (p->status != PAYMENT_PENDING)
		problem(bad, PAYMENT_STATUS,
		    _("This payment is %s; only an announced one can be taken "
		      "back."),
		    _(choice_of(payment_statuses, p->status)->label));
	if (bad->n > 0)
		return RC_INVALID;
	p->status = PAYMENT_VOIDED;
	p->ended = how;
	return payment_keep(x, p, bad);
}

enum rc
payment_withdraw(struct txn *x, struct payment *p, struct problems *bad)
{
	return end(x, p, PAYMENT_WITHDRAWN, bad);
}

enum rc
payment_reject(
    struct txn *x, struct payment *p, const char *reason, struct problems *bad)
{
	if (*reason == '\0')
		problem(
		    bad, PAYMENT_REASON, _("Say why: the customer reads it."));
	else if (!str_copy(p->reason, sizeof p->reason, reason))
		problem(bad, PAYMENT_REASON, _("This is too long."));
	return end(x, p, PAYMENT_REJECTED, bad);
}
