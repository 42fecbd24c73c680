/*
 * The rules of EN 16931 for an invoice as a whole: what must be there, who
 * the parties are, what stands only once, and that the totals add up. The
 * sentences are ours; the identifiers are the standard's.
 */
#include "ublrules.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

/* ---- findings */

void
claim(struct check *c, bool is_true, long line, const char *rule,
    const char *sentence, ...)
{
	struct ubl_findings *all = c->found;
	struct ubl_finding *f;
	size_t n = 0;
	va_list args;

	if (is_true)
		return;
	if (all->n == all->size) {
		all->size = all->size == 0 ? 8 : 2 * all->size;
		all->at =
		    xrealloc(all->at, (size_t)all->size * sizeof *all->at);
	}
	f = &all->at[all->n++];
	memset(f, 0, sizeof *f);
	str_copy(f->rule, sizeof f->rule, rule);
	f->line = line;
	if (c->row != NULL) {
		str_printf(f->text, sizeof f->text, _("Line %.40s: "),
		    c->row->id.s != NULL ? c->row->id.s : "?");
		n = strlen(f->text);
	}
	va_start(args, sentence);
	vsnprintf(f->text + n, sizeof f->text - n, sentence, args);
	va_end(args);
}

void
ubl_findings_free(struct ubl_findings *all)
{
	free(all->at);
	memset(all, 0, sizeof *all);
}

const char *
shown(__int128 v, char to[AMOUNT_TEXT])
{
	int64_t fits = v > INT64_MAX ? INT64_MAX :
	    v < INT64_MIN            ? INT64_MIN :
				       (int64_t)v;

	amount_print(fits, AMOUNT_PLACES, AMOUNT_PLACES, to, AMOUNT_TEXT);
	return to;
}

/* ---- what several rules ask */

static bool
is_vat(const struct ubl_text *scheme)
{
	return scheme->s != NULL && str_same(scheme->s, "VAT");
}

const char *
vat_code(const struct ubl_category *k)
{
	return is_vat(&k->scheme) ? k->id.s : NULL;
}

const struct ubl_tax_id *
vat_id(const struct ubl_party *p, bool other)
{
	for (int i = 0; i < p->taxes_n; i++)
		if (p->taxes[i].company.s != NULL &&
		    (other || is_vat(&p->taxes[i].scheme)))
			return &p->taxes[i];
	return NULL;
}

bool
is_main(const struct ubl_document *d, const struct ubl_tax_total *t)
{
	return t->amount.unit == NULL || d->currency.s == NULL ||
	    strcmp(t->amount.unit, d->currency.s) == 0;
}

static bool
has_address(const struct ubl_address *a)
{
	return a->line > 0 || a->street.s != NULL || a->city.s != NULL ||
	    a->zone.s != NULL || a->country.s != NULL;
}

static bool
is_there(const struct ubl_party *p)
{
	return p->line > 0 || p->name.s != NULL || p->legal_name.s != NULL ||
	    p->ids_n > 0 || p->taxes_n > 0;
}

/* ---- what must be there */

static void
check_head(struct check *c)
{
	const struct ubl_document *d = c->d;

	claim(c, d->customization.s != NULL, d->line, "BR-01",
	    _("The document does not say which specification it follows "
	      "(CustomizationID)."));
	claim(c, d->id.s != NULL, d->line, "BR-02",
	    _("The document has no number (ID)."));
	claim(c, d->issued.given, d->line, "BR-03",
	    _("The document has no date (IssueDate)."));
	claim(c, d->type.s != NULL, d->line, "BR-04",
	    _("The document does not say what type of invoice it is."));
	claim(c, d->currency.s != NULL, d->line, "BR-05",
	    _("The document has no currency (DocumentCurrencyCode)."));
	claim(c, d->lines_n > 0, d->line, "BR-16",
	    _("The document has no line."));
	claim(c, !d->tax_point.given || d->period.code.s == NULL,
	    d->tax_point.line, "BR-CO-03",
	    _("The VAT point is given as a date and as a code; only one of "
	      "them may be."));
}

static void
check_period(struct check *c, const struct ubl_period *p, const char *order,
    const char *filled)
{
	claim(c, !p->start.given || !p->end.given || p->start.v <= p->end.v,
	    p->line, order, _("The period ends before it starts."));
	claim(c,
	    p->line == 0 || p->start.given || p->end.given || p->code.s != NULL,
	    p->line, filled, _("The period has neither start nor end."));
}

