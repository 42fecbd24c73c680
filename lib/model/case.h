/*
 * Support cases: the case, its activities (messages, notes, events) and their
 * attachments. The status machine is a table of steps in case_steps.c.
 */
#ifndef POSTERN_CASE_H
#define POSTERN_CASE_H

#include "../record/record.h"

struct case_class;

enum {
	CASE_ID = 1,
	CASE_REV,
	CASE_NUMBER,
	CASE_CLASS,
	CASE_STATUS,
	CASE_REASON,
	CASE_SUBJECT,
	CASE_ACCOUNT,
	CASE_CONTACT,
	CASE_OWNER,
	CASE_SEVERITY,
	CASE_PRIORITY,
	CASE_REPORTED,
	CASE_CLOSED,
	CASE_LAST_ACTIVITY,
	CASE_LAST_INCOMING,
	CASE_LAST_OUTGOING,
	CASE_CLOSURE_NOTES,
	CASE_ACTIVE,
	CASE_HIDDEN,
	CASE_PORTAL_STATE,
	CASE_CHANNEL,
};

enum case_status {
	CASE_IS_NEW = 1,
	CASE_IS_OPEN,
	CASE_IS_PENDING,
	CASE_IS_CLOSED,
	CASE_IS_RELEASED,
};

enum case_reason {
	REASON_OPENED_ON_PORTAL = 1,
	REASON_UNASSIGNED,
	REASON_ASSIGNED,
	REASON_IN_PROCESS,
	REASON_UPDATED,
	REASON_IN_ESCALATION,
	REASON_PENDING_CLOSURE,
	REASON_MORE_INFO,
	REASON_WAITING_CONFIRMATION,
	REASON_RESOLVED,
	REASON_REJECTED,
	REASON_CANCELED,
	REASON_ABANDONED,
	REASON_DUPLICATE,
	REASON_CLOSED_ON_PORTAL,
	REASON_REOPENED_ON_PORTAL,
};

enum case_severity {
	SEVERITY_LOW = 1,
	SEVERITY_MEDIUM,
	SEVERITY_HIGH,
	SEVERITY_URGENT
};
enum case_priority { PRIORITY_LOW = 1, PRIORITY_MEDIUM, PRIORITY_HIGH };

/* What a customer is told: who has to act. */
enum portal_state {
	PORTAL_STATE_WITH_US = 1, /* New, Open */
	PORTAL_STATE_WITH_YOU,    /* Pending Customer */
	PORTAL_STATE_CLOSED,      /* Closed, Released */
};

enum {
	CASE_BY_NUMBER = 1,    /* unique */
	CASE_BY_ACTIVITY,      /* prefix 0: last_activity */
	CASE_BY_STATUS,        /* (status) last_activity */
	CASE_BY_OWNER,         /* (owner, active) last_activity */
	CASE_OF_ACCOUNT,       /* (account_id, hidden) last_activity; carry */
	CASE_OF_ACCOUNT_STATE, /* (account_id, hidden, portal_state)
				  last_activity; carry */
	CASE_OF_CONTACT,       /* (contact_id, hidden) last_activity; carry */
	CASE_OF_CONTACT_STATE, /* (contact_id, hidden, portal_state)
				  last_activity; carry */
	CASE_BY_ACTIVE,        /* (active) last_activity */
	CASE_IN_ACCOUNT,       /* (account_id) last_activity: the ERP's tab */
	CASE_OF_CLASS,         /* (case_class) last_activity */
};

struct support_case {
	int64_t id, rev;
	char case_id[21]; /* CS-000123 */
	int64_t case_class;
	int64_t status;
	int64_t reason;
	char subject[201];
	int64_t account_id;
	int64_t contact_id;
	int64_t owner; /* a staff user, 0 nobody yet */
	int64_t severity;
	int64_t priority;
	int64_t reported_on;
	int64_t closed_on;
	int64_t last_activity;
	int64_t last_incoming;
	int64_t last_outgoing;
	char closure_notes[1001];
	int64_t
	    active; /* system: 1 while New, Open, Pending Customer, else 2 */
	int64_t hidden;       /* system: 1 when its class is internal, else 2 */
	int64_t portal_state; /* system */
	int64_t channel; /* enum channel of the store: where it was opened */
};

enum { CASE_NO = 2, CASE_YES = 1 }; /* of active and hidden */

/* ---- activities */

enum {
	ACTIVITY_ID = 1,
	ACTIVITY_REV,
	ACTIVITY_CASE,
	ACTIVITY_KIND,
	ACTIVITY_INTERNAL,
	ACTIVITY_TIME,
	ACTIVITY_USER,
	ACTIVITY_CONTACT,
	ACTIVITY_AUTHOR,
	ACTIVITY_CHANNEL = 11,
	ACTIVITY_TEXT = 40, /* no tag of a case, as verbs report both in one */
};
enum activity_kind {
	ACTIVITY_DESCRIPTION = 1, /* what the case was opened with */
	ACTIVITY_MESSAGE,         /* customer or staff, both see it */
	ACTIVITY_NOTE,            /* internal */
	ACTIVITY_EVENT,           /* status changes; text is the sentence */
};
enum {
	ACTIVITY_OF_CASE = 1,  /* (case_id) time */
	ACTIVITY_OF_CASE_SHOWN /* (case_id, internal) time */
};

