/* Portals (SP701000): the customer sites that stand on this store. */
#ifndef POSTERN_PORTAL_H
#define POSTERN_PORTAL_H

#include "feature.h"

enum {
	PORTAL_ID = 1,
	PORTAL_REV,
	PORTAL_NAME,
	PORTAL_URL,
	PORTAL_INSTANCE,
	PORTAL_ONLINE,
	PORTAL_DESCRIPTION,
	PORTAL_TYPE,
	PORTAL_ACCESS_ROLE,
	PORTAL_CATEGORIES,
	PORTAL_USER_TYPE,
	PORTAL_CASE_CLASS,
	PORTAL_CONTACT_CLASS,
	PORTAL_ORDER_TYPE,
	PORTAL_SHOW_QUANTITIES,
	PORTAL_THEME,
	PORTAL_COLOR,
	PORTAL_SHOW_MESSAGE,
	PORTAL_MESSAGE,
	PORTAL_OFFLINE_MESSAGE,
	PORTAL_OFFLINE_UNTIL,
	PORTAL_SUPPORT_CONTACT,
	PORTAL_SUPPORT_PHONE,
	PORTAL_SUPPORT_EMAIL,
	PORTAL_SUPPORT_HOURS,
	PORTAL_TIME_ZONE,
	PORTAL_LAST_ANSWER,
	PORTAL_CENTER,
	PORTAL_WAREHOUSES,
	PORTAL_DEFAULT_WAREHOUSE,
	PORTAL_OUT_OF_STOCK,
	PORTAL_HIDDEN,
	PORTAL_HOME,
	PORTAL_SHOW_CATALOG,
	PORTAL_CATALOG_TEXT,
	PORTAL_HELP,
};
/* Pages that a portal can leave out, or lead to after the sign-in. */
enum portal_page {
	PAGE_PROFILE = 1,
	PAGE_COMPANY = 1 << 1,
	PAGE_CATALOGUE = 1 << 2,
	PAGE_ORDERS = 1 << 3,
	PAGE_BALANCE = 1 << 4,
	PAGE_PAYMENTS = 1 << 5,
	PAGE_STATEMENT = 1 << 6,
	PAGE_NEW_CASE = 1 << 7,
	PAGES_ALL = (1 << 8) - 1,
};
enum { PORTAL_BY_NAME = 1, /* unique */ PORTAL_BY_URL /* unique */ };
enum portal_type { PORTAL_CUSTOMER = 1 };

struct portal {
	int64_t id, rev;
	char name[61];
	char url[201];     /* http(s)://host[:port]/portal, no last slash */
	char instance[64]; /* Instance Name of the deployed site, when known */
	int64_t online;
	char description[241];
	int64_t portal_type;
	int64_t
	    access_role; /* one portal role: default Portal Case Management */
	int64_t categories; /* feature bits of the portal, set per portal */
	int64_t user_type;
	int64_t case_class;    /* Default Case Class */
	int64_t contact_class; /* Default Contact Class */
	char order_type[3];    /* Sales Order Type: SO */
	int64_t show_quantities;
	int64_t theme; /* enum theme */
	char color[8]; /* primary colour */
	int64_t show_message;
	char message[501];
	char offline_message[501];
	int64_t offline_until; /* time, 0 unknown */
	char support_contact[81];
	char support_phone[51];
	char support_email[121];
	char support_hours[81];
	char time_zone[64];
	int64_t center; /* Processing Center; 0: none */
	int64_t
	    last_answer;    /* when the deployed site last served this record */
	int64_t warehouses; /* visible ones: a set; 0: all */
	int64_t default_warehouse; /* REF warehouse: taken from first */
	int64_t out_of_stock;      /* bool: what is not there can be ordered */
	int64_t hidden;            /* enum portal_page, or-ed: left out */
	int64_t home;              /* enum portal_page; 0: the home page */
	int64_t show_catalog;      /* bool: Go to Catalog on the home page */
	char catalog_text[241];
	char help[4001]; /* instead of our own words; "" for these */
};

extern const struct entity portal_entity;
/* Categories: the features of a portal by the names of its General tab. */
extern const struct choice portal_categories[];
extern const struct choice portal_pages[];

/* The URL is normalised: lower-case scheme and host, no default port, no last
 * slash; required settings must be there before the first save. */
enum rc portal_save(struct txn *, struct portal *, struct problems *) CHECK_RC;

/* The portal whose URL is this one (normalised first). */
enum rc portal_by_url(struct txn *, const char *url, struct portal *) CHECK_RC;
bool portal_url_normal(const char *url, char *to, size_t size);

/* A deployed site served this record; written every 10 minutes at most. */
enum { PORTAL_ANSWER = 600 };
enum rc portal_answered(struct txn *, int64_t portal) CHECK_RC;
/*
 * A deployed site was asked for a page: its portal has answered, or, when no
 * record has its URL, that URL is remembered for the check list (setting
 * "stray_site"). site_answer_due: is it time to write that down again?
 */
bool site_answer_due(struct txn *, const char *site_url, int64_t now);
enum rc site_answered(struct txn *, const char *site_url) CHECK_RC;

/* ---- Set up a portal: the live check list ---------------------------- */

enum step_state { STEP_DONE = 1, STEP_TODO, STEP_BLOCKED };
struct setup_step {
	int group; /* 1 deploy and licence, 2 configure, 3 users */
	enum step_state state;
	char title[81];
	char says[241]; /* what is missing, or what was found */
	char link[81];  /* screen, below the site's prefix: "/licence" */
};
enum { SETUP_STEPS = 16 };
/* For the newest portal record, or for none yet. Returns how many. */
int setup_steps(struct txn *, int64_t now, struct setup_step[SETUP_STEPS]);

#endif
