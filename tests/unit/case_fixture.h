/* Verbs of cases as transactions, and who plays in them. */
#ifndef POSTERN_CASE_FIXTURE_H
#define POSTERN_CASE_FIXTURE_H

#include "model_fixture.h"

/* ---- verbs as transactions */

struct act {
	enum { OPEN, REPLY, ANSWER, NOTE, TAKE, STEP, CLOSE, REOPEN } what;
	struct support_case *c;
	const char *text;
	int64_t status, reason;
	const struct spooled *files;
	int n;
};

static inline enum rc
act_body(struct txn *x, void *arg)
{
	const struct act *a = arg;

	switch (a->what) {
	case OPEN:
		return case_open(x, a->c, a->text, a->files, a->n, &world.bad);
	case REPLY:
		return case_reply_customer(
		    x, a->c, a->text, a->files, a->n, &world.bad);
	case ANSWER:
	case NOTE:
		return case_reply_staff(x, a->c, a->text, a->what == NOTE,
		    a->status, a->reason, a->files, a->n, &world.bad);
	case TAKE:
		return case_take(x, a->c, &world.bad);
	case STEP:
		return case_step(
		    x, a->c, a->status, a->reason, a->text, &world.bad);
	case CLOSE:
		return case_close_customer(x, a->c, &world.bad);
	case REOPEN:
		return case_reopen_customer(x, a->c, a->text, &world.bad);
	}
	return RC_INVALID;
}

/* The case as it is stored afterwards, kept or not. */
static inline enum rc
act(struct act a)
{
	enum rc rc;

	memset(&world.bad, 0, sizeof world.bad);
	rc = run(act_body, &a);
	if (a.c->id != 0 && load(&case_entity, a.c->id, a.c) != RC_OK)
		a.c->id = 0;
	return rc;
}

struct tale {
	int n;
	struct activity at[20];
};

static inline bool
add_activity(void *arg, const void *rec)
{
	struct tale *t = arg;

	t->at[t->n++] = *(const struct activity *)rec;
	return t->n < 20;
}

static inline void
tell(const struct support_case *c, struct tale *t)
{
	const struct activity like = { .case_id = c->id };
	struct list l = { .e = &activity_entity,
		.index = ACTIVITY_OF_CASE,
		.like = &like,
		.prefix = 1 };
	struct store *s = store_open(world.home, STORE_READ);

	memset(t, 0, sizeof *t);
	assert_int_equal(store_list(store_view(s), &l, add_activity, t), RC_OK);
	store_close(s);
}

/* A customer with one portal user, and the agent. */
struct cast {
	struct account firm;
	struct contact maria;
	struct user customer, agent;
};

static inline void
cast(struct cast *p)
{
	company();
	p->firm = customer("ALFKI", "Alfreds Futterkiste");
	p->maria = person(p->firm.id, "Maria", "Anders", "maria@example.com");
	p->customer = portal_user(p->maria.id, 0);
	assert_int_equal(load(&contact_entity, p->maria.id, &p->maria), RC_OK);
	assert_int_equal(
	    load(&user_entity, id_of(&user_entity, "agent"), &p->agent), RC_OK);
}

static inline struct support_case
opened(const struct cast *p, const char *subject)
{
	struct support_case c = { .account_id = p->firm.id,
		.contact_id = p->maria.id,
		.case_class = id_of(&case_class_entity, "SUPISSUE") };

	str_copy(c.subject, sizeof c.subject, subject);
	act_as(&p->customer, CHANNEL_PORTAL);
	good(act((struct act){ OPEN, &c, .text = "It is broken." }));
	return c;
}

static inline void
is(const struct support_case *c, int64_t status, int64_t reason)
{
	assert_int_equal(c->status, status);
	assert_int_equal(c->reason, reason);
}

#endif
