/* Contact classes and case classes. */
#include "class.h"

#include "../base/text.h"
#include "../store/store.h"
#include "case.h"
#include "rules.h"
#include "user.h"

/* ---- contact classes */

static const struct choice default_owners[] = {
	{ OWNER_DO_NOT_CHANGE, "do_not_change", N_("Do Not Change"), NULL },
	{ OWNER_CREATOR, "creator", N_("Creator"), NULL },
	{ 0 },
};

static enum rc
save_contact_class(struct txn *x, void *rec, struct problems *bad)
{
	return contact_class_save(x, rec, bad);
}

#define C struct contact_class
/* clang-format off */
static const struct field contact_fields[] = {
{ CONTACT_CLASS_ID,            INT(C, id),               N_("Id"),          F_SYSTEM },
{ CONTACT_CLASS_REV,           INT(C, rev),              N_("Revision"),    F_SYSTEM },
{ CONTACT_CLASS_CODE,          CODE(C, class_id),        N_("Class ID"),    F_REQUIRED | F_SEARCH, .hint = N_("A short name such as CUSTOMER.") },
{ CONTACT_CLASS_DESCRIPTION,   TEXT(C, description),     N_("Description"), F_SEARCH },
{ CONTACT_CLASS_INTERNAL,      BOOL(C, internal),        N_("Internal"),    0, .hint = N_("Contacts of this class are hidden from the portal.") },
{ CONTACT_CLASS_DEFAULT_OWNER, CHOICE(C, default_owner), N_("Default Owner"), 0, .choices = default_owners, .hint = N_("Creator: whoever enters the contact looks after it.") },
{ CONTACT_CLASS_ACTIVE,        BOOL(C, active),          N_("Active"),      0, .hint = N_("Only active classes can be chosen for new contacts.") },
{ 0 },
};
/* clang-format on */
#undef C

static const struct index contact_indexes[] = {
	{ .number = CONTACT_CLASS_BY_CODE,
	    .tags = { CONTACT_CLASS_CODE },
	    .unique = true },
	{ 0 },
};

const struct entity contact_class_entity = {
	.number = 3,
	.name = "contact_class",
	.label = N_("Contact Class"),
	.plural = N_("Contact Classes"),
	.size = sizeof(struct contact_class),
	.fields = contact_fields,
	.indexes = contact_indexes,
	.key = CONTACT_CLASS_CODE,
	.title = CONTACT_CLASS_DESCRIPTION,
	.save = save_contact_class,
};

enum rc
contact_class_save(struct txn *x, struct contact_class *c, struct problems *bad)
{
	if (c->default_owner == 0)
		c->default_owner = OWNER_DO_NOT_CHANGE;
	record_check(&contact_class_entity, c, bad);
	if (bad->n > 0)
		return RC_INVALID;
	return store_save(x, &contact_class_entity, c, bad);
}

/* ---- case classes */

static enum rc
save_case_class(struct txn *x, void *rec, struct problems *bad)
{
	return case_class_save(x, rec, bad);
}

#define C struct case_class
/* clang-format off */
static const struct field case_fields[] = {
{ CASE_CLASS_ID,                    INT(C, id),                    N_("Id"),            F_SYSTEM },
{ CASE_CLASS_REV,                   INT(C, rev),                   N_("Revision"),      F_SYSTEM },
{ CASE_CLASS_CODE,                  CODE(C, case_class_id),        N_("Case Class ID"), F_REQUIRED | F_SEARCH, .hint = N_("A short name such as SUPISSUE.") },
{ CASE_CLASS_DESCRIPTION,           TEXT(C, description),          N_("Description"),   F_SEARCH, .hint = N_("What customers read when they choose.") },
{ CASE_CLASS_INTERNAL,              BOOL(C, internal),             N_("Internal"),      0, .hint = N_("Cases of this class are hidden from the portal.") },
{ CASE_CLASS_ACTIVE,                BOOL(C, active),               N_("Active"),        0, .hint = N_("Only active classes can be chosen for new cases.") },
{ CASE_CLASS_REQUIRE_CUSTOMER,      BOOL(C, require_customer),     N_("Require Customer"), 0 },
{ CASE_CLASS_REQUIRE_CONTACT,       BOOL(C, require_contact),      N_("Require Contact"), 0 },
{ CASE_CLASS_REQUIRE_CLOSURE_NOTES, BOOL(C, require_closure_notes), N_("Require Closure Notes"), 0, .hint = N_("Staff must say how a case ended. Customers may always close.") },
{ CASE_CLASS_DEFAULT_OWNER,         REF(C, default_owner),         N_("Default Owner"), 0, .refers = &user_entity, .hint = N_("Gets the new cases of this class.") },
{ CASE_CLASS_MAILBOX,               EMAIL(C, default_email),       N_("Default E-mail"), 0, .hint = N_("Told of cases that nobody owns.") },
{ CASE_CLASS_REOPEN_LIMITED,        BOOL(C, reopen_limited),       N_("Limit Reopening"), 0, .hint = N_("Off: customers may reopen a closed case at any time.") },
{ CASE_CLASS_REOPEN_DAYS,           COUNT(C, reopen_days),         N_("Days Allowed to Reopen Case"), 0 },
{ 0 },
};
/* clang-format on */
#undef C

static const struct index case_indexes[] = {
	{ .number = CASE_CLASS_BY_CODE,
	    .tags = { CASE_CLASS_CODE },
	    .unique = true },
	{ 0 },
};

const struct entity case_class_entity = {
	.number = 4,
	.name = "case_class",
	.label = N_("Case Class"),
	.plural = N_("Case Classes"),
	.size = sizeof(struct case_class),
	.fields = case_fields,
	.indexes = case_indexes,
	.key = CASE_CLASS_CODE,
	.title = CASE_CLASS_DESCRIPTION,
	.save = save_case_class,
};

enum { REOPEN_DAYS_MAX = 3650 };

static void
check_window(const struct case_class *c, struct problems *bad)
{
	if (!c->reopen_limited)
		return;
	if (c->reopen_days < 1 || c->reopen_days > REOPEN_DAYS_MAX)
		problem(bad, CASE_CLASS_REOPEN_DAYS,
		    _("Say for how many days, from 1 to %d, or switch Limit "
		      "Reopening off."),
		    REOPEN_DAYS_MAX);
}

/* Whether cases are hidden stands in each case, so that lists need not look. */
static enum rc
change_cases(struct txn *x, const struct case_class *c, struct problems *bad)
{
	struct case_class old;

	if (c->id == 0 ||
	    store_get(x, &case_class_entity, c->id, &old) != RC_OK ||
	    old.internal == c->internal)
		return RC_OK;
	return case_class_changed(x, c, bad);
}

enum rc
case_class_save(struct txn *x, struct case_class *c, struct problems *bad)
{
	enum rc rc;

	record_check(&case_class_entity, c, bad);
	check_window(c, bad);
	refers_to_staff(
	    x, &case_class_entity, c, CASE_CLASS_DEFAULT_OWNER, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if ((rc = change_cases(x, c, bad)) != RC_OK)
		return rc;
	return store_save(x, &case_class_entity, c, bad);
}
