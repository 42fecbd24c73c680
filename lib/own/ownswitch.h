/*
 * For which customer a login acts: one's own, further ones it is let in for,
 * and accounts below one's own, of which documents may be read. The session
 * remembers it; no request brings it.
 */
#ifndef POSTERN_OWNSWITCH_H
#define POSTERN_OWNSWITCH_H

#include "own.h"

struct own_choice {
	int64_t account;
	char name[121];
	bool now;   /* the one that is in force */
	bool child; /* read only */
};

/* There is something to choose; for the frame of pages. */
bool own_may_switch(struct own *);
enum rc own_choices(struct own *,
    bool (*each)(void *arg, const struct own_choice *), void *arg) CHECK_RC;
/* RC_NOTFOUND: not one of these. */
enum rc own_switch(struct own *, int64_t account) CHECK_RC;

#endif
