/* Reminders: what is overdue, and how to pay it. */
#include <string.h>

#include "invoice.h"
#include "printedparts.h"
#include "text.h"

enum { DATE_WIDTH = 76, LATE_WIDTH = 64, AMOUNT_WIDTH = 84, ROWS_MOST = 2000 };

struct late {
	struct maker *m;
	int64_t day, sum;
	int room;
	enum rc rc;
};

static void
columns(struct maker *m)
{
	static const int widths[] = { 0, DATE_WIDTH, DATE_WIDTH, LATE_WIDTH,
		AMOUNT_WIDTH, AMOUNT_WIDTH };
	const char *labels[] = { _("Document"), _("Date"), _("Due"),
		_("Days late"), _("Amount"), paper_in_currency(m, _("Open")) };
	struct print_table *t = &m->p->table;

	for (int i = 0; i < 6; i++)
		t->column[t->columns++] =
		    (struct print_column){ labels[i], widths[i], i >= 3 };
}

/* The rows grow by doubling: the arena keeps what was left behind. */
static struct print_row *
new_row(struct late *late)
{
	struct print_table *t = &late->m->p->table;

	if (t->rows == late->room) {
		int room = late->room == 0 ? 16 : 2 * late->room;
		struct print_row *more =
		    arena_alloc(late->m->mem, (size_t)room * sizeof *more);

		if (t->rows > 0)
			memcpy(more, t->row, (size_t)t->rows * sizeof *more);
		t->row = more;
		late->room = room;
	}
	return &t->row[t->rows++];
}

static bool
add_late(void *arg, const void *rec)
{
	const struct invoice *inv = rec;
	struct late *late = arg;
	struct maker *m = late->m;
	const struct choice *kind = choice_of(invoice_types, inv->doc_type);
	struct print_row *row;

	if (inv->due_date >= late->day || m->p->table.rows == ROWS_MOST)
		return false;
	if (inv->doc_type == INVOICE_CREDIT ||
	    strcmp(inv->currency, m->currency) != 0)
		return true;
	row = new_row(late);
	late->sum += inv->balance;
	row->cell[0] = arena_printf(m->mem, "%s %s",
	    kind != NULL ? _(kind->label) : "", inv->invoice_no);
	row->cell[1] = paper_date(m, inv->invoice_date);
	row->cell[2] = paper_date(m, inv->due_date);
	row->cell[3] = arena_printf(
	    m->mem, "%lld", (long long)(late->day - inv->due_date));
	row->cell[4] = paper_amount(m, inv->total);
	row->cell[5] = paper_amount(m, inv->balance);
	row->carry = paper_amount(m, late->sum);
	row->small = inv->customer_po[0] != '\0' ?
	    paper_text(m, inv->customer_po) :
	    NULL;
	return true;
}

static const char *
title_of(int64_t level)
{
	switch (level) {
	case 3:
		return _("Last reminder");
	case 2:
		return _("Second reminder");
	default:
		return _("Reminder");
	}
}

static const char *
words_of(int64_t level)
{
	switch (level) {
	case 3:
		return _("In spite of our reminders these documents are still "
			 "open. Please pay them within seven days, or talk to "
			 "us.");
	case 2:
		return _("We have reminded you before; these documents are "
			 "still open. Please pay them now.");
	default:
		return _("These documents are past their due date. Perhaps "
			 "they have escaped your notice: please pay them now. "
			 "If you have paid meanwhile, thank you.");
	}
}

enum rc
printed_reminder(struct txn *x, struct arena *mem, const struct account *a,
    const char *currency, int64_t day, int64_t level, struct print_doc *p)
{
	const struct invoice like = { .account_id = a->id, .open = IS_YES };
	const struct list l = { .e = &invoice_entity,
		.index = INVOICE_OPEN_DUE,
		.like = &like,
		.prefix = 2 };
	struct maker m;
	struct late late = { .m = &m, .day = day };
	enum rc rc = maker_start(&m, x, mem, a->id, currency, p);

	if (rc != RC_OK)
		return rc;
	p->kind = title_of(level);
	p->number = paper_date(&m, day);
	p->date = day;
	p->text = words_of(level);
	paper_to_account(&m);
	paper_pair(&m, &p->facts, _("Date"), p->number);
	paper_pair(&m, &p->facts, _("Customer No."), a->account_id);
	paper_pair(&m, &p->facts, _("Currency"), m.currency);
	columns(&m);
	if ((rc = store_list(x, &l, add_late, &late)) != RC_OK)
		return rc;
	paper_figure(&m, _("Overdue"), paper_money(&m, late.sum));
	paper_sum(&m, _("Overdue"), late.sum, true);
	if (m.company.iban[0] == '\0')
		return RC_OK;
	p->pay_label = _("How to pay");
	paper_pair(&m, &p->pay, _("Amount"), paper_money(&m, late.sum));
	paper_bank(&m);
	paper_pair(&m, &p->pay, _("Reference"),
	    arena_printf(
		mem, _("%s and the numbers of the documents"), a->account_id));
	return RC_OK;
}
