/* Notices to customers: each once, and sent as often as must be. */
#include "notice.h"

#include "../base/amount.h"
#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "outbox.h"

const struct choice notice_kinds[] = {
	{ NOTICE_STATEMENT, "statement", N_("Statement"), NULL },
	{ NOTICE_REMINDER, "reminder", N_("Reminder"), NULL },
	{ 0 },
};

const struct choice notice_statuses[] = {
	{ NOTICE_TO_MAIL, "to_mail", N_("To e-mail"), "info" },
	{ NOTICE_SENDING, "sending", N_("Sending"), "warn" },
	{ NOTICE_MAILED, "mailed", N_("E-mailed"), "ok" },
	{ NOTICE_TO_PRINT, "to_print", N_("To print"), "info" },
	{ NOTICE_PRINTED, "printed", N_("Printed"), "ok" },
	{ NOTICE_FAILED, "failed", N_("Failed"), "bad" },
	{ NOTICE_LEFT_OUT, "left_out", N_("Left out"), NULL },
	{ 0 },
};

/* What a clerk may do; the night's own steps are its functions. */
static const struct {
	int64_t from, to;
} steps[] = {
	{ NOTICE_TO_PRINT, NOTICE_PRINTED },
	{ NOTICE_TO_PRINT, NOTICE_TO_MAIL },
	{ NOTICE_TO_MAIL, NOTICE_TO_PRINT },
	{ NOTICE_PRINTED, NOTICE_TO_PRINT },
	{ NOTICE_PRINTED, NOTICE_TO_MAIL },
	{ NOTICE_MAILED, NOTICE_TO_MAIL },
	{ NOTICE_MAILED, NOTICE_TO_PRINT },
	{ NOTICE_FAILED, NOTICE_TO_MAIL },
	{ NOTICE_FAILED, NOTICE_TO_PRINT },
	{ 0, 0 },
};

bool
notice_may_become(const struct notice *n, int64_t status)
{
	for (int i = 0; steps[i].from != 0; i++)
		if (steps[i].from == n->status && steps[i].to == status)
			return true;
	return false;
}

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	(void)x;
	(void)rec;
	problem(bad, 0, _("A notice comes of a statement or a reminder only."));
	return RC_INVALID;
}

#define N struct notice
enum { OURS = F_SYSTEM, QUIET = F_SYSTEM | F_QUIET };
/* clang-format off */
static const struct field fields[] = {
{ NOTICE_ID,        INT(N, id),           N_("Id"),        F_SYSTEM },
{ NOTICE_REV,       INT(N, rev),          N_("Revision"),  F_SYSTEM },
{ NOTICE_ACCOUNT,   REF(N, account_id),   N_("Customer"),  QUIET, .refers = &account_entity },
{ NOTICE_KIND,      CHOICE(N, kind),      N_("Kind"),      QUIET, .choices = notice_kinds },
{ NOTICE_DATE,      DATE(N, notice_date), N_("Date"),      QUIET },
{ NOTICE_LEVEL,     COUNT(N, level),      N_("Level"),     QUIET },
{ NOTICE_STATUS,    CHOICE(N, status),    N_("Status"),    OURS, .choices = notice_statuses },
{ NOTICE_RECIPIENT, TEXT(N, recipient),   N_("Sent To"),   QUIET },
{ NOTICE_TRIES,     COUNT(N, tries),      N_("Tries"),     QUIET },
{ NOTICE_FAILURES,  COUNT(N, failures),   N_("Failures"),  QUIET },
{ NOTICE_TRIED_ON,  TIME(N, tried_on),    N_("Tried On"),  QUIET },
{ NOTICE_DONE_ON,   TIME(N, done_on),     N_("Done On"),   QUIET },
{ NOTICE_WHY,       TEXT(N, why),         N_("Reason"),    QUIET },
{ 0 },
};
/* clang-format on */
#undef N

