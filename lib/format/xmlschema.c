/*
 * Schemas. A document is checked as a stream, because only then the library
 * knows the column, and the line beyond 65535.
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>
#include <libxml/xmlschemas.h>

#include "str.h"
#include "text.h"
#include "xmlparts.h"

enum { NAMES_SHOWN = 3 };

/*
 * The library has one loader for the process. It opens nothing but what lies
 * below this folder, which is set only while a schema is read.
 */
static char schema_folder[PATH_MAX];

static bool
lies_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return n > 0 && strncmp(path, folder, n) == 0 && path[n] == '/';
}

static xmlParserInputPtr
load(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
	char path[PATH_MAX], *plain;

	(void)id;
	if (url == NULL || schema_folder[0] == '\0')
		return NULL;
	if (realpath(url, path) == NULL) {
		plain = xmlURIUnescapeString(url, 0, NULL);
		if (plain == NULL || realpath(plain, path) == NULL)
			path[0] = '\0';
		xmlFree(plain);
	}
	if (!lies_below(path, schema_folder))
		return NULL;
	return xmlNewInputFromFile(ctxt, path);
}

/* What nobody asked for would go to standard error. */
static void
keep_quiet(void *arg, const char *form, ...)
{
	(void)arg;
	(void)form;
}

void
xml_library(void)
{
	xmlInitParser();
	xmlSetGenericErrorFunc(NULL, keep_quiet);
	xmlSetExternalEntityLoader(load);
}

/* ---- messages */

/* "{urn:...}Name" becomes "Name". */
static void
drop_namespaces(char *s)
{
	char *to = s;

	while (*s != '\0') {
		const char *end = *s == '{' ? strchr(s, '}') : NULL;

		if (end != NULL)
			s += end - s + 1;
		else
			*to++ = *s++;
	}
	*to = '\0';
}

/* A list of more than three expected names ends after the third; what comes
 * instead of the rest is no longer than one name. */
static void
shorten_list(char *s)
{
	char *at = strstr(s, "Expected is one of (");

	for (int n = 0; at != NULL && n < NAMES_SHOWN; n++)
		at = strchr(at + 1, ',');
	if (at != NULL)
		str_copy(at, strlen(at) + 1, ", ...)");
}

/* Values from the document may hold anything: one blank for each gap. */
static void
only_printable(char *s)
{
	char *from = s, *to = s;

	for (; *from != '\0'; from++) {
		bool gap = (unsigned char)*from <= ' ' || *from == 0x7f;

		if (!gap)
			*to++ = *from;
		else if (to > s && to[-1] != ' ')
			*to++ = ' ';
	}
	if (to > s && to[-1] == ' ')
		to--;
	*to = '\0';
}

void
xml_say(const xmlError *e, const char *code, struct xml_fault *f)
{
	char *text = xstrdup(e->message != NULL ? e->message : "?");

	memset(f, 0, sizeof *f);
	f->code = code;
	f->line = e->line;
	f->column = e->int2;
	drop_namespaces(text);
	only_printable(text);
	shorten_list(text);
	str_copy(f->text, sizeof f->text, text);
	free(text);
}

/* ---- schemas */

struct xml_schema {
	xmlSchemaPtr schema;
};

static void
keep_first(void *arg, xmlErrorPtr e)
{
	struct xml_fault *f = arg;

	if (f->code == NULL && e->level >= XML_ERR_ERROR)
		xml_say(e, "X_XSD", f);
}

struct xml_schema *
xml_schema_load(const char *folder, const char *file, struct xml_fault *f)
{
	char path[PATH_MAX];
	xmlSchemaParserCtxtPtr ctxt;
	xmlSchemaPtr schema = NULL;
	struct xml_schema *s;

	memset(f, 0, sizeof *f);
	xml_library();
	if (realpath(folder, schema_folder) == NULL ||
	    !str_printf(path, sizeof path, "%s/%s", schema_folder, file)) {
		schema_folder[0] = '\0';
		str_printf(
		    f->text, sizeof f->text, "%s: %s", folder, strerror(errno));
		return NULL;
	}
	/* Both: what cannot be opened is told to the global one only. */
	xmlSetStructuredErrorFunc(f, keep_first);
	ctxt = xmlSchemaNewParserCtxt(path);
	if (ctxt != NULL) {
		xmlSchemaSetParserStructuredErrors(ctxt, keep_first, f);
		schema = xmlSchemaParse(ctxt);
		xmlSchemaFreeParserCtxt(ctxt);
	}
	xmlSetStructuredErrorFunc(NULL, NULL);
	schema_folder[0] = '\0';
	if (schema == NULL) {
		if (f->text[0] == '\0')
			str_printf(f->text, sizeof f->text,
			    _("%s is not a schema that can be used."), path);
		return NULL;
	}
	memset(f, 0, sizeof *f);
	s = xmalloc(sizeof *s);
	s->schema = schema;
	return s;
}

void
xml_schema_free(struct xml_schema *s)
{
	if (s == NULL)
		return;
	xmlSchemaFree(s->schema);
	free(s);
}

/* Both handlers lead here: of the schema, and of the parser below it. */
static void
keep(void *arg, xmlErrorPtr e)
{
	struct xml_fault f;
	bool schema = e->domain == XML_FROM_SCHEMASV;

	if (e->level < XML_ERR_ERROR)
		return;
	xml_say(e, schema ? "X_XSD" : "X_WELLFORMED", &f);
	xml_faults_add(arg, &f);
}

static bool
validate(const struct xml_schema *s, const char *text, size_t n,
    struct xml_faults *faults)
{
	xmlSchemaValidCtxtPtr ctxt = xmlSchemaNewValidCtxt(s->schema);
	xmlParserInputBufferPtr in =
	    xmlParserInputBufferCreateMem(text, (int)n, XML_CHAR_ENCODING_NONE);
	int rc, before = faults->n;

	if (ctxt == NULL || in == NULL)
		die("xml", "no memory for a check");
	xmlSchemaSetValidStructuredErrors(ctxt, keep, faults);
	xmlSetStructuredErrorFunc(faults, keep);
	/* The library forgets the line where no file has a name. */
	xmlSchemaValidateSetFilename(ctxt, "document");
	rc = xmlSchemaValidateStream(
	    ctxt, in, XML_CHAR_ENCODING_NONE, NULL, NULL);
	xmlSetStructuredErrorFunc(NULL, NULL);
	xmlSchemaFreeValidCtxt(ctxt);
	if (rc != 0 && faults->n == before)
		die("xml", "a check against a schema failed inside");
	return rc == 0;
}

bool
xml_validate(const struct xml_schema *s, const char *text, size_t n,
    struct xml_faults *faults)
{
	struct xml_kind kind;
	struct xml_fault f;

	/* A DOCTYPE is found here, before the library may read it. */
	if (!xml_kind(text, n, &kind, &f)) {
		xml_faults_add(faults, &f);
		return false;
	}
	return validate(s, text, n, faults) && faults->n == 0;
}
