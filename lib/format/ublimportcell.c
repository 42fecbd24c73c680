/* UBL documents as rows: the cells. */
#include <string.h>

#include "amount.h"
#include "date.h"
#include "mem.h"
#include "str.h"
#include "ublimportparts.h"

const struct ubl_heading ubl_headings[] = {
	{ "doc_type", UBL_INVOICE },
	{ "order_type", UBL_ORDER },
	{ "invoice_no", UBL_INVOICE },
	{ "order_no", UBL_NONE },
	{ "external_id", UBL_NONE },
	{ "account_id", UBL_NONE },
	{ "account_endpoint", UBL_NONE },
	{ "account_tax_id", UBL_NONE },
	{ "account_code", UBL_NONE },
	{ "account_name", UBL_NONE },
	{ "invoice_date", UBL_INVOICE },
	{ "order_date", UBL_ORDER },
	{ "requested_date", UBL_ORDER },
	{ "due_date", UBL_INVOICE },
	{ "delivered", UBL_INVOICE },
	{ "currency", UBL_NONE },
	{ "customer_po", UBL_NONE },
	{ "corrects_invoice_no", UBL_INVOICE },
	{ "notes", UBL_NONE },
	{ "bill_name", UBL_NONE },
	{ "bill_line1", UBL_NONE },
	{ "bill_line2", UBL_NONE },
	{ "bill_city", UBL_NONE },
	{ "bill_region", UBL_NONE },
	{ "bill_postal_code", UBL_NONE },
	{ "bill_country", UBL_NONE },
	{ "ship_name", UBL_NONE },
	{ "ship_line1", UBL_NONE },
	{ "ship_line2", UBL_NONE },
	{ "ship_city", UBL_NONE },
	{ "ship_region", UBL_NONE },
	{ "ship_postal_code", UBL_NONE },
	{ "ship_country", UBL_NONE },
	{ "buyer_tax_id", UBL_INVOICE },
	{ "charge_amount", UBL_NONE },
	{ "charge_tax_category", UBL_NONE },
	{ "charge_tax_rate", UBL_NONE },
	{ "total", UBL_NONE },
	{ "tax_total", UBL_NONE },
	{ "amount_paid", UBL_INVOICE },
	{ "line_no", UBL_NONE },
	{ "item_id", UBL_NONE },
	{ "item_code", UBL_NONE },
	{ "buyers_item_id", UBL_NONE },
	{ "item_gtin", UBL_NONE },
	{ "item_name", UBL_NONE },
	{ "description", UBL_NONE },
	{ "uom", UBL_NONE },
	{ "quantity", UBL_NONE },
	{ "unit_price", UBL_NONE },
	{ "discount_pct", UBL_NONE },
	{ "line_amount", UBL_NONE },
	{ "tax_category", UBL_NONE },
	{ "tax_rate", UBL_NONE },
	{ "line_requested_date", UBL_ORDER },
	{ "line_note", UBL_NONE },
	{ NULL, UBL_NONE },
};

/* ---- cells */

static int
column_named(const char *heading)
{
	for (int i = 0; ubl_headings[i].name != NULL; i++)
		if (strcmp(ubl_headings[i].name, heading) == 0)
			return i;
	return -1;
}

void
say(struct ubl_row *r, const char *heading, const char *s)
{
	int i = column_named(heading);

	if (s != NULL && *s != '\0' && i >= 0)
		r->cell[i] = arena_strdup(r->mem, s);
}

void
say_text(struct ubl_row *r, const char *heading, const struct ubl_text *t)
{
	say(r, heading, t->s);
}

/* Cut where ours are shorter; not inside a letter. */
void
say_cut(struct ubl_row *r, const char *heading, const struct ubl_text *t,
    size_t size)
{
	char cut[CELL];

	if (t->s == NULL)
		return;
	str_copy(cut, size < sizeof cut ? size : sizeof cut, t->s);
	say(r, heading, cut);
}

void
say_number(struct ubl_row *r, const char *heading, int64_t v, int places)
{
	char text[AMOUNT_TEXT];

	amount_print(v, places, 0, text, sizeof text);
	say(r, heading, text);
}

void
say_amount(struct ubl_row *r, const char *heading, const struct ubl_number *n)
{
	if (n->given)
		say_number(r, heading, n->v, AMOUNT_PLACES);
}

void
say_date(struct ubl_row *r, const char *heading, const struct ubl_number *n)
{
	char text[DATE_TEXT];

	if (!n->given)
		return;
	date_iso(n->v, text, sizeof text);
	say(r, heading, text);
}

void
say_notes(struct ubl_row *r, const char *heading, const struct ubl_text *notes,
    int n, size_t size)
{
	struct buf b = { 0 };
	char cut[CELL];

	for (int i = 0; i < n; i++)
		buf_printf(&b, "%s%s", b.len > 0 ? "\n" : "", notes[i].s);
	if (b.len > 0) {
		str_copy(cut, size, b.data);
		say(r, heading, cut);
	}
	buf_free(&b);
}

/* Where a line does not say its rate, the breakdown may. */
static bool
rate_of(const struct ubl_document *d, const struct ubl_category *c,
    int64_t *percent)
{
	for (int i = 0; c->id.s != NULL && i < d->tax_totals_n; i++)
		for (int j = 0; j < d->tax_totals[i].taxes_n; j++) {
			const struct ubl_category *of =
			    &d->tax_totals[i].taxes[j].category;

			if (of->id.s != NULL && of->percent.given &&
			    strcmp(of->id.s, c->id.s) == 0) {
				*percent = of->percent.v;
				return true;
			}
		}
	return false;
}

/* Ours are s z e ae k g o l m, as EN 16931 has them, in any case; older
 * documents tell the lower and the higher rate from the standard one. */
void
say_category(struct ubl_row *r, const struct ubl_document *d,
    const char *category, const char *rate, const struct ubl_category *c)
{
	int64_t percent = c->percent.v;
	bool known = c->percent.given || rate_of(d, c, &percent);

	if (c->id.s != NULL &&
	    (str_same(c->id.s, "AA") || str_same(c->id.s, "H")))
		say(r, category, "s");
	else
		say_text(r, category, &c->id);
	if (c->id.s == NULL && known)
		say(r, category, percent > 0 ? "s" : "z");
	if (known)
		say_number(r, rate, percent, PERCENT_PLACES);
}
