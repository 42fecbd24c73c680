/* Rules of accounts, contacts, classes, types and portals; a new company, and
 * the walk of the set-up check list. */
#include "model_fixture.h"

static void
accounts_have_rules(void **state)
{
	struct account a = { .name = "Alfreds Futterkiste" }, b, c;
	struct contact stranger;

	(void)state;
	good(run(seed_body, NULL));
	good(save(&account_entity, &a));
	assert_string_equal(a.account_id, "C000001");
	assert_int_equal(a.type, ACCOUNT_CUSTOMER);
	assert_int_equal(a.status, ACCOUNT_ACTIVE);
	assert_int_equal(a.created, clock_now());
	clock_stop(NOON + 60);
	assert_int_equal(save(&account_entity, &a), RC_SAME);
	assert_int_equal(a.changed, NOON);

	b = (struct account){ .account_id = "c000001", .name = "Other" };
	assert_int_equal(save(&account_entity, &b), RC_EXISTS);
	assert_non_null(problem_of(&world.bad, ACCOUNT_CODE));
	/* A number that a file brought is stepped over. */
	customer("C000002", "Brought");
	b = (struct account){
		.name = "Other", .currency = "eur", .bill_country = "de"
	};
	good(save(&account_entity, &b));
	assert_string_equal(b.account_id, "C000003");
	assert_string_equal(b.currency, "EUR");
	assert_string_equal(b.bill_country, "DE");

	c = (struct account){ .credit_limit = -1,
		.currency = "E1",
		.ship_country = "D",
		.owner = 77 };
	refused(save(&account_entity, &c), ACCOUNT_NAME, "missing");
	assert_non_null(problem_of(&world.bad, ACCOUNT_CREDIT_LIMIT));
	assert_non_null(problem_of(&world.bad, ACCOUNT_CURRENCY));
	assert_non_null(problem_of(&world.bad, ACCOUNT_SHIP_COUNTRY));
	assert_non_null(problem_of(&world.bad, ACCOUNT_OWNER));

	b.parent_account_id = a.id;
	good(save(&account_entity, &b));
	a.parent_account_id = b.id;
	refused(save(&account_entity, &a), ACCOUNT_PARENT, "above itself");
	a.parent_account_id = a.id;
	refused(save(&account_entity, &a), ACCOUNT_PARENT, "above itself");
	a.parent_account_id = 0;
	stranger = person(b.id, "Hanna", "Moos", "");
	a.primary_contact = stranger.id;
	refused(save(&account_entity, &a), ACCOUNT_PRIMARY_CONTACT,
	    "Hanna Moos works for another");
}

static enum rc
extend(struct txn *x, void *rec, struct problems *bad)
{
	return account_extend(x, rec, bad);
}

static void
a_prospect_becomes_a_customer(void **state)
{
	struct account a = { .name = "Maybe Ltd",
		.type = ACCOUNT_BUSINESS,
		.status = ACCOUNT_PROSPECT };

	(void)state;
	good(run(seed_body, NULL));
	good(save(&account_entity, &a));
	good(call(extend, &a));
	assert_int_equal(a.type, ACCOUNT_CUSTOMER);
	assert_int_equal(a.status, ACCOUNT_ACTIVE);
	refused(call(extend, &a), ACCOUNT_TYPE, "is a customer");
	a.status = ACCOUNT_PROSPECT;
	refused(save(&account_entity, &a), ACCOUNT_STATUS, "no longer");
}

static void
contacts_have_rules(void **state)
{
	struct contact_class class;
	struct user agent;
	struct contact c = { .first_name = "María", .last_name = "Anders" };

	(void)state;
	company();
	agent = staff("eva", ROLE_CUSTOMERS);
	good(save(&contact_entity, &c));
	assert_string_equal(c.contact_id, "CT000001");
	assert_string_equal(c.display_name, "María Anders");
	assert_int_equal(c.active, CONTACT_IS_ACTIVE);
	assert_int_equal(
	    c.contact_class, id_of(&contact_class_entity, "CUSTOMER"));
	assert_int_equal(c.owner, 0);
	/* A name made of the names follows them; a chosen one stays. */
	str_copy(c.last_name, sizeof c.last_name, "Berg");
	good(save(&contact_entity, &c));
	assert_string_equal(c.display_name, "María Berg");
	str_copy(c.display_name, sizeof c.display_name, "Mia");
	str_copy(c.last_name, sizeof c.last_name, "Anders");
	good(save(&contact_entity, &c));
	assert_string_equal(c.display_name, "Mia");

	c = (struct contact){ .country = "D1", .account_id = 99 };
	refused(save(&contact_entity, &c), CONTACT_LAST_NAME, "missing");
	assert_non_null(problem_of(&world.bad, CONTACT_COUNTRY));
	assert_non_null(problem_of(&world.bad, CONTACT_ACCOUNT));

	assert_int_equal(load(&contact_class_entity,
			     id_of(&contact_class_entity, "CUSTOMER"), &class),
	    RC_OK);
	class.default_owner = OWNER_CREATOR;
	good(save(&contact_class_entity, &class));
	act_as(&agent, CHANNEL_ERP);
	c = (struct contact){ .last_name = "Moos" };
	good(save(&contact_entity, &c));
	assert_int_equal(c.owner, agent.id);
}

