/* Writing XML. */
#include "xmlwrite.h"

#include <assert.h>
#include <string.h>

#include "utf8.h"

static void
escape(struct buf *out, const char *s, bool attribute)
{
	assert(utf8_clean(s, true));
	while (*s != '\0') {
		size_t n = strcspn(s, attribute ? "&<>\"\t\n\r" : "&<>\r");

		buf_add(out, s, n);
		s += n;
		switch (*s) {
		case '\0':
			return;
		case '&':
			buf_str(out, "&amp;");
			break;
		case '<':
			buf_str(out, "&lt;");
			break;
		case '>':
			buf_str(out, "&gt;");
			break;
		case '"':
			buf_str(out, "&quot;");
			break;
		default: /* a reader would make blanks of them */
			buf_printf(out, "&#%d;", *s);
			break;
		}
		s++;
	}
}

static void
new_line(struct xml_writer *w)
{
	if (w->tag)
		buf_char(w->out, '>');
	w->tag = false;
	buf_char(w->out, '\n');
	for (int i = 0; i < w->depth; i++)
		buf_str(w->out, "  ");
}

void
xml_begin(struct xml_writer *w, struct buf *out)
{
	memset(w, 0, sizeof *w);
	w->out = out;
	buf_str(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
}

void
xml_open(struct xml_writer *w, const char *name)
{
	assert(w->depth < XML_DEPTH);
	new_line(w);
	buf_char(w->out, '<');
	buf_str(w->out, name);
	w->open[w->depth++] = name;
	w->tag = true;
}

void
xml_attribute_add(struct xml_writer *w, const char *name, const char *value)
{
	assert(w->tag);
	buf_char(w->out, ' ');
	buf_str(w->out, name);
	buf_str(w->out, "=\"");
	escape(w->out, value, true);
	buf_char(w->out, '"');
}

void
xml_close(struct xml_writer *w)
{
	const char *name;

	assert(w->depth > 0);
	name = w->open[--w->depth];
	if (w->tag) {
		buf_str(w->out, "/>");
		w->tag = false;
		return;
	}
	new_line(w);
	buf_printf(w->out, "</%s>", name);
}

void
xml_element(struct xml_writer *w, const char *name, const char *attribute,
    const char *value, const char *text)
{
	xml_open(w, name);
	if (value != NULL)
		xml_attribute_add(w, attribute, value);
	buf_char(w->out, '>');
	w->tag = false;
	w->depth--;
	escape(w->out, text, false);
	buf_printf(w->out, "</%s>", name);
}

void
xml_end(struct xml_writer *w)
{
	assert(w->depth == 0 && !w->tag);
	buf_char(w->out, '\n');
}
