/* What the files about users know of each other; for nobody else. */
#ifndef POSTERN_USERPARTS_H
#define POSTERN_USERPARTS_H

#include "user.h"

enum { SESSIONS_USUAL = 3, SESSIONS_MOST = 50 };

/* Somebody must be left who can administer. */
void user_check_admin(struct txn *, const struct user *old, const struct user *,
    struct problems *bad);
/* One more active user: does the licence allow it? */
void user_check_limit(struct txn *, const struct user *, struct problems *bad);
/* A mail to the old address when it was changed. */
enum rc user_tell_moved(
    struct txn *, const struct user *old, const struct user *) CHECK_RC;
/* Members of roles, and sessions of a user who is no longer active. */
enum rc user_follow_up(
    struct txn *, const struct user *old, const struct user *) CHECK_RC;

#endif
