/* Cases: the table, and the rules between class, account, contact, owner. */
#include "case.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "caseparts.h"
#include "class.h"
#include "contact.h"
#include "rules.h"
#include "user.h"

const struct choice case_statuses[] = {
	{ CASE_IS_NEW, "new", N_("New"), "info" },
	{ CASE_IS_OPEN, "open", N_("Open"), "ok" },
	{ CASE_IS_PENDING, "pending_customer", N_("Pending Customer"), "warn" },
	{ CASE_IS_CLOSED, "closed", N_("Closed"), "draft" },
	{ CASE_IS_RELEASED, "released", N_("Released"), "draft" },
	{ 0 },
};

const struct choice case_reason_choices[] = {
	{ REASON_OPENED_ON_PORTAL, "opened_on_portal", N_("Opened on Portal"),
	    NULL },
	{ REASON_UNASSIGNED, "unassigned", N_("Unassigned"), NULL },
	{ REASON_ASSIGNED, "assigned", N_("Assigned"), NULL },
	{ REASON_IN_PROCESS, "in_process", N_("In Process"), NULL },
	{ REASON_UPDATED, "updated", N_("Updated"), NULL },
	{ REASON_IN_ESCALATION, "in_escalation", N_("In Escalation"), NULL },
	{ REASON_PENDING_CLOSURE, "pending_closure", N_("Pending Closure"),
	    NULL },
	{ REASON_MORE_INFO, "more_info_requested", N_("More Info Requested"),
	    NULL },
	{ REASON_WAITING_CONFIRMATION, "waiting_confirmation",
	    N_("Waiting Confirmation"), NULL },
	{ REASON_RESOLVED, "resolved", N_("Resolved"), NULL },
	{ REASON_REJECTED, "rejected", N_("Rejected"), NULL },
	{ REASON_CANCELED, "canceled", N_("Canceled"), NULL },
	{ REASON_ABANDONED, "abandoned", N_("Abandoned"), NULL },
	{ REASON_DUPLICATE, "duplicate", N_("Duplicate"), NULL },
	{ REASON_CLOSED_ON_PORTAL, "closed_on_portal", N_("Closed on Portal"),
	    NULL },
	{ REASON_REOPENED_ON_PORTAL, "reopened_on_portal",
	    N_("Reopened on Portal"), NULL },
	{ 0 },
};

const struct choice case_severities[] = {
	{ SEVERITY_LOW, "low", N_("Low"), NULL },
	{ SEVERITY_MEDIUM, "medium", N_("Medium"), NULL },
	{ SEVERITY_HIGH, "high", N_("High"), "warn" },
	{ SEVERITY_URGENT, "urgent", N_("Urgent"), "bad" },
	{ 0 },
};

const struct choice case_priorities[] = {
	{ PRIORITY_LOW, "low", N_("Low"), NULL },
	{ PRIORITY_MEDIUM, "medium", N_("Medium"), NULL },
	{ PRIORITY_HIGH, "high", N_("High"), "warn" },
	{ 0 },
};

const struct choice portal_states[] = {
	{ PORTAL_STATE_WITH_US, "with_us", N_("With us"), "info" },
	{ PORTAL_STATE_WITH_YOU, "waiting", N_("Waiting for you"), "warn" },
	{ PORTAL_STATE_CLOSED, "closed", N_("Closed"), "draft" },
	{ 0 },
};

static const struct choice yes_no[] = {
	{ CASE_YES, "yes", N_("Yes"), NULL },
	{ CASE_NO, "no", N_("No"), NULL },
	{ 0 },
};

static const struct choice channels[] = {
	{ CHANNEL_ERP, "erp", N_("ERP"), NULL },
	{ CHANNEL_PORTAL, "portal", N_("Portal"), "info" },
	{ CHANNEL_BATCH, "batch", N_("Batch"), "draft" },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return case_save(x, rec, bad);
}

