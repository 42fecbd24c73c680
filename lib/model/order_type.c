/* Order types: what is stored, and what is true of SO, QT and RC anyway. */
#include "order_type.h"

#include <ctype.h>
#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "order.h"

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return order_type_save(x, rec, bad);
}

#define T struct order_type
/* clang-format off */
static const struct field fields[] = {
{ ORDER_TYPE_ID,               INT(T, id),                N_("Id"),              F_SYSTEM },
{ ORDER_TYPE_REV,              INT(T, rev),               N_("Revision"),        F_SYSTEM },
{ ORDER_TYPE_CODE,             CODE(T, code),             N_("Order Type"),      F_REQUIRED | F_SEARCH, .hint = N_("Two letters or digits, such as SO.") },
{ ORDER_TYPE_DESCRIPTION,      TEXT(T, description),      N_("Description"),     F_SEARCH },
{ ORDER_TYPE_TEMPLATE,         CHOICE(T, template),       N_("Template"),        0, .choices = order_types, .hint = N_("What orders of this type are; it cannot be changed later.") },
{ ORDER_TYPE_PREFIX,           TEXT(T, prefix),           N_("Numbers Begin With"), 0, .hint = N_("Left empty, with the type. Types that share it share one sequence.") },
{ ORDER_TYPE_HOLD,             BOOL(T, hold),             N_("Hold Orders on Entry"), 0, .hint = N_("A new order waits until somebody removes the hold.") },
{ ORDER_TYPE_CREDIT_HOLD,      BOOL(T, credit_hold),      N_("Hold on Failed Credit Check"), 0 },
{ ORDER_TYPE_PAYMENT_RELEASES, BOOL(T, payment_releases), N_("Remove Credit Hold on Payment"), 0, .hint = N_("Once a payment has come, the check is made again.") },
{ ORDER_TYPE_REQUIRE_PO,       BOOL(T, require_po),       N_("Require Customer Order Nbr."), 0 },
{ ORDER_TYPE_PREPAYMENT,       RATE(T, prepayment),       N_("Prepayment %"),    0, .hint = N_("So much of the total is paid before the order is Open.") },
{ ORDER_TYPE_IS_ACTIVE,        BOOL(T, active),           N_("Active"),          0, .hint = N_("Only active types can be chosen.") },
{ 0 },
};
/* clang-format on */
#undef T

static const struct index indexes[] = {
	{ .number = ORDER_TYPE_BY_CODE,
	    .tags = { ORDER_TYPE_CODE },
	    .unique = true },
	{ 0 },
};

const struct entity order_type_entity = {
	.number = 58,
	.name = "order_type",
	.label = N_("Order Type"),
	.plural = N_("Order Types"),
	.size = sizeof(struct order_type),
	.fields = fields,
	.indexes = indexes,
	.key = ORDER_TYPE_CODE,
	.title = ORDER_TYPE_DESCRIPTION,
	.save = save,
};

/* ---- the three that are always there */

static const struct order_type standard[] = {
	{ .code = "SO",
	    .description = N_("Sales order"),
	    .template = ORDER_SO,
	    .prefix = "SO",
	    .hold = 1,
	    .credit_hold = 1,
	    .active = 1 },
	{ .code = "QT",
	    .description = N_("Quote"),
	    .template = ORDER_QT,
	    .prefix = "QT",
	    .hold = 1,
	    .active = 1 },
	{ .code = "RC",
	    .description = N_("Return for credit"),
	    .template = ORDER_RC,
	    .prefix = "RC",
	    .hold = 1,
	    .active = 1 },
	{ .code = "" },
};

static const struct order_type *
standard_named(const char *code)
{
	for (const struct order_type *t = standard; t->code[0] != '\0'; t++)
		if (str_same(t->code, code))
			return t;
	return NULL;
}

enum rc
order_type_find(struct txn *x, const char *code, struct order_type *to)
{
	const struct order_type *t;
	enum rc rc;

	memset(to, 0, sizeof *to);
	str_copy(to->code, sizeof to->code, code);
	rc = store_find(x, &order_type_entity, ORDER_TYPE_BY_CODE, to);
	if (rc != RC_NOTFOUND || (t = standard_named(code)) == NULL)
		return rc;
	*to = *t;
	return RC_OK;
}

enum rc
order_type_of(struct txn *x, const struct sales_order *o, struct order_type *to)
{
	static const char *const codes[] = {
		[ORDER_SO] = "SO",
		[ORDER_QT] = "QT",
		[ORDER_RC] = "RC",
	};

	if (o->type_code != 0)
		return store_get(x, &order_type_entity, o->type_code, to);
	return order_type_find(x, codes[o->order_type], to);
}

enum rc
order_type_fill(struct txn *x, struct sales_order *o, struct problems *bad)
{
	struct order_type t;
	enum rc rc;

	if (o->type_code == 0) {
		if (o->order_type == 0)
			o->order_type = ORDER_SO;
		return RC_OK;
	}
	rc = store_get(x, &order_type_entity, o->type_code, &t);
	if (rc == RC_NOTFOUND) {
		problem(bad, ORDER_OWN_TYPE,
		    _("%s: this record does not exist."), _("Order Type"));
		return RC_OK;
	}
	if (rc != RC_OK)
		return rc;
	if (o->order_type != 0 && o->order_type != t.template)
		problem(bad, ORDER_OWN_TYPE, _("%s is of the template %s."),
		    t.code, _(choice_of(order_types, t.template)->label));
	o->order_type = t.template;
	if (!t.active && o->id == 0)
		problem(bad, ORDER_OWN_TYPE,
		    _("The order type %s is no longer used."), t.code);
	return RC_OK;
}

