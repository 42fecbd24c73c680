/* What staff and customers do with a case. */
#include <stdarg.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "caseparts.h"
#include "class.h"
#include "outbox.h"
#include "rules.h"
#include "user.h"

static const char *
label(const struct choice *choices, int64_t value)
{
	const struct choice *c = choice_of(choices, value);

	return c == NULL ? "" : _(c->label);
}

/* ---- writing */

enum { TOUCH_IN = 1, TOUCH_OUT = 2 };

/* Something that both sides see has happened. */
static void
touch(struct support_case *c, int how)
{
	int64_t now = clock_now();

	c->last_activity = now;
	if (how == TOUCH_IN)
		c->last_incoming = now;
	if (how == TOUCH_OUT)
		c->last_outgoing = now;
}

/* The case with its rev, first: a clash must not leave a message behind. */
static enum rc
keep(struct txn *x, struct support_case *c, struct problems *bad)
{
	struct support_case old;
	struct case_class class;
	enum rc rc;

	if ((rc = store_get(x, &case_entity, c->id, &old)) != RC_OK)
		return rc;
	if (case_check(x, c, &old, &class, bad) != RC_OK)
		return RC_INVALID;
	rc = store_save(x, &case_entity, c, bad);
	return rc == RC_SAME ? RC_OK : rc;
}

/* The sentence of a step; a change of the reason alone is our own affair. */
static enum rc
tell_step(struct txn *x, const struct support_case *c, int64_t from)
{
	char text[240];

	if (from == c->status)
		str_printf(text, sizeof text, _("Reason: %s"),
		    label(case_reason_choices, c->reason));
	else
		str_printf(text, sizeof text, _("%s: %s"),
		    label(case_statuses, c->status),
		    label(case_reason_choices, c->reason));
	return event_save(
	    x, c, from == c->status || c->status == CASE_IS_RELEASED, text);
}

static void
set_status(struct support_case *c, int64_t status, int64_t reason)
{
	bool was_closed = c->status == CASE_IS_CLOSED;

	c->status = status;
	if (reason != 0)
		c->reason = reason;
	if (status == CASE_IS_CLOSED)
		c->closed_on = clock_now();
	else if (was_closed && status != CASE_IS_RELEASED) {
		c->closed_on = 0;
		c->closure_notes[0] = '\0';
	}
}

/* ---- opening */

enum rc
case_open(struct txn *x, struct support_case *c, const char *description,
    const struct spooled *files, int n, struct problems *bad)
{
	const struct support_case none = { .id = 0 };
	const struct said said = { .kind = ACTIVITY_DESCRIPTION,
		.text = description,
		.files = files,
		.n = n };
	struct case_class class;
	enum rc rc;

	c->id = c->rev = 0;
	case_begin(x, c);
	if ((rc = case_number(x, c)) != RC_OK)
		return rc;
	said_check(&said, bad);
	if (case_check(x, c, &none, &class, bad) != RC_OK)
		return RC_INVALID;
	if ((rc = store_save(x, &case_entity, c, bad)) != RC_OK)
		return rc;
	if ((rc = said_save(x, c, &said, bad)) != RC_OK ||
	    (rc = mail_case_to_customer(
		 x, MAIL_CASE_CREATED, c, description)) != RC_OK)
		return rc;
	return mail_case_to_staff(x, c, _("New case"), description);
}

/* ---- customers */

static void
refuse_reopen(const struct support_case *c, struct problems *bad)
{
	char day[32];

	date_long(time_date(c->closed_on, ""), day, sizeof day);
	problem(bad, 0,
	    _("This case was closed on %s and can no longer be reopened. "
	      "Open a new case and name this one."),
	    day);
}

/* To Open, when a customer's message does that. */
static void
wake(struct txn *x, struct support_case *c, struct problems *bad)
{
	struct case_class class;

	if (c->status == CASE_IS_PENDING)
		set_status(c, CASE_IS_OPEN, REASON_UPDATED);
	else if (c->status == CASE_IS_CLOSED) {
		if (refers_to(x, &case_entity, c, CASE_CLASS, &class, bad) &&
		    case_may_reopen(c, &class, NULL))
			set_status(c, CASE_IS_OPEN, REASON_REOPENED_ON_PORTAL);
		else
			refuse_reopen(c, bad);
	} else if (c->status == CASE_IS_RELEASED)
		refuse_reopen(c, bad);
}

enum rc
case_reply_customer(struct txn *x, struct support_case *c,
    const char *description, const struct spooled *files, int n,
    struct problems *bad)
{
	const struct said said = { .kind = ACTIVITY_MESSAGE,
		.text = description,
		.files = files,
		.n = n };
	int64_t from = c->status;
	enum rc rc;

	said_check(&said, bad);
	wake(x, c, bad);
	if (bad->n > 0)
		return RC_INVALID;
	touch(c, TOUCH_IN);
	if ((rc = keep(x, c, bad)) != RC_OK ||
	    (rc = said_save(x, c, &said, bad)) != RC_OK)
		return rc;
	if (from != c->status && (rc = tell_step(x, c, from)) != RC_OK)
		return rc;
	return mail_case_to_staff(x, c,
	    from == CASE_IS_CLOSED ? _("Reopened by the customer") :
				     _("Answer of the customer"),
	    description);
}

