/*
 * The outbox: mail to customers and colleagues. A mail is put into it in the
 * transaction of what it tells of, so it is there if, and only if, that has
 * happened. It is sent later, by the command (sync/maildrain.c), which marks,
 * hands over and tells. Notices on paper or by mail (notice.h) use the same.
 */
#ifndef POSTERN_OUTBOX_H
#define POSTERN_OUTBOX_H

#include "../base/buf.h"
#include "../record/record.h"

struct user;

enum {
	OUTBOX_ID = 1,
	OUTBOX_REV,
	OUTBOX_EVENT,
	OUTBOX_STATUS,
	OUTBOX_PORTAL,
	OUTBOX_ACCOUNT,
	OUTBOX_CONTACT,
	OUTBOX_USER,
	OUTBOX_ABOUT_KIND,
	OUTBOX_ABOUT_ID,
	OUTBOX_RECIPIENT,
	OUTBOX_NAME,
	OUTBOX_BRAND,
	OUTBOX_COLOR,
	OUTBOX_SUBJECT,
	OUTBOX_TEXT,
	OUTBOX_LINK,
	OUTBOX_SECRET,
	OUTBOX_MESSAGE,
	OUTBOX_TRIES,
	OUTBOX_FAILURES,
	OUTBOX_NEXT_TRY,
	OUTBOX_CREATED,
	OUTBOX_TRIED_ON,
	OUTBOX_DONE_ON,
	OUTBOX_LOG,
};
enum {
	OUTBOX_BY_STATUS = 1, /* (status) in the order they were made */
	OUTBOX_DUE,           /* next_try: of those that are to be sent */
	OUTBOX_OF,            /* (about_kind, about_id) */
};
enum outbox_status {
	OUTBOX_WAITING = 1,
	OUTBOX_SENDING, /* handed to the mail system, or about to be */
	OUTBOX_SENT,
	OUTBOX_FAILED, /* refused, and tried again */
	OUTBOX_DEAD,   /* somebody has to look at it */
	OUTBOX_CANCELLED,
};

/* What a mail tells of; template.h says what each is made of. */
enum mail_event {
	MAIL_CASE_CREATED = 1,
	MAIL_CASE_ANSWERED,
	MAIL_CASE_CLOSED,
	MAIL_CASE_REOPENED,
	MAIL_CASE_FOR_STAFF, /* a customer opened, answered, closed, reopened */
	MAIL_ORDER_PLACED,
	MAIL_ORDER_CONFIRMED,
	MAIL_ORDER_SHIPPED,
	MAIL_INVOICE_ISSUED,
	MAIL_STATEMENT,
	MAIL_REMINDER,
	MAIL_INVITATION,
	MAIL_RESET,
	MAIL_SECURITY,
};

/* What a contact may want no mail about; contact.mails_off has the bits. */
enum mail_group {
	MAILS_CASES = 1,
	MAILS_ORDERS = 2,
	MAILS_INVOICES = 4,
	MAILS_STATEMENTS = 8,
};

struct outbox {
	int64_t id, rev;
	int64_t event;
	int64_t status;
	int64_t portal_id;                       /* 0: from the ERP, to staff */
	int64_t account_id, contact_id, user_id; /* whose */
	int64_t about_kind, about_id; /* number of an entity, and a record */
	char recipient[121];
	char name[161];
	char brand[121]; /* who it is from */
	char color[8];   /* of the portal */
	char subject[241];
	char text[8001];  /* {{link}} and figures of notices are put in later */
	char link[201];   /* below the site's address; "" none */
	int64_t secret;   /* the link lets whoever has it in */
	char message[45]; /* a part of the Message-ID; the same when sent again
			     after a death */
	int64_t tries;    /* how often it was marked as being sent */
	int64_t failures; /* how often the mail system refused it */
	int64_t next_try; /* 0: it is not to be sent; 1: before all others */
	int64_t created, tried_on, done_on;
	char log[2001]; /* a line for each step, the newest last */
};

extern const struct entity outbox_entity;
extern const struct choice outbox_statuses[], mail_events[], mail_groups[];

/* ---- filling ---------------------------------------------------------- */

enum { MAIL_VALUES = 12, MAIL_LONG = 4000 };

struct mail_value {
	const char *name, *value;
};

