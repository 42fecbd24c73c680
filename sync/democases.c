/* postern demo: cases with their history, and as many more as wanted. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "demo.h"
#include "str.h"
#include "text.h"

static const int64_t hour = 3600;

/* ---- the cases that were told */

struct telling {
	struct demo *d;
	const struct demo_event *event;
	int contact, staff; /* who asks, who answers; -1 nobody yet */
	int64_t case_id;
};

static enum rc
open_case(struct txn *x, struct telling *t)
{
	const struct demo_event *e = t->event;
	struct demo *d = t->d;
	struct support_case c = { .case_class = d->case_class,
		.severity = e->severity,
		.priority = PRIORITY_MEDIUM,
		.account_id = d->contacts[t->contact].account,
		.contact_id = d->contacts[t->contact].id };
	enum rc rc;

	if (e->step == DEMO_OPEN_STAFF) {
		c.status = CASE_IS_NEW;
		c.reason = REASON_UNASSIGNED;
	}
	str_copy(c.subject, sizeof c.subject, e->subject);
	rc = case_open(x, &c, e->text, NULL, 0, &d->bad);
	t->case_id = c.id;
	return rc;
}

/* Takes the case when it is new or somebody else's, and answers. */
static enum rc
work(struct txn *x, struct telling *t, struct support_case *c, int64_t status,
    int64_t reason)
{
	enum rc rc = RC_OK;

	if (c->owner != t->d->staff[t->staff].id)
		rc = case_take(x, c, &t->d->bad);
	if (rc == RC_OK && status == CASE_IS_PENDING &&
	    c->status == CASE_IS_NEW)
		rc = case_step(
		    x, c, CASE_IS_OPEN, REASON_IN_PROCESS, "", &t->d->bad);
	if (rc != RC_OK && rc != RC_SAME)
		return rc;
	return case_reply_staff(
	    x, c, t->event->text, false, status, reason, NULL, 0, &t->d->bad);
}

static enum rc
tell_event(struct txn *x, void *arg)
{
	struct telling *t = arg;
	const struct demo_event *e = t->event;
	struct problems *bad = &t->d->bad;
	struct support_case c;
	enum rc rc;

	if (e->step == DEMO_OPEN || e->step == DEMO_OPEN_STAFF)
		return open_case(x, t);
	if ((rc = store_get(x, &case_entity, t->case_id, &c)) != RC_OK)
		return rc;
	switch (e->step) {
	case DEMO_REPLY:
		return case_reply_customer(x, &c, e->text, NULL, 0, bad);
	case DEMO_CLOSE:
		return case_close_customer(x, &c, bad);
	case DEMO_REOPEN:
		return case_reopen_customer(x, &c, e->text, bad);
	case DEMO_NOTE:
		return case_reply_staff(
		    x, &c, e->text, true, 0, 0, NULL, 0, bad);
	case DEMO_WORK:
		return work(x, t, &c, CASE_IS_OPEN, REASON_IN_PROCESS);
	case DEMO_ANSWER:
		return work(x, t, &c, CASE_IS_PENDING, REASON_MORE_INFO);
	case DEMO_SOLVE:
		return case_step(
		    x, &c, CASE_IS_CLOSED, REASON_RESOLVED, e->text, bad);
	default:
		return RC_INVALID;
	}
}

static bool
by_customer(enum demo_step step)
{
	return step == DEMO_OPEN || step == DEMO_REPLY || step == DEMO_CLOSE ||
	    step == DEMO_REOPEN;
}

static int
staff_of(const struct demo *d, const char *login)
{
	for (int i = 0; d->staff[i].id != 0; i++)
		if (strcmp(d->staff[i].login, login) == 0)
			return i;
	return 0;
}

/* Events of all cases, each with its time. */
struct moment {
	int64_t when;
	int place; /* in demo_events */
	int told;  /* which case */
};

enum { MOMENTS = 200, TOLD = 60 };

static int
by_time(const void *a, const void *b)
{
	const struct moment *x = a, *y = b;

	if (x->when != y->when)
		return x->when < y->when ? -1 : 1;
	return x->place - y->place;
}

static int
moments_of(const struct demo *d, struct moment m[MOMENTS])
{
	int64_t when = 0;
	int n = 0, told = -1;

	for (const struct demo_event *e = demo_events; e->step != 0; e++) {
		bool opens = e->step == DEMO_OPEN || e->step == DEMO_OPEN_STAFF;

		assert(n < MOMENTS);
		told += opens;
		when =
		    opens ? d->now - e->hours * hour : when + e->hours * hour;
		if (when > d->now)
			when = d->now;
		m[n] = (struct moment){ when, n, told };
		n++;
	}
	assert(told < TOLD);
	return n;
}

static void
tell_moment(struct demo *d, const struct moment *m, struct telling *t)
{
	const struct demo_event *e = t->event = &demo_events[m->place];
	bool customer = by_customer(e->step);

	if (customer || e->step == DEMO_OPEN_STAFF)
		t->contact = demo_contact_of(d, e->who);
	t->staff =
	    customer || e->step == DEMO_OPEN_STAFF ? 0 : staff_of(d, e->who);
	assert(t->contact >= 0);
	if (customer)
		demo_run(d, m->when, CHANNEL_PORTAL,
		    d->contacts[t->contact].user, d->contacts[t->contact].name,
		    tell_event, t, e->text);
	else
		demo_run(d, m->when, CHANNEL_ERP, d->staff[t->staff].id,
		    d->staff[t->staff].name, tell_event, t, e->text);
}

