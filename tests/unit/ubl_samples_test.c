/*
 * The documents of ../shared/data: each is read, and what we would send is
 * written again as it was. Skips when they are not there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <cmocka.h>

#include "../../lib/base/buf.h"
#include "../../lib/base/str.h"
#include "../../lib/format/ubl.h"
#include "ubl_fixture.h"

static const char *
samples(void)
{
	const char *folder = getenv("POSTERN_SAMPLES");

	return folder != NULL ? folder : "../shared/data";
}

static void
load(const char *name, struct buf *b)
{
	struct xml_fault f;
	char path[400];

	str_printf(path, sizeof path, "%s/%s", samples(), name);
	buf_clear(b);
	if (!xml_load(path, XML_LIMIT, b, &f))
		fail_msg("%s: %s", path, f.text);
}

static struct ubl_document *
read_sample(const char *name)
{
	struct xml_faults faults = { .most = 9 };
	struct buf b = { 0 };
	struct ubl_document *d;

	load(name, &b);
	d = ubl_read(b.data, b.len, &faults);
	for (int i = 0; i < xml_faults_kept(&faults); i++)
		print_message("%s:%ld: %s %s\n", name, faults.at[i].line,
		    faults.at[i].code, faults.at[i].text);
	if (d == NULL || faults.n > 0)
		fail_msg("%s: %d faults", name, faults.n);
	xml_faults_free(&faults);
	buf_free(&b);
	return d;
}

/* ---- what we send */

static void
drop_blank_text(xmlNodePtr n)
{
	xmlNodePtr next;

	for (n = n->children; n != NULL; n = next) {
		next = n->next;
		if (n->type == XML_ELEMENT_NODE)
			drop_blank_text(n);
		else if (xmlIsBlankNode(n)) {
			xmlUnlinkNode(n);
			xmlFreeNode(n);
		}
	}
}

static void
canonical(const struct buf *b, struct buf *out)
{
	xmlDocPtr doc =
	    xmlReadMemory(b->data, (int)b->len, NULL, NULL, XML_PARSE_NONET);
	xmlChar *text = NULL;
	int n;

	assert_non_null(doc);
	drop_blank_text(xmlDocGetRootElement(doc));
	n = xmlC14NDocDumpMemory(
	    doc, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &text);
	assert_true(n > 0);
	buf_clear(out);
	buf_add(out, text, (size_t)n);
	xmlFree(text);
	xmlFreeDoc(doc);
}

static void
targets_are_written_as_they_were(void **state)
{
	static const char *const names[] = {
		"creditnote-10250",
		"despatchadvice-10250",
		"invoice-10249-standard-rated",
		"invoice-10250-discount-freight",
		"invoice-10262-not-subject-to-vat",
		"order-10250",
		"statement-HANAR",
	};
	struct buf was = { 0 }, is = { 0 }, a = { 0 }, b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct ubl_document *d;
		char name[200];
		size_t at = 0;

		str_printf(name, sizeof name, "ubl-targets/%s.xml", names[i]);
		load(name, &was);
		d = read_sample(name);
		buf_clear(&is);
		ubl_write(d, &is);
		canonical(&was, &a);
		canonical(&is, &b);
		while (a.data[at] != '\0' && a.data[at] == b.data[at])
			at++;
		if (a.data[at] != b.data[at])
			fail_msg("%s:\n%.200s\nnot\n%.200s", name, a.data + at,
			    b.data + at);
		ubl_free(d);
	}
	buf_free(&was);
	buf_free(&is);
	buf_free(&a);
	buf_free(&b);
}

/* ---- what others send */

