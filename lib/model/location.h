/*
 * Customer locations (AR303020): further places an account is delivered to.
 * Each change of the address is a version of its own that stays; documents
 * keep the address they were made with.
 */
#ifndef POSTERN_LOCATION_H
#define POSTERN_LOCATION_H

#include "address.h"
#include "document.h"

enum {
	LOCATION_ID = 1,
	LOCATION_REV,
	LOCATION_ACCOUNT,
	LOCATION_CODE,
	LOCATION_DESCRIPTION,
	LOCATION_ACTIVE,
	LOCATION_VERSION,
	LOCATION_SINCE,
	ADDRESS_TAGS(LOCATION_SHIP),
	LOCATION_PHONE,
};
enum {
	LOCATION_OF_ACCOUNT = 1, /* (account_id) description */
	LOCATION_IN_USE,         /* (account_id, active) description */
	LOCATION_BY_NAME,        /* prefix 0: description */
	LOCATION_BY_CODE,        /* unique: account_id, location_id */
};

struct location {
	int64_t id, rev;
	int64_t account_id;
	char location_id[31]; /* WEST; unique within the account */
	char description[81];
	int64_t active;         /* IS_YES, IS_NO */
	int64_t version, since; /* system */
	ADDRESS_MEMBERS(ship);
	char phone[51];
};

enum {
	LOCATION_WAS_ID = 1,
	LOCATION_WAS_REV,
	LOCATION_WAS_OF,
	LOCATION_WAS_VERSION,
	LOCATION_WAS_SINCE,
	LOCATION_WAS_BY,
	ADDRESS_TAGS(LOCATION_WAS_SHIP),
};
enum { LOCATION_VERSIONS = 1 /* unique: location, version */ };

struct location_version {
	int64_t id, rev;
	int64_t location;
	int64_t version, since;
	char made_by[81];
	ADDRESS_MEMBERS(ship);
};
extern const struct entity location_entity, location_version_entity;

/* Keeps the address as a version when it differs; an empty code takes the next
 * number of all (L000001). */
enum rc location_save(
    struct txn *, struct location *, struct problems *) CHECK_RC;

#endif
