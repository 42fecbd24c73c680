/*
 * "Why can't they see it?" A user of a portal and something on it, and the
 * chain of rules between the two, made from the functions that decide
 * (access.h): those passed, the first that refuses, and those that were not
 * asked any more.
 */
#ifndef POSTERN_WHY_H
#define POSTERN_WHY_H

#include "access.h"
#include "area.h"

/* In the order of asking. */
enum why_rule {
	WHY_USER = 1,    /* the contact has a user */
	WHY_SITE,        /* a portal record with this URL */
	WHY_ONLINE,      /* it is online */
	WHY_LICENCE,     /* the portal's licence is in force */
	WHY_PORTAL,      /* Modern Customer Portal is on */
	WHY_LOCKED,      /* no waiting after wrong passwords */
	WHY_PASSWORD,    /* there is one */
	WHY_STATUS,      /* the user is active */
	WHY_GUEST,       /* a user of the portal, not staff */
	WHY_TYPE,        /* its type allows pages */
	WHY_CONTACT,     /* the contact is active */
	WHY_LINKED,      /* with an active business account */
	WHY_PORTAL_USER, /* the role Portal User */
	WHY_OWN_PASSWORD,
	WHY_FEATURE,   /* the feature of the page is on */
	WHY_CATEGORY,  /* the portal shows it */
	WHY_ROLE,      /* the role for the page is held */
	WHY_FULL,      /* the licence has not ended, for what sends something */
	WHY_PAGE,      /* the portal does not leave the page out */
	WHY_THERE,     /* the record exists */
	WHY_ACCOUNT,   /* it is of the user's account */
	WHY_INTERNAL,  /* its class is not internal */
	WHY_DOCUMENT,  /* its status: issued, sold */
	WHY_COLLEAGUE, /* one's own, or the whole company's */
	WHY_RULES,
};

enum why_verdict { WHY_PASSED = 1, WHY_REFUSED, WHY_NOT_ASKED };

/* What is asked about. */
struct why_object {
	const struct area *area;
	int64_t id;         /* of a record of area->e; 0: the page itself */
	bool missing;       /* a record that is not there */
	char name[81];      /* "CS-000042"; of a page its label */
	int64_t account_id; /* whose record it is, or 0 */
};

struct why_asked {
	struct user user;       /* id 0: the contact has none */
	struct contact contact; /* id 0: a user without contact */
	char site_url[201];     /* of the portal; "" when there is none */
	struct why_object object;
};

struct why_step {
	enum why_rule rule;
	enum why_verdict verdict;
	char says[301]; /* what holds, or what is wrong */
	char link[61];  /* ERP screen where that is decided, or "" */
};

struct why_chain {
	int n;
	struct why_step at[WHY_RULES];
	int refused; /* which of them, or -1: nothing refuses */
};

/* One word for each rule: "category". */
const char *why_word(enum why_rule);

void why(
    struct txn *, int64_t now, const struct why_asked *, struct why_chain *);

/* ---- what people write (whyask.c) ------------------------------------------
 */

/* A login, a contact's id or e-mail address. RC_NOTFOUND: nobody. */
enum rc why_user(struct txn *, const char *text, struct why_asked *) CHECK_RC;
void why_user_is(struct txn *, const struct user *, struct why_asked *);
enum rc why_contact_is(
    struct txn *, int64_t contact, struct why_asked *) CHECK_RC;

/*
 * A number ("CS-000042", "invoice 000017"), the name of a page ("cases"), or
 * an address of either site, whole or from its first slash. A number that
 * nothing has is missing; RC_NOTFOUND: nothing this could be.
 */
enum rc why_object(
    struct txn *, const char *text, struct why_object *) CHECK_RC;

/* The portal with this name or URL, or that an address begins with; NULL or
 * "": the first. RC_NOTFOUND: there is none. */
enum rc why_portal(struct txn *, const char *text, struct why_asked *) CHECK_RC;

#endif
