/* Finding what a customer may buy, and what it costs by quantity. */
#include "catalogue.h"

#include <string.h>

#include "../base/str.h"
#include "../store/store.h"
#include "account.h"
#include "document.h"

/* ---- by number */

struct found {
	struct txn *x;
	int64_t account;
	bool (*each)(void *, const void *);
	void *arg;
	int64_t id[FOUND_MOST]; /* what was offered */
	int n;
	bool stopped;
};

/* Each item once, and only what is on the portal. False: enough. */
static bool
offer(void *arg, const void *rec)
{
	const struct product *p = rec;
	struct found *f = arg;

	if (p->on_web != IS_YES)
		return true;
	for (int i = 0; i < f->n; i++)
		if (f->id[i] == p->id)
			return true;
	if (f->n == FOUND_MOST) {
		f->stopped = true;
		return false;
	}
	f->id[f->n++] = p->id;
	f->stopped = !f->each(f->arg, p);
	return !f->stopped;
}

/* A part number of another customer is nobody's business. */
static bool
means(const struct cross_reference *c, int64_t account)
{
	return c->kind != XREF_CUSTOMER || c->account_id == account;
}

static bool
offer_reference(void *arg, const void *rec)
{
	const struct cross_reference *c = rec;
	struct found *f = arg;
	struct product *p;

	if (!means(c, f->account))
		return true;
	p = txn_scratch(f->x, sizeof *p);
	return store_get(f->x, &product_entity, c->item_id, p) != RC_OK ||
	    offer(f, p);
}

/* The item's own number and GTIN. */
static enum rc
offer_own(struct found *f, const char *text)
{
	struct product *p = txn_scratch(f->x, sizeof *p);
	struct list l = { .e = &product_entity,
		.index = PRODUCT_BY_GTIN,
		.like = p,
		.prefix = 1 };

	if (str_copy(p->item_id, sizeof p->item_id, text) &&
	    store_find(f->x, &product_entity, PRODUCT_BY_CODE, p) == RC_OK &&
	    !offer(f, p))
		return RC_OK;
	memset(p, 0, sizeof *p);
	if (!str_copy(p->gtin, sizeof p->gtin, text))
		return RC_OK;
	return store_list(f->x, &l, offer, f);
}

static enum rc
by_number(struct found *f, const char *text)
{
	struct cross_reference like = { .id = 0 };
	const struct list l = { .e = &cross_reference_entity,
		.index = XREF_BY_VALUE,
		.like = &like,
		.prefix = 1 };
	enum rc rc = RC_OK;

	if (text[0] == '\0')
		return RC_OK;
	if (str_copy(like.value, sizeof like.value, text))
		rc = store_list(f->x, &l, offer_reference, f);
	return rc == RC_OK && !f->stopped ? offer_own(f, text) : rc;
}

enum rc
catalogue_search(struct txn *x, int64_t account, const char *text, bool *cut,
    bool (*each)(void *arg, const void *product), void *arg)
{
	struct found *f = txn_scratch(x, sizeof *f);
	enum rc rc;

	*cut = false;
	*f = (struct found){
		.x = x, .account = account, .each = each, .arg = arg
	};
	rc = by_number(f, text);
	if (rc == RC_OK && !f->stopped)
		rc = store_search(x, &product_entity, 0, text, cut, offer, f);
	*cut = *cut || f->stopped;
	return rc;
}

/* ---- one item */

struct exact {
	struct txn *x;
	int64_t account;
	struct product *to;
	char *uom;
	bool found;
};

static bool
take_item(void *arg, const void *rec)
{
	struct exact *e = arg;

	*e->to = *(const struct product *)rec;
	e->found = e->to->on_web == IS_YES;
	return !e->found;
}

/* The customer's own number goes before all others. */
static bool
take_reference(void *arg, const void *rec)
{
	const struct cross_reference *c = rec;
	struct exact *e = arg;

	if (!means(c, e->account) ||
	    store_get(e->x, &product_entity, c->item_id, e->to) != RC_OK ||
	    e->to->on_web != IS_YES)
		return true;
	e->found = true;
	memcpy(e->uom, c->uom, sizeof c->uom);
	return c->kind != XREF_CUSTOMER;
}

