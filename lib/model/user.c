/* Users: the table, and the rules between type, contact, roles and licence. */
#include "user.h"

#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "contact.h"
#include "licence.h"
#include "portal.h"
#include "rules.h"
#include "session.h"
#include "userparts.h"

const struct choice user_standings[] = {
	{ STANDING_NOT_CREATED, "not_created", N_("Not Created"), "draft" },
	{ STANDING_PENDING, "pending_activation", N_("Pending Activation"),
	    "warn" },
	{ STANDING_ACTIVE, "active", N_("Active"), "ok" },
	{ STANDING_ONLINE, "online", N_("Online"), "ok" },
	{ STANDING_DISABLED, "disabled", N_("Disabled"), "draft" },
	{ STANDING_LOCKED, "locked", N_("Temporarily Locked"), "bad" },
	{ 0 },
};

static const struct choice statuses[] = {
	{ USER_PENDING, "pending_activation", N_("Pending Activation"),
	    "warn" },
	{ USER_ACTIVE, "active", N_("Active"), "ok" },
	{ USER_DISABLED, "disabled", N_("Disabled"), "draft" },
	{ 0 },
};

const struct choice themes[] = {
	{ THEME_LIGHT, "light", N_("Light"), NULL },
	{ THEME_DARK, "dark", N_("Dark"), NULL },
	{ THEME_SYSTEM, "system", N_("As the device"), NULL },
	{ 0 },
};

static const struct choice guests[] = {
	{ USER_IS_GUEST, "guest", N_("Portal user"), "info" },
	{ USER_IS_STAFF, "staff", N_("Staff"), NULL },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return user_save(x, rec, bad);
}

#define U struct user
#define PASSING (F_SYSTEM | F_QUIET | F_PASSING)
/* clang-format off */
static const struct field fields[] = {
{ USER_ID,               INT(U, id),               N_("Id"),           F_SYSTEM },
{ USER_REV,              INT(U, rev),              N_("Revision"),     F_SYSTEM },
{ USER_LOGIN,            TEXT(U, login),           N_("Login"),        F_REQUIRED | F_SEARCH },
{ USER_PASSWORD,         TEXT(U, password_hash),   N_("Password"),     F_SYSTEM | F_SECRET },
{ USER_TYPE,             REF(U, user_type),        N_("User Type"),    0, .refers = &user_type_entity },
{ USER_CONTACT,          REF(U, contact_id),       N_("Contact"),      F_SYSTEM, .refers = &contact_entity },
{ USER_FIRST_NAME,       TEXT(U, first_name),      N_("First Name"),   F_SEARCH },
{ USER_LAST_NAME,        TEXT(U, last_name),       N_("Last Name"),    F_SEARCH },
{ USER_EMAIL,            EMAIL(U, email),          N_("E-mail"),       0 },
{ USER_COMMENT,          TEXT(U, comment),         N_("Comment"),      0 },
{ USER_STATUS,           CHOICE(U, status),        N_("Status"),       F_SYSTEM, .choices = statuses },
{ USER_ROLES,            BITS(U, roles),           N_("Roles"),        0, .choices = role_choices },
{ USER_FORCE_CHANGE,     BOOL(U, force_change),    N_("Force Change on Next Login"), 0 },
{ USER_PASSWORD_CHANGED, TIME(U, password_changed), N_("Password Set On"), F_SYSTEM | F_QUIET },
{ USER_LAST_LOGIN,       TIME(U, last_login),      N_("Last Sign-In"), PASSING },
{ USER_LAST_LOCKOUT,     TIME(U, last_lockout),    N_("Last Lockout"), PASSING },
{ USER_LOCKED_UNTIL,     TIME(U, locked_until),    N_("Locked Until"), PASSING },
{ USER_MISSES,           COUNT(U, misses),         N_("Wrong Passwords in a Row"), PASSING },
{ USER_MAX_SESSIONS,     COUNT(U, max_sessions),   N_("Max. Concurrent Sign-Ins"), 0 },
{ USER_TIME_ZONE,        TEXT(U, time_zone),       N_("Time Zone"),    0, .hint = N_("Such as Europe/Berlin.") },
{ USER_THEME,            CHOICE(U, theme),         N_("Theme"),        0, .choices = themes },
{ USER_KEYS_OFF,         BOOL(U, keys_off),        N_("No Single-Key Shortcuts"), 0, .hint = N_("Letters typed outside a field then do nothing.") },
{ USER_CREATED,          TIME(U, created),         N_("Created On"),   F_SYSTEM | F_QUIET },
{ USER_ACCOUNT,          REF(U, account_id),       N_("Business Account"), F_SYSTEM, .refers = &account_entity },
{ USER_GUEST,            CHOICE(U, guest),         N_("Guest Account"), F_SYSTEM, .choices = guests },
{ USER_FACTOR,           TIME(U, factor),          N_("Second Factor Since"), F_SYSTEM },
{ 0 },
};
/* clang-format on */
#undef U

