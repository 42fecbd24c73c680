/* Sales orders, quotes, returns: what is stored. */
#include "order.h"

#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "contact.h"
#include "invoice.h"
#include "order_type.h"
#include "terms.h"

/* A head alone, from a form: the lines stay as they are. */
static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	struct sales_order *o = rec;
	void *lines = NULL;
	int n = 0;
	enum rc rc = RC_OK;

	if (o->id != 0)
		rc = document_lines(x, &order_document, o->id, &lines, &n);
	return rc == RC_OK ? order_put(x, o, lines, n, bad) : rc;
}

/* Kept by the model; sums are written to files and compared there. */
enum { OURS = F_SYSTEM | F_QUIET, SUM = F_SYSTEM | F_QUIET | F_EXTERNAL };
#define O struct sales_order
/* clang-format off */
static const struct field fields[] = {
{ ORDER_ID,            INT(O, id),               N_("Id"),           F_SYSTEM },
{ ORDER_REV,           INT(O, rev),              N_("Revision"),     F_SYSTEM },
{ ORDER_TYPE,          CHOICE(O, order_type),    N_("Order Type"),   0, .choices = order_types },
{ ORDER_NO,            TEXT(O, order_no),        N_("Order Nbr."),   F_SEARCH, .hint = N_("Left empty, it takes the next number.") },
{ ORDER_STATUS,        CHOICE(O, status),        N_("Status"),       0, .choices = order_statuses },
{ ORDER_ACCOUNT,       REF(O, account_id),       N_("Customer"),     F_REQUIRED, .refers = &account_entity },
{ ORDER_CONTACT,       REF(O, contact_id),       N_("Contact"),      0, .refers = &contact_entity },
{ ORDER_DATE,          DATE(O, order_date),      N_("Date"),         F_REQUIRED },
{ ORDER_REQUESTED,     DATE(O, requested_date),  N_("Requested On"), 0 },
{ ORDER_EXPIRES,       DATE(O, expires),         N_("Expires On"),   0, .hint = N_("The last day on which a quote can be accepted.") },
{ ORDER_CUSTOMER_PO,   TEXT(O, customer_po),     N_("Customer Order Nbr."), F_SEARCH },
{ ORDER_EXTERNAL_REF,  TEXT(O, external_ref),    N_("External Ref."), F_SEARCH },
{ ORDER_EXTERNAL_ID,   TEXT(O, external_id),     N_("Ext. Ref. Nbr."), 0, .hint = N_("Its number in another system; files find it by it.") },
{ ORDER_SUMMARY,       TEXT(O, summary),         N_("Description"),  F_SEARCH },
{ ORDER_CURRENCY,      TEXT(O, currency),        N_("Currency"),     F_REQUIRED, .hint = N_("Three letters, such as EUR.") },
{ ORDER_TERMS,         REF(O, terms),            N_("Terms"),        0, .refers = &terms_entity },
{ ORDER_SHIP_VIA,      TEXT(O, ship_via),        N_("Ship Via"),     0 },
{ ORDER_SHIPPING_RULE, CHOICE(O, shipping_rule), N_("Shipping Rule"), 0, .choices = shipping_rules },
ADDRESS_ROWS(O, ORDER_SHIP, ship),
ADDRESS_ROWS(O, ORDER_BILL, bill),
{ ORDER_CHARGE,        MONEY_IN(O, charge_amount, currency), N_("Freight"), 0, .hint = N_("Before tax.") },
{ ORDER_CHARGE_TAX_CATEGORY, CHOICE(O, charge_tax_category), N_("Tax Category of Freight"), 0, .choices = tax_categories },
{ ORDER_CHARGE_TAX_RATE, RATE(O, charge_tax_rate), N_("Tax Rate of Freight"), 0 },
{ ORDER_NOTES,         NOTE(O, notes),           N_("Notes"),        0 },
{ ORDER_LINE_TOTAL,    MONEY_IN(O, line_total, currency), N_("Line Total"), SUM },
{ ORDER_TAX_TOTAL,     MONEY_IN(O, tax_total, currency), N_("Tax Total"), SUM },
{ ORDER_TOTAL,         MONEY_IN(O, total, currency), N_("Order Total"), F_SYSTEM | F_EXTERNAL },
{ ORDER_UNBILLED,      MONEY_IN(O, unbilled, currency), N_("Unbilled Amount"), OURS },
{ ORDER_CHARGE_BILLED, MONEY_IN(O, charge_billed, currency), N_("Billed Freight"), OURS },
{ ORDER_QUOTE,         REF(O, quote_id),         N_("Quote"),        OURS, .refers = &order_entity },
{ ORDER_CHANNEL,       CHOICE(O, channel),       N_("Made In"),      OURS, .choices = document_channels },
{ ORDER_HOLD_REASON,   CHOICE(O, hold_reason),   N_("Reason of the Hold"), F_SYSTEM, .choices = hold_reasons },
{ ORDER_ACTIVE,        CHOICE(O, active),        N_("Active"),       OURS, .choices = is_choices },
{ ORDER_SHOWN,         CHOICE(O, shown),         N_("On the Portal"), OURS, .choices = is_choices },
{ ORDER_CREATED,       TIME(O, created),         N_("Created On"),   OURS },
{ ORDER_CHANGED,       TIME(O, changed),         N_("Changed On"),   OURS },
{ ORDER_COMPLETED_ON,  TIME(O, completed_on),    N_("Completed On"), OURS },
{ ORDER_UNPAID,        CHOICE(O, unpaid),        N_("Unpaid"),       OURS | F_PASSING, .choices = is_choices },
{ ORDER_OWN_TYPE,      REF(O, type_code),        N_("Type"),         0, .refers = &order_type_entity },
{ ORDER_ACCEPTED_BY,   TEXT(O, accepted_by),     N_("Accepted By"),  OURS },
{ ORDER_DECLINED,      TEXT(O, declined),        N_("Declined Because"), OURS },
{ ORDER_RETURN_OF,     REF(O, return_of),        N_("Return Of"),    OURS, .refers = &order_entity },
{ ORDER_TO_PREPAY,     MONEY_IN(O, to_prepay, currency), N_("To Be Paid in Advance"), OURS },
{ ORDER_PREPAID,       MONEY_IN(O, prepaid, currency), N_("Paid in Advance"), OURS },
{ 0 },
};
/* clang-format on */
#undef O

