/* The door to orders: one's own, and what may still be taken back. */
#include "order_fixture.h"

#include "../../lib/own/own.h"

struct visit {
	struct shop s;
	struct sales_order mine, draft, theirs;
	struct visitor v;
};

static struct sales_order
of_other(const struct shop *s)
{
	struct account blaus = customer("BLAUS", "Blauer See");
	struct sales_order o = { .account_id = blaus.id };
	struct order_line l = { .item_id = s->chai.id, .quantity = ONE };

	str_copy(blaus.currency, sizeof blaus.currency, "EUR");
	good(save(&account_entity, &blaus));
	good(put(&o, &l, 1));
	good(does(RELEASE, &o));
	return o;
}

static struct visit
visit(void)
{
	struct visit d = { .s = open_shop() };

	d.mine = opened(&d.s);
	d.draft = ordered(&d.s);
	d.theirs = of_other(&d.s);
	d.v = (struct visitor){ .signed_in = true,
		.account = d.s.alfki,
		.features = FEATURE_PORTAL | FEATURE_PORTAL_ORDERS,
		.roles = PORTAL_USER | PORTAL_ORDERS };
	world.actor.channel = CHANNEL_PORTAL;
	return d;
}

/* ---- through the door, as a transaction */

struct wish {
	const struct visitor *v;
	int64_t id, rev;
	int n;
	struct sales_order o;
};

static enum rc
look_body(struct txn *x, void *arg)
{
	struct wish *w = arg;
	struct arena *mem = arena_new();
	struct own *own = own_new(mem, x, w->v);
	void *lines;
	enum rc rc = own_get(own, &order_entity, w->id, &w->o);

	if (rc == RC_OK)
		rc = own_order_lines(own, &w->o, &lines, &w->n);
	arena_free(mem);
	return rc;
}

static enum rc
look(const struct visitor *v, int64_t id)
{
	struct wish w = { .v = v, .id = id };

	return run(look_body, &w);
}

static enum rc
cancel_body(struct txn *x, void *arg)
{
	struct wish *w = arg;
	struct arena *mem = arena_new();
	enum rc rc =
	    own_order_cancel(own_new(mem, x, w->v), w->id, w->rev, &world.bad);

	arena_free(mem);
	return rc;
}

static enum rc
cancel(const struct visitor *v, int64_t id, int64_t rev)
{
	struct wish w = { .v = v, .id = id, .rev = rev };

	memset(&world.bad, 0, sizeof world.bad);
	return run(cancel_body, &w);
}

static bool
count_one(void *arg, const void *rec)
{
	const struct sales_order *o = rec;

	assert_int_equal(o->shown, IS_YES);
	++*(int *)arg;
	return true;
}

static enum rc
list_body(struct txn *x, void *arg)
{
	struct wish *w = arg;
	struct arena *mem = arena_new();
	const struct sales_order like = { .account_id = w->id };
	const struct list l = {
		.e = &order_entity, .index = ORDER_SHOWN_DATE, .like = &like
	};
	enum rc rc = own_list(own_new(mem, x, w->v), &l, count_one, &w->n);

	arena_free(mem);
	return rc;
}

/* ---- tests */

static void
only_what_is_ones_own_and_was_sent_is_there(void **state)
{
	struct visit d = visit();
	struct visitor none = d.v, off = d.v;
	struct wish w = { .v = &d.v, .id = d.theirs.account_id };

	(void)state;
	assert_int_equal(look(&d.v, d.mine.id), RC_OK);
	assert_int_equal(look(&d.v, d.draft.id), RC_NOTFOUND);
	assert_int_equal(look(&d.v, d.theirs.id), RC_NOTFOUND);
	assert_int_equal(look(&d.v, 999), RC_NOTFOUND);
	none.roles = PORTAL_USER | PORTAL_FINANCE;
	assert_int_equal(look(&none, d.mine.id), RC_NOTFOUND);
	off.features = FEATURE_PORTAL;
	assert_int_equal(look(&off, d.mine.id), RC_NOTFOUND);
	/* Whatever a list asks for, the owner is put in. */
	good(run(list_body, &w));
	assert_int_equal(w.n, 1);
}

static void
an_order_is_taken_back_while_nothing_was_done(void **state)
{
	struct visit d = visit();

	(void)state;
	assert_int_equal(cancel(&d.v, d.theirs.id, d.theirs.rev), RC_NOTFOUND);
	assert_int_equal(cancel(&d.v, d.draft.id, d.draft.rev), RC_NOTFOUND);
	assert_int_equal(cancel(&d.v, d.mine.id, d.mine.rev - 1), RC_CONFLICT);
	assert_int_equal(order_at(d.mine.id).status, ORDER_OPEN);
	good(cancel(&d.v, d.mine.id, d.mine.rev));
	assert_int_equal(order_at(d.mine.id).status, ORDER_CANCELED);
	assert_int_equal(
	    cancel(&d.v, d.mine.id, order_at(d.mine.id).rev), RC_REFUSED);
}

static void
what_is_being_shipped_goes_on(void **state)
{
	struct visit d = visit();
	struct sales_order o = order_at(d.mine.id);
	int64_t made;

	(void)state;
	world.actor.channel = CHANNEL_ERP;
	good(makes(SHIP, &o, &made));
	world.actor.channel = CHANNEL_PORTAL;
	o = order_at(o.id);
	assert_int_equal(cancel(&d.v, o.id, o.rev), RC_REFUSED);
	assert_int_equal(order_at(o.id).status, ORDER_SHIPPING);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(only_what_is_ones_own_and_was_sent_is_there),
		TEST(an_order_is_taken_back_while_nothing_was_done),
		TEST(what_is_being_shipped_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
