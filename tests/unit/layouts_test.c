/* Layouts of other systems: what they know, and files that are theirs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../lib/base/str.h"
#include "../../lib/format/source.h"
#include "../../lib/format/vcardwrite.h"

/* ---- kinds of documents, by the names of their columns */

/* clang-format off */
#define F(n, t) { .tag = __LINE__, .name = n, .type = &(t), .label = n }
static const struct field order_fields[] = {
	F("order_type", type_text), F("order_no", type_code),
	F("account_id", type_text), F("contact_id", type_text),
	F("order_date", type_date), F("requested_date", type_date),
	F("customer_po", type_text), F("external_ref", type_text),
	F("external_id", type_text), F("summary", type_text),
	F("currency", type_text), F("terms", type_text),
	F("status", type_text), F("line_no", type_count),
	F("item_id", type_text), F("description", type_text),
	F("uom", type_text), F("quantity", type_quantity),
	F("unit_price", type_price), F("discount_pct", type_rate),
	F("line_amount", type_money), F("tax_code", type_text),
	F("tax_rate", type_rate), F("total", type_money),
	{ .tag = 0 },
};
static const struct field invoice_fields[] = {
	F("doc_type", type_text), F("invoice_no", type_code),
	F("account_id", type_text), F("invoice_date", type_date),
	F("due_date", type_date), F("terms", type_text),
	F("currency", type_text), F("order_no", type_text),
	F("customer_po", type_text), F("external_id", type_text),
	F("summary", type_text), F("line_no", type_count),
	F("bill_name", type_text), F("bill_line1", type_text),
	F("bill_line2", type_text), F("bill_city", type_text),
	F("bill_region", type_text), F("bill_postal_code", type_text),
	F("bill_country", type_text), F("ship_name", type_text),
	F("ship_line1", type_text), F("ship_line2", type_text),
	F("item_id", type_text), F("description", type_text),
	F("uom", type_text), F("quantity", type_quantity),
	F("unit_price", type_price), F("discount_pct", type_rate),
	F("line_amount", type_money), F("tax_code", type_text),
	F("tax_category", type_text), F("tax_rate", type_rate),
	F("total", type_money), F("tax_total", type_money),
	F("amount_paid", type_money), F("balance", type_money),
	{ .tag = 0 },
};
static const struct field product_fields[] = {
	F("item_id", type_code), F("name", type_text),
	F("description", type_text), F("class", type_text),
	F("uom", type_text), F("price", type_price),
	F("currency", type_text), F("tax_code", type_text),
	F("gtin", type_text), F("active", type_text),
	F("external_id", type_text),
	{ .tag = 0 },
};
#undef F
/* clang-format on */
static const struct kind orders = { .name = "orders", .extra = order_fields };
static const struct kind invoices = { .name = "invoices",
	.extra = invoice_fields };
static const struct kind products = { .name = "products",
	.extra = product_fields };