enum rc
catalogue_exact(struct txn *x, int64_t account, const char *number,
    struct product *to, char uom[11])
{
	struct cross_reference like = { .id = 0 };
	const struct list refs = { .e = &cross_reference_entity,
		.index = XREF_BY_VALUE,
		.like = &like,
		.prefix = 1 };
	struct exact e = { x, account, to, uom, false };
	enum rc rc = RC_OK;

	uom[0] = '\0';
	memset(to, 0, sizeof *to);
	if (number[0] == '\0')
		return RC_NOTFOUND;
	if (str_copy(like.value, sizeof like.value, number))
		rc = store_list(x, &refs, take_reference, &e);
	if (rc != RC_OK || e.found)
		return rc;
	memset(to, 0, sizeof *to);
	if (str_copy(to->item_id, sizeof to->item_id, number) &&
	    store_find(x, &product_entity, PRODUCT_BY_CODE, to) == RC_OK &&
	    to->on_web == IS_YES)
		return RC_OK;
	struct product *same = txn_scratch(x, sizeof *same);
	const struct list gtins = { .e = &product_entity,
		.index = PRODUCT_BY_GTIN,
		.like = same,
		.prefix = 1 };

	if (str_copy(same->gtin, sizeof same->gtin, number))
		rc = store_list(x, &gtins, take_item, &e);
	if (!e.found)
		memset(to, 0, sizeof *to);
	return rc != RC_OK || e.found ? rc : RC_NOTFOUND;
}

/* ---- steps of a price */

struct stepping {
	const char *uom, *currency;
	int64_t date;
	int64_t *from;
	int n;
};

static bool
add_from(void *arg, const void *rec)
{
	const struct price *p = rec;
	struct stepping *s = arg;
	int i = 0;

	if (!str_same(p->uom, s->uom) ||
	    strcmp(p->currency, s->currency) != 0 || p->effective > s->date ||
	    (p->expires != 0 && p->expires < s->date))
		return true;
	while (i < s->n && s->from[i] < p->break_qty)
		i++;
	if (i < s->n && s->from[i] == p->break_qty)
		return true;
	if (s->n == BREAKS_MOST)
		return false;
	memmove(
	    s->from + i + 1, s->from + i, (size_t)(s->n - i) * sizeof *s->from);
	s->from[i] = p->break_qty;
	s->n++;
	return true;
}

/* Where a price of this customer, its class, or of all might begin. */
static enum rc
gather(struct txn *x, const struct account *a, const struct product *item,
    struct stepping *s)
{
	struct price like = { .item_id = item->id };
	struct list l = { .e = &price_entity, .like = &like, .prefix = 2 };
	enum rc rc = RC_OK;

	like.price_type = PRICE_BASE;
	l.index = PRICE_OF_PRODUCT;
	rc = store_list(x, &l, add_from, s);
	if (rc == RC_OK && a->price_class[0] != '\0') {
		memcpy(
		    like.price_class, a->price_class, sizeof like.price_class);
		l.index = PRICE_OF_CLASS;
		rc = store_list(x, &l, add_from, s);
	}
	if (rc == RC_OK && a->id != 0) {
		like.account_id = a->id;
		l.index = PRICE_OF_ACCOUNT;
		rc = store_list(x, &l, add_from, s);
	}
	return rc;
}

enum rc
price_steps(struct txn *x, const struct account *a, const struct product *item,
    const char *uom, const char *currency, int64_t date,
    struct price_step step[BREAKS_MOST], int *n)
{
	int64_t from[BREAKS_MOST + 1] = { 0 };
	struct stepping s = { .uom = uom[0] != '\0' ? uom : item->uom,
		.currency = currency,
		.date = date,
		.from = from,
		.n = 1 };
	enum rc rc = gather(x, a, item, &s);

	*n = 0;
	for (int i = 0; rc == RC_OK && i < s.n && *n < BREAKS_MOST; i++) {
		struct price_step *at = &step[*n];

		at->from = from[i] > 0 ? from[i] : UNIT_ONE;
		rc = price_find(
		    x, a, item, uom, at->from, currency, date, &at->found);
		if (rc == RC_NOTFOUND) {
			rc = RC_OK;
			continue;
		}
		/* The same price again is no step. */
		if (rc == RC_OK &&
		    (*n == 0 || at[-1].found.price != at->found.price) &&
		    (*n == 0 || at[-1].from != at->from))
			++*n;
	}
	return rc;
}
