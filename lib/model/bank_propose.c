/* What an open entry may mean: whose money it is and what it pays. */
#include <string.h>

#include "../base/amount.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../base/utf8.h"
#include "../store/store.h"
#include "account.h"
#include "bankparts.h"
#include "payment.h"
#include "rules.h"

enum {
	NAMESAKES = 3, /* customers of the payer's name */
	PAYERS = 3 + NAMESAKES,
	OPEN_READ = 200,   /* documents of a customer */
	PAID_READ = 60,    /* payments of a customer */
	STATUS_READ = 200, /* payments of a status */
	DAYS_APART = 14    /* of a payment that was recorded by hand */
};

/* A customer who may have paid, and why we think so. */
struct payer {
	int64_t account;
	enum bank_why why;
};

struct guess {
	struct txn *x;
	const struct bank_entry *b;
	int64_t amount; /* above 0 */
	struct bank_proposal *at;
	int n;
	struct payer payer[PAYERS];
	int payers;
};

/* ---- adding */

static bool
is_there(const struct guess *k, const struct bank_proposal *p)
{
	for (int i = 0; i < k->n; i++)
		if (k->at[i].account_id == p->account_id &&
		    k->at[i].payment_id == p->payment_id)
			return true;
	return false;
}

static void
propose(struct guess *k, const struct bank_proposal *p)
{
	if (k->n < BANK_PROPOSALS && !is_there(k, p))
		k->at[k->n++] = *p;
}

static void
add_payer(struct guess *k, int64_t account, enum bank_why why)
{
	for (int i = 0; i < k->payers; i++)
		if (k->payer[i].account == account)
			return;
	if (account != 0 && k->payers < PAYERS)
		k->payer[k->payers++] = (struct payer){ account, why };
}

/* As far as the money goes. */
static void
add_line(struct bank_proposal *p, const struct bank_doc *d, int64_t *left)
{
	int64_t part = d->balance < *left ? d->balance : *left;

	if (part <= 0 || p->n == BANK_LINES)
		return;
	p->line[p->n++] = (struct bank_line){ d->id, part };
	*left -= part;
}

static int64_t
sum_of(const struct bank_docs *d)
{
	int64_t sum = 0;

	for (int i = 0; i < d->n; i++)
		if (!amount_add(sum, d->at[i].balance, &sum))
			return INT64_MAX;
	return sum;
}

/* ---- documents that it names */

static int64_t
account_named(const struct bank_docs *named)
{
	for (int i = 0; i < named->n; i++)
		if (!named->at[i].weak)
			return named->at[i].account;
	return named->n > 0 ? named->at[0].account : 0;
}

static void
propose_named(struct guess *k, const struct bank_docs *named, int64_t account)
{
	struct bank_proposal p = { .why = BANK_BY_NUMBER,
		.account_id = account };
	struct bank_docs its = { .n = 0 };
	int64_t left = k->amount;
	bool strong = false;

	for (int i = 0; i < named->n; i++)
		if (named->at[i].account == account &&
		    named->at[i].balance > 0) {
			strong = strong || !named->at[i].weak;
			its.at[its.n++] = named->at[i];
		}
	p.exact = strong && sum_of(&its) == k->amount;
	/* One of those it names may be all that was paid. */
	for (int i = 0; !p.exact && its.n > 1 && i < its.n; i++)
		if (its.at[i].balance == k->amount) {
			add_line(&p, &its.at[i], &left);
			break;
		}
	for (int i = 0; i < its.n; i++)
		if (left > 0)
			add_line(&p, &its.at[i], &left);
	if (p.n > 0)
		propose(k, &p);
}

/* ---- who paid */

static void
look_payer(struct guess *k)
{
	struct bank_entry like = { .status = BANK_MATCHED }, last;
	struct payment p;

	if (k->b->payer_account[0] == '\0')
		return;
	memcpy(
	    like.payer_account, k->b->payer_account, sizeof like.payer_account);
	if (first_of(k->x,
		&(struct list){ .e = &bank_entry_entity,
		    .index = BANK_OF_PAYER,
		    .like = &like,
		    .prefix = 2,
		    .backwards = true },
		&last) == RC_OK &&
	    store_get(k->x, &payment_entity, last.payment_id, &p) == RC_OK)
		add_payer(k, p.account_id, BANK_BY_PAYER);
}

struct namesakes {
	char folded[sizeof((struct bank_entry *)0)->payer_name];
	int64_t account[NAMESAKES];
	int n, read;
};

static bool
take_namesake(void *arg, const void *rec)
{
	const struct account *a = rec;
	struct namesakes *s = arg;
	char folded[sizeof s->folded];

	utf8_fold(a->name, folded, sizeof folded);
	if (strcmp(folded, s->folded) == 0)
		s->account[s->n++] = a->id;
	return s->n < NAMESAKES && ++s->read < OPEN_READ;
}