enum rc
case_close_customer(struct txn *x, struct support_case *c, struct problems *bad)
{
	int64_t from = c->status;
	enum rc rc;

	if (!case_may_close(c)) {
		problem(bad, 0, _("This case is closed already."));
		return RC_INVALID;
	}
	set_status(c, CASE_IS_CLOSED, REASON_CLOSED_ON_PORTAL);
	touch(c, TOUCH_IN);
	if ((rc = keep(x, c, bad)) != RC_OK ||
	    (rc = tell_step(x, c, from)) != RC_OK)
		return rc;
	return mail_case_to_staff(x, c, _("Closed by the customer"), "");
}

enum rc
case_reopen_customer(struct txn *x, struct support_case *c,
    const char *description, struct problems *bad)
{
	if (c->status != CASE_IS_CLOSED && c->status != CASE_IS_RELEASED) {
		problem(bad, 0, _("This case is open."));
		return RC_INVALID;
	}
	return case_reply_customer(x, c, description, NULL, 0, bad);
}

/* ---- staff */

/* The customer hears of what was said, and of the end and a new beginning. */
static enum rc
mail_customer(struct txn *x, const struct support_case *c, int64_t from,
    const char *message)
{
	bool over = c->status == CASE_IS_CLOSED, was = from == CASE_IS_CLOSED;

	if (over && !was)
		return mail_case_to_customer(x, MAIL_CASE_CLOSED, c, message);
	if (was && !over && c->status != CASE_IS_RELEASED)
		return mail_case_to_customer(x, MAIL_CASE_REOPENED, c, message);
	return message == NULL ?
	    RC_OK :
	    mail_case_to_customer(x, MAIL_CASE_ANSWERED, c, message);
}

static void
check_step(struct txn *x, const struct support_case *c, int64_t status,
    int64_t reason, const char *notes, struct problems *bad)
{
	struct case_class class;

	if (status == c->status && c->active == CASE_YES) {
		/* The reason alone changes. */
	} else if (!case_may_step(c, status))
		problem(bad, CASE_STATUS,
		    _("A case that is %s cannot become %s."),
		    label(case_statuses, c->status),
		    label(case_statuses, status));
	if (status != CASE_IS_RELEASED &&
	    !case_reason_fits(status, reason, BY_STAFF))
		problem(bad, CASE_REASON,
		    _("Choose a reason that fits the status %s."),
		    label(case_statuses, status));
	if (status == CASE_IS_CLOSED && notes[0] == '\0' &&
	    refers_to(x, &case_entity, c, CASE_CLASS, &class, bad) &&
	    class.require_closure_notes)
		problem(bad, CASE_CLOSURE_NOTES,
		    _("Cases of the class %s need closure notes."),
		    class.case_class_id);
}

enum rc
case_step(struct txn *x, struct support_case *c, int64_t status, int64_t reason,
    const char *notes, struct problems *bad)
{
	int64_t from = c->status, why = c->reason;
	enum rc rc;

	if (notes == NULL)
		notes = "";
	check_step(x, c, status, reason, notes, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if (from == status && why == reason)
		return RC_SAME;
	set_status(c, status, status == CASE_IS_RELEASED ? 0 : reason);
	if (status == CASE_IS_CLOSED &&
	    !str_copy(c->closure_notes, sizeof c->closure_notes, notes)) {
		problem(bad, CASE_CLOSURE_NOTES,
		    _("The closure notes are too long."));
		return RC_INVALID;
	}
	if (from != status && status != CASE_IS_RELEASED)
		touch(c, TOUCH_OUT);
	if ((rc = keep(x, c, bad)) != RC_OK ||
	    (rc = tell_step(x, c, from)) != RC_OK)
		return rc;
	return mail_customer(x, c, from, NULL);
}

enum rc
case_take(struct txn *x, struct support_case *c, struct problems *bad)
{
	const struct actor *actor = txn_actor(x);
	char text[240];
	enum rc rc;

	if (c->active != CASE_YES)
		problem(bad, 0,
		    _("This case is closed. Reopen it before you take it."));
	else if (c->owner == actor->user)
		problem(bad, CASE_OWNER, _("You own this case already."));
	if (bad->n > 0)
		return RC_INVALID;
	c->owner = actor->user;
	if (c->status == CASE_IS_NEW || c->status == CASE_IS_OPEN)
		c->reason = REASON_ASSIGNED;
	if ((rc = keep(x, c, bad)) != RC_OK)
		return rc;
	str_printf(text, sizeof text, _("%s took the case."), actor->name);
	return event_save(x, c, true, text);
}

enum rc
case_reply_staff(struct txn *x, struct support_case *c, const char *description,
    bool internal, int64_t status, int64_t reason, const struct spooled *files,
    int n, struct problems *bad)
{
	const struct said said = {
		.kind = internal ? ACTIVITY_NOTE : ACTIVITY_MESSAGE,
		.internal = internal,
		.text = description,
		.files = files,
		.n = n,
	};
	int64_t from = c->status;
	bool step = status != 0 && (status != from || reason != c->reason);
	enum rc rc;

	said_check(&said, bad);
	if (c->status == CASE_IS_RELEASED && !internal)
		problem(bad, 0,
		    _("A released case is final; only notes can be added."));
	if (step)
		check_step(x, c, status, reason, c->closure_notes, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if (step)
		set_status(c, status, reason);
	if (!internal || (step && from != status))
		touch(c, internal ? 0 : TOUCH_OUT);
	if ((rc = keep(x, c, bad)) != RC_OK ||
	    (rc = said_save(x, c, &said, bad)) != RC_OK)
		return rc;
	if (step && (rc = tell_step(x, c, from)) != RC_OK)
		return rc;
	return mail_customer(x, c, from, internal ? NULL : description);
}