/* 130 is the invoiced object, 50 a project, which a credit note has here. */
static bool
fits_type(const struct ubl_document *d, const struct ubl_reference *r)
{
	if (r->type.s == NULL)
		return r->id.scheme == NULL;
	return strcmp(r->type.s, "130") == 0 ||
	    (d->kind == UBL_CREDIT_NOTE && strcmp(r->type.s, "50") == 0);
}

static void
check_attached(struct check *c)
{
	int objects = 0;

	for (int i = 0; i < c->d->attached_n; i++) {
		const struct ubl_reference *r = &c->d->attached[i];

		claim(c, r->id.s != NULL, r->line, "BR-52",
		    _("A supporting document has no identifier."));
		claim(c, fits_type(c->d, r), r->line, "UBL-SR-43",
		    _("Only the invoiced object (type 130) may have a type "
		      "or a scheme."));
		objects += r->type.s != NULL && strcmp(r->type.s, "130") == 0;
	}
	claim(c, objects < 2, c->d->line, "UBL-SR-04",
	    _("More than one invoiced object is given."));
}

static void
check_references(struct check *c)
{
	const struct ubl_document *d = c->d;

	check_period(c, &d->period, "BR-29", "BR-CO-19");
	for (int i = 0; i < d->corrects_n; i++)
		claim(c, d->corrects[i].id.s != NULL, d->corrects[i].line,
		    "BR-55",
		    _("A preceding invoice is mentioned without its "
		      "number."));
	check_attached(c);
	claim(c,
	    !has_address(&d->delivery.address) ||
		d->delivery.address.country.s != NULL,
	    d->delivery.address.line, "BR-57",
	    _("The address of delivery has no country."));
}

/* ---- parties */

static void
check_vat_ids(struct check *c, const struct ubl_party *p)
{
	for (int i = 0; i < p->taxes_n; i++) {
		const struct ubl_tax_id *t = &p->taxes[i];
		char land[3] = "";

		claim(c, t->company.s != NULL && t->scheme.s != NULL, t->line,
		    "UBL-SR-53",
		    _("A tax identifier lacks its value or its scheme."));
		if (!is_vat(&t->scheme) || t->company.s == NULL)
			continue;
		str_copy(land, sizeof land, t->company.s);
		claim(c, strcmp(land, "EL") == 0 || ubl_listed("country", land),
		    t->company.line, "BR-CO-09",
		    _("The VAT identifier %.40s does not begin with a "
		      "country (Greece may use EL)."),
		    t->company.s);
	}
}

static void
check_seller(struct check *c)
{
	const struct ubl_party *p = &c->d->seller;

	claim(c, p->legal_name.s != NULL, p->line, "BR-06",
	    _("The seller has no name (RegistrationName)."));
	claim(c, has_address(&p->address), p->line, "BR-08",
	    _("The seller has no address."));
	claim(c, !has_address(&p->address) || p->address.country.s != NULL,
	    p->address.line, "BR-09",
	    _("The seller's address has no country."));
	claim(c, p->endpoint.s == NULL || p->endpoint.scheme != NULL,
	    p->endpoint.line, "BR-62",
	    _("The seller's electronic address has no scheme."));
	claim(c,
	    p->ids_n > 0 || p->legal_id.s != NULL || vat_id(p, false) != NULL,
	    p->line, "BR-CO-26",
	    _("The seller has no identifier: neither one of its own, nor of "
	      "a register, nor for VAT."));
	check_vat_ids(c, p);
}

static void
check_buyer(struct check *c)
{
	const struct ubl_party *p = &c->d->buyer;

	claim(c, p->legal_name.s != NULL, p->line, "BR-07",
	    _("The buyer has no name (RegistrationName)."));
	claim(c, has_address(&p->address), p->line, "BR-10",
	    _("The buyer has no address."));
	claim(c, !has_address(&p->address) || p->address.country.s != NULL,
	    p->address.line, "BR-11", _("The buyer's address has no country."));
	claim(c, p->endpoint.s == NULL || p->endpoint.scheme != NULL,
	    p->endpoint.line, "BR-63",
	    _("The buyer's electronic address has no scheme."));
	check_vat_ids(c, p);
}

static bool
equal(const struct ubl_text *a, const struct ubl_text *b)
{
	return a->s != NULL && b->s != NULL && strcmp(a->s, b->s) == 0;
}

