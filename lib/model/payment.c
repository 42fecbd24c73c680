/* Payments and applications: what is stored, and which steps are legal. */
#include "payment.h"

#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "invoice.h"
#include "order.h"

const struct choice payment_types[] = {
	{ PAYMENT_PAYMENT, "payment", N_("Payment"), NULL },
	{ PAYMENT_PREPAYMENT, "prepayment", N_("Prepayment"), "info" },
	{ PAYMENT_REFUND, "refund", N_("Refund"), "warn" },
	{ 0 },
};

const struct choice payment_statuses[] = {
	{ PAYMENT_ON_HOLD, "on_hold", N_("On Hold"), "draft" },
	{ PAYMENT_BALANCED, "balanced", N_("Balanced"), "draft" },
	{ PAYMENT_PENDING, "pending", N_("Pending Processing"), "warn" },
	{ PAYMENT_OPEN, "open", N_("Open"), "info" },
	{ PAYMENT_CLOSED, "closed", N_("Closed"), "ok" },
	{ PAYMENT_VOIDED, "voided", N_("Voided"), "draft" },
	{ 0 },
};

const struct choice payment_methods[] = {
	{ METHOD_TRANSFER, "transfer", N_("Bank Transfer"), NULL },
	{ METHOD_CARD, "card", N_("Card"), NULL },
	{ METHOD_DIRECT_DEBIT, "direct_debit", N_("Direct Debit"), NULL },
	{ METHOD_CHECK, "check", N_("Check"), NULL },
	{ METHOD_CASH, "cash", N_("Cash"), NULL },
	{ METHOD_OTHER, "other", N_("Other"), NULL },
	{ 0 },
};

const struct choice payment_endings[] = {
	{ PAYMENT_WITHDRAWN, "withdrawn", N_("Withdrawn"), "draft" },
	{ PAYMENT_REJECTED, "rejected", N_("Rejected"), "bad" },
	{ 0 },
};

const struct choice applied_types[] = {
	{ INVOICE_INVOICE, "invoice", N_("Invoice"), NULL },
	{ INVOICE_CREDIT, "credit", N_("Credit Memo"), "info" },
	{ INVOICE_DEBIT, "debit", N_("Debit Memo"), NULL },
	{ APPLIED_PAYMENT, "payment", N_("Payment"), NULL },
	{ 0 },
};

/* ---- steps: Open while money is unapplied, Closed when it is used up */

static const struct {
	int64_t from, to;
} steps[] = {
	{ PAYMENT_ON_HOLD, PAYMENT_BALANCED },
	{ PAYMENT_ON_HOLD, PAYMENT_VOIDED },
	{ PAYMENT_BALANCED, PAYMENT_ON_HOLD },
	{ PAYMENT_BALANCED, PAYMENT_PENDING },
	{ PAYMENT_BALANCED, PAYMENT_OPEN },
	{ PAYMENT_BALANCED, PAYMENT_CLOSED },
	{ PAYMENT_BALANCED, PAYMENT_VOIDED },
	{ PAYMENT_PENDING, PAYMENT_OPEN },
	{ PAYMENT_PENDING, PAYMENT_CLOSED },
	{ PAYMENT_PENDING, PAYMENT_VOIDED },
	{ PAYMENT_OPEN, PAYMENT_CLOSED },
	{ PAYMENT_OPEN, PAYMENT_VOIDED },
	{ PAYMENT_CLOSED, PAYMENT_OPEN },
	{ PAYMENT_CLOSED, PAYMENT_VOIDED },
};

bool
payment_step_exists(int64_t from, int64_t to)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].from == from && steps[i].to == to)
			return true;
	return false;
}

bool
payment_may_change(const struct payment *p)
{
	return p->status == PAYMENT_ON_HOLD || p->status == PAYMENT_BALANCED ||
	    p->status == PAYMENT_PENDING;
}

/* ---- payments */

/* A head alone keeps the lines it has. */
static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	const struct payment *p = rec;
	void *lines = NULL;
	int n = 0;
	enum rc rc = RC_OK;

	if (p->id != 0)
		rc = document_lines(x, &payment_document, p->id, &lines, &n);
	return rc == RC_OK ? payment_put(x, rec, lines, n, bad) : rc;
}

