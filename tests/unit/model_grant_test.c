/* One login for several customers: who may choose what, and what it opens. */
#include "own_fixture.h"

#include "../../lib/model/grant.h"
#include "../../lib/model/product.h"
#include "../../lib/own/ownswitch.h"

struct making {
	struct grant g;
	const char *login;
};

static enum rc
make_body(struct txn *x, void *arg)
{
	struct making *m = arg;

	return grant_make(x, &m->g, m->login, &world.bad);
}

static enum rc
making(struct making *m)
{
	memset(&world.bad, 0, sizeof world.bad);
	world.actor = (struct actor){ 0, "Mara Kovac", CHANNEL_ERP, false };
	return run(make_body, m);
}

static enum rc
end_body(struct txn *x, void *arg)
{
	return grant_end(x, *(const int64_t *)arg);
}

struct choosing {
	struct person *who;
	int64_t account;
};

static enum rc
choose_body(struct txn *x, void *arg)
{
	struct choosing *c = arg;
	struct arena *mem = arena_new();
	struct visitor v;
	enum rc rc;

	visitor_load(
	    x, SITE_PORTAL, SITE_URL, &c->who->session, clock_now(), "", &v);
	rc = own_switch(own_new(mem, x, &v), c->account);
	arena_free(mem);
	return rc;
}

/* The session as it is stored then. */
static enum rc
choosing(struct person *who, int64_t account)
{
	struct choosing c = { who, account };
	enum rc rc = run(choose_body, &c);

	assert_int_equal(
	    load(&session_entity, who->session.id, &who->session), RC_OK);
	return rc;
}

static bool
count_choice(void *arg, const struct own_choice *c)
{
	int *n = arg;

	assert_true(c->account != 0 && c->name[0] != '\0');
	++*n;
	return true;
}

static int
choices(const struct person *who)
{
	struct visit d;
	int n = 0;

	enter(&d, who);
	assert_int_equal(own_choices(d.own, count_choice, &n), RC_OK);
	assert_int_equal(own_may_switch(d.own), n > 1);
	leave(&d);
	return n;
}

/* Maria of Alfreds is a contact of Blauer See, too. */
static struct making
at_blauer(struct town *t, int64_t wanted)
{
	struct contact c =
	    person(t->hanna.firm.id, "Maria", "Anders", "m@blauer.example");
	struct making m = { { .contact_id = c.id, .roles = wanted },
		t->maria.user.login };

	return m;
}

static void
a_login_is_let_in_and_no_more(void **state)
{
	struct town t;
	struct making m;
	struct support_case c;
	struct visit d;

	(void)state;
	town(&t);
	assert_int_equal(choices(&t.maria), 1);
	assert_int_equal(choosing(&t.maria, t.hanna.firm.id), RC_NOTFOUND);
	m = at_blauer(&t, PORTAL_CASES | PORTAL_COMPANY);
	good(making(&m));
	assert_int_equal(choices(&t.maria), 2);
	assert_int_equal(choices(&t.tom), 1);
	assert_int_equal(choosing(&t.tom, t.hanna.firm.id), RC_NOTFOUND);
	/* At home until it is chosen. */
	enter(&d, &t.maria);
	assert_int_equal(d.v.account.id, t.maria.firm.id);
	leave(&d);
	good(choosing(&t.maria, t.hanna.firm.id));
	enter(&d, &t.maria);
	assert_int_equal(d.v.account.id, t.hanna.firm.id);
	assert_int_equal(d.v.contact.id, m.g.contact_id);
	assert_int_equal(
	    d.v.roles, PORTAL_USER | PORTAL_CASES | PORTAL_COMPANY);
	assert_false(d.v.child);
	/* The other customer's, and nothing of one's own. */
	assert_int_equal(
	    own_get(d.own, &case_entity, t.of_hanna.id, &c), RC_OK);
	assert_int_equal(
	    own_get(d.own, &case_entity, t.of_maria.id, &c), RC_NOTFOUND);
	leave(&d);
	/* Taken away: the next request is for one's own again. */
	good(run(end_body, &m.g.contact_id));
	enter(&d, &t.maria);
	assert_int_equal(d.v.account.id, t.maria.firm.id);
	assert_int_equal(d.v.contact.id, t.maria.contact.id);
	assert_false(d.v.whole_company);
	assert_int_equal(
	    own_get(d.own, &case_entity, t.of_hanna.id, &c), RC_NOTFOUND);
	leave(&d);
}

