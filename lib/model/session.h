/* Sessions: one row for each signed-in browser, found by its token's hash. */
#ifndef POSTERN_SESSION_H
#define POSTERN_SESSION_H

#include "user.h"

enum {
	SESSION_ID = 1,
	SESSION_REV,
	SESSION_TOKEN,
	SESSION_USER,
	SESSION_SITE,
	SESSION_PORTAL,
	SESSION_CREATED,
	SESSION_LAST_SEEN,
	SESSION_ADDRESS,
	SESSION_AGENT,
	SESSION_ONCE,
	SESSION_AS,
	SESSION_FRESH,
	SESSION_ENROL,
	SESSION_ACCOUNT,
};
enum {
	SESSION_BY_TOKEN = 1, /* unique */
	SESSION_OF_USER,      /* (user_id) last_seen */
	SESSION_BY_AGE        /* last_seen */
};
enum site_kind { SITE_ERP = 1, SITE_PORTAL };
enum {
	SESSION_IDLE = 30 * 60,
	SESSION_LIFE = 12 * 3600,
	SESSION_TOUCH = 300,
	SESSION_VIEWING = 15 * 60, /* of who views as a customer, at most */
};
/* So long after the password was given nobody asks for it again. */
enum { SESSION_FRESH_FOR = 300 };

struct session {
	int64_t id, rev;
	char token_hash[65]; /* secret */
	int64_t user_id;
	int64_t site;
	int64_t portal_id;
	int64_t created;
	int64_t last_seen;
	char address[46];
	char agent[161];
	char once[401];  /* forms that were sent, and where they led to */
	int64_t as_user; /* REF user: staff on a portal, viewing as this one */
	int64_t fresh;   /* when the password was last given */
	int64_t enrol;   /* a second factor must be set up first */
	int64_t account_id; /* the one that was chosen; 0: the user's own */
};

/* Misses by address and over all, so that guessing is slow from everywhere. */
enum {
	THROTTLE_ID = 1,
	THROTTLE_REV,
	THROTTLE_KEY,
	THROTTLE_MISSES,
	THROTTLE_SINCE
};
/* Seconds without a miss after which it is as if there were none. */
enum { THROTTLE_FORGET = 3600 };
enum { THROTTLE_BY_KEY = 1, /* unique */ THROTTLE_BY_AGE /* since */ };
struct throttle {
	int64_t id, rev;
	char key[81]; /* hashed address, hashed unknown login, or "all" */
	int64_t misses;
	int64_t since;
};

extern const struct entity session_entity, throttle_entity;

/* Fills in id, created, last_seen, fresh; ends the user's oldest sessions
 * beyond max_sessions and all that are over. */
enum rc session_begin(
    struct txn *, struct session *, int64_t max_sessions) CHECK_RC;
enum rc session_touch(struct txn *, int64_t session) CHECK_RC;
/* The password was given again. */
enum rc session_refresh(struct txn *, int64_t session) CHECK_RC;
bool session_is_fresh(const struct session *, int64_t now);
enum rc session_end(struct txn *, int64_t session) CHECK_RC;
enum rc session_end_all(struct txn *, int64_t user, int64_t keep) CHECK_RC;
/* From the next request on it is for this account; see may_switch. */
enum rc session_choose(struct txn *, int64_t session, int64_t account) CHECK_RC;
bool session_live(const struct session *, int64_t now);
bool session_online(struct txn *, int64_t user, int64_t now);

/* Seconds to wait before another try is looked at; 0: go on. */
int64_t throttle_wait(
    struct txn *, const char *address, const char *login, int64_t now);
enum rc throttle_miss(
    struct txn *, const char *address, const char *login) CHECK_RC;

#endif
