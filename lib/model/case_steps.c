/* The status of a case: which step is legal, for whom, with which reasons. */
#include <stddef.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "case.h"
#include "class.h"

/* From 0: a new case. */
static const struct {
	int64_t from, to;
	unsigned who;
} steps[] = {
	{ 0, CASE_IS_NEW, BY_STAFF | BY_CUSTOMER },
	{ CASE_IS_NEW, CASE_IS_OPEN, BY_STAFF },
	{ CASE_IS_PENDING, CASE_IS_OPEN, BY_STAFF | BY_CUSTOMER },
	{ CASE_IS_CLOSED, CASE_IS_OPEN, BY_STAFF | BY_CUSTOMER },
	{ CASE_IS_OPEN, CASE_IS_PENDING, BY_STAFF },
	{ CASE_IS_NEW, CASE_IS_CLOSED, BY_STAFF | BY_CUSTOMER },
	{ CASE_IS_OPEN, CASE_IS_CLOSED, BY_STAFF | BY_CUSTOMER },
	{ CASE_IS_PENDING, CASE_IS_CLOSED, BY_STAFF | BY_CUSTOMER },
	{ CASE_IS_CLOSED, CASE_IS_RELEASED, BY_STAFF },
};

static const int64_t reasons_new[] = { REASON_UNASSIGNED, REASON_ASSIGNED,
	REASON_OPENED_ON_PORTAL, 0 };
static const int64_t reasons_open[] = { REASON_IN_PROCESS, REASON_UPDATED,
	REASON_IN_ESCALATION, REASON_PENDING_CLOSURE, REASON_ASSIGNED,
	REASON_REOPENED_ON_PORTAL, 0 };
static const int64_t reasons_pending[] = { REASON_MORE_INFO,
	REASON_WAITING_CONFIRMATION, REASON_PENDING_CLOSURE, 0 };
static const int64_t reasons_closed[] = { REASON_RESOLVED, REASON_REJECTED,
	REASON_CANCELED, REASON_ABANDONED, REASON_DUPLICATE,
	REASON_CLOSED_ON_PORTAL, 0 };
static const int64_t none[] = { 0 };

/* Released keeps the reason it was closed with. */
static const int64_t *const reasons[] = {
	[0] = none,
	[CASE_IS_NEW] = reasons_new,
	[CASE_IS_OPEN] = reasons_open,
	[CASE_IS_PENDING] = reasons_pending,
	[CASE_IS_CLOSED] = reasons_closed,
	[CASE_IS_RELEASED] = reasons_closed,
};

/* What a customer's own steps are called. */
static const struct {
	int64_t status, reason;
} customer_reasons[] = {
	{ CASE_IS_NEW, REASON_OPENED_ON_PORTAL },
	{ CASE_IS_OPEN, REASON_UPDATED },
	{ CASE_IS_OPEN, REASON_REOPENED_ON_PORTAL },
	{ CASE_IS_CLOSED, REASON_CLOSED_ON_PORTAL },
};

bool
case_step_exists(int64_t from, int64_t to, enum case_who who)
{
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (steps[i].from == from && steps[i].to == to &&
		    steps[i].who & who)
			return true;
	return false;
}

bool
case_may_step(const struct support_case *c, int64_t status)
{
	return case_step_exists(c->status, status, BY_STAFF);
}

const int64_t *
case_reasons(int64_t status)
{
	size_t n = sizeof reasons / sizeof *reasons;

	return status < 0 || (size_t)status >= n ? none : reasons[status];
}

static bool
on_portal(int64_t reason)
{
	return reason == REASON_OPENED_ON_PORTAL ||
	    reason == REASON_CLOSED_ON_PORTAL ||
	    reason == REASON_REOPENED_ON_PORTAL;
}

bool
case_reason_fits(int64_t status, int64_t reason, enum case_who who)
{
	if (who == BY_CUSTOMER) {
		size_t n = sizeof customer_reasons / sizeof *customer_reasons;

		for (size_t i = 0; i < n; i++)
			if (customer_reasons[i].status == status &&
			    customer_reasons[i].reason == reason)
				return true;
		return false;
	}
	for (const int64_t *r = case_reasons(status); *r != 0; r++)
		if (*r == reason)
			return !on_portal(reason) || status == CASE_IS_RELEASED;
	return false;
}

bool
case_may_close(const struct support_case *c)
{
	return case_step_exists(c->status, CASE_IS_CLOSED, BY_CUSTOMER);
}

bool
case_may_reopen(const struct support_case *c, const struct case_class *class,
    int64_t *until)
{
	int64_t last = 0;

	if (until != NULL)
		*until = 0;
	if (c->status != CASE_IS_CLOSED)
		return false;
	if (!class->reopen_limited)
		return true;
	last = time_date(c->closed_on, "") + class->reopen_days;
	if (until != NULL)
		*until = last;
	return time_date(clock_now(), "") <= last;
}
