/* Terms and when documents fall due; taxes; our own company. */
#include "model_fixture.h"

#include "../../lib/model/company.h"
#include "../../lib/model/terms.h"

static int64_t
day(const char *iso)
{
	int64_t date;

	assert_true(date_parse(iso, &date));
	return date;
}

static void
is_day(const char *why, int64_t date, const char *iso)
{
	char text[DATE_TEXT];

	date_iso(date, text, sizeof text);
	if (strcmp(text, iso) != 0)
		fail_msg("%s: %s instead of %s", why, text, iso);
}

/* ---- terms */

static const struct {
	const char *why;
	int64_t kind, days;
	const char *date, *due;
} dues[] = {
	{ "net 30 days", DUE_AFTER_DAYS, 30, "2026-01-15", "2026-02-14" },
	{ "at once", DUE_AFTER_DAYS, 0, "2026-01-15", "2026-01-15" },
	{ "end of the month", DUE_END_OF_MONTH, 0, "2026-02-01", "2026-02-28" },
	{ "on its last day", DUE_END_OF_MONTH, 0, "2026-01-31", "2026-01-31" },
	{ "of a leap year", DUE_END_OF_MONTH, 0, "2028-02-03", "2028-02-29" },
	{ "and 10 days", DUE_END_OF_MONTH, 10, "2026-12-30", "2027-01-10" },
	{ "the 15th of the next", DUE_DAY_OF_NEXT, 15, "2026-01-01",
	    "2026-02-15" },
	{ "in the next year", DUE_DAY_OF_NEXT, 1, "2026-12-31", "2027-01-01" },
	{ "no 31st in February", DUE_DAY_OF_NEXT, 31, "2026-01-30",
	    "2026-02-28" },
};

static void
terms_say_when_a_document_is_due(void **state)
{
	const struct terms none = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof dues / sizeof *dues; i++) {
		const struct terms t = { .id = 1,
			.due_kind = dues[i].kind,
			.due_days = dues[i].days };

		is_day(
		    dues[i].why, terms_due(&t, day(dues[i].date)), dues[i].due);
	}
	is_day("no terms", terms_due(&none, day("2026-01-15")), "2026-01-15");
}

static void
a_cash_discount_has_a_last_day(void **state)
{
	const struct terms t = { .id = 1,
		.due_kind = DUE_AFTER_DAYS,
		.due_days = 30,
		.discount_days = 10,
		.discount_pct = 2000 };
	const struct terms plain = { .id = 2, .due_days = 30 };

	(void)state;
	is_day("discount", terms_discount_date(&t, day("2026-01-15")),
	    "2026-01-25");
	assert_int_equal(
	    terms_discount_date(&plain, day("2026-01-15")), DATE_NONE);
}

static void
terms_that_make_no_sense_are_refused(void **state)
{
	struct terms t = { .terms_id = "", .due_days = 30 };

	(void)state;
	refused(save(&terms_entity, &t), TERMS_CODE, "Terms is missing.");
	str_copy(t.terms_id, sizeof t.terms_id, "30D");
	t.due_days = 4000;
	refused(save(&terms_entity, &t), TERMS_DUE_DAYS, "from 0 to 3650.");
	t.due_kind = DUE_DAY_OF_NEXT;
	t.due_days = 0;
	refused(save(&terms_entity, &t), TERMS_DUE_DAYS, "from 1 to 31.");
	t.due_days = 15;
	t.discount_days = 10;
	refused(save(&terms_entity, &t), TERMS_DISCOUNT_PCT, "but it is 0.");
	t.discount_pct = 100000;
	refused(save(&terms_entity, &t), TERMS_DISCOUNT_PCT,
	    "less than 100 percent");
	t.discount_pct = 2000;
	good(save(&terms_entity, &t));
	assert_int_equal(save(&terms_entity, &t), RC_SAME);
}

/* ---- taxes */