static void
classes_and_types_have_rules(void **state)
{
	struct contact_class empty = { .id = 0 };
	struct case_class class = { .case_class_id = "X", .reopen_limited = 1 };
	struct user_type type = { .user_type_id = "X",
		.linked_entity = LINKED_CONTACT,
		.roles = PORTAL_USER | ROLE_CASES,
		.default_roles = PORTAL_CASES,
		.max_sessions = 51 };

	(void)state;
	good(run(seed_body, NULL));
	refused(
	    save(&contact_class_entity, &empty), CONTACT_CLASS_CODE, "missing");
	refused(save(&case_class_entity, &class), CASE_CLASS_REOPEN_DAYS,
	    "from 1 to 3650");
	class.reopen_days = 3651;
	refused(save(&case_class_entity, &class), CASE_CLASS_REOPEN_DAYS,
	    "from 1 to 3650");
	class.reopen_days = 3650;
	good(save(&case_class_entity, &class));
	refused(save(&user_type_entity, &type), USER_TYPE_ROLES,
	    "Case Management is a role for staff");
	assert_non_null(problem_of(&world.bad, USER_TYPE_DEFAULT_ROLES));
	assert_non_null(problem_of(&world.bad, USER_TYPE_MAX_SESSIONS));
	type = (struct user_type){ .user_type_id = "Y",
		.linked_entity = LINKED_EMPLOYEE,
		.on_contacts = 1,
		.roles = PORTAL_USER };
	refused(save(&user_type_entity, &type), USER_TYPE_ON_CONTACTS,
	    "for employees");
	assert_non_null(problem_of(&world.bad, USER_TYPE_ROLES));
	type = (struct user_type){ .user_type_id = "Z",
		.linked_entity = LINKED_EMPLOYEE,
		.roles = ROLE_CASES };
	good(save(&user_type_entity, &type));
	assert_int_equal(type.max_sessions, 3);
	assert_int_equal(type.login_type, LOGIN_UI);
}

static void
a_portal_needs_its_settings(void **state)
{
	struct portal p = { .name = "Support" }, other;

	(void)state;
	good(run(seed_body, NULL));
	refused(save(&portal_entity, &p), PORTAL_URL, "missing");
	assert_non_null(problem_of(&world.bad, PORTAL_USER_TYPE));
	assert_non_null(problem_of(&world.bad, PORTAL_CASE_CLASS));
	assert_non_null(problem_of(&world.bad, PORTAL_CONTACT_CLASS));
	p = new_portal("Support", "HTTPS://Portal.Example.com:443/portal/");
	assert_string_equal(p.url, SITE_URL);
	assert_string_equal(p.color, "#007acc");
	assert_int_equal(p.portal_type, PORTAL_CUSTOMER);
	assert_int_equal(p.theme, THEME_SYSTEM);

	other = p;
	other.id = other.rev = 0;
	str_copy(other.name, sizeof other.name, "Second");
	assert_int_equal(save(&portal_entity, &other), RC_EXISTS);
	assert_non_null(problem_of(&world.bad, PORTAL_URL));
	str_copy(other.url, sizeof other.url, "https://x.example.com/shop");
	other.user_type = id_of(&user_type_entity, "Employee");
	other.case_class = id_of(&case_class_entity, "INTERNAL");
	other.contact_class = id_of(&contact_class_entity, "EMPLOYEE");
	other.show_message = 1;
	refused(save(&portal_entity, &other), PORTAL_URL, "ends in /portal");
	assert_non_null(problem_of(&world.bad, PORTAL_USER_TYPE));
	assert_non_null(problem_of(&world.bad, PORTAL_CASE_CLASS));
	assert_non_null(problem_of(&world.bad, PORTAL_CONTACT_CLASS));
	assert_non_null(problem_of(&world.bad, PORTAL_MESSAGE));
	str_copy(other.url, sizeof other.url, "not a url");
	refused(save(&portal_entity, &other), PORTAL_URL, "not the address");
}

/* ---- a new company */

