/* Contacts. */
#include "contact.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "class.h"
#include "outbox.h"
#include "rules.h"
#include "user.h"

static const struct choice statuses[] = {
	{ CONTACT_IS_ACTIVE, "active", N_("Active"), "ok" },
	{ CONTACT_IS_INACTIVE, "inactive", N_("Inactive"), "draft" },
	{ 0 },
};

static const struct choice methods[] = {
	{ 1, "any", N_("Any"), NULL },
	{ 2, "email", N_("E-mail"), NULL },
	{ 3, "mail", N_("Mail"), NULL },
	{ 4, "fax", N_("Fax"), NULL },
	{ 5, "phone", N_("Phone"), NULL },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return contact_save(x, rec, bad);
}

#define C struct contact
/* clang-format off */
static const struct field fields[] = {
{ CONTACT_ID,           INT(C, id),                N_("Id"),           F_SYSTEM },
{ CONTACT_REV,          INT(C, rev),               N_("Revision"),     F_SYSTEM },
{ CONTACT_CODE,         CODE(C, contact_id),       N_("Contact ID"),   F_REQUIRED | F_SEARCH, .hint = N_("Left empty, it takes the next number.") },
{ CONTACT_ACTIVE,       CHOICE(C, active),         N_("Status"),       0, .choices = statuses, .hint = N_("Setting a contact inactive disables its portal user.") },
{ CONTACT_CLASS,        REF(C, contact_class),     N_("Contact Class"), 0, .refers = &contact_class_entity },
{ CONTACT_ACCOUNT,      REF(C, account_id),        N_("Business Account"), 0, .refers = &account_entity, .hint = N_("The customer this person works for; a portal user needs one.") },
{ CONTACT_OWNER,        REF(C, owner),             N_("Owner"),        0, .refers = &user_entity },
{ CONTACT_TITLE,        TEXT(C, title),            N_("Title"),        0, .hint = N_("Ms, Mr, Dr ...") },
{ CONTACT_FIRST_NAME,   TEXT(C, first_name),       N_("First Name"),   F_SEARCH },
{ CONTACT_MIDDLE_NAME,  TEXT(C, middle_name),      N_("Middle Name"),  0 },
{ CONTACT_LAST_NAME,    TEXT(C, last_name),        N_("Last Name"),    F_REQUIRED | F_SEARCH },
{ CONTACT_DISPLAY_NAME, TEXT(C, display_name),     N_("Display Name"), F_SEARCH, .hint = N_("Left empty, it is made of the names.") },
{ CONTACT_JOB_TITLE,    TEXT(C, job_title),        N_("Job Title"),    0 },
{ CONTACT_DEPARTMENT,   TEXT(C, department),       N_("Department"),   0 },
{ CONTACT_EMAIL,        EMAIL(C, email),           N_("E-mail"),       F_SEARCH, .hint = N_("A portal login that was made of it does not change with it.") },
{ CONTACT_PHONE,        PHONE(C, phone),           N_("Phone"),        0 },
{ CONTACT_MOBILE,       PHONE(C, mobile),          N_("Mobile"),       0 },
{ CONTACT_FAX,          PHONE(C, fax),             N_("Fax"),          0 },
{ CONTACT_LINE1,        TEXT(C, line1),            N_("Address Line 1"), 0 },
{ CONTACT_LINE2,        TEXT(C, line2),            N_("Address Line 2"), 0 },
{ CONTACT_CITY,         TEXT(C, city),             N_("City"),         0 },
{ CONTACT_REGION,       TEXT(C, region),           N_("State or Region"), 0 },
{ CONTACT_POSTAL_CODE,  TEXT(C, postal_code),      N_("Postal Code"),  0 },
{ CONTACT_COUNTRY,      TEXT(C, country),          N_("Country"),      0, .hint = N_("Two letters, such as DE or GB.") },
{ CONTACT_METHOD,       CHOICE(C, contact_method), N_("Contact Method"), 0, .choices = methods },
{ CONTACT_NO_CALL,      BOOL(C, do_not_call),      N_("Do Not Call"),  0 },
{ CONTACT_NO_EMAIL,     BOOL(C, do_not_email),     N_("Do Not E-mail"), 0 },
{ CONTACT_LANGUAGE,     TEXT(C, language),         N_("Language"),     0, .hint = N_("Such as en, de or pt-BR.") },
{ CONTACT_EXTERNAL_ID,  TEXT(C, external_id),      N_("Ext. Ref. Nbr."), 0, .hint = N_("Its number in another system; files find the contact by it.") },
{ CONTACT_NOTES,        NOTE(C, notes),            N_("Notes"),        0 },
{ CONTACT_USER,         REF(C, user_id),           N_("Portal User"),  F_SYSTEM, .refers = &user_entity },
{ CONTACT_CREATED,      TIME(C, created),          N_("Created On"),   F_SYSTEM | F_QUIET },
{ CONTACT_CHANGED,      TIME(C, changed),          N_("Changed On"),   F_SYSTEM | F_QUIET },
{ CONTACT_MAILS_OFF,    BITS(C, mails_off),        N_("No E-mail About"), 0, .choices = mail_groups, .hint = N_("Mails about the security of the account are always sent.") },
{ 0 },
};
/* clang-format on */
#undef C

