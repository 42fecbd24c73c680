/* Who may do what: every refusal in its order, visitors, signing in, URLs. */
#include "model_fixture.h"

/* ---- the decision, with nothing wrong but what a row says */

static struct visitor
customer_visitor(void)
{
	return (struct visitor){
		.signed_in = true,
		.user = { .id = 5, .guest = USER_IS_GUEST },
		.portal = { .id = 1,
		    .online = 1,
		    .categories = FEATURE_PORTAL_CASES },
		.licences = { .erp_status = LICENCE_VALID,
		    .portal_status = LICENCE_VALID },
		.switched = FEATURE_PORTAL | FEATURE_PORTAL_CASES,
		.features = FEATURE_PORTAL | FEATURE_PORTAL_CASES,
		.roles = PORTAL_USER | PORTAL_CASES,
	};
}

/* The faults, in the order in which they are refused. */
enum {
	NOT_SIGNED_IN = 1,
	OLD_PASSWORD = 2,
	NO_FACTOR = 4,
	NO_RECORD = 8,
	OFFLINE = 16,
	NO_LICENCE = 32,
	FEATURE_OFF = 64,
	CATEGORY_OFF = 128,
	NO_ROLE = 256,
	EXPIRED = 512,
	FAULTS = 10,
};

static void
spoil(struct visitor *v, int faults)
{
	if (faults & NOT_SIGNED_IN)
		v->signed_in = false;
	if (faults & OLD_PASSWORD)
		v->user.force_change = 1;
	if (faults & NO_FACTOR)
		v->session.enrol = 1;
	if (faults & NO_RECORD)
		v->portal.id = 0;
	if (faults & OFFLINE)
		v->portal.online = 0;
	if (faults & NO_LICENCE)
		v->licences.portal_status = LICENCE_INVALID;
	if (faults & FEATURE_OFF)
		v->switched = v->features = 0;
	if (faults & CATEGORY_OFF)
		v->features &= ~(int64_t)FEATURE_PORTAL_CASES;
	if (faults & NO_ROLE)
		v->roles = PORTAL_USER;
	if (faults & EXPIRED)
		v->read_only = true;
}

/* Of any faults together, the first of the list is the answer. */
static void
the_first_reason_is_given(void **state)
{
	static const enum refusal answers[FAULTS] = { MAY_NOT_SIGN_IN_FIRST,
		MAY_NOT_NEW_PASSWORD, MAY_NOT_FACTOR, MAY_NOT_WRONG_SITE,
		MAY_NOT_OFFLINE, MAY_NOT_UNLICENSED, MAY_NOT_FEATURE,
		MAY_NOT_CATEGORY, MAY_NOT_ROLE, MAY_NOT_READ_ONLY };

	(void)state;
	for (int faults = 0; faults < 1 << FAULTS; faults++) {
		struct visitor v = customer_visitor();
		enum refusal expected = MAY;

		for (int i = FAULTS - 1; i >= 0; i--)
			if (faults & 1 << i)
				expected = answers[i];
		spoil(&v, faults);
		assert_int_equal(may_use(&v, SITE_PORTAL, PORTAL_CASES,
				     FEATURE_PORTAL_CASES, true),
		    expected);
	}
}

static void
routes_for_everybody_and_nobody(void **state)
{
	struct visitor v = customer_visitor();

	(void)state;
	/* A route without a role lets nobody in. */
	assert_int_equal(
	    may_use(&v, SITE_PORTAL, ROLE_NOBODY, 0, false), MAY_NOT_ROLE);
	assert_int_equal(
	    may_use(&v, SITE_PORTAL, ROLE_SIGNED_IN, 0, false), MAY);
	/* Other categories are not this route's affair. */
	v.features = FEATURE_PORTAL;
	assert_int_equal(may_use(&v, SITE_PORTAL, PORTAL_USER, 0, false), MAY);
	/* Reading goes on when the licence is over. */
	v.read_only = true;
	assert_int_equal(may_use(&v, SITE_PORTAL, PORTAL_USER, 0, false), MAY);
	assert_int_equal(
	    may_use(&v, SITE_PORTAL, PORTAL_USER, 0, true), MAY_NOT_READ_ONLY);
	/* The sign-in page: what is wrong with the site, nothing else. */
	v = (struct visitor){ .user = { .force_change = 1 } };
	assert_int_equal(may_use(&v, SITE_PORTAL, ROLE_ANYBODY, 0, false),
	    MAY_NOT_WRONG_SITE);
	assert_int_equal(may_use(&v, SITE_ERP, ROLE_ANYBODY, 0, false), MAY);
	assert_int_equal(
	    may_use(&v, SITE_ERP, ROLE_CASES, 0, false), MAY_NOT_SIGN_IN_FIRST);
	v = (struct visitor){ .signed_in = true, .roles = ROLE_CASES };
	assert_int_equal(
	    may_use(&v, SITE_ERP, ROLE_CASES | ROLE_CUSTOMERS, 0, true), MAY);
	assert_int_equal(
	    may_use(&v, SITE_ERP, ROLE_ADMIN, 0, false), MAY_NOT_ROLE);
	assert_int_equal(
	    may_use(&v, SITE_ERP, ROLE_CASES, FEATURE_CASES, false),
	    MAY_NOT_FEATURE);
}

