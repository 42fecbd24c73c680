/* A customer's people and their logins, as the manager changes them: within
 * the company, and within what the user type permits. */
#include "own_fixture.h"

#include "../../lib/model/grant.h"
#include "../../lib/own/owncompany.h"

/* A transaction at the door. */
struct deed {
	const struct person *who;
	enum rc (*what)(struct own *, struct deed *);
	int64_t id, rev, wanted;
	bool on;
	struct contact c;
	struct user u;
	struct own_login login;
};

static enum rc
deed_body(struct txn *x, void *arg)
{
	struct arena *mem = arena_new();
	struct deed *deed = arg;
	struct visitor v;
	enum rc rc;

	visitor_load(
	    x, SITE_PORTAL, SITE_URL, &deed->who->session, clock_now(), "", &v);
	rc = deed->what(own_new(mem, x, &v), deed);
	arena_free(mem);
	return rc;
}

static enum rc
doing(struct deed *deed, enum rc (*what)(struct own *, struct deed *))
{
	memset(&world.bad, 0, sizeof world.bad);
	world.actor = (struct actor){ deed->who->user.id, "Customer",
		CHANNEL_PORTAL, false };
	deed->what = what;
	return run(deed_body, deed);
}

static enum rc
peep(struct own *o, struct deed *d)
{
	return own_get(o, &contact_entity, d->id, &d->c);
}

static enum rc
look(struct own *o, struct deed *d)
{
	enum rc rc = peep(o, d);

	return rc == RC_OK ? own_login(o, &d->c, &d->login) : rc;
}

/* With a contact of others that was come by in some way. */
static enum rc
look_at_it(struct own *o, struct deed *d)
{
	return own_login(o, &d->c, &d->login);
}

static enum rc
save_person(struct own *o, struct deed *d)
{
	return own_person_save(o, &d->c, &world.bad);
}

static enum rc
set_active(struct own *o, struct deed *d)
{
	return own_person_active(o, d->id, d->rev, d->on, &world.bad);
}

static enum rc
give(struct own *o, struct deed *d)
{
	return own_access_give(o, d->id, d->rev, d->wanted, &d->u, &world.bad);
}

static enum rc
take(struct own *o, struct deed *d)
{
	return own_access_take(o, d->id, &world.bad);
}

static enum rc
unlock(struct own *o, struct deed *d)
{
	return own_access_unlock(o, d->id, &world.bad);
}

static enum rc
reset(struct own *o, struct deed *d)
{
	return own_access_reset(o, d->id, "$y$once", &d->u, &world.bad);
}

static enum rc
invite(struct own *o, struct deed *d)
{
	return own_access_invite(o, d->id, &world.bad);
}

static bool
count_one(void *arg, const void *rec)
{
	struct deed *d = arg;

	assert_int_equal(
	    ((const struct contact *)rec)->account_id, d->who->firm.id);
	d->rev++;
	return true;
}

static enum rc
list_people(struct own *o, struct deed *d)
{
	/* Somebody else's account is asked for. */
	const struct contact like = { .account_id = d->id };
	const struct list l = { .e = &contact_entity,
		.index = CONTACT_OF_ACCOUNT,
		.like = &like,
		.prefix = 1 };

	d->rev = 0;
	return own_list(o, &l, count_one, d);
}

static struct contact
contact_of(int64_t id)
{
	struct contact c;

	assert_int_equal(load(&contact_entity, id, &c), RC_OK);
	return c;
}

static struct user
user_of(int64_t id)
{
	struct user u;

	assert_int_equal(load(&user_entity, id, &u), RC_OK);
	return u;
}

/* ---- whose */

