/* The outbox: its records, and what people do with them. */
#include "outbox.h"

#include <sodium.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "contact.h"
#include "notice.h"
#include "outboxparts.h"
#include "portal.h"
#include "template.h"
#include "user.h"

const struct choice mail_events[] = {
	{ MAIL_CASE_CREATED, "case_created", N_("Case opened"), NULL },
	{ MAIL_CASE_ANSWERED, "case_answered", N_("Case answered"), NULL },
	{ MAIL_CASE_CLOSED, "case_closed", N_("Case closed"), NULL },
	{ MAIL_CASE_REOPENED, "case_reopened", N_("Case reopened"), NULL },
	{ MAIL_CASE_FOR_STAFF, "case_for_staff",
	    N_("Case: news from a customer"), NULL },
	{ MAIL_ORDER_PLACED, "order_placed", N_("Order placed"), NULL },
	{ MAIL_ORDER_CONFIRMED, "order_confirmed", N_("Order confirmed"),
	    NULL },
	{ MAIL_ORDER_SHIPPED, "order_shipped", N_("Order shipped"), NULL },
	{ MAIL_INVOICE_ISSUED, "invoice_issued", N_("Invoice issued"), NULL },
	{ MAIL_STATEMENT, "statement", N_("Statement"), NULL },
	{ MAIL_REMINDER, "reminder", N_("Reminder"), NULL },
	{ MAIL_INVITATION, "invitation", N_("Invitation"), NULL },
	{ MAIL_RESET, "password_reset", N_("Password reset"), NULL },
	{ MAIL_SECURITY, "security", N_("Security notice"), NULL },
	{ 0 },
};

const struct choice outbox_statuses[] = {
	{ OUTBOX_WAITING, "waiting", N_("Waiting"), "info" },
	{ OUTBOX_SENDING, "sending", N_("Sending"), "warn" },
	{ OUTBOX_SENT, "sent", N_("Sent"), "ok" },
	{ OUTBOX_FAILED, "failed", N_("To be tried again"), "warn" },
	{ OUTBOX_DEAD, "dead", N_("Not delivered"), "bad" },
	{ OUTBOX_CANCELLED, "cancelled", N_("Canceled"), "draft" },
	{ 0 },
};

const struct choice mail_groups[] = {
	{ MAILS_CASES, "cases", N_("Cases"), NULL },
	{ MAILS_ORDERS, "orders", N_("Orders and shipments"), NULL },
	{ MAILS_INVOICES, "invoices", N_("Invoices"), NULL },
	{ MAILS_STATEMENTS, "statements", N_("Statements and reminders"),
	    NULL },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	(void)x;
	(void)rec;
	problem(bad, 0, _("A mail comes of what it tells of only."));
	return RC_INVALID;
}

/* The record is its own trace, so nothing of it goes to the audit. It only
 * remembers whose it was: whoever it was for can be taken away. */
#define O struct outbox
enum { OURS = F_SYSTEM | F_QUIET };
/* clang-format off */
static const struct field fields[] = {
{ OUTBOX_ID,         INT(O, id),          N_("Id"),         F_SYSTEM },
{ OUTBOX_REV,        INT(O, rev),         N_("Revision"),   F_SYSTEM },
{ OUTBOX_EVENT,      CHOICE(O, event),    N_("Event"),      OURS, .choices = mail_events },
{ OUTBOX_STATUS,     CHOICE(O, status),   N_("Status"),     OURS, .choices = outbox_statuses },
{ OUTBOX_PORTAL,     REF(O, portal_id),   N_("Portal"),     OURS, .refers = &portal_entity },
{ OUTBOX_ACCOUNT,    INT(O, account_id),  N_("Customer"),   OURS },
{ OUTBOX_CONTACT,    INT(O, contact_id),  N_("Contact"),    OURS },
{ OUTBOX_USER,       INT(O, user_id),     N_("User"),       OURS },
{ OUTBOX_ABOUT_KIND, INT(O, about_kind),  N_("About"),      OURS },
{ OUTBOX_ABOUT_ID,   INT(O, about_id),    N_("About"),      OURS },
{ OUTBOX_RECIPIENT,  TEXT(O, recipient),  N_("To"),         OURS | F_SEARCH },
{ OUTBOX_NAME,       TEXT(O, name),       N_("Name"),       OURS },
{ OUTBOX_BRAND,      TEXT(O, brand),      N_("From"),       OURS },
{ OUTBOX_COLOR,      COLOR(O, color),     N_("Color"),      OURS },
{ OUTBOX_SUBJECT,    TEXT(O, subject),    N_("Subject"),    OURS | F_SEARCH },
{ OUTBOX_TEXT,       NOTE(O, text),       N_("Text"),       OURS },
{ OUTBOX_LINK,       TEXT(O, link),       N_("Link"),       OURS | F_SECRET },
{ OUTBOX_SECRET,     BOOL(O, secret),     N_("Secret Link"), OURS },
{ OUTBOX_MESSAGE,    TEXT(O, message),    N_("Message-ID"), OURS },
{ OUTBOX_TRIES,      COUNT(O, tries),     N_("Tries"),      OURS },
{ OUTBOX_FAILURES,   COUNT(O, failures),  N_("Refused"),    OURS },
{ OUTBOX_NEXT_TRY,   TIME(O, next_try),   N_("Next Try"),   OURS },
{ OUTBOX_CREATED,    TIME(O, created),    N_("Created On"), OURS },
{ OUTBOX_TRIED_ON,   TIME(O, tried_on),   N_("Tried On"),   OURS },
{ OUTBOX_DONE_ON,    TIME(O, done_on),    N_("Done On"),    OURS },
{ OUTBOX_LOG,        NOTE(O, log),        N_("Log"),        OURS },
{ 0 },
};
/* clang-format on */
#undef O

