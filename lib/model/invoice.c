/* Invoices, debit and credit memos: what is stored. */
#include "invoice.h"

#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "order.h"
#include "terms.h"

/* A head alone is a document without lines, and no document is. */
static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	const struct invoice *inv = rec;
	void *lines = NULL;
	int n = 0;
	enum rc rc = RC_OK;

	if (inv->id != 0)
		rc = document_lines(x, &invoice_document, inv->id, &lines, &n);
	return rc == RC_OK ? invoice_put(x, rec, lines, n, bad) : rc;
}

/* Kept by the model; files say them, and what they say is compared. */
enum { SUM = F_SYSTEM | F_EXTERNAL | F_QUIET, OURS = F_SYSTEM | F_QUIET };
#define I struct invoice
/* clang-format off */
static const struct field fields[] = {
{ INVOICE_ID,            INT(I, id),                     N_("Id"),               F_SYSTEM },
{ INVOICE_REV,           INT(I, rev),                    N_("Revision"),         F_SYSTEM },
{ INVOICE_TYPE,          CHOICE(I, doc_type),            N_("Type"),             F_REQUIRED, .choices = invoice_types },
{ INVOICE_NO,            TEXT(I, invoice_no),            N_("Reference Nbr."),   F_SEARCH, .hint = N_("Left empty, it is drawn when the document is released.") },
{ INVOICE_STATUS,        CHOICE(I, status),              N_("Status"),           0, .choices = invoice_statuses },
{ INVOICE_ACCOUNT,       REF(I, account_id),             N_("Customer"),         F_REQUIRED, .refers = &account_entity },
{ INVOICE_DATE,          DATE(I, invoice_date),          N_("Date"),             F_REQUIRED },
{ INVOICE_DUE,           DATE(I, due_date),              N_("Due Date"),         0, .hint = N_("Left empty, the terms say it.") },
{ INVOICE_DISCOUNT_DATE, DATE(I, discount_date),         N_("Cash Discount Date"), F_SYSTEM | F_EXTERNAL },
{ INVOICE_TERMS,         REF(I, terms),                  N_("Terms"),            0, .refers = &terms_entity },
{ INVOICE_CURRENCY,      TEXT(I, currency),              N_("Currency"),         F_REQUIRED, .hint = N_("Three letters, such as EUR.") },
{ INVOICE_ORDER_NO,      TEXT(I, order_no),              N_("Order Nbr."),       0 },
{ INVOICE_ORDER,         REF(I, order_id),               N_("Order"),            F_SYSTEM, .refers = &order_entity },
{ INVOICE_CUSTOMER_PO,   TEXT(I, customer_po),           N_("Customer Order Nbr."), F_SEARCH },
{ INVOICE_CORRECTS_NO,   TEXT(I, corrects_invoice_no),   N_("Corrects Invoice"), 0, .hint = N_("Number of the invoice that a credit memo takes back.") },
{ INVOICE_CORRECTS,      REF(I, corrects),               N_("Corrected Invoice"), F_SYSTEM, .refers = &invoice_entity },
{ INVOICE_SUMMARY,       TEXT(I, summary),               N_("Description"),      F_SEARCH },
{ INVOICE_EXTERNAL_ID,   TEXT(I, external_id),           N_("Ext. Ref. Nbr."),   0, .hint = N_("Its number in another system; files find it by it.") },
ADDRESS_ROWS(I, INVOICE_BILL, bill),
ADDRESS_ROWS(I, INVOICE_SHIP, ship),
{ INVOICE_BUYER_TAX_ID,  TEXT(I, buyer_tax_id),          N_("Tax Registration ID"), 0 },
{ INVOICE_DELIVERED,     DATE(I, delivered),             N_("Delivered On"),     0 },
{ INVOICE_CHARGE,        MONEY_IN(I, charge_amount, currency), N_("Freight"),    0, .hint = N_("Before tax.") },
{ INVOICE_CHARGE_TAX_CATEGORY, CHOICE(I, charge_tax_category), N_("Tax Category of Freight"), 0, .choices = tax_categories },
{ INVOICE_CHARGE_TAX_RATE, RATE(I, charge_tax_rate),     N_("Tax Rate of Freight"), 0 },
{ INVOICE_LINE_TOTAL,    MONEY_IN(I, line_total, currency), N_("Detail Total"),  SUM },
{ INVOICE_TAX_TOTAL,     MONEY_IN(I, tax_total, currency), N_("Tax Total"),      SUM },
{ INVOICE_TOTAL,         MONEY_IN(I, total, currency),   N_("Amount"),           F_SYSTEM | F_EXTERNAL },
{ INVOICE_PAID_BEFORE,   MONEY_IN(I, paid_before, currency), N_("Paid Before"),  F_QUIET, .hint = N_("Of an imported document: what was paid in the old system.") },
{ INVOICE_AMOUNT_PAID,   MONEY_IN(I, amount_paid, currency), N_("Amount Paid"),  SUM },
{ INVOICE_BALANCE,       MONEY_IN(I, balance, currency), N_("Balance"),          SUM },
{ INVOICE_CASH_DISCOUNT, MONEY_IN(I, cash_discount, currency), N_("Cash Discount"), SUM },
{ INVOICE_CHANNEL,       CHOICE(I, channel),             N_("Made In"),          OURS, .choices = document_channels },
{ INVOICE_ISSUED,        CHOICE(I, issued),              N_("Issued"),           OURS, .choices = is_choices },
{ INVOICE_OPEN,          CHOICE(I, open),                N_("To Be Paid"),       OURS, .choices = is_choices },
{ INVOICE_CREATED,       TIME(I, created),               N_("Created On"),       OURS },
{ INVOICE_CHANGED,       TIME(I, changed),               N_("Changed On"),       OURS },
{ INVOICE_ISSUED_ON,     TIME(I, issued_on),             N_("Released On"),      OURS },
{ INVOICE_CLOSED_ON,     TIME(I, closed_on),             N_("Closed On"),        OURS },
{ INVOICE_NOTES,         NOTE(I, notes),                 N_("Notes"),            0 },
{ INVOICE_REMINDED,      COUNT(I, reminded),             N_("Reminders"),        OURS | F_PASSING },
{ INVOICE_REMINDED_ON,   DATE(I, reminded_on),           N_("Reminded On"),      OURS | F_PASSING },
{ 0 },
};
/* clang-format on */
#undef I