static void
people_of_others_are_not_there(void **state)
{
	static enum rc (*const doors[])(struct own *, struct deed *) = { peep,
		look, set_active, give, take, unlock, reset, invite,
		save_person };
	struct town t;

	(void)state;
	town(&t);
	for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
		/* Another customer's manager, and a colleague who manages
		 * nothing. */
		const struct person *const who[] = { &t.hanna, &t.maria };

		for (size_t j = 0; j < 2; j++) {
			struct deed d = { .who = who[j],
				.id = t.tom.contact.id,
				.rev = 1,
				.c = { .id = t.tom.contact.id } };

			assert_int_equal(doing(&d, doors[i]), RC_NOTFOUND);
		}
	}
	{
		struct deed d = { .who = &t.hanna, .c = t.tom.contact };

		assert_int_equal(doing(&d, look_at_it), RC_NOTFOUND);
		assert_string_equal(d.login.login, "");
		d.id = t.tom.firm.id;
		assert_int_equal(doing(&d, list_people), RC_OK);
		assert_int_equal(d.rev, 1);
		d.who = &t.maria;
		assert_int_equal(doing(&d, list_people), RC_NOTFOUND);
	}
}

/* ---- people */

static void
a_colleague_is_added_and_changed(void **state)
{
	struct town t;
	struct deed d = { .rev = 0 };

	(void)state;
	town(&t);
	d.who = &t.tom;
	d.c = (struct contact){ .account_id = t.hanna.firm.id,
		.user_id = t.hanna.user.id,
		.owner = 7,
		.last_name = "Nilsson",
		.email = "n@example.com" };
	good(doing(&d, save_person));
	d.id = d.c.id;
	d.c = contact_of(d.id);
	assert_int_equal(d.c.account_id, t.tom.firm.id);
	assert_int_equal(d.c.user_id, 0);
	assert_int_equal(d.c.owner, 0);
	/* A change takes over no more either, and asks for what was seen. */
	str_copy(d.c.job_title, sizeof d.c.job_title, "Baker");
	str_copy(d.c.notes, sizeof d.c.notes, "Ours.");
	d.c.account_id = t.hanna.firm.id;
	good(doing(&d, save_person));
	assert_int_equal(doing(&d, save_person), RC_CONFLICT);
	d.c = contact_of(d.id);
	assert_string_equal(d.c.job_title, "Baker");
	assert_string_equal(d.c.notes, "");
	assert_int_equal(d.c.account_id, t.tom.firm.id);
}

static void
nobody_takes_himself_away(void **state)
{
	static enum rc (*const doors[])(struct own *,
	    struct deed *) = { set_active, give, take, unlock, reset, invite };
	struct town t;

	(void)state;
	town(&t);
	for (size_t i = 0; i < sizeof doors / sizeof *doors; i++) {
		struct deed d = { .who = &t.tom, .id = t.tom.contact.id };

		d.rev = doors[i] == give ? user_of(t.tom.user.id).rev :
					   t.tom.contact.rev;
		refused(doing(&d, doors[i]), 0, "yourself");
	}
}

/* ---- access */

static void
access_is_given_within_what_the_type_permits(void **state)
{
	struct user_type type;
	struct town t;
	struct deed d = { .rev = 0 };

	(void)state;
	town(&t);
	assert_int_equal(
	    load(&user_type_entity,
		id_of(&user_type_entity, "Portal External User"), &type),
	    RC_OK);
	type.roles = PORTAL_USER | PORTAL_CASES | PORTAL_COMPANY;
	good(save(&user_type_entity, &type));
	d.who = &t.tom;
	d.c = (struct contact){ .last_name = "Nilsson" };
	good(doing(&d, save_person));
	d.id = d.c.id;
	d.wanted = PORTAL_CASES;
	refused(doing(&d, give), 0, "e-mail address first");
	d.c = contact_of(d.id);
	/* That login is somebody's; whose is not said. */
	str_copy(d.c.email, sizeof d.c.email, "h@example.com");
	good(doing(&d, save_person));
	d.u.id = 0;
	refused(doing(&d, give), 0, "No login can be made");
	d.c = contact_of(d.id);
	str_copy(d.c.email, sizeof d.c.email, "n@example.com");
	good(doing(&d, save_person));
	d.wanted = PORTAL_FINANCE;
	refused(doing(&d, give), USER_ROLES, "cannot be given");
	d.wanted = ROLE_ADMIN;
	refused(doing(&d, give), USER_ROLES, "cannot be given");
	d.wanted = PORTAL_CASES;
	good(doing(&d, give));
	assert_int_equal(d.u.roles, PORTAL_USER | PORTAL_CASES);
	assert_int_equal(d.u.account_id, t.tom.firm.id);
	good(doing(&d, look));
	assert_int_equal(d.login.may_have, PORTAL_CASES | PORTAL_COMPANY);
	assert_int_equal(d.login.standing, STANDING_ACTIVE);
	assert_true(d.login.fresh);
	/* With the state that was seen before. */
	assert_int_equal(doing(&d, give), RC_CONFLICT);
	d.rev = d.login.rev;
	d.wanted = 0;
	good(doing(&d, give));
	assert_int_equal(d.u.roles, PORTAL_USER);
}