static const struct index indexes[] = {
	{ .number = ORDER_BY_NO,
	    .tags = { ORDER_TYPE, ORDER_NO },
	    .prefix = 1,
	    .unique = true },
	{ .number = ORDER_BY_DATE, .tags = { ORDER_DATE } },
	{ .number = ORDER_BY_STATUS,
	    .tags = { ORDER_STATUS, ORDER_DATE },
	    .prefix = 1 },
	{ .number = ORDER_BY_TYPE,
	    .tags = { ORDER_TYPE, ORDER_DATE },
	    .prefix = 1 },
	{ .number = ORDER_TYPE_ACTIVE,
	    .tags = { ORDER_TYPE, ORDER_ACTIVE, ORDER_DATE },
	    .prefix = 2 },
	{ .number = ORDER_OF_ACCOUNT,
	    .tags = { ORDER_ACCOUNT, ORDER_DATE },
	    .prefix = 1 },
	{ .number = ORDER_SHOWN_DATE,
	    .tags = { ORDER_ACCOUNT, ORDER_SHOWN, ORDER_DATE },
	    .prefix = 2,
	    .carry = true },
	{ .number = ORDER_SHOWN_ACTIVE,
	    .tags = { ORDER_ACCOUNT, ORDER_SHOWN, ORDER_ACTIVE, ORDER_DATE },
	    .prefix = 3,
	    .carry = true },
	{ .number = ORDER_OF_PO,
	    .tags = { ORDER_ACCOUNT, ORDER_CUSTOMER_PO },
	    .prefix = 2 },
	{ .number = ORDER_BY_EXTERNAL,
	    .tags = { ORDER_EXTERNAL_ID },
	    .unique = true },
	{ .number = ORDER_OF_CONTACT,
	    .tags = { ORDER_CONTACT, ORDER_DATE },
	    .prefix = 1,
	    .sparse = true },
	{ .number = ORDER_OF_TERMS,
	    .tags = { ORDER_TERMS, ORDER_DATE },
	    .prefix = 1,
	    .sparse = true },
	{ .number = ORDER_OF_QUOTE, .tags = { ORDER_QUOTE }, .unique = true },
	{ .number = ORDER_OWED,
	    .tags = { ORDER_UNPAID, ORDER_ACCOUNT, ORDER_SHOWN, ORDER_DATE },
	    .prefix = 3,
	    .sparse = true,
	    .carry = true },
	{ .number = ORDER_SHOWN_TYPE,
	    .tags = { ORDER_ACCOUNT, ORDER_SHOWN, ORDER_TYPE, ORDER_DATE },
	    .prefix = 3 },
	{ .number = ORDER_OF_TYPE,
	    .tags = { ORDER_OWN_TYPE, ORDER_DATE },
	    .prefix = 1,
	    .sparse = true },
	{ .number = ORDER_RETURNS_OF,
	    .tags = { ORDER_RETURN_OF },
	    .prefix = 1,
	    .sparse = true },
	{ 0 },
};

