/* A document of a file: its head, its lines, its sums. */
#include <stdlib.h>
#include <string.h>

#include "account.h"
#include "company.h"
#include "importextra.h"
#include "importparts.h"
#include "payment.h"
#include "str.h"
#include "text.h"

/* A document on its way. */
struct draft {
	struct import *im;
	struct txn *x;
	struct entry *u;
	const struct document *d;
	void *head, *old_head; /* old: as stored; old_head NULL: it is new */
	void *lines, *old_lines;
	int n, old_n;
	struct row **row_of; /* of each line */
	struct import_extra extra, *line_extra;
};

/* ---- the head's cells, which may stand in every row */

static bool
of_head(const struct column *c)
{
	return c->of == KIND_RECORD ||
	    (c->of == KIND_EXTRA && c->field->tag < EXTRA_OF_LINE);
}

void
doc_prepare(struct import *im, struct entry *u)
{
	struct row *first = &u->row[0];

	for (int c = 0; c < im->src.layout.n; c++) {
		if (!of_head(&im->src.layout.columns[c]))
			continue;
		for (int i = 1; i < u->n; i++) {
			struct row *row = &u->row[i];
			const char *s = row->value[c];

			if (s == NULL || s == first->value[c])
				continue;
			if (first->value[c] == NULL) {
				first->value[c] = s;
				first->cell[c] = row->cell[c];
			} else if (strcmp(s, first->value[c]) != 0)
				row_fault(row, c, "E_HEADER_CONFLICT",
				    _("the first row of this document says "
				      "\"%s\""),
				    first->value[c]);
		}
	}
}

/* ---- filling in */

static bool
is_amount(const struct column *c)
{
	return c->field->type == &type_money;
}

static void
set_part(struct draft *k, struct row *row, enum kind_part of, bool amounts,
    bool of_line, void *rec)
{
	struct import *im = k->im;

	for (int i = 0; i < im->src.layout.n; i++) {
		const struct column *c = &im->src.layout.columns[i];

		if (c->of == of && is_amount(c) == amounts &&
		    of_head(c) == !of_line && row->value[i] != NULL)
			row_set(im, k->x, k->u, row, i, rec);
	}
}

static const struct field *
named(const struct entity *e, const char *name)
{
	return record_named(e, name);
}

/* Amounts are read in the document's currency, so it must be known first. */
static void
set_currency(struct draft *k)
{
	const struct field *currency = named(k->d->head, "currency");
	const struct field *account = named(k->d->head, "account_id");
	struct account a;
	struct company c;

	if (currency == NULL)
		return;
	if (record_empty(currency, k->head) && account != NULL &&
	    store_get(k->x, &account_entity, record_int(account, k->head),
		&a) == RC_OK)
		(void)record_set_text(currency, k->head, a.currency);
	if (record_empty(currency, k->head) && company_load(k->x, &c) == RC_OK)
		(void)record_set_text(currency, k->head, c.currency);
	str_copy(k->extra.currency, sizeof k->extra.currency,
	    record_text(currency, k->head));
}

static bool
gives(const struct draft *k, const struct row *row, unsigned extra)
{
	int i = column_of(k->im, KIND_EXTRA, extra);

	return i >= 0 && row->value[i] != NULL;
}

/* What was paid in the old system, or what is left of the total. */
static void
set_paid(struct draft *k)
{
	const struct field *paid = named(k->d->head, "amount_paid");
	const struct field *before = named(k->d->head, "paid_before");
	const struct row *row = &k->u->row[0];

	/* A file of ours says apart what was paid elsewhere; the rest comes
	 * with the payments. */
	if (paid == NULL || before == NULL ||
	    column_of(k->im, KIND_RECORD, before->tag) >= 0)
		return;
	if (gives(k, row, EXTRA_AMOUNT_PAID))
		record_set_int(paid, k->head, k->extra.amount_paid);
	else if (gives(k, row, EXTRA_BALANCE) && gives(k, row, EXTRA_TOTAL))
		record_set_int(
		    paid, k->head, k->extra.total - k->extra.balance);
}

