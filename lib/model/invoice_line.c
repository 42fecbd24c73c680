/* Lines of invoices: what is stored, what item and customer know, rules. */
#include <string.h>

#include "../base/str.h"
#include "../base/text.h"
#include "../store/store.h"
#include "invoiceparts.h"
#include "order.h"
#include "shipment.h"

/* A line lives in its document. */
static enum rc
save(struct txn *x, void *rec, struct problems *bad)
{
	(void)x;
	(void)rec;
	problem(bad, 0, _("A line is changed with its document only."));
	return RC_INVALID;
}

/* Quiet: the document is in the audit, and document_put_lines tells of later
 * changes. */
enum { OURS = F_SYSTEM | F_QUIET };
#define L struct invoice_line
/* clang-format off */
static const struct field fields[] = {
{ INVOICE_LINE_ID,           INT(L, id),             N_("Id"),          F_SYSTEM },
{ INVOICE_LINE_REV,          INT(L, rev),            N_("Revision"),    F_SYSTEM },
{ INVOICE_LINE_INVOICE,      REF(L, invoice_id),     N_("Invoice"),     OURS, .refers = &invoice_entity },
{ INVOICE_LINE_NO,           COUNT(L, line_no),      N_("Line Nbr."),   F_QUIET },
{ INVOICE_LINE_PRODUCT,      REF(L, item_id),        N_("Inventory ID"), F_QUIET, .refers = &product_entity },
{ INVOICE_LINE_DESCRIPTION,  TEXT(L, description),   N_("Description"), F_QUIET },
{ INVOICE_LINE_UOM,          TEXT(L, uom),           N_("UOM"),         F_QUIET },
{ INVOICE_LINE_QUANTITY,     QUANTITY(L, quantity),  N_("Quantity"),    F_REQUIRED | F_QUIET },
{ INVOICE_LINE_PRICE,        PRICE(L, unit_price),   N_("Unit Price"),  F_QUIET },
{ INVOICE_LINE_DISCOUNT,     RATE(L, discount_pct),  N_("Discount %"),  F_QUIET },
{ INVOICE_LINE_AMOUNT,       MONEY_IN(L, line_amount, currency), N_("Amount"), OURS | F_EXTERNAL },
{ INVOICE_LINE_TAX,          REF(L, tax_code),       N_("Tax"),         F_QUIET, .refers = &tax_entity },
{ INVOICE_LINE_TAX_CATEGORY, CHOICE(L, tax_category), N_("Tax Category"), F_QUIET, .choices = tax_categories },
{ INVOICE_LINE_TAX_RATE,     RATE(L, tax_rate),      N_("Tax Rate %"),  F_QUIET },
{ INVOICE_LINE_ORDER_LINE,   REF(L, order_line_id),  N_("Order Line"),  OURS, .refers = &order_line_entity },
{ INVOICE_LINE_SHIPMENT,     REF(L, shipment_id),    N_("Shipment"),    OURS, .refers = &shipment_entity },
{ INVOICE_LINE_CURRENCY,     TEXT(L, currency),      N_("Currency"),    OURS },
{ INVOICE_LINE_NOTE,         NOTE(L, line_note),     N_("Note"),        F_QUIET },
{ INVOICE_LINE_AMOUNT_KEPT,  BOOL(L, amount_kept),   N_("Amount as Given"), F_QUIET },
{ 0 },
};
/* clang-format on */
#undef L

static const struct index indexes[] = {
	{ .number = INVOICE_LINE_OF_INVOICE,
	    .tags = { INVOICE_LINE_INVOICE, INVOICE_LINE_NO },
	    .prefix = 1,
	    .uncounted = true },
	{ .number = INVOICE_LINE_OF_PRODUCT,
	    .tags = { INVOICE_LINE_PRODUCT, INVOICE_LINE_INVOICE },
	    .prefix = 1,
	    .uncounted = true },
	{ 0 },
};

