/*
 * "Why can't they see it?": made-up situations, each with the rule that is to
 * be named. What the chain says is compared with what happens when the user
 * really signs in, asks for the page, and opens the record.
 */
#include "why_fixture.h"

#include "../../lib/own/ownshop.h"

/* ---- really trying */

static bool
let_in(struct txn *x, const struct why_asked *a, int64_t now)
{
	struct visitor site;

	visitor_load(x, SITE_PORTAL, a->site_url, NULL, now, "", &site);
	return a->user.id != 0 &&
	    may_use(&site, SITE_PORTAL, ROLE_ANYBODY, 0, false) == MAY &&
	    a->user.locked_until <= now && a->user.password_hash[0] != '\0' &&
	    may_sign_in(x, &a->user, SITE_PORTAL, &site, NULL);
}

static bool
opens(struct own *o, const struct why_object *what)
{
	void *rec;
	bool seen;

	if (what->area->sends && what->area->e != NULL && !own_may_pay(o))
		return false;
	if (what->id == 0)
		return !what->missing;
	rec = calloc(1, what->area->e->size);
	assert_non_null(rec);
	seen = own_get(o, what->area->e, what->id, rec) == RC_OK;
	free(rec);
	return seen;
}

static bool
sees(struct txn *x, const struct why_asked *a)
{
	const struct area *area = a->object.area;
	int64_t now = clock_now();
	struct session s = { .user_id = a->user.id,
		.site = SITE_PORTAL,
		.account_id = a->object.account_id };
	struct arena *mem;
	struct visitor v;
	bool seen = false;

	if (!let_in(x, a, now))
		return false;
	visitor_load(x, SITE_PORTAL, a->site_url, NULL, now, "", &v);
	s.portal_id = v.portal.id;
	str_copy(s.token_hash, sizeof s.token_hash, "of a new session");
	kept(session_begin(x, &s, 3));
	visitor_load(x, SITE_PORTAL, a->site_url, &s, now, "", &v);
	mem = arena_new();
	if (v.signed_in &&
	    may_use(&v, SITE_PORTAL, area->roles, area->feature, area->sends) ==
		MAY &&
	    page_shown(&v, area->path))
		seen = opens(own_new(mem, x, &v), &a->object);
	arena_free(mem);
	return seen;
}

/* ---- the situations */

/* What is asked for: a number is put into the address. */
enum thing {
	NOTHING,
	CASE_MARIA,
	CASE_TOM,
	CASE_HANNA,
	CASE_HIDDEN_ONE,
	THE_ORDER,
	DRAFT_ORDER,
	THEIR_ORDER,
	THE_INVOICE,
	DRAFT_INVOICE,
	THEIR_INVOICE,
	THE_PAYMENT,
	DRAFT_PAYMENT,
	THE_ITEM,
	HIDDEN_ITEM,
	MISSING,
};

static int64_t
id_of_thing(enum thing t)
{
	const int64_t ids[] = { 0, cast.t.of_maria.id, cast.t.of_tom.id,
		cast.t.of_hanna.id, cast.t.hidden.id, cast.order.id,
		cast.draft_order.id, cast.their_order.id, cast.invoice.id,
		cast.draft_invoice.id, cast.their_invoice.id, cast.payment.id,
		cast.draft_payment.id, cast.chai.id, cast.hidden.id, 999999 };

	return ids[t];
}