static void
an_inactive_contact_or_customer_closes_the_door(void **state)
{
	struct town t;
	struct making m;
	struct contact c;
	struct account a;
	struct visit d;

	(void)state;
	town(&t);
	m = at_blauer(&t, PORTAL_CASES);
	good(making(&m));
	good(choosing(&t.maria, t.hanna.firm.id));
	assert_int_equal(load(&contact_entity, m.g.contact_id, &c), RC_OK);
	c.active = CONTACT_IS_INACTIVE;
	good(save(&contact_entity, &c));
	enter(&d, &t.maria);
	assert_int_equal(d.v.account.id, t.maria.firm.id);
	leave(&d);
	c.active = CONTACT_IS_ACTIVE;
	good(save(&contact_entity, &c));
	assert_int_equal(load(&account_entity, t.hanna.firm.id, &a), RC_OK);
	a.status = ACCOUNT_INACTIVE;
	good(save(&account_entity, &a));
	enter(&d, &t.maria);
	assert_int_equal(d.v.account.id, t.maria.firm.id);
	leave(&d);
}

static void
rules(void **state)
{
	struct town t;
	struct making m;

	(void)state;
	town(&t);
	(void)staff("mara", ROLE_CASES);
	m = at_blauer(&t, PORTAL_CASES);
	m.login = "mara";
	refused(making(&m), USER_LOGIN, "No portal user");
	m.login = "h@example.com";
	refused(making(&m), USER_LOGIN, "same customer");
	m.login = t.maria.user.login;
	m.g.roles = ROLE_ADMIN;
	refused(making(&m), USER_ROLES, "does not permit");
	m.g.roles = PORTAL_CASES;
	m.g.contact_id = t.hanna.contact.id;
	refused(making(&m), 0, "has a user already");
	m = at_blauer(&t, PORTAL_CASES);
	good(making(&m));
	m.g.id = m.g.rev = 0;
	refused(making(&m), USER_LOGIN, "linked already");
}

static void
a_parent_reads_documents_where_it_may(void **state)
{
	struct town t;
	struct account below;
	struct visit d;

	(void)state;
	town(&t);
	below = customer("GAMMA", "Gamma");
	below.parent_account_id = t.tom.firm.id;
	good(save(&account_entity, &below));
	assert_int_equal(choosing(&t.tom, below.id), RC_NOTFOUND);
	below.parent_sees = 1;
	good(save(&account_entity, &below));
	assert_int_equal(choices(&t.tom), 2);
	assert_int_equal(choices(&t.hanna), 1);
	assert_int_equal(choosing(&t.hanna, below.id), RC_NOTFOUND);
	good(choosing(&t.tom, below.id));
	enter(&d, &t.tom);
	assert_int_equal(d.v.account.id, below.id);
	assert_true(d.v.child && d.v.read_only);
	/* No cases, no people, and nothing is sent. */
	assert_int_equal(d.v.roles, PORTAL_USER);
	assert_int_equal(may_use(&d.v, SITE_PORTAL, PORTAL_USER, 0, true),
	    MAY_NOT_READ_ONLY);
	d.v.roles |= PORTAL_ORDERS;
	d.v.features |= FEATURE_PORTAL_ORDERS;
	assert_int_equal(
	    product_unseen(&d.v, &(struct product){ .on_web = IS_YES }),
	    UNSEEN_ROLE);
	leave(&d);
	below.parent_sees = 0;
	good(save(&account_entity, &below));
	enter(&d, &t.tom);
	assert_int_equal(d.v.account.id, t.tom.firm.id);
	assert_false(d.v.child || d.v.read_only);
	leave(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_login_is_let_in_and_no_more),
		TEST(an_inactive_contact_or_customer_closes_the_door),
		TEST(rules),
		TEST(a_parent_reads_documents_where_it_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
