/* The statement of a customer as UBL: what was billed and paid in a period. */
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "mem.h"
#include "payment.h"
#include "str.h"
#include "text.h"
#include "ublmapparts.h"

struct posting {
	int64_t date, amount; /* amount: of the customer's debt, signed */
	enum { POST_INVOICE, POST_MEMO, POST_PAYMENT, POST_BEFORE } what;
	char no[31];
};

struct postings {
	const char *currency;
	int64_t to, from;
	struct posting *at;
	int n;
	int64_t opening;
};

static void
post(struct postings *p, int64_t date, int64_t amount, int what, const char *no)
{
	struct posting *new;

	if (amount == 0 || date > p->to)
		return;
	if (date < p->from) {
		p->opening += amount;
		return;
	}
	/* Room is 16, 32, 64 ... */
	if (p->n == 0 || (p->n >= 16 && (p->n & (p->n - 1)) == 0))
		p->at = xrealloc(
		    p->at, (size_t)(p->n == 0 ? 16 : 2 * p->n) * sizeof *p->at);
	new = &p->at[p->n++];
	*new = (struct posting){ .date = date, .amount = amount };
	new->what = what;
	str_copy(new->no, sizeof new->no, no);
}

static bool
take_invoice(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct postings *p = arg;
	bool memo = inv->doc_type == INVOICE_CREDIT;

	if (strcmp(inv->currency, p->currency) != 0)
		return true;
	post(p, inv->invoice_date, memo ? -inv->total : inv->total,
	    memo ? POST_MEMO : POST_INVOICE, inv->invoice_no);
	post(p, inv->invoice_date, memo ? inv->paid_before : -inv->paid_before,
	    POST_BEFORE, inv->invoice_no);
	return true;
}

static bool
take_payment(void *arg, const void *rec)
{
	const struct payment *pay = rec;
	struct postings *p = arg;

	if (strcmp(pay->currency, p->currency) != 0 ||
	    (pay->status != PAYMENT_OPEN && pay->status != PAYMENT_CLOSED))
		return true;
	post(p, pay->payment_date,
	    pay->payment_type == PAYMENT_REFUND ? pay->amount : -pay->amount,
	    POST_PAYMENT, pay->payment_no);
	return true;
}

static enum rc
gather(struct ublmap *m, const struct account *a, struct postings *p)
{
	const struct invoice inv = { .account_id = a->id, .issued = IS_YES };
	const struct payment pay = { .account_id = a->id, .shown = IS_YES };
	const struct list invoices = { .e = &invoice_entity,
		.index = INVOICE_ISSUED_DATE,
		.like = &inv,
		.prefix = 2 };
	const struct list payments = { .e = &payment_entity,
		.index = PAYMENT_SHOWN_DATE,
		.like = &pay,
		.prefix = 2 };
	enum rc rc = store_list(m->x, &invoices, take_invoice, p);

	return rc != RC_OK ? rc : store_list(m->x, &payments, take_payment, p);
}

static int
by_date(const void *va, const void *vb)
{
	const struct posting *a = va, *b = vb;

	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	if (a->what != b->what)
		return a->what < b->what ? -1 : 1;
	return strcmp(a->no, b->no);
}

static bool
add_entry(struct ublmap *m, struct ubl_document *d, int64_t amount,
    const struct posting *what)
{
	struct ubl_entry *e = ubl_add(d, &d->entries, &d->entries_n);
	char text[80];

	str_printf(text, sizeof text, "%d", d->entries_n);
	e->id = ubl_say(d, text);
	e->forward = ubl_count(what == NULL);
	if (what != NULL && what->what == POST_INVOICE)
		e->invoice.id = ubl_say(d, what->no);
	else if (what != NULL && what->what == POST_MEMO)
		e->credit_note.id = ubl_say(d, what->no);
	else if (what != NULL) {
		str_printf(text, sizeof text,
		    what->what == POST_PAYMENT ? "Payment %s" :
						 "Paid before: %s",
		    what->no);
		*ubl_add(d, &e->notes, &e->notes_n) = ubl_say(d, text);
	}
	return amount < 0 ? map_amount(m, d, -amount, &e->credit) :
			    map_amount(m, d, amount, &e->debit);
}

static bool
add_entries(struct ublmap *m, struct ubl_document *d, const struct postings *p)
{
	int64_t debit = 0, credit = 0;
	bool good = true;

	if (p->opening != 0) {
		*(p->opening < 0 ? &credit : &debit) += p->opening;
		good = add_entry(m, d, p->opening, NULL);
	}
	for (int i = 0; good && i < p->n; i++) {
		*(p->at[i].amount < 0 ? &credit : &debit) += p->at[i].amount;
		good = add_entry(m, d, p->at[i].amount, &p->at[i]);
	}
	d->entries_count = ubl_count(d->entries_n);
	return good && map_amount(m, d, debit, &d->debit) &&
	    map_amount(m, d, -credit, &d->credit) &&
	    map_amount(m, d, debit + credit, &d->balance);
}

/* A whole month is called by its name: ST-HANAR-1996-07. */
static void
name_it(
    struct ubl_document *d, const struct account *a, int64_t from, int64_t to)
{
	char first[DATE_TEXT], last[DATE_TEXT], next[DATE_TEXT], id[100];

	date_iso(from, first, sizeof first);
	date_iso(to, last, sizeof last);
	date_iso(to + 1, next, sizeof next);
	if (str_ends(first, "-01") && str_ends(next, "-01") &&
	    strncmp(first, last, 7) == 0)
		str_printf(id, sizeof id, "ST-%s-%.7s", a->account_id, first);
	else
		str_printf(
		    id, sizeof id, "ST-%s-%s-%s", a->account_id, first, last);
	d->id = ubl_say(d, id);
}

struct ubl_document *
ublmap_statement(struct ublmap *m, const struct account *a,
    const char *currency, int64_t from, int64_t to)
{
	struct postings p = { .currency = currency, .from = from, .to = to };
	const struct map_address bill = { a->legal_name, a->bill_attention,
		a->bill_line1, a->bill_line2, a->bill_city, a->bill_region,
		a->bill_postal_code, a->bill_country };
	struct ubl_document *d;

	if (gather(m, a, &p) != RC_OK) {
		free(p.at);
		str_copy(m->why, sizeof m->why, _("it cannot be read"));
		return NULL;
	}
	if (p.n > 0)
		qsort(p.at, (size_t)p.n, sizeof *p.at, by_date);
	d = ubl_new(UBL_STATEMENT);
	name_it(d, a, from, to);
	d->issued = ubl_count(to);
	d->currency = ubl_say(d, currency);
	d->period.start = ubl_count(from);
	d->period.end = ubl_count(to);
	map_seller(m, d, false);
	map_buyer(m, d, a, &bill);
	ubl_set_profile(d, UBL_PLAIN);
	if (!add_entries(m, d, &p)) {
		ubl_free(d);
		d = NULL;
	}
	free(p.at);
	return d;
}
