/* Licences (SM201510): one for the ERP, one for the portal, verified offline.
 */
#ifndef POSTERN_LICENCE_H
#define POSTERN_LICENCE_H

#include "../record/record.h"

enum {
	LICENCE_ID = 1,
	LICENCE_REV,
	LICENCE_PRODUCT,
	LICENCE_STATE,
	LICENCE_NUMBER,
	LICENCE_LICENSEE,
	LICENCE_EDITION,
	LICENCE_INSTANCE,
	LICENCE_ISSUED,
	LICENCE_VALID_FROM,
	LICENCE_VALID_TO,
	LICENCE_WARN_DAYS,
	LICENCE_GRACE_DAYS,
	LICENCE_ERP_USERS,
	LICENCE_PORTAL_USERS,
	LICENCE_INSTANCES,
	LICENCE_FEATURES,
	LICENCE_KEY_ID,
	LICENCE_TEXT,
	LICENCE_SOURCE,
	LICENCE_INSTALLED,
	LICENCE_APPLIED,
};
enum licence_product { LICENCE_ERP = 1, LICENCE_PORTAL };
enum licence_state {
	LICENCE_VERIFIED = 1,
	/* waits for Apply */ LICENCE_IN_FORCE
};
enum licence_source { LICENCE_BY_FILE = 1, LICENCE_BY_KEY };
enum { LICENCE_BY_PRODUCT = 1, /* unique: product, state */ LICENCE_BY_NUMBER };

enum licence_status {
	LICENCE_INVALID = 1, /* none: trial limits */
	LICENCE_VALID,
	LICENCE_EXPIRES_SOON,
	LICENCE_GRACE,
	LICENCE_EXPIRED,  /* portal read-only, ERP trial; exports always work */
	LICENCE_REJECTED, /* for another instance, or more instances than
			     allowed */
};
/* Without a licence a company can still try: this many users, no portal. */
enum { TRIAL_ERP_USERS = 2, TRIAL_PORTAL_USERS = 0 };

struct licence {
	int64_t id, rev;
	int64_t product;
	int64_t state;
	char number[41];
	char licensee[121];
	char edition[41];
	char instance[65]; /* instance id it is bound to; "any" */
	int64_t issued, valid_from, valid_to; /* dates, both days included */
	int64_t warn_days, grace_days;
	int64_t erp_users, portal_users;
	int64_t instances; /* portals that may be deployed */
	int64_t features;
	char key_id[33];
	char text[4001]; /* the signed file, byte for byte */
	int64_t source;
	int64_t installed, applied;
};

extern const struct entity licence_entity;
extern const struct choice licence_statuses[], licence_products[];

/* Keeps a verified licence to wait for Apply; replaces an earlier waiting one.
 * Refuses one issued before the one in force. */
enum rc licence_keep(
    struct txn *, struct licence *, struct problems *) CHECK_RC;
enum rc licence_apply(
    struct txn *, int64_t product, struct problems *) CHECK_RC;
enum rc licence_discard(
    struct txn *, int64_t product) CHECK_RC; /* the waiting one */
enum rc licence_remove(
    struct txn *, int64_t product) CHECK_RC; /* the one in force */

/* The one in force (RC_NOTFOUND: none) or waiting. */
enum rc licence_of(
    struct txn *, int64_t product, int64_t state, struct licence *) CHECK_RC;

/* Pure: today is a date; latest is the latest day this store has ever seen, so
 * that a clock turned back does not lengthen a licence. ours: this store's
 * instance id; deployed: how many portals exist. l NULL: none. */
enum licence_status licence_status(const struct licence *l, int64_t today,
    int64_t latest, const char *ours, int64_t deployed);
/* Days until the next worse status; -1 when there is none. */
int64_t licence_days_left(const struct licence *, int64_t today);
/* A whole sentence for the status: what it means and what to do. */
void licence_sentence(const struct licence *, enum licence_status,
    int64_t today, int64_t latest, char *, size_t);

/* The state of the two products in this store, now. */
struct licences {
	struct licence erp, portal;
	enum licence_status erp_status, portal_status;
	int64_t features;                /* what both cover together */
	int64_t erp_users, portal_users; /* limits */
};
void licences_load(struct txn *, int64_t now, struct licences *);

/* Remembers today as the latest day seen (setting "latest_day"). */
void licence_clock(struct txn *, int64_t now);

#endif
