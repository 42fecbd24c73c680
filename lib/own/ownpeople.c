/* A customer's people and their logins, as their manager sees them. */
#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../model/grant.h"
#include "../model/ticket.h"
#include "owncompany.h"
#include "ownparts.h"

/* ---- logins */

/* The contact's user; rec has id 0 when there is none. */
static enum rc
user_of(struct own *o, const struct contact *c, struct user *u)
{
	enum rc rc;

	memset(u, 0, sizeof *u);
	if (!shown_person(o->v, c))
		return RC_NOTFOUND;
	if (c->user_id == 0)
		return RC_OK;
	if ((rc = store_get(o->x, &user_entity, c->user_id, u)) != RC_OK)
		return rc;
	return u->contact_id == c->id && u->guest == USER_IS_GUEST ?
	    RC_OK :
	    RC_NOTFOUND;
}

/* Contact and user behind a number. */
static enum rc
person(struct own *o, int64_t id, struct contact *c, struct user *u)
{
	enum rc rc = own_get(o, &contact_entity, id, c);

	return rc == RC_OK ? user_of(o, c, u) : rc;
}

/* The type that a user has, or would get here. */
static int64_t
type_of(const struct own *o, const struct user *u)
{
	if (u->user_type != 0)
		return u->user_type;
	return o->v->portal.user_type != 0 ? o->v->portal.user_type :
					     o->v->user.user_type;
}

static int64_t
may_have(struct own *o, const struct user *u)
{
	struct user_type type;

	if (store_get(o->x, &user_type_entity, type_of(o, u), &type) != RC_OK)
		return 0;
	return type.roles & PORTAL_ROLES & ~(int64_t)PORTAL_USER;
}

/* Somebody whose login is of another customer: what is told of it. */
static bool
let_in(
    struct own *o, const struct contact *c, struct user *u, struct own_login *l)
{
	int64_t now = clock_now();
	struct grant g;

	if (grant_of_contact(o->x, c->id, &g) != RC_OK ||
	    store_get(o->x, &user_entity, g.user_id, u) != RC_OK)
		return false;
	l->standing = user_standing(u, false, now);
	str_copy(l->login, sizeof l->login, u->login);
	l->roles = g.roles;
	l->elsewhere = true;
	return true;
}

enum rc
own_login(struct own *o, const struct contact *c, struct own_login *l)
{
	struct user *u = arena_alloc(o->mem, sizeof *u);
	int64_t now = clock_now();
	enum rc rc = user_of(o, c, u);

	memset(l, 0, sizeof *l);
	if (rc != RC_OK)
		return rc;
	l->self = c->id == o->v->contact.id;
	if (u->id == 0 && let_in(o, c, u, l))
		return RC_OK;
	l->rev = u->rev;
	l->standing = user_standing(u, session_online(o->x, u->id, now), now);
	str_copy(l->login, sizeof l->login, u->login);
	l->roles = u->roles;
	l->may_have = may_have(o, u);
	l->last_login = u->last_login;
	l->locked_until = u->locked_until;
	l->fresh = u->password_hash[0] == '\0';
	return RC_OK;
}

/* ---- people */

static const unsigned written[] = { CONTACT_TITLE, CONTACT_FIRST_NAME,
	CONTACT_LAST_NAME, CONTACT_JOB_TITLE, CONTACT_DEPARTMENT, CONTACT_EMAIL,
	CONTACT_PHONE, CONTACT_MOBILE, CONTACT_LINE1, CONTACT_LINE2,
	CONTACT_CITY, CONTACT_REGION, CONTACT_POSTAL_CODE, CONTACT_COUNTRY, 0 };

/* Whoever reads its mail, or makes its password, has the login: one that is
 * let in for other customers is not this one's alone. */
static bool
opens_others(struct own *o, int64_t user, unsigned tag, struct problems *bad)
{
	const struct grant like = { .user_id = user };

	if (user == 0 ||
	    store_count(o->x, &grant_entity, GRANT_OF_USER, &like) == 0)
		return false;
	problem(bad, tag,
	    _("This login is used for other companies, too. Please ask us."));
	return true;
}

enum rc
own_person_save(struct own *o, struct contact *typed, struct problems *bad)
{
	struct contact *c = arena_alloc(o->mem, sizeof *c);
	enum rc rc;

	if (!manages(o->v))
		return RC_NOTFOUND;
	if (typed->id != 0) {
		rc = own_get(o, &contact_entity, typed->id, c);
		if (rc != RC_OK)
			return rc;
		c->rev = typed->rev;
		if (strcmp(c->email, typed->email) != 0 &&
		    c->id != o->v->contact.id &&
		    opens_others(o, c->user_id, CONTACT_EMAIL, bad))
			return RC_INVALID;
	} else {
		c->account_id = o->v->account.id;
		c->contact_class = o->v->portal.contact_class;
	}
	for (const unsigned *tag = written; *tag != 0; tag++)
		own_take_over(&contact_entity, *tag, typed, c);
	rc = contact_save(o->x, c, bad);
	typed->id = c->id;
	return rc;
}

