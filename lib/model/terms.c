/* Payment terms, and taxes. */
#include "terms.h"

#include "../base/date.h"
#include "../base/text.h"
#include "../store/store.h"
#include "rules.h"

/* ---- terms */

static const struct choice due_kinds[] = {
	{ DUE_AFTER_DAYS, "after_days", N_("Days after the document's date"),
	    NULL },
	{ DUE_END_OF_MONTH, "end_of_month", N_("Days after the month's end"),
	    NULL },
	{ DUE_DAY_OF_NEXT, "day_of_next_month", N_("Day of the next month"),
	    NULL },
	{ 0 },
};

static enum rc
save_terms(struct txn *x, void *rec, struct problems *bad)
{
	return terms_save(x, rec, bad);
}

#define T struct terms
/* clang-format off */
static const struct field terms_fields[] = {
{ TERMS_ID,            INT(T, id),              N_("Id"),          F_SYSTEM },
{ TERMS_REV,           INT(T, rev),             N_("Revision"),    F_SYSTEM },
{ TERMS_CODE,          CODE(T, terms_id),       N_("Terms"),       F_REQUIRED | F_SEARCH, .hint = N_("A short name such as 30D.") },
{ TERMS_DESCRIPTION,   TEXT(T, description),    N_("Description"), F_SEARCH, .hint = N_("As printed on documents.") },
{ TERMS_DUE_KIND,      CHOICE(T, due_kind),     N_("Due"),         0, .choices = due_kinds },
{ TERMS_DUE_DAYS,      COUNT(T, due_days),      N_("Days"),        0 },
{ TERMS_DISCOUNT_DAYS, COUNT(T, discount_days), N_("Discount Days"), 0, .hint = N_("Within so many days the cash discount may be taken.") },
{ TERMS_DISCOUNT_PCT,  RATE(T, discount_pct),   N_("Cash Discount %"), 0 },
{ TERMS_ACTIVE,        BOOL(T, active),         N_("Active"),      0, .hint = N_("Only active terms can be chosen.") },
{ 0 },
};
/* clang-format on */
#undef T

static const struct index terms_indexes[] = {
	{ .number = TERMS_BY_CODE, .tags = { TERMS_CODE }, .unique = true },
	{ 0 },
};

const struct entity terms_entity = {
	.number = 19,
	.name = "terms",
	.label = N_("Terms"),
	.plural = N_("Credit Terms"),
	.size = sizeof(struct terms),
	.fields = terms_fields,
	.indexes = terms_indexes,
	.key = TERMS_CODE,
	.title = TERMS_DESCRIPTION,
	.save = save_terms,
};

enum { DAYS_MOST = 3650, MONTH_MOST = 31, PERCENT_ALL = 100000 };

enum rc
terms_save(struct txn *x, struct terms *t, struct problems *bad)
{
	if (t->due_kind == 0)
		t->due_kind = DUE_AFTER_DAYS;
	record_check(&terms_entity, t, bad);
	if (t->due_kind == DUE_DAY_OF_NEXT &&
	    (t->due_days < 1 || t->due_days > MONTH_MOST))
		problem(bad, TERMS_DUE_DAYS,
		    _("Say which day of the month, from 1 to %d."), MONTH_MOST);
	else if (t->due_days < 0 || t->due_days > DAYS_MOST)
		problem(bad, TERMS_DUE_DAYS,
		    _("Say after how many days, from 0 to %d."), DAYS_MOST);
	if (t->discount_days < 0 || t->discount_days > DAYS_MOST)
		problem(bad, TERMS_DISCOUNT_DAYS,
		    _("Say for how many days, from 0 to %d."), DAYS_MOST);
	if (t->discount_pct < 0 || t->discount_pct >= PERCENT_ALL)
		problem(bad, TERMS_DISCOUNT_PCT,
		    _("A cash discount is from 0 to less than 100 percent."));
	if (t->discount_pct == 0 && t->discount_days > 0)
		problem(bad, TERMS_DISCOUNT_PCT,
		    _("There are days for a cash discount, but it is 0."));
	if (bad->n > 0)
		return RC_INVALID;
	return store_save(x, &terms_entity, t, bad);
}

/* The last day of the month of a date. */
static int64_t
month_end(int64_t date)
{
	int year, month, day, other;

	date_split(date, &year, &other, &day);
	/* From the 28th on, the next month is at most four days away. */
	date += day < 28 ? 28 - day : 0;
	for (;;) {
		date_split(date + 1, &year, &month, &day);
		if (month != other)
			return date;
		date++;
	}
}