static const struct situation {
	enum fault faults[3];
	const char *address;
	enum thing thing;
	enum why_rule named; /* 0: it is seen */
} situations[] = {
	/* nothing is wrong */
	{ { 0 }, "/", NOTHING, 0 },
	{ { 0 }, "/profile", NOTHING, 0 },
	{ { 0 }, "/cases/new", NOTHING, 0 },
	{ { 0 }, "/cases/", CASE_MARIA, 0 },
	{ { 0 }, "/orders/", THE_ORDER, 0 },
	{ { 0 }, "/invoices/", THE_INVOICE, 0 },
	{ { 0 }, "/payments/", THE_PAYMENT, 0 },
	{ { 0 }, "/pay/", THE_PAYMENT, 0 },
	{ { 0 }, "/catalogue/", THE_ITEM, 0 },
	{ { 0 }, "/statement", NOTHING, 0 },

	/* the site */
	{ { OTHER_URL }, "/", NOTHING, WHY_SITE },
	{ { OTHER_URL, DISABLED }, "/cases/", CASE_MARIA, WHY_SITE },
	{ { OFFLINE }, "/", NOTHING, WHY_ONLINE },
	{ { OFFLINE, NO_LICENCE }, "/", NOTHING, WHY_ONLINE },
	{ { NO_LICENCE }, "/", NOTHING, WHY_LICENCE },
	{ { FOREIGN_LICENCE }, "/invoices/", THE_INVOICE, WHY_LICENCE },
	{ { IN_GRACE }, "/cases/new", NOTHING, 0 },
	{ { PORTAL_OFF }, "/", NOTHING, WHY_PORTAL },
	{ { PORTAL_OFF, LOCKED }, "/cases/", CASE_MARIA, WHY_PORTAL },

	/* signing in */
	{ { NO_USER }, "/", NOTHING, WHY_USER },
	{ { NO_USER, OFFLINE }, "/", NOTHING, WHY_USER },
	{ { LOCKED }, "/", NOTHING, WHY_LOCKED },
	{ { NO_PASSWORD }, "/cases", NOTHING, WHY_PASSWORD },
	{ { PENDING }, "/", NOTHING, WHY_STATUS },
	{ { DISABLED }, "/", NOTHING, WHY_STATUS },
	{ { DISABLED, NO_PORTAL_USER }, "/", NOTHING, WHY_STATUS },
	{ { IS_STAFF }, "/", NOTHING, WHY_GUEST },
	{ { PROGRAM }, "/", NOTHING, WHY_TYPE },
	{ { CONTACT_GONE }, "/", NOTHING, WHY_CONTACT },
	{ { CONTACT_INACTIVE }, "/", NOTHING, WHY_STATUS },
	{ { CONTACT_ASLEEP }, "/", NOTHING, WHY_CONTACT },
	{ { UNLINKED }, "/", NOTHING, WHY_LINKED },
	{ { FIRM_INACTIVE }, "/", NOTHING, WHY_LINKED },
	{ { FIRM_MOVED }, "/cases/", CASE_MARIA, WHY_LINKED },
	{ { NO_PORTAL_USER }, "/", NOTHING, WHY_PORTAL_USER },
	{ { NEW_PASSWORD }, "/cases/", CASE_MARIA, WHY_OWN_PASSWORD },
	{ { NEW_PASSWORD, CASES_OFF }, "/cases", NOTHING, WHY_OWN_PASSWORD },

	/* the page */
	{ { PORTAL_CASES_OFF }, "/cases/", CASE_MARIA, WHY_FEATURE },
	{ { CASES_OFF }, "/cases/new", NOTHING, WHY_FEATURE },
	{ { NOT_COVERED }, "/cases", NOTHING, WHY_FEATURE },
	{ { CASES_OFF }, "/invoices/", THE_INVOICE, 0 },
	{ { INVENTORY_OFF }, "/orders/", THE_ORDER, WHY_FEATURE },
	{ { INVENTORY_OFF, ONLY_PORTAL_USER }, "/catalogue/", THE_ITEM,
	    WHY_FEATURE },
	{ { PAYMENTS_OFF }, "/pay", NOTHING, WHY_FEATURE },
	{ { PAYMENTS_OFF }, "/payments/", THE_PAYMENT, 0 },
	{ { NO_CATEGORY }, "/", NOTHING, 0 },
	{ { NO_CATEGORY }, "/profile", NOTHING, WHY_CATEGORY },
	{ { ONLY_CASES }, "/invoices/", THE_INVOICE, WHY_CATEGORY },
	{ { ONLY_CASES }, "/cases/", CASE_MARIA, 0 },
	{ { ONLY_CASES, ONLY_PORTAL_USER }, "/orders", NOTHING, WHY_CATEGORY },
	{ { ONLY_CASES, PAYMENTS_OFF }, "/pay", NOTHING, WHY_FEATURE },
	{ { ONLY_PORTAL_USER }, "/cases/", CASE_MARIA, WHY_ROLE },
	{ { ONLY_PORTAL_USER }, "/invoices/", DRAFT_INVOICE, WHY_ROLE },
	{ { ONLY_PORTAL_USER }, "/catalogue/", THE_ITEM, WHY_ROLE },
	{ { ONLY_PORTAL_USER }, "/profile", NOTHING, 0 },
	{ { TOM_ASKS }, "/invoices/", THE_INVOICE, WHY_ROLE },
	{ { LICENCE_OVER }, "/cases/", CASE_MARIA, 0 },
	{ { LICENCE_OVER }, "/cases/new", NOTHING, WHY_FULL },
	{ { LICENCE_OVER }, "/cart/order", NOTHING, WHY_FULL },
	{ { LICENCE_OVER, ONLY_PORTAL_USER }, "/pay", NOTHING, WHY_ROLE },

	{ { LEFT_OUT }, "/statement", NOTHING, WHY_PAGE },
	{ { LEFT_OUT }, "/orders/", THE_ORDER, WHY_PAGE },
	{ { LEFT_OUT, ONLY_PORTAL_USER }, "/statement", NOTHING, WHY_ROLE },
	{ { LEFT_OUT }, "/balance", NOTHING, 0 },

	/* the record */
	{ { 0 }, "/cases/", MISSING, WHY_THERE },
	{ { 0 }, "/invoices/", MISSING, WHY_THERE },
	{ { 0 }, "/cases/", CASE_HANNA, WHY_ACCOUNT },
	{ { 0 }, "/orders/", THEIR_ORDER, WHY_ACCOUNT },
	{ { 0 }, "/invoices/", THEIR_INVOICE, WHY_ACCOUNT },
	{ { MANAGER }, "/invoices/", THEIR_INVOICE, WHY_ACCOUNT },
	{ { GRANTED }, "/invoices/", THEIR_INVOICE, 0 },
	{ { GRANTED }, "/cases/", CASE_HANNA, WHY_COLLEAGUE },
	{ { GRANTED, DISABLED }, "/invoices/", THEIR_INVOICE, WHY_STATUS },
	{ { GRANTED }, "/invoices/", THE_INVOICE, 0 },
	{ { IS_PARENT }, "/invoices/", THEIR_INVOICE, 0 },
	{ { IS_PARENT }, "/orders/", THEIR_ORDER, 0 },
	{ { IS_PARENT }, "/cases/", CASE_HANNA, WHY_ROLE },
	{ { 0 }, "/cases/", CASE_HIDDEN_ONE, WHY_INTERNAL },
	{ { MANAGER }, "/cases/", CASE_HIDDEN_ONE, WHY_INTERNAL },
	{ { 0 }, "/cases/", CASE_TOM, WHY_COLLEAGUE },
	{ { MANAGER }, "/cases/", CASE_TOM, 0 },
	{ { COMPANY }, "/cases/", CASE_TOM, 0 },
	{ { TOM_ASKS }, "/cases/", CASE_MARIA, 0 },
	{ { 0 }, "/orders/", DRAFT_ORDER, WHY_DOCUMENT },
	{ { 0 }, "/invoices/", DRAFT_INVOICE, WHY_DOCUMENT },
	{ { MANAGER }, "/invoices/", DRAFT_INVOICE, WHY_DOCUMENT },
	{ { 0 }, "/payments/", DRAFT_PAYMENT, WHY_DOCUMENT },
	{ { 0 }, "/catalogue/", HIDDEN_ITEM, WHY_DOCUMENT },
	{ { MENDED }, "/catalogue/", HIDDEN_ITEM, 0 },
	{ { ITEM_RETIRED }, "/catalogue/", THE_ITEM, WHY_DOCUMENT },
};

