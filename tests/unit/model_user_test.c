/* Users: standing, locks, roles, limits, sessions. */
#include "model_fixture.h"

/* ---- pure functions */

static void
standing_is_made_of_status_time_and_sessions(void **state)
{
	static const struct {
		int64_t status, locked_until; /* seconds from now */
		bool online;
		enum user_standing is;
	} cases[] = {
		{ USER_PENDING, 0, false, STANDING_PENDING },
		{ USER_PENDING, 60, true, STANDING_PENDING },
		{ USER_ACTIVE, 0, false, STANDING_ACTIVE },
		{ USER_ACTIVE, 0, true, STANDING_ONLINE },
		{ USER_ACTIVE, 1, true, STANDING_LOCKED },
		{ USER_ACTIVE, -1, false, STANDING_ACTIVE },
		{ USER_DISABLED, 0, true, STANDING_DISABLED },
		{ USER_DISABLED, 60, false, STANDING_DISABLED },
	};

	(void)state;
	assert_int_equal(
	    user_standing(NULL, false, NOON), STANDING_NOT_CREATED);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct user u = { .id = 1, .status = cases[i].status };

		if (cases[i].locked_until != 0)
			u.locked_until = NOON + cases[i].locked_until;
		assert_int_equal(
		    user_standing(&u, cases[i].online, NOON), cases[i].is);
	}
}

static void
names_fall_back_to_the_login(void **state)
{
	struct user u = {
		.login = "maria", .first_name = "Maria", .last_name = "Anders"
	};
	char name[161];

	(void)state;
	user_name(&u, name, sizeof name);
	assert_string_equal(name, "Maria Anders");
	u.first_name[0] = '\0';
	user_name(&u, name, sizeof name);
	assert_string_equal(name, "Anders");
	u.last_name[0] = '\0';
	user_name(&u, name, sizeof name);
	assert_string_equal(name, "maria");
}

static void
some_roles_contain_others(void **state)
{
	(void)state;
	assert_int_equal(role_reach(PORTAL_CASES), PORTAL_CASES);
	assert_int_equal(role_reach(PORTAL_MANAGER), PORTAL_ROLES);
	assert_int_equal(role_reach(ROLE_ADMIN), ROLE_STAFF);
	assert_int_equal(role_reach(0), 0);
}

/* ---- in a store */

enum verb { ACTIVATE, ENABLE, DISABLE, UNLOCK };

static enum rc
verb_body(struct txn *x, void *rec, struct problems *bad, enum verb verb)
{
	switch (verb) {
	case ACTIVATE:
		return user_activate(x, rec, bad);
	case ENABLE:
		return user_enable(x, rec, bad);
	case DISABLE:
		return user_disable(x, rec, bad);
	case UNLOCK:
		return user_unlock(x, rec, bad);
	}
	return RC_INVALID;
}

static enum rc
activate(struct txn *x, void *rec, struct problems *bad)
{
	return verb_body(x, rec, bad, ACTIVATE);
}

static enum rc
enable(struct txn *x, void *rec, struct problems *bad)
{
	return verb_body(x, rec, bad, ENABLE);
}

static enum rc
disable(struct txn *x, void *rec, struct problems *bad)
{
	return verb_body(x, rec, bad, DISABLE);
}

static enum rc
unlock(struct txn *x, void *rec, struct problems *bad)
{
	return verb_body(x, rec, bad, UNLOCK);
}

static enum rc
missed(struct txn *x, void *rec, struct problems *bad)
{
	(void)bad;
	return user_missed(x, record_id(rec));
}

static enum rc
signed_in(struct txn *x, void *rec, struct problems *bad)
{
	(void)bad;
	return user_signed_in(x, record_id(rec));
}

static enum rc
begin_session(struct txn *x, void *rec, struct problems *bad)
{
	(void)bad;
	return session_begin(x, rec, 3);
}

static struct user
loaded(int64_t id)
{
	struct user u;

	assert_int_equal(load(&user_entity, id, &u), RC_OK);
	return u;
}

/* An active portal user, and all that she stands on. */
static struct user
maria(struct contact *c)
{
	struct account a;
	struct user u;

	company();
	a = customer("ALFKI", "Alfreds Futterkiste");
	*c = person(a.id, "Maria", "Anders", "maria@example.com");
	u = portal_user(c->id, 0);
	assert_int_equal(load(&contact_entity, c->id, c), RC_OK);
	return u;
}

static int64_t
members(int64_t role)
{
	const struct member like = { .role = role };

	return count(&member_entity, MEMBER_OF_ROLE, &like);
}

static struct session
session_of(const struct user *u, const char *token)
{
	struct session s = { .user_id = u->id, .site = SITE_PORTAL };

	str_copy(s.token_hash, sizeof s.token_hash, token);
	good(call(begin_session, &s));
	return s;
}

