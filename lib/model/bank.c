/* Entries of bank statements: what is stored, and the way in for files. */
#include "bank.h"

#include <sodium.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/date.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "company.h"
#include "payment.h"
#include "rules.h"

const struct choice bank_statuses[] = {
	{ BANK_OPEN, "open", N_("Open"), "warn" },
	{ BANK_MATCHED, "matched", N_("Matched"), "ok" },
	{ BANK_IGNORED, "ignored", N_("Ignored"), "draft" },
	{ 0 },
};

static const struct choice froms[] = {
	{ BANK_MADE, "made", N_("Made of this entry"), NULL },
	{ BANK_RELEASED, "released", N_("Released by this entry"), NULL },
	{ BANK_FOUND, "found", N_("Recorded before"), NULL },
	{ 0 },
};

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return bank_entry_save(x, rec, bad);
}

enum { OURS = F_SYSTEM | F_QUIET };
#define B struct bank_entry
/* clang-format off */
static const struct field fields[] = {
{ BANK_ENTRY_ID,            INT(B, id),                    N_("Id"),              F_SYSTEM },
{ BANK_ENTRY_REV,           INT(B, rev),                   N_("Revision"),        F_SYSTEM },
{ BANK_ENTRY_REF,           TEXT(B, entry_ref),            N_("Entry"),           F_SYSTEM },
{ BANK_ENTRY_ACCOUNT,       TEXT(B, bank_account),         N_("Our Account"),     0 },
{ BANK_ENTRY_BANK_REF,      TEXT(B, bank_ref),             N_("Bank's Reference"), F_SEARCH },
{ BANK_ENTRY_STATUS,        CHOICE(B, status),             N_("Status"),          F_SYSTEM | F_EXTERNAL, .choices = bank_statuses },
{ BANK_ENTRY_BOOKED,        DATE(B, booked_date),          N_("Booked On"),       F_REQUIRED },
{ BANK_ENTRY_VALUE,         DATE(B, value_date),           N_("Value Date"),      0 },
{ BANK_ENTRY_CURRENCY,      TEXT(B, currency),             N_("Currency"),        0, .hint = N_("Left empty, it is ours.") },
{ BANK_ENTRY_AMOUNT,        MONEY_IN(B, amount, currency), N_("Amount"),          F_REQUIRED },
{ BANK_ENTRY_PAYER_NAME,    TEXT(B, payer_name),           N_("Payer"),           F_SEARCH },
{ BANK_ENTRY_PAYER_ACCOUNT, TEXT(B, payer_account),        N_("Payer's Account"), F_SEARCH },
{ BANK_ENTRY_REFERENCE,     TEXT(B, reference),            N_("Reference"),       F_SEARCH },
{ BANK_ENTRY_TEXT,          TEXT(B, text),                 N_("Text"),            F_SEARCH },
{ BANK_ENTRY_PAYMENT,       REF(B, payment_id),            N_("Payment"),         F_SYSTEM, .refers = &payment_entity },
{ BANK_ENTRY_FROM,          CHOICE(B, from),               N_("How It Was Matched"), OURS, .choices = froms },
{ BANK_ENTRY_CREATED,       TIME(B, created),              N_("Created On"),      OURS },
{ BANK_ENTRY_CHANGED,       TIME(B, changed),              N_("Changed On"),      OURS },
{ BANK_ENTRY_PAYMENT_NO,    TEXT(B, payment_no),           N_("Payment Nbr."),    OURS | F_EXTERNAL },
{ 0 },
};
/* clang-format on */
#undef B

static const struct index indexes[] = {
	{ .number = BANK_BY_REF, .tags = { BANK_ENTRY_REF }, .unique = true },
	{ .number = BANK_BY_STATUS,
	    .tags = { BANK_ENTRY_STATUS, BANK_ENTRY_BOOKED },
	    .prefix = 1 },
	{ .number = BANK_BY_DATE, .tags = { BANK_ENTRY_BOOKED } },
	{ .number = BANK_OF_PAYER,
	    .tags = { BANK_ENTRY_PAYER_ACCOUNT, BANK_ENTRY_STATUS,
		BANK_ENTRY_BOOKED },
	    .prefix = 2 },
	{ .number = BANK_OF_PAYMENT,
	    .tags = { BANK_ENTRY_PAYMENT },
	    .unique = true },
	{ 0 },
};

const struct entity bank_entry_entity = {
	.number = 40,
	.name = "bank_entry",
	.label = N_("Bank Entry"),
	.plural = N_("Bank Entries"),
	.size = sizeof(struct bank_entry),
	.fields = fields,
	.indexes = indexes,
	.key = BANK_ENTRY_REF,
	.title = BANK_ENTRY_PAYER_NAME,
	.save = save,
};

