/*
 * A customer's own company: what it is called and where it is, its people and
 * their logins. For who holds the role Portal Company Management; to everybody
 * else all of it is RC_NOTFOUND, and so is what belongs to another customer.
 */
#ifndef POSTERN_OWNCOMPANY_H
#define POSTERN_OWNCOMPANY_H

#include "../model/change_request.h"
#include "../model/location.h"
#include "own.h"

/* May this visitor manage the company? */
bool own_manages(const struct own *);

/* ---- the company (owncompany.c); change requests by own_get and own_list */

/* Names and tax number stand on documents: they are changed by asking. */
bool own_company_locked(struct own *);
/* account_save of what a customer may change alone: how to reach the company,
 * where it is, and its name while it is not locked. */
enum rc own_company_save(
    struct own *, const struct account *, struct problems *) CHECK_RC;
/* change_ask of the visitor's account. */
enum rc own_change_ask(
    struct own *, struct change_request *, struct problems *) CHECK_RC;
/* rev is the one that was seen. */
enum rc own_change_withdraw(
    struct own *, int64_t id, int64_t rev, struct problems *) CHECK_RC;

/* ---- its locations; by own_get and own_list, for who orders, too
 *
 * location_save of what a customer may write; id 0: a new one. */
enum rc own_location_save(
    struct own *, struct location *, struct problems *) CHECK_RC;
/* The addresses a location had, newest first; struct location_version. */
enum rc own_location_versions(struct own *, const struct location *,
    bool (*each)(void *arg, const void *rec), void *arg) CHECK_RC;

/* ---- its people (ownpeople.c); contacts by own_get and own_list
 *
 * What the manager sees of a contact's login, and no more. */
struct own_login {
	int64_t rev; /* of the user */
	enum user_standing standing;
	char login[121];
	int64_t roles;
	int64_t may_have; /* roles that can be given, PORTAL_USER left out */
	int64_t last_login, locked_until;
	bool elsewhere; /* a login of another customer that is let in here */
	bool self;      /* it is the visitor's own */
	bool fresh;     /* it never had a password */
};
enum rc own_login(
    struct own *, const struct contact *, struct own_login *) CHECK_RC;

/* contact_save of what a manager may write; id 0: a new colleague. Of the
 * record given nothing else is taken over but rev. */
enum rc own_person_save(
    struct own *, struct contact *, struct problems *) CHECK_RC;
/* Inactive: the login is disabled and its sessions end. rev: as it was seen. */
enum rc own_person_active(struct own *, int64_t contact, int64_t rev,
    bool active, struct problems *) CHECK_RC;

/* Gives a contact a login, or its login these roles; lets a disabled one in
 * again. rev: of the login that was seen, 0 when there was none. */
enum rc own_access_give(struct own *, int64_t contact, int64_t rev,
    int64_t wanted, struct user *, struct problems *) CHECK_RC;
/* invitation_send: a link to set one's own password, by mail. */
enum rc own_access_invite(
    struct own *, int64_t contact, struct problems *) CHECK_RC;
/* user_disable, user_unlock, and user_set_password with one that works once. */
enum rc own_access_take(
    struct own *, int64_t contact, struct problems *) CHECK_RC;
enum rc own_access_unlock(
    struct own *, int64_t contact, struct problems *) CHECK_RC;
enum rc own_access_reset(struct own *, int64_t contact, const char *hash,
    struct user *, struct problems *) CHECK_RC;

#endif