static int64_t
sessions_of(const struct user *u)
{
	const struct session like = { .user_id = u->id };

	return count(&session_entity, SESSION_OF_USER, &like);
}

static void
a_contacts_user_is_made_by_its_type(void **state)
{
	struct contact c;
	struct user u = maria(&c);

	(void)state;
	assert_string_equal(u.login, "maria@example.com");
	assert_int_equal(u.roles, PORTAL_USER | PORTAL_CASES);
	assert_int_equal(u.status, USER_ACTIVE);
	assert_int_equal(u.guest, USER_IS_GUEST);
	assert_int_equal(u.account_id, c.account_id);
	assert_int_equal(u.force_change, 1);
	assert_int_equal(u.max_sessions, 3);
	assert_int_equal(c.user_id, u.id);
	assert_int_equal(members(PORTAL_CASES), 1);
	u.roles = PORTAL_USER | PORTAL_COMPANY;
	good(save(&user_entity, &u));
	assert_int_equal(members(PORTAL_CASES), 0);
	assert_int_equal(members(PORTAL_COMPANY), 1);
	u.roles |= ROLE_CASES;
	refused(save(&user_entity, &u), USER_ROLES, "a role for staff");
}

static void
a_type_that_wants_activation_gets_it(void **state)
{
	struct contact c;
	struct user u = maria(&c), two;
	struct user_type type;
	struct contact other;

	(void)state;
	assert_int_equal(load(&user_type_entity, u.user_type, &type), RC_OK);
	type.require_activation = 1;
	good(save(&user_type_entity, &type));
	other = person(c.account_id, "Uwe", "Klein", "uwe@example.com");
	two = portal_user(other.id, PORTAL_USER);
	assert_int_equal(two.status, USER_PENDING);
	refused(call(enable, &two), USER_STATUS, "Only a disabled");
	two = loaded(two.id);
	good(call(activate, &two));
	assert_int_equal(loaded(two.id).status, USER_ACTIVE);
	refused(call(activate, &two), USER_STATUS, "Only a user who is");
}

static void
users_need_what_they_stand_on(void **state)
{
	struct contact c, lone;
	struct user u = maria(&c);
	struct newcomer n = { .contact = c.id,
		.u = { .user_type = u.user_type } };

	(void)state;
	refused(run(newcomer_body, &n), 0, "has a user already");
	memset(&world.bad, 0, sizeof world.bad);
	lone = person(0, "Ann", "Lone", "ann@example.com");
	n = (struct newcomer){ lone.id, { .user_type = u.user_type } };
	refused(run(newcomer_body, &n), USER_CONTACT, "business account");
	memset(&world.bad, 0, sizeof world.bad);
	lone.account_id = c.account_id;
	lone.active = CONTACT_IS_INACTIVE;
	good(save(&contact_entity, &lone));
	n = (struct newcomer){ lone.id, { .user_type = u.user_type } };
	refused(run(newcomer_body, &n), USER_CONTACT, "is inactive");
	memset(&world.bad, 0, sizeof world.bad);
	lone.active = CONTACT_IS_ACTIVE;
	lone.email[0] = '\0';
	good(save(&contact_entity, &lone));
	n = (struct newcomer){ lone.id, { .user_type = u.user_type } };
	refused(run(newcomer_body, &n), USER_LOGIN, "no e-mail address");
	memset(&world.bad, 0, sizeof world.bad);
	n = (struct newcomer){ lone.id,
		{ .user_type = u.user_type, .login = "ann" } };
	refused(run(newcomer_body, &n), USER_LOGIN, "e-mail address: enter");
	memset(&world.bad, 0, sizeof world.bad);
	n = (struct newcomer){ lone.id,
		{ .user_type = u.user_type, .login = "MARIA@example.com" } };
	assert_int_equal(run(newcomer_body, &n), RC_EXISTS);
	assert_non_null(problem_of(&world.bad, USER_LOGIN));
	memset(&world.bad, 0, sizeof world.bad);
	n = (struct newcomer){ .contact = lone.id };
	refused(run(newcomer_body, &n), USER_TYPE, "Choose a user type");
	memset(&world.bad, 0, sizeof world.bad);
	n.u.user_type = id_of(&user_type_entity, "Employee");
	refused(run(newcomer_body, &n), USER_TYPE, "for our staff");
	u.contact_id = lone.id;
	refused(save(&user_entity, &u), USER_CONTACT, "stays with its contact");
}

