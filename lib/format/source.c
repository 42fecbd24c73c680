/* Opening a file of records: text, dialect, header, layout. */
#include "source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bank.h"
#include "convert.h"
#include "join.h"
#include "str.h"
#include "text.h"
#include "ublimport.h"
#include "xmlown.h"

enum { MAP_FILE = 256 * 1024, CONVERT_MOST = 64 * 1024 * 1024 };

static bool
fail(
    struct source *s, const char *code, long line, long column, const char *why)
{
	message(s->m,
	    &(struct message){
		.code = code, .line = line, .column = column, .text = why });
	return false;
}

/* ---- maps */

static bool
read_map(struct source *s)
{
	const char *path = s->o->map_path;
	char why[MAP_WHY];
	struct textfile file;
	struct text_fault fault;
	bool good;

	if (!textfile_open(path, "UTF-8", &file, &fault))
		return fail(s, "E_MAP", 0, 0, fault.why);
	good = file.n <= MAP_FILE &&
	    map_read(file.text, file.n, path, &s->own_map, why, sizeof why);
	if (file.n > MAP_FILE)
		str_copy(why, sizeof why, _("the map is too long"));
	textfile_close(&file);
	if (!good)
		return fail(s, "E_MAP", 0, 0, why);
	s->map = &s->own_map;
	return true;
}

static bool
name_layout(struct source *s)
{
	struct buf list = { 0 };

	s->map = layouts_named(&s->layouts, s->o->layout);
	if (s->map != NULL)
		return true;
	buf_printf(
	    &list, _("there is no layout %s; there are: "), s->o->layout);
	layouts_list(&s->layouts, s->o->kind, &list);
	fail(s, "E_LAYOUT", 0, 0, list.data);
	buf_free(&list);
	return false;
}

/* May a layout still be found out? */
static bool
open_question(const struct source *s)
{
	return s->o->map_path == NULL && s->o->layout == NULL;
}

static bool
open_map(struct source *s)
{
	if (s->o->map_path != NULL)
		return read_map(s);
	layouts_load(&s->layouts);
	if (s->o->layout != NULL && strcmp(s->o->layout, "none") != 0)
		return name_layout(s);
	return true;
}

/* ---- text */

/* What is no text may say what it is. */
static bool
is_pdf(const char *path)
{
	FILE *f = fopen(path, "re");
	char start[5] = "";
	bool pdf = f != NULL && fread(start, 1, 4, f) == 4 &&
	    strcmp(start, "%PDF") == 0;

	if (f != NULL)
		fclose(f);
	return pdf;
}

static bool
open_text(struct source *s)
{
	struct text_fault f;
	char why[TEXTFILE_WHY];

	if (is_pdf(s->o->path))
		return fail(s, "X_KIND", 0, 0,
		    _("this is a PDF; an invoice that may be in it cannot be "
		      "read"));
	if (!textfile_open(s->o->path, s->o->encoding, &s->file, &f))
		return fail(s, f.code != NULL ? f.code : "E_FILE", f.line,
		    f.column, f.why);
	s->text = s->file.text;
	s->n = s->file.n;
	if (!s->file.guessed)
		return true;
	str_printf(why, sizeof why,
	    _("byte 0x%02x is not UTF-8; the file is taken for windows-1252 "
	      "(--encoding says otherwise)"),
	    s->file.byte);
	message(s->m,
	    &(struct message){ .warning = true,
		.code = "W_ENCODING",
		.line = s->file.line,
		.column = s->file.column,
		.text = why });
	return true;
}

/* ---- files that are no tables */

