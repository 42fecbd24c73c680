/*
 * Our documents as UBL: records are made that say what the worked examples of
 * the samples say, and what is made of them must be those examples, element
 * for element.
 */
#include "../../lib/base/amount.h"
#include "../../lib/base/buf.h"
#include "../../lib/format/exportubl.h"
#include "../../lib/model/invoice.h"
#include "../../lib/model/order.h"
#include "../../lib/model/product.h"
#include "../../lib/model/shipment.h"
#include "../../lib/model/terms.h"
#include "model_fixture.h"

static const char *
samples(void)
{
	const char *path = getenv("POSTERN_SAMPLES");

	return path != NULL ? path : "../shared/data";
}

static struct ubl_document *
target(const char *name)
{
	struct xml_faults faults = { .most = 1 };
	struct ubl_document *d;
	struct buf b = { 0 };
	struct xml_fault f;
	char path[400];

	str_printf(path, sizeof path, "%s/ubl-targets/%s.xml", samples(), name);
	if (!xml_load(path, XML_LIMIT, &b, &f))
		fail_msg("%s: %s", path, f.text);
	d = ubl_read(b.data, b.len, &faults);
	assert_non_null(d);
	assert_int_equal(faults.n, 0);
	buf_free(&b);
	return d;
}

/* Both written by the same hand, so that only what they say can differ. */
static void
must_be(struct ubl_document *want, struct ubl_document *got)
{
	struct buf a = { 0 }, b = { 0 };

	ubl_write(want, &a);
	ubl_write(got, &b);
	assert_string_equal(a.data, b.data);
	buf_free(&a);
	buf_free(&b);
	ubl_free(got);
	ubl_free(want);
}

/* ---- records that say what a document says */

static void
say(char *to, size_t size, const struct ubl_text *t)
{
	assert_true(str_copy(to, size, t->s != NULL ? t->s : ""));
}
#define SAY(member, t) say((member), sizeof(member), &(t))