static void
fill_head(struct draft *k)
{
	struct row *row = &k->u->row[0];

	set_part(k, row, KIND_RECORD, false, false, k->head);
	set_part(k, row, KIND_EXTRA, false, false, &k->extra);
	party_find(k->im, k->x, k->u, &k->extra, k->head);
	set_currency(k);
	set_part(k, row, KIND_RECORD, true, false, k->head);
	set_part(k, row, KIND_EXTRA, true, false, &k->extra);
	set_paid(k);
}

/* ---- lines */

static void *
line_at(const struct draft *k, void *lines, int i)
{
	return (char *)lines + (size_t)i * k->d->line->size;
}

/* Does a row say something of a line? Constants stand in every row. */
static bool
has_line(const struct import *im, const struct row *row)
{
	for (int i = 0; i < im->src.layout.n; i++) {
		const struct column *c = &im->src.layout.columns[i];

		if (!of_head(c) && row->value[i] != NULL && c->cell >= 0)
			return true;
	}
	return false;
}

static bool
brings_lines(const struct import *im)
{
	for (int i = 0; i < im->src.layout.n; i++)
		if (im->src.layout.columns[i].of == KIND_LINE)
			return true;
	return false;
}

/* The stored line a row means: by its number, or by its place. */
static void
begin_line(struct draft *k, const struct row *row, int i, void *line)
{
	const struct field *no = record_field(k->d->line, k->d->line_no);
	int column = column_of(k->im, KIND_LINE, k->d->line_no);
	int64_t number = 0;

	if (column < 0 || row->value[column] == NULL) {
		if (i < k->old_n)
			memcpy(line, line_at(k, k->old_lines, i),
			    k->d->line->size);
		return;
	}
	number = strtoll(row->value[column], NULL, 10);
	for (int j = 0; j < k->old_n; j++) {
		const void *old = line_at(k, k->old_lines, (i + j) % k->old_n);

		if (record_int(no, old) == number) {
			memcpy(line, old, k->d->line->size);
			return;
		}
	}
}

/* A price that a file gives is not looked up again. */
static void
keep_price(struct draft *k, const struct row *row, void *line)
{
	const struct field *price = named(k->d->line, "unit_price");
	const struct field *manual = named(k->d->line, "manual_price");
	int i;

	if (price == NULL || manual == NULL ||
	    column_of(k->im, KIND_LINE, manual->tag) >= 0)
		return;
	i = column_of(k->im, KIND_LINE, price->tag);
	if (i >= 0 && row->value[i] != NULL)
		record_set_int(manual, line, 1);
}

/* The amount as the file has it: for history, where a cent more or less was
 * somebody else's arithmetic. Whoever keeps it must say so. */
static void
keep_amount(struct draft *k, const struct row *row,
    const struct import_extra *extra, void *line)
{
	const struct field *amount = named(k->d->line, "line_amount");
	const struct field *kept = named(k->d->line, "amount_kept");

	if (amount == NULL || kept == NULL || !gives(k, row, EXTRA_LINE_AMOUNT))
		return;
	if (k->im->o->keep_amounts)
		record_set_int(kept, line, 1);
	if (record_int(kept, line) != 0)
		record_set_int(amount, line, extra->line_amount);
}

static void
fill_line(struct draft *k, struct row *row, int i)
{
	const struct field *currency = named(k->d->line, "currency");
	struct import_extra *extra = &k->line_extra[i];
	void *line = line_at(k, k->lines, i);

	k->row_of[i] = row;
	begin_line(k, row, i, line);
	memcpy(extra->currency, k->extra.currency, sizeof extra->currency);
	if (currency != NULL)
		(void)record_set_text(currency, line, k->extra.currency);
	set_part(k, row, KIND_LINE, false, true, line);
	set_part(k, row, KIND_LINE, true, true, line);
	set_part(k, row, KIND_EXTRA, false, true, extra);
	set_part(k, row, KIND_EXTRA, true, true, extra);
	item_find(k->im, k->x, k->u, row, extra, line);
	keep_price(k, row, line);
	keep_amount(k, row, extra, line);
}