const struct entity order_entity = {
	.number = 24,
	.name = "order",
	.label = N_("Order"),
	.plural = N_("Orders"),
	.size = sizeof(struct sales_order),
	.fields = fields,
	.indexes = indexes,
	.title = ORDER_NO,
	.scope = ORDER_ACCOUNT,
	.save = save,
};

static enum rc
put(struct txn *x, void *head, void *lines, int n, struct problems *bad)
{
	return order_put(x, head, lines, n, bad);
}

const struct document order_document = {
	.head = &order_entity,
	.line = &order_line_entity,
	.kind = ORDER_TYPE,
	.number = ORDER_NO,
	.by_number = ORDER_BY_NO,
	.line_head = ORDER_LINE_ORDER,
	.line_no = ORDER_LINE_NO,
	.lines = ORDER_LINE_OF_ORDER,
	.put = put,
};

/* ---- sums */

/* The same line of another quantity. */
static bool
part_of(const struct order_line *l, int64_t quantity, int64_t *amount)
{
	if (quantity == l->quantity) {
		*amount = l->line_amount;
		return true;
	}
	return line_amount(quantity, l->unit_price, l->discount_pct,
	    currency_decimals(l->currency), amount);
}

bool
order_sums(struct sales_order *o, struct order_line *lines, int n)
{
	struct totals all = { 0 }, rest = { 0 };
	int64_t charge = o->charge_amount - o->charge_billed;

	for (int i = 0; i < n; i++) {
		struct order_line *l = &lines[i];
		int64_t part;

		if (!line_amount_kept(l->quantity, l->unit_price,
			l->discount_pct, l->currency, &l->amount_kept,
			&l->line_amount) ||
		    !part_of(l, order_line_unbilled(l), &part))
			return false;
		totals_add(
		    &all, l->line_amount, l->tax_category, l->tax_rate, false);
		totals_add(&rest, part, l->tax_category, l->tax_rate, false);
	}
	if (o->charge_amount != 0)
		totals_add(&all, o->charge_amount, o->charge_tax_category,
		    o->charge_tax_rate, true);
	if (charge > 0 && o->status != ORDER_CANCELED)
		totals_add(&rest, charge, o->charge_tax_category,
		    o->charge_tax_rate, true);
	totals_end(&all);
	totals_end(&rest);
	o->line_total = all.lines;
	o->tax_total = all.tax;
	o->total = all.total;
	o->unbilled = rest.total;
	return !all.too_big && !rest.too_big;
}

/* ---- looking */

struct same_po {
	const char *po;
	int64_t except;
	char number[31];
	bool found;
};

/* The index cuts long numbers, and a canceled order is no double. */
static bool
is_same_po(void *arg, const void *rec)
{
	const struct sales_order *o = rec;
	struct same_po *s = arg;

	if (o->id == s->except || o->status == ORDER_CANCELED ||
	    !str_same(o->customer_po, s->po))
		return true;
	str_copy(s->number, sizeof s->number, o->order_no);
	s->found = true;
	return false;
}

bool
order_po_taken(struct txn *x, int64_t account, const char *po,
    int64_t except_id, char number[31])
{
	struct sales_order *like = txn_scratch(x, sizeof *like);
	const struct list l = { .e = &order_entity,
		.index = ORDER_OF_PO,
		.like = like,
		.prefix = 2,
		.backwards = true };
	struct same_po s = { .po = po, .except = except_id };

	if (po[0] == '\0')
		return false;
	like->account_id = account;
	str_copy(like->customer_po, sizeof like->customer_po, po);
	if (store_list(x, &l, is_same_po, &s) != RC_OK || !s.found)
		return false;
	if (number != NULL)
		str_copy(number, sizeof s.number, s.number);
	return true;
}
