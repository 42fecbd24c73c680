/* Statements of account. */
#include "printedparts.h"
#include "text.h"

enum { ACROSS = 495, DATE_WIDTH = 76, AMOUNT_WIDTH = 78, DUE_WIDTH = 76 };

static void
column(struct print_table *t, const char *label, int width, bool right)
{
	t->column[t->columns++] = (struct print_column){ label, width, right };
}

static void
columns(struct maker *m, const struct printed_statement *s)
{
	struct print_table *t = &m->p->table;

	column(t, _("Date"), DATE_WIDTH, false);
	column(t, _("Document"), 0, false);
	column(t, _("Due"), DUE_WIDTH, false);
	if (s->open_items)
		column(t, _("Amount"), AMOUNT_WIDTH, true);
	else {
		column(t, _("Charges"), AMOUNT_WIDTH, true);
		column(t, _("Credits"), AMOUNT_WIDTH, true);
	}
	column(t,
	    paper_in_currency(m, s->open_items ? _("Open") : _("Balance")),
	    AMOUNT_WIDTH, true);
}

static void
row(struct maker *m, const struct printed_statement *s,
    const struct printed_entry *e, struct print_row *r)
{
	int i = 0;

	r->cell[i++] = paper_date(m, e->date);
	r->cell[i++] = arena_printf(m->mem, "%s%s%s", e->kind,
	    e->number[0] != '\0' ? " " : "", e->number);
	r->cell[i++] = paper_date(m, e->due);
	if (s->open_items)
		r->cell[i++] = paper_amount(m, e->amount);
	else {
		r->cell[i++] =
		    e->amount >= 0 ? paper_amount(m, e->amount) : NULL;
		r->cell[i++] =
		    e->amount < 0 ? paper_amount(m, -e->amount) : NULL;
	}
	r->cell[i] = paper_amount(m, e->balance);
	r->small = e->text != NULL && e->text[0] != '\0' ?
	    paper_text(m, e->text) :
	    NULL;
}

/* What was owed at the start, then each document. */
static void
rows(struct maker *m, const struct printed_statement *s)
{
	struct print_table *t = &m->p->table;
	int last = t->columns - 1;
	int64_t open = 0;

	t->row = arena_alloc(m->mem, (size_t)(s->entries + 1) * sizeof *t->row);
	if (!s->open_items) {
		struct print_row *r = &t->row[t->rows++];

		r->cell[0] = paper_date(m, s->from);
		r->cell[1] = _("Opening balance");
		r->cell[last] = r->carry = paper_amount(m, s->opening);
		r->strong = true;
	}
	for (int i = 0; i < s->entries; i++) {
		struct print_row *r = &t->row[t->rows++];

		row(m, s, &s->entry[i], r);
		open += s->entry[i].balance;
		r->carry =
		    s->open_items ? paper_amount(m, open) : r->cell[last];
	}
}

static void
ages(struct maker *m, const struct printed_statement *s)
{
	struct print_table *t = &m->p->below;

	if (s->ages == 0)
		return;
	m->p->below_label =
	    arena_printf(m->mem, _("What is owed by age, in %s"), m->currency);
	t->row = arena_alloc(m->mem, sizeof *t->row);
	t->rows = 1;
	for (int i = 0; i < s->ages && i < PRINTED_AGES; i++) {
		column(t, paper_text(m, s->age[i].label),
		    i == 0 ? 0 : ACROSS / s->ages, true);
		t->row->cell[i] = paper_amount(m, s->age[i].amount);
	}
}

enum rc
printed_statement(struct txn *x, struct arena *mem, const struct account *a,
    const struct printed_statement *s, struct print_doc *p)
{
	const struct paper_address bill = {
		a->legal_name[0] != '\0' ? a->legal_name : a->name,
		a->bill_attention, a->bill_line1, a->bill_line2, a->bill_city,
		a->bill_region, a->bill_postal_code, a->bill_country
	};
	struct maker m;
	enum rc rc = maker_start(&m, x, mem, a->id, s->currency, p);

	if (rc != RC_OK)
		return rc;
	p->kind = _("Statement");
	p->number = paper_date(&m, s->to);
	p->date = s->to;
	paper_to(&m, &p->to, &bill);
	paper_pair(&m, &p->facts, _("From"), paper_date(&m, s->from));
	paper_pair(&m, &p->facts, _("To"), paper_date(&m, s->to));
	paper_pair(&m, &p->facts, _("Customer No."), a->account_id);
	paper_pair(&m, &p->facts, _("Currency"), m.currency);
	paper_figure(&m, s->closing < 0 ? _("In your favour") : _("You owe"),
	    paper_money(&m, s->closing < 0 ? -s->closing : s->closing));
	paper_figure(&m, _("Of it overdue"), paper_money(&m, s->overdue));
	columns(&m, s);
	rows(&m, s);
	paper_sum(&m, _("Balance"), s->closing, true);
	ages(&m, s);
	return RC_OK;
}
