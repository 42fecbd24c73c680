/* From a header to columns. */
#include "layout.h"

#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "str.h"
#include "text.h"
#include "utf8.h"

enum { KEY = 120, NEAREST = 3 };

/* Headings of other systems, for drafts and suggestions. */
static const struct {
	const char *entity, *heading, *field;
} synonyms[] = {
	{ "account", "customerid", "account_id" },
	{ "account", "customerno", "account_id" },
	{ "account", "accountno", "account_id" },
	{ "account", "account", "account_id" },
	{ "account", "company", "name" },
	{ "account", "companyname", "name" },
	{ "account", "customer", "name" },
	{ "account", "customername", "name" },
	{ "account", "accountname", "name" },
	{ "account", "address", "bill_line1" },
	{ "account", "address1", "bill_line1" },
	{ "account", "address2", "bill_line2" },
	{ "account", "street", "bill_line1" },
	{ "account", "city", "bill_city" },
	{ "account", "town", "bill_city" },
	{ "account", "state", "bill_region" },
	{ "account", "region", "bill_region" },
	{ "account", "zip", "bill_postal_code" },
	{ "account", "zipcode", "bill_postal_code" },
	{ "account", "postalcode", "bill_postal_code" },
	{ "account", "postcode", "bill_postal_code" },
	{ "account", "country", "bill_country" },
	{ "account", "vatno", "tax_id" },
	{ "account", "taxno", "tax_id" },
	{ "account", "taxregistrationid", "tax_id" },
	{ "account", "contact", "bill_attention" },
	{ "account", "contactname", "bill_attention" },
	{ "contact", "customerid", "account_id" },
	{ "contact", "businessaccount", "account_id" },
	{ "contact", "company", "account_id" },
	{ "contact", "contactno", "contact_id" },
	{ "contact", "contactname", "first_name last_name" },
	{ "contact", "name", "first_name last_name" },
	{ "contact", "fullname", "first_name last_name" },
	{ "contact", "givenname", "first_name" },
	{ "contact", "familyname", "last_name" },
	{ "contact", "surname", "last_name" },
	{ "contact", "contacttitle", "job_title" },
	{ "contact", "position", "job_title" },
	{ "contact", "address", "line1" },
	{ "contact", "street", "line1" },
	{ "contact", "address1", "line1" },
	{ "contact", "address2", "line2" },
	{ "contact", "town", "city" },
	{ "contact", "state", "region" },
	{ "contact", "zip", "postal_code" },
	{ "contact", "postcode", "postal_code" },
	{ "contact", "cell", "mobile" },
	{ "contact", "mobilephone", "mobile" },
	{ NULL, "emailaddress", "email" },
	{ NULL, "mail", "email" },
	{ NULL, "telephone", "phone" },
	{ NULL, "phoneno", "phone" },
	{ NULL, "tel", "phone" },
	{ NULL, "faxno", "fax" },
	{ NULL, "web", "website" },
	{ NULL, "url", "website" },
	{ NULL, "comments", "notes" },
	{ NULL, "remarks", "notes" },
	{ NULL, NULL, NULL },
};

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

static bool
same_heading(const char *a, const char *b)
{
	char x[KEY], y[KEY];

	heading_key(a, x, sizeof x);
	heading_key(b, y, sizeof y);
	return strcmp(x, y) == 0;
}

static bool
importable(const struct field *f)
{
	return (f->flags & (F_SYSTEM | F_SECRET)) == 0;
}

static const struct field *
own_field(const struct entity *e, const char *heading)
{
	for (const struct field *f = e->fields; f->tag != 0; f++)
		if (same_heading(f->name, heading))
			return f;
	return NULL;
}

/* ---- suggestions */

/* How many letters must change; enough for headings. */
static int
distance(const char *a, const char *b)
{
	int row[KEY + 1];
	size_t n = strlen(b);

	for (size_t j = 0; j <= n; j++)
		row[j] = (int)j;
	for (size_t i = 0; a[i] != '\0'; i++) {
		int corner = row[0];

		row[0] = (int)i + 1;
		for (size_t j = 0; j < n; j++) {
			int change = corner + (a[i] != b[j]);
			int least = row[j] < row[j + 1] ? row[j] : row[j + 1];

			corner = row[j + 1];
			row[j + 1] = change < least + 1 ? change : least + 1;
		}
	}
	return row[n];
}

