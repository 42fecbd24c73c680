/* Checkouts: begun, opened, and what their center tells. */
#include "checkout.h"

#include <stdlib.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/secret.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "center.h"
#include "payment.h"

static const struct choice statuses[] = {
	{ CHECKOUT_STARTED, "started", N_("Started"), "draft" },
	{ CHECKOUT_OPEN, "open", N_("Open"), "info" },
	{ CHECKOUT_PAID, "paid", N_("Paid"), "ok" },
	{ CHECKOUT_ENDED, "ended", N_("Not Completed"), "draft" },
	{ 0 },
};

static const struct choice kinds[] = {
	{ NEWS_PAID, "paid", N_("Paid"), NULL },
	{ NEWS_WAITS, "waits", N_("On Its Way"), NULL },
	{ NEWS_FAILED, "failed", N_("Not Completed"), NULL },
	{ 0 },
};

static const struct choice outcomes[] = {
	{ NEWS_TAKEN, "taken", N_("Done"), "ok" },
	{ NEWS_IDLE, "idle", N_("Nothing to Do"), "draft" },
	{ NEWS_ODD, "odd", N_("Does Not Fit"), "bad" },
	{ 0 },
};

enum { OURS = F_SYSTEM | F_QUIET };
#define C struct checkout
/* clang-format off */
static const struct field fields[] = {
{ CHECKOUT_ID,       INT(C, id),          N_("Id"),         F_SYSTEM },
{ CHECKOUT_REV,      INT(C, rev),         N_("Revision"),   F_SYSTEM },
{ CHECKOUT_TOKEN,    TEXT(C, token),      N_("Token"),      F_SYSTEM },
{ CHECKOUT_CENTER,   REF(C, center_id),   N_("Processing Center"), F_SYSTEM, .refers = &center_entity },
{ CHECKOUT_PAYMENT,  REF(C, payment_id),  N_("Payment"),    F_SYSTEM, .refers = &payment_entity },
{ CHECKOUT_STATUS,   CHOICE(C, status),   N_("Status"),     F_SYSTEM, .choices = statuses },
{ CHECKOUT_SESSION,  TEXT(C, session),    N_("Its Number There"), F_SYSTEM },
{ CHECKOUT_ADDRESS,  TEXT(C, address),    N_("Its Page"),   OURS },
{ CHECKOUT_CURRENCY, TEXT(C, currency),   N_("Currency"),   F_SYSTEM },
{ CHECKOUT_AMOUNT,   MONEY_IN(C, amount, currency), N_("Amount"), F_SYSTEM },
{ CHECKOUT_MADE,     REF(C, made),        N_("Payment Made Instead"), F_SYSTEM, .refers = &payment_entity },
{ CHECKOUT_CREATED,  TIME(C, created),    N_("Created On"), OURS },
{ CHECKOUT_CHANGED,  TIME(C, changed),    N_("Changed On"), OURS },
{ 0 },
};
#undef C

#define N struct news
static const struct field news_fields[] = {
{ NEWS_ID,       INT(N, id),          N_("Id"),          F_SYSTEM },
{ NEWS_REV,      INT(N, rev),         N_("Revision"),    F_SYSTEM },
{ NEWS_EVENT,    TEXT(N, event),      N_("Message"),     F_SYSTEM },
{ NEWS_CENTER,   REF(N, center_id),   N_("Processing Center"), F_SYSTEM, .refers = &center_entity },
{ NEWS_KIND,     CHOICE(N, kind),     N_("Says"),        F_SYSTEM, .choices = kinds },
{ NEWS_OUTCOME,  CHOICE(N, outcome),  N_("What We Did"), F_SYSTEM, .choices = outcomes },
{ NEWS_CHECKOUT, REF(N, checkout_id), N_("Checkout"),    F_SYSTEM, .refers = &checkout_entity },
{ NEWS_CREATED,  TIME(N, created),    N_("Received On"), OURS },
{ 0 },
};
#undef N
/* clang-format on */

static const struct index indexes[] = {
	{ .number = CHECKOUT_BY_TOKEN,
	    .tags = { CHECKOUT_TOKEN },
	    .unique = true },
	{ .number = CHECKOUT_BY_SESSION,
	    .tags = { CHECKOUT_SESSION },
	    .unique = true },
	{ .number = CHECKOUT_OF_PAYMENT,
	    .tags = { CHECKOUT_PAYMENT },
	    .unique = true },
	{ .number = CHECKOUT_OF_CENTER,
	    .tags = { CHECKOUT_CENTER, CHECKOUT_CREATED },
	    .prefix = 1 },
	{ .number = CHECKOUT_OF_MADE,
	    .tags = { CHECKOUT_MADE },
	    .unique = true },
	{ 0 },
};

