/* The way in for invoices, from editors and files. */
#include <stdlib.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "balanceparts.h"
#include "invoiceparts.h"
#include "order.h"
#include "rules.h"

/* ---- what account and order know */

#define FILL(to, from)                                                         \
	do {                                                                   \
		if ((to)[0] == '\0')                                           \
			(void)str_copy(to, sizeof(to), from);                  \
	} while (0)
/* No text, or all of it: half of an address is somebody's wish. */
#define ADDRESS_EMPTY(rec, p)                                                  \
	((rec)->p##_attention[0] == '\0' && (rec)->p##_line1[0] == '\0' &&     \
	    (rec)->p##_line2[0] == '\0' && (rec)->p##_city[0] == '\0' &&       \
	    (rec)->p##_region[0] == '\0' && (rec)->p##_postal_code[0] == '\0')
#define FILL_ADDRESS(to, from, p)                                              \
	do {                                                                   \
		if (ADDRESS_EMPTY(to, p)) {                                    \
			FILL((to)->p##_attention, (from)->p##_attention);      \
			FILL((to)->p##_line1, (from)->p##_line1);              \
			FILL((to)->p##_line2, (from)->p##_line2);              \
			FILL((to)->p##_city, (from)->p##_city);                \
			FILL((to)->p##_region, (from)->p##_region);            \
			FILL((to)->p##_postal_code, (from)->p##_postal_code);  \
			FILL((to)->p##_country, (from)->p##_country);          \
		}                                                              \
	} while (0)

static void
fill_from_account(struct invoice *inv, const struct account *a)
{
	const char *name = a->legal_name[0] != '\0' ? a->legal_name : a->name;

	FILL(inv->currency, a->currency);
	if (inv->terms == 0)
		inv->terms = a->terms;
	FILL(inv->bill_name, name);
	FILL_ADDRESS(inv, a, bill);
	if (!ADDRESS_EMPTY(a, ship)) {
		FILL(inv->ship_name, name);
		FILL_ADDRESS(inv, a, ship);
	}
	FILL(inv->buyer_tax_id, a->tax_id);
}

/* The order that order_no names, when it is one of ours and of this account. */
static void
find_order(struct txn *x, struct invoice *inv)
{
	struct sales_order o;

	if (inv->order_id != 0 &&
	    store_get(x, &order_entity, inv->order_id, &o) == RC_OK) {
		FILL(inv->order_no, o.order_no);
		if (strcmp(inv->order_no, o.order_no) == 0) {
			FILL(inv->customer_po, o.customer_po);
			return;
		}
	}
	inv->order_id = 0;
	if (inv->order_no[0] == '\0')
		return;
	o.order_type = ORDER_SO;
	(void)str_copy(o.order_no, sizeof o.order_no, inv->order_no);
	if (store_find(x, &order_entity, ORDER_BY_NO, &o) == RC_OK &&
	    o.account_id == inv->account_id) {
		inv->order_id = o.id;
		FILL(inv->customer_po, o.customer_po);
	}
}

/* The invoice that a memo corrects; a file may name one we never had. */
static void
find_corrected(struct txn *x, struct invoice *inv, struct problems *bad)
{
	static const int64_t kinds[] = { INVOICE_INVOICE, INVOICE_DEBIT };
	struct invoice other;

	if (inv->corrects_invoice_no[0] == '\0') {
		inv->corrects = 0;
		return;
	}
	if (inv->corrects != 0 &&
	    store_get(x, &invoice_entity, inv->corrects, &other) == RC_OK &&
	    strcmp(other.invoice_no, inv->corrects_invoice_no) == 0)
		return;
	inv->corrects = 0;
	for (int i = 0; i < 2 && inv->corrects == 0; i++) {
		other.doc_type = kinds[i];
		(void)str_copy(other.invoice_no, sizeof other.invoice_no,
		    inv->corrects_invoice_no);
		if (store_find(x, &invoice_entity, INVOICE_BY_NO, &other) !=
		    RC_OK)
			continue;
		if (other.account_id == inv->account_id)
			inv->corrects = other.id;
		else
			problem(bad, INVOICE_CORRECTS_NO,
			    _("Invoice %s is of another customer."),
			    other.invoice_no);
	}
}

void
invoice_fill(
    struct txn *x, struct known *k, struct invoice *inv, struct problems *bad)
{
	if (inv->doc_type == 0)
		inv->doc_type = INVOICE_INVOICE;
	if (inv->invoice_date == DATE_NONE)
		inv->invoice_date = time_date(clock_now(), "");
	if (k->account.id != 0)
		fill_from_account(inv, &k->account);
	if (inv->terms == 0)
		inv->terms = known_company(x, k)->terms;
	FILL(inv->currency, known_company(x, k)->currency);
	check_currency(inv->currency, INVOICE_CURRENCY, bad);
	find_order(x, inv);
	find_corrected(x, inv, bad);
	if (inv->charge_amount != 0) {
		const struct company *c = known_company(x, k);
		int64_t own = k->account.id != 0 ? k->account.tax : 0;

		tax_fill(known_tax(x, k, own != 0 ? own : c->freight_tax, NULL),
		    &inv->charge_tax_category, &inv->charge_tax_rate);
	}
}

enum rc
invoice_defaults(struct txn *x, struct invoice *inv, struct problems *bad)
{
	struct known known;
	int before = bad->n;

	known_start(x, inv->account_id, &known);
	invoice_fill(x, &known, inv, bad);
	return bad->n > before ? RC_INVALID : RC_OK;
}

/* ---- checks */

/* Of a document; sums of many must fit as well. */
static const int64_t largest = 1000000000000000;

static void
check_head(struct txn *x, struct invoice *inv, struct problems *bad)
{
	struct terms terms;
	const char *wrong;

	record_check(&invoice_entity, inv, bad);
	check_country(inv->bill_country, INVOICE_BILL_COUNTRY, bad);
	check_country(inv->ship_country, INVOICE_SHIP_COUNTRY, bad);
	(void)refers_to(x, &invoice_entity, inv, INVOICE_TERMS, &terms, bad);
	if (inv->charge_amount < 0)
		problem(bad, INVOICE_CHARGE, _("Freight is not negative."));
	if (inv->charge_amount == 0)
		inv->charge_tax_category = inv->charge_tax_rate = 0;
	else if ((wrong = tax_wrong(
		      inv->charge_tax_category, inv->charge_tax_rate)) != NULL)
		problem(bad, INVOICE_CHARGE_TAX_RATE, "%s", wrong);
	if (inv->due_date != DATE_NONE && inv->due_date < inv->invoice_date)
		problem(bad, INVOICE_DUE,
		    _("The due date is before the date of the document."));
}

static void
set_totals(struct invoice *inv, const struct invoice_line *lines, int n,
    struct problems *bad)
{
	struct totals t;

	invoice_totals(inv, lines, n, &t);
	if (t.too_big || t.total > largest || t.total < -largest) {
		problem(bad, INVOICE_TOTAL,
		    _("The total is too large, or there are too many tax "
		      "rates."));
		return;
	}
	inv->line_total = t.lines;
	inv->tax_total = t.tax;
	inv->total = t.total;
	if (t.total < 0 && inv->doc_type == INVOICE_CREDIT)
		problem(bad, INVOICE_TOTAL,
		    _("The total is below zero. The amounts of a credit memo "
		      "are positive: its type gives the sign."));
	else if (t.total < 0)
		problem(bad, INVOICE_TOTAL,
		    _("The total is below zero: make it a credit memo with "
		      "positive amounts."));
}

/* Fills, checks, sums. Whose account it is stands in k afterwards. */
static void
prepare(struct txn *x, struct known *k, struct invoice *inv,
    struct invoice_line *lines, int n, struct problems *bad)
{
	document_number_lines(&invoice_document, lines, n, bad);
	known_start(x, inv->account_id, k);
	if (inv->account_id != 0 && k->account.id == 0)
		problem(bad, INVOICE_ACCOUNT,
		    _("%s: this record does not exist."), _("Customer"));
	invoice_fill(x, k, inv, bad);
	for (int i = 0; i < n; i++)
		line_prepare(x, k, inv, &lines[i], i, bad);
	check_head(x, inv, bad);
	if (bad->n == 0)
		set_totals(inv, lines, n, bad);
}

/* ---- a new document */

static bool
is_draft(int64_t status)
{
	return status == INVOICE_ON_HOLD || status == INVOICE_CREDIT_HOLD ||
	    status == INVOICE_BALANCED || status == INVOICE_VOIDED;
}

/* What customers on Credit Hold, or those who are no more, may not have. */
static void
check_account(
    struct invoice *inv, const struct account *a, struct problems *bad)
{
	if (a->id != 0 && a->status == ACCOUNT_INACTIVE)
		problem(bad, INVOICE_ACCOUNT,
		    _("The account %s is inactive: nothing can be sold to "
		      "it."),
		    a->account_id);
	if (a->id != 0 && a->status == ACCOUNT_CREDIT_HOLD &&
	    inv->doc_type != INVOICE_CREDIT)
		inv->status = INVOICE_CREDIT_HOLD;
}

/*
 * A document that was issued elsewhere. Open and Closed follow from what is
 * unpaid, whatever the file says; what is Canceled owes nothing.
 */
static enum rc
issue_history(struct txn *x, struct invoice *inv, int64_t wanted, int n,
    struct problems *bad)
{
	if (wanted == INVOICE_CANCELED)
		inv->paid_before = inv->total;
	inv->status = INVOICE_BALANCED;
	if (invoice_issue(x, inv, n, bad) != RC_OK)
		return RC_INVALID;
	if (wanted == INVOICE_CANCELED)
		inv->status = INVOICE_CANCELED;
	if (wanted == INVOICE_RESERVED && inv->status == INVOICE_IS_OPEN &&
	    inv->doc_type == INVOICE_CREDIT)
		inv->status = INVOICE_RESERVED;
	return RC_OK;
}

static void
begin(struct txn *x, struct invoice *inv, bool history)
{
	int64_t paid =
	    inv->paid_before != 0 ? inv->paid_before : inv->amount_paid;

	inv->rev = 0;
	inv->paid_before = history ? paid : 0;
	inv->amount_paid = inv->balance = inv->cash_discount = 0;
	inv->discount_date = DATE_NONE;
	inv->issued = inv->open = IS_NO;
	inv->issued_on = inv->closed_on = 0;
	inv->channel = txn_actor(x)->channel;
	inv->created = inv->changed = clock_now();
}

static enum rc
put_new(struct txn *x, struct invoice *inv, struct invoice_line *lines, int n,
    struct problems *bad)
{
	bool history = txn_actor(x)->channel == CHANNEL_BATCH &&
	    inv->invoice_no[0] != '\0';
	int64_t wanted = inv->status;
	struct known known;
	enum rc rc;

	begin(x, inv, history);
	if (wanted == 0 || !is_draft(wanted))
		inv->status = INVOICE_ON_HOLD;
	prepare(x, &known, inv, lines, n, bad);
	if (!history) {
		if (wanted != 0 && wanted != INVOICE_ON_HOLD &&
		    wanted != INVOICE_BALANCED)
			problem(bad, INVOICE_STATUS,
			    _("A new document is On Hold or Balanced."));
		check_account(inv, &known.account, bad);
	}
	if (bad->n > 0)
		return RC_INVALID;
	if (history && (wanted == 0 || !is_draft(wanted)) &&
	    (rc = issue_history(x, inv, wanted, n, bad)) != RC_OK)
		return rc;
	if ((rc = store_save(x, &invoice_entity, inv, bad)) != RC_OK)
		return rc;
	rc = document_put_lines(x, &invoice_document, inv->id, lines, n, bad);
	return rc > RC_SAME ? rc : balance_invoice_changed(x, NULL, inv);
}

/* ---- a draft again */

/* A line with another tax takes its category and rate, unless these were
 * changed with it. */
static void
follow_tax(
    const struct invoice_line *was, int old, struct invoice_line *lines, int n)
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j < old; j++) {
			struct invoice_line *l = &lines[i];

			if (l->id != 0 ? l->id != was[j].id :
					 l->line_no != was[j].line_no)
				continue;
			if (l->tax_code != was[j].tax_code &&
			    l->tax_category == was[j].tax_category &&
			    l->tax_rate == was[j].tax_rate)
				l->tax_category = l->tax_rate = 0;
			break;
		}
}

/* On Hold and Balanced can be said; the rest has verbs. True: a file says
 * that it has been issued. */
static bool
draft_status(struct txn *x, const struct invoice *old, struct invoice *inv,
    const struct account *a, struct problems *bad)
{
	int64_t wanted = inv->status;

	inv->status = old->status;
	if (wanted == 0 || wanted == old->status)
		return false;
	if (txn_actor(x)->channel == CHANNEL_BATCH &&
	    (wanted == INVOICE_IS_OPEN || wanted == INVOICE_CLOSED)) {
		inv->status = INVOICE_BALANCED;
		return true;
	}
	if (!is_draft(wanted) || wanted == INVOICE_VOIDED)
		problem(bad, INVOICE_STATUS,
		    _("The status follows from Release, Cancel and the "
		      "like."));
	else if (invoice_step_ok(inv, wanted, bad))
		inv->status = wanted;
	if (inv->status == INVOICE_BALANCED)
		check_account(inv, a, bad);
	return false;
}

static void
keep_system(const struct invoice *old, struct invoice *inv)
{
	inv->discount_date = old->discount_date;
	inv->paid_before = old->paid_before;
	inv->amount_paid = old->amount_paid;
	inv->balance = old->balance;
	inv->cash_discount = old->cash_discount;
	inv->channel = old->channel;
	inv->issued = old->issued;
	inv->open = old->open;
	inv->created = old->created;
	inv->changed = old->changed;
	inv->issued_on = old->issued_on;
	inv->closed_on = old->closed_on;
}

/* Head and lines; when only lines differ, the head's rev is raised all the
 * same, so that two people at one document are told. */
static enum rc
keep_draft(struct txn *x, struct invoice *inv, struct invoice_line *lines,
    int n, struct problems *bad)
{
	enum rc head, rc;

	if (would_change(x, &invoice_entity, inv))
		inv->changed = clock_now();
	head = store_save(x, &invoice_entity, inv, bad);
	if (head > RC_SAME)
		return head;
	rc = document_put_lines(x, &invoice_document, inv->id, lines, n, bad);
	if (rc != RC_OK || head != RC_SAME)
		return rc > RC_SAME ? rc : head;
	/* Twice in a second as well. */
	inv->changed =
	    clock_now() > inv->changed ? clock_now() : inv->changed + 1;
	rc = store_save(x, &invoice_entity, inv, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

static enum rc
put_draft(struct txn *x, const struct invoice *old, struct invoice *inv,
    struct invoice_line *lines, int n, struct problems *bad)
{
	struct known known;
	void *was;
	bool release;
	int count;
	enum rc rc;

	rc = document_take_lines(x, &invoice_document, old->id, &was, &count);
	if (rc == RC_OK)
		follow_tax(was, count, lines, n);
	free(was);
	if (rc != RC_OK)
		return rc;
	keep_system(old, inv);
	prepare(x, &known, inv, lines, n, bad);
	release = draft_status(x, old, inv, &known.account, bad);
	if (bad->n > 0)
		return RC_INVALID;
	rc = keep_draft(x, inv, lines, n, bad);
	return rc <= RC_SAME && release ? invoice_release(x, inv, bad) : rc;
}

/* ---- an issued document: identical, or refused */

static bool
contradicts(const struct field *f, const void *old, const void *new)
{
	if (f->flags & F_SYSTEM || record_empty(f, new))
		return false;
	return f->type->storage == STORE_INT ?
	    record_int(f, old) != record_int(f, new) :
	    strcmp(record_text(f, old), record_text(f, new)) != 0;
}

/* Status and balance live on after a file was written: they are not
 * compared, and what is left empty says nothing. */
static const struct field *
head_contradicts(const struct invoice *old, const struct invoice *new)
{
	for (const struct field *f = invoice_entity.fields; f->tag != 0; f++)
		if (f->tag != INVOICE_STATUS && contradicts(f, old, new))
			return f;
	if (new->amount_paid != 0 &&
	    new->amount_paid != old->amount_paid &&new->amount_paid !=
		old->paid_before)
		return record_field(&invoice_entity, INVOICE_AMOUNT_PAID);
	return NULL;
}

static const struct field *
lines_contradict(const struct invoice_line *was, int old,
    const struct invoice_line *lines, int n, int *row)
{
	for (int i = 0; i < n; i++) {
		int j = 0;

		*row = i + 1;
		while (j < old && was[j].line_no != lines[i].line_no)
			j++;
		if (j == old)
			return record_field(
			    &invoice_line_entity, INVOICE_LINE_NO);
		for (const struct field *f = invoice_line_entity.fields;
		     f->tag != 0; f++)
			if (contradicts(f, &was[j], &lines[i]))
				return f;
	}
	return NULL;
}

static enum rc
put_final(struct txn *x, const struct invoice *old, struct invoice *inv,
    struct invoice_line *lines, int n, struct problems *bad)
{
	const struct field *f;
	void *was;
	int count, row = 0;
	enum rc rc;

	document_number_lines(&invoice_document, lines, n, bad);
	if (bad->n > 0)
		return RC_INVALID;
	rc = document_take_lines(x, &invoice_document, old->id, &was, &count);
	if (rc == RC_OK && (f = head_contradicts(old, inv)) == NULL &&
	    (f = lines_contradict(was, count, lines, n, &row)) == NULL &&
	    n != count)
		f = record_field(&invoice_entity, INVOICE_LINE_TOTAL);
	free(was);
	if (rc != RC_OK)
		return rc;
	if (f == NULL) {
		*inv = *old;
		return RC_SAME;
	}
	problem_in(bad,
	    f == record_field(&invoice_line_entity, f->tag) ? row : 0, f->tag,
	    _("%s %s is final, and its %s cannot be changed: make a credit "
	      "memo."),
	    _(choice_of(invoice_types, old->doc_type)->label), old->invoice_no,
	    _(f->label));
	return RC_REFUSED;
}

enum rc
invoice_put(struct txn *x, struct invoice *inv, struct invoice_line *lines,
    int n, struct problems *bad)
{
	struct invoice old;
	enum rc rc;

	if (inv->id == 0)
		return put_new(x, inv, lines, n, bad);
	if ((rc = store_get(x, &invoice_entity, inv->id, &old)) != RC_OK)
		return rc;
	if (old.rev != inv->rev)
		return RC_CONFLICT;
	return invoice_may_change(&old) ?
	    put_draft(x, &old, inv, lines, n, bad) :
	    put_final(x, &old, inv, lines, n, bad);
}