static const struct index indexes[] = {
	{ .number = NOTICE_BY,
	    .tags = { NOTICE_ACCOUNT, NOTICE_KIND, NOTICE_DATE },
	    .prefix = 2,
	    .unique = true },
	{ .number = NOTICE_OF_ACCOUNT,
	    .tags = { NOTICE_ACCOUNT, NOTICE_DATE },
	    .prefix = 1 },
	{ .number = NOTICE_BY_STATUS,
	    .tags = { NOTICE_STATUS, NOTICE_DATE },
	    .prefix = 1 },
	{ .number = NOTICE_BY_DATE, .tags = { NOTICE_DATE } },
	{ 0 },
};

const struct entity notice_entity = {
	.number = 48,
	.name = "notice",
	.label = N_("Notice"),
	.plural = N_("Notices"),
	.size = sizeof(struct notice),
	.fields = fields,
	.indexes = indexes,
	.save = save,
};

/* ---- making ------------------------------------------------------------ */

static enum rc
keep(struct txn *x, struct notice *n)
{
	enum rc rc = store_save(x, &notice_entity, n, NULL);

	return rc == RC_SAME ? RC_OK : rc;
}

static struct outbox_about
about(const struct notice *n)
{
	return (struct outbox_about){
		.account = n->account_id,
		.e = &notice_entity,
		.id = n->id,
		.link = "/statement",
	};
}

static enum mail_event
event_of(const struct notice *n)
{
	return n->kind == NOTICE_REMINDER ? MAIL_REMINDER : MAIL_STATEMENT;
}

/* The figures are put in when it is sent. */
static enum rc
mail(struct txn *x, struct notice *n)
{
	struct outbox_about to = about(n);
	char date[DATE_TEXT], level[AMOUNT_TEXT];
	enum rc rc;

	date_long(n->notice_date, date, sizeof date);
	str_printf(level, sizeof level, "%lld", (long long)n->level);
	to.value[0] = (struct mail_value){ "date", date };
	to.value[1] = (struct mail_value){ "level", level };
	rc = outbox_event(x, event_of(n), &to);
	if (rc == RC_OK && to.made != 0)
		rc = outbox_address(x, event_of(n), &to, n->recipient);
	if (rc == RC_OK && to.made != 0)
		n->status = NOTICE_TO_MAIL;
	return rc;
}

enum rc
notice_make(struct txn *x, const struct account *a, enum notice_kind kind,
    int64_t date, int64_t level, bool by_mail)
{
	struct notice n = {
		.account_id = a->id, .kind = kind, .notice_date = date
	};
	enum rc rc = store_find(x, &notice_entity, NOTICE_BY, &n);

	if (rc != RC_NOTFOUND)
		return rc == RC_OK ? RC_SAME : rc;
	n.level = level;
	n.status = NOTICE_TO_PRINT;
	if ((rc = keep(x, &n)) != RC_OK || !by_mail)
		return rc;
	/* Its mail is about a notice that has a number. */
	rc = mail(x, &n);
	return rc == RC_OK ? keep(x, &n) : rc;
}

/* ---- its mail ------------------------------------------------------------ */

static bool
is_of_notice(const struct outbox *m)
{
	return m->about_kind == (int64_t)notice_entity.number;
}

enum rc
notice_address_now(struct txn *x, struct outbox *m, bool *gone)
{
	struct notice n;
	struct outbox_about to;
	enum rc rc;

	*gone = false;
	if (!is_of_notice(m))
		return RC_OK;
	rc = store_get(x, &notice_entity, m->about_id, &n);
	if (rc != RC_OK)
		return rc;
	to = about(&n);
	rc = outbox_address(x, event_of(&n), &to, m->recipient);
	*gone = m->recipient[0] == '\0';
	return rc;
}

static const struct {
	int64_t of_mail, of_notice;
} same[] = {
	{ OUTBOX_WAITING, NOTICE_TO_MAIL },
	{ OUTBOX_FAILED, NOTICE_TO_MAIL },
	{ OUTBOX_SENDING, NOTICE_SENDING },
	{ OUTBOX_SENT, NOTICE_MAILED },
	{ OUTBOX_DEAD, NOTICE_FAILED },
	{ OUTBOX_CANCELLED, NOTICE_TO_PRINT },
	{ 0, 0 },
};

static enum rc
set_status(
    struct txn *x, const struct outbox *m, int64_t status, const char *why)
{
	struct notice n;
	enum rc rc = store_get(x, &notice_entity, m->about_id, &n);

