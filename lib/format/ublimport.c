/* UBL documents as rows: the table, and what the head says. */
#include <string.h>

#include "amount.h"
#include "csvout.h"
#include "mem.h"
#include "str.h"
#include "text.h"
#include "ublimportparts.h"

/* ---- the head */

static void
say_address(struct ubl_row *r, const char *prefix, const struct ubl_address *a)
{
	char name[40], line[CELL];

	str_printf(name, sizeof name, "%s_line1", prefix);
	str_printf(line, sizeof line, "%s%s%s",
	    a->street.s != NULL ? a->street.s : "",
	    a->building.s != NULL ? " " : "",
	    a->building.s != NULL ? a->building.s : "");
	say(r, name, line);
	str_printf(name, sizeof name, "%s_line2", prefix);
	str_printf(line, sizeof line, "%s%s%s",
	    a->street2.s != NULL ? a->street2.s : "",
	    a->street2.s != NULL && a->street3.s != NULL ? ", " : "",
	    a->street3.s != NULL ? a->street3.s : "");
	say(r, name, line);
	str_printf(name, sizeof name, "%s_city", prefix);
	say_text(r, name, &a->city);
	str_printf(name, sizeof name, "%s_region", prefix);
	say_text(r, name, &a->region);
	str_printf(name, sizeof name, "%s_postal_code", prefix);
	say_text(r, name, &a->zone);
	str_printf(name, sizeof name, "%s_country", prefix);
	say_text(r, name, &a->country);
}

/* Who buys is who we sell to. */
static void
say_buyer(struct ubl_row *r, const struct ubl_party *p)
{
	char text[CELL];

	if (p->endpoint.s != NULL) {
		str_printf(text, sizeof text, "%s:%s",
		    p->endpoint.scheme != NULL ? p->endpoint.scheme : "",
		    p->endpoint.s);
		say(r, "account_endpoint", text);
	}
	if (p->taxes_n > 0) {
		say_text(r, "account_tax_id", &p->taxes[0].company);
		say_text(r, "buyer_tax_id", &p->taxes[0].company);
	}
	say_text(r, "account_code", &p->account);
	if (p->account.s == NULL && p->ids_n > 0)
		say_text(r, "account_code", &p->ids[0]);
	say_cut(r, "account_name",
	    p->legal_name.s != NULL ? &p->legal_name : &p->name, 121);
	say_cut(r, "bill_name",
	    p->legal_name.s != NULL ? &p->legal_name : &p->name, 121);
	say_address(r, "bill", &p->address);
}

/* Some have what was rounded off in the total already. */
static void
say_total(struct ubl_row *r, const struct ubl_document *d)
{
	const struct ubl_totals *t = &d->totals;
	int64_t total = t->inclusive.v;

	if (!t->inclusive.given)
		return;
	if (t->rounding.v != 0 && t->payable.v == total - t->prepaid.v)
		total -= t->rounding.v;
	say_number(r, "total", total, AMOUNT_PLACES);
}

static void
say_invoice(struct ubl_row *r, const struct ubl_document *d)
{
	bool credit = d->kind == UBL_CREDIT_NOTE;

	say(r, "doc_type",
	    credit                                                 ? "credit" :
		d->type.s != NULL && strcmp(d->type.s, "383") == 0 ? "debit" :
								     "invoice");
	say_text(r, "invoice_no", &d->id);
	say_date(r, "invoice_date", &d->issued);
	say_date(r, "due_date", &d->due);
	say_date(r, "delivered", &d->delivery.date);
	say_text(r, "order_no", &d->sales_order);
	say_cut(r, "customer_po",
	    d->order.s != NULL ? &d->order : &d->buyer_reference, 81);
	if (d->corrects_n > 0)
		say_cut(r, "corrects_invoice_no", &d->corrects[0].id, 31);
	say_total(r, d);
	say_amount(r, "amount_paid", &d->totals.prepaid);
}

/* The number is the buyer's; ours is drawn, and the order is found again by
 * who sent it and what it is called there. */
static void
say_order(struct ubl_row *r, const struct ubl_document *d)
{
	const struct ubl_party *b = &d->buyer;
	const char *who = b->endpoint.s != NULL ? b->endpoint.s :
	    b->taxes_n > 0 && b->taxes[0].company.s != NULL ?
						  b->taxes[0].company.s :
	    b->legal_name.s != NULL ? b->legal_name.s :
				      b->name.s;
	char key[CELL];

	say(r, "order_type", "so");
	say_text(r, "order_no", &d->sales_order);
	say_date(r, "order_date", &d->issued);
	say_date(r, "requested_date", &d->delivery.requested.end);
	say_cut(r, "customer_po", &d->id, 81);
	if (d->sales_order.s == NULL && d->id.s != NULL) {
		str_printf(key, 81, "%s/%s", who != NULL ? who : "", d->id.s);
		say(r, "external_id", key);
	}
	if (d->totals.inclusive.given)
		say_amount(r, "total", &d->totals.inclusive);
}

static void
say_head(struct ubl_row *r, const struct ubl_document *d)
{
	say_text(r, "currency", &d->currency);
	say_buyer(r, &d->buyer);
	say_cut(r, "ship_name", &d->delivery.name, 121);
	say_address(r, "ship", &d->delivery.address);
	say_notes(r, "notes", d->notes, d->notes_n, 2001);
	if (d->tax_totals_n > 0)
		say_amount(r, "tax_total", &d->tax_totals[0].amount);
	if (d->kind == UBL_ORDER)
		say_order(r, d);
	else
		say_invoice(r, d);
}

