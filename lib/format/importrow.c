/* One record of a file: cells to values, values to a saved record. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bank.h"
#include "company.h"
#include "country.h"
#include "importparts.h"
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
	if (s != NULL && im->o->source != NULL && c->of == KIND_RECORD &&
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
column_of(const struct import *im, enum kind_part of, unsigned tag)
{
	for (int i = 0; i < im->src.layout.n; i++)
		if (im->src.layout.columns[i].of == of &&
		    im->src.layout.columns[i].field->tag == tag)
			return i;
	return -1;
}

const char *
row_value(const struct import *im, const struct row *row, unsigned tag)
{
	int i = tag != 0 ? column_of(im, KIND_RECORD, tag) : -1;

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
		if (str_same(c->label, value) || str_same(c->name, value))
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

void
row_set(struct import *im, struct txn *x, struct entry *u, struct row *row,
    int i, void *rec)
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
		set_reference(im, x, u, row, i, value, rec);
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

/* How many decimals an amount has, where the file does not say. */
static void
fill_currency(struct import *im, struct txn *x, void *rec)
{
	const struct field *f = record_named(im->e, "currency");
	struct company company;

	if (im->e == &bank_entry_entity && record_empty(f, rec) &&
	    company_load(x, &company) == RC_OK)
		(void)record_set_text(f, rec, company.currency);
}

void
row_fill(struct import *im, struct txn *x, struct entry *u, void *rec)
{
	for (int amounts = 0; amounts < 2; amounts++) {
		if (amounts)
			fill_currency(im, x, rec);
		for (int i = 0; i < im->src.layout.n; i++) {
			const struct column *c = &im->src.layout.columns[i];

			if (u->row->value[i] != NULL && c->of == KIND_RECORD &&
			    (c->field->type == &type_money) == amounts)
				row_set(im, x, u, u->row, i, rec);
		}
	}
}

/* ---- saving */

void *
blank(struct import *im, enum room room)
{
	if (im->room[room] == NULL)
		im->room[room] = xmalloc(im->e->size);
	return memset(im->room[room], 0, im->e->size);
}

/* What the model says, at the cell that its field came from. */
static void
take_problems(struct import *im, struct row *row, const void *rec, enum rc rc,
    const struct problems *bad)
{
	for (int i = 0; i < bad->n; i++) {
		const struct field *f = bad->at[i].tag != 0 ?
		    record_field(im->e, bad->at[i].tag) :
		    NULL;
		bool missing = f != NULL && (f->flags & F_REQUIRED) &&
		    record_empty(f, rec);

		row_fault(row,
		    f != NULL ? column_of(im, KIND_RECORD, f->tag) : -1,
		    missing             ? "E_REQUIRED" :
			rc == RC_EXISTS ? "E_DUP_KEY" :
					  "E_RULE",
		    "%s", bad->at[i].text);
	}
}

bool
key_is_new(struct import *im, struct row *row, const char *key)
{
	char folded[KEY_TEXT];
	long line;

	utf8_fold(key, folded, sizeof folded);
	if ((line = key_set_add(&im->keys, folded, row->rec.line)) == 0 ||
	    line == row->rec.line)
		return true;
	row_fault(row, column_of(im, KIND_RECORD, im->e->key), "E_DUP_KEY",
	    _("line %ld of this file is about the same record"), line);
	return false;
}

/* A dry pass undoes every batch, so the store cannot see what two batches
 * bring that may be there only once. */
