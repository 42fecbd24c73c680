/* Quotes: how they become orders, and how they end when nobody wants them. */
#include <assert.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/audit.h"
#include "../store/store.h"
#include "orderparts.h"
#include "rules.h"

/* ---- accepted */

/* The new order: what was offered, at the prices that were offered. */
static void
copy_quote(struct order_whole *w, struct sales_order *o)
{
	*o = w->o;
	o->id = o->rev = 0;
	o->order_type = ORDER_SO;
	o->order_no[0] = '\0';
	o->external_id[0] = '\0';
	o->status = 0;
	o->order_date = time_date(clock_now(), "");
	o->expires = DATE_NONE;
	o->quote_id = w->o.id;
	/* A quote of a type of our own becomes a plain sales order. */
	o->type_code = 0;
	for (int i = 0; i < w->n; i++) {
		w->lines[i].id = w->lines[i].rev = 0;
		w->lines[i].manual_price = 1;
	}
}

enum rc
order_from_quote(struct txn *x, struct sales_order *quote, int64_t *made,
    struct problems *bad)
{
	struct sales_order *o = txn_scratch(x, sizeof *o);
	int64_t today = time_date(clock_now(), "");
	struct order_whole *w;
	enum rc rc = order_take(x, quote->id, quote->rev, &w);

	if (rc != RC_OK)
		return rc;
	if (w->o.order_type != ORDER_QT)
		problem(bad, ORDER_TYPE, _("Only a quote becomes an order."));
	else if (w->o.status != ORDER_OPEN)
		problem(bad, ORDER_STATUS,
		    _("Only an open quote can be accepted."));
	else if (w->o.expires != DATE_NONE && w->o.expires < today) {
		char day[DATE_TEXT];

		date_long(w->o.expires, day, sizeof day);
		problem(bad, ORDER_EXPIRES, _("The quote expired on %s."), day);
	}
	if (bad->n > 0)
		return RC_INVALID;
	copy_quote(w, o);
	if ((rc = order_put(x, o, w->lines, w->n, bad)) != RC_OK)
		return rc;
	*made = o->id;
	audit_event(x, "order", o->order_no, o->id, w->o.order_no);
	w->o.status = ORDER_COMPLETED;
	rc = order_keep(x, &w->old, &w->o, bad);
	*quote = w->o;
	return rc;
}

/* Only what the customer sees as open is answered. */
static void
check_answer(const char *said, unsigned tag, const char *missing,
    const struct sales_order *quote, struct problems *bad)
{
	if (said[0] == '\0')
		problem(bad, tag, "%s", missing);
	else if (strlen(said) >= (tag == ORDER_ACCEPTED_BY ?
					 sizeof quote->accepted_by :
					 sizeof quote->declined))
		problem(bad, tag, "%s", _("That is too long."));
}

enum rc
order_accept(struct txn *x, struct sales_order *quote, const char *name,
    int64_t *made, struct problems *bad)
{
	struct sales_order *o = txn_scratch(x, sizeof *o);
	struct sales_order *was = txn_scratch(x, sizeof *was);
	enum rc rc;

	check_answer(name, ORDER_ACCEPTED_BY, _("Say who accepts the quote."),
	    quote, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if ((rc = order_from_quote(x, quote, made, bad)) != RC_OK)
		return rc;
	*was = *quote;
	str_copy(quote->accepted_by, sizeof quote->accepted_by, name);
	if ((rc = order_keep(x, was, quote, bad)) != RC_OK ||
	    (rc = store_get(x, &order_entity, *made, o)) != RC_OK)
		return rc;
	return o->status == ORDER_ON_HOLD ? order_release(x, o, bad) : RC_OK;
}

enum rc
order_decline(struct txn *x, struct sales_order *quote, const char *reason,
    struct problems *bad)
{
	struct order_whole *w;
	enum rc rc = order_take(x, quote->id, quote->rev, &w);

	if (rc != RC_OK)
		return rc;
	if (w->o.order_type != ORDER_QT || w->o.status != ORDER_OPEN)
		problem(bad, ORDER_STATUS,
		    _("Only an open quote can be declined."));
	check_answer(reason, ORDER_DECLINED,
	    _("Say why the quote is declined."), quote, bad);
	if (bad->n > 0)
		return RC_INVALID;
	str_copy(w->o.declined, sizeof w->o.declined, reason);
	for (int i = 0; i < w->n; i++)
		w->lines[i].canceled = w->lines[i].quantity;
	w->o.status = ORDER_CANCELED;
	rc = order_give(x, w, bad);
	*quote = w->o;
	return rc == RC_SAME ? RC_OK : rc;
}

enum rc
order_of_quote(struct txn *x, int64_t quote, struct sales_order *made)
{
	made->quote_id = quote;
	return store_find(x, &order_entity, ORDER_OF_QUOTE, made);
}

/* ---- expired */

struct passed {
	int64_t day;
	int64_t *id;
	int n, most;
	bool more;
};

static bool
add_passed(void *arg, const void *rec)
{
	const struct sales_order *o = rec;
	struct passed *p = arg;

	if (o->status != ORDER_OPEN || o->expires == DATE_NONE ||
	    o->expires >= p->day)
		return true;
	p->more = p->n == p->most;
	if (!p->more)
		p->id[p->n++] = o->id;
	return !p->more;
}

static enum rc
expire(struct txn *x, int64_t id, struct problems *bad)
{
	struct sales_order *old = txn_scratch(x, sizeof *old);
	struct sales_order *o = txn_scratch(x, sizeof *o);
	enum rc rc = store_get(x, &order_entity, id, old);

	if (rc != RC_OK)
		return rc;
	*o = *old;
	o->status = ORDER_EXPIRED;
	return order_keep(x, old, o, bad);
}

enum rc
order_expire(
    struct txn *x, int64_t day, int most, bool *more, struct problems *bad)
{
	const struct sales_order like = { .order_type = ORDER_QT,
		.active = IS_YES };
	const struct list quotes = { .e = &order_entity,
		.index = ORDER_TYPE_ACTIVE,
		.like = &like,
		.prefix = 2 };
	struct passed p = { .day = day, .most = most };
	enum rc rc;

	assert(most > 0);
	p.id = txn_scratch(x, (size_t)most * sizeof *p.id);
	rc = store_list(x, &quotes, add_passed, &p);
	*more = p.more;
	for (int i = 0; rc == RC_OK && i < p.n; i++)
		rc = expire(x, p.id[i], bad);
	return rc;
}
