/* Statements of account. */
#include "payment.h"
#include "printedparts.h"
#include "statement.h"
#include "text.h"

enum {
	ACROSS = 495,
	DATE_WIDTH = 76,
	AMOUNT_WIDTH = 78,
};

static void
column(struct print_table *t, const char *label, int width, bool right)
{
	t->column[t->columns++] = (struct print_column){ label, width, right };
}

static void
columns(struct maker *m)
{
	struct print_table *t = &m->p->table;

	column(t, _("Date"), DATE_WIDTH, false);
	column(t, _("Document"), 0, false);
	column(t, _("Due"), DATE_WIDTH, false);
	column(t, _("Charges"), AMOUNT_WIDTH, true);
	column(t, _("Credits"), AMOUNT_WIDTH, true);
	column(t, paper_in_currency(m, _("Balance")), AMOUNT_WIDTH, true);
}

static const char *
kind_of(const struct statement_entry *e)
{
	const struct choice *c =
	    choice_of(e->invoice != 0 ? invoice_types : payment_types, e->type);

	return c != NULL ? _(c->label) : "";
}

static void
row(struct maker *m, const struct statement_entry *e, struct print_row *r)
{
	bool owed = e->invoice != 0 && e->type != INVOICE_CREDIT;

	r->cell[0] = paper_date(m, e->date);
	r->cell[1] = arena_printf(m->mem, "%s %s", kind_of(e), e->number);
	r->cell[2] = owed ? paper_date(m, e->due) : NULL;
	r->cell[3] = e->amount >= 0 ? paper_amount(m, e->amount) : NULL;
	r->cell[4] = e->amount < 0 ? paper_amount(m, -e->amount) : NULL;
	r->cell[5] = r->carry = paper_amount(m, e->balance);
	r->small = e->note[0] != '\0' ? paper_text(m, e->note) : NULL;
}

/* What was owed at the start, then each document. */
static void
rows(struct maker *m, const struct statement_sheet *s)
{
	struct print_table *t = &m->p->table;
	struct print_row *first;

	t->row = first =
	    arena_alloc(m->mem, (size_t)(s->n + 1) * sizeof *first);
	t->rows = s->n + 1;
	first->cell[0] = paper_date(m, s->from);
	first->cell[1] = _("Opening balance");
	first->cell[5] = first->carry = paper_amount(m, s->opening);
	first->strong = true;
	for (int i = 0; i < s->n; i++)
		row(m, &s->entry[i], &t->row[i + 1]);
}

/* ---- by age */

static const char *
age_label(struct maker *m, const struct ageing *a, int i)
{
	if (i == 0)
		return _("Not due");
	if (i == AGES - 1)
		return arena_printf(
		    m->mem, _("Over %lld days"), (long long)a->until[i - 2]);
	return arena_printf(m->mem, _("%lld\u2013%lld days"),
	    (long long)(i == 1 ? 1 : a->until[i - 2] + 1),
	    (long long)a->until[i - 1]);
}

static void
ages(struct maker *m, const struct statement_sheet *s)
{
	struct print_table *t = &m->p->below;
	bool unused = s->unused != 0;

	m->p->below_label =
	    arena_printf(m->mem, _("What is open by age, in %s"), m->currency);
	t->row = arena_alloc(m->mem, sizeof *t->row);
	t->rows = 1;
	for (int i = 0; i < AGES; i++) {
		column(t, age_label(m, &s->age, i),
		    i == 0 ? 0 : ACROSS / (AGES + unused), true);
		t->row->cell[i] = paper_amount(m, s->age.sum[i]);
	}
	if (!unused)
		return;
	column(t, _("Unused credits"), ACROSS / (AGES + 1), true);
	t->row->cell[AGES] = paper_amount(m, -s->unused);
}

static int64_t
overdue(const struct statement_sheet *s)
{
	int64_t sum = 0;

	for (int i = 1; i < AGES; i++)
		sum += s->age.sum[i];
	return sum;
}

enum rc
printed_statement(struct txn *x, struct arena *mem, const struct account *a,
    const struct statement_sheet *s, struct print_doc *p)
{
	struct maker m;
	enum rc rc = maker_start(&m, x, mem, a->id, s->currency, p);

	if (rc != RC_OK)
		return rc;
	p->kind = _("Statement");
	p->number = paper_date(&m, s->to);
	p->date = s->to;
	paper_to_account(&m);
	paper_pair(&m, &p->facts, _("From"), paper_date(&m, s->from));
	paper_pair(&m, &p->facts, _("To"), paper_date(&m, s->to));
	paper_pair(&m, &p->facts, _("Customer No."), a->account_id);
	paper_pair(&m, &p->facts, _("Currency"), m.currency);
	paper_figure(&m, s->closing < 0 ? _("In your favour") : _("You owe"),
	    paper_money(&m, s->closing < 0 ? -s->closing : s->closing));
	paper_figure(&m, _("Of it overdue"), paper_money(&m, overdue(s)));
	columns(&m);
	rows(&m, s);
	paper_sum(&m, _("Charges"), s->charged, false);
	paper_sum(&m, _("Credits"), -s->paid, false);
	paper_sum(&m, _("Balance"), s->closing, true);
	ages(&m, s);
	return RC_OK;
}
