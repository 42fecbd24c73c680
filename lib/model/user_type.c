/* User types. */
#include "../base/text.h"
#include "../store/store.h"
#include "user.h"

static const struct choice linked[] = {
	{ LINKED_CONTACT, "contact", N_("Contact"), "info" },
	{ LINKED_EMPLOYEE, "employee", N_("Employee"), NULL },
	{ 0 },
};

static const struct choice login_types[] = {
	{ LOGIN_UI, "ui", N_("Web pages"), NULL },
	{ LOGIN_API, "api", N_("Programs"), NULL },
	{ LOGIN_UNRESTRICTED, "unrestricted", N_("Unrestricted"), NULL },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return user_type_save(x, rec, bad);
}

#define T struct user_type
/* clang-format off */
static const struct field fields[] = {
{ USER_TYPE_ID,             INT(T, id),                  N_("Id"),           F_SYSTEM },
{ USER_TYPE_REV,            INT(T, rev),                 N_("Revision"),     F_SYSTEM },
{ USER_TYPE_CODE,           CODE(T, user_type_id),       N_("User Type ID"), F_REQUIRED, .hint = N_("Such as Portal External User.") },
{ USER_TYPE_DESCRIPTION,    TEXT(T, description),        N_("Description"),  0 },
{ USER_TYPE_LINKED,         CHOICE(T, linked_entity),    N_("Linked Entity"), F_REQUIRED, .choices = linked, .hint = N_("Contact: users of the portal. Employee: our own staff.") },
{ USER_TYPE_ON_CONTACTS,    BOOL(T, on_contacts),        N_("Allowed on Contacts"), 0, .hint = N_("May be chosen on the User Info tab of a contact.") },
{ USER_TYPE_LOGIN_TYPE,     CHOICE(T, login_type),       N_("Allowed Login Type"), 0, .choices = login_types },
{ USER_TYPE_EMAIL_AS_LOGIN, BOOL(T, email_as_login),     N_("Use E-mail as Login"), 0, .hint = N_("A new user gets the e-mail address as login. A later change of the address leaves the login as it is.") },
{ USER_TYPE_RESET_FIRST,    BOOL(T, reset_first),        N_("Reset Password on First Sign-In"), 0 },
{ USER_TYPE_REQUIRE_ACTIVATION, BOOL(T, require_activation), N_("Require Activation"), 0, .hint = N_("New users wait until staff activate them.") },
{ USER_TYPE_MAX_SESSIONS,   COUNT(T, max_sessions),      N_("Allowed Concurrent Sign-Ins"), 0, .hint = N_("One more ends the oldest.") },
{ USER_TYPE_ROLES,          BITS(T, roles),              N_("Permitted Roles"), 0, .choices = role_choices },
{ USER_TYPE_DEFAULT_ROLES,  BITS(T, default_roles),      N_("Assigned by Default"), 0, .choices = role_choices },
{ USER_TYPE_FACTOR,         BOOL(T, need_factor),        N_("Second Factor Required"), 0, .hint = N_("At the next sign-in its users set up an app that makes codes. Others may.") },
{ 0 },
};
/* clang-format on */
#undef T

static const struct index indexes[] = {
	{ .number = USER_TYPE_BY_CODE,
	    .tags = { USER_TYPE_CODE },
	    .unique = true },
	{ 0 },
};

const struct entity user_type_entity = {
	.number = 10,
	.name = "user_type",
	.label = N_("User Type"),
	.plural = N_("User Types"),
	.size = sizeof(struct user_type),
	.fields = fields,
	.indexes = indexes,
	.key = USER_TYPE_CODE,
	.title = USER_TYPE_CODE,
	.save = save,
};

enum { SESSIONS_DEFAULT = 3, SESSIONS_MAX = 50 };

static void
check_roles(const struct user_type *t, struct problems *bad)
{
	for (const struct role_fact *f = roles; f->bit != 0; f++)
		if ((t->roles & f->bit) != 0 &&
		    f->guest != (t->linked_entity == LINKED_CONTACT))
			problem(bad, USER_TYPE_ROLES,
			    t->linked_entity == LINKED_CONTACT ?
				_("%s is a role for staff, not for contacts.") :
				_("%s is a role for contacts, not for staff."),
			    _(f->label));
	if (t->default_roles & ~t->roles)
		problem(bad, USER_TYPE_DEFAULT_ROLES,
		    _("A role assigned by default must be permitted too."));
}

enum rc
user_type_save(struct txn *x, struct user_type *t, struct problems *bad)
{
	if (t->login_type == 0)
		t->login_type = LOGIN_UI;
	if (t->max_sessions == 0)
		t->max_sessions = SESSIONS_DEFAULT;
	record_check(&user_type_entity, t, bad);
	check_roles(t, bad);
	if (t->linked_entity == LINKED_EMPLOYEE && t->on_contacts)
		problem(bad, USER_TYPE_ON_CONTACTS,
		    _("A type for employees cannot be chosen for contacts."));
	if (t->max_sessions < 1 || t->max_sessions > SESSIONS_MAX)
		problem(bad, USER_TYPE_MAX_SESSIONS,
		    _("Allow from 1 to %d sign-ins at the same time."),
		    SESSIONS_MAX);
	if (bad->n > 0)
		return RC_INVALID;
	return store_save(x, &user_type_entity, t, bad);
}