static void
a_new_company_is_the_same_however_often_it_is_begun(void **state)
{
	struct case_class class;
	char first[65], second[65];
	struct store *s;

	(void)state;
	good(run(seed_body, NULL));
	s = store_open(world.home, STORE_READ);
	assert_true(
	    store_setting(store_view(s), "instance_id", first, sizeof first));
	store_close(s);
	assert_int_equal(strlen(first), 19);
	assert_int_equal(first[4], '-');
	assert_int_equal(load(&case_class_entity,
			     id_of(&case_class_entity, "SUPISSUE"), &class),
	    RC_OK);
	str_copy(class.description, sizeof class.description, "Our own words");
	good(save(&case_class_entity, &class));

	good(run(seed_body, NULL));
	assert_int_equal(load(&case_class_entity, class.id, &class), RC_OK);
	assert_string_equal(class.description, "Our own words");
	assert_int_equal(count(&case_class_entity, 0, NULL), 3);
	assert_int_equal(count(&contact_class_entity, 0, NULL), 2);
	assert_int_equal(count(&user_type_entity, 0, NULL), 2);
	s = store_open(world.home, STORE_READ);
	assert_true(
	    store_setting(store_view(s), "instance_id", second, sizeof second));
	store_close(s);
	assert_string_equal(first, second);
	assert_int_not_equal(
	    id_of(&user_type_entity, "Portal External User"), 0);
	assert_int_not_equal(id_of(&contact_class_entity, "CUSTOMER"), 0);
}

/* ---- the check list */

static struct setup_step step_list[SETUP_STEPS];

static int
look(void)
{
	struct store *s = store_open(world.home, STORE_READ);
	int n = setup_steps(store_view(s), clock_now(), step_list);

	store_close(s);
	return n;
}

/* The first that is not done is this one. */
static void
next_is(const char *title, const char *link)
{
	int n = look(), group = 1;
	bool found = false;

	for (int i = 0; i < n; i++) {
		const struct setup_step *step = &step_list[i];

		assert_true(step->group >= group && step->group <= 3);
		group = step->group;
		assert_true(str_ends(step->says, "."));
		if (step->state == STEP_DONE || found)
			continue;
		found = true;
		assert_string_equal(step->title, title);
		assert_int_equal(step->state, STEP_TODO);
		assert_string_equal(step->link, link);
	}
	if (found != (title[0] != '\0'))
		fail_msg("%s", title);
}

static enum rc
site_body(struct txn *x, void *arg)
{
	return site_answered(x, arg);
}

static bool
due(const char *url)
{
	struct store *s = store_open(world.home, STORE_READ);
	bool yes = site_answer_due(store_view(s), url, clock_now());

	store_close(s);
	return yes;
}

static void
the_check_list_leads_from_licence_to_user(void **state)
{
	char wrong[] = "https://wrong.example.com/portal", right[] = SITE_URL;
	struct contact maria;
	struct account firm;
	struct portal p;
	struct user u;
	char card[81];

	(void)state;
	good(run(seed_body, NULL));
	assert_in_range(look(), 3, SETUP_STEPS);
	next_is("Deploy the portal's site", "");
	assert_true(due(wrong));
	good(run(site_body, wrong));
	assert_false(due(wrong));
	assert_int_equal(run(site_body, wrong), RC_SAME);
	next_is("Activate the ERP's licence", "/licence");
	license(LICENCE_ERP);
	next_is("Activate the portal's licence", "/licence");
	license(LICENCE_PORTAL);
	next_is("Enable Modern Customer Portal", "/features");
	assert_int_equal(step_list[4].state, STEP_BLOCKED);
	switch_on(FEATURE_CASES | FEATURE_PORTAL);
	next_is("Enable Case Management (Modern Portal)", "/features");
	switch_on(FEATURE_CASES | FEATURE_PORTAL | FEATURE_PORTAL_CASES);
	next_is("Define the portal", "/portals/new");
	p = new_portal("Support", SITE_URL);
	str_printf(card, sizeof card, "/portals/%lld", (long long)p.id);
	next_is("Check that the URLs match", card);
	assert_non_null(strstr(step_list[6].says, wrong));
	assert_non_null(strstr(step_list[6].says, SITE_URL));
	assert_true(due(right));
	good(run(site_body, right));
	assert_false(due(right));
	clock_stop(NOON + PORTAL_ANSWER);
	assert_true(due(right));
	next_is("Enter a customer", "/customers/new");
	firm = customer("ALFKI", "Alfreds Futterkiste");
	next_is("Enter a contact of the customer", "/contacts/new");
	person(0, "Ann", "Lone", "");
	next_is("Enter a contact of the customer", "/contacts/new");
	maria = person(firm.id, "Maria", "Anders", "maria@example.com");
	next_is("Create a portal user", "/contacts");
	u = portal_user(maria.id, PORTAL_USER);
	next_is("Give the user roles", "/contacts");
	u.roles = PORTAL_MANAGER;
	good(save(&user_entity, &u));
	next_is("", "");

	assert_int_equal(load(&portal_entity, p.id, &p), RC_OK);
	p.online = 0;
	good(save(&portal_entity, &p));
	next_is("Define the portal", card);
	p.online = 1;
	str_copy(p.url, sizeof p.url, "https://moved.example.com/portal");
	good(save(&portal_entity, &p));
	next_is("Check that the URLs match", card);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(accounts_have_rules),
		TEST(a_prospect_becomes_a_customer),
		TEST(contacts_have_rules),
		TEST(classes_and_types_have_rules),
		TEST(a_portal_needs_its_settings),
		TEST(a_new_company_is_the_same_however_often_it_is_begun),
		TEST(the_check_list_leads_from_licence_to_user),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