static const struct sample {
	const char *name, *id;
	int lines;
	int64_t sum, payable; /* of the lines' amounts; as stated */
	const char *rules;    /* one that is broken; "": none is */
} samples_read[] = {
	/* clang-format off */
	{ "en16931/examples/guide-example3", "TOSL108", 2, 80000, 112500, "" },
	{ "en16931/examples/sample-discount-price", "test decimal 1", 1, 1212, 1515, "" },
	{ "en16931/examples/ubl-tc434-creditnote1", "018304 / 28865", 1, 10011, 10011, "" },
	{ "en16931/examples/ubl-tc434-example1", "12115118", 20, 22960, 25033, "" },
	{ "en16931/examples/ubl-tc434-example2", "TOSL108", 5, 143650, 80178, "" },
	{ "en16931/examples/ubl-tc434-example3", "TOSL108", 2, 160000, 200500, "" },
	{ "en16931/examples/ubl-tc434-example4", "TOSL110", 3, 400000, 467500, "" },
	{ "en16931/examples/ubl-tc434-example5", "TOSL110", 3, 400000, 233750, "" },
	{ "xrechnung/01.01a-INVOICE_ubl", "123456XX", 2, 31486, 33690, "" },
	{ "xrechnung/01.02a-INVOICE_ubl", "123456", 1, 1178, 1260, "" },
	{ "xrechnung/01.03a-INVOICE_ubl", "RR123456", 2, 17028, 18220, "" },
	{ "xrechnung/01.05a-INVOICE_ubl", "PRG1502112", 4, 887000, 1055530, "" },
	{ "xrechnung/01.12a-INVOICE_ubl", "Rechnungsnummer", 5, 25661, 30537, "" },
	{ "xrechnung/01.18a-INVOICE_ubl", "PRG1502112", 4, 887000, 1055530, "" },
	{ "zugferd-corpus/EN16931_Einfach.ubl", "471102", 2, 47300, 52987, "" },
	{ "zugferd-corpus/EN16931_ElektronischeAdresse.ubl", "9314110911/00/M/00/N", 6, 28652, 34096, "BR-CL-25" },
	{ "zugferd-corpus/EN16931_Gutschrift.ubl", "471102", 2, 47300, 52987, "" },
	{ "zugferd-corpus/EN16931_Innergemeinschaftliche_Lieferungen.ubl", "47110818", 2, 200000, 200000, "" },
	{ "zugferd-corpus/EN16931_Miete.ubl", "9314110911/00/M/00/N", 6, 28652, 34096, "" },
	{ "zugferd-corpus/EN16931_Rabatte.ubl", "471102", 4, 20270, 16507, "" },
	{ "zugferd-corpus/EN16931_Rechnungskorrektur.ubl", "RK21012345", 2, -790, -879, "" },
	{ "ubl-cenbii/CENBII-Order-minimal", NULL, 1, 0, 0, "" },
	{ "ubl-cenbii/ERR-2-BII04-minimal-invoice", "TOSL108", 5, 143650, 143650, "BR-08" },
	{ "ubl-cenbii/ERR-10-BII04-minimal-VAT-invoice", "TOSL108", 5, 143650, 172900, "BR-CO-14" },
	{ "ubl-cenbii/ERR-11-BII04-minimal-invoice", "TOSL108", 5, 143650, 143650, "BR-CO-10" },
	{ "ubl-2.1/examples/UBL-Invoice-2.1-Example", "TOSL108", 5, 143650, 72900, "BR-01" },
	{ "ubl-2.1/examples/UBL-Invoice-2.1-Example-Trivial", "123", 1, 10000, 10000, "BR-06" },
	{ "ubl-2.1/examples/UBL-CreditNote-2.1-Example", "TOSL108", 5, 143650, 72900, "BR-04" },
	{ "ubl-2.1/examples/UBL-Order-2.1-Example", "34", 2, 622500, 622500, "" },
	{ "ubl-2.1/examples/UBL-OrderResponse-2.1-Example", "7", 2, 0, 0, "" },
	{ "ubl-2.1/examples/UBL-DespatchAdvice-2.0-Example", "565899", 1, 0, 0, "" },
	{ "ubl-2.1/examples/UBL-Statement-2.0-Example", "JUL2005-07758990", 1, 0, 0, "" },
	{ "ubl-targets/creditnote-10250", "CN-10250", 3, 155260, 194212, "" },
	{ "ubl-targets/despatchadvice-10250", "DA-10250", 3, 0, 0, "" },
	{ "ubl-targets/invoice-10249-standard-rated", "INV-10249", 2, 186340, 225001, "" },
	{ "ubl-targets/invoice-10250-discount-freight", "INV-10250", 3, 155260, 194212, "" },
	{ "ubl-targets/invoice-10262-not-subject-to-vat", "INV-10262", 3, 58400, 63229, "" },
	{ "ubl-targets/order-10250", "10250", 3, 155260, 186312, "" },
	{ "ubl-targets/statement-HANAR", "ST-HANAR-1996-07", 2, 0, 0, "" },
	/* clang-format on */
};
enum { SAMPLES = sizeof samples_read / sizeof *samples_read };

