/* One record of a file: cells to values, values to a saved record. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "country.h"
#include "csvout.h"
#include "importparts.h"
#include "refer.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

void
row_fault(
    struct row *row, int column, const char *code, const char *format, ...)
{
	struct fault *f;
	va_list args;

	if (row->faults >= ROW_FAULTS)
		return;
	if (row->fault == NULL)
		row->fault =
		    arena_alloc(row->mem, ROW_FAULTS * sizeof *row->fault);
	/* In the order of the columns, the whole record last. */
	f = &row->fault[row->faults++];
	while (f > row->fault && column >= 0 &&
	    (f[-1].column < 0 || f[-1].column > column)) {
		f[0] = f[-1];
		f--;
	}
	f->column = column;
	f->code = code;
	va_start(args, format);
	vsnprintf(f->text, sizeof f->text, format, args);
	va_end(args);
}

/* ---- cells to values */

const struct field *
external_field(const struct entity *e)
{
	return record_named(e, "external_id");
}

static bool
is_null_word(const char *s)
{
	return strcmp(s, "NULL") == 0 || strcmp(s, "\\N") == 0 ||
	    strcmp(s, "N/A") == 0 || strcmp(s, "-") == 0;
}

/* The value for a column; a cell that makes none is a fault of the row. */
static const char *
value_of(struct import *im, struct row *row, int i,
    const struct csv_record *rec, struct cell_fault *fault)
{
	const struct column *c = &im->src.layout.columns[i];
	const char *s = source_value(&im->src, i, rec, im->mem, fault);

	if (fault->code != NULL)
		row_fault(row, i, fault->code, "%s", fault->text);
	if (fault->cell != NULL && fault->cell[0] != '\0') {
		im->filled[i]++;
		im->nulls[i] += is_null_word(fault->cell);
	}
	/* The same number in two systems is two things. */
	if (s != NULL && im->o->source != NULL &&
	    c->field == external_field(im->e))
		s = arena_printf(im->mem, "%s:%s", im->o->source, s);
	return s;
}

static bool
wide_enough(struct import *im, struct row *row, const struct csv_record *rec)
{
	if (rec->n < im->src.layout.width) {
		row_fault(row, -1, "E_WIDTH",
		    _("%d cells, but the header has %d"), rec->n,
		    im->src.layout.width);
		return false;
	}
	for (int i = im->src.layout.width; i < rec->n; i++)
		if (rec->cells[i].n > 0) {
			row_fault(row, -1, "E_WIDTH",
			    _("%d cells, but the header has %d"), rec->n,
			    im->src.layout.width);
			return false;
		}
	return true;
}

void
row_prepare(struct import *im, struct row *row, const struct csv_record *rec)
{
	size_t n = (size_t)im->src.layout.n;

	row->rec = *rec;
	row->rec.cells = NULL;
	row->mem = im->mem;
	row->value = arena_alloc(im->mem, n * sizeof(const char *));
	row->cell = arena_alloc(im->mem, n * sizeof(const struct csv_cell *));
	row->broken = true;
	if (rec->code != NULL) {
		row_fault(row, -1, rec->code, "%s", rec->why);
		return;
	}
	if (!wide_enough(im, row, rec))
		return;
	row->broken = false;
	for (int i = 0; i < im->src.layout.n; i++) {
		const struct column *c = &im->src.layout.columns[i];
		struct cell_fault fault;
		struct csv_cell *cell;

		row->value[i] = value_of(im, row, i, rec, &fault);
		if (c->cell < 0)
			continue;
		cell = arena_alloc(im->mem, sizeof *cell);
		*cell = rec->cells[c->cell];
		cell->text = fault.cell != NULL && fault.cell[0] != '\0' ?
		    fault.cell :
		    arena_strndup(im->mem, cell->text, cell->n);
		row->cell[i] = cell;
	}
}

/* ---- values to fields */

int
column_of(const struct import *im, unsigned tag)
{
	for (int i = 0; i < im->src.layout.n; i++)
		if (im->src.layout.columns[i].field->tag == tag)
			return i;
	return -1;
}

/* The value for a field, or "" when the file brings none. */
const char *
row_value(const struct import *im, const struct row *row, unsigned tag)
{
	int i = tag != 0 ? column_of(im, tag) : -1;

	return i >= 0 && row->value[i] != NULL ? row->value[i] : "";
}