static const struct index indexes[] = {
	{ .number = OUTBOX_BY_STATUS, .tags = { OUTBOX_STATUS }, .prefix = 1 },
	{ .number = OUTBOX_DUE,
	    .tags = { OUTBOX_NEXT_TRY },
	    .sparse = true,
	    .uncounted = true },
	{ .number = OUTBOX_OF,
	    .tags = { OUTBOX_ABOUT_KIND, OUTBOX_ABOUT_ID },
	    .prefix = 2,
	    .sparse = true,
	    .uncounted = true },
	{ 0 },
};

const struct entity outbox_entity = {
	.number = 61,
	.name = "mail",
	.label = N_("Mail"),
	.plural = N_("Mails"),
	.size = sizeof(struct outbox),
	.fields = fields,
	.indexes = indexes,
	.title = OUTBOX_SUBJECT,
	.save = save,
};

/* ---- for the files of the outbox ---------------------------------------- */

enum rc
outbox_keep(struct txn *x, struct outbox *m)
{
	enum rc rc = store_save(x, &outbox_entity, m, NULL);

	return rc == RC_SAME ? RC_OK : rc;
}

void
outbox_note(struct outbox *m, const char *what)
{
	char line[240], when[TIME_TEXT];
	size_t used = strlen(m->log), more;

	time_iso(clock_now(), when, sizeof when);
	str_printf(
	    line, sizeof line, "%s%s %s", used > 0 ? "\n" : "", when, what);
	more = strlen(line);
	/* The oldest lines go. */
	while (used + more >= sizeof m->log) {
		const char *rest = strchr(m->log, '\n');

		rest = rest != NULL ? rest + 1 : "";
		used = strlen(rest);
		memmove(m->log, rest, used + 1);
	}
	str_copy(m->log + used, sizeof m->log - used, line);
}

void
outbox_message(struct outbox *m)
{
	unsigned char some[16];

	randombytes_buf(some, sizeof some);
	sodium_bin2hex(m->message, sizeof m->message, some, sizeof some);
}

void
outbox_queue(struct outbox *m, int64_t when)
{
	const struct mail_fact *f = mail_fact(m->event);

	m->next_try = f != NULL && f->flags & MAIL_URGENT ? 1 : when;
}

enum rc
outbox_load(struct txn *x, struct outbox *m)
{
	int64_t seen = m->rev;
	enum rc rc = store_get(x, &outbox_entity, m->id, m);

	return rc == RC_OK && m->rev != seen ? RC_CONFLICT : rc;
}

/* ---- steps of people ----------------------------------------------------- */

bool
outbox_may_cancel(const struct outbox *m)
{
	return m->status == OUTBOX_WAITING || m->status == OUTBOX_FAILED;
}

/* A notice is sent again from its own page, which makes a new mail. */
bool
outbox_may_resend(const struct outbox *m)
{
	if (m->secret && m->link[0] == '\0')
		return false;
	if (m->event == MAIL_STATEMENT || m->event == MAIL_REMINDER)
		return m->status == OUTBOX_FAILED;
	return m->status != OUTBOX_SENDING && m->status != OUTBOX_WAITING;
}

enum rc
outbox_resend(struct txn *x, struct outbox *m, struct problems *bad)
{
	enum rc rc = outbox_load(x, m);

	if (rc != RC_OK)
		return rc;
	if (!outbox_may_resend(m)) {
		problem(bad, 0,
		    m->secret && m->link[0] == '\0' ?
			_("Its link was for one reader only and is not kept: "
			  "send a new one where it came from.") :
			_("This mail cannot be sent again from here."));
		return RC_INVALID;
	}
	/* What was refused goes on; what has been sent is another mail. */
	if (m->status != OUTBOX_FAILED)
		outbox_message(m);
	m->status = OUTBOX_WAITING;
	m->tries = m->failures = m->done_on = 0;
	outbox_queue(m, clock_now());
	outbox_note(m, _("To be sent again."));
	return outbox_keep(x, m);
}

enum rc
outbox_cancel(struct txn *x, struct outbox *m, struct problems *bad)
{
	enum rc rc = outbox_load(x, m);

	if (rc != RC_OK)
		return rc;
	if (!outbox_may_cancel(m)) {
		problem(bad, 0,
		    _("Only a mail that waits to be sent is canceled."));
		return RC_INVALID;
	}
	return outbox_drop(x, m, _("Canceled."));
}

enum rc
outbox_drop(struct txn *x, struct outbox *m, const char *why)
{
	enum rc rc;

	m->status = OUTBOX_CANCELLED;
	m->next_try = 0;
	m->done_on = clock_now();
	if (m->secret)
		m->link[0] = '\0';
	outbox_note(m, why);
	rc = outbox_keep(x, m);
	return rc == RC_OK ? notice_follow(x, m, why) : rc;
}
