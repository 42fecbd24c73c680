/* What an import says of its entries, and the reject file. */
#include <string.h>

#include "importextra.h"
#include "importparts.h"
#include "str.h"
#include "text.h"

/* ---- warnings */

static void
warn_cell(struct import *im, const struct row *row, int i, const char *code,
    const char *text)
{
	const struct csv_cell *c = row->cell[i];

	message(&im->m,
	    &(struct message){ .warning = true,
		.code = code,
		.line = c != NULL ? c->line : row->rec.line,
		.column = c != NULL ? c->column : 1,
		.record = row->number,
		.field = im->src.layout.columns[i].field->name,
		.value = c != NULL ? c->text : row->value[i],
		.text = text });
}

/* True the first time a missing record is made for this reference. */
static bool
made_first(struct import *im, const struct row *row, int i)
{
	const struct field *f = im->src.layout.columns[i].field;
	char key[KEY_TEXT];

	str_printf(key, sizeof key, "made %s:%s",
	    f->refers != NULL ? f->refers->name : f->name,
	    row->value[i] != NULL ? row->value[i] : "");
	return key_set_add(&im->keys, key, row->rec.line) == 0;
}

static void
warn_made(struct import *im, const struct row *row, int i)
{
	char text[PROBLEM_TEXT];
	const struct field *f = im->src.layout.columns[i].field;

	if (!made_first(im, row, i))
		return;
	/* Each dry batch makes them anew. */
	if (im->dry)
		im->run.made_count++;
	if (im->silent)
		return;
	str_printf(text, sizeof text,
	    im->dry ? _("there is no such record; a bare %s would be made") :
		      _("there was no such record; a bare %s was made"),
	    f->refers != NULL           ? _(f->refers->label) :
		f->tag >= EXTRA_OF_LINE ? _("Item") :
					  _("Account"));
	warn_cell(im, row, i, "W_CREATED", text);
}

static void
warn_sum(struct import *im, const struct row *row)
{
	int i = row->sum_column - 1;
	char computed[MONEY_TEXT], text[PROBLEM_TEXT];

	decimal_print(row->computed, row->decimals, row->decimals, computed,
	    sizeof computed);
	str_printf(text, sizeof text,
	    _("%s is taken: the sum of what stands here"), computed);
	warn_cell(im, row, i, "W_SUM", text);
}

/* Which of a customer's names was the one. */
static void
warn_party(struct import *im, const struct row *row)
{
	int i = column_of(im, KIND_EXTRA, row->matched);
	char text[PROBLEM_TEXT];

	str_printf(
	    text, sizeof text, _("taken for the customer %s"), row->matched_id);
	warn_cell(im, row, i, "W_PARTY", text);
}

void
entry_warn(struct import *im, struct entry *u)
{
	if (u->warned)
		return;
	for (int i = 0; i < u->n; i++) {
		const struct row *row = &u->row[i];

		for (int j = 0; j < im->src.layout.n && j < 64; j++) {
			uint64_t bit = (uint64_t)1 << j;

			if ((row->unknown & bit) && im->first && !im->silent)
				warn_cell(im, row, j, "W_REF",
				    _("there is no such record; left out"));
			if ((row->made & bit) && (im->first || im->dry))
				warn_made(im, row, j);
		}
		if (row->sum_column > 0 && im->first && !im->silent)
			warn_sum(im, row);
		if (row->matched != 0 && im->first && !im->silent)
			warn_party(im, row);
	}
	u->warned = true;
}

void
warn_nulls(struct import *im)
{
	for (int i = 0; i < im->src.layout.n; i++)
		if (im->filled[i] > 0 && im->nulls[i] == im->filled[i])
			message(&im->m,
			    &(struct message){ .warning = true,
				.code = "W_NULL",
				.line = im->src.header.line,
				.field = im->src.layout.columns[i].field->name,
				.text = _("every cell of this column that is "
					  "not empty says NULL or the like; "
					  "--null-word takes it for "
					  "empty") });
}

/* ---- rejects */

static void
tell_fault(struct import *im, const struct row *row, const struct fault *f)
{
	const struct csv_cell *c = f->column >= 0 ? row->cell[f->column] : NULL;
	struct message m = { .code = f->code,
		.line = row->rec.line,
		.column = 1,
		.record = row->number,
		.text = f->text };

	if (row->rec.code != NULL) {
		m.line = row->rec.bad_line;
		m.column = row->rec.bad_column;
	}
	if (f->column >= 0)
		m.field = im->src.layout.columns[f->column].field->name;
	if (c != NULL) {
		m.line = c->line;
		m.column = c->column;
		m.value = c->text;
	}
	message(&im->m, &m);
}

/* All rows of a document stand in the reject file; a row without a fault of
 * its own says that it is there for another's. */
void
entry_reject(struct import *im, const struct entry *u)
{
	struct buf codes = { 0 };

	for (int i = 0; i < u->n; i++) {
		const struct row *row = &u->row[i];

		buf_clear(&codes);
		for (int j = 0; j < row->faults; j++) {
			const char *code = row->fault[j].code;

			tell_fault(im, row, &row->fault[j]);
			if (codes.len == 0 || strstr(codes.data, code) == NULL)
				buf_printf(&codes, "%s%s",
				    codes.len > 0 ? " " : "", code);
		}
		reject_record(&im->m, &im->src, &row->rec,
		    codes.len > 0 ? codes.data : "");
	}
	buf_free(&codes);
}

const char *
entry_reason(const struct entry *u)
{
	for (int i = 0; i < u->n; i++)
		if (u->row[i].faults > 0)
			return u->row[i].fault[0].code;
	return "E_RULE";
}
