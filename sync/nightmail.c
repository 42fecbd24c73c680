/* What the night does with mail: reminders are made, and all that waits in the
 * outbox is sent, unless somebody is at it already. */
#include <string.h>

#include "clock.h"
#include "date.h"
#include "night.h"
#include "notice.h"
#include "str.h"
#include "text.h"

enum { DOCUMENTS_AT_ONCE = 500 };

/* ---- reminders */

static enum rc
remind_some(struct txn *x, void *run)
{
	return remind_prepare(
	    x, run, time_date(clock_now(), "UTC"), DOCUMENTS_AT_ONCE);
}

void
night_remind(struct night *n)
{
	struct remind_run run = { .done = false };

	while (!run.done && !n->store_trouble)
		if (tool_run(n->t, remind_some, &run) > RC_SAME) {
			str_copy(n->trouble, sizeof n->trouble,
			    _("reminders could not be prepared"));
			n->store_trouble = true;
		}
}

/* ---- the outbox */

static void
tell_job(struct night *n, const struct mail_drain *d)
{
	const struct notice like = { .status = NOTICE_TO_PRINT };
	struct store *s = tool_open(n->t, STORE_READ);
	struct night_job *job;

	n->mailed = d->sent;
	n->to_print =
	    store_count(store_view(s), &notice_entity, NOTICE_BY_STATUS, &like);
	store_close(s);
	if (d->sent + d->refused == 0)
		return;
	job = night_job_add(n, "mail", "outbox", "mail");
	if (d->refused == 0)
		return;
	job->result = NIGHT_REJECTED;
	job->status = TOOL_REJECTED;
	str_printf(job->reason, sizeof job->reason,
	    _("%lld of %lld were not sent: %s"), (long long)d->refused,
	    (long long)d->sent + (long long)d->refused, d->why);
}

void
night_post(struct night *n)
{
	struct mail_drain d = { .t = n->t, .conf = n->conf.mail };

	if (n->store_trouble)
		return;
	mail_drain(&d);
	if (d.trouble || !mail_expire(n->t, &d.conf)) {
		n->store_trouble = true;
		str_copy(
		    n->trouble, sizeof n->trouble, _("mail could not be sent"));
		return;
	}
	tell_job(n, &d);
}
