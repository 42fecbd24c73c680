/* Features (CS100000): the upper bound of what the two sites offer. */
#ifndef POSTERN_FEATURE_H
#define POSTERN_FEATURE_H

#include "../record/record.h"

enum feature {
	FEATURE_FINANCIALS = 1 << 0, /* Standard Financials: always on */
	FEATURE_VOLUME_PRICING = 1 << 1,
	FEATURE_LOCATIONS = 1 << 2,
	FEATURE_INVENTORY = 1 << 3,
	FEATURE_WAREHOUSES = 1 << 4,
	FEATURE_UNITS = 1 << 5,
	FEATURE_DISCOUNTS = 1 << 6,
	FEATURE_CASES = 1 << 7,
	FEATURE_COMMITMENTS = 1 << 8,
	FEATURE_DUPLICATES = 1 << 9,
	FEATURE_PORTAL = 1 << 10,       /* Modern Customer Portal */
	FEATURE_PORTAL_CASES = 1 << 11, /* Case Management (Modern Portal) */
	FEATURE_PORTAL_FINANCIALS = 1 << 12, /* Financials (Modern Portal) */
	FEATURE_PORTAL_ORDERS = 1 << 13,     /* B2B Ordering (Modern Portal) */
	FEATURE_PORTAL_PAYMENTS = 1 << 14,   /* Payments (Modern Portal) */
	FEATURE_SCHEDULED = 1 << 15,
	FEATURE_AUDIT = 1 << 16, /* always on */
	FEATURE_TWO_FACTOR = 1 << 17,
	FEATURE_PORTAL_SYSTEM = 1
	    << 18, /* company, profile, contacts: with the portal */
};

/* What a portal licence covers, and what an ERP licence does. */
enum {
	FEATURE_PORTAL_ALL = FEATURE_PORTAL | FEATURE_PORTAL_SYSTEM |
	    FEATURE_PORTAL_CASES | FEATURE_PORTAL_FINANCIALS |
	    FEATURE_PORTAL_ORDERS | FEATURE_PORTAL_PAYMENTS,
};

struct feature_fact {
	int64_t bit;
	const char *name;  /* modern_customer_portal: in licences and forms */
	const char *label; /* N_() */
	const char *what; /* N_(): what appears, and what disappears when off */
	int64_t parent;   /* a group's bit is 0 */
	const char *group; /* N_() heading of top-level rows */
	bool always;
	bool built;    /* false: not offered yet, shown but locked */
	int64_t needs; /* one more that must be on, of another branch; or 0 */
};
extern const struct feature_fact features[]; /* ends with bit 0 */
extern const struct choice feature_choices[];

/* The one record (id 1) of what is switched on. */
enum {
	SWITCHES_ID = 1,
	SWITCHES_REV,
	SWITCHES_ENABLED,
	SWITCHES_PENDING,
	SWITCHES_STATUS,
	SWITCHES_CHANGED
};
enum { SWITCHES_VALIDATED = 1, SWITCHES_WAITING };
struct switches {
	int64_t id, rev;
	int64_t enabled; /* in force */
	int64_t pending; /* ticked by Modify, in force after Enable */
	int64_t activation_status;
	int64_t changed;
};
extern const struct entity switches_entity;

enum rc switches_load(struct txn *, struct switches *) CHECK_RC;
/* Modify: keeps the ticked set as pending; parents off take children off,
 * only licensed ones stay. Enable: pending comes into force. */
enum rc switches_modify(
    struct txn *, int64_t ticked, struct problems *) CHECK_RC;
enum rc switches_enable(struct txn *, struct problems *) CHECK_RC;
enum rc switches_discard(struct txn *) CHECK_RC;

/* The set with missing parents' children removed and always-on rows added. */
int64_t feature_close(int64_t set);

#endif