static bool
take_table(struct source *s, struct converted *made)
{
	s->made = made->text;
	s->places = made->places;
	s->places_n = made->n;
	s->text = s->made.data;
	s->n = s->made.len;
	s->dialect = (struct csv_dialect){ .delimiter = ',', .first_line = 1 };
	if (made->guessed)
		message(s->m,
		    &(struct message){ .warning = true,
			.code = "W_ENCODING",
			.line = made->line,
			.text = _("its encoding is not said; taken for "
				  "windows-1252") });
	for (int i = 0; i < made->notes_n; i++)
		message(s->m,
		    &(struct message){ .warning = true,
			.code = made->notes[i].code,
			.line = made->notes[i].line,
			.text = made->notes[i].text });
	free(made->notes);
	return true;
}

/* Heads and lines come in two files. */
static bool
join(struct source *s)
{
	struct converted made = { .places = NULL };
	char why[JOIN_WHY];

	if (join_table(&s->file, s->o->lines_path, s->o->lines_key,
		s->o->encoding, &made, s->file.hash, why))
		return take_table(s, &made);
	convert_free(&made);
	return fail(s, "E_FILE", 0, 0, why);
}

static bool
is_xml(const struct source *s)
{
	size_t i = 0;

	while (i < s->n && strchr(" \t\r\n", s->text[i]) != NULL)
		i++;
	return i < s->n && s->text[i] == '<';
}

static void
tell_findings(struct source *s, const struct ubl_findings *found)
{
	char why[UBL_WHY + UBL_RULE + 2];

	for (int i = 0; i < found->n; i++) {
		str_printf(why, sizeof why, "%s %s", found->at[i].rule,
		    found->at[i].text);
		message(s->m,
		    &(struct message){ .warning = !s->o->strict,
			.code = s->o->strict ? "X_RULE" : "W_RULE",
			.line = found->at[i].line,
			.text = why });
	}
}

/* An XML file that is not our own: UBL, or it says what else. */
static bool
convert_ubl(struct source *s)
{
	struct converted made = { .places = NULL };
	struct xml_faults faults = { .most = 100 };
	struct ubl_findings found = { .n = 0 };
	bool good = ubl_table(s->text, s->n, s->o->kind->name, s->o->schemas,
	    &made, &faults, &found);

	for (int i = 0; i < xml_faults_kept(&faults); i++)
		(void)fail(s, faults.at[i].code, faults.at[i].line,
		    faults.at[i].column, faults.at[i].text);
	tell_findings(s, &found);
	good = good && !(s->o->strict && found.n > 0);
	if (good)
		(void)take_table(s, &made);
	else
		convert_free(&made);
	xml_faults_free(&faults);
	ubl_findings_free(&found);
	return good;
}

/* A bank statement; *is: it is one. */
static bool
convert_bank(struct source *s, bool *is)
{
	struct converted made = { .places = NULL };
	bool wanted = s->o->kind->e == &bank_entry_entity;
	bool ofx = ofx_is(s->text, s->n);
	struct xml_fault f;

	*is = ofx || (wanted && is_xml(s)) || camt_is(s->text, s->n);
	if (!*is)
		return true;
	if (!wanted)
		return fail(s, "E_HEADER", 1, 1,
		    _("this is a bank statement: postern import "
		      "bank_entries"));
	if (s->n > CONVERT_MOST)
		return fail(s, "E_LIMIT", 0, 0,
		    _("a file of this sort may have 64 MB at most"));
	if (ofx ? ofx_table(s->text, s->n, &made, &f) :
		  camt_table(s->text, s->n, &made, &f))
		return take_table(s, &made);
	convert_free(&made);
	return fail(s, f.code, f.line, f.column, f.text);
}

