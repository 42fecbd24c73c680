/*
 * Documents as PDF, read back with other people's programs: poppler for text,
 * tags and pages, zbar for the code.
 */
#include <sys/wait.h>

#include "../../lib/base/buf.h"
#include "../../lib/base/mem.h"
#include "../../lib/base/secret.h"
#include "../../lib/base/transfer.h"
#include "../../lib/model/company.h"
#include "../../lib/model/invoice_pdf.h"
#include "../../lib/model/order.h"
#include "../../lib/model/shipment.h"
#include "../../lib/model/statement.h"
#include "../../lib/print/issued.h"
#include "../../lib/print/printed.h"
#include "books_fixture.h"

enum { LINES = 70 };

#define IBAN "DE89370400440532013000"
#define RUSSIAN "Общество «Ромашка»"
#define ARABIC "شركة النور"
#define CHINESE "上海贸易有限公司"

/* ---- looking at a file */

static char *
path_of(const char *name)
{
	static char path[300];

	str_printf(path, sizeof path, "%s/%s", world.home, name);
	return path;
}

static void
put_file(const char *name, const struct buf *b)
{
	FILE *f = fopen(path_of(name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(b->data, 1, b->len, f), b->len);
	assert_int_equal(fclose(f), 0);
}

/* What a command says; "%s" in it is the folder of the test. */
static struct buf
said(const char *command)
{
	char line[600], bytes[4096];
	struct buf b = { 0 };
	FILE *p;
	size_t n;

	str_printf(line, sizeof line, "cd '%s' && %s", world.home, command);
	p = popen(line, "r");
	assert_non_null(p);
	buf_str(&b, "");
	while ((n = fread(bytes, 1, sizeof bytes, p)) > 0)
		buf_add(&b, bytes, n);
	assert_int_equal(pclose(p), 0);
	return b;
}

static void
has(const struct buf *b, const char *part)
{
	if (strstr(b->data, part) == NULL)
		fail_msg("lacks %s in:\n%s", part, b->data);
}

static void
lacks(const struct buf *b, const char *part)
{
	if (strstr(b->data, part) != NULL)
		fail_msg("has %s in:\n%s", part, b->data);
}

static int
times(const struct buf *b, const char *part)
{
	int n = 0;

	for (const char *s = b->data; (s = strstr(s, part)) != NULL; s++)
		n++;
	return n;
}

static void
looks(const char *command, const char *part)
{
	struct buf b = said(command);

	has(&b, part);
	buf_free(&b);
}

/* ---- a company and what it sells */

static void
our_company(const char *country)
{
	struct company c;
	struct store *s = store_open(world.home, STORE_READ);

	assert_int_equal(company_load(store_view(s), &c), RC_OK);
	store_close(s);
	str_copy(c.legal_name, sizeof c.legal_name, "Brücke & Söhne GmbH");
	str_copy(c.main_name, sizeof c.main_name, "Brücke & Söhne");
	str_copy(c.main_line1, sizeof c.main_line1, "Hafenstraße 7");
	str_copy(c.main_city, sizeof c.main_city, "Kiel");
	str_copy(c.main_postal_code, sizeof c.main_postal_code, "24103");
	str_copy(c.main_country, sizeof c.main_country, country);
	str_copy(c.tax_id, sizeof c.tax_id, "DE123456789");
	str_copy(c.iban, sizeof c.iban, IBAN);
	str_copy(c.bic, sizeof c.bic, "COBADEFFXXX");
	str_copy(c.currency, sizeof c.currency, "EUR");
	good(save(&company_entity, &c));
}

struct long_bill {
	struct invoice i;
	struct invoice_line l[LINES];
	int n;
};

static enum rc
put_long_bill(struct txn *x, void *rec, struct problems *bad)
{
	struct long_bill *b = rec;

	return invoice_document.put(x, &b->i, b->l, b->n, bad);
}

/* Line i costs i + 1 times 1.00; every fifth has a long text. */
static void
fill(struct long_bill *b, int64_t type, int n)
{
	*b = (struct long_bill){ .i = { .doc_type = type,
				     .account_id = firm.id,
				     .invoice_date = TODAY,
				     .due_date = TODAY + 30,
				     .terms = terms30 },
		.n = n };
	str_copy(b->i.bill_name, sizeof b->i.bill_name, RUSSIAN);
	str_copy(b->i.bill_attention, sizeof b->i.bill_attention, ARABIC);
	str_copy(b->i.bill_line1, sizeof b->i.bill_line1, CHINESE);
	str_copy(b->i.bill_country, sizeof b->i.bill_country, "FR");
	for (int i = 0; i < n; i++) {
		struct invoice_line *l = &b->l[i];

		l->quantity = (i + 1) * 1000;
		l->unit_price = 10000;
		l->tax_category = TAX_STANDARD;
		l->tax_rate = 19000;
		str_printf(
		    l->description, sizeof l->description, "Goods-%03d", i + 1);
		if (i % 5 == 0)
			str_copy(l->line_note, sizeof l->line_note,
			    "A remark that is much longer than its column is "
			    "wide, so that it takes more than one line of it.");
	}
}

static struct invoice
make_bill(struct long_bill *b, bool release)
{
	good(call(put_long_bill, b));
	if (release) {
		good(call(do_invoice_remove_hold, &b->i));
		good(call(do_invoice_release, &b->i));
	}
	return fresh(&b->i);
}

/* The same bytes each time it is drawn. */
static struct buf
print_invoice(const struct invoice *inv)
{
	struct store *s = store_open(world.home, STORE_READ);
	struct arena *mem = arena_new();
	struct buf one = { 0 }, two = { 0 };
	struct print_doc doc;

	assert_int_equal(printed_invoice(store_view(s), mem, inv, &doc), RC_OK);
	store_close(s);
	print_pdf(&doc, &one);
	print_pdf(&doc, &two);
	arena_free(mem);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.data, two.data, one.len);
	buf_free(&two);
	return one;
}

