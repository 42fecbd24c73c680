/* Notices to customers: each once, and sent as often as must be. */
#include "notice.h"

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "account.h"
#include "contact.h"

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

enum rc
notice_address(struct txn *x, const struct account *a, char to[121])
{
	struct contact c = { .id = 0 };
	enum rc rc = RC_OK;

	str_copy(to, 121, a->email);
	if (to[0] != '\0' || a->primary_contact == 0)
		return RC_OK;
	rc = store_get(x, &contact_entity, a->primary_contact, &c);
	if (rc == RC_OK && !c.do_not_email)
		str_copy(to, 121, c.email);
	return rc == RC_NOTFOUND ? RC_OK : rc;
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
	if (by_mail && (rc = notice_address(x, a, n.recipient)) != RC_OK)
		return rc;
	n.level = level;
	n.status = n.recipient[0] != '\0' ? NOTICE_TO_MAIL : NOTICE_TO_PRINT;
	return store_save(x, &notice_entity, &n, NULL);
}

/* ---- sending ----------------------------------------------------------- */

static bool
take_one(void *arg, const void *rec)
{
	*(struct notice *)arg = *(const struct notice *)rec;
	return false;
}

static enum rc
first_of(struct txn *x, int64_t status, const char *after, struct notice *n)
{
	const struct notice like = { .status = status };
	const struct list l = { .e = &notice_entity,
		.index = NOTICE_BY_STATUS,
		.like = &like,
		.prefix = 1,
		.after = after };
	enum rc rc;

	*n = (struct notice){ .id = 0 };
	rc = store_list(x, &l, take_one, n);
	return rc == RC_OK && n->id == 0 ? RC_NOTFOUND : rc;
}

static enum rc
keep(struct txn *x, struct notice *n)
{
	enum rc rc = store_save(x, &notice_entity, n, NULL);

	return rc == RC_SAME ? RC_OK : rc;
}

static enum rc
fail(struct txn *x, struct notice *n, const char *why)
{
	n->status = NOTICE_FAILED;
	n->done_on = clock_now();
	str_copy(n->why, sizeof n->why, why);
	return keep(x, n);
}

/* Nobody but a night that died leaves one behind that is being sent. */
static enum rc
take_left(struct txn *x, struct notice *n)
{
	enum rc rc;

	while ((rc = first_of(x, NOTICE_SENDING, NULL, n)) == RC_OK &&
	    n->tries >= NOTICE_TRIES_MOST)
		if ((rc = fail(x, n,
			 _("Sending it was cut short twice; it may have "
			   "arrived."))) != RC_OK)
			break;
	return rc;
}

static enum rc
take_next(struct txn *x, char *place, struct notice *n)
{
	const struct account none = { .id = 0 };
	struct account a = none;
	enum rc rc = first_of(x, NOTICE_TO_MAIL, place, n);

	if (rc != RC_OK)
		return rc;
	store_place(&notice_entity, NOTICE_BY_STATUS, n, place);
	/* The address as it is now. */
	if ((rc = store_get(x, &account_entity, n->account_id, &a)) == RC_OK)
		rc = notice_address(x, &a, n->recipient);
	return rc;
}

enum rc
notice_take(struct txn *x, char *place, struct notice *n)
{
	enum rc rc = place[0] == '\0' ? take_left(x, n) : RC_NOTFOUND;

	if (rc == RC_NOTFOUND)
		rc = take_next(x, place, n);
	while (rc == RC_OK && n->recipient[0] == '\0') {
		n->status = NOTICE_TO_PRINT;
		if ((rc = keep(x, n)) == RC_OK)
			rc = take_next(x, place, n);
	}
	if (rc != RC_OK)
		return rc;
	n->status = NOTICE_SENDING;
	n->tries++;
	n->tried_on = clock_now();
	return keep(x, n);
}

static enum rc
load(struct txn *x, int64_t id, struct notice *n)
{
	enum rc rc = store_get(x, &notice_entity, id, n);

	return rc == RC_OK && n->status != NOTICE_SENDING ? RC_CONFLICT : rc;
}

enum rc
notice_sent(struct txn *x, int64_t id)
{
	struct notice n;
	enum rc rc = load(x, id, &n);

	if (rc != RC_OK)
		return rc;
	n.status = NOTICE_MAILED;
	n.done_on = clock_now();
	n.why[0] = '\0';
	return keep(x, &n);
}

enum rc
notice_refused(struct txn *x, int64_t id, const char *why)
{
	struct notice n;
	enum rc rc = load(x, id, &n);

	if (rc != RC_OK)
		return rc;
	if (++n.failures >= NOTICE_FAILURES_MOST)
		return fail(x, &n, why);
	n.status = NOTICE_TO_MAIL;
	n.tries = 0; /* it did not leave the house */
	str_copy(n.why, sizeof n.why, why);
	return keep(x, &n);
}

enum rc
notice_give_up(struct txn *x, int64_t id, bool left_out, const char *why)
{
	struct notice n;
	enum rc rc = load(x, id, &n);

	if (rc != RC_OK || !left_out)
		return rc == RC_OK ? fail(x, &n, why) : rc;
	n.status = NOTICE_LEFT_OUT;
	n.done_on = clock_now();
	str_copy(n.why, sizeof n.why, why);
	return keep(x, &n);
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
	return step(x, n, NOTICE_TO_PRINT, bad);
}

enum rc
notice_mail(struct txn *x, struct notice *n, struct problems *bad)
{
	struct account a;
	enum rc rc = store_get(x, &account_entity, n->account_id, &a);

	if (rc == RC_OK)
		rc = notice_address(x, &a, n->recipient);
	if (rc != RC_OK)
		return rc;
	if (n->recipient[0] == '\0') {
		problem(bad, 0,
		    _("Neither the customer nor the primary contact has an "
		      "e-mail address."));
		return RC_INVALID;
	}
	n->tries = n->failures = 0;
	return step(x, n, NOTICE_TO_MAIL, bad);
}
