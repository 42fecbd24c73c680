/* Our own XML as a table. */
#include "xmlown.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "csvout.h"
#include "exportkind.h"
#include "str.h"
#include "text.h"
#include "xmlparts.h"

/* How deep an element stands. */
enum { AT_ROOT = 1, AT_RECORD, AT_FIELD, AT_LINE, AT_LINE_FIELD };

struct column {
	char name[XML_NAME];
	bool of_line;
	bool guarded; /* a text: read back without the guard of CSV */
	const char *cell;
};

/* A line, kept until all of its document has been read. */
struct row {
	long line;
	const char **cell; /* of every column */
};

struct reading {
	const struct export_kind *kind;
	struct xml_fault *fault;
	struct column *column;
	int columns, next; /* next: the column expected, as files are regular */
	int depth;
	bool in_lines;
	struct buf text;   /* of the field that is open */
	long line;         /* of the record, or of its line */
	struct arena *mem; /* the record's cells */
	struct row *row;
	int rows;             /* of the record */
	struct converted *to; /* NULL: the first time, for the columns */
};

bool
xmlown_is(const char *text, size_t n)
{
	struct xml_kind kind;
	struct xml_fault f;
	size_t i = 0;

	while (i < n && strchr("\r\n \t", text[i]) != NULL)
		i++;
	return i < n && text[i] == '<' && xml_kind(text, n, &kind, &f) &&
	    strcmp(kind.name, XMLOWN_ROOT) == 0 && kind.space[0] == '\0';
}

/* ---- faults */

static void refuse(void *ctxt, const char *code, const char *why, ...)
    __attribute__((format(printf, 3, 4)));

static void
refuse(void *ctxt, const char *code, const char *why, ...)
{
	struct reading *r = ((xmlParserCtxtPtr)ctxt)->_private;
	va_list args;

	if (r->fault->code != NULL)
		return;
	r->fault->code = code;
	r->fault->line = xmlSAX2GetLineNumber(ctxt);
	r->fault->column = xmlSAX2GetColumnNumber(ctxt);
	va_start(args, why);
	vsnprintf(r->fault->text, sizeof r->fault->text, why, args);
	va_end(args);
	xmlStopParser(ctxt);
}

static void
on_error(void *ctxt, xmlErrorPtr e)
{
	struct reading *r = ((xmlParserCtxtPtr)ctxt)->_private;

	if (r->fault->code == NULL && e->level >= XML_ERR_ERROR)
		xml_say(e, "X_WELLFORMED", r->fault);
}

static void
on_doctype(
    void *ctxt, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
	(void)name;
	(void)id;
	(void)system;
	refuse(ctxt, "X_DOCTYPE", "%s",
	    _("The document brings a DOCTYPE; none is read."));
}

/* ---- columns */

static int
column_named(struct reading *r, const char *name, bool of_line)
{
	for (int i = 0; i < r->columns; i++) {
		int at = (r->next + i) % r->columns;

		if (r->column[at].of_line == of_line &&
		    strcmp(r->column[at].name, name) == 0) {
			r->next = at + 1;
			return at;
		}
	}
	return -1;
}

static bool
is_text(const struct export_kind *k, const char *name, bool of_line)
{
	const struct entity *e = of_line ? k->doc->line : k->e;
	const struct field *f = record_named(e, name);

	return f != NULL &&
	    (f->type->storage == STORE_TEXT || f->type == &type_ref);
}

static void
add_column(void *ctxt, struct reading *r, const char *name, bool of_line)
{
	struct column *c;

	if (column_named(r, name, of_line) >= 0)
		return;
	if (r->columns == CSV_COLUMNS) {
		refuse(ctxt, "E_LIMIT", "%s",
		    _("The file has too many sorts of elements."));
		return;
	}
	r->column =
	    xrealloc(r->column, (size_t)(r->columns + 1) * sizeof *r->column);
	c = &r->column[r->columns++];
	*c = (struct column){ .of_line = of_line,
		.guarded = is_text(r->kind, name, of_line) };
	if (!str_copy(c->name, sizeof c->name, name))
		refuse(ctxt, "X_XSD", _("<%.40s...> is not a field."), name);
}

static void
forget_cells(struct reading *r, bool of_line)
{
	for (int i = 0; i < r->columns; i++)
		if (r->column[i].of_line == of_line)
			r->column[i].cell = NULL;
}

static void
keep_line(struct reading *r)
{
	struct row *row;

	r->rows++;
	if (r->to == NULL)
		return;
	r->row = xrealloc(r->row, (size_t)r->rows * sizeof *r->row);
	row = &r->row[r->rows - 1];
	row->line = r->line;
	row->cell = arena_alloc(r->mem, (size_t)r->columns * sizeof *row->cell);
	for (int i = 0; i < r->columns; i++)
		row->cell[i] = r->column[i].cell;
}

