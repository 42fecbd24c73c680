/*
 * Processing centers (CA205000): companies that take cards and the like for us,
 * on pages of their own. We keep what they call a payment, never a card.
 */
#ifndef POSTERN_CENTER_H
#define POSTERN_CENTER_H

#include "../record/record.h"

enum {
	CENTER_ID = 1,
	CENTER_REV,
	CENTER_CODE,
	CENTER_DESCRIPTION,
	CENTER_PROVIDER,
	CENTER_ACTIVE,
	CENTER_API_URL,
	CENTER_API_KEY,
	CENTER_SIGNING_SECRET,
	CENTER_CHANGED,
};
/* Whose protocol it speaks. */
enum center_provider { CENTER_STRIPE = 1 };
enum { CENTER_BY_CODE = 1 /* unique */ };

struct center {
	int64_t id, rev;
	char center_id[31];
	char description[81]; /* customers read it */
	int64_t provider;
	int64_t active;
	char api_url[201];
	char api_key[201];        /* secret */
	char signing_secret[201]; /* secret */
	int64_t changed;
};

extern const struct entity center_entity;

/* An address that is left out is the provider's own. Plain http is for a
 * stand-in on this machine only. */
enum rc center_save(struct txn *, struct center *, struct problems *) CHECK_RC;
/* https, or http on this machine. */
bool center_address_good(const char *);

#endif