#define C struct support_case
#define QUIET (F_SYSTEM | F_QUIET)
/* clang-format off */
static const struct field fields[] = {
{ CASE_ID,            INT(C, id),              N_("Id"),            F_SYSTEM },
{ CASE_REV,           INT(C, rev),             N_("Revision"),      F_SYSTEM },
{ CASE_NUMBER,        CODE(C, case_id),        N_("Case ID"),       F_SYSTEM | F_REQUIRED | F_SEARCH },
{ CASE_CLASS,         REF(C, case_class),      N_("Case Class"),    F_REQUIRED, .refers = &case_class_entity },
{ CASE_STATUS,        CHOICE(C, status),       N_("Status"),        F_SYSTEM | F_REQUIRED, .choices = case_statuses },
{ CASE_REASON,        CHOICE(C, reason),       N_("Reason"),        F_SYSTEM | F_REQUIRED, .choices = case_reason_choices },
{ CASE_SUBJECT,       TEXT(C, subject),        N_("Subject"),       F_REQUIRED | F_SEARCH },
{ CASE_ACCOUNT,       REF(C, account_id),      N_("Business Account"), 0, .refers = &account_entity },
{ CASE_CONTACT,       REF(C, contact_id),      N_("Contact"),       0, .refers = &contact_entity, .hint = N_("Left empty, the only or primary contact of the account.") },
{ CASE_OWNER,         REF(C, owner),           N_("Owner"),         0, .refers = &user_entity },
{ CASE_SEVERITY,      CHOICE(C, severity),     N_("Severity"),      0, .choices = case_severities },
{ CASE_PRIORITY,      CHOICE(C, priority),     N_("Priority"),      0, .choices = case_priorities },
{ CASE_REPORTED,      TIME(C, reported_on),    N_("Reported On"),   F_SYSTEM },
{ CASE_CLOSED,        TIME(C, closed_on),      N_("Closed On"),     F_SYSTEM },
{ CASE_LAST_ACTIVITY, TIME(C, last_activity),  N_("Last Activity"), QUIET },
{ CASE_LAST_INCOMING, TIME(C, last_incoming),  N_("Last Incoming"), QUIET },
{ CASE_LAST_OUTGOING, TIME(C, last_outgoing),  N_("Last Outgoing"), QUIET },
{ CASE_CLOSURE_NOTES, NOTE(C, closure_notes),  N_("Closure Notes"), 0, .hint = N_("For our own staff: how the case ended.") },
{ CASE_ACTIVE,        CHOICE(C, active),       N_("Active"),        QUIET, .choices = yes_no },
{ CASE_HIDDEN,        CHOICE(C, hidden),       N_("Hidden"),        QUIET, .choices = yes_no },
{ CASE_PORTAL_STATE,  CHOICE(C, portal_state), N_("State"),         QUIET, .choices = portal_states },
{ CASE_CHANNEL,       CHOICE(C, channel),      N_("Opened In"),     F_SYSTEM, .choices = channels },
{ 0 },
};
/* clang-format on */
#undef C

static const struct index indexes[] = {
	{ .number = CASE_BY_NUMBER, .tags = { CASE_NUMBER }, .unique = true },
	{ .number = CASE_BY_ACTIVITY, .tags = { CASE_LAST_ACTIVITY } },
	{ .number = CASE_BY_STATUS,
	    .tags = { CASE_STATUS, CASE_LAST_ACTIVITY },
	    .prefix = 1 },
	{ .number = CASE_BY_OWNER,
	    .tags = { CASE_OWNER, CASE_ACTIVE, CASE_LAST_ACTIVITY },
	    .prefix = 2 },
	{ .number = CASE_OF_ACCOUNT,
	    .tags = { CASE_ACCOUNT, CASE_HIDDEN, CASE_LAST_ACTIVITY },
	    .prefix = 2,
	    .carry = true },
	{ .number = CASE_OF_ACCOUNT_STATE,
	    .tags = { CASE_ACCOUNT, CASE_HIDDEN, CASE_PORTAL_STATE,
		CASE_LAST_ACTIVITY },
	    .prefix = 3,
	    .carry = true },
	{ .number = CASE_OF_CONTACT,
	    .tags = { CASE_CONTACT, CASE_HIDDEN, CASE_LAST_ACTIVITY },
	    .prefix = 2,
	    .carry = true },
	{ .number = CASE_OF_CONTACT_STATE,
	    .tags = { CASE_CONTACT, CASE_HIDDEN, CASE_PORTAL_STATE,
		CASE_LAST_ACTIVITY },
	    .prefix = 3,
	    .carry = true },
	{ .number = CASE_BY_ACTIVE,
	    .tags = { CASE_ACTIVE, CASE_LAST_ACTIVITY },
	    .prefix = 1 },
	{ .number = CASE_IN_ACCOUNT,
	    .tags = { CASE_ACCOUNT, CASE_LAST_ACTIVITY },
	    .prefix = 1 },
	{ .number = CASE_OF_CLASS,
	    .tags = { CASE_CLASS, CASE_LAST_ACTIVITY },
	    .prefix = 1 },
	{ 0 },
};

