/* What is done with an invoice: release, credit, cancel, hold, void, erase. */
#include <stdlib.h>
#include <string.h>

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "balance.h"
#include "balanceparts.h"
#include "invoice_pdf.h"
#include "invoiceparts.h"
#include "order.h"
#include "outbox.h"
#include "payment.h"
#include "rules.h"

/* ---- keeping a step */

static enum rc
keep(struct txn *x, struct invoice *inv, struct problems *bad)
{
	enum rc rc;

	if (would_change(x, &invoice_entity, inv))
		inv->changed = clock_now();
	rc = store_save(x, &invoice_entity, inv, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

/* Of an account that can be dealt with. */
static bool
load_account(struct txn *x, const struct invoice *inv, struct account *a,
    struct problems *bad)
{
	if (!refers_to(x, &invoice_entity, inv, INVOICE_ACCOUNT, a, bad))
		return false;
	if (a->status != ACCOUNT_INACTIVE)
		return true;
	problem(bad, INVOICE_ACCOUNT, _("The account %s is inactive."),
	    a->account_id);
	return false;
}

/* ---- release */

static const struct {
	int64_t type;
	const char *sequence, *letters;
} numbers[] = {
	{ INVOICE_INVOICE, "invoice", "INV" },
	{ INVOICE_CREDIT, "credit_memo", "CM" },
	{ INVOICE_DEBIT, "debit_memo", "DM" },
};

static enum rc
draw_number(struct txn *x, struct invoice *inv)
{
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (numbers[i].type == inv->doc_type)
			return document_next_number(x, &invoice_document,
			    numbers[i].sequence, numbers[i].letters, inv);
	return RC_INVALID;
}

/* A credit memo is due to nobody. */
static void
set_dates(struct txn *x, struct invoice *inv)
{
	struct terms terms;

	if (inv->doc_type == INVOICE_CREDIT)
		return;
	if (inv->terms == 0 ||
	    store_get(x, &terms_entity, inv->terms, &terms) != RC_OK)
		terms = (struct terms){ .id = 0 };
	if (inv->due_date == DATE_NONE)
		inv->due_date = terms_due(&terms, inv->invoice_date);
	inv->discount_date = terms_discount_date(&terms, inv->invoice_date);
	inv->cash_discount = 0;
	if (inv->discount_date != DATE_NONE &&
	    !amount_percent(
		inv->total, terms.discount_pct, &inv->cash_discount))
		inv->discount_date = DATE_NONE;
}

void
invoice_settle(struct invoice *inv, int64_t closed)
{
	inv->balance = inv->total - inv->amount_paid;
	inv->open = inv->balance != 0 ? IS_YES : IS_NO;
	if (inv->open == IS_YES && inv->status != INVOICE_RESERVED) {
		inv->status = INVOICE_IS_OPEN;
		inv->closed_on = 0;
	} else if (inv->open == IS_NO) {
		inv->status = closed;
		inv->closed_on = clock_now();
	}
}

/* Once: a memo that is Reserved, or a Closed document, becomes Open as well. */
static bool
may_issue(const struct invoice *inv, struct problems *bad)
{
	if (inv->issued == IS_YES)
		problem(bad, INVOICE_STATUS, _("%s is released already."),
		    inv->invoice_no);
	return inv->issued != IS_YES &&
	    invoice_step_ok(inv, INVOICE_IS_OPEN, bad);
}

enum rc
invoice_issue(struct txn *x, struct invoice *inv, int n, struct problems *bad)
{
	enum rc rc;

	if (n == 0)
		problem(bad, 0, _("A document needs at least one line."));
	if (inv->paid_before < 0 || inv->paid_before > inv->total)
		problem(bad, INVOICE_AMOUNT_PAID,
		    _("The amount paid is not between 0 and the total."));
	if (bad->n > 0 || !may_issue(inv, bad))
		return RC_INVALID;
	set_dates(x, inv);
	if (inv->invoice_no[0] == '\0' && (rc = draw_number(x, inv)) != RC_OK)
		return rc;
	inv->issued = IS_YES;
	inv->issued_on = inv->id == 0 ? inv->created : clock_now();
	inv->amount_paid = inv->paid_before;
	invoice_settle(inv, INVOICE_CLOSED);
	/* When another system was paid, nobody told. */
	if (inv->paid_before != 0)
		inv->closed_on = 0;
	return RC_OK;
}

static void
check_release(const struct invoice *inv, const struct account *a,
    const struct invoice_line *lines, int n, struct problems *bad)
{
	struct totals t;

	if (a->status == ACCOUNT_CREDIT_HOLD && inv->doc_type != INVOICE_CREDIT)
		problem(bad, INVOICE_ACCOUNT,
		    _("The account %s is on Credit Hold: no new invoices."),
		    a->account_id);
	/* Nothing is released that does not add up. */
	invoice_totals(inv, lines, n, &t);
	if (t.too_big || t.total != inv->total)
		problem(bad, INVOICE_TOTAL,
		    _("The total does not fit the lines: save the document "
		      "again."));
}

enum rc
invoice_release(struct txn *x, struct invoice *inv, struct problems *bad)
{
	struct account a;
	void *lines;
	int n;
	enum rc rc;

	if (!load_account(x, inv, &a, bad))
		return RC_INVALID;
	rc = document_take_lines(x, &invoice_document, inv->id, &lines, &n);
	if (rc == RC_OK) {
		check_release(inv, &a, lines, n, bad);
		rc = invoice_issue(x, inv, n, bad);
	}
	if (rc == RC_OK && (rc = keep(x, inv, bad)) == RC_OK &&
	    (rc = balance_invoice_changed(x, NULL, inv)) == RC_OK)
		rc = order_invoiced(x, inv, lines, n, 1, bad);
	free(lines);
	return rc <= RC_SAME ? mail_invoice(x, inv) : rc;
}

/* ---- paying */

/* Somebody who bought once is done with when all is paid. */
static enum rc
end_one_time(struct txn *x, const struct invoice *inv)
{
	struct problems own;
	struct account a;
	struct invoice like = { .account_id = inv->account_id, .open = IS_YES };
	enum rc rc;

	if (inv->open == IS_YES ||
	    store_get(x, &account_entity, inv->account_id, &a) != RC_OK ||
	    a.status != ACCOUNT_ONE_TIME ||
	    store_count(x, &invoice_entity, INVOICE_OPEN_DUE, &like) > 0)
		return RC_OK;
	own.n = 0;
	a.status = ACCOUNT_INACTIVE;
	rc = account_save(x, &a, &own);
	/* What is wrong with the account does not stop its payment. */
	return rc == RC_FULL ? rc : RC_OK;
}

/* On the day of the last money that came for it, which a file may have put
 * before today, or behind. */
static enum rc
set_closed(struct txn *x, struct invoice *inv)
{
	struct paid_by by;
	enum rc rc;

	if (inv->open != IS_NO)
		return RC_OK;
	rc = invoice_paid_by(x, inv->id, &by);
	if (rc == RC_OK && by.last != DATE_NONE &&
	    by.last != time_date(clock_now(), ""))
		inv->closed_on = date_noon(by.last);
	return rc;
}

enum rc
invoice_pay(struct txn *x, struct invoice *inv, int64_t amount, int64_t closed,
    struct problems *bad)
{
	struct invoice old = *inv;
	enum rc rc;

	inv->amount_paid += amount;
	invoice_settle(inv, closed);
	if ((rc = set_closed(x, inv)) != RC_OK ||
	    (rc = keep(x, inv, bad)) != RC_OK ||
	    (rc = balance_invoice_changed(x, &old, inv)) != RC_OK)
		return rc;
	return end_one_time(x, inv);
}

/* ---- credit and cancel */

/* The same amounts the other way round: as a credit memo, without what was
 * the invoice's own. */
static void
turn(const struct invoice *inv, int64_t status, struct invoice *memo,
    struct invoice_line *lines, int n)
{
	*memo = *inv;
	memo->id = memo->rev = 0;
	memo->doc_type = INVOICE_CREDIT;
	memo->status = status;
	memo->invoice_no[0] = memo->external_id[0] = '\0';
	memo->invoice_date = time_date(clock_now(), "");
	memo->due_date = DATE_NONE;
	memo->corrects = inv->id;
	(void)str_copy(memo->corrects_invoice_no,
	    sizeof memo->corrects_invoice_no, inv->invoice_no);
	memo->paid_before = memo->amount_paid = 0;
	for (int i = 0; i < n; i++)
		lines[i].id = lines[i].rev = 0;
}

static enum rc
make_credit(struct txn *x, const struct invoice *inv, int64_t status,
    struct invoice *memo, struct problems *bad)
{
	void *lines;
	int n;
	enum rc rc;

	rc = document_take_lines(x, &invoice_document, inv->id, &lines, &n);
	if (rc == RC_OK) {
		turn(inv, status, memo, lines, n);
		rc = invoice_put(x, memo, lines, n, bad);
	}
	free(lines);
	return rc;
}

enum rc
invoice_credit(struct txn *x, const struct invoice *inv, int64_t *made,
    struct problems *bad)
{
	struct invoice memo;
	enum rc rc;

	if (inv->doc_type == INVOICE_CREDIT || inv->issued != IS_YES ||
	    inv->status == INVOICE_CANCELED) {
		problem(bad, INVOICE_STATUS,
		    _("Only an invoice that is Open or Closed can be "
		      "credited."));
		return RC_INVALID;
	}
	rc = make_credit(x, inv, INVOICE_ON_HOLD, &memo, bad);
	*made = rc == RC_OK ? memo.id : 0;
	return rc;
}

static void
check_cancel(const struct invoice *inv, struct problems *bad)
{
	if (inv->doc_type == INVOICE_CREDIT)
		problem(bad, INVOICE_TYPE,
		    _("A credit memo cannot be canceled: apply it, or make a "
		      "debit memo."));
	else if (invoice_step_ok(inv, INVOICE_CANCELED, bad) &&
	    inv->amount_paid != 0)
		problem(bad, INVOICE_BALANCE,
		    _("A part of it is paid: unapply the payment first, or "
		      "make a credit memo."));
}

/* What it billed can be billed again. */
static enum rc
unbill(struct txn *x, const struct invoice *inv, struct problems *bad)
{
	void *lines;
	int n;
	enum rc rc;

	rc = document_take_lines(x, &invoice_document, inv->id, &lines, &n);
	if (rc == RC_OK)
		rc = order_invoiced(x, inv, lines, n, -1, bad);
	free(lines);
	return rc == RC_SAME ? RC_OK : rc;
}

enum rc
invoice_cancel(
    struct txn *x, struct invoice *inv, int64_t *made, struct problems *bad)
{
	struct invoice memo;
	enum rc rc;

	check_cancel(inv, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if ((rc = make_credit(x, inv, INVOICE_BALANCED, &memo, bad)) != RC_OK ||
	    (rc = invoice_release(x, &memo, bad)) != RC_OK)
		return rc;
	*made = memo.id;
	rc = credit_cancels(x, &memo, inv, bad);
	return rc == RC_OK ? unbill(x, inv, bad) : rc;
}

/* ---- hold, void, erase */

static enum rc
step(struct txn *x, struct invoice *inv, int64_t to, struct problems *bad)
{
	if (!invoice_step_ok(inv, to, bad))
		return RC_INVALID;
	inv->status = to;
	return keep(x, inv, bad);
}

enum rc
invoice_hold(struct txn *x, struct invoice *inv, struct problems *bad)
{
	if (inv->issued != IS_YES)
		return step(x, inv, INVOICE_ON_HOLD, bad);
	if (inv->doc_type == INVOICE_CREDIT)
		return step(x, inv, INVOICE_RESERVED, bad);
	problem(bad, INVOICE_STATUS,
	    _("It is released: only a credit memo can still be put on "
	      "hold."));
	return RC_INVALID;
}

enum rc
invoice_remove_hold(struct txn *x, struct invoice *inv, struct problems *bad)
{
	struct account a;

	if (inv->status == INVOICE_RESERVED)
		return step(x, inv, INVOICE_IS_OPEN, bad);
	if (!load_account(x, inv, &a, bad))
		return RC_INVALID;
	if (a.status != ACCOUNT_CREDIT_HOLD || inv->doc_type == INVOICE_CREDIT)
		return step(x, inv, INVOICE_BALANCED, bad);
	if (inv->status != INVOICE_CREDIT_HOLD)
		return step(x, inv, INVOICE_CREDIT_HOLD, bad);
	problem(bad, INVOICE_ACCOUNT, _("The account %s is on Credit Hold."),
	    a.account_id);
	return RC_INVALID;
}

/* A draft is no more. One that only corrects has not held the order. */
static enum rc
let_order_go(struct txn *x, const struct invoice *inv, struct problems *bad)
{
	return inv->corrects != 0 ? RC_OK : order_invoice_gone(x, inv, bad);
}

enum rc
invoice_void(struct txn *x, struct invoice *inv, struct problems *bad)
{
	enum rc rc = step(x, inv, INVOICE_VOIDED, bad);

	return rc == RC_OK ? let_order_go(x, inv, bad) : rc;
}

/* Brought by a file as it was, and untouched since: then it leaves no gap. */
static bool
untouched(struct txn *x, const struct invoice *inv)
{
	const struct application paid = { .invoice_id = inv->id },
				 pays = { .credit_id = inv->id };
	const struct invoice corrected = { .corrects = inv->id };
	struct invoice_pdf given;

	return inv->channel == CHANNEL_BATCH &&
	    inv->issued_on == inv->created &&
	    inv->amount_paid == inv->paid_before &&
	    store_count(
		x, &application_entity, APPLICATION_OF_INVOICE, &paid) == 0 &&
	    store_count(x, &application_entity, APPLICATION_OF_CREDIT, &pays) ==
	    0 &&
	    store_count(x, &invoice_entity, INVOICE_OF_CORRECTED, &corrected) ==
	    0 &&
	    invoice_pdf_find(x, inv->id, &given) == RC_NOTFOUND;
}

enum rc
invoice_erase(struct txn *x, struct invoice *inv, struct problems *bad)
{
	enum rc rc;

	if (inv->issued == IS_YES && !untouched(x, inv)) {
		problem(bad, 0,
		    _("It has been released, and something was built on it: "
		      "make a credit memo."));
		return RC_INVALID;
	}
	rc = document_erase(x, &invoice_document, inv->id, inv->rev);
	if (rc == RC_OK && inv->issued != IS_YES)
		rc = let_order_go(x, inv, bad);
	return rc == RC_OK ? balance_invoice_changed(x, inv, NULL) : rc;
}

/* ---- files */

enum rc
invoice_paid_elsewhere(struct txn *x, const struct invoice *inv, int64_t *sum)
{
	struct paid_by by;
	enum rc rc = invoice_paid_by(x, inv->id, &by);

	*sum = inv->amount_paid - by.payments;
	return rc;
}