static bool
is_country(const struct field *f)
{
	return f->size == COUNTRY_CODE && str_ends(f->name, "country");
}

static const char *
fault_code(const struct field *f)
{
	if (f->type == &type_int || f->type == &type_count ||
	    f->type == &type_money || f->type == &type_price ||
	    f->type == &type_quantity || f->type == &type_rate)
		return "E_NUMBER";
	if (f->type == &type_date || f->type == &type_time)
		return "E_DATE";
	if (f->type == &type_ref)
		return "E_REF";
	return "E_CODE";
}

/* A choice by its name or its label, and active and inactive as yes and no. */
static const char *
as_choice(const struct field *f, const char *value)
{
	static const char *const yes[] = { "yes", "y", "true", "1", NULL };
	static const char *const no[] = { "no", "n", "false", "0", NULL };

	if (f->type != &type_choice || choice_named(f->choices, value) != NULL)
		return value;
	for (const struct choice *c = f->choices; c->value != 0; c++)
		if (str_same(c->label, value))
			return c->name;
	if (choice_named(f->choices, "active") == NULL ||
	    choice_named(f->choices, "inactive") == NULL)
		return value;
	for (int i = 0; yes[i] != NULL; i++)
		if (str_same(value, yes[i]))
			return "active";
	for (int i = 0; no[i] != NULL; i++)
		if (str_same(value, no[i]))
			return "inactive";
	return value;
}

static void
parse_fault(struct row *row, int i, const struct field *f, const char *why)
{
	char text[PROBLEM_TEXT];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	str_printf(text, sizeof text, why, _(f->label));
#pragma GCC diagnostic pop
	row_fault(row, i, fault_code(f), "%s", text);
}

/* ---- references */

/* By name, when exactly one has it. */
static bool
refer_by_name(struct txn *x, struct row *row, int i, const struct field *f,
    const char *value, void *rec)
{
	struct named named;

	name_find(x, f->refers, value, &named);
	if (named.n > 1)
		row_fault(row, i, "E_REF_AMBIGUOUS",
		    _("several have this name, among them %s and %s; give the "
		      "id"),
		    named.code[0], named.code[1]);
	if (named.n == 1)
		record_set_int(f, rec, named.id);
	return named.n > 0;
}

/* Ids and names that this file has brought so far. */
static long
remember(struct import *im, const char *kind, const char *value, long line)
{
	char key[KEY_TEXT], folded[KEY_TEXT];

	str_printf(key, sizeof key, "%s:%s", kind, value);
	utf8_fold(key, folded, sizeof folded);
	return key_set_add(&im->keys, folded, line);
}

static bool
brought(struct import *im, const char *kind, const char *value)
{
	char key[KEY_TEXT], folded[KEY_TEXT];

	str_printf(key, sizeof key, "%s:%s", kind, value);
	utf8_fold(key, folded, sizeof folded);
	return key_set_has(&im->keys, folded);
}

static void
set_reference(struct import *im, struct txn *x, struct row *row, int i,
    const char *value, void *rec)
{
	const struct column *c = &im->src.layout.columns[i];
	const struct field *f = c->field;
	const char *why = refer_parse(x, f, value, rec);
	int64_t id;

	if (why == NULL)
		return;
	if (external_find(im, x, f->refers, value, &id)) {
		record_set_int(f, rec, id);
		return;
	}
	if (refer_by_name(x, row, i, f, value, rec))
		return;
	if (f->refers == im->e) {
		/* In a dry run what the same file brings is not there. */
		if (im->dry &&
		    (brought(im, "id", value) || brought(im, "name", value)))
			return;
		if (im->patient) {
			row->waits = true;
			return;
		}
	}
	if (c->rule != NULL && (c->rule->does & MAP_KNOWN))
		row->unknown |= 1u << (i < 31 ? i : 31);
	else
		row_fault(row, i, "E_REF", "%s", why);
}