/* Types of one prefix share a sequence, so that no number is drawn twice. */
enum rc
order_type_number(struct txn *x, const struct order_type *t,
    struct sales_order *o, struct problems *bad)
{
	struct sales_order *other = txn_scratch(x, sizeof *other);
	char sequence[32];

	if (o->order_no[0] != '\0')
		return RC_OK;
	*other = *o;
	if (store_find(x, &order_entity, ORDER_BY_EXTERNAL, other) == RC_OK) {
		problem(bad, ORDER_EXTERNAL_ID, _("Another %s has this %s."),
		    _("Order"), _("Ext. Ref. Nbr."));
		return RC_EXISTS;
	}
	str_printf(sequence, sizeof sequence, "order-%s", t->prefix);
	str_lower(sequence);
	return document_next_number(x, &order_document, sequence, t->prefix, o);
}

enum rc
order_type_seed(struct txn *x, struct problems *bad)
{
	enum rc all = RC_SAME;

	for (const struct order_type *t = standard; t->code[0] != '\0'; t++) {
		struct order_type own = *t;
		enum rc rc =
		    store_find(x, &order_type_entity, ORDER_TYPE_BY_CODE, &own);

		if (rc == RC_NOTFOUND) {
			own = *t;
			rc = order_type_save(x, &own, bad);
			all = RC_OK;
		}
		if (rc > RC_SAME)
			return rc;
	}
	return all;
}

/* ---- rules */

enum { PERCENT_ALL = 100000 };

static void
check_code(struct order_type *t, struct problems *bad)
{
	for (char *p = t->code; *p != '\0'; p++) {
		*p = (char)toupper((unsigned char)*p);
		if (!isalnum((unsigned char)*p)) {
			problem(bad, ORDER_TYPE_CODE,
			    _("A type is two letters or digits."));
			return;
		}
	}
	if (t->code[0] != '\0' && t->code[1] == '\0')
		problem(bad, ORDER_TYPE_CODE,
		    _("A type is two letters or digits."));
}

static void
check_prefix(struct order_type *t, struct problems *bad)
{
	if (t->prefix[0] == '\0')
		str_copy(t->prefix, sizeof t->prefix, t->code);
	for (char *p = t->prefix; *p != '\0'; p++)
		*p = (char)toupper((unsigned char)*p);
	if (t->prefix[strspn(t->prefix, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-")] != '\0')
		problem(bad, ORDER_TYPE_PREFIX,
		    _("Numbers begin with letters: six digits follow."));
}

/* What a quote or a return is never asked. */
static void
check_sale(const struct order_type *t, struct problems *bad)
{
	if (t->prepayment < 0 || t->prepayment > PERCENT_ALL)
		problem(bad, ORDER_TYPE_PREPAYMENT,
		    _("A prepayment is between 0 and 100 percent."));
	if (t->template == ORDER_SO)
		return;
	if (t->prepayment != 0)
		problem(bad, ORDER_TYPE_PREPAYMENT,
		    _("Only sales orders are paid in advance."));
	if (t->credit_hold || t->payment_releases)
		problem(bad, ORDER_TYPE_CREDIT_HOLD,
		    _("Credit is checked of sales orders only."));
}

static enum rc
check_old(struct txn *x, const struct order_type *t, struct problems *bad)
{
	struct order_type old = { .id = 0 };
	const struct order_type *own;
	enum rc rc = RC_OK;

	if (t->id != 0 &&
	    (rc = store_get(x, &order_type_entity, t->id, &old)) != RC_OK)
		return rc;
	if (old.id != 0 && !str_same(old.code, t->code))
		problem(bad, ORDER_TYPE_CODE,
		    _("Orders name their type: it is not renamed."));
	if (old.id != 0 && old.template != t->template)
		problem(bad, ORDER_TYPE_TEMPLATE,
		    _("Orders of this type are of that template already."));
	own = standard_named(t->code);
	if (own != NULL && own->template != t->template)
		problem(bad, ORDER_TYPE_TEMPLATE,
		    _("%s is of the template %s."), own->code,
		    _(choice_of(order_types, own->template)->label));
	if (own != NULL && !t->active)
		problem(bad, ORDER_TYPE_IS_ACTIVE,
		    _("SO, QT and RC are always there."));
	return RC_OK;
}

enum rc
order_type_save(struct txn *x, struct order_type *t, struct problems *bad)
{
	enum rc rc;

	if (t->template == 0)
		t->template = ORDER_SO;
	check_code(t, bad);
	check_prefix(t, bad);
	record_check(&order_type_entity, t, bad);
	check_sale(t, bad);
	if ((rc = check_old(x, t, bad)) != RC_OK)
		return rc;
	if (bad->n > 0)
		return RC_INVALID;
	return store_save(x, &order_type_entity, t, bad);
}
