/* Opening a file of records: text, dialect, header, layout. */
#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "text.h"

enum { MAP_FILE = 256 * 1024 };

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

static bool
open_text(struct source *s)
{
	struct text_fault f;
	char why[TEXTFILE_WHY];

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

/* How much a record looks like a header; a sure one is worth most. */
static int
score(void *arg, const struct csv_record *header)
{
	const struct source *s = arg;
	const struct map *m = s->map;
	int own;

	if (m != NULL)
		return layout_score(s->o->kind, m, header);
	own = layout_score(s->o->kind, NULL, header);
	if (layout_is_own(s->o->kind, header))
		return own + 100;
	if (open_question(s))
		m = layouts_find(&s->layouts, s->o->kind, header);
	return m != NULL ? layout_score(s->o->kind, m, header) + 100 : own;
}

static bool
open_dialect(struct source *s)
{
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
	int need = s->map != NULL ? 2 : 100, most = 0;
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
	struct csv_record rec;

	s->reader = open_reader(s, from);
	for (long i = 0; i < (s->header_at > 0 ? s->header_at : 1); i++)
		if (!csv_next(s->reader, &rec))
			return fail(s, "E_HEADER_MISSING",
			    s->dialect.first_line, 1,
			    _("the file has no header"));
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

/* A file of another kind is worth a word, before its headings are not known. */
static void
hint(struct source *s)
{
	const struct map *other = layouts_find(&s->layouts, NULL, &s->header);
	char why[MAP_WHY];

	if (other == NULL || layout_is_own(s->o->kind, &s->header))
		return;
	str_printf(why, sizeof why, _("this looks like %s: postern import %s"),
	    other->name, other->kind);
	message(s->m,
	    &(struct message){ .warning = true,
		.code = "W_LAYOUT",
		.line = s->header.line,
		.text = why });
}

static bool
open_header(struct source *s)
{
	if (s->map != NULL && s->map->no_header)
		s->header_at = 0;
	else
		s->header_at =
		    s->o->header_row > 0 ? s->o->header_row : likeliest(s);
	if (!read_header(s))
		return false;
	if (!open_question(s) || layout_is_own(s->o->kind, &s->header))
		return true;
	s->map = layouts_find(&s->layouts, s->o->kind, &s->header);
	if (s->map == NULL)
		hint(s);
	return true;
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
	return open_map(s) && open_text(s) && open_dialect(s) && open_header(s);
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