static void
each_tax_category_has_its_rules(void **state)
{
	struct tax t = { .tax_code = "VAT20", .rate = 20000 };

	(void)state;
	refused(save(&tax_entity, &t), TAX_CATEGORY, "Category is missing.");
	t.category = TAX_STANDARD;
	t.rate = 0;
	refused(save(&tax_entity, &t), TAX_RATE, "has a rate above 0");
	t.rate = 20000;
	str_copy(t.reason, sizeof t.reason, "Because");
	refused(save(&tax_entity, &t), TAX_REASON, "needs no reason");
	t.reason[0] = '\0';
	good(save(&tax_entity, &t));

	t = (struct tax){ .tax_code = "AE", .category = TAX_REVERSE_CHARGE };
	refused(save(&tax_entity, &t), TAX_REASON, "Say why no tax");
	str_copy(t.reason_code, sizeof t.reason_code, "VATEX-EU-AE");
	t.rate = 19000;
	refused(save(&tax_entity, &t), TAX_RATE, "has no rate.");
	t.rate = 0;
	good(save(&tax_entity, &t));
}

/* ---- the company */

struct us {
	struct company c;
};

static enum rc
load_us(struct txn *x, void *arg)
{
	struct us *us = arg;

	return company_load(x, &us->c);
}

static void
a_fresh_company_can_invoice_at_once(void **state)
{
	struct us us;
	struct tax t;
	struct terms terms;

	(void)state;
	good(run(seed_body, NULL));
	good(run(load_us, &us));
	assert_string_equal(us.c.currency, "EUR");
	assert_int_equal(load(&tax_entity, us.c.tax, &t), RC_OK);
	assert_int_equal(t.category, TAX_OUTSIDE);
	assert_int_equal(load(&terms_entity, us.c.terms, &terms), RC_OK);
	assert_int_equal(terms.due_days, 30);
	/* Seeding again changes nothing. */
	good(run(seed_body, NULL));
	assert_int_equal(count(&tax_entity, 0, NULL), 7);
	assert_int_equal(count(&terms_entity, 0, NULL), 3);
}

static void
there_is_one_company(void **state)
{
	struct us us;
	struct company other;

	(void)state;
	good(run(seed_body, NULL));
	good(run(load_us, &us));
	other = us.c;
	refused(save(&company_entity, &us.c), COMPANY_LEGAL_NAME,
	    "Legal Name is missing.");
	str_copy(us.c.legal_name, sizeof us.c.legal_name, "Harrow & Pine Ltd");
	str_copy(us.c.currency, sizeof us.c.currency, "g1p");
	refused(
	    save(&company_entity, &us.c), COMPANY_CURRENCY, "three letters");
	str_copy(us.c.currency, sizeof us.c.currency, "gbp");
	str_copy(us.c.iban, sizeof us.c.iban, "GB29 NWBK 6016 1331 9268 18");
	refused(
	    save(&company_entity, &us.c), COMPANY_IBAN, "check digits do not");
	str_copy(us.c.iban, sizeof us.c.iban, "gb29 nwbk 6016 1331 9268 19");
	good(save(&company_entity, &us.c));
	assert_int_equal(us.c.id, 1);
	assert_string_equal(us.c.currency, "GBP");
	assert_string_equal(us.c.iban, "GB29NWBK60161331926819");
	str_copy(other.legal_name, sizeof other.legal_name, "Somebody else");
	assert_int_equal(save(&company_entity, &other), RC_CONFLICT);
	good(run(load_us, &us));
	assert_string_equal(us.c.legal_name, "Harrow & Pine Ltd");
}

/* ---- how a customer is billed */

static void
an_account_says_how_it_is_billed(void **state)
{
	struct account a;

	(void)state;
	good(run(seed_body, NULL));
	a = customer("ALFKI", "Alfreds Futterkiste");
	a.terms = 99;
	a.tax = 98;
	refused(save(&account_entity, &a), ACCOUNT_TERMS, "does not exist.");
	refused(save(&account_entity, &a), ACCOUNT_TAX, "does not exist.");
	a.terms = id_of(&terms_entity, "14D");
	a.tax = id_of(&tax_entity, "VAT-AE");
	good(save(&account_entity, &a));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(terms_say_when_a_document_is_due),
		TEST(a_cash_discount_has_a_last_day),
		TEST(terms_that_make_no_sense_are_refused),
		TEST(each_tax_category_has_its_rules),
		TEST(a_fresh_company_can_invoice_at_once),
		TEST(there_is_one_company),
		TEST(an_account_says_how_it_is_billed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