static const struct index indexes[] = {
	{ .number = INVOICE_BY_NO,
	    .tags = { INVOICE_TYPE, INVOICE_NO },
	    .prefix = 1,
	    .unique = true },
	{ .number = INVOICE_BY_DATE, .tags = { INVOICE_DATE } },
	{ .number = INVOICE_BY_STATUS,
	    .tags = { INVOICE_STATUS, INVOICE_DATE },
	    .prefix = 1 },
	{ .number = INVOICE_BY_TYPE,
	    .tags = { INVOICE_TYPE, INVOICE_DATE },
	    .prefix = 1 },
	{ .number = INVOICE_OF_ACCOUNT,
	    .tags = { INVOICE_ACCOUNT, INVOICE_DATE },
	    .prefix = 1 },
	{ .number = INVOICE_ISSUED_DATE,
	    .tags = { INVOICE_ACCOUNT, INVOICE_ISSUED, INVOICE_DATE },
	    .prefix = 2,
	    .carry = true },
	{ .number = INVOICE_OPEN_DUE,
	    .tags = { INVOICE_ACCOUNT, INVOICE_OPEN, INVOICE_DUE },
	    .prefix = 2,
	    .carry = true },
	{ .number = INVOICE_ALL_OPEN_DUE,
	    .tags = { INVOICE_OPEN, INVOICE_DUE },
	    .prefix = 1 },
	{ .number = INVOICE_OF_ORDER,
	    .tags = { INVOICE_ORDER },
	    .prefix = 1,
	    .sparse = true },
	{ .number = INVOICE_OF_CORRECTED,
	    .tags = { INVOICE_CORRECTS },
	    .prefix = 1,
	    .sparse = true },
	{ .number = INVOICE_BY_EXTERNAL,
	    .tags = { INVOICE_EXTERNAL_ID },
	    .unique = true },
	{ .number = INVOICE_OF_TERMS,
	    .tags = { INVOICE_TERMS, INVOICE_DATE },
	    .prefix = 1,
	    .sparse = true },
	{ .number = INVOICE_OF_CLOSED,
	    .tags = { INVOICE_ACCOUNT, INVOICE_CLOSED_ON },
	    .prefix = 1 },
	{ 0 },
};

const struct entity invoice_entity = {
	.number = 29,
	.name = "invoice",
	.label = N_("Invoice"),
	.plural = N_("Invoices and Memos"),
	.size = sizeof(struct invoice),
	.fields = fields,
	.indexes = indexes,
	.title = INVOICE_NO,
	.scope = INVOICE_ACCOUNT,
	.save = save,
};

static enum rc
put(struct txn *x, void *head, void *lines, int n, struct problems *bad)
{
	return invoice_put(x, head, lines, n, bad);
}

const struct document invoice_document = {
	.head = &invoice_entity,
	.line = &invoice_line_entity,
	.kind = INVOICE_TYPE,
	.number = INVOICE_NO,
	.by_number = INVOICE_BY_NO,
	.line_head = INVOICE_LINE_INVOICE,
	.line_no = INVOICE_LINE_NO,
	.lines = INVOICE_LINE_OF_INVOICE,
	.put = put,
};
