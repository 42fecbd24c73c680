/* Reading UBL: a walk through the tree along the tables of elements. */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "date.h"
#include "str.h"
#include "text.h"
#include "ublparts.h"

enum { PATH_TEXT = 200, SHOWN = 60, ROWS = 64 };

struct reading {
	struct ubl_document *d;
	struct xml_faults *faults;
	char path[PATH_TEXT]; /* "Invoice/InvoiceLine/Price" */
};

static void read_inside(struct reading *, const struct xml_node *,
    const struct ubl_element *, char *base);

__attribute__((format(printf, 4, 5))) static void
complain(struct reading *r, const struct xml_node *n, const char *code,
    const char *form, ...)
{
	struct xml_fault f = { .code = code, .line = xml_line(n) };
	va_list args;

	va_start(args, form);
	vsnprintf(f.text, sizeof f.text, form, args);
	va_end(args);
	xml_faults_add(r->faults, &f);
}

/* ---- text */

/*
 * Outer blanks go, control characters become blanks, and so do line breaks
 * unless wanted. The parser has seen to it that all is UTF-8.
 */
static const char *
clean(char *s, bool lines)
{
	char *from = s, *to = s;

	for (; *from != '\0'; from++) {
		unsigned char c = (unsigned char)*from;
		bool newline = lines && c == '\n';

		if (c == 0xc2 && (unsigned char)from[1] < 0xa0) {
			from++; /* a C1 control character */
			c = ' ';
		}
		if (c > ' ' && c != 0x7f)
			*to++ = (char)c;
		else if (newline && to > s)
			*to++ = '\n';
		else if (to > s && to[-1] != ' ' && to[-1] != '\n')
			*to++ = ' ';
	}
	while (to > s && (to[-1] == ' ' || to[-1] == '\n'))
		to--;
	*to = '\0';
	return *s == '\0' ? NULL : s;
}

static const char *
attribute(struct reading *r, const struct xml_node *n, const char *name)
{
	const char *value = name != NULL ? xml_attribute(n, name) : NULL;

	return value == NULL ? NULL :
			       clean(arena_strdup(r->d->mem, value), false);
}

static void
read_text(struct reading *r, const struct xml_node *n,
    const struct ubl_element *e, struct ubl_text *t)
{
	t->s = clean(xml_text(n, r->d->mem), e->shape == SHAPE_NOTE);
	t->scheme = attribute(r, n, e->attribute);
	t->line = xml_line(n);
}

/* ---- numbers */

static int
places(enum ubl_shape shape)
{
	switch (shape) {
	case SHAPE_AMOUNT:
		return AMOUNT_PLACES;
	case SHAPE_PRICE:
		return UBL_PRICE_PLACES;
	case SHAPE_QUANTITY:
		return QUANTITY_PLACES;
	case SHAPE_PERCENT:
		return PERCENT_PLACES;
	default:
		return 0;
	}
}

/* Are all decimals beyond the places noughts? */
static bool
exact(const char *s, int most)
{
	const char *point = strchr(s, '.');

	if (point == NULL)
		return true;
	for (s = point + 1; *s != '\0'; s++)
		if (most-- <= 0 && *s != '0')
			return false;
	return true;
}

static bool
read_decimal(struct reading *r, const struct xml_node *n,
    const struct ubl_element *e, const char *s, struct ubl_number *v)
{
	int most = places(e->shape), written;

	if (!amount_parse(s, most, &v->v, &written)) {
		complain(r, n, "E_NUMBER",
		    _("%s: \"%.*s\" is not a number that can be kept."),
		    e->name, SHOWN, s);
		return false;
	}
	v->decimals = (short)(written < 99 ? written : 99);
	if (!exact(s, most) && (e->flags & UBL_ROUNDED) == 0)
		complain(r, n, "E_NUMBER",
		    _("%s: \"%.*s\" has more than %d decimals."), e->name,
		    SHOWN, s, most);
	return true;
}

/* xsd:date may carry a zone, which says nothing about the day meant. */
static bool
read_date(const char *s, int64_t *day)
{
	enum { DAY = 10 };
	char text[DAY + 1];
	const char *zone;

	if (strlen(s) < DAY)
		return false;
	memcpy(text, s, DAY);
	text[DAY] = '\0';
	zone = s + DAY;
	if (*zone != '\0' && strcmp(zone, "Z") != 0 &&
	    !((*zone == '+' || *zone == '-') && strlen(zone) == 6 &&
		zone[3] == ':' && strspn(zone + 1, "0123456789:") == 5))
		return false;
	return date_parse(text, day);
}

static bool
read_flag(const char *s, int64_t *v)
{
	*v = strcmp(s, "true") == 0 || strcmp(s, "1") == 0;
	return *v == 1 || strcmp(s, "false") == 0 || strcmp(s, "0") == 0;
}