const struct entity invoice_line_entity = {
	.number = 30,
	.name = "invoice_line",
	.label = N_("Invoice Line"),
	.plural = N_("Invoice Lines"),
	.size = sizeof(struct invoice_line),
	.fields = fields,
	.indexes = indexes,
	.title = INVOICE_LINE_DESCRIPTION,
	.save = save,
};

/* ---- one line */

/* For whoever begins a line; in a file, and in a line once saved, 0 is a
 * price like another. */
static void
find_price(struct txn *x, const struct known *k, const struct invoice *inv,
    struct invoice_line *l)
{
	struct price_found found;

	if (l->unit_price == 0 && k->product.id == l->item_id &&
	    k->product.id != 0 && k->account.id != 0 &&
	    price_find(x, &k->account, &k->product, l->uom, l->quantity,
		inv->currency, inv->invoice_date, &found) == RC_OK)
		l->unit_price = found.price;
}

static void
fill_line(struct txn *x, struct known *k, const struct invoice *inv,
    struct invoice_line *l, struct problems *bad)
{
	const struct product *item = known_product(x, k, l->item_id);

	if (l->item_id != 0 && item == NULL)
		problem(bad, INVOICE_LINE_PRODUCT,
		    _("%s: this record does not exist."), _("Inventory ID"));
	if (item != NULL) {
		if (l->description[0] == '\0')
			str_copy(
			    l->description, sizeof l->description, item->name);
		if (l->uom[0] == '\0')
			str_copy(l->uom, sizeof l->uom, item->uom);
	}
	if (l->tax_code != 0 || (l->tax_category == 0 && l->tax_rate == 0)) {
		const struct tax *t = known_tax(x, k, l->tax_code, item);

		if (l->tax_code != 0 && t == NULL)
			problem(bad, INVOICE_LINE_TAX,
			    _("%s: this record does not exist."), _("Tax"));
		if (t != NULL)
			l->tax_code = t->id;
		tax_fill(t, &l->tax_category, &l->tax_rate);
	}
	tax_fill(NULL, &l->tax_category, &l->tax_rate);
	memcpy(l->currency, inv->currency, sizeof l->currency);
}

enum rc
invoice_line_defaults(struct txn *x, const struct invoice *inv,
    struct invoice_line *l, struct problems *bad)
{
	struct known known;
	int before = bad->n;

	known_start(x, inv->account_id, &known);
	fill_line(x, &known, inv, l, bad);
	find_price(x, &known, inv, l);
	return bad->n > before ? RC_INVALID : RC_OK;
}

/* before: how many problems there were before this line. */
static void
check_line(struct invoice_line *l, int before, struct problems *bad)
{
	const char *wrong = tax_wrong(l->tax_category, l->tax_rate);

	record_check(&invoice_line_entity, l, bad);
	if (l->unit_price < 0)
		problem(bad, INVOICE_LINE_PRICE,
		    _("A price is never negative; goods taken back have a "
		      "negative quantity."));
	if (l->discount_pct < 0 || l->discount_pct > 100000)
		problem(bad, INVOICE_LINE_DISCOUNT,
		    _("A discount is between 0 and 100 percent."));
	if (l->description[0] == '\0')
		problem(bad, INVOICE_LINE_DESCRIPTION,
		    _("A line needs an item or a description."));
	if (wrong != NULL)
		problem(bad, INVOICE_LINE_TAX_RATE, "%s", wrong);
	if (bad->n == before && !invoice_line_amount(l))
		problem(bad, INVOICE_LINE_AMOUNT,
		    _("The amount of the line is too large."));
}

void
line_prepare(struct txn *x, struct known *k, const struct invoice *inv,
    struct invoice_line *l, int i, struct problems *bad)
{
	int before = bad->n;

	fill_line(x, k, inv, l, bad);
	check_line(l, before, bad);
	for (int j = before; j < bad->n; j++)
		bad->at[j].row = i + 1;
}
