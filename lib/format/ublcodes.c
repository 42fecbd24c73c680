/*
 * Code lists, and the rules that say where which list holds. The lists lie in
 * the program as they are in data/codes.txt.
 */
#include <string.h>

#include "country.h"
#include "text.h"
#include "ublrules.h"

__asm__(".section .rodata\n"
	"code_lists:\n"
	".incbin \"data/codes.txt\"\n"
	".byte 0\n"
	".previous\n");
/* A line ":name", then lines of codes with blanks between them. */
extern const char code_lists[] __asm__("code_lists");

static const char *
find_list(const char *name)
{
	size_t n = strlen(name);

	for (const char *s = code_lists; (s = strchr(s, ':')) != NULL;) {
		s++;
		if (strncmp(s, name, n) == 0 && s[n] == '\n')
			return s + n + 1;
	}
	return NULL;
}

static bool
is_country(const char *code)
{
	char name[COUNTRY_CODE + 1];

	/* Kosovo and Northern Ireland are in the invoices' list besides. */
	return strcmp(code, "1A") == 0 || strcmp(code, "XI") == 0 ||
	    country_name(code, name, sizeof name);
}

bool
ubl_listed(const char *list, const char *code)
{
	size_t n = strlen(code);
	const char *s;

	if (strcmp(list, "country") == 0)
		return is_country(code);
	for (s = find_list(list); s != NULL && *s != '\0' && *s != ':';
	     s += strspn(s, " \n")) {
		size_t len = strcspn(s, " \n");

		if (len == n && memcmp(s, code, n) == 0)
			return true;
		s += len;
	}
	return false;
}

/* ---- where they hold */

enum part { VALUE, SCHEME };

static const struct code_rule {
	const char *rule;
	const char *parent; /* NULL: any */
	const char *name;
	enum part part;
	const char *list;
	const char *what;
} code_rules[] = {
	{ "BR-CL-01", NULL, "cbc:InvoiceTypeCode", VALUE, "invoice",
	    N_("types of an invoice (UNTDID 1001)") },
	{ "BR-CL-01", NULL, "cbc:CreditNoteTypeCode", VALUE, "credit-note",
	    N_("types of a credit note (UNTDID 1001)") },
	{ "BR-CL-04", NULL, "cbc:DocumentCurrencyCode", VALUE, "currency",
	    N_("currencies (ISO 4217)") },
	{ "BR-CL-05", NULL, "cbc:TaxCurrencyCode", VALUE, "currency",
	    N_("currencies (ISO 4217)") },
	{ "BR-CL-06", "cac:InvoicePeriod", "cbc:DescriptionCode", VALUE,
	    "vat-point", N_("VAT point dates (UNTDID 2005)") },
	{ "BR-CL-10", "cac:PartyIdentification", "cbc:ID", SCHEME, "icd",
	    N_("schemes of identifiers (ISO 6523)") },
	{ "BR-CL-11", "cac:PartyLegalEntity", "cbc:CompanyID", SCHEME, "icd",
	    N_("schemes of identifiers (ISO 6523)") },
	{ "BR-CL-13", NULL, "cbc:ItemClassificationCode", SCHEME, "class",
	    N_("classifications of items (UNTDID 7143)") },
	{ "BR-CL-14", "cac:Country", "cbc:IdentificationCode", VALUE, "country",
	    N_("countries (ISO 3166-1)") },
	{ "BR-CL-15", "cac:OriginCountry", "cbc:IdentificationCode", VALUE,
	    "country", N_("countries (ISO 3166-1)") },
	{ "BR-CL-16", NULL, "cbc:PaymentMeansCode", VALUE, "means",
	    N_("means of payment (UNTDID 4461)") },
	{ "BR-CL-17", "cac:TaxCategory", "cbc:ID", VALUE, "vat",
	    N_("VAT categories (UNTDID 5305)") },
	{ "BR-CL-18", "cac:ClassifiedTaxCategory", "cbc:ID", VALUE, "vat",
	    N_("VAT categories (UNTDID 5305)") },
	{ "BR-CL-21", "cac:StandardItemIdentification", "cbc:ID", SCHEME, "icd",
	    N_("schemes of identifiers (ISO 6523)") },
	{ "BR-CL-22", NULL, "cbc:TaxExemptionReasonCode", VALUE, "vatex",
	    N_("reasons for exemption (VATEX)") },
	{ "BR-CL-23", NULL, "cbc:InvoicedQuantity", SCHEME, "unit",
	    N_("units (UN/ECE Recommendations 20 and 21)") },
	{ "BR-CL-23", NULL, "cbc:CreditedQuantity", SCHEME, "unit",
	    N_("units (UN/ECE Recommendations 20 and 21)") },
	{ "BR-CL-23", NULL, "cbc:BaseQuantity", SCHEME, "unit",
	    N_("units (UN/ECE Recommendations 20 and 21)") },
	{ "BR-CL-25", NULL, "cbc:EndpointID", SCHEME, "eas",
	    N_("schemes of electronic addresses (EAS)") },
	{ "BR-CL-26", "cac:DeliveryLocation", "cbc:ID", SCHEME, "icd",
	    N_("schemes of identifiers (ISO 6523)") },
	{ NULL, NULL, NULL, VALUE, NULL, NULL },
};

