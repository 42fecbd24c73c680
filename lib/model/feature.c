/* Features: what exists, what depends on what, what is switched on. */
#include "feature.h"

#include "../base/clock.h"
#include "../base/text.h"
#include "../store/store.h"
#include "licence.h"
#include "rules.h"

#define FINANCE N_("Finance")
#define SUPPLY N_("Inventory and Order Management")
#define CUSTOMERS N_("Customer Management")
#define PLATFORM N_("Platform")

/* clang-format off */
/* bit, name, label; what; parent, group, always, built, needs */
#define FEATURES(F) \
F(FEATURE_FINANCIALS, "financials", N_("Standard Financials"), \
    N_("Accounts, invoices, payments, terms and taxes."), \
    0, FINANCE, true, true, 0) \
F(FEATURE_VOLUME_PRICING, "volume_pricing", N_("Volume Pricing"), \
    N_("Prices by quantity. Off: the quantity of a price cannot be entered."), \
    0, FINANCE, false, true, 0) \
F(FEATURE_LOCATIONS, "business_account_locations", N_("Business Account Locations"), \
    N_("Several addresses of one customer."), \
    0, FINANCE, false, false, 0) \
F(FEATURE_INVENTORY, "inventory", N_("Inventory"), \
    N_("Items, prices, orders and shipments. Off: their screens are hidden; the records are kept."), \
    0, SUPPLY, false, true, 0) \
F(FEATURE_WAREHOUSES, "multiple_warehouses", N_("Multiple Warehouses"), \
    N_("Stock in several places. Off: a second warehouse cannot be made active."), \
    FEATURE_INVENTORY, SUPPLY, false, true, 0) \
F(FEATURE_UNITS, "multiple_units", N_("Multiple Units of Measure"), \
    N_("Selling by the piece and by the box."), \
    FEATURE_INVENTORY, SUPPLY, false, true, 0) \
F(FEATURE_DISCOUNTS, "customer_discounts", N_("Customer Discounts"), \
    N_("Discounts by customer and item."), \
    FEATURE_INVENTORY, SUPPLY, false, false, 0) \
F(FEATURE_CASES, "case_management", N_("Case Management"), \
    N_("Cases with their classes and messages. Off: the screens of cases are hidden; the cases are kept."), \
    0, CUSTOMERS, false, true, 0) \
F(FEATURE_COMMITMENTS, "case_commitments", N_("Case Commitments"), \
    N_("Times by which a case is answered and resolved."), \
    FEATURE_CASES, CUSTOMERS, false, false, 0) \
F(FEATURE_DUPLICATES, "duplicate_validation", N_("Duplicate Validation"), \
    N_("Finds contacts that were entered twice."), \
    0, CUSTOMERS, false, false, 0) \
F(FEATURE_PORTAL, "modern_customer_portal", N_("Modern Customer Portal"), \
    N_("Sites where customers sign in. Off: every portal closes; nothing is lost."), \
    0, CUSTOMERS, false, true, 0) \
F(FEATURE_PORTAL_SYSTEM, "portal_system", N_("System (Modern Portal)"), \
    N_("Home, My Profile and company on the portal."), \
    FEATURE_PORTAL, CUSTOMERS, true, true, 0) \
F(FEATURE_PORTAL_CASES, "portal_case_management", N_("Case Management (Modern Portal)"), \
    N_("Customers open and track their cases. Off: Support disappears from every portal."), \
    FEATURE_PORTAL, CUSTOMERS, false, true, FEATURE_CASES) \
F(FEATURE_PORTAL_FINANCIALS, "portal_financials", N_("Financials (Modern Portal)"), \
    N_("Customers see invoices, payments and statements."), \
    FEATURE_PORTAL, CUSTOMERS, false, true, FEATURE_FINANCIALS) \
F(FEATURE_PORTAL_ORDERS, "portal_b2b_ordering", N_("B2B Ordering (Modern Portal)"), \
    N_("Customers find items at their own prices, place orders and track them. Off: nobody can order on a portal; orders and carts are kept."), \
    FEATURE_PORTAL, CUSTOMERS, false, true, FEATURE_INVENTORY) \
F(FEATURE_PORTAL_PAYMENTS, "portal_payments", N_("Payments (Modern Portal)"), \
    N_("Customers pay: by bank transfer, by what they announce, by a processing center. Off: nobody can pay on a portal; what was announced is kept."), \
    FEATURE_PORTAL, CUSTOMERS, false, true, FEATURE_PORTAL_FINANCIALS) \
F(FEATURE_SCHEDULED, "scheduled_processing", N_("Scheduled Processing"), \
    N_("Jobs that run by the clock."), \
    0, PLATFORM, false, false, 0) \
F(FEATURE_AUDIT, "field_level_audit", N_("Field-Level Audit"), \
    N_("Who changed which field, when, and from where."), \
    0, PLATFORM, true, true, 0) \
F(FEATURE_TWO_FACTOR, "two_factor", N_("Two-Factor Authentication"), \
    N_("A second proof at the sign-in."), \
    0, PLATFORM, false, false, 0)
/* clang-format on */

#define FACT(bit, name, label, what, parent, group, always, built, needs)      \
	{ bit, name, label, what, parent, group, always, built, needs },
#define CHOICE_OF(bit, name, label, ...) { bit, name, label, NULL },