/* ---- invoices */

static void
say_sum(int64_t sum, char *to, size_t size)
{
	if (sum < 1000)
		str_printf(to, size, "%lld.00", (long long)sum);
	else
		str_printf(to, size, "%lld,%03lld.00", (long long)(sum / 1000),
		    (long long)(sum % 1000));
}

/* What is carried over is the sum of the lines of all pages so far. */
static void
check_carried(const struct buf *text, int pages)
{
	const char *s = text->data;
	int64_t sum = 0;
	char want[60];

	for (int page = 1; page <= pages; page++) {
		const char *end = strchr(s, '\f');

		assert_non_null(end);
		if (page > 1) {
			say_sum(sum, want, sizeof want);
			s = strstr(s, "Brought forward");
			assert_non_null(s);
			assert_true(strstr(s, want) < end);
		}
		for (int i = 1; i <= LINES; i++) {
			const char *at;

			str_printf(want, sizeof want, "Goods-%03d", i);
			at = strstr(s, want);
			sum += at != NULL && at < end ? i : 0;
		}
		if (page < pages) {
			say_sum(sum, want, sizeof want);
			s = strstr(s, "Carried forward");
			assert_non_null(s);
			assert_non_null(strstr(s, want));
		}
		s = end + 1;
	}
	assert_int_equal(sum, LINES * (LINES + 1) / 2);
}

static void
an_invoice_of_several_pages(void **state)
{
	struct long_bill *b = calloc(1, sizeof *b);
	struct buf pdf, text, tags;
	struct invoice inv;
	int pages;

	(void)state;
	our_company("DE");
	fill(b, INVOICE_INVOICE, LINES);
	inv = make_bill(b, true);
	free(b);
	pdf = print_invoice(&inv);
	put_file("i.pdf", &pdf);
	has(&(struct buf){ .data = pdf.data }, "%PDF-1.5");
	buf_free(&pdf);
	looks("qpdf --check i.pdf", "No syntax or stream encoding errors");
	looks("grep -a '/Lang' i.pdf", "/Lang (en)");

	text = said("pdftotext -layout i.pdf -");
	pages = times(&text, "\f");
	assert_in_range(pages, 3, 5);
	assert_int_equal(times(&text, "Description"), pages);
	assert_int_equal(times(&text, "Carried forward"), pages - 1);
	check_carried(&text, pages);
	for (int i = 1; i <= pages; i++) {
		char want[40];

		str_printf(want, sizeof want, "Page %d of %d", i, pages);
		has(&text, want);
	}
	has(&text, RUSSIAN);
	has(&text, CHINESE);
	has(&text, "Brücke & Söhne");
	has(&text, "VAT 19 %");
	has(&text, "2,485.00");
	has(&text, "472.15");
	has(&text, "2,957.15 EUR");
	has(&text, "DE89 3704 0044 0532 0130 00");
	has(&text, "Net 30 days");
	lacks(&text, "Draft");
	buf_free(&text);

	tags = said("pdfinfo -struct-text i.pdf");
	assert_int_equal(times(&tags, "  H1 (block)"), 1);
	assert_true(times(&tags, "TH\n") >= pages * 6);
	assert_true(times(&tags, "TD\n") >= LINES * 6);
	has(&tags, ARABIC);
	buf_free(&tags);
	looks("pdfinfo i.pdf", "Title:           Invoice INV000001");
	looks("pdfinfo i.pdf", "Tagged:          yes");
	looks("pdfinfo i.pdf", "(A4)");
	looks(
	    "pdffonts i.pdf | awk 'NR > 2 { print $(NF-4) }' | sort -u", "yes");
}

