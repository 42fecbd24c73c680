/* What is done with an entry: confirm, ignore, reopen. */
#include <stdlib.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "bank.h"
#include "invoice.h"
#include "payment.h"

static enum rc
keep(struct txn *x, struct bank_entry *b, struct problems *bad)
{
	b->changed = clock_now();
	return store_save(x, &bank_entry_entity, b, bad);
}

static enum rc
match(struct txn *x, struct bank_entry *b, int64_t payment, enum bank_from from,
    struct problems *bad)
{
	struct payment p;
	enum rc rc = store_get(x, &payment_entity, payment, &p);

	if (rc != RC_OK)
		return rc;
	str_copy(b->payment_no, sizeof b->payment_no, p.payment_no);
	b->status = BANK_MATCHED;
	b->payment_id = payment;
	b->from = from;
	return keep(x, b, bad);
}

static bool
is_open(const struct bank_entry *b, struct problems *bad)
{
	if (b->status != BANK_OPEN)
		problem(bad, BANK_ENTRY_STATUS,
		    _("This bank entry is not open any more."));
	return bad->n == 0;
}

/* What the payment is known by at the bank. */
static void
set_reference(const struct bank_entry *b, struct payment *p)
{
	if (p->reference[0] == '\0')
		(void)str_copy(p->reference, sizeof p->reference,
		    b->reference[0] != '\0' ? b->reference : b->bank_ref);
}

/* ---- a new payment */

static enum rc
fill_line(struct txn *x, const struct bank_line *l, struct application *a,
    int row, struct problems *bad)
{
	struct invoice inv;

	if (store_get(x, &invoice_entity, l->invoice_id, &inv) != RC_OK) {
		problem_in(bad, row, APPLICATION_INVOICE_NO,
		    _("There is no such document."));
		return RC_INVALID;
	}
	if (l->amount <= 0) {
		problem_in(bad, row, APPLICATION_AMOUNT,
		    _("An amount to apply is above 0."));
		return RC_INVALID;
	}
	*a = (struct application){ .invoice_id = inv.id,
		.applied_type = inv.doc_type,
		.applied_amount = l->amount };
	memcpy(a->applied_no, inv.invoice_no, sizeof a->applied_no);
	memcpy(a->currency, inv.currency, sizeof a->currency);
	return RC_OK;
}

static enum rc
make(struct txn *x, const struct bank_entry *b, struct payment *p,
    const struct bank_line *line, int n, struct problems *bad)
{
	struct application *lines = xcalloc((size_t)n + 1, sizeof *lines);
	enum rc rc = RC_OK;

	for (int i = 0; i < n; i++)
		if (fill_line(x, &line[i], &lines[i], i + 1, bad) != RC_OK)
			rc = RC_INVALID;
	memcpy(p->currency, b->currency, sizeof p->currency);
	(void)str_copy(p->summary, sizeof p->summary, b->payer_name);
	set_reference(b, p);
	if (rc == RC_OK)
		rc = payment_put(x, p, lines, n, bad);
	free(lines);
	return rc == RC_OK ? payment_release(x, p, bad) : rc;
}

enum rc
bank_confirm(struct txn *x, struct bank_entry *b, int64_t account,
    const struct bank_line *line, int n, struct problems *bad)
{
	struct payment p = { .payment_type = PAYMENT_PAYMENT,
		.status = PAYMENT_BALANCED,
		.account_id = account,
		.payment_date = b->booked_date,
		.method = METHOD_TRANSFER,
		.amount = b->amount };
	enum rc rc;

	if (is_open(b, bad) && b->amount <= 0)
		problem(bad, BANK_ENTRY_AMOUNT,
		    _("This money went out: it is matched with a refund."));
	if (bad->n > 0)
		return RC_INVALID;
	rc = make(x, b, &p, line, n, bad);
	return rc == RC_OK ? match(x, b, p.id, BANK_MADE, bad) : rc;
}

/* ---- a stored payment */

static void
check_stored(struct txn *x, const struct bank_entry *b, const struct payment *p,
    struct problems *bad)
{
	bool out = p->payment_type == PAYMENT_REFUND;
	struct bank_entry other;

	if (p->status == PAYMENT_VOIDED)
		problem(bad, 0, _("This payment is voided."));
	else if (strcmp(p->currency, b->currency) != 0 ||
	    (out ? -p->amount : p->amount) != b->amount)
		problem(bad, 0,
		    _("The payment and the bank entry differ in their "
		      "amount."));
	else if (bank_entry_of(x, p->id, &other) == RC_OK)
		problem(bad, 0,
		    _("This payment is matched with another bank entry."));
}

/* As it came: dated on the day, and final. */
static enum rc
release(struct txn *x, const struct bank_entry *b, struct payment *p,
    struct problems *bad)
{
	enum rc rc;

	p->payment_date = b->booked_date;
	if (p->status == PAYMENT_ON_HOLD)
		p->status = PAYMENT_BALANCED;
	if (p->method == 0)
		p->method = METHOD_TRANSFER;
	set_reference(b, p);
	rc = payment_entity.save(x, p, bad);
	return rc <= RC_SAME ? payment_release(x, p, bad) : rc;
}

enum rc
bank_confirm_payment(
    struct txn *x, struct bank_entry *b, int64_t payment, struct problems *bad)
{
	struct payment p;
	enum rc rc = store_get(x, &payment_entity, payment, &p);
	bool draft;

	if (rc != RC_OK)
		return rc;
	if (is_open(b, bad))
		check_stored(x, b, &p, bad);
	if (bad->n > 0)
		return RC_INVALID;
	draft = payment_may_change(&p);
	if (draft && (rc = release(x, b, &p, bad)) > RC_SAME)
		return rc;
	return match(x, b, p.id, draft ? BANK_RELEASED : BANK_FOUND, bad);
}

enum rc
bank_accept(struct txn *x, struct bank_entry *b, const struct bank_proposal *p,
    struct problems *bad)
{
	if (p->payment_id != 0)
		return bank_confirm_payment(x, b, p->payment_id, bad);
	return bank_confirm(x, b, p->account_id, p->line, p->n, bad);
}

/* ---- neither, and back */

enum rc
bank_ignore(struct txn *x, struct bank_entry *b, struct problems *bad)
{
	if (!is_open(b, bad))
		return RC_INVALID;
	b->status = BANK_IGNORED;
	return keep(x, b, bad);
}

enum rc
bank_reopen(struct txn *x, struct bank_entry *b, struct problems *bad)
{
	struct payment p;
	enum rc rc;

	if (b->status == BANK_OPEN) {
		problem(bad, BANK_ENTRY_STATUS, _("This bank entry is open."));
		return RC_INVALID;
	}
	if (b->payment_id != 0 && b->from != BANK_FOUND) {
		rc = store_get(x, &payment_entity, b->payment_id, &p);
		if (rc == RC_OK && p.status != PAYMENT_VOIDED)
			rc = payment_void(x, &p, bad);
		if (rc != RC_OK && rc != RC_NOTFOUND)
			return rc;
	}
	b->status = BANK_OPEN;
	b->payment_id = b->from = 0;
	b->payment_no[0] = '\0';
	return keep(x, b, bad);
}