/* line NULL: the record has none. */
static void
put_row(struct reading *r, const struct row *line)
{
	convert_place(r->to, line != NULL ? line->line : r->line);
	for (int i = 0; i < r->columns; i++) {
		const struct column *c = &r->column[i];
		const char *s =
		    c->of_line && line != NULL ? line->cell[i] : c->cell;

		csv_cell(&r->to->text, s != NULL ? s : "", c->guarded, i == 0);
	}
	csv_row_end(&r->to->text);
}

static void
put_record(struct reading *r)
{
	if (r->to == NULL)
		return;
	if (r->rows == 0)
		put_row(r, NULL);
	for (int i = 0; i < r->rows; i++)
		put_row(r, &r->row[i]);
}

/* A file without records has no columns, but it is a file. */
static void
take_all_columns(struct reading *r)
{
	struct export_column all[EXPORT_COLUMNS];

	r->columns = export_columns(r->kind, all);
	r->column = xcalloc((size_t)r->columns, sizeof *r->column);
	for (int i = 0; i < r->columns; i++)
		str_copy(r->column[i].name, sizeof r->column[i].name,
		    all[i].f->name);
}

static void
put_header(struct reading *r)
{
	if (r->columns == 0)
		take_all_columns(r);
	convert_place(r->to, 1);
	for (int i = 0; i < r->columns; i++)
		csv_cell(&r->to->text, r->column[i].name, false, i == 0);
	csv_row_end(&r->to->text);
}

/* ---- elements */

/* attributes: five pointers each, see libxml/parser.h. */
static void
check_root(void *ctxt, struct reading *r, const xmlChar **attributes, int n)
{
	char version[16] = "", kind[XML_NAME] = "";

	for (int i = 0; i < n; i++) {
		const xmlChar **a = attributes + 5 * (ptrdiff_t)i;
		int size = (int)(a[4] - a[3]);

		if (strcmp((const char *)a[0], "version") == 0)
			str_printf(version, sizeof version, "%.*s", size, a[3]);
		if (strcmp((const char *)a[0], "kind") == 0)
			str_printf(kind, sizeof kind, "%.*s", size, a[3]);
	}
	if (strcmp(version, XMLOWN_VERSION) != 0)
		refuse(ctxt, "X_KIND",
		    _("This is version \"%s\" of the format; %s is read."),
		    version, XMLOWN_VERSION);
	else if (strcmp(kind, r->kind->name) != 0)
		refuse(ctxt, "X_KIND", _("The file holds %s, not %s."), kind,
		    r->kind->name);
}

static void
start_field(void *ctxt, struct reading *r, const char *name, bool of_line)
{
	buf_clear(&r->text);
	if (r->to == NULL)
		add_column(ctxt, r, name, of_line);
}

static void
start_record(void *ctxt, struct reading *r, const char *name)
{
	if (strcmp(name, export_record_name(r->kind)) != 0) {
		refuse(ctxt, "X_XSD", _("<%.40s> stands where <%s> should."),
		    name, export_record_name(r->kind));
		return;
	}
	r->line = xmlSAX2GetLineNumber(ctxt);
	r->rows = 0;
	forget_cells(r, false);
	forget_cells(r, true);
	arena_free(r->mem);
	r->mem = arena_new();
}

static void
start_in_record(void *ctxt, struct reading *r, const char *name)
{
	r->in_lines = r->kind->doc != NULL && strcmp(name, XMLOWN_LINES) == 0;
	if (!r->in_lines)
		start_field(ctxt, r, name, false);
	else if (r->rows > 0)
		refuse(ctxt, "X_XSD", _("<%s> stands twice."), XMLOWN_LINES);
}

static void
on_start(void *ctxt, const xmlChar *xml_name, const xmlChar *prefix,
    const xmlChar *uri, int spaces_n, const xmlChar **spaces, int n,
    int defaulted, const xmlChar **attributes)
{
	struct reading *r = ((xmlParserCtxtPtr)ctxt)->_private;
	const char *name = (const char *)xml_name;

	(void)prefix;
	(void)spaces_n;
	(void)spaces;
	(void)defaulted;
	r->depth++;
	if (r->depth == AT_ROOT)
		check_root(ctxt, r, attributes, n);
	else if (n > 0 || uri != NULL)
		refuse(ctxt, "X_XSD",
		    _("<%.40s> has an attribute or a namespace."), name);
	else if (r->depth == AT_RECORD)
		start_record(ctxt, r, name);
	else if (r->depth == AT_FIELD)
		start_in_record(ctxt, r, name);
	else if (r->depth == AT_LINE && r->in_lines &&
	    strcmp(name, XMLOWN_LINE) == 0) {
		r->line = xmlSAX2GetLineNumber(ctxt);
		forget_cells(r, true);
	} else if (r->depth == AT_LINE_FIELD && r->in_lines)
		start_field(ctxt, r, name, true);
	else
		refuse(ctxt, "X_XSD", _("<%.40s> does not belong here."), name);
}