#define SAY_ADDRESS(rec, p, a)                                                 \
	do {                                                                   \
		SAY((rec)->p##_line1, (a)->street);                            \
		SAY((rec)->p##_line2, (a)->street2);                           \
		SAY((rec)->p##_city, (a)->city);                               \
		SAY((rec)->p##_postal_code, (a)->zone);                        \
		SAY((rec)->p##_region, (a)->region);                           \
		SAY((rec)->p##_country, (a)->country);                         \
	} while (0)

static enum rc
keep(struct txn *x, const struct entity *e, void *rec)
{
	enum rc rc = e->save(x, rec, &world.bad);

	for (int i = 0; i < world.bad.n; i++)
		print_message("%s: %s\n", e->name, world.bad.at[i].text);
	assert_true(rc == RC_OK || rc == RC_SAME);
	return RC_OK;
}

static void
put(struct txn *x, const struct document *d, void *head, void *lines, int n)
{
	enum rc rc = d->put(x, head, lines, n, &world.bad);

	for (int i = 0; i < world.bad.n; i++)
		print_message("%s: %s\n", d->head->name, world.bad.at[i].text);
	assert_int_equal(rc, RC_OK);
}

static void
make_company(struct txn *x, const struct ubl_document *d)
{
	struct company c = { .peppol = 1 };
	const struct ubl_party *p = &d->seller;

	assert_int_equal(company_load(x, &c), RC_OK);
	c.peppol = 1;
	SAY(c.currency, d->currency);
	if (d->currency.s == NULL)
		str_copy(c.currency, sizeof c.currency, "EUR");
	SAY(c.main_name, p->name);
	if (p->name.s == NULL)
		SAY(c.main_name, p->legal_name);
	SAY(c.legal_name, p->legal_name);
	SAY(c.endpoint_id, p->endpoint);
	str_copy(
	    c.endpoint_scheme, sizeof c.endpoint_scheme, p->endpoint.scheme);
	SAY_ADDRESS(&c, main, &p->address);
	if (p->ids_n > 0)
		SAY(c.code, p->ids[0]);
	if (p->taxes_n > 0)
		SAY(c.tax_id, p->taxes[0].company);
	SAY(c.registration_no, p->legal_id);
	SAY(c.main_attention, p->contact.name);
	SAY(c.phone, p->contact.phone);
	SAY(c.email, p->contact.mail);
	if (d->payments_n > 0)
		SAY(c.iban, d->payments[0].bank.account);
	keep(x, &company_entity, &c);
}

/* A number outside the document, so that leaving it out is seen. */
static void
give_tax_id(struct txn *x)
{
	struct company c;

	assert_int_equal(company_load(x, &c), RC_OK);
	str_copy(c.tax_id, sizeof c.tax_id, "GB123456789");
	keep(x, &company_entity, &c);
}

static int64_t
make_account(struct txn *x, const struct ubl_document *d)
{
	struct account a = { .type = ACCOUNT_CUSTOMER,
		.status = ACCOUNT_ACTIVE };
	const struct ubl_party *p = &d->buyer;

	SAY(a.account_id, p->ids[0]);
	if (store_find(x, &account_entity, ACCOUNT_BY_CODE, &a) == RC_OK)
		return a.id;
	SAY(a.name, p->legal_name);
	SAY(a.endpoint_id, p->endpoint);
	str_copy(
	    a.endpoint_scheme, sizeof a.endpoint_scheme, p->endpoint.scheme);
	SAY_ADDRESS(&a, bill, &p->address);
	SAY(a.bill_attention, p->contact.name);
	SAY(a.phone, p->contact.phone);
	keep(x, &account_entity, &a);
	return a.id;
}

static int64_t
make_terms(struct txn *x, const struct ubl_document *d)
{
	struct terms t = { .terms_id = "28D",
		.due_kind = DUE_AFTER_DAYS,
		.due_days = 28,
		.active = 1 };

	if (store_find(x, &terms_entity, TERMS_BY_CODE, &t) == RC_OK)
		return t.id;
	t = (struct terms){ .terms_id = "28D",
		.due_kind = DUE_AFTER_DAYS,
		.due_days = 28,
		.active = 1 };
	SAY(t.description, d->terms);
	keep(x, &terms_entity, &t);
	return t.id;
}

static int64_t
make_product(struct txn *x, const struct ubl_item *item)
{
	struct product p = { .kind = PRODUCT_STOCK };

	SAY(p.item_id, item->seller_id);
	if (store_find(x, &product_entity, PRODUCT_BY_CODE, &p) == RC_OK)
		return p.id;
	p = (struct product){
		.kind = PRODUCT_STOCK, .active = PRODUCT_IS_ACTIVE, .uom = "EA"
	};
	SAY(p.item_id, item->seller_id);
	SAY(p.name, item->name);
	SAY(p.description, item->description);
	keep(x, &product_entity, &p);
	return p.id;
}

static int64_t
category_of(const struct ubl_category *c)
{
	return choice_named(tax_categories, c->id.s)->value;
}

static int64_t
price_of(const struct ubl_line *l)
{
	int64_t price;

	assert_true(amount_rescale(
	    l->price.amount.v, UBL_PRICE_PLACES, PRICE_PLACES, &price));
	return price;
}

enum { LINES = 8 };

/* An order with the document's lines: history in the batch channel. */
static int64_t
make_order(struct txn *x, const struct ubl_document *d, int64_t status)
{
	struct sales_order o = { .order_type = ORDER_SO, .status = status };
	struct order_line lines[LINES] = { 0 };

	SAY(o.order_no, *(d->kind == UBL_ORDER ? &d->id : &d->order));
	o.account_id = make_account(x, d);
	o.order_date = d->issued.v;
	o.requested_date = d->delivery.requested.end.v;
	SAY(o.currency, d->currency);
	if (d->currency.s == NULL)
		str_copy(o.currency, sizeof o.currency, "EUR");
	if (d->terms.s != NULL)
		o.terms = make_terms(x, d);
	SAY_ADDRESS(&o, ship, &d->delivery.address);
	assert_in_range(d->lines_n, 1, LINES);
	for (int i = 0; i < d->lines_n; i++) {
		const struct ubl_line *from = &d->lines[i];
		struct order_line *l = &lines[i];

		l->item_id = make_product(x, &from->item);
		l->quantity = from->quantity.v;
		l->manual_price = 1;
		if (d->kind == UBL_DESPATCH_ADVICE)
			continue;
		l->unit_price = price_of(from);
		l->tax_category = category_of(&from->item.category);
		l->tax_rate = from->item.category.percent.v;
		if (from->charges_n > 0)
			l->discount_pct = from->charges[0].percent.v;
	}
	put(x, &order_document, &o, lines, d->lines_n);
	return o.id;
}

static void
take_freight(const struct ubl_document *d, struct invoice *inv)
{
	if (d->charges_n == 0)
		return;
	inv->charge_amount = d->charges[0].amount.v;
	inv->charge_tax_category = category_of(&d->charges[0].category);
	inv->charge_tax_rate = d->charges[0].category.percent.v;
}

static int64_t
make_invoice(struct txn *x, const struct ubl_document *d)
{
	struct invoice inv = { .doc_type = INVOICE_INVOICE };
	struct invoice_line lines[LINES] = { 0 };

	if (d->kind == UBL_CREDIT_NOTE)
		inv.doc_type = INVOICE_CREDIT;
	SAY(inv.invoice_no, d->id);
	inv.account_id = make_account(x, d);
	inv.invoice_date = d->issued.v;
	inv.due_date = d->due.v;
	inv.terms = make_terms(x, d);
	SAY(inv.currency, d->currency);
	SAY(inv.order_no, d->order);
	if (d->corrects_n > 0)
		SAY(inv.corrects_invoice_no, d->corrects[0].id);
	inv.delivered = d->delivery.date.v;
	SAY_ADDRESS(&inv, ship, &d->delivery.address);
	take_freight(d, &inv);
	assert_in_range(d->lines_n, 1, LINES);
	for (int i = 0; i < d->lines_n; i++) {
		const struct ubl_line *from = &d->lines[i];
		struct invoice_line *l = &lines[i];

		l->item_id = make_product(x, &from->item);
		l->quantity = from->quantity.v;
		l->unit_price = price_of(from);
		l->tax_category = category_of(&from->item.category);
		l->tax_rate = from->item.category.percent.v;
		if (from->charges_n > 0)
			l->discount_pct = from->charges[0].percent.v;
	}
	put(x, &invoice_document, &inv, lines, d->lines_n);
	return inv.id;
}

/* ---- the documents */

static struct ubl_document *
map_invoice(struct txn *x, int64_t id)
{
	struct ublmap m;
	struct invoice inv;
	struct ubl_document *d;
	void *lines;
	int n;

	assert_int_equal(ublmap_start(&m, x), RC_OK);
	assert_int_equal(store_get(x, &invoice_entity, id, &inv), RC_OK);
	assert_int_equal(
	    document_lines(x, &invoice_document, id, &lines, &n), RC_OK);
	d = ublmap_invoice(&m, &inv, lines, n);
	if (d == NULL)
		fail_msg("%s", m.why);
	return d;
}

static enum rc
one_invoice(struct txn *x, void *arg)
{
	const char *name = arg;
	struct ubl_findings found = { 0 };
	struct ubl_document *want = target(name), *got;

	assert_int_equal(company_seed(x, &world.bad), RC_OK);
	make_company(x, want);
	(void)make_order(x, want, ORDER_COMPLETED);
	if (strstr(name, "10262") != NULL)
		give_tax_id(x);
	got = map_invoice(x, make_invoice(x, want));
	assert_true(ublmap_is_european(got));
	ubl_check(got, &found);
	assert_int_equal(found.n, 0);
	ubl_findings_free(&found);
	must_be(want, got);
	return RC_OK;
}

static void
an_invoice_with_one_rate(void **state)
{
	char name[] = "invoice-10249-standard-rated";

	(void)state;
	assert_int_equal(run(one_invoice, name), RC_OK);
}

static void
an_invoice_with_discounts_and_freight(void **state)
{
	char name[] = "invoice-10250-discount-freight";

	(void)state;
	assert_int_equal(run(one_invoice, name), RC_OK);
}

static void
an_invoice_outside_vat_names_no_tax_number(void **state)
{
	char name[] = "invoice-10262-not-subject-to-vat";

	(void)state;
	assert_int_equal(run(one_invoice, name), RC_OK);
}

static enum rc
memo_and_statement(struct txn *x, void *arg)
{
	struct ubl_document *bill = target("invoice-10250-discount-freight");
	struct ubl_document *memo = target("creditnote-10250");
	struct ubl_document *want = target("statement-HANAR");
	struct account a = { .account_id = "HANAR" };
	struct ubl_document *got;
	struct ublmap m;

	(void)arg;
	assert_int_equal(company_seed(x, &world.bad), RC_OK);
	make_company(x, bill);
	(void)make_order(x, bill, ORDER_COMPLETED);
	(void)make_invoice(x, bill);
	got = map_invoice(x, make_invoice(x, memo));
	must_be(memo, got);
	assert_int_equal(
	    store_find(x, &account_entity, ACCOUNT_BY_CODE, &a), RC_OK);
	assert_int_equal(ublmap_start(&m, x), RC_OK);
	got = ublmap_statement(
	    &m, &a, "EUR", want->period.start.v, want->period.end.v);
	must_be(want, got);
	/* What came before is brought forward. */
	got = ublmap_statement(
	    &m, &a, "EUR", bill->issued.v + 1, bill->issued.v + 1);
	assert_int_equal(got->entries_n, 0);
	ubl_free(got);
	ubl_free(bill);
	return RC_OK;
}

static void
a_credit_note_and_a_statement(void **state)
{
	(void)state;
	assert_int_equal(run(memo_and_statement, NULL), RC_OK);
}

static enum rc
one_order(struct txn *x, void *arg)
{
	struct ubl_document *want = target("order-10250"), *got;
	struct sales_order o;
	struct ublmap m;
	void *lines;
	int n;

	(void)arg;
	assert_int_equal(company_seed(x, &world.bad), RC_OK);
	make_company(x, want);
	assert_int_equal(store_get(x, &order_entity,
			     make_order(x, want, ORDER_COMPLETED), &o),
	    RC_OK);
	assert_int_equal(
	    document_lines(x, &order_document, o.id, &lines, &n), RC_OK);
	assert_int_equal(ublmap_start(&m, x), RC_OK);
	got = ublmap_order_response(&m, &o, lines, n);
	assert_string_equal(got->type.s, "AP");
	assert_string_equal(got->order.s, "10250");
	assert_int_equal(got->lines_n, 3);
	assert_string_equal(got->lines[2].status.s, "5");
	ubl_free(got);
	o.status = ORDER_CANCELED;
	got = ublmap_order_response(&m, &o, lines, n);
	assert_string_equal(got->type.s, "RE");
	ubl_free(got);
	o.status = ORDER_COMPLETED;
	must_be(want, ublmap_order(&m, &o, lines, n));
	return RC_OK;
}

static void
an_order_and_the_answer(void **state)
{
	(void)state;
	assert_int_equal(run(one_order, NULL), RC_OK);
}

static enum rc
one_shipment(struct txn *x, void *arg)
{
	struct ubl_document *want = target("despatchadvice-10250");
	struct shipment s = { .operation = SHIPMENT_ISSUE };
	struct shipment_line lines[LINES] = { 0 };
	struct sales_order o;
	struct ublmap m;
	void *ordered;
	int n;

	(void)arg;
	assert_int_equal(company_seed(x, &world.bad), RC_OK);
	make_company(x, want);
	assert_int_equal(
	    store_get(x, &order_entity, make_order(x, want, 0), &o), RC_OK);
	assert_int_equal(order_release(x, &o, &world.bad), RC_OK);
	assert_int_equal(
	    document_lines(x, &order_document, o.id, &ordered, &n), RC_OK);
	SAY(s.shipment_no, want->id);
	s.order_id = o.id;
	s.ship_date = want->issued.v;
	SAY_ADDRESS(&s, ship, &want->buyer.address);
	SAY(s.ship_attention, want->buyer.contact.name);
	for (int i = 0; i < n; i++) {
		lines[i].order_line_id =
		    ((const struct order_line *)ordered)[i].id;
		lines[i].quantity = want->lines[i].quantity.v;
	}
	put(x, &shipment_document, &s, lines, n);
	assert_int_equal(store_get(x, &shipment_entity, s.id, &s), RC_OK);
	assert_int_equal(ublmap_start(&m, x), RC_OK);
	must_be(want, ublmap_shipment(&m, &s, lines, n));
	return RC_OK;
}

static void
a_despatch_advice(void **state)
{
	(void)state;
	world.actor.channel = CHANNEL_ERP;
	assert_int_equal(run(one_shipment, NULL), RC_OK);
}

/* ---- names of files */

static void
names_of_files_are_safe(void **state)
{
	static const struct {
		const char *number, *name;
	} cases[] = {
		{ "INV-000123", "INV-000123" },
		{ "2026/7 a", "2026%2F7%20a" },
		{ "../../etc", "%2E.%2F..%2Fetc" },
		{ ".hidden", "%2Ehidden" },
		{ "ä%", "%C3%A4%25" },
	};
	char name[200];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		export_file_name(cases[i].number, name, sizeof name);
		assert_string_equal(name, cases[i].name);
	}
	export_file_name("////", name, 8);
	assert_string_equal(name, "%2F%2F");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_invoice_with_one_rate),
		TEST(an_invoice_with_discounts_and_freight),
		TEST(an_invoice_outside_vat_names_no_tax_number),
		TEST(a_credit_note_and_a_statement),
		TEST(an_order_and_the_answer),
		TEST(a_despatch_advice),
		cmocka_unit_test(names_of_files_are_safe),
	};
	char path[400];

	str_printf(path, sizeof path, "%s/ubl-targets", samples());
	if (access(path, R_OK) != 0) {
		printf("%s is not here: no document was compared\n", path);
		return 77;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
