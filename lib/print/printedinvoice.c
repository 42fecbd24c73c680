/* Invoices and memos. */
#include <string.h>

#include "document.h"
#include "printedparts.h"
#include "str.h"
#include "terms.h"
#include "text.h"
#include "transfer.h"

/* ---- lines and sums */

struct bill {
	const struct invoice *inv;
	struct invoice_line *line;
	int n;
	struct totals totals;
};

static enum rc
rows(struct maker *m, struct bill *b)
{
	struct paper_row *row;
	void *lines;
	enum rc rc =
	    document_lines(m->x, &invoice_document, b->inv->id, &lines, &b->n);

	if (rc != RC_OK)
		return rc;
	b->line = lines;
	row = arena_alloc(m->mem, (size_t)(b->n + 1) * sizeof *row);
	for (int i = 0; i < b->n; i++) {
		const struct invoice_line *l = &b->line[i];

		row[i] = (struct paper_row){ l->line_no, l->item_id,
			l->quantity, l->unit_price, l->discount_pct,
			l->line_amount, l->tax_category, l->tax_rate,
			l->description, l->uom, l->line_note };
	}
	paper_rows(m, row, b->n);
	invoice_totals(b->inv, b->line, b->n, &b->totals);
	paper_taxes(m, &b->totals);
	return RC_OK;
}

static void
sums(struct maker *m, const struct invoice *inv)
{
	bool part = inv->paid_before != 0;

	paper_sum(m, _("Sum of lines"), inv->line_total, false);
	if (inv->charge_amount != 0)
		paper_sum(m, _("Freight"), inv->charge_amount, false);
	paper_sum(m, _("Tax"), inv->tax_total, false);
	paper_sum(m, _("Total"), inv->total, true);
	if (part) {
		paper_sum(m, _("Paid before"), -inv->paid_before, false);
		paper_sum(
		    m, _("Amount due"), inv->total - inv->paid_before, true);
	}
}

/* ---- words */

/* Why there is no tax: as the tax of a line says it, or in our words. */
static const char *
reason(struct maker *m, const struct bill *b, int64_t category)
{
	struct tax tax;

	for (int i = 0; i < b->n; i++)
		if (b->line[i].tax_category == category &&
		    b->line[i].tax_code != 0 &&
		    store_get(m->x, &tax_entity, b->line[i].tax_code, &tax) ==
			RC_OK &&
		    tax.reason[0] != '\0')
			return paper_text(m, tax.reason);
	return paper_category(category);
}

static const char *
terms_words(struct maker *m, const struct invoice *inv)
{
	struct terms t;

	if (inv->terms == 0 ||
	    store_get(m->x, &terms_entity, inv->terms, &t) != RC_OK ||
	    t.description[0] == '\0')
		return "";
	return arena_printf(m->mem, _("Terms of payment: %s."), t.description);
}

static const char *
discount_words(struct maker *m, const struct invoice *inv)
{
	if (inv->cash_discount == 0 || inv->discount_date == 0)
		return "";
	return arena_printf(m->mem,
	    _("Paid by %s, you may take off %s of cash discount."),
	    paper_date(m, inv->discount_date),
	    paper_money(m, inv->cash_discount));
}

static const char *
with_line(struct maker *m, const char *s, const char *line)
{
	return arena_printf(
	    m->mem, "%s%s%s", s, *s != '\0' && *line != '\0' ? "\n" : "", line);
}

static void
notes(struct maker *m, const struct bill *b)
{
	const char *s = "";

	for (int i = 0; i < b->totals.n; i++) {
		int64_t category = b->totals.row[i].category;

		if (!tax_category_rated(category) && category != TAX_ZERO)
			s = with_line(m, s, reason(m, b, category));
	}
	if (b->inv->doc_type != INVOICE_CREDIT) {
		s = with_line(m, s, terms_words(m, b->inv));
		s = with_line(m, s, discount_words(m, b->inv));
	}
	m->p->notes = *s != '\0' ? s : NULL;
}

