/* Our own company. */
#include "company.h"

#include <stdio.h>
#include <string.h>

#include "../base/clock.h"
#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "rules.h"
#include "terms.h"

enum { ONLY = 1 }; /* the id of the one record */

static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	return company_save(x, rec, bad);
}

#define C struct company
/* clang-format off */
static const struct field fields[] = {
{ COMPANY_ID,              INT(C, id),               N_("Id"),           F_SYSTEM },
{ COMPANY_REV,             INT(C, rev),              N_("Revision"),     F_SYSTEM },
{ COMPANY_CODE,            TEXT(C, code),            N_("Our Number"),   0, .hint = N_("How customers' systems know us.") },
{ COMPANY_LEGAL_NAME,      TEXT(C, legal_name),      N_("Legal Name"),   F_REQUIRED },
ADDRESS_ROWS(C, COMPANY_MAIN, main),
{ COMPANY_TAX_ID,          TEXT(C, tax_id),          N_("Tax Registration ID"), 0, .hint = N_("With the country in front: DE123456789.") },
{ COMPANY_REGISTRATION_NO, TEXT(C, registration_no), N_("Company Registration No."), 0 },
{ COMPANY_EMAIL,           EMAIL(C, email),          N_("E-mail"),       0 },
{ COMPANY_PHONE,           PHONE(C, phone),          N_("Phone"),        0 },
{ COMPANY_WEBSITE,         URL(C, website),          N_("Website"),      0 },
{ COMPANY_IBAN,            TEXT(C, iban),            N_("IBAN"),         0 },
{ COMPANY_BIC,             TEXT(C, bic),             N_("BIC"),          0 },
{ COMPANY_BANK_NAME,       TEXT(C, bank_name),       N_("Bank"),         0 },
{ COMPANY_CURRENCY,        TEXT(C, currency),        N_("Base Currency"), F_REQUIRED, .hint = N_("Three letters, such as EUR.") },
{ COMPANY_TERMS,           REF(C, terms),            N_("Terms"),        0, .refers = &terms_entity, .hint = N_("Of customers without their own.") },
{ COMPANY_TAX,             REF(C, tax),              N_("Tax"),          0, .refers = &tax_entity, .hint = N_("Of items without their own.") },
{ COMPANY_FREIGHT_TAX,     REF(C, freight_tax),      N_("Tax of Freight"), 0, .refers = &tax_entity, .hint = N_("Left empty, the company's tax.") },
{ COMPANY_ENDPOINT_SCHEME, TEXT(C, endpoint_scheme), N_("E-invoice Scheme"), 0, .hint = N_("Four digits of the list of electronic addresses, such as 0088.") },
{ COMPANY_ENDPOINT_ID,     TEXT(C, endpoint_id),     N_("E-invoice Address"), 0 },
{ COMPANY_PEPPOL,          BOOL(C, peppol),          N_("Peppol"),       0, .hint = N_("E-invoices say that they follow Peppol BIS Billing 3.") },
{ COMPANY_CHANGED,         TIME(C, changed),         N_("Changed On"),   F_SYSTEM | F_QUIET },
{ 0 },
};
/* clang-format on */
#undef C

const struct entity company_entity = {
	.number = 18,
	.name = "company",
	.label = N_("Company"),
	.plural = N_("Company"),
	.size = sizeof(struct company),
	.fields = fields,
	.title = COMPANY_LEGAL_NAME,
	.save = save,
};

/*
 * A company that nobody has described bills in euros, net 30 days, outside
 * VAT: that is the one category which asks for no registration of the seller
 * and no rate of a country, so that an invoice can be made at once and is not
 * wrong by a guessed rate.
 */
static void
defaults(struct txn *x, struct company *c)
{
	struct terms terms = { .terms_id = "30D" };
	struct tax tax = { .tax_code = "VAT-O" };

	memset(c, 0, sizeof *c);
	str_copy(c->currency, sizeof c->currency, "EUR");
	if (store_find(x, &terms_entity, TERMS_BY_CODE, &terms) == RC_OK)
		c->terms = terms.id;
	if (store_find(x, &tax_entity, TAX_BY_CODE, &tax) == RC_OK)
		c->tax = tax.id;
}

