/* UBL: what is read, what is refused, what is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../lib/base/buf.h"
#include "../../lib/base/date.h"
#include "../../lib/base/str.h"
#include "../../lib/format/ubl.h"
#include "ubl_fixture.h"

#define UBL "urn:oasis:names:specification:ubl:schema:xsd:"

static void
what_is_read_is_written(void **state)
{
	static const char *const names[] = { "invoice", "credit-note", "order",
		"order-response", "despatch-advice", "statement" };

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct buf b = { 0 }, again = { 0 };
		struct ubl_document *d;
		size_t at = 0;

		load_golden(names[i], &b);
		d = read_good(&b);
		assert_int_equal(d->kind, UBL_INVOICE + (int)i);
		assert_int_equal(d->repeats_n, 0);
		ubl_write(d, &again);
		while (b.data[at] != '\0' && b.data[at] == again.data[at])
			at++;
		if (b.data[at] != again.data[at])
			fail_msg("%s:\n%.200s\nis not\n%.200s", names[i],
			    again.data + at, b.data + at);
		ubl_free(d);
		buf_free(&b);
		buf_free(&again);
	}
}

static void
values_are_where_they_belong(void **state)
{
	struct buf b = { 0 };
	struct ubl_document *d;
	const struct ubl_line *l;
	char day[DATE_TEXT];

	(void)state;
	load_golden("invoice", &b);
	d = read_good(&b);
	assert_string_equal(d->id.s, "R-1");
	assert_int_equal(d->id.line, 5);
	date_iso(d->issued.v, day, sizeof day);
	assert_string_equal(day, "2026-01-16");
	assert_string_equal(d->notes[1].s, "Second note\nwith two lines");
	assert_string_equal(d->seller.legal_name.s, "Quist GmbH");
	assert_string_equal(d->seller.taxes[0].company.s, "DE123456789");
	assert_string_equal(d->seller.taxes[1].scheme.s, "FC");
	assert_string_equal(d->seller.endpoint.scheme, "0088");
	assert_string_equal(d->buyer.address.street.s,
	    "Hafenstra\xc3\x9f"
	    "e 1");
	assert_int_equal(d->corrects_n, 2);
	assert_int_equal(d->payments[0].bank.line > 0, 1);
	assert_string_equal(d->payments[0].code.scheme, "SEPA transfer");
	assert_int_equal(d->charges[0].charge.v, 0);
	assert_int_equal(d->charges[1].charge.v, 1);
	assert_int_equal(d->charges[1].percent.v, 5500);
	assert_int_equal(d->tax_totals[0].taxes[0].taxable.v, 14500);
	assert_int_equal(d->tax_totals[1].amount.v, 31007);
	assert_string_equal(d->tax_totals[1].amount.unit, "SEK");
	assert_int_equal(d->totals.rounding.v, -5);
	assert_int_equal(d->totals.payable.v, 10050);
	assert_int_equal(d->lines_n, 2);
	l = &d->lines[0];
	assert_int_equal(l->quantity.v, 120000);
	assert_string_equal(l->quantity.unit, "C62");
	assert_int_equal(l->price.amount.v, 8123456);
	assert_int_equal(l->price.quantity.v, 10000);
	assert_int_equal(l->price.gross.v, 9623456);
	assert_string_equal(l->item.name.s, "Nails & \"tacks\" <40 mm>");
	assert_string_equal(l->item.classes[1].scheme, "STL");
	assert_string_equal(l->item.properties[1].value.s, "40 mm");
	assert_int_equal(l->item.category.percent.v, 19000);
	ubl_free(d);
	buf_free(&b);
}

static void
what_cannot_be_kept_is_said(void **state)
{
	static const struct {
		const char *why, *from, *to, *code, *says;
		long line;
	} cases[] = {
		{ "a date of words", "2026-01-16<", "soon<", "E_DATE",
		    "cbc:IssueDate: \"soon\"", 6 },
		{ "a day that is none", "2026-02-15<", "2026-02-30<", "E_DATE",
		    "cbc:DueDate", 7 },
		{ "a zone that is none", "2026-02-15<", "2026-02-15+1<",
		    "E_DATE", "cbc:DueDate", 7 },
		{ "an amount of words", ">150.00<", ">much<", "E_NUMBER",
		    "cbc:LineExtensionAmount: \"much\" is not a number", 329 },
		{ "an amount that is too large", ">150.00<",
		    ">99999999999999999999<", "E_NUMBER", "kept", 329 },
		{ "a fraction of a cent", ">150.00<", ">150.005<", "E_NUMBER",
		    "more than 2 decimals", 329 },
		{ "a price too fine", ">8.123456<", ">8.1234567<", "E_NUMBER",
		    "more than 6 decimals", 413 },
		{ "another currency", "\"EUR\">150.00<", "\"USD\">150.00<",
		    "E_CODE", "is in USD, but the document is in EUR", 329 },
		{ "neither yes nor no", ">true<", ">yes<", "E_CODE",
		    "cbc:ChargeIndicator: \"yes\"", 297 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct xml_faults faults = { .most = 3 };
		struct buf b = { 0 };
		struct ubl_document *d;

		load_golden("invoice", &b);
		change(&b, cases[i].from, cases[i].to);
		d = ubl_read(b.data, b.len, &faults);
		assert_non_null(d);
		if (faults.n != 1 ||
		    strcmp(faults.at[0].code, cases[i].code) != 0 ||
		    strstr(faults.at[0].text, cases[i].says) == NULL ||
		    faults.at[0].line != cases[i].line)
			fail_msg("%s: %d, %ld: %s %s", cases[i].why, faults.n,
			    faults.n > 0 ? faults.at[0].line : 0,
			    faults.n > 0 ? faults.at[0].code : "",
			    faults.n > 0 ? faults.at[0].text : "");
		ubl_free(d);
		xml_faults_free(&faults);
		buf_free(&b);
	}
}

static void
other_shapes_of_a_value_are_taken(void **state)
{
	static const struct {
		const char *from, *to, *written;
	} cases[] = {
		{ "2026-02-15<", "2026-02-15+01:00<", ">2026-02-15<" },
		{ "2026-02-15<", "\n2026-02-15Z <", ">2026-02-15<" },
		{ ">150.00<", ">+150<", ">150.00<" },
		{ ">150.00<", ">150.0000<", ">150.00<" },
		{ ">true<", ">1<", ">true<" },
		{ ">5.5<", ">5.55555<", ">5.556<" },
		{ ">R-1<", ">\n  R\t- 1\n<", ">R - 1<" },
		{ ">First note<", ">a&#x85;b&#x7f;c<", ">a b c<" },
		{ ">First note<", "> <", "<cbc:Note>Second" },
		{ ">First note<", "><![CDATA[<&>]]><", ">&lt;&amp;&gt;<" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b = { 0 }, again = { 0 };
		struct ubl_document *d;

		load_golden("invoice", &b);
		change(&b, cases[i].from, cases[i].to);
		d = read_good(&b);
		ubl_write(d, &again);
		if (strstr(again.data, cases[i].written) == NULL)
			fail_msg("%s is missing", cases[i].written);
		ubl_free(d);
		buf_free(&b);
		buf_free(&again);
	}
}

static void
prefixes_do_not_matter(void **state)
{
	static const char text[] =
	    "<u:Invoice xmlns:u='" UBL "Invoice-2' xmlns='" UBL
	    "CommonBasicComponents-2' xmlns:x='" UBL
	    "CommonAggregateComponents-2'><ID>7</ID>"
	    "<x:ID>8</x:ID><u:ID>9</u:ID>"
	    "<x:LegalMonetaryTotal><PayableAmount currencyID='CHF'>1"
	    "</PayableAmount></x:LegalMonetaryTotal></u:Invoice>";
	struct buf b = { 0 };
	struct ubl_document *d;

	(void)state;
	buf_str(&b, text);
	d = read_good(&b);
	assert_string_equal(d->id.s, "7");
	assert_int_equal(d->repeats_n, 0);
	/* UBL 2.0 may leave the currency to the amounts. */
	assert_string_equal(d->currency.s, "CHF");
	assert_int_equal(d->totals.payable.v, 100);
	ubl_free(d);
	buf_free(&b);
}