static bool
share_id(const struct ubl_party *a, const struct ubl_party *b)
{
	for (int i = 0; i < a->ids_n; i++)
		for (int k = 0; k < b->ids_n; k++)
			if (equal(&a->ids[i], &b->ids[k]))
				return true;
	return false;
}

/* A payee is named only when it is somebody else than the seller. */
static void
check_payee(struct check *c)
{
	const struct ubl_party *p = &c->d->payee, *seller = &c->d->seller;
	bool named;

	if (!is_there(p))
		return;
	claim(c, p->name.s != NULL, p->line, "BR-17",
	    _("The payee has no name."));
	claim(c, !equal(&p->name, &seller->name) && !share_id(p, seller),
	    p->line, "BR-17",
	    _("The payee has a name or an identifier of the seller; a payee "
	      "is given only when it is somebody else."));
	named = equal(&p->name, &seller->legal_name);
	claim(c, !named, p->line, "UBL-SR-19",
	    _("The payee has the seller's registered name."));
	claim(c, !named, p->line, "UBL-SR-20",
	    _("The payee has the seller's registered name."));
	claim(c, !named, p->line, "UBL-SR-21",
	    _("The payee has the seller's registered name."));
	check_vat_ids(c, p);
}

void
check_parties(struct check *c)
{
	const struct ubl_party *agent = &c->d->agent;

	check_seller(c);
	check_buyer(c);
	check_payee(c);
	if (!is_there(agent))
		return;
	claim(c, agent->name.s != NULL, agent->line, "BR-18",
	    _("The seller's tax representative has no name."));
	claim(c, has_address(&agent->address), agent->line, "BR-19",
	    _("The seller's tax representative has no address."));
	claim(c,
	    !has_address(&agent->address) || agent->address.country.s != NULL,
	    agent->address.line, "BR-20",
	    _("The address of the seller's tax representative has no "
	      "country."));
	claim(c, vat_id(agent, false) != NULL, agent->line, "BR-56",
	    _("The seller's tax representative has no VAT identifier."));
	check_vat_ids(c, agent);
}

/* ---- payment */

static bool
is_transfer(const char *code)
{
	return strcmp(code, "30") == 0 || strcmp(code, "58") == 0;
}

static bool
same(const struct ubl_text *a, const struct ubl_text *b)
{
	return a->s == NULL || b->s == NULL || strcmp(a->s, b->s) == 0;
}

/* What may be said of one payment only. */
static void
check_payments_once(struct check *c)
{
	int due = 0, names = 0, cards = 0, mandates = 0;

	for (int i = 0; i < c->d->payments_n; i++) {
		const struct ubl_payment *p = &c->d->payments[i];

		due += p->due.given;
		names += p->code.scheme != NULL;
		cards += p->card.s != NULL;
		mandates += p->mandate.s != NULL || p->debited.s != NULL;
	}
	claim(c, due < 2, c->d->line, "UBL-SR-45",
	    _("More than one date of payment is given."));
	claim(c, names < 2, c->d->line, "UBL-SR-46",
	    _("The means of payment is named more than once."));
	claim(c, cards < 2, c->d->line, "UBL-SR-54",
	    _("More than one payment card is given."));
	claim(c, mandates < 2, c->d->line, "UBL-SR-55",
	    _("More than one mandate is given."));
}

static void
check_payments(struct check *c)
{
	const struct ubl_payment *first = c->d->payments;

	for (int i = 0; i < c->d->payments_n; i++) {
		const struct ubl_payment *p = &first[i];
		bool account = p->bank.account.s != NULL;

		claim(c, p->code.s != NULL, p->line, "BR-49",
		    _("The payment does not say by what means it is made."));
		claim(c, same(&p->code, &first->code), p->line, "UBL-SR-47",
		    _("The payments are to be made by different means."));
		claim(c, same(&p->reference, &first->reference), p->line,
		    "UBL-SR-44", _("The payments have different references."));
		if (p->code.s == NULL || !is_transfer(p->code.s))
			continue;
		claim(c, p->bank.line == 0 || account, p->bank.line, "BR-50",
		    _("The account to be paid to has no number."));
		claim(c, account, p->line, "BR-61",
		    _("A transfer is asked for without an account."));
	}
}

/* ---- what stands once */

