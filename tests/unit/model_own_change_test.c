/* The door: everything that is changed there, tried with what is not one's own.
 */
#include "own_fixture.h"

/* A transaction at the door. */
struct deed {
	const struct person *who;
	enum rc (*what)(struct own *, struct deed *);
	int64_t id;
	struct support_case c;
	struct contact contact;
	struct user user;
	bool ran;
};

static enum rc
deed_body(struct txn *x, void *arg)
{
	struct arena *mem = arena_new();
	struct deed *deed = arg;
	struct visitor v;
	enum rc rc;

	visitor_load(x, SITE_PORTAL, SITE_URL,
	    deed->who == NULL ? NULL : &deed->who->session, clock_now(), "",
	    &v);
	rc = deed->what(own_new(mem, x, &v), deed);
	arena_free(mem);
	return rc;
}

static enum rc
doing(struct deed *deed)
{
	memset(&world.bad, 0, sizeof world.bad);
	if (deed->who != NULL)
		act_as(&deed->who->user, CHANNEL_PORTAL);
	return run(deed_body, deed);
}

static enum rc
closing(struct txn *x, void *rec, void *arg)
{
	struct deed *deed = arg;

	deed->ran = true;
	return case_close_customer(x, rec, &world.bad);
}

static enum rc
close_it(struct own *o, struct deed *deed)
{
	return own_run(o, &case_entity, deed->id, &deed->c, closing, deed);
}

static void
verbs_run_on_ones_own_only(void **state)
{
	struct town t;

	(void)state;
	town(&t);
	{
		const struct {
			const struct person *who;
			int64_t id;
			enum rc rc;
		} tries[] = {
			{ &t.maria, t.of_tom.id, RC_NOTFOUND },
			{ &t.maria, t.of_hanna.id, RC_NOTFOUND },
			{ &t.maria, t.hidden.id, RC_NOTFOUND },
			{ &t.hanna, t.of_maria.id, RC_NOTFOUND },
			{ NULL, t.of_maria.id, RC_NOTFOUND },
			{ &t.maria, t.of_maria.id, RC_OK },
			{ &t.tom, t.of_tom.id, RC_OK },
		};

		for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
			struct deed deed = { .who = tries[i].who,
				.what = close_it,
				.id = tries[i].id };

			assert_int_equal(doing(&deed), tries[i].rc);
			assert_int_equal(deed.ran, tries[i].rc == RC_OK);
		}
	}
}

static enum rc
open_new(struct own *o, struct deed *deed)
{
	return own_new_case(o, &deed->c, "Help.", NULL, 0, &world.bad);
}

static void
a_new_case_is_ones_own_whatever_it_says(void **state)
{
	struct support_case kept;
	struct deed deed;
	struct town t;

	(void)state;
	town(&t);
	deed = (struct deed){ .who = &t.maria,
		.what = open_new,
		.c = { .subject = "Mine",
		    .case_class = id_of(&case_class_entity, "SUPISSUE"),
		    .account_id = t.hanna.firm.id,
		    .contact_id = t.hanna.contact.id,
		    .owner = 1,
		    .priority = PRIORITY_HIGH,
		    .severity = SEVERITY_HIGH } };
	good(doing(&deed));
	assert_int_equal(load(&case_entity, deed.c.id, &kept), RC_OK);
	assert_int_equal(kept.account_id, t.maria.firm.id);
	assert_int_equal(kept.contact_id, t.maria.contact.id);
	assert_int_equal(kept.owner, 0);
	assert_int_equal(kept.priority, PRIORITY_MEDIUM);
	assert_int_equal(kept.severity, SEVERITY_HIGH);
	assert_int_equal(kept.reason, REASON_OPENED_ON_PORTAL);
	assert_int_equal(kept.channel, CHANNEL_PORTAL);
	deed.who = NULL;
	assert_int_equal(doing(&deed), RC_NOTFOUND);
}

static enum rc
change_profile(struct own *o, struct deed *deed)
{
	return own_profile(o, &deed->contact, &world.bad);
}

static enum rc
change_settings(struct own *o, struct deed *deed)
{
	return own_settings(o, &deed->user, &world.bad);
}

static void
a_profile_gives_nothing_but_its_fields(void **state)
{
	struct contact kept;
	struct user user;
	struct deed deed;
	struct town t;

	(void)state;
	town(&t);
	deed = (struct deed){ .who = &t.maria, .what = change_profile };
	deed.contact = t.hanna.contact; /* another's, with everything changed */
	deed.contact.rev = t.maria.contact.rev;
	str_copy(deed.contact.phone, sizeof deed.contact.phone, "030-1");
	str_copy(deed.contact.email, sizeof deed.contact.email, "x@y.zz");
	good(doing(&deed));
	assert_int_equal(
	    load(&contact_entity, t.maria.contact.id, &kept), RC_OK);
	assert_string_equal(kept.phone, "030-1");
	assert_string_equal(kept.email, "m@example.com");
	assert_string_equal(kept.last_name, "Anders");
	assert_int_equal(kept.account_id, t.maria.firm.id);
	assert_int_equal(
	    load(&contact_entity, t.hanna.contact.id, &kept), RC_OK);
	assert_string_equal(kept.phone, "");
	assert_int_equal(doing(&deed), RC_CONFLICT); /* the rev is stale now */

	deed = (struct deed){ .who = &t.maria, .what = change_settings };
	deed.user = t.maria.user;
	deed.user.roles = PORTAL_MANAGER;
	deed.user.theme = THEME_DARK;
	deed.user.status = USER_DISABLED;
	str_copy(deed.user.login, sizeof deed.user.login, "root");
	good(doing(&deed));
	assert_int_equal(load(&user_entity, t.maria.user.id, &user), RC_OK);
	assert_int_equal(user.theme, THEME_DARK);
	assert_int_equal(user.roles, PORTAL_USER | PORTAL_CASES);
	assert_int_equal(user.status, USER_ACTIVE);
	assert_string_equal(user.login, "m@example.com");
}

static enum rc
end_session(struct own *o, struct deed *deed)
{
	return own_session_end(o, deed->id);
}

static enum rc
end_sessions(struct own *o, struct deed *deed)
{
	(void)deed;
	return own_sessions_end(o);
}

static bool
count_session(void *arg, const void *rec)
{
	(void)rec;
	++*(int *)arg;
	return true;
}

static void
sessions_of_others_are_not_ended(void **state)
{
	struct session second;
	struct deed deed;
	struct town t;
	struct visit d;
	int n = 0;

	(void)state;
	town(&t);
	second = t.maria.session;
	str_copy(second.token_hash, sizeof second.token_hash, "second");
	good(run(begin_body, &second));
	deed = (struct deed){
		.who = &t.maria, .what = end_session, .id = t.hanna.session.id
	};
	assert_int_equal(doing(&deed), RC_NOTFOUND);
	deed.what = end_sessions;
	good(doing(&deed));
	enter(&d, &t.maria);
	assert_int_equal(own_sessions(d.own, count_session, &n), RC_OK);
	assert_int_equal(n, 1);
	leave(&d);
	enter(&d, &t.hanna); /* still there */
	leave(&d);
	deed.what = end_session;
	deed.id = t.maria.session.id;
	good(doing(&deed));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(verbs_run_on_ones_own_only),
		TEST(a_new_case_is_ones_own_whatever_it_says),
		TEST(a_profile_gives_nothing_but_its_fields),
		TEST(sessions_of_others_are_not_ended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