/* True unless it was said why not; a table is left as it is. */
static bool
convert(struct source *s)
{
	struct converted made = { .places = NULL };
	bool iif = iif_is(s->text, s->n), vcard = vcard_is(s->text, s->n);
	bool own = xmlown_is(s->text, s->n), bank = false, good;
	struct xml_fault f;

	if (s->o->lines_path != NULL)
		return join(s);
	good = own || convert_bank(s, &bank);
	if (bank)
		return good;
	if (!own && is_xml(s) && s->n <= CONVERT_MOST)
		return convert_ubl(s);
	if (!iif && !vcard && !own)
		return true;
	if (s->n > CONVERT_MOST)
		return fail(s, "E_LIMIT", 0, 0,
		    _("a file of this sort may have 64 MB at most"));
	if (vcard && s->o->kind != &kind_contacts)
		return fail(s, "E_HEADER", 1, 1,
		    _("these are vCards: postern import contacts"));
	if (own && !xmlown_table(s->text, s->n, s->o->kind->name, &made, &f))
		return fail(s, f.code, f.line, f.column, f.text);
	if (own)
		return take_table(s, &made);
	if (vcard)
		vcard_table(s->text, s->n, &made);
	else if (!iif_table(s->text, s->n, s->o->kind->name, &made)) {
		convert_free(&made);
		return fail(s, "E_HEADER", 1, 1,
		    _("this IIF file has no such records: !CUST are accounts, "
		      "!INVITEM products, !TRNS invoices"));
	}
	return take_table(s, &made);
}

/* ---- dialect and header */

static struct csv_reader *
open_reader(const struct source *s, const char *from)
{
	struct csv_reader *r = csv_open(from, s->n - (size_t)(from - s->text),
	    s->dialect.delimiter, s->dialect.first_line);

	csv_limit(r, &s->o->limits);
	csv_places(r, s->places, s->places_n);
	return r;
}

enum { SURE = 1000 };

/*
 * The layout that knows most of a header, NULL for our own headings, and how
 * much it looks like one: from SURE up where all tell-tales, or all that we
 * need, are there.
 */
static const struct map *
choose(const struct source *s, const struct csv_record *header, int *points)
{
	const struct kind *kind = s->o->kind;
	int own = layout_score(kind, NULL, header), its = 0;
	const struct map *m = NULL;

	if (!open_question(s)) {
		*points =
		    s->map != NULL ? layout_score(kind, s->map, header) : own;
		return s->map;
	}
	if ((m = layouts_find(&s->layouts, kind, header)) != NULL)
		its = layout_score(kind, m, header);
	*points = its > own ? its + SURE : own;
	if (its <= own && layout_is_own(kind, header))
		*points += SURE;
	return its > own ? m : NULL;
}

static int
score(void *arg, const struct csv_record *header)
{
	int points;

	(void)choose(arg, header, &points);
	return points;
}

static bool
open_dialect(struct source *s)
{
	if (s->made.data != NULL)
		return true;
	if (s->n == 0)
		return fail(
		    s, "E_HEADER_MISSING", 1, 1, _("the file is empty"));
	if (!csv_sniff(s->text, s->n, &s->dialect, score, s) &&
	    s->o->delimiter == '\0')
		return fail(s, "E_HEADER", 1, 1,
		    _("no separator gives all records the same number of "
		      "cells; name it with --delimiter"));
	if (s->o->delimiter != '\0')
		s->dialect.delimiter = s->o->delimiter;
	return true;
}

/* The record to take for the header, from 1; the first one, unless another of
 * the first records is one for certain. */
static long
likeliest(struct source *s)
{
	struct csv_reader *r = open_reader(s, s->text + s->dialect.skip);
	int need = open_question(s) ? SURE : 2, most = 0;
	struct csv_record rec;
	long at = 1;

	for (long i = 1; i <= CSV_HEADER_ROWS && csv_next(r, &rec); i++) {
		int points = rec.code == NULL ? score(s, &rec) : 0;

		if (i == 1 && points >= need)
			break;
		if (points >= need && points > most) {
			most = points;
			at = i;
		}
	}
	csv_close(r);
	return at;
}

