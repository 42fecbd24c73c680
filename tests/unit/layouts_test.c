/* Layouts of other systems: what they know, and files that are theirs. */
#include "source_fixture.h"

static const struct kind *
kind_of(const char *name)
{
	const struct kind *const all[] = { &orders, &invoices, &products,
		&kind_accounts, &kind_contacts };

	for (int i = 0; i < 5; i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	if (kind_named(name) == NULL)
		fail_msg("there is no kind %s", name);
	return kind_named(name);
}

/* ---- the maps themselves */

static void
test_maps_are_whole(void **state)
{
	struct layouts l = { .n = 0 };

	(void)state;
	layouts_load(&l);
	assert_true(l.n > 20);
	for (unsigned i = 0; i < l.n; i++) {
		const struct map *m = &l.map[i];
		const char *id = layout_texts[i].id;
		enum kind_part part;

		/* Northwind's are examples of maps, not layouts. */
		if (str_starts(id, "northwind"))
			continue;
		if (m->name == NULL || m->kind == NULL ||
		    (m->needs < 2 && !m->no_header))
			fail_msg("%s: no name, kind or tell-tales", id);
		for (int j = 0; j < m->n; j++)
			for (int k = 0; k < 2; k++) {
				const char *field = m->rules[j].field[k];

				if (field[0] != '\0' &&
				    kind_field(
					kind_of(m->kind), field, &part) == NULL)
					fail_msg("%s:%d: %s", id,
					    m->rules[j].line, field);
			}
	}
	layouts_free(&l);
}

static void
check_option(const struct entity *e)
{
	for (const struct field *f = e->fields; f->tag != 0; f++)
		if (map_is_option(f->name))
			fail_msg("a map could not name %s", f->name);
}

static void
test_no_field_is_an_option(void **state)
{
	(void)state;
	check_option(kind_accounts.e);
	check_option(kind_contacts.e);
	assert_true(map_is_option("integer"));
	assert_false(map_is_option("price"));
}

/* ---- real headings */

static const struct {
	const char *system, *entity, *id;
} tables[] = {
	{ "xero", "account", "xero-accounts" },
	{ "xero", "invoice", "xero-invoices" },
	{ "xero", "invoice-export", "xero-invoices" },
	{ "quickbooks-online", "account", "quickbooks-accounts" },
	{ "quickbooks-online", "invoice", "quickbooks-invoices" },
	{ "quickbooks-desktop-iif", "account", "quickbooks-desktop-accounts" },
	{ "quickbooks-desktop-iif", "invoice", "quickbooks-desktop-invoices" },
	{ "odoo", "account", "odoo-accounts" },
	{ "odoo", "order", "odoo-orders" },
	{ "odoo", "invoice", "odoo-invoices" },
	{ "acumatica", "account", "acumatica-accounts" },
	{ "acumatica", "contact", "acumatica-contacts" },
	{ "acumatica", "order", "acumatica-orders" },
	{ "acumatica", "invoice", "acumatica-invoices" },
	{ "outlook", "contact", "outlook-contacts" },
	{ "google-contacts", "contact", "google-contacts" },
	{ "thunderbird", "contact", "thunderbird-contacts" },
	{ NULL, NULL, NULL },
};

static bool
knows(const struct map *m, const char *heading)
{
	const struct csv_cell cell = { .text = heading };
	const struct csv_record header = { .n = 1, .cells = &cell };

	return layout_score(NULL, m, &header) == 1;
}

/* Mapped, or left out on purpose. */
static void
check_heading(const struct layouts *l, const struct csv_record *rec)
{
	const char *heading = rec->cells[3].text, *id = NULL;
	const struct map *m;
	char line[200];

	for (int i = 0; tables[i].id != NULL; i++)
		if (strcmp(tables[i].system, rec->cells[0].text) == 0 &&
		    strcmp(tables[i].entity, rec->cells[1].text) == 0)
			id = tables[i].id;
	if (id == NULL || (m = layouts_named(l, id)) == NULL)
		fail_msg("no layout for %s", rec->cells[0].text);
	/* The markers of sections are the reader's. */
	if (heading[0] == '!')
		return;
	snprintf(line, sizeof line, "SPL %s", heading);
	if (!knows(m, heading) && !knows(m, line) && !m->skip_rest)
		fail_msg("%s does not know %s", id, heading);
}

static void
test_headings(void **state)
{
	struct layouts l = { .n = 0 };
	struct textfile file;
	struct text_fault fault;
	struct csv_reader *r;
	struct csv_record rec;
	char path[300];
	int n = 0;

	(void)state;
	if (!here("headers/headers.csv", path))
		skip();
	layouts_load(&l);
	assert_true(textfile_open(path, NULL, &file, &fault));
	r = csv_open(file.text, file.n, ',', 1);
	assert_true(csv_next(r, &rec));
	for (; csv_next(r, &rec); n++)
		check_heading(&l, &rec);
	assert_int_equal(n, 443);
	csv_close(r);
	textfile_close(&file);
	layouts_free(&l);
}

/* ---- files */

/* What four systems say of the same 269 lines. */
static const struct foreign {
	const char *path, *layout;
	const struct kind *kind;
	const char *no, *before_no, *date, *item;
} foreign[] = {
	{ "erp-samples/derived/xero-sales-invoices.csv", "Xero invoices",
	    &invoices, "invoice_no", "INV-", "invoice_date", "11" },
	{ "erp-samples/derived/quickbooks-invoices.csv",
	    "QuickBooks Online invoices", &invoices, "invoice_no", "",
	    "invoice_date", "Queso Cabrales" },
	{ "erp-samples/derived/odoo-sale-orders.csv", "Odoo orders", &orders,
	    "order_no", "S", "order_date", "P011" },
	{ "erp-samples/derived/acumatica-sales-orders.csv", "Acumatica orders",
	    &orders, "order_no", "SO0", "order_date", "P011" },
};

/* Number, date, quantity of each line; cells of a document may be empty after
 * its first line. */
static void
gather(const struct foreign *w, const char *path, struct buf *b)
{
	char no[40] = "", date[20] = "";
	struct opened f;
	bool first = true;

	open_file(&f, w->kind, path, NULL);
	assert_string_equal(source_layout(&f.s), w->layout);
	while (source_next(&f.s, &f.rec)) {
		const char *n = value(&f, w->no), *d = value(&f, w->date);

		if (first)
			assert_string_equal(value(&f, "item_id"), w->item);
		first = false;
		if (*n != '\0') {
			assert_true(str_starts(n, w->before_no));
			str_copy(no, sizeof no, n + strlen(w->before_no));
		}
		if (*d != '\0')
			str_copy(date, sizeof date, d);
		buf_printf(b, "%s %s %s\n", no, date, value(&f, "quantity"));
	}
	close_file(&f);
}

static void
test_four_systems(void **state)
{
	struct buf b[4] = { { 0 } };
	char path[300];

	(void)state;
	for (int i = 0; i < 4; i++) {
		if (!here(foreign[i].path, path))
			skip();
		gather(&foreign[i], path, &b[i]);
	}
	assert_true(str_starts(b[0].data, "10248 1996-07-04 12\n"));
	for (int i = 1; i < 4; i++)
		assert_string_equal(b[i].data, b[0].data);
	for (int i = 0; i < 4; i++)
		buf_free(&b[i]);
}

/* An invoice with tax, and a credit memo; ledger signs become a bill's. */
static void
test_iif(void **state)
{
	(void)state;
	expect(&invoices,
	    "!TRNS\tTRNSTYPE\tDATE\tNAME\tAMOUNT\tDOCNUM\tACCNT\n"
	    "!SPL\tTRNSTYPE\tACCNT\tAMOUNT\tMEMO\tQNTY\tPRICE\tINVITEM\tEXTRA\n"
	    "!ENDTRNS\n"
	    "TRNS\tBILL\t1/2/24\tVendor\t-7\tB1\tAP\n"
	    "SPL\tBILL\tCost\t7\tx\t1\t7\tCost\t\n"
	    "ENDTRNS\n"
	    "TRNS\tINVOICE\t1/31/24\tAda's\t119.00\t1001\tAR\n"
	    "SPL\tINVOICE\tSales\t-60.00\tPens\t-6\t10\tPEN\t\n"
	    "SPL\tINVOICE\tSales\t-40.00\tInk\t-1\t40\tINK\t\n"
	    "SPL\tINVOICE\tTax\t-19.00\t\t\t19%\tTAX\tAUTOSTAX\n"
	    "ENDTRNS\n"
	    "TRNS\tCREDIT MEMO\t2/1/24\tAda's\t-60.00\t1002\tAR\n"
	    "SPL\tCREDIT MEMO\tSales\t60.00\tPens\t6\t10\tPEN\t\n"
	    "ENDTRNS\n",
	    "8: invoice_no=1001 doc_type=invoice account_id=Ada's "
	    "invoice_date=2024-01-31 total=119 tax_total=19 item_id=PEN "
	    "description=Pens quantity=6 unit_price=10 line_amount=60\n"
	    "9: invoice_no=1001 doc_type=invoice account_id=Ada's "
	    "invoice_date=2024-01-31 total=119 tax_total=19 item_id=INK "
	    "description=Ink quantity=1 unit_price=40 line_amount=40\n"
	    "13: invoice_no=1002 doc_type=credit account_id=Ada's "
	    "invoice_date=2024-02-01 total=60 item_id=PEN description=Pens "
	    "quantity=6 unit_price=10 line_amount=60\n");
	expect(&kind_accounts,
	    "!HDR\tPROD\n"
	    "HDR\tQB\n"
	    "!CUST\tNAME\tREFNUM\tBADDR1\tBADDR2\tBADDR3\tLIMIT\n"
	    "CUST\tAda's\t7\tPens Ltd\t1 High St\tLeeds\t\"1,500.00\"\n",
	    "4: name=Ada's external_id=7 bill_line1=Pens Ltd "
	    "bill_line2=1 High St, Leeds credit_limit=1500 type=customer\n");
}

static void
test_vcards(void **state)
{
	(void)state;
	expect(&kind_contacts,
	    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
	    "N;CHARSET=ISO-8859-2;ENCODING=QUOTED-PRINTABLE:"
	    "Iksi=F1ski;Pio=\r\ntr;;Dr.\r\n"
	    "TEL;WORK;FAX:111\r\nTEL;HOME:222\r\nTEL;WORK;VOICE:333\r\n"
	    "item1.EMAIL;INTERNET:first@example.com\r\n"
	    "EMAIL;INTERNET;PREF:best@example.com\r\n"
	    "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo\r\n"
	    "AGENT:\r\nBEGIN:VCARD\r\nFN:Somebody Else\r\nEND:VCARD\r\n"
	    "ORG:Pens\\; Ltd;Sales\r\nEND:VCARD\r\n"
	    "\r\n"
	    "begin:vcard\r\nversion:4.0\r\nfn:Tim H\r\n owes\r\n"
	    "tel;VALUE=uri;TYPE=\"cell,voice\":tel:+1-2;ext=3\r\n"
	    "adr;type=home:;;Home;Town;;1;US\r\n"
	    "adr;type=work:;Suite 5;2 Road\\nBack;City;QC;G1V;Canada\r\n"
	    "uid:urn:uuid:1\r\nend:vcard",
	    "1: account_id=Pens; Ltd title=Dr. first_name=Piotr "
	    "last_name=Iksi\xc5\x84ski department=Sales "
	    "email=best@example.com phone=333 fax=111 notes=one\ntwo\n"
	    "18: external_id=urn:uuid:1 first_name=Tim last_name=Howes "
	    "display_name=Tim Howes mobile=+1-2 line1=2 Road, Back "
	    "line2=Suite 5 city=City region=QC postal_code=G1V "
	    "country=Canada\n");
}

/* Out and in again: every field that a card can hold. */
static void
test_vcard_again(void **state)
{
	struct contact c = { .changed = 1000000000 };
	struct buf b = { 0 };

	(void)state;
	strcpy(c.contact_id, "CT7");
	strcpy(c.title, "Dr.");
	strcpy(c.first_name, "Zo\xc3\xab");
	strcpy(c.last_name, "de; la, Cruz\\");
	strcpy(c.display_name, "Zo\xc3\xab de; la, Cruz\\");
	strcpy(c.job_title, "Head");
	strcpy(c.department, "Pens, Ink");
	strcpy(c.email, "z@example.com");
	strcpy(c.phone, "+44 20 7946 0000");
	strcpy(c.mobile, "+1;2");
	strcpy(c.fax, "3");
	strcpy(c.line1, "1 High St");
	strcpy(c.line2, "Floor 2");
	strcpy(c.city, "London");
	strcpy(c.country, "GB");
	strcpy(c.language, "en");
	for (int i = 0; i < 60; i++)
		strcat(c.notes, "\xc3\xa9\xe2\x82\xac,\n");
	vcard_write(&b, &c, "ALFKI", "Alfreds");
	for (const char *s = b.data; *s != '\0'; s += strcspn(s, "\n") + 1)
		assert_true(strcspn(s, "\n") <= 76);
	assert_non_null(strstr(b.data, "REV:20010909T014640Z\r\n"));
	assert_non_null(strstr(b.data, "UID:x-postern-contact:CT7\r\n"));
	strcpy(c.notes + strlen(c.notes) - 1, "");
	{
		char want[4000];

		snprintf(want, sizeof want,
		    "1: contact_id=CT7 account_id=ALFKI title=Dr. "
		    "first_name=%s last_name=%s display_name=%s "
		    "job_title=Head department=Pens, Ink "
		    "email=z@example.com phone=+44 20 7946 0000 mobile=+1;2 "
		    "fax=3 line1=1 High St line2=Floor 2 city=London "
		    "country=GB language=en notes=%s\n",
		    c.first_name, c.last_name, c.display_name, c.notes);
		expect(&kind_contacts, b.data, want);
	}
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_maps_are_whole),
		cmocka_unit_test(test_no_field_is_an_option),
		cmocka_unit_test(test_headings),
		cmocka_unit_test(test_four_systems),
		cmocka_unit_test(test_iif),
		cmocka_unit_test(test_vcards),
		cmocka_unit_test(test_vcard_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