const struct entity case_entity = {
	.number = 5,
	.name = "case",
	.label = N_("Case"),
	.plural = N_("Cases"),
	.size = sizeof(struct support_case),
	.fields = fields,
	.indexes = indexes,
	.key = CASE_NUMBER,
	.title = CASE_SUBJECT,
	.scope = CASE_ACCOUNT,
	.save = save,
};

/* ---- what follows from other fields */

void
case_derive(struct support_case *c, const struct case_class *class)
{
	bool pending = c->status == CASE_IS_PENDING;
	bool over =
	    c->status == CASE_IS_CLOSED || c->status == CASE_IS_RELEASED;

	c->active = over ? CASE_NO : CASE_YES;
	c->hidden = class->internal ? CASE_YES : CASE_NO;
	c->portal_state = over ? PORTAL_STATE_CLOSED :
	    pending            ? PORTAL_STATE_WITH_YOU :
				 PORTAL_STATE_WITH_US;
}

bool
case_from_portal(struct txn *x)
{
	return txn_actor(x)->channel == CHANNEL_PORTAL;
}

/* ---- rules */

/* The primary contact of the account, or its only active one. */
static int64_t
likely_contact(struct txn *x, const struct account *a)
{
	const struct contact like = { .account_id = a->id,
		.active = CONTACT_IS_ACTIVE };
	const struct list l = { .e = &contact_entity,
		.index = CONTACT_OF_ACCOUNT_ACTIVE,
		.like = &like,
		.prefix = 2 };
	struct contact c = { .id = 0 };

	if (a->primary_contact != 0)
		return a->primary_contact;
	if (store_count(x, &contact_entity, CONTACT_OF_ACCOUNT_ACTIVE, &like) ==
		1 &&
	    first_of(x, &l, &c) == RC_OK)
		return c.id;
	return 0;
}

/* Of a case that exists, only what is being changed: a contact who has moved
 * to another company must not keep us from answering. */
static bool
same_people(const struct support_case *c, const struct support_case *old)
{
	return old->id != 0 && c->case_class == old->case_class &&
	    c->account_id == old->account_id &&
	    c->contact_id == old->contact_id;
}

static void
check_people(struct txn *x, struct support_case *c,
    const struct case_class *class, struct problems *bad)
{
	struct contact contact = { .id = 0 };
	struct account account = { .id = 0 };

	if (c->contact_id != 0 &&
	    refers_to(x, &case_entity, c, CASE_CONTACT, &contact, bad) &&
	    c->account_id == 0)
		c->account_id = contact.account_id;
	if (refers_to(x, &case_entity, c, CASE_ACCOUNT, &account, bad)) {
		if (c->contact_id == 0 && c->id == 0)
			c->contact_id = likely_contact(x, &account);
		if (c->id == 0 && account.status == ACCOUNT_INACTIVE)
			problem(bad, CASE_ACCOUNT,
			    _("%s is inactive: no new cases are taken."),
			    account.name);
	} else if (class->require_customer)
		problem(bad, CASE_ACCOUNT,
		    _("Cases of the class %s need a business account."),
		    class->case_class_id);
	if (contact.id != 0 && c->account_id != 0 &&
	    contact.account_id != c->account_id)
		problem(bad, CASE_CONTACT,
		    _("%s works for another business account."),
		    contact.display_name);
	if (c->contact_id == 0 && class->require_contact)
		problem(bad, CASE_CONTACT,
		    _("Cases of the class %s need a contact."),
		    class->case_class_id);
}

/* A class that may be chosen now; the one the case has may stay. */
static void
check_class(struct txn *x, const struct support_case *c,
    const struct support_case *old, const struct case_class *class,
    struct problems *bad)
{
	if (class->id == 0 || class->id == old->case_class)
		return;
	if (!class->active)
		problem(bad, CASE_CLASS, _("The class %s is no longer active."),
		    class->case_class_id);
	else if (class->internal && c->id == 0 && case_from_portal(x))
		problem(bad, CASE_CLASS, _("Choose one of the classes."));
}

static void
check_owner(struct txn *x, const struct support_case *c,
    const struct support_case *old, struct problems *bad)
{
	struct user u;

	if (c->owner == old->owner ||
	    !refers_to(x, &case_entity, c, CASE_OWNER, &u, bad))
		return;
	if (u.guest != USER_IS_STAFF || u.status != USER_ACTIVE)
		problem(bad, CASE_OWNER,
		    _("The owner must be an active member of our staff."));
}