static void
licence_statuses_close_a_portal_or_not(void **state)
{
	static const struct {
		enum licence_status status;
		enum refusal answer;
	} cases[] = {
		{ LICENCE_INVALID, MAY_NOT_UNLICENSED },
		{ LICENCE_VALID, MAY },
		{ LICENCE_EXPIRES_SOON, MAY },
		{ LICENCE_GRACE, MAY },
		{ LICENCE_EXPIRED, MAY },
		{ LICENCE_REJECTED, MAY_NOT_UNLICENSED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct visitor v = customer_visitor();

		v.licences.portal_status = cases[i].status;
		assert_int_equal(
		    may_use(&v, SITE_PORTAL, PORTAL_USER, 0, false),
		    cases[i].answer);
	}
}

static void
the_missing_role_has_a_name(void **state)
{
	(void)state;
	assert_string_equal(
	    role_missing(PORTAL_CASES), "Portal Case Management");
	assert_string_equal(role_missing(0), "");
}

/* ---- which cases are shown */

static void
cases_are_shown_to_their_people(void **state)
{
	static const struct {
		const char *why;
		int64_t account, contact, hidden;
		bool whole_company, shown;
	} cases[] = {
		{ "mine", 1, 10, CASE_NO, false, true },
		{ "a colleague's", 1, 11, CASE_NO, false, false },
		{ "a colleague's, whole company", 1, 11, CASE_NO, true, true },
		{ "hidden", 1, 10, CASE_YES, true, false },
		{ "of before there was a mark", 1, 10, 0, true, false },
		{ "another customer's", 2, 10, CASE_NO, true, false },
		{ "nobody's", 0, 10, CASE_NO, true, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct visitor v = { .signed_in = true,
			.account = { .id = 1 },
			.contact = { .id = 10 },
			.whole_company = cases[i].whole_company };
		struct support_case c = { .account_id = cases[i].account,
			.contact_id = cases[i].contact,
			.hidden = cases[i].hidden };

		if (case_shown(&v, &c) != cases[i].shown)
			fail_msg("%s", cases[i].why);
		v.signed_in = false;
		assert_false(case_shown(&v, &c));
	}
	/* Two zeros are no match. */
	assert_false(case_shown(&(struct visitor){ .signed_in = true },
	    &(struct support_case){ .hidden = CASE_NO }));
}

/* ---- visitors from the store */

struct scene {
	struct account firm;
	struct contact maria;
	struct user customer, admin;
	struct session session;
};

static enum rc
begin_body(struct txn *x, void *arg)
{
	return session_begin(x, arg, 3);
}

static struct session
session_for(const struct user *u, int64_t site, int64_t portal)
{
	struct session s = { .user_id = u->id,
		.site = site,
		.portal_id = portal,
		.token_hash = "aa" };

	str_printf(s.token_hash, sizeof s.token_hash, "%lld", (long long)u->id);
	good(run(begin_body, &s));
	return s;
}

static void
scene(struct scene *p)
{
	company();
	p->firm = customer("ALFKI", "Alfreds Futterkiste");
	p->maria = person(p->firm.id, "Maria", "Anders", "maria@example.com");
	p->customer = portal_user(p->maria.id, 0);
	assert_int_equal(p->customer.force_change, 1);
	p->customer.force_change = 0;
	good(save(&user_entity, &p->customer));
	assert_int_equal(load(&contact_entity, p->maria.id, &p->maria), RC_OK);
	assert_int_equal(
	    load(&user_entity, id_of(&user_entity, "admin"), &p->admin), RC_OK);
	p->session = session_for(
	    &p->customer, SITE_PORTAL, id_of(&portal_entity, "Support"));
}

static struct visitor
visit(enum site_kind kind, const char *url, const struct session *s)
{
	struct store *store = store_open(world.home, STORE_READ);
	struct visitor v;

	visitor_load(
	    store_view(store), kind, url, s, clock_now(), "Europe/Berlin", &v);
	store_close(store);
	return v;
}

static void
a_visitor_is_all_that_a_request_knows(void **state)
{
	struct visitor v;
	struct scene p;

	(void)state;
	scene(&p);
	v = visit(SITE_PORTAL, SITE_URL, &p.session);
	assert_true(v.signed_in);
	assert_string_equal(v.name, "Maria Anders");
	assert_string_equal(v.account.account_id, "ALFKI");
	assert_string_equal(v.portal.name, "Support");
	assert_int_equal(v.roles, PORTAL_USER | PORTAL_CASES);
	assert_false(v.whole_company);
	assert_false(v.read_only);
	assert_true(v.features & FEATURE_PORTAL_CASES);
	assert_string_equal(v.time_zone, "Europe/Berlin");
	assert_int_equal(
	    may_use(&v, SITE_PORTAL, PORTAL_CASES, FEATURE_PORTAL_CASES, true),
	    MAY);

	v = visit(SITE_PORTAL, SITE_URL, NULL);
	assert_false(v.signed_in);
	assert_int_equal(v.roles, 0);
	assert_int_equal(v.account.id, 0);
	v = visit(
	    SITE_PORTAL, "https://elsewhere.example.com/portal", &p.session);
	assert_int_equal(v.portal.id, 0);
	assert_false(v.signed_in);
	v = visit(SITE_ERP, NULL, &p.session);
	assert_false(v.signed_in);
}

static void
staff_and_customers_do_not_mix(void **state)
{
	struct session s;
	struct visitor v;
	struct scene p;

	(void)state;
	scene(&p);
	s = session_for(&p.admin, SITE_ERP, 0);
	v = visit(SITE_ERP, NULL, &s);
	assert_true(v.signed_in);
	assert_int_equal(v.roles, ROLE_STAFF);
	assert_string_equal(v.name, "admin");
	s.site = SITE_PORTAL; /* even a forged row opens nothing */
	s.portal_id = p.session.portal_id;
	assert_false(visit(SITE_PORTAL, SITE_URL, &s).signed_in);
	s = p.session;
	s.site = SITE_ERP;
	assert_false(visit(SITE_ERP, NULL, &s).signed_in);
}

static void
what_happens_in_the_erp_is_felt_at_once(void **state)
{
	struct visitor v;
	struct scene p;

	(void)state;
	scene(&p);
	p.customer.roles = PORTAL_CASES;
	good(save(&user_entity, &p.customer));
	v = visit(SITE_PORTAL, SITE_URL, &p.session);
	assert_int_equal(v.roles, 0);
	p.customer.roles = PORTAL_MANAGER;
	good(save(&user_entity, &p.customer));
	v = visit(SITE_PORTAL, SITE_URL, &p.session);
	assert_int_equal(v.roles, PORTAL_ROLES);
	assert_true(v.whole_company);

	p.firm.status = ACCOUNT_INACTIVE;
	good(save(&account_entity, &p.firm));
	assert_false(visit(SITE_PORTAL, SITE_URL, &p.session).signed_in);
	p.firm.status = ACCOUNT_HOLD;
	good(save(&account_entity, &p.firm));
	assert_true(visit(SITE_PORTAL, SITE_URL, &p.session).signed_in);
	clock_stop(NOON + SESSION_IDLE);
	assert_false(visit(SITE_PORTAL, SITE_URL, &p.session).signed_in);
}

static void
categories_and_expiry_bind_the_portal(void **state)
{
	struct portal portal;
	struct visitor v;
	struct scene p;

	(void)state;
	scene(&p);
	assert_int_equal(
	    load(&portal_entity, p.session.portal_id, &portal), RC_OK);
	portal.categories = FEATURE_PORTAL_SYSTEM;
	good(save(&portal_entity, &portal));
	v = visit(SITE_PORTAL, SITE_URL, &p.session);
	assert_int_equal(
	    may_use(&v, SITE_PORTAL, PORTAL_CASES, FEATURE_PORTAL_CASES, false),
	    MAY_NOT_CATEGORY);
	assert_int_equal(may_use(&v, SITE_PORTAL, PORTAL_USER, 0, false), MAY);
	clock_stop(NOON + 400 * DAY);
	p.session = session_for(&p.customer, SITE_PORTAL, p.session.portal_id);
	v = visit(SITE_PORTAL, SITE_URL, &p.session);
	assert_true(v.signed_in);
	assert_true(v.read_only);
}

/* ---- signing in */

static bool
may(const struct user *u, enum site_kind kind, const char *part)
{
	struct visitor site = visit(kind, SITE_URL, NULL);
	struct store *s = store_open(world.home, STORE_READ);
	const char *why = "unset";
	bool yes = may_sign_in(store_view(s), u, kind, &site, &why);

	store_close(s);
	if (yes)
		assert_null(why);
	else {
		assert_true(str_ends(why, "."));
		if (strstr(why, part) == NULL)
			fail_msg("got: %s", why);
	}
	return yes;
}

static void
the_sign_in_says_to_staff_why_not(void **state)
{
	struct scene p;
	struct user u;

	(void)state;
	scene(&p);
	assert_true(may(&p.customer, SITE_PORTAL, ""));
	assert_true(may(&p.admin, SITE_ERP, ""));
	assert_false(may(&p.customer, SITE_ERP, "Portal users cannot"));
	assert_false(may(&p.admin, SITE_PORTAL, "Staff cannot"));
	u = p.customer;
	u.status = USER_PENDING;
	assert_false(may(&u, SITE_PORTAL, "activation"));
	u.status = USER_DISABLED;
	assert_false(may(&u, SITE_PORTAL, "disabled"));
	u = p.customer;
	u.roles = PORTAL_CASES;
	assert_false(may(&u, SITE_PORTAL, "Portal User"));
	p.firm.status = ACCOUNT_INACTIVE;
	good(save(&account_entity, &p.firm));
	assert_false(may(&p.customer, SITE_PORTAL, "account is inactive"));
	p.maria.active = CONTACT_IS_INACTIVE;
	good(save(&contact_entity, &p.maria));
	assert_false(may(&p.customer, SITE_PORTAL, "contact is inactive"));
}

/* ---- addresses of portals */

static void
addresses_have_one_form(void **state)
{
	static const struct {
		const char *url, *normal;
	} urls[] = {
		{ "https://Portal.Example.COM/portal/",
		    "https://portal.example.com/portal" },
		{ "HTTP://h/portal", "http://h/portal" },
		{ "https://h:443/portal", "https://h/portal" },
		{ "http://h:80/portal//", "http://h/portal" },
		{ "https://h:80/portal", "https://h:80/portal" },
		{ "http://127.0.0.1:8081/portal",
		    "http://127.0.0.1:8081/portal" },
		{ "http://[::1]:8081/portal", "http://[::1]:8081/portal" },
		{ "https://h/Portal", "https://h/Portal" },
		{ "https://h", "https://h" },
		{ "https://h/portal?x=1", NULL },
		{ "https://h/portal#x", NULL },
		{ "https://user@h/portal", NULL },
		{ "https:///portal", NULL },
		{ "https://h:0/portal", NULL },
		{ "https://h:65536/portal", NULL },
		{ "https://h:/portal", NULL },
		{ "https://h:80x/portal", NULL },
		{ "https://[::1/portal", NULL },
		{ "ftp://h/portal", NULL },
		{ "h/portal", NULL },
		{ "", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		char normal[201], again[201];
		bool is = portal_url_normal(urls[i].url, normal, sizeof normal);

		if (is != (urls[i].normal != NULL))
			fail_msg("%s", urls[i].url);
		if (!is)
			continue;
		assert_string_equal(normal, urls[i].normal);
		assert_true(portal_url_normal(normal, again, sizeof again));
		assert_string_equal(normal, again);
	}
	{
		char small[12];

		assert_false(
		    portal_url_normal("https://h/portal", small, sizeof small));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_reason_is_given),
		cmocka_unit_test(routes_for_everybody_and_nobody),
		cmocka_unit_test(licence_statuses_close_a_portal_or_not),
		cmocka_unit_test(the_missing_role_has_a_name),
		cmocka_unit_test(cases_are_shown_to_their_people),
		TEST(a_visitor_is_all_that_a_request_knows),
		TEST(staff_and_customers_do_not_mix),
		TEST(what_happens_in_the_erp_is_felt_at_once),
		TEST(categories_and_expiry_bind_the_portal),
		TEST(the_sign_in_says_to_staff_why_not),
		cmocka_unit_test(addresses_have_one_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
