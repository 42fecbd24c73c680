/* Lines with prices, and what they come to. */
#include "invoice.h"
#include "printedparts.h"
#include "product.h"
#include "str.h"
#include "terms.h"
#include "text.h"

enum {
	NO_WIDTH = 28,
	QUANTITY_WIDTH = 66,
	PRICE_WIDTH = 66,
	DISCOUNT_WIDTH = 46,
	TAX_WIDTH = 44,
	AMOUNT_WIDTH = 78,
	TAX_NET_WIDTH = 72,
	TAX_TAX_WIDTH = 62,
};

const char *
paper_category(int64_t category)
{
	static const struct {
		int64_t category;
		const char *label;
	} labels[] = {
		{ TAX_STANDARD, N_("VAT") },
		{ TAX_ZERO, N_("Zero rated") },
		{ TAX_EXEMPT, N_("Exempt") },
		{ TAX_REVERSE_CHARGE, N_("Reverse charge") },
		{ TAX_INTRA_COMMUNITY, N_("Intra-community supply") },
		{ TAX_EXPORT, N_("Export") },
		{ TAX_OUTSIDE, N_("Not subject to VAT") },
		{ TAX_CANARY, N_("IGIC") },
		{ TAX_CEUTA, N_("IPSI") },
		{ 0, NULL },
	};

	for (int i = 0; labels[i].category != 0; i++)
		if (labels[i].category == category)
			return _(labels[i].label);
	return "";
}

const char *
paper_item(struct maker *m, int64_t item)
{
	struct product product;

	if (item == 0 ||
	    store_get(m->x, &product_entity, item, &product) != RC_OK)
		return NULL;
	return paper_text(m, product.item_id);
}

/* The item's number, and what is said about the line, each on its own. */
static const char *
small_of(struct maker *m, const struct paper_row *r)
{
	const char *item = paper_item(m, r->item_id);

	if (item == NULL)
		return r->note[0] != '\0' ? paper_text(m, r->note) : NULL;
	return r->note[0] != '\0' ?
	    arena_printf(m->mem, "%s\n%s", item, r->note) :
	    item;
}

static void
add_column(struct print_table *t, const char *label, int width, bool right)
{
	t->column[t->columns++] = (struct print_column){ label, width, right };
}

static void
columns(struct maker *m, bool discount, bool tax)
{
	struct print_table *t = &m->p->table;

	add_column(t, _("No."), NO_WIDTH, false);
	add_column(t, _("Description"), 0, false);
	add_column(t, _("Quantity"), QUANTITY_WIDTH, true);
	add_column(t, _("Unit price"), PRICE_WIDTH, true);
	if (discount)
		add_column(t, _("Disc."), DISCOUNT_WIDTH, true);
	if (tax)
		add_column(t, _("VAT"), TAX_WIDTH, true);
	add_column(t, paper_in_currency(m, _("Amount")), AMOUNT_WIDTH, true);
}

static const char *
quantity_of(struct maker *m, const struct paper_row *r)
{
	return arena_printf(m->mem, "%s%s%s", paper_quantity(m, r->quantity),
	    r->uom[0] != '\0' ? " " : "", r->uom);
}

static void
fill(struct maker *m, const struct paper_row *r, bool discount, bool tax,
    int64_t sum, struct print_row *to)
{
	int i = 0;

	to->cell[i++] = arena_printf(m->mem, "%lld", (long long)r->no);
	to->cell[i++] = paper_text(m, r->description);
	to->cell[i++] = quantity_of(m, r);
	to->cell[i++] = paper_price(m, r->unit_price);
	if (discount)
		to->cell[i++] = r->discount_pct != 0 ?
		    paper_rate(m, r->discount_pct) :
		    NULL;
	if (tax)
		to->cell[i++] = paper_rate(m, r->rate);
	to->cell[i] = paper_amount(m, r->amount);
	to->small = small_of(m, r);
	to->carry = paper_amount(m, sum);
}

void
paper_rows(struct maker *m, const struct paper_row *r, int n)
{
	struct print_table *t = &m->p->table;
	bool discount = false, tax = false;
	int64_t sum = 0;

	t->row = arena_alloc(m->mem, (size_t)(n + 1) * sizeof *t->row);
	t->rows = n;
	for (int i = 0; i < n; i++) {
		discount |= r[i].discount_pct != 0;
		tax |= r[i].rate != 0;
	}
	columns(m, discount, tax);
	for (int i = 0; i < n; i++) {
		sum += r[i].amount;
		fill(m, &r[i], discount, tax, sum, &t->row[i]);
	}
}

/* ---- taxes */

static const char *
tax_label(struct maker *m, const struct tax_row *r)
{
	const char *label = paper_category(r->category);

	return tax_category_rated(r->category) ?
	    arena_printf(m->mem, "%s %s", label, paper_rate(m, r->rate)) :
	    label;
}

void
paper_taxes(struct maker *m, const struct totals *sums)
{
	struct print_table *t = &m->p->beside;

	if (sums->n == 0)
		return;
	add_column(t, _("Tax"), 0, false);
	add_column(t, paper_in_currency(m, _("Net")), TAX_NET_WIDTH, true);
	add_column(t, paper_in_currency(m, _("Tax")), TAX_TAX_WIDTH, true);
	t->row = arena_alloc(m->mem, (size_t)(sums->n + 1) * sizeof *t->row);
	for (int i = 0; i < sums->n; i++) {
		const struct tax_row *r = &sums->row[i];
		struct print_row *to = &t->row[t->rows++];

		to->cell[0] = tax_label(m, r);
		to->cell[1] = paper_amount(m, r->taxable);
		to->cell[2] = paper_amount(m, r->tax);
	}
}
