/* Business accounts and customers. */
#include "account.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/text.h"
#include "../store/store.h"
#include "balance.h"
#include "contact.h"
#include "order.h"
#include "rules.h"
#include "terms.h"
#include "user.h"

static const struct choice types[] = {
	{ ACCOUNT_BUSINESS, "business_account", N_("Business Account"), NULL },
	{ ACCOUNT_CUSTOMER, "customer", N_("Customer"), "info" },
	{ 0 },
};

static const struct choice statuses[] = {
	{ ACCOUNT_ACTIVE, "active", N_("Active"), "ok" },
	{ ACCOUNT_PROSPECT, "prospect", N_("Prospect"), "info" },
	{ ACCOUNT_HOLD, "hold", N_("On Hold"), "warn" },
	{ ACCOUNT_CREDIT_HOLD, "credit_hold", N_("Credit Hold"), "bad" },
	{ ACCOUNT_ONE_TIME, "one_time", N_("One-Time"), NULL },
	{ ACCOUNT_INACTIVE, "inactive", N_("Inactive"), "draft" },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return account_save(x, rec, bad);
}

#define A struct account
#define TWO_LETTERS N_("Two letters, such as DE or GB.")
/* clang-format off */
static const struct field fields[] = {
{ ACCOUNT_ID,               INT(A, id),                  N_("Id"),               F_SYSTEM },
{ ACCOUNT_REV,              INT(A, rev),                 N_("Revision"),         F_SYSTEM },
{ ACCOUNT_CODE,             CODE(A, account_id),         N_("Account ID"),       F_REQUIRED | F_SEARCH, .hint = N_("Left empty, it takes the next number.") },
{ ACCOUNT_NAME,             TEXT(A, name),               N_("Account Name"),     F_REQUIRED | F_SEARCH },
{ ACCOUNT_LEGAL_NAME,       TEXT(A, legal_name),         N_("Legal Name"),       0 },
{ ACCOUNT_TYPE,             CHOICE(A, type),             N_("Type"),             0, .choices = types },
{ ACCOUNT_CLASS,            TEXT(A, class),              N_("Customer Class"),   0 },
{ ACCOUNT_STATUS,           CHOICE(A, status),           N_("Status"),           0, .choices = statuses, .hint = N_("Users of an inactive account cannot sign in on the portal.") },
{ ACCOUNT_PARENT,           REF(A, parent_account_id),   N_("Parent Account"),   0, .refers = &account_entity },
{ ACCOUNT_OWNER,            REF(A, owner),               N_("Owner"),            0, .refers = &user_entity, .hint = N_("Who of our staff looks after this account.") },
{ ACCOUNT_PRIMARY_CONTACT,  REF(A, primary_contact),     N_("Primary Contact"),  0, .refers = &contact_entity, .hint = N_("New cases of this account go to this contact.") },
{ ACCOUNT_TAX_ID,           TEXT(A, tax_id),             N_("Tax Registration ID"), 0 },
{ ACCOUNT_REGISTRATION_NO,  TEXT(A, registration_no),    N_("Company Registration No."), 0 },
{ ACCOUNT_CURRENCY,         TEXT(A, currency),           N_("Currency"),         0, .hint = N_("Three letters, such as EUR.") },
{ ACCOUNT_TERMS,            REF(A, terms),               N_("Terms"),            0, .refers = &terms_entity, .hint = N_("Left empty, the company's.") },
{ ACCOUNT_CREDIT_LIMIT,     MONEY_IN(A, credit_limit, currency), N_("Credit Limit"), 0, .hint = N_("0: none.") },
{ ACCOUNT_PRICE_CLASS,      TEXT(A, price_class),        N_("Price Class"),      0 },
{ ACCOUNT_EMAIL,            EMAIL(A, email),             N_("E-mail"),           F_SEARCH },
{ ACCOUNT_PHONE,            PHONE(A, phone),             N_("Phone"),            0 },
{ ACCOUNT_PHONE2,           PHONE(A, phone2),            N_("Phone 2"),          0 },
{ ACCOUNT_FAX,              PHONE(A, fax),               N_("Fax"),              0 },
{ ACCOUNT_WEBSITE,          URL(A, website),             N_("Website"),          0 },
{ ACCOUNT_BILL_ATTENTION,   TEXT(A, bill_attention),     N_("Attention"),        0 },
{ ACCOUNT_BILL_LINE1,       TEXT(A, bill_line1),         N_("Address Line 1"),   0 },
{ ACCOUNT_BILL_LINE2,       TEXT(A, bill_line2),         N_("Address Line 2"),   0 },
{ ACCOUNT_BILL_CITY,        TEXT(A, bill_city),          N_("City"),             F_SEARCH },
{ ACCOUNT_BILL_REGION,      TEXT(A, bill_region),        N_("State or Region"),  0 },
{ ACCOUNT_BILL_POSTAL_CODE, TEXT(A, bill_postal_code),   N_("Postal Code"),      0 },
{ ACCOUNT_BILL_COUNTRY,     TEXT(A, bill_country),       N_("Country"),          0, .hint = TWO_LETTERS },
{ ACCOUNT_SHIP_ATTENTION,   TEXT(A, ship_attention),     N_("Ship-To Attention"), 0 },
{ ACCOUNT_SHIP_LINE1,       TEXT(A, ship_line1),         N_("Ship-To Address Line 1"), 0 },
{ ACCOUNT_SHIP_LINE2,       TEXT(A, ship_line2),         N_("Ship-To Address Line 2"), 0 },
{ ACCOUNT_SHIP_CITY,        TEXT(A, ship_city),          N_("Ship-To City"),     F_SEARCH },
{ ACCOUNT_SHIP_REGION,      TEXT(A, ship_region),        N_("Ship-To State or Region"), 0 },
{ ACCOUNT_SHIP_POSTAL_CODE, TEXT(A, ship_postal_code),   N_("Ship-To Postal Code"), 0 },
{ ACCOUNT_SHIP_COUNTRY,     TEXT(A, ship_country),       N_("Ship-To Country"),  0, .hint = TWO_LETTERS },
{ ACCOUNT_ENDPOINT_SCHEME,  TEXT(A, endpoint_scheme),    N_("E-invoice Scheme"), 0, .hint = N_("Four digits of the list of electronic addresses, such as 0088.") },
{ ACCOUNT_ENDPOINT_ID,      TEXT(A, endpoint_id),        N_("E-invoice Address"), 0 },
{ ACCOUNT_EXTERNAL_ID,      TEXT(A, external_id),        N_("Ext. Ref. Nbr."),   0, .hint = N_("Its number in another system; files find the account by it.") },
{ ACCOUNT_NOTES,            NOTE(A, notes),              N_("Notes"),            0 },
{ ACCOUNT_TAX,              REF(A, tax),                 N_("Tax"),              0, .refers = &tax_entity, .hint = N_("Instead of the items' tax: reverse charge, export, outside.") },
{ ACCOUNT_SHIPPING_RULE,    CHOICE(A, shipping_rule),    N_("Shipping Rule"),    0, .choices = shipping_rules },
{ ACCOUNT_SHIP_VIA,         TEXT(A, ship_via),           N_("Ship Via"),         0 },
{ ACCOUNT_STATEMENT_CYCLE,  REF(A, statement_cycle),     N_("Statement Cycle"),  0, .refers = &statement_cycle_entity },
{ ACCOUNT_AUTO_APPLY,       BOOL(A, auto_apply),         N_("Auto-Apply Payments"), 0, .hint = N_("Payments go to the oldest open documents by themselves.") },
{ ACCOUNT_PARENT_SEES,      BOOL(A, parent_sees),        N_("Parent May Read"),  0, .hint = N_("Portal users of the parent account may read the orders, invoices and payments of this one.") },
{ ACCOUNT_CREATED,          TIME(A, created),            N_("Created On"),       F_SYSTEM | F_QUIET },
{ ACCOUNT_CHANGED,          TIME(A, changed),            N_("Changed On"),       F_SYSTEM | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef A

static const struct index indexes[] = {
	{ .number = ACCOUNT_BY_CODE, .tags = { ACCOUNT_CODE }, .unique = true },
	{ .number = ACCOUNT_BY_NAME, .tags = { ACCOUNT_NAME } },
	{ .number = ACCOUNT_BY_TYPE,
	    .tags = { ACCOUNT_TYPE, ACCOUNT_NAME },
	    .prefix = 1 },
	{ .number = ACCOUNT_BY_STATUS,
	    .tags = { ACCOUNT_STATUS, ACCOUNT_NAME },
	    .prefix = 1 },
	{ .number = ACCOUNT_OF_PARENT,
	    .tags = { ACCOUNT_PARENT, ACCOUNT_NAME },
	    .prefix = 1 },
	{ .number = ACCOUNT_BY_EXTERNAL,
	    .tags = { ACCOUNT_EXTERNAL_ID },
	    .unique = true },
	{ .number = ACCOUNT_IN_CODE_ORDER, .tags = { ACCOUNT_CODE } },
	{ .number = ACCOUNT_TYPE_STATUS,
	    .tags = { ACCOUNT_TYPE, ACCOUNT_STATUS, ACCOUNT_NAME },
	    .prefix = 2 },
	{ .number = ACCOUNT_OF_CYCLE,
	    .tags = { ACCOUNT_STATEMENT_CYCLE, ACCOUNT_CODE },
	    .prefix = 1 },
	{ .number = ACCOUNT_SEEN_BY,
	    .tags = { ACCOUNT_PARENT, ACCOUNT_PARENT_SEES, ACCOUNT_NAME },
	    .prefix = 2,
	    .sparse = true },
	{ 0 },
};

const struct entity account_entity = {
	.number = 1,
	.name = "account",
	.label = N_("Account"),
	.plural = N_("Accounts"),
	.size = sizeof(struct account),
	.fields = fields,
	.indexes = indexes,
	.key = ACCOUNT_CODE,
	.title = ACCOUNT_NAME,
	.save = save,
};

/* ---- rules */

enum { PARENTS = 20 }; /* deeper than any real group of companies */

static void
check_parent(struct txn *x, const struct account *a, struct problems *bad)
{
	struct account up;

	if (!refers_to(x, &account_entity, a, ACCOUNT_PARENT, &up, bad))
		return;
	for (int i = 0; i < PARENTS; i++) {
		if (up.id == a->id)
			break;
		if (up.parent_account_id == 0)
			return;
		if (store_get(x, &account_entity, up.parent_account_id, &up) !=
		    RC_OK)
			return;
	}
	problem(bad, ACCOUNT_PARENT,
	    _("An account cannot be above itself: choose another parent."));
}

static void
check_primary(struct txn *x, const struct account *a, struct problems *bad)
{
	struct contact c;

	if (refers_to(
		x, &account_entity, a, ACCOUNT_PRIMARY_CONTACT, &c, bad) &&
	    (a->id == 0 || c.account_id != a->id))
		problem(bad, ACCOUNT_PRIMARY_CONTACT,
		    _("%s works for another account."), c.display_name);
}

/* How documents to it are made. */
static void
check_billing(struct txn *x, const struct account *a, struct problems *bad)
{
	struct statement_cycle cycle;
	struct terms terms;
	struct tax tax;

	(void)refers_to(x, &account_entity, a, ACCOUNT_TERMS, &terms, bad);
	(void)refers_to(x, &account_entity, a, ACCOUNT_TAX, &tax, bad);
	(void)refers_to(
	    x, &account_entity, a, ACCOUNT_STATEMENT_CYCLE, &cycle, bad);
}

enum rc
account_save(struct txn *x, struct account *a, struct problems *bad)
{
	bool numbered = a->account_id[0] == '\0' && a->id == 0;
	int64_t now = clock_now();
	enum rc rc;

	if (numbered &&
	    (rc = next_code(x, "account", "C", &account_entity, a)) != RC_OK)
		return rc;
	if (a->type == 0)
		a->type = ACCOUNT_CUSTOMER;
	if (a->status == 0)
		a->status = ACCOUNT_ACTIVE;
	record_check(&account_entity, a, bad);
	check_country(a->bill_country, ACCOUNT_BILL_COUNTRY, bad);
	check_country(a->ship_country, ACCOUNT_SHIP_COUNTRY, bad);
	check_currency(a->currency, ACCOUNT_CURRENCY, bad);
	check_parent(x, a, bad);
	check_primary(x, a, bad);
	refers_to_staff(x, &account_entity, a, ACCOUNT_OWNER, bad);
	check_billing(x, a, bad);
	if (a->credit_limit < 0)
		problem(bad, ACCOUNT_CREDIT_LIMIT,
		    _("A credit limit is not negative."));
	if (a->type == ACCOUNT_CUSTOMER && a->status == ACCOUNT_PROSPECT)
		problem(bad, ACCOUNT_STATUS,
		    _("A customer is no longer a prospect: choose Active."));
	if (bad->n > 0)
		return RC_INVALID;
	if (a->id == 0)
		a->created = now;
	if (would_change(x, &account_entity, a))
		a->changed = now;
	return store_save(x, &account_entity, a, bad);
}

enum rc
account_extend(struct txn *x, struct account *a, struct problems *bad)
{
	if (a->type == ACCOUNT_CUSTOMER) {
		problem(bad, ACCOUNT_TYPE, _("This account is a customer."));
		return RC_INVALID;
	}
	a->type = ACCOUNT_CUSTOMER;
	if (a->status == ACCOUNT_PROSPECT)
		a->status = ACCOUNT_ACTIVE;
	return account_save(x, a, bad);
}