static void
fill_lines(struct draft *k)
{
	size_t size = k->d->line->size, most = (size_t)k->u->n;

	if (!brings_lines(k->im)) {
		k->n = k->old_n;
		k->lines = k->old_lines;
		return;
	}
	k->lines = arena_alloc(k->im->mem, (most + 1) * size);
	k->line_extra =
	    arena_alloc(k->im->mem, (most + 1) * sizeof *k->line_extra);
	k->row_of = arena_alloc(k->im->mem, (most + 1) * sizeof(void *));
	for (int i = 0; i < k->u->n; i++)
		if (has_line(k->im, &k->u->row[i]))
			fill_line(k, &k->u->row[i], k->n++);
}

/* ---- credit memos of systems that write them with a minus */

static void
turn(const struct entity *e, const char *name, void *rec)
{
	const struct field *f = named(e, name);

	if (f != NULL)
		record_set_int(f, rec, -record_int(f, rec));
}

static void
turn_credit(struct draft *k)
{
	const struct field *kind =
	    k->d->kind != 0 ? record_field(k->d->head, k->d->kind) : NULL;
	const struct choice *c = kind != NULL && kind->choices != NULL ?
	    choice_of(kind->choices, record_int(kind, k->head)) :
	    NULL;

	if (k->im->src.map == NULL || !k->im->src.map->negative_credits ||
	    c == NULL || strcmp(c->name, "credit") != 0 || k->row_of == NULL)
		return;
	for (int i = 0; i < k->n; i++) {
		void *line = line_at(k, k->lines, i);

		turn(k->d->line, "quantity", line);
		turn(k->d->line, "line_amount", line);
		k->line_extra[i].line_amount = -k->line_extra[i].line_amount;
	}
	turn(k->d->head, "charge_amount", k->head);
	turn(k->d->head, "amount_paid", k->head);
	k->extra.total = -k->extra.total;
	k->extra.tax_total = -k->extra.tax_total;
}

/* ---- sums */

/* So many hundredths may a sum be off. */
enum { LINE_OFF = 2, TOTAL_OFF = 5 };

static void
compare(struct draft *k, struct row *row, unsigned tag, int64_t given,
    int64_t computed, int64_t most)
{
	int d = currency_decimals(k->extra.currency);
	int column = column_of(k->im, KIND_EXTRA, tag);
	int64_t off = given > computed ? given - computed : computed - given;
	char ours[MONEY_TEXT];

	for (int i = 2; i < d; i++)
		most *= 10;
	for (int i = d; i < 2; i++)
		most /= 10;
	if (off == 0)
		return;
	if (off > most) {
		decimal_print(computed, d, d, ours, sizeof ours);
		row_fault(
		    row, column, "E_SUM", _("what stands here makes %s"), ours);
	} else if (row->sum_column == 0) {
		row->sum_column = column + 1;
		row->decimals = d;
		row->computed = computed;
	}
}

static void
compare_head(struct draft *k, unsigned tag, const char *name, int64_t given)
{
	const struct field *f = named(k->d->head, name);

	if (f != NULL && gives(k, &k->u->row[0], tag))
		compare(k, &k->u->row[0], tag, given, record_int(f, k->head),
		    TOTAL_OFF);
}

static void
compare_sums(struct draft *k)
{
	const struct field *amount = named(k->d->line, "line_amount");

	for (int i = 0; k->row_of != NULL && amount != NULL && i < k->n; i++)
		if (gives(k, k->row_of[i], EXTRA_LINE_AMOUNT))
			compare(k, k->row_of[i], EXTRA_LINE_AMOUNT,
			    k->line_extra[i].line_amount,
			    record_int(amount, line_at(k, k->lines, i)),
			    LINE_OFF);
	compare_head(k, EXTRA_TAX_TOTAL, "tax_total", k->extra.tax_total);
	compare_head(k, EXTRA_TOTAL, "total", k->extra.total);
}