/* A creditor's own SEPA number stands among the seller's identifiers. */
static bool
is_sepa(const struct code_rule *rule, const char *code)
{
	return strcmp(rule->rule, "BR-CL-10") == 0 && strcmp(code, "SEPA") == 0;
}

static bool
is_number(const struct ubl_element *e)
{
	return e->shape == SHAPE_AMOUNT || e->shape == SHAPE_PRICE ||
	    e->shape == SHAPE_QUANTITY;
}

static void
check_value(struct check *c, const char *parent, const struct ubl_element *e,
    const char *at)
{
	const struct ubl_number *v = (const void *)at;
	const struct ubl_text *t = (const void *)at;
	bool number = is_number(e);
	const char *scheme = number ? v->unit : t->scheme;
	long line = number ? v->line : t->line;

	for (const struct code_rule *r = code_rules; r->rule != NULL; r++) {
		const char *code = r->part == SCHEME ? scheme : t->s;

		if (strcmp(r->name, e->name) != 0 ||
		    (r->parent != NULL && strcmp(r->parent, parent) != 0) ||
		    code == NULL || is_sepa(r, code))
			continue;
		claim(c, ubl_listed(r->list, code), line, r->rule,
		    _("%.40s is not among the %s."), code, _(r->what));
	}
	if (e->shape != SHAPE_AMOUNT && e->shape != SHAPE_PRICE)
		return;
	if (v->unit != NULL)
		claim(c, ubl_listed("currency", v->unit), line, "BR-CL-03",
		    _("%.40s is not among the %s."), v->unit,
		    _("currencies (ISO 4217)"));
	if (e->shape == SHAPE_AMOUNT)
		claim(c, v->decimals <= AMOUNT_PLACES, line, "UBL-DT-01",
		    _("An amount has more than two decimals."));
}

static void
walk(struct check *c, const char *parent, const struct ubl_element *table,
    const char *base)
{
	for (const struct ubl_element *e = table; e->name != NULL; e++) {
		int n;
		const char *at = ubl_members(e, base, &n);

		if ((e->flags & UBL_READ) != 0)
			continue;
		for (; n > 0; n--, at += e->size)
			if (e->inside != NULL)
				walk(c, e->name, e->inside, at);
			else if (e->shape == SHAPE_WORDS ||
			    e->shape == SHAPE_NOTE || is_number(e))
				check_value(c, parent, e, at);
	}
}

void
check_codes(struct check *c)
{
	walk(c, "", ubl_elements[c->d->kind], (const char *)c->d);
}