static const struct index indexes[] = {
	{ .number = CONTACT_BY_CODE, .tags = { CONTACT_CODE }, .unique = true },
	{ .number = CONTACT_BY_NAME, .tags = { CONTACT_DISPLAY_NAME } },
	{ .number = CONTACT_OF_ACCOUNT,
	    .tags = { CONTACT_ACCOUNT, CONTACT_DISPLAY_NAME },
	    .prefix = 1 },
	{ .number = CONTACT_BY_EMAIL,
	    .tags = { CONTACT_EMAIL },
	    .sparse = true },
	{ .number = CONTACT_BY_EXTERNAL,
	    .tags = { CONTACT_EXTERNAL_ID },
	    .unique = true },
	{ .number = CONTACT_BY_ACTIVE,
	    .tags = { CONTACT_ACTIVE, CONTACT_DISPLAY_NAME },
	    .prefix = 1 },
	{ .number = CONTACT_OF_ACCOUNT_ACTIVE,
	    .tags = { CONTACT_ACCOUNT, CONTACT_ACTIVE, CONTACT_DISPLAY_NAME },
	    .prefix = 2,
	    .sparse = true },
	{ 0 },
};

const struct entity contact_entity = {
	.number = 2,
	.name = "contact",
	.label = N_("Contact"),
	.plural = N_("Contacts"),
	.size = sizeof(struct contact),
	.fields = fields,
	.indexes = indexes,
	.key = CONTACT_CODE,
	.title = CONTACT_DISPLAY_NAME,
	.save = save,
};

/* ---- rules */

static void
full_name(const struct contact *c, char to[161])
{
	str_printf(to, 161, "%s%s%s%s%s", c->first_name,
	    c->first_name[0] != '\0' && c->middle_name[0] != '\0' ? " " : "",
	    c->middle_name,
	    c->first_name[0] != '\0' || c->middle_name[0] != '\0' ? " " : "",
	    c->last_name);
}

/* A name that was made of the names follows them. */
static void
set_display_name(struct contact *c, const struct contact *old)
{
	char was[161];

	full_name(old, was);
	if (c->display_name[0] == '\0' ||
	    (old->id != 0 && strcmp(c->display_name, was) == 0))
		full_name(c, was);
	else
		return;
	str_copy(c->display_name, sizeof c->display_name, was);
}

static void
set_class(struct txn *x, struct contact *c, struct problems *bad)
{
	struct contact_class class = { .class_id = "CUSTOMER" };

	if (c->id == 0 && c->contact_class == 0 &&
	    store_find(x, &contact_class_entity, CONTACT_CLASS_BY_CODE,
		&class) == RC_OK)
		c->contact_class = class.id;
	if (!refers_to(x, &contact_entity, c, CONTACT_CLASS, &class, bad) ||
	    c->id != 0)
		return;
	if (class.default_owner == OWNER_CREATOR && c->owner == 0 &&
	    txn_actor(x)->channel != CHANNEL_PORTAL)
		c->owner = txn_actor(x)->user;
}

static void
check(struct txn *x, const struct contact *c, struct problems *bad)
{
	struct account a;

	record_check(&contact_entity, c, bad);
	refers_to(x, &contact_entity, c, CONTACT_ACCOUNT, &a, bad);
	refers_to_staff(x, &contact_entity, c, CONTACT_OWNER, bad);
	if (c->user_id != 0 && c->account_id == 0)
		problem(bad, CONTACT_ACCOUNT,
		    _("This contact has a portal user and so needs a business "
		      "account."));
}

enum rc
contact_save(struct txn *x, struct contact *c, struct problems *bad)
{
	struct contact old = { .id = 0 };
	enum rc rc;

	if (c->id != 0 &&
	    (rc = store_get(x, &contact_entity, c->id, &old)) != RC_OK)
		return rc;
	if (c->id == 0 && c->contact_id[0] == '\0' &&
	    (rc = next_code(x, "contact", "CT", &contact_entity, c)) != RC_OK)
		return rc;
	if (c->active == 0)
		c->active = CONTACT_IS_ACTIVE;
	set_display_name(c, &old);
	set_class(x, c, bad);
	check_country(c->country, CONTACT_COUNTRY, bad);
	check(x, c, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if (c->id == 0)
		c->created = clock_now();
	if (would_change(x, &contact_entity, c))
		c->changed = clock_now();
	rc = store_save(x, &contact_entity, c, bad);
	return rc == RC_OK && c->user_id != 0 ? user_follow(x, c) : rc;
}