static bool
still_unique(struct import *im, struct row *row, const void *rec)
{
	const struct entity *e = im->e;
	char key[2 * KEY_MAX + 16];
	long line = 0;

	for (const struct index *ix = e->indexes; ix != NULL && ix->number != 0;
	     ix++) {
		unsigned n = 0;
		struct buf b = { 0 };
		size_t at;

		while (n < INDEX_TAGS && ix->tags[n] != 0)
			n++;
		if (!ix->unique || record_unindexed(e, ix, rec) ||
		    row_value(im, row, ix->tags[n - 1])[0] == '\0')
			continue;
		record_key(e, ix, n, rec, &b);
		str_printf(key, sizeof key, "index %u:", ix->number);
		at = strlen(key);
		for (size_t i = 0; i < b.len && at + 3 < sizeof key; i++) {
			str_printf(
			    key + at, 3, "%02x", (unsigned char)b.data[i]);
			at += 2;
		}
		buf_free(&b);
		line = key_set_add(&im->keys, key, row->rec.line);
		if (line == 0 || line == row->rec.line)
			continue;
		row_fault(row, column_of(im, KIND_RECORD, ix->tags[n - 1]),
		    "E_DUP_KEY", _("line %ld of this file has the same"), line);
		return false;
	}
	return true;
}

void
entry_remember(struct import *im, struct entry *u)
{
	const char *code = row_value(im, u->row, im->e->key);
	const struct field *external = external_field(im->e);
	char key[KEY_TEXT] = "";
	struct store *s;

	if (u->row->broken)
		return;
	if (code[0] != '\0')
		str_printf(key, sizeof key, "id:%s", code);
	else if (external != NULL &&
	    row_value(im, u->row, external->tag)[0] != '\0')
		str_printf(key, sizeof key, "external:%s",
		    row_value(im, u->row, external->tag));
	else {
		void *rec;

		s = store_open(im->o->home, STORE_READ);
		rec = blank(im, ROOM_RECORD);
		if (entry_find(im, store_view(s), u, rec, key) > RC_NOTFOUND)
			key[0] = '\0';
		store_close(s);
	}
	if (key[0] != '\0')
		(void)key_is_new(im, u->row, key);
}

static void
note_change(
    struct import *im, const struct entry *u, const void *rec, const void *old)
{
	struct buf before = { 0 };

	if (im->dry)
		return;
	if (u->created) {
		changes_created(
		    &im->changes, im->e, record_id(rec), record_rev(rec));
		return;
	}
	image_add(&before, im->e, old);
	changes_updated(
	    &im->changes, im->e, record_id(rec), record_rev(rec), &before);
	buf_free(&before);
}

/* Into the store, and into what is known of this file. */
static enum rc
save(struct import *im, struct txn *x, struct entry *u, void *rec)
{
	const struct entity *e = im->e;
	void *old = blank(im, ROOM_OLD);
	struct problems bad = { 0 };
	enum rc rc;

	if (record_id(rec) != 0 &&
	    store_get(x, e, record_id(rec), old) != RC_OK)
		return RC_NOTFOUND;
	rc = e->save(x, rec, &bad);
	take_problems(im, u->row, rec, rc, &bad);
	if (rc > RC_SAME)
		return rc;
	if (im->dry && !still_unique(im, u->row, rec))
		return RC_INVALID;
	if (rc == RC_OK)
		note_change(im, u, rec, old);
	if (im->dry && e->key != 0) {
		remember(
		    im, "id", row_value(im, u->row, e->key), u->row->rec.line);
		remember(im, "name",
		    record_text(record_field(e, e->title), rec),
		    u->row->rec.line);
	}
	return rc;
}

enum rc
entry_apply(struct import *im, struct txn *x, struct entry *u)
{
	struct row *row = u->row;
	char key[KEY_TEXT] = "";
	enum rc rc;
	void *rec;

	if (im->doc != NULL)
		return doc_apply(im, x, u);
	if (row->broken)
		return RC_INVALID;
	row->unknown = row->made = 0;
	rec = blank(im, ROOM_RECORD);
	rc = entry_find(im, x, u, rec, key);
	if (rc != RC_OK && rc != RC_NOTFOUND)
		return rc;
	if (!key_is_new(im, row, key))
		return RC_INVALID;
	u->created = rc == RC_NOTFOUND;
	row_fill(im, x, u, rec);
	if (row->faults > 0)
		return RC_INVALID;
	if (u->waits)
		return RC_NOTFOUND;
	return u->rc = save(im, x, u, rec);
}