static void
the_code_is_read_back(void **state)
{
	struct long_bill *b = calloc(1, sizeof *b);
	struct invoice inv;
	struct buf pdf;

	(void)state;
	our_company("DE");
	fill(b, INVOICE_INVOICE, 2);
	inv = make_bill(b, true);
	free(b);
	pdf = print_invoice(&inv);
	put_file("i.pdf", &pdf);
	buf_free(&pdf);
	looks("pdftoppm -r 150 -gray -singlefile i.pdf i && "
	      "zbarimg -q --nodbus --raw --oneshot -Sbinary i.pgm",
	    "BCD\n002\n1\nSCT\nCOBADEFFXXX\nBrücke & Söhne GmbH\n" IBAN
	    "\nEUR3.57\n\nRF69INV000001\n");
}

static void
a_credit_memo_asks_for_nothing(void **state)
{
	struct long_bill *b = calloc(1, sizeof *b);
	struct buf pdf, text;
	struct invoice inv;

	(void)state;
	our_company("DE");
	fill(b, INVOICE_CREDIT, 2);
	inv = make_bill(b, true);
	free(b);
	pdf = print_invoice(&inv);
	put_file("i.pdf", &pdf);
	buf_free(&pdf);
	text = said("pdftotext -layout i.pdf -");
	has(&text, "Credit Memo");
	has(&text, "Credited to you");
	lacks(&text, "How to pay");
	lacks(&text, "Due date");
	buf_free(&text);
}

/* ---- what is kept */

static struct buf
kept(int64_t invoice)
{
	struct store *s = store_open(world.home, STORE_READ);
	struct buf b = { 0 };
	char bytes[4096];
	int64_t size;
	ssize_t n;
	int fd;

	assert_int_equal(
	    issued_open(store_view(s), invoice, &fd, &size), RC_OK);
	store_close(s);
	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		buf_add(&b, bytes, (size_t)n);
	close(fd);
	assert_int_equal(b.len, size);
	return b;
}

static void
keep(int64_t invoice, const char *what)
{
	struct buf b = { 0 };
	int64_t size;
	int fd;

	buf_str(&b, what);
	assert_int_equal(
	    issued_keep(world.home, &world.actor, invoice, &b, &fd, &size),
	    RC_OK);
	close(fd);
	buf_free(&b);
}

static void
a_draft_is_not_kept(void **state)
{
	struct long_bill *b = calloc(1, sizeof *b);
	struct buf pdf, none = { 0 };
	struct invoice inv;
	int64_t size;
	int fd;

	(void)state;
	our_company("DE");
	fill(b, INVOICE_INVOICE, 2);
	inv = make_bill(b, false);
	free(b);
	pdf = print_invoice(&inv);
	put_file("i.pdf", &pdf);
	looks("pdftotext i.pdf -", "Draft: Invoice");
	buf_str(&none, "%PDF");
	assert_int_equal(
	    issued_keep(world.home, &world.actor, inv.id, &none, &fd, &size),
	    RC_REFUSED);
	assert_int_equal(fd, -1);
	assert_int_equal(count(&invoice_pdf_entity, 0, NULL), 0);
	buf_free(&none);
	buf_free(&pdf);
}

