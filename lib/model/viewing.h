/*
 * View as customer: staff look at a portal as one of its users, and read only.
 * A pass is handed over from the ERP to the portal: it holds for a minute and
 * once. The session it buys is the staff member's own, not the customer's: it
 * ends with him, after a quarter of an hour at most.
 */
#ifndef POSTERN_VIEWING_H
#define POSTERN_VIEWING_H

#include "session.h"

enum {
	VIEWING_ID = 1,
	VIEWING_REV,
	VIEWING_TOKEN,
	VIEWING_USER,
	VIEWING_VIEWER,
	VIEWING_CREATED,
};
enum { VIEWING_BY_TOKEN = 1, /* unique */ VIEWING_BY_AGE /* created */ };
enum { VIEWING_PASS = 60 /* seconds */ };

/* Who may look at a portal as a customer. */
enum { ROLE_VIEWERS = ROLE_CUSTOMERS };

struct viewing {
	int64_t id, rev;
	char token_hash[65]; /* secret */
	int64_t user_id;     /* as whom */
	int64_t viewer;      /* by whom */
	int64_t created;
};

extern const struct entity viewing_entity;

/* A pass for the acting member of staff; hash is that of its token. Takes away
 * some that are over. */
enum rc viewing_begin(struct txn *, int64_t viewer, const struct user *as,
    const char *hash) CHECK_RC;
/* Takes the pass with this hash; RC_NOTFOUND: none, or over. */
enum rc viewing_take(struct txn *, const char *hash, struct viewing *) CHECK_RC;
/* May this member of staff look at a portal as a customer? */
bool may_view(const struct user *);

#endif