/* Columns are called by their numbers where a file has no header. */
static void
number_columns(struct source *s, const struct csv_record *first)
{
	s->header = (struct csv_record){ .line = first->line, .n = first->n };
	s->numbers =
	    arena_alloc(s->mem, (size_t)(first->n + 1) * sizeof *s->numbers);
	for (int i = 0; i < first->n; i++) {
		struct csv_cell *c = &s->numbers[i];

		c->text = arena_printf(s->mem, "%d", i + 1);
		c->n = strlen(c->text);
		c->line = first->line;
		c->column = first->cells[i].column;
	}
	s->header.cells = s->numbers;
}

static bool
read_header(struct source *s)
{
	const char *from = s->text + s->dialect.skip;
	struct csv_record rec = { .line = 0 };

	s->reader = open_reader(s, from);
	for (long i = 0; i < (s->header_at > 0 ? s->header_at : 1); i++)
		if (!csv_next(s->reader, &rec)) {
			s->header_at = 0;
			return fail(s, "E_HEADER_MISSING",
			    s->dialect.first_line, 1,
			    _("the file has no header"));
		}
	if (rec.code != NULL)
		return fail(s, rec.code, rec.bad_line, rec.bad_column, rec.why);
	s->header = rec;
	s->blanks = csv_blanks(s->reader);
	if (s->header_at == 0) {
		number_columns(s, &rec);
		source_rewind(s);
	}
	return true;
}

/* One sentence where no heading is known, or the file is of another kind. */
static bool
nothing_known(struct source *s)
{
	const struct map *other = layouts_find(&s->layouts, NULL, &s->header);
	struct buf b = { 0 };

	if (other != NULL)
		buf_printf(&b, _("this looks like %s: postern import %s"),
		    other->name, other->kind);
	else {
		buf_str(&b,
		    _("no heading here is known; is this the header "
		      "(--header-row), and of which system (--layout, "
		      "--map)? There are the layouts "));
		layouts_list(&s->layouts, s->o->kind, &b);
	}
	fail(s, "E_HEADER", s->header.line, 1, b.data);
	buf_free(&b);
	return false;
}

static bool
open_header(struct source *s)
{
	int points;

	if (s->map != NULL && s->map->no_header)
		s->header_at = 0;
	else
		s->header_at =
		    s->o->header_row > 0 ? s->o->header_row : likeliest(s);
	if (!read_header(s))
		return false;
	s->map = choose(s, &s->header, &points);
	return true;
}

bool
source_known(struct source *s)
{
	const struct kind *kind = s->o->kind;
	bool own = s->map == NULL && s->o->layout == NULL;

	if (!own || s->o->ignore_unknown || layout_is_own(kind, &s->header))
		return true;
	if (layout_score(kind, NULL, &s->header) > 0 &&
	    layouts_find(&s->layouts, NULL, &s->header) == NULL)
		return true;
	return nothing_known(s);
}

bool
source_open(
    struct source *s, const struct source_options *o, struct messages *m)
{
	memset(s, 0, sizeof *s);
	s->o = o;
	s->m = m;
	s->words = o->words;
	if (s->words.clear == NULL)
		s->words.clear = "\\N";
	s->mem = arena_new();
	return open_map(s) && open_text(s) && convert(s) && open_dialect(s) &&
	    open_header(s);
}

void
source_rewind(struct source *s)
{
	struct csv_record rec;

	csv_close(s->reader);
	s->reader = open_reader(s, s->text + s->dialect.skip);
	for (long i = 0; i < s->header_at; i++)
		(void)csv_next(s->reader, &rec);
	s->blanks = csv_blanks(s->reader);
	s->passed = 0;
}

void
source_close(struct source *s)
{
	if (s->reader != NULL)
		csv_close(s->reader);
	textfile_close(&s->file);
	layout_free(&s->layout);
	map_free(&s->own_map);
	layouts_free(&s->layouts);
	buf_free(&s->made);
	free(s->places);
	arena_free(s->mem);
	memset(s, 0, sizeof *s);
}

const char *
source_layout(const struct source *s)
{
	return s->map != NULL && s->map->name != NULL ? s->map->name : "";
}