enum { SUM = F_SYSTEM | F_EXTERNAL | F_QUIET, OURS = F_SYSTEM | F_QUIET };
#define P struct payment
/* clang-format off */
static const struct field fields[] = {
{ PAYMENT_ID,          INT(P, id),                    N_("Id"),               F_SYSTEM },
{ PAYMENT_REV,         INT(P, rev),                   N_("Revision"),         F_SYSTEM },
{ PAYMENT_NO,          TEXT(P, payment_no),           N_("Reference Nbr."),   F_SEARCH, .hint = N_("Left empty, it is drawn when the payment is released.") },
{ PAYMENT_TYPE,        CHOICE(P, payment_type),       N_("Type"),             F_REQUIRED, .choices = payment_types },
{ PAYMENT_STATUS,      CHOICE(P, status),             N_("Status"),           0, .choices = payment_statuses },
{ PAYMENT_ACCOUNT,     REF(P, account_id),            N_("Customer"),         F_REQUIRED, .refers = &account_entity },
{ PAYMENT_DATE,        DATE(P, payment_date),         N_("Application Date"), F_REQUIRED },
{ PAYMENT_METHOD,      CHOICE(P, method),             N_("Payment Method"),   0, .choices = payment_methods },
{ PAYMENT_REFERENCE,   TEXT(P, reference),            N_("Payment Ref."),     F_SEARCH, .hint = N_("Of the bank, or of the check.") },
{ PAYMENT_CURRENCY,    TEXT(P, currency),             N_("Currency"),         F_REQUIRED, .hint = N_("Three letters, such as EUR.") },
{ PAYMENT_AMOUNT,      MONEY_IN(P, amount, currency), N_("Payment Amount"),   F_REQUIRED },
{ PAYMENT_SUMMARY,     TEXT(P, summary),              N_("Description"),      F_SEARCH },
{ PAYMENT_EXTERNAL_ID, TEXT(P, external_id),          N_("Ext. Ref. Nbr."),   0, .hint = N_("Its number in another system; files find it by it.") },
{ PAYMENT_APPLIED,     MONEY_IN(P, applied, currency), N_("Applied to Documents"), SUM },
{ PAYMENT_UNAPPLIED,   MONEY_IN(P, unapplied, currency), N_("Available Balance"), SUM },
{ PAYMENT_CHANNEL,     CHOICE(P, channel),            N_("Made In"),          OURS, .choices = document_channels },
{ PAYMENT_SHOWN,       CHOICE(P, shown),              N_("On the Portal"),    OURS, .choices = is_choices },
{ PAYMENT_CREATED,     TIME(P, created),              N_("Created On"),       OURS },
{ PAYMENT_CHANGED,     TIME(P, changed),              N_("Changed On"),       OURS },
{ PAYMENT_RELEASED_ON, TIME(P, released_on),          N_("Released On"),      OURS },
{ PAYMENT_ENDED,       CHOICE(P, ended),              N_("How It Ended"),     F_SYSTEM, .choices = payment_endings },
{ PAYMENT_REASON,      TEXT(P, reason),               N_("Reason"),           F_SYSTEM, .hint = N_("The customer reads it on the portal.") },
{ PAYMENT_ORDER,       REF(P, order_id),              N_("Order"),            OURS, .refers = &order_entity },
{ 0 },
};
/* clang-format on */
#undef P

static const struct index indexes[] = {
	{ .number = PAYMENT_BY_NO, .tags = { PAYMENT_NO }, .unique = true },
	{ .number = PAYMENT_BY_DATE, .tags = { PAYMENT_DATE } },
	{ .number = PAYMENT_BY_STATUS,
	    .tags = { PAYMENT_STATUS, PAYMENT_DATE },
	    .prefix = 1 },
	{ .number = PAYMENT_OF_ACCOUNT,
	    .tags = { PAYMENT_ACCOUNT, PAYMENT_DATE },
	    .prefix = 1 },
	{ .number = PAYMENT_SHOWN_DATE,
	    .tags = { PAYMENT_ACCOUNT, PAYMENT_SHOWN, PAYMENT_DATE },
	    .prefix = 2,
	    .carry = true },
	{ .number = PAYMENT_BY_EXTERNAL,
	    .tags = { PAYMENT_EXTERNAL_ID },
	    .unique = true },
	{ .number = PAYMENT_IN_STATUS,
	    .tags = { PAYMENT_ACCOUNT, PAYMENT_STATUS, PAYMENT_DATE },
	    .prefix = 2 },
	{ .number = PAYMENT_OF_ORDER,
	    .tags = { PAYMENT_ORDER, PAYMENT_DATE },
	    .prefix = 1,
	    .sparse = true },
	{ 0 },
};