static void
revoked_ends_the_session_and_is_given_again(void **state)
{
	struct town t;
	struct deed d = { .rev = 0 };
	struct session s;

	(void)state;
	town(&t);
	d.who = &t.tom;
	d.id = t.maria.contact.id;
	good(doing(&d, look));
	assert_int_equal(d.login.standing, STANDING_ONLINE);
	good(doing(&d, take));
	assert_int_equal(
	    load(&session_entity, t.maria.session.id, &s), RC_NOTFOUND);
	assert_int_equal(user_of(t.maria.user.id).status, USER_DISABLED);
	d.rev = user_of(t.maria.user.id).rev;
	d.wanted = PORTAL_CASES;
	good(doing(&d, give));
	assert_int_equal(user_of(t.maria.user.id).status, USER_ACTIVE);
	good(doing(&d, reset));
	assert_int_equal(user_of(t.maria.user.id).force_change, 1);
	assert_string_equal(user_of(t.maria.user.id).password_hash, "$y$once");
	refused(doing(&d, unlock), USER_STATUS, "not locked");
}

static void
an_inactive_colleague_cannot_sign_in(void **state)
{
	struct town t;
	struct deed d = { .on = false };
	struct session s;

	(void)state;
	town(&t);
	d.who = &t.tom;
	d.id = t.maria.contact.id;
	d.rev = contact_of(d.id).rev;
	good(doing(&d, set_active));
	assert_int_equal(
	    load(&session_entity, t.maria.session.id, &s), RC_NOTFOUND);
	assert_int_equal(user_of(t.maria.user.id).status, USER_DISABLED);
	d.rev = user_of(t.maria.user.id).rev;
	refused(doing(&d, give), USER_STATUS, "inactive");
	d.rev = contact_of(d.id).rev;
	d.on = true;
	good(doing(&d, set_active));
	/* Access is another matter. */
	assert_int_equal(user_of(t.maria.user.id).status, USER_DISABLED);
}

static enum rc
let_in(struct txn *x, void *arg)
{
	return grant_make(x, arg, "m@example.com", &world.bad);
}

/* Who can take over a login has all that it opens elsewhere. */
static void
a_login_of_other_customers_is_not_taken_over(void **state)
{
	struct town t;
	struct deed d = { .rev = 0 };
	struct grant g = { .roles = PORTAL_CASES };

	(void)state;
	town(&t);
	g.contact_id =
	    person(t.hanna.firm.id, "Maria", "Anders", "m@blauer.example").id;
	good(run(let_in, &g));
	d.who = &t.tom;
	d.id = t.maria.contact.id;
	refused(doing(&d, reset), 0, "other companies");
	d.c = contact_of(d.id);
	str_copy(d.c.email, sizeof d.c.email, "tom@example.com");
	refused(doing(&d, save_person), CONTACT_EMAIL, "other companies");
	d.c = contact_of(d.id);
	str_copy(d.c.job_title, sizeof d.c.job_title, "Baker");
	good(doing(&d, save_person));
	good(doing(&d, take));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(people_of_others_are_not_there),
		TEST(a_colleague_is_added_and_changed),
		TEST(nobody_takes_himself_away),
		TEST(access_is_given_within_what_the_type_permits),
		TEST(revoked_ends_the_session_and_is_given_again),
		TEST(an_inactive_colleague_cannot_sign_in),
		TEST(a_login_of_other_customers_is_not_taken_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
