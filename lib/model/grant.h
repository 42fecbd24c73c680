/*
 * One login for several customers: a person who is a contact of each of them
 * signs in once and chooses. A grant lets a login be the contact of a further
 * customer, with roles of its own; the session remembers which one it is.
 */
#ifndef POSTERN_GRANT_H
#define POSTERN_GRANT_H

#include "../record/record.h"

enum {
	GRANT_ID = 1,
	GRANT_REV,
	GRANT_USER,
	GRANT_CONTACT,
	GRANT_ACCOUNT,
	GRANT_ROLES,
	GRANT_CREATED,
	GRANT_BY,
};
enum {
	GRANT_OF_USER = 1, /* unique: (user_id) account_id */
	GRANT_OF_CONTACT,  /* unique: contact_id */
	GRANT_OF_ACCOUNT,  /* (account_id) */
};

struct grant {
	int64_t id, rev;
	int64_t user_id;
	int64_t contact_id; /* whom the login is there */
	int64_t account_id; /* system: the contact's */
	int64_t roles;
	int64_t created;
	char made_by[81];
};
extern const struct entity grant_entity;

/* contact_id and roles are given; login is that of a portal user of another
 * customer. */
enum rc grant_make(struct txn *, struct grant *, const char *login,
    struct problems *) CHECK_RC;
/* The grant of a contact; RC_NOTFOUND: none. */
enum rc grant_of_contact(
    struct txn *, int64_t contact, struct grant *) CHECK_RC;
/* From the next request on the login is not let in there. */
enum rc grant_end(struct txn *, int64_t contact) CHECK_RC;

#endif