/* In the order of time, so that numbers and the audit grow as they would. */
void
demo_history(struct demo *d)
{
	struct telling told[TOLD];
	struct moment m[MOMENTS];
	int n = moments_of(d, m);

	for (int i = 0; i < TOLD; i++)
		told[i] = (struct telling){ .d = d };
	qsort(m, (size_t)n, sizeof *m, by_time);
	for (int i = 0; i < n; i++)
		tell_moment(d, &m[i], &told[m[i].told]);
}

/* ---- generated cases */

/* Three years up to the time that is told. */
enum { MASS_DAYS = 3 * 365, TOLD_DAYS = 61, BATCH = 1000, SESSION = 10000 };
static const int64_t day = 86400;

struct mass {
	struct demo *d;
	int64_t done, start; /* cases made; the time of the first */
	int n;               /* in this transaction */
	unsigned seed;
};

/* The same company each time: a small generator of our own. */
static unsigned
draw(struct mass *m, unsigned below)
{
	m->seed = m->seed * 1103515245u + 12345u;
	assert(below > 0);
	return (m->seed >> 8) % below;
}

static bool
elsewhere(const struct demo *d, int contact)
{
	return d->contacts[contact].account != d->contacts[0].account;
}

/* Own cases are spread evenly among the others. */
static int
pick_contact(struct mass *m)
{
	const struct demo *d = m->d;
	int64_t own = d->cases_own, all = d->cases;
	int n = 0, contact;

	while (d->contacts[n].id != 0)
		n++;
	if ((m->done + 1) * own / all > m->done * own / all)
		return demo_contact_of(d, d->customer.name);
	do
		contact = (int)draw(m, (unsigned)n);
	while (!elsewhere(d, contact));
	return contact;
}

static const char *
pick(struct mass *m, const char *const *list)
{
	unsigned n = 0;

	while (list[n] != NULL)
		n++;
	return list[draw(m, n)];
}

/*
 * Written as it would stand after its life, not lived through: a million
 * lives take too long. Three of ten are still open.
 */
static void
fill_case(struct mass *m, int contact, struct support_case *c)
{
	struct demo *d = m->d;
	int64_t now = clock_now();
	bool over = draw(m, 10) >= 3;

	c->case_class = d->case_class;
	c->severity = 1 + (int64_t)draw(m, 4);
	c->priority = PRIORITY_MEDIUM;
	c->account_id = d->contacts[contact].account;
	c->contact_id = d->contacts[contact].id;
	c->owner = d->staff[draw(m, 2)].id;
	c->channel = CHANNEL_PORTAL;
	c->reported_on = c->last_incoming = now;
	c->last_activity = now + (over ? hour * (1 + draw(m, 90)) : 0);
	c->closed_on = over ? c->last_activity : 0;
	c->status = over ? CASE_IS_CLOSED : CASE_IS_OPEN;
	c->reason = over ? REASON_RESOLVED : REASON_IN_PROCESS;
	c->active = over ? CASE_NO : CASE_YES;
	c->hidden = CASE_NO;
	c->portal_state = over ? PORTAL_STATE_CLOSED : PORTAL_STATE_WITH_US;
	str_printf(c->subject, sizeof c->subject, "%s (%lld)",
	    pick(m, demo_subjects), (long long)m->done + 10000);
}

static enum rc
add_one(struct txn *x, struct mass *m)
{
	struct demo *d = m->d;
	int contact = pick_contact(m);
	struct support_case c = { 0 };
	struct activity a = { .kind = ACTIVITY_DESCRIPTION,
		.internal = CASE_NO,
		.channel = CHANNEL_PORTAL };
	int64_t number;
	enum rc rc;

	clock_set(m->start +
	    (int64_t)((__int128)m->done * (MASS_DAYS - TOLD_DAYS) * day /
		d->cases));
	fill_case(m, contact, &c);
	if ((rc = store_number(x, "case", &number)) != RC_OK)
		return rc;
	str_printf(c.case_id, sizeof c.case_id, "CS-%06lld", (long long)number);
	if ((rc = store_save(x, &case_entity, &c, &d->bad)) != RC_OK)
		return rc;
	a.case_id = c.id;
	a.contact_id = c.contact_id;
	a.user_id = d->contacts[contact].user;
	a.time = c.reported_on;
	str_copy(a.author, sizeof a.author, d->contacts[contact].name);
	str_copy(a.description, sizeof a.description, pick(m, demo_texts));
	return store_save(x, &activity_entity, &a, &d->bad);
}

static enum rc
add_batch(struct txn *x, void *arg)
{
	struct mass *m = arg;
	enum rc rc = RC_OK;

	for (int i = 0; rc == RC_OK && i < m->n; i++, m->done++)
		rc = add_one(x, m);
	return rc;
}

/* Lets others in between batches, and gives memory back now and then. */
static void
breathe(struct demo *d, int64_t done)
{
	if (done % SESSION != 0) {
		store_pause(d->s);
		return;
	}
	store_close(d->s);
	d->s = tool_open(d->t, STORE_WRITE);
	clock_set(0);
	if (done % (25L * SESSION) == 0)
		fprintf(stderr, _("%lld of %lld cases\n"), (long long)done,
		    (long long)d->cases);
}

void
demo_mass(struct demo *d)
{
	struct mass m = { .d = d, .seed = 1 };

	m.start = d->now - MASS_DAYS * day;
	while (m.done < d->cases) {
		m.n = (int)(d->cases - m.done < BATCH ? d->cases - m.done :
							BATCH);
		demo_run(d, m.start, CHANNEL_PORTAL, d->contacts[0].user,
		    d->contacts[0].name, add_batch, &m, _("cases"));
		breathe(d, m.done);
	}
}
