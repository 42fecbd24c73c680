/* Logins that are let in for further customers. */
#include "grant.h"

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "contact.h"
#include "rules.h"
#include "user.h"

#define G struct grant
/* clang-format off */
static const struct field fields[] = {
{ GRANT_ID,      INT(G, id),         N_("Id"),       F_SYSTEM },
{ GRANT_REV,     INT(G, rev),        N_("Revision"), F_SYSTEM },
{ GRANT_USER,    REF(G, user_id),    N_("User"),     F_SYSTEM, .refers = &user_entity },
{ GRANT_CONTACT, REF(G, contact_id), N_("Contact"),  F_SYSTEM, .refers = &contact_entity },
{ GRANT_ACCOUNT, REF(G, account_id), N_("Business Account"), F_SYSTEM, .refers = &account_entity },
{ GRANT_ROLES,   BITS(G, roles),     N_("Roles"),    F_SYSTEM, .choices = role_choices },
{ GRANT_CREATED, TIME(G, created),   N_("Created On"), F_SYSTEM | F_QUIET },
{ GRANT_BY,      TEXT(G, made_by),   N_("Made By"),  F_SYSTEM | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef G

static const struct index indexes[] = {
	{ .number = GRANT_OF_USER,
	    .tags = { GRANT_USER, GRANT_ACCOUNT },
	    .prefix = 1,
	    .unique = true },
	{ .number = GRANT_OF_CONTACT,
	    .tags = { GRANT_CONTACT },
	    .unique = true },
	{ .number = GRANT_OF_ACCOUNT, .tags = { GRANT_ACCOUNT }, .prefix = 1 },
	{ 0 },
};

const struct entity grant_entity = {
	.number = 73,
	.name = "grant",
	.label = N_("Further Login"),
	.plural = N_("Further Logins"),
	.size = sizeof(struct grant),
	.fields = fields,
	.indexes = indexes,
};

/* A contact that has no login of its own. */
static void
check_contact(struct txn *x, struct grant *g, struct problems *bad)
{
	struct contact c;

	if (!refers_to(x, &grant_entity, g, GRANT_CONTACT, &c, bad))
		return;
	g->account_id = c.account_id;
	if (c.account_id == 0)
		problem(
		    bad, 0, _("Link the contact to a business account first."));
	if (c.active != CONTACT_IS_ACTIVE)
		problem(
		    bad, 0, _("The contact is inactive. Set it active first."));
	if (c.user_id != 0)
		problem(bad, 0, _("This contact has a user already."));
}

/* A portal user of another customer, whose type permits the roles. */
static void
check_user(
    struct txn *x, struct grant *g, const char *login, struct problems *bad)
{
	struct user u = { .id = 0 };
	struct user_type type;

	str_copy(u.login, sizeof u.login, login);
	if (login[0] == '\0' ||
	    store_find(x, &user_entity, USER_BY_LOGIN, &u) != RC_OK ||
	    u.guest != USER_IS_GUEST) {
		problem(bad, USER_LOGIN, _("No portal user has this login."));
		return;
	}
	g->user_id = u.id;
	if (u.account_id == g->account_id)
		problem(
		    bad, USER_LOGIN, _("This login is of the same customer."));
	if (store_get(x, &user_type_entity, u.user_type, &type) != RC_OK ||
	    (g->roles & ~(type.roles & PORTAL_ROLES)) != 0)
		problem(bad, USER_ROLES,
		    _("The user type of this login does not permit these "
		      "roles."));
}

enum rc
grant_make(
    struct txn *x, struct grant *g, const char *login, struct problems *bad)
{
	enum rc rc;

	g->roles |= PORTAL_USER;
	g->created = clock_now();
	str_copy(g->made_by, sizeof g->made_by, txn_actor(x)->name);
	check_contact(x, g, bad);
	check_user(x, g, login, bad);
	if (bad->n > 0)
		return RC_INVALID;
	rc = store_save(x, &grant_entity, g, bad);
	if (rc != RC_EXISTS)
		return rc;
	bad->n = 0;
	problem(bad, USER_LOGIN,
	    _("This contact, or this login at this customer, is linked "
	      "already."));
	return RC_INVALID;
}

enum rc
grant_of_contact(struct txn *x, int64_t contact, struct grant *g)
{
	*g = (struct grant){ .contact_id = contact };
	return store_find(x, &grant_entity, GRANT_OF_CONTACT, g);
}

enum rc
grant_end(struct txn *x, int64_t contact)
{
	struct grant g;
	enum rc rc = grant_of_contact(x, contact, &g);

	return rc == RC_OK ? store_delete(x, &grant_entity, g.id) : rc;
}