struct outbox_about {
	/* To whom: the most exact that is known. A user or contact brings name,
	 * account and portal along; an account stands for its own address or
	 * its primary contact's. */
	int64_t user, contact, account;
	const char *to; /* another address than theirs, or NULL */
	/* What it is about: the entity's record, NULL: nothing. */
	const struct entity *e;
	int64_t id;
	/* Below the site's address, "/cases/12"; NULL none. It is left out for
	 * customers who have no login, unless it is secret: then it lets its
	 * reader in, and is forgotten once it was sent. */
	const char *link;
	bool secret;
	/* For the template's {{name}}s; ends with a NULL name. Those for all
	 * events (name, company, portal, link) are put in here. */
	struct mail_value value[MAIL_VALUES + 1];
	/* Of the mail that was made; 0: nobody is to be told. */
	int64_t made;
};

/*
 * Puts a mail into the outbox. Nothing is made in an import or a quiet actor's
 * transaction (but of statements, reminders and accounts' own affairs), where
 * there is no address, where the contact wants no such mail (security always
 * goes), or where the template says that it is not sent. RC_OK in all these
 * cases, so that callers need not care.
 */
enum rc outbox_event(
    struct txn *, enum mail_event, struct outbox_about *) CHECK_RC;

/* Where such a mail would go: "" nowhere. */
enum rc outbox_address(struct txn *, enum mail_event,
    const struct outbox_about *, char to[121]) CHECK_RC;

/* Tells a user what happened to the account: a whole sentence. Always goes; to:
 * to this address (the old one, when it was changed), or NULL. */
enum rc outbox_security(
    struct txn *, const struct user *, const char *to, const char *) CHECK_RC;

/* ---- events of the model's own entities (mail_*.c) */

struct support_case;
struct sales_order;
struct shipment;
struct invoice;
enum rc mail_case_to_customer(struct txn *, enum mail_event,
    const struct support_case *, const char *message) CHECK_RC;
enum rc mail_case_to_staff(struct txn *, const struct support_case *,
    const char *what, const char *message) CHECK_RC;
enum rc mail_order(
    struct txn *, enum mail_event, const struct sales_order *) CHECK_RC;
enum rc mail_shipment(struct txn *, const struct shipment *) CHECK_RC;
enum rc mail_invoice(struct txn *, const struct invoice *) CHECK_RC;

/* ---- sending: mark, hand over, tell ------------------------------------- */

enum { OUTBOX_BATCH = 20, OUTBOX_TRIES_MOST = 2, OUTBOX_FAILURES_MOST = 8 };

struct outbox_batch {
	struct outbox mail[OUTBOX_BATCH];
	int n;
};

/* What a sender that died has left: its mails are Sending. Only one sends at a
 * time, so they are nobody else's. */
enum rc outbox_left(struct txn *, struct outbox_batch *) CHECK_RC;
/* Those that are due, marked as being sent. */
enum rc outbox_take(struct txn *, struct outbox_batch *) CHECK_RC;
/* What waits for another try is due now, some at a time; *more while there are
 * others. */
enum rc outbox_hurry(struct txn *, bool *more) CHECK_RC;
/* When the next one is due; 0: there is none. */
int64_t outbox_next(struct txn *);

enum outbox_end {
	OUTBOX_ACCEPTED,
	OUTBOX_REFUSED,    /* later again, with growing waits; then Dead */
	OUTBOX_IMPOSSIBLE, /* Dead at once */
	OUTBOX_CUT_SHORT,  /* may have been sent: once more only */
	OUTBOX_NOT_BEGUN,  /* as if it had never been taken */
	OUTBOX_NEEDLESS,   /* nothing is to be said any more */
};
/* What became of one that is Sending. */
enum rc outbox_tell(
    struct txn *, int64_t id, enum outbox_end, const char *why) CHECK_RC;

/* The whole text, with the link below base and these values put in. hidden: in
 * place of a secret link, or NULL. */
void outbox_text(const struct outbox *, const char *base, const char *hidden,
    const struct mail_value *, struct buf *);

/* Sent, cancelled and dead ones from before are taken away, some at a time;
 * *more while there are others. */
enum rc outbox_expire(struct txn *, int64_t before, bool *more) CHECK_RC;

/* ---- steps of people; rev is the one that was seen */

bool outbox_may_resend(const struct outbox *);
bool outbox_may_cancel(const struct outbox *);
/* Once more, as a new mail to who reads it; a secret link is gone by then. */
enum rc outbox_resend(
    struct txn *, struct outbox *, struct problems *) CHECK_RC;
enum rc outbox_cancel(
    struct txn *, struct outbox *, struct problems *) CHECK_RC;

#endif
