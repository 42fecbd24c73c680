/* Invoices of orders that need no shipment, and credit memos of returns. */
#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "invoiceparts.h"
#include "order.h"

#define COPY(to, from) (void)str_copy(to, sizeof(to), from)
#define COPY_ADDRESS(to, from, p)                                              \
	do {                                                                   \
		COPY((to)->p##_name, (from)->p##_name);                        \
		COPY((to)->p##_attention, (from)->p##_attention);              \
		COPY((to)->p##_line1, (from)->p##_line1);                      \
		COPY((to)->p##_line2, (from)->p##_line2);                      \
		COPY((to)->p##_city, (from)->p##_city);                        \
		COPY((to)->p##_region, (from)->p##_region);                    \
		COPY((to)->p##_postal_code, (from)->p##_postal_code);          \
		COPY((to)->p##_country, (from)->p##_country);                  \
	} while (0)

static void
copy_head(const struct sales_order *o, struct invoice *inv)
{
	*inv = (struct invoice){
		.doc_type = o->order_type == ORDER_RC ? INVOICE_CREDIT :
							INVOICE_INVOICE,
		.status = INVOICE_BALANCED,
		.account_id = o->account_id,
		.order_id = o->id,
		.terms = o->terms,
		.charge_amount = o->charge_amount - o->charge_billed,
		.charge_tax_category = o->charge_tax_category,
		.charge_tax_rate = o->charge_tax_rate,
	};
	COPY(inv->order_no, o->order_no);
	COPY(inv->customer_po, o->customer_po);
	COPY(inv->currency, o->currency);
	COPY(inv->summary, o->summary);
	COPY_ADDRESS(inv, o, bill);
	COPY_ADDRESS(inv, o, ship);
}

static void
copy_line(const struct order_line *from, struct invoice_line *to)
{
	to->item_id = from->item_id;
	to->quantity = order_line_unbilled(from);
	to->unit_price = from->unit_price;
	to->discount_pct = from->discount_pct;
	to->tax_code = from->tax_code;
	to->tax_category = from->tax_category;
	to->tax_rate = from->tax_rate;
	to->order_line_id = from->id;
	/* Of all of it, the amount is the order's, whatever its arithmetic. */
	if (to->quantity == from->quantity && from->amount_kept != 0) {
		to->amount_kept = 1;
		to->line_amount = from->line_amount;
	}
	COPY(to->description, from->description);
	COPY(to->uom, from->uom);
	COPY(to->line_note, from->line_note);
}

enum rc
invoice_from_order(
    struct txn *x, struct sales_order *o, int64_t *made, struct problems *bad)
{
	struct invoice inv;
	struct invoice_line *lines;
	const struct order_line *of;
	void *taken;
	int n, bills = 0;
	enum rc rc;

	if ((rc = document_lines(x, &order_document, o->id, &taken, &n)) !=
	    RC_OK)
		return rc;
	of = taken;
	lines = txn_scratch(x, (size_t)(n + 1) * sizeof *lines);
	for (int i = 0; i < n; i++)
		if (order_line_unbilled(&of[i]) != 0)
			copy_line(&of[i], &lines[bills++]);
	if (o->order_type == ORDER_QT)
		problem(bad, 0, _("A quote becomes an order first."));
	else if (order_needs_shipment(x, o, of, n))
		problem(bad, 0,
		    _("Its goods are shipped first; the invoice is made from "
		      "the shipment."));
	else if (bills == 0)
		problem(bad, 0, _("Everything of this order is invoiced."));
	if (bad->n > 0)
		return RC_INVALID;
	copy_head(o, &inv);
	if ((rc = invoice_put(x, &inv, lines, bills, bad)) != RC_OK)
		return rc;
	*made = inv.id;
	return order_invoice_made(x, o, bad);
}