static struct ubl_document *
read_named(const struct sample *s)
{
	char name[200];

	str_printf(name, sizeof name, "%s.xml", s->name);
	return read_sample(name);
}

static void
totals_are_as_stated(void **state)
{
	(void)state;
	for (int i = 0; i < SAMPLES; i++) {
		const struct sample *s = &samples_read[i];
		struct ubl_document *d = read_named(s);
		int64_t sum = 0;

		for (int k = 0; k < d->lines_n; k++)
			assert_true(
			    amount_add(sum, d->lines[k].amount.v, &sum));
		if ((s->id == NULL ? d->id.s != NULL :
				     strcmp(d->id.s, s->id) != 0) ||
		    d->lines_n + d->entries_n != s->lines || sum != s->sum ||
		    d->totals.payable.v != s->payable)
			fail_msg("%s: %s, %d lines, %ld, %ld", s->name, d->id.s,
			    d->lines_n, (long)sum, (long)d->totals.payable.v);
		ubl_free(d);
	}
}

static void
broken_rules_are_named(void **state)
{
	(void)state;
	for (int i = 0; i < SAMPLES; i++) {
		const struct sample *s = &samples_read[i];
		struct ubl_document *d = read_named(s);
		struct ubl_findings found = { 0 };
		bool named = false;

		ubl_check(d, &found);
		for (int k = 0; k < found.n; k++)
			named =
			    named || strcmp(found.at[k].rule, s->rules) == 0;
		if (*s->rules == '\0' ? found.n > 0 : !named)
			fail_msg("%s: %d findings, %s %s", s->name, found.n,
			    found.n > 0 ? found.at[0].rule : "",
			    found.n > 0 ? found.at[0].text : "");
		ubl_findings_free(&found);
		ubl_free(d);
	}
}

static void
fail_invalid(const char *name, struct xml_faults *faults)
{
	fail_msg("%s:%ld:%ld: %s %s", name, faults->at[0].line,
	    faults->at[0].column, faults->at[0].code, faults->at[0].text);
}

static void
all_fit_the_schemas(void **state)
{
	struct ubl_schemas *schemas;
	char folder[400];

	(void)state;
	str_printf(folder, sizeof folder, "%s/ubl-2.1/xsdrt", samples());
	schemas = ubl_schemas_open(folder);
	for (int i = 0; i < SAMPLES; i++) {
		struct xml_faults faults = { .most = 3 };
		struct ubl_document *d = read_named(&samples_read[i]);
		struct buf b = { 0 };
		char name[200];

		str_printf(name, sizeof name, "%s.xml", samples_read[i].name);
		load(name, &b);
		if (!ubl_validate(schemas, d->kind, b.data, b.len, &faults))
			fail_invalid(name, &faults);
		ubl_free(d);
		buf_free(&b);
	}
	ubl_schemas_close(schemas);
}

static void
what_we_write_fits_the_schemas(void **state)
{
	static const char *const names[] = { "invoice", "credit-note", "order",
		"order-response", "despatch-advice", "statement" };
	struct ubl_schemas *schemas;
	char path[400];

	(void)state;
	str_printf(path, sizeof path, "%s/ubl-2.1/xsdrt", samples());
	schemas = ubl_schemas_open(path);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct xml_faults faults = { .most = 3 };
		struct buf b = { 0 };

		load_golden(names[i], &b);
		if (!ubl_validate(schemas, UBL_INVOICE + (enum ubl_kind)i,
			b.data, b.len, &faults))
			fail_invalid(names[i], &faults);
		buf_free(&b);
	}
	ubl_schemas_close(schemas);
}