static const struct index indexes[] = {
	{ .number = USER_BY_LOGIN, .tags = { USER_LOGIN }, .unique = true },
	{ .number = USER_BY_CONTACT, .tags = { USER_CONTACT }, .unique = true },
	{ .number = USER_BY_NAME, .tags = { USER_LAST_NAME, USER_FIRST_NAME } },
	{ .number = USER_BY_GUEST,
	    .tags = { USER_GUEST, USER_LOGIN },
	    .prefix = 1 },
	{ .number = USER_OF_ACCOUNT,
	    .tags = { USER_ACCOUNT, USER_LOGIN },
	    .prefix = 1 },
	{ .number = USER_BY_STATUS,
	    .tags = { USER_STATUS, USER_LOGIN },
	    .prefix = 1 },
	{ .number = USER_GUEST_STATUS,
	    .tags = { USER_GUEST, USER_STATUS, USER_LOGIN },
	    .prefix = 2 },
	{ 0 },
};

const struct entity user_entity = {
	.number = 8,
	.name = "user",
	.label = N_("User"),
	.plural = N_("Users"),
	.size = sizeof(struct user),
	.fields = fields,
	.indexes = indexes,
	.key = USER_LOGIN,
	.title = USER_LOGIN,
	.save = save,
};

#define M struct member
/* clang-format off */
static const struct field member_fields[] = {
{ MEMBER_ID,   INT(M, id),      N_("Id"),       F_SYSTEM },
{ MEMBER_REV,  INT(M, rev),     N_("Revision"), F_SYSTEM },
{ MEMBER_USER, REF(M, user_id), N_("User"),     F_SYSTEM | F_QUIET, .refers = &user_entity },
{ MEMBER_ROLE, CHOICE(M, role), N_("Role"),     F_SYSTEM | F_QUIET, .choices = role_choices },
{ 0 },
};
/* clang-format on */
#undef M

static const struct index member_indexes[] = {
	{ .number = MEMBER_BY_USER,
	    .tags = { MEMBER_USER, MEMBER_ROLE },
	    .unique = true },
	{ .number = MEMBER_OF_ROLE,
	    .tags = { MEMBER_ROLE, MEMBER_USER },
	    .prefix = 1 },
	{ 0 },
};

const struct entity member_entity = {
	.number = 9,
	.name = "member",
	.label = N_("Role Member"),
	.plural = N_("Role Members"),
	.size = sizeof(struct member),
	.fields = member_fields,
	.indexes = member_indexes,
};

/* ---- names and standing */

void
user_name(const struct user *u, char *to, size_t size)
{
	if (u->first_name[0] == '\0' && u->last_name[0] == '\0')
		str_copy(to, size, u->login);
	else
		str_printf(to, size, "%s%s%s", u->first_name,
		    u->first_name[0] != '\0' && u->last_name[0] != '\0' ? " " :
									  "",
		    u->last_name);
}

enum user_standing
user_standing(const struct user *u, bool online, int64_t now)
{
	if (u == NULL || u->id == 0)
		return STANDING_NOT_CREATED;
	if (u->status == USER_PENDING)
		return STANDING_PENDING;
	if (u->status == USER_DISABLED)
		return STANDING_DISABLED;
	if (u->locked_until > now)
		return STANDING_LOCKED;
	return online ? STANDING_ONLINE : STANDING_ACTIVE;
}

/* ---- rules */

static void
check_login(
    const struct user *u, const struct user_type *type, struct problems *bad)
{
	if (strpbrk(u->login, " \t") != NULL)
		problem(bad, USER_LOGIN, _("A login has no blanks."));
	else if (type->email_as_login && u->id == 0 && u->login[0] != '\0' &&
	    strchr(u->login, '@') == NULL)
		problem(bad, USER_LOGIN,
		    _("Users of this type sign in with their e-mail address: "
		      "enter one."));
}

/* Roles of the right kind, and permitted by the type. */
static void
check_roles(
    const struct user *u, const struct user_type *type, struct problems *bad)
{
	for (const struct role_fact *f = roles; f->bit != 0; f++) {
		if ((u->roles & f->bit) == 0)
			continue;
		if (f->guest != (u->guest == USER_IS_GUEST))
			problem(bad, USER_ROLES,
			    u->guest == USER_IS_GUEST ?
				_("%s is a role for staff, not for contacts.") :
				_("%s is a role for contacts, not for staff."),
			    _(f->label));
		else if (type->id != 0 && (type->roles & f->bit) == 0)
			problem(bad, USER_ROLES,
			    _("The user type %s does not permit the role %s."),
			    type->user_type_id, _(f->label));
	}
}