static void
staff_are_not_contacts(void **state)
{
	struct user u = { .login = "eva", .roles = PORTAL_CASES };

	(void)state;
	company();
	refused(save(&user_entity, &u), USER_ROLES, "a role for contacts");
	u.roles = ROLE_CASES;
	u.user_type = id_of(&user_type_entity, "Portal External User");
	refused(save(&user_entity, &u), USER_TYPE, "User Info tab");
	str_copy(u.login, sizeof u.login, "eva long");
	refused(save(&user_entity, &u), USER_LOGIN, "no blanks");
	str_copy(u.time_zone, sizeof u.time_zone, "Mars/Base");
	refused(save(&user_entity, &u), USER_TIME_ZONE, "no such time zone");
}

static void
the_licence_limits_active_users(void **state)
{
	struct contact c, other;
	struct user u = maria(&c);
	struct licence l = licence_for(LICENCE_PORTAL);
	struct newcomer n = { .u = { .user_type = u.user_type } };

	(void)state;
	l.portal_users = 1;
	str_copy(l.text, sizeof l.text, "smaller");
	good(run(licence_body, &l));
	other = person(c.account_id, "Uwe", "Klein", "uwe@example.com");
	n.contact = other.id;
	refused(run(newcomer_body, &n), 0, "1 active portal users");
	memset(&world.bad, 0, sizeof world.bad);
	good(call(disable, &u)); /* a disabled one does not count */
	n = (struct newcomer){ other.id, { .user_type = u.user_type } };
	good(run(newcomer_body, &n));
	refused(call(enable, &u), 0, "1 active portal users");
	u = loaded(u.id);
	refused(call(disable, &u), USER_STATUS, "is disabled");
}

static enum rc
unlicense_body(struct txn *x, void *arg)
{
	(void)arg;
	return licence_remove(x, LICENCE_PORTAL);
}

static void
no_portal_licence_no_portal_users(void **state)
{
	struct contact c;
	struct user u = maria(&c);

	(void)state;
	good(call(disable, &u));
	good(run(unlicense_body, NULL));
	refused(call(enable, &u), 0, "no portal licence");
}

static void
an_inactive_contact_has_no_user(void **state)
{
	struct contact c;
	struct user u = maria(&c);

	(void)state;
	session_of(&u, "t1");
	c.active = CONTACT_IS_INACTIVE;
	str_copy(c.last_name, sizeof c.last_name, "Anders-Berg");
	good(save(&contact_entity, &c));
	u = loaded(u.id);
	assert_int_equal(u.status, USER_DISABLED);
	assert_string_equal(u.last_name, "Anders-Berg");
	assert_int_equal(sessions_of(&u), 0);
	refused(call(enable, &u), USER_STATUS, "contact is inactive");
	c.active = CONTACT_IS_ACTIVE;
	good(save(&contact_entity, &c));
	u = loaded(u.id);
	good(call(enable, &u));
	c.account_id = 0;
	refused(save(&contact_entity, &c), CONTACT_ACCOUNT, "portal user");
}

static void
wrong_passwords_lock_for_a_while(void **state)
{
	struct contact c;
	struct user u = maria(&c), form = u;

	(void)state;
	for (int i = 0; i < 4; i++)
		good(call(missed, &u));
	assert_int_equal(user_standing((u = loaded(u.id), &u), false, NOON),
	    STANDING_ACTIVE);
	good(call(missed, &u));
	u = loaded(u.id);
	assert_int_equal(u.locked_until, clock_now() + 30);
	assert_int_equal(u.last_lockout, clock_now());
	good(call(missed, &u));
	u = loaded(u.id);
	assert_int_equal(u.locked_until, clock_now() + 60);
	good(call(unlock, &u));
	u = loaded(u.id);
	assert_int_equal(u.misses, 0);
	refused(call(unlock, &u), USER_STATUS, "not locked");
	good(call(missed, &u));
	clock_stop(NOON + 100);
	good(call(signed_in, &u));
	u = loaded(u.id);
	assert_int_equal(u.misses, 0);
	assert_int_equal(u.last_login, NOON + 100);

	/* Whoever had the user in a form meanwhile is not disturbed. */
	form.misses = u.misses;
	form.last_login = u.last_login;
	form.last_lockout = u.last_lockout;
	assert_int_equal(form.rev, u.rev);
	str_copy(form.comment, sizeof form.comment, "key account");
	good(save(&user_entity, &form));
}

static void
nobody_locks_out_the_last_administrator(void **state)
{
	struct user admin, agent, two;

	(void)state;
	company();
	admin = loaded(id_of(&user_entity, "admin"));
	agent = loaded(id_of(&user_entity, "agent"));
	act_as(&admin, CHANNEL_ERP);
	refused(call(disable, &admin), USER_STATUS, "disable yourself");
	admin.roles = ROLE_CASES;
	refused(save(&user_entity, &admin), USER_ROLES, "from yourself");
	act_as(&agent, CHANNEL_ERP);
	refused(save(&user_entity, &admin), USER_ROLES, "last active");
	admin.roles = ROLE_ADMIN;
	refused(call(disable, &admin), USER_ROLES, "last active");
	admin = loaded(admin.id);
	two = staff("two", ROLE_ADMIN);
	good(call(disable, &admin));
	refused(call(disable, &two), USER_ROLES, "last active");
}

