/* Invoices, memos, orders and shipments as UBL. */
#include "ublmap.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "terms.h"
#include "text.h"
#include "ublmapparts.h"

static struct ubl_document *
give_up(struct ubl_document *d)
{
	ubl_free(d);
	return NULL;
}

/* ---- taxes of an invoice */

/* Why there is no tax, where the tax itself does not say it. */
static const struct {
	int64_t category;
	const char *code, *text;
} reasons[] = {
	{ TAX_EXEMPT, NULL, "Exempt from VAT" },
	{ TAX_REVERSE_CHARGE, "VATEX-EU-AE", "Reverse charge" },
	{ TAX_INTRA_COMMUNITY, "VATEX-EU-IC", "Intra-community supply" },
	{ TAX_EXPORT, "VATEX-EU-G", "Export outside the EU" },
	{ TAX_OUTSIDE, "VATEX-EU-O", "Not subject to VAT" },
	{ 0, NULL, NULL },
};

/* The reason of the first line's tax that has one. */
static void
map_reason(struct ublmap *m, struct ubl_document *d, int64_t category,
    const struct invoice_line *lines, int n, struct ubl_category *to)
{
	struct tax tax;

	if (tax_category_rated(category) || category == TAX_ZERO)
		return;
	for (int i = 0; i < n; i++)
		if (lines[i].tax_category == category &&
		    lines[i].tax_code != 0 &&
		    store_get(m->x, &tax_entity, lines[i].tax_code, &tax) ==
			RC_OK &&
		    (tax.reason[0] != '\0' || tax.reason_code[0] != '\0')) {
			to->code = ubl_say(d, tax.reason_code);
			to->text = ubl_say(d, tax.reason);
			return;
		}
	for (int i = 0; reasons[i].category != 0; i++)
		if (reasons[i].category == category) {
			to->code = ubl_say(d, reasons[i].code);
			to->text = ubl_say(d, reasons[i].text);
		}
}

static bool
map_taxes(struct ublmap *m, struct ubl_document *d, const struct totals *t,
    const struct invoice_line *lines, int n)
{
	struct ubl_tax_total *total =
	    ubl_add(d, &d->tax_totals, &d->tax_totals_n);

	if (!map_amount(m, d, t->tax, &total->amount))
		return false;
	for (int i = 0; i < t->n; i++) {
		struct ubl_tax *to = ubl_add(d, &total->taxes, &total->taxes_n);

		if (!map_amount(m, d, t->row[i].taxable, &to->taxable) ||
		    !map_amount(m, d, t->row[i].tax, &to->amount))
			return false;
		map_category(
		    d, &to->category, t->row[i].category, t->row[i].rate);
		map_reason(m, d, t->row[i].category, lines, n, &to->category);
	}
	return true;
}

static bool
map_totals(struct ublmap *m, struct ubl_document *d, const struct totals *t,
    int64_t prepaid)
{
	struct ubl_totals *to = &d->totals;
	int64_t due = t->total - prepaid;

	if (t->too_big) {
		str_copy(m->why, sizeof m->why, _("an amount is too large"));
		return false;
	}
	return map_amount(m, d, t->lines, &to->lines) &&
	    map_amount(m, d, t->net, &to->exclusive) &&
	    map_amount(m, d, t->total, &to->inclusive) &&
	    (t->charges == 0 || map_amount(m, d, t->charges, &to->charges)) &&
	    (prepaid == 0 || map_amount(m, d, prepaid, &to->prepaid)) &&
	    map_amount(m, d, due, &to->payable);
}

/* In a document outside VAT nobody has a VAT number (BR-O-02 to 04). */
static bool
is_outside(const struct totals *t)
{
	for (int i = 0; i < t->n; i++)
		if (t->row[i].category == TAX_OUTSIDE)
			return true;
	return false;
}

/* ---- lines of an invoice */

/* The line of the order that is billed: as it was made, or, of an imported
 * one, the line of the same number and item. */
static int64_t
ordered_line(struct ublmap *m, const struct invoice_line *l,
    const struct order_line *ordered, int n)
{
	struct order_line o;

	if (l->order_line_id != 0 &&
	    store_get(m->x, &order_line_entity, l->order_line_id, &o) == RC_OK)
		return o.line_no;
	for (int i = 0; i < n; i++)
		if (ordered[i].line_no == l->line_no &&
		    ordered[i].item_id == l->item_id)
			return l->line_no;
	return 0;
}

static bool
map_invoice_line(struct ublmap *m, struct ubl_document *d,
    const struct invoice_line *l, int64_t ordered)
{
	const struct map_line common = { l->line_no, l->item_id, l->quantity,
		l->unit_price, l->discount_pct, l->line_amount, l->tax_category,
		l->tax_rate, l->description, l->uom, l->line_note };
	struct ubl_line *to = ubl_add(d, &d->lines, &d->lines_n);
	char no[24];

	if (ordered != 0) {
		str_printf(no, sizeof no, "%lld", (long long)ordered);
		to->order_line = ubl_say(d, no);
	}
	return map_line(m, d, &common, to);
}