static const struct kind *
kind_of(const char *name)
{
	const struct kind *const all[] = { &orders, &invoices, &products,
		&kind_accounts, &kind_contacts };

	for (int i = 0; i < 5; i++)
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	fail_msg("there is no kind %s", name);
	return NULL;
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

static const char *
samples(void)
{
	const char *dir = getenv("POSTERN_SAMPLES");

	return dir != NULL ? dir : "../shared/data";
}

static bool
here(const char *name, char path[300])
{
	FILE *f;

	snprintf(path, 300, "%s/%s", samples(), name);
	if ((f = fopen(path, "r")) == NULL) {
		print_message("%s is not here: left out\n", path);
		return false;
	}
	fclose(f);
	return true;
}

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

struct opened {
	struct source_options o;
	struct messages m;
	struct source s;
	struct arena *mem;
	struct csv_record rec;
};

static void
open_file(struct opened *f, const struct kind *kind, const char *path)
{
	memset(f, 0, sizeof *f);
	f->o.kind = kind;
	f->o.path = path;
	f->m.file = path;
	f->m.max = 100;
	f->mem = arena_new();
	assert_true(source_open(&f->s, &f->o, &f->m));
	assert_true(source_columns(&f->s));
}

static void
close_file(struct opened *f)
{
	source_close(&f->s);
	messages_close(&f->m);
	arena_free(f->mem);
}

/* The value for a field, "" when there is none. */
static const char *
value(struct opened *f, const char *field)
{
	struct cell_fault fault;

	for (int i = 0; i < f->s.layout.n; i++) {
		const char *v;

		if (strcmp(f->s.layout.columns[i].field->name, field) != 0)
			continue;
		v = source_value(&f->s, i, &f->rec, f->mem, &fault);
		if (fault.code != NULL)
			fail_msg("%s: %s", fault.cell, fault.text);
		return v != NULL ? v : "";
	}
	return "";
}

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

	open_file(&f, w->kind, path);
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

/* ---- a file made here */

static void
write_file(char path[300], const char *text)
{
	const char *dir = getenv("TMPDIR");
	int fd;

	snprintf(path, 300, "%s/layouts-XXXXXX", dir != NULL ? dir : "/tmp");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
}

/* All values of all rows: field=value. */
static void
read_all(const struct kind *kind, const char *text, struct buf *b)
{
	struct opened f;
	char path[300];

	write_file(path, text);
	open_file(&f, kind, path);
	while (source_next(&f.s, &f.rec)) {
		buf_printf(b, "%ld:", f.rec.line);
		for (int i = 0; i < f.s.layout.n; i++) {
			const char *name = f.s.layout.columns[i].field->name;
			const char *v = value(&f, name);

			if (*v != '\0')
				buf_printf(b, " %s=%s", name, v);
		}
		buf_char(b, '\n');
	}
	close_file(&f);
	remove(path);
}

static void
expect(const struct kind *kind, const char *text, const char *want)
{
	struct buf b = { 0 };

	read_all(kind, text, &b);
	assert_string_equal(b.data != NULL ? b.data : "", want);
	buf_free(&b);
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

/* Cells through every form of a rule. */
static void
test_rules(void **state)
{
	static const char text[] =
	    "@header repeated\n@dates mdy\n@decimal comma\n"
	    "A + \"-\" + B = external_id\n"
	    "C | D = name\n"
	    "E = account_id integer prefix \"K\" pad 5\n"
	    "F = status default \"hold\"\n"
	    "  Paid -> closed\n  \"On Hold\" -> hold\n  gone -> -\n"
	    "  * -> active\n"
	    "G = credit_limit negate\n"
	    "H = class first \" ::: \"\n"
	    "I = terms bracket\n"
	    "J = notes strip \"INV-\"\n"
	    "K = bill_line1 oneline\n";
	static const char csv[] =
	    "A,B,C,D,E,F,G,H,I,J,K\n"
	    "a,b,,d,17.0,Paid,\"1,5\",x ::: y,[T1] Net,INV-7,\"p\nq\"\n"
	    "a,,c,d,17,,,,\"[x\",7,\n"
	    ",b,,,0017,gone,-2,x,T,INV,\n"
	    "\\N,,,,A1,other,\"2-\",,,,\n";
	char map[300], path[300];
	struct opened f;
	struct buf b = { 0 };

	(void)state;
	write_file(map, text);
	write_file(path, csv);
	memset(&f, 0, sizeof f);
	f.o.kind = &kind_accounts;
	f.o.path = path;
	f.o.map_path = map;
	f.m.max = 100;
	f.mem = arena_new();
	assert_true(source_open(&f.s, &f.o, &f.m));
	assert_true(source_columns(&f.s));
	while (source_next(&f.s, &f.rec)) {
		for (int i = 0; i < f.s.layout.n; i++)
			buf_printf(&b, "%s%s", i > 0 ? "|" : "",
			    value(&f, f.s.layout.columns[i].field->name));
		buf_char(&b, '\n');
	}
	assert_string_equal(b.data,
	    "a-b|d|K00017|closed|-1.5|x|T1|7|p, q\n"
	    "a|c|K00017|hold|||[x|7|\n"
	    "b||K00017|hold|2|x|T|INV|\n"
	    "\\N||KA1|active|2||||\n");
	buf_free(&b);
	close_file(&f);
	remove(map);
	remove(path);
}

/* Titles above the header, a footer below the records, rows left out. */
static void
test_edges(void **state)
{
	(void)state;
	expect(&kind_accounts,
	    "Customers of 2026\n\naccount_id;name;credit_limit\n"
	    "A;One;1.000,50\nB;Two;2.000\n\nmade by nobody\n",
	    "4: account_id=A name=One credit_limit=1000.5\n"
	    "5: account_id=B name=Two credit_limit=2000\n");
	expect(&kind_contacts,
	    "External ID,Name,Is a Company,Related Company/External ID\n"
	    "c1,Pens Ltd,True,\np1,Ada Byron,False,c1\n",
	    "3: external_id=p1 account_id=c1 first_name=Ada "
	    "last_name=Byron\n");
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
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_edges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