const struct feature_fact features[] = { FEATURES(FACT){ 0 } };
const struct choice feature_choices[] = { FEATURES(CHOICE_OF){ 0 } };

/* ---- the one record */

static const struct choice activation_statuses[] = {
	{ SWITCHES_VALIDATED, "validated", N_("Validated"), "ok" },
	{ SWITCHES_WAITING, "pending_activation", N_("Pending Activation"),
	    "warn" },
	{ 0 },
};

#define S struct switches
/* clang-format off */
static const struct field fields[] = {
{ SWITCHES_ID,      INT(S, id),                   N_("Id"),         F_SYSTEM },
{ SWITCHES_REV,     INT(S, rev),                  N_("Revision"),   F_SYSTEM },
{ SWITCHES_ENABLED, BITS(S, enabled),             N_("Enabled"),    F_SYSTEM, .choices = feature_choices },
{ SWITCHES_PENDING, BITS(S, pending),             N_("Pending"),    F_SYSTEM, .choices = feature_choices },
{ SWITCHES_STATUS,  CHOICE(S, activation_status), N_("Activation Status"), F_SYSTEM, .choices = activation_statuses },
{ SWITCHES_CHANGED, TIME(S, changed),             N_("Changed On"), F_SYSTEM | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef S

const struct entity switches_entity = {
	.number = 13,
	.name = "switches",
	.label = N_("Feature Switches"),
	.plural = N_("Feature Switches"),
	.size = sizeof(struct switches),
	.fields = fields,
};

/* ---- rules */

static const struct feature_fact *
fact_of(int64_t bit)
{
	const struct feature_fact *f = features;

	while (f->bit != 0 && f->bit != bit)
		f++;
	return f;
}

int64_t
feature_close(int64_t set)
{
	/* A row may depend on one below it, hence until nothing changes. */
	for (int64_t before = ~set; before != set;) {
		before = set;
		for (const struct feature_fact *f = features; f->bit != 0;
		     f++) {
			int64_t needs = f->parent | f->needs;

			if ((set & needs) != needs)
				set &= ~f->bit;
			else if (f->always)
				set |= f->bit;
		}
	}
	return set;
}

/* A company begins with what needs no decision. */
static void
begin(struct switches *s)
{
	*s = (struct switches){
		.enabled = feature_close(FEATURE_CASES),
		.pending = feature_close(FEATURE_CASES),
		.activation_status = SWITCHES_VALIDATED,
	};
}

enum rc
switches_load(struct txn *x, struct switches *s)
{
	enum rc rc = store_get(x, &switches_entity, 1, s);

	if (rc == RC_NOTFOUND) {
		begin(s);
		rc = RC_OK;
	}
	return rc;
}

static enum rc
save(struct txn *x, struct switches *s, struct problems *bad)
{
	s->activation_status =
	    s->pending == s->enabled ? SWITCHES_VALIDATED : SWITCHES_WAITING;
	if (would_change(x, &switches_entity, s))
		s->changed = clock_now();
	return store_save(x, &switches_entity, s, bad);
}

/* Why a ticked row cannot be had. */
static void
check(const struct feature_fact *f, int64_t ticked, int64_t licensed,
    struct problems *bad)
{
	if (f->always || (ticked & f->bit) == 0 || (f->parent & ~ticked) != 0)
		return;
	if (!f->built)
		problem(bad, SWITCHES_PENDING,
		    _("%s is not part of this release."), _(f->label));
	else if ((licensed & f->bit) == 0)
		problem(bad, SWITCHES_PENDING,
		    _("The licence does not cover %s."), _(f->label));
	else if ((f->needs & ~ticked) != 0)
		problem(bad, SWITCHES_PENDING, _("%s needs %s: tick that too."),
		    _(f->label), _(fact_of(f->needs)->label));
}

enum rc
switches_modify(struct txn *x, int64_t ticked, struct problems *bad)
{
	struct licences licences;
	struct switches s;
	enum rc rc;

	if ((rc = switches_load(x, &s)) != RC_OK)
		return rc;
	licences_load(x, clock_now(), &licences);
	for (const struct feature_fact *f = features; f->bit != 0; f++)
		if (f->always)
			ticked |= f->bit;
	for (const struct feature_fact *f = features; f->bit != 0; f++)
		check(f, ticked, licences.features, bad);
	if (bad->n > 0)
		return RC_INVALID;
	s.pending = feature_close(ticked);
	return save(x, &s, bad);
}

enum rc
switches_enable(struct txn *x, struct problems *bad)
{
	struct licences licences;
	struct switches s;
	enum rc rc;

	if ((rc = switches_load(x, &s)) != RC_OK)
		return rc;
	/* The licence may have gone since Modify. */
	licences_load(x, clock_now(), &licences);
	for (const struct feature_fact *f = features; f->bit != 0; f++)
		check(f, s.pending, licences.features, bad);
	if (bad->n > 0)
		return RC_INVALID;
	s.enabled = s.pending;
	return save(x, &s, bad);
}

enum rc
switches_discard(struct txn *x)
{
	struct problems bad = { .n = 0 };
	struct switches s;
	enum rc rc;

	if ((rc = switches_load(x, &s)) != RC_OK)
		return rc;
	s.pending = s.enabled;
	return save(x, &s, &bad);
}