static void
look_name(struct guess *k)
{
	struct account like = { .id = 0 };
	struct namesakes s = { .n = 0 };

	if (k->b->payer_name[0] == '\0' ||
	    !str_copy(like.name, sizeof like.name, k->b->payer_name))
		return;
	utf8_fold(like.name, s.folded, sizeof s.folded);
	if (store_list(k->x,
		&(struct list){ .e = &account_entity,
		    .index = ACCOUNT_BY_NAME,
		    .like = &like,
		    .prefix = 1 },
		take_namesake, &s) != RC_OK)
		return;
	for (int i = 0; i < s.n; i++)
		add_payer(k, s.account[i], BANK_BY_NAME);
}

/* ---- payments that are there already */

enum { PAID_KEPT = 8 };
struct stored {
	const struct guess *k;
	bool refunds;
	int read, most;
	struct {
		int64_t id, account, status, date;
		bool named; /* the entry has the reference it was given */
	} at[PAID_KEPT];
	int n;
};

static bool
take_payment(void *arg, const void *rec)
{
	const struct payment *p = rec;
	struct stored *s = arg;

	/* What a processing center collects is not announced to our bank. */
	if (p->status == PAYMENT_PENDING && p->method == METHOD_CARD)
		return ++s->read < s->most;
	if (p->amount == s->k->amount && p->status != PAYMENT_VOIDED &&
	    (p->payment_type == PAYMENT_REFUND) == s->refunds &&
	    strcmp(p->currency, s->k->b->currency) == 0) {
		s->at[s->n].id = p->id;
		s->at[s->n].account = p->account_id;
		s->at[s->n].status = p->status;
		s->at[s->n].named = p->status == PAYMENT_PENDING &&
		    bank_names(s->k->b, p->reference);
		s->at[s->n++].date = p->payment_date;
	}
	return s->n < PAID_KEPT && ++s->read < s->most;
}

static void
propose_stored(struct guess *k, const struct stored *s, int i,
    enum bank_why why, bool sure)
{
	struct bank_proposal p = { .why = why,
		.account_id = s->at[i].account,
		.payment_id = s->at[i].id,
		.exact = sure };
	struct bank_entry other;

	if (bank_entry_of(k->x, p.payment_id, &other) == RC_NOTFOUND)
		propose(k, &p);
}

/* What this customer has announced, and what somebody has recorded. */
static void
look_payments(struct guess *k, const struct payer *payer)
{
	const struct payment like = { .account_id = payer->account };
	const struct list l = { .e = &payment_entity,
		.index = PAYMENT_OF_ACCOUNT,
		.like = &like,
		.prefix = 1,
		.backwards = true };
	struct stored s = { .k = k, .most = PAID_READ };
	int announced = 0, named = 0;

	if (store_list(k->x, &l, take_payment, &s) != RC_OK)
		return;
	for (int i = 0; i < s.n; i++) {
		announced += s.at[i].status == PAYMENT_PENDING;
		named += s.at[i].named;
	}
	for (int i = s.n - 1; i >= 0; i--)
		if (s.at[i].named)
			propose_stored(k, &s, i, BANK_BY_ANNOUNCED, named == 1);
	for (int i = s.n - 1; i >= 0; i--)
		if (s.at[i].status == PAYMENT_PENDING)
			propose_stored(
			    k, &s, i, BANK_BY_ANNOUNCED, announced == 1);
	for (int i = 0; i < s.n; i++) {
		int64_t apart = s.at[i].date - k->b->booked_date;

		if (s.at[i].status != PAYMENT_PENDING && apart <= DAYS_APART &&
		    apart >= -DAYS_APART)
			propose_stored(k, &s, i, BANK_BY_RECORDED, false);
	}
}

/* Whose number it names; of another amount, it tells at least who paid. */
static void
look_numbered(struct guess *k, int64_t id)
{
	struct bank_proposal p = {
		.why = BANK_BY_ANNOUNCED, .payment_id = id, .exact = true
	};
	struct payment paid;

	if (id == 0 || store_get(k->x, &payment_entity, id, &paid) != RC_OK)
		return;
	p.account_id = paid.account_id;
	if (paid.amount == k->amount)
		propose(k, &p);
	add_payer(k, paid.account_id, BANK_BY_NUMBER);
}

/* Announced by whom we do not know as the payer. */
static void
look_announced(struct guess *k)
{
	const struct payment like = { .status = PAYMENT_PENDING };
	struct stored s = { .k = k, .most = STATUS_READ };

	if (store_list(k->x,
		&(struct list){ .e = &payment_entity,
		    .index = PAYMENT_BY_STATUS,
		    .like = &like,
		    .prefix = 1,
		    .backwards = true },
		take_payment, &s) != RC_OK)
		return;
	for (int i = 0; i < s.n; i++)
		propose_stored(k, &s, i, BANK_BY_ANNOUNCED, false);
}

/* ---- documents of a customer */

struct open_docs {
	const struct bank_entry *b;
	struct bank_docs all, named, equal;
	int64_t sum;
	int read;
};

static void
push(struct bank_docs *d, const struct bank_doc *doc)
{
	if (d->n < BANK_DOCS)
		d->at[d->n++] = *doc;
}