static void
faults_have_line_and_column(void **state)
{
	struct xml_faults faults = { .most = 3 };
	struct buf b = { 0 };
	struct ubl_schemas *schemas;
	char folder[400];

	(void)state;
	str_printf(folder, sizeof folder, "%s/ubl-2.1/xsdrt", samples());
	schemas = ubl_schemas_open(folder);
	load_golden("invoice", &b);
	change(&b, "<cbc:DueDate>2026-02-15</cbc:DueDate>", "");
	change(&b, "<cbc:TaxPointDate>",
	    "<cbc:DueDate>2026-02-15</cbc:DueDate><cbc:TaxPointDate>");
	assert_false(
	    ubl_validate(schemas, UBL_INVOICE, b.data, b.len, &faults));
	assert_int_equal(faults.n, 1);
	assert_string_equal(faults.at[0].code, "X_XSD");
	assert_int_equal(faults.at[0].line, 12);
	assert_int_equal(faults.at[0].column, 15);
	assert_string_equal(faults.at[0].text,
	    "Element 'DueDate': This element is not expected. Expected is "
	    "one of ( Note, TaxPointDate, DocumentCurrencyCode, ...)");
	xml_faults_free(&faults);
	buf_free(&b);
	ubl_schemas_close(schemas);
}

/* An order that states each amount in another currency is valid XML only. */
static void
mixed_currencies_are_refused(void **state)
{
	struct xml_faults faults = { .most = 1 };
	struct buf b = { 0 };
	struct ubl_document *d;

	(void)state;
	load("ubl-cenbii/CENBII-Order-maximal.xml", &b);
	d = ubl_read(b.data, b.len, &faults);
	assert_non_null(d);
	assert_string_equal(d->id.s, "PM10405461");
	assert_int_equal(d->totals.payable.v, 3000);
	assert_true(faults.n > 0);
	assert_string_equal(faults.at[0].code, "E_CODE");
	xml_faults_free(&faults);
	ubl_free(d);
	buf_free(&b);
}

static void
other_formats_are_named(void **state)
{
	static const struct {
		const char *name, *says;
	} cases[] = {
		{ "zugferd-corpus/EN16931_Einfach.cii.xml", "CII" },
		{ "zugferd-corpus/EN16931_Einfach.factur-x.pdf", "PDF" },
		{ "ubl-2.1/examples/UBL-Reminder-2.1-Example.xml", "Reminder" },
		{ "ubl-2.1/examples/UBL-OrderChange-2.1-Example.xml",
		    "OrderChange" },
		{ "payments/test-camt053.xml", "ISO 20022" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct xml_fault f = { 0 };
		struct buf b = { 0 };

		load(cases[i].name, &b);
		assert_int_equal(ubl_kind(b.data, b.len, &f), UBL_NONE);
		assert_string_equal(f.code, "X_KIND");
		if (strstr(f.text, cases[i].says) == NULL)
			fail_msg("%s: %s", cases[i].name, f.text);
		buf_free(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(targets_are_written_as_they_were),
		cmocka_unit_test(totals_are_as_stated),
		cmocka_unit_test(broken_rules_are_named),
		cmocka_unit_test(all_fit_the_schemas),
		cmocka_unit_test(what_we_write_fits_the_schemas),
		cmocka_unit_test(faults_have_line_and_column),
		cmocka_unit_test(mixed_currencies_are_refused),
		cmocka_unit_test(other_formats_are_named),
	};
	char path[400];

	str_printf(path, sizeof path, "%s/ubl-targets", samples());
	if (access(path, R_OK) != 0) {
		printf("%s is not here: no sample was read\n", path);
		return 77;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
