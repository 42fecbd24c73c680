/* What customers ask to change about their company, and what becomes of it. */
#include "change_request.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "contact.h"
#include "invoice.h"
#include "order.h"

static const struct choice statuses[] = {
	{ ASKED_IS_WAITING, "waiting", N_("Waiting for approval"), "warn" },
	{ ASKED_IS_APPROVED, "approved", N_("Approved"), "ok" },
	{ ASKED_IS_DECLINED, "declined", N_("Declined"), "bad" },
	{ ASKED_IS_WITHDRAWN, "withdrawn", N_("Withdrawn"), "draft" },
	{ 0 },
};

enum { OURS = F_SYSTEM };
#define R struct change_request
/* clang-format off */
static const struct field fields[] = {
{ ASKED_ID,                  INT(R, id),                  N_("Id"),           F_SYSTEM },
{ ASKED_REV,                 INT(R, rev),                 N_("Revision"),     F_SYSTEM },
{ ASKED_ACCOUNT,             REF(R, account_id),          N_("Customer"),     OURS, .refers = &account_entity },
{ ASKED_CONTACT,             REF(R, contact_id),          N_("Asked By"),     OURS, .refers = &contact_entity },
{ ASKED_STATUS,              CHOICE(R, status),           N_("Status"),       OURS, .choices = statuses },
{ ASKED_WAITS,               INT(R, waits),               N_("Waits"),        OURS | F_QUIET },
{ ASKED_ON,               TIME(R, asked),              N_("Asked On"),     OURS },
{ ASKED_NOTE,                NOTE(R, note),               N_("Note for us"),  0, .hint = N_("Why, and since when: it helps us to decide.") },
{ ASKED_NAME,                TEXT(R, name),               N_("Company Name"), F_REQUIRED },
{ ASKED_LEGAL_NAME,          TEXT(R, legal_name),         N_("Legal Name"),   0 },
{ ASKED_TAX_ID,              TEXT(R, tax_id),             N_("Tax Registration ID"), 0 },
{ ASKED_REGISTRATION_NO,     TEXT(R, registration_no),    N_("Company Registration No."), 0 },
{ ASKED_EMAIL,               EMAIL(R, email),             N_("E-mail for Invoices"), 0 },
{ ASKED_WAS_NAME,            TEXT(R, was_name),           N_("Company Name Before"), OURS },
{ ASKED_WAS_LEGAL_NAME,      TEXT(R, was_legal_name),     N_("Legal Name Before"), OURS },
{ ASKED_WAS_TAX_ID,          TEXT(R, was_tax_id),         N_("Tax Registration ID Before"), OURS },
{ ASKED_WAS_REGISTRATION_NO, TEXT(R, was_registration_no), N_("Company Registration No. Before"), OURS },
{ ASKED_WAS_EMAIL,           TEXT(R, was_email),          N_("E-mail Before"), OURS },
{ ASKED_DECIDED,             TIME(R, decided),            N_("Decided On"),   OURS },
{ ASKED_BY,                  TEXT(R, decided_by),         N_("Decided By"),   OURS },
{ ASKED_REASON,              NOTE(R, reason),             N_("Reason"),       0, .hint = N_("The customer reads it.") },
{ 0 },
};
/* clang-format on */
#undef R

static const struct index indexes[] = {
	{ .number = ASKED_BY_STATUS,
	    .tags = { ASKED_STATUS, ASKED_ON },
	    .prefix = 1 },
	{ .number = ASKED_OF_ACCOUNT,
	    .tags = { ASKED_ACCOUNT, ASKED_ON },
	    .prefix = 1 },
	{ .number = ASKED_OF_CONTACT,
	    .tags = { ASKED_CONTACT },
	    .prefix = 1,
	    .sparse = true },
	{ .number = ASKED_WAITING, .tags = { ASKED_WAITS }, .unique = true },
	{ 0 },
};

const struct entity change_request_entity = {
	.number = 69,
	.name = "change_request",
	.label = N_("Change Request"),
	.plural = N_("Change Requests"),
	.size = sizeof(struct change_request),
	.fields = fields,
	.indexes = indexes,
};

const struct change_fact change_facts[] = {
	{ ACCOUNT_NAME, ASKED_NAME, ASKED_WAS_NAME },
	{ ACCOUNT_LEGAL_NAME, ASKED_LEGAL_NAME, ASKED_WAS_LEGAL_NAME },
	{ ACCOUNT_TAX_ID, ASKED_TAX_ID, ASKED_WAS_TAX_ID },
	{ ACCOUNT_REGISTRATION_NO, ASKED_REGISTRATION_NO,
	    ASKED_WAS_REGISTRATION_NO },
	{ ACCOUNT_EMAIL, ASKED_EMAIL, ASKED_WAS_EMAIL },
	{ 0 },
};

/* ---- facts */

static const struct field *
of_account(unsigned tag)
{
	return record_field(&account_entity, tag);
}

