/* Statements and ageing, from documents by their indexes. */
#include "statement.h"

#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "../store/store.h"
#include "account.h"
#include "balance.h"
#include "balanceparts.h"
#include "invoice.h"
#include "payment.h"

/* ---- ageing ------------------------------------------------------------ */

enum rc
ageing_of(struct txn *x, const struct account *a, struct ageing *age)
{
	struct statement_cycle c = {
		.age_by = AGE_BY_DUE_DATE, .days1 = 30, .days2 = 60, .days3 = 90
	};
	enum rc rc = RC_OK;

	if (a->statement_cycle != 0)
		rc = store_get(
		    x, &statement_cycle_entity, a->statement_cycle, &c);
	*age = (struct ageing){ .by = c.age_by,
		.until = { c.days1, c.days2, c.days3 } };
	return rc == RC_NOTFOUND ? RC_OK : rc;
}

struct open {
	struct txn *x;
	const char *currency;
	int64_t day;
	struct ageing *age;
	int64_t later; /* paid of one document after the day */
	enum rc rc;
};

static bool
add_later(void *arg, const void *rec)
{
	const struct application *a = rec;
	struct open *o = arg;

	int64_t day = DATE_NONE;

	o->rc = application_counts(o->x, a, &day);
	if (o->rc == RC_OK && day > o->day)
		o->later += a->applied_amount;
	return o->rc == RC_OK;
}

/* What was open of it on the day. */
static int64_t
open_then(struct open *o, const struct invoice *inv)
{
	const struct application like = { .invoice_id = inv->id };
	const struct list l = { .e = &application_entity,
		.index = APPLICATION_OF_INVOICE,
		.like = &like,
		.prefix = 1 };

	o->later = 0;
	if (inv->amount_paid != inv->paid_before) {
		enum rc rc = store_list(o->x, &l, add_later, o);

		if (o->rc == RC_OK)
			o->rc = rc;
	}
	return inv->balance + o->later;
}

static bool
add_open(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct open *o = arg;
	struct ageing *age = o->age;
	int64_t since =
	    age->by == AGE_BY_DOCUMENT_DATE ? inv->invoice_date : inv->due_date;
	int64_t amount;

	if (inv->doc_type == INVOICE_CREDIT || inv->invoice_date > o->day ||
	    strcmp(inv->currency, o->currency) != 0)
		return true;
	amount = open_then(o, inv);
	if (amount == 0 || o->rc != RC_OK)
		return o->rc == RC_OK;
	age->sum[ageing_range(age, o->day - since)] += amount;
	age->total += amount;
	age->documents++;
	if (inv->due_date < o->day &&
	    (age->oldest == DATE_NONE || inv->due_date < age->oldest))
		age->oldest = inv->due_date;
	return true;
}

/* Closed since the day. */
static bool
add_closed(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct open *o = arg;

	return time_date(inv->closed_on, "") > o->day && add_open(o, inv);
}

enum rc
ageing_sum(struct txn *x, int64_t account, const char *currency, int64_t day,
    struct ageing *age)
{
	const struct invoice like = { .account_id = account, .open = IS_YES };
	struct list l = { .e = &invoice_entity,
		.index = INVOICE_OPEN_DUE,
		.like = &like,
		.prefix = 2 };
	struct open o = { x, currency, day, age, 0, RC_OK };
	enum rc rc = ages_kept(x, account, currency, day, age);

	if (rc != RC_NOTFOUND)
		return rc;
	memset(age->sum, 0, sizeof age->sum);
	age->total = age->oldest = age->documents = 0;
	rc = store_list(x, &l, add_open, &o);
	if (rc == RC_OK && o.rc == RC_OK) {
		l.index = INVOICE_OF_CLOSED;
		l.prefix = 1;
		l.backwards = true;
		rc = store_list(x, &l, add_closed, &o);
	}
	return rc == RC_OK ? o.rc : rc;
}

/* ---- entries ----------------------------------------------------------- */

struct making {
	struct statement_sheet *s;
	int64_t since; /* what came after the last day */
	int room;
	bool full;
};

