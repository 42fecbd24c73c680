/*
 * The audit: who changed which field of what, when, from where; and events
 * that change no record (sign-in, refusal, download). Append only: each row
 * carries a hash over itself and the row before.
 */
#ifndef POSTERN_AUDIT_H
#define POSTERN_AUDIT_H

#include "store.h"

enum {
	AUDIT_ID = 1,
	AUDIT_REV,
	AUDIT_TIME,
	AUDIT_USER,
	AUDIT_USER_NAME,
	AUDIT_CHANNEL,
	AUDIT_ACTION,
	AUDIT_ENTITY,
	AUDIT_RECORD,
	AUDIT_TITLE,
	AUDIT_CHANGES,
	AUDIT_CHAIN,
};

enum audit_action { AUDIT_CREATE = 1, AUDIT_CHANGE, AUDIT_DELETE, AUDIT_EVENT };

enum { AUDIT_BY_RECORD = 1, AUDIT_BY_USER, AUDIT_BY_ENTITY };

struct audit {
	int64_t id, rev;
	int64_t time;
	int64_t user;
	char user_name[81];
	int64_t channel;
	int64_t action;
	char entity[33];    /* its name; for an event: what happened */
	int64_t record;     /* id of the record, or 0 */
	char title[121];    /* its code or name at the time */
	char changes[8001]; /* lines: field TAB old TAB new; secrets: ****** */
	char chain[65];
};

extern const struct entity audit_entity;

/* Records an event: what ("sign-in refused"), about whom, and a remark. */
void audit_event(struct txn *, const char *what, const char *title,
    int64_t record, const char *remark);

#endif