struct fresh {
	struct user u;
	bool once;
	int64_t keep;
};

static enum rc
password_body(struct txn *x, void *arg)
{
	struct fresh *f = arg;

	return user_set_password(
	    x, &f->u, "$y$new", f->once, f->keep, &world.bad);
}

static void
a_new_password_ends_the_other_sessions(void **state)
{
	struct contact c;
	struct fresh f = { .u = maria(&c), .once = true };
	struct session s;

	(void)state;
	session_of(&f.u, "t1");
	s = session_of(&f.u, "t2");
	f.keep = s.id;
	good(run(password_body, &f));
	assert_int_equal(sessions_of(&f.u), 1);
	assert_int_equal(loaded(f.u.id).force_change, 1);
	f.u = loaded(f.u.id);
	f.once = false;
	f.keep = 0;
	good(run(password_body, &f));
	assert_int_equal(sessions_of(&f.u), 0);
	f.u = loaded(f.u.id);
	assert_int_equal(f.u.force_change, 0);
	assert_int_equal(f.u.password_changed, clock_now());
}

/* ---- sessions */

static enum rc
touch_body(struct txn *x, void *arg)
{
	return session_touch(x, record_id(arg));
}

static enum rc
refresh_body(struct txn *x, void *arg)
{
	return session_refresh(x, record_id(arg));
}

/* What protects rights and passwords asks for the password after that time. */
static void
a_session_is_fresh_for_five_minutes(void **state)
{
	struct contact c;
	struct user u = maria(&c);
	struct session s = session_of(&u, "t1");

	(void)state;
	assert_true(session_is_fresh(&s, NOON + SESSION_FRESH_FOR - 1));
	assert_false(session_is_fresh(&s, NOON + SESSION_FRESH_FOR));
	clock_stop(NOON + SESSION_FRESH_FOR);
	good(run(refresh_body, &s));
	load(&session_entity, s.id, &s);
	assert_true(session_is_fresh(&s, clock_now()));
	assert_false(session_is_fresh(&s, clock_now() + SESSION_FRESH_FOR));
}

static bool
online(const struct user *u)
{
	struct store *s = store_open(world.home, STORE_READ);
	bool yes = session_online(store_view(s), u->id, clock_now());

	store_close(s);
	return yes;
}

static void
sessions_end_by_time_and_number(void **state)
{
	struct contact c;
	struct user u = maria(&c);
	struct session s = session_of(&u, "t0"), last;

	(void)state;
	assert_true(online(&u));
	assert_true(session_live(&s, NOON + SESSION_IDLE - 1));
	assert_false(session_live(&s, NOON + SESSION_IDLE));
	assert_int_equal(run(touch_body, &s), RC_SAME);
	for (int64_t t = 0; t < SESSION_LIFE; t += SESSION_TOUCH) {
		clock_stop(NOON + t + SESSION_TOUCH);
		assert_int_equal(run(touch_body, &s),
		    t + SESSION_TOUCH < SESSION_LIFE ? RC_OK : RC_NOTFOUND);
	}
	assert_false(online(&u));
	for (int i = 1; i < 5; i++) {
		char token[8];

		clock_stop(NOON + SESSION_LIFE + 60 * i);
		str_printf(token, sizeof token, "t%d", i);
		last = session_of(&u, token);
	}
	assert_int_equal(sessions_of(&u), 3); /* the oldest went */
	assert_int_equal(load(&session_entity, last.id, &s), RC_OK);
	clock_stop(NOON + DAY);
	session_of(&u, "t9"); /* clears up what is over */
	assert_int_equal(sessions_of(&u), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(standing_is_made_of_status_time_and_sessions),
		cmocka_unit_test(names_fall_back_to_the_login),
		cmocka_unit_test(some_roles_contain_others),
		TEST(a_contacts_user_is_made_by_its_type),
		TEST(a_type_that_wants_activation_gets_it),
		TEST(users_need_what_they_stand_on),
		TEST(staff_are_not_contacts),
		TEST(the_licence_limits_active_users),
		TEST(no_portal_licence_no_portal_users),
		TEST(an_inactive_contact_has_no_user),
		TEST(wrong_passwords_lock_for_a_while),
		TEST(nobody_locks_out_the_last_administrator),
		TEST(a_new_password_ends_the_other_sessions),
		TEST(a_session_is_fresh_for_five_minutes),
		TEST(sessions_end_by_time_and_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