/* Counts a document; a place for it when it is of the period, else NULL. */
static struct statement_entry *
entry(struct making *m, int64_t date, int64_t amount)
{
	struct statement_sheet *s = m->s;
	struct statement_entry *e;

	if (date > s->to) {
		m->since += amount;
		return NULL;
	}
	if (amount < 0)
		s->paid -= amount;
	else
		s->charged += amount;
	if (s->n == STATEMENT_MOST) {
		m->full = true;
		return NULL;
	}
	if (s->n == m->room) {
		m->room = m->room == 0 ? 64 : 2 * m->room;
		s->entry =
		    xrealloc(s->entry, (size_t)m->room * sizeof *s->entry);
	}
	e = &s->entry[s->n++];
	*e = (struct statement_entry){ .date = date, .amount = amount };
	return e;
}

/* What an old system was paid never was owed here: only the rest counts. */
static bool
add_invoice(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct making *m = arg;
	struct statement_entry *e;
	int64_t amount = inv->total - inv->paid_before;

	if (inv->invoice_date < m->s->from)
		return false;
	if (amount == 0 || strcmp(inv->currency, m->s->currency) != 0)
		return true;
	if (inv->doc_type == INVOICE_CREDIT)
		amount = -amount;
	if ((e = entry(m, inv->invoice_date, amount)) != NULL) {
		e->due = inv->due_date;
		e->invoice = inv->id;
		e->type = inv->doc_type;
		str_copy(e->number, sizeof e->number, inv->invoice_no);
		str_copy(e->note, sizeof e->note, inv->customer_po);
	}
	return !m->full;
}

static bool
add_payment(void *arg, const void *rec)
{
	const struct payment *p = rec;
	struct making *m = arg;
	struct statement_entry *e;

	if (p->payment_date < m->s->from)
		return false;
	if (strcmp(p->currency, m->s->currency) != 0 ||
	    (p->status != PAYMENT_OPEN && p->status != PAYMENT_CLOSED))
		return true;
	e = entry(m, p->payment_date,
	    p->payment_type == PAYMENT_REFUND ? p->amount : -p->amount);
	if (e != NULL) {
		e->payment = p->id;
		e->type = p->payment_type;
		str_copy(e->number, sizeof e->number, p->payment_no);
		str_copy(e->note, sizeof e->note, p->reference);
	}
	return !m->full;
}

static enum rc
add_documents(struct txn *x, struct making *m)
{
	const struct invoice inv = { .account_id = m->s->account_id,
		.issued = IS_YES };
	const struct payment p = { .account_id = m->s->account_id,
		.shown = IS_YES };
	const struct list invoices = { .e = &invoice_entity,
		.index = INVOICE_ISSUED_DATE,
		.like = &inv,
		.prefix = 2,
		.backwards = true };
	const struct list payments = { .e = &payment_entity,
		.index = PAYMENT_SHOWN_DATE,
		.like = &p,
		.prefix = 2,
		.backwards = true };
	enum rc rc = store_list(x, &invoices, add_invoice, m);

	if (rc == RC_OK && !m->full)
		rc = store_list(x, &payments, add_payment, m);
	return rc == RC_OK && m->full ? RC_REFUSED : rc;
}

/* By day; of one day what is owed first, then as they were made. */
static int
order(const void *left, const void *right)
{
	const struct statement_entry *a = left, *b = right;

	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	if ((a->invoice == 0) != (b->invoice == 0))
		return a->invoice == 0 ? 1 : -1;
	return a->invoice + a->payment < b->invoice + b->payment ? -1 : 1;
}

enum rc
statement_make(struct txn *x, const struct account *a, const char *currency,
    int64_t from, int64_t to, struct statement_sheet *s)
{
	struct making m = { .s = s };
	struct balance b;
	int64_t running;
	enum rc rc;

	*s = (struct statement_sheet){
		.account_id = a->id, .from = from, .to = to
	};
	str_copy(s->currency, sizeof s->currency, currency);
	if ((rc = balance_load(x, a->id, currency, &b)) != RC_OK ||
	    (rc = add_documents(x, &m)) != RC_OK ||
	    (rc = ageing_of(x, a, &s->age)) != RC_OK ||
	    (rc = ageing_sum(x, a->id, currency, to, &s->age)) != RC_OK)
		return rc;
	s->closing = balance_total(&b) - m.since;
	s->opening = s->closing - s->charged + s->paid;
	s->unused = s->age.total - s->closing;
	if (s->n > 0)
		qsort(s->entry, (size_t)s->n, sizeof *s->entry, order);
	running = s->opening;
	for (int i = 0; i < s->n; i++)
		s->entry[i].balance = running += s->entry[i].amount;
	return RC_OK;
}

void
statement_free(struct statement_sheet *s)
{
	free(s->entry);
	s->entry = NULL;
	s->n = 0;
}