/* Nobody takes himself away, so that somebody is left who can manage. */
static bool
is_self(const struct own *o, const struct contact *c, struct problems *bad)
{
	if (c->id != o->v->contact.id)
		return false;
	problem(bad, 0,
	    _("This is yourself. A colleague who manages the company can "
	      "change that, or we."));
	return true;
}

enum rc
own_person_active(struct own *o, int64_t contact, int64_t rev, bool active,
    struct problems *bad)
{
	struct contact *c = arena_alloc(o->mem, sizeof *c);
	enum rc rc = own_get(o, &contact_entity, contact, c);

	if (rc != RC_OK)
		return rc;
	if (is_self(o, c, bad))
		return RC_INVALID;
	c->rev = rev;
	c->active = active ? CONTACT_IS_ACTIVE : CONTACT_IS_INACTIVE;
	return contact_save(o->x, c, bad);
}

/* ---- access */

/* No more than the type permits; what a customer may not give stays as it
 * is. */
static bool
set_roles(struct own *o, struct user *u, int64_t wanted, struct problems *bad)
{
	int64_t may = may_have(o, u);

	if (wanted & ~may)
		problem(bad, USER_ROLES,
		    _("This role cannot be given here. Please ask us."));
	u->roles = (u->roles & ~may) | (wanted & may) | PORTAL_USER;
	return bad->n == 0;
}

static enum rc
new_login(struct own *o, const struct contact *c, struct user *u,
    struct problems *bad)
{
	struct grant g;
	enum rc rc;

	if (grant_of_contact(o->x, c->id, &g) == RC_OK)
		problem(bad, 0, _("This person has access already."));
	if (c->active != CONTACT_IS_ACTIVE)
		problem(bad, 0, _("Set the person active first."));
	if (c->email[0] == '\0')
		problem(bad, 0,
		    _("Enter an e-mail address first: it is the login."));
	if (bad->n > 0)
		return RC_INVALID;
	u->user_type = type_of(o, u);
	rc = user_for_contact(o->x, c->id, u, bad);
	/* Whose login that is, is nobody's business here. */
	if (rc == RC_EXISTS) {
		bad->n = 0;
		problem(bad, 0,
		    _("No login can be made with this e-mail address. Please "
		      "ask us."));
		rc = RC_INVALID;
	}
	return rc;
}

enum rc
own_access_give(struct own *o, int64_t contact, int64_t rev, int64_t wanted,
    struct user *u, struct problems *bad)
{
	struct contact *c = arena_alloc(o->mem, sizeof *c);
	enum rc rc = person(o, contact, c, u);

	if (rc != RC_OK)
		return rc;
	if (u->rev != rev)
		return RC_CONFLICT;
	if (is_self(o, c, bad) || !set_roles(o, u, wanted, bad))
		return RC_INVALID;
	if (u->id == 0)
		return new_login(o, c, u, bad);
	return u->status == USER_DISABLED ? user_enable(o->x, u, bad) :
					    user_save(o->x, u, bad);
}

/* A login there is, and not one's own. */
static enum rc
others_login(
    struct own *o, int64_t contact, struct user *u, struct problems *bad)
{
	struct contact *c = arena_alloc(o->mem, sizeof *c);
	enum rc rc = person(o, contact, c, u);

	if (rc == RC_OK && u->id == 0)
		rc = RC_NOTFOUND;
	if (rc == RC_OK && is_self(o, c, bad))
		rc = RC_INVALID;
	return rc;
}

enum rc
own_access_invite(struct own *o, int64_t contact, struct problems *bad)
{
	struct user *u = arena_alloc(o->mem, sizeof *u);
	struct ticket last;
	enum rc rc = others_login(o, contact, u, bad);

	/* Nobody's mailbox is filled with them. */
	if (rc == RC_OK && ticket_newest(o->x, u->id, &last) == RC_OK &&
	    last.status < TICKET_IS_ACCEPTED &&
	    clock_now() - last.created < TICKET_RESET_PAUSE)
		return RC_SAME;
	return rc == RC_OK ? invitation_send(o->x, u, bad) : rc;
}

enum rc
own_access_take(struct own *o, int64_t contact, struct problems *bad)
{
	struct contact *c = arena_alloc(o->mem, sizeof *c);
	struct user *u = arena_alloc(o->mem, sizeof *u);
	enum rc rc = person(o, contact, c, u);

	if (rc == RC_OK && is_self(o, c, bad))
		return RC_INVALID;
	if (rc == RC_OK && u->id == 0)
		return grant_end(o->x, contact);
	return rc == RC_OK ? user_disable(o->x, u, bad) : rc;
}

enum rc
own_access_unlock(struct own *o, int64_t contact, struct problems *bad)
{
	struct user *u = arena_alloc(o->mem, sizeof *u);
	enum rc rc = others_login(o, contact, u, bad);

	return rc == RC_OK ? user_unlock(o->x, u, bad) : rc;
}

enum rc
own_access_reset(struct own *o, int64_t contact, const char *hash,
    struct user *u, struct problems *bad)
{
	enum rc rc = others_login(o, contact, u, bad);

	if (rc == RC_OK && opens_others(o, u->id, 0, bad))
		rc = RC_INVALID;
	return rc == RC_OK ? user_set_password(o->x, u, hash, true, 0, bad) :
			     rc;
}