/* ---- what tells entries apart */

static void
hash_text(crypto_generichash_state *h, const char *s)
{
	(void)crypto_generichash_update(
	    h, (const unsigned char *)s, strlen(s) + 1);
}

static void
hash_number(crypto_generichash_state *h, int64_t n)
{
	char s[24];

	str_printf(s, sizeof s, "%lld", (long long)n);
	hash_text(h, s);
}

/* An IBAN with its blanks is the same account. */
static void
squeeze(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++)
		if (*s != ' ')
			*to++ = *s >= 'a' && *s <= 'z' ?
			    (char)(*s - 'a' + 'A') :
			    *s;
	*to = '\0';
}

/* What banks write where the payer has said nothing, and blanks. */
static void
normalize(struct bank_entry *b)
{
	squeeze(b->bank_account);
	squeeze(b->payer_account);
	if (str_same(b->reference, "NOTPROVIDED"))
		b->reference[0] = '\0';
}

void
bank_entry_ref(struct bank_entry *b, int nth)
{
	unsigned char hash[20];
	crypto_generichash_state h;

	normalize(b);
	(void)crypto_generichash_init(&h, NULL, 0, sizeof hash);
	hash_text(&h, b->bank_account);
	hash_text(&h, b->bank_ref);
	if (b->bank_ref[0] == '\0') {
		hash_number(&h, b->booked_date);
		hash_text(&h, b->currency);
		hash_number(&h, b->amount);
		hash_text(&h, b->payer_name);
		hash_text(&h, b->payer_account);
		hash_text(&h, b->reference);
		hash_text(&h, b->text);
	}
	hash_number(&h, nth);
	(void)crypto_generichash_final(&h, hash, sizeof hash);
	sodium_bin2hex(b->entry_ref, sizeof b->entry_ref, hash, sizeof hash);
}

/* ---- the way in */

static void
fill(struct txn *x, struct bank_entry *b)
{
	struct company company;

	normalize(b);
	if (b->currency[0] == '\0' && company_load(x, &company) == RC_OK)
		memcpy(b->currency, company.currency, sizeof b->currency);
	if (b->value_date == DATE_NONE)
		b->value_date = b->booked_date;
}

static void
keep_system(struct bank_entry *b, const struct bank_entry *old)
{
	memcpy(b->entry_ref, old->entry_ref, sizeof b->entry_ref);
	b->status = old->status;
	b->payment_id = old->payment_id;
	b->from = old->from;
	memcpy(b->payment_no, old->payment_no, sizeof b->payment_no);
	b->created = old->created;
	b->changed = old->changed;
}

static enum rc
save_known(struct txn *x, struct bank_entry *b, struct problems *bad)
{
	struct bank_entry old;
	enum rc rc = store_get(x, &bank_entry_entity, b->id, &old);

	if (rc != RC_OK)
		return rc;
	keep_system(b, &old);
	if (!would_change(x, &bank_entry_entity, b))
		return RC_SAME;
	if (old.status != BANK_OPEN)
		problem(bad, 0,
		    _("This bank entry has been matched or ignored and is not "
		      "changed any more."));
	else if (old.amount != b->amount ||
	    strcmp(old.currency, b->currency) != 0)
		problem(bad, BANK_ENTRY_AMOUNT,
		    _("This bank entry is known with another amount: is the "
		      "bank's reference used twice?"));
	if (bad->n > 0)
		return RC_REFUSED;
	b->changed = clock_now();
	return store_save(x, &bank_entry_entity, b, bad);
}

enum rc
bank_entry_save(struct txn *x, struct bank_entry *b, struct problems *bad)
{
	fill(x, b);
	if (b->entry_ref[0] == '\0')
		bank_entry_ref(b, 1);
	check_currency(b->currency, BANK_ENTRY_CURRENCY, bad);
	if (b->currency[0] == '\0')
		problem(bad, BANK_ENTRY_CURRENCY,
		    _("A bank entry needs its currency."));
	if (b->status == 0)
		b->status = BANK_OPEN;
	record_check(&bank_entry_entity, b, bad);
	if (bad->n > 0)
		return RC_INVALID;
	if (b->id != 0)
		return save_known(x, b, bad);
	b->status = BANK_OPEN;
	b->payment_id = b->from = 0;
	b->payment_no[0] = '\0';
	b->created = b->changed = clock_now();
	return store_save(x, &bank_entry_entity, b, bad);
}

enum rc
bank_entry_of(struct txn *x, int64_t payment, struct bank_entry *b)
{
	*b = (struct bank_entry){ .payment_id = payment };
	if (payment == 0)
		return RC_NOTFOUND;
	return store_find(x, &bank_entry_entity, BANK_OF_PAYMENT, b);
}