/* New and not taken, or taken: the reason says so. */
static void
set_assigned(struct support_case *c)
{
	if (c->status != CASE_IS_NEW)
		return;
	if (c->reason == REASON_UNASSIGNED && c->owner != 0)
		c->reason = REASON_ASSIGNED;
	else if (c->reason == REASON_ASSIGNED && c->owner == 0)
		c->reason = REASON_UNASSIGNED;
}

enum rc
case_check(struct txn *x, struct support_case *c,
    const struct support_case *old, struct case_class *class,
    struct problems *bad)
{
	memset(class, 0, sizeof *class);
	if (!refers_to(x, &case_entity, c, CASE_CLASS, class, bad))
		memset(class, 0, sizeof *class);
	if (c->severity == 0)
		c->severity = SEVERITY_MEDIUM;
	if (c->priority == 0)
		c->priority = PRIORITY_MEDIUM;
	if (c->id == 0 && c->owner == 0)
		c->owner = class->default_owner;
	if (!same_people(c, old))
		check_people(x, c, class, bad);
	check_class(x, c, old, class, bad);
	check_owner(x, c, old, bad);
	set_assigned(c);
	case_derive(c, class);
	record_check(&case_entity, c, bad);
	return bad->n > 0 ? RC_INVALID : RC_OK;
}

enum rc
case_number(struct txn *x, struct support_case *c)
{
	return next_code(x, "case", "CS-", &case_entity, c);
}

/* What a new case begins with. */
void
case_begin(struct txn *x, struct support_case *c)
{
	int64_t now = clock_now();
	bool portal = case_from_portal(x);

	c->status = CASE_IS_NEW;
	c->reason = portal ? REASON_OPENED_ON_PORTAL :
	    c->owner != 0  ? REASON_ASSIGNED :
			     REASON_UNASSIGNED;
	c->channel = txn_actor(x)->channel;
	c->closed_on = 0;
	c->closure_notes[0] = '\0';
	c->reported_on = c->last_activity = now;
	c->last_incoming = portal ? now : 0;
	c->last_outgoing = 0;
}

enum rc
case_save(struct txn *x, struct support_case *c, struct problems *bad)
{
	struct support_case old = { .id = 0 };
	struct case_class class;
	enum rc rc;

	if (c->id == 0) {
		case_begin(x, c);
		if ((rc = case_number(x, c)) != RC_OK)
			return rc;
	} else if ((rc = store_get(x, &case_entity, c->id, &old)) != RC_OK)
		return rc;
	else if (old.status == CASE_IS_RELEASED)
		problem(bad, 0,
		    _("A released case is final and cannot be changed."));
	else if (c->status != old.status)
		problem(bad, CASE_STATUS,
		    _("A status is changed by its own step, which checks "
		      "it."));
	if (case_check(x, c, &old, &class, bad) != RC_OK)
		return RC_INVALID;
	return store_save(x, &case_entity, c, bad);
}

/* ---- a class has changed */

struct of_class {
	int n;
	int64_t id[CASES_AT_ONCE];
};

static bool
keep_id(void *arg, const void *rec)
{
	struct of_class *all = arg;

	all->id[all->n++] = record_id(rec);
	return all->n < CASES_AT_ONCE;
}

enum rc
case_class_changed(
    struct txn *x, const struct case_class *class, struct problems *bad)
{
	const struct support_case like = { .case_class = class->id };
	const struct list l = { .e = &case_entity,
		.index = CASE_OF_CLASS,
		.like = &like,
		.prefix = 1 };
	struct of_class *all = txn_scratch(x, sizeof *all);
	int64_t n = store_count(x, &case_entity, CASE_OF_CLASS, &like);
	enum rc rc;

	if (n > CASES_AT_ONCE) {
		problem(bad, CASE_CLASS_INTERNAL,
		    _("%lld cases have this class, too many to hide or show "
		      "at once. Make another class for new cases, and set "
		      "this one inactive."),
		    (long long)n);
		return RC_INVALID;
	}
	if ((rc = store_list(x, &l, keep_id, all)) != RC_OK)
		return rc;
	for (int i = 0; i < all->n; i++) {
		struct support_case c;

		if ((rc = store_get(x, &case_entity, all->id[i], &c)) != RC_OK)
			return rc;
		case_derive(&c, class);
		rc = store_save(x, &case_entity, &c, bad);
		if (rc != RC_OK && rc != RC_SAME)
			return rc;
	}
	return RC_OK;
}
