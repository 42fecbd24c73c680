/*
 * The schema of our own XML, from the tables. It says which elements there
 * are and what their text looks like; whether a value is allowed where it
 * stands is a matter of the rules, when a file is imported.
 */
#include <string.h>

#include "exportxml.h"
#include "str.h"
#include "xmlown.h"

static void
pattern(struct xml_writer *w, const char *name, const char *of)
{
	xml_open(w, "xs:simpleType");
	xml_attribute_add(w, "name", name);
	xml_open(w, "xs:restriction");
	xml_attribute_add(w, "base", "xs:string");
	xml_open(w, "xs:pattern");
	xml_attribute_add(w, "value", of);
	xml_close(w);
	xml_close(w);
	xml_close(w);
}

/* An empty element clears a field, so each of them may be empty. */
static const struct {
	const struct type *type;
	const char *name, *pattern;
} types[] = {
	{ &type_int, "whole", "(-?[0-9]+)?" },
	{ &type_count, "count", "([0-9]+)?" },
	{ &type_money, "money", "(-?[0-9]+(\\.[0-9]{1,3})?)?" },
	{ &type_price, "price", "(-?[0-9]+(\\.[0-9]{1,4})?)?" },
	{ &type_quantity, "quantity", "(-?[0-9]+(\\.[0-9]{1,3})?)?" },
	{ &type_rate, "rate", "(-?[0-9]+(\\.[0-9]{1,3})?)?" },
	{ &type_bool, "yes_or_no", "(yes|no)?" },
	{ &type_date, "date", "([0-9]{4}-[0-9]{2}-[0-9]{2})?" },
	{ &type_time, "time",
	    "([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?" },
	{ NULL, NULL, NULL },
};

static const char *
type_name(const struct field *f)
{
	for (int i = 0; types[i].type != NULL; i++)
		if (types[i].type == f->type)
			return types[i].name;
	return NULL;
}

static void
add_restriction(struct xml_writer *w, const struct field *f)
{
	char most[24];

	xml_open(w, "xs:simpleType");
	xml_open(w, "xs:restriction");
	xml_attribute_add(w, "base", "xs:string");
	if (f->type == &type_choice) {
		xml_open(w, "xs:enumeration");
		xml_attribute_add(w, "value", "");
		xml_close(w);
		for (const struct choice *c = f->choices; c->value != 0; c++) {
			xml_open(w, "xs:enumeration");
			xml_attribute_add(w, "value", c->name);
			xml_close(w);
		}
	} else {
		str_printf(most, sizeof most, "%zu", f->size - 1);
		xml_open(w, "xs:maxLength");
		xml_attribute_add(w, "value", most);
		xml_close(w);
	}
	xml_close(w);
	xml_close(w);
}

static void
add_element(struct xml_writer *w, const struct field *f)
{
	const char *type = type_name(f);

	xml_open(w, "xs:element");
	xml_attribute_add(w, "name", f->name);
	xml_attribute_add(w, "minOccurs", "0");
	if (type != NULL)
		xml_attribute_add(w, "type", type);
	else if (f->type == &type_ref || f->type == &type_bits)
		xml_attribute_add(w, "type", "xs:string");
	else
		add_restriction(w, f);
	xml_close(w);
}

static void
add_lines(struct xml_writer *w, const struct export_column *at, int n)
{
	xml_open(w, "xs:element");
	xml_attribute_add(w, "name", XMLOWN_LINES);
	xml_attribute_add(w, "minOccurs", "0");
	xml_open(w, "xs:complexType");
	xml_open(w, "xs:sequence");
	xml_open(w, "xs:element");
	xml_attribute_add(w, "name", XMLOWN_LINE);
	xml_attribute_add(w, "maxOccurs", "unbounded");
	xml_open(w, "xs:complexType");
	xml_open(w, "xs:all");
	for (int i = 0; i < n; i++)
		if (at[i].of_line)
			add_element(w, at[i].f);
	for (int i = 0; i < 6; i++)
		xml_close(w);
}

static void
add_kind(struct xml_writer *w, const struct export_kind *k)
{
	struct export_column at[EXPORT_COLUMNS];
	int n = export_columns(k, at);

	xml_open(w, "xs:complexType");
	xml_attribute_add(w, "name", k->name);
	xml_open(w, "xs:all");
	for (int i = 0; i < n; i++)
		if (!at[i].of_line)
			add_element(w, at[i].f);
	if (k->doc != NULL)
		add_lines(w, at, n);
	xml_close(w);
	xml_close(w);
}

static bool
is_own(const struct export_kind *k)
{
	return (k->formats & 1u << EXPORT_XML) != 0;
}

static void
add_attribute(struct xml_writer *w, const char *name, const char *fixed)
{
	xml_open(w, "xs:attribute");
	xml_attribute_add(w, "name", name);
	xml_attribute_add(w, "use", "required");
	if (fixed != NULL)
		xml_attribute_add(w, "fixed", fixed);
}

/* The kind's name stands in the root, its records below. */
static void
add_root(struct xml_writer *w)
{
	xml_open(w, "xs:element");
	xml_attribute_add(w, "name", XMLOWN_ROOT);
	xml_open(w, "xs:complexType");
	xml_open(w, "xs:choice");
	for (const struct export_kind *k = export_kinds; k->name != NULL; k++)
		if (is_own(k)) {
			xml_open(w, "xs:element");
			xml_attribute_add(w, "name", export_record_name(k));
			xml_attribute_add(w, "type", k->name);
			xml_attribute_add(w, "minOccurs", "0");
			xml_attribute_add(w, "maxOccurs", "unbounded");
			xml_close(w);
		}
	xml_close(w);
	add_attribute(w, "version", XMLOWN_VERSION);
	xml_close(w);
	add_attribute(w, "kind", NULL);
	xml_open(w, "xs:simpleType");
	xml_open(w, "xs:restriction");
	xml_attribute_add(w, "base", "xs:string");
	for (const struct export_kind *k = export_kinds; k->name != NULL; k++)
		if (is_own(k)) {
			xml_open(w, "xs:enumeration");
			xml_attribute_add(w, "value", k->name);
			xml_close(w);
		}
	for (int i = 0; i < 5; i++)
		xml_close(w);
}

void
export_xsd(struct buf *out)
{
	struct xml_writer w;

	xml_begin(&w, out);
	xml_open(&w, "xs:schema");
	xml_attribute_add(&w, "xmlns:xs", "http://www.w3.org/2001/XMLSchema");
	add_root(&w);
	for (const struct export_kind *k = export_kinds; k->name != NULL; k++)
		if (is_own(k))
			add_kind(&w, k);
	for (int i = 0; types[i].type != NULL; i++)
		pattern(&w, types[i].name, types[i].pattern);
	xml_close(&w);
	xml_end(&w);
}