static const struct index news_indexes[] = {
	{ .number = NEWS_BY_EVENT,
	    .tags = { NEWS_CENTER, NEWS_EVENT },
	    .unique = true },
	{ .number = NEWS_OF_CENTER,
	    .tags = { NEWS_CENTER, NEWS_CREATED },
	    .prefix = 1 },
	{ .number = NEWS_OF_CHECKOUT,
	    .tags = { NEWS_CHECKOUT, NEWS_CREATED },
	    .prefix = 1 },
	{ 0 },
};

const struct entity checkout_entity = {
	.number = 71,
	.name = "checkout",
	.label = N_("Checkout"),
	.plural = N_("Checkouts"),
	.size = sizeof(struct checkout),
	.fields = fields,
	.indexes = indexes,
};

const struct entity news_entity = {
	.number = 72,
	.name = "center_news",
	.label = N_("Message of a Processing Center"),
	.plural = N_("Messages of Processing Centers"),
	.size = sizeof(struct news),
	.fields = news_fields,
	.indexes = news_indexes,
};

/* ---- begun and opened */

static enum rc
keep(struct txn *x, struct checkout *c, struct problems *bad)
{
	c->changed = clock_now();
	return store_save(x, &checkout_entity, c, bad);
}

enum rc
checkout_begin(struct txn *x, const struct center *center,
    const struct payment *p, struct checkout *c, struct problems *bad)
{
	*c = (struct checkout){ .center_id = center->id,
		.payment_id = p->id,
		.status = CHECKOUT_STARTED,
		.amount = p->amount,
		.created = clock_now() };
	if (!center->active || p->status != PAYMENT_PENDING ||
	    p->method != METHOD_CARD) {
		problem(bad, 0, _("This way of paying is not open now."));
		return RC_INVALID;
	}
	token_new(c->token);
	memcpy(c->currency, p->currency, sizeof c->currency);
	return keep(x, c, bad);
}

enum rc
checkout_of(struct txn *x, int64_t payment, struct checkout *c)
{
	*c = (struct checkout){ .payment_id = payment };
	if (payment == 0)
		return RC_NOTFOUND;
	return store_find(x, &checkout_entity, CHECKOUT_OF_PAYMENT, c);
}

enum rc
checkout_opened(struct txn *x, int64_t id, const char *session,
    const char *address, struct problems *bad)
{
	struct checkout c;
	enum rc rc = store_get(x, &checkout_entity, id, &c);

	if (rc != RC_OK)
		return rc;
	/* Two windows asked at once, or the center was faster than we. */
	if (c.status != CHECKOUT_STARTED)
		return RC_SAME;
	if (!center_address_good(address) ||
	    !str_copy(c.address, sizeof c.address, address) ||
	    !str_copy(c.session, sizeof c.session, session) ||
	    c.session[0] == '\0') {
		problem(bad, CHECKOUT_ADDRESS,
		    _("The processing center's answer makes no sense."));
		return RC_INVALID;
	}
	c.status = CHECKOUT_OPEN;
	return keep(x, &c, bad);
}

/* ---- what the center tells */

/* What the center calls the money; unique, so that it is booked once even if
 * all else should fail. */
static void
set_reference(const struct center *center, const struct checkout_news *n,
    struct payment *p)
{
	if (n->payment[0] == '\0')
		return;
	(void)str_copy(p->reference, sizeof p->reference, n->payment);
	str_printf(p->external_id, sizeof p->external_id, "%s %.45s",
	    center->center_id, n->payment);
}

static enum rc
release(struct txn *x, const struct center *center,
    const struct checkout_news *n, struct payment *p, struct problems *bad)
{
	enum rc rc;

	p->payment_date = time_date(clock_now(), "");
	set_reference(center, n, p);
	rc = payment_entity.save(x, p, bad);
	return rc <= RC_SAME ? payment_release(x, p, bad) : rc;
}