static bool
map_invoice_lines(struct ublmap *m, struct ubl_document *d,
    const struct invoice *inv, const struct invoice_line *lines, int n)
{
	void *ordered = NULL;
	int ordered_n = 0;
	bool good = true;

	if (inv->order_id != 0 &&
	    document_take_lines(m->x, &order_document, inv->order_id, &ordered,
		&ordered_n) != RC_OK)
		ordered_n = 0;
	for (int i = 0; good && i < n; i++)
		good = map_invoice_line(m, d, &lines[i],
		    ordered_line(m, &lines[i], ordered, ordered_n));
	free(ordered);
	return good;
}

/* ---- invoices */

static void
map_bill_head(struct ublmap *m, struct ubl_document *d,
    const struct invoice *inv, const struct account *a)
{
	d->id = ubl_say(d, inv->invoice_no);
	d->issued = ubl_count(inv->invoice_date);
	if (d->kind == UBL_INVOICE && inv->due_date != 0)
		d->due = ubl_count(inv->due_date);
	d->type = ubl_say(d,
	    inv->doc_type == INVOICE_CREDIT    ? "381" :
		inv->doc_type == INVOICE_DEBIT ? "383" :
						 "380");
	if (inv->summary[0] != '\0')
		*ubl_add(d, &d->notes, &d->notes_n) = ubl_say(d, inv->summary);
	d->buyer_reference = ubl_say(d, a->account_id);
	if (inv->customer_po[0] != '\0') {
		d->order = ubl_say(d, inv->customer_po);
		d->sales_order = ubl_say(d, inv->order_no);
	} else
		d->order = ubl_say(d, inv->order_no);
	if (inv->corrects_invoice_no[0] != '\0')
		ubl_add(d, &d->corrects, &d->corrects_n)->id =
		    ubl_say(d, inv->corrects_invoice_no);
	map_terms(m, d, inv->terms);
}

static void
map_bill_parties(struct ublmap *m, struct ubl_document *d,
    const struct invoice *inv, const struct account *a, bool outside)
{
	const struct map_address bill = MAP_ADDRESS(inv, bill);
	const struct map_address ship = MAP_ADDRESS(inv, ship);

	map_seller(m, d, true);
	map_buyer(m, d, a, &bill);
	if (outside)
		d->seller.taxes_n = 0;
	else if (inv->buyer_tax_id[0] != '\0') {
		struct ubl_tax_id *tax =
		    ubl_add(d, &d->buyer.taxes, &d->buyer.taxes_n);

		tax->company = ubl_say(d, inv->buyer_tax_id);
		tax->scheme = ubl_say(d, "VAT");
	}
	if (inv->delivered != 0)
		d->delivery.date = ubl_count(inv->delivered);
	map_delivery(d, &ship, d->buyer.legal_name.s);
}

static void
map_bank(struct ublmap *m, struct ubl_document *d)
{
	struct ubl_payment *p;

	if (m->company.iban[0] == '\0')
		return;
	p = ubl_add(d, &d->payments, &d->payments_n);
	p->code = ubl_say(d, "30");
	p->reference = d->id;
	p->bank.account = ubl_say(d, m->company.iban);
	p->bank.branch = ubl_say(d, m->company.bic);
}

/* Sales tax of a US state is no VAT. */
static enum ubl_profile
profile_of(const struct ublmap *m, const struct totals *t)
{
	if (strcmp(m->company.main_country, "US") == 0 && t->tax != 0)
		return UBL_PLAIN;
	return m->company.peppol != 0 ? UBL_PEPPOL : UBL_EN16931;
}

struct ubl_document *
ublmap_invoice(struct ublmap *m, const struct invoice *inv,
    const struct invoice_line *lines, int n)
{
	struct ubl_document *d;
	struct account a;
	struct totals t;

	if (inv->issued != IS_YES) {
		str_copy(m->why, sizeof m->why, _("it is not issued"));
		return NULL;
	}
	if (!map_account(m, inv->account_id, &a))
		return NULL;
	invoice_totals(inv, lines, n, &t);
	d = ubl_new(
	    inv->doc_type == INVOICE_CREDIT ? UBL_CREDIT_NOTE : UBL_INVOICE);
	d->currency = ubl_say(d, inv->currency);
	map_bill_head(m, d, inv, &a);
	map_bill_parties(m, d, inv, &a, is_outside(&t));
	if (d->kind == UBL_INVOICE)
		map_bank(m, d);
	ubl_set_profile(d, profile_of(m, &t));
	if (!map_freight(m, d, inv->charge_amount, inv->charge_tax_category,
		inv->charge_tax_rate) ||
	    !map_totals(m, d, &t, inv->paid_before) ||
	    !map_taxes(m, d, &t, lines, n) ||
	    !map_invoice_lines(m, d, inv, lines, n))
		return give_up(d);
	return d;
}

bool
ublmap_is_european(const struct ubl_document *d)
{
	return (d->kind == UBL_INVOICE || d->kind == UBL_CREDIT_NOTE) &&
	    d->customization.s != NULL;
}