/* ---- head */

static void
facts(struct maker *m, const struct invoice *inv)
{
	struct print_pairs *to = &m->p->facts;

	paper_pair(m, to, _("Date"), paper_date(m, inv->invoice_date));
	if (inv->doc_type != INVOICE_CREDIT)
		paper_pair(m, to, _("Due date"), paper_date(m, inv->due_date));
	paper_pair(m, to, _("Delivered"), paper_date(m, inv->delivered));
	paper_pair(m, to, _("Customer No."), m->account.account_id);
	paper_pair(m, to, _("Your tax ID"), inv->buyer_tax_id);
	paper_pair(m, to, _("Your order"), inv->customer_po);
	paper_pair(m, to, _("Our order"), inv->order_no);
	paper_pair(m, to, _("Corrects"), inv->corrects_invoice_no);
}

static void
figures(struct maker *m, const struct invoice *inv)
{
	if (inv->doc_type == INVOICE_CREDIT) {
		paper_figure(
		    m, _("Credited to you"), paper_money(m, inv->total));
		paper_figure(m, _("Memo"), m->p->number);
		return;
	}
	paper_figure(
	    m, _("Amount due"), paper_money(m, inv->total - inv->paid_before));
	paper_figure(m, _("Please pay by"), paper_date(m, inv->due_date));
	paper_figure(m, _("Invoice"), m->p->number);
}

/* ---- paying */

static void
code(struct maker *m, int64_t amount, const char *reference)
{
	const struct transfer t = {
		.name = m->company.legal_name,
		.iban = m->company.iban,
		.bic = m->company.bic,
		.amount = amount,
		.reference = reference,
		.text = m->p->number,
	};
	char *to = arena_alloc(m->mem, TRANSFER_CODE);

	if (strcmp(m->currency, "EUR") != 0 || !transfer_code(&t, to))
		return;
	m->p->code = to;
	m->p->code_is = _("Scan with your bank's app");
}

static void
pay(struct maker *m, const struct invoice *inv)
{
	int64_t amount = inv->total - inv->paid_before;
	char reference[TRANSFER_REFERENCE];
	bool structured;

	if (m->p->draft || inv->doc_type == INVOICE_CREDIT || amount <= 0 ||
	    m->company.iban[0] == '\0')
		return;
	m->p->pay_label = _("How to pay");
	structured = transfer_reference(inv->invoice_no, reference);
	paper_pair(m, &m->p->pay, _("Amount"), paper_money(m, amount));
	paper_pair(m, &m->p->pay, _("Pay by"), paper_date(m, inv->due_date));
	paper_bank(m);
	paper_pair(m, &m->p->pay, _("Reference"),
	    structured ? reference : inv->invoice_no);
	code(m, amount, structured ? paper_text(m, reference) : NULL);
}

enum rc
printed_invoice(struct txn *x, struct arena *mem, const struct invoice *inv,
    struct print_doc *p)
{
	const struct paper_address bill = PAPER_ADDRESS(inv, bill);
	const struct paper_address ship = PAPER_ADDRESS(inv, ship);
	const struct choice *kind = choice_of(invoice_types, inv->doc_type);
	struct bill b = { .inv = inv };
	struct maker m;
	enum rc rc = maker_start(&m, x, mem, inv->account_id, inv->currency, p);

	if (rc != RC_OK)
		return rc;
	p->kind = kind != NULL ? _(kind->label) : "";
	p->number =
	    inv->invoice_no[0] != '\0' ? paper_text(&m, inv->invoice_no) : NULL;
	p->date = inv->invoice_date;
	p->draft = inv->issued != IS_YES;
	p->text = paper_text(&m, inv->summary);
	paper_to(&m, &p->to, &bill);
	paper_ship(&m, &bill, &ship);
	facts(&m, inv);
	figures(&m, inv);
	if ((rc = rows(&m, &b)) != RC_OK)
		return rc;
	sums(&m, inv);
	notes(&m, &b);
	pay(&m, inv);
	return RC_OK;
}