static void
who_asks(struct txn *x, const struct situation *s, struct why_asked *a)
{
	int64_t user = cast.t.maria.user.id;
	struct user u;

	for (int i = 0; i < 3; i++) {
		if (s->faults[i] == NO_USER) {
			kept(why_contact_is(x, cast.visitor.id, a));
			return;
		}
		if (s->faults[i] == IS_STAFF)
			user = cast.agent.id;
		if (s->faults[i] == TOM_ASKS)
			user = cast.t.tom.user.id;
	}
	kept(store_get(x, &user_entity, user, &u));
	/* Tom has no password by himself. */
	str_copy(u.password_hash, sizeof u.password_hash,
	    user == cast.t.tom.user.id ? "$y$x" : u.password_hash);
	why_user_is(x, &u, a);
}

/* Passed up to the one that refuses, and none is asked after it. */
static void
is_a_chain(const struct why_chain *c)
{
	assert_true(c->n > 10 && c->n <= WHY_RULES);
	for (int i = 0; i < c->n; i++) {
		const struct why_step *s = &c->at[i];
		bool refuses = i == c->refused;

		assert_int_equal(s->verdict,
		    refuses                              ? WHY_REFUSED :
			c->refused < 0 || i < c->refused ? WHY_PASSED :
							   WHY_NOT_ASKED);
		assert_true(i == 0 || s->rule > c->at[i - 1].rule);
		assert_true(str_ends(s->says, "."));
		assert_true(
		    !refuses || s->link[0] == '/' || s->rule == WHY_THERE);
		assert_non_null(why_word(s->rule));
	}
}

