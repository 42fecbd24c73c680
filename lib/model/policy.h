/* What the company asks of everybody who signs in. One record, id 1. */
#ifndef POSTERN_POLICY_H
#define POSTERN_POLICY_H

#include "../record/record.h"

enum {
	POLICY_ID = 1,
	POLICY_REV,
	POLICY_FREE_ADMINS,
	POLICY_INVITATION_HOURS,
	POLICY_CHANGED,
};
enum { POLICY_HOURS_USUAL = 24, POLICY_HOURS_MOST = 30 * 24 };

struct policy {
	int64_t id, rev;
	int64_t free_admins; /* administrators need no second factor */
	int64_t invitation_hours;
	int64_t changed;
};

extern const struct entity policy_entity;

/* The record, or the defaults of a company that has not decided. */
enum rc policy_load(struct txn *, struct policy *) CHECK_RC;
enum rc policy_save(struct txn *, struct policy *, struct problems *) CHECK_RC;
/* For a company where nothing is real: a password is enough for everybody. */
enum rc policy_trial(struct txn *, struct problems *) CHECK_RC;

#endif
