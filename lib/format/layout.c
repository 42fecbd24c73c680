/* From a header to columns. */
#include "layout.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

enum { KEY = 120 };

/* ---- comparing headings */

void
heading_key(const char *heading, char *key, size_t size)
{
	static const struct {
		const char *ending;
		size_t cut;
	} numbers[] = { { "number", 6 }, { "nbr", 3 }, { "num", 3 } };
	char folded[HEADING];
	size_t n = 0;

	utf8_fold(heading, folded, sizeof folded);
	for (const char *c = folded; *c != '\0' && n + 3 < size; c++) {
		if (*c == '#') {
			key[n++] = 'n';
			key[n++] = 'o';
		} else if ((*c >= 'a' && *c <= 'z') ||
		    (*c >= '0' && *c <= '9') || (unsigned char)*c >= 0x80)
			key[n++] = *c;
	}
	key[n] = '\0';
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (n > numbers[i].cut && str_ends(key, numbers[i].ending)) {
			str_copy(key + n - numbers[i].cut, 3, "no");
			break;
		}
}

bool
heading_same(const char *a, const char *b)
{
	char x[KEY], y[KEY];

	heading_key(a, x, sizeof x);
	heading_key(b, y, sizeof y);
	return strcmp(x, y) == 0;
}

/* As a map names it: "Phone 3 *" is all headings that begin so. */
static bool
names(const char *pattern, const char *heading)
{
	size_t n = strlen(pattern);
	char x[KEY], y[KEY];

	if (n < 2 || pattern[n - 1] != '*')
		return heading_same(pattern, heading);
	heading_key(pattern, x, sizeof x);
	heading_key(heading, y, sizeof y);
	return x[0] != '\0' && str_starts(y, x);
}

static int
cell_named(const struct csv_record *header, const char *heading)
{
	for (int i = 0; i < header->n; i++)
		if (heading_same(header->cells[i].text, heading))
			return i;
	return -1;
}

int
layout_cell(const struct csv_record *header, const char *headings)
{
	char one[HEADING];
	int cell = -1;

	while (cell < 0 && *headings != '\0') {
		size_t n = strcspn(headings, "|");

		str_printf(one, sizeof one, "%.*s", (int)n, headings);
		cell = cell_named(header, one);
		headings += n + (headings[n] == '|');
	}
	return cell;
}

/* Also those that only the program sets: they come back in exports. */
static const struct field *
own_field(const struct kind *k, const char *heading, enum kind_part *part)
{
	struct kind_step step = { 0 };
	const struct field *f, *found = NULL;
	enum kind_part of;

	while ((f = kind_next(k, &step, &of)) != NULL)
		if ((found == NULL || field_importable(f)) &&
		    heading_same(f->name, heading)) {
			found = f;
			*part = of;
			if (field_importable(f))
				break;
		}
	return found;
}

static bool
rule_names(const struct map_rule *rule, const char *heading)
{
	for (int i = 0; i < rule->terms; i++)
		if (!rule->term[i].literal &&
		    names(rule->term[i].text, heading))
			return true;
	return false;
}

static bool
named_among(const char *headings, const char *heading)
{
	const struct csv_cell cell = { .text = heading };
	const struct csv_record one = { .n = 1, .cells = &cell };

	return layout_cell(&one, headings) == 0;
}

static bool
map_names(const struct map *m, const char *heading)
{
	if (m->only != NULL && named_among(m->only, heading))
		return true;
	for (int i = 0; i < m->n; i++)
		if (rule_names(&m->rules[i], heading))
			return true;
	return false;
}

/* ---- what a header looks like */

int
layout_score(
    const struct kind *k, const struct map *m, const struct csv_record *header)
{
	enum kind_part part;
	int n = 0;

	for (int i = 0; i < header->n; i++) {
		const char *heading = header->cells[i].text;

		if (heading[0] != '\0' && heading[0] != '_')
			n += m != NULL ? map_names(m, heading) :
					 own_field(k, heading, &part) != NULL;
	}
	return n;
}

/* Codes are numbered by the model when a file brings none, and documents know
 * much from their accounts and items. */
static bool
needed(const struct kind *k, const struct field *f, enum kind_part part)
{
	if (k->lines != NULL)
		return part == KIND_RECORD && k->needs != NULL &&
		    str_listed(k->needs, f->name);
	return (f->flags & F_REQUIRED) && field_importable(f) &&
	    !(part == KIND_RECORD && f->tag == k->e->key);
}