	if (rc != RC_OK)
		return rc;
	n.status = status;
	n.tries = m->tries;
	n.failures = m->failures;
	n.tried_on = m->tried_on;
	n.done_on = m->done_on;
	str_copy(n.recipient, sizeof n.recipient, m->recipient);
	str_copy(n.why, sizeof n.why, status == NOTICE_MAILED ? "" : why);
	return keep(x, &n);
}

enum rc
notice_follow(struct txn *x, const struct outbox *m, const char *why)
{
	int i = 0;

	if (!is_of_notice(m))
		return RC_OK;
	while (same[i].of_mail != 0 && same[i].of_mail != m->status)
		i++;
	return set_status(x, m, same[i].of_notice, why);
}

enum rc
notice_left_out(struct txn *x, const struct outbox *m, const char *why)
{
	return is_of_notice(m) ? set_status(x, m, NOTICE_LEFT_OUT, why) : RC_OK;
}

struct finding {
	struct outbox *mail;
	bool found;
};

static bool
is_waiting(void *arg, const void *rec)
{
	struct finding *f = arg;

	if (!outbox_may_cancel(rec))
		return true;
	*f->mail = *(const struct outbox *)rec;
	f->found = true;
	return false;
}

/* A mail of it that waits, if there is one. */
static enum rc
find_mail(struct txn *x, const struct notice *n, struct outbox **m)
{
	const struct outbox like = { .about_kind = notice_entity.number,
		.about_id = n->id };
	const struct list l = { .e = &outbox_entity,
		.index = OUTBOX_OF,
		.like = &like,
		.prefix = 2 };
	struct finding f = { txn_scratch(x, sizeof **m), false };
	enum rc rc = store_list(x, &l, is_waiting, &f);

	*m = f.found ? f.mail : NULL;
	return rc;
}

enum rc
notice_mend(struct txn *x, void *notice)
{
	struct notice *n = notice;
	struct outbox *m;
	enum rc rc;

	if (n->status != NOTICE_TO_MAIL && n->status != NOTICE_SENDING)
		return RC_OK;
	if ((rc = find_mail(x, n, &m)) != RC_OK || m != NULL)
		return rc;
	n->status = NOTICE_TO_PRINT;
	return mail(x, n);
}

/* ---- the clerk --------------------------------------------------------- */

static enum rc
step(struct txn *x, struct notice *n, int64_t to, struct problems *bad)
{
	if (!notice_may_become(n, to)) {
		problem(bad, 0, _("This step is not possible from \"%s\"."),
		    _(choice_of(notice_statuses, n->status)->label));
		return RC_INVALID;
	}
	n->status = to;
	n->why[0] = '\0';
	return store_save(x, &notice_entity, n, bad);
}

enum rc
notice_printed(struct txn *x, struct notice *n, struct problems *bad)
{
	n->done_on = clock_now();
	return step(x, n, NOTICE_PRINTED, bad);
}

enum rc
notice_print(struct txn *x, struct notice *n, struct problems *bad)
{
	struct outbox *m = NULL;
	enum rc rc = RC_OK;

	if (n->status == NOTICE_TO_MAIL)
		rc = find_mail(x, n, &m);
	if (rc != RC_OK || m == NULL)
		return rc == RC_OK ? step(x, n, NOTICE_TO_PRINT, bad) : rc;
	if ((rc = outbox_cancel(x, m, bad)) != RC_OK)
		return rc;
	return store_get(x, &notice_entity, n->id, n);
}

enum rc
notice_mail(struct txn *x, struct notice *n, struct problems *bad)
{
	enum rc rc;

	if (!notice_may_become(n, NOTICE_TO_MAIL))
		return step(x, n, NOTICE_TO_MAIL, bad);
	if ((rc = mail(x, n)) != RC_OK)
		return rc;
	if (n->status != NOTICE_TO_MAIL) {
		problem(bad, 0,
		    _("Neither the customer nor the primary contact has an "
		      "e-mail address that may be used for it."));
		return RC_INVALID;
	}
	n->tries = n->failures = n->done_on = 0;
	n->why[0] = '\0';
	return store_save(x, &notice_entity, n, bad);
}
