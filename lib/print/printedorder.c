/* Order confirmations, quotes, returns. */
#include "document.h"
#include "printedparts.h"
#include "terms.h"
#include "text.h"

static const char *
kind(const struct sales_order *o)
{
	switch (o->order_type) {
	case ORDER_QT:
		return _("Quote");
	case ORDER_RC:
		return _("Return");
	case ORDER_SO:
	default:
		return o->status == ORDER_CANCELED ? _("Canceled order") :
						     _("Order confirmation");
	}
}

static enum rc
rows(struct maker *m, const struct sales_order *o)
{
	struct totals sums = { 0 };
	struct order_line *line;
	struct paper_row *row;
	void *lines;
	int n;
	enum rc rc = document_lines(m->x, &order_document, o->id, &lines, &n);

	if (rc != RC_OK)
		return rc;
	line = lines;
	row = arena_alloc(m->mem, (size_t)(n + 1) * sizeof *row);
	for (int i = 0; i < n; i++) {
		row[i] = (struct paper_row){ line[i].line_no, line[i].item_id,
			line[i].quantity, line[i].unit_price,
			line[i].discount_pct, line[i].line_amount,
			line[i].tax_category, line[i].tax_rate,
			line[i].description, line[i].uom, line[i].line_note };
		totals_add(&sums, line[i].line_amount, line[i].tax_category,
		    line[i].tax_rate, false);
	}
	if (o->charge_amount != 0)
		totals_add(&sums, o->charge_amount, o->charge_tax_category,
		    o->charge_tax_rate, true);
	totals_end(&sums);
	paper_rows(m, row, n);
	paper_taxes(m, &sums);
	return RC_OK;
}

static void
facts(struct maker *m, const struct sales_order *o)
{
	struct print_pairs *to = &m->p->facts;

	paper_pair(m, to, _("Date"), paper_date(m, o->order_date));
	paper_pair(m, to, _("Customer No."), m->account.account_id);
	paper_pair(m, to, _("Your order"), o->customer_po);
	paper_pair(m, to, _("Your reference"), o->external_ref);
	paper_pair(m, to, _("Requested for"), paper_date(m, o->requested_date));
	paper_pair(m, to, _("Ship via"), o->ship_via);
	if (o->order_type == ORDER_QT)
		paper_pair(m, to, _("Valid until"), paper_date(m, o->expires));
}

static void
notes(struct maker *m, const struct sales_order *o)
{
	struct terms t;

	if (o->terms != 0 &&
	    store_get(m->x, &terms_entity, o->terms, &t) == RC_OK &&
	    t.description[0] != '\0')
		m->p->notes = arena_printf(
		    m->mem, _("Terms of payment: %s."), t.description);
}

enum rc
printed_order(struct txn *x, struct arena *mem, const struct sales_order *o,
    struct print_doc *p)
{
	const struct paper_address bill = PAPER_ADDRESS(o, bill);
	const struct paper_address ship = PAPER_ADDRESS(o, ship);
	struct maker m;
	enum rc rc = maker_start(&m, x, mem, o->account_id, o->currency, p);

	if (rc != RC_OK)
		return rc;
	p->kind = kind(o);
	p->number = paper_text(&m, o->order_no);
	p->date = o->order_date;
	p->draft = o->status == ORDER_ON_HOLD || o->status == ORDER_CREDIT_HOLD;
	p->text = paper_text(&m, o->summary);
	paper_to(&m, &p->to, &bill);
	paper_ship(&m, &bill, &ship);
	facts(&m, o);
	if ((rc = rows(&m, o)) != RC_OK)
		return rc;
	paper_sum(&m, _("Sum of lines"), o->line_total, false);
	if (o->charge_amount != 0)
		paper_sum(&m, _("Freight"), o->charge_amount, false);
	paper_sum(&m, _("Tax"), o->tax_total, false);
	paper_sum(&m, _("Total"), o->total, true);
	notes(&m, o);
	return RC_OK;
}
