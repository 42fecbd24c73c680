/*
 * Our own XML: an element for each record and in it one for each field that
 * is not empty, named as in CSV; a document has its lines in an element of
 * their own.
 */
#include "exportxml.h"

#include "xmlown.h"

void
export_xml_begin(
    struct export_xml *m, const struct export_kind *k, struct outfile *out)
{
	m->columns = export_columns(k, m->column);
	xml_begin(&m->w, &out->out);
	xml_open(&m->w, XMLOWN_ROOT);
	xml_attribute_add(&m->w, "version", XMLOWN_VERSION);
	xml_attribute_add(&m->w, "kind", k->name);
}

static void
add_fields(
    struct export *x, struct export_xml *m, const void *rec, bool of_line)
{
	for (int i = 0; i < m->columns; i++) {
		const struct field *f = m->column[i].f;
		const char *s;

		if (m->column[i].of_line != of_line)
			continue;
		s = export_text(x, f, rec);
		if (s[0] != '\0')
			xml_element(&m->w, f->name, NULL, NULL, s);
	}
}

void
export_xml_record(struct export *x, const void *head, const void *lines, int n)
{
	struct export_xml *m = x->arg;

	xml_open(&m->w, export_record_name(x->kind));
	add_fields(x, m, head, false);
	if (n > 0)
		xml_open(&m->w, XMLOWN_LINES);
	for (int i = 0; i < n; i++) {
		xml_open(&m->w, XMLOWN_LINE);
		add_fields(x, m,
		    (const char *)lines + (size_t)i * x->kind->doc->line->size,
		    true);
		xml_close(&m->w);
	}
	if (n > 0)
		xml_close(&m->w);
	xml_close(&m->w);
}

void
export_xml_end(struct export_xml *m)
{
	xml_close(&m->w);
	xml_end(&m->w);
}