static bool
take_open(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct open_docs *o = arg;
	struct bank_doc d = { inv->id, inv->account_id, inv->balance, false,
		"" };

	if (inv->doc_type != INVOICE_CREDIT && inv->status == INVOICE_IS_OPEN &&
	    strcmp(inv->currency, o->b->currency) == 0) {
		memcpy(d.no, inv->invoice_no, sizeof d.no);
		if (!amount_add(o->sum, inv->balance, &o->sum))
			o->sum = INT64_MAX;
		push(&o->all, &d);
		if (inv->balance == o->b->amount)
			push(&o->equal, &d);
		if (bank_names(o->b, inv->invoice_no))
			push(&o->named, &d);
	}
	return ++o->read < OPEN_READ;
}

/* The one of this amount; all, if that is what was paid; else the oldest. */
static void
propose_open(
    struct guess *k, const struct payer *payer, const struct open_docs *o)
{
	struct bank_proposal p = { .why = payer->why,
		.account_id = payer->account };
	int64_t left = k->amount;
	bool all = o->sum == k->amount && o->all.n <= BANK_LINES &&
	    o->read < OPEN_READ;

	if (o->equal.n > 0)
		add_line(&p, &o->equal.at[0], &left);
	for (int i = 0; o->equal.n == 0 && i < o->all.n; i++)
		add_line(&p, &o->all.at[i], &left);
	p.exact = payer->why != BANK_BY_NAME && (all || o->equal.n == 1);
	propose(k, &p);
}

static void
look_open(struct guess *k, const struct payer *payer)
{
	const struct invoice like = { .account_id = payer->account,
		.open = IS_YES };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OPEN_DUE,
		.like = &like,
		.prefix = 2 };
	struct open_docs o = { .b = k->b };

	if (store_list(k->x, &l, take_open, &o) != RC_OK)
		return;
	if (o.named.n > 0)
		propose_named(k, &o.named, payer->account);
	propose_open(k, payer, &o);
}

/* ---- money that went out */

static void
look_refunds(struct guess *k)
{
	static const int64_t drafts[] = { PAYMENT_PENDING, PAYMENT_BALANCED,
		PAYMENT_ON_HOLD };
	const struct payment from = { .payment_date =
					  k->b->booked_date + DAYS_APART };
	char place[PLACE_TEXT];
	struct stored s = { .k = k, .refunds = true, .most = STATUS_READ };

	for (int i = 0; i < 3; i++) {
		const struct payment like = { .status = drafts[i] };

		s.read = 0;
		if (s.n < PAID_KEPT &&
		    store_list(k->x,
			&(struct list){ .e = &payment_entity,
			    .index = PAYMENT_BY_STATUS,
			    .like = &like,
			    .prefix = 1,
			    .backwards = true },
			take_payment, &s) != RC_OK)
			return;
	}
	s.read = 0;
	store_place(&payment_entity, PAYMENT_BY_DATE, &from, place);
	if (s.n < PAID_KEPT &&
	    store_list(k->x,
		&(struct list){ .e = &payment_entity,
		    .index = PAYMENT_BY_DATE,
		    .backwards = true,
		    .after = place },
		take_payment, &s) != RC_OK)
		return;
	for (int i = 0; i < s.n; i++)
		propose_stored(k, &s, i, BANK_BY_REFUND, false);
}

/* ---- all of it */

static void
look_in(struct guess *k)
{
	struct bank_docs named;
	int64_t account;

	bank_named(k->x, k->b, &named);
	account = account_named(&named);
	add_payer(k, account, BANK_BY_NUMBER);
	look_numbered(k, named.announced);
	look_payer(k);
	look_name(k);
	for (int i = 0; i < k->payers; i++)
		look_payments(k, &k->payer[i]);
	if (account != 0)
		propose_named(k, &named, account);
	for (int i = 0; i < k->payers; i++)
		look_open(k, &k->payer[i]);
	look_announced(k);
}

int
bank_propose(
    struct txn *x, const struct bank_entry *b, struct bank_proposal *at)
{
	struct guess k = { .x = x, .b = b, .at = at };

	if (b->status != BANK_OPEN || b->amount == INT64_MIN)
		return 0;
	k.amount = b->amount > 0 ? b->amount : -b->amount;
	if (b->amount > 0)
		look_in(&k);
	else
		look_refunds(&k);
	return k.n;
}

const char *
bank_why_says(enum bank_why why)
{
	static const char *const says[] = {
		[BANK_BY_NUMBER] = N_("It names the documents."),
		[BANK_BY_ANNOUNCED] =
		    N_("The customer has announced this payment."),
		[BANK_BY_RECORDED] =
		    N_("A payment of this amount is recorded already."),
		[BANK_BY_PAYER] =
		    N_("This bank account has paid for the customer before."),
		[BANK_BY_NAME] = N_("The payer has the customer's name."),
		[BANK_BY_REFUND] = N_("There is a refund of this amount."),
	};

	return says[why];
}
