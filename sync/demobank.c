/*
 * What the bank said lately: money that was recorded already, money for open
 * invoices with and without their numbers, and some that nobody knows.
 */
#include "demo.h"

#include "bank.h"
#include "clock.h"
#include "date.h"
#include "invoice.h"
#include "payment.h"
#include "str.h"
#include "text.h"

enum { RECORDED = 8, OPEN = 4 };

struct bank {
	struct demo *d;
	struct payment paid[RECORDED];
	struct invoice open[OPEN];
	int paids, opens;
};

static bool
take_paid(void *arg, const void *rec)
{
	const struct payment *p = rec;
	struct bank *b = arg;

	if (p->status == PAYMENT_OPEN || p->status == PAYMENT_CLOSED)
		b->paid[b->paids++] = *p;
	return b->paids < RECORDED;
}

static bool
take_open(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct bank *b = arg;

	if (inv->doc_type == INVOICE_INVOICE)
		b->open[b->opens++] = *inv;
	return b->opens < OPEN;
}

static enum rc
find(struct txn *x, struct bank *b)
{
	const struct invoice open = { .status = INVOICE_IS_OPEN };
	enum rc rc = store_list(x,
	    &(struct list){ .e = &payment_entity,
		.index = PAYMENT_BY_DATE,
		.backwards = true },
	    take_paid, b);

	return rc != RC_OK ? rc :
			     store_list(x,
				 &(struct list){ .e = &invoice_entity,
				     .index = INVOICE_BY_STATUS,
				     .like = &open,
				     .prefix = 1,
				     .backwards = true },
				 take_open, b);
}

static enum rc
say(struct txn *x, struct demo *d, int64_t date, const char *currency,
    int64_t amount, const char *payer, const char *text, struct bank_entry *e)
{
	*e = (struct bank_entry){
		.booked_date = date, .value_date = date, .amount = amount
	};
	str_copy(
	    e->bank_account, sizeof e->bank_account, "GB33BUKB20201555555555");
	str_copy(e->currency, sizeof e->currency, currency);
	str_copy(e->payer_name, sizeof e->payer_name, payer);
	str_copy(e->text, sizeof e->text, text);
	bank_entry_ref(e, 0);
	return bank_entry_save(x, e, &d->bad);
}

static enum rc
say_recorded(struct txn *x, struct demo *d, const struct payment *p)
{
	struct bank_entry e;
	struct account a;
	enum rc rc = store_get(x, &account_entity, p->account_id, &a);

	if (rc == RC_OK)
		rc = say(x, d, p->payment_date, p->currency,
		    p->payment_type == PAYMENT_REFUND ? -p->amount : p->amount,
		    a.name, p->reference, &e);
	return rc == RC_OK ? bank_confirm_payment(x, &e, p->id, &d->bad) : rc;
}

/* The first two name their invoice; of the others one pays a part. */
static enum rc
say_open(struct txn *x, struct demo *d, const struct invoice *inv, int i,
    int64_t today)
{
	struct bank_entry e;
	struct account a;
	char text[120];
	enum rc rc = store_get(x, &account_entity, inv->account_id, &a);

	str_printf(text, sizeof text, i < 2 ? "Invoice %s" : "Thank you",
	    inv->invoice_no);
	return rc != RC_OK ?
	    rc :
	    say(x, d, today - 1 - i, inv->currency,
		i == 3 ? inv->balance / 2 : inv->balance, a.name, text, &e);
}

static enum rc
statement(struct txn *x, void *arg)
{
	struct bank *b = arg;
	int64_t today = time_date(clock_now(), "");
	struct bank_entry e;
	enum rc rc = find(x, b);

	for (int i = 0; rc == RC_OK && i < b->paids; i++)
		rc = say_recorded(x, b->d, &b->paid[i]);
	for (int i = 0; rc == RC_OK && i < b->opens; i++)
		rc = say_open(x, b->d, &b->open[i], i, today);
	if (rc == RC_OK)
		rc = say(x, b->d, today - 2, "GBP", 18150, "J. Miller",
		    "as agreed", &e);
	return rc != RC_OK ? rc :
			     say(x, b->d, today - 3, "GBP", -1250,
				 "Wapping Mercantile Bank", "Account fee", &e);
}

void
demo_bank(struct demo *d)
{
	static struct bank b;

	b.d = d;
	demo_run(d, d->now, CHANNEL_ERP, d->staff[DEMO_CLERK].id,
	    d->staff[DEMO_CLERK].name, statement, &b, _("bank entries"));
}
