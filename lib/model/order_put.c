/* The way in for orders, from editors and files. */
#include <stdlib.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/mem.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "contact.h"
#include "order_type.h"
#include "orderparts.h"
#include "rules.h"
#include "stockparts.h"

/* ---- what the account knows */

#define FILL(to, from)                                                         \
	do {                                                                   \
		if ((to)[0] == '\0')                                           \
			str_copy(to, sizeof(to), from);                        \
	} while (0)
/* No text, or all of it: half of an address is somebody's wish. */
#define ADDRESS_EMPTY(rec, p)                                                  \
	((rec)->p##_attention[0] == '\0' && (rec)->p##_line1[0] == '\0' &&     \
	    (rec)->p##_line2[0] == '\0' && (rec)->p##_city[0] == '\0' &&       \
	    (rec)->p##_region[0] == '\0' && (rec)->p##_postal_code[0] == '\0')
#define FILL_ADDRESS(to, p, from, q)                                           \
	do {                                                                   \
		if (ADDRESS_EMPTY(to, p)) {                                    \
			FILL((to)->p##_attention, (from)->q##_attention);      \
			FILL((to)->p##_line1, (from)->q##_line1);              \
			FILL((to)->p##_line2, (from)->q##_line2);              \
			FILL((to)->p##_city, (from)->q##_city);                \
			FILL((to)->p##_region, (from)->q##_region);            \
			FILL((to)->p##_postal_code, (from)->q##_postal_code);  \
			FILL((to)->p##_country, (from)->q##_country);          \
		}                                                              \
	} while (0)

static void
fill_addresses(struct sales_order *o, const struct account *a)
{
	const char *legal = a->legal_name[0] != '\0' ? a->legal_name : a->name;

	FILL(o->bill_name, legal);
	FILL_ADDRESS(o, bill, a, bill);
	FILL(o->ship_name, a->name);
	if (ADDRESS_EMPTY(a, ship))
		FILL_ADDRESS(o, ship, a, bill);
	else
		FILL_ADDRESS(o, ship, a, ship);
}

/*
 * Freight is taxed as the company says, for want of that as the first line is:
 * it shares the fate of the goods, and never brings a category of its own onto
 * a document that may have only one.
 */
static void
fill_charge(struct txn *x, struct known *k, struct sales_order *o,
    const struct order_line *lines, int n)
{
	int64_t own = k->account.tax;

	if (o->charge_amount == 0) {
		o->charge_tax_category = o->charge_tax_rate = 0;
		return;
	}
	if (o->charge_tax_category != 0 || o->charge_tax_rate != 0) {
		tax_fill(NULL, &o->charge_tax_category, &o->charge_tax_rate);
		return;
	}
	if (own == 0)
		own = known_company(x, k)->freight_tax;
	if (own == 0 && n > 0) {
		o->charge_tax_category = lines[0].tax_category;
		o->charge_tax_rate = lines[0].tax_rate;
	} else
		tax_fill(known_tax(x, k, own, NULL), &o->charge_tax_category,
		    &o->charge_tax_rate);
}

static void
fill_head(struct txn *x, struct known *k, struct sales_order *o)
{
	const struct account *a = &k->account;

	if (o->order_date == DATE_NONE)
		o->order_date = time_date(clock_now(), "");
	if (a->id != 0) {
		FILL(o->currency, a->currency);
		FILL(o->ship_via, a->ship_via);
		if (o->terms == 0)
			o->terms = a->terms;
		if (o->shipping_rule == 0)
			o->shipping_rule = a->shipping_rule;
		fill_addresses(o, a);
	}
	if (o->shipping_rule == 0)
		o->shipping_rule = SHIP_BACK_ORDER;
	if (o->terms == 0)
		o->terms = known_company(x, k)->terms;
	FILL(o->currency, known_company(x, k)->currency);
}

enum rc
order_defaults(struct txn *x, struct sales_order *o, struct problems *bad)
{
	struct known *k = txn_scratch(x, sizeof *k);
	struct account a;

	enum rc rc = order_type_fill(x, o, bad);

	if (rc != RC_OK)
		return rc;
	known_start(x, o->account_id, k);
	if (o->account_id != 0 &&
	    !refers_to(x, &order_entity, o, ORDER_ACCOUNT, &a, bad))
		return RC_INVALID;
	fill_head(x, k, o);
	check_currency(o->currency, ORDER_CURRENCY, bad);
	return bad->n > 0 ? RC_INVALID : RC_OK;
}

/* ---- checks */

/* Sums of many orders must fit as well. */
static const int64_t largest = 1000000000000000;

/* What must be true today of whoever gets a new order. */
static void
check_people(struct txn *x, const struct known *k, const struct sales_order *o,
    struct problems *bad)
{
	const struct account *a = &k->account;
	struct contact c;

	if (a->status == ACCOUNT_INACTIVE)
		problem(bad, ORDER_ACCOUNT,
		    _("The account %s is inactive: nothing can be done for "
		      "it."),
		    a->account_id);
	if (a->type != ACCOUNT_CUSTOMER && o->order_type != ORDER_QT)
		problem(bad, ORDER_ACCOUNT,
		    _("%s is not a customer yet: extend it as customer."),
		    a->account_id);
	if (refers_to(x, &order_entity, o, ORDER_CONTACT, &c, bad) &&
	    c.account_id != o->account_id)
		problem(bad, ORDER_CONTACT,
		    _("%s works for another business account."),
		    c.display_name);
}

static void
check_head(struct txn *x, const struct known *k, struct sales_order *o,
    bool history, struct problems *bad)
{
	struct terms terms;
	const char *wrong;

	record_check(&order_entity, o, bad);
	check_country(o->ship_country, ORDER_SHIP_COUNTRY, bad);
	check_country(o->bill_country, ORDER_BILL_COUNTRY, bad);
	check_currency(o->currency, ORDER_CURRENCY, bad);
	(void)refers_to(x, &order_entity, o, ORDER_TERMS, &terms, bad);
	if (o->account_id != 0 && k->account.id == 0)
		problem(bad, ORDER_ACCOUNT,
		    _("%s: this record does not exist."), _("Customer"));
	else if (o->account_id != 0 && !history)
		check_people(x, k, o, bad);
	if (o->order_no[0] == '#')
		problem(
		    bad, ORDER_NO, _("An order number does not begin with #."));
	if (o->charge_amount < 0)
		problem(bad, ORDER_CHARGE, _("Freight is not negative."));
	else if (o->charge_amount != 0 &&
	    (wrong = tax_wrong(o->charge_tax_category, o->charge_tax_rate)) !=
		NULL)
		problem(bad, ORDER_CHARGE_TAX_RATE, "%s", wrong);
	if (o->expires != DATE_NONE && o->expires < o->order_date)
		problem(bad, ORDER_EXPIRES,
		    _("It would expire before its own date."));
	if (o->expires != DATE_NONE && o->order_type != ORDER_QT)
		problem(bad, ORDER_EXPIRES, _("Only a quote expires."));
}

static void
set_sums(struct sales_order *o, struct order_line *lines, int n,
    struct problems *bad)
{
	if (!order_sums(o, lines, n) || o->total > largest ||
	    o->total < -largest)
		problem(bad, ORDER_TOTAL,
		    _("The total is too large, or there are too many tax "
		      "rates."));
	else if (o->total < 0)
		problem(bad, ORDER_TOTAL,
		    _("The total is below zero: goods that come back are a "
		      "return."));
}

/* The stored line that one given is meant to be, or NULL. */
static const struct order_line *
was_line(
    const struct order_line *was, int n, const struct order_line *l, int hint)
{
	for (int k = 0; k < n; k++) {
		const struct order_line *old = &was[(hint + k) % n];

		if (l->id != 0 ? l->id == old->id : l->line_no == old->line_no)
			return old;
	}
	return NULL;
}

/* Items that are no longer sold may stay where they are. */
static bool
same_goods(const struct order_line *l, const struct order_line *old)
{
	return old != NULL && l->item_id == old->item_id &&
	    l->quantity == old->quantity && strcmp(l->uom, old->uom) == 0;
}

/* Fills, checks, sums. was: the lines as they are stored. */
static void
prepare(struct txn *x, struct sales_order *o, struct order_line *lines, int n,
    const struct order_line *was, int old, bool history, struct problems *bad)
{
	struct known *k = xcalloc(1, sizeof *k);

	document_number_lines(&order_document, lines, n, bad);
	known_start(x, o->account_id, k);
	fill_head(x, k, o);
	for (int i = 0; i < n; i++) {
		const struct order_line *as = was_line(was, old, &lines[i], i);

		if (history)
			lines[i].manual_price = 1;
		order_line_fill(x, k, o, &lines[i], as, i, bad);
		order_line_check(x, k, o, &lines[i],
		    history || same_goods(&lines[i], as), i, bad);
	}
	fill_charge(x, k, o, lines, n);
	check_head(x, k, o, history, bad);
	if (bad->n == 0)
		set_sums(o, lines, n, bad);
	free(k);
}

/* ---- a new order */

/* What an order had done when it came in: nothing here is checked again. */
static void
take_history(struct sales_order *o, struct order_line *lines, int n)
{
	bool any = false, billed = false;

	for (int i = 0; i < n; i++) {
		billed = billed || lines[i].billed != 0;
		any = any || billed || lines[i].shipped != 0;
	}
	for (int i = 0; i < n; i++) {
		struct order_line *l = &lines[i];

		if (o->status == ORDER_CANCELED)
			l->canceled = l->quantity - l->shipped;
		else if (o->status == ORDER_COMPLETED && !any &&
		    o->order_type != ORDER_QT)
			l->shipped = l->billed = l->quantity - l->canceled;
	}
	/* Freight goes with the first invoice. */
	if (billed || (o->status == ORDER_COMPLETED && !any))
		o->charge_billed = o->charge_amount;
}

static void
check_progress(const struct order_line *lines, int n, struct problems *bad)
{
	for (int i = 0; i < n; i++) {
		const struct order_line *l = &lines[i];
		int64_t most = l->quantity - l->canceled;
		int sign = l->quantity < 0 ? -1 : 1;

		if (sign * l->shipped < 0 || sign * l->billed < 0 ||
		    sign * l->canceled < 0 || sign * l->shipped > sign * most ||
		    sign * l->billed > sign * most)
			problem_in(bad, i + 1, ORDER_LINE_SHIPPED,
			    _("More is shipped, billed or canceled than was "
			      "ordered."));
	}
}

static void
begin(struct txn *x, struct sales_order *o, struct order_line *lines, int n,
    bool history)
{
	o->rev = 0;
	o->channel = txn_actor(x)->channel;
	o->created = clock_now();
	o->changed = o->completed_on = 0;
	o->hold_reason = 0;
	o->charge_billed = 0;
	for (int i = 0; i < n && !history; i++)
		lines[i].shipped = lines[i].billed = lines[i].canceled = 0;
}

/* What a type asks of an order on its way in. Who accepts a quote is not asked
 * for a number of his own. */
static void
check_type(const struct sales_order *o, const struct order_type *t,
    struct problems *bad)
{
	if (t->require_po && o->customer_po[0] == '\0' && o->quote_id == 0)
		problem(bad, ORDER_CUSTOMER_PO,
		    _("Orders of type %s need the customer's order number."),
		    t->code);
	if (o->status == ORDER_EXPIRED && o->order_type != ORDER_QT)
		problem(bad, ORDER_STATUS, _("Only a quote expires."));
}

static enum rc
store_new(struct txn *x, struct sales_order *o, struct order_line *lines, int n,
    const struct order_type *t, struct problems *bad)
{
	struct freed freed;
	enum rc rc;

	if ((rc = order_type_number(x, t, o, bad)) != RC_OK ||
	    (rc = order_keep(x, NULL, o, bad)) != RC_OK ||
	    (rc = stock_promise(x, o, NULL, 0, lines, n, &freed, bad)) != RC_OK)
		return rc;
	rc = document_put_lines(x, &order_document, o->id, lines, n, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

static enum rc
put_new(struct txn *x, struct sales_order *o, struct order_line *lines, int n,
    struct problems *bad)
{
	bool history = txn_actor(x)->channel == CHANNEL_BATCH &&
	    o->status != 0 && o->status != ORDER_ON_HOLD;
	bool held = o->status != 0;
	struct order_type t;
	enum rc rc;

	if ((rc = order_type_fill(x, o, bad)) != RC_OK ||
	    (rc = order_type_of(x, o, &t)) != RC_OK)
		return rc == RC_NOTFOUND ? RC_INVALID : rc;
	begin(x, o, lines, n, history);
	if (o->status == 0)
		o->status = ORDER_ON_HOLD;
	else if (!history && o->status != ORDER_ON_HOLD)
		problem(bad, ORDER_STATUS,
		    _("A new order is On Hold until it is released."));
	if (!history)
		check_type(o, &t, bad);
	else
		take_history(o, lines, n);
	prepare(x, o, lines, n, NULL, 0, history, bad);
	if (history)
		check_progress(lines, n, bad);
	else if ((rc = order_return_check(x, o, lines, n, bad)) != RC_OK)
		return rc;
	if (bad->n > 0)
		return RC_INVALID;
	if ((rc = store_new(x, o, lines, n, &t, bad)) != RC_OK)
		return rc;
	return held || t.hold || n == 0 ? RC_OK : order_release(x, o, bad);
}

/* ---- an order that can no longer change: identical, or refused */

static bool
contradicts(const struct field *f, const void *old, const void *new)
{
	if (f->flags & F_SYSTEM || record_empty(f, new))
		return false;
	return f->type->storage == STORE_INT ?
	    record_int(f, old) != record_int(f, new) :
	    strcmp(record_text(f, old), record_text(f, new)) != 0;
}

/* What goes on after a file was written, and what is left empty, contradicts
 * nothing. */
static const struct field *
line_contradicts(const struct order_line *old, const struct order_line *l)
{
	for (const struct field *f = order_line_entity.fields; f->tag != 0; f++)
		if (f->tag != ORDER_LINE_SHIPPED &&
		    f->tag != ORDER_LINE_BILLED &&
		    f->tag != ORDER_LINE_CANCELED &&
		    f->tag != ORDER_LINE_MANUAL && contradicts(f, old, l))
			return f;
	return NULL;
}

static const struct field *
head_contradicts(const struct sales_order *old, const struct sales_order *o)
{
	for (const struct field *f = order_entity.fields; f->tag != 0; f++)
		if (f->tag != ORDER_STATUS && contradicts(f, old, o))
			return f;
	return NULL;
}

static enum rc
refuse(const struct sales_order *old, int row, const struct field *f,
    struct problems *bad)
{
	static const char sentence[] =
	    N_("The order is %s and can no longer be changed.");
	const char *status = _(choice_of(order_statuses, old->status)->label);

	if (row > 0)
		problem_in(bad, row, f->tag, _(sentence), status);
	else
		problem(bad, f->tag, _(sentence), status);
	return RC_REFUSED;
}

static enum rc
put_fixed(const struct sales_order *old, struct sales_order *o,
    const struct order_line *was, int count, struct order_line *lines, int n,
    struct problems *bad)
{
	const struct field *f = head_contradicts(old, o);

	if (f != NULL)
		return refuse(old, 0, f, bad);
	document_number_lines(&order_document, lines, n, bad);
	if (bad->n > 0)
		return RC_INVALID;
	for (int i = 0; i < n; i++) {
		const struct order_line *as =
		    was_line(was, count, &lines[i], i);

		f = as == NULL ?
		    record_field(&order_line_entity, ORDER_LINE_NO) :
		    line_contradicts(as, &lines[i]);
		if (f != NULL)
			return refuse(old, i + 1, f, bad);
	}
	if (n != count)
		return refuse(
		    old, 0, record_field(&order_entity, ORDER_NO), bad);
	*o = *old;
	return RC_SAME;
}

/* ---- an order again */

/* The status a file says of an order that nothing was built on: it is over in
 * the other system too. Everything else has its own verb. */
static void
follow_status(struct txn *x, const struct sales_order *old,
    struct sales_order *o, struct order_line *lines, int n,
    struct problems *bad)
{
	int64_t said = o->status;

	o->status = old->status;
	if (said == 0 || said == old->status)
		return;
	if (txn_actor(x)->channel != CHANNEL_BATCH)
		problem(bad, ORDER_STATUS,
		    _("A status is changed by its own step, which checks "
		      "it."));
	else if (said == ORDER_COMPLETED || said == ORDER_CANCELED) {
		o->status = said;
		take_history(o, lines, n);
	}
}

static void
keep_system(const struct sales_order *old, struct sales_order *o)
{
	o->order_type = old->order_type;
	o->type_code = old->type_code;
	o->quote_id = old->quote_id;
	memcpy(o->accepted_by, old->accepted_by, sizeof o->accepted_by);
	memcpy(o->declined, old->declined, sizeof o->declined);
	o->return_of = old->return_of;
	o->to_prepay = old->to_prepay;
	o->prepaid = old->prepaid;
	o->channel = old->channel;
	o->hold_reason = old->hold_reason;
	o->charge_billed = old->charge_billed;
	o->created = old->created;
	o->changed = old->changed;
	o->completed_on = old->completed_on;
}

/* An order that goes on already may grow only as far as a new one could. */
static enum rc
check_growth(struct txn *x, const struct sales_order *old,
    const struct sales_order *o, struct problems *bad)
{
	struct account *a;
	int64_t reason = 0;
	enum rc rc;

	if (o->status != ORDER_OPEN || o->total <= old->total)
		return RC_OK;
	a = txn_scratch(x, sizeof *a);
	if ((rc = store_get(x, &account_entity, o->account_id, a)) == RC_OK)
		rc = order_credit(x, o, a, &reason);
	if (rc == RC_OK && reason != 0) {
		problem(bad, ORDER_TOTAL,
		    _("The order would no longer pass the credit check (%s). "
		      "Put it on hold first."),
		    _(choice_of(hold_reasons, reason)->label));
		rc = RC_INVALID;
	}
	return rc;
}

static enum rc
put_draft(struct txn *x, const struct sales_order *old, struct sales_order *o,
    const struct order_line *was, int count, struct order_line *lines, int n,
    struct problems *bad)
{
	struct freed freed;
	enum rc head, rc;

	if (o->order_no[0] == '\0')
		str_copy(o->order_no, sizeof o->order_no, old->order_no);
	keep_system(old, o);
	for (int i = 0; i < n; i++)
		lines[i].shipped = lines[i].billed = lines[i].canceled = 0;
	prepare(x, o, lines, n, was, count, false, bad);
	follow_status(x, old, o, lines, n, bad);
	if ((rc = order_return_check(x, o, lines, n, bad)) != RC_OK)
		return rc;
	if (bad->n == 0 && o->status != old->status)
		set_sums(o, lines, n, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if ((rc = check_growth(x, old, o, bad)) != RC_OK ||
	    (rc = stock_promise(x, o, was, count, lines, n, &freed, bad)) !=
		RC_OK)
		return rc;
	rc = document_put_lines(x, &order_document, o->id, lines, n, bad);
	if (rc > RC_SAME)
		return rc;
	/* Two people at one order are told, though only lines differ. */
	if (rc == RC_OK)
		o->changed = clock_now();
	head = order_keep(x, old, o, bad);
	if (head <= RC_SAME && freed.n > 0 &&
	    stock_serve_freed(x, &freed) > RC_SAME)
		return RC_INVALID;
	return head == RC_SAME ? rc : head;
}

static enum rc
put_again(struct txn *x, struct sales_order *o, struct order_line *lines, int n,
    struct problems *bad)
{
	struct sales_order *old = xcalloc(1, sizeof *old);
	void *was = NULL;
	int count = 0;
	bool built = false;
	enum rc rc = store_get(x, &order_entity, o->id, old);

	if (rc == RC_OK && old->rev != o->rev)
		rc = RC_CONFLICT;
	if (rc == RC_OK)
		rc = document_take_lines(
		    x, &order_document, o->id, &was, &count);
	for (int i = 0; rc == RC_OK && i < count; i++) {
		const struct order_line *l = (struct order_line *)was + i;

		built = built || l->shipped != 0 || l->billed != 0;
	}
	if (rc == RC_OK)
		rc = built || !order_may_change(old) ?
		    put_fixed(old, o, was, count, lines, n, bad) :
		    put_draft(x, old, o, was, count, lines, n, bad);
	free(was);
	free(old);
	return rc;
}

enum rc
order_put(struct txn *x, struct sales_order *o, struct order_line *lines, int n,
    struct problems *bad)
{
	return o->id == 0 ? put_new(x, o, lines, n, bad) :
			    put_again(x, o, lines, n, bad);
}