/* ---- the table */

static bool
has(const struct ubl_document *d, const struct ubl_heading *h)
{
	return h->only == UBL_NONE ||
	    (h->only == UBL_ORDER) == (d->kind == UBL_ORDER);
}

static void
put_header(const struct ubl_document *d, struct converted *made)
{
	bool first = true;

	convert_place(made, 1);
	for (const struct ubl_heading *h = ubl_headings; h->name != NULL; h++)
		if (has(d, h)) {
			csv_cell(&made->text, h->name, false, first);
			first = false;
		}
	csv_row_end(&made->text);
}

static void
put_row(const struct ubl_document *d, struct converted *made,
    const struct ubl_row *head, const struct ubl_row *line, long at)
{
	bool first = true;

	convert_place(made, at);
	for (int i = 0; ubl_headings[i].name != NULL; i++) {
		const char *s =
		    line->cell[i] != NULL ? line->cell[i] : head->cell[i];

		if (!has(d, &ubl_headings[i]))
			continue;
		csv_cell(&made->text, s != NULL ? s : "", false, first);
		first = false;
	}
	csv_row_end(&made->text);
}

/* The first charge is freight; other charges and allowances are lines. */
static const struct ubl_charge *
freight_of(const struct ubl_document *d)
{
	for (int i = 0; i < d->charges_n; i++)
		if (d->charges[i].charge.v && d->charges[i].amount.v > 0)
			return &d->charges[i];
	return NULL;
}

static void
put_document(const struct ubl_document *d, struct converted *made)
{
	const struct ubl_charge *freight = freight_of(d);
	struct ubl_row head = { .mem = d->mem }, line;
	int no = 0;

	say_head(&head, d);
	if (freight != NULL) {
		say_amount(&head, "charge_amount", &freight->amount);
		say_category(&head, d, "charge_tax_category", "charge_tax_rate",
		    &freight->category);
	}
	put_header(d, made);
	for (int i = 0; i < d->lines_n; i++) {
		line = (struct ubl_row){ .mem = d->mem };
		say_line(&line, d, &d->lines[i], ++no);
		put_row(d, made, &head, &line, d->lines[i].line);
	}
	for (int i = 0; i < d->charges_n; i++) {
		if (&d->charges[i] == freight)
			continue;
		line = (struct ubl_row){ .mem = d->mem };
		say_charge_line(&line, d, &d->charges[i], ++no);
		put_row(d, made, &head, &line, d->charges[i].line);
	}
}

/* ---- all of it */

static bool
wanted(enum ubl_kind k, const char *kind, struct xml_fault *f)
{
	bool invoice = k == UBL_INVOICE || k == UBL_CREDIT_NOTE;
	bool fits = strcmp(kind, "invoices") == 0 ? invoice :
	    strcmp(kind, "orders") == 0           ? k == UBL_ORDER :
						    false;

	if (fits)
		return true;
	*f = (struct xml_fault){ .code = "X_KIND", .line = 1 };
	str_printf(f->text, sizeof f->text,
	    invoice            ? _("this is a UBL %s: postern import "
					      "invoices") :
		k == UBL_ORDER ? _("this is a UBL %s: postern import orders") :
				 _("a UBL %s cannot be imported"),
	    ubl_kind_name(k));
	return false;
}

/*
 * An invoice below zero is a credit memo to us, and a credit note below zero
 * an invoice: what it takes back is positive there.
 */
static void
turn(struct ubl_document *d)
{
	d->totals.inclusive.v = -d->totals.inclusive.v;
	d->totals.prepaid.v = -d->totals.prepaid.v;
	for (int i = 0; i < d->tax_totals_n; i++)
		d->tax_totals[i].amount.v = -d->tax_totals[i].amount.v;
	for (int i = 0; i < d->charges_n; i++)
		d->charges[i].amount.v = -d->charges[i].amount.v;
	for (int i = 0; i < d->lines_n; i++) {
		struct ubl_line *l = &d->lines[i];

		l->quantity.v = -l->quantity.v;
		l->amount.v = -l->amount.v;
		for (int j = 0; j < l->charges_n; j++)
			l->charges[j].amount.v = -l->charges[j].amount.v;
	}
	d->kind = d->kind == UBL_INVOICE ? UBL_CREDIT_NOTE : UBL_INVOICE;
}

bool
ubl_table(const char *text, size_t n, const char *kind,
    struct ubl_schemas *schemas, struct converted *made,
    struct xml_faults *faults, struct ubl_findings *findings)
{
	struct ubl_document *d;
	struct xml_fault f;
	enum ubl_kind k = ubl_kind(text, n, &f);

	if (k == UBL_NONE || !wanted(k, kind, &f)) {
		xml_faults_add(faults, &f);
		return false;
	}
	if (schemas != NULL && !ubl_validate(schemas, k, text, n, faults))
		return false;
	if ((d = ubl_read(text, n, faults)) == NULL)
		return false;
	if (k != UBL_ORDER)
		ubl_check(d, findings);
	if (k != UBL_ORDER && d->totals.inclusive.v < 0)
		turn(d);
	if (faults->n == 0)
		put_document(d, made);
	ubl_free(d);
	return faults->n == 0;
}
