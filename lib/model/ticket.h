/*
 * Tickets: links that let somebody set a password, mailed to one address:
 * invitations and links for a forgotten password. A ticket is good once and
 * for some time, of its token only the hash is kept, and a newer one, or any
 * new password, ends the older ones of its user.
 *
 * Who invites calls invitation_send; the mail goes through the outbox in the
 * same transaction.
 */
#ifndef POSTERN_TICKET_H
#define POSTERN_TICKET_H

#include "user.h"

enum {
	TICKET_ID = 1,
	TICKET_REV,
	TICKET_KIND,
	TICKET_STATUS,
	TICKET_TOKEN,
	TICKET_USER,
	TICKET_ACCOUNT,
	TICKET_EMAIL,
	TICKET_INVITER,
	TICKET_CREATED,
	TICKET_EXPIRES,
	TICKET_OPENED,
	TICKET_ENDED,
};
enum {
	TICKET_BY_TOKEN = 1, /* unique */
	TICKET_OF_USER,      /* (user_id) created */
	TICKET_BY_KIND,      /* (kind) created */
	TICKET_BY_STATUS,    /* (kind, status) created */
};
enum ticket_kind { TICKET_INVITATION = 1, TICKET_RESET };
/* Expired is what time makes of the first two; see ticket_standing. */
enum ticket_status {
	TICKET_IS_SENT = 1,
	TICKET_IS_OPENED,
	TICKET_IS_ACCEPTED,
	TICKET_IS_REVOKED, /* taken back, or a newer one took its place */
	TICKET_IS_EXPIRED,
};
enum { TICKET_RESET_SECONDS = 3600, TICKET_RESET_PAUSE = 60 };

struct ticket {
	int64_t id, rev;
	int64_t kind;
	int64_t status;
	char token_hash[65]; /* secret */
	int64_t user_id;
	int64_t account_id;
	char email[121];  /* where it was mailed to */
	char inviter[81]; /* who invited; "": the user asked */
	int64_t created, expires;
	int64_t opened; /* first looked at; 0: never */
	int64_t ended;  /* accepted or revoked; 0: neither */
};

extern const struct entity ticket_entity;
extern const struct choice ticket_standings[];

/* What it is now. */
enum ticket_status ticket_standing(const struct ticket *, int64_t now);

/*
 * Mails an invitation to a user who has no password of its own yet; sent again
 * it is a new one, and the old one is revoked. Refused with a sentence for a
 * user who is disabled, has no address, or has set a password already.
 */
enum rc invitation_send(
    struct txn *, const struct user *, struct problems *) CHECK_RC;
/* May invitation_send be called? For a button. */
bool invitation_possible(const struct user *);

/*
 * Mails a link for a new password; of a user who was invited and never came, a
 * new invitation. RC_SAME: nothing was mailed, since one went out a moment ago
 * or the user cannot sign in anyway.
 */
enum rc reset_send(struct txn *, const struct user *) CHECK_RC;

/* The ticket behind a link, whatever has become of it. */
enum rc ticket_find(struct txn *, const char *token, struct ticket *) CHECK_RC;
/* The newest of a user; RC_NOTFOUND: there was none. */
enum rc ticket_newest(struct txn *, int64_t user, struct ticket *) CHECK_RC;
/* Its page was looked at. */
enum rc ticket_seen(struct txn *, int64_t ticket) CHECK_RC;
/* The new password; activates a user who waited for it. RC_REFUSED: the ticket
 * is no longer good. */
enum rc ticket_use(struct txn *, struct ticket *, const char *hash,
    struct user *, struct problems *) CHECK_RC;
/* A new one to the same address in place of one that has expired; only once. */
enum rc ticket_again(struct txn *, struct ticket *) CHECK_RC;
enum rc ticket_revoke(
    struct txn *, struct ticket *, struct problems *) CHECK_RC;
/* All that are still good, of a user whose password was set otherwise. */
enum rc tickets_end(struct txn *, int64_t user) CHECK_RC;

#endif
