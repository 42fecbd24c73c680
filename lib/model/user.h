/* Users and user types: logins for staff and for contacts. */
#ifndef POSTERN_USER_H
#define POSTERN_USER_H

#include "../record/record.h"
#include "role.h"

struct contact;

enum {
	USER_ID = 1,
	USER_REV,
	USER_LOGIN,
	USER_PASSWORD,
	USER_TYPE,
	USER_CONTACT,
	USER_FIRST_NAME,
	USER_LAST_NAME,
	USER_EMAIL,
	USER_COMMENT,
	USER_STATUS,
	USER_ROLES,
	USER_FORCE_CHANGE,
	USER_PASSWORD_CHANGED,
	USER_LAST_LOGIN,
	USER_LAST_LOCKOUT,
	USER_LOCKED_UNTIL,
	USER_MISSES,
	USER_MAX_SESSIONS,
	USER_TIME_ZONE,
	USER_THEME,
	USER_KEYS_OFF,
	USER_CREATED,
	USER_ACCOUNT,
	USER_GUEST,
	USER_FACTOR,
};
enum user_status { USER_PENDING = 1, USER_ACTIVE, USER_DISABLED };
/* As shown: the three above, and what time and sessions make of them. */
enum user_standing {
	STANDING_NOT_CREATED = 1,
	STANDING_PENDING,
	STANDING_ACTIVE,
	STANDING_ONLINE,
	STANDING_DISABLED,
	STANDING_LOCKED,
};
enum theme { THEME_LIGHT = 1, THEME_DARK, THEME_SYSTEM };
enum {
	USER_BY_LOGIN = 1, /* unique */
	USER_BY_CONTACT,   /* unique */
	USER_BY_NAME,      /* prefix 0: last_name, first_name */
	USER_BY_GUEST,     /* (guest) login: staff and portal users */
	USER_OF_ACCOUNT,   /* (account_id) login */
	USER_BY_STATUS,    /* (status) login */
	USER_GUEST_STATUS, /* (guest, status) login: counts of the licence */
};

struct user {
	int64_t id, rev;
	char login[121];
	char password_hash[161]; /* secret */
	int64_t user_type;
	int64_t contact_id;
	char first_name[81];
	char last_name[81];
	char email[121];
	char comment[241];
	int64_t status;
	int64_t roles;        /* enum role, or-ed */
	int64_t force_change; /* new password before anything else */
	int64_t password_changed;
	int64_t last_login;
	int64_t last_lockout;
	int64_t locked_until;
	int64_t misses; /* wrong passwords in a row */
	int64_t max_sessions;
	char time_zone[64];
	int64_t theme;
	int64_t keys_off; /* single-key shortcuts off (WCAG 2.1.4) */
	int64_t created;
	int64_t account_id; /* system: the contact's */
	int64_t guest;      /* system: 1 portal user, 2 staff */
	int64_t factor;     /* system: second factor in use since; 0: none */
};
enum { USER_IS_GUEST = 1, USER_IS_STAFF = 2 };

/* One row for each role a user holds, so that a role's members are a list. */
enum { MEMBER_ID = 1, MEMBER_REV, MEMBER_USER, MEMBER_ROLE };
enum {
	MEMBER_BY_USER = 1, /* unique: user_id, role */
	MEMBER_OF_ROLE      /* (role) user_id */
};
struct member {
	int64_t id, rev;
	int64_t user_id;
	int64_t role; /* one bit */
};

enum {
	USER_TYPE_ID = 1,
	USER_TYPE_REV,
	USER_TYPE_CODE,
	USER_TYPE_DESCRIPTION,
	USER_TYPE_LINKED,
	USER_TYPE_ON_CONTACTS,
	USER_TYPE_LOGIN_TYPE,
	USER_TYPE_EMAIL_AS_LOGIN,
	USER_TYPE_RESET_FIRST,
	USER_TYPE_REQUIRE_ACTIVATION,
	USER_TYPE_MAX_SESSIONS,
	USER_TYPE_ROLES,
	USER_TYPE_DEFAULT_ROLES,
	USER_TYPE_FACTOR,
};
enum { USER_TYPE_BY_CODE = 1 };
enum linked_entity { LINKED_CONTACT = 1, LINKED_EMPLOYEE };
enum login_type { LOGIN_UI = 1, LOGIN_API, LOGIN_UNRESTRICTED };

struct user_type {
	int64_t id, rev;
	char user_type_id[41]; /* Portal External User */
	char description[121];
	int64_t linked_entity;
	int64_t on_contacts; /* may be chosen on the Contacts screen */
	int64_t login_type;
	int64_t email_as_login;
	int64_t reset_first; /* new password at the first sign-in */
	int64_t require_activation;
	int64_t max_sessions;
	int64_t roles;         /* permitted */
	int64_t default_roles; /* given at creation */
	int64_t need_factor;   /* a second factor is obligatory */
};

extern const struct entity user_entity, member_entity, user_type_entity;
extern const struct choice user_standings[], themes[];

/* ---- saving: rules between type, contact, guest roles, login; keeps members
 */
enum rc user_save(struct txn *, struct user *, struct problems *) CHECK_RC;
enum rc user_type_save(
    struct txn *, struct user_type *, struct problems *) CHECK_RC;

/*
 * A new user for a contact by its type: login (e-mail or typed), default roles
 * or those given, status by the type. password_hash is set by the caller
 * (hashing is slow and stays outside); empty: no password yet.
 */
enum rc user_for_contact(
    struct txn *, int64_t contact, struct user *, struct problems *) CHECK_RC;

/* The contact changed: its user follows with names, e-mail and account, and is
 * disabled when the contact is inactive. */
enum rc user_follow(struct txn *, const struct contact *) CHECK_RC;

/* ---- verbs */
enum rc user_activate(struct txn *, struct user *, struct problems *) CHECK_RC;
enum rc user_enable(struct txn *, struct user *, struct problems *) CHECK_RC;
/* Ends the sessions too; refused for oneself. */
enum rc user_disable(struct txn *, struct user *, struct problems *) CHECK_RC;
enum rc user_unlock(struct txn *, struct user *, struct problems *) CHECK_RC;
/* once: a one-time password, to be changed at the next sign-in. Ends all
 * sessions but keep (0: all). */
enum rc user_set_password(struct txn *, struct user *, const char *hash,
    bool once, int64_t keep, struct problems *) CHECK_RC;

/* ---- signing in: counted per user; locked_until grows from the 5th miss */
enum rc user_missed(struct txn *, int64_t user) CHECK_RC;
enum rc user_signed_in(struct txn *, int64_t user) CHECK_RC;

/* Seconds of waiting that so many misses in a row cost; grows to 15 minutes. */
int64_t user_delay(int64_t misses);

/* ---- questions */
enum user_standing user_standing(const struct user *, bool online, int64_t now);
void user_name(
    const struct user *, char *, size_t); /* "First Last", else login */

#endif