static enum rc
situation_body(struct txn *x, void *arg)
{
	const struct situation *s = arg;
	int row = (int)(s - situations);
	struct why_asked a = { .site_url = SITE_URL };
	struct why_chain c;
	enum why_rule named;
	char address[60];
	bool seen;

	str_copy(address, sizeof address, s->address);
	if (s->thing != NOTHING)
		str_printf(address, sizeof address, "%s%lld", s->address,
		    (long long)id_of_thing(s->thing));
	for (int i = 0; i < 3; i++)
		spoil(x, s->faults[i]);
	who_asks(x, s, &a);
	kept(why_object(x, address, &a.object));
	assert_true(a.object.missing == (s->thing == MISSING));
	why(x, clock_now(), &a, &c);
	is_a_chain(&c);
	named = c.refused < 0 ? 0 : c.at[c.refused].rule;
	if (named != s->named)
		fail_msg("row %d, %s: %s named, not %s", row, address,
		    named == 0 ? "nothing" : c.at[c.refused].says,
		    s->named == 0 ? "nothing" : why_word(s->named));
	seen = sees(x, &a);
	if (seen != (s->named == 0))
		fail_msg("row %d, %s: tried, it is %s", row, address,
		    seen ? "seen" : "not seen");
	return RC_INVALID; /* all of it is undone */
}

static void
the_rule_that_refuses_is_named(void **state)
{
	size_t n = sizeof situations / sizeof *situations;
	bool named[WHY_RULES] = { false };

	(void)state;
	assert_true(n >= 40);
	for (size_t i = 0; i < n; i++) {
		enum rc rc;

		memset(&world.bad, 0, sizeof world.bad);
		rc = run(situation_body, (void *)&situations[i]);
		assert_int_equal(rc, RC_INVALID);
		named[situations[i].named] = true;
	}
	/* There is no rule without a situation. */
	for (enum why_rule r = WHY_USER; r < WHY_RULES; r++)
		if (!named[r])
			fail_msg("no situation names %s", why_word(r));
}

/* ---- what people write */