static const struct field *
of_change(unsigned tag)
{
	return record_field(&change_request_entity, tag);
}

bool
account_documented(struct txn *x, int64_t account)
{
	struct invoice *inv = txn_scratch(x, sizeof *inv);
	struct sales_order *o = txn_scratch(x, sizeof *o);

	inv->account_id = o->account_id = account;
	inv->issued = o->shown = IS_YES;
	return store_count(x, &invoice_entity, INVOICE_ISSUED_DATE, inv) > 0 ||
	    store_count(x, &order_entity, ORDER_SHOWN_DATE, o) > 0;
}

void
change_begin(const struct account *a, struct change_request *q)
{
	for (const struct change_fact *f = change_facts; f->account != 0; f++) {
		const char *now = record_text(of_account(f->account), a);

		(void)record_set_text(of_change(f->wanted), q, now);
		(void)record_set_text(of_change(f->was), q, now);
	}
	q->account_id = a->id;
}

bool
change_differs(const struct change_request *q, const struct change_fact *f)
{
	return strcmp(record_text(of_change(f->wanted), q),
		   record_text(of_change(f->was), q)) != 0;
}

/* ---- asking */

enum rc
change_ask(struct txn *x, struct change_request *q, struct problems *bad)
{
	struct account *a = txn_scratch(x, sizeof *a);
	struct change_request *now = txn_scratch(x, sizeof *now);
	bool any = false;
	enum rc rc = store_get(x, &account_entity, q->account_id, a);

	if (rc != RC_OK)
		return rc;
	change_begin(a, now);
	for (const struct change_fact *f = change_facts; f->account != 0; f++) {
		(void)record_set_text(
		    of_change(f->was), q, record_text(of_change(f->was), now));
		any |= change_differs(q, f);
	}
	if (!any)
		problem(bad, 0, _("Nothing differs from what we have."));
	q->status = ASKED_IS_WAITING;
	q->waits = q->account_id;
	q->asked = clock_now();
	record_check(&change_request_entity, q, bad);
	if (bad->n > 0)
		return RC_INVALID;
	rc = store_save(x, &change_request_entity, q, bad);
	if (rc == RC_EXISTS) {
		bad->n = 0;
		problem(bad, 0,
		    _("A change waits for approval already. Withdraw it, or "
		      "wait for our answer."));
		rc = RC_INVALID;
	}
	return rc;
}

/* ---- deciding */

/* The stored request, as it was seen and still waiting. */
static enum rc
waiting(struct txn *x, struct change_request *q, struct problems *bad)
{
	int64_t seen = q->rev;
	enum rc rc = store_get(x, &change_request_entity, q->id, q);

	if (rc != RC_OK)
		return rc;
	if (q->rev != seen)
		return RC_CONFLICT;
	if (q->status != ASKED_IS_WAITING) {
		problem(bad, 0, _("This change is decided already."));
		return RC_INVALID;
	}
	return RC_OK;
}

static enum rc
decide(struct txn *x, struct change_request *q, enum change_status to,
    struct problems *bad)
{
	q->status = to;
	q->waits = 0;
	q->decided = clock_now();
	str_copy(q->decided_by, sizeof q->decided_by, txn_actor(x)->name);
	return store_save(x, &change_request_entity, q, bad);
}

enum rc
change_approve(struct txn *x, struct change_request *q, int64_t account_rev,
    struct problems *bad)
{
	struct account *a = txn_scratch(x, sizeof *a);
	enum rc rc = waiting(x, q, bad);

	if (rc == RC_OK)
		rc = store_get(x, &account_entity, q->account_id, a);
	if (rc != RC_OK)
		return rc;
	a->rev = account_rev;
	for (const struct change_fact *f = change_facts; f->account != 0; f++)
		if (change_differs(q, f))
			(void)record_set_text(of_account(f->account), a,
			    record_text(of_change(f->wanted), q));
	rc = account_save(x, a, bad);
	return rc == RC_OK || rc == RC_SAME ?
	    decide(x, q, ASKED_IS_APPROVED, bad) :
	    rc;
}

enum rc
change_decline(struct txn *x, struct change_request *q, const char *reason,
    struct problems *bad)
{
	enum rc rc = waiting(x, q, bad);

	if (rc != RC_OK)
		return rc;
	if (reason[0] == '\0')
		problem(
		    bad, ASKED_REASON, _("Say why; the customer reads it."));
	else if (!str_copy(q->reason, sizeof q->reason, reason))
		problem(bad, ASKED_REASON, _("This is too long."));
	record_check(&change_request_entity, q, bad);
	return bad->n > 0 ? RC_INVALID : decide(x, q, ASKED_IS_DECLINED, bad);
}

enum rc
change_withdraw(struct txn *x, struct change_request *q, struct problems *bad)
{
	enum rc rc = waiting(x, q, bad);

	return rc == RC_OK ? decide(x, q, ASKED_IS_WITHDRAWN, bad) : rc;
}