static void
attachments_are_counted_and_repeats_told(void **state)
{
	struct buf b = { 0 };
	struct ubl_document *d;

	(void)state;
	load_golden("invoice", &b);
	change(&b, "<cac:ExternalReference>",
	    "<cbc:EmbeddedDocumentBinaryObject mimeCode='a/b' "
	    "filename='../../etc/passwd'>QUJD"
	    "</cbc:EmbeddedDocumentBinaryObject><cac:ExternalReference>");
	change(&b, "<cac:PaymentTerms>",
	    "<cac:PaymentTerms><cbc:Note>other</cbc:Note>"
	    "</cac:PaymentTerms><cac:PaymentTerms>");
	d = read_good(&b);
	assert_int_equal(d->embedded, 1);
	assert_string_equal(d->terms.s, "other");
	assert_int_equal(d->repeats_n, 1);
	assert_string_equal(d->repeats[0].path, "Invoice/PaymentTerms");
	assert_true(d->repeats[0].line > 200);
	ubl_free(d);
	buf_free(&b);
}

static void
other_files_are_named_and_refused(void **state)
{
	static const struct {
		const char *text, *code, *says;
	} cases[] = {
		{ "%PDF-1.7", "X_KIND", "PDF" },
		{ "<r:CrossIndustryInvoice xmlns:r='urn:un:unece:uncefact:"
		  "data:standard:CrossIndustryInvoice:100'/>",
		    "X_KIND", "CII" },
		{ "<CrossIndustryDocument/>", "X_KIND", "ZUGFeRD 1" },
		{ "<p:FatturaElettronica xmlns:p='http://ivaservizi.agenzia"
		  "entrate.gov.it/docs/xsd/fatture/v1.2'/>",
		    "X_KIND", "FatturaPA" },
		{ "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:"
		  "camt.053.001.02'/>",
		    "X_KIND", "bank" },
		{ "<Document/>", "X_KIND", "root is Document" },
		{ "<Reminder xmlns='" UBL "Reminder-2'/>", "X_KIND",
		    "kind Reminder" },
		{ "<Invoice/>", "X_KIND", "namespace \"\"" },
		{ "<Invoice xmlns='" UBL "Invoice-1'/>", "X_KIND",
		    "kind Invoice" },
		{ "<!DOCTYPE Invoice><Invoice xmlns='" UBL "Invoice-2'/>",
		    "X_DOCTYPE", "DOCTYPE" },
		{ "<Invoice xmlns='" UBL "Invoice-2'>", "X_WELLFORMED",
		    "Premature end" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct xml_faults faults = { .most = 3 };

		assert_null(
		    ubl_read(cases[i].text, strlen(cases[i].text), &faults));
		assert_int_equal(faults.n, 1);
		if (strcmp(faults.at[0].code, cases[i].code) != 0 ||
		    strstr(faults.at[0].text, cases[i].says) == NULL)
			fail_msg("%s: %s %s", cases[i].says, faults.at[0].code,
			    faults.at[0].text);
		xml_faults_free(&faults);
	}
}

static void
a_document_is_filled_by_hand(void **state)
{
	struct ubl_document *d = ubl_new(UBL_CREDIT_NOTE);
	struct buf b = { 0 };

	(void)state;
	ubl_set_profile(d, UBL_EN16931);
	d->id = ubl_say(d, "G-1");
	d->issued = ubl_count(20000);
	d->currency = ubl_say(d, "EUR");
	d->seller.name = ubl_say(d, "");
	for (int i = 0; i < 9; i++) {
		struct ubl_line *l = ubl_add(d, &d->lines, &d->lines_n);
		char id[8];

		str_printf(id, sizeof id, "%d", i + 1);
		l->id = ubl_say(d, id);
		l->quantity = ubl_units(d, -1500, "C62");
		l->amount = ubl_count(-150);
		l->price.amount = ubl_count(1000000);
	}
	assert_string_equal(d->lines[8].id.s, "9");
	assert_string_equal(d->lines[0].id.s, "1");
	ubl_write(d, &b);
	assert_non_null(strstr(b.data,
	    "  <cbc:CustomizationID>urn:cen.eu:en16931:2017"
	    "</cbc:CustomizationID>\n  <cbc:ID>G-1</cbc:ID>\n"
	    "  <cbc:IssueDate>2024-10-04</cbc:IssueDate>\n"
	    "  <cbc:DocumentCurrencyCode>EUR"
	    "</cbc:DocumentCurrencyCode>\n"
	    "  <cac:CreditNoteLine>\n"
	    "    <cbc:ID>1</cbc:ID>\n"
	    "    <cbc:CreditedQuantity unitCode=\"C62\">-1.5"
	    "</cbc:CreditedQuantity>\n"
	    "    <cbc:LineExtensionAmount currencyID=\"EUR\">-1.50"
	    "</cbc:LineExtensionAmount>\n"
	    "    <cac:Price>\n"
	    "      <cbc:PriceAmount currencyID=\"EUR\">1"
	    "</cbc:PriceAmount>\n"
	    "    </cac:Price>\n"
	    "  </cac:CreditNoteLine>\n"));
	buf_free(&b);
	ubl_free(d);
}

static void
each_profile_has_its_identifiers(void **state)
{
	static const struct {
		enum ubl_kind kind;
		enum ubl_profile profile;
		const char *customization, *id, *version;
	} cases[] = {
		{ UBL_INVOICE, UBL_PLAIN, NULL, NULL, "2.1" },
		{ UBL_INVOICE, UBL_EN16931, "urn:cen.eu:en16931:2017", NULL,
		    NULL },
		{ UBL_INVOICE, UBL_PEPPOL,
		    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:"
		    "poacc:billing:3.0",
		    "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0", NULL },
		{ UBL_ORDER, UBL_EN16931, NULL, NULL, "2.1" },
		{ UBL_ORDER, UBL_PEPPOL, "urn:fdc:peppol.eu:poacc:trns:order:3",
		    "urn:fdc:peppol.eu:poacc:bis:order_only:3", NULL },
		{ UBL_STATEMENT, UBL_PEPPOL, NULL, NULL, "2.1" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ubl_document *d = ubl_new(cases[i].kind);
		const struct {
			const char *is, *wanted;
		} ids[] = {
			{ (ubl_set_profile(d, cases[i].profile),
			      d->customization.s),
			    cases[i].customization },
			{ d->profile.s, cases[i].id },
			{ d->version.s, cases[i].version },
		};

		for (size_t k = 0; k < 3; k++)
			if (ids[k].wanted == NULL)
				assert_null(ids[k].is);
			else
				assert_string_equal(ids[k].is, ids[k].wanted);
		ubl_free(d);
	}
}

static void
peppol_forbids_some_names(void **state)
{
	struct buf b = { 0 }, again = { 0 };
	struct ubl_document *d;

	(void)state;
	load_golden("despatch-advice", &b);
	d = read_good(&b);
	ubl_set_profile(d, UBL_PEPPOL);
	ubl_write(d, &again);
	assert_non_null(strstr(b.data, "<cac:PartyName>"));
	assert_null(strstr(again.data, "<cac:PartyName>"));
	assert_non_null(strstr(again.data, "<cbc:RegistrationName>"));
	ubl_free(d);
	buf_free(&b);
	buf_free(&again);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_is_written),
		cmocka_unit_test(values_are_where_they_belong),
		cmocka_unit_test(what_cannot_be_kept_is_said),
		cmocka_unit_test(other_shapes_of_a_value_are_taken),
		cmocka_unit_test(prefixes_do_not_matter),
		cmocka_unit_test(attachments_are_counted_and_repeats_told),
		cmocka_unit_test(other_files_are_named_and_refused),
		cmocka_unit_test(a_document_is_filled_by_hand),
		cmocka_unit_test(each_profile_has_its_identifiers),
		cmocka_unit_test(peppol_forbids_some_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