static void
what_is_kept_does_not_change(void **state)
{
	struct invoice inv;
	struct invoice_pdf p;
	struct buf pdf, again;
	char hash[HASH_TEXT];

	(void)state;
	our_company("DE");
	inv = issue(INVOICE_INVOICE, 100, 0);
	pdf = print_invoice(&inv);
	buf_str(&pdf, "");
	{
		int64_t size;
		int fd;

		assert_int_equal(issued_keep(world.home, &world.actor, inv.id,
				     &pdf, &fd, &size),
		    RC_OK);
		close(fd);
	}
	our_company("US");
	again = print_invoice(&inv);
	assert_false(
	    again.len == pdf.len && memcmp(again.data, pdf.data, pdf.len) == 0);
	buf_free(&again);
	again = kept(inv.id);
	assert_int_equal(again.len, pdf.len);
	assert_memory_equal(again.data, pdf.data, pdf.len);
	assert_int_equal(load(&invoice_pdf_entity, 1, &p), RC_OK);
	hash_sha256(pdf.data, pdf.len, hash);
	assert_string_equal(p.hash, hash);
	buf_free(&again);
	buf_free(&pdf);
}

/* Several at once, each with another file: all get that of the first. */
static void
the_first_is_everybodys(void **state)
{
	struct invoice inv;
	struct buf got;
	pid_t child[8];

	(void)state;
	inv = issue(INVOICE_INVOICE, 100, 0);
	for (int i = 0; i < 8; i++) {
		assert_true((child[i] = fork()) >= 0);
		if (child[i] == 0) {
			char mine[20];

			str_printf(mine, sizeof mine, "file %d", i);
			keep(inv.id, mine);
			_exit(0);
		}
	}
	for (int i = 0; i < 8; i++) {
		int status;

		assert_int_equal(waitpid(child[i], &status, 0), child[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(count(&invoice_pdf_entity, 0, NULL), 1);
	got = kept(inv.id);
	keep(inv.id, "a later one");
	{
		struct buf later = kept(inv.id);

		assert_string_equal(later.data, got.data);
		buf_free(&later);
	}
	buf_free(&got);
}

/* ---- other documents */

static void
a_statement_runs(void **state)
{
	static struct statement_entry entries[] = {
		{ .date = TODAY - 20,
		    .due = TODAY + 10,
		    .invoice = 1,
		    .type = INVOICE_INVOICE,
		    .number = "INV000001",
		    .note = "Spring",
		    .amount = 50000,
		    .balance = 62345 },
		{ .date = TODAY - 5,
		    .payment = 1,
		    .type = PAYMENT_PAYMENT,
		    .number = "PAY000001",
		    .amount = -12345,
		    .balance = 50000 },
	};
	const struct statement_sheet st = {
		.currency = "EUR",
		.from = TODAY - 30,
		.to = TODAY,
		.opening = 12345,
		.charged = 50000,
		.paid = 12345,
		.closing = 50000,
		.age = { .until = { 30, 60, 90 },
		    .sum = { 20000, 31000, 0, 0, 0 } },
		.unused = 1000,
		.entry = entries,
		.n = 2,
	};
	struct store *s;
	struct arena *mem = arena_new();
	struct buf pdf = { 0 }, text;
	struct print_doc doc;

	(void)state;
	our_company("US");
	s = store_open(world.home, STORE_READ);
	assert_int_equal(
	    printed_statement(store_view(s), mem, &firm, &st, &doc), RC_OK);
	store_close(s);
	print_pdf(&doc, &pdf);
	assert_string_equal(
	    printed_name(mem, &doc), "Statement 23 Nov 2026.pdf");
	arena_free(mem);
	put_file("s.pdf", &pdf);
	buf_free(&pdf);
	text = said("pdftotext -layout s.pdf -");
	has(&text, "Opening balance");
	has(&text, "Invoice INV000001");
	has(&text, "623.45");
	has(&text, "1–30 days");
	has(&text, "Over 90 days");
	has(&text, "Unused credits");
	has(&text, "310.00 EUR");
	has(&text, "You owe");
	buf_free(&text);
	looks("pdfinfo s.pdf", "612 x 792 pts (letter)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS(an_invoice_of_several_pages),
		BOOKS(the_code_is_read_back),
		BOOKS(a_credit_memo_asks_for_nothing),
		BOOKS(a_draft_is_not_kept),
		BOOKS(what_is_kept_does_not_change),
		BOOKS(the_first_is_everybodys),
		BOOKS(a_statement_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