struct activity {
	int64_t id, rev;
	int64_t case_id;
	int64_t kind;
	int64_t internal; /* CASE_YES or CASE_NO */
	int64_t time;
	int64_t user_id;
	int64_t contact_id; /* of a customer's message */
	char author[161];
	char description[10001]; /* the text; form field `description` */
	int64_t channel;
};

/* ---- attachments */

enum {
	ATTACHMENT_ID = 1,
	ATTACHMENT_REV,
	ATTACHMENT_CASE,
	ATTACHMENT_ACTIVITY,
	ATTACHMENT_INTERNAL,
	ATTACHMENT_TYPE = 7,
	ATTACHMENT_SIZE,
	ATTACHMENT_FILE,
	ATTACHMENT_HASH,
	ATTACHMENT_TIME,
	ATTACHMENT_NAME = 41, /* no tag of a case or activity */
};
enum { ATTACHMENT_OF_CASE = 1 /* (case_id) activity_id */ };

struct attachment {
	int64_t id, rev;
	int64_t case_id;
	int64_t activity_id;
	int64_t internal;
	char file_name[181];
	char media_type[81]; /* by signature, not by what the browser said */
	int64_t size;
	char stored_as[41]; /* store_file_open */
	char hash[65];
	int64_t time;
};

extern const struct entity case_entity, activity_entity, attachment_entity;

/* An upload that waits in the spool folder; filled by the web layer. */
struct spooled {
	char path[600]; /* of the spool file; "" when none */
	char file_name[181];
	int64_t size;
	char hash[65];
};
enum { CASE_UPLOADS = 5, CASE_UPLOAD_SIZE = 10 * 1024 * 1024 };

/*
 * The media type by the file's first bytes: PNG, JPEG, PDF, plain text or CSV;
 * NULL for anything else, which is refused (SVG and HTML above all).
 */
const char *attachment_type(const unsigned char *bytes, size_t n);

/* ---- verbs: each checks the step, writes the case, and its activity.
 * The case comes loaded; rev in it is the one the user saw. Problems carry
 * tags of the case, ACTIVITY_TEXT for what was said, ATTACHMENT_NAME for its
 * files. */

/* ERP form: checks, fills the system fields, creates with number or changes. */
enum rc case_save(
    struct txn *, struct support_case *, struct problems *) CHECK_RC;

/* A new case with its first text and files. From the portal, the visitor's
 * contact and account are in c already and status becomes New/Opened on Portal.
 */
enum rc case_open(struct txn *, struct support_case *, const char *description,
    const struct spooled *files, int n, struct problems *) CHECK_RC;

/* A message of the customer: Pending Customer becomes Open/Updated, Closed
 * becomes Open inside the class's reopen window. */
enum rc case_reply_customer(struct txn *, struct support_case *,
    const char *description, const struct spooled *files, int n,
    struct problems *) CHECK_RC;
/* Staff: a message (optionally with a new status and reason), or a note. */
enum rc case_reply_staff(struct txn *, struct support_case *,
    const char *description, bool internal, int64_t status, int64_t reason,
    const struct spooled *files, int n, struct problems *) CHECK_RC;
enum rc case_take(
    struct txn *, struct support_case *, struct problems *) CHECK_RC;
/* Any step of the table; notes go into closure_notes when closing. */
enum rc case_step(struct txn *, struct support_case *, int64_t status,
    int64_t reason, const char *notes, struct problems *) CHECK_RC;
enum rc case_close_customer(
    struct txn *, struct support_case *, struct problems *) CHECK_RC;
enum rc case_reopen_customer(struct txn *, struct support_case *,
    const char *description, struct problems *) CHECK_RC;

/*
 * Its class has become internal, or public: its cases follow, in the same
 * transaction. Refused with a sentence when they are too many for one.
 */
enum { CASES_AT_ONCE = 500 };
enum rc case_class_changed(
    struct txn *, const struct case_class *, struct problems *) CHECK_RC;

/* ---- questions the screens ask, answered by the same tables */

/* Who takes a step: staff, or the customer on a portal. */
enum case_who { BY_STAFF = 1, BY_CUSTOMER = 2 };
/* Is there a row of the table for this step? from 0: a new case. */
bool case_step_exists(int64_t from, int64_t to, enum case_who);
/* May whoever takes a step to this status give this reason? */
bool case_reason_fits(int64_t status, int64_t reason, enum case_who);
bool case_may_step(const struct support_case *, int64_t status); /* staff */
/* The reasons allowed with a status, ends with 0. */
const int64_t *case_reasons(int64_t status);
bool case_may_close(const struct support_case *);
/* The last day a customer may reopen, or 0: no limit; false: not any more. */
bool case_may_reopen(
    const struct support_case *, const struct case_class *, int64_t *until);

extern const struct choice case_statuses[], case_reason_choices[],
    case_severities[], case_priorities[], portal_states[], activity_kinds[];

#endif
