/* Contacts: people, and the customers they work for. */
#ifndef POSTERN_CONTACT_H
#define POSTERN_CONTACT_H

#include "../record/record.h"

enum {
	CONTACT_ID = 1,
	CONTACT_REV,
	CONTACT_CODE,
	CONTACT_ACTIVE,
	CONTACT_CLASS,
	CONTACT_ACCOUNT,
	CONTACT_OWNER,
	CONTACT_TITLE,
	CONTACT_FIRST_NAME,
	CONTACT_MIDDLE_NAME,
	CONTACT_LAST_NAME,
	CONTACT_DISPLAY_NAME,
	CONTACT_JOB_TITLE,
	CONTACT_DEPARTMENT,
	CONTACT_EMAIL,
	CONTACT_PHONE,
	CONTACT_MOBILE,
	CONTACT_FAX,
	CONTACT_LINE1,
	CONTACT_LINE2,
	CONTACT_CITY,
	CONTACT_REGION,
	CONTACT_POSTAL_CODE,
	CONTACT_COUNTRY,
	CONTACT_METHOD,
	CONTACT_NO_CALL,
	CONTACT_NO_EMAIL,
	CONTACT_LANGUAGE,
	CONTACT_EXTERNAL_ID,
	CONTACT_NOTES,
	CONTACT_USER,
	CONTACT_CREATED,
	CONTACT_CHANGED,
	CONTACT_MAILS_OFF,
};

enum contact_status { CONTACT_IS_ACTIVE = 1, CONTACT_IS_INACTIVE };

enum {
	CONTACT_BY_CODE = 1,       /* unique */
	CONTACT_BY_NAME,           /* prefix 0: display_name */
	CONTACT_OF_ACCOUNT,        /* (account_id) display_name */
	CONTACT_BY_EMAIL,          /* (email), not unique */
	CONTACT_BY_EXTERNAL,       /* unique: external_id */
	CONTACT_BY_ACTIVE,         /* (active) display_name */
	CONTACT_OF_ACCOUNT_ACTIVE, /* (account_id, active) display_name */
};

struct contact {
	int64_t id, rev;
	char contact_id[31];
	int64_t active; /* enum contact_status; "active"/"inactive" */
	int64_t contact_class;
	int64_t account_id;
	int64_t owner;
	char title[31]; /* Ms, Dr ... */
	char first_name[81];
	char middle_name[81];
	char last_name[81];
	char display_name[161]; /* filled from the names when empty */
	char job_title[81];
	char department[81];
	char email[121];
	char phone[51];
	char mobile[51];
	char fax[51];
	char line1[121];
	char line2[121];
	char city[81];
	char region[81];
	char postal_code[21];
	char country[3];
	int64_t contact_method; /* any email mail fax phone */
	int64_t do_not_call;
	int64_t do_not_email;
	char language[11];
	char external_id[81];
	char notes[2001];
	int64_t user_id; /* system: the portal user, 0 none */
	int64_t created, changed;
	int64_t mails_off; /* enum mail_group (outbox.h): no mail about these */
};

extern const struct entity contact_entity;

/*
 * An empty code takes the next number (CT000001); the class defaults. Setting
 * a contact inactive disables its user and ends the user's sessions.
 */
enum rc contact_save(
    struct txn *, struct contact *, struct problems *) CHECK_RC;

#endif