/* Amounts are in the document's currency, but for the tax in another. */
static void
check_currency(struct reading *r, const struct xml_node *n,
    const struct ubl_element *e, const char *unit)
{
	struct ubl_document *d = r->d;

	if (unit == NULL)
		return;
	if (d->currency.s == NULL) {
		d->currency.s = unit;
		d->currency.line = xml_line(n);
		return;
	}
	if (strcmp(unit, d->currency.s) == 0 ||
	    (d->tax_currency.s != NULL &&
		strcmp(unit, d->tax_currency.s) == 0 &&
		strstr(r->path, "/TaxTotal") != NULL))
		return;
	complain(r, n, "E_CODE",
	    _("%s is in %.*s, but the document is in %.*s."), e->name, 10, unit,
	    10, d->currency.s);
}

static void
read_number(struct reading *r, const struct xml_node *n,
    const struct ubl_element *e, struct ubl_number *v)
{
	const char *s = clean(xml_text(n, r->d->mem), false);

	v->line = xml_line(n);
	if (s == NULL)
		return;
	switch (e->shape) {
	case SHAPE_DATE:
		v->given = read_date(s, &v->v);
		if (!v->given)
			complain(r, n, "E_DATE",
			    _("%s: \"%.*s\" is not a date."), e->name, SHOWN,
			    s);
		return;
	case SHAPE_FLAG:
		v->given = read_flag(s, &v->v);
		if (!v->given)
			complain(r, n, "E_CODE",
			    _("%s: \"%.*s\" is neither true nor false."),
			    e->name, SHOWN, s);
		return;
	default:
		v->given = read_decimal(r, n, e, s, v);
		v->unit = attribute(r, n, e->attribute);
	}
	if (e->shape == SHAPE_AMOUNT || e->shape == SHAPE_PRICE)
		check_currency(r, n, e, v->unit);
}

/* ---- elements */

static void
read_element(struct reading *r, const struct xml_node *n,
    const struct ubl_element *e, char *base)
{
	char *at = base + e->off;

	if (e->count != 0) {
		int *count = (int *)(void *)(base + e->count);

		at = ubl_more(r->d, at, count, e->size);
	}
	switch (e->shape) {
	case SHAPE_WORDS:
	case SHAPE_NOTE:
		read_text(r, n, e, (struct ubl_text *)(void *)at);
		return;
	case SHAPE_SKIPPED:
		r->d->embedded++;
		return;
	case SHAPE_STRUCT:
		*(long *)(void *)at = xml_line(n);
		break;
	case SHAPE_PATH:
		break;
	default:
		read_number(r, n, e, (struct ubl_number *)(void *)at);
		return;
	}
	read_inside(r, n, e->inside, at);
}

static const struct ubl_element *
find(const struct ubl_element *table, const struct xml_node *n)
{
	const char *space = xml_space(n), *name = xml_name(n);

	for (; table->name != NULL; table++)
		if (strcmp(table->name + 4, name) == 0 &&
		    strcmp(space,
			table->name[1] == 'b' ? UBL_BASIC : UBL_AGGREGATE) == 0)
			return table;
	return NULL;
}

static void
note_repeat(struct reading *r, const struct xml_node *n)
{
	struct ubl_repeat *again =
	    ubl_add(r->d, &r->d->repeats, &r->d->repeats_n);

	again->path = arena_printf(r->d->mem, "%s/%s", r->path, xml_name(n));
	again->line = xml_line(n);
}

static void
read_inside(struct reading *r, const struct xml_node *n,
    const struct ubl_element *table, char *base)
{
	bool seen[ROWS] = { false };
	size_t path = strlen(r->path);

	str_copy(r->path + path, sizeof r->path - path, path > 0 ? "/" : "");
	str_copy(r->path + strlen(r->path), sizeof r->path - strlen(r->path),
	    xml_name(n));
	for (n = xml_first(n); n != NULL; n = xml_next(n)) {
		const struct ubl_element *e = find(table, n);

		if (e == NULL)
			continue;
		assert(e - table < ROWS);
		if (e->count == 0 && seen[e - table]) {
			note_repeat(r, n);
			continue;
		}
		seen[e - table] = true;
		read_element(r, n, e, base);
	}
	r->path[path] = '\0';
}

struct ubl_document *
ubl_read(const char *text, size_t n, struct xml_faults *faults)
{
	struct reading r = { .faults = faults };
	struct xml_tree *tree = NULL;
	struct xml_fault f;
	enum ubl_kind kind = ubl_kind(text, n, &f);

	if (kind != UBL_NONE)
		tree = xml_parse(text, n, &f);
	if (tree == NULL) {
		xml_faults_add(faults, &f);
		return NULL;
	}
	r.d = ubl_new(kind);
	r.d->line = xml_line(xml_root(tree));
	read_inside(&r, xml_root(tree), ubl_elements[kind], (char *)r.d);
	xml_tree_free(tree);
	return r.d;
}