/* ---- saving */

/* What the model says, at the cell that its field came from. */
static void
take_problem(struct draft *k, enum rc rc, int n, unsigned tag, const char *text)
{
	bool line = n > 0 && n <= k->n && k->row_of != NULL;
	struct row *row = line ? k->row_of[n - 1] : &k->u->row[0];
	const struct entity *e = line ? k->d->line : k->d->head;
	const void *rec = line ? line_at(k, k->lines, n - 1) : k->head;
	const struct field *f = tag != 0 ? record_field(e, tag) : NULL;
	int column = f != NULL ?
	    column_of(k->im, line ? KIND_LINE : KIND_RECORD, tag) :
	    -1;

	row_fault(row, column,
	    rc == RC_REFUSED    ? "E_LOCKED" :
		rc == RC_EXISTS ? "E_DUP_KEY" :
		f != NULL && (f->flags & F_REQUIRED) && record_empty(f, rec) ?
				  "E_REQUIRED" :
				  "E_RULE",
	    "%s", text);
}

static void
note_change(struct draft *k)
{
	struct import *im = k->im;
	struct buf before = { 0 };

	if (im->dry)
		return;
	if (k->old_head == NULL) {
		changes_created(&im->changes, im->e, record_id(k->head),
		    record_rev(k->head));
		return;
	}
	image_add(&before, k->d->head, k->old_head);
	for (int i = 0; i < k->old_n; i++)
		image_add(&before, k->d->line, line_at(k, k->old_lines, i));
	changes_updated(&im->changes, im->e, record_id(k->head),
	    record_rev(k->head), &before);
	buf_free(&before);
}

static enum rc
put(struct draft *k)
{
	struct problems bad = { 0 };
	enum rc rc = k->d->put(k->x, k->head, k->lines, k->n, &bad);

	if (rc == RC_OK && k->im->dry && k->d == &payment_document)
		rc = paid_fits(k->im, k->x, k->head, k->n, &bad);
	for (int i = 0; i < bad.n; i++)
		take_problem(
		    k, rc, bad.at[i].row, bad.at[i].tag, bad.at[i].text);
	if (rc > RC_SAME)
		return rc;
	compare_sums(k);
	if (entry_faults(k->u) > 0)
		return RC_INVALID;
	if (rc == RC_OK)
		note_change(k);
	return rc;
}

static enum rc
load_old(struct draft *k)
{
	k->old_head = arena_alloc(k->im->mem, k->d->head->size);
	memcpy(k->old_head, k->head, k->d->head->size);
	return document_lines(
	    k->x, k->d, record_id(k->head), &k->old_lines, &k->old_n);
}

enum rc
doc_apply(struct import *im, struct txn *x, struct entry *u)
{
	struct draft k = { .im = im, .x = x, .u = u, .d = im->doc };
	char key[KEY_TEXT] = "";
	enum rc rc;

	for (int i = 0; i < u->n; i++) {
		u->row[i].unknown = u->row[i].made = 0;
		u->row[i].sum_column = 0;
		if (u->row[i].broken)
			return RC_INVALID;
	}
	k.head = arena_alloc(im->mem, im->e->size);
	rc = entry_find(im, x, u, k.head, key);
	if (rc > RC_NOTFOUND || !key_is_new(im, &u->row[0], key))
		return rc > RC_NOTFOUND ? rc : RC_INVALID;
	u->created = rc == RC_NOTFOUND;
	if (rc == RC_OK && (rc = load_old(&k)) != RC_OK)
		return rc;
	fill_head(&k);
	fill_lines(&k);
	if (entry_faults(u) > 0)
		return RC_INVALID;
	turn_credit(&k);
	return u->rc = put(&k);
}
