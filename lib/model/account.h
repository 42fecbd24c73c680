/* Business accounts and customers: the companies we deal with. */
#ifndef POSTERN_ACCOUNT_H
#define POSTERN_ACCOUNT_H

#include "../record/record.h"

enum { /* on-disk numbers, and how screens name fields */
	ACCOUNT_ID = 1,
	ACCOUNT_REV,
	ACCOUNT_CODE,
	ACCOUNT_NAME,
	ACCOUNT_LEGAL_NAME,
	ACCOUNT_TYPE,
	ACCOUNT_CLASS,
	ACCOUNT_STATUS,
	ACCOUNT_PARENT,
	ACCOUNT_OWNER,
	ACCOUNT_PRIMARY_CONTACT,
	ACCOUNT_TAX_ID,
	ACCOUNT_REGISTRATION_NO,
	ACCOUNT_CURRENCY,
	ACCOUNT_RETIRED_15, /* terms as a text */
	ACCOUNT_CREDIT_LIMIT,
	ACCOUNT_PRICE_CLASS,
	ACCOUNT_EMAIL,
	ACCOUNT_PHONE,
	ACCOUNT_PHONE2,
	ACCOUNT_FAX,
	ACCOUNT_WEBSITE,
	ACCOUNT_BILL_ATTENTION,
	ACCOUNT_BILL_LINE1,
	ACCOUNT_BILL_LINE2,
	ACCOUNT_BILL_CITY,
	ACCOUNT_BILL_REGION,
	ACCOUNT_BILL_POSTAL_CODE,
	ACCOUNT_BILL_COUNTRY,
	ACCOUNT_SHIP_ATTENTION,
	ACCOUNT_SHIP_LINE1,
	ACCOUNT_SHIP_LINE2,
	ACCOUNT_SHIP_CITY,
	ACCOUNT_SHIP_REGION,
	ACCOUNT_SHIP_POSTAL_CODE,
	ACCOUNT_SHIP_COUNTRY,
	ACCOUNT_ENDPOINT_SCHEME,
	ACCOUNT_ENDPOINT_ID,
	ACCOUNT_EXTERNAL_ID,
	ACCOUNT_NOTES,
	ACCOUNT_CREATED,
	ACCOUNT_CHANGED,
	ACCOUNT_TERMS,
	ACCOUNT_TAX,
	ACCOUNT_SHIPPING_RULE,
	ACCOUNT_SHIP_VIA,
	ACCOUNT_STATEMENT_CYCLE,
	ACCOUNT_AUTO_APPLY,
	ACCOUNT_PARENT_SEES,
};

enum account_type { ACCOUNT_BUSINESS = 1, ACCOUNT_CUSTOMER };
enum account_status {
	ACCOUNT_ACTIVE = 1,
	ACCOUNT_PROSPECT,
	ACCOUNT_HOLD,
	ACCOUNT_CREDIT_HOLD,
	ACCOUNT_ONE_TIME,
	ACCOUNT_INACTIVE,
};

/* Lists: all by code, by name, by type, by status, of a parent. */
enum {
	ACCOUNT_BY_CODE = 1,   /* unique */
	ACCOUNT_BY_NAME,       /* prefix 0 */
	ACCOUNT_BY_TYPE,       /* (type) name */
	ACCOUNT_BY_STATUS,     /* (status) name */
	ACCOUNT_OF_PARENT,     /* (parent_account_id) name */
	ACCOUNT_BY_EXTERNAL,   /* unique: external_id */
	ACCOUNT_IN_CODE_ORDER, /* prefix 0, for the sorted list */
	ACCOUNT_TYPE_STATUS,   /* (type, status) name */
	ACCOUNT_OF_CYCLE,      /* (statement_cycle) account_id */
	ACCOUNT_SEEN_BY,       /* (parent_account_id, parent_sees) name */
};

struct account {
	int64_t id, rev;
	char account_id[31]; /* the code: ALFKI */
	char name[121];
	char legal_name[121];
	int64_t type;
	char class[31];
	int64_t status;
	int64_t parent_account_id;
	int64_t owner; /* a staff user */
	int64_t primary_contact;
	char tax_id[31];
	char registration_no[31];
	char currency[4]; /* ISO 4217 */
	int64_t terms;
	int64_t credit_limit; /* 0: none */
	char price_class[31];
	char email[121];
	char phone[51];
	char phone2[51];
	char fax[51];
	char website[201];
	char bill_attention[121];
	char bill_line1[121];
	char bill_line2[121];
	char bill_city[81];
	char bill_region[81];
	char bill_postal_code[21];
	char bill_country[3]; /* ISO 3166 alpha-2 */
	char ship_attention[121];
	char ship_line1[121];
	char ship_line2[121];
	char ship_city[81];
	char ship_region[81];
	char ship_postal_code[21];
	char ship_country[3];
	char endpoint_scheme[9];
	char endpoint_id[61];
	char external_id[81];
	char notes[2001];
	int64_t tax; /* instead of the items' */
	int64_t shipping_rule;
	char ship_via[61];
	int64_t statement_cycle;
	int64_t auto_apply;
	int64_t parent_sees; /* users of the parent read its documents */
	int64_t created, changed;
};

extern const struct entity account_entity;

/* Sets created and changed; an empty code takes the next number (C000001). */
enum rc account_save(
    struct txn *, struct account *, struct problems *) CHECK_RC;

/* A prospect or plain business account becomes a customer. */
enum rc account_extend(
    struct txn *, struct account *, struct problems *) CHECK_RC;

#endif