enum rc
company_load(struct txn *x, struct company *c)
{
	enum rc rc = store_get(x, &company_entity, ONLY, c);

	if (rc != RC_NOTFOUND)
		return rc;
	defaults(x, c);
	return RC_OK;
}

/* ISO 13616: country, two check digits, letters and digits; the whole, with
 * its first four characters moved to the end, is 1 modulo 97. */
static bool
iban_holds(const char *s)
{
	size_t n = strlen(s);
	int rest = 0;

	if (n < 15)
		return false;
	for (size_t i = 0; i < n; i++) {
		char c = s[(i + 4) % n];

		if (c >= '0' && c <= '9')
			rest = (rest * 10 + c - '0') % 97;
		else if (c >= 'A' && c <= 'Z')
			rest = (rest * 100 + c - 'A' + 10) % 97;
		else
			return false;
	}
	return rest == 1;
}

/* Without blanks, in capitals. */
static void
close_up(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++)
		if (*s != ' ')
			*to++ = *s >= 'a' && *s <= 'z' ? *s - 'a' + 'A' : *s;
	*to = '\0';
}

enum rc
company_save(struct txn *x, struct company *c, struct problems *bad)
{
	struct terms terms;
	struct tax tax;

	/* Two people have opened the empty form. */
	if (c->id == 0 && store_count(x, &company_entity, 0, NULL) > 0)
		return RC_CONFLICT;
	close_up(c->iban);
	close_up(c->bic);
	record_check(&company_entity, c, bad);
	check_country(c->main_country, COMPANY_MAIN_COUNTRY, bad);
	check_currency(c->currency, COMPANY_CURRENCY, bad);
	(void)refers_to(x, &company_entity, c, COMPANY_TERMS, &terms, bad);
	(void)refers_to(x, &company_entity, c, COMPANY_TAX, &tax, bad);
	(void)refers_to(x, &company_entity, c, COMPANY_FREIGHT_TAX, &tax, bad);
	if (c->iban[0] != '\0' && !iban_holds(c->iban))
		problem(bad, COMPANY_IBAN,
		    _("This IBAN has a mistake: its check digits do not "
		      "fit."));
	if (bad->n > 0)
		return RC_INVALID;
	if (would_change(x, &company_entity, c))
		c->changed = clock_now();
	return store_save(x, &company_entity, c, bad);
}

/* ---- the logo: a file of the store, whose name is a setting */

#define LOGO "company_logo"
enum { LOGO_SIDE = 4000 };

static unsigned
big_endian(const unsigned char *b)
{
	return (unsigned)b[0] << 24 | (unsigned)b[1] << 16 |
	    (unsigned)b[2] << 8 | b[3];
}

/* Its first part says how large it will be once it is unpacked. */
static bool
fits(const unsigned char *bytes)
{
	unsigned width = big_endian(bytes + 16);
	unsigned height = big_endian(bytes + 20);

	return width >= 1 && width <= LOGO_SIDE && height >= 1 &&
	    height <= LOGO_SIDE;
}

static bool
is_png(const char *path)
{
	static const unsigned char begin[16] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
	unsigned char bytes[24];
	FILE *f = fopen(path, "rbe");
	bool good;

	if (f == NULL)
		return false;
	good = fread(bytes, 1, sizeof bytes, f) == sizeof bytes &&
	    memcmp(bytes, begin, sizeof begin) == 0 && fits(bytes) &&
	    fseek(f, 0, SEEK_END) == 0 && ftell(f) <= COMPANY_LOGO_MOST;
	fclose(f);
	return good;
}

enum rc
company_logo_set(struct txn *x, const char *spool, struct problems *bad)
{
	char name[33];
	enum rc rc;

	if (!is_png(spool)) {
		problem(bad, 0,
		    _("The logo must be a PNG of at most 1 MB and 4000 "
		      "points in width and height."));
		return RC_INVALID;
	}
	if ((rc = store_file_add(x, spool, name, sizeof name)) != RC_OK)
		return rc;
	store_set_setting(x, LOGO, name);
	return RC_OK;
}

int
company_logo_open(struct txn *x)
{
	char name[33];

	if (!store_setting(x, LOGO, name, sizeof name))
		return -1;
	return store_file_open(x, name);
}