/* The fields whose names look most like a heading. */
static void
nearest(const struct entity *e, const char *heading, struct buf *b)
{
	const struct field *best[NEAREST] = { NULL };
	int far[NEAREST] = { 0 };
	char key[KEY], name[KEY];

	heading_key(heading, key, sizeof key);
	for (const struct field *f = e->fields; f->tag != 0; f++) {
		const struct field *here = f;
		int d;

		if (!importable(f))
			continue;
		heading_key(f->name, name, sizeof name);
		d = distance(key, name);
		if (strstr(name, key) != NULL || strstr(key, name) != NULL)
			d /= 2;
		for (int i = 0; i < NEAREST; i++)
			if (best[i] == NULL || d < far[i]) {
				const struct field *f2 = best[i];
				int d2 = far[i];

				best[i] = here;
				far[i] = d;
				if ((here = f2) == NULL)
					break;
				d = d2;
			}
	}
	for (int i = 0; i < NEAREST && best[i] != NULL; i++)
		buf_printf(b, "%s%s", i > 0 ? ", " : "", best[i]->name);
}

static const char *
synonym(const struct entity *e, const char *heading)
{
	char key[KEY];

	heading_key(heading, key, sizeof key);
	for (int i = 0; synonyms[i].heading != NULL; i++)
		if ((synonyms[i].entity == NULL ||
			strcmp(synonyms[i].entity, e->name) == 0) &&
		    strcmp(synonyms[i].heading, key) == 0)
			return synonyms[i].field;
	return NULL;
}

static void
add_heading(const char *heading, struct buf *b)
{
	if (strpbrk(heading, "=+#\"\n") == NULL && heading[0] != '\0') {
		buf_str(b, heading);
		return;
	}
	buf_char(b, '"');
	for (; *heading != '\0'; heading++) {
		if (*heading == '"')
			buf_char(b, '"');
		buf_char(b, *heading == '\n' ? ' ' : *heading);
	}
	buf_char(b, '"');
}

void
layout_draft(
    const struct entity *e, const struct csv_record *header, struct buf *b)
{
	buf_printf(b,
	    _("# Which heading feeds which field of %s; postern-csv(5).\n"),
	    e->name);
	for (int i = 0; i < header->n; i++) {
		const char *heading = header->cells[i].text;
		const struct field *f = own_field(e, heading);
		const char *other = synonym(e, heading);

		if (heading[0] == '_')
			continue;
		add_heading(heading, b);
		if (f != NULL && importable(f))
			buf_printf(b, " = %s\n", f->name);
		else if (other != NULL)
			buf_printf(b, " = %s\n", other);
		else {
			buf_str(b, _(" = -\t# perhaps "));
			nearest(e, heading, b);
			buf_char(b, '\n');
		}
	}
}

/* ---- columns */

struct making {
	const struct entity *e;
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

static void
add_column(struct making *k, const char *name, int cell, enum cell_part part,
    const char *text)
{
	const struct field *f = record_named(k->e, name);
	struct layout *l = k->layout;
	char why[MAP_WHY];

	if (f == NULL || !importable(f)) {
		str_printf(why, sizeof why,
		    _("the map names %s, which is no field of %s that files "
		      "may set"),
		    name, k->e->name);
		header_message(k, false, "E_HEADER", cell, why);
		return;
	}
	for (int i = 0; i < l->n; i++)
		if (l->columns[i].field == f) {
			str_printf(why, sizeof why,
			    _("%s is fed twice, by columns %d and %d"), f->name,
			    l->columns[i].cell + 1, cell + 1);
			header_message(k, false, "E_HEADER_DUP", cell, why);
			return;
		}
	l->columns =
	    xrealloc(l->columns, (size_t)(l->n + 1) * sizeof *l->columns);
	l->columns[l->n++] = (struct column){
		.field = f, .cell = cell, .part = part, .text = text
	};
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
		buf_printf(&b,
		    k->map != NULL ? _("the map does not name this heading; "
				       "nearest: ") :
				     _("no such field; nearest: "));
		nearest(k->e, heading, &b);
	}
	buf_str(&b, _(" (--ignore-unknown leaves it out)"));
	header_message(k, false, "E_HEADER", cell, b.data);
	buf_free(&b);
}

