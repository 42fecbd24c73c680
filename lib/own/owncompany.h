/*
 * A customer's own company: what it is called and where it is, its people and
 * their logins. For who holds the role Portal Company Management; to everybody
 * else all of it is RC_NOTFOUND, and so is what belongs to another customer.
 */
#ifndef POSTERN_OWNCOMPANY_H
#define POSTERN_OWNCOMPANY_H

#include "../model/change_request.h"
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

#endif