/* The customer withdrew it, or a clerk rejected it, and the money came. */
static enum rc
make_anew(struct txn *x, const struct center *center,
    const struct checkout_news *n, const struct payment *was, struct payment *p,
    struct problems *bad)
{
	void *lines;
	int count;
	enum rc rc =
	    document_take_lines(x, &payment_document, was->id, &lines, &count);

	*p = (struct payment){ .payment_type = PAYMENT_PAYMENT,
		.status = PAYMENT_PENDING,
		.account_id = was->account_id,
		.method = METHOD_CARD,
		.amount = was->amount };
	memcpy(p->currency, was->currency, sizeof p->currency);
	str_printf(p->summary, sizeof p->summary,
	    _("Paid although %s had been taken back"), was->payment_no);
	for (int i = 0; rc == RC_OK && i < count; i++) {
		struct application *a = (struct application *)lines + i;

		a->id = a->rev = a->payment_id = 0;
	}
	if (rc == RC_OK)
		rc = payment_put(x, p, lines, count, bad);
	free(lines);
	return rc == RC_OK ? release(x, center, n, p, bad) : rc;
}

static enum rc
paid(struct txn *x, const struct center *center, struct checkout *c,
    const struct checkout_news *n, struct problems *bad)
{
	struct payment p, anew = { .id = 0 };
	enum rc rc = store_get(x, &payment_entity, c->payment_id, &p);

	if (rc != RC_OK)
		return rc;
	if (p.status == PAYMENT_PENDING)
		rc = release(x, center, n, &p, bad);
	else if (p.status == PAYMENT_VOIDED)
		rc = make_anew(x, center, n, &p, &anew, bad);
	/* Else a clerk has confirmed it by hand. */
	if (rc > RC_SAME)
		return rc;
	c->made = anew.id;
	c->status = CHECKOUT_PAID;
	return keep(x, c, bad);
}

static enum rc
failed(struct txn *x, struct checkout *c, struct problems *bad)
{
	struct payment p;
	enum rc rc = store_get(x, &payment_entity, c->payment_id, &p);

	if (rc == RC_OK && p.status == PAYMENT_PENDING)
		rc = payment_withdraw(x, &p, bad);
	if (rc > RC_SAME)
		return rc;
	c->status = CHECKOUT_ENDED;
	return keep(x, c, bad);
}

static bool
fits(const struct checkout *c, const struct center *center,
    const struct checkout_news *n)
{
	return c->center_id == center->id &&
	    (c->session[0] == '\0' || strcmp(c->session, n->session) == 0);
}

static enum rc
act(struct txn *x, const struct center *center, struct checkout *c,
    const struct checkout_news *n, struct news *told, struct problems *bad)
{
	told->outcome = NEWS_IDLE;
	if (c->status == CHECKOUT_PAID || n->kind == NEWS_WAITS)
		return RC_OK;
	if (n->kind == NEWS_FAILED) {
		if (c->status == CHECKOUT_ENDED)
			return RC_OK;
		told->outcome = NEWS_TAKEN;
		return failed(x, c, bad);
	}
	/* Money of another amount is for a person to look at. */
	if (n->amount != c->amount || strcmp(n->currency, c->currency) != 0) {
		told->outcome = NEWS_ODD;
		return RC_OK;
	}
	told->outcome = NEWS_TAKEN;
	return paid(x, center, c, n, bad);
}

enum rc
checkout_take(struct txn *x, const struct center *center,
    const struct checkout_news *n, struct problems *bad)
{
	struct news told = { .center_id = center->id,
		.kind = n->kind,
		.created = clock_now() },
		    known = { .center_id = center->id };
	struct checkout c = { .id = 0 };
	enum rc rc;

	if (n->kind == 0 || n->event[0] == '\0' || n->token[0] == '\0' ||
	    !str_copy(c.token, sizeof c.token, n->token))
		return RC_NOTFOUND;
	memcpy(told.event, n->event, sizeof told.event);
	memcpy(known.event, n->event, sizeof known.event);
	if (store_find(x, &news_entity, NEWS_BY_EVENT, &known) == RC_OK)
		return RC_SAME;
	rc = store_find(x, &checkout_entity, CHECKOUT_BY_TOKEN, &c);
	if (rc != RC_OK || !fits(&c, center, n))
		return RC_NOTFOUND;
	told.checkout_id = c.id;
	rc = act(x, center, &c, n, &told, bad);
	return rc <= RC_SAME ? store_save(x, &news_entity, &told, bad) : rc;
}
