/* A customer's documents: their lines, and which pays which. */
#include "../model/balance.h"
#include "../model/invoice.h"
#include "../model/payment.h"
#include "../model/statement.h"
#include "../store/refer.h"
#include "ownparts.h"

enum rc
own_lines(struct own *o, const struct invoice *inv, void **lines, int *n)
{
	if (!document_shown(o->v, &invoice_entity, inv))
		return RC_NOTFOUND;
	return document_lines(o->x, &invoice_document, inv->id, lines, n);
}

void
own_item(struct own *o, const struct invoice_line *line, char *to, size_t size)
{
	refer_key(o->x,
	    record_field(&invoice_line_entity, INVOICE_LINE_PRODUCT), line, to,
	    size);
}

struct memos {
	struct own *own;
	bool (*each)(void *, const void *);
	void *arg;
};

static bool
pass_memo(void *arg, const void *rec)
{
	const struct memos *m = arg;

	return !document_shown(m->own->v, &invoice_entity, rec) ||
	    m->each(m->arg, rec);
}

enum rc
own_memos(struct own *o, const struct invoice *inv,
    bool (*each)(void *arg, const void *rec), void *arg)
{
	const struct invoice like = { .corrects = inv->id };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OF_CORRECTED,
		.like = &like,
		.prefix = 1 };
	struct memos m = { o, each, arg };

	if (!document_shown(o->v, &invoice_entity, inv))
		return RC_NOTFOUND;
	return store_list(o->x, &l, pass_memo, &m);
}

/* ---- which pays which */

struct side {
	struct own *own;
	bool (*each)(void *, const struct own_applied *);
	void *arg;
	bool stopped;
	enum rc rc;
	const struct entity *self;
	int64_t id; /* of the document that is asked about */
	struct invoice invoice;
	struct payment payment;
};

static bool
in_force(const struct payment *p)
{
	return p->status == PAYMENT_OPEN || p->status == PAYMENT_CLOSED;
}

/* The other end of an application is a memo or invoice, or a payment: drafts
 * have lines too, but nothing comes of them yet. */
static bool
other_invoice(struct side *s, int64_t id, struct own_applied *to)
{
	if (id == 0 || (s->self == &invoice_entity && id == s->id))
		return false;
	s->rc = own_get(s->own, &invoice_entity, id, &s->invoice);
	to->invoice = &s->invoice;
	return s->rc == RC_OK;
}

static bool
other_payment(struct side *s, int64_t id, struct own_applied *to)
{
	if (id == 0 || (s->self == &payment_entity && id == s->id))
		return false;
	s->rc = own_get(s->own, &payment_entity, id, &s->payment);
	to->payment = &s->payment;
	return s->rc == RC_OK && in_force(&s->payment);
}

static bool
pass_applied(void *arg, const void *rec)
{
	const struct application *a = rec;
	struct side *s = arg;
	struct own_applied to = { .amount = a->applied_amount,
		.date = a->applied_date };
	bool found = other_invoice(s, a->credit_id, &to) ||
	    other_payment(s, a->payment_id, &to) ||
	    other_invoice(s, a->invoice_id, &to) ||
	    other_payment(s, a->refunded_id, &to);

	/* Not shown is no failure. */
	if (s->rc == RC_NOTFOUND)
		s->rc = RC_OK;
	if (s->rc != RC_OK)
		return false;
	s->stopped = found && !s->each(s->arg, &to);
	return !s->stopped;
}

static enum rc
applications(struct side *s, unsigned index, const struct application *like)
{
	const struct list l = { .e = &application_entity,
		.index = index,
		.like = like,
		.prefix = 1 };
	enum rc rc;

	if (s->stopped)
		return RC_OK;
	rc = store_list(s->own->x, &l, pass_applied, s);
	return rc == RC_OK ? s->rc : rc;
}

enum rc
own_applied_invoice(struct own *o, const struct invoice *inv,
    bool (*each)(void *arg, const struct own_applied *), void *arg)
{
	const struct application to = { .invoice_id = inv->id },
				 from = { .credit_id = inv->id };
	struct side *s = arena_alloc(o->mem, sizeof *s);
	enum rc rc;

	if (!document_shown(o->v, &invoice_entity, inv))
		return RC_NOTFOUND;
	*s = (struct side){ .own = o,
		.each = each,
		.arg = arg,
		.self = &invoice_entity,
		.id = inv->id };
	rc = applications(s, APPLICATION_OF_INVOICE, &to);
	return rc == RC_OK ? applications(s, APPLICATION_OF_CREDIT, &from) : rc;
}

enum rc
own_applied_payment(struct own *o, const struct payment *p,
    bool (*each)(void *arg, const struct own_applied *), void *arg)
{
	const struct application from = { .payment_id = p->id },
				 back = { .refunded_id = p->id };
	struct side *s = arena_alloc(o->mem, sizeof *s);
	enum rc rc;

	if (!document_shown(o->v, &payment_entity, p))
		return RC_NOTFOUND;
	if (!in_force(p))
		return RC_OK;
	*s = (struct side){ .own = o,
		.each = each,
		.arg = arg,
		.self = &payment_entity,
		.id = p->id };
	rc = applications(s, APPLICATION_OF_PAYMENT, &from);
	return rc == RC_OK ? applications(s, APPLICATION_OF_REFUNDED, &back) :
			     rc;
}

enum rc
own_intended(struct own *o, const struct payment *p,
    bool (*each)(void *arg, const struct own_applied *), void *arg)
{
	const struct application like = { .payment_id = p->id };
	struct side *s = arena_alloc(o->mem, sizeof *s);

	if (!document_shown(o->v, &payment_entity, p))
		return RC_NOTFOUND;
	if (in_force(p))
		return RC_OK;
	*s = (struct side){ .own = o,
		.each = each,
		.arg = arg,
		.self = &payment_entity,
		.id = p->id };
	return applications(s, APPLICATION_OF_PAYMENT, &like);
}

/* ---- what is owed */

enum rc
own_balance(struct own *o, const char *currency, struct balance *b)
{
	const struct balance mine = { .account_id = o->v->account.id };

	*b = (struct balance){ .id = 0 };
	if (!document_shown(o->v, &balance_entity, &mine))
		return RC_NOTFOUND;
	return balance_load(o->x, o->v->account.id, currency, b);
}

enum rc
own_overdue(struct own *o, const struct balance *b, int64_t today, int64_t *sum)
{
	*sum = 0;
	if (!document_shown(o->v, &balance_entity, b))
		return RC_NOTFOUND;
	return balance_overdue(o->x, b, today, sum);
}

enum rc
own_statement(struct own *o, const char *currency, int64_t from, int64_t to,
    struct statement_sheet *s)
{
	const struct balance mine = { .account_id = o->v->account.id };

	*s = (struct statement_sheet){ .n = 0 };
	if (!document_shown(o->v, &balance_entity, &mine))
		return RC_NOTFOUND;
	return statement_make(o->x, &o->v->account, currency, from, to, s);
}

enum rc
own_ageing(struct own *o, const char *currency, int64_t day, struct ageing *age)
{
	const struct balance mine = { .account_id = o->v->account.id };
	enum rc rc;

	if (!document_shown(o->v, &balance_entity, &mine))
		return RC_NOTFOUND;
	rc = ageing_of(o->x, &o->v->account, age);
	return rc == RC_OK ?
	    ageing_sum(o->x, o->v->account.id, currency, day, age) :
	    rc;
}