/* An empty element clears; the word for that is the one of CSV. */
static void
end_field(void *ctxt, struct reading *r, const char *name, bool of_line)
{
	int at = column_named(r, name, of_line);

	if (at < 0 || (r->to == NULL && r->column[at].cell == NULL)) {
		if (at >= 0)
			r->column[at].cell = "";
		return;
	}
	if (r->column[at].cell != NULL) {
		refuse(ctxt, "X_XSD", _("<%.40s> stands twice."), name);
		return;
	}
	r->column[at].cell = r->text.len > 0 ?
	    arena_strndup(r->mem, r->text.data, r->text.len) :
	    "\\N";
}

static void
on_end(void *ctxt, const xmlChar *xml_name, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct reading *r = ((xmlParserCtxtPtr)ctxt)->_private;
	const char *name = (const char *)xml_name;

	(void)prefix;
	(void)uri;
	if (r->depth == AT_LINE_FIELD)
		end_field(ctxt, r, name, true);
	else if (r->depth == AT_LINE)
		keep_line(r);
	else if (r->depth == AT_FIELD && !r->in_lines)
		end_field(ctxt, r, name, false);
	else if (r->depth == AT_RECORD)
		put_record(r);
	if (r->depth == AT_FIELD)
		r->in_lines = false;
	r->depth--;
}

static void
on_text(void *ctxt, const xmlChar *s, int n)
{
	struct reading *r = ((xmlParserCtxtPtr)ctxt)->_private;
	bool field =
	    r->depth == AT_LINE_FIELD || (r->depth == AT_FIELD && !r->in_lines);

	if (field) {
		buf_add(&r->text, s, (size_t)n);
		return;
	}
	for (int i = 0; i < n; i++)
		if (strchr(" \t\r\n", s[i]) == NULL) {
			refuse(ctxt, "X_XSD", "%s",
			    _("Text stands where elements should."));
			return;
		}
}

/* ---- the file */

static void
parse(struct reading *r, const char *text, size_t n)
{
	xmlParserCtxtPtr ctxt = xmlCreateMemoryParserCtxt(text, (int)n);

	if (ctxt == NULL)
		die("xml", "no memory for a parser");
	memset(ctxt->sax, 0, sizeof *ctxt->sax);
	ctxt->sax->initialized = XML_SAX2_MAGIC;
	ctxt->sax->internalSubset = on_doctype;
	ctxt->sax->startElementNs = on_start;
	ctxt->sax->endElementNs = on_end;
	ctxt->sax->characters = on_text;
	ctxt->sax->ignorableWhitespace = on_text;
	ctxt->sax->cdataBlock = on_text;
	ctxt->sax->serror = on_error;
	ctxt->_private = r;
	/* The text was made UTF-8, whatever it says it is. */
	xmlCtxtUseOptions(
	    ctxt, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC);
	r->depth = 0;
	r->next = 0;
	r->in_lines = false;
	xmlParseDocument(ctxt);
	if (r->fault->code == NULL && !ctxt->wellFormed) {
		r->fault->code = "X_WELLFORMED";
		str_copy(r->fault->text, sizeof r->fault->text,
		    _("This is not well-formed XML."));
	}
	xmlFreeDoc(ctxt->myDoc);
	xmlFreeParserCtxt(ctxt);
}

static bool
start(const char *kind, size_t n, struct reading *r, struct xml_fault *f)
{
	*f = (struct xml_fault){ .code = NULL };
	*r = (struct reading){ .kind = export_kind_named(kind), .fault = f };
	if (r->kind == NULL) {
		f->code = "X_KIND";
		str_printf(f->text, sizeof f->text,
		    _("There is no such format for %s."), kind);
	} else if (n == 0) {
		f->code = "X_WELLFORMED";
		str_copy(f->text, sizeof f->text, _("The file is empty."));
	} else if (n > XML_LIMIT || n > INT_MAX) {
		f->code = "E_LIMIT";
		str_printf(f->text, sizeof f->text,
		    _("The file is larger than %d bytes."), (int)XML_LIMIT);
	}
	xml_library();
	return f->code == NULL;
}

bool
xmlown_table(const char *text, size_t n, const char *kind,
    struct converted *made, struct xml_fault *f)
{
	struct reading r;

	if (!start(kind, n, &r, f))
		return false;
	r.mem = arena_new();
	parse(&r, text, n);
	if (f->code == NULL) {
		r.to = made;
		put_header(&r);
		parse(&r, text, n);
	}
	arena_free(r.mem);
	buf_free(&r.text);
	free(r.column);
	free(r.row);
	if (f->code != NULL)
		convert_free(made);
	return f->code == NULL;
}
