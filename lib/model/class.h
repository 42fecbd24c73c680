/* Contact classes (CR205000) and case classes (CR206000). */
#ifndef POSTERN_CLASS_H
#define POSTERN_CLASS_H

#include "../record/record.h"

enum {
	CONTACT_CLASS_ID = 1,
	CONTACT_CLASS_REV,
	CONTACT_CLASS_CODE,
	CONTACT_CLASS_DESCRIPTION,
	CONTACT_CLASS_INTERNAL,
	CONTACT_CLASS_DEFAULT_OWNER,
	CONTACT_CLASS_ACTIVE,
};
enum { CONTACT_CLASS_BY_CODE = 1 };
enum default_owner { OWNER_DO_NOT_CHANGE = 1, OWNER_CREATOR };

struct contact_class {
	int64_t id, rev;
	char class_id[31]; /* CUSTOMER */
	char description[121];
	int64_t internal; /* hidden from the portal */
	int64_t default_owner;
	int64_t active;
};

enum {
	CASE_CLASS_ID = 1,
	CASE_CLASS_REV,
	CASE_CLASS_CODE,
	CASE_CLASS_DESCRIPTION,
	CASE_CLASS_INTERNAL,
	CASE_CLASS_ACTIVE,
	CASE_CLASS_REQUIRE_CUSTOMER,
	CASE_CLASS_REQUIRE_CONTACT,
	CASE_CLASS_REQUIRE_CLOSURE_NOTES,
	CASE_CLASS_DEFAULT_OWNER,
	CASE_CLASS_MAILBOX,
	CASE_CLASS_REOPEN_LIMITED,
	CASE_CLASS_REOPEN_DAYS,
};
enum { CASE_CLASS_BY_CODE = 1 };

struct case_class {
	int64_t id, rev;
	char case_class_id[31]; /* SUPISSUE */
	char description[121];
	int64_t internal; /* its cases are hidden from the portal */
	int64_t active;
	int64_t require_customer;
	int64_t require_contact;
	int64_t require_closure_notes;
	int64_t default_owner; /* a staff user */
	char default_email[121];
	int64_t reopen_limited; /* yes: only within reopen_days; no: always */
	int64_t reopen_days;
};

extern const struct entity contact_class_entity;
extern const struct entity case_class_entity;

enum rc contact_class_save(
    struct txn *, struct contact_class *, struct problems *) CHECK_RC;
enum rc case_class_save(
    struct txn *, struct case_class *, struct problems *) CHECK_RC;

#endif