void
row_set(struct import *im, struct txn *x, struct row *row, int i, void *rec)
{
	const struct field *f = im->src.layout.columns[i].field;
	const char *value = row->value[i], *why;
	char country[COUNTRY_CODE];

	if (strcmp(value, im->src.words.clear) == 0) {
		if (f->type->storage == STORE_INT)
			record_set_int(f, rec, 0);
		else
			record_set_text(f, rec, "");
		return;
	}
	if (f->type == &type_ref) {
		set_reference(im, x, row, i, value, rec);
		return;
	}
	if (is_country(f)) {
		if (country_code(value, country))
			record_set_text(f, rec, country);
		else
			row_fault(row, i, "E_CODE",
			    _("this is no country's name or code"));
		return;
	}
	if (f->type->storage == STORE_TEXT && strlen(value) >= f->size) {
		row_fault(row, i, "E_LENGTH",
		    _("longer than the %zu bytes that fit"), f->size - 1);
		return;
	}
	if ((why = field_parse(f, as_choice(f, value), rec)) != NULL)
		parse_fault(row, i, f, why);
}

/* ---- saving */

/* What the model says, at the cell that its field came from. */
static void
take_problems(struct import *im, struct row *row, const void *rec,
    const struct problems *bad)
{
	for (int i = 0; i < bad->n; i++) {
		const struct field *f = bad->at[i].tag != 0 ?
		    record_field(im->e, bad->at[i].tag) :
		    NULL;
		bool missing = f != NULL && (f->flags & F_REQUIRED) &&
		    record_empty(f, rec);

		row_fault(row, f != NULL ? column_of(im, f->tag) : -1,
		    missing ? "E_REQUIRED" : "E_RULE", "%s", bad->at[i].text);
	}
}

static bool
brought_before(struct import *im, struct row *row, const char *key)
{
	char folded[KEY_TEXT];
	long line;

	utf8_fold(key, folded, sizeof folded);
	if ((line = key_set_add(&im->keys, folded, row->rec.line)) == 0 ||
	    line == row->rec.line)
		return false;
	row_fault(row, column_of(im, im->e->key), "E_DUP_KEY",
	    _("line %ld of this file is about the same record"), line);
	return true;
}

void
row_skip(struct import *im, struct row *row)
{
	const char *code = row_value(im, row, im->e->key);

	if (code[0] != '\0')
		(void)remember(im, "id", code, row->rec.line);
}

enum rc
row_apply(struct import *im, struct txn *x, struct row *row)
{
	const struct entity *e = im->e;
	void *rec = txn_scratch(x, e->size);
	struct problems bad = { 0 };
	char key[KEY_TEXT] = "";
	enum rc rc = row_find(im, x, row, rec, key);

	if (rc != RC_OK && rc != RC_NOTFOUND)
		return rc;
	if (brought_before(im, row, key))
		return RC_INVALID;
	row->created = rc == RC_NOTFOUND;
	for (int i = 0; i < im->src.layout.n; i++)
		if (row->value[i] != NULL)
			row_set(im, x, row, i, rec);
	if (row->faults > 0)
		return RC_INVALID;
	if (row->waits)
		return RC_NOTFOUND;
	rc = e->save(x, rec, &bad);
	take_problems(im, row, rec, &bad);
	if (im->dry && row->faults == 0)
		(void)remember(im, "name",
		    record_text(record_field(e, e->title), rec), row->rec.line);
	row->rc = rc;
	return rc;
}

void
row_warn(struct import *im, struct row *row)
{
	for (int i = 0; i < im->src.layout.n && !row->warned; i++) {
		const struct csv_cell *c = row->cell[i];

		if (c == NULL || !(row->unknown & 1u << (i < 31 ? i : 31)))
			continue;
		message(&im->m,
		    &(struct message){ .warning = true,
			.code = "W_REF",
			.line = c->line,
			.column = c->column,
			.record = row->number,
			.field = im->src.layout.columns[i].field->name,
			.value = c->text,
			.text = _("there is no such record; left out") });
	}
	row->warned = true;
}

void
row_reject(struct import *im, const struct row *row)
{
	struct buf codes = { 0 };

	for (int i = 0; i < row->faults; i++) {
		const struct fault *f = &row->fault[i];
		const struct csv_cell *c =
		    f->column >= 0 ? row->cell[f->column] : NULL;
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
		if (codes.len == 0 || strstr(codes.data, f->code) == NULL)
			buf_printf(
			    &codes, "%s%s", codes.len > 0 ? " " : "", f->code);
	}
	reject_record(
	    &im->m, &im->src, &row->rec, codes.data != NULL ? codes.data : "");
	buf_free(&codes);
}