bool
layout_is_own(const struct kind *k, const struct csv_record *header)
{
	struct kind_step step = { 0 };
	const struct field *f;
	enum kind_part part;

	while ((f = kind_next(k, &step, &part)) != NULL)
		if (needed(k, f, part) && layout_cell(header, f->name) < 0)
			return false;
	return layout_score(k, NULL, header) > 1;
}

bool
layout_fits(const struct map *m, const struct csv_record *header)
{
	for (int i = 0; i < m->needs; i++)
		if (layout_cell(header, m->need[i]) < 0)
			return false;
	return m->needs > 0;
}

/* Amounts and counts of all sorts, by the names of their types. */
static bool
is_number(const struct field *f)
{
	static const char *const types[] = { "int", "count", "money", "price",
		"quantity", "rate", NULL };

	for (int i = 0; types[i] != NULL; i++)
		if (strcmp(f->type->name, types[i]) == 0)
			return true;
	return false;
}

/* ---- columns */

struct making {
	const struct kind *kind;
	const struct map *map;
	const struct csv_record *header;
	struct messages *m;
	struct layout *layout;
	bool good;
};

static void
header_message(struct making *k, bool warning, const char *code, int cell,
    const char *text)
{
	const struct csv_cell *c = cell >= 0 ? &k->header->cells[cell] : NULL;

	message(k->m,
	    &(struct message){ .warning = warning,
		.code = code,
		.line = c != NULL ? c->line : k->header->line,
		.column = c != NULL ? c->column : 1,
		.value = c != NULL ? c->text : NULL,
		.text = text });
	if (!warning)
		k->good = false;
}

/* A column for a field; NULL: said why not. Its cells are the caller's. */
static struct column *
add_column(struct making *k, const char *name, int cell)
{
	enum kind_part part = KIND_RECORD;
	const struct field *f = kind_field(k->kind, name, &part);
	struct layout *l = k->layout;
	char why[MAP_WHY];

	/* A layout may know more than this store can keep. */
	if (f == NULL && k->map != NULL && k->map->shipped)
		return NULL;
	if (f == NULL) {
		str_printf(why, sizeof why,
		    _("the map names %s, which is no field of %s that files "
		      "may set"),
		    name, k->kind->name);
		header_message(k, false, "E_HEADER", cell, why);
		return NULL;
	}
	for (int i = 0; i < l->n; i++)
		if (l->columns[i].field == f) {
			str_printf(why, sizeof why,
			    _("%s is fed twice, by columns %d and %d"), f->name,
			    l->columns[i].cell + 1, cell + 1);
			header_message(k, false, "E_HEADER_DUP", cell, why);
			return NULL;
		}
	l->columns =
	    xrealloc(l->columns, (size_t)(l->n + 1) * sizeof *l->columns);
	l->columns[l->n] = (struct column){ .field = f,
		.of = part,
		.cell = cell,
		.number = is_number(f),
		.date = f->type == &type_date || f->type == &type_time,
		.decimal = '.' };
	return &l->columns[l->n++];
}

static void
unknown(struct making *k, int cell, bool ignore)
{
	const char *heading = k->header->cells[cell].text;
	struct buf b = { 0 };

	if (ignore || (k->map != NULL && k->map->skip_rest))
		return;
	if (heading[0] == '\0')
		buf_str(&b, _("a column without a heading"));
	else {
		if (k->map == NULL)
			buf_str(&b, _("no such field; nearest: "));
		else if (!k->map->shipped)
			buf_str(&b,
			    _("the map does not name this heading; "
			      "nearest: "));
		else
			buf_printf(&b,
			    _("%s does not know this heading; nearest: "),
			    k->map->name);
		layout_nearest(k->kind, k->map, heading, &b);
	}
	buf_str(&b, _(" (--ignore-unknown leaves it out)"));
	header_message(k, false, "E_HEADER", cell, b.data);
	buf_free(&b);
}

/* A nameless last column is only the comma that some programs end lines with.
 */
static bool
trailing(const struct csv_record *header, int cell)
{
	while (cell < header->n && header->cells[cell].text[0] == '\0')
		cell++;
	return cell == header->n;
}

static void
by_own_headings(struct making *k, bool ignore)
{
	for (int i = 0; i < k->header->n; i++) {
		const char *heading = k->header->cells[i].text;
		enum kind_part part;
		const struct field *f = own_field(k->kind, heading, &part);

		if (heading[0] == '_' || trailing(k->header, i))
			continue;
		if (f == NULL || (f->flags & F_SECRET))
			unknown(k, i, ignore);
		else if (field_importable(f))
			(void)add_column(k, f->name, i);
		/* Fields that only the program sets come back in exports. */
	}
}