int64_t
terms_due(const struct terms *t, int64_t date)
{
	int64_t end, last;

	if (t->id == 0)
		return date;
	switch (t->due_kind) {
	case DUE_END_OF_MONTH:
		return month_end(date) + t->due_days;
	case DUE_DAY_OF_NEXT:
		end = month_end(date);
		last = month_end(end + 1);
		return end + t->due_days < last ? end + t->due_days : last;
	default:
		return date + t->due_days;
	}
}

int64_t
terms_discount_date(const struct terms *t, int64_t date)
{
	return t->id == 0 || t->discount_pct == 0 ? DATE_NONE :
						    date + t->discount_days;
}

/* ---- taxes */

const struct choice tax_categories[] = {
	{ TAX_STANDARD, "s", N_("S: standard rate"), NULL },
	{ TAX_ZERO, "z", N_("Z: zero rated"), NULL },
	{ TAX_EXEMPT, "e", N_("E: exempt"), NULL },
	{ TAX_REVERSE_CHARGE, "ae", N_("AE: reverse charge"), NULL },
	{ TAX_INTRA_COMMUNITY, "k", N_("K: intra-community supply"), NULL },
	{ TAX_EXPORT, "g", N_("G: export outside the EU"), NULL },
	{ TAX_OUTSIDE, "o", N_("O: not subject to VAT"), NULL },
	{ TAX_CANARY, "l", N_("L: Canary Islands"), NULL },
	{ TAX_CEUTA, "m", N_("M: Ceuta and Melilla"), NULL },
	{ 0 },
};

static enum rc
save_tax(struct txn *x, void *rec, struct problems *bad)
{
	return tax_save(x, rec, bad);
}

#define T struct tax
/* clang-format off */
static const struct field tax_fields[] = {
{ TAX_ID,          INT(T, id),           N_("Id"),          F_SYSTEM },
{ TAX_REV,         INT(T, rev),          N_("Revision"),    F_SYSTEM },
{ TAX_CODE,        CODE(T, tax_code),    N_("Tax"),         F_REQUIRED | F_SEARCH, .hint = N_("A short name such as VAT20.") },
{ TAX_DESCRIPTION, TEXT(T, description), N_("Description"), F_SEARCH },
{ TAX_CATEGORY,    CHOICE(T, category),  N_("Category"),    F_REQUIRED, .choices = tax_categories },
{ TAX_RATE,        RATE(T, rate),        N_("Rate %"),      0 },
{ TAX_REASON_CODE, TEXT(T, reason_code), N_("Reason Code"), 0, .hint = N_("Why no tax is charged, from the VATEX list: VATEX-EU-AE.") },
{ TAX_REASON,      TEXT(T, reason),      N_("Reason"),      0, .hint = N_("The same in words, as invoices say it.") },
{ TAX_ACTIVE,      BOOL(T, active),      N_("Active"),      0, .hint = N_("Only active taxes can be chosen.") },
{ 0 },
};
/* clang-format on */
#undef T

static const struct index tax_indexes[] = {
	{ .number = TAX_BY_CODE, .tags = { TAX_CODE }, .unique = true },
	{ 0 },
};

const struct entity tax_entity = {
	.number = 20,
	.name = "tax",
	.label = N_("Tax"),
	.plural = N_("Taxes"),
	.size = sizeof(struct tax),
	.fields = tax_fields,
	.indexes = tax_indexes,
	.key = TAX_CODE,
	.title = TAX_DESCRIPTION,
	.save = save_tax,
};

bool
tax_category_rated(int64_t category)
{
	return category == TAX_STANDARD || category == TAX_CANARY ||
	    category == TAX_CEUTA;
}

/* EN 16931 asks for a reason in E, AE, K, G, O, and forbids it elsewhere
 * (BR-E-10 and its kin). */
static bool
wants_reason(int64_t category)
{
	return !tax_category_rated(category) && category != TAX_ZERO;
}

enum rc
tax_save(struct txn *x, struct tax *t, struct problems *bad)
{
	bool reason = t->reason[0] != '\0' || t->reason_code[0] != '\0';

	record_check(&tax_entity, t, bad);
	if (t->category != 0 && tax_category_rated(t->category)) {
		if (t->rate <= 0 || t->rate > PERCENT_ALL)
			problem(bad, TAX_RATE,
			    _("This category has a rate above 0 and at most "
			      "100 percent."));
	} else if (t->category != 0 && t->rate != 0)
		problem(bad, TAX_RATE, _("This category has no rate."));
	if (t->category != 0 && wants_reason(t->category) && !reason)
		problem(bad, TAX_REASON,
		    _("Say why no tax is charged, by a code or in words."));
	if (t->category != 0 && !wants_reason(t->category) && reason)
		problem(bad, TAX_REASON,
		    _("This category needs no reason: leave it empty."));
	if (bad->n > 0)
		return RC_INVALID;
	return store_save(x, &tax_entity, t, bad);
}