/* The paths that end in these, below the root. */
static const struct {
	const char *path, *rule;
} once[] = {
	{ "/ContractDocumentReference", "UBL-SR-01" },
	{ "/ReceiptDocumentReference", "UBL-SR-02" },
	{ "/DespatchDocumentReference", "UBL-SR-03" },
	{ "/PaymentTerms", "UBL-SR-05" },
	{ "/PaymentTerms/Note", "UBL-SR-05" },
	{ "/BillingReference/InvoiceDocumentReference", "UBL-SR-06" },
	{ "/AccountingSupplierParty/Party/PartyLegalEntity", "UBL-SR-09" },
	{ "/AccountingSupplierParty/Party/PartyName", "UBL-SR-10" },
	{ "/AccountingCustomerParty/Party/PartyLegalEntity", "UBL-SR-15" },
	{ "/PayeeParty/PartyName", "UBL-SR-19" },
	{ "/PayeeParty/PartyLegalEntity", "UBL-SR-21" },
	{ "/TaxRepresentativeParty/PartyName", "UBL-SR-22" },
	{ "/Delivery", "UBL-SR-24" },
	{ "/Delivery/DeliveryParty/PartyName", "UBL-SR-25" },
	{ "/PaymentMeans/PaymentID", "UBL-SR-26" },
	{ "/TaxSubtotal/TaxCategory/TaxExemptionReason", "UBL-SR-32" },
	{ "/AdditionalDocumentReference/DocumentDescription", "UBL-SR-33" },
	{ "Line/OrderLineReference", "UBL-SR-35" },
	{ "Line/InvoicePeriod", "UBL-SR-36" },
	{ "/InvoicePeriod", "UBL-SR-08" },
	{ "/InvoicePeriod/DescriptionCode", "UBL-SR-49" },
	{ "/Price/AllowanceCharge", "UBL-SR-37" },
	{ "/ProjectReference", "UBL-SR-39" },
	{ "/AccountingCustomerParty/Party/PartyName", "UBL-SR-40" },
	{ "/Item/ClassifiedTaxCategory", "UBL-SR-48" },
	{ "/Item/Description", "UBL-SR-50" },
	{ "/AddressLine", "UBL-SR-51" },
	{ "Line/DocumentReference", "UBL-SR-52" },
	{ "/OriginatorDocumentReference", "UBL-SR-56" },
	{ NULL, NULL },
};

static int
count_taxes(const struct ubl_party *p, bool vat)
{
	int n = 0;

	for (int i = 0; i < p->taxes_n; i++)
		n += is_vat(&p->taxes[i].scheme) == vat;
	return n;
}

void
check_repeats(struct check *c)
{
	const struct ubl_document *d = c->d;
	const struct ubl_party *seller = &d->seller, *buyer = &d->buyer;

	for (int i = 0; i < d->repeats_n; i++)
		for (int k = 0; once[k].rule != NULL; k++)
			if (str_ends(d->repeats[i].path, once[k].path)) {
				claim(c, false, d->repeats[i].line,
				    once[k].rule,
				    _("%.100s stands again; only one is "
				      "taken."),
				    d->repeats[i].path);
				break;
			}
	claim(c, count_taxes(seller, true) < 2, seller->line, "UBL-SR-12",
	    _("The seller has more than one VAT identifier."));
	claim(c, count_taxes(seller, false) < 2, seller->line, "UBL-SR-13",
	    _("The seller has more than one other tax identifier."));
	claim(c, seller->taxes_n < 3, seller->line, "UBL-SR-42",
	    _("The seller has more than two tax identifiers."));
	claim(c, buyer->ids_n < 2, buyer->line, "UBL-SR-16",
	    _("The buyer has more than one identifier."));
	claim(c, count_taxes(buyer, true) < 2, buyer->line, "UBL-SR-18",
	    _("The buyer has more than one VAT identifier."));
}

/* ---- all of them */

void
ubl_check(const struct ubl_document *d, struct ubl_findings *found)
{
	struct check c = { .d = d, .found = found };

	if (d->kind != UBL_INVOICE && d->kind != UBL_CREDIT_NOTE)
		return;
	check_head(&c);
	check_references(&c);
	check_parties(&c);
	check_payments(&c);
	check_payments_once(&c);
	check_repeats(&c);
	check_charges(&c);
	check_lines(&c);
	check_totals(&c);
	check_vat(&c);
	check_codes(&c);
}