/* ---- by a map */

/* The cells of a rule's terms; the first of them, or -1. */
static int
find_terms(
    const struct making *k, const struct map_rule *rule, int cells[MAP_TERMS])
{
	int first = -1;

	for (int i = 0; i < rule->terms; i++) {
		cells[i] = rule->term[i].literal ?
		    -1 :
		    layout_cell(k->header, rule->term[i].text);
		if (first < 0)
			first = cells[i];
	}
	return first;
}

static void
not_there(struct making *k, const struct map_rule *rule)
{
	char why[MAP_WHY];

	/* A layout knows the headings of many years. */
	if (k->map->shipped || strchr(rule->term[0].text, '*') != NULL)
		return;
	str_printf(why, sizeof why,
	    _("line %d of the map names %s, which the file does not have"),
	    rule->line, rule->term[0].text);
	header_message(k, true, "W_HEADER", -1, why);
}

static void
apply_rule(struct making *k, const struct map_rule *rule)
{
	bool two = rule->field[1][0] != '\0';
	int cells[MAP_TERMS], cell = -1;

	if (!rule->constant && (cell = find_terms(k, rule, cells)) < 0)
		not_there(k, rule);
	if (rule->skip || (!rule->constant && cell < 0))
		return;
	for (int i = 0; i < 1 + two; i++) {
		struct column *c = add_column(k, rule->field[i], cell);

		if (c == NULL)
			continue;
		c->rule = rule;
		c->part = !two ? PART_WHOLE :
		    i == 0     ? PART_BUT_LAST :
				 PART_LAST;
		if (!rule->constant)
			memcpy(c->cells, cells, sizeof cells);
	}
}

static void
by_map(struct making *k, bool ignore)
{
	for (int i = 0; i < k->map->n; i++)
		apply_rule(k, &k->map->rules[i]);
	for (int i = 0; i < k->header->n; i++) {
		const char *heading = k->header->cells[i].text;

		if (heading[0] != '_' && !trailing(k->header, i) &&
		    !map_names(k->map, heading))
			unknown(k, i, ignore);
	}
}

/* A column that decides which rows count is not to be missed. */
static void
find_only(struct making *k)
{
	const struct map *m = k->map;
	char why[MAP_WHY];

	k->layout->only = -1;
	if (m == NULL || m->only == NULL)
		return;
	k->layout->only = layout_cell(k->header, m->only);
	if (k->layout->only >= 0 || m->shipped)
		return;
	str_printf(why, sizeof why,
	    _("the map takes rows by %s, which the file does not have"),
	    m->only);
	header_message(k, false, "E_HEADER_MISSING", -1, why);
}

/* ---- checks */

static void
check_twice(struct making *k)
{
	char why[MAP_WHY];

	for (int i = 0; i < k->header->n; i++) {
		const char *heading = k->header->cells[i].text;

		for (int j = 0; j < i && heading[0] != '\0'; j++) {
			if (!heading_same(k->header->cells[j].text, heading))
				continue;
			str_printf(why, sizeof why,
			    _("columns %d and %d have the same heading"), j + 1,
			    i + 1);
			header_message(k, false, "E_HEADER_DUP", i, why);
			break;
		}
	}
}

static void
check_required(struct making *k)
{
	struct kind_step step = { 0 };
	const struct field *f;
	enum kind_part part;
	char why[MAP_WHY];

	while ((f = kind_next(k->kind, &step, &part)) != NULL) {
		bool fed = !needed(k->kind, f, part);

		for (int i = 0; !fed && i < k->layout->n; i++)
			fed = k->layout->columns[i].field == f;
		if (fed)
			continue;
		str_printf(why, sizeof why,
		    _("no column for %s, which all %s need"), f->name,
		    k->kind->name);
		header_message(k, false, "E_HEADER_MISSING", -1, why);
	}
}

bool
layout_make(const struct kind *kind, const struct map *map,
    const struct csv_record *header, bool ignore_unknown, struct messages *m,
    struct layout *l)
{
	struct making k = { .kind = kind,
		.map = map,
		.header = header,
		.m = m,
		.layout = l,
		.good = true };

	*l = (struct layout){ .kind = kind, .map = map, .width = header->n };
	check_twice(&k);
	find_only(&k);
	if (map != NULL)
		by_map(&k, ignore_unknown);
	else
		by_own_headings(&k, ignore_unknown);
	if (k.good)
		check_required(&k);
	return k.good;
}

void
layout_free(struct layout *l)
{
	free(l->columns);
	l->columns = NULL;
	l->n = 0;
}
