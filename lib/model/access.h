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
	char name[161];
	char time_zone[64];
};

enum refusal {
	MAY = 0,
	MAY_NOT_SIGN_IN_FIRST, /* no session: to the sign-in page */
	MAY_NOT_NEW_PASSWORD,  /* must set a password of one's own first */
	MAY_NOT_WRONG_SITE,    /* no portal record has this URL */
	MAY_NOT_OFFLINE,
	MAY_NOT_UNLICENSED,
	MAY_NOT_FEATURE,  /* a system feature is off */
	MAY_NOT_CATEGORY, /* this portal does not show it */
	MAY_NOT_ROLE,
	MAY_NOT_READ_ONLY, /* expired licence, and this would write */
};

/* Loads portal (by URL), licences, features; then the user behind a live
 * session, with contact and account. site_url: of the vhost (portal only). */
void visitor_load(struct txn *, enum site_kind, const char *site_url,
    const struct session *, int64_t now, const char *zone, struct visitor *);

/*
 * The decision about a route: roles any of which is enough, feature needed (0
 * none), whether it writes. In the order of enum refusal.
 */
enum refusal may_use(const struct visitor *, enum site_kind, int64_t roles,
    int64_t feature, bool writes);

/* May this user sign in on this site? A sentence for staff when not. */
bool may_sign_in(struct txn *, const struct user *, enum site_kind,
    const struct visitor *site, const char **why);

/* Is this case shown to this visitor? (internal class, account, own or all) */
bool case_shown(const struct visitor *, const struct support_case *);

/*
 * May this visitor of a portal see this document (invoice, payment, order) or
 * balance? Its area is on and the role held, it is of the contact's account,
 * and it was issued. A parent account sees nothing of those below it.
 */
bool document_shown(
    const struct visitor *, const struct entity *, const void *rec);

/* The name of the first missing role, for the page that says so. */
const char *role_missing(int64_t roles);

#endif