static enum rc
words_body(struct txn *x, void *arg)
{
	static const struct {
		const char *text, *area;
		bool record, missing;
	} rows[] = {
		{ "cases", "cases", false, false },
		{ "My profile", "profile", false, false },
		{ "/", "home", false, false },
		{ "https://portal.example.com/portal", "home", false, false },
		{ "https://portal.example.com/portal/", "home", false, false },
		{ "/portal/cases/1?tab=all", "cases", true, false },
		{ "/erp/cases/1#reply", "cases", true, false },
		{ "/cases/1/files/7", "cases", true, false },
		{ "/cases/mine", "cases", false, false },
		{ "/cases/new", "new-case", false, false },
		{ "/items/1", "catalogue", true, false },
		{ "/invoices/999999", "invoices", true, true },
		{ "/orders/export.csv", "orders", false, false },
		{ "/cart/order", "place-order", false, false },
		{ "/cart/quick", "cart", false, false },
		{ "CHAI", "catalogue", true, false },
		{ "item chai", "catalogue", true, false },
		{ "invoice:NO-SUCH", "invoices", true, true },
		{ "order NO-SUCH", "orders", true, true },
	};
	static const char *const nothing[] = { "NO-SUCH", "/casesx", "", "/x",
		"/erp/accounts/1", "invoicex 1" };
	struct why_object o;

	(void)arg;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		kept(why_object(x, rows[i].text, &o));
		assert_string_equal(o.area->name, rows[i].area);
		assert_int_equal(o.missing, rows[i].missing);
		assert_int_equal(o.id != 0, rows[i].record && !o.missing);
	}
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
		assert_int_equal(why_object(x, nothing[i], &o), RC_NOTFOUND);
	kept(why_object(x, cast.t.of_tom.case_id, &o));
	assert_int_equal(o.id, cast.t.of_tom.id);
	assert_int_equal(o.account_id, cast.t.tom.firm.id);
	kept(why_object(x, cast.invoice.invoice_no, &o));
	assert_int_equal(o.id, cast.invoice.id);
	kept(why_object(x, cast.draft_order.order_no, &o));
	assert_int_equal(o.id, cast.draft_order.id);
	kept(why_object(x, cast.payment.payment_no, &o));
	assert_int_equal(o.id, cast.payment.id);
	return RC_INVALID;
}

static void
numbers_pages_and_addresses_are_understood(void **state)
{
	(void)state;
	assert_int_equal(run(words_body, NULL), RC_INVALID);
}

static enum rc
people_body(struct txn *x, void *arg)
{
	struct why_asked a = { .site_url = "x" };

	(void)arg;
	kept(why_user(x, cast.t.maria.user.login, &a));
	assert_int_equal(a.contact.id, cast.t.maria.contact.id);
	kept(why_user(x, cast.t.tom.contact.contact_id, &a));
	assert_int_equal(a.user.id, cast.t.tom.user.id);
	kept(why_user(x, "V@EXAMPLE.COM", &a));
	assert_int_equal(a.contact.id, cast.visitor.id);
	assert_int_equal(a.user.id, 0);
	kept(why_user(x, "agent", &a));
	assert_int_equal(a.contact.id, 0);
	assert_int_equal(why_user(x, "nobody", &a), RC_NOTFOUND);
	kept(why_portal(x, NULL, &a));
	assert_string_equal(a.site_url, SITE_URL);
	kept(why_portal(x, SITE_URL "/cases/7", &a));
	kept(why_portal(x, "support", &a));
	assert_int_equal(
	    why_portal(x, "https://portal.example.com/portals", &a),
	    RC_NOTFOUND);
	assert_string_equal(a.site_url, "");
	return RC_INVALID;
}

static void
people_and_portals_are_found(void **state)
{
	(void)state;
	assert_int_equal(run(people_body, NULL), RC_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rule_that_refuses_is_named),
		cmocka_unit_test(numbers_pages_and_addresses_are_understood),
		cmocka_unit_test(people_and_portals_are_found),
	};

	return cmocka_run_group_tests(tests, assemble, tear_down);
}