static void
by_own_headings(struct making *k, bool ignore)
{
	for (int i = 0; i < k->header->n; i++) {
		const char *heading = k->header->cells[i].text;
		const struct field *f = own_field(k->e, heading);

		if (heading[0] == '_')
			continue;
		if (f == NULL || (f->flags & F_SECRET))
			unknown(k, i, ignore);
		else if (importable(f))
			add_column(k, f->name, i, PART_WHOLE, "");
		/* Fields that only the program sets come back in exports. */
	}
}

static int
cell_of(const struct csv_record *header, const char *heading)
{
	for (int i = 0; i < header->n; i++)
		if (same_heading(header->cells[i].text, heading))
			return i;
	return -1;
}

static void
apply_rule(struct making *k, const struct map_rule *rule)
{
	int cell = -1;
	char why[MAP_WHY];

	if (!rule->constant && (cell = cell_of(k->header, rule->heading)) < 0) {
		str_printf(why, sizeof why,
		    _("line %d of the map names %s, which the file does not "
		      "have"),
		    rule->line, rule->heading);
		header_message(k, true, "W_HEADER", -1, why);
		return;
	}
	if (rule->skip)
		return;
	add_column(k, rule->field[0], cell,
	    rule->field[1][0] != '\0' ? PART_BUT_LAST : PART_WHOLE,
	    rule->after);
	if (rule->field[1][0] != '\0')
		add_column(k, rule->field[1], cell, PART_LAST, rule->after);
}

static void
by_map(struct making *k, bool ignore)
{
	for (int i = 0; i < k->map->n; i++)
		apply_rule(k, &k->map->rules[i]);
	for (int i = 0; i < k->header->n; i++) {
		const char *heading = k->header->cells[i].text;
		bool named = heading[0] == '_';

		for (int j = 0; !named && j < k->map->n; j++)
			named = !k->map->rules[j].constant &&
			    same_heading(k->map->rules[j].heading, heading);
		if (!named)
			unknown(k, i, ignore);
	}
}

static void
check_twice(struct making *k)
{
	char why[MAP_WHY];

	for (int i = 0; i < k->header->n; i++) {
		const char *heading = k->header->cells[i].text;

		for (int j = 0; j < i && heading[0] != '\0'; j++) {
			if (!same_heading(k->header->cells[j].text, heading))
				continue;
			str_printf(why, sizeof why,
			    _("columns %d and %d have the same heading"), j + 1,
			    i + 1);
			header_message(k, false, "E_HEADER_DUP", i, why);
			break;
		}
	}
}

/* Codes are numbered by the model when a file brings none. */
static void
check_required(struct making *k)
{
	char why[MAP_WHY];

	for (const struct field *f = k->e->fields; f->tag != 0; f++) {
		bool fed = false;

		if (!(f->flags & F_REQUIRED) || !importable(f) ||
		    f->tag == k->e->key)
			continue;
		for (int i = 0; i < k->layout->n; i++)
			fed = fed || k->layout->columns[i].field == f;
		if (fed)
			continue;
		str_printf(why, sizeof why,
		    _("no column for %s, which every %s needs"), f->name,
		    k->e->name);
		header_message(k, false, "E_HEADER_MISSING", -1, why);
	}
}

bool
layout_make(const struct entity *e, const struct map *map,
    const struct csv_record *header, bool ignore_unknown, struct messages *m,
    struct layout *l)
{
	struct making k = { .e = e,
		.map = map,
		.header = header,
		.m = m,
		.layout = l,
		.good = true };

	*l = (struct layout){ .e = e, .width = header->n };
	check_twice(&k);
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

int
layout_score(void *arg, const struct csv_record *header)
{
	const struct layout_known *known = arg;
	int n = 0;

	for (int i = 0; i < header->n; i++) {
		const char *heading = header->cells[i].text;
		bool is = false;

		if (known->map == NULL)
			is = own_field(known->e, heading) != NULL;
		for (int j = 0; known->map != NULL && !is && j < known->map->n;
		     j++)
			is =
			    same_heading(known->map->rules[j].heading, heading);
		n += is;
	}
	return n;
}
