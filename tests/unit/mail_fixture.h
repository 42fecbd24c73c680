/* The outbox as the sender sees it. */
#ifndef POSTERN_MAIL_FIXTURE_H
#define POSTERN_MAIL_FIXTURE_H

#include "../../lib/model/outbox.h"
#include "../../lib/model/template.h"
#include "model_fixture.h"

static struct outbox_batch batch;

static inline enum rc
take_body(struct txn *x, void *all)
{
	bool more = *(bool *)all;
	enum rc rc = RC_OK;

	while (rc == RC_OK && more)
		rc = outbox_hurry(x, &more);
	return rc == RC_OK ? outbox_take(x, &batch) : rc;
}

/* How many are due; they are marked. all: also what waits for another try. */
static inline int
take(bool all)
{
	good(run(take_body, &all));
	return batch.n;
}

static inline enum rc
left_body(struct txn *x, void *arg)
{
	(void)arg;
	return outbox_left(x, &batch);
}

/* How many a sender that died has left. */
static inline int
left(void)
{
	good(run(left_body, NULL));
	return batch.n;
}

struct telling {
	int64_t id;
	enum outbox_end end;
};

static inline enum rc
tell_body(struct txn *x, void *arg)
{
	const struct telling *t = arg;

	return outbox_tell(x, t->id, t->end, "no");
}

static inline enum rc
tell_end(int64_t id, enum outbox_end end)
{
	struct telling t = { id, end };

	return run(tell_body, &t);
}

static inline int64_t
mail_status(int64_t id)
{
	struct outbox *m = calloc(1, sizeof *m);
	int64_t status;

	assert_non_null(m);
	assert_int_equal(load(&outbox_entity, id, m), RC_OK);
	status = m->status;
	free(m);
	return status;
}

/* The newest mail; id 0: there is none. */
static inline bool
take_mail(void *arg, const void *rec)
{
	*(struct outbox *)arg = *(const struct outbox *)rec;
	return false;
}

static inline const struct outbox *
newest(void)
{
	static struct outbox m;
	const struct list l = { .e = &outbox_entity, .backwards = true };
	struct store *s = store_open(world.home, STORE_READ);

	m = (struct outbox){ .id = 0 };
	assert_int_equal(store_list(store_view(s), &l, take_mail, &m), RC_OK);
	store_close(s);
	return &m;
}

static inline int64_t
mails(void)
{
	return count(&outbox_entity, 0, NULL);
}

#endif
