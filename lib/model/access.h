/*
 * Who may do what: the visitor of a request and the one decision about a
 * route. The same functions answer "why can't they see it?".
 */
#ifndef POSTERN_ACCESS_H
#define POSTERN_ACCESS_H

#include "account.h"
#include "case.h"
#include "contact.h"
#include "licence.h"
#include "portal.h"
#include "session.h"

struct product;

/* Everything a request knows about its visitor, loaded once. */
struct visitor {
	bool signed_in;
	struct session session;
	struct user user;
	struct contact contact; /* portal only */
	struct account account; /* portal only */
	struct portal portal;   /* portal only */
	struct licences licences;
	int64_t switched;   /* features in force: enabled and licensed */
	int64_t features;   /* the same; on a portal: and its categories */
	int64_t roles;      /* reach of the roles held; 0 when not signed in */
	bool read_only;     /* expired portal licence */
	bool whole_company; /* sees colleagues' cases too */
	int64_t home;       /* the account of the user's own contact; account
			     * and contact are those that were chosen */
	int64_t granted;    /* roles at a further customer; 0: at home */
	bool child;         /* an account below one's own: documents only */
	struct viewer {     /* staff who views as this user; id 0: nobody */
		int64_t id;
		char name[161];
	} viewer;
	char name[161];
	char time_zone[64];
};

enum refusal {
	MAY = 0,
	MAY_NOT_SIGN_IN_FIRST, /* no session: to the sign-in page */
	MAY_NOT_NEW_PASSWORD,  /* must set a password of one's own first */
	MAY_NOT_FACTOR,        /* must set up a second factor first */
	MAY_NOT_WRONG_SITE,    /* no portal record has this URL */
	MAY_NOT_OFFLINE,
	MAY_NOT_UNLICENSED,
	MAY_NOT_FEATURE,  /* a system feature is off */
	MAY_NOT_CATEGORY, /* this portal does not show it */
	MAY_NOT_ROLE,
	MAY_NOT_READ_ONLY, /* expired licence, and this would write */
	MAY_NOT_VIEWING,   /* staff as a customer: this is the customer's own */
};

/* Loads portal (by URL), licences, features; then the user behind a live
 * session, with contact and account. site_url: of the vhost (portal only). */
void visitor_load(struct txn *, enum site_kind, const char *site_url,
    const struct session *, int64_t now, const char *zone, struct visitor *);

/* May this visitor choose that account? Home, one that the login is let in
 * for, or one below home that allows it. */
bool may_switch(struct txn *, const struct visitor *, int64_t account);

/*
 * The decision about a route: roles any of which is enough, feature needed (0
 * none), whether it writes. In the order of enum refusal.
 */
enum refusal may_use(const struct visitor *, enum site_kind, int64_t roles,
    int64_t feature, bool writes);

/* Why a user whose password is right is not let in; in the order of asking. */
enum no_entry {
	ENTRY = 0,
	NO_ENTRY_PENDING,
	NO_ENTRY_DISABLED,
	NO_ENTRY_STAFF_ONLY, /* a portal user at the ERP */
	NO_ENTRY_GUESTS_ONLY,
	NO_ENTRY_SITE, /* no portal record has this URL */
	NO_ENTRY_PROGRAM,
	NO_ENTRY_NO_CONTACT,
	NO_ENTRY_CONTACT, /* inactive */
	NO_ENTRY_NO_ACCOUNT,
	NO_ENTRY_ACCOUNT, /* inactive */
	NO_ENTRY_ROLE,    /* without Portal User */
};
enum no_entry entry_refused(struct txn *, const struct user *, enum site_kind,
    const struct visitor *site);
const char *entry_says(enum no_entry); /* a sentence for staff; or NULL */

/* May this user sign in on this site? A sentence for staff when not. */
bool may_sign_in(struct txn *, const struct user *, enum site_kind,
    const struct visitor *site, const char **why);

/* Why a record is not shown to a visitor of a portal; the first reason. */
enum unseen {
	IS_SEEN = 0,
	UNSEEN_NOBODY,    /* not signed in, or without an account */
	UNSEEN_AREA,      /* its feature or category is off */
	UNSEEN_ROLE,      /* the role for its area is not held */
	UNSEEN_ACCOUNT,   /* of another customer */
	UNSEEN_INTERNAL,  /* its class is internal */
	UNSEEN_STATUS,    /* not issued, not sold, no longer offered */
	UNSEEN_COLLEAGUE, /* opened by a colleague */
	UNSEEN_EVER,      /* such records no portal shows */
};

/* Is this case shown to this visitor? (account, internal class, own or all) */
enum unseen case_unseen(const struct visitor *, const struct support_case *);
bool case_shown(const struct visitor *, const struct support_case *);

/*
 * May this visitor of a portal see this document (invoice, payment, order) or
 * balance? Its area is on and the role held, it is of the contact's account,
 * and it was issued. A parent account sees nothing of those below it.
 */
enum unseen document_unseen(
    const struct visitor *, const struct entity *, const void *rec);
bool document_shown(
    const struct visitor *, const struct entity *, const void *rec);

/* May this visitor order here, and is this item in the catalogue? */
enum unseen product_unseen(const struct visitor *, const struct product *);

/* The portal does not leave this page out; its path is below the prefix. */
bool page_shown(const struct visitor *, const char *path);
/* Where a user is led after the sign-in: the portal's home page, if it is one
 * for this user, else "/". */
const char *landing_path(const struct visitor *site, const struct user *);

/* The name of the first missing role, for the page that says so. */
const char *role_missing(int64_t roles);

#endif