const struct entity payment_entity = {
	.number = 31,
	.name = "payment",
	.label = N_("Payment"),
	.plural = N_("Payments"),
	.size = sizeof(struct payment),
	.fields = fields,
	.indexes = indexes,
	.key = PAYMENT_NO,
	.title = PAYMENT_SUMMARY,
	.scope = PAYMENT_ACCOUNT,
	.save = save,
};

/* ---- applications */

static enum rc
save_application(struct txn *x, void *rec, struct problems *bad)
{
	(void)x;
	(void)rec;
	problem(bad, 0,
	    _("Money is applied from its payment or credit memo only."));
	return RC_INVALID;
}

#define A struct application
/* clang-format off */
static const struct field application_fields[] = {
{ APPLICATION_ID,         INT(A, id),              N_("Id"),            F_SYSTEM },
{ APPLICATION_REV,        INT(A, rev),             N_("Revision"),      F_SYSTEM },
{ APPLICATION_PAYMENT,    REF(A, payment_id),      N_("Payment"),       F_SYSTEM, .refers = &payment_entity },
{ APPLICATION_NO,         COUNT(A, line_no),       N_("Line Nbr."),     0 },
{ APPLICATION_CREDIT,     REF(A, credit_id),       N_("Credit Memo"),   F_SYSTEM, .refers = &invoice_entity },
{ APPLICATION_INVOICE,    REF(A, invoice_id),      N_("Document"),      F_SYSTEM, .refers = &invoice_entity },
{ APPLICATION_DOC_TYPE,   CHOICE(A, applied_type), N_("Document Type"), 0, .choices = applied_types },
{ APPLICATION_INVOICE_NO, TEXT(A, applied_no),     N_("Document Nbr."), F_REQUIRED },
{ APPLICATION_AMOUNT,     MONEY_IN(A, applied_amount, currency), N_("Amount Paid"), F_REQUIRED },
{ APPLICATION_DATE,       DATE(A, applied_date),   N_("Applied On"),    0 },
{ APPLICATION_CURRENCY,   TEXT(A, currency),       N_("Currency"),      F_SYSTEM },
{ APPLICATION_REFUNDED,   REF(A, refunded_id),     N_("Refunded Payment"), F_SYSTEM, .refers = &payment_entity },
{ 0 },
};
/* clang-format on */
#undef A

static const struct index application_indexes[] = {
	{ .number = APPLICATION_OF_PAYMENT,
	    .tags = { APPLICATION_PAYMENT, APPLICATION_NO },
	    .prefix = 1 },
	{ .number = APPLICATION_OF_INVOICE,
	    .tags = { APPLICATION_INVOICE, APPLICATION_DATE },
	    .prefix = 1 },
	{ .number = APPLICATION_OF_CREDIT,
	    .tags = { APPLICATION_CREDIT, APPLICATION_DATE },
	    .prefix = 1 },
	{ .number = APPLICATION_OF_REFUNDED,
	    .tags = { APPLICATION_REFUNDED, APPLICATION_DATE },
	    .prefix = 1 },
	{ 0 },
};

const struct entity application_entity = {
	.number = 32,
	.name = "application",
	.label = N_("Application"),
	.plural = N_("Applications"),
	.size = sizeof(struct application),
	.fields = application_fields,
	.indexes = application_indexes,
	.title = APPLICATION_INVOICE_NO,
	.save = save_application,
};

static enum rc
put(struct txn *x, void *head, void *lines, int n, struct problems *bad)
{
	return payment_put(x, head, lines, n, bad);
}

const struct document payment_document = {
	.head = &payment_entity,
	.line = &application_entity,
	.number = PAYMENT_NO,
	.by_number = PAYMENT_BY_NO,
	.line_head = APPLICATION_PAYMENT,
	.line_no = APPLICATION_NO,
	.lines = APPLICATION_OF_PAYMENT,
	.put = put,
};