/* Type and contact must fit; brings in what follows from both. */
static void
check_kind(struct txn *x, struct user *u, const struct user *old,
    const struct user_type *type, struct problems *bad)
{
	struct contact c;

	if (old->id != 0 && old->contact_id != u->contact_id)
		problem(bad, USER_CONTACT,
		    _("A user stays with its contact. Disable this user and "
		      "create one for the other contact."));
	if (refers_to(x, &user_entity, u, USER_CONTACT, &c, bad)) {
		u->account_id = c.account_id;
		if (c.account_id == 0)
			problem(bad, USER_CONTACT,
			    _("Link the contact to a business account first."));
		if (old->id == 0 && c.active != CONTACT_IS_ACTIVE)
			problem(bad, USER_CONTACT,
			    _("The contact is inactive. Set it active "
			      "first."));
	}
	if (type->id == 0)
		return;
	if (u->contact_id != 0 && type->linked_entity != LINKED_CONTACT)
		problem(bad, USER_TYPE,
		    _("%s is a type for our staff. Choose one for contacts."),
		    type->user_type_id);
	if (u->contact_id == 0 && type->linked_entity == LINKED_CONTACT)
		problem(bad, USER_TYPE,
		    _("Users of the type %s are created on the User Info tab "
		      "of their contact."),
		    type->user_type_id);
}

static void
set_defaults(const struct user_type *type, struct user *u)
{
	u->guest = u->contact_id != 0 ? USER_IS_GUEST : USER_IS_STAFF;
	if (u->status == 0)
		u->status =
		    type->require_activation ? USER_PENDING : USER_ACTIVE;
	if (u->max_sessions == 0)
		u->max_sessions = type->max_sessions != 0 ? type->max_sessions :
							    SESSIONS_USUAL;
	if (u->theme == 0)
		u->theme = THEME_SYSTEM;
	if (u->id == 0)
		u->created = clock_now();
}

/* Staff without a type get the one that every company has. */
static void
find_type(
    struct txn *x, struct user *u, struct user_type *type, struct problems *bad)
{
	memset(type, 0, sizeof *type);
	if (u->user_type == 0 && u->contact_id == 0) {
		str_copy(
		    type->user_type_id, sizeof type->user_type_id, "Employee");
		if (store_find(x, &user_type_entity, USER_TYPE_BY_CODE, type) ==
		    RC_OK)
			u->user_type = type->id;
	}
	if (u->user_type == 0 && u->contact_id != 0)
		problem(bad, USER_TYPE, _("Choose a user type."));
	if (!refers_to(x, &user_entity, u, USER_TYPE, type, bad))
		memset(type, 0, sizeof *type);
}

enum rc
user_save(struct txn *x, struct user *u, struct problems *bad)
{
	struct user old = { .id = 0 };
	struct user_type type;
	enum rc rc;

	if (u->id != 0 &&
	    (rc = store_get(x, &user_entity, u->id, &old)) != RC_OK)
		return rc;
	find_type(x, u, &type, bad);
	set_defaults(&type, u);
	record_check(&user_entity, u, bad);
	check_login(u, &type, bad);
	check_kind(x, u, &old, &type, bad);
	check_roles(u, &type, bad);
	user_check_admin(x, &old, u, bad);
	if (u->status == USER_ACTIVE && old.status != USER_ACTIVE)
		user_check_limit(x, u, bad);
	if (u->time_zone[0] != '\0' && !time_zone_known(u->time_zone))
		problem(bad, USER_TIME_ZONE,
		    _("There is no such time zone. Try Europe/Berlin."));
	if (u->max_sessions > SESSIONS_MOST)
		problem(bad, USER_MAX_SESSIONS,
		    _("Allow from 1 to %d sign-ins at the same time."),
		    SESSIONS_MOST);
	if (bad->n > 0)
		return RC_INVALID;
	if ((rc = store_save(x, &user_entity, u, bad)) != RC_OK ||
	    (rc = user_tell_moved(x, &old, u)) != RC_OK)
		return rc;
	return user_follow_up(x, &old, u);
}

/* ---- users of contacts */

/* The portal whose users these are may give one role more. */
static int64_t
access_role(struct txn *x, const struct user_type *type)
{
	const struct list newest = { .e = &portal_entity, .backwards = true };
	struct portal p = { .id = 0 };

	if (first_of(x, &newest, &p) != RC_OK || p.user_type != type->id)
		return 0;
	return p.access_role & type->roles;
}

enum rc
user_for_contact(
    struct txn *x, int64_t contact, struct user *u, struct problems *bad)
{
	struct user_type type;
	struct contact c;
	enum rc rc;

	if ((rc = store_get(x, &contact_entity, contact, &c)) != RC_OK)
		return rc;
	u->contact_id = c.id;
	str_copy(u->first_name, sizeof u->first_name, c.first_name);
	str_copy(u->last_name, sizeof u->last_name, c.last_name);
	str_copy(u->email, sizeof u->email, c.email);
	if (c.user_id != 0)
		problem(bad, 0, _("This contact has a user already."));
	if (refers_to(x, &user_entity, u, USER_TYPE, &type, bad)) {
		if (u->login[0] == '\0' && type.email_as_login)
			str_copy(u->login, sizeof u->login, c.email);
		if (u->login[0] == '\0' && type.email_as_login)
			problem(bad, USER_LOGIN,
			    _("The contact has no e-mail address, which is "
			      "the login. Enter one on the General tab."));
		if (u->roles == 0)
			u->roles = type.default_roles | access_role(x, &type);
		if (type.reset_first)
			u->force_change = 1;
	}
	if ((rc = user_save(x, u, bad)) != RC_OK)
		return rc;
	c.user_id = u->id;
	return store_save(x, &contact_entity, &c, bad);
}
