/* Delivery notes: what is in the parcels, and no prices. */
#include "document.h"
#include "printedparts.h"
#include "text.h"

enum {
	NO_WIDTH = 28,
	ITEM_WIDTH = 110,
	QUANTITY_WIDTH = 80,
	WEIGHT_WIDTH = 80,
	TRACKING_WIDTH = 180
};

static enum rc
rows(struct maker *m, const struct shipment *s)
{
	static const struct print_column columns[] = {
		{ N_("No."), NO_WIDTH, false },
		{ N_("Item"), ITEM_WIDTH, false },
		{ N_("Description"), 0, false },
		{ N_("Quantity"), QUANTITY_WIDTH, true },
	};
	struct print_table *t = &m->p->table;
	struct shipment_line *line;
	void *lines;
	enum rc rc =
	    document_lines(m->x, &shipment_document, s->id, &lines, &t->rows);

	if (rc != RC_OK)
		return rc;
	line = lines;
	for (t->columns = 0; t->columns < 4; t->columns++) {
		t->column[t->columns] = columns[t->columns];
		t->column[t->columns].label = _(columns[t->columns].label);
	}
	t->row = arena_alloc(m->mem, (size_t)(t->rows + 1) * sizeof *t->row);
	for (int i = 0; i < t->rows; i++) {
		struct print_row *r = &t->row[i];

		r->cell[0] =
		    arena_printf(m->mem, "%lld", (long long)line[i].line_no);
		r->cell[1] = paper_item(m, line[i].item_id);
		r->cell[2] = paper_text(m, line[i].description);
		r->cell[3] = arena_printf(m->mem, "%s %s",
		    paper_quantity(m, line[i].quantity), line[i].uom);
	}
	return RC_OK;
}

/* ---- parcels */

static bool
parcel(void *arg, const void *rec)
{
	struct maker *m = arg;
	const struct package *k = rec;
	struct print_table *t = &m->p->below;
	struct print_row *r = &t->row[t->rows++];

	r->cell[0] = arena_printf(m->mem, "%lld", (long long)k->package_no);
	r->cell[1] = paper_text(m, k->description);
	r->cell[2] = k->weight == 0 ?
	    NULL :
	    arena_printf(m->mem, "%s kg", paper_quantity(m, k->weight));
	r->cell[3] = paper_text(m, k->tracking_no);
	return true;
}

static enum rc
parcels(struct maker *m, const struct shipment *s)
{
	const struct package like = { .shipment_id = s->id };
	const struct list l = { .e = &package_entity,
		.index = PACKAGE_OF_SHIPMENT,
		.like = &like,
		.prefix = 1 };
	struct print_table *t = &m->p->below;
	int64_t n =
	    store_count(m->x, &package_entity, PACKAGE_OF_SHIPMENT, &like);

	if (n == 0)
		return RC_OK;
	m->p->below_label = _("Packages");
	t->column[0] = (struct print_column){ _("No."), NO_WIDTH, false };
	t->column[1] = (struct print_column){ _("Package"), 0, false };
	t->column[2] = (struct print_column){ _("Weight"), WEIGHT_WIDTH, true };
	t->column[3] =
	    (struct print_column){ _("Tracking"), TRACKING_WIDTH, false };
	t->columns = 4;
	t->row = arena_alloc(m->mem, (size_t)(n + 1) * sizeof *t->row);
	return store_list(m->x, &l, parcel, m);
}

static void
facts(struct maker *m, const struct shipment *s)
{
	struct print_pairs *to = &m->p->facts;
	struct sales_order o;

	paper_pair(m, to, _("Date"), paper_date(m, s->ship_date));
	paper_pair(m, to, _("Customer No."), m->account.account_id);
	if (s->order_id != 0 &&
	    store_get(m->x, &order_entity, s->order_id, &o) == RC_OK) {
		paper_pair(m, to, _("Your order"), o.customer_po);
		paper_pair(m, to, _("Our order"), o.order_no);
		paper_pair(m, to, _("Ordered on"), paper_date(m, o.order_date));
	}
	paper_pair(m, to, _("Ship via"), s->ship_via);
	if (s->weight != 0)
		paper_pair(m, to, _("Weight"),
		    arena_printf(
			m->mem, "%s kg", paper_quantity(m, s->weight)));
}

enum rc
printed_shipment(struct txn *x, struct arena *mem, const struct shipment *s,
    struct print_doc *p)
{
	const struct paper_address ship = PAPER_ADDRESS(s, ship);
	struct maker m;
	enum rc rc = maker_start(&m, x, mem, s->account_id, "", p);

	if (rc != RC_OK)
		return rc;
	p->kind = s->operation == SHIPMENT_RECEIPT ? _("Goods receipt") :
						     _("Delivery note");
	p->number = paper_text(&m, s->shipment_no);
	p->date = s->ship_date;
	p->draft = s->shown != IS_YES;
	p->text = paper_text(&m, s->summary);
	paper_to(&m, &p->to, &ship);
	facts(&m, s);
	if ((rc = rows(&m, s)) != RC_OK)
		return rc;
	return parcels(&m, s);
}
